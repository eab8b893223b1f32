// What the iterators of itertools share: one layout, and the methods by which each is copied and pickled.
#pragma once

#include <span>
#include <utility>

#include "objects/list.h"
#include "objects/native.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan::itertools {

// A few Values and numbers; itertools_module.cc states at each iterator what they mean there.
struct State : Object {
  Value a, b, c, d;
  int64_t i, j, k;
};
struct GroupBy : State {
  Value target;  // key of the group given out last
};
struct ISlice : State {
  int64_t count;  // items read
};
struct Tee : State {
  Object* weakRefs;
};

// Where an iterator over combinations stands (State::j).  kNever: there were none.
enum Progress : int64_t { kFresh, kRunning, kDone, kNever };

constexpr int64_t kLinkSize = 57;  // items in a link of tee's chain

inline State* self(Value v) { return v.as<State>(); }
inline void put(Value& field, Ref<> value) {
  Value old = std::exchange(field, value.releaseValue());
  decrefOrEmpty(old);
}
inline Ref<State> make(Thread& thread, Type* type, Ref<> a = {}, Ref<> b = {}, Ref<> c = {}) {
  Ref<State> s = TRY(newObject<State>(thread, type));
  s->a = a.releaseValue();
  s->b = b.releaseValue();
  s->c = c.releaseValue();
  return s;
}
// Item `i` of a list of small ints.
inline int64_t at(Value list, int64_t i) { return list.as<List>()->items[i].smallIntValue(); }
inline void setAt(Value list, int64_t i, int64_t n) { list.as<List>()->items[i] = Value::smallInt(n); }

// count() that steps by the int 1, from an int of machine size: shown and pickled without its step.
bool countsByOne(const State* s);

// __new__ of the two types that are made directly only by pickles.
Ref<> grouperCreate(Thread& thread, Type* type, const Arguments& args);
Ref<> teeDataCreate(Thread& thread, Type* type, const Arguments& args);

// __reduce__ and, where there is state, __setstate__.
extern const std::span<const MethodDef> kAccumulatePickle, kCombinationsPickle, kCombinationsWithReplacementPickle,
    kCompressPickle, kCountPickle, kCyclePickle, kWhilePickle, kFunctionPickle, kGroupByPickle, kGrouperPickle,
    kIslicePickle, kPermutationsPickle, kProductPickle, kTeeDataPickle, kZipLongestPickle;
// Of those that stand among other methods.
Ref<> chainReduce(Thread& thread, const Value* args);
Ref<> chainSetState(Thread& thread, const Value* args);
Ref<> repeatReduce(Thread& thread, const Value* args);
Ref<> teeReduce(Thread& thread, const Value* args);
Ref<> teeSetState(Thread& thread, const Value* args);

}  // namespace taipan::itertools
