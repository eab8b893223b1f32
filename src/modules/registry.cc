// See the header.  A module's file defines `extern const ModuleSpec kAtexitModule;
extern const ModuleSpec kErrnoModule;
extern const ModuleSpec kMathModule;
extern const ModuleSpec kTimeModule;
extern const ModuleSpec kXModule;

namespace {
const ModuleSpec* const kModules[] = {
    &kAtexitModule,
    &kErrnoModule,
    &kMathModule,
    &kTimeModule,
    &kXModule,
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
