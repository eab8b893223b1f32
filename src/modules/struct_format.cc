#include "modules/struct_format.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/int_internal.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

template <class... Args>
Raised raiseStructError(Thread& thread, std::string_view format, const Args&... args) {
  return thread.raise(TypeId::kStructError, format, args...);
}

// Bytes of one item; 0: no such code in this mode.
int64_t sizeOfCode(char code, bool native) {
  switch (code) {
    case 'x': case 'b': case 'B': case 'c': case 's': case 'p': case '?': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': return native ? 8 : 4;
    case 'q': case 'Q': case 'd': return 8;
    case 'n': case 'N': case 'P': return native ? 8 : 0;
    default: return 0;
  }
}

bool isSignedCode(char code) { return std::strchr("bhilqn", code) != nullptr; }

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Raised raiseTooLong(Thread& thread) { return raiseStructError(thread, "total struct size too long"); }

// Little-endian bytes of `bits` in the layout's order.
void store(const StructLayout& layout, char* data, int64_t size, uint64_t bits) {
  for (int64_t i = 0; i < size; ++i) {
    data[layout.bigEndian ? size - 1 - i : i] = static_cast<char>(bits >> (8 * i));
  }
}

uint64_t load(const StructLayout& layout, const char* data, int64_t size) {
  uint64_t bits = 0;
  for (int64_t i = 0; i < size; ++i) {
    bits |= uint64_t{static_cast<unsigned char>(data[layout.bigEndian ? size - 1 - i : i])} << (8 * i);
  }
  return bits;
}

Raised raiseIntegerRange(Thread& thread, const StructLayout& layout, const StructItem& item) {
  bool isSigned = isSignedCode(item.code);
  const char* name = item.code == 'b' ? "byte" : item.code == 'B' ? "ubyte" : nullptr;
  if (!layout.bigEndian && item.size == 2) name = isSigned ? "short" : "ushort";
  int64_t top = int64_t{1} << (8 * item.size - (isSigned ? 1 : 0));
  int64_t low = isSigned ? -top : 0;
  if (name) return raiseStructError(thread, "{} format requires {} <= number <= {}", name, low, top - 1);
  return raiseStructError(thread, "'{}' format requires {} <= number <= {}", std::string_view(&item.code, 1), low,
                          top - 1);
}

Status packInteger(Thread& thread, const StructLayout& layout, const StructItem& item, Value value, char* data) {
  Ref<> number;
  if (isInt(value)) {
    number = newRef(value);
  } else if (typeOf(thread, value)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    number = TRY(index(thread, value));
  } else {
    return raiseStructError(thread, "required argument is not an integer");
  }
  IntView view(number);
  uint64_t bits = view.count ? view.limbs[0] : 0;
  if (view.negative) bits = 0 - bits;
  bool isSigned = isSignedCode(item.code);
  int64_t small;
  bool fits = intFitsInt64(number, &small);
  bool isUnsignedWord = !view.negative && view.count <= 1;
  bool wideUnsigned = !isSigned && item.code != 'B' && !(item.code == 'H' && !layout.bigEndian);
  if (item.code == 'P' ? !fits && !isUnsignedWord : wideUnsigned ? !isUnsignedWord : !fits) {
    if (item.code == 'P') return raiseStructError(thread, "int too large to convert");
    return raiseStructError(thread, "argument out of range");
  }
  if (item.size < 8) {
    int64_t top = int64_t{1} << (8 * item.size - (isSigned ? 1 : 0));
    bool inRange = fits && small < top && small >= (isSigned ? -top : 0);
    if (!inRange) return raiseIntegerRange(thread, layout, item);
  }
  store(layout, data, item.size, bits);
  return kOk;
}

Status packFloat(Thread& thread, const StructLayout& layout, const StructItem& item, Value value, char* data) {
  Result<double> converted = asDouble(thread, value);
  if (!converted) {
    if (thread.clearIfMatches(TypeId::kTypeError)) {
      return raiseStructError(thread, "required argument is not a float");
    }
    return Raised{};
  }
  double d = *converted;
  if (item.code == 'd') {
    store(layout, data, 8, std::bit_cast<uint64_t>(d));
    return kOk;
  }
  bool half = item.code == 'e';
  double narrowed = half ? static_cast<double>(static_cast<_Float16>(d)) : static_cast<double>(static_cast<float>(d));
  if (std::isinf(narrowed) && std::isfinite(d) && (half || !layout.native)) {
    return thread.raise(TypeId::kOverflowError, "float too large to pack with {} format",
                        std::string_view(&item.code, 1));
  }
  if (half) {
    store(layout, data, 2, std::bit_cast<uint16_t>(static_cast<_Float16>(d)));
  } else {
    store(layout, data, 4, std::bit_cast<uint32_t>(static_cast<float>(d)));
  }
  return kOk;
}

// 's' and 'p': bytes or bytearray, cut or padded with zeros.
Status packText(Thread& thread, const StructItem& item, Value value, char* data) {
  if (!isBytes(value) && !isInstanceOf(thread, value, TypeId::kByteArray)) {
    return raiseStructError(thread, "argument for '{}' must be a bytes object", std::string_view(&item.code, 1));
  }
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferSimple));
  int64_t room = item.size, length = view.length;
  if (item.code == 'p') {
    if (room > 0) --room;
    if (length > room) length = room;
    if (item.size > 0) *data++ = static_cast<char>(length > 255 ? 255 : length);
  }
  if (length > room) length = room;
  if (length > 0) std::memcpy(data, view.data, static_cast<size_t>(length));
  releaseBuffer(thread, &view);
  return kOk;
}

Status packItem(Thread& thread, const StructLayout& layout, const StructItem& item, Value value, char* data) {
  switch (item.code) {
    case 'c':
      if (!isBytes(value) || value.as<Bytes>()->size != 1) {
        return raiseStructError(thread, "char format requires a bytes object of length 1");
      }
      *data = value.as<Bytes>()->data()[0];
      return kOk;
    case '?': {
      bool truth = TRY(isTrue(thread, value));
      *data = truth;
      return kOk;
    }
    case 's': case 'p':
      return packText(thread, item, value, data);
    case 'e': case 'f': case 'd':
      return packFloat(thread, layout, item, value, data);
    default:
      return packInteger(thread, layout, item, value, data);
  }
}

Ref<> unpackItem(Thread& thread, const StructLayout& layout, const StructItem& item, const char* data) {
  switch (item.code) {
    case 'c':
      return newBytes(thread, std::string_view(data, 1));
    case '?':
      return Ref<>::adopt(Value::boolean(*data != 0));
    case 's':
      return newBytes(thread, std::string_view(data, static_cast<size_t>(item.size)));
    case 'p': {
      if (item.size == 0) return newBytes(thread, "");
      int64_t length = static_cast<unsigned char>(*data);
      if (length >= item.size) length = item.size - 1;
      return newBytes(thread, std::string_view(data + 1, static_cast<size_t>(length)));
    }
    case 'e':
      return newFloat(thread, static_cast<double>(
                                  std::bit_cast<_Float16>(static_cast<uint16_t>(load(layout, data, 2)))));
    case 'f':
      return newFloat(thread, std::bit_cast<float>(static_cast<uint32_t>(load(layout, data, 4))));
    case 'd':
      return newFloat(thread, std::bit_cast<double>(load(layout, data, 8)));
    default: {
      uint64_t bits = load(layout, data, item.size);
      if (!isSignedCode(item.code)) return newIntUnsigned(thread, bits);
      int shift = static_cast<int>(64 - 8 * item.size);
      return newInt(thread, static_cast<int64_t>(bits << shift) >> shift);
    }
  }
}

}  // namespace

Status parseStructFormat(Thread& thread, std::string_view format, StructLayout* layout) {
  size_t i = 0;
  if (!format.empty() && std::strchr("@=<>!", format[0]) && format[0] != '\0') {
    layout->native = format[0] == '@';
    layout->bigEndian = format[0] == '>' || format[0] == '!';
    ++i;
  }
  while (i < format.size()) {
    if (isSpace(format[i])) {
      ++i;
      continue;
    }
    int64_t count = 1;
    if (format[i] >= '0' && format[i] <= '9') {
      count = 0;
      for (; i < format.size() && format[i] >= '0' && format[i] <= '9'; ++i) {
        if (__builtin_mul_overflow(count, 10, &count) || __builtin_add_overflow(count, format[i] - '0', &count)) {
          return raiseTooLong(thread);
        }
      }
      if (i == format.size()) return raiseStructError(thread, "repeat count given without format specifier");
    }
    char code = format[i++];
    int64_t size = sizeOfCode(code, layout->native);
    if (size == 0) return raiseStructError(thread, "bad char in struct format");
    if (layout->native) {
      if (layout->size > INT64_MAX - 8) return raiseTooLong(thread);
      layout->size = (layout->size + size - 1) / size * size;
    }
    int64_t bytes;
    if (__builtin_mul_overflow(size, count, &bytes)) return raiseTooLong(thread);
    bool text = code == 's' || code == 'p';
    if (text) {
      layout->items.push_back({code, layout->size, count, 1});
      ++layout->valueCount;
    } else if (code != 'x' && count > 0) {
      layout->items.push_back({code, layout->size, size, count});
      layout->valueCount += count;
    }
    if (__builtin_add_overflow(layout->size, bytes, &layout->size)) return raiseTooLong(thread);
  }
  return kOk;
}

Status packStruct(Thread& thread, const StructLayout& layout, const Value* values, char* data) {
  std::memset(data, 0, static_cast<size_t>(layout.size));
  for (const StructItem& item : layout.items) {
    char* place = data + item.offset;
    for (int64_t i = 0; i < item.count; ++i, place += item.size) {
      TRY(packItem(thread, layout, item, *values++, place));
    }
  }
  return kOk;
}

Ref<> unpackStruct(Thread& thread, const StructLayout& layout, const char* data) {
  Ref<Tuple> result = TRY(newTuple(thread, static_cast<size_t>(layout.valueCount)));
  size_t next = 0;
  for (const StructItem& item : layout.items) {
    const char* place = data + item.offset;
    for (int64_t i = 0; i < item.count; ++i, place += item.size) {
      Ref<> value = TRY(unpackItem(thread, layout, item, place));
      tupleInit(result, next++, std::move(value));
    }
  }
  return result;
}

}  // namespace taipan
