// What incremental coders and streams share.
#include <string.h>

#include "modules/cjk/multibyte_codec.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"

namespace taipan::cjk {

Ref<> newCoder(Thread& thread, Type* type, Value stream, Value errors, const char* function, int errorsPosition, bool decodes) {
  if (errors && !isStr(errors)) {
    return thread.raiseTypeError("{}() argument {} must be str, not {}", function, errorsPosition, typeOf(thread, errors)->nativeName);
  }
  if (errors && strFindChar(errors.as<Str>(), 0, 0, errors.as<Str>()->length()) >= 0) {
    return thread.raiseValueError("embedded null character");
  }
  Ref<> mode = errors ? newRef(errors) : Ref<>(TRY(newStr(thread, "strict")));
  Ref<> codec = TRY(getAttribute(thread, Value(type), "codec"));
  if (typeOf(thread, codec) != thread.type(TypeId::kMultibyteCodec)) return thread.raiseTypeError("codec is unexpected type");
  Ref<Coder> coder = TRY(newObject<Coder>(thread, type));
  coder->errors = mode.releaseValue();
  coder->stream = newRef(stream).releaseValue();
  codecOf(codec)->codec->start(coder->state, decodes);
  coder->codec = codec.releaseValue();
  return coder;
}

Status initializeNothing(Thread&, Value, const Arguments&) { return kOk; }

void coderRelease(Object* self) {
  auto* coder = static_cast<Coder*>(self);
  for (Value* field : {&coder->codec, &coder->errors, &coder->pendingText, &coder->stream}) decrefOrEmpty(std::exchange(*field, Value()));
}
void coderTraverse(Object* self, Visitor& visitor) {
  auto* coder = static_cast<Coder*>(self);
  for (Value field : {coder->codec, coder->errors, coder->pendingText, coder->stream}) visitor.visitValue(field);
}

Ref<> coderErrors(Thread&, Value self) { return newRef(coderOf(self)->errors); }
Status setCoderErrors(Thread& thread, Value self, Value errors) {
  if (!errors) return thread.raise(TypeId::kAttributeError, "cannot delete attribute");
  if (!isStr(errors)) return thread.raiseTypeError("errors must be a string");
  Ref<> old = Ref<>::adopt(std::exchange(coderOf(self)->errors, newRef(errors).releaseValue()));
  return kOk;
}

void replacePendingText(Coder* coder, Ref<> text) {
  Ref<> old = Ref<>::adopt(std::exchange(coder->pendingText, text.releaseValue()));
}

Ref<> encodeWithPending(Thread& thread, Value self, Value given, bool final) {
  Coder* coder = coderOf(self);
  Ref<> text = isStr(given) ? newRef(given) : TRY(str(thread, given));
  if (coder->pendingText) text = TRY(concatenate(thread, coder->pendingText.as<Str>(), text.get().as<Str>()));
  std::string out;
  size_t position = 0, length = text.get().as<Str>()->length();
  Ref<> errors = newRef(coder->errors);
  TRY(encodeText(thread, codecOf(coder->codec), coder->state, text.get().as<Str>(), &position, errors, final, final, &out));
  replacePendingText(coder, nullptr);
  if (position < length) {
    if (length - position > kMaxPendingCharacters) return thread.raise(TypeId::kUnicodeError, "pending buffer overflow");
    replacePendingText(coder, TRY(substring(thread, text.get().as<Str>(), position, length)));
  }
  return newBytes(thread, out);
}

Status decodeWithPending(Thread& thread, Value self, std::string_view bytes, bool final, bool restore, StrBuilder* out) {
  Coder* coder = coderOf(self);
  std::string all(reinterpret_cast<const char*>(coder->pending), coder->pendingSize);
  all += bytes;
  uint8_t before = std::exchange(coder->pendingSize, 0);  // gone too if there is an error
  size_t position = 0;
  Ref<> errors = newRef(coder->errors);
  TRY(decodeBytes(thread, codecOf(coder->codec), coder->state, all, &position, errors, false, out));
  if (final && position < all.size()) {
    Status handled = decodeIncomplete(thread, codecOf(coder->codec), all, &position, errors, out);
    if (!handled) {
      if (restore) coder->pendingSize = before;  // the bytes are still there
      return handled;
    }
  }
  size_t left = all.size() - position;
  if (left > kMaxPendingBytes) return thread.raise(TypeId::kUnicodeError, "pending buffer overflow");
  memcpy(coder->pending, all.data() + position, left);
  coder->pendingSize = static_cast<uint8_t>(left);
  return kOk;
}

}  // namespace taipan::cjk
