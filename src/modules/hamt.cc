// See hamt.h.  A changed node is made from a draft: the old node's parts, edited.
#include "modules/hamt.h"

#include <cstring>

namespace taipan {

namespace {

constexpr int kBitsPerLevel = 5;

uint32_t branchBit(uint64_t hash, int shift) { return 1u << ((hash >> shift) & 31); }
size_t rankOf(uint32_t bits, uint32_t bit) { return static_cast<size_t>(__builtin_popcount(bits & (bit - 1))); }

// Borrows everything; a node made from it takes references.
struct Draft {
  uint32_t pairBits = 0, childBits = 0;
  size_t pairCount = 0, childCount = 0;
  Value pairs[64], children[32];

  Draft() = default;
  explicit Draft(const HamtNode* node)
      : pairBits(node->pairBits), childBits(node->childBits), pairCount(node->pairCount()),
        childCount(node->childCount()) {
    std::memcpy(static_cast<void*>(pairs), node->entries, pairCount * 2 * sizeof(Value));
    std::memcpy(static_cast<void*>(children), node->entries + pairCount * 2, childCount * sizeof(Value));
  }
  void insertPair(uint32_t bit, Value key, Value value) {
    Value* at = pairs + rankOf(pairBits, bit) * 2;
    std::memmove(static_cast<void*>(at + 2), at, static_cast<size_t>(pairs + pairCount * 2 - at) * sizeof(Value));
    at[0] = key;
    at[1] = value;
    pairBits |= bit;
    ++pairCount;
  }
  void removePair(uint32_t bit) {
    Value* at = pairs + rankOf(pairBits, bit) * 2;
    --pairCount;
    std::memmove(static_cast<void*>(at), at + 2, static_cast<size_t>(pairs + pairCount * 2 - at) * sizeof(Value));
    pairBits &= ~bit;
  }
  void insertChild(uint32_t bit, Value child) {
    Value* at = children + rankOf(childBits, bit);
    std::memmove(static_cast<void*>(at + 1), at, static_cast<size_t>(children + childCount - at) * sizeof(Value));
    *at = child;
    childBits |= bit;
    ++childCount;
  }
  void removeChild(uint32_t bit) {
    Value* at = children + rankOf(childBits, bit);
    --childCount;
    std::memmove(static_cast<void*>(at), at + 1, static_cast<size_t>(children + childCount - at) * sizeof(Value));
    childBits &= ~bit;
  }
  Ref<HamtNode> finish(Thread& thread) const {
    size_t count = pairCount * 2 + childCount;
    Ref<HamtNode> node = TRY(newObject<HamtNode>(thread, thread.type(TypeId::kHamtNode), count));
    node->pairBits = pairBits;
    node->childBits = childBits;
    for (size_t i = 0; i < pairCount * 2; ++i) node->entries[i] = newRef(pairs[i]).releaseValue();
    for (size_t i = 0; i < childCount; ++i) node->entries[pairCount * 2 + i] = newRef(children[i]).releaseValue();
    return node;
  }
};

HamtNode* childAt(const HamtNode* node, uint32_t bit) {
  return node->entries[node->pairCount() * 2 + rankOf(node->childBits, bit)].as<HamtNode>();
}

// The node for two different keys whose numbers agree below `shift`.
Ref<HamtNode> nodeOfTwo(Thread& thread, int shift, Value key1, Value value1, Value key2, Value value2) {
  uint32_t bit1 = branchBit(key1.as<ContextVar>()->hash, shift), bit2 = branchBit(key2.as<ContextVar>()->hash, shift);
  Draft draft;
  if (bit1 != bit2) {
    draft.insertPair(bit1, key1, value1);
    draft.insertPair(bit2, key2, value2);
    return draft.finish(thread);
  }
  Ref<HamtNode> child = TRY(nodeOfTwo(thread, shift + kBitsPerLevel, key1, value1, key2, value2));
  draft.insertChild(bit1, child.value());
  return draft.finish(thread);
}

Ref<HamtNode> setIn(Thread& thread, HamtNode* node, int shift, ContextVar* key, Value value, bool* added) {
  uint32_t bit = branchBit(key->hash, shift);
  Draft draft(node);
  if (node->pairBits & bit) {
    Value* pair = draft.pairs + rankOf(node->pairBits, bit) * 2;
    if (pair[0] == Value(key)) {
      pair[1] = value;
      return draft.finish(thread);
    }
    *added = true;
    Ref<HamtNode> child = TRY(nodeOfTwo(thread, shift + kBitsPerLevel, pair[0], pair[1], key, value));
    draft.removePair(bit);
    draft.insertChild(bit, child.value());
    return draft.finish(thread);
  }
  if (node->childBits & bit) {
    Ref<HamtNode> child = TRY(setIn(thread, childAt(node, bit), shift + kBitsPerLevel, key, value, added));
    draft.children[rankOf(node->childBits, bit)] = child.value();
    return draft.finish(thread);
  }
  *added = true;
  draft.insertPair(bit, key, value);
  return draft.finish(thread);
}

Ref<HamtNode> removeFrom(Thread& thread, HamtNode* node, int shift, ContextVar* key) {
  uint32_t bit = branchBit(key->hash, shift);
  Draft draft(node);
  if (node->pairBits & bit) {
    draft.removePair(bit);
    return draft.finish(thread);
  }
  Ref<HamtNode> child = TRY(removeFrom(thread, childAt(node, bit), shift + kBitsPerLevel, key));
  if (child->childBits == 0 && child->pairCount() == 1) {  // a single pair moves up
    draft.removeChild(bit);
    draft.insertPair(bit, child->entries[0], child->entries[1]);
  } else {
    draft.children[rankOf(node->childBits, bit)] = child.value();
  }
  return draft.finish(thread);
}

void nodeTraverse(Object* self, Visitor& visitor) {
  auto* node = static_cast<HamtNode*>(self);
  size_t count = node->pairCount() * 2 + node->childCount();
  for (size_t i = 0; i < count; ++i) visitor.visitValue(node->entries[i]);
}
void nodeRelease(Object* self) {
  auto* node = static_cast<HamtNode*>(self);
  size_t count = node->pairCount() * 2 + node->childCount();
  for (size_t i = 0; i < count; ++i) decrefOrEmpty(std::exchange(node->entries[i], Value()));
}
size_t nodeSize(const Object* self) {
  auto* node = static_cast<const HamtNode*>(self);
  return sizeof(HamtNode) + (node->pairCount() * 2 + node->childCount()) * sizeof(Value);
}

const Slots kNodeSlots = {.release = nodeRelease, .traverse = nodeTraverse, .sizeOf = nodeSize};

}  // namespace

const TypeSpec kHamtNodeType = {.id = TypeId::kHamtNode, .name = "hamt_node", .basicSize = sizeof(HamtNode),
                                .itemSize = sizeof(Value), .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                .slots = &kNodeSlots};

Value hamtGet(const HamtNode* node, const ContextVar* key) {
  for (int shift = 0; node != nullptr; shift += kBitsPerLevel) {
    uint32_t bit = branchBit(key->hash, shift);
    if (node->pairBits & bit) {
      const Value* pair = node->entries + rankOf(node->pairBits, bit) * 2;
      return pair[0].bits() == reinterpret_cast<uint64_t>(key) ? pair[1] : Value();
    }
    node = node->childBits & bit ? childAt(node, bit) : nullptr;
  }
  return Value();
}

Ref<HamtNode> hamtSet(Thread& thread, HamtNode* root, ContextVar* key, Value value, bool* added) {
  *added = false;
  if (root != nullptr) return setIn(thread, root, 0, key, value, added);
  *added = true;
  Draft draft;
  draft.insertPair(branchBit(key->hash, 0), key, value);
  return draft.finish(thread);
}

Ref<HamtNode> hamtRemove(Thread& thread, HamtNode* root, ContextVar* key) { return removeFrom(thread, root, 0, key); }

Status hamtForEach(const HamtNode* node, void* context, Status (*visit)(void* context, Value key, Value value)) {
  if (node == nullptr) return kOk;
  size_t pairs = node->pairCount();
  for (size_t i = 0; i < pairs; ++i) TRY(visit(context, node->entries[i * 2], node->entries[i * 2 + 1]));
  for (size_t i = 0; i < node->childCount(); ++i) {
    TRY(hamtForEach(node->entries[pairs * 2 + i].as<HamtNode>(), context, visit));
  }
  return kOk;
}

}  // namespace taipan
