// list.
#pragma once

#include "heap/ref.h"
#include "objects/containers.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

extern const TypeSpec kListType;

inline bool isList(Value v) { return v.isObject() && v.object()->type->has(kTypeIsList); }
Ref<List> newList(Thread& thread, size_t capacity = 0);
Ref<List> newListFrom(Thread& thread, const Value* items, size_t size);
Status listAppend(Thread& thread, List* list, Value item);  // MemoryError only
Status listExtend(Thread& thread, List* list, Value iterable);
Status listInsert(Thread& thread, List* list, int64_t index, Value item);
Status listSort(Thread& thread, List* list, Value key, bool reverse);  // stable; key may be None
// Room for `capacity` items at least; MemoryError only.
Status listReserve(Thread& thread, List* list, size_t capacity);
// list[begin:end] = iterable (an empty Value deletes); the bounds are clamped.
Status listAssignSlice(Thread& thread, List* list, int64_t begin, int64_t end, Value iterable);
Ref<List> listSlice(Thread& thread, List* list, size_t begin, size_t end);
// Takes all items away.  May run Python code when they die.
void listClear(List* list);
Ref<Tuple> tupleFromList(Thread& thread, List* list);

}  // namespace taipan
