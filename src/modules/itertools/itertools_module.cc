// itertools.  All of its iterators share one layout: a few Values and numbers, whose meaning is stated at
// each one.  So construction, traversal and release are written once.
//
// Calling other iterators may run Python code that calls the same iterator again; every `next` therefore
// leaves its state consistent before each call, and holds what it still needs.
#include "modules/itertools/state.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "modules/registry.h"

namespace taipan {
namespace itertools {
namespace {

void stateTraverse(Object* object, Visitor& visitor) {
  State* s = static_cast<State*>(object);
  for (Value v : {s->a, s->b, s->c, s->d}) visitor.visitValue(v);
}
void stateRelease(Object* object) {
  State* s = static_cast<State*>(object);
  for (Value* v : {&s->a, &s->b, &s->c, &s->d}) decrefOrEmpty(std::exchange(*v, Value()));
}

// Binds positional and keyword arguments to `out`; left-out ones stay as they are.
Status bind(Thread& thread, const Arguments& args, const char* function,
            std::initializer_list<const char*> names, size_t required, Value* out) {
  size_t keywords = keywordCount(args), total = args.positionalCount + keywords;
  if (total > names.size()) {
    return thread.raiseTypeError("{}() takes at most {} argument{} ({} given)", function,
                                 names.size(), names.size() == 1 ? "" : "s", total);
  }
  for (size_t i = 0; i < args.positionalCount; i++) out[i] = args[i];
  uint32_t given = (1u << args.positionalCount) - 1;
  for (size_t k = 0; k < keywords; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t i = 0;
    while (i < names.size() && !strEqualText(name, names.begin()[i])) i++;
    if (i == names.size()) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, function);
    }
    if (given >> i & 1) {
      return thread.raiseTypeError("argument for {}() given by name ('{}') and position ({})",
                                   function, name, i + 1);
    }
    given |= 1u << i;
    out[i] = args[args.positionalCount + k];
  }
  for (size_t i = 0; i < required; i++) {
    if (given >> i & 1) continue;
    return thread.raiseTypeError("{}() missing required argument '{}' (pos {})", function,
                                 names.begin()[i], i + 1);
  }
  return kOk;
}

// --- accumulate: a iterator, b function or None, c total so far, d initial not yet given out

Ref<> accumulateCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[3] = {Value(), kNone, kNone};
  TRY(bindCall(thread, args, "accumulate", {"iterable", "func", "initial"}, 1, 2, bound));
  Ref<> iterator = TRY(getIterator(thread, bound[0]));
  Ref<State> s = TRY(make(thread, type, std::move(iterator), newRef(bound[1])));
  if (!bound[2].isNone()) s->d = newRef(bound[2]).releaseValue();
  return s;
}
Ref<> accumulateNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->d) {
    put(s->c, Ref<>::adopt(std::exchange(s->d, Value())));
    return newRef(s->c);
  }
  Ref<> item = nextItem(thread, s->a);
  if (!item) return Ref<>();
  if (!s->c) {
    s->c = newRef(item).releaseValue();
    return item;
  }
  Ref<> total = newRef(s->c);
  Ref<> next = s->b.isNone() ? binaryOperation(thread, BinaryOp::kAdd, total, item)
                             : call(thread, s->b, total.get(), item.get());
  if (!next) return Raised{};
  put(s->c, next.clone());
  return next;
}

// --- chain: a iterator of iterables (empty: done), b active iterator

Ref<> chainCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kItertoolsChain, args, "chain")) {
    return Raised{};
  }
  Ref<Tuple> all = TRY(newTupleFrom(thread, args.values, args.positionalCount));
  return make(thread, type, TRY(getIterator(thread, all)));
}
Ref<> chainFromIterable(Thread& thread, const Value* args) {
  return make(thread, args[0].as<Type>(), TRY(getIterator(thread, args[1])));
}
Ref<> chainNext(Thread& thread, Value v) {
  State* s = self(v);
  if (Ref<> item = nextOfList(s->b)) return item;
  while (s->a) {
    if (!s->b) {
      Ref<> source = newRef(s->a);
      Ref<> iterable = nextItem(thread, source);
      Ref<> iterator;
      if (iterable) iterator = getIterator(thread, iterable);
      if (!iterator) {
        put(s->a, Ref<>());
        return Ref<>();
      }
      put(s->b, std::move(iterator));
    }
    Ref<> active = newRef(s->b);
    Ref<> item = nextItem(thread, active);
    if (item || thread.hasException()) return item;
    put(s->b, Ref<>());
  }
  return Ref<>();
}

// --- compress: a data, b selectors

Ref<> compressCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2];
  if (!bind(thread, args, "compress", {"data", "selectors"}, 2, bound)) return Raised{};
  Ref<> data = TRY(getIterator(thread, bound[0]));
  Ref<> selectors = TRY(getIterator(thread, bound[1]));
  return make(thread, type, std::move(data), std::move(selectors));
}
Ref<> compressNext(Thread& thread, Value v) {
  State* s = self(v);
  for (;;) {
    Ref<> datum = nextItem(thread, s->a);
    if (!datum) return Ref<>();
    Ref<> selector = nextItem(thread, s->b);
    if (!selector) return Ref<>();
    if (TRY(isTrue(thread, selector))) return datum;
  }
}

// --- count: a next number, b step

bool isNumber(Thread& thread, Value v) {
  const Slots& slots = typeOf(thread, v)->slots;
  return slots.unary[int(UnaryOp::kInt)] || slots.unary[int(UnaryOp::kFloat)] ||
         slots.unary[int(UnaryOp::kIndex)] || slots.binary[int(BinaryOp::kAdd)];
}
Ref<> countCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2] = {Value::smallInt(0), Value::smallInt(1)};
  if (!bind(thread, args, "count", {"start", "step"}, 0, bound)) return Raised{};
  if (!isNumber(thread, bound[0]) || !isNumber(thread, bound[1])) {
    return thread.raiseTypeError("a number is required");
  }
  return make(thread, type, newRef(bound[0]), newRef(bound[1]));
}
Ref<> countNext(Thread& thread, Value v) {
  State* s = self(v);
  Ref<> number = newRef(s->a);
  Ref<> next = TRY(binaryOperation(thread, BinaryOp::kAdd, number, s->b));
  put(s->a, std::move(next));
  return number;
}
Ref<> countRepr(Thread& thread, Value v) {
  int64_t step;
  bool one = isInt(self(v)->b) && intFitsInt64(self(v)->b, &step) && step == 1;
  if (one) return formatStr(thread, "count({!r})", self(v)->a);
  return formatStr(thread, "count({!r}, {!r})", self(v)->a, self(v)->b);
}

// --- cycle: a iterator (empty once it ended), b list of items seen, i position, j 1 if a gives items already in b

Ref<> cycleCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kItertoolsCycle, args, "cycle")) {
    return Raised{};
  }
  if (!checkPositional(thread, args, "cycle", 1, 1)) return Raised{};
  Ref<> iterator = TRY(getIterator(thread, args[0]));
  return make(thread, type, std::move(iterator), TRY(newList(thread)));
}
Ref<> cycleNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->a) {
    Ref<> iterator = newRef(s->a);
    Ref<> item = nextItem(thread, iterator);
    if (item) {
      if (!s->j && !listAppend(thread, s->b.as<List>(), item)) return Raised{};
      return item;
    }
    if (thread.hasException()) return Raised{};
    put(s->a, Ref<>());
  }
  List* seen = s->b.as<List>();
  if (seen->size == 0) return Ref<>();
  if (static_cast<size_t>(s->i) >= seen->size) s->i = 0;
  return newRef(seen->items[s->i++]);
}

// --- dropwhile, takewhile, filterfalse, starmap: a function, b iterator, i state

template <const char* name, TypeId id>
Ref<> functionAndIterableCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, id, args, name)) return Raised{};
  if (!checkPositional(thread, args, name, 2, 2)) return Raised{};
  Ref<> iterator = TRY(getIterator(thread, args[1]));
  return make(thread, type, newRef(args[0]), std::move(iterator));
}
constexpr char kDropWhileName[] = "dropwhile", kTakeWhileName[] = "takewhile",
               kFilterFalseName[] = "filterfalse", kStarMapName[] = "starmap";

Result<bool> test(Thread& thread, Value predicate, Value item) {
  Ref<> verdict = TRY(call(thread, predicate, item));
  return isTrue(thread, verdict);
}
Ref<> dropWhileNext(Thread& thread, Value v) {
  State* s = self(v);
  for (;;) {
    Ref<> item = nextItem(thread, s->b);
    if (!item || s->i) return item;
    if (TRY(test(thread, s->a, item))) continue;
    s->i = 1;
    return item;
  }
}
Ref<> takeWhileNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->i) return Ref<>();
  Ref<> item = nextItem(thread, s->b);
  if (!item) return Ref<>();
  if (TRY(test(thread, s->a, item))) return item;
  s->i = 1;
  return Ref<>();
}
Ref<> filterFalseNext(Thread& thread, Value v) {
  State* s = self(v);
  bool plain = s->a.isNone() || s->a == Value(thread.type(TypeId::kBool));
  for (;;) {
    Ref<> item = nextItem(thread, s->b);
    if (!item) return Ref<>();
    bool good = plain ? TRY(isTrue(thread, item)) : TRY(test(thread, s->a, item));
    if (!good) return item;
  }
}
Ref<> starMapNext(Thread& thread, Value v) {
  State* s = self(v);
  Ref<> item = nextItem(thread, s->b);
  if (!item) return Ref<>();
  Ref<Tuple> arguments = TRY(tupleFromIterable(thread, item));
  return call(thread, s->a, Arguments{arguments->items, arguments->size, nullptr});
}

// --- groupby: a iterator, b key function, c current key, d current value; i number of the current
// group, j: c is set but its group not yet given out (target key differs)
// --- _grouper: a groupby, b its key, i its number

Ref<> groupByCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2] = {Value(), kNone};
  if (!bind(thread, args, "groupby", {"iterable", "key"}, 1, bound)) return Raised{};
  Ref<> iterator = TRY(getIterator(thread, bound[0]));
  return make(thread, type, std::move(iterator), newRef(bound[1]));
}
// Reads one item into c and d.  False without exception: no more.
bool groupByStep(Thread& thread, State* s) {
  Ref<> value = nextItem(thread, s->a);
  if (!value) return false;
  Ref<> key = s->b.isNone() ? value.clone() : call(thread, s->b, value.get());
  if (!key) return false;
  put(s->d, std::move(value));
  put(s->c, std::move(key));
  return true;
}
void groupByTraverse(Object* object, Visitor& visitor) {
  stateTraverse(object, visitor);
  visitor.visitValue(static_cast<GroupBy*>(object)->target);
}
void groupByRelease(Object* object) {
  stateRelease(object);
  decrefOrEmpty(std::exchange(static_cast<GroupBy*>(object)->target, Value()));
}
Ref<> groupByNext(Thread& thread, Value v) {
  GroupBy* s = v.as<GroupBy>();
  s->i++;  // the group given out before is over
  for (;;) {
    if (!s->c) {
      // nothing read yet
    } else if (!s->target) {
      break;
    } else {
      Ref<> target = newRef(s->target), current = newRef(s->c);
      if (!TRY(equal(thread, target, current))) break;
    }
    if (!groupByStep(thread, s)) return Ref<>();
  }
  put(s->target, newRef(s->c));
  Ref<State> group = TRY(make(thread, thread.type(TypeId::kItertoolsGrouper), newRef(v),
                              newRef(s->target)));
  group->i = s->i;
  return makeTuple(thread, s->c, Value(group));
}
Ref<> grouperNext(Thread& thread, Value v) {
  State* group = self(v);
  Ref<> hold = newRef(group->a);
  GroupBy* s = group->a.as<GroupBy>();
  if (s->i != group->i) return Ref<>();
  if (!s->d && !groupByStep(thread, s)) return Ref<>();
  Ref<> key = newRef(group->b), current = newRef(s->c);
  if (!TRY(equal(thread, key, current))) return Ref<>();
  return Ref<>::adopt(std::exchange(s->d, Value()));
}

// --- islice: a iterator (empty: done), i next index wanted, j stop (-1: none), k step; count: items read

Ref<> isliceCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kItertoolsIslice, args, "islice")) {
    return Raised{};
  }
  if (!checkPositional(thread, args, "islice", 2, 4)) return Raised{};
  // -1 stands for None, -2 for no number, or the number -1, -3 for those below.
  auto bound = [&](Value v) -> int64_t {
    if (v.isNone()) return -1;
    if (!isIndexable(v)) return -2;
    Result<int64_t> n = sizeArgument(thread, v);
    if (!n) {
      thread.clearException();
      return -2;
    }
    return *n == -1 ? -2 : *n < 0 ? -3 : *n;
  };
  int64_t start = 0, stop, step = 1;
  bool onlyStop = args.positionalCount == 2;
  stop = bound(args[onlyStop ? 1 : 2]);
  if (stop == -2) {
    return thread.raiseValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if (!onlyStop) start = bound(args[1]);
  if (start == -1) start = 0;
  if (start < 0 || stop == -3) {
    return thread.raiseValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  if (args.positionalCount == 4) {
    step = bound(args[3]);
    if (step == -1) step = 1;
    if (step <= 0) return thread.raiseValueError("Step for islice() must be a positive integer or None.");
  }
  Ref<> iterator = TRY(getIterator(thread, args[0]));
  Ref<State> s = TRY(make(thread, type, std::move(iterator)));
  s->i = start;
  s->j = stop;
  s->k = step;
  return s;
}
Ref<> isliceNext(Thread& thread, Value v) {
  ISlice* s = v.as<ISlice>();
  if (!s->a) return Ref<>();
  Ref<> iterator = newRef(s->a);
  while (s->count < s->i) {  // start > stop still consumes up to start
    if (!nextItem(thread, iterator)) {
      put(s->a, Ref<>());
      return Ref<>();
    }
    s->count++;
  }
  Ref<> item;
  if (s->j == -1 || s->count < s->j) item = nextItem(thread, iterator);
  if (!item) {
    put(s->a, Ref<>());
    return Ref<>();
  }
  s->count++;
  int64_t next;
  if (__builtin_add_overflow(s->i, s->k, &next) || (s->j != -1 && next > s->j)) {
    next = s->j == -1 ? INT64_MAX : s->j;
  }
  s->i = next;
  return item;
}

// --- pairwise: a iterator (empty: done), b previous item

Ref<> pairwiseCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!rejectKeywordsInCreate(thread, type, TypeId::kItertoolsPairwise, args, "pairwise")) {
    return Raised{};
  }
  if (!checkPositional(thread, args, "pairwise", 1, 1)) return Raised{};
  return make(thread, type, TRY(getIterator(thread, args[0])));
}
Ref<> pairwiseNext(Thread& thread, Value v) {
  State* s = self(v);
  if (!s->a) return Ref<>();
  Ref<> iterator = newRef(s->a);
  if (!s->b) {
    Ref<> first = nextItem(thread, iterator);
    if (!first) {
      put(s->a, Ref<>());
      return Ref<>();
    }
    put(s->b, std::move(first));
  }
  Ref<> previous = newRef(s->b);
  Ref<> item = nextItem(thread, iterator);
  if (!item) {
    put(s->a, Ref<>());
    put(s->b, Ref<>());
    return Ref<>();
  }
  put(s->b, item.clone());
  return makeTuple(thread, previous.get(), item.get());
}

// --- repeat: a object, i times left (-1: for ever)

Ref<> repeatCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2];
  if (!bind(thread, args, "repeat", {"object", "times"}, 1, bound)) return Raised{};
  int64_t times = -1;
  if (bound[1]) {
    times = TRY(sizeArgument(thread, bound[1]));
    if (times < 0) times = 0;
  }
  Ref<State> s = TRY(make(thread, type, newRef(bound[0])));
  s->i = times;
  return s;
}
Ref<> repeatNext(Thread&, Value v) {
  State* s = self(v);
  if (s->i == 0) return Ref<>();
  if (s->i > 0) s->i--;
  return newRef(s->a);
}
Ref<> repeatRepr(Thread& thread, Value v) {
  if (self(v)->i == -1) return formatStr(thread, "repeat({!r})", self(v)->a);
  return formatStr(thread, "repeat({!r}, {})", self(v)->a, self(v)->i);
}
Ref<> repeatHint(Thread& thread, const Value* args) {
  if (self(args[0])->i == -1) return thread.raiseTypeError("len() of unsized object");
  return newInt(thread, self(args[0])->i);
}

// --- tee: a link of the shared chain, i position in it.
// --- _tee_dataobject: a iterator, b list of items read, c next link

Ref<State> newLink(Thread& thread, Value iterator) {
  Ref<List> items = TRY(newList(thread));
  return make(thread, thread.type(TypeId::kItertoolsTeeData), newRef(iterator), std::move(items));
}
// Long chains must not be taken apart recursively; the object destructor sees to that.
Ref<> teeNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->i >= kLinkSize) {
    State* full = s->a.as<State>();
    if (!full->c) full->c = TRY(newLink(thread, full->a)).releaseValue();
    put(s->a, newRef(full->c));
    s->i = 0;
  }
  Ref<State> link = newRef(s->a.as<State>());
  List* items = link->b.as<List>();
  if (static_cast<size_t>(s->i) < items->size) return newRef(items->items[s->i++]);
  if (link->i) {
    return thread.raise(TypeId::kRuntimeError, "cannot re-enter the tee iterator");
  }
  link->i = 1;
  Ref<> item = nextItem(thread, link->a);
  link->i = 0;
  if (!item) return Ref<>();
  if (!listAppend(thread, items, item)) return Raised{};
  s->i++;
  return item;
}
Ref<State> copyTee(Thread& thread, State* s) {
  Ref<State> copy = TRY(make(thread, thread.type(TypeId::kItertoolsTee), newRef(s->a)));
  copy->i = s->i;
  return copy;
}
Ref<State> teeFrom(Thread& thread, Value iterable) {
  Ref<> iterator = TRY(getIterator(thread, iterable));
  if (iterator.get().isObject() && iterator.get().object()->type->id == TypeId::kItertoolsTee) {
    return copyTee(thread, self(iterator));
  }
  Ref<State> link = TRY(newLink(thread, iterator));
  return make(thread, thread.type(TypeId::kItertoolsTee), std::move(link));
}
Ref<> teeCreate(Thread& thread, Type*, const Arguments& args) {
  if (!checkPositional(thread, args, "_tee", 1, 1)) return Raised{};
  return teeFrom(thread, args[0]);
}
Ref<> teeCopy(Thread& thread, const Value* args) { return copyTee(thread, self(args[0])); }
// An iterator that can copy itself need not be recorded.
Ref<> teeFunction(Thread& thread, const Value* args) {
  int64_t n = TRY(sizeArgument(thread, args[2]));
  if (n < 0) return thread.raiseValueError("n must be >= 0");
  Ref<Tuple> result = TRY(newTuple(thread, n));
  if (n == 0) return result;
  Ref<Str> copyName = TRY(internText(thread, "__copy__"));
  Ref<> first = TRY(getIterator(thread, args[1]));
  Ref<> copy = lookupAttribute(thread, first, copyName);
  if (!copy) {
    if (thread.hasException()) return Raised{};
    first = TRY(teeFrom(thread, first));
    copy = TRY(getAttribute(thread, first, copyName));
  }
  for (int64_t i = 1; i < n; i++) tupleInit(result, i, TRY(call(thread, copy)));
  tupleInit(result, 0, std::move(first));
  return result;
}

// --- zip_longest: a tuple of iterators (empty: ended), b fill value, i how many still run

Ref<> zipLongestCreate(Thread& thread, Type* type, const Arguments& args) {
  Value fill = kNone;
  for (size_t k = 0; k < keywordCount(args); k++) {
    if (!strEqualText(args.keywordNames->items[k].as<Str>(), "fillvalue")) {
      return thread.raiseTypeError("zip_longest() got an unexpected keyword argument");
    }
    fill = args[args.positionalCount + k];
  }
  Ref<List> iterators = TRY(newList(thread));
  for (size_t i = 0; i < args.positionalCount; i++) {
    Ref<> iterator = TRY(getIterator(thread, args[i]));
    if (!listAppend(thread, iterators, iterator)) return Raised{};
  }
  int64_t count = iterators->size;
  Ref<State> s = TRY(make(thread, type, std::move(iterators), newRef(fill)));
  s->i = count;
  return s;
}
Ref<> zipLongestNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->i == 0) return Ref<>();
  Ref<List> iterators = newRef(s->a.as<List>());
  Ref<Tuple> result = TRY(newTuple(thread, iterators->size));
  for (size_t n = 0; n < result->size; n++) {
    Ref<> iterator = newRef(iterators->items[n]);
    Ref<> item;
    if (!iterator.get().isNone()) {
      item = nextItem(thread, iterator);
      if (!item) {
        if (thread.hasException()) return s->i = 0, Raised{};
        if (--s->i <= 0) return s->i = 0, Ref<>();
        put(iterators->items[n], newRef(kNone));
      }
    }
    tupleInit(result, n, item ? std::move(item) : newRef(s->b));
  }
  return result;
}

// --- combinatorics: a pool (tuple; product: tuple of pools), b list of indices (small ints),
// c list of cycles (permutations), i length r, j a Progress

Ref<List> numbers(Thread& thread, int64_t count, int64_t first, int64_t step) {
  Ref<List> list = TRY(newList(thread, count));
  for (int64_t i = 0; i < count; i++) list->items[i] = Value::smallInt(first + i * step);
  list->size = count;
  return list;
}
Ref<> pick(Thread& thread, State* s) {
  Tuple* pool = s->a.as<Tuple>();
  Ref<Tuple> result = TRY(newTuple(thread, s->i));
  for (int64_t n = 0; n < s->i; n++) tupleInit(result, n, newRef(pool->items[at(s->b, n)]));
  return result;
}

template <bool withReplacement>
Ref<> combinationsCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2];
  const char* name = withReplacement ? "combinations_with_replacement" : "combinations";
  if (!bind(thread, args, name, {"iterable", "r"}, 2, bound)) return Raised{};
  int64_t r = TRY(sizeArgument(thread, bound[1]));
  Ref<Tuple> pool = TRY(tupleFromIterable(thread, bound[0]));
  if (r < 0) return thread.raiseValueError("r must be non-negative");
  int64_t n = pool->size;
  bool none = withReplacement ? n == 0 && r > 0 : r > n;
  Ref<List> indices = TRY(numbers(thread, none ? 0 : r, 0, withReplacement ? 0 : 1));
  Ref<State> s = TRY(make(thread, type, std::move(pool), std::move(indices)));
  s->i = r;
  s->j = none ? kNever : kFresh;
  return s;
}
template <bool withReplacement>
Ref<> combinationsNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->j >= kDone) return Ref<>();
  if (s->j == kFresh) {
    s->j = kRunning;
    return pick(thread, s);
  }
  int64_t n = s->a.as<Tuple>()->size, r = s->i, i = r - 1;
  while (i >= 0 && at(s->b, i) == (withReplacement ? n - 1 : i + n - r)) i--;
  if (i < 0) {
    s->j = kDone;
    return Ref<>();
  }
  int64_t base = at(s->b, i) + 1;
  for (int64_t k = i; k < r; k++) setAt(s->b, k, withReplacement ? base : base + k - i);
  return pick(thread, s);
}

Ref<> permutationsCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[2] = {Value(), kNone};
  if (!bind(thread, args, "permutations", {"iterable", "r"}, 1, bound)) return Raised{};
  Ref<Tuple> pool = TRY(tupleFromIterable(thread, bound[0]));
  int64_t n = pool->size, r = n;
  if (!bound[1].isNone()) {
    if (!isInt(bound[1])) return thread.raiseTypeError("Expected int as r");
    r = TRY(sizeArgument(thread, bound[1]));
    if (r < 0) return thread.raiseValueError("r must be non-negative");
  }
  Ref<List> indices = TRY(numbers(thread, n, 0, 1));
  Ref<List> cycles = TRY(numbers(thread, r > n ? 0 : r, n, -1));
  Ref<State> s = TRY(make(thread, type, std::move(pool), std::move(indices), std::move(cycles)));
  s->i = r;
  s->j = r > n ? kNever : kFresh;
  return s;
}
Ref<> permutationsNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->j >= kDone) return Ref<>();
  if (s->j == kFresh) {
    s->j = kRunning;
    return pick(thread, s);
  }
  int64_t n = s->a.as<Tuple>()->size;
  for (int64_t i = s->i - 1; i >= 0; i--) {
    int64_t left = at(s->c, i) - 1;
    setAt(s->c, i, left);
    if (left == 0) {  // rotate the rest by one and go on with the place before
      int64_t first = at(s->b, i);
      for (int64_t k = i; k < n - 1; k++) setAt(s->b, k, at(s->b, k + 1));
      setAt(s->b, n - 1, first);
      setAt(s->c, i, n - i);
    } else {
      int64_t x = at(s->b, i), y = at(s->b, n - left);
      setAt(s->b, i, y);
      setAt(s->b, n - left, x);
      return pick(thread, s);
    }
  }
  s->j = kDone;
  return Ref<>();
}

Ref<> productCreate(Thread& thread, Type* type, const Arguments& args) {
  int64_t repeat = 1;
  for (size_t k = 0; k < keywordCount(args); k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    if (!strEqualText(name, "repeat")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for product()", name);
    }
    repeat = TRY(sizeArgument(thread, args[args.positionalCount + k]));
    if (repeat < 0) return thread.raiseValueError("repeat argument cannot be negative");
  }
  size_t given = repeat ? args.positionalCount : 0;
  if (given && static_cast<size_t>(repeat) > (size_t{1} << 40) / given) {
    return thread.raise(TypeId::kOverflowError, "repeat argument too large");
  }
  Ref<Tuple> pools = TRY(newTuple(thread, given * repeat));
  bool none = false;
  for (size_t i = 0; i < given; i++) {
    Ref<Tuple> pool = TRY(tupleFromIterable(thread, args[i]));
    none = none || pool->size == 0;
    for (int64_t k = 0; k < repeat; k++) tupleInit(pools, k * given + i, newRef(pool.value()));
  }
  int64_t r = pools->size;
  Ref<List> indices = TRY(numbers(thread, r, 0, 0));
  Ref<State> s = TRY(make(thread, type, std::move(pools), std::move(indices)));
  s->i = r;
  s->j = none ? kNever : kFresh;
  return s;
}
Ref<> productNext(Thread& thread, Value v) {
  State* s = self(v);
  if (s->j >= kDone) {
    s->j = kDone;
    return Ref<>();
  }
  Tuple* pools = s->a.as<Tuple>();
  if (s->j == kRunning) {
    int64_t i = s->i - 1;
    for (; i >= 0; i--) {
      int64_t next = at(s->b, i) + 1;
      bool over = next == static_cast<int64_t>(pools->items[i].as<Tuple>()->size);
      setAt(s->b, i, over ? 0 : next);
      if (!over) break;
    }
    if (i < 0) {
      s->j = kDone;
      return Ref<>();
    }
  }
  s->j = kRunning;
  Ref<Tuple> result = TRY(newTuple(thread, s->i));
  for (int64_t n = 0; n < s->i; n++) {
    tupleInit(result, n, newRef(pools->items[n].as<Tuple>()->items[at(s->b, n)]));
  }
  return result;
}

// --- the module

constexpr Slots slotsOf(Ref<> (*create)(Thread&, Type*, const Arguments&),
                        Ref<> (*next)(Thread&, Value),
                        Ref<> (*repr)(Thread&, Value) = nullptr) {
  Slots slots;
  slots.release = stateRelease;
  slots.traverse = stateTraverse;
  slots.clear = nullptr;
  slots.create = create;
  slots.iterate = next ? iterateSelf : nullptr;
  slots.next = next;
  slots.repr = repr;
  return slots;
}
constexpr Slots groupBySlots() {
  Slots slots = slotsOf(groupByCreate, groupByNext);
  slots.release = groupByRelease;
  slots.traverse = groupByTraverse;
  return slots;
}
constexpr Slots kAccumulate = slotsOf(accumulateCreate, accumulateNext);
constexpr Slots kChain = slotsOf(chainCreate, chainNext);
constexpr Slots kCompress = slotsOf(compressCreate, compressNext);
constexpr Slots kCount = slotsOf(countCreate, countNext, countRepr);
constexpr Slots kCycle = slotsOf(cycleCreate, cycleNext);
constexpr Slots kDropWhile = slotsOf(functionAndIterableCreate<kDropWhileName, TypeId::kItertoolsDropWhile>, dropWhileNext);
constexpr Slots kTakeWhile = slotsOf(functionAndIterableCreate<kTakeWhileName, TypeId::kItertoolsTakeWhile>, takeWhileNext);
constexpr Slots kFilterFalse = slotsOf(functionAndIterableCreate<kFilterFalseName, TypeId::kItertoolsFilterFalse>, filterFalseNext);
constexpr Slots kStarMap = slotsOf(functionAndIterableCreate<kStarMapName, TypeId::kItertoolsStarMap>, starMapNext);
constexpr Slots kGroupBy = groupBySlots();
constexpr Slots kGrouper = slotsOf(grouperCreate, grouperNext);
constexpr Slots kIslice = slotsOf(isliceCreate, isliceNext);
constexpr Slots kPairwise = slotsOf(pairwiseCreate, pairwiseNext);
constexpr Slots kRepeat = slotsOf(repeatCreate, repeatNext, repeatRepr);
constexpr Slots kTee = slotsOf(teeCreate, teeNext);
constexpr Slots kTeeData = slotsOf(teeDataCreate, nullptr);
constexpr Slots kZipLongest = slotsOf(zipLongestCreate, zipLongestNext);
constexpr Slots kCombinations = slotsOf(combinationsCreate<false>, combinationsNext<false>);
constexpr Slots kCombinationsWithReplacement =
    slotsOf(combinationsCreate<true>, combinationsNext<true>);
constexpr Slots kPermutations = slotsOf(permutationsCreate, permutationsNext);
constexpr Slots kProduct = slotsOf(productCreate, productNext);

Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}
constexpr MethodDef kChainMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = chainReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = chainSetState},
    {.name = "from_iterable",
     .signature = "($type, iterable, /)",
     .function = chainFromIterable,
     .kind = MethodKind::kClass},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
};
constexpr MethodDef kRepeatMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = repeatReduce},
    {.name = "__length_hint__", .signature = "($self, /)", .function = repeatHint},
};
constexpr MethodDef kTeeMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = teeReduce},
    {.name = "__setstate__", .signature = "($self, object, /)", .function = teeSetState},
    {.name = "__copy__", .signature = "($self, /)", .function = teeCopy},
};

constexpr TypeSpec spec(TypeId id, const char* name, const Slots* slots,
                        std::span<const MethodDef> methods = {}, size_t size = sizeof(State),
                        uint32_t flags = kTypeHasGc | kTypeIsBaseType, size_t weakRefsOffset = 0) {
  return {.id = id, .name = name, .basicSize = size, .flags = flags, .slots = slots, .methods = methods,
          .weakRefsOffset = weakRefsOffset};
}

Status populate(Thread& thread, Module* module) {
  static const TypeSpec kTypes[] = {
      spec(TypeId::kItertoolsAccumulate, "itertools.accumulate", &kAccumulate, kAccumulatePickle),
      spec(TypeId::kItertoolsChain, "itertools.chain", &kChain, kChainMethods),
      spec(TypeId::kItertoolsCombinations, "itertools.combinations", &kCombinations, kCombinationsPickle),
      spec(TypeId::kItertoolsCombinationsWithReplacement, "itertools.combinations_with_replacement",
           &kCombinationsWithReplacement, kCombinationsWithReplacementPickle),
      spec(TypeId::kItertoolsCompress, "itertools.compress", &kCompress, kCompressPickle),
      spec(TypeId::kItertoolsCount, "itertools.count", &kCount, kCountPickle),
      spec(TypeId::kItertoolsCycle, "itertools.cycle", &kCycle, kCyclePickle),
      spec(TypeId::kItertoolsDropWhile, "itertools.dropwhile", &kDropWhile, kWhilePickle),
      spec(TypeId::kItertoolsFilterFalse, "itertools.filterfalse", &kFilterFalse, kFunctionPickle),
      spec(TypeId::kItertoolsGroupBy, "itertools.groupby", &kGroupBy, kGroupByPickle, sizeof(GroupBy)),
      spec(TypeId::kItertoolsGrouper, "itertools._grouper", &kGrouper, kGrouperPickle, sizeof(State), kTypeHasGc),
      spec(TypeId::kItertoolsIslice, "itertools.islice", &kIslice, kIslicePickle, sizeof(ISlice)),
      spec(TypeId::kItertoolsPairwise, "itertools.pairwise", &kPairwise),
      spec(TypeId::kItertoolsPermutations, "itertools.permutations", &kPermutations, kPermutationsPickle),
      spec(TypeId::kItertoolsProduct, "itertools.product", &kProduct, kProductPickle),
      spec(TypeId::kItertoolsRepeat, "itertools.repeat", &kRepeat, kRepeatMethods),
      spec(TypeId::kItertoolsStarMap, "itertools.starmap", &kStarMap, kFunctionPickle),
      spec(TypeId::kItertoolsTakeWhile, "itertools.takewhile", &kTakeWhile, kWhilePickle),
      spec(TypeId::kItertoolsTee, "itertools._tee", &kTee, kTeeMethods, sizeof(Tee), kTypeHasGc,
           offsetof(Tee, weakRefs)),
      spec(TypeId::kItertoolsTeeData, "itertools._tee_dataobject", &kTeeData, kTeeDataPickle, sizeof(State), kTypeHasGc),
      spec(TypeId::kItertoolsZipLongest, "itertools.zip_longest", &kZipLongest, kZipLongestPickle),
  };
  for (const TypeSpec& type : kTypes) {
    if (!moduleAddType(thread, module, type)) return Raised{};
  }
  return kOk;
}

constexpr MethodDef kFunctions[] = {
    {.name = "tee", .signature = "($module, iterable, n=2, /)", .function = teeFunction},
};

}  // namespace
}  // namespace itertools

extern const ModuleSpec kItertoolsModule;
constexpr ModuleSpec kItertoolsModule = {
    .name = "itertools",
    .functions = itertools::kFunctions,
    .populate = itertools::populate,
    .doc = "Building blocks for loops: iterators made of iterators.",
};

}  // namespace taipan
