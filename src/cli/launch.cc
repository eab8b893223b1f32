// See the header.  The order of start-up is CPython's: interpreter, sys, import system, standard streams, site,
// then __main__.
#include "cli/launch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

#include "cli/paths.h"
#include "cli/startup_failure.h"
#include "cli/prompt.h"
#include "cli/streams.h"
#include "importing/compile_source.h"
#include "importing/marshal.h"
#include "importing/source_text.h"
#include "syntax/source_text.h"
#include "modules/atexit_module.h"
#include "modules/builtins_io.h"
#include "modules/builtins_module.h"
#include "modules/exception_printer.h"
#include "modules/faulthandler/faulthandler.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/source_lines.h"
#include "modules/signal/signal_module.h"
#include "modules/sys_module.h"
#include "modules/thread/thread_module.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/finalize_modules.h"
#include "objects/interpreter_lock.h"
#include "objects/list.h"
#include "syntax/source_text.h"
#include "vm/vm.h"

namespace taipan {

// vm/vm.h
Status initVm(Thread& thread);

namespace {

constexpr const char* kBanner = "Python 3.11.2 (main, Oct  7 2026, 12:35:07) [Taipan] on linux\n";

class Launcher {
 public:
  Launcher(int argc, char** argv, const Options& options) : argc_(argc), argv_(argv), options_(options) {}
  int run();

 private:
  SysConfig sysConfig(const Paths& paths) const;
  Status startUp(Thread& thread, const Paths& paths);
  Status makeMain(Thread& thread);
  Status setMainLoader(Thread& thread);
  Status importEncodings(Thread& thread);
  Status moveBuiltinsBehindSys(Thread& thread);
  Status importWarnings(Thread& thread);
  Status importSite(Thread& thread);
  Status startTracemalloc(Thread& thread);
  // The user's program; fails with its exception in flight, or with exitCode_ set and none.
  Status runProgram(Thread& thread);
  Status runFile(Thread& thread, const std::string& path);
  Ref<> setFile(Thread& thread, const std::string& path);
  void forgetFile(Thread& thread);
  Status setFileLoader(Thread& thread, const char* loaderName, Value path);
  Status runCacheFile(Thread& thread, const std::string& bytes);
  Status runStdin(Thread& thread);
  Status runInteractively(Thread& thread, bool startup);
  void runStartupFile(Thread& thread);
  Status runModule(Thread& thread, const std::string& name, bool alterArgv);
  Status runText(Thread& thread, std::string_view bytes, const std::string& filename, bool fromFile);
  Status runCodeInMain(Thread& thread, Value code);
  Result<bool> hasImporter(Thread& thread, const std::string& path);
  Status prependPath(Thread& thread, const std::string& folder);
  bool stdinIsInteractive() const { return options_.settings.interactive || ::isatty(0); }
  void afterProgram(Thread& thread);
  int reportEnd(Thread& thread);
  void finish(Thread& thread);

  int argc_;
  char** argv_;
  const Options& options_;
  Ref<Dict> globals_;  // of __main__
  StartupStep step_ = StartupStep::kCore;
  int exitCode_ = 0;
  bool hasFile_ = false;      // of the program, which setFile gave to __main__
  bool interrupted_ = false;  // ended by an unhandled KeyboardInterrupt
};

// ---------------------------------------------------------------- start-up

SysConfig Launcher::sysConfig(const Paths& paths) const {
  SysConfig config;
  config.argv = options_.argv;
  for (int i = 0; i < argc_; ++i) config.originalArgv.push_back(argv_[i]);
  config.path = paths.search;
  config.warnOptions = options_.warnOptions;
  config.xOptions = options_.xOptions;
  config.executable = paths.executable;
  config.baseExecutable = paths.baseExecutable;
  config.prefix = paths.prefix;
  config.execPrefix = paths.execPrefix;
  config.platformLibrary = options_.platformLibrary;
  config.pycachePrefix = options_.pycachePrefix;
  return config;
}

Status Launcher::makeMain(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  Ref<Str> name = TRY(internText(thread, "__main__"));
  Ref<Module> main = TRY(newModule(thread, name));
  globals_ = newRef(main->dict);
  Ref<Dict> annotations = TRY(newDict(thread));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_annotations, annotations.value()));
  Ref<Str> builtinsName = TRY(internText(thread, "builtins"));
  Value builtins = dictGetStr(thread, interpreter.modules, builtinsName);
  TRY(dictSetStr(thread, globals_, thread.names().dunder_builtins, builtins ? builtins : Value(interpreter.builtinsDict)));
  return dictSetStr(thread, interpreter.modules, name, main.value());
}

// __main__.__loader__ for programs without a file.
Status Launcher::setMainLoader(Thread& thread) {
  Ref<> loader = TRY(getAttribute(thread, Value(thread.interpreter().importlib), "BuiltinImporter"));
  return dictSetStr(thread, globals_, thread.names().dunder_loader, loader);
}

// Filters from -W and the environment are the business of warnings.py, so it is loaded if there are any.
Status Launcher::importWarnings(Thread& thread) {
  if (options_.warnOptions.empty()) return kOk;
  Ref<> module = TRY(importModule(thread, "warnings"));
  return kOk;
}

// -X tracemalloc
Status Launcher::startTracemalloc(Thread& thread) {
  if (options_.traceMallocFrames == 0) return kOk;
  Ref<> module = TRY(importModule(thread, "_tracemalloc"));
  Ref<Str> start = TRY(internText(thread, "start"));
  Ref<> done = TRY(callMethod(thread, module, start, Value::smallInt(options_.traceMallocFrames)));
  return kOk;
}

Status Launcher::importSite(Thread& thread) {
  if (options_.settings.noSite) return kOk;
  Ref<> module = TRY(importModule(thread, "site"));
  return kOk;
}

// The package registers the search for codecs written in Python.
Status Launcher::importEncodings(Thread& thread) {
  Ref<> module = TRY(importModule(thread, "encodings"));
  Ref<> codec = TRY(lookupCodec(thread, "utf-8"));
  return kOk;
}

// sys.modules begins with sys.
Status Launcher::moveBuiltinsBehindSys(Thread& thread) {
  Dict* modules = thread.interpreter().modules;
  Ref<Str> name = TRY(internText(thread, "builtins"));
  Ref<> builtins = newRef(dictGetStr(thread, modules, name));
  if (!builtins) return kOk;
  TRY(dictDelete(thread, modules, name));
  return dictSetStr(thread, modules, name, builtins);
}

Status Launcher::startUp(Thread& thread, const Paths& paths) {
  TRY(createBuiltins(thread));
  TRY(initVm(thread));
  TRY(installSignals(thread));
  TRY(createSysModule(thread, sysConfig(paths)));
  TRY(moveBuiltinsBehindSys(thread));
  TRY(installIoBuiltins(thread));
  TRY(installImport(thread));
  TRY(openEarlyStderr(thread));
  TRY(startImportSystem(thread, paths.stdlib));
  step_ = StartupStep::kFileSystemEncoding;
  TRY(importEncodings(thread));
  step_ = StartupStep::kStreams;
  Ref<> signals = TRY(importModule(thread, "_signal"));
  Ref<> io = TRY(importModule(thread, "io"));
  TRY(openStreams(thread, options_));
  step_ = StartupStep::kSite;
  TRY(makeMain(thread));
  if (options_.faultHandler) TRY(enableFaultHandler(thread));
  TRY(startTracemalloc(thread));
  TRY(setMainLoader(thread));
  TRY(importWarnings(thread));
  return importSite(thread);
}

// ---------------------------------------------------------------- the program

Status Launcher::prependPath(Thread& thread, const std::string& folder) {
  Value path = dictGetStr(thread, thread.interpreter().sysDict, thread.names().path);
  if (!path || !isList(path)) return kOk;
  Ref<> text = TRY(strFromNative(thread, folder));
  return listInsert(thread, path.as<List>(), 0, text);
}

Status Launcher::runCodeInMain(Thread& thread, Value code) {
  Ref<> result = TRY(runCodeValue(thread, code, globals_, globals_.value()));
  return kOk;
}

Status Launcher::runText(Thread& thread, std::string_view bytes, const std::string& filename, bool fromFile) {
  std::string text;
  TRY(decodeSourceText(thread, bytes, filename, &text, fromFile));
  SourceOptions options;
  options.byteOffsets = fromFile && !declaresEncoding(bytes);
  Ref<> code = TRY(compileText(thread, text, filename, options));
  Ref<List> held = TRY(holdConstants(thread, code.get().as<Code>()));
  return runCodeInMain(thread, code);
}

// A script that is a cache file.
Status Launcher::runCacheFile(Thread& thread, const std::string& bytes) {
  constexpr size_t kHeader = 16;
  if (bytes.size() < kHeader) return thread.raise(TypeId::kEOFError, "EOF read where not expected");
  if (bytes.compare(0, 4, "\xa7\x0d\x0d\x0a", 4) != 0) return thread.raise(TypeId::kRuntimeError, "Bad magic number in .pyc file");
  Ref<> code = marshalLoads(thread, std::string_view(bytes).substr(kHeader));
  thread.clearException();
  if (!code || !isCode(code)) return thread.raise(TypeId::kRuntimeError, "Bad code object in .pyc file");
  return runCodeInMain(thread, code);
}

// Is there a path hook for it, as for folders and zip files?
Result<bool> Launcher::hasImporter(Thread& thread, const std::string& path) {
  Ref<> pkgutilPath = TRY(strFromNative(thread, path));
  Value hooks = dictGetStr(thread, thread.interpreter().sysDict, thread.names().path_hooks);
  Ref<> list = newRef(hooks ? hooks : kNone);
  if (!isList(list)) return false;
  for (size_t i = 0; i < list.get().as<List>()->size; ++i) {
    Ref<> hook = newRef(list.get().as<List>()->items[i]);
    if (Ref<> importer = call(thread, hook, pkgutilPath.get())) return true;
    if (!thread.clearIfMatches(TypeId::kImportError)) return Raised{};
  }
  return false;
}

// "." is the current folder itself; all else stays as it is written.
std::string absolutePath(const std::string& path) {
  char cwd[PATH_MAX];
  if (path.empty() || path[0] == '/' || !::getcwd(cwd, sizeof cwd)) return path;
  if (path == ".") return cwd;
  return std::string(cwd) + "/" + path;
}

// The folder of a script, behind all links.
std::string scriptFolder(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  std::string folder = real ? real : path;
  ::free(real);
  size_t slash = folder.rfind('/');
  return slash == std::string::npos ? "" : slash == 0 ? "/" : folder.substr(0, slash);
}

bool readDescriptor(int fd, std::string* bytes) {
  char buffer[16384];
  for (ssize_t n; (n = ::read(fd, buffer, sizeof buffer)) != 0;) {
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) bytes->append(buffer, n);
  }
  return true;
}

// __file__ and __cached__ of the program; the name as a string.
Ref<> Launcher::setFile(Thread& thread, const std::string& path) {
  Ref<> name = TRY(strFromNative(thread, path));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_file, name));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_cached, kNone));
  hasFile_ = true;
  return name;
}

// A program has a file while it runs; the prompt after it and what runs at exit do not see it.
void Launcher::forgetFile(Thread& thread) {
  if (!hasFile_) return;
  for (Str* name : {thread.names().dunder_file, thread.names().dunder_cached}) {
    if (globals_ && dictGetStr(thread, globals_, name) && !dictDelete(thread, globals_, name)) thread.clearException();
  }
}

Status Launcher::setFileLoader(Thread& thread, const char* loaderName, Value path) {
  Ref<> external = TRY(importModule(thread, "_frozen_importlib_external"));
  Ref<> loaderType = TRY(getAttribute(thread, external, loaderName));
  Ref<> mainName = TRY(newStr(thread, "__main__"));
  Ref<> loader = TRY(call(thread, loaderType, mainName.get(), path));
  return dictSetStr(thread, globals_, thread.names().dunder_loader, loader);
}

Status Launcher::runFile(Thread& thread, const std::string& path) {
  if (TRY(hasImporter(thread, path))) {
    TRY(prependPath(thread, absolutePath(path)));
    return runModule(thread, "__main__", false);
  }
  std::string absolute = absolutePath(path), bytes;
  FILE* file = fopen(path.c_str(), "rb");
  struct stat info;
  if (!file) {
    fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", argv_[0], absolute.c_str(), errno, strerror(errno));
    exitCode_ = 2;
    return kOk;
  }
  if (::fstat(fileno(file), &info) == 0 && S_ISDIR(info.st_mode)) {
    fprintf(stderr, "%s: '%s' is a directory, cannot continue\n", argv_[0], absolute.c_str());
    fclose(file);
    exitCode_ = 1;
    return kOk;
  }
  if (!options_.settings.safePath) TRY(prependPath(thread, scriptFolder(path)));
  (void)readDescriptor(fileno(file), &bytes);
  fclose(file);
  Ref<> name = TRY(setFile(thread, absolute));
  bool isCache = path.ends_with(".pyc") || bytes.starts_with("\xa7\x0d");
  TRY(setFileLoader(thread, isCache ? "SourcelessFileLoader" : "SourceFileLoader", name));
  if (isCache) return runCacheFile(thread, bytes);
  if (options_.skipFirstLine) {  // -x; the line end stays, so that line numbers are right
    size_t end = bytes.find('\n');
    bytes.erase(0, end == std::string::npos ? bytes.size() : end);
  }
  return runText(thread, bytes, absolute, true);
}

// PYTHONSTARTUP, before the first prompt.
void Launcher::runStartupFile(Thread& thread) {
  const char* path = options_.settings.ignoreEnvironment ? nullptr : getenv("PYTHONSTARTUP");
  if (!path || !*path) return;
  std::string bytes;
  Status done = kOk;
  if (!readWholeFile(path, &bytes)) {
    int error = errno;
    fputs("Could not open PYTHONSTARTUP\n", stderr);
    Ref<> name = strFromNative(thread, path);
    done = thread.raiseErrno(error, name);
  } else {
    done = runText(thread, bytes, path, true);
  }
  if (!done) reportUncaught(thread);
}

Status Launcher::runInteractively(Thread& thread, bool startup) {
  if (startup) runStartupFile(thread);
  Ref<Str> hookName = TRY(internText(thread, "__interactivehook__"));
  if (Ref<> hook = newRef(dictGetStr(thread, thread.interpreter().sysDict, hookName))) {
    Ref<> done = call(thread, hook);
    if (!done) {
      writeToStderr(thread, "Failed calling sys.__interactivehook__\n");
      reportUncaught(thread);
    }
  }
  if (!runPrompt(thread, globals_)) return Raised{};
  return kOk;
}

Status Launcher::runStdin(Thread& thread) {
  if (!options_.settings.safePath) TRY(prependPath(thread, ""));
  if (stdinIsInteractive()) {
    if (!options_.settings.quiet) {
      std::string text = kBanner;
      if (!options_.settings.noSite) text += "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n";
      writeToStderr(thread, text);
    }
    thread.interpreter().settings.inspect = 0;
    return runInteractively(thread, true);
  }
  std::string bytes;
  (void)readDescriptor(0, &bytes);
  Ref<> name = TRY(setFile(thread, "<stdin>"));
  // A decoder would begin again at the first line, and there is no way back in a pipe.
  std::string encoding = findEncodingDeclaration(bytes);
  if (!encoding.empty() && encoding != "utf-8" && ::lseek(0, 0, SEEK_CUR) < 0) {
    return thread.raise(TypeId::kSyntaxError, "encoding problem: {}", encoding.c_str());
  }
  return runText(thread, bytes, "<stdin>", true);
}

Status Launcher::runModule(Thread& thread, const std::string& name, bool alterArgv) {
  Ref<> runpy = importModule(thread, "runpy");
  if (!runpy) {
    fputs("Could not import runpy module\n", stderr);
    return Raised{};
  }
  Ref<> function = TRY(getAttribute(thread, runpy, "_run_module_as_main"));
  Ref<> module = TRY(strFromNative(thread, name));
  Ref<> result = TRY(call(thread, function, module.get(), Value::boolean(alterArgv)));
  return kOk;
}

Status Launcher::runProgram(Thread& thread) {
  switch (options_.kind) {
    case RunKind::kCommand:
      if (!options_.settings.safePath) TRY(prependPath(thread, ""));
      return runText(thread, options_.target, "<string>", false);
    case RunKind::kFile: return runFile(thread, options_.target);
    case RunKind::kModule: {
      char cwd[PATH_MAX];
      if (!options_.settings.safePath && ::getcwd(cwd, sizeof cwd)) TRY(prependPath(thread, cwd));
      return runModule(thread, options_.target, true);
    }
    default: return runStdin(thread);
  }
}

// ---------------------------------------------------------------- the end

// Exit code for the exception in flight, which is reported.
int Launcher::reportEnd(Thread& thread) {
  if (typeOf(thread, Value(thread.exception())) == thread.type(TypeId::kKeyboardInterrupt)) interrupted_ = true;
  if (!thread.exceptionMatches(TypeId::kSystemExit) || thread.interpreter().settings.inspect) {
    reportUncaught(thread);
    return 1;
  }
  Ref<> exit = thread.takeException();
  Ref<> code = getAttribute(thread, exit, thread.names().code);
  if (!code || code.get().isNone()) {
    thread.clearException();
    return 0;
  }
  int64_t number;
  if (isInt(code)) return intFitsInt64(code, &number) ? static_cast<int>(number & 0xff) : 255;
  Ref<Str> text = str(thread, code);
  thread.clearException();
  (void)flushStreams(thread);
  writeToStderr(thread, (text ? toWtf8(text) : std::string()) + "\n");
  return 1;
}

// -i: the prompt comes after the program.
void Launcher::afterProgram(Thread& thread) {
  Settings& settings = thread.interpreter().settings;
  const char* late = settings.ignoreEnvironment ? nullptr : getenv("PYTHONINSPECT");
  bool inspect = settings.inspect || (late && *late);
  if (!inspect || !stdinIsInteractive()) return;
  settings.inspect = 0;
  interrupted_ = false;
  exitCode_ = 0;
  if (!runInteractively(thread, false)) exitCode_ = reportEnd(thread);
}

void Launcher::finish(Thread& thread) {
  waitForThreads(thread);
  runAtExit(thread);
  // Daemon threads stop here, wherever they are.
  thread.interpreter().finalizing = true;
  thread.lock->close(thread);
  if (!flushStreams(thread)) exitCode_ = 120;
  globals_ = Ref<Dict>();
  uninstallSignals(thread);
  finishFaultHandler(thread.interpreter());
  if (isEndObservable(thread)) finalizeModules(thread);
}

int Launcher::run() {
  Thread* thread = createInterpreter(options_.settings);
  if (!thread) {
    fputs("Fatal Python error: cannot create the interpreter: out of memory\n", stderr);
    return 1;
  }
  Paths paths = findPaths(argv_[0], options_);
  thread->interpreter().collector.enabled = false;  // OPTIMIZATION: start-up leaves no garbage worth the search
  bool started = static_cast<bool>(startUp(*thread, paths));
  thread->interpreter().collector.enabled = true;
  if (!started) {
    if (step_ == StartupStep::kStreams && thread->exceptionMatches(TypeId::kLookupError)) step_ = StartupStep::kStreamEncoding;
    if (step_ == StartupStep::kStreams && thread->exceptionMatches(TypeId::kIsADirectoryError)) step_ = StartupStep::kFolderAsInput;
    reportStartupFailure(*thread, step_, options_, paths);
    exitCode_ = 1;
  } else {
    if (!runProgram(*thread)) exitCode_ = reportEnd(*thread);
    forgetFile(*thread);
    afterProgram(*thread);
  }
  finish(*thread);
#if defined(TAIPAN_ASSERTIONS) || defined(TAIPAN_STRESS)
  finishVm(*thread);
  destroyInterpreter(&thread->interpreter());  // else the process's end does it at once, and nobody can tell
#endif
  if (interrupted_) {  // so that the parent sees what ended us
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    return 130;
  }
  return exitCode_;
}

}  // namespace

int launch(int argc, char** argv, const Options& options) { return Launcher(argc, argv, options).run(); }

}  // namespace taipan
