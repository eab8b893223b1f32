// cell: a variable shared between functions.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Cell : Object {
  Value contents;  // empty: unbound
};
extern const TypeSpec kCellType;
Ref<Cell> newCell(Thread& thread, Value contents);  // contents may be empty
void cellSet(Cell* cell, Value contents);           // may run Python code by dropping the old contents
inline bool isCell(Value v) { return v.isObject() && v.object()->type->id == TypeId::kCell; }

}  // namespace taipan
