// posix: processes, users and the environment.
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/posix/exec_arguments.h"
#include "modules/posix/path.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

extern "C" char** environ;

namespace taipan {
namespace {

const char* const kUnameFields[] = {"sysname", "nodename", "release", "version", "machine"};
const StructSequenceSpec kUnameResult = {TypeId::kUnameResult, "posix.uname_result", kUnameFields, 5, 5};
const char* const kTimesFields[] = {"user", "system", "children_user", "children_system", "elapsed"};
const StructSequenceSpec kTimesResult = {TypeId::kTimesResult, "posix.times_result", kTimesFields, 5, 5};

template <auto function>
Ref<> plainNumber(Thread& thread, const Value*) {
  return newInt(thread, static_cast<int64_t>(function()));
}
Ref<> orNone(Thread& thread, int result) {
  if (result < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

Ref<> posixUname(Thread& thread, const Value*) {
  utsname info;
  if (::uname(&info) < 0) return thread.raiseErrno(errno);
  Ref<> owned[5];
  Value items[5];
  const char* texts[] = {info.sysname, info.nodename, info.release, info.version, info.machine};
  for (int i = 0; i < 5; ++i) {
    owned[i] = TRY(strFromNative(thread, texts[i]));
    items[i] = owned[i];
  }
  return newStructSequence(thread, kUnameResult, items);
}

Ref<> posixTimes(Thread& thread, const Value*) {
  tms info;
  clock_t elapsed = ::times(&info);
  const clock_t numbers[] = {info.tms_utime, info.tms_stime, info.tms_cutime, info.tms_cstime, elapsed};
  Ref<> owned[5];
  Value items[5];
  for (int i = 0; i < 5; ++i) {
    owned[i] = TRY(newFloat(thread, static_cast<double>(numbers[i]) / static_cast<double>(sysconf(_SC_CLK_TCK))));
    items[i] = owned[i];
  }
  return newStructSequence(thread, kTimesResult, items);
}

Ref<> posixKill(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1])), number = TRY(intArgument(thread, args[2]));
  if (::kill(pid, number) < 0) return thread.raiseErrno(errno);
  TRY(handleSignals(thread));
  return newRef(kNone);
}
Ref<> posixKillpg(Thread& thread, const Value* args) {
  return orNone(thread, ::killpg(TRY(intArgument(thread, args[1])), TRY(intArgument(thread, args[2]))));
}
Ref<> posixExit(Thread& thread, const Value* args) { ::_exit(TRY(intArgument(thread, args[1]))); }
[[noreturn]] void abortNow() { ::abort(); }
Ref<> posixAbort(Thread&, const Value*) { abortNow(); }
Ref<> posixUmask(Thread& thread, const Value* args) { return newInt(thread, ::umask(TRY(intArgument(thread, args[1])))); }
Ref<> posixNice(Thread& thread, const Value* args) {
  errno = 0;
  int value = ::nice(TRY(intArgument(thread, args[1])));
  if (value == -1 && errno != 0) return thread.raiseErrno(errno);
  return newInt(thread, value);
}
Ref<> posixSetsid(Thread& thread, const Value*) { return orNone(thread, ::setsid()); }
Ref<> posixGetsid(Thread& thread, const Value* args) {
  int result = ::getsid(TRY(intArgument(thread, args[1])));
  if (result < 0) return thread.raiseErrno(errno);
  return newInt(thread, result);
}
Ref<> posixGetpgid(Thread& thread, const Value* args) {
  int result = ::getpgid(TRY(intArgument(thread, args[1])));
  if (result < 0) return thread.raiseErrno(errno);
  return newInt(thread, result);
}
Ref<> posixSetpgid(Thread& thread, const Value* args) {
  return orNone(thread, ::setpgid(TRY(intArgument(thread, args[1])), TRY(intArgument(thread, args[2]))));
}
Ref<> posixWaitpid(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1])), options = TRY(intArgument(thread, args[2]));
  int status = 0;
  pid_t result = TRY(blockingCall(thread, [&] { return ::waitpid(pid, &status, options); }));
  return makeTuple(thread, Value::smallInt(result), Value::smallInt(status));
}
Ref<> posixWait(Thread& thread, const Value* args) {
  Value all[] = {args[0], Value::smallInt(-1), Value::smallInt(0)};
  return posixWaitpid(thread, all);
}

template <auto test>
Ref<> statusTest(Thread& thread, const Value* args) {
  return test(thread, TRY(intArgument(thread, args[1])));
}
Ref<> wifExited(Thread&, int s) { return newRef(Value::boolean(WIFEXITED(s))); }
Ref<> wifSignaled(Thread&, int s) { return newRef(Value::boolean(WIFSIGNALED(s))); }
Ref<> wifStopped(Thread&, int s) { return newRef(Value::boolean(WIFSTOPPED(s))); }
Ref<> wExitStatus(Thread& thread, int s) { return newInt(thread, WEXITSTATUS(s)); }
Ref<> wTermSig(Thread& thread, int s) { return newInt(thread, WTERMSIG(s)); }
Ref<> wStopSig(Thread& thread, int s) { return newInt(thread, WSTOPSIG(s)); }
Ref<> exitCodeOf(Thread& thread, int s) {
  if (WIFEXITED(s)) return newInt(thread, WEXITSTATUS(s));
  if (WIFSIGNALED(s)) return newInt(thread, -WTERMSIG(s));
  return thread.raiseValueError("invalid wait status: {}", s);
}

Ref<> posixStrerror(Thread& thread, const Value* args) {
  return strFromNative(thread, ::strerror(TRY(intArgument(thread, args[1]))));
}
Ref<> posixSystem(Thread& thread, const Value* args) {
  std::string command = TRY(pathToNative(thread, args[1]));
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::system(command.c_str());
  }
  return newInt(thread, result);
}
Ref<> posixPutenv(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1])), value = TRY(pathToNative(thread, args[2]));
  if (name.find('=') != std::string::npos) return thread.raiseValueError("illegal environment variable name");
  return orNone(thread, ::setenv(name.c_str(), value.c_str(), 1));
}
Ref<> posixUnsetenv(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  return orNone(thread, ::unsetenv(name.c_str()));
}
Ref<> posixCpuCount(Thread& thread, const Value*) { return newInt(thread, sysconf(_SC_NPROCESSORS_ONLN)); }
Ref<> posixSchedYield(Thread& thread, const Value*) { return orNone(thread, ::sched_yield()); }

Ref<> posixExecv(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "execv"));
  std::vector<std::string> words = TRY(textVector(thread, args[2]));
  if (words.empty()) return thread.raiseValueError("execv() arg 2 must not be empty");
  ::execv(path.c(), pointers(words).data());
  return thread.raiseErrno(errno);
}
Ref<> posixExecve(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "execve", "path", kPathOrDescriptor));
  std::vector<std::string> words = TRY(textVector(thread, args[2]));
  if (words.empty()) return thread.raiseValueError("execve: argv must not be empty");
  std::vector<std::string> entries = TRY(environmentEntries(thread, args[3]));
  if (path.fd >= 0) ::fexecve(path.fd, pointers(words).data(), pointers(entries).data());
  else ::execve(path.c(), pointers(words).data(), pointers(entries).data());
  return thread.raiseErrno(errno, path.original);
}

const MethodDef kFunctions[] = {
    {"getpid", "($module, /)", plainNumber<::getpid>},
    {"getppid", "($module, /)", plainNumber<::getppid>},
    {"getuid", "($module, /)", plainNumber<::getuid>},
    {"geteuid", "($module, /)", plainNumber<::geteuid>},
    {"getgid", "($module, /)", plainNumber<::getgid>},
    {"getegid", "($module, /)", plainNumber<::getegid>},
    {"getpgrp", "($module, /)", plainNumber<::getpgrp>},
    {"uname", "($module, /)", posixUname},
    {"times", "($module, /)", posixTimes},
    {"kill", "($module, pid, signal, /)", posixKill},
    {"killpg", "($module, pgid, signal, /)", posixKillpg},
    {"_exit", "($module, /, status)", posixExit},
    {"abort", "($module, /)", posixAbort},
    {"umask", "($module, mask, /)", posixUmask},
    {"nice", "($module, increment, /)", posixNice},
    {"setsid", "($module, /)", posixSetsid},
    {"getsid", "($module, pid, /)", posixGetsid},
    {"getpgid", "($module, /, pid)", posixGetpgid},
    {"setpgid", "($module, pid, pgrp, /)", posixSetpgid},
    {"wait", "($module, /)", posixWait},
    {"waitpid", "($module, pid, options, /)", posixWaitpid},
    {"waitstatus_to_exitcode", "($module, /, status)", statusTest<exitCodeOf>},
    {"WIFEXITED", "($module, /, status)", statusTest<wifExited>},
    {"WIFSIGNALED", "($module, /, status)", statusTest<wifSignaled>},
    {"WIFSTOPPED", "($module, /, status)", statusTest<wifStopped>},
    {"WEXITSTATUS", "($module, /, status)", statusTest<wExitStatus>},
    {"WTERMSIG", "($module, /, status)", statusTest<wTermSig>},
    {"WSTOPSIG", "($module, /, status)", statusTest<wStopSig>},
    {"strerror", "($module, code, /)", posixStrerror},
    {"system", "($module, /, command)", posixSystem},
    {"putenv", "($module, name, value, /)", posixPutenv},
    {"unsetenv", "($module, name, /)", posixUnsetenv},
    {"cpu_count", "($module, /)", posixCpuCount},
    {"sched_yield", "($module, /)", posixSchedYield},
    {"execv", "($module, path, argv, /)", posixExecv},
    {"execve", "($module, /, path, argv, env)", posixExecve},
};

}  // namespace

std::span<const MethodDef> posixProcessFunctions() { return kFunctions; }

Status addPosixProcessTypes(Thread& thread, Module* module) {
  TRY(addStructSequence(thread, module, kUnameResult));
  TRY(addStructSequence(thread, module, kTimesResult));
  Ref<Dict> variables = TRY(newDict(thread));
  for (char** entry = environ; entry && *entry; ++entry) {
    std::string_view text = *entry;
    size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    Ref<> name = TRY(newBytes(thread, text.substr(0, equals))), value = TRY(newBytes(thread, text.substr(equals + 1)));
    if (dictGet(thread, variables, name).isEmpty()) TRY(dictSet(thread, variables, name, value));
  }
  return moduleAdd(thread, module, "environ", std::move(variables));
}

}  // namespace taipan
