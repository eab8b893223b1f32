// The generic operations of Python on any Value: what the operators, built-in functions and opcodes
// do (language reference §3.3, §6).  All may run Python code and raise unless they say otherwise.
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/containers.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct Dict;
struct Str;

// --- attributes
Ref<> getAttribute(Thread& thread, Value object, Str* name);
Ref<> getAttribute(Thread& thread, Value object, const char* name);
// As getAttribute, but AttributeError becomes empty without an exception: test thread.hasException().
Ref<> lookupAttribute(Thread& thread, Value object, Str* name);
Result<bool> hasAttribute(Thread& thread, Value object, Str* name);
Status setAttribute(Thread& thread, Value object, Str* name, Value value);
Status deleteAttribute(Thread& thread, Value object, Str* name);

// --- calls
Ref<> call(Thread& thread, Value callable, const Arguments& args);
template <class... Values>
Ref<> call(Thread& thread, Value callable, Value first, Values... rest) {
  Value values[] = {first, Value(rest)...};
  return call(thread, callable, Arguments{values, 1 + sizeof...(rest), nullptr});
}
inline Ref<> call(Thread& thread, Value callable) { return call(thread, callable, Arguments{}); }
// f(*tuple, **dict); dict may be null.
Ref<> callWithTupleAndDict(Thread& thread, Value callable, Tuple* positional, Dict* keywords);
// object.name(args…): no bound method is built where that can be seen to make no difference.
Ref<> callMethodWith(Thread& thread, Value object, Str* name, const Value* values, size_t count);
template <class... Values>
Ref<> callMethod(Thread& thread, Value object, Str* name, Values... args) {
  Value values[] = {object, Value(args)...};
  return callMethodWith(thread, object, name, values + 1, sizeof...(args));
}
bool isCallable(Thread& thread, Value object);

// --- text, hash, truth, comparison
Ref<Str> repr(Thread& thread, Value object);
Ref<Str> ascii(Thread& thread, Value object);
Ref<Str> str(Thread& thread, Value object);
Ref<Str> format(Thread& thread, Value object, Value spec);  // spec may be empty
Result<int64_t> hash(Thread& thread, Value object);
Result<bool> isTrue(Thread& thread, Value object);
Ref<> compare(Thread& thread, Value left, Value right, CompareOp op);
// With the identity shortcut that containers use.
Result<bool> compareBool(Thread& thread, Value left, Value right, CompareOp op);
inline Result<bool> equal(Thread& thread, Value left, Value right) {
  return compareBool(thread, left, right, CompareOp::kEqual);
}
// Guards repr of a container against itself.  enter: true, go on; false: already inside (print "[...]"
// or similar).  Leave in either case but an error.
Result<bool> enterRepr(Thread& thread, Value object);
void leaveRepr(Thread& thread, Value object);

// --- operators
Ref<> binaryOperation(Thread& thread, BinaryOp op, Value left, Value right);
Ref<> inPlaceOperation(Thread& thread, BinaryOp op, Value left, Value right);
Ref<> unaryOperation(Thread& thread, UnaryOp op, Value operand);  // kInt, kFloat: int(x), float(x) for non-str x
Ref<> power(Thread& thread, Value base, Value exponent, Value modulus);  // modulus may be None

// --- integers.  `index` gives an exact int by __index__.
Ref<> index(Thread& thread, Value object);
// As an int64; out of range raises `overflow` ("cannot fit 'x' into an index-sized integer"), or is
// clamped if `overflow` is kNoTypeId.
Result<int64_t> indexAsInt64(Thread& thread, Value object, TypeId overflow = TypeId::kIndexError);

// --- iteration
Ref<> getIterator(Thread& thread, Value iterable);
// Empty without an exception: exhausted.
Ref<> nextItem(Thread& thread, Value iterator);
// A loop over any iterable:
//   Iteration it; if (!it.start(thread, iterable)) return Raised{};
//   while (Ref<> item = it.next(thread)) {…}   if (thread.hasException()) return Raised{};
// Lists and tuples, the exact types, need no iterator; like one, it sees what happens to the list meanwhile.
class Iteration {
 public:
  Status start(Thread& thread, Value iterable) {
    TypeId id = iterable.isObject() ? iterable.object()->type->id : TypeId::kNoTypeId;
    if (id == TypeId::kList || id == TypeId::kTuple) {
      sequence_ = id;
      index_ = 0;
      source_ = newRef(iterable);
      return kOk;
    }
    sequence_ = TypeId::kNoTypeId;
    source_ = getIterator(thread, iterable);
    if (!source_) return Raised{};
    const Type* type = source_.get().isObject() ? source_.get().object()->type : nullptr;
    next_ = type != nullptr && !type->has(kTypeIsHeapType) ? type->slots.next : nullptr;
    return kOk;
  }
  Ref<> next(Thread& thread) {
    if (sequence_ == TypeId::kNoTypeId) {
      if (next_ == nullptr) return nextItem(thread, source_);
      Ref<> item = next_(thread, source_);
      if (!item) [[unlikely]] thread.clearIfMatches(TypeId::kStopIteration);
      return item;
    }
    bool isTuple = sequence_ == TypeId::kTuple;
    const Value* items = isTuple ? source_.value().as<Tuple>()->items : source_.value().as<List>()->items;
    size_t size = isTuple ? source_.value().as<Tuple>()->size : source_.value().as<List>()->size;
    return index_ < size ? newRef(items[index_++]) : Ref<>();
  }

 private:
  Ref<> source_;  // the list or tuple, or an iterator
  Ref<> (*next_)(Thread& thread, Value self) = nullptr;  // of iterators whose type cannot change; null: look it up
  TypeId sequence_ = TypeId::kNoTypeId;
  size_t index_ = 0;
};
Result<int64_t> lengthHint(Thread& thread, Value object, int64_t fallback);
Ref<List> listFromIterable(Thread& thread, Value iterable);
Ref<Tuple> tupleFromIterable(Thread& thread, Value iterable);

// --- items
Result<int64_t> length(Thread& thread, Value object);
Ref<> getItem(Thread& thread, Value object, Value key);
Status setItem(Thread& thread, Value object, Value key, Value value);
Status deleteItem(Thread& thread, Value object, Value key);
Result<bool> contains(Thread& thread, Value container, Value item);

// --- classes
Result<bool> isInstance(Thread& thread, Value object, Value classOrTuple);
Result<bool> isSubclass(Thread& thread, Value cls, Value classOrTuple);

// --- warnings: Status fails if a filter makes the warning an error.  category as TypeId.
Status warn(Thread& thread, TypeId category, int stackLevel, std::string_view format, std::initializer_list<FormatArg> args = {});
// Reports an exception that cannot be raised (in flight on the thread; it is taken) through sys.unraisablehook.
void reportUnraisable(Thread& thread, Value object, const char* message = nullptr);

}  // namespace taipan
