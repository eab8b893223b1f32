// What the files that make up set share.
#pragma once

#include "objects/set.h"

namespace taipan {

// Of set, frozenset or a subclass; empty.
Ref<Set> newSetOfType(Thread& thread, Type* type);
// Gives a zeroed instance its table.
void setPrepare(Set* set);
// With the hash known.
Status setAddHashed(Thread& thread, Set* set, Value key, int64_t hash);
Result<bool> setContainsHashed(Thread& thread, Set* set, Value key, int64_t hash);
Result<bool> setDiscardHashed(Thread& thread, Set* set, Value key, int64_t hash);
// Puts the items of `from` that are in `other` (or, unless `wanted`, those that are not) into a set that is new and empty.
Status setAddMembers(Thread& thread, Set* result, Set* from, Set* other, bool wanted);
// A new table with more than `minUsed` slots.
Status setResize(Thread& thread, Set* set, size_t minUsed);
// Exchanges the items of two sets; runs nothing.
void setSwapBodies(Set* a, Set* b);

}  // namespace taipan
