// MethodCache: (type version, name) → what the MRO lookup gave, absence included.
//
// An entry's value is borrowed: whatever removes it from the type's dict changes the type's version first,
// after which no lookup can meet the entry.
#pragma once

#include <cstdint>

#include "heap/value.h"
#include "objects/str.h"

namespace taipan {

class MethodCache {
 public:
  struct Entry {
    uint32_t version;
    Str* name;   // borrowed; interned names in type dicts and code live long, and a stale one is dropped by forget()
    Value value;
  };

  Entry* find(uint32_t version, Str* name) {
#if defined(TAIPAN_STRESS)
    return nullptr;
#endif
    Entry& entry = at(version, name);
    return entry.version == version && entry.name == name ? &entry : nullptr;
  }
  void put(uint32_t version, Str* name, Value value) {
    Entry& entry = at(version, name);
    if (entry.name != name) {
      increfObject(name);
      if (entry.name != nullptr) decrefObject(entry.name);
    }
    entry = {version, name, value};
  }
  void clear() {
    for (Entry& entry : entries_) {
      if (entry.name != nullptr) decrefObject(entry.name);
      entry = Entry{};
    }
  }

 private:
  static constexpr size_t kSize = 4096;
  Entry& at(uint32_t version, Str* name) {
    return entries_[(version * 31 + (reinterpret_cast<uintptr_t>(name) >> 4)) % kSize];
  }
  Entry entries_[kSize] = {};
};

}  // namespace taipan
