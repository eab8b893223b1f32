// Handlers of `async` and of `match`.
#include "objects/abstract.h"
#include "objects/generator.h"
#include "objects/int.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"
#include "vm/handlers.h"
#include "vm/operations.h"

namespace taipan {

// --- async
static Value asyncIterator(Thread& thread, Value object) {
  Type* type = typeOf(thread, object);
  if (type->slots.asyncIterate == nullptr) {
    (void)thread.raiseTypeError("'async for' requires an object with __aiter__ method, got {}", type->nativeName);
    return Value();
  }
  Ref<> iterator = type->slots.asyncIterate(thread, object);
  if (iterator && typeOf(thread, iterator)->slots.asyncNext == nullptr) {
    (void)thread.raiseTypeError("'async for' received an object from __aiter__ that does not implement __anext__: {}",
                                typeOf(thread, iterator)->nativeName);
    return Value();
  }
  return iterator.releaseValue();
}
UNARY(ASYNC_GEN_WRAP, wrapAsyncValue(thread, sp[-1]).releaseValue())
UNARY(GET_AITER, asyncIterator(thread, sp[-1]))
static Value asyncNextAwaitable(Thread& thread, Value iterator) {
  Type* type = typeOf(thread, iterator);
  if (type->slots.asyncNext == nullptr) {
    (void)thread.raiseTypeError("'async for' requires an iterator with __anext__ method, got {}", type->nativeName);
    return Value();
  }
  Ref<> next = type->slots.asyncNext(thread, iterator);
  if (!next || type->id == TypeId::kAsyncGenerator) return next.releaseValue();
  Ref<> awaitable = getAwaitableIterator(thread, next);
  if (!awaitable) {
    Ref<> cause = thread.takeException();
    (void)thread.raiseTypeError("'async for' received an invalid object from __anext__: {!T}", next.get());
    setCause(thread, std::move(cause));
  }
  return awaitable.releaseValue();
}
OP(GET_ANEXT) {
  SAVE();
  Value v = asyncNextAwaitable(thread, sp[-1]);
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
static Value awaitableFor(Thread& thread, Value object, uint32_t where) {
  Ref<> iterator = getAwaitableIterator(thread, object);
  if (iterator) return iterator.releaseValue();
  Type* type = typeOf(thread, object);
  if (where != 0 && type->slots.await == nullptr && thread.clearIfMatches(TypeId::kTypeError)) {
    (void)thread.raiseTypeError("'async with' received an object from {} that does not implement __await__: {}",
                                where == 1 ? "__aenter__" : "__aexit__", type->nativeName);
  }
  return Value();
}
UNARY(GET_AWAITABLE, awaitableFor(thread, sp[-1], oparg))

// --- match
OP(GET_LEN) {
  SAVE();
  Result<int64_t> size = length(thread, sp[-1]);
  if (!size) RAISE();
  *sp++ = newInt(thread, *size).releaseValue();
  NEXT();
}
OP(MATCH_MAPPING) {
  *sp = Value::boolean(typeOf(thread, sp[-1])->has(kTypeMappingPattern));
  sp++;
  NEXT();
}
OP(MATCH_SEQUENCE) {
  *sp = Value::boolean(typeOf(thread, sp[-1])->has(kTypeSequencePattern));
  sp++;
  NEXT();
}
OP(MATCH_KEYS) {
  SAVE();
  Value v;
  if (isTuple(sp[-1])) v = matchKeys(thread, sp[-2], sp[-1].as<Tuple>()).releaseValue();
  else (void)thread.raise(TypeId::kSystemError, "bad internal call");
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(MATCH_CLASS) {
  SAVE();
  Value v;
  if (isTuple(sp[-1])) {
    v = matchClass(thread, sp[-3], sp[-2], static_cast<int32_t>(oparg), sp[-1].as<Tuple>()).releaseValue();
  } else {
    (void)thread.raise(TypeId::kSystemError, "bad internal call");
  }
  if (v.isEmpty() && thread.hasException()) RAISE();
  dropTo(sp, sp - 3);
  *sp++ = v.isEmpty() ? kNone : v;
  NEXT();
}

}  // namespace taipan
