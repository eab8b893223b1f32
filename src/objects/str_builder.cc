// StrBuilder grows one buffer by half, and rewrites it when a wider character arrives.
#include <cstring>

#include "base/copy_bytes.h"
#include "objects/str.h"

namespace taipan {

StrBuilder::~StrBuilder() {
  if (data_ != inline_) thread_.heap().freeBuffer(data_, capacity_ * kind_);
}

bool StrBuilder::grow(size_t extra, uint32_t maxChar) {
  if (failed_) return false;
  int kind = maxChar < 256 ? 1 : maxChar < 65536 ? 2 : 4;
  if (kind <= kind_ && length_ + extra <= capacity_) [[likely]] return true;
  if (kind < kind_) kind = kind_;
  size_t capacity = capacity_;
  if (length_ + extra > capacity) {
    capacity += capacity / 2 + 32;
    if (capacity < length_ + extra) capacity = length_ + extra;
  }
  void* fresh = capacity > SIZE_MAX / 8 ? nullptr : thread_.heap().allocateBuffer(capacity * kind);
  if (!fresh) {
    failed_ = true;
    return false;
  }
  if (kind == kind_) {
    if (length_) std::memcpy(fresh, data_, length_ * kind);
  } else {
    for (size_t i = 0; i < length_; i++) {
      uint32_t c = kind_ == 1 ? static_cast<uint8_t*>(data_)[i] : static_cast<uint16_t*>(data_)[i];
      if (kind == 2) static_cast<uint16_t*>(fresh)[i] = static_cast<uint16_t>(c);
      else static_cast<uint32_t*>(fresh)[i] = c;
    }
  }
  if (data_ != inline_) thread_.heap().freeBuffer(data_, capacity_ * kind_);
  data_ = fresh;
  capacity_ = capacity;
  kind_ = kind;
  return true;
}

void StrBuilder::append(uint32_t c) {
  if (c < 256 && kind_ == 1 && length_ < capacity_ && !failed_) [[likely]] {
    seen_ |= c;
    static_cast<uint8_t*>(data_)[length_++] = static_cast<uint8_t>(c);
    return;
  }
  appendRepeated(c, 1);
}

void StrBuilder::appendRepeated(uint32_t c, size_t count) {
  if (count == 0 || !reserve(count, c)) return;
  if (kind_ == 1) {
    std::memset(static_cast<uint8_t*>(data_) + length_, static_cast<int>(c), count);
  } else if (kind_ == 2) {
    for (size_t i = 0; i < count; i++) static_cast<uint16_t*>(data_)[length_ + i] = static_cast<uint16_t>(c);
  } else {
    for (size_t i = 0; i < count; i++) static_cast<uint32_t*>(data_)[length_ + i] = c;
  }
  length_ += count;
}

void StrBuilder::append(std::string_view ascii) {
  if (!reserve(ascii.size(), 127)) return;
  if (kind_ == 1) {
    copyBytes(static_cast<uint8_t*>(data_) + length_, ascii.data(), ascii.size());
  } else if (kind_ == 2) {
    for (size_t i = 0; i < ascii.size(); i++)
      static_cast<uint16_t*>(data_)[length_ + i] = static_cast<uint8_t>(ascii[i]);
  } else {
    for (size_t i = 0; i < ascii.size(); i++)
      static_cast<uint32_t*>(data_)[length_ + i] = static_cast<uint8_t>(ascii[i]);
  }
  length_ += ascii.size();
}

void StrBuilder::append(const Str* text) { append(text, 0, text->length()); }

void StrBuilder::append(const Str* text, size_t begin, size_t end) {
  if (begin >= end) return;
  size_t count = end - begin;
  if (!reserve(count, strMaxChar(text))) return;
  if (length_ == 0 && count == text->length() && text->type->id == TypeId::kStr) whole_ = newRef(const_cast<Str*>(text));
  if (kind_ == text->kind()) {
    copyBytes(static_cast<char*>(data_) + length_ * kind_, text->data1() + begin * kind_, count * kind_);
  } else if (kind_ == 2) {
    for (size_t i = 0; i < count; i++) static_cast<uint16_t*>(data_)[length_ + i] = text->data1()[begin + i];
  } else {
    for (size_t i = 0; i < count; i++) static_cast<uint32_t*>(data_)[length_ + i] = text->at(begin + i);
  }
  length_ += count;
}

Ref<Str> StrBuilder::finish() {
  if (failed_) return thread_.raiseMemoryError();
  if (whole_ && whole_->length() == length_) return std::move(whole_);
  if (kind_ == 1 && seen_ < 128 && length_ > 1) {
    Ref<Str> text = TRY(newStrUninitialized(thread_, length_, 127));
    copyBytes(text->data1(), data_, length_);
    return text;
  }
  if (kind_ == 1) return newStrLatin1(thread_, static_cast<uint8_t*>(data_), length_);
  if (kind_ == 4) return newStrUcs4(thread_, static_cast<uint32_t*>(data_), length_);
  const uint16_t* data = static_cast<uint16_t*>(data_);
  uint32_t all = 0;
  for (size_t i = 0; i < length_; i++) all |= data[i];
  if (length_ == 1) return newStrFromChar(thread_, data[0]);
  Ref<Str> text = TRY(newStrUninitialized(thread_, length_, all));
  if (all >= 256) std::memcpy(text->data2(), data, length_ * 2);
  else
    for (size_t i = 0; i < length_; i++) text->data1()[i] = static_cast<uint8_t>(data[i]);
  return text;
}

}  // namespace taipan
