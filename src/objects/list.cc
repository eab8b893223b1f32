// list: the operations native code uses (list.h), and the storage.  Growth follows CPython's pattern,
// which programs see through sys.getsizeof.
//
// Dropping an item may run Python code that changes the list again.  So every function first brings
// the list into its new state and only then drops the old items.
#include "objects/list.h"

#include "base/memory.h"
#include "heap/value_array.h"
#include "objects/abstract.h"
#include "objects/list_internal.h"
#include "objects/tuple.h"

namespace taipan {

Status listResize(Thread& thread, List* list, size_t size) {
  if (size <= list->capacity && size >= list->capacity / 2) {
    list->size = size;
    return kOk;
  }
  if (size > kMaxListItems) return thread.raiseMemoryError();
  size_t capacity = (size + (size >> 3) + 6) & ~size_t{3};
  if (size > list->size && size - list->size > capacity - size) capacity = (size + 3) & ~size_t{3};
  if (size == 0) capacity = 0;
  void* items = list->items;
  if (capacity == 0) {
    thread.heap().freeBuffer(items, list->capacity * sizeof(Value));
    items = nullptr;
  } else {
    items = thread.heap().reallocateBuffer(items, list->capacity * sizeof(Value),
                                           capacity * sizeof(Value));
    if (!items) return thread.raiseMemoryError();
  }
  list->items = static_cast<Value*>(items);
  list->capacity = capacity;
  list->size = size;
  return kOk;
}

Status listReserve(Thread& thread, List* list, size_t capacity) {
  if (capacity <= list->capacity) return kOk;
  if (capacity > kMaxListItems) return thread.raiseMemoryError();
  void* items = thread.heap().reallocateBuffer(list->items, list->capacity * sizeof(Value),
                                               capacity * sizeof(Value));
  if (!items) return thread.raiseMemoryError();
  list->items = static_cast<Value*>(items);
  list->capacity = capacity;
  return kOk;
}

Ref<List> newList(Thread& thread, size_t capacity) {
  Ref<List> list = TRY(newObject<List>(thread, thread.type(TypeId::kList)));
  list->size = list->capacity = 0;
  list->items = nullptr;
  if (capacity && !listReserve(thread, list, capacity)) return Raised{};
  return list;
}

Ref<List> newListFrom(Thread& thread, const Value* items, size_t size) {
  Ref<List> list = TRY(newList(thread, size));
  copyValues(list->items, items, size);
  list->size = size;
  return list;
}

Ref<List> listSlice(Thread& thread, List* list, size_t begin, size_t end) {
  return newListFrom(thread, list->items + begin, end - begin);
}

Status listAppend(Thread& thread, List* list, Value item) {
  size_t size = list->size;
  if (size == list->capacity) [[unlikely]] {
    if (!listResize(thread, list, size + 1)) return Raised{};
  }
  incref(item);
  list->items[size] = item;
  list->size = size + 1;
  return kOk;
}

Status listInsert(Thread& thread, List* list, int64_t index, Value item) {
  int64_t size = list->size;
  if (index < 0) index = index + size < 0 ? 0 : index + size;
  if (index > size) index = size;
  if (!listResize(thread, list, size + 1)) return Raised{};
  __builtin_memmove(list->items + index + 1, list->items + index, (size - index) * sizeof(Value));
  incref(item);
  list->items[index] = item;
  return kOk;
}

// Room for `count` more items; their number is known, so a list without any gets no more than that (an even number).
static Status makeRoom(Thread& thread, List* list, size_t count) {
  if (list->items == nullptr) return listReserve(thread, list, (count + 1) & ~size_t{1});
  size_t size = list->size;
  TRY(listResize(thread, list, size + count));
  list->size = size;
  return kOk;
}

Status listExtend(Thread& thread, List* list, Value iterable) {
  if (iterable.isObject() && (iterable.object()->type->id == TypeId::kList ||
                              iterable.object()->type->id == TypeId::kTuple)) {
    bool isTupleItems = iterable.object()->type->id == TypeId::kTuple;
    size_t count = isTupleItems ? iterable.as<Tuple>()->size : iterable.as<List>()->size;
    if (count == 0) return kOk;
    size_t size = list->size;
    TRY(makeRoom(thread, list, count));
    // After the resize: `iterable` may be the list itself.
    const Value* from = isTupleItems ? iterable.as<Tuple>()->items : iterable.as<List>()->items;
    copyValues(list->items + size, from, count);
    list->size = size + count;
    return kOk;
  }
  Iteration iteration;
  if (!iteration.start(thread, iterable)) return Raised{};
  Result<int64_t> hint = lengthHint(thread, iterable, 8);
  if (!hint) return Raised{};
  size_t wanted = list->size + static_cast<size_t>(*hint);
  if (*hint > 0 && wanted <= INT64_MAX) {  // a hint beyond that is taken for a lie
    if (wanted > size_t{1} << 16 && !canAllocate(wanted > SIZE_MAX / 32 ? SIZE_MAX : wanted * sizeof(Value))) return thread.raiseMemoryError();
    TRY(makeRoom(thread, list, static_cast<size_t>(*hint)));
  }
  while (Ref<> item = iteration.next(thread)) {
    if (list->size < list->capacity) [[likely]] {
      list->items[list->size++] = item.releaseValue();
    } else if (!listAppend(thread, list, item)) {
      return Raised{};
    }
  }
  if (thread.hasException()) return Raised{};
  if (list->size < list->capacity / 2) return listResize(thread, list, list->size);
  return kOk;
}

Ref<List> listFromIterable(Thread& thread, Value iterable) {
  Ref<List> list = TRY(newList(thread));
  if (!listExtend(thread, list, iterable)) return Raised{};
  return list;
}

void listClear(List* list) {
  if (list->capacity == 0) return;  // nothing to drop; and a list that is being sorted stays marked as it is
  Value* items = std::exchange(list->items, nullptr);
  size_t size = std::exchange(list->size, 0), capacity = std::exchange(list->capacity, 0);
  Heap& heap = list->type->interpreter->heap;
  dropValues(items, size);
  heap.freeBuffer(items, capacity * sizeof(Value));
}

// The items to put in are collected first: the iterable's code may change the list.
Status listAssignSlice(Thread& thread, List* list, int64_t begin, int64_t end, Value iterable) {
  Ref<List> added;
  if (iterable) {
    if (isList(iterable) && iterable.object() == list) {
      added = TRY(newListFrom(thread, list->items, list->size));
    } else {
      added = TRY(listFromIterable(thread, iterable));
    }
  }
  int64_t size = list->size, addCount = added ? added->size : 0;
  begin = begin < 0 ? 0 : begin > size ? size : begin;
  end = end < begin ? begin : end > size ? size : end;
  int64_t removeCount = end - begin;
  Ref<Tuple> removed = TRY(newTuple(thread, removeCount));  // drops them when we are done
  if (addCount > removeCount) {
    if (!listReserve(thread, list, size)) return Raised{};
    if (!listResize(thread, list, size + addCount - removeCount)) return Raised{};
  }
  for (int64_t i = 0; i < removeCount; i++) removed->items[i] = list->items[begin + i];
  __builtin_memmove(list->items + begin + addCount, list->items + end,
                    (size - end) * sizeof(Value));
  for (int64_t i = 0; i < addCount; i++) {
    list->items[begin + i] = newRef(added->items[i]).releaseValue();
  }
  if (addCount < removeCount) return listResize(thread, list, size + addCount - removeCount);
  return kOk;
}

}  // namespace taipan
