// The element types of array.array.
#include "modules/array/array_items.h"

#include <limits.h>
#include <string.h>

#include <limits>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/float.h"

namespace taipan {
namespace {

template <class T>
T load(const char* item) {
  T value;
  memcpy(&value, item, sizeof value);
  return value;
}
template <class T>
void store(char* item, T value) {
  memcpy(item, &value, sizeof value);
}
template <class T>
Ref<> readSigned(Thread& thread, const char* item) { return newInt(thread, load<T>(item)); }
template <class T>
Ref<> readUnsigned(Thread& thread, const char* item) { return newIntUnsigned(thread, load<T>(item)); }

// The small kinds say which bound is passed; `low` and `high` are their messages.
template <class T, bool viaShort>
Status writeSmall(Thread& thread, char* item, Value value, const char* low, const char* high) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  if (viaShort && wide < SHRT_MIN) return thread.raise(TypeId::kOverflowError, "signed short integer is less than minimum");
  if (viaShort && wide > SHRT_MAX) return thread.raise(TypeId::kOverflowError, "signed short integer is greater than maximum");
  if (!viaShort && (wide < INT_MIN || wide > INT_MAX)) {
    return thread.raise(TypeId::kOverflowError, wide < 0 ? "signed integer is less than minimum" : "signed integer is greater than maximum");
  }
  if (wide < std::numeric_limits<T>::min()) return thread.raise(TypeId::kOverflowError, low);
  if (wide > std::numeric_limits<T>::max()) return thread.raise(TypeId::kOverflowError, high);
  store(item, static_cast<T>(wide));
  return kOk;
}
Status writeInt8(Thread& thread, char* item, Value value) {
  return writeSmall<int8_t, true>(thread, item, value, "signed char is less than minimum", "signed char is greater than maximum");
}
Status writeUint8(Thread& thread, char* item, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  if (wide < 0) return thread.raise(TypeId::kOverflowError, "unsigned byte integer is less than minimum");
  if (wide > UINT8_MAX) return thread.raise(TypeId::kOverflowError, "unsigned byte integer is greater than maximum");
  store(item, static_cast<uint8_t>(wide));
  return kOk;
}
Status writeInt16(Thread& thread, char* item, Value value) {
  return writeSmall<int16_t, true>(thread, item, value, "", "");
}
Status writeUint16(Thread& thread, char* item, Value value) {
  return writeSmall<uint16_t, false>(thread, item, value, "unsigned short is less than minimum", "unsigned short is greater than maximum");
}
Status writeInt32(Thread& thread, char* item, Value value) {
  return writeSmall<int32_t, false>(thread, item, value, "", "");
}
// unsigned int and unsigned long: `limit` is the largest value.
Status writeUnsigned(Thread& thread, Value value, uint64_t limit, uint64_t* out) {
  Ref<> number = TRY(index(thread, value));
  if (intSign(number) < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative value to unsigned int");
  BigInt big = toBigInt(number);
  if (big.bitLength() > 64) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C unsigned long");
  *out = big.isZero() ? 0 : big.limb(0);
  if (*out > limit) return thread.raise(TypeId::kOverflowError, "unsigned int is greater than maximum");
  return kOk;
}
Status writeUint32(Thread& thread, char* item, Value value) {
  uint64_t wide;
  TRY(writeUnsigned(thread, value, UINT32_MAX, &wide));
  store(item, static_cast<uint32_t>(wide));
  return kOk;
}
Status writeUint64(Thread& thread, char* item, Value value) {
  uint64_t wide;
  TRY(writeUnsigned(thread, value, UINT64_MAX, &wide));
  store(item, wide);
  return kOk;
}
Status writeInt64(Thread& thread, char* item, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  store(item, wide);
  return kOk;
}
Status writeLongLong(Thread& thread, char* item, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  store(item, wide);
  return kOk;
}
Status writeUnsignedLongLong(Thread& thread, char* item, Value value) {
  Ref<> number = TRY(index(thread, value));
  if (intSign(number) < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  BigInt big = toBigInt(number);
  if (big.bitLength() > 64) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  store(item, big.isZero() ? uint64_t{0} : big.limb(0));
  return kOk;
}
template <class T>
Ref<> readFloat(Thread& thread, const char* item) { return newFloat(thread, static_cast<double>(load<T>(item))); }
template <class T>
Status writeFloat(Thread& thread, char* item, Value value) {
  store(item, static_cast<T>(TRY(asDouble(thread, value))));
  return kOk;
}
Ref<> readChar(Thread& thread, const char* item) {
  uint32_t c = load<uint32_t>(item);
  if (c > 0x10FFFF) return thread.raiseValueError("character U+{:x} is not in range [U+0000; U+10ffff]", c);
  return newStrFromChar(thread, c);
}
Status writeChar(Thread& thread, char* item, Value value) {
  if (!isStr(value) || value.as<Str>()->length() != 1) return thread.raiseTypeError("array item must be unicode character");
  store(item, value.as<Str>()->at(0));
  return kOk;
}

constexpr ArrayKind kKinds[] = {
    {'b', "b", 1, true, true, readSigned<int8_t>, writeInt8},
    {'B', "B", 1, true, false, readUnsigned<uint8_t>, writeUint8},
    {'u', "w", 4, false, false, readChar, writeChar},
    {'h', "h", 2, true, true, readSigned<int16_t>, writeInt16},
    {'H', "H", 2, true, false, readUnsigned<uint16_t>, writeUint16},
    {'i', "i", 4, true, true, readSigned<int32_t>, writeInt32},
    {'I', "I", 4, true, false, readUnsigned<uint32_t>, writeUint32},
    {'l', "l", 8, true, true, readSigned<int64_t>, writeInt64},
    {'L', "L", 8, true, false, readUnsigned<uint64_t>, writeUint64},
    {'q', "q", 8, true, true, readSigned<int64_t>, writeLongLong},
    {'Q', "Q", 8, true, false, readUnsigned<uint64_t>, writeUnsignedLongLong},
    {'f', "f", 4, false, true, readFloat<float>, writeFloat<float>},
    {'d', "d", 8, false, true, readFloat<double>, writeFloat<double>}};

}  // namespace

const ArrayKind* arrayKind(uint32_t typecode) {
  for (const ArrayKind& kind : kKinds) {
    if (static_cast<uint32_t>(kind.typecode) == typecode) return &kind;
  }
  return nullptr;
}
const ArrayKind* arrayIntegerKind(int size, bool isSigned) {
  for (const ArrayKind& kind : kKinds) {
    if (kind.isInteger && kind.size == size && kind.isSigned == isSigned) return &kind;
  }
  return nullptr;
}

}  // namespace taipan
