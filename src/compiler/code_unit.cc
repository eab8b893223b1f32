// See code_unit.h.
#include "compiler/code_unit.h"

namespace taipan::compiler {

void CodeUnit::reset() {
  type = UnitType::kModule;
  symbols = nullptr;
  name = qualifiedName = privateName = {};
  firstLine = argCount = positionalOnlyArgCount = keywordOnlyArgCount = 0;
  names.clear();
  locals.clear();
  cells.clear();
  frees.clear();
  constants.clear();
  graph.clear();
  current = nullptr;
  position = {};
  frameBlocks.clear();
}

Instruction& CodeUnit::add(IrOp op, int arg, const CodePosition& where) {
  // A jump or exit ends its block.
  if (const Instruction* last = current->last(); last != nullptr && (isJump(*last) || isExit(*last))) use(graph.newBlock());
  Instruction instruction;
  instruction.op = op;
  instruction.arg = arg;
  instruction.position = where;
  current->code.push_back(instruction);
  return current->code.back();
}

}  // namespace taipan::compiler
