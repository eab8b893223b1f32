// Copying of a few bytes without a call.
#pragma once

#include <cstddef>
#include <cstring>

namespace taipan {

/// memcpy, good for sizes that are mostly small and never known.
inline void copyBytes(void* to, const void* from, size_t size) {
  char* out = static_cast<char*>(to);
  const char* in = static_cast<const char*>(from);
  if (size > 32) {
    std::memcpy(out, in, size);
  } else if (size >= 16) {  // two pieces that may overlap, as below
    char first[16], last[16];
    std::memcpy(first, in, 16);
    std::memcpy(last, in + size - 16, 16);
    std::memcpy(out, first, 16);
    std::memcpy(out + size - 16, last, 16);
  } else if (size >= 8) {
    char first[8], last[8];
    std::memcpy(first, in, 8);
    std::memcpy(last, in + size - 8, 8);
    std::memcpy(out, first, 8);
    std::memcpy(out + size - 8, last, 8);
  } else if (size >= 4) {
    char first[4], last[4];
    std::memcpy(first, in, 4);
    std::memcpy(last, in + size - 4, 4);
    std::memcpy(out, first, 4);
    std::memcpy(out + size - 4, last, 4);
  } else if (size != 0) {
    char middle = in[size / 2], last = in[size - 1];
    out[0] = in[0];
    out[size / 2] = middle;
    out[size - 1] = last;
  }
}

}  // namespace taipan
