// Asynchronous generators (PEP 525): the generator itself, and the awaitables that drive it.
//
// A value that the body yields comes out wrapped (ASYNC_GEN_WRAP), while what it awaits comes out bare; so the
// awaitable tells the two apart: a wrapped value ends it with StopIteration(value), a bare one is passed on to
// the event loop.
#include "objects/generator.h"

#include "objects/abstract.h"
#include "objects/exception.h"
#include "objects/generic_alias.h"
#include "objects/generator_internal.h"

namespace taipan {

namespace {

struct WrappedValue : Object {
  Value value;
};

enum class AwaitState : uint8_t { kInit, kRunning, kClosed };

// asend(), athrow() and aclose(); aclose is an athrow of GeneratorExit (isClose).
struct AsyncOperation : Object {
  Generator* generator;
  Value sent;                     // asend
  Value kind, value, traceback;   // athrow
  AwaitState state;
  bool isThrow, isClose;
};

void wrappedRelease(Object* self) { decrefOrEmpty(std::exchange(static_cast<WrappedValue*>(self)->value, Value())); }
void wrappedTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<WrappedValue*>(self)->value); }
bool isWrapped(Value v) { return v.isObject() && v.object()->type->id == TypeId::kAsyncGeneratorWrappedValue; }

void operationRelease(Object* object) {
  auto* self = static_cast<AsyncOperation*>(object);
  if (Generator* generator = std::exchange(self->generator, nullptr)) decrefObject(generator);
  for (Value* v : {&self->sent, &self->kind, &self->value, &self->traceback}) decrefOrEmpty(std::exchange(*v, Value()));
}
void operationTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<AsyncOperation*>(object);
  if (self->generator != nullptr) visitor.visit(self->generator);
  for (Value v : {self->sent, self->kind, self->value, self->traceback}) visitor.visitValue(v);
}

// First use of a generator: the event loop's hooks.
Status initHooks(Thread& thread, Generator* self) {
  if (self->hooksInited) return kOk;
  self->hooksInited = true;
  if (!thread.asyncGenFinalizer.isEmpty() && !thread.asyncGenFinalizer.isNone()) {
    self->finalizer = newRef(thread.asyncGenFinalizer).releaseValue();
  }
  Value first = thread.asyncGenFirstIter;
  if (!first.isEmpty() && !first.isNone()) (void)TRY(call(thread, first, Value(self)));
  return kOk;
}

Ref<AsyncOperation> newOperation(Thread& thread, Generator* generator, TypeId id) {
  TRY(initHooks(thread, generator));
  Ref<AsyncOperation> operation = TRY(newObject<AsyncOperation>(thread, thread.type(id)));
  operation->generator = newRef(generator).release();
  return operation;
}

Ref<> asyncNext(Thread& thread, Value self) {
  Ref<AsyncOperation> operation = TRY(newOperation(thread, self.as<Generator>(), TypeId::kAsyncGeneratorASend));
  operation->sent = kNone;
  return operation;
}
Ref<> asyncSend(Thread& thread, const Value* args) {
  Ref<AsyncOperation> operation = TRY(newOperation(thread, args[0].as<Generator>(), TypeId::kAsyncGeneratorASend));
  operation->sent = newRef(args[1]).releaseValue();
  return operation;
}
Ref<> asyncThrow(Thread& thread, const Value* args) {
  Ref<AsyncOperation> operation = TRY(newOperation(thread, args[0].as<Generator>(), TypeId::kAsyncGeneratorAThrow));
  operation->isThrow = true;
  operation->kind = newRef(args[1]).releaseValue();
  increfOrEmpty(args[2]);
  operation->value = args[2];
  increfOrEmpty(args[3]);
  operation->traceback = args[3];
  return operation;
}
Ref<> asyncClose(Thread& thread, const Value* args) {
  Ref<AsyncOperation> operation = TRY(newOperation(thread, args[0].as<Generator>(), TypeId::kAsyncGeneratorAThrow));
  operation->isThrow = operation->isClose = true;
  return operation;
}

Ref<> raiseStop(Thread& thread, TypeId id, Value value) {
  Value type = Value(thread.type(id));
  Ref<> stop = value.isEmpty() ? call(thread, type) : call(thread, type, value);
  if (!stop) return Raised{};
  return thread.restoreException(std::move(stop));
}

// What a step of the body means for the awaitable.
Ref<> deliver(Thread& thread, AsyncOperation* self, SendResult how, Ref<> result) {
  Generator* generator = self->generator;
  if (how == SendResult::kYield && !isWrapped(result)) return result;  // an await inside: on to the loop
  self->state = AwaitState::kClosed;
  generator->runningAsync = false;
  if (how == SendResult::kYield) {
    if (self->isClose) return thread.raise(TypeId::kRuntimeError, "async generator ignored GeneratorExit");
    return raiseStop(thread, TypeId::kStopIteration, result.value().as<WrappedValue>()->value);
  }
  if (how == SendResult::kReturn) {
    generator->closed = true;
    return raiseStop(thread, self->isClose ? TypeId::kStopIteration : TypeId::kStopAsyncIteration, Value());
  }
  if (thread.exceptionMatches(TypeId::kStopAsyncIteration) || thread.exceptionMatches(TypeId::kGeneratorExit)) {
    generator->closed = true;
    if (self->isClose) {
      thread.clearException();
      return raiseStop(thread, TypeId::kStopIteration, Value());
    }
  }
  return Raised{};
}

const char* operationName(AsyncOperation* self) {
  return !self->isThrow ? (self->sent.isNone() ? "anext()" : "asend()") : self->isClose ? "aclose()" : "athrow()";
}

Status begin(Thread& thread, AsyncOperation* self) {
  if (self->generator->runningAsync) {
    self->state = AwaitState::kClosed;
    const char* name = self->isThrow ? operationName(self) : "anext()";
    return thread.raise(TypeId::kRuntimeError, "{}: asynchronous generator is already running", name);
  }
  self->state = AwaitState::kRunning;
  self->generator->runningAsync = true;
  return kOk;
}

Ref<> operationSendValue(Thread& thread, AsyncOperation* self, Value sent) {
  Ref<> result;
  if (self->state == AwaitState::kClosed) {
    return thread.raise(TypeId::kRuntimeError, self->isThrow ? "cannot reuse already awaited aclose()/athrow()"
                                                             : "cannot reuse already awaited __anext__()/asend()");
  }
  if (self->isThrow && self->generator->frame == nullptr) {
    self->state = AwaitState::kClosed;
    return raiseStop(thread, TypeId::kStopIteration, Value());
  }
  if (self->state == AwaitState::kInit) {
    if (self->isThrow && self->generator->closed) {
      self->state = AwaitState::kClosed;
      return raiseStop(thread, TypeId::kStopAsyncIteration, Value());
    }
    if (self->isThrow && !sent.isNone()) {
      return thread.raise(TypeId::kRuntimeError, "can't send non-None value to a just-started coroutine");
    }
    TRY(begin(thread, self));
    if (!self->isThrow) {
      if (sent.isNone()) sent = self->sent;
    } else {
      Value kind = self->isClose ? Value(thread.type(TypeId::kGeneratorExit)) : self->kind;
      if (self->isClose) self->generator->closed = true;
      if (!prepareThrow(thread, kind, self->value, self->traceback)) {
        self->generator->runningAsync = false;
        return Raised{};
      }
      SendResult how = generatorThrowPending(thread, self->generator, &result);
      return deliver(thread, self, how, std::move(result));
    }
  }
  SendResult how = generatorSendValue(thread, self->generator, sent, &result);
  return deliver(thread, self, how, std::move(result));
}

Ref<> operationNext(Thread& thread, Value self) { return operationSendValue(thread, self.as<AsyncOperation>(), kNone); }
Ref<> operationSend(Thread& thread, const Value* args) {
  return operationSendValue(thread, args[0].as<AsyncOperation>(), args[1]);
}
Ref<> operationThrow(Thread& thread, const Value* args) {
  auto* self = args[0].as<AsyncOperation>();
  if (self->state == AwaitState::kClosed) {
    return thread.raise(TypeId::kRuntimeError, self->isThrow ? "cannot reuse already awaited aclose()/athrow()"
                                                             : "cannot reuse already awaited __anext__()/asend()");
  }
  TRY(prepareThrow(thread, args[1], args[2], args[3]));
  Ref<> result;
  SendResult how = generatorThrowPending(thread, self->generator, &result);
  return deliver(thread, self, how, std::move(result));
}
Ref<> operationClose(Thread&, const Value* args) {
  args[0].as<AsyncOperation>()->state = AwaitState::kClosed;
  return newRef(kNone);
}

constexpr Slots kWrappedSlots{.release = wrappedRelease, .traverse = wrappedTraverse, .clear = wrappedRelease};
constexpr Slots kOperationSlots{.release = operationRelease,
                                .traverse = operationTraverse,
                                .iterate = iterateSelf,
                                .next = operationNext,
                                .await = iterateSelf};
Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

constexpr MethodDef kOperationMethods[] = {
    {.name = "send", .signature = "($self, arg, /)", .function = operationSend},
    {.name = "throw", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = operationThrow},
    {.name = "close", .signature = "($self, /)", .function = operationClose}};
constexpr MethodDef kGeneratorMethods[] = {
    {.name = "asend", .signature = "($self, value, /)", .function = asyncSend},
    {.name = "athrow", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = asyncThrow},
    {.name = "aclose", .signature = "($self, /)", .function = asyncClose},
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = classGetItem, .kind = MethodKind::kClass}};
constexpr uint32_t kFlags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation;

constexpr Slots kGeneratorSlots{.release = generatorRelease,
                                .traverse = generatorTraverse,
                                .finalize = generatorFinalize,
                                .repr = generatorRepr,
                                .asyncIterate = iterateSelf,
                                .asyncNext = asyncNext};

}  // namespace

const TypeSpec kAsyncGeneratorType{.id = TypeId::kAsyncGenerator, .name = "async_generator",
                                   .basicSize = sizeof(Generator), .flags = kFlags | kTypeHasFinalizer,
                                   .slots = &kGeneratorSlots, .methods = kGeneratorMethods,
                                   .getSets = kAsyncGeneratorGetSets,
                                   .weakRefsOffset = offsetof(Generator, weakRefs)};
const TypeSpec kAsyncGeneratorASendType{.id = TypeId::kAsyncGeneratorASend, .name = "async_generator_asend",
                                        .basicSize = sizeof(AsyncOperation), .flags = kFlags, .slots = &kOperationSlots,
                                        .methods = kOperationMethods};
const TypeSpec kAsyncGeneratorAThrowType{.id = TypeId::kAsyncGeneratorAThrow, .name = "async_generator_athrow",
                                         .basicSize = sizeof(AsyncOperation), .flags = kFlags, .slots = &kOperationSlots,
                                         .methods = kOperationMethods};
const TypeSpec kAsyncGeneratorWrappedValueType{.id = TypeId::kAsyncGeneratorWrappedValue,
                                               .name = "async_generator_wrapped_value",
                                               .basicSize = sizeof(WrappedValue), .flags = kFlags, .slots = &kWrappedSlots};

Ref<> wrapAsyncValue(Thread& thread, Value value) {
  Ref<WrappedValue> wrapped = TRY(newObject<WrappedValue>(thread, thread.type(TypeId::kAsyncGeneratorWrappedValue)));
  wrapped->value = newRef(value).releaseValue();
  return wrapped;
}

}  // namespace taipan
