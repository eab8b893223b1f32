// Shared between the files that implement type: not for others.
#pragma once

#include <string_view>

#include "objects/type.h"

namespace taipan {

// Ends the signature line that may precede the text of a native type's docstring.
constexpr std::string_view kSignatureMarker = "\n--\n\n";

// Method resolution order of `type` by C3 (PEP 253, "The Python 2.3 Method Resolution Order").
// TypeError when the bases' orders conflict.
Ref<Tuple> computeMro(Thread& thread, Type* type);
// The order that counts: a metaclass's mro() is asked if it has one of its own.  May run Python code.
Ref<Tuple> methodResolutionOrder(Thread& thread, Type* type);
// The base that decides the layout, borrowed.  TypeError (and null) if bases are no types, final or in conflict.
Type* bestBase(Thread& thread, Tuple* bases);
// May an instance of `from` become one of `to` without moving its fields?
bool sameLayout(const Type* from, const Type* to);
// `type.__bases__ = value`; all or nothing.  TypeError if `value` does not do.
Status setTypeBases(Thread& thread, Type* type, Value value);
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
