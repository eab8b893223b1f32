// _multibytecodec, and the modules that give its codecs by name: _codecs_cn, _codecs_hk, _codecs_iso2022, _codecs_jp,
// _codecs_kr and _codecs_tw.
#include "modules/cjk/multibyte_codec.h"
#include "modules/module_helpers.h"

namespace taipan {

namespace cjk {
namespace {

Status populate(Thread& thread, Module* module) {
  module->state = new CodeTables();
  module->releaseState = [](void* state) { delete static_cast<CodeTables*>(state); };
  if (!createNativeType(thread, kMultibyteCodecType)) return Raised{};
  for (const TypeSpec* spec : {&kIncrementalEncoderType, &kIncrementalDecoderType, &kStreamReaderType, &kStreamWriterType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  return kOk;
}

using CodecList = std::span<const Codec> (*)();

template <CodecList list>
Ref<> getCodec(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("encoding name must be a string.");
  for (const Codec& codec : list()) {
    if (strEqualText(args[1].as<Str>(), codec.name)) return newMultibyteCodec(thread, codec);
  }
  return thread.raise(TypeId::kLookupError, "no such codec is supported.");
}

template <CodecList list>
constexpr MethodDef kFunctions[] = {
    {.name = "getcodec", .signature = "($module, encoding, /)", .function = getCodec<list>, .doc = "The codec of that name."}};

}  // namespace
}  // namespace cjk

extern const ModuleSpec kMultibytecodecModule, kCodecsCnModule, kCodecsHkModule, kCodecsIso2022Module, kCodecsJpModule, kCodecsKrModule,
    kCodecsTwModule;
const ModuleSpec kMultibytecodecModule = {.name = "_multibytecodec", .populate = cjk::populate};
const ModuleSpec kCodecsCnModule = {.name = "_codecs_cn", .functions = cjk::kFunctions<cjk::chineseCodecs>};
const ModuleSpec kCodecsHkModule = {.name = "_codecs_hk", .functions = cjk::kFunctions<cjk::hongKongCodecs>};
const ModuleSpec kCodecsIso2022Module = {.name = "_codecs_iso2022", .functions = cjk::kFunctions<cjk::iso2022Codecs>};
const ModuleSpec kCodecsJpModule = {.name = "_codecs_jp", .functions = cjk::kFunctions<cjk::japaneseCodecs>};
const ModuleSpec kCodecsKrModule = {.name = "_codecs_kr", .functions = cjk::kFunctions<cjk::koreanCodecs>};
const ModuleSpec kCodecsTwModule = {.name = "_codecs_tw", .functions = cjk::kFunctions<cjk::taiwanCodecs>};

}  // namespace taipan
