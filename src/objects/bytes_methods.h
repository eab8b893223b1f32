// What bytes and bytearray share: their methods work on octets, and give back the kind of object they were
// called on.
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/bytes.h"
#include "objects/native.h"

namespace taipan {

constexpr size_t kBytesMethodCount = 44;
extern const MethodDef kBytesMethods[kBytesMethodCount];
// bytearray has all of these but the last two, fromhex and __getnewargs__.
constexpr size_t kSharedMethodCount = kBytesMethodCount - 3;
constexpr size_t kByteArrayMethodCount = kSharedMethodCount + 13;
extern const MethodDef kByteArrayMethods[kByteArrayMethodCount];
// hex(sep, bytes_per_sep); an empty separator: none.
Ref<Str> hexText(Thread& thread, std::string_view data, Value separator, int64_t group);

// Sorts (source, encoding, errors) of bytes() or bytearray() into `bound`.
Status bindBytesArguments(Thread& thread, const Arguments& args, const char* typeName, Value bound[3]);
// bytes(string, encoding, errors)
Ref<Bytes> encodeForConstructor(Thread& thread, const Value bound[3]);
// The octets of bytes(x) for an int (zeros), a buffer or an iterable of ints.
Status collectBytes(Thread& thread, Value source, const char* typeName, std::string* out);
// An int in range(256); ValueError "bytes must be in range(0, 256)" with `typeName` "byte" for bytearray items.
Result<uint8_t> byteFromValue(Thread& thread, Value value, const char* message);
// kEscapeSingle: single quotes are escaped between double ones, too, as bytearray does.
enum class QuoteRule : uint8_t { kUsual, kEscapeSingle };
// prefix'…'suffix
Ref<Str> reprOfBytes(Thread& thread, std::string_view data, std::string_view prefix, std::string_view suffix,
                     QuoteRule rule = QuoteRule::kUsual);
Ref<> compareViews(std::string_view a, std::string_view b, CompareOp op);
// `item in data`: an int or a bytes-like object.
Result<bool> viewContains(Thread& thread, std::string_view data, Value item);
// (iter, (sequence,), position), or for an exhausted iterator (iter, ((),)).
Ref<> reduceIterator(Thread& thread, Value sequence, size_t position);
// bytes.fromhex's octets.
Ref<Bytes> parseHex(Thread& thread, Value text);

}  // namespace taipan
