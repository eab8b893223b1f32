// The mail encodings of binascii: uuencode and quoted-printable.  Plain functions on bytes; none of them fails but
// decodeUu.
#pragma once

#include <string>
#include <string_view>

namespace taipan {

// One line of at most 45 bytes, the newline included.
std::string encodeUu(std::string_view data, bool backtick);
// A decoded line; null in *error, or what is wrong with it.
std::string decodeUu(std::string_view line, const char** error);
// RFC 1521; with `header`, '_' stands for a space (RFC 1522).
std::string decodeQuoted(std::string_view data, bool header);
std::string encodeQuoted(std::string_view data, bool quoteTabs, bool isText, bool header);

}  // namespace taipan
