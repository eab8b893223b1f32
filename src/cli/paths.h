// Where things are: the executable, the prefixes, the module search path.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace taipan {

struct Paths {
  std::string executable, baseExecutable;
  std::string prefix, execPrefix;
  std::string stdlib;                // sys._stdlib_dir
  std::vector<std::string> search;   // sys.path before site adds to it
};

// The standard library is Debian's, below /usr, unless PYTHONHOME says otherwise.  `program` is argv[0].
Paths findPaths(const char* program, const Options& options);

}  // namespace taipan
