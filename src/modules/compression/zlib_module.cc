// zlib: one-shot functions, and the module.  The streaming objects are in zlib_objects.cc.
#include <zlib.h>

#include "modules/blocking.h"
#include "modules/buffer_argument.h"
#include "modules/compression/stream_buffers.h"
#include "modules/compression/zlib_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"

namespace taipan {

Raised raiseZlibError(Thread& thread, const z_stream& stream, int error, const char* action) {
  const char* text = error == Z_VERSION_ERROR ? "library version mismatch" : stream.msg;
  if (!text) {
    if (error == Z_BUF_ERROR) text = "incomplete or truncated stream";
    if (error == Z_STREAM_ERROR) text = "inconsistent stream state";
    if (error == Z_DATA_ERROR) text = "invalid input data";
  }
  if (!text) return thread.raise(TypeId::kZlibError, "Error {} {}", error, action);
  return thread.raise(TypeId::kZlibError, "Error {} {}: {}", error, action, text);
}

namespace {

constexpr size_t kSlice = size_t{1} << 30;  // zlib counts in 32 bits

// Gives the stream its next piece of the input.
void feed(z_stream& stream, size_t& left) {
  if (stream.avail_in || !left) return;
  stream.avail_in = static_cast<uInt>(left < kSlice ? left : kSlice);
  left -= stream.avail_in;
}

Status deflateAll(Thread& thread, z_stream& stream, size_t left, OutputBuffer& out) {
  int error;
  do {
    feed(stream, left);
    TRY(out.makeRoom());
    uInt room = out.room();
    stream.next_out = out.space();
    stream.avail_out = room;
    {
      BlockingCall unlocked(thread);
      error = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
    }
    out.used(room - stream.avail_out);
    if (error == Z_STREAM_ERROR) return raiseZlibError(thread, stream, error, "while compressing data");
  } while (error != Z_STREAM_END);
  return kOk;
}
Ref<> zlibCompress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  int level = TRY(intArgument(thread, args[2])), wbits = TRY(intArgument(thread, args[3]));
  z_stream stream{};
  stream.next_in = const_cast<Bytef*>(data.data());
  int error = deflateInit2(&stream, level, Z_DEFLATED, wbits, 8, Z_DEFAULT_STRATEGY);
  if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, "Out of memory while compressing data");
  if (error == Z_STREAM_ERROR) return thread.raise(TypeId::kZlibError, "Bad compression level");
  if (error != Z_OK) return raiseZlibError(thread, stream, error, "while compressing data");
  OutputBuffer out(thread);
  Status status = deflateAll(thread, stream, data.size(), out);
  deflateEnd(&stream);
  TRY(std::move(status));
  return out.finish();
}

Status inflateAll(Thread& thread, z_stream& stream, size_t left, OutputBuffer& out) {
  int error;
  do {
    feed(stream, left);
    TRY(out.makeRoom());
    uInt room = out.room();
    stream.next_out = out.space();
    stream.avail_out = room;
    {
      BlockingCall unlocked(thread);
      error = inflate(&stream, left ? Z_NO_FLUSH : Z_SYNC_FLUSH);
    }
    out.used(room - stream.avail_out);
    if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, "Out of memory while decompressing data");
    if (error != Z_OK && error != Z_BUF_ERROR && error != Z_STREAM_END) {
      return raiseZlibError(thread, stream, error, "while decompressing data");
    }
    if (error == Z_STREAM_END) return kOk;
  } while (stream.avail_out == 0 || stream.avail_in || left);
  return raiseZlibError(thread, stream, Z_BUF_ERROR, "while decompressing data");
}
Ref<> zlibDecompress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  int wbits = TRY(intArgument(thread, args[2]));
  int64_t first = TRY(sizeArgument(thread, args[3]));
  if (first < 0) return thread.raiseValueError("bufsize must be non-negative");
  z_stream stream{};
  stream.next_in = const_cast<Bytef*>(data.data());
  int error = inflateInit2(&stream, wbits);
  if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, "Out of memory while decompressing data");
  if (error != Z_OK) return raiseZlibError(thread, stream, error, "while preparing to decompress data");
  OutputBuffer out(thread, -1, static_cast<size_t>(first));
  Status status = inflateAll(thread, stream, data.size(), out);
  inflateEnd(&stream);
  TRY(std::move(status));
  return out.finish();
}

template <uLong (*function)(uLong, const Bytef*, z_size_t)>
Ref<> checksum(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  Ref<> start = TRY(index(thread, args[2]));
  // The start value counts modulo 2^32.
  BigInt wide = toBigInt(start);
  uint32_t sum = wide.isZero() ? 0 : static_cast<uint32_t>(wide.limb(0));
  if (intSign(start) < 0) sum = -sum;
  if (data.size() > 65536) {
    BlockingCall unlocked(thread);
    return Ref<>::adopt(Value::smallInt(static_cast<int64_t>(function(sum, data.data(), data.size()) & 0xFFFFFFFF)));
  }
  return newInt(thread, static_cast<int64_t>(function(sum, data.data(), data.size()) & 0xFFFFFFFF));
}

struct Constant {
  const char* name;
  int value;
};
constexpr Constant kConstants[] = {
    {"MAX_WBITS", MAX_WBITS}, {"DEFLATED", Z_DEFLATED}, {"DEF_MEM_LEVEL", 8}, {"DEF_BUF_SIZE", 16384},
    {"Z_BEST_SPEED", Z_BEST_SPEED}, {"Z_BEST_COMPRESSION", Z_BEST_COMPRESSION},
    {"Z_NO_COMPRESSION", Z_NO_COMPRESSION}, {"Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION},
    {"Z_FILTERED", Z_FILTERED}, {"Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY}, {"Z_RLE", Z_RLE}, {"Z_FIXED", Z_FIXED},
    {"Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY}, {"Z_NO_FLUSH", Z_NO_FLUSH}, {"Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH},
    {"Z_SYNC_FLUSH", Z_SYNC_FLUSH}, {"Z_FULL_FLUSH", Z_FULL_FLUSH}, {"Z_FINISH", Z_FINISH}, {"Z_BLOCK", Z_BLOCK},
    {"Z_TREES", Z_TREES}};

constexpr TypeSpec kErrorType = exceptionSpec(TypeId::kZlibError, "zlib.error", TypeId::kException);

Status populate(Thread& thread, Module* module) {
  if (!createNativeType(thread, kZlibCompressType)) return Raised{};
  if (!createNativeType(thread, kZlibDecompressType)) return Raised{};
  TRY(moduleAddType(thread, module, kErrorType));
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(moduleAddText(thread, module, "ZLIB_VERSION", ZLIB_VERSION));
  TRY(moduleAddText(thread, module, "ZLIB_RUNTIME_VERSION", zlibVersion()));
  return moduleAddText(thread, module, "__version__", "1.0");
}

constexpr MethodDef kFunctions[] = {
    {.name = "compress", .signature = "($module, data, /, level=-1, wbits=15)", .function = zlibCompress},
    {.name = "decompress", .signature = "($module, data, /, wbits=15, bufsize=16384)", .function = zlibDecompress},
    {.name = "compressobj", .signature = "($module, /, level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
     .function = zlibCompressObject},
    {.name = "decompressobj", .signature = "($module, /, wbits=15, zdict=b'')", .function = zlibDecompressObject},
    {.name = "adler32", .signature = "($module, data, value=1, /)", .function = checksum<adler32_z>},
    {.name = "crc32", .signature = "($module, data, value=0, /)", .function = checksum<crc32_z>}};

}  // namespace

extern const ModuleSpec kZlibModule;
constexpr ModuleSpec kZlibModule = {.name = "zlib", .functions = kFunctions, .populate = populate,
                                    .doc = "Compression and decompression by the zlib library."};

}  // namespace taipan
