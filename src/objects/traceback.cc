// traceback.
#include "objects/traceback.h"

#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/exception.h"
#include "objects/frame.h"
#include "objects/frame_object.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"

namespace taipan {

namespace {

void tracebackRelease(Object* object) {
  auto* self = static_cast<Traceback*>(object);
  if (Traceback* next = std::exchange(self->next, nullptr)) decrefObject(next);
  if (FrameObject* frame = std::exchange(self->frame, nullptr)) decrefObject(frame);
}
void tracebackTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Traceback*>(object);
  if (self->next != nullptr) visitor.visit(self->next);
  if (self->frame != nullptr) visitor.visit(self->frame);
}

Result<int32_t> asCInt(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t n;
  if (intFitsInt64(number, &n) && n == static_cast<int32_t>(n)) return static_cast<int32_t>(n);
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

Ref<> tracebackCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[4];
  TRY(bindCall(thread, args, "TracebackType", {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"}, 4, 4, bound));
  if (!isFrame(bound[1])) {
    return thread.raiseTypeError("TracebackType() argument 'tb_frame' must be frame, not {!N}", bound[1]);
  }
  int32_t last = TRY(asCInt(thread, bound[2]));
  int32_t line = TRY(asCInt(thread, bound[3]));
  if (!bound[0].isNone() && !isTraceback(bound[0])) {
    return thread.raiseTypeError("expected traceback object or None, got '{!T}'", bound[0]);
  }
  Ref<Traceback> traceback = TRY(newObject<Traceback>(thread, type));
  if (!bound[0].isNone()) traceback->next = newRef(bound[0].as<Traceback>()).release();
  traceback->frame = newRef(bound[1].as<FrameObject>()).release();
  traceback->lastInstruction = last;
  traceback->line = line;
  return traceback;
}

Ref<> getNext(Thread&, Value self) {
  Traceback* next = self.as<Traceback>()->next;
  return newRef(next == nullptr ? kNone : Value(next));
}
Status setNext(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("can't delete tb_next attribute");
  if (!value.isNone() && !isTraceback(value)) {
    return thread.raiseTypeError("expected traceback object, got '{!T}'", value);
  }
  Traceback* next = value.isNone() ? nullptr : value.as<Traceback>();
  for (Traceback* t = next; t != nullptr; t = t->next) {
    if (t == self.as<Traceback>()) return thread.raiseValueError("traceback loop detected");
  }
  if (next != nullptr) increfObject(next);
  if (Traceback* old = std::exchange(self.as<Traceback>()->next, next)) decrefObject(old);
  return kOk;
}
Ref<> getLine(Thread& thread, Value self) {
  auto* traceback = self.as<Traceback>();
  int32_t line = traceback->line;
  if (line < 0) line = frameCode(traceback->frame)->lineAt(traceback->lastInstruction);
  return line < 0 ? newRef(kNone) : newInt(thread, line);
}

constexpr Slots kSlots{.release = tracebackRelease,
                       .traverse = tracebackTraverse,
                       .clear = tracebackRelease,
                       .create = tracebackCreate};
Ref<> tracebackDir(Thread& thread, const Value*) {
  Ref<List> names = TRY(newList(thread));
  for (const char* name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
    Ref<Str> text = TRY(internText(thread, name));
    TRY(listAppend(thread, names, text.value()));
  }
  return names;
}

constexpr MethodDef kMethods[] = {{.name = "__dir__", .signature = "($self, /)", .function = tracebackDir}};
constexpr GetSetDef kGetSets[] = {
    {"tb_next", getNext, setNext}, {"tb_lineno", getLine}};
constexpr MemberDef kMembers[] = {{"tb_frame", MemberKind::kObject, offsetof(Traceback, frame)},
                                  {"tb_lasti", MemberKind::kInt32, offsetof(Traceback, lastInstruction)}};

}  // namespace

const TypeSpec kTracebackType{.id = TypeId::kTraceback,
                              .name = "traceback",
                              .basicSize = sizeof(Traceback),
                              .flags = kTypeHasGc | kTypeImmutable,
                              .slots = &kSlots,
                              .methods = kMethods,
                              .getSets = kGetSets,
                              .members = kMembers};

void addTraceback(Thread& thread, Frame* frame) {
  Ref<> exception = thread.takeException();
  Ref<FrameObject> object = frameObjectOf(thread, frame);
  Ref<Traceback> traceback;
  if (object) traceback = newObject<Traceback>(thread, thread.type(TypeId::kTraceback));
  if (!traceback) return;  // MemoryError replaces the exception
  auto* target = exception.value().as<BaseException>();
  traceback->next = target->traceback.isEmpty() || target->traceback.isNone() ? nullptr : target->traceback.as<Traceback>();
  traceback->frame = object.release();
  traceback->lastInstruction = frame->unitIndex() * 2;
  traceback->line = -1;
  target->traceback = Value(traceback.release());
  (void)thread.restoreException(std::move(exception));
}

}  // namespace taipan
