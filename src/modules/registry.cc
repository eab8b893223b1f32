// See the header; the list itself is registry.def.
#include "modules/registry.h"

namespace taipan {

#define MODULE(name) extern const ModuleSpec k##name##Module;
#include "modules/registry.def"
#undef MODULE

namespace {
const ModuleSpec* const kModules[] = {
#define MODULE(name) &k##name##Module,
#include "modules/registry.def"
#undef MODULE
};
}  // namespace

std::span<const ModuleSpec* const> nativeModules() { return kModules; }

const ModuleSpec* findNativeModule(std::string_view name) {
  for (const ModuleSpec* spec : kModules) {
    if (name == spec->name) return spec;
  }
  return nullptr;
}

}  // namespace taipan
