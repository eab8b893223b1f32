// set and frozenset: open addressing with CPython's probing, so that they iterate in the same order.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct SetEntry {
  Value key;     // empty: never used, or deleted (then hash is -1)
  int64_t hash;
};

// Both types.  A table of mask+1 entries; the smallest one lies in the object.
struct Set : Object {
  static constexpr size_t kSmallSize = 8;
  size_t fill;   // live and deleted entries
  size_t used;   // live ones
  size_t mask;
  SetEntry* table;      // never null once made; &small[0] or a buffer
  int64_t cachedHash;   // of a frozenset; -1: not yet
  size_t finger;        // where pop() goes on
  Object* weakRefs;
  SetEntry small[kSmallSize];
};

extern const TypeSpec kSetType, kFrozenSetType, kSetIteratorType;

inline bool isSet(Value v) { return v.isObject() && v.object()->type->has(kTypeIsSet); }
Ref<Set> newSet(Thread& thread);
// From any iterable.
Ref<Set> newSetFrom(Thread& thread, Value iterable);
Ref<Set> newFrozenSetFrom(Thread& thread, Value iterable);
Status setAdd(Thread& thread, Set* set, Value key);
Result<bool> setContains(Thread& thread, Set* set, Value key);
Result<bool> setDiscard(Thread& thread, Set* set, Value key);  // false: was absent
void setClear(Set* set);  // may run Python code when items die
// In place, with any iterable.
Status setUpdate(Thread& thread, Set* set, Value iterable);
Status setDifferenceUpdate(Thread& thread, Set* set, Value iterable);
Status setSymmetricDifferenceUpdate(Thread& thread, Set* set, Value iterable);
// Goes through live entries: start with *position = 0.  Borrowed.  No Python code runs.
bool setNext(const Set* set, size_t* position, Value* key, int64_t* hash = nullptr);

}  // namespace taipan
