// BytesIO: a stream in a bytes object, which is shared with its value until one of them would see the other change.
#include <algorithm>
#include <cstring>

#include "modules/io/io.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/memoryview.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct BytesIO : IOBase {
  Value buffer;     // bytes with room; empty when closed
  int64_t pos;
  int64_t size;     // octets in use
  int64_t exports;  // views of the buffer
};
struct BytesIOBuffer : Object {
  Value source;
  Object* weakRefs;
};

BytesIO* streamOf(Value v) { return v.as<BytesIO>(); }
Bytes* bytesOf(BytesIO* s) { return s->buffer.as<Bytes>(); }
int64_t capacityOf(BytesIO* s) { return static_cast<int64_t>(bytesOf(s)->size); }

Status checkOpen(Thread& thread, BytesIO* s) {
  if (s->buffer) [[likely]] return kOk;
  return raiseClosed(thread);
}
Status checkExports(Thread& thread, BytesIO* s) {
  if (s->exports == 0) [[likely]] return kOk;
  return thread.raise(TypeId::kBufferError, "Existing exports of data: object cannot be re-sized");
}

// A buffer of the stream's own with room for `capacity`.
Status makeRoom(Thread& thread, BytesIO* s, int64_t capacity) {
  Ref<Bytes> fresh = TRY(newBytesUninitialized(thread, static_cast<size_t>(capacity)));
  std::memcpy(fresh->data(), bytesOf(s)->data(), static_cast<size_t>(std::min(s->size, capacity)));
  Ref<> old = Ref<>::adopt(std::exchange(s->buffer, fresh.releaseValue()));
  return kOk;
}
bool isShared(BytesIO* s) {
  return s->buffer.object()->refCount > 1 || bytesOf(s)->type->has(kTypeIsHeapType) || capacityOf(s) == 0;
}

Status writeBytes(Thread& thread, BytesIO* s, const char* data, int64_t size) {
  TRY(checkOpen(thread, s));
  TRY(checkExports(thread, s));
  if (size > INT64_MAX / 2 - s->pos) return thread.raise(TypeId::kOverflowError, "new buffer size too large");
  int64_t end = s->pos + size;
  if (end > capacityOf(s)) {
    TRY(makeRoom(thread, s, end + (capacityOf(s) ? end : 0)));
  } else if (isShared(s)) {
    TRY(makeRoom(thread, s, std::max(end, s->size)));
  }
  bytesOf(s)->cachedHash = -1;
  char* base = bytesOf(s)->data();
  if (s->pos > s->size) std::memset(base + s->size, 0, static_cast<size_t>(s->pos - s->size));
  std::memcpy(base + s->pos, data, static_cast<size_t>(size));
  s->pos = end;
  s->size = std::max(s->size, end);
  return kOk;
}

// write(b): an int.
Ref<> write(Thread& thread, BytesIO* s, Value data) {
  TRY(checkOpen(thread, s));
  TRY(checkExports(thread, s));
  if (isExactly(data, TypeId::kBytes)) {  // OPTIMIZATION: no view; the caller holds `data`
    std::string_view bytes = data.as<Bytes>()->view();
    if (!bytes.empty()) TRY(writeBytes(thread, s, bytes.data(), static_cast<int64_t>(bytes.size())));
    return newInt(thread, static_cast<int64_t>(bytes.size()));
  }
  BufferView view;
  TRY(getBuffer(thread, data, &view, kBufferContiguous));
  Status done = view.length ? writeBytes(thread, s, view.data, view.length) : kOk;
  int64_t size = view.length;
  releaseBuffer(thread, &view);
  if (!done) return Raised{};
  return newInt(thread, size);
}

Ref<> take(Thread& thread, BytesIO* s, int64_t size) {
  int64_t have = s->size - s->pos;
  if (size < 0 || size > have) size = std::max<int64_t>(have, 0);
  if (size > 1 && s->pos == 0 && size == capacityOf(s) && s->exports == 0 && !bytesOf(s)->type->has(kTypeIsHeapType)) {
    s->pos = size;
    return newRef(s->buffer);
  }
  Ref<Bytes> result = TRY(newBytes(thread, {bytesOf(s)->data() + (size ? s->pos : 0), static_cast<size_t>(size)}));
  s->pos += size;
  return result;
}

int64_t lineSize(BytesIO* s, int64_t limit) {
  if (s->pos >= s->size) return 0;
  int64_t most = s->size - s->pos;
  if (limit >= 0) most = std::min(most, limit);
  const char* start = bytesOf(s)->data() + s->pos;
  auto* end = static_cast<const char*>(std::memchr(start, '\n', static_cast<size_t>(most)));
  return end ? end - start + 1 : most;
}

// ---------------------------------------------------------------- methods

Ref<> readMethod(Thread& thread, const Value* args) {
  int64_t size = TRY(optionalSizeArgument(thread, args[1]));
  TRY(checkOpen(thread, streamOf(args[0])));
  return take(thread, streamOf(args[0]), size);
}
Ref<> readlineMethod(Thread& thread, const Value* args) {
  int64_t limit = TRY(optionalSizeArgument(thread, args[1]));
  TRY(checkOpen(thread, streamOf(args[0])));
  return take(thread, streamOf(args[0]), lineSize(streamOf(args[0]), limit));
}
Ref<> readlinesMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  TRY(checkOpen(thread, s));
  int64_t limit = 0, total = 0;
  if (isInt(args[1])) limit = TRY(indexAsInt64(thread, args[1], TypeId::kOverflowError));
  else if (!args[1].isNone()) return thread.raiseTypeError("integer argument expected, got '{!T}'", args[1]);
  Ref<List> lines = TRY(newList(thread));
  while (int64_t size = lineSize(s, -1)) {
    Ref<> line = TRY(take(thread, s, size));
    TRY(listAppend(thread, lines, line));
    total += size;
    if (limit > 0 && total >= limit) break;
  }
  return lines;
}
Ref<> next(Thread& thread, Value self) {
  BytesIO* s = streamOf(self);
  TRY(checkOpen(thread, s));
  int64_t size = lineSize(s, -1);
  if (size == 0) return nullptr;
  return take(thread, s, size);
}
Ref<> readintoMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  BufferView view;
  TRY(writableArgument(thread, "readinto", args[1], &view));
  Status open = checkOpen(thread, s);
  int64_t size = open ? std::clamp<int64_t>(s->size - s->pos, 0, view.length) : 0;
  if (size > 0) std::memmove(view.data, bytesOf(s)->data() + s->pos, static_cast<size_t>(size));
  releaseBuffer(thread, &view);
  if (!open) return Raised{};
  s->pos += size;
  return newInt(thread, size);
}
Ref<> writeMethod(Thread& thread, const Value* args) { return write(thread, streamOf(args[0]), args[1]); }
Ref<> writelinesMethod(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  Iteration iteration;
  TRY(iteration.start(thread, args[1]));
  while (Ref<> line = iteration.next(thread)) {
    Ref<> done = TRY(write(thread, streamOf(args[0]), line));
  }
  if (thread.hasException()) return Raised{};
  return newRef(kNone);
}

Ref<> tellMethod(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  return newInt(thread, streamOf(args[0])->pos);
}
Ref<> seekMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  int64_t position = TRY(offsetArgument(thread, args[1]));
  int whence = TRY(intArgument(thread, args[2]));
  TRY(checkOpen(thread, s));
  if (position < 0 && whence == 0) return thread.raiseValueError("negative seek value {}", position);
  if (whence < 0 || whence > 2) return thread.raiseValueError("invalid whence ({}, should be 0, 1 or 2)", whence);
  int64_t base = whence == 1 ? s->pos : whence == 2 ? s->size : 0;
  if (position > INT64_MAX - base) return thread.raise(TypeId::kOverflowError, "new position too large");
  s->pos = std::max<int64_t>(position + base, 0);
  return newInt(thread, s->pos);
}
Ref<> truncateMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  int64_t size = s->pos;
  if (!args[1].isNone()) size = TRY(optionalSizeArgument(thread, args[1]));
  TRY(checkOpen(thread, s));
  TRY(checkExports(thread, s));
  if (size < 0) return thread.raiseValueError("negative size value {}", size);
  if (size < s->size) {
    s->size = size;
    if (size < capacityOf(s) / 2) TRY(makeRoom(thread, s, size));
  }
  return newInt(thread, size);
}

Ref<> getvalue(Thread& thread, BytesIO* s) {
  TRY(checkOpen(thread, s));
  if (s->size != capacityOf(s) || s->exports != 0) {
    Ref<Bytes> exact = TRY(newBytes(thread, {bytesOf(s)->data(), static_cast<size_t>(s->size)}));
    if (s->exports != 0) return exact;
    Ref<> old = Ref<>::adopt(std::exchange(s->buffer, exact.clone().releaseValue()));
    return exact;
  }
  return newRef(s->buffer);
}
Ref<> getvalueMethod(Thread& thread, const Value* args) { return getvalue(thread, streamOf(args[0])); }

Ref<> getbufferMethod(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  Ref<BytesIOBuffer> buffer = TRY(newObject<BytesIOBuffer>(thread, thread.type(TypeId::kBytesIOBuffer)));
  buffer->source = newRef(args[0]).releaseValue();
  return newMemoryView(thread, buffer.value());
}

Ref<> closeMethod(Thread& thread, const Value* args) {
  TRY(checkExports(thread, streamOf(args[0])));
  dropField(&streamOf(args[0])->buffer);
  return newRef(kNone);
}
Ref<> flushMethod(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  return newRef(kNone);
}
Ref<> yes(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  return newRef(kTrue);
}
Ref<> no(Thread& thread, const Value* args) {
  TRY(checkOpen(thread, streamOf(args[0])));
  return newRef(kFalse);
}
Ref<> sizeofMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  size_t size = objectSize(s);
  if (s->buffer && !isShared(s)) size += objectSize(s->buffer.object());
  return newIntUnsigned(thread, size);
}

// ---------------------------------------------------------------- state

Ref<> getStateMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  Ref<> value = TRY(getvalue(thread, s)), dict = newRef(kNone);
  if (s->dict) dict = TRY(copyDict(thread, s->dict));
  Ref<> position = TRY(newInt(thread, s->pos));
  return makeTuple(thread, value.get(), position.get(), dict.get());
}
Ref<> setStateMethod(Thread& thread, const Value* args) {
  BytesIO* s = streamOf(args[0]);
  Tuple* state = isTuple(args[1]) ? args[1].as<Tuple>() : nullptr;
  if (!state || state->size < 3) {
    return thread.raiseTypeError("{!T}.__setstate__ argument should be 3-tuple, got {!T}", args[0], args[1]);
  }
  TRY(checkExports(thread, s));
  TRY(checkOpen(thread, s));
  Ref<> empty = TRY(newBytes(thread, ""));
  Ref<> old = Ref<>::adopt(std::exchange(s->buffer, empty.releaseValue()));
  s->size = s->pos = 0;
  Ref<> written = TRY(write(thread, s, state->items[0]));
  if (!isInt(state->items[1])) {
    return thread.raiseTypeError("second item of state must be an integer, not {!T}", state->items[1]);
  }
  int64_t position = TRY(offsetArgument(thread, state->items[1]));
  if (position < 0) return thread.raiseValueError("position value cannot be negative");
  s->pos = position;
  Value dict = state->items[2];
  if (dict.isNone()) return newRef(kNone);
  if (!isDict(dict)) return thread.raiseTypeError("third item of state should be a dict, got a {!T}", dict);
  Dict* own = instanceDict(thread, s);
  if (!own) return Raised{};
  TRY(dictUpdate(thread, own, dict));
  return newRef(kNone);
}

constexpr const char* kParameters[] = {"initial_bytes"};

Ref<> create(Thread& thread, Type* type, const Arguments&) {
  Ref<BytesIO> s = TRY(newObject<BytesIO>(thread, type));
  s->buffer = TRY(newBytes(thread, "")).releaseValue();
  return s;
}
Status initialize(Thread& thread, Value self, const Arguments& args) {
  Value initial;
  TRY(bindConstructor(thread, "BytesIO", args, kParameters, 0, &initial));
  BytesIO* s = streamOf(self);
  s->size = s->pos = 0;  // even if the views forbid the rest, as in CPython
  TRY(checkExports(thread, s));
  if ((initial.isEmpty() || initial.isNone()) && !s->buffer) return kOk;  // a closed one stays closed
  bool share = initial && initial.isObject() && initial.object()->type == thread.type(TypeId::kBytes);
  Ref<> buffer = share ? newRef(initial) : newBytes(thread, "");
  if (!buffer) return Raised{};
  s->size = share ? static_cast<int64_t>(initial.as<Bytes>()->size) : 0;
  s->pos = 0;
  Ref<> old = Ref<>::adopt(std::exchange(s->buffer, buffer.releaseValue()));
  if (share || initial.isEmpty() || initial.isNone()) return kOk;
  Ref<> written = TRY(write(thread, s, initial));
  s->pos = 0;
  return kOk;
}

Ref<> getClosed(Thread&, Value self) { return newRef(Value::boolean(!streamOf(self)->buffer)); }

void release(Object* self) {
  dropField(&static_cast<BytesIO*>(self)->buffer);
  ioBaseRelease(self);
}

constexpr MethodDef kMethods[] = {
    {.name = "readable", .signature = "($self, /)", .function = yes},
    {.name = "writable", .signature = "($self, /)", .function = yes},
    {.name = "seekable", .signature = "($self, /)", .function = yes},
    {.name = "close", .signature = "($self, /)", .function = closeMethod},
    {.name = "flush", .signature = "($self, /)", .function = flushMethod},
    {.name = "isatty", .signature = "($self, /)", .function = no},
    {.name = "tell", .signature = "($self, /)", .function = tellMethod},
    {.name = "write", .signature = "($self, b, /)", .function = writeMethod, .doc = "Writes bytes at the position."},
    {.name = "writelines", .signature = "($self, lines, /)", .function = writelinesMethod},
    {.name = "read1", .signature = "($self, size=-1, /)", .function = readMethod},
    {.name = "readinto", .signature = "($self, buffer, /)", .function = readintoMethod},
    {.name = "readline", .signature = "($self, size=-1, /)", .function = readlineMethod},
    {.name = "readlines", .signature = "($self, size=None, /)", .function = readlinesMethod},
    {.name = "read", .signature = "($self, size=-1, /)", .function = readMethod},
    {.name = "getbuffer", .signature = "($self, /)", .function = getbufferMethod, .doc = "A writable view of the contents."},
    {.name = "getvalue", .signature = "($self, /)", .function = getvalueMethod, .doc = "All the contents."},
    {.name = "seek", .signature = "($self, pos, whence=0, /)", .function = seekMethod},
    {.name = "truncate", .signature = "($self, size=None, /)", .function = truncateMethod},
    {.name = "__getstate__", .signature = "($self, /)", .function = getStateMethod},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = setStateMethod},
    {.name = "__sizeof__", .signature = "($self, /)", .function = sizeofMethod},
};
constexpr GetSetDef kGetSets[] = {{"closed", getClosed, nullptr, "Is it closed?"}};
constexpr Slots kSlots = {.release = release,
                          .traverse = ioBaseTraverse,
                          .create = create,
                          .initialize = initialize,
                          .iterate = iterateSelf,
                          .next = next};

// ---------------------------------------------------------------- getbuffer()'s exporter

Status exportBuffer(Thread& thread, Value self, BufferView* view, int) {
  BytesIO* s = streamOf(self.as<BytesIOBuffer>()->source);
  TRY(checkOpen(thread, s));
  if (s->exports == 0 && isShared(s)) TRY(makeRoom(thread, s, std::max<int64_t>(s->size, 1)));
  bytesOf(s)->cachedHash = -1;
  fillSimpleBuffer(view, self, bytesOf(s)->data(), static_cast<size_t>(s->size), false);
  ++s->exports;
  return kOk;
}
void unexportBuffer(Thread&, Value self, BufferView*) { --streamOf(self.as<BytesIOBuffer>()->source)->exports; }
void bufferRelease(Object* self) { dropField(&static_cast<BytesIOBuffer*>(self)->source); }
void bufferTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<BytesIOBuffer*>(self)->source); }

constexpr Slots kBufferSlots = {.release = bufferRelease,
                                .traverse = bufferTraverse,
                                .getBuffer = exportBuffer,
                                .releaseBuffer = unexportBuffer};

}  // namespace

const TypeSpec kBytesIOType = {
    .id = TypeId::kBytesIO,
    .name = "_io.BytesIO",
    .basicSize = sizeof(BytesIO),
    .base = TypeId::kBufferedIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .doc = "BytesIO(initial_bytes=b'')\n--\n\nA stream of bytes in memory.",
};
const TypeSpec kBytesIOBufferType = {
    .id = TypeId::kBytesIOBuffer,
    .name = "_io._BytesIOBuffer",
    .basicSize = sizeof(BytesIOBuffer),
    .flags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation,
    .slots = &kBufferSlots,
    .weakRefsOffset = offsetof(BytesIOBuffer, weakRefs),
};

}  // namespace taipan
