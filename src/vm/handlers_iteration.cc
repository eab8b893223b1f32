// Handlers of iteration, and of delegation to other iterators.
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/generator.h"
#include "objects/list.h"
#include "objects/range.h"
#include "objects/sequence_iterators.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/operations.h"
#include "vm/tracing.h"

namespace taipan {

UNARY(GET_ITER, getIterator(thread, sp[-1]).releaseValue())

// --- FOR_ITER has no caches: the first iterator decides the form, and the first one of another kind ends it.

static inline bool isOf(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }
static uint8_t formFor(Value iterator) {
  Special form = Special::FOR_ITER_ANY;
  switch (iterator.isObject() ? iterator.object()->type->id : TypeId::kNoTypeId) {
    case TypeId::kListIterator: form = Special::FOR_ITER_LIST; break;
    case TypeId::kTupleIterator: form = Special::FOR_ITER_TUPLE; break;
    case TypeId::kRangeIterator: form = Special::FOR_ITER_RANGE; break;
    case TypeId::kGenerator: form = Special::FOR_ITER_GENERATOR; break;
    default: break;
  }
  return static_cast<uint8_t>(form);
}
OP(FOR_ITER_ANY) {
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
OP(FOR_ITER) {
  if (!isTracing(thread)) const_cast<Unit*>(pc)[-1].op = formFor(sp[-1]);
  else if (isOf(sp[-1], TypeId::kGenerator)) GO(doFOR_ITER_GENERATOR);  // reports how the generator ends
  GO(doFOR_ITER_ANY);
}
HANDLER_CC static Value missedIteration(STATE) {
  const_cast<Unit*>(pc)[-1].op = static_cast<uint8_t>(Special::FOR_ITER_ANY);
  GO(doFOR_ITER_ANY);
}
#define FOUND_NEXT(value)  \
  do {                     \
    Value found_ = (value); \
    incref(found_);        \
    *sp++ = found_;        \
    NEXT();                \
  } while (0)
OP(FOR_ITER_LIST) {
  if (!isOf(sp[-1], TypeId::kListIterator)) [[unlikely]] GO(missedIteration);
  auto* iterator = sp[-1].as<IndexIterator>();
  if (iterator->sequence.isEmpty()) [[unlikely]] GO(doFOR_ITER_ANY);
  auto* list = iterator->sequence.as<List>();
  uint64_t i = static_cast<uint64_t>(iterator->index);
  if (i >= list->size) [[unlikely]] GO(doFOR_ITER_ANY);
  iterator->index++;
  FOUND_NEXT(list->items[i]);
}
OP(FOR_ITER_TUPLE) {
  if (!isOf(sp[-1], TypeId::kTupleIterator)) [[unlikely]] GO(missedIteration);
  auto* iterator = sp[-1].as<IndexIterator>();
  if (iterator->sequence.isEmpty()) [[unlikely]] GO(doFOR_ITER_ANY);
  auto* tuple = iterator->sequence.as<Tuple>();
  uint64_t i = static_cast<uint64_t>(iterator->index);
  if (i >= tuple->size) [[unlikely]] GO(doFOR_ITER_ANY);
  iterator->index++;
  FOUND_NEXT(tuple->items[i]);
}
OP(FOR_ITER_RANGE) {
  if (!isOf(sp[-1], TypeId::kRangeIterator)) [[unlikely]] GO(missedIteration);
  auto* iterator = sp[-1].as<RangeIterator>();
  if (iterator->remaining <= 0) {
    SAVE();
    decref(*--sp);
    pc += oparg;
    NEXT();
  }
  Value v = Value::smallInt(iterator->next);
  iterator->remaining--;
  iterator->next = static_cast<int64_t>(static_cast<uint64_t>(iterator->next) + static_cast<uint64_t>(iterator->step));
  // The store that nearly always follows is done here; whatever was in the local may run code when it goes.
  if (pc->op == static_cast<uint8_t>(Opcode::STORE_FAST) || pc->op == static_cast<uint8_t>(Special::STORE_FAST_LOAD_FAST)) {
    Value* local = &frame->slots[pc->arg];
    if (!local->isObject()) [[likely]] {
      *local = v;
      if (pc->op == static_cast<uint8_t>(Opcode::STORE_FAST)) {
        pc += 1;
        NEXT();
      }
      Value loaded = frame->slots[pc[1].arg];
      pc += 1;
      if (loaded.isEmpty()) [[unlikely]] NEXT();
      incref(loaded);
      *sp++ = loaded;
      pc += 1;
      NEXT();
    }
  }
  *sp++ = v;
  NEXT();
}
// May this generator be resumed without native recursion?
static inline bool canResume(Thread& thread, Value v) {
  if (!isOf(v, TypeId::kGenerator) && !isOf(v, TypeId::kCoroutine)) return false;
  auto* generator = v.as<Generator>();
  return generator->frame != nullptr && !generator->running && thread.recursionDepth < thread.recursionLimit;
}
#define RESUME_GENERATOR(generator, sent, how)                   \
  do {                                                           \
    Generator* generator_ = (generator);                         \
    (void)generatorEntered(thread, generator_, (sent));          \
    frame = generator_->frame;                                   \
    frame->returnTo = (how);                                     \
    frame->returnSkip = 0;                                       \
    pc = frame->pc;                                              \
    sp = frame->sp;                                              \
    NEXT();                                                      \
  } while (0)
OP(FOR_ITER_GENERATOR) {
  if (!canResume(thread, sp[-1]) || !isOf(sp[-1], TypeId::kGenerator)) [[unlikely]] {
    if (isOf(sp[-1], TypeId::kGenerator)) GO(doFOR_ITER_ANY);
    GO(missedIteration);
  }
  SAVE();
  frame->sp = sp;
  RESUME_GENERATOR(sp[-1].as<Generator>(), kNone, ReturnTo::kIteration);
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
static SendResult sendOnStack(Thread& thread, Value* sp, Value* out) {
  Ref<> result;
  SendResult how = sendTo(thread, sp[-2], sp[-1], &result);
  *out = result.releaseValue();
  return how;
}
OP(SEND) {
  SAVE();
  if (canResume(thread, sp[-2]) && (sp[-1].isNone() || sp[-2].as<Generator>()->started)) {
    Value sent = *--sp;
    frame->sp = sp;
    RESUME_GENERATOR(sp[-1].as<Generator>(), sent, ReturnTo::kDelegation);
  }
  Value v;
  SendResult how = sendOnStack(thread, sp, &v);
  if (how == SendResult::kError) RAISE();
  if (isTracing(thread) && how == SendResult::kReturn && !v.isNone()) [[unlikely]] {
    frame->sp = sp;
    if (!traceStop(thread, frame, v)) {
      decref(v);
      RAISE();
    }
  }
  decrefOrEmpty(*--sp);
  if (how == SendResult::kYield) {
    *sp++ = v;
    NEXT();
  }
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += oparg;
  NEXT();
}

}  // namespace taipan
