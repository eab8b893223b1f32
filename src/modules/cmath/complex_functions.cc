// See the header.  Infinities and NaNs get what C99 (annex G) lists for them, by way of the C library; where it leaves
// signs open, positive ones.
//
// sin, tan, cos, asin and atan are the hyperbolic functions of i*z, turned back.
#include "modules/cmath/complex_functions.h"

#include <cfloat>
#include <cmath>

// <complex.h> is C's; C++ hides these declarations.
extern "C" {
_Complex double cacos(_Complex double);
_Complex double cacosh(_Complex double);
_Complex double casinh(_Complex double);
_Complex double catanh(_Complex double);
_Complex double ccosh(_Complex double);
_Complex double cexp(_Complex double);
_Complex double clog(_Complex double);
_Complex double csinh(_Complex double);
_Complex double csqrt(_Complex double);
_Complex double ctanh(_Complex double);
}

namespace taipan {

namespace {

constexpr double kLarge = DBL_MAX / 4;  // squares and sums of what is smaller need care all the same
const double kSqrtLarge = std::sqrt(kLarge), kLogLarge = std::log(kLarge), kSqrtSmallest = std::sqrt(DBL_MIN);
constexpr int kScaleUp = 53, kScaleDown = -27;  // an odd power of two for small arguments, and back after a square root

bool isFinite(ComplexNumber z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool isLarge(ComplexNumber z) { return std::fabs(z.real) > kLarge || std::fabs(z.imag) > kLarge; }

ComplexNumber timesI(ComplexNumber z) { return {-z.imag, z.real}; }
ComplexResult overI(ComplexResult r) {
  r.value = {r.value.imag, -r.value.real};
  return r;
}

ComplexResult special(_Complex double (*function)(_Complex double), ComplexNumber z, bool isDomainError = false) {
  _Complex double value = function(__builtin_complex(z.real, z.imag));
  return {{__real__ value, __imag__ value}, isDomainError, false};
}

ComplexResult checked(ComplexNumber value) {
  return {value, false, std::isinf(value.real) || std::isinf(value.imag)};
}

// log(2 * |z|) of huge z.
double logOfTwice(ComplexNumber z) { return std::log(std::hypot(z.real / 2, z.imag / 2)) + M_LN2 * 2; }

ComplexNumber squareRoot(ComplexNumber z) {
  if (z.real == 0 && z.imag == 0) return {0, z.imag};
  double x = std::fabs(z.real), y = std::fabs(z.imag), root;
  if (x < DBL_MIN && y < DBL_MIN) {
    x = std::ldexp(x, kScaleUp);
    root = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, kScaleUp))), kScaleDown);
  } else {
    x /= 8;
    root = 2 * std::sqrt(x + std::hypot(x, y / 8));
  }
  double other = y / (2 * root);
  if (z.real >= 0) return {root, std::copysign(other, z.imag)};
  return {other, std::copysign(root, z.imag)};
}

// cosh and sinh of huge |x| overflow though their product with a cosine would not: one e is multiplied in last.
struct Hyperbolic {
  double cosh, sinh, factor;
  explicit Hyperbolic(double x) {
    bool huge = std::fabs(x) > kLogLarge;
    double reduced = huge ? x - std::copysign(1.0, x) : x;
    cosh = std::cosh(reduced);
    sinh = std::sinh(reduced);
    factor = huge ? M_E : 1;
  }
};

// Is (±inf, y) a point at which only the signs of sin(y) and cos(y) matter?
bool isInfiniteReal(ComplexNumber z) { return std::isinf(z.real) && std::isfinite(z.imag) && z.imag != 0; }

}  // namespace

ComplexResult complexSqrt(ComplexNumber z) { return isFinite(z) ? ComplexResult{squareRoot(z)} : special(csqrt, z); }

ComplexResult complexAcos(ComplexNumber z) {
  if (std::isinf(z.real) && std::isnan(z.imag)) return {{z.imag, HUGE_VAL}};
  if (!isFinite(z)) return special(cacos, z);
  if (isLarge(z)) {
    double log = logOfTwice(z), sign = z.real < 0 ? z.imag : -z.imag;
    return {{std::atan2(std::fabs(z.imag), z.real), z.real < 0 ? -std::copysign(log, sign) : std::copysign(log, sign)}};
  }
  ComplexNumber minus = squareRoot({1 - z.real, -z.imag}), plus = squareRoot({1 + z.real, z.imag});
  return {{2 * std::atan2(minus.real, plus.real), std::asinh(plus.real * minus.imag - plus.imag * minus.real)}};
}

ComplexResult complexAcosh(ComplexNumber z) {
  if (!isFinite(z)) {
    // C99 lets acosh(0 + nan·i) keep an imaginary part of π/2; Python does not.
    if (z.real == 0 && std::isnan(z.imag)) return {{z.imag, z.imag}};
    return special(cacosh, z);
  }
  if (isLarge(z)) return {{logOfTwice(z), std::atan2(z.imag, z.real)}};
  ComplexNumber minus = squareRoot({z.real - 1, z.imag}), plus = squareRoot({z.real + 1, z.imag});
  return {{std::asinh(minus.real * plus.real + minus.imag * plus.imag), 2 * std::atan2(minus.imag, plus.real)}};
}

ComplexResult complexAsinh(ComplexNumber z) {
  if (std::isnan(z.real) && std::isinf(z.imag)) return {{HUGE_VAL, z.real}};
  if (!isFinite(z)) return special(casinh, z);
  if (isLarge(z)) {
    double log = logOfTwice(z);
    double real = z.imag >= 0 ? std::copysign(log, z.real) : -std::copysign(log, -z.real);
    return {{real, std::atan2(z.imag, std::fabs(z.real))}};
  }
  ComplexNumber plus = squareRoot({1 + z.imag, -z.real}), minus = squareRoot({1 - z.imag, z.real});
  return {{std::asinh(plus.real * minus.imag - minus.real * plus.imag),
           std::atan2(z.imag, plus.real * minus.real - plus.imag * minus.imag)}};
}

ComplexResult complexAtanh(ComplexNumber z) {
  if (std::isnan(z.real) && std::isinf(z.imag)) return {{0, std::copysign(M_PI / 2, z.imag)}};
  if (!isFinite(z)) return special(catanh, z);
  if (std::signbit(z.real)) {  // an odd function
    ComplexResult mirrored = complexAtanh({-z.real, -z.imag});
    mirrored.value = {-mirrored.value.real, -mirrored.value.imag};
    return mirrored;
  }
  double y = std::fabs(z.imag);
  if (z.real > kSqrtLarge || y > kSqrtLarge) {
    double half = std::hypot(z.real / 2, z.imag / 2);
    return {{z.real / 4 / half / half, -std::copysign(M_PI / 2, -z.imag)}};
  }
  if (z.real == 1 && y < kSqrtSmallest) {
    if (y == 0) return {{HUGE_VAL, z.imag}, true, false};
    return {{-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.0))), std::copysign(std::atan2(2.0, -y) / 2, z.imag)}};
  }
  double less = 1 - z.real;
  return {{std::log1p(4 * z.real / (less * less + y * y)) / 4, -std::atan2(-2 * z.imag, less * (1 + z.real) - y * y) / 2}};
}

ComplexResult complexCosh(ComplexNumber z) {
  if (isInfiniteReal(z)) {
    double imag = std::copysign(HUGE_VAL, std::sin(z.imag));
    return {{std::copysign(HUGE_VAL, std::cos(z.imag)), z.real > 0 ? imag : -imag}};
  }
  if (std::isnan(z.real) && z.imag == 0) return {{z.real, 0}};
  if (!isFinite(z)) return special(ccosh, z, std::isinf(z.imag) && !std::isnan(z.real));
  Hyperbolic x(z.real);
  return checked({std::cos(z.imag) * x.cosh * x.factor, std::sin(z.imag) * x.sinh * x.factor});
}

ComplexResult complexSinh(ComplexNumber z) {
  if (isInfiniteReal(z)) {
    double real = std::copysign(HUGE_VAL, std::cos(z.imag));
    return {{z.real > 0 ? real : -real, std::copysign(HUGE_VAL, std::sin(z.imag))}};
  }
  if (z.real == 0 && std::isnan(z.imag)) return {{0, z.imag}};
  if (!isFinite(z)) return special(csinh, z, std::isinf(z.imag) && !std::isnan(z.real));
  Hyperbolic x(z.real);
  return checked({std::cos(z.imag) * x.sinh * x.factor, std::sin(z.imag) * x.cosh * x.factor});
}

ComplexResult complexTanh(ComplexNumber z) {
  if (isInfiniteReal(z)) {
    return {{z.real > 0 ? 1.0 : -1.0, std::copysign(0.0, 2 * std::sin(z.imag) * std::cos(z.imag))}};
  }
  if (std::isinf(z.real)) return {{z.real > 0 ? 1.0 : -1.0, std::isfinite(z.imag) ? z.imag : 0.0}};
  if (std::isfinite(z.real) && std::isnan(z.imag)) return {{z.imag, z.imag}};
  if (!isFinite(z)) return special(ctanh, z, std::isinf(z.imag) && std::isfinite(z.real));
  if (std::fabs(z.real) > kLogLarge) {
    return {{std::copysign(1.0, z.real), 4 * std::sin(z.imag) * std::cos(z.imag) * std::exp(-2 * std::fabs(z.real))}};
  }
  double tanh = std::tanh(z.real), tan = std::tan(z.imag), inverse = 1 / std::cosh(z.real);
  double product = tanh * tan, divisor = 1 + product * product;
  return {{tanh * (1 + tan * tan) / divisor, ((tan / divisor) * inverse) * inverse}};
}

ComplexResult complexExp(ComplexNumber z) {
  if (isInfiniteReal(z)) {
    double size = z.real > 0 ? HUGE_VAL : 0;
    return {{std::copysign(size, std::cos(z.imag)), std::copysign(size, std::sin(z.imag))}};
  }
  if (z.real == -HUGE_VAL && !std::isfinite(z.imag)) return {{0, 0}};
  if (!isFinite(z)) return special(cexp, z, std::isinf(z.imag) && (std::isfinite(z.real) || z.real == HUGE_VAL));
  bool huge = z.real > kLogLarge;
  double length = std::exp(huge ? z.real - 1 : z.real), factor = huge ? M_E : 1;
  return checked({length * std::cos(z.imag) * factor, length * std::sin(z.imag) * factor});
}

// Near |z| = 1 the logarithm of the length loses everything unless it is taken by log1p.
ComplexResult complexLog(ComplexNumber z) {
  if (!isFinite(z)) return special(clog, z);
  double x = std::fabs(z.real), y = std::fabs(z.imag), phase = std::atan2(z.imag, z.real), length = std::hypot(x, y);
  if (isLarge(z)) return {{std::log(std::hypot(x / 2, y / 2)) + M_LN2, phase}};
  if (x < DBL_MIN && y < DBL_MIN) {
    if (x == 0 && y == 0) return {{-HUGE_VAL, phase}, true, false};
    return {{std::log(std::hypot(std::ldexp(x, kScaleUp), std::ldexp(y, kScaleUp))) - kScaleUp * M_LN2, phase}};
  }
  if (length < 0.71 || length > 1.73) return {{std::log(length), phase}};
  double high = x > y ? x : y, low = x > y ? y : x;
  return {{std::log1p((high - 1) * (high + 1) + low * low) / 2, phase}};
}

ComplexResult complexCos(ComplexNumber z) { return complexCosh(timesI(z)); }
ComplexResult complexSin(ComplexNumber z) { return overI(complexSinh(timesI(z))); }
ComplexResult complexTan(ComplexNumber z) { return overI(complexTanh(timesI(z))); }
ComplexResult complexAsin(ComplexNumber z) { return overI(complexAsinh(timesI(z))); }
ComplexResult complexAtan(ComplexNumber z) { return overI(complexAtanh(timesI(z))); }

}  // namespace taipan
