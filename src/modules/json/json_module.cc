// _json: the fast parts of the json package.
#include "modules/json/json_internal.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kJsonModule;

Result<int64_t> json::sizeArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t position;
  if (intFitsInt64(number, &position)) return position;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

namespace {

Ref<> scanStringFunction(Thread& thread, Value, const Arguments& args) {
  if (keywordCount(args)) return thread.raiseTypeError("scanstring() takes no keyword arguments");
  size_t count = args.positionalCount;
  if (count < 2) return thread.raiseTypeError("scanstring() takes at least 2 arguments ({} given)", count);
  if (count > 3) return thread.raiseTypeError("scanstring() takes at most 3 arguments ({} given)", count);
  int64_t begin = TRY(json::sizeArgument(thread, args[1]));
  bool strict = true;
  if (count == 3) strict = TRY(isTrue(thread, args[2]));
  if (!isStr(args[0])) return thread.raiseTypeError("first argument must be a string, not {!T}", args[0]);
  int64_t end;
  Ref<Str> text = TRY(json::scanString(thread, args[0].as<Str>(), begin, strict, &end));
  return makeTuple(thread, text.value(), Value::smallInt(end));
}

constexpr MethodDef kFunctions[] = {
    {.name = "encode_basestring_ascii", .signature = "($module, string, /)", .function = json::encodeBaseStringAscii, .doc = "The string as JSON, in ASCII."},
    {.name = "encode_basestring", .signature = "($module, string, /)", .function = json::encodeBaseString, .doc = "The string as JSON."},
    {.name = "scanstring", .signature = "($module, string, end, strict=True, /)", .raw = scanStringFunction, .doc = "The JSON string that starts before `end`, and where it ends."},
};

Status populate(Thread& thread, Module* module) {
  for (const auto& [name, spec] : {std::pair{"make_scanner", &json::kScannerType}, {"make_encoder", &json::kEncoderType}}) {
    Type* type = createNativeType(thread, *spec);
    if (!type) return Raised{};
    TRY(moduleAdd(thread, module, name, newRef(Value(type))));
  }
  return kOk;
}

}  // namespace

const ModuleSpec kJsonModule = {.name = "_json", .functions = kFunctions, .populate = populate, .doc = "The fast parts of json."};

}  // namespace taipan
