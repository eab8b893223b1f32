// See the header.  Virtual environments: a pyvenv.cfg beside the executable or one folder up names the folder of the
// interpreter that made it; that is the base executable.  The prefixes themselves are changed by site.
#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <fstream>

namespace taipan {
namespace {

constexpr const char* kVersionFolder = "python3.11";
constexpr const char* kPrefix = "/usr";

std::string absolute(const std::string& path) {
  char cwd[PATH_MAX];
  if (path.empty() || path[0] == '/' || !::getcwd(cwd, sizeof cwd)) return path;
  std::string_view rest = path;
  while (rest.starts_with("./")) rest.remove_prefix(2);
  return std::string(cwd) + (strcmp(cwd, "/") == 0 ? "" : "/") + std::string(rest);
}

std::string folderOf(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : slash == 0 ? "/" : path.substr(0, slash);
}

std::string nameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool isExecutableFile(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

std::string realPath(const std::string& path) {
  char* real = ::realpath(path.c_str(), nullptr);
  std::string result = real ? real : path;
  ::free(real);
  return result;
}

// The program as the shell would find it; empty if it would not.
std::string findExecutable(const std::string& program) {
  if (program.find('/') != std::string::npos) return absolute(program);
  const char* path = getenv("PATH");
  for (std::string rest = path ? path : ""; !rest.empty();) {
    size_t colon = rest.find(':');
    std::string candidate = rest.substr(0, colon) + "/" + program;
    if (isExecutableFile(candidate)) return absolute(candidate);
    rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
  }
  return "";
}

std::string trimmed(const std::string& text) {
  size_t begin = text.find_first_not_of(" \t\r"), end = text.find_last_not_of(" \t\r");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

// The value of `home` in a pyvenv.cfg; false if the file is not there or does not say.
bool readHome(const std::string& file, std::string* home) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    size_t equals = line.find('=');
    if (equals == std::string::npos || strcasecmp(trimmed(line.substr(0, equals)).c_str(), "home") != 0) continue;
    *home = trimmed(line.substr(equals + 1));
    return true;
  }
  return false;
}

std::string joined(const std::string& folder, const std::string& name) {
  if (!name.empty() && name[0] == '/') return name;
  return folder.empty() || folder.back() == '/' ? folder + name : folder + "/" + name;
}

// PYTHONPATH's entries; relative and empty ones count from the current folder.
void addPythonPath(const std::string& text, std::vector<std::string>* search) {
  if (text.empty()) return;
  char cwd[PATH_MAX];
  std::string here = ::getcwd(cwd, sizeof cwd) ? cwd : "";
  for (size_t begin = 0; begin <= text.size();) {
    size_t end = text.find(':', begin);
    if (end == std::string::npos) end = text.size();
    std::string entry = text.substr(begin, end - begin);
    search->push_back(entry.empty() ? here : joined(here, entry));
    begin = end + 1;
  }
}

}  // namespace

Paths findPaths(const char* program, const Options& options) {
  Paths paths;
  paths.executable = paths.baseExecutable = findExecutable(program);
  paths.prefix = paths.execPrefix = kPrefix;
  const std::string& home = options.pythonHome;
  if (!home.empty()) {
    size_t colon = home.find(':');
    paths.prefix = home.substr(0, colon);
    paths.execPrefix = colon == std::string::npos ? paths.prefix : home.substr(colon + 1);
  } else {
    std::string folder = folderOf(paths.executable), base;
    if (readHome(joined(folderOf(folder), "pyvenv.cfg"), &base) || readHome(joined(folder, "pyvenv.cfg"), &base)) {
      paths.baseExecutable = joined(base, nameOf(paths.executable));
      if (!isExecutableFile(paths.baseExecutable)) paths.baseExecutable = realPath(paths.executable);
    }
  }
  std::string libraries = joined(paths.prefix, options.platformLibrary);
  paths.stdlib = joined(libraries, kVersionFolder);
  addPythonPath(options.pythonPath, &paths.search);
  paths.search.push_back(joined(libraries, "python311.zip"));
  paths.search.push_back(paths.stdlib);
  paths.search.push_back(joined(joined(joined(paths.execPrefix, options.platformLibrary), kVersionFolder), "lib-dynload"));
  return paths;
}

}  // namespace taipan
