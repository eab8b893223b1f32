// Facts about instructions of the intermediate form.
#include "compiler/flow_graph.h"

namespace taipan::compiler {

int irStackEffect(IrOp op, int arg, bool jump) {
  switch (op) {
    case kSetupFinally:
    case kSetupWith:
      return jump ? 1 : 0;
    case kSetupCleanup:
      return jump ? 2 : 0;
    case kPopBlock:
    case kJump:
    case kJumpNoInterrupt:
      return 0;
    case kPopJumpIfFalse:
    case kPopJumpIfTrue:
    case kPopJumpIfNone:
    case kPopJumpIfNotNone:
      return -1;
    default:
      return stackEffect(static_cast<Opcode>(op), arg, jump);
  }
}

}  // namespace taipan::compiler
