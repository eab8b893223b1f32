// The interpreter's entries, and the dispatch tables.
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/frame_object.h"
#include "objects/generator.h"
#include "objects/interpreter_lock.h"
#include "objects/method.h"
#include "objects/traceback.h"
#include "vm/handlers.h"
#include "vm/operations.h"

namespace taipan {

const Handler kHandlers[256] = {
    // Filled by number; what is left out stays null and is no instruction that the verifier lets through.
#define OPCODE(name, number, cache, effect, jumpEffect, jump, argument, flags) [number] = do##name,
#include "bytecode/opcodes.def"
#define SPECIALIZED(name, base, meaning) [static_cast<int>(Special::name)] = do##name,
#include "bytecode/specialized.def"
};

#define TRACE4 traceInstruction, traceInstruction, traceInstruction, traceInstruction
#define TRACE16 TRACE4, TRACE4, TRACE4, TRACE4
#define TRACE64 TRACE16, TRACE16, TRACE16, TRACE16
const Handler kTracingHandlers[256] = {TRACE64, TRACE64, TRACE64, TRACE64};

static Ref<> runEntered(Thread& thread, Frame* frame) {
  NativeRecursion guard(thread);
  if (!guard.enter()) {
    Ref<> pending = thread.takeException();
    clearFrame(frame);
    popFrameMemory(thread, frame);
    return thread.restoreException(std::move(pending));
  }
  if (!enterCall(thread, frame)) return Raised{};
  return runFrame(thread, frame);
}

Ref<> callFunction(Thread& thread, Value function, const Arguments& args) {
  Frame* frame = bindCall(thread, function.as<Function>(), args);
  if (frame == nullptr) return Raised{};
  return runEntered(thread, frame);
}

Ref<> runCode(Thread& thread, Code* code, Dict* globals, Value locals) {
  if (code->freeCount > 0) {
    return thread.raiseTypeError("code object passed to exec() may not contain free variables");
  }
  Ref<Function> function = TRY(newFunction(thread, code, globals));
  Frame* frame = pushFrame(thread, function, code);
  if (frame == nullptr) return Raised{};
  if (!(code->flags & kCoNewLocals) || !locals.isEmpty()) {
    frame->locals = newRef(locals.isEmpty() ? Value(globals) : locals).releaseValue();
  }
  return runEntered(thread, frame);
}

Status handleEvalBreaker(Thread& thread) {
  uint32_t asked = thread.evalBreaker.load(std::memory_order_acquire);
  auto drop = [&thread](uint32_t bit) { thread.evalBreaker.fetch_and(~bit, std::memory_order_acq_rel); };
  if (asked & kBreakForSignals) {
    drop(kBreakForSignals);
    if (auto run = thread.interpreter().runSignalHandlers) TRY(run(thread));
  }
  if (asked & kBreakForCollection) {
    drop(kBreakForCollection);
    thread.interpreter().collector.collectIfDue(thread);
  }
  if (asked & kBreakForPendingCalls) {
    drop(kBreakForPendingCalls);
    if (auto hook = vmOf(thread).breakerHook) TRY(hook(thread));
  }
  if (asked & kBreakForLock) thread.lock->letOthersRun(thread);
  if (asked & kBreakForAsyncException) {
    drop(kBreakForAsyncException);
    if (Ref<> exception = Ref<>::adopt(std::exchange(thread.asyncException, Value()))) return thread.raiseObject(exception);
  }
  return kOk;
}

// The types that only the VM needs; an interpreter's first thread makes them.
static Status makeVmTypes(Thread& thread) {
  for (const TypeSpec* spec : {&kCodeType, &kCellType, &kFunctionType, &kMethodType, &kFrameType, &kTracebackType,
                               &kGeneratorType, &kCoroutineType, &kCoroutineWrapperType, &kAsyncGeneratorType,
                               &kAsyncGeneratorASendType, &kAsyncGeneratorAThrowType,
                               &kAsyncGeneratorWrappedValueType}) {
    if (thread.type(spec->id) != nullptr) continue;
    if (createNativeType(thread, *spec) == nullptr) return Raised{};
  }
  return kOk;
}

Status initVm(Thread& thread) {
  TRY(makeVmTypes(thread));
  if (thread.interpreter().builtinsDict == nullptr) thread.interpreter().builtinsDict = TRY(newDict(thread)).release();
  if (thread.vm == nullptr) {
    auto* vm = new VmThread;
    vm->callFunction = callFunction;
    vm->runFrame = runFrame;
    thread.dispatch = kHandlers;
    thread.vm = vm;
    if (thread.handled == nullptr) thread.handled = &vm->baseHandled;
  }
  return addBuildClass(thread);
}

void finishVm(Thread& thread) {
  if (thread.vm == nullptr) return;
  VmThread* vm = &vmOf(thread);
  if (thread.handled == &vm->baseHandled) {
    decrefOrEmpty(std::exchange(vm->baseHandled.exception, Value()));
    thread.handled = nullptr;
  }
  if (Code* code = std::exchange(vm->tracedCode, nullptr)) decrefObject(code);
  freeFrameStack(thread);
  thread.vm = nullptr;
  delete vm;
}

}  // namespace taipan
