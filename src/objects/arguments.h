// Arguments: what a call passes.  Nothing is built for a plain call; the values stay where the
// caller has them (usually the value stack).
//
//   values:  [ positional 0 … n-1 | value of keyword 0 … k-1 ]
//   keywordNames: tuple of k exact strings, or null
#pragma once

#include <cstddef>

#include "heap/value.h"

namespace taipan {

struct Tuple;

struct Arguments {
  const Value* values = nullptr;  // borrowed
  size_t positionalCount = 0;
  Tuple* keywordNames = nullptr;  // borrowed; null when no keywords are passed

  Value operator[](size_t i) const { return values[i]; }
};

}  // namespace taipan
