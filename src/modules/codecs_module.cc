// _codecs: the native codecs and the registry, as functions (`codecs` and `encodings` build on it); and _string.
#include <string>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/native_function.h"
#include "objects/native.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kCodecsModule;
extern const ModuleSpec kStringModule;

namespace {

// An optional name argument: None gives null.
Result<const char*> nameArgument(Thread& thread, Value value, const char* function, std::string* storage,
                                 const char* parameter = nullptr) {
  if (parameter != nullptr && value && !isStr(value)) {
    return thread.raiseTypeError("{}() argument '{}' must be str, not {!N}", function, parameter, value);
  }
  if (value.isEmpty() || value.isNone()) return static_cast<const char*>(nullptr);
  if (!isStr(value)) return thread.raiseTypeError("{}() argument must be str, not {!N}", function, value);
  *storage = TRY(toUtf8(thread, value.as<Str>()));
  if (storage->find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return storage->c_str();
}

Ref<> withLength(Thread& thread, Ref<> value, size_t length) {
  if (!value) return Raised{};
  return makeTuple(thread, value.get(), Value::smallInt(static_cast<int64_t>(length)));
}

enum class TextRule { kRefused, kAccepted };  // the escape decoders take str too
Result<std::string> octets(Thread& thread, Value value, TextRule rule = TextRule::kRefused) {
  if (isStr(value) && rule == TextRule::kAccepted) return toUtf8(thread, value.as<Str>());
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return data;
}

Ref<> encodeFunction(Thread& thread, const Value* args) {
  std::string a, b;
  const char* encoding = TRY(nameArgument(thread, args[2], "encode", &a, "encoding"));
  const char* errors = TRY(nameArgument(thread, args[3], "encode", &b, "errors"));
  return encodeObject(thread, args[1], encoding, errors);
}
Ref<> decodeFunction(Thread& thread, const Value* args) {
  std::string a, b;
  const char* encoding = TRY(nameArgument(thread, args[2], "decode", &a, "encoding"));
  const char* errors = TRY(nameArgument(thread, args[3], "decode", &b, "errors"));
  return decodeObjectByCodec(thread, args[1], encoding, errors);
}
Ref<> registerFunction(Thread& thread, const Value* args) {
  TRY(registerCodecSearch(thread, args[1]));
  return newRef(kNone);
}
Ref<> unregisterFunction(Thread& thread, const Value* args) {
  TRY(unregisterCodecSearch(thread, args[1]));
  return newRef(kNone);
}
Ref<> lookupFunction(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("lookup() argument must be str, not {!N}", args[1]);
  std::string a;
  const char* encoding = TRY(nameArgument(thread, args[1], "lookup", &a));
  return lookupCodec(thread, encoding ? encoding : "utf-8");
}
Ref<> registerErrorFunction(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("register_error() argument 1 must be str, not {!N}", args[1]);
  TRY(registerErrorHandler(thread, args[1].as<Str>(), args[2]));
  return newRef(kNone);
}

constexpr const char* kHandlers[] = {"strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace",
                                     "namereplace", "surrogateescape", "surrogatepass"};

Ref<> lookupErrorFunction(Thread& thread, const Value* args) {
  std::string a;
  const char* name = TRY(nameArgument(thread, args[1], "lookup_error", &a));
  return lookupErrorHandler(thread, name);
}

template <int which>
Ref<> handlerFunction(Thread& thread, const Value* args) {
  return applyErrorHandler(thread, kHandlers[which], args[0]);
}
#define HANDLER(NAME, INDEX) {.name = NAME, .signature = "(exception, /)", .function = handlerFunction<INDEX>}
constexpr MethodDef kHandlerFunctions[] = {
    HANDLER("strict_errors", 0), HANDLER("ignore_errors", 1), HANDLER("replace_errors", 2),
    HANDLER("xmlcharrefreplace_errors", 3), HANDLER("backslashreplace_errors", 4), HANDLER("namereplace_errors", 5),
    HANDLER("surrogateescape", 6), HANDLER("surrogatepass", 7),
};
#undef HANDLER

// The built-in handlers can be replaced like any other; only the registry has them.
Status populateCodecs(Thread& thread, Module*) {
  for (size_t i = 0; i < std::size(kHandlers); i++) {
    NativeCode* code = newNativeCode(thread, kHandlerFunctions[i], nullptr);
    if (!code) return thread.raiseMemoryError();
    Ref<> function = TRY(newBuiltinFunction(thread, code, Value(), Value()));
    Ref<Str> name = TRY(internText(thread, kHandlers[i]));
    TRY(registerErrorHandler(thread, name, function));
  }
  return kOk;
}

Ref<> textAndLength(Thread& thread, Value text, Result<std::string> data) {
  if (!data) return Raised{};
  return withLength(thread, newBytes(thread, *data), text.as<Str>()->length());
}

// What the encoders share: (str, errors) → (bytes, length).
template <class Encode>
Ref<> encodeWith(Thread& thread, const Value* args, const char* function, Encode encode) {
  if (!isStr(args[1])) return thread.raiseTypeError("{}() argument 1 must be str, not {!N}", function, args[1]);
  std::string storage;
  const char* errors = TRY(nameArgument(thread, args[2], function, &storage));
  return textAndLength(thread, args[1], encode(args[1].as<Str>(), errors));
}

Ref<> utf8Encode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "utf_8_encode", [&](Str* t, const char* e) { return encodeUtf8Text(thread, t, e); });
}
Ref<> latin1Encode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "latin_1_encode", [&](Str* t, const char* e) { return encodeLimited(thread, t, 256, e); });
}
Ref<> asciiEncode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "ascii_encode", [&](Str* t, const char* e) { return encodeLimited(thread, t, 128, e); });
}
template <int width, int order>
Ref<> wideEncode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "utf_encode",
                    [&](Str* t, const char* e) { return encodeUtf16or32(thread, t, width, e, order); });
}
Ref<> utf7Encode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "utf_7_encode", [&](Str* t, const char*) { return Result<std::string>(encodeUtf7(t)); });
}
Ref<> escapeUnicodeEncode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "unicode_escape_encode",
                    [&](Str* t, const char*) { return Result<std::string>(encodeUnicodeEscape(t)); });
}
Ref<> rawEscapeEncode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "raw_unicode_escape_encode",
                    [&](Str* t, const char*) { return Result<std::string>(encodeRawUnicodeEscape(t)); });
}
Ref<> charmapEncode(Thread& thread, const Value* args) {
  return encodeWith(thread, args, "charmap_encode",
                    [&](Str* t, const char* e) { return encodeCharmap(thread, t, e, args[3]); });
}
// {character: octet} for a decoding table.
Ref<> charmapBuild(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("charmap_build() argument must be str, not {!N}", args[1]);
  Ref<> dict = TRY(call(thread, Value(thread.type(TypeId::kDict))));
  Str* table = args[1].as<Str>();
  for (size_t i = 0; i < table->length(); i++)
    if (table->at(i) != 0xFFFE)
      TRY(setItem(thread, dict, Value::smallInt(table->at(i)), Value::smallInt(static_cast<int64_t>(i))));
  return dict;
}

// What the decoders share: (data, errors[, final]) → (str, consumed).
template <class Decode>
Ref<> decodeWith(Thread& thread, const Value* args, const char* function, bool canStop, Decode decode,
                TextRule rule = TextRule::kRefused) {
  std::string storage, data = TRY(octets(thread, args[1], rule));
  const char* errors = TRY(nameArgument(thread, args[2], function, &storage));
  bool final = true;
  if (canStop) final = TRY(isTrue(thread, args[3]));
  size_t consumed = data.size();
  Ref<Str> text = decode(data, errors, final ? nullptr : &consumed);
  return withLength(thread, std::move(text), consumed);
}

Ref<> utf8Decode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "utf_8_decode", true, [&](std::string_view d, const char* e, size_t* c) { return decodeUtf8Text(thread, d, e, c); });
}
Ref<> latin1Decode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "latin_1_decode", false, [&](std::string_view d, const char*, size_t*) { return decodeLatin1(thread, d); });
}
Ref<> asciiDecode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "ascii_decode", false, [&](std::string_view d, const char* e, size_t*) { return decodeAscii(thread, d, e); });
}
template <int width, int order>
Ref<> wideDecode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "utf_decode", true, [&](std::string_view d, const char* e, size_t* c) {
    int found = order;
    return decodeUtf16or32(thread, d, width, e, &found, c);
  });
}
Ref<> utf7Decode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "utf_7_decode", true, [&](std::string_view d, const char* e, size_t* c) { return decodeUtf7(thread, d, e, c); });
}
// (data, errors, byteorder, final) → (str, consumed, byte order found)
template <int width>
Ref<> wideDecodeEx(Thread& thread, const Value* args) {
  std::string storage, data = TRY(octets(thread, args[1]));
  const char* errors = TRY(nameArgument(thread, args[2], "utf_ex_decode", &storage));
  int order = TRY(intArgument(thread, args[3]));
  bool final = TRY(isTrue(thread, args[4]));
  size_t consumed = data.size();
  Ref<Str> text = TRY(decodeUtf16or32(thread, data, width, errors, &order, final ? nullptr : &consumed));
  return makeTuple(thread, text.value(), Value::smallInt(static_cast<int64_t>(consumed)), Value::smallInt(order));
}
Ref<> unicodeEscapeDecode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "unicode_escape_decode", true, [&](std::string_view d, const char* e, size_t* c) { return decodeUnicodeEscape(thread, d, e, c); },
                    TextRule::kAccepted);
}
Ref<> rawEscapeDecode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "raw_unicode_escape_decode", true, [&](std::string_view d, const char* e, size_t* c) { return decodeRawUnicodeEscape(thread, d, e, c); },
                    TextRule::kAccepted);
}
Ref<> charmapDecode(Thread& thread, const Value* args) {
  return decodeWith(thread, args, "charmap_decode", false, [&](std::string_view d, const char* e, size_t*) { return decodeCharmap(thread, d, e, args[3]); });
}
Ref<> escapeDecode(Thread& thread, const Value* args) {
  std::string storage, data = TRY(octets(thread, args[1], TextRule::kAccepted));
  const char* errors = TRY(nameArgument(thread, args[2], "escape_decode", &storage));
  return withLength(thread, decodeBytesEscape(thread, data, errors), data.size());
}

// The octets as they would stand in a bytes literal.
Ref<> escapeEncode(Thread& thread, const Value* args) {
  if (!isBytes(args[1])) return thread.raiseTypeError("escape_encode() argument 1 must be bytes, not {!N}", args[1]);
  std::string out;
  for (char c : args[1].as<Bytes>()->view()) {
    auto octet = static_cast<unsigned char>(c);
    if (c == '\'' || c == '\\') out.append({'\\', c});
    else if (c == '\t' || c == '\n' || c == '\r') out.append({'\\', c == '\t' ? 't' : c == '\n' ? 'n' : 'r'});
    else if (octet >= 32 && octet < 127) out.push_back(c);
    else out.append({'\\', 'x', "0123456789abcdef"[octet >> 4], "0123456789abcdef"[octet & 15]});
  }
  return withLength(thread, newBytes(thread, out), args[1].as<Bytes>()->size);
}
Ref<> readBufferEncode(Thread& thread, const Value* args) {
  std::string data = TRY(octets(thread, args[1], TextRule::kAccepted));
  return withLength(thread, newBytes(thread, data), data.size());
}

#define ENCODER(NAME, FUNCTION) {.name = NAME, .signature = "($module, str, errors=None, /)", .function = FUNCTION}
#define DECODER(NAME, FUNCTION) {.name = NAME, .signature = "($module, data, errors=None, final=False, /)", .function = FUNCTION}
constexpr MethodDef kFunctions[] = {
    {.name = "encode", .signature = "($module, /, obj, encoding='utf-8', errors='strict')", .function = encodeFunction},
    {.name = "decode", .signature = "($module, /, obj, encoding='utf-8', errors='strict')", .function = decodeFunction},
    {.name = "register", .signature = "($module, search_function, /)", .function = registerFunction},
    {.name = "unregister", .signature = "($module, search_function, /)", .function = unregisterFunction},
    {.name = "lookup", .signature = "($module, encoding, /)", .function = lookupFunction},
    {.name = "register_error", .signature = "($module, errors, handler, /)", .function = registerErrorFunction},
    {.name = "lookup_error", .signature = "($module, name, /)", .function = lookupErrorFunction},
    ENCODER("utf_7_encode", utf7Encode), DECODER("utf_7_decode", utf7Decode),
    {.name = "utf_16_ex_decode", .signature = "($module, data, errors=None, byteorder=0, final=False, /)", .function = wideDecodeEx<2>},
    {.name = "utf_32_ex_decode", .signature = "($module, data, errors=None, byteorder=0, final=False, /)", .function = wideDecodeEx<4>},
    {.name = "escape_encode", .signature = "($module, data, errors=None, /)", .function = escapeEncode},
    {.name = "readbuffer_encode", .signature = "($module, data, errors=None, /)", .function = readBufferEncode},
    ENCODER("utf_8_encode", utf8Encode), ENCODER("latin_1_encode", latin1Encode), ENCODER("ascii_encode", asciiEncode),
    ENCODER("utf_16_le_encode", (wideEncode<2, -1>)), ENCODER("utf_16_be_encode", (wideEncode<2, 1>)),
    ENCODER("utf_16_encode", (wideEncode<2, 0>)), ENCODER("utf_32_le_encode", (wideEncode<4, -1>)),
    ENCODER("utf_32_be_encode", (wideEncode<4, 1>)), ENCODER("utf_32_encode", (wideEncode<4, 0>)),
    ENCODER("unicode_escape_encode", escapeUnicodeEncode), ENCODER("raw_unicode_escape_encode", rawEscapeEncode),
    {.name = "charmap_encode", .signature = "($module, str, errors=None, mapping=None, /)", .function = charmapEncode},
    {.name = "charmap_build", .signature = "($module, map, /)", .function = charmapBuild},
    DECODER("utf_8_decode", utf8Decode), DECODER("utf_16_le_decode", (wideDecode<2, -1>)),
    DECODER("utf_16_be_decode", (wideDecode<2, 1>)), DECODER("utf_16_decode", (wideDecode<2, 0>)),
    DECODER("utf_32_le_decode", (wideDecode<4, -1>)), DECODER("utf_32_be_decode", (wideDecode<4, 1>)),
    DECODER("utf_32_decode", (wideDecode<4, 0>)),
    {.name = "unicode_escape_decode", .signature = "($module, data, errors=None, final=True, /)", .function = unicodeEscapeDecode},
    {.name = "raw_unicode_escape_decode", .signature = "($module, data, errors=None, final=True, /)", .function = rawEscapeDecode},
    {.name = "latin_1_decode", .signature = "($module, data, errors=None, /)", .function = latin1Decode},
    {.name = "ascii_decode", .signature = "($module, data, errors=None, /)", .function = asciiDecode},
    {.name = "charmap_decode", .signature = "($module, data, errors=None, mapping=None, /)", .function = charmapDecode},
    {.name = "escape_decode", .signature = "($module, data, errors=None, /)", .function = escapeDecode},
};
#undef ENCODER
#undef DECODER

Ref<> parserFunction(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("expected str, got {!T}", args[1]);
  return formatterParser(thread, args[1].as<Str>());
}
Ref<> splitFunction(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("expected str, got {!T}", args[1]);
  return formatterFieldNameSplit(thread, args[1].as<Str>());
}
constexpr MethodDef kStringFunctions[] = {
    {.name = "formatter_parser", .signature = "($module, format, /)", .function = parserFunction},
    {.name = "formatter_field_name_split", .signature = "($module, name, /)", .function = splitFunction},
};

}  // namespace

const ModuleSpec kCodecsModule = {.name = "_codecs", .functions = kFunctions, .populate = populateCodecs};
const ModuleSpec kStringModule = {.name = "_string", .functions = kStringFunctions, .doc = "Parsing of format strings."};

}  // namespace taipan
