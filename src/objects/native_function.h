// Callables written in C++: built-in functions and the descriptors that give types their native
// methods, slots, getters and members.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/signature.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct SlotEntry;

// One native function of one interpreter; lives as long as the interpreter.
struct NativeCode {
  const MethodDef* definition;
  Signature* signature;      // parsed at the first call (signatureOf)
  Str* name;                 // owned
  Type* owner;               // for methods; borrowed
  NativeCode* next;
  // Of a function that only has positional parameters (findFixedArity): how many Values a call without keywords may
  // pass, self included; most < 0: not such a function, or not yet asked for.
  int16_t fixedLeast = 0, fixedMost = -1;
};

// builtin_function_or_method: a native function with what it is bound to.
struct BuiltinFunction : Object {
  NativeCode* code;
  Value self;        // instance, class or module; may be empty
  Value moduleName;  // __module__; may be empty
  Object* weakRefs;
};

// A descriptor in a native type's dict.  One layout for all kinds; `type` tells which.
struct NativeDescriptor : Object {
  Type* owner;       // borrowed: the owner's dict holds the descriptor
  Str* name;
  union {
    NativeCode* code;            // method_descriptor, classmethod_descriptor
    const GetSetDef* getSet;     // getset_descriptor
    const MemberDef* member;     // member_descriptor of a native field
    const SlotEntry* slot;       // wrapper_descriptor
    size_t slotOffset;           // member_descriptor of a __slots__ entry (isSlotMember)
  };
  bool isSlotMember;
};

// method-wrapper: a wrapper_descriptor bound to an instance.
struct MethodWrapper : Object {
  NativeDescriptor* descriptor;
  Value self;
};

NativeCode* newNativeCode(Thread& thread, const MethodDef& definition, Type* owner);
Ref<> newBuiltinFunction(Thread& thread, NativeCode* code, Value self, Value moduleName);
// Binds arguments by the signature and calls.  `self` may be empty (static functions).
Ref<> callNative(Thread& thread, NativeCode* code, Value self, const Arguments& args);
// Sets fixedLeast and fixedMost.  False: the function takes more than positional parameters.
bool findFixedArity(Thread& thread, NativeCode* code);
// Calls a function of fixed arity with `count` (between the two) Values at `args`, self first if it has one.
Ref<> callNativeFixed(Thread& thread, NativeCode* code, const Value* args, size_t count);
// Fills `type`'s dict from its spec: methods, getters, members and the wrappers of its slots.
Status addNativeDescriptors(Thread& thread, Type* type, const TypeSpec& spec);
// A getset_descriptor of `owner`; `definition` must outlive the interpreter.
Ref<> newGetSet(Thread& thread, Type* owner, const GetSetDef& definition);
Ref<> newSlotMember(Thread& thread, Type* owner, Str* name, size_t offset);

}  // namespace taipan
