// dict: compact and insertion-ordered.
//
//   entries   {hash, key, value} in insertion order; a deleted one has an empty key
//   indices   open addressing table of entry numbers, 1, 2, 4 or 8 bytes each by table size;
//             -1: never used, -2: deleted.  It lies behind the entries, in the same buffer
//
// `keysVersion` changes whenever a key is added, removed or moves to another entry; not when a value is
// replaced.  So a cache of (keysVersion, entry number) finds a global with one compare and one load.
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct DictEntry {
  int64_t hash;
  Value key;    // empty: deleted
  Value value;
};

struct Dict : Object {
  size_t used;           // live entries
  size_t entryCount;     // entries in use, deleted ones included
  size_t entryCapacity;
  DictEntry* entries;
  void* indices;         // null while entries is
  uint32_t keysVersion;  // 0: not yet asked for (dictKeysVersion)
  uint8_t log2Size;      // of the index table
  bool onlyInternedKeys; // every key is an interned exact str: lookups compare words
  bool hasClassKeys;     // an instance's __dict__ with the attributes it began with: sys.getsizeof leaves out the keys,
                         // which are the class's in CPython
};

extern const TypeSpec kDictType;

inline bool isDict(Value v) { return v.isObject() && v.object()->type->has(kTypeIsDict); }
Ref<Dict> newDict(Thread& thread, size_t expected = 0);
// A plain dict with the same items.  Runs Python code for subclasses that define __iter__.
Ref<Dict> copyDict(Thread& thread, Dict* dict);
// Borrowed; empty if absent (or an exception from __hash__/__eq__: test thread.hasException()).
Value dictGet(Thread& thread, Dict* dict, Value key);
Status dictSet(Thread& thread, Dict* dict, Value key, Value value);
Result<bool> dictDelete(Thread& thread, Dict* dict, Value key);  // false: was absent
// With a str key: no Python code runs (unless the dict holds str subclasses).  Borrowed; empty if absent.
Value dictGetStr(Thread& thread, const Dict* dict, Str* key);
Status dictSetStr(Thread& thread, Dict* dict, Str* key, Value value);
// With the hash known.
Value dictGetHashed(Thread& thread, Dict* dict, Value key, int64_t hash);
Ref<> dictPopHashed(Thread& thread, Dict* dict, Value key, int64_t hash);  // empty without exception: absent
Status dictSetHashed(Thread& thread, Dict* dict, Value key, int64_t hash, Value value);
Ref<> dictPop(Thread& thread, Dict* dict, Value key);  // empty without exception: absent
void dictClear(Dict* dict);
// Drops the last entry; the dict must not be empty.
void dictRemoveLast(Dict* dict);
Status dictUpdate(Thread& thread, Dict* dict, Value mappingOrPairs);  // dict.update(x)
Status dictMerge(Thread& thread, Dict* dict, Value mapping, bool override);
// Goes through live entries: start with *position = 0.  Borrowed.  No Python code runs.
bool dictNext(const Dict* dict, size_t* position, Value* key, Value* value);
// Also gives the hash.  `dict` may change between calls.
bool dictNextHashed(const Dict* dict, size_t* position, Value* key, Value* value, int64_t* hash);
// dict.setdefault: the value that is there now, owned.
Ref<> dictSetDefault(Thread& thread, Dict* dict, Value key, Value value);
// A fresh instance of `type`, dict or a subclass.
Ref<Dict> newDictOfType(Thread& thread, Type* type);
// --- entries by number, for subclasses that keep something beside each (OrderedDict).  A number holds until the next
// change of keys; `entries` is another pointer when entries were renumbered.
// hash() of a key.
Result<int64_t> dictKeyHash(Thread& thread, Value key);
constexpr int64_t kDictMissing = -1, kDictRaised = -2;
// Number of the entry of `key`, kDictMissing or kDictRaised.  `slot` is for dictTakeEntry.  May run __eq__.
int64_t dictFind(Thread& thread, Dict* dict, Value key, int64_t hash, size_t* slot = nullptr);
// Number of the entry that holds this very key, or kDictMissing.
int64_t dictFindIdentical(const Dict* dict, Value key, int64_t hash);
// Adds a key that is absent; its entry is the last one.  MemoryError only.
Status dictAdd(Thread& thread, Dict* dict, Value key, int64_t hash, Value value);
// Takes out the entry that dictFind has just found; the caller gets both references.
DictEntry dictTakeEntry(Dict* dict, int64_t number, size_t slot);
// Slots and methods shared with subclasses written in C++ (defaultdict).
void dictTraverse(Object* self, Visitor& visitor);
void dictRelease(Object* self);
Status dictInitialize(Thread& thread, Value self, const Arguments& args);
// dict(…) and update(…): one optional positional argument, any keywords.
Status dictUpdateFromCall(Thread& thread, Dict* dict, const Arguments& args, const char* name);

// OPTIMIZATION: the lookup of an interned key among interned keys: compares words, calls nothing.
// Entry number or -1.  Only if dict->onlyInternedKeys and dict->used.
inline int64_t dictFindInterned(const Dict* dict, const Str* key, int64_t hash) {
  size_t mask = (size_t{1} << dict->log2Size) - 1;
  size_t perturb = static_cast<size_t>(hash), slot = perturb & mask;
  for (;;) {
    int64_t i;
    if (dict->log2Size < 8) i = static_cast<const int8_t*>(dict->indices)[slot];
    else if (dict->log2Size < 16) i = static_cast<const int16_t*>(dict->indices)[slot];
    else if (dict->log2Size < 32) i = static_cast<const int32_t*>(dict->indices)[slot];
    else i = static_cast<const int64_t*>(dict->indices)[slot];
    if (i == -1) return -1;
    if (i >= 0 && dict->entries[i].key.bits() == reinterpret_cast<uint64_t>(key)) return i;
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}
// Entry number of an interned key, or -1; for caches.
int64_t dictFindEntry(const Dict* dict, const Str* key);
uint32_t dictKeysVersion(Thread& thread, Dict* dict);  // 0: numbers ran out, do not cache

}  // namespace taipan
