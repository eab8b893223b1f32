// posix: names in the file system: listing, making, moving, removing.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <limits.h>
#include <math.h>

#include <string>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/posix/id_argument.h"
#include "modules/posix/path.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

// The common end of a function that gives None: OSError with the path's name, or None.
Ref<> done(Thread& thread, int result, const PosixPath& path) {
  if (result < 0) return thread.raiseErrno(errno, path.original);
  return newRef(kNone);
}
Ref<> done2(Thread& thread, int result, const PosixPath& a, const PosixPath& b) {
  if (result < 0) return thread.raiseErrno(errno, a.original, b.original);
  return newRef(kNone);
}

Ref<> posixListdir(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "listdir", "path", kPathOrDescriptor | kPathOrNone));
  DIR* directory;
  if (path.fd >= 0) {
    int copy = ::fcntl(path.fd, F_DUPFD_CLOEXEC, 0);
    directory = copy < 0 ? nullptr : ::fdopendir(copy);
    if (!directory && copy >= 0) ::close(copy);
  } else {
    directory = ::opendir(path.c());
  }
  if (!directory) return thread.raiseErrno(errno, path.original);
  if (path.fd >= 0) ::rewinddir(directory);
  Ref<List> names = newList(thread);
  while (names) {
    errno = 0;
    dirent* entry = ::readdir(directory);
    if (!entry) {
      if (errno != 0) names = thread.raiseErrno(errno, path.original);
      break;
    }
    std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    Ref<> item = pathResult(thread, path, name);
    if (!item || !listAppend(thread, names, item)) names = Raised{};
  }
  ::closedir(directory);
  return names;
}

Ref<> posixMkdir(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "mkdir"));
  int mode = TRY(intArgument(thread, args[2]));
  return done(thread, ::mkdirat(TRY(directoryArgument(thread, args[3])), path.c(), mode), path);
}
Ref<> posixRmdir(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "rmdir"));
  return done(thread, ::unlinkat(TRY(directoryArgument(thread, args[2])), path.c(), AT_REMOVEDIR), path);
}
Ref<> posixUnlink(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "unlink"));
  return done(thread, ::unlinkat(TRY(directoryArgument(thread, args[2])), path.c(), 0), path);
}
Ref<> posixRemove(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "remove"));
  return done(thread, ::unlinkat(TRY(directoryArgument(thread, args[2])), path.c(), 0), path);
}
Ref<> moveFile(Thread& thread, const Value* args, const char* function) {
  PosixPath from = TRY(pathArgument(thread, args[1], function, "src"));
  PosixPath to = TRY(pathArgument(thread, args[2], function, "dst"));
  return done2(thread, ::renameat(TRY(directoryArgument(thread, args[3])), from.c(), TRY(directoryArgument(thread, args[4])), to.c()),
               from, to);
}
Ref<> posixRename(Thread& thread, const Value* args) { return moveFile(thread, args, "rename"); }
Ref<> posixReplace(Thread& thread, const Value* args) { return moveFile(thread, args, "replace"); }
Ref<> posixLink(Thread& thread, const Value* args) {
  PosixPath from = TRY(pathArgument(thread, args[1], "link", "src"));
  PosixPath to = TRY(pathArgument(thread, args[2], "link", "dst"));
  bool follow = TRY(isTrue(thread, args[5]));
  return done2(thread, ::linkat(TRY(directoryArgument(thread, args[3])), from.c(), TRY(directoryArgument(thread, args[4])), to.c(),
                                follow ? AT_SYMLINK_FOLLOW : 0), from, to);
}
Ref<> posixSymlink(Thread& thread, const Value* args) {
  PosixPath from = TRY(pathArgument(thread, args[1], "symlink", "src"));
  PosixPath to = TRY(pathArgument(thread, args[2], "symlink", "dst"));
  return done2(thread, ::symlinkat(from.c(), TRY(directoryArgument(thread, args[4])), to.c()), from, to);
}
Ref<> posixReadlink(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "readlink"));
  char buffer[PATH_MAX + 1];
  ssize_t size = ::readlinkat(TRY(directoryArgument(thread, args[2])), path.c(), buffer, PATH_MAX);
  if (size < 0) return thread.raiseErrno(errno, path.original);
  return pathResult(thread, path, {buffer, static_cast<size_t>(size)});
}
Ref<> posixChmod(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "chmod", "path", kPathOrDescriptor));
  int mode = TRY(intArgument(thread, args[2]));
  bool follow = TRY(isTrue(thread, args[4]));
  if (path.fd >= 0) return done(thread, ::fchmod(path.fd, mode), path);
  int result = ::fchmodat(TRY(directoryArgument(thread, args[3])), path.c(), mode, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  if (result < 0 && !follow && (errno == ENOTSUP || errno == EOPNOTSUPP)) {
    return thread.raise(TypeId::kNotImplementedError, "chmod: follow_symlinks unavailable on this platform");
  }
  return done(thread, result, path);
}
Ref<> posixChown(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "chown", "path", kPathOrDescriptor));
  unsigned user = TRY(idArgument(thread, args[2], "uid")), group = TRY(idArgument(thread, args[3], "gid"));
  bool follow = TRY(isTrue(thread, args[5]));
  if (path.fd >= 0) return done(thread, ::fchown(path.fd, user, group), path);
  return done(thread, ::fchownat(TRY(directoryArgument(thread, args[4])), path.c(), user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW), path);
}
Ref<> posixLchown(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "lchown"));
  unsigned user = TRY(idArgument(thread, args[2], "uid")), group = TRY(idArgument(thread, args[3], "gid"));
  return done(thread, ::lchown(path.c(), user, group), path);
}
Ref<> posixChdir(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "chdir", "path", kPathOrDescriptor));
  return done(thread, path.fd >= 0 ? ::fchdir(path.fd) : ::chdir(path.c()), path);
}
Ref<> posixFchdir(Thread& thread, const Value* args) {
  if (::fchdir(TRY(descriptorArgument(thread, args[1]))) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> posixChroot(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "chroot"));
  return done(thread, ::chroot(path.c()), path);
}
Ref<> posixGetcwd(Thread& thread, const Value*) {
  char buffer[PATH_MAX + 1];
  if (!::getcwd(buffer, sizeof buffer)) return thread.raiseErrno(errno);
  return strFromNative(thread, buffer);
}
Ref<> posixGetcwdb(Thread& thread, const Value*) {
  char buffer[PATH_MAX + 1];
  if (!::getcwd(buffer, sizeof buffer)) return thread.raiseErrno(errno);
  return newBytes(thread, buffer);
}
Ref<> posixAccess(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "access"));
  int mode = TRY(intArgument(thread, args[2]));
  bool effective = TRY(isTrue(thread, args[4])), follow = TRY(isTrue(thread, args[5]));
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return newRef(Value::boolean(::faccessat(TRY(directoryArgument(thread, args[3])), path.c(), mode, flags) == 0));
}
Ref<> posixTruncate(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "truncate", "path", kPathOrDescriptor));
  int64_t size = TRY(sizeArgument(thread, args[2]));
  return done(thread, path.fd >= 0 ? ::ftruncate(path.fd, size) : ::truncate(path.c(), size), path);
}
Ref<> posixMkfifo(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "mkfifo"));
  return done(thread, ::mkfifoat(TRY(directoryArgument(thread, args[3])), path.c(), TRY(intArgument(thread, args[2]))), path);
}

// (whole seconds, nanoseconds) of a number.
Status timeArgument(Thread& thread, Value value, timespec* out) {
  if (isFloat(value)) {
    double seconds = floatValue(value), whole = floor(seconds);
    if (isnan(seconds)) return thread.raiseValueError("Invalid value NaN (not a number)");
    if (fabs(seconds) > 9.2e18) return thread.raise(TypeId::kOverflowError, "timestamp out of range for platform time_t");
    out->tv_sec = static_cast<time_t>(whole);
    out->tv_nsec = static_cast<long>(floor((seconds - whole) * 1e9));
    return kOk;
  }
  out->tv_sec = TRY(sizeArgument(thread, value));
  out->tv_nsec = 0;
  return kOk;
}

// utime(path, times=None, *, ns=<missing>, dir_fd=None, follow_symlinks=True)
Ref<> posixUtime(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "utime", "path", kPathOrDescriptor));
  timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  bool hasTimes = !args[2].isNone(), hasNs = !args[3].isEmpty();
  if (hasTimes && hasNs) {
    return thread.raiseValueError("utime: you may specify either 'times' or 'ns' but not both");
  }
  if (hasTimes) {
    if (!isTuple(args[2]) || args[2].as<Tuple>()->size != 2) {
      return thread.raiseTypeError("utime: 'times' must be either a tuple of two ints or None");
    }
    for (int i = 0; i < 2; ++i) TRY(timeArgument(thread, args[2].as<Tuple>()->items[i], &times[i]));
  } else if (hasNs) {
    if (!isTuple(args[3]) || args[3].as<Tuple>()->size != 2) {
      return thread.raiseTypeError("utime: 'ns' must be a tuple of two ints");
    }
    for (int i = 0; i < 2; ++i) {
      int64_t ns = TRY(sizeArgument(thread, args[3].as<Tuple>()->items[i]));
      int64_t rest = ((ns % 1000000000) + 1000000000) % 1000000000;
      times[i].tv_sec = (ns - rest) / 1000000000;
      times[i].tv_nsec = rest;
    }
  }
  bool follow = TRY(isTrue(thread, args[5]));
  if (path.fd >= 0) return done(thread, ::futimens(path.fd, times), path);
  return done(thread, ::utimensat(TRY(directoryArgument(thread, args[4])), path.c(), times, follow ? 0 : AT_SYMLINK_NOFOLLOW), path);
}

Ref<> posixFspath(Thread& thread, const Value* args) { return fspath(thread, args[1]); }

// What os.path.normpath() does with text: "." and "name/.." dropped, slashes single, but two leading ones kept
// (POSIX 4.13); empty for what is the current folder.
std::string normalPath(std::string_view path) {
  size_t slashes = 0;
  while (slashes < path.size() && path[slashes] == '/') slashes++;
  size_t root = slashes == 2 ? 2 : slashes > 0 ? 1 : 0;
  std::vector<std::string_view> parts;
  for (size_t at = slashes; at < path.size();) {
    size_t end = std::min(path.find('/', at), path.size());
    std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") parts.push_back(part);
    else if (!parts.empty() && parts.back() != "..") parts.pop_back();
    else if (root == 0) parts.push_back(part);
  }
  std::string result(root, '/');
  for (size_t i = 0; i < parts.size(); ++i) result.append(i > 0 ? "/" : "").append(parts[i]);
  return path == "." ? "." : result;
}
Ref<> posixPathNormpath(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("expected 'str', not '{!T}'", args[1]);
  return newStr(thread, normalPath(toWtf8(args[1].as<Str>())));
}

const MethodDef kFunctions[] = {
    {"listdir", "($module, /, path=None)", posixListdir},
    {"mkdir", "($module, /, path, mode=511, *, dir_fd=None)", posixMkdir},
    {"rmdir", "($module, /, path, *, dir_fd=None)", posixRmdir},
    {"unlink", "($module, /, path, *, dir_fd=None)", posixUnlink},
    {"remove", "($module, /, path, *, dir_fd=None)", posixRemove},
    {"rename", "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posixRename},
    {"replace", "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posixReplace},
    {"link", "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", posixLink},
    {"symlink", "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)", posixSymlink},
    {"readlink", "($module, /, path, *, dir_fd=None)", posixReadlink},
    {"chmod", "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)", posixChmod},
    {"chown", "($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)", posixChown},
    {"lchown", "($module, /, path, uid, gid)", posixLchown},
    {"chdir", "($module, /, path)", posixChdir},
    {"fchdir", "($module, /, fd)", posixFchdir},
    {"chroot", "($module, /, path)", posixChroot},
    {"getcwd", "($module, /)", posixGetcwd},
    {"getcwdb", "($module, /)", posixGetcwdb},
    {"access", "($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", posixAccess},
    {"truncate", "($module, /, path, length)", posixTruncate},
    {"mkfifo", "($module, /, path, mode=438, *, dir_fd=None)", posixMkfifo},
    {"utime", "($module, /, path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", posixUtime},
    {"fspath", "($module, /, path)", posixFspath},
    {"_path_normpath", "($module, /, path)", posixPathNormpath},
};

}  // namespace

std::span<const MethodDef> posixFileFunctions() { return kFunctions; }

}  // namespace taipan
