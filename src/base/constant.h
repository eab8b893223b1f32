// The value of a constant expression, in syntax trees and in code objects alike.  Plain data in an arena.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "base/arena.h"
#include "base/big_int.h"

namespace taipan {

struct CodeSpec;

enum class ConstantType : uint8_t {
  kNone, kTrue, kFalse, kEllipsis, kInt, kFloat, kComplex, kStr, kBytes,
  kTuple, kFrozenSet,  // not from source text: only in trees that users or the folder built
  kCode,               // never in a tree
};

/// Only the members that belong to `type` mean anything.
struct ConstantValue {
  ConstantType type = ConstantType::kNone;
  const BigInt* integer = nullptr;  // kInt
  double real = 0;                  // kFloat, kComplex
  double imag = 0;                  // kComplex
  std::string_view text;            // kStr: UTF-8 in which lone surrogates are encoded too ("WTF-8"); kBytes: raw
  Seq<ConstantValue> items;              // kTuple; kFrozenSet in order of first appearance
  const CodeSpec* code = nullptr;   // kCode
};

/// `value` in the arena.
inline const BigInt* keepBigInt(Arena& arena, BigInt value) {
  // A small one holds no memory of its own, so nobody need destroy it.
  if (value.fitsInt64()) return new (arena.allocate(sizeof(BigInt), alignof(BigInt))) BigInt(std::move(value));
  return arena.makeOwned<BigInt>(std::move(value));
}

}  // namespace taipan
