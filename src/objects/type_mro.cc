// C3 linearisation.
#include <vector>

#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"

namespace taipan {

namespace {

// One list still to be merged: what is left of a base's MRO, or of the list of bases.
struct Sequence {
  Tuple* types;
  size_t at;
  Value head() const { return at < types->size ? types->items[at] : Value(); }
  bool tailHas(Value type) const {
    for (size_t i = at + 1; i < types->size; ++i) {
      if (types->items[i] == type) return true;
    }
    return false;
  }
};

// The first head that stands in no tail: the next class in the order.
Value pickNext(const std::vector<Sequence>& sequences) {
  for (const Sequence& candidate : sequences) {
    Value head = candidate.head();
    if (head.isEmpty()) continue;
    bool blocked = false;
    for (const Sequence& other : sequences) blocked = blocked || other.tailHas(head);
    if (!blocked) return head;
  }
  return Value();
}

Raised raiseConflict(Thread& thread, const std::vector<Sequence>& sequences) {
  StrBuilder names(thread);
  std::vector<Value> seen;
  for (const Sequence& sequence : sequences) {
    Value head = sequence.head();
    bool known = head.isEmpty();
    for (Value other : seen) known = known || other == head;
    if (known) continue;
    if (!seen.empty()) names.append(", ");
    names.append(head.as<Type>()->name);
    seen.push_back(head);
  }
  Ref<Str> list = TRY(names.finish());
  return thread.raiseTypeError(
      "Cannot create a consistent method resolution\norder (MRO) for bases {}", list);
}

}  // namespace

Ref<Tuple> computeMro(Thread& thread, Type* type) {
  std::vector<Value> order{Value(type)};
  std::vector<Sequence> sequences;
  for (size_t i = 0; i < type->bases->size; ++i) {
    Value base = type->bases->items[i];
    for (size_t k = i + 1; k < type->bases->size; ++k) {
      if (type->bases->items[k] == base) {
        return thread.raiseTypeError("duplicate base class {}", base.as<Type>()->name);
      }
    }
    if (base.as<Type>()->mro == nullptr) {  // its own mro() runs just now
      return thread.raiseTypeError("Cannot extend an incomplete type '{}'", base.as<Type>()->nativeName);
    }
    sequences.push_back({base.as<Type>()->mro, 0});
  }
  sequences.push_back({type->bases, 0});
  for (;;) {
    bool done = true;
    for (const Sequence& sequence : sequences) done = done && sequence.head().isEmpty();
    if (done) break;
    Value next = pickNext(sequences);
    if (next.isEmpty()) return raiseConflict(thread, sequences);
    order.push_back(next);
    for (Sequence& sequence : sequences) {
      if (sequence.head() == next) ++sequence.at;
    }
  }
  return newTupleFrom(thread, order.data(), order.size());
}

}  // namespace taipan
