// See sequence_iterators.h.
#include "objects/sequence_iterators.h"

#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> newIndexIterator(Thread& thread, TypeId type, Value sequence, int64_t index) {
  Ref<IndexIterator> it = TRY(newObject<IndexIterator>(thread, thread.type(type)));
  it->sequence = newRef(sequence).releaseValue();
  it->index = index;
  return it;
}

Ref<> newCallableIterator(Thread& thread, Value callable, Value sentinel) {
  Ref<CallableIterator> it =
      TRY(newObject<CallableIterator>(thread, thread.type(TypeId::kCallableIterator)));
  it->callable = newRef(callable).releaseValue();
  it->sentinel = newRef(sentinel).releaseValue();
  return it;
}

Ref<> reduceByBuiltin(Thread& thread, const char* name, Value argument, Value state) {
  Ref<Str> key = TRY(internText(thread, name));
  Value function = dictGetStr(thread, thread.interpreter().builtinsDict, key);
  if (!function) {
    if (thread.hasException()) return Raised{};
    return thread.raiseKeyError(key);
  }
  Ref<> hold = newRef(function);
  Ref<Tuple> arguments = TRY(makeTuple(thread, argument));
  if (!state) return makeTuple(thread, function, Value(arguments));
  return makeTuple(thread, function, Value(arguments), state);
}

namespace {

void indexTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<IndexIterator*>(self)->sequence);
}
void indexRelease(Object* self) {
  decrefOrEmpty(std::exchange(static_cast<IndexIterator*>(self)->sequence, Value()));
}

Ref<> exhausted(IndexIterator* it) {
  indexRelease(it);
  return Ref<>();
}

Ref<> tupleIteratorNext(Thread&, Value self) {
  IndexIterator* it = self.as<IndexIterator>();
  if (!it->sequence) return Ref<>();
  Tuple* tuple = it->sequence.as<Tuple>();
  if (static_cast<size_t>(it->index) < tuple->size) return newRef(tuple->items[it->index++]);
  return exhausted(it);
}

Ref<> listIteratorNext(Thread&, Value self) {
  IndexIterator* it = self.as<IndexIterator>();
  if (!it->sequence) return Ref<>();
  List* list = it->sequence.as<List>();
  if (static_cast<size_t>(it->index) < list->size) return newRef(list->items[it->index++]);
  return exhausted(it);
}

Ref<> listReverseIteratorNext(Thread&, Value self) {
  IndexIterator* it = self.as<IndexIterator>();
  if (!it->sequence) return Ref<>();
  List* list = it->sequence.as<List>();
  if (it->index >= 0 && static_cast<size_t>(it->index) < list->size) {
    return newRef(list->items[it->index--]);
  }
  it->index = -1;
  return exhausted(it);
}

Ref<> sequenceIteratorNext(Thread& thread, Value self) {
  IndexIterator* it = self.as<IndexIterator>();
  if (!it->sequence) return Ref<>();
  if (it->index == INT64_MAX) return thread.raise(TypeId::kOverflowError, "iter index too large");
  Ref<> hold = newRef(it->sequence), number = TRY(newInt(thread, it->index));
  Ref<> item = getItem(thread, hold, number);
  if (item) {
    it->index++;
    return item;
  }
  if (thread.clearIfMatches(TypeId::kIndexError) || thread.clearIfMatches(TypeId::kStopIteration)) {
    return exhausted(it);
  }
  return Raised{};
}

Ref<> remaining(Thread& thread, int64_t count) { return newInt(thread, count < 0 ? 0 : count); }

Ref<> tupleIteratorHint(Thread& thread, const Value* args) {
  IndexIterator* it = args[0].as<IndexIterator>();
  if (!it->sequence) return newInt(thread, 0);
  return remaining(thread, static_cast<int64_t>(it->sequence.as<Tuple>()->size) - it->index);
}
Ref<> listIteratorHint(Thread& thread, const Value* args) {
  IndexIterator* it = args[0].as<IndexIterator>();
  if (!it->sequence) return newInt(thread, 0);
  return remaining(thread, static_cast<int64_t>(it->sequence.as<List>()->size) - it->index);
}
Ref<> listReverseIteratorHint(Thread& thread, const Value* args) {
  IndexIterator* it = args[0].as<IndexIterator>();
  if (!it->sequence) return newInt(thread, 0);
  int64_t count = it->index + 1;
  if (static_cast<int64_t>(it->sequence.as<List>()->size) < count) count = 0;
  return remaining(thread, count);
}
Ref<> sequenceIteratorHint(Thread& thread, const Value* args) {
  IndexIterator* it = args[0].as<IndexIterator>();
  if (!it->sequence) return newInt(thread, 0);
  Type* type = typeOf(thread, it->sequence);
  if (!type->slots.length) return newRef(kNotImplemented);
  int64_t size = TRY(length(thread, it->sequence));
  return remaining(thread, size - it->index);
}

Ref<> indexReduceWith(Thread& thread, IndexIterator* it, const char* builtin) {
  if (it->sequence) {
    Ref<> position = TRY(newInt(thread, it->index));
    return reduceByBuiltin(thread, builtin, it->sequence, position);
  }
  Ref<> empty;
  if (it->type->id == TypeId::kListIterator || it->type->id == TypeId::kListReverseIterator) {
    empty = TRY(newList(thread));
  } else {
    empty = TRY(newTuple(thread, 0));
  }
  return reduceByBuiltin(thread, "iter", empty);
}
Ref<> indexReduce(Thread& thread, const Value* args) {
  return indexReduceWith(thread, args[0].as<IndexIterator>(), "iter");
}
Ref<> reverseReduce(Thread& thread, const Value* args) {
  return indexReduceWith(thread, args[0].as<IndexIterator>(), "reversed");
}

Ref<> indexSetState(Thread& thread, const Value* args) {
  if (!isInt(args[1])) return thread.raiseTypeError("an integer is required");
  IndexIterator* it = args[0].as<IndexIterator>();
  int64_t position = TRY(sizeArgument(thread, args[1]));
  if (!it->sequence) return newRef(kNone);
  int64_t limit = INT64_MAX;
  if (it->type->id == TypeId::kTupleIterator) limit = it->sequence.as<Tuple>()->size;
  if (it->type->id == TypeId::kListIterator) limit = it->sequence.as<List>()->size;
  it->index = position < 0 ? 0 : position > limit ? limit : position;
  return newRef(kNone);
}
Ref<> reverseSetState(Thread& thread, const Value* args) {
  if (!isInt(args[1])) return thread.raiseTypeError("an integer is required");
  IndexIterator* it = args[0].as<IndexIterator>();
  int64_t position = TRY(sizeArgument(thread, args[1]));
  if (!it->sequence) return newRef(kNone);
  int64_t last = static_cast<int64_t>(it->sequence.as<List>()->size) - 1;
  it->index = position < -1 ? -1 : position > last ? last : position;
  return newRef(kNone);
}

void callableTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<CallableIterator*>(self)->callable);
  visitor.visitValue(static_cast<CallableIterator*>(self)->sentinel);
}
void callableRelease(Object* self) {
  CallableIterator* it = static_cast<CallableIterator*>(self);
  decrefOrEmpty(std::exchange(it->callable, Value()));
  decrefOrEmpty(std::exchange(it->sentinel, Value()));
}

Ref<> callableNext(Thread& thread, Value self) {
  CallableIterator* it = self.as<CallableIterator>();
  if (!it->callable) return Ref<>();
  Ref<> callable = newRef(it->callable);
  Ref<> result = call(thread, callable);
  if (!result) {
    if (thread.clearIfMatches(TypeId::kStopIteration)) callableRelease(it);
    return Ref<>();
  }
  if (!it->sentinel) return Ref<>();  // the call itself exhausted us
  Ref<> sentinel = newRef(it->sentinel);
  bool done = TRY(equal(thread, sentinel, result));
  if (!done) return result;
  callableRelease(it);
  return Ref<>();
}

Ref<> callableReduce(Thread& thread, const Value* args) {
  CallableIterator* it = args[0].as<CallableIterator>();
  if (!it->callable) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    return reduceByBuiltin(thread, "iter", empty);
  }
  Ref<Str> name = TRY(internText(thread, "iter"));
  Value function = dictGetStr(thread, thread.interpreter().builtinsDict, name);
  if (!function) return thread.raiseKeyError(name);
  Ref<Tuple> arguments = TRY(makeTuple(thread, it->callable, it->sentinel));
  return makeTuple(thread, function, Value(arguments));
}

constexpr Slots indexSlots(Ref<> (*next)(Thread&, Value)) {
  Slots slots;
  slots.release = indexRelease;
  slots.traverse = indexTraverse;
  slots.clear = indexRelease;
  slots.iterate = iterateSelf;
  slots.next = next;
  return slots;
}
constexpr Slots kTupleSlots = indexSlots(tupleIteratorNext);
constexpr Slots kListSlots = indexSlots(listIteratorNext);
constexpr Slots kListReverseSlots = indexSlots(listReverseIteratorNext);
constexpr Slots kSequenceSlots = indexSlots(sequenceIteratorNext);
constexpr Slots kCallableSlots = {
    .release = callableRelease,
    .traverse = callableTraverse,
    .clear = callableRelease,
    .iterate = iterateSelf,
    .next = callableNext,
};

#define ITERATOR_METHODS(hint, reduce, setState)                                           \
  {                                                                                        \
    {.name = "__length_hint__", .signature = "($self, /)", .function = hint},              \
        {.name = "__reduce__", .signature = "($self, /)", .function = reduce},             \
        {.name = "__setstate__", .signature = "($self, object, /)", .function = setState}, \
  }
constexpr MethodDef kTupleMethods[] = ITERATOR_METHODS(tupleIteratorHint, indexReduce, indexSetState);
constexpr MethodDef kListMethods[] = ITERATOR_METHODS(listIteratorHint, indexReduce, indexSetState);
constexpr MethodDef kListReverseMethods[] =
    ITERATOR_METHODS(listReverseIteratorHint, reverseReduce, reverseSetState);
constexpr MethodDef kSequenceMethods[] =
    ITERATOR_METHODS(sequenceIteratorHint, indexReduce, indexSetState);
#undef ITERATOR_METHODS
constexpr MethodDef kCallableMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = callableReduce},
};

constexpr uint32_t kFlags = kTypeHasGc | kTypeDisallowInstantiation;

}  // namespace

constexpr TypeSpec kTupleIteratorType = {.id = TypeId::kTupleIterator,
                                         .name = "tuple_iterator",
                                         .basicSize = sizeof(IndexIterator),
                                         .flags = kFlags,
                                         .slots = &kTupleSlots,
                                         .methods = kTupleMethods};
constexpr TypeSpec kListIteratorType = {.id = TypeId::kListIterator,
                                        .name = "list_iterator",
                                        .basicSize = sizeof(IndexIterator),
                                        .flags = kFlags,
                                        .slots = &kListSlots,
                                        .methods = kListMethods};
constexpr TypeSpec kListReverseIteratorType = {.id = TypeId::kListReverseIterator,
                                               .name = "list_reverseiterator",
                                               .basicSize = sizeof(IndexIterator),
                                               .flags = kFlags,
                                               .slots = &kListReverseSlots,
                                               .methods = kListReverseMethods};
constexpr TypeSpec kSequenceIteratorType = {.id = TypeId::kSequenceIterator,
                                            .name = "iterator",
                                            .basicSize = sizeof(IndexIterator),
                                            .flags = kFlags,
                                            .slots = &kSequenceSlots,
                                            .methods = kSequenceMethods};
constexpr TypeSpec kCallableIteratorType = {.id = TypeId::kCallableIterator,
                                            .name = "callable_iterator",
                                            .basicSize = sizeof(CallableIterator),
                                            .flags = kFlags,
                                            .slots = &kCallableSlots,
                                            .methods = kCallableMethods};

}  // namespace taipan
