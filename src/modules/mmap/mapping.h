// A memory map: what the files of module mmap share.
#pragma once

#include "heap/object.h"
#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

enum class MapAccess : int32_t { kDefault = 0, kRead = 1, kWrite = 2, kCopy = 3 };

struct Mapping : Object {
  char* data;         // null once closed
  int64_t size;
  int64_t position;
  int64_t offset;     // of the map in its file
  int64_t exports;    // views of the memory
  int32_t fd;         // our own duplicate, or -1
  MapAccess access;
  Object* weakRefs;
};
inline Mapping* mappingOf(Value v) { return v.as<Mapping>(); }

// ValueError "mmap closed or invalid".
Status checkMapOpen(Thread& thread, const Mapping* map);
// As above; TypeError if the map may not be written.
Status checkMapWritable(Thread& thread, const Mapping* map);
// Gives memory and descriptor back.
void closeMapping(Mapping* map);

// mmap(fileno, length, flags, prot, access, offset)
Ref<> mappingCreate(Thread& thread, Type* type, const Arguments& args);
// m[i], m[a:b:c], their assignment, iteration over one-byte strings.
Ref<> mappingGetItem(Thread& thread, Value self, Value key);
Status mappingSetItem(Thread& thread, Value self, Value key, Value value);
Ref<> mappingIterate(Thread& thread, Value self);
extern const TypeSpec kMappingIteratorType;

std::span<const MethodDef> mappingMethods();

}  // namespace taipan
