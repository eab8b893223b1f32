// The types of _collections.
#pragma once

#include "objects/native.h"

namespace taipan {

extern const TypeSpec kDequeType, kDequeIteratorType, kDequeReverseIteratorType;
extern const TypeSpec kDefaultDictType;
extern const TypeSpec kOrderedDictType, kOrderedDictKeysType, kOrderedDictValuesType, kOrderedDictItemsType;
extern const TypeSpec kOrderedDictIteratorType;
extern const TypeSpec kTupleGetterType;

}  // namespace taipan
