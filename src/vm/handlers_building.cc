// Handlers that build containers and strings, and unpack them.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/operations.h"

namespace taipan {

// --- building
OP(LIST_TO_TUPLE) {
  SAVE();
  if (!isList(sp[-1])) GO(doUnknown);
  Value v = tupleFromList(thread, sp[-1].as<List>()).releaseValue();
  if (v.isEmpty()) RAISE();
  decref(std::exchange(sp[-1], v));
  NEXT();
}
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
static Value buildSet(Thread& thread, const Value* items, size_t n) {
  Ref<Set> set = newSet(thread);
  if (!set) return Value();
  for (size_t i = 0; i < n; i++) {
    if (!setAdd(thread, set, items[i])) return Value();
  }
  return set.releaseValue();
}
static Value buildMap(Thread& thread, const Value* items, size_t pairs) {
  Ref<Dict> dict = newDict(thread, pairs);
  if (!dict) return Value();
  for (size_t i = 0; i < pairs; i++) {
    if (!dictSet(thread, dict, items[2 * i], items[2 * i + 1])) return Value();
  }
  return dict.releaseValue();
}
static Value buildConstKeyMap(Thread& thread, const Value* values, size_t n, Value keys) {
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
OP(BUILD_TUPLE) {
  SAVE();
  Value made = newTuple(thread, oparg).releaseValue();
  if (made.isEmpty()) RAISE();
  sp -= oparg;
  Value* items = made.as<Tuple>()->items;
  for (uint32_t i = 0; i < oparg; i++) items[i] = sp[i];
  *sp++ = made;
  NEXT();
}
BUILD(BUILD_LIST, oparg, newListFrom(thread, sp - n, n).releaseValue())
BUILD(BUILD_SET, oparg, buildSet(thread, sp - n, n))
BUILD(BUILD_MAP, 2 * size_t{oparg}, buildMap(thread, sp - n, oparg))
BUILD(BUILD_CONST_KEY_MAP, size_t{oparg} + 1, buildConstKeyMap(thread, sp - n, oparg, sp[-1]))
BUILD(BUILD_STRING, oparg, joinStrings(thread, thread.names().empty, sp - n, n).releaseValue())
BUILD(BUILD_SLICE, oparg, newSlice(thread, (sp - n)[0], (sp - n)[1], n == 3 ? sp[-1] : kNone).releaseValue())
BUILD(FORMAT_VALUE, (oparg & 4) ? 2 : 1,
      formatValue(thread, (sp - n)[0], n == 2 ? sp[-1] : Value(), static_cast<int>(oparg & 3)).releaseValue())

static Status extendList(Thread& thread, Value list, Value items) {
  if (listExtend(thread, list.as<List>(), items)) return kOk;
  if (!thread.exceptionMatches(TypeId::kTypeError)) return Raised{};
  Type* type = typeOf(thread, items);
  if (type->slots.iterate != nullptr || type->slots.getItem != nullptr) return Raised{};
  thread.clearException();
  return thread.raiseTypeError("Value after * must be an iterable, not {}", type->nativeName);
}
static Status updateDict(Thread& thread, Value target, Value mapping) {
  if (dictMerge(thread, target.as<Dict>(), mapping, true)) return kOk;  // no pairs here: keys() must be there
  if (thread.clearIfMatches(TypeId::kAttributeError)) {
    return thread.raiseTypeError("'{!T}' object is not a mapping", mapping);
  }
  return Raised{};
}
#define ADD_TO_BODY(test, expression, pops)                               \
  {                                                                       \
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
#define ADD_TO(name, test, expression, pops) OP(name) ADD_TO_BODY(test, expression, pops)
HANDLER_CC static Value appendToFullList(STATE) ADD_TO_BODY(isList(target), listAppend(thread, target.as<List>(), sp[-1]), 1)
OP(LIST_APPEND) {
  Value target = sp[-static_cast<int32_t>(oparg) - 1];
  if (!isList(target) || target.as<List>()->size >= target.as<List>()->capacity) [[unlikely]] GO(appendToFullList);
  auto* list = target.as<List>();
  list->items[list->size++] = *--sp;
  NEXT();
}
ADD_TO(LIST_EXTEND, isList(target), extendList(thread, target, sp[-1]), 1)
ADD_TO(SET_ADD, isSet(target), setAdd(thread, target.as<Set>(), sp[-1]), 1)
ADD_TO(SET_UPDATE, isSet(target), setUpdate(thread, target.as<Set>(), sp[-1]), 1)
ADD_TO(MAP_ADD, isDict(target), dictSet(thread, target.as<Dict>(), sp[-2], sp[-1]), 2)
ADD_TO(DICT_UPDATE, isDict(target), updateDict(thread, target, sp[-1]), 1)
ADD_TO(DICT_MERGE, isDict(target), mergeKeywords(thread, sp[-static_cast<int32_t>(oparg) - 3], target, sp[-1]), 1)

OP(UNPACK_SEQUENCE) {
  SAVE();
  Value sequence = sp[-1];
  // OPTIMIZATION: exact tuples and lists of the right size need no iterator.
  if (sequence.isObject()) {
    TypeId id = sequence.object()->type->id;
    bool list = id == TypeId::kList;
    if (id == TypeId::kTuple || list) {
      size_t size = list ? sequence.as<List>()->size : sequence.as<Tuple>()->size;
      const Value* items = list ? sequence.as<List>()->items : sequence.as<Tuple>()->items;
      if (size == oparg) [[likely]] {
        sp--;
        for (size_t i = size; i-- > 0;) {
          incref(items[i]);
          *sp++ = items[i];
        }
        decref(sequence);
        pc += 1;
        NEXT();
      }
    }
  }
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

}  // namespace taipan
