// _IOBase: what every stream can do by means of its other methods, all of which subclasses may replace.
#include "modules/blocking.h"
#include "modules/io/buffered.h"
#include "modules/io/io.h"
#include "modules/io/text_io.h"
#include "objects/abstract.h"

#include "objects/attributes.h"
#include "objects/bytearray.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/tuple.h"

#include <errno.h>

namespace taipan {

// ---------------------------------------------------------------- shared helpers

void dropField(Value* field) { decrefOrEmpty(std::exchange(*field, Value())); }

void ioBaseRelease(Object* self) {
  auto* base = static_cast<IOBase*>(self);
  if (Dict* dict = std::exchange(base->dict, nullptr)) decrefObject(dict);
}

void ioBaseTraverse(Object* self, Visitor& visitor) {
  auto* base = static_cast<IOBase*>(self);
  if (base->dict) visitor.visit(base->dict);
}

Raised raiseUnsupported(Thread& thread, std::string_view text) {
  return thread.raise(TypeId::kUnsupportedOperation, "{}", text);
}
Raised raiseClosed(Thread& thread) { return thread.raiseValueError("I/O operation on closed file."); }

Result<bool> isClosed(Thread& thread, Value stream) {
  Ref<> closed = TRY(getAttribute(thread, stream, thread.names().closed));
  return isTrue(thread, closed);
}

Status checkClosed(Thread& thread, Value stream) {
  Ref<> closed = lookupAttribute(thread, stream, thread.names().closed);
  if (!closed) {
    if (thread.hasException()) return Raised{};
    return kOk;
  }
  if (TRY(isTrue(thread, closed))) return raiseClosed(thread);
  return kOk;
}

namespace {
Status checkAbility(Thread& thread, Value stream, Str* method, const char* complaint) {
  Ref<> able = TRY(callMethod(thread, stream, method));
  if (!able.get().isTrue()) return raiseUnsupported(thread, complaint);
  return kOk;
}
}  // namespace

Status checkSeekable(Thread& thread, Value stream) {
  return checkAbility(thread, stream, thread.names().seekable, "File or stream is not seekable.");
}
Status checkReadable(Thread& thread, Value stream) {
  return checkAbility(thread, stream, thread.names().readable, "File or stream is not readable.");
}
Status checkWritable(Thread& thread, Value stream) {
  return checkAbility(thread, stream, thread.names().writable, "File or stream is not writable.");
}

Result<bool> askStream(Thread& thread, Value stream, Str* method) {
  Ref<> answer = TRY(callMethod(thread, stream, method));
  return isTrue(thread, answer);
}

Status bindConstructor(Thread& thread, const char* function, const Arguments& args, std::span<const char* const> names,
                       size_t required, Value* bound) {
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0, total = args.positionalCount + keywords;
  if (total > names.size()) {
    return thread.raiseTypeError("{}() takes at most {} argument{} ({} given)", function, names.size(),
                                 names.size() == 1 ? "" : "s", total);
  }
  for (size_t i = 0; i < names.size(); ++i) bound[i] = i < args.positionalCount ? args[i] : Value();
  for (size_t k = 0; k < keywords; ++k) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t i = 0;
    while (i < names.size() && !strEqualText(name, names[i])) ++i;
    if (i == names.size()) return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, function);
    if (bound[i]) {
      return thread.raiseTypeError("argument for {}() given by name ('{}') and position ({})", function, name, i + 1);
    }
    bound[i] = args[args.positionalCount + k];
  }
  for (size_t i = 0; i < required; ++i) {
    if (!bound[i]) {
      return thread.raiseTypeError("{}() missing required argument '{}' (pos {})", function, names[i], i + 1);
    }
  }
  return kOk;
}

Result<int64_t> optionalSizeArgument(Thread& thread, Value value) {
  if (value.isEmpty() || value.isNone()) return -1;
  if (value.isSmallInt()) return value.smallIntValue();
  if (!isInt(value) && !typeOf(thread, value)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    return thread.raiseTypeError("argument should be integer or None, not '{!T}'", value);
  }
  return indexAsInt64(thread, value, TypeId::kOverflowError);
}

Result<int64_t> offsetArgument(Thread& thread, Value value) {
  if (value.isSmallInt()) return value.smallIntValue();
  Ref<> number = TRY(index(thread, value));
  int64_t offset;
  if (intFitsInt64(number, &offset)) return offset;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

Result<int64_t> filePosition(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t offset;
  if (intFitsInt64(number, &offset)) return offset;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
}

Result<int64_t> streamPosition(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t offset;
  if (intFitsInt64(number, &offset)) return offset;
  return thread.raiseValueError("cannot fit '{!T}' into an offset-sized integer", value);
}

Result<int> intArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (intFitsInt64(number, &wide) && wide == static_cast<int>(wide)) return static_cast<int>(wide);
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

const char* argumentTypeName(Thread& thread, Value value) {
  return value.isNone() ? "None" : typeOf(thread, value)->nativeName;
}

Status writableArgument(Thread& thread, const char* function, Value value, BufferView* view) {
  if (getBuffer(thread, value, view, kBufferWritable | kBufferContiguous)) return kOk;
  thread.clearException();
  return thread.raiseTypeError("{}() argument must be read-write bytes-like object, not {}", function, argumentTypeName(thread, value));
}

Status checkStrOrNone(Thread& thread, const char* function, const char* name, Value value) {
  if (value.isEmpty() || value.isNone()) return kOk;
  if (!isStr(value)) {
    return thread.raiseTypeError("{}() argument '{}' must be str or None, not {!N}", function, name, value);
  }
  if (strFindChar(value.as<Str>(), 0, 0, value.as<Str>()->length()) >= 0) {
    return thread.raiseValueError("embedded null character");
  }
  return kOk;
}

void chainExceptions(Thread& thread, Ref<> earlier) {
  if (!earlier) return;
  if (!thread.hasException()) {
    thread.restoreException(std::move(earlier));
    return;
  }
  BaseException* later = thread.exception();
  if (Value(later) == earlier.get()) return;
  Value old = std::exchange(later->context, earlier.releaseValue());
  decrefOrEmpty(old);
}

bool retryAfterInterrupt(Thread& thread) {
  if (!thread.exceptionMatches(TypeId::kOSError)) return false;
  Value number = thread.exception()->type->has(kTypeIsException)
                     ? static_cast<OSErrorException*>(thread.exception())->errorNumber
                     : Value();
  int64_t code;
  if (number.isEmpty() || !isInt(number) || !intFitsInt64(number, &code) || code != EINTR) return false;
  thread.clearException();
  return static_cast<bool>(handleSignals(thread));
}

// ---------------------------------------------------------------- finalisation

void ioBaseFinalize(Thread& thread, Value self) {
  Ref<> saved = thread.takeException();
  Ref<> closed = lookupAttribute(thread, self, thread.names().closed);
  bool open = false;
  if (closed) {
    Result<bool> truth = isTrue(thread, closed);
    open = truth && !*truth;
  }
  thread.clearException();
  if (open) {
    // Tells close() that nobody asked for it.
    if (!setAttribute(thread, self, thread.names()._finalizing, kTrue)) thread.clearException();
    Ref<> done = callMethod(thread, self, thread.names().close);
    if (!done) {
      if (thread.interpreter().settings.devMode) reportUnraisable(thread, self);
      else thread.clearException();
    }
  }
  if (saved) thread.restoreException(std::move(saved));
}

// ---------------------------------------------------------------- methods

namespace {

// close() of the base notes the fact in the instance's dictionary, where subclasses cannot miss it.
Result<bool> baseIsClosed(Thread& thread, Value self) {
  return hasAttribute(thread, self, thread.names().__IOBase_closed);
}

Ref<> baseSeek(Thread& thread, const Value*) { return raiseUnsupported(thread, "seek"); }
Ref<> baseTell(Thread& thread, const Value* args) {
  return callMethod(thread, args[0], thread.names().seek, Value::smallInt(0), Value::smallInt(1));
}
Ref<> baseTruncate(Thread& thread, const Value*) { return raiseUnsupported(thread, "truncate"); }
Ref<> baseFileno(Thread& thread, const Value*) { return raiseUnsupported(thread, "fileno"); }

Ref<> baseFlush(Thread& thread, const Value* args) {
  if (TRY(baseIsClosed(thread, args[0]))) return raiseClosed(thread);
  return newRef(kNone);
}

Ref<> baseClose(Thread& thread, const Value* args) {
  if (TRY(baseIsClosed(thread, args[0]))) return newRef(kNone);
  Ref<> flushed = callMethod(thread, args[0], thread.names().flush);
  Ref<> earlier = thread.takeException();
  bool marked = static_cast<bool>(setAttribute(thread, args[0], thread.names().__IOBase_closed, kTrue));
  chainExceptions(thread, std::move(earlier));
  if (!flushed || !marked) return Raised{};
  return newRef(kNone);
}

Ref<> baseNo(Thread&, const Value*) { return newRef(kFalse); }

template <Status (*check)(Thread&, Value)>
Ref<> baseCheck(Thread& thread, const Value* args) {
  TRY(check(thread, args[0]));
  return newRef(kTrue);
}
Ref<> baseCheckClosed(Thread& thread, const Value* args) {
  TRY(checkClosed(thread, args[0]));
  return newRef(kNone);
}

Ref<> baseIsatty(Thread& thread, const Value* args) {
  TRY(checkClosed(thread, args[0]));
  return newRef(kFalse);
}

Ref<> baseEnter(Thread& thread, const Value* args) {
  TRY(checkClosed(thread, args[0]));
  return newRef(args[0]);
}
Ref<> baseExit(Thread& thread, Value self, const Arguments&) {
  return callMethod(thread, self, thread.names().close);
}

// How many bytes may be read without going past the end of the line, as peek() tells; 1 if it cannot.
Result<int64_t> bytesToLineEnd(Thread& thread, Value peek, int64_t limit) {
  Ref<> seen;
  while (!(seen = call(thread, peek, Value::smallInt(1)))) {
    if (!retryAfterInterrupt(thread)) return Raised{};
  }
  if (!isBytes(seen)) {
    return thread.raise(TypeId::kOSError, "peek() should have returned a bytes object, not '{!T}'", seen.get());
  }
  std::string_view view = seen.get().as<Bytes>()->view();
  if (view.empty()) return 1;
  size_t most = limit >= 0 && static_cast<size_t>(limit) < view.size() ? static_cast<size_t>(limit) : view.size();
  size_t end = view.substr(0, most).find('\n');
  return static_cast<int64_t>(end == std::string_view::npos ? most : end + 1);
}

// readline(size=-1, /): by peek() if there is one, else byte by byte.
Ref<> baseReadline(Thread& thread, const Value* args) {
  int64_t limit = TRY(optionalSizeArgument(thread, args[1]));
  Ref<> peek = lookupAttribute(thread, args[0], thread.names().peek);
  if (!peek && thread.hasException()) return Raised{};
  std::string line;
  while (limit < 0 || static_cast<int64_t>(line.size()) < limit) {
    int64_t wanted = 1;
    if (peek) wanted = TRY(bytesToLineEnd(thread, peek, limit < 0 ? -1 : limit - static_cast<int64_t>(line.size())));
    Ref<> piece = callMethod(thread, args[0], thread.names().read, Value::smallInt(wanted));
    if (!piece) {
      if (retryAfterInterrupt(thread)) continue;
      return Raised{};
    }
    if (!isBytes(piece)) {
      return thread.raise(TypeId::kOSError, "read() should have returned a bytes object, not '{!T}'", piece.get());
    }
    std::string_view view = piece.get().as<Bytes>()->view();
    if (view.empty()) break;
    line.append(view);
    if (line.back() == '\n') break;
  }
  return newBytes(thread, line);
}

Ref<> baseNext(Thread& thread, Value self) {
  Ref<> line = TRY(callMethod(thread, self, thread.names().readline));
  int64_t size = TRY(length(thread, line));
  if (size <= 0) return nullptr;
  return line;
}

Ref<> baseIterate(Thread& thread, Value self) {
  TRY(checkClosed(thread, self));
  return newRef(self);
}

// readlines(hint=-1, /)
Ref<> baseReadlines(Thread& thread, const Value* args) {
  int64_t hint = TRY(optionalSizeArgument(thread, args[1])), total = 0;
  Ref<List> lines = TRY(newList(thread));
  if (hint <= 0) {
    TRY(listExtend(thread, lines, args[0]));
    return lines;
  }
  Iteration iteration;
  TRY(iteration.start(thread, args[0]));
  while (Ref<> line = iteration.next(thread)) {
    TRY(listAppend(thread, lines, line));
    int64_t size = TRY(length(thread, line));
    if (size > hint - total) break;
    total += size;
  }
  if (thread.hasException()) return Raised{};
  return lines;
}

// stream.write(line)
Status writeLine(Thread& thread, Value stream, Value line) {
  if (TextIO* text = plainText(thread, stream); text && isExactStr(line)) return textWrite(thread, text, line.as<Str>());
  if (isExactly(stream, TypeId::kBufferedWriter) && isExactly(line, TypeId::kBytes) && !stream.as<Buffered>()->dict) {
    std::string_view bytes = line.as<Bytes>()->view();
    Ref<> written = TRY(bufferedWriteBytes(thread, bufferedOf(stream), line, bytes.data(), static_cast<int64_t>(bytes.size())));
    return kOk;
  }
  Ref<> done = TRY(callMethod(thread, stream, thread.names().write, line));
  return kOk;
}

Ref<> baseWritelines(Thread& thread, const Value* args) {
  TRY(checkClosed(thread, args[0]));
  Iteration iteration;
  TRY(iteration.start(thread, args[1]));
  while (Ref<> line = iteration.next(thread)) {
    while (!writeLine(thread, args[0], line)) {
      if (!retryAfterInterrupt(thread)) return Raised{};
    }
  }
  if (thread.hasException()) return Raised{};
  return newRef(kNone);
}

Ref<> baseClosed(Thread& thread, Value self) { return newRef(Value::boolean(TRY(baseIsClosed(thread, self)))); }
Ref<> baseDict(Thread& thread, Value self) {
  Dict* dict = instanceDict(thread, self.object());
  if (!dict) return Raised{};
  return newRef(Value(dict));
}

constexpr MethodDef kMethods[] = {
    {.name = "seek", .signature = "($self, offset, whence=0, /)", .function = baseSeek,
     .doc = "Moves the stream's position and returns it; whence: 0 start, 1 current, 2 end."},
    {.name = "tell", .signature = "($self, /)", .function = baseTell, .doc = "The stream's position."},
    {.name = "truncate", .signature = "($self, pos=None, /)", .function = baseTruncate,
     .doc = "Cuts the file at pos, by default the current position."},
    {.name = "flush", .signature = "($self, /)", .function = baseFlush, .doc = "Writes what is still buffered."},
    {.name = "close", .signature = "($self, /)", .function = baseClose, .doc = "Flushes and closes the stream."},
    {.name = "seekable", .signature = "($self, /)", .function = baseNo, .doc = "Can the position be changed?"},
    {.name = "readable", .signature = "($self, /)", .function = baseNo, .doc = "Can the stream be read?"},
    {.name = "writable", .signature = "($self, /)", .function = baseNo, .doc = "Can the stream be written?"},
    {.name = "_checkClosed", .signature = "($self, msg=None, /)", .function = baseCheckClosed},
    {.name = "_checkSeekable", .signature = "($self, msg=None, /)", .function = baseCheck<checkSeekable>},
    {.name = "_checkReadable", .signature = "($self, msg=None, /)", .function = baseCheck<checkReadable>},
    {.name = "_checkWritable", .signature = "($self, msg=None, /)", .function = baseCheck<checkWritable>},
    {.name = "fileno", .signature = "($self, /)", .function = baseFileno, .doc = "The file descriptor, if there is one."},
    {.name = "isatty", .signature = "($self, /)", .function = baseIsatty, .doc = "Is it a terminal?"},
    {.name = "__enter__", .signature = "($self, /)", .function = baseEnter},
    {.name = "__exit__", .signature = "($self, *args)", .raw = baseExit},
    {.name = "readline", .signature = "($self, size=-1, /)", .function = baseReadline,
     .doc = "Reads a line, at most size bytes."},
    {.name = "readlines", .signature = "($self, hint=-1, /)", .function = baseReadlines,
     .doc = "A list of lines, until their total size passes hint."},
    {.name = "writelines", .signature = "($self, lines, /)", .function = baseWritelines,
     .doc = "Writes every line; adds no line ends."},
};
constexpr GetSetDef kGetSets[] = {
    {"__dict__", baseDict},
    {"closed", baseClosed},
};
constexpr Slots kSlots = {.release = ioBaseRelease,
                          .traverse = ioBaseTraverse,
                          .finalize = ioBaseFinalize,
                          .create = genericCreate,
                          .iterate = baseIterate,
                          .next = baseNext};

}  // namespace

const TypeSpec kIOBaseType = {
    .id = TypeId::kIOBase,
    .name = "_io._IOBase",
    .basicSize = sizeof(IOBase),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .dictOffset = offsetof(IOBase, dict),
    .weakRefsOffset = offsetof(IOBase, weakRefs),
    .doc = "Base of all streams.",
};

}  // namespace taipan
