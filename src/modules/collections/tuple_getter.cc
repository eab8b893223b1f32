// _tuplegetter: the descriptor behind each field of a named tuple.
#include "modules/collections/collections.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct TupleGetter : Object {
  int64_t index;
  Value doc;
};

TupleGetter* self(Value v) { return v.as<TupleGetter>(); }

Ref<> create(Thread& thread, Type* type, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "_tuplegetter"));
  if (args.positionalCount != 2) {
    return thread.raiseTypeError("_tuplegetter expected 2 arguments, got {}", args.positionalCount);
  }
  Ref<> number = TRY(taipan::index(thread, args[0]));
  int64_t index;
  if (!intFitsInt64(number, &index)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
  Ref<TupleGetter> made = TRY(newObject<TupleGetter>(thread, type));
  made->index = index;
  made->doc = newRef(args[1]).releaseValue();
  return made;
}

void traverse(Object* object, Visitor& visitor) { visitor.visitValue(static_cast<TupleGetter*>(object)->doc); }
void release(Object* object) { decrefOrEmpty(std::exchange(static_cast<TupleGetter*>(object)->doc, Value())); }

Ref<> get(Thread& thread, Value v, Value instance, Value) {
  if (!instance) return newRef(v);
  int64_t index = self(v)->index;
  if (!isTuple(instance)) {
    // The class itself was asked, through a metaclass or by hand with None.
    if (instance.isNone()) return newRef(v);
    return thread.raiseTypeError("descriptor for index '{}' for tuple subclasses doesn't apply to '{!T}' object", index, instance);
  }
  Tuple* tuple = instance.as<Tuple>();
  if (index < 0 || static_cast<size_t>(index) >= tuple->size) return thread.raise(TypeId::kIndexError, "tuple index out of range");
  return newRef(tuple->items[index]);
}

Status set(Thread& thread, Value, Value, Value value) {
  return thread.raise(TypeId::kAttributeError, "can't {} attribute", value ? "set" : "delete");
}

Ref<> repr(Thread& thread, Value v) {
  if (!self(v)->doc) return formatStr(thread, "_tuplegetter({}, <NULL>)", self(v)->index);
  return formatStr(thread, "_tuplegetter({}, {!r})", self(v)->index, self(v)->doc);
}

Ref<> reduce(Thread& thread, const Value* args) {
  TupleGetter* getter = self(args[0]);
  Ref<> index = TRY(newInt(thread, getter->index));
  Ref<Tuple> arguments = TRY(makeTuple(thread, index.get(), getter->doc ? getter->doc : kNone));
  return makeTuple(thread, Value(getter->type), Value(arguments));
}

constexpr Slots kSlots = {.release = release, .traverse = traverse, .clear = release, .create = create, .repr = repr,
                          .descriptorGet = get, .descriptorSet = set};
constexpr MethodDef kMethods[] = {{.name = "__reduce__", .signature = "($self, /)", .function = reduce}};
constexpr MemberDef kMembers[] = {{"__doc__", MemberKind::kObject, offsetof(TupleGetter, doc), false}};

}  // namespace

constexpr TypeSpec kTupleGetterType = {.id = TypeId::kTupleGetter, .name = "_collections._tuplegetter",
                                       .basicSize = sizeof(TupleGetter), .flags = kTypeHasGc, .slots = &kSlots,
                                       .methods = kMethods, .members = kMembers};

}  // namespace taipan
