// What the compiler produces: a code object as plain data, with no heap and no interpreter behind
// it.  objects/code.h turns a CodeSpec into the runtime's code object; everything here mirrors the
// fields of CPython 3.11's `types.CodeType` in their canonical form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/big_int.h"

namespace taipan {

struct CodeSpec;

enum class ConstantKind : uint8_t {
  kNone, kFalse, kTrue, kEllipsis, kInt, kFloat, kComplex, kStr, kBytes, kTuple, kFrozenSet, kCode
};

// A compile-time constant.  Only the members that belong to `kind` mean anything.
struct Constant {
  ConstantKind kind = ConstantKind::kNone;
  BigInt integer;               // kInt, any size
  double real = 0;              // kFloat, kComplex
  double imaginary = 0;         // kComplex
  std::string text;             // kStr: UTF-8 in which lone surrogates are encoded too ("WTF-8"); kBytes: raw
  std::vector<Constant> items;  // kTuple; kFrozenSet in order of first appearance
  std::shared_ptr<CodeSpec> code;  // kCode
};

// co_localspluskinds bits, as in CPython 3.11.
enum LocalKind : uint8_t { kLocalPlain = 0x20, kLocalCell = 0x40, kLocalFree = 0x80 };

struct CodeSpec {
  int32_t argCount = 0;
  int32_t positionalOnlyArgCount = 0;
  int32_t keywordOnlyArgCount = 0;
  int32_t stackSize = 0;
  int32_t flags = 0;
  int32_t firstLine = 1;
  std::string code;                // co_code: 2-byte units, CACHE units included (all zero)
  std::vector<Constant> constants;
  std::vector<std::string> names;  // WTF-8
  std::vector<std::string> localsPlusNames;
  std::string localsPlusKinds;     // one LocalKind mask a name
  std::string fileName;
  std::string name;
  std::string qualifiedName;
  std::string lineTable;
  std::string exceptionTable;
};

}  // namespace taipan
