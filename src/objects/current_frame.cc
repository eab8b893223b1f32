// See the header.
#include "objects/current_frame.h"

#include "objects/dict.h"
#include "objects/frame_object.h"
#include "objects/function.h"

namespace taipan {

Dict* currentGlobals(Thread& thread) {
  return thread.frame ? thread.frame->function->globals : nullptr;
}

Ref<> currentLocals(Thread& thread) {
  if (!thread.frame) return thread.raise(TypeId::kSystemError, "frame does not exist");
  return frameLocals(thread, thread.frame);
}

int32_t currentCodeFlags(Thread& thread) { return thread.frame ? thread.frame->code->flags : 0; }

Ref<> frameAtDepth(Thread& thread, int64_t depth) {
  Frame* frame = thread.frame;
  while (frame && depth-- > 0) frame = frame->previous;
  if (!frame) return thread.raiseValueError("call stack is not deep enough");
  return frameObjectOf(thread, frame);
}

}  // namespace taipan

