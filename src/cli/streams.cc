// See the header.
#include "cli/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "modules/import_builtin.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/str.h"

namespace taipan {
namespace {

struct Stream {
  const char* name;      // sys.NAME; the stream says it is "<NAME>"
  const char* original;  // sys.ORIGINAL
  int fd;
  bool writes;
};
constexpr Stream kStreams[] = {
    {"stdin", "__stdin__", 0, false}, {"stdout", "__stdout__", 1, true}, {"stderr", "__stderr__", 2, true}};

bool isOpen(int fd) { return ::fcntl(fd, F_GETFD) >= 0 || errno != EBADF; }

// An encoding's own name, as its codec has it.
Ref<Str> encodingName(Thread& thread, const std::string& given) {
  if (given == "utf-8") return newStr(thread, given);
  Ref<> codec = TRY(lookupCodec(thread, given.c_str()));
  Ref<> name = TRY(getAttribute(thread, codec, thread.names().name));
  if (!isStr(name)) return thread.raiseTypeError("the name of a codec must be a string");
  return std::move(name).cast<Str>();
}

Ref<> openStream(Thread& thread, Value io, const Stream& stream, const Options& options) {
  if (!isOpen(stream.fd)) return newRef(kNone);
  struct stat info;
  if (stream.fd == 0 && ::fstat(0, &info) == 0 && S_ISDIR(info.st_mode)) {
    return thread.raise(TypeId::kIsADirectoryError, "<stdin> is a directory, cannot continue");
  }
  bool unbuffered = options.unbuffered && stream.writes;
  Ref<> open = TRY(getAttribute(thread, io, thread.names().open));
  Ref<> mode = TRY(newStr(thread, stream.writes ? "wb" : "rb"));
  // open(fd, mode, buffering, encoding, errors, newline, closefd)
  Ref<> buffer = call(thread, open, Value::smallInt(stream.fd), mode.get(), Value::smallInt(unbuffered ? 0 : -1), kNone, kNone,
                      kNone, kFalse);
  if (!buffer) {
    // A descriptor that is a folder, say, is no stream; the program may still run.
    if (thread.clearIfMatches(TypeId::kOSError)) return newRef(kNone);
    return Raised{};
  }
  Ref<> raw = unbuffered ? newRef(buffer.get()) : TRY(getAttribute(thread, buffer, thread.names().raw));
  Ref<> name = TRY(newStr(thread, std::string("<") + stream.name + ">"));
  TRY(setAttribute(thread, raw, thread.names().name, name));
  Ref<> terminalValue = TRY(callMethod(thread, raw, thread.names().isatty));
  bool terminal = TRY(isTrue(thread, terminalValue));
  bool lineBuffering = !options.unbuffered && (terminal || stream.fd == 2);
  Ref<Str> encoding = TRY(encodingName(thread, options.streamEncoding));
  Ref<> errors = TRY(newStr(thread, stream.fd == 2 ? "backslashreplace" : options.streamErrors));
  Ref<> newline = TRY(newStr(thread, "\n"));
  Ref<> wrapper = TRY(getAttribute(thread, io, "TextIOWrapper"));
  Ref<> text = TRY(call(thread, wrapper, buffer.get(), encoding.get(), errors.get(), newline.get(), Value::boolean(lineBuffering),
                        Value::boolean(options.unbuffered)));
  Ref<> textMode = TRY(newStr(thread, stream.writes ? "w" : "r"));
  TRY(setAttribute(thread, text, thread.names().mode, textMode));
  return text;
}

// --- what sys.stderr is while the import system starts, which reports to it under -v

Ref<> earlyWrite(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("write() argument must be str, not {!T}", args[1]);
  std::string text = TRY(encodeUtf8Text(thread, args[1].as<Str>(), "backslashreplace"));
  for (size_t sent = 0; sent < text.size();) {
    ssize_t n = ::write(2, text.data() + sent, text.size() - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    sent += static_cast<size_t>(n);
  }
  return newInt(thread, static_cast<int64_t>(args[1].as<Str>()->length()));
}
Ref<> earlyFileno(Thread& thread, const Value*) { return newInt(thread, 2); }
Ref<> earlyIsatty(Thread&, const Value*) { return newRef(Value::boolean(::isatty(2))); }
Ref<> earlyNothing(Thread&, const Value*) { return newRef(kNone); }
Ref<> earlyEncoding(Thread&, Value) { return newRef(kNone); }
Ref<> earlyClosed(Thread&, Value) { return newRef(kFalse); }
Ref<> earlyMode(Thread& thread, Value) { return newStr(thread, "w"); }

constexpr MethodDef kEarlyMethods[] = {
    {.name = "close", .signature = "($self, /)", .function = earlyNothing},
    {.name = "flush", .signature = "($self, /)", .function = earlyNothing},
    {.name = "fileno", .signature = "($self, /)", .function = earlyFileno},
    {.name = "isatty", .signature = "($self, /)", .function = earlyIsatty},
    {.name = "write", .signature = "($self, s, /)", .function = earlyWrite},
};
constexpr GetSetDef kEarlyGetSets[] = {{"closed", earlyClosed}, {"encoding", earlyEncoding}, {"mode", earlyMode}};
constexpr Slots kEarlySlots = {};
constexpr TypeSpec kEarlyStderrType = {.name = "stderrprinter", .basicSize = sizeof(Object), .flags = kTypeDisallowInstantiation,
                                       .slots = &kEarlySlots, .methods = kEarlyMethods, .getSets = kEarlyGetSets};

Status put(Thread& thread, const char* name, Value stream) {
  Ref<Str> key = TRY(internText(thread, name));
  return dictSetStr(thread, thread.interpreter().sysDict, key, stream);
}

}  // namespace

Status openEarlyStderr(Thread& thread) {
  Type* type = createNativeType(thread, kEarlyStderrType);
  if (type == nullptr) return Raised{};
  Ref<> printer = TRY(allocateInstance(thread, type));
  TRY(put(thread, "stderr", printer));
  return put(thread, "__stderr__", printer);
}

Status openStreams(Thread& thread, const Options& options) {
  Ref<> io = TRY(importModule(thread, "_io"));
  Ref<> open = TRY(getAttribute(thread, io, thread.names().open));
  TRY(dictSetStr(thread, thread.interpreter().builtinsDict, thread.names().open, open));
  for (const Stream& stream : kStreams) {
    Ref<> text = TRY(openStream(thread, io, stream, options));
    TRY(put(thread, stream.original, text));
    TRY(put(thread, stream.name, text));
  }
  return kOk;
}

bool flushStreams(Thread& thread) {
  bool good = true;
  for (Str* name : {thread.names().stdout, thread.names().stderr}) {
    Ref<> stream = newRef(dictGetStr(thread, thread.interpreter().sysDict, name));
    if (!stream || stream.get().isNone()) continue;
    Ref<> closed = getAttribute(thread, stream, thread.names().closed);
    bool isClosed = closed && closed.get().isTrue();
    thread.clearException();
    if (isClosed) continue;
    if (Ref<> done = callMethod(thread, stream, thread.names().flush)) continue;
    if (name == thread.names().stdout) reportUnraisable(thread, stream);
    good = false;
    thread.clearException();
  }
  // Programs that put another stream in its place may still have written to the original.
  for (const char* name : {"__stdout__", "__stderr__"}) {
    Ref<Str> key = internText(thread, name);
    Ref<> stream = newRef(key ? dictGetStr(thread, thread.interpreter().sysDict, key) : Value());
    if (stream && !stream.get().isNone()) Ref<> done = callMethod(thread, stream, thread.names().flush);
    thread.clearException();
  }
  return good;
}

}  // namespace taipan
