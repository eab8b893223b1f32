// The views of a dict (keys, values, items) and its iterators.
#pragma once

#include "objects/dict.h"

namespace taipan {

extern const TypeSpec kDictKeysType, kDictValuesType, kDictItemsType;
extern const TypeSpec kDictKeyIteratorType, kDictValueIteratorType, kDictItemIteratorType;
extern const TypeSpec kDictReverseKeyIteratorType, kDictReverseValueIteratorType,
    kDictReverseItemIteratorType;

struct DictView : Object {
  Dict* dict;
};
// `dict` is null once exhausted.
struct DictIterator : Object {
  Dict* dict;
  size_t used;        // dict's size at the start: iterating a dict that changes size is an error
  int64_t position;   // next entry to look at
  size_t remaining;
  Tuple* pair;        // of the item iterators: the last one given (reused_tuple.h)
};

// `type`: one of the three views; one of the six iterators.
Ref<> newDictView(Thread& thread, TypeId type, Dict* dict);
Ref<> newDictIterator(Thread& thread, TypeId type, Dict* dict);

}  // namespace taipan
