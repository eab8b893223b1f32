// A fast hash of a piece of memory for tables that live within one process.  Not Python's hash().
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace taipan {

namespace internal {
inline uint64_t loadWord(const char* at) {
  uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}
inline uint64_t mixWords(uint64_t a, uint64_t b) {
  auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}
}  // namespace internal

/// Eight bytes a step; the last step may read bytes twice, shorter texts are put together from two halves.
inline uint64_t quickHash(std::string_view bytes) {
  constexpr uint64_t kOdd = 0x9e3779b97f4a7c15u, kOther = 0xd6e8feb86659fd93u;
  const char* at = bytes.data();
  size_t size = bytes.size();
  uint64_t hash = size * kOdd;
  uint64_t last = 0;
  if (size >= 8) {
    for (const char* end = at + size - 8; at < end; at += 8) hash = internal::mixWords(hash ^ internal::loadWord(at), kOdd);
    last = internal::loadWord(bytes.data() + size - 8);
  } else if (size >= 4) {
    uint32_t low, high;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + size - 4, 4);
    last = low | uint64_t{high} << 32;
  } else if (size > 0) {
    last = static_cast<uint8_t>(at[0]) | static_cast<uint64_t>(static_cast<uint8_t>(at[size / 2])) << 8 |
           static_cast<uint64_t>(static_cast<uint8_t>(at[size - 1])) << 16;
  }
  return internal::mixWords(hash ^ last, kOther);
}

}  // namespace taipan
