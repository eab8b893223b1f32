// Handlers that enter and leave frames: unwinding, return, yield, the loop's ends.
#include "objects/abstract.h"
#include "objects/exception.h"
#include "objects/generator.h"
#include "objects/int.h"
#include "objects/traceback.h"
#include "vm/handlers.h"
#include "vm/operations.h"
#include "vm/tracing.h"

namespace taipan {

HANDLER_CC Value doUnknown(STATE) {
  SAVE();
  (void)thread.raise(TypeId::kSystemError, "unknown opcode");
  RAISE();
}
OP(CACHE) { GO(doUnknown); }

HANDLER_CC Value raiseHere(STATE) {
  addTraceback(thread, frame);
  if (isTracing(thread)) [[unlikely]] {
    frame->sp = sp;
    traceException(thread, frame);
  }
  GO(unwind);
}

// Looks for a handler of the exception in flight, which covers the instruction before pc.
static bool findHandler(Thread& thread, Frame* frame, const Unit*& pc, Value*& sp) {
  Code* code = frame->code;
  int32_t unit = static_cast<int32_t>(pc - code->instructions) - 1;
  for (int32_t i = 0; i < code->handlerCount; i++) {
    const ExceptionEntry& entry = code->handlers[i];
    if (entry.start > unit) break;
    if (entry.end <= unit) continue;
    Value* level = frame->stackBase() + entry.depth;
    dropTo(sp, level);
    while (sp < level) *sp++ = kNone;
    if (entry.pushLasti) *sp++ = Value::smallInt(frame->unitIndex());
    *sp++ = thread.takeException().releaseValue();
    pc = code->instructions + entry.target;
    return true;
  }
  return false;
}

// The frame of the exception in flight ends.  Where it returned to.
static ReturnTo abandonFrame(Thread& thread, Frame* frame) {
  ReturnTo returnTo = frame->returnTo;
  Ref<> pending = thread.takeException();
  Generator* generator = frame->home == FrameHome::kGenerator ? frame->generator : nullptr;
  if (generator == nullptr) leaveFrame(thread, frame);
  else generatorFrameEnded(thread, frame);
  if (returnTo == ReturnTo::kInstance) thread.recursionDepth--;
  (void)thread.restoreException(std::move(pending));
  if (generator != nullptr && returnTo != ReturnTo::kNative) generatorFailed(thread, generator);
  return returnTo;
}

// The exception in flight leaves `frame`, whatever its handlers are.
HANDLER_CC static Value unwindFrame(STATE) {
  frame->sp = sp;
  Frame* previous = frame->previous;
  if (abandonFrame(thread, frame) == ReturnTo::kNative) return Value();
  frame = previous;
  pc = frame->pc;
  sp = frame->sp;
  GO(raiseHere);
}

HANDLER_CC Value unwind(STATE) {
  if (findHandler(thread, frame, pc, sp)) NEXT();
  if (isTracing(thread)) [[unlikely]] {
    frame->sp = sp;
    traceUnwind(thread, frame);
  }
  GO(unwindFrame);
}

// A frame returned `result` other than to its caller's stack; the caller's state is in `pc` and `sp`.
static bool returnSpecially(Thread& thread, Generator* generator, ReturnTo returnTo, Value result,
                            const Unit*& pc, Value*& sp) {
  if (returnTo == ReturnTo::kInstance) {
    thread.recursionDepth--;
    if (result.isNone()) return true;
    (void)thread.raiseTypeError("__init__() should return None, not '{!T}'", result);
    decref(result);
    return false;
  }
  // FOR_ITER or SEND resumed a generator, which is finished.
  generatorLeft(thread, generator);
  if (isTracing(thread) && !result.isNone() && !traceStop(thread, thread.frame, result)) {
    decref(result);
    return false;
  }
  uint32_t jump = longOperand(thread.frame->code, pc);
  if (returnTo == ReturnTo::kIteration) {
    decref(result);
    decrefOrEmpty(*--sp);
  } else {
    decrefOrEmpty(std::exchange(sp[-1], result));
  }
  pc += jump;
  return true;
}

HANDLER_CC static Value returnSlow(STATE) {
  Value result = *--sp;
  frame->sp = sp;
  if (isTracing(thread) && !traceReturn(thread, frame, result)) [[unlikely]] {
    decref(result);
    GO(unwindFrame);
  }
  ReturnTo returnTo = frame->returnTo;
  uint8_t skip = frame->returnSkip;
  Frame* previous = frame->previous;
  Generator* generator = frame->generator;
  if (frame->home == FrameHome::kGenerator) generatorFrameEnded(thread, frame);
  else leaveFrame(thread, frame);
  if (returnTo == ReturnTo::kNative) return result;
  frame = previous;
  pc = frame->pc;
  sp = frame->sp;
  if (returnTo == ReturnTo::kStack) *sp++ = result;
  else if (!returnSpecially(thread, generator, returnTo, result, pc, sp)) RAISE();
  pc += skip;
  NEXT();
}

OP(RETURN_VALUE) {
  SAVE();
  if (!frame->isPlain() || frame->object != nullptr || isTracing(thread)) [[unlikely]] GO(returnSlow);
  Value result = *--sp;
  Frame* ended = frame;
  thread.frame = frame = ended->previous;
  thread.recursionDepth--;
  for (Value* p = ended->slots; p < sp; p++) decrefOrEmpty(*p);  // variables die in order, the first first
  decrefOrEmpty(ended->locals);
  decrefObject(ended->function);
  decrefObject(ended->code);
  vmOf(thread).top = reinterpret_cast<char*>(ended);
  pc = frame->pc + ended->returnSkip;
  sp = frame->sp;
  *sp++ = result;
  NEXT();
}

OP(YIELD_VALUE) {
  SAVE();
  if (frame->home != FrameHome::kGenerator) [[unlikely]] {
    (void)thread.raise(TypeId::kSystemError, "yield outside a generator");
    RAISE();
  }
  if (isTracing(thread)) [[unlikely]] {
    frame->sp = sp;
    if (!traceReturn(thread, frame, sp[-1])) GO(unwindFrame);
  }
  Value result = *--sp;
  frame->sp = sp;
  Frame* previous = frame->previous;
  thread.frame = previous;
  frame->previous = nullptr;
  thread.recursionDepth--;
  if (frame->returnTo == ReturnTo::kNative) return result;
  generatorLeft(thread, frame->generator);
  frame = previous;
  pc = frame->pc;
  sp = frame->sp;
  *sp++ = result;
  NEXT();
}

OP(RETURN_GENERATOR) {
  SAVE();
  if (frame->home != FrameHome::kStack) [[unlikely]] GO(doUnknown);
  frame->sp = sp;
  Value result = generatorFromFrame(thread, frame).releaseValue();
  if (result.isEmpty()) RAISE();
  ReturnTo returnTo = frame->returnTo;
  uint8_t skip = frame->returnSkip;
  thread.frame = frame->previous;
  thread.recursionDepth--;
  popFrameMemory(thread, frame);
  if (returnTo == ReturnTo::kNative) return result;
  frame = thread.frame;
  pc = frame->pc;
  sp = frame->sp;
  if (returnTo == ReturnTo::kStack) *sp++ = result;
  else if (!returnSpecially(thread, nullptr, returnTo, result, pc, sp)) RAISE();
  pc += skip;
  NEXT();
}

OP(RESUME) {
  if (breakRequested(thread)) [[unlikely]] {
    SAVE();
    if (!handleEvalBreaker(thread)) RAISE();
  }
  NEXT();
}

// --- entry

HANDLER_CC static Value start(STATE) {
  if (thread.hasException()) {
    if (isTracing(thread)) [[unlikely]] traceResumedWithException(thread, frame);
    RAISE();
  }
  NEXT();
}

Ref<> runFrame(Thread& thread, Frame* frame) {
  frame->returnTo = ReturnTo::kNative;
  const Unit* pc = frame->pc;
  Value* sp = frame->sp;
#if defined(TAIPAN_TAIL_CALLS)
  return Ref<>::adopt(start(thread, frame, pc, sp, 0));
#else
  uint32_t oparg = 0;
  Value result = start(thread, frame, pc, sp, oparg);
  while (result == kContinue) {
    Unit unit = *pc++;
    oparg |= unit.arg;
    result = static_cast<const Handler*>(thread.dispatch)[unit.op](thread, frame, pc, sp, oparg);
  }
  return Ref<>::adopt(result);
#endif
}

}  // namespace taipan
