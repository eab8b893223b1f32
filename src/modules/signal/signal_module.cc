// _signal: handlers, timers, masks and waiting for signals.
#include "modules/signal/signal_module.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/struct_sequence.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/number_arguments.h"
#include "objects/set.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

const char* const kInfoFields[] = {"si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band"};
const StructSequenceSpec kSignalInfo = {TypeId::kSignalInfo, "signal.struct_siginfo", kInfoFields, 7, 7};

const TypeSpec kItimerErrorType = {.id = TypeId::kItimerError, .name = "signal.itimer_error", .basicSize = sizeof(OSErrorException),
                                   .base = TypeId::kOSError, .flags = kTypeIsBaseType | kTypeHasGc,
                                   .dictOffset = offsetof(BaseException, dict)};

Result<int> signalArgument(Thread& thread, Value value) {
  int number = TRY(intArgument(thread, value));
  if (number < 1 || number >= NSIG) return thread.raiseValueError("signal number out of range");
  return number;
}

Ref<> noneOrErrno(Thread& thread, int error) {
  if (error != 0) return thread.raiseErrno(error);
  return newRef(kNone);
}

Status requireMainThread(Thread& thread, const char* message) {
  if (&thread == thread.interpreter().mainThread) return kOk;
  return thread.raiseValueError("{}", message);
}

bool isSmall(Value value, int number) { return isInt(value) && value == Value::smallInt(number); }

// --- handlers

Ref<> signalSignal(Thread& thread, const Value* args) {
  int number = TRY(intArgument(thread, args[1]));
  TRY(requireMainThread(thread, "signal only works in main thread of the main interpreter"));
  if (number < 1 || number >= NSIG) return thread.raiseValueError("signal number out of range");
  Value handler = args[2];
  Ref<> number2;
  if (isInt(handler)) number2 = TRY(index(thread, handler));
  Value plain = number2 ? number2.get() : handler;
  void (*native)(int);
  if (isSmall(plain, 1)) native = SIG_IGN;
  else if (isSmall(plain, 0)) native = SIG_DFL;
  else if (!isCallable(thread, handler)) {
    return thread.raiseTypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  } else {
    native = handleSignal;
  }
  TRY(handleSignals(thread));
  struct sigaction action {};
  action.sa_handler = native;
  sigemptyset(&action.sa_mask);
  if (sigaction(number, &action, nullptr) < 0) return thread.raiseErrno(errno);
  SignalState* state = signalStateOf(thread.interpreter());
  if (state == nullptr) return newRef(kNone);
  Ref<> old = Ref<>::adopt(std::exchange(state->handlers[number], newRef(plain).releaseValue()));
  return old ? std::move(old) : newRef(kNone);
}

Ref<> signalGetsignal(Thread& thread, const Value* args) {
  int number = TRY(signalArgument(thread, args[1]));
  SignalState* state = signalStateOf(thread.interpreter());
  if (state == nullptr || state->handlers[number].isEmpty()) return newRef(kNone);
  return newRef(state->handlers[number]);
}

Ref<> signalSiginterrupt(Thread& thread, const Value* args) {
  int number = TRY(signalArgument(thread, args[1])), interrupts = TRY(intArgument(thread, args[2]));
  struct sigaction action {};
  if (sigaction(number, nullptr, &action) < 0) return thread.raiseErrno(errno);
  if (interrupts) action.sa_flags &= ~SA_RESTART;
  else action.sa_flags |= SA_RESTART;
  return noneOrErrno(thread, sigaction(number, &action, nullptr) < 0 ? errno : 0);
}

// set_wakeup_fd(fd, *, warn_on_full_buffer=True)
Ref<> signalSetWakeupFd(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  bool warns = args[2].isEmpty() || TRY(isTrue(thread, args[2]));
  TRY(requireMainThread(thread, "set_wakeup_fd only works in main thread of the main interpreter"));
  if (fd != -1) {
    struct stat info;
    int flags = ::fstat(fd, &info) < 0 ? -1 : ::fcntl(fd, F_GETFL);
    if (flags < 0) return thread.raiseErrno(errno);
    if (!(flags & O_NONBLOCK)) return thread.raiseValueError("the fd {} must be in non-blocking mode", fd);
  }
  SignalState* state = signalStateOf(thread.interpreter());
  if (state == nullptr) return newInt(thread, -1);
  state->wakeupWarns.store(warns);
  return newInt(thread, state->wakeupDescriptor.exchange(fd));
}

// --- sending

Ref<> signalRaise(Thread& thread, const Value* args) {
  int number = TRY(intArgument(thread, args[1])), error;
  {
    BlockingCall unlocked(thread);
    error = ::raise(number) < 0 ? errno : 0;
  }
  if (error != 0) return thread.raiseErrno(error);
  TRY(handleSignals(thread));
  return newRef(kNone);
}

Ref<> signalPthreadKill(Thread& thread, const Value* args) {
  Ref<> ident = TRY(index(thread, args[1]));
  int64_t id = TRY(intAsInt64(thread, ident));
  int error = ::pthread_kill(static_cast<pthread_t>(id), TRY(intArgument(thread, args[2])));
  if (error != 0) return thread.raiseErrno(error);
  TRY(handleSignals(thread));
  return newRef(kNone);
}

Ref<> signalPidfdSend(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), number = TRY(intArgument(thread, args[2]));
  int flags = TRY(intArgument(thread, args[4]));
  if (!args[3].isNone()) return thread.raiseTypeError("siginfo must be None");
  return noneOrErrno(thread, syscall(SYS_pidfd_send_signal, fd, number, nullptr, flags) < 0 ? errno : 0);
}

// --- timers

Ref<> signalAlarm(Thread& thread, const Value* args) {
  return newInt(thread, ::alarm(static_cast<unsigned>(TRY(intArgument(thread, args[1])))));
}

Ref<> signalPause(Thread& thread, const Value*) {
  {
    BlockingCall unlocked(thread);
    ::pause();
  }
  TRY(handleSignals(thread));
  return newRef(kNone);
}

Raised raiseItimerError(Thread& thread) {
  Ref<Str> text = TRY(newStr(thread, ::strerror(errno)));
  Ref<> error = TRY(call(thread, Value(thread.type(TypeId::kItimerError)), Value::smallInt(errno), text.value()));
  return thread.raiseObject(error);
}

Ref<> timerPair(Thread& thread, const itimerval& timer) {
  auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  Ref<> value = TRY(newFloat(thread, seconds(timer.it_value))), interval = TRY(newFloat(thread, seconds(timer.it_interval)));
  return makeTuple(thread, value.get(), interval.get());
}

Result<timeval> timevalArgument(Thread& thread, Value value) {
  int64_t nanoseconds = TRY(nanosecondsArgument(thread, value, TimeRounding::kCeiling));
  int64_t microseconds = nanoseconds / 1000 + (nanoseconds % 1000 > 0);
  int64_t seconds = microseconds / 1000000, rest = microseconds % 1000000;
  if (rest < 0) --seconds, rest += 1000000;
  timeval result;
  result.tv_sec = seconds;
  result.tv_usec = rest;
  return result;
}

Ref<> signalSetitimer(Thread& thread, const Value* args) {
  int which = TRY(intArgument(thread, args[1]));
  itimerval fresh, old;
  fresh.it_value = TRY(timevalArgument(thread, args[2]));
  fresh.it_interval = TRY(timevalArgument(thread, args[3]));
  if (::setitimer(static_cast<__itimer_which_t>(which), &fresh, &old) < 0) return raiseItimerError(thread);
  return timerPair(thread, old);
}

Ref<> signalGetitimer(Thread& thread, const Value* args) {
  itimerval timer;
  int which = TRY(intArgument(thread, args[1]));
  if (::getitimer(static_cast<__itimer_which_t>(which), &timer) < 0) return raiseItimerError(thread);
  return timerPair(thread, timer);
}

// --- sets

Ref<> setResult(Thread& thread, const sigset_t& mask) {
  Ref<Set> result = TRY(newSet(thread));
  for (int number = 1; number < NSIG; ++number) {
    if (sigismember(&mask, number) == 1) TRY(setAdd(thread, result, Value::smallInt(number)));
  }
  return result;
}

Ref<> signalPthreadSigmask(Thread& thread, const Value* args) {
  int how = TRY(intArgument(thread, args[1]));
  sigset_t mask = TRY(signalSetArgument(thread, args[2])), old;
  int error = ::pthread_sigmask(how, &mask, &old);
  if (error != 0) return thread.raiseErrno(error);
  TRY(handleSignals(thread));
  return setResult(thread, old);
}

Ref<> signalSigpending(Thread& thread, const Value*) {
  sigset_t mask;
  if (::sigpending(&mask) != 0) return thread.raiseErrno(errno);
  return setResult(thread, mask);
}

Ref<> signalValidSignals(Thread& thread, const Value*) {
  sigset_t mask;
  sigemptyset(&mask);
  sigfillset(&mask);
  return setResult(thread, mask);
}

Ref<> signalSigwait(Thread& thread, const Value* args) {
  sigset_t mask = TRY(signalSetArgument(thread, args[1]));
  int number = 0, error;
  {
    BlockingCall unlocked(thread);
    error = ::sigwait(&mask, &number);
  }
  if (error != 0) return thread.raiseErrno(error);
  return newInt(thread, number);
}

Ref<> infoResult(Thread& thread, const siginfo_t& info) {
  const int64_t numbers[] = {info.si_signo, info.si_code, info.si_errno, info.si_pid, info.si_uid, info.si_status, info.si_band};
  Ref<> owned[7];
  Value items[7];
  for (int i = 0; i < 7; ++i) {
    owned[i] = TRY(newInt(thread, numbers[i]));
    items[i] = owned[i];
  }
  return newStructSequence(thread, kSignalInfo, items);
}

// Waits until `deadline` (INT64_MAX: for ever), past signals whose handlers do not raise.
Ref<> waitForInfo(Thread& thread, const sigset_t& mask, int64_t deadline) {
  siginfo_t info{};
  int number = TRY(retryInterrupted(thread, [&] {
    if (deadline == INT64_MAX) return ::sigwaitinfo(&mask, &info);
    int64_t left = deadline - monotonicNow();
    timespec span = toTimespec(left < 0 ? 0 : left);
    return ::sigtimedwait(&mask, &info, &span);
  }));
  if (number >= 0) return infoResult(thread, info);
  if (errno == EAGAIN) return newRef(kNone);
  return thread.raiseErrno(errno);
}

Ref<> signalSigwaitinfo(Thread& thread, const Value* args) {
  return waitForInfo(thread, TRY(signalSetArgument(thread, args[1])), INT64_MAX);
}
Ref<> signalSigtimedwait(Thread& thread, const Value* args) {
  int64_t span = TRY(nanosecondsArgument(thread, args[2], TimeRounding::kCeiling));
  if (span < 0) return thread.raiseValueError("timeout must be non-negative");
  sigset_t mask = TRY(signalSetArgument(thread, args[1]));
  return waitForInfo(thread, mask, deadlineAfter(span));
}

Ref<> signalStrsignal(Thread& thread, const Value* args) {
  int number = TRY(signalArgument(thread, args[1]));
  const char* text = ::strsignal(number);
  if (text == nullptr || strstr(text, "Unknown signal") != nullptr) return newRef(kNone);
  return strFromNative(thread, text);
}

const MethodDef kFunctions[] = {
    {"signal", "($module, signalnum, handler, /)", signalSignal, nullptr, MethodKind::kInstance, "Sets the handler of a signal; gives the old one."},
    {"getsignal", "($module, signalnum, /)", signalGetsignal, nullptr, MethodKind::kInstance, "The handler of a signal."},
    {"siginterrupt", "($module, signalnum, flag, /)", signalSiginterrupt, nullptr, MethodKind::kInstance, "Do system calls end when the signal comes?"},
    {"set_wakeup_fd", "($module, fd, /, *, warn_on_full_buffer=<NULL>)", signalSetWakeupFd, nullptr, MethodKind::kInstance, "A descriptor that gets a byte for each signal."},
    {"raise_signal", "($module, signalnum, /)", signalRaise, nullptr, MethodKind::kInstance, "Sends a signal to this process."},
    {"pthread_kill", "($module, thread_id, signalnum, /)", signalPthreadKill, nullptr, MethodKind::kInstance, "Sends a signal to a thread."},
    {"pidfd_send_signal", "($module, pidfd, signalnum, siginfo=None, flags=0, /)", signalPidfdSend, nullptr, MethodKind::kInstance, "Sends a signal to the process of a descriptor."},
    {"alarm", "($module, seconds, /)", signalAlarm, nullptr, MethodKind::kInstance, "SIGALRM after so many seconds."},
    {"pause", "($module, /)", signalPause, nullptr, MethodKind::kInstance, "Waits for a signal."},
    {"setitimer", "($module, which, seconds, interval=0.0, /)", signalSetitimer, nullptr, MethodKind::kInstance, "Sets a timer; gives its old state."},
    {"getitimer", "($module, which, /)", signalGetitimer, nullptr, MethodKind::kInstance, "The state of a timer."},
    {"pthread_sigmask", "($module, how, mask, /)", signalPthreadSigmask, nullptr, MethodKind::kInstance, "Changes the set of blocked signals; gives the old one."},
    {"sigpending", "($module, /)", signalSigpending, nullptr, MethodKind::kInstance, "Blocked signals that came in."},
    {"valid_signals", "($module, /)", signalValidSignals, nullptr, MethodKind::kInstance, "All signal numbers of this system."},
    {"sigwait", "($module, sigset, /)", signalSigwait, nullptr, MethodKind::kInstance, "Waits for one of the signals."},
    {"sigwaitinfo", "($module, sigset, /)", signalSigwaitinfo, nullptr, MethodKind::kInstance, "Waits for one of the signals; tells about it."},
    {"sigtimedwait", "($module, sigset, timeout, /)", signalSigtimedwait, nullptr, MethodKind::kInstance, "As sigwaitinfo(), for a time at most."},
    {"strsignal", "($module, signalnum, /)", signalStrsignal, nullptr, MethodKind::kInstance, "The system's description of a signal."},
};

struct Constant {
  const char* name;
  int value;
};
#define CONSTANT(name) {#name, name}
const Constant kConstants[] = {
    {"NSIG", NSIG}, {"SIG_DFL", 0}, {"SIG_IGN", 1}, CONSTANT(SIG_BLOCK), CONSTANT(SIG_UNBLOCK), CONSTANT(SIG_SETMASK),
    CONSTANT(SIGHUP), CONSTANT(SIGINT), CONSTANT(SIGQUIT), CONSTANT(SIGILL), CONSTANT(SIGTRAP), CONSTANT(SIGIOT),
    CONSTANT(SIGABRT), CONSTANT(SIGFPE), CONSTANT(SIGKILL), CONSTANT(SIGBUS), CONSTANT(SIGSEGV), CONSTANT(SIGSYS),
    CONSTANT(SIGPIPE), CONSTANT(SIGALRM), CONSTANT(SIGTERM), CONSTANT(SIGUSR1), CONSTANT(SIGUSR2), {"SIGCLD", SIGCHLD},
    CONSTANT(SIGCHLD), CONSTANT(SIGPWR), CONSTANT(SIGIO), CONSTANT(SIGURG), CONSTANT(SIGWINCH), CONSTANT(SIGPOLL),
    CONSTANT(SIGSTOP), CONSTANT(SIGTSTP), CONSTANT(SIGCONT), CONSTANT(SIGTTIN), CONSTANT(SIGTTOU), CONSTANT(SIGVTALRM),
    CONSTANT(SIGPROF), CONSTANT(SIGXCPU), CONSTANT(SIGXFSZ), CONSTANT(SIGSTKFLT),
    {"ITIMER_REAL", ITIMER_REAL}, {"ITIMER_VIRTUAL", ITIMER_VIRTUAL}, {"ITIMER_PROF", ITIMER_PROF}};

Status populate(Thread& thread, Module* module) {
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(moduleAddInt(thread, module, "SIGRTMIN", SIGRTMIN));
  TRY(moduleAddInt(thread, module, "SIGRTMAX", SIGRTMAX));
  TRY(addStructSequence(thread, module, kSignalInfo));
  Type* error = createNativeType(thread, kItimerErrorType);
  if (error == nullptr) return Raised{};
  TRY(moduleAdd(thread, module, "ItimerError", newRef(Value(error))));
  // The object that getsignal(SIGINT) gives, so that identity tests work.
  return addDefaultIntHandler(thread, module);
}

}  // namespace

Result<sigset_t> signalSetArgument(Thread& thread, Value iterable) {
  sigset_t mask;
  sigemptyset(&mask);
  Iteration iteration;
  TRY(iteration.start(thread, iterable));
  while (Ref<> item = iteration.next(thread)) {
    Ref<> number = TRY(index(thread, item));
    int64_t wide;
    if (!intFitsInt64(number, &wide)) wide = -1;
    if (wide < 1 || wide >= NSIG) {
      return thread.raiseValueError("signal number {} out of range [1; {}]", wide, NSIG - 1);
    }
    // The library keeps some numbers for itself; they cannot be blocked, which is no error.
    sigaddset(&mask, static_cast<int>(wide));
  }
  if (thread.hasException()) return Raised{};
  return mask;
}

extern const ModuleSpec kSignalModule;
const ModuleSpec kSignalModule = {"_signal", kFunctions, populate, "Signals and timers."};

}  // namespace taipan
