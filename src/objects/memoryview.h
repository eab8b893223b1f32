// memoryview: a window on the memory of another object.
#pragma once

#include "heap/ref.h"
#include "objects/bytes.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kMemoryViewType;
extern const TypeSpec kMemoryViewIteratorType;

struct MemoryView : Object {
  BufferView view;        // owner is the exporter; for a view of a view, that view's exporter too
  Object* base;           // the MemoryView whose buffer this one shares (owned), or null: it holds its own
  int64_t exports;        // views on this one: it cannot be released meanwhile
  int64_t shares;         // memoryviews of which this is the base: its buffer stays until they are gone, released or not
  int64_t cachedHash;     // -1: not yet
  bool released;
  char formatText[8];     // storage of view.format after cast()
  Object* weakRefs;
};

// memoryview(object); TypeError "memoryview: a bytes-like object is required, not 'x'".
Ref<> newMemoryView(Thread& thread, Value object);

}  // namespace taipan
