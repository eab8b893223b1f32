// _json.make_encoder: values to text, in one piece.  (Indented output is the business of json.encoder.)
#include <charconv>
#include <cmath>
#include <cstddef>

#include "base/number_text.h"
#include "modules/json/json_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/tuple.h"

namespace taipan::json {

namespace {

enum class StringEncoder : uint8_t { kPython, kAscii, kUnicode };

struct Encoder : Object {
  Value markers, defaultFunction, encoder, indent, keySeparator, itemSeparator;  // owned
  bool sortKeys, skipKeys, allowNan;
  StringEncoder stringEncoder;
};

class Encode {
 public:
  Encode(Thread& thread, Encoder* encoder) : thread_(thread), encoder_(*encoder), out_(thread) {}
  Status value(Value v);
  Ref<Str> finish() { return out_.finish(); }

 private:
  Status string(Value text);
  Status number(Value v);
  Result<std::string_view> floatText(double d);
  Status list(Value v);
  Status dict(Value v);
  Status entry(Value key, Value item, bool* first);
  Result<bool> keyText(Value key, Ref<>* text);
  Status other(Value v);
  // Marks `v` as being encoded: ValueError if it is already.  The mark's key, or None without markers.
  Ref<> enter(Value v);
  Status leave(Ref<> mark);
  // Keys and values of any dict, flat.
  Ref<List> entries(Value v);

  Thread& thread_;
  Encoder& encoder_;
  StrBuilder out_;
  char digits_[40];
};

Status Encode::value(Value v) {
  if (v.isNone()) {
    out_.append("null");
  } else if (v.isBool()) {
    out_.append(v.isTrue() ? "true" : "false");
  } else if (isStr(v)) {
    return string(v);
  } else if (isInt(v)) {
    return number(v);
  } else if (isFloat(v)) {
    out_.append(TRY(floatText(floatValue(v))));
  } else {
    Nesting nesting(thread_);
    if (isList(v) || isTuple(v)) return nesting.enter(" while encoding a JSON object") ? list(v) : Status(Raised{});
    if (isDict(v)) return nesting.enter(" while encoding a JSON object") ? dict(v) : Status(Raised{});
    return other(v);
  }
  return kOk;
}

Status Encode::string(Value text) {
  if (encoder_.stringEncoder != StringEncoder::kPython) {
    writeString(&out_, text.as<Str>(), encoder_.stringEncoder == StringEncoder::kAscii);
    return kOk;
  }
  Ref<> encoded = TRY(call(thread_, encoder_.encoder, text));
  if (!isStr(encoded)) return thread_.raiseTypeError("encoder() must return a string, not {!T}", encoded.get());
  out_.append(encoded.get().as<Str>());
  return kOk;
}

// int.__repr__, whatever the subclass says.
Status Encode::number(Value v) {
  int64_t small;
  if (intFitsInt64(v, &small)) {
    auto end = std::to_chars(digits_, digits_ + sizeof digits_, small).ptr;
    out_.append(std::string_view(digits_, static_cast<size_t>(end - digits_)));
    return kOk;
  }
  Ref<> text = TRY(thread_.type(TypeId::kInt)->slots.repr(thread_, v));
  out_.append(text.get().as<Str>());
  return kOk;
}

Result<std::string_view> Encode::floatText(double d) {
  if (std::isfinite(d)) {
    std::string text = floatRepr(d);
    size_t length = std::min(text.size(), sizeof digits_);
    text.copy(digits_, length);
    return std::string_view(digits_, length);
  }
  if (!encoder_.allowNan) return thread_.raiseValueError("Out of range float values are not JSON compliant");
  return std::string_view(std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
}

Ref<> Encode::enter(Value v) {
  if (encoder_.markers.isNone()) return newRef(kNone);
  Dict* markers = encoder_.markers.as<Dict>();
  Ref<> mark = TRY(newInt(thread_, static_cast<int64_t>(v.bits())));
  if (dictGet(thread_, markers, mark)) return thread_.raiseValueError("Circular reference detected");
  if (thread_.hasException()) return Raised{};
  TRY(dictSet(thread_, markers, mark, v));
  return mark;
}
Status Encode::leave(Ref<> mark) {
  if (mark.get().isNone()) return kOk;
  bool there = TRY(dictDelete(thread_, encoder_.markers.as<Dict>(), mark));
  if (!there) return thread_.raiseKeyError(mark);
  return kOk;
}

Status Encode::list(Value v) {
  auto sizeOf = [&] { return isList(v) ? v.as<List>()->size : v.as<Tuple>()->size; };
  if (sizeOf() == 0) {
    out_.append("[]");
    return kOk;
  }
  Ref<> mark = TRY(enter(v));
  out_.append("[");
  for (size_t i = 0; i < sizeOf(); i++) {
    if (i > 0) out_.append(encoder_.itemSeparator.as<Str>());
    Ref<> item = newRef(isList(v) ? v.as<List>()->items[i] : v.as<Tuple>()->items[i]);
    TRY(value(item));
  }
  out_.append("]");
  return leave(std::move(mark));
}

Ref<List> Encode::entries(Value v) {
  Ref<List> flat;
  if (!encoder_.sortKeys && v.object()->type == thread_.type(TypeId::kDict)) {
    flat = TRY(newList(thread_, 2 * v.as<Dict>()->used));
    size_t position = 0;
    Value key, item;
    while (dictNext(v.as<Dict>(), &position, &key, &item)) {
      TRY(listAppend(thread_, flat, key));
      TRY(listAppend(thread_, flat, item));
    }
    return flat;
  }
  Ref<> items = TRY(callMethod(thread_, v, thread_.names().items));
  Ref<> iterator = getIterator(thread_, items);
  if (!iterator) {
    if (!thread_.clearIfMatches(TypeId::kTypeError)) return Raised{};
    return thread_.raiseTypeError("{!T}.items() returned a non-iterable (type {!T})", v, items.get());
  }
  Ref<List> pairs = TRY(listFromIterable(thread_, iterator));
  if (encoder_.sortKeys) TRY(listSort(thread_, pairs, kNone, false));
  flat = TRY(newList(thread_, 2 * pairs->size));
  for (size_t i = 0; i < pairs->size; i++) {
    Value pair = pairs->items[i];
    if (!isTuple(pair) || pair.as<Tuple>()->size != 2) return thread_.raiseValueError("items must return 2-tuples");
    TRY(listAppend(thread_, flat, pair.as<Tuple>()->items[0]));
    TRY(listAppend(thread_, flat, pair.as<Tuple>()->items[1]));
  }
  return flat;
}

Status Encode::dict(Value v) {
  if (v.as<Dict>()->used == 0) {
    out_.append("{}");
    return kOk;
  }
  Ref<> mark = TRY(enter(v));
  out_.append("{");
  Ref<List> flat = TRY(entries(v));
  bool first = true;
  for (size_t i = 0; i + 1 < flat->size; i += 2) TRY(entry(flat->items[i], flat->items[i + 1], &first));
  out_.append("}");
  return leave(std::move(mark));
}

// The text of a key that is no str; false: to be left out.
Result<bool> Encode::keyText(Value key, Ref<>* text) {
  if (isFloat(key)) {
    *text = TRY(newStr(thread_, TRY(floatText(floatValue(key)))));
  } else if (key.isNone() || key.isBool()) {
    *text = TRY(newStr(thread_, key.isNone() ? "null" : key.isTrue() ? "true" : "false"));
  } else if (isInt(key)) {
    *text = TRY(thread_.type(TypeId::kInt)->slots.repr(thread_, key));
  } else if (encoder_.skipKeys) {
    return false;
  } else {
    return thread_.raiseTypeError("keys must be str, int, float, bool or None, not {!T}", key);
  }
  return true;
}

Status Encode::entry(Value key, Value item, bool* first) {
  Ref<> text;
  if (!isStr(key)) {
    bool wanted = TRY(keyText(key, &text));
    if (!wanted) return kOk;
    key = text;
  }
  if (!*first) out_.append(encoder_.itemSeparator.as<Str>());
  *first = false;
  TRY(string(key));
  out_.append(encoder_.keySeparator.as<Str>());
  return value(item);
}

Status Encode::other(Value v) {
  Ref<> mark = TRY(enter(v));
  Ref<> replacement = TRY(call(thread_, encoder_.defaultFunction, v));
  Nesting nesting(thread_);
  if (!nesting.enter(" while encoding a JSON object")) return Raised{};
  TRY(value(replacement));
  return leave(std::move(mark));
}

Ref<> encoderCall(Thread& thread, Value self, const Arguments& args) {
  static constexpr const char* kNames[] = {"obj", "_current_indent_level"};
  Value bound[2] = {};
  TRY(bindNames(thread, args, "_iterencode", kNames, 2, bound));
  TRY(sizeArgument(thread, bound[1]));
  Encode encode(thread, self.as<Encoder>());
  TRY(encode.value(bound[0]));
  Ref<Str> text = TRY(encode.finish());
  Value items[] = {text.value()};
  return newListFrom(thread, items, 1);
}

StringEncoder stringEncoderOf(Thread& thread, Value encoder) {
  if (typeOf(thread, encoder) != thread.type(TypeId::kBuiltinFunction)) return StringEncoder::kPython;
  NativeFunction function = encoder.as<BuiltinFunction>()->code->definition->function;
  if (function == encodeBaseStringAscii) return StringEncoder::kAscii;
  return function == encodeBaseString ? StringEncoder::kUnicode : StringEncoder::kPython;
}

Ref<> encoderCreate(Thread& thread, Type* type, const Arguments& args) {
  static constexpr const char* kNames[] = {"markers", "default", "encoder", "indent", "key_separator",
                                           "item_separator", "sort_keys", "skipkeys", "allow_nan"};
  Value bound[9] = {};
  TRY(bindNames(thread, args, "make_encoder", kNames, 9, bound));
  for (int i = 4; i < 6; i++) {
    if (isStr(bound[i])) continue;
    if (bound[i].isNone()) return thread.raiseTypeError("make_encoder() argument {} must be str, not None", i + 1);
    return thread.raiseTypeError("make_encoder() argument {} must be str, not {!N}", i + 1, bound[i]);
  }
  bool sortKeys = TRY(isTrue(thread, bound[6]));
  bool skipKeys = TRY(isTrue(thread, bound[7]));
  bool allowNan = TRY(isTrue(thread, bound[8]));
  if (!bound[0].isNone() && !isDict(bound[0])) {
    return thread.raiseTypeError("make_encoder() argument 1 must be dict or None, not {!N}", bound[0]);
  }
  Ref<Encoder> made = TRY(newObject<Encoder>(thread, type));
  Value* fields[] = {&made->markers, &made->defaultFunction, &made->encoder, &made->indent, &made->keySeparator, &made->itemSeparator};
  for (size_t i = 0; i < 6; i++) *fields[i] = newRef(bound[i]).releaseValue();
  made->sortKeys = sortKeys;
  made->skipKeys = skipKeys;
  made->allowNan = allowNan;
  made->stringEncoder = stringEncoderOf(thread, bound[2]);
  return made;
}

void encoderTraverse(Object* object, Visitor& visitor) {
  auto* e = static_cast<Encoder*>(object);
  for (Value v : {e->markers, e->defaultFunction, e->encoder, e->indent, e->keySeparator, e->itemSeparator}) visitor.visitValue(v);
}
void encoderRelease(Object* object) {
  auto* e = static_cast<Encoder*>(object);
  for (Value* v : {&e->markers, &e->defaultFunction, &e->encoder, &e->indent, &e->keySeparator, &e->itemSeparator})
    decrefOrEmpty(std::exchange(*v, Value()));
}

#define MEMBER(NAME, FIELD) {.name = NAME, .kind = MemberKind::kObject, .offset = offsetof(Encoder, FIELD), .doc = NAME}
constexpr MemberDef kMembers[] = {
    MEMBER("markers", markers), MEMBER("default", defaultFunction), MEMBER("encoder", encoder), MEMBER("indent", indent),
    MEMBER("key_separator", keySeparator), MEMBER("item_separator", itemSeparator),
    {.name = "sort_keys", .kind = MemberKind::kBool, .offset = offsetof(Encoder, sortKeys), .doc = "sort_keys"},
    {.name = "skipkeys", .kind = MemberKind::kBool, .offset = offsetof(Encoder, skipKeys), .doc = "skipkeys"},
};
#undef MEMBER
constexpr Slots kSlots = [] {
  Slots slots;
  slots.create = encoderCreate;
  slots.release = encoderRelease;
  slots.traverse = encoderTraverse;
  slots.call = encoderCall;
  return slots;
}();

}  // namespace

const TypeSpec kEncoderType = {.id = TypeId::kJsonEncoder,
                               .name = "_json.Encoder",
                               .basicSize = sizeof(Encoder),
                               .flags = kTypeHasGc | kTypeIsBaseType,
                               .slots = &kSlots,
                               .members = kMembers,
                               .doc = "Encodes a value as JSON text."};

}  // namespace taipan::json
