// Python's operators on compile-time constants, within the size limits of constant folding.
//
// Every function gives nothing where Python would raise or where the result would be too large to
// be worth keeping in a code object; the expression is then left for run time.  Results live in `arena`.
#pragma once

#include <optional>

#include "bytecode/code_spec.h"
#include "bytecode/opcodes.h"

namespace taipan::compiler {

enum class ConstantUnary : uint8_t { kInvert, kNot, kPlus, kMinus };

// `left op right`; `op` is one of the operators that are not in-place.
std::optional<ConstantValue> foldBinary(Arena& arena, BinaryOperator op, const ConstantValue& left, const ConstantValue& right);
std::optional<ConstantValue> foldUnary(Arena& arena, ConstantUnary op, const ConstantValue& operand);
// `container[index]` for str, bytes and tuple with an int.
std::optional<ConstantValue> foldSubscript(Arena& arena, const ConstantValue& container, const ConstantValue& index);
// frozenset(items): later equal items are dropped.
ConstantValue makeFrozenSet(Arena& arena, Seq<ConstantValue> items);
// Python's ==, so 1 == 1.0 == True.
bool constantsEqual(const ConstantValue& a, const ConstantValue& b);

}  // namespace taipan::compiler
