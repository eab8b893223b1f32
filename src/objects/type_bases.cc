// Assignment to `__bases__`: a class gets other parents, and so do the orders and slots of all that derive from it.
#include <utility>
#include <vector>

#include "objects/abstract.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"

namespace taipan {

namespace {

// The orders that were in force, so that a conflict further down leaves every class as it was.
class OrderChange {
 public:
  // New orders of `type` and of everything below it.
  Status apply(Thread& thread, Type* type) {
    Ref<Tuple> order = TRY(methodResolutionOrder(thread, type));
    // The method of a metaclass may have assigned __bases__ itself: what it set is then replaced here.
    Tuple* old = std::exchange(type->mro, order.release());
    saved_.push_back({newRef(type), old == nullptr ? Ref<Tuple>() : Ref<Tuple>::adopt(old)});
    std::vector<Ref<Type>> children;
    for (Type* child : *type->subclasses) children.push_back(newRef(child));
    for (const Ref<Type>& child : children) TRY(apply(thread, child));
    return kOk;
  }
  void undo() {
    for (size_t i = saved_.size(); i-- > 0;) {
      Tuple* fresh = std::exchange(saved_[i].type->mro, saved_[i].order.release());
      if (fresh != nullptr) decrefObject(fresh);
    }
  }

 private:
  struct Saved {
    Ref<Type> type;
    Ref<Tuple> order;
  };
  std::vector<Saved> saved_;
};

// An mro() that assigns __bases__ itself finds parents set whose orders are still the old ones: the chain of
// parents tells of a cycle that the orders do not show yet.
bool hasBaseInChain(const Type* type, const Type* wanted) {
  for (; type != nullptr; type = type->base) {
    if (type == wanted) return true;
  }
  return false;
}

Status checkBases(Thread& thread, Type* type, Value value) {
  if (!isTuple(value)) {
    return thread.raiseTypeError("can only assign tuple to {}.__bases__, not {}", type->nativeName,
                                 typeOf(thread, value));
  }
  Tuple* bases = value.as<Tuple>();
  if (bases->size == 0) {
    return thread.raiseTypeError("can only assign non-empty tuple to {}.__bases__, not ()", type->nativeName);
  }
  for (size_t i = 0; i < bases->size; ++i) {
    Value base = bases->items[i];
    if (!isInstanceOf(thread, base, TypeId::kType)) {
      return thread.raiseTypeError("{}.__bases__ must be tuple of classes, not '{}'", type->nativeName,
                                   typeOf(thread, base));
    }
    if (isSubtype(base.as<Type>(), type) || hasBaseInChain(base.as<Type>(), type)) {
      return thread.raiseTypeError("a __bases__ item causes an inheritance cycle");
    }
  }
  return kOk;
}

// Slots of the whole family anew; parents first, as a child may take over a parent's.
void refreshSlots(Thread& thread, Type* type) {
  updateSlots(thread, type);
  for (Type* child : *type->subclasses) refreshSlots(thread, child);
}

}  // namespace

// The same fields in the same places: one class defines them, or both add equal __slots__ to one base.
static bool sameFields(const Type* a, const Type* b) {
  a = a->solidBase;
  b = b->solidBase;
  if (a == b) return true;
  const Tuple *mine = a->slotNames, *theirs = b->slotNames;
  if (mine == nullptr || theirs == nullptr || a->base != b->base || mine->size != theirs->size) return false;
  for (size_t i = 0; i < mine->size; ++i) {
    if (!strEqual(mine->items[i].as<Str>(), theirs->items[i].as<Str>())) return false;
  }
  return a->slotsBegin == b->slotsBegin;
}

bool sameLayout(const Type* from, const Type* to) {
  auto area = [](const Type* t) { return t->has(kTypeHasAttributes) ? t->attributesOffset : 0; };
  return sameFields(from, to) && area(from) == area(to) && from->weakRefsOffset == to->weakRefsOffset &&
         from->dictOffset == to->dictOffset && from->slotsCount == to->slotsCount && from->basicSize == to->basicSize && from->tailSize == to->tailSize;
}

Status setTypeBases(Thread& thread, Type* type, Value value) {
  TRY(checkBases(thread, type, value));
  Ref<Tuple> bases = newRef(value.as<Tuple>());
  Type* base = bestBase(thread, bases);
  if (base == nullptr) return Raised{};
  if (base != type->base && !sameLayout(type->base, base)) {
    // CPython frees what its collector looks at in a way of its own.
    const char* what = base->has(kTypeHasGc) == type->base->has(kTypeHasGc) ? "object layout" : "deallocator";
    return thread.raiseTypeError("__bases__ assignment: '{}' {} differs from '{}'", base->nativeName, what,
                                 type->base->nativeName);
  }
  Ref<Type> keep = newRef(type);
  typeModified(thread, type, nullptr);
  unlinkFromBases(type);
  Ref<Tuple> oldBases = Ref<Tuple>::adopt(std::exchange(type->bases, newRef(bases.get()).release()));
  Ref<Type> oldBase = Ref<Type>::adopt(std::exchange(type->base, newRef(base).release()));
  linkToBases(type);
  OrderChange change;
  bool done = static_cast<bool>(change.apply(thread, type));
  if (!done && type->bases == bases.get()) {
    change.undo();
    unlinkFromBases(type);
    oldBases = Ref<Tuple>::adopt(std::exchange(type->bases, oldBases.release()));
    oldBase = Ref<Type>::adopt(std::exchange(type->base, oldBase.release()));
    linkToBases(type);
  }
  typeModified(thread, type, nullptr);
  if (!done) return Raised{};
  refreshSlots(thread, type);
  return kOk;
}

}  // namespace taipan
