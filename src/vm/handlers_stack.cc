// Handlers of the stack, constants, locals and cells.
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/operations.h"

namespace taipan {

// --- stack and constants
OP(NOP) { NEXT(); }
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
// Pairs: the second instruction lies behind the first, unchanged.  An unbound local is left to the plain forms,
// which know where they are.
#define PUSH_LOCAL(i, otherwise)             \
  do {                                       \
    Value local_ = frame->slots[i];          \
    if (local_.isEmpty()) [[unlikely]] GO(otherwise); \
    incref(local_);                          \
    *sp++ = local_;                          \
  } while (0)
#define STORE_LOCAL(i)                                       \
  do {                                                       \
    SAVE();                                                  \
    decrefOrEmpty(std::exchange(frame->slots[i], *--sp));    \
  } while (0)

OP(LOAD_FAST_LOAD_FAST) {
  PUSH_LOCAL(oparg, doLOAD_FAST);
  Value v = frame->slots[pc->arg];
  if (v.isEmpty()) [[unlikely]] NEXT();
  incref(v);
  *sp++ = v;
  pc++;
  NEXT();
}
OP(LOAD_FAST_LOAD_CONST) {
  PUSH_LOCAL(oparg, doLOAD_FAST);
  Value v = frame->code->constants->items[pc->arg];
  incref(v);
  *sp++ = v;
  pc++;
  NEXT();
}
OP(LOAD_CONST_LOAD_FAST) {
  Value c = frame->code->constants->items[oparg];
  incref(c);
  *sp++ = c;
  Value v = frame->slots[pc->arg];
  if (v.isEmpty()) [[unlikely]] NEXT();
  incref(v);
  *sp++ = v;
  pc++;
  NEXT();
}
OP(STORE_FAST_LOAD_FAST) {
  STORE_LOCAL(oparg);
  Value v = frame->slots[pc->arg];
  if (v.isEmpty()) [[unlikely]] NEXT();
  incref(v);
  *sp++ = v;
  pc++;
  NEXT();
}
OP(STORE_FAST_STORE_FAST) {
  STORE_LOCAL(oparg);
  oparg = pc->arg;
  pc++;
  STORE_LOCAL(oparg);
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

static Cell* cellAt(Thread& thread, Frame* frame, uint32_t i) {
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

}  // namespace taipan
