// Warnings and exceptions that cannot be raised.
#include <unistd.h>

#include <string>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/traceback.h"
#include "objects/tuple.h"

namespace taipan {

Status warn(Thread& thread, TypeId category, int stackLevel, std::string_view format,
            std::initializer_list<FormatArg> args) {
  auto hook = thread.interpreter().warn;
  if (hook == nullptr) return kOk;  // before the warnings machinery exists, as in CPython
  Ref<Str> message = TRY(formatText(thread, format, args));
  return hook(thread, thread.type(category), message, stackLevel);
}

namespace {

// Without sys.unraisablehook: one line on standard error, so that nothing is lost.
void writePlainReport(Thread& thread, Value exception, Value object, const char* message) {
  std::string out = message != nullptr ? message : "Exception ignored in";
  Ref<Str> what = object.isEmpty() ? nullptr : repr(thread, object);
  if (what) out += ": " + toWtf8(what);
  thread.clearException();
  Ref<Str> text = str(thread, exception);
  out += "\n" + std::string(typeOf(thread, exception)->nativeName);
  if (text && text->length() != 0) out += ": " + toWtf8(text);
  thread.clearException();
  out += "\n";
  ssize_t ignored = write(2, out.data(), out.size());
  (void)ignored;
}

}  // namespace

void reportUnraisable(Thread& thread, Value object, const char* message) {
  if (!thread.hasException()) return;
  if (thread.exception()->traceback.isEmpty() && thread.frame != nullptr) addTraceback(thread, thread.frame);
  Ref<> exception = thread.takeException();
  auto hook = thread.interpreter().unraisable;
  if (hook != nullptr && hook(thread, exception, object, message)) return;
  thread.clearException();
  writePlainReport(thread, exception, object, message);
}

}  // namespace taipan
