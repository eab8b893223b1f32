// The frame stack of a thread: chunks in which frames lie one behind the other.
#pragma once

#include "objects/frame.h"
#include "objects/function.h"

namespace taipan {

// Raises MemoryError.  The frame's header is set, its locals empty; it owns new references to function and
// code; it is not linked to the thread.
Frame* pushFrame(Thread& thread, Function* function, Code* code);
// Gives the memory of the topmost frame back (its contents are gone already).
void popFrameMemory(Thread& thread, Frame* frame);
// Unlinks the thread's innermost frame, on the stack, and drops its contents.
void leaveFrame(Thread& thread, Frame* frame);
void freeFrameStack(Thread& thread);
// The slow part of allocateFrame: verifies the code, adds a chunk.  Null: raised.
Frame* allocateFrameSlow(Thread& thread, Code* code, size_t size);

// A frame with the arguments of a call bound to its locals (copied).  TypeError as CPython words it.
Frame* bindCall(Thread& thread, Function* function, const Arguments& args);
// As enterFrame for recursion: counts and links; RecursionError.
bool enterFrame(Thread& thread, Frame* frame);
// enterFrame; on failure the frame is gone.
bool enterCall(Thread& thread, Frame* callee);

inline size_t frameBytes(const Code* code) {
  return sizeof(Frame) + static_cast<size_t>(code->localCount + code->stackSize) * sizeof(Value);
}
inline void initializeFrame(Frame* frame, Function* function, Code* code) {
  frame->previous = nullptr;
  frame->code = code;
  frame->function = function;
  frame->locals = Value();
  frame->object = nullptr;
  frame->generator = nullptr;
  frame->pc = code->instructions;
  frame->sp = frame->slots + code->localCount;
  frame->keywordNames = nullptr;
  frame->home = FrameHome::kStack;
  frame->returnTo = ReturnTo::kStack;
  frame->isTraced = false;
  frame->returnSkip = 0;
  frame->slotCount = static_cast<uint32_t>(code->localCount + code->stackSize);
}
// Room for a frame of `code` on top of the stack; only firstInChunk is set.
inline Frame* allocateFrame(Thread& thread, Code* code) {
  VmThread& vm = vmOf(thread);
  size_t size = frameBytes(code);
  if (!code->verified || static_cast<size_t>(vm.limit - vm.top) < size) [[unlikely]] {
    return allocateFrameSlow(thread, code, size);
  }
  auto* frame = reinterpret_cast<Frame*>(vm.top);
  vm.top += size;
  frame->firstInChunk = false;
  return frame;
}

}  // namespace taipan
