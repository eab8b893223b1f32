// atexit: functions to call, last registered first, when the interpreter ends.
#include "modules/atexit_module.h"

#include <vector>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct Callback {
  Ref<> function;
  Ref<Tuple> positional;
  Ref<Dict> keywords;
};

struct State {
  std::vector<Callback> callbacks;
};

State& stateOf(Value module) { return *static_cast<State*>(module.as<Module>()->state); }

// register(func, /, *args, **kwargs)
Ref<> atexitRegister(Thread& thread, const Value* args) {
  if (!isCallable(thread, args[1])) return thread.raiseTypeError("the first argument must be callable");
  Callback callback{newRef(args[1]), newRef(args[2].as<Tuple>()), newRef(args[3].as<Dict>())};
  stateOf(args[0]).callbacks.push_back(std::move(callback));
  return newRef(args[1]);
}

Ref<> atexitUnregister(Thread& thread, const Value* args) {
  State& state = stateOf(args[0]);
  for (size_t i = 0; i < state.callbacks.size();) {
    Ref<> candidate = state.callbacks[i].function.clone();
    bool same = TRY(equal(thread, candidate, args[1]));
    if (same && i < state.callbacks.size()) state.callbacks.erase(state.callbacks.begin() + i);
    else ++i;
  }
  return newRef(kNone);
}

void runAll(Thread& thread, State& state) {
  // What a callback registers is forgotten.
  for (size_t left = state.callbacks.size(); left > 0 && !state.callbacks.empty(); --left) {
    if (state.callbacks.size() > left) state.callbacks.erase(state.callbacks.begin() + static_cast<ptrdiff_t>(left), state.callbacks.end());
    Callback callback = std::move(state.callbacks.back());
    state.callbacks.pop_back();
    Ref<> done = callWithTupleAndDict(thread, callback.function, callback.positional, callback.keywords);
    if (!done) reportUnraisable(thread, callback.function, "Exception ignored in atexit callback");
  }
  state.callbacks.clear();
}

Ref<> atexitRun(Thread& thread, const Value* args) {
  runAll(thread, stateOf(args[0]));
  return newRef(kNone);
}

Ref<> atexitClear(Thread& thread, const Value* args) {
  stateOf(args[0]).callbacks.clear();
  return newRef(kNone);
}

Ref<> atexitCount(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(stateOf(args[0]).callbacks.size()));
}

const MethodDef kFunctions[] = {
    {"register", "($module, func, /, *args, **kwargs)", atexitRegister, nullptr, MethodKind::kInstance,
     "Registers a function to be called at the end."},
    {"unregister", "($module, func, /)", atexitUnregister, nullptr, MethodKind::kInstance, "Forgets a function."},
    {"_run_exitfuncs", "($module, /)", atexitRun, nullptr, MethodKind::kInstance, "Calls and forgets all functions."},
    {"_clear", "($module, /)", atexitClear, nullptr, MethodKind::kInstance, "Forgets all functions."},
    {"_ncallbacks", "($module, /)", atexitCount, nullptr, MethodKind::kInstance, "How many functions there are."},
};

Status populate(Thread& thread, Module* module) {
  module->state = new State;
  module->releaseState = [](void* state) { delete static_cast<State*>(state); };
  return kOk;
}

}  // namespace

extern const ModuleSpec kAtexitModule;
const ModuleSpec kAtexitModule = {"atexit", kFunctions, populate, "Functions to call at the end."};

void runAtExit(Thread& thread) {
  // The module made first has the state, also for those that were made after it went from sys.modules.
  Dict* modules = thread.interpreter().nativeModules;
  Ref<Str> name = internText(thread, "atexit");
  Ref<> module = newRef(modules && name ? dictGetStr(thread, modules, name) : Value());
  if (module && module.get().as<Module>()->state) runAll(thread, stateOf(module));
}

}  // namespace taipan
