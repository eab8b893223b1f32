// The built-in functions that need the compiler: compile, eval, exec; and the call that installs these and those of
// the io module.
#pragma once

#include <string>

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct Dict;

// Adds them to the interpreter's builtins.
Status installIoBuiltins(Thread& thread);

// Source text of a str or bytes-like argument as UTF-8; bytes are decoded by their cookie, and kCfSourceIsUtf8 is set in
// *flags for str and for bytes that say how they are encoded.  `function` and `what` are for the TypeError.
Result<std::string> sourceText(Thread& thread, Value source, const char* function, const char* what,
                               const std::string& filename, int32_t* flags);

// The filename that compile() and symtable() take: a path, or, with a DeprecationWarning, any buffer.
Result<std::string> filenameArgument(Thread& thread, Value value);

// compile() of any source: str, bytes-like or an AST; see the language's own documentation.
Ref<> compileValue(Thread& thread, Value source, Value filename, int mode, int32_t flags, bool inheritFlags, int optimize);

// Runs a code object; `globals` gets __builtins__ if it lacks it.
Ref<> runCodeValue(Thread& thread, Value code, Dict* globals, Value locals);

}  // namespace taipan
