// function: what `def` and `lambda` make.
#pragma once

#include "objects/code.h"
#include "objects/dict.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Function : Object {
  Code* code;
  Dict* globals;
  Value builtins;      // dict, or whatever __builtins__ is
  Str* name;
  Str* qualifiedName;
  Value defaults;      // tuple or empty
  Value kwDefaults;    // dict or empty
  Value closure;       // tuple of cells or empty
  Value annotations;   // dict, the compiler's tuple (name, annotation, …), or empty
  Value doc;
  Value module;
  Dict* dict;
  Object* weakRefs;
  uint32_t version;    // 0: defaults or code changed, caches must not use it
};

extern const TypeSpec kFunctionType;
// All borrowed.  `qualifiedName` null: that of the code.
Ref<Function> newFunction(Thread& thread, Code* code, Dict* globals, Str* qualifiedName = nullptr);
// The builtins that code with these globals sees.
Ref<> builtinsOf(Thread& thread, Dict* globals);
inline bool isFunction(Value v) { return v.isObject() && v.object()->type->id == TypeId::kFunction; }

}  // namespace taipan
