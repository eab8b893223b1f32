// BaseExceptionGroup and ExceptionGroup (PEP 654): construction, splitting by type or predicate, and what remains
// to be raised after except* clauses.
#include <utility>
#include <vector>

#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/exception_group.h"
#include "objects/exception_types.h"
#include "objects/function.h"
#include "objects/generic_alias.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

ExceptionGroupException* groupOf(Value self) { return self.as<ExceptionGroupException>(); }

Tuple* membersOf(Value self) { return groupOf(self)->exceptions.as<Tuple>(); }

bool isGroup(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kBaseExceptionGroup); }

// What PySequence_Check takes: anything with items but dicts.
bool isSequence(Thread& thread, Value v) { return typeOf(thread, v)->slots.getItem != nullptr && !isDict(v); }

bool isExceptionClass(Value v) {
  return v.isObject() && v.object()->type->has(kTypeIsType) && v.as<Type>()->has(kTypeIsException);
}

// --- construction

// The exceptions as a tuple; *onlyPlain tells whether all of them are Exceptions.
Ref<Tuple> readMembers(Thread& thread, Value given, bool* onlyPlain) {
  if (!isSequence(thread, given)) return thread.raiseTypeError("second argument (exceptions) must be a sequence");
  Ref<Tuple> members = TRY(tupleFromIterable(thread, given));
  if (members->size == 0) return thread.raiseValueError("second argument (exceptions) must be a non-empty sequence");
  *onlyPlain = true;
  for (size_t i = 0; i < members->size; ++i) {
    Value member = members->items[i];
    if (!isException(member)) {
      return thread.raiseValueError("Item {} of second argument (exceptions) is not an exception", i);
    }
    if (!isSubtype(typeOf(thread, member), thread.type(TypeId::kException))) *onlyPlain = false;
  }
  return members;
}

// The class that is really made: a BaseExceptionGroup of plain exceptions is an ExceptionGroup.
Result<Type*> actualType(Thread& thread, Type* type, bool onlyPlain) {
  if (type == thread.type(TypeId::kBaseExceptionGroup)) {
    return onlyPlain ? thread.type(TypeId::kExceptionGroup) : type;
  }
  if (onlyPlain || !isSubtype(type, thread.type(TypeId::kException))) return type;
  if (type == thread.type(TypeId::kExceptionGroup)) {
    return thread.raiseTypeError("Cannot nest BaseExceptions in an ExceptionGroup");
  }
  return thread.raiseTypeError("Cannot nest BaseExceptions in '{}'", type->nativeName);
}

Ref<> groupCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount != 2) {
    return thread.raiseTypeError("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.positionalCount);
  }
  if (!isStr(args[0])) {
    return thread.raiseTypeError("BaseExceptionGroup.__new__() argument 1 must be str, not {!N}", args[0]);
  }
  bool onlyPlain = true;
  Ref<Tuple> members = TRY(readMembers(thread, args[1], &onlyPlain));
  type = TRY(actualType(thread, type, onlyPlain));
  Ref<ExceptionGroupException> self = TRY(newObject<ExceptionGroupException>(thread, type));
  self->args = TRY(newTupleFrom(thread, args.values, args.positionalCount)).release();
  self->message = newRef(args[0]).releaseValue();
  self->exceptions = members.releaseValue();
  return self;
}

Status groupInitialize(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("{}() takes no keyword arguments", typeOf(thread, self)->nativeName);
  }
  Ref<Tuple> given = TRY(newTupleFrom(thread, args.values, args.positionalCount));
  Ref<> old = Ref<>::adopt(Value(std::exchange(groupOf(self)->args, given.release())));
  return kOk;
}

Ref<> groupStr(Thread& thread, Value self) {
  size_t count = membersOf(self)->size;
  return formatStr(thread, "{} ({} sub-exception{})", groupOf(self)->message, count, count == 1 ? "" : "s");
}

Ref<> groupDerive(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("derive() takes exactly 1 argument ({} given)", args.positionalCount);
  }
  return call(thread, Value(thread.type(TypeId::kBaseExceptionGroup)), groupOf(self)->message, args[0]);
}

Ref<> groupClassGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

// --- splitting

// Says which exceptions are wanted: those of some types, those a function accepts, or given leaves.
struct Matcher {
  enum Kind { kTypes, kPredicate, kLeaves } kind;
  Value value;
  const std::vector<uint64_t>* leaves = nullptr;
};

Result<Matcher> matcherOf(Thread& thread, Value condition) {
  if (condition.isObject() && condition.object()->type == thread.type(TypeId::kFunction)) {
    return Matcher{Matcher::kPredicate, condition};
  }
  bool types = isExceptionClass(condition);
  if (isTuple(condition) && condition.object()->type == thread.type(TypeId::kTuple)) {
    Tuple* tuple = condition.as<Tuple>();
    types = true;
    for (size_t i = 0; i < tuple->size; ++i) types = types && isExceptionClass(tuple->items[i]);
  }
  if (types) return Matcher{Matcher::kTypes, condition};
  return thread.raiseTypeError("expected a function, exception type or tuple of exception types");
}

Result<bool> matches(Thread& thread, const Matcher& matcher, Value exception) {
  switch (matcher.kind) {
    case Matcher::kTypes: return exceptionMatchesHandler(thread, exception, matcher.value);
    case Matcher::kPredicate: {
      Ref<> verdict = TRY(call(thread, matcher.value, exception));
      return isTrue(thread, verdict);
    }
    case Matcher::kLeaves: break;
  }
  if (isGroup(thread, exception)) return false;
  for (uint64_t leaf : *matcher.leaves) {
    if (leaf == exception.bits()) return true;
  }
  return false;
}

// A group like `original` of `members`; empty without an exception if there are none.
Ref<> subset(Thread& thread, Value original, List* members) {
  if (members->size == 0) return Ref<>();
  Ref<Str> derive = TRY(internText(thread, "derive"));
  Ref<> group = TRY(callMethod(thread, original, derive.get(), Value(members)));
  if (!isGroup(thread, group)) return thread.raiseTypeError("derive must return an instance of BaseExceptionGroup");
  auto* from = groupOf(original);
  auto* to = groupOf(group);
  auto copyField = [](Value* target, Value source) {
    Ref<> old = Ref<>::adopt(*target);
    increfOrEmpty(source);
    *target = source;
  };
  copyField(&to->traceback, from->traceback);
  copyField(&to->context, from->context);
  if (!from->cause.isEmpty()) to->suppressContext = true;
  copyField(&to->cause, from->cause);
  Ref<Str> notesName = TRY(internText(thread, "__notes__"));
  Ref<> notes = lookupAttribute(thread, original, notesName);
  if (!notes && thread.hasException()) return Raised{};
  if (notes && isSequence(thread, notes)) {
    Ref<List> copy = TRY(listFromIterable(thread, notes));
    TRY(setAttribute(thread, group, notesName, copy.value()));
  }
  return group;
}

struct Halves {
  Ref<> match, rest;  // empty: nothing
};

Status splitInto(Thread& thread, Value exception, const Matcher& matcher, bool wantRest, Halves* halves) {
  bool whole = TRY(matches(thread, matcher, exception));
  if (whole) {
    halves->match = newRef(exception);
    return kOk;
  }
  if (!isGroup(thread, exception)) {
    if (wantRest) halves->rest = newRef(exception);
    return kOk;
  }
  CountedRecursion guard(thread);
  if (!guard.enter(" in exceptiongroup_split_recursive")) return Raised{};
  Ref<List> matched = TRY(newList(thread)), rest = TRY(newList(thread));
  Ref<> members = newRef(groupOf(exception)->exceptions);
  for (size_t i = 0; i < members.get().as<Tuple>()->size; ++i) {
    Halves inner;
    TRY(splitInto(thread, members.get().as<Tuple>()->items[i], matcher, wantRest, &inner));
    if (inner.match) TRY(listAppend(thread, matched, inner.match));
    if (inner.rest) TRY(listAppend(thread, rest, inner.rest));
  }
  halves->match = subset(thread, exception, matched);
  if (!halves->match && thread.hasException()) return Raised{};
  if (!wantRest) return kOk;
  halves->rest = subset(thread, exception, rest);
  if (!halves->rest && thread.hasException()) return Raised{};
  return kOk;
}

Ref<> orNone(Ref<> value) { return value ? std::move(value) : newRef(kNone); }

// The one argument of split() and subgroup().
Result<Value> onlyArgument(Thread& thread, const char* name, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("BaseExceptionGroup.{}() takes no keyword arguments", name);
  }
  if (args.positionalCount == 1) return args[0];
  return thread.raiseTypeError("{} expected 1 argument, got {}", name, args.positionalCount);
}

Ref<> groupSplit(Thread& thread, Value self, const Arguments& args) {
  Value condition = TRY(onlyArgument(thread, "split", args));
  Matcher matcher = TRY(matcherOf(thread, condition));
  Halves halves;
  TRY(splitInto(thread, self, matcher, true, &halves));
  Ref<> match = orNone(std::move(halves.match)), rest = orNone(std::move(halves.rest));
  return makeTuple(thread, match.get(), rest.get());
}

Ref<> groupSubgroup(Thread& thread, Value self, const Arguments& args) {
  Value condition = TRY(onlyArgument(thread, "subgroup", args));
  Matcher matcher = TRY(matcherOf(thread, condition));
  Halves halves;
  TRY(splitInto(thread, self, matcher, false, &halves));
  return orNone(std::move(halves.match));
}

// --- what except* leaves to raise

Status collectLeaves(Thread& thread, Value exception, std::vector<uint64_t>* leaves) {
  if (!isGroup(thread, exception)) {
    leaves->push_back(exception.bits());
    return kOk;
  }
  CountedRecursion guard(thread);
  if (!guard.enter(" in collect_exception_group_leaf_ids")) return Raised{};
  Tuple* members = membersOf(exception);
  for (size_t i = 0; i < members->size; ++i) TRY(collectLeaves(thread, members->items[i], leaves));
  return kOk;
}

// Two groups are parts of one if nobody raised either anew.  Notes say nothing: parts have copies of them.
bool sameOrigin(Thread& thread, Value a, Value b) {
  if (!isGroup(thread, a) || !isGroup(thread, b)) return false;
  auto *x = groupOf(a), *y = groupOf(b);
  return x->traceback == y->traceback && x->cause == y->cause && x->context == y->context;
}

constexpr MethodDef kGroupMethods[] = {
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = groupClassGetItem,
     .kind = MethodKind::kClass, .doc = "See PEP 585"},
    {.name = "derive", .signature = "($self, excs, /)", .raw = groupDerive},
    {.name = "split", .signature = "($self, condition, /)", .raw = groupSplit},
    {.name = "subgroup", .signature = "($self, condition, /)", .raw = groupSubgroup},
};
constexpr MemberDef kGroupMembers[] = {
    {"message", MemberKind::kObject, offsetof(ExceptionGroupException, message), true, "exception message"},
    {"exceptions", MemberKind::kObject, offsetof(ExceptionGroupException, exceptions), true, "nested exceptions"},
};

}  // namespace

const ExceptionGroupParts kExceptionGroupParts = {.create = groupCreate, .initialize = groupInitialize, .str = groupStr,
                                                  .methods = kGroupMethods, .members = kGroupMembers};

Ref<Type> makeExceptionGroupType(Thread& thread) {
  Ref<Str> name = TRY(internText(thread, "ExceptionGroup"));
  Ref<> module = TRY(internText(thread, "builtins"));
  Ref<Dict> names = TRY(newDict(thread));
  TRY(dictSetStr(thread, names, thread.names().dunder_module, module));
  Ref<Tuple> bases = TRY(makeTuple(thread, Value(thread.type(TypeId::kBaseExceptionGroup)), Value(thread.type(TypeId::kException))));
  return createHeapType(thread, thread.type(TypeId::kType), name, bases, names, Arguments{});
}

Ref<> regroupRaised(Thread& thread, Value original, List* exceptions) {
  if (exceptions->size == 0) return newRef(kNone);
  if (!isGroup(thread, original)) return newRef(exceptions->items[0]);
  Ref<List> raised = TRY(newList(thread));
  std::vector<uint64_t> leaves;
  bool reraised = false;
  for (size_t i = 0; i < exceptions->size; ++i) {
    Value exception = exceptions->items[i];
    if (exception.isNone()) continue;
    if (sameOrigin(thread, exception, original)) {
      reraised = true;
      TRY(collectLeaves(thread, exception, &leaves));
    } else {
      TRY(listAppend(thread, raised, exception));
    }
  }
  Halves again;
  if (reraised) TRY(splitInto(thread, original, Matcher{Matcher::kLeaves, Value(), &leaves}, false, &again));
  if (raised->size == 0) return orNone(std::move(again.match));
  if (again.match) TRY(listAppend(thread, raised, again.match));
  return call(thread, Value(thread.type(TypeId::kBaseExceptionGroup)), Value(thread.names().empty), raised.value());
}

}  // namespace taipan
