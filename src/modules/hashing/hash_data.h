// The data argument of hash functions.
#pragma once

#include "modules/buffer_argument.h"
#include "objects/str.h"
#include "objects/type.h"

namespace taipan {

// TypeError "Strings must be encoded before hashing" and the like.
inline Status acquireHashData(Thread& thread, Value value, BufferArgument& data) {
  if (isStr(value)) return thread.raiseTypeError("Strings must be encoded before hashing");
  if (!typeOf(thread, value)->slots.getBuffer) {
    return thread.raiseTypeError("object supporting the buffer API required");
  }
  TRY(data.acquire(value));
  if (data.view().dimensions > 1) return thread.raise(TypeId::kBufferError, "Buffer must be single dimension");
  return kOk;
}
// Lower-case hexadecimal text.
inline Ref<> hexText(Thread& thread, const uint8_t* data, size_t size) {
  Ref<Str> text = TRY(newStrUninitialized(thread, size * 2, 127));
  for (size_t i = 0; i < size; i++) {
    text->data1()[2 * i] = static_cast<uint8_t>("0123456789abcdef"[data[i] >> 4]);
    text->data1()[2 * i + 1] = static_cast<uint8_t>("0123456789abcdef"[data[i] & 15]);
  }
  return text;
}

}  // namespace taipan
