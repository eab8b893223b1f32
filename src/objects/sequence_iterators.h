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

// `type` is one of the first four above.
Ref<> newIndexIterator(Thread& thread, TypeId type, Value sequence, int64_t index = 0);
inline Ref<> newSequenceIterator(Thread& thread, Value sequence) {
  return newIndexIterator(thread, TypeId::kSequenceIterator, sequence);
}
Ref<> newCallableIterator(Thread& thread, Value callable, Value sentinel);
// (builtins.name, (arguments…)[, state]): what iterators return from __reduce__.  Empty: left out.
Ref<> reduceByBuiltin(Thread& thread, const char* name, Value argument, Value state = Value());

}  // namespace taipan
