// Encoding, decoding and search of the exception table; the format is described in the header.
#include "bytecode/exception_table.h"

namespace taipan {

namespace {

void appendVarint(std::string& table, uint32_t value, uint8_t mark) {
  for (int shift = 30; shift > 0; shift -= 6) {
    if (value >= (1u << shift)) {
      table.push_back(static_cast<char>(mark | 0x40 | ((value >> shift) & 0x3f)));
      mark = 0;
    }
  }
  table.push_back(static_cast<char>(mark | (value & 0x3f)));
}

}  // namespace

void appendExceptionEntry(std::string& table, const ExceptionEntry& entry) {
  appendVarint(table, static_cast<uint32_t>(entry.start), 0x80);
  appendVarint(table, static_cast<uint32_t>(entry.end - entry.start), 0);
  appendVarint(table, static_cast<uint32_t>(entry.target), 0);
  appendVarint(table, (static_cast<uint32_t>(entry.depth) << 1) | (entry.pushLasti ? 1 : 0), 0);
}

bool ExceptionTableReader::readVarint(int32_t& value, bool first) {
  uint32_t result = 0;
  for (int count = 0; at_ < table_.size() && count < 6; count++) {
    uint8_t byte = static_cast<uint8_t>(table_[at_++]);
    if (((byte & 0x80) != 0) != (first && count == 0)) break;
    result = (result << 6) | (byte & 0x3f);
    if ((byte & 0x40) == 0) {
      value = static_cast<int32_t>(result & 0x7fffffff);
      return true;
    }
  }
  wellFormed_ = false;
  return false;
}

bool ExceptionTableReader::next(ExceptionEntry& entry) {
  if (!wellFormed_ || at_ >= table_.size()) return false;
  int32_t length, depthAndLasti;
  if (!readVarint(entry.start, true) || !readVarint(length, false) ||
      !readVarint(entry.target, false) || !readVarint(depthAndLasti, false)) {
    return false;
  }
  int64_t end = static_cast<int64_t>(entry.start) + length;
  if (end > 0x3fffffff) {
    wellFormed_ = false;
    return false;
  }
  entry.end = static_cast<int32_t>(end);
  entry.depth = depthAndLasti >> 1;
  entry.pushLasti = (depthAndLasti & 1) != 0;
  return true;
}

bool findExceptionHandler(std::string_view table, int32_t unit, ExceptionEntry& entry) {
  ExceptionTableReader reader(table);
  while (reader.next(entry)) {
    if (entry.start > unit) return false;
    if (unit < entry.end) return true;
  }
  return false;
}

}  // namespace taipan
