// match statements and exception groups.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_group.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/operations.h"

namespace taipan {

Ref<> matchKeys(Thread& thread, Value subject, Tuple* keys) {
  Ref<Tuple> values = TRY(newTuple(thread, keys->size));
  if (keys->size == 0) return values;
  if (keys->size == 1 && subject.isObject() && subject.object()->type->id == TypeId::kDict) {  // OPTIMIZATION
    Value found = dictGet(thread, subject.as<Dict>(), keys->items[0]);
    if (found.isEmpty()) return thread.hasException() ? Ref<>() : newRef(kNone);
    tupleInit(values, 0, newRef(found));
    return values;
  }
  Ref<Set> seen = TRY(newSet(thread));
  Ref<> get = lookupAttribute(thread, subject, thread.names().get);
  if (!get) return thread.hasException() ? Ref<>() : newRef(kNone);
  // A value that no mapping holds tells a missing key from a stored None.
  Ref<> missing = TRY(call(thread, Value(thread.type(TypeId::kObject))));
  for (size_t i = 0; i < keys->size; i++) {
    Value key = keys->items[i];
    if (TRY(setContains(thread, seen, key))) {
      return thread.raiseValueError("mapping pattern checks duplicate key ({!r})", key);
    }
    TRY(setAdd(thread, seen, key));
    Ref<> value = TRY(call(thread, get, key, missing.get()));
    if (value.get() == missing.get()) return newRef(kNone);
    tupleInit(values, i, std::move(value));
  }
  return values;
}

// Attribute `name` of the subject for a class pattern; empty without exception: no match.
static Ref<> matchAttribute(Thread& thread, Value subject, Type* cls, Value name, Set* seen) {
  if (!isStr(name)) return thread.raiseTypeError("__match_args__ elements must be strings (got {!T})", name);
  if (TRY(setContains(thread, seen, name))) {
    return thread.raiseTypeError("{}() got multiple sub-patterns for attribute {!r}", cls, name);
  }
  TRY(setAdd(thread, seen, name));
  return lookupAttribute(thread, subject, name.as<Str>());
}

// OPTIMIZATION: is it plain, without calling anything, that the class has no __match_args__, and binds the subject?
static bool matchesItself(Thread& thread, Type* type) {
  if (!type->has(kTypeMatchSelf) || type->type != thread.type(TypeId::kType)) return false;
  Str* name = thread.names().dunder_match_args;
  return lookupInType(thread, type, name).isEmpty() && lookupInType(thread, type->type, name).isEmpty();
}

Ref<> matchClass(Thread& thread, Value subject, Value cls, int32_t positional, Tuple* keywordNames) {
  if (!isInstanceOf(thread, cls, TypeId::kType)) {
    return thread.raiseTypeError("called match pattern must be a type");
  }
  if (!TRY(isInstance(thread, subject, cls))) return Ref<>();
  Type* type = cls.as<Type>();
  if (positional == 1 && keywordNames->size == 0 && matchesItself(thread, type)) return makeTuple(thread, subject);
  Ref<Set> seen = TRY(newSet(thread));
  Ref<List> found = TRY(newList(thread));
  if (positional > 0) {
    Ref<> matchArgs = lookupAttribute(thread, cls, thread.names().dunder_match_args);
    if (!matchArgs && thread.hasException()) return Raised{};
    bool matchSelf = !matchArgs && type->has(kTypeMatchSelf);
    if (matchArgs && !isTuple(matchArgs)) {
      return thread.raiseTypeError("{}.__match_args__ must be a tuple (got {!T})", type, matchArgs.get());
    }
    int32_t allowed = matchSelf ? 1 : matchArgs ? static_cast<int32_t>(matchArgs.value().as<Tuple>()->size) : 0;
    if (allowed < positional) {
      return thread.raiseTypeError("{}() accepts {} positional sub-pattern{} ({} given)", type, allowed,
                                   allowed == 1 ? "" : "s", positional);
    }
    if (matchSelf) TRY(listAppend(thread, found, subject));
    for (int32_t i = 0; i < positional && !matchSelf; i++) {
      Ref<> item = matchAttribute(thread, subject, type, matchArgs.value().as<Tuple>()->items[i], seen);
      if (!item) return Ref<>();
      TRY(listAppend(thread, found, item));
    }
  }
  for (size_t i = 0; i < keywordNames->size; i++) {
    Ref<> item = matchAttribute(thread, subject, type, keywordNames->items[i], seen);
    if (!item) return Ref<>();
    TRY(listAppend(thread, found, item));
  }
  return tupleFromList(thread, found);
}

// --- except*

static bool isGroup(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kBaseExceptionGroup); }

static Status checkGroupTypes(Thread& thread, Value types) {
  Type* group = thread.type(TypeId::kBaseExceptionGroup);
  Tuple* tuple = isTuple(types) ? types.as<Tuple>() : nullptr;
  size_t count = tuple != nullptr ? tuple->size : 1;
  for (size_t i = 0; i < count; i++) {
    Value item = tuple != nullptr ? tuple->items[i] : types;
    bool isClass = item.isObject() && item.object()->type->has(kTypeIsType);
    if (!isClass || !item.as<Type>()->has(kTypeIsException)) {
      return thread.raiseTypeError("catching classes that do not inherit from BaseException is not allowed");
    }
    if (TRY(isSubclass(thread, item, Value(group)))) {
      return thread.raiseTypeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
  return kOk;
}

Status matchExceptionGroup(Thread& thread, Value exception, Value types, Ref<>* match, Ref<>* rest) {
  TRY(checkGroupTypes(thread, types));
  *match = newRef(kNone);
  *rest = newRef(exception);
  if (exception.isNone()) return kOk;
  if (TRY(exceptionMatchesHandler(thread, exception, types))) {
    if (isGroup(thread, exception)) {
      *match = newRef(exception);
    } else {  // a naked exception is wrapped
      Ref<Tuple> items = TRY(makeTuple(thread, exception));
      Ref<> wrapped = TRY(call(thread, Value(thread.type(TypeId::kBaseExceptionGroup)), Value(thread.names().empty), Value(items.get())));
      *match = std::move(wrapped);
    }
    *rest = newRef(kNone);
    return kOk;
  }
  if (!isGroup(thread, exception)) return kOk;
  Ref<Str> split = TRY(internText(thread, "split"));
  Ref<> pair = TRY(callMethod(thread, exception, split.get(), types));
  if (!isTuple(pair) || pair.value().as<Tuple>()->size < 2) {
    return thread.raiseTypeError("{!T}.split must return a 2-tuple", exception);
  }
  *match = newRef(pair.value().as<Tuple>()->items[0]);
  *rest = newRef(pair.value().as<Tuple>()->items[1]);
  return kOk;
}

// What except* clauses raised or left over, to be raised as one; None if nothing.
Ref<> prepareReraiseStar(Thread& thread, Value original, List* exceptions) {
  return regroupRaised(thread, original, exceptions);
}

}  // namespace taipan
