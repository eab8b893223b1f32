// What the object model needs of shapes beyond attributes.h: their making and unmaking.
#pragma once

#include "objects/attributes.h"

namespace taipan {

// A new root for instances of `type` made from now on.  False: no memory.
bool addRootShape(Interpreter& interpreter, Type* type, uint16_t inlineCapacity);
// The dictionary-mode shape of `type` for instances that have room for `inlineCapacity` slots.  Null: no memory.
Shape* dictionaryShapeFor(Interpreter& interpreter, Type* type, uint16_t inlineCapacity);
void freeShapes(Interpreter& interpreter, Type* type);
void releaseAttributes(Object* object);
// Drops the __slots__ values of an instance of a class written in Python.
void releaseSlotMembers(Object* object);
void traverseAttributes(Object* object, Visitor& visitor);

}  // namespace taipan
