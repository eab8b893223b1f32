// Reading from buffered streams.
#include <cstring>

#include "modules/io/buffered.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {
namespace {

Ref<> takeBytes(Thread& thread, Buffered* stream, int64_t size) {
  Ref<Bytes> bytes = TRY(newBytes(thread, {stream->buffer + stream->pos, static_cast<size_t>(size)}));
  stream->pos += size;
  return bytes;
}

Status prepareToRead(Thread& thread, Buffered* stream) {
  if (stream->writable) TRY(flushAndRewind(thread, stream));
  stream->resetRead();
  return kOk;
}

Ref<> shorten(Thread& thread, Ref<Bytes> bytes, int64_t size) {
  if (static_cast<size_t>(size) == bytes->size) return bytes;
  return newBytes(thread, {bytes->data(), static_cast<size_t>(size)});
}

// read(n) for more than the buffer holds: whole blocks go straight into the result, the rest by way of the buffer.
Ref<> readBlocks(Thread& thread, Buffered* stream, int64_t size) {
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  int64_t remaining = size, have = stream->available(), written = 0;
  if (have > 0) {
    std::memcpy(result->data(), stream->buffer + stream->pos, static_cast<size_t>(have));
    remaining -= have;
    written += have;
    stream->pos += have;
  }
  TRY(prepareToRead(thread, stream));
  bool ended = false, blocked = false;
  while (!ended && remaining > 0) {
    int64_t blocks = remaining - remaining % stream->bufferSize;
    if (blocks == 0) break;
    int64_t got = TRY(rawRead(thread, stream, result->data() + written, blocks));
    ended = got <= 0;
    blocked = got == kBlocked;
    if (got > 0) remaining -= got, written += got;
  }
  if (!ended) {
    stream->pos = stream->rawPos = stream->readEnd = 0;
    // Stops as soon as there is enough: another read might wait forever.
    while (remaining > 0 && stream->readEnd < stream->bufferSize) {
      int64_t got = TRY(fillBuffer(thread, stream));
      blocked = got == kBlocked;
      if (got <= 0) break;
      int64_t taken = std::min(got, remaining);
      std::memcpy(result->data() + written, stream->buffer + stream->pos, static_cast<size_t>(taken));
      written += taken;
      stream->pos += taken;
      remaining -= taken;
    }
  }
  if (written == 0 && blocked) return newRef(kNone);
  return shorten(thread, std::move(result), written);
}

Ref<> appendBytes(Thread& thread, Ref<> head, Value tail) {
  if (!head || head.get().as<Bytes>()->size == 0) return newRef(tail);
  std::string_view a = head.get().as<Bytes>()->view(), b = tail.as<Bytes>()->view();
  Ref<Bytes> all = TRY(newBytesUninitialized(thread, a.size() + b.size()));
  std::memcpy(all->data(), a.data(), a.size());
  std::memcpy(all->data() + a.size(), b.data(), b.size());
  return all;
}

// read() until the end: by the raw stream's readall() if it has one.
Ref<> readToEnd(Thread& thread, Buffered* stream) {
  Ref<> head;
  if (stream->available() > 0) head = TRY(takeBytes(thread, stream, stream->available()));
  TRY(prepareToRead(thread, stream));
  Ref<> raw = newRef(stream->raw);
  Ref<> readall = lookupAttribute(thread, raw, thread.names().readall);
  if (!readall && thread.hasException()) return Raised{};
  if (readall) {
    Ref<> rest = TRY(call(thread, readall));
    if (!rest.get().isNone() && !isBytes(rest)) return thread.raiseTypeError("readall() should return bytes");
    if (!head) return rest;
    if (rest.get().isNone()) return head;
    return appendBytes(thread, std::move(head), rest);
  }
  std::string rest;
  while (true) {
    Ref<> piece = TRY(callMethod(thread, raw, thread.names().read));
    if (!piece.get().isNone() && !isBytes(piece)) return thread.raiseTypeError("read() should return bytes");
    if (piece.get().isNone() || piece.get().as<Bytes>()->size == 0) {
      if (!head && rest.empty()) return piece;
      break;
    }
    std::string_view view = piece.get().as<Bytes>()->view();
    rest.append(view);
    if (stream->absolute != -1) stream->absolute += static_cast<int64_t>(view.size());
  }
  Ref<> tail = TRY(newBytes(thread, rest));
  return appendBytes(thread, std::move(head), tail);
}

}  // namespace

Ref<> bufferedReadMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  int64_t size = TRY(optionalSizeArgument(thread, args[1]));
  if (size < -1) return thread.raiseValueError("read length must be non-negative or -1");
  TRY(bufferedCheckOpen(thread, stream, "read of closed file"));
  if (size >= 0 && size <= stream->available()) return takeBytes(thread, stream, size);
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  if (size < 0) return readToEnd(thread, stream);
  if (size <= stream->available()) return takeBytes(thread, stream, size);
  return readBlocks(thread, stream, size);
}

Ref<> bufferedPeekMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  TRY(offsetArgument(thread, args[1]));
  TRY(bufferedCheckOpen(thread, stream, "peek of closed file"));
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  if (stream->writable) TRY(flushAndRewind(thread, stream));
  int64_t have = stream->available();
  if (have > 0) return newBytes(thread, {stream->buffer + stream->pos, static_cast<size_t>(have)});
  stream->resetRead();
  int64_t got = TRY(fillBuffer(thread, stream));
  stream->pos = 0;
  return newBytes(thread, {stream->buffer, static_cast<size_t>(std::max<int64_t>(got, 0))});
}

Ref<> bufferedRead1(Thread& thread, Buffered* stream, int64_t size) {
  TRY(bufferedCheckInitialized(thread, stream));
  if (size < 0) size = stream->bufferSize;
  TRY(bufferedCheckOpen(thread, stream, "read of closed file"));
  if (size == 0) return newBytes(thread, "");
  int64_t have = stream->available();
  if (have > 0) return takeBytes(thread, stream, std::min(size, have));
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  have = stream->available();  // another thread may have read more meanwhile
  if (have > 0) return takeBytes(thread, stream, std::min(size, have));
  stream->resetRead();
  int64_t got = TRY(rawRead(thread, stream, result->data(), size));
  lock.leave();
  return shorten(thread, std::move(result), std::max<int64_t>(got, 0));
}

Ref<> bufferedRead1Method(Thread& thread, const Value* args) {
  int64_t size = TRY(offsetArgument(thread, args[1]));
  return bufferedRead1(thread, bufferedOf(args[0]), size);
}

namespace {

// Copies what is in the buffer, at most `size` bytes; returns how many.
int64_t takeInto(Buffered* stream, char* out, int64_t size) {
  int64_t taken = std::min(stream->available(), size);
  if (taken <= 0) return 0;
  std::memcpy(out, stream->buffer + stream->pos, static_cast<size_t>(taken));
  stream->pos += taken;
  return taken;
}

// readinto and readinto1 (`once`: at most one call of the raw stream).  kBlocked: nothing there yet.
Result<int64_t> readInto(Thread& thread, Buffered* stream, char* out, int64_t size, bool once) {
  int64_t have = stream->available(), written = takeInto(stream, out, size);
  if (have > 0 && written == size) return size;
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  have = stream->available();  // another thread may have read more meanwhile
  written += takeInto(stream, out + written, size - written);
  if (have > 0 && written == size) return size;
  TRY(prepareToRead(thread, stream));
  stream->pos = 0;
  for (int64_t remaining = size - written, got = 0; remaining > 0; remaining -= got) {
    if (remaining > stream->bufferSize) {
      got = TRY(rawRead(thread, stream, out + written, remaining));
    } else if (!(once && written > 0)) {
      got = TRY(fillBuffer(thread, stream));
      if (got > 0) {
        got = std::min(got, remaining);
        std::memcpy(out + written, stream->buffer + stream->pos, static_cast<size_t>(got));
        stream->pos += got;
        written += got;
        if (once) break;
        continue;
      }
    } else {
      got = 0;
    }
    if (got == 0 || (got == kBlocked && written > 0)) break;
    if (got < 0) return got;
    written += got;
    if (once) break;
  }
  return written;
}

Ref<> readIntoMethod(Thread& thread, const Value* args, bool once) {
  Buffered* stream = bufferedOf(args[0]);
  BufferView view;
  TRY(writableArgument(thread, once ? "readinto1" : "readinto", args[1], &view));
  Result<int64_t> got = Raised{};
  if (bufferedCheckOpen(thread, stream, "readinto of closed file")) {
    got = readInto(thread, stream, view.data, view.length, once);
  }
  releaseBuffer(thread, &view);
  if (!got) return Raised{};
  if (*got == kBlocked) return newRef(kNone);
  return newInt(thread, *got);
}

}  // namespace

Ref<> bufferedReadintoMethod(Thread& thread, const Value* args) { return readIntoMethod(thread, args, false); }
Ref<> bufferedReadinto1Method(Thread& thread, const Value* args) { return readIntoMethod(thread, args, true); }

Ref<> bufferedReadline(Thread& thread, Buffered* stream, int64_t limit) {
  TRY(bufferedCheckOpen(thread, stream, "readline of closed file"));
  // Mostly the line is in the buffer.
  auto lineSize = [&](int64_t most, bool* found) {
    const char* start = stream->buffer + stream->pos;
    auto* end = most > 0 ? static_cast<const char*>(std::memchr(start, '\n', static_cast<size_t>(most))) : nullptr;
    *found = end != nullptr;
    return end ? end - start + 1 : most;
  };
  bool found;
  auto measure = [&] {
    int64_t most = stream->available();
    return lineSize(limit < 0 ? most : std::min(most, limit), &found);
  };
  int64_t size = measure();
  if (found || size == limit) return takeBytes(thread, stream, size);
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  size = measure();  // another thread may have read meanwhile
  if (found || size == limit) return takeBytes(thread, stream, size);
  std::string line(stream->buffer + stream->pos, static_cast<size_t>(size));
  stream->pos += size;
  if (stream->writable) TRY(flushAndRewind(thread, stream));
  while (!found && (limit < 0 || static_cast<int64_t>(line.size()) < limit)) {
    stream->resetRead();
    int64_t got = TRY(fillBuffer(thread, stream));
    if (got <= 0) break;
    stream->pos = 0;
    int64_t most = limit < 0 ? got : std::min(got, limit - static_cast<int64_t>(line.size()));
    size = lineSize(most, &found);
    line.append(stream->buffer, static_cast<size_t>(size));
    stream->pos = size;
  }
  lock.leave();
  return newBytes(thread, line);
}

Ref<> bufferedReadlineMethod(Thread& thread, const Value* args) {
  TRY(bufferedCheckInitialized(thread, bufferedOf(args[0])));
  int64_t limit = TRY(optionalSizeArgument(thread, args[1]));
  return bufferedReadline(thread, bufferedOf(args[0]), limit);
}

Ref<> bufferedNext(Thread& thread, Value self) {
  Buffered* stream = bufferedOf(self);
  TRY(bufferedCheckInitialized(thread, stream));
  bool exact = !stream->type->has(kTypeIsHeapType);
  Ref<> line = TRY(exact ? bufferedReadline(thread, stream, -1) : callMethod(thread, self, thread.names().readline));
  if (!exact && !isBytes(line)) {
    return thread.raise(TypeId::kOSError, "readline() should have returned a bytes object, not '{!T}'", line.get());
  }
  if (line.get().as<Bytes>()->size == 0) return nullptr;
  return line;
}

}  // namespace taipan
