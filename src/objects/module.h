// Module objects.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Module : Object {
  Dict* dict;           // __dict__, owned
  const ModuleSpec* spec;  // of native modules
  Object* weakRefs;
  void* state;          // the native module's own data, released by its `releaseState`
  void (*releaseState)(void* state);
};

Ref<Module> newModule(Thread& thread, Str* name);
// A module with its functions, docstring and constants; not put into sys.modules.
Ref<Module> createNativeModule(Thread& thread, const ModuleSpec& spec);
Status moduleAdd(Thread& thread, Module* module, const char* name, Ref<> value);
// Makes the type and adds it under its last name component.
Result<Type*> moduleAddType(Thread& thread, Module* module, const TypeSpec& spec);

}  // namespace taipan
