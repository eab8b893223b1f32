// How iterators of itertools are copied and pickled: __reduce__ gives the constructor's arguments as they would be
// now, and what the constructor cannot say as a state for __setstate__.  States come from anywhere, so they are
// checked, and positions beyond their bounds are moved to the nearest one within.
#include "modules/itertools/state.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/int.h"
#include "objects/number_arguments.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan::itertools {

namespace {

// (type(self), arguments) or, with a state, (type(self), arguments, state).
Ref<> reduceTo(Thread& thread, Value v, Ref<Tuple> arguments, Ref<> state = {}) {
  if (!arguments) return Raised{};
  Value type = typeOf(thread, v);
  if (!state) return makeTuple(thread, type, Value(arguments));
  return makeTuple(thread, type, Value(arguments), state.get());
}
template <class... Values>
Ref<Tuple> tupleOf(Thread& thread, Values... values) {
  return makeTuple(thread, Value(values)...);
}

// A state that must be a tuple of so many items.
Result<Tuple*> stateTuple(Thread& thread, Value state, size_t least, size_t most) {
  if (!isTuple(state)) return thread.raiseTypeError("state is not a tuple");
  size_t size = state.as<Tuple>()->size;
  if (size >= least && size <= most) return state.as<Tuple>();
  size_t bound = size < least ? least : most;
  return thread.raiseTypeError("function takes {} {} argument{} ({} given)",
                               least == most ? "exactly" : size < least ? "at least" : "at most", bound,
                               bound == 1 ? "" : "s", size);
}
// One item of it that must be of a type.
Status checkItem(Thread& thread, Tuple* state, size_t i, TypeId type, const char* name) {
  if (isInstanceOf(thread, state->items[i], type)) return kOk;
  return thread.raiseTypeError("argument {} must be {}, not {!T}", i + 1, name, state->items[i]);
}
// An index of a state: an int, moved into [0, last] (or to 0 if there is none).
Result<int64_t> clampedIndex(Thread& thread, Value v, int64_t last, int64_t first = 0) {
  if (!isInt(v)) return thread.raiseTypeError("an integer is required");
  int64_t n;
  if (!intFitsInt64(v, &n)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
  if (n > last) n = last;
  return n < first ? first : n;
}

// --- those without state of their own

Ref<> compressReduce(Thread& thread, const Value* args) {
  return reduceTo(thread, args[0], tupleOf(thread, self(args[0])->a, self(args[0])->b));
}
Ref<> functionReduce(Thread& thread, const Value* args) {  // filterfalse, starmap
  return compressReduce(thread, args);
}
Ref<> countReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (countsByOne(s)) return reduceTo(thread, args[0], tupleOf(thread, s->a));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, s->b));
}

// --- accumulate

Ref<> chainOf(Thread& thread, Value first, Value iterator) {
  Ref<Tuple> begin = TRY(makeTuple(thread, first));
  Ref<Tuple> both = TRY(makeTuple(thread, Value(begin), iterator));
  return make(thread, thread.type(TypeId::kItertoolsChain), TRY(getIterator(thread, both)));
}
Ref<> accumulateReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (s->d) {
    Ref<> chained = TRY(chainOf(thread, s->d, s->a));
    return reduceTo(thread, args[0], tupleOf(thread, chained.get(), s->b), newRef(kNone));
  }
  if (s->c.isNone()) {  // None as a state would say that nothing was read yet
    Ref<> chained = TRY(chainOf(thread, s->c, s->a));
    Ref<State> again = TRY(make(thread, s->type, std::move(chained), newRef(s->b)));
    Ref<Tuple> arguments = TRY(makeTuple(thread, Value(again), Value::smallInt(1), kNone));
    return makeTuple(thread, Value(thread.type(TypeId::kItertoolsIslice)), Value(arguments));
  }
  return reduceTo(thread, args[0], tupleOf(thread, s->a, s->b), newRef(s->c ? s->c : kNone));
}
Ref<> accumulateSetState(Thread& thread, const Value* args) {
  put(self(args[0])->c, newRef(args[1]));
  return newRef(kNone);
}

// sys.getsizeof of the combinatoric iterators: the figures that CPython's structs have, with `words` for the two arrays.
Ref<> sizeWith(Thread& thread, Value v, size_t fields, int64_t words) {
  size_t bytes = sizeof(Object) + fields + objectSize(v.object()) - sizeof(State);
  return newInt(thread, static_cast<int64_t>(bytes + static_cast<size_t>(words) * sizeof(Value)));
}
int64_t poolSize(Value v) { return static_cast<int64_t>(self(v)->a.as<Tuple>()->size); }
Ref<> combinationsSize(Thread& thread, const Value* args) { return sizeWith(thread, args[0], 40, self(args[0])->i); }
Ref<> permutationsSize(Thread& thread, const Value* args) {
  return sizeWith(thread, args[0], 48, poolSize(args[0]) + self(args[0])->i);
}
Ref<> productSize(Thread& thread, const Value* args) { return sizeWith(thread, args[0], 32, poolSize(args[0])); }
constexpr MethodDef sizeMethod(NativeFunction function) {
  return {.name = "__sizeof__", .signature = "($self, /)", .function = function};
}

// --- combinations, combinations_with_replacement

Ref<> indicesOf(Thread& thread, Value list) { return tupleFromList(thread, list.as<List>()); }

Ref<> combinationsReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Ref<> length = TRY(newInt(thread, s->i));
  if (s->j == kDone) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    return reduceTo(thread, args[0], tupleOf(thread, Value(empty), length.get()));
  }
  Ref<> state;
  if (s->j == kRunning) state = TRY(indicesOf(thread, s->b));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, length.get()), std::move(state));
}
template <bool withReplacement>
Ref<> combinationsSetState(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (!isTuple(args[1]) || static_cast<int64_t>(args[1].as<Tuple>()->size) != s->i) {
    return thread.raiseValueError("invalid arguments");
  }
  int64_t n = s->a.as<Tuple>()->size;
  for (int64_t k = 0; k < s->i; k++) {
    int64_t last = withReplacement ? n - 1 : k + n - s->i;
    int64_t index = TRY(clampedIndex(thread, args[1].as<Tuple>()->items[k], last));
    if (s->j != kNever) setAt(s->b, k, index);
  }
  if (s->j != kNever) s->j = kRunning;
  return newRef(kNone);
}

// --- permutations

Ref<> permutationsReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (s->j != kRunning) return combinationsReduce(thread, args);
  Ref<> length = TRY(newInt(thread, s->i));
  Ref<> indices = TRY(indicesOf(thread, s->b)), cycles = TRY(indicesOf(thread, s->c));
  Ref<> state = TRY(makeTuple(thread, indices.get(), cycles.get()));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, length.get()), std::move(state));
}
Ref<> permutationsSetState(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Tuple* state = TRY(stateTuple(thread, args[1], 2, 2));
  TRY(checkItem(thread, state, 0, TypeId::kTuple, "tuple"));
  TRY(checkItem(thread, state, 1, TypeId::kTuple, "tuple"));
  Tuple *indices = state->items[0].as<Tuple>(), *cycles = state->items[1].as<Tuple>();
  int64_t n = s->a.as<Tuple>()->size;
  if (static_cast<int64_t>(indices->size) != n || static_cast<int64_t>(cycles->size) != s->i) {
    return thread.raiseValueError("invalid arguments");
  }
  if (s->j == kNever) return newRef(kNone);
  for (int64_t k = 0; k < n; k++) setAt(s->b, k, TRY(clampedIndex(thread, indices->items[k], n - 1)));
  for (int64_t k = 0; k < s->i; k++) setAt(s->c, k, TRY(clampedIndex(thread, cycles->items[k], n - k, 1)));
  s->j = kRunning;
  return newRef(kNone);
}

// --- product

Ref<> productReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (s->j == kDone) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    return reduceTo(thread, args[0], tupleOf(thread, Value(empty)));
  }
  Ref<> state;
  if (s->j == kRunning) state = TRY(indicesOf(thread, s->b));
  return reduceTo(thread, args[0], newRef(s->a.as<Tuple>()), std::move(state));
}
Ref<> productSetState(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (!isTuple(args[1]) || static_cast<int64_t>(args[1].as<Tuple>()->size) != s->i) {
    return thread.raiseValueError("invalid arguments");
  }
  for (int64_t k = 0; k < s->i; k++) {
    int64_t size = s->a.as<Tuple>()->items[k].as<Tuple>()->size;
    if (size == 0) {
      s->j = kDone;
      return newRef(kNone);
    }
    setAt(s->b, k, TRY(clampedIndex(thread, args[1].as<Tuple>()->items[k], size - 1)));
  }
  s->j = kRunning;
  return newRef(kNone);
}

// --- cycle

Ref<> cycleReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Ref<> iterator = newRef(s->a);
  bool ended = !iterator;
  if (ended) {  // goes on as a cycle whose first round is over: an iterator over the items, where this one stands
    iterator = TRY(newIndexIterator(thread, TypeId::kListIterator, s->b, s->i));
  }
  Ref<> state = TRY(makeTuple(thread, s->b, Value::boolean(ended)));
  return reduceTo(thread, args[0], tupleOf(thread, iterator.get()), std::move(state));
}
Ref<> cycleSetState(Thread& thread, const Value* args) {
  Tuple* state = TRY(stateTuple(thread, args[1], 2, 2));
  TRY(checkItem(thread, state, 0, TypeId::kList, "list"));
  Ref<> hold = newRef(args[1]);
  int64_t repeats = TRY(sizeArgument(thread, state->items[1]));
  State* s = self(args[0]);
  put(s->b, newRef(state->items[0]));
  s->i = 0;
  s->j = repeats != 0;
  return newRef(kNone);
}

// --- dropwhile, takewhile

Ref<> whileReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  return reduceTo(thread, args[0], tupleOf(thread, s->a, s->b), newRef(Value::smallInt(s->i)));
}
Ref<> whileSetState(Thread& thread, const Value* args) {
  bool started = TRY(isTrue(thread, args[1]));
  self(args[0])->i = started;
  return newRef(kNone);
}

// --- groupby and its groups

Ref<> groupByReduce(Thread& thread, const Value* args) {
  GroupBy* s = args[0].as<GroupBy>();
  Ref<> state;
  if (s->target && s->c && s->d) state = TRY(makeTuple(thread, s->c, s->d, s->target));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, s->b), std::move(state));
}
Ref<> groupBySetState(Thread& thread, const Value* args) {
  Tuple* state = TRY(stateTuple(thread, args[1], 3, 3));
  Ref<> hold = newRef(args[1]);
  GroupBy* s = args[0].as<GroupBy>();
  put(s->c, newRef(state->items[0]));
  put(s->d, newRef(state->items[1]));
  put(s->target, newRef(state->items[2]));
  return newRef(kNone);
}
Ref<> grouperReduce(Thread& thread, const Value* args) {
  State* group = self(args[0]);
  if (self(group->a)->i != group->i) {  // over: the groupby went on
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    return reduceByBuiltin(thread, "iter", Value(empty));
  }
  return reduceTo(thread, args[0], tupleOf(thread, group->a, group->b));
}

// --- islice

Ref<> isliceReduce(Thread& thread, const Value* args) {
  ISlice* s = args[0].as<ISlice>();
  if (!s->a) {
    Ref<List> nothing = TRY(newList(thread));
    Ref<> iterator = TRY(getIterator(thread, Value(nothing)));
    return reduceTo(thread, args[0], tupleOf(thread, iterator.get(), Value::smallInt(0)), newRef(Value::smallInt(0)));
  }
  Ref<> next = TRY(newInt(thread, s->i)), step = TRY(newInt(thread, s->k)), count = TRY(newInt(thread, s->count));
  Ref<> stop = s->j == -1 ? newRef(kNone) : TRY(newInt(thread, s->j));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, next.get(), stop.get(), step.get()), std::move(count));
}
Ref<> isliceSetState(Thread& thread, const Value* args) {
  int64_t count = TRY(clampedIndex(thread, args[1], INT64_MAX, INT64_MIN));
  args[0].as<ISlice>()->count = count;
  return newRef(kNone);
}

// --- tee's chain

Ref<> teeDataReduce(Thread& thread, const Value* args) {
  State* link = self(args[0]);
  Ref<List> items = TRY(newListFrom(thread, link->b.as<List>()->items, link->b.as<List>()->size));
  return reduceTo(thread, args[0], tupleOf(thread, link->a, Value(items), link->c ? link->c : kNone));
}

// --- zip_longest

Ref<> zipLongestReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Ref<Tuple> iterators = TRY(tupleFromList(thread, s->a.as<List>()));
  Ref<Tuple> empty = TRY(newTuple(thread, 0));
  for (size_t k = 0; k < iterators->size; k++) {
    if (iterators->items[k].isNone()) put(iterators->items[k], newRef(Value(empty)));
  }
  return reduceTo(thread, args[0], std::move(iterators), newRef(s->b));
}
Ref<> zipLongestSetState(Thread& thread, const Value* args) {
  put(self(args[0])->b, newRef(args[1]));
  return newRef(kNone);
}

constexpr MethodDef reduceMethod(NativeFunction function) {
  return {.name = "__reduce__", .signature = "($self, /)", .function = function, .doc = "What copies and pickles are made of."};
}
constexpr MethodDef setStateMethod(NativeFunction function) {
  return {.name = "__setstate__", .signature = "($self, object, /)", .function = function,
          .doc = "Takes the state that __reduce__ gave."};
}
constexpr MethodDef kAccumulate[] = {reduceMethod(accumulateReduce), setStateMethod(accumulateSetState)};
constexpr MethodDef kCombinations[] = {reduceMethod(combinationsReduce), setStateMethod(combinationsSetState<false>), sizeMethod(combinationsSize)};
constexpr MethodDef kWithReplacement[] = {reduceMethod(combinationsReduce), setStateMethod(combinationsSetState<true>), sizeMethod(combinationsSize)};
constexpr MethodDef kCompress[] = {reduceMethod(compressReduce)};
constexpr MethodDef kCount[] = {reduceMethod(countReduce)};
constexpr MethodDef kCycle[] = {reduceMethod(cycleReduce), setStateMethod(cycleSetState)};
constexpr MethodDef kWhile[] = {reduceMethod(whileReduce), setStateMethod(whileSetState)};
constexpr MethodDef kFunction[] = {reduceMethod(functionReduce)};
constexpr MethodDef kGroupBy[] = {reduceMethod(groupByReduce), setStateMethod(groupBySetState)};
constexpr MethodDef kGrouper[] = {reduceMethod(grouperReduce)};
constexpr MethodDef kIslice[] = {reduceMethod(isliceReduce), setStateMethod(isliceSetState)};
constexpr MethodDef kPermutations[] = {reduceMethod(permutationsReduce), setStateMethod(permutationsSetState), sizeMethod(permutationsSize)};
constexpr MethodDef kProduct[] = {reduceMethod(productReduce), setStateMethod(productSetState), sizeMethod(productSize)};
constexpr MethodDef kTeeData[] = {reduceMethod(teeDataReduce)};
constexpr MethodDef kZipLongest[] = {reduceMethod(zipLongestReduce), setStateMethod(zipLongestSetState)};

}  // namespace

bool countsByOne(const State* s) {
  int64_t n;
  return s->a.isSmallInt() || (isInt(s->a) && intFitsInt64(s->a, &n) && n != INT64_MAX)
             ? isInt(s->b) && intFitsInt64(s->b, &n) && n == 1
             : false;
}

Ref<> chainReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Ref<> state;
  if (s->a && s->b) state = TRY(makeTuple(thread, s->a, s->b));
  else if (s->a) state = TRY(makeTuple(thread, s->a));
  return reduceTo(thread, args[0], newTuple(thread, 0), std::move(state));
}
Ref<> chainSetState(Thread& thread, const Value* args) {
  Tuple* state = TRY(stateTuple(thread, args[1], 1, 2));
  for (size_t i = 0; i < state->size; i++) {
    if (!typeOf(thread, state->items[i])->slots.next) return thread.raiseTypeError("Arguments must be iterators.");
  }
  Ref<> hold = newRef(args[1]);
  put(self(args[0])->a, newRef(state->items[0]));
  put(self(args[0])->b, state->size == 2 ? newRef(state->items[1]) : Ref<>());
  return newRef(kNone);
}

Ref<> repeatReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  if (s->i == -1) return reduceTo(thread, args[0], tupleOf(thread, s->a));
  Ref<> left = TRY(newInt(thread, s->i));
  return reduceTo(thread, args[0], tupleOf(thread, s->a, left.get()));
}

Ref<> grouperCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!checkPositional(thread, args, "_grouper", 2, 2)) return Raised{};
  if (!isInstanceOf(thread, args[0], TypeId::kItertoolsGroupBy)) {
    return thread.raiseTypeError("_grouper() argument 1 must be itertools.groupby, not {!N}", args[0]);
  }
  Ref<State> group = TRY(make(thread, type, newRef(args[0]), newRef(args[1])));
  group->i = ++self(args[0])->i;
  return group;
}

Ref<> teeDataCreate(Thread& thread, Type* type, const Arguments& args) {
  if (!checkPositional(thread, args, "teedataobject", 3, 3)) return Raised{};
  if (!isInstanceOf(thread, args[1], TypeId::kList)) {
    return thread.raiseTypeError("teedataobject() argument 2 must be list, not {!N}", args[1]);
  }
  List* items = args[1].as<List>();
  int64_t size = items->size;
  bool linked = size == kLinkSize && isInstanceOf(thread, args[2], TypeId::kItertoolsTeeData);
  if (size > kLinkSize || (!args[2].isNone() && !linked)) return thread.raiseValueError("Invalid arguments");
  if (!typeOf(thread, args[0])->slots.next) return thread.raiseTypeError("'{!T}' object is not an iterator", args[0]);
  Ref<List> copy = TRY(newListFrom(thread, items->items, items->size));
  return make(thread, type, newRef(args[0]), std::move(copy), linked ? newRef(args[2]) : Ref<>());
}
Ref<> teeReduce(Thread& thread, const Value* args) {
  State* s = self(args[0]);
  Ref<Tuple> nothing = TRY(newTuple(thread, 0));
  Ref<> state = TRY(makeTuple(thread, s->a, Value::smallInt(s->i)));
  return reduceTo(thread, args[0], tupleOf(thread, Value(nothing)), std::move(state));
}
Ref<> teeSetState(Thread& thread, const Value* args) {
  Tuple* state = TRY(stateTuple(thread, args[1], 2, 2));
  TRY(checkItem(thread, state, 0, TypeId::kItertoolsTeeData, "itertools._tee_dataobject"));
  Ref<> hold = newRef(args[1]);
  int64_t index = TRY(sizeArgument(thread, state->items[1]));
  if (index < 0 || index > kLinkSize) return thread.raiseValueError("Index out of range");
  put(self(args[0])->a, newRef(state->items[0]));
  self(args[0])->i = index;
  return newRef(kNone);
}

const std::span<const MethodDef> kAccumulatePickle = kAccumulate, kCombinationsPickle = kCombinations,
                                 kCombinationsWithReplacementPickle = kWithReplacement, kCompressPickle = kCompress,
                                 kCountPickle = kCount, kCyclePickle = kCycle, kWhilePickle = kWhile,
                                 kFunctionPickle = kFunction, kGroupByPickle = kGroupBy, kGrouperPickle = kGrouper,
                                 kIslicePickle = kIslice, kPermutationsPickle = kPermutations,
                                 kProductPickle = kProduct, kTeeDataPickle = kTeeData, kZipLongestPickle = kZipLongest;

}  // namespace taipan::itertools
