// _heapq: binary heaps in lists.  The list may change under any comparison (it runs Python code), which is an error.
#include "objects/abstract.h"
#include "objects/list.h"
#include "objects/module.h"

namespace taipan {

namespace {

// `where` as messages name the argument: "heapify() argument" if it is the only one, else "heappush() argument 1".
Result<List*> listArgument(Thread& thread, Value v, const char* where) {
  if (isList(v)) return v.as<List>();
  return thread.raiseTypeError("{} must be list, not {!T}", where, v);
}

// a < b, or b < a in a max-heap.  Both are kept alive meanwhile.  RuntimeError if the list changed size.
Result<bool> before(Thread& thread, List* heap, size_t a, size_t b, bool maximum) {
  Ref<> left = newRef(heap->items[a]), right = newRef(heap->items[b]);
  size_t size = heap->size;
  Result<bool> result = maximum ? compareBool(thread, right, left, CompareOp::kLess)
                                : compareBool(thread, left, right, CompareOp::kLess);
  if (!result) return Raised{};
  if (heap->size != size) {
    return thread.raise(TypeId::kRuntimeError, "list changed size during iteration");
  }
  return result;
}

void swapItems(List* heap, size_t a, size_t b) { std::swap(heap->items[a], heap->items[b]); }

// Moves the item at `position` towards the root as far as `start` while it is smaller than its parent.
Status moveUp(Thread& thread, List* heap, size_t start, size_t position, bool maximum) {
  if (position >= heap->size) return thread.raise(TypeId::kIndexError, "index out of range");
  while (position > start) {
    size_t parent = (position - 1) / 2;
    bool smaller = TRY(before(thread, heap, position, parent, maximum));
    if (!smaller) break;
    swapItems(heap, position, parent);
    position = parent;
  }
  return kOk;
}

// Moves the item at `position` down to a leaf along the smaller children, then up to its place: fewer comparisons
// than testing at each level, since items that come from the end belong low.
Status moveDown(Thread& thread, List* heap, size_t position, bool maximum) {
  size_t start = position, end = heap->size;
  if (position >= end) return thread.raise(TypeId::kIndexError, "index out of range");
  while (position < end / 2) {
    size_t child = 2 * position + 1;
    if (child + 1 < end) {
      bool leftFirst = TRY(before(thread, heap, child, child + 1, maximum));
      if (!leftFirst) ++child;
    }
    swapItems(heap, position, child);
    position = child;
  }
  return moveUp(thread, heap, start, position, maximum);
}

// Removes the last item without running anything.
Ref<> popLast(List* heap) { return Ref<>::adopt(heap->items[--heap->size]); }

Ref<> popTop(Thread& thread, Value argument, bool maximum, const char* where) {
  List* heap = TRY(listArgument(thread, argument, where));
  if (heap->size == 0) return thread.raise(TypeId::kIndexError, "index out of range");
  Ref<> last = popLast(heap);
  if (heap->size == 0) return last;
  Ref<> top = Ref<>::adopt(heap->items[0]);
  heap->items[0] = last.releaseValue();
  TRY(moveDown(thread, heap, 0, maximum));
  return top;
}

Ref<> replaceTop(Thread& thread, Value argument, Value item, bool maximum, const char* where) {
  List* heap = TRY(listArgument(thread, argument, where));
  if (heap->size == 0) return thread.raise(TypeId::kIndexError, "index out of range");
  Ref<> top = Ref<>::adopt(heap->items[0]);
  heap->items[0] = newRef(item).releaseValue();
  TRY(moveDown(thread, heap, 0, maximum));
  return top;
}

Ref<> makeHeap(Thread& thread, Value argument, bool maximum, const char* where) {
  List* heap = TRY(listArgument(thread, argument, where));
  for (size_t i = heap->size / 2; i-- > 0;) TRY(moveDown(thread, heap, i, maximum));
  return newRef(kNone);
}

Ref<> heapPush(Thread& thread, const Value* args) {
  List* heap = TRY(listArgument(thread, args[1], "heappush() argument 1"));
  TRY(listAppend(thread, heap, args[2]));
  TRY(moveUp(thread, heap, 0, heap->size - 1, false));
  return newRef(kNone);
}

Ref<> heapPushPop(Thread& thread, const Value* args) {
  constexpr const char* kWhere = "heappushpop() argument 1";
  List* heap = TRY(listArgument(thread, args[1], kWhere));
  if (heap->size == 0) return newRef(args[2]);
  Ref<> top = newRef(heap->items[0]);
  bool topFirst = TRY(compareBool(thread, top, args[2], CompareOp::kLess));
  if (!topFirst) return newRef(args[2]);
  return replaceTop(thread, heap, args[2], false, kWhere);
}

Ref<> heapPop(Thread& thread, const Value* args) { return popTop(thread, args[1], false, "heappop() argument"); }
Ref<> heapReplace(Thread& thread, const Value* args) { return replaceTop(thread, args[1], args[2], false, "heapreplace() argument 1"); }
Ref<> heapify(Thread& thread, const Value* args) { return makeHeap(thread, args[1], false, "heapify() argument"); }
Ref<> heapPopMax(Thread& thread, const Value* args) { return popTop(thread, args[1], true, "_heappop_max() argument"); }
Ref<> heapReplaceMax(Thread& thread, const Value* args) { return replaceTop(thread, args[1], args[2], true, "_heapreplace_max() argument 1"); }
Ref<> heapifyMax(Thread& thread, const Value* args) { return makeHeap(thread, args[1], true, "_heapify_max() argument"); }

constexpr const char* kHeap = "($module, heap, /)";
constexpr const char* kHeapItem = "($module, heap, item, /)";

constexpr MethodDef kFunctions[] = {
    {.name = "heappush", .signature = kHeapItem, .function = heapPush},
    {.name = "heappushpop", .signature = kHeapItem, .function = heapPushPop},
    {.name = "heappop", .signature = kHeap, .function = heapPop},
    {.name = "heapreplace", .signature = kHeapItem, .function = heapReplace},
    {.name = "heapify", .signature = kHeap, .function = heapify},
    {.name = "_heappop_max", .signature = kHeap, .function = heapPopMax},
    {.name = "_heapreplace_max", .signature = kHeapItem, .function = heapReplaceMax},
    {.name = "_heapify_max", .signature = kHeap, .function = heapifyMax},
};

}  // namespace

extern const ModuleSpec kHeapqModule;
const ModuleSpec kHeapqModule = {.name = "_heapq", .functions = kFunctions, .doc = "Binary heaps in lists."};

}  // namespace taipan
