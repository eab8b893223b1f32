// See the header.  A type's basicSize counts the hidden fields, so hidden = (basicSize - tuple header) / 8.
#include "modules/struct_sequence.h"

#include <new>
#include <string>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

size_t hiddenCount(const Type* type) { return (type->basicSize - sizeof(Tuple)) / sizeof(Value); }

void structRelease(Object* self) {
  Tuple* tuple = static_cast<Tuple*>(self);
  size_t total = tuple->size + hiddenCount(self->type);
  for (size_t i = 0; i < total; ++i) {
    Ref<> dropped = Ref<>::adopt(std::exchange(tuple->items[i], Value()));
  }
}

void structTraverse(Object* self, Visitor& visitor) {
  Tuple* tuple = static_cast<Tuple*>(self);
  size_t total = tuple->size + hiddenCount(self->type);
  for (size_t i = 0; i < total; ++i) visitor.visitValue(tuple->items[i]);
}

size_t structSizeOf(const Object* self) {
  return self->type->basicSize + static_cast<const Tuple*>(self)->size * sizeof(Value);
}

Result<int64_t> fieldCount(Thread& thread, Type* type, const char* key) {
  Ref<Str> name = TRY(internText(thread, key));
  Value count = dictGetStr(thread, type->dict, name);
  if (!count.isSmallInt()) return thread.raiseTypeError("Missed attribute '{}' of type {}", key, type);
  return count.smallIntValue();
}

// The name of field `i`, or an empty text.
std::string fieldName(Thread& thread, Type* type, size_t i) {
  Ref<Str> key = internText(thread, "_fields_");
  Value names = key ? dictGetStr(thread, type->dict, key) : Value();
  if (!names || !isTuple(names) || i >= names.as<Tuple>()->size || !isStr(names.as<Tuple>()->items[i])) return "";
  return toWtf8(names.as<Tuple>()->items[i].as<Str>());
}

Ref<Tuple> allocateStruct(Thread& thread, Type* type, size_t visible) {
  Ref<Tuple> tuple = TRY(newObject<Tuple>(thread, type, visible));
  tuple->size = visible;
  for (size_t i = 0; i < visible + hiddenCount(type); ++i) tuple->items[i] = Value();
  return tuple;
}

// time.struct_time(sequence, dict={})
Ref<> structCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount < 1 || args.positionalCount > 2 || args.keywordNames) {
    return thread.raiseTypeError("{}() missing required argument 'sequence' (pos 1)", type);
  }
  Ref<Tuple> items = tupleFromIterable(thread, args[0]);
  if (!items) {
    if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("constructor requires a sequence");
    return Raised{};
  }
  int64_t visible = TRY(fieldCount(thread, type, "n_sequence_fields"));
  int64_t total = TRY(fieldCount(thread, type, "n_fields"));
  int64_t given = static_cast<int64_t>(items->size);
  if (given < visible || given > total) {
    const char* name = type->nativeName;
    if (visible == total) return thread.raiseTypeError("{}() takes a {}-sequence ({}-sequence given)", name, visible, given);
    if (given < visible) return thread.raiseTypeError("{}() takes an at least {}-sequence ({}-sequence given)", name, visible, given);
    return thread.raiseTypeError("{}() takes an at most {}-sequence ({}-sequence given)", name, total, given);
  }
  Ref<Tuple> result = TRY(allocateStruct(thread, type, visible));
  for (int64_t i = 0; i < given; ++i) result->items[i] = newRef(items->items[i]).releaseValue();
  if (args.positionalCount == 2 && isDict(args[1])) {
    for (int64_t i = given; i < total; ++i) {
      Ref<Str> name = TRY(internText(thread, fieldName(thread, type, i)));
      result->items[i] = newRef(dictGetStr(thread, args[1].as<Dict>(), name)).releaseValue();
    }
  }
  for (int64_t i = given; i < total; ++i) {
    if (result->items[i].isEmpty()) result->items[i] = kNone;
  }
  return result;
}

Ref<> structRepr(Thread& thread, Value self) {
  Tuple* tuple = self.as<Tuple>();
  std::string text = std::string(tuple->type->nativeName) + "(";
  for (size_t i = 0; i < tuple->size; ++i) {
    Ref<Str> item = TRY(repr(thread, tuple->items[i]));
    if (i > 0) text += ", ";
    text += fieldName(thread, tuple->type, i) + "=" + toWtf8(item);
  }
  return newStr(thread, text + ")");
}

Ref<> structReduce(Thread& thread, const Value* args) {
  Tuple* tuple = args[0].as<Tuple>();
  Ref<Tuple> items = TRY(newTupleFrom(thread, tuple->items, tuple->size));
  Ref<Dict> rest = TRY(newDict(thread));
  for (size_t i = tuple->size; i < tuple->size + hiddenCount(tuple->type); ++i) {
    Ref<Str> name = TRY(internText(thread, fieldName(thread, tuple->type, i)));
    TRY(dictSetStr(thread, rest, name, tuple->items[i]));
  }
  Ref<Tuple> state = TRY(makeTuple(thread, Value(items.get()), Value(rest.get())));
  return makeTuple(thread, Value(tuple->type), Value(state.get()));
}

const MethodDef kMethods[] = {{"__reduce__", "($self, /)", structReduce}};

const Slots& structSlots() {
  static const Slots slots = [] {
    Slots s;
    s.release = structRelease;
    s.traverse = structTraverse;
    s.sizeOf = structSizeOf;
    s.create = structCreate;
    s.repr = structRepr;
    return s;
  }();
  return slots;
}

}  // namespace

Status addStructSequence(Thread& thread, Module* module, const StructSequenceSpec& spec) {
  auto* members = static_cast<MemberDef*>(thread.heap().allocateBuffer(sizeof(MemberDef) * spec.total));
  if (!members) return thread.raiseMemoryError();
  Ref<Tuple> names = TRY(newTuple(thread, spec.total));
  Ref<List> visible = TRY(newList(thread));
  size_t count = 0;
  int unnamed = 0;
  for (int i = 0; i < spec.total; ++i) {
    Ref<> name = newRef(kNone);
    if (spec.fields[i]) {
      name = TRY(internText(thread, spec.fields[i]));
      new (&members[count++]) MemberDef{spec.fields[i], MemberKind::kObject, sizeof(Tuple) + i * sizeof(Value)};
    } else {
      ++unnamed;
    }
    if (i < spec.visible && spec.fields[i]) TRY(listAppend(thread, visible, name));
    tupleInit(names, i, std::move(name));
  }
  TypeSpec type{};
  type.id = spec.id;
  type.name = spec.name;
  type.basicSize = sizeof(Tuple) + (spec.total - spec.visible) * sizeof(Value);
  type.itemSize = sizeof(Value);
  type.base = TypeId::kTuple;
  type.flags = kTypeHasGc | kTypeImmutable | kTypeIsTuple | kTypeSequencePattern |
               (spec.instantiable ? 0u : uint32_t{kTypeDisallowInstantiation});
  type.slots = &structSlots();
  type.methods = kMethods;
  type.members = std::span<const MemberDef>(members, count);
  Type* made = TRY(moduleAddType(thread, module, type));
  struct Count { const char* name; int value; };
  for (const Count& entry : {Count{"n_fields", spec.total}, {"n_sequence_fields", spec.visible}, {"n_unnamed_fields", unnamed}}) {
    Ref<Str> name = TRY(internText(thread, entry.name));
    TRY(dictSetStr(thread, made->dict, name, Value::smallInt(entry.value)));
  }
  Ref<Str> fields = TRY(internText(thread, "_fields_"));
  TRY(dictSetStr(thread, made->dict, fields, names.value()));
  Ref<Tuple> matchArgs = TRY(tupleFromList(thread, visible));
  return dictSetStr(thread, made->dict, thread.names().dunder_match_args, matchArgs.value());
}

Ref<> newStructSequence(Thread& thread, const StructSequenceSpec& spec, const Value* items) {
  Ref<Tuple> result = TRY(allocateStruct(thread, thread.type(spec.id), spec.visible));
  for (int i = 0; i < spec.total; ++i) result->items[i] = newRef(items[i] ? items[i] : kNone).releaseValue();
  return result;
}

}  // namespace taipan
