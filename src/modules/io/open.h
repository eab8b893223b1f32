// open(), for native callers.
#pragma once

#include "heap/ref.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

struct OpenArguments {
  Value file;
  Str* mode = nullptr;
  int64_t buffering = -1;
  Value encoding = kNone, errors = kNone, newline = kNone;  // str or None
  bool closeDescriptor = true;
  Value opener = kNone;
};

// As open(); runs Python code (path's __fspath__, opener, warnings).
Ref<> openStream(Thread& thread, const OpenArguments& args);
// The built-in function.
Ref<> openFunction(Thread& thread, const Value* args);

}  // namespace taipan
