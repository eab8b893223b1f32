// See the header.
#include "modules/unraisable.h"

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Ref<> hookArguments(Thread& thread, Value exception, Value object, const char* message) {
  Value traceback = exception.as<BaseException>()->traceback;
  Ref<> text = newRef(kNone);
  if (message != nullptr) text = TRY(newStr(thread, message));
  Ref<Tuple> fields = TRY(makeTuple(thread, Value(typeOf(thread, exception)), exception, traceback.isEmpty() ? kNone : traceback,
                                    text.get(), object.isEmpty() ? kNone : object));
  return call(thread, Value(thread.type(TypeId::kUnraisableHookArgs)), Value(fields.get()));
}

// sys.unraisablehook, or the built-in one.
Ref<> findHook(Thread& thread, const char* name) {
  Ref<Str> key = TRY(internText(thread, name));
  return newRef(dictGetStr(thread, thread.interpreter().sysDict, key));
}

}  // namespace

bool callUnraisableHook(Thread& thread, Value exception, Value object, const char* message) {
  if (thread.interpreter().sysDict == nullptr || thread.type(TypeId::kUnraisableHookArgs) == nullptr) return false;
  Ref<> arguments = hookArguments(thread, exception, object, message);
  if (!arguments) return false;
  Ref<> hook = findHook(thread, "unraisablehook");
  if (hook && !hook.get().isNone()) {
    if (Ref<> done = call(thread, hook, arguments.get())) return true;
    Ref<> second = thread.takeException();
    arguments = hookArguments(thread, second, hook, "Exception ignored in sys.unraisablehook");
    if (!arguments) return false;
  }
  Ref<> builtin = findHook(thread, "__unraisablehook__");
  if (!builtin) return false;
  return static_cast<bool>(call(thread, builtin, arguments.get()));
}

}  // namespace taipan
