// Arithmetic of ints.  Small operands take checked machine arithmetic; others go through views of
// limbs to GMP's mpn functions, which write straight into the result; mpz does powers.
#include <cmath>
#include <cstdint>
#include <cstring>

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
  mp_size_t an = static_cast<mp_size_t>(a->count), bn = static_cast<mp_size_t>(b->count);
  size_t count = a->count + (aNegative == bNegative);
  Ref<Int> result = TRY(allocateInt(thread, count));
  if (aNegative == bNegative) {
    result->limbs[count - 1] = mpn_add(result->limbs, a->limbs, an, b->limbs, bn);
  } else {
    mpn_sub(result->limbs, a->limbs, an, b->limbs, bn);
  }
  return finishInt(thread, std::move(result), count, aNegative);
}

Ref<> multiplyViews(Thread& thread, const IntView& left, const IntView& right) {
  const IntView *a = &left, *b = &right;
  if (a->count < b->count) std::swap(a, b);
  if (b->count == 0) return newInt(thread, 0);
  size_t count = a->count + b->count;
  TRY(checkResultBits(thread, 64.0 * static_cast<double>(count)));
  Ref<Int> result = TRY(allocateInt(thread, count));
  mp_size_t an = static_cast<mp_size_t>(a->count), bn = static_cast<mp_size_t>(b->count);
  if (bn == 1) {
    result->limbs[an] = mpn_mul_1(result->limbs, a->limbs, an, b->limbs[0]);
  } else if (a->limbs == b->limbs && an == bn) {
    mpn_sqr(result->limbs, a->limbs, an);
  } else {
    mpn_mul(result->limbs, a->limbs, an, b->limbs, bn);
  }
  return finishInt(thread, std::move(result), count, a->negative != b->negative);
}

// Quotient, rounded down, and the remainder with the divisor's sign, each where it is asked for.  The divisor is not 0.
Status divideViews(Thread& thread, const IntView& a, const IntView& b, Ref<>* quotient, Ref<>* remainder) {
  bool adjustSigns = a.negative != b.negative;
  if (a.count < b.count) {  // |a| < |b|
    if (quotient && !(*quotient = newInt(thread, adjustSigns && a.count != 0 ? -1 : 0))) return Raised{};
    if (!remainder) return kOk;
    *remainder = adjustSigns && a.count != 0 ? addViews(thread, a, b, false)
                                             : newIntFromLimbs(thread, a.limbs, a.count, a.negative);
    return *remainder ? kOk : Status(Raised{});
  }
  size_t quotientCount = a.count - b.count + 2;  // room for the carry of rounding down
  Ref<Int> q = TRY(allocateInt(thread, quotientCount)), r = TRY(allocateInt(thread, b.count));
  mp_size_t an = static_cast<mp_size_t>(a.count), bn = static_cast<mp_size_t>(b.count);
  q->limbs[quotientCount - 1] = 0;
  if (bn == 1) {
    r->limbs[0] = mpn_divrem_1(q->limbs, 0, a.limbs, an, b.limbs[0]);
  } else {
    mpn_tdiv_qr(q->limbs, r->limbs, 0, a.limbs, an, b.limbs, bn);
  }
  if (adjustSigns && !mpn_zero_p(r->limbs, bn)) {
    mpn_add_1(q->limbs, q->limbs, static_cast<mp_size_t>(quotientCount), 1);
    mpn_sub_n(r->limbs, b.limbs, r->limbs, bn);
  }
  if (quotient && !(*quotient = finishInt(thread, std::move(q), quotientCount, adjustSigns))) return Raised{};
  if (remainder && !(*remainder = finishInt(thread, std::move(r), b.count, b.negative))) return Raised{};
  return kOk;
}

Ref<> remainderOf(Thread& thread, const IntView& a, const IntView& b) {
  if (b.count != 1) {
    Ref<> remainder;
    TRY(divideViews(thread, a, b, nullptr, &remainder));
    return remainder;
  }
  uint64_t rest = mpn_mod_1(a.limbs, static_cast<mp_size_t>(a.count), b.limbs[0]);
  if (rest != 0 && a.negative != b.negative) rest = b.limbs[0] - rest;
  return newIntFromLimbs(thread, &rest, 1, b.negative);
}

// OPTIMIZATION: two limbs are enough for much of what does not fit an immediate.
bool bothFit128(Value a, Value b, __int128* x, __int128* y) { return intFitsInt128(a, x) && intFitsInt128(b, y); }

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
  __int128 x, y, sum;
  if (bothFit128(a, b, &x, &y) && !__builtin_add_overflow(x, y, &sum)) {
    return newIntFromInt128(thread, sum);
  }
  return addViews(thread, IntView(a), IntView(b), false);
}

Ref<> intSubtract(Thread& thread, Value a, Value b) {
  if (a.isSmallInt() && b.isSmallInt()) [[likely]] {
    return newInt(thread, a.smallIntValue() - b.smallIntValue());
  }
  if (!bothInts(a, b)) return notImplemented();
  __int128 x, y, difference;
  if (bothFit128(a, b, &x, &y) && !__builtin_sub_overflow(x, y, &difference)) {
    return newIntFromInt128(thread, difference);
  }
  return addViews(thread, IntView(a), IntView(b), true);
}

Ref<> intMultiply(Thread& thread, Value a, Value b) {
  int64_t product;
  if (a.isSmallInt() && b.isSmallInt()) [[likely]] {
    if (!__builtin_mul_overflow(a.smallIntValue(), b.smallIntValue(), &product)) [[likely]] {
      return newInt(thread, product);
    }
    return newIntFromInt128(thread, static_cast<__int128>(a.smallIntValue()) * b.smallIntValue());
  }
  if (!bothInts(a, b)) return notImplemented();
  return multiplyViews(thread, IntView(a), IntView(b));
}

Ref<> intFloorDivide(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "integer division or modulo by zero");
  int64_t x, y;
  if (bothFit(a, b, &x, &y) && divisionFits(x, y)) return newInt(thread, floorDivide(x, y));
  __int128 wide;
  if (b.isSmallInt() && intFitsInt128(a, &wide)) {
    int64_t divisor = b.smallIntValue();
    __int128 result = wide / divisor;
    return newIntFromInt128(thread, result - (result * divisor != wide && (wide < 0) != (divisor < 0)));
  }
  Ref<> quotient;
  TRY(divideViews(thread, IntView(a), IntView(b), &quotient, nullptr));
  return quotient;
}

Ref<> intRemainder(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) == 0) return thread.raise(TypeId::kZeroDivisionError, "integer modulo by zero");
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, y == -1 ? 0 : floorRemainder(x, y));
  __int128 wide;
  if (b.isSmallInt() && intFitsInt128(a, &wide)) {
    int64_t divisor = b.smallIntValue(), rest = static_cast<int64_t>(wide % divisor);
    return newInt(thread, rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest);
  }
  return remainderOf(thread, IntView(a), IntView(b));
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
    TRY(divideViews(thread, IntView(a), IntView(b), &quotient, &rest));
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
  if (a.isSmallInt() && b.isSmallInt() && modulus.isSmallInt() && b.smallIntValue() >= 0 && modulus.smallIntValue() > 0) {
    // OPTIMIZATION: one word, by squaring.
    uint64_t m = static_cast<uint64_t>(modulus.smallIntValue()), rest = static_cast<uint64_t>(b.smallIntValue());
    uint64_t factor = static_cast<uint64_t>(floorRemainder(a.smallIntValue(), static_cast<int64_t>(m))), result = 1 % m;
    auto times = [m](uint64_t x, uint64_t y) {
      return m >> 32 == 0 ? x * y % m : static_cast<uint64_t>(static_cast<unsigned __int128>(x) * y % m);
    };
    for (; rest != 0; rest >>= 1) {
      if (rest & 1) result = times(result, factor);
      factor = times(factor, factor);
    }
    return newInt(thread, static_cast<int64_t>(result));
  }
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
  size_t whole = static_cast<size_t>(shift) / 64;
  unsigned bits = static_cast<unsigned>(shift % 64);
  bool carries = bits != 0 && view.limbs[view.count - 1] >> (64 - bits) != 0;
  size_t count = whole + view.count + carries;
  Ref<Int> result = TRY(allocateInt(thread, count));
  std::memset(result->limbs, 0, whole * sizeof(uint64_t));
  uint64_t* top = result->limbs + whole;
  if (bits != 0) {
    uint64_t carry = mpn_lshift(top, view.limbs, static_cast<mp_size_t>(view.count), bits);
    if (carries) top[view.count] = carry;
  } else {
    std::memcpy(top, view.limbs, view.count * sizeof(uint64_t));
  }
  return finishInt(thread, std::move(result), count, view.negative);
}

Ref<> intRightShift(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  if (intSign(b) < 0) return thread.raiseValueError("negative shift count");
  int64_t shift, x;
  if (!intFitsInt64(b, &shift)) return newInt(thread, intSign(a) < 0 ? -1 : 0);
  if (intFitsInt64(a, &x)) return newInt(thread, x >> (shift > 63 ? 63 : shift));
  IntView view(a);
  size_t whole = static_cast<size_t>(shift) / 64;
  unsigned bits = static_cast<unsigned>(shift % 64);
  if (whole >= view.count) return newInt(thread, view.negative ? -1 : 0);
  // Rounding down a negative number: one more in magnitude if any bit shifted out is set.
  bool lost = false;
  for (size_t i = 0; view.negative && !lost && i < whole; ++i) lost = view.limbs[i] != 0;
  size_t count = view.count - whole + 1;
  Ref<Int> result = TRY(allocateInt(thread, count));
  result->limbs[count - 1] = 0;
  if (bits != 0) {
    lost |= mpn_rshift(result->limbs, view.limbs + whole, static_cast<mp_size_t>(count - 1), bits) != 0;
  } else {
    std::memcpy(result->limbs, view.limbs + whole, (count - 1) * sizeof(uint64_t));
  }
  if (view.negative && lost) mpn_add_1(result->limbs, result->limbs, static_cast<mp_size_t>(count), 1);
  return finishInt(thread, std::move(result), count, view.negative);
}

// `combine` limb by limb, of two's complements without end.
template <class Combine>
static Ref<> bitwise(Thread& thread, const IntView& left, const IntView& right, Combine combine) {
  const IntView &a = left.count >= right.count ? left : right, &b = left.count >= right.count ? right : left;
  size_t count = a.count + 1;
  uint64_t aCarry = a.negative, bCarry = b.negative;
  bool negative = combine(a.negative ? ~uint64_t{0} : 0, b.negative ? ~uint64_t{0} : 0) != 0;
  uint64_t carry = negative;
  Ref<Int> result = TRY(allocateInt(thread, count));
  for (size_t i = 0; i < count; ++i) {
    uint64_t p = i < a.count ? a.limbs[i] : 0, q = i < b.count ? b.limbs[i] : 0;
    if (a.negative) p = ~p + aCarry, aCarry = aCarry && p == 0;
    if (b.negative) q = ~q + bCarry, bCarry = bCarry && q == 0;
    uint64_t limb = combine(p, q);
    if (negative) limb = ~limb + carry, carry = carry && limb == 0;
    result->limbs[i] = limb;
  }
  return finishInt(thread, std::move(result), count, negative);
}

Ref<> intAnd(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x & y);
  return bitwise(thread, IntView(a), IntView(b), [](uint64_t p, uint64_t q) { return p & q; });
}

Ref<> intOr(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x | y);
  return bitwise(thread, IntView(a), IntView(b), [](uint64_t p, uint64_t q) { return p | q; });
}

Ref<> intXor(Thread& thread, Value a, Value b) {
  if (!bothInts(a, b)) return notImplemented();
  int64_t x, y;
  if (bothFit(a, b, &x, &y)) return newInt(thread, x ^ y);
  return bitwise(thread, IntView(a), IntView(b), [](uint64_t p, uint64_t q) { return p ^ q; });
}

Ref<> intNegative(Thread& thread, Value a) {
  if (a.isSmallInt()) return newInt(thread, -a.smallIntValue());
  IntView view(a);
  return newIntFromLimbs(thread, view.limbs, view.count, !view.negative);
}

Ref<> intInvert(Thread& thread, Value a) {
  int64_t x;
  if (intFitsInt64(a, &x)) return newInt(thread, ~x);
  return bitwise(thread, IntView(a), IntView(kFalse), [](uint64_t p, uint64_t) { return ~p; });
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
