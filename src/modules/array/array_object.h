// array.array: the object, and what its files share.
#pragma once

#include "modules/array/array_items.h"
#include "objects/native.h"
#include "objects/type.h"

namespace taipan {

struct Array : Object {
  const ArrayKind* kind;
  char* data;
  size_t size, capacity;  // items
  int64_t exports;        // buffers handed out: the size is fixed meanwhile
  Object* weakRefs;

  char* at(size_t i) const { return data + i * kind->size; }
};
inline Array* arrayOf(Value v) { return v.as<Array>(); }
inline bool isArray(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kArray); }

// All of these may fail for lack of memory.
Ref<Array> newArray(Thread& thread, Type* type, const ArrayKind* kind, size_t size);  // contents zero
// BufferError while buffers are exported and the size would change.
Status arrayResize(Thread& thread, Array* array, size_t size);
Status arrayAppend(Thread& thread, Array* array, Value value);
Status arrayInsert(Thread& thread, Array* array, int64_t index, Value value);
Status arrayExtend(Thread& thread, Array* array, Value iterable);
Status arrayFromBytes(Thread& thread, Array* array, const void* bytes, size_t size);
Status arrayFromText(Thread& thread, Array* array, Str* text);
Ref<> arrayToList(Thread& thread, Array* array);
Ref<> arrayItem(Thread& thread, Array* array, int64_t index);  // the index has been checked

// The constructor array(typecode, initializer).
Ref<> arrayCreate(Thread& thread, Type* type, const Arguments& args);
// Indexing and slicing (array_slices.cc).
Ref<> arrayGetItem(Thread& thread, Value self, Value key);
Status arraySetItem(Thread& thread, Value self, Value key, Value value);
// Methods of pickling (array_pickle.cc).
Ref<> arrayReduce(Thread& thread, const Value* args);
Ref<> arrayReconstruct(Thread& thread, const Value* args);

}  // namespace taipan
