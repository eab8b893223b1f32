// IsoCalendarDate: what date.isocalendar() gives, a tuple of year, week and weekday with names for them.
#include "modules/datetime/datetime.h"
#include "modules/module_helpers.h"
#include "objects/tuple.h"

namespace taipan::datetime {

namespace {

constexpr const char* kNames[] = {"year", "week", "weekday"};

Ref<> newOfType(Thread& thread, Type* type, const IsoDate& date) {
  Ref<Tuple> tuple = TRY(newObject<Tuple>(thread, type, 3));
  tuple->size = 3;
  tuple->items[0] = Value::smallInt(date.year);
  tuple->items[1] = Value::smallInt(date.week);
  tuple->items[2] = Value::smallInt(date.weekday);
  return tuple;
}

Ref<> isoCreate(Thread& thread, Type* type, const Arguments& args) {
  constexpr const char* kFunction = "IsoCalendarDate";
  Value given[3];
  TRY(bindFields(thread, args, kFunction, {kNames[0], kNames[1], kNames[2]}, 3, given));
  int fields[3];
  for (size_t i = 0; i < 3; ++i) fields[i] = TRY(requiredInt(thread, given, kNames, i, kFunction));
  return newOfType(thread, type, {fields[0], fields[1], fields[2]});
}

Ref<> isoRepr(Thread& thread, Value self) {
  Tuple* tuple = self.as<Tuple>();
  return formatStr(thread, "{}(year={}, week={}, weekday={})", self.object()->type->nativeName, tuple->items[0],
                   tuple->items[1], tuple->items[2]);
}

Ref<> isoReduce(Thread& thread, const Value* args) {
  Tuple* tuple = args[0].as<Tuple>();
  Ref<Tuple> plain = TRY(newTupleFrom(thread, tuple->items, tuple->size));
  Ref<Tuple> arguments = TRY(makeTuple(thread, Value(plain.get())));
  return makeTuple(thread, Value(thread.type(TypeId::kTuple)), Value(arguments.get()));
}

template <size_t i>
Ref<> isoField(Thread&, Value self) { return newRef(self.as<Tuple>()->items[i]); }

constexpr GetSetDef kGetSets[] = {{kNames[0], isoField<0>}, {kNames[1], isoField<1>}, {kNames[2], isoField<2>}};
constexpr MethodDef kMethods[] = {{.name = "__reduce__", .signature = "($self, /)", .function = isoReduce}};
constexpr Slots kSlots = {.create = isoCreate, .repr = isoRepr};

}  // namespace

const TypeSpec kIsoCalendarDateType = {
    .id = TypeId::kIsoCalendarDate, .name = "datetime.IsoCalendarDate", .basicSize = sizeof(Tuple), .itemSize = sizeof(Value),
    .base = TypeId::kTuple, .flags = kTypeHasGc | kTypeImmutable | kTypeIsTuple | kTypeSequencePattern | kTypeMatchSelf, .slots = &kSlots,
    .methods = kMethods, .getSets = kGetSets, .doc = "The date of a day in the ISO calendar."};

Ref<> newIsoCalendarDate(Thread& thread, const IsoDate& date) {
  return newOfType(thread, thread.type(TypeId::kIsoCalendarDate), date);
}

}  // namespace taipan::datetime
