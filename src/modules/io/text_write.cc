// Writing text.
#include <cstring>

#include "modules/io/buffered.h"
#include "modules/io/text_io.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"

namespace taipan {
namespace {

bool isPlainBuffer(Value buffer) {
  return isExactly(buffer, TypeId::kBufferedWriter) || isExactly(buffer, TypeId::kBufferedRandom);
}

// Room for `more` bytes behind those that wait.
Status reservePending(Thread& thread, TextIO* text, size_t more) {
  int64_t size = text->pendingSize + static_cast<int64_t>(more);
  if (size <= text->pendingCapacity) return kOk;
  int64_t capacity = std::max(size, text->pendingCapacity * 2);
  void* grown = thread.heap().reallocateBuffer(text->pending, static_cast<size_t>(text->pendingCapacity),
                                               static_cast<size_t>(capacity));
  if (!grown) return thread.raiseMemoryError();
  text->pending = static_cast<char*>(grown);
  text->pendingCapacity = capacity;
  return kOk;
}

Status appendPending(Thread& thread, TextIO* text, std::string_view bytes) {
  TRY(reservePending(thread, text, bytes.size()));
  if (!bytes.empty()) std::memcpy(text->pending + text->pendingSize, bytes.data(), bytes.size());
  text->pendingSize += static_cast<int64_t>(bytes.size());
  return kOk;
}

// OPTIMIZATION: text that fits behind what waits is encoded right there.  False: it does not, or has surrogates.
Result<bool> encodeInPlace(Thread& thread, TextIO* text, Str* string) {
  size_t most = string->length() * static_cast<size_t>(string->kind() + 1);
  if (text->pendingSize + static_cast<int64_t>(most) > text->chunkSize) return false;
  TRY(reservePending(thread, text, most));
  size_t written = encodeUtf8Into(string, text->pending + text->pendingSize);
  if (written == SIZE_MAX) return false;
  text->pendingSize += static_cast<int64_t>(written);
  return true;
}

Status writeToBuffer(Thread& thread, TextIO* text, Bytes* bytes) {
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> done;
  do {
    if (isPlainBuffer(buffer)) {
      done = bufferedWriteBytes(thread, buffer.get().as<Buffered>(), Value(bytes), bytes->data(), static_cast<int64_t>(bytes->size));
    } else {
      done = callMethod(thread, buffer, thread.names().write, Value(bytes));
    }
  } while (!done && retryAfterInterrupt(thread));
  if (!done) return Raised{};
  return kOk;
}

Status flushBuffer(Thread& thread, TextIO* text) {
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> done = isPlainBuffer(buffer) ? bufferedFlush(thread, buffer.get().as<Buffered>())
                                     : callMethod(thread, buffer, thread.names().flush);
  if (!done) return Raised{};
  return kOk;
}

// Replaces "\n" by what the stream writes for it.
Ref<Str> translateLineFeeds(Thread& thread, TextIO* text, Str* string) {
  StrBuilder builder(thread);
  size_t from = 0, n = string->length();
  for (int64_t at; (at = strFindChar(string, '\n', from, n)) >= 0; from = static_cast<size_t>(at) + 1) {
    builder.append(string, from, static_cast<size_t>(at));
    builder.append(text->writeNewline.as<Str>());
  }
  builder.append(string, from, n);
  return builder.finish();
}

// Appends the encoded text to what is pending, which is written before if both together are large.
Status encodeAndAppend(Thread& thread, TextIO* text, Str* string) {
  std::string_view bytes;
  std::string utf8;
  Ref<Bytes> encoded;
  if (text->codec != TextCodec::kPython && string->isAscii()) {
    bytes = string->asciiView();
  } else if (text->codec == TextCodec::kUtf8) {
    if (TRY(encodeInPlace(thread, text, string))) return kOk;
    utf8 = TRY(encodeUtf8Text(thread, string, TRY(textErrors(thread, text)).c_str()));
    bytes = utf8;
  } else {
    TRY(textEncode(thread, text, string, &encoded));
    bytes = encoded->view();
  }
  if (text->pendingSize > 0 && text->pendingSize + static_cast<int64_t>(bytes.size()) > text->chunkSize) {
    TRY(textWritePending(thread, text));
  }
  return appendPending(thread, text, bytes);
}

}  // namespace

TextIO* plainText(Thread& thread, Value stream) {
  if (!isExactly(stream, TypeId::kTextIOWrapper)) return nullptr;
  TextIO* text = textOf(stream);
  if (text->dict && dictGetStr(thread, text->dict, thread.names().write)) return nullptr;
  return text;
}

Status textWritePending(Thread& thread, TextIO* text) {
  if (text->pendingSize == 0) return kOk;
  Ref<Bytes> bytes = TRY(newBytes(thread, {text->pending, static_cast<size_t>(text->pendingSize)}));
  text->pendingSize = 0;  // the buffer's write() may call this stream's
  if (text->pendingCapacity > 8 * text->chunkSize && text->pendingCapacity > 1 << 16) {
    thread.heap().freeBuffer(text->pending, static_cast<size_t>(text->pendingCapacity));
    text->pending = nullptr;
    text->pendingCapacity = 0;
  }
  return writeToBuffer(thread, text, bytes);
}

Status textWrite(Thread& thread, TextIO* text, Str* string) {
  TRY(textCheckOpen(thread, text));
  if (!text->encodes) return raiseUnsupported(thread, "not writable");
  Ref<Str> output = newRef(string);
  bool translates = text->writeTranslate && text->writeNewline;
  bool lineFeed = (translates || text->lineBuffering) && strFindChar(string, '\n', 0, string->length()) >= 0;
  if (lineFeed && translates) output = TRY(translateLineFeeds(thread, text, string));
  bool flushAll = text->lineBuffering && (lineFeed || strFindChar(string, '\r', 0, string->length()) >= 0);
  TRY(encodeAndAppend(thread, text, output));
  if (text->pendingSize >= text->chunkSize || flushAll || text->writeThrough) TRY(textWritePending(thread, text));
  if (flushAll) TRY(flushBuffer(thread, text));
  textDropDecoded(text);
  textDropSnapshot(text);
  if (text->decodes) TRY(textResetDecoder(thread, text));
  return kOk;
}

Status textFlush(Thread& thread, TextIO* text) {
  TRY(textCheckOpen(thread, text));
  text->telling = text->seekable;
  TRY(textWritePending(thread, text));
  return flushBuffer(thread, text);
}

}  // namespace taipan
