// From the bytes of a source file to UTF-8 text (PEP 263), with the interpreter's codecs.
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// Decodes source to UTF-8 (without byte order mark).  SyntaxError for unknown encodings and undecodable text;
// `fromFile` chooses the texts for a script.  May run Python code (codecs written in Python).
Status decodeSourceText(Thread& thread, std::string_view bytes, const std::string& filename, std::string* utf8,
                        bool fromFile = false);

}  // namespace taipan
