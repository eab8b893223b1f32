// Views and iterators of an OrderedDict.  A view is a dict's, but for its iterators.
#include "modules/collections/collections.h"
#include "modules/collections/ordered_dict.h"
#include "objects/abstract.h"
#include "objects/dict_views.h"
#include "objects/list.h"
#include "objects/reused_tuple.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"

namespace taipan {

namespace {

struct OrderedDictIterator : Object {
  OrderedDict* dict;  // null once exhausted
  Tuple* pair;        // reused_tuple.h
  uint64_t changes;   // of the dict when the iteration began
  size_t used;        // likewise; a number that no dict has: the size changed, which stays an error
  size_t node;        // the next one; 0 at the end
  bool reversed;
  TypeId kind;        // of the view
};

OrderedDictIterator* self(Value v) { return v.as<OrderedDictIterator>(); }

void traverse(Object* object, Visitor& visitor) {
  auto* it = static_cast<OrderedDictIterator*>(object);
  if (it->dict) visitor.visit(it->dict);
  if (it->pair) visitor.visit(it->pair);
}

void release(Object* object) {
  auto* it = static_cast<OrderedDictIterator*>(object);
  it->node = 0;
  decrefOrEmpty(Value(std::exchange(it->dict, nullptr)));
  decrefOrEmpty(Value(std::exchange(it->pair, nullptr)));
}

// Is the dict still the one that the iteration began with?  RuntimeError.
Status checkUnchanged(Thread& thread, OrderedDictIterator* it) {
  OrderedDict* d = it->dict;
  if (it->changes != d->changes || (it->node != 0 && it->node >= d->nodeCapacity && it->used == d->used)) {
    release(it);
    return thread.raise(TypeId::kRuntimeError, "OrderedDict mutated during iteration");
  }
  if (it->used != d->used) {
    it->used = SIZE_MAX;
    return thread.raise(TypeId::kRuntimeError, "OrderedDict changed size during iteration");
  }
  return kOk;
}

// The next key, and its value if that is wanted.  Empty: the end, or an exception.
Ref<> advance(Thread& thread, OrderedDictIterator* it, Ref<>* value) {
  if (it->dict == nullptr) return Ref<>();
  if (it->node == 0) {
    release(it);
    return Ref<>();
  }
  TRY(checkUnchanged(thread, it));
  Ref<OrderedDict> hold = newRef(it->dict);
  auto node = static_cast<uint32_t>(it->node);
  Ref<> key = newRef(hold->nodes[node].key);
  int64_t i = entryOfNode(thread, hold, node);
  if (i < 0) {
    it->node = 0;
    return Ref<>();
  }
  if (value) *value = newRef(hold->entries[i].value);
  // Looking the key up may have run Python code.
  if (it->dict != hold.get()) return thread.raise(TypeId::kRuntimeError, "OrderedDict mutated during iteration");
  TRY(checkUnchanged(thread, it));
  it->node = nodeAfter(hold, node, it->reversed);
  return key;
}

Ref<> iteratorNext(Thread& thread, Value v) {
  OrderedDictIterator* it = self(v);
  if (it->kind == TypeId::kOrderedDictKeys) return advance(thread, it, nullptr);
  Ref<> value, key = advance(thread, it, &value);
  if (!key || it->kind == TypeId::kOrderedDictValues) return key ? std::move(value) : Ref<>();
  return fillPair(thread, it->pair, std::move(key), std::move(value));
}

// Pickles as an iterator over a list of the rest, leaving the iterator where it is.
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  OrderedDictIterator* it = self(args[0]);
  Ref<List> rest = TRY(newList(thread));
  if (it->dict) {
    Ref<> twin = TRY(newOrderedDictIterator(thread, it->dict, it->kind, it->reversed));
    self(twin)->changes = it->changes;
    self(twin)->used = it->used;
    self(twin)->node = it->node;
    TRY(listExtend(thread, rest, twin));
  }
  return reduceByBuiltin(thread, "iter", rest);
}

OrderedDict* dictOf(Value view) { return static_cast<OrderedDict*>(view.as<DictView>()->dict); }

Ref<> viewIterate(Thread& thread, Value view) {
  return newOrderedDictIterator(thread, dictOf(view), view.object()->type->id, false);
}
Ref<> viewReversed(Thread& thread, const Value* args) {
  return newOrderedDictIterator(thread, dictOf(args[0]), args[0].object()->type->id, true);
}

constexpr Slots kIteratorSlots = {.release = release, .traverse = traverse, .clear = release, .iterate = iterateSelf,
                                  .next = iteratorNext};
constexpr Slots kViewSlots = {.iterate = viewIterate};
constexpr MethodDef kIteratorMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce, .doc = "What copies and pickles are made of."}};
constexpr MethodDef kViewMethods[] = {{.name = "__reversed__", .signature = "($self, /)", .function = viewReversed}};

constexpr TypeSpec viewType(TypeId id, const char* name, TypeId base) {
  return {.id = id, .name = name, .basicSize = sizeof(DictView), .base = base, .flags = kTypeHasGc | kTypeDisallowInstantiation,
          .slots = &kViewSlots, .methods = kViewMethods};
}

}  // namespace

constexpr TypeSpec kOrderedDictKeysType = viewType(TypeId::kOrderedDictKeys, "odict_keys", TypeId::kDictKeys);
constexpr TypeSpec kOrderedDictValuesType = viewType(TypeId::kOrderedDictValues, "odict_values", TypeId::kDictValues);
constexpr TypeSpec kOrderedDictItemsType = viewType(TypeId::kOrderedDictItems, "odict_items", TypeId::kDictItems);
constexpr TypeSpec kOrderedDictIteratorType = {.id = TypeId::kOrderedDictIterator,
                                               .name = "odict_iterator",
                                               .basicSize = sizeof(OrderedDictIterator),
                                               .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                               .slots = &kIteratorSlots,
                                               .methods = kIteratorMethods};

Ref<> newOrderedDictIterator(Thread& thread, OrderedDict* d, TypeId kind, bool reversed) {
  Ref<OrderedDictIterator> it = TRY(newObject<OrderedDictIterator>(thread, thread.type(TypeId::kOrderedDictIterator)));
  it->dict = newRef(d).release();
  it->changes = d->changes;
  it->used = d->used;
  it->node = firstNode(d, reversed);
  it->reversed = reversed;
  it->kind = kind;
  return it;
}

}  // namespace taipan
