// Handlers of subscripts.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/operations.h"
#include "vm/specialize.h"

namespace taipan {

OP(BINARY_SUBSCR) {
  SAVE();
  Value v = getItem(thread, sp[-2], sp[-1]).releaseValue();
  if (v.isEmpty()) RAISE();
  decrefOrEmpty(*--sp);
  decrefOrEmpty(std::exchange(sp[-1], v));
  pc += 4;
  NEXT();
}
OP(BINARY_SUBSCR_ADAPTIVE) {
  if (countDown(pc)) specializeSubscript(frame, pc, sp[-2], sp[-1]);
  GO(doBINARY_SUBSCR);
}
HANDLER_CC static Value missedSubscript(STATE) {
  countMiss(pc);
  GO(doBINARY_SUBSCR);
}
static inline bool isOf(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }
// Index `i` of a sequence of `size` items, counted from the end if negative; `size` or more: out of range.
static inline uint64_t indexIn(Value i, uint64_t size) {
  int64_t index = i.smallIntValue();
  return static_cast<uint64_t>(index) + (index < 0 ? size : 0);
}
// Replaces the container and the immediate key by the item (borrowed).
#define FOUND_ITEM(value)                   \
  do {                                      \
    Value found_ = (value);                 \
    incref(found_);                         \
    SAVE();                                 \
    sp--;                                   \
    decref(std::exchange(sp[-1], found_));  \
    pc += 4;                                \
    NEXT();                                 \
  } while (0)
OP(BINARY_SUBSCR_LIST_INT) {
  Value container = sp[-2], key = sp[-1];
  if (!key.isSmallInt() || !isOf(container, TypeId::kList)) [[unlikely]] GO(missedSubscript);
  auto* list = container.as<List>();
  uint64_t i = indexIn(key, list->size);
  if (i >= list->size) [[unlikely]] GO(doBINARY_SUBSCR);
  FOUND_ITEM(list->items[i]);
}
OP(BINARY_SUBSCR_TUPLE_INT) {
  Value container = sp[-2], key = sp[-1];
  if (!key.isSmallInt() || !isOf(container, TypeId::kTuple)) [[unlikely]] GO(missedSubscript);
  auto* tuple = container.as<Tuple>();
  uint64_t i = indexIn(key, tuple->size);
  if (i >= tuple->size) [[unlikely]] GO(doBINARY_SUBSCR);
  FOUND_ITEM(tuple->items[i]);
}
OP(BINARY_SUBSCR_STR_INT) {
  Value container = sp[-2], key = sp[-1];
  if (!key.isSmallInt() || !isOf(container, TypeId::kStr)) [[unlikely]] GO(missedSubscript);
  auto* text = container.as<Str>();
  uint64_t i = indexIn(key, text->length());
  if (i >= text->length() || text->kind() != 1) [[unlikely]] GO(doBINARY_SUBSCR);
  Value character = thread.interpreter().latin1[text->data1()[i]];  // made when first wanted
  if (character.isEmpty()) [[unlikely]] GO(doBINARY_SUBSCR);
  FOUND_ITEM(character);
}
OP(BINARY_SUBSCR_DICT) {
  Value container = sp[-2], key = sp[-1];
  if (!isOf(container, TypeId::kDict)) [[unlikely]] GO(missedSubscript);
  SAVE();
  Value v = dictGet(thread, container.as<Dict>(), key);
  if (v.isEmpty()) [[unlikely]] {
    if (!thread.hasException()) (void)thread.raiseKeyError(key);
    RAISE();
  }
  incref(v);
  sp--;
  decref(key);
  decref(std::exchange(sp[-1], v));
  pc += 4;
  NEXT();
}
// Joined with the loads of two locals: neither is counted.
OP(FAST_FAST_SUBSCR_LIST) {
  Value container = frame->slots[oparg], key = frame->slots[pc->arg];
  if (!key.isSmallInt() || !isOf(container, TypeId::kList)) [[unlikely]] GO(doLOAD_FAST);
  auto* list = container.as<List>();
  uint64_t i = indexIn(key, list->size);
  if (i >= list->size) [[unlikely]] GO(doLOAD_FAST);
  Value v = list->items[i];
  incref(v);
  *sp++ = v;
  pc += 6;
  NEXT();
}

OP(STORE_SUBSCR) {
  SAVE();
  if (!setItem(thread, sp[-2], sp[-1], sp[-3])) RAISE();
  dropTo(sp, sp - 3);
  pc += 1;
  NEXT();
}
OP(STORE_SUBSCR_ADAPTIVE) {
  if (countDown(pc)) specializeStoreSubscript(pc, sp[-2], sp[-1]);
  GO(doSTORE_SUBSCR);
}
HANDLER_CC static Value missedStoreSubscript(STATE) {
  countMiss(pc);
  GO(doSTORE_SUBSCR);
}
OP(STORE_SUBSCR_LIST_INT) {
  Value container = sp[-2], key = sp[-1];
  if (!key.isSmallInt() || !isOf(container, TypeId::kList)) [[unlikely]] GO(missedStoreSubscript);
  auto* list = container.as<List>();
  uint64_t i = indexIn(key, list->size);
  if (i >= list->size) [[unlikely]] GO(doSTORE_SUBSCR);
  SAVE();
  Value old = std::exchange(list->items[i], sp[-3]);
  sp -= 3;
  decrefOrEmpty(old);
  decref(container);
  pc += 1;
  NEXT();
}
OP(STORE_SUBSCR_DICT) {
  if (!isOf(sp[-2], TypeId::kDict)) [[unlikely]] GO(missedStoreSubscript);
  SAVE();
  if (!dictSet(thread, sp[-2].as<Dict>(), sp[-1], sp[-3])) RAISE();
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

}  // namespace taipan
