// Signals between the C handler and the Python ones.  See the header.
#include "modules/signal/signal_module.h"

#include <errno.h>
#include <sched.h>
#include <unistd.h>

#include <utility>

#include "modules/exception_printer.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/current_frame.h"
#include "objects/native_function.h"
#include "objects/int.h"
#include "objects/number_arguments.h"
#include "objects/str.h"

namespace taipan {

namespace {

// Signals belong to the process, and a C handler gets no argument: the one interpreter that takes them must be found
// from here.
std::atomic<SignalState*> signalOwner{nullptr};
// C handlers at work: any thread may be in one when the state is to go.
std::atomic<int> handlersRunning{0};

void setDisposition(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

void reportWakeupError(Thread& thread, int error) {
  writeToStderr(thread, "Exception ignored when trying to write to the signal wakeup fd:\n");
  (void)thread.raiseErrno(error);
  reportUnraisable(thread, kNone);
}

// Calls the Python handler of one signal.
Status runHandler(Thread& thread, SignalState& state, int number) {
  Ref<> handler = Ref<>::copy(state.handlers[number]);
  if (!handler || handler.get().isNone() || handler.get().isSmallInt()) {
    // It was reset between the signal and now.
    (void)thread.raise(TypeId::kOSError, "Signal {} ignored due to race condition", number);
    reportUnraisable(thread, kNone);
    return kOk;
  }
  Ref<> frame = newRef(kNone);
  if (thread.frame != nullptr) frame = TRY(frameAtDepth(thread, 0));
  Ref<> result = TRY(call(thread, handler, Value::smallInt(number), frame.get()));
  return kOk;
}

Status runHandlers(Thread& thread) {
  SignalState* state = signalStateOf(thread.interpreter());
  if (state == nullptr || &thread != thread.interpreter().mainThread) return kOk;
  if (int error = state->wakeupError.exchange(0)) reportWakeupError(thread, error);
  if (!state->anyTripped.exchange(false)) return kOk;
  for (int number = 1; number < NSIG; ++number) {
    if (!state->tripped[number].exchange(false)) continue;
    if (runHandler(thread, *state, number)) continue;
    // The rest must not be lost.
    state->anyTripped.store(true);
    thread.evalBreaker.fetch_or(kBreakForSignals, std::memory_order_release);
    return Raised{};
  }
  return kOk;
}

Ref<> defaultIntHandler(Thread& thread, const Value* args) {
  (void)TRY(intArgument(thread, args[1]));
  return thread.raise(TypeId::kKeyboardInterrupt, "");
}

const MethodDef kDefaultIntHandler = {"default_int_handler", "($module, signalnum, frame, /)", defaultIntHandler, nullptr,
                                      MethodKind::kInstance,
                                      "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt."};

}  // namespace

SignalState* signalStateOf(Interpreter& interpreter) { return interpreter.signals; }

void tripSignal(SignalState& state, int number) {
  state.tripped[number].store(true);
  state.anyTripped.store(true);
  state.interpreter->mainThread->evalBreaker.fetch_or(kBreakForSignals, std::memory_order_release);
  int fd = state.wakeupDescriptor.load();
  if (fd < 0) return;
  unsigned char byte = static_cast<unsigned char>(number);
  ssize_t written;
  do {
    written = write(fd, &byte, 1);
  } while (written < 0 && errno == EINTR);
  bool full = errno == EAGAIN || errno == EWOULDBLOCK;
  if (written < 0 && (!full || state.wakeupWarns.load())) {
    state.wakeupError.store(errno);
    state.interpreter->mainThread->evalBreaker.fetch_or(kBreakForSignals, std::memory_order_release);
  }
}

void handleSignal(int number) {
  int saved = errno;
  handlersRunning.fetch_add(1);
  SignalState* state = signalOwner.load();
  if (state != nullptr && number > 0 && number < NSIG) tripSignal(*state, number);
  handlersRunning.fetch_sub(1);
  errno = saved;
}

void simulateSignal(Interpreter& interpreter, int number) {
  SignalState* state = interpreter.signals;
  if (state == nullptr) return;
  Value handler = state->handlers[number];
  if (handler.isEmpty() || handler.isNone() || handler.isSmallInt()) return;
  tripSignal(*state, number);
}

void clearSignals(Interpreter& interpreter) {
  handlersRunning.store(0);  // those of the parent's other threads
  SignalState* state = interpreter.signals;
  if (state == nullptr) return;
  state->anyTripped.store(false);
  for (auto& tripped : state->tripped) tripped.store(false);
}

Status installSignals(Thread& thread) {
  auto* state = new SignalState;
  state->interpreter = &thread.interpreter();
  thread.interpreter().signals = state;
  thread.interpreter().runSignalHandlers = runHandlers;
  setDisposition(SIGPIPE, SIG_IGN);
  setDisposition(SIGXFSZ, SIG_IGN);
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) != 0) continue;
    if (action.sa_handler == SIG_DFL) state->handlers[number] = Value::smallInt(0);
    else if (action.sa_handler == SIG_IGN) state->handlers[number] = Value::smallInt(1);
    else state->handlers[number] = kNone;
  }
  signalOwner.store(state, std::memory_order_release);
  NativeCode* code = newNativeCode(thread, kDefaultIntHandler, nullptr);
  if (code == nullptr) return thread.raiseMemoryError();
  Ref<Str> module = TRY(internText(thread, "_signal"));
  state->intHandler = TRY(newBuiltinFunction(thread, code, Value(), module.value())).releaseValue();
  if (state->handlers[SIGINT] != Value::smallInt(0)) return kOk;
  state->handlers[SIGINT] = newRef(state->intHandler).releaseValue();
  setDisposition(SIGINT, handleSignal);
  return kOk;
}

Status addDefaultIntHandler(Thread& thread, Module* module) {
  SignalState* state = signalStateOf(thread.interpreter());
  return moduleAdd(thread, module, "default_int_handler", newRef(state != nullptr ? state->intHandler : kNone));
}

void uninstallSignals(Thread& thread) {
  SignalState* state = std::exchange(thread.interpreter().signals, nullptr);
  if (state == nullptr) return;
  thread.interpreter().runSignalHandlers = nullptr;
  signalOwner.store(nullptr);
  while (handlersRunning.load() != 0) sched_yield();
  for (int number = 1; number < NSIG; ++number) {
    Value handler = std::exchange(state->handlers[number], Value());
    if (handler.isObject()) setDisposition(number, SIG_DFL);
    decrefOrEmpty(handler);
  }
  decrefOrEmpty(std::exchange(state->intHandler, Value()));
  delete state;
}

}  // namespace taipan
