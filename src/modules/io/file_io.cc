// FileIO: a file descriptor as a raw stream.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "modules/resource_warning.h"
#include "modules/blocking.h"
#include "modules/io/io.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {
namespace {

constexpr size_t kLargestTransfer = 0x7ffff000;  // what Linux moves in one call
constexpr int64_t kWouldBlock = -2;

FileIO* fileOf(Value v) { return v.as<FileIO>(); }

Raised raiseFileClosed(Thread& thread) { return thread.raiseValueError("I/O operation on closed file"); }
Status checkOpen(Thread& thread, FileIO* file) {
  if (file->fd < 0) return raiseFileClosed(thread);
  return kOk;
}
Status checkMode(Thread& thread, FileIO* file, bool allowed, const char* action) {
  TRY(checkOpen(thread, file));
  if (!allowed) return raiseUnsupported(thread, std::string("File not open for ") + action);
  return kOk;
}

const char* modeText(const FileIO* file) {
  if (file->created) return file->readable ? "xb+" : "xb";
  if (file->appending) return file->readable ? "ab+" : "ab";
  if (file->readable && file->writable) return "rb+";
  return file->readable ? "rb" : "wb";
}

// A system call that is repeated while signals interrupt it; kWouldBlock for EAGAIN.
template <class Call>
Result<int64_t> transfer(Thread& thread, Call systemCall) {
  int64_t result = TRY(retryInterrupted(thread, systemCall));
  if (result >= 0) return result;
  if (errno == EAGAIN || errno == EWOULDBLOCK) return kWouldBlock;
  return thread.raiseErrno(errno);
}

// Closes the descriptor, whatever happens.
Status closeDescriptor(Thread& thread, FileIO* file) {
  int fd = std::exchange(file->fd, -1);
  if (fd < 0) return kOk;
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::close(fd);
  }
  if (result < 0) return thread.raiseErrno(errno);
  return kOk;
}

// kPipesAllowed: what cannot be positioned is no error, the position is 0 then.
enum PipeRule { kPipesFail, kPipesAllowed };
Result<int64_t> seekDescriptor(Thread& thread, FileIO* file, int64_t offset, int whence, PipeRule pipes = kPipesFail) {
  int64_t position;
  {
    BlockingCall unlocked(thread);
    position = ::lseek(file->fd, offset, whence);
  }
  if (file->seekable < 0) file->seekable = position >= 0;
  if (position < 0 && errno == ESPIPE && pipes == kPipesAllowed) return 0;
  if (position < 0) return thread.raiseErrno(errno);
  return position;
}

// ---------------------------------------------------------------- opening

// Sets the flags of `file` and gives those of open(2).
Result<int> parseMode(Thread& thread, FileIO* file, Str* mode) {
  bool chosen = false, plus = false;
  int flags = 0;
  constexpr const char* kBad = "Must have exactly one of create/read/write/append mode and at most one plus";
  file->created = file->readable = file->writable = file->appending = false;
  for (size_t i = 0; i < mode->length(); ++i) {
    uint32_t c = mode->at(i);
    if (c == 'b') continue;
    if (c == '+') {
      if (plus) return thread.raiseValueError(kBad);
      file->readable = file->writable = plus = true;
      continue;
    }
    if (c != 'r' && c != 'w' && c != 'a' && c != 'x') return thread.raiseValueError("invalid mode: {}", mode);
    if (chosen) return thread.raiseValueError(kBad);
    chosen = true;
    if (c == 'r') file->readable = true;
    else file->writable = true;
    if (c == 'x') file->created = true, flags |= O_EXCL | O_CREAT;
    if (c == 'w') flags |= O_CREAT | O_TRUNC;
    if (c == 'a') file->appending = true, flags |= O_APPEND | O_CREAT;
  }
  if (!chosen) return thread.raiseValueError(kBad);
  flags |= file->readable && file->writable ? O_RDWR : file->readable ? O_RDONLY : O_WRONLY;
  return flags | O_CLOEXEC;
}

Status openPath(Thread& thread, FileIO* file, Value name, const std::string& path, int flags) {
  file->fd = TRY(blockingCall(thread, [&] { return ::open(path.c_str(), flags, 0666); }, name));
  return kOk;
}

Status openByOpener(Thread& thread, FileIO* file, Value name, Value opener, int flags) {
  Ref<> number = TRY(call(thread, opener, name, Value::smallInt(flags)));
  if (!isInt(number)) return thread.raiseTypeError("expected integer from opener");
  int fd = TRY(intArgument(thread, number));
  if (fd < 0) return thread.raiseValueError("opener returned {}", fd);
  file->fd = fd;
  int old = ::fcntl(fd, F_GETFD);
  if (old < 0 || ::fcntl(fd, F_SETFD, old | FD_CLOEXEC) < 0) return thread.raiseErrno(errno);
  return kOk;
}

// The checks after opening: no directories, a descriptor that works.
Status inspectDescriptor(Thread& thread, FileIO* file, Value name) {
  struct stat info;
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::fstat(file->fd, &info);
  }
  file->blockSize = kDefaultBufferSize;
  if (result < 0) {
    if (errno == EBADF) return thread.raiseErrno(errno);
  } else {
    if (S_ISDIR(info.st_mode)) return thread.raiseErrno(EISDIR, name);
    if (info.st_blksize > 1) file->blockSize = info.st_blksize;
  }
  TRY(setAttribute(thread, Value(file), thread.names().name, name));
  if (file->appending) TRY(seekDescriptor(thread, file, 0, SEEK_END, kPipesAllowed));
  return kOk;
}

Status fileOpen(Thread& thread, FileIO* file, const Value bound[4], bool* owned) {
  Value name = bound[0], opener = bound[3];
  bool closeIt = true;
  if (bound[2]) closeIt = TRY(intArgument(thread, bound[2])) != 0;
  if (file->fd >= 0) {
    if (file->closeDescriptor) TRY(closeDescriptor(thread, file));
    else file->fd = -1;
  }
  int64_t number = -1;
  if (typeOf(thread, name) == thread.type(TypeId::kFloat)) {
    return thread.raiseTypeError("expected str, bytes or os.PathLike object, not float");
  }
  bool isNumber = isInt(name) || (name.isObject() && name.object()->type->slots.unary[static_cast<int>(UnaryOp::kIndex)]);
  if (isNumber) {
    Result<int> fd = intArgument(thread, name);
    if (fd && *fd < 0) return thread.raiseValueError("negative file descriptor");
    if (fd) number = *fd;
    else thread.clearException();
  }
  std::string path;
  if (number < 0) path = TRY(pathToNative(thread, name));
  Ref<Str> defaultMode = TRY(newStr(thread, "r"));
  int flags = TRY(parseMode(thread, file, bound[1] ? bound[1].as<Str>() : defaultMode.get()));
  file->seekable = -1;
  if (number >= 0) {
    file->fd = static_cast<int>(number);
    file->closeDescriptor = closeIt;
  } else {
    file->closeDescriptor = true;
    if (!closeIt) return thread.raiseValueError("Cannot use closefd=False with file name");
    *owned = true;
    if (opener.isEmpty() || opener.isNone()) TRY(openPath(thread, file, name, path, flags));
    else TRY(openByOpener(thread, file, name, opener, flags));
  }
  return inspectDescriptor(thread, file, name);
}

constexpr const char* kParameters[] = {"file", "mode", "closefd", "opener"};

Ref<> fileCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<FileIO> file = TRY(newObject<FileIO>(thread, type));
  file->fd = -1;
  file->seekable = -1;
  file->closeDescriptor = true;
  return file;
}

Status fileInitialize(Thread& thread, Value self, const Arguments& args) {
  Value bound[4];
  TRY(bindConstructor(thread, "FileIO", args, kParameters, 1, bound));
  if (bound[1] && !isStr(bound[1])) {
    return thread.raiseTypeError("FileIO() argument 'mode' must be str, not {}", argumentTypeName(thread, bound[1]));
  }
  if (bound[1]) TRY(checkStrOrNone(thread, "FileIO", "mode", bound[1]));
  FileIO* file = fileOf(self);
  bool owned = false;
  if (fileOpen(thread, file, bound, &owned)) return kOk;
  if (!owned) file->fd = -1;
  Ref<> error = thread.takeException();
  (void)closeDescriptor(thread, file);
  thread.clearException();
  thread.restoreException(std::move(error));
  return Raised{};
}

// ---------------------------------------------------------------- reading and writing

Ref<> countOrNone(Thread& thread, Result<int64_t> count) {
  if (!count) return Raised{};
  if (*count == kWouldBlock) return newRef(kNone);
  return newInt(thread, *count);
}

// Reads until the end.  The bytes object is made in the size the file says and is the result if that was right.
Ref<> readAll(Thread& thread, FileIO* file) {
  struct stat info;
  int64_t position, expected = 0;
  {
    BlockingCall unlocked(thread);
    position = ::lseek(file->fd, 0, SEEK_CUR);
    if (position >= 0 && ::fstat(file->fd, &info) == 0 && info.st_size > position) expected = info.st_size - position;
  }
  Ref<Bytes> first = TRY(newBytesUninitialized(thread, static_cast<size_t>(expected)));
  size_t have = 0;
  bool blocked = false;
  while (have < first->size) {
    int64_t got = TRY(fileRead(thread, file, first->data() + have, first->size - have));
    if (got == kWouldBlock) blocked = true;
    if (got <= 0) break;
    have += static_cast<size_t>(got);
  }
  if (have < first->size) {
    if (blocked && have == 0) return newRef(kNone);
    return newBytes(thread, {first->data(), have});
  }
  std::string rest;
  size_t chunk = 1024;
  while (true) {
    size_t at = rest.size();
    rest.resize(at + chunk);
    Result<int64_t> got = fileRead(thread, file, rest.data() + at, chunk);
    if (!got) return Raised{};
    rest.resize(at + static_cast<size_t>(std::max<int64_t>(*got, 0)));
    if (*got == kWouldBlock && have == 0 && rest.empty()) return newRef(kNone);
    if (*got <= 0) break;
    chunk = std::min<size_t>(std::max<size_t>(chunk, rest.size()), size_t{1} << 24);
  }
  if (rest.empty()) return first;
  Ref<Bytes> all = TRY(newBytesUninitialized(thread, have + rest.size()));
  std::memcpy(all->data(), first->data(), have);
  std::memcpy(all->data() + have, rest.data(), rest.size());
  return all;
}

Ref<> fileReadMethod(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkMode(thread, file, file->readable, "reading"));
  int64_t size = TRY(optionalSizeArgument(thread, args[1]));
  if (size < 0) return readAll(thread, file);
  if (static_cast<size_t>(size) > kLargestTransfer) size = kLargestTransfer;
  Ref<Bytes> buffer = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  int64_t got = TRY(fileRead(thread, file, buffer->data(), static_cast<size_t>(size)));
  if (got == kWouldBlock) return newRef(kNone);
  if (got == size) return buffer;
  return newBytes(thread, {buffer->data(), static_cast<size_t>(got)});
}
Ref<> fileReadall(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkOpen(thread, file));
  return readAll(thread, file);
}
Ref<> fileReadinto(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkMode(thread, file, file->readable, "reading"));
  BufferView view;
  TRY(writableArgument(thread, "readinto", args[1], &view));
  Result<int64_t> got = fileRead(thread, file, view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return countOrNone(thread, got);
}
Ref<> fileWriteMethod(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkMode(thread, file, file->writable, "writing"));
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferContiguous));
  Result<int64_t> sent = fileWrite(thread, file, view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return countOrNone(thread, sent);
}

// ---------------------------------------------------------------- position

Ref<> fileSeek(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkOpen(thread, file));
  int whence = TRY(intArgument(thread, args[2]));
  if (typeOf(thread, args[1]) == thread.type(TypeId::kFloat)) {
    return thread.raiseTypeError("'float' object cannot be interpreted as an integer");
  }
  int64_t offset = TRY(filePosition(thread, args[1]));
  return newInt(thread, TRY(seekDescriptor(thread, file, offset, whence)));
}
Ref<> fileTell(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, fileOf(args[0])));
  return newInt(thread, TRY(seekDescriptor(thread, fileOf(args[0]), 0, SEEK_CUR)));
}
Ref<> fileTruncate(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkMode(thread, file, file->writable, "writing"));
  Ref<> position = newRef(args[1]);
  if (position.get().isNone()) position = newInt(thread, TRY(seekDescriptor(thread, file, 0, SEEK_CUR)));
  int64_t size = TRY(filePosition(thread, position));
  int64_t done = TRY(transfer(thread, [&] { return ::ftruncate(file->fd, size); }));
  (void)done;
  return position;
}

// ---------------------------------------------------------------- state

Ref<> fileClose(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  Ref<> close = TRY(getAttribute(thread, Value(thread.type(TypeId::kRawIOBase)), thread.names().close));
  if (!file->closeDescriptor) {
    Ref<> done = call(thread, close, args[0]);
    file->fd = -1;
    return done;
  }
  Ref<> done = call(thread, close, args[0]);
  Ref<> earlier = thread.takeException();
  if (file->finalizing) {
    Ref<> warned = callMethod(thread, args[0], thread.names()._dealloc_warn, args[0]);
    thread.clearException();
  }
  bool closed = static_cast<bool>(closeDescriptor(thread, file));
  chainExceptions(thread, std::move(earlier));
  if (!done || !closed) return Raised{};
  return done;
}

// ResourceWarning for a file that nobody closed; an error of a filter is shown, not raised.
Ref<> fileDeallocWarn(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  if (file->fd < 0 || !file->closeDescriptor) return newRef(kNone);
  Ref<> saved = thread.takeException();
  if (!warnAboutSource(thread, TypeId::kResourceWarning, "unclosed file {!r}", args[1])) {
    if (thread.exceptionMatches(TypeId::kWarning)) reportUnraisable(thread, args[0]);
    thread.clearException();
  }
  if (saved) thread.restoreException(std::move(saved));
  return newRef(kNone);
}

Ref<> fileSeekable(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkOpen(thread, file));
  if (file->seekable < 0 && !seekDescriptor(thread, file, 0, SEEK_CUR)) thread.clearException();
  return newRef(Value::boolean(file->seekable > 0));
}
Ref<> fileReadable(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, fileOf(args[0])));
  return newRef(Value::boolean(fileOf(args[0])->readable));
}
Ref<> fileWritable(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, fileOf(args[0])));
  return newRef(Value::boolean(fileOf(args[0])->writable));
}
Ref<> fileFileno(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, fileOf(args[0])));
  return newInt(thread, fileOf(args[0])->fd);
}
Ref<> fileIsatty(Thread& thread, const Value* args) {
  FileIO* file = fileOf(args[0]);
  TRY(checkOpen(thread, file));
  int answer;
  {
    BlockingCall unlocked(thread);
    answer = ::isatty(file->fd);
  }
  return newRef(Value::boolean(answer != 0));
}

Ref<> fileRepr(Thread& thread, Value self) {
  FileIO* file = fileOf(self);
  if (file->fd < 0) return newStr(thread, "<_io.FileIO [closed]>");
  Ref<> name = lookupAttribute(thread, self, thread.names().name);
  const char* closes = file->closeDescriptor ? "True" : "False";
  if (!name) {
    if (thread.hasException()) return Raised{};
    return formatStr(thread, "<_io.FileIO fd={} mode='{}' closefd={}>", file->fd, modeText(file), closes);
  }
  if (!TRY(enterRepr(thread, self))) {
    return thread.raise(TypeId::kRuntimeError, "reentrant call inside {}.__repr__", typeOf(thread, self)->nativeName);
  }
  Ref<Str> text = formatStr(thread, "<_io.FileIO name={!r} mode='{}' closefd={}>", name.get(), modeText(file), closes);
  leaveRepr(thread, self);
  return text;
}

Ref<> getClosed(Thread&, Value self) { return newRef(Value::boolean(fileOf(self)->fd < 0)); }
Ref<> getCloses(Thread&, Value self) { return newRef(Value::boolean(fileOf(self)->closeDescriptor)); }
Ref<> getMode(Thread& thread, Value self) { return newStr(thread, modeText(fileOf(self))); }

constexpr MethodDef kMethods[] = {
    {.name = "read", .signature = "($self, size=-1, /)", .function = fileReadMethod,
     .doc = "Reads up to size bytes with one system call, or all.  None: nothing there yet."},
    {.name = "readall", .signature = "($self, /)", .function = fileReadall, .doc = "Reads until the end."},
    {.name = "readinto", .signature = "($self, buffer, /)", .function = fileReadinto, .doc = "Reads into a buffer."},
    {.name = "write", .signature = "($self, b, /)", .function = fileWriteMethod,
     .doc = "Writes with one system call; returns how many bytes.  None: it would block."},
    {.name = "seek", .signature = "($self, pos, whence=0, /)", .function = fileSeek, .doc = "Moves the position."},
    {.name = "tell", .signature = "($self, /)", .function = fileTell, .doc = "The position."},
    {.name = "truncate", .signature = "($self, size=None, /)", .function = fileTruncate, .doc = "Changes the file's size."},
    {.name = "close", .signature = "($self, /)", .function = fileClose, .doc = "Closes the file."},
    {.name = "seekable", .signature = "($self, /)", .function = fileSeekable, .doc = "Can the position be changed?"},
    {.name = "readable", .signature = "($self, /)", .function = fileReadable, .doc = "Was it opened for reading?"},
    {.name = "writable", .signature = "($self, /)", .function = fileWritable, .doc = "Was it opened for writing?"},
    {.name = "fileno", .signature = "($self, /)", .function = fileFileno, .doc = "The file descriptor."},
    {.name = "isatty", .signature = "($self, /)", .function = fileIsatty, .doc = "Is it a terminal?"},
    {.name = "_dealloc_warn", .signature = "($self, source, /)", .function = fileDeallocWarn},
};
constexpr GetSetDef kGetSets[] = {
    {"closed", getClosed, nullptr, "True if the file is closed"},
    {"closefd", getCloses, nullptr, "Is the descriptor closed with the stream?"},
    {"mode", getMode, nullptr, "The mode as text."},
};
constexpr MemberDef kMembers[] = {
    {"_blksize", MemberKind::kInt64, offsetof(FileIO, blockSize), false},
    {"_finalizing", MemberKind::kBool, offsetof(FileIO, finalizing), false},
};
constexpr Slots kSlots = {.release = ioBaseRelease,
                          .traverse = ioBaseTraverse,
                          .create = fileCreate,
                          .initialize = fileInitialize,
                          .repr = fileRepr};

}  // namespace

Result<int64_t> fileRead(Thread& thread, FileIO* file, char* data, size_t size) {
  if (file->fd < 0) return raiseFileClosed(thread);
  if (!file->readable) return raiseUnsupported(thread, "File not open for reading");
  return transfer(thread, [&] { return ::read(file->fd, data, std::min(size, kLargestTransfer)); });
}
Result<int64_t> fileWrite(Thread& thread, FileIO* file, const char* data, size_t size) {
  if (file->fd < 0) return raiseFileClosed(thread);
  if (!file->writable) return raiseUnsupported(thread, "File not open for writing");
  return transfer(thread, [&] { return ::write(file->fd, data, std::min(size, kLargestTransfer)); });
}

const TypeSpec kFileIOType = {
    .id = TypeId::kFileIO,
    .name = "_io.FileIO",
    .basicSize = sizeof(FileIO),
    .base = TypeId::kRawIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .members = kMembers,
    .doc = "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\nA file without buffer.",
};

}  // namespace taipan
