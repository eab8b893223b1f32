// co_exceptiontable: which handler covers which instructions ("zero-cost" exceptions, 3.11).
//
// Entries are sorted and do not overlap.  Each is four varints: start, length, handler (all in code
// units) and depth * 2 + lasti.  A varint here is 6 bits a byte, HIGH part first, 0x40 = more
// follow; the first byte of an entry has 0x80 set, so that a search can start in the middle.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace taipan {

// One protected range.  Offsets are in code units.
struct ExceptionEntry {
  int32_t start = 0;
  int32_t end = 0;      // exclusive
  int32_t target = 0;   // handler
  int32_t depth = 0;    // the stack is cut to this many values …
  bool pushLasti = false;  // … then the offset of the raising instruction is pushed, then the exception
};

// Appends one entry.
void appendExceptionEntry(std::string& table, const ExceptionEntry& entry);

// Walks a table; malformed input ends the walk with wellFormed() false.
class ExceptionTableReader {
 public:
  explicit ExceptionTableReader(std::string_view table) : table_(table) {}

  // Reads the next entry; false at the end.
  bool next(ExceptionEntry& entry);
  bool wellFormed() const { return wellFormed_; }

 private:
  bool readVarint(int32_t& value, bool first);

  std::string_view table_;
  size_t at_ = 0;
  bool wellFormed_ = true;
};

// Finds the entry that covers code unit `unit`; false if none does.
bool findExceptionHandler(std::string_view table, int32_t unit, ExceptionEntry& entry);

}  // namespace taipan
