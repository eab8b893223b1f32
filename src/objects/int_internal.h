// What the files of int share: a uniform view of any int as limbs, and results made from limbs.
#pragma once

#include <gmp.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "objects/int.h"

namespace taipan {

// Sign and magnitude of any int (immediate, bool or heap) without allocating.  Borrows.
class IntView {
 public:
  explicit IntView(Value v) {
    if (v.isObject()) {
      const Int* object = v.as<Int>();
      negative = object->size < 0;
      count = static_cast<size_t>(negative ? -object->size : object->size);
      limbs = object->limbs;
      return;
    }
    int64_t i = v.isSmallInt() ? v.smallIntValue() : v.isTrue();
    negative = i < 0;
    local_ = negative ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
    count = i != 0;
    limbs = &local_;
  }
  IntView(const IntView&) = delete;

  const uint64_t* limbs;
  size_t count;  // highest limb nonzero; 0 for zero
  bool negative;

  bool isZero() const { return count == 0; }
  size_t bitLength() const {
    return count == 0 ? 0 : count * 64 - static_cast<size_t>(__builtin_clzll(limbs[count - 1]));
  }
  // As a read-only GMP integer, valid as long as the view.
  mpz_srcptr mpz() {
    return mpz_roinit_n(storage_, limbs, negative ? -static_cast<mp_size_t>(count) : static_cast<mp_size_t>(count));
  }

 private:
  uint64_t local_;
  mpz_t storage_;
};

// A GMP integer that frees itself.
class Mpz {
 public:
  Mpz() { mpz_init(z_); }
  ~Mpz() { mpz_clear(z_); }
  Mpz(const Mpz&) = delete;
  operator mpz_ptr() { return z_; }
  mpz_ptr get() { return z_; }

 private:
  mpz_t z_;
};

// Scratch limbs: on the stack when few.
class LimbBuffer {
 public:
  explicit LimbBuffer(size_t count)
      : data_(count <= kInline ? inline_ : static_cast<uint64_t*>(std::malloc(count * sizeof(uint64_t)))) {}
  ~LimbBuffer() {
    if (data_ != inline_) std::free(data_);
  }
  LimbBuffer(const LimbBuffer&) = delete;
  bool valid() const { return data_ != nullptr; }
  uint64_t* data() { return data_; }

 private:
  static constexpr size_t kInline = 48;
  uint64_t inline_[kInline];
  uint64_t* data_;
};

inline bool isExactInt(Thread& thread, Value v) {
  return v.isSmallInt() || (v.isObject() && v.object()->type == thread.type(TypeId::kInt));
}
inline Ref<> notImplemented() { return Ref<>::adopt(kNotImplemented); }

// MemoryError only.
Ref<> newIntFromLimbs(Thread& thread, const uint64_t* limbs, size_t count, bool negative);
Ref<> newIntFromInt128(Thread& thread, __int128 i);
// An int of `count` limbs, which the caller writes; then finishInt makes it a proper value (perhaps an immediate).
Ref<Int> allocateInt(Thread& thread, size_t count);
Ref<> finishInt(Thread& thread, Ref<Int> number, size_t allocated, bool negative);
// `v` (isInt) as a 128-bit integer, if it is one.
inline bool intFitsInt128(Value v, __int128* out) {
  if (v.isSmallInt()) {
    *out = v.smallIntValue();
    return true;
  }
  IntView view(v);
  if (view.count > 2 || (view.count == 2 && view.limbs[1] >> 63)) return false;
  unsigned __int128 magnitude = view.count == 2 ? static_cast<unsigned __int128>(view.limbs[1]) << 64 : 0;
  if (view.count != 0) magnitude |= view.limbs[0];
  *out = view.negative ? -static_cast<__int128>(magnitude) : static_cast<__int128>(magnitude);
  return true;
}
Ref<> newIntFromMpz(Thread& thread, mpz_srcptr z);
// The plain int with the value of `v` (isInt).
Ref<> toExactInt(Thread& thread, Value v);
// A result of so many bits is beyond any memory: raises MemoryError instead of letting GMP abort.
Status checkResultBits(Thread& thread, double bits);

// int(x) for one argument of any type; may run Python code.
Ref<> intFromObject(Thread& thread, Value v);

// --- operators, as the slots; NotImplemented unless both are ints.
Ref<> intAdd(Thread& thread, Value a, Value b);
Ref<> intSubtract(Thread& thread, Value a, Value b);
Ref<> intMultiply(Thread& thread, Value a, Value b);
Ref<> intFloorDivide(Thread& thread, Value a, Value b);
Ref<> intRemainder(Thread& thread, Value a, Value b);
Ref<> intDivmod(Thread& thread, Value a, Value b);
Ref<> intTrueDivide(Thread& thread, Value a, Value b);
Ref<> intPower(Thread& thread, Value a, Value b);
Ref<> intPowerModulo(Thread& thread, Value a, Value b, Value modulus);
Ref<> intLeftShift(Thread& thread, Value a, Value b);
Ref<> intRightShift(Thread& thread, Value a, Value b);
Ref<> intAnd(Thread& thread, Value a, Value b);
Ref<> intOr(Thread& thread, Value a, Value b);
Ref<> intXor(Thread& thread, Value a, Value b);
Ref<> intNegative(Thread& thread, Value a);
Ref<> intInvert(Thread& thread, Value a);
Ref<> intAbsolute(Thread& thread, Value a);
Ref<> intCompare(Thread& thread, Value a, Value b, CompareOp op);
int compareInts(Value a, Value b);  // -1, 0, 1
inline Ref<> compareResult(int order, CompareOp op) {
  bool result = false;
  switch (op) {
    case CompareOp::kLess: result = order < 0; break;
    case CompareOp::kLessEqual: result = order <= 0; break;
    case CompareOp::kEqual: result = order == 0; break;
    case CompareOp::kNotEqual: result = order != 0; break;
    case CompareOp::kGreater: result = order > 0; break;
    case CompareOp::kGreaterEqual: result = order >= 0; break;
  }
  return Ref<>::adopt(Value::boolean(result));
}
// The value divided by 2^exponent as a double in [0.5, 1), correctly rounded: for logarithms.
double intFrexp(Value v, int64_t* exponent);
// Nearest double to a / b, b not zero.
Result<double> divideToDouble(Thread& thread, Value a, Value b);

// --- text
// Text in base 2 … 36 with a minus sign if negative, no prefix; ValueError if a decimal text exceeds the limit.
Result<std::string> intToText(Thread& thread, Value v, int base);
Ref<> intRepr(Thread& thread, Value v);
// int(text, base) of bytes; `source` is for the message.
Ref<> parseIntText(Thread& thread, std::string_view text, int base, Value source);
// `text` for parsers of numbers: decimal digits of all scripts as ASCII ones, all white space as blanks and none
// at the ends; other characters beyond ASCII become '?'.
std::string asciiNumberText(const Str* text);
// The contents of a bytes-like object, or nothing (and no exception) if `v` is none.
bool bytesLikeText(Thread& thread, Value v, std::string* text);

}  // namespace taipan
