// deque: a ring buffer, and its iterators.
#include <algorithm>
#include <cstring>

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/sequence_helpers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "modules/collections/collections.h"

namespace taipan {
namespace {

// Item number i is items[(head + i) & (capacity - 1)].
struct Deque : Object {
  Value* items;
  size_t capacity;  // 0 or a power of two
  size_t head, size;
  int64_t maxLength;  // -1: none
  uint64_t changes;   // counts additions and removals: iterators notice
  Object* weakRefs;
};
struct DequeIterator : Object {
  Deque* deque;      // never null but while it is taken apart
  uint64_t changes;  // of the deque when the iteration began
  size_t remaining;
};

Deque* self(Value v) { return v.as<Deque>(); }
bool isDeque(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kDeque); }
Value& itemAt(Deque* d, size_t i) { return d->items[(d->head + i) & (d->capacity - 1)]; }

// The items in order lie in at most two runs: the first from the head on, the second from the start of the buffer.
size_t firstRun(const Deque* d) { return d->size < d->capacity - d->head ? d->size : d->capacity - d->head; }

[[gnu::noinline]] Status enlarge(Thread& thread, Deque* d) {
  size_t capacity = d->capacity ? d->capacity * 2 : 8;
  auto* items = static_cast<Value*>(thread.heap().allocateBuffer(capacity * sizeof(Value)));
  if (!items) return thread.raiseMemoryError();
  size_t first = firstRun(d);
  if (d->size) {
    std::memcpy(static_cast<void*>(items), d->items + d->head, first * sizeof(Value));
    std::memcpy(static_cast<void*>(items + first), d->items, (d->size - first) * sizeof(Value));
  }
  thread.heap().freeBuffer(d->items, d->capacity * sizeof(Value));
  d->items = items;
  d->capacity = capacity;
  d->head = 0;
  return kOk;
}
inline Status grow(Thread& thread, Deque* d) { return d->size < d->capacity ? Status(kOk) : enlarge(thread, d); }
Ref<> popLeft(Deque* d) {
  Value item = itemAt(d, 0);
  d->head = (d->head + 1) & (d->capacity - 1);
  d->size--;
  d->changes++;
  return Ref<>::adopt(item);
}
Ref<> popRight(Deque* d) {
  d->size--;
  d->changes++;
  return Ref<>::adopt(itemAt(d, d->size));
}
Status pushRight(Thread& thread, Deque* d, Value item) {
  if (!grow(thread, d)) return Raised{};
  incref(item);
  itemAt(d, d->size++) = item;
  d->changes++;
  if (d->maxLength >= 0 && d->size > static_cast<size_t>(d->maxLength)) (void)popLeft(d);
  return kOk;
}
Status pushLeft(Thread& thread, Deque* d, Value item) {
  if (!grow(thread, d)) return Raised{};
  incref(item);
  d->head = (d->head - 1) & (d->capacity - 1);
  d->size++;
  itemAt(d, 0) = item;
  d->changes++;
  if (d->maxLength >= 0 && d->size > static_cast<size_t>(d->maxLength)) (void)popRight(d);
  return kOk;
}
void dequeClear(Deque* d) {
  Value* items = std::exchange(d->items, nullptr);
  size_t capacity = std::exchange(d->capacity, 0), head = std::exchange(d->head, 0);
  size_t size = std::exchange(d->size, 0);
  d->changes++;
  if (!items) return;
  Heap& heap = d->type->interpreter->heap;
  for (size_t i = 0; i < size; i++) decref(items[(head + i) & (capacity - 1)]);
  heap.freeBuffer(items, capacity * sizeof(Value));
}
Status extend(Thread& thread, Deque* d, Value iterable, Status (*push)(Thread&, Deque*, Value)) {
  Ref<> source = newRef(iterable);
  if (iterable == Value(d)) source = TRY(listFromIterable(thread, iterable));
  Iteration iteration;
  if (!iteration.start(thread, source)) return Raised{};
  while (Ref<> item = iteration.next(thread)) {
    if (!push(thread, d, item)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}
void dequeTraverse(Object* object, Visitor& visitor) {
  Deque* d = static_cast<Deque*>(object);
  for (size_t i = 0; i < d->size; i++) visitor.visitValue(itemAt(d, i));
}
void dequeRelease(Object* object) { dequeClear(static_cast<Deque*>(object)); }

Ref<> dequeCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<Deque> d = TRY(newObject<Deque>(thread, type));
  d->maxLength = -1;
  return d;
}
Status dequeInitialize(Thread& thread, Value v, const Arguments& args) {
  Value iterable = args.positionalCount > 0 ? args[0] : Value();
  Value maxlen = args.positionalCount > 1 ? args[1] : Value();
  size_t total = args.positionalCount + keywordCount(args);
  if (total > 2) return thread.raiseTypeError("deque() takes at most 2 arguments ({} given)", total);
  for (size_t k = 0; k < keywordCount(args); k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    Value given = args[args.positionalCount + k];
    if (!iterable && strEqualText(name, "iterable")) iterable = given;
    else if (!maxlen && strEqualText(name, "maxlen")) maxlen = given;
    else return thread.raiseTypeError("'{}' is an invalid keyword argument for deque()", name);
  }
  int64_t limit = -1;
  if (maxlen && !maxlen.isNone()) {
    if (!isInt(maxlen)) return thread.raiseTypeError("an integer is required");
    limit = TRY(sizeArgument(thread, maxlen));
    if (limit < 0) return thread.raiseValueError("maxlen must be non-negative");
  }
  self(v)->maxLength = limit;
  dequeClear(self(v));
  return iterable ? extend(thread, self(v), iterable, pushRight) : kOk;
}
// An empty deque of the same type and length limit.
Ref<> likeDeque(Thread& thread, Deque* d) {
  if (d->type->id == TypeId::kDeque) {
    Ref<> copy = TRY(dequeCreate(thread, d->type, {}));
    self(copy)->maxLength = d->maxLength;
    return copy;
  }
  Ref<Tuple> none = TRY(newTuple(thread, 0));
  if (d->maxLength < 0) return call(thread, Value(d->type));
  Ref<> limit = TRY(newInt(thread, d->maxLength));
  Ref<> made = TRY(call(thread, Value(d->type), Value(none), limit.get()));
  return made;
}
Ref<> dequeCopy(Thread& thread, const Value* args) {
  Ref<> copy = TRY(likeDeque(thread, self(args[0])));
  if (!isDeque(thread, copy)) {
    return thread.raiseTypeError("{!T}() must return a deque, not {!T}", args[0], copy.get());
  }
  if (!extend(thread, self(copy), args[0], pushRight)) return Raised{};
  return copy;
}
Ref<> dequeRepr(Thread& thread, Value v) {
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "[...]");
  Ref<List> items = listFromIterable(thread, v);
  Ref<> text;
  Deque* d = self(v);
  if (items && d->maxLength >= 0) {
    text = formatStr(thread, "{}({!r}, maxlen={})", d->type->name, items.value(), d->maxLength);
  } else if (items) {
    text = formatStr(thread, "{}({!r})", d->type->name, items.value());
  }
  leaveRepr(thread, v);
  return text;
}
Ref<> dequeCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isDeque(thread, left) || !isDeque(thread, right)) return newRef(kNotImplemented);
  if ((op == CompareOp::kEqual || op == CompareOp::kNotEqual) &&
      self(left)->size != self(right)->size) {
    return newRef(Value::boolean(op == CompareOp::kNotEqual));
  }
  Ref<List> a = TRY(listFromIterable(thread, left)), b = TRY(listFromIterable(thread, right));
  return compare(thread, a, b, op);
}
Ref<> newIterator(Thread& thread, TypeId type, Value v) {
  Ref<DequeIterator> it = TRY(newObject<DequeIterator>(thread, thread.type(type)));
  it->deque = newRef(self(v)).release();
  it->changes = it->deque->changes;
  it->remaining = it->deque->size;
  return it;
}
Ref<> dequeIterate(Thread& thread, Value v) {
  return newIterator(thread, TypeId::kDequeIterator, v);
}
Ref<> dequeReversed(Thread& thread, const Value* args) {
  return newIterator(thread, TypeId::kDequeReverseIterator, args[0]);
}
void iteratorTraverse(Object* object, Visitor& visitor) {
  if (Deque* d = static_cast<DequeIterator*>(object)->deque) visitor.visit(d);
}
void iteratorRelease(Object* object) {
  Deque* d = std::exchange(static_cast<DequeIterator*>(object)->deque, nullptr);
  if (d) decrefObject(d);
}
template <bool reverse>
Ref<> iteratorNext(Thread& thread, Value v) {
  DequeIterator* it = v.as<DequeIterator>();
  Deque* d = it->deque;
  if (!d) return Ref<>();
  if (it->changes != d->changes) {
    it->remaining = 0;
    return thread.raise(TypeId::kRuntimeError, "deque mutated during iteration");
  }
  if (it->remaining == 0) return Ref<>();
  size_t i = d->size - it->remaining--;
  return newRef(itemAt(d, reverse ? d->size - 1 - i : i));
}
// The iterators' __new__: a deque and how many items are passed already.
template <TypeId id>
Ref<> iteratorCreate(Thread& thread, Type*, const Arguments& args) {
  const char* name = id == TypeId::kDequeIterator ? "_deque_iterator" : "_deque_reverse_iterator";
  if (keywordCount(args)) return thread.raiseTypeError("{}() takes no keyword arguments", name);
  if (args.positionalCount == 0) return thread.raiseTypeError("function takes at least 1 argument (0 given)");
  if (args.positionalCount > 2) return thread.raiseTypeError("function takes at most 2 arguments ({} given)", args.positionalCount);
  if (!isDeque(thread, args[0])) {
    return thread.raiseTypeError("argument 1 must be collections.deque, not {!T}", args[0]);
  }
  int64_t passed = args.positionalCount == 2 ? TRY(sizeArgument(thread, args[1])) : 0;
  Ref<> made = TRY(newIterator(thread, id, args[0]));
  auto* it = made.get().as<DequeIterator>();
  if (passed > 0) it->remaining -= std::min(static_cast<size_t>(passed), it->remaining);
  return made;
}
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  DequeIterator* it = args[0].as<DequeIterator>();
  Ref<> deque = it->deque ? newRef(Value(it->deque)) : TRY(call(thread, Value(thread.type(TypeId::kDeque))));
  Ref<> position = TRY(newInt(thread, static_cast<int64_t>(self(deque)->size) - static_cast<int64_t>(it->remaining)));
  Ref<Tuple> arguments = TRY(makeTuple(thread, deque.get(), position.get()));
  return makeTuple(thread, Value(it->type), Value(arguments));
}
Ref<> iteratorHint(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(args[0].as<DequeIterator>()->remaining));
}

Result<int64_t> dequeLength(Thread&, Value v) { return static_cast<int64_t>(self(v)->size); }
Result<int64_t> itemIndex(Thread& thread, Deque* d, Value key) {
  if (!isIndexable(key)) {
    return thread.raiseTypeError("sequence index must be integer, not '{!T}'", key);
  }
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += d->size;
  if (i < 0 || static_cast<size_t>(i) >= d->size) {
    return thread.raise(TypeId::kIndexError, "deque index out of range");
  }
  return i;
}
Ref<> dequeGetItem(Thread& thread, Value v, Value key) {
  int64_t i = TRY(itemIndex(thread, self(v), key));
  return newRef(itemAt(self(v), i));
}
Ref<> removeAt(Deque* d, size_t i) {
  Value taken = itemAt(d, i);
  for (; i + 1 < d->size; i++) itemAt(d, i) = itemAt(d, i + 1);
  d->size--;
  d->changes++;
  return Ref<>::adopt(taken);
}
Status dequeSetItem(Thread& thread, Value v, Value key, Value value) {
  int64_t i = TRY(itemIndex(thread, self(v), key));
  if (!value) {
    (void)removeAt(self(v), i);
    return kOk;
  }
  Value old = std::exchange(itemAt(self(v), i), newRef(value).releaseValue());
  decref(old);
  return kOk;
}
// -1 if absent.
Result<int64_t> find(Thread& thread, Deque* d, Value wanted, int64_t start, int64_t stop) {
  uint64_t changes = d->changes;
  for (int64_t i = start; i < stop && i < static_cast<int64_t>(d->size); i++) {
    Ref<> item = newRef(itemAt(d, i));
    bool same = TRY(equal(thread, item, wanted));
    if (changes != d->changes) {
      return thread.raise(TypeId::kRuntimeError, "deque mutated during iteration");
    }
    if (same) return i;
  }
  return -1;
}
Result<bool> dequeContains(Thread& thread, Value v, Value item) {
  return TRY(find(thread, self(v), item, 0, INT64_MAX)) >= 0;
}
Ref<> dequeConcat(Thread& thread, Value left, Value right) {
  if (!isDeque(thread, right)) {
    return thread.raiseTypeError("can only concatenate deque (not \"{!T}\") to deque", right);
  }
  Ref<> result = TRY(dequeCopy(thread, &left));
  if (!extend(thread, self(result), right, pushRight)) return Raised{};
  return result;
}
Ref<> dequeInPlaceConcat(Thread& thread, Value v, Value other) {
  if (!extend(thread, self(v), other, pushRight)) return Raised{};
  return newRef(v);
}
Ref<> dequeInPlaceRepeat(Thread& thread, Value v, int64_t count) {
  Deque* d = self(v);
  if (count <= 0) {
    dequeClear(d);
    return newRef(v);
  }
  Ref<List> items = TRY(listFromIterable(thread, v));
  if (items->size && static_cast<size_t>(count) > (size_t{1} << 56) / items->size) {
    return thread.raiseMemoryError();
  }
  for (int64_t k = 1; k < count && items->size; k++) {
    for (size_t i = 0; i < items->size; i++) {
      if (!pushRight(thread, d, items->items[i])) return Raised{};
    }
  }
  return newRef(v);
}
Ref<> dequeRepeat(Thread& thread, Value v, int64_t count) {
  Ref<> copy = TRY(dequeCopy(thread, &v));
  return dequeInPlaceRepeat(thread, copy, count);
}
Result<bool> dequeTruth(Thread&, Value v) { return self(v)->size != 0; }

Ref<> done(Status status) { return status ? newRef(kNone) : Ref<>(); }
Ref<> append(Thread& t, const Value* args) { return done(pushRight(t, self(args[0]), args[1])); }
Ref<> appendLeft(Thread& t, const Value* args) { return done(pushLeft(t, self(args[0]), args[1])); }
Ref<> extendRight(Thread& t, const Value* args) {
  return done(extend(t, self(args[0]), args[1], pushRight));
}
Ref<> extendLeft(Thread& t, const Value* args) {
  return done(extend(t, self(args[0]), args[1], pushLeft));
}
Ref<> pop(Thread& thread, const Value* args) {
  if (self(args[0])->size) return popRight(self(args[0]));
  return thread.raise(TypeId::kIndexError, "pop from an empty deque");
}
Ref<> popLeftMethod(Thread& thread, const Value* args) {
  if (self(args[0])->size) return popLeft(self(args[0]));
  return thread.raise(TypeId::kIndexError, "pop from an empty deque");
}
Ref<> clear(Thread&, const Value* args) {
  dequeClear(self(args[0]));
  return newRef(kNone);
}
Ref<> count(Thread& thread, const Value* args) {
  Deque* d = self(args[0]);
  uint64_t changes = d->changes;
  int64_t n = 0;
  for (size_t i = 0; i < d->size; i++) {
    Ref<> item = newRef(itemAt(d, i));
    n += TRY(equal(thread, item, args[1]));
    if (changes != d->changes) {
      return thread.raise(TypeId::kRuntimeError, "deque mutated during iteration");
    }
  }
  return newInt(thread, n);
}
Ref<> indexMethod(Thread& thread, const Value* args) {
  int64_t start = 0, stop = INT64_MAX;
  if (!searchBounds(thread, args[2], args[3], self(args[0])->size, &start, &stop)) return Raised{};
  int64_t i = TRY(find(thread, self(args[0]), args[1], start, stop));
  if (i < 0) return thread.raiseValueError("{!r} is not in deque", args[1]);
  return newInt(thread, i);
}
Ref<> insert(Thread& thread, const Value* args) {
  Deque* d = self(args[0]);
  int64_t i = TRY(sizeArgument(thread, args[1])), n = d->size;
  if (d->maxLength == n) return thread.raise(TypeId::kIndexError, "deque already at its maximum size");
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  if (!pushRight(thread, d, args[2])) return Raised{};
  for (int64_t k = n; k > i; k--) std::swap(itemAt(d, k), itemAt(d, k - 1));
  return newRef(kNone);
}
Ref<> removeMethod(Thread& thread, const Value* args) {
  Deque* d = self(args[0]);
  uint64_t changes = d->changes;
  for (size_t i = 0; i < d->size; i++) {
    Ref<> item = newRef(itemAt(d, i));
    bool same = TRY(equal(thread, item, args[1]));
    if (changes != d->changes) {
      return thread.raise(TypeId::kIndexError, "deque mutated during remove().");
    }
    if (!same) continue;
    (void)removeAt(d, i);
    return newRef(kNone);
  }
  return thread.raiseValueError("{!r} is not in deque", args[1]);
}
Ref<> reverse(Thread&, const Value* args) {
  Deque* d = self(args[0]);
  for (size_t i = 0, k = d->size; i + 1 < k; i++) std::swap(itemAt(d, i), itemAt(d, --k));
  return newRef(kNone);
}
Ref<> rotate(Thread& thread, const Value* args) {
  Deque* d = self(args[0]);
  int64_t n = TRY(sizeArgument(thread, args[1]));
  int64_t size = d->size;
  if (size < 2) return newRef(kNone);
  n %= size;
  for (; n > 0; n--) {
    Value last = itemAt(d, size - 1);
    d->head = (d->head - 1) & (d->capacity - 1);
    itemAt(d, 0) = last;
  }
  for (; n < 0; n++) {
    Value first = itemAt(d, 0);
    d->head = (d->head + 1) & (d->capacity - 1);
    itemAt(d, size - 1) = first;
  }
  d->changes++;
  return newRef(kNone);
}
Ref<> dequeReduce(Thread& thread, const Value* args) {
  Deque* d = self(args[0]);
  Ref<> state = TRY(callMethod(thread, args[0], thread.names().dunder_getstate));
  Ref<> items = TRY(getIterator(thread, args[0]));
  Ref<Tuple> arguments;
  if (d->maxLength >= 0) {
    Ref<Tuple> none = TRY(newTuple(thread, 0));
    Ref<> limit = TRY(newInt(thread, d->maxLength));
    arguments = TRY(makeTuple(thread, none.value(), limit.get()));
  } else {
    arguments = TRY(newTuple(thread, 0));
  }
  return makeTuple(thread, Value(d->type), arguments.value(), state.get(), items.get());
}
Ref<> maxlen(Thread& thread, Value v) {
  return self(v)->maxLength < 0 ? newRef(kNone) : newInt(thread, self(v)->maxLength);
}
Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots kDequeSlots = {.release = dequeRelease, .traverse = dequeTraverse,
    .clear = dequeRelease, .create = dequeCreate, .initialize = dequeInitialize,
    .repr = dequeRepr, .hash = hashNotImplemented, .compare = dequeCompare,
    .iterate = dequeIterate, .truth = dequeTruth, .length = dequeLength, .getItem = dequeGetItem,
    .setItem = dequeSetItem, .contains = dequeContains, .concat = dequeConcat,
    .repeat = dequeRepeat, .inPlaceConcat = dequeInPlaceConcat,
    .inPlaceRepeat = dequeInPlaceRepeat};
constexpr Slots kIteratorSlots = {.release = iteratorRelease, .traverse = iteratorTraverse,
    .create = iteratorCreate<TypeId::kDequeIterator>,
    .iterate = iterateSelf, .next = iteratorNext<false>};
constexpr Slots kReverseSlots = {.release = iteratorRelease, .traverse = iteratorTraverse,
    .create = iteratorCreate<TypeId::kDequeReverseIterator>,
    .iterate = iterateSelf, .next = iteratorNext<true>};
#define METHOD(text, sig, fn) {.name = text, .signature = sig, .function = fn}
constexpr MethodDef kClassGetItem = {.name = "__class_getitem__", .signature = "($type, object, /)",
                                     .function = classGetItem, .kind = MethodKind::kClass};
constexpr MethodDef kDequeMethods[] = {
    METHOD("append", "($self, object, /)", append),
    METHOD("appendleft", "($self, object, /)", appendLeft),
    METHOD("clear", "($self, /)", clear),
    METHOD("copy", "($self, /)", dequeCopy),
    METHOD("__copy__", "($self, /)", dequeCopy),
    METHOD("count", "($self, value, /)", count),
    METHOD("extend", "($self, iterable, /)", extendRight),
    METHOD("extendleft", "($self, iterable, /)", extendLeft),
    METHOD("index", "($self, value, start=<NULL>, stop=<NULL>, /)", indexMethod),
    METHOD("insert", "($self, index, object, /)", insert),
    METHOD("pop", "($self, /)", pop),
    METHOD("popleft", "($self, /)", popLeftMethod),
    METHOD("remove", "($self, value, /)", removeMethod),
    METHOD("reverse", "($self, /)", reverse),
    METHOD("rotate", "($self, n=1, /)", rotate),
    METHOD("__reversed__", "($self, /)", dequeReversed),
    METHOD("__reduce__", "($self, /)", dequeReduce),
    kClassGetItem,
};
constexpr GetSetDef kDequeGetSets[] = {{"maxlen", maxlen}};
constexpr MethodDef kIteratorMethods[] = {
    METHOD("__length_hint__", "($self, /)", iteratorHint), METHOD("__reduce__", "($self, /)", iteratorReduce)};
#undef METHOD

}  // namespace

constexpr TypeSpec kDequeType = {.id = TypeId::kDeque, .name = "collections.deque", .basicSize = sizeof(Deque),
                                 .flags = kTypeHasGc | kTypeIsBaseType | kTypeSequencePattern, .slots = &kDequeSlots,
                                 .methods = kDequeMethods, .getSets = kDequeGetSets,
                                 .weakRefsOffset = offsetof(Deque, weakRefs),
                                 .doc = "A sequence that grows and shrinks at both ends in constant time."};
constexpr TypeSpec kDequeIteratorType = {.id = TypeId::kDequeIterator, .name = "_collections._deque_iterator",
                                         .basicSize = sizeof(DequeIterator), .flags = kTypeHasGc, .slots = &kIteratorSlots,
                                         .methods = kIteratorMethods};
constexpr TypeSpec kDequeReverseIteratorType = {.id = TypeId::kDequeReverseIterator,
                                                .name = "_collections._deque_reverse_iterator",
                                                .basicSize = sizeof(DequeIterator), .flags = kTypeHasGc,
                                                .slots = &kReverseSlots, .methods = kIteratorMethods};

}  // namespace taipan
