// Slices of sequences: from a slice object and a length to plain numbers.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct SliceBounds {
  int64_t start = 0, stop = 0, step = 1;
  int64_t count = 0;  // of items selected
};

bool isSlice(Thread& thread, Value key);
// The raw start, stop and step (clamped to int64) of a slice; runs __index__.  ValueError "slice step cannot be zero".
// The length of the sequence must be read after this, as __index__ may change it.
Result<SliceBounds> unpackSliceBounds(Thread& thread, Value slice);
// Fits them to `length` and counts (see sliceAdjust).
void adjustSliceBounds(SliceBounds* bounds, int64_t length);
// start/stop arguments of methods such as find: None or an index, clamped to int64.
Result<int64_t> sliceArgument(Thread& thread, Value value, int64_t fallback);
// Clamps start and end arguments to [0, length] with Python's rules for negative numbers.
void clampRange(int64_t* start, int64_t* end, int64_t length);

}  // namespace taipan
