// _testinternalcapi: the few insights into the interpreter that the standard test suite asks for.
#include "base/utf8.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"

namespace taipan {
namespace {

constexpr int kGcHeadSize = 16;  // what CPython puts before each collectable object, and sys.getsizeof counts

Ref<Dict> configuration(Thread& thread) {
  const Settings& s = thread.interpreter().settings;
  const std::pair<const char*, int64_t> kNumbers[] = {
      {"optimization_level", s.optimization}, {"inspect", s.inspect}, {"interactive", s.interactive},
      {"verbose", s.verbose}, {"quiet", s.quiet}, {"parser_debug", s.debug}, {"isolated", s.isolated},
      {"use_environment", !s.ignoreEnvironment}, {"safe_path", s.safePath}, {"site_import", !s.noSite},
      {"user_site_directory", !s.noUserSite}, {"bytes_warning", s.bytesWarning}, {"dev_mode", s.devMode},
      {"warn_default_encoding", s.warnDefaultEncoding}, {"write_bytecode", !s.dontWriteBytecode},
      {"use_hash_seed", !s.hashRandomization}, {"int_max_str_digits", s.intMaxStrDigits},
      {"code_debug_ranges", !s.noDebugRanges}, {"use_frozen_modules", s.useFrozenModules},
      {"import_time", s.importTime}};
  Ref<Dict> config = TRY(newDict(thread));
  for (const auto& [name, number] : kNumbers) {
    Ref<Str> key = TRY(internText(thread, name));
    TRY(dictSetStr(thread, config, key, Value::smallInt(number)));
  }
  Ref<Str> key = TRY(internText(thread, "check_hash_pycs_mode"));
  Ref<Str> mode = TRY(newStr(thread, s.checkHashPycs));
  TRY(dictSetStr(thread, config, key, Value(mode.get())));
  return config;
}

Ref<> getConfig(Thread& thread, const Value*) { return configuration(thread); }

Ref<> getConfigs(Thread& thread, const Value*) {
  Ref<Dict> all = TRY(newDict(thread)), config = TRY(configuration(thread));
  Ref<Str> key = TRY(internText(thread, "config"));
  TRY(dictSetStr(thread, all, key, Value(config.get())));
  return all;
}

Ref<> getRecursionDepth(Thread& thread, const Value*) { return newInt(thread, thread.recursionDepth - 1); }  // without this call

Result<bool> isKnownHandler(Thread& thread, Value errors) {
  if (!isStr(errors)) return thread.raiseTypeError("errors must be str, not {!T}", errors);
  for (const char* known : {"strict", "surrogateescape", "surrogatepass"}) {
    if (strEqualText(errors.as<Str>(), known)) return true;
  }
  return thread.raiseValueError("unsupported error handler");
}

// Turns a Unicode error into the RuntimeError that tells its place.
Raised raiseWithPosition(Thread& thread, const char* what) {
  Ref<> error = thread.takeException();
  Ref<> start = TRY(getAttribute(thread, error, "start")), reason = TRY(getAttribute(thread, error, "reason"));
  return thread.raise(TypeId::kRuntimeError, "{} error: pos={}, reason={}", what, start.get(), reason.get());
}

// EncodeLocaleEx(text, current_locale=0, errors="strict"): the locale is always UTF-8.
Ref<> encodeLocale(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("argument 1 must be str, not {!T}", args[1]);
  TRY(isKnownHandler(thread, args[3]));
  Ref<Str> method = TRY(internText(thread, "encode")), codec = TRY(internText(thread, "utf-8"));
  Ref<> result = callMethod(thread, args[1], method.get(), Value(codec.get()), args[3]);
  if (!result && thread.exception()->type == thread.type(TypeId::kUnicodeEncodeError)) return raiseWithPosition(thread, "encode");
  return result;
}

// DecodeLocaleEx(bytes, current_locale=0, errors="strict")
Ref<> decodeLocale(Thread& thread, const Value* args) {
  TRY(isKnownHandler(thread, args[3]));
  Ref<Str> method = TRY(internText(thread, "decode")), codec = TRY(internText(thread, "utf-8"));
  Ref<> result = callMethod(thread, args[1], method.get(), Value(codec.get()), args[3]);
  if (!result && thread.exception()->type == thread.type(TypeId::kUnicodeDecodeError)) return raiseWithPosition(thread, "decode");
  return result;
}

Ref<> normalizePath(Thread& thread, const Value* args) {
  Ref<Str> name = TRY(internText(thread, "posix"));
  Ref<> posix = newRef(dictGetStr(thread, thread.interpreter().modules, name));
  if (!posix) return thread.raise(TypeId::kRuntimeError, "posix is gone");
  Ref<Str> method = TRY(internText(thread, "_path_normpath"));
  return callMethod(thread, posix, method.get(), args[1]);
}

constexpr MethodDef kFunctions[] = {
    {.name = "normalize_path", .signature = "($module, path, /)", .function = normalizePath},
    {.name = "get_config", .signature = "($module, /)", .function = getConfig},
    {.name = "get_configs", .signature = "($module, /)", .function = getConfigs},
    {.name = "get_recursion_depth", .signature = "($module, /)", .function = getRecursionDepth},
    {.name = "EncodeLocaleEx", .signature = "($module, text, current_locale=0, errors='strict', /)", .function = encodeLocale},
    {.name = "DecodeLocaleEx", .signature = "($module, bytes, current_locale=0, errors='strict', /)", .function = decodeLocale}};

Status populate(Thread& thread, Module* module) { return moduleAddInt(thread, module, "SIZEOF_PYGC_HEAD", kGcHeadSize); }

}  // namespace

extern const ModuleSpec kTestInternalCapiModule;
const ModuleSpec kTestInternalCapiModule{.name = "_testinternalcapi", .functions = kFunctions, .populate = populate};

}  // namespace taipan
