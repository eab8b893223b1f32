// Open addressing with linear probing, at most two thirds full.
#include "objects/intern_table.h"

#include <cstdlib>

#include "objects/str.h"

namespace taipan {

InternTable::~InternTable() { std::free(slots_); }

Str* InternTable::find(const Str* text) const {
  if (capacity_ == 0) return nullptr;
  for (size_t i = static_cast<size_t>(text->cachedHash) & (capacity_ - 1);; i = (i + 1) & (capacity_ - 1)) {
    Str* candidate = slots_[i];
    if (!candidate) return nullptr;
    if (candidate == tombstone()) continue;
    if (candidate->cachedHash == text->cachedHash && strEqual(candidate, text)) return candidate;
  }
}

Str* InternTable::findAscii(std::string_view text, int64_t hash) const {
  if (capacity_ == 0) return nullptr;
  for (size_t i = static_cast<size_t>(hash) & (capacity_ - 1);; i = (i + 1) & (capacity_ - 1)) {
    Str* candidate = slots_[i];
    if (!candidate) return nullptr;
    if (candidate == tombstone()) continue;
    if (candidate->cachedHash == hash && strEqualText(candidate, text)) return candidate;
  }
}

bool InternTable::insert(Str* text) {
  if ((filled_ + 1) * 3 > capacity_ * 2 && !grow()) return false;
  size_t i = static_cast<size_t>(text->cachedHash) & (capacity_ - 1);
  while (slots_[i] && slots_[i] != tombstone()) i = (i + 1) & (capacity_ - 1);
  if (!slots_[i]) filled_++;
  slots_[i] = text;
  used_++;
  return true;
}

void InternTable::remove(const Str* text) {
  if (capacity_ == 0) return;
  size_t i = static_cast<size_t>(text->cachedHash) & (capacity_ - 1);
  for (; slots_[i]; i = (i + 1) & (capacity_ - 1)) {
    if (slots_[i] != text) continue;
    slots_[i] = tombstone();
    used_--;
    return;
  }
}

bool InternTable::grow() {
  size_t capacity = 4096;  // a start-up interns some two thousand
  while (capacity < used_ * 4) capacity *= 2;
  Str** slots = static_cast<Str**>(std::calloc(capacity, sizeof(Str*)));
  if (!slots) return false;
  for (size_t i = 0; i < capacity_; i++) {
    Str* text = slots_[i];
    if (!text || text == tombstone()) continue;
    size_t to = static_cast<size_t>(text->cachedHash) & (capacity - 1);
    while (slots[to]) to = (to + 1) & (capacity - 1);
    slots[to] = text;
  }
  std::free(slots_);
  slots_ = slots;
  capacity_ = capacity;
  filled_ = used_;
  return true;
}

}  // namespace taipan
