// See the header.  The order is observable: a __del__ may run when names of its module are still there, are None
// already, or when nothing but builtins is left.
#include "objects/finalize_modules.h"

#include <algorithm>
#include <vector>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

namespace taipan {

namespace {

void setNone(Thread& thread, Dict* dict, Str* name) {
  if (!dictSetStr(thread, dict, name, kNone)) thread.clearException();
}

void setNone(Thread& thread, Dict* dict, const char* name) {
  Ref<Str> key = internText(thread, name);
  if (key && dictGetStr(thread, dict, key)) setNone(thread, dict, key);
  thread.clearException();
}

// What of sys may hold on to user's objects goes first; the standard streams come back to the real ones.
void dropUserValues(Thread& thread, Dict* sys, Dict* builtins) {
  setNone(thread, builtins, "_");
  for (const char* name : {"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback", "path_hooks",
                           "path_importer_cache", "meta_path", "__interactivehook__"}) {
    setNone(thread, sys, name);
  }
  static constexpr const char* kStreams[][2] = {
      {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
  for (auto& [name, original] : kStreams) {
    Ref<Str> key = internText(thread, name), from = internText(thread, original);
    if (!key || !from) continue;
    Ref<> stream = newRef(dictGetStr(thread, sys, from));
    if (!dictSetStr(thread, sys, key, stream ? stream.value() : kNone)) thread.clearException();
  }
}

// Private names first, then all but __builtins__, which what still runs needs.
void clearModuleDict(Thread& thread, Dict* dict) {
  Ref<Dict> keep = newRef(dict);
  for (bool privateOnes : {true, false}) {
    size_t position = 0;
    Value key, value;
    while (dictNext(dict, &position, &key, &value)) {
      if (value.isNone() || !isStr(key)) continue;
      Str* name = key.as<Str>();
      bool isPrivate = name->length() > 0 && name->at(0) == '_' && (name->length() == 1 || name->at(1) != '_');
      if (privateOnes ? !isPrivate : strEqualText(name, "__builtins__")) continue;
      Ref<Str> keepName = newRef(name);
      setNone(thread, dict, name);
    }
  }
}

// Finalizers have printed since the streams were flushed at the program's end.
void flushStreams(Thread& thread, Dict* sys) {
  for (Str* name : {thread.names().stdout, thread.names().stderr}) {
    Ref<> stream = newRef(dictGetStr(thread, sys, name));
    if (!stream || stream.value().isNone()) continue;
    Ref<> done = callMethod(thread, stream, thread.names().flush);
    thread.clearException();
  }
}

// The standard streams as they were made, and what they consist of.
std::vector<Object*> standardStreams(Thread& thread, Dict* sys) {
  std::vector<Object*> parts;
  for (const char* name : {"__stdin__", "__stdout__", "__stderr__"}) {
    Ref<Str> key = internText(thread, name);
    Ref<> part = newRef(key ? dictGetStr(thread, sys, key) : Value());
    for (const char* inner : {"buffer", "raw", ""}) {
      if (!part || !part.get().isObject() || typeOf(thread, part)->has(kTypeIsHeapType)) break;
      parts.push_back(part.get().object());
      if (*inner) part = getAttribute(thread, part, inner);
    }
    thread.clearException();
  }
  return parts;
}

}  // namespace

bool isEndObservable(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  const Collector& collector = interpreter.collector;
  if (interpreter.sysDict == nullptr || collector.debug != 0 || interpreter.settings.verbose != 0) return true;
  if (collector.callbacks != nullptr && collector.callbacks->size != 0) return true;
  struct Search {
    std::vector<Object*> harmless;
    const Type* weakTypes[3];
    bool found = false;

    bool isWeak(const Type* type) const {
      for (; type != nullptr; type = type->base) {
        if (std::find(std::begin(weakTypes), std::end(weakTypes), type) != std::end(weakTypes)) return true;
      }
      return false;
    }
    // None, or what takes a reference out of the set that it is bound to (an abstract class's registry and caches).
    bool isHarmless(Value callback) const {
      if (!callback.isObject()) return true;
      if (callback.object()->type->id != TypeId::kBuiltinFunction) return false;
      Value self = callback.as<BuiltinFunction>()->self;
      return self.isObject() && isWeak(self.object()->type);
    }
    void look(Object* object) {
      if (object->type->has(kTypeHasFinalizer)) {
        found = found || std::find(harmless.begin(), harmless.end(), object) == harmless.end();
      } else if (isWeak(object->type)) {
        found = found || !isHarmless(static_cast<WeakRef*>(object)->callback);
      }
    }
  } search{standardStreams(thread, interpreter.sysDict),
           {thread.type(TypeId::kWeakRef), thread.type(TypeId::kWeakProxy), thread.type(TypeId::kWeakCallableProxy)}};
  interpreter.heap.forEachObject([](void* context, Object* object) { static_cast<Search*>(context)->look(object); }, &search);
  return search.found;
}

void finalizeModules(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  Dict* modules = interpreter.modules;
  Dict* sys = interpreter.sysDict;
  Dict* builtins = interpreter.builtinsDict;
  if (modules == nullptr || sys == nullptr || builtins == nullptr) return;
  interpreter.collector.collect(thread, 2);
  dropUserValues(thread, sys, builtins);
  // Whoever holds a module from outside is found by these later.
  std::vector<Ref<WeakRef>> references;
  size_t position = 0;
  Value key, value;
  while (dictNext(modules, &position, &key, &value)) {
    if (!isInstanceOf(thread, value, TypeId::kModule)) continue;
    Ref<> reference = newWeakRef(thread, value, kNone);
    thread.clearException();
    if (reference) references.push_back(std::move(reference).cast<WeakRef>());
    Ref<> keepKey = newRef(key);
    if (isStr(key)) setNone(thread, modules, key.as<Str>());
  }
  dictClear(modules);
  interpreter.collector.collect(thread, 2);
  for (size_t i = references.size(); i-- > 0;) {
    Object* module = weakReferent(references[i]);
    if (module == nullptr) continue;
    Ref<Module> keep = newRef(static_cast<Module*>(module));
    Dict* dict = keep->dict;
    if (dict != nullptr && dict != sys && dict != builtins) clearModuleDict(thread, dict);
  }
  references.clear();
  interpreter.collector.collect(thread, 2);  // cycles that module variables kept alive
  flushStreams(thread, sys);
  clearModuleDict(thread, sys);
  clearModuleDict(thread, builtins);
}

}  // namespace taipan
