// array.array: pickling by machine format, so that arrays travel between machines.
#include "modules/array/array_object.h"
#include "modules/module_helpers.h"
#include "modules/struct_format.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct MachineFormat {
  const char* layout;  // for the struct module; null for text
  int size;  // for text as CPython states it, twice the true one
  bool isSigned, isInteger;
  const char* codec = nullptr;
};
constexpr MachineFormat kFormats[] = {
    {"<B", 1, false, true}, {"<b", 1, true, true}, {"<H", 2, false, true}, {">H", 2, false, true},
    {"<h", 2, true, true}, {">h", 2, true, true}, {"<I", 4, false, true}, {">I", 4, false, true},
    {"<i", 4, true, true}, {">i", 4, true, true}, {"<Q", 8, false, true}, {">Q", 8, false, true},
    {"<q", 8, true, true}, {">q", 8, true, true}, {"<f", 4, true, false}, {">f", 4, true, false},
    {"<d", 8, true, false}, {">d", 8, true, false}, {nullptr, 4, false, false, "utf-16-le"},
    {nullptr, 4, false, false, "utf-16-be"}, {nullptr, 8, false, false, "utf-32-le"}, {nullptr, 8, false, false, "utf-32-be"}};

// The number of the (little-endian) format of this machine.
int machineFormat(const ArrayKind* kind) {
  if (kind->typecode == 'u') return 20;
  if (kind->typecode == 'f') return 14;
  if (kind->typecode == 'd') return 16;
  for (int i = 0; i < 14; i++) {
    if (kFormats[i].layout[0] == '<' && kFormats[i].size == kind->size && kFormats[i].isSigned == kind->isSigned) return i;
  }
  return -1;
}
Ref<> stateOf(Thread& thread, Value self) {
  Ref<> state = lookupAttribute(thread, self, thread.names().dunder_dict);
  if (!state && !thread.hasException()) return newRef(kNone);
  return state;
}
Ref<> construct(Thread& thread, Value type, const ArrayKind* kind, Value initial) {
  Ref<Str> code = TRY(newStrFromChar(thread, static_cast<uint32_t>(kind->typecode)));
  return call(thread, type, code.value(), initial);
}
// The items one by one, for formats that are not this machine's.
Ref<> unpackItems(Thread& thread, const MachineFormat& format, Bytes* bytes) {
  StructLayout layout;
  TRY(parseStructFormat(thread, format.layout, &layout));
  Ref<List> items = TRY(newList(thread));
  for (size_t at = 0; at + static_cast<size_t>(format.size) <= bytes->size; at += static_cast<size_t>(format.size)) {
    Ref<> values = TRY(unpackStruct(thread, layout, bytes->data() + at));
    TRY(listAppend(thread, items, values.get().as<Tuple>()->items[0]));
  }
  return items;
}

}  // namespace

Ref<> arrayReduce(Thread& thread, const Value* args) {
  Array* array = arrayOf(args[0]);
  if (!isInt(args[1])) return thread.raiseTypeError("__reduce_ex__ argument should be an integer");
  int64_t protocol = TRY(intAsInt64(thread, args[1]));
  Ref<> state = TRY(stateOf(thread, args[0]));
  Ref<Str> code = TRY(newStrFromChar(thread, static_cast<uint32_t>(array->kind->typecode)));
  Value type(array->type);
  if (protocol < 3) {
    Ref<> items = TRY(arrayToList(thread, array));
    Ref<Tuple> arguments = TRY(makeTuple(thread, code.value(), items.get()));
    return makeTuple(thread, type, arguments.value(), state.get());
  }
  Ref<> modules = newRef(Value(thread.interpreter().modules));
  Ref<Str> moduleName = TRY(internText(thread, "array"));
  Ref<> module = TRY(getItem(thread, modules, moduleName));
  Ref<> reconstructor = TRY(getAttribute(thread, module, "_array_reconstructor"));
  Ref<Bytes> bytes = TRY(newBytes(thread, {array->data, array->size * array->kind->size}));
  Ref<Tuple> arguments = TRY(makeTuple(thread, type, code.value(), Value::smallInt(machineFormat(array->kind)), bytes.value()));
  return makeTuple(thread, reconstructor.get(), arguments.value(), state.get());
}

Ref<> arrayReconstruct(Thread& thread, const Value* args) {
  Value type = args[1], code = args[2], items = args[4];
  if (!isStr(code) || code.as<Str>()->length() != 1) {
    return thread.raiseTypeError("_array_reconstructor() argument 2 must be a unicode character, not {!N}", code);
  }
  int number = TRY(intArgument(thread, args[3]));
  if (!isInstanceOf(thread, type, TypeId::kType)) return thread.raiseTypeError("first argument must be a type object, not {!T}", type);
  if (!isSubtype(type.as<Type>(), thread.type(TypeId::kArray))) {
    return thread.raiseTypeError("{} is not a subtype of array.array", type.as<Type>()->nativeName);
  }
  const ArrayKind* kind = arrayKind(code.as<Str>()->at(0));
  if (!kind) return thread.raiseValueError("second argument must be a valid type code");
  if (number < 0 || number > 21) return thread.raiseValueError("third argument must be a valid machine format code.");
  if (!isBytes(items)) return thread.raiseTypeError("fourth argument should be bytes, not {!T}", items);
  Bytes* bytes = items.as<Bytes>();
  if (number == machineFormat(kind)) {
    Ref<Array> made = TRY(newArray(thread, type.as<Type>(), kind, 0));
    TRY(arrayFromBytes(thread, made, bytes->data(), bytes->size));
    return made;
  }
  const MachineFormat& format = kFormats[number];
  if (bytes->size % static_cast<size_t>(format.size)) return thread.raiseValueError("string length not a multiple of item size");
  if (format.codec) {
    Ref<Str> codec = TRY(newStr(thread, format.codec));
    Ref<> text = TRY(callMethod(thread, items, thread.names().decode, codec.value()));
    return construct(thread, type, kind, text);
  }
  if (format.isInteger) {
    if (const ArrayKind* same = arrayIntegerKind(format.size, format.isSigned)) kind = same;
  }
  Ref<> list = TRY(unpackItems(thread, format, bytes));
  return construct(thread, type, kind, list);
}

}  // namespace taipan
