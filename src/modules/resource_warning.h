// Warnings about an object that was left to die.
#pragma once

#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// A warning of that category for the caller's line, whose `source` tells where the object came from, if memory is traced.
// `format` shows the source as its one argument.  May run Python code; fails if the warning is an error.
Status warnAboutSource(Thread& thread, TypeId category, std::string_view format, Value source);

}  // namespace taipan
