// float: making values, conversion from other numbers and text, hashing.
#include "objects/float.h"

#include <cmath>
#include <cstring>

#include "base/number_text.h"
#include "objects/abstract.h"
#include "objects/float_internal.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> newFloatSlow(Thread& thread, double d) {
  void* memory = thread.heap().allocateObject(sizeof(Float), false);
  if (!memory) return thread.raiseMemoryError();
  Float* object = static_cast<Float*>(memory);
  object->refCount = 1;
  object->type = thread.type(TypeId::kFloat);
  object->value = d;
  return Ref<>::adopt(object);
}

namespace {

// The result of __float__: a float; an instance of a subclass is deprecated.
Result<double> checkFloatResult(Thread& thread, Value source, Ref<> result) {
  if (!result) return Raised{};
  if (!isFloat(result)) {
    return thread.raiseTypeError("{!T}.__float__ returned non-float (type {!T})", source, result.get());
  }
  if (result.get().isObject() && result.get().object()->type != thread.type(TypeId::kFloat)) {
    TRY(warn(thread, TypeId::kDeprecationWarning, 1,
             "{!T}.__float__ returned non-float (type {!T}).  The ability to return an instance of a strict "
             "subclass of float is deprecated, and may be removed in a future version of Python.",
             {source, result.get()}));
  }
  return floatValue(result);
}

// By __float__ or __index__; *found = false: has neither.
Result<double> convertNumber(Thread& thread, Value v, bool* found) {
  *found = true;
  if (isInt(v) && (!v.isObject() || !v.object()->type->has(kTypeIsHeapType))) return intAsDouble(thread, v);
  const Slots& slots = typeOf(thread, v)->slots;
  if (auto convert = slots.unary[static_cast<int>(UnaryOp::kFloat)]) {
    return checkFloatResult(thread, v, convert(thread, v));
  }
  if (slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    Ref<> exact = TRY(index(thread, v));
    return intAsDouble(thread, exact);
  }
  *found = false;
  return 0.0;
}

}  // namespace

Result<double> asDouble(Thread& thread, Value v) {
  if (isFloat(v)) return floatValue(v);  // an override of __float__ counts for float() only
  bool found;
  double d = TRY(convertNumber(thread, v, &found));
  if (!found) return thread.raiseTypeError("must be real number, not {!T}", v);
  return d;
}

Result<double> floatOf(Thread& thread, Value v) {
  if (v.isImmediateFloat() || (v.isObject() && v.object()->type->id == TypeId::kFloat)) return floatValue(v);
  bool found;
  double d = TRY(convertNumber(thread, v, &found));
  if (!found) return thread.raiseTypeError("must be real number, not {!T}", v);
  return d;
}

Result<double> operandAsDouble(Thread& thread, Value v, bool* ok) {
  *ok = true;
  if (isFloat(v)) return floatValue(v);
  if (isInt(v)) return intAsDouble(thread, v);
  *ok = false;
  return 0.0;
}

Result<double> parseFloatText(Thread& thread, const char* data, size_t size, Value source) {
  std::string_view text(data, size);
  auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 28 && c <= 31); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  std::string plain;
  double result;
  if (removeUnderscores(text, &plain) && !plain.empty() && parseDouble(plain, &result) == plain.size()) {
    return result;
  }
  Ref<Str> shown = TRY(repr(thread, source));
  return thread.raiseValueError("could not convert string to float: {}", shown);
}

Ref<> floatFromObject(Thread& thread, Value v) {
  if (v.isImmediateFloat() || (v.isObject() && v.object()->type == thread.type(TypeId::kFloat))) return newRef(v);
  bool found = false;
  double d = isExactStr(v) ? 0.0 : TRY(convertNumber(thread, v, &found));
  if (found) return newFloat(thread, d);
  if (isStr(v)) {
    std::string number = asciiNumberText(v.as<Str>());
    return newFloat(thread, TRY(parseFloatText(thread, number.data(), number.size(), v)));
  }
  std::string text;
  if (bytesLikeText(thread, v, &text)) {
    return newFloat(thread, TRY(parseFloatText(thread, text.data(), text.size(), v)));
  }
  return thread.raiseTypeError("float() argument must be a string or a real number, not '{!T}'", v);
}

Ref<Str> floatRepr(Thread& thread, double d) { return newStr(thread, floatRepr(d)); }

// CPython's numeric hash: the value modulo 2^61 - 1, where 1/2 is a rotation; equal for equal ints.
int64_t floatHash(double d) {
  constexpr int kBits = 61;
  constexpr uint64_t kModulus = (uint64_t{1} << kBits) - 1;
  if (std::isinf(d)) return d > 0 ? 314159 : -314159;
  int exponent;
  double fraction = std::frexp(d, &exponent);
  bool negative = fraction < 0;
  if (negative) fraction = -fraction;
  uint64_t x = 0;
  while (fraction != 0) {
    x = ((x << 28) & kModulus) | (x >> (kBits - 28));
    fraction *= 268435456.0;
    exponent -= 28;
    auto digit = static_cast<uint64_t>(fraction);
    fraction -= static_cast<double>(digit);
    x += digit;
    if (x >= kModulus) x -= kModulus;
  }
  int turn = exponent >= 0 ? exponent % kBits : kBits - 1 - ((-1 - exponent) % kBits);
  x = ((x << turn) & kModulus) | (x >> (kBits - turn));
  int64_t hash = static_cast<int64_t>(x);
  if (negative) hash = -hash;
  return hash == -1 ? -2 : hash;
}

Raised raiseRangeError(Thread& thread, TypeId type, int error) {
  Ref<Str> message = newStr(thread, std::strerror(error));
  if (!message) return Raised{};
  Ref<> exception = call(thread, thread.type(type), Value::smallInt(error), message.value());
  if (!exception) return Raised{};
  return thread.raiseObject(exception);
}

}  // namespace taipan
