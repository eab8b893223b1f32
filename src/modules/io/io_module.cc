// _io: the module's table.
#include "modules/io/io.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kIoModule;

namespace {

// UnsupportedOperation(OSError, ValueError) has two bases: a class like those of class statements.
Status addUnsupportedOperation(Thread& thread, Module* module) {
  Ref<Str> name = TRY(internText(thread, "UnsupportedOperation"));
  Ref<Tuple> bases = TRY(makeTuple(thread, Value(thread.type(TypeId::kOSError)), Value(thread.type(TypeId::kValueError))));
  Ref<Dict> dict = TRY(newDict(thread));
  Ref<Str> moduleName = TRY(internText(thread, "io"));
  TRY(dictSetStr(thread, dict, thread.names().dunder_module, moduleName.value()));
  Ref<Type> type = TRY(createHeapType(thread, thread.type(TypeId::kType), name, bases, dict, Arguments{}));
  thread.interpreter().setType(TypeId::kUnsupportedOperation, type);
  return moduleAdd(thread, module, "UnsupportedOperation", std::move(type));
}

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddText(thread, module, "__name__", "io"));  // the module is part of io, and says so
  TRY(moduleAddInt(thread, module, "DEFAULT_BUFFER_SIZE", kDefaultBufferSize));
  TRY(addUnsupportedOperation(thread, module));
  TRY(moduleAdd(thread, module, "BlockingIOError", newRef(Value(thread.type(TypeId::kBlockingIOError)))));
  for (const TypeSpec* spec : {&kIOBaseType, &kRawIOBaseType, &kBufferedIOBaseType, &kTextIOBaseType, &kFileIOType,
                               &kBytesIOType, &kBufferedReaderType,
                               &kBufferedWriterType, &kBufferedRandomType, &kStringIOType,
                               &kIncrementalNewlineDecoderType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  if (!createNativeType(thread, kBytesIOBufferType)) return Raised{};
  return kOk;
}

Ref<> openCode(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("open_code() argument 'path' must be str, not {!T}", args[1]);
  Ref<Str> mode = TRY(newStr(thread, "rb"));
  Ref<> file = TRY(call(thread, Value(thread.type(TypeId::kFileIO)), args[1], Value(mode.get())));
  return call(thread, Value(thread.type(TypeId::kBufferedReader)), file.get());
}

// text_encoding(encoding, stacklevel=2, /)
Ref<> textEncoding(Thread& thread, const Value* args) {
  if (!args[1].isNone()) return newRef(args[1]);
  const Settings& settings = thread.interpreter().settings;
  if (settings.warnDefaultEncoding) {
    int level = TRY(argumentAsInt(thread, args[2]));
    TRY(warn(thread, TypeId::kEncodingWarning, level, "'encoding' argument not specified"));
  }
  return newStr(thread, settings.utf8Mode ? "utf-8" : "locale");
}

constexpr MethodDef kFunctions[] = {
    {.name = "open_code", .signature = "($module, /, path)", .function = openCode,
     .doc = "Opens a file of code for reading."},
    {.name = "text_encoding", .signature = "($module, encoding, stacklevel=2, /)", .function = textEncoding,
     .doc = "The encoding a function should use that got encoding, perhaps None; warns if asked to."},
};

}  // namespace

const ModuleSpec kIoModule = {
    .name = "_io", .functions = kFunctions, .populate = populate, .doc = "Streams: raw, buffered and text."};

}  // namespace taipan
