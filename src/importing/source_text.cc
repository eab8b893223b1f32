// See the header.
#include "importing/source_text.h"

#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

// utf-8 and latin-1 under any of their usual spellings get one name.
std::string normalizeEncoding(std::string_view name) {
  std::string lower;
  for (char c : name.substr(0, 12)) lower += c == '_' ? '-' : c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  auto is = [&](std::string_view plain) {
    return lower == plain || (lower.size() > plain.size() && lower.starts_with(plain) && lower[plain.size()] == '-');
  };
  if (is("utf-8")) return "utf-8";
  if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1")) return "iso-8859-1";
  return std::string(name);
}

// The cookie in one line; *blank tells whether the line has only blanks and a comment.
std::string cookieInLine(std::string_view line, bool* blank) {
  size_t i = 0;
  while (i < line.size() && (line[i] == ' ' || line[i] == '\t' || line[i] == '\014')) ++i;
  *blank = i == line.size() || line[i] == '#' || line[i] == '\r';
  if (i == line.size() || line[i] != '#') return "";
  for (size_t at = i; (at = line.find("coding", at)) != std::string_view::npos; at += 6) {
    size_t j = at + 6;
    if (j >= line.size() || (line[j] != ':' && line[j] != '=')) continue;
    do ++j;
    while (j < line.size() && (line[j] == ' ' || line[j] == '\t'));
    size_t begin = j;
    while (j < line.size() && isNameCharacter(line[j])) ++j;
    if (j > begin) return normalizeEncoding(line.substr(begin, j - begin));
  }
  return "";
}

std::string hexByte(uint8_t byte) {
  const char* digits = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

Raised raiseNotUtf8(Thread& thread, std::string_view bytes, size_t at, const std::string& filename, bool fromFile) {
  int line = 1;
  size_t lineBegin = 0;
  for (size_t i = 0; i < at; ++i) {
    if (bytes[i] == '\n') ++line, lineBegin = i + 1;
  }
  std::string byte = hexByte(static_cast<uint8_t>(bytes[at]));
  if (fromFile) {
    std::string message = "Non-UTF-8 code starting with '\\x" + byte + "' in file " + filename + " on line " +
                          std::to_string(line) + ", but no encoding declared; see https://peps.python.org/pep-0263/ for details";
    return raiseSyntaxErrorAt(thread, message, filename, 0, -1);
  }
  size_t lineEnd = bytes.find('\n', at);
  if (lineEnd == std::string_view::npos) lineEnd = bytes.size();
  Ref<Str> text = TRY(decodeUtf8Text(thread, bytes.substr(lineBegin, lineEnd - lineBegin), "replace"));
  std::string shown = toWtf8(text) + "\n";
  int column = static_cast<int>(countCodePoints(bytes.substr(lineBegin, at - lineBegin))) + 1;
  uint8_t lead = static_cast<uint8_t>(bytes[at]);
  const char* reason = lead < 0xC2 || lead > 0xF4 ? "invalid start byte" : "invalid continuation byte";
  std::string message = "(unicode error) 'utf-8' codec can't decode byte 0x" + byte + " in position 0: " + reason;
  Ref<> lineText = TRY(newStr(thread, shown));
  Ref<> name = TRY(strFromNative(thread, filename));
  Ref<Tuple> where = TRY(makeTuple(thread, name.get(), Value::smallInt(line), Value::smallInt(column), lineText.get(),
                                   Value::smallInt(line), Value::smallInt(-1)));
  Ref<> text2 = TRY(newStr(thread, message));
  Ref<> error = TRY(call(thread, Value(thread.type(TypeId::kSyntaxError)), text2.get(), Value(where.get())));
  return thread.raiseObject(error);
}

}  // namespace

Raised raiseSyntaxErrorAt(Thread& thread, std::string_view message, const std::string& filename, int line, int offset) {
  Ref<> name = TRY(strFromNative(thread, filename));
  Ref<Tuple> where = TRY(makeTuple(thread, name.get(), Value::smallInt(line), Value::smallInt(offset), kNone));
  Ref<> text = TRY(newStr(thread, message));
  Ref<> error = TRY(call(thread, Value(thread.type(TypeId::kSyntaxError)), text.get(), Value(where.get())));
  return thread.raiseObject(error);
}

std::string codingCookie(std::string_view bytes) {
  for (int line = 0; line < 2; ++line) {
    size_t end = bytes.find('\n');
    bool blank;
    std::string cookie = cookieInLine(bytes.substr(0, end), &blank);
    if (!cookie.empty()) return cookie;
    if (!blank || end == std::string_view::npos) return "";
    bytes.remove_prefix(end + 1);
  }
  return "";
}

Status decodeSource(Thread& thread, std::string_view bytes, const std::string& filename, std::string* utf8, bool fromFile) {
  bool marked = bytes.starts_with(kByteOrderMark);
  if (marked) bytes.remove_prefix(kByteOrderMark.size());
  std::string encoding = codingCookie(bytes);
  if (marked && !encoding.empty() && encoding != "utf-8") {
    return raiseSyntaxErrorAt(thread, "encoding problem: " + encoding + " with BOM", filename, 0, -1);
  }
  if (encoding.empty() || encoding == "utf-8") {
    size_t bad = findInvalidUtf8(bytes);
    if (bad != std::string_view::npos) return raiseNotUtf8(thread, bytes, bad, filename, fromFile);
    utf8->assign(bytes);
    return kOk;
  }
  Ref<Str> text = decodeText(thread, bytes, encoding.c_str(), nullptr);
  if (!text) {
    if (fromFile) {
      thread.clearException();
      return raiseSyntaxErrorAt(thread, "encoding problem: " + encoding, filename, 0, -1);
    }
    if (thread.clearIfMatches(TypeId::kLookupError)) {
      return raiseSyntaxErrorAt(thread, "unknown encoding: " + encoding, filename, 0, -1);
    }
    if (thread.exceptionMatches(TypeId::kUnicodeDecodeError)) {
      Ref<> error = thread.takeException();
      Ref<Str> message = TRY(str(thread, error));
      return raiseSyntaxErrorAt(thread, toWtf8(message), filename, 0, -1);
    }
    return Raised{};
  }
  *utf8 = TRY(toUtf8(thread, text));
  return kOk;
}

}  // namespace taipan
