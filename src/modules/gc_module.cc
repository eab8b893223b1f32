// gc: the interface to the cycle collector (objects/collector.h).
#include "modules/audit.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/collector.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

Collector& collectorOf(Thread& thread) { return thread.interpreter().collector; }

Ref<> enable(Thread& thread, const Value*) {
  collectorOf(thread).enabled = true;
  return newRef(kNone);
}
Ref<> disable(Thread& thread, const Value*) {
  collectorOf(thread).enabled = false;
  return newRef(kNone);
}
Ref<> isEnabled(Thread& thread, const Value*) { return newRef(Value::boolean(collectorOf(thread).enabled)); }

Ref<> collectNow(Thread& thread, const Value* args) {
  int generation = TRY(intArgument(thread, args[1]));
  if (generation < 0 || generation >= Collector::kGenerations) return thread.raiseValueError("invalid generation");
  return newInt(thread, collectorOf(thread).collect(thread, generation));
}

Ref<> setDebug(Thread& thread, const Value* args) {
  collectorOf(thread).debug = TRY(intArgument(thread, args[1]));
  return newRef(kNone);
}
Ref<> getDebug(Thread& thread, const Value*) { return newInt(thread, collectorOf(thread).debug); }

// set_threshold(threshold0, [threshold1, [threshold2]])
Ref<> setThreshold(Thread& thread, Value, const Arguments& args) {
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  if (keywords != 0) return thread.raiseTypeError("gc.set_threshold() takes no keyword arguments");
  if (args.positionalCount < 1 || args.positionalCount > 3) {
    return thread.raiseTypeError("set_threshold() takes {} {} argument{} ({} given)",
                                 args.positionalCount < 1 ? "at least" : "at most", args.positionalCount < 1 ? 1 : 3,
                                 args.positionalCount < 1 ? "" : "s", args.positionalCount);
  }
  int values[3] = {};
  for (size_t i = 0; i < args.positionalCount; ++i) values[i] = TRY(intArgument(thread, args[i]));
  Collector& collector = collectorOf(thread);
  for (size_t i = 0; i < args.positionalCount; ++i) collector.thresholds[i] = values[i];
  return newRef(kNone);
}

Ref<> threeInts(Thread& thread, int64_t a, int64_t b, int64_t c) {
  return makeTuple(thread, Value::smallInt(a), Value::smallInt(b), Value::smallInt(c));
}
Ref<> getThreshold(Thread& thread, const Value*) {
  Collector& collector = collectorOf(thread);
  return threeInts(thread, collector.thresholds[0], collector.thresholds[1], collector.thresholds[2]);
}
Ref<> getCount(Thread& thread, const Value*) {
  Collector& collector = collectorOf(thread);
  return threeInts(thread, collector.count(0), collector.count(1), collector.count(2));
}

Ref<> getStats(Thread& thread, const Value*) {
  Ref<List> list = TRY(newList(thread));
  for (const Collector::Statistics& generation : collectorOf(thread).statistics) {
    Ref<Dict> dict = TRY(newDict(thread));
    auto put = [&](const char* name, int64_t value) -> Status {
      return dictSetStr(thread, dict, TRY(internText(thread, name)), Value::smallInt(value));
    };
    TRY(put("collections", generation.collections));
    TRY(put("collected", generation.collected));
    TRY(put("uncollectable", generation.uncollectable));
    TRY(listAppend(thread, list, dict));
  }
  return list;
}

// Every live container that fits; no Python code runs and nothing is freed while the heap is walked.
std::vector<Object*> trackedObjects(Thread& thread) {
  std::vector<Object*> found;
  thread.heap().forEachObject(
      [](void* context, Object* object) {
        if (object->refCount > 0 && isTracked(object)) static_cast<std::vector<Object*>*>(context)->push_back(object);
      },
      &found);
  return found;
}

template <class T>
Ref<> listOf(Thread& thread, const std::vector<T>& objects) {
  Ref<List> list = TRY(newList(thread, objects.size()));
  for (T object : objects) TRY(listAppend(thread, list, object));
  return list;
}

Ref<> getObjects(Thread& thread, const Value* args) {
  int64_t generation = -1;
  if (!args[1].isNone()) {
    if (typeOf(thread, args[1])->slots.unary[static_cast<int>(UnaryOp::kIndex)] == nullptr && !isInt(args[1])) {
      return thread.raiseTypeError("argument should be integer or None, not '{!T}'", args[1]);
    }
    generation = TRY(sizeArgument(thread, args[1]));
    if (generation >= Collector::kGenerations) {
      return thread.raiseValueError("generation parameter must be less than the number of available generations (3)");
    }
    if (generation < 0) return thread.raiseValueError("generation parameter cannot be negative");
  }
  TRY(audit(thread, "gc.get_objects", {Value::smallInt(generation)}));
  Collector& collector = collectorOf(thread);
  collector.settle();
  std::vector<Object*> wanted;
  for (Object* object : trackedObjects(thread)) {
    int its = collector.generationOf(object);
    if (generation < 0 ? its >= 0 : its == generation) wanted.push_back(object);
  }
  return listOf(thread, wanted);
}

class Finder final : public Visitor {
 public:
  explicit Finder(Tuple* wanted) : wanted_(wanted) {}
  bool found = false;
  void visit(Object* object) override {
    for (size_t i = 0; i < wanted_->size; ++i) {
      if (wanted_->items[i] == Value(object)) found = true;
    }
  }

 private:
  Tuple* wanted_;
};

Ref<> getReferrers(Thread& thread, const Value* args) {
  TRY(audit(thread, "gc.get_referrers", {args[1]}));
  auto* wanted = args[1].as<Tuple>();
  std::vector<Object*> referrers;
  for (Object* object : trackedObjects(thread)) {
    if (object == wanted) continue;
    Finder finder(wanted);
    traverseObject(object, finder);
    if (finder.found) referrers.push_back(object);
  }
  return listOf(thread, referrers);
}

class Gatherer final : public Visitor {
 public:
  Gatherer() { wantsImmediates = true; }
  std::vector<Value> found;
  void visit(Object* object) override { found.push_back(object); }
  void visitImmediate(Value value) override { found.push_back(value); }
};

Ref<> getReferents(Thread& thread, const Value* args) {
  TRY(audit(thread, "gc.get_referents", {args[1]}));
  Gatherer gatherer;
  auto* objects = args[1].as<Tuple>();
  for (size_t i = 0; i < objects->size; ++i) {
    Value object = objects->items[i];
    if (object.isObject() && object.object()->type->has(kTypeHasGc)) traverseObject(object.object(), gatherer);
  }
  return listOf(thread, gatherer.found);
}

Ref<> isTrackedObject(Thread&, const Value* args) {
  return newRef(Value::boolean(args[1].isObject() && isTracked(args[1].object())));
}
Ref<> isFinalizedObject(Thread& thread, const Value* args) {
  return newRef(Value::boolean(args[1].isObject() && collectorOf(thread).isFinalized(args[1].object())));
}

Ref<> freeze(Thread& thread, const Value*) {
  collectorOf(thread).freeze();
  return newRef(kNone);
}
Ref<> unfreeze(Thread& thread, const Value*) {
  collectorOf(thread).unfreeze();
  return newRef(kNone);
}
Ref<> getFreezeCount(Thread& thread, const Value*) { return newInt(thread, collectorOf(thread).frozenCount()); }

const MethodDef kFunctions[] = {
    {.name = "enable", .signature = "($module, /)", .function = enable, .doc = "Lets collections start by themselves."},
    {.name = "disable", .signature = "($module, /)", .function = disable, .doc = "Leaves collections to collect()."},
    {.name = "isenabled", .signature = "($module, /)", .function = isEnabled, .doc = "Do collections start by themselves?"},
    {.name = "collect", .signature = "($module, /, generation=2)", .function = collectNow,
     .doc = "Collects a generation and all younger ones; returns how many objects were unreachable."},
    {.name = "set_debug", .signature = "($module, flags, /)", .function = setDebug, .doc = "Sets the DEBUG_ flags."},
    {.name = "get_debug", .signature = "($module, /)", .function = getDebug, .doc = "The DEBUG_ flags that are set."},
    {.name = "set_threshold", .signature = nullptr, .raw = setThreshold,
     .doc = "Sets when collections start; a first threshold of zero means never."},
    {.name = "get_threshold", .signature = "($module, /)", .function = getThreshold, .doc = "The three thresholds."},
    {.name = "get_count", .signature = "($module, /)", .function = getCount, .doc = "The counters of the three generations."},
    {.name = "get_stats", .signature = "($module, /)", .function = getStats, .doc = "What collections of each generation did."},
    {.name = "get_objects", .signature = "($module, /, generation=None)", .function = getObjects,
     .doc = "All tracked objects, or those of one generation."},
    {.name = "get_referrers", .signature = "($module, /, *objs)", .function = getReferrers,
     .doc = "The tracked objects that refer to any of those given."},
    {.name = "get_referents", .signature = "($module, /, *objs)", .function = getReferents,
     .doc = "What the objects refer to directly."},
    {.name = "is_tracked", .signature = "($module, obj, /)", .function = isTrackedObject,
     .doc = "May the object take part in cycles?"},
    {.name = "is_finalized", .signature = "($module, obj, /)", .function = isFinalizedObject,
     .doc = "Has the object's finalizer run?"},
    {.name = "freeze", .signature = "($module, /)", .function = freeze, .doc = "Takes all objects out of what is collected."},
    {.name = "unfreeze", .signature = "($module, /)", .function = unfreeze, .doc = "Undoes freeze()."},
    {.name = "get_freeze_count", .signature = "($module, /)", .function = getFreezeCount, .doc = "How many objects are frozen."},
};

Status populate(Thread& thread, Module* module) {
  Collector& collector = collectorOf(thread);
  if (collector.garbage == nullptr) collector.garbage = TRY(newList(thread)).release();
  if (collector.callbacks == nullptr) collector.callbacks = TRY(newList(thread)).release();
  TRY(moduleAdd(thread, module, "garbage", newRef(Value(collector.garbage))));
  TRY(moduleAdd(thread, module, "callbacks", newRef(Value(collector.callbacks))));
  TRY(moduleAddInt(thread, module, "DEBUG_STATS", kGcDebugStats));
  TRY(moduleAddInt(thread, module, "DEBUG_COLLECTABLE", kGcDebugCollectable));
  TRY(moduleAddInt(thread, module, "DEBUG_UNCOLLECTABLE", kGcDebugUncollectable));
  TRY(moduleAddInt(thread, module, "DEBUG_SAVEALL", kGcDebugSaveAll));
  return moduleAddInt(thread, module, "DEBUG_LEAK", kGcDebugLeak);
}

}  // namespace

extern const ModuleSpec kGcModule;
const ModuleSpec kGcModule = {"gc", kFunctions, populate, "Access to the collector of reference cycles."};

}  // namespace taipan
