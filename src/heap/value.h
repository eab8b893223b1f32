// Value: one 64-bit word that stands for any Python object.  Trivially copyable and *borrowed*: it
// never owns a reference (Ref does).
//
//   bits 63 …                                   3 2 1 0
//   ┌──────────────────────────────────────────┬───────┐
//   │ address of an Object (16-byte aligned)   │ 0 0 0 │  heap object; all zero is the empty Value
//   │ integer, 62 bits, signed                 │   0 1 │  int (shifted left by two)
//   │ double, rotated left by 4: …   sign      │ 0 1 1 │  float with exponent 2^-255 … 2^0
//   │ double, rotated left by 4: …   sign      │ 1 0 0 │  float with exponent 2^1 … 2^256
//   │ …                              sign      │ 1 1 0 │  0.0 and -0.0
//   │ …             number of the constant     │ 0 1 0 │  None, False, True, NotImplemented, Ellipsis
//   └──────────────────────────────────────────┴───────┘
//
// Rotating a double left by 4 brings its sign and top three exponent bits into the low four bits;
// 011 and 100 there cover nearly all floats of real programs, so these need no box and no allocation
// ("Float Self-Tagging", Melançon, Serrano, Feeley 2024).  Others live on the heap.  A heap int or
// float whose value would fit an immediate is legal everywhere; so test for types with the functions
// of objects/, and use isSmallInt()/isImmediateFloat() only for fast paths.
//
// The empty Value is no Python object: it says "absent", "unbound" or "an error was raised".
#pragma once

#include <bit>
#include <cstdint>

#include "base/assert.h"

namespace taipan {

struct Object;

class Value {
 public:
  static constexpr int64_t kMinSmallInt = -(int64_t{1} << 61);
  static constexpr int64_t kMaxSmallInt = (int64_t{1} << 61) - 1;

  constexpr Value() : bits_(0) {}
  Value(Object* object) : bits_(reinterpret_cast<uint64_t>(object)) {}
  Value(const Object* object) = delete;

  static constexpr Value fromBits(uint64_t bits) { return Value(bits, 0); }
  static constexpr Value none() { return fromBits(2); }
  static constexpr Value boolean(bool b) { return fromBits(b ? 18 : 10); }
  static constexpr Value notImplemented() { return fromBits(26); }
  static constexpr Value ellipsis() { return fromBits(34); }
  // `i` must lie between kMinSmallInt and kMaxSmallInt (see fitsSmallInt).
  static constexpr Value smallInt(int64_t i) {
    return fromBits((static_cast<uint64_t>(i) << 2) | 1);
  }
  static constexpr bool fitsSmallInt(int64_t i) {
    constexpr uint64_t kLeast = static_cast<uint64_t>(kMinSmallInt), kMost = static_cast<uint64_t>(kMaxSmallInt);
    return static_cast<uint64_t>(i) - kLeast <= kMost - kLeast;
  }
  // The immediate for `d`, or the empty Value if `d` needs a heap float.
  static constexpr Value tryFloat(double d) {
    uint64_t raw = std::bit_cast<uint64_t>(d);
    uint64_t rotated = std::rotl(raw, 4);
    uint64_t tag = rotated & 7;
    if (tag == 3 || tag == 4) return fromBits(rotated);
    if ((raw << 1) == 0) return fromBits(6 | (rotated & 8));
    return Value();
  }

  constexpr uint64_t bits() const { return bits_; }
  constexpr bool isEmpty() const { return bits_ == 0; }
  constexpr explicit operator bool() const { return bits_ != 0; }
  // True for a pointer to an Object.  False for immediates and for the empty Value.
  constexpr bool isObject() const { return (bits_ & 7) == 0 && bits_ != 0; }
  // As isObject, for a Value known not to be empty.
  constexpr bool isObjectAssumingNotEmpty() const { return (bits_ & 7) == 0; }
  constexpr bool isSmallInt() const { return (bits_ & 3) == 1; }
  constexpr bool isImmediateFloat() const { return (0x58u >> (bits_ & 7)) & 1; }
  constexpr bool isNone() const { return bits_ == none().bits_; }
  constexpr bool isTrue() const { return bits_ == boolean(true).bits_; }
  constexpr bool isFalse() const { return bits_ == boolean(false).bits_; }
  constexpr bool isBool() const { return isTrue() || isFalse(); }
  constexpr bool isNotImplemented() const { return bits_ == notImplemented().bits_; }

  Object* object() const {
    TAIPAN_ASSERT((bits_ & 7) == 0);
    return reinterpret_cast<Object*>(bits_);
  }
  // Unchecked view as a heap object of class T.  The caller knows the type.
  template <class T>
  T* as() const {
    return static_cast<T*>(object());
  }
  constexpr int64_t smallIntValue() const {
    TAIPAN_ASSERT(isSmallInt());
    return static_cast<int64_t>(bits_) >> 2;
  }
  constexpr double immediateFloatValue() const {
    TAIPAN_ASSERT(isImmediateFloat());
    if ((bits_ & 7) == 6) return std::bit_cast<double>((bits_ & 8) << 60);
    return std::bit_cast<double>(std::rotr(bits_, 4));
  }

  // Identity, Python's `is`: the same word.
  friend constexpr bool operator==(Value a, Value b) { return a.bits_ == b.bits_; }

 private:
  constexpr Value(uint64_t bits, int) : bits_(bits) {}
  uint64_t bits_;
};

static_assert(sizeof(Value) == 8);
static_assert(Value::tryFloat(1.5).immediateFloatValue() == 1.5);
static_assert(Value::tryFloat(-1e-70).immediateFloatValue() == -1e-70);
static_assert(Value::tryFloat(0.0).isImmediateFloat() && Value::tryFloat(-0.0).isImmediateFloat());
static_assert(Value::tryFloat(1e300).isEmpty());
static_assert(Value::smallInt(-5).smallIntValue() == -5);
static_assert(!Value::none().isSmallInt() && !Value::none().isImmediateFloat());

constexpr Value kNone = Value::none();
constexpr Value kTrue = Value::boolean(true);
constexpr Value kFalse = Value::boolean(false);
constexpr Value kNotImplemented = Value::notImplemented();
constexpr Value kEllipsis = Value::ellipsis();

}  // namespace taipan
