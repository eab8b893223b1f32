// range: an arithmetic sequence of ints of any size.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// All owned exact ints.
struct Range : Object {
  Value start, stop, step;
  Value length;
};

// Where start, step and all items fit immediates: iteration for the usual case.
struct RangeIterator : Object {
  int64_t next, step, remaining;
  int64_t start;  // of the range, for pickles
};

extern const TypeSpec kRangeType, kRangeIteratorType, kLongRangeIteratorType;

inline bool isRange(Value v) { return v.isObject() && v.object()->type->id == TypeId::kRange; }
// ValueError "range() arg 3 must not be zero".  The arguments must be exact ints.
Ref<Range> newRange(Thread& thread, Value start, Value stop, Value step);

}  // namespace taipan
