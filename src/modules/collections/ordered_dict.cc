// OrderedDict: its slots and methods.  The order itself is in order.cc, views and iterators in ordered_dict_views.cc.
#include "modules/collections/ordered_dict.h"

#include "modules/collections/collections.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/call_arguments.h"
#include "objects/dict_views.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

OrderedDict* self(Value v) { return v.as<OrderedDict>(); }

// self[key] = value, by the slot for OrderedDict itself, by whatever a subclass defines else.
Status put(Thread& thread, Value v, Value key, Value value) {
  if (!isExactOrderedDict(v)) return setItem(thread, v, key, value);
  int64_t hash = TRY(dictKeyHash(thread, key));
  return orderedSet(thread, self(v), key, hash, value);
}

// --- update

Status addPair(Thread& thread, Value v, Value pair) {
  Iteration parts;
  TRY(parts.start(thread, pair));
  Ref<> key = parts.next(thread), value = key ? parts.next(thread) : Ref<>();
  if (!value) {
    if (thread.hasException()) return Raised{};
    return thread.raiseValueError(key ? "need more than 1 value to unpack" : "need more than 0 values to unpack");
  }
  Ref<> more = parts.next(thread);
  if (more) return thread.raiseValueError("too many values to unpack (expected 2)");
  if (thread.hasException()) return Raised{};
  return put(thread, v, key, value);
}

Status addPairs(Thread& thread, Value v, Value pairs) {
  Iteration iteration;
  TRY(iteration.start(thread, pairs));
  while (Ref<> pair = iteration.next(thread)) TRY(addPair(thread, v, pair));
  return thread.hasException() ? Status(Raised{}) : kOk;
}

// The items as they are now, whatever adding them does to `dict`.
Status addDict(Thread& thread, Value v, Dict* dict) {
  Ref<Dict> items = TRY(copyDict(thread, dict));
  size_t position = 0;
  Value key, value;
  while (dictNext(items, &position, &key, &value)) TRY(put(thread, v, key, value));
  return kOk;
}

Status addByKeys(Thread& thread, Value v, Value mapping, Value keysMethod) {
  Ref<> keys = TRY(call(thread, keysMethod));
  Iteration iteration;
  TRY(iteration.start(thread, keys));
  while (Ref<> key = iteration.next(thread)) {
    Ref<> value = TRY(getItem(thread, mapping, key));
    TRY(put(thread, v, key, value));
  }
  return thread.hasException() ? Status(Raised{}) : kOk;
}

// What update() does with its positional argument: a dict, something with keys(), or with items(), or pairs.
Status updateFrom(Thread& thread, Value v, Value source) {
  Ref<> hold = newRef(source);
  if (source.isObject() && source.object()->type->id == TypeId::kDict) return addDict(thread, v, source.as<Dict>());
  Ref<> keys = lookupAttribute(thread, source, thread.names().keys);
  if (keys) return addByKeys(thread, v, source, keys);
  if (thread.hasException()) return Raised{};
  Ref<> items = lookupAttribute(thread, source, thread.names().items);
  if (!items) return thread.hasException() ? Status(Raised{}) : addPairs(thread, v, source);
  Ref<> pairs = TRY(call(thread, items));
  return addPairs(thread, v, pairs);
}

Status updateFromArguments(Thread& thread, Value v, const Arguments& args) {
  if (args.positionalCount == 1) TRY(updateFrom(thread, v, args[0]));
  for (size_t k = 0; k < keywordCount(args); k++) {
    TRY(put(thread, v, args.keywordNames->items[k], args[args.positionalCount + k]));
  }
  return kOk;
}

// --- slots

Status initialize(Thread& thread, Value v, const Arguments& args) {
  if (args.positionalCount > 1) return thread.raiseTypeError("expected at most 1 arguments, got {}", args.positionalCount);
  return updateFromArguments(thread, v, args);
}

void release(Object* object) {
  auto* d = static_cast<OrderedDict*>(object);
  decrefOrEmpty(std::exchange(d->instanceDict, nullptr));
  clearOrder(d);
  dictRelease(object);
}

void traverse(Object* object, Visitor& visitor) {
  auto* d = static_cast<OrderedDict*>(object);
  visitor.visitValue(Value(d->instanceDict));
  orderTraverse(d, visitor);
  dictTraverse(object, visitor);
}

// Calls visit(key, value) for each key in order.  Changes are an error only if they take the node away.
template <class Visit>
Status forEachInOrder(Thread& thread, OrderedDict* d, Visit visit) {
  for (uint32_t node = firstNode(d, false); node != 0; node = nodeAfter(d, node, false)) {
    Ref<> key = newRef(d->nodes[node].key);
    int64_t i = entryOfNode(thread, d, node);
    if (i < 0) return Raised{};
    Ref<> value = newRef(d->entries[i].value);
    TRY(visit(key.get(), value.get()));
    if (node >= d->nodeCapacity || d->nodes[node].key != key.get()) {
      return thread.raise(TypeId::kRuntimeError, "OrderedDict mutated during iteration");
    }
  }
  return kOk;
}

// (key, value) for each key in order.
Ref<List> pairsInOrder(Thread& thread, Value v) {
  if (!isExactOrderedDict(v)) {
    Ref<> items = TRY(callMethod(thread, v, thread.names().items));
    return listFromIterable(thread, items);
  }
  Ref<List> pairs = TRY(newList(thread));
  TRY(forEachInOrder(thread, self(v), [&](Value key, Value value) -> Status {
    Ref<Tuple> pair = TRY(makeTuple(thread, key, value));
    return listAppend(thread, pairs, pair.value());
  }));
  return pairs;
}

Ref<> odRepr(Thread& thread, Value v) {
  if (self(v)->used == 0) return formatStr(thread, "{}()", v.object()->type->name);
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "...");
  Ref<List> pairs = pairsInOrder(thread, v);
  Ref<> text;
  if (pairs) text = formatStr(thread, "{}({!r})", v.object()->type->name, pairs.value());
  leaveRepr(thread, v);
  return text;
}

// Have two dicts their equal keys in the same order?
Result<bool> sameOrder(Thread& thread, OrderedDict* a, OrderedDict* b) {
  uint32_t m = firstNode(a, false), n = firstNode(b, false);
  while (m != 0 && n != 0) {
    Ref<> left = newRef(a->nodes[m].key), right = newRef(b->nodes[n].key);
    uint64_t changesA = a->changes, changesB = b->changes;
    bool same = TRY(equal(thread, left, right));
    if (!same) return false;
    if (changesA != a->changes || changesB != b->changes || a->nodes == nullptr || b->nodes == nullptr) {
      return thread.raise(TypeId::kRuntimeError, "OrderedDict mutated during iteration");
    }
    m = a->nodes[m].next;
    n = b->nodes[n].next;
  }
  return m == n;
}

Ref<> odCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (op != CompareOp::kEqual && op != CompareOp::kNotEqual) return newRef(kNotImplemented);
  Ref<> plain = TRY(thread.type(TypeId::kDict)->slots.compare(thread, left, right, op));
  if (!isOrderedDict(thread, right) || !isOrderedDict(thread, left)) return plain;
  if (plain.get() != Value::boolean(op == CompareOp::kEqual)) return plain;
  bool same = TRY(sameOrder(thread, self(left), self(right)));
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Ref<> odIterate(Thread& thread, Value v) { return newOrderedDictIterator(thread, self(v), TypeId::kOrderedDictKeys, false); }

Status odSetItem(Thread& thread, Value v, Value key, Value value) {
  int64_t hash = TRY(dictKeyHash(thread, key));
  if (value) return orderedSet(thread, self(v), key, hash, value);
  Ref<> taken = orderedTake(thread, self(v), key, hash, false);
  if (taken) return kOk;
  return thread.hasException() ? Raised{} : thread.raiseKeyError(key);
}

Ref<> odOr(Thread& thread, Value left, Value right) {
  Value own = isOrderedDict(thread, left) ? left : right, other = isOrderedDict(thread, left) ? right : left;
  if (!isDict(other)) return newRef(kNotImplemented);
  Ref<> made = TRY(call(thread, Value(own.object()->type), left));
  TRY(updateFrom(thread, made, right));
  return made;
}

Ref<> odInPlaceOr(Thread& thread, Value v, Value other) {
  TRY(updateFrom(thread, v, other));
  return newRef(v);
}

// --- methods

Ref<> fromKeys(Thread& thread, const Value* args) {
  Ref<> made = TRY(call(thread, args[0]));
  Iteration iteration;
  TRY(iteration.start(thread, args[1]));
  while (Ref<> key = iteration.next(thread)) TRY(isExactOrderedDict(made) ? put(thread, made, key, args[2]) : setItem(thread, made, key, args[2]));
  if (thread.hasException()) return Raised{};
  return made;
}

// The figure that CPython's structs give: the dict's, a pointer for each slot of its table, and the nodes.
Ref<> sizeOf(Thread& thread, const Value* args) {
  constexpr int64_t kOwnFields = 64, kNodeSize = 32;
  OrderedDict* d = self(args[0]);
  Value method = lookupInType(thread, thread.type(TypeId::kDict), TRY(internText(thread, "__sizeof__")).get());
  Ref<> plain = TRY(call(thread, method, args[0]));
  int64_t bytes = TRY(indexAsInt64(thread, plain)) + kOwnFields;
  if (d->nodes != nullptr) bytes += (int64_t{8} << d->log2Size) + static_cast<int64_t>(d->used) * kNodeSize;
  return newInt(thread, bytes);
}

Ref<> odReduce(Thread& thread, const Value* args) {
  Ref<> state = TRY(callMethod(thread, args[0], thread.names().dunder_getstate));
  Ref<> items = TRY(callMethod(thread, args[0], thread.names().items));
  Ref<> iterator = TRY(getIterator(thread, items));
  Ref<Tuple> arguments = TRY(newTuple(thread, 0));
  return makeTuple(thread, Value(args[0].object()->type), Value(arguments), state.get(), kNone, iterator.get());
}

Ref<> setDefault(Thread& thread, const Value* args) {
  OrderedDict* d = self(args[0]);
  if (!isExactOrderedDict(args[0])) {
    if (TRY(contains(thread, args[0], args[1]))) return getItem(thread, args[0], args[1]);
    TRY(setItem(thread, args[0], args[1], args[2]));
    return newRef(args[2]);
  }
  int64_t hash = TRY(dictKeyHash(thread, args[1]));
  Value found = dictGetHashed(thread, d, args[1], hash);
  if (found) return newRef(found);
  if (thread.hasException()) return Raised{};
  TRY(orderedSet(thread, d, args[1], hash, args[2]));
  return newRef(args[2]);
}

Ref<> pop(Thread& thread, const Value* args) {
  int64_t hash = TRY(dictKeyHash(thread, args[1]));
  Ref<> value = orderedTake(thread, self(args[0]), args[1], hash, true);
  if (value) return value;
  if (thread.hasException()) return Raised{};
  return args[2] ? newRef(args[2]) : thread.raiseKeyError(args[1]);
}

Ref<> popItem(Thread& thread, const Value* args) {
  OrderedDict* d = self(args[0]);
  bool fromEnd = TRY(isTrue(thread, args[1]));
  uint32_t node = firstNode(d, fromEnd);
  if (node == 0) {
    Ref<Str> text = TRY(newStr(thread, "dictionary is empty"));
    return thread.raiseWith(TypeId::kKeyError, text);
  }
  Ref<> key = newRef(d->nodes[node].key);
  Ref<> value = orderedTake(thread, d, key, d->nodes[node].hash, true);
  if (!value) return thread.hasException() ? Raised{} : thread.raiseKeyError(key);
  return makeTuple(thread, key.get(), value.get());
}

Ref<> update(Thread& thread, Value v, const Arguments& args) {
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("update() takes at most 1 positional argument ({} given)", args.positionalCount);
  }
  TRY(updateFromArguments(thread, v, args));
  return newRef(kNone);
}

Ref<> clear(Thread&, const Value* args) {
  dictClear(self(args[0]));
  clearOrder(self(args[0]));
  return newRef(kNone);
}

Ref<> copy(Thread& thread, const Value* args) {
  Value v = args[0];
  bool exact = isExactOrderedDict(v);
  Ref<> made = TRY(call(thread, Value(v.object()->type)));
  TRY(forEachInOrder(thread, self(v), [&](Value key, Value value) -> Status {
    if (exact) return put(thread, made, key, value);
    Ref<> item = TRY(getItem(thread, v, key));
    return setItem(thread, made, key, item);
  }));
  return made;
}

Ref<> reversed(Thread& thread, const Value* args) {
  return newOrderedDictIterator(thread, self(args[0]), TypeId::kOrderedDictKeys, true);
}

Ref<> moveToEnd(Thread& thread, const Value* args) {
  OrderedDict* d = self(args[0]);
  Value key = args[1];
  bool toEnd = TRY(isTrue(thread, args[2]));
  uint32_t node = firstNode(d, toEnd);
  if (node == 0) return thread.raiseKeyError(key);
  if (d->nodes[node].key == key) return newRef(kNone);
  int64_t hash = TRY(dictKeyHash(thread, key));
  node = findNode(thread, d, key, hash);
  if (node == 0) return thread.hasException() ? Raised{} : thread.raiseKeyError(key);
  moveNode(d, node, toEnd);
  return newRef(kNone);
}

Ref<> getDict(Thread& thread, Value v) {
  Dict* dict = instanceDict(thread, v.object());
  return dict ? newRef(Value(dict)) : Ref<>();
}
Status setDict(Thread& thread, Value v, Value value) {
  if (!value) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, v.object(), value);
}

template <TypeId kind>
Ref<> view(Thread& thread, const Value* args) { return newDictView(thread, kind, self(args[0])); }

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = release;
  slots.traverse = traverse;
  slots.clear = release;
  slots.initialize = initialize;
  slots.repr = odRepr;
  slots.hash = hashNotImplemented;
  slots.compare = odCompare;
  slots.iterate = odIterate;
  slots.setItem = odSetItem;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = odOr;
  slots.inPlace[static_cast<int>(BinaryOp::kOr)] = odInPlaceOr;
  return slots;
}
constexpr Slots kSlots = makeSlots();

constexpr MethodDef kMethods[] = {
    {.name = "fromkeys", .signature = "($type, /, iterable, value=None)", .function = fromKeys, .kind = MethodKind::kClass,
     .doc = "A new ordered dictionary with these keys, all of one value."},
    {.name = "__sizeof__", .signature = "($self, /)", .function = sizeOf},
    {.name = "__reduce__", .signature = "($self, /)", .function = odReduce, .doc = "What copies and pickles are made of."},
    {.name = "setdefault", .signature = "($self, /, key, default=None)", .function = setDefault,
     .doc = "The value of key; if there is none, key is added with the default."},
    {.name = "pop", .signature = "($self, /, key, default=<unrepresentable>)", .function = pop,
     .doc = "Takes key out and gives its value; without one the default, or KeyError."},
    {.name = "popitem", .signature = "($self, /, last=True)", .function = popItem,
     .doc = "Takes the last pair (or the first one) out and gives it."},
    {.name = "keys", .signature = "($self, /)", .function = view<TypeId::kOrderedDictKeys>},
    {.name = "values", .signature = "($self, /)", .function = view<TypeId::kOrderedDictValues>},
    {.name = "items", .signature = "($self, /)", .function = view<TypeId::kOrderedDictItems>},
    {.name = "update", .signature = nullptr, .raw = update},
    {.name = "clear", .signature = "($self, /)", .function = clear, .doc = "Removes all items."},
    {.name = "copy", .signature = "($self, /)", .function = copy, .doc = "A shallow copy in the same order."},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversed, .doc = "The keys from the last to the first."},
    {.name = "move_to_end", .signature = "($self, /, key, last=True)", .function = moveToEnd,
     .doc = "Moves a key to the end, or to the beginning.  KeyError if there is no such key."},
};
constexpr GetSetDef kGetSets[] = {{"__dict__", getDict, setDict}};

}  // namespace

constexpr TypeSpec kOrderedDictType = {.id = TypeId::kOrderedDict,
                                       .name = "collections.OrderedDict",
                                       .basicSize = sizeof(OrderedDict),
                                       .base = TypeId::kDict,
                                       .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsDict | kTypeMappingPattern,
                                       .slots = &kSlots,
                                       .methods = kMethods,
                                       .getSets = kGetSets,
                                       .dictOffset = offsetof(OrderedDict, instanceDict),
                                       .weakRefsOffset = offsetof(OrderedDict, weakRefs),
                                       .doc = "A dictionary that knows the order of its keys and can change it."};

}  // namespace taipan
