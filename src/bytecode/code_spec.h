// What the compiler produces: a code object as plain data, with no heap and no interpreter behind
// it.  objects/code.h turns a CodeSpec into the runtime's code object; everything here mirrors the
// fields of CPython 3.11's `types.CodeType` in their canonical form.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/constant.h"

namespace taipan {

// co_localspluskinds bits, as in CPython 3.11.
enum LocalKind : uint8_t { kLocalPlain = 0x20, kLocalCell = 0x40, kLocalFree = 0x80 };

// Lives, with all that it refers to, in the arena it was compiled in.
struct CodeSpec {
  int32_t argCount = 0;
  int32_t positionalOnlyArgCount = 0;
  int32_t keywordOnlyArgCount = 0;
  int32_t stackSize = 0;
  int32_t flags = 0;
  int32_t firstLine = 1;
  std::string_view code;            // co_code: 2-byte units, CACHE units included (all zero)
  Seq<ConstantValue> constants;
  Seq<std::string_view> names;      // WTF-8; names are interned: equal ones have one address
  Seq<std::string_view> localsPlusNames;
  std::string_view localsPlusKinds;  // one LocalKind mask a name
  std::string_view fileName;
  std::string_view name;
  std::string_view qualifiedName;
  std::string_view lineTable;
  std::string_view exceptionTable;
};

}  // namespace taipan
