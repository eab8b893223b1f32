// See range.h.  Arithmetic goes through Python's own operators unless everything is a small int.
#include "objects/range.h"

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// Iterates over ints of any size.
struct LongRangeIterator : Object {
  Value start, step, length, index;
};

Range* self(Value v) { return v.as<Range>(); }

constexpr Value kZero = Value::smallInt(0), kOne = Value::smallInt(1);

Ref<> add(Thread& t, Value a, Value b) { return binaryOperation(t, BinaryOp::kAdd, a, b); }
Ref<> subtract(Thread& t, Value a, Value b) { return binaryOperation(t, BinaryOp::kSubtract, a, b); }
Ref<> multiply(Thread& t, Value a, Value b) { return binaryOperation(t, BinaryOp::kMultiply, a, b); }

// max(0, ceil((stop - start) / step)), as an int.
Ref<> countItems(Thread& thread, Value start, Value stop, Value step) {
  if (start.isSmallInt() && stop.isSmallInt() && step.isSmallInt()) {
    int64_t a = start.smallIntValue(), b = stop.smallIntValue(), s = step.smallIntValue();
    if (s > 0 ? a >= b : a <= b) return newRef(kZero);
    return newInt(thread, s > 0 ? (b - a - 1) / s + 1 : (a - b - 1) / -s + 1);
  }
  bool backwards = intSign(step) < 0;
  Ref<> distance = backwards ? TRY(subtract(thread, start, stop))
                             : TRY(subtract(thread, stop, start));
  if (intSign(distance) <= 0) return newRef(kZero);
  Ref<> width = backwards ? TRY(subtract(thread, kZero, step)) : newRef(step);
  Ref<> last = TRY(subtract(thread, distance, kOne));
  Ref<> steps = TRY(binaryOperation(thread, BinaryOp::kFloorDivide, last, width));
  return add(thread, steps, kOne);
}

// start + i * step
Ref<> itemAt(Thread& thread, Range* range, Value i) {
  if (range->start.isSmallInt() && range->step.isSmallInt() && i.isSmallInt()) {
    int64_t offset, result;
    if (!__builtin_mul_overflow(i.smallIntValue(), range->step.smallIntValue(), &offset) &&
        !__builtin_add_overflow(offset, range->start.smallIntValue(), &result)) {
      return newInt(thread, result);
    }
  }
  Ref<> offset = TRY(multiply(thread, i, range->step));
  return add(thread, range->start, offset);
}

}  // namespace

Ref<Range> newRange(Thread& thread, Value start, Value stop, Value step) {
  if (intSign(step) == 0) return thread.raiseValueError("range() arg 3 must not be zero");
  Ref<> count = TRY(countItems(thread, start, stop, step));
  Ref<Range> range = TRY(newObject<Range>(thread, thread.type(TypeId::kRange)));
  range->start = newRef(start).releaseValue();
  range->stop = newRef(stop).releaseValue();
  range->step = newRef(step).releaseValue();
  range->length = count.releaseValue();
  return range;
}

namespace {

Ref<> rangeCreate(Thread& thread, Type*, const Arguments& args) {
  if (!rejectKeywords(thread, args, "range")) return Raised{};
  if (!checkPositional(thread, args, "range", 1, 3)) return Raised{};
  if (args.positionalCount == 1) {
    Ref<> stop = TRY(index(thread, args[0]));
    return newRange(thread, kZero, stop, kOne);
  }
  Ref<> start = TRY(index(thread, args[0]));
  Ref<> stop = TRY(index(thread, args[1]));
  Ref<> step = args.positionalCount == 3 ? TRY(index(thread, args[2])) : newRef(kOne);
  return newRange(thread, start, stop, step);
}

void rangeRelease(Object* object) {
  Range* range = static_cast<Range*>(object);
  decrefOrEmpty(range->start);
  decrefOrEmpty(range->stop);
  decrefOrEmpty(range->step);
  decrefOrEmpty(range->length);
}

Ref<> rangeRepr(Thread& thread, Value v) {
  Range* range = self(v);
  if (range->step == kOne) return formatStr(thread, "range({!r}, {!r})", range->start, range->stop);
  return formatStr(thread, "range({!r}, {!r}, {!r})", range->start, range->stop, range->step);
}

// Equal ranges have equal items: (length, start if any, step if more than one).
Ref<Tuple> identityOf(Thread& thread, Range* range) {
  bool any = intSign(range->length) != 0, several = any && range->length != kOne;
  return makeTuple(thread, range->length, any ? range->start : kNone,
                   several ? range->step : kNone);
}

Result<int64_t> rangeHash(Thread& thread, Value v) {
  Ref<Tuple> key = TRY(identityOf(thread, self(v)));
  return hash(thread, key);
}

Ref<> rangeCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isRange(left) || !isRange(right)) return newRef(kNotImplemented);
  if (op != CompareOp::kEqual && op != CompareOp::kNotEqual) return newRef(kNotImplemented);
  Ref<Tuple> a = TRY(identityOf(thread, self(left)));
  Ref<Tuple> b = TRY(identityOf(thread, self(right)));
  return compare(thread, a, b, op);
}

Ref<> newIterator(Thread& thread, Value start, Value step, Value count) {
  if (start.isSmallInt() && step.isSmallInt() && count.isSmallInt()) {
    int64_t distance, end;
    if (!__builtin_mul_overflow(step.smallIntValue(), count.smallIntValue(), &distance) &&
        !__builtin_add_overflow(start.smallIntValue(), distance, &end) && Value::fitsSmallInt(end)) {
      Ref<RangeIterator> it =
          TRY(newObject<RangeIterator>(thread, thread.type(TypeId::kRangeIterator)));
      it->next = it->start = start.smallIntValue();
      it->step = step.smallIntValue();
      it->remaining = count.smallIntValue();
      return it;
    }
  }
  Ref<LongRangeIterator> it =
      TRY(newObject<LongRangeIterator>(thread, thread.type(TypeId::kLongRangeIterator)));
  it->start = newRef(start).releaseValue();
  it->step = newRef(step).releaseValue();
  it->length = newRef(count).releaseValue();
  it->index = kZero;
  return it;
}

Ref<> rangeIterate(Thread& thread, Value v) {
  return newIterator(thread, self(v)->start, self(v)->step, self(v)->length);
}

Ref<> reversedMethod(Thread& thread, const Value* args) {
  Range* range = self(args[0]);
  Ref<> lastIndex = TRY(subtract(thread, range->length, kOne));
  Ref<> last = TRY(itemAt(thread, range, lastIndex));
  Ref<> step = TRY(subtract(thread, kZero, range->step));
  return newIterator(thread, last, step, range->length);
}

Result<int64_t> rangeLength(Thread& thread, Value v) {
  int64_t count;
  if (intFitsInt64(self(v)->length, &count)) return count;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

// One bound of a slice, as an item of the range (or just beyond).
Ref<> sliceRangeItems(Thread& thread, Range* range, Value slice) {
  Ref<Str> name = TRY(internText(thread, "indices"));
  Ref<> indices = TRY(callMethod(thread, slice, name, range->length));
  Tuple* bounds = indices.get().as<Tuple>();
  Ref<> step = TRY(multiply(thread, bounds->items[2], range->step));
  Ref<> start = TRY(itemAt(thread, range, bounds->items[0]));
  Ref<> stop = TRY(itemAt(thread, range, bounds->items[1]));
  return newRange(thread, start, stop, step);
}

Ref<> rangeGetItem(Thread& thread, Value v, Value key) {
  Range* range = self(v);
  if (isSlice(key)) return sliceRangeItems(thread, range, key);
  if (!isIndexable(key)) {
    return thread.raiseTypeError("range indices must be integers or slices, not {!T}", key);
  }
  Ref<> i = TRY(index(thread, key));
  if (intSign(i) < 0) i = TRY(add(thread, i, range->length));
  if (intSign(i) < 0 ||
      !TRY(compareBool(thread, i, range->length, CompareOp::kLess))) {
    return thread.raise(TypeId::kIndexError, "range object index out of range");
  }
  return itemAt(thread, range, i);
}

bool isExactIntOrBool(Value v) {
  return v.isSmallInt() || v.isBool() ||
         (v.isObject() && v.object()->type->id == TypeId::kInt);
}

// Where the int `item` is in the range; empty without exception: nowhere.
Ref<> positionOf(Thread& thread, Range* range, Value item) {
  bool backwards = intSign(range->step) < 0;
  Ref<> offset = TRY(subtract(thread, item, range->start));
  if (backwards ? intSign(offset) > 0 : intSign(offset) < 0) return Ref<>();
  Ref<> rest = TRY(binaryOperation(thread, BinaryOp::kRemainder, offset, range->step));
  if (intSign(rest) != 0) return Ref<>();
  Ref<> i = TRY(binaryOperation(thread, BinaryOp::kFloorDivide, offset, range->step));
  if (!TRY(compareBool(thread, i, range->length, CompareOp::kLess))) return Ref<>();
  return i;
}

Result<bool> rangeContains(Thread& thread, Value v, Value item) {
  if (isExactIntOrBool(item)) {
    Ref<> i = positionOf(thread, self(v), item);
    if (!i && thread.hasException()) return Raised{};
    return static_cast<bool>(i);
  }
  Iteration iteration;
  if (!iteration.start(thread, v)) return Raised{};
  while (Ref<> candidate = iteration.next(thread)) {
    if (TRY(equal(thread, candidate, item))) return true;
  }
  if (thread.hasException()) return Raised{};
  return false;
}

Ref<> indexMethod(Thread& thread, const Value* args) {
  Value item = args[1];
  if (isExactIntOrBool(item)) {
    Ref<> i = positionOf(thread, self(args[0]), item);
    if (i || thread.hasException()) return i;
    return thread.raiseValueError("{!r} is not in range", item);
  }
  Iteration iteration;
  if (!iteration.start(thread, args[0])) return Raised{};
  for (int64_t i = 0;; i++) {
    Ref<> candidate = iteration.next(thread);
    if (!candidate) break;
    if (TRY(equal(thread, candidate, item))) return newInt(thread, i);
  }
  if (thread.hasException()) return Raised{};
  return thread.raiseValueError("sequence.index(x): x not in sequence");
}

Ref<> countMethod(Thread& thread, const Value* args) {
  if (isExactIntOrBool(args[1])) {
    return newInt(thread, TRY(rangeContains(thread, args[0], args[1])));
  }
  int64_t count = 0;
  Iteration iteration;
  if (!iteration.start(thread, args[0])) return Raised{};
  while (Ref<> candidate = iteration.next(thread)) {
    count += TRY(equal(thread, candidate, args[1]));
  }
  if (thread.hasException()) return Raised{};
  return newInt(thread, count);
}

Ref<> reduceMethod(Thread& thread, const Value* args) {
  Range* range = self(args[0]);
  Ref<Tuple> state = TRY(makeTuple(thread, range->start, range->stop, range->step));
  return makeTuple(thread, Value(range->type), Value(state));
}

Result<bool> rangeTruth(Thread&, Value v) { return intSign(self(v)->length) != 0; }

// --- iterators

Ref<> iteratorNext(Thread& thread, Value v) {
  RangeIterator* it = v.as<RangeIterator>();
  if (it->remaining <= 0) return Ref<>();
  it->remaining--;
  int64_t item = it->next;
  it->next += it->step;
  return Ref<>::adopt(Value::smallInt(item));
}
Ref<> iteratorHint(Thread& thread, const Value* args) {
  int64_t remaining = args[0].as<RangeIterator>()->remaining;
  return newInt(thread, remaining < 0 ? 0 : remaining);
}
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  RangeIterator* it = args[0].as<RangeIterator>();
  Ref<> stop = TRY(newInt(thread, it->next + it->step * it->remaining));
  Ref<> start = TRY(newInt(thread, it->start)), step = TRY(newInt(thread, it->step));
  Ref<Range> range = TRY(newRange(thread, start, stop, step));
  Ref<> index = TRY(newInt(thread, (it->next - it->start) / it->step));
  return reduceByBuiltin(thread, "iter", range.value(), index);
}
Ref<> iteratorSetState(Thread& thread, const Value* args) {
  RangeIterator* it = args[0].as<RangeIterator>();
  if (args[1].isNone()) return newRef(kNone);
  int64_t position = TRY(indexAsInt64(thread, args[1], TypeId::kNoTypeId));
  int64_t passed = (it->next - it->start) / it->step, count = passed + it->remaining;
  position = position < 0 ? 0 : position > count ? count : position;
  it->next = it->start + it->step * position;
  it->remaining = count - position;
  return newRef(kNone);
}

void longRelease(Object* object) {
  LongRangeIterator* it = static_cast<LongRangeIterator*>(object);
  decrefOrEmpty(it->start);
  decrefOrEmpty(it->step);
  decrefOrEmpty(it->length);
  decrefOrEmpty(it->index);
}
Ref<> longNext(Thread& thread, Value v) {
  LongRangeIterator* it = v.as<LongRangeIterator>();
  if (!TRY(compareBool(thread, it->index, it->length, CompareOp::kLess))) return Ref<>();
  Ref<> offset = TRY(multiply(thread, it->index, it->step));
  Ref<> item = TRY(add(thread, it->start, offset));
  Ref<> next = TRY(add(thread, it->index, kOne));
  Value old = std::exchange(it->index, next.releaseValue());
  decref(old);
  return item;
}
Ref<> longHint(Thread& thread, const Value* args) {
  LongRangeIterator* it = args[0].as<LongRangeIterator>();
  return subtract(thread, it->length, it->index);
}
Ref<> longReduce(Thread& thread, const Value* args) {
  LongRangeIterator* it = args[0].as<LongRangeIterator>();
  Ref<> distance = TRY(multiply(thread, it->length, it->step));
  Ref<> stop = TRY(add(thread, it->start, distance));
  Ref<Range> range = TRY(newRange(thread, it->start, stop, it->step));
  return reduceByBuiltin(thread, "iter", range.value(), it->index);
}
Ref<> longSetState(Thread& thread, const Value* args) {
  LongRangeIterator* it = args[0].as<LongRangeIterator>();
  Ref<> state = TRY(index(thread, args[1]));
  if (intSign(state) < 0) state = newRef(kZero);
  if (TRY(compareBool(thread, it->length, state, CompareOp::kLess))) state = newRef(it->length);
  Value old = std::exchange(it->index, state.releaseValue());
  decref(old);
  return newRef(kNone);
}

constexpr Slots kSlots = {
    .release = rangeRelease,
    .create = rangeCreate,
    .repr = rangeRepr,
    .hash = rangeHash,
    .compare = rangeCompare,
    .iterate = rangeIterate,
    .truth = rangeTruth,
    .length = rangeLength,
    .getItem = rangeGetItem,
    .contains = rangeContains,
};
constexpr MethodDef kMethods[] = {
    {.name = "count", .signature = "($self, value, /)", .function = countMethod},
    {.name = "index", .signature = "($self, value, /)", .function = indexMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedMethod},
    {.name = "__reduce__", .signature = "($self, /)", .function = reduceMethod},
};
constexpr MemberDef kMembers[] = {
    {"start", MemberKind::kObject, offsetof(Range, start)},
    {"stop", MemberKind::kObject, offsetof(Range, stop)},
    {"step", MemberKind::kObject, offsetof(Range, step)},
};
constexpr Slots kIteratorSlots = {.iterate = iterateSelf, .next = iteratorNext};
constexpr Slots kLongSlots = {.release = longRelease, .iterate = iterateSelf, .next = longNext};
constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = iteratorSetState},
};
constexpr MethodDef kLongMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = longHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = longReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = longSetState},
};

}  // namespace

// Ranges hold ints only and can form no cycle, so the collector need not know them.  All fields are set
// at once after allocation.
constexpr TypeSpec kRangeType = {
    .id = TypeId::kRange,
    .name = "range",
    .basicSize = sizeof(Range),
    .flags = kTypeSequencePattern,
    .slots = &kSlots,
    .methods = kMethods,
    .members = kMembers,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object",
};
constexpr TypeSpec kRangeIteratorType = {
    .id = TypeId::kRangeIterator,
    .name = "range_iterator",
    .basicSize = sizeof(RangeIterator),
    .flags = kTypeDisallowInstantiation,
    .slots = &kIteratorSlots,
    .methods = kIteratorMethods,
};
constexpr TypeSpec kLongRangeIteratorType = {
    .id = TypeId::kLongRangeIterator,
    .name = "longrange_iterator",
    .basicSize = sizeof(LongRangeIterator),
    .flags = kTypeDisallowInstantiation,
    .slots = &kLongSlots,
    .methods = kLongMethods,
};

}  // namespace taipan
