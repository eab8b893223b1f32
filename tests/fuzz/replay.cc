// taipan_fuzz_replay TARGET FILE...: gives each file to the target, without libFuzzer.  Prints the name of each before it
// is read, so that the last one named is the one that ended the process.
#include <cstdio>
#include <cstring>
#include <string>

#include "targets.h"

namespace {

bool readFile(const char* path, std::string* text) {
  FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return false;
  char block[65536];
  for (size_t got; (got = std::fread(block, 1, sizeof block, file)) > 0;) text->append(block, got);
  std::fclose(file);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace taipan::fuzz;
  const char* name = argc > 1 ? argv[1] : "";
  auto* target = !std::strcmp(name, "marshal") ? marshal : !std::strcmp(name, "code") ? code : !std::strcmp(name, "source") ? source : nullptr;
  if (target == nullptr) {
    std::fprintf(stderr, "usage: %s marshal|code|source FILE...\n", argv[0]);
    return 2;
  }
  int accepted = 0;
  for (int i = 2; i < argc; ++i) {
    std::printf("%s\n", argv[i]);
    std::fflush(stdout);
    std::string text;
    if (!readFile(argv[i], &text)) return 2;
    accepted += target(text);
  }
  std::printf("%d inputs, %d of them well-formed\n", argc - 2, accepted);
  return 0;
}
