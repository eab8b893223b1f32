// _tracemalloc: how much memory the interpreter has asked for since tracing began.
//
// It counts and does no more: allocations carry no tracebacks, so there are no traces of single blocks.  The peak is
// what was seen whenever somebody asked.
#include <algorithm>

#include "modules/module_helpers.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct State {
  bool tracing = false;
  int limit = 1;         // frames of a traceback
  int64_t base = 0;      // bytes in use that are none of ours
  int64_t peak = 0;
};

State& stateOf(const Value* args) { return *static_cast<State*>(args[0].as<Module>()->state); }

int64_t currentBytes(Thread& thread, State& state) {
  if (!state.tracing) return 0;
  int64_t current = std::max<int64_t>(static_cast<int64_t>(thread.heap().bytesInUse()) - state.base, 0);
  state.peak = std::max(state.peak, current);
  return current;
}

void clear(Thread& thread, State& state) {
  state.base = static_cast<int64_t>(thread.heap().bytesInUse());
  state.peak = 0;
}

Ref<> start(Thread& thread, const Value* args) {
  int frames = TRY(intArgument(thread, args[1]));
  if (frames < 1 || frames > 65535) return thread.raiseValueError("the number of frames must be in range [1; 65535]");
  State& state = stateOf(args);
  if (state.tracing) return newRef(kNone);
  state.tracing = true;
  state.limit = frames;
  clear(thread, state);
  return newRef(kNone);
}

Ref<> stop(Thread& thread, const Value* args) {
  State& state = stateOf(args);
  state.tracing = false;
  state.peak = 0;
  return newRef(kNone);
}

Ref<> isTracing(Thread&, const Value* args) { return newRef(Value::boolean(stateOf(args).tracing)); }

Ref<> clearTraces(Thread& thread, const Value* args) {
  clear(thread, stateOf(args));
  return newRef(kNone);
}

Ref<> resetPeak(Thread& thread, const Value* args) {
  State& state = stateOf(args);
  state.peak = 0;
  state.peak = currentBytes(thread, state);
  return newRef(kNone);
}

Ref<> tracedMemory(Thread& thread, const Value* args) {
  State& state = stateOf(args);
  int64_t current = currentBytes(thread, state);
  Ref<> now = TRY(newInt(thread, current)), peak = TRY(newInt(thread, state.peak));
  return makeTuple(thread, now.get(), peak.get());
}

Ref<> ownMemory(Thread& thread, const Value*) { return newInt(thread, static_cast<int64_t>(sizeof(State))); }
Ref<> tracebackLimit(Thread& thread, const Value* args) { return newInt(thread, stateOf(args).limit); }
Ref<> traces(Thread& thread, const Value*) { return newList(thread); }
Ref<> objectTraceback(Thread&, const Value*) { return newRef(kNone); }

constexpr MethodDef function(const char* name, const char* signature, NativeFunction run, const char* doc) {
  return {name, signature, run, nullptr, MethodKind::kInstance, doc};
}
const MethodDef kFunctions[] = {
    function("start", "($module, nframe=1, /)", start, "Begins to count."),
    function("stop", "($module, /)", stop, "Ends counting."),
    function("is_tracing", "($module, /)", isTracing, "Is memory being counted?"),
    function("clear_traces", "($module, /)", clearTraces, "Counts from here."),
    function("reset_peak", "($module, /)", resetPeak, "The peak is what is in use now."),
    function("get_traced_memory", "($module, /)", tracedMemory, "Bytes in use and their peak since the start."),
    function("get_tracemalloc_memory", "($module, /)", ownMemory, "Bytes that counting itself takes."),
    function("get_traceback_limit", "($module, /)", tracebackLimit, "Most frames that a traceback would have."),
    function("_get_traces", "($module, /)", traces, "Traces of all blocks: there are none."),
    function("_get_object_traceback", "($module, obj, /)", objectTraceback, "Where an object was made: not known."),
};

Status populate(Thread& thread, Module* module) {
  module->state = new State;
  module->releaseState = [](void* state) { delete static_cast<State*>(state); };
  return kOk;
}

}  // namespace

extern const ModuleSpec kTracemallocModule;
const ModuleSpec kTracemallocModule = {"_tracemalloc", kFunctions, populate, "Counts memory in use."};

}  // namespace taipan
