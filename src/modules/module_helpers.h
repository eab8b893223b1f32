// Small helpers that native modules share: adding constants, reading arguments, calls that block.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

inline Status moduleAddInt(Thread& thread, Module* module, const char* name, int64_t value) {
  return moduleAdd(thread, module, name, newInt(thread, value));
}
inline Status moduleAddText(Thread& thread, Module* module, const char* name, std::string_view text) {
  return moduleAdd(thread, module, name, newStr(thread, text));
}

// A module's own exception type, which adds nothing to `base` (whose layout must be BaseException's).
constexpr TypeSpec exceptionSpec(TypeId id, const char* name, TypeId base, const char* doc = nullptr) {
  return {.id = id, .name = name, .basicSize = sizeof(BaseException), .base = base,
          .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsException, .dictOffset = offsetof(BaseException, dict), .doc = doc};
}

// Adds functions that stand in another table than the module's own, as if they stood there.
Status moduleAddFunctions(Thread& thread, Module* module, const char* moduleName, std::span<const MethodDef> functions);

// Binds the arguments of a `call` or `create` slot to `count` names; those from `required` on (all are, by default) may
// be left out, and stay empty.  TypeError with the texts of PyArg_ParseTupleAndKeywords.
Status bindNames(Thread& thread, const Arguments& args, const char* function, const char* const* names, size_t count,
                 Value* bound, size_t required = SIZE_MAX);
// An int argument as a C int, with the OverflowErrors of PyArg_Parse's format "i" (intArgument has Argument Clinic's).
Result<int> argumentAsInt(Thread& thread, Value value);
// A file descriptor: an int or an object with fileno().
Result<int> descriptorArgument(Thread& thread, Value value);

}  // namespace taipan
