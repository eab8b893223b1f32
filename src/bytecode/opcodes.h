// Constants of the bytecode format: opcodes and what is known of each at compile time, operand
// encodings and code flags.  opcodes.def is the source; nothing else lists opcodes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace taipan {

enum class Opcode : uint8_t {
#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) name = number,
#include "bytecode/opcodes.def"
};

enum class JumpKind : uint8_t { None, Forward, Backward };
enum class ArgumentKind : uint8_t { None, Plain, Const, Name, Local, Free, Compare, Jump };
enum OpcodeFlag : uint8_t { kOpNoFallThrough = 1 };

// Static facts about one opcode; `name` is empty for numbers that 3.11 does not use.
struct OpcodeInfo {
  std::string_view name;
  uint8_t cacheUnits = 0;
  JumpKind jump = JumpKind::None;
  ArgumentKind argument = ArgumentKind::None;
  uint8_t flags = 0;

  constexpr bool valid() const { return !name.empty(); }
};

// Opcodes from this number on use their operand.
inline constexpr int kHaveArgument = 90;
// `importlib.util.MAGIC_NUMBER` of 3.11 as it starts a .pyc: 3495, then "\r\n".
inline constexpr uint16_t kPycMagicNumber = 3495;
inline constexpr uint32_t kPycMagicWord = 0x0a0d0da7;
static_assert((kPycMagicWord & 0xffff) == kPycMagicNumber);

namespace internal {
constexpr int popCountOfFlags(int oparg) {
  return ((oparg & 1) != 0) + ((oparg & 2) != 0) + ((oparg & 4) != 0) + ((oparg & 8) != 0);
}

constexpr std::array<OpcodeInfo, 256> makeOpcodeInfos() {
  std::array<OpcodeInfo, 256> infos{};
#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) \
  infos[number] = OpcodeInfo{#name, cache, JumpKind::jump, ArgumentKind::argument, flags};
#include "bytecode/opcodes.def"
  return infos;
}
}  // namespace internal

inline constexpr std::array<OpcodeInfo, 256> kOpcodeInfos = internal::makeOpcodeInfos();

constexpr const OpcodeInfo& opcodeInfo(Opcode op) { return kOpcodeInfos[static_cast<uint8_t>(op)]; }
constexpr int cacheUnits(Opcode op) { return opcodeInfo(op).cacheUnits; }
constexpr bool isValidOpcode(uint8_t number) { return kOpcodeInfos[number].valid(); }

// Change of the stack depth by `op` with `oparg`, falling through (`jump` false) or jumping.
// Opcodes that do not exist count as 0.
constexpr int stackEffect(Opcode op, int oparg, bool jump) {
  using internal::popCountOfFlags;
  switch (op) {
#define OPCODE(name, number, cache, effect, jumpEffect, jumpKind, argument, flags) \
  case Opcode::name:                                                               \
    return jump ? (jumpEffect) : (effect);
#include "bytecode/opcodes.def"
  }
  return 0;
}

static_assert(cacheUnits(Opcode::LOAD_GLOBAL) == 5 && cacheUnits(Opcode::LOAD_METHOD) == 10);
static_assert(static_cast<int>(Opcode::RESUME) == 151 && static_cast<int>(Opcode::CALL) == 171);
static_assert(stackEffect(Opcode::FOR_ITER, 0, false) == 1);
static_assert(stackEffect(Opcode::FOR_ITER, 0, true) == -1);

// Operand of BINARY_OP.
enum class BinaryOperator : uint8_t {
  kAdd, kAnd, kFloorDivide, kLshift, kMatrixMultiply, kMultiply, kRemainder, kOr, kPower, kRshift,
  kSubtract, kTrueDivide, kXor,
  kInplaceAdd, kInplaceAnd, kInplaceFloorDivide, kInplaceLshift, kInplaceMatrixMultiply,
  kInplaceMultiply, kInplaceRemainder, kInplaceOr, kInplacePower, kInplaceRshift, kInplaceSubtract,
  kInplaceTrueDivide, kInplaceXor
};
inline constexpr int kBinaryOperatorCount = 26;
inline constexpr std::string_view kBinaryOperatorText[kBinaryOperatorCount] = {
    "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
    "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};

// Operand of COMPARE_OP; the order is that of the rich comparison slots.
enum class CompareOperator : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };
inline constexpr int kCompareOperatorCount = 6;
inline constexpr std::string_view kCompareOperatorText[kCompareOperatorCount] = {"<",  "<=", "==",
                                                                                "!=", ">",  ">="};

// Operand bits of MAKE_FUNCTION: which extra values lie below the code object.
enum MakeFunctionFlag : uint8_t {
  kMakeFunctionDefaults = 1,      // tuple of positional defaults
  kMakeFunctionKwDefaults = 2,    // dict of keyword-only defaults
  kMakeFunctionAnnotations = 4,   // tuple: name, annotation, name, …
  kMakeFunctionClosure = 8,       // tuple of cells
};

// Operand of FORMAT_VALUE: a conversion, and a bit saying that a format spec is on the stack.
enum FormatValueFlag : uint8_t {
  kFormatNone = 0, kFormatStr = 1, kFormatRepr = 2, kFormatAscii = 3, kFormatConversionMask = 3,
  kFormatHaveSpec = 4
};

// Operand of RESUME.
enum class ResumeKind : uint8_t { kFunctionStart, kAfterYield, kAfterYieldFrom, kAfterAwait };

// co_flags.
enum CodeFlag : int32_t {
  kCoOptimized = 0x1,
  kCoNewLocals = 0x2,
  kCoVarArgs = 0x4,
  kCoVarKeywords = 0x8,
  kCoNested = 0x10,
  kCoGenerator = 0x20,
  kCoCoroutine = 0x80,
  kCoIterableCoroutine = 0x100,
  kCoAsyncGenerator = 0x200,
  kCoFutureDivision = 0x20000,
  kCoFutureAbsoluteImport = 0x40000,
  kCoFutureWithStatement = 0x80000,
  kCoFuturePrintFunction = 0x100000,
  kCoFutureUnicodeLiterals = 0x200000,
  kCoFutureBarryAsBdfl = 0x400000,
  kCoFutureGeneratorStop = 0x800000,
  kCoFutureAnnotations = 0x1000000,
};
inline constexpr int32_t kCoFutureMask =
    kCoFutureDivision | kCoFutureAbsoluteImport | kCoFutureWithStatement | kCoFuturePrintFunction |
    kCoFutureUnicodeLiterals | kCoFutureBarryAsBdfl | kCoFutureGeneratorStop | kCoFutureAnnotations;

// Flags of compile() that no code object keeps.
enum CompileFlag : int32_t {
  kCfSourceIsUtf8 = 0x100,
  kCfDontImplyDedent = 0x200,
  kCfOnlyAst = 0x400,
  kCfIgnoreCookie = 0x800,
  kCfTypeComments = 0x1000,
  kCfAllowTopLevelAwait = 0x2000,
  kCfAllowIncompleteInput = 0x4000,
};

}  // namespace taipan
