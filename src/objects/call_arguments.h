// Small checks for `create` and `initialize` slots, which get their arguments raw.
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/thread.h"
#include "objects/tuple.h"
#include "objects/type.h"

namespace taipan {

inline size_t keywordCount(const Arguments& args) {
  return args.keywordNames ? args.keywordNames->size : 0;
}
// TypeError "name() takes no keyword arguments".
Status rejectKeywords(Thread& thread, const Arguments& args, const char* name);
// As above, but a subclass with its own __init__ may take keywords: __new__ then ignores them.
Status rejectKeywordsInCreate(Thread& thread, Type* type, TypeId base, const Arguments& args,
                              const char* name);
// TypeError "name expected at least 1 argument, got 0" and the like.
Status checkPositional(Thread& thread, const Arguments& args, const char* name, size_t min,
                       size_t max);

}  // namespace taipan
