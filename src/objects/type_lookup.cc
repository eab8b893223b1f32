// Finding things through a type: the type of a value, subtype tests, MRO lookup with its cache, versions.
#include <cstring>
#include <new>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/dict.h"
#include "objects/method_cache.h"
#include "objects/native_function.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type.h"
#include "objects/type_internal.h"

namespace taipan {

bool isSubtype(Type* type, Type* ancestor) {
  if (type == ancestor) return true;
  if (type->mro == nullptr) {  // while the type is being made
    for (Type* t = type; t != nullptr; t = t->base) {
      if (t == ancestor) return true;
    }
    return false;
  }
  for (size_t i = 0; i < type->mro->size; ++i) {
    if (type->mro->items[i] == Value(ancestor)) return true;
  }
  return false;
}

bool isInstanceOf(Thread& thread, Value value, TypeId ancestor) {
  return isSubtype(typeOf(thread, value), thread.type(ancestor));
}

uint32_t ensureTypeVersion(Type* type) {
  if (type->version != 0) return type->version;
  if (type->bases != nullptr) {
    // A version promises that changes are told; so the bases must have told theirs, too.
    for (size_t i = 0; i < type->bases->size; ++i) {
      if (ensureTypeVersion(type->bases->items[i].as<Type>()) == 0) return 0;
    }
  }
  Interpreter& interpreter = *type->interpreter;
  if (interpreter.nextTypeVersion == UINT32_MAX) return 0;
  type->version = interpreter.nextTypeVersion++;
  return type->version;
}

namespace {

void renumberShapes(Interpreter& interpreter, Shape* shape) {
  for (; shape != nullptr; shape = shape->nextSibling) {
    shape->id = interpreter.nextShapeId++;
    renumberShapes(interpreter, shape->firstChild);
  }
}

void invalidate(Type* type) {
  type->version = 0;
  for (Shape* root = type->rootShape; root != nullptr; root = root->nextSibling) {
    root->id = type->interpreter->nextShapeId++;
    root->dictionaryShape->id = type->interpreter->nextShapeId++;
    renumberShapes(*type->interpreter, root->firstChild);
  }
  if (type->subclasses == nullptr) return;
  for (Type* subclass : *type->subclasses) invalidate(subclass);
}

}  // namespace

void typeModified(Thread& thread, Type* type, Str* name) {
  invalidate(type);
  if (name != nullptr && name->length() > 4 && name->at(0) == '_' && name->at(1) == '_') {
    updateSlots(thread, type, name);
  }
}

static Value lookupUncached(Thread& thread, Type* type, Str* name) {
  Tuple* mro = type->mro;
  if (mro == nullptr) {
    for (Type* t = type; t != nullptr; t = t->base) {
      if (t->dict == nullptr) continue;
      if (Value found = dictGetStr(thread, t->dict, name)) return found;
    }
    return Value();
  }
  Ref<Tuple> keep = newRef(mro);  // keys of a class's dict that are no str may assign __bases__ when compared
  for (size_t i = 0; i < mro->size; ++i) {
    Dict* dict = mro->items[i].as<Type>()->dict;
    if (dict == nullptr) continue;
    if (Value found = dictGetStr(thread, dict, name)) return found;
  }
  return Value();
}

Value lookupInType(Thread& thread, Type* type, Str* name) {
  MethodCache* cache = thread.interpreter().methodCache;
  if (cache == nullptr || type->mro == nullptr || !name->isInterned()) {
    return lookupUncached(thread, type, name);
  }
  if (type->version != 0) {
    if (MethodCache::Entry* hit = cache->find(type->version, name)) return hit->value;
  }
  Value found = lookupUncached(thread, type, name);
  if (uint32_t version = ensureTypeVersion(type)) cache->put(version, name, found);
  return found;
}

Ref<> lookupSpecial(Thread& thread, Value self, Str* name) {
  Type* type = typeOf(thread, self);
  Value found = lookupInType(thread, type, name);
  if (found.isEmpty()) return nullptr;
  auto get = typeOf(thread, found)->slots.descriptorGet;
  if (get == nullptr) return newRef(found);
  Ref<> keep = newRef(found);
  return get(thread, found, self, type);
}

}  // namespace taipan
