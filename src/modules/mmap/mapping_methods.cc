// Methods of memory maps.
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "modules/blocking.h"
#include "modules/buffer_argument.h"
#include "modules/mmap/mapping.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/slice_bounds.h"

namespace taipan {
namespace {

std::string_view rest(const Mapping* map) {
  int64_t from = std::min(map->position, map->size);
  return {map->data + from, static_cast<size_t>(map->size - from)};
}

Ref<> mappingClose(Thread& thread, const Value* args) {
  if (mappingOf(args[0])->exports > 0) {
    return thread.raise(TypeId::kBufferError, "cannot close exported pointers exist");
  }
  closeMapping(mappingOf(args[0]));
  return newRef(kNone);
}

template <bool backwards>
Ref<> mappingFind(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  BufferArgument wanted(thread);
  TRY(wanted.acquire(args[1]));
  int64_t start = args[2].isEmpty() ? map->position : TRY(sizeArgument(thread, args[2]));
  int64_t end = args[3].isEmpty() ? map->size : TRY(sizeArgument(thread, args[3]));
  TRY(checkMapOpen(thread, map));
  clampRange(&start, &end, map->size);
  if (start > end) return newRef(Value::smallInt(-1));
  std::string_view text(map->data + start, static_cast<size_t>(end - start));
  size_t found = backwards ? text.rfind(wanted.text()) : text.find(wanted.text());
  return newInt(thread, found == text.npos ? -1 : start + static_cast<int64_t>(found));
}

Ref<> mappingFlush(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  int64_t offset = TRY(sizeArgument(thread, args[1]));
  int64_t size = args[2].isEmpty() ? map->size : TRY(sizeArgument(thread, args[2]));
  TRY(checkMapOpen(thread, map));
  if (offset < 0 || size < 0 || map->size - offset < size) return thread.raiseValueError("flush values out of range");
  if (map->access == MapAccess::kRead || map->access == MapAccess::kCopy) return newRef(kNone);
  if (::msync(map->data + offset, static_cast<size_t>(size), MS_SYNC) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

Ref<> mappingMadvise(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  int option = TRY(argumentAsInt(thread, args[1]));
  int64_t start = TRY(sizeArgument(thread, args[2]));
  TRY(checkMapOpen(thread, map));
  int64_t length = args[3].isEmpty() ? map->size : TRY(sizeArgument(thread, args[3]));
  TRY(checkMapOpen(thread, map));
  if (start < 0 || start >= map->size) return thread.raiseValueError("madvise start out of bounds");
  if (length < 0) return thread.raiseValueError("madvise length invalid");
  if (length > INT64_MAX - start) return thread.raise(TypeId::kOverflowError, "madvise length too large");
  length = std::min(length, map->size - start);
  if (::madvise(map->data + start, static_cast<size_t>(length), option) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

Ref<> mappingMove(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  int64_t numbers[3];
  for (int i = 0; i < 3; ++i) numbers[i] = TRY(sizeArgument(thread, args[i + 1]));
  auto [to, from, count] = numbers;
  TRY(checkMapOpen(thread, map));
  TRY(checkMapWritable(thread, map));
  if (to < 0 || from < 0 || count < 0 || map->size - to < count || map->size - from < count) {
    return thread.raiseValueError("source, destination, or count out of range");
  }
  std::memmove(map->data + to, map->data + from, static_cast<size_t>(count));
  return newRef(kNone);
}

Ref<> mappingRead(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  int64_t wanted = args[1].isNone() ? -1 : TRY(sizeArgument(thread, args[1]));
  TRY(checkMapOpen(thread, map));
  std::string_view left = rest(map);
  if (wanted >= 0) left = left.substr(0, static_cast<size_t>(wanted));
  map->position += static_cast<int64_t>(left.size());
  return newBytes(thread, left);
}
Ref<> mappingReadByte(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  if (map->position >= map->size) return thread.raiseValueError("read byte out of range");
  return newRef(Value::smallInt(static_cast<uint8_t>(map->data[map->position++])));
}
Ref<> mappingReadline(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  std::string_view left = rest(map);
  size_t end = left.find('\n');
  if (end != left.npos) left = left.substr(0, end + 1);
  map->position += static_cast<int64_t>(left.size());
  return newBytes(thread, left);
}

Ref<> mappingResize(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  int64_t size = TRY(sizeArgument(thread, args[1]));
  TRY(checkMapOpen(thread, map));
  if (map->exports > 0) return thread.raise(TypeId::kBufferError, "mmap can't resize with extant buffers exported.");
  if (map->access == MapAccess::kRead || map->access == MapAccess::kCopy) {
    return thread.raiseTypeError("mmap can't resize a readonly or copy-on-write memory map.");
  }
  if (size < 0 || INT64_MAX - size < map->offset) return thread.raiseValueError("new size out of range");
  if (map->fd != -1 && ::ftruncate(map->fd, map->offset + size) < 0) return thread.raiseErrno(errno);
  void* moved = ::mremap(map->data, static_cast<size_t>(map->size), static_cast<size_t>(size), MREMAP_MAYMOVE);
  if (moved == MAP_FAILED) return thread.raiseErrno(errno);
  map->data = static_cast<char*>(moved);
  map->size = size;
  return newRef(kNone);
}

Ref<> mappingSeek(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  int64_t distance = TRY(sizeArgument(thread, args[1]));
  int how = TRY(argumentAsInt(thread, args[2]));
  TRY(checkMapOpen(thread, map));
  int64_t base = how == SEEK_SET ? 0 : how == SEEK_CUR ? map->position : map->size;
  if (how != SEEK_SET && how != SEEK_CUR && how != SEEK_END) return thread.raiseValueError("unknown seek type");
  int64_t target;
  if (__builtin_add_overflow(base, distance, &target) || target < 0 || target > map->size) {
    return thread.raiseValueError("seek out of range");
  }
  map->position = target;
  return newRef(kNone);
}
Ref<> mappingTell(Thread& thread, const Value* args) {
  TRY(checkMapOpen(thread, mappingOf(args[0])));
  return newInt(thread, mappingOf(args[0])->position);
}
Ref<> mappingSize(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  TRY(checkMapOpen(thread, map));
  struct stat info;
  if (::fstat(map->fd, &info) < 0) return thread.raiseErrno(errno);
  return newInt(thread, info.st_size);
}

Ref<> mappingWrite(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  BufferArgument data(thread);
  TRY(checkMapOpen(thread, map));
  TRY(data.acquire(args[1]));
  TRY(checkMapOpen(thread, map));
  TRY(checkMapWritable(thread, map));
  if (map->position > map->size || map->size - map->position < static_cast<int64_t>(data.size())) {
    return thread.raiseValueError("data out of range");
  }
  std::memmove(map->data + map->position, data.data(), data.size());
  map->position += static_cast<int64_t>(data.size());
  return newInt(thread, static_cast<int64_t>(data.size()));
}
Ref<> mappingWriteByte(Thread& thread, const Value* args) {
  Mapping* map = mappingOf(args[0]);
  int64_t number = TRY(sizeArgument(thread, args[1]));
  if (number < 0) return thread.raise(TypeId::kOverflowError, "unsigned byte integer is less than minimum");
  if (number > 255) return thread.raise(TypeId::kOverflowError, "unsigned byte integer is greater than maximum");
  TRY(checkMapOpen(thread, map));
  TRY(checkMapWritable(thread, map));
  if (map->position >= map->size) return thread.raiseValueError("write byte out of range");
  map->data[map->position++] = static_cast<char>(number);
  return newRef(kNone);
}

Ref<> mappingEnter(Thread& thread, const Value* args) {
  TRY(checkMapOpen(thread, mappingOf(args[0])));
  return newRef(args[0]);
}
Ref<> mappingExit(Thread& thread, Value self, const Arguments&) { return mappingClose(thread, &self); }
Ref<> mappingSizeof(Thread& thread, const Value* args) { return newInt(thread, sizeof(Mapping)); }

constexpr MethodDef kMethods[] = {
    {.name = "close", .signature = "($self, /)", .function = mappingClose, .doc = "Gives the memory back."},
    {.name = "find", .signature = "($self, view, start=<NULL>, end=<NULL>, /)", .function = mappingFind<false>, .doc = "The first place of some bytes, or -1."},
    {.name = "rfind", .signature = "($self, view, start=<NULL>, end=<NULL>, /)", .function = mappingFind<true>, .doc = "The last place of some bytes, or -1."},
    {.name = "flush", .signature = "($self, offset=0, size=<NULL>, /)", .function = mappingFlush, .doc = "Writes changes to the file."},
    {.name = "madvise", .signature = "($self, option, start=0, length=<NULL>, /)", .function = mappingMadvise, .doc = "Tells the system how the memory is used."},
    {.name = "move", .signature = "($self, dest, src, count, /)", .function = mappingMove, .doc = "Copies bytes within the map."},
    {.name = "read", .signature = "($self, n=None, /)", .function = mappingRead, .doc = "Bytes from the position on."},
    {.name = "read_byte", .signature = "($self, /)", .function = mappingReadByte, .doc = "The byte at the position."},
    {.name = "readline", .signature = "($self, /)", .function = mappingReadline, .doc = "A line from the position on."},
    {.name = "resize", .signature = "($self, newsize, /)", .function = mappingResize, .doc = "Changes the size of map and file."},
    {.name = "seek", .signature = "($self, pos, whence=0, /)", .function = mappingSeek, .doc = "Moves the position."},
    {.name = "size", .signature = "($self, /)", .function = mappingSize, .doc = "The file's size."},
    {.name = "tell", .signature = "($self, /)", .function = mappingTell, .doc = "The position."},
    {.name = "write", .signature = "($self, bytes, /)", .function = mappingWrite, .doc = "Writes at the position."},
    {.name = "write_byte", .signature = "($self, byte, /)", .function = mappingWriteByte, .doc = "Writes one byte at the position."},
    {.name = "__enter__", .signature = "($self, /)", .function = mappingEnter},
    {.name = "__exit__", .signature = "($self, *args)", .raw = mappingExit},
    {.name = "__sizeof__", .signature = "($self, /)", .function = mappingSizeof},
};

}  // namespace

std::span<const MethodDef> mappingMethods() { return kMethods; }

}  // namespace taipan
