// See collector.h.  A Collection is one run: it lives on the stack of Collector::collect.
#include "objects/collector.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/shape.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

namespace taipan {

namespace {

constexpr uint32_t kGenerationShift = 30;
constexpr uint32_t kGenerationMask = 3u << kGenerationShift;
constexpr uint32_t kOld = 0, kYoung = 1u << kGenerationShift, kMiddle = 2u << kGenerationShift, kFrozen = 3u << kGenerationShift;
constexpr uint32_t kFinalized = 1u << 29, kInSet = 1u << 28, kReachable = 1u << 27, kCountMask = kReachable - 1;
constexpr size_t kFirstCapacity = 1024, kLargestCapacity = 1 << 20;
constexpr int kMaxYoungFactor = 12;

// How many young objects make a collection due.  Builds with TAIPAN_STRESS collect all the time.
int64_t youngLimit(const int64_t* thresholds, int factor) {
#if defined(TAIPAN_STRESS)
  return thresholds[0] < 40 ? thresholds[0] : 40;
#else
  return thresholds[0] == 700 ? thresholds[0] * factor : thresholds[0];  // one that a program has set is meant
#endif
}

bool isCollected(const Object* object) { return object->type != nullptr && object->type->has(kTypeHasGc); }

double now() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

void traverseObject(Object* object, Visitor& visitor) {
  Type* type = object->type;
  if (type->slots.traverse != nullptr) type->slots.traverse(object, visitor);
  if (type->has(kTypeHasAttributes)) traverseAttributes(object, visitor);
  if (!type->has(kTypeIsHeapType)) return;
  for (Type* t = type; t != nullptr; t = t->base) {
    if (t->slotsCount == 0) continue;
    auto* values = reinterpret_cast<Value*>(fieldAt(object, t->slotsBegin));
    for (size_t i = 0; i < t->slotsCount; ++i) visitor.visitValue(values[i]);
  }
  visitor.visit(type);
}

// Could what `v` holds form a cycle?  Of tuples it is known, dicts and others are taken for it.
static bool mayBeTracked(Value v) {
  if (!v.isObject()) return false;
  Type* type = v.object()->type;
  if (type->id == TypeId::kTuple) return isTracked(v.object());
  return type->has(kTypeHasGc) && (!type->has(kTypeIsType) || v.as<Type>()->has(kTypeIsHeapType));
}

bool isTracked(Object* object) {
  TypeId id = object->type->id;
  if (id == TypeId::kTuple) {
    auto* tuple = static_cast<Tuple*>(object);
    for (size_t i = 0; i < tuple->size; ++i) {
      if (mayBeTracked(tuple->items[i])) return true;
    }
    return false;
  }
  if (id == TypeId::kDict) {
    auto* dict = static_cast<Dict*>(object);
    for (size_t i = 0; i < dict->entryCount; ++i) {
      const DictEntry& entry = dict->entries[i];
      if (!entry.key.isEmpty() && (mayBeTracked(entry.key) || mayBeTracked(entry.value))) return true;
    }
    return false;
  }
  return mayBeTracked(Value(object));
}

// ---------------------------------------------------------------- one run

class Collection {
 public:
  Collection(Collector& owner, Thread& thread, int generation)
      : owner_(owner), heap_(owner.interpreter_.heap), thread_(thread), generation_(generation) {}
  // How many objects were unreachable.
  int64_t run();
  int64_t size() const { return size_; }
  bool failed() const { return failed_; }

 private:
  bool add(Object* object);
  void gather();
  void gatherOldest();
  void gatherLarge();
  void survive(Object* object);
  void subtractInternal(const std::vector<Object*>& set);
  void markReachable(const std::vector<Object*>& set);
  void split();
  void clearWeakReferences();
  void finalize();
  void findResurrected();
  void takeApart();
  void report(Object* object);

  Collector& owner_;
  Heap& heap_;
  Thread& thread_;
  int generation_;
  std::vector<Object*> set_, unreachable_, stack_;
  int64_t size_ = 0;
  bool failed_ = false;
};

namespace {

// Each reference from within the set is no reason to live.
class Subtractor final : public Visitor {
 public:
  explicit Subtractor(Heap& heap) : heap_(heap) {}
  void visit(Object* object) override {
    uint32_t* word = heap_.findWord(object);
    if (word == nullptr || !(*word & kInSet) || (*word & kCountMask) == kCountMask) return;
    TAIPAN_ASSERT((*word & kCountMask) != 0);  // a type's traverse visits what it does not own
    if ((*word & kCountMask) != 0) --*word;
  }

 private:
  Heap& heap_;
};

class Marker final : public Visitor {
 public:
  Marker(Heap& heap, std::vector<Object*>& stack) : heap_(heap), stack_(stack) {}
  void visit(Object* object) override {
    uint32_t* word = heap_.findWord(object);
    if (word == nullptr || (*word & (kInSet | kReachable)) != kInSet) return;
    *word |= kReachable;
    stack_.push_back(object);
  }

 private:
  Heap& heap_;
  std::vector<Object*>& stack_;
};

}  // namespace

// Puts a live object into the set, once.
bool Collection::add(Object* object) {
  uint32_t* word = heap_.makeWord(object);
  if (word == nullptr) return false;
  if (*word & kInSet) return true;
  int64_t count = object->refCount;
  if (count <= 0) return true;  // dying: its destruction waits its turn
  uint32_t known = count < static_cast<int64_t>(kCountMask) ? static_cast<uint32_t>(count) : kCountMask;
  *word = (*word & (kGenerationMask | kFinalized)) | kInSet | known;
  set_.push_back(object);
  return true;
}

// The set in order of age as far as it is known, the oldest first.
void Collection::gather() {
  owner_.settle();
  if (generation_ == 2) gatherOldest();
  if (generation_ >= 1) {
    for (Object* object : owner_.middle_) {
      if (!isCollected(object)) continue;
      uint32_t* word = heap_.findWord(object);
      if (word != nullptr && (*word & kGenerationMask) == kMiddle && !add(object)) failed_ = true;
    }
    owner_.middle_.clear();
  }
  for (Object** p = owner_.begin_; p != owner_.top_; ++p) {
    if (!add(*p)) failed_ = true;
  }
  owner_.top_ = owner_.begin_;
  if (generation_ < 2) gatherLarge();
}

// Their list goes from the youngest to the oldest.
void Collection::gatherLarge() {
  heap_.forEachLargeObject(
      [](void* context, Object* object) {
        auto* self = static_cast<Collection*>(context);
        if (!isCollected(object)) return true;
        uint32_t generation = *self->heap_.findWord(object) & kGenerationMask;
        if (generation != kYoung && generation != kMiddle) return false;
        if ((generation == kYoung || self->generation_ == 1) && !self->add(object)) self->failed_ = true;
        return generation == kYoung || self->generation_ == 1;
      },
      this);
}

// What lives grows older.
void Collection::survive(Object* object) {
  bool large = objectSize(object) > Heap::kLargestCell;
  if (generation_ == 0 && !large) owner_.middle_.push_back(object);
}

void Collection::gatherOldest() {
  heap_.forEachObject(
      [](void* context, Object* object) {
        auto* self = static_cast<Collection*>(context);
        if (!isCollected(object)) return;
        uint32_t* word = self->heap_.findWord(object);
        uint32_t generation = word == nullptr ? kOld : *word & kGenerationMask;
        bool wanted = generation == kOld || (generation != kFrozen && objectSize(object) > Heap::kLargestCell);
        if (wanted && !self->add(object)) self->failed_ = true;
      },
      this);
}

void Collection::subtractInternal(const std::vector<Object*>& set) {
  Subtractor subtractor(heap_);
  for (Object* object : set) traverseObject(object, subtractor);
}

void Collection::markReachable(const std::vector<Object*>& set) {
  Marker marker(heap_, stack_);
  for (Object* object : set) {
    uint32_t word = *heap_.findWord(object);
    if ((word & kCountMask) == 0 || (word & kReachable)) continue;
    marker.visit(object);
    while (!stack_.empty()) {
      Object* next = stack_.back();
      stack_.pop_back();
      traverseObject(next, marker);
    }
  }
}

// Survivors get older; the unreachable are held by a reference of ours.
void Collection::split() {
  uint32_t older = generation_ == 0 ? kMiddle : kOld;
  int64_t survivors = 0;
  for (Object* object : set_) {
    uint32_t* word = heap_.findWord(object);
    bool reachable = *word & kReachable;
    *word = (*word & kFinalized) | older;
    if (!reachable) {
      increfObject(object);
      unreachable_.push_back(object);
      continue;
    }
    ++survivors;
    survive(object);
  }
  if (generation_ == 1) owner_.pending_ += survivors;
  if (generation_ == 2) {
    owner_.survivors_ = survivors;
    owner_.pending_ = 0;
  }
  size_ = static_cast<int64_t>(set_.size());
  set_.clear();
}

// References to trash read as dead before anything runs; callbacks run only if their reference is not trash itself.
void Collection::clearWeakReferences() {
  for (Object* object : unreachable_) *heap_.findWord(object) |= kInSet;
  std::vector<Ref<WeakRef>> callbacks;
  for (Object* object : unreachable_) {
    while (WeakRef* ref = firstWeakRef(object)) {
      unlinkWeakRef(ref);
      if (ref->callback.isEmpty() || ref->refCount <= 0) continue;
      uint32_t* word = heap_.findWord(ref);
      if (word == nullptr || !(*word & kInSet)) callbacks.push_back(newRef(ref));
    }
  }
  for (Object* object : unreachable_) *heap_.findWord(object) &= ~kInSet;
  for (Ref<WeakRef>& ref : callbacks) callWeakRefCallback(thread_, ref);
}

// Python classes come first: their __del__ may still use streams that are found with them.  Streams that hold data come
// before those they write it to, so that none is lost.
constexpr int kFinalizerRanks = 4;
static int finalizerRank(const Type* type) {
  if (type->has(kTypeIsHeapType)) return 0;
  if (type->id == TypeId::kTextIOWrapper) return 1;
  if (type->id == TypeId::kBufferedWriter || type->id == TypeId::kBufferedRandom) return 2;
  return 3;
}

// Those with a known birth among themselves; the others keep their places.
void Collector::sortByBirth(std::vector<Object*>& objects) const {
  if (births_.empty()) return;
  std::vector<std::pair<uint64_t, Object*>> known;
  std::vector<size_t> places;
  for (size_t i = 0; i < objects.size(); ++i) {
    auto found = births_.find(objects[i]);
    if (found == births_.end()) continue;
    known.emplace_back(found->second, objects[i]);
    places.push_back(i);
  }
  std::sort(known.begin(), known.end());
  for (size_t i = 0; i < places.size(); ++i) objects[places[i]] = known[i].second;
}

// Finalizers may undo cycles (a generator drops its frame): what only we hold then has died by its count, and is not
// collected.
void Collection::finalize() {
  for (int rank = 0; rank < kFinalizerRanks; ++rank) {
    std::vector<Object*> due;
    for (Object* object : unreachable_) {
      Type* type = object->type;
      if (type->has(kTypeHasFinalizer) && finalizerRank(type) == rank && !owner_.isFinalized(object)) due.push_back(object);
    }
    owner_.sortByBirth(due);
    for (Object* object : due) {
      if (owner_.isFinalized(object)) continue;
      owner_.setFinalized(object);
      object->type->slots.finalize(thread_, object);
    }
  }
  size_t kept = 0;
  for (Object* object : unreachable_) {
    if (object->refCount == 1) decrefObject(object);
    else unreachable_[kept++] = object;
  }
  unreachable_.resize(kept);
}

// What finalizers made reachable again lives on, with all that hangs on it.
void Collection::findResurrected() {
  for (Object* object : unreachable_) {
    uint32_t* word = heap_.findWord(object);
    int64_t count = object->refCount - 1;  // without ours
    uint32_t known = count < static_cast<int64_t>(kCountMask) ? static_cast<uint32_t>(count) : kCountMask;
    *word = (*word & (kGenerationMask | kFinalized)) | kInSet | known;
  }
  subtractInternal(unreachable_);
  markReachable(unreachable_);
  std::vector<Object*> trash, resurrected;
  for (Object* object : unreachable_) {
    uint32_t* word = heap_.findWord(object);
    (*word & kReachable ? resurrected : trash).push_back(object);
    *word &= kGenerationMask | kFinalized;
  }
  unreachable_.swap(trash);
  for (Object* object : resurrected) {
    survive(object);
    decrefObject(object);
  }
}

void Collection::report(Object* object) {
  std::fprintf(stderr, "gc: collectable <%s %p>\n", object->type->nativeName, static_cast<void*>(object));
}

namespace {

// Drops what `object` holds; what is left can only be destroyed.
void clearObject(Object* object) {
  Type* type = object->type;
  // `clear` leaves a valid object, which weak references that finalizers made may still give out, as in CPython.
  if (type->weakRefsOffset != 0 && type->slots.clear == nullptr) {
    while (WeakRef* ref = firstWeakRef(object)) unlinkWeakRef(ref);
  }
  Type* native = type;
  while (native->has(kTypeIsHeapType)) native = native->base;
  if (type->slots.clear != nullptr) {
    type->slots.clear(object);
  } else if (type->slots.release != nullptr && native->has(kTypeHasGc) && !type->has(kTypeIsTuple)) {
    // Not tuples: others trust theirs (a class its bases), and no cycle is made of tuples alone.  Not types that hold
    // no objects either (a socket in a subclass): there zero may mean something, a descriptor for one.
    type->slots.release(object);
    // `release` runs again at the end, and must find nothing.
    if (type->slots.sizeOf == nullptr && native->basicSize > sizeof(Object)) {
      std::memset(static_cast<void*>(object + 1), 0, native->basicSize - sizeof(Object));
    }
  }
  if (type->has(kTypeHasAttributes)) releaseAttributes(object);
  if (type->has(kTypeIsHeapType)) releaseSlotMembers(object);
}

}  // namespace

void Collection::takeApart() {
  if (owner_.debug & kGcDebugSaveAll) {
    for (Object* object : unreachable_) {
      if (owner_.garbage != nullptr && !listAppend(thread_, owner_.garbage, object)) thread_.clearException();
      survive(object);
      decrefObject(object);
    }
    return;
  }
  for (Object* object : unreachable_) clearObject(object);
  for (Object* object : unreachable_) decrefObject(object);
}

int64_t Collection::run() {
  gather();
  if (!failed_) {
    subtractInternal(set_);
    markReachable(set_);
  } else {  // no memory for words: everything lives
    for (Object* object : set_) *heap_.findWord(object) |= kReachable;
  }
  split();
  if (unreachable_.empty()) return 0;
  clearWeakReferences();
  finalize();
  findResurrected();
  int64_t count = static_cast<int64_t>(unreachable_.size());
  if (owner_.debug & kGcDebugCollectable) {
    for (Object* object : unreachable_) report(object);
  }
  takeApart();
  return count;
}

// ---------------------------------------------------------------- the log

Collector::~Collector() { std::free(begin_); }

void Collector::trackLarge(Object* object) { *interpreter_.heap.findWord(object) = kYoung; }

void Collector::resetLimit() {
  int64_t wanted = thresholds[0] > 0 && enabled ? youngLimit(thresholds, youngFactor_) : static_cast<int64_t>(kFirstCapacity);
  limit_ = end_ - top_ > wanted ? top_ + wanted : end_;
}

// The log's end, or the point at which a collection is due.  False: `object` could not be noted and counts as old.
bool Collector::makeRoom() {
  if (top_ == end_) {
    size_t size = static_cast<size_t>(top_ - begin_);
    if (size >= kLargestCapacity) forgetYoung();
    size_t capacity = size == 0 ? kFirstCapacity : size * 2;
    if (top_ == end_) {
      auto* grown = static_cast<Object**>(std::realloc(begin_, capacity * sizeof(Object*)));
      if (grown == nullptr) return false;
      begin_ = grown;
      top_ = begin_ + size;
      end_ = begin_ + capacity;
    }
  }
  int64_t threshold = youngLimit(thresholds, youngFactor_);
  if (enabled && thresholds[0] != 0 && !collecting_ && top_ - begin_ >= threshold && interpreter_.currentThread != nullptr) {
    interpreter_.currentThread->evalBreaker.fetch_or(kBreakForCollection, std::memory_order_relaxed);
  }
  resetLimit();
  return limit_ != top_;
}

// Every young object once, in order, dead ones gone; their words say that they are young.
void Collector::settle() {
  Heap& heap = interpreter_.heap;
  for (Object** p = begin_; p != top_; ++p) {
    if (!isCollected(*p)) continue;
    if (uint32_t* word = heap.makeWord(*p)) *word = (*word & kFinalized) | kOld;
  }
  Object** out = begin_;
  for (Object** p = begin_; p != top_; ++p) {
    if (!isCollected(*p)) continue;
    uint32_t* word = heap.findWord(*p);
    if (word == nullptr || (*word & kGenerationMask) == kYoung) continue;
    *word |= kYoung;
    *out++ = *p;
  }
  top_ = out;
}

// The log is full and nothing may be collected: its objects grow old unseen.
void Collector::forgetYoung() {
  settle();
  pending_ += top_ - begin_;
  for (Object** p = begin_; p != top_; ++p) {
    uint32_t* word = interpreter_.heap.findWord(*p);
    *word = (*word & kFinalized) | kOld;
  }
  top_ = begin_;
}

// ---------------------------------------------------------------- the outside

int64_t Collector::collect(Thread& thread, int generation) {
  if (collecting_) return 0;
  collecting_ = true;
  Ref<> inFlight = thread.takeException();
  runCallbacks(thread, "start", generation, 0);
  double begin = 0;
  if (debug & kGcDebugStats) {
    std::fprintf(stderr, "gc: collecting generation %d...\n", generation);
    begin = now();
  }
  int64_t seen = 0, found = 0;
  {
    Collection collection(*this, thread, generation);
    found = collection.run();
    seen = collection.size();
  }
  if (debug & kGcDebugStats) {
    std::fprintf(stderr, "gc: done, %ld unreachable, 0 uncollectable, %.4fs elapsed\n", static_cast<long>(found), now() - begin);
  }
  ++statistics[generation].collections;
  statistics[generation].collected += found;
  if (generation < 2) ++counts_[generation + 1];
  for (int i = 0; i <= generation; ++i) counts_[i] = 0;
  // A program that makes no cycles is looked at less and less often.
  if (found * 20 > seen) youngFactor_ = 1;
  else if (generation < 2 && youngFactor_ < kMaxYoungFactor) youngFactor_ = youngFactor_ * 2 < kMaxYoungFactor ? youngFactor_ * 2 : kMaxYoungFactor;
  if (generation == 2 && !interpreter_.finalizing) interpreter_.heap.trim();
  runCallbacks(thread, "stop", generation, found);
  resetLimit();
  collecting_ = false;
  if (inFlight) (void)thread.restoreException(std::move(inFlight));
  return found;
}

void Collector::collectIfDue(Thread& thread) {
  if (!enabled || collecting_ || thresholds[0] == 0 || interpreter_.finalizing) return;
  settle();
  resetLimit();
  if (top_ - begin_ < youngLimit(thresholds, 1) / 2) return;  // most have died already
  int generation = 0;
  if (counts_[1] > thresholds[1] && thresholds[1] > 0) generation = 1;
  // The whole heap is looked at when the old have doubled, so that the cost for each object stays constant.
  if (counts_[2] > thresholds[2] && thresholds[2] > 0 && pending_ >= survivors_) generation = 2;
  collect(thread, generation);
}

void Collector::runCallbacks(Thread& thread, const char* phase, int generation, int64_t collected) {
  if (callbacks == nullptr || callbacks->size == 0) return;
  Ref<List> list = newRef(callbacks);
  Ref<Dict> info = newDict(thread);
  auto put = [&](const char* name, int64_t value) {
    Ref<Str> key = internText(thread, name);
    return key && info && dictSetStr(thread, info, key, Value::smallInt(value));
  };
  Ref<Str> phaseText = internText(thread, phase);
  if (!put("generation", generation) || !put("collected", collected) || !put("uncollectable", 0) || !phaseText) {
    reportUnraisable(thread, Value());
    return;
  }
  for (size_t i = 0; i < list->size; ++i) {
    Ref<> callback = newRef(list->items[i]);
    if (!call(thread, callback, Value(phaseText), Value(info))) reportUnraisable(thread, callback);
  }
}

void Collector::freeze() {
  settle();
  top_ = begin_;
  middle_.clear();
  interpreter_.heap.forEachObject(
      [](void* context, Object* object) {
        if (!isCollected(object)) return;
        uint32_t* word = static_cast<Heap*>(context)->makeWord(object);
        if (word != nullptr) *word |= kFrozen;
      },
      &interpreter_.heap);
}

void Collector::unfreeze() {
  settle();
  interpreter_.heap.forEachObject(
      [](void* context, Object* object) {
        uint32_t* word = static_cast<Heap*>(context)->findWord(object);
        if (word != nullptr && (*word & kGenerationMask) == kFrozen) *word &= ~kGenerationMask;
      },
      &interpreter_.heap);
}

int64_t Collector::frozenCount() {
  settle();
  struct Counter {
    Heap& heap;
    int64_t count = 0;
  } counter{interpreter_.heap};
  interpreter_.heap.forEachObject(
      [](void* context, Object* object) {
        auto* self = static_cast<Counter*>(context);
        uint32_t* word = isCollected(object) ? self->heap.findWord(object) : nullptr;
        if (word != nullptr && (*word & kGenerationMask) == kFrozen) ++self->count;
      },
      &counter);
  return counter.count;
}

int Collector::generationOf(Object* object) {
  uint32_t* word = interpreter_.heap.findWord(object);
  switch (word == nullptr ? kOld : *word & kGenerationMask) {
    case kYoung: return 0;
    case kMiddle: return 1;
    case kFrozen: return -1;
    default: return 2;
  }
}

bool Collector::isFinalized(Object* object) {
  uint32_t* word = interpreter_.heap.findWord(object);
  return word != nullptr && (*word & kFinalized);
}
void Collector::setFinalized(Object* object) {
  if (uint32_t* word = interpreter_.heap.makeWord(object)) *word |= kFinalized;
}
void Collector::clearFinalized(Object* object) {
  if (uint32_t* word = interpreter_.heap.findWord(object)) *word &= ~kFinalized;
}

}  // namespace taipan
