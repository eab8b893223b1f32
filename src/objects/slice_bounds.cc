// Reading slices through their attributes keeps this file independent of how a slice is stored.
#include "objects/slice_bounds.h"

#include "objects/abstract.h"

namespace taipan {

bool isSlice(Thread& thread, Value key) {
  return key.isObject() && key.object()->type == thread.type(TypeId::kSlice);
}

Result<int64_t> sliceArgument(Thread& thread, Value value, int64_t fallback) {
  if (value.isEmpty() || value.isNone()) return fallback;
  if (value.isSmallInt()) return value.smallIntValue();
  Type* type = typeOf(thread, value);
  if (!type->slots.unary[static_cast<int>(UnaryOp::kIndex)])
    return thread.raiseTypeError("slice indices must be integers or None or have an __index__ method");
  return indexAsInt64(thread, value, TypeId::kNoTypeId);
}

Result<SliceBounds> unpackSliceBounds(Thread& thread, Value slice) {
  SliceBounds bounds;
  Ref<> step = TRY(getAttribute(thread, slice, thread.names().step));
  bounds.step = TRY(sliceArgument(thread, step, 1));
  if (bounds.step == 0) return thread.raiseValueError("slice step cannot be zero");
  if (bounds.step < -INT64_MAX) bounds.step = -INT64_MAX;
  bool backward = bounds.step < 0;
  Ref<> start = TRY(getAttribute(thread, slice, thread.names().start));
  bounds.start = TRY(sliceArgument(thread, start, backward ? INT64_MAX : 0));
  Ref<> stop = TRY(getAttribute(thread, slice, thread.names().stop));
  bounds.stop = TRY(sliceArgument(thread, stop, backward ? INT64_MIN : INT64_MAX));
  return bounds;
}

void adjustSliceBounds(SliceBounds* bounds, int64_t length) {
  bool backward = bounds->step < 0;
  int64_t low = backward ? -1 : 0, high = backward ? length - 1 : length;
  auto fit = [&](int64_t i) {
    if (i < 0) {
      i += length;
      return i < 0 ? low : i;
    }
    return i >= length ? high : i;
  };
  bounds->start = fit(bounds->start);
  bounds->stop = bounds->stop == INT64_MIN ? low : fit(bounds->stop);
  bounds->count = 0;
  if (backward) {
    if (bounds->stop < bounds->start) bounds->count = (bounds->start - bounds->stop - 1) / -bounds->step + 1;
  } else if (bounds->start < bounds->stop) {
    bounds->count = (bounds->stop - bounds->start - 1) / bounds->step + 1;
  }
}

void clampRange(int64_t* start, int64_t* end, int64_t length) {
  if (*end > length) *end = length;
  else if (*end < 0) *end = *end + length < 0 ? 0 : *end + length;
  if (*start < 0) *start = *start + length < 0 ? 0 : *start + length;
}

}  // namespace taipan
