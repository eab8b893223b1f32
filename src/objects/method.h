// method: a function bound to an instance.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Method : Object {
  Value function, self;
  Object* weakRefs;
};
extern const TypeSpec kMethodType;
Ref<Method> newMethod(Thread& thread, Value function, Value self);
inline bool isMethod(Value v) { return v.isObject() && v.object()->type->id == TypeId::kMethod; }

}  // namespace taipan
