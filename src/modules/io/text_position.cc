// tell() and seek() of text streams.
//
// A position is a byte position where decoding may start, plus what to do from there: the decoder's flags, how many
// bytes to feed it, how many of the decoded characters to skip, and whether to tell it that the input ended.  Mostly all
// of that is zero, and the position is the byte position.
#include "modules/io/text_io.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {
namespace {

struct Cookie {
  int64_t start = 0;
  int64_t flags = 0, feed = 0, skip = 0;  // 32 bits each
  bool atEnd = false;
};

Ref<> packCookie(Thread& thread, const Cookie& cookie) {
  Ref<> number = TRY(newInt(thread, cookie.start));
  const int64_t parts[] = {cookie.flags, cookie.feed, cookie.skip, cookie.atEnd};
  for (int i = 0; i < 4; ++i) {
    if (parts[i] == 0) continue;
    Ref<> part = TRY(newInt(thread, parts[i] & 0xFFFFFFFF));
    part = TRY(binaryOperation(thread, BinaryOp::kLeftShift, part, Value::smallInt(64 + 32 * i)));
    number = TRY(binaryOperation(thread, BinaryOp::kOr, number, part));
  }
  return number;
}

Result<int64_t> cookieBits(Thread& thread, Value number, int shift, int64_t mask) {
  Ref<> shifted = TRY(binaryOperation(thread, BinaryOp::kRightShift, number, Value::smallInt(shift)));
  Ref<> wide = TRY(newInt(thread, mask));
  Ref<> part = TRY(binaryOperation(thread, BinaryOp::kAnd, shifted, wide));
  return intAsInt64(thread, part);
}

Result<Cookie> unpackCookie(Thread& thread, Value number) {
  Cookie cookie;
  int64_t small;
  if (intFitsInt64(number, &small)) {
    cookie.start = small;
    return cookie;
  }
  Ref<> rest = TRY(binaryOperation(thread, BinaryOp::kRightShift, number, Value::smallInt(168)));
  if (TRY(isTrue(thread, rest))) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  cookie.start = TRY(cookieBits(thread, number, 0, INT64_MAX));
  cookie.flags = TRY(cookieBits(thread, number, 64, 0xFFFFFFFF));
  cookie.feed = TRY(cookieBits(thread, number, 96, 0xFFFFFFFF));
  cookie.skip = TRY(cookieBits(thread, number, 128, 0xFFFFFFFF));
  cookie.atEnd = TRY(cookieBits(thread, number, 160, 0xFF)) != 0;
  return cookie;
}

Status rewindDecoder(Thread& thread, TextIO* text, const Cookie& cookie) {
  if (cookie.start == 0 && cookie.flags == 0) return textResetDecoder(thread, text);
  return textSetDecoderState(thread, text, "", cookie.flags);
}

Result<int64_t> decodedLength(Thread& thread, TextIO* text, std::string_view bytes, bool final) {
  Ref<Bytes> input = TRY(newBytes(thread, bytes));
  Ref<Str> output = TRY(textDecode(thread, text, input.value(), final));
  return static_cast<int64_t>(output->length());
}

// Looks for a place in `input`, near cookie.skip characters, where the decoder holds nothing back.
Result<int64_t> skipFast(Thread& thread, TextIO* text, std::string_view input, Cookie* cookie) {
  const Cookie begin = *cookie;
  int64_t skip = static_cast<int64_t>(text->bytesPerCharacter * static_cast<double>(cookie->skip)), back = 1;
  skip = std::min(skip, static_cast<int64_t>(input.size()));
  while (skip > 0) {
    TRY(rewindDecoder(thread, text, begin));
    int64_t characters = TRY(decodedLength(thread, text, input.substr(0, static_cast<size_t>(skip)), false));
    if (characters <= cookie->skip) {
      DecoderState state = TRY(textDecoderState(thread, text));
      if (state.input->size == 0) {
        cookie->flags = state.flags;
        cookie->skip -= characters;
        return skip;
      }
      skip -= static_cast<int64_t>(state.input->size);
      back = 1;
    } else {
      skip -= back;
      back *= 2;
    }
  }
  TRY(rewindDecoder(thread, text, begin));
  return 0;
}

// Feeds the decoder byte by byte until cookie->skip characters came out; notes the last safe start.
Status feedSlowly(Thread& thread, TextIO* text, std::string_view input, Cookie* cookie) {
  int64_t decoded = 0;
  size_t i = 0;
  for (; i < input.size(); ++i) {
    decoded += TRY(decodedLength(thread, text, input.substr(i, 1), false));
    ++cookie->feed;
    DecoderState state = TRY(textDecoderState(thread, text));
    if (state.input->size == 0 && decoded <= cookie->skip) {
      cookie->start += cookie->feed;
      cookie->skip -= decoded;
      cookie->flags = state.flags;
      cookie->feed = decoded = 0;
    }
    if (decoded >= cookie->skip) return kOk;
  }
  decoded += TRY(decodedLength(thread, text, "", true));
  cookie->atEnd = true;
  if (decoded < cookie->skip) return thread.raise(TypeId::kOSError, "can't reconstruct logical file position");
  return kOk;
}

Status locate(Thread& thread, TextIO* text, std::string_view input, Cookie* cookie) {
  int64_t skipped = TRY(skipFast(thread, text, input, cookie));
  cookie->start += skipped;
  if (cookie->skip == 0) return kOk;
  return feedSlowly(thread, text, input.substr(static_cast<size_t>(skipped)), cookie);
}

Status flushSelf(Thread& thread, TextIO* text) {
  Ref<> done = TRY(callMethod(thread, Value(text), thread.names().flush));
  return kOk;
}

}  // namespace

Ref<> textTell(Thread& thread, TextIO* text) {
  TRY(textCheckOpen(thread, text));
  if (!text->seekable) return raiseUnsupported(thread, "underlying stream is not seekable");
  if (!text->telling) return thread.raise(TypeId::kOSError, "telling position disabled by next() call");
  TRY(textWritePending(thread, text));
  TRY(flushSelf(thread, text));
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> position = TRY(callMethod(thread, buffer, thread.names().tell));
  if (!text->decodes || !text->snapshotInput) return position;
  Ref<Bytes> input = newRef(text->snapshotInput.as<Bytes>());
  Cookie cookie;
  cookie.start = TRY(offsetArgument(thread, position)) - static_cast<int64_t>(input->size);
  cookie.flags = text->snapshotFlags;
  cookie.skip = text->decoded ? text->used : 0;
  if (cookie.skip == 0) return packCookie(thread, cookie);
  DecoderState saved = TRY(textDecoderState(thread, text));
  bool done = static_cast<bool>(locate(thread, text, input->view(), &cookie));
  Ref<> error = thread.takeException();
  bool restored = static_cast<bool>(textSetDecoderState(thread, text, saved.input->view(), saved.flags));
  chainExceptions(thread, std::move(error));
  if (!done || !restored) return Raised{};
  return packCookie(thread, cookie);
}

namespace {

Ref<> seekToEnd(Thread& thread, TextIO* text) {
  TRY(flushSelf(thread, text));
  textDropDecoded(text);
  textDropSnapshot(text);
  if (text->decodes) TRY(textResetDecoder(thread, text));
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> position = TRY(callMethod(thread, buffer, thread.names().seek, Value::smallInt(0), Value::smallInt(2)));
  if (text->encodes) TRY(textResetEncoder(thread, text, TRY(equal(thread, position, Value::smallInt(0)))));
  return position;
}

// Replays the reading of the characters that lie between the safe start and the position.
Status replay(Thread& thread, TextIO* text, Value buffer, const Cookie& cookie) {
  Ref<> input = TRY(callMethod(thread, buffer, thread.names().read, Value::smallInt(cookie.feed)));
  if (!isBytes(input)) {
    return thread.raiseTypeError("underlying read() should have returned a bytes object, not '{!T}'", input.get());
  }
  text->snapshotFlags = cookie.flags;
  Ref<> old = Ref<>::adopt(std::exchange(text->snapshotInput, newRef(input.get()).releaseValue()));
  Ref<Str> decoded = TRY(textDecode(thread, text, input, cookie.atEnd));
  bool enough = static_cast<int64_t>(decoded->length()) >= cookie.skip;
  old = Ref<>::adopt(std::exchange(text->decoded, decoded.releaseValue()));
  text->used = 0;
  if (!enough) return thread.raise(TypeId::kOSError, "can't restore logical file position");
  text->used = cookie.skip;
  return kOk;
}

}  // namespace

Ref<> textSeek(Thread& thread, TextIO* text, Value target, int whence) {
  TRY(textCheckOpen(thread, text));
  if (!text->seekable) return raiseUnsupported(thread, "underlying stream is not seekable");
  Ref<> number = newRef(target);
  if (whence == 1 || whence == 2) {
    if (!TRY(equal(thread, target, Value::smallInt(0)))) {
      return raiseUnsupported(thread, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    }
    if (whence == 2) return seekToEnd(thread, text);
    number = TRY(callMethod(thread, Value(text), thread.names().tell));
  } else if (whence != 0) {
    return thread.raiseValueError("invalid whence ({}, should be 0, 1 or 2)", whence);
  }
  Ref<> negative = TRY(compare(thread, number, Value::smallInt(0), CompareOp::kLess));
  if (TRY(isTrue(thread, negative))) return thread.raiseValueError("negative seek position {!r}", number.get());
  TRY(flushSelf(thread, text));
  Ref<> exact = TRY(unaryOperation(thread, UnaryOp::kInt, number));
  Cookie cookie = TRY(unpackCookie(thread, exact));
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> start = TRY(newInt(thread, cookie.start));
  Ref<> moved = TRY(callMethod(thread, buffer, thread.names().seek, start.get()));
  textDropDecoded(text);
  textDropSnapshot(text);
  if (text->decodes) TRY(rewindDecoder(thread, text, cookie));
  if (cookie.skip != 0) {
    TRY(replay(thread, text, buffer, cookie));
  } else {
    text->snapshotFlags = cookie.flags;
    textDropSnapshot(text);
    text->snapshotInput = TRY(newBytes(thread, "")).releaseValue();
  }
  if (text->encodes) TRY(textResetEncoder(thread, text, cookie.start == 0 && cookie.flags == 0));
  return number;
}

}  // namespace taipan
