// destroyObject: the end of every object.
//
// Order (as CPython's): finalizer (__del__, generator close), weak references, attributes and __slots__,
// the native fields, memory.  Nested structures are taken apart iteratively: beyond a depth, the object is
// queued and destroyed when the outermost call is done, so a list nested a million deep needs little stack.
#include "heap/object.h"

#include "objects/attributes.h"
#include "objects/interpreter.h"
#include "objects/shape.h"
#include "objects/thread.h"
#include "objects/tuple.h"
#include "objects/type.h"
#include "objects/weakref.h"

namespace taipan {

namespace {

constexpr int kMaxDepth = 50;

// True: the finalizer made the object reachable again.  It runs once in an object's life (PEP 442).
bool finalize(Thread& thread, Object* object) {
  Collector& collector = thread.interpreter().collector;
  if (collector.isFinalized(object)) {
    collector.clearFinalized(object);  // the next object in this place is another one
    return false;
  }
  collector.setFinalized(object);
  object->refCount = 1;
  object->type->slots.finalize(thread, object);
  if (--object->refCount > 0) return true;
  collector.clearFinalized(object);
  return false;
}

// OPTIMIZATION of releaseAttributes for attributes that all lie inside a dying object: nobody can look at it any more, so
// it keeps its shape.
inline void dropAttributes(Object* object, Type* type) {
  if (type->itemSize == 0) {
    auto* area = reinterpret_cast<AttributeArea*>(reinterpret_cast<char*>(object) + type->attributesOffset);
    const Shape* shape = area->shape;
    if (!shape->isDictionary && shape->slotCount <= shape->inlineCapacity) [[likely]] {
      for (size_t i = 0, count = shape->slotCount; i < count; ++i) decrefOrEmpty(std::exchange(area->inlineSlots[i], Value()));
      return;
    }
  }
  releaseAttributes(object);
}

void destroyNow(Object* object) {
  Type* type = object->type;
  Interpreter& interpreter = *type->interpreter;
  // OPTIMIZATION: a tuple has items and nothing else.
  if (type->id == TypeId::kTuple) {
    auto* tuple = static_cast<Tuple*>(object);
    size_t size = tuple->size;
    for (size_t i = size; i-- > 0;) decrefOrEmpty(std::exchange(tuple->items[i], Value()));
    interpreter.collector.untrack(object);
    interpreter.heap.freeObject(object, type->basicSize + size * sizeof(Value));
    return;
  }
  if (type->has(kTypeHasFinalizer) && interpreter.currentThread != nullptr &&
      finalize(*interpreter.currentThread, object)) {
    return;
  }
  type = object->type;  // __del__ may have assigned __class__
  if (type->weakRefsOffset != 0) {
    Object* head = *reinterpret_cast<Object**>(fieldAt(object, type->weakRefsOffset));
    if (head != nullptr) clearWeakRefs(object);
  }
  size_t size = objectSize(object);
  if (type->has(kTypeHasAttributes)) dropAttributes(object, type);
  if (type->has(kTypeHasSlotMembers)) releaseSlotMembers(object);
  if (type->slots.release != nullptr) type->slots.release(object);
  if (type->has(kTypeHasGc)) interpreter.collector.untrack(object);
  if (notesBirths(type)) [[unlikely]] interpreter.collector.forgetBirth(object);
  interpreter.heap.freeObject(object, size);
  if (type->has(kTypeIsHeapType)) decrefObject(type);
}

}  // namespace

void releaseSlotMembers(Object* object) {
  for (Type* type = object->type; type != nullptr; type = type->base) {
    if (type->slotsCount == 0) continue;
    auto* values = reinterpret_cast<Value*>(fieldAt(object, type->slotsBegin));
    for (size_t i = 0; i < type->slotsCount; ++i) decrefOrEmpty(std::exchange(values[i], Value()));
  }
}

void destroyObject(Object* object) {
  Type* type = object->type;
  Interpreter& interpreter = *type->interpreter;
  // OPTIMIZATION: what holds no other objects (numbers, text, bytes) needs neither the depth count nor most questions.
  constexpr uint32_t kInvolved = kTypeHasFinalizer | kTypeHasAttributes | kTypeIsHeapType | kTypeHasGc;
  if (!type->has(kInvolved) && type->weakRefsOffset == 0 && (type->slots.release == nullptr || type->id == TypeId::kStr)) {
    size_t size = type->slots.sizeOf != nullptr ? type->slots.sizeOf(object) : type->basicSize;
    if (type->slots.release != nullptr) type->slots.release(object);
    interpreter.heap.freeObject(object, size);
    return;
  }
  if (interpreter.destroyDepth >= kMaxDepth) {
    // The link is stored negated: a count that is not positive marks the object as dying.
    object->refCount = -reinterpret_cast<int64_t>(interpreter.destroyLater);
    interpreter.destroyLater = object;
    return;
  }
  ++interpreter.destroyDepth;
  destroyNow(object);
  --interpreter.destroyDepth;
  if (interpreter.destroyDepth != 0) return;
  while (Object* next = interpreter.destroyLater) {
    interpreter.destroyLater = reinterpret_cast<Object*>(-next->refCount);
    next->refCount = 0;
    ++interpreter.destroyDepth;
    destroyNow(next);
    --interpreter.destroyDepth;
  }
}

}  // namespace taipan
