// The parts of the module math: integer functions (math_integers.cc) and sums (math_sums.cc) for its table.
#pragma once

#include "objects/native.h"

namespace taipan {

Ref<> mathGcd(Thread& thread, const Value* args);
Ref<> mathLcm(Thread& thread, const Value* args);
Ref<> mathFactorial(Thread& thread, const Value* args);
Ref<> mathComb(Thread& thread, const Value* args);
Ref<> mathPerm(Thread& thread, const Value* args);
Ref<> mathIsqrt(Thread& thread, const Value* args);
Ref<> mathFsum(Thread& thread, const Value* args);
Ref<> mathProd(Thread& thread, const Value* args);
Ref<> mathHypot(Thread& thread, const Value* args);
Ref<> mathDist(Thread& thread, const Value* args);

extern const ModuleSpec kMathModule;

}  // namespace taipan
