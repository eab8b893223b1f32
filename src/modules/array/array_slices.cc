// array.array: subscripts, whole numbers and slices.
#include <string.h>

#include "modules/array/array_object.h"
#include "objects/abstract.h"
#include "objects/sequence_helpers.h"
#include "objects/slice_bounds.h"

namespace taipan {
namespace {

// The place of an item; IndexError.
Result<int64_t> itemIndex(Thread& thread, Array* array, Value key, const char* outOfRange) {
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += static_cast<int64_t>(array->size);
  if (i < 0 || static_cast<size_t>(i) >= array->size) return thread.raise(TypeId::kIndexError, outOfRange);
  return i;
}
// Replaces items [start, start + removed) by `count` others, which must not lie in the array itself.
Status replaceRange(Thread& thread, Array* array, size_t start, size_t removed, const char* items, size_t count) {
  size_t itemSize = array->kind->size, tail = array->size - start - removed;
  if (count > removed) TRY(arrayResize(thread, array, array->size + count - removed));
  if (count < removed && array->exports) return arrayResize(thread, array, array->size - 1);
  if (tail) memmove(array->data + (start + count) * itemSize, array->data + (start + removed) * itemSize, tail * itemSize);
  if (count < removed) TRY(arrayResize(thread, array, array->size - (removed - count)));
  if (count) memcpy(array->data + start * itemSize, items, count * itemSize);
  return kOk;
}
// Deletes every step-th item.
Status deleteStepped(Thread& thread, Array* array, SliceBounds bounds) {
  if (bounds.count == 0) return kOk;
  if (array->exports) return arrayResize(thread, array, array->size - static_cast<size_t>(bounds.count));
  if (bounds.step < 0) {
    bounds.start += (bounds.count - 1) * bounds.step;
    bounds.step = -bounds.step;
  }
  size_t itemSize = array->kind->size, out = static_cast<size_t>(bounds.start);
  int64_t next = bounds.start, left = bounds.count;
  for (size_t i = out; i < array->size; i++) {
    if (left && static_cast<int64_t>(i) == next) {
      next += bounds.step;
      left--;
      continue;
    }
    memcpy(array->data + out++ * itemSize, array->data + i * itemSize, itemSize);
  }
  return arrayResize(thread, array, out);
}
Status setSlice(Thread& thread, Array* array, Value key, Value value) {
  Array* source = nullptr;
  Ref<> hold;
  if (value) {
    if (!isArray(thread, value)) {
      return thread.raiseTypeError("can only assign array (not \"{!T}\") to array slice", value);
    }
    source = arrayOf(value);
    hold = newRef(value);
  }
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  adjustSliceBounds(&bounds, static_cast<int64_t>(array->size));
  if (source && source->kind != array->kind) return thread.raiseTypeError("bad argument type for built-in operation");
  size_t itemSize = array->kind->size;
  if (source == array) {
    Ref<Array> copy = TRY(newArray(thread, thread.type(TypeId::kArray), array->kind, array->size));
    if (array->size) memcpy(copy->data, array->data, array->size * itemSize);
    source = copy;
    hold = std::move(copy);
  }
  size_t count = source ? source->size : 0;
  if (bounds.step == 1) {
    return replaceRange(thread, array, static_cast<size_t>(bounds.start), static_cast<size_t>(bounds.count),
                        source ? source->data : nullptr, count);
  }
  if (count == 0) return deleteStepped(thread, array, bounds);  // an empty array deletes, too
  if (static_cast<int64_t>(count) != bounds.count) {
    return thread.raiseValueError("attempt to assign array of size {} to extended slice of size {}", count, bounds.count);
  }
  for (size_t i = 0; i < count; i++) {
    memcpy(array->data + (bounds.start + static_cast<int64_t>(i) * bounds.step) * static_cast<int64_t>(itemSize), source->at(i), itemSize);
  }
  return kOk;
}

}  // namespace

Ref<> arrayGetItem(Thread& thread, Value self, Value key) {
  Array* array = arrayOf(self);
  if (isIndexable(key)) {
    int64_t i = TRY(itemIndex(thread, array, key, "array index out of range"));
    return arrayItem(thread, array, i);
  }
  if (!isSlice(thread, key)) return thread.raiseTypeError("array indices must be integers");
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  adjustSliceBounds(&bounds, static_cast<int64_t>(array->size));
  Ref<Array> part = TRY(newArray(thread, thread.type(TypeId::kArray), array->kind, static_cast<size_t>(bounds.count)));
  auto itemSize = static_cast<int64_t>(array->kind->size);
  for (int64_t i = 0; i < bounds.count; i++) {
    memcpy(part->data + i * itemSize, array->data + (bounds.start + i * bounds.step) * itemSize, static_cast<size_t>(itemSize));
  }
  return part;
}
Status arraySetItem(Thread& thread, Value self, Value key, Value value) {
  Array* array = arrayOf(self);
  if (!isIndexable(key)) {
    if (!isSlice(thread, key)) return thread.raiseTypeError("array indices must be integers");
    return setSlice(thread, array, key, value);
  }
  int64_t i = TRY(itemIndex(thread, array, key, "array assignment index out of range"));
  if (!value) return replaceRange(thread, array, static_cast<size_t>(i), 1, nullptr, 0);
  char item[8];
  TRY(array->kind->write(thread, item, value));
  // Converting the value may have shortened the array.
  if (static_cast<size_t>(i) >= array->size) return thread.raise(TypeId::kIndexError, "array assignment index out of range");
  memcpy(array->at(static_cast<size_t>(i)), item, array->kind->size);
  return kOk;
}

}  // namespace taipan
