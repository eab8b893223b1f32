// Weak references.  An object that supports them holds, at type->weakRefsOffset, the head of a list of
// its WeakRefs.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct WeakRef : Object {
  Object* referent;      // borrowed; null when dead
  Value callback;        // owned; may be empty
  WeakRef* previous;
  WeakRef* next;
  int64_t hash;          // -1: not asked yet
};

extern const TypeSpec kWeakRefType, kWeakProxyType, kWeakCallableProxyType;

// weakref.ref(object, callback); TypeError if the type does not support it.
Ref<> newWeakRef(Thread& thread, Value object, Value callback);
// weakref.proxy(object, callback).
Ref<> newWeakProxy(Thread& thread, Value object, Value callback);
// Borrowed; null if it is dead or dying (its count is not positive while its destruction waits).
inline Object* weakReferent(const WeakRef* ref) {
  return ref->referent != nullptr && ref->referent->refCount > 0 ? ref->referent : nullptr;
}
// Head of the object's list, whose members are linked by `next`; null if it has none.
WeakRef* firstWeakRef(Value object);
// The reference reads as dead from now on; its callback stays.
void unlinkWeakRef(WeakRef* ref);
// Calls and drops the callback, if there is one.  Exceptions are reported.
void callWeakRefCallback(Thread& thread, WeakRef* ref);
// Slots of every kind of weak reference.
void releaseWeakRef(Object* self);
void traverseWeakRef(Object* self, Visitor& visitor);
// The object is about to die: its references read as dead, then their callbacks run.
void clearWeakRefs(Object* object);

}  // namespace taipan
