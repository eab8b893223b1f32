// StringIO: a stream of text in memory.  The characters lie in a buffer as wide as the widest one written so far.
#include <cstring>

#include "modules/io/io.h"
#include "modules/io/newlines.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct StringIO : IOBase {
  void* data;
  int64_t length, capacity;  // characters
  int64_t pos;
  int32_t kind;              // bytes a character
  bool initialized, closed, decodes;
  NewlineState state;        // if `decodes`
  bool universal;
  Value readNewline;         // str, or empty for None
  Value writeNewline;        // what "\n" becomes, or empty
};

StringIO* streamOf(Value v) { return v.as<StringIO>(); }

Status check(Thread& thread, StringIO* s) {
  if (!s->initialized) return thread.raiseValueError("I/O operation on uninitialized object");
  if (s->closed) return thread.raiseValueError("I/O operation on closed file");
  return kOk;
}

void freeData(StringIO* s) {
  Heap& heap = s->type->interpreter->heap;
  heap.freeBuffer(s->data, static_cast<size_t>(s->capacity) * static_cast<size_t>(s->kind));
  s->data = nullptr;
  s->length = s->capacity = 0;
  s->kind = 1;
}

uint32_t charAt(const void* data, int kind, int64_t i) {
  return kind == 1 ? static_cast<const uint8_t*>(data)[i]
                   : kind == 2 ? static_cast<const uint16_t*>(data)[i] : static_cast<const uint32_t*>(data)[i];
}
void putChar(void* data, int kind, int64_t i, uint32_t c) {
  if (kind == 1) static_cast<uint8_t*>(data)[i] = static_cast<uint8_t>(c);
  else if (kind == 2) static_cast<uint16_t*>(data)[i] = static_cast<uint16_t>(c);
  else static_cast<uint32_t*>(data)[i] = c;
}
void copyChars(void* to, int toKind, int64_t at, const void* from, int fromKind, int64_t count) {
  if (count == 0) return;  // there may be no memory yet
  if (toKind == fromKind) {
    std::memcpy(static_cast<char*>(to) + at * toKind, from, static_cast<size_t>(count * toKind));
    return;
  }
  for (int64_t i = 0; i < count; ++i) putChar(to, toKind, at + i, charAt(from, fromKind, i));
}

// Room for `length` characters of `kind`.
Status makeRoom(Thread& thread, StringIO* s, int64_t length, int kind) {
  if (length <= s->capacity && kind <= s->kind) return kOk;
  kind = std::max(kind, s->kind);
  int64_t capacity = length <= s->capacity ? s->capacity : length + length / 2 + 16;
  if (length > INT64_MAX / 16) return thread.raise(TypeId::kOverflowError, "new buffer size too large");
  if (kind == s->kind && s->data) {
    void* grown = thread.heap().reallocateBuffer(s->data, static_cast<size_t>(s->capacity * kind), static_cast<size_t>(capacity * kind));
    if (!grown) return thread.raiseMemoryError();
    s->data = grown;
    s->capacity = capacity;
    return kOk;
  }
  void* data = thread.heap().allocateBuffer(static_cast<size_t>(capacity * kind));
  if (!data) return thread.raiseMemoryError();
  int64_t used = s->length;
  if (used) copyChars(data, kind, 0, s->data, s->kind, used);
  freeData(s);
  s->data = data;
  s->kind = kind;
  s->capacity = capacity;
  s->length = used;
  return kOk;
}

// A str of the characters [begin, end).
Ref<Str> slice(Thread& thread, StringIO* s, int64_t begin, int64_t end) {
  size_t count = static_cast<size_t>(end - begin);
  if (count == 0) return newStr(thread, "");
  const char* from = static_cast<const char*>(s->data) + begin * s->kind;
  if (s->kind == 1) return newStrLatin1(thread, reinterpret_cast<const uint8_t*>(from), count);
  if (s->kind == 4) return newStrUcs4(thread, reinterpret_cast<const uint32_t*>(from), count);
  auto* units = reinterpret_cast<const uint16_t*>(from);
  uint32_t all = 0;
  for (size_t i = 0; i < count; ++i) all |= units[i];
  Ref<Str> text = TRY(newStrUninitialized(thread, count, all < 0x80 ? 0x7F : all < 0x100 ? 0xFF : 0xFFFF));
  if (all < 0x100) {
    for (size_t i = 0; i < count; ++i) text->data1()[i] = static_cast<uint8_t>(units[i]);
  } else {
    std::memcpy(text->data2(), units, count * 2);
  }
  return text;
}

Ref<Str> replaceLineFeeds(Thread& thread, Str* text, Str* newline) {
  StrBuilder builder(thread);
  size_t from = 0, n = text->length();
  for (int64_t at; (at = strFindChar(text, '\n', from, n)) >= 0; from = static_cast<size_t>(at) + 1) {
    builder.append(text, from, static_cast<size_t>(at));
    builder.append(newline);
  }
  if (from == 0) return newRef(text);
  builder.append(text, from, n);
  return builder.finish();
}

Status put(Thread& thread, StringIO* s, Str* text) {
  Ref<Str> decoded = newRef(text);
  if (s->decodes) decoded = TRY(decodeNewlines(thread, s->state, text, true));
  if (s->writeNewline) decoded = TRY(replaceLineFeeds(thread, decoded, s->writeNewline.as<Str>()));
  int64_t count = static_cast<int64_t>(decoded->length());
  if (count == 0) return kOk;
  if (s->pos > INT64_MAX / 16 - count) return thread.raise(TypeId::kOverflowError, "new position too large");
  int64_t end = s->pos + count;
  TRY(makeRoom(thread, s, end, decoded->kind()));
  for (int64_t i = s->length; i < s->pos; ++i) putChar(s->data, s->kind, i, 0);
  copyChars(s->data, s->kind, s->pos, decoded->data1(), decoded->kind(), count);
  s->pos = end;
  s->length = std::max(s->length, end);
  return kOk;
}

// ---------------------------------------------------------------- construction

Status checkNewline(Thread& thread, Value newline) {
  if (newline.isNone()) return kOk;
  if (!isStr(newline)) return thread.raiseTypeError("newline must be str or None, not {!T}", newline);
  Str* text = newline.as<Str>();
  if (text->length() > 0 && !strEqualText(text, "\n") && !strEqualText(text, "\r") && !strEqualText(text, "\r\n")) {
    return thread.raiseValueError("illegal newline value: {!r}", newline);
  }
  return kOk;
}

void setNewline(StringIO* s, Value newline) {
  bool none = newline.isNone();
  dropField(&s->readNewline);
  dropField(&s->writeNewline);
  Str* text = none ? nullptr : newline.as<Str>();
  if (text) s->readNewline = newRef(newline).releaseValue();
  s->universal = none || text->length() == 0;
  s->decodes = s->universal;
  s->state = NewlineState{.translate = none};
  if (text && text->length() > 0 && text->at(0) == '\r') s->writeNewline = newRef(newline).releaseValue();
}

constexpr const char* kParameters[] = {"initial_value", "newline"};

Status initialize(Thread& thread, Value self, const Arguments& args) {
  Value bound[2];
  TRY(bindConstructor(thread, "StringIO", args, kParameters, 0, bound));
  StringIO* s = streamOf(self);
  Ref<Str> lineFeed = TRY(internText(thread, "\n"));
  Value initial = bound[0].isEmpty() ? kNone : bound[0];
  Value newline = bound[1].isEmpty() ? Value(lineFeed.get()) : bound[1];
  TRY(checkNewline(thread, newline));
  if (!initial.isNone() && !isStr(initial)) {
    return thread.raiseTypeError("initial_value must be str or None, not {!T}", initial);
  }
  s->initialized = false;
  setNewline(s, newline);
  freeData(s);
  s->pos = 0;
  s->closed = false;
  if (!initial.isNone()) TRY(put(thread, s, initial.as<Str>()));
  s->pos = 0;
  s->initialized = true;
  return kOk;
}

Ref<> create(Thread& thread, Type* type, const Arguments&) {
  Ref<StringIO> s = TRY(newObject<StringIO>(thread, type));
  s->kind = 1;
  return s;
}

void release(Object* self) {
  auto* s = static_cast<StringIO*>(self);
  freeData(s);
  dropField(&s->readNewline);
  dropField(&s->writeNewline);
  ioBaseRelease(self);
}

// ---------------------------------------------------------------- reading

Ref<Str> readLine(Thread& thread, StringIO* s, int64_t limit) {
  if (s->pos >= s->length) return newStr(thread, "");
  int64_t most = s->length - s->pos;
  if (limit >= 0) most = std::min(most, limit);
  Str* newline = s->readNewline ? s->readNewline.as<Str>() : nullptr;
  LineEnds ends{s->state.translate && s->decodes, s->universal, newline};
  if (newline && newline->length() == 1 && newline->at(0) == '\n') ends.newline = nullptr;
  size_t searched;
  TextSpan text{s->data, s->kind, static_cast<size_t>(s->pos + most)};
  int64_t end = findLineEnd(ends, text, static_cast<size_t>(s->pos), &searched);
  if (end < 0) end = s->pos + most;
  int64_t begin = std::exchange(s->pos, end);
  return slice(thread, s, begin, end);
}

Ref<> readMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  int64_t size = TRY(optionalSizeArgument(thread, args[1]));
  TRY(check(thread, s));
  int64_t have = std::max<int64_t>(s->length - s->pos, 0);
  if (size < 0 || size > have) size = have;
  if (size == 0) return newStr(thread, "");
  Ref<Str> text = TRY(slice(thread, s, s->pos, s->pos + size));
  s->pos += size;
  return text;
}
Ref<> readlineMethod(Thread& thread, const Value* args) {
  int64_t limit = TRY(optionalSizeArgument(thread, args[1]));
  TRY(check(thread, streamOf(args[0])));
  return readLine(thread, streamOf(args[0]), limit);
}
Ref<> next(Thread& thread, Value self) {
  StringIO* s = streamOf(self);
  TRY(check(thread, s));
  if (!s->type->has(kTypeIsHeapType)) {
    if (s->pos >= s->length) return nullptr;
    return readLine(thread, s, -1);
  }
  Ref<> line = TRY(callMethod(thread, self, thread.names().readline));
  if (!isStr(line)) {
    return thread.raise(TypeId::kOSError, "readline() should have returned a str object, not '{!T}'", line.get());
  }
  if (line.get().as<Str>()->length() == 0) return nullptr;
  return line;
}
Ref<> getvalueMethod(Thread& thread, const Value* args) {
  TRY(check(thread, streamOf(args[0])));
  return slice(thread, streamOf(args[0]), 0, streamOf(args[0])->length);
}

// ---------------------------------------------------------------- writing and positions

Ref<> writeMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  if (!isStr(args[1])) return thread.raiseTypeError("string argument expected, got '{!T}'", args[1]);
  TRY(check(thread, s));
  TRY(put(thread, s, args[1].as<Str>()));
  return newInt(thread, static_cast<int64_t>(args[1].as<Str>()->length()));
}
Ref<> tellMethod(Thread& thread, const Value* args) {
  TRY(check(thread, streamOf(args[0])));
  return newInt(thread, streamOf(args[0])->pos);
}
Ref<> seekMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  int64_t position = TRY(offsetArgument(thread, args[1]));
  int whence = TRY(intArgument(thread, args[2]));
  TRY(check(thread, s));
  if (whence < 0 || whence > 2) return thread.raiseValueError("Invalid whence ({}, should be 0, 1 or 2)", whence);
  if (position < 0 && whence == 0) return thread.raiseValueError("Negative seek position {}", position);
  if (whence != 0 && position != 0) return thread.raise(TypeId::kOSError, "Can't do nonzero cur-relative seeks");
  s->pos = whence == 1 ? s->pos : whence == 2 ? s->length : position;
  return newInt(thread, s->pos);
}
Ref<> truncateMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  int64_t size = s->pos;
  if (!args[1].isNone()) size = TRY(optionalSizeArgument(thread, args[1]));
  TRY(check(thread, s));
  if (size < 0) return thread.raiseValueError("Negative size value {}", size);
  s->length = std::min(s->length, size);
  return newInt(thread, size);
}

Ref<> closeMethod(Thread&, const Value* args) {
  streamOf(args[0])->closed = true;
  freeData(streamOf(args[0]));
  return newRef(kNone);
}
Ref<> yes(Thread& thread, const Value* args) {
  TRY(check(thread, streamOf(args[0])));
  return newRef(kTrue);
}

// ---------------------------------------------------------------- state

Ref<> getStateMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  Ref<> value = TRY(getvalueMethod(thread, args)), dict = newRef(kNone);
  if (s->dict) dict = TRY(copyDict(thread, s->dict));
  Ref<> position = TRY(newInt(thread, s->pos));
  return makeTuple(thread, value.get(), s->readNewline ? s->readNewline : kNone, position.get(), dict.get());
}
Ref<> setStateMethod(Thread& thread, const Value* args) {
  StringIO* s = streamOf(args[0]);
  if (s->closed) return thread.raiseValueError("I/O operation on closed file");
  Tuple* state = isTuple(args[1]) ? args[1].as<Tuple>() : nullptr;
  if (!state || state->size < 4) {
    return thread.raiseTypeError("{!T}.__setstate__ argument should be 4-tuple, got {!T}", args[0], args[1]);
  }
  TRY(initialize(thread, args[0], Arguments{state->items, 2, nullptr}));
  // The value is restored as it was: line ends are not translated once more.
  freeData(s);
  if (isStr(state->items[0])) {
    Str* text = state->items[0].as<Str>();
    int64_t count = static_cast<int64_t>(text->length());
    TRY(makeRoom(thread, s, count, text->kind()));
    copyChars(s->data, s->kind, 0, text->data1(), text->kind(), count);
    s->length = count;
  }
  if (!isInt(state->items[2])) {
    return thread.raiseTypeError("third item of state must be an integer, got {!T}", state->items[2]);
  }
  int64_t position = TRY(offsetArgument(thread, state->items[2]));
  if (position < 0) return thread.raiseValueError("position value cannot be negative");
  s->pos = position;
  Value dict = state->items[3];
  if (dict.isNone()) return newRef(kNone);
  if (!isDict(dict)) return thread.raiseTypeError("fourth item of state should be a dict, got a {!T}", dict);
  Dict* own = instanceDict(thread, s);
  if (!own) return Raised{};
  TRY(dictUpdate(thread, own, dict));
  return newRef(kNone);
}

Ref<> getClosed(Thread& thread, Value self) {
  if (!streamOf(self)->initialized) return thread.raiseValueError("I/O operation on uninitialized object");
  return newRef(Value::boolean(streamOf(self)->closed));
}
Ref<> getNewlines(Thread& thread, Value self) {
  TRY(check(thread, streamOf(self)));
  if (!streamOf(self)->decodes) return newRef(kNone);
  return newlinesSeen(thread, streamOf(self)->state.seen);
}
Ref<> getLineBuffering(Thread& thread, Value self) {
  TRY(check(thread, streamOf(self)));
  return newRef(kFalse);
}

constexpr MethodDef kMethods[] = {
    {.name = "close", .signature = "($self, /)", .function = closeMethod},
    {.name = "getvalue", .signature = "($self, /)", .function = getvalueMethod, .doc = "All the text."},
    {.name = "read", .signature = "($self, size=-1, /)", .function = readMethod},
    {.name = "readline", .signature = "($self, size=-1, /)", .function = readlineMethod},
    {.name = "tell", .signature = "($self, /)", .function = tellMethod},
    {.name = "truncate", .signature = "($self, pos=None, /)", .function = truncateMethod},
    {.name = "seek", .signature = "($self, pos, whence=0, /)", .function = seekMethod},
    {.name = "write", .signature = "($self, s, /)", .function = writeMethod, .doc = "Writes text at the position."},
    {.name = "seekable", .signature = "($self, /)", .function = yes},
    {.name = "readable", .signature = "($self, /)", .function = yes},
    {.name = "writable", .signature = "($self, /)", .function = yes},
    {.name = "__getstate__", .signature = "($self, /)", .function = getStateMethod},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = setStateMethod},
};
constexpr GetSetDef kGetSets[] = {
    {"closed", getClosed}, {"newlines", getNewlines}, {"line_buffering", getLineBuffering}};
constexpr Slots kSlots = {.release = release,
                          .traverse = ioBaseTraverse,
                          .create = create,
                          .initialize = initialize,
                          .next = next};

}  // namespace

const TypeSpec kStringIOType = {
    .id = TypeId::kStringIO,
    .name = "_io.StringIO",
    .basicSize = sizeof(StringIO),
    .base = TypeId::kTextIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .doc = "StringIO(initial_value='', newline='\\n')\n--\n\nA stream of text in memory.",
};

}  // namespace taipan
