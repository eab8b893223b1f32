// sys: the interpreter's own view of itself.  Values are in sys_values.cc; here are the functions.
#include "modules/audit.h"
#include "modules/sys_module.h"

#include <dlfcn.h>
#include <unistd.h>

#include "modules/blocking.h"
#include "objects/current_frame.h"
#include "modules/exception_printer.h"
#include "modules/module_helpers.h"
#include "modules/sys_threads.h"
#include "modules/sys_values.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/tuple.h"
#include "vm/tracing.h"

namespace taipan {
namespace {

// The exception being handled; None if none.
Value handledException(Thread& thread) {
  for (HandledException* entry = thread.handled; entry; entry = entry->previous) {
    if (entry->exception && !entry->exception.isNone()) return entry->exception;
  }
  return kNone;
}

Ref<> sysExcInfo(Thread& thread, const Value*) {
  Ref<> exception = newRef(handledException(thread));
  if (exception.get().isNone()) return makeTuple(thread, kNone, kNone, kNone);
  Ref<> traceback = TRY(getAttribute(thread, exception, thread.names().dunder_traceback));
  return makeTuple(thread, Value(typeOf(thread, exception)), exception.get(), traceback.get());
}
Ref<> sysException(Thread& thread, const Value*) { return newRef(handledException(thread)); }

Ref<> sysExit(Thread& thread, const Value* args) {
  Ref<> type = newRef(Value(thread.type(TypeId::kSystemExit)));
  Ref<> error;
  if (args[1].isNone()) error = TRY(call(thread, type));
  else if (isTuple(args[1])) error = TRY(callWithTupleAndDict(thread, type, args[1].as<Tuple>(), nullptr));
  else error = TRY(call(thread, type, args[1]));
  return thread.raiseObject(error);
}

Ref<> sysGetrecursionlimit(Thread& thread, const Value*) { return newInt(thread, thread.recursionLimit); }
Ref<> sysSetrecursionlimit(Thread& thread, const Value* args) {
  int limit = TRY(intArgument(thread, args[1]));
  if (limit < 1) return thread.raiseValueError("recursion limit must be greater or equal than 1");
  if (thread.recursionDepth >= limit) {
    return thread.raise(TypeId::kRecursionError,
                        "cannot set the recursion limit to {} at the recursion depth {}: the limit is too low", limit,
                        thread.recursionDepth);
  }
  for (Thread* each = thread.interpreter().threads; each != nullptr; each = each->next) each->recursionLimit = limit;
  return newRef(kNone);
}

Ref<> sysIntern(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("intern() argument must be str, not {!N}", args[1]);
  if (!isExactStr(args[1])) return thread.raiseTypeError("can't intern {!T}", args[1]);
  return intern(thread, newRef(args[1].as<Str>()));
}

Ref<> sysGetrefcount(Thread& thread, const Value* args) {
  return newInt(thread, args[1].isObject() ? args[1].object()->refCount : 1000000000);
}

Result<int64_t> sizeFrom(Thread& thread, Value size) {
  int64_t bytes;
  if (!isInt(size)) return thread.raiseTypeError("an integer is required");
  if (!intFitsInt64(size, &bytes)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
  return bytes;
}

Ref<> sysGetsizeof(Thread& thread, const Value* args) {
  Ref<> method = lookupSpecial(thread, args[1], thread.names().dunder_sizeof);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("Type {!T} doesn't define __sizeof__", args[1]);
  }
  Ref<> size = call(thread, method);
  Result<int64_t> found = size ? sizeFrom(thread, size) : Result<int64_t>(Raised{});
  if (!found) {
    if (!args[2].isEmpty() && thread.clearIfMatches(TypeId::kTypeError)) return newRef(args[2]);
    return Raised{};
  }
  int64_t bytes = *found;
  if (bytes < 0) return thread.raiseValueError("__sizeof__() should return >= 0");
  uint64_t header = args[1].isObject() && args[1].object()->type->has(kTypeHasGc) ? 16 : 0;
  return newIntUnsigned(thread, static_cast<uint64_t>(bytes) + header);
}

Ref<> sysGetframe(Thread& thread, const Value* args) {
  int64_t depth = TRY(intArgument(thread, args[1]));
  Ref<> frame = TRY(frameAtDepth(thread, depth < 0 ? 0 : depth));
  TRY(audit(thread, "sys._getframe", {frame.get()}));
  return frame;
}

Ref<> sysDisplayhook(Thread& thread, const Value* args) {
  Interpreter& interpreter = thread.interpreter();
  Str* underscore = thread.names().underscore;
  if (args[1].isNone()) return newRef(kNone);
  TRY(dictSetStr(thread, interpreter.builtinsDict, underscore, kNone));
  Ref<> out = newRef(dictGetStr(thread, interpreter.sysDict, thread.names().stdout));
  if (!out || out.get().isNone()) return thread.raise(TypeId::kRuntimeError, "lost sys.stdout");
  Ref<Str> text = TRY(repr(thread, args[1]));
  Ref<> written = callMethod(thread, out, thread.names().write, Value(text.get()));
  if (!written) {
    if (!thread.clearIfMatches(TypeId::kUnicodeEncodeError)) return Raised{};
    // What the stream cannot show is written with backslashes.
    Ref<> encoding = TRY(getAttribute(thread, out, thread.names().encoding));
    Ref<> bytes = TRY(callMethod(thread, text, thread.names().encode, encoding.get(), Value(thread.names().backslashreplace)));
    Ref<> again = TRY(callMethod(thread, bytes, thread.names().decode, encoding.get(), Value(thread.names().strict)));
    written = TRY(callMethod(thread, out, thread.names().write, again.get()));
  }
  Ref<> newline = TRY(newStr(thread, "\n"));
  written = TRY(callMethod(thread, out, thread.names().write, newline.get()));
  TRY(dictSetStr(thread, interpreter.builtinsDict, underscore, args[1]));
  return newRef(kNone);
}

Ref<> sysExcepthook(Thread& thread, const Value* args) {
  if (isException(args[2]) && !args[3].isEmpty() && !args[3].isNone() && args[2].as<BaseException>()->traceback.isEmpty()) {
    Ref<> set = callMethod(thread, args[2], TRY(internText(thread, "with_traceback")).get(), args[3]);
    thread.clearException();
  }
  printException(thread, args[2]);
  return newRef(kNone);
}

Ref<> sysUnraisablehook(Thread& thread, const Value* args) {
  Ref<> exception = TRY(getAttribute(thread, args[1], "exc_value"));
  Ref<> traceback = TRY(getAttribute(thread, args[1], "exc_traceback"));
  Ref<> message = TRY(getAttribute(thread, args[1], "err_msg"));
  Ref<> object = TRY(getAttribute(thread, args[1], "object"));
  std::string report;
  if (!object.get().isNone()) {
    Ref<Str> text = repr(thread, object);
    thread.clearException();
    std::string shown = text ? toWtf8(text) : "<object repr() failed>";
    std::string lead = "Exception ignored in";
    if (isStr(message)) lead = toWtf8(message.get().as<Str>());
    report = lead + ": " + shown + "\n";
  } else if (isStr(message)) {
    report = toWtf8(message.get().as<Str>()) + ":\n";
  }
  if (!traceback.get().isNone()) report += tracebackReport(thread, traceback);
  Ref<Str> text = str(thread, exception);
  thread.clearException();
  Type* type = typeOf(thread, exception);
  Ref<> module = getAttribute(thread, Value(type), "__module__");
  thread.clearException();
  if (module && isStr(module)) {
    std::string name = toWtf8(module.get().as<Str>());
    if (name != "builtins" && name != "__main__") report += name + ".";
  }
  report += toWtf8(type->qualifiedName);
  std::string shown = text ? toWtf8(text) : "<exception str() failed>";
  if (!shown.empty()) report += ": " + shown;
  writeToStderr(thread, report + "\n");
  return newRef(kNone);
}

Ref<> swapHook(Thread&, Value* hook, Value function) {
  Ref<> old = Ref<>::adopt(*hook);
  *hook = function.isNone() ? Value() : newRef(function).releaseValue();
  return newRef(kNone);
}
Ref<> sysSettrace(Thread& thread, const Value* args) {
  TRY(audit(thread, "sys.settrace"));
  TRY(setTraceFunction(thread, args[1]));
  return newRef(kNone);
}
Ref<> sysSetprofile(Thread& thread, const Value* args) {
  TRY(audit(thread, "sys.setprofile"));
  TRY(setProfileFunction(thread, args[1]));
  return newRef(kNone);
}
Ref<> sysGettrace(Thread& thread, const Value*) { return newRef(thread.traceFunction ? thread.traceFunction : kNone); }
Ref<> sysGetprofile(Thread& thread, const Value*) { return newRef(thread.profileFunction ? thread.profileFunction : kNone); }

Ref<> sysGetfilesystemencoding(Thread& thread, const Value*) { return newRef(Value(thread.names().utf8)); }
Ref<> sysGetfilesystemencodeerrors(Thread& thread, const Value*) { return newRef(Value(thread.names().surrogateescape)); }
Ref<> sysGetdefaultencoding(Thread& thread, const Value*) { return newRef(Value(thread.names().utf8)); }
Ref<> sysIsFinalizing(Thread& thread, const Value*) { return newRef(Value::boolean(thread.interpreter().finalizing)); }
Ref<> sysGetIntMaxStrDigits(Thread& thread, const Value*) {
  return newInt(thread, thread.interpreter().settings.intMaxStrDigits);
}
Ref<> sysSetIntMaxStrDigits(Thread& thread, const Value* args) {
  int digits = TRY(intArgument(thread, args[1]));
  if (digits != 0 && digits < 640) return thread.raiseValueError("maxdigits must be 0 or larger than 640");
  thread.interpreter().settings.intMaxStrDigits = digits;
  return newRef(kNone);
}
Ref<> sysGetallocatedblocks(Thread& thread, const Value*) {
  return newInt(thread, static_cast<int64_t>(thread.heap().bytesInUse() / 64));
}
Ref<> sysGetCoroutineOriginDepth(Thread& thread, const Value*) { return newInt(thread, thread.coroutineOriginDepth); }
Ref<> sysSetCoroutineOriginDepth(Thread& thread, const Value* args) {
  int depth = TRY(intArgument(thread, args[1]));
  if (depth < 0) return thread.raiseValueError("depth must be >= 0");
  thread.coroutineOriginDepth = depth;
  return newRef(kNone);
}
Ref<> sysGetAsyncgenHooks(Thread& thread, const Value*) { return asyncGenHooks(thread); }
Ref<> sysSetAsyncgenHooks(Thread& thread, const Value* args) {
  struct Hook { Value given; Value* place; const char* name; };
  for (const Hook& hook : {Hook{args[1], &thread.asyncGenFirstIter, "firstiter"}, Hook{args[2], &thread.asyncGenFinalizer, "finalizer"}}) {
    if (hook.given.isEmpty()) continue;
    if (!hook.given.isNone() && !isCallable(thread, hook.given)) {
      return thread.raiseTypeError("callable {} expected, got {!T}", hook.name, hook.given);
    }
    Ref<> old = swapHook(thread, hook.place, hook.given);
  }
  return newRef(kNone);
}

Ref<> sysAddaudithook(Thread& thread, const Value* args) {
  TRY(addAuditHook(thread, args[1]));
  return newRef(kNone);
}
Ref<> sysAudit(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("expected str for argument 'event', not {!T}", args[1]);
  if (hasAuditHooks(thread)) TRY(auditWith(thread, args[1], args[2].as<Tuple>()));
  return newRef(kNone);
}

Ref<> warnUnimportable(Thread& thread, const std::string& target) {
  TRY(warn(thread, TypeId::kRuntimeWarning, 0, "Ignoring unimportable $PYTHONBREAKPOINT: \"{}\"", {FormatArg(target.c_str())}));
  return newRef(kNone);
}

Ref<> sysBreakpointhook(Thread& thread, Value self, const Arguments& args) {
  const char* configured = thread.interpreter().settings.ignoreEnvironment ? nullptr : getenv("PYTHONBREAKPOINT");
  std::string target = configured && *configured ? configured : "pdb.set_trace";
  if (target == "0") return newRef(kNone);
  size_t dot = target.rfind('.');
  if (dot == 0) return warnUnimportable(thread, target);
  std::string moduleName = dot == std::string::npos ? "builtins" : target.substr(0, dot);
  Ref<Str> importName = TRY(internText(thread, "__import__"));
  Value import = dictGetStr(thread, thread.interpreter().builtinsDict, importName);
  Ref<> name = TRY(newStr(thread, moduleName));
  Ref<> imported = call(thread, import, name.get());
  Ref<> module = imported ? newRef(dictGetStr(thread, thread.interpreter().modules, name.get().as<Str>())) : Ref<>();
  Ref<> function = module ? getAttribute(thread, module, target.c_str() + (dot == std::string::npos ? 0 : dot + 1)) : Ref<>();
  if (function) return call(thread, function, args);
  if (!thread.clearIfMatches(TypeId::kAttributeError) && !thread.clearIfMatches(TypeId::kImportError)) return Raised{};
  return warnUnimportable(thread, target);
}

// call_tracing(func, args): the call is traced though a trace function is running.
Ref<> sysCallTracing(Thread& thread, const Value* args) {
  if (!isTuple(args[2])) return thread.raiseTypeError("call_tracing() argument 2 must be tuple, not {!N}", args[2]);
  return callWithTupleAndDict(thread, args[1], args[2].as<Tuple>(), nullptr);
}

// Type lookups are cached by version: there is nothing that would have to be cleared by hand.
Ref<> sysClearTypeCache(Thread&, const Value*) { return newRef(kNone); }
Ref<> sysGetquickenedcount(Thread&, const Value*) { return newRef(Value::smallInt(0)); }
Ref<> sysDebugmallocstats(Thread& thread, const Value*) {
  writeToStderr(thread, "bytes in use: " + std::to_string(thread.heap().bytesInUse()) + "\n");
  return newRef(kNone);
}

struct SysState {
  int openFlags = RTLD_NOW;  // what extension modules would be loaded with
};
SysState& stateOf(const Value* args) { return *static_cast<SysState*>(args[0].as<Module>()->state); }
Ref<> sysGetdlopenflags(Thread& thread, const Value* args) { return newInt(thread, stateOf(args).openFlags); }
Ref<> sysSetdlopenflags(Thread& thread, const Value* args) {
  stateOf(args).openFlags = TRY(intArgument(thread, args[1]));
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {"call_tracing", "($module, func, args, /)", sysCallTracing},
    {"_clear_type_cache", "($module, /)", sysClearTypeCache},
    {"_getquickenedcount", "($module, /)", sysGetquickenedcount},
    {"_debugmallocstats", "($module, /)", sysDebugmallocstats},
    {"getdlopenflags", "($module, /)", sysGetdlopenflags},
    {"setdlopenflags", "($module, flags, /)", sysSetdlopenflags},
    {"exc_info", "($module, /)", sysExcInfo},
    {"exception", "($module, /)", sysException},
    {"exit", "($module, status=None, /)", sysExit},
    {"getrecursionlimit", "($module, /)", sysGetrecursionlimit},
    {"setrecursionlimit", "($module, limit, /)", sysSetrecursionlimit},
    {"intern", "($module, string, /)", sysIntern},
    {"getrefcount", "($module, object, /)", sysGetrefcount},
    {"getsizeof", "($module, object, default=<unrepresentable>)", sysGetsizeof},
    {"_getframe", "($module, depth=0, /)", sysGetframe},
    {"displayhook", "($module, object, /)", sysDisplayhook},
    {"excepthook", "($module, exctype, value, traceback, /)", sysExcepthook},
    {"unraisablehook", "($module, unraisable, /)", sysUnraisablehook},
    {"breakpointhook", "($module, /, *args, **kws)", nullptr, sysBreakpointhook},
    {"settrace", "($module, function, /)", sysSettrace},
    {"setprofile", "($module, function, /)", sysSetprofile},
    {"gettrace", "($module, /)", sysGettrace},
    {"getprofile", "($module, /)", sysGetprofile},
    {"getfilesystemencoding", "($module, /)", sysGetfilesystemencoding},
    {"getfilesystemencodeerrors", "($module, /)", sysGetfilesystemencodeerrors},
    {"getdefaultencoding", "($module, /)", sysGetdefaultencoding},
    {"is_finalizing", "($module, /)", sysIsFinalizing},
    {"get_int_max_str_digits", "($module, /)", sysGetIntMaxStrDigits},
    {"set_int_max_str_digits", "($module, /, maxdigits)", sysSetIntMaxStrDigits},
    {"getallocatedblocks", "($module, /)", sysGetallocatedblocks},
    {"get_coroutine_origin_tracking_depth", "($module, /)", sysGetCoroutineOriginDepth},
    {"set_coroutine_origin_tracking_depth", "($module, /, depth)", sysSetCoroutineOriginDepth},
    {"get_asyncgen_hooks", "($module, /)", sysGetAsyncgenHooks},
    {"set_asyncgen_hooks", "($module, /, firstiter=<unrepresentable>, finalizer=<unrepresentable>)", sysSetAsyncgenHooks},
    {"addaudithook", "($module, /, hook)", sysAddaudithook},
    {"audit", "($module, event, /, *args)", sysAudit},
};

// The hooks as they are at first, under names that nobody replaces.
Status addOriginals(Thread& thread, Module* module) {
  for (const char* name : {"displayhook", "excepthook", "unraisablehook", "breakpointhook"}) {
    Ref<Str> key = TRY(internText(thread, name));
    TRY(moduleAdd(thread, module, ("__" + std::string(name) + "__").c_str(), newRef(dictGetStr(thread, module->dict, key))));
  }
  return kOk;
}

Status populate(Thread& thread, Module* module) {
  module->state = new SysState;
  module->releaseState = [](void* state) { delete static_cast<SysState*>(state); };
  TRY(addOriginals(thread, module));
  TRY(addSysThreadFunctions(thread, module));
  static constexpr const char* kHooks[][2] = {{"displayhook", "__displayhook__"}, {"excepthook", "__excepthook__"},
                                              {"unraisablehook", "__unraisablehook__"}, {"breakpointhook", "__breakpointhook__"}};
  for (const auto& [name, original] : kHooks) {  // the same objects: programs compare them
    Ref<Str> key = TRY(internText(thread, name));
    TRY(moduleAdd(thread, module, original, newRef(dictGetStr(thread, module->dict, key))));
  }
  return addSysValues(thread, module);
}

}  // namespace

extern const ModuleSpec kSysModule;
const ModuleSpec kSysModule = {"sys", kFunctions, populate, "The interpreter's own state and services."};

void reportUncaught(Thread& thread) {
  Ref<> exception = thread.takeException();
  if (!exception) return;
  Dict* sys = thread.interpreter().sysDict;
  Ref<> hook = newRef(sys ? dictGetStr(thread, sys, thread.names().excepthook) : Value());
  if (!hook) {
    if (sys) writeToStderr(thread, "sys.excepthook is missing\n");
    printException(thread, exception);
    return;
  }
  Value traceback = exception.get().as<BaseException>()->traceback;
  Ref<> keep = newRef(traceback ? traceback : kNone);
  Ref<> type = newRef(Value(typeOf(thread, exception)));
  bool stored = dictSetStr(thread, sys, thread.names().last_type, type) &&
                dictSetStr(thread, sys, thread.names().last_value, exception) &&
                dictSetStr(thread, sys, thread.names().last_traceback, keep);
  if (!stored) thread.clearException();
  Ref<> done = call(thread, hook, type.get(), exception.get(), keep.get());
  if (done) return;
  Ref<> second = thread.takeException();
  writeToStderr(thread, "Error in sys.excepthook:\n" + exceptionReport(thread, second) + "\nOriginal exception was:\n" +
                            exceptionReport(thread, exception));
}

}  // namespace taipan
