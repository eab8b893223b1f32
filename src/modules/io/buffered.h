// What BufferedReader, BufferedWriter and BufferedRandom share: one object with one buffer over a raw stream.
//
//      0        pos          readEnd or writeEnd          bufferSize
//      ├─────────┼────────────────┼───────────────────────┤
//
// `pos` is the logical position, `rawPos` where the raw stream stands, both within the buffer.  The buffer holds read
// data up to readEnd (-1: none) and data to be written between writePos and writeEnd (-1: none).
#pragma once

#include <pthread.h>

#include "modules/io/io.h"

namespace taipan {

struct Buffered : IOBase {
  Value raw;
  Value storage;  // the bytearray that `buffer` lies in: what Python-level raw streams get views of.  Never resized
  char* buffer;   // null once closed
  bool initialized, detached, readable, writable, finalizing;
  int64_t absolute;  // the raw stream's position, -1: unknown
  int64_t bufferSize, pos, rawPos, readEnd, writePos, writeEnd;
  pthread_mutex_t mutex;  // all zero is a free one
  Thread* owner;

  bool hasReadData() const { return readable && readEnd != -1; }
  bool hasWriteData() const { return writable && writeEnd != -1; }
  int64_t available() const { return hasReadData() ? readEnd - pos : 0; }
  int64_t rawOffset() const { return (hasReadData() || hasWriteData()) && rawPos >= 0 ? rawPos - pos : 0; }
  void moveTo(int64_t position) {
    pos = position;
    if (hasReadData() && readEnd < pos) readEnd = pos;
  }
  void resetRead() { readEnd = -1; }
  void resetWrite() {
    writePos = 0;
    writeEnd = -1;
  }
};

constexpr int64_t kBlocked = -2;  // the raw stream would have to wait

// Serialises operations of several threads; the thread that is inside already gets a RuntimeError.
class BufferedLock {
 public:
  explicit BufferedLock(Buffered* stream) : stream_(stream) {}
  ~BufferedLock() { leave(); }
  BufferedLock(const BufferedLock&) = delete;
  Status enter(Thread& thread);
  // As enter, for what uses the buffer: fails if the stream was closed or detached by the thread waited for.
  Status enterOpen(Thread& thread);
  void leave();

 private:
  Buffered* stream_;
  bool held_ = false;
  bool locked_ = false;  // not if it was taken over from a thread that is gone
};

inline Buffered* bufferedOf(Value v) { return v.as<Buffered>(); }

// --- buffered.cc.  All may run Python code (the raw stream's methods).
Status bufferedCheckInitialized(Thread& thread, Buffered* stream);
Status bufferedCheckOpen(Thread& thread, Buffered* stream, const char* complaint);
Result<bool> bufferedIsClosed(Thread& thread, Buffered* stream);
// Gives the buffer and its memory up; views of it stay valid.
void dropBuffer(Buffered* stream);
// Makes the buffer and asks for the raw stream's position; `raw` was checked by the caller.
Status bufferedPrepare(Thread& thread, Buffered* stream, Value raw, Value size, bool readable, bool writable);
Result<int64_t> rawTell(Thread& thread, Buffered* stream);
Result<int64_t> rawSeek(Thread& thread, Buffered* stream, int64_t target, int whence);
// Reads into [data, data + size) which lies in the stream's own buffer, or (foreign) anywhere.
Result<int64_t> rawRead(Thread& thread, Buffered* stream, char* data, int64_t size);
// Writes bytes that lie in the stream's buffer (owner empty) or in memory of `owner`.
Result<int64_t> rawWrite(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size);
Status flushUnlocked(Thread& thread, Buffered* stream);
// Writes pending data and puts the raw stream to the logical position.
Status flushAndRewind(Thread& thread, Buffered* stream);
// Reads more behind what is there: bytes read, 0 at the end, or kBlocked.
Result<int64_t> fillBuffer(Thread& thread, Buffered* stream);

// --- operations.
// A line for native callers: bytes, empty at the end.
Ref<> bufferedReadline(Thread& thread, Buffered* stream, int64_t limit);
Ref<> bufferedRead1(Thread& thread, Buffered* stream, int64_t size);
// Writes `size` bytes of `owner`; the result is an int.
Ref<> bufferedWriteBytes(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size);
Ref<> bufferedFlush(Thread& thread, Buffered* stream);

Ref<> bufferedReadMethod(Thread& thread, const Value* args);
Ref<> bufferedPeekMethod(Thread& thread, const Value* args);
Ref<> bufferedRead1Method(Thread& thread, const Value* args);
Ref<> bufferedReadintoMethod(Thread& thread, const Value* args);
Ref<> bufferedReadinto1Method(Thread& thread, const Value* args);
Ref<> bufferedReadlineMethod(Thread& thread, const Value* args);
Ref<> bufferedWriteMethod(Thread& thread, const Value* args);
Ref<> bufferedNext(Thread& thread, Value self);

}  // namespace taipan
