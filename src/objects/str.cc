// Making, comparing, hashing and interning strings.  The type's slots and methods are in str_type.cc and
// str_methods.cc.
//
// Invariant: a string has the narrowest kind that holds its characters, and kAscii says exactly whether
// all are below 128.  So strings of different kinds are never equal.
#include "objects/str.h"

#include <algorithm>
#include <cstring>

#include "base/copy_bytes.h"
#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/intern_table.h"

namespace taipan {

// ---------------------------------------------------------------------------------------- making

Ref<Str> newStrUninitialized(Thread& thread, size_t length, uint32_t maxChar) {
  uint64_t kindBits = maxChar < 256 ? 0 : maxChar < 65536 ? 1 : 2;
  size_t width = size_t{1} << kindBits;
  if (length > (size_t{1} << 48)) return thread.raiseMemoryError();
  void* memory = thread.heap().allocateObject(sizeof(Str) + (length + 1) * width, false);
  if (!memory) return thread.raiseMemoryError();
  Str* text = static_cast<Str*>(memory);
  text->refCount = 1;
  text->type = thread.type(TypeId::kStr);
  text->cachedHash = -1;
  text->lengthAndFlags = length << 8 | kindBits << Str::kKindShift | (maxChar < 128 ? Str::kAscii : 0);
  if (kindBits == 0) text->data1()[length] = 0;
  else if (kindBits == 1) text->data2()[length] = 0;
  else text->data4()[length] = 0;
  return Ref<Str>::adopt(text);
}

static Ref<Str> emptyStr(Thread& thread) {
  if (Str* empty = thread.names().empty) return newRef(empty);
  return newStrUninitialized(thread, 0, 0);
}

Ref<Str> newStrFromChar(Thread& thread, uint32_t c) {
  if (c < 256) {
    Str*& cached = thread.interpreter().latin1[c];
    if (!cached) {
      Ref<Str> text = TRY(newStrUninitialized(thread, 1, c));
      text->data1()[0] = static_cast<uint8_t>(c);
      cached = text.release();
    }
    return newRef(cached);
  }
  Ref<Str> text = TRY(newStrUninitialized(thread, 1, c));
  strWrite(text, 0, c);
  return text;
}

Ref<Str> newStrLatin1(Thread& thread, const uint8_t* data, size_t length) {
  if (length == 0) return emptyStr(thread);
  if (length == 1) return newStrFromChar(thread, data[0]);
  bool ascii = isAscii({reinterpret_cast<const char*>(data), length});
  Ref<Str> text = TRY(newStrUninitialized(thread, length, ascii ? 127 : 255));
  copyBytes(text->data1(), data, length);
  return text;
}

Ref<Str> newStrUcs4(Thread& thread, const uint32_t* data, size_t length) {
  if (length == 0) return emptyStr(thread);
  if (length == 1) return newStrFromChar(thread, data[0]);
  uint32_t all = 0;
  for (size_t i = 0; i < length; i++) all |= data[i];
  Ref<Str> text = TRY(newStrUninitialized(thread, length, all));
  if (all >= 65536) std::memcpy(text->data4(), data, length * 4);
  else if (all >= 256)
    for (size_t i = 0; i < length; i++) text->data2()[i] = static_cast<uint16_t>(data[i]);
  else
    for (size_t i = 0; i < length; i++) text->data1()[i] = static_cast<uint8_t>(data[i]);
  return text;
}

Ref<Str> newStr(Thread& thread, std::string_view wtf8) {
  if (isAscii(wtf8)) return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(wtf8.data()), wtf8.size());
  uint32_t all = 0;
  size_t count = 0;
  for (size_t i = 0; i < wtf8.size(); count++) {
    uint32_t c = decodeUtf8(wtf8, &i);
    TAIPAN_ASSERT(c != kBadCodePoint);
    all |= c;
  }
  if (count == 1) return newStrFromChar(thread, all);
  Ref<Str> text = TRY(newStrUninitialized(thread, count, all));
  size_t at = 0;
  for (size_t i = 0; i < wtf8.size();) strWrite(text, at++, decodeUtf8(wtf8, &i));
  return text;
}

uint32_t strMaxChar(const Str* text) {
  if (text->isAscii()) return 127;
  return text->kind() == 1 ? 255 : text->kind() == 2 ? 0xFFFF : kMaxCodePoint;
}

void strWrite(Str* text, size_t i, uint32_t c) {
  int kind = text->kind();
  if (kind == 1) text->data1()[i] = static_cast<uint8_t>(c);
  else if (kind == 2) text->data2()[i] = static_cast<uint16_t>(c);
  else text->data4()[i] = c;
}

void strCopy(Str* to, size_t at, const Str* from, size_t begin, size_t end) {
  if (begin >= end) return;
  int kind = to->kind();
  if (kind == from->kind()) {
    copyBytes(to->data1() + at * kind, from->data1() + begin * kind, (end - begin) * kind);
  } else if (kind == 2) {
    for (size_t i = begin; i < end; i++) to->data2()[at + i - begin] = from->data1()[i];
  } else {
    for (size_t i = begin; i < end; i++) strWrite(to, at + i - begin, from->at(i));
  }
}

Ref<Str> substring(Thread& thread, Str* text, size_t begin, size_t end) {
  if (begin >= end) return emptyStr(thread);
  if (begin == 0 && end == text->length() && isExactStr(text)) return newRef(text);
  size_t count = end - begin;
  if (count == 1) return newStrFromChar(thread, text->at(begin));
  if (text->isAscii()) {
    Ref<Str> result = TRY(newStrUninitialized(thread, count, 127));
    copyBytes(result->data1(), text->data1() + begin, count);
    return result;
  }
  if (text->kind() == 1) return newStrLatin1(thread, text->data1() + begin, count);
  if (text->kind() == 4) return newStrUcs4(thread, text->data4() + begin, count);
  uint32_t all = 0;
  for (size_t i = begin; i < end; i++) all |= text->data2()[i];
  Ref<Str> result = TRY(newStrUninitialized(thread, count, all));
  if (all >= 256) std::memcpy(result->data2(), text->data2() + begin, count * 2);
  else
    for (size_t i = 0; i < count; i++) result->data1()[i] = static_cast<uint8_t>(text->data2()[begin + i]);
  return result;
}

Ref<Str> exactStr(Thread& thread, Str* text) {
  if (isExactStr(text)) return newRef(text);
  return substring(thread, text, 0, text->length());
}

Ref<Str> concatenate(Thread& thread, Str* a, Str* b) {
  if (a->length() == 0) return exactStr(thread, b);
  if (b->length() == 0) return exactStr(thread, a);
  uint32_t maxChar = std::max(strMaxChar(a), strMaxChar(b));
  Ref<Str> result = TRY(newStrUninitialized(thread, a->length() + b->length(), maxChar));
  strCopy(result, 0, a, 0, a->length());
  strCopy(result, a->length(), b, 0, b->length());
  return result;
}

Ref<Str> extendStr(Thread& thread, Ref<Str> a, Str* b) {
  size_t width = static_cast<size_t>(a->kind()), before = a->length(), after = before + b->length();
  // Cached and interned strings have other holders; a longer text has another hash.
  bool able = a->refCount == 1 && !a->isInterned() && before > 1 && b->kind() <= a->kind() && after < (size_t{1} << 48);
  if (!able || !thread.heap().growInPlace(sizeof(Str) + (before + 1) * width, sizeof(Str) + (after + 1) * width)) {
    return concatenate(thread, a, b);
  }
  uint64_t flags = a->lengthAndFlags & 0xFF;
  if (!b->isAscii()) flags &= ~Str::kAscii;
  a->lengthAndFlags = static_cast<uint64_t>(after) << 8 | flags;
  a->cachedHash = -1;
  strCopy(a, before, b, 0, b->length());
  std::memset(a->data1() + after * width, 0, width);
  return a;
}

Ref<Str> joinStrings(Thread& thread, Str* separator, const Value* items, size_t count) {
  if (count == 1 && isExactStr(items[0])) return newRef(items[0].as<Str>());
  size_t total = 0, separatorLength = separator ? separator->length() : 0;
  uint32_t maxChar = separatorLength && count > 1 ? strMaxChar(separator) : 0;
  for (size_t i = 0; i < count; i++) {
    if (!isStr(items[i]))
      return thread.raiseTypeError("sequence item {}: expected str instance, {!T} found", i, items[i]);
    Str* item = items[i].as<Str>();
    total += item->length();
    maxChar = std::max(maxChar, strMaxChar(item));
  }
  if (count > 1) total += separatorLength * (count - 1);
  if (total == 0) return emptyStr(thread);
  Ref<Str> result = TRY(newStrUninitialized(thread, total, maxChar));
  if (maxChar < 256) {  // OPTIMIZATION: bytes only
    uint8_t* out = result->data1();
    for (size_t i = 0; i < count; i++) {
      if (i && separatorLength) {
        copyBytes(out, separator->data1(), separatorLength);
        out += separatorLength;
      }
      const Str* item = items[i].as<Str>();
      copyBytes(out, item->data1(), item->length());
      out += item->length();
    }
    return result;
  }
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    if (i && separatorLength) {
      strCopy(result, at, separator, 0, separatorLength);
      at += separatorLength;
    }
    Str* item = items[i].as<Str>();
    strCopy(result, at, item, 0, item->length());
    at += item->length();
  }
  return result;
}

// ------------------------------------------------------------------------------------- interning

Ref<Str> intern(Thread& thread, Ref<Str> text) {
  if (text->isInterned()) return text;
  if (text->type != thread.type(TypeId::kStr)) text = TRY(exactStr(thread, text));
  InternTable*& table = thread.interpreter().internTable;
  if (!table) table = new InternTable();
  strHash(thread, text);
  if (Str* known = table->find(text)) return newRef(known);
  if (!table->insert(text)) return thread.raiseMemoryError();
  text->lengthAndFlags |= Str::kInterned;
  return text;
}

// OPTIMIZATION: a name that is there already costs no string.
Ref<Str> internText(Thread& thread, std::string_view wtf8) {
  InternTable* table = thread.interpreter().internTable;
  int64_t hash = -1;
  if (table && isAscii(wtf8)) {
    hash = hashBytes(thread, wtf8.data(), wtf8.size());
    if (Str* known = table->findAscii(wtf8, hash)) return newRef(known);
  }
  Ref<Str> text = TRY(newStr(thread, wtf8));
  if (hash != -1) text->cachedHash = hash;
  return intern(thread, std::move(text));
}

// ------------------------------------------------------------------------------ hash, comparison

static inline uint64_t rotateLeft(uint64_t x, int n) { return x << n | x >> (64 - n); }

static inline void sipRound(uint64_t v[4]) {
  v[0] += v[1]; v[1] = rotateLeft(v[1], 13) ^ v[0]; v[0] = rotateLeft(v[0], 32);
  v[2] += v[3]; v[3] = rotateLeft(v[3], 16) ^ v[2];
  v[0] += v[3]; v[3] = rotateLeft(v[3], 21) ^ v[0];
  v[2] += v[1]; v[1] = rotateLeft(v[1], 17) ^ v[2]; v[2] = rotateLeft(v[2], 32);
}

uint64_t sipHash13(uint64_t key0, uint64_t key1, const void* data, size_t size) {
  uint64_t v[4] = {key0 ^ 0x736f6d6570736575, key1 ^ 0x646f72616e646f6d, key0 ^ 0x6c7967656e657261,
                   key1 ^ 0x7465646279746573};
  const char* bytes = static_cast<const char*>(data);
  size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes + i, 8);
    v[3] ^= word;
    sipRound(v);
    v[0] ^= word;
  }
  uint64_t last = static_cast<uint64_t>(size) << 56;
  for (int shift = 0; i < size; ++i, shift += 8) last |= static_cast<uint64_t>(static_cast<uint8_t>(bytes[i])) << shift;
  v[3] ^= last;
  sipRound(v);
  v[0] ^= last;
  v[2] ^= 0xFF;
  for (int round = 0; round < 3; round++) sipRound(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

int64_t hashBytes(Thread& thread, const void* data, size_t size) {
  if (size == 0) return 0;
  const Settings& settings = thread.interpreter().settings;
  int64_t hash = static_cast<int64_t>(sipHash13(settings.hashKey0, settings.hashKey1, data, size));
  return hash == -1 ? -2 : hash;
}

int64_t strHash(Thread& thread, const Str* text) {
  if (text->cachedHash == -1) text->cachedHash = hashBytes(thread, text->data1(), text->length() * text->kind());
  return text->cachedHash;
}

bool strEqual(const Str* a, const Str* b) {
  if (a == b) return true;
  size_t length = a->length();
  if (length != b->length() || a->kind() != b->kind()) return false;
  if (a->data1()[0] != b->data1()[0]) return false;  // OPTIMIZATION: most differ here (empty ones have a zero)
  return std::memcmp(a->data1(), b->data1(), length * a->kind()) == 0;
}

bool strEqualText(const Str* a, std::string_view ascii) { return a->isAscii() && a->asciiView() == ascii; }

int strCompare(const Str* a, const Str* b) {
  size_t length = std::min(a->length(), b->length());
  if (a->kind() == 1 && b->kind() == 1) {
    int order = length ? std::memcmp(a->data1(), b->data1(), length) : 0;
    if (order) return order;
  } else {
    for (size_t i = 0; i < length; i++) {
      uint32_t x = a->at(i), y = b->at(i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return a->length() < b->length() ? -1 : a->length() > b->length();
}

// -------------------------------------------------------------------------------------- encoding

std::string toWtf8(const Str* text) {
  if (text->isAscii()) return std::string(text->asciiView());
  std::string out;
  out.reserve(text->length() + text->length() / 2);
  for (size_t i = 0, n = text->length(); i < n; i++) appendUtf8(&out, text->at(i));
  return out;
}

Result<std::string> toUtf8(Thread& thread, Str* text) {
  if (text->isAscii()) return std::string(text->asciiView());
  if (text->kind() > 1) {
    for (size_t i = 0, n = text->length(); i < n; i++) {
      if (!isSurrogate(text->at(i))) continue;
      size_t end = i + 1;
      while (end < n && isSurrogate(text->at(end))) end++;
      return raiseEncodeError(thread, "utf-8", text, i, end, "surrogates not allowed");
    }
  }
  return toWtf8(text);
}

Result<std::string> pathToNative(Thread& thread, Value path) {
  Ref<> held = newRef(path);
  if (!isStr(path) && !isBytes(path)) {
    Ref<> method = lookupSpecial(thread, path, thread.names().dunder_fspath);
    if (!method) {
      if (thread.hasException()) return Raised{};
      return thread.raiseTypeError("expected str, bytes or os.PathLike object, not {!T}", path);
    }
    held = call(thread, method);
    if (!held) return Raised{};
    if (!isStr(held) && !isBytes(held))
      return thread.raiseTypeError("expected {!T}.__fspath__() to return str or bytes, not {!T}", path, held.get());
  }
  std::string native;
  if (isBytes(held)) {
    native = std::string(held.get().as<Bytes>()->view());
  } else {
    native = TRY(encodeUtf8Text(thread, held.get().as<Str>(), "surrogateescape"));
  }
  if (native.find('\0') != std::string::npos) return thread.raiseValueError("embedded null byte");
  return native;
}

Ref<Str> strFromNative(Thread& thread, std::string_view bytes) {
  if (isAscii(bytes)) return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  StrBuilder builder(thread);
  for (size_t i = 0; i < bytes.size();) {
    uint32_t c = decodeUtf8(bytes, &i, SurrogateRule::kReject);
    if (c == kBadCodePoint) c = 0xDC00 + static_cast<uint8_t>(bytes[i++]);
    builder.append(c);
  }
  return builder.finish();
}

// ------------------------------------------------------------------------------------- searching

namespace {

template <class T>
bool equalsNeedle(const T* at, const Str* needle, size_t count) {
  if (sizeof(T) == static_cast<size_t>(needle->kind())) return std::memcmp(at, needle->data1(), count * sizeof(T)) == 0;
  for (size_t i = 0; i < count; i++)
    if (at[i] != needle->at(i)) return false;
  return true;
}

template <class T>
int64_t findIn(const T* text, const Str* needle, size_t begin, size_t end) {
  size_t count = needle->length();
  uint32_t first = needle->at(0), last = needle->at(count - 1);
  for (size_t i = begin; i + count <= end; i++)
    if (text[i] == first && text[i + count - 1] == last && equalsNeedle(text + i, needle, count))
      return static_cast<int64_t>(i);
  return -1;
}

}  // namespace

bool strMatchesAt(const Str* text, size_t position, const Str* needle) {
  if (needle->kind() > text->kind()) return needle->length() == 0;
  size_t count = needle->length();
  switch (text->kind()) {
    case 1: return equalsNeedle(text->data1() + position, needle, count);
    case 2: return equalsNeedle(text->data2() + position, needle, count);
    default: return equalsNeedle(text->data4() + position, needle, count);
  }
}

// OPTIMIZATION: whole blocks are compared without a branch in between, which the compiler turns into vector code.
template <class Char>
static int64_t findWide(const Char* data, Char c, size_t begin, size_t end) {
  constexpr size_t kBlock = 32;
  size_t i = begin;
  for (; i + kBlock <= end; i += kBlock) {
    Char hit = 0;
    for (size_t k = 0; k < kBlock; k++) hit |= static_cast<Char>(data[i + k] == c);
    if (hit) break;
  }
  for (; i < end; i++)
    if (data[i] == c) return static_cast<int64_t>(i);
  return -1;
}

int64_t strFindChar(const Str* text, uint32_t c, size_t begin, size_t end) {
  if (begin >= end || c > strMaxChar(text)) return -1;
  if (text->kind() == 1) {
    const void* found = std::memchr(text->data1() + begin, static_cast<int>(c), end - begin);
    return found ? static_cast<const uint8_t*>(found) - text->data1() : -1;
  }
  return text->kind() == 2 ? findWide(text->data2(), static_cast<uint16_t>(c), begin, end)
                           : findWide(text->data4(), c, begin, end);
}

int64_t strFind(const Str* text, const Str* needle, size_t begin, size_t end) {
  size_t count = needle->length();
  if (begin > end || end - begin < count) return -1;
  if (count == 0) return static_cast<int64_t>(begin);
  if (needle->kind() > text->kind()) return -1;
  if (count == 1) return strFindChar(text, needle->at(0), begin, end);
  if (text->kind() == 1) {
    const void* found = memmem(text->data1() + begin, end - begin, needle->data1(), count);
    return found ? static_cast<const uint8_t*>(found) - text->data1() : -1;
  }
  if (text->kind() == 2) return findIn(text->data2(), needle, begin, end);
  return findIn(text->data4(), needle, begin, end);
}

int64_t strFindLast(const Str* text, const Str* needle, size_t begin, size_t end) {
  size_t count = needle->length();
  if (begin > end || end - begin < count) return -1;
  if (count == 0) return static_cast<int64_t>(end);
  if (needle->kind() > text->kind()) return -1;
  uint32_t first = needle->at(0);
  if (text->kind() == 1) {
    for (size_t stop = end - count + 1; stop > begin;) {
      const void* found = memrchr(text->data1() + begin, static_cast<int>(first), stop - begin);
      if (!found) return -1;
      stop = static_cast<size_t>(static_cast<const uint8_t*>(found) - text->data1());
      if (strMatchesAt(text, stop, needle)) return static_cast<int64_t>(stop);
    }
    return -1;
  }
  for (size_t i = end - count + 1; i-- > begin;)
    if (text->at(i) == first && strMatchesAt(text, i, needle)) return static_cast<int64_t>(i);
  return -1;
}

size_t strCount(const Str* text, const Str* needle, size_t begin, size_t end, size_t limit) {
  if (begin > end) return 0;
  size_t width = needle->length();
  if (width == 0) return std::min(end - begin + 1, limit);
  size_t count = 0;
  while (count < limit) {
    int64_t found = strFind(text, needle, begin, end);
    if (found < 0) break;
    count++;
    begin = static_cast<size_t>(found) + width;
  }
  return count;
}

}  // namespace taipan
