// OPTIMIZATION, and what CPython's identities show: iterators that give tuples keep the last one and fill it again if
// nobody else has it by then.
#pragma once

#include "objects/tuple.h"

namespace taipan {

// The kept tuple to be filled again, or a new one of `size` empty items, which is kept if it is the first.  While the
// caller fills it, it has two owners, so that nobody else takes it for unused.  MemoryError.
inline Ref<Tuple> takeTuple(Thread& thread, Tuple*& kept, size_t size) {
  if (kept != nullptr && kept->refCount == 1) return newRef(kept);
  return newTuple(thread, size);
}
// The tuple is full: kept for the next time, if it is the first.
inline void keepTuple(Tuple*& kept, Tuple* tuple) {
  if (kept == nullptr) kept = newRef(tuple).release();
}
inline Ref<> fillPair(Thread& thread, Tuple*& kept, Ref<> first, Ref<> second) {
  if (kept != nullptr && kept->refCount != 1) return newPair(thread, std::move(first), std::move(second));
  Ref<Tuple> pair = TRY(takeTuple(thread, kept, 2));
  Ref<> oldFirst = Ref<>::adopt(std::exchange(pair->items[0], first.releaseValue()));
  Ref<> oldSecond = Ref<>::adopt(std::exchange(pair->items[1], second.releaseValue()));
  keepTuple(kept, pair);
  return pair;
}

}  // namespace taipan
