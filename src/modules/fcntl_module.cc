// fcntl: control of descriptors, and locks on files.
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"

namespace taipan {

namespace {

constexpr size_t kLargestBuffer = 1024;

// The text or octets of an argument that the system reads and writes in place; false: it is a number.
Result<bool> bytesArgument(Thread& thread, Value value, const char* function, char* buffer, size_t* size) {
  if (isInt(value)) return false;
  std::string text;
  if (isStr(value)) {
    text = TRY(toUtf8(thread, value.as<Str>()));
  } else if (isBytes(value)) {
    text = value.as<Bytes>()->view();
  } else {
    return false;
  }
  if (text.size() > kLargestBuffer) return thread.raiseValueError("{} string arg too long", function);
  memcpy(buffer, text.data(), text.size());
  buffer[text.size()] = '\0';
  *size = text.size();
  return true;
}

Result<int> plainNumber(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (!intFitsInt64(number, &wide)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  return static_cast<int>(static_cast<uint32_t>(wide));
}

Ref<> fcntlFcntl(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1])), command = TRY(intArgument(thread, args[2]));
  char buffer[kLargestBuffer + 1];
  size_t size = 0;
  bool isBuffer = TRY(bytesArgument(thread, args[3], "fcntl", buffer, &size));
  if (isBuffer) {
    TRY(blockingCall(thread, [&] { return ::fcntl(fd, command, buffer); }));
    return newBytes(thread, {buffer, size});
  }
  int number = TRY(plainNumber(thread, args[3]));
  return newInt(thread, TRY(blockingCall(thread, [&] { return ::fcntl(fd, command, number); })));
}

Ref<> fcntlIoctl(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  Ref<> code = TRY(index(thread, args[2]));
  int64_t request;
  if (!intFitsInt64(code, &request)) request = 0;
  bool mutates = TRY(isTrue(thread, args[4]));
  char buffer[kLargestBuffer + 1];
  size_t size = 0;
  if (TRY(bytesArgument(thread, args[3], "ioctl", buffer, &size))) {
    TRY(blockingCall(thread, [&] { return ::ioctl(fd, static_cast<unsigned>(request), buffer); }));
    return newBytes(thread, {buffer, size});
  }
  if (isInt(args[3])) {
    int number = TRY(plainNumber(thread, args[3]));
    return newInt(thread, TRY(blockingCall(thread, [&] { return ::ioctl(fd, static_cast<unsigned>(request), number); })));
  }
  // A writable buffer: changed in place, through a copy where it is small, so that nobody sees it half done.
  BufferView view{};
  TRY(getBuffer(thread, args[3], &view, kBufferWritable));
  bool copies = view.length <= static_cast<int64_t>(kLargestBuffer);
  if (copies) memcpy(buffer, view.data, static_cast<size_t>(view.length));
  char* place = copies ? buffer : view.data;
  Result<int> result = blockingCall(thread, [&] { return ::ioctl(fd, static_cast<unsigned>(request), place); });
  if (result && copies && mutates) memcpy(view.data, buffer, static_cast<size_t>(view.length));
  size = static_cast<size_t>(view.length);
  releaseBuffer(thread, &view);
  if (!result) return Raised{};
  if (mutates) return newInt(thread, *result);
  return newBytes(thread, {place, size});
}

Ref<> fcntlFlock(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1])), operation = TRY(intArgument(thread, args[2]));
  TRY(blockingCall(thread, [&] { return ::flock(fd, operation); }));
  return newRef(kNone);
}

Ref<> fcntlLockf(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1])), command = TRY(intArgument(thread, args[2]));
  struct flock lock {};
  if (command == LOCK_UN) lock.l_type = F_UNLCK;
  else if (command & LOCK_SH) lock.l_type = F_RDLCK;
  else if (command & LOCK_EX) lock.l_type = F_WRLCK;
  else return thread.raiseValueError("unrecognized lockf argument");
  lock.l_len = TRY(sizeArgument(thread, args[3]));
  lock.l_start = TRY(sizeArgument(thread, args[4]));
  lock.l_whence = static_cast<short>(TRY(intArgument(thread, args[5])));
  TRY(blockingCall(thread, [&] { return ::fcntl(fd, command & LOCK_NB ? F_SETLK : F_SETLKW, &lock); }));
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {"fcntl", "($module, fd, cmd, arg=0, /)", fcntlFcntl, nullptr, MethodKind::kInstance, "Does fcntl(fd, cmd, arg)."},
    {"ioctl", "($module, fd, request, arg=0, mutate_flag=True, /)", fcntlIoctl, nullptr, MethodKind::kInstance, "Does ioctl(fd, request, arg)."},
    {"flock", "($module, fd, operation, /)", fcntlFlock, nullptr, MethodKind::kInstance, "Locks an open file."},
    {"lockf", "($module, fd, cmd, len=0, start=0, whence=0, /)", fcntlLockf, nullptr, MethodKind::kInstance, "Locks a part of a file."},
};

struct Constant {
  const char* name;
  int64_t value;
};
// Values of Linux; some that its headers hide are written out.
const Constant kConstants[] = {
    {"LOCK_SH", 1}, {"LOCK_EX", 2}, {"LOCK_NB", 4}, {"LOCK_UN", 8}, {"LOCK_MAND", 32}, {"LOCK_READ", 64},
    {"LOCK_WRITE", 128}, {"LOCK_RW", 192}, {"F_DUPFD", 0}, {"F_DUPFD_CLOEXEC", 1030}, {"F_GETFD", 1}, {"F_SETFD", 2},
    {"F_GETFL", 3}, {"F_SETFL", 4}, {"F_GETLK", 5}, {"F_SETLK", 6}, {"F_SETLKW", 7}, {"F_OFD_GETLK", 36},
    {"F_OFD_SETLK", 37}, {"F_OFD_SETLKW", 38}, {"F_GETOWN", 9}, {"F_SETOWN", 8}, {"F_GETSIG", 11}, {"F_SETSIG", 10},
    {"F_RDLCK", 0}, {"F_WRLCK", 1}, {"F_UNLCK", 2}, {"F_GETLK64", 5}, {"F_SETLK64", 6}, {"F_SETLKW64", 7},
    {"FASYNC", 8192}, {"F_SETLEASE", 1024}, {"F_GETLEASE", 1025}, {"F_NOTIFY", 1026}, {"F_EXLCK", 4}, {"F_SHLCK", 8},
    {"DN_ACCESS", 1}, {"DN_MODIFY", 2}, {"DN_CREATE", 4}, {"DN_DELETE", 8}, {"DN_RENAME", 16}, {"DN_ATTRIB", 32},
    {"DN_MULTISHOT", 2147483648}, {"FD_CLOEXEC", 1}, {"F_SETPIPE_SZ", 1031}, {"F_GETPIPE_SZ", 1032},
    {"F_ADD_SEALS", 1033}, {"F_GET_SEALS", 1034}, {"F_SEAL_SEAL", 1}, {"F_SEAL_SHRINK", 2}, {"F_SEAL_GROW", 4},
    {"F_SEAL_WRITE", 8}};

Status populate(Thread& thread, Module* module) {
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  return kOk;
}

}  // namespace

extern const ModuleSpec kFcntlModule;
const ModuleSpec kFcntlModule = {"fcntl", kFunctions, populate, "Control of descriptors, and locks on files."};

}  // namespace taipan
