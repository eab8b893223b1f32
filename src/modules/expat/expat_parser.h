// pyexpat: XML parsers of libexpat with handlers in Python.
//
// expat_module.cc has the module and its constants, expat_parser.cc the type xmlparser, expat_handlers.cc the
// callbacks: each turns what expat says into Python values and calls the handler that was set for it.
#pragma once

#include <expat.h>

#include <string_view>

#include "heap/ref.h"
#include "objects/module.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// HANDLER(Name): the handlers, in the order of their places in ExpatParser::handlers.
#define EXPAT_HANDLERS(HANDLER)                                                                                       \
  HANDLER(StartElement) HANDLER(EndElement) HANDLER(ProcessingInstruction) HANDLER(CharacterData)                     \
  HANDLER(UnparsedEntityDecl) HANDLER(NotationDecl) HANDLER(StartNamespaceDecl) HANDLER(EndNamespaceDecl)             \
  HANDLER(Comment) HANDLER(StartCdataSection) HANDLER(EndCdataSection) HANDLER(Default) HANDLER(DefaultHandlerExpand) \
  HANDLER(NotStandalone) HANDLER(ExternalEntityRef) HANDLER(StartDoctypeDecl) HANDLER(EndDoctypeDecl)                 \
  HANDLER(EntityDecl) HANDLER(XmlDecl) HANDLER(ElementDecl) HANDLER(AttlistDecl) HANDLER(SkippedEntity)

enum class ExpatHandler : int {
#define HANDLER(name) k##name,
  EXPAT_HANDLERS(HANDLER)
#undef HANDLER
  kCount
};
constexpr int kExpatHandlerCount = static_cast<int>(ExpatHandler::kCount);

struct ExpatParser : Object {
  XML_Parser expat;
  Thread* thread;      // the one that parses now
  Value handlers[kExpatHandlerCount];
  Value intern;        // dict of names met so far; None: names are made anew
  Value parent;        // of a parser for an external entity: expat shares its tables
  Value errorType;     // ExpatError
  char* buffer;        // character data that waits for more; null unless buffer_text
  int bufferSize, bufferUsed;
  bool orderedAttributes, specifiedAttributes, namespacePrefixes, inCallback;
};

inline ExpatParser* expatParserOf(Value v) { return v.as<ExpatParser>(); }

// --- expat_handlers.cc.  All may run Python code (handlers).
// Calls the handler for the character data in the buffer, if any.
Status flushCharacterData(ExpatParser* self);
// Tells expat whether it should call for this event.
void registerHandler(ExpatParser* self, int which, bool wanted);
// Registers all that are set (a parser made for an external entity starts with its parent's).
void registerHandlers(ExpatParser* self);
// For encodings that expat does not know.
int unknownEncoding(void* data, const XML_Char* name, XML_Encoding* info);

// --- expat_parser.cc
extern const TypeSpec kExpatParserType;
// `encoding` and `separator` may be null; `intern` a dict or None.
Ref<> newExpatParser(Thread& thread, Type* type, Value errorType, const char* encoding, const char* separator, Value intern);

}  // namespace taipan
