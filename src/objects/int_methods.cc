// Methods and getters of int.
#include "objects/int_methods.h"

#include <bit>
#include <cstring>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/str_format.h"
#include "objects/int_internal.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Ref<> intItself(Thread& thread, const Value* args) { return toExactInt(thread, args[0]); }
Ref<> intSelfGetter(Thread& thread, Value self) { return toExactInt(thread, self); }
Ref<> intZeroGetter(Thread& thread, Value self) { return newInt(thread, 0); }
Ref<> intOneGetter(Thread& thread, Value self) { return newInt(thread, 1); }

Ref<> intBitLength(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(IntView(args[0]).bitLength()));
}

Ref<> intBitCount(Thread& thread, const Value* args) {
  IntView view(args[0]);
  int64_t count = 0;
  for (size_t i = 0; i < view.count; ++i) count += std::popcount(view.limbs[i]);
  return newInt(thread, count);
}

Ref<> intAsIntegerRatio(Thread& thread, const Value* args) {
  Ref<> numerator = TRY(toExactInt(thread, args[0]));
  return makeTuple(thread, numerator.get(), Value::smallInt(1));
}

Ref<> intGetNewArgs(Thread& thread, const Value* args) {
  Ref<> exact = TRY(toExactInt(thread, args[0]));
  return makeTuple(thread, exact.get());
}

// As if stored the way CPython does: a 24-byte header and 4 bytes for each 30 bits.
Ref<> intSizeOfMethod(Thread& thread, const Value* args) {
  size_t digits = (IntView(args[0]).bitLength() + 29) / 30;
  if (digits == 0) digits = 1;
  return newInt(thread, static_cast<int64_t>(24 + 4 * digits));
}

Ref<> intFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("__format__() argument must be str, not {!N}", args[1]);
  }
  return formatIntSpec(thread, args[0], args[1].as<Str>());
}

// To a multiple of 10^-digits, half to even.
Ref<> intRound(Thread& thread, const Value* args) {
  if (!args[1]) return toExactInt(thread, args[0]);
  Ref<> digits = TRY(index(thread, args[1]));
  if (intSign(digits) >= 0) return toExactInt(thread, args[0]);
  IntView view(args[0]);
  int64_t count;
  // Ten to more than the number's own digits exceeds twice the number: rounds to zero.
  if (!intFitsInt64(digits, &count) || -count > static_cast<int64_t>(view.bitLength()) + 2) {
    return newInt(thread, 0);
  }
  Mpz unit, quotient, rest;
  mpz_ui_pow_ui(unit, 10, static_cast<unsigned long>(-count));
  mpz_fdiv_qr(quotient, rest, view.mpz(), unit);
  mpz_mul_2exp(rest, rest, 1);
  int order = mpz_cmp(rest, unit);
  if (order > 0 || (order == 0 && mpz_odd_p(quotient.get()))) mpz_add_ui(quotient, quotient, 1);
  mpz_mul(quotient, quotient, unit);
  return newIntFromMpz(thread, quotient);
}

Result<bool> isLittleEndian(Thread& thread, Value order) {
  if (!order || (isStr(order) && strEqualText(order.as<Str>(), "big"))) return false;
  if (isStr(order) && strEqualText(order.as<Str>(), "little")) return true;
  return thread.raiseValueError("byteorder must be either 'little' or 'big'");
}

// Two's complement in `length` bytes.
Ref<> intToBytes(Thread& thread, const Value* args) {
  int64_t length = TRY(sizeArgument(thread, args[1]));
  if (!isStr(args[2])) {
    return thread.raiseTypeError("to_bytes() argument 'byteorder' must be str, not {!N}", args[2]);
  }
  bool little = TRY(isLittleEndian(thread, args[2]));
  bool isSigned = TRY(isTrue(thread, args[3]));
  if (length < 0) return thread.raiseValueError("length argument must be non-negative");
  IntView view(args[0]);
  if (view.negative && !isSigned) {
    return thread.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  }
  size_t bits = view.bitLength();
  if (isSigned) {
    // -2^k needs only k bits beside the sign.
    bool powerOfTwo = view.negative && mpz_scan1(view.mpz(), 0) + 1 == bits;
    bits += powerOfTwo ? 0 : 1;
  }
  if (view.isZero()) bits = 0;
  if ((bits + 7) / 8 > static_cast<size_t>(length)) {
    return thread.raise(TypeId::kOverflowError, "int too big to convert");
  }
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(length)));
  unsigned carry = 1;
  for (size_t i = 0; i < static_cast<size_t>(length); ++i) {
    size_t limb = i / 8;
    unsigned byte = limb < view.count ? (view.limbs[limb] >> (i % 8 * 8)) & 0xFF : 0;
    if (view.negative) {
      byte = (~byte & 0xFF) + carry;
      carry = byte >> 8;
    }
    result->data()[little ? i : static_cast<size_t>(length) - 1 - i] = static_cast<char>(byte);
  }
  return result;
}

// What bytes(x) accepts, but for counts: bytes-like objects, __bytes__ and iterables of small ints.
Ref<> bytesOf(Thread& thread, Value v) {
  if (isBytes(v)) return newRef(v);
  Type* type = typeOf(thread, v);
  if (isStr(v) || (isInt(v) && !type->has(kTypeIsHeapType))) {
    return thread.raiseTypeError("cannot convert '{!T}' object to bytes", v);
  }
  return call(thread, thread.type(TypeId::kBytes), v);
}

Ref<> intFromBytes(Thread& thread, const Value* args) {
  Value type = args[0];
  if (!isStr(args[2])) {
    return thread.raiseTypeError("from_bytes() argument 'byteorder' must be str, not {!N}", args[2]);
  }
  bool little = TRY(isLittleEndian(thread, args[2]));
  bool isSigned = TRY(isTrue(thread, args[3]));
  Ref<> bytes = TRY(bytesOf(thread, args[1]));
  std::string_view data = bytes.get().as<Bytes>()->view();
  size_t count = (data.size() + 7) / 8;
  LimbBuffer limbs(count + 1);
  if (!limbs.valid()) return thread.raiseMemoryError();
  std::memset(limbs.data(), 0, (count + 1) * sizeof(uint64_t));
  for (size_t i = 0; i < data.size(); ++i) {
    auto byte = static_cast<unsigned char>(data[little ? i : data.size() - 1 - i]);
    limbs.data()[i / 8] |= uint64_t{byte} << (i % 8 * 8);
  }
  bool negative = isSigned && !data.empty() &&
                  (static_cast<unsigned char>(little ? data.back() : data.front()) & 0x80);
  if (negative) {
    size_t topBits = data.size() % 8 * 8;
    if (topBits != 0) limbs.data()[count - 1] |= ~uint64_t{0} << topBits;
    mpn_neg(limbs.data(), limbs.data(), static_cast<mp_size_t>(count));
  }
  Ref<> result = TRY(newIntFromLimbs(thread, limbs.data(), count, negative));
  if (type == Value(thread.type(TypeId::kInt))) return result;
  return call(thread, type, result.get());
}

}  // namespace

const MethodDef kIntMethods[kIntMethodCount] = {
    {.name = "conjugate", .signature = "($self, /)", .function = intItself},
    {.name = "bit_length", .signature = "($self, /)", .function = intBitLength,
     .doc = "Number of bits of the absolute value."},
    {.name = "bit_count", .signature = "($self, /)", .function = intBitCount,
     .doc = "Number of ones in the binary form of the absolute value."},
    {.name = "to_bytes", .signature = "($self, /, length=1, byteorder='big', *, signed=False)",
     .function = intToBytes, .doc = "The integer as an array of bytes."},
    {.name = "from_bytes", .signature = "($type, /, bytes, byteorder='big', *, signed=False)",
     .function = intFromBytes, .kind = MethodKind::kClass, .doc = "The integer an array of bytes represents."},
    {.name = "as_integer_ratio", .signature = "($self, /)", .function = intAsIntegerRatio},
    {.name = "__trunc__", .signature = "($self, /)", .function = intItself},
    {.name = "__floor__", .signature = "($self, /)", .function = intItself},
    {.name = "__ceil__", .signature = "($self, /)", .function = intItself},
    {.name = "__round__", .signature = "($self, ndigits=<NULL>, /)", .function = intRound},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = intGetNewArgs},
    {.name = "__format__", .signature = "($self, format_spec, /)", .function = intFormat},
    {.name = "__sizeof__", .signature = "($self, /)", .function = intSizeOfMethod},
};

const GetSetDef kIntGetSets[kIntGetSetCount] = {
    {.name = "real", .get = intSelfGetter, .doc = "the real part of a complex number"},
    {.name = "imag", .get = intZeroGetter, .doc = "the imaginary part of a complex number"},
    {.name = "numerator", .get = intSelfGetter, .doc = "the numerator of a rational number in lowest terms"},
    {.name = "denominator", .get = intOneGetter, .doc = "the denominator of a rational number in lowest terms"},
};

}  // namespace taipan
