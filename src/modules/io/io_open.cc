// open(): stacks raw file, buffer and text by what mode and buffering ask for.
#include "modules/io/io.h"
#include "modules/io/open.h"
#include "modules/module_helpers.h"
#include "modules/posix/path.h"
#include "objects/abstract.h"
#include "objects/exception.h"
#include "objects/int.h"

namespace taipan {
namespace {

struct OpenMode {
  bool creating = false, reading = false, writing = false, appending = false, updating = false;
  bool text = false, binary = false;
  std::string raw;  // FileIO's mode
};

// Each letter once.  ValueError "invalid mode: 'x'".
Status readMode(Thread& thread, Str* mode, OpenMode* out) {
  struct { uint32_t letter; bool* flag; } const kLetters[] = {
      {'x', &out->creating}, {'r', &out->reading}, {'w', &out->writing}, {'a', &out->appending},
      {'+', &out->updating}, {'t', &out->text},    {'b', &out->binary}};
  for (size_t i = 0; i < mode->length(); ++i) {
    bool known = false;
    for (const auto& entry : kLetters) {
      if (mode->at(i) != entry.letter || *entry.flag) continue;
      *entry.flag = known = true;
      break;
    }
    if (!known) return thread.raiseValueError("invalid mode: '{}'", mode);
  }
  for (const auto& entry : kLetters) {
    if (*entry.flag && entry.letter != 't' && entry.letter != 'b') out->raw += static_cast<char>(entry.letter);
  }
  return kOk;
}

Status checkMode(Thread& thread, const OpenMode& mode, const OpenArguments& args) {
  if (mode.text && mode.binary) return thread.raiseValueError("can't have text and binary mode at once");
  if (mode.creating + mode.reading + mode.writing + mode.appending > 1) {
    return thread.raiseValueError("must have exactly one of create/read/write/append mode");
  }
  if (!mode.binary) return kOk;
  if (!args.encoding.isNone()) return thread.raiseValueError("binary mode doesn't take an encoding argument");
  if (!args.errors.isNone()) return thread.raiseValueError("binary mode doesn't take an errors argument");
  if (!args.newline.isNone()) return thread.raiseValueError("binary mode doesn't take a newline argument");
  if (args.buffering == 1) {
    return warn(thread, TypeId::kRuntimeWarning, 1,
                "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
  }
  return kOk;
}

TypeId bufferType(const OpenMode& mode) {
  if (mode.updating) return TypeId::kBufferedRandom;
  return mode.reading ? TypeId::kBufferedReader : TypeId::kBufferedWriter;
}

// Puts buffer and text over `*stream`, which is always the topmost one that exists: it is closed if the next fails.
Status stack(Thread& thread, const OpenMode& mode, const OpenArguments& args, Value modeText, Ref<>* stream) {
  bool terminal = TRY(askStream(thread, *stream, thread.names().isatty));
  int64_t buffering = args.buffering;
  bool byLine = buffering == 1 || (buffering < 0 && terminal);
  if (byLine) buffering = -1;
  if (buffering < 0) {
    Ref<> size = TRY(getAttribute(thread, *stream, thread.names()._blksize));
    buffering = TRY(indexAsInt64(thread, size, TypeId::kOverflowError));
  }
  if (buffering < 0) return thread.raiseValueError("invalid buffering size");
  if (buffering == 0) {
    if (!mode.binary) return thread.raiseValueError("can't have unbuffered text I/O");
    return kOk;
  }
  Ref<> size = TRY(newInt(thread, buffering));
  *stream = TRY(call(thread, Value(thread.type(bufferType(mode))), stream->get(), size.get()));
  if (mode.binary) return kOk;
  *stream = TRY(call(thread, Value(thread.type(TypeId::kTextIOWrapper)), stream->get(), args.encoding, args.errors,
                     args.newline, Value::boolean(byLine)));
  return setAttribute(thread, *stream, thread.names().mode, modeText);
}

}  // namespace

Ref<> openStream(Thread& thread, const OpenArguments& args) {
  Ref<> file = newRef(args.file);
  bool isNumber = isInt(file) || typeOf(thread, file)->slots.unary[static_cast<int>(UnaryOp::kIndex)] ||
                  typeOf(thread, file)->slots.unary[static_cast<int>(UnaryOp::kFloat)] ||
                  typeOf(thread, file)->slots.unary[static_cast<int>(UnaryOp::kInt)];
  if (!isNumber) file = TRY(fspath(thread, file));
  OpenMode mode;
  TRY(readMode(thread, args.mode, &mode));
  TRY(checkMode(thread, mode, args));
  Ref<Str> rawMode = TRY(newStr(thread, mode.raw));
  Ref<> stream = TRY(call(thread, Value(thread.type(TypeId::kFileIO)), file.get(), rawMode.value(),
                          Value::boolean(args.closeDescriptor), args.opener));
  if (stack(thread, mode, args, Value(args.mode), &stream)) return stream;
  Ref<> error = thread.takeException();
  Ref<> closed = callMethod(thread, stream, thread.names().close);
  chainExceptions(thread, std::move(error));
  return Raised{};
}

// open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)
Ref<> openFunction(Thread& thread, const Value* args) {
  if (!isStr(args[2])) return thread.raiseTypeError("open() argument 'mode' must be str, not {}", argumentTypeName(thread, args[2]));
  TRY(checkStrOrNone(thread, "open", "mode", args[2]));
  OpenArguments bound{.file = args[1], .mode = args[2].as<Str>()};
  bound.buffering = TRY(intArgument(thread, args[3]));
  bound.encoding = args[4];
  bound.errors = args[5];
  bound.newline = args[6];
  TRY(checkStrOrNone(thread, "open", "encoding", bound.encoding));
  TRY(checkStrOrNone(thread, "open", "errors", bound.errors));
  TRY(checkStrOrNone(thread, "open", "newline", bound.newline));
  bound.closeDescriptor = TRY(intArgument(thread, args[7])) != 0;
  bound.opener = args[8];
  return openStream(thread, bound);
}

}  // namespace taipan
