// See builtin_iterators.h.  Each calls other iterators' code, so it holds what it works on.
#include "objects/builtin_iterators.h"

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/reused_tuple.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct Enumerate : Object {
  Value iterator, count;
  Tuple* pair;     // the last one given (reused_tuple.h)
};
struct Reversed : Object {
  Value sequence;  // empty once exhausted
  int64_t index;
};
struct Zip : Object {
  Tuple* iterators;
  Tuple* last;  // the last tuple given (reused_tuple.h)
  bool strict;
};
struct Map : Object {
  Value function;
  Tuple* iterators;
};
struct Filter : Object {
  Value function, iterator;
};

void visitTuple(Visitor& visitor, Tuple* tuple) {
  if (tuple) visitor.visit(tuple);
}
void dropTuple(Tuple*& tuple) {
  if (Tuple* old = std::exchange(tuple, nullptr)) decrefObject(old);
}

// The iterators of args[from…].  `complaint` (may be null) replaces the message for what is not
// iterable; it gets the argument's number.
Ref<Tuple> iteratorsOf(Thread& thread, const Arguments& args, size_t from, const char* complaint) {
  Ref<Tuple> iterators = TRY(newTuple(thread, args.positionalCount - from));
  for (size_t i = from; i < args.positionalCount; i++) {
    Ref<> iterator = getIterator(thread, args[i]);
    if (!iterator) {
      if (complaint && thread.exceptionMatches(TypeId::kTypeError)) {
        thread.clearException();
        return thread.raiseTypeError(complaint, i + 1);
      }
      return Raised{};
    }
    tupleInit(iterators, i - from, std::move(iterator));
  }
  return iterators;
}

// --- enumerate

Ref<> enumerateCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t keywords = keywordCount(args), total = args.positionalCount + keywords;
  Value iterable = args.positionalCount > 0 ? args[0] : Value();
  Value start = args.positionalCount > 1 ? args[1] : Value();
  if (total > 2) {
    return thread.raiseTypeError("enumerate() takes at most 2 arguments ({} given)", total);
  }
  for (size_t i = 0; i < keywords; i++) {
    Str* name = args.keywordNames->items[i].as<Str>();
    Value given = args[args.positionalCount + i];
    if (!iterable && strEqualText(name, "iterable")) iterable = given;
    else if (!start && strEqualText(name, "start")) start = given;
    else return thread.raiseTypeError("'{}' is an invalid keyword argument for enumerate()", name);
  }
  if (!iterable) {
    return thread.raiseTypeError("enumerate() missing required argument 'iterable'");
  }
  Ref<> count = start ? TRY(index(thread, start)) : newRef(Value::smallInt(0));
  Ref<> iterator = TRY(getIterator(thread, iterable));
  Ref<Enumerate> self = TRY(newObject<Enumerate>(thread, type));
  self->iterator = iterator.releaseValue();
  self->count = count.releaseValue();
  return self;
}
void enumerateTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Enumerate*>(object)->iterator);
  visitTuple(visitor, static_cast<Enumerate*>(object)->pair);
}
void enumerateRelease(Object* object) {
  decrefOrEmpty(static_cast<Enumerate*>(object)->iterator);
  decrefOrEmpty(static_cast<Enumerate*>(object)->count);
  dropTuple(static_cast<Enumerate*>(object)->pair);
}
Ref<> enumerateNext(Thread& thread, Value v) {
  Enumerate* self = v.as<Enumerate>();
  Ref<> item = nextOfList(self->iterator);
  if (!item) item = nextItem(thread, self->iterator);
  if (!item) return Ref<>();
  Ref<> count = newRef(self->count);
  Ref<> next;
  if (count.get().isSmallInt()) [[likely]] next = TRY(newInt(thread, count.get().smallIntValue() + 1));
  else next = TRY(binaryOperation(thread, BinaryOp::kAdd, count, Value::smallInt(1)));
  Value old = std::exchange(self->count, next.releaseValue());
  decref(old);
  return fillPair(thread, self->pair, std::move(count), std::move(item));
}
Ref<> enumerateReduce(Thread& thread, const Value* args) {
  Enumerate* self = args[0].as<Enumerate>();
  Ref<Tuple> state = TRY(makeTuple(thread, self->iterator, self->count));
  return makeTuple(thread, Value(self->type), Value(state));
}

// --- reversed

Ref<> reversedCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kReversed, args, "reversed")) return Raised{};
  if (!checkPositional(thread, args, "reversed", 1, 1)) return Raised{};
  Value sequence = args[0];
  Type* sequenceType = typeOf(thread, sequence);
  Value method = lookupInType(thread, sequenceType, thread.names().dunder_reversed);
  if (method.isNone()) {
    return thread.raiseTypeError("'{!T}' object is not reversible", sequence);
  }
  if (method) {
    Ref<> bound = TRY(lookupSpecial(thread, sequence, thread.names().dunder_reversed));
    return call(thread, bound);
  }
  if (!sequenceType->slots.getItem || !sequenceType->slots.length || isDict(sequence)) {
    return thread.raiseTypeError("'{!T}' object is not reversible", sequence);
  }
  int64_t size = TRY(length(thread, sequence));
  Ref<Reversed> self = TRY(newObject<Reversed>(thread, type));
  self->sequence = newRef(sequence).releaseValue();
  self->index = size - 1;
  return self;
}
void reversedTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Reversed*>(object)->sequence);
}
void reversedRelease(Object* object) {
  decrefOrEmpty(std::exchange(static_cast<Reversed*>(object)->sequence, Value()));
}
Ref<> reversedNext(Thread& thread, Value v) {
  Reversed* self = v.as<Reversed>();
  if (self->index >= 0 && self->sequence) {
    Ref<> sequence = newRef(self->sequence);
    Ref<> item = getItem(thread, sequence, Value::smallInt(self->index));
    if (item) {
      self->index--;
      return item;
    }
    if (!thread.clearIfMatches(TypeId::kIndexError) && !thread.clearIfMatches(TypeId::kStopIteration)) return Ref<>();
  }
  self->index = -1;
  reversedRelease(self);
  return Ref<>();
}
Ref<> reversedHint(Thread& thread, const Value* args) {
  Reversed* self = args[0].as<Reversed>();
  if (!self->sequence) return newInt(thread, 0);
  int64_t size = TRY(length(thread, self->sequence));
  return newInt(thread, size < self->index + 1 ? 0 : self->index + 1);
}
Ref<> reversedReduce(Thread& thread, const Value* args) {
  Reversed* self = args[0].as<Reversed>();
  if (!self->sequence) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    Ref<Tuple> arguments = TRY(makeTuple(thread, Value(empty)));
    return makeTuple(thread, Value(self->type), Value(arguments));
  }
  Ref<Tuple> arguments = TRY(makeTuple(thread, self->sequence));
  Ref<> position = TRY(newInt(thread, self->index));
  return makeTuple(thread, Value(self->type), Value(arguments), position.get());
}
Ref<> reversedSetState(Thread& thread, const Value* args) {
  Reversed* self = args[0].as<Reversed>();
  int64_t position = TRY(indexAsInt64(thread, args[1]));
  if (!self->sequence) return newRef(kNone);
  int64_t size = TRY(length(thread, self->sequence));
  self->index = position < -1 ? -1 : position > size - 1 ? size - 1 : position;
  return newRef(kNone);
}

// --- zip

Ref<> zipCreate(Thread& thread, Type* type, const Arguments& args) {
  bool strict = false;
  for (size_t i = 0; i < keywordCount(args); i++) {
    Str* name = args.keywordNames->items[i].as<Str>();
    if (!strEqualText(name, "strict")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for zip()", name);
    }
    strict = TRY(isTrue(thread, args[args.positionalCount + i]));
  }
  Ref<Tuple> iterators = TRY(iteratorsOf(thread, args, 0, nullptr));
  Ref<Zip> self = TRY(newObject<Zip>(thread, type));
  self->iterators = iterators.release();
  self->strict = strict;
  return self;
}
void zipTraverse(Object* object, Visitor& visitor) {
  visitTuple(visitor, static_cast<Zip*>(object)->iterators);
  visitTuple(visitor, static_cast<Zip*>(object)->last);
}
void zipRelease(Object* object) {
  dropTuple(static_cast<Zip*>(object)->iterators);
  dropTuple(static_cast<Zip*>(object)->last);
}

// zip(strict=True) and iterator number `i` (from 0) ended: legal only if all do.
Ref<> checkStrictEnd(Thread& thread, Tuple* iterators, size_t i) {
  if (thread.hasException()) return Raised{};
  if (i > 0) {
    return thread.raiseValueError("zip() argument {} is shorter than argument{}{}", i + 1,
                                  i == 1 ? " " : "s 1-", i);
  }
  for (i = 1; i < iterators->size; i++) {
    Ref<> item = nextItem(thread, iterators->items[i]);
    if (item) {
      return thread.raiseValueError("zip() argument {} is longer than argument{}{}", i + 1,
                                    i == 1 ? " " : "s 1-", i);
    }
    if (thread.hasException()) return Raised{};
  }
  return Ref<>();
}

Ref<> zipNext(Thread& thread, Value v) {
  Zip* self = v.as<Zip>();
  if (!self->iterators || self->iterators->size == 0) return Ref<>();
  Ref<Tuple> iterators = newRef(self->iterators);
  Ref<Tuple> result = TRY(takeTuple(thread, self->last, iterators->size));
  for (size_t i = 0; i < iterators->size; i++) {
    Ref<> item = nextItem(thread, iterators->items[i]);
    if (!item) return self->strict ? checkStrictEnd(thread, iterators, i) : Ref<>();
    decrefOrEmpty(std::exchange(result->items[i], item.releaseValue()));
  }
  keepTuple(self->last, result);
  return result;
}
Ref<> zipReduce(Thread& thread, const Value* args) {
  Zip* self = args[0].as<Zip>();
  if (self->strict) return makeTuple(thread, Value(self->type), Value(self->iterators), kTrue);
  return makeTuple(thread, Value(self->type), Value(self->iterators));
}
Ref<> zipSetState(Thread& thread, const Value* args) {
  args[0].as<Zip>()->strict = TRY(isTrue(thread, args[1]));
  return newRef(kNone);
}

// --- map

Ref<> mapCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kMap, args, "map")) return Raised{};
  if (args.positionalCount < 2) {
    return thread.raiseTypeError("map() must have at least two arguments.");
  }
  Ref<Tuple> iterators = TRY(iteratorsOf(thread, args, 1, nullptr));
  Ref<Map> self = TRY(newObject<Map>(thread, type));
  self->function = newRef(args[0]).releaseValue();
  self->iterators = iterators.release();
  return self;
}
void mapTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Map*>(object)->function);
  visitTuple(visitor, static_cast<Map*>(object)->iterators);
}
void mapRelease(Object* object) {
  decrefOrEmpty(std::exchange(static_cast<Map*>(object)->function, Value()));
  dropTuple(static_cast<Map*>(object)->iterators);
}
Ref<> mapNext(Thread& thread, Value v) {
  Map* self = v.as<Map>();
  if (self->iterators->size == 1) {  // OPTIMIZATION: no tuple for the usual case
    Ref<> item = nextItem(thread, self->iterators->items[0]);
    if (!item) return Ref<>();
    return call(thread, self->function, item.get());
  }
  Ref<Tuple> items = TRY(newTuple(thread, self->iterators->size));
  for (size_t i = 0; i < items->size; i++) {
    Ref<> item = nextItem(thread, self->iterators->items[i]);
    if (!item) return Ref<>();
    tupleInit(items, i, std::move(item));
  }
  return call(thread, self->function, Arguments{items->items, items->size, nullptr});
}
Ref<> mapReduce(Thread& thread, const Value* args) {
  Map* self = args[0].as<Map>();
  Ref<Tuple> state = TRY(newTuple(thread, self->iterators->size + 1));
  tupleInit(state, 0, newRef(self->function));
  for (size_t i = 0; i < self->iterators->size; i++) {
    tupleInit(state, i + 1, newRef(self->iterators->items[i]));
  }
  return makeTuple(thread, Value(self->type), Value(state));
}

// --- filter

Ref<> filterCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kFilter, args, "filter")) return Raised{};
  if (!checkPositional(thread, args, "filter", 2, 2)) return Raised{};
  Ref<> iterator = TRY(getIterator(thread, args[1]));
  Ref<Filter> self = TRY(newObject<Filter>(thread, type));
  self->function = newRef(args[0]).releaseValue();
  self->iterator = iterator.releaseValue();
  return self;
}
void filterTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Filter*>(object)->function);
  visitor.visitValue(static_cast<Filter*>(object)->iterator);
}
void filterRelease(Object* object) {
  decrefOrEmpty(std::exchange(static_cast<Filter*>(object)->function, Value()));
  decrefOrEmpty(std::exchange(static_cast<Filter*>(object)->iterator, Value()));
}
Ref<> filterNext(Thread& thread, Value v) {
  Filter* self = v.as<Filter>();
  bool plain = self->function.isNone() || self->function == Value(thread.type(TypeId::kBool));
  while (Ref<> item = nextItem(thread, self->iterator)) {
    bool good;
    if (plain) {
      good = TRY(isTrue(thread, item));
    } else {
      Ref<> verdict = TRY(call(thread, self->function, item.get()));
      good = TRY(isTrue(thread, verdict));
    }
    if (good) return item;
  }
  return Ref<>();
}
Ref<> filterReduce(Thread& thread, const Value* args) {
  Filter* self = args[0].as<Filter>();
  Ref<Tuple> state = TRY(makeTuple(thread, self->function, self->iterator));
  return makeTuple(thread, Value(self->type), Value(state));
}

Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots kEnumerateSlots = {.release = enumerateRelease,
                                   .traverse = enumerateTraverse,
                                   .create = enumerateCreate,
                                   .iterate = iterateSelf,
                                   .next = enumerateNext};
constexpr Slots kReversedSlots = {.release = reversedRelease,
                                  .traverse = reversedTraverse,
                                  .create = reversedCreate,
                                  .iterate = iterateSelf,
                                  .next = reversedNext};
constexpr Slots kZipSlots = {.release = zipRelease,
                             .traverse = zipTraverse,
                             .create = zipCreate,
                             .iterate = iterateSelf,
                             .next = zipNext};
constexpr Slots kMapSlots = {.release = mapRelease,
                             .traverse = mapTraverse,
                             .create = mapCreate,
                             .iterate = iterateSelf,
                             .next = mapNext};
constexpr Slots kFilterSlots = {.release = filterRelease,
                                .traverse = filterTraverse,
                                .create = filterCreate,
                                .iterate = iterateSelf,
                                .next = filterNext};

constexpr MethodDef kEnumerateMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = enumerateReduce},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
};
constexpr MethodDef kReversedMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = reversedHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = reversedReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = reversedSetState},
};
constexpr MethodDef kZipMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = zipReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = zipSetState},
};
constexpr MethodDef kMapMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = mapReduce},
};
constexpr MethodDef kFilterMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = filterReduce},
};

constexpr TypeSpec makeType(TypeId id, const char* name, size_t size, const Slots* slots,
                            std::span<const MethodDef> methods) {
  return {.id = id,
          .name = name,
          .basicSize = size,
          .flags = kTypeHasGc | kTypeIsBaseType,
          .slots = slots,
          .methods = methods};
}

}  // namespace

constexpr TypeSpec kEnumerateType = makeType(TypeId::kEnumerate, "enumerate", sizeof(Enumerate),
                                             &kEnumerateSlots, kEnumerateMethods);
constexpr TypeSpec kReversedType = makeType(TypeId::kReversed, "reversed", sizeof(Reversed),
                                            &kReversedSlots, kReversedMethods);
constexpr TypeSpec kZipType =
    makeType(TypeId::kZip, "zip", sizeof(Zip), &kZipSlots, kZipMethods);
constexpr TypeSpec kMapType =
    makeType(TypeId::kMap, "map", sizeof(Map), &kMapSlots, kMapMethods);
constexpr TypeSpec kFilterType = makeType(TypeId::kFilter, "filter", sizeof(Filter),
                                          &kFilterSlots, kFilterMethods);

}  // namespace taipan
