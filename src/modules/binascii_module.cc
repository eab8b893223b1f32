// binascii: bytes as hexadecimal and base-64 text, and checksums.
#include <cstring>
#include <string>

#include "modules/binascii_text.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/bytes_methods.h"
#include "objects/exception.h"
#include "objects/int_internal.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kBinasciiModule;

namespace {

// The bytes of a bytes-like object.
Result<std::string> dataArgument(Thread& thread, Value v) {
  BufferView view;
  TRY(getBuffer(thread, v, &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return data;
}

// The bytes of ASCII text or of a bytes-like object.
Result<std::string> asciiArgument(Thread& thread, Value v) {
  if (!isStr(v)) {
    BufferView view;
    if (getBuffer(thread, v, &view, kBufferSimple)) {
      std::string data(view.data, static_cast<size_t>(view.length));
      releaseBuffer(thread, &view);
      return data;
    }
    if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
    return thread.raiseTypeError("argument should be bytes, buffer or ASCII string, not '{!T}'", v);
  }
  if (!v.as<Str>()->isAscii()) {
    return thread.raiseValueError("string argument should contain only ASCII characters");
  }
  return std::string(v.as<Str>()->asciiView());
}

// binascii.Error lives in the module's dict.
template <class... Args>
Raised raiseError(Thread& thread, Value module, std::string_view format, const Args&... args) {
  Ref<> type = getAttribute(thread, module, "Error");
  if (!type) return Raised{};
  Ref<Str> message = formatStr(thread, format, args...);
  if (!message) return Raised{};
  Ref<> exception = call(thread, type, message.value());
  if (!exception) return Raised{};
  return thread.raiseObject(exception);
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// args: module, data, sep, bytes_per_sep.
Ref<> hexlify(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  int64_t group = TRY(intArgument(thread, args[3]));
  Ref<Str> text = TRY(hexText(thread, data, args[2], group));
  return newBytes(thread, text->asciiView());
}

Ref<> unhexlify(Thread& thread, const Value* args) {
  std::string text = TRY(asciiArgument(thread, args[1]));
  if (text.size() % 2 != 0) return raiseError(thread, args[0], "Odd-length string");
  std::string data;
  for (size_t i = 0; i < text.size(); i += 2) {
    int high = hexDigit(text[i]), low = hexDigit(text[i + 1]);
    if (high < 0 || low < 0) return raiseError(thread, args[0], "Non-hexadecimal digit found");
    data.push_back(static_cast<char>(high << 4 | low));
  }
  return newBytes(thread, data);
}

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int base64Digit(char c) {
  if (c == '\0') return -1;
  const char* found = std::strchr(kAlphabet, c);
  return found ? static_cast<int>(found - kAlphabet) : -1;
}

Ref<> encodeBase64(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  bool newline = TRY(intArgument(thread, args[2])) != 0;
  std::string text;
  for (size_t i = 0; i < data.size(); i += 3) {
    uint32_t bits = 0;
    size_t count = data.size() - i < 3 ? data.size() - i : 3;
    for (size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < count ? static_cast<unsigned char>(data[i + k]) : 0);
    for (size_t k = 0; k < 4; ++k) text.push_back(k <= count ? kAlphabet[bits >> (18 - 6 * k) & 63] : '=');
  }
  if (newline) text.push_back('\n');
  return newBytes(thread, text);
}

// Characters outside the alphabet are skipped, unless in strict mode.
Ref<> decodeBase64(Thread& thread, const Value* args) {
  std::string text = TRY(asciiArgument(thread, args[1]));
  bool strict = TRY(intArgument(thread, args[2])) != 0;
  std::string data;
  int inQuad = 0, padding = 0;
  uint32_t left = 0;
  if (strict && !text.empty() && text[0] == '=') return raiseError(thread, args[0], "Leading padding not allowed");
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=') {
      ++padding;
      if (inQuad >= 2 && inQuad + padding >= 4) {
        if (strict && i + 1 < text.size()) return raiseError(thread, args[0], "Excess data after padding");
        return newBytes(thread, data);
      }
      continue;
    }
    int digit = base64Digit(text[i]);
    if (digit < 0) {
      if (strict) return raiseError(thread, args[0], "Only base64 data is allowed");
      continue;
    }
    if (strict && padding) return raiseError(thread, args[0], "Discontinuous padding not allowed");
    padding = 0;
    auto bits = static_cast<uint32_t>(digit);
    switch (inQuad) {
      case 0: left = bits; break;
      case 1: data.push_back(static_cast<char>(left << 2 | bits >> 4)); left = bits & 15; break;
      case 2: data.push_back(static_cast<char>(left << 4 | bits >> 2)); left = bits & 3; break;
      default: data.push_back(static_cast<char>(left << 6 | bits)); left = 0; break;
    }
    inQuad = (inQuad + 1) % 4;
  }
  if (inQuad == 1) {
    return raiseError(thread, args[0],
                      "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a "
                      "multiple of 4",
                      data.size() / 3 * 4 + 1);
  }
  if (inQuad != 0) return raiseError(thread, args[0], "Incorrect padding");
  return newBytes(thread, data);
}

// The start value of a checksum: any int, modulo 2^32.
Result<uint32_t> checksumStart(Thread& thread, Value v) {
  Ref<> exact = TRY(index(thread, v));
  IntView view(exact);
  uint64_t bits = view.count ? view.limbs[0] : 0;
  return static_cast<uint32_t>(view.negative ? 0 - bits : bits);
}

Ref<> crc32(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  uint32_t crc = TRY(checksumStart(thread, args[2]));
  uint32_t table[256];
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
    table[i] = c;
  }
  crc = ~crc;
  for (char c : data) crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFF] ^ (crc >> 8);
  return newInt(thread, static_cast<uint32_t>(~crc));
}

Ref<> crcHqx(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  uint32_t crc = TRY(checksumStart(thread, args[2])) & 0xFFFF;
  for (char c : data) {
    crc ^= static_cast<uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int k = 0; k < 8; ++k) crc = crc & 0x8000 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1;
  }
  return newInt(thread, crc);
}

Ref<> uuEncode(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  bool backtick = TRY(intArgument(thread, args[2])) != 0;
  if (data.size() > 45) return raiseError(thread, args[0], "At most 45 bytes at once");
  return newBytes(thread, encodeUu(data, backtick));
}
Ref<> uuDecode(Thread& thread, const Value* args) {
  std::string line = TRY(asciiArgument(thread, args[1]));
  const char* error;
  std::string data = decodeUu(line, &error);
  if (error) return raiseError(thread, args[0], error);
  return newBytes(thread, data);
}
Ref<> quotedDecode(Thread& thread, const Value* args) {
  std::string data = TRY(asciiArgument(thread, args[1]));
  bool header = TRY(intArgument(thread, args[2])) != 0;
  return newBytes(thread, decodeQuoted(data, header));
}
Ref<> quotedEncode(Thread& thread, const Value* args) {
  std::string data = TRY(dataArgument(thread, args[1]));
  bool quoteTabs = TRY(intArgument(thread, args[2])) != 0, isText = TRY(intArgument(thread, args[3])) != 0, header = TRY(intArgument(thread, args[4])) != 0;
  return newBytes(thread, encodeQuoted(data, quoteTabs, isText, header));
}

constexpr const char* kHexSignature = "($module, /, data, sep=<NULL>, bytes_per_sep=1)";

constexpr MethodDef kFunctions[] = {
    {.name = "hexlify", .signature = kHexSignature, .function = hexlify},
    {.name = "b2a_hex", .signature = kHexSignature, .function = hexlify},
    {.name = "unhexlify", .signature = "($module, hexstr, /)", .function = unhexlify},
    {.name = "a2b_hex", .signature = "($module, hexstr, /)", .function = unhexlify},
    {.name = "b2a_base64", .signature = "($module, data, /, *, newline=True)", .function = encodeBase64},
    {.name = "a2b_base64", .signature = "($module, data, /, *, strict_mode=False)", .function = decodeBase64},
    {.name = "b2a_uu", .signature = "($module, data, /, *, backtick=False)", .function = uuEncode},
    {.name = "a2b_uu", .signature = "($module, data, /)", .function = uuDecode},
    {.name = "a2b_qp", .signature = "($module, /, data, header=False)", .function = quotedDecode},
    {.name = "b2a_qp", .signature = "($module, /, data, quotetabs=False, istext=True, header=False)",
     .function = quotedEncode},
    {.name = "crc32", .signature = "($module, data, crc=0, /)", .function = crc32},
    {.name = "crc_hqx", .signature = "($module, data, crc, /)", .function = crcHqx},
};

const TypeSpec kErrorType = {.name = "binascii.Error",
                             .basicSize = sizeof(BaseException),
                             .base = TypeId::kValueError,
                             .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsException,
                             .dictOffset = offsetof(BaseException, dict)};
const TypeSpec kIncompleteType = {.name = "binascii.Incomplete",
                                  .basicSize = sizeof(BaseException),
                                  .base = TypeId::kException,
                                  .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsException,
                                  .dictOffset = offsetof(BaseException, dict)};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kErrorType));
  TRY(moduleAddType(thread, module, kIncompleteType));
  return kOk;
}

}  // namespace

const ModuleSpec kBinasciiModule = {.name = "binascii",
                                    .functions = kFunctions,
                                    .populate = populate,
                                    .doc = "Conversion between bytes and their text forms."};

}  // namespace taipan
