// See call_arguments.h.
#include "objects/call_arguments.h"

#include "objects/str.h"

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

Status bindCall(Thread& thread, const Arguments& args, const char* function, std::initializer_list<const char*> names,
                size_t required, size_t maxPositional, Value* out) {
  size_t positional = args.positionalCount, total = positional + keywordCount(args), count = names.size();
  const char* parentheses = function ? "()" : "";
  const char* invalid = function ? function : "this function";
  if (!function) function = "function";
  if (total > count) {
    return thread.raiseTypeError("{}{} takes at most {} {}argument{} ({} given)", function, parentheses, count,
                                 positional == 0 ? "keyword " : "", count == 1 ? "" : "s", total);
  }
  if (positional > maxPositional) {
    if (maxPositional == 0) return thread.raiseTypeError("{}{} takes no positional arguments", function, parentheses);
    return thread.raiseTypeError("{}{} takes at most {} positional argument{} ({} given)", function, parentheses, maxPositional,
                                 maxPositional == 1 ? "" : "s", positional);
  }
  uint64_t given = (uint64_t{1} << positional) - 1;
  for (size_t i = 0; i < positional; i++) out[i] = args[i];
  for (size_t k = 0; k < keywordCount(args); k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t i = 0;
    while (i < count && !(names.begin()[i] && strEqualText(name, names.begin()[i]))) i++;
    if (i == count) return thread.raiseTypeError("'{}' is an invalid keyword argument for {}{}", name, invalid, parentheses);
    if (given >> i & 1) {
      return thread.raiseTypeError("argument for {}{} given by name ('{}') and position ({})", function, parentheses, name, i + 1);
    }
    given |= uint64_t{1} << i;
    out[i] = args[positional + k];
  }
  for (size_t i = 0; i < required; i++) {
    if (given >> i & 1) continue;
    return thread.raiseTypeError("{}{} missing required argument '{}' (pos {})", function, parentheses, names.begin()[i], i + 1);
  }
  return kOk;
}

}  // namespace taipan
