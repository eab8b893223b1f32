// taipan: the command.
#include <stdio.h>

#include "cli/launch.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  taipan::Options options = taipan::parseOptions(argc, argv);
  switch (options.kind) {
    case taipan::RunKind::kError:
      fputs(options.error.c_str(), stderr);
      return options.exitCode;
    case taipan::RunKind::kVersion:
      puts(options.versionCount > 1 ? "Python 3.11.2 (main, Oct  7 2026, 12:35:07) [Taipan]" : "Python 3.11.2");
      return 0;
    case taipan::RunKind::kHelp:
      printf("usage: %s %s", argv[0], taipan::usageText());
      return 0;
    default:
      return taipan::launch(argc, argv, options);
  }
}
