// Elementary functions of complex numbers, to the last digit as CPython computes them: Kahan's algorithms ("Branch Cuts for
// Complex Elementary Functions", 1987), scaled where intermediate results would overflow or vanish.
#pragma once

#include "objects/complex.h"

namespace taipan {

// A function's value, and whether the argument is outside of its domain or the value too large.
struct ComplexResult {
  ComplexNumber value;
  bool isDomainError = false, isRangeError = false;
};
using ComplexFunction = ComplexResult (*)(ComplexNumber);

ComplexResult complexAcos(ComplexNumber z), complexAcosh(ComplexNumber z), complexAsin(ComplexNumber z);
ComplexResult complexAsinh(ComplexNumber z), complexAtan(ComplexNumber z), complexAtanh(ComplexNumber z);
ComplexResult complexCos(ComplexNumber z), complexCosh(ComplexNumber z), complexExp(ComplexNumber z);
ComplexResult complexLog(ComplexNumber z), complexSin(ComplexNumber z), complexSinh(ComplexNumber z);
ComplexResult complexSqrt(ComplexNumber z), complexTan(ComplexNumber z), complexTanh(ComplexNumber z);

}  // namespace taipan
