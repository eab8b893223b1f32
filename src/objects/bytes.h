// bytes: immutable octets behind the header, then a zero octet.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Bytes : Object {
  mutable int64_t cachedHash;  // -1: not yet
  size_t size;
  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {data(), size}; }
};

extern const TypeSpec kBytesType;
extern const TypeSpec kBytesIteratorType;

inline bool isBytes(Value v) { return v.isObject() && v.object()->type->has(kTypeIsBytes); }
Ref<Bytes> newBytes(Thread& thread, std::string_view data);
Ref<Bytes> newBytesUninitialized(Thread& thread, size_t size);

// The buffer protocol's view of an object's memory.
struct BufferView {
  Value owner;             // owned; empty: nothing to release
  char* data;
  int64_t length;          // bytes
  int64_t itemSize;
  bool readOnly;
  int dimensions;
  const char* format;      // struct-module format, "B" by default
  int64_t shape[8], strides[8];
  void* internal;
};
enum BufferFlag { kBufferSimple = 0, kBufferWritable = 1, kBufferContiguous = 2, kBufferFull = 4 };
// TypeError "a bytes-like object is required, not 'x'" or BufferError.
Status getBuffer(Thread& thread, Value object, BufferView* view, int flags);
void releaseBuffer(Thread& thread, BufferView* view);
// For slots.getBuffer of plain memory: `view` of `size` octets of `owner`.
void fillSimpleBuffer(BufferView* view, Value owner, char* data, size_t size, bool readOnly);

}  // namespace taipan
