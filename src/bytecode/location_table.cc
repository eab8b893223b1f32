// Encoding and decoding of the location table; the format is described in the header.
#include "bytecode/location_table.h"

namespace taipan {

namespace {

enum Form { kFormOneLine = 10, kFormNoColumns = 13, kFormLong = 14, kFormNone = 15 };
constexpr int32_t kMaxUnitsPerEntry = 8;

}  // namespace

void LocationTableWriter::begin(int form, int32_t units) {
  table_.push_back(static_cast<char>(0x80 | (form << 3) | (units - 1)));
}

void LocationTableWriter::varint(uint32_t value) {
  while (value >= 64) {
    table_.push_back(static_cast<char>(0x40 | (value & 0x3f)));
    value >>= 6;
  }
  table_.push_back(static_cast<char>(value));
}

void LocationTableWriter::signedVarint(int32_t value) {
  uint32_t bits = static_cast<uint32_t>(value);
  varint(value < 0 ? ((0u - bits) << 1) | 1 : bits << 1);
}

void LocationTableWriter::add(const CodePosition& position, int32_t units) {
  for (; units > kMaxUnitsPerEntry; units -= kMaxUnitsPerEntry) addEntry(position, kMaxUnitsPerEntry);
  addEntry(position, units);
}

void LocationTableWriter::addEntry(const CodePosition& p, int32_t units) {
  if (p.line < 0) {
    begin(kFormNone, units);
    return;
  }
  int32_t delta = p.line - line_;
  if (p.column < 0 || p.endColumn < 0) {
    if (p.endLine == p.line || p.endLine < 0) {
      begin(kFormNoColumns, units);
      signedVarint(delta);
      line_ = p.line;
      return;
    }
  } else if (p.endLine == p.line) {
    int32_t width = p.endColumn - p.column;
    if (delta == 0 && p.column < 80 && width >= 0 && width < 16) {
      begin(p.column >> 3, units);
      table_.push_back(static_cast<char>(((p.column & 7) << 4) | width));
      return;
    }
    if (delta >= 0 && delta < 3 && p.column < 128 && p.endColumn < 128) {
      begin(kFormOneLine + delta, units);
      table_.push_back(static_cast<char>(p.column));
      table_.push_back(static_cast<char>(p.endColumn));
      line_ = p.line;
      return;
    }
  }
  begin(kFormLong, units);
  signedVarint(delta);
  varint(static_cast<uint32_t>(p.endLine - p.line));
  varint(static_cast<uint32_t>(p.column + 1));
  varint(static_cast<uint32_t>(p.endColumn + 1));
  line_ = p.line;
}

bool LocationTableReader::readByte(uint8_t& byte) {
  if (at_ >= table_.size()) {
    wellFormed_ = false;
    return false;
  }
  byte = static_cast<uint8_t>(table_[at_++]);
  return true;
}

bool LocationTableReader::readVarint(uint32_t& value) {
  value = 0;
  for (unsigned shift = 0;; shift += 6) {
    uint8_t byte;
    if (!readByte(byte)) return false;
    if (shift < 32) value |= static_cast<uint32_t>(byte & 0x3f) << shift;
    if ((byte & 0x40) == 0) return true;
  }
}

bool LocationTableReader::readSignedVarint(int32_t& value) {
  uint32_t bits;
  if (!readVarint(bits)) return false;
  value = static_cast<int32_t>((bits & 1) != 0 ? 0u - (bits >> 1) : bits >> 1);
  return true;
}

bool LocationTableReader::next() {
  if (at_ >= table_.size()) return false;
  uint8_t first = static_cast<uint8_t>(table_[at_++]);
  if ((first & 0x80) == 0) {
    wellFormed_ = false;
    return false;
  }
  int form = (first >> 3) & 15;
  int32_t delta = 0;
  uint32_t endDelta = 0, column = 0, endColumn = 0;
  uint8_t a = 0, b = 0;
  position_ = CodePosition{};
  if (form == kFormLong) {
    if (!readSignedVarint(delta) || !readVarint(endDelta) || !readVarint(column) ||
        !readVarint(endColumn)) {
      return false;
    }
    a = 0;
  } else if (form == kFormNoColumns) {
    if (!readSignedVarint(delta)) return false;
  } else if (form >= kFormOneLine && form < kFormNoColumns) {
    if (!readByte(a) || !readByte(b)) return false;
    delta = form - kFormOneLine;
  } else if (form < kFormOneLine) {
    if (!readByte(a)) return false;
  }
  // Unsigned arithmetic: a hostile table may make the line wrap around, never trap.
  line_ = static_cast<int32_t>(static_cast<uint32_t>(line_) + static_cast<uint32_t>(delta));
  if (form != kFormNone) {
    position_.line = position_.endLine = line_;
    if (form == kFormLong) {
      position_.endLine = static_cast<int32_t>(static_cast<uint32_t>(line_) + endDelta);
      position_.column = static_cast<int32_t>(column) - 1;
      position_.endColumn = static_cast<int32_t>(endColumn) - 1;
    } else if (form < kFormOneLine) {
      position_.column = form * 8 + (a >> 4);
      position_.endColumn = position_.column + (a & 15);
    } else if (form < kFormNoColumns) {
      position_.column = a;
      position_.endColumn = b;
    }
  }
  start_ = end_;
  end_ = start_ + 2 * ((first & 7) + 1);
  return true;
}

bool LocationTableReader::nextLineRange() {
  if (!next()) return false;
  int32_t rangeStart = start_;
  int32_t line = position_.line;
  for (;;) {
    LocationTableReader ahead = *this;
    if (!ahead.next() || ahead.position_.line != line) break;
    *this = ahead;
  }
  start_ = rangeStart;
  return true;
}

CodePosition positionOfOffset(std::string_view table, int32_t firstLine, int32_t byteOffset) {
  LocationTableReader reader(table, firstLine);
  while (reader.next()) {
    if (byteOffset < reader.end()) return reader.position();
  }
  return CodePosition{};
}

std::string withoutColumns(std::string_view table, int32_t firstLine) {
  LocationTableReader reader(table, firstLine);
  LocationTableWriter writer(firstLine);
  while (reader.next()) writer.add({reader.position().line, -1, -1, -1}, (reader.end() - reader.start()) / 2);
  return writer.take();
}

int32_t lineOfOffset(std::string_view table, int32_t firstLine, int32_t byteOffset) {
  if (byteOffset < 0) return firstLine;
  return positionOfOffset(table, firstLine, byteOffset).line;
}

}  // namespace taipan
