// Integer arguments of built-in methods, with the limits and error texts of C's types.
#pragma once

#include <unistd.h>

#include <climits>
#include <cstdint>

#include "base/memory.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/thread.h"

namespace taipan {

// A length, a count or a position.  May run __index__; OverflowError beyond 64 bits.
inline Result<int64_t> sizeArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t result;
  if (intFitsInt64(number, &result)) return result;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

// The same for a C int.
inline Result<int> intArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t result;
  if (intFitsInt64(number, &result) && result >= INT_MIN && result <= INT_MAX) return static_cast<int>(result);
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

// MemoryError if a result of so many bytes cannot fit into the machine.  The system would promise the memory, and end
// the process when it is used.
inline Status checkResultSize(Thread& thread, double bytes) {
  if (bytes < (1u << 30)) return kOk;
  double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (bytes < memory && canAllocate(static_cast<uint64_t>(bytes))) return kOk;
  return thread.raiseMemoryError();
}

}  // namespace taipan
