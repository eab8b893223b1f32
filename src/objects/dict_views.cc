// See dict_views.h.  Keys and items views are sets: their operators work on anything iterable.
#include "objects/dict_views.h"

#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/mapping_proxy.h"
#include "objects/sequence_iterators.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/reused_tuple.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> newDictView(Thread& thread, TypeId type, Dict* dict) {
  Ref<DictView> view = TRY(newObject<DictView>(thread, thread.type(type)));
  view->dict = newRef(dict).release();
  return view;
}

namespace {

bool isReverse(TypeId type) {
  return type == TypeId::kDictReverseKeyIterator || type == TypeId::kDictReverseValueIterator ||
         type == TypeId::kDictReverseItemIterator;
}

}  // namespace

Ref<> newDictIterator(Thread& thread, TypeId type, Dict* dict) {
  Ref<DictIterator> it = TRY(newObject<DictIterator>(thread, thread.type(type)));
  it->dict = newRef(dict).release();
  it->used = it->remaining = dict->used;
  it->position = isReverse(type) ? static_cast<int64_t>(dict->entryCount) - 1 : 0;
  return it;
}

namespace {

// --- iterators

void iteratorTraverse(Object* object, Visitor& visitor) {
  if (Dict* dict = static_cast<DictIterator*>(object)->dict) visitor.visit(dict);
  if (Tuple* pair = static_cast<DictIterator*>(object)->pair) visitor.visit(pair);
}
void iteratorRelease(Object* object) {
  Dict* dict = std::exchange(static_cast<DictIterator*>(object)->dict, nullptr);
  if (dict) decrefObject(dict);
  Tuple* pair = std::exchange(static_cast<DictIterator*>(object)->pair, nullptr);
  if (pair) decrefObject(pair);
}

// The next live entry, or null: exhausted or raised.
DictEntry* advance(Thread& thread, DictIterator* it, bool reverse) {
  Dict* dict = it->dict;
  if (!dict) return nullptr;
  if (it->used != dict->used) {
    it->used = static_cast<size_t>(-1);  // stays an error
    (void)thread.raise(TypeId::kRuntimeError, "dictionary changed size during iteration");
    return nullptr;
  }
  int64_t i = it->position, count = static_cast<int64_t>(dict->entryCount);
  if (reverse) {
    if (i >= count) i = count - 1;
    while (i >= 0 && !dict->entries[i].key) i--;
    it->position = i - 1;
  } else {
    while (i < count && !dict->entries[i].key) i++;
    it->position = i + 1;
  }
  if (i < 0 || i >= count) {
    iteratorRelease(it);
    return nullptr;
  }
  if (it->remaining == 0) {
    iteratorRelease(it);
    (void)thread.raise(TypeId::kRuntimeError, "dictionary keys changed during iteration");
    return nullptr;
  }
  it->remaining--;
  return &dict->entries[i];
}

template <bool reverse>
Ref<> nextKey(Thread& thread, Value self) {
  DictEntry* entry = advance(thread, self.as<DictIterator>(), reverse);
  return entry ? newRef(entry->key) : Ref<>();
}
template <bool reverse>
Ref<> nextValue(Thread& thread, Value self) {
  DictEntry* entry = advance(thread, self.as<DictIterator>(), reverse);
  return entry ? newRef(entry->value) : Ref<>();
}
template <bool reverse>
Ref<> nextPair(Thread& thread, Value self) {
  DictEntry* entry = advance(thread, self.as<DictIterator>(), reverse);
  if (!entry) return Ref<>();
  Ref<> key = newRef(entry->key), value = newRef(entry->value);
  return fillPair(thread, self.as<DictIterator>()->pair, std::move(key), std::move(value));
}

Ref<> iteratorHint(Thread& thread, const Value* args) {
  DictIterator* it = args[0].as<DictIterator>();
  int64_t count = it->dict && it->used == it->dict->used ? it->remaining : 0;
  return newInt(thread, count);
}

// Pickles as an iterator over a list of the rest, leaving the iterator where it is.
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  DictIterator* it = args[0].as<DictIterator>();
  Ref<List> rest = TRY(newList(thread));
  if (it->dict) {
    Ref<> twin = TRY(newDictIterator(thread, it->type->id, it->dict));
    DictIterator* copy = twin.get().as<DictIterator>();
    copy->used = it->used;
    copy->position = it->position;
    copy->remaining = it->remaining;
    if (!listExtend(thread, rest, twin)) return Raised{};
  }
  return reduceByBuiltin(thread, "iter", rest);
}

// --- views

Dict* dictOf(Value view) { return view.as<DictView>()->dict; }
bool isOneOf(Value v, TypeId plain, TypeId ordered) {
  return v.isObject() && (v.object()->type->id == plain || v.object()->type->id == ordered);
}
bool isKeys(Value v) { return isOneOf(v, TypeId::kDictKeys, TypeId::kOrderedDictKeys); }
bool isItems(Value v) { return isOneOf(v, TypeId::kDictItems, TypeId::kOrderedDictItems); }

void viewTraverse(Object* object, Visitor& visitor) {
  if (Dict* dict = static_cast<DictView*>(object)->dict) visitor.visit(dict);
}
void viewRelease(Object* object) {
  Dict* dict = std::exchange(static_cast<DictView*>(object)->dict, nullptr);
  if (dict) decrefObject(dict);
}

Ref<> viewRepr(Thread& thread, Value self) {
  if (!TRY(enterRepr(thread, self))) return newStr(thread, "...");
  Ref<List> items = listFromIterable(thread, self);
  Ref<> text;
  if (items) text = formatStr(thread, "{}({!r})", self.object()->type, Value(items));
  leaveRepr(thread, self);
  return text;
}

Ref<> keysIterate(Thread& thread, Value self) {
  return newDictIterator(thread, TypeId::kDictKeyIterator, dictOf(self));
}
Ref<> valuesIterate(Thread& thread, Value self) {
  return newDictIterator(thread, TypeId::kDictValueIterator, dictOf(self));
}
Ref<> itemsIterate(Thread& thread, Value self) {
  return newDictIterator(thread, TypeId::kDictItemIterator, dictOf(self));
}
Result<int64_t> viewLength(Thread&, Value self) { return static_cast<int64_t>(dictOf(self)->used); }

Result<bool> keysContains(Thread& thread, Value self, Value key) {
  Value found = dictGet(thread, dictOf(self), key);
  if (!found && thread.hasException()) return Raised{};
  return !found.isEmpty();
}
Result<bool> itemsContains(Thread& thread, Value self, Value item) {
  if (!isTuple(item) || item.as<Tuple>()->size != 2) return false;
  Ref<> found = newRef(dictGet(thread, dictOf(self), item.as<Tuple>()->items[0]));
  if (!found) {
    if (thread.hasException()) return Raised{};
    return false;
  }
  return equal(thread, found, item.as<Tuple>()->items[1]);
}

bool isSetLike(Value v) { return isSet(v) || isKeys(v) || isItems(v); }

// Is every item of `a` in `b`?
Result<bool> allIn(Thread& thread, Value a, Value b) {
  Iteration iteration;
  if (!iteration.start(thread, a)) return Raised{};
  while (Ref<> item = iteration.next(thread)) {
    if (!TRY(contains(thread, b, item))) return false;
  }
  if (thread.hasException()) return Raised{};
  return true;
}

Ref<> viewCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isSetLike(other)) return newRef(kNotImplemented);
  int64_t mine = TRY(length(thread, self)), theirs = TRY(length(thread, other));
  bool result = false;
  switch (op) {
    case CompareOp::kEqual:
    case CompareOp::kNotEqual:
      result = mine == theirs && TRY(allIn(thread, self, other));
      if (op == CompareOp::kNotEqual) result = !result;
      break;
    case CompareOp::kLess: result = mine < theirs && TRY(allIn(thread, self, other)); break;
    case CompareOp::kLessEqual: result = mine <= theirs && TRY(allIn(thread, self, other)); break;
    case CompareOp::kGreater: result = mine > theirs && TRY(allIn(thread, other, self)); break;
    case CompareOp::kGreaterEqual:
      result = mine >= theirs && TRY(allIn(thread, other, self));
      break;
  }
  return newRef(Value::boolean(result));
}

Ref<> viewSubtract(Thread& thread, Value left, Value right) {
  Ref<Set> result = TRY(newSetFrom(thread, left));
  if (!setDifferenceUpdate(thread, result, right)) return Raised{};
  return result;
}
Ref<> viewOr(Thread& thread, Value left, Value right) {
  Ref<Set> result = TRY(newSetFrom(thread, left));
  if (!setUpdate(thread, result, right)) return Raised{};
  return result;
}
Ref<> viewXor(Thread& thread, Value left, Value right) {
  Ref<Set> result = TRY(newSetFrom(thread, left));
  if (!setSymmetricDifferenceUpdate(thread, result, right)) return Raised{};
  return result;
}
Ref<> viewAnd(Thread& thread, Value left, Value right) {
  // Either side may be the view; it is the one asked, the other gives the items.
  if (!isKeys(left) && !isItems(left)) std::swap(left, right);
  if ((isKeys(right) || isItems(right)) && dictOf(right)->used > dictOf(left)->used) {
    std::swap(left, right);
  }
  Ref<Set> result = TRY(newSet(thread));
  Iteration iteration;
  if (!iteration.start(thread, right)) return Raised{};
  while (Ref<> item = iteration.next(thread)) {
    if (TRY(contains(thread, left, item)) && !setAdd(thread, result, item)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return result;
}

Ref<> isDisjointMethod(Thread& thread, const Value* args) {
  Value view = args[0], other = args[1];
  if (view == other) return newRef(Value::boolean(dictOf(view)->used == 0));
  if (isSetLike(other)) {
    int64_t theirs = TRY(length(thread, other));
    if (theirs > static_cast<int64_t>(dictOf(view)->used)) std::swap(view, other);
  }
  Iteration iteration;
  if (!iteration.start(thread, other)) return Raised{};
  while (Ref<> item = iteration.next(thread)) {
    if (TRY(contains(thread, view, item))) return newRef(kFalse);
  }
  if (thread.hasException()) return Raised{};
  return newRef(kTrue);
}

Ref<> reversedKeys(Thread& thread, const Value* args) {
  return newDictIterator(thread, TypeId::kDictReverseKeyIterator, dictOf(args[0]));
}
Ref<> reversedValues(Thread& thread, const Value* args) {
  return newDictIterator(thread, TypeId::kDictReverseValueIterator, dictOf(args[0]));
}
Ref<> reversedItems(Thread& thread, const Value* args) {
  return newDictIterator(thread, TypeId::kDictReverseItemIterator, dictOf(args[0]));
}
Ref<> viewMapping(Thread& thread, Value self) { return newMappingProxy(thread, dictOf(self)); }

constexpr Slots iteratorSlots(Ref<> (*next)(Thread&, Value)) {
  Slots slots;
  slots.release = iteratorRelease;
  slots.traverse = iteratorTraverse;
  slots.clear = iteratorRelease;
  slots.iterate = iterateSelf;
  slots.next = next;
  return slots;
}

constexpr Slots viewSlots(Ref<> (*iterate)(Thread&, Value),
                          Result<bool> (*containsSlot)(Thread&, Value, Value), bool setLike) {
  Slots slots;
  slots.release = viewRelease;
  slots.traverse = viewTraverse;
  slots.repr = viewRepr;
  slots.iterate = iterate;
  slots.length = viewLength;
  slots.contains = containsSlot;
  if (setLike) {
    slots.hash = hashNotImplemented;
    slots.compare = viewCompare;
    slots.binary[static_cast<int>(BinaryOp::kSubtract)] = viewSubtract;
    slots.binary[static_cast<int>(BinaryOp::kAnd)] = viewAnd;
    slots.binary[static_cast<int>(BinaryOp::kOr)] = viewOr;
    slots.binary[static_cast<int>(BinaryOp::kXor)] = viewXor;
  }
  return slots;
}

constexpr Slots kKeyIteratorSlots = iteratorSlots(nextKey<false>);
constexpr Slots kValueIteratorSlots = iteratorSlots(nextValue<false>);
constexpr Slots kItemIteratorSlots = iteratorSlots(nextPair<false>);
constexpr Slots kReverseKeyIteratorSlots = iteratorSlots(nextKey<true>);
constexpr Slots kReverseValueIteratorSlots = iteratorSlots(nextValue<true>);
constexpr Slots kReverseItemIteratorSlots = iteratorSlots(nextPair<true>);
constexpr Slots kKeysSlots = viewSlots(keysIterate, keysContains, true);
constexpr Slots kValuesSlots = viewSlots(valuesIterate, nullptr, false);
constexpr Slots kItemsSlots = viewSlots(itemsIterate, itemsContains, true);

constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
};
constexpr MethodDef kKeysMethods[] = {
    {.name = "isdisjoint", .signature = "($self, other, /)", .function = isDisjointMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedKeys},
};
constexpr MethodDef kValuesMethods[] = {
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedValues},
};
constexpr MethodDef kItemsMethods[] = {
    {.name = "isdisjoint", .signature = "($self, other, /)", .function = isDisjointMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedItems},
};
constexpr GetSetDef kViewGetSets[] = {{"mapping", viewMapping}};

constexpr TypeSpec iteratorType(TypeId id, const char* name, const Slots* slots) {
  return {.id = id,
          .name = name,
          .basicSize = sizeof(DictIterator),
          .flags = kTypeHasGc | kTypeDisallowInstantiation,
          .slots = slots,
          .methods = kIteratorMethods};
}
constexpr TypeSpec viewType(TypeId id, const char* name, const Slots* slots,
                            std::span<const MethodDef> methods) {
  return {.id = id,
          .name = name,
          .basicSize = sizeof(DictView),
          .flags = kTypeHasGc | kTypeDisallowInstantiation,
          .slots = slots,
          .methods = methods,
          .getSets = kViewGetSets};
}

}  // namespace

constexpr TypeSpec kDictKeysType =
    viewType(TypeId::kDictKeys, "dict_keys", &kKeysSlots, kKeysMethods);
constexpr TypeSpec kDictValuesType =
    viewType(TypeId::kDictValues, "dict_values", &kValuesSlots, kValuesMethods);
constexpr TypeSpec kDictItemsType =
    viewType(TypeId::kDictItems, "dict_items", &kItemsSlots, kItemsMethods);
constexpr TypeSpec kDictKeyIteratorType =
    iteratorType(TypeId::kDictKeyIterator, "dict_keyiterator", &kKeyIteratorSlots);
constexpr TypeSpec kDictValueIteratorType =
    iteratorType(TypeId::kDictValueIterator, "dict_valueiterator", &kValueIteratorSlots);
constexpr TypeSpec kDictItemIteratorType =
    iteratorType(TypeId::kDictItemIterator, "dict_itemiterator", &kItemIteratorSlots);
constexpr TypeSpec kDictReverseKeyIteratorType = iteratorType(
    TypeId::kDictReverseKeyIterator, "dict_reversekeyiterator", &kReverseKeyIteratorSlots);
constexpr TypeSpec kDictReverseValueIteratorType = iteratorType(
    TypeId::kDictReverseValueIterator, "dict_reversevalueiterator", &kReverseValueIteratorSlots);
constexpr TypeSpec kDictReverseItemIteratorType = iteratorType(
    TypeId::kDictReverseItemIterator, "dict_reverseitemiterator", &kReverseItemIteratorSlots);

}  // namespace taipan
