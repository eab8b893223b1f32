// What the object model's own files share beyond type.h.
#pragma once

#include <string_view>

#include "objects/abstract.h"
#include "objects/native.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kObjectType, kTypeType, kModuleType, kPropertyType, kClassMethodType, kStaticMethodType,
    kSuperType, kSimpleNamespaceType;

// AttributeError that knows its object and name (for "Did you mean").  `format` gets `what` and name.
Raised raiseNoAttribute(Thread& thread, Value object, Str* name, std::string_view format, const char* what);
// isinstance/issubclass without __instancecheck__ hooks.
Result<bool> realIsInstance(Thread& thread, Value object, Value cls);
Result<bool> realIsSubclass(Thread& thread, Value derived, Value cls);
// Fills in the Type before createNativeType, so that instances can be made while types are still without names.
void prepareNativeType(Thread& thread, Type* type, const TypeSpec& spec);

}  // namespace taipan
