// complex: construction, arithmetic, text.
#include "objects/complex.h"

#include <cerrno>
#include <cmath>

#include "base/number_text.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/float_internal.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> newComplex(Thread& thread, ComplexNumber z) {
  Ref<Complex> result = TRY(newObject<Complex>(thread, thread.type(TypeId::kComplex)));
  result->value = z;
  return result;
}

// Scaled by the larger part of the divisor, so that nothing overflows on the way.
Result<ComplexNumber> divideComplex(Thread& thread, ComplexNumber a, ComplexNumber b) {
  double real = std::fabs(b.real), imag = std::fabs(b.imag);
  if (real >= imag) {
    if (real == 0) return thread.raise(TypeId::kZeroDivisionError, "complex division by zero");
    double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return ComplexNumber{(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (imag >= real) {
    double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return ComplexNumber{(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  return ComplexNumber{NAN, NAN};
}

namespace {

ComplexNumber multiply(ComplexNumber a, ComplexNumber b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

// By repeated squaring: exact for small Gaussian integers.
ComplexNumber positivePower(ComplexNumber base, int64_t exponent) {
  ComplexNumber result = {1.0, 0.0};
  for (int64_t mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
    if (exponent & mask) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
}

Result<ComplexNumber> integerPower(Thread& thread, ComplexNumber base, int64_t exponent) {
  if (exponent > 0) return positivePower(base, exponent);
  if (exponent == 0) return ComplexNumber{1.0, 0.0};
  return divideComplex(thread, {1.0, 0.0}, positivePower(base, -exponent));
}

Result<ComplexNumber> polarPower(Thread& thread, ComplexNumber base, ComplexNumber exponent) {
  if (exponent.real == 0 && exponent.imag == 0) return ComplexNumber{1.0, 0.0};
  if (base.real == 0 && base.imag == 0) {
    if (exponent.imag != 0 || exponent.real < 0) {
      return thread.raise(TypeId::kZeroDivisionError, "0.0 to a negative or complex power");
    }
    return ComplexNumber{0.0, 0.0};
  }
  double magnitude = std::hypot(base.real, base.imag);
  double length = std::pow(magnitude, exponent.real);
  double angle = std::atan2(base.imag, base.real);
  double phase = angle * exponent.real;
  if (exponent.imag != 0) {
    length /= std::exp(angle * exponent.imag);
    phase += exponent.imag * std::log(magnitude);
  }
  return ComplexNumber{length * std::cos(phase), length * std::sin(phase)};
}

Result<bool> operand(Thread& thread, Value v, ComplexNumber* z) {
  if (isComplex(thread, v)) {
    *z = v.as<Complex>()->value;
    return true;
  }
  bool isNumber;
  z->real = TRY(operandAsDouble(thread, v, &isNumber));
  z->imag = 0.0;
  return isNumber;
}

// Fetches both operands; *ok = false if one is no number.
Status operands(Thread& thread, Value a, Value b, ComplexNumber* x, ComplexNumber* y, bool* ok) {
  *ok = TRY(operand(thread, a, x));
  if (*ok) *ok = TRY(operand(thread, b, y));
  return kOk;
}

Ref<> complexAdd(Thread& thread, Value a, Value b) {
  ComplexNumber x, y;
  bool ok;
  TRY(operands(thread, a, b, &x, &y, &ok));
  return ok ? newComplex(thread, {x.real + y.real, x.imag + y.imag}) : notImplemented();
}
Ref<> complexSubtract(Thread& thread, Value a, Value b) {
  ComplexNumber x, y;
  bool ok;
  TRY(operands(thread, a, b, &x, &y, &ok));
  return ok ? newComplex(thread, {x.real - y.real, x.imag - y.imag}) : notImplemented();
}
Ref<> complexMultiply(Thread& thread, Value a, Value b) {
  ComplexNumber x, y;
  bool ok;
  TRY(operands(thread, a, b, &x, &y, &ok));
  return ok ? newComplex(thread, multiply(x, y)) : notImplemented();
}
Ref<> complexTrueDivide(Thread& thread, Value a, Value b) {
  ComplexNumber x, y;
  bool ok;
  TRY(operands(thread, a, b, &x, &y, &ok));
  if (!ok) return notImplemented();
  ComplexNumber quotient = TRY(divideComplex(thread, x, y));
  return newComplex(thread, quotient);
}
Ref<> complexPower(Thread& thread, Value a, Value b) {
  ComplexNumber x, y;
  bool ok;
  TRY(operands(thread, a, b, &x, &y, &ok));
  return ok ? powerOfComplex(thread, x, y) : notImplemented();
}
Ref<> complexPowerModulo(Thread& thread, Value a, Value b, Value modulus) {
  if (!modulus.isNone()) {
    ComplexNumber x, y;
    bool ok;
    TRY(operands(thread, a, b, &x, &y, &ok));
    if (!ok) return notImplemented();
    return thread.raiseValueError("complex modulo");
  }
  return complexPower(thread, a, b);
}

ComplexNumber valueOf(Value self) { return self.as<Complex>()->value; }

Ref<> complexPositive(Thread& thread, Value self) { return newComplex(thread, valueOf(self)); }
Ref<> complexNegative(Thread& thread, Value self) {
  ComplexNumber z = valueOf(self);
  return newComplex(thread, {-z.real, -z.imag});
}
Ref<> complexAbsolute(Thread& thread, Value self) {
  ComplexNumber z = valueOf(self);
  double length = std::hypot(z.real, z.imag);
  if (std::isinf(length) && std::isfinite(z.real) && std::isfinite(z.imag)) {
    return thread.raise(TypeId::kOverflowError, "absolute value too large");
  }
  return newFloat(thread, length);
}
Result<bool> complexTruth(Thread& thread, Value self) {
  ComplexNumber z = valueOf(self);
  return z.real != 0 || z.imag != 0;
}

Ref<> complexCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEqual && op != CompareOp::kNotEqual) return notImplemented();
  ComplexNumber z = valueOf(self);
  bool same;
  if (isComplex(thread, other)) {
    ComplexNumber w = valueOf(other);
    same = z.real == w.real && z.imag == w.imag;
  } else if (isInt(other) || isFloat(other)) {
    Ref<> real = TRY(newFloat(thread, z.real));
    Ref<> order = TRY(compare(thread, real, other, CompareOp::kEqual));
    same = z.imag == 0 && order.get().isTrue();
  } else {
    return notImplemented();
  }
  return Ref<>::adopt(Value::boolean(same == (op == CompareOp::kEqual)));
}

Ref<> complexRepr(Thread& thread, Value self) {
  ComplexNumber z = valueOf(self);
  return newStr(thread, taipan::complexRepr(z.real, z.imag));
}

Result<int64_t> complexHash(Thread& thread, Value self) {
  ComplexNumber z = valueOf(self);
  auto part = [self](double d) -> uint64_t {
    return static_cast<uint64_t>(std::isnan(d) ? static_cast<int64_t>(std::rotr(self.bits(), 4)) : floatHash(d));
  };
  int64_t hash = static_cast<int64_t>(part(z.real) + 1000003 * part(z.imag));
  return hash == -1 ? -2 : hash;
}

// --- construction

Raised raiseMalformed(Thread& thread) { return thread.raiseValueError("complex() arg is a malformed string"); }

// [ ( ] real [ +imag j ] [ ) ], or imag j alone; "j" stands for 1j.
bool parseComplex(std::string_view text, ComplexNumber* z) {
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 28 && c <= 31); };
  auto strip = [&] {
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  };
  strip();
  if (!text.empty() && text.front() == '(') {
    if (text.back() != ')') return false;
    text = text.substr(1, text.size() - 2);
    strip();
  }
  auto isUnit = [](char c) { return c == 'j' || c == 'J'; };
  // A number, or a bare sign (or nothing) before the j.
  auto part = [&](double* d) {
    size_t length = parseDouble(text, d);
    if (length == 0) {
      *d = 1.0;
      if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        if (text[0] == '-') *d = -1.0;
        length = 1;
      }
      if (length >= text.size() || !isUnit(text[length])) return false;
    }
    text.remove_prefix(length);
    return true;
  };
  *z = {0.0, 0.0};
  double first, second;
  if (!part(&first)) return false;
  if (!text.empty() && isUnit(text[0])) {
    z->imag = first;
    return text.size() == 1;
  }
  z->real = first;
  if (text.empty()) return true;
  if (text[0] != '+' && text[0] != '-') return false;
  if (!part(&second) || text.size() != 1 || !isUnit(text[0])) return false;
  z->imag = second;
  return true;
}

Result<ComplexNumber> complexFromText(Thread& thread, Str* source) {
  std::string plain;
  ComplexNumber z;
  if (!removeUnderscores(asciiNumberText(source), &plain)) return raiseMalformed(thread);
  if (!parseComplex(plain, &z)) return raiseMalformed(thread);
  return z;
}

// The result of x.__complex__(), or empty without an exception if x has none.
Ref<> callComplexMethod(Thread& thread, Value x) {
  if (!x.isObject() || isInt(x) || isFloat(x)) return Ref<>();
  Ref<> method = lookupSpecial(thread, x, thread.names().dunder_complex);
  if (!method) return Ref<>();
  Ref<> result = TRY(call(thread, method));
  if (!isComplex(thread, result)) {
    return thread.raiseTypeError("__complex__ returned non-complex (type {!T})", result.get());
  }
  if (result.get().object()->type != thread.type(TypeId::kComplex)) {
    TRY(warn(thread, TypeId::kDeprecationWarning, 1,
             "__complex__ returned non-complex (type {!T}).  The ability to return an instance of a strict "
             "subclass of complex is deprecated, and may be removed in a future version of Python.",
             {result.get()}));
  }
  return result;
}

bool hasNumberSlots(Thread& thread, Value v) {
  const Slots& slots = typeOf(thread, v)->slots;
  return slots.unary[static_cast<int>(UnaryOp::kFloat)] || slots.unary[static_cast<int>(UnaryOp::kIndex)];
}

// One argument: a complex (*z whole, *isComplexNumber) or a real number.
Result<ComplexNumber> numberArgument(Thread& thread, Value v, bool* isComplexNumber) {
  *isComplexNumber = isComplex(thread, v);
  if (*isComplexNumber) return valueOf(v);
  double real = TRY(floatOf(thread, v));
  return ComplexNumber{real, 0.0};
}

Result<ComplexNumber> complexFromArguments(Thread& thread, Value real, Value imag) {
  if (!real && !imag) return ComplexNumber{0.0, 0.0};
  if (real && isStr(real)) {
    if (imag) return thread.raiseTypeError("complex() can't take second arg if first is a string");
    return complexFromText(thread, real.as<Str>());
  }
  if (imag && isStr(imag)) return thread.raiseTypeError("complex() second arg can't be a string");
  Ref<> converted;
  if (real) {
    converted = callComplexMethod(thread, real);
    if (thread.hasException()) return Raised{};
    if (converted) real = converted;
    if (!isComplex(thread, real) && !hasNumberSlots(thread, real)) {
      return thread.raiseTypeError("complex() first argument must be a string or a number, not '{!T}'", real);
    }
  }
  if (imag && !isComplex(thread, imag) && !hasNumberSlots(thread, imag)) {
    return thread.raiseTypeError("complex() second argument must be a number, not '{!T}'", imag);
  }
  bool realIsComplex = false, imagIsComplex = false;
  ComplexNumber r = {0.0, 0.0}, i = {0.0, 0.0};
  if (real) r = TRY(numberArgument(thread, real, &realIsComplex));
  if (imag) i = TRY(numberArgument(thread, imag, &imagIsComplex));
  // complex(r, i) is r + i*1j, careful about the signs of zeros.
  ComplexNumber z = {r.real, imag ? i.real : 0.0};
  if (imagIsComplex) z.real -= i.imag;
  if (realIsComplex) z.imag = imag ? z.imag + r.imag : r.imag;
  return z;
}

Ref<> complexCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0;
  if (args.positionalCount + keywords > 2) {
    return thread.raiseTypeError("complex() takes at most 2 arguments ({} given)",
                                 args.positionalCount + keywords);
  }
  Value parts[2] = {args.positionalCount > 0 ? args[0] : Value(), args.positionalCount > 1 ? args[1] : Value()};
  for (size_t i = 0; i < keywords; ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    int which = strEqualText(name, "real") ? 0 : strEqualText(name, "imag") ? 1 : -1;
    if (which < 0) return thread.raiseTypeError("'{}' is an invalid keyword argument for complex()", name);
    if (parts[which]) {
      return thread.raiseTypeError("argument for complex() given by name ('{}') and position ({})", name,
                                   which + 1);
    }
    parts[which] = args[args.positionalCount + i];
  }
  Type* exact = thread.type(TypeId::kComplex);
  if (type == exact && parts[0] && !parts[1] && parts[0].isObject() && parts[0].object()->type == exact) {
    return newRef(parts[0]);
  }
  ComplexNumber z = TRY(complexFromArguments(thread, parts[0], parts[1]));
  Ref<Complex> result = TRY(newObject<Complex>(thread, type));
  result->value = z;
  return result;
}

// --- methods

Ref<> complexConjugate(Thread& thread, const Value* args) {
  ComplexNumber z = valueOf(args[0]);
  return newComplex(thread, {z.real, -z.imag});
}
Ref<> complexToComplex(Thread& thread, const Value* args) {
  if (args[0].object()->type == thread.type(TypeId::kComplex)) return newRef(args[0]);
  return newComplex(thread, valueOf(args[0]));
}
Ref<> complexGetNewArgs(Thread& thread, const Value* args) {
  ComplexNumber z = valueOf(args[0]);
  Ref<> real = TRY(newFloat(thread, z.real)), imag = TRY(newFloat(thread, z.imag));
  return makeTuple(thread, real.get(), imag.get());
}
Ref<> complexFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("__format__() argument must be str, not {!N}", args[1]);
  ComplexNumber z = valueOf(args[0]);
  return formatComplexSpec(thread, z.real, z.imag, args[0], args[1].as<Str>());
}

constexpr MethodDef kMethods[] = {
    {.name = "conjugate", .signature = "($self, /)", .function = complexConjugate},
    {.name = "__complex__", .signature = "($self, /)", .function = complexToComplex},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = complexGetNewArgs},
    {.name = "__format__", .signature = "($self, format_spec, /)", .function = complexFormat},
};

constexpr MemberDef kMembers[] = {
    {"real", MemberKind::kDouble, offsetof(Complex, value.real), true, "the real part of a complex number"},
    {"imag", MemberKind::kDouble, offsetof(Complex, value.imag), true, "the imaginary part of a complex number"},
};

constexpr Slots kSlots = [] {
  Slots slots;
  slots.create = complexCreate;
  slots.repr = complexRepr;
  slots.hash = complexHash;
  slots.compare = complexCompare;
  slots.truth = complexTruth;
  slots.power = complexPowerModulo;
  slots.binary[static_cast<int>(BinaryOp::kAdd)] = complexAdd;
  slots.binary[static_cast<int>(BinaryOp::kSubtract)] = complexSubtract;
  slots.binary[static_cast<int>(BinaryOp::kMultiply)] = complexMultiply;
  slots.binary[static_cast<int>(BinaryOp::kTrueDivide)] = complexTrueDivide;
  slots.binary[static_cast<int>(BinaryOp::kPower)] = complexPower;
  slots.unary[static_cast<int>(UnaryOp::kPositive)] = complexPositive;
  slots.unary[static_cast<int>(UnaryOp::kNegative)] = complexNegative;
  slots.unary[static_cast<int>(UnaryOp::kAbsolute)] = complexAbsolute;
  return slots;
}();

}  // namespace

Result<ComplexNumber> asComplex(Thread& thread, Value v) {
  if (isComplex(thread, v)) return valueOf(v);
  Ref<> converted = callComplexMethod(thread, v);
  if (thread.hasException()) return Raised{};
  if (converted) return valueOf(converted);
  double real = TRY(asDouble(thread, v));
  return ComplexNumber{real, 0.0};
}

// Small integral exponents by multiplication, which is exact where polar form is not.
Ref<> powerOfComplex(Thread& thread, ComplexNumber base, ComplexNumber exponent) {
  bool integral = exponent.imag == 0 && exponent.real == std::floor(exponent.real) &&
                  std::fabs(exponent.real) <= 100.0;
  Result<ComplexNumber> result =
      integral ? integerPower(thread, base, static_cast<int64_t>(exponent.real))
               : polarPower(thread, base, exponent);
  if (!result) {
    // 1 / 0 of a negative power is told as what the user wrote.
    if (integral && thread.clearIfMatches(TypeId::kZeroDivisionError)) {
      return thread.raise(TypeId::kZeroDivisionError, "0.0 to a negative or complex power");
    }
    return Raised{};
  }
  if ((std::isinf((*result).real) || std::isinf((*result).imag)) && std::isfinite(base.real) &&
      std::isfinite(base.imag) && std::isfinite(exponent.real) && std::isfinite(exponent.imag)) {
    return thread.raise(TypeId::kOverflowError, "complex exponentiation");
  }
  return newComplex(thread, *result);
}

const TypeSpec kComplexType = {
    .id = TypeId::kComplex,
    .name = "complex",
    .basicSize = sizeof(Complex),
    .flags = kTypeIsBaseType,
    .slots = &kSlots,
    .methods = kMethods,
    .members = kMembers,
    .doc = "complex(real=0, imag=0)\n--\n\nMakes a complex number of two numbers or of text."};

}  // namespace taipan
