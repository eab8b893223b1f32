// _typing: the one native helper of typing.
#include "objects/module.h"

namespace taipan {
namespace {

Ref<> identity(Thread&, const Value* args) { return newRef(args[1]); }
const MethodDef kFunctions[] = {
    {.name = "_idfunc", .signature = "($module, x, /)", .function = identity}};

}  // namespace

extern const ModuleSpec kTypingModule;
const ModuleSpec kTypingModule = {"_typing", kFunctions, nullptr, "Native helpers of typing."};

}  // namespace taipan
