// The type xmlparser.
#include "modules/expat/expat_parser.h"

#include <climits>
#include <cstring>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/memoryview.h"
#include "objects/number_arguments.h"
#include "objects/str.h"

namespace taipan {

namespace {

constexpr int kDefaultBufferSize = 8192;
constexpr size_t kChunk = 1 << 20;  // expat counts in ints, and may run handlers between

// --- errors

Raised raiseExpatError(Thread& thread, ExpatParser* self, XML_Error code) {
  int64_t line = static_cast<int64_t>(XML_GetErrorLineNumber(self->expat));
  int64_t column = static_cast<int64_t>(XML_GetErrorColumnNumber(self->expat));
  Ref<Str> message = TRY(formatStr(thread, "{}: line {}, column {}", XML_ErrorString(code), line, column));
  Ref<> error = TRY(call(thread, self->errorType, Value(message.get())));
  struct Field { const char* name; int64_t value; };
  for (const Field& field : {Field{"code", code}, Field{"offset", column}, Field{"lineno", line}}) {
    Ref<Str> name = TRY(internText(thread, field.name));
    Ref<> value = TRY(newInt(thread, field.value));
    TRY(setAttribute(thread, error, name, value));
  }
  return thread.raiseObject(error);
}

// After a call of expat: what a handler raised, or what expat found.
Ref<> finishCall(Thread& thread, ExpatParser* self, XML_Status status) {
  if (thread.hasException()) return Raised{};
  if (status == XML_STATUS_ERROR) return raiseExpatError(thread, self, XML_GetErrorCode(self->expat));
  TRY(flushCharacterData(self));
  return newInt(thread, status);
}

// --- parsing

Ref<> parseText(Thread& thread, ExpatParser* self, std::string_view text, bool isFinal) {
  Ref<> keep = newRef(Value(self));
  Thread* outer = std::exchange(self->thread, &thread);
  XML_Status status = XML_STATUS_OK;
  while (text.size() > kChunk && status == XML_STATUS_OK && !thread.hasException()) {
    status = XML_Parse(self->expat, text.data(), static_cast<int>(kChunk), 0);
    text.remove_prefix(kChunk);
  }
  if (status == XML_STATUS_OK && !thread.hasException()) {
    status = XML_Parse(self->expat, text.data(), static_cast<int>(text.size()), isFinal);
  }
  Ref<> result = finishCall(thread, self, status);
  self->thread = outer;
  return result;
}

Ref<> parserParse(Thread& thread, const Value* args) {
  ExpatParser* self = expatParserOf(args[0]);
  bool isFinal = TRY(isTrue(thread, args[2]));
  if (isStr(args[1])) {
    std::string text = TRY(toUtf8(thread, args[1].as<Str>()));
    (void)XML_SetEncoding(self->expat, "utf-8");
    return parseText(thread, self, text, isFinal);
  }
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferContiguous));
  Ref<> result = parseText(thread, self, {view.data, static_cast<size_t>(view.length)}, isFinal);
  releaseBuffer(thread, &view);
  return result;
}

Ref<> parserParseFile(Thread& thread, const Value* args) {
  ExpatParser* self = expatParserOf(args[0]);
  Ref<Str> readName = TRY(internText(thread, "read"));
  Ref<> read = lookupAttribute(thread, args[1], readName);
  if (!read) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("argument must have 'read' attribute");
  }
  for (;;) {
    Ref<> data = TRY(call(thread, read, Value::smallInt(2048)));
    bool isBytes = isInstanceOf(thread, data, TypeId::kBytes);
    if (!isBytes && !isInstanceOf(thread, data, TypeId::kByteArray)) {
      return thread.raiseTypeError("read() did not return a bytes object (type={!T})", data.value());
    }
    BufferView view;
    TRY(getBuffer(thread, data, &view, kBufferContiguous));
    std::string text(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread, &view);
    if (text.size() > 2048) {
      return thread.raiseValueError("read() returned too much data: 2048 bytes requested, {} returned", text.size());
    }
    Ref<> result = TRY(parseText(thread, self, text, text.empty()));
    if (text.empty()) return result;
  }
}

Ref<> parserSetBase(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("SetBase() argument must be str, not {!N}", args[1]);
  std::string base = TRY(toUtf8(thread, args[1].as<Str>()));
  if (!XML_SetBase(expatParserOf(args[0])->expat, base.c_str())) return thread.raiseMemoryError();
  return newRef(kNone);
}
Ref<> parserGetBase(Thread& thread, const Value* args) {
  const XML_Char* base = XML_GetBase(expatParserOf(args[0])->expat);
  return base == nullptr ? newRef(kNone) : Ref<>(newStr(thread, base));
}
// What expat has of the input around the event, from the event on.
Ref<> parserGetInputContext(Thread& thread, const Value* args) {
  ExpatParser* self = expatParserOf(args[0]);
  if (!self->inCallback) return newRef(kNone);
  int offset = 0, size = 0;
  const char* text = XML_GetInputContext(self->expat, &offset, &size);
  if (text == nullptr) return newRef(kNone);
  return newBytes(thread, {text + offset, static_cast<size_t>(size - offset)});
}
Ref<> parserSetParamEntityParsing(Thread& thread, const Value* args) {
  int flag = TRY(intArgument(thread, args[1]));
  return newInt(thread, XML_SetParamEntityParsing(expatParserOf(args[0])->expat, static_cast<XML_ParamEntityParsing>(flag)));
}
Ref<> parserUseForeignDtd(Thread& thread, const Value* args) {
  bool flag = TRY(isTrue(thread, args[1]));
  ExpatParser* self = expatParserOf(args[0]);
  XML_Error code = XML_UseForeignDTD(self->expat, flag);
  if (code != XML_ERROR_NONE) return raiseExpatError(thread, self, code);
  return newRef(kNone);
}

Status makeBuffer(Thread& thread, ExpatParser* self, int size) {
  char* fresh = static_cast<char*>(thread.heap().allocateBuffer(static_cast<size_t>(size)));
  if (fresh == nullptr) return thread.raiseMemoryError();
  if (self->buffer != nullptr) thread.heap().freeBuffer(self->buffer, static_cast<size_t>(self->bufferSize));
  self->buffer = fresh;
  self->bufferSize = size;
  self->bufferUsed = 0;
  return kOk;
}

Ref<> parserExternalEntity(Thread& thread, const Value* args) {
  ExpatParser* self = expatParserOf(args[0]);
  std::string context, encoding;
  if (isStr(args[1])) context = TRY(toUtf8(thread, args[1].as<Str>()));
  else if (!args[1].isNone()) {
    return thread.raiseTypeError("ExternalEntityParserCreate() argument 1 must be str or None, not {!N}", args[1]);
  }
  if (!args[2].isEmpty()) {
    if (!isStr(args[2])) {
      return thread.raiseTypeError("ExternalEntityParserCreate() argument 2 must be str, not {!N}", args[2]);
    }
    encoding = TRY(toUtf8(thread, args[2].as<Str>()));
  }
  Ref<ExpatParser> child = TRY(newObject<ExpatParser>(thread, self->type));
  child->expat = XML_ExternalEntityParserCreate(self->expat, isStr(args[1]) ? context.c_str() : nullptr,
                                                args[2].isEmpty() ? nullptr : encoding.c_str());
  if (child->expat == nullptr) return thread.raiseMemoryError();
  child->thread = self->thread;
  child->bufferSize = self->bufferSize;
  child->orderedAttributes = self->orderedAttributes;
  child->specifiedAttributes = self->specifiedAttributes;
  child->namespacePrefixes = self->namespacePrefixes;
  child->parent = newRef(args[0]).releaseValue();
  child->errorType = newRef(self->errorType).releaseValue();
  child->intern = newRef(self->intern).releaseValue();
  if (self->buffer != nullptr) TRY(makeBuffer(thread, child.get(), self->bufferSize));
  for (int i = 0; i < kExpatHandlerCount; ++i) child->handlers[i] = newRef(self->handlers[i]).releaseValue();
  XML_SetUserData(child->expat, child.get());
  registerHandlers(child.get());
  return child;
}

// --- attributes

template <int which>
Ref<> handlerGet(Thread&, Value self) {
  Value handler = expatParserOf(self)->handlers[which];
  return newRef(handler.isEmpty() ? kNone : handler);
}
template <int which>
Status handlerSet(Thread& thread, Value selfValue, Value value) {
  if (value.isEmpty()) return thread.raise(TypeId::kRuntimeError, "Cannot delete attribute");
  ExpatParser* self = expatParserOf(selfValue);
  if (which == static_cast<int>(ExpatHandler::kCharacterData)) {
    Thread* outer = std::exchange(self->thread, &thread);
    Status flushed = flushCharacterData(self);
    self->thread = outer;
    TRY(flushed);
  }
  Ref<> fresh = newRef(value.isNone() ? Value() : value);
  Ref<> old = Ref<>::adopt(std::exchange(self->handlers[which], fresh.releaseValue()));
  registerHandler(self, which, !self->handlers[which].isEmpty());
  return kOk;
}

template <bool ExpatParser::*flag>
Ref<> flagGet(Thread&, Value self) {
  return newRef(Value::boolean(expatParserOf(self)->*flag));
}
template <bool ExpatParser::*flag>
Status flagSet(Thread& thread, Value selfValue, Value value) {
  if (value.isEmpty()) return thread.raise(TypeId::kRuntimeError, "Cannot delete attribute");
  ExpatParser* self = expatParserOf(selfValue);
  self->*flag = TRY(isTrue(thread, value));
  if (flag == &ExpatParser::namespacePrefixes) XML_SetReturnNSTriplet(self->expat, self->*flag);
  return kOk;
}

Ref<> bufferTextGet(Thread&, Value self) { return newRef(Value::boolean(expatParserOf(self)->buffer != nullptr)); }
Status bufferTextSet(Thread& thread, Value selfValue, Value value) {
  if (value.isEmpty()) return thread.raise(TypeId::kRuntimeError, "Cannot delete attribute");
  ExpatParser* self = expatParserOf(selfValue);
  bool wanted = TRY(isTrue(thread, value));
  if (wanted == (self->buffer != nullptr)) return kOk;
  if (wanted) return makeBuffer(thread, self, self->bufferSize);
  Thread* outer = std::exchange(self->thread, &thread);
  Status flushed = flushCharacterData(self);
  self->thread = outer;
  TRY(flushed);
  if (self->buffer == nullptr) return kOk;
  thread.heap().freeBuffer(std::exchange(self->buffer, nullptr), static_cast<size_t>(self->bufferSize));
  return kOk;
}
Ref<> bufferSizeGet(Thread& thread, Value self) { return newInt(thread, expatParserOf(self)->bufferSize); }
Status bufferSizeSet(Thread& thread, Value selfValue, Value value) {
  if (value.isEmpty()) return thread.raise(TypeId::kRuntimeError, "Cannot delete attribute");
  if (!isInt(value)) return thread.raiseTypeError("buffer_size must be an integer");
  ExpatParser* self = expatParserOf(selfValue);
  int64_t size = TRY(sizeArgument(thread, value));
  if (size == self->bufferSize) return kOk;
  if (size <= 0) return thread.raiseValueError("buffer_size must be greater than zero");
  if (size > INT_MAX) return thread.raiseValueError("buffer_size must not be greater than {}", INT_MAX);
  if (self->buffer == nullptr) {
    self->bufferSize = static_cast<int>(size);
    return kOk;
  }
  Thread* outer = std::exchange(self->thread, &thread);
  Status flushed = flushCharacterData(self);
  self->thread = outer;
  TRY(flushed);
  return makeBuffer(thread, self, static_cast<int>(size));
}
Ref<> bufferUsedGet(Thread& thread, Value self) { return newInt(thread, expatParserOf(self)->bufferUsed); }
Ref<> internGet(Thread&, Value self) { return newRef(expatParserOf(self)->intern); }

template <auto function>
Ref<> numberGet(Thread& thread, Value self) {
  return newInt(thread, static_cast<int64_t>(function(expatParserOf(self)->expat)));
}

// --- life

void parserClear(Object* object) {
  auto* self = static_cast<ExpatParser*>(object);
  for (Value& handler : self->handlers) decrefOrEmpty(std::exchange(handler, Value()));
  decrefOrEmpty(std::exchange(self->intern, kNone));
}
void parserRelease(Object* object) {
  auto* self = static_cast<ExpatParser*>(object);
  parserClear(object);
  if (self->expat != nullptr) XML_ParserFree(std::exchange(self->expat, nullptr));
  if (self->buffer != nullptr) {
    self->type->interpreter->heap.freeBuffer(std::exchange(self->buffer, nullptr), static_cast<size_t>(self->bufferSize));
  }
  decrefOrEmpty(std::exchange(self->parent, Value()));
  decrefOrEmpty(std::exchange(self->errorType, Value()));
}
void parserTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<ExpatParser*>(object);
  for (Value handler : self->handlers) visitor.visitValue(handler);
  visitor.visitValue(self->intern);
  visitor.visitValue(self->parent);
  visitor.visitValue(self->errorType);
}

#define HANDLER(name)                                                                      \
  {ExpatHandler::k##name == ExpatHandler::kDefaultHandlerExpand ? #name : #name "Handler", \
   handlerGet<static_cast<int>(ExpatHandler::k##name)>, handlerSet<static_cast<int>(ExpatHandler::k##name)>},
constexpr GetSetDef kGetSets[] = {
    EXPAT_HANDLERS(HANDLER)
    {"buffer_text", bufferTextGet, bufferTextSet}, {"buffer_size", bufferSizeGet, bufferSizeSet},
    {"buffer_used", bufferUsedGet}, {"intern", internGet},
    {"namespace_prefixes", flagGet<&ExpatParser::namespacePrefixes>, flagSet<&ExpatParser::namespacePrefixes>},
    {"ordered_attributes", flagGet<&ExpatParser::orderedAttributes>, flagSet<&ExpatParser::orderedAttributes>},
    {"specified_attributes", flagGet<&ExpatParser::specifiedAttributes>, flagSet<&ExpatParser::specifiedAttributes>},
    {"ErrorCode", numberGet<XML_GetErrorCode>}, {"ErrorLineNumber", numberGet<XML_GetCurrentLineNumber>},
    {"ErrorColumnNumber", numberGet<XML_GetCurrentColumnNumber>}, {"ErrorByteIndex", numberGet<XML_GetCurrentByteIndex>},
    {"CurrentLineNumber", numberGet<XML_GetCurrentLineNumber>},
    {"CurrentColumnNumber", numberGet<XML_GetCurrentColumnNumber>},
    {"CurrentByteIndex", numberGet<XML_GetCurrentByteIndex>}};
#undef HANDLER

constexpr MethodDef kMethods[] = {
    {.name = "Parse", .signature = "($self, data, isfinal=False, /)", .function = parserParse,
     .doc = "Parses a piece of a document; the last one with isfinal."},
    {.name = "ParseFile", .signature = "($self, file, /)", .function = parserParseFile, .doc = "Parses all of a binary file."},
    {.name = "SetBase", .signature = "($self, base, /)", .function = parserSetBase, .doc = "Sets the base of relative system ids."},
    {.name = "GetBase", .signature = "($self, /)", .function = parserGetBase, .doc = "The base of relative system ids."},
    {.name = "GetInputContext", .signature = "($self, /)", .function = parserGetInputContext,
     .doc = "The text that caused the event that is being handled."},
    {.name = "ExternalEntityParserCreate", .signature = "($self, context, encoding=<NULL>, /)", .function = parserExternalEntity,
     .doc = "A parser for an external entity that this one refers to."},
    {.name = "SetParamEntityParsing", .signature = "($self, flag, /)", .function = parserSetParamEntityParsing,
     .doc = "Whether parameter entities are parsed."},
    {.name = "UseForeignDTD", .signature = "($self, flag=True, /)", .function = parserUseForeignDtd,
     .doc = "Lets the program provide a DTD for documents without one."}};
constexpr Slots kSlots = {.release = parserRelease, .traverse = parserTraverse, .clear = parserClear};

}  // namespace

constexpr TypeSpec kExpatParserType = {.name = "pyexpat.xmlparser", .basicSize = sizeof(ExpatParser),
                                       .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable, .slots = &kSlots,
                                       .methods = kMethods, .getSets = kGetSets, .doc = "XML parser"};

Ref<> newExpatParser(Thread& thread, Type* type, Value errorType, const char* encoding, const char* separator, Value intern) {
  Ref<ExpatParser> self = TRY(newObject<ExpatParser>(thread, type));
  self->intern = newRef(intern).releaseValue();
  self->errorType = newRef(errorType).releaseValue();
  self->bufferSize = kDefaultBufferSize;
  self->expat = XML_ParserCreate_MM(encoding, nullptr, separator);
  if (self->expat == nullptr) return thread.raiseMemoryError();
  // Names of a document may be made to collide in expat's tables: its salt is the interpreter's.
  Ref<Str> probe = TRY(newStr(thread, "expat"));
  XML_SetHashSalt(self->expat, static_cast<unsigned long>(strHash(thread, probe)) | 1);
  XML_SetUserData(self->expat, self.get());
  XML_SetUnknownEncodingHandler(self->expat, unknownEncoding, self.get());
  return self;
}

}  // namespace taipan
