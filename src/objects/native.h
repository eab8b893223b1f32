// Tables by which native types and modules describe themselves, and the signatures of native code.
//
// A native function gets its arguments already bound: one Value for each parameter of its signature,
// in order, `self` (or the module's absence of one) included:
//
//   Ref<> listInsert(Thread& thread, const Value* args);   // "($self, index, object, /)"
//       args[0] self, args[1] index, args[2] object
//
// Optional parameters that the caller left out hold their default, if the signature's default is a
// literal (None, True, False, int, float, str, bytes, ()), and else the empty Value (write
// `x=<unrepresentable>` or `x=<NULL>` there).  `*args` arrives as a tuple behind all named parameters
// (keyword-only ones too), `**kwargs` as a dict after that.
// The first parameter is `$self` (method), `$type` (class method), `$module` (module function: args[0] is
// the module) or an ordinary one (static).  Hot variadic functions take the call raw (RawFunction).
//
// Binding errors have CPython's texts, chosen by the signature's shape: `($self, /)` "takes no arguments
// (1 given)", `($self, x, /)` "takes exactly one argument (2 given)", several positional-only
// "expected at least 1 argument, got 0", and so on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/type_id.h"

namespace taipan {

class Thread;
struct Type;
struct Str;
struct Module;
struct Slots;

// All of these may run Python code and raise.
using NativeFunction = Ref<> (*)(Thread& thread, const Value* args);
// `self` is the bound object (instance, class or module; empty for static functions).
using RawFunction = Ref<> (*)(Thread& thread, Value self, const Arguments& args);
using Getter = Ref<> (*)(Thread& thread, Value self);
// `value` is empty for a deletion.
using Setter = Status (*)(Thread& thread, Value self, Value value);

enum class MethodKind : uint8_t { kInstance, kClass, kStatic };

struct MethodDef {
  const char* name;
  const char* signature;  // "($self, key, default=None, /)"
  NativeFunction function = nullptr;
  RawFunction raw = nullptr;  // instead of `function`
  MethodKind kind = MethodKind::kInstance;
  const char* doc = nullptr;
};

struct GetSetDef {
  const char* name;
  Getter get;
  Setter set = nullptr;  // null: read-only
  const char* doc = nullptr;
};

// A field at a fixed offset.
enum class MemberKind : uint8_t {
  kObject,          // Value; empty reads as None
  kObjectOrError,   // Value; empty raises AttributeError
  kInt32, kInt64, kSize, kBool,
  kDouble           // read-only
};
struct MemberDef {
  const char* name;
  MemberKind kind;
  size_t offset;
  bool readOnly = true;
  const char* doc = nullptr;
};

// Describes a native type; createNativeType (type.h) makes the Type.
struct TypeSpec {
  TypeId id = TypeId::kNoTypeId;  // where Interpreter::type() finds it
  const char* name;               // "list", or with its module: "collections.deque"
  size_t basicSize;               // bytes of an instance
  size_t itemSize = 0;            // bytes of each item of a variable-sized instance
  TypeId base = TypeId::kObject;
  uint32_t flags = 0;             // kType… of type.h
  const Slots* slots = nullptr;
  std::span<const MethodDef> methods = {};
  std::span<const GetSetDef> getSets = {};
  std::span<const MemberDef> members = {};
  size_t dictOffset = 0;          // of a Dict* field (instances with a plain __dict__), or 0
  size_t weakRefsOffset = 0;      // of a WeakRef* list field, or 0
  const char* doc = nullptr;      // docstring; a first line "name(signature)\n--\n\n" gives __text_signature__
};

// Describes a native module; the registry is modules/registry.cc.
struct ModuleSpec {
  const char* name;
  std::span<const MethodDef> functions = {};
  Status (*populate)(Thread& thread, Module* module) = nullptr;  // adds constants and types
  const char* doc = nullptr;
};

}  // namespace taipan
