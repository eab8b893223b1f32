// ArenaVector: a growing array in an arena, for items that need no destructor.  What it outgrows stays in the arena, so
// vectors that are filled again and again are cleared and reused rather than made anew.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "base/arena.h"

namespace taipan {

template <typename T>
class ArenaVector {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit ArenaVector(Arena& arena) : arena_(&arena) {}
  ArenaVector(const ArenaVector&) = delete;
  ArenaVector& operator=(const ArenaVector&) = delete;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() const { return items_; }
  T* end() const { return items_ + size_; }
  T& operator[](size_t index) const { return items_[index]; }
  T& back() const { return items_[size_ - 1]; }
  /// The items as they are; valid until the vector changes.
  Seq<T> view() const { return {items_, size_}; }
  /// A copy of the items that stays.
  Seq<T> copy() const { return {arena_->copyArray(items_, size_), size_}; }

  void push_back(const T& item) {
    if (size_ == capacity_) [[unlikely]] {
      T kept = item;  // it may be one of ours
      grow(size_ + 1);
      items_[size_++] = kept;
      return;
    }
    items_[size_++] = item;
  }
  /// The items must not be this vector's own.
  void append(Seq<T> items) {
    reserve(size_ + items.size);
    if (items.size != 0) std::memcpy(static_cast<void*>(items_ + size_), items.data, items.size * sizeof(T));
    size_ += static_cast<uint32_t>(items.size);
  }
  void prepend(Seq<T> items) {
    if (items.size == 0) return;
    reserve(size_ + items.size);
    std::memmove(static_cast<void*>(items_ + items.size), items_, size_ * sizeof(T));
    std::memcpy(static_cast<void*>(items_), items.data, items.size * sizeof(T));
    size_ += static_cast<uint32_t>(items.size);
  }
  void pop_back() { size_--; }
  /// Drops all but the first `count` items.
  void truncate(size_t count) { size_ = static_cast<uint32_t>(std::min<size_t>(count, size_)); }
  void clear() { size_ = 0; }
  void reserve(size_t count) {
    if (count > capacity_) grow(count);
  }

 private:
  void grow(size_t count) {
    size_t capacity = std::max<size_t>({count, size_t{capacity_} * 2, 4});
    auto* items = static_cast<T*>(arena_->allocate(capacity * sizeof(T), alignof(T)));
    if (size_ != 0) std::memcpy(static_cast<void*>(items), items_, size_ * sizeof(T));
    items_ = items;
    capacity_ = static_cast<uint32_t>(capacity);
  }

  Arena* arena_;
  T* items_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace taipan
