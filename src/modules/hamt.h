// Hamt: an immutable map from context variables to values that shares structure between versions, so that a copy
// costs nothing and a change O(log n) (PEP 567; "Ideal Hash Trees", Bagwell 2001, in the CHAMP form).
//
//   HamtNode  pairBits   which of the 32 branches hold a key and its value
//             childBits  which hold another node
//             entries    key, value, key, value, …, child, child, …  each part in order of branches
//
// Keys are spread by a 64-bit number of their own that no two variables share, so there are no collisions.
#pragma once

#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct ContextVar : Object {
  Str* name;
  Value defaultValue;  // may be empty
  uint64_t hash;       // unique in the interpreter
};

struct HamtNode : Object {
  uint32_t pairBits, childBits;
  Value entries[];

  size_t pairCount() const { return static_cast<size_t>(__builtin_popcount(pairBits)); }
  size_t childCount() const { return static_cast<size_t>(__builtin_popcount(childBits)); }
};

extern const TypeSpec kHamtNodeType;

// All take the root, which is null for the empty map.  None runs Python code.
Value hamtGet(const HamtNode* root, const ContextVar* key);  // borrowed; empty if absent
// The map with `key` set; *added tells whether it is new.  MemoryError only.
Ref<HamtNode> hamtSet(Thread& thread, HamtNode* root, ContextVar* key, Value value, bool* added);
// The map without `key`, which must be there.  MemoryError only.
Ref<HamtNode> hamtRemove(Thread& thread, HamtNode* root, ContextVar* key);
// Calls visit(context, key, value) for every pair; stops when it fails.
Status hamtForEach(const HamtNode* root, void* context, Status (*visit)(void* context, Value key, Value value));

}  // namespace taipan
