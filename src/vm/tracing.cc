// Tracing: see tracing.h.
#include "vm/tracing.h"

#include "objects/abstract.h"
#include "vm/handlers.h"

namespace taipan {

void traceException(Thread&, Frame*) {}
void traceUnwind(Thread&, Frame*) {}
bool traceReturn(Thread&, Frame*, Value) { return true; }
void traceResumedWithException(Thread&, Frame*) {}

Ref<> callTraced(Thread& thread, Value callable, const Arguments& args) { return call(thread, callable, args); }

HANDLER_CC Value traceInstruction(STATE) {
  const Unit* canonical = reinterpret_cast<const Unit*>(frame->code->code->data()) + (pc - frame->code->instructions) - 1;
  TAIL kHandlers[canonical->op](thread, frame, pc, sp, oparg);
}

}  // namespace taipan
