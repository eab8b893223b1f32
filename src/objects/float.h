// float: immediates for usual exponents, heap objects for the rest.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Float : Object {
  double value;
};

inline bool isFloat(Value v) {  // subclasses too
  return v.isImmediateFloat() || (v.isObject() && v.object()->type->has(kTypeIsFloat));
}
Ref<> newFloatSlow(Thread& thread, double d);
inline Ref<> newFloat(Thread& thread, double d) {
  if (Value v = Value::tryFloat(d)) [[likely]] return Ref<>::adopt(v);
  return newFloatSlow(thread, d);
}
inline double floatValue(Value v) {  // v: isFloat
  return v.isImmediateFloat() ? v.immediateFloatValue() : v.as<Float>()->value;
}
// float(x) of any number: floats, ints, __float__, __index__; TypeError "must be real number, not x".
// Of a float it is the value, whatever __float__ its class has.
Result<double> asDouble(Thread& thread, Value v);
// As asDouble, but subclasses of float are asked for __float__.
Result<double> floatOf(Thread& thread, Value v);
Ref<Str> floatRepr(Thread& thread, double d);
int64_t floatHash(double d);  // not for nan

extern const TypeSpec kFloatType;

}  // namespace taipan
