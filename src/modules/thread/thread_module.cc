// _thread: starting threads, and what a thread knows of itself.  Locks and thread-local data are in the other files.
#include "modules/thread/thread_module.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "modules/exception_printer.h"
#include "modules/module_helpers.h"
#include "modules/signal/signal_module.h"
#include "modules/struct_sequence.h"
#include "modules/thread/thread_internal.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/interpreter_lock.h"
#include "vm/vm.h"

namespace taipan {

namespace {

const char* const kHookFields[] = {"exc_type", "exc_value", "exc_traceback", "thread"};
const StructSequenceSpec kExceptHookArgs = {TypeId::kExceptHookArgs, "_thread._ExceptHookArgs", kHookFields, 4, 4};

struct ModuleState {
  size_t stackSize = 0;  // 0: the system's default
};
ModuleState& stateOf(Value module) { return *static_cast<ModuleState*>(module.as<Module>()->state); }

// What a new thread runs; it owns all of it.
struct Start {
  Thread* thread;
  Ref<> function;
  Ref<Tuple> positional;
  Ref<Dict> keywords;
};

// Tells who waits for the thread's end that it has come.
void announceEnd(Thread& thread) {
  Value lock = std::exchange(thread.endLock, Value());
  if (lock.isEmpty()) return;
  if (lock.as<Lock>()->locked) releaseLock(lock.as<Lock>());
  decref(lock);
}

// Drops everything of the running thread.  Destructors run meanwhile, so its virtual machine goes after that.
void endThread(Thread& thread) {
  --thread.interpreter().startedThreads;
  dropThreadLocals(thread);
  clearThreadState(thread);
  dropThreadLocals(thread);
  finishVm(thread);
  announceEnd(thread);
  unlinkThreadState(thread);
}

void runThread(Thread& thread, Start& start) {
  if (!initVm(thread)) return reportUnraisable(thread, kNone);
  Ref<> result = callWithTupleAndDict(thread, start.function, start.positional, start.keywords);
  if (result || thread.clearIfMatches(TypeId::kSystemExit)) return;
  reportUnraisable(thread, start.function, "Exception ignored in thread started by");
}

void* threadMain(void* argument) {
  auto* start = static_cast<Start*>(argument);
  Thread* thread = start->thread;
  InterpreterLock* lock = thread->lock;
  lock->acquire(*thread);
  bindThreadState(*thread);
  ++thread->interpreter().startedThreads;
  runThread(*thread, *start);
  delete start;
  endThread(*thread);
  lock->release(*thread);
  delete thread;
  return nullptr;
}

// Starts the thread; false if the system refuses.  `start` is the thread's then.
bool launchThread(Start* start, size_t stackSize, pthread_t* id) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  if (stackSize != 0) pthread_attr_setstacksize(&attributes, stackSize);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  int error = pthread_create(id, &attributes, threadMain, start);
  pthread_attr_destroy(&attributes);
  return error == 0;
}

Ref<> startNewThread(Thread& thread, Value self, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "start_new_thread"));
  TRY(checkPositional(thread, args, "start_new_thread", 2, 3));
  if (!isCallable(thread, args[0])) return thread.raiseTypeError("first arg must be callable");
  if (!isTuple(args[1])) return thread.raiseTypeError("2nd arg must be a tuple");
  Value keywords = args.positionalCount > 2 ? args[2] : Value();
  if (!keywords.isEmpty() && !isDict(keywords)) return thread.raiseTypeError("optional 3rd arg must be a dictionary");
  Thread* state = newThreadState(thread);
  if (state == nullptr) return thread.raiseMemoryError();
  auto* start = new Start{state, newRef(args[0]), newRef(args[1].as<Tuple>()),
                          keywords.isEmpty() ? Ref<Dict>() : newRef(keywords.as<Dict>())};
  pthread_t id;
  if (!launchThread(start, stateOf(self).stackSize, &id)) {
    delete start;
    unlinkThreadState(*state);
    delete state;
    return thread.raise(TypeId::kRuntimeError, "can't start new thread");
  }
  return newIntUnsigned(thread, static_cast<uint64_t>(id));
}

Ref<> threadExit(Thread& thread, const Value*) { return thread.raise(TypeId::kSystemExit, ""); }
Ref<> threadAllocateLock(Thread& thread, const Value*) { return newLock(thread); }
Ref<> threadGetIdent(Thread& thread, const Value*) { return newIntUnsigned(thread, thread.threadId); }
Ref<> threadGetNativeId(Thread& thread, const Value*) { return newInt(thread, syscall(SYS_gettid)); }
Ref<> threadCount(Thread& thread, const Value*) { return newInt(thread, thread.interpreter().startedThreads); }

Ref<> threadSetSentinel(Thread& thread, const Value*) {
  Ref<Lock> lock = TRY(newLock(thread));
  decrefOrEmpty(std::exchange(thread.endLock, lock.clone().releaseValue()));
  return lock;
}

Ref<> threadStackSize(Thread& thread, const Value* args) {
  Ref<> number = TRY(index(thread, args[1]));
  int64_t size;
  if (!intFitsInt64(number, &size)) {
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
  }
  if (size < 0) return thread.raiseValueError("size must be 0 or a positive value");
  ModuleState& state = stateOf(args[0]);
  constexpr int64_t kSmallest = 32 * 1024;
  if (size != 0 && (size < kSmallest || size < static_cast<int64_t>(PTHREAD_STACK_MIN))) {
    return thread.raiseValueError("size not valid: {} bytes", size);
  }
  return newInt(thread, static_cast<int64_t>(std::exchange(state.stackSize, static_cast<size_t>(size))));
}

Ref<> threadInterruptMain(Thread& thread, const Value* args) {
  int number = TRY(argumentAsInt(thread, args[1]));
  if (number < 1 || number >= NSIG) return thread.raiseValueError("signal number out of range");
  simulateSignal(thread.interpreter(), number);
  return newRef(kNone);
}

// The stream for reports: sys.stderr, or else what the Thread object remembered of it.
Ref<> reportStream(Thread& thread, Value threadObject) {
  Value stream = dictGetStr(thread, thread.interpreter().sysDict, thread.names().stderr);
  if (stream && !stream.isNone()) return newRef(stream);
  if (threadObject.isNone()) return newRef(kNone);
  return getAttribute(thread, threadObject, "_stderr");
}

Ref<> threadExceptHook(Thread& thread, const Value* args) {
  if (typeOf(thread, args[1]) != thread.type(TypeId::kExceptHookArgs)) {
    return thread.raiseTypeError("_thread.excepthook argument type must be ExceptHookArgs");
  }
  Tuple* given = args[1].as<Tuple>();
  if (given->items[0] == Value(thread.type(TypeId::kSystemExit))) return newRef(kNone);  // means no more than an end
  Value threadObject = given->items[3];
  Ref<> stream = TRY(reportStream(thread, threadObject));
  if (stream.get().isNone()) return newRef(kNone);
  Ref<> name;
  if (!threadObject.isNone()) {
    name = getAttribute(thread, threadObject, "_name");
    if (!name && !thread.clearIfMatches(TypeId::kAttributeError)) return Raised{};
  }
  if (!name) name = TRY(newInt(thread, static_cast<int64_t>(thread.threadId)));
  Ref<Str> shown = TRY(str(thread, name));
  Ref<> text = TRY(formatStr(thread, "Exception in thread {}:\n", shown));
  Ref<> written = TRY(callMethod(thread, stream, thread.names().write, text.get()));
  Ref<> report = TRY(newStr(thread, exceptionReport(thread, given->items[1])));
  written = TRY(callMethod(thread, stream, thread.names().write, report.get()));
  written = TRY(callMethod(thread, stream, thread.names().flush));
  return newRef(kNone);
}

constexpr const char* kNoArguments = "($module, /)";
const MethodDef kFunctions[] = {
    {"start_new_thread", nullptr, nullptr, startNewThread, MethodKind::kInstance, "Runs function(*args, **kwargs) in a thread of its own."},
    {"start_new", nullptr, nullptr, startNewThread, MethodKind::kInstance, "An old name of start_new_thread."},
    {"allocate_lock", kNoArguments, threadAllocateLock, nullptr, MethodKind::kInstance, "A new lock."},
    {"allocate", kNoArguments, threadAllocateLock, nullptr, MethodKind::kInstance, "An old name of allocate_lock."},
    {"exit", kNoArguments, threadExit, nullptr, MethodKind::kInstance, "Ends this thread by raising SystemExit."},
    {"exit_thread", kNoArguments, threadExit, nullptr, MethodKind::kInstance, "An old name of exit."},
    {"get_ident", kNoArguments, threadGetIdent, nullptr, MethodKind::kInstance, "A number that names this thread while it lives."},
    {"get_native_id", kNoArguments, threadGetNativeId, nullptr, MethodKind::kInstance, "The system's number of this thread."},
    {"_count", kNoArguments, threadCount, nullptr, MethodKind::kInstance, "How many started threads still run."},
    {"_set_sentinel", kNoArguments, threadSetSentinel, nullptr, MethodKind::kInstance, "A lock that is freed when this thread ends."},
    {"stack_size", "($module, size=0, /)", threadStackSize, nullptr, MethodKind::kInstance, "Sets the stack size of new threads; gives the old one."},
    {"interrupt_main", "($module, signum=2, /)", threadInterruptMain, nullptr, MethodKind::kInstance, "As if the signal had come in."},
    {"_excepthook", "($module, args, /)", threadExceptHook, nullptr, MethodKind::kInstance, "Reports an exception that ended a thread."},
};

Status populate(Thread& thread, Module* module) {
  module->state = new ModuleState;
  module->releaseState = [](void* state) { delete static_cast<ModuleState*>(state); };
  Type* lock = TRY(moduleAddType(thread, module, kLockType));
  TRY(moduleAdd(thread, module, "LockType", newRef(Value(lock))));
  Ref<Str> name = TRY(internText(thread, "lock"));
  TRY(dictDelete(thread, module->dict, name));  // the type is known as LockType only
  TRY(moduleAddType(thread, module, kRLockType));
  TRY(moduleAddType(thread, module, kThreadLocalType));
  TRY(addStructSequence(thread, module, kExceptHookArgs));
  TRY(moduleAdd(thread, module, "TIMEOUT_MAX", newFloat(thread, kTimeoutMax)));
  return moduleAdd(thread, module, "error", newRef(Value(thread.type(TypeId::kRuntimeError))));
}

}  // namespace

extern const ModuleSpec kThreadModule;
const ModuleSpec kThreadModule = {"_thread", kFunctions, populate, "Threads and locks, at the lowest level."};

void waitForThreads(Thread& thread) {
  Ref<Str> name = internText(thread, "threading");
  Value found = name ? dictGetStr(thread, thread.interpreter().modules, name) : Value();
  if (found.isEmpty()) return thread.clearException();
  Ref<> module = newRef(found);
  Ref<> shutdown = getAttribute(thread, module, "_shutdown");
  Ref<> done = shutdown ? call(thread, shutdown) : Ref<>();
  if (!done) reportUnraisable(thread, module);
}

void keepOnlyThread(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  thread.lock->resetAfterFork(thread);
  interpreter.mainThread = &thread;
  // The other threads' stacks are gone and with them the references that they held; what hangs on their states is
  // dropped, the states themselves stay, as frames of theirs may still be reachable.
  Thread* other = interpreter.threads;
  while (other != nullptr) {
    Thread* next = other->next;
    if (other != &thread) {
      dropThreadLocals(*other);
      clearThreadState(*other);
      announceEnd(*other);
      unlinkThreadState(*other);
    }
    other = next;
  }
}

}  // namespace taipan
