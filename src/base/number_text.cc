#include "base/number_text.h"

#include <charconv>
#include <cmath>
#include <string_view>

namespace taipan {

namespace {

/// Shortest repr digits in Python's layout, without the ".0" that marks a whole float.
std::string shortest(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::scientific).ptr;
  std::string_view text(buffer, static_cast<size_t>(end - buffer));
  std::string result;
  if (text[0] == '-') {
    result = "-";
    text.remove_prefix(1);
  }
  size_t e = text.find('e');
  int exponent = 0;
  size_t digitsAt = text[e + 1] == '+' ? e + 2 : e + 1;
  std::from_chars(text.data() + digitsAt, text.data() + text.size(), exponent);
  std::string digits(1, text[0]);
  if (e > 2) digits += text.substr(2, e - 2);
  int point = exponent + 1;  // digits before the decimal point
  int count = static_cast<int>(digits.size());
  if (-4 < point && point <= 16) {
    if (point <= 0) {
      result += "0." + std::string(static_cast<size_t>(-point), '0') + digits;
    } else if (point >= count) {
      result += digits + std::string(static_cast<size_t>(point - count), '0');
    } else {
      result += digits.substr(0, static_cast<size_t>(point)) + "." + digits.substr(static_cast<size_t>(point));
    }
    return result;
  }
  result += digits[0];
  if (count > 1) result += "." + digits.substr(1);
  int magnitude = exponent < 0 ? -exponent : exponent;
  result += exponent < 0 ? "e-" : "e+";
  if (magnitude < 10) result += '0';
  return result + std::to_string(magnitude);
}

}  // namespace

std::string floatRepr(double value) {
  std::string text = shortest(value);
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

std::string complexRepr(double real, double imag) {
  std::string imaginary = shortest(imag) + "j";
  if (real == 0 && !std::signbit(real)) return imaginary;
  if (imaginary[0] != '-') imaginary.insert(0, "+");
  return "(" + shortest(real) + imaginary + ")";
}

}  // namespace taipan
