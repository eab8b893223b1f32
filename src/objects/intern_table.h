// InternTable: the set of interned strings of one interpreter.
//
// It borrows its strings: the type's release hook takes a dying string out.  So interned strings are
// as mortal as others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace taipan {

struct Str;

class InternTable {
 public:
  InternTable() = default;
  ~InternTable();
  InternTable(const InternTable&) = delete;
  InternTable& operator=(const InternTable&) = delete;

  // The interned string equal to `text` (whose hash must be cached), or null.
  Str* find(const Str* text) const;
  // The same for ASCII text with the hash that a string of it has.
  Str* findAscii(std::string_view text, int64_t hash) const;
  // Adds a string that is not there.  False if memory is short.
  bool insert(Str* text);
  void remove(const Str* text);
  size_t size() const { return used_; }

 private:
  bool grow();
  static Str* tombstone() { return reinterpret_cast<Str*>(16); }
  Str** slots_ = nullptr;
  size_t capacity_ = 0;  // a power of two
  size_t used_ = 0;
  size_t filled_ = 0;    // used and deleted slots
};

}  // namespace taipan
