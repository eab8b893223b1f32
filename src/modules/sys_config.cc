// What the command line puts into sys.
#include "modules/module_helpers.h"
#include "modules/sys_module.h"
#include "modules/unraisable.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"

namespace taipan {

extern const ModuleSpec kSysModule;

namespace {

Ref<> textList(Thread& thread, const std::vector<std::string>& texts) {
  Ref<List> list = TRY(newList(thread, texts.size()));
  for (const std::string& text : texts) {
    Ref<> item = TRY(strFromNative(thread, text));
    TRY(listAppend(thread, list, item));
  }
  return list;
}

Ref<> xOptions(Thread& thread, const SysConfig& config) {
  Ref<Dict> options = TRY(newDict(thread));
  for (const auto& [name, value] : config.xOptions) {
    Ref<> key = TRY(strFromNative(thread, name));
    Ref<> item = value ? Ref<>(TRY(strFromNative(thread, *value))) : newRef(kTrue);
    TRY(dictSet(thread, options, key, item));
  }
  return options;
}

}  // namespace

Status createSysModule(Thread& thread, const SysConfig& config) {
  Interpreter& interpreter = thread.interpreter();
  Ref<Module> sys = TRY(createNativeModule(thread, kSysModule));
  interpreter.sysDict = newRef(sys->dict).release();
  interpreter.unraisable = callUnraisableHook;
  if (!interpreter.modules) {
    Ref<Dict> modules = TRY(newDict(thread));
    interpreter.modules = modules.release();
  }
  TRY(moduleAdd(thread, sys, "modules", newRef(interpreter.modules)));
  TRY(moduleAdd(thread, sys, "argv", textList(thread, config.argv)));
  TRY(moduleAdd(thread, sys, "orig_argv", textList(thread, config.originalArgv)));
  TRY(moduleAdd(thread, sys, "path", textList(thread, config.path)));
  TRY(moduleAdd(thread, sys, "warnoptions", textList(thread, config.warnOptions)));
  TRY(moduleAdd(thread, sys, "_xoptions", xOptions(thread, config)));
  struct Text { const char* name; const std::string& value; };
  for (const Text& text : {Text{"executable", config.executable}, {"_base_executable", config.baseExecutable},
                           {"prefix", config.prefix}, {"base_prefix", config.prefix}, {"exec_prefix", config.execPrefix},
                           {"base_exec_prefix", config.execPrefix}, {"platlibdir", config.platformLibrary}}) {
    TRY(moduleAdd(thread, sys, text.name, strFromNative(thread, text.value)));
  }
  TRY(moduleAdd(thread, sys, "pycache_prefix",
                config.pycachePrefix.empty() ? newRef(kNone) : Ref<>(strFromNative(thread, config.pycachePrefix))));
  Ref<Str> name = TRY(internText(thread, "sys"));
  return dictSetStr(thread, interpreter.modules, name, sys.value());
}

}  // namespace taipan
