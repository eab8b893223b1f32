// Shapes and attribute areas.  See attributes.h for the design.
#include "objects/attributes.h"

#include <cstring>
#include <new>

#include "objects/dict.h"
#include "objects/shape.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Shape* newShape(Interpreter& interpreter, Type* type, Shape* parent, Str* name) {
  auto* shape = static_cast<Shape*>(interpreter.heap.allocateBuffer(sizeof(Shape)));
  if (shape == nullptr) return nullptr;
  std::memset(static_cast<void*>(shape), 0, sizeof(Shape));
  shape->id = interpreter.nextShapeId++;
  shape->type = type;
  shape->parent = parent;
  if (parent != nullptr) {
    shape->slotCount = static_cast<uint16_t>(parent->slotCount + 1);
    shape->inlineCapacity = parent->inlineCapacity;
    shape->dictionaryShape = parent->dictionaryShape;
    shape->name = name;
    increfObject(name);
  }
  return shape;
}

void freeShapeTree(Interpreter& interpreter, Shape* shape) {
  while (shape != nullptr) {
    freeShapeTree(interpreter, shape->firstChild);
    Shape* next = shape->nextSibling;
    if (shape->name != nullptr) decrefObject(shape->name);
    interpreter.heap.freeBuffer(shape, sizeof(Shape));
    shape = next;
  }
}

// The shape that follows `shape` when `name` is added.  Null: no memory.
Shape* childShape(Interpreter& interpreter, Shape* shape, Str* name) {
  for (Shape* child = shape->firstChild; child != nullptr; child = child->nextSibling) {
    if (child->name == name) return child;
  }
  Shape* child = newShape(interpreter, shape->type, shape, name);
  if (child == nullptr) return nullptr;
  child->nextSibling = shape->firstChild;
  shape->firstChild = child;
  return child;
}

size_t overflowCapacity(size_t overflowCount) {
  size_t capacity = 4;
  while (capacity < overflowCount) capacity *= 2;
  return overflowCount == 0 ? 0 : capacity;
}

size_t overflowCount(const Shape* shape) {
  return shape->slotCount > shape->inlineCapacity ? shape->slotCount - shape->inlineCapacity : 0;
}

void freeOverflow(Interpreter& interpreter, AttributeArea* area) {
  size_t capacity = overflowCapacity(overflowCount(area->shape));
  if (capacity != 0) interpreter.heap.freeBuffer(area->overflow, capacity * sizeof(Value));
  area->overflow = nullptr;
}

Value& slotOf(AttributeArea* area, size_t i) {
  size_t inlineCapacity = area->shape->inlineCapacity;
  return i < inlineCapacity ? area->inlineSlots[i] : area->overflow[i - inlineCapacity];
}

// Moves the slots into a Dict, in the order in which they were added.
Status becomeDictionary(Thread& thread, AttributeArea* area) {
  Ref<Dict> dict = TRY(newDict(thread, area->shape->slotCount));
  const Shape* chain[kMaxShapeSlots];
  size_t count = area->shape->slotCount;
  for (const Shape* s = area->shape; s->parent != nullptr; s = s->parent) chain[s->slotCount - 1] = s;
  for (size_t i = 0; i < count; ++i) {
    Value value = slotOf(area, i);
    if (!value.isEmpty()) TRY(dictSetStr(thread, dict, chain[i]->name, value));
  }
  dict->hasClassKeys = dict->entries != nullptr;
  Interpreter& interpreter = thread.interpreter();
  Shape* old = area->shape;
  for (size_t i = 0; i < count; ++i) decrefOrEmpty(slotOf(area, i));
  std::memset(static_cast<void*>(area->inlineSlots), 0, old->inlineCapacity * sizeof(Value));
  freeOverflow(interpreter, area);
  area->shape = old->dictionaryShape;
  area->dict = dict.release();
  return kOk;
}

}  // namespace

bool addRootShape(Interpreter& interpreter, Type* type, uint16_t inlineCapacity) {
  Shape* root = newShape(interpreter, type, nullptr, nullptr);
  Shape* dictionary = newShape(interpreter, type, nullptr, nullptr);
  if (root == nullptr || dictionary == nullptr) return false;
  root->inlineCapacity = dictionary->inlineCapacity = inlineCapacity;
  dictionary->isDictionary = true;
  dictionary->dictionaryShape = dictionary;
  root->dictionaryShape = dictionary;
  root->nextSibling = type->rootShape;
  type->rootShape = root;
  return true;
}

Shape* dictionaryShapeFor(Interpreter& interpreter, Type* type, uint16_t inlineCapacity) {
  for (Shape* root = type->rootShape; root != nullptr; root = root->nextSibling) {
    if (root->inlineCapacity == inlineCapacity) return root->dictionaryShape;
  }
  Shape* current = type->rootShape;
  if (!addRootShape(interpreter, type, inlineCapacity)) return nullptr;
  Shape* added = type->rootShape;
  // New instances keep using the root that was current.
  if (current != nullptr) {
    type->rootShape = current;
    added->nextSibling = current->nextSibling;
    current->nextSibling = added;
  }
  return added->dictionaryShape;
}

void freeShapes(Interpreter& interpreter, Type* type) {
  for (Shape* root = type->rootShape; root != nullptr;) {
    Shape* next = root->nextSibling;
    root->nextSibling = nullptr;
    interpreter.heap.freeBuffer(root->dictionaryShape, sizeof(Shape));
    freeShapeTree(interpreter, root);
    root = next;
  }
  type->rootShape = nullptr;
}

AttributeArea* attributeAreaOf(Object* object) {
  Type* type = object->type;
  if (!type->has(kTypeHasAttributes)) return nullptr;
  size_t offset = type->attributesOffset;
  if (type->itemSize != 0) {
    size_t size = type->slots.sizeOf != nullptr ? type->slots.sizeOf(object) : type->basicSize;
    offset = ((size + 7) & ~size_t{7}) + type->tailSize;
  }
  return reinterpret_cast<AttributeArea*>(reinterpret_cast<char*>(object) + offset);
}

int findSlot(const Shape* shape, Str* name) {
  for (; shape->parent != nullptr; shape = shape->parent) {
    if (shape->name == name) return shape->slotCount - 1;
  }
  return -1;
}

Value getInstanceAttribute(Object* object, AttributeArea* area, Str* name) {
  if (area->shape->isDictionary) {
    return dictGetStr(*object->type->interpreter->currentThread, area->dict, name);
  }
  int slot = findSlot(area->shape, name);
  return slot < 0 ? Value() : slotOf(area, static_cast<size_t>(slot));
}

namespace {

Status setInDictionary(Thread& thread, AttributeArea* area, Str* name, Value value, bool* found) {
  Ref<Dict> keep = newRef(area->dict);
  *found = true;
  if (!value.isEmpty()) return dictSetStr(thread, keep, name, value);
  *found = TRY(dictDelete(thread, keep, name));
  return kOk;
}

Status addSlot(Thread& thread, AttributeArea* area, Str* name, Value value) {
  Interpreter& interpreter = thread.interpreter();
  Shape* shape = area->shape;
  Shape* child = childShape(interpreter, shape, name);
  if (child == nullptr) return thread.raiseMemoryError();
  size_t before = overflowCapacity(overflowCount(shape));
  size_t after = overflowCapacity(overflowCount(child));
  if (after != before) {
    void* grown = interpreter.heap.reallocateBuffer(area->overflow, before * sizeof(Value), after * sizeof(Value));
    if (grown == nullptr) return thread.raiseMemoryError();
    area->overflow = static_cast<Value*>(grown);
    // Later instances of the class get the room from the start.
    Type* type = shape->type;
    if (type->itemSize == 0 && type->rootShape->inlineCapacity < child->slotCount && child->slotCount <= 32) {
      addRootShape(interpreter, type, static_cast<uint16_t>((child->slotCount + 3) & ~3));
    }
  }
  area->shape = child;
  increfOrEmpty(value);
  slotOf(area, child->slotCount - 1u) = value;
  return kOk;
}

}  // namespace

Status setInstanceAttribute(Thread& thread, Object* object, AttributeArea* area, Str* name, Value value,
                            bool* found) {
  if (area->shape->isDictionary) return setInDictionary(thread, area, name, value, found);
  int slot = findSlot(area->shape, name);
  *found = slot >= 0 || !value.isEmpty();
  if (!*found) return kOk;
  if (slot >= 0 && !value.isEmpty()) {
    Ref<> old = Ref<>::adopt(slotOf(area, static_cast<size_t>(slot)));
    increfOrEmpty(value);
    slotOf(area, static_cast<size_t>(slot)) = value;
    return kOk;
  }
  if (slot < 0 && name->isInterned() && area->shape->slotCount < kMaxShapeSlots) {
    return addSlot(thread, area, name, value);
  }
  TRY(becomeDictionary(thread, area));
  return setInDictionary(thread, area, name, value, found);
}

Dict* instanceDict(Thread& thread, Object* object) {
  if (AttributeArea* area = attributeAreaOf(object)) {
    if (!area->shape->isDictionary && !becomeDictionary(thread, area)) return nullptr;
    return area->dict;
  }
  if (object->type->dictOffset == 0) return nullptr;
  Dict*& dict = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + object->type->dictOffset);
  if (dict == nullptr) dict = newDict(thread).release();
  return dict;
}

Status setInstanceDict(Thread& thread, Object* object, Value dict) {
  if (!isDict(dict)) {
    return thread.raiseTypeError("__dict__ must be set to a dictionary, not a '{}'", typeOf(thread, dict));
  }
  Ref<> fresh = newRef(dict);
  if (AttributeArea* area = attributeAreaOf(object)) {
    if (!area->shape->isDictionary) TRY(becomeDictionary(thread, area));
    Ref<> old = Ref<>::adopt(Value(area->dict));
    area->dict = fresh.releaseValue().as<Dict>();
    return kOk;
  }
  Dict*& field = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + object->type->dictOffset);
  Ref<> old = Ref<>::adopt(Value(field));
  field = fresh.releaseValue().as<Dict>();
  return kOk;
}

void releaseAttributes(Object* object) {
  AttributeArea* area = attributeAreaOf(object);
  Interpreter& interpreter = *object->type->interpreter;
  if (area->shape->isDictionary) {
    // Back to the root's shape: the object may have to be looked at until it is freed.
    Dict* dict = area->dict;
    area->overflow = nullptr;
    for (Shape* root = object->type->rootShape; root != nullptr; root = root->nextSibling) {
      if (root->dictionaryShape == area->shape) {
        area->shape = root;
        break;
      }
    }
    if (dict != nullptr) decrefObject(dict);
    return;
  }
  // Slots are emptied before anything can run, so that a finalizer sees no half-dropped state.
  for (size_t i = 0; i < area->shape->slotCount; ++i) {
    Value value = slotOf(area, i);
    slotOf(area, i) = Value();
    decrefOrEmpty(value);
  }
  freeOverflow(interpreter, area);
  Shape* root = area->shape;
  while (root->parent != nullptr) root = root->parent;
  area->shape = root;
}

void traverseAttributes(Object* object, Visitor& visitor) {
  AttributeArea* area = attributeAreaOf(object);
  if (area->shape->isDictionary) {
    if (area->dict != nullptr) visitor.visit(area->dict);
    return;
  }
  for (size_t i = 0; i < area->shape->slotCount; ++i) visitor.visitValue(slotOf(area, i));
}

}  // namespace taipan
