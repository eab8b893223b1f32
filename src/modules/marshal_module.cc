// marshal: the module around importing/marshal.h.
#include "importing/marshal.h"

#include "modules/audit.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

Ref<> marshalDumpsFunction(Thread& thread, const Value* args) {
  TRY(audit(thread, "marshal.dumps", {args[1], args[2]}));
  std::string bytes = TRY(marshalDumps(thread, args[1], TRY(intArgument(thread, args[2]))));
  return newBytes(thread, bytes);
}

Ref<> marshalLoadsFunction(Thread& thread, const Value* args) {
  if (hasAuditHooks(thread)) {
    Ref<> bytes = TRY(call(thread, Value(thread.type(TypeId::kBytes)), args[1]));
    TRY(audit(thread, "marshal.loads", {bytes.get()}));
  }
  BufferView view{};
  TRY(getBuffer(thread, args[1], &view, kBufferContiguous));
  Ref<> value = marshalLoads(thread, {view.data, static_cast<size_t>(view.length)});
  releaseBuffer(thread, &view);
  return value;
}

Ref<> marshalDumpFunction(Thread& thread, const Value* args) {
  TRY(audit(thread, "marshal.dumps", {args[1], args[3]}));
  std::string bytes = TRY(marshalDumps(thread, args[1], TRY(intArgument(thread, args[3]))));
  Ref<> data = TRY(newBytes(thread, bytes));
  return callMethod(thread, args[2], thread.names().write, data.get());
}

// load(file): exactly one object is read; the file is left behind it, where it can seek.
Ref<> marshalLoadFunction(Thread& thread, const Value* args) {
  TRY(audit(thread, "marshal.load"));
  Ref<> data = TRY(callMethod(thread, args[1], thread.names().read));
  if (!isBytes(data)) return thread.raiseTypeError("file.read() returned not bytes but {!T}", data.get());
  size_t consumed = 0, size = data.get().as<Bytes>()->size;
  Ref<> value = TRY(marshalLoads(thread, data.get().as<Bytes>()->view(), &consumed));
  if (consumed < size) {
    int64_t back = static_cast<int64_t>(consumed) - static_cast<int64_t>(size);
    Ref<> moved = TRY(callMethod(thread, args[1], thread.names().seek, Value::smallInt(back), Value::smallInt(1)));
  }
  return value;
}

const MethodDef kFunctions[] = {
    {"dump", "($module, value, file, version=4, /)", marshalDumpFunction},
    {"load", "($module, file, /)", marshalLoadFunction},
    {"dumps", "($module, value, version=4, /)", marshalDumpsFunction},
    {"loads", "($module, bytes, /)", marshalLoadsFunction},
};

Status populate(Thread& thread, Module* module) { return moduleAddInt(thread, module, "version", kMarshalVersion); }

}  // namespace

extern const ModuleSpec kMarshalModule;
const ModuleSpec kMarshalModule = {"marshal", kFunctions, populate, "Values as bytes, as in .pyc files."};

}  // namespace taipan
