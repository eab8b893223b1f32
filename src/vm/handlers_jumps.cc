// Handlers of jumps.
#include "objects/abstract.h"
#include "vm/handlers.h"
#include "vm/operations.h"
#include "vm/vm.h"

namespace taipan {

// --- jumps
OP(JUMP_FORWARD) {
  pc += oparg;
  NEXT();
}
OP(JUMP_BACKWARD) {
  if (thread.evalBreaker.load(std::memory_order_relaxed) != 0) [[unlikely]] {
    SAVE();
    if (!handleEvalBreaker(thread)) RAISE();
  }
  pc -= oparg;
  NEXT();
}
OP(JUMP_BACKWARD_NO_INTERRUPT) {
  pc -= oparg;
  NEXT();
}
#define FORWARD() pc += oparg
#define BACKWARD()                                   \
  do {                                               \
    pc -= oparg;                                     \
    if (breakRequested(thread)) [[unlikely]] {       \
      SAVE();                                        \
      if (!handleEvalBreaker(thread)) RAISE();       \
    }                                                \
  } while (0)
#define CONDITIONAL_JUMP(name, wanted, jump)                 \
  OP(name) {                                                 \
    Value v = sp[-1];                                        \
    bool truth;                                              \
    if (v.isBool()) [[likely]] {                             \
      truth = v.isTrue();                                    \
    } else {                                                 \
      SAVE();                                                \
      Result<bool> result = isTrue(thread, v);               \
      if (!result) RAISE();                                  \
      truth = *result;                                       \
      decrefOrEmpty(v);                                      \
    }                                                        \
    sp--;                                                    \
    if (truth == wanted) jump();                             \
    NEXT();                                                  \
  }
CONDITIONAL_JUMP(POP_JUMP_FORWARD_IF_FALSE, false, FORWARD)
CONDITIONAL_JUMP(POP_JUMP_FORWARD_IF_TRUE, true, FORWARD)
CONDITIONAL_JUMP(POP_JUMP_BACKWARD_IF_FALSE, false, BACKWARD)
CONDITIONAL_JUMP(POP_JUMP_BACKWARD_IF_TRUE, true, BACKWARD)
#define NONE_JUMP(name, wanted, jump)                   \
  OP(name) {                                            \
    SAVE();                                             \
    bool none = sp[-1].isNone();                        \
    decrefOrEmpty(*--sp);                               \
    if (none == wanted) jump();                         \
    NEXT();                                             \
  }
NONE_JUMP(POP_JUMP_FORWARD_IF_NONE, true, FORWARD)
NONE_JUMP(POP_JUMP_FORWARD_IF_NOT_NONE, false, FORWARD)
NONE_JUMP(POP_JUMP_BACKWARD_IF_NONE, true, BACKWARD)
NONE_JUMP(POP_JUMP_BACKWARD_IF_NOT_NONE, false, BACKWARD)
#define JUMP_OR_POP(name, wanted)                   \
  OP(name) {                                        \
    SAVE();                                         \
    bool truth = sp[-1].isTrue();                   \
    if (!sp[-1].isBool()) {                         \
      Result<bool> result = isTrue(thread, sp[-1]); \
      if (!result) RAISE();                         \
      truth = *result;                              \
    }                                               \
    if (truth == wanted) pc += oparg;               \
    else decrefOrEmpty(*--sp);                      \
    NEXT();                                         \
  }
JUMP_OR_POP(JUMP_IF_FALSE_OR_POP, false)
JUMP_OR_POP(JUMP_IF_TRUE_OR_POP, true)

}  // namespace taipan
