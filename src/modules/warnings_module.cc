// _warnings: the native half of the warnings module.  Filters and registries are those of warnings.py once that is
// imported, whatever a program has put there; until then the ones kept here.
//
//   warn ──▶ context of the calling frame ──▶ registry: seen before? ──▶ filter ──▶ raise │ ignore │ show
#include <string>

#include "modules/resource_warning.h"
#include "modules/exception_printer.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/source_lines.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

struct WarningsState {
  Ref<List> filters;
  Ref<Dict> onceRegistry;
  Ref<Str> defaultAction;
  int64_t filtersVersion = 0;
};

namespace {

// One warning on its way.  `module`, `registry`, `source` and `sourceLine` may be empty: not given.
struct Warning {
  Value category, message, filename;
  int64_t line = 0;
  Value module, registry, sourceLine, source;
};

// ---------------------------------------------------------------- what warnings.py holds

// An attribute of the warnings module; empty without an exception if module or attribute is missing.
Ref<> pythonHalf(Thread& thread, const char* name, bool importIt = false) {
  Ref<> module;
  if (importIt && !thread.interpreter().finalizing) {
    module = importModule(thread, "warnings");
    if (!module && !thread.clearIfMatches(TypeId::kImportError)) return Raised{};
  } else {
    module = newRef(dictGetStr(thread, thread.interpreter().modules, thread.names().warnings));
  }
  if (!module) return Ref<>();
  Ref<Str> attribute = TRY(internText(thread, name));
  return lookupAttribute(thread, module, attribute);
}

Ref<> onceRegistry(Thread& thread, WarningsState& state) {
  Ref<> registry = pythonHalf(thread, "onceregistry");
  if (!registry) {
    if (thread.hasException()) return Raised{};
    return newRef(Value(state.onceRegistry.get()));
  }
  if (isDict(registry)) return registry;
  return thread.raiseTypeError("_warnings.onceregistry must be a dict, not '{}'", typeOf(thread, registry)->nativeName);
}

Ref<> defaultAction(Thread& thread, WarningsState& state) {
  Ref<> action = pythonHalf(thread, "defaultaction");
  if (!action) {
    if (thread.hasException()) return Raised{};
    return newRef(Value(state.defaultAction.get()));
  }
  if (isStr(action)) return action;
  return thread.raiseTypeError("_warnings.defaultaction must be a string, not '{}'", typeOf(thread, action)->nativeName);
}

// ---------------------------------------------------------------- filters

// A pattern is None (anything), plain text (the same text), or something with match().
Result<bool> patternMatches(Thread& thread, Value pattern, Value text) {
  if (pattern.isNone()) return true;
  if (isExactStr(pattern)) return equal(thread, pattern, text);
  Ref<Str> match = TRY(internText(thread, "match"));
  Ref<> result = TRY(callMethod(thread, pattern, match, text));
  return isTrue(thread, result);
}

Result<bool> filterApplies(Thread& thread, Tuple* filter, const Warning& warning, Value text) {
  if (!TRY(patternMatches(thread, filter->items[1], text))) return false;
  if (!TRY(patternMatches(thread, filter->items[3], warning.module))) return false;
  if (!TRY(isSubclass(thread, warning.category, filter->items[2]))) return false;
  if (!isInt(filter->items[4])) return thread.raiseTypeError("an integer is required");
  int64_t line = TRY(sizeArgument(thread, filter->items[4]));
  return line == 0 || line == warning.line;
}

// The action for the warning; *item is the filter that says so, or None.
Ref<> chooseAction(Thread& thread, WarningsState& state, const Warning& warning, Value text, Ref<>* item) {
  Ref<> filters = pythonHalf(thread, "filters");
  if (!filters) {
    if (thread.hasException()) return Raised{};
    filters = newRef(Value(state.filters.get()));
  }
  if (!isList(filters)) return thread.raiseValueError("_warnings.filters must be a list");
  state.filters = newRef(filters.get().as<List>());  // they go on to count when the warnings module loses them
  for (size_t i = 0; i < filters.get().as<List>()->size; ++i) {
    Ref<> filter = newRef(filters.get().as<List>()->items[i]);
    if (!isTuple(filter) || filter.get().as<Tuple>()->size != 5) {
      return thread.raiseValueError("_warnings.filters item {} isn't a 5-tuple", i);
    }
    Value action = filter.get().as<Tuple>()->items[0];
    if (!isStr(action)) {
      return thread.raiseTypeError("action must be a string, not '{}'", typeOf(thread, action)->nativeName);
    }
    if (!TRY(filterApplies(thread, filter.get().as<Tuple>(), warning, text))) continue;
    *item = std::move(filter);
    return newRef(action);
  }
  *item = newRef(kNone);
  return defaultAction(thread, state);
}

// ---------------------------------------------------------------- registries

bool hasRegistry(const Warning& warning) { return !warning.registry.isEmpty() && !warning.registry.isNone(); }

// Is `key` in the registry?  Empties one that was filled under other filters first.  With `remember`, puts it there.
Result<bool> alreadyWarned(Thread& thread, WarningsState& state, Dict* registry, Value key, bool remember) {
  Ref<Str> versionKey = TRY(internText(thread, "version"));
  Value version = dictGet(thread, registry, versionKey);
  if (!version && thread.hasException()) return Raised{};
  int64_t number;
  if (!version || !isInt(version) || !intFitsInt64(version, &number) || number != state.filtersVersion) {
    dictClear(registry);
    TRY(dictSet(thread, registry, versionKey, Value::smallInt(state.filtersVersion)));
  } else {
    Ref<> seen = newRef(dictGet(thread, registry, key));
    if (!seen && thread.hasException()) return Raised{};
    if (seen && TRY(isTrue(thread, seen))) return true;
  }
  if (remember) TRY(dictSet(thread, registry, key, kTrue));
  return false;
}

// What "once" and "module" ask: was this text seen before, on any line?
Result<bool> seenOnAnyLine(Thread& thread, WarningsState& state, Value registry, Value text, Value category) {
  Ref<> key = TRY(makeTuple(thread, text, category));
  return alreadyWarned(thread, state, registry.as<Dict>(), key, true);
}

// ---------------------------------------------------------------- showing

std::string stripped(std::string_view line) {
  size_t begin = line.find_first_not_of(" \t\f");
  return begin == std::string_view::npos ? "" : std::string(line.substr(begin));
}

// Without warnings.py: two lines on sys.stderr.
void showPlainly(Thread& thread, const Warning& warning, Value text) {
  Ref<> name = getAttribute(thread, warning.category, thread.names().dunder_name);
  Ref<Str> shownName = name ? str(thread, name) : nullptr;
  Ref<Str> file = str(thread, warning.filename);
  Ref<Str> shown = str(thread, text);
  std::string out;
  if (file && shown && shownName) {
    out = toWtf8(file) + ":" + std::to_string(warning.line) + ": " + toWtf8(shownName) + ": " + toWtf8(shown) + "\n";
    std::string line;
    if (warning.sourceLine && isStr(warning.sourceLine)) line = stripped(toWtf8(warning.sourceLine.as<Str>()));
    else if (SourceLines(thread).find(toWtf8(file), warning.line, &line)) line = stripped(line);
    if (!line.empty()) out += "  " + line + "\n";
  }
  thread.clearException();
  writeToStderr(thread, out);
}

Status show(Thread& thread, const Warning& warning, Value text, Value message) {
  Ref<> function = pythonHalf(thread, "_showwarnmsg", !warning.source.isEmpty());
  if (!function) {
    if (thread.hasException()) return Raised{};
    showPlainly(thread, warning, text);
    return kOk;
  }
  if (!isCallable(thread, function)) return thread.raiseTypeError("warnings._showwarnmsg() must be set to a callable");
  Ref<> cls = pythonHalf(thread, "WarningMessage");
  if (!cls) {
    if (thread.hasException()) return Raised{};
    return thread.raise(TypeId::kRuntimeError, "unable to get warnings.WarningMessage");
  }
  Ref<> line = TRY(newInt(thread, warning.line));
  Ref<> report = TRY(call(thread, cls, message, warning.category, warning.filename, line.get(), kNone, kNone,
                          warning.source ? warning.source : kNone));
  Ref<> done = TRY(call(thread, function, report.get()));
  return kOk;
}

// ---------------------------------------------------------------- the whole way

// The module name that a file name stands for.
Ref<> moduleOfFile(Thread& thread, Value filename) {
  if (!isStr(filename)) return newRef(filename);
  Str* text = filename.as<Str>();
  size_t size = text->length();
  if (size == 0) return internText(thread, "<unknown>");
  if (size < 3 || text->at(size - 1) != 'y' || text->at(size - 2) != 'p' || text->at(size - 3) != '.') return newRef(filename);
  return substring(thread, text, 0, size - 3);
}

// Decides by action; true: show it.
Result<bool> toBeShown(Thread& thread, WarningsState& state, const Warning& warning, Value text, Value key, Value message) {
  Ref<> item;
  Ref<> actionValue = TRY(chooseAction(thread, state, warning, text, &item));
  std::string action = toWtf8(actionValue.get().as<Str>());
  if (action == "error") return thread.raiseObject(message);
  if (action == "ignore") return false;
  if (action == "always") return true;
  if (hasRegistry(warning)) TRY(dictSet(thread, warning.registry.as<Dict>(), key, kTrue));
  if (action == "once") {
    Ref<> registry = hasRegistry(warning) ? newRef(warning.registry) : TRY(onceRegistry(thread, state));
    return !TRY(seenOnAnyLine(thread, state, registry, text, warning.category));
  }
  if (action == "module") {
    return !hasRegistry(warning) || !TRY(seenOnAnyLine(thread, state, warning.registry, text, warning.category));
  }
  if (action == "default") return true;
  return thread.raise(TypeId::kRuntimeError, "Unrecognized action ({!r}) in warnings.filters:\n {!r}", actionValue.get(), item.get());
}

Ref<> warnExplicit(Thread& thread, WarningsState& state, Warning warning) {
  if (warning.module && warning.module.isNone()) return newRef(kNone);  // late in the shutdown
  if (hasRegistry(warning) && !isDict(warning.registry)) return thread.raiseTypeError("'registry' must be a dict or None");
  Ref<> module = warning.module ? newRef(warning.module) : TRY(moduleOfFile(thread, warning.filename));
  warning.module = module;
  Ref<> text, message, category;
  if (TRY(isInstance(thread, warning.message, Value(thread.type(TypeId::kWarning))))) {
    text = TRY(str(thread, warning.message));
    message = newRef(warning.message);
    category = newRef(Value(typeOf(thread, message)));
  } else {
    text = newRef(warning.message);
    category = newRef(warning.category);
    message = TRY(call(thread, category, warning.message));
  }
  warning.category = category;
  if (warning.source && warning.source.isNone()) warning.source = Value();
  Ref<> line = TRY(newInt(thread, warning.line));
  Ref<> key = TRY(makeTuple(thread, text.get(), category.get(), line.get()));
  if (hasRegistry(warning) && TRY(alreadyWarned(thread, state, warning.registry.as<Dict>(), key, false))) return newRef(kNone);
  if (TRY(toBeShown(thread, state, warning, text, key, message))) TRY(show(thread, warning, text, message));
  return newRef(kNone);
}

// ---------------------------------------------------------------- the calling frame

bool isImportFrame(const Frame* frame) {
  if (frame == nullptr || !frame->code->fileName->isAscii()) return false;
  std::string_view name = frame->code->fileName->asciiView();
  return name.find("importlib") != std::string_view::npos && name.find("_bootstrap") != std::string_view::npos;
}

// The frame that `stackLevel` stands for, where frames of the import system do not count; null: beyond the outermost.
Frame* frameAtLevel(Thread& thread, int64_t stackLevel) {
  Frame* frame = thread.frame;
  bool countAll = stackLevel <= 0 || isImportFrame(frame);
  while (--stackLevel > 0 && frame != nullptr) {
    do frame = frame->previous;
    while (!countAll && isImportFrame(frame));
  }
  return frame;
}

Ref<> warnFromFrame(Thread& thread, WarningsState& state, Value category, Value message, int64_t stackLevel, Value source) {
  Frame* frame = frameAtLevel(thread, stackLevel);
  Ref<Dict> globals = newRef(frame != nullptr ? frame->function->globals : thread.interpreter().sysDict);
  Ref<> filename = frame != nullptr ? newRef(Value(frame->code->fileName)) : Ref<>(TRY(internText(thread, "sys")));
  int64_t line = frame != nullptr ? frame->line() : 1;
  Ref<> registry = newRef(dictGetStr(thread, globals, thread.names().dunder_warningregistry));
  if (!registry) {
    registry = TRY(newDict(thread));
    TRY(dictSetStr(thread, globals, thread.names().dunder_warningregistry, registry));
  }
  Ref<> module = newRef(dictGetStr(thread, globals, thread.names().dunder_name));
  if (!module || !(module.get().isNone() || isStr(module))) module = TRY(internText(thread, "<string>"));
  return warnExplicit(thread, state, {.category = category, .message = message, .filename = filename, .line = line,
                                      .module = module, .registry = registry, .source = source});
}

// ---------------------------------------------------------------- module functions

WarningsState& stateOf(Thread& thread) { return *thread.interpreter().warningsState; }

// warn(message, category=None, stacklevel=1, source=None)
Ref<> warnFunction(Thread& thread, const Value* args) {
  Value warningType = thread.type(TypeId::kWarning);
  Ref<> category = newRef(args[2]);
  if (TRY(isInstance(thread, args[1], warningType))) category = newRef(Value(typeOf(thread, args[1])));
  else if (category.get().isNone()) category = newRef(Value(thread.type(TypeId::kUserWarning)));
  bool good = isInstanceOf(thread, category, TypeId::kType) && TRY(isSubclass(thread, category, warningType));
  if (!good) {
    return thread.raiseTypeError("category must be a Warning subclass, not '{}'", typeOf(thread, category)->nativeName);
  }
  int64_t level = TRY(sizeArgument(thread, args[3]));
  return warnFromFrame(thread, stateOf(thread), category, args[1], level, args[4]);
}

// Line `number` of the source that globals' loader gives; empty without an exception if it gives none.
Ref<> lineFromLoader(Thread& thread, Dict* globals, int64_t number) {
  Ref<> loader = newRef(dictGetStr(thread, globals, thread.names().dunder_loader));
  Ref<> name = newRef(dictGetStr(thread, globals, thread.names().dunder_name));
  if (!loader || !name) return Ref<>();
  Ref<Str> getSource = TRY(internText(thread, "get_source"));
  Ref<> method = lookupAttribute(thread, loader, getSource);
  if (!method) return method;
  Ref<> source = TRY(call(thread, method, name.get()));
  if (source.get().isNone()) return Ref<>();
  Ref<Str> splitlines = TRY(internText(thread, "splitlines"));
  if (!isStr(source)) return thread.raiseTypeError("must be str, not {!T}", source.get());
  // str's own method, whatever a subclass makes of it.
  Ref<> split = TRY(getAttribute(thread, Value(thread.type(TypeId::kStr)), splitlines.get()));
  Ref<> lines = TRY(call(thread, split, source.get()));
  Ref<> index = TRY(newInt(thread, number - 1));
  return getItem(thread, lines, index);
}

// warn_explicit(message, category, filename, lineno, module, registry, module_globals, source)
Ref<> warnExplicitFunction(Thread& thread, const Value* args) {
  if (!isStr(args[3])) {
    return thread.raiseTypeError("warn_explicit() argument 3 must be str, not {}",
                                 args[3].isNone() ? "None" : typeOf(thread, args[3])->nativeName);
  }
  int line = TRY(intArgument(thread, args[4]));
  Ref<> sourceLine;
  Value globals = args[7];
  if (globals && !globals.isNone()) {
    if (!isDict(globals)) {
      return thread.raiseTypeError("module_globals must be a dict, not '{}'", typeOf(thread, globals)->nativeName);
    }
    sourceLine = lineFromLoader(thread, globals.as<Dict>(), line);
    if (!sourceLine && thread.hasException()) return Raised{};
  }
  return warnExplicit(thread, stateOf(thread), {.category = args[2], .message = args[1], .filename = args[3], .line = line,
                                                .module = args[5], .registry = args[6], .sourceLine = sourceLine,
                                                .source = args[8]});
}

Ref<> filtersMutated(Thread& thread, const Value*) {
  ++stateOf(thread).filtersVersion;
  return newRef(kNone);
}

// Interpreter::warn and ::warnExplicit.
Status warnHook(Thread& thread, Type* category, Str* message, int stackLevel) {
  Ref<> done = TRY(warnFromFrame(thread, stateOf(thread), Value(category), Value(message), stackLevel, Value()));
  return kOk;
}
Status warnExplicitHook(Thread& thread, Type* category, Str* message, Str* filename, int line) {
  Ref<> done = TRY(warnExplicit(thread, stateOf(thread), {.category = Value(category), .message = Value(message),
                                                          .filename = Value(filename), .line = line}));
  return kOk;
}

const MethodDef kFunctions[] = {
    {"warn", "($module, /, message, category=None, stacklevel=1, source=None)", warnFunction, nullptr,
     MethodKind::kInstance, "Issues a warning for the calling code, or lets it pass, as the filters say."},
    {"warn_explicit",
     "($module, /, message, category, filename, lineno, module=<NULL>, registry=<NULL>, module_globals=<NULL>, source=<NULL>)",
     warnExplicitFunction, nullptr, MethodKind::kInstance, "Issues a warning for a given place."},
    {"_filters_mutated", "($module, /)", filtersMutated},
};

Status addFilter(Thread& thread, List* filters, TypeId category, const char* action, const char* moduleName) {
  Ref<Str> actionText = TRY(internText(thread, action));
  Ref<> module = moduleName != nullptr ? Ref<>(TRY(internText(thread, moduleName))) : newRef(kNone);
  Ref<> filter = TRY(makeTuple(thread, actionText.value(), kNone, Value(thread.type(category)), module.get(), Value::smallInt(0)));
  return listAppend(thread, filters, filter);
}

Status populate(Thread& thread, Module* module) {
  auto* state = new WarningsState();
  module->state = state;
  module->releaseState = [](void* data) { delete static_cast<WarningsState*>(data); };
  state->filters = TRY(newList(thread));
  TRY(addFilter(thread, state->filters, TypeId::kDeprecationWarning, "default", "__main__"));
  for (TypeId id : {TypeId::kDeprecationWarning, TypeId::kPendingDeprecationWarning, TypeId::kImportWarning, TypeId::kResourceWarning}) {
    TRY(addFilter(thread, state->filters, id, "ignore", nullptr));
  }
  state->onceRegistry = TRY(newDict(thread));
  state->defaultAction = TRY(internText(thread, "default"));
  TRY(moduleAdd(thread, module, "filters", newRef(Value(state->filters.get()))));
  TRY(moduleAdd(thread, module, "_onceregistry", newRef(Value(state->onceRegistry.get()))));
  TRY(moduleAdd(thread, module, "_defaultaction", newRef(Value(state->defaultAction.get()))));
  Interpreter& interpreter = thread.interpreter();
  interpreter.warningsState = state;
  interpreter.warn = warnHook;
  interpreter.warnExplicit = warnExplicitHook;
  return kOk;
}

}  // namespace

extern const ModuleSpec kWarningsModule;
const ModuleSpec kWarningsModule = {"_warnings", kFunctions, populate, "The native half of the warnings module."};

Status warnAboutSource(Thread& thread, TypeId category, std::string_view format, Value source) {
  if (thread.interpreter().warningsState == nullptr) return kOk;
  Ref<Str> message = TRY(formatText(thread, format, {FormatArg(source)}));
  Ref<> done = TRY(warnFromFrame(thread, stateOf(thread), Value(thread.type(category)), message.value(), 1, source));
  return kOk;
}

}  // namespace taipan
