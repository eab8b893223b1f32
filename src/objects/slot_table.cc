// Slot functions for classes written in Python, wrappers for native ones, and the table of both.
#include "objects/slot_table.h"

#include <cstddef>
#include <cstring>

#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/method.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// ---------------------------------------------------------------- calling dunders

// A method of an object's class.  OPTIMIZATION: functions and native methods are not bound, but get the object in front.
class SpecialMethod {
 public:
  // False: there is none, or an exception is set.
  bool find(Thread& thread, Value self, Str* name) {
    Value found = lookupInType(thread, typeOf(thread, self), name);
    unbound_ = found.isObject() && found.object()->type->has(kTypeMethodDescriptor);
    function_ = unbound_ ? newRef(found) : lookupSpecial(thread, self, name);
    return static_cast<bool>(function_);
  }
  Value function() const { return function_; }
  Ref<> callWith(Thread& thread, Value self, const Value* values, size_t count) {
    if (!unbound_) return call(thread, function_, Arguments{values, count, nullptr});
    Value all[kMost + 1] = {self};
    for (size_t i = 0; i < count; ++i) all[i + 1] = values[i];
    return call(thread, function_, Arguments{all, count + 1, nullptr});
  }
  template <class... Values>
  Ref<> callOn(Thread& thread, Value self, Values... args) {
    static_assert(sizeof...(args) <= kMost);
    Value values[] = {Value(args)..., Value()};
    return callWith(thread, self, values, sizeof...(args));
  }

 private:
  static constexpr size_t kMost = 3;
  Ref<> function_;
  bool unbound_ = false;
};

// Calls type(self).name(self, args…), at most three.  AttributeError if the class lost the method meanwhile.
Ref<> callDunderWith(Thread& thread, Value self, Str* name, const Value* values, size_t count) {
  SpecialMethod method;
  if (method.find(thread, self, name)) return method.callWith(thread, self, values, count);
  if (thread.hasException()) return Raised{};
  return thread.raise(TypeId::kAttributeError, "'{}' object has no attribute '{}'", typeOf(thread, self), name);
}

template <class... Values>
Ref<> callDunder(Thread& thread, Value self, Str* name, Values... args) {
  Value values[] = {Value(args)..., Value()};
  return callDunderWith(thread, self, name, values, sizeof...(args));
}

struct BinaryNames {
  Str* Names::* direct;
  Str* Names::* reflected;
  Str* Names::* inPlace;
};
#define TAIPAN_BINARY(name) {&Names::dunder_##name, &Names::dunder_r##name, &Names::dunder_i##name}
constexpr BinaryNames kBinaryNames[] = {
    TAIPAN_BINARY(add),     TAIPAN_BINARY(and),    TAIPAN_BINARY(floordiv), TAIPAN_BINARY(lshift),
    TAIPAN_BINARY(matmul),  TAIPAN_BINARY(mul),    TAIPAN_BINARY(mod),      TAIPAN_BINARY(or),
    TAIPAN_BINARY(pow),     TAIPAN_BINARY(rshift), TAIPAN_BINARY(sub),      TAIPAN_BINARY(truediv),
    TAIPAN_BINARY(xor),     {&Names::dunder_divmod, &Names::dunder_rdivmod, &Names::dunder_divmod},
};
#undef TAIPAN_BINARY

// Is `name` found on `type` elsewhere than on `other`?
bool overrides(Thread& thread, Type* type, Type* other, Str* name) {
  Value mine = lookupInType(thread, type, name);
  return !mine.isEmpty() && !(mine == lookupInType(thread, other, name));
}

// Language reference §3.3.8: the left operand's method first, but the reflected method of a right operand
// whose class is a subclass that overrides it comes before.
template <BinaryOp op>
Ref<> genericBinary(Thread& thread, Value left, Value right) {
  constexpr int index = static_cast<int>(op);
  Str* direct = thread.names().*kBinaryNames[index].direct;
  Str* reflected = thread.names().*kBinaryNames[index].reflected;
  Type* leftType = typeOf(thread, left);
  Type* rightType = typeOf(thread, right);
  bool tryRight = leftType != rightType && rightType->slots.binary[index] == &genericBinary<op>;
  if (leftType->slots.binary[index] == &genericBinary<op>) {
    if (tryRight && isSubtype(rightType, leftType) && overrides(thread, rightType, leftType, reflected)) {
      SpecialMethod method;
      if (method.find(thread, right, reflected)) {
        Ref<> result = TRY(method.callOn(thread, right, left));
        if (!result.value().isNotImplemented()) return result;
      } else if (thread.hasException()) {
        return Raised{};
      }
      tryRight = false;
    }
    SpecialMethod method;
    if (method.find(thread, left, direct)) {
      Ref<> result = TRY(method.callOn(thread, left, right));
      if (!result.value().isNotImplemented() || leftType == rightType) return result;
    } else if (thread.hasException()) {
      return Raised{};
    }
  }
  if (tryRight) {
    SpecialMethod method;
    if (method.find(thread, right, reflected)) return method.callOn(thread, right, left);
    if (thread.hasException()) return Raised{};
  }
  return newRef(kNotImplemented);
}

template <BinaryOp op>
Ref<> genericInPlace(Thread& thread, Value left, Value right) {
  return callDunder(thread, left, thread.names().*kBinaryNames[static_cast<int>(op)].inPlace, right);
}

Ref<> genericPower(Thread& thread, Value base, Value exponent, Value modulus) {
  if (modulus.isNone()) return genericBinary<BinaryOp::kPower>(thread, base, exponent);
  if (typeOf(thread, base)->slots.power == &genericPower) {
    return callDunder(thread, base, thread.names().dunder_pow, exponent, modulus);
  }
  return newRef(kNotImplemented);
}

template <Str* Names::*name>
Ref<> genericUnary(Thread& thread, Value self) {
  return callDunder(thread, self, thread.names().*name);
}

// ---------------------------------------------------------------- basics

Ref<> genericRepr(Thread& thread, Value self) { return callDunder(thread, self, thread.names().dunder_repr); }
Ref<> genericStr(Thread& thread, Value self) { return callDunder(thread, self, thread.names().dunder_str); }

Result<int64_t> genericHash(Thread& thread, Value self) {
  SpecialMethod method;
  if (!method.find(thread, self, thread.names().dunder_hash) || method.function().isNone()) {
    thread.clearException();
    return hashNotImplemented(thread, self);
  }
  Ref<> result = TRY(method.callOn(thread, self));
  if (!isInt(result)) {
    return thread.raiseTypeError("__hash__ method should return an integer");
  }
  int64_t value;
  if (!intFitsInt64(result, &value)) value = intHash(result);
  return value == -1 ? -2 : value;
}

Ref<> genericCall(Thread& thread, Value self, const Arguments& args) {
  Ref<> method = lookupSpecial(thread, self, thread.names().dunder_call);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("'{}' object is not callable", typeOf(thread, self));
  }
  CountedRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  return call(thread, method, args);
}

Ref<> genericGetAttributeHook(Thread& thread, Value self, Str* name) {
  Type* type = typeOf(thread, self);
  Value getAttributeMethod = lookupInType(thread, type, thread.names().dunder_getattribute);
  Ref<> result;
  bool isDefault = getAttributeMethod.isObject() &&
                   getAttributeMethod.object()->type == thread.type(TypeId::kWrapperDescriptor);
  if (isDefault) {
    // The native slot behind the wrapper, called without the detour.
    result = getAttributeMethod.as<NativeDescriptor>()->owner->slots.getAttribute(thread, self, name);
  } else {
    result = callDunder(thread, self, thread.names().dunder_getattribute, name);
  }
  if (result || !thread.exceptionMatches(TypeId::kAttributeError)) return result;
  Value hook = lookupInType(thread, typeOf(thread, self), thread.names().dunder_getattr);
  if (hook.isEmpty()) return Raised{};
  thread.clearException();
  return callDunder(thread, self, thread.names().dunder_getattr, name);
}

Status genericSetAttributeHook(Thread& thread, Value self, Str* name, Value value) {
  Ref<> result = value.isEmpty() ? callDunder(thread, self, thread.names().dunder_delattr, name)
                                 : callDunder(thread, self, thread.names().dunder_setattr, name, value);
  if (!result) return Raised{};
  return kOk;
}

constexpr Str* Names::* kCompareNames[] = {&Names::dunder_lt, &Names::dunder_le, &Names::dunder_eq,
                                           &Names::dunder_ne, &Names::dunder_gt, &Names::dunder_ge};

Ref<> genericCompare(Thread& thread, Value self, Value other, CompareOp op) {
  SpecialMethod method;
  if (!method.find(thread, self, thread.names().*kCompareNames[static_cast<int>(op)])) {  // nor does a failing descriptor make the comparison fail
    thread.clearException();
    return newRef(kNotImplemented);
  }
  NativeRecursion guard(thread);
  if (!guard.enter(" in comparison")) return Raised{};
  return method.callOn(thread, self, other);
}

Ref<> genericIterate(Thread& thread, Value self) {
  Value found = lookupInType(thread, typeOf(thread, self), thread.names().dunder_iter);
  if (found.isNone()) {
    return thread.raiseTypeError("'{}' object is not iterable", typeOf(thread, self));
  }
  return callDunder(thread, self, thread.names().dunder_iter);
}

Ref<> genericNext(Thread& thread, Value self) {
  Ref<> result = callDunder(thread, self, thread.names().dunder_next);
  // An explicit StopIteration is the end; what is empty without exception means just that.
  if (!result && thread.exceptionMatches(TypeId::kStopIteration)) thread.clearException();
  return result;
}

Ref<> genericDescriptorGet(Thread& thread, Value self, Value instance, Value owner) {
  Value values[] = {instance.isEmpty() ? kNone : instance, owner.isEmpty() ? kNone : owner};
  return callDunderWith(thread, self, thread.names().dunder_get, values, 2);
}

Status genericDescriptorSet(Thread& thread, Value self, Value instance, Value value) {
  Ref<> result = value.isEmpty()
                     ? callDunder(thread, self, thread.names().dunder_delete, instance)
                     : callDunder(thread, self, thread.names().dunder_set, instance, value);
  if (!result) return Raised{};
  return kOk;
}

Ref<> genericNew(Thread& thread, Type* type, const Arguments& args) {
  Ref<> function = TRY(getAttribute(thread, type, thread.names().dunder_new));
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  size_t total = args.positionalCount + keywords;
  constexpr size_t kInline = 16;
  Value inlineValues[kInline + 1];
  std::vector<Value> many;
  Value* values = inlineValues;
  if (total > kInline) {
    many.resize(total + 1);
    values = many.data();
  }
  values[0] = type;
  for (size_t i = 0; i < total; ++i) values[i + 1] = args.values[i];
  return call(thread, function, Arguments{values, args.positionalCount + 1, args.keywordNames});
}

Status genericInit(Thread& thread, Value self, const Arguments& args) {
  Ref<> method = lookupSpecial(thread, self, thread.names().dunder_init);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return kOk;
  }
  Ref<> result = TRY(call(thread, method, args));
  if (!result.value().isNone()) {
    return thread.raiseTypeError("__init__() should return None, not '{}'", typeOf(thread, result));
  }
  return kOk;
}

void genericFinalize(Thread& thread, Value self) {
  Ref<> pending = thread.takeException();
  Ref<> method = lookupSpecial(thread, self, thread.names().dunder_del);
  if (method) {
    if (!call(thread, method)) {  // the report names the function, not what binds it
      Value shown = method;
      if (shown.isObject() && shown.object()->type == thread.type(TypeId::kMethod)) shown = shown.as<Method>()->function;
      reportUnraisable(thread, shown);
    }
  } else if (thread.hasException()) {
    reportUnraisable(thread, self);
  }
  if (pending) thread.restoreException(std::move(pending));
}

// ---------------------------------------------------------------- sequences, mappings, async

Result<bool> genericTruth(Thread& thread, Value self) {
  Ref<> result = callDunder(thread, self, thread.names().dunder_bool);
  if (!result) return Raised{};
  if (!result.value().isBool()) {
    return thread.raiseTypeError("__bool__ should return bool, returned {}", typeOf(thread, result));
  }
  return result.value().isTrue();
}

Result<int64_t> genericLength(Thread& thread, Value self) {
  Ref<> result = TRY(callDunder(thread, self, thread.names().dunder_len));
  Ref<> number = TRY(index(thread, result));
  if (intSign(number) < 0) return thread.raiseValueError("__len__() should return >= 0");
  int64_t value;
  if (!intFitsInt64(number, &value)) {
    return thread.raise(TypeId::kOverflowError, "cannot fit '{}' into an index-sized integer",
                        typeOf(thread, result));
  }
  return value;
}

Ref<> genericGetItem(Thread& thread, Value self, Value key) {
  return callDunder(thread, self, thread.names().dunder_getitem, key);
}

Status genericSetItem(Thread& thread, Value self, Value key, Value value) {
  Ref<> result = value.isEmpty() ? callDunder(thread, self, thread.names().dunder_delitem, key)
                                 : callDunder(thread, self, thread.names().dunder_setitem, key, value);
  if (!result) return Raised{};
  return kOk;
}

Result<bool> genericContains(Thread& thread, Value self, Value item) {
  Value found = lookupInType(thread, typeOf(thread, self), thread.names().dunder_contains);
  if (found.isNone()) {
    return thread.raiseTypeError("'{}' object is not a container", typeOf(thread, self));
  }
  Ref<> result = TRY(callDunder(thread, self, thread.names().dunder_contains, item));
  return isTrue(thread, result);
}

// ---------------------------------------------------------------- wrappers

// Some of CPython's wrappers unpack their arguments under an empty name, which leaves a space in the message.
enum class CountText { kPlain, kEmptyName };
Status checkCount(Thread& thread, const Arguments& args, size_t least, size_t most, CountText style = CountText::kPlain) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("wrapper takes no keyword arguments");
  }
  size_t n = args.positionalCount;
  if (n >= least && n <= most) return kOk;
  const char* indent = style == CountText::kEmptyName ? " " : "";
  if (least == most) {
    return thread.raiseTypeError("{}expected {} argument{}, got {}", indent, most, most == 1 ? "" : "s", n);
  }
  return thread.raiseTypeError("{}expected at {} {} argument{}, got {}", indent, n < least ? "least" : "most",
                               n < least ? least : most, (n < least ? least : most) == 1 ? "" : "s", n);
}

template <BinaryOp op, bool reflected>
Ref<> wrapBinary(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  auto function = owner->slots.binary[static_cast<int>(op)];
  return reflected ? function(thread, args[0], self) : function(thread, self, args[0]);
}
template <BinaryOp op>
Ref<> wrapInPlace(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  return owner->slots.inPlace[static_cast<int>(op)](thread, self, args[0]);
}
template <bool reflected>
Ref<> wrapPower(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 2, CountText::kEmptyName));
  if (args.positionalCount == 2 && !args[1].isNone()) {
    if (owner->slots.power == nullptr) return newRef(kNotImplemented);
    return reflected ? owner->slots.power(thread, args[0], self, args[1])
                     : owner->slots.power(thread, self, args[0], args[1]);
  }
  auto function = owner->slots.binary[static_cast<int>(BinaryOp::kPower)];
  return reflected ? function(thread, args[0], self) : function(thread, self, args[0]);
}
template <UnaryOp op>
Ref<> wrapUnary(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  return owner->slots.unary[static_cast<int>(op)](thread, self);
}
// Slots of the shape Ref<>(Thread&, Value).
template <Ref<> (*Slots::*slot)(Thread&, Value)>
Ref<> wrapSimple(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  return (owner->slots.*slot)(thread, self);
}
template <Ref<> (*Slots::*slot)(Thread&, Value, Value)>
Ref<> wrapOne(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  return (owner->slots.*slot)(thread, self, args[0]);
}
Ref<> wrapNext(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  Ref<> result = owner->slots.next(thread, self);
  if (!result && !thread.hasException()) return thread.raise(TypeId::kStopIteration, "");
  return result;
}
Ref<> wrapTruth(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  return newRef(Value::boolean(TRY(owner->slots.truth(thread, self))));
}
Ref<> wrapHash(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  return newInt(thread, TRY(owner->slots.hash(thread, self)));
}
Ref<> wrapLength(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  return newInt(thread, TRY(owner->slots.length(thread, self)));
}
Ref<> wrapCall(Thread& thread, Type* owner, Value self, const Arguments& args) {
  return owner->slots.call(thread, self, args);
}
Ref<> wrapInit(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(owner->slots.initialize(thread, self, args));
  return newRef(kNone);
}
Ref<> wrapDel(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 0, 0));
  owner->slots.finalize(thread, self);
  return newRef(kNone);
}
template <CompareOp op>
Ref<> wrapCompare(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  return owner->slots.compare(thread, self, args[0], op);
}
Status checkName(Thread& thread, Value name) {
  if (isStr(name)) return kOk;
  return thread.raiseTypeError("attribute name must be string, not '{}'", typeOf(thread, name));
}
Ref<> wrapGetAttribute(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  TRY(checkName(thread, args[0]));
  Ref<Str> name = TRY(intern(thread, newRef(args[0].as<Str>())));
  return owner->slots.getAttribute(thread, self, name);
}
// object.__setattr__ must not be used to get round a native type's own rules (Carlo Verre's hack).
Status checkSetAttributeOwner(Thread& thread, Type* owner, Value self, const char* what) {
  Type* type = typeOf(thread, self);
  while (type != nullptr && type->has(kTypeIsHeapType)) type = type->base;
  if (type != nullptr && type->slots.setAttribute != owner->slots.setAttribute) {
    return thread.raiseTypeError("can't apply this {} to {} object", what, typeOf(thread, self));
  }
  return kOk;
}
Ref<> wrapSetAttribute(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 2, 2, CountText::kEmptyName));
  TRY(checkSetAttributeOwner(thread, owner, self, "__setattr__"));
  TRY(checkName(thread, args[0]));
  Ref<Str> name = TRY(intern(thread, newRef(args[0].as<Str>())));
  TRY(owner->slots.setAttribute(thread, self, name, args[1]));
  return newRef(kNone);
}
Ref<> wrapDelAttribute(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  TRY(checkSetAttributeOwner(thread, owner, self, "__delattr__"));
  TRY(checkName(thread, args[0]));
  Ref<Str> name = TRY(intern(thread, newRef(args[0].as<Str>())));
  TRY(owner->slots.setAttribute(thread, self, name, Value()));
  return newRef(kNone);
}
Ref<> wrapDescriptorGet(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 2, CountText::kEmptyName));
  Value instance = args[0].isNone() ? Value() : args[0];
  Value cls = args.positionalCount == 2 && !args[1].isNone() ? args[1] : Value();
  if (instance.isEmpty() && cls.isEmpty()) {
    return thread.raiseTypeError("__get__(None, None) is invalid");
  }
  return owner->slots.descriptorGet(thread, self, instance, cls);
}
Ref<> wrapDescriptorSet(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 2, 2, CountText::kEmptyName));
  TRY(owner->slots.descriptorSet(thread, self, args[0], args[1]));
  return newRef(kNone);
}
Ref<> wrapDescriptorDelete(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  TRY(owner->slots.descriptorSet(thread, self, args[0], Value()));
  return newRef(kNone);
}
Ref<> wrapSetItem(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 2, 2, CountText::kEmptyName));
  TRY(owner->slots.setItem(thread, self, args[0], args[1]));
  return newRef(kNone);
}
Ref<> wrapDelItem(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  TRY(owner->slots.setItem(thread, self, args[0], Value()));
  return newRef(kNone);
}
Ref<> wrapContains(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1));
  return newRef(Value::boolean(TRY(owner->slots.contains(thread, self, args[0]))));
}
template <Ref<> (*Slots::*slot)(Thread&, Value, int64_t)>
Ref<> wrapRepeat(Thread& thread, Type* owner, Value self, const Arguments& args) {
  TRY(checkCount(thread, args, 1, 1, CountText::kEmptyName));
  int64_t count = TRY(indexAsInt64(thread, args[0], TypeId::kOverflowError));
  return (owner->slots.*slot)(thread, self, count);
}

// ---------------------------------------------------------------- the table

template <class F>
AnySlot any(F function) {
  return reinterpret_cast<AnySlot>(function);
}

#define BINARY_SLOT(text, rtext, op, sign)                                                              \
  {"__" text "__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::op),                   \
   any(&genericBinary<BinaryOp::op>), &wrapBinary<BinaryOp::op, false>, "($self, value, /)", "Return self" sign "value."},      \
      {"__" rtext "__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::op),              \
       any(&genericBinary<BinaryOp::op>), &wrapBinary<BinaryOp::op, true>, "($self, value, /)", "Return value" sign "self."}
#define IN_PLACE_SLOT(text, op, sign)                                                        \
  {"__" text "__", offsetof(Slots, inPlace) + 8 * static_cast<int>(BinaryOp::op),       \
   any(&genericInPlace<BinaryOp::op>), &wrapInPlace<BinaryOp::op>, "($self, value, /)", "Return self" sign "=value."}
#define UNARY_SLOT(text, op, doc)                                                                      \
  {"__" #text "__", offsetof(Slots, unary) + 8 * static_cast<int>(UnaryOp::op),                    \
   any(&genericUnary<&Names::dunder_##text>), &wrapUnary<UnaryOp::op>, "($self, /)", doc}
#define COMPARE_SLOT(text, op, sign) \
  {"__" text "__", offsetof(Slots, compare), any(&genericCompare), &wrapCompare<CompareOp::op>, "($self, value, /)", "Return self" sign "value."}

const SlotEntry kSlotTable[] = {
    {"__repr__", offsetof(Slots, repr), any(&genericRepr), &wrapSimple<&Slots::repr>, "($self, /)", "Return repr(self)."},
    {"__hash__", offsetof(Slots, hash), any(&genericHash), &wrapHash, "($self, /)", "Return hash(self)."},
    {"__call__", offsetof(Slots, call), any(&genericCall), &wrapCall, "($self, /, *args, **kwargs)", "self(*args, **kwargs)"},
    {"__str__", offsetof(Slots, str), any(&genericStr), &wrapSimple<&Slots::str>, "($self, /)", "Return str(self)."},
    {"__getattribute__", offsetof(Slots, getAttribute), any(&genericGetAttributeHook), &wrapGetAttribute, "($self, name, /)", "Return getattr(self, name)."},
    {"__getattr__", offsetof(Slots, getAttribute), any(&genericGetAttributeHook), nullptr, ""},
    {"__setattr__", offsetof(Slots, setAttribute), any(&genericSetAttributeHook), &wrapSetAttribute, "($self, name, value, /)", "Implement setattr(self, name, value)."},
    {"__delattr__", offsetof(Slots, setAttribute), any(&genericSetAttributeHook), &wrapDelAttribute, "($self, name, /)", "Implement delattr(self, name)."},
    COMPARE_SLOT("lt", kLess, "<"), COMPARE_SLOT("le", kLessEqual, "<="), COMPARE_SLOT("eq", kEqual, "=="),
    COMPARE_SLOT("ne", kNotEqual, "!="), COMPARE_SLOT("gt", kGreater, ">"), COMPARE_SLOT("ge", kGreaterEqual, ">="),
    {"__iter__", offsetof(Slots, iterate), any(&genericIterate), &wrapSimple<&Slots::iterate>, "($self, /)", "Implement iter(self)."},
    {"__next__", offsetof(Slots, next), any(&genericNext), &wrapNext, "($self, /)", "Implement next(self)."},
    {"__get__", offsetof(Slots, descriptorGet), any(&genericDescriptorGet), &wrapDescriptorGet, "($self, instance, owner=None, /)", "The value of this attribute for instance, or for the class owner."},
    {"__set__", offsetof(Slots, descriptorSet), any(&genericDescriptorSet), &wrapDescriptorSet, "($self, instance, value, /)", "Give instance a value for this attribute."},
    {"__delete__", offsetof(Slots, descriptorSet), any(&genericDescriptorSet), &wrapDescriptorDelete, "($self, instance, /)", "Take this attribute from instance."},
    {"__init__", offsetof(Slots, initialize), any(&genericInit), &wrapInit, "($self, /, *args, **kwargs)", "Set up self with the arguments of the call that made it."},
    {"__new__", offsetof(Slots, create), any(&genericNew), nullptr, ""},
    {"__del__", offsetof(Slots, finalize), any(&genericFinalize), &wrapDel, "($self, /)", "What happens before self goes."},
    {"__await__", offsetof(Slots, await), any(&genericUnary<&Names::dunder_await>), &wrapSimple<&Slots::await>, "($self, /)", "The iterator that runs for await self."},
    {"__aiter__", offsetof(Slots, asyncIterate), any(&genericUnary<&Names::dunder_aiter>), &wrapSimple<&Slots::asyncIterate>, "($self, /)", "Implement aiter(self)."},
    {"__anext__", offsetof(Slots, asyncNext), any(&genericUnary<&Names::dunder_anext>), &wrapSimple<&Slots::asyncNext>, "($self, /)", "Implement anext(self)."},
    BINARY_SLOT("add", "radd", kAdd, "+"), BINARY_SLOT("sub", "rsub", kSubtract, "-"),
    BINARY_SLOT("mul", "rmul", kMultiply, "*"), BINARY_SLOT("mod", "rmod", kRemainder, "%"),
    {"__divmod__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::kDivmod), any(&genericBinary<BinaryOp::kDivmod>), &wrapBinary<BinaryOp::kDivmod, false>, "($self, value, /)", "Return divmod(self, value)."},
    {"__rdivmod__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::kDivmod), any(&genericBinary<BinaryOp::kDivmod>), &wrapBinary<BinaryOp::kDivmod, true>, "($self, value, /)", "Return divmod(value, self)."},
    {"__pow__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::kPower), any(&genericBinary<BinaryOp::kPower>), &wrapPower<false>, "($self, value, mod=None, /)", "Return pow(self, value, mod)."},
    {"__rpow__", offsetof(Slots, binary) + 8 * static_cast<int>(BinaryOp::kPower), any(&genericBinary<BinaryOp::kPower>), &wrapPower<true>, "($self, value, mod=None, /)", "Return pow(value, self, mod)."},
    {"__pow__", offsetof(Slots, power), any(&genericPower), nullptr, ""},
    UNARY_SLOT(neg, kNegative, "-self"), UNARY_SLOT(pos, kPositive, "+self"), UNARY_SLOT(abs, kAbsolute, "abs(self)"),
    {"__bool__", offsetof(Slots, truth), any(&genericTruth), &wrapTruth, "($self, /)", "bool(self)"},
    UNARY_SLOT(invert, kInvert, "~self"), BINARY_SLOT("lshift", "rlshift", kLeftShift, "<<"),
    BINARY_SLOT("rshift", "rrshift", kRightShift, ">>"), BINARY_SLOT("and", "rand", kAnd, "&"),
    BINARY_SLOT("xor", "rxor", kXor, "^"), BINARY_SLOT("or", "ror", kOr, "|"), UNARY_SLOT(int, kInt, "int(self)"),
    UNARY_SLOT(float, kFloat, "float(self)"), IN_PLACE_SLOT("iadd", kAdd, "+"), IN_PLACE_SLOT("isub", kSubtract, "-"),
    IN_PLACE_SLOT("imul", kMultiply, "*"), IN_PLACE_SLOT("imod", kRemainder, "%"), IN_PLACE_SLOT("ipow", kPower, "**"),
    IN_PLACE_SLOT("ilshift", kLeftShift, "<<"), IN_PLACE_SLOT("irshift", kRightShift, ">>"),
    IN_PLACE_SLOT("iand", kAnd, "&"), IN_PLACE_SLOT("ixor", kXor, "^"), IN_PLACE_SLOT("ior", kOr, "|"),
    BINARY_SLOT("floordiv", "rfloordiv", kFloorDivide, "//"), BINARY_SLOT("truediv", "rtruediv", kTrueDivide, "/"),
    IN_PLACE_SLOT("ifloordiv", kFloorDivide, "//"), IN_PLACE_SLOT("itruediv", kTrueDivide, "/"),
    UNARY_SLOT(index, kIndex, "self as the int that operator.index(self) gives"), BINARY_SLOT("matmul", "rmatmul", kMatrixMultiply, "@"),
    IN_PLACE_SLOT("imatmul", kMatrixMultiply, "@"),
    {"__len__", offsetof(Slots, length), any(&genericLength), &wrapLength, "($self, /)", "Return len(self)."},
    {"__getitem__", offsetof(Slots, getItem), any(&genericGetItem), &wrapOne<&Slots::getItem>, "($self, key, /)", "Return self[key]."},
    {"__setitem__", offsetof(Slots, setItem), any(&genericSetItem), &wrapSetItem, "($self, key, value, /)", "Implement self[key] = value."},
    {"__delitem__", offsetof(Slots, setItem), any(&genericSetItem), &wrapDelItem, "($self, key, /)", "Implement del self[key]."},
    {"__contains__", offsetof(Slots, contains), any(&genericContains), &wrapContains, "($self, key, /)", "Return key in self."},
    // Only natively: a class that defines __add__ gets binary[kAdd], not concat.
    {"__add__", offsetof(Slots, concat), nullptr, &wrapOne<&Slots::concat>, "($self, value, /)", "Return self+value."},
    {"__mul__", offsetof(Slots, repeat), nullptr, &wrapRepeat<&Slots::repeat>, "($self, value, /)", "Return self*value."},
    {"__rmul__", offsetof(Slots, repeat), nullptr, &wrapRepeat<&Slots::repeat>, "($self, value, /)", "Return value*self."},
    {"__iadd__", offsetof(Slots, inPlaceConcat), nullptr, &wrapOne<&Slots::inPlaceConcat>, "($self, value, /)", "Implement self+=value."},
    {"__imul__", offsetof(Slots, inPlaceRepeat), nullptr, &wrapRepeat<&Slots::inPlaceRepeat>, "($self, value, /)", "Implement self*=value."},
};

}  // namespace

std::span<const SlotEntry> slotTable() { return kSlotTable; }

namespace {

constexpr size_t kSlotCount = sizeof(Slots) / sizeof(AnySlot);

// What the dunders of one slot say: a native function while all that are found are wrappers of it, and
// the generic function as soon as one is not.
struct SlotChoice {
  AnySlot native = nullptr;
  AnySlot generic = nullptr;
  bool useGeneric = false;
  bool seen = false;
};

void considerEntry(Thread& thread, Type* type, const SlotEntry& entry, SlotChoice& choice) {
  choice.seen = true;
  if (entry.generic != nullptr) choice.generic = entry.generic;
  Ref<Str> name = internText(thread, entry.name);
  Value found = lookupInType(thread, type, name);
  if (found.isEmpty()) return;
  Type* foundType = found.isObject() ? found.object()->type : nullptr;
  AnySlot candidate = nullptr;
  if (foundType == thread.type(TypeId::kWrapperDescriptor) &&
      std::strcmp(found.as<NativeDescriptor>()->slot->name, entry.name) == 0) {  // not `__str__ = int.__repr__`
    auto* descriptor = found.as<NativeDescriptor>();
    // A wrapper under another name (`__str__ = int.__repr__`) has to be called by name.
    bool named = descriptor->slot->offset == entry.offset;
    if (!named) choice.useGeneric = true;
    if (isSubtype(type, descriptor->owner)) candidate = slotAt(descriptor->owner->slots, entry.offset);
    else choice.useGeneric = true;  // of another type: it is called, and raises
    // Null: the name belongs to another slot of the native type (concat and add).
    if (candidate == nullptr) return;
  } else if (entry.offset == offsetof(Slots, create) && foundType == thread.type(TypeId::kBuiltinFunction)) {
    Value self = found.as<BuiltinFunction>()->self;
    if (self.isObject() && self.object()->type->has(kTypeIsType)) {
      candidate = any(type->slots.create);  // as CPython: what made instances so far goes on
    }
  } else if (entry.offset == offsetof(Slots, hash) && found.isNone()) {
    candidate = any(&hashNotImplemented);
  }
  if (candidate == nullptr || (choice.native != nullptr && choice.native != candidate)) {
    choice.useGeneric = true;
  }
  choice.native = candidate;
}

}  // namespace

void updateSlots(Thread& thread, Type* type, Str* name) {
  SlotChoice choices[kSlotCount];
  for (const SlotEntry& entry : kSlotTable) {
    if (name != nullptr && !strEqualText(name, entry.name)) continue;
    choices[entry.offset / sizeof(AnySlot)].seen = true;
  }
  for (const SlotEntry& entry : kSlotTable) {
    SlotChoice& choice = choices[entry.offset / sizeof(AnySlot)];
    if (choice.seen) considerEntry(thread, type, entry, choice);
  }
  for (size_t i = 0; i < kSlotCount; ++i) {
    const SlotChoice& choice = choices[i];
    if (!choice.seen) continue;
    slotAt(type->slots, i * sizeof(AnySlot)) =
        choice.useGeneric && choice.generic != nullptr ? choice.generic : choice.native;
  }
  // Native finalizers have no __del__ to be found by.
  if (type->slots.finalize == nullptr && type->base != nullptr && any(type->base->slots.finalize) != any(&genericFinalize)) {
    type->slots.finalize = type->base->slots.finalize;
  }
  if (type->slots.finalize != nullptr) type->flags |= kTypeHasFinalizer;
  else type->flags &= ~uint32_t{kTypeHasFinalizer};
  if (type->subclasses != nullptr && name != nullptr) {
    for (Type* subclass : *type->subclasses) updateSlots(thread, subclass, name);
  }
}

void inheritSlots(Type* type) {
  Type* base = type->base;
  if (base == nullptr) return;
  bool ownCompareOrHash = type->slots.compare != nullptr || type->slots.hash != nullptr;
  auto* mine = reinterpret_cast<AnySlot*>(&type->slots);
  auto* theirs = reinterpret_cast<AnySlot*>(&base->slots);
  for (size_t i = 0; i < sizeof(Slots) / sizeof(AnySlot); ++i) {
    size_t offset = i * sizeof(AnySlot);
    bool pair = offset == offsetof(Slots, compare) || offset == offsetof(Slots, hash);
    // A type that defines equality without a hash is unhashable, so the two come together or not at all.
    if (pair && ownCompareOrHash) continue;
    if (mine[i] == nullptr) mine[i] = theirs[i];
  }
  if (type->slots.compare != nullptr && type->slots.hash == nullptr) {
    type->slots.hash = &hashNotImplemented;
  }
}

Ref<> nextKeepingStop(Thread& thread, Value iterator) {
  auto next = typeOf(thread, iterator)->slots.next;
  return next == &genericNext ? callDunder(thread, iterator, thread.names().dunder_next) : next(thread, iterator);
}

}  // namespace taipan
