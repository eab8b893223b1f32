// AddressMap: from addresses to numbers, open addressing in an arena.  With Arena::intern it is the table of names:
// equal names have one address.
#pragma once

#include <cstdint>
#include <cstring>
#include <utility>

#include "base/arena.h"

namespace taipan {

class AddressMap {
 public:
  explicit AddressMap(Arena& arena) : arena_(&arena) {}
  AddressMap(const AddressMap&) = delete;
  AddressMap& operator=(const AddressMap&) = delete;

  /// The number of `key`, which must not be null; -1 if it has none.
  int32_t find(const void* key) const {
    if (used_ == 0) return -1;
    const Slot& slot = table_[locate(table_, size_, key)];
    return slot.key != nullptr ? slot.value : -1;
  }
  /// The number of `key`, and whether it has been given just now: `value`, which must not be negative.
  std::pair<int32_t, bool> add(const void* key, int32_t value) {
    if ((used_ + 1) * 4 > size_ * 3) grow();
    Slot& slot = table_[locate(table_, size_, key)];
    if (slot.key != nullptr) return {slot.value, false};
    slot = {key, value};
    used_++;
    return {value, true};
  }
  void clear() {
    if (used_ != 0) std::memset(static_cast<void*>(table_), 0, size_ * sizeof(Slot));
    used_ = 0;
  }

 private:
  struct Slot {
    const void* key;
    int32_t value;
  };

  static size_t locate(const Slot* table, size_t size, const void* key) {
    // The product's upper bits depend on all bits of the address.
    size_t at = (reinterpret_cast<uintptr_t>(key) * 0x9e3779b97f4a7c15u >> 32) & (size - 1);
    while (table[at].key != nullptr && table[at].key != key) at = (at + 1) & (size - 1);
    return at;
  }
  void grow() {
    uint32_t size = size_ == 0 ? 8 : size_ * 2;
    auto* table = static_cast<Slot*>(arena_->allocate(size * sizeof(Slot), alignof(Slot)));
    std::memset(static_cast<void*>(table), 0, size * sizeof(Slot));
    for (uint32_t i = 0; i < size_; i++) {
      if (table_[i].key != nullptr) table[locate(table, size, table_[i].key)] = table_[i];
    }
    table_ = table;
    size_ = size;
  }

  Arena* arena_;
  Slot* table_ = nullptr;
  uint32_t size_ = 0;  // a power of two
  uint32_t used_ = 0;
};

}  // namespace taipan
