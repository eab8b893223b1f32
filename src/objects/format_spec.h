// The format specification mini-language, parsed:
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision][type]
#pragma once

#include <cstdint>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct Str;

struct FormatSpec {
  uint32_t fill = ' ';
  char align = '>';          // '<', '>', '=' or '^'
  bool alignGiven = false;
  bool fillGiven = false;
  char sign = 0;             // '+', '-', ' ' or none
  bool noNegativeZero = false;  // 'z'
  bool alternate = false;    // '#'
  int64_t width = -1;
  char grouping = 0;         // ',', '_' or none
  int64_t precision = -1;
  uint32_t type = 0;         // a code point; the default if the text has none
};

// Parses `text`; `value` is what is formatted, for messages.  ValueError if malformed.
Result<FormatSpec> parseFormatSpec(Thread& thread, Str* text, Value value, char defaultType, char defaultAlign);

// How many fill characters come left and right of `length` characters.
void computePadding(const FormatSpec& spec, size_t length, size_t* left, size_t* right);

// ValueError "Unknown format code 'x' for object of type 'y'".
Raised raiseUnknownFormatCode(Thread& thread, uint32_t code, Value value);

}  // namespace taipan
