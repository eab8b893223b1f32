// Shared between the files that implement type: not for others.
#pragma once

#include "objects/type.h"

namespace taipan {

// Method resolution order of `type` by C3 (PEP 253, "The Python 2.3 Method Resolution Order").
// TypeError when the bases' orders conflict.
Ref<Tuple> computeMro(Thread& thread, Type* type);
// Adds the type to its bases' subclass lists / removes it.
void linkToBases(Type* type);
void unlinkFromBases(Type* type);
// Memory of a type object with default fields; metatype as given.
Type* allocateType(Thread& thread, Type* metatype);

// Adds `__dict__` and `__weakref__` descriptors to a class whose instances are the first of their line to
// have them.
Status addInstanceGetSets(Thread& thread, Type* type);
// Sets __cause__ (and context) of the exception in flight.
void setCause(Thread& thread, Ref<> cause);

}  // namespace taipan
