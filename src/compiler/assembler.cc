// Layout of local variables, prefix instructions, jump offsets, and the bytes of code, location
// table and exception table.
#include "compiler/assembler.h"

#include <algorithm>
#include <string>

#include "base/address_map.h"
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
  Assembler(FlowGraph& graph, ConstantPool& constants, const AssemblyInput& input)
      : arena_(graph.arena()), graph_(graph), constants_(constants), input_(input), cellSlots_(arena_),
        spec_(arena_.make<CodeSpec>()) {}

  const CodeSpec* run();

 private:
  void layOutCells();
  void insertPrefix();
  void renumberCells();
  void computeJumpOffsets();
  void emitCode();
  void emitExceptionTable();
  void fillLocalsPlus();

  Arena& arena_;
  FlowGraph& graph_;
  ConstantPool& constants_;
  AssemblyInput input_;
  ArenaVector<int> cellSlots_;  // by cell/free number: index into localsplus
  int unitCount_ = 0;
  CodeSpec* spec_;
};

// A cell that is an argument or local lives in that local's slot.
void Assembler::layOutCells() {
  size_t localCount = input_.localNames.size;
  AddressMap locals(arena_);
  for (size_t i = 0; i < localCount && !input_.cellNames.empty(); i++) {
    locals.add(input_.localNames[i].data(), static_cast<int>(i));
  }
  int nextSlot = static_cast<int>(localCount);
  for (std::string_view name : input_.cellNames) {
    int found = locals.find(name.data());
    cellSlots_.push_back(found >= 0 ? found : nextSlot++);
  }
  for (size_t i = 0; i < input_.freeNames.size; i++) cellSlots_.push_back(nextSlot++);
}

void Assembler::insertPrefix() {
  ArenaVector<Instruction> prefix(arena_);
  auto add = [&](Opcode op, int arg, int line) {
    Instruction i;
    i.op = ir(op);
    i.arg = arg;
    i.position.line = line;
    prefix.push_back(i);
  };
  if (!input_.freeNames.empty()) {
    add(Opcode::COPY_FREE_VARS, static_cast<int>(input_.freeNames.size), -1);
  }
  // Cells in order of their slots, so that those of arguments come first.
  ArenaVector<int> order(arena_);
  for (size_t i = 0; i < input_.cellNames.size; i++) order.push_back(static_cast<int>(i));
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return cellSlots_[static_cast<size_t>(a)] < cellSlots_[static_cast<size_t>(b)];
  });
  // Operands are still in the generator's numbering; renumberCells() follows.
  for (int cell : order) add(Opcode::MAKE_CELL, cell, -1);
  if ((input_.flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) != 0) {
    add(Opcode::RETURN_GENERATOR, 0, input_.firstLine);
    add(Opcode::POP_TOP, 0, -1);
  }
  graph_.entry->code.prepend(prefix.view());
}

void Assembler::renumberCells() {
  if (cellSlots_.empty()) return;
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
    unitCount_ = offset;
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
  auto size = static_cast<size_t>(unitCount_) * 2;
  auto* code = static_cast<char*>(arena_.allocate(size, 1));
  char* at = code;
  auto unit = [&](int op, int arg) {
    *at++ = static_cast<char>(op);
    *at++ = static_cast<char>(arg);
  };
  for (Block* b = graph_.entry; b != nullptr; b = b->next) {
    for (const Instruction& i : b->code) {
      const char* start = at;
      for (int n = extendedArgs(i.arg); n > 0; n--) {
        unit(static_cast<int>(Opcode::EXTENDED_ARG), i.arg >> (8 * n));
      }
      unit(i.op, i.arg);
      for (int n = cacheUnits(static_cast<Opcode>(i.op)); n > 0; n--) unit(0, 0);
      locations.add(i.position, static_cast<int32_t>(at - start) / 2);
    }
  }
  spec_->code = {code, size};
  spec_->lineTable = arena_.copyText(locations.view());
}

void Assembler::emitExceptionTable() {
  std::string table;
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
    appendExceptionEntry(table, entry);
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
  spec_->exceptionTable = arena_.copyText(table);
}

void Assembler::fillLocalsPlus() {
  size_t localCount = input_.localNames.size;
  ArenaVector<std::string_view> names(arena_);
  names.reserve(localCount + input_.cellNames.size + input_.freeNames.size);
  names.append(input_.localNames);
  auto* kinds = static_cast<char*>(arena_.allocate(localCount + input_.cellNames.size + input_.freeNames.size, 1));
  std::fill(kinds, kinds + localCount, static_cast<char>(kLocalPlain));
  for (size_t i = 0; i < input_.cellNames.size; i++) {
    size_t slot = static_cast<size_t>(cellSlots_[i]);
    if (slot < localCount) {
      kinds[slot] = static_cast<char>(kLocalPlain | kLocalCell);
    } else {
      kinds[names.size()] = static_cast<char>(kLocalCell);
      names.push_back(input_.cellNames[i]);
    }
  }
  for (std::string_view name : input_.freeNames) {
    kinds[names.size()] = static_cast<char>(kLocalFree);
    names.push_back(name);
  }
  spec_->localsPlusNames = names.view();
  spec_->localsPlusKinds = {kinds, names.size()};
}

const CodeSpec* Assembler::run() {
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
  spec_->constants = constants_.copy();
  spec_->names = input_.names;
  spec_->fileName = input_.fileName;
  spec_->name = input_.name;
  spec_->qualifiedName = input_.qualifiedName;
  return spec_;
}

}  // namespace

const CodeSpec* assemble(FlowGraph& graph, ConstantPool& constants, const AssemblyInput& input) {
  return Assembler(graph, constants, input).run();
}

}  // namespace taipan::compiler
