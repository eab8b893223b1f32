// The codec of a text stream: native for the usual encodings, else Python-level incremental objects.
#include <langinfo.h>

#include <cstring>

#include "modules/io/newline_decoder.h"
#include "modules/io/text_io.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

std::string normalized(const std::string& encoding) {
  std::string name;
  for (char c : encoding) name += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name;
}

TextCodec codecOf(const std::string& encoding) {
  std::string name = normalized(encoding);
  if (name == "utf-8" || name == "utf8") return TextCodec::kUtf8;
  if (name == "ascii" || name == "us-ascii") return TextCodec::kAscii;
  if (name == "latin-1" || name == "latin1" || name == "iso-8859-1" || name == "iso8859-1") return TextCodec::kLatin1;
  return TextCodec::kPython;
}

// The decoder or encoder of a Python-level codec, which is missing while the stream is made anew.
Ref<> codecObject(Thread& thread, Value object) {
  if (object.isEmpty()) return thread.raiseValueError("I/O operation on uninitialized object");
  return newRef(object);
}

// codec.incrementalencoder(errors) and the like.
Ref<> makeIncremental(Thread& thread, Value codec, Str* factory, Value errors) {
  Ref<> make = TRY(getAttribute(thread, codec, factory));
  return call(thread, make, errors);
}

Status checkTextEncoding(Thread& thread, Value codec, Str* encoding) {
  Ref<> flag = lookupAttribute(thread, codec, thread.names()._is_text_encoding);
  if (!flag) {
    if (thread.hasException()) return Raised{};
    return kOk;
  }
  if (TRY(isTrue(thread, flag))) return kOk;
  return thread.raise(TypeId::kLookupError,
                      "'{}' is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding);
}

Status setPythonCodec(Thread& thread, TextIO* text, Str* encoding, Str* errors) {
  std::string name = TRY(toUtf8(thread, encoding));
  Ref<> codec = TRY(lookupCodec(thread, name.c_str()));
  TRY(checkTextEncoding(thread, codec, encoding));
  if (text->decodes) {
    Ref<> decoder = TRY(makeIncremental(thread, codec, thread.names().incrementaldecoder, Value(errors)));
    if (text->readUniversal) {
      decoder = TRY(call(thread, Value(thread.type(TypeId::kIncrementalNewlineDecoder)), decoder.get(),
                         Value::boolean(text->readTranslate)));
    }
    Ref<> old = Ref<>::adopt(std::exchange(text->decoder, decoder.releaseValue()));
  }
  if (text->encodes) {
    Ref<> encoder = TRY(makeIncremental(thread, codec, thread.names().incrementalencoder, Value(errors)));
    Ref<> old = Ref<>::adopt(std::exchange(text->encoder, encoder.releaseValue()));
  }
  return kOk;
}

Ref<Str> decodeNative(Thread& thread, TextIO* text, std::string_view bytes, bool final) {
  std::string joined;
  if (text->heldCount) {
    joined.assign(text->held, text->heldCount);
    joined.append(bytes);
    bytes = joined;
  }
  std::string errors = TRY(textErrors(thread, text));
  Ref<Str> output;
  size_t consumed = bytes.size();
  switch (text->codec) {
    case TextCodec::kLatin1: output = decodeLatin1(thread, bytes); break;
    case TextCodec::kAscii: output = decodeAscii(thread, bytes, errors.c_str()); break;
    default: output = decodeUtf8Text(thread, bytes, errors.c_str(), final ? nullptr : &consumed); break;
  }
  if (!output) return Raised{};
  text->heldCount = static_cast<uint8_t>(std::min<size_t>(bytes.size() - consumed, sizeof text->held));
  std::memcpy(text->held, bytes.data() + bytes.size() - text->heldCount, text->heldCount);
  if (!text->readUniversal) return output;
  return decodeNewlines(thread, text->newlines, output, final);
}

}  // namespace

Ref<Str> localeEncoding(Thread& thread) {
  if (thread.interpreter().settings.utf8Mode) return newStr(thread, "utf-8");
  const char* name = nl_langinfo(CODESET);  // of the locale that was set at start-up, or by setlocale()
  return newStr(thread, *name ? name : "UTF-8");
}

Result<std::string> textErrors(Thread& thread, TextIO* text) { return toUtf8(thread, text->errors.as<Str>()); }

Status textSetCodec(Thread& thread, TextIO* text, Str* encoding, Str* errors) {
  std::string name = TRY(toUtf8(thread, encoding));
  TextCodec codec = codecOf(name);
  if (codec == TextCodec::kPython) TRY(setPythonCodec(thread, text, encoding, errors));
  text->codec = codec;
  text->heldCount = 0;
  text->newlines = NewlineState{.translate = text->readTranslate};
  Ref<> oldEncoding = Ref<>::adopt(std::exchange(text->encoding, newRef(Value(encoding)).releaseValue()));
  Ref<> oldErrors = Ref<>::adopt(std::exchange(text->errors, newRef(Value(errors)).releaseValue()));
  return kOk;
}

Status textResetEncoder(Thread& thread, TextIO* text, bool atStart) {
  if (!text->encodes || text->codec != TextCodec::kPython) return kOk;
  Ref<> encoder = TRY(codecObject(thread, text->encoder));
  Ref<> done = atStart ? callMethod(thread, encoder, thread.names().reset)
                       : callMethod(thread, encoder, thread.names().setstate, Value::smallInt(0));
  if (!done) return Raised{};
  return kOk;
}

static bool writesOrderMark(const TextIO* text) {
  std::string name = normalized(toWtf8(text->encoding.as<Str>()));
  return name == "utf-16" || name == "utf16" || name == "utf-32" || name == "utf32";
}

Status textFixEncoder(Thread& thread, TextIO* text) {
  if (!text->encodes) return kOk;
  // Streams without a position get no byte order mark, as in CPython.
  if (!text->seekable) return writesOrderMark(text) ? textResetEncoder(thread, text, false) : kOk;
  Ref<> buffer = TRY(textBuffer(thread, text));
  Ref<> position = TRY(callMethod(thread, buffer, thread.names().tell));
  if (TRY(equal(thread, position, Value::smallInt(0)))) return kOk;
  return textResetEncoder(thread, text, false);
}

Ref<Str> textDecode(Thread& thread, TextIO* text, Value input, bool final) {
  if (text->codec != TextCodec::kPython) {
    if (isBytes(input)) {
      Ref<> keep = newRef(input);
      return decodeNative(thread, text, input.as<Bytes>()->view(), final);
    }
    if (!typeOf(thread, input)->slots.getBuffer) {
      return text->codec == TextCodec::kUtf8 ? thread.raiseTypeError("can't concat {!T} to bytes", input)
                                             : thread.raiseTypeError("a bytes-like object is required, not '{!T}'", input);
    }
    BufferView view;
    TRY(getBuffer(thread, input, &view, kBufferContiguous));
    std::string copy(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread, &view);
    return decodeNative(thread, text, copy, final);
  }
  Ref<> decoder = TRY(codecObject(thread, text->decoder));
  if (isExactly(decoder, TypeId::kIncrementalNewlineDecoder)) {
    return newlineDecoderDecode(thread, decoder.get().as<NewlineDecoder>(), input, final).cast<Str>();
  }
  Ref<> output = TRY(callMethod(thread, decoder, thread.names().decode, input, Value::boolean(final)));
  if (!isStr(output)) {
    return thread.raiseTypeError("decoder should return a string result, not '{!T}'", output.get());
  }
  return std::move(output).cast<Str>();
}

Result<DecoderState> textDecoderState(Thread& thread, TextIO* text) {
  if (text->codec != TextCodec::kPython) {
    Ref<Bytes> input = TRY(newBytes(thread, {text->held, text->heldCount}));
    return DecoderState{std::move(input), text->readUniversal ? text->newlines.pendingCr : 0};
  }
  Ref<> decoder = TRY(codecObject(thread, text->decoder));
  Ref<> state = TRY(callMethod(thread, decoder, thread.names().getstate));
  if (!isTuple(state) || state.get().as<Tuple>()->size != 2) return thread.raiseTypeError("illegal decoder state");
  Tuple* pair = state.get().as<Tuple>();
  if (!isBytes(pair->items[0])) {
    return thread.raiseTypeError("illegal decoder state: the first item should be a bytes object, not '{!T}'",
                                 pair->items[0]);
  }
  if (!isInt(pair->items[1])) return thread.raiseTypeError("an integer is required (got type {!T})", pair->items[1]);
  int64_t flags = TRY(intAsInt64(thread, pair->items[1]));
  return DecoderState{newRef(pair->items[0].as<Bytes>()), flags};
}

Status textSetDecoderState(Thread& thread, TextIO* text, std::string_view input, int64_t flags) {
  if (text->codec != TextCodec::kPython) {
    text->heldCount = static_cast<uint8_t>(std::min(input.size(), sizeof text->held));
    std::memcpy(text->held, input.data(), text->heldCount);
    text->newlines.pendingCr = flags & 1;
    return kOk;
  }
  Ref<> decoder = TRY(codecObject(thread, text->decoder));
  Ref<> bytes = TRY(newBytes(thread, input));
  Ref<> number = TRY(newInt(thread, flags));
  Ref<Tuple> state = TRY(makeTuple(thread, bytes.get(), number.get()));
  Ref<> done = TRY(callMethod(thread, decoder, thread.names().setstate, state.value()));
  return kOk;
}

Status textResetDecoder(Thread& thread, TextIO* text) {
  if (text->codec != TextCodec::kPython) {
    text->heldCount = 0;
    text->newlines.pendingCr = false;
    text->newlines.seen = 0;
    return kOk;
  }
  Ref<> decoder = TRY(codecObject(thread, text->decoder));
  Ref<> done = TRY(callMethod(thread, decoder, thread.names().reset));
  return kOk;
}

Status textEncode(Thread& thread, TextIO* text, Str* string, Ref<Bytes>* encoded) {
  if (text->codec == TextCodec::kPython) {
    Ref<> encoder = TRY(codecObject(thread, text->encoder));
    Ref<> output = TRY(callMethod(thread, encoder, thread.names().encode, Value(string)));
    if (!isBytes(output)) {
      return thread.raiseTypeError("encoder should return a bytes object, not '{!T}'", output.get());
    }
    *encoded = std::move(output).cast<Bytes>();
    return kOk;
  }
  std::string errors = TRY(textErrors(thread, text));
  std::string bytes = TRY(text->codec == TextCodec::kUtf8
                              ? encodeUtf8Text(thread, string, errors.c_str())
                              : encodeLimited(thread, string, text->codec == TextCodec::kAscii ? 128 : 256, errors.c_str()));
  *encoded = TRY(newBytes(thread, bytes));
  return kOk;
}

}  // namespace taipan
