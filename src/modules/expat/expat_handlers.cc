// The callbacks that expat calls, and the handlers in Python that they call.
#include <cstring>

#include "modules/expat/expat_parser.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

ExpatParser* parserOf(void* data) { return static_cast<ExpatParser*>(data); }

Ref<> textOrNone(Thread& thread, const XML_Char* text) {
  if (text == nullptr) return newRef(kNone);
  return newStr(thread, text);
}

// Names come again and again: one string for each, kept in the dict that the program may share between parsers.
Ref<> nameOrNone(ExpatParser* self, const XML_Char* text) {
  Thread& thread = *self->thread;
  Ref<> name = TRY(textOrNone(thread, text));
  if (!isDict(self->intern)) return name;
  Ref<Dict> known = newRef(self->intern.as<Dict>());
  Ref<> found = newRef(dictGet(thread, known, name));
  if (found) return found;
  if (thread.hasException()) return Raised{};
  TRY(dictSet(thread, known, name, name));
  return name;
}

// After an exception nothing more is called; it waits on the thread until Parse returns.
void stopCalling(ExpatParser* self) {
  for (int i = 0; i < kExpatHandlerCount; ++i) {
    registerHandler(self, i, false);
    decrefOrEmpty(std::exchange(self->handlers[i], Value()));
  }
}

bool isSet(ExpatParser* self, ExpatHandler which) { return !self->handlers[static_cast<int>(which)].isEmpty(); }

Ref<> callHandler(ExpatParser* self, ExpatHandler which, const Value* values, size_t count) {
  Ref<> handler = newRef(self->handlers[static_cast<int>(which)]);
  bool outer = std::exchange(self->inCallback, true);
  Ref<> result = call(*self->thread, handler, Arguments{values, count, nullptr});
  self->inCallback = outer;
  if (!result) stopCalling(self);
  return result;
}

// Empty in `values`: making them failed.
template <class... Values>
Ref<> ask(ExpatParser* self, ExpatHandler which, const Values&... values) {
  if ((!values || ...)) {
    stopCalling(self);
    return Raised{};
  }
  Value plain[] = {Value(values)..., Value()};
  return callHandler(self, which, plain, sizeof...(values));
}

// As ask, where the result means nothing.
template <class... Values>
void report(ExpatParser* self, ExpatHandler which, const Values&... values) {
  (void)ask(self, which, values...);
}

// Should a callback do anything?  Character data that came before is told first.
bool ready(ExpatParser* self, ExpatHandler which) {
  if (!isSet(self, which) || self->thread->hasException()) return false;
  return static_cast<bool>(flushCharacterData(self)) && isSet(self, which);
}

Ref<> attributesOf(ExpatParser* self, const XML_Char** attributes) {
  Thread& thread = *self->thread;
  int count = 0;
  if (self->specifiedAttributes) {
    count = XML_GetSpecifiedAttributeCount(self->expat);
  } else {
    while (attributes[count] != nullptr) count += 2;
  }
  if (self->orderedAttributes) {
    Ref<List> list = TRY(newList(thread));
    for (int i = 0; i < count; ++i) {
      Ref<> item = TRY(i % 2 == 0 ? nameOrNone(self, attributes[i]) : textOrNone(thread, attributes[i]));
      TRY(listAppend(thread, list, item));
    }
    return list;
  }
  Ref<Dict> dict = TRY(newDict(thread));
  for (int i = 0; i < count; i += 2) {
    Ref<> name = TRY(nameOrNone(self, attributes[i])), value = TRY(textOrNone(thread, attributes[i + 1]));
    TRY(dictSet(thread, dict, name, value));
  }
  return dict;
}

void startElement(void* data, const XML_Char* name, const XML_Char** attributes) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kStartElement)) return;
  Ref<> dict = attributesOf(self, attributes);
  report(self, ExpatHandler::kStartElement, dict ? nameOrNone(self, name) : Ref<>(), dict);
}
void endElement(void* data, const XML_Char* name) {
  ExpatParser* self = parserOf(data);
  if (ready(self, ExpatHandler::kEndElement)) report(self, ExpatHandler::kEndElement, nameOrNone(self, name));
}
void processingInstruction(void* data, const XML_Char* target, const XML_Char* text) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kProcessingInstruction)) return;
  report(self, ExpatHandler::kProcessingInstruction, nameOrNone(self, target), textOrNone(*self->thread, text));
}

void tellCharacters(ExpatParser* self, const XML_Char* text, int length) {
  if (!isSet(self, ExpatHandler::kCharacterData)) return;
  report(self, ExpatHandler::kCharacterData, newStr(*self->thread, {text, static_cast<size_t>(length)}));
}
void characterData(void* data, const XML_Char* text, int length) {
  ExpatParser* self = parserOf(data);
  if (self->thread->hasException()) return;
  if (self->buffer == nullptr) return tellCharacters(self, text, length);
  if (self->bufferUsed + length > self->bufferSize && !flushCharacterData(self)) return;
  if (!isSet(self, ExpatHandler::kCharacterData)) return;
  if (self->buffer == nullptr || length > self->bufferSize) return tellCharacters(self, text, length);
  std::memcpy(self->buffer + self->bufferUsed, text, static_cast<size_t>(length));
  self->bufferUsed += length;
}

void unparsedEntityDecl(void* data, const XML_Char* entity, const XML_Char* base, const XML_Char* systemId,
                        const XML_Char* publicId, const XML_Char* notation) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kUnparsedEntityDecl)) return;
  report(self, ExpatHandler::kUnparsedEntityDecl, nameOrNone(self, entity), nameOrNone(self, base),
         nameOrNone(self, systemId), nameOrNone(self, publicId), nameOrNone(self, notation));
}
void notationDecl(void* data, const XML_Char* name, const XML_Char* base, const XML_Char* systemId,
                  const XML_Char* publicId) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kNotationDecl)) return;
  report(self, ExpatHandler::kNotationDecl, nameOrNone(self, name), nameOrNone(self, base),
         nameOrNone(self, systemId), nameOrNone(self, publicId));
}
void startNamespaceDecl(void* data, const XML_Char* prefix, const XML_Char* uri) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kStartNamespaceDecl)) return;
  report(self, ExpatHandler::kStartNamespaceDecl, nameOrNone(self, prefix), nameOrNone(self, uri));
}
void endNamespaceDecl(void* data, const XML_Char* prefix) {
  ExpatParser* self = parserOf(data);
  if (ready(self, ExpatHandler::kEndNamespaceDecl)) {
    report(self, ExpatHandler::kEndNamespaceDecl, nameOrNone(self, prefix));
  }
}
void comment(void* data, const XML_Char* text) {
  ExpatParser* self = parserOf(data);
  if (ready(self, ExpatHandler::kComment)) report(self, ExpatHandler::kComment, textOrNone(*self->thread, text));
}
template <ExpatHandler which>
void plainEvent(void* data) {
  ExpatParser* self = parserOf(data);
  if (ready(self, which)) report(self, which);
}
template <ExpatHandler which>
void defaultData(void* data, const XML_Char* text, int length) {
  ExpatParser* self = parserOf(data);
  if (ready(self, which)) report(self, which, newStr(*self->thread, {text, static_cast<size_t>(length)}));
}

// Handlers whose result tells expat whether to go on.
int asFlag(ExpatParser* self, Ref<> result) {
  if (!result) return XML_STATUS_ERROR;
  Result<int64_t> number = sizeArgument(*self->thread, result);
  if (number) return static_cast<int>(*number);
  stopCalling(self);
  return XML_STATUS_ERROR;
}
int notStandalone(void* data) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kNotStandalone)) return XML_STATUS_ERROR;
  return asFlag(self, ask(self, ExpatHandler::kNotStandalone));
}
int externalEntityRef(XML_Parser parser, const XML_Char* context, const XML_Char* base, const XML_Char* systemId,
                      const XML_Char* publicId) {
  ExpatParser* self = parserOf(XML_GetUserData(parser));
  if (!ready(self, ExpatHandler::kExternalEntityRef)) return XML_STATUS_ERROR;
  return asFlag(self, ask(self, ExpatHandler::kExternalEntityRef, textOrNone(*self->thread, context),
                             nameOrNone(self, base), nameOrNone(self, systemId), nameOrNone(self, publicId)));
}

void startDoctypeDecl(void* data, const XML_Char* name, const XML_Char* systemId, const XML_Char* publicId,
                      int hasInternalSubset) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kStartDoctypeDecl)) return;
  report(self, ExpatHandler::kStartDoctypeDecl, nameOrNone(self, name), nameOrNone(self, systemId),
         nameOrNone(self, publicId), newInt(*self->thread, hasInternalSubset));
}
void entityDecl(void* data, const XML_Char* name, int isParameter, const XML_Char* value, int length,
                const XML_Char* base, const XML_Char* systemId, const XML_Char* publicId, const XML_Char* notation) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kEntityDecl)) return;
  Thread& thread = *self->thread;
  Ref<> text = value == nullptr ? newRef(kNone) : Ref<>(newStr(thread, {value, static_cast<size_t>(length)}));
  report(self, ExpatHandler::kEntityDecl, nameOrNone(self, name), newInt(thread, isParameter), text,
         nameOrNone(self, base), nameOrNone(self, systemId), nameOrNone(self, publicId), nameOrNone(self, notation));
}
void xmlDecl(void* data, const XML_Char* version, const XML_Char* encoding, int standalone) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kXmlDecl)) return;
  Thread& thread = *self->thread;
  report(self, ExpatHandler::kXmlDecl, textOrNone(thread, version), textOrNone(thread, encoding),
         newInt(thread, standalone));
}

// (type, quantifier, name, children) all the way down.
Ref<> modelOf(ExpatParser* self, const XML_Content& content) {
  Thread& thread = *self->thread;
  NativeRecursion guard(thread);
  if (!guard.enter()) return Raised{};
  Ref<Tuple> children = TRY(newTuple(thread, content.numchildren));
  for (unsigned i = 0; i < content.numchildren; ++i) {
    children->items[i] = TRY(modelOf(self, content.children[i])).releaseValue();
  }
  Ref<> name = TRY(textOrNone(thread, content.name));
  return makeTuple(thread, Value::smallInt(content.type), Value::smallInt(content.quant), name.value(),
                   Value(children.get()));
}
void elementDecl(void* data, const XML_Char* name, XML_Content* model) {
  ExpatParser* self = parserOf(data);
  if (ready(self, ExpatHandler::kElementDecl)) {
    Ref<> tree = modelOf(self, *model);
    report(self, ExpatHandler::kElementDecl, tree ? nameOrNone(self, name) : Ref<>(), tree);
  }
  XML_FreeContentModel(self->expat, model);
}
void attlistDecl(void* data, const XML_Char* element, const XML_Char* name, const XML_Char* type,
                 const XML_Char* fallback, int isRequired) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kAttlistDecl)) return;
  Thread& thread = *self->thread;
  report(self, ExpatHandler::kAttlistDecl, nameOrNone(self, element), nameOrNone(self, name), textOrNone(thread, type),
         textOrNone(thread, fallback), newInt(thread, isRequired));
}
void skippedEntity(void* data, const XML_Char* name, int isParameter) {
  ExpatParser* self = parserOf(data);
  if (!ready(self, ExpatHandler::kSkippedEntity)) return;
  report(self, ExpatHandler::kSkippedEntity, nameOrNone(self, name), newInt(*self->thread, isParameter));
}

}  // namespace

Status flushCharacterData(ExpatParser* self) {
  if (self->buffer == nullptr || self->bufferUsed == 0) return kOk;
  int length = std::exchange(self->bufferUsed, 0);
  tellCharacters(self, self->buffer, length);
  if (self->thread->hasException()) return Raised{};
  return kOk;
}

void registerHandler(ExpatParser* self, int which, bool wanted) {
  XML_Parser p = self->expat;
  switch (static_cast<ExpatHandler>(which)) {
    case ExpatHandler::kStartElement: return XML_SetStartElementHandler(p, wanted ? startElement : nullptr);
    case ExpatHandler::kEndElement: return XML_SetEndElementHandler(p, wanted ? endElement : nullptr);
    case ExpatHandler::kProcessingInstruction:
      return XML_SetProcessingInstructionHandler(p, wanted ? processingInstruction : nullptr);
    // Within a callback expat may still hold data for this one: it gets a handler that drops it.
    case ExpatHandler::kCharacterData:
      return XML_SetCharacterDataHandler(p, wanted || self->inCallback ? characterData : nullptr);
    case ExpatHandler::kUnparsedEntityDecl:
      return XML_SetUnparsedEntityDeclHandler(p, wanted ? unparsedEntityDecl : nullptr);
    case ExpatHandler::kNotationDecl: return XML_SetNotationDeclHandler(p, wanted ? notationDecl : nullptr);
    case ExpatHandler::kStartNamespaceDecl: return XML_SetStartNamespaceDeclHandler(p, wanted ? startNamespaceDecl : nullptr);
    case ExpatHandler::kEndNamespaceDecl: return XML_SetEndNamespaceDeclHandler(p, wanted ? endNamespaceDecl : nullptr);
    case ExpatHandler::kComment: return XML_SetCommentHandler(p, wanted ? comment : nullptr);
    case ExpatHandler::kStartCdataSection:
      return XML_SetStartCdataSectionHandler(p, wanted ? plainEvent<ExpatHandler::kStartCdataSection> : nullptr);
    case ExpatHandler::kEndCdataSection:
      return XML_SetEndCdataSectionHandler(p, wanted ? plainEvent<ExpatHandler::kEndCdataSection> : nullptr);
    case ExpatHandler::kDefault: return XML_SetDefaultHandler(p, wanted ? defaultData<ExpatHandler::kDefault> : nullptr);
    case ExpatHandler::kDefaultHandlerExpand:
      return XML_SetDefaultHandlerExpand(p, wanted ? defaultData<ExpatHandler::kDefaultHandlerExpand> : nullptr);
    case ExpatHandler::kNotStandalone: return XML_SetNotStandaloneHandler(p, wanted ? notStandalone : nullptr);
    case ExpatHandler::kExternalEntityRef: return XML_SetExternalEntityRefHandler(p, wanted ? externalEntityRef : nullptr);
    case ExpatHandler::kStartDoctypeDecl: return XML_SetStartDoctypeDeclHandler(p, wanted ? startDoctypeDecl : nullptr);
    case ExpatHandler::kEndDoctypeDecl:
      return XML_SetEndDoctypeDeclHandler(p, wanted ? plainEvent<ExpatHandler::kEndDoctypeDecl> : nullptr);
    case ExpatHandler::kEntityDecl: return XML_SetEntityDeclHandler(p, wanted ? entityDecl : nullptr);
    case ExpatHandler::kXmlDecl: return XML_SetXmlDeclHandler(p, wanted ? xmlDecl : nullptr);
    case ExpatHandler::kElementDecl: return XML_SetElementDeclHandler(p, wanted ? elementDecl : nullptr);
    case ExpatHandler::kAttlistDecl: return XML_SetAttlistDeclHandler(p, wanted ? attlistDecl : nullptr);
    case ExpatHandler::kSkippedEntity: return XML_SetSkippedEntityHandler(p, wanted ? skippedEntity : nullptr);
    case ExpatHandler::kCount: return;
  }
}

void registerHandlers(ExpatParser* self) {
  for (int i = 0; i < kExpatHandlerCount; ++i) registerHandler(self, i, !self->handlers[i].isEmpty());
}

int unknownEncoding(void* data, const XML_Char* name, XML_Encoding* info) {
  ExpatParser* self = parserOf(data);
  Thread& thread = *self->thread;
  if (thread.hasException()) return XML_STATUS_ERROR;
  char all[256];
  for (int i = 0; i < 256; ++i) all[i] = static_cast<char>(i);
  Ref<Bytes> bytes = newBytes(thread, {all, 256});
  Ref<Str> method = internText(thread, "decode"), encoding = newStr(thread, name), errors = newStr(thread, "replace");
  if (!bytes || !method || !encoding || !errors) return XML_STATUS_ERROR;
  Ref<> decoded = callMethod(thread, Value(bytes.get()), method, Value(encoding.get()), Value(errors.get()));
  if (!decoded) return XML_STATUS_ERROR;
  if (!isStr(decoded) || decoded.value().as<Str>()->length() != 256) {
    thread.raiseValueError("multi-byte encodings are not supported");
    return XML_STATUS_ERROR;
  }
  for (size_t i = 0; i < 256; ++i) {
    uint32_t c = decoded.value().as<Str>()->at(i);
    info->map[i] = c == 0xFFFD ? -1 : static_cast<int>(c);
  }
  info->data = nullptr;
  info->convert = nullptr;
  info->release = nullptr;
  return XML_STATUS_OK;
}

}  // namespace taipan
