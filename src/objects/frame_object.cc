// frame objects, and what happens to frames at their end.
#include "objects/frame_object.h"

#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/generator.h"
#include "objects/int.h"

namespace taipan {

size_t frameSize(const Frame* frame) { return sizeof(Frame) + frame->slotCount * sizeof(Value); }

void clearFrame(Frame* frame) {
  // Variables die in order, the first first.
  Value* end = frame->sp;
  for (Value* p = frame->slots; p < end; p++) decrefOrEmpty(std::exchange(*p, Value()));
  frame->sp = frame->slots;
  decrefOrEmpty(std::exchange(frame->locals, Value()));
  if (Function* function = std::exchange(frame->function, nullptr)) decrefObject(function);
  if (Code* code = std::exchange(frame->code, nullptr)) decrefObject(code);
}

Ref<FrameObject> frameObjectOf(Thread& thread, Frame* frame) {
  if (frame->object != nullptr) return newRef(frame->object);
  Ref<FrameObject> object = TRY(newObject<FrameObject>(thread, thread.type(TypeId::kFrame)));
  object->frame = frame;
  object->traceLines = true;
  frame->object = newRef(object.get()).release();
  return object;
}

Code* frameCode(FrameObject* frame) { return frame->frame->code; }

void detachFrame(Thread& thread, Frame* frame) {
  FrameObject* object = std::exchange(frame->object, nullptr);
  if (object == nullptr) return;
  // The value stack dies with the call; only the variables stay visible.
  for (Value* base = frame->stackBase(); frame->sp > base;) decrefOrEmpty(*--frame->sp);
  if (object->refCount == 1) {
    object->frame = nullptr;
    decrefObject(object);
    return;
  }
  size_t size = frameSize(frame);
  auto* copy = static_cast<Frame*>(thread.heap().allocateBuffer(size));
  if (copy == nullptr) __builtin_abort();  // cannot happen without a heap cap; a frame is small
  __builtin_memcpy(static_cast<void*>(copy), frame, size);
  copy->home = FrameHome::kFrameObject;
  copy->object = nullptr;
  copy->generator = nullptr;
  copy->previous = nullptr;
  for (Value* p = frame->slots; p < frame->sp; p++) *p = Value();
  copy->sp = copy->slots + (frame->sp - frame->slots);
  frame->sp = frame->slots;
  frame->locals = Value();
  frame->function = nullptr;
  frame->code = nullptr;
  if (frame->previous != nullptr) {
    Ref<> pending = thread.takeException();
    Ref<FrameObject> back = frameObjectOf(thread, frame->previous);
    if (back) object->back = back.release();
    if (pending) (void)thread.restoreException(std::move(pending));
  }
  object->frame = copy;
  object->ownsFrame = true;
  decrefObject(object);
}

Ref<> frameLocals(Thread& thread, Frame* frame) {
  Code* code = frame->code;
  if (!(code->flags & kCoOptimized)) {
    if (frame->locals.isEmpty()) frame->locals = newRef(Value(frame->function->globals)).releaseValue();
    if (code->localCount == 0) return newRef(frame->locals);
  } else if (frame->locals.isEmpty()) {
    frame->locals = TRY(newDict(thread)).releaseValue();
  }
  Ref<> locals = newRef(frame->locals);
  for (int32_t i = 0; i < code->localCount; i++) {
    uint8_t kind = code->localKind(i);
    if ((kind & kLocalFree) && !(code->flags & kCoOptimized)) continue;
    Value value = frame->slots[i];
    // Before MAKE_CELL has run an argument lies in its slot bare.
    if ((kind & (kLocalCell | kLocalFree)) && isCell(value)) value = value.as<Cell>()->contents;
    Value name = code->localsPlusNames->items[i];
    if (!value.isEmpty()) {
      TRY(setItem(thread, locals, name, value));
    } else if (isDict(locals)) {
      TRY(dictDelete(thread, locals.value().as<Dict>(), name));
    }
  }
  return locals;
}

namespace {

void frameObjectRelease(Object* object) {
  auto* self = static_cast<FrameObject*>(object);
  if (FrameObject* back = std::exchange(self->back, nullptr)) decrefObject(back);
  decrefOrEmpty(std::exchange(self->trace, Value()));
  if (self->ownsFrame) {
    Frame* frame = self->frame;
    clearFrame(frame);
    self->ownsFrame = false;
    self->frame = nullptr;
    self->type->interpreter->heap.freeBuffer(frame, frameSize(frame));
  }
}
void frameObjectTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<FrameObject*>(object);
  if (self->back != nullptr) visitor.visit(self->back);
  visitor.visitValue(self->trace);
  if (!self->ownsFrame) return;
  Frame* frame = self->frame;
  if (frame->code != nullptr) visitor.visit(frame->code);
  if (frame->function != nullptr) visitor.visit(frame->function);
  visitor.visitValue(frame->locals);
  for (Value* p = frame->slots; p < frame->sp; p++) visitor.visitValue(*p);
}
// Drops the variables only: code and function stay, so that the frame remains printable.
void frameObjectClear(Object* object) {
  auto* self = static_cast<FrameObject*>(object);
  decrefOrEmpty(std::exchange(self->trace, Value()));
  if (!self->ownsFrame) return;
  for (Value* p = self->frame->slots; p < self->frame->sp; p++) decrefOrEmpty(std::exchange(*p, Value()));
  decrefOrEmpty(std::exchange(self->frame->locals, Value()));
}

int32_t lineOf(FrameObject* self) { return self->line != 0 ? self->line : self->frame->line(); }

Ref<> frameRepr(Thread& thread, Value self) {
  auto* object = self.as<FrameObject>();
  Code* code = object->frame->code;
  return formatStr(thread, "<frame at 0x{:x}, file {!r}, line {}, code {}>", self.bits(), code->fileName,
                   lineOf(object), code->name);
}
Ref<> getBack(Thread& thread, Value self) {
  auto* object = self.as<FrameObject>();
  if (object->back != nullptr) return newRef(Value(object->back));
  if (object->ownsFrame || object->frame->previous == nullptr) return newRef(kNone);
  return frameObjectOf(thread, object->frame->previous);
}
Ref<> getCode(Thread&, Value self) { return newRef(Value(self.as<FrameObject>()->frame->code)); }
Ref<> getGlobals(Thread&, Value self) { return newRef(Value(self.as<FrameObject>()->frame->function->globals)); }
Ref<> getBuiltins(Thread&, Value self) { return newRef(self.as<FrameObject>()->frame->function->builtins); }
Ref<> getLocals(Thread& thread, Value self) { return frameLocals(thread, self.as<FrameObject>()->frame); }
Ref<> getLasti(Thread& thread, Value self) {
  int32_t unit = self.as<FrameObject>()->frame->unitIndex();
  return newInt(thread, unit < 0 ? -1 : unit * 2);
}
Ref<> getLine(Thread& thread, Value self) {
  int32_t line = lineOf(self.as<FrameObject>());
  return line < 0 ? newRef(kNone) : newInt(thread, line);
}
Status setLine(Thread& thread, Value self, Value value) { return jumpToLine(thread, self.as<FrameObject>(), value); }
Ref<> getTrace(Thread&, Value self) {
  Value trace = self.as<FrameObject>()->trace;
  return newRef(trace.isEmpty() ? kNone : trace);
}
Status setTrace(Thread&, Value self, Value value) {
  if (value.isNone()) value = Value();
  increfOrEmpty(value);
  decrefOrEmpty(std::exchange(self.as<FrameObject>()->trace, value));
  return kOk;
}
Ref<> frameClear(Thread& thread, const Value* args) {
  auto* object = args[0].as<FrameObject>();
  if (!object->ownsFrame) {
    Generator* generator = object->frame->generator;
    if (object->frame->home == FrameHome::kStack || generator->running) {
      return thread.raise(TypeId::kRuntimeError, "cannot clear an executing frame");
    }
    Ref<Generator> keep = newRef(generator);
    generator->type->slots.finalize(thread, generator);
    return newRef(kNone);
  }
  for (Value* p = object->frame->slots; p < object->frame->sp; p++) decrefOrEmpty(std::exchange(*p, Value()));
  return newRef(kNone);
}

constexpr Slots kSlots{.release = frameObjectRelease,
                       .traverse = frameObjectTraverse,
                       .clear = frameObjectClear,
                       .repr = frameRepr};
constexpr GetSetDef kGetSets[] = {{"f_back", getBack},       {"f_code", getCode},   {"f_globals", getGlobals},
                                  {"f_builtins", getBuiltins}, {"f_locals", getLocals}, {"f_lasti", getLasti},
                                  {"f_lineno", getLine, setLine},     {"f_trace", getTrace, setTrace}};
constexpr MemberDef kMembers[] = {
    {"f_trace_lines", MemberKind::kBool, offsetof(FrameObject, traceLines), false},
    {"f_trace_opcodes", MemberKind::kBool, offsetof(FrameObject, traceOpcodes), false}};
constexpr MethodDef kMethods[] = {{.name = "clear", .signature = "($self, /)", .function = frameClear}};

}  // namespace

const TypeSpec kFrameType{.id = TypeId::kFrame,
                          .name = "frame",
                          .basicSize = sizeof(FrameObject),
                          .flags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation,
                          .slots = &kSlots,
                          .methods = kMethods,
                          .getSets = kGetSets,
                          .members = kMembers};

}  // namespace taipan
