// What several sequence types share.
#pragma once

#include "heap/ref.h"
#include "objects/int.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// Is `v` an int, or does its type have __index__?
// Does C see the type as a sequence (tp_as_sequence)?  Classes made in Python always are such.
inline bool hasSequenceMethods(const Type* type) {
  const Slots& slots = type->slots;
  return type->has(kTypeIsHeapType) || slots.length || slots.contains || slots.concat || slots.repeat;
}
inline bool isIndexable(Value v) {
  return isInt(v) ||
         (v.isObject() && v.object()->type->slots.unary[static_cast<int>(UnaryOp::kIndex)]);
}
// The order of two sequences whose common part is equal.
inline bool compareSizes(size_t a, size_t b, CompareOp op) {
  switch (op) {
    case CompareOp::kLess: return a < b;
    case CompareOp::kLessEqual: return a <= b;
    case CompareOp::kEqual: return a == b;
    case CompareOp::kNotEqual: return a != b;
    case CompareOp::kGreater: return a > b;
    case CompareOp::kGreaterEqual: return a >= b;
  }
  return false;
}
// start and stop of index() methods: empty values leave *start and *stop as they are; negative ones
// count from the end, then 0 at least.  TypeError if they are no integers.
Status searchBounds(Thread& thread, Value startValue, Value stopValue, int64_t length,
                    int64_t* start, int64_t* stop);

}  // namespace taipan
