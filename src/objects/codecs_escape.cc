// The escape codecs (unicode_escape, raw_unicode_escape, bytes literals) and charmap.
#include <algorithm>

#include "base/unicode_names.h"
#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/int.h"

namespace taipan {

namespace {

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Up to `count` hexadecimal digits at `i`; gives how many there are.
size_t readHex(std::string_view bytes, size_t i, size_t count, uint32_t* value) {
  *value = 0;
  size_t n = 0;
  while (n < count && i + n < bytes.size() && hexValue(bytes[i + n]) >= 0)
    *value = *value << 4 | static_cast<uint32_t>(hexValue(bytes[i + n++]));
  return n;
}

// What a one-character escape stands for; -1 if it is none.
int simpleEscape(char c) {
  switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return -1;
  }
}

// Up to three octal digits at *i.
uint32_t readOctal(std::string_view bytes, size_t* i) {
  uint32_t value = 0;
  for (int n = 0; n < 3 && *i < bytes.size() && bytes[*i] >= '0' && bytes[*i] <= '7'; n++)
    value = value * 8 + static_cast<uint32_t>(bytes[(*i)++] - '0');
  return value;
}

// `escape`: what stands behind the backslash, one byte or three octal digits.
Status warnInvalidEscape(Thread& thread, std::string_view escape) {
  std::string shown;
  for (char c : escape) appendUtf8(&shown, static_cast<uint8_t>(c));
  const char* text = escape.size() > 1 ? "invalid octal escape sequence '\\{}'" : "invalid escape sequence '\\{}'";
  return warn(thread, TypeId::kDeprecationWarning, 1, text, {FormatArg(std::string_view(shown))});
}

void appendHexEscape(std::string* out, uint32_t c) {
  char text[16];
  int n = snprintf(text, sizeof text, c < 256 ? "\\x%02x" : c < 65536 ? "\\u%04x" : "\\U%08x", c);
  out->append(text, static_cast<size_t>(n));
}

}  // namespace

Ref<Str> decodeUnicodeEscape(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed) {
  StrBuilder out(thread);
  DecodeErrors problems(thread, "unicodeescape", errors, bytes);
  size_t i = 0;
  std::string invalid;  // the first escape to be warned of
  while (i < bytes.size()) {
    uint8_t c = static_cast<uint8_t>(bytes[i]);
    if (c != '\\') {
      out.append(uint32_t{c});
      i++;
      continue;
    }
    size_t start = i++;
    const char* reason = nullptr;
    if (i >= bytes.size()) {
      if (consumed) {
        i = start;
        break;
      }
      reason = "\\ at end of string";
    } else {
      char kind = bytes[i++];
      if (kind == '\n') continue;
      if (int simple = simpleEscape(kind); simple >= 0) {
        out.append(static_cast<uint32_t>(simple));
        continue;
      }
      if (kind >= '0' && kind <= '7') {
        i--;
        uint32_t octal = readOctal(bytes, &i);
        if (octal > 0377 && invalid.empty()) invalid = bytes.substr(start + 1, 3);
        out.append(octal);
        continue;
      }
      size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (digits) {
        uint32_t value;
        size_t found = readHex(bytes, i, digits, &value);
        i += found;
        if (found == digits && value <= kMaxCodePoint) {
          out.append(value);
          continue;
        }
        if (found < digits && i >= bytes.size() && consumed) {
          i = start;
          break;
        }
        reason = found == digits ? "illegal Unicode character"
                 : digits == 2   ? "truncated \\xXX escape"
                 : digits == 4   ? "truncated \\uXXXX escape"
                                 : "truncated \\UXXXXXXXX escape";
      } else if (kind == 'N') {
        reason = "malformed \\N character escape";
        bool open = i < bytes.size() && bytes[i] == '{';
        size_t name = i + open;
        if (open) i = std::min(bytes.find('}', name), bytes.size());
        if (i >= bytes.size() && consumed) {
          i = start;
          break;
        }
        if (open && i > name && i < bytes.size()) {
          reason = "unknown Unicode character name";
          uint32_t named = lookupCharacterName(bytes.substr(name, i++ - name));
          if (named <= kMaxCodePoint) {
            out.append(named);
            continue;
          }
        }
      } else {
        if (invalid.empty()) invalid = kind;
        out.append(uint32_t{'\\'});
        out.append(uint32_t{static_cast<uint8_t>(kind)});
        continue;
      }
    }
    if (!problems.handle(start, i, reason, &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  if (consumed) *consumed = i;
  if (!invalid.empty()) TRY(warnInvalidEscape(thread, invalid));
  return out.finish();
}

std::string encodeUnicodeEscape(const Str* text) {
  std::string out;
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (c == '\\') out += "\\\\";
    else if (c == '\t') out += "\\t";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c >= ' ' && c < 127) out.push_back(static_cast<char>(c));
    else appendHexEscape(&out, c);
  }
  return out;
}

Ref<Str> decodeRawUnicodeEscape(Thread& thread, std::string_view bytes, const char* errors, size_t* consumed) {
  StrBuilder out(thread);
  DecodeErrors problems(thread, "rawunicodeescape", errors, bytes);
  size_t i = 0;
  while (i < bytes.size()) {
    char kind = bytes[i] == '\\' && i + 1 < bytes.size() ? bytes[i + 1] : 0;
    if (bytes[i] == '\\' && kind == 0 && consumed && i + 1 >= bytes.size()) break;
    if (kind != 'u' && kind != 'U') {
      out.append(uint32_t{static_cast<uint8_t>(bytes[i++])});
      // A backslash before another character protects it from being an escape's start.
      if (kind) out.append(uint32_t{static_cast<uint8_t>(bytes[i++])});
      continue;
    }
    size_t digits = kind == 'u' ? 4 : 8, start = i;
    uint32_t value;
    size_t found = readHex(bytes, i + 2, digits, &value);
    i += 2 + found;
    if (found == digits && value <= kMaxCodePoint) {
      out.append(value);
      continue;
    }
    if (found < digits && i >= bytes.size() && consumed) {
      i = start;
      break;
    }
    const char* reason = found == digits ? "\\Uxxxxxxxx out of range"
                         : digits == 4   ? "truncated \\uXXXX escape"
                                         : "truncated \\UXXXXXXXX escape";
    if (!problems.handle(start, i, reason, &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  if (consumed) *consumed = i;
  return out.finish();
}

std::string encodeRawUnicodeEscape(const Str* text) {
  std::string out;
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (c < 256) out.push_back(static_cast<char>(c));
    else appendHexEscape(&out, c);
  }
  return out;
}

Ref<Bytes> decodeBytesEscape(Thread& thread, std::string_view bytes, const char* errors) {
  std::string out;
  std::string invalid;  // the first escape to be warned of
  std::string_view how = errors ? errors : "strict";
  for (size_t i = 0; i < bytes.size();) {
    if (bytes[i] != '\\') {
      out.push_back(bytes[i++]);
      continue;
    }
    size_t start = i++;
    if (i >= bytes.size()) return thread.raiseValueError("Trailing \\ in string");
    char kind = bytes[i++];
    if (kind == '\n') continue;
    if (int simple = simpleEscape(kind); simple >= 0) {
      out.push_back(static_cast<char>(simple));
    } else if (kind >= '0' && kind <= '7') {
      i--;
      uint32_t value = readOctal(bytes, &i);
      if (value > 0377 && invalid.empty()) invalid = bytes.substr(start + 1, 3);
      out.push_back(static_cast<char>(value));
    } else if (kind == 'x') {
      uint32_t value;
      size_t found = readHex(bytes, i, 2, &value);
      i += found;
      if (found == 2) out.push_back(static_cast<char>(value));
      else if (how == "strict") return thread.raiseValueError("invalid \\x escape at position {}", start);
      else if (how == "replace") out.push_back('?');
      else if (how != "ignore")
        return thread.raiseValueError("decoding error; unknown error handling code: {}", how);
    } else {
      if (invalid.empty()) invalid = kind;
      out.push_back('\\');
      i--;
      out.push_back(bytes[i++]);
    }
  }
  if (!invalid.empty()) TRY(warnInvalidEscape(thread, invalid));
  return newBytes(thread, out);
}

// ----------------------------------------------------------------------------------------- charmap

Ref<Str> decodeCharmap(Thread& thread, std::string_view bytes, const char* errors, Value mapping) {
  if (mapping.isEmpty() || mapping.isNone()) return decodeLatin1(thread, bytes);
  StrBuilder out(thread);
  DecodeErrors problems(thread, "charmap", errors, bytes);
  for (size_t i = 0; i < bytes.size();) {
    uint8_t c = static_cast<uint8_t>(bytes[i]);
    Ref<> mapped;
    if (isExactStr(mapping)) {
      Str* table = mapping.as<Str>();
      if (c < table->length() && table->at(c) != 0xFFFE) {
        out.append(table->at(c));
        i++;
        continue;
      }
    } else {
      mapped = getItem(thread, mapping, Value::smallInt(c));
      if (!mapped && !thread.clearIfMatches(TypeId::kLookupError)) return Raised{};
    }
    if (mapped && isInt(mapped)) {
      int64_t code;
      if (!intFitsInt64(mapped, &code) || code < 0 || code > kMaxCodePoint)
        return thread.raiseTypeError("character mapping must be in range(0x110000)");
      if (code != 0xFFFE) {
        out.append(static_cast<uint32_t>(code));
        i++;
        continue;
      }
    } else if (mapped && isStr(mapped)) {
      Str* text = mapped.get().as<Str>();
      if (!(text->length() == 1 && text->at(0) == 0xFFFE)) {
        out.append(text);
        i++;
        continue;
      }
    } else if (mapped && !mapped.get().isNone()) {
      return thread.raiseTypeError("character mapping must return integer, None or str");
    }
    if (!problems.handle(i, i + 1, "character maps to <undefined>", &out, &i)) return Raised{};
    bytes = problems.bytes();
  }
  return out.finish();
}

// Appends what `mapping` gives for `c`; false: nothing.
static Result<bool> appendMapped(Thread& thread, Value mapping, uint32_t c, std::string* out) {
  Ref<> mapped = getItem(thread, mapping, Value::smallInt(c));
  if (!mapped) {
    if (!thread.clearIfMatches(TypeId::kLookupError)) return Raised{};
    return false;
  }
  if (mapped.get().isNone()) return false;
  if (isInt(mapped)) {
    int64_t code;
    if (!intFitsInt64(mapped, &code) || code < 0 || code > 255)
      return thread.raiseTypeError("character mapping must be in range(256)");
    out->push_back(static_cast<char>(code));
    return true;
  }
  if (!isBytes(mapped))
    return thread.raiseTypeError("character mapping must return integer, bytes or None, not {!T}", mapped.get());
  out->append(mapped.get().as<Bytes>()->view());
  return true;
}

Result<std::string> encodeCharmap(Thread& thread, Str* text, const char* errors, Value mapping) {
  if (mapping.isEmpty() || mapping.isNone()) return encodeLimited(thread, text, 256, errors);
  static constexpr const char* kReason = "character maps to <undefined>";
  std::string out;
  EncodeErrors problems(thread, "charmap", errors, text);
  for (size_t i = 0; i < text->length();) {
    if (TRY(appendMapped(thread, mapping, text->at(i), &out))) {
      i++;
      continue;
    }
    size_t start = i, end = i + 1;
    std::string next;
    while (end < text->length() && !TRY(appendMapped(thread, mapping, text->at(end), &next))) end++;
    Ref<> replacement = TRY(problems.handle(start, end, kReason, &i));
    if (isBytes(replacement)) {
      out.append(replacement.get().as<Bytes>()->view());
      continue;
    }
    const Str* other = replacement.get().as<Str>();
    for (size_t k = 0; k < other->length(); k++)
      if (!TRY(appendMapped(thread, mapping, other->at(k), &out))) return problems.raise(start, end, kReason);
  }
  return out;
}

}  // namespace taipan
