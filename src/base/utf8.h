// UTF-8 and its superset "WTF-8".
//
// Python strings may hold lone surrogates (U+D800..U+DFFF).  Where such text is carried in bytes
// inside Taipan (string constants of syntax trees, identifiers), a surrogate is encoded as the three
// bytes that the UTF-8 pattern gives it: WTF-8.  Strict UTF-8 rejects those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace taipan {

enum class SurrogateRule : uint8_t { kReject, kAllow };

constexpr uint32_t kMaxCodePoint = 0x10FFFF;
/// What decodeUtf8 gives for bytes that are not UTF-8.
constexpr uint32_t kBadCodePoint = 0xFFFFFFFF;

constexpr bool isSurrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

/// Decodes one code point at `*position` and moves it on; kBadCodePoint (position unmoved) if the
/// bytes there are malformed, overlong, truncated, beyond U+10FFFF, or a rejected surrogate.
/// `*position` must be below text.size().
uint32_t decodeUtf8(std::string_view text, size_t* position,
                    SurrogateRule rule = SurrogateRule::kAllow);

/// Appends the encoding (1..4 bytes) of a code point; surrogates give three bytes.
void appendUtf8(std::string* out, uint32_t codePoint);
/// The same into a buffer of four bytes; gives the count.
size_t encodeUtf8(char* out, uint32_t codePoint);

/// Code points in well-formed text.
size_t countCodePoints(std::string_view text);

/// Offset of the first byte that is not well-formed, or npos.
size_t findInvalidUtf8(std::string_view text, SurrogateRule rule = SurrogateRule::kReject);

/// All bytes below 128.
bool isAscii(std::string_view text);

}  // namespace taipan
