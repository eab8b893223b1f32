// _imp: what importlib cannot do by itself: native and frozen modules, the import lock, hashes of sources.
#include <cstring>

#include "importing/frozen.h"
#include "importing/marshal.h"
#include "modules/builtins_io.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/interpreter_lock.h"
#include "objects/list.h"
#include "objects/memoryview.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct ImportState {
  int frozenOverride = 0;  // >0: use frozen modules, <0: don't, 0: as the command line says
};

ImportState& stateOf(Value module) { return *static_cast<ImportState*>(module.as<Module>()->state); }

// ---------------------------------------------------------------- the lock

Ref<> acquireLock(Thread& thread, const Value*) {
  thread.lock->importLock().acquire(thread);
  return newRef(kNone);
}
Ref<> releaseLock(Thread& thread, const Value*) {
  if (thread.lock->importLock().release(thread)) return newRef(kNone);
  return thread.raise(TypeId::kRuntimeError, "not holding the import lock");
}
Ref<> lockHeld(Thread& thread, const Value*) { return newRef(Value::boolean(thread.lock->importLock().isHeld())); }

// ---------------------------------------------------------------- native modules

Status checkName(Thread& thread, Value name, const char* function, const char* which = "argument") {
  if (isStr(name)) return kOk;
  return thread.raiseTypeError("{}() {} must be str, not {}", function, which,
                               name.isNone() ? "None" : typeOf(thread, name)->nativeName);
}

// 1: can be made; -1: native, but made at start-up only; 0: not native.
Ref<> isBuiltin(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "is_builtin"));
  std::string name = toWtf8(args[1].as<Str>());
  if (name == "sys" || name == "builtins") return newInt(thread, -1);
  return newInt(thread, findNativeModule(name) != nullptr);
}

Ref<> createBuiltin(Thread& thread, const Value* args) {
  Ref<> name = TRY(getAttribute(thread, args[1], thread.names().name));
  if (!isStr(name)) return newRef(kNone);  // no module has such a name
  Ref<> module = createNative(thread, name.get().as<Str>());
  if (!module && !thread.hasException()) return newRef(kNone);
  return module;
}

// Native modules are complete when they are made.
Ref<> execBuiltin(Thread&, const Value*) { return newRef(Value::smallInt(0)); }

Ref<> createDynamic(Thread& thread, const Value* args) {
  Ref<> name = TRY(getAttribute(thread, args[1], thread.names().name));
  Ref<> path = TRY(getAttribute(thread, args[1], "origin"));
  Ref<Str> message = TRY(formatStr(thread, "extension module {!r} is made for another interpreter", name.get()));
  return raiseImportError(thread, message, name, path);
}

// Nothing that is made for CPython's binary interface can be loaded, so finders need not look for it.
Ref<> extensionSuffixes(Thread& thread, const Value*) { return newList(thread); }

// ---------------------------------------------------------------- frozen modules

Raised frozenError(Thread& thread, const char* format, Value name) {
  Ref<Str> message = TRY(formatStr(thread, format, name));
  return raiseImportError(thread, message, name, kNone);
}

// Null if it is not there, or not to be used.
const FrozenModule* findFrozen(Thread& thread, Value module, Str* name) {
  const FrozenModule* found = findFrozenModule(toWtf8(name));
  if (found == nullptr || found->isEssential) return found;
  int choice = stateOf(module).frozenOverride;
  bool use = choice != 0 ? choice > 0 : thread.interpreter().settings.useFrozenModules;
  return use ? found : nullptr;
}

Result<const FrozenModule*> requireFrozen(Thread& thread, Value module, Value name) {
  const FrozenModule* found = findFrozen(thread, module, name.as<Str>());
  if (found == nullptr) return frozenError(thread, "No such frozen object named {!r}", name);
  return found;
}

// find_frozen(name, /, *, withdata=False): (data, is_package, origin name)
Ref<> findFrozenFunction(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "find_frozen", "argument 1"));
  bool withData = TRY(isTrue(thread, args[2]));
  const FrozenModule* found = findFrozen(thread, args[0], args[1].as<Str>());
  if (found == nullptr) return newRef(kNone);
  Ref<> data = newRef(kNone);
  if (withData) {
    Ref<> bytes = TRY(newBytes(thread, found->code));
    data = TRY(newMemoryView(thread, bytes));
  }
  Ref<> origin = found->origin != nullptr ? Ref<>(TRY(newStr(thread, found->origin))) : newRef(kNone);
  return makeTuple(thread, data.get(), Value::boolean(found->isPackage), origin.get());
}

Ref<> frozenCode(Thread& thread, Value name, std::string_view data, bool ours) {
  Ref<> code = ours ? marshalLoadsTrusted(thread, data) : marshalLoads(thread, data);
  if (!code) {
    thread.clearException();
    return frozenError(thread, "Frozen object named {!r} is invalid", name);
  }
  if (!isCode(code)) return thread.raiseTypeError("frozen object {!r} is not a code object", name);
  return code;
}

// get_frozen_object(name, data=None, /)
Ref<> getFrozenObject(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "get_frozen_object", "argument 1"));
  if (args[2].isNone()) {
    const FrozenModule* found = TRY(requireFrozen(thread, args[0], args[1]));
    return frozenCode(thread, args[1], found->code, true);
  }
  if (typeOf(thread, args[2])->slots.getBuffer == nullptr) {
    return thread.raiseTypeError("get_frozen_object() argument 2 must be bytes, not {}", typeOf(thread, args[2])->nativeName);
  }
  BufferView view{};
  TRY(getBuffer(thread, args[2], &view, kBufferContiguous));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return frozenCode(thread, args[1], data, false);
}

// init_frozen(name): runs it as a module of that name; None if there is no such frozen module.
Ref<> initFrozen(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "init_frozen"));
  Str* name = args[1].as<Str>();
  const FrozenModule* found = findFrozen(thread, args[0], name);
  if (found == nullptr) return newRef(kNone);
  return runFrozen(thread, *found, name);
}

Ref<> isFrozen(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "is_frozen"));
  return newRef(Value::boolean(findFrozen(thread, args[0], args[1].as<Str>()) != nullptr));
}

Ref<> isFrozenPackage(Thread& thread, const Value* args) {
  TRY(checkName(thread, args[1], "is_frozen_package"));
  const FrozenModule* found = TRY(requireFrozen(thread, args[0], args[1]));
  return newRef(Value::boolean(found->isPackage));
}

Ref<> frozenModuleNames(Thread& thread, const Value*) {
  Ref<List> names = TRY(newList(thread, frozenModules().size()));
  for (const FrozenModule& module : frozenModules()) TRY(listAppend(thread, names, TRY(newStr(thread, module.name)).value()));
  return names;
}

Ref<> overrideFrozenModules(Thread& thread, const Value* args) {
  stateOf(args[0]).frozenOverride = TRY(intArgument(thread, args[1]));
  return newRef(kNone);
}

// ---------------------------------------------------------------- code and sources

// Gives `code` and the code objects within it that had its file name the new one.
void renameCode(Code* code, Str* oldName, Str* newName) {
  if (!strEqual(code->fileName, oldName)) return;
  Str* previous = code->fileName;
  code->fileName = newRef(newName).release();
  for (size_t i = 0; i < code->constants->size; ++i) {
    Value constant = code->constants->items[i];
    if (isCode(constant)) renameCode(constant.as<Code>(), oldName, newName);
  }
  decrefObject(previous);
}

Ref<> fixCoFilename(Thread& thread, const Value* args) {
  if (!isCode(args[1])) {
    return thread.raiseTypeError("_fix_co_filename() argument 1 must be code, not {}", typeOf(thread, args[1])->nativeName);
  }
  TRY(checkName(thread, args[2], "_fix_co_filename", "argument 2"));
  Ref<Str> oldName = newRef(args[1].as<Code>()->fileName);
  if (!strEqual(oldName, args[2].as<Str>())) renameCode(args[1].as<Code>(), oldName, args[2].as<Str>());
  return newRef(kNone);
}

// source_hash(key, source): SipHash-1-3, as hash-based caches hold it.
Ref<> sourceHash(Thread& thread, const Value* args) {
  Ref<> key = TRY(index(thread, args[1]));
  int64_t number;
  if (!intFitsInt64(key, &number)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  BufferView view{};
  TRY(getBuffer(thread, args[2], &view, kBufferContiguous));
  uint64_t hash = sipHash13(static_cast<uint64_t>(number), 0, view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  char bytes[8];
  memcpy(bytes, &hash, 8);
  return newBytes(thread, {bytes, 8});
}

const MethodDef kFunctions[] = {
    {"acquire_lock", "($module, /)", acquireLock},
    {"release_lock", "($module, /)", releaseLock},
    {"lock_held", "($module, /)", lockHeld},
    {"is_builtin", "($module, name, /)", isBuiltin},
    {"create_builtin", "($module, spec, /)", createBuiltin},
    {"exec_builtin", "($module, mod, /)", execBuiltin},
    {"create_dynamic", "($module, spec, file=<unrepresentable>, /)", createDynamic},
    {"exec_dynamic", "($module, mod, /)", execBuiltin},
    {"extension_suffixes", "($module, /)", extensionSuffixes},
    {"find_frozen", "($module, name, /, *, withdata=False)", findFrozenFunction},
    {"get_frozen_object", "($module, name, data=None, /)", getFrozenObject},
    {"init_frozen", "($module, name, /)", initFrozen},
    {"is_frozen", "($module, name, /)", isFrozen},
    {"is_frozen_package", "($module, name, /)", isFrozenPackage},
    {"_frozen_module_names", "($module, /)", frozenModuleNames},
    {"_override_frozen_modules_for_tests", "($module, override, /)", overrideFrozenModules},
    {"_fix_co_filename", "($module, code, path, /)", fixCoFilename},
    {"source_hash", "($module, /, key, source)", sourceHash},
};

Status populate(Thread& thread, Module* module) {
  module->state = new ImportState();
  module->releaseState = [](void* state) { delete static_cast<ImportState*>(state); };
  return moduleAddText(thread, module, "check_hash_based_pycs", thread.interpreter().settings.checkHashPycs);
}

}  // namespace

extern const ModuleSpec kImpModule;
const ModuleSpec kImpModule = {"_imp", kFunctions, populate, "The native half of the import system."};

}  // namespace taipan
