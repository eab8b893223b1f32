// What the files of float share with those of other numbers.
#pragma once

#include "objects/float.h"

namespace taipan {

// base ** exponent as floats, where the result is real; ZeroDivisionError, OverflowError.
Result<double> powerOfDoubles(Thread& thread, double base, double exponent);
// Python's % and // of floats; the divisor is not zero.
double floatRemainder(double x, double y);
double floatFloorDivide(double x, double y);
// OverflowError or ValueError with errno's number and text: what a failing C library function means.
Raised raiseRangeError(Thread& thread, TypeId type, int error);
// float(text): ValueError "could not convert string to float: …".  `source` is for the message.
Result<double> parseFloatText(Thread& thread, const char* data, size_t size, Value source);
// float(x) for one argument of any type.
Ref<> floatFromObject(Thread& thread, Value v);
// A float or int operand as a double; *ok = false: neither.
Result<double> operandAsDouble(Thread& thread, Value v, bool* ok);

}  // namespace taipan
