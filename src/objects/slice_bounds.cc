// Thin wrappers over slice.h that return results by value, and the clamping of find's arguments.
#include "objects/slice_bounds.h"

#include "objects/abstract.h"
#include "objects/slice.h"

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
  SliceRange range;
  TRY(sliceUnpack(thread, slice.as<Slice>(), &range));
  return SliceBounds{range.start, range.stop, range.step, 0};
}

void adjustSliceBounds(SliceBounds* bounds, int64_t length) {
  SliceRange range{bounds->start, bounds->stop, bounds->step, 0};
  sliceAdjust(length, &range);
  *bounds = SliceBounds{range.start, range.stop, range.step, range.count};
}

void clampRange(int64_t* start, int64_t* end, int64_t length) {
  if (*end > length) *end = length;
  else if (*end < 0) *end = *end + length < 0 ? 0 : *end + length;
  if (*start < 0) *start = *start + length < 0 ? 0 : *start + length;
}

}  // namespace taipan
