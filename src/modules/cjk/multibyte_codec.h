// What Python sees of the East Asian encodings: codec objects, incremental coders, readers and writers of streams.
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "modules/cjk/codec.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan::cjk {

// _multibytecodec.MultibyteCodec.
struct MultibyteCodec : Object {
  const Codec* codec;
  CodeTables* tables;  // the _multibytecodec module's
  Value module;        // that module
};
inline MultibyteCodec* codecOf(Value v) { return v.as<MultibyteCodec>(); }

// What the four kinds of coders with a memory have in common.
constexpr size_t kMaxPendingBytes = 8, kMaxPendingCharacters = 2;
struct Coder : Object {
  Value codec;         // a MultibyteCodec
  Value errors;        // a str
  Value pendingText;   // of encoders: a str, or empty
  Value stream;        // of readers and writers
  CodecState state;
  uint8_t pendingSize; // of decoders
  uint8_t pending[kMaxPendingBytes];
};
inline Coder* coderOf(Value v) { return v.as<Coder>(); }

extern const TypeSpec kMultibyteCodecType, kIncrementalEncoderType, kIncrementalDecoderType, kStreamReaderType, kStreamWriterType;

// ---------------------------------------------------------------- coding (multibyte_codec.cc)
// Encodes from *position on, as far as it goes: without `flush` the last characters may be left.  `end` writes what leads
// back to the first state.  Errors are handled as `errors`, a str, says, which may run Python code.
Status encodeText(Thread& thread, MultibyteCodec* codec, CodecState& state, Str* text, size_t* position, Value errors, bool flush,
                  bool end, std::string* out);
// Decodes from *position on; a sequence that is not complete is left, or with `final` an error.
Status decodeBytes(Thread& thread, MultibyteCodec* codec, CodecState& state, std::string_view bytes, size_t* position, Value errors,
                   bool final, StrBuilder* out);
// Handles the bytes from *position on as a sequence that will not be completed.
Status decodeIncomplete(Thread& thread, MultibyteCodec* codec, std::string_view bytes, size_t* position, Value errors, StrBuilder* out);
Ref<> newMultibyteCodec(Thread& thread, const Codec& codec);

// ---------------------------------------------------------------- shared by coders (coder.cc)
// A coder of `type`, whose class attribute `codec` says which; `stream` and `errors` may be empty.
Ref<> newCoder(Thread& thread, Type* type, Value stream, Value errors, const char* function, int errorsPosition, bool decodes);
Status initializeNothing(Thread& thread, Value self, const Arguments& args);
void coderRelease(Object* self);
void coderTraverse(Object* self, Visitor& visitor);
Ref<> coderErrors(Thread& thread, Value self);
Status setCoderErrors(Thread& thread, Value self, Value errors);
// The text that follows `text`, after what was pending, encoded; what cannot be encoded yet is pending.
Ref<> encodeWithPending(Thread& thread, Value self, Value text, bool final);
// Appends the text of `bytes` after what was pending; what is not complete is pending, or with `final` an error, after which
// `restore` makes pending what was so before.
Status decodeWithPending(Thread& thread, Value self, std::string_view bytes, bool final, bool restore, StrBuilder* out);
void replacePendingText(Coder* coder, Ref<> text);

}  // namespace taipan::cjk
