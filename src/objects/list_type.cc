// list: its type, slots and methods.
#include "heap/value_array.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/call_arguments.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/list_internal.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/slice.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

List* self(Value v) { return v.as<List>(); }

void listTraverse(Object* object, Visitor& visitor) {
  List* list = static_cast<List*>(object);
  for (size_t i = list->size; i-- > 0;) visitor.visitValue(list->items[i]);
}

void listRelease(Object* object) { listClear(static_cast<List*>(object)); }

Ref<> listCreate(Thread& thread, Type* type, const Arguments&) {
  return allocateInstance(thread, type);
}

Status listInitialize(Thread& thread, Value v, const Arguments& args) {
  if (v.object()->type->id == TypeId::kList || keywordCount(args) == 0 ||
      v.object()->type->slots.create == listCreate) {
    if (!rejectKeywords(thread, args, "list")) return Raised{};
  }
  if (!checkPositional(thread, args, "list", 0, 1)) return Raised{};
  listClear(self(v));
  if (args.positionalCount == 0) return kOk;
  return listExtend(thread, self(v), args[0]);
}

Ref<> listRepr(Thread& thread, Value v) {
  List* list = self(v);
  if (list->size == 0) return newStr(thread, "[]");
  NativeRecursion recursion(thread);
  if (!recursion.enter(" while getting the repr of an object")) return Raised{};
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "[...]");
  StrBuilder builder(thread);
  builder.append('[');
  for (size_t i = 0; i < list->size; i++) {
    if (i) builder.append(std::string_view(", "));
    Ref<> item = newRef(list->items[i]);
    Ref<Str> text = repr(thread, item);
    if (!text) {
      leaveRepr(thread, v);
      return Raised{};
    }
    builder.append(text.get());
  }
  leaveRepr(thread, v);
  builder.append(']');
  return builder.finish();
}

Ref<> listCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isList(left) || !isList(right)) return newRef(kNotImplemented);
  NativeRecursion recursion(thread);
  if (!recursion.enter(" in comparison")) return Raised{};
  List *a = self(left), *b = self(right);
  if (a->size != b->size && (op == CompareOp::kEqual || op == CompareOp::kNotEqual)) {
    return newRef(Value::boolean(op == CompareOp::kNotEqual));
  }
  for (size_t i = 0; i < a->size && i < b->size; i++) {
    if (a->items[i] == b->items[i]) continue;
    Ref<> x = newRef(a->items[i]), y = newRef(b->items[i]);
    if (TRY(equal(thread, x, y))) continue;
    if (i >= a->size || i >= b->size) break;  // the comparison shortened a list: the lengths decide
    if (op == CompareOp::kEqual) return newRef(kFalse);
    if (op == CompareOp::kNotEqual) return newRef(kTrue);
    return compare(thread, x, y, op);
  }
  return newRef(Value::boolean(compareSizes(a->size, b->size, op)));
}

Ref<> listIterate(Thread& thread, Value v) {
  return newIndexIterator(thread, TypeId::kListIterator, v);
}

Result<int64_t> listLength(Thread&, Value v) { return static_cast<int64_t>(self(v)->size); }

Ref<> listGetItem(Thread& thread, Value v, Value key) {
  List* list = self(v);
  if (isSlice(key)) {
    SliceRange range;
    if (!sliceUnpack(thread, key.as<Slice>(), &range)) return Raised{};
    sliceAdjust(list->size, &range);
    if (range.step == 1) return newListFrom(thread, list->items + range.start, range.count);
    Ref<List> result = TRY(newList(thread, range.count));
    for (int64_t i = 0; i < range.count; i++) {
      result->items[i] = newRef(list->items[range.start + i * range.step]).releaseValue();
    }
    result->size = range.count;
    return result;
  }
  if (!isIndexable(key)) {
    return thread.raiseTypeError("list indices must be integers or slices, not {!T}", key);
  }
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += list->size;
  if (i < 0 || static_cast<size_t>(i) >= list->size) {
    return thread.raise(TypeId::kIndexError, "list index out of range");
  }
  return newRef(list->items[i]);
}

// del list[start:stop:step] with a step other than 1.
Status deleteExtendedSlice(Thread& thread, List* list, SliceRange range) {
  if (range.count == 0) return kOk;
  if (range.step < 0) {
    range.start = range.start + range.step * (range.count - 1);
    range.step = -range.step;
  }
  Ref<Tuple> removed = TRY(newTuple(thread, range.count));
  size_t out = range.start;
  int64_t taken = 0;
  for (size_t i = range.start; i < list->size; i++) {
    bool selected =
        taken < range.count && static_cast<int64_t>(i) == range.start + taken * range.step;
    if (selected) {
      removed->items[taken++] = list->items[i];
    } else {
      list->items[out++] = list->items[i];
    }
  }
  return listResize(thread, list, out);
}

Status assignExtendedSlice(Thread& thread, List* list, Slice* slice, Value value) {
  SliceRange range;
  if (!sliceUnpack(thread, slice, &range)) return Raised{};
  if (range.step == 1) {
    sliceAdjust(list->size, &range);
    if (value && !isTuple(value) && !isList(value)) {
      // The message is the slice assignment's own.
      Ref<> iterator = getIterator(thread, value);
      if (!iterator) {
        if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
        return thread.raiseTypeError("can only assign an iterable");
      }
      return listAssignSlice(thread, list, range.start, range.stop, iterator);
    }
    return listAssignSlice(thread, list, range.start, range.stop, value);
  }
  if (!value) {
    sliceAdjust(list->size, &range);
    return deleteExtendedSlice(thread, list, range);
  }
  Ref<List> items;
  if (isList(value) && value.object() == list) {
    items = TRY(newListFrom(thread, list->items, list->size));
  } else {
    Ref<> iterator = getIterator(thread, value);
    if (!iterator) {
      if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
      return thread.raiseTypeError("must assign iterable to extended slice");
    }
    items = TRY(listFromIterable(thread, iterator));
  }
  sliceAdjust(list->size, &range);
  if (static_cast<int64_t>(items->size) != range.count) {
    return thread.raiseValueError(
        "attempt to assign sequence of size {} to extended slice of size {}", items->size,
        range.count);
  }
  // Swap: `items` then owns the old ones and drops them at the end.
  for (int64_t i = 0; i < range.count; i++) {
    std::swap(items->items[i], list->items[range.start + i * range.step]);
  }
  return kOk;
}

Status listSetItem(Thread& thread, Value v, Value key, Value value) {
  List* list = self(v);
  if (isSlice(key)) return assignExtendedSlice(thread, list, key.as<Slice>(), value);
  if (!isIndexable(key)) {
    return thread.raiseTypeError("list indices must be integers or slices, not {!T}", key);
  }
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += list->size;
  if (i < 0 || static_cast<size_t>(i) >= list->size) {
    return thread.raise(TypeId::kIndexError, "list assignment index out of range");
  }
  if (!value) return listAssignSlice(thread, list, i, i + 1, Value());
  Value old = std::exchange(list->items[i], newRef(value).releaseValue());
  decref(old);
  return kOk;
}

Result<int64_t> findItem(Thread& thread, List* list, Value item, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && i < static_cast<int64_t>(list->size); i++) {
    if (list->items[i] == item) return i;
    Ref<> candidate = newRef(list->items[i]);
    if (TRY(equal(thread, candidate, item))) return i;
  }
  return -1;
}

Result<bool> listContains(Thread& thread, Value v, Value item) {
  return TRY(findItem(thread, self(v), item, 0, INT64_MAX)) >= 0;
}

Ref<> listConcat(Thread& thread, Value left, Value right) {
  if (!isList(right)) {
    return thread.raiseTypeError("can only concatenate list (not \"{!T}\") to list", right);
  }
  List *a = self(left), *b = self(right);
  Ref<List> result = TRY(newList(thread, a->size + b->size));
  copyValues(result->items, a->items, a->size);
  copyValues(result->items + a->size, b->items, b->size);
  result->size = a->size + b->size;
  return result;
}

Ref<> listRepeat(Thread& thread, Value v, int64_t count) {
  List* list = self(v);
  if (list->size == 0 || count <= 0) return newList(thread);
  if (static_cast<size_t>(count) > kMaxListItems / list->size) return thread.raiseMemoryError();
  size_t size = list->size * count;
  Ref<List> result = TRY(newList(thread, size));
  repeatValues(result->items, list->items, list->size, static_cast<size_t>(count));
  result->size = size;
  return result;
}

Ref<> listInPlaceConcat(Thread& thread, Value v, Value other) {
  if (!listExtend(thread, self(v), other)) return Raised{};
  return newRef(v);
}

Ref<> listInPlaceRepeat(Thread& thread, Value v, int64_t count) {
  List* list = self(v);
  if (count <= 0) {
    listClear(list);
    return newRef(v);
  }
  size_t size = list->size;
  if (size == 0 || count == 1) return newRef(v);
  if (static_cast<size_t>(count) > kMaxListItems / size) return thread.raiseMemoryError();
  if (!listResize(thread, list, size * count)) return Raised{};
  repeatValues(list->items + size, list->items, size, static_cast<size_t>(count - 1));
  return newRef(v);
}

// --- methods

Ref<> getItemMethod(Thread& thread, const Value* args) { return listGetItem(thread, args[0], args[1]); }
Ref<> appendMethod(Thread& thread, const Value* args) {
  if (!listAppend(thread, self(args[0]), args[1])) return Raised{};
  return newRef(kNone);
}

Ref<> extendMethod(Thread& thread, const Value* args) {
  if (!listExtend(thread, self(args[0]), args[1])) return Raised{};
  return newRef(kNone);
}

Ref<> insertMethod(Thread& thread, const Value* args) {
  int64_t position = TRY(sizeArgument(thread, args[1]));
  if (!listInsert(thread, self(args[0]), position, args[2])) return Raised{};
  return newRef(kNone);
}

Ref<> popMethod(Thread& thread, const Value* args) {
  List* list = self(args[0]);
  int64_t position = args[1] ? TRY(sizeArgument(thread, args[1])) : -1;
  if (list->size == 0) return thread.raise(TypeId::kIndexError, "pop from empty list");
  if (position < 0) position += list->size;
  if (position < 0 || static_cast<size_t>(position) >= list->size) {
    return thread.raise(TypeId::kIndexError, "pop index out of range");
  }
  Value item = list->items[position];
  size_t after = list->size - position - 1;
  __builtin_memmove(list->items + position, list->items + position + 1, after * sizeof(Value));
  size_t size = list->size - 1;
  if (!listResize(thread, list, size)) {
    thread.clearException();  // shrinking is optional
    list->size = size;
  }
  return Ref<>::adopt(item);
}

Ref<> removeMethod(Thread& thread, const Value* args) {
  List* list = self(args[0]);
  int64_t i = TRY(findItem(thread, list, args[1], 0, INT64_MAX));
  if (i < 0) return thread.raiseValueError("list.remove(x): x not in list");
  if (!listAssignSlice(thread, list, i, i + 1, Value())) return Raised{};
  return newRef(kNone);
}

Ref<> clearMethod(Thread&, const Value* args) {
  listClear(self(args[0]));
  return newRef(kNone);
}

Ref<> copyMethod(Thread& thread, const Value* args) {
  return newListFrom(thread, self(args[0])->items, self(args[0])->size);
}

Ref<> countMethod(Thread& thread, const Value* args) {
  List* list = self(args[0]);
  int64_t count = 0;
  for (size_t i = 0; i < list->size; i++) {
    Ref<> item = newRef(list->items[i]);
    count += TRY(equal(thread, item, args[1]));
  }
  return newInt(thread, count);
}

Ref<> indexMethod(Thread& thread, const Value* args) {
  List* list = self(args[0]);
  int64_t start = 0, stop = INT64_MAX;
  if (!searchBounds(thread, args[2], args[3], list->size, &start, &stop)) return Raised{};
  int64_t i = TRY(findItem(thread, list, args[1], start, stop));
  if (i < 0) return thread.raiseValueError("{!r} is not in list", args[1]);
  return newInt(thread, i);
}

Ref<> reverseMethod(Thread&, const Value* args) {
  List* list = self(args[0]);
  for (size_t i = 0, k = list->size; i + 1 < k;) std::swap(list->items[i++], list->items[--k]);
  return newRef(kNone);
}

Ref<> sortMethod(Thread& thread, const Value* args) {
  bool reverse = false;
  if (args[2]) {
    Ref<> number = TRY(index(thread, args[2]));
    reverse = intSign(number) != 0;
  }
  if (!listSort(thread, self(args[0]), args[1], reverse)) return Raised{};
  return newRef(kNone);
}

Ref<> reversedMethod(Thread& thread, const Value* args) {
  return newIndexIterator(thread, TypeId::kListReverseIterator, args[0],
                          static_cast<int64_t>(self(args[0])->size) - 1);
}

Ref<> sizeofMethod(Thread& thread, const Value* args) {
  return newInt(thread, 40 + 8 * static_cast<int64_t>(self(args[0])->capacity));
}

Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots kSlots = {
    .release = listRelease,
    .traverse = listTraverse,
    .clear = listRelease,
    .create = listCreate,
    .initialize = listInitialize,
    .repr = listRepr,
    .hash = hashNotImplemented,
    .compare = listCompare,
    .iterate = listIterate,
    .length = listLength,
    .getItem = listGetItem,
    .setItem = listSetItem,
    .contains = listContains,
    .concat = listConcat,
    .repeat = listRepeat,
    .inPlaceConcat = listInPlaceConcat,
    .inPlaceRepeat = listInPlaceRepeat,
};
constexpr MethodDef kMethods[] = {
    {.name = "append", .signature = "($self, object, /)", .function = appendMethod},
    {.name = "clear", .signature = "($self, /)", .function = clearMethod},
    {.name = "copy", .signature = "($self, /)", .function = copyMethod},
    {.name = "count", .signature = "($self, value, /)", .function = countMethod},
    {.name = "extend", .signature = "($self, iterable, /)", .function = extendMethod},
    {.name = "index",
     .signature = "($self, value, start=0, stop=sys.maxsize, /)",
     .function = indexMethod},
    {.name = "insert", .signature = "($self, index, object, /)", .function = insertMethod},
    {.name = "pop", .signature = "($self, index=-1, /)", .function = popMethod},
    {.name = "remove", .signature = "($self, value, /)", .function = removeMethod},
    {.name = "reverse", .signature = "($self, /)", .function = reverseMethod},
    {.name = "sort", .signature = "($self, /, *, key=None, reverse=False)", .function = sortMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedMethod},
    {.name = "__sizeof__", .signature = "($self, /)", .function = sizeofMethod},
    {.name = "__getitem__", .signature = "($self, index, /)", .function = getItemMethod, .doc = "Return self[index]."},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
};

}  // namespace

constexpr TypeSpec kListType = {
    .id = TypeId::kList,
    .name = "list",
    .basicSize = sizeof(List),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsList | kTypeSequencePattern | kTypeMatchSelf,
    .slots = &kSlots,
    .methods = kMethods,
    .doc = "list(iterable=(), /)\n--\n\nA mutable sequence of the iterable's items.",
};

}  // namespace taipan
