// See the header.
#include "modules/source_lines.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "importing/source_text.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"

namespace taipan {

bool readWholeFile(const char* path, std::string* contents) {
  int fd = ::open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  contents->clear();
  char buffer[16384];
  ssize_t n;
  while ((n = ::read(fd, buffer, sizeof buffer)) > 0) contents->append(buffer, n);
  int error = errno;
  ::close(fd);
  errno = error;
  return n == 0;
}

const SourceLines::File& SourceLines::load(const std::string& filename) {
  for (const File& file : files_) {
    if (file.name == filename) return file;
  }
  files_.push_back({filename, {}});
  File& file = files_.back();
  std::string bytes;
  bool found = readWholeFile(filename.c_str(), &bytes);
  Dict* sys = thread_.interpreter().sysDict;
  Value path = !found && sys ? dictGetStr(thread_, sys, thread_.names().path) : Value();
  if (path && isList(path)) {
    size_t slash = filename.rfind('/');
    std::string tail = slash == std::string::npos ? filename : filename.substr(slash + 1);
    List* list = path.as<List>();
    for (size_t i = 0; !found && i < list->size; ++i) {
      if (!isStr(list->items[i])) continue;
      std::string folder = toWtf8(list->items[i].as<Str>());
      if (!folder.empty() && folder.back() != '/') folder += '/';
      found = readWholeFile((folder + tail).c_str(), &bytes);
    }
  }
  if (!found) return file;
  std::string text;
  if (!decodeSourceText(thread_, bytes, filename, &text)) {
    thread_.clearException();
    return file;
  }
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    size_t stop = end > begin && text[end - 1] == '\r' ? end - 1 : end;
    file.lines.push_back(text.substr(begin, stop - begin));
    begin = end + 1;
  }
  return file;
}

bool SourceLines::find(const std::string& filename, int64_t number, std::string* line) {
  const File& file = load(filename);
  if (number < 1 || number > static_cast<int64_t>(file.lines.size())) return false;
  *line = file.lines[number - 1];
  return true;
}

}  // namespace taipan
