// See call_arguments.h.
#include "objects/call_arguments.h"

namespace taipan {

Status rejectKeywords(Thread& thread, const Arguments& args, const char* name) {
  if (keywordCount(args) == 0) [[likely]] return kOk;
  return thread.raiseTypeError("{}() takes no keyword arguments", name);
}

Status rejectKeywordsInCreate(Thread& thread, Type* type, TypeId base, const Arguments& args,
                              const char* name) {
  Type* baseType = thread.type(base);
  if (type != baseType && type->slots.initialize != baseType->slots.initialize) return kOk;
  return rejectKeywords(thread, args, name);
}

Status checkPositional(Thread& thread, const Arguments& args, const char* name, size_t min,
                       size_t max) {
  size_t count = args.positionalCount;
  if (count >= min && count <= max) [[likely]] return kOk;
  size_t limit = count < min ? min : max;
  const char* how = min == max ? "" : count < min ? "at least " : "at most ";
  return thread.raiseTypeError("{} expected {}{} argument{}, got {}", name, how, limit,
                               limit == 1 ? "" : "s", count);
}

}  // namespace taipan
