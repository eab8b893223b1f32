// Specialisation of LOAD_ATTR, STORE_ATTR and LOAD_METHOD.
//
// A class attribute that is found must be of a native type: whether an object of a Python class is a descriptor may
// change without the owner's class noticing.
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/class_helpers.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/module.h"
#include "objects/native_function.h"
#include "vm/inline_caches.h"
#include "vm/specialize.h"
#include "vm/specialize_site.h"

namespace taipan {

namespace {

bool isOf(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }
bool isNativelyTyped(Thread& thread, Value v) { return !typeOf(thread, v)->has(kTypeIsHeapType); }
bool isDescriptor(Thread& thread, Value v) { return typeOf(thread, v)->slots.descriptorGet != nullptr; }
bool isDataDescriptor(Thread& thread, Value v) { return typeOf(thread, v)->slots.descriptorSet != nullptr; }

AttributeArea* fixedArea(Value v) {
  if (!v.isObject() || v.object()->type->attributesOffset == 0) return nullptr;
  return attributeAreaOf(v.object());
}
size_t slotOffset(Type* type, int slot) {
  return type->attributesOffset + sizeof(AttributeArea) + static_cast<size_t>(slot) * sizeof(Value);
}

void install(const Unit* pc, Special form, uint32_t key, size_t payload) {
  if (key == 0 || payload > UINT16_MAX) return failSite(pc);
  auto* cache = cacheAt<AttributeCache>(pc);
  cache->key = key;
  cache->payload = static_cast<uint16_t>(payload);
  setForm(pc, form);
}
void installPayload(Thread& thread, Frame* frame, const Unit* pc, Special form, uint32_t key, Value value, uint64_t extra) {
  int payload = key == 0 ? -1 : addPayload(thread, frame->code, value, extra);
  if (payload < 0) return failSite(pc);
  install(pc, form, key, static_cast<size_t>(payload));
}

// The unit before the instruction becomes `form` if it is a LOAD_FAST.
void joinLoad(Frame* frame, const Unit* pc, Special form) {
  Code* code = frame->code;
  int64_t unit = pc - code->instructions - 1;
  if (!code->isStart(unit) || !code->isStart(unit - 1)) return;
  Unit& before = code->instructions[unit - 1];
  if (canonicalOpcode(before.op) == Opcode::LOAD_FAST) before.op = static_cast<uint8_t>(form);
}

// Of an instance whose class says nothing about the name: its own attribute.
void specializeOwn(Frame* frame, const Unit* pc, Value object, Str* name, bool store) {
  AttributeArea* area = fixedArea(object);
  if (area == nullptr) return failSite(pc);
  if (area->shape->isDictionary) {
    int64_t entry = area->dict == nullptr ? -1 : dictFindEntry(area->dict, name);
    if (entry < 0) return failSite(pc);
    return install(pc, store ? Special::STORE_ATTR_DICT : Special::LOAD_ATTR_DICT, area->shape->id, static_cast<size_t>(entry));
  }
  int slot = findSlot(area->shape, name);
  if (slot < 0) return failSite(pc);
  int inlineCapacity = area->shape->inlineCapacity;
  if (slot >= inlineCapacity) {
    return install(pc, store ? Special::STORE_ATTR_OVERFLOW : Special::LOAD_ATTR_OVERFLOW, area->shape->id,
                   static_cast<size_t>(slot - inlineCapacity));
  }
  install(pc, store ? Special::STORE_ATTR_SLOT : Special::LOAD_ATTR_SLOT, area->shape->id, slotOffset(object.object()->type, slot));
  if (!store) joinLoad(frame, pc, Special::LOAD_FAST_ATTR_SLOT);
}

// __slots__ entry of the object's own layout?
bool isOwnSlotMember(Type* type, Value found) {
  return isOf(found, TypeId::kMemberDescriptor) && found.as<NativeDescriptor>()->isSlotMember &&
         (found.as<NativeDescriptor>()->slotOffset & kBehindItems) == 0 && isSubtype(type, found.as<NativeDescriptor>()->owner);
}

// Is `found` what object itself has as __class__?  Its value is a field of every object.
bool isObjectsClass(Thread& thread, Value found, Str* name) {
  return name == thread.names().dunder_class && found == lookupInType(thread, thread.type(TypeId::kObject), name);
}

void specializeModule(Thread& thread, const Unit* pc, Value object, Str* name) {
  Dict* dict = object.as<Module>()->dict;
  Value found = lookupInType(thread, object.object()->type, name);
  if (dict == nullptr || (found && isDataDescriptor(thread, found))) return failSite(pc);
  int64_t entry = dictFindEntry(dict, name);
  if (entry < 0) return failSite(pc);
  install(pc, Special::LOAD_ATTR_MODULE, dictKeysVersion(thread, dict), static_cast<size_t>(entry));
}

// The attribute of a class, if neither its metaclass nor its own type interferes; else empty.
Value plainClassAttribute(Thread& thread, Type* type, Str* name) {
  Type* metatype = type->type;
  if (metatype->slots.getAttribute != thread.type(TypeId::kType)->slots.getAttribute) return Value();
  Value meta = lookupInType(thread, metatype, name);
  if (meta && (!isNativelyTyped(thread, meta) || isDataDescriptor(thread, meta))) return Value();
  Value found = lookupInType(thread, type, name);
  if (!found || !isNativelyTyped(thread, found)) return Value();
  if (ensureTypeVersion(type) == 0 || ensureTypeVersion(metatype) == 0) return Value();
  return found;
}

void specializeTypeAttribute(Thread& thread, Frame* frame, const Unit* pc, Type* type, Str* name) {
  Value found = plainClassAttribute(thread, type, name);
  if (!found || (isDescriptor(thread, found) && !isFunction(found))) return failSite(pc);
  installPayload(thread, frame, pc, Special::LOAD_ATTR_TYPE, type->version, found, type->type->version);
}

}  // namespace

void specializeLoadAttribute(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name) {
  if (!name->isInterned() || !object.isObject()) return failSite(pc);
  Type* type = object.object()->type;
  if (type->id == TypeId::kModule) return specializeModule(thread, pc, object, name);
  if (type->has(kTypeIsType)) return specializeTypeAttribute(thread, frame, pc, object.as<Type>(), name);
  if (type->slots.getAttribute != genericGetAttribute) return failSite(pc);
  Value found = lookupInType(thread, type, name);
  if (ensureTypeVersion(type) == 0) return failSite(pc);
  if (!found) return specializeOwn(frame, pc, object, name, false);
  if (!isNativelyTyped(thread, found)) return failSite(pc);
  if (isOwnSlotMember(type, found)) return install(pc, Special::LOAD_ATTR_MEMBER, type->version, found.as<NativeDescriptor>()->slotOffset);
  if (isObjectsClass(thread, found, name)) return install(pc, Special::LOAD_ATTR_MEMBER, type->version, offsetof(Object, type));
  AttributeArea* area = fixedArea(object);
  if (area == nullptr) return failSite(pc);
  if (isOf(found, TypeId::kProperty)) {
    return installPayload(thread, frame, pc, Special::LOAD_ATTR_PROPERTY, area->shape->id, found, 0);
  }
  if (isDataDescriptor(thread, found)) return failSite(pc);
  if (getInstanceAttribute(object.object(), area, name)) return specializeOwn(frame, pc, object, name, false);
  if (isDescriptor(thread, found) || area->shape->isDictionary) return failSite(pc);
  installPayload(thread, frame, pc, Special::LOAD_ATTR_CLASS, area->shape->id, found, 0);
}

void specializeStoreAttribute(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name) {
  if (!name->isInterned() || !object.isObject()) return failSite(pc);
  Type* type = object.object()->type;
  if (type->slots.setAttribute != genericSetAttribute) return failSite(pc);
  Value found = lookupInType(thread, type, name);
  if (ensureTypeVersion(type) == 0) return failSite(pc);
  if (found) {
    if (!isNativelyTyped(thread, found)) return failSite(pc);
    if (isOwnSlotMember(type, found)) {
      return install(pc, Special::STORE_ATTR_MEMBER, type->version, found.as<NativeDescriptor>()->slotOffset);
    }
    if (isDataDescriptor(thread, found)) return failSite(pc);
  }
  AttributeArea* area = fixedArea(object);
  if (area == nullptr) return failSite(pc);
  if (area->shape->isDictionary || findSlot(area->shape, name) >= 0) return specializeOwn(frame, pc, object, name, true);
  // The attribute is new: remember the way to the next shape, if that is known and needs no more room.
  Shape* child = area->shape->firstChild;
  while (child != nullptr && child->name != name) child = child->nextSibling;
  if (child == nullptr || child->slotCount > child->inlineCapacity) return failSite(pc);
  auto offset = static_cast<int64_t>(slotOffset(type, child->slotCount - 1));
  installPayload(thread, frame, pc, Special::STORE_ATTR_ADD, area->shape->id, Value::smallInt(offset), reinterpret_cast<uint64_t>(child));
}

namespace {

void installMethod(const Unit* pc, Special form, uint32_t key, Value value, uint32_t extra) {
  if (key == 0) return failSite(pc);
  auto* cache = cacheAt<MethodLoadCache>(pc);
  cache->key = key;
  cache->value = value.bits();
  cache->extra = extra;
  setForm(pc, form);
}

void specializeTypeMethod(Thread& thread, const Unit* pc, Type* type, Str* name) {
  Value found = plainClassAttribute(thread, type, name);
  bool known = found && (!isDescriptor(thread, found) || isFunction(found) || isOf(found, TypeId::kClassMethod) ||
                         isOf(found, TypeId::kStaticMethod));
  if (!known) return failSite(pc);
  installMethod(pc, Special::LOAD_METHOD_TYPE, type->version, found, type->type->version);
}

}  // namespace

void specializeLoadMethod(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name) {
  if (!name->isInterned() || name->cachedHash == -1) return failSite(pc);
  Type* type = typeOf(thread, object);
  if (type->id == TypeId::kModule) {
    Dict* dict = object.as<Module>()->dict;
    Value found = lookupInType(thread, type, name);
    int64_t entry = dict == nullptr || found ? -1 : dictFindEntry(dict, name);
    if (entry < 0) return failSite(pc);
    return installMethod(pc, Special::LOAD_METHOD_MODULE, dictKeysVersion(thread, dict), Value(), static_cast<uint32_t>(entry));
  }
  if (type->has(kTypeIsType)) return specializeTypeMethod(thread, pc, object.as<Type>(), name);
  if (type->slots.getAttribute != genericGetAttribute) return failSite(pc);
  Value found = lookupInType(thread, type, name);
  if (ensureTypeVersion(type) == 0 || !found.isObject() || !found.object()->type->has(kTypeMethodDescriptor)) return failSite(pc);
  if (AttributeArea* area = fixedArea(object)) {
    if (getInstanceAttribute(object.object(), area, name)) return failSite(pc);
    installMethod(pc, area->shape->isDictionary ? Special::LOAD_METHOD_DICT : Special::LOAD_METHOD_SHAPE, area->shape->id, found, 0);
    if (!area->shape->isDictionary) joinLoad(frame, pc, Special::LOAD_FAST_METHOD_SHAPE);
    return;
  }
  if (type->has(kTypeHasAttributes) || type->dictOffset != 0) return failSite(pc);
  installMethod(pc, Special::LOAD_METHOD_NATIVE, type->version, found, 0);
}

}  // namespace taipan
