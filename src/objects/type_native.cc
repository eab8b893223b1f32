// Making native types from their specs, and memory for instances.
#include <cstring>
#include <new>
#include <string>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/native_function.h"
#include "objects/shape.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type.h"
#include "objects/type_internal.h"

namespace taipan {

Type* allocateType(Thread& thread, Type* metatype) {
  size_t size = metatype != nullptr && metatype->basicSize > sizeof(Type) ? metatype->basicSize : sizeof(Type);
  void* memory = thread.heap().allocateObject(size, true);
  if (memory == nullptr) return nullptr;
  auto* type = static_cast<Type*>(memory);
  type->refCount = 1;
  type->type = metatype;
  type->interpreter = &thread.interpreter();
  type->subclasses = new std::vector<Type*>();
  type->id = TypeId::kNoTypeId;
  thread.interpreter().collector.track(type, size);
  return type;
}

void linkToBases(Type* type) {
  for (size_t i = 0; i < type->bases->size; ++i) {
    type->bases->items[i].as<Type>()->subclasses->push_back(type);
  }
}

void unlinkFromBases(Type* type) {
  if (type->bases == nullptr) return;
  for (size_t i = 0; i < type->bases->size; ++i) {
    auto& list = *type->bases->items[i].as<Type>()->subclasses;
    for (size_t k = list.size(); k-- > 0;) {
      if (list[k] == type) list.erase(list.begin() + static_cast<long>(k));
    }
  }
}

namespace {

// "collections.deque" → module "collections", name "deque"; no dot: builtins.
Status nameNativeType(Thread& thread, Type* type, const TypeSpec& spec) {
  std::string_view full(spec.name);
  size_t dot = full.rfind('.');
  std::string_view name = dot == std::string_view::npos ? full : full.substr(dot + 1);
  std::string_view module = dot == std::string_view::npos ? "builtins" : full.substr(0, dot);
  type->nativeName = spec.name;
  type->name = TRY(internText(thread, name)).release();
  type->qualifiedName = newRef(type->name).release();
  type->module = TRY(internText(thread, module)).releaseValue();
  return kOk;
}

// The docstring without the signature line that may precede it.
std::string_view plainDoc(const char* doc) {
  std::string_view text(doc);
  size_t marker = text.find(kSignatureMarker);
  return marker == std::string_view::npos ? text : text.substr(marker + kSignatureMarker.size());
}

Status fillNativeType(Thread& thread, Type* type, const TypeSpec& spec) {
  TRY(nameNativeType(thread, type, spec));
  type->dict = TRY(newDict(thread)).release();
  if (spec.slots != nullptr) type->slots = *spec.slots;
  if (spec.id == TypeId::kObject) {
    type->bases = TRY(newTuple(thread, 0)).release();
  } else {
    type->base = thread.type(spec.base);
    increfObject(type->base);
    type->bases = TRY(makeTuple(thread, Value(type->base))).release();
    linkToBases(type);
  }
  // A type that adds no fields leaves the layout to its base: `class C(KeyError, ValueError)` is fine.
  bool sameLayout = type->base != nullptr && type->basicSize == type->base->basicSize && type->itemSize == type->base->itemSize;
  type->solidBase = sameLayout ? type->base->solidBase : type;
  if (type->has(kTypeHasAttributes)) {
    type->attributesOffset = spec.basicSize - sizeof(AttributeArea);  // a type that asks for an area ends with it
    if (!addRootShape(thread.interpreter(), type, 8)) return thread.raiseMemoryError();
  }
  inheritSlots(type);
  if (type->slots.finalize != nullptr) type->flags |= kTypeHasFinalizer;
  type->mro = TRY(computeMro(thread, type)).release();
  TRY(addNativeDescriptors(thread, type, spec));
  Ref<> doc = newRef(kNone);
  if (spec.doc != nullptr) doc = TRY(newStr(thread, plainDoc(spec.doc)));
  // A type whose instances have a __doc__ keeps the descriptor in its dict; its own is in `docString` all the same.
  if (spec.doc != nullptr) type->docString = TRY(newStr(thread, spec.doc)).releaseValue();
  if (dictGetStr(thread, type->dict, thread.names().dunder_doc).isEmpty()) {
    TRY(dictSetStr(thread, type->dict, thread.names().dunder_doc, doc));
  }
  return kOk;
}

}  // namespace

void prepareNativeType(Thread& thread, Type* type, const TypeSpec& spec) {
  Type* base = spec.id == TypeId::kObject ? nullptr : thread.type(spec.base);
  type->id = spec.id;
  type->basicSize = spec.basicSize;
  type->itemSize = spec.itemSize;
  type->flags = spec.flags;
  type->dictOffset = spec.dictOffset;
  type->weakRefsOffset = spec.weakRefsOffset;
  if (base == nullptr) return;
  type->flags |= base->flags & (kTypeFamilyMask | kTypeMatchSelf | kTypeHasFinalizer | kTypeHasGc |
                                kTypeMappingPattern | kTypeSequencePattern);
  if (type->dictOffset == 0) type->dictOffset = base->dictOffset;
  if (type->weakRefsOffset == 0) type->weakRefsOffset = base->weakRefsOffset;
}

Type* createNativeType(Thread& thread, const TypeSpec& spec) {
  Type* type = spec.id == TypeId::kNoTypeId ? nullptr : thread.type(spec.id);
  if (type == nullptr) {
    type = allocateType(thread, thread.type(TypeId::kType));
    if (type == nullptr) {
      thread.raiseMemoryError();
      return nullptr;
    }
    prepareNativeType(thread, type, spec);
    if (spec.id != TypeId::kNoTypeId) thread.interpreter().setType(spec.id, type);
  }
  if (!fillNativeType(thread, type, spec)) return nullptr;
  return type;
}

namespace {

constexpr size_t alignUp(size_t size) { return (size + 7) & ~size_t{7}; }

// Up to the last item.
size_t itemsEnd(const Object* object) {
  const Type* type = object->type;
  return type->slots.sizeOf != nullptr ? type->slots.sizeOf(object) : type->basicSize;
}

}  // namespace

char* fieldAt(Object* object, size_t offset) {
  char* begin = reinterpret_cast<char*>(object);
  if ((offset & kBehindItems) == 0) return begin + offset;
  return begin + alignUp(itemsEnd(object)) + (offset & ~kBehindItems);
}

size_t objectSize(const Object* object) {
  const Type* type = object->type;
  size_t size = itemsEnd(object);
  if (type->tailSize != 0) size = alignUp(size) + type->tailSize;
  if (!type->has(kTypeHasAttributes)) return size;
  const AttributeArea* area = attributeAreaOf(const_cast<Object*>(object));
  if (type->itemSize != 0) size = alignUp(size) + sizeof(AttributeArea);
  return size + area->shape->inlineCapacity * sizeof(Value);
}

Ref<> allocateInstance(Thread& thread, Type* type, size_t itemCount) {
  if (itemCount == 0 && !(type->flags & (kTypeHasAttributes | kTypeIsHeapType))) {  // OPTIMIZATION: most native types
    auto* object = static_cast<Object*>(thread.heap().allocateObject(type->basicSize, true));
    if (object == nullptr) return thread.raiseMemoryError();
    object->refCount = 1;
    object->type = type;
    if (type->has(kTypeHasGc)) thread.interpreter().collector.track(object, type->basicSize);
    return Ref<>::adopt(object);
  }
  if (itemCount != 0 && itemCount > (SIZE_MAX / 4) / (type->itemSize == 0 ? 1 : type->itemSize)) {
    return thread.raiseMemoryError();
  }
  size_t size = type->basicSize + type->itemSize * itemCount;
  if (type->tailSize != 0) size = alignUp(size) + type->tailSize;
  Shape* shape = nullptr;
  size_t areaOffset = type->attributesOffset;
  if (type->has(kTypeHasAttributes)) {
    shape = type->rootShape;
    if (type->itemSize != 0) {
      areaOffset = alignUp(size);
      size = areaOffset + sizeof(AttributeArea);
    }
    size += shape->inlineCapacity * sizeof(Value);
  }
  void* memory = thread.heap().allocateObject(size, true);
  if (memory == nullptr) return thread.raiseMemoryError();
  auto* object = static_cast<Object*>(memory);
  object->refCount = 1;
  object->type = type;
  if (type->has(kTypeIsHeapType)) increfObject(type);
  if (shape != nullptr) {
    reinterpret_cast<AttributeArea*>(static_cast<char*>(memory) + areaOffset)->shape = shape;
  }
  if (type->has(kTypeHasGc)) thread.interpreter().collector.track(object, size);
  if (notesBirths(type)) [[unlikely]] thread.interpreter().collector.noteBirth(object);
  return Ref<>::adopt(object);
}

Ref<> genericCreate(Thread& thread, Type* type, const Arguments&) { return allocateInstance(thread, type); }
Ref<> iterateSelf(Thread&, Value self) { return newRef(self); }

}  // namespace taipan
