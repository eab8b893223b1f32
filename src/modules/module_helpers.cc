// See the header.
#include "modules/module_helpers.h"

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/native_function.h"
#include "objects/number_arguments.h"

namespace taipan {

Status moduleAddFunctions(Thread& thread, Module* module, const char* moduleName, std::span<const MethodDef> functions) {
  Ref<Str> owner = TRY(internText(thread, moduleName));
  for (const MethodDef& definition : functions) {
    Ref<Str> name = TRY(internText(thread, definition.name));
    NativeCode* code = newNativeCode(thread, definition, nullptr);
    if (code == nullptr) return thread.raiseMemoryError();
    Ref<> function = TRY(newBuiltinFunction(thread, code, Value(module), owner.value()));
    TRY(dictSetStr(thread, module->dict, name, function));
  }
  return kOk;
}

Status bindNames(Thread& thread, const Arguments& args, const char* function, const char* const* names, size_t count,
                 Value* bound, size_t required) {
  size_t keywords = keywordCount(args), given = args.positionalCount + keywords;
  if (given > count) {
    return thread.raiseTypeError("{}() takes at most {} argument{} ({} given)", function, count, count == 1 ? "" : "s", given);
  }
  for (size_t i = 0; i < args.positionalCount; i++) bound[i] = args[i];
  for (size_t k = 0; k < keywords; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t i = 0;
    while (i < count && !strEqualText(name, names[i])) i++;
    if (i == count) return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, function);
    if (bound[i]) {
      return thread.raiseTypeError("argument for {}() given by name ('{}') and position ({})", function, name, i + 1);
    }
    bound[i] = args[args.positionalCount + k];
  }
  for (size_t i = 0; i < count && i < required; i++) {
    if (!bound[i]) return thread.raiseTypeError("{}() missing required argument '{}' (pos {})", function, names[i], i + 1);
  }
  return kOk;
}

Result<int> argumentAsInt(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) {
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  }
  if (wide > INT_MAX) return thread.raise(TypeId::kOverflowError, "signed integer is greater than maximum");
  if (wide < INT_MIN) return thread.raise(TypeId::kOverflowError, "signed integer is less than minimum");
  return static_cast<int>(wide);
}

Result<int> descriptorArgument(Thread& thread, Value value) {
  if (isInt(value)) {
    int fd = TRY(intArgument(thread, value));
    if (fd < 0) return thread.raiseValueError("file descriptor cannot be a negative integer ({})", fd);
    return fd;
  }
  Ref<> method = lookupAttribute(thread, value, thread.names().fileno);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("argument must be an int, or have a fileno() method.");
  }
  Ref<> number = TRY(call(thread, method));
  if (!isInt(number)) return thread.raiseTypeError("fileno() returned a non-integer");
  int fd = TRY(argumentAsInt(thread, number));
  if (fd < 0) return thread.raiseValueError("file descriptor cannot be a negative integer ({})", fd);
  return fd;
}

}  // namespace taipan
