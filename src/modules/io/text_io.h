// TextIOWrapper: text over a buffered binary stream.
//
// Writing: text is encoded at once and collected in `pending`, which goes to the buffer when it exceeds the chunk size.
// Reading: chunks are decoded into `decoded`, of which `used` characters have been given out.  The snapshot remembers
// the decoder's state before the chunk and the chunk itself, so that tell() can find the byte position of a character.
//
// UTF-8, ASCII and Latin-1 are decoded and encoded natively; other codecs by their Python-level incremental objects.
#pragma once

#include "modules/io/io.h"
#include "modules/io/newlines.h"

namespace taipan {

enum class TextCodec : uint8_t { kPython, kUtf8, kAscii, kLatin1 };

struct TextIO : IOBase {
  Value buffer;
  Value encoding, errors;     // str
  Value encoder, decoder;     // of codecs that are not native
  Value readNewline;          // str; empty: None
  Value writeNewline;         // str; empty: "\n" stays
  Value decoded;              // str, or empty
  int64_t used;
  Value snapshotInput;        // bytes; empty: no snapshot
  int64_t snapshotFlags;
  int64_t chunkSize;
  double bytesPerCharacter;
  char* pending;
  int64_t pendingSize, pendingCapacity;
  NewlineState newlines;      // of the native decoder
  char held[4];               // an incomplete sequence the native decoder has seen
  uint8_t heldCount;
  TextCodec codec;
  bool initialized, detached, encodes, decodes, lineBuffering, writeThrough, readUniversal, readTranslate, writeTranslate;
  bool seekable, telling, hasRead1, finalizing;
};

inline TextIO* textOf(Value v) { return v.as<TextIO>(); }

struct DecoderState {
  Ref<Bytes> input;  // what the decoder holds back
  int64_t flags;
};

// --- text_codec.cc.  All may run Python code.
// Chooses codec, decoder and encoder for `encoding` and `errors` (both str).
Status textSetCodec(Thread& thread, TextIO* text, Str* encoding, Str* errors);
// Tells the encoder whether the stream stands at its beginning (byte order marks).
Status textResetEncoder(Thread& thread, TextIO* text, bool atStart);
// As at opening: the encoder of a stream that has data already is not at its start.
Status textFixEncoder(Thread& thread, TextIO* text);
Ref<Str> textDecode(Thread& thread, TextIO* text, Value input, bool final);
Result<DecoderState> textDecoderState(Thread& thread, TextIO* text);
Status textSetDecoderState(Thread& thread, TextIO* text, std::string_view input, int64_t flags);
Status textResetDecoder(Thread& thread, TextIO* text);
// The error handler's name.
Result<std::string> textErrors(Thread& thread, TextIO* text);
// Encodes for codecs other than UTF-8, which is encoded where it is written.
Status textEncode(Thread& thread, TextIO* text, Str* string, Ref<Bytes>* encoded);
// The encoding that "locale" stands for.
Ref<Str> localeEncoding(Thread& thread);

// --- state
Status textCheckAttached(Thread& thread, TextIO* text);
Status textCheckOpen(Thread& thread, TextIO* text);  // attached and not closed
// The buffer, or ValueError if it is detached by now: whatever runs Python code or waits may have let that happen.
Ref<> textBuffer(Thread& thread, TextIO* text);
void textDropDecoded(TextIO* text);
void textDropSnapshot(TextIO* text);

// --- text_write.cc
// OPTIMIZATION: a plain TextIOWrapper whose `write` nobody replaced can be written to without looking that up.
TextIO* plainText(Thread& thread, Value stream);  // null: it is none; runs no Python code
// Writes what is pending to the buffer.
Status textWritePending(Thread& thread, TextIO* text);
Status textWrite(Thread& thread, TextIO* text, Str* string);
Status textFlush(Thread& thread, TextIO* text);

// --- text_read.cc
// Reads and decodes a chunk: false at the end.
Result<bool> textReadChunk(Thread& thread, TextIO* text, int64_t hint);
Ref<Str> textReadLine(Thread& thread, TextIO* text, int64_t limit);
Ref<> textRead(Thread& thread, TextIO* text, int64_t size);

// --- text_position.cc
Ref<> textTell(Thread& thread, TextIO* text);
Ref<> textSeek(Thread& thread, TextIO* text, Value cookie, int whence);

}  // namespace taipan
