// Buffered streams: the lock, the raw stream's operations, flushing.
#include "modules/io/buffered.h"

#include <errno.h>

#include <cstring>

#include "modules/blocking.h"
#include "objects/abstract.h"
#include "objects/bytearray.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/memoryview.h"

namespace taipan {

Status BufferedLock::enter(Thread& thread) {
  if (stream_->owner == &thread) {
    return thread.raise(TypeId::kRuntimeError, "reentrant call inside {!r}", Value(stream_));
  }
  locked_ = pthread_mutex_trylock(&stream_->mutex) == 0;
  // At the interpreter's end daemon threads stop for good, one perhaps in here: nobody else can come any more.
  if (!locked_ && !thread.interpreter().finalizing) {
    BlockingCall unlocked(thread);
    pthread_mutex_lock(&stream_->mutex);
    locked_ = true;
  }
  stream_->owner = &thread;
  held_ = true;
  return kOk;
}

Status BufferedLock::enterOpen(Thread& thread) {
  TRY(enter(thread));
  TRY(bufferedCheckInitialized(thread, stream_));
  if (stream_->buffer == nullptr) return thread.raiseValueError("I/O operation on closed file.");
  return kOk;
}

void BufferedLock::leave() {
  if (!held_) return;
  held_ = false;
  stream_->owner = nullptr;
  if (locked_) pthread_mutex_unlock(&stream_->mutex);
}

namespace {

// OPTIMIZATION: a plain FileIO without attributes of its own is used without looking its methods up.
FileIO* plainFile(Buffered* stream) {
  if (!isExactly(stream->raw, TypeId::kFileIO)) return nullptr;
  auto* file = stream->raw.as<FileIO>();
  return file->dict && file->dict->used <= 1 ? file : nullptr;
}

Result<int64_t> checkPosition(Thread& thread, Buffered* stream, Ref<> result) {
  if (!result) return Raised{};
  int64_t position = TRY(streamPosition(thread, result));
  if (position < 0) return thread.raise(TypeId::kOSError, "Raw stream returned invalid position {}", position);
  stream->absolute = position;
  return position;
}

// A view of part of `owner`'s memory, which the view keeps alive.
Ref<> viewOf(Thread& thread, Value owner, const char* data, int64_t size, bool readOnly) {
  Ref<> view = TRY(newMemoryView(thread, owner));
  BufferView& memory = view.get().as<MemoryView>()->view;
  memory.data = const_cast<char*>(data);
  memory.length = size;
  memory.itemSize = 1;
  memory.dimensions = 1;
  memory.format = "B";
  memory.shape[0] = size;
  memory.strides[0] = 1;
  memory.readOnly = readOnly;
  return view;
}

// Calls a method of the raw stream, again and again while signals interrupt it.
Ref<> callRaw(Thread& thread, Buffered* stream, Str* method, Value argument) {
  while (true) {
    Ref<> raw = newRef(stream->raw);
    Ref<> result = callMethod(thread, raw, method, argument);
    if (result || !retryAfterInterrupt(thread)) return result;
  }
}

Result<int64_t> checkCount(Thread& thread, Buffered* stream, int64_t count, int64_t size, const char* what) {
  if (count < 0 || count > size) {
    return thread.raise(TypeId::kOSError, "raw {}() returned invalid length {} (should have been between 0 and {})",
                        what, count, size);
  }
  if (count > 0 && stream->absolute != -1) stream->absolute += count;
  return count;
}

// OSError from the exception in flight.
Raised raiseFromCause(Thread& thread, const char* text) {
  Ref<> cause = thread.takeException();
  thread.raise(TypeId::kOSError, "{}", text);
  if (BaseException* error = thread.exception(); error && cause) {
    decrefOrEmpty(std::exchange(error->context, newRef(cause.get()).releaseValue()));
    decrefOrEmpty(std::exchange(error->cause, cause.releaseValue()));
    error->suppressContext = true;
  }
  return Raised{};
}

}  // namespace

// ---------------------------------------------------------------- state

Status bufferedCheckInitialized(Thread& thread, Buffered* stream) {
  if (stream->initialized) [[likely]] return kOk;
  return thread.raiseValueError(stream->detached ? "raw stream has been detached"
                                                 : "I/O operation on uninitialized object");
}

Result<bool> bufferedIsClosed(Thread& thread, Buffered* stream) {
  TRY(bufferedCheckInitialized(thread, stream));
  if (FileIO* file = plainFile(stream)) return file->fd < 0;
  Ref<> raw = newRef(stream->raw);
  return isClosed(thread, raw);
}

Status bufferedCheckOpen(Thread& thread, Buffered* stream, const char* complaint) {
  TRY(bufferedCheckInitialized(thread, stream));
  bool closed = stream->buffer == nullptr || TRY(bufferedIsClosed(thread, stream));
  if (closed && stream->available() == 0) return thread.raiseValueError("{}", complaint);
  return kOk;
}

void dropBuffer(Buffered* stream) {
  stream->buffer = nullptr;
  stream->readEnd = stream->pos = 0;
  Ref<> storage = Ref<>::adopt(std::exchange(stream->storage, Value()));
  if (storage) --storage.get().as<ByteArray>()->exports;
}

Status bufferedPrepare(Thread& thread, Buffered* stream, Value raw, Value size, bool readable, bool writable) {
  int64_t bufferSize = size.isEmpty() ? kDefaultBufferSize : TRY(offsetArgument(thread, size));
  BufferedLock lock(stream);
  TRY(lock.enter(thread));
  Ref<> old = Ref<>::adopt(std::exchange(stream->raw, newRef(raw).releaseValue()));
  stream->readable = readable;
  stream->writable = writable;
  if (bufferSize <= 0) return thread.raiseValueError("buffer size must be strictly positive");
  Ref<ByteArray> storage = TRY(newByteArray(thread, ""));
  TRY(byteArrayResize(thread, storage, static_cast<size_t>(bufferSize)));
  dropBuffer(stream);
  ++storage->exports;
  stream->buffer = storage->items;
  stream->bufferSize = bufferSize;
  stream->storage = storage.releaseValue();
  stream->pos = stream->rawPos = 0;
  stream->absolute = -1;
  stream->resetRead();
  stream->resetWrite();
  lock.leave();
  if (!rawTell(thread, stream)) thread.clearException();
  stream->initialized = true;
  return kOk;
}

// ---------------------------------------------------------------- the raw stream

Result<int64_t> rawTell(Thread& thread, Buffered* stream) {
  Ref<> raw = newRef(stream->raw);
  return checkPosition(thread, stream, callMethod(thread, raw, thread.names().tell));
}

Result<int64_t> rawSeek(Thread& thread, Buffered* stream, int64_t target, int whence) {
  Ref<> raw = newRef(stream->raw);
  Ref<> offset = TRY(newInt(thread, target));
  return checkPosition(thread, stream, callMethod(thread, raw, thread.names().seek, offset.get(), Value::smallInt(whence)));
}

Result<int64_t> rawRead(Thread& thread, Buffered* stream, char* data, int64_t size) {
  if (FileIO* file = plainFile(stream)) {
    Ref<> keep = newRef(Value(file));
    int64_t got = TRY(fileRead(thread, file, data, static_cast<size_t>(size)));
    if (got > 0 && stream->absolute != -1) stream->absolute += got;
    return got;
  }
  bool own = data >= stream->buffer && data < stream->buffer + stream->bufferSize;
  Ref<> target = newRef(stream->storage);
  char* place = data;
  if (!own) {  // the raw stream may keep what it gets: foreign memory is filled by way of a bytearray
    Ref<ByteArray> detour = TRY(newByteArray(thread, ""));
    TRY(byteArrayResize(thread, detour, static_cast<size_t>(size)));
    place = detour->items;
    target = std::move(detour);
  }
  Ref<> view = TRY(viewOf(thread, target, place, size, false));
  ByteArray* memory = target.get().as<ByteArray>();
  ++memory->exports;  // the view leads to its owner, which must stay as it is even if the view is released
  Ref<> result = callRaw(thread, stream, thread.names().readinto, view.get());
  --memory->exports;
  if (!result) return Raised{};
  if (result.get().isNone()) return kBlocked;
  Result<int64_t> count = indexAsInt64(thread, result, TypeId::kValueError);
  if (!count) return raiseFromCause(thread, "raw readinto() failed");
  int64_t got = TRY(checkCount(thread, stream, *count, size, "readinto"));
  if (!own) std::memcpy(data, place, static_cast<size_t>(got));
  return got;
}

Result<int64_t> rawWrite(Thread& thread, Buffered* stream, Value owner, const char* data, int64_t size) {
  if (FileIO* file = plainFile(stream)) {
    Ref<> keep = newRef(Value(file));
    int64_t sent = TRY(fileWrite(thread, file, data, static_cast<size_t>(size)));
    if (sent > 0 && stream->absolute != -1) stream->absolute += sent;
    return sent;
  }
  Ref<> source = newRef(owner.isEmpty() ? stream->storage : owner);
  Ref<> view = TRY(viewOf(thread, source, data, size, true));
  Ref<> result = TRY(callRaw(thread, stream, thread.names().write, view.get()));
  if (result.get().isNone()) return kBlocked;
  int64_t count = TRY(indexAsInt64(thread, result, TypeId::kValueError));
  return checkCount(thread, stream, count, size, "write");
}

Result<int64_t> fillBuffer(Thread& thread, Buffered* stream) {
  int64_t start = stream->hasReadData() ? stream->readEnd : 0;
  int64_t got = TRY(rawRead(thread, stream, stream->buffer + start, stream->bufferSize - start));
  if (got > 0) stream->readEnd = stream->rawPos = start + got;
  return got;
}

// ---------------------------------------------------------------- flushing

// BlockingIOError(errno, text, characters written)
Raised raiseBlocked(Thread& thread, int64_t written) {
  Ref<Str> text = TRY(newStr(thread, "write could not complete without blocking"));
  Ref<> error = TRY(call(thread, Value(thread.type(TypeId::kBlockingIOError)), Value::smallInt(EAGAIN), Value(text.get()),
                         Value::smallInt(written)));
  return thread.raiseObject(error);
}

Status flushUnlocked(Thread& thread, Buffered* stream) {
  if (!stream->hasWriteData() || stream->writePos == stream->writeEnd) {
    stream->resetWrite();  // writing no bytes left an empty range
    return kOk;
  }
  int64_t rewind = stream->rawOffset() + (stream->pos - stream->writePos);
  if (rewind != 0) {
    TRY(rawSeek(thread, stream, -rewind, 1));
    stream->rawPos -= rewind;
  }
  while (stream->writePos < stream->writeEnd) {
    int64_t sent = TRY(rawWrite(thread, stream, Value(), stream->buffer + stream->writePos,
                                stream->writeEnd - stream->writePos));
    if (sent == kBlocked) return raiseBlocked(thread, 0);
    stream->writePos += sent;
    stream->rawPos = stream->writePos;
    // Partial writes can also mean that a signal came: its handler runs now.
    if (stream->writePos < stream->writeEnd) TRY(handleSignals(thread));
  }
  stream->resetWrite();
  return kOk;
}

Status flushAndRewind(Thread& thread, Buffered* stream) {
  TRY(flushUnlocked(thread, stream));
  if (stream->readable) {
    Result<int64_t> position = rawSeek(thread, stream, -stream->rawOffset(), 1);
    stream->resetRead();
    if (!position) return Raised{};
  }
  return kOk;
}

Ref<> bufferedFlush(Thread& thread, Buffered* stream) {
  TRY(bufferedCheckOpen(thread, stream, "flush of closed file"));
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  TRY(flushAndRewind(thread, stream));
  return newRef(kNone);
}

}  // namespace taipan
