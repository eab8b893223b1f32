// TextIOWrapper: construction, reconfiguration, closing, and the type.
#include "modules/io/buffered.h"
#include "modules/io/text_io.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/int.h"

namespace taipan {

// ---------------------------------------------------------------- state

Status textCheckAttached(Thread& thread, TextIO* text) {
  if (text->initialized) [[likely]] {
    if (!text->detached) [[likely]] return kOk;
    return thread.raiseValueError("underlying buffer has been detached");
  }
  return thread.raiseValueError("I/O operation on uninitialized object");
}

namespace {
// OPTIMIZATION: the file at the bottom, if everything in between is native: it knows whether it is closed.
FileIO* plainFile(TextIO* text) {
  Value buffer = text->buffer;
  bool plain = isExactly(buffer, TypeId::kBufferedWriter) || isExactly(buffer, TypeId::kBufferedReader) ||
               isExactly(buffer, TypeId::kBufferedRandom);
  if (!plain || !buffer.as<Buffered>()->initialized) return nullptr;
  Value raw = buffer.as<Buffered>()->raw;
  return isExactly(raw, TypeId::kFileIO) ? raw.as<FileIO>() : nullptr;
}
}  // namespace

Ref<> textBuffer(Thread& thread, TextIO* text) {
  if (text->buffer.isEmpty()) return thread.raiseValueError("underlying buffer has been detached");
  return newRef(text->buffer);
}

Status textCheckOpen(Thread& thread, TextIO* text) {
  TRY(textCheckAttached(thread, text));
  if (text->type->has(kTypeIsHeapType)) return checkClosed(thread, Value(text));
  if (FileIO* file = plainFile(text)) {
    if (file->fd < 0) return raiseClosed(thread);
    return kOk;
  }
  Ref<> buffer = newRef(text->buffer);
  if (TRY(isClosed(thread, buffer))) return raiseClosed(thread);
  return kOk;
}

void textDropDecoded(TextIO* text) {
  dropField(&text->decoded);
  text->used = 0;
}
void textDropSnapshot(TextIO* text) { dropField(&text->snapshotInput); }

namespace {

// ---------------------------------------------------------------- construction

Status checkNewline(Thread& thread, Value newline) {
  if (newline.isEmpty() || newline.isNone()) return kOk;
  Str* text = newline.as<Str>();
  if (text->length() == 0 || strEqualText(text, "\n") || strEqualText(text, "\r") || strEqualText(text, "\r\n")) return kOk;
  return thread.raiseValueError("illegal newline value: {}", text);
}

void setNewline(TextIO* text, Value newline) {
  bool none = newline.isEmpty() || newline.isNone();
  dropField(&text->readNewline);
  dropField(&text->writeNewline);
  Str* string = none ? nullptr : newline.as<Str>();
  if (string) text->readNewline = newRef(newline).releaseValue();
  text->readUniversal = none || string->length() == 0;
  text->readTranslate = none;
  text->writeTranslate = none || string->length() != 0;
  if (string && string->length() > 0 && !strEqualText(string, "\n")) text->writeNewline = newRef(newline).releaseValue();
}

// The encoding asked for; None and "locale" are the locale's.
Ref<Str> chooseEncoding(Thread& thread, Value encoding) {
  bool none = encoding.isEmpty() || encoding.isNone();
  if (none && thread.interpreter().settings.warnDefaultEncoding) {
    TRY(warn(thread, TypeId::kEncodingWarning, 1, "'encoding' argument not specified"));
  }
  if (!none && !strEqualText(encoding.as<Str>(), "locale")) return newRef(encoding.as<Str>());
  return localeEncoding(thread);
}

Status checkErrors(Thread& thread, Str* errors) {
  if (!thread.interpreter().settings.devMode) return kOk;
  std::string name = TRY(toUtf8(thread, errors));
  return checkErrorHandler(thread, name.c_str());
}

Result<bool> flagArgument(Thread& thread, Value value) {
  if (value.isEmpty()) return false;
  return TRY(intArgument(thread, value)) != 0;
}

constexpr const char* kParameters[] = {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through"};

Status initialize(Thread& thread, Value self, const Arguments& args) {
  Value bound[6];
  TRY(bindConstructor(thread, "TextIOWrapper", args, kParameters, 1, bound));
  TRY(checkStrOrNone(thread, "TextIOWrapper", "encoding", bound[1]));
  if (!bound[2].isEmpty() && !bound[2].isNone() && !isStr(bound[2])) {
    return thread.raiseTypeError("TextIOWrapper() argument 'errors' must be str or None, not {!N}", bound[2]);
  }
  TRY(checkStrOrNone(thread, "TextIOWrapper", "newline", bound[3]));
  bool lineBuffering = TRY(flagArgument(thread, bound[4])), writeThrough = TRY(flagArgument(thread, bound[5]));
  TextIO* text = textOf(self);
  text->initialized = text->detached = false;
  Ref<Str> encoding = TRY(chooseEncoding(thread, bound[1]));
  Ref<Str> errors = bound[2].isEmpty() || bound[2].isNone() ? newRef(thread.names().strict) : newRef(bound[2].as<Str>());
  TRY(checkErrors(thread, errors));
  TRY(checkNewline(thread, bound[3]));
  for (Value* field : {&text->encoder, &text->decoder, &text->decoded, &text->snapshotInput}) dropField(field);
  text->pendingSize = text->used = 0;
  text->bytesPerCharacter = 0;
  text->chunkSize = 8192;
  setNewline(text, bound[3]);
  text->lineBuffering = lineBuffering;
  text->writeThrough = writeThrough;
  Ref<> buffer = newRef(bound[0]);
  Ref<> old = Ref<>::adopt(std::exchange(text->buffer, newRef(buffer.get()).releaseValue()));
  text->decodes = TRY(askStream(thread, buffer, thread.names().readable));
  text->encodes = TRY(askStream(thread, buffer, thread.names().writable));
  TRY(textSetCodec(thread, text, encoding, errors));
  text->seekable = text->telling = TRY(askStream(thread, buffer, thread.names().seekable));
  text->hasRead1 = TRY(hasAttribute(thread, buffer, thread.names().read1));
  TRY(textFixEncoder(thread, text));
  text->initialized = true;
  return kOk;
}

Status checkSetting(Thread& thread, Value value) {
  if (value.isEmpty() || value.isNone() || isStr(value)) return kOk;
  return thread.raiseTypeError("bad argument type for built-in operation");
}

// reconfigure(*, encoding=None, errors=None, newline=…, line_buffering=None, write_through=None)
Ref<> reconfigure(Thread& thread, const Value* args) {
  TextIO* text = textOf(args[0]);
  Value encoding = args[1], errors = args[2], newline = args[3];
  bool newlineGiven = !newline.isEmpty();
  if (text->decoded && (!encoding.isNone() || !errors.isNone() || newlineGiven)) {
    return raiseUnsupported(thread, "It is not possible to set the encoding or newline of stream after the first read");
  }
  TRY(checkSetting(thread, newline));
  TRY(checkNewline(thread, newline));
  TRY(checkSetting(thread, encoding));
  TRY(checkSetting(thread, errors));
  bool lineBuffering = args[4].isNone() ? text->lineBuffering : TRY(flagArgument(thread, args[4]));
  bool writeThrough = args[5].isNone() ? text->writeThrough : TRY(flagArgument(thread, args[5]));
  Ref<> flushed = TRY(callMethod(thread, args[0], thread.names().flush));
  text->bytesPerCharacter = 0;
  if (newlineGiven) setNewline(text, newline);
  if (!encoding.isNone() || !errors.isNone() || newlineGiven) {
    TRY(textCheckAttached(thread, text));
    Ref<Str> newEncoding = newRef(text->encoding.as<Str>());
    if (!encoding.isNone()) newEncoding = TRY(chooseEncoding(thread, encoding));
    Ref<Str> newErrors = newRef(!errors.isNone() ? errors.as<Str>()
                                : encoding.isNone() ? text->errors.as<Str>() : thread.names().strict);
    TRY(textSetCodec(thread, text, newEncoding, newErrors));
    TRY(textFixEncoder(thread, text));
  }
  text->lineBuffering = lineBuffering;
  text->writeThrough = writeThrough;
  return newRef(kNone);
}

void release(Object* self) {
  auto* text = static_cast<TextIO*>(self);
  text->initialized = false;
  for (Value* field : {&text->buffer, &text->encoding, &text->errors, &text->encoder, &text->decoder, &text->readNewline,
                       &text->writeNewline, &text->decoded, &text->snapshotInput}) {
    dropField(field);
  }
  text->type->interpreter->heap.freeBuffer(text->pending, static_cast<size_t>(text->pendingCapacity));
  text->pending = nullptr;
  text->pendingCapacity = text->pendingSize = 0;
  ioBaseRelease(self);
}
void traverse(Object* self, Visitor& visitor) {
  auto* text = static_cast<TextIO*>(self);
  for (Value field : {text->buffer, text->encoder, text->decoder, text->decoded, text->snapshotInput}) visitor.visitValue(field);
  ioBaseTraverse(self, visitor);
}

// ---------------------------------------------------------------- methods

Ref<> writeMethod(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("write() argument must be str, not {}", argumentTypeName(thread, args[1]));
  TRY(textWrite(thread, textOf(args[0]), args[1].as<Str>()));
  return newInt(thread, static_cast<int64_t>(args[1].as<Str>()->length()));
}
Ref<> readMethod(Thread& thread, const Value* args) {
  int64_t size = TRY(optionalSizeArgument(thread, args[1]));
  return textRead(thread, textOf(args[0]), size);
}
Ref<> readlineMethod(Thread& thread, const Value* args) {
  TRY(textCheckAttached(thread, textOf(args[0])));
  int64_t limit = TRY(offsetArgument(thread, args[1]));
  return textReadLine(thread, textOf(args[0]), limit);
}
Ref<> flushMethod(Thread& thread, const Value* args) {
  TRY(textFlush(thread, textOf(args[0])));
  return newRef(kNone);
}
Ref<> tellMethod(Thread& thread, const Value* args) { return textTell(thread, textOf(args[0])); }
Ref<> seekMethod(Thread& thread, const Value* args) {
  int whence = TRY(intArgument(thread, args[2]));
  return textSeek(thread, textOf(args[0]), args[1], whence);
}
Ref<> truncateMethod(Thread& thread, const Value* args) {
  TRY(textCheckAttached(thread, textOf(args[0])));
  Ref<> flushed = TRY(callMethod(thread, args[0], thread.names().flush));
  Ref<> buffer = TRY(textBuffer(thread, textOf(args[0])));
  return callMethod(thread, buffer, thread.names().truncate, args[1]);
}
Ref<> detachMethod(Thread& thread, const Value* args) {
  TextIO* text = textOf(args[0]);
  TRY(textCheckAttached(thread, text));
  Ref<> flushed = TRY(callMethod(thread, args[0], thread.names().flush));
  TRY(textCheckAttached(thread, text));
  text->detached = true;
  return Ref<>::adopt(std::exchange(text->buffer, Value()));
}
Ref<> closeMethod(Thread& thread, const Value* args) {
  TextIO* text = textOf(args[0]);
  TRY(textCheckAttached(thread, text));
  Ref<> buffer = newRef(text->buffer);
  if (TRY(isClosed(thread, args[0]))) return newRef(kNone);
  if (text->finalizing) {
    Ref<> warned = callMethod(thread, buffer, thread.names()._dealloc_warn, args[0]);
    thread.clearException();
  }
  Ref<> flushed = callMethod(thread, args[0], thread.names().flush);
  Ref<> earlier = thread.takeException();
  Ref<> closed = callMethod(thread, buffer, thread.names().close);
  chainExceptions(thread, std::move(earlier));
  if (!flushed || !closed) return Raised{};
  return closed;
}

Ref<> next(Thread& thread, Value self) {
  TextIO* text = textOf(self);
  TRY(textCheckAttached(thread, text));
  text->telling = false;
  Ref<> line;
  if (!text->type->has(kTypeIsHeapType)) {
    line = TRY(textReadLine(thread, text, -1));
  } else {
    line = TRY(callMethod(thread, self, thread.names().readline));
    if (!isStr(line)) {
      return thread.raise(TypeId::kOSError, "readline() should have returned a str object, not '{!T}'", line.get());
    }
  }
  if (line.get().as<Str>()->length() != 0) return line;
  textDropSnapshot(text);
  text->telling = text->seekable;
  return nullptr;
}

template <Str* Names::*name>
Ref<> forward(Thread& thread, const Value* args) {
  TRY(textCheckAttached(thread, textOf(args[0])));
  Ref<> buffer = newRef(textOf(args[0])->buffer);
  return callMethod(thread, buffer, thread.names().*name);
}
template <Str* Names::*name>
Ref<> forwardAttribute(Thread& thread, Value self) {
  TRY(textCheckAttached(thread, textOf(self)));
  Ref<> buffer = newRef(textOf(self)->buffer);
  return getAttribute(thread, buffer, thread.names().*name);
}

// ---------------------------------------------------------------- attributes

Ref<> getNewlines(Thread& thread, Value self) {
  TextIO* text = textOf(self);
  TRY(textCheckAttached(thread, text));
  if (!text->decodes) return newRef(kNone);
  if (text->codec != TextCodec::kPython) {
    return text->readUniversal ? newlinesSeen(thread, text->newlines.seen) : newRef(kNone);
  }
  Ref<> decoder = newRef(text->decoder);
  Ref<> newlines = lookupAttribute(thread, decoder, thread.names().newlines);
  if (!newlines && !thread.hasException()) return newRef(kNone);
  return newlines;
}
Ref<> getErrors(Thread& thread, Value self) {
  if (!textOf(self)->initialized) return thread.raiseValueError("I/O operation on uninitialized object");
  return newRef(textOf(self)->errors);
}
Ref<> getChunkSize(Thread& thread, Value self) {
  TRY(textCheckAttached(thread, textOf(self)));
  return newInt(thread, textOf(self)->chunkSize);
}
Status setChunkSize(Thread& thread, Value self, Value value) {
  TRY(textCheckAttached(thread, textOf(self)));
  if (value.isEmpty()) return thread.raise(TypeId::kAttributeError, "cannot delete attribute");
  int64_t size = TRY(indexAsInt64(thread, value, TypeId::kValueError));
  if (size <= 0) return thread.raiseValueError("a strictly positive integer is required");
  textOf(self)->chunkSize = size;
  return kOk;
}

// " name=…" of an attribute that may be missing or raise ValueError.
Result<bool> appendAttribute(Thread& thread, Value self, Str* name, StrBuilder* out) {
  Ref<> value = lookupAttribute(thread, self, name);
  if (!value) {
    if (thread.hasException() && !thread.clearIfMatches(TypeId::kValueError)) return Raised{};
    return false;
  }
  Ref<Str> piece = TRY(formatStr(thread, " {}={!r}", name, value.get()));
  out->append(piece);
  return true;
}
Ref<Str> describe(Thread& thread, Value self) {
  StrBuilder out(thread);
  out.append("<_io.TextIOWrapper");
  TRY(appendAttribute(thread, self, thread.names().name, &out));
  TRY(appendAttribute(thread, self, thread.names().mode, &out));
  Ref<Str> tail = TRY(formatStr(thread, " encoding={!r}>", textOf(self)->encoding));
  out.append(tail);
  return out.finish();
}
Ref<> textRepr(Thread& thread, Value self) {
  if (!textOf(self)->initialized) return thread.raiseValueError("I/O operation on uninitialized object");
  if (!TRY(enterRepr(thread, self))) {
    return thread.raise(TypeId::kRuntimeError, "reentrant call inside {}.__repr__", typeOf(thread, self)->nativeName);
  }
  Ref<Str> text = describe(thread, self);
  leaveRepr(thread, self);
  return text;
}

constexpr MethodDef kMethods[] = {
    {.name = "detach", .signature = "($self, /)", .function = detachMethod},
    {.name = "reconfigure",
     .signature = "($self, /, *, encoding=None, errors=None, newline=<NULL>, line_buffering=None, write_through=None)",
     .function = reconfigure, .doc = "Changes settings; flushes the stream."},
    {.name = "write", .signature = "($self, text, /)", .function = writeMethod},
    {.name = "read", .signature = "($self, size=-1, /)", .function = readMethod},
    {.name = "readline", .signature = "($self, size=-1, /)", .function = readlineMethod},
    {.name = "flush", .signature = "($self, /)", .function = flushMethod},
    {.name = "close", .signature = "($self, /)", .function = closeMethod},
    {.name = "fileno", .signature = "($self, /)", .function = forward<&Names::fileno>},
    {.name = "seekable", .signature = "($self, /)", .function = forward<&Names::seekable>},
    {.name = "readable", .signature = "($self, /)", .function = forward<&Names::readable>},
    {.name = "writable", .signature = "($self, /)", .function = forward<&Names::writable>},
    {.name = "isatty", .signature = "($self, /)", .function = forward<&Names::isatty>},
    {.name = "seek", .signature = "($self, cookie, whence=0, /)", .function = seekMethod},
    {.name = "tell", .signature = "($self, /)", .function = tellMethod},
    {.name = "truncate", .signature = "($self, pos=None, /)", .function = truncateMethod},
};
constexpr GetSetDef kGetSets[] = {
    {"name", forwardAttribute<&Names::name>},
    {"closed", forwardAttribute<&Names::closed>},
    {"newlines", getNewlines},
    {"errors", getErrors},
    {"_CHUNK_SIZE", getChunkSize, setChunkSize},
};
constexpr MemberDef kMembers[] = {
    {"encoding", MemberKind::kObject, offsetof(TextIO, encoding)},
    {"buffer", MemberKind::kObject, offsetof(TextIO, buffer)},
    {"line_buffering", MemberKind::kBool, offsetof(TextIO, lineBuffering)},
    {"write_through", MemberKind::kBool, offsetof(TextIO, writeThrough)},
    {"_finalizing", MemberKind::kBool, offsetof(TextIO, finalizing), false},
};
constexpr Slots kSlots = {.release = release,
                          .traverse = traverse,
                          .create = genericCreate,
                          .initialize = initialize,
                          .repr = textRepr,
                          .next = next};

}  // namespace

const TypeSpec kTextIOWrapperType = {
    .id = TypeId::kTextIOWrapper,
    .name = "_io.TextIOWrapper",
    .basicSize = sizeof(TextIO),
    .base = TypeId::kTextIOBase,
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .members = kMembers,
    .doc = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"
           "\n--\n\nText over a buffered stream of bytes.",
};

}  // namespace taipan
