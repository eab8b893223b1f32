#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace taipan {

void assertionFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "taipan: internal error: %s does not hold (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace taipan
