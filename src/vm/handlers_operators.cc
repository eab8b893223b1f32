// Handlers of operators and comparisons, and what joins them with the loads before and the jumps behind them.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/generator.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/str.h"
#include "vm/arithmetic.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/operations.h"
#include "vm/specialize.h"

namespace taipan {

template <UnaryOp op>
Value unaryResult(Thread& thread, Value v) { return unaryOperation(thread, op, v).releaseValue(); }
UNARY(UNARY_POSITIVE, unaryResult<UnaryOp::kPositive>(thread, sp[-1]))
OP(UNARY_NEGATIVE) {
  Value v = sp[-1];
  if (v.isSmallInt() && v.smallIntValue() > Value::kMinSmallInt) [[likely]] {
    sp[-1] = Value::smallInt(-v.smallIntValue());
    NEXT();
  }
  SAVE();
  Value negated = unaryResult<UnaryOp::kNegative>(thread, v);
  if (negated.isEmpty()) RAISE();
  decrefOrEmpty(std::exchange(sp[-1], negated));
  NEXT();
}
UNARY(UNARY_INVERT, unaryResult<UnaryOp::kInvert>(thread, sp[-1]))
static Value notResult(Thread& thread, Value v) {
  Result<bool> truth = isTrue(thread, v);
  return truth ? Value::boolean(!*truth) : Value();
}
OP(UNARY_NOT) {
  Value v = sp[-1];
  if (v.isBool()) [[likely]] {
    sp[-1] = Value::boolean(v.isFalse());
    NEXT();
  }
  SAVE();
  Value negated = notResult(thread, v);
  if (negated.isEmpty()) RAISE();
  decrefOrEmpty(std::exchange(sp[-1], negated));
  NEXT();
}

// --- BINARY_OP

OP(BINARY_OP) {
  SAVE();
  Value v = (oparg >= 13 ? inPlaceOperation(thread, static_cast<BinaryOp>(oparg - 13), sp[-2], sp[-1])
                         : binaryOperation(thread, static_cast<BinaryOp>(oparg), sp[-2], sp[-1]))
                .releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 1;
  NEXT();
}
OP(BINARY_OP_ADAPTIVE) {
  if (countDown(pc)) specializeBinary(frame, pc, oparg, sp[-2], sp[-1]);
  GO(doBINARY_OP);
}
HANDLER_CC static Value missedBinary(STATE) {
  countMiss(pc);
  GO(doBINARY_OP);
}
inline BinaryOp operatorOf(uint32_t oparg) { return static_cast<BinaryOp>(oparg >= 13 ? oparg - 13 : oparg); }

// Pushes an immediate.  The store in a local that often follows is done at once, unless what was in there may run code
// as it goes.
#define PUSH_OR_STORE(value)                                                                  \
  do {                                                                                        \
    Value result_ = (value);                                                                  \
    if (pc->op == static_cast<uint8_t>(Opcode::STORE_FAST) && !frame->slots[pc->arg].isObject()) { \
      frame->slots[pc->arg] = result_;                                                        \
      pc++;                                                                                   \
      NEXT();                                                                                 \
    }                                                                                         \
    if (pc->op == static_cast<uint8_t>(Special::STORE_FAST_LOAD_FAST) && !frame->slots[pc->arg].isObject()) { \
      frame->slots[pc->arg] = result_;                                                        \
      Value loaded_ = frame->slots[pc[1].arg];                                                \
      pc++;                                                                                   \
      if (loaded_.isEmpty()) [[unlikely]] NEXT();                                             \
      incref(loaded_);                                                                        \
      *sp++ = loaded_;                                                                        \
      pc++;                                                                                   \
      NEXT();                                                                                 \
    }                                                                                         \
    *sp++ = result_;                                                                          \
    NEXT();                                                                                   \
  } while (0)

// `a`, `b`: immediates, both on the stack.
#define BINARY_OF(name, test, expression)        \
  OP(name) {                                     \
    Value a = sp[-2], b = sp[-1];                \
    if (!(test)) [[unlikely]] GO(missedBinary);  \
    Value v = (expression);                      \
    if (v.isEmpty()) [[unlikely]] GO(missedBinary); \
    sp -= 2;                                     \
    pc += 1;                                     \
    PUSH_OR_STORE(v);                            \
  }
#define INTS (a.isSmallInt() && b.isSmallInt())
#define FLOATS (a.isImmediateFloat() && b.isImmediateFloat())
#define FLOAT_RESULT(op) Value::tryFloat(arithmeticOfDoubles<op>(a.immediateFloatValue(), b.immediateFloatValue()))
BINARY_OF(BINARY_OP_ADD_INT, INTS, arithmeticOfInts<BinaryOp::kAdd>(a, b))
BINARY_OF(BINARY_OP_SUBTRACT_INT, INTS, arithmeticOfInts<BinaryOp::kSubtract>(a, b))
BINARY_OF(BINARY_OP_MULTIPLY_INT, INTS, arithmeticOfInts<BinaryOp::kMultiply>(a, b))
BINARY_OF(BINARY_OP_INT, INTS, arithmeticOfInts(operatorOf(oparg), a, b))
BINARY_OF(BINARY_OP_ADD_FLOAT, FLOATS, FLOAT_RESULT(BinaryOp::kAdd))
BINARY_OF(BINARY_OP_SUBTRACT_FLOAT, FLOATS, FLOAT_RESULT(BinaryOp::kSubtract))
BINARY_OF(BINARY_OP_MULTIPLY_FLOAT, FLOATS, FLOAT_RESULT(BinaryOp::kMultiply))
BINARY_OF(BINARY_OP_NUMBER, true, arithmeticOfNumbers(operatorOf(oparg), a, b))

static inline bool areStrings(Value a, Value b) {
  return a.isObject() && b.isObject() && a.object()->type->id == TypeId::kStr && b.object()->type->id == TypeId::kStr;
}
OP(BINARY_OP_ADD_STR) {
  Value a = sp[-2], b = sp[-1];
  if (!areStrings(a, b)) [[unlikely]] GO(missedBinary);
  SAVE();
  Value v = concatenate(thread, a.as<Str>(), b.as<Str>()).releaseValue();
  if (v.isEmpty()) RAISE();
  decref(*--sp);
  decref(std::exchange(sp[-1], v));
  pc += 1;
  NEXT();
}
// The STORE_FAST behind stores into the very local that the left operand came from.  With the local and the stack
// as its only holders the text grows in place, so that building up a string is linear.
OP(BINARY_OP_EXTEND_STR) {
  Value a = sp[-2], b = sp[-1];
  Value* local = &frame->slots[pc[1].arg];
  if (!areStrings(a, b) || *local != a) [[unlikely]] GO(missedBinary);
  SAVE();
  if (a.object()->refCount == 2) {
    *local = Value();
    a.object()->refCount = 1;
  }
  Value v = extendStr(thread, Ref<Str>::adopt(a.as<Str>()), b.as<Str>()).releaseValue();
  sp[-2] = v;
  if (v.isEmpty()) RAISE();
  decref(*--sp);
  pc += 1;
  NEXT();
}

// Loads of a local and of a local or constant, joined with the operator behind them.
#define JOINED(name, left, right, test, expression)                          \
  OP(name) {                                                                 \
    Value a = (left), b = (right);                                           \
    if (!(test)) [[unlikely]] GO(doLOAD_FAST);                               \
    Value v = (expression);                                                  \
    if (v.isEmpty()) [[unlikely]] GO(doLOAD_FAST);                           \
    pc += 3;                                                                 \
    PUSH_OR_STORE(v);                                                        \
  }
#define FIRST frame->slots[oparg]
#define SECOND_FAST frame->slots[pc->arg]
#define SECOND_CONST frame->code->constants->items[pc->arg]
JOINED(FAST_FAST_ADD_INT, FIRST, SECOND_FAST, INTS, arithmeticOfInts<BinaryOp::kAdd>(a, b))
JOINED(FAST_FAST_SUBTRACT_INT, FIRST, SECOND_FAST, INTS, arithmeticOfInts<BinaryOp::kSubtract>(a, b))
JOINED(FAST_FAST_MULTIPLY_INT, FIRST, SECOND_FAST, INTS, arithmeticOfInts<BinaryOp::kMultiply>(a, b))
JOINED(FAST_FAST_ADD_FLOAT, FIRST, SECOND_FAST, FLOATS, FLOAT_RESULT(BinaryOp::kAdd))
JOINED(FAST_FAST_SUBTRACT_FLOAT, FIRST, SECOND_FAST, FLOATS, FLOAT_RESULT(BinaryOp::kSubtract))
JOINED(FAST_FAST_MULTIPLY_FLOAT, FIRST, SECOND_FAST, FLOATS, FLOAT_RESULT(BinaryOp::kMultiply))
JOINED(FAST_CONST_ADD_INT, FIRST, SECOND_CONST, INTS, arithmeticOfInts<BinaryOp::kAdd>(a, b))
JOINED(FAST_CONST_SUBTRACT_INT, FIRST, SECOND_CONST, INTS, arithmeticOfInts<BinaryOp::kSubtract>(a, b))
JOINED(FAST_CONST_INT, FIRST, SECOND_CONST, INTS, arithmeticOfInts(operatorOf(pc[1].arg), a, b))

// --- COMPARE_OP

OP(COMPARE_OP) {
  SAVE();
  Value v = compare(thread, sp[-2], sp[-1], static_cast<CompareOp>(oparg)).releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 2;
  NEXT();
}
OP(COMPARE_OP_ADAPTIVE) {
  if (countDown(pc)) specializeCompare(frame, pc, oparg, sp[-2], sp[-1]);
  GO(doCOMPARE_OP);
}
HANDLER_CC static Value missedCompare(STATE) {
  countMiss(pc);
  GO(doCOMPARE_OP);
}
inline uint16_t outcomeOfInts(Value a, Value b) {
  // Tagged words compare as their ints do.
  auto x = static_cast<int64_t>(a.bits()), y = static_cast<int64_t>(b.bits());
  return x < y ? kCompareLess : x == y ? kCompareEqual : kCompareGreater;
}
inline uint16_t outcomeOfFloats(Value a, Value b) {
  double x = a.immediateFloatValue(), y = b.immediateFloatValue();
  return x < y ? kCompareLess : x == y ? kCompareEqual : x > y ? kCompareGreater : kCompareUnordered;
}
// Only for == and !=.
inline uint16_t outcomeOfStrings(Value a, Value b) {
  return a == b || strEqual(a.as<Str>(), b.as<Str>()) ? kCompareEqual : kCompareLess;
}
#define COMPARE_OF(name, test, outcome)                                     \
  OP(name) {                                                                \
    Value a = sp[-2], b = sp[-1];                                           \
    if (!(test)) [[unlikely]] GO(missedCompare);                            \
    bool truth = ((outcome) & kCompareMasks[oparg]) != 0;                   \
    SAVE();                                                                 \
    sp--;                                                                   \
    decref(b);                                                              \
    decref(std::exchange(sp[-1], Value::boolean(truth)));                   \
    pc += 2;                                                                \
    NEXT();                                                                 \
  }
#define STRINGS areStrings(a, b)
COMPARE_OF(COMPARE_OP_INT, INTS, outcomeOfInts(a, b))
COMPARE_OF(COMPARE_OP_FLOAT, FLOATS, outcomeOfFloats(a, b))
COMPARE_OF(COMPARE_OP_STR, STRINGS, outcomeOfStrings(a, b))

// Goes on behind the conditional jump at `at`, or where it leads.  Backward jumps ask the eval breaker.
#define TAKE_JUMP(at, mask, outcome)                                        \
  do {                                                                      \
    uint32_t distance_ = (at)->arg;                                         \
    uint16_t mask_ = (mask);                                                \
    pc = (at) + 1;                                                          \
    if (mask_ & (outcome)) {                                                \
      if (mask_ & kCompareBackward) {                                       \
        pc -= distance_;                                                    \
        if (breakRequested(thread)) [[unlikely]] GO(breakAfterJump);        \
      } else {                                                              \
        pc += distance_;                                                    \
      }                                                                     \
    }                                                                       \
    NEXT();                                                                 \
  } while (0)
HANDLER_CC static Value breakAfterJump(STATE) {
  // As at the end of JUMP_BACKWARD: what is raised belongs to the instruction before the target.
  SAVE();
  if (!handleEvalBreaker(thread)) RAISE();
  NEXT();
}
#define COMPARE_AND_JUMP(name, test, outcome)                               \
  OP(name) {                                                                \
    Value a = sp[-2], b = sp[-1];                                           \
    if (!(test)) [[unlikely]] GO(missedCompare);                            \
    uint16_t outcome_ = (outcome);                                          \
    uint16_t wanted = cacheAt<CompareCache>(pc)->mask;                      \
    SAVE();                                                                 \
    sp -= 2;                                                                \
    decref(b);                                                              \
    decref(a);                                                              \
    TAKE_JUMP(pc + 2, wanted, outcome_);                                    \
  }
COMPARE_AND_JUMP(COMPARE_INT_JUMP, INTS, outcomeOfInts(a, b))
COMPARE_AND_JUMP(COMPARE_FLOAT_JUMP, FLOATS, outcomeOfFloats(a, b))
COMPARE_AND_JUMP(COMPARE_STR_JUMP, STRINGS, outcomeOfStrings(a, b))

#define JOINED_COMPARE(name, right, test, outcome)                          \
  OP(name) {                                                                \
    Value a = FIRST, b = (right);                                           \
    if (!(test)) [[unlikely]] GO(doLOAD_FAST);                              \
    TAKE_JUMP(pc + 4, cacheAt<CompareCache>(pc + 2)->mask, (outcome));      \
  }
JOINED_COMPARE(FAST_FAST_COMPARE_INT_JUMP, SECOND_FAST, INTS, outcomeOfInts(a, b))
JOINED_COMPARE(FAST_FAST_COMPARE_FLOAT_JUMP, SECOND_FAST, FLOATS, outcomeOfFloats(a, b))
JOINED_COMPARE(FAST_CONST_COMPARE_INT_JUMP, SECOND_CONST, INTS, outcomeOfInts(a, b))

OP(IS_OP) {
  SAVE();
  Value result = Value::boolean((sp[-2] == sp[-1]) != (oparg != 0));
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], result));
  NEXT();
}
// OPTIMIZATION: the usual containers without the detour through slots.
static Result<bool> containsItem(Thread& thread, Value container, Value item) {
  if (container.isObject()) {
    switch (container.object()->type->id) {
      case TypeId::kDict: {
        Value found = dictGet(thread, container.as<Dict>(), item);
        if (found.isEmpty() && thread.hasException()) return Raised{};
        return !found.isEmpty();
      }
      case TypeId::kSet: case TypeId::kFrozenSet:
        if (item.isObject() && item.object()->type->has(kTypeIsSet)) break;  // unhashable, but looked up as a frozenset
        return setContains(thread, container.as<Set>(), item);
      default: break;
    }
  }
  return contains(thread, container, item);
}
OP(CONTAINS_OP) {
  SAVE();
  Result<bool> found = containsItem(thread, sp[-1], sp[-2]);
  if (!found) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], Value::boolean(*found != (oparg != 0))));
  NEXT();
}

}  // namespace taipan
