// print and input over sys.stdout and sys.stdin, whatever the program put there.
#include "modules/io/print_input.h"

#include <errno.h>
#include <unistd.h>

#include <string>

#include "modules/blocking.h"
#include "modules/io/text_io.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

Value sysValue(Thread& thread, Str* name) {
  Dict* sys = thread.interpreter().sysDict;
  return sys ? dictGetStr(thread, sys, name) : Value();
}

// file.write(str(value))
Status writeValue(Thread& thread, Value file, Value value) {
  if (TextIO* text = plainText(thread, file)) {
    if (isExactStr(value)) return textWrite(thread, text, value.as<Str>());
    Ref<Str> string = TRY(str(thread, value));
    if (plainText(thread, file)) return textWrite(thread, text, string);
  }
  Ref<> method = TRY(getAttribute(thread, file, thread.names().write));
  Ref<Str> string = TRY(str(thread, value));
  Ref<> done = TRY(call(thread, method, string.value()));
  return kOk;
}

Status checkText(Thread& thread, Value value, const char* name) {
  if (value.isNone() || isStr(value)) return kOk;
  return thread.raiseTypeError("{} must be None or a string, not {!T}", name, value);
}

// print(*args, sep=' ', end='\n', file=None, flush=False): the named ones come first in `args`.
Ref<> builtinPrint(Thread& thread, const Value* args) {
  Tuple* items = args[5].as<Tuple>();
  Value separator = args[1], end = args[2];
  bool flush = TRY(isTrue(thread, args[4]));
  Ref<> file = newRef(args[3]);
  if (file.get().isNone()) {
    Value output = sysValue(thread, thread.names().stdout);
    if (output.isEmpty()) return thread.raise(TypeId::kRuntimeError, "lost sys.stdout");
    if (output.isNone()) return newRef(kNone);  // closed from the start
    file = newRef(output);
  }
  TRY(checkText(thread, separator, "sep"));
  TRY(checkText(thread, end, "end"));
  Ref<Str> space = TRY(newStrFromChar(thread, ' '));
  for (size_t i = 0; i < items->size; ++i) {
    if (i > 0) TRY(writeValue(thread, file, separator.isNone() ? space.value() : separator));
    TRY(writeValue(thread, file, items->items[i]));
  }
  Ref<Str> newline = TRY(newStrFromChar(thread, '\n'));
  TRY(writeValue(thread, file, end.isNone() ? newline.value() : end));
  if (flush) {
    Ref<> done = TRY(callMethod(thread, file, thread.names().flush));
  }
  return newRef(kNone);
}

// ---------------------------------------------------------------- input

Ref<> neededStream(Thread& thread, Str* name) {
  Value stream = sysValue(thread, name);
  if (stream.isEmpty() || stream.isNone()) return thread.raise(TypeId::kRuntimeError, "input(): lost sys.{}", name);
  return newRef(stream);
}

// stream.fileno(), or -1.
Result<int64_t> descriptorOf(Thread& thread, Value stream) {
  Ref<> number = callMethod(thread, stream, thread.names().fileno);
  int64_t fd;
  if (!number) {
    thread.clearException();
    return -1;
  }
  if (!isInt(number)) return thread.raiseTypeError("an integer is required (got type {!T})", number.get());
  return intFitsInt64(number, &fd) ? fd : -1;
}

void flushQuietly(Thread& thread, Value stream) {
  Ref<> done = callMethod(thread, stream, thread.names().flush);
  thread.clearException();
}

// A stream's encoding and error handler as text; false if it has none.
bool codecOf(Thread& thread, Value stream, std::string* encoding, std::string* errors) {
  Ref<> first = getAttribute(thread, stream, thread.names().encoding), second;
  if (first) second = getAttribute(thread, stream, thread.names().errors);
  thread.clearException();
  if (!first || !second || !isStr(first) || !isStr(second)) return false;
  *encoding = toWtf8(first.get().as<Str>());
  *errors = toWtf8(second.get().as<Str>());
  return true;
}

void writeToTerminal(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t n = ::write(2, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
}

// A line typed at the terminal, with its line end; empty at the end of input.
Result<std::string> readTerminal(Thread& thread) {
  std::string line;
  char buffer[4096];
  while (line.empty() || line.back() != '\n') {
    ssize_t n;
    {
      BlockingCall unlocked(thread);
      n = ::read(0, buffer, sizeof buffer);
    }
    if (n < 0) {
      if (errno != EINTR) break;
      TRY(handleSignals(thread));
      continue;
    }
    if (n == 0) break;
    line.append(buffer, static_cast<size_t>(n));
  }
  return line;
}

// At a terminal the prompt goes to standard error, and the line is read past sys.stdin's buffer.  Empty without an
// exception: the streams' codecs are unknown, so this way is closed.
Ref<> inputFromTerminal(Thread& thread, Value in, Value out, Value prompt) {
  std::string inEncoding, inErrors, outEncoding, outErrors;
  if (!codecOf(thread, in, &inEncoding, &inErrors) || !codecOf(thread, out, &outEncoding, &outErrors)) return nullptr;
  flushQuietly(thread, out);
  if (prompt) {
    Ref<Str> text = TRY(str(thread, prompt));
    Ref<Bytes> bytes = TRY(encodeText(thread, text, outEncoding.c_str(), outErrors.c_str()));
    if (bytes->view().find('\0') != std::string_view::npos) {
      return thread.raiseValueError("input: prompt string cannot contain null characters");
    }
    writeToTerminal(bytes->view());
  }
  std::string line = TRY(readTerminal(thread));
  if (line.empty()) return thread.raiseObject(Value(thread.type(TypeId::kEOFError)));
  if (line.back() == '\n') line.pop_back();
  return decodeText(thread, line, inEncoding.c_str(), inErrors.c_str());
}

// A line of any object with readline(), without its line end.
Ref<> readLineOf(Thread& thread, Value in) {
  Ref<> line = TRY(callMethod(thread, in, thread.names().readline));
  size_t size;
  if (isStr(line)) size = line.get().as<Str>()->length();
  else if (isBytes(line)) size = line.get().as<Bytes>()->size;
  else return thread.raiseTypeError("object.readline() returned non-string");
  if (size == 0) return thread.raise(TypeId::kEOFError, "EOF when reading a line");
  if (isBytes(line)) {
    std::string_view view = line.get().as<Bytes>()->view();
    if (view.back() != '\n') return line;
    return newBytes(thread, view.substr(0, size - 1));
  }
  Str* text = line.get().as<Str>();
  if (text->at(size - 1) != '\n') return line;
  return substring(thread, text, 0, size - 1);
}

// input(prompt='', /)
Ref<> builtinInput(Thread& thread, const Value* args) {
  Ref<> in = TRY(neededStream(thread, thread.names().stdin));
  Ref<> out = TRY(neededStream(thread, thread.names().stdout));
  Ref<> err = TRY(neededStream(thread, thread.names().stderr));
  flushQuietly(thread, err);
  bool terminal = TRY(descriptorOf(thread, in)) == 0 && isatty(0);
  if (terminal) terminal = TRY(descriptorOf(thread, out)) == 1 && isatty(1);
  if (terminal) {
    Ref<> line = inputFromTerminal(thread, in, out, args[1]);
    if (line || thread.hasException()) return line;
  }
  if (args[1]) TRY(writeValue(thread, out, args[1]));
  flushQuietly(thread, out);
  return readLineOf(thread, in);
}

constexpr MethodDef kFunctions[] = {
    {.name = "print", .signature = "($module, *args, sep=' ', end='\\n', file=None, flush=False)", .function = builtinPrint,
     .doc = "Writes the values to a stream, or to sys.stdout."},
    {.name = "input", .signature = "($module, prompt=<unrepresentable>, /)", .function = builtinInput,
     .doc = "Reads a line from standard input, without its line end."},
};

}  // namespace

std::span<const MethodDef> printAndInput() { return kFunctions; }

}  // namespace taipan
