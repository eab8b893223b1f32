// KeyTable: numbers for pieces of memory, from 0 in the order in which they were first seen.  Equal keys of one kind have
// one number; keys of different kinds have nothing to do with each other.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "base/arena_vector.h"
#include "base/quick_hash.h"

namespace taipan {

class KeyTable {
 public:
  explicit KeyTable(Arena& arena) : arena_(arena), entries_(arena), slots_(arena) {}

  /// The key's number, and whether it is new.  The key's memory must stay as it is.
  std::pair<uint32_t, bool> add(char kind, std::string_view key) { return add(kind, key, false); }
  /// The same for a key that will not stay.
  std::pair<uint32_t, bool> addCopy(char kind, std::string_view key) { return add(kind, key, true); }
  size_t size() const { return entries_.size(); }
  void clear() {
    entries_.clear();
    std::fill(slots_.begin(), slots_.end(), 0u);
  }

 private:
  struct Entry {
    std::string_view key;
    uint32_t hash;
    char kind;
  };

  std::pair<uint32_t, bool> add(char kind, std::string_view key, bool copy) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    auto hash = static_cast<uint32_t>(quickHash(key)) ^ static_cast<uint8_t>(kind);
    size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
      const Entry& entry = entries_[slots_[at] - 1];
      if (entry.hash == hash && entry.kind == kind && entry.key == key) return {slots_[at] - 1, false};
    }
    entries_.push_back({copy ? arena_.copyText(key) : key, hash, kind});
    slots_[at] = static_cast<uint32_t>(entries_.size());
    return {slots_[at] - 1, true};
  }
  void grow() {
    size_t size = slots_.empty() ? 64 : slots_.size() * 2;
    slots_.clear();
    slots_.reserve(size);
    for (size_t i = 0; i < size; i++) slots_.push_back(0);
    for (uint32_t index = 0; index < entries_.size(); index++) {
      size_t at = entries_[index].hash & (size - 1);
      while (slots_[at] != 0) at = (at + 1) & (size - 1);
      slots_[at] = index + 1;
    }
  }

  Arena& arena_;
  ArenaVector<Entry> entries_;
  ArenaVector<uint32_t> slots_;  // open addressing, a power of two: a number plus 1, 0: free
};

}  // namespace taipan
