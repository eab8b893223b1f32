// isinstance and issubclass, with their hooks (PEP 3119).
#include "objects/abstract.h"
#include "objects/core_types.h"
#include "objects/counted_recursion.h"
#include "objects/generic_alias.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

bool isType(Value v) { return v.isObject() && v.object()->type->has(kTypeIsType); }

// `__bases__` of something that acts as a class; empty without exception: it does not.
Ref<Tuple> abstractBases(Thread& thread, Value cls) {
  Ref<> bases = lookupAttribute(thread, cls, thread.names().dunder_bases);
  if (!bases || !isTuple(bases)) return nullptr;
  return std::move(bases).cast<Tuple>();
}

Result<bool> abstractIsSubclass(Thread& thread, Value derived, Value cls) {
  CountedRecursion guard(thread);
  if (!guard.enter(" in __subclasscheck__")) return Raised{};
  if (derived == cls) return true;
  Ref<Tuple> bases = abstractBases(thread, derived);
  if (!bases) {
    if (thread.hasException()) return Raised{};
    return false;
  }
  for (size_t i = 0; i < bases->size; ++i) {
    if (TRY(abstractIsSubclass(thread, bases->items[i], cls))) return true;
  }
  return false;
}

Status checkClass(Thread& thread, Value cls, const char* message) {
  Ref<Tuple> bases = abstractBases(thread, cls);
  if (bases) return kOk;
  if (thread.hasException()) return Raised{};
  return thread.raiseTypeError(message);
}

}  // namespace

Result<bool> realIsInstance(Thread& thread, Value object, Value cls) {
  if (isType(cls)) {
    Type* type = typeOf(thread, object);
    if (isSubtype(type, cls.as<Type>())) return true;
    // OPTIMIZATION: the usual objects claim no other class than their own.
    Str* name = thread.names().dunder_class;
    if (type->slots.getAttribute == &genericGetAttribute &&
        lookupInType(thread, type, name) == lookupInType(thread, thread.type(TypeId::kObject), name)) {
      return false;
    }
    Ref<> claimed = lookupAttribute(thread, object, thread.names().dunder_class);
    if (!claimed && thread.hasException()) return Raised{};
    return claimed && isType(claimed) && claimed.value().as<Type>() != type &&
           isSubtype(claimed.value().as<Type>(), cls.as<Type>());
  }
  TRY(checkClass(thread, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"));
  Ref<> claimed = lookupAttribute(thread, object, thread.names().dunder_class);
  if (!claimed) {
    if (thread.hasException()) return Raised{};
    return false;
  }
  return abstractIsSubclass(thread, claimed, cls);
}

Result<bool> realIsSubclass(Thread& thread, Value derived, Value cls) {
  if (isType(derived) && isType(cls)) return isSubtype(derived.as<Type>(), cls.as<Type>());
  TRY(checkClass(thread, derived, "issubclass() arg 1 must be a class"));
  if (!isInstanceOf(thread, cls, TypeId::kUnion)) {
    TRY(checkClass(thread, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"));
  }
  return abstractIsSubclass(thread, derived, cls);
}

namespace {

// Shared shape of isinstance and issubclass: tuples, then the class's hook, then the plain test.
template <Str* Names::*hookName, Result<bool> (*plain)(Thread&, Value, Value)>
Result<bool> checkAgainst(Thread& thread, Value subject, Value cls) {
  if (isType(cls) && cls.object()->type == thread.type(TypeId::kType)) return plain(thread, subject, cls);
  if (isTuple(cls)) {
    CountedRecursion guard(thread);
    if (!guard.enter(hookName == &Names::dunder_instancecheck ? " in __instancecheck__" : " in __subclasscheck__")) {
      return Raised{};
    }
    Ref<> keep = newRef(cls);
    Tuple* tuple = cls.as<Tuple>();
    for (size_t i = 0; i < tuple->size; ++i) {
      if (TRY((checkAgainst<hookName, plain>(thread, subject, tuple->items[i])))) return true;
    }
    return false;
  }
  Ref<> hook = lookupSpecial(thread, cls, thread.names().*hookName);
  if (hook) {
    CountedRecursion guard(thread);
    if (!guard.enter(hookName == &Names::dunder_instancecheck ? " in __instancecheck__" : " in __subclasscheck__")) {
      return Raised{};
    }
    Ref<> result = TRY(call(thread, hook, subject));
    return isTrue(thread, result);
  }
  if (thread.hasException()) return Raised{};
  return plain(thread, subject, cls);
}

}  // namespace

Result<bool> isInstance(Thread& thread, Value object, Value cls) {
  if (Value(typeOf(thread, object)) == cls) return true;
  return checkAgainst<&Names::dunder_instancecheck, &realIsInstance>(thread, object, cls);
}

Result<bool> isSubclass(Thread& thread, Value derived, Value cls) {
  return checkAgainst<&Names::dunder_subclasscheck, &realIsSubclass>(thread, derived, cls);
}

}  // namespace taipan
