// The type `str`: construction, slots, iterator.  Its methods are in str_methods.cc.
#include <cstring>

#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/intern_table.h"
#include "objects/list.h"
#include "objects/sequence_iterators.h"
#include "objects/slice_bounds.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

void strRelease(Object* self) {
  Str* text = static_cast<Str*>(self);
  if (!text->isInterned()) return;
  if (InternTable* table = self->type->interpreter->internTable) table->remove(text);
}

size_t strSize(const Object* self) {
  const Str* text = static_cast<const Str*>(self);
  return sizeof(Str) + (text->length() + 1) * static_cast<size_t>(text->kind());
}

// The text as an instance of a subclass.
Ref<> newStrOfType(Thread& thread, Type* type, Str* text) {
  size_t bytes = (text->length() + 1) * static_cast<size_t>(text->kind());
  Ref<Str> result = TRY(newObject<Str>(thread, type, bytes));
  result->cachedHash = -1;
  result->lengthAndFlags = text->lengthAndFlags & ~Str::kInterned;
  std::memcpy(result->data1(), text->data1(), bytes);
  return result;
}

Result<const char*> textArgument(Thread& thread, Value value, const char* which, std::string* storage) {
  if (value.isEmpty()) return static_cast<const char*>(nullptr);
  if (!isStr(value)) return thread.raiseTypeError("str() argument '{}' must be str, not {!N}", which, value);
  *storage = TRY(toUtf8(thread, value.as<Str>()));
  if (storage->find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return storage->c_str();
}

// Sorts str()'s arguments (object='', encoding='utf-8', errors='strict') by position or keyword.
Status bindStrArguments(Thread& thread, const Arguments& args, Value out[3]) {
  static constexpr std::string_view kNames[] = {"object", "encoding", "errors"};
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0;
  if (args.positionalCount + keywords > 3)
    return thread.raiseTypeError("str() takes at most 3 {}arguments ({} given)", keywords ? "" : "",
                                 args.positionalCount + keywords);
  for (size_t i = 0; i < args.positionalCount; i++) out[i] = args[i];
  for (size_t k = 0; k < keywords; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t at = 0;
    while (at < 3 && !strEqualText(name, kNames[at])) at++;
    if (at == 3) return thread.raiseTypeError("'{}' is an invalid keyword argument for str()", name);
    if (!out[at].isEmpty())
      return thread.raiseTypeError("argument for str() given by name ('{}') and position ({})", name, at + 1);
    out[at] = args[args.positionalCount + k];
  }
  return kOk;
}

Ref<> strCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[3];
  if (!bindStrArguments(thread, args, bound)) return Raised{};
  Ref<Str> text;
  if (bound[0].isEmpty() && bound[1].isEmpty() && bound[2].isEmpty()) {
    text = newStr(thread, "");
  } else if (bound[1].isEmpty() && bound[2].isEmpty()) {
    text = str(thread, bound[0]);
  } else {
    std::string encodingText, errorsText;
    const char* encoding = TRY(textArgument(thread, bound[1], "encoding", &encodingText));
    const char* errors = TRY(textArgument(thread, bound[2], "errors", &errorsText));
    if (bound[0].isEmpty()) {
      text = newStr(thread, "");
    } else if (isStr(bound[0])) {
      return thread.raiseTypeError("decoding str is not supported");
    } else {
      if (!isBytes(bound[0]) && !typeOf(thread, bound[0])->slots.getBuffer)
        return thread.raiseTypeError("decoding to str: need a bytes-like object, {!T} found", bound[0]);
      text = decodeObject(thread, bound[0], encoding, errors);
    }
  }
  if (!text) return Raised{};
  if (type == thread.type(TypeId::kStr)) return text;
  return newStrOfType(thread, type, text);
}

Ref<> reprSlot(Thread& thread, Value self) { return strRepr(thread, self.as<Str>()); }
Ref<> strSlot(Thread& thread, Value self) { return exactStr(thread, self.as<Str>()); }
Result<int64_t> hashSlot(Thread& thread, Value self) { return strHash(thread, self.as<Str>()); }

Ref<> compareSlot(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isStr(self) || !isStr(other)) return newRef(kNotImplemented);
  Str* a = self.as<Str>();
  Str* b = other.as<Str>();
  if (op == CompareOp::kEqual || op == CompareOp::kNotEqual)
    return newRef(Value::boolean(strEqual(a, b) == (op == CompareOp::kEqual)));
  int order = strCompare(a, b);
  bool result = op == CompareOp::kLess      ? order < 0
                : op == CompareOp::kLessEqual ? order <= 0
                : op == CompareOp::kGreater   ? order > 0
                                              : order >= 0;
  return newRef(Value::boolean(result));
}

Result<int64_t> lengthSlot(Thread&, Value self) { return static_cast<int64_t>(self.as<Str>()->length()); }

Ref<> slicedStr(Thread& thread, Str* text, Value key) {
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  adjustSliceBounds(&bounds, static_cast<int64_t>(text->length()));
  if (bounds.count <= 0) return newStr(thread, "");
  if (bounds.step == 1)
    return substring(thread, text, static_cast<size_t>(bounds.start), static_cast<size_t>(bounds.start + bounds.count));
  if (bounds.count == 1) return newStrFromChar(thread, text->at(static_cast<size_t>(bounds.start)));
  if (text->isAscii()) {  // OPTIMIZATION: bytes only
    Ref<Str> result = TRY(newStrUninitialized(thread, static_cast<size_t>(bounds.count), 127));
    const uint8_t* from = text->data1();
    uint8_t* to = result->data1();
    for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) to[i] = from[at];
    return result;
  }
  uint32_t all = 0;
  for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step)
    all |= text->at(static_cast<size_t>(at));
  Ref<Str> result = TRY(newStrUninitialized(thread, static_cast<size_t>(bounds.count), all));
  for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step)
    strWrite(result, static_cast<size_t>(i), text->at(static_cast<size_t>(at)));
  return result;
}

Ref<> getItemSlot(Thread& thread, Value self, Value key) {
  Str* text = self.as<Str>();
  int64_t i;
  if (key.isSmallInt()) {
    i = key.smallIntValue();
  } else if (isSlice(thread, key)) {
    return slicedStr(thread, text, key);
  } else {
    if (!typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)] && !isInt(key))
      return thread.raiseTypeError("string indices must be integers, not '{!T}'", key);
    i = TRY(indexAsInt64(thread, key));
  }
  int64_t length = static_cast<int64_t>(text->length());
  if (i < 0) i += length;
  if (i < 0 || i >= length) return thread.raise(TypeId::kIndexError, "string index out of range");
  return newStrFromChar(thread, text->at(static_cast<size_t>(i)));
}

Result<bool> containsSlot(Thread& thread, Value self, Value item) {
  if (!isStr(item))
    return thread.raiseTypeError("'in <string>' requires string as left operand, not {!T}", item);
  Str* text = self.as<Str>();
  return strFind(text, item.as<Str>(), 0, text->length()) >= 0;
}

Ref<> concatSlot(Thread& thread, Value self, Value other) {
  if (!isStr(other)) return thread.raiseTypeError("can only concatenate str (not \"{!T}\") to str", other);
  return concatenate(thread, self.as<Str>(), other.as<Str>());
}

Ref<> repeatSlot(Thread& thread, Value self, int64_t count) {
  Str* text = self.as<Str>();
  if (count < 0) count = 0;
  if (count == 1) return exactStr(thread, text);
  size_t length = text->length(), times = static_cast<size_t>(count);
  if (length == 0 || times == 0) return newStr(thread, "");
  if (length > SIZE_MAX / 2 / times) return thread.raise(TypeId::kOverflowError, "repeated string is too long");
  if (length > (size_t{1} << 48) / times) return thread.raiseMemoryError();
  Ref<Str> result = TRY(newStrUninitialized(thread, length * times, strMaxChar(text)));
  size_t width = static_cast<size_t>(text->kind()), block = length * width, total = block * times;
  uint8_t* to = result->data1();
  if (block == 1) {
    std::memset(to, text->data1()[0], total);
    return result;
  }
  std::memcpy(to, text->data1(), block);
  for (size_t done = block; done < total;) {
    size_t chunk = std::min(done, total - done);
    std::memcpy(to + done, to, chunk);
    done += chunk;
  }
  return result;
}

Ref<> remainderSlot(Thread& thread, Value left, Value right) {
  if (!isStr(left)) return newRef(kNotImplemented);
  return formatPercent(thread, left.as<Str>(), right);
}

// --- the iterator

struct StrIterator : Object {
  Str* text;  // owned; null when exhausted
  size_t position;
};

Ref<> iterateSlot(Thread& thread, Value self) {
  TypeId type = isExactStr(self) && self.as<Str>()->isAscii() ? TypeId::kStrAsciiIterator : TypeId::kStrIterator;
  Ref<StrIterator> iterator = TRY(newObject<StrIterator>(thread, thread.type(type)));
  iterator->text = newRef(self.as<Str>()).release();
  iterator->position = 0;
  return iterator;
}

void iteratorRelease(Object* self) {
  // A subclass's __del__ may ask the iterator again: it must be exhausted by then.
  if (Str* text = std::exchange(static_cast<StrIterator*>(self)->text, nullptr)) decrefObject(text);
}

void iteratorTraverse(Object* self, Visitor& visitor) {
  if (Str* text = static_cast<StrIterator*>(self)->text) visitor.visit(text);
}

Ref<> iteratorNext(Thread& thread, Value self) {
  StrIterator* iterator = self.as<StrIterator>();
  if (!iterator->text) return nullptr;
  if (iterator->position < iterator->text->length())
    return newStrFromChar(thread, iterator->text->at(iterator->position++));
  iteratorRelease(iterator);
  return nullptr;
}

Ref<> iteratorLengthHint(Thread& thread, const Value* args) {
  StrIterator* iterator = args[0].as<StrIterator>();
  return newInt(thread, iterator->text ? static_cast<int64_t>(iterator->text->length() - iterator->position) : 0);
}

Ref<> iteratorReduce(Thread& thread, const Value* args) {
  StrIterator* iterator = args[0].as<StrIterator>();
  if (iterator->text)
    return reduceByBuiltin(thread, "iter", Value(iterator->text), Value::smallInt(static_cast<int64_t>(iterator->position)));
  Ref<Str> empty = TRY(newStr(thread, ""));
  return reduceByBuiltin(thread, "iter", empty.value());
}

Ref<> iteratorSetState(Thread& thread, const Value* args) {
  StrIterator* iterator = args[0].as<StrIterator>();
  int64_t i = TRY(indexAsInt64(thread, args[1], TypeId::kNoTypeId));
  if (iterator->text) {
    int64_t length = static_cast<int64_t>(iterator->text->length());
    iterator->position = static_cast<size_t>(i < 0 ? 0 : i > length ? length : i);
  }
  return newRef(kNone);
}

constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorLengthHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = iteratorSetState},
};

constexpr Slots makeStrSlots() {
  Slots slots;
  slots.release = strRelease;
  slots.sizeOf = strSize;
  slots.create = strCreate;
  slots.repr = reprSlot;
  slots.str = strSlot;
  slots.hash = hashSlot;
  slots.compare = compareSlot;
  slots.iterate = iterateSlot;
  slots.length = lengthSlot;
  slots.getItem = getItemSlot;
  slots.contains = containsSlot;
  slots.concat = concatSlot;
  slots.repeat = repeatSlot;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = remainderSlot;
  return slots;
}
constexpr Slots kStrSlots = makeStrSlots();

constexpr Slots makeIteratorSlots() {
  Slots slots;
  slots.release = iteratorRelease;
  slots.traverse = iteratorTraverse;
  slots.iterate = iterateSelf;
  slots.next = iteratorNext;
  return slots;
}
constexpr Slots kIteratorSlots = makeIteratorSlots();

}  // namespace

// repr, as the language reference's string literals: quotes are ' unless the text has ' and no ".
Ref<Str> strRepr(Thread& thread, const Str* text) {
  size_t length = text->length();
  bool single = strFindChar(text, '\'', 0, length) >= 0;
  uint32_t quote = single && strFindChar(text, '"', 0, length) < 0 ? '"' : '\'';
  StrBuilder out(thread);
  out.append(quote);
  size_t plainFrom = 0;
  for (size_t i = 0; i < length; i++) {
    uint32_t c = text->at(i);
    if (c != quote && c != '\\' && unicode::isPrintable(c)) continue;
    out.append(text, plainFrom, i);
    plainFrom = i + 1;
    char escape[16];
    int count;
    if (c == quote || c == '\\') count = snprintf(escape, sizeof escape, "\\%c", static_cast<char>(c));
    else if (c == '\t') count = snprintf(escape, sizeof escape, "\\t");
    else if (c == '\n') count = snprintf(escape, sizeof escape, "\\n");
    else if (c == '\r') count = snprintf(escape, sizeof escape, "\\r");
    else count = snprintf(escape, sizeof escape, c < 256 ? "\\x%02x" : c < 65536 ? "\\u%04x" : "\\U%08x", c);
    out.append(std::string_view(escape, static_cast<size_t>(count)));
  }
  out.append(text, plainFrom, length);
  out.append(quote);
  return out.finish();
}

const TypeSpec kStrType = {
    .id = TypeId::kStr,
    .name = "str",
    .basicSize = sizeof(Str),
    .itemSize = 1,
    .flags = kTypeIsBaseType | kTypeIsStr | kTypeMatchSelf | kTypeImmutable,
    .slots = &kStrSlots,
    .methods = {kStrMethods, kStrMethodCount},
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Text made from an object or decoded from bytes.",
};

// Two types that differ by name alone, as CPython's do.
static constexpr TypeSpec iteratorType(TypeId id, const char* name) {
  return {.id = id, .name = name, .basicSize = sizeof(StrIterator), .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
          .slots = &kIteratorSlots, .methods = kIteratorMethods};
}
const TypeSpec kStrIteratorType = iteratorType(TypeId::kStrIterator, "str_iterator");
const TypeSpec kStrAsciiIteratorType = iteratorType(TypeId::kStrAsciiIterator, "str_ascii_iterator");

}  // namespace taipan
