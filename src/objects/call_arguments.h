// Small checks for `create` and `initialize` slots, which get their arguments raw.
#pragma once

#include <initializer_list>

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
// Binds positional and keyword arguments to out[0 … names.size()-1], which keep what they hold where nothing is
// passed.  The first `required` must be passed; a null name is positional-only; at most `maxPositional` by position.
// Without a `function` name errors say "function takes …".
Status bindCall(Thread& thread, const Arguments& args, const char* function, std::initializer_list<const char*> names,
                size_t required, size_t maxPositional, Value* out);

}  // namespace taipan
