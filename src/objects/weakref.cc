// weakref.ref.  Proxies are in weak_proxy.cc.
#include "objects/weakref.h"

#include "objects/abstract.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

WeakRef* refOf(Value v) { return v.as<WeakRef>(); }

WeakRef*& headOf(Object* object) {
  return *reinterpret_cast<WeakRef**>(reinterpret_cast<char*>(object) + object->type->weakRefsOffset);
}

void unlink(WeakRef* ref) {
  if (ref->referent == nullptr) return;
  if (ref->previous != nullptr) ref->previous->next = ref->next;
  else headOf(ref->referent) = ref->next;
  if (ref->next != nullptr) ref->next->previous = ref->previous;
  ref->previous = ref->next = nullptr;
  ref->referent = nullptr;
}

// Plain references without callback come first, so that they can be found and shared.
void link(WeakRef* ref, Object* object) {
  WeakRef*& head = headOf(object);
  ref->referent = object;
  WeakRef* before = nullptr;
  if (!ref->callback.isEmpty()) {
    before = head;
    while (before != nullptr && before->next != nullptr) before = before->next;
  }
  if (before == nullptr) {
    ref->next = head;
    if (head != nullptr) head->previous = ref;
    head = ref;
    return;
  }
  ref->previous = before;
  ref->next = nullptr;
  before->next = ref;
}

void refRelease(Object* self) {
  auto* ref = static_cast<WeakRef*>(self);
  unlink(ref);
  decrefOrEmpty(std::exchange(ref->callback, Value()));
}
void refTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<WeakRef*>(self)->callback); }
void refClear(Object* self) { refRelease(self); }

Ref<> makeRef(Thread& thread, Type* type, Value object, Value callback) {
  Type* referentType = typeOf(thread, object);
  if (!object.isObject() || referentType->weakRefsOffset == 0) {
    return thread.raiseTypeError("cannot create weak reference to '{}' object", referentType->nativeName);
  }
  if (callback.isNone()) callback = Value();
  WeakRef* first = headOf(object.object());
  if (callback.isEmpty() && type == thread.type(TypeId::kWeakRef) && first != nullptr && first->type == type &&
      first->callback.isEmpty()) {
    return newRef(Value(first));
  }
  Ref<WeakRef> ref = TRY(newObject<WeakRef>(thread, type));
  ref->hash = -1;
  ref->callback = newRef(callback).releaseValue();
  link(ref, object.object());
  return ref;
}

Ref<> refCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  if (keywords != 0 && type == thread.type(TypeId::kWeakRef)) {
    return thread.raiseTypeError("ref() takes no keyword arguments");
  }
  if (args.positionalCount < 1) return thread.raiseTypeError("__new__ expected at least 1 argument, got 0");
  if (args.positionalCount > 2) return thread.raiseTypeError("__new__ expected at most 2 arguments, got {}", args.positionalCount);
  return makeRef(thread, type, args[0], args.positionalCount == 2 ? args[1] : Value());
}
Status refInitialize(Thread&, Value, const Arguments&) { return kOk; }

Ref<> refCall(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount != 0) {
    return thread.raiseTypeError("weakref.__call__() takes no arguments ({} given)", args.positionalCount);
  }
  Object* referent = refOf(self)->referent;
  return newRef(referent == nullptr ? kNone : Value(referent));
}

Ref<> refRepr(Thread& thread, Value self) {
  Object* referent = refOf(self)->referent;
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
  if (ref->referent == nullptr) return thread.raiseTypeError("weak object has gone away");
  Ref<> keep = newRef(Value(ref->referent));
  ref->hash = TRY(hash(thread, keep));
  return ref->hash;
}

Ref<> refCompare(Thread& thread, Value self, Value other, CompareOp op) {
  bool isRef = isSubtype(typeOf(thread, other), thread.type(TypeId::kWeakRef));
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isRef) return newRef(kNotImplemented);
  Object* a = refOf(self)->referent;
  Object* b = refOf(other)->referent;
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

const Slots kRefSlots = {.release = refRelease, .traverse = refTraverse, .clear = refClear, .create = refCreate,
                         .initialize = refInitialize, .repr = refRepr, .hash = refHash, .call = refCall,
                         .compare = refCompare};
const GetSetDef kRefGetSets[] = {{"__callback__", refCallback}};

}  // namespace

const TypeSpec kWeakRefType = {.id = TypeId::kWeakRef, .name = "weakref.ReferenceType", .basicSize = sizeof(WeakRef),
                               .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kRefSlots, .getSets = kRefGetSets};

Ref<> newWeakRef(Thread& thread, Value object, Value callback) {
  return makeRef(thread, thread.type(TypeId::kWeakRef), object, callback);
}

void clearWeakRefs(Object* object) {
  // All read as dead before any callback runs; the callbacks' owners are kept meanwhile.
  WeakRef* pending = nullptr;
  while (WeakRef* ref = headOf(object)) {
    unlink(ref);
    if (ref->callback.isEmpty() || ref->refCount == 0) continue;
    increfObject(ref);
    ref->next = pending;
    pending = ref;
  }
  Thread* thread = object->type->interpreter->currentThread;
  while (pending != nullptr) {
    Ref<WeakRef> ref = Ref<WeakRef>::adopt(pending);
    pending = std::exchange(ref->next, nullptr);
    Ref<> callback = Ref<>::adopt(std::exchange(ref->callback, Value()));
    if (thread == nullptr || !callback) continue;
    Ref<> inFlight = thread->takeException();
    if (!call(*thread, callback, Value(ref))) reportUnraisable(*thread, callback);
    if (inFlight) thread->restoreException(std::move(inFlight));
  }
}

}  // namespace taipan
