// Importing from native code: the built-in function __import__, native and frozen modules, and importlib's start.
#pragma once

#include <string>

#include "heap/ref.h"
#include "objects/thread.h"

namespace taipan {

struct FrozenModule;

// Adds __import__ to the interpreter's builtins.
Status installImport(Thread& thread);

// Starts importlib: the finders of native and frozen modules, then those of the file system and of zip files.
// In between it sets sys._stdlib_dir, which the former must not see.
Status startImportSystem(Thread& thread, const std::string& stdlib);

// `import name`, by whatever builtins.__import__ is; the module of that full name, not its top-level package.
Ref<> importModule(Thread& thread, const char* name);

// The native module `name`, new or as sys.modules has it; empty without an exception if there is none.
Ref<> importNative(Thread& thread, Str* name);
// A fresh module object for the native module `name`, in no sys.modules; empty without an exception if there is none.
// Its types and functions are made once an interpreter: later module objects share them.
Ref<> createNative(Thread& thread, Str* name);

// Runs the frozen module in a module called `name`, which sys.modules gets; the module.
Ref<> runFrozen(Thread& thread, const FrozenModule& frozen, Str* name);

// ImportError(message, name=name, path=path).
Raised raiseImportError(Thread& thread, Str* message, Value name, Value path, TypeId type = TypeId::kImportError);

}  // namespace taipan
