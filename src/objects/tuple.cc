// tuple: immutable, items inline behind the header.  The empty tuple is one object.
#include "objects/tuple.h"

#include "heap/value_array.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/slice.h"
#include "objects/str.h"

namespace taipan {

namespace {

constexpr size_t kMaxItems = size_t{1} << 58;

Ref<Tuple> allocateTuple(Thread& thread, Type* type, size_t size) {
  if (size > kMaxItems) return thread.raiseMemoryError();
  Ref<Tuple> tuple = TRY(newObject<Tuple>(thread, type, size));
  tuple->size = size;
  return tuple;
}

// OPTIMIZATION: a plain tuple without the generality of allocateInstance; the caller fills in the items and then has it
// tracked.
Tuple* allocateExact(Thread& thread, size_t size, bool zeroed) {
  if (size > kMaxItems) return nullptr;
  auto* tuple = static_cast<Tuple*>(thread.heap().allocateObject(sizeof(Tuple) + size * sizeof(Value), zeroed));
  if (tuple == nullptr) return nullptr;
  tuple->refCount = 1;
  tuple->type = thread.type(TypeId::kTuple);
  tuple->size = size;
  return tuple;
}

void trackExact(Thread& thread, Tuple* tuple) {
  thread.interpreter().collector.track(tuple, sizeof(Tuple) + tuple->size * sizeof(Value));
}

}  // namespace

Ref<Tuple> newTuple(Thread& thread, size_t size) {
  Interpreter& interpreter = thread.interpreter();
  if (size == 0) {
    if (!interpreter.emptyTuple) {
      interpreter.emptyTuple = TRY(allocateTuple(thread, thread.type(TypeId::kTuple), 0)).release();
    }
    return newRef(interpreter.emptyTuple);
  }
  Tuple* tuple = allocateExact(thread, size, true);
  if (tuple == nullptr) return thread.raiseMemoryError();
  trackExact(thread, tuple);
  return Ref<Tuple>::adopt(tuple);
}

Ref<Tuple> newTupleFrom(Thread& thread, const Value* items, size_t size) {
  if (size == 0) return newTuple(thread, 0);
  Tuple* tuple = allocateExact(thread, size, false);
  if (tuple == nullptr) return thread.raiseMemoryError();
  copyValues(tuple->items, items, size);
  trackExact(thread, tuple);
  return Ref<Tuple>::adopt(tuple);
}

Ref<Tuple> newPair(Thread& thread, Ref<> first, Ref<> second) {
  Tuple* tuple = allocateExact(thread, 2, false);
  if (tuple == nullptr) return thread.raiseMemoryError();
  tuple->items[0] = first.releaseValue();
  tuple->items[1] = second.releaseValue();
  trackExact(thread, tuple);
  return Ref<Tuple>::adopt(tuple);
}

Ref<Tuple> tupleFromList(Thread& thread, List* list) {
  return newTupleFrom(thread, list->items, list->size);
}

Ref<Tuple> tupleFromIterable(Thread& thread, Value iterable) {
  if (iterable.isObject()) {
    Object* object = iterable.object();
    if (object->type->id == TypeId::kTuple) return newRef(static_cast<Tuple*>(object));
    if (object->type->id == TypeId::kList) return tupleFromList(thread, iterable.as<List>());
  }
  Ref<List> list = TRY(listFromIterable(thread, iterable));
  return tupleFromList(thread, list);
}

namespace {

Tuple* self(Value v) { return v.as<Tuple>(); }

bool isExactTuple(Value v) { return v.isObject() && v.object()->type->id == TypeId::kTuple; }

void tupleTraverse(Object* object, Visitor& visitor) {
  Tuple* tuple = static_cast<Tuple*>(object);
  for (size_t i = tuple->size; i-- > 0;) visitor.visitValue(tuple->items[i]);
}

void tupleRelease(Object* object) {
  Tuple* tuple = static_cast<Tuple*>(object);
  for (size_t i = tuple->size; i-- > 0;) {
    decrefOrEmpty(std::exchange(tuple->items[i], Value()));
  }
}

size_t tupleSizeOf(const Object* object) {
  return object->type->basicSize +
         static_cast<const Tuple*>(object)->size * object->type->itemSize;
}

Ref<> tupleCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kTuple, args, "tuple")) return Raised{};
  if (!checkPositional(thread, args, "tuple", 0, 1)) return Raised{};
  Ref<Tuple> items;
  if (args.positionalCount) {
    items = TRY(tupleFromIterable(thread, args[0]));
  } else {
    items = TRY(newTuple(thread, 0));
  }
  if (type->id == TypeId::kTuple) return items;
  Ref<Tuple> tuple = TRY(allocateTuple(thread, type, items->size));
  copyValues(tuple->items, items->items, items->size);
  return tuple;
}

Ref<> tupleRepr(Thread& thread, Value v) {
  Tuple* tuple = self(v);
  if (tuple->size == 0) return newStr(thread, "()");
  NativeRecursion recursion(thread);
  if (!recursion.enter(" while getting the repr of an object")) return Raised{};
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "(...)");
  StrBuilder builder(thread);
  builder.append('(');
  for (size_t i = 0; i < tuple->size; i++) {
    if (i) builder.append(std::string_view(", "));
    Ref<Str> text = repr(thread, tuple->items[i]);
    if (!text) {
      leaveRepr(thread, v);
      return Raised{};
    }
    builder.append(text.get());
  }
  leaveRepr(thread, v);
  if (tuple->size == 1) builder.append(',');
  builder.append(')');
  return builder.finish();
}

// CPython's variant of xxHash with 64-bit lanes, so that hashes are equal.
Result<int64_t> tupleHash(Thread& thread, Value v) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u,
                     kPrime5 = 2870177450012600261u;
  NativeRecursion recursion(thread);
  if (!recursion.enter()) return Raised{};
  Tuple* tuple = self(v);
  uint64_t accumulator = kPrime5;
  for (size_t i = 0; i < tuple->size; i++) {
    uint64_t lane = TRY(hash(thread, tuple->items[i]));
    accumulator += lane * kPrime2;
    accumulator = std::rotl(accumulator, 31) * kPrime1;
  }
  accumulator += tuple->size ^ (kPrime5 ^ uint64_t{3527539});
  if (accumulator == ~uint64_t{0}) return 1546275796;
  return static_cast<int64_t>(accumulator);
}

Ref<> tupleCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isTuple(left) || !isTuple(right)) return newRef(kNotImplemented);
  NativeRecursion recursion(thread);
  if (!recursion.enter(" in comparison")) return Raised{};
  Tuple *a = self(left), *b = self(right);
  size_t common = a->size < b->size ? a->size : b->size;
  for (size_t i = 0; i < common; i++) {
    if (TRY(equal(thread, a->items[i], b->items[i]))) continue;
    if (op == CompareOp::kEqual) return newRef(kFalse);
    if (op == CompareOp::kNotEqual) return newRef(kTrue);
    return compare(thread, a->items[i], b->items[i], op);
  }
  return newRef(Value::boolean(compareSizes(a->size, b->size, op)));
}

Ref<> tupleIterate(Thread& thread, Value v) {
  return newIndexIterator(thread, TypeId::kTupleIterator, v);
}

Result<int64_t> tupleLength(Thread&, Value v) { return static_cast<int64_t>(self(v)->size); }

Ref<> tupleGetItem(Thread& thread, Value v, Value key) {
  Tuple* tuple = self(v);
  if (isSlice(key)) {
    SliceRange range;
    if (!sliceIndices(thread, key, tuple->size, &range)) return Raised{};
    if (range.count == static_cast<int64_t>(tuple->size) && range.step == 1 && isExactTuple(v)) {
      return newRef(v);
    }
    if (range.step == 1) return newTupleFrom(thread, tuple->items + range.start, range.count);
    Ref<Tuple> result = TRY(newTuple(thread, range.count));
    for (int64_t i = 0; i < range.count; i++) {
      tupleInit(result, i, newRef(tuple->items[range.start + i * range.step]));
    }
    return result;
  }
  if (!isIndexable(key)) {
    return thread.raiseTypeError("tuple indices must be integers or slices, not {!T}", key);
  }
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += tuple->size;
  if (i < 0 || static_cast<size_t>(i) >= tuple->size) {
    return thread.raise(TypeId::kIndexError, "tuple index out of range");
  }
  return newRef(tuple->items[i]);
}

Result<bool> tupleContains(Thread& thread, Value v, Value item) {
  Tuple* tuple = self(v);
  for (size_t i = 0; i < tuple->size; i++) {
    if (TRY(equal(thread, tuple->items[i], item))) return true;
  }
  return false;
}

Ref<> tupleConcat(Thread& thread, Value left, Value right) {
  if (!isTuple(right)) {
    return thread.raiseTypeError("can only concatenate tuple (not \"{!T}\") to tuple", right);
  }
  Tuple *a = self(left), *b = self(right);
  if (a->size == 0 && isExactTuple(right)) return newRef(right);
  if (b->size == 0 && isExactTuple(left)) return newRef(left);
  Ref<Tuple> result = TRY(newTuple(thread, a->size + b->size));
  copyValues(result->items, a->items, a->size);
  copyValues(result->items + a->size, b->items, b->size);
  return result;
}

Ref<> tupleRepeat(Thread& thread, Value v, int64_t count) {
  Tuple* tuple = self(v);
  if ((tuple->size == 0 || count == 1) && isExactTuple(v)) return newRef(v);
  if (tuple->size == 0 || count <= 0) return newTuple(thread, 0);
  if (static_cast<size_t>(count) > kMaxItems / tuple->size) return thread.raiseMemoryError();
  Ref<Tuple> result = TRY(newTuple(thread, tuple->size * count));
  repeatValues(result->items, tuple->items, tuple->size, static_cast<size_t>(count));
  return result;
}

Ref<> tupleCount(Thread& thread, const Value* args) {
  Tuple* tuple = self(args[0]);
  int64_t count = 0;
  for (size_t i = 0; i < tuple->size; i++) count += TRY(equal(thread, tuple->items[i], args[1]));
  return newInt(thread, count);
}

Ref<> tupleIndex(Thread& thread, const Value* args) {
  Tuple* tuple = self(args[0]);
  int64_t start = 0, stop = INT64_MAX, size = tuple->size;
  if (!searchBounds(thread, args[2], args[3], size, &start, &stop)) return Raised{};
  for (int64_t i = start; i < stop && i < size; i++) {
    if (TRY(equal(thread, tuple->items[i], args[1]))) return newInt(thread, i);
  }
  return thread.raiseValueError("tuple.index(x): x not in tuple");
}

Ref<> tupleGetNewArgs(Thread& thread, const Value* args) {
  Ref<Tuple> plain = TRY(newTupleFrom(thread, self(args[0])->items, self(args[0])->size));
  return makeTuple(thread, Value(plain));
}

Ref<> tupleClassGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

Ref<> tupleSizeof(Thread& thread, const Value* args) {
  return newInt(thread, 24 + 8 * static_cast<int64_t>(self(args[0])->size));
}

constexpr Slots kSlots = {
    .release = tupleRelease,
    .traverse = tupleTraverse,
    .sizeOf = tupleSizeOf,
    .create = tupleCreate,
    .repr = tupleRepr,
    .hash = tupleHash,
    .compare = tupleCompare,
    .iterate = tupleIterate,
    .length = tupleLength,
    .getItem = tupleGetItem,
    .contains = tupleContains,
    .concat = tupleConcat,
    .repeat = tupleRepeat,
};
constexpr MethodDef kMethods[] = {
    {.name = "index",
     .signature = "($self, value, start=0, stop=sys.maxsize, /)",
     .function = tupleIndex},
    {.name = "count", .signature = "($self, value, /)", .function = tupleCount},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = tupleGetNewArgs},
    {.name = "__sizeof__", .signature = "($self, /)", .function = tupleSizeof},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = tupleClassGetItem,
     .kind = MethodKind::kClass},
};

}  // namespace

constexpr TypeSpec kTupleType = {
    .id = TypeId::kTuple,
    .name = "tuple",
    .basicSize = sizeof(Tuple),
    .itemSize = sizeof(Value),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsTuple | kTypeSequencePattern | kTypeMatchSelf,
    .slots = &kSlots,
    .methods = kMethods,
    .doc = "tuple(iterable=(), /)\n--\n\nAn immutable sequence of the iterable's items.",
};

}  // namespace taipan
