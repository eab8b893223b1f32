// Universal newlines: translation of "\r" and "\r\n", what was seen, and where lines end.
#pragma once

#include "heap/ref.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

enum NewlineSeen : uint8_t { kSawCr = 1, kSawLf = 2, kSawCrLf = 4 };

// Decoding state.  A "\r" at the end of a piece waits for what follows, so that "\r\n" is never torn.
struct NewlineState {
  bool pendingCr = false;
  bool translate = false;
  uint8_t seen = 0;
};

// `text` with pending state applied, translated if wanted.  Fails for lack of memory only.
Ref<Str> decodeNewlines(Thread& thread, NewlineState& state, Str* text, bool final);
// The `newlines` attribute: None, one kind, or a tuple of kinds.
Ref<> newlinesSeen(Thread& thread, uint8_t seen);

// How a stream's lines end.
struct LineEnds {
  bool translated = false;  // only "\n" is left
  bool universal = false;
  Str* newline = nullptr;   // else: this one; null is "\n".  Borrowed
};
// The characters of a str or of a buffer.
struct TextSpan {
  const void* data;
  int kind;  // bytes a character
  size_t length;
};
// The position behind the first line end at or after `start`, or -1; then *searched is from where to look again when
// more text has come.
int64_t findLineEnd(const LineEnds& ends, const TextSpan& text, size_t start, size_t* searched);

}  // namespace taipan
