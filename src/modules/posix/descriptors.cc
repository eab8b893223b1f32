// posix: functions on file descriptors.
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <pty.h>
#include <sys/random.h>
#include <sys/mman.h>

#include <string>

#include "base/memory.h"
#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/posix/id_argument.h"
#include "modules/posix/path.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

const char* const kTerminalFields[] = {"columns", "lines"};
const StructSequenceSpec kTerminalSize = {TypeId::kTerminalSize, "os.terminal_size", kTerminalFields, 2, 2};

Ref<> orNone(Thread& thread, int result) {
  if (result < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

Ref<> posixOpen(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "open"));
  int flags = TRY(intArgument(thread, args[2])), mode = TRY(intArgument(thread, args[3]));
  int directory = TRY(directoryArgument(thread, args[4]));
  auto open = [&] { return ::openat(directory, path.c(), flags | O_CLOEXEC, mode); };
  return newInt(thread, TRY(blockingCall(thread, open, path.original)));
}
Ref<> posixClose(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::close(fd);
  }
  if (result < 0 && errno != EINTR) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> posixRead(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t size = TRY(sizeArgument(thread, args[2]));
  if (size < 0) return thread.raiseErrno(EINVAL);
  if (size > 0x7ffff000) size = 0x7ffff000;
  Ref<Bytes> buffer = TRY(newBytesUninitialized(thread, size));
  char* data = buffer->data();
  int64_t got = TRY(blockingCall(thread, [&] { return ::read(fd, data, size); }));
  if (got == size) return buffer;
  return newBytes(thread, {data, static_cast<size_t>(got)});
}
Ref<> posixWrite(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  BufferView view{};
  TRY(getBuffer(thread, args[2], &view, kBufferContiguous));
  Result<int64_t> sent = blockingCall(thread, [&] { return ::write(fd, view.data, view.length); });
  releaseBuffer(thread, &view);
  return newInt(thread, TRY(std::move(sent)));
}
Ref<> posixPread(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), size = TRY(intArgument(thread, args[2]));
  int64_t offset = TRY(sizeArgument(thread, args[3]));
  if (size < 0) return thread.raiseErrno(EINVAL);
  std::string buffer(size, '\0');
  int64_t got = TRY(blockingCall(thread, [&] { return ::pread(fd, buffer.data(), size, offset); }));
  return newBytes(thread, {buffer.data(), static_cast<size_t>(got)});
}
Ref<> posixPwrite(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t offset = TRY(sizeArgument(thread, args[3]));
  BufferView view{};
  TRY(getBuffer(thread, args[2], &view, kBufferContiguous));
  Result<int64_t> sent = blockingCall(thread, [&] { return ::pwrite(fd, view.data, view.length, offset); });
  releaseBuffer(thread, &view);
  return newInt(thread, TRY(std::move(sent)));
}
Ref<> posixLseek(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t position = TRY(sizeArgument(thread, args[2]));
  int64_t result = ::lseek(fd, position, TRY(intArgument(thread, args[3])));
  if (result < 0) return thread.raiseErrno(errno);
  return newInt(thread, result);
}
Ref<> posixDup(Thread& thread, const Value* args) {
  int fd = ::fcntl(TRY(intArgument(thread, args[1])), F_DUPFD_CLOEXEC, 0);
  if (fd < 0) return thread.raiseErrno(errno);
  return newInt(thread, fd);
}
Ref<> posixDup2(Thread& thread, const Value* args) {
  int from = TRY(intArgument(thread, args[1])), to = TRY(intArgument(thread, args[2]));
  bool inheritable = TRY(isTrue(thread, args[3]));
  int fd = inheritable ? ::dup2(from, to) : ::dup3(from, to, O_CLOEXEC);
  if (fd < 0 && !inheritable && errno == EINVAL && from == to) fd = ::fcntl(from, F_GETFD) < 0 ? -1 : to;
  if (fd < 0) return thread.raiseErrno(errno);
  return newInt(thread, fd);
}
Ref<> posixPipe(Thread& thread, const Value*) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) < 0) return thread.raiseErrno(errno);
  return makeTuple(thread, Value::smallInt(ends[0]), Value::smallInt(ends[1]));
}
Ref<> posixPipe2(Thread& thread, const Value* args) {
  int ends[2];
  if (::pipe2(ends, TRY(intArgument(thread, args[1]))) < 0) return thread.raiseErrno(errno);
  return makeTuple(thread, Value::smallInt(ends[0]), Value::smallInt(ends[1]));
}
Ref<> posixIsatty(Thread& thread, const Value* args) {
  return newRef(Value::boolean(::isatty(TRY(intArgument(thread, args[1])))));
}
Ref<> posixTtyname(Thread& thread, const Value* args) {
  char name[256];
  int error = ::ttyname_r(TRY(intArgument(thread, args[1])), name, sizeof name);
  if (error != 0) return thread.raiseErrno(error);
  return strFromNative(thread, name);
}
Ref<> posixFsync(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  TRY(blockingCall(thread, [&] { return ::fsync(fd); }));
  return newRef(kNone);
}
Ref<> posixFdatasync(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  TRY(blockingCall(thread, [&] { return ::fdatasync(fd); }));
  return newRef(kNone);
}
Ref<> posixFtruncate(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  int64_t size = TRY(sizeArgument(thread, args[2]));
  return orNone(thread, ::ftruncate(fd, size));
}
Ref<> posixFchmod(Thread& thread, const Value* args) {
  return orNone(thread, ::fchmod(TRY(intArgument(thread, args[1])), TRY(intArgument(thread, args[2]))));
}
Ref<> posixFchown(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  unsigned user = TRY(idArgument(thread, args[2], "uid")), group = TRY(idArgument(thread, args[3], "gid"));
  return orNone(thread, ::fchown(fd, user, group));
}
Ref<> posixGetInheritable(Thread& thread, const Value* args) {
  int flags = ::fcntl(TRY(intArgument(thread, args[1])), F_GETFD);
  if (flags < 0) return thread.raiseErrno(errno);
  return newRef(Value::boolean(!(flags & FD_CLOEXEC)));
}
Ref<> posixSetInheritable(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), inheritable = TRY(intArgument(thread, args[2]));
  int flags = ::fcntl(fd, F_GETFD);
  if (flags < 0) return thread.raiseErrno(errno);
  return orNone(thread, ::fcntl(fd, F_SETFD, inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
Ref<> posixGetBlocking(Thread& thread, const Value* args) {
  int flags = ::fcntl(TRY(intArgument(thread, args[1])), F_GETFL);
  if (flags < 0) return thread.raiseErrno(errno);
  return newRef(Value::boolean(!(flags & O_NONBLOCK)));
}
Ref<> posixSetBlocking(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1]));
  bool block = TRY(isTrue(thread, args[2]));
  int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0) return thread.raiseErrno(errno);
  return orNone(thread, ::fcntl(fd, F_SETFL, block ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}
Ref<> posixGetTerminalSize(Thread& thread, const Value* args) {
  winsize size;
  if (::ioctl(TRY(intArgument(thread, args[1])), TIOCGWINSZ, &size) < 0) return thread.raiseErrno(errno);
  Value items[] = {Value::smallInt(size.ws_col), Value::smallInt(size.ws_row)};
  return newStructSequence(thread, kTerminalSize, items);
}
Ref<> posixSendfile(Thread& thread, const Value* args) {
  int out = TRY(intArgument(thread, args[1])), in = TRY(intArgument(thread, args[2]));
  int64_t count = TRY(sizeArgument(thread, args[4]));
  off_t offset = 0;
  bool useOffset = !args[3].isNone();
  if (useOffset) offset = TRY(sizeArgument(thread, args[3]));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::sendfile(out, in, useOffset ? &offset : nullptr, count); })));
}
Ref<> posixCloserange(Thread& thread, const Value* args) {
  int low = TRY(intArgument(thread, args[1])), high = TRY(intArgument(thread, args[2]));
  if (low < 0) low = 0;
  if (high > low) ::close_range(low, high - 1, 0);
  return newRef(kNone);
}
Ref<> posixOpenpty(Thread& thread, const Value*) {
  int master, terminal;
  if (::openpty(&master, &terminal, nullptr, nullptr, nullptr) < 0) return thread.raiseErrno(errno);
  ::fcntl(master, F_SETFD, FD_CLOEXEC);
  ::fcntl(terminal, F_SETFD, FD_CLOEXEC);
  return makeTuple(thread, Value::smallInt(master), Value::smallInt(terminal));
}
Ref<> posixUrandom(Thread& thread, const Value* args) {
  int64_t size = TRY(sizeArgument(thread, args[1]));
  if (size < 0) return thread.raiseValueError("negative argument not allowed");
  Ref<Bytes> bytes = TRY(newBytesUninitialized(thread, size));
  for (int64_t filled = 0; filled < size;) {
    ssize_t n = ::getrandom(bytes->data() + filled, size - filled, 0);
    if (n < 0 && errno != EINTR) return thread.raiseErrno(errno);
    if (n > 0) filled += n;
  }
  return bytes;
}
Ref<> posixGetrandom(Thread& thread, const Value* args) {
  int64_t size = TRY(sizeArgument(thread, args[1]));
  if (size < 0) return thread.raiseErrno(EINVAL);
  if (!canAllocate(static_cast<uint64_t>(size))) return thread.raiseMemoryError();
  std::string buffer(size, '\0');
  ssize_t n = ::getrandom(buffer.data(), size, TRY(intArgument(thread, args[2])));
  if (n < 0) return thread.raiseErrno(errno);
  return newBytes(thread, {buffer.data(), static_cast<size_t>(n)});
}
Ref<> posixLockf(Thread& thread, const Value* args) {
  int fd = TRY(intArgument(thread, args[1])), command = TRY(intArgument(thread, args[2]));
  int64_t size = TRY(sizeArgument(thread, args[3]));
  TRY(blockingCall(thread, [&] { return ::lockf(fd, command, size); }));
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {"open", "($module, /, path, flags, mode=511, *, dir_fd=None)", posixOpen},
    {"close", "($module, /, fd)", posixClose},
    {"closerange", "($module, fd_low, fd_high, /)", posixCloserange},
    {"read", "($module, fd, length, /)", posixRead},
    {"write", "($module, fd, data, /)", posixWrite},
    {"pread", "($module, fd, length, offset, /)", posixPread},
    {"pwrite", "($module, fd, buffer, offset, /)", posixPwrite},
    {"lseek", "($module, fd, position, how, /)", posixLseek},
    {"dup", "($module, fd, /)", posixDup},
    {"dup2", "($module, /, fd, fd2, inheritable=True)", posixDup2},
    {"pipe", "($module, /)", posixPipe},
    {"pipe2", "($module, flags, /)", posixPipe2},
    {"isatty", "($module, fd, /)", posixIsatty},
    {"ttyname", "($module, fd, /)", posixTtyname},
    {"fsync", "($module, /, fd)", posixFsync},
    {"fdatasync", "($module, /, fd)", posixFdatasync},
    {"ftruncate", "($module, fd, length, /)", posixFtruncate},
    {"fchmod", "($module, /, fd, mode)", posixFchmod},
    {"fchown", "($module, /, fd, uid, gid)", posixFchown},
    {"get_inheritable", "($module, fd, /)", posixGetInheritable},
    {"set_inheritable", "($module, fd, inheritable, /)", posixSetInheritable},
    {"get_blocking", "($module, fd, /)", posixGetBlocking},
    {"set_blocking", "($module, fd, blocking, /)", posixSetBlocking},
    {"get_terminal_size", "($module, fd=1, /)", posixGetTerminalSize},
    {"sendfile", "($module, /, out_fd, in_fd, offset, count)", posixSendfile},
    {"openpty", "($module, /)", posixOpenpty},
    {"urandom", "($module, size, /)", posixUrandom},
    {"getrandom", "($module, /, size, flags=0)", posixGetrandom},
    {"lockf", "($module, fd, command, length, /)", posixLockf},
};

}  // namespace

std::span<const MethodDef> posixDescriptorFunctions() { return kFunctions; }

Status addPosixDescriptorTypes(Thread& thread, Module* module) { return addStructSequence(thread, module, kTerminalSize); }

}  // namespace taipan
