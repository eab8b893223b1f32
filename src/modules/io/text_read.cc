// Reading text.
#include "modules/io/buffered.h"
#include "modules/io/text_io.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {
namespace {

// buffer.read1(size), or read(size) of buffers that lack it.
Ref<> readBuffer(Thread& thread, TextIO* text, int64_t size) {
  Ref<> buffer = TRY(textBuffer(thread, text));
  if (text->hasRead1 && (isExactly(buffer, TypeId::kBufferedReader) || isExactly(buffer, TypeId::kBufferedRandom))) {
    return bufferedRead1(thread, buffer.get().as<Buffered>(), size);
  }
  Ref<> number = TRY(newInt(thread, size));
  return callMethod(thread, buffer, text->hasRead1 ? thread.names().read1 : thread.names().read, number.get());
}

void setDecoded(TextIO* text, Ref<Str> decoded) {
  Ref<> old = Ref<>::adopt(std::exchange(text->decoded, decoded.releaseValue()));
  text->used = 0;
}

int64_t leftOver(const TextIO* text) {
  return text->decoded ? static_cast<int64_t>(text->decoded.as<Str>()->length()) - text->used : 0;
}

// Up to `size` decoded characters, all for -1.
Ref<Str> takeDecoded(Thread& thread, TextIO* text, int64_t size) {
  int64_t left = leftOver(text);
  if (size < 0 || size > left) size = left;
  if (size <= 0) return newStr(thread, "");
  Str* decoded = text->decoded.as<Str>();
  int64_t begin = std::exchange(text->used, text->used + size);
  if (begin == 0 && static_cast<size_t>(size) == decoded->length()) return newRef(decoded);
  return substring(thread, decoded, static_cast<size_t>(begin), static_cast<size_t>(begin + size));
}

Ref<Bytes> joinBytes(Thread& thread, std::string_view a, std::string_view b) {
  std::string joined(a);
  joined.append(b);
  return newBytes(thread, joined);
}

Status takeSnapshot(Thread& thread, TextIO* text, const DecoderState& before, Value input) {
  Ref<Bytes> next;
  if (before.input->size == 0 && isBytes(input)) {
    next = newRef(input.as<Bytes>());
  } else {
    BufferView view;
    TRY(getBuffer(thread, input, &view, kBufferContiguous));
    next = joinBytes(thread, before.input->view(), {view.data, static_cast<size_t>(view.length)});
    releaseBuffer(thread, &view);
    if (!next) return Raised{};
  }
  text->snapshotFlags = before.flags;
  Ref<> old = Ref<>::adopt(std::exchange(text->snapshotInput, next.releaseValue()));
  return kOk;
}

Result<int64_t> bufferLength(Thread& thread, TextIO* text, Value input) {
  if (isBytes(input)) return static_cast<int64_t>(input.as<Bytes>()->size);
  BufferView view;
  if (!typeOf(thread, input)->slots.getBuffer || !getBuffer(thread, input, &view, kBufferContiguous)) {
    thread.clearException();
    return thread.raiseTypeError("underlying {}() should have returned a bytes-like object, not '{!T}'",
                                 text->hasRead1 ? "read1" : "read", input);
  }
  int64_t size = view.length;
  releaseBuffer(thread, &view);
  return size;
}

}  // namespace

Result<bool> textReadChunk(Thread& thread, TextIO* text, int64_t hint) {
  if (!text->decodes) return raiseUnsupported(thread, "not readable");
  DecoderState before{};
  if (text->telling) before = TRY(textDecoderState(thread, text));
  int64_t size = text->chunkSize;
  if (hint > 0) {
    double estimate = text->bytesPerCharacter * static_cast<double>(hint);
    size = std::max(size, estimate < 1e15 ? static_cast<int64_t>(estimate) : size);
  }
  Ref<> input = TRY(readBuffer(thread, text, size));
  int64_t got = TRY(bufferLength(thread, text, input));
  Ref<Str> decoded = TRY(textDecode(thread, text, input, got == 0));
  int64_t characters = static_cast<int64_t>(decoded->length());
  setDecoded(text, std::move(decoded));
  text->bytesPerCharacter = characters > 0 ? static_cast<double>(got) / static_cast<double>(characters) : 0;
  if (text->telling && before.input) TRY(takeSnapshot(thread, text, before, input));
  return got != 0 || characters > 0;
}

// read(size): everything for a negative size.
Ref<> textRead(Thread& thread, TextIO* text, int64_t size) {
  TRY(textCheckOpen(thread, text));
  if (!text->decodes) return raiseUnsupported(thread, "not readable");
  TRY(textWritePending(thread, text));
  if (size < 0) {
    Ref<> buffer = TRY(textBuffer(thread, text));
    Ref<> bytes = TRY(callMethod(thread, buffer, thread.names().read));
    Ref<Str> rest = TRY(textDecode(thread, text, bytes, true));
    Ref<Str> head = TRY(takeDecoded(thread, text, -1));
    if (text->snapshotInput) {
      textDropDecoded(text);
      textDropSnapshot(text);
    }
    if (head->length() == 0) return rest;
    return concatenate(thread, head, rest);
  }
  Ref<Str> result = TRY(takeDecoded(thread, text, size));
  int64_t remaining = size - static_cast<int64_t>(result->length());
  if (remaining == 0) return result;
  StrBuilder builder(thread);
  builder.append(result);
  while (remaining > 0) {
    Result<bool> more = textReadChunk(thread, text, remaining);
    if (!more) {
      if (retryAfterInterrupt(thread)) continue;
      return Raised{};
    }
    if (!*more) break;
    result = TRY(takeDecoded(thread, text, remaining));
    builder.append(result);
    remaining -= static_cast<int64_t>(result->length());
  }
  return builder.finish();
}

namespace {

LineEnds lineEndsOf(const TextIO* text) {
  Str* newline = text->readNewline ? text->readNewline.as<Str>() : nullptr;
  if (newline && newline->length() == 1 && newline->at(0) == '\n') newline = nullptr;
  return {text->readTranslate, text->readUniversal, newline};
}

// Makes sure that there is decoded text; false at the end.
Result<bool> needDecoded(Thread& thread, TextIO* text) {
  while (leftOver(text) == 0) {
    Result<bool> more = textReadChunk(thread, text, 0);
    if (!more) {
      if (retryAfterInterrupt(thread)) continue;
      return Raised{};
    }
    if (!*more) return false;
  }
  return true;
}

// The rest of a line that goes on in later chunks.  `kept`: the end of a chunk that may be half a line end.
Ref<Str> readLongLine(Thread& thread, TextIO* text, int64_t limit) {
  Ref<Str> kept;
  StrBuilder line(thread);
  while (true) {
    if (!TRY(needDecoded(thread, text))) {
      textDropDecoded(text);
      textDropSnapshot(text);
      if (kept) line.append(kept);
      break;
    }
    Ref<Str> piece = newRef(text->decoded.as<Str>());
    int64_t start = text->used, offset = 0;
    if (kept) {
      offset = static_cast<int64_t>(kept->length());
      piece = TRY(concatenate(thread, kept, piece));  // nothing of the chunk was used then
      start = 0;
      kept = nullptr;
    }
    size_t searched;
    TextSpan span{piece->data1(), piece->kind(), piece->length()};
    int64_t end = findLineEnd(lineEndsOf(text), span, static_cast<size_t>(start), &searched);
    bool found = end >= 0;
    if (!found) end = static_cast<int64_t>(searched);
    if (limit >= 0 && end - start + static_cast<int64_t>(line.length()) >= limit) {
      end = start + limit - static_cast<int64_t>(line.length());
      found = true;
    }
    line.append(piece, static_cast<size_t>(start), static_cast<size_t>(end));
    if (found) {
      text->used = end - offset;
      break;
    }
    if (static_cast<size_t>(end) < piece->length()) {
      kept = TRY(substring(thread, piece, static_cast<size_t>(end), piece->length()));
    }
    textDropDecoded(text);
  }
  return line.finish();
}

}  // namespace

Ref<Str> textReadLine(Thread& thread, TextIO* text, int64_t limit) {
  TRY(textCheckOpen(thread, text));
  TRY(textWritePending(thread, text));
  if (leftOver(text) > 0) {  // mostly the line is there
    Str* decoded = text->decoded.as<Str>();
    size_t searched;
    TextSpan span{decoded->data1(), decoded->kind(), decoded->length()};
    int64_t start = text->used, end = findLineEnd(lineEndsOf(text), span, static_cast<size_t>(start), &searched);
    if (end >= 0) {
      if (limit >= 0) end = std::min(end, start + limit);
      text->used = end;
      return substring(thread, decoded, static_cast<size_t>(start), static_cast<size_t>(end));
    }
  }
  return readLongLine(thread, text, limit);
}

}  // namespace taipan
