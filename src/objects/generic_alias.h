// list[int] (types.GenericAlias, PEP 585) and int | str (types.UnionType, PEP 604).
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

extern const TypeSpec kGenericAliasType, kGenericAliasIteratorType, kUnionType;

Ref<> newGenericAlias(Thread& thread, Value origin, Value args);
// NotImplemented unless both can be members of a union.
Ref<> newUnion(Thread& thread, Value left, Value right);

}  // namespace taipan
