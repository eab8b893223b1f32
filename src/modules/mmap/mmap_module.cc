// mmap: files and anonymous memory as mutable bytes.
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "modules/audit.h"
#include "modules/mmap/mapping.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/number_arguments.h"

namespace taipan {

Status checkMapOpen(Thread& thread, const Mapping* map) {
  if (map->data == nullptr) return thread.raiseValueError("mmap closed or invalid");
  return kOk;
}
Status checkMapWritable(Thread& thread, const Mapping* map) {
  if (map->access == MapAccess::kRead) return thread.raiseTypeError("mmap can't modify a readonly memory map.");
  return kOk;
}
void closeMapping(Mapping* map) {
  if (map->data != nullptr) ::munmap(std::exchange(map->data, nullptr), static_cast<size_t>(map->size));
  if (map->fd >= 0) ::close(map->fd);
  map->fd = -1;
}

namespace {

struct MapRequest {
  int fd, flags = MAP_SHARED, protection = PROT_READ | PROT_WRITE;
  MapAccess access = MapAccess::kDefault;
  int64_t length, offset = 0;
};

Status applyAccess(Thread& thread, MapRequest& request, bool explicitProtection) {
  if (explicitProtection && request.access != MapAccess::kDefault) {
    return thread.raiseValueError("mmap can't specify both access and flags, prot.");
  }
  switch (request.access) {
    case MapAccess::kRead:
      request.flags = MAP_SHARED;
      request.protection = PROT_READ;
      return kOk;
    case MapAccess::kWrite:
      request.flags = MAP_SHARED;
      request.protection = PROT_READ | PROT_WRITE;
      return kOk;
    case MapAccess::kCopy:
      request.flags = MAP_PRIVATE;
      request.protection = PROT_READ | PROT_WRITE;
      return kOk;
    case MapAccess::kDefault:
      if ((request.protection & PROT_READ) && (request.protection & PROT_WRITE)) return kOk;
      request.access = request.protection & PROT_WRITE ? MapAccess::kWrite : MapAccess::kRead;
      return kOk;
  }
  return thread.raiseValueError("mmap invalid access parameter.");
}

// The length 0 asks for all of the file behind the offset.
Status fitToFile(Thread& thread, MapRequest& request) {
  struct stat info;
  if (request.fd == -1 || ::fstat(request.fd, &info) != 0 || !S_ISREG(info.st_mode)) return kOk;
  if (request.length == 0) {
    if (info.st_size == 0) return thread.raiseValueError("cannot mmap an empty file");
    if (request.offset >= info.st_size) return thread.raiseValueError("mmap offset is greater than file size");
    request.length = info.st_size - request.offset;
  } else if (request.offset > info.st_size || info.st_size - request.offset < request.length) {
    return thread.raiseValueError("mmap length is greater than file size");
  }
  return kOk;
}

Result<MapRequest> readRequest(Thread& thread, const Arguments& args) {
  Value bound[6];
  TRY(bindCall(thread, args, "function", {"fileno", "length", "flags", "prot", "access", "offset"}, 2, 6, bound));
  MapRequest request;
  request.fd = TRY(argumentAsInt(thread, bound[0]));
  request.length = TRY(sizeArgument(thread, bound[1]));
  int access = 0;
  if (!bound[2].isEmpty()) request.flags = TRY(argumentAsInt(thread, bound[2]));
  if (!bound[3].isEmpty()) request.protection = TRY(argumentAsInt(thread, bound[3]));
  if (!bound[4].isEmpty()) access = TRY(argumentAsInt(thread, bound[4]));
  if (!bound[5].isEmpty()) request.offset = TRY(sizeArgument(thread, bound[5]));
  if (request.length < 0) return thread.raise(TypeId::kOverflowError, "memory mapped length must be positive");
  if (request.offset < 0) return thread.raise(TypeId::kOverflowError, "memory mapped offset must be positive");
  request.access = static_cast<MapAccess>(access);
  bool explicitProtection = request.flags != MAP_SHARED || request.protection != (PROT_READ | PROT_WRITE);
  TRY(applyAccess(thread, request, explicitProtection));
  TRY(fitToFile(thread, request));
  return request;
}

void mappingRelease(Object* object) { closeMapping(static_cast<Mapping*>(object)); }

Ref<> mappingRepr(Thread& thread, Value self) {
  static constexpr const char* kAccess[] = {"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"};
  Mapping* map = mappingOf(self);
  const char* name = self.object()->type->nativeName;
  if (map->data == nullptr) return formatStr(thread, "<{} closed=True>", name);
  return formatStr(thread, "<{} closed=False, access={}, length={}, pos={}, offset={}>", name,
                   kAccess[static_cast<int>(map->access)], map->size, map->position, map->offset);
}
Result<int64_t> mappingLength(Thread& thread, Value self) {
  TRY(checkMapOpen(thread, mappingOf(self)));
  return mappingOf(self)->size;
}
Status mappingGetBuffer(Thread& thread, Value self, BufferView* view, int flags) {
  Mapping* map = mappingOf(self);
  TRY(checkMapOpen(thread, map));
  bool readOnly = map->access == MapAccess::kRead;
  if (readOnly && (flags & kBufferWritable)) return thread.raise(TypeId::kBufferError, "Object is not writable.");
  fillSimpleBuffer(view, self, map->data, static_cast<size_t>(map->size), readOnly);
  map->exports++;
  return kOk;
}
void mappingReleaseBuffer(Thread&, Value self, BufferView*) { mappingOf(self)->exports--; }
Ref<> mappingClosed(Thread&, Value self) { return newRef(Value::boolean(mappingOf(self)->data == nullptr)); }

constexpr Slots kSlots = {.release = mappingRelease, .create = mappingCreate, .repr = mappingRepr, .iterate = mappingIterate,
                          .length = mappingLength,
                          .getItem = mappingGetItem, .setItem = mappingSetItem, .getBuffer = mappingGetBuffer,
                          .releaseBuffer = mappingReleaseBuffer};
constexpr GetSetDef kGetSets[] = {{.name = "closed", .get = mappingClosed}};

struct Constant {
  const char* name;
  int64_t value;
};
constexpr Constant kConstants[] = {
    {"ACCESS_DEFAULT", 0}, {"ACCESS_READ", 1}, {"ACCESS_WRITE", 2}, {"ACCESS_COPY", 3},
    {"PROT_READ", PROT_READ}, {"PROT_WRITE", PROT_WRITE}, {"PROT_EXEC", PROT_EXEC},
    {"MAP_SHARED", MAP_SHARED}, {"MAP_PRIVATE", MAP_PRIVATE}, {"MAP_ANON", MAP_ANON}, {"MAP_ANONYMOUS", MAP_ANONYMOUS},
    {"MAP_DENYWRITE", MAP_DENYWRITE}, {"MAP_EXECUTABLE", MAP_EXECUTABLE}, {"MAP_POPULATE", MAP_POPULATE}, {"MAP_STACK", MAP_STACK},
    {"MADV_NORMAL", MADV_NORMAL}, {"MADV_RANDOM", MADV_RANDOM}, {"MADV_SEQUENTIAL", MADV_SEQUENTIAL},
    {"MADV_WILLNEED", MADV_WILLNEED}, {"MADV_DONTNEED", MADV_DONTNEED}, {"MADV_FREE", MADV_FREE}, {"MADV_REMOVE", MADV_REMOVE},
    {"MADV_DONTFORK", MADV_DONTFORK}, {"MADV_DOFORK", MADV_DOFORK}, {"MADV_HWPOISON", MADV_HWPOISON},
    {"MADV_MERGEABLE", MADV_MERGEABLE}, {"MADV_UNMERGEABLE", MADV_UNMERGEABLE}, {"MADV_HUGEPAGE", MADV_HUGEPAGE},
    {"MADV_NOHUGEPAGE", MADV_NOHUGEPAGE}, {"MADV_DONTDUMP", MADV_DONTDUMP}, {"MADV_DODUMP", MADV_DODUMP},
};

Status populate(Thread& thread, Module* module) {
  static const TypeSpec kMappingType = {.name = "mmap.mmap", .basicSize = sizeof(Mapping), .flags = kTypeIsBaseType, .slots = &kSlots,
                                        .methods = mappingMethods(), .getSets = kGetSets,
                                        .weakRefsOffset = offsetof(Mapping, weakRefs), .doc = "Mapped memory as mutable bytes."};
  TRY(moduleAddType(thread, module, kMappingType));
  if (createNativeType(thread, kMappingIteratorType) == nullptr) return Raised{};
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(moduleAddInt(thread, module, "PAGESIZE", ::sysconf(_SC_PAGESIZE)));
  TRY(moduleAddInt(thread, module, "ALLOCATIONGRANULARITY", ::sysconf(_SC_PAGESIZE)));
  return moduleAdd(thread, module, "error", newRef(Value(thread.type(TypeId::kOSError))));
}

}  // namespace

Ref<> mappingCreate(Thread& thread, Type* type, const Arguments& args) {
  MapRequest request = TRY(readRequest(thread, args));
  TRY(audit(thread, "mmap.__new__", {Value::smallInt(request.fd), Value::smallInt(static_cast<int64_t>(request.length)),
                                     Value::smallInt(static_cast<int64_t>(request.access)), Value::smallInt(static_cast<int64_t>(request.offset))}));
  Ref<Mapping> map = TRY(newObject<Mapping>(thread, type));
  map->data = nullptr;
  map->size = request.length;
  map->position = map->exports = 0;
  map->offset = request.offset;
  map->access = request.access;
  map->fd = -1;
  map->weakRefs = nullptr;
  if (request.fd == -1) {
    request.flags |= MAP_ANONYMOUS;
  } else {
    map->fd = ::fcntl(request.fd, F_DUPFD_CLOEXEC, 0);
    if (map->fd < 0) return thread.raiseErrno(errno);
  }
  void* memory = ::mmap(nullptr, static_cast<size_t>(request.length), request.protection, request.flags, map->fd, request.offset);
  if (memory == MAP_FAILED) return thread.raiseErrno(errno);
  map->data = static_cast<char*>(memory);
  return map;
}

extern const ModuleSpec kMmapModule;
const ModuleSpec kMmapModule = {.name = "mmap", .populate = populate, .doc = "Files and memory mapped into the program."};

}  // namespace taipan
