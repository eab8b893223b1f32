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
#include "objects/list.h"
#include "objects/set_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

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
  SetEntry* entry;  // null: an exception is set, or (findPlain) only Python code could tell
  bool present;     // else `entry` is where the key would go
};

// Where a key is or would go, as far as can be told without running Python code.
inline Found findPlain(const Set* set, Value key, int64_t hash) {
  size_t mask = set->mask, perturb = static_cast<size_t>(hash), i = perturb & mask;
  SetEntry* deleted = nullptr;  // the last one met: a new key goes there
  for (;;) {
    SetEntry* entry = &set->table[i];
    size_t probes = i + kLinearProbes <= mask ? kLinearProbes : 0;
    do {
      if (entry->hash == hash && entry->key) {
        Match match = matchKey(entry->key, key);
        if (match == Match::kYes) return {entry, true};
        if (match == Match::kAsk) return {nullptr, false};
      } else if (!entry->key) {
        if (entry->hash == 0) return {deleted != nullptr ? deleted : entry, false};
        deleted = entry;
      }
    } while (entry++, probes--);
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & mask;
  }
}

// The same, asking keys whether they are equal.
Found find(Thread& thread, Set* set, Value key, int64_t hash) {
restart:
  size_t mask = set->mask, perturb = static_cast<size_t>(hash), i = perturb & mask;
  SetEntry* deleted = nullptr;
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

// Fills the entry that was found for an absent key.
static Status fillEntry(Thread& thread, Set* set, SetEntry* entry, Value key, int64_t hash) {
  incref(key);
  set->used++;
  bool wasDeleted = entry->hash == kDeletedHash;
  *entry = {key, hash};
  if (wasDeleted) return kOk;
  set->fill++;
  if (set->fill * 5 < set->mask * 3) return kOk;
  return setResize(thread, set, grownSize(set));
}

Status setAddHashed(Thread& thread, Set* set, Value key, int64_t hash) {
  Found found = findPlain(set, key, hash);
  if (!found.entry) {
    found = find(thread, set, key, hash);
    if (!found.entry) return Raised{};
  }
  return found.present ? kOk : fillEntry(thread, set, found.entry, key, hash);
}

[[gnu::noinline]] static Status addHolding(Thread& thread, Set* set, Value key, int64_t hash) {
  Ref<> hold = newRef(key);
  return setAddHashed(thread, set, key, hash);
}

// As setAddHashed for a key that its owner may drop while Python code compares it.
static inline Status addBorrowed(Thread& thread, Set* set, Value key, int64_t hash) {
  // OPTIMIZATION: most keys go to the first entry looked at, or are there already.
  SetEntry* entry = &set->table[static_cast<size_t>(hash) & set->mask];
  if (entry->key == key) return kOk;
  if (!entry->key && entry->hash == 0 && (set->fill + 1) * 5 < set->mask * 3) {
    incref(key);
    set->used++;
    set->fill++;
    *entry = {key, hash};
    return kOk;
  }
  return addHolding(thread, set, key, hash);
}

// Puts in a key known to be absent, into a set that has had none deleted.
static inline Status addNew(Thread& thread, Set* set, Value key, int64_t hash) {
  incref(key);
  set->used++;
  insertClean(set->table, set->mask, key, hash);
  if (++set->fill * 5 < set->mask * 3) return kOk;
  return setResize(thread, set, grownSize(set));
}

Status setAddMembers(Thread& thread, Set* result, Set* from, Set* other, bool wanted) {
  size_t position = 0;
  Value key;
  int64_t hash;
  bool asked = false;  // Python code ran: `from` may have changed, and give the same key twice
  while (setNext(from, &position, &key, &hash)) {
    Found found = asked ? Found{nullptr, false} : findPlain(other, key, hash);
    if (found.entry) [[likely]] {
      if (found.present == wanted) TRY(addNew(thread, result, key, hash));
      continue;
    }
    asked = true;
    Ref<> hold = newRef(key);
    if (TRY(setContainsHashed(thread, other, key, hash)) == wanted) TRY(setAddHashed(thread, result, key, hash));
  }
  return kOk;
}

Status setAdd(Thread& thread, Set* set, Value key) {
  int64_t h = TRY(hash(thread, key));
  return setAddHashed(thread, set, key, h);
}

Result<bool> setContainsHashed(Thread& thread, Set* set, Value key, int64_t hash) {
  Found found = findPlain(set, key, hash);
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

// The table of a set without deleted entries, with its keys where they are.
Status copyTable(Thread& thread, Set* set, const Set* other) {
  SetEntry* table = set->small;
  size_t size = (other->mask + 1) * sizeof(SetEntry);
  if (other->mask >= Set::kSmallSize) {
    table = static_cast<SetEntry*>(thread.heap().allocateBuffer(size));
    if (!table) return thread.raiseMemoryError();
  }
  std::memcpy(static_cast<void*>(table), other->table, size);
  if (set->table != set->small) thread.heap().freeBuffer(set->table, (set->mask + 1) * sizeof(SetEntry));
  set->table = table;
  set->mask = other->mask;
  set->fill = set->used = other->used;
  for (size_t i = 0, last = other->mask; i <= last; i++) increfOrEmpty(table[i].key);
  return kOk;
}

// The mask that setResize would give.
size_t maskFor(size_t minUsed) {
  size_t size = Set::kSmallSize;
  while (size <= minUsed) size <<= 1;
  return size - 1;
}

Status mergeSet(Thread& thread, Set* set, Set* other) {
  if (set == other || other->used == 0) return kOk;
  bool grows = (set->fill + other->used) * 5 >= set->mask * 3;
  if (set->fill == 0 && other->fill == other->used &&
      (grows ? maskFor((set->used + other->used) * 2) : set->mask) == other->mask) {
    return copyTable(thread, set, other);
  }
  if (grows && !setResize(thread, set, (set->used + other->used) * 2)) return Raised{};
  if (set->fill == 0) {
    for (size_t i = 0; i <= other->mask; i++) {
      SetEntry entry = other->table[i];
      if (!entry.key) continue;
      incref(entry.key);
      insertClean(set->table, set->mask, entry.key, entry.hash);
    }
    set->fill = set->used = other->used;
    return kOk;
  }
  Ref<> hold = newRef(Value(other));
  size_t position = 0;
  Value key;
  int64_t hash;
  while (setNext(other, &position, &key, &hash)) TRY(addBorrowed(thread, set, key, hash));
  return kOk;
}

// Items whose hashes are known without asking them are not held; the others run Python code, which may do anything to
// the list.
Status addItems(Thread& thread, Set* set, Value sequence) {
  Ref<> hold = newRef(sequence);
  bool isTuple = sequence.object()->type->id == TypeId::kTuple;
  for (size_t i = 0;; i++) {
    if (i >= (isTuple ? sequence.as<Tuple>()->size : sequence.as<List>()->size)) return kOk;
    Value item = isTuple ? sequence.as<Tuple>()->items[i] : sequence.as<List>()->items[i];
    if (isPlainStr(item)) {
      TRY(addBorrowed(thread, set, item, strHash(thread, item.as<Str>())));
    } else if (item.isSmallInt() && item.smallIntValue() >= 0 && item.smallIntValue() < (int64_t{1} << 61) - 1) {
      TRY(addBorrowed(thread, set, item, item.smallIntValue()));
    } else {
      Ref<> key = newRef(item);
      TRY(setAdd(thread, set, key));
    }
  }
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
    while (dictNextHashed(dict, &position, &k, nullptr, &h)) TRY(addBorrowed(thread, set, k, h));
    return kOk;
  }
  if (iterable.isObject() &&
      (iterable.object()->type->id == TypeId::kList || iterable.object()->type->id == TypeId::kTuple)) {
    return addItems(thread, set, iterable);
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
