// What the files of _json share: its types, scanning and encoding of strings.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan::json {

extern const TypeSpec kScannerType, kEncoderType;

// The Python recursion limit for native nesting: JSON nests as deep as Python calls may, no deeper.
class Nesting {
 public:
  explicit Nesting(Thread& thread) : thread_(thread) { thread_.recursionDepth++; }
  ~Nesting() { thread_.recursionDepth--; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  // False: RecursionError "maximum recursion depth exceeded" + `where` was raised.
  bool enter(const char* where) {
    if (thread_.recursionDepth > thread_.recursionLimit) [[unlikely]] {
      thread_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded{}", where);
      return false;
    }
    NativeRecursion guard(thread_);
    return guard.enter(where);
  }

 private:
  Thread& thread_;
};

// An int that is a position.  OverflowError "Python int too large to convert to C ssize_t".
Result<int64_t> sizeArgument(Thread& thread, Value value);
// Raises json.decoder.JSONDecodeError(message, document, position).
Raised raiseDecodeError(Thread& thread, const char* message, Str* document, int64_t position);
// The string whose opening quote stands before `begin`; *end is behind the closing one.  Escapes are replaced;
// `strict` forbids control characters.  JSONDecodeError.
Ref<Str> scanString(Thread& thread, Str* text, int64_t begin, bool strict, int64_t* end);

// Appends `text` as a JSON string, quotes included.
void writeString(StrBuilder* out, const Str* text, bool asciiOnly);
Ref<> encodeBaseString(Thread& thread, const Value* args);
Ref<> encodeBaseStringAscii(Thread& thread, const Value* args);

}  // namespace taipan::json
