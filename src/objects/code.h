// code: the runtime's code object.  The canonical 3.11 fields never change; beside them are what the VM
// derives from them: the parsed exception table and, after verification, the private instruction copy.
#pragma once

#include "bytecode/code_spec.h"
#include "bytecode/exception_table.h"
#include "objects/bytes.h"
#include "objects/containers.h"
#include "objects/native.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

// One code unit as executed.
struct Unit {
  uint8_t op;
  uint8_t arg;
};
static_assert(sizeof(Unit) == 2);

// What a specialised instruction remembers beside its cache units; borrowed (see vm/inline_caches.h).
struct CodePayload {
  Value value;
  uint64_t extra;
};

struct Code : Object {
  int32_t argCount, positionalOnlyArgCount, keywordOnlyArgCount;
  int32_t stackSize, flags, firstLine;
  int32_t localCount;   // of localsplus
  int32_t plainLocalCount, cellCount, freeCount;
  int32_t unitCount;
  Bytes* code;          // owned, as all below
  Tuple* constants;
  Tuple* names;
  Tuple* localsPlusNames;
  Bytes* localsPlusKinds;
  Str* fileName;
  Str* name;
  Str* qualifiedName;
  Bytes* lineTable;
  Bytes* exceptionTable;
  Object* weakRefs;
  Unit* instructions;          // private copy, same offsets; quickening may rewrite it
  uint8_t* starts;             // one bit a unit: is an instruction (or its EXTENDED_ARG) here?
  CodePayload* payloads;
  uint32_t payloadCount, payloadCapacity;
  uint32_t* nameHints;         // of module and class bodies, by name: the dict entry at which it was last found
  int32_t plainArgCount;       // of a call that just moves its arguments into the locals; -1: never such
  ExceptionEntry* handlers;    // parsed by the verifier
  int32_t handlerCount;
  int32_t resumeUnit;          // of the first RESUME; tracing starts there
  bool verified;
  bool constantsHeld;          // by holdConstants: marshal sees that
  bool trusted;                // our own compiler made it, nobody changed it: it is taken as correct

  Value constant(int32_t i) const { return constants->items[i]; }
  Str* nameAt(int32_t i) const { return names->items[i].as<Str>(); }
  uint8_t localKind(int32_t i) const { return static_cast<uint8_t>(localsPlusKinds->data()[i]); }
  int32_t lineAt(int32_t byteOffset) const;  // -1 if none
  bool isStart(int64_t unit) const { return unit >= 0 && (starts[unit >> 3] >> (unit & 7) & 1); }
  int32_t totalArgs() const {
    return argCount + keywordOnlyArgCount + ((flags & 4) != 0) + ((flags & 8) != 0);
  }
};

// The fields of a code object as Python gives them; all borrowed.
struct CodeFields {
  int32_t argCount, positionalOnlyArgCount, keywordOnlyArgCount, stackSize, flags, firstLine;
  Bytes* code;
  Tuple *constants, *names, *localsPlusNames;
  Bytes* localsPlusKinds;
  Str *fileName, *name, *qualifiedName;
  Bytes *lineTable, *exceptionTable;
};

extern const TypeSpec kCodeType;

// Materialises what the compiler or marshal made.  Fails for lack of memory or malformed fields.
Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec);
// CPython keeps the tree of a program while it runs what it was compiled to, and so a second reference to each constant;
// reference counts and marshal show it.  A list of all constants of `code` and of the code in it.  MemoryError.
Ref<List> holdConstants(Thread& thread, Code* code);
// ValueError for fields that contradict each other.
Ref<Code> codeFromFields(Thread& thread, const CodeFields& fields);
// The value of a compile-time constant.
Ref<> constantValue(Thread& thread, const ConstantValue& constant);
inline bool isCode(Value v) { return v.isObject() && v.object()->type->id == TypeId::kCode; }

// One linear pass over the bytecode; SystemError naming the offset if it is malformed.  Makes the private
// copy.  Runs no Python code.
Status verifyCode(Thread& thread, Code* code);

}  // namespace taipan
