// _weakref: the native part of weakref.
#include "objects/weakref.h"

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/list.h"

namespace taipan {
namespace {

Ref<> getWeakRefCount(Thread& thread, const Value* args) {
  int64_t count = 0;
  for (WeakRef* ref = firstWeakRef(args[1]); ref != nullptr; ref = ref->next) ++count;
  return newInt(thread, count);
}

Ref<> getWeakRefs(Thread& thread, const Value* args) {
  Ref<List> list = TRY(newList(thread));
  for (WeakRef* ref = firstWeakRef(args[1]); ref != nullptr; ref = ref->next) {
    if (ref->refCount > 0) TRY(listAppend(thread, list, ref));
  }
  return list;
}

Ref<> makeProxy(Thread& thread, Value, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "_weakref.proxy"));
  TRY(checkPositional(thread, args, "proxy", 1, 2));
  return newWeakProxy(thread, args[0], args.positionalCount == 2 ? args[1] : kNone);
}

// Between the death of a value and this call, other code may have put a living one under the key.
Ref<> removeDeadWeakRef(Thread& thread, const Value* args) {
  if (!isDict(args[1])) {
    return thread.raiseTypeError("_remove_dead_weakref() argument 1 must be dict, not {!N}", args[1]);
  }
  Dict* dict = args[1].as<Dict>();
  Value found = dictGet(thread, dict, args[2]);
  if (found.isEmpty()) {
    if (thread.hasException()) return Raised{};
    return newRef(kNone);
  }
  Type* type = typeOf(thread, found);
  bool isRef = isSubtype(type, thread.type(TypeId::kWeakRef)) || type == thread.type(TypeId::kWeakProxy) ||
               type == thread.type(TypeId::kWeakCallableProxy);
  if (!isRef) return thread.raiseTypeError("not a weakref");
  if (weakReferent(found.as<WeakRef>()) == nullptr) {
    Ref<> keep = newRef(found);
    TRY(dictDelete(thread, dict, args[2]));
  }
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {.name = "getweakrefcount", .signature = "($module, object, /)", .function = getWeakRefCount,
     .doc = "How many weak references refer to the object."},
    {.name = "getweakrefs", .signature = "($module, object, /)", .function = getWeakRefs,
     .doc = "A list of the weak references to the object."},
    {.name = "_remove_dead_weakref", .signature = "($module, dct, key, /)", .function = removeDeadWeakRef,
     .doc = "Deletes the key if its value is a dead weak reference, as one step."},
    {.name = "proxy", .signature = "($module, object, callback=None, /)", .raw = makeProxy,
     .doc = "A stand-in for the object that does not keep it alive."},
};

Status populate(Thread& thread, Module* module) {
  Value ref = thread.type(TypeId::kWeakRef);
  TRY(moduleAdd(thread, module, "ref", newRef(ref)));
  TRY(moduleAdd(thread, module, "ReferenceType", newRef(ref)));
  for (const TypeSpec* spec : {&kWeakProxyType, &kWeakCallableProxyType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  return kOk;
}

}  // namespace

extern const ModuleSpec kWeakrefModule;
const ModuleSpec kWeakrefModule = {"_weakref", kFunctions, populate, "Weak-reference support module."};

}  // namespace taipan
