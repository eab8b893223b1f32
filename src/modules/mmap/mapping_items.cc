// Items and slices of memory maps.
#include <cstring>

#include "modules/buffer_argument.h"
#include "modules/mmap/mapping.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/slice_bounds.h"

namespace taipan {
namespace {

Result<int64_t> itemIndex(Thread& thread, Mapping* map, Value key) {
  int64_t at = TRY(indexAsInt64(thread, key, TypeId::kIndexError));
  TRY(checkMapOpen(thread, map));
  if (at < 0) at += map->size;
  if (at < 0 || at >= map->size) return thread.raise(TypeId::kIndexError, "mmap index out of range");
  return at;
}

Status setSlice(Thread& thread, Mapping* map, Value key, Value value) {
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  BufferArgument source(thread);
  TRY(source.acquire(value));
  TRY(checkMapOpen(thread, map));
  adjustSliceBounds(&bounds, map->size);
  if (static_cast<int64_t>(source.size()) != bounds.count) {
    return thread.raise(TypeId::kIndexError, "mmap slice assignment is wrong size");
  }
  if (bounds.step == 1) {
    if (bounds.count > 0) std::memmove(map->data + bounds.start, source.data(), source.size());
    return kOk;
  }
  for (int64_t i = 0; i < bounds.count; ++i) {
    map->data[bounds.start + i * bounds.step] = static_cast<char>(source.data()[i]);
  }
  return kOk;
}

struct MappingIterator : Object {
  Mapping* map;  // owned; null at the end
  int64_t at;
};

void iteratorRelease(Object* object) {
  decrefOrEmpty(Value(std::exchange(static_cast<MappingIterator*>(object)->map, nullptr)));
}
Ref<> iteratorNext(Thread& thread, Value self) {
  auto* iterator = self.as<MappingIterator>();
  if (iterator->map == nullptr) return Ref<>();
  TRY(checkMapOpen(thread, iterator->map));
  if (iterator->at >= iterator->map->size) {
    iteratorRelease(self.object());
    return Ref<>();
  }
  return newBytes(thread, {iterator->map->data + iterator->at++, 1});
}
constexpr Slots kIteratorSlots = {.release = iteratorRelease, .iterate = iterateSelf, .next = iteratorNext};

}  // namespace

const TypeSpec kMappingIteratorType = {.id = TypeId::kMappingIterator, .name = "mmap.iterator", .basicSize = sizeof(MappingIterator),
                                       .flags = kTypeDisallowInstantiation, .slots = &kIteratorSlots};

Ref<> mappingIterate(Thread& thread, Value self) {
  Ref<MappingIterator> iterator = TRY(newObject<MappingIterator>(thread, thread.type(TypeId::kMappingIterator)));
  iterator->map = newRef(mappingOf(self)).release();
  iterator->at = 0;
  return iterator;
}

Ref<> mappingGetItem(Thread& thread, Value self, Value key) {
  Mapping* map = mappingOf(self);
  TRY(checkMapOpen(thread, map));
  if (!isSlice(thread, key)) {
    if (typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)] == nullptr) {
      return thread.raiseTypeError("mmap indices must be integers");
    }
    int64_t at = TRY(itemIndex(thread, map, key));
    return newRef(Value::smallInt(static_cast<uint8_t>(map->data[at])));
  }
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  TRY(checkMapOpen(thread, map));
  adjustSliceBounds(&bounds, map->size);
  if (bounds.step == 1) return newBytes(thread, {map->data + bounds.start, static_cast<size_t>(bounds.count)});
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(bounds.count)));
  for (int64_t i = 0; i < bounds.count; ++i) result->data()[i] = map->data[bounds.start + i * bounds.step];
  return result;
}

Status mappingSetItem(Thread& thread, Value self, Value key, Value value) {
  Mapping* map = mappingOf(self);
  TRY(checkMapOpen(thread, map));
  TRY(checkMapWritable(thread, map));
  if (isSlice(thread, key)) {
    if (value.isEmpty()) return thread.raiseTypeError("mmap object doesn't support slice deletion");
    return setSlice(thread, map, key, value);
  }
  if (typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)] == nullptr) {
    return thread.raiseTypeError("mmap indices must be integers");
  }
  int64_t at = TRY(itemIndex(thread, map, key));
  if (value.isEmpty()) return thread.raiseTypeError("mmap doesn't support item deletion");
  if (!isInt(value)) return thread.raiseTypeError("mmap item value must be an int");
  int64_t number;
  if (!intFitsInt64(value, &number) || number < 0 || number > 255) {
    return thread.raiseValueError("mmap item value must be in range(0, 256)");
  }
  map->data[at] = static_cast<char>(number);
  return kOk;
}

}  // namespace taipan
