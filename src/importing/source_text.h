// From the bytes of a source file to UTF-8 text (PEP 263): byte order mark, coding cookie, decoding.
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// The normalised name in a coding cookie in the first two lines ("utf-8", "iso-8859-1" or as written),
// or "" if there is none.
std::string codingCookie(std::string_view bytes);

// Decodes source to UTF-8 (without byte order mark, line ends as they are).  SyntaxError for unknown
// encodings and undecodable text, with CPython's texts; `fromFile` chooses those for a script.
// May run Python code (codecs written in Python).
Status decodeSource(Thread& thread, std::string_view bytes, const std::string& filename, std::string* utf8,
                    bool fromFile = false);

// Raises SyntaxError(message, (filename, line, offset, None)).
Raised raiseSyntaxErrorAt(Thread& thread, std::string_view message, const std::string& filename, int line, int offset);

}  // namespace taipan
