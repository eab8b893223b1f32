// The compiler's intermediate form: basic blocks of instructions with symbolic jump targets.
//
// Code generation appends blocks in program order (`next` links); later passes reorder, copy and
// empty blocks but never move an instruction's meaning.  Opcodes are real ones plus the pseudo
// opcodes below, which are gone when the assembler writes bytes.
#pragma once

#include <array>
#include <cstdint>

#include "base/arena_vector.h"
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

// Handlers of the protected regions around an instruction, innermost first.
struct HandlerList {
  Block* handler;
  const HandlerList* outer;
};

// A run of instructions with one entry (the top); only the last instruction may jump.
struct Block {
  explicit Block(Arena& arena) : code(arena) {}

  ArenaVector<Instruction> code;
  Block* next = nullptr;       // block that follows in the final order
  bool exits = false;          // ends by leaving the code object
  bool noFallThrough = false;  // control never reaches `next` by itself
  bool visited = false;
  bool preserveLasti = false;  // handler wants the offset of the raising instruction
  int predecessors = 0;
  int startDepth = 0;
  int offset = 0;              // in code units, once assembled
  const HandlerList* handlers = nullptr;  // scratch of the exception pass

  Instruction* last() { return code.empty() ? nullptr : &code.back(); }
  // As new, but for the memory that it has.
  void reset() {
    code.clear();
    next = nullptr;
    exits = noFallThrough = visited = preserveLasti = false;
    predecessors = startDepth = offset = 0;
    handlers = nullptr;
  }
};

// The blocks of one code object, in order of creation, which some passes follow.
class FlowGraph {
 public:
  explicit FlowGraph(Arena& arena) : pending(arena), arena_(arena), blocks_(arena) {}

  Block* newBlock() {
    if (used_ == blocks_.size()) blocks_.push_back(new (arena_.allocate(sizeof(Block), alignof(Block))) Block(arena_));
    return blocks_[used_++];
  }
  Seq<Block*> blocks() const { return {blocks_.begin(), used_}; }
  Arena& arena() const { return arena_; }
  // Starts over with the blocks that there are.
  void clear() {
    for (Block* block : blocks()) block->reset();
    used_ = 0;
    entry = nullptr;
  }

  Block* entry = nullptr;
  ArenaVector<Block*> pending;  // scratch of passes that walk along jumps

 private:
  Arena& arena_;
  ArenaVector<Block*> blocks_;
  size_t used_ = 0;
};

// What passes ask of every instruction, as bits in one table.
enum IrTrait : uint8_t { kIrJumps = 1, kIrPushesBlock = 2, kIrExits = 4 };
inline constexpr auto kIrTraits = [] {
  std::array<uint8_t, kPopJumpIfNotNone + 1> traits{};
  for (int op = 0; op < 256; op++) {
    if (kOpcodeInfos[static_cast<size_t>(op)].jump != JumpKind::None) traits[static_cast<size_t>(op)] = kIrJumps;
  }
  for (IrOp op = kSetupFinally; op <= kSetupWith; op++) traits[op] = kIrPushesBlock;
  for (IrOp op = kJump; op <= kPopJumpIfNotNone; op++) traits[op] = kIrJumps;
  for (Opcode op : {Opcode::RETURN_VALUE, Opcode::RAISE_VARARGS, Opcode::RERAISE}) traits[ir(op)] |= kIrExits;
  return traits;
}();

// True for instructions that may transfer control to `target` in normal execution.
inline bool isJump(IrOp op) { return (kIrTraits[op] & kIrJumps) != 0; }
// True for kSetup…: `target` is an exception handler.
inline bool isBlockPush(IrOp op) { return (kIrTraits[op] & kIrPushesBlock) != 0; }
// True for instructions that leave the code object.
inline bool isExit(IrOp op) { return (kIrTraits[op] & kIrExits) != 0; }
// Stack effect of a real or pseudo opcode.
int irStackEffect(IrOp op, int arg, bool jump);

inline bool isExit(const Instruction& i) { return isExit(i.op); }
inline bool isJump(const Instruction& i) { return isJump(i.op); }
inline bool isBlockPush(const Instruction& i) { return isBlockPush(i.op); }

}  // namespace taipan::compiler
