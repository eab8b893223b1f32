// Layout of local variables, prefix instructions, jump offsets, and the bytes of code, location
// table and exception table.
#include "compiler/assembler.h"

#include <algorithm>
#include <unordered_map>

#include "bytecode/exception_table.h"
#include "compiler/passes.h"

namespace taipan::compiler {

namespace {

int extendedArgs(int arg) { return (arg > 0xff) + (arg > 0xffff) + (arg > 0xffffff); }

int instructionUnits(const Instruction& i) {
  return extendedArgs(i.arg) + 1 + cacheUnits(static_cast<Opcode>(i.op));
}

bool usesCellOperand(IrOp op) {
  return op < 256 && opcodeInfo(static_cast<Opcode>(op)).argument == ArgumentKind::Free;
}

class Assembler {
 public:
  Assembler(FlowGraph& graph, ConstantPool& constants, AssemblyInput& input)
      : graph_(graph), constants_(constants), input_(input) {}

  std::shared_ptr<CodeSpec> run();

 private:
  void layOutCells();
  void insertPrefix();
  void renumberCells();
  void computeJumpOffsets();
  void emitCode();
  void emitExceptionTable();
  void fillLocalsPlus();

  FlowGraph& graph_;
  ConstantPool& constants_;
  AssemblyInput& input_;
  std::vector<int> cellSlots_;  // by cell/free number: index into localsplus
  std::shared_ptr<CodeSpec> spec_ = std::make_shared<CodeSpec>();
};

// A cell that is an argument or local lives in that local's slot.
void Assembler::layOutCells() {
  int localCount = static_cast<int>(input_.localNames.size());
  std::unordered_map<std::string_view, int> locals;
  for (int i = 0; i < localCount && !input_.cellNames.empty(); i++) locals[input_.localNames[static_cast<size_t>(i)]] = i;
  int nextSlot = localCount;
  for (const std::string& name : input_.cellNames) {
    auto found = locals.find(name);
    cellSlots_.push_back(found != locals.end() ? found->second : nextSlot++);
  }
  for (size_t i = 0; i < input_.freeNames.size(); i++) cellSlots_.push_back(nextSlot++);
}

void Assembler::insertPrefix() {
  std::vector<Instruction> prefix;
  auto add = [&](Opcode op, int arg, int line) {
    Instruction i;
    i.op = ir(op);
    i.arg = arg;
    i.position.line = line;
    prefix.push_back(i);
  };
  if (!input_.freeNames.empty()) {
    add(Opcode::COPY_FREE_VARS, static_cast<int>(input_.freeNames.size()), -1);
  }
  // Cells in order of their slots, so that those of arguments come first.
  std::vector<int> order;
  for (size_t i = 0; i < input_.cellNames.size(); i++) order.push_back(static_cast<int>(i));
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return cellSlots_[static_cast<size_t>(a)] < cellSlots_[static_cast<size_t>(b)];
  });
  // Operands are still in the generator's numbering; renumberCells() follows.
  for (int cell : order) add(Opcode::MAKE_CELL, cell, -1);
  if ((input_.flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) != 0) {
    add(Opcode::RETURN_GENERATOR, 0, input_.firstLine);
    add(Opcode::POP_TOP, 0, -1);
  }
  auto& code = graph_.entry->code;
  code.insert(code.begin(), prefix.begin(), prefix.end());
}

void Assembler::renumberCells() {
  for (Block* b = graph_.entry; b != nullptr; b = b->next) {
    for (Instruction& i : b->code) {
      if (usesCellOperand(i.op)) i.arg = cellSlots_[static_cast<size_t>(i.arg)];
    }
  }
}

// What is left of an optimised instruction.
void clearNopOperands(FlowGraph& graph) {
  for (Block* b = graph.entry; b != nullptr; b = b->next) {
    for (Instruction& i : b->code) {
      if (i.op == ir(Opcode::NOP)) i.arg = 0;
    }
  }
}

// Operands grow with distances and distances with operands: repeat until nothing changes.
void Assembler::computeJumpOffsets() {
  for (bool changed = true; changed;) {
    changed = false;
    int offset = 0;
    for (Block* b = graph_.entry; b != nullptr; b = b->next) {
      b->offset = offset;
      for (const Instruction& i : b->code) offset += instructionUnits(i);
    }
    for (Block* b = graph_.entry; b != nullptr; b = b->next) {
      int end = b->offset;
      for (Instruction& i : b->code) {
        int units = instructionUnits(i);
        end += units;
        if (!isJump(i)) continue;
        i.arg = std::abs(i.target->offset - end);
        if (instructionUnits(i) != units) changed = true;
      }
    }
  }
}

void Assembler::emitCode() {
  LocationTableWriter locations(input_.firstLine);
  std::string& code = spec_->code;
  auto unit = [&](int op, int arg) {
    code.push_back(static_cast<char>(op));
    code.push_back(static_cast<char>(arg & 0xff));
  };
  for (Block* b = graph_.entry; b != nullptr; b = b->next) {
    for (const Instruction& i : b->code) {
      for (int n = extendedArgs(i.arg); n > 0; n--) {
        unit(static_cast<int>(Opcode::EXTENDED_ARG), i.arg >> (8 * n));
      }
      unit(i.op, i.arg);
      for (int n = cacheUnits(static_cast<Opcode>(i.op)); n > 0; n--) unit(0, 0);
      locations.add(i.position, instructionUnits(i));
    }
  }
  spec_->lineTable = locations.take();
}

void Assembler::emitExceptionTable() {
  Block* handler = nullptr;
  int start = 0, offset = 0;
  auto emit = [&] {
    if (handler == nullptr) return;
    ExceptionEntry entry;
    entry.start = start;
    entry.end = offset;
    entry.target = handler->offset;
    entry.pushLasti = handler->preserveLasti;
    entry.depth = handler->startDepth - 1 - (handler->preserveLasti ? 1 : 0);
    appendExceptionEntry(spec_->exceptionTable, entry);
  };
  for (Block* b = graph_.entry; b != nullptr; b = b->next) {
    for (const Instruction& i : b->code) {
      if (i.handler != handler) {
        emit();
        start = offset;
        handler = i.handler;
      }
      offset += instructionUnits(i);
    }
  }
  emit();
}

void Assembler::fillLocalsPlus() {
  auto& names = spec_->localsPlusNames;
  auto& kinds = spec_->localsPlusKinds;
  size_t localCount = input_.localNames.size();
  names = input_.localNames;
  kinds.assign(localCount, static_cast<char>(kLocalPlain));
  for (size_t i = 0; i < input_.cellNames.size(); i++) {
    size_t slot = static_cast<size_t>(cellSlots_[i]);
    if (slot < localCount) {
      kinds[slot] = static_cast<char>(kLocalPlain | kLocalCell);
    } else {
      names.push_back(input_.cellNames[i]);
      kinds.push_back(static_cast<char>(kLocalCell));
    }
  }
  for (const std::string& name : input_.freeNames) {
    names.push_back(name);
    kinds.push_back(static_cast<char>(kLocalFree));
  }
}

std::shared_ptr<CodeSpec> Assembler::run() {
  normalizeBlocks(graph_);
  inlineSmallExits(graph_);
  if (input_.firstLine == 0) {
    const Instruction* first = graph_.entry->last() != nullptr ? &graph_.entry->code[0] : nullptr;
    input_.firstLine = first != nullptr && first->position.line != 0 ? first->position.line : 1;
  }
  layOutCells();
  insertPrefix();
  renumberCells();
  optimizeGraph(graph_, constants_);
  duplicateExitsWithoutLine(graph_);
  trimUnusedConstants(graph_, constants_);
  propagatePositions(graph_);
  guaranteeLinesForExits(graph_, input_.firstLine);
  spec_->stackSize = computeStackDepth(graph_, input_.isGeneratorLike);
  resolveExceptionHandlers(graph_);
  removeNops(graph_);
  clearNopOperands(graph_);
  chooseJumpDirections(graph_);
  computeJumpOffsets();
  emitCode();
  emitExceptionTable();
  fillLocalsPlus();
  spec_->argCount = input_.argCount;
  spec_->positionalOnlyArgCount = input_.positionalOnlyArgCount;
  spec_->keywordOnlyArgCount = input_.keywordOnlyArgCount;
  spec_->flags = input_.flags;
  spec_->firstLine = input_.firstLine;
  spec_->constants = constants_.take();
  spec_->names = std::move(input_.names);
  spec_->fileName = std::move(input_.fileName);
  spec_->name = std::move(input_.name);
  spec_->qualifiedName = std::move(input_.qualifiedName);
  return std::move(spec_);
}

}  // namespace

std::shared_ptr<CodeSpec> assemble(FlowGraph& graph, ConstantPool& constants, AssemblyInput input) {
  return Assembler(graph, constants, input).run();
}

}  // namespace taipan::compiler
