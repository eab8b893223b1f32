// What is fed with arbitrary bytes.  Each target takes one input and leaves the session as it found it; a fault ends the
// process (a sanitizer, an assertion, abort).  True: the input was well-formed.
#pragma once

#include <string_view>

namespace taipan::fuzz {

// Marshal data through the reader; what it gives is written again.
bool marshal(std::string_view input);
// Marshal data of a code object, as a .pyc file may hold it: verified, and run if it passes.
bool code(std::string_view input);
// Source text through lexer, parser and compiler.  What the compiler makes must pass verification.
bool source(std::string_view input);

}  // namespace taipan::fuzz
