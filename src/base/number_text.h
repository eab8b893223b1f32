// Text of floating-point numbers, both ways, independent of any locale.  Digits come from
// <charconv>, which rounds correctly; what is added here is Python's choice of layout.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace taipan {

enum NumberTextFlag : unsigned {
  kTextPlusSign = 1,     // '+' before numbers without a minus sign
  kTextDotZero = 2,      // ".0" if the text would look like an integer
  kTextAlternate = 4,    // always a decimal point; 'g' keeps trailing zeros
};

/// `d` in the style of `type`: e E f F g G, or r (shortest text that reads back, as repr; precision
/// is ignored).  Infinities and NaN are "inf" and "nan".
std::string formatDouble(double d, char type, int precision, unsigned flags = 0);

/// repr(float): the shortest digits that read back, exponent form below 1e-4 and from 1e16 on.
std::string floatRepr(double value);

/// repr(complex).
std::string complexRepr(double real, double imag);

/// Reads the longest decimal float at the start of `text` (optional sign, digits with optional point
/// and exponent, or inf, infinity, nan in any case; no spaces, no underscores).  Gives the number of
/// characters read, 0 if there is no number.  Too large gives an infinity, too small zero.
size_t parseDouble(std::string_view text, double* result);

/// The digits of `text` with underscores removed if each stands between two digits.  False: misplaced.
bool removeUnderscores(std::string_view text, std::string* result);

}  // namespace taipan
