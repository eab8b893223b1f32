// resource: limits and use of system resources.
#include "modules/resource_module.h"

#include <errno.h>
#include <unistd.h>

#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

const char* const kFields[] = {"ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt",
                               "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw",
                               "ru_nivcsw"};
const StructSequenceSpec kUsage = {TypeId::kStructRusage, "resource.struct_rusage", kFields, 16, 16};

Ref<> resourceGetrusage(Thread& thread, const Value* args) {
  rusage usage;
  if (::getrusage(static_cast<__rusage_who_t>(TRY(intArgument(thread, args[1]))), &usage) < 0) {
    if (errno == EINVAL) return thread.raiseValueError("invalid who parameter");
    return thread.raiseErrno(errno);
  }
  return usageResult(thread, usage);
}

// An infinite limit reads as -1.
Ref<> limitPair(Thread& thread, const rlimit& limit) {
  Ref<> soft = TRY(newInt(thread, static_cast<int64_t>(limit.rlim_cur))), hard = TRY(newInt(thread, static_cast<int64_t>(limit.rlim_max)));
  return makeTuple(thread, soft.get(), hard.get());
}
Result<rlimit> limitArgument(Thread& thread, Value value) {
  Ref<Tuple> pair = TRY(tupleFromIterable(thread, value));
  if (pair->size != 2) return thread.raiseValueError("expected a tuple of 2 integers");
  rlimit limit;
  limit.rlim_cur = static_cast<rlim_t>(TRY(sizeArgument(thread, pair->items[0])));
  limit.rlim_max = static_cast<rlim_t>(TRY(sizeArgument(thread, pair->items[1])));
  return limit;
}
Result<__rlimit_resource> kindArgument(Thread& thread, Value value) {
  int kind = TRY(intArgument(thread, value));
  if (kind < 0 || kind >= RLIM_NLIMITS) return thread.raiseValueError("invalid resource specified");
  return static_cast<__rlimit_resource>(kind);
}
Raised limitError(Thread& thread) {
  if (errno == EINVAL) return thread.raiseValueError("current limit exceeds maximum limit");
  if (errno == EPERM) return thread.raiseValueError("not allowed to raise maximum limit");
  return thread.raiseErrno(errno);
}

Ref<> resourceGetrlimit(Thread& thread, const Value* args) {
  rlimit limit;
  if (::getrlimit(TRY(kindArgument(thread, args[1])), &limit) < 0) return thread.raiseErrno(errno);
  return limitPair(thread, limit);
}
Ref<> resourceSetrlimit(Thread& thread, const Value* args) {
  auto kind = TRY(kindArgument(thread, args[1]));
  rlimit limit = TRY(limitArgument(thread, args[2]));
  if (::setrlimit(kind, &limit) < 0) return limitError(thread);
  return newRef(kNone);
}
Ref<> resourcePrlimit(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1]));
  auto kind = TRY(kindArgument(thread, args[2]));
  rlimit fresh{}, old;
  if (!args[3].isEmpty()) fresh = TRY(limitArgument(thread, args[3]));
  if (::prlimit(pid, kind, args[3].isEmpty() ? nullptr : &fresh, &old) < 0) {
    if (errno == EINVAL) return limitError(thread);
    return thread.raiseErrno(errno);
  }
  return limitPair(thread, old);
}
Ref<> resourceGetpagesize(Thread& thread, const Value*) { return newInt(thread, ::sysconf(_SC_PAGESIZE)); }

const MethodDef kFunctions[] = {
    {"getrusage", "($module, who, /)", resourceGetrusage}, {"getrlimit", "($module, resource, /)", resourceGetrlimit},
    {"setrlimit", "($module, resource, limits, /)", resourceSetrlimit},
    {"prlimit", "($module, pid, resource, limits=<NULL>, /)", resourcePrlimit},
    {"getpagesize", "($module, /)", resourceGetpagesize},
};

struct Constant {
  const char* name;
  int value;
};
const Constant kConstants[] = {
    {"RLIMIT_AS", 9}, {"RLIMIT_CORE", 4}, {"RLIMIT_CPU", 0}, {"RLIMIT_DATA", 2}, {"RLIMIT_FSIZE", 1}, {"RLIMIT_MEMLOCK", 8},
    {"RLIMIT_MSGQUEUE", 12}, {"RLIMIT_NICE", 13}, {"RLIMIT_NOFILE", 7}, {"RLIMIT_NPROC", 6}, {"RLIMIT_OFILE", 7},
    {"RLIMIT_RSS", 5}, {"RLIMIT_RTPRIO", 14}, {"RLIMIT_RTTIME", 15}, {"RLIMIT_SIGPENDING", 11}, {"RLIMIT_STACK", 3},
    {"RLIM_INFINITY", -1}, {"RUSAGE_CHILDREN", -1}, {"RUSAGE_SELF", 0}, {"RUSAGE_THREAD", 1}};

Status populate(Thread& thread, Module* module) {
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(addStructSequence(thread, module, kUsage));
  return moduleAdd(thread, module, "error", newRef(Value(thread.type(TypeId::kOSError))));
}

}  // namespace

Ref<> usageResult(Thread& thread, const rusage& usage) {
  Ref<> module = TRY(importModule(thread, "resource"));
  auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  Ref<> user = TRY(newFloat(thread, seconds(usage.ru_utime))), system = TRY(newFloat(thread, seconds(usage.ru_stime)));
  const long numbers[] = {usage.ru_maxrss, usage.ru_ixrss, usage.ru_idrss, usage.ru_isrss, usage.ru_minflt,
                          usage.ru_majflt, usage.ru_nswap, usage.ru_inblock, usage.ru_oublock, usage.ru_msgsnd,
                          usage.ru_msgrcv, usage.ru_nsignals, usage.ru_nvcsw, usage.ru_nivcsw};
  Value items[16] = {user, system};
  for (int i = 0; i < 14; ++i) items[i + 2] = Value::smallInt(numbers[i]);
  return newStructSequence(thread, kUsage, items);
}

extern const ModuleSpec kResourceModule;
const ModuleSpec kResourceModule = {"resource", kFunctions, populate, "Limits and use of system resources."};

}  // namespace taipan
