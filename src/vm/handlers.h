// What every file of handlers shares: the shape of a handler and the macros that end it.
//
// One short function for each opcode, in a file for each family.  Handlers meet only through the dispatch table
// (Thread::dispatch), so separate translation units cost nothing, and they compile in parallel.
//
// Under clang a handler ends in a tail call to the next (`musttail`, `preserve_none`), so thread, frame, pc and
// stack pointer stay in registers and there is no loop.  Elsewhere the same functions take them by reference
// and return to a loop.
//
//   pc    points behind the unit of the running instruction (its caches follow)
//   sp    first free stack entry
//
// A handler saves pc in the frame (SAVE) before anything that can raise, run Python code or look at the frame.
// Operands stay on the stack while the work is done: an exception drops them with the rest of the stack.
//
// The table hangs on the thread, not on the program: sys.settrace puts the tracing table there, and every running
// frame traces from its next instruction on, at no cost to those who do not trace.
#pragma once

#include "bytecode/opcodes.h"
#include "bytecode/specialized.h"
#include "objects/frame.h"
#include "objects/thread.h"
#include "vm/frame_stack.h"
#include "vm/vm.h"

namespace taipan {

// Not under AddressSanitizer: its frames need a base pointer, which preserve_none leaves no register for.
#if defined(__clang__) && __clang_major__ >= 19 && defined(__has_attribute)
#if __has_attribute(preserve_none) && !__has_feature(address_sanitizer)
#define TAIPAN_TAIL_CALLS 1
#endif
#endif

#if defined(TAIPAN_TAIL_CALLS)
#define HANDLER_CC [[clang::preserve_none]]
#define STATE Thread &thread, Frame *frame, const Unit *pc, Value *sp, uint32_t oparg
#define TAIL [[clang::musttail]] return
#define DISPATCH_ARG(high)                                                                             \
  do {                                                                                                 \
    Unit unit_ = *pc++;                                                                                \
    TAIL static_cast<const Handler*>(thread.dispatch)[unit_.op](thread, frame, pc, sp, (high) | unit_.arg); \
  } while (0)
#else
#define HANDLER_CC
#define STATE Thread &thread, Frame *&frame, const Unit *&pc, Value *&sp, uint32_t &oparg
#define TAIL return
#define DISPATCH_ARG(high) \
  do {                     \
    oparg = (high);        \
    return kContinue;      \
  } while (0)
#endif
#define NEXT() DISPATCH_ARG(0u)
#define SAVE() (frame->pc = pc)
#define GO(name) TAIL name(thread, frame, pc, sp, oparg)
#define RAISE()         \
  do {                  \
    frame->pc = pc;     \
    GO(raiseHere);      \
  } while (0)
#define OP(name) HANDLER_CC Value do##name(STATE)

constexpr Value kContinue = Value::fromBits(~uint64_t{0});  // no Value looks like this
using Handler = Value (*)(STATE) HANDLER_CC;

#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) OP(name);
#include "bytecode/opcodes.def"
#define SPECIALIZED(name, base, meaning) OP(name);
#include "bytecode/specialized.def"
HANDLER_CC Value doUnknown(STATE);
// An exception was raised by the running instruction of `frame`: adds to the traceback, then unwinds.
HANDLER_CC Value raiseHere(STATE);
// Goes to the handler of the exception in flight, in this frame or its callers.
HANDLER_CC Value unwind(STATE);
// In the tracing table, every entry: reports events, then runs the canonical instruction.
HANDLER_CC Value traceInstruction(STATE);

extern const Handler kHandlers[256];
extern const Handler kTracingHandlers[256];

inline bool isTracing(Thread& thread) { return thread.dispatch == kTracingHandlers; }

inline void replaceTop(Value* slot, Ref<> value) { decrefOrEmpty(std::exchange(*slot, value.releaseValue())); }
inline void dropTo(Value*& sp, Value* level) {
  while (sp > level) decrefOrEmpty(*--sp);
}
inline bool breakRequested(Thread& thread) { return thread.evalBreaker.load(std::memory_order_relaxed) != 0; }

// The operand of the instruction that pc stands behind, EXTENDED_ARGs included.
inline uint32_t longOperand(const Code* code, const Unit* pc) {
  const Unit* at = pc - 1;
  while (!code->isStart(at - code->instructions)) at--;
  uint32_t operand = 0;
  for (; at < pc; at++) operand = operand << 8 | at->arg;
  return operand;
}

// An instruction that replaces the top of the stack by the value of `expression`.
#define UNARY(name, expression)              \
  OP(name) {                                 \
    SAVE();                                  \
    Value v = (expression);                  \
    if (v.isEmpty()) RAISE();                \
    decrefOrEmpty(std::exchange(sp[-1], v)); \
    NEXT();                                  \
  }

}  // namespace taipan
