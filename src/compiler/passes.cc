// Flow graph passes; see passes.h.
#include "compiler/passes.h"

#include <algorithm>
#include <climits>

namespace taipan::compiler {

namespace {

constexpr size_t kMaxInlinedExit = 4;  // instructions

bool isExitWithoutLine(const Block& block) {
  if (!block.exits) return false;
  return std::none_of(block.code.begin(), block.code.end(),
                      [](const Instruction& i) { return i.position.line >= 0; });
}

// True if the NOP at `at` carries a line that nothing around it carries.
// `previousLine` is the line of the instruction kept before it.
bool nopIsNeeded(Block& block, size_t at, int previousLine) {
  const CodePosition& position = block.code[at].position;
  if (position.line < 0 || position.line == previousLine) return false;
  if (at + 1 < block.code.size()) {
    Instruction& next = block.code[at + 1];
    if (next.position.line < 0) next.position = position;
    return next.position.line != position.line;
  }
  Block* next = block.next;
  while (next != nullptr && next->code.empty()) next = next->next;
  return next == nullptr || next->code[0].position.line != position.line;
}

void cleanBlock(Block& block) {
  int previousLine = -1;
  size_t kept = 0;
  for (size_t i = 0; i < block.code.size(); i++) {
    // The line is read first: a dropped NOP may hand its position on to the next instruction.
    int line = block.code[i].position.line;
    if (block.code[i].op == ir(Opcode::NOP) && !nopIsNeeded(block, i, previousLine)) continue;
    if (kept != i) block.code[kept] = block.code[i];
    kept++;
    previousLine = line;
  }
  block.code.truncate(kept);
}

void markReachable(FlowGraph& graph) {
  auto& pending = graph.pending;
  pending.push_back(graph.entry);
  graph.entry->predecessors = 1;
  auto reach = [&](Block* block) {
    if (block->predecessors++ == 0) pending.push_back(block);
  };
  while (!pending.empty()) {
    Block* block = pending.back();
    pending.pop_back();
    if (block->next != nullptr && !block->noFallThrough) reach(block->next);
    for (Instruction& i : block->code) {
      if (isJump(i) || isBlockPush(i)) reach(i.target);
    }
  }
}

void removeEmptyBlocks(FlowGraph& graph) {
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    Block* next = b->next;
    if (next == nullptr) continue;
    while (next->code.empty() && next->next != nullptr) next = next->next;
    b->next = next;
  }
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    for (Instruction& i : b->code) {
      if (!isJump(i) && !isBlockPush(i)) continue;
      while (i.target->code.empty() && i.target->next != nullptr) i.target = i.target->next;
    }
  }
}

// A jump to the block that follows anyway becomes a NOP.
bool removeRedundantJumps(FlowGraph& graph) {
  bool changed = false;
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    Instruction* last = b->last();
    if (last == nullptr || (last->op != kJump && last->op != kJumpNoInterrupt)) continue;
    if (last->target != b->next) continue;
    b->noFallThrough = false;
    last->op = ir(Opcode::NOP);
    changed = true;
  }
  return changed;
}

}  // namespace

void normalizeBlocks(FlowGraph& graph) {
  // Newest first, as everywhere where blocks are visited in order of creation.
  Seq<Block*> blocks = graph.blocks();
  for (size_t at = blocks.size; at-- > 0;) {
    Block& block = *blocks[at];
    for (Instruction& i : block.code) {
      if (isExit(i)) {
        block.exits = block.noFallThrough = true;
      } else if (isJump(i)) {
        if (i.op == kJump || i.op == kJumpNoInterrupt) block.noFallThrough = true;
        while (i.target->code.empty()) i.target = i.target->next;
      }
    }
  }
}

void inlineSmallExits(FlowGraph& graph) {
  Seq<Block*> blocks = graph.blocks();
  for (size_t at = blocks.size; at-- > 0;) {
    Block& block = *blocks[at];
    Instruction* last = block.last();
    if (last == nullptr || last->op != kJump) continue;
    const Block* exit = last->target;
    if (!isExitWithoutLine(*exit) || exit->code.size() > kMaxInlinedExit) continue;
    last->op = ir(Opcode::NOP);
    block.code.append(exit->code.view());
    block.exits = true;
  }
}

void optimizeGraph(FlowGraph& graph, ConstantPool& constants) {
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    optimizeBlock(graph.arena(), *b, constants);
    cleanBlock(*b);
  }
  inlineSmallExits(graph);
  markReachable(graph);
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    if (b->predecessors == 0) {
      b->code.clear();
      b->noFallThrough = false;
    }
  }
  removeNops(graph);
  removeEmptyBlocks(graph);
  if (removeRedundantJumps(graph)) removeEmptyBlocks(graph);
}

void duplicateExitsWithoutLine(FlowGraph& graph) {
  for (size_t i = graph.blocks().size; i-- > 0;) {
    Instruction* last = graph.blocks()[i]->last();
    if (last == nullptr || !isJump(*last)) continue;
    Block* target = last->target;
    if (!isExitWithoutLine(*target) || target->predecessors <= 1) continue;
    Block* copy = graph.newBlock();
    copy->code.append(target->code.view());
    copy->exits = target->exits;
    copy->noFallThrough = true;
    copy->code[0].position = last->position;
    last->target = copy;
    target->predecessors--;
    copy->predecessors = 1;
    copy->next = target->next;
    target->next = copy;
  }
  for (Block* block : graph.blocks()) {
    while (block->next != nullptr && block->next->code.empty()) block->next = block->next->next;
  }
  // What is left can be reached by falling through only, so from one place.
  Seq<Block*> blocks = graph.blocks();
  for (size_t at = blocks.size; at-- > 0;) {
    Block& block = *blocks[at];
    if (block.noFallThrough || block.next == nullptr || block.code.empty()) continue;
    if (isExitWithoutLine(*block.next)) {
      block.next->code[0].position = block.code.back().position;
    }
  }
}

void trimUnusedConstants(FlowGraph& graph, ConstantPool& constants) {
  int used = 0;
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    for (const Instruction& i : b->code) {
      if (i.op == ir(Opcode::LOAD_CONST) || i.op == ir(Opcode::KW_NAMES)) {
        used = std::max(used, i.arg);
      }
    }
  }
  constants.trim(static_cast<size_t>(used) + 1);
}

void propagatePositions(FlowGraph& graph) {
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    if (b->code.empty()) continue;
    CodePosition previous;
    for (Instruction& i : b->code) {
      if (i.position.line < 0) {
        i.position = previous;
      } else {
        previous = i.position;
      }
    }
    auto passOn = [&](Block* successor) {
      if (successor->predecessors == 1 && !successor->code.empty() &&
          successor->code[0].position.line < 0) {
        successor->code[0].position = previous;
      }
    };
    if (!b->noFallThrough && b->next != nullptr) passOn(b->next);
    if (isJump(b->code.back())) passOn(b->code.back().target);
  }
}

void guaranteeLinesForExits(FlowGraph& graph, int firstLine) {
  int line = firstLine;
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    if (b->code.empty()) continue;
    Instruction& last = b->code.back();
    if (last.position.line >= 0) {
      line = last.position.line;
    } else if (last.op == ir(Opcode::RETURN_VALUE)) {
      for (Instruction& i : b->code) i.position.line = line;
    }
  }
}

int computeStackDepth(FlowGraph& graph, bool startsWithOne) {
  for (Block* block : graph.blocks()) block->startDepth = INT_MIN;
  int deepest = 0;
  auto& pending = graph.pending;
  auto enter = [&](Block* block, int depth) {
    if (block->startDepth < depth && block->startDepth < 100) {
      block->startDepth = depth;
      pending.push_back(block);
    }
  };
  enter(graph.entry, startsWithOne ? 1 : 0);
  while (!pending.empty()) {
    Block* block = pending.back();
    pending.pop_back();
    int depth = block->startDepth;
    Block* next = block->next;
    for (Instruction& i : block->code) {
      int after = depth + irStackEffect(i.op, i.arg, false);
      deepest = std::max(deepest, after);
      if (isJump(i) || isBlockPush(i)) {
        int atTarget = depth + irStackEffect(i.op, i.arg, true);
        deepest = std::max(deepest, atTarget);
        enter(i.target, atTarget);
      }
      depth = after;
      if (i.op == kJump || i.op == kJumpNoInterrupt || isExit(i)) {
        next = nullptr;
        break;
      }
    }
    if (next != nullptr) enter(next, depth);
  }
  return deepest;
}

void resolveExceptionHandlers(FlowGraph& graph) {
  for (Block* block : graph.blocks()) block->visited = false;
  auto& pending = graph.pending;
  pending.push_back(graph.entry);
  graph.entry->visited = true;
  graph.entry->handlers = nullptr;
  auto visit = [&](Block* block, const HandlerList* handlers) {
    if (block->visited) return;
    block->visited = true;
    block->handlers = handlers;
    pending.push_back(block);
  };
  while (!pending.empty()) {
    Block* block = pending.back();
    pending.pop_back();
    const HandlerList* handlers = block->handlers;
    for (Instruction& i : block->code) {
      if (isBlockPush(i)) {
        visit(i.target, handlers);
        if (i.op != kSetupFinally) i.target->preserveLasti = true;
        handlers = graph.arena().make<HandlerList>(i.target, handlers);
        continue;
      }
      if (i.op == kPopBlock) {
        if (handlers != nullptr) handlers = handlers->outer;
        continue;
      }
      i.handler = handlers != nullptr ? handlers->handler : nullptr;
      if (isJump(i)) visit(i.target, handlers);
    }
    if (!block->noFallThrough && block->next != nullptr) visit(block->next, handlers);
  }
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    for (Instruction& i : b->code) {
      if (isBlockPush(i) || i.op == kPopBlock) {
        i.op = ir(Opcode::NOP);
        i.arg = 0;
      }
    }
  }
}

void removeNops(FlowGraph& graph) {
  for (Block* b = graph.entry; b != nullptr; b = b->next) cleanBlock(*b);
}

void chooseJumpDirections(FlowGraph& graph) {
  for (Block* block : graph.blocks()) block->visited = false;
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    b->visited = true;
    Instruction* last = b->last();
    if (last == nullptr || last->op < kJump) continue;
    bool forward = !last->target->visited;
    auto choose = [&](Opcode ahead, Opcode back) { last->op = ir(forward ? ahead : back); };
    switch (last->op) {
      case kJump:
        choose(Opcode::JUMP_FORWARD, Opcode::JUMP_BACKWARD);
        break;
      case kJumpNoInterrupt:
        choose(Opcode::JUMP_FORWARD, Opcode::JUMP_BACKWARD_NO_INTERRUPT);
        break;
      case kPopJumpIfFalse:
        choose(Opcode::POP_JUMP_FORWARD_IF_FALSE, Opcode::POP_JUMP_BACKWARD_IF_FALSE);
        break;
      case kPopJumpIfTrue:
        choose(Opcode::POP_JUMP_FORWARD_IF_TRUE, Opcode::POP_JUMP_BACKWARD_IF_TRUE);
        break;
      case kPopJumpIfNone:
        choose(Opcode::POP_JUMP_FORWARD_IF_NONE, Opcode::POP_JUMP_BACKWARD_IF_NONE);
        break;
      case kPopJumpIfNotNone:
        choose(Opcode::POP_JUMP_FORWARD_IF_NOT_NONE, Opcode::POP_JUMP_BACKWARD_IF_NOT_NONE);
        break;
    }
  }
}

}  // namespace taipan::compiler
