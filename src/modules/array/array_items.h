// The element types of array.array: how one item is read and written.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct ArrayKind {
  char typecode;
  const char* format;      // for memoryview
  uint8_t size;
  bool isInteger, isSigned;
  Ref<> (*read)(Thread& thread, const char* item);
  // Writes `value`, after all checks; may run Python code.
  Status (*write)(Thread& thread, char* item, Value value);
};

constexpr const char* kArrayTypecodes = "bBuhHiIlLqQfd";
const ArrayKind* arrayKind(uint32_t typecode);  // null if there is none
// The first integer kind of that size and sign; null if there is none.
const ArrayKind* arrayIntegerKind(int size, bool isSigned);

}  // namespace taipan
