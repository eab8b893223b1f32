// complex: a pair of doubles.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct ComplexNumber {
  double real, imag;
};

struct Complex : Object {
  ComplexNumber value;
};

inline bool isComplex(Thread& thread, Value v) {  // subclasses too
  return v.isObject() && (v.object()->type == thread.type(TypeId::kComplex) ||
                          isInstanceOf(thread, v, TypeId::kComplex));
}
Ref<> newComplex(Thread& thread, ComplexNumber z);
// complex(x) of any number, without text: __complex__, __float__, __index__; TypeError "must be real number, not x".
Result<ComplexNumber> asComplex(Thread& thread, Value v);
// base ** exponent; ZeroDivisionError "0.0 to a negative or complex power", OverflowError.
Ref<> powerOfComplex(Thread& thread, ComplexNumber base, ComplexNumber exponent);
Result<ComplexNumber> divideComplex(Thread& thread, ComplexNumber a, ComplexNumber b);

extern const TypeSpec kComplexType;

}  // namespace taipan
