// _bz2: compressor and decompressor objects over libbz2.  The streams are used with the interpreter's lock held.
#include <bzlib.h>

#include "modules/buffer_argument.h"
#include "modules/compression/stream_buffers.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

struct Bz2Object : Object {
  bz_stream stream;
  bool open;         // the stream has been initialised and not ended
  bool flushed;      // compressor only
  bool atEnd;        // decompressor only, as what follows
  bool needsInput;
  Value unusedData;
  PendingInput pending;
};
Bz2Object* self(Value v) { return v.as<Bz2Object>(); }

Status check(Thread& thread, int error) {
  switch (error) {
    case BZ_OK: case BZ_RUN_OK: case BZ_FLUSH_OK: case BZ_FINISH_OK: case BZ_STREAM_END: return kOk;
    case BZ_PARAM_ERROR: return thread.raiseValueError("Internal error - invalid parameters passed to libbzip2");
    case BZ_MEM_ERROR: return thread.raiseMemoryError();
    case BZ_DATA_ERROR: case BZ_DATA_ERROR_MAGIC: return thread.raise(TypeId::kOSError, "Invalid data stream");
    case BZ_IO_ERROR: return thread.raise(TypeId::kOSError, "Unknown I/O error");
    case BZ_UNEXPECTED_EOF:
      return thread.raise(TypeId::kEOFError, "Compressed file ended before the logical end-of-stream was detected");
    case BZ_SEQUENCE_ERROR:
      return thread.raise(TypeId::kRuntimeError, "Internal error - Invalid sequence of commands sent to libbzip2");
    default: return thread.raise(TypeId::kOSError, "Unrecognized error from libbzip2: {}", error);
  }
}
void compressorRelease(Object* object) {
  auto* b = static_cast<Bz2Object*>(object);
  if (std::exchange(b->open, false)) BZ2_bzCompressEnd(&b->stream);
}
void decompressorRelease(Object* object) {
  auto* b = static_cast<Bz2Object*>(object);
  if (std::exchange(b->open, false)) BZ2_bzDecompressEnd(&b->stream);
  b->pending.clear(object->type->interpreter->heap);
  decrefOrEmpty(std::exchange(b->unusedData, Value()));
}
void bz2Traverse(Object* object, Visitor& visitor) { visitor.visitValue(static_cast<Bz2Object*>(object)->unusedData); }

// --- compressor
Ref<> compressorCreate(Thread& thread, Type* type, const Arguments& args) {
  TRY(rejectKeywordsInCreate(thread, type, TypeId::kBz2Compressor, args, "BZ2Compressor"));
  TRY(checkPositional(thread, args, "BZ2Compressor", 0, 1));
  int level = args.positionalCount ? TRY(intArgument(thread, args[0])) : 9;
  if (level < 1 || level > 9) return thread.raiseValueError("compresslevel must be between 1 and 9");
  Ref<Bz2Object> b = TRY(newObject<Bz2Object>(thread, type));
  TRY(check(thread, BZ2_bzCompressInit(&b->stream, level, 0, 0)));
  b->open = true;
  return b;
}
Ref<> run(Thread& thread, Bz2Object* b, const uint8_t* input, size_t size, int action) {
  OutputBuffer out(thread);
  b->stream.next_in = reinterpret_cast<char*>(const_cast<uint8_t*>(input));
  b->stream.avail_in = 0;
  while (true) {
    if (b->stream.avail_in == 0 && size) {
      b->stream.avail_in = static_cast<unsigned>(size < (1u << 30) ? size : 1u << 30);
      size -= b->stream.avail_in;
    }
    if (action == BZ_RUN && b->stream.avail_in == 0) break;
    TRY(out.makeRoom());
    uint32_t room = out.room();
    b->stream.next_out = reinterpret_cast<char*>(out.space());
    b->stream.avail_out = room;
    int error = BZ2_bzCompress(&b->stream, action);
    out.used(room - b->stream.avail_out);
    TRY(check(thread, error));
    if (action == BZ_FINISH && error == BZ_STREAM_END) break;
  }
  return out.finish();
}
Ref<> compress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  if (self(args[0])->flushed) return thread.raiseValueError("Compressor has been flushed");
  return run(thread, self(args[0]), data.data(), data.size(), BZ_RUN);
}
Ref<> flush(Thread& thread, const Value* args) {
  if (std::exchange(self(args[0])->flushed, true)) return thread.raiseValueError("Repeated call to flush()");
  return run(thread, self(args[0]), nullptr, 0, BZ_FINISH);
}

// --- decompressor
Ref<> decompressorCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount) return thread.raiseTypeError("BZ2Decompressor() takes no positional arguments");
  TRY(rejectKeywordsInCreate(thread, type, TypeId::kBz2Decompressor, args, "BZ2Decompressor"));
  Ref<Bz2Object> b = TRY(newObject<Bz2Object>(thread, type));
  b->needsInput = true;
  b->unusedData = TRY(newBytes(thread, {})).releaseValue();
  TRY(check(thread, BZ2_bzDecompressInit(&b->stream, 0, 0)));
  b->open = true;
  return b;
}
// Decompresses b->pending; *left says how much of it is not used.
Ref<> decompressPending(Thread& thread, Bz2Object* b, int64_t limit, size_t* left) {
  OutputBuffer out(thread, limit);
  *left = b->pending.size;
  b->stream.next_in = reinterpret_cast<char*>(b->pending.data);
  while (true) {
    unsigned slice = static_cast<unsigned>(*left < (1u << 30) ? *left : 1u << 30);
    b->stream.avail_in = slice;
    uint32_t room = 0;
    char nothing;
    b->stream.next_out = &nothing;
    if (!out.full()) {
      TRY(out.makeRoom());
      room = out.room();
      b->stream.next_out = reinterpret_cast<char*>(out.space());
    }
    b->stream.avail_out = room;
    int error = BZ2_bzDecompress(&b->stream);
    *left -= slice - b->stream.avail_in;
    out.used(room - b->stream.avail_out);
    TRY(check(thread, error));
    if (error == BZ_STREAM_END) {
      b->atEnd = true;
      break;
    }
    if (b->stream.avail_out == 0 && out.full()) break;
    if (*left == 0 && b->stream.avail_out != 0) break;
  }
  return out.finish();
}
Ref<> decompress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  int64_t limit = TRY(sizeArgument(thread, args[2]));
  Bz2Object* b = self(args[0]);
  if (b->atEnd) return thread.raise(TypeId::kEOFError, "End of stream already reached");
  if (!b->open) return thread.raiseValueError("Decompressor is unusable after a previous error");
  TRY(b->pending.append(thread, data.data(), data.size()));
  size_t left;
  Ref<> result = decompressPending(thread, b, limit < 0 ? -1 : limit, &left);
  if (!result) {
    b->needsInput = false;
    BZ2_bzDecompressEnd(&b->stream);
    b->open = false;
    return Raised{};
  }
  b->needsInput = !b->atEnd && left == 0;
  TRY(b->pending.keepLast(thread, left));
  if (b->atEnd && left) {
    Ref<Bytes> unused = TRY(newBytes(thread, {reinterpret_cast<char*>(b->pending.data), left}));
    Value old = std::exchange(b->unusedData, unused.releaseValue());
    decref(old);
    b->pending.clear(thread.heap());
  }
  return result;
}

constexpr Slots kCompressorSlots = {.release = compressorRelease, .traverse = bz2Traverse, .create = compressorCreate};
constexpr Slots kDecompressorSlots = {.release = decompressorRelease, .traverse = bz2Traverse, .create = decompressorCreate};
constexpr MethodDef kCompressorMethods[] = {{.name = "compress", .signature = "($self, data, /)", .function = compress},
                                            {.name = "flush", .signature = "($self, /)", .function = flush}};
constexpr MethodDef kDecompressorMethods[] = {
    {.name = "decompress", .signature = "($self, /, data, max_length=-1)", .function = decompress}};
constexpr MemberDef kMembers[] = {{"eof", MemberKind::kBool, offsetof(Bz2Object, atEnd)},
                                  {"needs_input", MemberKind::kBool, offsetof(Bz2Object, needsInput)},
                                  {"unused_data", MemberKind::kObjectOrError, offsetof(Bz2Object, unusedData)}};
constexpr TypeSpec kCompressorType = {.id = TypeId::kBz2Compressor, .name = "_bz2.BZ2Compressor",
                                      .basicSize = sizeof(Bz2Object), .flags = kTypeHasGc,
                                      .slots = &kCompressorSlots, .methods = kCompressorMethods,
                                      .doc = "A stream that compresses, at a level from 1 to 9."};
constexpr TypeSpec kDecompressorType = {.id = TypeId::kBz2Decompressor, .name = "_bz2.BZ2Decompressor",
                                        .basicSize = sizeof(Bz2Object), .flags = kTypeHasGc,
                                        .slots = &kDecompressorSlots, .methods = kDecompressorMethods, .members = kMembers,
                                        .doc = "A stream that decompresses one bzip2 stream."};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kCompressorType));
  TRY(moduleAddType(thread, module, kDecompressorType));
  return kOk;
}

}  // namespace

extern const ModuleSpec kBz2Module;
constexpr ModuleSpec kBz2Module = {.name = "_bz2", .populate = populate};

}  // namespace taipan
