// Operators and integers of any value (language reference §3.3.8).
#include "objects/abstract.h"
#include "objects/sequence_helpers.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str.h"

namespace taipan {

namespace {

constexpr const char* kBinaryText[] = {"+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()",
                                       ">>", "-", "/", "^", "divmod()"};
constexpr const char* kInPlaceText[] = {"+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=",
                                        ">>=", "-=", "/=", "^=", "divmod()"};

using BinaryFunction = Ref<> (*)(Thread&, Value, Value);

// Either side's slot; NotImplemented if neither knows.
Ref<> tryBinary(Thread& thread, BinaryOp op, Value left, Value right) {
  int i = static_cast<int>(op);
  Type* leftType = typeOf(thread, left);
  Type* rightType = typeOf(thread, right);
  BinaryFunction leftFunction = leftType->slots.binary[i];
  BinaryFunction rightFunction = rightType->slots.binary[i];
  if (rightFunction == leftFunction || leftType == rightType) rightFunction = nullptr;
  if (leftFunction != nullptr) {
    if (rightFunction != nullptr && isSubtype(rightType, leftType)) {
      Ref<> result = TRY(rightFunction(thread, left, right));
      if (!result.value().isNotImplemented()) return result;
      rightFunction = nullptr;
    }
    Ref<> result = TRY(leftFunction(thread, left, right));
    if (!result.value().isNotImplemented()) return result;
  }
  if (rightFunction != nullptr) return rightFunction(thread, left, right);
  return newRef(kNotImplemented);
}

Result<int64_t> repeatCount(Thread& thread, Value count) {
  if (typeOf(thread, count)->slots.unary[static_cast<int>(UnaryOp::kIndex)] == nullptr) {
    return thread.raiseTypeError("can't multiply sequence by non-int of type '{}'", typeOf(thread, count)->nativeName);
  }
  return indexAsInt64(thread, count, TypeId::kOverflowError);
}

// Sequences add and multiply after numbers had their say.  NotImplemented: no sequences here.
Ref<> trySequence(Thread& thread, BinaryOp op, Value left, Value right) {
  const Slots& leftSlots = typeOf(thread, left)->slots;
  const Slots& rightSlots = typeOf(thread, right)->slots;
  if (op == BinaryOp::kAdd && leftSlots.concat != nullptr) return leftSlots.concat(thread, left, right);
  if (op == BinaryOp::kMultiply && leftSlots.repeat != nullptr) {
    return leftSlots.repeat(thread, left, TRY(repeatCount(thread, right)));
  }
  if (op == BinaryOp::kMultiply && rightSlots.repeat != nullptr) {
    return rightSlots.repeat(thread, right, TRY(repeatCount(thread, left)));
  }
  return newRef(kNotImplemented);
}

Raised raiseUnsupported(Thread& thread, const char* text, Value left, Value right) {
  return thread.raiseTypeError("unsupported operand type(s) for {}: '{}' and '{}'", text,
                               typeOf(thread, left)->nativeName, typeOf(thread, right)->nativeName);
}

}  // namespace

Ref<> binaryOperation(Thread& thread, BinaryOp op, Value left, Value right) {
  Ref<> result = TRY(tryBinary(thread, op, left, right));
  if (!result.value().isNotImplemented()) return result;
  result = TRY(trySequence(thread, op, left, right));
  if (!result.value().isNotImplemented()) return result;
  if (op == BinaryOp::kRightShift && left.isObject() &&
      std::string_view(typeOf(thread, left)->nativeName) == "builtin_function_or_method") {
    // Python 2's `print >>file` gets a hint.
    Ref<Str> text = TRY(repr(thread, left));
    if (strEqualText(text, "<built-in function print>")) {
      return thread.raiseTypeError(
          "unsupported operand type(s) for {}: '{}' and '{}'. Did you mean \"print(<message>, file=<output_stream>)\"?",
          ">>", typeOf(thread, left)->nativeName, typeOf(thread, right)->nativeName);
    }
  }
  return raiseUnsupported(thread, kBinaryText[static_cast<int>(op)], left, right);
}

Ref<> inPlaceOperation(Thread& thread, BinaryOp op, Value left, Value right) {
  int i = static_cast<int>(op);
  const Slots& slots = typeOf(thread, left)->slots;
  if (slots.inPlace[i] != nullptr) {
    Ref<> result = TRY(slots.inPlace[i](thread, left, right));
    if (!result.value().isNotImplemented()) return result;
  }
  Ref<> result = TRY(tryBinary(thread, op, left, right));
  if (!result.value().isNotImplemented()) return result;
  if (op == BinaryOp::kAdd && slots.inPlaceConcat != nullptr) return slots.inPlaceConcat(thread, left, right);
  if (op == BinaryOp::kMultiply && slots.inPlaceRepeat != nullptr) {
    return slots.inPlaceRepeat(thread, left, TRY(repeatCount(thread, right)));
  }
  // A sequence on the left that cannot be repeated keeps the right one from being asked.
  bool repeatsRight = op != BinaryOp::kMultiply || slots.repeat != nullptr || !hasSequenceMethods(typeOf(thread, left));
  if (repeatsRight) {
    result = TRY(trySequence(thread, op, left, right));
    if (!result.value().isNotImplemented()) return result;
  }
  return raiseUnsupported(thread, kInPlaceText[i], left, right);
}

Ref<> power(Thread& thread, Value base, Value exponent, Value modulus) {
  if (modulus.isNone()) return binaryOperation(thread, BinaryOp::kPower, base, exponent);
  for (Value operand : {base, exponent, modulus}) {
    auto function = typeOf(thread, operand)->slots.power;
    if (function == nullptr) continue;
    Ref<> result = TRY(function(thread, base, exponent, modulus));
    if (!result.value().isNotImplemented()) return result;
  }
  return thread.raiseTypeError("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                               typeOf(thread, base)->nativeName, typeOf(thread, exponent)->nativeName,
                               typeOf(thread, modulus)->nativeName);
}

Ref<> unaryOperation(Thread& thread, UnaryOp op, Value operand) {
  Type* type = typeOf(thread, operand);
  auto function = type->slots.unary[static_cast<int>(op)];
  if (function != nullptr) return function(thread, operand);
  switch (op) {
    case UnaryOp::kPositive: return thread.raiseTypeError("bad operand type for unary +: '{}'", type->nativeName);
    case UnaryOp::kNegative: return thread.raiseTypeError("bad operand type for unary -: '{}'", type->nativeName);
    case UnaryOp::kInvert: return thread.raiseTypeError("bad operand type for unary ~: '{}'", type->nativeName);
    case UnaryOp::kAbsolute: return thread.raiseTypeError("bad operand type for abs(): '{}'", type->nativeName);
    case UnaryOp::kFloat:
      return thread.raiseTypeError("float() argument must be a string or a real number, not '{}'", type->nativeName);
    case UnaryOp::kInt:
      return thread.raiseTypeError("int() argument must be a string, a bytes-like object or a real number, not '{}'",
                                   type->nativeName);
    default:
      return thread.raiseTypeError("'{}' object cannot be interpreted as an integer", type->nativeName);
  }
}

Ref<> index(Thread& thread, Value object) {
  if (object.isSmallInt()) return newRef(object);
  Type* type = typeOf(thread, object);
  if (type == thread.type(TypeId::kInt)) return newRef(object);
  if (isInt(object)) return newIntFromBigInt(thread, toBigInt(object));  // an override of __index__ is not asked
  auto function = type->slots.unary[static_cast<int>(UnaryOp::kIndex)];
  if (function == nullptr) {
    return thread.raiseTypeError("'{}' object cannot be interpreted as an integer", type->nativeName);
  }
  Ref<> result = TRY(function(thread, object));
  if (!isInt(result)) {
    return thread.raiseTypeError("__index__ returned non-int (type {})", typeOf(thread, result)->nativeName);
  }
  if (!result.value().isSmallInt() && typeOf(thread, result) != thread.type(TypeId::kInt)) {
    TRY(warn(thread, TypeId::kDeprecationWarning, 1,
             "__index__ returned non-int (type {}).  The ability to return an instance of a strict subclass of "
             "int is deprecated, and may be removed in a future version of Python.",
             {FormatArg(typeOf(thread, result)->nativeName)}));
    return newIntFromBigInt(thread, toBigInt(result));
  }
  return result;
}

Result<int64_t> indexAsInt64(Thread& thread, Value object, TypeId overflow) {
  if (object.isSmallInt()) return object.smallIntValue();
  Ref<> number = TRY(index(thread, object));
  int64_t value;
  if (intFitsInt64(number, &value)) return value;
  if (overflow == TypeId::kNoTypeId) return intSign(number) < 0 ? INT64_MIN : INT64_MAX;
  return thread.raise(overflow, "cannot fit '{}' into an index-sized integer", typeOf(thread, object)->nativeName);
}

}  // namespace taipan
