// Filter chains of liblzma and their form in Python: a sequence of dicts.
#pragma once

#include <lzma.h>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

// LZMAError or MemoryError for a failing return code of liblzma.
Status checkLzma(Thread& thread, int error);
// OverflowError for negative or too large numbers, TypeError for other objects.
Result<uint32_t> lzmaUint32(Thread& thread, Value value);
Result<uint64_t> lzmaUint64(Thread& thread, Value value);

// A chain and its options, freed with the guard.
class LzmaFilters {
 public:
  explicit LzmaFilters(Thread& thread) : thread_(thread) { filters_[0].id = LZMA_VLI_UNKNOWN; }
  LzmaFilters(const LzmaFilters&) = delete;
  // From a sequence of dicts; may run Python code.
  Status parse(Value sequence);
  // One dict, for a chain of one.
  Status parseOne(Value specifier);
  lzma_filter* get() { return filters_; }

 private:
  union Options {
    lzma_options_lzma lzma;
    lzma_options_delta delta;
    lzma_options_bcj bcj;
  };
  Status parseAt(int i, Value specifier);
  Status parseLzma(int i, Value specifier);
  Status parseDelta(int i, Value specifier);
  Status parseBcj(int i, Value specifier);

  Thread& thread_;
  lzma_filter filters_[LZMA_FILTERS_MAX + 1];
  Options options_[LZMA_FILTERS_MAX];
};

// The functions _encode_filter_properties and _decode_filter_properties.
Ref<> lzmaEncodeProperties(Thread& thread, const Value* args);
Ref<> lzmaDecodeProperties(Thread& thread, const Value* args);

}  // namespace taipan
