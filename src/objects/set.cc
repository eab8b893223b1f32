// set: the table.  A hash leads to a slot and the nine after it (cheap, one or two cache lines), then on
// to slot 5*i + 1 + perturb.  Deleted entries stay marked until the next resize.  All of this, the growth
// rule included, equals CPython's, because programs see it in the order of iteration.
//
// Comparing keys may run Python code that changes the set; lookups notice and start again.
#include "objects/set.h"

#include <cstring>
#include <utility>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/set_internal.h"
#include "objects/str.h"

namespace taipan {

namespace {

constexpr size_t kLinearProbes = 9;
constexpr int64_t kDeletedHash = -1;

bool isPlainStr(Value v) { return v.isObject() && v.object()->type->id == TypeId::kStr; }

enum class Match { kNo, kYes, kAsk };
Match matchKey(Value have, Value want) {
  if (have == want) return Match::kYes;
  if (isPlainStr(have) && isPlainStr(want)) {
    return strEqual(have.as<Str>(), want.as<Str>()) ? Match::kYes : Match::kNo;
  }
  if (have.isSmallInt() && want.isSmallInt()) return Match::kNo;
  return Match::kAsk;
}

struct Found {
  SetEntry* entry;  // null: an exception is set
  bool present;     // else `entry` is where the key would go
};

Found find(Thread& thread, Set* set, Value key, int64_t hash) {
restart:
  size_t mask = set->mask, perturb = static_cast<size_t>(hash), i = perturb & mask;
  SetEntry* deleted = nullptr;  // the last one met: a new key goes there
  for (;;) {
    SetEntry* entry = &set->table[i];
    size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    do {
      if (!entry->key) {
        if (entry->hash != 0) {
          deleted = entry;
          continue;
        }
        // A comparison may have filled it meanwhile.
        return {deleted != nullptr && !deleted->key ? deleted : entry, false};
      }
      if (entry->hash != hash) continue;
      Match match = matchKey(entry->key, key);
      if (match == Match::kYes) return {entry, true};
      if (match == Match::kNo) continue;
      SetEntry* table = set->table;
      Ref<> have = newRef(entry->key), holdKey = newRef(key), holdSet = newRef(Value(set));
      Result<bool> same = equal(thread, have, key);
      if (!same) return {nullptr, false};
      if (set->table != table || set->mask != mask || entry->key != have.get()) goto restart;
      if (*same) return {entry, true};
    } while (entry++, probes--);
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

// What find would say, if the first entry looked at tells it; else null.
inline Found probeFirst(Set* set, Value key, int64_t hash) {
  SetEntry* entry = &set->table[static_cast<size_t>(hash) & set->mask];
  if (entry->hash == 0 && !entry->key) return {entry, false};
  if (entry->hash == hash && entry->key == key) return {entry, true};
  return {nullptr, false};
}

// Puts in a key known to be absent, into a table without deleted entries.
void insertClean(SetEntry* table, size_t mask, Value key, int64_t hash) {
  size_t perturb = static_cast<size_t>(hash), i = perturb & mask;
  for (;;) {
    SetEntry* entry = &table[i];
    size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    do {
      if (!entry->key) {
        *entry = {key, hash};
        return;
      }
      entry++;
    } while (probes--);
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

size_t grownSize(const Set* set) { return set->used > 50000 ? set->used * 2 : set->used * 4; }

}  // namespace

Status setResize(Thread& thread, Set* set, size_t minUsed) {
  size_t size = Set::kSmallSize;
  while (size <= minUsed) {
    if (size > (size_t{1} << 56)) return thread.raiseMemoryError();
    size <<= 1;
  }
  Heap& heap = thread.heap();
  SetEntry saved[Set::kSmallSize];
  SetEntry* old = set->table;
  size_t oldMask = set->mask;
  bool oldIsSmall = old == set->small;
  SetEntry* table = set->small;
  if (size > Set::kSmallSize) {
    table = static_cast<SetEntry*>(heap.allocateBuffer(size * sizeof(SetEntry)));
    if (!table) return thread.raiseMemoryError();
  } else if (oldIsSmall) {
    if (set->fill == set->used) return kOk;
    std::memcpy(static_cast<void*>(saved), old, sizeof saved);
    old = saved;
  }
  std::memset(static_cast<void*>(table), 0, size * sizeof(SetEntry));
  for (size_t i = 0; i <= oldMask; i++) {
    if (old[i].key) insertClean(table, size - 1, old[i].key, old[i].hash);
  }
  set->table = table;
  set->mask = size - 1;
  set->fill = set->used;
  if (!oldIsSmall) heap.freeBuffer(old, (oldMask + 1) * sizeof(SetEntry));
  return kOk;
}

void setPrepare(Set* set) {
  set->table = set->small;
  set->mask = Set::kSmallSize - 1;
  set->cachedHash = -1;
}

Ref<Set> newSetOfType(Thread& thread, Type* type) {
  Ref<Set> set = TRY(newObject<Set>(thread, type));
  setPrepare(set);
  return set;
}

Ref<Set> newSet(Thread& thread) { return newSetOfType(thread, thread.type(TypeId::kSet)); }

Ref<Set> newSetFrom(Thread& thread, Value iterable) {
  Ref<Set> set = TRY(newSet(thread));
  if (!setUpdate(thread, set, iterable)) return Raised{};
  return set;
}

Ref<Set> newFrozenSetFrom(Thread& thread, Value iterable) {
  Ref<Set> set = TRY(newSetOfType(thread, thread.type(TypeId::kFrozenSet)));
  if (!setUpdate(thread, set, iterable)) return Raised{};
  return set;
}

Status setAddHashed(Thread& thread, Set* set, Value key, int64_t hash) {
  Found found = probeFirst(set, key, hash);
  if (!found.entry) found = find(thread, set, key, hash);
  if (!found.entry) return Raised{};
  if (found.present) return kOk;
  incref(key);
  set->used++;
  bool wasDeleted = found.entry->hash == kDeletedHash;
  *found.entry = {key, hash};
  if (wasDeleted) return kOk;
  set->fill++;
  if (set->fill * 5 < set->mask * 3) return kOk;
  return setResize(thread, set, grownSize(set));
}

Status setAdd(Thread& thread, Set* set, Value key) {
  int64_t h = TRY(hash(thread, key));
  return setAddHashed(thread, set, key, h);
}

Result<bool> setContainsHashed(Thread& thread, Set* set, Value key, int64_t hash) {
  Found found = probeFirst(set, key, hash);
  if (!found.entry) found = find(thread, set, key, hash);
  if (!found.entry) return Raised{};
  return found.present;
}

Result<bool> setDiscardHashed(Thread& thread, Set* set, Value key, int64_t hash) {
  Found found = find(thread, set, key, hash);
  if (!found.entry) return Raised{};
  if (!found.present) return false;
  Value old = found.entry->key;
  *found.entry = {Value(), kDeletedHash};
  set->used--;
  decref(old);
  return true;
}

// The hash of a key to look up.  An unhashable set stands for the frozenset with its items, which then
// comes in *stand.
static Result<int64_t> lookupHash(Thread& thread, Value key, Ref<Set>* stand) {
  Result<int64_t> h = hash(thread, key);
  if (h || !isSet(key)) return h;
  if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  *stand = TRY(newFrozenSetFrom(thread, key));
  return hash(thread, *stand);
}

Result<bool> setContains(Thread& thread, Set* set, Value key) {
  Ref<Set> stand;
  int64_t h = TRY(lookupHash(thread, key, &stand));
  return setContainsHashed(thread, set, stand ? stand.value() : key, h);
}

Result<bool> setDiscard(Thread& thread, Set* set, Value key) {
  Ref<Set> stand;
  int64_t h = TRY(lookupHash(thread, key, &stand));
  return setDiscardHashed(thread, set, stand ? stand.value() : key, h);
}

bool setNext(const Set* set, size_t* position, Value* key, int64_t* hash) {
  size_t i = *position;
  while (i <= set->mask && !set->table[i].key) i++;
  if (i > set->mask) return false;
  *position = i + 1;
  *key = set->table[i].key;
  if (hash) *hash = set->table[i].hash;
  return true;
}

void setClear(Set* set) {
  if (!set->table) return;
  SetEntry saved[Set::kSmallSize];
  SetEntry* table = set->table;
  size_t mask = set->mask;
  bool isSmall = table == set->small;
  if (isSmall) {
    std::memcpy(static_cast<void*>(saved), table, sizeof saved);
    table = saved;
  }
  std::memset(static_cast<void*>(set->small), 0, sizeof set->small);
  set->table = set->small;
  set->mask = Set::kSmallSize - 1;
  set->fill = set->used = 0;
  set->cachedHash = -1;
  Heap& heap = set->type->interpreter->heap;
  for (size_t i = 0; i <= mask; i++) decrefOrEmpty(table[i].key);
  if (!isSmall) heap.freeBuffer(table, (mask + 1) * sizeof(SetEntry));
}

void setSwapBodies(Set* a, Set* b) {
  SetEntry* table = a->table == a->small ? b->small : a->table;
  a->table = b->table == b->small ? a->small : b->table;
  b->table = table;
  std::swap(a->small, b->small);
  std::swap(a->mask, b->mask);
  std::swap(a->fill, b->fill);
  std::swap(a->used, b->used);
  a->cachedHash = b->cachedHash = -1;
}

namespace {

Status mergeSet(Thread& thread, Set* set, Set* other) {
  if (set == other || other->used == 0) return kOk;
  if ((set->fill + other->used) * 5 >= set->mask * 3) {
    if (!setResize(thread, set, (set->used + other->used) * 2)) return Raised{};
  }
  if (set->fill == 0) {
    bool copyAsIs = set->mask == other->mask && other->fill == other->used;
    for (size_t i = 0; i <= other->mask; i++) {
      SetEntry entry = other->table[i];
      if (!entry.key) continue;
      incref(entry.key);
      if (copyAsIs) set->table[i] = entry;
      else insertClean(set->table, set->mask, entry.key, entry.hash);
    }
    set->fill = set->used = other->used;
    return kOk;
  }
  Ref<> hold = newRef(Value(other));
  size_t position = 0;
  Value k;
  int64_t h;
  while (setNext(other, &position, &k, &h)) {
    Ref<> key = newRef(k);
    if (!setAddHashed(thread, set, key, h)) return Raised{};
  }
  return kOk;
}

bool isExactDict(Value v) { return v.isObject() && v.object()->type->id == TypeId::kDict; }

}  // namespace

Status setUpdate(Thread& thread, Set* set, Value iterable) {
  if (isSet(iterable)) return mergeSet(thread, set, iterable.as<Set>());
  if (isExactDict(iterable)) {
    Dict* dict = iterable.as<Dict>();
    Ref<> hold = newRef(iterable);
    if ((set->fill + dict->used) * 5 >= set->mask * 3) {
      if (!setResize(thread, set, (set->used + dict->used) * 2)) return Raised{};
    }
    size_t position = 0;
    Value k;
    int64_t h;
    while (dictNextHashed(dict, &position, &k, nullptr, &h)) {
      Ref<> key = newRef(k);
      if (!setAddHashed(thread, set, key, h)) return Raised{};
    }
    return kOk;
  }
  Iteration iteration;
  if (!iteration.start(thread, iterable)) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    if (!setAdd(thread, set, key)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

Status setDifferenceUpdate(Thread& thread, Set* set, Value iterable) {
  if (iterable == Value(set)) {
    setClear(set);
    return kOk;
  }
  if (isSet(iterable)) {
    Set* other = iterable.as<Set>();
    Ref<> hold = newRef(iterable);
    size_t position = 0;
    Value k;
    int64_t h;
    while (setNext(other, &position, &k, &h)) {
      Ref<> key = newRef(k);
      if (!setDiscardHashed(thread, set, key, h)) return Raised{};
    }
  } else {
    Iteration iteration;
    if (!iteration.start(thread, iterable)) return Raised{};
    while (Ref<> key = iteration.next(thread)) {
      int64_t h = TRY(hash(thread, key));
      if (!setDiscardHashed(thread, set, key, h)) return Raised{};
    }
    if (thread.hasException()) return Raised{};
  }
  if (set->fill - set->used <= set->mask / 4) return kOk;
  return setResize(thread, set, grownSize(set));
}

Status setSymmetricDifferenceUpdate(Thread& thread, Set* set, Value iterable) {
  if (iterable == Value(set)) {
    setClear(set);
    return kOk;
  }
  auto toggle = [&](Value k, int64_t h) -> Status {
    Ref<> key = newRef(k);
    bool removed = TRY(setDiscardHashed(thread, set, key, h));
    if (removed) return kOk;
    return setAddHashed(thread, set, key, h);
  };
  size_t position = 0;
  Value k;
  int64_t h;
  if (isExactDict(iterable)) {
    Ref<> hold = newRef(iterable);
    while (dictNextHashed(iterable.as<Dict>(), &position, &k, nullptr, &h)) {
      if (!toggle(k, h)) return Raised{};
    }
    return kOk;
  }
  Ref<Set> other;
  if (isSet(iterable)) other = newRef(iterable.as<Set>());
  else other = TRY(newSetFrom(thread, iterable));
  while (setNext(other, &position, &k, &h)) {
    if (!toggle(k, h)) return Raised{};
  }
  return kOk;
}

}  // namespace taipan
