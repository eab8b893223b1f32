// Arithmetic of immediates, for the operators' handlers.  The empty Value means: take the general way.
#pragma once

#include <cmath>

#include "heap/value.h"
#include "objects/type.h"

namespace taipan {

inline Value smallIntOrEmpty(int64_t i) { return Value::fitsSmallInt(i) ? Value::smallInt(i) : Value(); }

template <BinaryOp op>
inline Value arithmeticOfInts(Value a, Value b) {
  int64_t x = a.smallIntValue(), y = b.smallIntValue(), r = 0;
  if constexpr (op == BinaryOp::kAdd) r = x + y;
  else if constexpr (op == BinaryOp::kSubtract) r = x - y;
  else if (__builtin_mul_overflow(x, y, &r)) return Value();
  return smallIntOrEmpty(r);
}
template <BinaryOp op>
inline double arithmeticOfDoubles(double x, double y) {
  if constexpr (op == BinaryOp::kAdd) return x + y;
  else if constexpr (op == BinaryOp::kSubtract) return x - y;
  else return x * y;
}

// OPTIMIZATION: divisors are mostly powers of two, or small: 64-bit division is slow.  y is not 0.
inline int64_t floorDivide(int64_t x, int64_t y) {
  if (y > 0 && (y & (y - 1)) == 0) return x >> __builtin_ctzll(static_cast<uint64_t>(y));
  if (((x | y) >> 32) == 0) return static_cast<uint32_t>(x) / static_cast<uint32_t>(y);
  int64_t r = x / y;
  return r * y != x && (x < 0) != (y < 0) ? r - 1 : r;
}
inline int64_t floorRemainder(int64_t x, int64_t y) {
  if (y > 0 && (y & (y - 1)) == 0) return x & (y - 1);
  if (((x | y) >> 32) == 0) return static_cast<uint32_t>(x) % static_cast<uint32_t>(y);
  int64_t r = x % y;
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

inline Value arithmeticOfInts(BinaryOp op, Value a, Value b) {
  int64_t x = a.smallIntValue(), y = b.smallIntValue(), r;
  // These never leave the range.
  if (op == BinaryOp::kRemainder) return y == 0 ? Value() : Value::smallInt(floorRemainder(x, y));
  if (op == BinaryOp::kAnd) return Value::smallInt(x & y);
  switch (op) {
    case BinaryOp::kAdd: return arithmeticOfInts<BinaryOp::kAdd>(a, b);
    case BinaryOp::kSubtract: return arithmeticOfInts<BinaryOp::kSubtract>(a, b);
    case BinaryOp::kMultiply: return arithmeticOfInts<BinaryOp::kMultiply>(a, b);
    case BinaryOp::kOr: r = x | y; break;
    case BinaryOp::kXor: r = x ^ y; break;
    case BinaryOp::kLeftShift:
      if (y < 0 || y > 61 || x > (Value::kMaxSmallInt >> y) || x < (Value::kMinSmallInt >> y)) return Value();
      r = static_cast<int64_t>(static_cast<uint64_t>(x) << y);
      break;
    case BinaryOp::kRightShift:
      if (y < 0) return Value();
      r = x >> (y > 63 ? 63 : y);
      break;
    case BinaryOp::kFloorDivide:
      if (y == 0) return Value();
      r = floorDivide(x, y);
      break;
    default: return Value();
  }
  return smallIntOrEmpty(r);
}

// The double that an immediate int or float stands for exactly.  False: neither, or too large to be exact.
inline bool immediateDouble(Value v, double* out) {
  if (v.isImmediateFloat()) {
    *out = v.immediateFloatValue();
    return true;
  }
  constexpr int64_t kExact = int64_t{1} << 53;
  if (!v.isSmallInt() || v.smallIntValue() > kExact || v.smallIntValue() < -kExact) return false;
  *out = static_cast<double>(v.smallIntValue());
  return true;
}
// Of floats and ints mixed; also the true division of ints.
inline Value arithmeticOfNumbers(BinaryOp op, Value a, Value b) {
  double x, y;
  if (a.isBool()) a = Value::smallInt(a.isTrue());
  if (b.isBool()) b = Value::smallInt(b.isTrue());
  if (!immediateDouble(a, &x) || !immediateDouble(b, &y)) return Value();
  if (op == BinaryOp::kTrueDivide) return y == 0 ? Value() : Value::tryFloat(x / y);
  if (a.isSmallInt() && b.isSmallInt()) return arithmeticOfInts(op, a, b);
  switch (op) {
    case BinaryOp::kAdd: return Value::tryFloat(x + y);
    case BinaryOp::kSubtract: return Value::tryFloat(x - y);
    case BinaryOp::kMultiply: return Value::tryFloat(x * y);
    // What is finite and not 0 came about without any of pow's special cases.
    case BinaryOp::kPower: return x > 0 ? Value::tryFloat(std::pow(x, y)) : Value();
    default: return Value();
  }
}

}  // namespace taipan
