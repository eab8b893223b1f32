// set and frozenset: their types, slots and methods, and the set iterator.
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/set.h"
#include "objects/set_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct SetIterator : Object {
  Set* set;  // null once exhausted
  size_t used, position, remaining;
};

Set* self(Value v) { return v.as<Set>(); }
bool isExact(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }

// set for set and its subclasses, frozenset for the others: operators give no subclass instances.
Type* plainType(Thread& thread, Value v) {
  Type* set = thread.type(TypeId::kSet);
  return isSubtype(v.object()->type, set) ? set : thread.type(TypeId::kFrozenSet);
}

// A plain set or frozenset, by the type of `like`, from any iterable.
Ref<Set> plainSetFrom(Thread& thread, Value like, Value iterable) {
  Ref<Set> set = TRY(newSetOfType(thread, plainType(thread, like)));
  if (!setUpdate(thread, set, iterable)) return Raised{};
  return set;
}

void setTraverse(Object* object, Visitor& visitor) {
  Set* set = static_cast<Set*>(object);
  if (!set->table) return;
  for (size_t i = 0; i <= set->mask; i++) visitor.visitValue(set->table[i].key);
}
void setRelease(Object* object) { setClear(static_cast<Set*>(object)); }

Ref<> setCreate(Thread& thread, Type* type, const Arguments&) {
  return newSetOfType(thread, type);
}

Status setInitialize(Thread& thread, Value v, const Arguments& args) {
  if (!rejectKeywords(thread, args, "set")) return Raised{};
  if (!checkPositional(thread, args, "set", 0, 1)) return Raised{};
  setClear(self(v));
  if (args.positionalCount == 0) return kOk;
  return setUpdate(thread, self(v), args[0]);
}

Ref<> frozenSetCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kFrozenSet, args, "frozenset")) {
    return Raised{};
  }
  if (!checkPositional(thread, args, "frozenset", 0, 1)) return Raised{};
  if (type->id == TypeId::kFrozenSet && args.positionalCount &&
      isExact(args[0], TypeId::kFrozenSet)) {
    return newRef(args[0]);
  }
  Ref<Set> set = TRY(newSetOfType(thread, type));
  if (args.positionalCount && !setUpdate(thread, set, args[0])) return Raised{};
  return set;
}

Ref<> setRepr(Thread& thread, Value v) {
  Type* type = v.object()->type;
  if (self(v)->used == 0) return formatStr(thread, "{}()", type);
  NativeRecursion recursion(thread);
  if (!recursion.enter(" while getting the repr of an object")) return Raised{};
  if (!TRY(enterRepr(thread, v))) return formatStr(thread, "{}(...)", type);
  Ref<List> items = listFromIterable(thread, v);
  Ref<Str> text;
  if (items) text = repr(thread, items);
  leaveRepr(thread, v);
  if (!text) return Raised{};
  Ref<Str> inner = TRY(substring(thread, text, 1, text->length() - 1));
  if (type->id == TypeId::kSet) return formatStr(thread, "{{{}}}", inner.get());
  return formatStr(thread, "{}({{{}}})", type, inner.get());
}

// Order does not matter; equals CPython's.
Result<int64_t> frozenSetHash(Thread&, Value v) {
  Set* set = self(v);
  if (set->cachedHash != -1) return set->cachedHash;
  uint64_t result = 0;
  size_t position = 0;
  Value key;
  int64_t h;
  while (setNext(set, &position, &key, &h)) {
    uint64_t u = static_cast<uint64_t>(h);
    result ^= ((u ^ 89869747u) ^ (u << 16)) * 3644798167u;
  }
  result ^= (set->used + 1) * uint64_t{1927868237};
  result ^= (result >> 11) ^ (result >> 25);
  result = result * 69069u + 907133923u;
  if (result == ~uint64_t{0}) result = 590923713u;
  return set->cachedHash = static_cast<int64_t>(result);
}

Result<bool> isSubset(Thread& thread, Set* a, Set* b) {
  if (a->used > b->used) return false;
  size_t position = 0;
  Value k;
  int64_t h;
  while (setNext(a, &position, &k, &h)) {
    Ref<> key = newRef(k);
    if (!TRY(setContainsHashed(thread, b, key, h))) return false;
  }
  return true;
}

Ref<> setCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isSet(left) || !isSet(right)) return newRef(kNotImplemented);
  Set *a = self(left), *b = self(right);
  bool result = false;
  switch (op) {
    case CompareOp::kEqual:
    case CompareOp::kNotEqual:
      result = a->used == b->used &&
               (a->cachedHash == -1 || b->cachedHash == -1 || a->cachedHash == b->cachedHash) &&
               TRY(isSubset(thread, a, b));
      if (op == CompareOp::kNotEqual) result = !result;
      break;
    case CompareOp::kLess: result = a->used < b->used && TRY(isSubset(thread, a, b)); break;
    case CompareOp::kLessEqual: result = TRY(isSubset(thread, a, b)); break;
    case CompareOp::kGreater: result = a->used > b->used && TRY(isSubset(thread, b, a)); break;
    case CompareOp::kGreaterEqual: result = TRY(isSubset(thread, b, a)); break;
  }
  return newRef(Value::boolean(result));
}

Ref<> setIterate(Thread& thread, Value v) {
  Ref<SetIterator> it = TRY(newObject<SetIterator>(thread, thread.type(TypeId::kSetIterator)));
  it->set = newRef(self(v)).release();
  it->used = it->remaining = it->set->used;
  return it;
}

Result<int64_t> setLength(Thread&, Value v) { return static_cast<int64_t>(self(v)->used); }
Result<bool> setContainsSlot(Thread& thread, Value v, Value key) {
  return setContains(thread, self(v), key);
}

// --- the algebra; `other` is any iterable

Ref<Set> intersection(Thread& thread, Value v, Value other) {
  Set* set = self(v);
  if (other == v) return plainSetFrom(thread, v, v);
  Ref<Set> result = TRY(newSetOfType(thread, plainType(thread, v)));
  if (isSet(other)) {
    Set* items = self(other);
    if (items->used > set->used) std::swap(items, set);
    if (!setAddMembers(thread, result, items, set, true)) return Raised{};
    return result;
  }
  Iteration iteration;
  if (!iteration.start(thread, other)) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    int64_t h = TRY(hash(thread, key));
    if (!TRY(setContainsHashed(thread, set, key, h))) continue;
    if (!setAddHashed(thread, result, key, h)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return result;
}

Ref<Set> difference(Thread& thread, Value v, Value other) {
  Set* set = self(v);
  bool otherIsDict = isExact(other, TypeId::kDict);
  size_t otherSize = isSet(other) ? self(other)->used : otherIsDict ? other.as<Dict>()->used : 0;
  if ((!isSet(other) && !otherIsDict) || (set->used >> 2) > otherSize) {
    Ref<Set> copy = TRY(plainSetFrom(thread, v, v));
    if (!setDifferenceUpdate(thread, copy, other)) return Raised{};
    return copy;
  }
  Ref<Set> result = TRY(newSetOfType(thread, plainType(thread, v)));
  if (!otherIsDict) {
    if (!setAddMembers(thread, result, set, self(other), false)) return Raised{};
    return result;
  }
  size_t position = 0;
  Value k;
  int64_t h;
  while (setNext(set, &position, &k, &h)) {
    Ref<> key = newRef(k);
    bool has = !dictGetHashed(thread, other.as<Dict>(), key, h).isEmpty();
    if (thread.hasException()) return Raised{};
    if (!has && !setAddHashed(thread, result, key, h)) return Raised{};
  }
  return result;
}

Ref<Set> symmetricDifference(Thread& thread, Value v, Value other) {
  Ref<Set> result = TRY(plainSetFrom(thread, v, other));
  if (!setSymmetricDifferenceUpdate(thread, result, v)) return Raised{};
  return result;
}

Ref<> setOr(Thread& thread, Value left, Value right) {
  if (!isSet(left) || !isSet(right)) return newRef(kNotImplemented);
  Ref<Set> result = TRY(plainSetFrom(thread, left, left));
  if (left != right) TRY(setUpdate(thread, result, right));
  return result;
}
Ref<> setAnd(Thread& thread, Value left, Value right) {
  if (!isSet(left) || !isSet(right)) return newRef(kNotImplemented);
  return intersection(thread, left, right);
}
Ref<> setSubtract(Thread& thread, Value left, Value right) {
  if (!isSet(left) || !isSet(right)) return newRef(kNotImplemented);
  return difference(thread, left, right);
}
Ref<> setXor(Thread& thread, Value left, Value right) {
  if (!isSet(left) || !isSet(right)) return newRef(kNotImplemented);
  return symmetricDifference(thread, left, right);
}
Ref<> setInPlaceOr(Thread& thread, Value left, Value right) {
  if (!isSet(right)) return newRef(kNotImplemented);
  if (!setUpdate(thread, self(left), right)) return Raised{};
  return newRef(left);
}
Ref<> setInPlaceAnd(Thread& thread, Value left, Value right) {
  if (!isSet(right)) return newRef(kNotImplemented);
  Ref<Set> result = TRY(intersection(thread, left, right));
  setSwapBodies(self(left), result);  // what was there goes with `result`
  return newRef(left);
}
Ref<> setInPlaceSubtract(Thread& thread, Value left, Value right) {
  if (!isSet(right)) return newRef(kNotImplemented);
  if (!setDifferenceUpdate(thread, self(left), right)) return Raised{};
  return newRef(left);
}
Ref<> setInPlaceXor(Thread& thread, Value left, Value right) {
  if (!isSet(right)) return newRef(kNotImplemented);
  if (!setSymmetricDifferenceUpdate(thread, self(left), right)) return Raised{};
  return newRef(left);
}

// --- methods

Ref<> addMethod(Thread& thread, const Value* args) {
  if (!setAdd(thread, self(args[0]), args[1])) return Raised{};
  return newRef(kNone);
}
Ref<> discardMethod(Thread& thread, const Value* args) {
  if (!setDiscard(thread, self(args[0]), args[1])) return Raised{};
  return newRef(kNone);
}
Ref<> removeMethod(Thread& thread, const Value* args) {
  bool found = TRY(setDiscard(thread, self(args[0]), args[1]));
  if (!found) return thread.raiseKeyError(args[1]);
  return newRef(kNone);
}
Ref<> clearMethod(Thread&, const Value* args) {
  setClear(self(args[0]));
  return newRef(kNone);
}
Ref<> popMethod(Thread& thread, const Value* args) {
  Set* set = self(args[0]);
  if (set->used == 0) {
    Ref<Str> text = TRY(newStr(thread, "pop from an empty set"));
    return thread.raiseKeyError(text);
  }
  size_t i = set->finger & set->mask;
  while (!set->table[i].key) i = i == set->mask ? 0 : i + 1;
  Ref<> key = Ref<>::adopt(set->table[i].key);
  set->table[i] = {Value(), -1};
  set->used--;
  set->finger = i + 1;
  return key;
}
Ref<> copyMethod(Thread& thread, const Value* args) {
  if (isExact(args[0], TypeId::kFrozenSet)) return newRef(args[0]);
  return plainSetFrom(thread, args[0], args[0]);
}
Ref<> containsMethod(Thread& thread, const Value* args) {
  return newRef(Value::boolean(TRY(setContains(thread, self(args[0]), args[1]))));
}

// For the methods that take any number of iterables: args[1] is their tuple.
using Step = Status (*)(Thread&, Set*, Value);
Ref<> updateByAll(Thread& thread, const Value* args, Step step) {
  Tuple* others = args[1].as<Tuple>();
  for (size_t i = 0; i < others->size; i++) {
    if (!step(thread, self(args[0]), others->items[i])) return Raised{};
  }
  return newRef(kNone);
}
Ref<> updateMethod(Thread& thread, const Value* args) {
  return updateByAll(thread, args, setUpdate);
}
Ref<> differenceUpdateMethod(Thread& thread, const Value* args) {
  return updateByAll(thread, args, setDifferenceUpdate);
}
Ref<> unionMethod(Thread& thread, const Value* args) {
  Ref<Set> result = TRY(plainSetFrom(thread, args[0], args[0]));
  Tuple* others = args[1].as<Tuple>();
  for (size_t i = 0; i < others->size; i++) {
    if (others->items[i] != args[0]) TRY(setUpdate(thread, result, others->items[i]));
  }
  return result;
}
Ref<Set> intersectAll(Thread& thread, const Value* args) {
  Tuple* others = args[1].as<Tuple>();
  if (others->size == 0) return plainSetFrom(thread, args[0], args[0]);
  Ref<Set> result = newRef(self(args[0]));
  for (size_t i = 0; i < others->size; i++) {
    result = TRY(intersection(thread, result.value(), others->items[i]));
  }
  return result;
}
Ref<> intersectionMethod(Thread& thread, const Value* args) { return intersectAll(thread, args); }
Ref<> intersectionUpdateMethod(Thread& thread, const Value* args) {
  Ref<Set> result = TRY(intersectAll(thread, args));
  setSwapBodies(self(args[0]), result);
  return newRef(kNone);
}
Ref<> differenceMethod(Thread& thread, const Value* args) {
  Tuple* others = args[1].as<Tuple>();
  if (others->size == 0) return plainSetFrom(thread, args[0], args[0]);
  Ref<Set> result = TRY(difference(thread, args[0], others->items[0]));
  for (size_t i = 1; i < others->size; i++) {
    if (!setDifferenceUpdate(thread, result, others->items[i])) return Raised{};
  }
  return result;
}
Ref<> symmetricDifferenceMethod(Thread& thread, const Value* args) {
  return symmetricDifference(thread, args[0], args[1]);
}
Ref<> symmetricDifferenceUpdateMethod(Thread& thread, const Value* args) {
  if (!setSymmetricDifferenceUpdate(thread, self(args[0]), args[1])) return Raised{};
  return newRef(kNone);
}

Ref<> isSubsetMethod(Thread& thread, const Value* args) {
  Ref<Set> other = isSet(args[1]) ? newRef(self(args[1])) : TRY(newSetFrom(thread, args[1]));
  return newRef(Value::boolean(TRY(isSubset(thread, self(args[0]), other))));
}
Ref<> isSupersetMethod(Thread& thread, const Value* args) {
  if (isSet(args[1])) {
    return newRef(Value::boolean(TRY(isSubset(thread, self(args[1]), self(args[0])))));
  }
  Iteration iteration;
  if (!iteration.start(thread, args[1])) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    int64_t h = TRY(hash(thread, key));
    if (!TRY(setContainsHashed(thread, self(args[0]), key, h))) return newRef(kFalse);
  }
  if (thread.hasException()) return Raised{};
  return newRef(kTrue);
}
Ref<> isDisjointMethod(Thread& thread, const Value* args) {
  Set* set = self(args[0]);
  if (args[0] == args[1]) return newRef(Value::boolean(set->used == 0));
  if (isSet(args[1])) {
    Set* other = self(args[1]);
    if (other->used > set->used) std::swap(other, set);
    size_t position = 0;
    Value k;
    int64_t h;
    while (setNext(other, &position, &k, &h)) {
      Ref<> key = newRef(k);
      if (TRY(setContainsHashed(thread, set, key, h))) return newRef(kFalse);
    }
    return newRef(kTrue);
  }
  Iteration iteration;
  if (!iteration.start(thread, args[1])) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    int64_t h = TRY(hash(thread, key));
    if (TRY(setContainsHashed(thread, set, key, h))) return newRef(kFalse);
  }
  if (thread.hasException()) return Raised{};
  return newRef(kTrue);
}

Ref<> reduceMethod(Thread& thread, const Value* args) {
  Ref<List> items = TRY(listFromIterable(thread, args[0]));
  Ref<Tuple> arguments = TRY(makeTuple(thread, Value(items)));
  Ref<> state = TRY(callMethod(thread, args[0], thread.names().dunder_getstate));
  return makeTuple(thread, Value(args[0].object()->type), Value(arguments), state.get());
}
Ref<> sizeofMethod(Thread& thread, const Value* args) {
  Set* set = self(args[0]);
  int64_t bytes = 200;
  if (set->table != set->small) bytes += static_cast<int64_t>((set->mask + 1) * sizeof(SetEntry));
  return newInt(thread, bytes);
}
Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

// --- iterator

void iteratorTraverse(Object* object, Visitor& visitor) {
  if (Set* set = static_cast<SetIterator*>(object)->set) visitor.visit(set);
}
void iteratorRelease(Object* object) {
  Set* set = std::exchange(static_cast<SetIterator*>(object)->set, nullptr);
  if (set) decrefObject(set);
}
Ref<> iteratorNext(Thread& thread, Value v) {
  SetIterator* it = v.as<SetIterator>();
  if (!it->set) return Ref<>();
  if (it->used != it->set->used) {
    it->used = static_cast<size_t>(-1);  // stays an error
    return thread.raise(TypeId::kRuntimeError, "Set changed size during iteration");
  }
  Value key;
  if (setNext(it->set, &it->position, &key)) {
    it->remaining--;
    return newRef(key);
  }
  iteratorRelease(it);
  return Ref<>();
}
Ref<> iteratorHint(Thread& thread, const Value* args) {
  SetIterator* it = args[0].as<SetIterator>();
  return newInt(thread, it->set && it->used == it->set->used ? it->remaining : 0);
}
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  SetIterator* it = args[0].as<SetIterator>();
  Ref<List> rest = TRY(newList(thread));
  if (it->set) {
    Ref<> twin = TRY(setIterate(thread, it->set));
    SetIterator* copy = twin.get().as<SetIterator>();
    copy->used = it->used;
    copy->position = it->position;
    copy->remaining = it->remaining;
    if (!listExtend(thread, rest, twin)) return Raised{};
  }
  return reduceByBuiltin(thread, "iter", rest);
}

constexpr Slots makeSlots(bool frozen) {
  Slots slots;
  slots.release = setRelease;
  slots.traverse = setTraverse;
  slots.repr = setRepr;
  slots.compare = setCompare;
  slots.iterate = setIterate;
  slots.length = setLength;
  slots.contains = setContainsSlot;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = setOr;
  slots.binary[static_cast<int>(BinaryOp::kAnd)] = setAnd;
  slots.binary[static_cast<int>(BinaryOp::kSubtract)] = setSubtract;
  slots.binary[static_cast<int>(BinaryOp::kXor)] = setXor;
  if (frozen) {
    slots.create = frozenSetCreate;
    slots.hash = frozenSetHash;
    return slots;
  }
  slots.clear = setRelease;
  slots.create = setCreate;
  slots.initialize = setInitialize;
  slots.hash = hashNotImplemented;
  slots.inPlace[static_cast<int>(BinaryOp::kOr)] = setInPlaceOr;
  slots.inPlace[static_cast<int>(BinaryOp::kAnd)] = setInPlaceAnd;
  slots.inPlace[static_cast<int>(BinaryOp::kSubtract)] = setInPlaceSubtract;
  slots.inPlace[static_cast<int>(BinaryOp::kXor)] = setInPlaceXor;
  return slots;
}
constexpr Slots kSetSlots = makeSlots(false), kFrozenSetSlots = makeSlots(true);
constexpr Slots kIteratorSlots = {
    .release = iteratorRelease,
    .traverse = iteratorTraverse,
    .clear = iteratorRelease,
    .iterate = iterateSelf,
    .next = iteratorNext,
};

// The methods of frozenset come first; set has them all.
constexpr MethodDef kMethods[] = {
    {.name = "__contains__", .signature = "($self, object, /)", .function = containsMethod},
    {.name = "copy", .signature = "($self, /)", .function = copyMethod},
    {.name = "difference", .signature = "($self, /, *others)", .function = differenceMethod},
    {.name = "intersection", .signature = "($self, /, *others)", .function = intersectionMethod},
    {.name = "isdisjoint", .signature = "($self, other, /)", .function = isDisjointMethod},
    {.name = "issubset", .signature = "($self, other, /)", .function = isSubsetMethod},
    {.name = "issuperset", .signature = "($self, other, /)", .function = isSupersetMethod},
    {.name = "symmetric_difference",
     .signature = "($self, other, /)",
     .function = symmetricDifferenceMethod},
    {.name = "union", .signature = "($self, /, *others)", .function = unionMethod},
    {.name = "__reduce__", .signature = "($self, /)", .function = reduceMethod},
    {.name = "__sizeof__", .signature = "($self, /)", .function = sizeofMethod},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
    {.name = "add", .signature = "($self, object, /)", .function = addMethod},
    {.name = "clear", .signature = "($self, /)", .function = clearMethod},
    {.name = "discard", .signature = "($self, object, /)", .function = discardMethod},
    {.name = "difference_update",
     .signature = "($self, /, *others)",
     .function = differenceUpdateMethod},
    {.name = "intersection_update",
     .signature = "($self, /, *others)",
     .function = intersectionUpdateMethod},
    {.name = "pop", .signature = "($self, /)", .function = popMethod},
    {.name = "remove", .signature = "($self, object, /)", .function = removeMethod},
    {.name = "symmetric_difference_update",
     .signature = "($self, other, /)",
     .function = symmetricDifferenceUpdateMethod},
    {.name = "update", .signature = "($self, /, *others)", .function = updateMethod},
};
constexpr size_t kFrozenSetMethodCount = 12;
constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
};

}  // namespace

constexpr TypeSpec kSetType = {
    .id = TypeId::kSet,
    .name = "set",
    .basicSize = sizeof(Set),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsSet | kTypeMatchSelf,
    .slots = &kSetSlots,
    .methods = kMethods,
    .weakRefsOffset = offsetof(Set, weakRefs),
    .doc = "set() -> new empty set object\nset(iterable) -> new set object",
};
constexpr TypeSpec kFrozenSetType = {
    .id = TypeId::kFrozenSet,
    .name = "frozenset",
    .basicSize = sizeof(Set),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsSet | kTypeMatchSelf,
    .slots = &kFrozenSetSlots,
    .methods = std::span<const MethodDef>(kMethods, kFrozenSetMethodCount),
    .weakRefsOffset = offsetof(Set, weakRefs),
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object",
};
constexpr TypeSpec kSetIteratorType = {
    .id = TypeId::kSetIterator,
    .name = "set_iterator",
    .basicSize = sizeof(SetIterator),
    .flags = kTypeHasGc | kTypeDisallowInstantiation,
    .slots = &kIteratorSlots,
    .methods = kIteratorMethods,
};

}  // namespace taipan
