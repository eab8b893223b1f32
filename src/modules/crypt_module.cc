// _crypt: one-way hashing of passwords by the C library's crypt(3).
#include <crypt.h>
#include <errno.h>
#include <string.h>

#include <string>

#include "modules/module_helpers.h"

namespace taipan {
namespace {

Result<std::string> wordArgument(Thread& thread, Value value, int position) {
  if (!isStr(value)) {
    Ref<Str> type = value.isNone() ? newStr(thread, "None") : formatStr(thread, "{!T}", value);
    if (!type) return Raised{};
    return thread.raiseTypeError("crypt() argument {} must be str, not {}", position, type);
  }
  std::string text = TRY(toUtf8(thread, value.as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return text;
}
Ref<> cryptWord(Thread& thread, const Value* args) {
  std::string word = TRY(wordArgument(thread, args[1], 1)), salt = TRY(wordArgument(thread, args[2], 2));
  auto data = static_cast<crypt_data*>(thread.heap().allocateBuffer(sizeof(crypt_data)));
  if (!data) return thread.raiseMemoryError();
  memset(data, 0, sizeof *data);
  const char* result = crypt_r(word.c_str(), salt.c_str(), data);
  Ref<> text;
  if (result) text = strFromNative(thread, result);
  else thread.raiseErrno(errno);
  thread.heap().freeBuffer(data, sizeof *data);
  return text;
}
constexpr MethodDef kFunctions[] = {{.name = "crypt", .signature = "($module, word, salt, /)", .function = cryptWord}};

}  // namespace

extern const ModuleSpec kCryptModule;
constexpr ModuleSpec kCryptModule = {.name = "_crypt", .functions = kFunctions};

}  // namespace taipan
