// See code_unit.h.
#include "compiler/code_unit.h"

namespace taipan::compiler {

Instruction& CodeUnit::add(IrOp op, int arg, const CodePosition& where) {
  if (Instruction* last = current->last()) {
    // A jump or exit ends its block.
    if (isJump(*last) || last->op == ir(Opcode::RETURN_VALUE) ||
        last->op == ir(Opcode::RAISE_VARARGS) || last->op == ir(Opcode::RERAISE)) {
      use(graph.newBlock());
    }
  }
  if (current->code.empty()) current->code.reserve(8);
  Instruction instruction;
  instruction.op = op;
  instruction.arg = arg;
  instruction.position = where;
  current->code.push_back(instruction);
  return current->code.back();
}

}  // namespace taipan::compiler
