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
// The object is about to die: its references read as dead, then their callbacks run.
void clearWeakRefs(Object* object);

}  // namespace taipan
