// Collector: finds reference cycles that nothing outside refers to (the gc module's other half).
//
// Objects carry no links.  What the collector knows of an object is a word beside its slab (Heap::findWord):
//
//   bits 31-30  generation: 0 oldest, 1 young, 2 middle, 3 frozen
//        29     __del__ has run (PEP 442: it runs once)
//        28     belongs to the set being looked at
//        27     found reachable
//        26-0   references from outside the set, as far as known; sticks at its maximum
//
// A container that is made is noted in the young log, in order.  A young collection looks at the log alone, so it
// costs nothing for the rest of the heap; what survives goes to the middle list, and from there to the oldest
// generation, which has no list: the heap's slabs are walked.  Log and list may name dead or reused memory: a free
// cell has no type, and an object in a reused cell is in the log, which is gone through first and sets its word anew.
// Large objects have blocks of their own, whose memory goes back to the system: they are in neither, and found by
// their words, which nobody had before them.
//
// A collection (as CPython's): take from each object's count the references that come from within the set; what
// still has some, and what that reaches, lives.  The rest: weak references are cleared, finalizers run, and what they
// did not resurrect is taken apart.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "heap/heap.h"
#include "heap/object.h"

namespace taipan {

class Thread;
class Interpreter;
struct List;

enum GcDebugFlag : int {
  kGcDebugStats = 1, kGcDebugCollectable = 2, kGcDebugUncollectable = 4, kGcDebugSaveAll = 32, kGcDebugLeak = 38
};

class Collector {
 public:
  static constexpr int kGenerations = 3;
  struct Statistics {
    int64_t collections = 0, collected = 0, uncollectable = 0;
  };

  explicit Collector(Interpreter& interpreter) : interpreter_(interpreter) {}
  ~Collector();
  Collector(const Collector&) = delete;

  // A container of `size` bytes was made.
  void track(Object* object, size_t size) {
    if (size > Heap::kLargestCell) [[unlikely]] return trackLarge(object);
    if (top_ == limit_) [[unlikely]] {
      if (!makeRoom()) return;
    }
    *top_++ = object;
  }
  // A container dies.  OPTIMIZATION: what was made last is taken off the log, so that temporaries do not fill it.
  void untrack(Object* object) {
    if (top_ - begin_ < 2) return;
    if (top_[-1] == object) {
      --top_;
    } else if (top_[-2] == object) {  // its successor was made first, as in `x = [x]`
      top_[-2] = top_[-1];
      --top_;
    }
  }

  // Collects `generation` and all younger ones; how many objects were found unreachable.  Runs finalizers and
  // callbacks.  0 while a collection is running.
  int64_t collect(Thread& thread, int generation);
  // What an allocation asked for: the oldest generation whose time has come, if collection is enabled.
  void collectIfDue(Thread& thread);

  bool enabled = true;
  int debug = 0;
  int64_t thresholds[kGenerations] = {700, 10, 10};
  Statistics statistics[kGenerations];
  List* garbage = nullptr;    // gc.garbage and gc.callbacks; owned, null until the module is made
  List* callbacks = nullptr;

  // How many allocations, or collections of the next younger generation, since the last collection of each.
  int64_t count(int generation) const { return generation == 0 ? top_ - begin_ : counts_[generation]; }
  // Takes every object out of what is collected, or puts them back into the oldest generation.
  void freeze();
  void unfreeze();
  int64_t frozenCount();
  // Generation of a tracked object, -1 if it is frozen.  After settle().
  int generationOf(Object* object);
  // Brings the words of young objects up to date.
  void settle();

  // Objects of Python classes with __del__ are finalized in the order in which they were made.  Only for those.
  void noteBirth(Object* object) { births_.insert_or_assign(object, nextBirth_++); }
  void forgetBirth(Object* object) { births_.erase(object); }

  // Has the object's finalizer run?
  bool isFinalized(Object* object);
  void setFinalized(Object* object);
  void clearFinalized(Object* object);

 private:
  friend class Collection;
  void trackLarge(Object* object);
  bool makeRoom();
  void resetLimit();
  void forgetYoung();
  void sortByBirth(std::vector<Object*>& objects) const;
  void runCallbacks(Thread& thread, const char* phase, int generation, int64_t collected);

  Interpreter& interpreter_;
  Object** begin_ = nullptr;  // the young log
  Object** top_ = nullptr;
  Object** limit_ = nullptr;  // where makeRoom is asked
  Object** end_ = nullptr;
  std::vector<Object*> middle_;
  int64_t counts_[kGenerations] = {};
  std::unordered_map<Object*, uint64_t> births_;
  uint64_t nextBirth_ = 0;
  int64_t survivors_ = 0;     // of the last full collection
  int64_t pending_ = 0;       // what came to the oldest generation since
  int youngFactor_ = 1;       // stretches the first threshold while collections find nothing
  bool collecting_ = false;
};

// May `object` take part in cycles, as gc.is_tracked() has it?
bool isTracked(Object* object);
// Visits everything that `object` holds: native fields, attributes, slots and its class.
void traverseObject(Object* object, Visitor& visitor);

}  // namespace taipan
