// Type: the object behind every class, native or written in Python.
//
// Operations go through `slots`, one C++ function for each.  Native types fill slots in; the object
// model makes the `__dunder__` wrappers from them.  Classes written in Python define dunders; the object model
// fills their slots with functions that call the dunder.  Both directions come from one table
// (slot_table.cc), so `type.slots.x` and `type.__x__` always say the same.
#pragma once

#include <cstdint>
#include <vector>

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

class Interpreter;
class Thread;
struct Dict;
struct Shape;
struct Str;
struct Tuple;
struct BufferView;

enum class CompareOp : uint8_t { kLess, kLessEqual, kEqual, kNotEqual, kGreater, kGreaterEqual };

// In the order of BINARY_OP's operand.
enum class BinaryOp : uint8_t {
  kAdd, kAnd, kFloorDivide, kLeftShift, kMatrixMultiply, kMultiply, kRemainder, kOr, kPower,
  kRightShift, kSubtract, kTrueDivide, kXor,
  kDivmod,  // no opcode
  kCount
};

enum class UnaryOp : uint8_t { kPositive, kNegative, kInvert, kAbsolute, kInt, kFloat, kIndex, kCount };

// Every slot may run Python code and raise, unless it says otherwise.  Null: not supported.
struct Slots {
  // --- life and death.  These never raise.
  // Drops what the object holds (references, buffers), not its memory; must tolerate zeroed fields.
  void (*release)(Object* self) = nullptr;
  // Visits every Value held directly.  Needed for kTypeHasGc.
  void (*traverse)(Object* self, Visitor& visitor) = nullptr;
  // Breaks cycles: drops references that can form one, leaving a valid object.
  void (*clear)(Object* self) = nullptr;
  // Bytes allocated for `self`; null: basicSize.
  size_t (*sizeOf)(const Object* self) = nullptr;
  // tp_finalize: runs before release, may resurrect (generators, __del__).  Exceptions are reported inside.
  void (*finalize)(Thread& thread, Value self) = nullptr;

  // --- construction
  Ref<> (*create)(Thread& thread, Type* type, const Arguments& args) = nullptr;   // __new__
  Status (*initialize)(Thread& thread, Value self, const Arguments& args) = nullptr;  // __init__

  // --- basics
  Ref<> (*repr)(Thread& thread, Value self) = nullptr;
  Ref<> (*str)(Thread& thread, Value self) = nullptr;
  Result<int64_t> (*hash)(Thread& thread, Value self) = nullptr;  // never -1; hashNotImplemented: unhashable
  Ref<> (*call)(Thread& thread, Value self, const Arguments& args) = nullptr;
  Ref<> (*getAttribute)(Thread& thread, Value self, Str* name) = nullptr;
  Status (*setAttribute)(Thread& thread, Value self, Str* name, Value value) = nullptr;  // empty: delete
  Ref<> (*compare)(Thread& thread, Value self, Value other, CompareOp op) = nullptr;  // may be NotImplemented
  Ref<> (*iterate)(Thread& thread, Value self) = nullptr;
  Ref<> (*next)(Thread& thread, Value self) = nullptr;  // empty without an exception: exhausted
  Ref<> (*descriptorGet)(Thread& thread, Value self, Value instance, Value owner) = nullptr;  // instance may be empty
  Status (*descriptorSet)(Thread& thread, Value self, Value instance, Value value) = nullptr;  // empty: delete

  // --- numbers; the result may be NotImplemented.  Called with (left, right) for either side's type.
  Ref<> (*binary[static_cast<int>(BinaryOp::kCount)])(Thread& thread, Value left, Value right) = {};
  Ref<> (*inPlace[static_cast<int>(BinaryOp::kCount)])(Thread& thread, Value left, Value right) = {};
  Ref<> (*power)(Thread& thread, Value base, Value exponent, Value modulus) = nullptr;  // three-argument pow; binary[kPower] is the two-argument form
  Ref<> (*unary[static_cast<int>(UnaryOp::kCount)])(Thread& thread, Value self) = {};
  Result<bool> (*truth)(Thread& thread, Value self) = nullptr;

  // --- sequences and mappings
  Result<int64_t> (*length)(Thread& thread, Value self) = nullptr;
  Ref<> (*getItem)(Thread& thread, Value self, Value key) = nullptr;
  Status (*setItem)(Thread& thread, Value self, Value key, Value value) = nullptr;  // empty: delete
  Result<bool> (*contains)(Thread& thread, Value self, Value item) = nullptr;
  Ref<> (*concat)(Thread& thread, Value self, Value other) = nullptr;        // sequence +, tried after binary[kAdd]
  Ref<> (*repeat)(Thread& thread, Value self, int64_t count) = nullptr;      // sequence *, tried after binary[kMultiply]
  Ref<> (*inPlaceConcat)(Thread& thread, Value self, Value other) = nullptr;
  Ref<> (*inPlaceRepeat)(Thread& thread, Value self, int64_t count) = nullptr;

  // --- async
  Ref<> (*await)(Thread& thread, Value self) = nullptr;
  Ref<> (*asyncIterate)(Thread& thread, Value self) = nullptr;
  Ref<> (*asyncNext)(Thread& thread, Value self) = nullptr;

  // --- buffer protocol (memoryview.h)
  Status (*getBuffer)(Thread& thread, Value self, BufferView* view, int flags) = nullptr;
  void (*releaseBuffer)(Thread& thread, Value self, BufferView* view) = nullptr;

};

// Type::flags.
enum TypeFlag : uint32_t {
  kTypeHasGc = 1u << 0,            // has traverse; memory is zeroed on allocation
  kTypeIsHeapType = 1u << 1,       // made by a class statement or type(): mutable, counted by its instances
  kTypeIsBaseType = 1u << 2,       // may be subclassed
  kTypeImmutable = 1u << 3,        // attributes cannot be set
  kTypeDisallowInstantiation = 1u << 4,
  kTypeIsAbstract = 1u << 5,       // __abstractmethods__ is not empty
  kTypeHasFinalizer = 1u << 6,     // slots.finalize (own or inherited) is set
  kTypeHasAttributes = 1u << 7,    // instances have a shape-described attribute area
  kTypeMappingPattern = 1u << 8,   // match: is a mapping
  kTypeSequencePattern = 1u << 9,  // match: is a sequence
  kTypeMatchSelf = 1u << 10,       // match: `case int(x)` binds the subject itself
  kTypeMethodDescriptor = 1u << 11,  // LOAD_METHOD may skip the bound method
  kTypeHasSlotMembers = 1u << 12,    // some class of the line has __slots__ in its instances
  kTypeIsInt = 1u << 16,           // int or a subclass; likewise below
  kTypeIsList = 1u << 17,
  kTypeIsTuple = 1u << 18,
  kTypeIsBytes = 1u << 19,
  kTypeIsStr = 1u << 20,
  kTypeIsDict = 1u << 21,
  kTypeIsException = 1u << 22,
  kTypeIsType = 1u << 23,
  kTypeIsFloat = 1u << 24,
  kTypeIsSet = 1u << 25,           // set, frozenset and subclasses
  kTypeFamilyMask = 0xFFFF0000u
};

// Marks an offset of a field that lies behind the items of a variable-sized instance (only str has such subclasses).
constexpr size_t kBehindItems = size_t{1} << 62;

struct Type : Object {
  Interpreter* interpreter;
  const char* nativeName;   // UTF-8 of the full name for messages; owned by nameText for heap types
  Str* name;                // __name__
  Str* qualifiedName;       // __qualname__
  Type* base;
  Tuple* bases;
  Tuple* mro;
  Dict* dict;               // exact str keys, interned
  uint32_t flags;
  uint32_t version;         // changes whenever a lookup through this type may give something else; 0: uncached
  TypeId id;
  uint32_t tailSize;        // bytes of fields behind the items of variable-sized instances
  size_t basicSize;
  size_t itemSize;
  size_t attributesOffset;  // of the AttributeArea (attributes.h), or 0
  size_t dictOffset;        // of a plain Dict* field, or 0
  size_t weakRefsOffset;    // of the WeakRef* list head, or 0
  Shape* rootShape;
  std::vector<Type*>* subclasses;  // borrowed: a type leaves its bases' lists when it dies
  Type* solidBase;          // nearest ancestor that fixes the C++ layout
  Object* weakRefs;
  Value module;             // __module__ of native types (heap types keep it in dict)
  Tuple* slotNames;         // mangled, sorted __slots__ or null
  size_t slotsBegin;        // offset and count of __slots__ values stored in instances
  size_t slotsCount;
  Value docString;
  Slots slots;

  bool has(uint32_t flag) const { return (flags & flag) != 0; }
};

// --- types of values
// Borrowed; immediates included.
inline Type* typeOf(Thread& thread, Value value) {
  if (value.isObjectAssumingNotEmpty()) return value.object()->type;
  return thread.interpreter().immediateTypes[value.bits() & 63];
}
// True if `type` is `ancestor` or derives from it by the MRO.
bool isSubtype(Type* type, Type* ancestor);
bool isInstanceOf(Thread& thread, Value value, TypeId ancestor);  // by the real type, not __class__

// --- making types
// Never fails but for lack of memory.  The type is registered with the interpreter under spec.id.
Type* createNativeType(Thread& thread, const TypeSpec& spec);
// type.__new__ without __init_subclass__ keywords: `dict` is copied.
Ref<Type> createHeapType(Thread& thread, Type* metatype, Str* name, Tuple* bases, Dict* dict, const Arguments& keywords);
// Tells `type` and its subclasses that an attribute changed: new version, shapes renumbered, slots updated.
void typeModified(Thread& thread, Type* type, Str* name);
// Gives the type (and subclasses) a nonzero version if it has none; 0 when versions ran out.
uint32_t ensureTypeVersion(Type* type);

// --- lookup in the MRO, through the method cache.  Borrowed; empty if absent.  Never raises, runs no Python code.
Value lookupInType(Thread& thread, Type* type, Str* name);
// The special method `name` of `self`, bound; empty without exception if absent.
Ref<> lookupSpecial(Thread& thread, Value self, Str* name);

// --- instances
// Memory for an instance of `type` with `itemCount` items; fields zeroed when kTypeHasGc; header set;
// attribute area ready.  MemoryError on failure.
Ref<> allocateInstance(Thread& thread, Type* type, size_t itemCount = 0);
template <class T>
Ref<T> newObject(Thread& thread, Type* type, size_t itemCount = 0) {
  return allocateInstance(thread, type, itemCount).template cast<T>();
}
// Does the collector remember when instances were made?
inline bool notesBirths(const Type* type) {
  constexpr uint32_t kBoth = kTypeHasFinalizer | kTypeIsHeapType;
  return (type->flags & kBoth) == kBoth;
}
// The field of `object` at `offset`, which may be marked kBehindItems.
char* fieldAt(Object* object, size_t offset);
// How many bytes `object` occupies.
size_t objectSize(const Object* object);

// slots.hash of unhashable types: raises TypeError.
Result<int64_t> hashNotImplemented(Thread& thread, Value self);
// The usual __getattribute__ and __setattr__ of object.
Ref<> genericGetAttribute(Thread& thread, Value self, Str* name);
Status genericSetAttribute(Thread& thread, Value self, Str* name, Value value);
// As genericGetAttribute, but a miss gives empty without an exception.
Ref<> genericLookupAttribute(Thread& thread, Value self, Str* name);
// object.__new__ for native types that need nothing else.
Ref<> genericCreate(Thread& thread, Type* type, const Arguments& args);
// slots.iterate of iterators.
Ref<> iterateSelf(Thread& thread, Value self);
// Raises TypeError "cannot create 'x' instances" etc. are done by type.__call__.

}  // namespace taipan
