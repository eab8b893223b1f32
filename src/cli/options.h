// The command line and the PYTHON… environment variables.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "objects/interpreter.h"

namespace taipan {

enum class RunKind : uint8_t { kStdin, kFile, kCommand, kModule, kVersion, kHelp, kHelpEnvironment, kHelpXOptions, kHelpAll, kError };

struct Options {
  RunKind kind = RunKind::kStdin;
  std::string target;               // file name, command text or module name
  std::vector<std::string> argv;    // sys.argv
  Settings settings;
  std::vector<std::string> warnOptions;
  std::vector<std::pair<std::string, std::optional<std::string>>> xOptions;
  std::string pycachePrefix;
  std::string pythonPath;           // PYTHONPATH
  std::string pythonHome;           // PYTHONHOME
  std::string platformLibrary = "lib";  // PYTHONPLATLIBDIR
  std::string streamEncoding;       // of the standard streams
  std::string streamErrors;         // of stdin and stdout
  bool unbuffered = false;
  bool skipFirstLine = false;
  bool faultHandler = false;
  int traceMallocFrames = 0;        // 0: off
  int versionCount = 0;
  std::string error;                // kError: what to print
  int exitCode = 2;                 // kError
};

// Reads options, then environment.  Also settles the locale: it sets LC_CTYPE, in the environment too where PEP 538 says
// so.  Never fails: problems come back as kError.
Options parseOptions(int argc, char** argv);

// What -h and its relatives print; the first after "usage: PROGRAM ".
extern const char* const kUsageLine;
extern const char* const kOptionsHelp;
extern const char* const kEnvironmentHelp;
extern const char* const kXOptionsHelp;

}  // namespace taipan
