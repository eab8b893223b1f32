// Attributes, calls, text, comparison, iteration and items of any value.  See abstract.h.
#include "objects/abstract.h"

#include <vector>

#include "objects/attributes.h"
#include "objects/bytes.h"
#include "objects/core_types.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/sequence_helpers.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

// ---------------------------------------------------------------- attributes

// An AttributeError that says nothing of its cause, raised by a __getattr__ say, learns what was asked of what.
[[gnu::cold]] static void completeAttributeError(Thread& thread, Value object, Str* name) {
  if (!thread.hasException() || !isSubtype(thread.exception()->type, thread.type(TypeId::kAttributeError))) return;
  auto* error = static_cast<AttributeErrorException*>(thread.exception());
  if (error->name || error->obj) return;
  error->name = newRef(Value(name)).releaseValue();
  error->obj = newRef(object).releaseValue();
}

Ref<> getAttribute(Thread& thread, Value object, Str* name) {
  Type* type = typeOf(thread, object);
  if (type->slots.getAttribute == nullptr) {
    return thread.raise(TypeId::kAttributeError, "'{}' object has no attribute '{}'", type, name);
  }
  Ref<> result = type->slots.getAttribute(thread, object, name);
  if (!result) [[unlikely]] completeAttributeError(thread, object, name);
  return result;
}

Ref<> getAttribute(Thread& thread, Value object, const char* name) {
  Ref<Str> text = TRY(internText(thread, name));
  return getAttribute(thread, object, text.get());
}

Ref<> lookupAttribute(Thread& thread, Value object, Str* name) {
  Type* type = typeOf(thread, object);
  if (type->slots.getAttribute == &genericGetAttribute) return genericLookupAttribute(thread, object, name);
  Ref<> result = getAttribute(thread, object, name);
  if (!result) thread.clearIfMatches(TypeId::kAttributeError);
  return result;
}

Result<bool> hasAttribute(Thread& thread, Value object, Str* name) {
  Ref<> result = lookupAttribute(thread, object, name);
  if (!result && thread.hasException()) return Raised{};
  return static_cast<bool>(result);
}

Status setAttribute(Thread& thread, Value object, Str* name, Value value) {
  Type* type = typeOf(thread, object);
  if (type->slots.setAttribute == nullptr) {
    return thread.raiseTypeError("'{}' object has {} attributes (assign to .{})", type,
                                 type->slots.getAttribute == nullptr ? "no" : "only read-only", name);
  }
  return type->slots.setAttribute(thread, object, name, value);
}

Status deleteAttribute(Thread& thread, Value object, Str* name) {
  Type* type = typeOf(thread, object);
  if (type->slots.setAttribute == nullptr) {
    return thread.raiseTypeError("'{}' object has {} attributes (del .{})", type,
                                 type->slots.getAttribute == nullptr ? "no" : "only read-only", name);
  }
  return type->slots.setAttribute(thread, object, name, Value());
}

// ---------------------------------------------------------------- calls

Ref<> call(Thread& thread, Value callable, const Arguments& args) {
  auto function = typeOf(thread, callable)->slots.call;
  if (function == nullptr) {
    return thread.raiseTypeError("'{}' object is not callable", typeOf(thread, callable));
  }
  return function(thread, callable, args);
}

Ref<> callWithTupleAndDict(Thread& thread, Value callable, Tuple* positional, Dict* keywords) {
  if (keywords == nullptr || keywords->used == 0) {
    return call(thread, callable, Arguments{positional->items, positional->size, nullptr});
  }
  std::vector<Value> values(positional->items, positional->items + positional->size);
  Ref<Tuple> names = TRY(newTuple(thread, keywords->used));
  std::vector<Ref<>> keep;  // the callee may change the dict
  size_t position = 0;
  Value key, value;
  for (size_t i = 0; dictNext(keywords, &position, &key, &value); ++i) {
    if (!isStr(key)) return thread.raiseTypeError("keywords must be strings");
    tupleInit(names, i, newRef(key));
    keep.push_back(newRef(value));
    values.push_back(value);
  }
  return call(thread, callable, Arguments{values.data(), positional->size, names});
}

Ref<> callMethodWith(Thread& thread, Value object, Str* name, const Value* values, size_t count) {
  Type* type = typeOf(thread, object);
  // OPTIMIZATION: an unshadowed method is called with the object in front, without a bound method.
  if (type->slots.getAttribute == &genericGetAttribute && count <= 8) {
    Value found = lookupInType(thread, type, name);
    if (found.isObject() && found.object()->type->has(kTypeMethodDescriptor)) {
      AttributeArea* area = object.isObject() ? attributeAreaOf(object.object()) : nullptr;
      bool plain = type->dictOffset == 0 && (area == nullptr || !getInstanceAttribute(object.object(), area, name));
      if (plain) {
        Value all[9] = {object};
        for (size_t i = 0; i < count; ++i) all[i + 1] = values[i];
        Ref<> keep = newRef(found);
        return call(thread, found, Arguments{all, count + 1, nullptr});
      }
    }
  }
  Ref<> method = TRY(getAttribute(thread, object, name));
  return call(thread, method, Arguments{values, count, nullptr});
}

bool isCallable(Thread& thread, Value object) { return typeOf(thread, object)->slots.call != nullptr; }

// ---------------------------------------------------------------- text

namespace {

Ref<Str> checkText(Thread& thread, Ref<> result, const char* method) {
  if (!result) return Raised{};
  if (isStr(result)) return std::move(result).cast<Str>();
  return thread.raiseTypeError("{} returned non-string (type {})", method, typeOf(thread, result));
}

}  // namespace

Ref<Str> repr(Thread& thread, Value object) {
  if (object.isSmallInt()) return smallIntText(thread, object.smallIntValue());
  CountedRecursion guard(thread);
  if (!guard.enter(" while getting the repr of an object")) return Raised{};
  Type* type = typeOf(thread, object);
  if (type->slots.repr == nullptr) {
    return formatStr(thread, "<{} object at 0x{:x}>", type->nativeName, object.bits());
  }
  return checkText(thread, type->slots.repr(thread, object), "__repr__");
}

Ref<Str> str(Thread& thread, Value object) {
  if (isExactStr(object)) return newRef(object.as<Str>());
  if (object.isSmallInt()) return smallIntText(thread, object.smallIntValue());
  Type* type = typeOf(thread, object);
  if (type->slots.str == nullptr) return repr(thread, object);
  CountedRecursion guard(thread);
  if (!guard.enter(" while getting the str of an object")) return Raised{};
  return checkText(thread, type->slots.str(thread, object), "__str__");
}

Ref<Str> ascii(Thread& thread, Value object) {
  Ref<Str> text = TRY(repr(thread, object));
  if (text->isAscii()) return text;
  StrBuilder out(thread);
  constexpr char kDigits[] = "0123456789abcdef";
  for (size_t i = 0; i < text->length(); ++i) {
    uint32_t c = text->at(i);
    if (c < 128) {
      out.append(c);
      continue;
    }
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(static_cast<uint32_t>(kDigits[(c >> shift) & 15]));
    }
  }
  return out.finish();
}

Ref<Str> format(Thread& thread, Value object, Value spec) {
  Value actual = spec.isEmpty() ? Value(thread.names().empty) : spec;
  if (!isStr(actual)) {
    return thread.raise(TypeId::kSystemError, "Format specifier must be a string, not {}", typeOf(thread, actual));
  }
  // OPTIMIZATION: the usual types, whose __format__ nobody can change, without looking it up.
  if (object.isSmallInt()) return formatIntSpec(thread, object, actual.as<Str>());
  if (object.isImmediateFloat()) return formatFloatSpec(thread, object.immediateFloatValue(), object, actual.as<Str>());
  if (isExactStr(object)) return formatStrSpec(thread, object.as<Str>(), actual.as<Str>());
  Ref<> method = lookupSpecial(thread, object, thread.names().dunder_format);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("Type {} doesn't define __format__", typeOf(thread, object));
  }
  Ref<> result = TRY(call(thread, method, actual));
  if (isStr(result)) return std::move(result).cast<Str>();
  return thread.raiseTypeError("__format__ must return a str, not {}", typeOf(thread, result));
}

// ---------------------------------------------------------------- hash, truth, comparison

Result<int64_t> hash(Thread& thread, Value object) {
  // OPTIMIZATION: the usual keys.
  if (object.isSmallInt() && object.smallIntValue() >= 0 && object.smallIntValue() < (int64_t{1} << 61) - 1) {
    return object.smallIntValue();
  }
  if (isExactStr(object)) return strHash(thread, object.as<Str>());
  auto function = typeOf(thread, object)->slots.hash;
  if (function == nullptr) return hashNotImplemented(thread, object);
  return function(thread, object);
}

Result<int64_t> hashNotImplemented(Thread& thread, Value self) {
  return thread.raiseTypeError("unhashable type: '{}'", typeOf(thread, self)->nativeName);
}

Result<bool> isTrue(Thread& thread, Value object) {
  if (object.isBool() || object.isNone()) return object.isTrue();
  if (object.isSmallInt()) return object.smallIntValue() != 0;
  Type* type = typeOf(thread, object);
  if (type->slots.truth != nullptr) return type->slots.truth(thread, object);
  if (type->slots.length != nullptr) return TRY(type->slots.length(thread, object)) != 0;
  return true;
}

namespace {

constexpr CompareOp kSwapped[] = {CompareOp::kGreater, CompareOp::kGreaterEqual, CompareOp::kEqual,
                                  CompareOp::kNotEqual, CompareOp::kLess, CompareOp::kLessEqual};
constexpr const char* kCompareText[] = {"<", "<=", "==", "!=", ">", ">="};

Ref<> tryCompare(Thread& thread, Value left, Value right, CompareOp op) {
  auto function = typeOf(thread, left)->slots.compare;
  if (function == nullptr) return newRef(kNotImplemented);
  return function(thread, left, right, op);
}

}  // namespace

Ref<> compare(Thread& thread, Value left, Value right, CompareOp op) {
  CountedRecursion guard(thread);
  if (!guard.enter(" in comparison")) return Raised{};
  Type* leftType = typeOf(thread, left);
  Type* rightType = typeOf(thread, right);
  CompareOp swapped = kSwapped[static_cast<int>(op)];
  bool rightFirst = leftType != rightType && isSubtype(rightType, leftType) && rightType->slots.compare != nullptr;
  if (rightFirst) {
    Ref<> result = TRY(tryCompare(thread, right, left, swapped));
    if (!result.value().isNotImplemented()) return result;
  }
  Ref<> result = TRY(tryCompare(thread, left, right, op));
  if (!result.value().isNotImplemented()) return result;
  if (!rightFirst) {
    result = TRY(tryCompare(thread, right, left, swapped));
    if (!result.value().isNotImplemented()) return result;
  }
  if (op == CompareOp::kEqual) return newRef(Value::boolean(left == right));
  if (op == CompareOp::kNotEqual) return newRef(Value::boolean(!(left == right)));
  return thread.raiseTypeError("'{}' not supported between instances of '{}' and '{}'",
                               kCompareText[static_cast<int>(op)], leftType->nativeName, rightType->nativeName);
}

Result<bool> compareBool(Thread& thread, Value left, Value right, CompareOp op) {
  if (left == right) {
    if (op == CompareOp::kEqual) return true;
    if (op == CompareOp::kNotEqual) return false;
  }
  // OPTIMIZATION: different words for ints are different ints.
  if (left.isSmallInt() && right.isSmallInt()) {
    int64_t a = left.smallIntValue(), b = right.smallIntValue();
    switch (op) {
      case CompareOp::kLess: return a < b;
      case CompareOp::kLessEqual: return a <= b;
      case CompareOp::kEqual: return a == b;
      case CompareOp::kNotEqual: return a != b;
      case CompareOp::kGreater: return a > b;
      case CompareOp::kGreaterEqual: return a >= b;
    }
  }
  if (isExactStr(left) && isExactStr(right) && (op == CompareOp::kEqual || op == CompareOp::kNotEqual)) {
    return strEqual(left.as<Str>(), right.as<Str>()) == (op == CompareOp::kEqual);
  }
  Ref<> result = TRY(compare(thread, left, right, op));
  return isTrue(thread, result);
}

// ---------------------------------------------------------------- repr of containers within themselves

namespace {

// The objects whose repr is running, innermost first; lives on the native stacks of enterRepr's callers
// in spirit, on the heap in fact, because entering and leaving are separate calls.
struct ReprLink {
  Value object;
  ReprLink* next;
};

}  // namespace

Result<bool> enterRepr(Thread& thread, Value object) {
  for (auto* link = static_cast<ReprLink*>(thread.reprStack); link != nullptr; link = link->next) {
    if (link->object == object) return false;
  }
  auto* link = static_cast<ReprLink*>(thread.heap().allocateBuffer(sizeof(ReprLink)));
  if (link == nullptr) return thread.raiseMemoryError();
  *link = {object, static_cast<ReprLink*>(thread.reprStack)};
  thread.reprStack = link;
  return true;
}

void leaveRepr(Thread& thread, Value object) {
  auto** at = reinterpret_cast<ReprLink**>(&thread.reprStack);
  for (; *at != nullptr; at = &(*at)->next) {
    if (!((*at)->object == object)) continue;
    ReprLink* gone = *at;
    *at = gone->next;
    thread.heap().freeBuffer(gone, sizeof(ReprLink));
    return;
  }
}

// ---------------------------------------------------------------- iteration

// Has items by position?  Some native types have items by key only (mp_subscript without sq_item in CPython).
static bool hasItemsByPosition(Type* type) {
  if (type->slots.getItem == nullptr || type->has(kTypeIsDict)) return false;
  return type->id != TypeId::kSreMatch && type->id != TypeId::kUnion && type->id != TypeId::kMappingProxy && type->id != TypeId::kSqliteBlob;
}

Ref<> getIterator(Thread& thread, Value iterable) {
  Type* type = typeOf(thread, iterable);
  if (type->slots.iterate == nullptr) {
    if (hasItemsByPosition(type) &&
        lookupInType(thread, type, thread.names().dunder_getitem)) {
      return newSequenceIterator(thread, iterable);
    }
    return thread.raiseTypeError("'{}' object is not iterable", type->nativeName);
  }
  Ref<> iterator = TRY(type->slots.iterate(thread, iterable));
  if (typeOf(thread, iterator)->slots.next == nullptr) {
    return thread.raiseTypeError("iter() returned non-iterator of type '{}'", typeOf(thread, iterator)->nativeName);
  }
  return iterator;
}

[[gnu::noinline]] static Ref<> nextBySlot(Thread& thread, Value iterator) {
  auto next = typeOf(thread, iterator)->slots.next;
  if (next == nullptr) {
    return thread.raiseTypeError("'{}' object is not an iterator", typeOf(thread, iterator)->nativeName);
  }
  NativeRecursion guard(thread);  // iterators may be stacked upon each other without end
  if (!guard.enter()) [[unlikely]] return Raised{};
  Ref<> item = next(thread, iterator);
  if (!item) thread.clearIfMatches(TypeId::kStopIteration);
  return item;
}

Ref<> nextItem(Thread& thread, Value iterator) {
  // What most iterators have at their bottom.
  if (Ref<> item = nextOfList(iterator)) return item;
  return nextBySlot(thread, iterator);
}

Result<int64_t> lengthHint(Thread& thread, Value object, int64_t fallback) {
  auto length = typeOf(thread, object)->slots.length;
  if (length != nullptr) {
    Result<int64_t> known = length(thread, object);
    if (known) return known;
    if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  }
  Ref<> method = lookupSpecial(thread, object, thread.names().dunder_length_hint);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return fallback;
  }
  Ref<> hint = call(thread, method);
  if (!hint) {
    if (thread.clearIfMatches(TypeId::kTypeError)) return fallback;
    return Raised{};
  }
  if (hint.value().isNotImplemented()) return fallback;
  if (!isInt(hint)) {
    return thread.raiseTypeError("__length_hint__ must be an integer, not {}", typeOf(thread, hint));
  }
  int64_t value = TRY(intAsInt64(thread, hint));
  if (value < 0) return thread.raiseValueError("__length_hint__() should return >= 0");
  return value;
}

// ---------------------------------------------------------------- items

Result<int64_t> length(Thread& thread, Value object) {
  auto function = typeOf(thread, object)->slots.length;
  if (function == nullptr) {
    return thread.raiseTypeError("object of type '{}' has no len()", typeOf(thread, object)->nativeName);
  }
  return function(thread, object);
}

Ref<> getItem(Thread& thread, Value object, Value key) {
  Type* type = typeOf(thread, object);
  if (type->slots.getItem != nullptr) return type->slots.getItem(thread, object, key);
  if (type->has(kTypeIsType)) {
    // Classes: __class_getitem__ (PEP 560).
    Type* cls = object.as<Type>();
    // `type[int]` is an alias; `type` has no __class_getitem__, which its instances would inherit.
    if (cls == thread.type(TypeId::kType)) return newGenericAlias(thread, object, key);
    Ref<> hook = lookupAttribute(thread, object, thread.names().dunder_class_getitem);
    if (hook && !hook.get().isNone()) return call(thread, hook, key);
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("type '{}' is not subscriptable", cls->nativeName);
  }
  return thread.raiseTypeError("'{}' object is not subscriptable", type->nativeName);
}

Status setItem(Thread& thread, Value object, Value key, Value value) {
  Type* type = typeOf(thread, object);
  if (type->slots.setItem != nullptr) return type->slots.setItem(thread, object, key, value);
  return thread.raiseTypeError("'{}' object does not support item assignment", type->nativeName);
}

Status deleteItem(Thread& thread, Value object, Value key) {
  Type* type = typeOf(thread, object);
  if (type->slots.setItem != nullptr) return type->slots.setItem(thread, object, key, Value());
  return thread.raiseTypeError(hasSequenceMethods(type) && isIndexable(key) ? "'{}' object doesn't support item deletion"
                                                              : "'{}' object does not support item deletion",
                               type->nativeName);
}

Result<bool> contains(Thread& thread, Value container, Value item) {
  Type* type = typeOf(thread, container);
  if (type->slots.contains != nullptr) return type->slots.contains(thread, container, item);
  Ref<> iterator = getIterator(thread, container);
  if (!iterator) {
    if (thread.clearIfMatches(TypeId::kTypeError)) {
      return thread.raiseTypeError("argument of type '{}' is not iterable", type->nativeName);
    }
    return Raised{};
  }
  while (Ref<> candidate = nextItem(thread, iterator)) {
    if (TRY(equal(thread, candidate, item))) return true;
  }
  if (thread.hasException()) return Raised{};
  return false;
}

}  // namespace taipan
