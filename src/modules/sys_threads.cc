// See the header.
#include "modules/sys_threads.h"

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/current_frame.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/frame_object.h"
#include "objects/interpreter_lock.h"
#include "objects/native_function.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// A dict of thread number → what `get` gives for it; threads for which it gives nothing are left out.
Ref<> eachThread(Thread& thread, Ref<> (*get)(Thread& thread, Thread* other)) {
  Ref<Dict> result = TRY(newDict(thread));
  for (Thread* other = thread.interpreter().threads; other != nullptr; other = other->next) {
    if (other->threadId == 0) continue;  // about to start
    Ref<> value = get(thread, other);
    if (!value && thread.hasException()) return Raised{};
    if (!value) continue;
    Ref<> number = TRY(newIntUnsigned(thread, other->threadId));
    TRY(dictSet(thread, result, number, value));
  }
  return result;
}

Ref<> frameOfThread(Thread& thread, Thread* other) {
  if (other->frame == nullptr) return Ref<>();
  return frameObjectOf(thread, other->frame);
}

Ref<> exceptionOfThread(Thread& thread, Thread* other) {
  Value handled;
  for (HandledException* entry = other->handled; entry != nullptr; entry = entry->previous) {
    if (entry->exception.isObject()) {
      handled = entry->exception;
      break;
    }
  }
  if (handled.isEmpty()) return makeTuple(thread, kNone, kNone, kNone);
  Value traceback = handled.as<BaseException>()->traceback;
  return makeTuple(thread, Value(typeOf(thread, handled)), handled, traceback.isEmpty() ? kNone : traceback);
}

Ref<> sysCurrentFrames(Thread& thread, const Value*) { return eachThread(thread, frameOfThread); }
Ref<> sysCurrentExceptions(Thread& thread, const Value*) { return eachThread(thread, exceptionOfThread); }

Ref<> sysGetswitchinterval(Thread& thread, const Value*) {
  return newFloat(thread, 1e-6 * static_cast<double>(thread.lock->switchMicroseconds()));
}
Ref<> sysSetswitchinterval(Thread& thread, const Value* args) {
  double interval = TRY(asDouble(thread, args[1]));
  if (!(interval > 0)) return thread.raiseValueError("switch interval must be strictly positive");
  double microseconds = interval * 1e6;
  int64_t whole = microseconds < 1 ? 1 : microseconds > 1e15 ? int64_t{1000000000000000} : static_cast<int64_t>(microseconds);
  thread.lock->setSwitchMicroseconds(whole);
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {"_current_frames", "($module, /)", sysCurrentFrames, nullptr, MethodKind::kInstance, "The innermost frame of each thread."},
    {"_current_exceptions", "($module, /)", sysCurrentExceptions, nullptr, MethodKind::kInstance, "The exception each thread handles."},
    {"getswitchinterval", "($module, /)", sysGetswitchinterval, nullptr, MethodKind::kInstance, "Seconds between switches of threads."},
    {"setswitchinterval", "($module, interval, /)", sysSetswitchinterval, nullptr, MethodKind::kInstance, "Sets the time between switches of threads."},
};

}  // namespace

Status addSysThreadFunctions(Thread& thread, Module* module) {
  return moduleAddFunctions(thread, module, "sys", kFunctions);
}

}  // namespace taipan
