// Signatures of native functions: parsed from their text, and the binding of a call's arguments.
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct Parameter {
  Str* name;          // interned, owned
  Value defaultValue; // owned; empty when required or without a representable default
  bool required;
};

struct Signature {
  static constexpr int kMaxParameters = 24;
  // Parameters without self, *args and **kwargs, in order.
  Parameter parameters[kMaxParameters];
  int count = 0;
  int positionalOnly = 0;     // the first so many
  int positional = 0;         // positional-only and positional-or-keyword ones
  int required = 0;           // leading positional parameters without default
  bool hasSelf = false;       // $self, $type or $module
  bool varPositional = false; // *args follows the positional parameters in the bound array
  bool varKeyword = false;    // **kwargs comes last
  // A default is written <PARSED>: None, and wrong numbers of arguments are reported as by CPython's functions that
  // parse a format string ("find() takes at least 1 argument (0 given)"); these have no __text_signature__.
  bool parsed = false;
};

// Parses `text`.  Asserts on malformed text: it is part of the program.  Null: no memory.
Signature* parseSignature(Thread& thread, const char* text);
void freeSignature(Signature* signature);

// Binds a call to `bound`, an array of at least count + 3 Values.  bound[0] is self if hasSelf; then come the
// parameters, *args, **kwargs.  The two containers are new references the caller must drop
// (releaseBound).  `name` is for error texts: the plain name and the qualified one ("list.append").
Status bindArguments(Thread& thread, const Signature& signature, Str* name, Type* owner, Value moduleName,
                     Value self, const Arguments& args, Value* bound);
void releaseBound(const Signature& signature, Value* bound);

}  // namespace taipan
