// Encoding and decoding whole texts, step by step, with error handlers; the codec objects.
#include "modules/cjk/multibyte_codec.h"

#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/tuple.h"

namespace taipan::cjk {

namespace {

constexpr const char* kIllegalReason = "illegal multibyte sequence";
constexpr const char* kIncompleteReason = "incomplete multibyte sequence";

bool is(Value errors, std::string_view name) { return strEqualText(errors.as<Str>(), name); }

// What the handler says: the replacement and where to go on.  Empty with an exception.
Ref<> callHandler(Thread& thread, Value errors, TypeId exceptionType, const char* encoding, Value object, size_t start, size_t end,
                  const char* reason, size_t length, size_t* position) {
  bool encoding_ = exceptionType == TypeId::kUnicodeEncodeError;
  Ref<Str> name = TRY(newStr(thread, encoding)), why = TRY(newStr(thread, reason));
  Ref<> exception = TRY(call(thread, Value(thread.type(exceptionType)), name.value(), object, Value::smallInt(static_cast<int64_t>(start)),
                             Value::smallInt(static_cast<int64_t>(end)), why.value()));
  if (is(errors, "strict")) return thread.raiseObject(exception);
  Ref<> handler = TRY(lookupErrorHandler(thread, toWtf8(errors.as<Str>()).c_str()));
  Ref<> result = TRY(call(thread, handler, exception.get()));
  Tuple* pair = isTuple(result) ? result.get().as<Tuple>() : nullptr;
  bool fits = pair && pair->size == 2 && isInt(pair->items[1]) && (isStr(pair->items[0]) || (encoding_ && isBytes(pair->items[0])));
  if (!fits) return thread.raiseTypeError("{} error handler must return (str, int) tuple", encoding_ ? "encoding" : "decoding");
  int64_t at;
  if (!intFitsInt64(pair->items[1], &at)) at = -1;
  else if (at < 0) at += static_cast<int64_t>(length);
  if (at < 0 || at > static_cast<int64_t>(length)) {
    return thread.raise(TypeId::kIndexError, "position {} from error handler out of bounds", at);
  }
  *position = static_cast<size_t>(at);
  return newRef(pair->items[0]);
}

Status handleEncodeError(Thread& thread, MultibyteCodec* codec, CodecState& state, Str* text, size_t* position, size_t size,
                         const char* reason, Value errors, std::string* out) {
  size_t start = *position;
  if (is(errors, "ignore") || is(errors, "replace")) {
    *position += size;
    if (is(errors, "ignore")) return kOk;
    Ref<Str> mark = TRY(newStrFromChar(thread, '?'));
    EncodeStep step{*codec->codec, *codec->tables, state, mark, 0, 1, false, *out};
    if (codec->codec->encode(step) <= 0) *out += '?';
    return kOk;
  }
  Ref<> replacement = TRY(callHandler(thread, errors, TypeId::kUnicodeEncodeError, codec->codec->name, Value(text), start, start + size,
                                      reason, text->length(), position));
  if (isBytes(replacement)) {
    *out += replacement.get().as<Bytes>()->view();
    return kOk;
  }
  Ref<Str> strict = TRY(newStr(thread, "strict"));
  size_t at = 0;
  return encodeText(thread, codec, state, replacement.get().as<Str>(), &at, strict.value(), true, false, out);
}

Status handleDecodeError(Thread& thread, MultibyteCodec* codec, std::string_view bytes, size_t* position, size_t size,
                         const char* reason, Value errors, Ref<>* object, StrBuilder* out) {
  size_t start = *position;
  if (is(errors, "ignore") || is(errors, "replace")) {
    *position += size;
    if (is(errors, "replace")) out->append(uint32_t{0xFFFD});
    return kOk;
  }
  if (!*object) *object = TRY(newBytes(thread, bytes));
  Ref<> replacement = TRY(callHandler(thread, errors, TypeId::kUnicodeDecodeError, codec->codec->name, *object, start, start + size,
                                      reason, bytes.size(), position));
  out->append(replacement.get().as<Str>());
  return kOk;
}

}  // namespace

Status encodeText(Thread& thread, MultibyteCodec* codec, CodecState& state, Str* text, size_t* position, Value errors, bool flush,
                  bool end, std::string* out) {
  EncodeStep step{*codec->codec, *codec->tables, state, text, *position, text->length(), flush, *out};
  while (step.position < step.end) {
    int result = codec->codec->encode(step);
    if (result > 0) {
      step.position += static_cast<size_t>(result);
      continue;
    }
    if (result == kTooFew && !flush) break;
    bool incomplete = result == kTooFew;
    size_t size = incomplete ? step.end - step.position : static_cast<size_t>(kIllegal - result + 1);
    TRY(handleEncodeError(thread, codec, state, text, &step.position, size, incomplete ? kIncompleteReason : kIllegalReason, errors, out));
  }
  *position = step.position;
  if (end && codec->codec->endEncoding) codec->codec->endEncoding(state, *out);
  return kOk;
}

Status decodeBytes(Thread& thread, MultibyteCodec* codec, CodecState& state, std::string_view bytes, size_t* position, Value errors,
                   bool final, StrBuilder* out) {
  Ref<> object;  // the bytes as an exception's object, made once
  while (*position < bytes.size()) {
    DecodeStep step{*codec->codec, state, reinterpret_cast<const uint8_t*>(bytes.data()) + *position, bytes.size() - *position, *out};
    int result = codec->codec->decode(step);
    if (result > 0) {
      *position += static_cast<size_t>(result);
      continue;
    }
    bool incomplete = result == kTooFew;
    if (incomplete && !final) break;
    size_t size = incomplete ? step.left : static_cast<size_t>(kIllegal - result + 1);
    TRY(handleDecodeError(thread, codec, bytes, position, size, incomplete ? kIncompleteReason : kIllegalReason, errors, &object, out));
  }
  return kOk;
}

Status decodeIncomplete(Thread& thread, MultibyteCodec* codec, std::string_view bytes, size_t* position, Value errors, StrBuilder* out) {
  Ref<> object;
  return handleDecodeError(thread, codec, bytes, position, bytes.size() - *position, kIncompleteReason, errors, &object, out);
}

namespace {

void codecRelease(Object* self) { decrefOrEmpty(std::exchange(static_cast<MultibyteCodec*>(self)->module, Value())); }
void codecTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<MultibyteCodec*>(self)->module); }

Result<Ref<>> errorsArgument(Thread& thread, Value errors, const char* function) {
  if (errors.isNone()) return Ref<>(TRY(newStr(thread, "strict")));
  if (isStr(errors)) return newRef(errors);
  return thread.raiseTypeError("{}() argument 'errors' must be str or None, not {}", function, typeOf(thread, errors)->nativeName);
}

Ref<> codecEncode(Thread& thread, const Value* args) {
  Ref<> errors = TRY(errorsArgument(thread, args[2], "encode"));
  Ref<> text = isStr(args[1]) ? newRef(args[1]) : TRY(str(thread, args[1]));
  CodecState state;
  codecOf(args[0])->codec->start(state, false);
  std::string out;
  size_t position = 0;
  TRY(encodeText(thread, codecOf(args[0]), state, text.get().as<Str>(), &position, errors, true, true, &out));
  Ref<Bytes> bytes = TRY(newBytes(thread, out));
  return makeTuple(thread, Value(bytes.get()), Value::smallInt(static_cast<int64_t>(text.get().as<Str>()->length())));
}

Ref<> codecDecode(Thread& thread, const Value* args) {
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferSimple));
  std::string bytes(view.data, static_cast<size_t>(view.length));  // handlers may change the original
  releaseBuffer(thread, &view);
  Ref<> errors = TRY(errorsArgument(thread, args[2], "decode"));
  CodecState state;
  codecOf(args[0])->codec->start(state, true);
  StrBuilder out(thread);
  size_t position = 0;
  TRY(decodeBytes(thread, codecOf(args[0]), state, bytes, &position, errors, true, &out));
  Ref<Str> text = TRY(out.finish());
  return makeTuple(thread, Value(text.get()), Value::smallInt(static_cast<int64_t>(bytes.size())));
}

constexpr Slots kSlots = {.release = codecRelease, .traverse = codecTraverse};
constexpr MethodDef kMethods[] = {
    {.name = "encode", .signature = "($self, /, input, errors=None)", .function = codecEncode,
     .doc = "The text as bytes, and how many characters were encoded."},
    {.name = "decode", .signature = "($self, /, input, errors=None)", .function = codecDecode,
     .doc = "The text of the bytes, and how many bytes were decoded."}};

}  // namespace

const TypeSpec kMultibyteCodecType = {.id = TypeId::kMultibyteCodec, .name = "_multibytecodec.MultibyteCodec",
                                      .basicSize = sizeof(MultibyteCodec),
                                      .flags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation, .slots = &kSlots, .methods = kMethods};

Ref<> newMultibyteCodec(Thread& thread, const Codec& codec) {
  // Imported by its name, it may be a copy of the module, without the tables; the first one has them.
  Ref<> imported = TRY(importModule(thread, "_multibytecodec"));
  Ref<Str> name = TRY(internText(thread, "_multibytecodec"));
  Ref<> module = newRef(dictGetStr(thread, thread.interpreter().nativeModules, name));
  Ref<MultibyteCodec> made = TRY(newObject<MultibyteCodec>(thread, thread.type(TypeId::kMultibyteCodec)));
  made->codec = &codec;
  made->tables = static_cast<CodeTables*>(module.get().as<Module>()->state);
  made->module = module.releaseValue();
  return made;
}

}  // namespace taipan::cjk
