// Arithmetic of constant folding; see constant_arithmetic.h.
#include "compiler/constant_arithmetic.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/arena_vector.h"
#include "base/utf8.h"
#include "compiler/constant_pool.h"

namespace taipan::compiler {

namespace {

using Result = std::optional<ConstantValue>;

// The limits of CPython 3.11's AST optimiser.
constexpr size_t kMaxIntBits = 128;
constexpr int64_t kMaxCollectionSize = 256;
constexpr int64_t kMaxStrSize = 4096;
constexpr int kMaxTotalItems = 1024;

struct Complex {
  double real = 0, imag = 0;
};

bool isInt(const ConstantValue& c) {
  return c.type == ConstantType::kInt || c.type == ConstantType::kFalse ||
         c.type == ConstantType::kTrue;
}
bool isBool(const ConstantValue& c) {
  return c.type == ConstantType::kFalse || c.type == ConstantType::kTrue;
}
bool isReal(const ConstantValue& c) { return isInt(c) || c.type == ConstantType::kFloat; }
bool isNumber(const ConstantValue& c) { return isReal(c) || c.type == ConstantType::kComplex; }
bool isText(const ConstantValue& c) {
  return c.type == ConstantType::kStr || c.type == ConstantType::kBytes;
}

BigInt intOf(const ConstantValue& c) {
  if (c.type == ConstantType::kInt) return *c.integer;
  return BigInt(c.type == ConstantType::kTrue ? 1 : 0);
}

ConstantValue makeInt(Arena& arena, BigInt value) {
  ConstantValue c;
  c.type = ConstantType::kInt;
  c.integer = keepBigInt(arena, std::move(value));
  return c;
}

ConstantValue makeFloat(double value) {
  ConstantValue c;
  c.type = ConstantType::kFloat;
  c.real = value;
  return c;
}

ConstantValue makeComplex(Complex value) {
  ConstantValue c;
  c.type = ConstantType::kComplex;
  c.real = value.real;
  c.imag = value.imag;
  return c;
}

// float(c), nothing if an int is too large.
std::optional<double> doubleOf(const ConstantValue& c) {
  if (c.type == ConstantType::kFloat) return c.real;
  bool overflow = false;
  double value = intOf(c).toDouble(&overflow);
  if (overflow) return std::nullopt;
  return value;
}

std::optional<Complex> complexOf(const ConstantValue& c) {
  if (c.type == ConstantType::kComplex) return Complex{c.real, c.imag};
  auto real = doubleOf(c);
  if (!real) return std::nullopt;
  return Complex{*real, 0.0};
}

size_t lengthOf(const ConstantValue& c) {
  if (c.type == ConstantType::kStr) return countCodePoints(c.text);
  if (c.type == ConstantType::kBytes) return c.text.size();
  return c.items.size;
}

// Items in nested tuples, counted down from `limit`; negative when there are more.
int remainingComplexity(const ConstantValue& c, int limit) {
  if (c.type != ConstantType::kTuple) return limit;
  limit -= static_cast<int>(c.items.size);
  for (size_t i = 0; limit >= 0 && i < c.items.size; i++) {
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

Result intPower(Arena& arena, const BigInt& a, const BigInt& b) {
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
    return makeInt(arena, a.pow(static_cast<uint64_t>(b.toInt64())));
  }
  return makeInt(arena, BigInt(b.isZero() ? 1 : 0));
}

Result intShift(Arena& arena, const BigInt& a, const BigInt& b, bool left) {
  if (b.sign() < 0) return std::nullopt;
  if (a.isZero() || b.isZero()) return makeInt(arena, a);
  if (!left) {
    if (!b.fitsInt64()) return makeInt(arena, BigInt(a.sign() < 0 ? -1 : 0));
    return makeInt(arena, a.shr(static_cast<uint64_t>(b.toInt64())));
  }
  if (!b.fitsInt64()) return std::nullopt;
  uint64_t bits = static_cast<uint64_t>(b.toInt64());
  if (bits > kMaxIntBits || a.bitLength() > kMaxIntBits - bits) return std::nullopt;
  return makeInt(arena, a.shl(bits));
}

Result intBinary(Arena& arena, BinaryOperator op, const BigInt& a, const BigInt& b) {
  switch (op) {
    case BinaryOperator::kAdd:
      return makeInt(arena, a + b);
    case BinaryOperator::kSubtract:
      return makeInt(arena, a - b);
    case BinaryOperator::kMultiply:
      if (!a.isZero() && !b.isZero() && a.bitLength() + b.bitLength() > kMaxIntBits) {
        return std::nullopt;
      }
      return makeInt(arena, a * b);
    case BinaryOperator::kTrueDivide:
      return divideInts(a, b);
    case BinaryOperator::kFloorDivide:
      return b.isZero() ? Result() : makeInt(arena, a.floorDiv(b));
    case BinaryOperator::kRemainder:
      return b.isZero() ? Result() : makeInt(arena, a.mod(b));
    case BinaryOperator::kPower:
      return intPower(arena, a, b);
    case BinaryOperator::kLshift:
    case BinaryOperator::kRshift:
      return intShift(arena, a, b, op == BinaryOperator::kLshift);
    case BinaryOperator::kAnd:
      return makeInt(arena, a & b);
    case BinaryOperator::kOr:
      return makeInt(arena, a | b);
    case BinaryOperator::kXor:
      return makeInt(arena, a ^ b);
    default:
      return std::nullopt;
  }
}

// `sequence` written `count` times over: a str, bytes or tuple.
ConstantValue repeated(Arena& arena, const ConstantValue& sequence, size_t count) {
  ConstantValue result;
  result.type = sequence.type;
  size_t size = sequence.text.size(), items = sequence.items.size;
  char* text = static_cast<char*>(arena.allocate(size * count + 1, 1));
  result.items = {static_cast<ConstantValue*>(arena.allocate(sizeof(ConstantValue) * items * count, alignof(ConstantValue))), items * count};
  for (size_t i = 0; i < count; i++) {
    std::copy(sequence.text.begin(), sequence.text.end(), text + i * size);
    std::copy(sequence.items.begin(), sequence.items.end(), result.items.begin() + i * items);
  }
  result.text = {text, size * count};
  return result;
}

ConstantValue concatenated(Arena& arena, const ConstantValue& a, const ConstantValue& b) {
  ConstantValue result;
  result.type = a.type;
  std::string text(a.text);
  text += b.text;
  result.text = arena.copyText(text);
  ArenaVector<ConstantValue> items(arena);
  items.append(a.items);
  items.append(b.items);
  result.items = items.view();
  return result;
}

Result repeat(Arena& arena, const ConstantValue& sequence, const BigInt& count) {
  int64_t size = static_cast<int64_t>(lengthOf(sequence));
  bool isTuple = sequence.type == ConstantType::kTuple;
  if (size != 0) {
    int64_t limit = (isTuple ? kMaxCollectionSize : kMaxStrSize) / size;
    if (!count.fitsInt64() || count.toInt64() < 0 || count.toInt64() > limit) return std::nullopt;
    if (isTuple && !count.isZero() && remainingComplexity(sequence, kMaxTotalItems) < 0) {
      return std::nullopt;
    }
  } else if (!count.fitsInt64()) {
    return std::nullopt;  // OverflowError
  }
  bool none = size == 0 || count.sign() < 0;
  return repeated(arena, sequence, none ? 0 : static_cast<size_t>(count.toInt64()));
}

bool isSequence(const ConstantValue& c) { return isText(c) || c.type == ConstantType::kTuple; }

}  // namespace

Result foldBinary(Arena& arena, BinaryOperator op, const ConstantValue& a, const ConstantValue& b) {
  if (isBool(a) && isBool(b) &&
      (op == BinaryOperator::kAnd || op == BinaryOperator::kOr || op == BinaryOperator::kXor)) {
    bool x = a.type == ConstantType::kTrue, y = b.type == ConstantType::kTrue;
    if (op == BinaryOperator::kAnd) return boolConstant(x && y);
    return boolConstant(op == BinaryOperator::kOr ? x || y : x != y);
  }
  if (isInt(a) && isInt(b)) return intBinary(arena, op, intOf(a), intOf(b));
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
    if (isInt(a) && isSequence(b)) return repeat(arena, b, intOf(a));
    if (isInt(b) && isSequence(a)) return repeat(arena, a, intOf(b));
  }
  if (op == BinaryOperator::kAdd && a.type == b.type && isSequence(a)) {
    return concatenated(arena, a, b);
  }
  return std::nullopt;
}

Result foldUnary(Arena& arena, ConstantUnary op, const ConstantValue& operand) {
  if (op == ConstantUnary::kNot) return boolConstant(!constantTruth(operand));
  if (isInt(operand)) {
    BigInt value = intOf(operand);
    if (op == ConstantUnary::kInvert) return makeInt(arena, ~value);
    return makeInt(arena, op == ConstantUnary::kMinus ? -value : value);
  }
  if (op == ConstantUnary::kInvert || !isNumber(operand)) return std::nullopt;
  ConstantValue result = operand;
  if (op == ConstantUnary::kMinus) {
    result.real = -result.real;
    result.imag = -result.imag;
  }
  return result;
}

Result foldSubscript(Arena& arena, const ConstantValue& container, const ConstantValue& index) {
  if (!isInt(index) || !isSequence(container)) return std::nullopt;
  BigInt big = intOf(index);
  if (!big.fitsInt64()) return std::nullopt;
  int64_t at = big.toInt64(), size = static_cast<int64_t>(lengthOf(container));
  if (at < 0) at += size;
  if (at < 0 || at >= size) return std::nullopt;
  if (container.type == ConstantType::kTuple) return container.items[static_cast<size_t>(at)];
  if (container.type == ConstantType::kBytes) {
    return smallIntConstant(arena, static_cast<uint8_t>(container.text[static_cast<size_t>(at)]));
  }
  size_t position = 0, start = 0;
  for (int64_t i = 0; i <= at; i++) {
    start = position;
    if (decodeUtf8(container.text, &position) == kBadCodePoint) return std::nullopt;
  }
  return strConstant(container.text.substr(start, position - start));
}

bool constantsEqual(const ConstantValue& a, const ConstantValue& b) {
  if (isInt(a) && isInt(b)) return intOf(a) == intOf(b);
  if (isNumber(a) && isNumber(b)) {
    auto x = complexOf(a), y = complexOf(b);
    return x && y && x->real == y->real && x->imag == y->imag &&
           !(isInt(a) && !(BigInt::fromDouble(y->real) == intOf(a))) &&
           !(isInt(b) && !(BigInt::fromDouble(x->real) == intOf(b)));
  }
  if (a.type != b.type) return false;
  if (isText(a)) return a.text == b.text;
  if (a.type == ConstantType::kTuple) {
    return a.items.size == b.items.size &&
           std::equal(a.items.begin(), a.items.end(), b.items.begin(), constantsEqual);
  }
  return sameConstant(a, b);
}

ConstantValue makeFrozenSet(Arena& arena, Seq<ConstantValue> items) {
  ConstantValue set;
  set.type = ConstantType::kFrozenSet;
  ArenaVector<ConstantValue> members(arena);
  for (const ConstantValue& item : items) {
    bool known = std::any_of(members.begin(), members.end(),
                             [&](const ConstantValue& other) { return constantsEqual(item, other); });
    if (!known) members.push_back(item);
  }
  set.items = members.view();
  return set;
}

}  // namespace taipan::compiler
