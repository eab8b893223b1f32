// _sre: the regular expression engine under `re`, whose Python code parses patterns and compiles them to the code
// that arrives here.  Start reading at program.h (code, checked and lowered) and matcher.h (its execution).
#include <climits>

#include "modules/module_helpers.h"
#include "modules/sre/pattern.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kSreModule;

namespace sre {
namespace {

Status readCode(Thread& thread, List* list, std::vector<uint32_t>* code) {
  code->reserve(list->size);
  for (size_t i = 0; i < list->size; i++) {
    Ref<> item = newRef(list->items[i]);
    int64_t word;
    // The same error for whatever is no word of code.
    if (!isInt(item) || !intFitsInt64(item, &word) || word < 0 || word > int64_t{UINT32_MAX}) {
      return thread.raise(TypeId::kOverflowError, "regular expression code size limit exceeded");
    }
    code->push_back(static_cast<uint32_t>(word));
  }
  return kOk;
}

Raised wrongArgument(Thread& thread, const char* name, const char* expected, Value given) {
  if (given.isNone()) return thread.raiseTypeError("compile() argument '{}' must be {}, not None", name, expected);
  return thread.raiseTypeError("compile() argument '{}' must be {}, not {!N}", name, expected, given);
}

// (pattern, flags, code, groups, groupindex, indexgroup)
Ref<> compile(Thread& thread, const Value* args) {
  Value pattern = args[1];
  int flags = TRY(intArgument(thread, args[2]));
  if (!isList(args[3])) return wrongArgument(thread, "code", "list", args[3]);
  int64_t groups = TRY(sizeArgument(thread, args[4]));
  if (!isDict(args[5])) return wrongArgument(thread, "groupindex", "dict", args[5]);
  if (!isTuple(args[6])) return wrongArgument(thread, "indexgroup", "tuple", args[6]);
  std::vector<uint32_t> code;
  TRY(readCode(thread, args[3].as<List>(), &code));
  int8_t isBytes = -1;
  if (!pattern.isNone()) {
    Subject text(thread);
    TRY(text.open(pattern));
    isBytes = text.isBytes();
  }
  std::unique_ptr<Program> program = buildProgram(thread, std::move(code), groups);
  if (!program) return Raised{};
  Ref<Pattern> result = TRY(newObject<Pattern>(thread, thread.type(TypeId::kSrePattern)));
  result->program = program.release();
  result->pattern = newRef(pattern).releaseValue();
  result->groupIndex = newRef(args[5]).releaseValue();
  result->indexGroup = newRef(args[6]).releaseValue();
  result->groups = groups;
  result->flags = flags;
  result->isBytes = isBytes;
  return result;
}

Ref<> getCodeSize(Thread& thread, const Value*) { return newInt(thread, sizeof(uint32_t)); }

Result<uint32_t> character(Thread& thread, Value value) {
  int c = TRY(intArgument(thread, value));
  return static_cast<uint32_t>(c);
}
Ref<> asciiIsCased(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1]));
  return newRef(Value::boolean(c < 128 && (c | 32) - 'a' < 26));
}
Ref<> unicodeIsCased(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1]));
  bool cased = lowerUnicode(c) != c || upperUnicode(c) != c;
  return newRef(Value::boolean(cased));
}
Ref<> asciiToLower(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1]));
  return newInt(thread, static_cast<int32_t>(lowerAscii(c)));
}
Ref<> unicodeToLower(Thread& thread, const Value* args) {
  uint32_t c = TRY(character(thread, args[1]));
  return newInt(thread, static_cast<int32_t>(lowerUnicode(c)));
}

constexpr MethodDef kFunctions[] = {
    {.name = "compile", .signature = "($module, /, pattern, flags, code, groups, groupindex, indexgroup)", .function = compile},
    {.name = "getcodesize", .signature = "($module, /)", .function = getCodeSize},
    {.name = "ascii_iscased", .signature = "($module, character, /)", .function = asciiIsCased},
    {.name = "unicode_iscased", .signature = "($module, character, /)", .function = unicodeIsCased},
    {.name = "ascii_tolower", .signature = "($module, character, /)", .function = asciiToLower},
    {.name = "unicode_tolower", .signature = "($module, character, /)", .function = unicodeToLower},
};

Status populate(Thread& thread, Module* module) {
  for (const TypeSpec* spec : {&kPatternType, &kMatchType, &kScannerType})
    if (!createNativeType(thread, *spec)) return Raised{};
  TRY(moduleAddInt(thread, module, "MAGIC", kMagic));
  TRY(moduleAddInt(thread, module, "CODESIZE", sizeof(uint32_t)));
  TRY(moduleAddInt(thread, module, "MAXREPEAT", kMaxRepeat));
  TRY(moduleAddInt(thread, module, "MAXGROUPS", kMaxGroups));
  return moduleAddText(thread, module, "copyright", " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ");
}

}  // namespace
}  // namespace sre

const ModuleSpec kSreModule = {.name = "_sre", .functions = sre::kFunctions, .populate = sre::populate};

}  // namespace taipan
