// str: immutable text, 1, 2 or 4 bytes a character by the largest one, data behind the header.
//
//   0 refCount | 8 type | 16 hash (-1: not yet) | 24 length:56 flags:8 | 32 characters…, then one zero character
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct List;

extern const TypeSpec kStrType;
extern const TypeSpec kStrIteratorType, kStrAsciiIteratorType;

struct Str : Object {
  mutable int64_t cachedHash;
  uint64_t lengthAndFlags;

  static constexpr uint64_t kAscii = 1, kInterned = 2, kKindShift = 2;  // kind bits: 0 → 1, 1 → 2, 2 → 4 bytes

  size_t length() const { return lengthAndFlags >> 8; }
  int kind() const { return 1 << ((lengthAndFlags >> kKindShift) & 3); }  // bytes a character
  bool isAscii() const { return lengthAndFlags & kAscii; }
  bool isInterned() const { return lengthAndFlags & kInterned; }
  const uint8_t* data1() const { return reinterpret_cast<const uint8_t*>(this + 1); }
  const uint16_t* data2() const { return reinterpret_cast<const uint16_t*>(this + 1); }
  const uint32_t* data4() const { return reinterpret_cast<const uint32_t*>(this + 1); }
  uint8_t* data1() { return reinterpret_cast<uint8_t*>(this + 1); }
  uint16_t* data2() { return reinterpret_cast<uint16_t*>(this + 1); }
  uint32_t* data4() { return reinterpret_cast<uint32_t*>(this + 1); }
  uint32_t at(size_t i) const {
    int k = kind();
    return k == 1 ? data1()[i] : k == 2 ? data2()[i] : data4()[i];
  }
  // The bytes, if the text is ASCII.
  std::string_view asciiView() const { return {reinterpret_cast<const char*>(data1()), length()}; }
};
static_assert(sizeof(Str) == 32);

inline bool isStr(Value v) { return v.isObject() && v.object()->type->has(kTypeIsStr); }  // or a subclass
inline bool isExactStr(Value v) { return v.isObject() && v.object()->type->id == TypeId::kStr; }

// --- making.  MemoryError on failure.
// A fresh string of `length` characters below or equal `maxChar`, contents undefined, to be filled in before use.
Ref<Str> newStrUninitialized(Thread& thread, size_t length, uint32_t maxChar);
Ref<Str> newStr(Thread& thread, std::string_view wtf8);  // UTF-8 with encoded lone surrogates; must be valid
Ref<Str> newStrLatin1(Thread& thread, const uint8_t* data, size_t length);
Ref<Str> newStrUcs4(Thread& thread, const uint32_t* data, size_t length);  // picks the narrowest kind
Ref<Str> newStrFromChar(Thread& thread, uint32_t c);
Ref<Str> substring(Thread& thread, Str* text, size_t begin, size_t end);
Ref<Str> concatenate(Thread& thread, Str* a, Str* b);
// As concatenate, but may grow `a` in place when this is its last reference.
Ref<Str> extendStr(Thread& thread, Ref<Str> a, Str* b);
Ref<Str> joinStrings(Thread& thread, Str* separator, const Value* items, size_t count);  // items are str or TypeError

// --- interning.  The result is the one string with that text whose identity can be compared.
Ref<Str> intern(Thread& thread, Ref<Str> text);
Ref<Str> internText(Thread& thread, std::string_view wtf8);

// --- no Python code runs in these
int64_t strHash(Thread& thread, const Str* text);
bool strEqual(const Str* a, const Str* b);
bool strEqualText(const Str* a, std::string_view ascii);
int strCompare(const Str* a, const Str* b);  // <0, 0, >0 by code point
// WTF-8 text; never fails but for memory.
std::string toWtf8(const Str* text);
// UTF-8; UnicodeEncodeError for lone surrogates.
Result<std::string> toUtf8(Thread& thread, Str* text);
// As toUtf8, and ValueError "embedded null character" for NULs: for system calls see osfs.h.
// File system encoding: UTF-8 with surrogateescape.  `path` must be str or bytes (or have __fspath__).
Result<std::string> pathToNative(Thread& thread, Value path);
Ref<Str> strFromNative(Thread& thread, std::string_view bytes);  // decodes with surrogateescape
int64_t strFind(const Str* text, const Str* needle, size_t begin, size_t end);  // -1 if absent
int64_t strFindLast(const Str* text, const Str* needle, size_t begin, size_t end);
size_t strCount(const Str* text, const Str* needle, size_t begin, size_t end, size_t limit = SIZE_MAX);
int64_t strFindChar(const Str* text, uint32_t c, size_t begin, size_t end);
// `needle` stands at `position` (the caller knows that it fits).
bool strMatchesAt(const Str* text, size_t position, const Str* needle);
uint32_t strMaxChar(const Str* text);  // an upper bound by kind: 127, 255, 0xFFFF or 0x10FFFF
void strWrite(Str* text, size_t i, uint32_t c);  // into a string under construction
// Copies characters into a string under construction that is at least as wide.
void strCopy(Str* to, size_t at, const Str* from, size_t begin, size_t end);
// SipHash-1-3 with the interpreter's key, as Python's hash of str and bytes; 0 for no bytes, never -1.
uint64_t sipHash13(uint64_t key0, uint64_t key1, const void* data, size_t size);
int64_t hashBytes(Thread& thread, const void* data, size_t size);
// repr of a str.
Ref<Str> strRepr(Thread& thread, const Str* text);
// An exact str with the text of `text` (itself, unless it is of a subclass).
Ref<Str> exactStr(Thread& thread, Str* text);

// Builds text piece by piece, widening as needed.  Errors (memory) are remembered until finish().
class StrBuilder {
 public:
  explicit StrBuilder(Thread& thread) : thread_(thread), data_(inline_) {}
  ~StrBuilder();
  StrBuilder(const StrBuilder&) = delete;
  void append(uint32_t c);
  void append(std::string_view ascii);
  void append(const Str* text);
  void append(const Str* text, size_t begin, size_t end);
  void appendRepeated(uint32_t c, size_t count);
  size_t length() const { return length_; }
  Ref<Str> finish();

 private:
  static constexpr size_t kInline = 240;
  bool reserve(size_t extra, uint32_t maxChar) {
    seen_ |= maxChar;
    if (maxChar < 256 && length_ + extra <= capacity_) [[likely]] return true;
    return grow(extra, maxChar);
  }
  bool grow(size_t extra, uint32_t maxChar);
  Thread& thread_;
  void* data_;  // inline_ while the text is short and narrow
  size_t length_ = 0, capacity_ = kInline;
  int kind_ = 1;
  bool failed_ = false;
  Ref<Str> whole_;     // the text that everything came from so far; if nothing follows it is the result itself
  uint32_t seen_ = 0;  // at least as large as any character
  alignas(4) uint8_t inline_[kInline];
};

}  // namespace taipan
