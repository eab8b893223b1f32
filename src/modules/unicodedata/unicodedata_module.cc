// unicodedata: the properties of characters, as functions of the module (Unicode 14) and as methods of an object
// for Unicode 3.2 (ucd_3_2_0), which shares the functions.
#include <stdio.h>

#include <string>
#include <vector>

#include "base/unicode_names.h"
#include "modules/module_helpers.h"
#include "modules/unicodedata/character_database.h"
#include "modules/unicodedata/character_names.h"
#include "modules/unicodedata/normalization.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/unicode_data.h"

namespace taipan {
namespace {

struct Ucd : Object {
  CharacterNames* names;
};
bool isOld(Value self) { return self.object()->type->id == TypeId::kUcd; }

// The sole character of an argument; `position`: " 1" where the message counts.
Result<uint32_t> character(Thread& thread, Value value, const char* function, const char* position = "") {
  if (!isStr(value) || value.as<Str>()->length() != 1) {
    return thread.raiseTypeError("{}() argument{} must be a unicode character, not {!N}", function, position, value);
  }
  return value.as<Str>()->at(0);
}
Ref<> defaultOr(Thread& thread, Value fallback, const char* message) {
  if (fallback) return newRef(fallback);
  return thread.raiseValueError(message);
}

Ref<> decimal(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "decimal", " 1"));
  int value = unicode::decimalValue(c);
  if (isOld(args[0])) {
    if (unicode::isUnassigned(unicode::properties(c, true))) value = -1;
    else if (const unicode::OldNumber* old = unicode::oldNumber(c)) value = old->decimal;
  }
  return value >= 0 ? newInt(thread, value) : defaultOr(thread, args[2], "not a decimal");
}
Ref<> digit(Thread& thread, const Value* args) {
  int value = unicode::digitValue(TRY(character(thread, args[1], "digit", " 1")));
  return value >= 0 ? newInt(thread, value) : defaultOr(thread, args[2], "not a digit");
}
Ref<> numeric(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "numeric", " 1"));
  double value = 0;
  bool known = unicode::numericValue(c, &value);
  if (isOld(args[0])) {
    if (unicode::isUnassigned(unicode::properties(c, true))) {
      known = false;
    } else if (const unicode::OldNumber* old = unicode::oldNumber(c)) {
      known = old->hasValue;
      value = old->value;
    }
  }
  return known ? newFloat(thread, value) : defaultOr(thread, args[2], "not a numeric character");
}
Ref<> category(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "category"));
  return newStr(thread, unicode::categoryName(unicode::properties(c, isOld(args[0]))));
}
Ref<> bidirectional(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "bidirectional"));
  return newStr(thread, unicode::bidirectionalName(unicode::properties(c, isOld(args[0]))));
}
Ref<> combining(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "combining"));
  return newInt(thread, unicode::properties(c, isOld(args[0])).combining);
}
Ref<> mirrored(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "mirrored"));
  return newInt(thread, unicode::properties(c, isOld(args[0])).mirrored);
}
Ref<> eastAsianWidth(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "east_asian_width"));
  return newStr(thread, unicode::widthName(unicode::properties(c, isOld(args[0]))));
}
void appendHex(std::string& text, uint32_t c) {
  char digits[9];
  snprintf(digits, sizeof digits, "%04X", c);
  if (!text.empty()) text += ' ';
  text += digits;
}
Ref<> decompositionOf(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "decomposition"));
  std::string text;
  const char* tag = "";
  if (!isOld(args[0]) || !unicode::isUnassigned(unicode::properties(c, true))) {
    std::span<const uint32_t> parts = unicode::decomposition(c, &tag);
    text = tag;
    for (uint32_t part : parts) appendHex(text, part);
  }
  return newStr(thread, text);
}

// --- normalization
struct Form {
  bool compose, compatibility, known;
};
Form formOf(Str* text) {
  if (strEqualText(text, "NFC")) return {true, false, true};
  if (strEqualText(text, "NFKC")) return {true, true, true};
  if (strEqualText(text, "NFD")) return {false, false, true};
  if (strEqualText(text, "NFKD")) return {false, true, true};
  return {false, false, false};
}
Status formArguments(Thread& thread, const Value* args, const char* function) {
  for (int i = 1; i < 3; i++) {
    if (!isStr(args[i])) return thread.raiseTypeError("{}() argument {} must be str, not {!N}", function, i, args[i]);
  }
  return kOk;
}
// Text that every form leaves as it is: ASCII, and for NFC all of Latin-1.
bool isPlain(const Str* text, const Form& form) {
  return text->isAscii() || (text->kind() == 1 && form.compose && !form.compatibility);
}
Ref<> normalizeText(Thread& thread, const Value* args) {
  TRY(formArguments(thread, args, "normalize"));
  Str* text = args[2].as<Str>();
  if (text->length() == 0) return newRef(args[2]);
  Form form = formOf(args[1].as<Str>());
  if (!form.known) return thread.raiseValueError("invalid normalization form");
  if (isPlain(text, form)) return newRef(args[2]);
  std::vector<uint32_t> result = unicode::normalize(text, form.compose, form.compatibility, isOld(args[0]));
  return newStrUcs4(thread, result.data(), result.size());
}
Ref<> isNormalized(Thread& thread, const Value* args) {
  TRY(formArguments(thread, args, "is_normalized"));
  Str* text = args[2].as<Str>();
  if (text->length() == 0) return newRef(kTrue);
  Form form = formOf(args[1].as<Str>());
  if (!form.known) return thread.raiseValueError("invalid normalization form");
  if (isPlain(text, form)) return newRef(kTrue);
  std::vector<uint32_t> result = unicode::normalize(text, form.compose, form.compatibility, isOld(args[0]));
  bool same = result.size() == text->length();
  for (size_t i = 0; same && i < result.size(); i++) same = result[i] == text->at(i);
  return newRef(Value::boolean(same));
}

// --- names
CharacterNames* namesOf(Thread& thread, Value self) {
  if (isOld(self)) return self.as<Ucd>()->names;
  auto* module = self.as<Module>();
  if (!module->state) {
    module->state = new CharacterNames;
    module->releaseState = [](void* state) { delete static_cast<CharacterNames*>(state); };
  }
  return static_cast<CharacterNames*>(module->state);
}
Ref<> name(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1], "name", " 1"));
  std::string text;
  if (!isOld(args[0]) || !unicode::isUnassigned(unicode::properties(c, true))) text = namesOf(thread, args[0])->find(c);
  return text.empty() ? defaultOr(thread, args[2], "no such name") : newStr(thread, text);
}
Ref<> lookup(Thread& thread, const Value* args) {
  std::string wanted;
  if (isStr(args[1])) {
    wanted = TRY(toUtf8(thread, args[1].as<Str>()));
  } else if (isBytes(args[1])) {
    wanted = args[1].as<Bytes>()->view();
  } else {
    return thread.raiseTypeError("a bytes-like object is required, not '{!T}'", args[1]);
  }
  Ref<Str> message;
  if (wanted.size() > 256) {
    message = TRY(newStr(thread, "name too long"));
    return thread.raiseKeyError(message.value());
  }
  uint32_t c = lookupCharacterName(wanted);
  if (c <= 0x10FFFF && !(isOld(args[0]) && unicode::isUnassigned(unicode::properties(c, true)))) {
    return newStrFromChar(thread, c);
  }
  message = TRY(formatStr(thread, "undefined character name '{}'", wanted));
  return thread.raiseKeyError(message.value());
}

void ucdRelease(Object* object) { delete std::exchange(static_cast<Ucd*>(object)->names, nullptr); }
Ref<> version(Thread& thread, Value) { return newStr(thread, unicode::kOldUnicodeVersion); }

#define BOTH(self)                                                                                             \
  {.name = "decimal", .signature = "(" self ", chr, default=<NULL>, /)", .function = decimal},                 \
  {.name = "digit", .signature = "(" self ", chr, default=<NULL>, /)", .function = digit},                     \
  {.name = "numeric", .signature = "(" self ", chr, default=<NULL>, /)", .function = numeric},                 \
  {.name = "category", .signature = "(" self ", chr, /)", .function = category},                               \
  {.name = "bidirectional", .signature = "(" self ", chr, /)", .function = bidirectional},                     \
  {.name = "combining", .signature = "(" self ", chr, /)", .function = combining},                             \
  {.name = "mirrored", .signature = "(" self ", chr, /)", .function = mirrored},                               \
  {.name = "east_asian_width", .signature = "(" self ", chr, /)", .function = eastAsianWidth},                 \
  {.name = "decomposition", .signature = "(" self ", chr, /)", .function = decompositionOf},                   \
  {.name = "name", .signature = "(" self ", chr, default=<NULL>, /)", .function = name},                       \
  {.name = "lookup", .signature = "(" self ", name, /)", .function = lookup},                                  \
  {.name = "is_normalized", .signature = "(" self ", form, unistr, /)", .function = isNormalized},             \
  {.name = "normalize", .signature = "(" self ", form, unistr, /)", .function = normalizeText}
constexpr MethodDef kFunctions[] = {BOTH("$module")};
constexpr MethodDef kMethods[] = {BOTH("$self")};
#undef BOTH
constexpr Slots kSlots = {.release = ucdRelease};
constexpr GetSetDef kGetSets[] = {{"unidata_version", version}};
constexpr TypeSpec kUcdType = {.id = TypeId::kUcd, .name = "unicodedata.UCD", .basicSize = sizeof(Ucd),
                               .flags = kTypeDisallowInstantiation, .slots = &kSlots, .methods = kMethods, .getSets = kGetSets};

Status populate(Thread& thread, Module* module) {
  Type* type = TRY(moduleAddType(thread, module, kUcdType));
  Ref<Ucd> old = TRY(newObject<Ucd>(thread, type));
  old->names = new CharacterNames;
  TRY(moduleAdd(thread, module, "ucd_3_2_0", std::move(old)));
  return moduleAddText(thread, module, "unidata_version", unicode::kUnicodeVersion);
}

}  // namespace

extern const ModuleSpec kUnicodedataModule;
constexpr ModuleSpec kUnicodedataModule = {.name = "unicodedata", .functions = kFunctions, .populate = populate,
                                           .doc = "The Unicode character database."};

}  // namespace taipan
