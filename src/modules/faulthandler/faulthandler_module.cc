// faulthandler: tracebacks at fatal signals, at chosen signals, and when time is over.
//
// Dispositions of signals belong to the process, not to an interpreter, and a handler gets no context; so their state is
// the one global here.  An interpreter that enables the handlers takes them over from another.
#include "modules/faulthandler/faulthandler.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "modules/blocking.h"
#include "modules/faulthandler/dump.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/interpreter.h"

namespace taipan {
namespace {

struct FatalSignal {
  int number;
  const char* name;
  bool enabled;
  struct sigaction previous;
};

struct UserSignal {
  bool enabled, allThreads, chain;
  int fd;
  struct sigaction previous;
};

struct Watchdog {
  pthread_t native;
  bool running, repeat, exits, cancelled;
  int fd;
  int64_t nanoseconds;
  char header[64];
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t wake = PTHREAD_COND_INITIALIZER;
};

constexpr size_t kAlternateStack = 64 * 1024;

struct FaultState {
  Interpreter* interpreter = nullptr;
  bool enabled = false, allThreads = true;
  int fd = -1;
  FatalSignal fatal[5] = {{SIGBUS, "Bus error", false, {}}, {SIGILL, "Illegal instruction", false, {}},
                          {SIGFPE, "Floating point exception", false, {}}, {SIGABRT, "Aborted", false, {}},
                          {SIGSEGV, "Segmentation fault", false, {}}};
  UserSignal user[NSIG] = {};
  Watchdog watchdog{};
  // Where handlers run, so that an overflow of the native stack is reported too.
  alignas(16) char stack[kAlternateStack];
};
FaultState state;

// ---------------------------------------------------------------- handlers (async-signal-safe)

void dumpFor(int fd, bool allThreads) {
  const Thread* current = fault::callingThread(*state.interpreter);
  if (allThreads) return fault::dumpThreads(fd, *state.interpreter, current);
  if (current == nullptr) current = state.interpreter->currentThread;
  if (current != nullptr) fault::dumpStack(fd, current);
}

void restoreFatal(FatalSignal& entry) {
  if (!entry.enabled) return;
  entry.enabled = false;
  ::sigaction(entry.number, &entry.previous, nullptr);
}

void onFatalSignal(int number) {
  int savedErrno = errno;
  for (FatalSignal& entry : state.fatal) {
    if (entry.number != number) continue;
    restoreFatal(entry);
    fault::writeText(state.fd, "Fatal Python error: ");
    fault::writeText(state.fd, entry.name);
    fault::writeText(state.fd, "\n\n");
  }
  dumpFor(state.fd, state.allThreads);
  errno = savedErrno;
  ::raise(number);
}

void onUserSignal(int number) {
  UserSignal& entry = state.user[number];
  if (!entry.enabled) return;
  int savedErrno = errno;
  dumpFor(entry.fd, entry.allThreads);
  if (entry.chain) {
    struct sigaction ours;
    ::sigaction(number, &entry.previous, &ours);
    errno = savedErrno;
    ::raise(number);
    savedErrno = errno;
    ::sigaction(number, &ours, nullptr);
  }
  errno = savedErrno;
}

// ---------------------------------------------------------------- arguments

// The descriptor of `file` (empty or None: sys.stderr), which is flushed.  The object is kept, under `key`, in the module's
// dict, so that it is not closed meanwhile.
Result<int> fileArgument(Thread& thread, Value file, Value moduleValue, const char* key) {
  Ref<> target = newRef(file);
  if (!target || target.get().isNone()) {
    target = newRef(dictGetStr(thread, thread.interpreter().sysDict, thread.names().stderr));
    if (!target) return thread.raise(TypeId::kRuntimeError, "unable to get sys.stderr");
    if (target.get().isNone()) return thread.raise(TypeId::kRuntimeError, "sys.stderr is None");
  }
  if (isInt(target)) {
    int fd = TRY(argumentAsInt(thread, target));
    if (fd < 0) return thread.raiseValueError("file is not a valid file descripter");
    return fd;
  }
  Ref<> number = TRY(callMethod(thread, target, thread.names().fileno));
  int64_t fd = -1;
  if (!isInt(number) || !intFitsInt64(number, &fd) || fd < 0 || fd > INT32_MAX) {
    return thread.raise(TypeId::kRuntimeError, "file.fileno() is not a valid file descriptor");
  }
  Ref<> flushed = callMethod(thread, target, thread.names().flush);
  if (!flushed) thread.clearException();
  if (key != nullptr) {
    Ref<Str> name = TRY(internText(thread, key));
    TRY(dictSetStr(thread, moduleValue.as<Module>()->dict, name, target));
  }
  return static_cast<int>(fd);
}

// ---------------------------------------------------------------- fatal signals

void useAlternateStack() {
  stack_t stack{};
  stack.ss_sp = state.stack;
  stack.ss_size = sizeof state.stack;
  ::sigaltstack(&stack, nullptr);
}

Status installFatal(Thread& thread) {
  useAlternateStack();
  for (FatalSignal& entry : state.fatal) {
    if (entry.enabled) continue;
    struct sigaction action {};
    action.sa_handler = onFatalSignal;
    action.sa_flags = SA_NODEFER | SA_ONSTACK;
    ::sigemptyset(&action.sa_mask);
    if (::sigaction(entry.number, &action, &entry.previous) != 0) return thread.raiseErrno(errno);
    entry.enabled = true;
  }
  return kOk;
}

Ref<> faulthandlerEnable(Thread& thread, const Value* args) {
  bool allThreads = TRY(isTrue(thread, args[2]));
  state.fd = TRY(fileArgument(thread, args[1], args[0], "__fatal_file"));
  state.allThreads = allThreads;
  state.interpreter = &thread.interpreter();
  state.enabled = true;
  TRY(installFatal(thread));
  return newRef(kNone);
}

void disableFatal() {
  state.enabled = false;
  for (FatalSignal& entry : state.fatal) restoreFatal(entry);
}

Ref<> faulthandlerDisable(Thread&, const Value*) {
  bool was = state.enabled;
  disableFatal();
  return newRef(Value::boolean(was));
}

Ref<> faulthandlerIsEnabled(Thread&, const Value*) { return newRef(Value::boolean(state.enabled)); }

Ref<> faulthandlerDumpTraceback(Thread& thread, const Value* args) {
  bool allThreads = TRY(isTrue(thread, args[2]));
  int fd = TRY(fileArgument(thread, args[1], args[0], nullptr));
  if (allThreads) fault::dumpThreads(fd, thread.interpreter(), &thread);
  else fault::dumpStack(fd, &thread);
  return newRef(kNone);
}

// ---------------------------------------------------------------- the watchdog

timespec deadline(int64_t nanoseconds) {
  timespec when;
  ::clock_gettime(CLOCK_REALTIME, &when);
  when.tv_sec += nanoseconds / 1'000'000'000;
  when.tv_nsec += nanoseconds % 1'000'000'000;
  if (when.tv_nsec >= 1'000'000'000) {
    when.tv_sec++;
    when.tv_nsec -= 1'000'000'000;
  }
  return when;
}

void* watch(void*) {
  Watchdog& dog = state.watchdog;
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
  ::pthread_mutex_lock(&dog.mutex);
  timespec when = deadline(dog.nanoseconds);
  while (!dog.cancelled) {
    if (::pthread_cond_timedwait(&dog.wake, &dog.mutex, &when) != ETIMEDOUT) continue;
    fault::writeText(dog.fd, dog.header);
    fault::dumpThreads(dog.fd, *state.interpreter, nullptr);
    if (dog.exits) ::_exit(1);
    if (!dog.repeat) break;
    when = deadline(dog.nanoseconds);
  }
  ::pthread_mutex_unlock(&dog.mutex);
  return nullptr;
}

void cancelWatchdog() {
  Watchdog& dog = state.watchdog;
  if (!dog.running) return;
  ::pthread_mutex_lock(&dog.mutex);
  dog.cancelled = true;
  ::pthread_cond_signal(&dog.wake);
  ::pthread_mutex_unlock(&dog.mutex);
  ::pthread_join(dog.native, nullptr);
  dog.running = false;
}

void writeHeader(char* out, size_t size, int64_t nanoseconds) {
  int64_t seconds = nanoseconds / 1'000'000'000, micro = nanoseconds % 1'000'000'000 / 1000;
  int hours = static_cast<int>(seconds / 3600), minutes = static_cast<int>(seconds / 60 % 60), rest = static_cast<int>(seconds % 60);
  if (micro != 0) ::snprintf(out, size, "Timeout (%d:%02d:%02d.%06d)!\n", hours, minutes, rest, static_cast<int>(micro));
  else ::snprintf(out, size, "Timeout (%d:%02d:%02d)!\n", hours, minutes, rest);
}

Ref<> faulthandlerDumpTracebackLater(Thread& thread, const Value* args) {
  int64_t nanoseconds = TRY(nanosecondsArgument(thread, args[1]));
  if (nanoseconds / 1000 <= 0) return thread.raiseValueError("timeout must be greater than 0");
  bool repeat = TRY(isTrue(thread, args[2])), exits = TRY(isTrue(thread, args[4]));
  int fd = TRY(fileArgument(thread, args[3], args[0], "__watchdog_file"));
  cancelWatchdog();
  Watchdog& dog = state.watchdog;
  state.interpreter = &thread.interpreter();
  dog.repeat = repeat;
  dog.exits = exits;
  dog.fd = fd;
  dog.nanoseconds = nanoseconds;
  dog.cancelled = false;
  writeHeader(dog.header, sizeof dog.header, nanoseconds);
  if (::pthread_create(&dog.native, nullptr, watch, nullptr) != 0) {
    return thread.raise(TypeId::kRuntimeError, "unable to start watchdog thread");
  }
  dog.running = true;
  return newRef(kNone);
}

Ref<> faulthandlerCancel(Thread&, const Value*) {
  cancelWatchdog();
  return newRef(kNone);
}

// ---------------------------------------------------------------- chosen signals

Result<int> signalArgument(Thread& thread, Value value) {
  int number = TRY(argumentAsInt(thread, value));
  for (const FatalSignal& entry : state.fatal) {
    if (entry.number == number) {
      return thread.raise(TypeId::kRuntimeError, "signal {} cannot be registered, use enable() instead", number);
    }
  }
  if (number < 1 || number >= NSIG) return thread.raiseValueError("signal number out of range");
  return number;
}

Ref<> faulthandlerRegister(Thread& thread, const Value* args) {
  int number = TRY(signalArgument(thread, args[1]));
  bool allThreads = TRY(isTrue(thread, args[3])), chain = TRY(isTrue(thread, args[4]));
  int fd = TRY(fileArgument(thread, args[2], args[0], "__signal_file"));
  UserSignal& entry = state.user[number];
  state.interpreter = &thread.interpreter();
  entry.fd = fd;
  entry.allThreads = allThreads;
  entry.chain = chain;
  if (!entry.enabled) {
    struct sigaction action {};
    action.sa_handler = onUserSignal;
    // A chained handler must be able to run inside ours.
    action.sa_flags = SA_RESTART | SA_ONSTACK | (chain ? SA_NODEFER : 0);
    ::sigemptyset(&action.sa_mask);
    if (::sigaction(number, &action, &entry.previous) != 0) return thread.raiseErrno(errno);
    entry.enabled = true;
  }
  return newRef(kNone);
}

bool unregisterSignal(int number) {
  UserSignal& entry = state.user[number];
  if (!entry.enabled) return false;
  entry.enabled = false;
  ::sigaction(number, &entry.previous, nullptr);
  return true;
}

Ref<> faulthandlerUnregister(Thread& thread, const Value* args) {
  int number = TRY(signalArgument(thread, args[1]));
  return newRef(Value::boolean(unregisterSignal(number)));
}

// ---------------------------------------------------------------- faults on purpose, for tests

void withoutCoreFile() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_CORE, &limit) == 0) {
    limit.rlim_cur = 0;
    ::setrlimit(RLIMIT_CORE, &limit);
  }
}
template <int number>
Ref<> raiseSignal(Thread&, const Value*) {
  withoutCoreFile();
  ::raise(number);
  return newRef(kNone);
}

Ref<> readNull(Thread&, const Value*) {
  volatile const int* volatile nowhere = nullptr;
  return newRef(Value::smallInt(*nowhere));
}

void* endProcess(void*) {
  fault::writeText(2, "Fatal Python error: faulthandler_fatal_error_thread: in new thread\nPython runtime state: initialized\n\n");
  fault::dumpThreads(2, *state.interpreter, nullptr);
  for (FatalSignal& entry : state.fatal) restoreFatal(entry);
  ::abort();
}

Ref<> fatalErrorInThread(Thread& thread, const Value*) {
  state.interpreter = &thread.interpreter();
  pthread_t native;
  if (::pthread_create(&native, nullptr, endProcess, nullptr) != 0) {
    return thread.raise(TypeId::kRuntimeError, "unable to start the thread");
  }
  BlockingCall unlocked(thread);
  ::pthread_join(native, nullptr);
  return newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {"enable", "($module, /, file=<unrepresentable>, all_threads=True)", faulthandlerEnable, nullptr, MethodKind::kInstance,
     "Writes a traceback at SIGSEGV, SIGFPE, SIGABRT, SIGBUS and SIGILL."},
    {"disable", "($module, /)", faulthandlerDisable, nullptr, MethodKind::kInstance, "Gives the fatal signals back."},
    {"is_enabled", "($module, /)", faulthandlerIsEnabled, nullptr, MethodKind::kInstance, "Are fatal signals handled?"},
    {"dump_traceback", "($module, /, file=<unrepresentable>, all_threads=True)", faulthandlerDumpTraceback, nullptr,
     MethodKind::kInstance, "Writes the traceback of this or all threads now."},
    {"dump_traceback_later", "($module, /, timeout, repeat=False, file=<unrepresentable>, exit=False)",
     faulthandlerDumpTracebackLater, nullptr, MethodKind::kInstance, "Writes tracebacks unless cancelled in time."},
    {"cancel_dump_traceback_later", "($module, /)", faulthandlerCancel, nullptr, MethodKind::kInstance, "Stops the watchdog."},
    {"register", "($module, /, signum, file=<unrepresentable>, all_threads=True, chain=False)", faulthandlerRegister, nullptr,
     MethodKind::kInstance, "Writes tracebacks whenever the signal comes."},
    {"unregister", "($module, signum, /)", faulthandlerUnregister, nullptr, MethodKind::kInstance, "Undoes register()."},
    {"_read_null", "($module, /)", readNull, nullptr, MethodKind::kInstance, "Reads from address 0."},
    {"_fatal_error_c_thread", "($module, /)", fatalErrorInThread, nullptr, MethodKind::kInstance,
     "Ends the process from a thread without Python state."},
    {"_sigsegv", "($module, release_gil=False, /)", raiseSignal<SIGSEGV>, nullptr, MethodKind::kInstance, "Raises SIGSEGV."},
    {"_sigabrt", "($module, /)", raiseSignal<SIGABRT>, nullptr, MethodKind::kInstance, "Raises SIGABRT."},
    {"_sigfpe", "($module, /)", raiseSignal<SIGFPE>, nullptr, MethodKind::kInstance, "Raises SIGFPE."},
};

}  // namespace

Status enableFaultHandler(Thread& thread) {
  Ref<> faulthandler = TRY(importModule(thread, "faulthandler"));
  Ref<Str> name = TRY(internText(thread, "enable"));
  Ref<> done = TRY(callMethod(thread, faulthandler, name));
  return kOk;
}

void finishFaultHandler(Interpreter& interpreter) {
  if (state.interpreter != &interpreter) return;
  cancelWatchdog();
  disableFatal();
  for (int number = 1; number < NSIG; ++number) unregisterSignal(number);
  state.interpreter = nullptr;
}

extern const ModuleSpec kFaultHandlerModule;
const ModuleSpec kFaultHandlerModule = {
    .name = "faulthandler", .functions = kFunctions, .doc = "Tracebacks at faults, at signals and after a time."};

void forgetWatchdog() {
  Watchdog& dog = state.watchdog;
  dog.running = false;
  ::pthread_mutex_init(&dog.mutex, nullptr);  // the thread may have held it, or waited
  ::pthread_cond_init(&dog.wake, nullptr);
}

}  // namespace taipan
