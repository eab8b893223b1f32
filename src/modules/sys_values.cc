// See the header.
#include "modules/sys_values.h"

#include <sys/utsname.h>

#include <algorithm>
#include <cfloat>
#include <string_view>
#include <vector>

#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

constexpr int64_t kHexVersion = 0x030b02f0;
const char* const kStdlibNames[] = {
#include "modules/stdlib_names.inc"
};

const char* const kFlagFields[] = {
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment",
    "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
    "warn_default_encoding", "safe_path", "int_max_str_digits"};
const char* const kVersionFields[] = {"major", "minor", "micro", "releaselevel", "serial"};
const char* const kFloatFields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                    "dig", "mant_dig", "epsilon", "radix", "rounds"};
const char* const kIntFields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"};
const char* const kHashFields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"};
const char* const kThreadFields[] = {"name", "lock", "version"};
const char* const kAsyncFields[] = {"firstiter", "finalizer"};
const char* const kUnraisableFields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object"};

const StructSequenceSpec kFlags = {TypeId::kSysFlags, "sys.flags", kFlagFields, 18, 18, false};
const StructSequenceSpec kVersionInfo = {TypeId::kSysVersionInfo, "sys.version_info", kVersionFields, 5, 5, false};
const StructSequenceSpec kFloatInfo = {TypeId::kSysFloatInfo, "sys.float_info", kFloatFields, 11, 11};
const StructSequenceSpec kIntInfo = {TypeId::kSysIntInfo, "sys.int_info", kIntFields, 4, 4};
const StructSequenceSpec kHashInfo = {TypeId::kSysHashInfo, "sys.hash_info", kHashFields, 9, 9};
const StructSequenceSpec kThreadInfo = {TypeId::kSysThreadInfo, "sys.thread_info", kThreadFields, 3, 3};
const StructSequenceSpec kAsyncHooks = {TypeId::kSysAsyncGenHooks, "sys.asyncgen_hooks", kAsyncFields, 2, 2};
const StructSequenceSpec kUnraisable = {TypeId::kUnraisableHookArgs, "UnraisableHookArgs", kUnraisableFields, 5, 5};

// The types are no attributes of sys; only their instances are.
Status addHidden(Thread& thread, Module* module, const StructSequenceSpec& spec) {
  TRY(addStructSequence(thread, module, spec));
  const char* dot = __builtin_strrchr(spec.name, '.');
  Ref<Str> name = TRY(internText(thread, dot != nullptr ? dot + 1 : spec.name));
  TRY(dictDelete(thread, module->dict, name.value()));
  return kOk;
}

Ref<> flagsValue(Thread& thread) {
  const Settings& s = thread.interpreter().settings;
  Value items[] = {Value::smallInt(s.debug), Value::smallInt(s.inspect), Value::smallInt(s.interactive),
                   Value::smallInt(s.optimization), Value::smallInt(s.dontWriteBytecode), Value::smallInt(s.noUserSite),
                   Value::smallInt(s.noSite), Value::smallInt(s.ignoreEnvironment), Value::smallInt(s.verbose),
                   Value::smallInt(s.bytesWarning), Value::smallInt(s.quiet), Value::smallInt(s.hashRandomization),
                   Value::smallInt(s.isolated), Value::boolean(s.devMode), Value::smallInt(s.utf8Mode),
                   Value::smallInt(s.warnDefaultEncoding), Value::boolean(s.safePath), 
                   Value::smallInt(s.intMaxStrDigitsGiven ? s.intMaxStrDigits : -1)};
  return newStructSequence(thread, kFlags, items);
}

Ref<> versionInfo(Thread& thread) {
  Ref<> level = TRY(newStr(thread, "final"));
  Value items[] = {Value::smallInt(3), Value::smallInt(11), Value::smallInt(2), level.get(), Value::smallInt(0)};
  return newStructSequence(thread, kVersionInfo, items);
}

Ref<> floatInfo(Thread& thread) {
  Ref<> max = TRY(newFloat(thread, DBL_MAX)), min = TRY(newFloat(thread, DBL_MIN)), epsilon = TRY(newFloat(thread, DBL_EPSILON));
  Value items[] = {max, Value::smallInt(DBL_MAX_EXP), Value::smallInt(DBL_MAX_10_EXP), min, Value::smallInt(DBL_MIN_EXP),
                   Value::smallInt(DBL_MIN_10_EXP), Value::smallInt(DBL_DIG), Value::smallInt(DBL_MANT_DIG), epsilon,
                   Value::smallInt(FLT_RADIX), Value::smallInt(1)};
  return newStructSequence(thread, kFloatInfo, items);
}

Ref<> hashInfo(Thread& thread) {
  Ref<> modulus = TRY(newInt(thread, (int64_t{1} << 61) - 1)), name = TRY(newStr(thread, "siphash13"));
  Value items[] = {Value::smallInt(64), modulus, Value::smallInt(314159), Value::smallInt(0), Value::smallInt(1000003),
                   name, Value::smallInt(64), Value::smallInt(128), Value::smallInt(0)};
  return newStructSequence(thread, kHashInfo, items);
}

Ref<> threadInfo(Thread& thread) {
  Ref<> name = TRY(newStr(thread, "pthread")), lock = TRY(newStr(thread, "semaphore")), version = TRY(newStr(thread, "NPTL 2.36"));
  Value items[] = {name, lock, version};
  return newStructSequence(thread, kThreadInfo, items);
}

Status addImplementation(Thread& thread, Module* module, Value version) {
  Ref<> space = TRY(call(thread, Value(thread.type(TypeId::kSimpleNamespace))));
  Ref<> name = TRY(newStr(thread, "taipan")), tag = TRY(newStr(thread, "cpython-311"));
  Ref<> multiarch = TRY(newStr(thread, "x86_64-linux-gnu"));
  struct Field { const char* name; Value value; };
  for (const Field& field : {Field{"name", name}, Field{"cache_tag", tag}, Field{"version", version},
                             Field{"hexversion", Value::smallInt(kHexVersion)}, Field{"_multiarch", multiarch}}) {
    Ref<Str> key = TRY(internText(thread, field.name));
    TRY(setAttribute(thread, space, key, field.value));
  }
  return moduleAdd(thread, module, "implementation", std::move(space));
}

Status addModuleNames(Thread& thread, Module* module) {
  std::vector<std::string_view> native;
  for (const ModuleSpec* spec : nativeModules()) native.push_back(spec->name);
  native.push_back("builtins");
  std::ranges::sort(native);
  Ref<Tuple> builtin = TRY(newTuple(thread, native.size()));
  for (size_t i = 0; i < native.size(); ++i) tupleInit(builtin, i, TRY(newStr(thread, native[i])));
  TRY(moduleAdd(thread, module, "builtin_module_names", std::move(builtin)));
  Ref<List> names = TRY(newList(thread));
  for (const char* text : kStdlibNames) {
    Ref<> name = TRY(newStr(thread, text));
    TRY(listAppend(thread, names, name));
  }
  return moduleAdd(thread, module, "stdlib_module_names",
                   call(thread, Value(thread.type(TypeId::kFrozenSet)), names.value()));
}

}  // namespace

Ref<> asyncGenHooks(Thread& thread) {
  Value items[] = {thread.asyncGenFirstIter, thread.asyncGenFinalizer};
  return newStructSequence(thread, kAsyncHooks, items);
}

Status addSysValues(Thread& thread, Module* module) {
  for (const StructSequenceSpec* spec : {&kFlags, &kVersionInfo, &kFloatInfo, &kIntInfo, &kHashInfo, &kThreadInfo, &kAsyncHooks}) {
    TRY(addHidden(thread, module, *spec));
  }
  TRY(addHidden(thread, module, kUnraisable));
  struct Text { const char* name; const char* value; };
  for (const Text& text : {Text{"version", "3.11.2 (main, Oct  7 2026, 12:35:07) [Taipan]"}, {"platform", "linux"}, {"byteorder", "little"},
                           {"abiflags", ""}, {"_framework", ""}, {"float_repr_style", "short"},
                           {"copyright", "Copyright (c) the Taipan authors.  MIT licence."}}) {
    TRY(moduleAddText(thread, module, text.name, text.value));
  }
  TRY(moduleAddInt(thread, module, "hexversion", kHexVersion));
  TRY(moduleAddInt(thread, module, "api_version", 1013));
  TRY(moduleAddInt(thread, module, "maxunicode", 0x10FFFF));
  TRY(moduleAdd(thread, module, "maxsize", newInt(thread, INT64_MAX)));
  Ref<> version = TRY(versionInfo(thread));
  TRY(addImplementation(thread, module, version));
  TRY(moduleAdd(thread, module, "version_info", std::move(version)));
  TRY(moduleAdd(thread, module, "flags", flagsValue(thread)));
  TRY(moduleAdd(thread, module, "float_info", floatInfo(thread)));
  Value intItems[] = {Value::smallInt(30), Value::smallInt(4), Value::smallInt(4300), Value::smallInt(640)};
  TRY(moduleAdd(thread, module, "int_info", newStructSequence(thread, kIntInfo, intItems)));
  TRY(moduleAdd(thread, module, "hash_info", hashInfo(thread)));
  TRY(moduleAdd(thread, module, "thread_info", threadInfo(thread)));
  Ref<> git = TRY(newStr(thread, "Taipan")), nothing = TRY(newStr(thread, ""));
  TRY(moduleAdd(thread, module, "_git", makeTuple(thread, git.get(), nothing.get(), nothing.get())));
  TRY(moduleAdd(thread, module, "dont_write_bytecode", newRef(Value::boolean(thread.interpreter().settings.dontWriteBytecode))));
  TRY(moduleAdd(thread, module, "meta_path", newList(thread)));
  TRY(moduleAdd(thread, module, "path_hooks", newList(thread)));
  TRY(moduleAdd(thread, module, "path_importer_cache", newDict(thread)));
  return addModuleNames(thread, module);
}

}  // namespace taipan
