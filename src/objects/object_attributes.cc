// object.__getattribute__ and object.__setattr__ (language reference §3.3.2).
//
// Reading: a data descriptor of the class, then the instance's own attribute, then any other class attribute.
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"

namespace taipan {

Raised raiseNoAttribute(Thread& thread, Value object, Str* name, std::string_view format, const char* what) {
  thread.raise(TypeId::kAttributeError, format, what, name);
  if (thread.hasException() && thread.exception()->type == thread.type(TypeId::kAttributeError)) {
    auto* error = static_cast<AttributeErrorException*>(thread.exception());
    Ref<> oldObject = Ref<>::adopt(std::exchange(error->obj, newRef(object).releaseValue()));
    Ref<> oldName = Ref<>::adopt(std::exchange(error->name, newRef(Value(name)).releaseValue()));
  }
  return Raised{};
}

namespace {

// The instance's own attribute, or empty.
Ref<> ownAttribute(Thread& thread, Value self, Str* name) {
  if (!self.isObject()) return nullptr;
  Object* object = self.object();
  if (AttributeArea* area = attributeAreaOf(object)) return newRef(getInstanceAttribute(object, area, name));
  size_t offset = object->type->dictOffset;
  if (offset == 0) return nullptr;
  Dict* dict = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + offset);
  if (dict == nullptr) return nullptr;
  Ref<> keep = newRef(Value(dict));
  return newRef(dictGetStr(thread, dict, name));
}

}  // namespace

Ref<> genericLookupAttribute(Thread& thread, Value self, Str* name) {
  Type* type = typeOf(thread, self);
  Ref<> attribute = newRef(lookupInType(thread, type, name));
  Ref<> (*get)(Thread&, Value, Value, Value) = nullptr;
  if (attribute) {
    const Slots& slots = typeOf(thread, attribute)->slots;
    get = slots.descriptorGet;
    if (get != nullptr && slots.descriptorSet != nullptr) {
      Ref<> result = get(thread, attribute, self, type);
      if (!result) thread.clearIfMatches(TypeId::kAttributeError);
      return result;
    }
  }
  Ref<> own = ownAttribute(thread, self, name);
  if (own || thread.hasException()) return own;
  if (get != nullptr) {
    Ref<> result = get(thread, attribute, self, type);
    if (!result) thread.clearIfMatches(TypeId::kAttributeError);
    return result;
  }
  return attribute;
}

Ref<> genericGetAttribute(Thread& thread, Value self, Str* name) {
  Type* type = typeOf(thread, self);
  Ref<> attribute = newRef(lookupInType(thread, type, name));
  Ref<> (*get)(Thread&, Value, Value, Value) = nullptr;
  if (attribute) {
    const Slots& slots = typeOf(thread, attribute)->slots;
    get = slots.descriptorGet;
    if (get != nullptr && slots.descriptorSet != nullptr) return get(thread, attribute, self, type);
  }
  Ref<> own = ownAttribute(thread, self, name);
  if (own || thread.hasException()) return own;
  if (get != nullptr) return get(thread, attribute, self, type);
  if (attribute) return attribute;
  return raiseNoAttribute(thread, self, name, "'{}' object has no attribute '{}'", type->nativeName);
}

Status genericSetAttribute(Thread& thread, Value self, Str* name, Value value) {
  Type* type = typeOf(thread, self);
  Ref<> attribute = newRef(lookupInType(thread, type, name));
  if (attribute) {
    auto set = typeOf(thread, attribute)->slots.descriptorSet;
    if (set != nullptr) return set(thread, attribute, self, value);
  }
  bool found = false;
  Object* object = self.isObject() ? self.object() : nullptr;
  AttributeArea* area = object == nullptr ? nullptr : attributeAreaOf(object);
  if (area != nullptr) {
    Ref<Str> key = TRY(intern(thread, newRef(name)));
    TRY(setInstanceAttribute(thread, object, area, key, value, &found));
  } else if (object != nullptr && type->dictOffset != 0) {
    Dict* raw = instanceDict(thread, object);
    if (raw == nullptr) return Raised{};
    Ref<Dict> dict = newRef(raw);
    if (value.isEmpty()) {
      found = TRY(dictDelete(thread, dict, name));
    } else {
      Ref<Str> key = TRY(intern(thread, newRef(name)));
      return dictSetStr(thread, dict, key, value);
    }
  } else if (attribute) {
    return thread.raise(TypeId::kAttributeError, "'{}' object attribute '{}' is read-only", type->nativeName, name);
  } else {
    return thread.raise(TypeId::kAttributeError, "'{}' object has no attribute '{}'", type->nativeName, name);
  }
  if (found) return kOk;
  return thread.raise(TypeId::kAttributeError, "'{}' object has no attribute '{}'", type->nativeName, name);
}

}  // namespace taipan
