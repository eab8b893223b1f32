// _posixsubprocess: fork_exec, by which subprocess starts its children.
//
// Everything that the child needs is made before the fork; between fork and exec it makes system calls only (save for
// a preexec_fn), for other threads' locks may be taken for ever there.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "modules/fork.h"
#include "modules/module_helpers.h"
#include "modules/posix/id_argument.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

constexpr size_t kMostGroups = 65536;

struct Request {
  std::vector<std::string> arguments, executables, environment, directory;
  std::vector<char*> argv, envp;
  bool hasEnvironment = false, closesDescriptors = false;
  std::vector<int> kept;  // sorted
  int stdinRead, stdinWrite, stdoutRead, stdoutWrite, stderrRead, stderrWrite, errorRead, errorWrite;
  bool restoresSignals = false, startsSession = false;
  int processGroup = -1, umask = -1;
  bool setsGroups = false, setsGroup = false, setsUser = false;
  std::vector<gid_t> groups;
  gid_t group = 0;
  uid_t user = 0;
  Value preexec;  // borrowed; None if there is none
};

// --- in the child

bool setInheritable(int fd) {
  int flags = fcntl(fd, F_GETFD);
  return flags >= 0 && fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) >= 0;
}

bool moveTo(int from, int to) {
  if (from == to) return setInheritable(from);
  return from < 0 || dup2(from, to) >= 0;
}

bool arrangeStreams(Request& request) {
  for (int fd : {request.stdinWrite, request.stdoutRead, request.stderrRead}) {
    if (fd >= 0 && close(fd) < 0) return false;
  }
  close(request.errorRead);
  // An end that has the number of another stream must get out of its way first.
  if (request.stdoutWrite == 0 && (request.stdoutWrite = dup(0)) < 0) return false;
  while (request.stderrWrite == 0 || request.stderrWrite == 1) {
    if ((request.stderrWrite = dup(request.stderrWrite)) < 0) return false;
  }
  return moveTo(request.stdinRead, 0) && moveTo(request.stdoutWrite, 1) && moveTo(request.stderrWrite, 2);
}

bool changeIdentity(Request& request) {
  if (request.startsSession && setsid() < 0) return false;
  if (request.processGroup >= 0 && setpgid(0, request.processGroup) < 0) return false;
  if (request.setsGroups && setgroups(request.groups.size(), request.groups.data()) < 0) return false;
  if (request.setsGroup && setregid(request.group, request.group) < 0) return false;
  return !request.setsUser || setreuid(request.user, request.user) >= 0;
}

void closeOthers(const Request& request) {
  unsigned next = 3;
  for (int fd : request.kept) {
    if (fd < 3) continue;
    if (static_cast<unsigned>(fd) > next) close_range(next, static_cast<unsigned>(fd) - 1, 0);
    next = static_cast<unsigned>(fd) + 1;
  }
  close_range(next, ~0u, 0);
}

void writeText(int fd, const char* text) {
  ssize_t ignored = write(fd, text, strlen(text));
  (void)ignored;
}

// "OSError:HEX:" and "noexec" if the program was not tried yet, or "SubprocessError:0:TEXT".
void reportFailure(int fd, int error, bool beforeExec, const char* text) {
  if (error == 0) {
    writeText(fd, "SubprocessError:0:");
    return writeText(fd, text);
  }
  char hex[2 * sizeof(int) + 1], *start = hex + sizeof hex - 1;
  *start = '\0';
  for (unsigned rest = static_cast<unsigned>(error); rest != 0; rest /= 16) *--start = "0123456789abcdef"[rest % 16];
  writeText(fd, "OSError:");
  writeText(fd, start);
  writeText(fd, beforeExec ? ":noexec" : ":");
}

void tryPrograms(Request& request) {
  int saved = 0;
  for (std::string& program : request.executables) {
    if (request.hasEnvironment) execve(program.c_str(), request.argv.data(), request.envp.data());
    else execv(program.c_str(), request.argv.data());
    if (errno != ENOENT && errno != ENOTDIR && saved == 0) saved = errno;
  }
  if (saved != 0) errno = saved;
}

bool prepareChild(Request& request, const sigset_t* mask) {
  for (int fd : request.kept) {
    if (fd != request.errorWrite && !setInheritable(fd)) return false;
  }
  if (!arrangeStreams(request)) return false;
  if (!request.directory.empty() && chdir(request.directory[0].c_str()) < 0) return false;
  if (request.umask >= 0) umask(static_cast<mode_t>(request.umask));
  if (request.restoresSignals) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
  }
  if (mask != nullptr) pthread_sigmask(SIG_SETMASK, mask, nullptr);
  return changeIdentity(request);
}

// Never comes back.
[[noreturn]] void runChild(Thread& thread, Request& request, const sigset_t* mask) {
  if (!prepareChild(request, mask)) {
    reportFailure(request.errorWrite, errno, true, "");
    _exit(255);
  }
  if (!request.preexec.isNone()) {
    Ref<> result = call(thread, request.preexec);
    if (!result) {
      reportFailure(request.errorWrite, 0, false, "Exception occurred in preexec_fn.");
      _exit(255);
    }
    (void)result.releaseValue();
  }
  if (request.closesDescriptors) closeOthers(request);
  tryPrograms(request);
  reportFailure(request.errorWrite, errno, false, "");
  _exit(255);
}

// Handlers of the parent must not run in a child that shares its memory.
void dropHandlers() {
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action;
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL) continue;
    signal(number, SIG_DFL);
  }
}

// --- in the parent

Status readTexts(Thread& thread, Value sequence, std::vector<std::string>* texts) {
  Ref<List> list = TRY(listFromIterable(thread, sequence));
  for (size_t i = 0; i < list->size; ++i) {
    std::string text = TRY(pathToNative(thread, list->items[i]));
    if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null byte");
    texts->push_back(std::move(text));
  }
  return kOk;
}

void collectPointers(std::vector<std::string>& texts, std::vector<char*>* pointers) {
  for (std::string& text : texts) pointers->push_back(text.data());
  pointers->push_back(nullptr);
}

Status readDescriptors(Thread& thread, Value sequence, std::vector<int>* descriptors) {
  if (!isTuple(sequence)) return thread.raiseTypeError("fork_exec() argument 4 must be tuple, not {!N}", sequence);
  int64_t previous = -1;
  for (size_t i = 0; i < sequence.as<Tuple>()->size; ++i) {
    Value item = sequence.as<Tuple>()->items[i];
    int64_t fd;
    if (!isInt(item) || !intFitsInt64(item, &fd) || fd < 0 || fd <= previous || fd > INT32_MAX) {
      return thread.raiseValueError("bad value(s) in fds_to_keep");
    }
    descriptors->push_back(static_cast<int>(fd));
    previous = fd;
  }
  return kOk;
}

Status readGroups(Thread& thread, Value value, Request* request) {
  if (!isList(value)) return thread.raiseTypeError("setgroups argument must be a list");
  Ref<List> groups = newRef(value.as<List>());
  if (groups->size > kMostGroups) return thread.raiseValueError("too many groups");
  for (size_t i = 0; i < groups->size; ++i) {
    Ref<> item = newRef(groups->items[i]);
    if (!isInt(item)) return thread.raiseTypeError("groups must be integers");
    Result<unsigned> id = idArgument(thread, item, "gid");
    if (!id) return thread.raiseValueError("invalid group id");
    request->groups.push_back(*id);
  }
  request->setsGroups = true;
  return kOk;
}

Status readIdentity(Thread& thread, const Arguments& args, Request* request) {
  if (!args[17].isNone()) {
    request->group = TRY(idArgument(thread, args[17], "gid"));
    request->setsGroup = true;
  }
  if (!args[18].isNone()) TRY(readGroups(thread, args[18], request));
  if (!args[19].isNone()) {
    request->user = TRY(idArgument(thread, args[19], "uid"));
    request->setsUser = true;
  }
  return kOk;
}

Status readRequest(Thread& thread, const Arguments& args, Request* request) {
  TRY(readTexts(thread, args[0], &request->arguments));
  TRY(readTexts(thread, args[1], &request->executables));
  request->closesDescriptors = TRY(isTrue(thread, args[2]));
  TRY(readDescriptors(thread, args[3], &request->kept));
  if (!args[4].isNone()) request->directory.push_back(TRY(pathToNative(thread, args[4])));
  request->hasEnvironment = !args[5].isNone();
  if (request->hasEnvironment) TRY(readTexts(thread, args[5], &request->environment));
  int* const ends[] = {&request->stdinRead, &request->stdinWrite, &request->stdoutRead, &request->stdoutWrite,
                       &request->stderrRead, &request->stderrWrite, &request->errorRead, &request->errorWrite};
  for (int i = 0; i < 8; ++i) *ends[i] = TRY(argumentAsInt(thread, args[6 + static_cast<size_t>(i)]));
  if (request->closesDescriptors && request->errorWrite < 3) {
    return thread.raiseValueError("errpipe_write must be >= 3");
  }
  request->restoresSignals = TRY(argumentAsInt(thread, args[14])) != 0;
  request->startsSession = TRY(argumentAsInt(thread, args[15])) != 0;
  request->processGroup = TRY(argumentAsInt(thread, args[16]));
  TRY(readIdentity(thread, args, request));
  request->umask = TRY(argumentAsInt(thread, args[20]));
  request->preexec = args[21];
  collectPointers(request->arguments, &request->argv);
  collectPointers(request->environment, &request->envp);
  return kOk;
}

pid_t forkPlain(Thread& thread, Request& request, bool mayShare) {
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &old);
  bool shares = mayShare && !request.setsUser && !request.setsGroup && !request.setsGroups;
  pid_t pid = shares ? vfork() : fork();
  if (pid == 0) {
    dropHandlers();
    runChild(thread, request, &old);
  }
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
  errno = error;
  return pid;
}

Ref<> forkExec(Thread& thread, Value self, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "fork_exec"));
  if (args.positionalCount != 23) {
    return thread.raiseTypeError("fork_exec() takes exactly 23 arguments ({} given)", args.positionalCount);
  }
  Request request;
  TRY(readRequest(thread, args, &request));
  pid_t pid;
  if (request.preexec.isNone()) {
    pid = forkPlain(thread, request, TRY(isTrue(thread, args[22])));
  } else {
    TRY(beforeFork(thread));
    pid = fork();
    if (pid == 0) {
      afterForkInChild(thread);
      runChild(thread, request, nullptr);
    }
    int error = errno;
    afterForkInParent(thread);
    errno = error;
  }
  if (pid < 0) return thread.raiseErrno(errno);
  return newInt(thread, pid);
}

const MethodDef kFunctions[] = {
    {"fork_exec", nullptr, nullptr, forkExec, MethodKind::kInstance, "Starts a program in a child; for subprocess."},
};

}  // namespace

extern const ModuleSpec kPosixsubprocessModule;
const ModuleSpec kPosixsubprocessModule = {"_posixsubprocess", kFunctions, nullptr, "What subprocess needs of fork and exec."};

}  // namespace taipan
