// See the header.  The order of start-up is CPython's: interpreter, sys, import system, standard streams, site,
// then __main__.
#include "cli/launch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

#include "importing/compile_source.h"
#include "importing/source_text.h"
#include "modules/atexit_module.h"
#include "modules/builtins_io.h"
#include "modules/builtins_module.h"
#include "modules/exception_printer.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "modules/source_lines.h"
#include "modules/sys_module.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"

namespace taipan {

// vm/vm.h
Status initVm(Thread& thread);

namespace {

constexpr const char* kStandardPath[] = {"/usr/lib/python311.zip", "/usr/lib/python3.11", "/usr/lib/python3.11/lib-dynload"};

class Launcher {
 public:
  Launcher(int argc, char** argv, const Options& options) : argc_(argc), argv_(argv), options_(options) {}
  int run();

 private:
  SysConfig sysConfig() const;
  Status startUp(Thread& thread);
  Status makeMain(Thread& thread);
  // The user's program; fails with its exception in flight, or with exitCode_ set and none.
  Status runProgram(Thread& thread);
  Status runFile(Thread& thread, const std::string& path);
  Status runStdin(Thread& thread);
  Status runModule(Thread& thread, const std::string& name, bool alterArgv);
  Status runText(Thread& thread, std::string_view bytes, const std::string& filename, bool fromFile);
  Status prependPath(Thread& thread, const std::string& folder);
  int reportEnd(Thread& thread);
  void flushStreams(Thread& thread);

  int argc_;
  char** argv_;
  const Options& options_;
  Ref<Dict> globals_;  // of __main__
  int exitCode_ = 0;
};

std::string executablePath() {
  char buffer[PATH_MAX];
  ssize_t size = ::readlink("/proc/self/exe", buffer, sizeof buffer);
  return size > 0 ? std::string(buffer, size) : "";
}

SysConfig Launcher::sysConfig() const {
  SysConfig config;
  config.argv = options_.argv;
  for (int i = 0; i < argc_; ++i) config.originalArgv.push_back(argv_[i]);
  for (size_t begin = 0; begin < options_.pythonPath.size();) {
    size_t end = options_.pythonPath.find(':', begin);
    if (end == std::string::npos) end = options_.pythonPath.size();
    config.path.push_back(options_.pythonPath.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const char* folder : kStandardPath) config.path.push_back(folder);
  config.warnOptions = options_.warnOptions;
  config.xOptions = options_.xOptions;
  config.executable = executablePath();
  config.pycachePrefix = options_.pycachePrefix;
  return config;
}

Status Launcher::makeMain(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  Ref<Str> name = TRY(internText(thread, "__main__"));
  Ref<Module> main = TRY(newModule(thread, name));
  globals_ = newRef(main->dict);
  Ref<Str> builtinsName = TRY(internText(thread, "builtins"));
  Value builtins = dictGetStr(thread, interpreter.modules, builtinsName);
  TRY(dictSetStr(thread, globals_, thread.names().dunder_builtins, builtins ? builtins : Value(interpreter.builtinsDict)));
  Ref<Dict> annotations = TRY(newDict(thread));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_annotations, annotations.value()));
  return dictSetStr(thread, interpreter.modules, name, main.value());
}

Status Launcher::startUp(Thread& thread) {
  TRY(createBuiltins(thread));
  TRY(initVm(thread));
  TRY(createSysModule(thread, sysConfig()));
  TRY(installIoBuiltins(thread));
  TRY(installImport(thread));
  TRY(makeMain(thread));
  return startImportSystem(thread);
}

Status Launcher::prependPath(Thread& thread, const std::string& folder) {
  Value path = dictGetStr(thread, thread.interpreter().sysDict, thread.names().path);
  if (!path || !isList(path)) return kOk;
  Ref<> text = TRY(strFromNative(thread, folder));
  return listInsert(thread, path.as<List>(), 0, text);
}

Status Launcher::runText(Thread& thread, std::string_view bytes, const std::string& filename, bool fromFile) {
  std::string text;
  TRY(decodeSourceText(thread, bytes, filename, &text, fromFile));
  if (options_.skipFirstLine && fromFile) {  // -x; the line end stays, so that line numbers are right
    size_t end = text.find('\n');
    text.erase(0, end == std::string::npos ? text.size() : end);
  }
  Ref<> code = TRY(compileText(thread, text, filename, SourceOptions{}));
  Ref<> result = TRY(runCodeValue(thread, code, globals_, globals_.value()));
  return kOk;
}

Status Launcher::runFile(Thread& thread, const std::string& path) {
  char cwd[PATH_MAX];
  std::string absolute = path[0] != '/' && ::getcwd(cwd, sizeof cwd) ? std::string(cwd) + "/" + path : path;
  struct stat info;
  bool exists = ::stat(path.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) {
    TRY(prependPath(thread, path));
    if (::access((path + "/__main__.py").c_str(), F_OK) != 0 && ::access((path + "/__main__.pyc").c_str(), F_OK) != 0) {
      fprintf(stderr, "%s: can't find '__main__' module in '%s'\n", argv_[0], absolute.c_str());
      exitCode_ = 1;
      return kOk;
    }
    return runModule(thread, "__main__", false);
  }
  std::string bytes;
  if (!readWholeFile(path.c_str(), &bytes)) {
    fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", argv_[0], absolute.c_str(), errno, strerror(errno));
    exitCode_ = 2;
    return kOk;
  }
  if (bytes.starts_with("PK\3\4")) {
    TRY(prependPath(thread, path));
    return runModule(thread, "__main__", false);
  }
  if (!options_.settings.safePath) {
    char* real = ::realpath(path.c_str(), nullptr);
    std::string folder = real ? real : path;
    ::free(real);
    TRY(prependPath(thread, folder.substr(0, folder.rfind('/'))));
  }
  Ref<> file = TRY(strFromNative(thread, absolute));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_file, file));
  TRY(dictSetStr(thread, globals_, thread.names().dunder_cached, kNone));
  TRY(runText(thread, bytes, absolute, true));
  return kOk;
}

Status Launcher::runStdin(Thread& thread) {
  if (!options_.settings.safePath) TRY(prependPath(thread, ""));
  std::string bytes;
  char buffer[16384];
  for (ssize_t n; (n = ::read(0, buffer, sizeof buffer)) != 0;) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    bytes.append(buffer, n);
  }
  return runText(thread, bytes, "<stdin>", true);
}

Status Launcher::runModule(Thread& thread, const std::string& name, bool alterArgv) {
  Ref<Str> importName = TRY(internText(thread, "__import__"));
  Ref<> import = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, importName));
  if (!import) return thread.raise(TypeId::kImportError, "__import__ not found");
  Ref<> runpyName = TRY(internText(thread, "runpy"));
  Ref<> runpy = TRY(call(thread, import, runpyName.get()));
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

// Exit code for the exception in flight, which is reported.
int Launcher::reportEnd(Thread& thread) {
  if (!thread.exceptionMatches(TypeId::kSystemExit)) {
    bool interrupted = thread.exceptionMatches(TypeId::kKeyboardInterrupt);
    reportUncaught(thread);
    return interrupted ? 130 : 1;
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
  writeToStderr(thread, (text ? toWtf8(text) : std::string()) + "\n");
  return 1;
}

void Launcher::flushStreams(Thread& thread) {
  Dict* sys = thread.interpreter().sysDict;
  for (Str* name : {thread.names().stdout, thread.names().stderr}) {
    Ref<> stream = newRef(dictGetStr(thread, sys, name));
    if (!stream || stream.get().isNone()) continue;
    Ref<> closed = getAttribute(thread, stream, thread.names().closed);
    if (closed && closed.get().isTrue()) continue;
    thread.clearException();
    Ref<> done = callMethod(thread, stream, thread.names().flush);
    if (done) continue;
    if (name == thread.names().stdout) {
      reportUnraisable(thread, stream);
      exitCode_ = 120;
    }
    thread.clearException();
  }
}

int Launcher::run() {
  Thread* thread = createInterpreter(options_.settings);
  if (!thread) {
    fputs("Fatal Python error: cannot create the interpreter: out of memory\n", stderr);
    return 1;
  }
  Interpreter& interpreter = thread->interpreter();
  if (!startUp(*thread) || !runProgram(*thread)) exitCode_ = reportEnd(*thread);
  runAtExit(*thread);
  flushStreams(*thread);
  globals_ = Ref<Dict>();
  destroyInterpreter(&interpreter);
  return exitCode_;
}

}  // namespace

int launch(int argc, char** argv, const Options& options) { return Launcher(argc, argv, options).run(); }

}  // namespace taipan
