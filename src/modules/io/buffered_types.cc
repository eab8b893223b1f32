// BufferedReader, BufferedWriter, BufferedRandom: positions, closing, and the types.
#include "modules/io/buffered.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {
namespace {

constexpr const char* kParameters[] = {"raw", "buffer_size"};

Status initialize(Thread& thread, Value self, const Arguments& args, const char* name, bool readable, bool writable) {
  Value bound[2];
  TRY(bindConstructor(thread, name, args, kParameters, 1, bound));
  Buffered* stream = bufferedOf(self);
  stream->initialized = stream->detached = false;
  Ref<> raw = newRef(bound[0]);
  if (bound[1]) TRY(offsetArgument(thread, bound[1]));
  if (readable && writable) TRY(checkSeekable(thread, raw));
  if (readable) TRY(checkReadable(thread, raw));
  if (writable) TRY(checkWritable(thread, raw));
  return bufferedPrepare(thread, stream, raw, bound[1], readable, writable);
}
Status initializeReader(Thread& thread, Value self, const Arguments& args) {
  return initialize(thread, self, args, "BufferedReader", true, false);
}
Status initializeWriter(Thread& thread, Value self, const Arguments& args) {
  return initialize(thread, self, args, "BufferedWriter", false, true);
}
Status initializeRandom(Thread& thread, Value self, const Arguments& args) {
  return initialize(thread, self, args, "BufferedRandom", true, true);
}

void bufferedRelease(Object* self) {
  auto* stream = static_cast<Buffered*>(self);
  stream->initialized = false;
  dropBuffer(stream);
  dropField(&stream->raw);
  ioBaseRelease(self);
}
void bufferedTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<Buffered*>(self)->raw);
  visitor.visitValue(static_cast<Buffered*>(self)->storage);
  ioBaseTraverse(self, visitor);
}

// What only asks the raw stream.
template <Str* Names::*name>
Ref<> forward(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  Ref<> raw = newRef(stream->raw);
  return callMethod(thread, raw, thread.names().*name);
}
template <Str* Names::*name>
Ref<> forwardAttribute(Thread& thread, Value self) {
  TRY(bufferedCheckInitialized(thread, bufferedOf(self)));
  Ref<> raw = newRef(bufferedOf(self)->raw);
  return getAttribute(thread, raw, thread.names().*name);
}

Ref<> flushMethod(Thread& thread, const Value* args) { return bufferedFlush(thread, bufferedOf(args[0])); }

// ---------------------------------------------------------------- closing

Ref<> deallocWarn(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  if (stream->initialized && stream->raw) {
    Ref<> raw = newRef(stream->raw);
    Ref<> done = callMethod(thread, raw, thread.names()._dealloc_warn, args[1]);
    thread.clearException();
  }
  return newRef(kNone);
}

Ref<> closeMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  BufferedLock lock(stream);
  TRY(lock.enter(thread));
  if (TRY(bufferedIsClosed(thread, stream))) return newRef(kNone);
  if (stream->finalizing && stream->raw) {
    const Value both[] = {args[0], args[0]};
    Ref<> warned = TRY(deallocWarn(thread, both));
  }
  lock.leave();  // flush() takes it
  Ref<> flushed = callMethod(thread, args[0], thread.names().flush);
  Ref<> earlier = thread.takeException();
  BufferedLock again(stream);
  TRY(again.enter(thread));
  Ref<> raw = newRef(stream->raw);
  Ref<> closed = raw ? callMethod(thread, raw, thread.names().close) : newRef(kNone);
  dropBuffer(stream);
  chainExceptions(thread, std::move(earlier));
  if (!flushed || !closed) return Raised{};
  return closed;
}

Ref<> detachMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  Ref<> flushed = TRY(callMethod(thread, args[0], thread.names().flush));
  BufferedLock lock(stream);  // nobody may be in the middle of using the raw stream
  TRY(lock.enter(thread));
  TRY(bufferedCheckInitialized(thread, stream));
  stream->detached = true;
  stream->initialized = false;
  return Ref<>::adopt(std::exchange(stream->raw, Value()));
}

// ---------------------------------------------------------------- position

Ref<> tellMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  int64_t position = TRY(rawTell(thread, stream));
  return newInt(thread, position - stream->rawOffset());
}

Ref<> seekMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckInitialized(thread, stream));
  int whence = TRY(intArgument(thread, args[2]));
  if (whence < 0 || whence > 4) return thread.raiseValueError("whence value {} unsupported", whence);
  TRY(bufferedCheckOpen(thread, stream, "seek of closed file"));
  Ref<> raw = newRef(stream->raw);
  TRY(checkSeekable(thread, raw));
  int64_t target = TRY(streamPosition(thread, args[1]));
  if (whence <= 1 && stream->readable) {
    // Perhaps the place is in the buffer.
    int64_t current = stream->absolute != -1 ? stream->absolute : TRY(rawTell(thread, stream));
    int64_t have = stream->available();
    if (have > 0) {
      int64_t offset = whence == 0 ? target - (current - stream->rawOffset()) : target;
      if (offset >= -stream->pos && offset <= have) {
        stream->pos += offset;
        return newInt(thread, current - have + offset);
      }
    }
  }
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  if (stream->writable) TRY(flushUnlocked(thread, stream));
  if (whence == 1) target -= stream->rawOffset();
  int64_t position = TRY(rawSeek(thread, stream, target, whence));
  stream->rawPos = -1;
  if (stream->readable) stream->resetRead();
  return newInt(thread, position);
}

Ref<> truncateMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  TRY(bufferedCheckOpen(thread, stream, "truncate of closed file"));
  if (!stream->writable) return raiseUnsupported(thread, "truncate");
  BufferedLock lock(stream);
  TRY(lock.enterOpen(thread));
  TRY(flushAndRewind(thread, stream));
  Ref<> raw = newRef(stream->raw);
  Ref<> result = TRY(callMethod(thread, raw, thread.names().truncate, args[1]));
  if (!rawTell(thread, stream)) thread.clearException();
  return result;
}

// ---------------------------------------------------------------- the types

Ref<> bufferedRepr(Thread& thread, Value self) {
  const char* type = typeOf(thread, self)->nativeName;
  Ref<> name = lookupAttribute(thread, self, thread.names().name);
  if (!name) {
    if (thread.hasException() && !thread.clearIfMatches(TypeId::kValueError)) return Raised{};
    return formatStr(thread, "<{}>", type);
  }
  if (!TRY(enterRepr(thread, self))) {
    return thread.raise(TypeId::kRuntimeError, "reentrant call inside {}.__repr__", type);
  }
  Ref<Str> text = formatStr(thread, "<{} name={!r}>", type, name.get());
  leaveRepr(thread, self);
  return text;
}

Ref<> getClosed(Thread& thread, Value self) {
  return newRef(Value::boolean(TRY(bufferedIsClosed(thread, bufferedOf(self)))));
}

constexpr MethodDef kDetach = {.name = "detach", .signature = "($self, /)", .function = detachMethod,
                               .doc = "Separates the raw stream and returns it."};
constexpr MethodDef kSimpleFlush = {.name = "flush", .signature = "($self, /)", .function = forward<&Names::flush>};
constexpr MethodDef kFlush = {.name = "flush", .signature = "($self, /)", .function = flushMethod, .doc = "Writes what is buffered."};
constexpr MethodDef kClose = {.name = "close", .signature = "($self, /)", .function = closeMethod};
constexpr MethodDef kSeekable = {.name = "seekable", .signature = "($self, /)", .function = forward<&Names::seekable>};
constexpr MethodDef kReadable = {.name = "readable", .signature = "($self, /)", .function = forward<&Names::readable>};
constexpr MethodDef kWritable = {.name = "writable", .signature = "($self, /)", .function = forward<&Names::writable>};
constexpr MethodDef kFileno = {.name = "fileno", .signature = "($self, /)", .function = forward<&Names::fileno>};
constexpr MethodDef kIsatty = {.name = "isatty", .signature = "($self, /)", .function = forward<&Names::isatty>};
constexpr MethodDef kDeallocWarn = {.name = "_dealloc_warn", .signature = "($self, source, /)", .function = deallocWarn};
Ref<> sizeofMethod(Thread& thread, const Value* args) {
  Buffered* stream = bufferedOf(args[0]);
  size_t size = objectSize(stream);
  if (stream->buffer) size += static_cast<size_t>(stream->bufferSize);
  return newIntUnsigned(thread, size);
}
constexpr MethodDef kSizeof = {.name = "__sizeof__", .signature = "($self, /)", .function = sizeofMethod};
constexpr MethodDef kRead = {.name = "read", .signature = "($self, size=-1, /)", .function = bufferedReadMethod,
                             .doc = "Reads size bytes, or all."};
constexpr MethodDef kPeek = {.name = "peek", .signature = "($self, size=0, /)", .function = bufferedPeekMethod,
                             .doc = "Bytes that come next, without moving on."};
constexpr MethodDef kRead1 = {.name = "read1", .signature = "($self, size=-1, /)", .function = bufferedRead1Method,
                              .doc = "Reads with one raw read at most."};
constexpr MethodDef kReadinto = {.name = "readinto", .signature = "($self, buffer, /)", .function = bufferedReadintoMethod};
constexpr MethodDef kReadinto1 = {.name = "readinto1", .signature = "($self, buffer, /)", .function = bufferedReadinto1Method};
constexpr MethodDef kReadline = {.name = "readline", .signature = "($self, size=-1, /)", .function = bufferedReadlineMethod};
constexpr MethodDef kWrite = {.name = "write", .signature = "($self, buffer, /)", .function = bufferedWriteMethod,
                              .doc = "Writes bytes; returns how many."};
constexpr MethodDef kSeek = {.name = "seek", .signature = "($self, target, whence=0, /)", .function = seekMethod};
constexpr MethodDef kTell = {.name = "tell", .signature = "($self, /)", .function = tellMethod};
constexpr MethodDef kTruncate = {.name = "truncate", .signature = "($self, pos=None, /)", .function = truncateMethod};

constexpr MethodDef kReaderMethods[] = {kDetach,    kSimpleFlush, kClose,       kSeekable,  kFileno,  kIsatty,
                                        kReadable,  kDeallocWarn, kSizeof,    kRead,      kPeek,    kRead1,
                                        kReadinto,  kReadinto1,   kReadline,    kSeek,      kTell,    kTruncate};
constexpr MethodDef kWriterMethods[] = {kDetach,  kFlush,       kClose,    kSeekable, kFileno, kIsatty,
                                        kWritable, kDeallocWarn, kSizeof, kWrite,    kSeek,   kTell, kTruncate};
constexpr MethodDef kRandomMethods[] = {kDetach,   kFlush,    kClose,       kSeekable, kFileno, kIsatty,   kReadable,
                                        kWritable, kRead,     kDeallocWarn, kSizeof, kPeek,   kRead1,    kReadinto,
                                        kReadinto1, kReadline, kWrite,      kSeek,     kTell,   kTruncate};
constexpr GetSetDef kGetSets[] = {
    {"closed", getClosed},
    {"name", forwardAttribute<&Names::name>},
    {"mode", forwardAttribute<&Names::mode>},
};
constexpr MemberDef kMembers[] = {
    {"raw", MemberKind::kObject, offsetof(Buffered, raw)},
    {"_finalizing", MemberKind::kBool, offsetof(Buffered, finalizing), false},
};
constexpr Slots makeSlots(Status (*initialize)(Thread&, Value, const Arguments&), bool reads) {
  Slots slots;
  slots.release = bufferedRelease;
  slots.traverse = bufferedTraverse;
  slots.create = genericCreate;
  slots.initialize = initialize;
  slots.repr = bufferedRepr;
  if (reads) slots.next = bufferedNext;
  return slots;
}
constexpr Slots kReaderSlots = makeSlots(initializeReader, true);
constexpr Slots kWriterSlots = makeSlots(initializeWriter, false);
constexpr Slots kRandomSlots = makeSlots(initializeRandom, true);

}  // namespace

const TypeSpec kBufferedReaderType = {
    .id = TypeId::kBufferedReader,
    .name = "_io.BufferedReader",
    .basicSize = sizeof(Buffered),
    .base = TypeId::kBufferedIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kReaderSlots,
    .methods = kReaderMethods,
    .getSets = kGetSets,
    .members = kMembers,
    .doc = "BufferedReader(raw, buffer_size=8192)\n--\n\nReads ahead from a raw stream.",
};
const TypeSpec kBufferedWriterType = {
    .id = TypeId::kBufferedWriter,
    .name = "_io.BufferedWriter",
    .basicSize = sizeof(Buffered),
    .base = TypeId::kBufferedIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kWriterSlots,
    .methods = kWriterMethods,
    .getSets = kGetSets,
    .members = kMembers,
    .doc = "BufferedWriter(raw, buffer_size=8192)\n--\n\nCollects what goes to a raw stream.",
};
const TypeSpec kBufferedRandomType = {
    .id = TypeId::kBufferedRandom,
    .name = "_io.BufferedRandom",
    .basicSize = sizeof(Buffered),
    .base = TypeId::kBufferedIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kRandomSlots,
    .methods = kRandomMethods,
    .getSets = kGetSets,
    .members = kMembers,
    .doc = "BufferedRandom(raw, buffer_size=8192)\n--\n\nReads and writes a seekable raw stream.",
};

}  // namespace taipan
