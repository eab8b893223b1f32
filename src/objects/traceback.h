// traceback: where an exception passed through.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct FrameObject;

struct Traceback : Object {
  Traceback* next;      // owned; towards the raise
  FrameObject* frame;   // owned
  int32_t lastInstruction;
  int32_t line;         // -1: computed from lastInstruction when asked for
};
extern const TypeSpec kTracebackType;
inline bool isTraceback(Value v) { return v.isObject() && v.object()->type->id == TypeId::kTraceback; }
// Adds `frame`'s place to the traceback of the exception in flight.
void addTraceback(Thread& thread, Frame* frame);

}  // namespace taipan
