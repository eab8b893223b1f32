// posix: stat and its result, scandir.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "modules/module_helpers.h"
#include "modules/posix/path.h"
#include "modules/struct_sequence.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/generic_alias.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

// The three visible time fields are whole seconds without a name; the named ones behind them are floats.
const char* const kStatFields[] = {"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
                                   nullptr, nullptr, nullptr, "st_atime", "st_mtime", "st_ctime",
                                   "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"};
const StructSequenceSpec kStatResult = {TypeId::kStatResult, "os.stat_result", kStatFields, 10, 19};
const char* const kStatvfsFields[] = {"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files",
                                      "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"};
const StructSequenceSpec kStatvfsResult = {TypeId::kStatvfsResult, "os.statvfs_result", kStatvfsFields, 10, 11};

Ref<> statResult(Thread& thread, const struct stat& info) {
  const timespec times[] = {info.st_atim, info.st_mtim, info.st_ctim};
  Ref<> floats[3], nanoseconds[3], wholes[3];
  for (int i = 0; i < 3; ++i) {
    wholes[i] = TRY(newInt(thread, times[i].tv_sec));
    floats[i] = TRY(newFloat(thread, static_cast<double>(times[i].tv_sec) + 1e-9 * static_cast<double>(times[i].tv_nsec)));
    nanoseconds[i] = TRY(newInt(thread, times[i].tv_sec * 1000000000 + times[i].tv_nsec));
  }
  Ref<> inode = TRY(newIntUnsigned(thread, info.st_ino)), device = TRY(newIntUnsigned(thread, info.st_dev));
  Ref<> special = TRY(newIntUnsigned(thread, info.st_rdev)), size = TRY(newInt(thread, info.st_size));
  Value items[] = {Value::smallInt(info.st_mode), inode, device, Value::smallInt(static_cast<int64_t>(info.st_nlink)),
                   Value::smallInt(info.st_uid), Value::smallInt(info.st_gid), size, wholes[0], wholes[1], wholes[2],
                   floats[0], floats[1], floats[2], nanoseconds[0], nanoseconds[1], nanoseconds[2],
                   Value::smallInt(info.st_blksize), Value::smallInt(info.st_blocks), special};
  return newStructSequence(thread, kStatResult, items);
}

Ref<> posixStat(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "stat", "path", kPathOrDescriptor));
  int directory = TRY(directoryArgument(thread, args[2]));
  bool follow = TRY(isTrue(thread, args[3]));
  if (path.fd >= 0 && !follow) return thread.raiseValueError("stat: cannot use fd and follow_symlinks together");
  struct stat info;
  int result = path.fd >= 0 ? ::fstat(path.fd, &info)
                            : ::fstatat(directory, path.c(), &info, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  if (result < 0) return thread.raiseErrno(errno, path.original);
  return statResult(thread, info);
}

Ref<> posixLstat(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "lstat"));
  struct stat info;
  if (::fstatat(TRY(directoryArgument(thread, args[2])), path.c(), &info, AT_SYMLINK_NOFOLLOW) < 0) {
    return thread.raiseErrno(errno, path.original);
  }
  return statResult(thread, info);
}

Ref<> posixFstat(Thread& thread, const Value* args) {
  struct stat info;
  if (::fstat(TRY(intArgument(thread, args[1])), &info) < 0) return thread.raiseErrno(errno);
  return statResult(thread, info);
}

Ref<> statvfsResult(Thread& thread, const struct statvfs& info) {
  const uint64_t numbers[] = {info.f_bsize, info.f_frsize, info.f_blocks, info.f_bfree, info.f_bavail, info.f_files,
                              info.f_ffree, info.f_favail, info.f_flag, info.f_namemax, info.f_fsid};
  Ref<> owned[11];
  Value items[11];
  for (int i = 0; i < 11; ++i) {
    owned[i] = TRY(newIntUnsigned(thread, numbers[i]));
    items[i] = owned[i];
  }
  return newStructSequence(thread, kStatvfsResult, items);
}
Ref<> posixStatvfs(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "statvfs", "path", kPathOrDescriptor));
  struct statvfs info;
  if ((path.fd >= 0 ? ::fstatvfs(path.fd, &info) : ::statvfs(path.c(), &info)) < 0) {
    return thread.raiseErrno(errno, path.original);
  }
  return statvfsResult(thread, info);
}
Ref<> posixFstatvfs(Thread& thread, const Value* args) {
  struct statvfs info;
  if (::fstatvfs(TRY(intArgument(thread, args[1])), &info) < 0) return thread.raiseErrno(errno);
  return statvfsResult(thread, info);
}

// --- scandir
struct DirEntry : Object {
  Value name, path;
  Value stat, linkStat;    // results once asked for
  uint64_t inode;
  uint8_t kind;            // DT_…
  int32_t directory;       // descriptor scanned, or AT_FDCWD
};

struct ScandirIterator : Object {
  Value path;              // as given
  DIR* stream;
  int32_t descriptor;
  bool bytes;
};

void dirEntryRelease(Object* self) {
  auto* entry = static_cast<DirEntry*>(self);
  for (Value* field : {&entry->name, &entry->path, &entry->stat, &entry->linkStat}) {
    decrefOrEmpty(std::exchange(*field, Value()));
  }
}

Ref<> entryStat(Thread& thread, DirEntry* entry, bool follow) {
  Value& cache = follow ? entry->stat : entry->linkStat;
  if (cache) return newRef(cache);
  if (follow && entry->kind != DT_LNK && entry->kind != DT_UNKNOWN) {
    Ref<> same = TRY(entryStat(thread, entry, false));
    entry->stat = same.clone().releaseValue();
    return same;
  }
  bool relative = entry->directory != AT_FDCWD;
  PosixPath path = TRY(pathArgument(thread, relative ? entry->name : entry->path, "stat"));
  struct stat info;
  if (::fstatat(entry->directory, path.c(), &info, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0) {
    return thread.raiseErrno(errno, entry->path);
  }
  Ref<> result = TRY(statResult(thread, info));
  if (!cache) cache = result.clone().releaseValue();
  return result;
}

Ref<> dirEntryStat(Thread& thread, const Value* args) {
  bool follow = TRY(isTrue(thread, args[1]));
  return entryStat(thread, args[0].as<DirEntry>(), follow);
}

// Is the entry of the file type `mode` (S_IF…)?  What is gone is of no type.
Ref<> hasType(Thread& thread, DirEntry* entry, bool follow, mode_t mode) {
  bool link = entry->kind == DT_LNK;
  if (entry->kind != DT_UNKNOWN && !(follow && link)) {
    return newRef(Value::boolean(static_cast<mode_t>(DTTOIF(entry->kind)) == mode));
  }
  Ref<> stat = entryStat(thread, entry, follow);
  if (!stat) {
    if (thread.clearIfMatches(TypeId::kFileNotFoundError)) return newRef(kFalse);
    return Raised{};
  }
  Ref<> number = TRY(getAttribute(thread, stat, "st_mode"));
  return newRef(Value::boolean((number.get().smallIntValue() & S_IFMT) == mode));
}

Ref<> dirEntryIsDir(Thread& thread, const Value* args) {
  bool follow = TRY(isTrue(thread, args[1]));
  return hasType(thread, args[0].as<DirEntry>(), follow, S_IFDIR);
}
Ref<> dirEntryIsFile(Thread& thread, const Value* args) {
  bool follow = TRY(isTrue(thread, args[1]));
  return hasType(thread, args[0].as<DirEntry>(), follow, S_IFREG);
}
Ref<> dirEntryIsSymlink(Thread& thread, const Value* args) {
  return hasType(thread, args[0].as<DirEntry>(), false, S_IFLNK);
}
Ref<> dirEntryInode(Thread& thread, const Value* args) { return newIntUnsigned(thread, args[0].as<DirEntry>()->inode); }
Ref<> dirEntryFspath(Thread& thread, const Value* args) { return newRef(args[0].as<DirEntry>()->path); }
Ref<> dirEntryRepr(Thread& thread, Value self) {
  return formatStr(thread, "<DirEntry {!r}>", self.as<DirEntry>()->name);
}

Ref<> dirEntryClassGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

const MethodDef kDirEntryMethods[] = {
    {"is_dir", "($self, /, *, follow_symlinks=True)", dirEntryIsDir},
    {"is_file", "($self, /, *, follow_symlinks=True)", dirEntryIsFile},
    {"is_symlink", "($self, /)", dirEntryIsSymlink},
    {"stat", "($self, /, *, follow_symlinks=True)", dirEntryStat},
    {"inode", "($self, /)", dirEntryInode},
    {"__fspath__", "($self, /)", dirEntryFspath},
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = dirEntryClassGetItem, .kind = MethodKind::kClass},
};
const MemberDef kDirEntryMembers[] = {
    {"name", MemberKind::kObject, offsetof(DirEntry, name)},
    {"path", MemberKind::kObject, offsetof(DirEntry, path)},
};

void closeStream(ScandirIterator* iterator) {
  if (DIR* stream = std::exchange(iterator->stream, nullptr)) {
    if (iterator->descriptor != AT_FDCWD) ::rewinddir(stream);
    ::closedir(stream);
  }
}

void scandirRelease(Object* self) {
  auto* iterator = static_cast<ScandirIterator*>(self);
  closeStream(iterator);
  decrefOrEmpty(std::exchange(iterator->path, Value()));
}

Ref<> newDirEntry(Thread& thread, ScandirIterator* iterator, const dirent* found) {
  PosixPath like;
  like.bytes = iterator->bytes;
  Ref<> name = TRY(pathResult(thread, like, found->d_name));
  Ref<> full = name.clone();
  if (iterator->descriptor == AT_FDCWD) {
    PosixPath base = TRY(pathArgument(thread, iterator->path, "scandir", "path", kPathOrNone));
    std::string text = base.text;
    if (text.empty() || text.back() != '/') text += '/';
    full = TRY(pathResult(thread, like, text + found->d_name));
  }
  Ref<DirEntry> entry = TRY(newObject<DirEntry>(thread, thread.type(TypeId::kDirEntry)));
  entry->name = name.releaseValue();
  entry->path = full.releaseValue();
  entry->stat = entry->linkStat = Value();
  entry->inode = found->d_ino;
  entry->kind = found->d_type;
  entry->directory = iterator->descriptor;
  return entry;
}

Ref<> scandirNext(Thread& thread, Value self) {
  auto* iterator = self.as<ScandirIterator>();
  while (iterator->stream) {
    errno = 0;
    dirent* found = ::readdir(iterator->stream);
    if (!found) {
      int error = errno;
      closeStream(iterator);
      if (error != 0) return thread.raiseErrno(error, iterator->path);
      break;
    }
    std::string_view name = found->d_name;
    if (name != "." && name != "..") return newDirEntry(thread, iterator, found);
  }
  return Ref<>();
}

Ref<> scandirClose(Thread& thread, const Value* args) {
  closeStream(args[0].as<ScandirIterator>());
  return newRef(kNone);
}
Ref<> scandirEnter(Thread& thread, const Value* args) { return newRef(args[0]); }

const MethodDef kScandirMethods[] = {
    {"close", "($self, /)", scandirClose},
    {"__enter__", "($self, /)", scandirEnter},
    {"__exit__", "($self, /, *args)", scandirClose},
};

Ref<> posixScandir(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "scandir", "path", kPathOrDescriptor | kPathOrNone));
  Ref<ScandirIterator> iterator = TRY(newObject<ScandirIterator>(thread, thread.type(TypeId::kScandirIterator)));
  iterator->stream = nullptr;
  iterator->path = Value();
  iterator->path = path.original.get().isNone() ? TRY(newStr(thread, ".")).releaseValue() : path.original.clone().releaseValue();
  iterator->bytes = path.bytes;
  iterator->descriptor = path.fd >= 0 ? path.fd : AT_FDCWD;
  if (path.fd >= 0) {
    int copy = ::fcntl(path.fd, F_DUPFD_CLOEXEC, 0);
    if (copy >= 0 && !(iterator->stream = ::fdopendir(copy))) ::close(copy);
  } else {
    iterator->stream = ::opendir(path.c());
  }
  if (!iterator->stream) return thread.raiseErrno(errno, path.original);
  return iterator;
}

const MethodDef kFunctions[] = {
    {"stat", "($module, /, path, *, dir_fd=None, follow_symlinks=True)", posixStat},
    {"lstat", "($module, /, path, *, dir_fd=None)", posixLstat},
    {"fstat", "($module, /, fd)", posixFstat},
    {"statvfs", "($module, /, path)", posixStatvfs},
    {"fstatvfs", "($module, /, fd)", posixFstatvfs},
    {"scandir", "($module, /, path=None)", posixScandir},
};

const Slots& dirEntrySlots() {
  static const Slots slots = [] {
    Slots s;
    s.release = dirEntryRelease;
    s.repr = dirEntryRepr;
    return s;
  }();
  return slots;
}
const Slots& scandirSlots() {
  static const Slots slots = [] {
    Slots s;
    s.release = scandirRelease;
    s.iterate = iterateSelf;
    s.next = scandirNext;
    return s;
  }();
  return slots;
}

}  // namespace

std::span<const MethodDef> posixStatFunctions() { return kFunctions; }

Status addPosixStatTypes(Thread& thread, Module* module) {
  TRY(addStructSequence(thread, module, kStatResult));
  TRY(addStructSequence(thread, module, kStatvfsResult));
  TypeSpec entry{};
  entry.id = TypeId::kDirEntry;
  entry.name = "posix.DirEntry";
  entry.basicSize = sizeof(DirEntry);
  entry.flags = kTypeImmutable | kTypeDisallowInstantiation;
  entry.slots = &dirEntrySlots();
  entry.methods = kDirEntryMethods;
  entry.members = kDirEntryMembers;
  TRY(moduleAddType(thread, module, entry));
  TypeSpec iterator{};
  iterator.id = TypeId::kScandirIterator;
  iterator.name = "posix.ScandirIterator";
  iterator.basicSize = sizeof(ScandirIterator);
  iterator.flags = kTypeImmutable | kTypeDisallowInstantiation;
  iterator.slots = &scandirSlots();
  iterator.methods = kScandirMethods;
  TRY(moduleAddType(thread, module, iterator));
  return kOk;
}

}  // namespace taipan
