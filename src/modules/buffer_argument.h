// BufferArgument: the bytes of an argument, held for as long as the guard lives.
#pragma once

#include <string_view>

#include "objects/bytes.h"
#include "objects/thread.h"

namespace taipan {

class BufferArgument {
 public:
  explicit BufferArgument(Thread& thread) : thread_(thread) {}
  ~BufferArgument() { release(); }
  BufferArgument(const BufferArgument&) = delete;

  // TypeError "a bytes-like object is required, not 'x'", or BufferError.  May run Python code.
  Status acquire(Value object, int flags = kBufferSimple) {
    release();
    TRY(getBuffer(thread_, object, &view_, flags));
    held_ = true;
    return kOk;
  }
  void release() {
    if (held_) releaseBuffer(thread_, &view_);
    held_ = false;
  }
  bool held() const { return held_; }
  const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(view_.data); }
  uint8_t* writable() const { return reinterpret_cast<uint8_t*>(view_.data); }
  size_t size() const { return held_ ? static_cast<size_t>(view_.length) : 0; }
  std::string_view text() const { return {view_.data, size()}; }
  const BufferView& view() const { return view_; }

 private:
  Thread& thread_;
  BufferView view_{};
  bool held_ = false;
};

}  // namespace taipan
