// Calls of Python functions whose arguments just move into the locals: the frames that CALL, properties and class
// instantiation push.
#pragma once

#include "objects/function.h"
#include "vm/frame_stack.h"

namespace taipan {

// Is `callable` a Python function that takes exactly `count` positional arguments, and may one more frame be pushed?
inline bool canCallPlainly(Thread& thread, Value callable, int64_t count) {
  if (!isFunction(callable)) return false;
  const Code* code = callable.as<Function>()->code;
  return code->verified && code->plainArgCount == count && thread.recursionDepth < thread.recursionLimit;
}
// The callee's frame, linked to the thread.  It takes over the references to `function` and to the arguments.  Only
// after canCallPlainly.  Null: MemoryError, and nothing was taken.
inline Frame* framePlainly(Thread& thread, Function* function, const Value* args, size_t count) {
  Code* code = function->code;
  Frame* frame = allocateFrame(thread, code);
  if (frame == nullptr) [[unlikely]] return nullptr;
  increfObject(code);
  initializeFrame(frame, function, code);
  size_t i = 0, locals = static_cast<size_t>(code->localCount);
  for (; i < count; i++) frame->slots[i] = args[i];
  for (; i < locals; i++) frame->slots[i] = Value();
  frame->previous = thread.frame;
  thread.frame = frame;
  thread.recursionDepth++;
  return frame;
}

}  // namespace taipan
