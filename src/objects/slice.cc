// slice: three values, and the arithmetic that turns them into positions (language reference §3.2).
#include "objects/slice.h"

#include <algorithm>

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

Ref<Slice> newSlice(Thread& thread, Value start, Value stop, Value step) {
  Ref<Slice> slice = TRY(newObject<Slice>(thread, thread.type(TypeId::kSlice)));
  slice->start = newRef(start ? start : kNone).releaseValue();
  slice->stop = newRef(stop ? stop : kNone).releaseValue();
  slice->step = newRef(step ? step : kNone).releaseValue();
  return slice;
}

namespace {

Result<int64_t> sliceIndex(Thread& thread, Value v) {
  if (v.isSmallInt()) [[likely]] return v.smallIntValue();
  if (!isInt(v) && !(v.isObject() && v.object()->type->slots.unary[int(UnaryOp::kIndex)])) {
    return thread.raiseTypeError(
        "slice indices must be integers or None or have an __index__ method");
  }
  return indexAsInt64(thread, v, TypeId::kNoTypeId);
}

}  // namespace

Status sliceUnpack(Thread& thread, Slice* slice, SliceRange* range) {
  Ref<Slice> hold = newRef(slice);
  range->step = 1;
  if (!slice->step.isNone()) {
    range->step = TRY(sliceIndex(thread, slice->step));
    if (range->step == 0) return thread.raiseValueError("slice step cannot be zero");
    if (range->step < -INT64_MAX) range->step = -INT64_MAX;
  }
  range->start = range->step < 0 ? INT64_MAX : 0;
  if (!slice->start.isNone()) range->start = TRY(sliceIndex(thread, slice->start));
  range->stop = range->step < 0 ? INT64_MIN : INT64_MAX;
  if (!slice->stop.isNone()) range->stop = TRY(sliceIndex(thread, slice->stop));
  return kOk;
}

void sliceAdjust(int64_t length, SliceRange* range) {
  bool backwards = range->step < 0;
  auto clamp = [&](int64_t i) {
    if (i < 0) {
      i += length;
      return i < 0 ? (backwards ? int64_t{-1} : 0) : i;
    }
    return i >= length ? (backwards ? length - 1 : length) : i;
  };
  range->start = clamp(range->start);
  range->stop = clamp(range->stop);
  range->count = 0;
  if (backwards) {
    if (range->stop < range->start) {
      range->count = (range->start - range->stop - 1) / -range->step + 1;
    }
  } else if (range->start < range->stop) {
    range->count = (range->stop - range->start - 1) / range->step + 1;
  }
  // Any step longer than the sequence takes one item at most; a short one cannot overflow what is added to it.
  range->step = std::clamp(range->step, -length - 2, length + 2);
}

namespace {

Ref<> sliceCreate(Thread& thread, Type* type, const Arguments& args) {
  (void)type;
  if (!rejectKeywords(thread, args, "slice")) return Raised{};
  if (!checkPositional(thread, args, "slice", 1, 3)) return Raised{};
  if (args.positionalCount == 1) return newSlice(thread, Value(), args[0], Value());
  return newSlice(thread, args[0], args[1], args.positionalCount == 3 ? args[2] : Value());
}

void sliceTraverse(Object* self, Visitor& visitor) {
  Slice* slice = static_cast<Slice*>(self);
  visitor.visitValue(slice->start);
  visitor.visitValue(slice->stop);
  visitor.visitValue(slice->step);
}

void sliceRelease(Object* self) {
  Slice* slice = static_cast<Slice*>(self);
  decrefOrEmpty(slice->start);
  decrefOrEmpty(slice->stop);
  decrefOrEmpty(slice->step);
}

Ref<> sliceRepr(Thread& thread, Value self) {
  Slice* slice = self.as<Slice>();
  return formatStr(thread, "slice({!r}, {!r}, {!r})", slice->start, slice->stop, slice->step);
}

Ref<> sliceCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isSlice(other)) return newRef(kNotImplemented);
  Slice *a = self.as<Slice>(), *b = other.as<Slice>();
  if (a == b) {
    return newRef(Value::boolean(op == CompareOp::kEqual || op == CompareOp::kLessEqual ||
                                 op == CompareOp::kGreaterEqual));
  }
  Ref<Tuple> left = TRY(makeTuple(thread, a->start, a->stop, a->step));
  Ref<Tuple> right = TRY(makeTuple(thread, b->start, b->stop, b->step));
  return compare(thread, left, right, op);
}

// The bound as an int, of any size; __index__ is called.
Ref<> evaluateIndex(Thread& thread, Value v) {
  if (isInt(v) || (v.isObject() && v.object()->type->slots.unary[int(UnaryOp::kIndex)])) {
    return index(thread, v);
  }
  return thread.raiseTypeError(
      "slice indices must be integers or None or have an __index__ method");
}

Result<bool> less(Thread& thread, Value a, Value b) {
  return compareBool(thread, a, b, CompareOp::kLess);
}

// A bound moved into [lower, upper], counted from the end if negative.
Ref<> clampBound(Thread& thread, Value given, Value length, Value lower, Value upper) {
  Ref<> bound = TRY(evaluateIndex(thread, given));
  if (intSign(bound) < 0) {
    bound = TRY(binaryOperation(thread, BinaryOp::kAdd, bound, length));
    if (TRY(less(thread, bound, lower))) bound = newRef(lower);
  } else if (TRY(less(thread, upper, bound))) {
    bound = newRef(upper);
  }
  return bound;
}

// slice.indices(length) with ints of any size.
Ref<> sliceIndicesMethod(Thread& thread, const Value* args) {
  Slice* slice = args[0].as<Slice>();
  Ref<> length = TRY(index(thread, args[1]));
  if (intSign(length) < 0) return thread.raiseValueError("length should not be negative");
  Ref<> step = newRef(Value::smallInt(1));
  if (!slice->step.isNone()) {
    step = TRY(evaluateIndex(thread, slice->step));
    if (intSign(step) == 0) return thread.raiseValueError("slice step cannot be zero");
  }
  bool backwards = intSign(step) < 0;
  Ref<> lower = newRef(Value::smallInt(backwards ? -1 : 0));
  Ref<> upper = backwards ? TRY(binaryOperation(thread, BinaryOp::kSubtract, length,
                                                Value::smallInt(1)))
                          : length.clone();
  Ref<> start, stop;
  if (slice->start.isNone()) {
    start = backwards ? upper.clone() : lower.clone();
  } else {
    start = TRY(clampBound(thread, slice->start, length, lower, upper));
  }
  if (slice->stop.isNone()) {
    stop = backwards ? lower.clone() : upper.clone();
  } else {
    stop = TRY(clampBound(thread, slice->stop, length, lower, upper));
  }
  return makeTuple(thread, start.get(), stop.get(), step.get());
}

Ref<> sliceReduce(Thread& thread, const Value* args) {
  Slice* slice = args[0].as<Slice>();
  Ref<Tuple> state = TRY(makeTuple(thread, slice->start, slice->stop, slice->step));
  return makeTuple(thread, Value(args[0].object()->type), Value(state));
}

constexpr Slots kSlots = {
    .release = sliceRelease,
    .traverse = sliceTraverse,
    .create = sliceCreate,
    .repr = sliceRepr,
    .hash = hashNotImplemented,
    .compare = sliceCompare,
};
constexpr MethodDef kMethods[] = {
    {.name = "indices", .signature = "($self, object, /)", .function = sliceIndicesMethod},
    {.name = "__reduce__", .signature = "($self, /)", .function = sliceReduce},
};
constexpr MemberDef kMembers[] = {
    {"start", MemberKind::kObject, offsetof(Slice, start)},
    {"stop", MemberKind::kObject, offsetof(Slice, stop)},
    {"step", MemberKind::kObject, offsetof(Slice, step)},
};

}  // namespace

constexpr TypeSpec kSliceType = {
    .id = TypeId::kSlice,
    .name = "slice",
    .basicSize = sizeof(Slice),
    .flags = kTypeHasGc,
    .slots = &kSlots,
    .methods = kMethods,
    .members = kMembers,
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nPositions as taken by extended indexing.",
};

}  // namespace taipan
