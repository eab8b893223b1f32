// int: making values, conversions to and from machine numbers, hashing.
#include "objects/int.h"

#include <unistd.h>

#include <cmath>
#include <cstring>

#include "objects/int_internal.h"

namespace taipan {

static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0);

Ref<Int> allocateInt(Thread& thread, size_t count) {
  void* memory = thread.heap().allocateObject(sizeof(Int) + count * sizeof(uint64_t), false);
  if (!memory) {
    thread.raiseMemoryError();
    return Ref<Int>();
  }
  Int* object = static_cast<Int*>(memory);
  object->refCount = 1;
  object->type = thread.type(TypeId::kInt);
  object->size = static_cast<int64_t>(count);  // it is freed as what it is
  return Ref<Int>::adopt(object);
}

Ref<> finishInt(Thread& thread, Ref<Int> number, size_t allocated, bool negative) {
  const uint64_t* limbs = number->limbs;
  size_t count = allocated;
  while (count > 0 && limbs[count - 1] == 0) --count;
  bool isSmall = count == 0 || (count == 1 && limbs[0] <= static_cast<uint64_t>(Value::kMaxSmallInt));
  size_t before = sizeof(Int) + allocated * sizeof(uint64_t), after = sizeof(Int) + count * sizeof(uint64_t);
  if (!isSmall && (count == allocated || thread.heap().shrinkInPlace(before, after))) {
    number->size = negative ? -static_cast<int64_t>(count) : static_cast<int64_t>(count);
    return number;
  }
  return newIntFromLimbs(thread, limbs, count, negative);
}

namespace {

Ref<> newHeapInt(Thread& thread, const uint64_t* limbs, size_t count, bool negative) {
  Ref<Int> result = TRY(allocateInt(thread, count));
  result->size = negative ? -static_cast<int64_t>(count) : static_cast<int64_t>(count);
  std::memcpy(result->limbs, limbs, count * sizeof(uint64_t));
  return result;
}

}  // namespace

Ref<> newIntSlow(Thread& thread, int64_t i) {
  uint64_t magnitude = i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
  return newHeapInt(thread, &magnitude, 1, i < 0);
}

Ref<> newIntUnsigned(Thread& thread, uint64_t i) {
  if (i <= static_cast<uint64_t>(Value::kMaxSmallInt)) [[likely]] {
    return Ref<>::adopt(Value::smallInt(static_cast<int64_t>(i)));
  }
  return newHeapInt(thread, &i, 1, false);
}

Ref<> newIntFromLimbs(Thread& thread, const uint64_t* limbs, size_t count, bool negative) {
  while (count > 0 && limbs[count - 1] == 0) --count;
  if (count == 0) return Ref<>::adopt(Value::smallInt(0));
  if (count == 1 && limbs[0] <= static_cast<uint64_t>(Value::kMaxSmallInt) + 1) {
    int64_t i = static_cast<int64_t>(limbs[0]);
    return newInt(thread, negative ? -i : i);
  }
  return newHeapInt(thread, limbs, count, negative);
}

Ref<> newIntFromInt128(Thread& thread, __int128 i) {
  if (static_cast<int64_t>(i) == i) return newInt(thread, static_cast<int64_t>(i));
  unsigned __int128 magnitude = i < 0 ? -static_cast<unsigned __int128>(i) : static_cast<unsigned __int128>(i);
  uint64_t limbs[2] = {static_cast<uint64_t>(magnitude), static_cast<uint64_t>(magnitude >> 64)};
  return newHeapInt(thread, limbs, limbs[1] != 0 ? 2 : 1, i < 0);
}

Ref<> newIntFromMpz(Thread& thread, mpz_srcptr z) {
  return newIntFromLimbs(thread, mpz_limbs_read(z), mpz_size(z), mpz_sgn(z) < 0);
}

Ref<> newIntFromDouble(Thread& thread, double d) {
  if (std::fabs(d) < 9e18) return newInt(thread, static_cast<int64_t>(d));
  if (std::isnan(d)) return thread.raiseValueError("cannot convert float NaN to integer");
  if (std::isinf(d)) return thread.raise(TypeId::kOverflowError, "cannot convert float infinity to integer");
  Mpz z;
  mpz_set_d(z, d);
  return newIntFromMpz(thread, z);
}

Ref<> newIntFromBigInt(Thread& thread, const BigInt& i) {
  if (i.fitsInt64()) return newInt(thread, i.toInt64());
  size_t count = i.limbCount();
  LimbBuffer limbs(count);
  if (!limbs.valid()) return thread.raiseMemoryError();
  for (size_t k = 0; k < count; ++k) limbs.data()[k] = i.limb(k);
  return newIntFromLimbs(thread, limbs.data(), count, i.sign() < 0);
}

BigInt toBigInt(Value v) {
  int64_t i;
  if (intFitsInt64(v, &i)) return BigInt(i);
  IntView view(v);
  return BigInt::fromLimbs(view.limbs, view.count, view.negative);
}

Ref<> toExactInt(Thread& thread, Value v) {
  if (isExactInt(thread, v)) return newRef(v);
  IntView view(v);
  return newIntFromLimbs(thread, view.limbs, view.count, view.negative);
}

Status checkResultBits(Thread& thread, double bits) {
  constexpr double kUsual = 1u << 30, kMostOfGmp = 1ull << 37;
  if (bits < kUsual) return kOk;
  // A number is made in one place and kept in another, and all of it is written.
  double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  if (bits < kMostOfGmp && bits / 8 * 2 < memory) return kOk;
  return thread.raiseMemoryError();
}

bool intFitsInt64Slow(Value v, int64_t* out) {
  IntView view(v);
  if (view.count > 1) return false;
  uint64_t magnitude = view.count ? view.limbs[0] : 0;
  constexpr uint64_t kTop = uint64_t{1} << 63;
  if (magnitude > kTop || (magnitude == kTop && !view.negative)) return false;
  *out = static_cast<int64_t>(view.negative ? 0 - magnitude : magnitude);
  return true;
}

Result<int64_t> intAsInt64(Thread& thread, Value v) {
  int64_t i;
  if (intFitsInt64(v, &i)) return i;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
}

int intSign(Value v) {
  if (v.isObject()) {
    int64_t size = v.as<Int>()->size;
    return (size > 0) - (size < 0);
  }
  int64_t i = v.isSmallInt() ? v.smallIntValue() : v.isTrue();
  return (i > 0) - (i < 0);
}

double intFrexp(Value v, int64_t* exponent) {
  IntView view(v);
  *exponent = 0;
  if (view.isZero()) return 0.0;
  size_t bits = view.bitLength();
  // The top 64 bits, with everything below folded into the lowest one (a sticky bit), round alike.
  uint64_t top = view.limbs[view.count - 1];
  unsigned shift = static_cast<unsigned>(__builtin_clzll(top));
  uint64_t lost = 0;
  if (view.count > 1) {
    uint64_t next = view.limbs[view.count - 2];
    if (shift != 0) {
      top = (top << shift) | (next >> (64 - shift));
      lost = next << shift;
    } else {
      lost = next;
    }
    for (size_t i = 0; lost == 0 && i + 2 < view.count; ++i) lost = view.limbs[i];
  } else {
    top <<= shift;
  }
  if (lost != 0) top |= 1;
  int extra;
  double fraction = std::frexp(static_cast<double>(top), &extra);
  *exponent = static_cast<int64_t>(bits) - 64 + extra;
  return view.negative ? -fraction : fraction;
}

Result<double> intAsDouble(Thread& thread, Value v) {
  if (v.isSmallInt()) [[likely]] return static_cast<double>(v.smallIntValue());
  int64_t exponent;
  double fraction = intFrexp(v, &exponent);
  if (exponent > 1024) return thread.raise(TypeId::kOverflowError, "int too large to convert to float");
  return std::ldexp(fraction, static_cast<int>(exponent));
}

// CPython's numeric hash: the value modulo the Mersenne prime 2^61 - 1, with the sign; -1 is reserved.
int64_t intHash(Value v) {
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  IntView view(v);
  if (view.isZero()) return 0;
  uint64_t rest = view.count == 1 ? view.limbs[0] % kModulus
                                  : mpn_mod_1(view.limbs, static_cast<mp_size_t>(view.count), kModulus);
  int64_t hash = static_cast<int64_t>(rest);
  if (view.negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

}  // namespace taipan
