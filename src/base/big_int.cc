// Small operands take overflow-checked machine arithmetic; the rest goes through GMP, where a small
// operand is dressed as a read-only one-limb integer without allocating (BigIntView).
#include "base/big_int.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace taipan {

static_assert(GMP_NUMB_BITS == 64, "limbs are 64 bits on every supported machine");

/// A BigInt seen as a GMP operand.
class BigIntView {
 public:
  explicit BigIntView(const BigInt& value) {
    if (value.isBig_) {
      pointer_ = value.big_;
      return;
    }
    int64_t small = value.small_;
    limb_ = small < 0 ? 0 - static_cast<uint64_t>(small) : static_cast<uint64_t>(small);
    pointer_ = mpz_roinit_n(storage_, &limb_, small < 0 ? -1 : (small > 0 ? 1 : 0));
  }
  operator mpz_srcptr() const { return pointer_; }

 private:
  mp_limb_t limb_ = 0;
  mpz_t storage_;
  mpz_srcptr pointer_;
};

BigInt::BigInt(const BigInt& other) : isBig_(other.isBig_) {
  if (isBig_) {
    mpz_init_set(big_, other.big_);
  } else {
    small_ = other.small_;
  }
}

BigInt::BigInt(BigInt&& other) noexcept : isBig_(other.isBig_) {
  if (isBig_) {
    std::memcpy(&big_, &other.big_, sizeof(big_));
    other.isBig_ = false;
    other.small_ = 0;
  } else {
    small_ = other.small_;
  }
}

BigInt& BigInt::operator=(const BigInt& other) {
  if (this != &other) *this = BigInt(other);
  return *this;
}

BigInt& BigInt::operator=(BigInt&& other) noexcept {
  if (this != &other) {
    this->~BigInt();
    new (this) BigInt(std::move(other));
  }
  return *this;
}

BigInt&& BigInt::normalized() {
  if (isBig_ && mpz_size(big_) <= 1) {
    uint64_t magnitude = mpz_size(big_) == 0 ? 0 : mpz_getlimbn(big_, 0);
    bool negative = mpz_sgn(big_) < 0;
    constexpr uint64_t kTop = uint64_t{1} << 63;
    if (magnitude < kTop || (negative && magnitude == kTop)) {
      mpz_clear(big_);
      isBig_ = false;
      small_ = static_cast<int64_t>(negative ? 0 - magnitude : magnitude);
    }
  }
  return std::move(*this);
}

std::optional<BigInt> BigInt::fromText(int base, std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  for (char c : digits) {
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'z' ? c - 'a' + 10
                : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                       : 99;
    if (digit >= base) return std::nullopt;
  }
  BigInt result(kBig);
  std::string terminated(digits);
  mpz_set_str(result.big_, terminated.c_str(), base);
  return result.normalized();
}

BigInt BigInt::fromUint64(uint64_t value) { return fromLimbs(&value, 1, false); }

BigInt BigInt::fromLimbs(const uint64_t* limbs, size_t count, bool negative) {
  BigInt result(kBig);
  mpz_import(result.big_, count, -1, sizeof(uint64_t), 0, 0, limbs);
  if (negative) mpz_neg(result.big_, result.big_);
  return result.normalized();
}

BigInt BigInt::fromDouble(double value) {
  BigInt result(kBig);
  mpz_set_d(result.big_, value);
  return result.normalized();
}

BigInt BigInt::operator+(const BigInt& other) const {
  int64_t sum;
  if (!isBig_ && !other.isBig_ && !__builtin_add_overflow(small_, other.small_, &sum)) return sum;
  BigInt result(kBig);
  mpz_add(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator-(const BigInt& other) const {
  int64_t difference;
  if (!isBig_ && !other.isBig_ && !__builtin_sub_overflow(small_, other.small_, &difference)) {
    return difference;
  }
  BigInt result(kBig);
  mpz_sub(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator*(const BigInt& other) const {
  int64_t product;
  if (!isBig_ && !other.isBig_ && !__builtin_mul_overflow(small_, other.small_, &product)) {
    return product;
  }
  BigInt result(kBig);
  mpz_mul(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator&(const BigInt& other) const {
  if (!isBig_ && !other.isBig_) return small_ & other.small_;
  BigInt result(kBig);
  mpz_and(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator|(const BigInt& other) const {
  if (!isBig_ && !other.isBig_) return small_ | other.small_;
  BigInt result(kBig);
  mpz_ior(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator^(const BigInt& other) const {
  if (!isBig_ && !other.isBig_) return small_ ^ other.small_;
  BigInt result(kBig);
  mpz_xor(result.big_, BigIntView(*this), BigIntView(other));
  return result.normalized();
}

BigInt BigInt::operator-() const { return BigInt(0) - *this; }

BigInt BigInt::operator~() const {
  if (!isBig_) return ~small_;
  BigInt result(kBig);
  mpz_com(result.big_, big_);
  return result.normalized();
}

BigInt BigInt::floorDiv(const BigInt& divisor) const {
  BigInt result(kBig);
  mpz_fdiv_q(result.big_, BigIntView(*this), BigIntView(divisor));
  return result.normalized();
}

BigInt BigInt::mod(const BigInt& divisor) const {
  BigInt result(kBig);
  mpz_fdiv_r(result.big_, BigIntView(*this), BigIntView(divisor));
  return result.normalized();
}

BigInt BigInt::pow(uint64_t exponent) const {
  BigInt result(kBig);
  mpz_pow_ui(result.big_, BigIntView(*this), exponent);
  return result.normalized();
}

BigInt BigInt::shl(uint64_t bits) const {
  BigInt result(kBig);
  mpz_mul_2exp(result.big_, BigIntView(*this), bits);
  return result.normalized();
}

BigInt BigInt::shr(uint64_t bits) const {
  if (!isBig_) return small_ >> (bits > 63 ? 63 : bits);
  BigInt result(kBig);
  mpz_fdiv_q_2exp(result.big_, big_, bits);
  return result.normalized();
}

int BigInt::compare(const BigInt& other) const {
  if (!isBig_ && !other.isBig_) return (small_ > other.small_) - (small_ < other.small_);
  int order = mpz_cmp(BigIntView(*this), BigIntView(other));
  return (order > 0) - (order < 0);
}

size_t BigInt::bitLength() const {
  if (isZero()) return 0;
  return mpz_sizeinbase(BigIntView(*this), 2);
}

double BigInt::toDouble(bool* overflow) const {
  *overflow = false;
  size_t bits = bitLength();
  if (bits <= 64) {
    // The conversion of one word rounds to nearest, ties to even.
    double magnitude = static_cast<double>(limbCount() == 0 ? 0 : limb(0));
    return sign() < 0 ? -magnitude : magnitude;
  }
  if (bits > 1024) {
    *overflow = true;
    double infinity = std::numeric_limits<double>::infinity();
    return sign() < 0 ? -infinity : infinity;
  }
  // The top 64 bits with everything below folded into the lowest one (a sticky bit) round alike.
  uint64_t shift = bits - 64;
  BigInt magnitude = abs();
  uint64_t top = magnitude.shr(shift).limb(0);
  if (mpz_scan1(magnitude.big_, 0) < shift) top |= 1;
  double result = std::ldexp(static_cast<double>(top), static_cast<int>(shift));
  if (std::isinf(result)) *overflow = true;
  return sign() < 0 ? -result : result;
}

std::string BigInt::toText(int base) const {
  BigIntView view(*this);
  std::string text(mpz_sizeinbase(view, base) + 2, '\0');
  mpz_get_str(text.data(), base, view);
  text.resize(std::strlen(text.c_str()));
  return text;
}

size_t BigInt::limbCount() const { return isBig_ ? mpz_size(big_) : (small_ != 0 ? 1 : 0); }

uint64_t BigInt::limb(size_t index) const {
  if (isBig_) return mpz_getlimbn(big_, static_cast<mp_size_t>(index));
  return small_ < 0 ? 0 - static_cast<uint64_t>(small_) : static_cast<uint64_t>(small_);
}

}  // namespace taipan
