// NameTable: numbers for names.
#pragma once

#include <string_view>

#include "base/address_map.h"
#include "base/arena_vector.h"

namespace taipan::compiler {

// Names in order of first use, each once.  They must be interned in the arena.
class NameTable {
 public:
  explicit NameTable(Arena& arena) : names_(arena), indices_(arena) {}

  int add(std::string_view name) {
    auto [index, added] = indices_.add(name.data(), static_cast<int>(names_.size()));
    if (added) names_.push_back(name);
    return index;
  }
  // -1 if it is not there
  int find(std::string_view name) const { return indices_.find(name.data()); }
  size_t size() const { return names_.size(); }
  Seq<std::string_view> view() const { return names_.view(); }
  Seq<std::string_view> copy() const { return names_.copy(); }
  void clear() {
    names_.clear();
    indices_.clear();
  }

 private:
  ArenaVector<std::string_view> names_;
  AddressMap indices_;
};

}  // namespace taipan::compiler
