// _RawIOBase, _BufferedIOBase and _TextIOBase: methods that the concrete streams provide, some defined by others.
#include <cstring>

#include "modules/io/io.h"
#include "objects/abstract.h"
#include "objects/bytearray.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/list.h"

namespace taipan {
namespace {

// ---------------------------------------------------------------- raw

// read(size=-1, /) by readinto() or readall().
Ref<> rawRead(Thread& thread, const Value* args) {
  int64_t size = TRY(offsetArgument(thread, args[1]));
  if (size < 0) return callMethod(thread, args[0], thread.names().readall);
  Ref<ByteArray> buffer = TRY(newByteArray(thread, ""));
  TRY(byteArrayResize(thread, buffer, static_cast<size_t>(size)));
  std::memset(buffer->items, 0, static_cast<size_t>(size));
  Ref<> count = TRY(callMethod(thread, args[0], thread.names().readinto, buffer.value()));
  if (count.get().isNone()) return count;
  int64_t got = TRY(indexAsInt64(thread, count, TypeId::kValueError));
  if (got < 0 || static_cast<size_t>(got) > buffer->size) {
    return thread.raiseValueError("readinto() returned {} outside buffer size {}", got, buffer->size);
  }
  return newBytes(thread, {buffer->items, static_cast<size_t>(got)});
}

Ref<> rawReadall(Thread& thread, const Value* args) {
  std::string all;
  bool any = false;
  while (true) {
    Ref<> piece = callMethod(thread, args[0], thread.names().read, Value::smallInt(kDefaultBufferSize));
    if (!piece) {
      if (retryAfterInterrupt(thread)) continue;
      return Raised{};
    }
    if (piece.get().isNone()) {
      if (!any) return piece;
      break;
    }
    if (!isBytes(piece)) return thread.raiseTypeError("read() should return bytes");
    std::string_view view = piece.get().as<Bytes>()->view();
    if (view.empty()) break;
    all.append(view);
    any = true;
  }
  return newBytes(thread, all);
}

Ref<> rawMissing(Thread& thread, Value, const Arguments&) {
  return thread.raiseObject(Value(thread.type(TypeId::kNotImplementedError)));
}

constexpr MethodDef kRawMethods[] = {
    {.name = "readinto", .signature = "($self, *args)", .raw = rawMissing},
    {.name = "write", .signature = "($self, *args)", .raw = rawMissing},
    {.name = "read", .signature = "($self, size=-1, /)", .function = rawRead},
    {.name = "readall", .signature = "($self, /)", .function = rawReadall, .doc = "Reads until the end, by several calls of read()."},
};

// ---------------------------------------------------------------- buffered

Ref<> readInto(Thread& thread, Value self, Value target, Str* method) {
  BufferView view;
  TRY(writableArgument(thread, method == thread.names().read ? "readinto" : "readinto1", target, &view));
  Ref<> data = callMethod(thread, self, method, Value::smallInt(view.length));
  if (data && !isBytes(data)) {
    thread.raiseTypeError("read() should return bytes");
    data = nullptr;
  }
  int64_t size = data ? static_cast<int64_t>(data.get().as<Bytes>()->size) : 0;
  if (data && size > view.length) {
    thread.raiseValueError("read() returned too much data: {} bytes requested, {} returned", view.length, size);
    data = nullptr;
  }
  if (data) std::memcpy(view.data, data.get().as<Bytes>()->data(), static_cast<size_t>(size));
  releaseBuffer(thread, &view);
  if (!data) return Raised{};
  return newInt(thread, size);
}
Ref<> bufferedReadinto(Thread& thread, const Value* args) { return readInto(thread, args[0], args[1], thread.names().read); }
Ref<> bufferedReadinto1(Thread& thread, const Value* args) { return readInto(thread, args[0], args[1], thread.names().read1); }
Ref<> noDetach(Thread& thread, const Value*) { return raiseUnsupported(thread, "detach"); }
Ref<> noRead(Thread& thread, Value, const Arguments&) { return raiseUnsupported(thread, "read"); }
Ref<> noRead1(Thread& thread, Value, const Arguments&) { return raiseUnsupported(thread, "read1"); }
Ref<> noWrite(Thread& thread, Value, const Arguments&) { return raiseUnsupported(thread, "write"); }
Ref<> noReadline(Thread& thread, Value, const Arguments&) { return raiseUnsupported(thread, "readline"); }

constexpr MethodDef kBufferedMethods[] = {
    {.name = "detach", .signature = "($self, /)", .function = noDetach, .doc = "Separates the raw stream and returns it."},
    {.name = "read", .signature = "($self, *args)", .raw = noRead, .doc = "Reads up to size bytes, or all."},
    {.name = "read1", .signature = "($self, *args)", .raw = noRead1, .doc = "Reads with one call of the raw stream at most."},
    {.name = "readinto", .signature = "($self, buffer, /)", .function = bufferedReadinto},
    {.name = "readinto1", .signature = "($self, buffer, /)", .function = bufferedReadinto1},
    {.name = "write", .signature = "($self, *args)", .raw = noWrite, .doc = "Writes bytes; returns how many."},
};

// ---------------------------------------------------------------- text

Ref<> textNone(Thread&, Value) { return newRef(kNone); }

constexpr MethodDef kTextMethods[] = {
    {.name = "detach", .signature = "($self, /)", .function = noDetach, .doc = "Separates the buffer and returns it."},
    {.name = "read", .signature = "($self, *args)", .raw = noRead, .doc = "Reads up to size characters, or all."},
    {.name = "readline", .signature = "($self, *args)", .raw = noReadline, .doc = "Reads a line."},
    {.name = "write", .signature = "($self, *args)", .raw = noWrite, .doc = "Writes text; returns the number of characters."},
};
constexpr GetSetDef kTextGetSets[] = {
    {"encoding", textNone, nullptr, "The name of the encoding."},
    {"newlines", textNone, nullptr, "The line ends seen so far."},
    {"errors", textNone, nullptr, "The name of the error handler."},
};

}  // namespace

const TypeSpec kRawIOBaseType = {
    .id = TypeId::kRawIOBase,
    .name = "_io._RawIOBase",
    .basicSize = sizeof(IOBase),
    .base = TypeId::kIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .methods = kRawMethods,
    .doc = "Base of streams without buffer.",
};
const TypeSpec kBufferedIOBaseType = {
    .id = TypeId::kBufferedIOBase,
    .name = "_io._BufferedIOBase",
    .basicSize = sizeof(IOBase),
    .base = TypeId::kIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .methods = kBufferedMethods,
    .doc = "Base of streams with a buffer.",
};
const TypeSpec kTextIOBaseType = {
    .id = TypeId::kTextIOBase,
    .name = "_io._TextIOBase",
    .basicSize = sizeof(IOBase),
    .base = TypeId::kIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .methods = kTextMethods,
    .getSets = kTextGetSets,
    .doc = "Base of streams of text.",
};

}  // namespace taipan
