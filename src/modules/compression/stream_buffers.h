// The two buffers that zlib, bz2 and lzma share: output that grows, and input that a decompressor has not used yet.
#pragma once

#include <string.h>

#include "heap/ref.h"
#include "objects/bytes.h"
#include "objects/thread.h"

namespace taipan {

// Collects output piece by piece:
//   while (…) { if (!out.makeRoom()) return Raised{};  stream->next_out = out.space(); …; out.used(n); }
class OutputBuffer {
 public:
  // `limit`: the most bytes to collect, or negative.
  explicit OutputBuffer(Thread& thread, int64_t limit = -1, size_t first = 32 * 1024)
      : thread_(thread), limit_(limit), first_(first == 0 ? 1 : first) {}
  ~OutputBuffer() { thread_.heap().freeBuffer(data_, capacity_); }
  OutputBuffer(const OutputBuffer&) = delete;

  // At least one byte of room; MemoryError.  Not to be called when full.
  Status makeRoom() {
    if (size_ < capacity_) return kOk;
    size_t wanted = capacity_ == 0 ? first_ : capacity_ * 2;
    if (limit_ >= 0 && wanted > static_cast<size_t>(limit_)) wanted = static_cast<size_t>(limit_);
    void* grown = thread_.heap().reallocateBuffer(data_, capacity_, wanted);
    if (!grown) return thread_.raiseMemoryError();
    data_ = static_cast<uint8_t*>(grown);
    capacity_ = wanted;
    return kOk;
  }
  // The limit is reached.
  bool full() const { return limit_ >= 0 && size_ >= static_cast<size_t>(limit_); }
  uint8_t* space() const { return data_ + size_; }
  // Capped, because zlib and bz2 count in 32 bits.
  uint32_t room() const { return static_cast<uint32_t>(capacity_ - size_ < (1u << 30) ? capacity_ - size_ : 1u << 30); }
  void used(size_t count) { size_ += count; }
  size_t size() const { return size_; }
  Ref<Bytes> finish() { return newBytes(thread_, {reinterpret_cast<char*>(data_), size_}); }

 private:
  Thread& thread_;
  int64_t limit_;
  size_t first_;
  uint8_t* data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

// Input kept from one call of a decompressor to the next.  A field of an object: plain memory, zero at first.
struct PendingInput {
  uint8_t* data;
  size_t size;

  // Adds `more` behind what is left; MemoryError.
  Status append(Thread& thread, const uint8_t* more, size_t count) {
    if (count == 0) return kOk;
    void* grown = thread.heap().reallocateBuffer(data, size, size + count);
    if (!grown) return thread.raiseMemoryError();
    data = static_cast<uint8_t*>(grown);
    memcpy(data + size, more, count);
    size += count;
    return kOk;
  }
  void clear(Heap& heap) {
    heap.freeBuffer(data, size);
    data = nullptr;
    size = 0;
  }
  // Keeps the last `count` bytes only.
  Status keepLast(Thread& thread, size_t count) {
    if (count == size) return kOk;
    PendingInput rest{};
    TRY(rest.append(thread, data + (size - count), count));
    clear(thread.heap());
    *this = rest;
    return kOk;
  }
};

}  // namespace taipan
