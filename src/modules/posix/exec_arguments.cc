// See the header.
#include "modules/posix/exec_arguments.h"

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/list.h"

namespace taipan {

Result<std::vector<std::string>> textVector(Thread& thread, Value sequence) {
  Ref<List> list = TRY(listFromIterable(thread, sequence));
  std::vector<std::string> texts;
  for (size_t i = 0; i < list->size; ++i) texts.push_back(TRY(pathToNative(thread, list->items[i])));
  return texts;
}

Result<std::vector<std::string>> environmentEntries(Thread& thread, Value mapping) {
  Ref<> keys = TRY(callMethod(thread, mapping, thread.names().keys));
  Ref<List> names = TRY(listFromIterable(thread, keys));
  std::vector<std::string> entries;
  for (size_t i = 0; i < names->size; ++i) {
    Ref<> value = TRY(getItem(thread, mapping, names->items[i]));
    std::string name = TRY(pathToNative(thread, names->items[i]));
    std::string text = TRY(pathToNative(thread, value));
    if (name.empty() || name.find('=') != std::string::npos) return thread.raiseValueError("illegal environment variable name");
    entries.push_back(name + "=" + text);
  }
  return entries;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace taipan
