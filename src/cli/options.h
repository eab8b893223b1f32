// The command line and the PYTHON… environment variables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "objects/interpreter.h"

namespace taipan {

enum class RunKind : uint8_t { kPrompt, kStdin, kFile, kCommand, kModule, kVersion, kHelp, kError };

struct Options {
  RunKind kind = RunKind::kPrompt;
  std::string target;               // file name, command text or module name
  std::vector<std::string> argv;    // sys.argv
  Settings settings;
  std::vector<std::string> warnOptions;
  std::vector<std::pair<std::string, std::string>> xOptions;
  std::string pycachePrefix;
  std::string pythonPath;           // PYTHONPATH
  bool unbuffered = false;
  bool skipFirstLine = false;
  int versionCount = 0;
  std::string checkHashPycs = "default";
  std::string error;                // kError: what to print
  int exitCode = 2;                 // kError
};

// Never fails: problems come back as kError.
Options parseOptions(int argc, char** argv);
// The text of -h.
const char* usageText();

}  // namespace taipan
