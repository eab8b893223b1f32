// TAIPAN_ASSERT checks an internal invariant in builds with assertions (presets dev, sanitize and
// stress) and costs nothing elsewhere.  It never stands for an error that a Python program can cause.
#pragma once

namespace taipan {
[[noreturn]] void assertionFailed(const char* condition, const char* file, int line);
}

#if defined(TAIPAN_ASSERTIONS)
#define TAIPAN_ASSERT(condition) \
  ((condition) ? (void)0 : ::taipan::assertionFailed(#condition, __FILE__, __LINE__))
#else
#define TAIPAN_ASSERT(condition) ((void)0)
#endif
