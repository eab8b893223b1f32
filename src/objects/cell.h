// Cells: variables shared between a function and the functions inside it.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct Cell : Object {
  Value contents;  // empty: unbound
};

Ref<Cell> newCell(Thread& thread, Value contents);  // contents may be empty
void cellSet(Cell* cell, Value contents);           // may run Python code by dropping the old contents

}  // namespace taipan
