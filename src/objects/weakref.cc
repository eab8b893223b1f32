// weakref.ref.  Proxies are in weak_proxy.cc.
#include "objects/weakref.h"

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/generic_alias.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

WeakRef* refOf(Value v) { return v.as<WeakRef>(); }

WeakRef*& headOf(Object* object) {
  return *reinterpret_cast<WeakRef**>(fieldAt(object, object->type->weakRefsOffset));
}

void unlink(WeakRef* ref) {
  if (ref->referent == nullptr) return;
  if (ref->previous != nullptr) ref->previous->next = ref->next;
  else headOf(ref->referent) = ref->next;
  if (ref->next != nullptr) ref->next->previous = ref->previous;
  ref->previous = ref->next = nullptr;
  ref->referent = nullptr;
}

// The shared reference or proxy: no callback, and of exactly that type.
bool isShared(Thread& thread, WeakRef* ref, TypeId id) {
  return ref != nullptr && ref->refCount > 0 && ref->callback.isEmpty() && ref->type == thread.type(id);
}
bool isSharedProxy(Thread& thread, WeakRef* ref) {
  return isShared(thread, ref, TypeId::kWeakProxy) || isShared(thread, ref, TypeId::kWeakCallableProxy);
}

// Order of the list, as CPython's: the shared reference, the shared proxy, then all others, newest first.  So the
// newest callback runs first.
void link(Thread& thread, WeakRef* ref, Object* object, TypeId sharedAs) {
  WeakRef*& head = headOf(object);
  ref->referent = object;
  WeakRef* before = nullptr;
  if (sharedAs != TypeId::kWeakRef) {
    if (isShared(thread, head, TypeId::kWeakRef)) before = head;
    if (sharedAs == TypeId::kNoTypeId) {
      WeakRef* second = before == nullptr ? head : before->next;
      if (isSharedProxy(thread, second)) before = second;
    }
  }
  WeakRef*& place = before == nullptr ? head : before->next;
  ref->previous = before;
  ref->next = place;
  if (place != nullptr) place->previous = ref;
  place = ref;
}

// `sharedAs`: the type of which one instance without callback serves all; kNoTypeId for subclasses.
Ref<> makeRef(Thread& thread, Type* type, Value object, Value callback, TypeId sharedAs) {
  Type* referentType = typeOf(thread, object);
  if (!object.isObject() || referentType->weakRefsOffset == 0) {
    return thread.raiseTypeError("cannot create weak reference to '{}' object", referentType->nativeName);
  }
  if (callback.isNone()) callback = Value();
  if (!callback.isEmpty()) sharedAs = TypeId::kNoTypeId;
  if (sharedAs != TypeId::kNoTypeId) {
    WeakRef* found = headOf(object.object());
    if (sharedAs != TypeId::kWeakRef && isShared(thread, found, TypeId::kWeakRef)) found = found->next;
    if (isShared(thread, found, sharedAs)) return newRef(Value(found));
  }
  Ref<WeakRef> ref = TRY(newObject<WeakRef>(thread, type));
  ref->hash = -1;
  ref->callback = newRef(callback).releaseValue();
  link(thread, ref, object.object(), sharedAs);
  return ref;
}

Ref<> refCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0 && type == thread.type(TypeId::kWeakRef)) {
    return thread.raiseTypeError("ref() takes no keyword arguments");
  }
  TRY(checkPositional(thread, args, "__new__", 1, 2));
  TypeId sharedAs = type == thread.type(TypeId::kWeakRef) ? TypeId::kWeakRef : TypeId::kNoTypeId;
  return makeRef(thread, type, args[0], args.positionalCount == 2 ? args[1] : Value(), sharedAs);
}
Status refInitialize(Thread& thread, Value, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "ref"));
  return checkPositional(thread, args, "__init__", 1, 2);
}

Ref<> refCall(Thread& thread, Value self, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "weakref"));
  TRY(checkPositional(thread, args, "weakref", 0, 0));
  Object* referent = weakReferent(refOf(self));
  return newRef(referent == nullptr ? kNone : Value(referent));
}

Ref<> refRepr(Thread& thread, Value self) {
  Object* referent = weakReferent(refOf(self));
  if (referent == nullptr) return formatStr(thread, "<weakref at 0x{:x}; dead>", self.bits());
  Ref<> keep = newRef(Value(referent));
  Ref<> name = lookupAttribute(thread, keep, thread.names().dunder_name);
  if (!name && thread.hasException()) return Raised{};
  if (name && isStr(name)) {
    return formatStr(thread, "<weakref at 0x{:x}; to '{}' at 0x{:x} ({})>", self.bits(), typeOf(thread, keep)->nativeName, keep.value().bits(), name.value());
  }
  return formatStr(thread, "<weakref at 0x{:x}; to '{}' at 0x{:x}>", self.bits(), typeOf(thread, keep)->nativeName, keep.value().bits());
}

Result<int64_t> refHash(Thread& thread, Value self) {
  WeakRef* ref = refOf(self);
  if (ref->hash != -1) return ref->hash;
  Object* referent = weakReferent(ref);
  if (referent == nullptr) return thread.raiseTypeError("weak object has gone away");
  Ref<> keep = newRef(Value(referent));
  ref->hash = TRY(hash(thread, keep));
  return ref->hash;
}

Ref<> refCompare(Thread& thread, Value self, Value other, CompareOp op) {
  bool isRef = isSubtype(typeOf(thread, other), thread.type(TypeId::kWeakRef));
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isRef) return newRef(kNotImplemented);
  Object* a = weakReferent(refOf(self));
  Object* b = weakReferent(refOf(other));
  if (a == nullptr || b == nullptr) {
    return newRef(Value::boolean((self == other) == (op == CompareOp::kEqual)));
  }
  Ref<> keepA = newRef(Value(a)), keepB = newRef(Value(b));
  return compare(thread, keepA, keepB, op);
}

Ref<> refCallback(Thread&, Value self) {
  Value callback = refOf(self)->callback;
  return newRef(callback.isEmpty() ? kNone : callback);
}

const Slots kRefSlots = {.release = releaseWeakRef, .traverse = traverseWeakRef, .clear = releaseWeakRef, .create = refCreate,
                         .initialize = refInitialize, .repr = refRepr, .hash = refHash, .call = refCall,
                         .compare = refCompare};
Ref<> refClassGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }
const MethodDef kRefMethods[] = {{.name = "__class_getitem__", .signature = "($type, object, /)",
                                  .function = refClassGetItem, .kind = MethodKind::kClass, .doc = "See PEP 585"}};
const GetSetDef kRefGetSets[] = {{"__callback__", refCallback}};

}  // namespace

const TypeSpec kWeakRefType = {.id = TypeId::kWeakRef, .name = "weakref.ReferenceType", .basicSize = sizeof(WeakRef),
                               .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kRefSlots, .methods = kRefMethods, .getSets = kRefGetSets};

void releaseWeakRef(Object* self) {
  auto* ref = static_cast<WeakRef*>(self);
  unlink(ref);
  decrefOrEmpty(std::exchange(ref->callback, Value()));
}
void traverseWeakRef(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<WeakRef*>(self)->callback); }

Ref<> newWeakRef(Thread& thread, Value object, Value callback) {
  return makeRef(thread, thread.type(TypeId::kWeakRef), object, callback, TypeId::kWeakRef);
}

Ref<> newWeakProxy(Thread& thread, Value object, Value callback) {
  TypeId id = isCallable(thread, object) ? TypeId::kWeakCallableProxy : TypeId::kWeakProxy;
  return makeRef(thread, thread.type(id), object, callback, id);
}

WeakRef* firstWeakRef(Value object) {
  if (!object.isObject() || object.object()->type->weakRefsOffset == 0) return nullptr;
  return headOf(object.object());
}

void unlinkWeakRef(WeakRef* ref) { unlink(ref); }

void callWeakRefCallback(Thread& thread, WeakRef* ref) {
  Ref<> callback = Ref<>::adopt(std::exchange(ref->callback, Value()));
  if (!callback) return;
  Ref<> inFlight = thread.takeException();
  if (!call(thread, callback, Value(ref))) reportUnraisable(thread, callback);
  if (inFlight) thread.restoreException(std::move(inFlight));
}

void clearWeakRefs(Object* object) {
  // All read as dead before any callback runs; the callbacks' owners are kept meanwhile.
  WeakRef* pending = nullptr;
  WeakRef** end = &pending;
  while (WeakRef* ref = headOf(object)) {
    unlink(ref);
    if (ref->callback.isEmpty() || ref->refCount <= 0) continue;
    increfObject(ref);
    *end = ref;
    end = &ref->next;
  }
  *end = nullptr;
  Thread* thread = object->type->interpreter->currentThread;
  while (pending != nullptr) {
    Ref<WeakRef> ref = Ref<WeakRef>::adopt(pending);
    pending = std::exchange(ref->next, nullptr);
    if (thread != nullptr) callWeakRefCallback(*thread, ref);
  }
}

}  // namespace taipan
