// _lsprof: the profiler behind cProfile.  The profiler object is the thread's profile function; it keeps a stack of
// the calls that run, and for each function (and, if wanted, each caller and callee) how often and how long.
#include <chrono>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/frame_object.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/tuple.h"
#include "vm/tracing.h"

namespace taipan {

namespace {

struct Times {
  double total = 0, inner = 0;
  int64_t calls = 0, recursiveCalls = 0;
  int depth = 0;  // calls that run now
};

struct Entry {
  Value shown;    // code object or text; owned
  Value keep;     // what the key belongs to, so that no other object takes its place; owned
  Times times;
  std::vector<std::pair<Entry*, Times>> callees;  // in the order of their first calls

  Times& callee(Entry* entry) {
    for (auto& known : callees) {
      if (known.first == entry) return known.second;
    }
    return callees.emplace_back(entry, Times{}).second;
  }
};

struct Running {
  Entry* entry;
  double start;
  double inCallees;
};

struct Profile {
  std::unordered_map<const void*, Entry*> byKey;
  std::vector<std::unique_ptr<Entry>> entries;
  std::vector<Running> stack;
  double timeUnit = 0;
  bool enabled = false, withCallees = true, withNatives = true;
};

struct Profiler : Object {
  Profile* profile;
  Value timer;
};

Profiler* profilerOf(Value v) { return v.as<Profiler>(); }

void dropEntries(Profile& profile) {
  profile.stack.clear();
  profile.byKey.clear();
  auto old = std::exchange(profile.entries, {});
  for (auto& entry : old) {
    decrefOrEmpty(std::exchange(entry->shown, Value()));
    decrefOrEmpty(std::exchange(entry->keep, Value()));
  }
}

// Seconds by the clock, or what the caller's timer says, in its own unit.
double readTimer(Thread& thread, Profiler* self) {
  if (self->timer.isEmpty()) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
  Ref<> timer = newRef(self->timer);
  Ref<> now = call(thread, timer);
  if (!now) {
    reportUnraisable(thread, timer);
    return 0;
  }
  Result<double> number = asDouble(thread, now);
  if (number) return *number * (self->profile->timeUnit > 0 ? self->profile->timeUnit : 1);
  reportUnraisable(thread, timer);
  return 0;
}

// What stands for a native function: "<built-in method module.name>" or its type's "<method 'name' of 'type' objects>".
Ref<> describeNative(Thread& thread, BuiltinFunction* function) {
  Ref<Str> name = TRY(internText(thread, function->code->definition->name));
  Value self = function->self;
  bool ofModule = self.isEmpty() || isInstanceOf(thread, self, TypeId::kModule);
  if (!ofModule) {
    Value found = lookupInType(thread, typeOf(thread, self), name);
    if (found) return repr(thread, found);
    return formatStr(thread, "<built-in method {}>", name);
  }
  if (!function->moduleName.isEmpty()) {
    return formatStr(thread, "<built-in method {}.{}>", function->moduleName, name);
  }
  return formatStr(thread, "<built-in method {}>", name);
}

Entry* entryFor(Thread& thread, Profile& profile, Value subject, bool native) {
  const void* key = native ? static_cast<const void*>(subject.as<BuiltinFunction>()->code) : subject.object();
  auto known = profile.byKey.find(key);
  if (known != profile.byKey.end()) return known->second;
  Ref<> shown = native ? describeNative(thread, subject.as<BuiltinFunction>()) : newRef(subject);
  if (!shown) {
    thread.clearException();
    return nullptr;
  }
  auto entry = std::make_unique<Entry>();
  entry->shown = shown.releaseValue();
  entry->keep = newRef(subject).releaseValue();
  Entry* result = entry.get();
  profile.entries.push_back(std::move(entry));
  profile.byKey[key] = result;
  return result;
}

void enter(Thread& thread, Profiler* self, Value subject, bool native) {
  Profile& profile = *self->profile;
  Entry* entry = entryFor(thread, profile, subject, native);
  if (entry == nullptr) return;
  ++entry->times.depth;
  if (profile.withCallees && !profile.stack.empty()) ++profile.stack.back().entry->callee(entry).depth;
  double now = readTimer(thread, self);
  profile.stack.push_back({entry, now, 0});
}

void count(Times& times, double total, double inner) {
  if (--times.depth == 0) times.total += total;
  else ++times.recursiveCalls;
  times.inner += inner;
  ++times.calls;
}

void leaveTop(Profile& profile, double now) {
  Running top = profile.stack.back();
  profile.stack.pop_back();
  double total = now - top.start, inner = total - top.inCallees;
  count(top.entry->times, total, inner);
  if (profile.stack.empty()) return;
  Running& caller = profile.stack.back();
  caller.inCallees += total;
  if (profile.withCallees) count(caller.entry->callee(top.entry), total, inner);
}

// A return without a call (the one of enable's own caller, say) says nothing.
void leave(Thread& thread, Profiler* self, Value subject, bool native) {
  Profile& profile = *self->profile;
  const void* key = native ? static_cast<const void*>(subject.as<BuiltinFunction>()->code) : subject.object();
  auto known = profile.byKey.find(key);
  double now = readTimer(thread, self);
  if (known == profile.byKey.end() || profile.stack.empty() || profile.stack.back().entry != known->second) return;
  leaveTop(profile, now);
}

// The profile function: (frame, event, arg).
Ref<> profilerCall(Thread& thread, Value selfValue, const Arguments& args) {
  Profiler* self = profilerOf(selfValue);
  if (args.positionalCount != 3 || !isInstanceOf(thread, args[0], TypeId::kFrame) || !isStr(args[1])) {
    return thread.raiseTypeError("profile function takes a frame, an event and its argument");
  }
  Str* event = args[1].as<Str>();
  bool isCall = strEqualText(event, "call"), isReturn = strEqualText(event, "return");
  if (isCall || isReturn) {
    Ref<> code = TRY(getAttribute(thread, args[0], "f_code"));
    isCall ? enter(thread, self, code, false) : leave(thread, self, code, false);
  } else if (self->profile->withNatives && isInstanceOf(thread, args[2], TypeId::kBuiltinFunction)) {
    bool starts = strEqualText(event, "c_call");
    starts ? enter(thread, self, args[2], true) : leave(thread, self, args[2], true);
  }
  return newRef(kNone);
}

// --- methods

Ref<> profilerEnable(Thread& thread, const Value* args) {
  Profiler* self = profilerOf(args[0]);
  bool subcalls = TRY(isTrue(thread, args[1])), natives = TRY(isTrue(thread, args[2]));
  self->profile->withCallees = subcalls;
  self->profile->withNatives = natives;
  self->profile->enabled = true;
  TRY(setProfileFunction(thread, self));
  return newRef(kNone);
}

Ref<> profilerDisable(Thread& thread, const Value* args) {
  Profiler* self = profilerOf(args[0]);
  self->profile->enabled = false;
  if (thread.profileFunction == args[0]) TRY(setProfileFunction(thread, kNone));
  double now = readTimer(thread, self);
  while (!self->profile->stack.empty()) leaveTop(*self->profile, now);
  return newRef(kNone);
}

Ref<> profilerClear(Thread&, const Value* args) {
  dropEntries(*profilerOf(args[0])->profile);
  return newRef(kNone);
}

constexpr const char* kEntryFields[] = {"code", "callcount", "reccallcount", "totaltime", "inlinetime", "calls"};
constexpr StructSequenceSpec kEntry = {TypeId::kLsprofEntry, "_lsprof.profiler_entry", kEntryFields, 6, 6};
constexpr StructSequenceSpec kSubentry = {TypeId::kLsprofSubentry, "_lsprof.profiler_subentry", kEntryFields, 5, 5};

Ref<> describe(Thread& thread, const StructSequenceSpec& spec, Value shown, const Times& times, Value calls) {
  Ref<> callCount = TRY(newInt(thread, times.calls)), recursive = TRY(newInt(thread, times.recursiveCalls));
  Ref<> total = TRY(newFloat(thread, times.total)), inner = TRY(newFloat(thread, times.inner));
  Value items[] = {shown, callCount, recursive, total, inner, calls};
  return newStructSequence(thread, spec, items);
}

Ref<> profilerStats(Thread& thread, const Value* args) {
  Profile& profile = *profilerOf(args[0])->profile;
  Ref<List> result = TRY(newList(thread));
  for (size_t i = 0; i < profile.entries.size(); ++i) {
    Entry* entry = profile.entries[i].get();
    if (entry->times.calls == 0) continue;
    Ref<> calls = newRef(kNone);
    if (!entry->callees.empty()) {
      Ref<List> list = TRY(newList(thread));
      for (const auto& [callee, times] : entry->callees) {
        if (times.calls == 0) continue;
        Ref<> item = TRY(describe(thread, kSubentry, callee->shown, times, Value()));
        TRY(listAppend(thread, list, item));
      }
      calls = std::move(list);
    }
    Ref<> item = TRY(describe(thread, kEntry, entry->shown, entry->times, calls));
    TRY(listAppend(thread, result, item));
  }
  return result;
}

// --- life

Ref<> profilerCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<Profiler> self = TRY(newObject<Profiler>(thread, type));
  self->profile = new Profile;
  return self;
}

Status profilerInitialize(Thread& thread, Value selfValue, const Arguments& args) {
  constexpr const char* kNames[] = {"timer", "timeunit", "subcalls", "builtins"};
  Value bound[4];
  TRY(bindNames(thread, args, "Profiler", kNames, 4, bound, 0));
  Profiler* self = profilerOf(selfValue);
  if (!bound[1].isEmpty()) self->profile->timeUnit = TRY(asDouble(thread, bound[1]));
  if (!bound[2].isEmpty()) self->profile->withCallees = TRY(isTrue(thread, bound[2]));
  if (!bound[3].isEmpty()) self->profile->withNatives = TRY(isTrue(thread, bound[3]));
  Ref<> timer = newRef(bound[0].isNone() ? Value() : bound[0]);
  decrefOrEmpty(std::exchange(self->timer, timer.releaseValue()));
  return kOk;
}

void profilerRelease(Object* object) {
  auto* self = static_cast<Profiler*>(object);
  decrefOrEmpty(std::exchange(self->timer, Value()));
  if (self->profile == nullptr) return;
  dropEntries(*self->profile);
  delete std::exchange(self->profile, nullptr);
}
void profilerTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Profiler*>(object);
  visitor.visitValue(self->timer);
  if (self->profile == nullptr) return;
  for (const auto& entry : self->profile->entries) {
    visitor.visitValue(entry->shown);
    visitor.visitValue(entry->keep);
  }
}
void profilerBreak(Object* object) {
  auto* self = static_cast<Profiler*>(object);
  decrefOrEmpty(std::exchange(self->timer, Value()));
  if (self->profile != nullptr) dropEntries(*self->profile);
}

constexpr Slots kSlots = {.release = profilerRelease, .traverse = profilerTraverse, .clear = profilerBreak,
                          .create = profilerCreate, .initialize = profilerInitialize, .call = profilerCall};
constexpr MethodDef kMethods[] = {
    {.name = "enable", .signature = "($self, /, subcalls=True, builtins=True)", .function = profilerEnable,
     .doc = "Starts to collect: calls by caller (subcalls), calls of native functions (builtins)."},
    {.name = "disable", .signature = "($self, /)", .function = profilerDisable, .doc = "Stops to collect."},
    {.name = "clear", .signature = "($self, /)", .function = profilerClear, .doc = "Forgets all that was collected."},
    {.name = "getstats", .signature = "($self, /)", .function = profilerStats,
     .doc = "What was collected, a profiler_entry for each function."}};
constexpr TypeSpec kProfilerType = {.id = TypeId::kLsprofProfiler, .name = "_lsprof.Profiler",
                                    .basicSize = sizeof(Profiler), .flags = kTypeHasGc | kTypeIsBaseType,
                                    .slots = &kSlots, .methods = kMethods,
                                    .doc = "Profiler(timer=None, timeunit=0.0, subcalls=True, builtins=True)\n--\n\n"
                                           "Collects how often functions are called and how long they take."};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kProfilerType));
  TRY(addStructSequence(thread, module, kEntry));
  TRY(addStructSequence(thread, module, kSubentry));
  return kOk;
}

}  // namespace

extern const ModuleSpec kLsprofModule;
constexpr ModuleSpec kLsprofModule = {.name = "_lsprof", .populate = populate, .doc = "A fast profiler."};

}  // namespace taipan
