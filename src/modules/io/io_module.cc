// _io: the module's table.
#include "modules/io/io.h"
#include "modules/io/open.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/native_function.h"
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
  Ref<> name = newRef(dictGetStr(thread, module->dict, thread.names().dunder_name));
  for (const char* function : {"open", "open_code", "text_encoding"}) {
    Ref<Str> text = TRY(internText(thread, function));
    Value found = dictGetStr(thread, module->dict, text);
    if (found) decrefOrEmpty(std::exchange(found.as<BuiltinFunction>()->moduleName, newRef(name.get()).releaseValue()));
  }
  TRY(moduleAddInt(thread, module, "DEFAULT_BUFFER_SIZE", kDefaultBufferSize));
  TRY(addUnsupportedOperation(thread, module));
  TRY(moduleAdd(thread, module, "BlockingIOError", newRef(Value(thread.type(TypeId::kBlockingIOError)))));
  for (const TypeSpec* spec : {&kIOBaseType, &kRawIOBaseType, &kBufferedIOBaseType, &kTextIOBaseType, &kFileIOType,
                               &kBytesIOType, &kBufferedReaderType,
                               &kBufferedWriterType, &kBufferedRandomType, &kBufferedRWPairType, &kStringIOType, &kTextIOWrapperType,
                               &kIncrementalNewlineDecoderType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  if (!createNativeType(thread, kBytesIOBufferType)) return Raised{};
  // builtins.open is this module's function.
  Value open = dictGetStr(thread, module->dict, thread.names().open);
  if (!open || !thread.interpreter().builtinsDict) return kOk;
  return dictSetStr(thread, thread.interpreter().builtinsDict, thread.names().open, open);
}

Ref<> openCode(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("open_code() argument 'path' must be str, not {!N}", args[1]);
  Ref<Str> mode = TRY(newStr(thread, "rb"));
  return openStream(thread, {.file = args[1], .mode = mode});
}

// text_encoding(encoding, stacklevel=2, /)
Ref<> textEncoding(Thread& thread, const Value* args) {
  int level = TRY(intArgument(thread, args[2]));
  if (!args[1].isNone()) return newRef(args[1]);
  const Settings& settings = thread.interpreter().settings;
  if (settings.warnDefaultEncoding) {
    TRY(warn(thread, TypeId::kEncodingWarning, level, "'encoding' argument not specified"));
  }
  return newStr(thread, settings.utf8Mode ? "utf-8" : "locale");
}

constexpr MethodDef kFunctions[] = {
    {.name = "open",
     .signature = "($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
                  "opener=None)",
     .function = openFunction,
     .doc = "Opens a file: text by default, bytes with 'b' in the mode, unbuffered with buffering=0."},
    {.name = "open_code", .signature = "($module, /, path)", .function = openCode,
     .doc = "Opens a file of code for reading."},
    {.name = "text_encoding", .signature = "($module, encoding, stacklevel=2, /)", .function = textEncoding,
     .doc = "The encoding a function should use that got encoding, perhaps None; warns if asked to."},
};

}  // namespace

const ModuleSpec kIoModule = {
    .name = "_io", .functions = kFunctions, .populate = populate, .doc = "Streams: raw, buffered and text."};

}  // namespace taipan
