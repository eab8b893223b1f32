// uuencode and quoted-printable.
#include "modules/binascii_text.h"

#include <cstdint>

namespace taipan {
namespace {

constexpr size_t kLongestLine = 76;

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}
void appendEscaped(std::string& out, char c) {
  auto octet = static_cast<unsigned char>(c);
  out += '=';
  out += "0123456789ABCDEF"[octet >> 4];
  out += "0123456789ABCDEF"[octet & 15];
}

}  // namespace

std::string encodeUu(std::string_view data, bool backtick) {
  std::string out;
  auto put = [&](uint32_t sixBits) { out += static_cast<char>(backtick && sixBits == 0 ? '`' : sixBits + ' '); };
  put(static_cast<uint32_t>(data.size()));
  for (size_t i = 0; i < data.size(); i += 3) {
    uint32_t group = 0;
    for (size_t k = 0; k < 3; k++) group = group << 8 | (i + k < data.size() ? static_cast<unsigned char>(data[i + k]) : 0);
    for (int shift = 18; shift >= 0; shift -= 6) put(group >> shift & 63);
  }
  out += '\n';
  return out;
}

std::string decodeUu(std::string_view line, const char** error) {
  *error = nullptr;
  // A line without its length byte counts as 32 zero bytes, as in CPython.
  size_t wanted = line.empty() ? 32 : static_cast<size_t>((line[0] - ' ') & 63), at = 1;
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (; out.size() < wanted; at++) {
    uint32_t value = 0;
    // Trailing zeros may have been cut off.
    if (at < line.size() && line[at] != '\n' && line[at] != '\r') {
      auto c = static_cast<unsigned char>(line[at]);
      if (c < ' ' || c > ' ' + 64) {
        *error = "Illegal char";
        return {};
      }
      value = (c - ' ') & 63;
    }
    bits = (bits << 6 | value) & 0xFFFF;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 255);
    }
  }
  for (; at < line.size(); at++) {
    char c = line[at];
    if (c == ' ' || c == ' ' + 64 || c == '\n' || c == '\r') continue;
    *error = "Trailing garbage";
    return {};
  }
  return out;
}

std::string decodeQuoted(std::string_view data, bool header) {
  std::string out;
  size_t size = data.size();
  for (size_t i = 0; i < size;) {
    char c = data[i++];
    if (c == '=') {
      if (i >= size) break;
      if (data[i] == '\n' || data[i] == '\r') {
        while (i < size && data[i] != '\n') i++;
        if (i < size) i++;
      } else if (data[i] == '=') {
        out += '=';
        i++;
      } else if (i + 1 < size && hexDigit(data[i]) >= 0 && hexDigit(data[i + 1]) >= 0) {
        out += static_cast<char>(hexDigit(data[i]) << 4 | hexDigit(data[i + 1]));
        i += 2;
      } else {
        out += '=';
      }
    } else {
      out += header && c == '_' ? ' ' : c;
    }
  }
  return out;
}

std::string encodeQuoted(std::string_view data, bool quoteTabs, bool isText, bool header) {
  size_t size = data.size(), firstNewline = data.find('\n'), column = 0;
  bool crlf = firstNewline != std::string_view::npos && firstNewline > 0 && data[firstNewline - 1] == '\r';
  std::string out;
  auto newline = [&] { out += crlf ? "\r\n" : "\n"; };
  auto softBreak = [&] {
    out += '=';
    newline();
    column = 0;
  };
  auto mustEscape = [&](size_t i) {
    char c = data[i];
    auto octet = static_cast<unsigned char>(c);
    bool last = i + 1 == size;
    if (octet > 126 || c == '=' || (header && c == '_')) return true;
    // A dot alone on its line would end a mail.
    if (c == '.' && column == 0 && (last || data[i + 1] == '\n' || data[i + 1] == '\r' || data[i + 1] == 0)) return true;
    if (c == '\r' || c == '\n') return !isText;
    if (c == '\t' || c == ' ') return last || quoteTabs;
    return octet < 33;
  };
  for (size_t i = 0; i < size;) {
    char c = data[i];
    if (mustEscape(i)) {
      if (column + 3 >= kLongestLine) softBreak();
      appendEscaped(out, c);
      column += 3;
      i++;
    } else if (isText && (c == '\n' || (c == '\r' && i + 1 < size && data[i + 1] == '\n'))) {
      column = 0;
      // Blanks at the end of a line would be lost.
      if (!out.empty() && (out.back() == ' ' || out.back() == '\t')) {
        char blank = out.back();
        out.pop_back();
        appendEscaped(out, blank);
      }
      newline();
      i += c == '\r' ? 2 : 1;
    } else {
      if (i + 1 != size && data[i + 1] != '\n' && column + 1 >= kLongestLine) softBreak();
      column++;
      out += header && c == ' ' ? '_' : c;
      i++;
    }
  }
  return out;
}

}  // namespace taipan
