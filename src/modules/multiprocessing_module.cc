// _multiprocessing: semaphores shared by processes (named POSIX semaphores), and _posixshmem: shared memory by name.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <string>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/thread/thread_internal.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

enum SemaphoreKind : int32_t { kRecursiveMutex = 0, kSemaphore = 1 };

struct SemLock : Object {
  sem_t* handle;
  uint64_t owner;    // thread that took it last
  int32_t count;     // how often this process has taken it beyond releases
  int32_t maximum;
  int32_t kind;
  Value name;        // str, or None
};
SemLock* semaphoreOf(Value v) { return v.as<SemLock>(); }

bool isMine(const SemLock* lock) { return lock->count > 0 && lock->owner == static_cast<uint64_t>(::pthread_self()); }

Ref<> makeSemLock(Thread& thread, Type* type, sem_t* handle, int kind, int maximum, Value name) {
  Ref<SemLock> lock = TRY(newObject<SemLock>(thread, type));
  lock->handle = handle;
  lock->kind = kind;
  lock->maximum = maximum;
  lock->count = 0;
  lock->name = newRef(name).releaseValue();
  return lock;
}

// SemLock(kind, value, maxvalue, name, unlink)
Ref<> semLockCreate(Thread& thread, Type* type, const Arguments& args) {
  static constexpr const char* kNames[] = {"kind", "value", "maxvalue", "name", "unlink"};
  Value bound[5];
  TRY(bindNames(thread, args, "SemLock", kNames, 5, bound));
  int kind = TRY(intArgument(thread, bound[0])), value = TRY(intArgument(thread, bound[1]));
  int maximum = TRY(intArgument(thread, bound[2]));
  if (!isStr(bound[3])) return thread.raiseTypeError("SemLock() argument 4 must be str, not {!N}", bound[3]);
  bool unlink = TRY(isTrue(thread, bound[4]));
  if (kind != kRecursiveMutex && kind != kSemaphore) return thread.raiseValueError("unrecognized kind");
  std::string name = TRY(pathToNative(thread, bound[3]));
  sem_t* handle = ::sem_open(name.c_str(), O_CREAT | O_EXCL, 0600, static_cast<unsigned>(value));
  if (handle == SEM_FAILED) return thread.raiseErrno(errno);
  if (unlink && ::sem_unlink(name.c_str()) < 0) {
    int error = errno;
    ::sem_close(handle);
    return thread.raiseErrno(error);
  }
  Ref<> lock = makeSemLock(thread, type, handle, kind, maximum, unlink ? kNone : bound[3]);
  if (!lock) ::sem_close(handle);
  return lock;
}

void semLockRelease(Object* object) {
  auto* lock = static_cast<SemLock*>(object);
  if (lock->handle != nullptr) ::sem_close(std::exchange(lock->handle, nullptr));
  decrefOrEmpty(std::exchange(lock->name, Value()));
}

// _rebuild(handle, kind, maxvalue, name): the same semaphore in another process, by its name if it has one.
Ref<> semLockRebuild(Thread& thread, const Value* args) {
  Ref<> address = TRY(index(thread, args[1]));
  int64_t handleNumber = TRY(intAsInt64(thread, address));
  int kind = TRY(intArgument(thread, args[2])), maximum = TRY(intArgument(thread, args[3]));
  sem_t* handle = reinterpret_cast<sem_t*>(handleNumber);
  if (!args[4].isNone()) {
    std::string name = TRY(pathToNative(thread, args[4]));
    handle = ::sem_open(name.c_str(), 0);
    if (handle == SEM_FAILED) return thread.raiseErrno(errno);
  }
  return makeSemLock(thread, args[0].as<Type>(), handle, kind, maximum, args[4]);
}

Ref<> semLockAcquire(Thread& thread, const Value* args) {
  SemLock* lock = semaphoreOf(args[0]);
  Ref<> keep = newRef(args[0]);
  bool blocks = TRY(isTrue(thread, args[1]));
  if (lock->kind == kRecursiveMutex && isMine(lock)) {
    lock->count++;
    return newRef(kTrue);
  }
  int64_t timeout = kForever;
  if (!blocks) {
    timeout = 0;
  } else if (!args[2].isNone()) {
    timeout = std::max<int64_t>(TRY(nanosecondsArgument(thread, args[2])), 0);
  }
  if (!TRY(waitForSemaphore(thread, lock->handle, timeout))) return newRef(kFalse);
  lock->count++;
  lock->owner = static_cast<uint64_t>(::pthread_self());
  return newRef(kTrue);
}

Ref<> semLockReleaseCall(Thread& thread, const Value* args) {
  SemLock* lock = semaphoreOf(args[0]);
  if (lock->kind == kRecursiveMutex) {
    if (!isMine(lock)) {
      return thread.raise(TypeId::kAssertionError, "attempt to release recursive lock not owned by thread");
    }
    if (lock->count > 1) {
      lock->count--;
      return newRef(kNone);
    }
  } else {
    int value;
    if (::sem_getvalue(lock->handle, &value) < 0) return thread.raiseErrno(errno);
    if (value >= lock->maximum) return thread.raiseValueError("semaphore or lock released too many times");
  }
  if (::sem_post(lock->handle) < 0) return thread.raiseErrno(errno);
  lock->count--;
  return newRef(kNone);
}
Ref<> semLockEnter(Thread& thread, const Value* args) {
  const Value all[] = {args[0], kTrue, kNone};
  return semLockAcquire(thread, all);
}

Ref<> semLockCount(Thread& thread, const Value* args) { return newInt(thread, semaphoreOf(args[0])->count); }
Ref<> semLockIsMine(Thread&, const Value* args) { return newRef(Value::boolean(isMine(semaphoreOf(args[0])))); }
Result<int> currentValue(Thread& thread, Value self) {
  int value;
  if (::sem_getvalue(semaphoreOf(self)->handle, &value) < 0) return thread.raiseErrno(errno);
  return std::max(value, 0);
}
Ref<> semLockGetValue(Thread& thread, const Value* args) { return newInt(thread, TRY(currentValue(thread, args[0]))); }
Ref<> semLockIsZero(Thread& thread, const Value* args) {
  return newRef(Value::boolean(TRY(currentValue(thread, args[0])) == 0));
}
Ref<> semLockAfterFork(Thread&, const Value* args) {
  semaphoreOf(args[0])->count = 0;
  return newRef(kNone);
}
Ref<> semLockHandle(Thread& thread, Value self) {
  return newInt(thread, static_cast<int64_t>(reinterpret_cast<intptr_t>(semaphoreOf(self)->handle)));
}

constexpr Slots kSlots = {.release = semLockRelease, .create = semLockCreate};
constexpr MethodDef kMethods[] = {
    {.name = "acquire", .signature = "($self, /, block=True, timeout=None)", .function = semLockAcquire, .doc = "Takes the semaphore; False if time was over."},
    {.name = "release", .signature = "($self, /)", .function = semLockReleaseCall, .doc = "Gives the semaphore back."},
    {.name = "_count", .signature = "($self, /)", .function = semLockCount, .doc = "How often this process holds it."},
    {.name = "_is_mine", .signature = "($self, /)", .function = semLockIsMine, .doc = "Does this thread hold it?"},
    {.name = "_get_value", .signature = "($self, /)", .function = semLockGetValue, .doc = "The semaphore's value."},
    {.name = "_is_zero", .signature = "($self, /)", .function = semLockIsZero, .doc = "Would acquire() wait?"},
    {.name = "_rebuild", .signature = "($type, handle, kind, maxvalue, name, /)", .function = semLockRebuild, .kind = MethodKind::kClass},
    {.name = "_after_fork", .signature = "($self, /)", .function = semLockAfterFork, .doc = "A child holds nothing."},
    {.name = "__enter__", .signature = "($self, /)", .function = semLockEnter},
    {.name = "__exit__", .signature = "($self, exc_type=None, exc_value=None, exc_tb=None, /)", .function = semLockReleaseCall},
};
constexpr MemberDef kMembers[] = {
    {.name = "kind", .kind = MemberKind::kInt32, .offset = offsetof(SemLock, kind)},
    {.name = "maxvalue", .kind = MemberKind::kInt32, .offset = offsetof(SemLock, maximum)},
    {.name = "name", .kind = MemberKind::kObject, .offset = offsetof(SemLock, name)},
};
constexpr GetSetDef kGetSets[] = {{.name = "handle", .get = semLockHandle}};
constexpr TypeSpec kSemLockType = {.name = "_multiprocessing.SemLock", .basicSize = sizeof(SemLock), .flags = kTypeIsBaseType,
                                   .slots = &kSlots, .methods = kMethods, .getSets = kGetSets, .members = kMembers,
                                   .doc = "A semaphore or recursive mutex that processes share."};

Ref<> multiprocessingSemUnlink(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  if (::sem_unlink(name.c_str()) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
constexpr MethodDef kFunctions[] = {{.name = "sem_unlink", .signature = "($module, name, /)", .function = multiprocessingSemUnlink}};

Status populateMultiprocessing(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kSemLockType));
  Ref<Str> name = TRY(internText(thread, "SemLock"));
  Value type = dictGetStr(thread, module->dict, name);
  Ref<Str> maximumName = TRY(internText(thread, "SEM_VALUE_MAX"));
  TRY(dictSetStr(thread, type.as<Type>()->dict, maximumName, Value::smallInt(SEM_VALUE_MAX)));
  Ref<Dict> flags = TRY(newDict(thread));
  for (const char* flag : {"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"}) {
    Ref<Str> key = TRY(internText(thread, flag));
    TRY(dictSetStr(thread, flags, key, Value::smallInt(1)));
  }
  return moduleAdd(thread, module, "flags", std::move(flags));
}

// ---------------------------------------------------------------- _posixshmem

Ref<> posixshmemOpen(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  int flags = TRY(intArgument(thread, args[2])), mode = TRY(intArgument(thread, args[3]));
  auto open = [&] { return ::shm_open(name.c_str(), flags, static_cast<mode_t>(mode)); };
  return newInt(thread, TRY(blockingCall(thread, open, args[1])));
}
Ref<> posixshmemUnlink(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  if (::shm_unlink(name.c_str()) < 0) return thread.raiseErrno(errno, args[1]);
  return newRef(kNone);
}
constexpr MethodDef kShmemFunctions[] = {
    {.name = "shm_open", .signature = "($module, /, path, flags, mode=511)", .function = posixshmemOpen, .doc = "Opens shared memory by name."},
    {.name = "shm_unlink", .signature = "($module, /, path)", .function = posixshmemUnlink, .doc = "Removes a name of shared memory."},
};

}  // namespace

extern const ModuleSpec kMultiprocessingModule, kPosixShmemModule;
const ModuleSpec kMultiprocessingModule = {
    .name = "_multiprocessing", .functions = kFunctions, .populate = populateMultiprocessing, .doc = "Semaphores shared by processes."};
const ModuleSpec kPosixShmemModule = {.name = "_posixshmem", .functions = kShmemFunctions, .doc = "Shared memory by name."};

}  // namespace taipan
