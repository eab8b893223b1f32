// Tracing: see tracing.h.  Events and their order are CPython 3.11's.
#include "vm/tracing.h"

#include <utility>

#include "bytecode/location_table.h"
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame_object.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/traceback.h"
#include "objects/tuple.h"
#include "vm/handlers.h"

namespace taipan {

namespace {

void chooseDispatch(Thread& thread) {
  bool wanted = thread.tracing == 0 && (!thread.traceFunction.isEmpty() || !thread.profileFunction.isEmpty());
  thread.dispatch = wanted ? kTracingHandlers : kHandlers;
}
void setHook(Thread& thread, Value* hook, Value function) {
  Ref<> fresh = newRef(function.isNone() ? Value() : function);
  Ref<> old = Ref<>::adopt(std::exchange(*hook, fresh.releaseValue()));
  chooseDispatch(thread);
}
// For sys.settrace and sys.setprofile: the old function may have a finalizer that calls them.
Status installHook(Thread& thread, Value* hook, Value function, const char* what) {
  VmThread& vm = vmOf(thread);
  if (vm.installingHook == hook) {
    return thread.raise(TypeId::kRuntimeError, "Cannot install a {} function while another {} function is being installed",
                        what, what);
  }
  Value* outer = std::exchange(vm.installingHook, hook);
  setHook(thread, hook, function);
  vm.installingHook = outer;
  return kOk;
}

constexpr const char* kEventNames[] = {"call", "exception", "line", "return", "c_call", "c_exception", "c_return", "opcode"};

// What the function did to f_locals goes back to the fast locals.
void localsToFast(Thread& thread, Frame* frame) {
  Code* code = frame->code;
  if (!(code->flags & kCoOptimized) || !isDict(frame->locals)) return;
  auto* locals = frame->locals.as<Dict>();
  for (int32_t i = 0; i < code->localCount; i++) {
    Value value = dictGetStr(thread, locals, code->localsPlusNames->items[i].as<Str>());
    Value* place = &frame->slots[i];
    if (isCell(*place) && (code->localKind(i) & (kLocalCell | kLocalFree))) place = &place->as<Cell>()->contents;
    if (*place == value) continue;
    increfOrEmpty(value);
    decrefOrEmpty(std::exchange(*place, value));
  }
}

// function(frame, event, arg).  The exception in flight, if any, must be out of the way.
Ref<> callHook(Thread& thread, Frame* frame, Value function, TraceEvent event, Value arg) {
  Ref<FrameObject> object = TRY(frameObjectOf(thread, frame));
  Ref<> keep = newRef(function);
  if (!frameLocals(thread, frame)) return Raised{};
  Ref<Str> name = TRY(internText(thread, kEventNames[static_cast<int>(event)]));
  VmThread& vm = vmOf(thread);
  int outer = std::exchange(vm.traceEvent, static_cast<int>(event));
  thread.tracing++;
  chooseDispatch(thread);
  object->line = frame->line();
  Ref<> result = call(thread, function, Value(object.get()), Value(name.get()), arg.isEmpty() ? kNone : arg);
  object->line = 0;
  thread.tracing--;
  vm.traceEvent = outer;
  if (result) localsToFast(thread, frame);
  else addTraceback(thread, frame);
  chooseDispatch(thread);
  return result;
}

// False: the trace function raised, and is gone.
bool traceWith(Thread& thread, Frame* frame, TraceEvent event, Value arg) {
  if (thread.tracing != 0 || thread.traceFunction.isEmpty()) return true;
  Value function = thread.traceFunction;
  if (event != TraceEvent::kCall) {
    if (frame->object == nullptr || frame->object->trace.isEmpty()) return true;
    function = frame->object->trace;
  }
  Ref<> result = callHook(thread, frame, function, event, arg);
  FrameObject* object = frame->object;
  if (!result) {
    Ref<> error = thread.takeException();
    setHook(thread, &thread.traceFunction, kNone);
    if (object != nullptr) decrefOrEmpty(std::exchange(object->trace, Value()));
    (void)thread.restoreException(std::move(error));
    return false;
  }
  if (!result.value().isNone() && object != nullptr) decrefOrEmpty(std::exchange(object->trace, result.releaseValue()));
  return true;
}
bool profileWith(Thread& thread, Frame* frame, TraceEvent event, Value arg) {
  if (thread.tracing != 0 || thread.profileFunction.isEmpty()) return true;
  if (callHook(thread, frame, thread.profileFunction, event, arg)) return true;
  Ref<> error = thread.takeException();
  setHook(thread, &thread.profileFunction, kNone);
  (void)thread.restoreException(std::move(error));
  return false;
}
bool traceBoth(Thread& thread, Frame* frame, TraceEvent event, Value arg) {
  return traceWith(thread, frame, event, arg) && profileWith(thread, frame, event, arg);
}

// Lines of the instructions of the code that was traced last.
int32_t lineOfUnit(VmThread& vm, Code* code, int32_t unit) {
  if (vm.tracedCode != code) {
    vm.tracedLines.assign(static_cast<size_t>(code->unitCount), -1);
    LocationTableReader reader(code->lineTable->view(), code->firstLine);
    while (reader.next()) {
      int32_t end = reader.end() / 2 < code->unitCount ? reader.end() / 2 : code->unitCount;
      for (int32_t i = reader.start() / 2; i < end; i++) vm.tracedLines[static_cast<size_t>(i)] = reader.position().line;
    }
    increfObject(code);
    if (Code* old = std::exchange(vm.tracedCode, code)) decrefObject(old);
  }
  return vm.tracedLines[static_cast<size_t>(unit)];
}

// The events due before the instruction at frame->pc - 1; `previous` is the unit that ran before it.
bool traceLine(Thread& thread, Frame* frame, int32_t previous) {
  if (thread.traceFunction.isEmpty() || frame->object == nullptr || frame->object->trace.isEmpty()) return true;
  Code* code = frame->code;
  int32_t unit = frame->unitIndex();
  VmThread& vm = vmOf(thread);
  int32_t lastLine = previous <= code->resumeUnit ? -1 : lineOfUnit(vm, code, previous);
  int32_t line = lineOfUnit(vm, code, unit);
  if (line != -1 && frame->object->traceLines) {
    bool backward = unit < previous && canonicalOpcode(code->instructions[unit].op) != Opcode::SEND;
    if ((line != lastLine || backward) && !traceWith(thread, frame, TraceEvent::kLine, kNone)) return false;
  }
  if (frame->object != nullptr && frame->object->traceOpcodes) return traceWith(thread, frame, TraceEvent::kOpcode, kNone);
  return true;
}

// Callable with a c_call event: what the event shows, else empty.
Ref<> nativeForEvent(Thread& thread, Value callable, const Value* firstArgument) {
  TypeId id = callable.isObject() ? callable.object()->type->id : TypeId::kNoTypeId;
  if (id == TypeId::kBuiltinFunction) return newRef(callable);
  if (id != TypeId::kMethodDescriptor || firstArgument == nullptr) return nullptr;
  Ref<> bound = typeOf(thread, callable)->slots.descriptorGet(thread, callable, *firstArgument, typeOf(thread, *firstArgument));
  if (!bound) thread.clearException();
  return bound;
}

}  // namespace

Status setTraceFunction(Thread& thread, Value function) {
  return installHook(thread, &thread.traceFunction, function, "trace");
}
Status setProfileFunction(Thread& thread, Value function) {
  return installHook(thread, &thread.profileFunction, function, "profile");
}

void traceException(Thread& thread, Frame* frame) {
  if (thread.tracing != 0 || thread.traceFunction.isEmpty() || frame->object == nullptr) return;
  Ref<> pending = thread.takeException();
  auto* exception = pending.value().as<BaseException>();
  Value traceback = exception->traceback.isEmpty() ? kNone : exception->traceback;
  Ref<Tuple> arg = makeTuple(thread, Value(exception->type), pending.value(), traceback);
  if (arg && traceWith(thread, frame, TraceEvent::kException, Value(arg.get()))) (void)thread.restoreException(std::move(pending));
}

bool traceStop(Thread& thread, Frame* frame, Value value) {
  if (thread.traceFunction.isEmpty() || frame->object == nullptr) return true;
  Ref<> stop = newException(thread, TypeId::kStopIteration, value);
  if (!stop) return false;
  Value expected = stop;
  (void)thread.restoreException(std::move(stop));
  traceException(thread, frame);
  if (Value(thread.exception()) != expected) return false;
  thread.clearException();
  return true;
}

void traceUnwind(Thread& thread, Frame* frame) {
  Ref<> pending = thread.takeException();
  if (traceBoth(thread, frame, TraceEvent::kReturn, kNone)) (void)thread.restoreException(std::move(pending));
}

bool traceReturn(Thread& thread, Frame* frame, Value result) { return traceBoth(thread, frame, TraceEvent::kReturn, result); }

void traceResumedWithException(Thread& thread, Frame* frame) {
  Ref<> pending = thread.takeException();
  if (traceBoth(thread, frame, TraceEvent::kCall, kNone)) (void)thread.restoreException(std::move(pending));
}

Ref<> traceNativeCall(Thread& thread, Value callable, const Value* firstArgument) {
  if (thread.tracing != 0 || thread.profileFunction.isEmpty() || thread.frame == nullptr) return nullptr;
  Ref<> shown = nativeForEvent(thread, callable, firstArgument);
  if (shown && !profileWith(thread, thread.frame, TraceEvent::kNativeCall, shown)) return nullptr;
  return shown;
}
Ref<> traceNativeReturn(Thread& thread, Value shown, Ref<> result) {
  if (thread.profileFunction.isEmpty() || thread.frame == nullptr) return result;
  if (result) return profileWith(thread, thread.frame, TraceEvent::kNativeReturn, shown) ? std::move(result) : Ref<>();
  Ref<> pending = thread.takeException();
  if (profileWith(thread, thread.frame, TraceEvent::kNativeException, shown)) (void)thread.restoreException(std::move(pending));
  return nullptr;
}

Ref<> callTraced(Thread& thread, Value callable, const Arguments& args) {
  Ref<> shown = traceNativeCall(thread, callable, args.positionalCount > 0 ? args.values : nullptr);
  if (!shown) {
    if (thread.hasException()) return Raised{};
    return call(thread, callable, args);
  }
  return traceNativeReturn(thread, shown, call(thread, callable, args));
}

HANDLER_CC Value traceInstruction(STATE) {
  Code* code = frame->code;
  int32_t unit = static_cast<int32_t>(pc - code->instructions) - 1;
  auto* canonical = reinterpret_cast<const Unit*>(code->code->data());
  // What follows an EXTENDED_ARG is one instruction with it, and reports nothing of its own.
  if (thread.tracing == 0 && code->isStart(unit) && unit >= code->resumeUnit) {
    int32_t previous = frame->unitIndex();
    frame->pc = pc;
    frame->sp = sp;
    bool call = static_cast<Opcode>(canonical[unit].op) == Opcode::RESUME;
    if (!(call ? traceBoth(thread, frame, TraceEvent::kCall, kNone) : traceLine(thread, frame, previous))) {
      // The exception stands in the traceback already.
      GO(unwind);
    }
    if (frame->pc != pc) {  // the trace function set f_lineno
      pc = frame->pc;
      oparg = pc[-1].arg;
    }
    sp = frame->sp;
    unit = frame->unitIndex();
  }
  TAIL kHandlers[canonical[unit].op](thread, frame, pc, sp, oparg);
}

}  // namespace taipan
