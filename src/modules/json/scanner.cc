// _json.make_scanner: text to values.  One pass over the characters, recursive where JSON nests.
#include <charconv>
#include <cstddef>

#include "base/number_text.h"
#include "modules/json/json_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan::json {

namespace {

struct Scanner : Object {
  bool strict;
  Value objectHook, objectPairsHook, parseFloat, parseInt, parseConstant;  // owned
};

// One call of a scanner, over characters of type C.
template <class C>
class Scan {
 public:
  Scan(Thread& thread, Scanner* scanner, Str* text, const C* data, Dict* memo)
      : thread_(thread), scanner_(*scanner), text_(text), data_(data), length_(static_cast<int64_t>(text->length())), memo_(memo) {}

  // The value at `at`; *end is behind it.  StopIteration(at) if there is none.
  Ref<> value(int64_t at, int64_t* end) {
    if (at >= length_) return stop(at);
    switch (data_[at]) {
      case '"':
        return scanString(thread_, text_, at + 1, scanner_.strict, end);
      case '{': {
        Nesting nesting(thread_);
        if (!nesting.enter(" while decoding a JSON object from a unicode string")) return Raised{};
        return object(at + 1, end);
      }
      case '[': {
        Nesting nesting(thread_);
        if (!nesting.enter(" while decoding a JSON array from a unicode string")) return Raised{};
        return array(at + 1, end);
      }
      case 'n':
        if (isWord(at, "null", end)) return newRef(kNone);
        break;
      case 't':
        if (isWord(at, "true", end)) return newRef(kTrue);
        break;
      case 'f':
        if (isWord(at, "false", end)) return newRef(kFalse);
        break;
      case 'N':
        if (isWord(at, "NaN", end)) return constant("NaN");
        break;
      case 'I':
        if (isWord(at, "Infinity", end)) return constant("Infinity");
        break;
      case '-':
        if (isWord(at, "-Infinity", end)) return constant("-Infinity");
        break;
      default:
        break;
    }
    return number(at, end);
  }

 private:
  Raised stop(int64_t at) {
    return thread_.raiseWith(TypeId::kStopIteration, Value::smallInt(at));
  }
  Raised error(const char* message, int64_t at) { return raiseDecodeError(thread_, message, text_, at); }
  bool isAt(int64_t at, char c) const { return at < length_ && data_[at] == static_cast<C>(c); }
  bool isDigit(int64_t at) const { return at < length_ && data_[at] >= '0' && data_[at] <= '9'; }
  int64_t skipSpace(int64_t at) const {
    while (at < length_ && (data_[at] == ' ' || data_[at] == '\n' || data_[at] == '\t' || data_[at] == '\r')) at++;
    return at;
  }
  bool isWord(int64_t at, std::string_view word, int64_t* end) const {
    if (length_ - at < static_cast<int64_t>(word.size())) return false;
    for (size_t k = 0; k < word.size(); k++)
      if (data_[at + static_cast<int64_t>(k)] != static_cast<C>(word[k])) return false;
    *end = at + static_cast<int64_t>(word.size());
    return true;
  }
  Ref<> constant(const char* name) {
    Ref<Str> text = TRY(internText(thread_, name));
    return call(thread_, scanner_.parseConstant, text.value());
  }

  Ref<> object(int64_t at, int64_t* end);
  Ref<> array(int64_t at, int64_t* end);
  Ref<> number(int64_t at, int64_t* end);
  Ref<Str> key(int64_t at, int64_t* end);

  // Keys met lately, by their text: most keys of a document come again and again.
  static constexpr size_t kRecent = 64;

  Thread& thread_;
  Scanner& scanner_;
  Str* text_;
  const C* data_;
  int64_t length_;
  Dict* memo_;
  Str* recent_[kRecent] = {};  // borrowed from memo_
};

// The key whose opening quote stands before `at`: equal keys of one document are one object.
template <class C>
Ref<Str> Scan<C>::key(int64_t at, int64_t* end) {
  uint32_t mix = 0;
  size_t length = 0;
  int64_t i = at;
  for (; i < length_ && length < 24; i++, length++) {  // OPTIMIZATION: a short key without escapes, met before
    uint32_t c = data_[i];
    if (c == '"') break;
    if (c == '\\' || c < 32 || c > 126) {
      length = 24;
      break;
    }
    mix = mix * 31 + c;
  }
  bool isShort = length < 24 && isAt(i, '"');
  Str*& slot = recent_[(mix ^ mix >> 6 ^ mix >> 12) % kRecent];
  if (isShort && slot && slot->length() == length) {
    const uint8_t* known = slot->data1();
    size_t k = 0;
    while (k < length && known[k] == data_[at + static_cast<int64_t>(k)]) k++;
    if (k == length) {
      *end = i + 1;
      return newRef(slot);
    }
  }
  Ref<Str> made = TRY(scanString(thread_, text_, at, scanner_.strict, end));
  Ref<> kept = TRY(dictSetDefault(thread_, memo_, made, made));
  if (isShort) slot = kept.get().template as<Str>();
  return std::move(kept).template cast<Str>();
}

template <class C>
Ref<> Scan<C>::object(int64_t at, int64_t* end) {
  bool pairs = !scanner_.objectPairsHook.isNone();
  Ref<Dict> dict;
  Ref<List> list;
  if (pairs) list = TRY(newList(thread_));
  else dict = TRY(newDict(thread_));
  at = skipSpace(at);
  if (!isAt(at, '}')) {
    for (;;) {
      if (!isAt(at, '"')) return error("Expecting property name enclosed in double quotes", at);
      Ref<Str> name = TRY(key(at + 1, &at));
      at = skipSpace(at);
      if (!isAt(at, ':')) return error("Expecting ':' delimiter", at);
      Ref<> item = TRY(value(skipSpace(at + 1), &at));
      if (pairs) {
        Ref<Tuple> pair = TRY(makeTuple(thread_, name.value(), item.get()));
        TRY(listAppend(thread_, list, pair));
      } else {
        TRY(dictSetStr(thread_, dict, name, item));
      }
      at = skipSpace(at);
      if (isAt(at, '}')) break;
      if (!isAt(at, ',')) return error("Expecting ',' delimiter", at);
      at = skipSpace(at + 1);
    }
  }
  *end = at + 1;
  if (pairs) return call(thread_, scanner_.objectPairsHook, list.value());
  if (!scanner_.objectHook.isNone()) return call(thread_, scanner_.objectHook, dict.value());
  return dict;
}

template <class C>
Ref<> Scan<C>::array(int64_t at, int64_t* end) {
  Ref<List> list = TRY(newList(thread_));
  at = skipSpace(at);
  if (!isAt(at, ']')) {
    for (;;) {
      Ref<> item = TRY(value(at, &at));
      TRY(listAppend(thread_, list, item));
      at = skipSpace(at);
      if (isAt(at, ']')) break;
      if (!isAt(at, ',')) return error("Expecting ',' delimiter", at);
      at = skipSpace(at + 1);
    }
  }
  *end = at + 1;
  return list;
}

template <class C>
Ref<> Scan<C>::number(int64_t start, int64_t* end) {
  int64_t at = start;
  if (data_[at] == '-' && ++at >= length_) return stop(start);
  if (isAt(at, '0')) {
    at++;
  } else if (isDigit(at)) {
    while (isDigit(at)) at++;
  } else {
    return stop(start);
  }
  bool isFloat = false;
  if (isAt(at, '.') && isDigit(at + 1)) {
    isFloat = true;
    at += 2;
    while (isDigit(at)) at++;
  }
  if (at < length_ - 1 && (data_[at] == 'e' || data_[at] == 'E')) {
    int64_t exponent = at + 1;
    if (exponent < length_ - 1 && (data_[exponent] == '-' || data_[exponent] == '+')) exponent++;
    if (isDigit(exponent)) {
      isFloat = true;
      at = exponent;
      while (isDigit(at)) at++;
    }
  }
  *end = at;
  Value parse = isFloat ? scanner_.parseFloat : scanner_.parseInt;
  size_t length = static_cast<size_t>(at - start);
  char digits[48];
  bool native = parse == Value(thread_.type(isFloat ? TypeId::kFloat : TypeId::kInt));
  if (native && length < sizeof digits) {
    for (size_t k = 0; k < length; k++) digits[k] = static_cast<char>(data_[start + static_cast<int64_t>(k)]);
    if (isFloat) {
      double d;
      if (parseDouble({digits, length}, &d) == length) return newFloat(thread_, d);
    } else if (length <= 18) {
      int64_t i;
      std::from_chars(digits, digits + length, i);
      return newInt(thread_, i);
    }
  }
  Ref<Str> text = TRY(substring(thread_, text_, static_cast<size_t>(start), static_cast<size_t>(at)));
  if (native && !isFloat) return parseInt(thread_, text, 10);
  return call(thread_, parse, text.value());
}

Ref<> run(Thread& thread, Scanner* scanner, Str* text, int64_t at, int64_t* end) {
  Ref<Dict> memo = TRY(newDict(thread));
  switch (text->kind()) {
    case 1: return Scan<uint8_t>(thread, scanner, text, text->data1(), memo).value(at, end);
    case 2: return Scan<uint16_t>(thread, scanner, text, text->data2(), memo).value(at, end);
    default: return Scan<uint32_t>(thread, scanner, text, text->data4(), memo).value(at, end);
  }
}

Ref<> scannerCall(Thread& thread, Value self, const Arguments& args) {
  static constexpr const char* kNames[] = {"string", "idx"};
  Value bound[2] = {};
  TRY(bindNames(thread, args, "scan_once", kNames, 2, bound));
  int64_t at = TRY(sizeArgument(thread, bound[1]));
  if (!isStr(bound[0])) return thread.raiseTypeError("first argument must be a string, not {!T}", bound[0]);
  if (at < 0) return thread.raiseValueError("idx cannot be negative");
  int64_t end = at;
  Ref<> value = TRY(run(thread, self.as<Scanner>(), bound[0].as<Str>(), at, &end));
  return makeTuple(thread, value.get(), Value::smallInt(end));
}

Ref<> scannerCreate(Thread& thread, Type* type, const Arguments& args) {
  static constexpr const char* kNames[] = {"context"};
  Value context[1] = {};
  TRY(bindNames(thread, args, "make_scanner", kNames, 1, context));
  Ref<Scanner> made = TRY(newObject<Scanner>(thread, type));
  Ref<> strict = TRY(getAttribute(thread, context[0], "strict"));
  made->strict = TRY(isTrue(thread, strict));
  made->objectHook = TRY(getAttribute(thread, context[0], "object_hook")).releaseValue();
  made->objectPairsHook = TRY(getAttribute(thread, context[0], "object_pairs_hook")).releaseValue();
  made->parseFloat = TRY(getAttribute(thread, context[0], "parse_float")).releaseValue();
  made->parseInt = TRY(getAttribute(thread, context[0], "parse_int")).releaseValue();
  made->parseConstant = TRY(getAttribute(thread, context[0], "parse_constant")).releaseValue();
  return made;
}

void scannerTraverse(Object* object, Visitor& visitor) {
  auto* s = static_cast<Scanner*>(object);
  for (Value v : {s->objectHook, s->objectPairsHook, s->parseFloat, s->parseInt, s->parseConstant}) visitor.visitValue(v);
}
void scannerRelease(Object* object) {
  auto* s = static_cast<Scanner*>(object);
  for (Value* v : {&s->objectHook, &s->objectPairsHook, &s->parseFloat, &s->parseInt, &s->parseConstant})
    decrefOrEmpty(std::exchange(*v, Value()));
}

constexpr MemberDef kMembers[] = {
    {.name = "strict", .kind = MemberKind::kBool, .offset = offsetof(Scanner, strict), .doc = "strict"},
    {.name = "object_hook", .kind = MemberKind::kObject, .offset = offsetof(Scanner, objectHook), .doc = "object_hook"},
    {.name = "object_pairs_hook", .kind = MemberKind::kObject, .offset = offsetof(Scanner, objectPairsHook)},
    {.name = "parse_float", .kind = MemberKind::kObject, .offset = offsetof(Scanner, parseFloat), .doc = "parse_float"},
    {.name = "parse_int", .kind = MemberKind::kObject, .offset = offsetof(Scanner, parseInt), .doc = "parse_int"},
    {.name = "parse_constant", .kind = MemberKind::kObject, .offset = offsetof(Scanner, parseConstant), .doc = "parse_constant"},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.create = scannerCreate;
  slots.release = scannerRelease;
  slots.traverse = scannerTraverse;
  slots.clear = scannerRelease;
  slots.call = scannerCall;
  return slots;
}();

}  // namespace

const TypeSpec kScannerType = {.id = TypeId::kJsonScanner,
                               .name = "_json.Scanner",
                               .basicSize = sizeof(Scanner),
                               .flags = kTypeHasGc | kTypeIsBaseType,
                               .slots = &kSlots,
                               .members = kMembers,
                               .doc = "Scans JSON text for one value."};

}  // namespace taipan::json
