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

}  // namespace taipan
