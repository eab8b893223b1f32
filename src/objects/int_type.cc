// The type int: construction and slots.  Methods are in int_methods.cc.
#include <cstring>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int_internal.h"
#include "objects/float.h"
#include "objects/int_methods.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// What __int__, __index__ or __trunc__ returned, as an exact int; a subclass instance is deprecated.
Ref<> checkIntResult(Thread& thread, Ref<> result, const char* method) {
  if (!result || isExactInt(thread, result)) return result;
  if (!isInt(result)) {
    return thread.raiseTypeError("{} returned non-int (type {!T})", method, result.get());
  }
  TRY(warn(thread, TypeId::kDeprecationWarning, 1,
           "{} returned non-int (type {!T}).  The ability to return an instance of a strict subclass of int is "
           "deprecated, and may be removed in a future version of Python.",
           {method, result.get()}));
  return toExactInt(thread, result);
}

Ref<> intFromTrunc(Thread& thread, Ref<> truncate) {
  TRY(warn(thread, TypeId::kDeprecationWarning, 1, "The delegation of int() to __trunc__ is deprecated."));
  Ref<> result = TRY(call(thread, truncate));
  if (isInt(result)) return toExactInt(thread, result);
  if (!typeOf(thread, result)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return thread.raiseTypeError("__trunc__ returned non-Integral (type {!T})", result.get());
  }
  return index(thread, result);
}

Ref<> intOfType(Thread& thread, Type* type, Value v) {
  IntView view(v);
  Ref<Int> result = TRY(newObject<Int>(thread, type, view.count));
  result->size = view.negative ? -static_cast<int64_t>(view.count) : static_cast<int64_t>(view.count);
  std::memcpy(result->limbs, view.limbs, view.count * sizeof(uint64_t));
  return result;
}

Ref<> intWithBase(Thread& thread, Value x, Value base) {
  // Beyond any machine word is as wrong as 37.
  Ref<> exact = TRY(index(thread, base));
  int64_t number;
  if (!intFitsInt64(exact, &number) || number < 0 || number > 36) number = 1;
  if (number == 1) return thread.raiseValueError("int() base must be >= 2 and <= 36, or 0");
  if (isStr(x)) return parseInt(thread, x.as<Str>(), static_cast<int>(number));
  std::string text;
  if (isBytes(x) || isInstanceOf(thread, x, TypeId::kByteArray)) {
    if (bytesLikeText(thread, x, &text)) return parseIntText(thread, text, static_cast<int>(number), x);
  }
  return thread.raiseTypeError("int() can't convert non-string with explicit base");
}

Ref<> intCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t keywordCount = args.keywordNames ? args.keywordNames->size : 0;
  size_t total = args.positionalCount + keywordCount;
  if (total > 2) return thread.raiseTypeError("int() takes at most 2 arguments ({} given)", total);
  Value x = args.positionalCount > 0 ? args[0] : Value();
  Value base = args.positionalCount > 1 ? args[1] : Value();
  for (size_t i = 0; i < keywordCount; ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    if (!strEqualText(name, "base")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for int()", name);
    }
    if (base) return thread.raiseTypeError("argument for int() given by name ('base') and position (2)");
    base = args[args.positionalCount + i];
  }
  if (!x && base) return thread.raiseTypeError("int() missing string argument");
  Ref<> result = !x     ? newInt(thread, 0)
                 : base ? intWithBase(thread, x, base)
                        : intFromObject(thread, x);
  if (!result || type == thread.type(TypeId::kInt)) return result;
  return intOfType(thread, type, result);
}

size_t intSizeOf(const Object* self) {
  int64_t size = static_cast<const Int*>(self)->size;
  return sizeof(Int) + static_cast<size_t>(size < 0 ? -size : size) * sizeof(uint64_t);
}

Result<int64_t> intHashSlot(Thread& thread, Value self) { return intHash(self); }
Result<bool> intTruth(Thread& thread, Value self) { return intSign(self) != 0; }
Ref<> intToFloat(Thread& thread, Value self) { return newFloat(thread, TRY(intAsDouble(thread, self))); }

constexpr Slots kIntSlots = [] {
  Slots slots;
  slots.sizeOf = intSizeOf;
  slots.create = intCreate;
  slots.repr = intRepr;
  slots.hash = intHashSlot;
  slots.compare = intCompare;
  slots.truth = intTruth;
  slots.power = intPowerModulo;
  auto binary = [&slots](BinaryOp op, Ref<> (*function)(Thread&, Value, Value)) {
    slots.binary[static_cast<int>(op)] = function;
  };
  binary(BinaryOp::kAdd, intAdd);
  binary(BinaryOp::kSubtract, intSubtract);
  binary(BinaryOp::kMultiply, intMultiply);
  binary(BinaryOp::kFloorDivide, intFloorDivide);
  binary(BinaryOp::kRemainder, intRemainder);
  binary(BinaryOp::kDivmod, intDivmod);
  binary(BinaryOp::kTrueDivide, intTrueDivide);
  binary(BinaryOp::kPower, intPower);
  binary(BinaryOp::kLeftShift, intLeftShift);
  binary(BinaryOp::kRightShift, intRightShift);
  binary(BinaryOp::kAnd, intAnd);
  binary(BinaryOp::kOr, intOr);
  binary(BinaryOp::kXor, intXor);
  auto unary = [&slots](UnaryOp op, Ref<> (*function)(Thread&, Value)) {
    slots.unary[static_cast<int>(op)] = function;
  };
  unary(UnaryOp::kPositive, toExactInt);
  unary(UnaryOp::kNegative, intNegative);
  unary(UnaryOp::kInvert, intInvert);
  unary(UnaryOp::kAbsolute, intAbsolute);
  unary(UnaryOp::kInt, toExactInt);
  unary(UnaryOp::kFloat, intToFloat);
  unary(UnaryOp::kIndex, toExactInt);
  return slots;
}();

}  // namespace

Ref<> intFromObject(Thread& thread, Value v) {
  if (isExactInt(thread, v)) return newRef(v);
  const Slots& slots = typeOf(thread, v)->slots;
  if (auto convert = slots.unary[static_cast<int>(UnaryOp::kInt)]) {
    return checkIntResult(thread, convert(thread, v), "__int__");
  }
  if (slots.unary[static_cast<int>(UnaryOp::kIndex)]) return index(thread, v);
  Ref<> truncate = lookupSpecial(thread, v, thread.names().dunder_trunc);
  if (truncate) return intFromTrunc(thread, std::move(truncate));
  if (thread.hasException()) return Raised{};
  if (isStr(v)) return parseInt(thread, v.as<Str>(), 10);
  std::string text;
  if (bytesLikeText(thread, v, &text)) return parseIntText(thread, text, 10, v);
  return thread.raiseTypeError(
      "int() argument must be a string, a bytes-like object or a real number, not '{!T}'", v);
}

const TypeSpec kIntType = {
    .id = TypeId::kInt,
    .name = "int",
    .basicSize = sizeof(Int),
    .itemSize = sizeof(uint64_t),
    .flags = kTypeIsBaseType | kTypeIsInt | kTypeMatchSelf,
    .slots = &kIntSlots,
    .methods = kIntMethods,
    .getSets = kIntGetSets,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "Makes an integer of a number (truncating) or of text in the given base."};

}  // namespace taipan
