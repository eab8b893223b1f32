// termios: the settings of terminals.
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

// Owned by the module.
struct State {
  Ref<> error;  // the class termios.error
};

Raised raiseError(Thread& thread, Value module) {
  int error = errno;
  Ref<Str> text = TRY(newStr(thread, strerror(error)));
  Ref<> cls = newRef(static_cast<State*>(module.as<Module>()->state)->error.get());
  Ref<> exception = TRY(call(thread, cls, Value::smallInt(error), text.value()));
  return thread.raiseObject(exception);
}
// A call that may block, made with the lock free; errno tells of failure.
template <class Function>
Result<int> blocking(Thread& thread, Value module, Function function) {
  int result;
  {
    BlockingCall unlocked(thread);
    result = function();
  }
  if (result < 0) return raiseError(thread, module);
  return result;
}

// ---------------------------------------------------------------- attributes

// Without canonical input two of the control characters are numbers.
bool isNumber(tcflag_t localFlags, size_t i) { return !(localFlags & ICANON) && (i == VMIN || i == VTIME); }

Ref<> getAttributes(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  termios mode;
  TRY(blocking(thread, args[0], [&] { return tcgetattr(fd, &mode); }));
  Ref<List> characters = TRY(newList(thread));
  for (size_t i = 0; i < NCCS; ++i) {
    char c = static_cast<char>(mode.c_cc[i]);
    Ref<> item = isNumber(mode.c_lflag, i) ? Ref<>(newInt(thread, mode.c_cc[i])) : Ref<>(newBytes(thread, {&c, 1}));
    if (!item) return Raised{};
    TRY(listAppend(thread, characters, item));
  }
  Value fields[] = {Value::smallInt(mode.c_iflag), Value::smallInt(mode.c_oflag), Value::smallInt(mode.c_cflag), Value::smallInt(mode.c_lflag),
                    Value::smallInt(cfgetispeed(&mode)), Value::smallInt(cfgetospeed(&mode)), Value(characters.get())};
  return newListFrom(thread, fields, std::size(fields));
}

Result<int64_t> longArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t result;
  if (intFitsInt64(number, &result)) return result;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
}

Status readCharacters(Thread& thread, Value value, termios* mode) {
  Ref<> keep = newRef(value);
  if (!isList(value) || value.as<List>()->size != NCCS) return thread.raiseTypeError("tcsetattr: attributes[6] must be {} element list", NCCS);
  for (size_t i = 0; i < NCCS && i < value.as<List>()->size; ++i) {
    Ref<> item = newRef(value.as<List>()->items[i]);
    if (isBytes(item) && item.get().as<Bytes>()->size == 1) {
      mode->c_cc[i] = static_cast<cc_t>(item.get().as<Bytes>()->data()[0]);
    } else if (isInt(item)) {
      mode->c_cc[i] = static_cast<cc_t>(TRY(longArgument(thread, item)));
    } else {
      return thread.raiseTypeError("tcsetattr: elements of attributes must be characters or integers");
    }
  }
  return kOk;
}

Ref<> setAttributes(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  int when = TRY(argumentAsInt(thread, args[2]));
  if (!isList(args[3]) || args[3].as<List>()->size != 7) return thread.raiseTypeError("tcsetattr, arg 3: must be 7 element list");
  termios mode;  // what the list does not say stays as it is
  TRY(blocking(thread, args[0], [&] { return tcgetattr(fd, &mode); }));
  int64_t numbers[6];
  for (size_t i = 0; i < std::size(numbers); ++i) {
    if (args[3].as<List>()->size != 7) return thread.raiseTypeError("tcsetattr, arg 3: must be 7 element list");
    Ref<> item = newRef(args[3].as<List>()->items[i]);
    numbers[i] = TRY(longArgument(thread, item));
  }
  if (args[3].as<List>()->size != 7) return thread.raiseTypeError("tcsetattr, arg 3: must be 7 element list");
  mode.c_iflag = static_cast<tcflag_t>(numbers[0]);
  mode.c_oflag = static_cast<tcflag_t>(numbers[1]);
  mode.c_cflag = static_cast<tcflag_t>(numbers[2]);
  mode.c_lflag = static_cast<tcflag_t>(numbers[3]);
  TRY(readCharacters(thread, args[3].as<List>()->items[6], &mode));
  if (cfsetispeed(&mode, static_cast<speed_t>(numbers[4])) < 0 || cfsetospeed(&mode, static_cast<speed_t>(numbers[5])) < 0) {
    return raiseError(thread, args[0]);
  }
  TRY(blocking(thread, args[0], [&] { return tcsetattr(fd, when, &mode); }));
  return newRef(kNone);
}

// ---------------------------------------------------------------- line control

template <int (*function)(int fd, int argument)>
Ref<> lineControl(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  int argument = TRY(argumentAsInt(thread, args[2]));
  TRY(blocking(thread, args[0], [&] { return function(fd, argument); }));
  return newRef(kNone);
}
Ref<> drain(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  TRY(blocking(thread, args[0], [&] { return tcdrain(fd); }));
  return newRef(kNone);
}

Ref<> getWindowSize(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  winsize size;
  TRY(blocking(thread, args[0], [&] { return ioctl(fd, TIOCGWINSZ, &size); }));
  return makeTuple(thread, Value::smallInt(size.ws_row), Value::smallInt(size.ws_col));
}
Ref<> setWindowSize(Thread& thread, const Value* args) {
  constexpr const char* kNotTwo = "tcsetwinsize, arg 2: must be a two-item sequence";
  int fd = TRY(descriptorArgument(thread, args[1]));
  if (!typeOf(thread, args[2])->slots.getItem || isDict(args[2])) return thread.raiseTypeError(kNotTwo);
  if (TRY(length(thread, args[2])) != 2) return thread.raiseTypeError(kNotTwo);
  int64_t numbers[2];
  for (int i = 0; i < 2; ++i) {
    Ref<> item = TRY(getItem(thread, args[2], Value::smallInt(i)));
    numbers[i] = TRY(longArgument(thread, item));
  }
  winsize size;
  TRY(blocking(thread, args[0], [&] { return ioctl(fd, TIOCGWINSZ, &size); }));
  size.ws_row = static_cast<unsigned short>(numbers[0]);
  size.ws_col = static_cast<unsigned short>(numbers[1]);
  if (size.ws_row != numbers[0] || size.ws_col != numbers[1]) {
    return thread.raise(TypeId::kOverflowError, "winsize value(s) out of range.");
  }
  TRY(blocking(thread, args[0], [&] { return ioctl(fd, TIOCSWINSZ, &size); }));
  return newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {.name = "tcgetattr", .signature = "($module, fd, /)", .function = getAttributes,
     .doc = "The settings: flags of input, output, control and line, both speeds, the control characters."},
    {.name = "tcsetattr", .signature = "($module, fd, when, attributes, /)", .function = setAttributes, .doc = "Changes the settings."},
    {.name = "tcsendbreak", .signature = "($module, fd, duration, /)", .function = lineControl<tcsendbreak>, .doc = "Sends a break."},
    {.name = "tcdrain", .signature = "($module, fd, /)", .function = drain, .doc = "Waits until all output is sent."},
    {.name = "tcflush", .signature = "($module, fd, queue, /)", .function = lineControl<tcflush>, .doc = "Drops what is queued."},
    {.name = "tcflow", .signature = "($module, fd, action, /)", .function = lineControl<tcflow>, .doc = "Suspends or resumes."},
    {.name = "tcgetwinsize", .signature = "($module, fd, /)", .function = getWindowSize, .doc = "The window's rows and columns."},
    {.name = "tcsetwinsize", .signature = "($module, fd, winsize, /)", .function = setWindowSize, .doc = "Sets rows and columns."}};

Status addError(Thread& thread, Module* module, State* state) {
  Ref<Str> name = TRY(internText(thread, "error")), moduleName = TRY(internText(thread, "termios"));
  Ref<Tuple> bases = TRY(makeTuple(thread, Value(thread.type(TypeId::kException))));
  Ref<Dict> dict = TRY(newDict(thread));
  TRY(dictSetStr(thread, dict, thread.names().dunder_module, moduleName.value()));
  state->error = TRY(createHeapType(thread, thread.type(TypeId::kType), name, bases, dict, Arguments{}));
  return moduleAdd(thread, module, "error", state->error.clone());
}

Status populate(Thread& thread, Module* module) {
#define CONSTANT(name) TRY(moduleAddInt(thread, module, #name, static_cast<int64_t>(name)));
#include "modules/termios_constants.def"
#undef CONSTANT
  TRY(moduleAddInt(thread, module, "VSWTCH", 7));  // the C library's headers call it VSWTC
  auto* state = new State();
  module->state = state;
  module->releaseState = [](void* owned) { delete static_cast<State*>(owned); };
  return addError(thread, module, state);
}

}  // namespace

extern const ModuleSpec kTermiosModule;
const ModuleSpec kTermiosModule = {.name = "termios", .functions = kFunctions, .populate = populate, .doc = "The settings of terminals."};

}  // namespace taipan
