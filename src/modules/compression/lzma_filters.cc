// Filter chains of liblzma: reading the dicts that describe them, and the encoded form of their properties.
#include "modules/compression/lzma_filters.h"

#include <stdlib.h>

#include "modules/buffer_argument.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"

namespace taipan {
namespace {

// The value under `key`; empty without an exception: absent.
Ref<> entryOf(Thread& thread, Value specifier, const char* key) {
  Ref<Str> name = TRY(internText(thread, key));
  Ref<> value = getItem(thread, specifier, name);
  if (!value) thread.clearIfMatches(TypeId::kKeyError);
  return value;
}
struct Option {
  const char* key;
  uint32_t* target;
};
// Reads the given options; any error, an unknown key among them, becomes ValueError `message`.  `known`: how many
// keys the caller has read.
Status readOptions(Thread& thread, Value specifier, int64_t known, std::initializer_list<Option> options,
                   const char* message) {
  bool failed = false;
  for (const Option& option : options) {
    Ref<> value = entryOf(thread, specifier, option.key);
    if (!value) {
      if (thread.hasException()) return Raised{};
      continue;
    }
    known++;
    Result<uint32_t> number = lzmaUint32(thread, value);
    if (!number) {
      failed = true;
      break;
    }
    *option.target = *number;
  }
  if (!failed) {
    int64_t size = TRY(length(thread, specifier));
    if (size <= known) return kOk;
  }
  thread.clearException();
  return thread.raiseValueError(message);
}

}  // namespace

Result<uint64_t> lzmaUint64(Thread& thread, Value value) {
  if (!isInt(value)) return thread.raiseTypeError("an integer is required");
  if (intSign(value) < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative int to unsigned");
  BigInt wide = toBigInt(value);
  if (wide.bitLength() > 64) return thread.raise(TypeId::kOverflowError, "int too big to convert");
  return wide.isZero() ? 0 : wide.limb(0);
}
Result<uint32_t> lzmaUint32(Thread& thread, Value value) {
  uint64_t wide = TRY(lzmaUint64(thread, value));
  if (wide > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "Value too large for uint32_t type");
  return static_cast<uint32_t>(wide);
}

Status LzmaFilters::parseLzma(int i, Value specifier) {
  lzma_options_lzma& options = options_[i].lzma;
  uint32_t preset = LZMA_PRESET_DEFAULT;
  Ref<> given = entryOf(thread_, specifier, "preset");
  if (!given && thread_.hasException()) return Raised{};
  if (given) preset = TRY(lzmaUint32(thread_, given));
  if (lzma_lzma_preset(&options, preset)) return thread_.raise(TypeId::kLzmaError, "Invalid compression preset: {}", preset);
  uint32_t mode = options.mode, finder = options.mf;
  TRY(readOptions(thread_, specifier, given ? 2 : 1,
                  {{"dict_size", &options.dict_size}, {"lc", &options.lc}, {"lp", &options.lp}, {"pb", &options.pb},
                   {"mode", &mode}, {"nice_len", &options.nice_len}, {"mf", &finder}, {"depth", &options.depth}},
                  "Invalid filter specifier for LZMA filter"));
  options.mode = static_cast<lzma_mode>(mode);
  options.mf = static_cast<lzma_match_finder>(finder);
  filters_[i].options = &options;
  return kOk;
}
Status LzmaFilters::parseDelta(int i, Value specifier) {
  lzma_options_delta& options = options_[i].delta;
  options = {};
  options.type = LZMA_DELTA_TYPE_BYTE;
  uint32_t distance = 1;
  TRY(readOptions(thread_, specifier, 1, {{"dist", &distance}}, "Invalid filter specifier for delta filter"));
  options.dist = distance;
  filters_[i].options = &options;
  return kOk;
}
Status LzmaFilters::parseBcj(int i, Value specifier) {
  lzma_options_bcj& options = options_[i].bcj;
  options = {};
  TRY(readOptions(thread_, specifier, 1, {{"start_offset", &options.start_offset}}, "Invalid filter specifier for BCJ filter"));
  filters_[i].options = &options;
  return kOk;
}
Status LzmaFilters::parseAt(int i, Value specifier) {
  const Slots& slots = typeOf(thread_, specifier)->slots;
  if (!slots.getItem || !(isDict(specifier) || slots.length)) {
    return thread_.raiseTypeError("Filter specifier must be a dict or dict-like object");
  }
  Ref<> id = entryOf(thread_, specifier, "id");
  if (!id) {
    if (thread_.hasException()) return Raised{};
    return thread_.raiseValueError("Filter specifier must have an \"id\" entry");
  }
  filters_[i].id = TRY(lzmaUint64(thread_, id));
  filters_[i].options = nullptr;
  switch (filters_[i].id) {
    case LZMA_FILTER_LZMA1: case LZMA_FILTER_LZMA2: return parseLzma(i, specifier);
    case LZMA_FILTER_DELTA: return parseDelta(i, specifier);
    case LZMA_FILTER_X86: case LZMA_FILTER_POWERPC: case LZMA_FILTER_IA64: case LZMA_FILTER_ARM:
    case LZMA_FILTER_ARMTHUMB: case LZMA_FILTER_SPARC: return parseBcj(i, specifier);
    default: return thread_.raiseValueError("Invalid filter ID: {}", filters_[i].id);
  }
}
Status LzmaFilters::parse(Value sequence) {
  int64_t count = TRY(length(thread_, sequence));
  if (count > LZMA_FILTERS_MAX) {
    return thread_.raiseValueError("Too many filters - liblzma supports a maximum of {}", LZMA_FILTERS_MAX);
  }
  for (int i = 0; i < count; i++) {
    Ref<> specifier = TRY(getItem(thread_, sequence, Value::smallInt(i)));
    TRY(parseAt(i, specifier));
    filters_[i + 1].id = LZMA_VLI_UNKNOWN;
  }
  return kOk;
}
Status LzmaFilters::parseOne(Value specifier) {
  TRY(parseAt(0, specifier));
  filters_[1].id = LZMA_VLI_UNKNOWN;
  return kOk;
}

Ref<> lzmaEncodeProperties(Thread& thread, const Value* args) {
  LzmaFilters chain(thread);
  TRY(chain.parseOne(args[1]));
  uint32_t size;
  TRY(checkLzma(thread, lzma_properties_size(&size, chain.get())));
  Ref<Bytes> encoded = TRY(newBytesUninitialized(thread, size));
  TRY(checkLzma(thread, lzma_properties_encode(chain.get(), reinterpret_cast<uint8_t*>(encoded->data()))));
  return encoded;
}

Ref<> lzmaDecodeProperties(Thread& thread, const Value* args) {
  lzma_filter filter{};
  filter.id = TRY(lzmaUint64(thread, args[1]));
  BufferArgument data(thread);
  TRY(data.acquire(args[2]));
  TRY(checkLzma(thread, lzma_properties_decode(&filter, nullptr, data.data(), data.size())));
  Ref<Dict> result = newDict(thread);
  auto add = [&](const char* name, uint64_t number) {
    if (!result) return;
    Ref<Str> key = internText(thread, name);
    Ref<> value = newIntUnsigned(thread, number);
    if (!key || !value || !dictSet(thread, result, key, value)) result = nullptr;
  };
  add("id", filter.id);
  switch (filter.id) {
    case LZMA_FILTER_LZMA1: {
      auto* options = static_cast<lzma_options_lzma*>(filter.options);
      add("lc", options->lc);
      add("lp", options->lp);
      add("pb", options->pb);
      add("dict_size", options->dict_size);
      break;
    }
    case LZMA_FILTER_LZMA2: add("dict_size", static_cast<lzma_options_lzma*>(filter.options)->dict_size); break;
    case LZMA_FILTER_DELTA: add("dist", static_cast<lzma_options_delta*>(filter.options)->dist); break;
    default:
      if (filter.options) add("start_offset", static_cast<lzma_options_bcj*>(filter.options)->start_offset);
      break;
  }
  free(filter.options);
  return result;
}

}  // namespace taipan
