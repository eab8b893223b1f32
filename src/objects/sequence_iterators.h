// Iterators over tuple and list (forwards and, for list, backwards), over anything with __getitem__,
// and iter(callable, sentinel).
#pragma once

#include "heap/ref.h"
#include "objects/containers.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kTupleIteratorType, kListIteratorType, kListReverseIteratorType;
extern const TypeSpec kSequenceIteratorType, kCallableIteratorType;

// Of tuples, lists and other sequences.  `sequence` is empty once exhausted.
struct IndexIterator : Object {
  Value sequence;
  int64_t index;
};
struct CallableIterator : Object {
  Value callable, sentinel;  // both empty once exhausted
};

// OPTIMIZATION: the next item of a list's iterator; empty if `iterator` is another one, or has none.
inline Ref<> nextOfList(Value iterator) {
  if (!iterator.isObject() || iterator.object()->type->id != TypeId::kListIterator) return Ref<>();
  auto* it = iterator.as<IndexIterator>();
  if (!it->sequence) return Ref<>();
  const List* list = it->sequence.as<List>();
  return static_cast<size_t>(it->index) < list->size ? newRef(list->items[it->index++]) : Ref<>();
}

// `type` is one of the first four above.
Ref<> newIndexIterator(Thread& thread, TypeId type, Value sequence, int64_t index = 0);
inline Ref<> newSequenceIterator(Thread& thread, Value sequence) {
  return newIndexIterator(thread, TypeId::kSequenceIterator, sequence);
}
Ref<> newCallableIterator(Thread& thread, Value callable, Value sentinel);
// (builtins.name, (arguments…)[, state]): what iterators return from __reduce__.  Empty: left out.
Ref<> reduceByBuiltin(Thread& thread, const char* name, Value argument, Value state = Value());

}  // namespace taipan
