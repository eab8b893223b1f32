// BigInt: an arbitrary-precision signed integer as a plain C++ value.
//
// A number that fits int64 is stored inline and costs no allocation; anything larger lives in a GMP
// integer.  The representation is canonical (a value that fits int64 is always small), so that
// comparison and hashing may look at the representation.  Semantics are Python's: division floors,
// bit operations act on infinite two's complement.
#pragma once

#include <gmp.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace taipan {

class BigInt {
 public:
  BigInt() : isBig_(false), small_(0) {}
  BigInt(int64_t value) : isBig_(false), small_(value) {}
  BigInt(const BigInt& other);
  BigInt(BigInt&& other) noexcept;
  BigInt& operator=(const BigInt& other);
  BigInt& operator=(BigInt&& other) noexcept;
  ~BigInt() {
    if (isBig_) mpz_clear(big_);
  }

  /// The number written in `base` (2..36) by `digits`: no sign, no prefix, no underscores.
  /// Empty if a character is not a digit of that base, or there are none.
  static std::optional<BigInt> fromText(int base, std::string_view digits);
  static BigInt fromUint64(uint64_t value);
  /// From `count` 64-bit limbs of magnitude, least significant first.
  static BigInt fromLimbs(const uint64_t* limbs, size_t count, bool negative);
  /// Truncates toward zero; `value` must be finite.
  static BigInt fromDouble(double value);

  BigInt operator+(const BigInt& other) const;
  BigInt operator-(const BigInt& other) const;
  BigInt operator*(const BigInt& other) const;
  BigInt operator&(const BigInt& other) const;
  BigInt operator|(const BigInt& other) const;
  BigInt operator^(const BigInt& other) const;
  BigInt operator-() const;
  BigInt operator~() const;
  BigInt abs() const { return sign() < 0 ? -*this : *this; }
  /// Quotient and remainder rounded toward minus infinity; the divisor must not be zero.
  BigInt floorDiv(const BigInt& divisor) const;
  BigInt mod(const BigInt& divisor) const;
  /// The caller bounds the size of the result.
  BigInt pow(uint64_t exponent) const;
  BigInt shl(uint64_t bits) const;
  BigInt shr(uint64_t bits) const;

  /// -1, 0 or 1.
  int compare(const BigInt& other) const;
  bool operator==(const BigInt& other) const { return compare(other) == 0; }

  bool isZero() const { return !isBig_ && small_ == 0; }
  int sign() const { return isBig_ ? mpz_sgn(big_) : (small_ > 0) - (small_ < 0); }
  bool isOdd() const { return isBig_ ? mpz_odd_p(big_) : (small_ & 1) != 0; }
  /// Bits of the magnitude; 0 for zero (int.bit_length).
  size_t bitLength() const;
  bool fitsInt64() const { return !isBig_; }
  /// Only if fitsInt64().
  int64_t toInt64() const { return small_; }

  /// The nearest double, ties to even; infinity of the right sign and *overflow = true beyond range.
  double toDouble(bool* overflow) const;
  /// Text in `base` 2..36, lower case, with a sign if negative, without prefix.
  std::string toText(int base) const;
  std::string toDecimal() const { return toText(10); }
  std::string toHex() const { return toText(16); }

  /// 64-bit limbs of the magnitude, little endian; zero has none.
  size_t limbCount() const;
  uint64_t limb(size_t index) const;

 private:
  enum BigTag { kBig };
  explicit BigInt(BigTag) : isBig_(true) { mpz_init(big_); }
  /// Restores the canonical form after a GMP operation.
  BigInt&& normalized();
  friend class BigIntView;

  bool isBig_;
  union {
    int64_t small_;
    mpz_t big_;
  };
};

}  // namespace taipan
