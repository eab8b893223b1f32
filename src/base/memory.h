// Asking before a standard container grows: without C++ exceptions it ends the process where memory is short, so code
// whose sizes come from Python data asks first and raises MemoryError.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace taipan {

// Would the system give a block of `size` bytes?  Small ones are taken for granted.
inline bool canAllocate(uint64_t size) {
  constexpr uint64_t kSmall = uint64_t{1} << 26;
  if (size < kSmall) return true;
  if (size > PTRDIFF_MAX) return false;
  void* volatile probe = std::malloc(size);  // volatile: the pair must not be optimised away
  std::free(probe);
  return probe != nullptr;
}

}  // namespace taipan
