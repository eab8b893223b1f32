// Lines of source files for tracebacks, each file read once.
#pragma once

#include <string>
#include <vector>

#include "objects/thread.h"

namespace taipan {

class SourceLines {
 public:
  explicit SourceLines(Thread& thread) : thread_(thread) {}
  // Line `number` (from 1) without its end, WTF-8.  Looks beside sys.path if the name leads nowhere, as
  // CPython does.  False if there is none.  Reads files; swallows errors.
  bool find(const std::string& filename, int64_t number, std::string* line);

 private:
  struct File {
    std::string name;
    std::vector<std::string> lines;
  };
  const File& load(const std::string& filename);
  Thread& thread_;
  std::vector<File> files_;
};

// All bytes of a file; false with errno set.
bool readWholeFile(const char* path, std::string* contents);

}  // namespace taipan
