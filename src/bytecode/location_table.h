// co_linetable: where in the source each instruction comes from (PEP 657, 3.11's format).
//
// The table is a run of entries.  Each covers 1 to 8 code units and starts with a byte
//   1 c c c c n n n      c: form of the entry, n: units - 1
// and continues with bytes whose top bit is clear:
//   c 0–9    same line; column = 8c + (b >> 4), end column = column + (b & 15), in one byte b
//   c 10–12  line += c - 10; a byte each for column and end column
//   c 13     svarint line delta; no columns
//   c 14     svarint line delta, varint end line delta, varint column + 1, varint end column + 1
//   c 15     no location
// varint: 6 bits a byte, low first, 0x40 = more follow.  svarint: lowest bit is the sign.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace taipan {

// A piece of source; -1 stands for "not known".  Columns are UTF-8 byte offsets.
struct CodePosition {
  int32_t line = -1;
  int32_t endLine = -1;
  int32_t column = -1;
  int32_t endColumn = -1;

  friend bool operator==(const CodePosition&, const CodePosition&) = default;
};

// Writes a table entry by entry.
class LocationTableWriter {
 public:
  explicit LocationTableWriter(int32_t firstLine) : line_(firstLine) {}

  // The next `units` code units (any number) come from `position`.
  void add(const CodePosition& position, int32_t units);
  std::string take() { return std::move(table_); }
  std::string_view view() const { return table_; }

 private:
  void addEntry(const CodePosition& position, int32_t units);
  void begin(int form, int32_t units);
  void varint(uint32_t value);
  void signedVarint(int32_t value);

  std::string table_;
  int32_t line_;
};

// Reads a table.  Truncated or senseless tables are safe: reading just stops.
class LocationTableReader {
 public:
  LocationTableReader(std::string_view table, int32_t firstLine) : table_(table), line_(firstLine) {}

  // Advances to the next entry; false at the end of the table.
  bool next();
  // Advances like next(), joining neighbours that have the same line.
  bool nextLineRange();

  // Byte offsets into co_code of the current entry, and its position.
  int32_t start() const { return start_; }
  int32_t end() const { return end_; }
  const CodePosition& position() const { return position_; }
  // True when the bytes read so far were well-formed (each entry complete).
  bool wellFormed() const { return wellFormed_; }

 private:
  bool readByte(uint8_t& byte);
  bool readVarint(uint32_t& value);
  bool readSignedVarint(int32_t& value);

  std::string_view table_;
  size_t at_ = 0;
  int32_t line_;
  int32_t start_ = 0;
  int32_t end_ = 0;
  CodePosition position_;
  bool wellFormed_ = true;
};

// The same table without columns (-X no_debug_ranges), entry for entry.
std::string withoutColumns(std::string_view table, int32_t firstLine);

// Line of the instruction at `byteOffset`, -1 if it has none.  A negative offset gives `firstLine`.
int32_t lineOfOffset(std::string_view table, int32_t firstLine, int32_t byteOffset);
// Full position of the instruction at `byteOffset`; all -1 if it has none.
CodePosition positionOfOffset(std::string_view table, int32_t firstLine, int32_t byteOffset);

}  // namespace taipan
