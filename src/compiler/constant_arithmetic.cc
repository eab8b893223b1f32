// Arithmetic of constant folding; see constant_arithmetic.h.
#include "compiler/constant_arithmetic.h"

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "compiler/constant_pool.h"

namespace taipan::compiler {

namespace {

using Result = std::optional<Constant>;

// The limits of CPython 3.11's AST optimiser.
constexpr size_t kMaxIntBits = 128;
constexpr int64_t kMaxCollectionSize = 256;
constexpr int64_t kMaxStrSize = 4096;
constexpr int kMaxTotalItems = 1024;

struct Complex {
  double real = 0, imag = 0;
};

bool isInt(const Constant& c) {
  return c.kind == ConstantKind::kInt || c.kind == ConstantKind::kFalse ||
         c.kind == ConstantKind::kTrue;
}
bool isBool(const Constant& c) {
  return c.kind == ConstantKind::kFalse || c.kind == ConstantKind::kTrue;
}
bool isReal(const Constant& c) { return isInt(c) || c.kind == ConstantKind::kFloat; }
bool isNumber(const Constant& c) { return isReal(c) || c.kind == ConstantKind::kComplex; }
bool isText(const Constant& c) {
  return c.kind == ConstantKind::kStr || c.kind == ConstantKind::kBytes;
}

BigInt intOf(const Constant& c) {
  if (c.kind == ConstantKind::kInt) return c.integer;
  return BigInt(c.kind == ConstantKind::kTrue ? 1 : 0);
}

Constant makeInt(BigInt value) {
  Constant c;
  c.kind = ConstantKind::kInt;
  c.integer = std::move(value);
  return c;
}

Constant makeFloat(double value) {
  Constant c;
  c.kind = ConstantKind::kFloat;
  c.real = value;
  return c;
}

Constant makeComplex(Complex value) {
  Constant c;
  c.kind = ConstantKind::kComplex;
  c.real = value.real;
  c.imaginary = value.imag;
  return c;
}

// float(c), nothing if an int is too large.
std::optional<double> doubleOf(const Constant& c) {
  if (c.kind == ConstantKind::kFloat) return c.real;
  bool overflow = false;
  double value = intOf(c).toDouble(&overflow);
  if (overflow) return std::nullopt;
  return value;
}

std::optional<Complex> complexOf(const Constant& c) {
  if (c.kind == ConstantKind::kComplex) return Complex{c.real, c.imaginary};
  auto real = doubleOf(c);
  if (!real) return std::nullopt;
  return Complex{*real, 0.0};
}

size_t lengthOf(const Constant& c) {
  if (c.kind == ConstantKind::kStr) return countCodePoints(c.text);
  if (c.kind == ConstantKind::kBytes) return c.text.size();
  return c.items.size();
}

// Items in nested tuples, counted down from `limit`; negative when there are more.
int remainingComplexity(const Constant& c, int limit) {
  if (c.kind != ConstantKind::kTuple) return limit;
  limit -= static_cast<int>(c.items.size());
  for (size_t i = 0; limit >= 0 && i < c.items.size(); i++) {
    limit = remainingComplexity(c.items[i], limit);
  }
  return limit;
}

// Correctly rounded quotient of two ints.
Result divideInts(const BigInt& a, const BigInt& b) {
  if (b.isZero()) return std::nullopt;
  if (a.isZero()) return makeFloat(b.sign() < 0 ? -0.0 : 0.0);
  bool overflow = false;
  if (a.bitLength() <= 53 && b.bitLength() <= 53) {
    return makeFloat(a.toDouble(&overflow) / b.toDouble(&overflow));
  }
  // Scale to a quotient of 66 bits or so, mark a remainder in a sticky bit, round once.
  int shift = 66 - static_cast<int>(a.bitLength()) + static_cast<int>(b.bitLength());
  BigInt top = a.abs(), bottom = b.abs();
  if (shift > 0) {
    top = top.shl(static_cast<uint64_t>(shift));
  } else {
    bottom = bottom.shl(static_cast<uint64_t>(-shift));
  }
  BigInt quotient = top.floorDiv(bottom);
  if (!top.mod(bottom).isZero()) quotient = quotient | BigInt(1);
  double value = std::ldexp(quotient.toDouble(&overflow), -shift);
  if (std::isinf(value)) return std::nullopt;
  return makeFloat(a.sign() * b.sign() < 0 ? -value : value);
}

double floatMod(double a, double b) {
  double mod = std::fmod(a, b);
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) mod += b;
  } else {
    mod = std::copysign(0.0, b);
  }
  return mod;
}

double floatFloorDiv(double a, double b) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) div -= 1.0;
  if (div == 0) return std::copysign(0.0, a / b);
  double floored = std::floor(div);
  return div - floored > 0.5 ? floored + 1.0 : floored;
}

Complex multiply(Complex a, Complex b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

std::optional<Complex> divide(Complex a, Complex b) {
  double absReal = std::fabs(b.real), absImag = std::fabs(b.imag);
  if (absReal >= absImag) {
    if (absReal == 0.0) return std::nullopt;
    double ratio = b.imag / b.real;
    double denominator = b.real + b.imag * ratio;
    return Complex{(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (absImag >= absReal) {
    double ratio = b.real / b.imag;
    double denominator = b.real * ratio + b.imag;
    return Complex{(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  double nan = std::nan("");
  return Complex{nan, nan};
}

std::optional<Complex> complexPower(Complex a, Complex b) {
  if (b.imag == 0.0 && b.real == std::floor(b.real) && std::fabs(b.real) <= 100.0) {
    long n = static_cast<long>(b.real);
    Complex result{1.0, 0.0}, power = a;
    unsigned long count = static_cast<unsigned long>(n < 0 ? -n : n);
    for (unsigned long mask = 1; mask != 0 && count >= mask; mask <<= 1) {
      if ((count & mask) != 0) result = multiply(result, power);
      power = multiply(power, power);
    }
    return n > 0 ? std::optional<Complex>(result) : divide({1.0, 0.0}, result);
  }
  if (b.real == 0 && b.imag == 0) return Complex{1.0, 0.0};
  if (a.real == 0 && a.imag == 0) {
    if (b.imag != 0 || b.real < 0) return std::nullopt;
    return Complex{0.0, 0.0};
  }
  double length = std::pow(std::hypot(a.real, a.imag), b.real);
  double angle = std::atan2(a.imag, a.real);
  double phase = angle * b.real;
  if (b.imag != 0.0) {
    length /= std::exp(angle * b.imag);
    phase += b.imag * std::log(std::hypot(a.real, a.imag));
  }
  return Complex{length * std::cos(phase), length * std::sin(phase)};
}

Result complexBinary(BinaryOperator op, Complex a, Complex b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return makeComplex({a.real + b.real, a.imag + b.imag});
    case BinaryOperator::kSubtract:
      return makeComplex({a.real - b.real, a.imag - b.imag});
    case BinaryOperator::kMultiply:
      return makeComplex(multiply(a, b));
    case BinaryOperator::kTrueDivide:
    case BinaryOperator::kPower: {
      auto value = op == BinaryOperator::kPower ? complexPower(a, b) : divide(a, b);
      if (!value) return std::nullopt;
      if (op == BinaryOperator::kPower && (std::isinf(value->real) || std::isinf(value->imag))) {
        return std::nullopt;
      }
      return makeComplex(*value);
    }
    default:
      return std::nullopt;
  }
}

Result floatPower(double a, double b) {
  if (b == 0) return makeFloat(1.0);
  if (a == 0 && b < 0) return std::nullopt;
  if (std::isfinite(a) && std::isfinite(b) && a < 0 && b != std::floor(b)) {
    return complexBinary(BinaryOperator::kPower, {a, 0}, {b, 0});
  }
  double value = std::pow(a, b);
  if (std::isinf(value) && std::isfinite(a) && std::isfinite(b)) return std::nullopt;
  return makeFloat(value);
}

Result floatBinary(BinaryOperator op, double a, double b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return makeFloat(a + b);
    case BinaryOperator::kSubtract:
      return makeFloat(a - b);
    case BinaryOperator::kMultiply:
      return makeFloat(a * b);
    case BinaryOperator::kTrueDivide:
      return b == 0 ? Result() : makeFloat(a / b);
    case BinaryOperator::kFloorDivide:
      return b == 0 ? Result() : makeFloat(floatFloorDiv(a, b));
    case BinaryOperator::kRemainder:
      return b == 0 ? Result() : makeFloat(floatMod(a, b));
    case BinaryOperator::kPower:
      return floatPower(a, b);
    default:
      return std::nullopt;
  }
}

Result intPower(const BigInt& a, const BigInt& b) {
  if (b.sign() < 0) {
    if (a.isZero()) return std::nullopt;
    bool overflowA = false, overflowB = false;
    double base = a.toDouble(&overflowA), exponent = b.toDouble(&overflowB);
    if (overflowA || overflowB) return std::nullopt;
    return floatPower(base, exponent);
  }
  if (!a.isZero() && !b.isZero()) {
    if (!b.fitsInt64()) return std::nullopt;
    if (a.bitLength() > kMaxIntBits / static_cast<uint64_t>(b.toInt64())) return std::nullopt;
    return makeInt(a.pow(static_cast<uint64_t>(b.toInt64())));
  }
  return makeInt(BigInt(b.isZero() ? 1 : 0));
}

Result intShift(const BigInt& a, const BigInt& b, bool left) {
  if (b.sign() < 0) return std::nullopt;
  if (a.isZero() || b.isZero()) return makeInt(a);
  if (!left) {
    if (!b.fitsInt64()) return makeInt(BigInt(a.sign() < 0 ? -1 : 0));
    return makeInt(a.shr(static_cast<uint64_t>(b.toInt64())));
  }
  if (!b.fitsInt64()) return std::nullopt;
  uint64_t bits = static_cast<uint64_t>(b.toInt64());
  if (bits > kMaxIntBits || a.bitLength() > kMaxIntBits - bits) return std::nullopt;
  return makeInt(a.shl(bits));
}

Result intBinary(BinaryOperator op, const BigInt& a, const BigInt& b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return makeInt(a + b);
    case BinaryOperator::kSubtract:
      return makeInt(a - b);
    case BinaryOperator::kMultiply:
      if (!a.isZero() && !b.isZero() && a.bitLength() + b.bitLength() > kMaxIntBits) {
        return std::nullopt;
      }
      return makeInt(a * b);
    case BinaryOperator::kTrueDivide:
      return divideInts(a, b);
    case BinaryOperator::kFloorDivide:
      return b.isZero() ? Result() : makeInt(a.floorDiv(b));
    case BinaryOperator::kRemainder:
      return b.isZero() ? Result() : makeInt(a.mod(b));
    case BinaryOperator::kPower:
      return intPower(a, b);
    case BinaryOperator::kLshift:
    case BinaryOperator::kRshift:
      return intShift(a, b, op == BinaryOperator::kLshift);
    case BinaryOperator::kAnd:
      return makeInt(a & b);
    case BinaryOperator::kOr:
      return makeInt(a | b);
    case BinaryOperator::kXor:
      return makeInt(a ^ b);
    default:
      return std::nullopt;
  }
}

Result repeat(const Constant& sequence, const BigInt& count) {
  int64_t size = static_cast<int64_t>(lengthOf(sequence));
  bool isTuple = sequence.kind == ConstantKind::kTuple;
  if (size != 0) {
    int64_t limit = (isTuple ? kMaxCollectionSize : kMaxStrSize) / size;
    if (!count.fitsInt64() || count.toInt64() < 0 || count.toInt64() > limit) return std::nullopt;
    if (isTuple && !count.isZero() && remainingComplexity(sequence, kMaxTotalItems) < 0) {
      return std::nullopt;
    }
  } else if (!count.fitsInt64()) {
    return std::nullopt;  // OverflowError
  }
  Constant result;
  result.kind = sequence.kind;
  for (int64_t i = 0; size != 0 && i < count.toInt64(); i++) {
    result.text += sequence.text;
    result.items.insert(result.items.end(), sequence.items.begin(), sequence.items.end());
  }
  return result;
}

bool isSequence(const Constant& c) { return isText(c) || c.kind == ConstantKind::kTuple; }

}  // namespace

Result foldBinary(BinaryOperator op, const Constant& a, const Constant& b) {
  if (isBool(a) && isBool(b) &&
      (op == BinaryOperator::kAnd || op == BinaryOperator::kOr || op == BinaryOperator::kXor)) {
    bool x = a.kind == ConstantKind::kTrue, y = b.kind == ConstantKind::kTrue;
    if (op == BinaryOperator::kAnd) return boolConstant(x && y);
    return boolConstant(op == BinaryOperator::kOr ? x || y : x != y);
  }
  if (isInt(a) && isInt(b)) return intBinary(op, intOf(a), intOf(b));
  if (isReal(a) && isReal(b)) {
    auto x = doubleOf(a), y = doubleOf(b);
    if (!x || !y) return std::nullopt;
    return floatBinary(op, *x, *y);
  }
  if (isNumber(a) && isNumber(b)) {
    auto x = complexOf(a), y = complexOf(b);
    if (!x || !y) return std::nullopt;
    return complexBinary(op, *x, *y);
  }
  if (op == BinaryOperator::kMultiply) {
    if (isInt(a) && isSequence(b)) return repeat(b, intOf(a));
    if (isInt(b) && isSequence(a)) return repeat(a, intOf(b));
  }
  if (op == BinaryOperator::kAdd && a.kind == b.kind && isSequence(a)) {
    Constant result = a;
    result.text += b.text;
    result.items.insert(result.items.end(), b.items.begin(), b.items.end());
    return result;
  }
  return std::nullopt;
}

Result foldUnary(ConstantUnary op, const Constant& operand) {
  if (op == ConstantUnary::kNot) return boolConstant(!constantTruth(operand));
  if (isInt(operand)) {
    BigInt value = intOf(operand);
    if (op == ConstantUnary::kInvert) return makeInt(~value);
    return makeInt(op == ConstantUnary::kMinus ? -value : value);
  }
  if (op == ConstantUnary::kInvert || !isNumber(operand)) return std::nullopt;
  Constant result = operand;
  if (op == ConstantUnary::kMinus) {
    result.real = -result.real;
    result.imaginary = -result.imaginary;
  }
  return result;
}

Result foldSubscript(const Constant& container, const Constant& index) {
  if (!isInt(index) || !isSequence(container)) return std::nullopt;
  BigInt big = intOf(index);
  if (!big.fitsInt64()) return std::nullopt;
  int64_t at = big.toInt64(), size = static_cast<int64_t>(lengthOf(container));
  if (at < 0) at += size;
  if (at < 0 || at >= size) return std::nullopt;
  if (container.kind == ConstantKind::kTuple) return container.items[static_cast<size_t>(at)];
  if (container.kind == ConstantKind::kBytes) {
    return smallIntConstant(static_cast<uint8_t>(container.text[static_cast<size_t>(at)]));
  }
  size_t position = 0, start = 0;
  for (int64_t i = 0; i <= at; i++) {
    start = position;
    if (decodeUtf8(container.text, &position) == kBadCodePoint) return std::nullopt;
  }
  return strConstant(std::string_view(container.text).substr(start, position - start));
}

bool constantsEqual(const Constant& a, const Constant& b) {
  if (isInt(a) && isInt(b)) return intOf(a) == intOf(b);
  if (isNumber(a) && isNumber(b)) {
    auto x = complexOf(a), y = complexOf(b);
    return x && y && x->real == y->real && x->imag == y->imag &&
           !(isInt(a) && !(BigInt::fromDouble(y->real) == intOf(a))) &&
           !(isInt(b) && !(BigInt::fromDouble(x->real) == intOf(b)));
  }
  if (a.kind != b.kind) return false;
  if (isText(a)) return a.text == b.text;
  if (a.kind == ConstantKind::kTuple) {
    return a.items.size() == b.items.size() &&
           std::equal(a.items.begin(), a.items.end(), b.items.begin(), constantsEqual);
  }
  return constantKey(a) == constantKey(b);
}

Constant makeFrozenSet(const std::vector<Constant>& items) {
  Constant set;
  set.kind = ConstantKind::kFrozenSet;
  for (const Constant& item : items) {
    bool known = std::any_of(set.items.begin(), set.items.end(),
                             [&](const Constant& other) { return constantsEqual(item, other); });
    if (!known) set.items.push_back(item);
  }
  return set;
}

}  // namespace taipan::compiler
