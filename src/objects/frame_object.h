// frame: Python's view of a Frame.  Made only when somebody asks; when the call ends first, the object takes
// over a copy of the frame's contents.
#pragma once

#include "objects/frame.h"

namespace taipan {

struct FrameObject : Object {
  Frame* frame;         // on the thread's stack, in a generator, or (ownsFrame) in a buffer of its own
  FrameObject* back;    // once the call has ended
  Value trace;          // f_trace
  int32_t line;         // set while tracing, else 0
  bool ownsFrame;
  bool traceLines, traceOpcodes;
};
extern const TypeSpec kFrameType;
inline bool isFrame(Value v) { return v.isObject() && v.object()->type->id == TypeId::kFrame; }
Ref<FrameObject> frameObjectOf(Thread& thread, Frame* frame);
Code* frameCode(FrameObject* frame);
// Called when `frame` ends and somebody else holds its object: moves the contents over.  False: no memory
// (contents are dropped).
void detachFrame(Thread& thread, Frame* frame);
// f_lineno = value: goes on at that line once the trace function returns.  ValueError as CPython words it.
Status jumpToLine(Thread& thread, FrameObject* frame, Value value);
// f_locals: the namespace, or a dict snapshot of the fast locals.
Ref<> frameLocals(Thread& thread, Frame* frame);

}  // namespace taipan
