// OrderedDict: a dict and, beside it, a ring of nodes that says in which order its keys come.
//
//   nodes     a pool; node 0 is the ring's head, the others hold a key each.  Unused ones are chained by `next`
//   nodeOf    the node of each entry of the dict's table, by entry number
//
// The dict's table renumbers its entries when it grows; the next operation notices that and numbers anew.  So all
// operations, move_to_end and popitem(last=False) too, take the time that they take in a dict.
//
// As in CPython, whoever changes the dict by methods of `dict` itself leaves the ring as it is: a key that was only added to
// the dict has no place, and a key that was only taken from it is a KeyError when its turn comes.
#pragma once

#include "objects/dict.h"

namespace taipan {

struct OrderNode {
  Value key;         // owned; empty in unused nodes
  int64_t hash;
  uint32_t previous, next;
  uint32_t entry;    // number of the key's entry, if that still holds this very key
};

struct OrderedDict : Dict {
  OrderNode* nodes;        // null before the first key
  uint32_t* nodeOf;        // 0: none
  size_t nodeOfCapacity;
  const DictEntry* numbered;  // the table that nodeOf is for
  uint32_t nodeCapacity;
  uint32_t firstUnused;    // 0: none
  uint64_t changes;        // counts what iterators must not overlook
  Dict* instanceDict;
  Object* weakRefs;
};

inline bool isOrderedDict(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kOrderedDict); }
inline bool isExactOrderedDict(Value v) { return v.isObject() && v.object()->type->id == TypeId::kOrderedDict; }

// First node of the order, or the last one; 0 if there is none.
inline uint32_t firstNode(const OrderedDict* d, bool fromEnd) {
  return d->nodes == nullptr ? 0 : fromEnd ? d->nodes[0].previous : d->nodes[0].next;
}
inline uint32_t nodeAfter(const OrderedDict* d, uint32_t node, bool fromEnd) {
  return fromEnd ? d->nodes[node].previous : d->nodes[node].next;
}

// Number of the entry of a node's key: looked up by a new hash() if that is Python code, as CPython does.  -1 with KeyError
// (or what __hash__ and __eq__ raised).
int64_t entryOfNode(Thread& thread, OrderedDict* d, uint32_t node);
// The node of a key; 0 if it has none, or with an exception.  May run __eq__.
uint32_t findNode(Thread& thread, OrderedDict* d, Value key, int64_t hash);
Status orderedSet(Thread& thread, OrderedDict* d, Value key, int64_t hash, Value value);
// Takes a key out and gives its value; empty without exception if it is absent, or has no place in the order while
// `onlyOrdered` is asked for.
Ref<> orderedTake(Thread& thread, OrderedDict* d, Value key, int64_t hash, bool onlyOrdered);
void moveNode(OrderedDict* d, uint32_t node, bool toEnd);
void clearOrder(OrderedDict* d);
// Visits the keys that the nodes own.
void orderTraverse(OrderedDict* d, Visitor& visitor);

// kind: kOrderedDictKeys, …Values or …Items.
Ref<> newOrderedDictIterator(Thread& thread, OrderedDict* d, TypeId kind, bool reversed);

}  // namespace taipan
