// __import__.  What sys.modules holds and native modules are found here; anything else is the business of importlib's
// own __import__, once `_frozen_importlib` is in sys.modules.
#include "modules/import_builtin.h"

#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/native_function.h"

namespace taipan {
namespace {

Ref<> moduleNotFound(Thread& thread, Str* name) {
  Ref<Str> message = TRY(formatStr(thread, "No module named {!r}", name));
  Ref<> error = TRY(call(thread, Value(thread.type(TypeId::kModuleNotFoundError)), message.value()));
  TRY(setAttribute(thread, error, thread.names().name, Value(name)));
  return thread.raiseObject(error);
}

// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Ref<> builtinImport(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("module name must be a string");
  Interpreter& interpreter = thread.interpreter();
  Str* name = args[1].as<Str>();
  int64_t level = TRY(indexAsInt64(thread, args[5], TypeId::kOverflowError));
  if (level < 0) return thread.raiseValueError("level must be >= 0");
  Ref<Str> bootstrapName = TRY(internText(thread, "_frozen_importlib"));
  Ref<> bootstrap = newRef(dictGetStr(thread, interpreter.modules, bootstrapName));
  if (bootstrap) {
    Ref<Str> importName = TRY(internText(thread, "__import__"));
    return callMethodWith(thread, bootstrap, importName, args + 1, 5);
  }
  if (level == 0) {
    if (name->length() == 0) return thread.raiseValueError("Empty module name");
    Ref<> found = newRef(dictGetStr(thread, interpreter.modules, name));
    if (found && !found.get().isNone()) return found;
    found = importNative(thread, name);
    if (found || thread.hasException()) return found;
  }
  return moduleNotFound(thread, name);
}

const MethodDef kImport = {"__import__", "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", builtinImport,
                           nullptr, MethodKind::kInstance, "Imports a module."};

}  // namespace

Ref<> importNative(Thread& thread, Str* name) {
  Ref<> loaded = newRef(dictGetStr(thread, thread.interpreter().modules, name));
  if (loaded) return loaded;
  const ModuleSpec* spec = findNativeModule(toWtf8(name));
  if (!spec) return Ref<>();
  Ref<Module> module = TRY(createNativeModule(thread, *spec));
  TRY(dictSetStr(thread, thread.interpreter().modules, name, module.value()));
  return module;
}

Status installImport(Thread& thread) {
  Ref<Str> name = TRY(internText(thread, "__import__"));
  Ref<Str> moduleName = TRY(internText(thread, "builtins"));
  NativeCode* code = newNativeCode(thread, kImport, nullptr);
  if (!code) return thread.raiseMemoryError();
  Ref<> function = TRY(newBuiltinFunction(thread, code, kNone, moduleName.value()));
  return dictSetStr(thread, thread.interpreter().builtinsDict, name, function);
}

}  // namespace taipan
