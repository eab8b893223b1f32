// int: immediates of 62 bits, and heap objects of 64-bit limbs computed with GMP's mpn functions.
#pragma once

#include <string_view>

#include "base/big_int.h"
#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// Sign and magnitude; size is negative for a negative number, |size| limbs, least significant first,
// highest limb nonzero.  May hold a value that would fit an immediate.
struct Str;

struct Int : Object {
  int64_t size;
  uint64_t limbs[];
};

inline bool isInt(Value v) {  // bool and subclasses too
  return v.isSmallInt() || v.isBool() || (v.isObject() && v.object()->type->has(kTypeIsInt));
}
Ref<> newIntSlow(Thread& thread, int64_t i);
inline Ref<> newInt(Thread& thread, int64_t i) {
  if (Value::fitsSmallInt(i)) [[likely]] return Ref<>::adopt(Value::smallInt(i));
  return newIntSlow(thread, i);
}
Ref<> newIntUnsigned(Thread& thread, uint64_t i);
Ref<> newIntFromDouble(Thread& thread, double d);  // truncates; OverflowError/ValueError for inf/nan
Ref<> newIntFromBigInt(Thread& thread, const BigInt& i);
BigInt toBigInt(Value intValue);
// OverflowError "Python int too large to convert to C …" if out of range.  `v` must be an int (isInt).
Result<int64_t> intAsInt64(Thread& thread, Value v);
bool intFitsInt64Slow(Value v, int64_t* out);
inline bool intFitsInt64(Value v, int64_t* out) {
  if (v.isSmallInt()) [[likely]] {
    *out = v.smallIntValue();
    return true;
  }
  return intFitsInt64Slow(v, out);
}
Result<double> intAsDouble(Thread& thread, Value v);  // OverflowError "int too large to convert to float"
int intSign(Value v);
Ref<Str> smallIntText(Thread& thread, int64_t i);  // its decimal text
Ref<> parseInt(Thread& thread, Str* text, int base);  // int("…", base) with its errors
int64_t intHash(Value v);

extern const TypeSpec kIntType;

}  // namespace taipan
