// The entry that libFuzzer calls; TAIPAN_FUZZ_TARGET names the target.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  (void)taipan::fuzz::TAIPAN_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
