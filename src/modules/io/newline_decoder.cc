// IncrementalNewlineDecoder: universal newlines on top of another incremental decoder.
#include "modules/io/io.h"
#include "modules/io/newline_decoder.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

NewlineDecoder* decoderOf(Value v) { return v.as<NewlineDecoder>(); }
Status check(Thread& thread, Value self) {
  if (decoderOf(self)->decoder) return kOk;
  return thread.raiseValueError("IncrementalNewlineDecoder.__init__() not called");
}

constexpr const char* kParameters[] = {"decoder", "translate", "errors"};

Status initialize(Thread& thread, Value self, const Arguments& args) {
  Value bound[3];
  TRY(bindConstructor(thread, "IncrementalNewlineDecoder", args, kParameters, 2, bound));
  int translate = TRY(intArgument(thread, bound[1]));
  NewlineDecoder* decoder = decoderOf(self);
  Value old = std::exchange(decoder->decoder, newRef(bound[0]).releaseValue());
  decrefOrEmpty(old);
  decoder->state = NewlineState{.translate = translate != 0};
  return kOk;
}

Ref<> decodeMethod(Thread& thread, const Value* args) {
  bool final = TRY(intArgument(thread, args[2])) != 0;
  return newlineDecoderDecode(thread, decoderOf(args[0]), args[1], final);
}

Ref<> getStateMethod(Thread& thread, const Value* args) {
  TRY(check(thread, args[0]));
  NewlineDecoder* decoder = decoderOf(args[0]);
  Ref<> buffer = TRY(newBytes(thread, ""));
  Ref<> flag = newRef(Value::smallInt(0));
  if (!decoder->decoder.isNone()) {
    Ref<> inner = newRef(decoder->decoder);
    Ref<> state = TRY(callMethod(thread, inner, thread.names().getstate));
    if (!isTuple(state) || state.get().as<Tuple>()->size != 2 || !isInt(state.get().as<Tuple>()->items[1])) {
      return thread.raiseTypeError("illegal decoder state");
    }
    buffer = newRef(state.get().as<Tuple>()->items[0]);
    flag = TRY(binaryOperation(thread, BinaryOp::kLeftShift, state.get().as<Tuple>()->items[1], Value::smallInt(1)));
  }
  if (decoder->state.pendingCr) flag = TRY(binaryOperation(thread, BinaryOp::kOr, flag, Value::smallInt(1)));
  return makeTuple(thread, buffer.get(), flag.get());
}

Ref<> setStateMethod(Thread& thread, const Value* args) {
  TRY(check(thread, args[0]));
  if (!isTuple(args[1])) return thread.raiseTypeError("state argument must be a tuple");
  Tuple* state = args[1].as<Tuple>();
  if (state->size != 2 || !isInt(state->items[1])) {
    return thread.raiseTypeError("setstate(): illegal state argument");
  }
  NewlineDecoder* decoder = decoderOf(args[0]);
  Ref<> low = TRY(binaryOperation(thread, BinaryOp::kAnd, state->items[1], Value::smallInt(1)));
  decoder->state.pendingCr = TRY(isTrue(thread, low));
  if (decoder->decoder.isNone()) return newRef(kNone);
  Ref<> rest = TRY(binaryOperation(thread, BinaryOp::kRightShift, state->items[1], Value::smallInt(1)));
  Ref<> inner = newRef(decoder->decoder);
  Ref<Tuple> pair = TRY(makeTuple(thread, state->items[0], rest.get()));
  return callMethod(thread, inner, thread.names().setstate, pair.value());
}

Ref<> resetMethod(Thread& thread, const Value* args) {
  TRY(check(thread, args[0]));
  NewlineDecoder* decoder = decoderOf(args[0]);
  decoder->state.seen = 0;
  decoder->state.pendingCr = false;
  if (decoder->decoder.isNone()) return newRef(kNone);
  Ref<> inner = newRef(decoder->decoder);
  return callMethod(thread, inner, thread.names().reset);
}

Ref<> getNewlines(Thread& thread, Value self) {
  TRY(check(thread, self));
  return newlinesSeen(thread, decoderOf(self)->state.seen);
}

void release(Object* self) { dropField(&static_cast<NewlineDecoder*>(self)->decoder); }
void traverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<NewlineDecoder*>(self)->decoder); }

constexpr MethodDef kMethods[] = {
    {.name = "decode", .signature = "($self, /, input, final=False)", .function = decodeMethod},
    {.name = "getstate", .signature = "($self, /)", .function = getStateMethod},
    {.name = "setstate", .signature = "($self, state, /)", .function = setStateMethod},
    {.name = "reset", .signature = "($self, /)", .function = resetMethod},
};
constexpr GetSetDef kGetSets[] = {{"newlines", getNewlines}};
constexpr Slots kSlots = {.release = release, .traverse = traverse, .create = genericCreate, .initialize = initialize};

}  // namespace

Ref<> newlineDecoderDecode(Thread& thread, NewlineDecoder* decoder, Value input, bool final) {
  TRY(check(thread, Value(decoder)));
  Ref<> output = newRef(input);
  if (!decoder->decoder.isNone()) {
    Ref<> inner = newRef(decoder->decoder);
    output = TRY(callMethod(thread, inner, thread.names().decode, input, Value::boolean(final)));
  }
  if (!isStr(output)) {
    return thread.raiseTypeError("decoder should return a string result, not '{!T}'", output.get());
  }
  return decodeNewlines(thread, decoder->state, output.get().as<Str>(), final);
}

const TypeSpec kIncrementalNewlineDecoderType = {
    .id = TypeId::kIncrementalNewlineDecoder,
    .name = "_io.IncrementalNewlineDecoder",
    .basicSize = sizeof(NewlineDecoder),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .doc = "IncrementalNewlineDecoder(decoder, translate, errors='strict')\n--\n\n"
           "Decodes by another decoder (or takes text, if that is None) and handles line ends.",
};

}  // namespace taipan
