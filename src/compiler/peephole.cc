// Peephole optimisation of one basic block: constant conditions, constant tuples, jump threading
// and swaps.  See passes.h.
#include <algorithm>

#include "compiler/passes.h"

namespace taipan::compiler {

namespace {

constexpr IrOp kNop = ir(Opcode::NOP);
constexpr IrOp kSwap = ir(Opcode::SWAP);
constexpr IrOp kOrPopFalse = ir(Opcode::JUMP_IF_FALSE_OR_POP);
constexpr IrOp kOrPopTrue = ir(Opcode::JUMP_IF_TRUE_OR_POP);

class BlockOptimizer {
 public:
  BlockOptimizer(Arena& arena, Block& block, ConstantPool& constants)
      : arena_(arena), block_(block), code_(block.code), constants_(constants) {}

  void run() {
    for (at_ = 0; at_ < static_cast<int>(code_.size()); at_++) optimizeOne();
  }

 private:
  IrOp opAt(int index) const {
    return index < static_cast<int>(code_.size()) ? code_[static_cast<size_t>(index)].op : 0;
  }
  Instruction& instr(int index) { return code_[static_cast<size_t>(index)]; }

  void optimizeOne();
  void afterConstant(Instruction& load);
  void optimizeBuildTuple(Instruction& build);
  void foldTuple(int size);
  void optimizeOrPop(Instruction& jump, Instruction& target);
  bool thread(Instruction& jump, Instruction& target, IrOp op);
  void mergeSwaps();
  void applySwaps();
  int nextSwappable(int index, int line);

  Arena& arena_;
  Block& block_;
  ArenaVector<Instruction>& code_;
  ConstantPool& constants_;
  int at_ = 0;
};

void BlockOptimizer::optimizeOne() {
  Instruction& i = instr(at_);
  Instruction nop;
  nop.op = kNop;
  Instruction* target = &nop;
  if (isJump(i) || isBlockPush(i)) {
    while (i.target->code.empty()) i.target = i.target->next;
    target = &i.target->code[0];
  }
  switch (i.op) {
    case ir(Opcode::LOAD_CONST):
      afterConstant(i);
      break;
    case ir(Opcode::BUILD_TUPLE):
      optimizeBuildTuple(i);
      break;
    case kOrPopFalse:
    case kOrPopTrue:
      optimizeOrPop(i, *target);
      break;
    case kPopJumpIfFalse:
    case kPopJumpIfTrue:
    case kPopJumpIfNone:
    case kPopJumpIfNotNone:
    case kJump:
      if (target->op == kJump && thread(i, *target, i.op)) at_--;
      break;
    case kSwap:
      if (i.arg == 1) {
        i.op = kNop;
        break;
      }
      mergeSwaps();
      applySwaps();
      break;
    case ir(Opcode::PUSH_NULL):
      if (opAt(at_ + 1) == ir(Opcode::LOAD_GLOBAL)) {
        i.op = kNop;
        i.arg = 0;
        instr(at_ + 1).arg |= 1;
      }
      break;
    default:
      break;
  }
}

// LOAD_CONST before a conditional jump or before `is None`.
void BlockOptimizer::afterConstant(Instruction& load) {
  IrOp next = opAt(at_ + 1);
  bool orPop = next == kOrPopFalse || next == kOrPopTrue;
  if (next == kPopJumpIfFalse || next == kPopJumpIfTrue || orPop) {
    bool truth = constantTruth(constants_.at(load.arg));
    bool jumpIf = next == kPopJumpIfTrue || next == kOrPopTrue;
    bool jumps = truth == jumpIf;
    if (!orPop || !jumps) load.op = kNop;
    Instruction& jump = instr(at_ + 1);
    if (jumps) {
      jump.op = kJump;
      block_.noFallThrough = true;
    } else {
      jump.op = kNop;
    }
    return;
  }
  if (next == ir(Opcode::IS_OP) && constants_.at(load.arg).type == ConstantType::kNone) {
    IrOp jump = opAt(at_ + 2);
    if (jump != kPopJumpIfFalse && jump != kPopJumpIfTrue) return;
    bool negated = instr(at_ + 1).arg == 1;
    load.op = kNop;
    instr(at_ + 1).op = kNop;
    instr(at_ + 2).op =
        negated != (jump == kPopJumpIfFalse) ? kPopJumpIfNotNone : kPopJumpIfNone;
  }
}

void BlockOptimizer::optimizeBuildTuple(Instruction& build) {
  if (opAt(at_ + 1) == ir(Opcode::UNPACK_SEQUENCE) && build.arg == instr(at_ + 1).arg) {
    if (build.arg == 1) {
      build.op = kNop;
      instr(at_ + 1).op = kNop;
      return;
    }
    if (build.arg == 2 || build.arg == 3) {
      build.op = kNop;
      instr(at_ + 1).op = kSwap;
      return;
    }
  }
  if (at_ >= build.arg) foldTuple(build.arg);
}

void BlockOptimizer::foldTuple(int size) {
  int first = at_ - size;
  for (int i = first; i < at_; i++) {
    if (instr(i).op != ir(Opcode::LOAD_CONST)) return;
  }
  ArenaVector<ConstantValue> items(arena_);
  items.reserve(static_cast<size_t>(size));
  for (int i = first; i < at_; i++) {
    items.push_back(constants_.at(instr(i).arg));
    instr(i).op = kNop;
  }
  instr(at_).op = ir(Opcode::LOAD_CONST);
  instr(at_).arg = constants_.add(tupleConstant(items.view()));
}

// A jump whose outcome decides the jump that it leads to.
void BlockOptimizer::optimizeOrPop(Instruction& jump, Instruction& target) {
  bool onTrue = jump.op == kOrPopTrue;
  IrOp samePop = onTrue ? kPopJumpIfTrue : kPopJumpIfFalse;
  if (target.op == samePop) {
    if (thread(jump, target, samePop)) at_--;
  } else if (target.op == kJump || target.op == jump.op) {
    if (thread(jump, target, jump.op)) at_--;
  } else if (target.op == (onTrue ? kOrPopFalse : kOrPopTrue) ||
             target.op == (onTrue ? kPopJumpIfFalse : kPopJumpIfTrue)) {
    if (jump.position.line == target.position.line) {
      jump.op = samePop;
      jump.target = jump.target->next;
      at_--;
    }
  }
}

bool BlockOptimizer::thread(Instruction& jump, Instruction& target, IrOp op) {
  if (jump.position.line != target.position.line || jump.target == target.target) return false;
  jump.target = target.target;
  jump.op = op;
  return true;
}

// Replaces a run of SWAPs (and NOPs) by the fewest SWAPs with the same effect; leaves at_ on the
// last instruction of the run.
void BlockOptimizer::mergeSwaps() {
  int length = 0, swaps = 0, depth = 0;
  for (; at_ + length < static_cast<int>(code_.size()); length++) {
    const Instruction& i = instr(at_ + length);
    if (i.op == kSwap) {
      depth = std::max(depth, i.arg);
      swaps++;
    } else if (i.op != kNop) {
      break;
    }
  }
  if (swaps < 2) return;
  std::vector<int> stack(static_cast<size_t>(depth));
  for (int i = 0; i < depth; i++) stack[static_cast<size_t>(i)] = i;
  for (int i = 0; i < length; i++) {
    const Instruction& swap = instr(at_ + i);
    if (swap.op == kSwap) std::swap(stack[0], stack[static_cast<size_t>(swap.arg - 1)]);
  }
  // Each cycle of the permutation is undone by swaps through the top; written back to front.
  constexpr int kDone = -1;
  int current = at_ + length - 1;
  for (int start = 0; start < depth; start++) {
    if (stack[static_cast<size_t>(start)] == kDone || stack[static_cast<size_t>(start)] == start) {
      continue;
    }
    for (int j = start;;) {
      if (j != 0) {
        instr(current).op = kSwap;
        instr(current--).arg = j + 1;
      }
      int next = stack[static_cast<size_t>(j)];
      if (next == kDone) break;
      stack[static_cast<size_t>(j)] = kDone;
      j = next;
    }
  }
  while (current >= at_) instr(current--).op = kNop;
  at_ += length - 1;
}

bool swappable(IrOp op) { return op == ir(Opcode::STORE_FAST) || op == ir(Opcode::POP_TOP); }

int BlockOptimizer::nextSwappable(int index, int line) {
  while (++index < static_cast<int>(code_.size())) {
    const Instruction& i = instr(index);
    if (line >= 0 && i.position.line != line) return -1;
    if (i.op == kNop) continue;
    return swappable(i.op) ? index : -1;
  }
  return -1;
}

// Swaps stores instead of stack items where the stores follow directly.
void BlockOptimizer::applySwaps() {
  for (int i = at_; i >= 0; i--) {
    Instruction& swap = instr(i);
    if (swap.op != kSwap) {
      if (swap.op == kNop || swappable(swap.op)) continue;
      return;
    }
    int first = nextSwappable(i, -1);
    if (first < 0) return;
    int other = first;
    int line = instr(first).position.line;
    for (int count = swap.arg - 1; count > 0; count--) {
      other = nextSwappable(other, line);
      if (other < 0) return;
    }
    swap.op = kNop;
    std::swap(instr(first), instr(other));
  }
}

}  // namespace

void optimizeBlock(Arena& arena, Block& block, ConstantPool& constants) {
  BlockOptimizer(arena, block, constants).run();
}

}  // namespace taipan::compiler
