// match statements and exception groups.
#include <algorithm>
#include <vector>

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

// OPTIMIZATION: plain dicts are asked directly.
static Ref<> matchDictKeys(Thread& thread, Dict* subject, Tuple* keys) {
  Ref<Set> seen;
  if (keys->size > 1) seen = TRY(newSet(thread));
  Ref<Tuple> values = TRY(newTuple(thread, keys->size));
  for (size_t i = 0; i < keys->size; i++) {
    Value key = keys->items[i];
    if (seen && TRY(setContains(thread, seen, key))) {
      return thread.raiseValueError("mapping pattern checks duplicate key ({!r})", key);
    }
    if (seen) TRY(setAdd(thread, seen, key));
    Value value = dictGet(thread, subject, key);
    if (value.isEmpty()) return thread.hasException() ? Ref<>() : newRef(kNone);
    tupleInit(values, i, newRef(value));
  }
  return values;
}

Ref<> matchKeys(Thread& thread, Value subject, Tuple* keys) {
  if (subject.isObject() && subject.object()->type->id == TypeId::kDict) return matchDictKeys(thread, subject.as<Dict>(), keys);
  Ref<Set> seen = TRY(newSet(thread));
  Ref<Tuple> values = TRY(newTuple(thread, keys->size));
  if (keys->size == 0) return values;
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

// __match_args__ of a class; empty without exception if it has none.
static Ref<> matchArgsOf(Thread& thread, Type* cls) {
  Str* name = thread.names().dunder_match_args;
  if (cls->type == thread.type(TypeId::kType)) {  // OPTIMIZATION: no metaclass, and mostly a plain tuple
    Value found = lookupInType(thread, cls, name);
    if (found.isEmpty() || (found.isObject() && found.object()->type->id == TypeId::kTuple)) {
      increfOrEmpty(found);
      return Ref<>::adopt(found);
    }
  }
  return lookupAttribute(thread, Value(cls), name);
}

// Attribute number `i` of those a class pattern asks for, `names` those before it; empty without exception: no match.
static Ref<> matchAttribute(Thread& thread, Value subject, Type* cls, const Value* names, size_t i) {
  if (!isExactStr(names[i])) {
    return thread.raiseTypeError("__match_args__ elements must be strings (got {!T})", names[i]);
  }
  for (size_t k = 0; k < i; k++) {
    if (strEqual(names[k].as<Str>(), names[i].as<Str>())) {
      return thread.raiseTypeError("{}() got multiple sub-patterns for attribute {!r}", cls, names[i]);
    }
  }
  return lookupAttribute(thread, subject, names[i].as<Str>());
}

Ref<> matchClass(Thread& thread, Value subject, Value cls, int32_t positional, Tuple* keywordNames) {
  if (!isInstanceOf(thread, cls, TypeId::kType)) {
    return thread.raiseTypeError("called match pattern must be a type");
  }
  if (!TRY(isInstance(thread, subject, cls))) return Ref<>();
  Type* type = cls.as<Type>();
  Ref<> matchArgs;
  bool matchSelf = false;
  if (positional > 0) {
    matchArgs = matchArgsOf(thread, type);
    if (!matchArgs && thread.hasException()) return Raised{};
    matchSelf = !matchArgs && type->has(kTypeMatchSelf);
    if (matchArgs && !isTuple(matchArgs)) {
      return thread.raiseTypeError("{}.__match_args__ must be a tuple (got {!T})", type, matchArgs.get());
    }
    int32_t allowed = matchSelf ? 1 : matchArgs ? static_cast<int32_t>(matchArgs.value().as<Tuple>()->size) : 0;
    if (allowed < positional) {
      return thread.raiseTypeError("{}() accepts {} positional sub-pattern{} ({} given)", type, allowed,
                                   allowed == 1 ? "" : "s", positional);
    }
  }
  size_t first = static_cast<size_t>(positional), count = first + keywordNames->size;
  if (matchSelf && count == 1) return makeTuple(thread, subject);
  std::vector<Value> names(count);
  if (!matchSelf && first != 0) std::copy_n(matchArgs.value().as<Tuple>()->items, first, names.begin());
  if (matchSelf) names[0] = Value(thread.names().empty);  // no attribute has this name
  std::copy_n(keywordNames->items, keywordNames->size, names.begin() + positional);
  Ref<Tuple> found = TRY(newTuple(thread, count));
  for (size_t i = 0; i < count; i++) {
    Ref<> item = i == 0 && matchSelf ? newRef(subject) : matchAttribute(thread, subject, type, names.data(), i);
    if (!item) return Ref<>();
    tupleInit(found, i, std::move(item));
  }
  return found;
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
