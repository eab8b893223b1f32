// See the header.  A module's file defines `extern const ModuleSpec kXModule;`; add it in both places, in
// alphabetical order of Python names.
#include "modules/registry.h"

namespace taipan {

extern const ModuleSpec kAtexitModule;
extern const ModuleSpec kBinasciiModule;
extern const ModuleSpec kBisectModule;
extern const ModuleSpec kCmathModule;
extern const ModuleSpec kCodecsModule;
extern const ModuleSpec kCollectionsModule;
extern const ModuleSpec kFunctoolsModule;
extern const ModuleSpec kErrnoModule;
extern const ModuleSpec kHeapqModule;
extern const ModuleSpec kItertoolsModule;
extern const ModuleSpec kMarshalModule;
extern const ModuleSpec kMathModule;
extern const ModuleSpec kOperatorModule;
extern const ModuleSpec kPosixModule;
extern const ModuleSpec kRandomModule;
extern const ModuleSpec kStringModule;
extern const ModuleSpec kStructModule;
extern const ModuleSpec kSysModule;
extern const ModuleSpec kTimeModule;

namespace {
const ModuleSpec* const kModules[] = {
    &kAtexitModule,
    &kBinasciiModule,
    &kBisectModule,
    &kCmathModule,
    &kCodecsModule,
    &kCollectionsModule,
    &kFunctoolsModule,
    &kErrnoModule,
    &kHeapqModule,
    &kItertoolsModule,
    &kMarshalModule,
    &kMathModule,
    &kOperatorModule,
    &kPosixModule,
    &kRandomModule,
    &kStringModule,
    &kStructModule,
    &kSysModule,
    &kTimeModule,
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
