// syslog: messages to the system's log.
#include <syslog.h>

#include <string>

#include "modules/audit.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/list.h"

namespace taipan {
namespace {

// The C library keeps the pointer to the name, so it must live as long as the log is open.
struct State {
  std::string name;
  bool isOpen = false;
};
State* stateOf(Value module) { return static_cast<State*>(module.as<Module>()->state); }

// The program's name: sys.argv[0] without its folder.
std::string programName(Thread& thread) {
  Ref<Str> key = internText(thread, "argv");
  Value arguments = key && thread.interpreter().sysDict ? dictGetStr(thread, thread.interpreter().sysDict, key) : Value();
  if (!arguments || !isList(arguments) || arguments.as<List>()->size == 0 || !isStr(arguments.as<List>()->items[0])) return "";
  std::string path = toWtf8(arguments.as<List>()->items[0].as<Str>());
  return path.substr(path.rfind('/') + 1);
}

Status open(Thread& thread, State* state, std::string name, int options, int facility) {
  Ref<> ident = newRef(kNone);
  if (!name.empty()) ident = TRY(newStr(thread, name));
  TRY(audit(thread, "syslog.openlog", {ident.get(), Value::smallInt(options), Value::smallInt(facility)}));
  state->name = std::move(name);
  openlog(state->name.empty() ? nullptr : state->name.c_str(), options, facility);
  state->isOpen = true;
  return kOk;
}

Ref<> syslogOpen(Thread& thread, Value module, const Arguments& args) {
  Value given[3];
  TRY(bindCall(thread, args, "openlog", {"ident", "logoption", "facility"}, 0, 3, given));
  std::string name = programName(thread);
  if (given[0]) {
    if (!isStr(given[0])) return thread.raiseTypeError("openlog() argument 1 must be str, not {}", typeOf(thread, given[0])->nativeName);
    name = TRY(toUtf8(thread, given[0].as<Str>()));
  }
  int options = given[1] ? TRY(argumentAsInt(thread, given[1])) : 0;
  int facility = given[2] ? TRY(argumentAsInt(thread, given[2])) : LOG_USER;
  TRY(open(thread, stateOf(module), name, options, facility));
  return newRef(kNone);
}

Ref<> syslogWrite(Thread& thread, Value module, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "syslog"));
  size_t count = args.positionalCount;
  Value message = count == 0 || count > 2 ? Value() : args[count - 1];
  if (!message || !isStr(message) || (count == 2 && !isInt(args[0]))) return thread.raiseTypeError("[priority,] message string");
  int priority = count == 2 ? TRY(argumentAsInt(thread, args[0])) : LOG_INFO;
  std::string text = TRY(toUtf8(thread, message.as<Str>()));
  TRY(audit(thread, "syslog.syslog", {Value::smallInt(priority), message}));
  if (!stateOf(module)->isOpen) TRY(open(thread, stateOf(module), programName(thread), 0, LOG_USER));
  syslog(priority, "%s", text.c_str());
  return newRef(kNone);
}

Ref<> syslogClose(Thread& thread, const Value* args) {
  TRY(audit(thread, "syslog.closelog"));
  State* state = stateOf(args[0]);
  if (state->isOpen) closelog();
  state->isOpen = false;
  return newRef(kNone);
}
Ref<> syslogSetMask(Thread& thread, Value, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "syslog.setlogmask"));
  if (args.positionalCount != 1) return thread.raiseTypeError("mask for priority");
  int mask = TRY(argumentAsInt(thread, args[0]));
  TRY(audit(thread, "syslog.setlogmask", {Value::smallInt(mask)}));
  return newInt(thread, setlogmask(mask));
}
Ref<> syslogMask(Thread& thread, const Value* args) { return newInt(thread, LOG_MASK(TRY(argumentAsInt(thread, args[1])))); }
Ref<> syslogUpTo(Thread& thread, const Value* args) { return newInt(thread, LOG_UPTO(TRY(argumentAsInt(thread, args[1])))); }

constexpr MethodDef kFunctions[] = {
    {.name = "openlog", .signature = "($module, /, ident=<unrepresentable>, logoption=0, facility=8)", .raw = syslogOpen, .doc = "Sets how messages are logged."},
    {.name = "syslog", .signature = "($module, /, *args)", .raw = syslogWrite, .doc = "syslog([priority,] message): logs a message."},
    {.name = "closelog", .signature = "($module, /)", .function = syslogClose, .doc = "Undoes openlog()."},
    {.name = "setlogmask", .signature = "($module, maskpri, /)", .raw = syslogSetMask, .doc = "Which priorities are logged; the old mask."},
    {.name = "LOG_MASK", .signature = "($module, pri, /)", .function = syslogMask, .doc = "The mask of one priority."},
    {.name = "LOG_UPTO", .signature = "($module, pri, /)", .function = syslogUpTo, .doc = "The mask of all priorities up to one."}};

struct Constant {
  const char* name;
  int value;
};
#define CONSTANT(name) {#name, name}
constexpr Constant kConstants[] = {
    CONSTANT(LOG_EMERG), CONSTANT(LOG_ALERT), CONSTANT(LOG_CRIT), CONSTANT(LOG_ERR), CONSTANT(LOG_WARNING), CONSTANT(LOG_NOTICE),
    CONSTANT(LOG_INFO), CONSTANT(LOG_DEBUG), CONSTANT(LOG_PID), CONSTANT(LOG_CONS), CONSTANT(LOG_NDELAY), CONSTANT(LOG_ODELAY),
    CONSTANT(LOG_NOWAIT), CONSTANT(LOG_PERROR), CONSTANT(LOG_KERN), CONSTANT(LOG_USER), CONSTANT(LOG_MAIL), CONSTANT(LOG_DAEMON),
    CONSTANT(LOG_AUTH), CONSTANT(LOG_LPR), CONSTANT(LOG_LOCAL0), CONSTANT(LOG_LOCAL1), CONSTANT(LOG_LOCAL2), CONSTANT(LOG_LOCAL3),
    CONSTANT(LOG_LOCAL4), CONSTANT(LOG_LOCAL5), CONSTANT(LOG_LOCAL6), CONSTANT(LOG_LOCAL7), CONSTANT(LOG_SYSLOG), CONSTANT(LOG_CRON),
    CONSTANT(LOG_UUCP), CONSTANT(LOG_NEWS), CONSTANT(LOG_AUTHPRIV)};
#undef CONSTANT

Status populate(Thread& thread, Module* module) {
  module->state = new State();
  module->releaseState = [](void* owned) {
    auto* state = static_cast<State*>(owned);
    if (state->isOpen) closelog();
    delete state;
  };
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  return kOk;
}

}  // namespace

extern const ModuleSpec kSyslogModule;
const ModuleSpec kSyslogModule = {.name = "syslog", .functions = kFunctions, .populate = populate, .doc = "Messages to the system's log."};

}  // namespace taipan
