// See the header.
#include "cli/startup_failure.h"

#include <pthread.h>
#include <stdio.h>

#include "modules/exception_printer.h"
#include "objects/abstract.h"
#include "objects/str.h"

namespace taipan {
namespace {

const char* messageOf(StartupStep step) {
  switch (step) {
    case StartupStep::kFileSystemEncoding:
      return "init_fs_encoding: failed to get the Python codec of the filesystem encoding";
    case StartupStep::kStreamEncoding: return "init_stdio_encoding: failed to get the Python codec name of the stdio encoding";
    case StartupStep::kStreams: return "init_sys_streams: can't initialize sys standard streams";
    case StartupStep::kFolderAsInput: return "init_sys_streams: <stdin> is a directory, cannot continue";
    case StartupStep::kSite: return "init_import_site: Failed to import the site module";
    case StartupStep::kCore: break;
  }
  return "init_importlib: failed to start the import system";
}

std::string quoted(const std::string& text) { return "'" + text + "'"; }
std::string quotedOrNot(const std::string& text) { return text.empty() ? "(not set)" : quoted(text); }

void printPaths(const Options& options, const Paths& paths) {
  const Settings& s = options.settings;
  std::string text = "Python path configuration:\n";
  auto line = [&](const char* name, const std::string& value) { text += std::string("  ") + name + " = " + value + "\n"; };
  line("PYTHONHOME", quotedOrNot(options.pythonHome));
  line("PYTHONPATH", quotedOrNot(options.pythonPath));
  line("program name", quoted(paths.executable));
  line("isolated", std::to_string(s.isolated));
  line("environment", std::to_string(!s.ignoreEnvironment));
  line("user site", std::to_string(!s.noUserSite));
  line("safe_path", std::to_string(s.safePath));
  line("import site", std::to_string(!s.noSite));
  line("is in build tree", "0");
  line("stdlib dir", quoted(paths.stdlib));
  line("sys._base_executable", quoted(paths.baseExecutable));
  line("sys.base_prefix", quoted(paths.prefix));
  line("sys.base_exec_prefix", quoted(paths.execPrefix));
  line("sys.platlibdir", quoted(options.platformLibrary));
  line("sys.executable", quoted(paths.executable));
  line("sys.prefix", quoted(paths.prefix));
  line("sys.exec_prefix", quoted(paths.execPrefix));
  text += "  sys.path = [\n";
  for (const std::string& folder : paths.search) text += "    " + quoted(folder) + ",\n";
  text += "  ]\n";
  fputs(text.c_str(), stderr);
}

}  // namespace

void reportStartupFailure(Thread& thread, StartupStep step, const Options& options, const Paths& paths) {
  if (step == StartupStep::kFileSystemEncoding) printPaths(options, paths);
  bool ready = step == StartupStep::kSite;
  Ref<> exception = thread.takeException();
  std::string report;
  if (exception && ready) {
    report = exceptionReport(thread, exception);
  } else if (exception && step != StartupStep::kFolderAsInput) {
    Ref<Str> text = str(thread, exception);
    report = std::string(typeOf(thread, exception)->nativeName) + ": " + (text ? toWtf8(text) : "") + "\n";
    thread.clearException();
  }
  fprintf(stderr, "Fatal Python error: %s\nPython runtime state: %s\n%s", messageOf(step),
          ready ? "initialized" : "core initialized", report.c_str());
  if (!ready) {
    fprintf(stderr, "\nCurrent thread 0x%016lx (most recent call first):\n  <no Python frame>\n",
            static_cast<unsigned long>(pthread_self()));
  }
  fflush(stderr);
}

}  // namespace taipan
