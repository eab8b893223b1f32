// CountedRecursion: NativeRecursion for the operations that CPython counts against sys.getrecursionlimit() along
// with Python calls: calls of native functions and classes, repr, str, comparison, class checks, splitting of exception groups.
#pragma once

#include "objects/thread.h"

namespace taipan {

class CountedRecursion {
 public:
  explicit CountedRecursion(Thread& thread) : thread_(thread), native_(thread) { thread_.recursionDepth++; }
  ~CountedRecursion() { thread_.recursionDepth--; }
  CountedRecursion(const CountedRecursion&) = delete;
  CountedRecursion& operator=(const CountedRecursion&) = delete;
  // False: RecursionError "maximum recursion depth exceeded" + `where` was raised.
  bool enter(const char* where) {
    if (thread_.recursionDepth <= thread_.recursionLimit) [[likely]] return native_.enter(where);
    (void)thread_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded{}", where);
    return false;
  }

 private:
  Thread& thread_;
  NativeRecursion native_;
};

// Room above the limit while an exception is made, the RecursionError itself among them.
class RecursionHeadroom {
 public:
  explicit RecursionHeadroom(Thread& thread) : thread_(thread) { thread_.recursionDepth -= kFrames; }
  ~RecursionHeadroom() { thread_.recursionDepth += kFrames; }
  RecursionHeadroom(const RecursionHeadroom&) = delete;
  RecursionHeadroom& operator=(const RecursionHeadroom&) = delete;

 private:
  static constexpr int kFrames = 50;
  Thread& thread_;
};

}  // namespace taipan
