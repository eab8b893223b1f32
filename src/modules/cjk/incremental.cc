// MultibyteIncrementalEncoder and MultibyteIncrementalDecoder.
#include <string.h>

#include "base/big_int.h"
#include "modules/cjk/multibyte_codec.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/codecs.h"
#include "objects/tuple.h"

namespace taipan::cjk {

namespace {

Ref<> intOfBytes(Thread& thread, std::string_view littleEndian) {
  uint64_t limbs[4] = {};
  memcpy(limbs, littleEndian.data(), littleEndian.size());
  size_t count = 4;
  while (count && !limbs[count - 1]) --count;
  return newIntFromBigInt(thread, BigInt::fromLimbs(limbs, count, false));
}
// The other way; OverflowError if the int is negative or has more than `size` bytes.
Result<std::string> bytesOfInt(Thread& thread, Value value, size_t size) {
  BigInt number = toBigInt(value);
  if (number.sign() < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  if (number.bitLength() > size * 8) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  std::string bytes(size, '\0');
  for (size_t i = 0; i < size && i / 8 < number.limbCount(); ++i) bytes[i] = static_cast<char>(number.limb(i / 8) >> (i % 8 * 8));
  return bytes;
}

// ---------------------------------------------------------------- encoder

Ref<> encoderCreate(Thread& thread, Type* type, const Arguments& args) {
  Value errors;
  TRY(bindCall(thread, args, "IncrementalEncoder", {"errors"}, 0, 1, &errors));
  return newCoder(thread, type, Value(), errors, "IncrementalEncoder", 1, false);
}
Ref<> encoderEncode(Thread& thread, const Value* args) {
  return encodeWithPending(thread, args[0], args[1], TRY(isTrue(thread, args[2])));
}
Ref<> encoderReset(Thread&, const Value* args) {
  Coder* coder = coderOf(args[0]);
  std::string dropped;
  if (auto end = codecOf(coder->codec)->codec->endEncoding) end(coder->state, dropped);
  replacePendingText(coder, nullptr);
  return newRef(kNone);
}

// The state as an int: the size of the pending text in UTF-8, the text, the codec's state.
constexpr size_t kMaxPendingUtf8 = kMaxPendingCharacters * 4;

Ref<> encoderGetState(Thread& thread, const Value* args) {
  Coder* coder = coderOf(args[0]);
  std::string pending;
  if (coder->pendingText) pending = TRY(toUtf8(thread, coder->pendingText.as<Str>()));
  if (pending.size() > kMaxPendingUtf8) return thread.raise(TypeId::kUnicodeError, "pending buffer too large");
  std::string bytes(1, static_cast<char>(pending.size()));
  bytes += pending;
  bytes.append(reinterpret_cast<const char*>(coder->state.bytes), sizeof coder->state.bytes);
  return intOfBytes(thread, bytes);
}
Ref<> encoderSetState(Thread& thread, const Value* args) {
  if (!isInt(args[1])) return thread.raiseTypeError("setstate() argument must be int, not {}", typeOf(thread, args[1])->nativeName);
  Coder* coder = coderOf(args[0]);
  std::string bytes = TRY(bytesOfInt(thread, args[1], 1 + kMaxPendingUtf8 + sizeof coder->state.bytes));
  auto size = static_cast<uint8_t>(bytes[0]);
  if (size > kMaxPendingUtf8) return thread.raise(TypeId::kUnicodeError, "pending buffer too large");
  Ref<Str> pending = TRY(decodeUtf8Text(thread, std::string_view(bytes).substr(1, size), nullptr));
  replacePendingText(coder, pending->length() ? Ref<>(std::move(pending)) : Ref<>());
  memcpy(coder->state.bytes, bytes.data() + 1 + size, sizeof coder->state.bytes);
  return newRef(kNone);
}

// ---------------------------------------------------------------- decoder

Ref<> decoderCreate(Thread& thread, Type* type, const Arguments& args) {
  Value errors;
  TRY(bindCall(thread, args, "IncrementalDecoder", {"errors"}, 0, 1, &errors));
  return newCoder(thread, type, Value(), errors, "IncrementalDecoder", 1, true);
}
Ref<> decoderDecode(Thread& thread, const Value* args) {
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferSimple));
  std::string bytes(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  bool final = TRY(isTrue(thread, args[2]));
  StrBuilder out(thread);
  TRY(decodeWithPending(thread, args[0], bytes, final, true, &out));
  return out.finish();
}
Ref<> decoderReset(Thread&, const Value* args) {
  Coder* coder = coderOf(args[0]);
  if (auto reset = codecOf(coder->codec)->codec->resetDecoding) reset(coder->state);
  coder->pendingSize = 0;
  return newRef(kNone);
}
Ref<> decoderGetState(Thread& thread, const Value* args) {
  Coder* coder = coderOf(args[0]);
  Ref<Bytes> pending = TRY(newBytes(thread, {reinterpret_cast<const char*>(coder->pending), coder->pendingSize}));
  Ref<> state = TRY(intOfBytes(thread, {reinterpret_cast<const char*>(coder->state.bytes), sizeof coder->state.bytes}));
  return makeTuple(thread, Value(pending.get()), state.get());
}
Ref<> decoderSetState(Thread& thread, const Value* args) {
  if (!isTuple(args[1])) return thread.raiseTypeError("setstate() argument must be tuple, not {}", typeOf(thread, args[1])->nativeName);
  Tuple* pair = args[1].as<Tuple>();
  if (pair->size != 2 || !isBytes(pair->items[0]) || !isInt(pair->items[1])) {
    return thread.raiseTypeError("setstate(): illegal state argument");
  }
  Coder* coder = coderOf(args[0]);
  std::string bytes = TRY(bytesOfInt(thread, pair->items[1], sizeof coder->state.bytes));
  Bytes* pending = pair->items[0].as<Bytes>();
  if (pending->size > kMaxPendingBytes) return thread.raise(TypeId::kUnicodeError, "pending buffer too large");
  coder->pendingSize = static_cast<uint8_t>(pending->size);
  memcpy(coder->pending, pending->data(), pending->size);
  memcpy(coder->state.bytes, bytes.data(), bytes.size());
  return newRef(kNone);
}

constexpr GetSetDef kGetSets[] = {{"errors", coderErrors, setCoderErrors, "What to do about errors."}};
constexpr Slots kEncoderSlots = {.release = coderRelease, .traverse = coderTraverse, .create = encoderCreate, .initialize = initializeNothing};
constexpr MethodDef kEncoderMethods[] = {
    {.name = "encode", .signature = "($self, /, input, final=False)", .function = encoderEncode},
    {.name = "getstate", .signature = "($self, /)", .function = encoderGetState},
    {.name = "setstate", .signature = "($self, state, /)", .function = encoderSetState},
    {.name = "reset", .signature = "($self, /)", .function = encoderReset}};
constexpr Slots kDecoderSlots = {.release = coderRelease, .traverse = coderTraverse, .create = decoderCreate, .initialize = initializeNothing};
constexpr MethodDef kDecoderMethods[] = {
    {.name = "decode", .signature = "($self, /, input, final=False)", .function = decoderDecode},
    {.name = "getstate", .signature = "($self, /)", .function = decoderGetState},
    {.name = "setstate", .signature = "($self, state, /)", .function = decoderSetState},
    {.name = "reset", .signature = "($self, /)", .function = decoderReset}};
constexpr uint32_t kFlags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable;

}  // namespace

const TypeSpec kIncrementalEncoderType = {.id = TypeId::kMultibyteIncrementalEncoder, .name = "_multibytecodec.MultibyteIncrementalEncoder",
                                          .basicSize = sizeof(Coder), .flags = kFlags, .slots = &kEncoderSlots,
                                          .methods = kEncoderMethods, .getSets = kGetSets};
const TypeSpec kIncrementalDecoderType = {.id = TypeId::kMultibyteIncrementalDecoder, .name = "_multibytecodec.MultibyteIncrementalDecoder",
                                          .basicSize = sizeof(Coder), .flags = kFlags, .slots = &kDecoderSlots,
                                          .methods = kDecoderMethods, .getSets = kGetSets};

}  // namespace taipan::cjk
