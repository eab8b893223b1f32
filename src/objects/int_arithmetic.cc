// Arithmetic of ints.  Small operands take checked machine arithmetic; others go through views of
// limbs to GMP: mpn into scratch limbs for + - *, mpz for the rest.
#include <cmath>
#include <cstdint>

#include "objects/float.h"
#include "objects/float_internal.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

bool bothInts(Value a, Value b) { return isInt(a) && isInt(b); }

// OPTIMIZATION: both operands as machine words.
bool bothFit(Value a, Value b, int64_t* x, int64_t* y) { return intFitsInt64(a, x) && intFitsInt64(b, y); }

Ref<> addViews(Thread& thread, const IntView& left, const IntView& right, bool negateRight) {
  const IntView *a = &left, *b = &right;
  bool aNegative = left.negative, bNegative = right.negative != negateRight;
  bool swap = a->count < b->count;
  if (!swap && a->count == b->count && a->count != 0 && aNegative != bNegative) {
    int order = mpn_cmp(a->limbs, b->limbs, static_cast<mp_size_t>(a->count));
    if (order == 0) return newInt(thread, 0);
    swap = order < 0;
  }
  if (swap) {
    std::swap(a, b);
    std::swap(aNegative, bNegative);
  }
  if (b->count == 0) return newIntFromLimbs(thread, a->limbs, a->count, aNegative);
  LimbBuffer result(a->count + 1);
  if (!result.valid()) return thread.raiseMemoryError();
  mp_size_t an = static_cast<mp_size_t>(a->count), bn = static_cast<mp_size_t>(b->count);
  size_t count = a->count;
  if (aNegative == bNegative) {
    result.data()[count] = mpn_add(result.data(), a->limbs, an, b->limbs, bn);
    ++count;
  } else {
    mpn_sub(result.data(), a->limbs, an, b->limbs, bn);
  }
  return newIntFromLimbs(thread, result.data(), count, aNegative);
}

Ref<> multiplyViews(Thread& thread, const IntView& left, const IntView& right) {
  const IntView *a = &left, *b = &right;
  if (a->count < b->count) std::swap(a, b);
  if (b->count == 0) return newInt(thread, 0);
  TRY(checkResultBits(thread, 64.0 * static_cast<double>(a->count + b->count)));
  LimbBuffer result(a->count + b->count);
  if (!result.valid()) return thread.raiseMemoryError();
  mp_size_t an = static_cast<mp_size_t>(a->count), bn = static_cast<mp_size_t>(b->count);
  if (a->limbs == b->limbs && an == bn) {
    mpn_sqr(result.data(), a->limbs, an);
  } else {
    mpn_mul(result.data(), a->limbs, an, b->limbs, bn);
  }
  return newIntFromLimbs(thread, result.data(), a->count + b->count, a->negative != b->negative);
}

int64_t floorDivide(int64_t x, int64_t y) {
  int64_t quotient = x / y;
  return quotient - (quotient * y != x && (x < 0) != (y < 0));
}

int64_t floorRemainder(int64_t x, int64_t y) {
  int64_t rest = x % y;
  return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

// The one quotient that overflows: INT64_MIN // -1.
bool divisionFits(int64_t x, int64_t y) { return !(x == INT64_MIN && y == -1); }

}  // namespace

Ref<> intAdd(Thread& thread, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt()) [[likely]] {
    return newInt(thread, a.smallIntValue() + b.smallIntValue());
  }
  if (!bothInts(a, b)) return notImplemented();
  return addViews(thread, IntView(a), IntView(b), false);
}

Ref<> intSubtract(Thread& thread, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt()) [[likely]] {
    return newInt(thread, a.smallIntValue() - b.smallIntValue());
  }
  if (!bothInts(a, b)) return notImplemented();
  return addViews(thread, IntView(a), IntView(b), true);
}

Ref<> intMultiply(Thread& thread, Value a, Value b) {
  int64_t product;
  if (a.isSmallInt() && b.isSmallInt() &&
      !__builtin_mul_overflow(a.smallIntValue(), b.smallIntValue(), &product)) [[likely]] {
    return newInt(thread, product);
  }
  if (!bothInts(a, b)) return notImplemented();
  return multiplyViews(thread, IntView(a), IntView(b));
}

Ref<> intFloorDivide(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "integer division or modulo by zero");
  int64_t x, y;
  if (bothFit(a, b, &x, &y) && divisionFits(x, y)) return newInt(thread, floorDivide(x, y));
  Mpz result;
  mpz_fdiv_q(result, IntView(a).mpz(), IntView(b).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intRemainder(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "integer modulo by zero");
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, y == -1 ? 0 : floorRemainder(x, y));
  Mpz result;
  mpz_fdiv_r(result, IntView(a).mpz(), IntView(b).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intDivmod(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "integer division or modulo by zero");
  Ref<> quotient, rest;
  int64_t x, y;
  if (bothFit(a, b, &x, &y) && divisionFits(x, y)) {
    quotient = newInt(thread, floorDivide(x, y));
    rest = newInt(thread, y == -1 ? 0 : floorRemainder(x, y));
  } else {
    Mpz q, r;
    mpz_fdiv_qr(q, r, IntView(a).mpz(), IntView(b).mpz());
    quotient = newIntFromMpz(thread, q);
    rest = newIntFromMpz(thread, r);
  }
  if (!quotient || !rest) return Raised{};
  return makeTuple(thread, quotient.get(), rest.get());
}

// a / b rounded once: scale so that the integer quotient has a few bits more than a double holds, fold the
// remainder into the lowest bit, round half to even at the place the result's exponent asks for.
Result<double> divideToDouble(Thread& thread, Value a, Value b) {
  constexpr int64_t kExact = int64_t{1} << 53;
  int64_t x, y;
  if (bothFit(a, b, &x, &y) && x >= -kExact && x <= kExact && y >= -kExact && y <= kExact) {
    return static_cast<double>(x) / static_cast<double>(y);
  }
  IntView left(a), right(b);
  bool negative = left.negative != right.negative;
  if (left.isZero()) return negative ? -0.0 : 0.0;
  int64_t difference = static_cast<int64_t>(left.bitLength()) - static_cast<int64_t>(right.bitLength());
  if (difference > 1024) {
    return thread.raise(TypeId::kOverflowError, "integer division result too large for a float");
  }
  if (difference < -1080) return negative ? -0.0 : 0.0;
  constexpr int64_t kLowestExponent = -1021, kMantissa = 53;
  int64_t shift = (difference > kLowestExponent ? difference : kLowestExponent) - kMantissa - 2;
  Mpz numerator, denominator, quotient, rest;
  mpz_abs(numerator, left.mpz());
  mpz_abs(denominator, right.mpz());
  if (shift <= 0) {
    mpz_mul_2exp(numerator, numerator, static_cast<mp_bitcnt_t>(-shift));
  } else {
    mpz_mul_2exp(denominator, denominator, static_cast<mp_bitcnt_t>(shift));
  }
  mpz_tdiv_qr(quotient, rest, numerator, denominator);
  uint64_t bits = mpz_get_ui(quotient);
  if (mpz_sgn(rest.get()) != 0) bits |= 1;
  int64_t length = bits == 0 ? 0 : 64 - __builtin_clzll(bits);
  int64_t extra = (length > kLowestExponent - shift ? length : kLowestExponent - shift) - kMantissa;
  uint64_t half = uint64_t{1} << (extra - 1), low = bits & ((half << 1) - 1);
  bits -= low;
  if (low > half || (low == half && (bits & (half << 1)))) bits += half << 1;
  double result = std::ldexp(static_cast<double>(bits), static_cast<int>(shift));
  if (std::isinf(result)) {
    return thread.raise(TypeId::kOverflowError, "integer division result too large for a float");
  }
  return negative ? -result : result;
}

Ref<> intTrueDivide(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "division by zero");
  return newFloat(thread, TRY(divideToDouble(thread, a, b)));
}

Ref<> intPower(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) < 0) {
    double base = TRY(intAsDouble(thread, a)), exponent = TRY(intAsDouble(thread, b));
    return newFloat(thread, TRY(powerOfDoubles(thread, base, exponent)));
  }
  int64_t base = 0, exponent = 0;
  bool smallBase = intFitsInt64(a, &base), smallExponent = intFitsInt64(b, &exponent);
  if (smallBase && base >= -1 && base <= 1) {
    bool odd = !IntView(b).isZero() && (IntView(b).limbs[0] & 1);
    return newInt(thread, intSign(b) == 0 ? 1 : base == -1 && !odd ? 1 : base);
  }
  if (!smallExponent) return thread.raiseMemoryError();
  if (smallBase) {
    int64_t result = 1, factor = base, rest = exponent;
    bool overflow = false;
    while (rest > 0 && !overflow) {
      if (rest & 1) overflow = __builtin_mul_overflow(result, factor, &result);
      rest >>= 1;
      if (rest > 0 && !overflow) overflow = __builtin_mul_overflow(factor, factor, &factor);
    }
    if (!overflow) return newInt(thread, result);
  }
  IntView view(a);
  TRY(checkResultBits(thread, static_cast<double>(view.bitLength()) * static_cast<double>(exponent)));
  Mpz result;
  mpz_pow_ui(result, view.mpz(), static_cast<unsigned long>(exponent));
  return newIntFromMpz(thread, result);
}

Ref<> intPowerModulo(Thread& thread, Value a, Value b, Value modulus) {
  if (modulus.isNone()) return intPower(thread, a, b);
  if (!bothInts(a, b) || !isInt(modulus)) return notImplemented();
  IntView base(a), exponent(b), m(modulus);
  if (m.isZero()) return thread.raiseValueError("pow() 3rd argument cannot be 0");
  Mpz result, positiveExponent, positiveModulus;
  mpz_abs(positiveModulus, m.mpz());
  if (mpz_cmp_ui(positiveModulus.get(), 1) == 0) return newInt(thread, 0);
  mpz_mod(result, base.mpz(), positiveModulus);
  mpz_abs(positiveExponent, exponent.mpz());
  if (exponent.negative && !mpz_invert(result, result, positiveModulus)) {
    return thread.raiseValueError("base is not invertible for the given modulus");
  }
  mpz_powm(result, result, positiveExponent, positiveModulus);
  if (m.negative && mpz_sgn(result.get()) != 0) mpz_sub(result, result, positiveModulus);
  return newIntFromMpz(thread, result);
}

Ref<> intLeftShift(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) < 0) return thread.raiseValueError("negative shift count");
  if (intSign(a) == 0) return newInt(thread, 0);
  int64_t shift, x;
  if (!intFitsInt64(b, &shift)) return thread.raise(TypeId::kOverflowError, "too many digits in integer");
  if (shift < 62 && intFitsInt64(a, &x)) {
    int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(x) << shift);
    if ((shifted >> shift) == x) return newInt(thread, shifted);
  }
  TRY(checkResultBits(thread, static_cast<double>(shift)));
  IntView view(a);
  Mpz result;
  mpz_mul_2exp(result, view.mpz(), static_cast<mp_bitcnt_t>(shift));
  return newIntFromMpz(thread, result);
}

Ref<> intRightShift(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) < 0) return thread.raiseValueError("negative shift count");
  int64_t shift, x;
  if (!intFitsInt64(b, &shift)) return newInt(thread, intSign(a) < 0 ? -1 : 0);
  if (intFitsInt64(a, &x)) return newInt(thread, x >> (shift > 63 ? 63 : shift));
  Mpz result;
  mpz_fdiv_q_2exp(result, IntView(a).mpz(), static_cast<mp_bitcnt_t>(shift));
  return newIntFromMpz(thread, result);
}

Ref<> intAnd(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x & y);
  Mpz result;
  mpz_and(result, IntView(a).mpz(), IntView(b).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intOr(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x | y);
  Mpz result;
  mpz_ior(result, IntView(a).mpz(), IntView(b).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intXor(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x ^ y);
  Mpz result;
  mpz_xor(result, IntView(a).mpz(), IntView(b).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intNegative(Thread& thread, Value a) {
  if (a.isSmallInt()) return newInt(thread, -a.smallIntValue());
  IntView view(a);
  return newIntFromLimbs(thread, view.limbs, view.count, !view.negative);
}

Ref<> intInvert(Thread& thread, Value a) {
  int64_t x;
  if (intFitsInt64(a, &x)) return newInt(thread, ~x);
  Mpz result;
  mpz_com(result, IntView(a).mpz());
  return newIntFromMpz(thread, result);
}

Ref<> intAbsolute(Thread& thread, Value a) {
  IntView view(a);
  if (!view.negative) return toExactInt(thread, a);
  return newIntFromLimbs(thread, view.limbs, view.count, false);
}

int compareInts(Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt()) {
    int64_t x = a.smallIntValue(), y = b.smallIntValue();
    return (x > y) - (x < y);
  }
  IntView left(a), right(b);
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  int order = left.count != right.count
                  ? (left.count > right.count ? 1 : -1)
                  : (left.count == 0 ? 0 : mpn_cmp(left.limbs, right.limbs, static_cast<mp_size_t>(left.count)));
  order = (order > 0) - (order < 0);
  return left.negative ? -order : order;
}

Ref<> intCompare(Thread& thread, Value a, Value b, CompareOp op) {
  if (!bothInts(a, b)) return notImplemented();
  return compareResult(compareInts(a, b), op);
}

}  // namespace taipan
