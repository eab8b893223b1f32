// Generators and coroutines: resuming, throwing, closing.  Async generators are in async_generator.cc.
#include "objects/generator_internal.h"

#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame_object.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/traceback.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

const char* kindName(Generator* self) {
  switch (self->type->id) {
    case TypeId::kCoroutine: return "coroutine";
    case TypeId::kAsyncGenerator: return "async generator";
    default: return "generator";
  }
}

// The iterator that the suspended generator delegates to; borrowed, empty if none.
Value delegate(Generator* self) {
  if (self->frame == nullptr || self->running || !self->started) return Value();
  const Unit* pc = self->frame->pc;
  if (static_cast<Opcode>(pc->op) != Opcode::RESUME || (pc->arg & 3) < 2) return Value();
  return self->frame->sp[-1];
}

// StopIteration must not leave a generator's body (PEP 479).
void replaceStopIteration(Thread& thread, Generator* self) {
  const char* text = nullptr;
  if (thread.exceptionMatches(TypeId::kStopIteration)) {
    text = "{} raised StopIteration";
  } else if (self->type->id == TypeId::kAsyncGenerator && thread.exceptionMatches(TypeId::kStopAsyncIteration)) {
    text = "{} raised StopAsyncIteration";
  }
  if (text == nullptr) return;
  Ref<> cause = thread.takeException();
  (void)thread.raise(TypeId::kRuntimeError, text, kindName(self));
  BaseException* error = thread.exception();
  decrefOrEmpty(std::exchange(error->cause, cause.clone().releaseValue()));
  decrefOrEmpty(std::exchange(error->context, cause.releaseValue()));
  error->suppressContext = true;
}

// Runs the generator until it yields, returns or raises; with an exception in flight, that is thrown in.
SendResult resume(Thread& thread, Generator* self, Value sent, Ref<>* result) {
  NativeRecursion guard(thread);
  if (!guard.enter()) return SendResult::kError;
  if (!generatorEntered(thread, self, newRef(sent).releaseValue())) return SendResult::kError;
  Ref<> keepAlive = newRef(Value(self));
  Value handled = self->handled.exception;
  if (thread.hasException() && isException(handled) && handled != Value(thread.exception())) {
    // What is thrown in happens while the generator handles an exception of its own.
    decrefOrEmpty(std::exchange(thread.exception()->context, newRef(handled).releaseValue()));
  }
  Ref<> value = vmOf(thread).runFrame(thread, self->frame);
  if (value) {
    generatorLeft(thread, self);
    *result = std::move(value);
    return self->frame == nullptr ? SendResult::kReturn : SendResult::kYield;
  }
  generatorFailed(thread, self);
  return SendResult::kError;
}

SendResult send(Thread& thread, Generator* self, Value sent, Ref<>* result, bool throwing) {
  if (self->running) {
    Ref<> dropped = thread.takeException();
    (void)thread.raiseValueError("{} already executing", kindName(self));
    return SendResult::kError;
  }
  if (self->frame == nullptr) {
    if (self->type->id == TypeId::kCoroutine) {
      thread.clearException();
      (void)thread.raise(TypeId::kRuntimeError, "cannot reuse already awaited coroutine");
      return SendResult::kError;
    }
    if (throwing) return SendResult::kError;
    *result = newRef(kNone);
    return SendResult::kReturn;
  }
  if (!self->started && !throwing && !sent.isNone()) {
    (void)thread.raiseTypeError("can't send non-None value to a just-started {}", kindName(self));
    return SendResult::kError;
  }
  return resume(thread, self, sent, result);
}

// Turns a return into StopIteration (or StopAsyncIteration); `next` may leave plain exhaustion silent.
Ref<> finish(Thread& thread, Generator* self, SendResult how, Ref<> result, bool silent) {
  if (how == SendResult::kYield) return result;
  if (how == SendResult::kError) return Raised{};
  if (self->type->id == TypeId::kAsyncGenerator) {
    Ref<> none = newException(thread, TypeId::kStopAsyncIteration, Value());
    return none ? thread.restoreException(std::move(none)) : Raised{};
  }
  if (result.value().isNone()) {
    if (silent) return Ref<>();
    Ref<> stop = TRY(call(thread, Value(thread.type(TypeId::kStopIteration))));
    return thread.restoreException(std::move(stop));
  }
  Ref<> stop = TRY(call(thread, Value(thread.type(TypeId::kStopIteration)), result.get()));
  return thread.restoreException(std::move(stop));
}

Ref<> generatorNext(Thread& thread, Value self) {
  Ref<> result;
  SendResult how = send(thread, self.as<Generator>(), kNone, &result, false);
  return finish(thread, self.as<Generator>(), how, std::move(result), true);
}
Ref<> generatorSend(Thread& thread, const Value* args) {
  Ref<> result;
  auto* self = args[0].as<Generator>();
  SendResult how = send(thread, self, args[1], &result, false);
  return finish(thread, self, how, std::move(result), false);
}

Status closeIterator(Thread& thread, Value iterator);

// Throws the exception in flight into the generator, innermost delegate first.
SendResult throwInto(Thread& thread, Generator* self, Ref<>* result) {
  NativeRecursion guard(thread);
  if (!guard.enter()) return SendResult::kError;
  Value inner = delegate(self);
  if (inner.isEmpty()) return send(thread, self, kNone, result, true);
  Ref<> iterator = newRef(inner);
  if (thread.exceptionMatches(TypeId::kGeneratorExit)) {
    Ref<> exit = thread.takeException();
    self->running = true;
    Status closed = closeIterator(thread, iterator);
    self->running = false;
    if (closed) (void)thread.restoreException(std::move(exit));
    return send(thread, self, kNone, result, true);
  }
  SendResult how;
  Ref<> value;
  TypeId id = typeOf(thread, iterator)->id;
  self->running = true;
  // The delegating frame stays visible below the one that runs.
  Frame* caller = thread.frame;
  self->frame->previous = caller;
  thread.frame = self->frame;
  auto unlink = [&] {
    self->running = false;
    self->frame->previous = nullptr;
    thread.frame = caller;
  };
  if (id == TypeId::kGenerator || id == TypeId::kCoroutine) {
    how = throwInto(thread, iterator.value().as<Generator>(), &value);
  } else {
    Ref<> pending = thread.takeException();
    Ref<> method = lookupAttribute(thread, iterator, thread.names().throw_);
    if (!method) {
      unlink();
      if (thread.hasException()) return SendResult::kError;  // of the look-up: the generator learns nothing of it
      (void)thread.restoreException(std::move(pending));
      return send(thread, self, kNone, result, true);
    }
    value = call(thread, method, pending.get());
    how = value ? SendResult::kYield : SendResult::kError;
  }
  unlink();
  if (how == SendResult::kYield) {
    *result = std::move(value);
    return how;
  }
  // The delegate ended: go on behind the SEND that drives it (YIELD_VALUE is the unit before pc).
  Frame* frame = self->frame;
  if (how == SendResult::kError) {
    Result<bool> stopped = takeStopIterationValue(thread, &value);
    how = stopped ? SendResult::kReturn : SendResult::kError;
  }
  decrefOrEmpty(*--frame->sp);
  const Unit* yield = frame->pc - 1;
  if (yield > frame->code->instructions) frame->pc = yield + yield[-1].arg;
  return send(thread, self, how == SendResult::kReturn ? value.value() : kNone, result, how == SendResult::kError);
}

// Arguments of throw(): puts the exception in flight.
}  // namespace
Status prepareThrow(Thread& thread, Value type, Value value, Value traceback) {
  if (traceback.isNone()) traceback = Value();
  if (!traceback.isEmpty() && !isTraceback(traceback)) {
    return thread.raiseTypeError("throw() third argument must be a traceback object");
  }
  Ref<> exception;
  if (type.isObject() && type.object()->type->has(kTypeIsType) && type.as<Type>()->has(kTypeIsException)) {
    if (isException(value) && isSubtype(value.object()->type, type.as<Type>())) {
      exception = newRef(value);
    } else if (value.isEmpty() || value.isNone()) {
      exception = call(thread, type);
    } else if (isTuple(value)) {
      exception = callWithTupleAndDict(thread, type, value.as<Tuple>(), nullptr);
    } else {
      exception = call(thread, type, value);
    }
    if (!exception) return kOk;  // what went wrong is thrown instead
  } else if (isException(type)) {
    if (!value.isEmpty() && !value.isNone()) {
      return thread.raiseTypeError("instance exception may not have a separate value");
    }
    exception = newRef(type);
  } else {
    return thread.raiseTypeError("exceptions must be classes or instances deriving from BaseException, not {!T}", type);
  }
  if (!isException(exception)) {  // this error, too, is thrown in
    (void)thread.raiseTypeError("calling {!r} should have returned an instance of BaseException, not {!T}", type,
                                 exception.get());
    return kOk;
  }
  if (!traceback.isEmpty()) {
    decrefOrEmpty(std::exchange(exception.value().as<BaseException>()->traceback, newRef(traceback).releaseValue()));
  }
  (void)thread.restoreException(std::move(exception));
  return kOk;
}
namespace {
Ref<> generatorThrow(Thread& thread, const Value* args) {
  auto* self = args[0].as<Generator>();
  TRY(prepareThrow(thread, args[1], args[2], args[3]));
  Ref<> result;
  SendResult how = throwInto(thread, self, &result);
  return finish(thread, self, how, std::move(result), false);
}

Status closeGenerator(Thread& thread, Generator* self) {
  if (self->running) return thread.raiseValueError("{} already executing", kindName(self));
  if (self->frame == nullptr) return kOk;
  if (!self->started) {
    generatorFrameEnded(thread, self->frame);
    return kOk;
  }
  Ref<> exit = TRY(call(thread, Value(thread.type(TypeId::kGeneratorExit))));
  (void)thread.restoreException(std::move(exit));
  Ref<> result;
  SendResult how = throwInto(thread, self, &result);
  if (how == SendResult::kYield) {
    return thread.raise(TypeId::kRuntimeError, "{} ignored GeneratorExit", kindName(self));
  }
  if (how == SendResult::kReturn) return kOk;
  if (thread.clearIfMatches(TypeId::kGeneratorExit) || thread.clearIfMatches(TypeId::kStopIteration)) return kOk;
  return Raised{};
}
Status closeIterator(Thread& thread, Value iterator) {
  TypeId id = typeOf(thread, iterator)->id;
  if (id == TypeId::kGenerator || id == TypeId::kCoroutine) return closeGenerator(thread, iterator.as<Generator>());
  Ref<> method = lookupAttribute(thread, iterator, thread.names().close);
  if (!method) {
    if (thread.hasException()) reportUnraisable(thread, iterator);
    return kOk;
  }
  (void)TRY(call(thread, method));
  return kOk;
}
Ref<> generatorClose(Thread& thread, const Value* args) {
  TRY(closeGenerator(thread, args[0].as<Generator>()));
  return newRef(kNone);
}

Ref<> importWarnings(Thread& thread) {
  Ref<Str> name = TRY(internText(thread, "__import__"));
  Ref<> import = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, name));
  return import ? call(thread, import, Value(thread.names().warnings)) : std::move(import);
}
// warnings._warn_unawaited_coroutine knows how to show where the coroutine was made; if it is missing or fails, the
// plain warning is given.
void warnNeverAwaited(Thread& thread, Value coroutine) {
  Ref<> module, warnings;
  if (!thread.interpreter().finalizing) module = importWarnings(thread);
  else module = newRef(dictGetStr(thread, thread.interpreter().modules, thread.names().warnings));
  Ref<Str> name;
  if (module) name = internText(thread, "_warn_unawaited_coroutine");
  if (name) warnings = lookupAttribute(thread, module, name);
  bool warned = warnings && call(thread, warnings, coroutine);
  if (thread.hasException()) reportUnraisable(thread, coroutine);
  if (warned) return;
  (void)warn(thread, TypeId::kRuntimeWarning, 1, "coroutine '{}' was never awaited",
             {FormatArg(coroutine.as<Generator>()->qualifiedName)});
  if (thread.hasException()) reportUnraisable(thread, coroutine);
}
// What cr_origin says: (file, line, function) of the frames around the call, as many as were asked for.
Ref<> coroutineOrigin(Thread& thread, const Frame* caller) {
  int depth = thread.coroutineOriginDepth;
  Ref<> frames = TRY(newList(thread));
  for (const Frame* frame = caller; frame != nullptr && depth > 0; frame = frame->previous, depth--) {
    Ref<> line = TRY(newInt(thread, frame->line()));
    Ref<> entry = TRY(makeTuple(thread, Value(frame->code->fileName), line.get(), Value(frame->code->name)));
    if (!listAppend(thread, frames.value().as<List>(), entry)) return Raised{};
  }
  return newTupleFrom(thread, frames.value().as<List>()->items, frames.value().as<List>()->size);
}

// The last reference goes: the body gets a GeneratorExit, so that `finally` runs.
}  // namespace
void generatorFinalize(Thread& thread, Value value) {
  auto* self = value.as<Generator>();
  if (self->frame == nullptr) return;
  Ref<> pending = thread.takeException();
  if (!self->finalizer.isEmpty() && self->started && !self->closed) {  // the event loop will call aclose()
    Ref<> finalizer = newRef(self->finalizer);
    if (!call(thread, finalizer, value)) reportUnraisable(thread, finalizer);
    if (pending) (void)thread.restoreException(std::move(pending));
    return;
  }
  if (self->type->id == TypeId::kCoroutine && !self->started) warnNeverAwaited(thread, value);
  if (!closeGenerator(thread, self)) reportUnraisable(thread, value);
  if (pending) (void)thread.restoreException(std::move(pending));
}
namespace {

}  // namespace
void generatorRelease(Object* object) {
  auto* self = static_cast<Generator*>(object);
  if (Frame* frame = std::exchange(self->frame, nullptr)) {
    if (FrameObject* view = std::exchange(frame->object, nullptr)) decrefObject(view);
    size_t size = frameSize(frame);
    clearFrame(frame);
    self->type->interpreter->heap.freeBuffer(frame, size);
  }
  for (Value* v : {&self->handled.exception, &self->origin, &self->finalizer}) {
    decrefOrEmpty(std::exchange(*v, Value()));
  }
  if (Code* code = std::exchange(self->code, nullptr)) decrefObject(code);
  if (Str* name = std::exchange(self->name, nullptr)) decrefObject(name);
  if (Str* name = std::exchange(self->qualifiedName, nullptr)) decrefObject(name);
}
namespace {
}  // namespace
void generatorTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Generator*>(object);
  if (Frame* frame = self->frame; frame != nullptr && !self->running) {
    if (frame->code != nullptr) visitor.visit(frame->code);
    if (frame->function != nullptr) visitor.visit(frame->function);
    visitor.visitValue(frame->locals);
    for (Value* p = frame->slots; p < frame->sp; p++) visitor.visitValue(*p);
    if (frame->object != nullptr) visitor.visit(reinterpret_cast<Object*>(frame->object));
  }
  visitor.visitValue(self->handled.exception);
  visitor.visitValue(self->origin);
  visitor.visitValue(self->finalizer);
  if (self->code != nullptr) visitor.visit(self->code);
}
namespace {

}  // namespace
Ref<> generatorRepr(Thread& thread, Value value) {
  auto* self = value.as<Generator>();
  const char* kind = self->type->id == TypeId::kAsyncGenerator ? "async_generator" : kindName(self);
  return formatStr(thread, "<{} object {} at 0x{:x}>", kind, self->qualifiedName, value.bits());
}
namespace {

// --- attributes, shared by the three types
Ref<> getName(Thread&, Value self) { return newRef(Value(self.as<Generator>()->name)); }
Status setName(Thread& thread, Value self, Value value) {
  if (!isStr(value)) return thread.raiseTypeError("__name__ must be set to a string object");
  incref(value);
  decrefObject(std::exchange(self.as<Generator>()->name, value.as<Str>()));
  return kOk;
}
Ref<> getQualname(Thread&, Value self) { return newRef(Value(self.as<Generator>()->qualifiedName)); }
Status setQualname(Thread& thread, Value self, Value value) {
  if (!isStr(value)) return thread.raiseTypeError("__qualname__ must be set to a string object");
  incref(value);
  decrefObject(std::exchange(self.as<Generator>()->qualifiedName, value.as<Str>()));
  return kOk;
}
Ref<> getFrame(Thread& thread, Value self) {
  Frame* frame = self.as<Generator>()->frame;
  if (frame == nullptr) return newRef(kNone);
  return frameObjectOf(thread, frame);
}
Ref<> getRunning(Thread&, Value self) { return newRef(Value::boolean(self.as<Generator>()->running)); }
Ref<> getSuspended(Thread&, Value value) {
  auto* self = value.as<Generator>();
  return newRef(Value::boolean(self->frame != nullptr && self->started && !self->running));
}
Ref<> getCode(Thread&, Value self) { return newRef(Value(self.as<Generator>()->code)); }
Ref<> getDelegate(Thread&, Value self) {
  Value inner = delegate(self.as<Generator>());
  return newRef(inner.isEmpty() ? kNone : inner);
}
Ref<> coroutineAwait(Thread& thread, Value self);

#define GENERATOR_SLOTS .release = generatorRelease, .traverse = generatorTraverse, .finalize = generatorFinalize, .repr = generatorRepr
constexpr Slots kGeneratorSlots{GENERATOR_SLOTS, .iterate = iterateSelf, .next = generatorNext};
constexpr Slots kCoroutineSlots{GENERATOR_SLOTS, .await = coroutineAwait};
constexpr MethodDef kMethods[] = {
    {.name = "send", .signature = "($self, arg, /)", .function = generatorSend},
    {.name = "throw", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = generatorThrow},
    {.name = "close", .signature = "($self, /)", .function = generatorClose}};
constexpr MethodDef kCoroutineMethods[] = {
    {.name = "send", .signature = "($self, arg, /)", .function = generatorSend,
     .doc = "Resume by sending a value into coroutine; the next value it passes out."},
    {.name = "throw", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = generatorThrow,
     .doc = "Raise an exception in coroutine; the next value it passes out."},
    {.name = "close", .signature = "($self, /)", .function = generatorClose,
     .doc = "Raise GeneratorExit inside coroutine, which has to end."}};
constexpr GetSetDef kGeneratorGetSets[] = {
    {"__name__", getName, setName, "name of the generator"},
    {"__qualname__", getQualname, setQualname, "qualified name of the generator"},
    {"gi_frame", getFrame}, {"gi_running", getRunning}, {"gi_suspended", getSuspended}, {"gi_code", getCode},
    {"gi_yieldfrom", getDelegate, nullptr, "object being iterated by yield from, or None"}};
constexpr GetSetDef kCoroutineGetSets[] = {
    {"__name__", getName, setName, "name of the coroutine"},
    {"__qualname__", getQualname, setQualname, "qualified name of the coroutine"},
    {"cr_frame", getFrame}, {"cr_running", getRunning}, {"cr_suspended", getSuspended}, {"cr_code", getCode},
    {"cr_await", getDelegate, nullptr, "object being awaited on, or None"}};
Ref<> getRunningAsync(Thread&, Value self) { return newRef(Value::boolean(self.as<Generator>()->runningAsync)); }
constexpr GetSetDef kAsyncGetSets[] = {
    {"__name__", getName, setName}, {"__qualname__", getQualname, setQualname}, {"ag_frame", getFrame},
    {"ag_running", getRunningAsync}, {"ag_code", getCode}, {"ag_await", getDelegate}};
constexpr MemberDef kCoroutineMembers[] = {{"cr_origin", MemberKind::kObject, offsetof(Generator, origin)}};

// --- coroutine_wrapper: what coroutine.__await__() gives
struct CoroutineWrapper : Object {
  Value coroutine;
};
Ref<> coroutineAwait(Thread& thread, Value self) {
  Ref<CoroutineWrapper> wrapper = TRY(newObject<CoroutineWrapper>(thread, thread.type(TypeId::kCoroutineWrapper)));
  wrapper->coroutine = newRef(self).releaseValue();
  return wrapper;
}
void wrapperRelease(Object* self) {
  decrefOrEmpty(std::exchange(static_cast<CoroutineWrapper*>(self)->coroutine, Value()));
}
void wrapperTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<CoroutineWrapper*>(self)->coroutine);
}
Ref<> wrapperNext(Thread& thread, Value self) { return generatorNext(thread, self.as<CoroutineWrapper>()->coroutine); }
template <Ref<> (*function)(Thread&, const Value*), int count>
Ref<> onCoroutine(Thread& thread, const Value* args) {
  Value copy[4];
  copy[0] = args[0].as<CoroutineWrapper>()->coroutine;
  for (int i = 1; i < count; i++) copy[i] = args[i];
  return function(thread, copy);
}
constexpr Slots kWrapperSlots{.release = wrapperRelease,
                              .traverse = wrapperTraverse,
                              .clear = wrapperRelease,
                              .iterate = iterateSelf,
                              .next = wrapperNext};
constexpr MethodDef kWrapperMethods[] = {
    {.name = "send", .signature = "($self, arg, /)", .function = onCoroutine<generatorSend, 2>,
     .doc = "Resume by sending a value into coroutine; the next value it passes out."},
    {.name = "throw", .signature = "($self, type, value=<NULL>, traceback=<NULL>, /)", .function = onCoroutine<generatorThrow, 4>,
     .doc = "Raise an exception in coroutine; the next value it passes out."},
    {.name = "close", .signature = "($self, /)", .function = onCoroutine<generatorClose, 1>,
     .doc = "Raise GeneratorExit inside coroutine, which has to end."}};

constexpr uint32_t kFlags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation;

}  // namespace

const TypeSpec kGeneratorType{.id = TypeId::kGenerator, .name = "generator", .basicSize = sizeof(Generator),
                              .flags = kFlags | kTypeHasFinalizer, .slots = &kGeneratorSlots, .methods = kMethods,
                              .getSets = kGeneratorGetSets, .weakRefsOffset = offsetof(Generator, weakRefs)};
const TypeSpec kCoroutineType{.id = TypeId::kCoroutine, .name = "coroutine", .basicSize = sizeof(Generator),
                              .flags = kFlags | kTypeHasFinalizer, .slots = &kCoroutineSlots, .methods = kCoroutineMethods,
                              .getSets = kCoroutineGetSets, .members = kCoroutineMembers,
                              .weakRefsOffset = offsetof(Generator, weakRefs)};
const TypeSpec kCoroutineWrapperType{.id = TypeId::kCoroutineWrapper, .name = "coroutine_wrapper",
                                     .basicSize = sizeof(CoroutineWrapper), .flags = kFlags, .slots = &kWrapperSlots,
                                     .methods = kWrapperMethods};

bool isGeneratorLike(Value v) {
  if (!v.isObject()) return false;
  TypeId id = v.object()->type->id;
  return id == TypeId::kGenerator || id == TypeId::kCoroutine || id == TypeId::kAsyncGenerator;
}

bool generatorEntered(Thread& thread, Generator* self, Value sent) {
  Frame* frame = self->frame;
  if (thread.recursionDepth + 1 > thread.recursionLimit) [[unlikely]] {
    decrefOrEmpty(sent);
    (void)thread.raise(TypeId::kRecursionError, "maximum recursion depth exceeded");
    return false;
  }
  *frame->sp++ = sent;
  self->started = true;
  self->running = true;
  self->handled.previous = thread.handled;
  thread.handled = &self->handled;
  thread.recursionDepth++;
  frame->previous = thread.frame;
  thread.frame = frame;
  return true;
}

void generatorLeft(Thread& thread, Generator* self) {
  thread.handled = self->handled.previous;
  self->handled.previous = nullptr;
  self->running = false;
}

void generatorFailed(Thread& thread, Generator* self) {
  generatorLeft(thread, self);
  if (self->frame == nullptr) decrefOrEmpty(std::exchange(self->handled.exception, Value()));
  replaceStopIteration(thread, self);
}

Ref<Generator> generatorFromFrame(Thread& thread, Frame* frame) {
  Code* code = frame->code;
  TypeId id = code->flags & kCoCoroutine ? TypeId::kCoroutine
              : code->flags & kCoAsyncGenerator ? TypeId::kAsyncGenerator
                                                : TypeId::kGenerator;
  if (thread.interpreter().type(id) == nullptr) return thread.raise(TypeId::kSystemError, "type is not ready");
  Ref<Generator> generator = TRY(newObject<Generator>(thread, thread.type(id)));
  if (id == TypeId::kCoroutine && thread.coroutineOriginDepth != 0) [[unlikely]] {
    generator->origin = TRY(coroutineOrigin(thread, frame->previous)).releaseValue();
  }
  size_t size = frameSize(frame);
  auto* copy = static_cast<Frame*>(thread.heap().allocateBuffer(size));
  if (copy == nullptr) return thread.raiseMemoryError();
  __builtin_memcpy(static_cast<void*>(copy), frame, size);
  copy->home = FrameHome::kGenerator;
  copy->firstInChunk = false;
  copy->generator = generator;
  copy->previous = nullptr;
  copy->sp = copy->slots + (frame->sp - frame->slots);
  if (copy->object != nullptr) copy->object->frame = copy;
  generator->frame = copy;
  generator->code = newRef(code).release();
  generator->name = newRef(frame->function->name).release();
  generator->qualifiedName = newRef(frame->function->qualifiedName).release();
  return generator;
}

void generatorFrameEnded(Thread& thread, Frame* frame) {
  Generator* self = frame->generator;
  if (thread.frame == frame) {
    thread.frame = frame->previous;
    thread.recursionDepth--;
  }
  size_t size = frameSize(frame);
  self->frame = nullptr;
  if (frame->object != nullptr) detachFrame(thread, frame);
  if (frame->code != nullptr) clearFrame(frame);
  thread.heap().freeBuffer(frame, size);
}

Result<bool> takeStopIterationValue(Thread& thread, Ref<>* value) {
  if (!thread.hasException()) {
    *value = newRef(kNone);
    return true;
  }
  if (!thread.exceptionMatches(TypeId::kStopIteration)) return Raised{};
  Ref<> stop = thread.takeException();
  Value carried = stop.value().as<StopIterationException>()->value;
  *value = newRef(carried.isEmpty() ? kNone : carried);
  return true;
}

SendResult sendTo(Thread& thread, Value receiver, Value value, Ref<>* result) {
  Type* type = typeOf(thread, receiver);
  if (type->id == TypeId::kGenerator || type->id == TypeId::kCoroutine) {
    return send(thread, receiver.as<Generator>(), value, result, false);
  }
  Ref<> item;
  if (value.isNone() && type->slots.next != nullptr) item = nextKeepingStop(thread, receiver);
  else item = callMethod(thread, receiver, thread.names().send, value);
  if (item) {
    *result = std::move(item);
    return SendResult::kYield;
  }
  Result<bool> stopped = takeStopIterationValue(thread, result);
  return stopped ? SendResult::kReturn : SendResult::kError;
}

Ref<> getAwaitableIterator(Thread& thread, Value object) {
  Type* type = typeOf(thread, object);
  if (type->id == TypeId::kCoroutine) {
    if (!delegate(object.as<Generator>()).isEmpty()) {
      return thread.raise(TypeId::kRuntimeError, "coroutine is being awaited already");
    }
    return newRef(object);
  }
  if (type->id == TypeId::kGenerator && (object.as<Generator>()->code->flags & kCoIterableCoroutine)) return newRef(object);
  if (type->slots.await == nullptr) {
    return thread.raiseTypeError("object {} can't be used in 'await' expression", type->nativeName);
  }
  Ref<> iterator = TRY(type->slots.await(thread, object));
  Type* iteratorType = typeOf(thread, iterator);
  if (iteratorType->id == TypeId::kCoroutine) return thread.raiseTypeError("__await__() returned a coroutine");
  if (iteratorType->slots.next == nullptr) {
    return thread.raiseTypeError("__await__() returned non-iterator of type '{}'", iteratorType->nativeName);
  }
  return iterator;
}

const std::span<const GetSetDef> kAsyncGeneratorGetSets = kAsyncGetSets;

SendResult generatorThrowPending(Thread& thread, Generator* self, Ref<>* result) { return throwInto(thread, self, result); }
SendResult generatorSendValue(Thread& thread, Generator* self, Value sent, Ref<>* result) {
  return send(thread, self, sent, result, false);
}

}  // namespace taipan
