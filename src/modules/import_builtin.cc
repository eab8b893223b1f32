// __import__.  A module in sys.modules is found here, without a line of Python; the rest is importlib's _find_and_load.
#include "modules/import_builtin.h"

#include <time.h>
#include <unistd.h>

#include <string>

#include "importing/frozen.h"
#include "importing/marshal.h"
#include "modules/builtins_io.h"
#include "modules/exception_printer.h"
#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame_object.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/traceback.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

// ---------------------------------------------------------------- tracebacks

bool isImportlibFile(const Str* fileName) {
  return strEqualText(fileName, "<frozen importlib._bootstrap>") ||
         strEqualText(fileName, "<frozen importlib._bootstrap_external>");
}

// Takes importlib's own frames out of the traceback in flight: all of them for an ImportError, else those runs of them that
// end in _call_with_frames_removed, behind which user code stands.
void trimTraceback(Thread& thread) {
  if (thread.interpreter().settings.verbose > 0) return;
  bool always = thread.exceptionMatches(TypeId::kImportError);
  BaseException* exception = thread.exception();
  if (!isTraceback(exception->traceback)) return;
  Ref<> head = newRef(exception->traceback);
  Traceback* first = head.get().as<Traceback>();
  Traceback* beforeRun = nullptr;  // the last entry kept before the current run of importlib's frames
  Traceback* previous = nullptr;   // the last entry kept
  bool inside = false;
  for (Traceback* entry = first; entry != nullptr;) {
    Traceback* next = entry->next;
    Code* code = frameCode(entry->frame);
    bool nowInside = isImportlibFile(code->fileName);
    if (nowInside && !inside) beforeRun = previous;
    inside = nowInside;
    if (inside && (always || strEqualText(code->name, "_call_with_frames_removed"))) {
      if (beforeRun != nullptr) {
        Ref<> old = beforeRun->next ? Ref<>::adopt(Value(beforeRun->next)) : Ref<>();
        beforeRun->next = next ? newRef(next).release() : nullptr;
      } else {
        first = next;
      }
      previous = beforeRun;
    } else {
      previous = entry;
    }
    entry = next;
  }
  if (first != head.get().as<Traceback>()) {
    Value rest = first != nullptr ? newRef(first).releaseValue() : Value();
    Ref<> old = Ref<>::adopt(exception->traceback);
    exception->traceback = rest;
  }
}

// ---------------------------------------------------------------- relative names

Raised noParent(Thread& thread) {
  return thread.raise(TypeId::kImportError, "attempted relative import with no known parent package");
}

// The package that relative names in a module with these globals refer to.
Ref<> packageOf(Thread& thread, Dict* globals) {
  Names const& names = thread.names();
  Ref<> package = newRef(dictGetStr(thread, globals, names.dunder_package));
  Ref<> spec = newRef(dictGetStr(thread, globals, names.dunder_spec));
  bool hasSpec = spec && !spec.get().isNone();
  if (package && !package.get().isNone()) {
    if (!isStr(package)) return thread.raiseTypeError("package must be a string");
    if (hasSpec) {
      Ref<> parent = TRY(getAttribute(thread, spec, "parent"));
      if (!TRY(equal(thread, package, parent))) {
        TRY(warn(thread, TypeId::kImportWarning, 1, "__package__ != __spec__.parent"));
      }
    }
    return package;
  }
  if (hasSpec) {
    Ref<> parent = TRY(getAttribute(thread, spec, "parent"));
    if (!isStr(parent)) return thread.raiseTypeError("__spec__.parent must be a string");
    return parent;
  }
  TRY(warn(thread, TypeId::kImportWarning, 1,
           "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"));
  package = newRef(dictGetStr(thread, globals, names.dunder_name));
  if (!package) return thread.raise(TypeId::kKeyError, "'__name__' not in globals");
  if (!isStr(package)) return thread.raiseTypeError("__name__ must be a string");
  if (dictGetStr(thread, globals, names.dunder_path)) return package;
  Str* text = package.get().as<Str>();
  int64_t dot = strFindLast(text, names.dot, 0, text->length());
  if (dot < 0) return noParent(thread);
  return substring(thread, text, 0, static_cast<size_t>(dot));
}

Ref<Str> resolveName(Thread& thread, Str* name, Value globals, int64_t level) {
  if (globals.isEmpty()) return thread.raise(TypeId::kKeyError, "'__name__' not in globals");
  if (!isDict(globals)) return thread.raiseTypeError("globals must be a dict");
  Ref<> package = TRY(packageOf(thread, globals.as<Dict>()));
  Str* text = package.get().as<Str>();
  size_t end = text->length();
  if (end == 0) return noParent(thread);
  for (int64_t i = 1; i < level; ++i) {
    int64_t dot = strFindLast(text, thread.names().dot, 0, end);
    if (dot < 0) return thread.raise(TypeId::kImportError, "attempted relative import beyond top-level package");
    end = static_cast<size_t>(dot);
  }
  Ref<Str> base = TRY(substring(thread, text, 0, end));
  if (name->length() == 0) return base;
  return formatStr(thread, "{}.{}", base.get(), name);
}

// ---------------------------------------------------------------- finding

// sys.modules[name], whatever mapping sys.modules is; empty without an exception if absent.
Ref<> loadedModule(Thread& thread, Value name) {
  Value modules = thread.interpreter().modules;
  if (isDict(modules)) return newRef(dictGet(thread, modules.as<Dict>(), name));
  Ref<> found = getItem(thread, modules, name);
  if (!found) thread.clearIfMatches(TypeId::kKeyError);
  return found;
}

// Waits for another thread that is just running the module's code.
Status ensureInitialized(Thread& thread, Value module, Value name) {
  Ref<> spec = lookupAttribute(thread, module, thread.names().dunder_spec);
  if (!spec && thread.hasException()) return Raised{};
  if (!spec || spec.get().isNone()) return kOk;
  Ref<> flag = lookupAttribute(thread, spec, thread.names()._initializing);
  if (!flag && thread.hasException()) return Raised{};
  if (!flag || !TRY(isTrue(thread, flag))) return kOk;
  Ref<> done = TRY(callMethod(thread, Value(thread.interpreter().importlib), thread.names()._lock_unlock_module, name));
  return kOk;
}

int64_t microseconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1000000 + now.tv_nsec / 1000;
}

// -X importtime: one line a module on standard error, nested ones first.
Ref<> timedFindAndLoad(Thread& thread, Value name) {
  Interpreter& interpreter = thread.interpreter();
  ImportTimes& times = interpreter.importTimes;
  if (!times.headerDone) {
    fputs("import time: self [us] | cumulative | imported package\n", stderr);
    times.headerDone = true;
  }
  ++times.level;
  int64_t outer = times.accumulated, start = microseconds();
  times.accumulated = 0;
  Ref<> module = callMethod(thread, Value(interpreter.importlib), thread.names()._find_and_load, name, interpreter.importFunction);
  int64_t total = microseconds() - start;
  --times.level;
  Ref<> error = thread.takeException();
  fprintf(stderr, "import time: %9ld | %10ld | %*s%s\n", static_cast<long>(total - times.accumulated), static_cast<long>(total),
          times.level * 2, "", toWtf8(name.as<Str>()).c_str());
  if (error) (void)thread.restoreException(std::move(error));
  times.accumulated = outer + total;
  return module;
}

Ref<> findAndLoad(Thread& thread, Value name) {
  Interpreter& interpreter = thread.interpreter();
  if (interpreter.settings.importTime) return timedFindAndLoad(thread, name);
  return callMethod(thread, Value(interpreter.importlib), thread.names()._find_and_load, name, interpreter.importFunction);
}

// What `import a.b.c` binds: the top-level package, or as much of the relative name as was spelled before the first dot.
Ref<> topLevel(Thread& thread, Ref<> module, Str* name, Str* absolute, int64_t level);

Ref<> importModuleLevel(Thread& thread, Value nameValue, Value globals, Value fromList, int64_t level) {
  if (!isStr(nameValue)) return thread.raiseTypeError("module name must be a string");
  Str* name = nameValue.as<Str>();
  if (level < 0) return thread.raiseValueError("level must be >= 0");
  Ref<Str> absolute;
  if (level > 0) absolute = TRY(resolveName(thread, name, globals, level));
  else if (name->length() == 0) return thread.raiseValueError("Empty module name");
  else absolute = newRef(name);
  Ref<> module = loadedModule(thread, absolute);
  if (!module && thread.hasException()) return Raised{};
  if (module && !module.get().isNone()) TRY(ensureInitialized(thread, module, absolute));
  else module = TRY(findAndLoad(thread, absolute));
  bool hasFrom = !fromList.isEmpty() && !fromList.isNone() && TRY(isTrue(thread, fromList));
  if (!hasFrom) {
    if (level != 0 && name->length() == 0) return module;
    return topLevel(thread, std::move(module), name, absolute, level);
  }
  Ref<> path = lookupAttribute(thread, module, thread.names().dunder_path);
  if (!path && thread.hasException()) return Raised{};
  if (!path) return module;
  Interpreter& interpreter = thread.interpreter();
  return callMethod(thread, Value(interpreter.importlib), thread.names()._handle_fromlist, module.get(), fromList,
                    interpreter.importFunction);
}

Ref<> topLevel(Thread& thread, Ref<> module, Str* name, Str* absolute, int64_t level) {
  int64_t dot = strFind(name, thread.names().dot, 0, name->length());
  if (dot < 0) return module;
  if (level == 0) {
    Ref<Str> front = TRY(substring(thread, name, 0, static_cast<size_t>(dot)));
    return importModuleLevel(thread, front.value(), Value(), Value(), 0);
  }
  size_t end = absolute->length() - (name->length() - static_cast<size_t>(dot));
  Ref<Str> front = TRY(substring(thread, absolute, 0, end));
  Ref<> found = loadedModule(thread, front);
  if (!found && !thread.hasException()) {
    return thread.raise(TypeId::kKeyError, "{!r} not in sys.modules as expected", front);
  }
  return found;
}

// Before importlib is there: native modules only.
Ref<> importEarly(Thread& thread, Value nameValue) {
  if (!isStr(nameValue)) return thread.raiseTypeError("module name must be a string");
  Ref<> found = importNative(thread, nameValue.as<Str>());
  if (found || thread.hasException()) return found;
  Ref<Str> message = TRY(formatStr(thread, "No module named {!r}", nameValue));
  return raiseImportError(thread, message, nameValue, kNone, TypeId::kModuleNotFoundError);
}

// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Ref<> builtinImport(Thread& thread, Value, const Arguments& args) {
  Value bound[5] = {Value(), Value(), Value(), Value(), Value::smallInt(0)};
  TRY(bindCall(thread, args, "__import__", {"name", "globals", "locals", "fromlist", "level"}, 1, 5, bound));
  int level = TRY(argumentAsInt(thread, bound[4]));
  if (thread.interpreter().importlib == nullptr) return importEarly(thread, bound[0]);
  Ref<Tuple> none = bound[3].isEmpty() ? TRY(newTuple(thread, 0)) : Ref<Tuple>();
  Ref<> result = importModuleLevel(thread, bound[0], bound[1], none ? Value(none) : bound[3], level);
  if (!result) trimTraceback(thread);
  return result;
}

// Parameters are bound by the function itself: globals that are missing are not the same as None.
const MethodDef kImport = {"__import__", "($module, /, name, globals=None, locals=None, fromlist=(), level=0)", nullptr,
                           builtinImport, MethodKind::kInstance, "Imports a module."};

}  // namespace

Raised raiseImportError(Thread& thread, Str* message, Value name, Value path, TypeId type) {
  Ref<> error = TRY(call(thread, Value(thread.type(type)), Value(message)));
  TRY(setAttribute(thread, error, thread.names().name, name));
  TRY(setAttribute(thread, error, thread.names().path, path));
  return thread.raiseObject(error);
}

Ref<> createNative(Thread& thread, Str* name) {
  Interpreter& interpreter = thread.interpreter();
  if (interpreter.nativeModules == nullptr) interpreter.nativeModules = TRY(newDict(thread)).release();
  Ref<> first = newRef(dictGetStr(thread, interpreter.nativeModules, name));
  if (first) {
    Ref<Module> copy = TRY(newModule(thread, name));
    copy->spec = first.get().as<Module>()->spec;
    TRY(dictMerge(thread, copy->dict, Value(first.get().as<Module>()->dict), true));
    // What the import system sets is for it to set anew.
    const Names& names = thread.names();
    for (Str* field : {names.dunder_loader, names.dunder_spec, names.dunder_package}) {
      TRY(dictSetStr(thread, copy->dict, field, kNone));
    }
    return copy;
  }
  const ModuleSpec* spec = findNativeModule(toWtf8(name));
  if (!spec) return Ref<>();
  Ref<Module> module = TRY(createNativeModule(thread, *spec));
  TRY(dictSetStr(thread, interpreter.nativeModules, name, module.value()));
  return module;
}

Ref<> importNative(Thread& thread, Str* name) {
  Dict* modules = thread.interpreter().modules;
  Ref<> loaded = newRef(dictGetStr(thread, modules, name));
  if (loaded) return loaded;
  Ref<> module = createNative(thread, name);
  if (module) TRY(dictSetStr(thread, modules, name, module));
  return module;
}

Ref<> runFrozen(Thread& thread, const FrozenModule& frozen, Str* name) {
  Ref<> code = TRY(marshalLoadsTrusted(thread, frozen.code));
  Dict* modules = thread.interpreter().modules;
  Ref<> module = newRef(dictGetStr(thread, modules, name));
  if (!module) {
    module = TRY(newModule(thread, name));
    TRY(dictSetStr(thread, modules, name, module));
  }
  Dict* globals = module.get().as<Module>()->dict;
  if (frozen.isPackage) {
    Ref<List> path = TRY(newList(thread));
    TRY(dictSetStr(thread, globals, thread.names().dunder_path, path.value()));
  }
  Ref<> origin = frozen.origin != nullptr ? Ref<>(TRY(newStr(thread, frozen.origin))) : newRef(kNone);
  Ref<Str> originName = TRY(internText(thread, "__origname__"));
  TRY(dictSetStr(thread, globals, originName, origin));
  Ref<> done = TRY(runCodeValue(thread, code, globals, Value(globals)));
  return module;
}

Ref<> importModule(Thread& thread, const char* name) {
  Ref<Str> text = TRY(internText(thread, name));
  Ref<> import = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import));
  if (!import) return thread.raise(TypeId::kImportError, "__import__ not found");
  Ref<> top = TRY(call(thread, import, text.get()));
  Ref<> found = newRef(dictGet(thread, thread.interpreter().modules, text));
  if (!found && !thread.hasException()) return top;
  return found;
}

Status installImport(Thread& thread) {
  Ref<Str> moduleName = TRY(internText(thread, "builtins"));
  NativeCode* code = newNativeCode(thread, kImport, nullptr);
  if (!code) return thread.raiseMemoryError();
  Ref<> function = TRY(newBuiltinFunction(thread, code, kNone, moduleName.value()));
  TRY(dictSetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import, function));
  thread.interpreter().importFunction = function.releaseValue();
  return kOk;
}

Status startImportSystem(Thread& thread, const std::string& stdlib) {
  Interpreter& interpreter = thread.interpreter();
  Ref<Str> name = TRY(internText(thread, "_frozen_importlib"));
  const FrozenModule* frozen = findFrozenModule("_frozen_importlib");
  Ref<> importlib = TRY(runFrozen(thread, *frozen, name));
  Ref<Str> impName = TRY(internText(thread, "_imp"));
  Ref<> imp = TRY(importNative(thread, impName));
  Ref<Str> sysName = TRY(internText(thread, "sys"));
  Ref<> sys = newRef(dictGetStr(thread, interpreter.modules, sysName));
  Ref<Str> install = TRY(internText(thread, "_install"));
  Ref<> done = TRY(callMethod(thread, importlib, install, sys.get(), imp.get()));
  interpreter.importlib = std::move(importlib).cast<Module>().release();
  Ref<Str> stdlibName = TRY(internText(thread, "_stdlib_dir"));
  Ref<> stdlibText = TRY(strFromNative(thread, stdlib));
  TRY(dictSetStr(thread, interpreter.sysDict, stdlibName, stdlibText));
  Ref<Str> external = TRY(internText(thread, "_install_external_importers"));
  done = TRY(callMethod(thread, Value(interpreter.importlib), external));
  // zipimport stands first among the path hooks.
  Ref<> zipimport = TRY(importModule(thread, "zipimport"));
  Ref<> zipimporter = TRY(getAttribute(thread, zipimport, "zipimporter"));
  Value hooks = dictGetStr(thread, interpreter.sysDict, thread.names().path_hooks);
  if (hooks && isList(hooks)) TRY(listInsert(thread, hooks.as<List>(), 0, zipimporter));
  return kOk;
}

}  // namespace taipan
