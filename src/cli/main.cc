// taipan: the command.
#include <stdio.h>
#include <unistd.h>

#include <new>

#include "cli/launch.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  // Memory that is not the interpreter's heap (texts on their way, mostly) has nobody to tell that there is none.
  std::set_new_handler([] {
    fputs("Fatal Python error: out of memory\n", stderr);
    _exit(1);
  });
  using taipan::RunKind;
  taipan::Options options = taipan::parseOptions(argc, argv);
  switch (options.kind) {
    case RunKind::kError:
      fputs(options.error.c_str(), stderr);
      return options.exitCode;
    case RunKind::kVersion:
      puts(options.versionCount > 1 ? "Python 3.11.2 (main, Oct  7 2026, 12:35:07) [Taipan]" : "Python 3.11.2");
      return 0;
    case RunKind::kHelp:
      printf("usage: %s %s%s", argv[0], taipan::kUsageLine, taipan::kOptionsHelp);
      return 0;
    case RunKind::kHelpEnvironment:
      fputs(taipan::kEnvironmentHelp, stdout);
      return 0;
    case RunKind::kHelpXOptions:
      fputs(taipan::kXOptionsHelp, stdout);
      return 0;
    case RunKind::kHelpAll:
      printf("usage: %s %s%s\n\n%s\n\n%s", argv[0], taipan::kUsageLine, taipan::kOptionsHelp, taipan::kEnvironmentHelp,
             taipan::kXOptionsHelp);
      return 0;
    default:
      return taipan::launch(argc, argv, options);
  }
}
