// zlib.Compress and zlib.Decompress: streams that take their input piece by piece.
//
// The stream is used with the interpreter's lock held, so that two threads cannot be inside it at once.
#include "modules/buffer_argument.h"
#include "modules/compression/stream_buffers.h"
#include "modules/compression/zlib_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

struct ZlibObject : Object {
  z_stream stream;
  Value unusedData;       // behind the end of the compressed data; Decompress only, as the next three
  Value unconsumedTail;   // input left over because max_length was reached
  Value dictionary;       // empty: none
  bool atEnd;
  bool open;              // the stream has been initialised and not ended
  bool deflates;
};
ZlibObject* self(Value v) { return v.as<ZlibObject>(); }

void end(ZlibObject* z) {
  if (!std::exchange(z->open, false)) return;
  if (z->deflates) deflateEnd(&z->stream);
  else inflateEnd(&z->stream);
}
void zlibRelease(Object* object) {
  auto* z = static_cast<ZlibObject*>(object);
  end(z);
  for (Value* v : {&z->unusedData, &z->unconsumedTail, &z->dictionary}) decrefOrEmpty(std::exchange(*v, Value()));
}
void zlibTraverse(Object* object, Visitor& visitor) {
  auto* z = static_cast<ZlibObject*>(object);
  for (Value v : {z->unusedData, z->unconsumedTail, z->dictionary}) visitor.visitValue(v);
}
Ref<ZlibObject> newZlibObject(Thread& thread, bool deflates) {
  Ref<Bytes> empty = TRY(newBytes(thread, {}));
  Ref<ZlibObject> z = TRY(newObject<ZlibObject>(thread, thread.type(deflates ? TypeId::kZlibCompress : TypeId::kZlibDecompress)));
  z->deflates = deflates;
  z->unusedData = newRef(empty.value()).releaseValue();
  z->unconsumedTail = empty.releaseValue();
  return z;
}
void replaceField(Value& field, Ref<> value) {
  Value old = std::exchange(field, value.releaseValue());
  decrefOrEmpty(old);
}

// --- Compress
Status deflateInto(Thread& thread, ZlibObject* z, size_t left, int flush, OutputBuffer& out, const char* action) {
  int error = Z_OK;
  do {
    z->stream.avail_in = static_cast<uInt>(left < (1u << 30) ? left : 1u << 30);
    left -= z->stream.avail_in;
    do {
      TRY(out.makeRoom());
      uInt room = out.room();
      z->stream.next_out = out.space();
      z->stream.avail_out = room;
      error = deflate(&z->stream, left ? Z_NO_FLUSH : flush);
      out.used(room - z->stream.avail_out);
      if (error == Z_STREAM_ERROR) return raiseZlibError(thread, z->stream, error, action);
    } while (z->stream.avail_out == 0);
  } while (left);
  if (flush == Z_FINISH && error == Z_STREAM_END) end(z);
  else if (error != Z_OK && error != Z_BUF_ERROR && error != Z_STREAM_END) return raiseZlibError(thread, z->stream, error, action);
  return kOk;
}
Ref<> compress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  OutputBuffer out(thread);
  ZlibObject* z = self(args[0]);
  if (!z->open) return raiseZlibError(thread, z->stream, Z_STREAM_ERROR, "while compressing data");
  z->stream.next_in = const_cast<Bytef*>(data.data());
  TRY(deflateInto(thread, z, data.size(), Z_NO_FLUSH, out, "while compressing data"));
  return out.finish();
}
Ref<> compressFlush(Thread& thread, const Value* args) {
  int mode = TRY(intArgument(thread, args[1]));
  if (mode == Z_NO_FLUSH) return newBytes(thread, {});
  ZlibObject* z = self(args[0]);
  if (!z->open) return raiseZlibError(thread, z->stream, Z_STREAM_ERROR, "while flushing");
  OutputBuffer out(thread);
  TRY(deflateInto(thread, z, 0, mode, out, "while flushing"));
  return out.finish();
}

// --- Decompress
// What inflate left of the input: behind the end it is unused, else unconsumed.
Status keepRest(Thread& thread, ZlibObject* z, const uint8_t* rest, size_t size, bool ended) {
  if (ended && size) {
    PendingInput joined{};
    Bytes* old = z->unusedData.as<Bytes>();
    TRY(joined.append(thread, reinterpret_cast<const uint8_t*>(old->data()), old->size));
    Status status = joined.append(thread, rest, size);
    Ref<Bytes> all = status ? newBytes(thread, {reinterpret_cast<char*>(joined.data), joined.size}) : Ref<Bytes>();
    joined.clear(thread.heap());
    if (!all) return Raised{};
    replaceField(z->unusedData, std::move(all));
  }
  // An earlier tail is replaced even at the end, where CPython shows the unused data here too.
  if ((size && !ended) || z->unconsumedTail.as<Bytes>()->size) {
    Ref<Bytes> tail = TRY(newBytes(thread, {reinterpret_cast<const char*>(rest), size}));
    replaceField(z->unconsumedTail, std::move(tail));
  }
  return kOk;
}
Status useDictionary(Thread& thread, ZlibObject* z) {
  BufferArgument dictionary(thread);
  TRY(dictionary.acquire(z->dictionary));
  if (dictionary.size() > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "zdict length does not fit in an unsigned int");
  int error = inflateSetDictionary(&z->stream, dictionary.data(), static_cast<uInt>(dictionary.size()));
  if (error != Z_OK) return raiseZlibError(thread, z->stream, error, "while setting zdict");
  return kOk;
}
// Inflates `size` bytes at `input` until they are used up, the output is full or the data end.
Status inflateInto(Thread& thread, ZlibObject* z, const uint8_t* input, size_t size, int flush, OutputBuffer& out, int* error) {
  size_t left = size;
  z->stream.next_in = const_cast<Bytef*>(input);
  *error = Z_OK;
  do {
    z->stream.avail_in = static_cast<uInt>(left < (1u << 30) ? left : 1u << 30);
    left -= z->stream.avail_in;
    do {
      TRY(out.makeRoom());
      uInt room = out.room();
      z->stream.next_out = out.space();
      z->stream.avail_out = room;
      *error = inflate(&z->stream, left ? Z_SYNC_FLUSH : flush);
      out.used(room - z->stream.avail_out);
      if (*error == Z_NEED_DICT && z->dictionary) {
        TRY(useDictionary(thread, z));
        *error = Z_OK;
        if (!out.full()) continue;
      }
      if (*error != Z_OK && *error != Z_BUF_ERROR) return kOk;
    } while ((z->stream.avail_out == 0 || (z->stream.avail_in && *error == Z_OK)) && !out.full());
  } while (left && !out.full());
  return kOk;
}
Ref<> decompress(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  int64_t limit = TRY(sizeArgument(thread, args[2]));
  if (limit < 0) return thread.raiseValueError("max_length must be non-negative");
  ZlibObject* z = self(args[0]);
  if (!z->open) return raiseZlibError(thread, z->stream, Z_STREAM_ERROR, "while decompressing data");
  OutputBuffer out(thread, limit == 0 ? -1 : limit, 16384);
  int error;
  TRY(inflateInto(thread, z, data.data(), data.size(), Z_SYNC_FLUSH, out, &error));
  const uint8_t* rest = z->stream.next_in;
  TRY(keepRest(thread, z, rest, static_cast<size_t>(data.data() + data.size() - rest), error == Z_STREAM_END));
  if (error == Z_STREAM_END) z->atEnd = true;
  else if (error != Z_OK && error != Z_BUF_ERROR) return raiseZlibError(thread, z->stream, error, "while decompressing data");
  return out.finish();
}
Ref<> decompressFlush(Thread& thread, const Value* args) {
  int64_t first = TRY(sizeArgument(thread, args[1]));
  if (first <= 0) return thread.raiseValueError("length must be greater than zero");
  ZlibObject* z = self(args[0]);
  OutputBuffer out(thread, -1, static_cast<size_t>(first));
  if (!z->open) return newBytes(thread, {});
  Ref<> tail = newRef(z->unconsumedTail);
  Bytes* input = tail.get().as<Bytes>();
  auto* begin = reinterpret_cast<const uint8_t*>(input->data());
  int error;
  TRY(inflateInto(thread, z, begin, input->size, Z_FINISH, out, &error));
  TRY(keepRest(thread, z, z->stream.next_in, static_cast<size_t>(begin + input->size - z->stream.next_in), error == Z_STREAM_END));
  if (error == Z_STREAM_END) {
    z->atEnd = true;
    end(z);
  } else if (error != Z_OK && error != Z_BUF_ERROR) {
    return raiseZlibError(thread, z->stream, error, "while decompressing data");
  }
  return out.finish();
}

// --- copies
Ref<> copyStream(Thread& thread, const Value* args) {
  ZlibObject* z = self(args[0]);
  Ref<ZlibObject> copy = TRY(newZlibObject(thread, z->deflates));
  if (!z->open) return thread.raiseValueError("Inconsistent stream state");
  int error = z->deflates ? deflateCopy(&copy->stream, &z->stream) : inflateCopy(&copy->stream, &z->stream);
  if (error == Z_STREAM_ERROR) return thread.raiseValueError("Inconsistent stream state");
  if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, z->deflates ? "Can't allocate memory for compression object" : "Can't allocate memory for decompression object");
  if (error != Z_OK) return raiseZlibError(thread, z->stream, error, z->deflates ? "while copying compression object" : "while copying decompression object");
  copy->open = true;
  copy->atEnd = z->atEnd;
  replaceField(copy->unusedData, newRef(z->unusedData));
  replaceField(copy->unconsumedTail, newRef(z->unconsumedTail));
  if (z->dictionary) copy->dictionary = newRef(z->dictionary).releaseValue();
  return copy;
}

constexpr Slots kSlots = {.release = zlibRelease, .traverse = zlibTraverse};
constexpr MethodDef kCompressMethods[] = {
    {.name = "compress", .signature = "($self, data, /)", .function = compress},
    {.name = "flush", .signature = "($self, mode=4, /)", .function = compressFlush},
    {.name = "copy", .signature = "($self, /)", .function = copyStream},
    {.name = "__copy__", .signature = "($self, /)", .function = copyStream},
    {.name = "__deepcopy__", .signature = "($self, memo, /)", .function = copyStream}};
constexpr MethodDef kDecompressMethods[] = {
    {.name = "decompress", .signature = "($self, data, /, max_length=0)", .function = decompress},
    {.name = "flush", .signature = "($self, length=16384, /)", .function = decompressFlush},
    {.name = "copy", .signature = "($self, /)", .function = copyStream},
    {.name = "__copy__", .signature = "($self, /)", .function = copyStream},
    {.name = "__deepcopy__", .signature = "($self, memo, /)", .function = copyStream}};
constexpr MemberDef kMembers[] = {{"unused_data", MemberKind::kObject, offsetof(ZlibObject, unusedData)},
                                  {"unconsumed_tail", MemberKind::kObject, offsetof(ZlibObject, unconsumedTail)},
                                  {"eof", MemberKind::kBool, offsetof(ZlibObject, atEnd)}};

}  // namespace

Ref<> zlibCompressObject(Thread& thread, const Value* args) {
  int numbers[5];
  for (int i = 0; i < 5; i++) numbers[i] = TRY(intArgument(thread, args[1 + i]));
  BufferArgument dictionary(thread);
  if (!args[6].isNone()) TRY(dictionary.acquire(args[6]));
  if (dictionary.size() > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "zdict length does not fit in an unsigned int");
  Ref<ZlibObject> z = TRY(newZlibObject(thread, true));
  int error = deflateInit2(&z->stream, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, "Can't allocate memory for compression object");
  if (error == Z_STREAM_ERROR) return thread.raiseValueError("Invalid initialization option");
  if (error != Z_OK) return raiseZlibError(thread, z->stream, error, "while creating compression object");
  z->open = true;
  if (dictionary.held()) {
    error = deflateSetDictionary(&z->stream, dictionary.data(), static_cast<uInt>(dictionary.size()));
    if (error == Z_STREAM_ERROR) return thread.raiseValueError("Invalid dictionary");
    if (error != Z_OK) return thread.raiseValueError("deflateSetDictionary()");
  }
  return z;
}
Ref<> zlibDecompressObject(Thread& thread, const Value* args) {
  int wbits = TRY(intArgument(thread, args[1]));
  if (!typeOf(thread, args[2])->slots.getBuffer) {
    return thread.raiseTypeError("zdict argument must support the buffer protocol");
  }
  Ref<ZlibObject> z = TRY(newZlibObject(thread, false));
  bool hasDictionary = !(isBytes(args[2]) && args[2].as<Bytes>()->size == 0);
  if (hasDictionary) z->dictionary = newRef(args[2]).releaseValue();
  int error = inflateInit2(&z->stream, wbits);
  if (error == Z_MEM_ERROR) return thread.raise(TypeId::kMemoryError, "Can't allocate memory for decompression object");
  if (error == Z_STREAM_ERROR) return thread.raiseValueError("Invalid initialization option");
  if (error != Z_OK) return raiseZlibError(thread, z->stream, error, "while creating decompression object");
  z->open = true;
  // Raw data have no header that asks for the dictionary.
  if (hasDictionary && wbits < 0) TRY(useDictionary(thread, z));
  return z;
}

extern const TypeSpec kZlibCompressType;
constexpr TypeSpec kZlibCompressType = {.id = TypeId::kZlibCompress, .name = "zlib.Compress", .basicSize = sizeof(ZlibObject),
                                        .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kSlots,
                                        .methods = kCompressMethods};
extern const TypeSpec kZlibDecompressType;
constexpr TypeSpec kZlibDecompressType = {.id = TypeId::kZlibDecompress, .name = "zlib.Decompress",
                                          .basicSize = sizeof(ZlibObject), .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                          .slots = &kSlots, .methods = kDecompressMethods, .members = kMembers};

}  // namespace taipan
