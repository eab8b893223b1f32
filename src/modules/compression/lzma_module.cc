// _lzma: compressor and decompressor objects over liblzma.  The streams are used with the interpreter's lock held.
#include <lzma.h>

#include "modules/buffer_argument.h"
#include "modules/compression/lzma_filters.h"
#include "modules/compression/stream_buffers.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/number_arguments.h"

namespace taipan {

Status checkLzma(Thread& thread, int error) {
  const char* text = nullptr;
  switch (error) {
    case LZMA_OK: case LZMA_GET_CHECK: case LZMA_NO_CHECK: case LZMA_STREAM_END: return kOk;
    case LZMA_MEM_ERROR: return thread.raiseMemoryError();
    case LZMA_UNSUPPORTED_CHECK: text = "Unsupported integrity check"; break;
    case LZMA_MEMLIMIT_ERROR: text = "Memory usage limit exceeded"; break;
    case LZMA_FORMAT_ERROR: text = "Input format not supported by decoder"; break;
    case LZMA_OPTIONS_ERROR: text = "Invalid or unsupported options"; break;
    case LZMA_DATA_ERROR: text = "Corrupt input data"; break;
    case LZMA_BUF_ERROR: text = "Insufficient buffer space"; break;
    case LZMA_PROG_ERROR: text = "Internal error"; break;
    default: return thread.raise(TypeId::kLzmaError, "Unrecognized error from liblzma: {}", error);
  }
  return thread.raise(TypeId::kLzmaError, text);
}

namespace {

enum Format { kFormatAuto, kFormatXz, kFormatAlone, kFormatRaw };
constexpr int kCheckUnknown = LZMA_CHECK_ID_MAX + 1;

struct LzmaObject : Object {
  lzma_stream stream;
  bool open;
  bool flushed;     // compressor only
  bool atEnd;       // decompressor only, as what follows
  bool needsInput;
  int32_t check;
  Value unusedData;
  PendingInput pending;
};
LzmaObject* self(Value v) { return v.as<LzmaObject>(); }

void lzmaRelease(Object* object) {
  auto* l = static_cast<LzmaObject*>(object);
  if (std::exchange(l->open, false)) lzma_end(&l->stream);
  l->pending.clear(object->type->interpreter->heap);
  decrefOrEmpty(std::exchange(l->unusedData, Value()));
}
void lzmaTraverse(Object* object, Visitor& visitor) { visitor.visitValue(static_cast<LzmaObject*>(object)->unusedData); }

// --- compressor
Status startXz(Thread& thread, LzmaObject* l, int check, uint32_t preset, Value filters) {
  if (filters.isNone()) return checkLzma(thread, lzma_easy_encoder(&l->stream, preset, static_cast<lzma_check>(check)));
  LzmaFilters chain(thread);
  TRY(chain.parse(filters));
  return checkLzma(thread, lzma_stream_encoder(&l->stream, chain.get(), static_cast<lzma_check>(check)));
}
Status startAlone(Thread& thread, LzmaObject* l, uint32_t preset, Value filters) {
  if (filters.isNone()) {
    lzma_options_lzma options;
    if (lzma_lzma_preset(&options, preset)) {
      return thread.raise(TypeId::kLzmaError, "Invalid compression preset: {}", preset);
    }
    return checkLzma(thread, lzma_alone_encoder(&l->stream, &options));
  }
  LzmaFilters chain(thread);
  TRY(chain.parse(filters));
  if (chain.get()[0].id != LZMA_FILTER_LZMA1 || chain.get()[1].id != LZMA_VLI_UNKNOWN) {
    return thread.raiseValueError("Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
  }
  return checkLzma(thread, lzma_alone_encoder(&l->stream, static_cast<lzma_options_lzma*>(chain.get()[0].options)));
}
Status startRaw(Thread& thread, LzmaObject* l, Value filters, bool encode) {
  if (filters.isNone()) return thread.raiseValueError("Must specify filters for FORMAT_RAW");
  LzmaFilters chain(thread);
  TRY(chain.parse(filters));
  return checkLzma(thread, encode ? lzma_raw_encoder(&l->stream, chain.get()) : lzma_raw_decoder(&l->stream, chain.get()));
}
Ref<> compressorCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[4] = {Value::smallInt(kFormatXz), Value::smallInt(-1), kNone, kNone};
  TRY(bindCall(thread, args, "LZMACompressor", {"format", "check", "preset", "filters"}, 0, 4, bound));
  int format = TRY(intArgument(thread, bound[0])), check = TRY(intArgument(thread, bound[1]));
  if (!bound[2].isNone() && !bound[3].isNone()) return thread.raiseValueError("Cannot specify both preset and filter chain");
  uint32_t preset = LZMA_PRESET_DEFAULT;
  if (!bound[2].isNone()) preset = TRY(lzmaUint32(thread, bound[2]));
  if (format != kFormatXz && check != -1 && check != LZMA_CHECK_NONE) {
    return thread.raiseValueError("Integrity checks are only supported by FORMAT_XZ");
  }
  if (check == -1) check = LZMA_CHECK_CRC64;
  Ref<LzmaObject> l = TRY(newObject<LzmaObject>(thread, type));
  l->stream = LZMA_STREAM_INIT;
  l->open = true;
  switch (format) {
    case kFormatXz: TRY(startXz(thread, l, check, preset, bound[3])); break;
    case kFormatAlone: TRY(startAlone(thread, l, preset, bound[3])); break;
    case kFormatRaw: TRY(startRaw(thread, l, bound[3], true)); break;
    default: return thread.raiseValueError("Invalid container format: {}", format);
  }
  return l;
}
Ref<> run(Thread& thread, LzmaObject* l, const uint8_t* input, size_t size, lzma_action action) {
  OutputBuffer out(thread);
  l->stream.next_in = input;
  l->stream.avail_in = size;
  while (true) {
    TRY(out.makeRoom());
    size_t room = out.room();
    l->stream.next_out = out.space();
    l->stream.avail_out = room;
    int error = lzma_code(&l->stream, action);
    out.used(room - l->stream.avail_out);
    if (error == LZMA_BUF_ERROR && l->stream.avail_in == 0 && l->stream.avail_out > 0) error = LZMA_OK;
    TRY(checkLzma(thread, error));
    if (action == LZMA_RUN ? l->stream.avail_in == 0 && l->stream.avail_out > 0 : error == LZMA_STREAM_END) break;
  }
  return out.finish();
}
Ref<> compress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  if (self(args[0])->flushed) return thread.raiseValueError("Compressor has been flushed");
  return run(thread, self(args[0]), data.data(), data.size(), LZMA_RUN);
}
Ref<> flush(Thread& thread, const Value* args) {
  if (std::exchange(self(args[0])->flushed, true)) return thread.raiseValueError("Repeated call to flush()");
  return run(thread, self(args[0]), nullptr, 0, LZMA_FINISH);
}

// --- decompressor
Ref<> decompressorCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[3] = {Value::smallInt(kFormatAuto), kNone, kNone};
  TRY(bindCall(thread, args, "LZMADecompressor", {"format", "memlimit", "filters"}, 0, 3, bound));
  int format = TRY(intArgument(thread, bound[0]));
  uint64_t memoryLimit = UINT64_MAX;
  if (!bound[1].isNone()) {
    if (format == kFormatRaw) return thread.raiseValueError("Cannot specify memory limit with FORMAT_RAW");
    memoryLimit = TRY(lzmaUint64(thread, bound[1]));
  }
  if (format == kFormatRaw && bound[2].isNone()) return thread.raiseValueError("Must specify filters for FORMAT_RAW");
  if (format != kFormatRaw && !bound[2].isNone()) {
    return thread.raiseValueError("Cannot specify filters except with FORMAT_RAW");
  }
  Ref<LzmaObject> l = TRY(newObject<LzmaObject>(thread, type));
  l->stream = LZMA_STREAM_INIT;
  l->open = l->needsInput = true;
  l->check = kCheckUnknown;
  l->unusedData = TRY(newBytes(thread, {})).releaseValue();
  constexpr uint32_t kFlags = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
  switch (format) {
    case kFormatAuto: TRY(checkLzma(thread, lzma_auto_decoder(&l->stream, memoryLimit, kFlags))); break;
    case kFormatXz: TRY(checkLzma(thread, lzma_stream_decoder(&l->stream, memoryLimit, kFlags))); break;
    case kFormatAlone:
      l->check = LZMA_CHECK_NONE;
      TRY(checkLzma(thread, lzma_alone_decoder(&l->stream, memoryLimit)));
      break;
    case kFormatRaw:
      l->check = LZMA_CHECK_NONE;
      TRY(startRaw(thread, l, bound[2], false));
      break;
    default: return thread.raiseValueError("Invalid container format: {}", format);
  }
  return l;
}
// Decompresses l->pending; what is left of it stays in the stream's avail_in.
Ref<> decompressPending(Thread& thread, LzmaObject* l, int64_t limit) {
  OutputBuffer out(thread, limit);
  l->stream.next_in = l->pending.data;
  l->stream.avail_in = l->pending.size;
  uint8_t nothing;
  while (true) {
    size_t room = 0;
    l->stream.next_out = &nothing;
    if (!out.full()) {
      TRY(out.makeRoom());
      room = out.room();
      l->stream.next_out = out.space();
    }
    l->stream.avail_out = room;
    int error = lzma_code(&l->stream, LZMA_RUN);
    out.used(room - l->stream.avail_out);
    if (error == LZMA_BUF_ERROR && l->stream.avail_in == 0) error = LZMA_OK;
    if (error == LZMA_BUF_ERROR && out.full()) error = LZMA_OK;
    TRY(checkLzma(thread, error));
    if (error == LZMA_GET_CHECK || error == LZMA_NO_CHECK) l->check = lzma_get_check(&l->stream);
    if (error == LZMA_STREAM_END) {
      l->atEnd = true;
      break;
    }
    if (l->stream.avail_out == 0) {
      if (out.full()) break;
    } else if (l->stream.avail_in == 0) {
      break;
    }
  }
  return out.finish();
}
Ref<> decompress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  int64_t limit = TRY(sizeArgument(thread, args[2]));
  LzmaObject* l = self(args[0]);
  if (l->atEnd) return thread.raise(TypeId::kEOFError, "Already at end of stream");
  TRY(l->pending.append(thread, data.data(), data.size()));
  Ref<> result = decompressPending(thread, l, limit < 0 ? -1 : limit);
  size_t left = l->stream.avail_in;
  if (!result) {
    l->pending.clear(thread.heap());
    return Raised{};
  }
  // Nothing left, but no room either: the stream may still hold output.
  l->needsInput = !l->atEnd && left == 0 && l->stream.avail_out != 0;
  TRY(l->pending.keepLast(thread, left));
  if (l->atEnd && left) {
    Ref<Bytes> unused = TRY(newBytes(thread, {reinterpret_cast<char*>(l->pending.data), left}));
    Value old = std::exchange(l->unusedData, unused.releaseValue());
    decref(old);
    l->pending.clear(thread.heap());
  }
  return result;
}

Ref<> isCheckSupported(Thread& thread, const Value* args) {
  int check = TRY(intArgument(thread, args[1]));
  return newRef(Value::boolean(lzma_check_is_supported(static_cast<lzma_check>(check))));
}

constexpr Slots kCompressorSlots = {.release = lzmaRelease, .traverse = lzmaTraverse, .create = compressorCreate};
constexpr Slots kDecompressorSlots = {.release = lzmaRelease, .traverse = lzmaTraverse, .create = decompressorCreate};
constexpr MethodDef kCompressorMethods[] = {{.name = "compress", .signature = "($self, data, /)", .function = compress},
                                            {.name = "flush", .signature = "($self, /)", .function = flush}};
constexpr MethodDef kDecompressorMethods[] = {
    {.name = "decompress", .signature = "($self, /, data, max_length=-1)", .function = decompress}};
constexpr MemberDef kMembers[] = {{"check", MemberKind::kInt32, offsetof(LzmaObject, check)},
                                  {"eof", MemberKind::kBool, offsetof(LzmaObject, atEnd)},
                                  {"needs_input", MemberKind::kBool, offsetof(LzmaObject, needsInput)},
                                  {"unused_data", MemberKind::kObjectOrError, offsetof(LzmaObject, unusedData)}};
constexpr TypeSpec kCompressorType = {.id = TypeId::kLzmaCompressor, .name = "_lzma.LZMACompressor",
                                      .basicSize = sizeof(LzmaObject), .flags = kTypeHasGc,
                                      .slots = &kCompressorSlots, .methods = kCompressorMethods,
                                      .doc = "A stream that compresses into the .xz, .lzma or raw format."};
constexpr TypeSpec kDecompressorType = {.id = TypeId::kLzmaDecompressor, .name = "_lzma.LZMADecompressor",
                                        .basicSize = sizeof(LzmaObject), .flags = kTypeHasGc,
                                        .slots = &kDecompressorSlots, .methods = kDecompressorMethods, .members = kMembers,
                                        .doc = "A stream that decompresses one .xz, .lzma or raw stream."};
constexpr TypeSpec kErrorType = exceptionSpec(TypeId::kLzmaError, "_lzma.LZMAError", TypeId::kException,
                                              "Call to liblzma failed.");

struct Constant {
  const char* name;
  int64_t value;
};
constexpr Constant kConstants[] = {
    {"FORMAT_AUTO", kFormatAuto}, {"FORMAT_XZ", kFormatXz}, {"FORMAT_ALONE", kFormatAlone}, {"FORMAT_RAW", kFormatRaw},
    {"CHECK_NONE", LZMA_CHECK_NONE}, {"CHECK_CRC32", LZMA_CHECK_CRC32}, {"CHECK_CRC64", LZMA_CHECK_CRC64},
    {"CHECK_SHA256", LZMA_CHECK_SHA256}, {"CHECK_ID_MAX", LZMA_CHECK_ID_MAX}, {"CHECK_UNKNOWN", kCheckUnknown},
    {"FILTER_LZMA1", LZMA_FILTER_LZMA1}, {"FILTER_LZMA2", LZMA_FILTER_LZMA2}, {"FILTER_DELTA", LZMA_FILTER_DELTA},
    {"FILTER_X86", LZMA_FILTER_X86}, {"FILTER_POWERPC", LZMA_FILTER_POWERPC}, {"FILTER_IA64", LZMA_FILTER_IA64},
    {"FILTER_ARM", LZMA_FILTER_ARM}, {"FILTER_ARMTHUMB", LZMA_FILTER_ARMTHUMB}, {"FILTER_SPARC", LZMA_FILTER_SPARC},
    {"MF_HC3", LZMA_MF_HC3}, {"MF_HC4", LZMA_MF_HC4}, {"MF_BT2", LZMA_MF_BT2}, {"MF_BT3", LZMA_MF_BT3},
    {"MF_BT4", LZMA_MF_BT4}, {"MODE_FAST", LZMA_MODE_FAST}, {"MODE_NORMAL", LZMA_MODE_NORMAL},
    {"PRESET_DEFAULT", LZMA_PRESET_DEFAULT}, {"PRESET_EXTREME", LZMA_PRESET_EXTREME}};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kCompressorType));
  TRY(moduleAddType(thread, module, kDecompressorType));
  TRY(moduleAddType(thread, module, kErrorType));
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  return kOk;
}
constexpr MethodDef kFunctions[] = {
    {.name = "is_check_supported", .signature = "($module, check_id, /)", .function = isCheckSupported},
    {.name = "_encode_filter_properties", .signature = "($module, filter, /)", .function = lzmaEncodeProperties},
    {.name = "_decode_filter_properties", .signature = "($module, filter_id, encoded_props, /)",
     .function = lzmaDecodeProperties}};

}  // namespace

extern const ModuleSpec kLzmaModule;
constexpr ModuleSpec kLzmaModule = {.name = "_lzma", .functions = kFunctions, .populate = populate};

}  // namespace taipan
