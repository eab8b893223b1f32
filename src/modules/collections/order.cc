// The ring of nodes of an OrderedDict; see ordered_dict.h.
#include <cstring>
#include <utility>

#include "modules/collections/ordered_dict.h"
#include "objects/abstract.h"

namespace taipan {

namespace {

constexpr uint32_t kFirstCapacity = 8;

// hash() and == of such keys run no Python code and always say the same.
bool isPlainKey(Value key) {
  if (!key.isObject()) return true;
  TypeId id = key.object()->type->id;
  return id == TypeId::kStr || id == TypeId::kInt || id == TypeId::kBytes || id == TypeId::kFloat;
}

bool holdsKey(const OrderedDict* d, size_t entry, Value key) { return entry < d->entryCount && d->entries[entry].key == key; }

// Makes sure of an unused node.
Status reserveNode(Thread& thread, OrderedDict* d) {
  if (d->firstUnused != 0) return kOk;
  uint32_t old = d->nodeCapacity;
  if (old > UINT32_MAX / 4) return thread.raiseMemoryError();
  uint32_t capacity = old == 0 ? kFirstCapacity : old * 2;
  Heap& heap = thread.heap();
  auto* nodes = static_cast<OrderNode*>(heap.allocateBuffer(capacity * sizeof(OrderNode)));
  if (nodes == nullptr) return thread.raiseMemoryError();
  if (old != 0) {
    std::memcpy(static_cast<void*>(nodes), d->nodes, old * sizeof(OrderNode));
    heap.freeBuffer(d->nodes, old * sizeof(OrderNode));
  } else {
    nodes[old++] = OrderNode{};  // the head, alone in the ring
  }
  for (uint32_t i = old; i < capacity; i++) nodes[i] = OrderNode{.next = i + 1 < capacity ? i + 1 : 0};
  d->firstUnused = old;
  d->nodes = nodes;
  d->nodeCapacity = capacity;
  return kOk;
}

// Numbers the nodes anew for the table that the dict has now.  Mostly entries come in the order of the nodes.
Status renumber(Thread& thread, OrderedDict* d) {
  Heap& heap = thread.heap();
  if (d->nodeOfCapacity != d->entryCapacity) {
    auto* fresh = static_cast<uint32_t*>(heap.allocateBuffer(d->entryCapacity * sizeof(uint32_t)));
    if (fresh == nullptr && d->entryCapacity != 0) return thread.raiseMemoryError();
    heap.freeBuffer(d->nodeOf, d->nodeOfCapacity * sizeof(uint32_t));
    d->nodeOf = fresh;
    d->nodeOfCapacity = d->entryCapacity;
  }
  if (d->nodeOfCapacity != 0) std::memset(d->nodeOf, 0, d->nodeOfCapacity * sizeof(uint32_t));
  int64_t guess = 0;
  for (uint32_t n = firstNode(d, false); n != 0; n = d->nodes[n].next) {
    OrderNode& node = d->nodes[n];
    int64_t i = holdsKey(d, static_cast<size_t>(guess), node.key) ? guess : dictFindIdentical(d, node.key, node.hash);
    if (i < 0) continue;
    node.entry = static_cast<uint32_t>(i);
    d->nodeOf[i] = n;
    guess = i + 1;
  }
  d->numbered = d->entries;
  return kOk;
}

// The node of entry `i`; 0 if it has none.  The numbers must be those of the table.
uint32_t nodeOfEntry(const OrderedDict* d, int64_t i) {
  if (static_cast<size_t>(i) >= d->nodeOfCapacity) return 0;
  uint32_t n = d->nodeOf[i];
  return n != 0 && n < d->nodeCapacity && d->nodes[n].key == d->entries[i].key ? n : 0;
}

bool isNumbered(const OrderedDict* d) { return d->numbered == d->entries && d->nodeOfCapacity >= d->entryCount; }

void link(OrderedDict* d, uint32_t n, bool atEnd) {
  OrderNode* nodes = d->nodes;
  nodes[n].previous = atEnd ? nodes[0].previous : 0;
  nodes[n].next = atEnd ? 0 : nodes[0].next;
  nodes[nodes[n].previous].next = n;
  nodes[nodes[n].next].previous = n;
  d->changes++;
}

void unlink(OrderedDict* d, uint32_t n) {
  OrderNode* nodes = d->nodes;
  nodes[nodes[n].previous].next = nodes[n].next;
  nodes[nodes[n].next].previous = nodes[n].previous;
  d->changes++;
}

// A node for entry `i`, at the end.  The node was reserved.
void addNode(OrderedDict* d, int64_t i) {
  uint32_t n = std::exchange(d->firstUnused, d->nodes[d->firstUnused].next);
  Value key = d->entries[i].key;
  incref(key);
  d->nodes[n].key = key;
  d->nodes[n].hash = d->entries[i].hash;
  d->nodes[n].entry = static_cast<uint32_t>(i);
  d->nodeOf[i] = n;
  link(d, n, true);
}

// Gives the node's reference to its key to the caller.
Value removeNode(OrderedDict* d, uint32_t n) {
  unlink(d, n);
  OrderNode& node = d->nodes[n];
  if (node.entry < d->nodeOfCapacity && d->nodeOf[node.entry] == n) d->nodeOf[node.entry] = 0;
  node.next = std::exchange(d->firstUnused, n);
  return std::exchange(node.key, Value());
}

// Gives entry `i`, whose key came past the order, a place.
Status placeEntry(Thread& thread, OrderedDict* d, int64_t i) {
  if (!isNumbered(d)) TRY(renumber(thread, d));
  if (nodeOfEntry(d, i) != 0) return kOk;
  TRY(reserveNode(thread, d));
  addNode(d, i);
  return kOk;
}

}  // namespace

int64_t entryOfNode(Thread& thread, OrderedDict* d, uint32_t node) {
  OrderNode& n = d->nodes[node];
  int64_t i = kDictMissing;
  if (isPlainKey(n.key) && holdsKey(d, n.entry, n.key)) return n.entry;
  Ref<> key = newRef(n.key);
  Result<int64_t> hash = dictKeyHash(thread, key);
  if (hash) i = dictFind(thread, d, key, *hash);
  if (i >= 0) return i;
  if (!thread.hasException()) (void)thread.raiseKeyError(key);
  return -1;
}

uint32_t findNode(Thread& thread, OrderedDict* d, Value key, int64_t hash) {
  int64_t i = dictFind(thread, d, key, hash);
  if (i < 0) return 0;
  if (!isNumbered(d) && !renumber(thread, d)) return 0;
  return nodeOfEntry(d, i);
}

Status orderedSet(Thread& thread, OrderedDict* d, Value key, int64_t hash, Value value) {
  int64_t i = dictFind(thread, d, key, hash);
  if (i == kDictRaised) return Raised{};
  if (i >= 0) {
    Ref<> old = Ref<>::adopt(std::exchange(d->entries[i].value, newRef(value).releaseValue()));
    return placeEntry(thread, d, i);
  }
  TRY(reserveNode(thread, d));
  TRY(dictAdd(thread, d, key, hash, value));
  if (!isNumbered(d) && !renumber(thread, d)) {
    dictRemoveLast(d);
    return Raised{};
  }
  addNode(d, static_cast<int64_t>(d->entryCount) - 1);
  return kOk;
}

Ref<> orderedTake(Thread& thread, OrderedDict* d, Value key, int64_t hash, bool onlyOrdered) {
  size_t slot = 0;
  int64_t i = dictFind(thread, d, key, hash, &slot);
  if (i < 0) return Ref<>();
  if (!isNumbered(d)) TRY(renumber(thread, d));
  uint32_t n = nodeOfEntry(d, i);
  if (n == 0 && onlyOrdered) return Ref<>();
  // Nothing of Python runs before both are out.
  Ref<> nodeKey = n == 0 ? Ref<>() : Ref<>::adopt(removeNode(d, n));
  DictEntry taken = dictTakeEntry(d, i, slot);
  Ref<> ownKey = Ref<>::adopt(taken.key);
  return Ref<>::adopt(taken.value);
}

void moveNode(OrderedDict* d, uint32_t node, bool toEnd) {
  if (firstNode(d, toEnd) == node) return;
  unlink(d, node);
  link(d, node, toEnd);
}

void clearOrder(OrderedDict* d) {
  OrderNode* nodes = std::exchange(d->nodes, nullptr);
  uint32_t capacity = std::exchange(d->nodeCapacity, 0);
  uint32_t* nodeOf = std::exchange(d->nodeOf, nullptr);
  size_t nodeOfCapacity = std::exchange(d->nodeOfCapacity, 0);
  d->numbered = nullptr;
  d->firstUnused = 0;
  Heap& heap = d->type->interpreter->heap;
  heap.freeBuffer(nodeOf, nodeOfCapacity * sizeof(uint32_t));
  for (uint32_t i = 0; i < capacity; i++) decrefOrEmpty(nodes[i].key);
  heap.freeBuffer(nodes, capacity * sizeof(OrderNode));
}

void orderTraverse(OrderedDict* d, Visitor& visitor) {
  for (uint32_t n = firstNode(d, false); n != 0; n = d->nodes[n].next) visitor.visitValue(d->nodes[n].key);
}

}  // namespace taipan
