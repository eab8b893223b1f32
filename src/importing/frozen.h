// Frozen modules: the part of the standard library that is compiled when taipan is built, so that the import system
// itself and what start-up needs come without a file being opened.  tools/freeze writes the table.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace taipan {

struct FrozenModule {
  std::string_view name;
  std::string_view code;    // a marshalled code object
  bool isPackage;
  bool isEssential;         // there even with -X frozen_modules=off: the import system consists of these
  // The module this one's code came from: its own name as a rule; "<NAME" for a package's __init__ of its own; null: none.
  const char* origin;
};

// All of them, in the order of _imp._frozen_module_names().
std::span<const FrozenModule> frozenModules();
// Null if there is none of that name.
inline const FrozenModule* findFrozenModule(std::string_view name) {
  for (const FrozenModule& module : frozenModules()) {
    if (name == module.name) return &module;
  }
  return nullptr;
}

}  // namespace taipan
