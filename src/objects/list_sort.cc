// list.sort: a stable, adaptive merge sort.  Ascending and strictly descending runs are found as they
// stand, short ones are filled up by binary insertion, and runs are merged by the powersort rule (the
// depth of a run boundary in a nearly balanced tree), with galloping where one run keeps winning.
//
// While sorting, the list is empty to everybody else: comparisons run Python code.  Keys are sorted
// with the values moving alongside; `reverse` keeps stability by reversing before and after.
#include <bit>
#include <cstring>

#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/list_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

// keys[i] decides, values[i] (if there are separate values) moves along.  All borrowed: the storage
// taken from the list owns them, whatever their order.
struct Items {
  Value* keys;
  Value* values;  // null: keys are the values
  Items at(size_t i) const { return {keys + i, values ? values + i : nullptr}; }
};

// --- How keys compare.  OPTIMIZATION: keys that are all of one usual type need no calls through the type; only
// those that may run Python code can fail.

struct IntKeys {
  static constexpr bool kCanFail = false;
  static bool less(Value a, Value b) { return static_cast<int64_t>(a.bits()) < static_cast<int64_t>(b.bits()); }
};

// The keys are doubles in disguise while they are sorted (see DisguisedFloats).
struct FloatKeys {
  static constexpr bool kCanFail = false;
  static bool less(Value a, Value b) { return std::bit_cast<double>(a.bits()) < std::bit_cast<double>(b.bits()); }
};

struct NarrowStrKeys {  // one byte a character
  static constexpr bool kCanFail = false;
  static bool less(Value a, Value b) {
    const Str *x = a.as<Str>(), *y = b.as<Str>();
    size_t xn = x->length(), yn = y->length();
    int order = std::memcmp(x->data1(), y->data1(), xn < yn ? xn : yn);
    return order < 0 || (order == 0 && xn < yn);
  }
};

struct StrKeys {
  static constexpr bool kCanFail = false;
  static bool less(Value a, Value b) { return strCompare(a.as<Str>(), b.as<Str>()) < 0; }
};

// Any keys.  After a failure everything is "not less", and every loop soon ends.
struct AnyKeys {
  static constexpr bool kCanFail = true;
  Thread& thread;
  bool failed = false;
  bool less(Value a, Value b) {
    if (failed) return false;
    Ref<> result = compare(thread, a, b, CompareOp::kLess);
    if (!result) return failed = true, false;
    if (result.get().isBool()) return result.get().isTrue();
    Result<bool> truth = isTrue(thread, result);
    if (!truth) return failed = true, false;
    return *truth;
  }
};

// Exact tuples: the first items that differ decide.
struct TupleKeys : AnyKeys {
  bool less(Value a, Value b) {
    if (failed) return false;
    const Tuple *x = a.as<Tuple>(), *y = b.as<Tuple>();
    size_t common = x->size < y->size ? x->size : y->size;
    for (size_t i = 0; i < common; i++) {
      Value p = x->items[i], q = y->items[i];
      if (p == q) continue;
      if (p.isSmallInt() && q.isSmallInt()) return p.smallIntValue() < q.smallIntValue();
      if (isExactStr(p) && isExactStr(q)) {
        int order = strCompare(p.as<Str>(), q.as<Str>());
        if (order == 0) continue;
        return order < 0;
      }
      if (p.isImmediateFloat() && q.isImmediateFloat()) {
        if (p.immediateFloatValue() == q.immediateFloatValue()) continue;
        return p.immediateFloatValue() < q.immediateFloatValue();
      }
      Result<bool> same = equal(thread, p, q);
      if (!same) return failed = true, false;
      if (!*same) return AnyKeys::less(p, q);
    }
    return x->size < y->size;
  }
};

template <class Keys>
class Sorter {
 public:
  Sorter(Thread& thread, Items items, size_t size, Keys compareKeys)
      : thread_(thread), items_(items), size_(size), keys_(compareKeys) {}
  ~Sorter() { thread_.heap().freeBuffer(buffer_, bufferSize_); }
  Status sort();

 private:
  struct Run {
    size_t start, length;
    int power;
  };

  bool less(Value a, Value b) { return keys_.less(a, b); }
  bool failed() const {
    if constexpr (Keys::kCanFail) return keys_.failed;
    return false;
  }
  size_t countRun(size_t start);
  void reverse(size_t start, size_t end);
  void insertionSort(size_t start, size_t sorted, size_t end);
  int powerOf(const Run& left, size_t rightLength) const;
  Status mergeRuns(int index);
  Status merge(size_t a, size_t na, size_t nb);
  void mergeLow(Items dest, Items left, size_t na, Items right, size_t nb);
  void mergeHigh(Items base, size_t na, Items right, size_t nb);
  size_t gallopRight(Value key, const Value* keys, size_t count);
  size_t gallopLeftFromEnd(Value key, const Value* keys, size_t count);
  size_t gallopLeft(Value key, const Value* keys, size_t count);
  size_t gallopRightFromEnd(Value key, const Value* keys, size_t count);
  static void copy(Items to, Items from, size_t count) {
    std::memmove(static_cast<void*>(to.keys), from.keys, count * sizeof(Value));
    if (to.values) std::memmove(static_cast<void*>(to.values), from.values, count * sizeof(Value));
  }
  static void copyOne(Items to, size_t i, Items from, size_t k) {
    to.keys[i] = from.keys[k];
    if (to.values) to.values[i] = from.values[k];
  }
  Result<Items> temporary(size_t count);

  static constexpr size_t kMinGallop = 7;
  Thread& thread_;
  Items items_;
  size_t size_;
  Keys keys_;
  void* buffer_ = nullptr;
  size_t bufferSize_ = 0;
  size_t minGallop_ = kMinGallop;
  Run runs_[90];
  int runCount_ = 0;
};

template <class Keys>
void Sorter<Keys>::reverse(size_t start, size_t end) {
  while (start + 1 < end) {
    --end;
    std::swap(items_.keys[start], items_.keys[end]);
    if (items_.values) std::swap(items_.values[start], items_.values[end]);
    ++start;
  }
}

// Length of the run at `start`; a strictly descending one is turned round.
template <class Keys>
size_t Sorter<Keys>::countRun(size_t start) {
  const Value* keys = items_.keys;
  size_t end = start + 1;
  if (end == size_) return 1;
  if (less(keys[end], keys[end - 1])) {
    do ++end;
    while (end < size_ && less(keys[end], keys[end - 1]));
    if (!failed()) reverse(start, end);
  } else {
    do ++end;
    while (end < size_ && !less(keys[end], keys[end - 1]) && !failed());
  }
  return end - start;
}

// [start, sorted) is in order; the rest up to `end` goes in by binary insertion.
template <class Keys>
void Sorter<Keys>::insertionSort(size_t start, size_t sorted, size_t end) {
  for (; sorted < end && !failed(); sorted++) {
    Value pivot = items_.keys[sorted];
    Value value = items_.values ? items_.values[sorted] : Value();
    size_t low = start, high = sorted;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (less(pivot, items_.keys[middle])) high = middle;
      else low = middle + 1;
    }
    if (failed()) return;
    copy(items_.at(low + 1), items_.at(low), sorted - low);
    items_.keys[low] = pivot;
    if (items_.values) items_.values[low] = value;
  }
}

// The first bit in which the binary fractions of the two runs' midpoints differ.
template <class Keys>
int Sorter<Keys>::powerOf(const Run& left, size_t rightLength) const {
  size_t a = 2 * left.start + left.length;
  size_t b = a + left.length + rightLength;
  int power = 0;
  for (;;) {
    ++power;
    if (a >= size_) {
      a -= size_;
      b -= size_;
    } else if (b >= size_) {
      return power;
    }
    a <<= 1;
    b <<= 1;
  }
}

template <class Keys>
Result<Items> Sorter<Keys>::temporary(size_t count) {
  size_t bytes = count * sizeof(Value) * (items_.values ? 2 : 1);
  if (bytes > bufferSize_) {
    thread_.heap().freeBuffer(buffer_, bufferSize_);
    bufferSize_ = 0;
    buffer_ = thread_.heap().allocateBuffer(bytes);
    if (!buffer_) return thread_.raiseMemoryError();
    bufferSize_ = bytes;
  }
  Value* keys = static_cast<Value*>(buffer_);
  return Items{keys, items_.values ? keys + count : nullptr};
}

// How many of `keys` are <= key (right) or < key (left), looking from the front or the end by
// doubling steps.
template <class Keys>
size_t Sorter<Keys>::gallopRight(Value key, const Value* keys, size_t count) {
  size_t low = 0, step = 1;
  while (step <= count && !less(key, keys[step - 1])) {
    low = step;
    step *= 2;
    if (failed()) return 0;
  }
  size_t high = step <= count ? step - 1 : count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (less(key, keys[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

template <class Keys>
size_t Sorter<Keys>::gallopLeft(Value key, const Value* keys, size_t count) {
  size_t low = 0, step = 1;
  while (step <= count && less(keys[step - 1], key)) {
    low = step;
    step *= 2;
  }
  size_t high = step <= count ? step - 1 : count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (less(keys[middle], key)) low = middle + 1;
    else high = middle;
  }
  return low;
}

template <class Keys>
size_t Sorter<Keys>::gallopRightFromEnd(Value key, const Value* keys, size_t count) {
  size_t high = count, step = 1;
  while (step <= count && less(key, keys[count - step])) {
    high = count - step;
    step *= 2;
  }
  size_t low = step <= count ? count - step + 1 : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (less(key, keys[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

template <class Keys>
size_t Sorter<Keys>::gallopLeftFromEnd(Value key, const Value* keys, size_t count) {
  size_t high = count, step = 1;
  while (step <= count && !less(keys[count - step], key)) {
    high = count - step;
    step *= 2;
    if (failed()) return 0;
  }
  size_t low = step <= count ? count - step + 1 : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (less(keys[middle], key)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Merges left (a copy) and right (in place, at its end) into dest, front to back.  The caller has seen that right's
// first item comes first and left's last item last, so neither is compared for its place again: which comparisons are
// made can be seen from Python and is CPython's.  On failure the rest of left is put in as it is, so that no item is
// lost.
template <class Keys>
void Sorter<Keys>::mergeLow(Items dest, Items left, size_t na, Items right, size_t nb) {
  size_t i = 0, k = 0, out = 0;
  auto undecided = [&] { return i + 1 < na && k < nb && !failed(); };
  copyOne(dest, out++, right, k++);
  while (undecided()) {
    size_t leftWins = 0, rightWins = 0;
    while (undecided() && leftWins < minGallop_ && rightWins < minGallop_) {
      bool takeRight = less(right.keys[k], left.keys[i]);
      if (failed()) break;
      if (takeRight) {
        copyOne(dest, out++, right, k++);
        leftWins = 0;
        ++rightWins;
      } else {
        copyOne(dest, out++, left, i++);
        rightWins = 0;
        ++leftWins;
      }
    }
    if (!undecided()) break;
    ++minGallop_;
    size_t fromLeft, fromRight;
    do {
      if (minGallop_ > 1) --minGallop_;
      fromLeft = gallopRight(right.keys[k], left.keys + i, na - i);
      if (failed()) break;
      copy(dest.at(out), left.at(i), fromLeft);
      out += fromLeft;
      i += fromLeft;
      if (!undecided()) break;
      copyOne(dest, out++, right, k++);
      if (!undecided()) break;
      fromRight = gallopLeft(left.keys[i], right.keys + k, nb - k);
      if (failed()) break;
      copy(dest.at(out), right.at(k), fromRight);
      out += fromRight;
      k += fromRight;
      if (!undecided()) break;
      copyOne(dest, out++, left, i++);
      if (!undecided()) break;
    } while (fromLeft >= kMinGallop || fromRight >= kMinGallop);
    if (undecided()) ++minGallop_;
  }
  if (!failed() && i + 1 == na) {
    copy(dest.at(out), right.at(k), nb - k);
    out += nb - k;
  }
  copy(dest.at(out), left.at(i), na - i);  // what is left of `right` is in place
}

// The same from back to front: right is the copy, left lies in place at `base`.
template <class Keys>
void Sorter<Keys>::mergeHigh(Items base, size_t na, Items right, size_t nb) {
  size_t i = na, k = nb;
  auto undecided = [&] { return i > 0 && k > 1 && !failed(); };
  auto takeLeft = [&] { --i, copyOne(base, i + k, base, i); };
  auto takeRight = [&] { --k, copyOne(base, i + k, right, k); };
  takeLeft();
  while (undecided()) {
    size_t leftWins = 0, rightWins = 0;
    while (undecided() && leftWins < minGallop_ && rightWins < minGallop_) {
      bool leftIsLast = less(right.keys[k - 1], base.keys[i - 1]);
      if (failed()) break;
      if (leftIsLast) {
        takeLeft();
        rightWins = 0;
        ++leftWins;
      } else {
        takeRight();
        leftWins = 0;
        ++rightWins;
      }
    }
    if (!undecided()) break;
    ++minGallop_;
    size_t fromLeft, fromRight;
    do {
      if (minGallop_ > 1) --minGallop_;
      size_t stayLeft = gallopRightFromEnd(right.keys[k - 1], base.keys, i);
      if (failed()) break;
      fromLeft = i - stayLeft;
      copy(base.at(stayLeft + k), base.at(stayLeft), fromLeft);
      i = stayLeft;
      if (!undecided()) break;
      takeRight();
      if (!undecided()) break;
      size_t stayRight = gallopLeftFromEnd(base.keys[i - 1], right.keys, k);
      if (failed()) break;
      fromRight = k - stayRight;
      copy(base.at(i + stayRight), right.at(stayRight), fromRight);
      k = stayRight;
      if (!undecided()) break;
      takeLeft();
      if (!undecided()) break;
    } while (fromLeft >= kMinGallop || fromRight >= kMinGallop);
    if (undecided()) ++minGallop_;
  }
  if (!failed() && k == 1) {
    copy(base.at(1), base.at(0), i);
    i = 0;
  }
  copy(base.at(i), right.at(0), k);
}

template <class Keys>
Status Sorter<Keys>::merge(size_t start, size_t na, size_t nb) {
  // Items already in their place at both ends need no merging.
  size_t skip = gallopRight(items_.keys[start + na], items_.keys + start, na);
  if (failed()) return Raised{};
  start += skip;
  na -= skip;
  if (na == 0) return kOk;
  nb = gallopLeftFromEnd(items_.keys[start + na - 1], items_.keys + start + na, nb);
  if (failed()) return Raised{};
  if (nb == 0) return kOk;
  Items left = items_.at(start), right = items_.at(start + na);
  if (na <= nb) {
    Items saved = TRY(temporary(na));
    copy(saved, left, na);
    mergeLow(left, saved, na, right, nb);
  } else {
    Items saved = TRY(temporary(nb));
    copy(saved, right, nb);
    mergeHigh(left, na, saved, nb);
  }
  if (failed()) return Raised{};
  return kOk;
}

// Merges runs `index` and the one after it.
template <class Keys>
Status Sorter<Keys>::mergeRuns(int index) {
  Run &left = runs_[index], right = runs_[index + 1];
  size_t na = left.length;
  left.length += right.length;
  --runCount_;
  for (int i = index + 1; i < runCount_; i++) runs_[i] = runs_[i + 1];
  return merge(left.start, na, right.length);
}

template <class Keys>
Status Sorter<Keys>::sort() {
  if (size_ < 2) return kOk;
  size_t minRun = size_, roundUp = 0;
  while (minRun >= 64) {
    roundUp |= minRun & 1;
    minRun >>= 1;
  }
  minRun += roundUp;
  for (size_t start = 0; start < size_;) {
    size_t length = countRun(start);
    if (failed()) return Raised{};
    if (length < minRun) {
      size_t forced = size_ - start < minRun ? size_ - start : minRun;
      insertionSort(start, start + length, start + forced);
      if (failed()) return Raised{};
      length = forced;
    }
    if (runCount_ > 0) {
      int power = powerOf(runs_[runCount_ - 1], length);
      while (runCount_ > 1 && runs_[runCount_ - 2].power > power) {
        if (!mergeRuns(runCount_ - 2)) return Raised{};
      }
      runs_[runCount_ - 1].power = power;
    }
    runs_[runCount_++] = {start, length, 0};
    start += length;
  }
  while (runCount_ > 1) {
    int last = runCount_ - 2;
    bool smallerFirst = last > 0 && runs_[last - 1].length < runs_[last + 1].length;
    if (!mergeRuns(smallerFirst ? last - 1 : last)) return Raised{};
  }
  return kOk;
}

void reverseValues(Value* values, size_t size) {
  for (size_t i = 0, k = size; i + 1 < k;) std::swap(values[i++], values[--k]);
}

enum class KeyKind { kInts, kFloats, kNarrowStrs, kStrs, kTuples, kAny };

KeyKind kindOfKeys(const Value* keys, size_t size) {
  if (keys[0].isSmallInt()) {
    for (size_t i = 1; i < size; i++) {
      if (!keys[i].isSmallInt()) return KeyKind::kAny;
    }
    return KeyKind::kInts;
  }
  if (keys[0].isImmediateFloat()) {
    for (size_t i = 1; i < size; i++) {
      if (!keys[i].isImmediateFloat()) return KeyKind::kAny;
    }
    return KeyKind::kFloats;
  }
  if (!keys[0].isObject()) return KeyKind::kAny;
  const Type* type = keys[0].object()->type;
  if (type->id != TypeId::kStr && type->id != TypeId::kTuple) return KeyKind::kAny;
  bool narrow = true;
  for (size_t i = 0; i < size; i++) {
    if (!keys[i].isObject() || keys[i].object()->type != type) return KeyKind::kAny;
    if (type->id == TypeId::kStr && keys[i].as<Str>()->kind() != 1) narrow = false;
  }
  return type->id == TypeId::kTuple ? KeyKind::kTuples : narrow ? KeyKind::kNarrowStrs : KeyKind::kStrs;
}

// Sorts immediate floats as plain doubles; nobody sees them meanwhile.
Status sortFloats(Thread& thread, Items items, size_t size) {
  for (size_t i = 0; i < size; i++) {
    items.keys[i] = Value::fromBits(std::bit_cast<uint64_t>(items.keys[i].immediateFloatValue()));
  }
  Status status = Sorter<FloatKeys>(thread, items, size, {}).sort();
  for (size_t i = 0; i < size; i++) items.keys[i] = Value::tryFloat(std::bit_cast<double>(items.keys[i].bits()));
  return status;
}

Status sortItems(Thread& thread, Items items, size_t size) {
  if (size < 2) return kOk;
  switch (kindOfKeys(items.keys, size)) {
    case KeyKind::kInts: return Sorter<IntKeys>(thread, items, size, {}).sort();
    case KeyKind::kFloats: return sortFloats(thread, items, size);
    case KeyKind::kNarrowStrs: return Sorter<NarrowStrKeys>(thread, items, size, {}).sort();
    case KeyKind::kStrs: return Sorter<StrKeys>(thread, items, size, {}).sort();
    case KeyKind::kTuples: return Sorter<TupleKeys>(thread, items, size, {{thread}}).sort();
    case KeyKind::kAny: break;
  }
  return Sorter<AnyKeys>(thread, items, size, {thread}).sort();
}

Status sortStorage(Thread& thread, Value* values, size_t size, Value key, bool reverse) {
  if (reverse) reverseValues(values, size);
  Status status = kOk;
  if (key.isNone() || key.isEmpty()) {
    status = sortItems(thread, {values, nullptr}, size);
  } else {
    // Computed in the order of the list as the program sees it.
    Ref<List> keys = newList(thread, size);
    if (!keys) status = Raised{};
    for (size_t i = 0; i < size && status; i++) {
      Ref<> k = call(thread, key, values[reverse ? size - 1 - i : i]);
      if (!k || !listAppend(thread, keys, k)) status = Raised{};
    }
    if (status) {
      if (reverse) reverseValues(keys->items, size);
      // Nobody else may reach the keys (gc.get_objects) while they move: hide the storage.
      Value* storage = std::exchange(keys->items, nullptr);
      size_t capacity = std::exchange(keys->capacity, 0);
      keys->size = 0;
      status = sortItems(thread, {storage, values}, size);
      listClear(keys);
      keys->items = storage;
      keys->size = size;
      keys->capacity = capacity;
    }
  }
  if (reverse) reverseValues(values, size);
  return status;
}

}  // namespace

Status listSort(Thread& thread, List* list, Value key, bool reverse) {
  Ref<List> hold = newRef(list);
  // While it is sorted the list is empty, with a mark for storage: whoever puts something in, even for a moment, or
  // clears it replaces the mark.
  Value mark;
  Value* values = std::exchange(list->items, &mark);
  size_t size = std::exchange(list->size, 0), capacity = std::exchange(list->capacity, 0);
  Status status = sortStorage(thread, values, size, key, reverse);
  bool modified = list->items != &mark;
  if (!modified) list->items = nullptr;
  // What others put in meanwhile is dropped, after the list is whole again.
  Value* strangers = std::exchange(list->items, values);
  size_t strangerCount = std::exchange(list->size, size);
  size_t strangerCapacity = std::exchange(list->capacity, capacity);
  for (size_t i = 0; i < strangerCount; i++) decref(strangers[i]);
  thread.heap().freeBuffer(strangers, strangerCapacity * sizeof(Value));
  if (modified && status) return thread.raiseValueError("list modified during sort");
  return status;
}

}  // namespace taipan
