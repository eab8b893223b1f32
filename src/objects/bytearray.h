// bytearray: octets in a buffer that grows.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kByteArrayType;
extern const TypeSpec kByteArrayIteratorType;

struct ByteArray : Object {
  size_t size;
  size_t capacity;
  char* items;
  int64_t exports;  // views that forbid resizing
  std::string_view view() const { return {items, size}; }
};

bool isByteArray(Value v);  // or a subclass
Ref<ByteArray> newByteArray(Thread& thread, std::string_view data);
// BufferError if a view exists.  New octets are undefined.
Status byteArrayResize(Thread& thread, ByteArray* array, size_t size);
// bytearray's own methods, for the table in bytes_methods.cc.
Ref<> byteArrayAppend(Thread& thread, const Value* args);
Ref<> byteArrayInsert(Thread& thread, const Value* args);
Ref<> byteArrayExtend(Thread& thread, const Value* args);
Ref<> byteArrayPop(Thread& thread, const Value* args);
Ref<> byteArrayRemove(Thread& thread, const Value* args);
Ref<> byteArrayReverse(Thread& thread, const Value* args);
Ref<> byteArrayClear(Thread& thread, const Value* args);
Ref<> byteArrayCopy(Thread& thread, const Value* args);
Ref<> byteArrayFromhex(Thread& thread, const Value* args);
Ref<> byteArrayAlloc(Thread& thread, const Value* args);
Ref<> byteArraySizeof(Thread& thread, const Value* args);
Ref<> byteArrayReduce(Thread& thread, const Value* args);
Ref<> byteArrayReduceEx(Thread& thread, const Value* args);

}  // namespace taipan
