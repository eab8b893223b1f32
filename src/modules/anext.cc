// anext(iterator, default): an awaitable that gives `default` where the iterator's own raises StopAsyncIteration.
#include "modules/anext.h"

#include "objects/abstract.h"
#include "objects/generator.h"
#include "objects/str.h"

namespace taipan {

namespace {

struct AnextAwaitable : Object {
  Value wrapped;        // what __anext__ gave
  Value defaultValue;
};

AnextAwaitable* awaitableOf(Value v) { return v.as<AnextAwaitable>(); }

void awaitableRelease(Object* self) {
  auto* awaitable = static_cast<AnextAwaitable*>(self);
  decrefOrEmpty(std::exchange(awaitable->wrapped, Value()));
  decrefOrEmpty(std::exchange(awaitable->defaultValue, Value()));
}
void awaitableTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<AnextAwaitable*>(self)->wrapped);
  visitor.visitValue(static_cast<AnextAwaitable*>(self)->defaultValue);
}

// The end of the asynchronous iterator becomes the end of this awaitable, with the default as its value.
Ref<> orDefault(Thread& thread, AnextAwaitable* self, Ref<> result) {
  if (result || !thread.clearIfMatches(TypeId::kStopAsyncIteration)) return result;
  return thread.raiseWith(TypeId::kStopIteration, self->defaultValue);
}

// The iterator that runs the wrapped awaitable: one with __next__, which a coroutine has only behind its __await__.
Ref<> innerIterator(Thread& thread, AnextAwaitable* self) {
  // A coroutine that waits for something is meant to go on, which `await` would refuse.
  bool coroutine = isInstanceOf(thread, self->wrapped, TypeId::kCoroutine);
  Ref<> iterator = coroutine ? newRef(self->wrapped) : TRY(getAwaitableIterator(thread, self->wrapped));
  if (typeOf(thread, iterator)->slots.next != nullptr) return iterator;
  auto await = typeOf(thread, iterator)->slots.await;
  if (await == nullptr) return iterator;
  Ref<> inner = TRY(await(thread, iterator));
  if (typeOf(thread, inner)->slots.next == nullptr) {
    return thread.raiseTypeError("__await__() returned non-iterator of type '{}'", typeOf(thread, inner));
  }
  return inner;
}

Ref<> awaitableNext(Thread& thread, Value self) {
  Ref<> iterator = TRY(innerIterator(thread, awaitableOf(self)));
  auto next = typeOf(thread, iterator)->slots.next;
  Ref<> result = next(thread, iterator);
  if (!result && !thread.hasException()) return thread.raiseWith(TypeId::kStopIteration, kNone);
  return orDefault(thread, awaitableOf(self), std::move(result));
}

Ref<> forward(Thread& thread, Value self, const char* method, const Value* values, size_t count) {
  Ref<> iterator = TRY(innerIterator(thread, awaitableOf(self)));
  Ref<Str> name = TRY(internText(thread, method));
  return orDefault(thread, awaitableOf(self), callMethodWith(thread, iterator, name, values, count));
}
Ref<> awaitableSend(Thread& thread, const Value* args) { return forward(thread, args[0], "send", args + 1, 1); }
Ref<> awaitableThrow(Thread& thread, const Value* args) {
  size_t count = args[2].isEmpty() ? 1 : args[3].isEmpty() ? 2 : 3;
  return forward(thread, args[0], "throw", args + 1, count);
}
Ref<> awaitableClose(Thread& thread, const Value* args) { return forward(thread, args[0], "close", nullptr, 0); }

constexpr Slots kSlots = {.release = awaitableRelease, .traverse = awaitableTraverse, .clear = awaitableRelease,
                          .iterate = iterateSelf, .next = awaitableNext, .await = iterateSelf};
constexpr MethodDef kMethods[] = {
    {.name = "send", .signature = "($self, arg, /)", .function = awaitableSend},
    {.name = "throw", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = awaitableThrow},
    {.name = "close", .signature = "($self, /)", .function = awaitableClose}};

}  // namespace

constexpr TypeSpec kAnextAwaitableType = {.id = TypeId::kAnextAwaitable, .name = "anext_awaitable",
                                          .basicSize = sizeof(AnextAwaitable),
                                          .flags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation,
                                          .slots = &kSlots, .methods = kMethods};

Ref<> builtinAnext(Thread& thread, const Value* args) {
  auto next = typeOf(thread, args[1])->slots.asyncNext;
  if (next == nullptr) {
    return thread.raiseTypeError("'{}' object is not an async iterator", typeOf(thread, args[1])->nativeName);
  }
  Ref<> awaitable = TRY(next(thread, args[1]));
  if (args[2].isEmpty()) return awaitable;
  Ref<AnextAwaitable> result = TRY(newObject<AnextAwaitable>(thread, thread.type(TypeId::kAnextAwaitable)));
  result->wrapped = awaitable.releaseValue();
  result->defaultValue = newRef(args[2]).releaseValue();
  return result;
}

}  // namespace taipan
