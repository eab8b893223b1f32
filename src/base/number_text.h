// Numbers as Python writes them.
#pragma once

#include <string>

namespace taipan {

/// repr(float): the shortest digits that read back, exponent form below 1e-4 and from 1e16 on.
std::string floatRepr(double value);

/// repr(complex).
std::string complexRepr(double real, double imag);

}  // namespace taipan
