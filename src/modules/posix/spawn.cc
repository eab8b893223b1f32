// posix: posix_spawn, and waiting with the child's use of resources.
#include <errno.h>
#include <sched.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <string>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/posix/exec_arguments.h"
#include "modules/posix/path.h"
#include "modules/resource_module.h"
#include "modules/signal/signal_module.h"
#include "objects/abstract.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

extern "C" char** environ;

namespace taipan {
namespace {

enum FileAction { kOpen = 0, kClose = 1, kDup2 = 2 };

// posix_spawn_file_actions_t with the paths its open actions point to.
class FileActions {
 public:
  FileActions() { ::posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  Status add(Thread& thread, Tuple* action);
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

Status FileActions::add(Thread& thread, Tuple* action) {
  int kind = TRY(intArgument(thread, action->items[0]));
  int error = 0;
  switch (kind) {
    case kOpen: {
      if (action->size != 5) return thread.raiseTypeError("A open file_action tuple must have 5 elements");
      int fd = TRY(intArgument(thread, action->items[1]));
      std::string path = TRY(pathToNative(thread, action->items[2]));
      int flags = TRY(intArgument(thread, action->items[3]));
      int64_t mode = TRY(sizeArgument(thread, action->items[4]));
      error = ::posix_spawn_file_actions_addopen(&actions_, fd, path.c_str(), flags, static_cast<mode_t>(mode));
      break;
    }
    case kClose:
      if (action->size != 2) return thread.raiseTypeError("A close file_action tuple must have 2 elements");
      error = ::posix_spawn_file_actions_addclose(&actions_, TRY(intArgument(thread, action->items[1])));
      break;
    case kDup2: {
      if (action->size != 3) return thread.raiseTypeError("A dup2 file_action tuple must have 3 elements");
      int from = TRY(intArgument(thread, action->items[1])), to = TRY(intArgument(thread, action->items[2]));
      error = ::posix_spawn_file_actions_adddup2(&actions_, from, to);
      break;
    }
    default: return thread.raiseTypeError("Unknown file_actions identifier");
  }
  if (error != 0) return thread.raiseErrno(error);
  return kOk;
}

Status fillActions(Thread& thread, Value sequence, FileActions& actions) {
  if (sequence.isEmpty() || sequence.isNone()) return kOk;
  Ref<List> list = listFromIterable(thread, sequence);
  if (!list) {
    if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("file_actions must be a sequence or None");
    return Raised{};
  }
  for (size_t i = 0; i < list->size; ++i) {
    Ref<> item = newRef(list->items[i]);
    if (!isTuple(item) || item.get().as<Tuple>()->size == 0) {
      return thread.raiseTypeError("Each file_actions element must be a non-empty tuple");
    }
    TRY(actions.add(thread, item.get().as<Tuple>()));
  }
  return kOk;
}

class SpawnAttributes {
 public:
  SpawnAttributes() { ::posix_spawnattr_init(&attributes_); }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  // args as posixSpawn has them, from setpgroup on.
  Status fill(Thread& thread, const Value* args);
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  Status setScheduler(Thread& thread, Value pair, short* flags);
  posix_spawnattr_t attributes_;
};

Status SpawnAttributes::setScheduler(Thread& thread, Value pair, short* flags) {
  if (!isTuple(pair) || pair.as<Tuple>()->size != 2) {
    return thread.raiseTypeError("A scheduler tuple must have two elements");
  }
  Value policy = pair.as<Tuple>()->items[0];
  sched_param param = TRY(schedulingArgument(thread, pair.as<Tuple>()->items[1]));
  if (!policy.isNone()) {
    ::posix_spawnattr_setschedpolicy(&attributes_, TRY(intArgument(thread, policy)));
    *flags |= POSIX_SPAWN_SETSCHEDULER;
  }
  ::posix_spawnattr_setschedparam(&attributes_, &param);
  *flags |= POSIX_SPAWN_SETSCHEDPARAM;
  return kOk;
}

Status SpawnAttributes::fill(Thread& thread, const Value* args) {
  short flags = 0;
  if (!args[0].isEmpty()) {
    ::posix_spawnattr_setpgroup(&attributes_, TRY(intArgument(thread, args[0])));
    flags |= POSIX_SPAWN_SETPGROUP;
  }
  if (TRY(intArgument(thread, args[1])) != 0) flags |= POSIX_SPAWN_RESETIDS;
  if (TRY(intArgument(thread, args[2])) != 0) flags |= POSIX_SPAWN_SETSID;
  if (!args[3].isEmpty()) {
    sigset_t mask = TRY(signalSetArgument(thread, args[3]));
    ::posix_spawnattr_setsigmask(&attributes_, &mask);
    flags |= POSIX_SPAWN_SETSIGMASK;
  }
  if (!args[4].isEmpty()) {
    sigset_t defaults = TRY(signalSetArgument(thread, args[4]));
    ::posix_spawnattr_setsigdefault(&attributes_, &defaults);
    flags |= POSIX_SPAWN_SETSIGDEF;
  }
  if (!args[5].isEmpty()) TRY(setScheduler(thread, args[5], &flags));
  ::posix_spawnattr_setflags(&attributes_, flags);
  return kOk;
}

using SpawnFunction = int (*)(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*, char* const*,
                              char* const*);

Ref<> spawn(Thread& thread, const Value* args, const char* name, SpawnFunction function) {
  PosixPath path = TRY(pathArgument(thread, args[1], name));
  if (!isList(args[2]) && !isTuple(args[2])) return thread.raiseTypeError("{}: argv must be a tuple or list", name);
  std::vector<std::string> words = TRY(textVector(thread, args[2]));
  if (words.empty()) return thread.raiseValueError("{}: argv must not be empty", name);
  if (words[0].empty()) return thread.raiseValueError("{}: argv first element cannot be empty", name);
  if (typeOf(thread, args[3])->slots.getItem == nullptr) {
    return thread.raiseTypeError("{}: environment must be a mapping object", name);
  }
  std::vector<std::string> entries = TRY(environmentEntries(thread, args[3]));
  FileActions actions;
  TRY(fillActions(thread, args[4], actions));
  SpawnAttributes attributes;
  TRY(attributes.fill(thread, args + 5));
  pid_t pid = 0;
  int error = function(&pid, path.c(), actions.get(), attributes.get(), pointers(words).data(), pointers(entries).data());
  if (error != 0) return thread.raiseErrno(error, path.original);
  return newInt(thread, pid);
}

Ref<> posixSpawn(Thread& thread, const Value* args) { return spawn(thread, args, "posix_spawn", ::posix_spawn); }
Ref<> posixSpawnp(Thread& thread, const Value* args) { return spawn(thread, args, "posix_spawnp", ::posix_spawnp); }

Ref<> waitWithUsage(Thread& thread, int pid, int options) {
  int status = 0;
  rusage usage{};
  pid_t result = TRY(blockingCall(thread, [&] { return ::wait4(pid, &status, options, &usage); }));
  Ref<> used = TRY(usageResult(thread, usage));
  return makeTuple(thread, Value::smallInt(result), Value::smallInt(status), used.get());
}
Ref<> posixWait3(Thread& thread, const Value* args) { return waitWithUsage(thread, -1, TRY(intArgument(thread, args[1]))); }
Ref<> posixWait4(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1])), options = TRY(intArgument(thread, args[2]));
  return waitWithUsage(thread, pid, options);
}

constexpr const char* kSpawnSignature =
    "($module, path, argv, env, /, *, file_actions=(), setpgroup=<unrepresentable>, resetids=False, setsid=False, "
    "setsigmask=<unrepresentable>, setsigdef=<unrepresentable>, scheduler=<unrepresentable>)";
const MethodDef kFunctions[] = {
    {"posix_spawn", kSpawnSignature, posixSpawn},
    {"posix_spawnp", kSpawnSignature, posixSpawnp},
    {"wait3", "($module, /, options)", posixWait3},
    {"wait4", "($module, /, pid, options)", posixWait4},
};

}  // namespace

std::span<const MethodDef> posixSpawnFunctions() { return kFunctions; }

}  // namespace taipan
