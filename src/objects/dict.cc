// dict: the table.  Layout of the one buffer, for a table of 2^log2Size slots:
//
//      ┌ DictEntry entries[]                   at most 2/3 of the slots: entryCapacity
//      └ intN_t indices[1 << log2Size]
//
// Probing: slot = 5*slot + perturb + 1, where perturb brings in higher bits of the hash step by step.
//
// Comparing keys may run Python code that changes the dict.  A lookup notices (the buffer, or the entry's
// key, is another one) and starts again.
#include "objects/dict.h"

#include <cstring>

#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

constexpr int kMinLog2Size = 3;
constexpr int64_t kUnused = -1, kDeleted = -2;

size_t usableEntries(int log2Size) { return (size_t{2} << log2Size) / 3; }
size_t indexWidth(int log2Size) {
  return log2Size < 8 ? 1 : log2Size < 16 ? 2 : log2Size < 32 ? 4 : 8;
}
size_t bufferSize(int log2Size) {
  return usableEntries(log2Size) * sizeof(DictEntry) + (indexWidth(log2Size) << log2Size);
}

int64_t indexAt(const Dict* dict, size_t slot) {
  if (dict->log2Size < 8) return static_cast<const int8_t*>(dict->indices)[slot];
  if (dict->log2Size < 16) return static_cast<const int16_t*>(dict->indices)[slot];
  if (dict->log2Size < 32) return static_cast<const int32_t*>(dict->indices)[slot];
  return static_cast<const int64_t*>(dict->indices)[slot];
}

void setIndexAt(Dict* dict, size_t slot, int64_t i) {
  if (dict->log2Size < 8) static_cast<int8_t*>(dict->indices)[slot] = static_cast<int8_t>(i);
  else if (dict->log2Size < 16) static_cast<int16_t*>(dict->indices)[slot] = static_cast<int16_t>(i);
  else if (dict->log2Size < 32) static_cast<int32_t*>(dict->indices)[slot] = static_cast<int32_t>(i);
  else static_cast<int64_t*>(dict->indices)[slot] = i;
}

// Walks the slots that a hash may be in.
struct Probe {
  size_t mask, perturb, slot;
  Probe(const Dict* dict, int64_t hash)
      : mask((size_t{1} << dict->log2Size) - 1),
        perturb(static_cast<size_t>(hash)),
        slot(perturb & mask) {}
  void next() {
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & mask;
  }
};

bool isPlainStr(Value v) { return v.isObject() && v.object()->type->id == TypeId::kStr; }
bool isInternedKey(Value v) { return isPlainStr(v) && v.as<Str>()->isInterned(); }

// OPTIMIZATION: hash() of the usual keys.
Result<int64_t> keyHash(Thread& thread, Value key) {
  if (isPlainStr(key)) {
    int64_t cached = key.as<Str>()->cachedHash;
    return cached != -1 ? cached : strHash(thread, key.as<Str>());
  }
  if (key.isSmallInt()) {
    int64_t i = key.smallIntValue();
    if (i >= 0 && i < (int64_t{1} << 61) - 1) return i;
  }
  return hash(thread, key);
}

enum class Match { kNo, kYes, kAsk };

// Is the key of an entry with the same hash equal?  Without running Python code, as far as possible.
Match matchKey(Value have, Value want) {
  if (have == want) return Match::kYes;
  if (isPlainStr(have) && isPlainStr(want)) {
    return strEqual(have.as<Str>(), want.as<Str>()) ? Match::kYes : Match::kNo;
  }
  if (have.isSmallInt() && want.isSmallInt()) return Match::kNo;
  return Match::kAsk;
}

constexpr int64_t kMissing = kDictMissing, kFailed = kDictRaised;

// OPTIMIZATION: `find` for a small int in a table whose slots are `Index`.  Entry number, kMissing, or kFailed where
// a key of another kind has the same hash, so that find must decide.
template <class Index>
int64_t findSmallInt(const Dict* dict, Value key, int64_t hash) {
  const Index* indices = static_cast<const Index*>(dict->indices);
  for (Probe probe(dict, hash);; probe.next()) {
    int64_t i = indices[probe.slot];
    if (i >= 0) {
      const DictEntry& entry = dict->entries[i];
      if (entry.key == key) return i;
      if (entry.hash == hash && !entry.key.isSmallInt()) return kFailed;
    } else if (i == kUnused) {
      return kMissing;
    }
  }
}

// Entry number, kMissing, or kFailed with an exception.
int64_t find(Thread& thread, Dict* dict, Value key, int64_t hash, size_t* foundSlot = nullptr) {
restart:
  if (dict->used == 0) return kMissing;
  if (foundSlot == nullptr && dict->onlyInternedKeys && isInternedKey(key)) {
    return dictFindInterned(dict, key.as<Str>(), hash);
  }
  if (key.isSmallInt() && foundSlot == nullptr && dict->log2Size < 32) {
    int64_t i = dict->log2Size < 8    ? findSmallInt<int8_t>(dict, key, hash)
                : dict->log2Size < 16 ? findSmallInt<int16_t>(dict, key, hash)
                                      : findSmallInt<int32_t>(dict, key, hash);
    if (i != kFailed) return i;
  }
  for (Probe probe(dict, hash);; probe.next()) {
    int64_t i = indexAt(dict, probe.slot);
    if (i == kUnused) return kMissing;
    if (i == kDeleted) continue;
    DictEntry& entry = dict->entries[i];
    if (entry.key != key) {
      if (entry.hash != hash) continue;
      Match match = matchKey(entry.key, key);
      if (match == Match::kNo) continue;
      if (match == Match::kAsk) {
        DictEntry* entries = dict->entries;
        uint8_t log2Size = dict->log2Size;
        Ref<> have = newRef(entry.key), holdDict = newRef(Value(dict)), holdKey = newRef(key);
        Result<bool> same = equal(thread, have, key);
        if (!same) return kFailed;
        bool changed = dict->entries != entries || dict->log2Size != log2Size ||
                       static_cast<size_t>(i) >= dict->entryCount || entries[i].key != have.get();
        if (changed) goto restart;
        if (!*same) continue;
      }
    }
    if (foundSlot) *foundSlot = probe.slot;
    return i;
  }
}

void keysChanged(Dict* dict) { dict->keysVersion = 0; }

// A new table for at least `wanted` entries, holding the live ones.  Runs no Python code.
Status rebuild(Thread& thread, Dict* dict, size_t wanted) {
  int log2Size = kMinLog2Size;
  while (usableEntries(log2Size) < wanted) {
    if (++log2Size > 56) return thread.raiseMemoryError();
  }
  Heap& heap = thread.heap();
  void* buffer = heap.allocateBuffer(bufferSize(log2Size));
  if (!buffer) return thread.raiseMemoryError();
  dict->hasClassKeys = false;
  DictEntry* oldEntries = dict->entries;
  size_t oldCount = dict->entryCount;
  size_t oldBytes = dict->entries ? bufferSize(dict->log2Size) : 0;
  DictEntry* entries = static_cast<DictEntry*>(buffer);
  dict->entries = entries;
  dict->entryCapacity = usableEntries(log2Size);
  dict->indices = entries + dict->entryCapacity;
  dict->log2Size = static_cast<uint8_t>(log2Size);
  std::memset(dict->indices, 0xFF, indexWidth(log2Size) << log2Size);
  size_t count = 0;
  for (size_t i = 0; i < oldCount; i++) {
    if (!oldEntries[i].key) continue;
    entries[count] = oldEntries[i];
    Probe probe(dict, entries[count].hash);
    while (indexAt(dict, probe.slot) != kUnused) probe.next();
    setIndexAt(dict, probe.slot, static_cast<int64_t>(count++));
  }
  if (count != oldCount) keysChanged(dict);
  dict->entryCount = count;
  if (oldBytes) heap.freeBuffer(oldEntries, oldBytes);
  return kOk;
}

// Adds a key known to be absent.  Runs no Python code.
Status addEntry(Thread& thread, Dict* dict, Value key, int64_t hash, Value value) {
  if (dict->entryCount == dict->entryCapacity) {
    size_t wanted = dict->used * 3 / 2;
    if (!rebuild(thread, dict, wanted < dict->used + 1 ? dict->used + 1 : wanted)) return Raised{};
  }
  Probe probe(dict, hash);
  while (indexAt(dict, probe.slot) >= 0) probe.next();
  setIndexAt(dict, probe.slot, static_cast<int64_t>(dict->entryCount));
  incref(key);
  incref(value);
  dict->entries[dict->entryCount++] = {hash, key, value};
  dict->used++;
  if (dict->onlyInternedKeys && !isInternedKey(key)) dict->onlyInternedKeys = false;
  keysChanged(dict);
  return kOk;
}

// Takes an entry out; the caller gets both references.  Its place stays empty until the next rebuild, so that an
// iterator that has passed it does not miss, or see again, what is added meanwhile.
DictEntry removeEntry(Dict* dict, int64_t i, size_t slot) {
  dict->hasClassKeys = false;
  DictEntry taken = dict->entries[i];
  setIndexAt(dict, slot, kDeleted);
  dict->entries[i].key = Value();
  dict->entries[i].value = Value();
  dict->used--;
  if (dict->used == 0) dict->onlyInternedKeys = true;
  keysChanged(dict);
  return taken;
}

// OPTIMIZATION: a table without holes can be copied as it is.
bool isDense(const Dict* dict) { return dict->used != 0 && dict->used == dict->entryCount; }

// Gives `dict`, which is empty, a copy of the dense table of `source`.  MemoryError only.
Status takeTableOf(Thread& thread, Dict* dict, const Dict* source) {
  size_t bytes = bufferSize(source->log2Size);
  auto* entries = static_cast<DictEntry*>(thread.heap().allocateBuffer(bytes));
  if (!entries) return thread.raiseMemoryError();
  std::memcpy(static_cast<void*>(entries), source->entries, bytes);
  for (size_t i = 0; i < source->entryCount; i++) {
    incref(entries[i].key);
    incref(entries[i].value);
  }
  if (dict->entries) thread.heap().freeBuffer(dict->entries, bufferSize(dict->log2Size));
  dict->entries = entries;
  dict->indices = entries + usableEntries(source->log2Size);
  dict->log2Size = source->log2Size;
  dict->used = source->used;
  dict->entryCount = source->entryCount;
  dict->entryCapacity = source->entryCapacity;
  dict->onlyInternedKeys = source->onlyInternedKeys;
  keysChanged(dict);
  return kOk;
}

}  // namespace

Ref<Dict> newDictOfType(Thread& thread, Type* type) {
  Ref<Dict> dict = TRY(newObject<Dict>(thread, type));
  dict->onlyInternedKeys = true;
  return dict;
}

Ref<Dict> newDict(Thread& thread, size_t expected) {
  Ref<Dict> dict = TRY(newDictOfType(thread, thread.type(TypeId::kDict)));
  if (expected && !rebuild(thread, dict, expected)) return Raised{};
  return dict;
}

Ref<Dict> copyDict(Thread& thread, Dict* source) {
  Ref<Dict> dict = TRY(newDict(thread));
  if (source->used != 0 && source->type->slots.iterate != thread.type(TypeId::kDict)->slots.iterate) {
    TRY(dictMerge(thread, dict, Value(source), true));  // a subclass with an order of its own
    return dict;
  }
  if (isDense(source)) {
    TRY(takeTableOf(thread, dict, source));
    return dict;
  }
  if (source->used != 0) TRY(rebuild(thread, dict, source->used));
  for (size_t i = 0; i < source->entryCount; i++) {
    DictEntry& entry = source->entries[i];
    if (entry.key && !addEntry(thread, dict, entry.key, entry.hash, entry.value)) return Raised{};
  }
  return dict;
}

Result<int64_t> dictKeyHash(Thread& thread, Value key) { return keyHash(thread, key); }

int64_t dictFind(Thread& thread, Dict* dict, Value key, int64_t hash, size_t* slot) {
  return find(thread, dict, key, hash, slot);
}

int64_t dictFindIdentical(const Dict* dict, Value key, int64_t hash) {
  if (dict->used == 0) return kDictMissing;
  for (Probe probe(dict, hash);; probe.next()) {
    int64_t i = indexAt(dict, probe.slot);
    if (i == kUnused) return kDictMissing;
    if (i != kDeleted && dict->entries[i].key == key) return i;
  }
}

Status dictAdd(Thread& thread, Dict* dict, Value key, int64_t hash, Value value) {
  return addEntry(thread, dict, key, hash, value);
}

DictEntry dictTakeEntry(Dict* dict, int64_t number, size_t slot) { return removeEntry(dict, number, slot); }

Value dictGetHashed(Thread& thread, Dict* dict, Value key, int64_t hash) {
  int64_t i = find(thread, dict, key, hash);
  return i < 0 ? Value() : dict->entries[i].value;
}

Value dictGet(Thread& thread, Dict* dict, Value key) {
  Result<int64_t> hash = keyHash(thread, key);
  if (!hash) return Value();
  return dictGetHashed(thread, dict, key, *hash);
}

Value dictGetStr(Thread& thread, const Dict* dict, Str* key) {
  int64_t hash = key->cachedHash != -1 ? key->cachedHash : strHash(thread, key);
  if (dict->onlyInternedKeys && key->isInterned()) {
    if (dict->used == 0) return Value();
    int64_t i = dictFindInterned(dict, key, hash);
    return i < 0 ? Value() : dict->entries[i].value;
  }
  return dictGetHashed(thread, const_cast<Dict*>(dict), key, hash);
}

int64_t dictFindEntry(const Dict* dict, const Str* key) {
  if (dict->used == 0) return -1;
  if (dict->onlyInternedKeys && key->isInterned() && key->cachedHash != -1) {
    return dictFindInterned(dict, key, key->cachedHash);
  }
  if (key->cachedHash == -1) return -1;
  for (Probe probe(dict, key->cachedHash);; probe.next()) {
    int64_t i = indexAt(dict, probe.slot);
    if (i == kUnused) return -1;
    if (i == kDeleted) continue;
    const DictEntry& entry = dict->entries[i];
    if (entry.key.bits() == reinterpret_cast<uint64_t>(key)) return i;
    if (entry.hash != key->cachedHash) continue;
    // Another object with this hash: only a str is decided without Python code.
    if (isPlainStr(entry.key)) {
      if (strEqual(entry.key.as<Str>(), key)) return i;
      continue;
    }
    return -1;
  }
}

Status dictSetHashed(Thread& thread, Dict* dict, Value key, int64_t hash, Value value) {
  int64_t i = find(thread, dict, key, hash);
  if (i == kFailed) return Raised{};
  if (i == kMissing) return addEntry(thread, dict, key, hash, value);
  incref(value);
  Value old = std::exchange(dict->entries[i].value, value);
  decref(old);
  return kOk;
}

Status dictSet(Thread& thread, Dict* dict, Value key, Value value) {
  int64_t hash = TRY(keyHash(thread, key));
  return dictSetHashed(thread, dict, key, hash, value);
}

Status dictSetStr(Thread& thread, Dict* dict, Str* key, Value value) {
  int64_t hash = key->cachedHash != -1 ? key->cachedHash : strHash(thread, key);
  // OPTIMIZATION: replacing the value of a name.
  if (dict->onlyInternedKeys && key->isInterned() && dict->used != 0) {
    int64_t i = dictFindInterned(dict, key, hash);
    if (i < 0) return addEntry(thread, dict, key, hash, value);
    incref(value);
    decref(std::exchange(dict->entries[i].value, value));
    return kOk;
  }
  return dictSetHashed(thread, dict, key, hash, value);
}

Ref<> dictSetDefault(Thread& thread, Dict* dict, Value key, Value value) {
  int64_t hash = TRY(keyHash(thread, key));
  int64_t i = find(thread, dict, key, hash);
  if (i == kFailed) return Raised{};
  if (i >= 0) return newRef(dict->entries[i].value);
  if (!addEntry(thread, dict, key, hash, value)) return Raised{};
  return newRef(value);
}

Ref<> dictPop(Thread& thread, Dict* dict, Value key) {
  if (dict->used == 0) {
    // CPython does not hash the key of an empty dict here; unhashable keys pass.
    return Ref<>();
  }
  int64_t hash = TRY(keyHash(thread, key));
  return dictPopHashed(thread, dict, key, hash);
}

Ref<> dictPopHashed(Thread& thread, Dict* dict, Value key, int64_t hash) {
  size_t slot = 0;
  int64_t i = dict->used == 0 ? kMissing : find(thread, dict, key, hash, &slot);
  if (i < 0) return Ref<>();
  DictEntry taken = removeEntry(dict, i, slot);
  Ref<> value = Ref<>::adopt(taken.value);
  decref(taken.key);
  return value;
}

Result<bool> dictDelete(Thread& thread, Dict* dict, Value key) {
  int64_t hash = TRY(keyHash(thread, key));
  size_t slot = 0;
  int64_t i = find(thread, dict, key, hash, &slot);
  if (i == kFailed) return Raised{};
  if (i == kMissing) return false;
  DictEntry taken = removeEntry(dict, i, slot);
  decref(taken.key);
  decref(taken.value);
  return true;
}

void dictRemoveLast(Dict* dict) {
  size_t last = dict->entryCount - 1;
  while (!dict->entries[last].key) last--;
  Probe probe(dict, dict->entries[last].hash);
  while (indexAt(dict, probe.slot) != static_cast<int64_t>(last)) probe.next();
  DictEntry taken = removeEntry(dict, static_cast<int64_t>(last), probe.slot);
  // Entries at the end are given back, so that the next call need not search.  Their slots stay used up
  // until the next rebuild, hence the smaller capacity: some slot must always be unused.
  dict->entryCapacity -= dict->entryCount - last;
  dict->entryCount = last;
  decref(taken.key);
  decref(taken.value);
}

void dictClear(Dict* dict) {
  size_t bytes = dict->entries ? bufferSize(dict->log2Size) : 0;
  DictEntry* entries = std::exchange(dict->entries, nullptr);
  size_t count = std::exchange(dict->entryCount, 0);
  dict->used = dict->entryCapacity = 0;
  dict->indices = nullptr;
  dict->log2Size = 0;
  dict->onlyInternedKeys = true;
  keysChanged(dict);
  if (!entries) return;
  Heap& heap = dict->type->interpreter->heap;
  for (size_t i = 0; i < count; i++) {
    decrefOrEmpty(entries[i].key);
    decrefOrEmpty(entries[i].value);
  }
  heap.freeBuffer(entries, bytes);
}

bool dictNextHashed(const Dict* dict, size_t* position, Value* key, Value* value, int64_t* hash) {
  size_t i = *position;
  while (i < dict->entryCount && !dict->entries[i].key) i++;
  if (i >= dict->entryCount) return false;
  *position = i + 1;
  if (key) *key = dict->entries[i].key;
  if (value) *value = dict->entries[i].value;
  if (hash) *hash = dict->entries[i].hash;
  return true;
}

bool dictNext(const Dict* dict, size_t* position, Value* key, Value* value) {
  return dictNextHashed(dict, position, key, value, nullptr);
}

uint32_t dictKeysVersion(Thread& thread, Dict* dict) {
  if (dict->keysVersion == 0) {
    uint32_t& next = thread.interpreter().nextDictVersion;
    if (next == 0) return 0;  // all numbers were given out
    dict->keysVersion = next++;
  }
  return dict->keysVersion;
}

void dictTraverse(Object* self, Visitor& visitor) {
  Dict* dict = static_cast<Dict*>(self);
  for (size_t i = 0; i < dict->entryCount; i++) {
    visitor.visitValue(dict->entries[i].key);
    visitor.visitValue(dict->entries[i].value);
  }
}

void dictRelease(Object* self) { dictClear(static_cast<Dict*>(self)); }

namespace {

// Into `dict` from another dict.  Comparing keys may change either.
Status mergeDict(Thread& thread, Dict* dict, Dict* source, bool override) {
  if (dict == source || source->used == 0) return kOk;
  Ref<> hold = newRef(Value(source));
  if (dict->used == 0 && isDense(source)) return takeTableOf(thread, dict, source);
  if (dict->used == 0) {
    if (dict->entryCapacity < source->used && !rebuild(thread, dict, source->used)) return Raised{};
  }
  size_t position = 0, used = source->used;
  Value k, v;
  int64_t hash;
  while (dictNextHashed(source, &position, &k, &v, &hash)) {
    Ref<> key = newRef(k), value = newRef(v);
    if (!override) {
      int64_t i = find(thread, dict, key, hash);
      if (i == kFailed) return Raised{};
      if (i >= 0) continue;
    }
    if (!dictSetHashed(thread, dict, key, hash, value)) return Raised{};
    if (source->used != used) {
      return thread.raise(TypeId::kRuntimeError, "dict mutated during update");
    }
  }
  return kOk;
}

Status updateFromPairs(Thread& thread, Dict* dict, Value pairs) {
  Iteration iteration;
  if (!iteration.start(thread, pairs)) return Raised{};
  for (int64_t number = 0;; number++) {
    Ref<> item = iteration.next(thread);
    if (!item) break;
    Ref<> iterator = getIterator(thread, item);
    if (!iterator) {
      if (thread.clearIfMatches(TypeId::kTypeError)) {
        return thread.raiseTypeError(
            "cannot convert dictionary update sequence element #{} to a sequence", number);
      }
      return Raised{};
    }
    Ref<Tuple> pair = TRY(tupleFromIterable(thread, isTuple(item) || isList(item)
                                                         ? item.get()
                                                         : iterator.get()));
    if (pair->size != 2) {
      return thread.raiseValueError(
          "dictionary update sequence element #{} has length {}; 2 is required", number,
          pair->size);
    }
    if (!dictSet(thread, dict, pair->items[0], pair->items[1])) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

}  // namespace

Status dictMerge(Thread& thread, Dict* dict, Value mapping, bool override) {
  if (isDict(mapping) &&
      mapping.object()->type->slots.iterate == thread.type(TypeId::kDict)->slots.iterate) {
    return mergeDict(thread, dict, mapping.as<Dict>(), override);
  }
  Ref<> keys = TRY(callMethod(thread, mapping, thread.names().keys));
  Iteration iteration;
  if (!iteration.start(thread, keys)) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    if (!override) {
      Value have = dictGet(thread, dict, key);
      if (have) continue;
      if (thread.hasException()) return Raised{};
    }
    Ref<> value = TRY(getItem(thread, mapping, key));
    if (!dictSet(thread, dict, key, value)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

Status dictUpdate(Thread& thread, Dict* dict, Value source) {
  if (source.isObject() && source.object()->type->id == TypeId::kDict) {
    return dictMerge(thread, dict, source, true);
  }
  bool isMapping = TRY(hasAttribute(thread, source, thread.names().keys));
  if (isMapping) return dictMerge(thread, dict, source, true);
  return updateFromPairs(thread, dict, source);
}

Status dictUpdateFromCall(Thread& thread, Dict* dict, const Arguments& args, const char* name) {
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("{} expected at most 1 argument, got {}", name,
                                 args.positionalCount);
  }
  if (args.positionalCount && !dictUpdate(thread, dict, args[0])) return Raised{};
  if (!args.keywordNames) return kOk;
  for (size_t i = 0; i < args.keywordNames->size; i++) {
    if (!dictSet(thread, dict, args.keywordNames->items[i], args[args.positionalCount + i])) {
      return Raised{};
    }
  }
  return kOk;
}

}  // namespace taipan
