// slice, and what every sequence needs to understand one.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Slice : Object {
  Value start, stop, step;
};

extern const TypeSpec kSliceType;

inline bool isSlice(Value v) { return v.isObject() && v.object()->type->id == TypeId::kSlice; }
// Empty values stand for None.
Ref<Slice> newSlice(Thread& thread, Value start, Value stop, Value step);

struct SliceRange {
  int64_t start, stop, step;  // step is never 0
  int64_t count;              // items selected
};
// The three numbers of `slice`, clamped to int64 but not yet to a length.  Calls __index__; ValueError
// "slice step cannot be zero".
Status sliceUnpack(Thread& thread, Slice* slice, SliceRange* range);
// Clamps them to a sequence of `length` items and counts.  Do this after sliceUnpack, which may have
// changed the sequence's length.  A step that is longer than the sequence becomes a little longer than it.
void sliceAdjust(int64_t length, SliceRange* range);
// Both; for sequences that cannot change.
inline Status sliceIndices(Thread& thread, Value slice, int64_t length, SliceRange* range) {
  if (!sliceUnpack(thread, slice.as<Slice>(), range)) return Raised{};
  sliceAdjust(length, range);
  return kOk;
}

}  // namespace taipan
