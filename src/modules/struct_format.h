// Formats of the module struct: parsing, and the conversion of single items.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct StructItem {
  char code;
  int64_t offset;
  int64_t size;   // of one item; of the whole text for 's' and 'p'
  int64_t count;  // values it takes: 1 for 's' and 'p'
};

struct StructLayout {
  std::vector<StructItem> items;
  int64_t size = 0;        // bytes
  int64_t valueCount = 0;
  bool native = true;      // '@': C's sizes and alignment, floats that wrap to infinity
  bool bigEndian = false;
};

// struct.error for a malformed format.
Status parseStructFormat(Thread& thread, std::string_view format, StructLayout* layout);
// Converts `count` values to bytes at `data`, which has layout.size bytes.
Status packStruct(Thread& thread, const StructLayout& layout, const Value* values, char* data);
// A tuple of the values in the layout.size bytes at `data`.
Ref<> unpackStruct(Thread& thread, const StructLayout& layout, const char* data);

}  // namespace taipan
