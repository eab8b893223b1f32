// posix: identities, scheduling, vectors of buffers, extended attributes, and descriptors of Linux's own kinds.
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utmp.h>

#include <string>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/posix/id_argument.h"
#include "modules/posix/path.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/set.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

const char* const kWaitidFields[] = {"si_pid", "si_uid", "si_signo", "si_status", "si_code"};
const StructSequenceSpec kWaitidResult = {TypeId::kWaitidResult, "posix.waitid_result", kWaitidFields, 5, 5};
const char* const kSchedFields[] = {"sched_priority"};
const StructSequenceSpec kSchedParam = {TypeId::kSchedParam, "posix.sched_param", kSchedFields, 1, 1};

Ref<> orNone(Thread& thread, int64_t result) {
  if (result < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> orNumber(Thread& thread, int64_t result) {
  if (result < 0) return thread.raiseErrno(errno);
  return newInt(thread, result);
}

Result<int64_t> number(Thread& thread, Value value) { return sizeArgument(thread, value); }

// --- identities

template <auto set>
Ref<> setUser(Thread& thread, const Value* args) { return orNone(thread, set(TRY(idArgument(thread, args[1], "uid")))); }
template <auto set>
Ref<> setGroup(Thread& thread, const Value* args) { return orNone(thread, set(TRY(idArgument(thread, args[1], "gid")))); }
template <auto set>
Ref<> setUsers(Thread& thread, const Value* args) {
  unsigned real = TRY(idArgument(thread, args[1], "uid")), effective = TRY(idArgument(thread, args[2], "uid"));
  return orNone(thread, set(real, effective));
}
template <auto set>
Ref<> setGroups2(Thread& thread, const Value* args) {
  unsigned real = TRY(idArgument(thread, args[1], "gid")), effective = TRY(idArgument(thread, args[2], "gid"));
  return orNone(thread, set(real, effective));
}
template <auto set>
Ref<> setThree(Thread& thread, const Value* args) {
  unsigned ids[3];
  for (int i = 0; i < 3; ++i) ids[i] = TRY(idArgument(thread, args[i + 1], "uid"));
  return orNone(thread, set(ids[0], ids[1], ids[2]));
}
template <auto get>
Ref<> getThree(Thread& thread, const Value*) {
  unsigned a, b, c;
  if (get(&a, &b, &c) < 0) return thread.raiseErrno(errno);
  return makeTuple(thread, Value::smallInt(a), Value::smallInt(b), Value::smallInt(c));
}

Ref<> groupList(Thread& thread, const std::vector<gid_t>& groups) {
  Ref<List> list = TRY(newList(thread));
  for (gid_t group : groups) TRY(listAppend(thread, list, Value::smallInt(group)));
  return list;
}
Ref<> posixGetgroups(Thread& thread, const Value*) {
  int count = ::getgroups(0, nullptr);
  if (count < 0) return thread.raiseErrno(errno);
  std::vector<gid_t> groups(static_cast<size_t>(count));
  count = ::getgroups(count, groups.data());
  if (count < 0) return thread.raiseErrno(errno);
  groups.resize(static_cast<size_t>(count));
  return groupList(thread, groups);
}
Ref<> posixGetgrouplist(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("getgrouplist() argument 1 must be str, not {!N}", args[1]);
  std::string user = TRY(toUtf8(thread, args[1].as<Str>()));
  unsigned base = TRY(idArgument(thread, args[2], "gid"));
  int count = 64;
  std::vector<gid_t> groups(64);
  while (::getgrouplist(user.c_str(), base, groups.data(), &count) < 0) groups.resize(static_cast<size_t>(count));
  groups.resize(static_cast<size_t>(count));
  return groupList(thread, groups);
}
Ref<> posixSetgroups(Thread& thread, const Value* args) {
  Ref<List> list = TRY(listFromIterable(thread, args[1]));
  std::vector<gid_t> groups;
  for (size_t i = 0; i < list->size; ++i) {
    if (!isInt(list->items[i])) return thread.raiseTypeError("groups must be integers");
    groups.push_back(TRY(idArgument(thread, list->items[i], "gid")));
  }
  return orNone(thread, ::setgroups(groups.size(), groups.data()));
}
Ref<> posixInitgroups(Thread& thread, const Value* args) {
  std::string user = TRY(pathToNative(thread, args[1]));
  return orNone(thread, ::initgroups(user.c_str(), TRY(idArgument(thread, args[2], "gid"))));
}
Ref<> posixGetlogin(Thread& thread, const Value*) {
  char name[256];
  int error = ::getlogin_r(name, sizeof name);
  if (error != 0) return thread.raiseErrno(error);
  return strFromNative(thread, name);
}
Ref<> posixSetpgrp(Thread& thread, const Value*) { return orNone(thread, ::setpgrp()); }
Ref<> posixTcgetpgrp(Thread& thread, const Value* args) {
  return orNumber(thread, ::tcgetpgrp(TRY(intArgument(thread, args[1]))));
}
Ref<> posixTcsetpgrp(Thread& thread, const Value* args) {
  return orNone(thread, ::tcsetpgrp(TRY(intArgument(thread, args[1])), TRY(intArgument(thread, args[2]))));
}
Ref<> posixCtermid(Thread& thread, const Value*) {
  char name[L_ctermid];
  return strFromNative(thread, ::ctermid(name));
}

// --- scheduling

Ref<> posixGetpriority(Thread& thread, const Value* args) {
  int which = TRY(intArgument(thread, args[1])), who = TRY(intArgument(thread, args[2]));
  errno = 0;
  int result = ::getpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who));
  if (errno != 0) return thread.raiseErrno(errno);
  return newInt(thread, result);
}
Ref<> posixSetpriority(Thread& thread, const Value* args) {
  int which = TRY(intArgument(thread, args[1])), who = TRY(intArgument(thread, args[2]));
  int priority = TRY(intArgument(thread, args[3]));
  return orNone(thread, ::setpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who), priority));
}
template <auto function>
Ref<> numberOf(Thread& thread, const Value* args) { return orNumber(thread, function(TRY(intArgument(thread, args[1])))); }

Ref<> posixSchedGetparam(Thread& thread, const Value* args) {
  sched_param param;
  if (::sched_getparam(TRY(intArgument(thread, args[1])), &param) < 0) return thread.raiseErrno(errno);
  Value items[] = {Value::smallInt(param.sched_priority)};
  return newStructSequence(thread, kSchedParam, items);
}
Ref<> posixSchedSetparam(Thread& thread, const Value* args) {
  sched_param param = TRY(schedulingArgument(thread, args[2]));
  return orNone(thread, ::sched_setparam(TRY(intArgument(thread, args[1])), &param));
}
Ref<> posixSchedSetscheduler(Thread& thread, const Value* args) {
  sched_param param = TRY(schedulingArgument(thread, args[3]));
  return orNone(thread, ::sched_setscheduler(TRY(intArgument(thread, args[1])), TRY(intArgument(thread, args[2])), &param));
}
Ref<> posixSchedRrGetInterval(Thread& thread, const Value* args) {
  timespec interval;
  if (::sched_rr_get_interval(TRY(intArgument(thread, args[1])), &interval) < 0) return thread.raiseErrno(errno);
  return newFloat(thread, static_cast<double>(interval.tv_sec) + static_cast<double>(interval.tv_nsec) * 1e-9);
}
Ref<> posixSchedGetaffinity(Thread& thread, const Value* args) {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (::sched_getaffinity(TRY(intArgument(thread, args[1])), sizeof set, &set) < 0) return thread.raiseErrno(errno);
  Ref<Set> result = TRY(newSet(thread));
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &set)) TRY(setAdd(thread, result, Value::smallInt(cpu)));
  }
  return result;
}
Ref<> posixSchedSetaffinity(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1]));
  cpu_set_t set;
  CPU_ZERO(&set);
  Iteration iteration;
  TRY(iteration.start(thread, args[2]));
  while (Ref<> item = iteration.next(thread)) {
    if (!isInt(item)) return thread.raiseTypeError("expected an iterator of ints, but iterator yielded {!T}", item.get());
    int64_t cpu = TRY(number(thread, item));
    if (cpu < 0) return thread.raiseValueError("negative CPU number");
    if (cpu > INT_MAX - 1) return thread.raise(TypeId::kOverflowError, "CPU number too large");
    if (cpu < CPU_SETSIZE) CPU_SET(static_cast<size_t>(cpu), &set);
  }
  if (thread.hasException()) return Raised{};
  return orNone(thread, ::sched_setaffinity(pid, sizeof set, &set));
}
Ref<> posixGetloadavg(Thread& thread, const Value*) {
  double loads[3];
  if (::getloadavg(loads, 3) != 3) return thread.raise(TypeId::kOSError, "Load averages are unobtainable");
  Ref<> a = TRY(newFloat(thread, loads[0])), b = TRY(newFloat(thread, loads[1])), c = TRY(newFloat(thread, loads[2]));
  return makeTuple(thread, a.get(), b.get(), c.get());
}

// --- waiting

Ref<> posixWaitid(Thread& thread, const Value* args) {
  int kind = TRY(intArgument(thread, args[1]));
  int64_t id = TRY(number(thread, args[2]));
  int options = TRY(intArgument(thread, args[3]));
  siginfo_t info{};
  TRY(blockingCall(thread, [&] { return ::waitid(static_cast<idtype_t>(kind), static_cast<id_t>(id), &info, options); }));
  if (info.si_pid == 0) return newRef(kNone);
  Value items[] = {Value::smallInt(info.si_pid), Value::smallInt(info.si_uid), Value::smallInt(info.si_signo),
                   Value::smallInt(info.si_status), Value::smallInt(info.si_code)};
  return newStructSequence(thread, kWaitidResult, items);
}
Ref<> posixCoredump(Thread& thread, const Value* args) {
  int status = TRY(intArgument(thread, args[1]));
  return newRef(Value::boolean(WCOREDUMP(status)));
}
Ref<> posixContinued(Thread& thread, const Value* args) {
  int status = TRY(intArgument(thread, args[1]));
  return newRef(Value::boolean(WIFCONTINUED(status)));
}

// --- vectors of buffers

class Buffers {
 public:
  explicit Buffers(Thread& thread) : thread_(thread) {}
  ~Buffers() {
    for (BufferView& view : views_) releaseBuffer(thread_, &view);
  }
  Buffers(const Buffers&) = delete;
  Status read(Value sequence, int flags) {
    Ref<List> items = TRY(listFromIterable(thread_, sequence));
    for (size_t i = 0; i < items->size; ++i) {
      BufferView view{};
      TRY(getBuffer(thread_, items->items[i], &view, flags));
      views_.push_back(view);
      pieces_.push_back({view.data, static_cast<size_t>(view.length)});
    }
    return kOk;
  }
  const iovec* data() const { return pieces_.data(); }
  int count() const { return static_cast<int>(pieces_.size()); }

 private:
  Thread& thread_;
  std::vector<BufferView> views_;
  std::vector<iovec> pieces_;
};

Ref<> posixReadv(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  Buffers buffers(thread);
  TRY(buffers.read(args[2], kBufferWritable));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::readv(fd, buffers.data(), buffers.count()); })));
}
Ref<> posixWritev(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  Buffers buffers(thread);
  TRY(buffers.read(args[2], kBufferSimple));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::writev(fd, buffers.data(), buffers.count()); })));
}
Ref<> posixPreadv(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), flags = TRY(intArgument(thread, args[4]));
  int64_t offset = TRY(number(thread, args[3]));
  Buffers buffers(thread);
  TRY(buffers.read(args[2], kBufferWritable));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::preadv2(fd, buffers.data(), buffers.count(), offset, flags); })));
}
Ref<> posixPwritev(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), flags = TRY(intArgument(thread, args[4]));
  int64_t offset = TRY(number(thread, args[3]));
  Buffers buffers(thread);
  TRY(buffers.read(args[2], kBufferSimple));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::pwritev2(fd, buffers.data(), buffers.count(), offset, flags); })));
}

// --- moving data between descriptors

struct Offset {
  loff_t value = 0;
  bool given = false;
  loff_t* pointer() { return given ? &value : nullptr; }
};
Result<Offset> offsetArgument(Thread& thread, Value value) {
  Offset offset;
  if (value.isNone()) return offset;
  offset.value = TRY(number(thread, value));
  offset.given = true;
  return offset;
}
template <class Call>
Ref<> moveData(Thread& thread, const Value* args, int flags, Call call) {
  int from = TRY(intArgument(thread, args[1])), to = TRY(intArgument(thread, args[2]));
  int64_t count = TRY(number(thread, args[3]));
  if (count < 0) return thread.raiseValueError("negative value for 'count' not allowed");
  Offset in = TRY(offsetArgument(thread, args[4])), out = TRY(offsetArgument(thread, args[5]));
  return newInt(thread, TRY(blockingCall(thread, [&]() -> int64_t {
                  return call(from, in.pointer(), to, out.pointer(), static_cast<size_t>(count), static_cast<unsigned>(flags));
                })));
}
Ref<> posixCopyFileRange(Thread& thread, const Value* args) { return moveData(thread, args, 0, ::copy_file_range); }
Ref<> posixSplice(Thread& thread, const Value* args) {
  return moveData(thread, args, TRY(intArgument(thread, args[6])), ::splice);
}
Ref<> posixFadvise(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t offset = TRY(number(thread, args[2])), size = TRY(number(thread, args[3]));
  int error = ::posix_fadvise(fd, offset, size, TRY(intArgument(thread, args[4])));
  if (error != 0) return thread.raiseErrno(error);
  return newRef(kNone);
}
Ref<> posixFallocate(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t offset = TRY(number(thread, args[2])), size = TRY(number(thread, args[3]));
  int error = ::posix_fallocate(fd, offset, size);
  if (error != 0) return thread.raiseErrno(error);
  return newRef(kNone);
}
Ref<> posixSync(Thread& thread, const Value*) {
  BlockingCall unlocked(thread);
  ::sync();
  return newRef(kNone);
}

// --- descriptors of other things

Ref<> posixMemfdCreate(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  return orNumber(thread, ::memfd_create(name.c_str(), static_cast<unsigned>(TRY(number(thread, args[2])))));
}
Ref<> posixPidfdOpen(Thread& thread, const Value* args) {
  int pid = TRY(intArgument(thread, args[1]));
  return orNumber(thread, syscall(SYS_pidfd_open, pid, static_cast<unsigned>(TRY(number(thread, args[2])))));
}
Ref<> posixEventfd(Thread& thread, const Value* args) {
  unsigned start = static_cast<unsigned>(TRY(number(thread, args[1])));
  return orNumber(thread, ::eventfd(start, TRY(intArgument(thread, args[2]))));
}
Ref<> posixEventfdRead(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  eventfd_t value = 0;
  TRY(blockingCall(thread, [&] { return ::eventfd_read(fd, &value); }));
  return newIntUnsigned(thread, value);
}
Ref<> posixEventfdWrite(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  Ref<> whole = TRY(index(thread, args[2]));
  int64_t value = TRY(intAsInt64(thread, whole));
  TRY(blockingCall(thread, [&] { return ::eventfd_write(fd, static_cast<eventfd_t>(value)); }));
  return newRef(kNone);
}
Result<dev_t> deviceArgument(Thread& thread, Value value) {
  if (!isInt(value)) return thread.raiseTypeError("an integer is required");
  if (intSign(value) < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  BigInt wide = toBigInt(value);
  if (wide.bitLength() > 64) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  return wide.isZero() ? dev_t{0} : static_cast<dev_t>(wide.limb(0));
}
Ref<> posixMajor(Thread& thread, const Value* args) { return newInt(thread, major(TRY(deviceArgument(thread, args[1])))); }
Ref<> posixMinor(Thread& thread, const Value* args) { return newInt(thread, minor(TRY(deviceArgument(thread, args[1])))); }
Ref<> posixMakedev(Thread& thread, const Value* args) {
  int high = TRY(intArgument(thread, args[1])), low = TRY(intArgument(thread, args[2]));
  return newInt(thread, static_cast<int64_t>(makedev(static_cast<unsigned>(high), static_cast<unsigned>(low))));
}
Ref<> posixMknod(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "mknod"));
  int mode = TRY(intArgument(thread, args[2]));
  int64_t device = TRY(number(thread, args[3]));
  int directory = TRY(directoryArgument(thread, args[4]));
  if (::mknodat(directory, path.c(), static_cast<mode_t>(mode), static_cast<dev_t>(device)) < 0) {
    return thread.raiseErrno(errno, path.original);
  }
  return newRef(kNone);
}
Ref<> posixDeviceEncoding(Thread& thread, const Value* args) {
  if (!::isatty(TRY(intArgument(thread, args[1])))) return newRef(kNone);
  return newStr(thread, "UTF-8");
}

// --- extended attributes

Result<bool> followsLinks(Thread& thread, Value flag) { return isTrue(thread, flag); }

Ref<> posixGetxattr(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "getxattr", "path", kPathOrDescriptor));
  std::string name = TRY(pathToNative(thread, args[2]));
  bool follows = TRY(followsLinks(thread, args[3]));
  std::string buffer(XATTR_SIZE_MAX, '\0');
  ssize_t size = path.fd >= 0 ? ::fgetxattr(path.fd, name.c_str(), buffer.data(), buffer.size())
                 : follows    ? ::getxattr(path.c(), name.c_str(), buffer.data(), buffer.size())
                              : ::lgetxattr(path.c(), name.c_str(), buffer.data(), buffer.size());
  if (size < 0) return thread.raiseErrno(errno, path.original);
  return newBytes(thread, {buffer.data(), static_cast<size_t>(size)});
}
Ref<> posixSetxattr(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "setxattr", "path", kPathOrDescriptor));
  std::string name = TRY(pathToNative(thread, args[2]));
  int flags = TRY(intArgument(thread, args[4]));
  bool follows = TRY(followsLinks(thread, args[5]));
  BufferView view{};
  TRY(getBuffer(thread, args[3], &view, kBufferSimple));
  size_t size = static_cast<size_t>(view.length);
  int result = path.fd >= 0 ? ::fsetxattr(path.fd, name.c_str(), view.data, size, flags)
               : follows    ? ::setxattr(path.c(), name.c_str(), view.data, size, flags)
                            : ::lsetxattr(path.c(), name.c_str(), view.data, size, flags);
  int error = errno;
  releaseBuffer(thread, &view);
  if (result < 0) return thread.raiseErrno(error, path.original);
  return newRef(kNone);
}
Ref<> posixRemovexattr(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "removexattr", "path", kPathOrDescriptor));
  std::string name = TRY(pathToNative(thread, args[2]));
  bool follows = TRY(followsLinks(thread, args[3]));
  int result = path.fd >= 0 ? ::fremovexattr(path.fd, name.c_str())
               : follows    ? ::removexattr(path.c(), name.c_str())
                            : ::lremovexattr(path.c(), name.c_str());
  if (result < 0) return thread.raiseErrno(errno, path.original);
  return newRef(kNone);
}
Ref<> posixListxattr(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "listxattr", "path", kPathOrDescriptor | kPathOrNone));
  bool follows = TRY(followsLinks(thread, args[2]));
  std::string buffer(XATTR_LIST_MAX, '\0');
  ssize_t size = path.fd >= 0 ? ::flistxattr(path.fd, buffer.data(), buffer.size())
                 : follows    ? ::listxattr(path.c(), buffer.data(), buffer.size())
                              : ::llistxattr(path.c(), buffer.data(), buffer.size());
  if (size < 0) return thread.raiseErrno(errno, path.original);
  Ref<List> result = TRY(newList(thread));
  for (size_t begin = 0; begin < static_cast<size_t>(size);) {
    std::string_view name(buffer.c_str() + begin);
    Ref<> item = TRY(strFromNative(thread, name));
    TRY(listAppend(thread, result, item));
    begin += name.size() + 1;
  }
  return result;
}

Ref<> posixLoginTty(Thread& thread, const Value* args) {
  if (::login_tty(TRY(descriptorArgument(thread, args[1]))) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

// Takes its one field itself, not a sequence as other named tuples do.
Ref<> schedParamCreate(Thread& thread, Type*, const Arguments& args) {
  static constexpr const char* kNames[] = {"sched_priority"};
  Value priority;
  TRY(bindNames(thread, args, "sched_param", kNames, 1, &priority));
  return newStructSequence(thread, kSchedParam, &priority);
}

const MethodDef kFunctions[] = {
    {"setuid", "($module, uid, /)", setUser<::setuid>}, {"seteuid", "($module, euid, /)", setUser<::seteuid>},
    {"setgid", "($module, gid, /)", setGroup<::setgid>}, {"setegid", "($module, egid, /)", setGroup<::setegid>},
    {"setreuid", "($module, ruid, euid, /)", setUsers<::setreuid>},
    {"setregid", "($module, rgid, egid, /)", setGroups2<::setregid>},
    {"setresuid", "($module, ruid, euid, suid, /)", setThree<::setresuid>},
    {"setresgid", "($module, rgid, egid, sgid, /)", setThree<::setresgid>},
    {"getresuid", "($module, /)", getThree<::getresuid>}, {"getresgid", "($module, /)", getThree<::getresgid>},
    {"getgroups", "($module, /)", posixGetgroups}, {"setgroups", "($module, groups, /)", posixSetgroups},
    {"getgrouplist", "($module, user, group, /)", posixGetgrouplist},
    {"initgroups", "($module, username, gid, /)", posixInitgroups}, {"getlogin", "($module, /)", posixGetlogin},
    {"setpgrp", "($module, /)", posixSetpgrp}, {"tcgetpgrp", "($module, fd, /)", posixTcgetpgrp},
    {"tcsetpgrp", "($module, fd, pgid, /)", posixTcsetpgrp}, {"ctermid", "($module, /)", posixCtermid},
    {"getpriority", "($module, /, which, who)", posixGetpriority},
    {"setpriority", "($module, /, which, who, priority)", posixSetpriority},
    {"sched_get_priority_max", "($module, /, policy)", numberOf<::sched_get_priority_max>},
    {"sched_get_priority_min", "($module, /, policy)", numberOf<::sched_get_priority_min>},
    {"sched_getscheduler", "($module, pid, /)", numberOf<::sched_getscheduler>},
    {"sched_getparam", "($module, pid, /)", posixSchedGetparam},
    {"sched_setparam", "($module, pid, param, /)", posixSchedSetparam},
    {"sched_setscheduler", "($module, pid, policy, param, /)", posixSchedSetscheduler},
    {"sched_rr_get_interval", "($module, pid, /)", posixSchedRrGetInterval},
    {"sched_getaffinity", "($module, pid, /)", posixSchedGetaffinity},
    {"sched_setaffinity", "($module, pid, mask, /)", posixSchedSetaffinity},
    {"getloadavg", "($module, /)", posixGetloadavg}, {"waitid", "($module, idtype, id, options, /)", posixWaitid},
    {"WCOREDUMP", "($module, status, /)", posixCoredump}, {"WIFCONTINUED", "($module, /, status)", posixContinued},
    {"readv", "($module, fd, buffers, /)", posixReadv}, {"writev", "($module, fd, buffers, /)", posixWritev},
    {"preadv", "($module, fd, buffers, offset, flags=0, /)", posixPreadv},
    {"pwritev", "($module, fd, buffers, offset, flags=0, /)", posixPwritev},
    {"copy_file_range", "($module, /, src, dst, count, offset_src=None, offset_dst=None)", posixCopyFileRange},
    {"splice", "($module, /, src, dst, count, offset_src=None, offset_dst=None, flags=0)", posixSplice},
    {"posix_fadvise", "($module, fd, offset, length, advice, /)", posixFadvise},
    {"posix_fallocate", "($module, fd, offset, length, /)", posixFallocate}, {"sync", "($module, /)", posixSync},
    {"memfd_create", "($module, /, name, flags=1)", posixMemfdCreate},
    {"pidfd_open", "($module, /, pid, flags=0)", posixPidfdOpen},
    {"eventfd", "($module, /, initval, flags=524288)", posixEventfd},
    {"eventfd_read", "($module, /, fd)", posixEventfdRead}, {"eventfd_write", "($module, /, fd, value)", posixEventfdWrite},
    {"major", "($module, device, /)", posixMajor}, {"minor", "($module, device, /)", posixMinor},
    {"makedev", "($module, major, minor, /)", posixMakedev},
    {"mknod", "($module, /, path, mode=384, device=0, *, dir_fd=None)", posixMknod},
    {"device_encoding", "($module, /, fd)", posixDeviceEncoding},
    {"getxattr", "($module, /, path, attribute, *, follow_symlinks=True)", posixGetxattr},
    {"setxattr", "($module, /, path, attribute, value, flags=0, *, follow_symlinks=True)", posixSetxattr},
    {"removexattr", "($module, /, path, attribute, *, follow_symlinks=True)", posixRemovexattr},
    {"login_tty", "($module, fd, /)", posixLoginTty},
    {"listxattr", "($module, /, path=None, *, follow_symlinks=True)", posixListxattr},
};

}  // namespace

Result<sched_param> schedulingArgument(Thread& thread, Value value) {
  if (typeOf(thread, value) != thread.type(TypeId::kSchedParam)) return thread.raiseTypeError("must have a sched_param object");
  sched_param param{};
  param.sched_priority = TRY(intArgument(thread, value.as<Tuple>()->items[0]));
  return param;
}
std::span<const MethodDef> posixSystemFunctions() { return kFunctions; }

Status addPosixSystemTypes(Thread& thread, Module* module) {
  TRY(addStructSequence(thread, module, kWaitidResult));
  TRY(addStructSequence(thread, module, kSchedParam));
  thread.type(TypeId::kSchedParam)->slots.create = schedParamCreate;
  return kOk;
}

}  // namespace taipan
