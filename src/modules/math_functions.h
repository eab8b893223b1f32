// Real functions that math and cmath share, on plain doubles; what the C library does not do the way Python does.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// The Gamma function and the logarithm of its absolute value; NaN for a domain error, infinity for overflow or poles.
double gammaFunction(double x);
double logGammaFunction(double x);

// ValueError "math domain error", OverflowError "math range error".
Raised raiseMathDomain(Thread& thread);
Raised raiseMathRange(Thread& thread);

}  // namespace taipan
