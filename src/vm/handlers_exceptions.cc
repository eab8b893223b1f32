// Handlers of raising, catching and `with`.
#include "objects/abstract.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "vm/handlers.h"
#include "vm/operations.h"

namespace taipan {

// --- exceptions
OP(PUSH_EXC_INFO) {
  Value exception = sp[-1];
  if (!isException(exception)) [[unlikely]] GO(doUnknown);
  Value previous = thread.handled->exception;
  sp[-1] = previous.isEmpty() ? kNone : previous;
  *sp++ = exception;
  thread.handled->exception = newRef(exception).releaseValue();
  NEXT();
}
OP(POP_EXCEPT) {
  SAVE();
  if (!sp[-1].isNone() && !isException(sp[-1])) [[unlikely]] GO(doUnknown);
  Value old = std::exchange(thread.handled->exception, *--sp);
  decrefOrEmpty(old);
  NEXT();
}
OP(CHECK_EXC_MATCH) {
  SAVE();
  Result<bool> matches = exceptionMatchesHandler(thread, sp[-2], sp[-1]);
  if (!matches) RAISE();
  decrefOrEmpty(std::exchange(sp[-1], Value::boolean(*matches)));
  NEXT();
}
static bool checkGroup(Thread& thread, Value* sp) {
  Ref<> match, rest;
  if (!matchExceptionGroup(thread, sp[-2], sp[-1], &match, &rest)) return false;
  if (!match.value().isNone()) {
    Value old = std::exchange(thread.handled->exception, newRef(match.value()).releaseValue());
    decrefOrEmpty(old);
  }
  replaceTop(sp - 2, std::move(rest));
  replaceTop(sp - 1, std::move(match));
  return true;
}
OP(CHECK_EG_MATCH) {
  SAVE();
  if (!checkGroup(thread, sp)) RAISE();
  NEXT();
}
OP(PREP_RERAISE_STAR) {
  SAVE();
  Value v;
  if (isList(sp[-1])) v = prepareReraiseStar(thread, sp[-2], sp[-1].as<List>()).releaseValue();
  else (void)thread.raise(TypeId::kSystemError, "bad internal call");
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  NEXT();
}
OP(RAISE_VARARGS) {
  SAVE();
  if (oparg == 0) {
    // The handled exception goes on from here; it already has this place in its traceback.
    if (reraiseHandled(thread)) TAIL unwind(thread, frame, pc, sp, oparg);
    RAISE();
  }
  (void)doRaise(thread, oparg == 2 ? sp[-2] : sp[-1], oparg == 2 ? sp[-1] : Value());
  RAISE();
}
OP(RERAISE) {
  SAVE();
  Value exception = *--sp;
  if (!isException(exception)) {
    (void)thread.raise(TypeId::kSystemError, "RERAISE of no exception");
    RAISE();
  }
  if (oparg > 0) {
    Value last = sp[-static_cast<int32_t>(oparg)];
    if (last.isSmallInt() && static_cast<uint64_t>(last.smallIntValue()) < static_cast<uint64_t>(frame->code->unitCount)) {
      frame->pc = frame->code->instructions + last.smallIntValue() + 1;
    }
  }
  (void)thread.restoreException(Ref<>::adopt(exception));
  TAIL unwind(thread, frame, pc, sp, oparg);
}
OP(END_ASYNC_FOR) {
  SAVE();
  Value exception = sp[-1];
  if (isException(exception) && isInstanceOf(thread, exception, TypeId::kStopAsyncIteration)) {
    dropTo(sp, sp - 2);
    NEXT();
  }
  if (!isException(exception)) {
    (void)thread.raise(TypeId::kSystemError, "RERAISE of no exception");
    RAISE();
  }
  sp--;
  (void)thread.restoreException(Ref<>::adopt(exception));
  TAIL unwind(thread, frame, pc, sp, oparg);
}

// --- with
// Pushes object.__exit__ below the result of __enter__; the texts depend on what is missing.
static bool beforeWith(Thread& thread, Value* sp, bool async) {
  const Names& names = thread.names();
  Value manager = sp[-1];
  Ref<> enter = specialMethod(thread, manager, async ? names.dunder_aenter : names.dunder_enter);
  if (!enter) {
    if (!thread.hasException()) {
      (void)thread.raiseTypeError("'{!T}' object does not support the {}context manager protocol", manager,
                                  async ? "asynchronous " : "");
    }
    return false;
  }
  Ref<> exit = specialMethod(thread, manager, async ? names.dunder_aexit : names.dunder_exit);
  if (!exit) {
    if (!thread.hasException()) {
      (void)thread.raiseTypeError("'{!T}' object does not support the {}context manager protocol (missed {} method)",
                                  manager, async ? "asynchronous " : "", async ? "__aexit__" : "__exit__");
    }
    return false;
  }
  Ref<> result = call(thread, enter);
  if (!result) return false;
  replaceTop(sp - 1, std::move(exit));
  *sp = result.releaseValue();
  return true;
}
OP(BEFORE_WITH) {
  SAVE();
  if (!beforeWith(thread, sp, false)) RAISE();
  sp++;
  NEXT();
}
OP(BEFORE_ASYNC_WITH) {
  SAVE();
  if (!beforeWith(thread, sp, true)) RAISE();
  sp++;
  NEXT();
}
static Value callExit(Thread& thread, Value exit, Value exception) {
  if (!isException(exception)) return call(thread, exit, kNone, kNone, kNone).releaseValue();
  Value traceback = exception.as<BaseException>()->traceback;
  return call(thread, exit, Value(exception.object()->type), exception, traceback.isEmpty() ? kNone : traceback).releaseValue();
}
OP(WITH_EXCEPT_START) {
  SAVE();
  Value v = callExit(thread, sp[-4], sp[-1]);
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}

}  // namespace taipan
