// The format specification mini-language, and the formatting of numbers and text by it.
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision][type]
#pragma once

#include <cstdint>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct Str;

struct FormatSpec {
  uint32_t fill = ' ';
  char align = '>';        // '<', '>', '=', '^'
  bool alignGiven = false;
  bool fillGiven = false;
  char sign = 0;           // '+', '-', ' ' or none
  bool zeroCoerced = false;  // 'z'
  bool alternate = false;
  int64_t width = -1;
  char grouping = 0;       // ',' or '_'
  int64_t precision = -1;
  uint32_t type = 0;       // a code point; the default for the value's kind if the text has none
};

// Parses `text`; `value` is for messages.  ValueError for malformed specifications.
Result<FormatSpec> parseFormatSpec(Thread& thread, Str* text, Value value, char defaultType, char defaultAlign);

// How many fill characters come left and right of `length` characters.
void computePadding(const FormatSpec& spec, size_t length, size_t* left, size_t* right);

// ValueError "Unknown format code 'x' for object of type 'y'".
Raised raiseUnknownFormatCode(Thread& thread, uint32_t code, Value value);

// format(value, spec) for each kind; `value` is of that kind (subclasses too).
Ref<Str> formatInt(Thread& thread, Value value, Str* spec);
Ref<Str> formatFloat(Thread& thread, Value value, Str* spec);
Ref<Str> formatComplex(Thread& thread, Value value, Str* spec);
Ref<Str> formatString(Thread& thread, Str* value, Str* spec);

}  // namespace taipan
