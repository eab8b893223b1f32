// _struct: C structs as bytes.  The formats are struct_format's work; here are the module's functions, the type
// Struct (a format parsed once) and the iterator over records.
#include "modules/struct_format.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kStructModule;

namespace {

struct Struct : Object {
  Value format;          // exact str
  StructLayout* layout;  // owned
};

struct StructUnpackIterator : Object {
  Value owner;  // Struct; empty when exhausted
  BufferView view;
  int64_t position;
};

template <class... Args>
Raised raiseStructError(Thread& thread, std::string_view format, const Args&... args) {
  return thread.raise(TypeId::kStructError, format, args...);
}

Ref<> newStruct(Thread& thread, Type* type, Value format) {
  Ref<> text;
  if (isStr(format)) {
    text = newRef(format);
  } else if (isBytes(format)) {
    std::string_view bytes = format.as<Bytes>()->view();
    text = newStrLatin1(thread, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  } else {
    return thread.raiseTypeError("Struct() argument 1 must be a str or bytes object, not {!T}", format);
  }
  if (!text) return Raised{};
  Str* str = text.get().as<Str>();
  if (strFindChar(str, 0, 0, str->length()) >= 0) return raiseStructError(thread, "embedded null character");
  if (!str->isAscii() && isStr(format)) {
    Ref<Str> encoding = TRY(newStr(thread, "ascii"));
    Ref<> ignored = TRY(callMethod(thread, text.get(), thread.names().encode, encoding.value()));
  }
  if (!str->isAscii()) return raiseStructError(thread, "bad char in struct format");
  StructLayout layout;
  TRY(parseStructFormat(thread, str->asciiView(), &layout));
  Ref<Struct> result = TRY(newObject<Struct>(thread, type));
  result->format = text.releaseValue();
  result->layout = new StructLayout(std::move(layout));
  return result;
}

// The module's state: its dict of formats already parsed.  Only exact strings and bytes come in, so no cycle can.
constexpr size_t kMostCached = 100;
Dict* cacheOf(Value module) { return static_cast<Dict*>(module.as<Module>()->state); }
bool isCacheable(Value format) {
  if (!format.isObject()) return false;
  TypeId id = format.object()->type->id;
  return id == TypeId::kStr || id == TypeId::kBytes;
}

// What a function of the module got as its format: the Struct itself, or the one for that text.
Ref<Struct> compiled(Thread& thread, Value module, Value format) {
  if (format.isObject() && format.object()->type == thread.type(TypeId::kStruct)) return newRef(format.as<Struct>());
  if (!isCacheable(format)) {
    TRY(hash(thread, format));
    return newStruct(thread, thread.type(TypeId::kStruct), format).cast<Struct>();
  }
  Dict* cache = cacheOf(module);
  Value known = dictGet(thread, cache, format);
  if (known) return newRef(known.as<Struct>());
  Ref<Struct> made = newStruct(thread, thread.type(TypeId::kStruct), format).cast<Struct>();
  if (!made) return Raised{};
  if (cache->used >= kMostCached) dictClear(cache);
  TRY(dictSet(thread, cache, format, made.value()));
  return made;
}

Status checkCount(Thread& thread, const StructLayout& layout, size_t given, const char* function) {
  if (static_cast<int64_t>(given) == layout.valueCount) return kOk;
  return raiseStructError(thread, "{} expected {} items for packing (got {})", function, layout.valueCount, given);
}

Ref<> pack(Thread& thread, Struct* self, const Value* values, size_t count) {
  TRY(checkCount(thread, *self->layout, count, "pack"));
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(self->layout->size)));
  TRY(packStruct(thread, *self->layout, values, result->data()));
  return result;
}

// A place of layout.size bytes at *offset in a buffer of `length` bytes; negative offsets count from the end.
Status checkOffset(Thread& thread, int64_t size, int64_t length, int64_t* offset, bool packing) {
  int64_t given = *offset;
  if (given < 0) {
    if (given + size > 0) {
      return packing ? raiseStructError(thread, "no space to pack {} bytes at offset {}", size, given)
                     : raiseStructError(thread, "not enough data to unpack {} bytes at offset {}", size, given);
    }
    if (given + length < 0) {
      return raiseStructError(thread, "offset {} out of range for {}-byte buffer", given, length);
    }
    *offset += length;
  }
  if (length - *offset >= size) return kOk;
  const char* verb = packing ? "packing" : "unpacking";
  return raiseStructError(thread,
                          "{} requires a buffer of at least {} bytes for {} {} bytes at offset {} (actual buffer "
                          "size is {})",
                          packing ? "pack_into" : "unpack_from", static_cast<uint64_t>(size + *offset), verb, size,
                          *offset, length);
}

Ref<> packInto(Thread& thread, Struct* self, const Value* values, size_t count) {
  if (count == 0) return raiseStructError(thread, "pack_into expected buffer argument");
  if (count == 1) return raiseStructError(thread, "pack_into expected offset argument");
  TRY(checkCount(thread, *self->layout, count - 2, "pack_into"));
  BufferView view;
  if (!getBuffer(thread, values[0], &view, kBufferWritable)) {
    if (!thread.clearIfMatches(TypeId::kTypeError) && !thread.clearIfMatches(TypeId::kBufferError)) return Raised{};
    return thread.raiseTypeError("argument must be read-write bytes-like object, not {!T}", values[0]);
  }
  Result<int64_t> offset = indexAsInt64(thread, values[1]);
  Status status = offset ? checkOffset(thread, self->layout->size, view.length, &*offset, true) : Status(Raised{});
  if (status) status = packStruct(thread, *self->layout, values + 2, view.data + *offset);
  releaseBuffer(thread, &view);
  TRY(std::move(status));
  return newRef(kNone);
}

Ref<> unpack(Thread& thread, Struct* self, Value buffer) {
  BufferView view;
  TRY(getBuffer(thread, buffer, &view, kBufferSimple));
  Ref<> result = view.length == self->layout->size
                     ? unpackStruct(thread, *self->layout, view.data)
                     : Ref<>(raiseStructError(thread, "unpack requires a buffer of {} bytes", self->layout->size));
  releaseBuffer(thread, &view);
  return result;
}

Ref<> unpackFrom(Thread& thread, Struct* self, Value buffer, Value start) {
  int64_t offset = TRY(indexAsInt64(thread, start));
  BufferView view;
  TRY(getBuffer(thread, buffer, &view, kBufferSimple));
  Ref<> result;
  if (checkOffset(thread, self->layout->size, view.length, &offset, false)) {
    result = unpackStruct(thread, *self->layout, view.data + offset);
  }
  releaseBuffer(thread, &view);
  return result;
}

Ref<> iterUnpack(Thread& thread, Struct* self, Value buffer) {
  int64_t size = self->layout->size;
  if (size == 0) return raiseStructError(thread, "cannot iteratively unpack with a struct of length 0");
  Ref<StructUnpackIterator> result =
      TRY(newObject<StructUnpackIterator>(thread, thread.type(TypeId::kStructUnpackIterator)));
  TRY(getBuffer(thread, buffer, &result->view, kBufferSimple));
  result->owner = newRef(Value(self)).releaseValue();
  if (result->view.length % size != 0) {
    return raiseStructError(thread, "iterative unpacking requires a buffer of a multiple of {} bytes", size);
  }
  return result;
}

// --- the type Struct

Struct* structOf(Value self) { return self.as<Struct>(); }

Ref<> structCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0;
  if (keywords == 1 && args.positionalCount == 0 &&
      strEqualText(args.keywordNames->items[0].as<Str>(), "format")) {
    return newStruct(thread, type, args[0]);
  }
  if (args.positionalCount + keywords > 1) {
    return thread.raiseTypeError("Struct() takes at most 1 {}argument ({} given)", args.positionalCount ? "" : "keyword ",
                                 args.positionalCount + keywords);
  }
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("Struct() missing required argument 'format' (pos 1)");
  }
  return newStruct(thread, type, args[0]);
}
void structRelease(Object* self) {
  auto* s = static_cast<Struct*>(self);
  decrefOrEmpty(std::exchange(s->format, Value()));
  delete std::exchange(s->layout, nullptr);
}
void structTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<Struct*>(self)->format); }

Ref<> structPack(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames && args.keywordNames->size) {
    return thread.raiseTypeError("Struct.pack() takes no keyword arguments");
  }
  return pack(thread, structOf(self), args.values, args.positionalCount);
}
Ref<> structPackInto(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames && args.keywordNames->size) {
    return thread.raiseTypeError("Struct.pack_into() takes no keyword arguments");
  }
  return packInto(thread, structOf(self), args.values, args.positionalCount);
}
Ref<> structUnpack(Thread& thread, const Value* args) { return unpack(thread, structOf(args[0]), args[1]); }
Ref<> structUnpackFrom(Thread& thread, const Value* args) {
  return unpackFrom(thread, structOf(args[0]), args[1], args[2]);
}
Ref<> structIterUnpack(Thread& thread, const Value* args) { return iterUnpack(thread, structOf(args[0]), args[1]); }
Ref<> structFormat(Thread& thread, Value self) { return newRef(structOf(self)->format); }
Ref<> structSize(Thread& thread, Value self) { return newInt(thread, structOf(self)->layout->size); }

constexpr MethodDef kStructMethods[] = {
    {.name = "iter_unpack", .signature = "($self, buffer, /)", .function = structIterUnpack},
    {.name = "pack", .signature = "($self, /, *values)", .raw = structPack},
    {.name = "pack_into", .signature = "($self, /, *values)", .raw = structPackInto},
    {.name = "unpack", .signature = "($self, buffer, /)", .function = structUnpack},
    {.name = "unpack_from", .signature = "($self, /, buffer, offset=0)", .function = structUnpackFrom},
};
constexpr GetSetDef kStructGetSets[] = {
    {.name = "format", .get = structFormat, .doc = "struct format string"},
    {.name = "size", .get = structSize, .doc = "struct size in bytes"},
};
constexpr Slots kStructSlots = [] {
  Slots slots;
  slots.create = structCreate;
  slots.release = structRelease;
  slots.traverse = structTraverse;
  return slots;
}();
const TypeSpec kStructType = {.id = TypeId::kStruct,
                              .name = "_struct.Struct",
                              .basicSize = sizeof(Struct),
                              .flags = kTypeIsBaseType | kTypeHasGc,
                              .slots = &kStructSlots,
                              .methods = kStructMethods,
                              .getSets = kStructGetSets};

// --- the iterator

StructUnpackIterator* iteratorOf(Value self) { return self.as<StructUnpackIterator>(); }

Ref<> iteratorNext(Thread& thread, Value self) {
  StructUnpackIterator* it = iteratorOf(self);
  if (it->owner.isEmpty()) return Ref<>();
  const StructLayout& layout = *structOf(it->owner)->layout;
  if (it->position >= it->view.length) return Ref<>();
  Ref<> result = unpackStruct(thread, layout, it->view.data + it->position);
  it->position += layout.size;
  return result;
}
Ref<> iteratorLengthHint(Thread& thread, const Value* args) {
  StructUnpackIterator* it = iteratorOf(args[0]);
  if (it->owner.isEmpty()) return newInt(thread, 0);
  return newInt(thread, (it->view.length - it->position) / structOf(it->owner)->layout->size);
}
// NOTE: an exporter that counts its views (bytearray) needs its slot called; immutable buffers need nothing.
void iteratorRelease(Object* self) {
  auto* it = static_cast<StructUnpackIterator*>(self);
  Value exporter = std::exchange(it->view.owner, Value());
  if (exporter) {
    Type* type = exporter.isObject() ? exporter.object()->type : nullptr;
    if (type && type->slots.releaseBuffer) {
      type->slots.releaseBuffer(*type->interpreter->currentThread, exporter, &it->view);
    }
    decref(exporter);
  }
  decrefOrEmpty(std::exchange(it->owner, Value()));
}
void iteratorTraverse(Object* self, Visitor& visitor) {
  auto* it = static_cast<StructUnpackIterator*>(self);
  visitor.visitValue(it->owner);
  visitor.visitValue(it->view.owner);
}

constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorLengthHint},
};
constexpr Slots kIteratorSlots = [] {
  Slots slots;
  slots.release = iteratorRelease;
  slots.traverse = iteratorTraverse;
  slots.iterate = iterateSelf;
  slots.next = iteratorNext;
  return slots;
}();
const TypeSpec kIteratorType = {.id = TypeId::kStructUnpackIterator,
                                .name = "_struct.unpack_iterator",
                                .basicSize = sizeof(StructUnpackIterator),
                                .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                .slots = &kIteratorSlots,
                                .methods = kIteratorMethods};

const TypeSpec kStructErrorType = {.id = TypeId::kStructError,
                                   .name = "struct.error",
                                   .basicSize = sizeof(BaseException),
                                   .base = TypeId::kException,
                                   .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsException,
                                   .dictOffset = offsetof(BaseException, dict)};

// --- functions of the module

Ref<> modulePack(Thread& thread, Value module, const Arguments& args) {
  if (args.positionalCount == 0) return thread.raiseTypeError("missing format argument");
  Ref<Struct> format = TRY(compiled(thread, module, args[0]));
  return pack(thread, format, args.values + 1, args.positionalCount - 1);
}
Ref<> modulePackInto(Thread& thread, Value module, const Arguments& args) {
  if (args.positionalCount == 0) return thread.raiseTypeError("missing format argument");
  Ref<Struct> format = TRY(compiled(thread, module, args[0]));
  return packInto(thread, format, args.values + 1, args.positionalCount - 1);
}
Ref<> moduleUnpack(Thread& thread, const Value* args) {
  Ref<Struct> format = TRY(compiled(thread, args[0], args[1]));
  return unpack(thread, format, args[2]);
}
Ref<> moduleUnpackFrom(Thread& thread, const Value* args) {
  Ref<Struct> format = TRY(compiled(thread, args[0], args[1]));
  return unpackFrom(thread, format, args[2], args[3]);
}
Ref<> moduleIterUnpack(Thread& thread, const Value* args) {
  Ref<Struct> format = TRY(compiled(thread, args[0], args[1]));
  return iterUnpack(thread, format, args[2]);
}
Ref<> moduleCalcsize(Thread& thread, const Value* args) {
  Ref<Struct> format = TRY(compiled(thread, args[0], args[1]));
  return newInt(thread, format->layout->size);
}
Ref<> moduleClearCache(Thread&, const Value* args) {
  dictClear(cacheOf(args[0]));
  return newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {.name = "_clearcache", .signature = "($module, /)", .function = moduleClearCache},
    {.name = "calcsize", .signature = "($module, format, /)", .function = moduleCalcsize},
    {.name = "iter_unpack", .signature = "($module, format, buffer, /)", .function = moduleIterUnpack},
    {.name = "pack", .signature = "($module, format, /, *values)", .raw = modulePack},
    {.name = "pack_into", .signature = "($module, format, buffer, offset, /, *values)", .raw = modulePackInto},
    {.name = "unpack", .signature = "($module, format, buffer, /)", .function = moduleUnpack},
    {.name = "unpack_from", .signature = "($module, format, /, buffer, offset=0)", .function = moduleUnpackFrom},
};

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kStructErrorType));
  TRY(moduleAddType(thread, module, kStructType));
  if (!createNativeType(thread, kIteratorType)) return Raised{};
  Ref<Dict> cache = TRY(newDict(thread));
  module->state = cache.release();
  module->releaseState = [](void* state) { decrefObject(static_cast<Dict*>(state)); };
  return kOk;
}

}  // namespace

const ModuleSpec kStructModule = {
    .name = "_struct", .functions = kFunctions, .populate = populate, .doc = "C structs as bytes objects."};

}  // namespace taipan
