// See the header.
#include "modules/sre/characters.h"

#include <cctype>
#include <cstring>

#include "objects/unicode_data.h"

namespace taipan::sre {

namespace {

bool isAsciiDigit(uint32_t c) { return c - '0' < 10; }
bool isAsciiSpace(uint32_t c) { return c == ' ' || c - 9 < 5; }
bool isUnicodeDigit(uint32_t c) { return c < 128 ? isAsciiDigit(c) : unicode::has(c, unicode::kDecimal); }

}  // namespace

bool isWord(uint32_t c) { return isAsciiDigit(c) || (c | 32) - 'a' < 26 || c == '_'; }
bool isLocaleWord(uint32_t c) { return c < 256 && (std::isalnum(static_cast<int>(c)) || c == '_'); }
bool isUnicodeWord(uint32_t c) { return c < 128 ? isWord(c) : unicode::isAlnum(c); }

uint32_t lowerAscii(uint32_t c) { return c - 'A' < 26 ? c + 32 : c; }
uint32_t lowerUnicode(uint32_t c) {
  if (c < 128) return lowerAscii(c);
  if (c > 0x10FFFF) return c;
  uint32_t mapped[3];
  unicode::toLowerFull(c, mapped);
  return mapped[0];
}
uint32_t upperUnicode(uint32_t c) {
  if (c > 0x10FFFF) return c;
  uint32_t mapped[3];
  unicode::toUpperFull(c, mapped);
  return mapped[0];
}
uint32_t lowerLocale(uint32_t c) { return c < 256 ? static_cast<uint32_t>(std::tolower(static_cast<int>(c))) : c; }
uint32_t upperLocale(uint32_t c) { return c < 256 ? static_cast<uint32_t>(std::toupper(static_cast<int>(c))) : c; }

uint32_t fold(Fold how, uint32_t c) {
  switch (how) {
    case Fold::kNone: return c;
    case Fold::kAscii: return lowerAscii(c);
    case Fold::kUnicode: return lowerUnicode(c);
    case Fold::kLocale: return lowerLocale(c);
  }
  return c;
}

bool inCategory(CategoryCode category, uint32_t c) {
  switch (category) {
    case CategoryCode::kDigit: return isAsciiDigit(c);
    case CategoryCode::kNotDigit: return !isAsciiDigit(c);
    case CategoryCode::kSpace: return isAsciiSpace(c);
    case CategoryCode::kNotSpace: return !isAsciiSpace(c);
    case CategoryCode::kWord: return isWord(c);
    case CategoryCode::kNotWord: return !isWord(c);
    case CategoryCode::kLineBreak: return c == '\n';
    case CategoryCode::kNotLineBreak: return c != '\n';
    case CategoryCode::kLocWord: return isLocaleWord(c);
    case CategoryCode::kLocNotWord: return !isLocaleWord(c);
    case CategoryCode::kUniDigit: return isUnicodeDigit(c);
    case CategoryCode::kUniNotDigit: return !isUnicodeDigit(c);
    case CategoryCode::kUniSpace: return unicode::isSpace(c);
    case CategoryCode::kUniNotSpace: return !unicode::isSpace(c);
    case CategoryCode::kUniWord: return isUnicodeWord(c);
    case CategoryCode::kUniNotWord: return !isUnicodeWord(c);
    case CategoryCode::kUniLineBreak: return unicode::isLineBreak(c);
    case CategoryCode::kUniNotLineBreak: return !unicode::isLineBreak(c);
    case CategoryCode::kCount: break;
  }
  return false;
}

bool inSetCode(const uint32_t* code, uint32_t c) {
  bool found = true;
  for (;;) {
    switch (static_cast<Code>(*code++)) {
      case Code::kNegate:
        found = !found;
        break;
      case Code::kLiteral:
        if (c == *code) return found;
        code++;
        break;
      case Code::kCategory:
        if (inCategory(static_cast<CategoryCode>(*code), c)) return found;
        code++;
        break;
      case Code::kCharset:
        if (c < 256 && (code[c / 32] >> (c % 32) & 1)) return found;
        code += 8;
        break;
      case Code::kRange:
        if (code[0] <= c && c <= code[1]) return found;
        code += 2;
        break;
      case Code::kRangeUniIgnore: {
        if (code[0] <= c && c <= code[1]) return found;
        uint32_t upper = upperUnicode(c);
        if (code[0] <= upper && upper <= code[1]) return found;
        code += 2;
        break;
      }
      case Code::kBigCharset: {
        // count, 256 octets that give the chunk of each block of 256 characters, chunks of 256 bits.
        uint32_t count = *code++;
        if (c < 0x10000) {
          unsigned char chunk;
          std::memcpy(&chunk, reinterpret_cast<const char*>(code) + (c >> 8), 1);
          uint32_t bit = c & 255;
          if (code[64 + chunk * 8 + bit / 32] >> (bit % 32) & 1) return found;
        }
        code += 64 + size_t{count} * 8;
        break;
      }
      default:  // FAILURE ends the set
        return !found;
    }
  }
}

}  // namespace taipan::sre
