// Python's operators on compile-time constants, within the size limits of constant folding.
//
// Every function gives nothing where Python would raise or where the result would be too large to
// be worth keeping in a code object; the expression is then left for run time.
#pragma once

#include <optional>

#include "bytecode/code_spec.h"
#include "bytecode/opcodes.h"

namespace taipan::compiler {

enum class ConstantUnary : uint8_t { kInvert, kNot, kPlus, kMinus };

// `left op right`; `op` is one of the operators that are not in-place.
std::optional<Constant> foldBinary(BinaryOperator op, const Constant& left, const Constant& right);
std::optional<Constant> foldUnary(ConstantUnary op, const Constant& operand);
// `container[index]` for str, bytes and tuple with an int.
std::optional<Constant> foldSubscript(const Constant& container, const Constant& index);
// frozenset(items): later equal items are dropped.
Constant makeFrozenSet(const std::vector<Constant>& items);
// Python's ==, so 1 == 1.0 == True.
bool constantsEqual(const Constant& a, const Constant& b);

}  // namespace taipan::compiler
