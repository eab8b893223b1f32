// The compiler's intermediate form: basic blocks of instructions with symbolic jump targets.
//
// Code generation appends blocks in program order (`next` links); later passes reorder, copy and
// empty blocks but never move an instruction's meaning.  Opcodes are real ones plus the pseudo
// opcodes below, which are gone when the assembler writes bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "bytecode/location_table.h"
#include "bytecode/opcodes.h"

namespace taipan::compiler {

// An opcode of the intermediate form: the number of a real Opcode, or a PseudoOp.
using IrOp = uint16_t;

constexpr IrOp ir(Opcode op) { return static_cast<IrOp>(op); }

enum PseudoOp : IrOp {
  kSetupFinally = 256,  // handler gets the exception
  kSetupCleanup,        // handler gets lasti and the exception
  kSetupWith,           // like kSetupCleanup, over the value that __enter__ returned
  kPopBlock,            // ends the innermost protected region
  kJump,                // direction is chosen by the assembler
  kJumpNoInterrupt,
  kPopJumpIfFalse,
  kPopJumpIfTrue,
  kPopJumpIfNone,
  kPopJumpIfNotNone,
};

struct Block;

// One instruction.  `target` is set for jumps and for kSetup…; `handler` is filled in late.
struct Instruction {
  IrOp op = 0;
  int32_t arg = 0;
  CodePosition position;
  Block* target = nullptr;
  Block* handler = nullptr;
};

// A run of instructions with one entry (the top); only the last instruction may jump.
struct Block {
  std::vector<Instruction> code;
  Block* next = nullptr;       // block that follows in the final order
  bool exits = false;          // ends by leaving the code object
  bool noFallThrough = false;  // control never reaches `next` by itself
  bool visited = false;
  bool preserveLasti = false;  // handler wants the offset of the raising instruction
  int predecessors = 0;
  int startDepth = 0;
  int offset = 0;              // in code units, once assembled
  std::vector<Block*> handlers;  // scratch of the exception pass

  Instruction* last() { return code.empty() ? nullptr : &code.back(); }
};

// Owns the blocks of one code object.  `blocks` is in order of creation, which some passes follow.
struct FlowGraph {
  std::vector<std::unique_ptr<Block>> blocks;
  Block* entry = nullptr;

  Block* newBlock() {
    blocks.push_back(std::make_unique<Block>());
    return blocks.back().get();
  }
};

// True for instructions that may transfer control to `target` in normal execution.
inline bool isJump(IrOp op) {
  return op >= kJump || (op < 256 && opcodeInfo(static_cast<Opcode>(op)).jump != JumpKind::None);
}
// True for kSetup…: `target` is an exception handler.
inline bool isBlockPush(IrOp op) { return op >= kSetupFinally && op <= kSetupWith; }
// Stack effect of a real or pseudo opcode.
int irStackEffect(IrOp op, int arg, bool jump);

inline bool isJump(const Instruction& i) { return isJump(i.op); }
inline bool isBlockPush(const Instruction& i) { return isBlockPush(i.op); }

}  // namespace taipan::compiler
