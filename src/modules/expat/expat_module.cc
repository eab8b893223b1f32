// The module pyexpat: the parser's factory, errors and constants.
#include "modules/expat/expat_parser.h"
#include "modules/module_helpers.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Ref<> parserCreate(Thread& thread, const Value* args) {
  auto attribute = [&](const char* name) { return getAttribute(thread, args[0], name); };
  std::string encoding, separator;
  for (int i = 1; i <= 2; ++i) {
    if (args[i].isNone()) continue;
    if (!isStr(args[i])) {
      return thread.raiseTypeError("ParserCreate() argument '{}' must be str or None, not {!N}",
                                   i == 1 ? "encoding" : "namespace_separator", args[i]);
    }
    (i == 1 ? encoding : separator) = TRY(toUtf8(thread, args[i].as<Str>()));
  }
  if (separator.size() > 1) {
    return thread.raiseValueError("namespace_separator must be at most one character, omitted, or None");
  }
  Ref<> intern = newRef(args[3]);
  if (intern.value().isEmpty()) {
    intern = TRY(newDict(thread));
  } else if (!intern.value().isNone() && !isDict(intern)) {
    return thread.raiseTypeError("intern must be a dictionary");
  }
  Ref<> type = TRY(attribute("XMLParserType")), error = TRY(attribute("error"));
  if (!isInstanceOf(thread, type, TypeId::kType)) return thread.raiseTypeError("XMLParserType is not a type");
  return newExpatParser(thread, type.value().as<Type>(), error, args[1].isNone() ? nullptr : encoding.c_str(),
                        args[2].isNone() ? nullptr : separator.c_str(), intern);
}

Ref<> errorString(Thread& thread, const Value* args) {
  int64_t code = TRY(sizeArgument(thread, args[1]));
  const XML_LChar* text = XML_ErrorString(static_cast<XML_Error>(code));
  return text == nullptr ? newRef(kNone) : Ref<>(newStr(thread, text));
}

struct Constant { const char* name; int value; };
#define CONSTANT(name) {#name, name}
constexpr Constant kErrors[] = {
    CONSTANT(XML_ERROR_NO_MEMORY), CONSTANT(XML_ERROR_SYNTAX), CONSTANT(XML_ERROR_NO_ELEMENTS),
    CONSTANT(XML_ERROR_INVALID_TOKEN), CONSTANT(XML_ERROR_UNCLOSED_TOKEN), CONSTANT(XML_ERROR_PARTIAL_CHAR),
    CONSTANT(XML_ERROR_TAG_MISMATCH), CONSTANT(XML_ERROR_DUPLICATE_ATTRIBUTE), CONSTANT(XML_ERROR_JUNK_AFTER_DOC_ELEMENT),
    CONSTANT(XML_ERROR_PARAM_ENTITY_REF), CONSTANT(XML_ERROR_UNDEFINED_ENTITY), CONSTANT(XML_ERROR_RECURSIVE_ENTITY_REF),
    CONSTANT(XML_ERROR_ASYNC_ENTITY), CONSTANT(XML_ERROR_BAD_CHAR_REF), CONSTANT(XML_ERROR_BINARY_ENTITY_REF),
    CONSTANT(XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF), CONSTANT(XML_ERROR_MISPLACED_XML_PI),
    CONSTANT(XML_ERROR_UNKNOWN_ENCODING), CONSTANT(XML_ERROR_INCORRECT_ENCODING),
    CONSTANT(XML_ERROR_UNCLOSED_CDATA_SECTION), CONSTANT(XML_ERROR_EXTERNAL_ENTITY_HANDLING),
    CONSTANT(XML_ERROR_NOT_STANDALONE), CONSTANT(XML_ERROR_UNEXPECTED_STATE), CONSTANT(XML_ERROR_ENTITY_DECLARED_IN_PE),
    CONSTANT(XML_ERROR_FEATURE_REQUIRES_XML_DTD), CONSTANT(XML_ERROR_CANT_CHANGE_FEATURE_ONCE_PARSING),
    CONSTANT(XML_ERROR_UNBOUND_PREFIX), CONSTANT(XML_ERROR_UNDECLARING_PREFIX), CONSTANT(XML_ERROR_INCOMPLETE_PE),
    CONSTANT(XML_ERROR_XML_DECL), CONSTANT(XML_ERROR_TEXT_DECL), CONSTANT(XML_ERROR_PUBLICID), CONSTANT(XML_ERROR_SUSPENDED),
    CONSTANT(XML_ERROR_NOT_SUSPENDED), CONSTANT(XML_ERROR_ABORTED), CONSTANT(XML_ERROR_FINISHED),
    CONSTANT(XML_ERROR_SUSPEND_PE), CONSTANT(XML_ERROR_RESERVED_PREFIX_XML), CONSTANT(XML_ERROR_RESERVED_PREFIX_XMLNS),
    CONSTANT(XML_ERROR_RESERVED_NAMESPACE_URI), CONSTANT(XML_ERROR_INVALID_ARGUMENT), CONSTANT(XML_ERROR_NO_BUFFER),
    CONSTANT(XML_ERROR_AMPLIFICATION_LIMIT_BREACH)};
constexpr Constant kModel[] = {
    CONSTANT(XML_CTYPE_EMPTY), CONSTANT(XML_CTYPE_ANY), CONSTANT(XML_CTYPE_MIXED), CONSTANT(XML_CTYPE_NAME),
    CONSTANT(XML_CTYPE_CHOICE), CONSTANT(XML_CTYPE_SEQ), CONSTANT(XML_CQUANT_NONE), CONSTANT(XML_CQUANT_OPT),
    CONSTANT(XML_CQUANT_REP), CONSTANT(XML_CQUANT_PLUS)};
constexpr Constant kParsing[] = {CONSTANT(XML_PARAM_ENTITY_PARSING_NEVER),
                                 CONSTANT(XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE),
                                 CONSTANT(XML_PARAM_ENTITY_PARSING_ALWAYS)};
#undef CONSTANT

// A module within the module, also to be found in sys.modules.
Ref<Module> addSubmodule(Thread& thread, Module* parent, const char* name, const char* doc) {
  Ref<Str> fullName = TRY(formatStr(thread, "pyexpat.{}", name)), text = TRY(newStr(thread, doc));
  Ref<Module> module = TRY(newModule(thread, fullName));
  TRY(dictSetStr(thread, module->dict, thread.names().dunder_doc, text));
  if (Dict* modules = thread.interpreter().modules) TRY(dictSet(thread, modules, Value(fullName.get()), Value(module.get())));
  TRY(moduleAdd(thread, parent, name, newRef(Value(module.get()))));
  return module;
}

Status addErrors(Thread& thread, Module* parent) {
  Ref<Module> module = TRY(addSubmodule(thread, parent, "errors", "Constants used to describe error conditions."));
  Ref<Dict> codes = TRY(newDict(thread)), messages = TRY(newDict(thread));
  for (const Constant& error : kErrors) {
    const char* text = XML_ErrorString(static_cast<XML_Error>(error.value));
    if (text == nullptr) continue;  // a later libexpat's
    Ref<Str> message = TRY(newStr(thread, text));
    TRY(dictSet(thread, codes, Value(message.get()), Value::smallInt(error.value)));
    TRY(dictSet(thread, messages, Value::smallInt(error.value), Value(message.get())));
    TRY(moduleAdd(thread, module.get(), error.name, std::move(message)));
  }
  TRY(moduleAdd(thread, module.get(), "codes", std::move(codes)));
  return moduleAdd(thread, module.get(), "messages", std::move(messages));
}

Ref<> makeFeatures(Thread& thread) {
  Ref<List> list = TRY(newList(thread));
  for (const XML_Feature* f = XML_GetFeatureList(); f->feature != XML_FEATURE_END; ++f) {
    Ref<Str> name = TRY(newStr(thread, f->name));
    Ref<> value = TRY(newInt(thread, static_cast<int64_t>(f->value)));
    Ref<Tuple> pair = TRY(makeTuple(thread, Value(name.get()), value.value()));
    TRY(listAppend(thread, list, Value(pair.get())));
  }
  return list;
}

constexpr TypeSpec kErrorType = exceptionSpec(TypeId::kNoTypeId, "xml.parsers.expat.ExpatError", TypeId::kException);

Status populate(Thread& thread, Module* module) {
  Type* error = TRY(moduleAddType(thread, module, kErrorType));
  TRY(moduleAdd(thread, module, "error", newRef(Value(error))));
  Type* parser = createNativeType(thread, kExpatParserType);
  if (parser == nullptr) return Raised{};
  TRY(moduleAdd(thread, module, "XMLParserType", newRef(Value(parser))));
  XML_Expat_Version v = XML_ExpatVersionInfo();
  TRY(moduleAdd(thread, module, "version_info",
                makeTuple(thread, Value::smallInt(v.major), Value::smallInt(v.minor), Value::smallInt(v.micro))));
  TRY(moduleAddText(thread, module, "EXPAT_VERSION", XML_ExpatVersion()));
  TRY(moduleAddText(thread, module, "native_encoding", "UTF-8"));
  TRY(moduleAdd(thread, module, "features", makeFeatures(thread)));
  for (const Constant& constant : kParsing) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(addErrors(thread, module));
  Ref<Module> model =
      TRY(addSubmodule(thread, module, "model", "Constants used to interpret content model information."));
  for (const Constant& constant : kModel) TRY(moduleAddInt(thread, model.get(), constant.name, constant.value));
  return kOk;
}

constexpr MethodDef kFunctions[] = {
    {.name = "ParserCreate", .signature = "($module, /, encoding=None, namespace_separator=None, intern=<NULL>)",
     .function = parserCreate, .doc = "A new XML parser."},
    {.name = "ErrorString", .signature = "($module, code, /)", .function = errorString, .doc = "The text of an error code."}};

}  // namespace

extern const ModuleSpec kExpatModule;
constexpr ModuleSpec kExpatModule = {.name = "pyexpat", .functions = kFunctions, .populate = populate,
                                     .doc = "XML parsers by libexpat."};

}  // namespace taipan
