// The interpreter: one short function for each opcode.
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
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/frame_object.h"
#include "objects/function.h"
#include "objects/generator.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/method.h"
#include "objects/set.h"
#include "objects/slice.h"
#include "objects/traceback.h"
#include "objects/tuple.h"
#include "vm/frame_stack.h"
#include "vm/operations.h"
#include "vm/vm.h"

namespace taipan {

#if defined(__clang__) && __clang_major__ >= 19 && defined(__has_attribute)
#if __has_attribute(preserve_none) && !defined(TAIPAN_NO_TAIL_CALLS)
#define TAIPAN_TAIL_CALLS 1
#endif
#endif

#if defined(TAIPAN_TAIL_CALLS)
#define HANDLER_CC [[clang::preserve_none]]
#define STATE Thread &thread, Frame *frame, const Unit *pc, Value *sp, uint32_t oparg
#define TAIL [[clang::musttail]] return
#define DISPATCH_ARG(high)                                                   \
  do {                                                                       \
    Unit unit_ = *pc++;                                                      \
    TAIL kHandlers[unit_.op](thread, frame, pc, sp, (high) | unit_.arg);     \
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
#define RAISE()                                        \
  do {                                                 \
    frame->pc = pc;                                    \
    TAIL raiseHere(thread, frame, pc, sp, oparg);      \
  } while (0)
#define OP(name) HANDLER_CC static Value do##name(STATE)

namespace {

[[maybe_unused]] constexpr Value kContinue = Value::fromBits(~uint64_t{0});  // no Value looks like this
using Handler = Value (*)(STATE) HANDLER_CC;

#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) \
  HANDLER_CC Value do##name(STATE);
#include "bytecode/opcodes.def"
HANDLER_CC Value doUnknown(STATE);
HANDLER_CC Value raiseHere(STATE);
HANDLER_CC Value unwind(STATE);

#undef OP
#define OP(name) HANDLER_CC Value do##name(STATE)

struct HandlerTable {
  Handler entries[256];
  constexpr Handler operator[](uint8_t op) const { return entries[op]; }
};
constexpr HandlerTable makeHandlers() {
  HandlerTable table{};
  for (Handler& entry : table.entries) entry = doUnknown;
#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) table.entries[number] = do##name;
#include "bytecode/opcodes.def"
  return table;
}
constexpr HandlerTable kHandlers = makeHandlers();

inline void replaceTop(Value* slot, Ref<> value) { decrefOrEmpty(std::exchange(*slot, value.releaseValue())); }
inline void dropTo(Value*& sp, Value* level) {
  while (sp > level) decrefOrEmpty(*--sp);
}

// --- leaving frames

HANDLER_CC Value doUnknown(STATE) {
  SAVE();
  (void)thread.raise(TypeId::kSystemError, "unknown opcode");
  RAISE();
}
OP(CACHE) { TAIL doUnknown(thread, frame, pc, sp, oparg); }

// An exception was raised by the running instruction of `frame`.
HANDLER_CC Value raiseHere(STATE) {
  addTraceback(thread, frame);
  TAIL unwind(thread, frame, pc, sp, oparg);
}

// Looks for a handler of the exception in flight, which covers the instruction before pc.
bool findHandler(Thread& thread, Frame* frame, const Unit*& pc, Value*& sp) {
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

HANDLER_CC Value unwind(STATE) {
  if (findHandler(thread, frame, pc, sp)) NEXT();
  frame->sp = sp;
  bool entry = frame->entry;
  Frame* previous = frame->previous;
  {
    Ref<> pending = thread.takeException();
    if (frame->home == FrameHome::kGenerator) generatorFrameEnded(thread, frame);
    else leaveFrame(thread, frame);
    (void)thread.restoreException(std::move(pending));
  }
  if (entry) return Value();
  frame = previous;
  pc = frame->pc;
  sp = frame->sp;
  TAIL raiseHere(thread, frame, pc, sp, oparg);
}

OP(RETURN_VALUE) {
  SAVE();
  Value result = *--sp;
  frame->sp = sp;
  bool entry = frame->entry;
  uint8_t skip = frame->returnSkip;
  Frame* previous = frame->previous;
  if (frame->home == FrameHome::kGenerator) generatorFrameEnded(thread, frame);
  else leaveFrame(thread, frame);
  if (entry) return result;
  frame = previous;
  pc = frame->pc + skip;
  sp = frame->sp;
  *sp++ = result;
  NEXT();
}
OP(YIELD_VALUE) {
  SAVE();
  Value result = *--sp;
  frame->sp = sp;
  thread.frame = frame->previous;
  frame->previous = nullptr;
  thread.recursionDepth--;
  return result;
}
OP(RETURN_GENERATOR) {
  SAVE();
  frame->sp = sp;
  bool entry = frame->entry;
  uint8_t skip = frame->returnSkip;
  Frame* previous = frame->previous;
  Value result = generatorFromFrame(thread, frame).releaseValue();
  if (result.isEmpty()) RAISE();
  thread.frame = previous;
  thread.recursionDepth--;
  popFrameMemory(thread, frame);
  if (entry) return result;
  frame = previous;
  pc = frame->pc + skip;
  sp = frame->sp;
  *sp++ = result;
  NEXT();
}

// --- stack and constants
OP(NOP) { NEXT(); }
OP(RESUME) {
  if (thread.evalBreaker.load(std::memory_order_relaxed) != 0) [[unlikely]] {
    SAVE();
    if (!handleEvalBreaker(thread)) RAISE();
  }
  NEXT();
}
OP(EXTENDED_ARG) { DISPATCH_ARG(oparg << 8); }
OP(POP_TOP) {
  SAVE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(PUSH_NULL) {
  *sp++ = Value();
  NEXT();
}
OP(COPY) {
  Value v = sp[-static_cast<int32_t>(oparg)];
  increfOrEmpty(v);
  *sp++ = v;
  NEXT();
}
OP(SWAP) {
  std::swap(sp[-1], sp[-static_cast<int32_t>(oparg)]);
  NEXT();
}
OP(LOAD_CONST) {
  Value v = frame->code->constants->items[oparg];
  incref(v);
  *sp++ = v;
  NEXT();
}
OP(LOAD_FAST) {
  Value v = frame->slots[oparg];
  if (v.isEmpty()) [[unlikely]] {
    SAVE();
    (void)raiseUnbound(thread, frame, static_cast<int32_t>(oparg));
    RAISE();
  }
  incref(v);
  *sp++ = v;
  NEXT();
}
OP(STORE_FAST) {
  SAVE();
  Value old = std::exchange(frame->slots[oparg], *--sp);
  decrefOrEmpty(old);
  NEXT();
}
OP(DELETE_FAST) {
  SAVE();
  Value old = std::exchange(frame->slots[oparg], Value());
  if (old.isEmpty()) {
    (void)raiseUnbound(thread, frame, static_cast<int32_t>(oparg));
    RAISE();
  }
  decref(old);
  NEXT();
}

// --- cells
OP(MAKE_CELL) {
  Value made = newCell(thread, frame->slots[oparg]).releaseValue();
  if (made.isEmpty()) RAISE();
  decrefOrEmpty(std::exchange(frame->slots[oparg], made));
  NEXT();
}
OP(COPY_FREE_VARS) {
  Value closure = frame->function->closure;
  if (closure.isEmpty() || closure.as<Tuple>()->size != oparg) {
    SAVE();
    (void)thread.raise(TypeId::kSystemError, "closure does not fit the code");
    RAISE();
  }
  Value* target = frame->slots + frame->code->localCount - oparg;
  for (uint32_t i = 0; i < oparg; i++) target[i] = newRef(closure.as<Tuple>()->items[i]).releaseValue();
  NEXT();
}
OP(LOAD_CLOSURE) { TAIL doLOAD_FAST(thread, frame, pc, sp, oparg); }

Cell* cellAt(Thread& thread, Frame* frame, uint32_t i) {
  Value v = frame->slots[i];
  if (isCell(v)) [[likely]] return v.as<Cell>();
  (void)thread.raise(TypeId::kSystemError, "no cell in slot");
  return nullptr;
}
OP(LOAD_DEREF) {
  Cell* cell = cellAt(thread, frame, oparg);
  Value v = cell != nullptr ? cell->contents : Value();
  if (v.isEmpty()) [[unlikely]] {
    SAVE();
    if (cell != nullptr) (void)raiseUnbound(thread, frame, static_cast<int32_t>(oparg));
    RAISE();
  }
  incref(v);
  *sp++ = v;
  NEXT();
}
OP(LOAD_CLASSDEREF) {
  SAVE();
  Cell* cell = cellAt(thread, frame, oparg);
  if (cell == nullptr) RAISE();
  Str* name = frame->code->localsPlusNames->items[oparg].as<Str>();
  Value found;
  if (isDict(frame->locals)) {
    found = newRef(dictGetStr(thread, frame->locals.as<Dict>(), name)).releaseValue();
  } else if (!frame->locals.isEmpty()) {
    found = getItem(thread, frame->locals, Value(name)).releaseValue();
    if (found.isEmpty() && !thread.clearIfMatches(TypeId::kKeyError)) RAISE();
  }
  if (found.isEmpty()) {
    if (cell->contents.isEmpty()) {
      (void)raiseUnbound(thread, frame, static_cast<int32_t>(oparg));
      RAISE();
    }
    found = newRef(cell->contents).releaseValue();
  }
  *sp++ = found;
  NEXT();
}
OP(STORE_DEREF) {
  SAVE();
  Cell* cell = cellAt(thread, frame, oparg);
  if (cell == nullptr) RAISE();
  Value old = std::exchange(cell->contents, *--sp);
  decrefOrEmpty(old);
  NEXT();
}
OP(DELETE_DEREF) {
  SAVE();
  Cell* cell = cellAt(thread, frame, oparg);
  if (cell == nullptr) RAISE();
  Value old = std::exchange(cell->contents, Value());
  if (old.isEmpty()) {
    (void)raiseUnbound(thread, frame, static_cast<int32_t>(oparg));
    RAISE();
  }
  decref(old);
  NEXT();
}

// --- names
OP(LOAD_GLOBAL) {
  SAVE();
  Value v = loadGlobal(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg >> 1))).releaseValue();
  if (v.isEmpty()) RAISE();
  if (oparg & 1) *sp++ = Value();
  *sp++ = v;
  pc += 5;
  NEXT();
}
OP(LOAD_NAME) {
  SAVE();
  Value v = loadName(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(STORE_NAME) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  Value locals = frame->locals;
  if (locals.isEmpty()) {
    (void)thread.raise(TypeId::kSystemError, "no locals found when storing {!r}", name);
    RAISE();
  }
  bool done = locals.object()->type->id == TypeId::kDict
                  ? static_cast<bool>(dictSetStr(thread, locals.as<Dict>(), name, sp[-1]))
                  : static_cast<bool>(setItem(thread, locals, Value(name), sp[-1]));
  if (!done) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(DELETE_NAME) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  if (frame->locals.isEmpty()) {
    (void)thread.raise(TypeId::kSystemError, "no locals when deleting {!r}", name);
    RAISE();
  }
  if (!deleteItem(thread, frame->locals, Value(name))) {
    if (thread.clearIfMatches(TypeId::kKeyError)) (void)raiseNameError(thread, name);
    RAISE();
  }
  NEXT();
}
OP(STORE_GLOBAL) {
  SAVE();
  if (!dictSetStr(thread, frame->function->globals, frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-1])) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(DELETE_GLOBAL) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  Result<bool> found = dictDelete(thread, frame->function->globals, Value(name));
  if (!found) RAISE();
  if (!*found) {
    (void)raiseNameError(thread, name);
    RAISE();
  }
  NEXT();
}

// --- attributes and items
OP(LOAD_ATTR) {
  SAVE();
  Value v = getAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  decref(std::exchange(sp[-1], v));
  pc += 4;
  NEXT();
}
OP(LOAD_METHOD) {
  SAVE();
  bool isMethod = false;
  Value v = loadMethod(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)), &isMethod).releaseValue();
  if (v.isEmpty()) RAISE();
  if (isMethod) {
    *sp = sp[-1];
    sp[-1] = v;
  } else {
    decref(std::exchange(sp[-1], Value()));
    *sp = v;
  }
  sp++;
  pc += 10;
  NEXT();
}
OP(STORE_ATTR) {
  SAVE();
  if (!setAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-2])) RAISE();
  dropTo(sp, sp - 2);
  pc += 4;
  NEXT();
}
OP(DELETE_ATTR) {
  SAVE();
  if (!deleteAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)))) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(BINARY_SUBSCR) {
  SAVE();
  Value container = sp[-2], key = sp[-1], v;
  // OPTIMIZATION: lists and tuples by small index.
  if (key.isSmallInt() && container.isObject()) {
    TypeId id = container.object()->type->id;
    uint64_t i = static_cast<uint64_t>(key.smallIntValue());
    if (id == TypeId::kList && i < container.as<List>()->size) v = newRef(container.as<List>()->items[i]).releaseValue();
    if (id == TypeId::kTuple && i < container.as<Tuple>()->size) v = newRef(container.as<Tuple>()->items[i]).releaseValue();
  }
  if (v.isEmpty()) v = getItem(thread, container, key).releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 4;
  NEXT();
}
OP(STORE_SUBSCR) {
  SAVE();
  if (!setItem(thread, sp[-2], sp[-1], sp[-3])) RAISE();
  dropTo(sp, sp - 3);
  pc += 1;
  NEXT();
}
OP(DELETE_SUBSCR) {
  SAVE();
  if (!deleteItem(thread, sp[-2], sp[-1])) RAISE();
  dropTo(sp, sp - 2);
  NEXT();
}

// --- operators
template <UnaryOp op>
Value unaryResult(Thread& thread, Value v) { return unaryOperation(thread, op, v).releaseValue(); }
#define UNARY(name, expression)      \
  OP(name) {                         \
    SAVE();                          \
    Value v = (expression);          \
    if (v.isEmpty()) RAISE();        \
    decrefOrEmpty(std::exchange(sp[-1], v)); \
    NEXT();                          \
  }
UNARY(UNARY_POSITIVE, unaryResult<UnaryOp::kPositive>(thread, sp[-1]))
UNARY(UNARY_NEGATIVE, unaryResult<UnaryOp::kNegative>(thread, sp[-1]))
UNARY(UNARY_INVERT, unaryResult<UnaryOp::kInvert>(thread, sp[-1]))
Value notResult(Thread& thread, Value v) {
  Result<bool> truth = isTrue(thread, v);
  return truth ? Value::boolean(!*truth) : Value();
}
UNARY(UNARY_NOT, notResult(thread, sp[-1]))
UNARY(GET_ITER, getIterator(thread, sp[-1]).releaseValue())
UNARY(LIST_TO_TUPLE, tupleFromList(thread, sp[-1].as<List>()).releaseValue())
UNARY(ASYNC_GEN_WRAP, wrapAsyncValue(thread, sp[-1]).releaseValue())

// OPTIMIZATION: arithmetic of immediates; empty means "take the general way".
inline Value fastArithmetic(uint32_t op, Value a, Value b) {
  if (op >= 13) op -= 13;
  if (a.isSmallInt() && b.isSmallInt()) {
    int64_t x = a.smallIntValue(), y = b.smallIntValue(), r;
    switch (static_cast<BinaryOp>(op)) {
      case BinaryOp::kAdd: r = x + y; break;
      case BinaryOp::kSubtract: r = x - y; break;
      case BinaryOp::kMultiply:
        if (__builtin_mul_overflow(x, y, &r)) return Value();
        break;
      case BinaryOp::kAnd: r = x & y; break;
      case BinaryOp::kOr: r = x | y; break;
      case BinaryOp::kXor: r = x ^ y; break;
      case BinaryOp::kFloorDivide:
        if (y == 0) return Value();
        r = x / y;
        if ((x % y != 0) && ((x < 0) != (y < 0))) r--;
        break;
      case BinaryOp::kRemainder:
        if (y == 0) return Value();
        r = x % y;
        if (r != 0 && ((r < 0) != (y < 0))) r += y;
        break;
      default: return Value();
    }
    return Value::fitsSmallInt(r) ? Value::smallInt(r) : Value();
  }
  double x, y;
  if (a.isImmediateFloat()) x = a.immediateFloatValue();
  else return Value();
  if (b.isImmediateFloat()) y = b.immediateFloatValue();
  else return Value();
  switch (static_cast<BinaryOp>(op)) {
    case BinaryOp::kAdd: return Value::tryFloat(x + y);
    case BinaryOp::kSubtract: return Value::tryFloat(x - y);
    case BinaryOp::kMultiply: return Value::tryFloat(x * y);
    case BinaryOp::kTrueDivide: return y == 0 ? Value() : Value::tryFloat(x / y);
    default: return Value();
  }
}
OP(BINARY_OP) {
  Value v = fastArithmetic(oparg, sp[-2], sp[-1]);
  if (!v.isEmpty()) [[likely]] {
    sp--;
    sp[-1] = v;
    pc += 1;
    NEXT();
  }
  SAVE();
  v = (oparg >= 13 ? inPlaceOperation(thread, static_cast<BinaryOp>(oparg - 13), sp[-2], sp[-1])
                   : binaryOperation(thread, static_cast<BinaryOp>(oparg), sp[-2], sp[-1]))
          .releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 1;
  NEXT();
}
template <class T>
bool compareNumbers(T a, T b, uint32_t op) {
  switch (static_cast<CompareOp>(op)) {
    case CompareOp::kLess: return a < b;
    case CompareOp::kLessEqual: return a <= b;
    case CompareOp::kEqual: return a == b;
    case CompareOp::kNotEqual: return a != b;
    case CompareOp::kGreater: return a > b;
    case CompareOp::kGreaterEqual: return a >= b;
  }
  return false;
}
OP(COMPARE_OP) {
  Value a = sp[-2], b = sp[-1];
  if (a.isSmallInt() && b.isSmallInt()) {
    sp--;
    sp[-1] = Value::boolean(compareNumbers(a.smallIntValue(), b.smallIntValue(), oparg));
    pc += 2;
    NEXT();
  }
  if (a.isImmediateFloat() && b.isImmediateFloat()) {
    sp--;
    sp[-1] = Value::boolean(compareNumbers(a.immediateFloatValue(), b.immediateFloatValue(), oparg));
    pc += 2;
    NEXT();
  }
  SAVE();
  Value v = compare(thread, a, b, static_cast<CompareOp>(oparg)).releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 2;
  NEXT();
}
OP(IS_OP) {
  SAVE();
  Value result = Value::boolean((sp[-2] == sp[-1]) != (oparg != 0));
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], result));
  NEXT();
}
OP(CONTAINS_OP) {
  SAVE();
  Result<bool> found = contains(thread, sp[-1], sp[-2]);
  if (!found) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], Value::boolean(*found != (oparg != 0))));
  NEXT();
}

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
#define CONDITIONAL_JUMP(name, wanted, direction)            \
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
    if (truth == wanted) pc direction oparg;                 \
    NEXT();                                                  \
  }
CONDITIONAL_JUMP(POP_JUMP_FORWARD_IF_FALSE, false, +=)
CONDITIONAL_JUMP(POP_JUMP_FORWARD_IF_TRUE, true, +=)
CONDITIONAL_JUMP(POP_JUMP_BACKWARD_IF_FALSE, false, -=)
CONDITIONAL_JUMP(POP_JUMP_BACKWARD_IF_TRUE, true, -=)
#define NONE_JUMP(name, wanted, direction)              \
  OP(name) {                                            \
    SAVE();                                             \
    bool none = sp[-1].isNone();                        \
    decrefOrEmpty(*--sp);                               \
    if (none == wanted) pc direction oparg;             \
    NEXT();                                             \
  }
NONE_JUMP(POP_JUMP_FORWARD_IF_NONE, true, +=)
NONE_JUMP(POP_JUMP_FORWARD_IF_NOT_NONE, false, +=)
NONE_JUMP(POP_JUMP_BACKWARD_IF_NONE, true, -=)
NONE_JUMP(POP_JUMP_BACKWARD_IF_NOT_NONE, false, -=)
#define JUMP_OR_POP(name, wanted)                   \
  OP(name) {                                        \
    SAVE();                                         \
    Result<bool> truth = isTrue(thread, sp[-1]);    \
    if (!truth) RAISE();                            \
    if (*truth == wanted) pc += oparg;              \
    else decrefOrEmpty(*--sp);                      \
    NEXT();                                         \
  }
JUMP_OR_POP(JUMP_IF_FALSE_OR_POP, false)
JUMP_OR_POP(JUMP_IF_TRUE_OR_POP, true)

// --- iteration
OP(FOR_ITER) {
  SAVE();
  Value item = nextItem(thread, sp[-1]).releaseValue();
  if (!item.isEmpty()) [[likely]] {
    *sp++ = item;
    NEXT();
  }
  if (thread.hasException()) RAISE();
  decrefOrEmpty(*--sp);
  pc += oparg;
  NEXT();
}
OP(GET_YIELD_FROM_ITER) {
  SAVE();
  Value v = sp[-1];
  if (v.isObject() && v.object()->type->id == TypeId::kCoroutine) {
    if (frame->code->flags & (kCoCoroutine | kCoIterableCoroutine)) NEXT();
    (void)thread.raiseTypeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
    RAISE();
  }
  if (v.isObject() && v.object()->type->id == TypeId::kGenerator) NEXT();
  Value iterator = getIterator(thread, v).releaseValue();
  if (iterator.isEmpty()) RAISE();
  decrefOrEmpty(std::exchange(sp[-1], iterator));
  NEXT();
}
SendResult sendOnStack(Thread& thread, Value* sp, Value* out) {
  Ref<> result;
  SendResult how = sendTo(thread, sp[-2], sp[-1], &result);
  *out = result.releaseValue();
  return how;
}
OP(SEND) {
  SAVE();
  Value v;
  SendResult how = sendOnStack(thread, sp, &v);
  if (how == SendResult::kError) RAISE();
  decrefOrEmpty(*--sp);
  if (how == SendResult::kYield) {
    *sp++ = v;
    NEXT();
  }
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += oparg;
  NEXT();
}

// --- building
#define BUILD(name, count, expression)     \
  OP(name) {                               \
    SAVE();                                \
    size_t n = (count);                    \
    Value v = (expression);                \
    if (v.isEmpty()) RAISE();              \
    dropTo(sp, sp - n);                    \
    *sp++ = v;                             \
    NEXT();                                \
  }
Value buildSet(Thread& thread, const Value* items, size_t n) {
  Ref<Set> set = newSet(thread);
  if (!set) return Value();
  for (size_t i = 0; i < n; i++) {
    if (!setAdd(thread, set, items[i])) return Value();
  }
  return set.releaseValue();
}
Value buildMap(Thread& thread, const Value* items, size_t pairs) {
  Ref<Dict> dict = newDict(thread, pairs);
  if (!dict) return Value();
  for (size_t i = 0; i < pairs; i++) {
    if (!dictSet(thread, dict, items[2 * i], items[2 * i + 1])) return Value();
  }
  return dict.releaseValue();
}
Value buildConstKeyMap(Thread& thread, const Value* values, size_t n, Value keys) {
  if (!isTuple(keys) || keys.as<Tuple>()->size != n) {
    (void)thread.raise(TypeId::kSystemError, "bad BUILD_CONST_KEY_MAP keys argument");
    return Value();
  }
  Ref<Dict> dict = newDict(thread, n);
  if (!dict) return Value();
  for (size_t i = 0; i < n; i++) {
    if (!dictSet(thread, dict, keys.as<Tuple>()->items[i], values[i])) return Value();
  }
  return dict.releaseValue();
}
BUILD(BUILD_TUPLE, oparg, newTupleFrom(thread, sp - n, n).releaseValue())
BUILD(BUILD_LIST, oparg, newListFrom(thread, sp - n, n).releaseValue())
BUILD(BUILD_SET, oparg, buildSet(thread, sp - n, n))
BUILD(BUILD_MAP, 2 * size_t{oparg}, buildMap(thread, sp - n, oparg))
BUILD(BUILD_CONST_KEY_MAP, size_t{oparg} + 1, buildConstKeyMap(thread, sp - n, oparg, sp[-1]))
BUILD(BUILD_STRING, oparg, joinStrings(thread, thread.names().empty, sp - n, n).releaseValue())
BUILD(BUILD_SLICE, oparg, newSlice(thread, (sp - n)[0], (sp - n)[1], n == 3 ? sp[-1] : kNone).releaseValue())
BUILD(FORMAT_VALUE, (oparg & 4) ? 2 : 1,
      formatValue(thread, (sp - n)[0], n == 2 ? sp[-1] : Value(), static_cast<int>(oparg & 3)).releaseValue())

Status extendList(Thread& thread, Value list, Value items) {
  if (listExtend(thread, list.as<List>(), items)) return kOk;
  if (!thread.exceptionMatches(TypeId::kTypeError)) return Raised{};
  Type* type = typeOf(thread, items);
  if (type->slots.iterate != nullptr || type->slots.getItem != nullptr) return Raised{};
  thread.clearException();
  return thread.raiseTypeError("Value after * must be an iterable, not {}", type->nativeName);
}
Status updateDict(Thread& thread, Value target, Value mapping) {
  if (dictUpdate(thread, target.as<Dict>(), mapping)) return kOk;
  if (thread.clearIfMatches(TypeId::kAttributeError)) {
    return thread.raiseTypeError("'{!T}' object is not a mapping", mapping);
  }
  return Raised{};
}
#define ADD_TO(name, test, expression, pops)                              \
  OP(name) {                                                              \
    SAVE();                                                               \
    Value target = sp[-static_cast<int32_t>(oparg) - (pops)];             \
    if (!(test)) {                                                        \
      (void)thread.raise(TypeId::kSystemError, "bad internal call");      \
      RAISE();                                                            \
    }                                                                     \
    if (!(expression)) RAISE();                                           \
    dropTo(sp, sp - (pops));                                              \
    NEXT();                                                               \
  }
ADD_TO(LIST_APPEND, isList(target), listAppend(thread, target.as<List>(), sp[-1]), 1)
ADD_TO(LIST_EXTEND, isList(target), extendList(thread, target, sp[-1]), 1)
ADD_TO(SET_ADD, isSet(target), setAdd(thread, target.as<Set>(), sp[-1]), 1)
ADD_TO(SET_UPDATE, isSet(target), setUpdate(thread, target.as<Set>(), sp[-1]), 1)
ADD_TO(MAP_ADD, isDict(target), dictSet(thread, target.as<Dict>(), sp[-2], sp[-1]), 2)
ADD_TO(DICT_UPDATE, isDict(target), updateDict(thread, target, sp[-1]), 1)
ADD_TO(DICT_MERGE, isDict(target), mergeKeywords(thread, sp[-static_cast<int32_t>(oparg) - 3], target, sp[-1]), 1)

OP(UNPACK_SEQUENCE) {
  SAVE();
  Value sequence = sp[-1];
  sp--;
  if (!unpackSequence(thread, sequence, static_cast<int32_t>(oparg), sp)) {
    decrefOrEmpty(sequence);
    RAISE();
  }
  decrefOrEmpty(sequence);
  sp += oparg;
  pc += 1;
  NEXT();
}
OP(UNPACK_EX) {
  SAVE();
  Value sequence = sp[-1];
  sp--;
  int32_t before = static_cast<int32_t>(oparg & 0xff), after = static_cast<int32_t>(oparg >> 8);
  if (!unpackExtended(thread, sequence, before, after, sp)) {
    decrefOrEmpty(sequence);
    RAISE();
  }
  decrefOrEmpty(sequence);
  sp += before + 1 + after;
  NEXT();
}

// --- calls
OP(KW_NAMES) {
  frame->keywordNames = frame->code->constants->items[oparg].as<Tuple>();
  NEXT();
}
OP(PRECALL) {
  pc += 1;
  NEXT();
}
// Can the arguments just be moved into the locals?
inline bool isPlainCall(Function* function, size_t count) {
  Code* code = function->code;
  return code->argCount == static_cast<int32_t>(count) && code->keywordOnlyArgCount == 0 &&
         !(code->flags & (kCoVarArgs | kCoVarKeywords));
}
// A frame for a Python function called with `count` values at `args`, which are moved or dropped.
Frame* frameForCall(Thread& thread, Function* function, Value* args, size_t count, Tuple* keywordNames) {
  if (keywordNames == nullptr && isPlainCall(function, count)) [[likely]] {
    Frame* frame = pushFrame(thread, function, function->code);
    if (frame == nullptr) return nullptr;
    for (size_t i = 0; i < count; i++) frame->slots[i] = std::exchange(args[i], Value());
    return frame;
  }
  size_t keywords = keywordNames != nullptr ? keywordNames->size : 0;
  return bindCall(thread, function, Arguments{args, count - keywords, keywordNames});
}
bool enterCall(Thread& thread, Frame* callee) {
  if (enterFrame(thread, callee)) [[likely]] return true;
  Ref<> pending = thread.takeException();
  clearFrame(callee);
  popFrameMemory(thread, callee);
  (void)thread.restoreException(std::move(pending));
  return false;
}
OP(CALL) {
  SAVE();
  Tuple* keywordNames = std::exchange(frame->keywordNames, nullptr);
  Value* base = sp - oparg - 2;
  if (keywordNames != nullptr && keywordNames->size > oparg) {
    (void)thread.raise(TypeId::kSystemError, "more keyword names than arguments");
    RAISE();
  }
  if (base[0].isEmpty() && isMethod(base[1])) {
    Method* method = base[1].as<Method>();
    base[0] = newRef(method->function).releaseValue();
    base[1] = newRef(method->self).releaseValue();
    decrefObject(method);
  }
  Value callable = base[0].isEmpty() ? base[1] : base[0];
  Value* args = base[0].isEmpty() ? base + 2 : base + 1;
  size_t count = static_cast<size_t>(sp - args);
  if (isFunction(callable)) {
    Frame* callee = frameForCall(thread, callable.as<Function>(), args, count, keywordNames);
    if (callee == nullptr) RAISE();
    callee->returnSkip = 4;
    if (!enterCall(thread, callee)) RAISE();
    dropTo(sp, base);
    frame->sp = sp;
    frame = callee;
    pc = frame->pc;
    sp = frame->sp;
    NEXT();
  }
  size_t keywords = keywordNames != nullptr ? keywordNames->size : 0;
  Value result;
  if (callable.isEmpty()) (void)thread.raise(TypeId::kSystemError, "call of nothing");
  else result = call(thread, callable, Arguments{args, count - keywords, keywordNames}).releaseValue();
  if (result.isEmpty()) RAISE();
  dropTo(sp, base);
  *sp++ = result;
  if (thread.evalBreaker.load(std::memory_order_relaxed) != 0) [[unlikely]] {
    if (!handleEvalBreaker(thread)) RAISE();
  }
  pc += 4;
  NEXT();
}
OP(CALL_FUNCTION_EX) {
  SAVE();
  Value keywords = (oparg & 1) ? sp[-1] : Value();
  Value* top = sp - (oparg & 1);
  Value result = callExtended(thread, top[-2], top[-1], keywords).releaseValue();
  if (result.isEmpty()) RAISE();
  dropTo(sp, top - 3);
  *sp++ = result;
  NEXT();
}
OP(MAKE_FUNCTION) {
  SAVE();
  Value made;
  if (isCode(sp[-1])) made = makeFunction(thread, frame, sp[-1].as<Code>()).releaseValue();
  else (void)thread.raise(TypeId::kSystemError, "MAKE_FUNCTION without code");
  if (made.isEmpty()) RAISE();
  decref(*--sp);
  auto* function = made.as<Function>();
  if (oparg & kMakeFunctionClosure) function->closure = *--sp;
  if (oparg & kMakeFunctionAnnotations) function->annotations = *--sp;
  if (oparg & kMakeFunctionKwDefaults) function->kwDefaults = *--sp;
  if (oparg & kMakeFunctionDefaults) function->defaults = *--sp;
  *sp++ = made;
  NEXT();
}
OP(LOAD_BUILD_CLASS) {
  SAVE();
  Value builtins = frame->function->builtins, v;
  if (isDict(builtins)) {
    v = newRef(dictGetStr(thread, builtins.as<Dict>(), thread.names().dunder_build_class)).releaseValue();
  } else {
    v = getItem(thread, builtins, Value(thread.names().dunder_build_class)).releaseValue();
    if (v.isEmpty() && !thread.clearIfMatches(TypeId::kKeyError)) RAISE();
  }
  if (v.isEmpty()) {
    (void)thread.raise(TypeId::kNameError, "__build_class__ not found");
    RAISE();
  }
  *sp++ = v;
  NEXT();
}
OP(LOAD_ASSERTION_ERROR) {
  *sp++ = newRef(Value(thread.type(TypeId::kAssertionError))).releaseValue();
  NEXT();
}
OP(SETUP_ANNOTATIONS) {
  SAVE();
  if (!setupAnnotations(thread, frame)) RAISE();
  NEXT();
}
OP(PRINT_EXPR) {
  SAVE();
  Value hook = dictGetStr(thread, thread.interpreter().sysDict, thread.names().displayhook);
  bool done = false;
  if (hook.isEmpty()) (void)thread.raise(TypeId::kRuntimeError, "lost sys.displayhook");
  else done = static_cast<bool>(call(thread, hook, sp[-1]));
  if (!done) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}

// --- imports
OP(IMPORT_NAME) {
  SAVE();
  Value v = importName(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-1], sp[-2]).releaseValue();
  if (v.isEmpty()) RAISE();
  dropTo(sp, sp - 2);
  *sp++ = v;
  NEXT();
}
OP(IMPORT_FROM) {
  SAVE();
  Value v = importFrom(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(IMPORT_STAR) {
  SAVE();
  if (!importStar(thread, frame, sp[-1])) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}

// --- exceptions
OP(PUSH_EXC_INFO) {
  Value exception = sp[-1];
  Value previous = thread.handled->exception;
  sp[-1] = previous.isEmpty() ? kNone : previous;
  *sp++ = exception;
  thread.handled->exception = newRef(exception).releaseValue();
  NEXT();
}
OP(POP_EXCEPT) {
  SAVE();
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
bool checkGroup(Thread& thread, Value* sp) {
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
bool beforeWith(Thread& thread, Value* sp, bool async) {
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
Value callExit(Thread& thread, Value exit, Value exception) {
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

// --- async
Value asyncIterator(Thread& thread, Value object) {
  Type* type = typeOf(thread, object);
  if (type->slots.asyncIterate == nullptr) {
    (void)thread.raiseTypeError("'async for' requires an object with __aiter__ method, got {}", type->nativeName);
    return Value();
  }
  Ref<> iterator = type->slots.asyncIterate(thread, object);
  if (iterator && typeOf(thread, iterator)->slots.asyncNext == nullptr) {
    (void)thread.raiseTypeError("'async for' received an object from __aiter__ that does not implement __anext__: {}",
                                typeOf(thread, iterator)->nativeName);
    return Value();
  }
  return iterator.releaseValue();
}
UNARY(GET_AITER, asyncIterator(thread, sp[-1]))
Value asyncNextAwaitable(Thread& thread, Value iterator) {
  Type* type = typeOf(thread, iterator);
  if (type->slots.asyncNext == nullptr) {
    (void)thread.raiseTypeError("'async for' requires an iterator with __anext__ method, got {}", type->nativeName);
    return Value();
  }
  Ref<> next = type->slots.asyncNext(thread, iterator);
  if (!next || type->id == TypeId::kAsyncGenerator) return next.releaseValue();
  Ref<> awaitable = getAwaitableIterator(thread, next);
  if (!awaitable && thread.clearIfMatches(TypeId::kTypeError)) {
    (void)thread.raiseTypeError("'async for' received an invalid object from __anext__: {!T}", next.get());
  }
  return awaitable.releaseValue();
}
OP(GET_ANEXT) {
  SAVE();
  Value v = asyncNextAwaitable(thread, sp[-1]);
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
Value awaitableFor(Thread& thread, Value object, uint32_t where) {
  Ref<> iterator = getAwaitableIterator(thread, object);
  if (iterator) return iterator.releaseValue();
  Type* type = typeOf(thread, object);
  if (where != 0 && type->slots.await == nullptr && thread.clearIfMatches(TypeId::kTypeError)) {
    (void)thread.raiseTypeError("'async with' received an object from {} that does not implement __await__: {}",
                                where == 1 ? "__aenter__" : "__aexit__", type->nativeName);
  }
  return Value();
}
UNARY(GET_AWAITABLE, awaitableFor(thread, sp[-1], oparg))

// --- match
OP(GET_LEN) {
  SAVE();
  Result<int64_t> size = length(thread, sp[-1]);
  if (!size) RAISE();
  *sp++ = newInt(thread, *size).releaseValue();
  NEXT();
}
OP(MATCH_MAPPING) {
  *sp = Value::boolean(typeOf(thread, sp[-1])->has(kTypeMappingPattern));
  sp++;
  NEXT();
}
OP(MATCH_SEQUENCE) {
  *sp = Value::boolean(typeOf(thread, sp[-1])->has(kTypeSequencePattern));
  sp++;
  NEXT();
}
OP(MATCH_KEYS) {
  SAVE();
  Value v;
  if (isTuple(sp[-1])) v = matchKeys(thread, sp[-2], sp[-1].as<Tuple>()).releaseValue();
  else (void)thread.raise(TypeId::kSystemError, "bad internal call");
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(MATCH_CLASS) {
  SAVE();
  Value v;
  if (isTuple(sp[-1])) {
    v = matchClass(thread, sp[-3], sp[-2], static_cast<int32_t>(oparg), sp[-1].as<Tuple>()).releaseValue();
  } else {
    (void)thread.raise(TypeId::kSystemError, "bad internal call");
  }
  if (v.isEmpty() && thread.hasException()) RAISE();
  dropTo(sp, sp - 3);
  *sp++ = v.isEmpty() ? kNone : v;
  NEXT();
}

// --- entry

HANDLER_CC Value start(STATE) {
  if (thread.hasException()) RAISE();
  NEXT();
}

Ref<> runFrame(Thread& thread, Frame* frame) {
  frame->entry = true;
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
    result = kHandlers[unit.op](thread, frame, pc, sp, oparg);
  }
  return Ref<>::adopt(result);
#endif
}

Ref<> runEntered(Thread& thread, Frame* frame) {
  NativeRecursion guard(thread);
  if (!guard.enter() || !enterFrame(thread, frame)) {
    Ref<> pending = thread.takeException();
    clearFrame(frame);
    popFrameMemory(thread, frame);
    return thread.restoreException(std::move(pending));
  }
  return runFrame(thread, frame);
}

}  // namespace

Ref<> callFunction(Thread& thread, Value function, const Arguments& args) {
  Frame* frame = bindCall(thread, function.as<Function>(), args);
  if (frame == nullptr) return Raised{};
  return runEntered(thread, frame);
}

Ref<> runCode(Thread& thread, Code* code, Dict* globals, Value locals) {
  if (code->freeCount > 0) {
    return thread.raiseTypeError("code object passed to exec() may not contain free variables");
  }
  Ref<Function> function = TRY(newFunction(thread, code, globals));
  Frame* frame = pushFrame(thread, function, code);
  if (frame == nullptr) return Raised{};
  if (!(code->flags & kCoNewLocals) || !locals.isEmpty()) {
    frame->locals = newRef(locals.isEmpty() ? Value(globals) : locals).releaseValue();
  }
  return runEntered(thread, frame);
}

Status handleEvalBreaker(Thread& thread) {
  VmThread& vm = vmOf(thread);
  if (vm.breakerHook != nullptr) return vm.breakerHook(thread);
  thread.evalBreaker.store(0, std::memory_order_relaxed);
  return kOk;
}

// The types that only the VM needs; an interpreter's first thread makes them.
static Status makeVmTypes(Thread& thread) {
  for (const TypeSpec* spec : {&kCodeType, &kCellType, &kFunctionType, &kMethodType, &kFrameType, &kTracebackType,
                               &kGeneratorType, &kCoroutineType, &kCoroutineWrapperType, &kAsyncGeneratorType,
                               &kAsyncGeneratorASendType, &kAsyncGeneratorAThrowType,
                               &kAsyncGeneratorWrappedValueType}) {
    if (thread.type(spec->id) != nullptr) continue;
    if (createNativeType(thread, *spec) == nullptr) return Raised{};
  }
  return kOk;
}

Status initVm(Thread& thread) {
  TRY(makeVmTypes(thread));
  if (thread.interpreter().builtinsDict == nullptr) thread.interpreter().builtinsDict = TRY(newDict(thread)).release();
  if (thread.vm == nullptr) {
    auto* vm = new VmThread;
    vm->callFunction = callFunction;
    vm->runFrame = runFrame;
    thread.vm = vm;
    if (thread.handled == nullptr) thread.handled = &vm->baseHandled;
  }
  return addBuildClass(thread);
}

void finishVm(Thread& thread) {
  if (thread.vm == nullptr) return;
  VmThread* vm = &vmOf(thread);
  if (thread.handled == &vm->baseHandled) {
    decrefOrEmpty(std::exchange(vm->baseHandled.exception, Value()));
    thread.handled = nullptr;
  }
  freeFrameStack(thread);
  thread.vm = nullptr;
  delete vm;
}

}  // namespace taipan
