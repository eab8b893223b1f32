// tuple.
#pragma once

#include <span>

#include "heap/ref.h"
#include "objects/containers.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kTupleType;

inline bool isTuple(Value v) { return v.isObject() && v.object()->type->has(kTypeIsTuple); }
// All items empty; the caller fills them in (with owned references) before anybody sees the tuple.
Ref<Tuple> newTuple(Thread& thread, size_t size);
// Copies and increfs.
Ref<Tuple> newTupleFrom(Thread& thread, const Value* items, size_t size);
Ref<Tuple> newPair(Thread& thread, Ref<> first, Ref<> second);
template <class... Values>
Ref<Tuple> makeTuple(Thread& thread, Values... values) {
  Value items[] = {Value(values)...};
  return newTupleFrom(thread, items, sizeof...(values));
}
inline void tupleInit(Tuple* tuple, size_t i, Ref<> item) { tuple->items[i] = item.releaseValue(); }

}  // namespace taipan
