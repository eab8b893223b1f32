// Writing to buffered streams.
#include <cstring>

#include "modules/blocking.h"
#include "modules/io/buffered.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {

Raised raiseBlocked(Thread& thread, int64_t written);  // buffered.cc

namespace {

// The buffer could not be written for the raw stream would block: keeps what fits behind the old data.
Result<int64_t> keepWhatFits(Thread& thread, Buffered* stream, const char* data, int64_t size) {
  if (stream->readable) stream->resetRead();
  int64_t shift = stream->writePos;
  std::memmove(stream->buffer, stream->buffer + shift, static_cast<size_t>(stream->writeEnd - shift));
  stream->writeEnd -= shift;
  stream->rawPos -= shift;
  stream->pos -= shift;
  stream->writePos = 0;
  int64_t room = stream->bufferSize - stream->writeEnd, kept = std::min(room, size);
  std::memcpy(stream->buffer + stream->writeEnd, data, static_cast<size_t>(kept));
  stream->writeEnd += kept;
  stream->pos += kept;
  if (kept < size) return raiseBlocked(thread, kept);
  return size;
}

// The buffer is empty: large data goes to the raw stream at once, the last piece into the buffer.
Result<int64_t> writeLarge(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size) {
  int64_t offset = stream->rawOffset();
  if (offset != 0) {
    TRY(rawSeek(thread, stream, -offset, 1));
    stream->rawPos -= offset;
  }
  int64_t written = 0;
  while (size - written > stream->bufferSize) {
    int64_t sent = TRY(rawWrite(thread, stream, owner, data + written, size - written));
    if (sent == kBlocked) {
      std::memcpy(stream->buffer, data + written, static_cast<size_t>(stream->bufferSize));
      stream->rawPos = 0;
      stream->moveTo(stream->bufferSize);
      stream->writePos = 0;
      stream->writeEnd = stream->bufferSize;
      return raiseBlocked(thread, written + stream->bufferSize);
    }
    written += sent;
    TRY(handleSignals(thread));
  }
  if (stream->readable) stream->resetRead();
  int64_t rest = size - written;
  std::memcpy(stream->buffer, data + written, static_cast<size_t>(rest));
  stream->writePos = 0;
  stream->writeEnd = rest;
  stream->moveTo(rest);
  stream->rawPos = 0;
  return size;
}

Result<int64_t> writeUnlocked(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size) {
  if (!stream->hasReadData() && !stream->hasWriteData()) stream->pos = stream->rawPos = 0;
  int64_t room = stream->bufferSize - stream->pos;
  if (size <= room && size < stream->bufferSize) {
    std::memcpy(stream->buffer + stream->pos, data, static_cast<size_t>(size));
    if (!stream->hasWriteData() || stream->writePos > stream->pos) stream->writePos = stream->pos;
    stream->moveTo(stream->pos + size);
    stream->writeEnd = std::max(stream->writeEnd, stream->pos);
    return size;
  }
  if (!flushUnlocked(thread, stream)) {
    if (!thread.clearIfMatches(TypeId::kBlockingIOError)) return Raised{};
    return keepWhatFits(thread, stream, data, size);
  }
  return writeLarge(thread, stream, owner, data, size);
}

}  // namespace

Ref<> bufferedWriteBytes(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size) {
  TRY(bufferedCheckInitialized(thread, stream));
  BufferedLock lock(stream);
  TRY(lock.enter(thread));
  if (stream->buffer == nullptr || TRY(bufferedIsClosed(thread, stream))) {
    return thread.raiseValueError("write to closed file");
  }
  return newInt(thread, TRY(writeUnlocked(thread, stream, owner, data, size)));
}

Ref<> bufferedWriteMethod(Thread& thread, const Value* args) {
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferContiguous));
  Ref<> written = bufferedWriteBytes(thread, bufferedOf(args[0]), args[1], view.data, view.length);
  releaseBuffer(thread, &view);
  return written;
}

}  // namespace taipan
