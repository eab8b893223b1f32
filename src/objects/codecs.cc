// Native codecs: UTF-8, Latin-1, ASCII, UTF-16/32.  Error handlers and the registry are in codec_registry.cc,
// the escape and charmap codecs in codecs_escape.cc.
#include "objects/codecs.h"

#include <cstring>

#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/bytearray.h"
#include "objects/bytes.h"

namespace taipan {

namespace {


struct Utf8Problem {
  size_t length;       // bytes to report
  const char* reason;  // null: an incomplete sequence at the end of the input
};

// What is wrong with the malformed bytes at `i` (table 3-7 of the Unicode standard tells which
// continuation bytes are allowed).
Utf8Problem utf8Problem(std::string_view bytes, size_t i) {
  auto at = [&](size_t k) { return static_cast<uint8_t>(bytes[k]); };
  uint8_t lead = at(i);
  if (lead < 0xC2 || lead > 0xF4) return {1, "invalid start byte"};
  size_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (size_t k = 1; k < need; k++) {
    if (i + k >= bytes.size()) return {bytes.size() - i, nullptr};
    uint8_t c = at(i + k);
    uint8_t low = 0x80, high = 0xBF;
    if (k == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (c < low || c > high) return {k, "invalid continuation byte"};
  }
  return {1, "invalid continuation byte"};
}

}  // namespace

// How wide a string the bytes need and how long it is, if they are valid.
struct Utf8Measure {
  size_t characters;
  uint32_t maxChar;
};
static Utf8Measure measureUtf8(std::string_view bytes) {
  size_t characters = 0;
  uint8_t highest = 0;
  for (char byte : bytes) {
    characters += static_cast<int8_t>(byte) >= -64;  // no continuation byte
    highest = std::max(highest, static_cast<uint8_t>(byte));
  }
  return {characters, highest < 0x80 ? 127u : highest < 0xC4 ? 255u : highest < 0xF0 ? 0xFFFFu : kMaxCodePoint};
}

// Decodes valid bytes from *at on to `out`, as many as there are; gives the number of characters.  `out` has room for
// all that start in `bytes`.
template <class Char>
static size_t decodeRun(std::string_view bytes, size_t* at, Char* out) {
  const char *p = bytes.data() + *at, *end = bytes.data() + bytes.size();
  Char* to = out;
  auto more = [](char c) { return (c & 0xC0) == 0x80; };
  while (p < end) {
    uint64_t word;
    while (end - p >= 8 && (std::memcpy(&word, p, 8), (word & 0x8080808080808080u) == 0)) {
      for (int k = 0; k < 8; k++) to[k] = static_cast<Char>(p[k]);
      p += 8, to += 8;
    }
    while (p < end && *p >= 0) *to++ = static_cast<Char>(*p++);
    // Two and three bytes of the usual ranges here, the rest with all its rules in decodeUtf8.
    while (p < end && *p < 0) {
      uint8_t lead = static_cast<uint8_t>(*p);
      if (lead >= 0xC2 && lead < 0xE0 && end - p >= 2 && more(p[1])) {
        *to++ = static_cast<Char>((lead & 31) << 6 | (p[1] & 63));
        p += 2;
      } else if (lead > 0xE0 && lead < 0xED && end - p >= 3 && more(p[1]) && more(p[2])) {
        *to++ = static_cast<Char>((lead & 15) << 12 | (p[1] & 63) << 6 | (p[2] & 63));
        p += 3;
      } else {
        size_t i = static_cast<size_t>(p - bytes.data());
        uint32_t c = decodeUtf8(bytes, &i, SurrogateRule::kReject);
        if (c == kBadCodePoint) {
          *at = i;
          return static_cast<size_t>(to - out);
        }
        *to++ = static_cast<Char>(c);
        p = bytes.data() + i;
      }
    }
  }
  *at = bytes.size();
  return static_cast<size_t>(to - out);
}

// The valid text from *at on; *at is moved behind it.
static Ref<Str> decodeValidUtf8(Thread& thread, std::string_view bytes, size_t* at) {
  Utf8Measure measure = measureUtf8(bytes.substr(*at));
  if (measure.maxChar < 128) {
    std::string_view rest = bytes.substr(std::exchange(*at, bytes.size()));
    return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(rest.data()), rest.size());
  }
  Ref<Str> text = TRY(newStrUninitialized(thread, measure.characters, measure.maxChar));
  size_t count = measure.maxChar < 256     ? decodeRun(bytes, at, text->data1())
                 : measure.maxChar < 65536 ? decodeRun(bytes, at, text->data2())
                                           : decodeRun(bytes, at, text->data4());
  if (count == measure.characters && *at == bytes.size() && count > 1) return text;
  return substring(thread, text, 0, count);  // as narrow as the valid part allows
}

Ref<Str> decodeUtf8Text(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed) {
  if (consumed) *consumed = bytes.size();
  if (isAscii(bytes)) return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  size_t i = 0;
  Ref<Str> head = TRY(decodeValidUtf8(thread, bytes, &i));
  if (i == bytes.size()) return head;
  StrBuilder out(thread);
  out.append(head);
  DecodeErrors problems(thread, "utf-8", errors, bytes);
  while (i < bytes.size()) {
    uint32_t c = decodeUtf8(bytes, &i, SurrogateRule::kReject);
    if (c != kBadCodePoint) {
      out.append(c);
      continue;
    }
    Utf8Problem problem = utf8Problem(bytes, i);
    // Half a surrogate may be completed, and then passed by the error handler.
    bool halfSurrogate = i + 2 == bytes.size() && bytes[i] == '\xED' && (bytes[i + 1] & 0xE0) == 0xA0;
    if ((!problem.reason || halfSurrogate) && consumed) {
      *consumed = i;
      break;
    }
    const char* reason = problem.reason ? problem.reason : "unexpected end of data";
    if (!problems.handle(i, i + problem.length, reason, &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  return out.finish();
}

// Appends a handler's replacement for `text` to the output of a byte codec; false: it cannot be encoded.
static bool appendReplacement(std::string* out, Value replacement, uint32_t limit) {
  if (isBytes(replacement)) {
    out->append(replacement.as<Bytes>()->view());
    return true;
  }
  const Str* text = replacement.as<Str>();
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (c >= limit) return false;
    out->push_back(static_cast<char>(c));
  }
  return true;
}

// Writes the UTF-8 of characters from `i` on, up to a surrogate or the end; gives the index where it stopped.
template <class Char>
static size_t encodeInto(const Char* data, size_t i, size_t length, char** out) {
  char* to = *out;
  for (; i < length; i++) {
    uint32_t c = data[i];
    if (c < 0x80) {
      *to++ = static_cast<char>(c);
    } else if (c < 0x800) {
      *to++ = static_cast<char>(0xC0 | c >> 6);
      *to++ = static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
      if (isSurrogate(c)) break;
      *to++ = static_cast<char>(0xE0 | c >> 12);
      *to++ = static_cast<char>(0x80 | (c >> 6 & 63));
      *to++ = static_cast<char>(0x80 | (c & 63));
    } else {
      *to++ = static_cast<char>(0xF0 | c >> 18);
      *to++ = static_cast<char>(0x80 | (c >> 12 & 63));
      *to++ = static_cast<char>(0x80 | (c >> 6 & 63));
      *to++ = static_cast<char>(0x80 | (c & 63));
    }
  }
  *out = to;
  return i;
}

// The same behind what is in `out`.
template <class Char>
static size_t encodeRun(const Char* data, size_t i, size_t length, std::string* out) {
  size_t used = out->size();
  out->resize(used + (length - i) * (sizeof(Char) == 1 ? 2 : sizeof(Char) == 2 ? 3 : 4));
  char *start = out->data() + used, *to = start;
  i = encodeInto(data, i, length, &to);
  out->resize(used + static_cast<size_t>(to - start));
  return i;
}

size_t encodeUtf8Into(const Str* text, char* out) {
  size_t length = text->length();
  char* to = out;
  size_t done = text->kind() == 1   ? encodeInto(text->data1(), 0, length, &to)
                : text->kind() == 2 ? encodeInto(text->data2(), 0, length, &to)
                                    : encodeInto(text->data4(), 0, length, &to);
  return done == length ? static_cast<size_t>(to - out) : SIZE_MAX;
}

Result<std::string> encodeUtf8Text(Thread& thread, Str* text, const char* errors) {
  if (text->isAscii()) return std::string(text->asciiView());
  std::string out;
  EncodeErrors problems(thread, "utf-8", errors, text);
  size_t length = text->length();
  for (size_t i = 0; i < length;) {
    i = text->kind() == 1   ? encodeRun(text->data1(), i, length, &out)
        : text->kind() == 2 ? encodeRun(text->data2(), i, length, &out)
                            : encodeRun(text->data4(), i, length, &out);
    if (i == length) break;
    size_t end = i + 1;
    while (end < length && isSurrogate(text->at(end))) end++;
    size_t start = i;
    Ref<> replacement = TRY(problems.handle(start, end, "surrogates not allowed", &i));
    if (!appendReplacement(&out, replacement, 128)) return problems.raise(start, end, "surrogates not allowed");
  }
  return out;
}

Ref<Str> decodeLatin1(Thread& thread, std::string_view bytes) {
  return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

Ref<Str> decodeAscii(Thread& thread, std::string_view bytes, const char* errors) {
  if (isAscii(bytes)) return decodeLatin1(thread, bytes);
  StrBuilder out(thread);
  DecodeErrors problems(thread, "ascii", errors, bytes);
  for (size_t i = 0; i < bytes.size();) {
    uint8_t c = static_cast<uint8_t>(bytes[i]);
    if (c < 128) {
      out.append(uint32_t{c});
      i++;
      continue;
    }
    if (!problems.handle(i, i + 1, "ordinal not in range(128)", &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  return out.finish();
}

Result<std::string> encodeLimited(Thread& thread, Str* text, uint32_t limit, const char* errors) {
  if (text->isAscii()) return std::string(text->asciiView());
  const char* reason = limit == 256 ? "ordinal not in range(256)" : "ordinal not in range(128)";
  std::string out;
  EncodeErrors problems(thread, limit == 256 ? "latin-1" : "ascii", errors, text);
  size_t length = text->length();
  for (size_t i = 0; i < length;) {
    uint32_t c = text->at(i);
    if (c < limit) {
      out.push_back(static_cast<char>(c));
      i++;
      continue;
    }
    size_t end = i + 1, start = i;
    while (end < length && text->at(end) >= limit) end++;
    Ref<> replacement = TRY(problems.handle(start, end, reason, &i));
    if (!appendReplacement(&out, replacement, limit)) return problems.raise(start, end, reason);
  }
  return out;
}

// ---------------------------------------------------------------------------------- UTF-16 and -32

static uint32_t readUnit(std::string_view bytes, size_t i, int width, bool big) {
  uint32_t unit = 0;
  for (int k = 0; k < width; k++) {
    size_t from = i + static_cast<size_t>(big ? k : width - 1 - k);
    unit = unit << 8 | static_cast<uint8_t>(bytes[from]);
  }
  return unit;
}

static const char* wideName(int width, int order) {
  if (width == 2) return order == 0 ? "utf-16" : order < 0 ? "utf-16-le" : "utf-16-be";
  return order == 0 ? "utf-32" : order < 0 ? "utf-32-le" : "utf-32-be";
}

Ref<Str> decodeUtf16or32(Thread& thread, std::string_view bytes, int width, const char* errors, int* byteOrder,
                         size_t* consumed) {
  size_t unit = static_cast<size_t>(width), i = 0;
  if (*byteOrder == 0 && bytes.size() >= unit) {
    if (readUnit(bytes, 0, width, false) == 0xFEFF) *byteOrder = -1, i = unit;
    else if (readUnit(bytes, 0, width, true) == 0xFEFF) *byteOrder = 1, i = unit;
  }
  bool big = *byteOrder > 0;
  StrBuilder out(thread);
  // Errors name the byte order that is in force, if only by default.
  DecodeErrors problems(thread, wideName(width, big ? 1 : -1), errors, bytes);
  while (i < bytes.size()) {
    size_t rest = bytes.size() - i, bad = 0;
    const char* reason = nullptr;
    if (rest < unit) {
      if (consumed) break;
      bad = rest, reason = "truncated data";
    } else {
      uint32_t c = readUnit(bytes, i, width, big);
      if (width == 4) {
        if (c > kMaxCodePoint) bad = 4, reason = "code point not in range(0x110000)";
        else if (isSurrogate(c)) bad = 4, reason = "code point in surrogate code point range(0xd800, 0xe000)";
      } else if (c >= 0xD800 && c < 0xDC00) {
        if (rest < 4) {
          if (consumed) break;
          bad = rest, reason = "unexpected end of data";
        } else {
          uint32_t second = readUnit(bytes, i + 2, 2, big);
          if (second >= 0xDC00 && second < 0xE000) {
            out.append(0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00));
            i += 4;
            continue;
          }
          bad = 2, reason = "illegal UTF-16 surrogate";
        }
      } else if (isSurrogate(c)) {
        bad = 2, reason = "illegal encoding";
      }
      if (!reason) {
        out.append(c);
        i += unit;
        continue;
      }
    }
    if (!problems.handle(i, i + bad, reason, &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  if (consumed) *consumed = i;
  return out.finish();
}

static void appendUnit(std::string* out, uint32_t unit, int width, bool big) {
  for (int k = 0; k < width; k++) out->push_back(static_cast<char>(unit >> 8 * (big ? width - 1 - k : k)));
}

static void appendWide(std::string* out, uint32_t c, int width, bool big) {
  if (width == 4 || c < 0x10000) return appendUnit(out, c, width, big);
  appendUnit(out, 0xD800 + ((c - 0x10000) >> 10), 2, big);
  appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FF), 2, big);
}

Result<std::string> encodeUtf16or32(Thread& thread, Str* text, int width, const char* errors, int byteOrder) {
  bool big = byteOrder > 0;
  std::string out;
  if (byteOrder == 0) appendUnit(&out, 0xFEFF, width, false);
  EncodeErrors problems(thread, wideName(width, byteOrder), errors, text);
  for (size_t i = 0; i < text->length();) {
    uint32_t c = text->at(i);
    if (!isSurrogate(c)) {
      appendWide(&out, c, width, big);
      i++;
      continue;
    }
    size_t start = i, end = i + 1;
    while (end < text->length() && isSurrogate(text->at(end))) end++;
    Ref<> replacement = TRY(problems.handle(start, end, "surrogates not allowed", &i));
    if (isBytes(replacement)) {
      std::string_view raw = replacement.get().as<Bytes>()->view();
      if (raw.size() % static_cast<size_t>(width)) return problems.raise(start, end, "surrogates not allowed");
      out.append(raw);
    } else {
      const Str* other = replacement.get().as<Str>();
      if (!other->isAscii()) return problems.raise(start, end, "surrogates not allowed");
      for (size_t k = 0; k < other->length(); k++) appendWide(&out, other->at(k), width, big);
    }
  }
  return out;
}

// ----------------------------------------------------------------------------------------- by name

namespace {

enum class Native { kNone, kUtf8, kLatin1, kAscii, kUtf16, kUtf16Le, kUtf16Be, kUtf32, kUtf32Le, kUtf32Be };

// Lower case, with hyphens for underscores and spaces; then the usual spellings.
Native nativeCodec(const char* encoding) {
  if (!encoding) return Native::kUtf8;
  char name[24];
  size_t n = 0;
  for (const char* p = encoding; *p; p++) {
    if (n + 1 == sizeof name) return Native::kNone;
    char c = *p;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == '_' || c == ' ') c = '-';
    name[n++] = c;
  }
  std::string_view text(name, n);
  static constexpr struct { std::string_view name; Native codec; } kNames[] = {
      {"utf-8", Native::kUtf8}, {"utf8", Native::kUtf8}, {"latin-1", Native::kLatin1}, {"latin1", Native::kLatin1},
      {"iso-8859-1", Native::kLatin1}, {"iso8859-1", Native::kLatin1}, {"ascii", Native::kAscii},
      {"us-ascii", Native::kAscii}, {"utf-16", Native::kUtf16}, {"utf16", Native::kUtf16},
      {"utf-16-le", Native::kUtf16Le}, {"utf-16le", Native::kUtf16Le}, {"utf-16-be", Native::kUtf16Be}, {"utf-16be", Native::kUtf16Be},
      {"utf-32", Native::kUtf32}, {"utf32", Native::kUtf32}, {"utf-32-le", Native::kUtf32Le}, {"utf-32-be", Native::kUtf32Be},
  };
  for (const auto& entry : kNames)
    if (entry.name == text) return entry.codec;
  return Native::kNone;
}

Ref<> tryNativeDecode(Thread& thread, std::string_view bytes, Native codec, const char* errors) {
  int order = 0;
  switch (codec) {
    case Native::kUtf8: return decodeUtf8Text(thread, bytes, errors);
    case Native::kLatin1: return decodeLatin1(thread, bytes);
    case Native::kAscii: return decodeAscii(thread, bytes, errors);
    case Native::kUtf16Le: case Native::kUtf32Le: order = -1; break;
    case Native::kUtf16Be: case Native::kUtf32Be: order = 1; break;
    default: break;
  }
  bool wide = codec >= Native::kUtf32;
  return decodeUtf16or32(thread, bytes, wide ? 4 : 2, errors, &order);
}

}  // namespace

Status checkCodecNames(Thread& thread, const char* encoding, const char* errors) {
  if (!thread.interpreter().settings.devMode) [[likely]] return kOk;
  if (encoding && nativeCodec(encoding) == Native::kNone) Ref<> codec = TRY(lookupCodec(thread, encoding));
  if (errors) TRY(checkErrorHandler(thread, errors));
  return kOk;
}

Ref<Str> decodeText(Thread& thread, std::string_view bytes, const char* encoding, const char* errors) {
  Native codec = nativeCodec(encoding);
  if (codec != Native::kNone) return tryNativeDecode(thread, bytes, codec, errors).cast<Str>();
  Ref<Bytes> object = TRY(newBytes(thread, bytes));
  return decodeObject(thread, object.value(), encoding, errors);
}

Ref<Str> decodeObject(Thread& thread, Value object, const char* encoding, const char* errors) {
  TRY(checkCodecNames(thread, encoding, errors));
  Native codec = nativeCodec(encoding);
  if (codec != Native::kNone) {
    BufferView view;
    TRY(getBuffer(thread, object, &view, kBufferSimple));
    Ref<> text = tryNativeDecode(thread, {view.data, static_cast<size_t>(view.length)}, codec, errors);
    releaseBuffer(thread, &view);
    return std::move(text).cast<Str>();
  }
  Ref<> result = TRY(decodeByTextCodec(thread, object, encoding, errors));
  if (!isStr(result))
    return thread.raiseTypeError("'{}' decoder returned '{!T}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                                 encoding, result.get());
  return std::move(result).cast<Str>();
}

Ref<Bytes> encodeText(Thread& thread, Str* text, const char* encoding, const char* errors) {
  TRY(checkCodecNames(thread, encoding, errors));
  Native codec = nativeCodec(encoding);
  Result<std::string> out = Raised{};
  switch (codec) {
    case Native::kNone: {
      Ref<> result = TRY(encodeByTextCodec(thread, text, encoding, errors));
      if (isByteArray(result)) {
        TRY(warn(thread, TypeId::kRuntimeWarning, 1,
                 "encoder {} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types",
                 {FormatArg(encoding)}));
        return newBytes(thread, result.get().as<ByteArray>()->view());
      }
      if (!isBytes(result))
        return thread.raiseTypeError("'{}' encoder returned '{!T}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                                     encoding, result.get());
      return std::move(result).cast<Bytes>();
    }
    case Native::kUtf8: out = encodeUtf8Text(thread, text, errors); break;
    case Native::kLatin1: out = encodeLimited(thread, text, 256, errors); break;
    case Native::kAscii: out = encodeLimited(thread, text, 128, errors); break;
    default: {
      int width = codec >= Native::kUtf32 ? 4 : 2;
      int order = codec == Native::kUtf16Le || codec == Native::kUtf32Le   ? -1
                  : codec == Native::kUtf16Be || codec == Native::kUtf32Be ? 1
                                                                           : 0;
      out = encodeUtf16or32(thread, text, width, errors, order);
    }
  }
  if (!out) return Raised{};
  return newBytes(thread, *out);
}

}  // namespace taipan
