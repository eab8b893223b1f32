// Inline caches: what specialised instructions remember, in the CACHE units behind them in the private copy.
//
// Keys are numbers that are never used twice in an interpreter, so a stale cache cannot meet its key again, and
// what it points to needs no reference: whatever takes the thing away changes the number first.
//
//   shape id       changes with the class (or its bases), and with the names the instance has (objects/attributes.h)
//   type version   changes with the class or its bases (objects/type.h)
//   keys version   changes when a dict gains, loses or moves a key, not when a value is replaced (objects/dict.h)
//
// The first unit is a counter.  Adaptive instructions count down to the next attempt to specialise; specialised
// ones count the misses they forgive.  Its top four bits hold how often the site was given up, which makes the
// attempts ever rarer.
//
// Everything here is plain data at a fixed place: a compiler to machine code can read the same feedback.
#pragma once

#include "bytecode/opcodes.h"
#include "objects/code.h"

namespace taipan {

// LOAD_GLOBAL_MODULE: key: keys version of the globals.  The value is that of entry `index`.
struct [[gnu::packed]] GlobalCache {
  uint16_t counter;
  uint32_t version;
  uint32_t index;
};
// LOAD_GLOBAL_BUILTIN: keys: both versions; the globals do not have the name.  No room for a counter: one miss ends it.
struct [[gnu::packed]] BuiltinCache {
  uint16_t index;
  uint32_t globalsVersion;
  uint32_t builtinsVersion;
};
// LOAD_ATTR, STORE_ATTR.      key                        payload
//   SLOT                      shape id                   offset of the slot in the instance
//   OVERFLOW                  shape id                   index in the overflow buffer
//   ADD                       shape id                   number of a CodePayload: the next Shape, offset
//   DICT                      id of the dictionary shape entry number at which the name was last seen
//   CLASS                     shape id                   CodePayload: the attribute
//   PROPERTY                  shape id                   CodePayload: the getter, a Function
//   MEMBER                    type version               offset of the field
//   MODULE                    keys version               entry number
//   TYPE                      version of the class       CodePayload: the attribute, version of the metaclass
struct [[gnu::packed]] AttributeCache {
  uint16_t counter;
  uint32_t key;
  uint16_t payload;
};
// LOAD_METHOD.   key                         value              extra
//   SHAPE        shape id                    the function
//   DICT         id of the dictionary shape  the function
//   NATIVE       type version                the descriptor
//   MODULE       keys version                                   entry number
//   TYPE         version of the class        what to call       version of the metaclass
struct [[gnu::packed]] MethodLoadCache {
  uint16_t counter;
  uint32_t key;
  uint64_t value;
  uint32_t extra;
  uint16_t unused;
};
struct [[gnu::packed]] BinaryCache {
  uint16_t counter;
};
// COMPARE_*_JUMP: the outcomes for which the jump behind is taken (kCompareLess …), and its direction.
struct [[gnu::packed]] CompareCache {
  uint16_t counter;
  uint16_t mask;
};
struct [[gnu::packed]] SubscriptCache {
  uint16_t counter;
  uint16_t unused[3];
};
struct [[gnu::packed]] StoreSubscriptCache {
  uint16_t counter;
};
// CALL_CLASS: key: version of the class; payload: CodePayload of its __init__, a Function.
// CALL_SUPER_METHOD: key: version of self's type; payload: two CodePayloads: the method and the class that `__class__`
// has to be; the number of the local that holds its cell.
// The other calls look at the callable itself and keep nothing.
struct [[gnu::packed]] CallCache {
  uint16_t counter;
  uint32_t key;
  uint16_t payload;
};

template <class Cache, Opcode op>
constexpr bool kFills = sizeof(Cache) == static_cast<size_t>(cacheUnits(op)) * sizeof(Unit);
static_assert(kFills<GlobalCache, Opcode::LOAD_GLOBAL> && kFills<BuiltinCache, Opcode::LOAD_GLOBAL>);
static_assert(kFills<AttributeCache, Opcode::LOAD_ATTR> && kFills<AttributeCache, Opcode::STORE_ATTR>);
static_assert(kFills<MethodLoadCache, Opcode::LOAD_METHOD>);
static_assert(kFills<BinaryCache, Opcode::BINARY_OP> && kFills<CompareCache, Opcode::COMPARE_OP>);
static_assert(kFills<SubscriptCache, Opcode::BINARY_SUBSCR> && kFills<StoreSubscriptCache, Opcode::STORE_SUBSCR>);
static_assert(kFills<CallCache, Opcode::CALL>);

// The cache of the instruction that pc stands behind.
template <class Cache>
inline Cache* cacheAt(const Unit* pc) {
  return reinterpret_cast<Cache*>(const_cast<Unit*>(pc));
}

constexpr uint16_t kCompareLess = 1, kCompareEqual = 2, kCompareGreater = 4, kCompareUnordered = 8, kCompareBackward = 16;
// The outcomes that make each CompareOp true.
constexpr uint16_t kCompareMasks[6] = {kCompareLess, kCompareLess | kCompareEqual, kCompareEqual,
                                       kCompareLess | kCompareGreater | kCompareUnordered, kCompareGreater,
                                       kCompareGreater | kCompareEqual};

}  // namespace taipan
