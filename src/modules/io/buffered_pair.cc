// BufferedRWPair: a reader and a writer of two raw streams as one object.
#include "modules/io/io.h"
#include "objects/abstract.h"
#include "objects/containers.h"

namespace taipan {
namespace {

struct BufferedPair : IOBase {
  Value reader, writer;  // empty before __init__
};

BufferedPair* pairOf(Value v) { return v.as<BufferedPair>(); }


Status initialize(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames && args.keywordNames->size > 0) {
    return thread.raiseTypeError("BufferedRWPair() takes no keyword arguments");
  }
  if (args.positionalCount < 2 || args.positionalCount > 3) {
    return thread.raiseTypeError("BufferedRWPair expected at {} arguments, got {}",
                                 args.positionalCount < 2 ? "least 2" : "most 3", args.positionalCount);
  }
  Value size = args.positionalCount > 2 ? args[2] : Value::smallInt(kDefaultBufferSize);
  TRY(offsetArgument(thread, size));
  TRY(checkReadable(thread, args[0]));
  TRY(checkWritable(thread, args[1]));
  Ref<> reader = TRY(call(thread, Value(thread.type(TypeId::kBufferedReader)), args[0], size));
  Ref<> writer = TRY(call(thread, Value(thread.type(TypeId::kBufferedWriter)), args[1], size));
  Ref<> oldReader = Ref<>::adopt(std::exchange(pairOf(self)->reader, reader.releaseValue()));
  Ref<> oldWriter = Ref<>::adopt(std::exchange(pairOf(self)->writer, writer.releaseValue()));
  return kOk;
}

// The reader or the writer.
Ref<> half(Thread& thread, Value self, Value BufferedPair::* which) {
  Value stream = pairOf(self)->*which;
  if (!stream) return thread.raiseValueError("I/O operation on uninitialized object");
  return newRef(stream);
}

template <Value BufferedPair::* which, Str* Names::* name>
Ref<> forward(Thread& thread, Value self, const Arguments& args) {
  Ref<> stream = TRY(half(thread, self, which));
  Ref<> method = TRY(getAttribute(thread, stream, thread.names().*name));
  return call(thread, method, args);
}

Ref<> closeMethod(Thread& thread, const Value* args) {
  Ref<> writer = TRY(half(thread, args[0], &BufferedPair::writer)), reader = TRY(half(thread, args[0], &BufferedPair::reader));
  Ref<> first = callMethod(thread, writer, thread.names().close);
  Ref<> earlier = thread.takeException();
  Ref<> second = callMethod(thread, reader, thread.names().close);
  chainExceptions(thread, std::move(earlier));
  if (!first) return Raised{};
  return second;
}

Ref<> isattyMethod(Thread& thread, const Value* args) {
  Ref<> writer = TRY(half(thread, args[0], &BufferedPair::writer)), reader = TRY(half(thread, args[0], &BufferedPair::reader));
  Ref<> answer = TRY(callMethod(thread, writer, thread.names().isatty));
  if (!answer.get().isFalse()) return answer;
  return callMethod(thread, reader, thread.names().isatty);
}

Ref<> getClosed(Thread& thread, Value self) {
  Value writer = pairOf(self)->writer;
  if (!writer) return thread.raise(TypeId::kRuntimeError, "the BufferedRWPair object is being garbage-collected");
  Ref<> keep = newRef(writer);
  return getAttribute(thread, keep, thread.names().closed);
}

void release(Object* self) {
  dropField(&static_cast<BufferedPair*>(self)->reader);
  dropField(&static_cast<BufferedPair*>(self)->writer);
  ioBaseRelease(self);
}
void traverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<BufferedPair*>(self)->reader);
  visitor.visitValue(static_cast<BufferedPair*>(self)->writer);
  ioBaseTraverse(self, visitor);
}

constexpr auto kReader = &BufferedPair::reader;
constexpr auto kWriter = &BufferedPair::writer;
constexpr MethodDef kMethods[] = {
    {.name = "read", .signature = "($self, size=-1, /)", .raw = forward<kReader, &Names::read>},
    {.name = "peek", .signature = "($self, size=0, /)", .raw = forward<kReader, &Names::peek>},
    {.name = "read1", .signature = "($self, size=-1, /)", .raw = forward<kReader, &Names::read1>},
    {.name = "readinto", .signature = "($self, buffer, /)", .raw = forward<kReader, &Names::readinto>},
    {.name = "readinto1", .signature = "($self, buffer, /)", .raw = forward<kReader, &Names::readinto1>},
    {.name = "write", .signature = "($self, buffer, /)", .raw = forward<kWriter, &Names::write>},
    {.name = "flush", .signature = "($self, /)", .raw = forward<kWriter, &Names::flush>},
    {.name = "readable", .signature = "($self, /)", .raw = forward<kReader, &Names::readable>},
    {.name = "writable", .signature = "($self, /)", .raw = forward<kWriter, &Names::writable>},
    {.name = "close", .signature = "($self, /)", .function = closeMethod},
    {.name = "isatty", .signature = "($self, /)", .function = isattyMethod},
};
constexpr GetSetDef kGetSets[] = {{"closed", getClosed}};
// As in CPython only Python classes derived from it close when they go; reader and writer close by themselves.
void finalizePair(Thread& thread, Value self) {
  if (typeOf(thread, self)->has(kTypeIsHeapType)) ioBaseFinalize(thread, self);
}
constexpr Slots kSlots = {.release = release, .traverse = traverse, .finalize = finalizePair, .create = genericCreate, .initialize = initialize};

}  // namespace

const TypeSpec kBufferedRWPairType = {
    .id = TypeId::kBufferedRWPair,
    .name = "_io.BufferedRWPair",
    .basicSize = sizeof(BufferedPair),
    .base = TypeId::kBufferedIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .doc = "BufferedRWPair(reader, writer, buffer_size=8192, /)\n--\n\nA readable and a writable raw stream as one.",
};

}  // namespace taipan
