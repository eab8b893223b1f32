// See the header.
#include "modules/fork.h"

#include <errno.h>
#include <pty.h>
#include <unistd.h>

#include "modules/faulthandler/faulthandler.h"
#include "modules/module_helpers.h"
#include "modules/signal/signal_module.h"
#include "modules/thread/thread_module.h"
#include "objects/abstract.h"
#include "objects/containers.h"
#include "objects/interpreter_lock.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// The functions of one moment; null until one is registered.
enum Moment { kBefore, kInChild, kInParent };

Ref<> registerAtFork(Thread& thread, const Value* args) {
  if (args[1].isEmpty() && args[2].isEmpty() && args[3].isEmpty()) {
    return thread.raiseTypeError("At least one argument is required.");
  }
  const char* const names[] = {"before", "after_in_child", "after_in_parent"};
  for (int i = kBefore; i <= kInParent; ++i) {
    Value function = args[i + 1];
    if (!function.isEmpty() && !isCallable(thread, function)) {
      return thread.raiseTypeError("'{}' must be callable, not {!T}", names[i], function);
    }
  }
  Interpreter& interpreter = thread.interpreter();
  for (int i = kBefore; i <= kInParent; ++i) {
    if (args[i + 1].isEmpty()) continue;
    if (interpreter.forkHooks[i] == nullptr) interpreter.forkHooks[i] = TRY(newList(thread)).release();
    TRY(listAppend(thread, interpreter.forkHooks[i], args[i + 1]));
  }
  return newRef(kNone);
}

void runHooks(Thread& thread, Moment moment) {
  List* registered = thread.interpreter().forkHooks[moment];
  if (registered == nullptr) return;
  // A copy: a hook may register more.
  Ref<Tuple> hooks = newTupleFrom(thread, registered->items, registered->size);
  if (!hooks) return thread.clearException();
  for (size_t i = 0; i < hooks->size; ++i) {
    Value hook = hooks->items[moment == kBefore ? hooks->size - 1 - i : i];
    Ref<> done = call(thread, hook);
    if (!done) reportUnraisable(thread, hook);
  }
}

Ref<> posixFork(Thread& thread, const Value*) {
  TRY(beforeFork(thread));
  int pid = ::fork();
  if (pid == 0) {
    afterForkInChild(thread);
    return newInt(thread, 0);
  }
  int error = errno;
  afterForkInParent(thread);
  if (pid < 0) return thread.raiseErrno(error);
  return newInt(thread, pid);
}

Ref<> posixForkpty(Thread& thread, const Value*) {
  TRY(beforeFork(thread));
  int master = -1;
  int pid = ::forkpty(&master, nullptr, nullptr, nullptr);
  int error = errno;
  if (pid == 0) afterForkInChild(thread);
  else afterForkInParent(thread);
  if (pid < 0) return thread.raiseErrno(error);
  return makeTuple(thread, Value::smallInt(pid), Value::smallInt(master));
}

const MethodDef kFunctions[] = {
    {"register_at_fork", "($module, /, *, before=<NULL>, after_in_child=<NULL>, after_in_parent=<NULL>)", registerAtFork},
    {"fork", "($module, /)", posixFork},
    {"forkpty", "($module, /)", posixForkpty},
};

}  // namespace

Status beforeFork(Thread& thread) {
  runHooks(thread, kBefore);
  thread.lock->importLock().acquire(thread);
  return kOk;
}

void afterForkInParent(Thread& thread) {
  thread.lock->importLock().release(thread);
  runHooks(thread, kInParent);
}

void afterForkInChild(Thread& thread) {
  thread.lock->importLock().resetAfterFork(thread);
  keepOnlyThread(thread);
  clearSignals(thread.interpreter());
  forgetWatchdog();
  runHooks(thread, kInChild);
}

std::span<const MethodDef> posixForkFunctions() { return kFunctions; }

}  // namespace taipan
