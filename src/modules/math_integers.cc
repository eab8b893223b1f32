// math's functions of integers, through GMP.
#include "modules/math_module.h"

#include <numeric>

#include "objects/abstract.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> mathGcd(Thread& thread, const Value* args) {
  Tuple* numbers = args[1].as<Tuple>();
  // OPTIMIZATION: no GMP as long as the numbers are small.
  int64_t small = 0;
  size_t i = 0;
  for (; i < numbers->size && numbers->items[i].isSmallInt(); ++i) small = std::gcd(small, numbers->items[i].smallIntValue());
  if (i == numbers->size) return newInt(thread, small);
  Mpz result;
  mpz_set_si(result, small);
  for (; i < numbers->size; ++i) {
    Ref<> number = TRY(index(thread, numbers->items[i]));
    mpz_gcd(result, result, IntView(number).mpz());
  }
  return newIntFromMpz(thread, result);
}

Ref<> mathLcm(Thread& thread, const Value* args) {
  Tuple* numbers = args[1].as<Tuple>();
  Mpz result;
  mpz_set_ui(result, 1);
  for (size_t i = 0; i < numbers->size; ++i) {
    Ref<> number = TRY(index(thread, numbers->items[i]));
    mpz_lcm(result, result, IntView(number).mpz());
  }
  return newIntFromMpz(thread, result);
}

Ref<> mathFactorial(Thread& thread, const Value* args) {
  Ref<> number = TRY(index(thread, args[1]));
  int64_t n;
  if (intSign(number) < 0) return thread.raiseValueError("factorial() not defined for negative values");
  if (!intFitsInt64(number, &n)) {
    return thread.raise(TypeId::kOverflowError, "factorial() argument should not exceed {}", INT64_MAX);
  }
  double count = static_cast<double>(n);
  TRY(checkResultBits(thread, count < 2 ? 1.0 : count * (__builtin_log2(count) - 1.44)));
  Mpz result;
  mpz_fac_ui(result, static_cast<unsigned long>(n));
  return newIntFromMpz(thread, result);
}

namespace {

// n and k of comb and perm as exact ints, checked for signs.
Status chooseArguments(Thread& thread, const Value* args, Ref<>* n, Ref<>* k) {
  *n = TRY(index(thread, args[1]));
  *k = TRY(index(thread, args[2]));
  if (intSign(*n) < 0) return thread.raiseValueError("n must be a non-negative integer");
  if (intSign(*k) < 0) return thread.raiseValueError("k must be a non-negative integer");
  return kOk;
}

}  // namespace

Ref<> mathComb(Thread& thread, const Value* args) {
  Ref<> n, k;
  TRY(chooseArguments(thread, args, &n, &k));
  if (compareInts(k, n) > 0) return newInt(thread, 0);
  Ref<> other = TRY(intSubtract(thread, n, k));
  if (compareInts(other, k) < 0) k = std::move(other);
  int64_t count;
  if (!intFitsInt64(k, &count)) {
    return thread.raise(TypeId::kOverflowError, "min(n - k, k) must not exceed {}", INT64_MAX);
  }
  TRY(checkResultBits(thread, static_cast<double>(count)));
  Mpz result;
  mpz_bin_ui(result, IntView(n).mpz(), static_cast<unsigned long>(count));
  return newIntFromMpz(thread, result);
}

Ref<> mathPerm(Thread& thread, const Value* args) {
  if (args[2].isNone()) return mathFactorial(thread, args);
  Ref<> n, k;
  TRY(chooseArguments(thread, args, &n, &k));
  if (compareInts(k, n) > 0) return newInt(thread, 0);
  int64_t count;
  if (!intFitsInt64(k, &count)) return thread.raise(TypeId::kOverflowError, "k must not exceed {}", INT64_MAX);
  IntView view(n);
  TRY(checkResultBits(thread, static_cast<double>(count) * static_cast<double>(view.bitLength())));
  Mpz result, factor;
  mpz_set_ui(result, 1);
  mpz_set(factor, view.mpz());
  for (int64_t i = 0; i < count; ++i) {
    mpz_mul(result, result, factor);
    mpz_sub_ui(factor, factor, 1);
  }
  return newIntFromMpz(thread, result);
}

Ref<> mathIsqrt(Thread& thread, const Value* args) {
  Ref<> number = TRY(index(thread, args[1]));
  if (intSign(number) < 0) return thread.raiseValueError("isqrt() argument must be nonnegative");
  Mpz result;
  mpz_sqrt(result, IntView(number).mpz());
  return newIntFromMpz(thread, result);
}

}  // namespace taipan
