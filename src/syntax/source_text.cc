#include "syntax/source_text.h"

#include <cstdio>

#include "base/utf8.h"

namespace taipan {

namespace {

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

/// Maps the common spellings of UTF-8 and Latin-1 to one each.
std::string normalizeEncoding(std::string_view name) {
  std::string folded;
  for (char c : name.substr(0, 12)) {
    folded += c == '_' ? '-' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  if (folded == "utf-8" || folded.starts_with("utf-8-")) return "utf-8";
  for (std::string_view latin : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (folded == latin || folded.starts_with(std::string(latin) + "-")) return "iso-8859-1";
  }
  return std::string(name);
}

/// The declaration in one line: a comment holding `coding[:=]\s*name`.
std::string declarationIn(std::string_view line, bool* isBlank) {
  size_t start = line.find_first_not_of(" \t\f");
  *isBlank = start == std::string_view::npos || line[start] == '#';
  if (start == std::string_view::npos || line[start] != '#') return {};
  for (size_t at = line.find("coding", start); at != std::string_view::npos;
       at = line.find("coding", at + 1)) {
    size_t i = at + 6;
    if (i >= line.size() || (line[i] != ':' && line[i] != '=')) continue;
    i++;
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t')) i++;
    size_t end = i;
    while (end < line.size() && isNameCharacter(line[end])) end++;
    if (end > i) return normalizeEncoding(line.substr(i, end - i));
  }
  return {};
}

SyntaxProblem problemWithout(std::string message) {
  SyntaxProblem problem;
  problem.message = std::move(message);
  problem.lineno = 0;
  problem.offset = problem.endLineno = problem.endOffset = -1;
  return problem;
}

const char* utf8Fault(std::string_view bytes, size_t at) {
  auto lead = static_cast<uint8_t>(bytes[at]);
  if (lead < 0xC2 || lead > 0xF4) return "invalid start byte";
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  for (size_t i = 1; i < length; i++) {
    if (at + i >= bytes.size()) return "unexpected end of data";
    if ((static_cast<uint8_t>(bytes[at + i]) & 0xC0) != 0x80) break;
  }
  return "invalid continuation byte";
}

SyntaxProblem badUtf8(std::string_view bytes, size_t at, std::string_view filename, bool isFile,
                      bool declared) {
  int line = 1;
  size_t lineStart = 0;
  for (size_t i = 0; i < at; i++) {
    if (bytes[i] == '\n') {
      line++;
      lineStart = i + 1;
    }
  }
  char code[8];
  std::snprintf(code, sizeof(code), "%02x", static_cast<uint8_t>(bytes[at]));
  if (isFile && !declared) {
    return problemWithout(std::string("Non-UTF-8 code starting with '\\x") + code + "' in file " +
                          std::string(filename) + " on line " + std::to_string(line) +
                          ", but no encoding declared; see "
                          "https://peps.python.org/pep-0263/ for details");
  }
  SyntaxProblem problem;
  problem.message = std::string("(unicode error) 'utf-8' codec can't decode byte 0x") + code +
                    " in position 0: " + utf8Fault(bytes, at);
  problem.lineno = problem.endLineno = line;
  problem.offset = problem.endOffset = static_cast<int>(countCodePoints(bytes.substr(lineStart, at - lineStart))) + 1;
  std::string text;
  for (size_t i = lineStart; i < bytes.size();) {
    if (bytes[i] == '\n') {
      text += '\n';
      break;
    }
    size_t next = i;
    uint32_t c = decodeUtf8(bytes, &next);
    appendUtf8(&text, c == kBadCodePoint ? 0xFFFD : c);
    i = c == kBadCodePoint ? i + 1 : next;
  }
  problem.text = std::move(text);
  return problem;
}

/// A file is read line by line into C strings: a null byte hides the rest of its line, the end of it too.
std::string withoutHiddenText(std::string_view bytes) {
  std::string shown;
  for (size_t at = 0; at < bytes.size();) {
    size_t null = bytes.find('\0', at);
    shown.append(bytes.substr(at, null - at));
    if (null == std::string_view::npos) break;
    size_t end = bytes.find('\n', null);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return shown;
}

}  // namespace

std::string findEncodingDeclaration(std::string_view bytes) {
  for (int line = 0; line < 2; line++) {
    size_t end = bytes.find_first_of("\r\n");
    bool isBlank = false;
    std::string found = declarationIn(bytes.substr(0, end), &isBlank);
    if (!found.empty() || !isBlank || end == std::string_view::npos) return found;
    bool pair = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
    bytes.remove_prefix(end + (pair ? 2 : 1));
  }
  return {};
}

bool declaresEncoding(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") || !findEncodingDeclaration(bytes).empty();
}

DecodedSource decodeSource(std::string_view bytes, std::string_view filename, bool isFile,
                           const SourceCodec& codec) {
  DecodedSource result;
  bool mark = bytes.starts_with("\xEF\xBB\xBF");
  if (mark) bytes.remove_prefix(3);
  result.encoding = findEncodingDeclaration(bytes);
  if (mark && !result.encoding.empty() && result.encoding != "utf-8") {
    result.problem = problemWithout("encoding problem: " + result.encoding + " with BOM");
    return result;
  }
  if (result.encoding.empty() || result.encoding == "utf-8") {
    std::string shown;
    if (isFile && bytes.find('\0') != std::string_view::npos) bytes = shown = withoutHiddenText(bytes);
    size_t bad = findInvalidUtf8(bytes);
    if (bad != std::string_view::npos) {
      result.problem = badUtf8(bytes, bad, filename, isFile, mark || !result.encoding.empty());
      return result;
    }
    result.text = std::string(bytes);
    return result;
  }
  if (result.encoding == "iso-8859-1" || result.encoding == "latin1") {
    for (char c : bytes) appendUtf8(&result.text, static_cast<uint8_t>(c));
    return result;
  }
  std::string folded;
  for (char c : result.encoding) folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  bool ascii = folded == "ascii" || folded == "us-ascii";
  if ((ascii || folded == "utf8") && isAscii(bytes)) {
    result.text = std::string(bytes);
    return result;
  }
  std::string message;
  if (codec.decode != nullptr) {
    std::optional<std::string> text = codec.decode(codec.context, result.encoding, bytes, &message);
    if (text) {
      result.text = std::move(*text);
      return result;
    }
  } else if (folded == "utf8" && findInvalidUtf8(bytes) == std::string_view::npos) {
    result.text = std::string(bytes);
    return result;
  }
  if (isFile) {
    message = "encoding problem: " + result.encoding;
  } else if (message.empty()) {
    message = "unknown encoding: " + result.encoding;
  }
  result.problem = problemWithout(std::move(message));
  return result;
}

}  // namespace taipan
