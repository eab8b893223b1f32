// Codecs: between text and bytes, with error handlers.
//
// The encodings of the core (utf-8, utf-16, utf-32, utf-7, latin-1, ascii, unicode_escape, raw_unicode_escape,
// charmap) are native; any other goes through the registry that the `codecs` and `encodings` modules fill.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/bytes.h"
#include "objects/str.h"

namespace taipan {

// --- raising
Raised raiseEncodeError(Thread& thread, const char* encoding, Str* text, size_t start, size_t end, const char* reason);
Raised raiseDecodeError(Thread& thread, const char* encoding, std::string_view bytes, size_t start, size_t end,
                        const char* reason);

// --- by name; null encoding: utf-8, null errors: strict.  LookupError "unknown encoding: x".
Ref<Str> decodeText(Thread& thread, std::string_view bytes, const char* encoding, const char* errors);
Ref<Bytes> encodeText(Thread& thread, Str* text, const char* encoding, const char* errors);
// As bytes.decode and str.encode: any object, through the registry where needed; the codec must be a text encoding.
Ref<Str> decodeObject(Thread& thread, Value object, const char* encoding, const char* errors);

// In development mode text methods check the names even if there is nothing to do.  LookupError.
Status checkCodecNames(Thread& thread, const char* encoding, const char* errors);

// --- native codecs.  `consumed`, if not null, makes the decoder stop before an incomplete sequence at the end
// and says where it stopped (incremental decoding).  `errors` as in Python, null: strict.
Ref<Str> decodeUtf8Text(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed = nullptr);
Result<std::string> encodeUtf8Text(Thread& thread, Str* text, const char* errors);
// UTF-8 into memory with room for kind + 1 bytes a character; SIZE_MAX: the text has lone surrogates.
size_t encodeUtf8Into(const Str* text, char* out);
Ref<Str> decodeLatin1(Thread& thread, std::string_view bytes);
Ref<Str> decodeAscii(Thread& thread, std::string_view bytes, const char* errors);
// Latin-1 and ASCII: limit 256 or 128.
Result<std::string> encodeLimited(Thread& thread, Str* text, uint32_t limit, const char* errors);
// width 2 or 4; *byteOrder -1 little, 0 by byte order mark (then set to what was found), 1 big.
Ref<Str> decodeUtf16or32(Thread& thread, std::string_view bytes, int width, const char* errors, int* byteOrder,
                         size_t* consumed = nullptr);
Result<std::string> encodeUtf16or32(Thread& thread, Str* text, int width, const char* errors, int byteOrder);
Ref<Str> decodeUtf7(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed = nullptr);
std::string encodeUtf7(const Str* text);
Ref<Str> decodeUnicodeEscape(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed = nullptr);
std::string encodeUnicodeEscape(const Str* text);
Ref<Str> decodeRawUnicodeEscape(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed = nullptr);
std::string encodeRawUnicodeEscape(const Str* text);
// `mapping`: a str or a mapping of ints; None is latin-1.
Ref<Str> decodeCharmap(Thread& thread, std::string_view bytes, const char* errors, Value mapping);
Result<std::string> encodeCharmap(Thread& thread, Str* text, const char* errors, Value mapping);
// The bytes that a bytes literal with escapes stands for (codecs.escape_decode).
Ref<Bytes> decodeBytesEscape(Thread& thread, std::string_view bytes, const char* errors);

// --- error handlers
// A handler by name: native handlers come as functions named "strict", "ignore" …; LookupError "unknown error handler name 'x'".
Ref<> lookupErrorHandler(Thread& thread, const char* name);
// LookupError if there is no error handler of that name, built in or registered.
Status checkErrorHandler(Thread& thread, const char* name);
Status registerErrorHandler(Thread& thread, Str* name, Value handler);
// Applies the built-in handler `name` to a UnicodeError; gives the tuple (replacement, position).
Ref<> applyErrorHandler(Thread& thread, const char* name, Value exception);

// --- registry (codecs.register, codecs.lookup)
Status registerCodecSearch(Thread& thread, Value searchFunction);
Status unregisterCodecSearch(Thread& thread, Value searchFunction);
Ref<> lookupCodec(Thread& thread, const char* encoding);
Ref<> encodeObject(Thread& thread, Value object, const char* encoding, const char* errors);  // codecs.encode: any result
Ref<> decodeObjectByCodec(Thread& thread, Value object, const char* encoding, const char* errors);
// The same for codecs between text and bytes only.  LookupError "'x' is not a text encoding; use …".
Ref<> encodeByTextCodec(Thread& thread, Str* text, const char* encoding, const char* errors);
Ref<> decodeByTextCodec(Thread& thread, Value object, const char* encoding, const char* errors);

// --- used by codecs in other files: what to do about input that cannot be decoded or encoded.
class DecodeErrors {
 public:
  DecodeErrors(Thread& thread, const char* encoding, const char* errors, std::string_view bytes)
      : thread_(thread), encoding_(encoding), errors_(errors), bytes_(bytes) {}
  // Handles bytes [start, end): appends the replacement and moves *position on.  May replace the input (bytes()).
  Status handle(size_t start, size_t end, const char* reason, StrBuilder* out, size_t* position);
  std::string_view bytes() const { return bytes_; }

 private:
  Status call(size_t start, size_t end, const char* reason, StrBuilder* out, size_t* position);
  Thread& thread_;
  const char* encoding_;
  const char* errors_;
  std::string_view bytes_;
  Ref<> exception_;  // reused from one call to the next
  Ref<> handler_;
  Ref<> input_;
};

class EncodeErrors {
 public:
  EncodeErrors(Thread& thread, const char* encoding, const char* errors, Str* text)
      : thread_(thread), encoding_(encoding), errors_(errors), text_(text) {}
  // The replacement (str or bytes) for [start, end); *position is where to go on.
  Ref<> handle(size_t start, size_t end, const char* reason, size_t* position);
  Raised raise(size_t start, size_t end, const char* reason) {
    return raiseEncodeError(thread_, encoding_, text_, start, end, reason);
  }

 private:
  Thread& thread_;
  const char* encoding_;
  const char* errors_;
  Str* text_;
  Ref<> exception_;
  Ref<> handler_;
};

}  // namespace taipan
