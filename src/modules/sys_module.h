// sys: what start-up sets in it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct SysConfig {
  std::vector<std::string> argv, originalArgv, path, warnOptions;
  std::vector<std::pair<std::string, std::optional<std::string>>> xOptions;  // without a value: True
  std::string executable, baseExecutable, prefix, execPrefix, platformLibrary;
  std::string pycachePrefix;
};

// Makes the sys module, sys.modules with it and builtins, and sets Interpreter::sysDict and ::modules.
Status createSysModule(Thread& thread, const SysConfig& config);

// Calls sys.excepthook for the exception in flight, as at the end of a program; takes the exception.
void reportUncaught(Thread& thread);

}  // namespace taipan
