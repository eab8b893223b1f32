// The one table that ties `__dunder__` names to slots, read in both directions: native types get a
// wrapper_descriptor for each slot they fill in; Python classes get a slot function that calls the dunder.
#pragma once

#include <span>

#include "objects/type.h"

namespace taipan {

using WrapFunction = Ref<> (*)(Thread& thread, Type* owner, Value self, const Arguments& args);
using AnySlot = void (*)();

struct SlotEntry {
  const char* name;       // "__add__"
  size_t offset;          // of the function pointer in Slots
  AnySlot generic;        // slot function that calls the dunder
  WrapFunction wrap;      // calls owner->slots' function; checks its own argument count
  const char* signature;  // "($self, value, /)"
  const char* doc = nullptr;  // __doc__ of the wrapper
};

std::span<const SlotEntry> slotTable();
inline AnySlot& slotAt(Slots& slots, size_t offset) {
  return *reinterpret_cast<AnySlot*>(reinterpret_cast<char*>(&slots) + offset);
}
// Fills the slots of a class made in Python (all of them, or those that `name` can touch).
void updateSlots(Thread& thread, Type* type, Str* name = nullptr);
// As slots.next of the type, but a StopIteration that a Python `__next__` raised stays in flight, with its value.
Ref<> nextKeepingStop(Thread& thread, Value iterator);
// Gives a native type the slots of its base where it has none of its own.
void inheritSlots(Type* type);

}  // namespace taipan
