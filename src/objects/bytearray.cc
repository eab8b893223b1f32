// bytearray: slots and the methods that change it; the others are bytes' own (bytes_methods.cc).
#include "objects/bytearray.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/memory.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/attributes.h"
#include "objects/bytes.h"
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/sequence_iterators.h"
#include "objects/slice_bounds.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

bool isByteArray(Value v) {
  if (!v.isObject()) return false;
  Type* type = v.object()->type;
  return isSubtype(type, type->interpreter->type(TypeId::kByteArray));
}

Ref<ByteArray> newByteArray(Thread& thread, std::string_view data) {
  Ref<ByteArray> array = TRY(newObject<ByteArray>(thread, thread.type(TypeId::kByteArray)));
  array->size = array->capacity = 0;
  array->items = nullptr;
  array->exports = 0;
  TRY(byteArrayResize(thread, array, data.size()));
  if (!data.empty()) std::memcpy(array->items, data.data(), data.size());
  return array;
}

Status byteArrayResize(Thread& thread, ByteArray* array, size_t size) {
  if (size == array->size) return kOk;
  if (array->exports)
    return thread.raise(TypeId::kBufferError, "Existing exports of data: object cannot be re-sized");
  // CPython's allocation pattern, which __alloc__() shows: room for a zero byte, small steps ahead, exact sizes after
  // jumps in either direction.
  size_t capacity = array->capacity;
  if (size >= capacity || size < capacity / 2) {
    bool step = size >= capacity && size <= capacity + capacity / 8;
    capacity = step ? size + size / 8 + (size < 9 ? 3 : 6) : size + 1;
    if (size > (size_t{1} << 48)) return thread.raiseMemoryError();
    void* items = thread.heap().reallocateBuffer(array->items, array->capacity, capacity);
    if (!items && capacity) return thread.raiseMemoryError();
    array->items = static_cast<char*>(items);
    array->capacity = capacity;
  }
  array->size = size;
  return kOk;
}

namespace {

ByteArray* arrayOf(Value self) { return self.as<ByteArray>(); }

void release(Object* self) {
  ByteArray* array = static_cast<ByteArray*>(self);
  if (array->items) self->type->interpreter->heap.freeBuffer(array->items, array->capacity);
  array->items = nullptr;
  array->size = array->capacity = 0;
}

Ref<> create(Thread& thread, Type* type, const Arguments&) {
  Ref<ByteArray> array = TRY(newObject<ByteArray>(thread, type));
  array->size = array->capacity = 0;
  array->items = nullptr;
  array->exports = 0;
  return array;
}

Status assign(Thread& thread, ByteArray* array, std::string_view data) {
  TRY(byteArrayResize(thread, array, data.size()));
  if (!data.empty()) std::memcpy(array->items, data.data(), data.size());
  return kOk;
}

// As CPython, item by item: the generator may look at the array meanwhile.
Status fillFromIterable(Thread& thread, ByteArray* array, Value iterable) {
  TRY(byteArrayResize(thread, array, 0));
  Iteration iteration;
  TRY(iteration.start(thread, iterable));
  while (Ref<> item = iteration.next(thread)) {
    uint8_t byte = TRY(byteFromValue(thread, item, "byte must be in range(0, 256)"));
    size_t size = array->size;
    TRY(byteArrayResize(thread, array, size + 1));
    array->items[size] = static_cast<char>(byte);
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

Status initialize(Thread& thread, Value self, const Arguments& args) {
  Value bound[3];
  TRY(bindBytesArguments(thread, args, "bytearray", bound));
  std::string data;
  if (!bound[1].isEmpty() || !bound[2].isEmpty() || (!bound[0].isEmpty() && isStr(bound[0]))) {
    Ref<Bytes> encoded = TRY(encodeForConstructor(thread, bound));
    data = std::string(encoded->view());
  } else if (!bound[0].isEmpty()) {
    Type* type = typeOf(thread, bound[0]);
    bool iterates = !type->slots.getBuffer && type->slots.iterate && !isInt(bound[0]) &&
                    !type->slots.unary[static_cast<int>(UnaryOp::kIndex)];
    if (iterates) return fillFromIterable(thread, arrayOf(self), bound[0]);
    TRY(collectBytes(thread, bound[0], "bytearray", &data));
  }
  return assign(thread, arrayOf(self), data);
}

Ref<> reprSlot(Thread& thread, Value self) {
  std::string prefix = toWtf8(typeOf(thread, self)->name) + "(b";
  // The prefix may be any identifier, so the text is put together as str.
  Ref<Str> body = TRY(reprOfBytes(thread, arrayOf(self)->view(), "", ")", QuoteRule::kEscapeSingle));
  Ref<Str> head = TRY(newStr(thread, prefix));
  return concatenate(thread, head, body);
}

Ref<> strSlot(Thread& thread, Value self) {
  if (thread.interpreter().settings.bytesWarning) {
    TRY(warn(thread, TypeId::kBytesWarning, 1, "str() on a bytearray instance"));
  }
  return reprSlot(thread, self);
}

Ref<> compareSlot(Thread& thread, Value self, Value other, CompareOp op) {
  bool equality = op == CompareOp::kEqual || op == CompareOp::kNotEqual;
  if (equality && isStr(other) && thread.interpreter().settings.bytesWarning) {
    TRY(warn(thread, TypeId::kBytesWarning, 1, "Comparison between bytearray and string"));
  }
  if (!typeOf(thread, other)->slots.getBuffer) return newRef(kNotImplemented);
  BufferView view;
  if (!getBuffer(thread, other, &view, kBufferSimple)) {
    thread.clearException();
    return newRef(kNotImplemented);
  }
  Ref<> result;
  if (typeOf(thread, self)->slots.getBuffer && isByteArray(self))
    result = compareViews(arrayOf(self)->view(), {view.data, static_cast<size_t>(view.length)}, op);
  releaseBuffer(thread, &view);
  return result;
}

Result<int64_t> lengthSlot(Thread&, Value self) { return static_cast<int64_t>(arrayOf(self)->size); }

Result<int64_t> itemIndex(Thread& thread, Value key, const char* outOfRange, ByteArray* array) {
  if (!isInt(key) && !typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)])
    return thread.raiseTypeError("bytearray indices must be integers or slices, not {!T}", key);
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += static_cast<int64_t>(array->size);
  if (i < 0 || i >= static_cast<int64_t>(array->size)) return thread.raise(TypeId::kIndexError, "{}", outOfRange);
  return i;
}

Ref<> getItemSlot(Thread& thread, Value self, Value key) {
  ByteArray* array = arrayOf(self);
  if (!isSlice(thread, key)) {
    int64_t i = TRY(itemIndex(thread, key, "bytearray index out of range", array));
    return newRef(Value::smallInt(static_cast<uint8_t>(array->items[i])));
  }
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  adjustSliceBounds(&bounds, static_cast<int64_t>(array->size));
  std::string data;
  for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) data.push_back(array->items[at]);
  return newByteArray(thread, data);
}

// Replaces items [begin, end) by `data`.
Status replaceRange(Thread& thread, ByteArray* array, size_t begin, size_t end, std::string_view data) {
  size_t tail = array->size - end, grown = begin + data.size() + tail;
  if (grown < array->size) {
    if (array->exports) return byteArrayResize(thread, array, grown);
    std::memmove(array->items + begin + data.size(), array->items + end, tail);
    TRY(byteArrayResize(thread, array, grown));
  } else if (grown > array->size) {
    TRY(byteArrayResize(thread, array, grown));
    std::memmove(array->items + begin + data.size(), array->items + end, tail);
  }
  if (!data.empty()) std::memcpy(array->items + begin, data.data(), data.size());
  return kOk;
}

Status setSlice(Thread& thread, ByteArray* array, Value key, Value value) {
  std::string data;
  if (!value.isEmpty()) {
    if (isInt(value) || isStr(value))
      return thread.raiseTypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    TRY(collectBytes(thread, value, "bytearray", &data));
  }
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  adjustSliceBounds(&bounds, static_cast<int64_t>(array->size));
  size_t start = static_cast<size_t>(bounds.start), count = static_cast<size_t>(bounds.count);
  if (bounds.step == 1) return replaceRange(thread, array, start, start + count, data);
  if (data.empty()) {  // assigning nothing deletes, too
    if (array->exports) return thread.raise(TypeId::kBufferError, "Existing exports of data: object cannot be re-sized");
    std::string kept, dropped(array->size, 0);
    for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) dropped[static_cast<size_t>(at)] = 1;
    for (size_t i = 0; i < array->size; i++)
      if (!dropped[i]) kept.push_back(array->items[i]);
    return assign(thread, array, kept);
  }
  if (data.size() != count)
    return thread.raiseValueError("attempt to assign bytes of size {} to extended slice of size {}", data.size(), count);
  for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step) array->items[at] = data[static_cast<size_t>(i)];
  return kOk;
}

Status setItemSlot(Thread& thread, Value self, Value key, Value value) {
  ByteArray* array = arrayOf(self);
  if (isSlice(thread, key)) return setSlice(thread, array, key, value);
  int64_t i = TRY(itemIndex(thread, key, "bytearray index out of range", array));
  size_t at = static_cast<size_t>(i);
  if (value.isEmpty()) return replaceRange(thread, array, at, at + 1, "");
  uint8_t byte = TRY(byteFromValue(thread, value, "byte must be in range(0, 256)"));
  if (at >= array->size) return thread.raise(TypeId::kIndexError, "bytearray index out of range");
  array->items[at] = static_cast<char>(byte);
  return kOk;
}

Result<bool> containsSlot(Thread& thread, Value self, Value item) {
  const Slots& slots = typeOf(thread, item)->slots;
  Ref<> number;  // made first: __index__ may change the array
  if (!isInt(item) && !slots.getBuffer && slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    number = TRY(index(thread, item));
    item = number.get();
  }
  return viewContains(thread, arrayOf(self)->view(), item);
}

Result<std::string> octetsOf(Thread& thread, Value value) {
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return data;
}

Ref<> concatSlot(Thread& thread, Value self, Value other) {
  if (!typeOf(thread, other)->slots.getBuffer) return thread.raiseTypeError("can't concat {!T} to {!T}", other, self);
  std::string tail = TRY(octetsOf(thread, other));
  return newByteArray(thread, std::string(arrayOf(self)->view()) + tail);
}

Ref<> inPlaceConcatSlot(Thread& thread, Value self, Value other) {
  if (!typeOf(thread, other)->slots.getBuffer) return thread.raiseTypeError("can't concat {!T} to {!T}", other, self);
  std::string tail = TRY(octetsOf(thread, other));
  ByteArray* array = arrayOf(self);
  TRY(replaceRange(thread, array, array->size, array->size, tail));
  return newRef(self);
}

Result<std::string> repeated(Thread& thread, Value self, int64_t count) {
  ByteArray* array = arrayOf(self);
  std::string data;
  if (count <= 0 || array->size == 0) return data;
  size_t size = 0;
  if (__builtin_mul_overflow(array->size, static_cast<size_t>(count), &size) || !canAllocate(size)) {
    return thread.raiseMemoryError();
  }
  data.reserve(array->size * static_cast<size_t>(count));
  for (int64_t i = 0; i < count; i++) data.append(array->view());
  return data;
}

Ref<> repeatSlot(Thread& thread, Value self, int64_t count) {
  std::string data = TRY(repeated(thread, self, count));
  return newByteArray(thread, data);
}

Ref<> inPlaceRepeatSlot(Thread& thread, Value self, int64_t count) {
  std::string data = TRY(repeated(thread, self, count));
  TRY(assign(thread, arrayOf(self), data));
  return newRef(self);
}

Ref<> remainderSlot(Thread& thread, Value left, Value right) {
  if (!isByteArray(left)) return newRef(kNotImplemented);
  std::string format(arrayOf(left)->view());
  std::string text = TRY(formatPercentBytes(thread, format, right));
  return newByteArray(thread, text);
}

Status getBufferSlot(Thread&, Value self, BufferView* view, int) {
  ByteArray* array = arrayOf(self);
  static const char kNothing[1] = {};  // never written: the view has no octets then
  fillSimpleBuffer(view, self, array->items ? array->items : const_cast<char*>(kNothing), array->size, false);
  array->exports++;
  return kOk;
}

void releaseBufferSlot(Thread&, Value self, BufferView*) { arrayOf(self)->exports--; }

}  // namespace

// ----------------------------------------------------------------------------------------- methods

Ref<> byteArrayAppend(Thread& thread, const Value* args) {
  uint8_t byte = TRY(byteFromValue(thread, args[1], "byte must be in range(0, 256)"));
  ByteArray* array = arrayOf(args[0]);
  TRY(byteArrayResize(thread, array, array->size + 1));
  array->items[array->size - 1] = static_cast<char>(byte);
  return newRef(kNone);
}

Ref<> byteArrayInsert(Thread& thread, const Value* args) {
  int64_t at = TRY(sizeArgument(thread, args[1]));
  uint8_t byte = TRY(byteFromValue(thread, args[2], "byte must be in range(0, 256)"));
  ByteArray* array = arrayOf(args[0]);
  int64_t size = static_cast<int64_t>(array->size);
  if (at < 0) at = std::max<int64_t>(at + size, 0);
  size_t where = static_cast<size_t>(std::min(at, size));
  char octet = static_cast<char>(byte);
  TRY(replaceRange(thread, array, where, where, std::string_view(&octet, 1)));
  return newRef(kNone);
}

Ref<> byteArrayExtend(Thread& thread, const Value* args) {
  std::string data;
  if (isInt(args[1])) return thread.raiseTypeError("can't extend bytearray with {!T}", args[1]);
  if (!typeOf(thread, args[1])->slots.getBuffer && !typeOf(thread, args[1])->slots.iterate &&
      !typeOf(thread, args[1])->slots.getItem)
    return thread.raiseTypeError("can't extend bytearray with {!T}", args[1]);
  if (!typeOf(thread, args[1])->slots.getBuffer) (void)TRY(lengthHint(thread, args[1], 32));
  TRY(collectBytes(thread, args[1], "bytearray", &data));
  ByteArray* array = arrayOf(args[0]);
  TRY(replaceRange(thread, array, array->size, array->size, data));
  return newRef(kNone);
}

Ref<> byteArrayPop(Thread& thread, const Value* args) {
  ByteArray* array = arrayOf(args[0]);
  int64_t at = TRY(sizeArgument(thread, args[1]));
  int64_t size = static_cast<int64_t>(array->size);
  if (size == 0) return thread.raise(TypeId::kIndexError, "pop from empty bytearray");
  if (at < 0) at += size;
  if (at < 0 || at >= size) return thread.raise(TypeId::kIndexError, "pop index out of range");
  uint8_t byte = static_cast<uint8_t>(array->items[at]);
  TRY(replaceRange(thread, array, static_cast<size_t>(at), static_cast<size_t>(at) + 1, ""));
  return newRef(Value::smallInt(byte));
}

Ref<> byteArrayRemove(Thread& thread, const Value* args) {
  uint8_t byte = TRY(byteFromValue(thread, args[1], "byte must be in range(0, 256)"));
  ByteArray* array = arrayOf(args[0]);
  size_t at = array->view().find(static_cast<char>(byte));
  if (at == std::string_view::npos) return thread.raiseValueError("value not found in bytearray");
  TRY(replaceRange(thread, array, at, at + 1, ""));
  return newRef(kNone);
}

Ref<> byteArrayReverse(Thread&, const Value* args) {
  ByteArray* array = arrayOf(args[0]);
  std::reverse(array->items, array->items + array->size);
  return newRef(kNone);
}

Ref<> byteArrayClear(Thread& thread, const Value* args) {
  TRY(byteArrayResize(thread, arrayOf(args[0]), 0));
  return newRef(kNone);
}

Ref<> byteArrayCopy(Thread& thread, const Value* args) { return newByteArray(thread, arrayOf(args[0])->view()); }

Ref<> byteArrayFromhex(Thread& thread, const Value* args) {
  Ref<Bytes> bytes = TRY(parseHex(thread, args[1]));
  if (args[0] == Value(thread.type(TypeId::kByteArray))) return newByteArray(thread, bytes->view());
  return call(thread, args[0], bytes.value());
}

Ref<> byteArrayAlloc(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(arrayOf(args[0])->capacity));
}

Ref<> byteArraySizeof(Thread& thread, const Value* args) {
  return newInt(thread, 56 + static_cast<int64_t>(arrayOf(args[0])->capacity));
}

static Ref<> reduceWith(Thread& thread, Value self, bool asText) {
  Ref<> state = TRY(callMethod(thread, self, thread.names().dunder_getstate));
  Ref<Tuple> inner;
  if (asText) {
    Ref<Str> text = TRY(newStrLatin1(thread, reinterpret_cast<const uint8_t*>(arrayOf(self)->items), arrayOf(self)->size));
    Ref<Str> encoding = TRY(newStr(thread, "latin-1"));
    inner = TRY(makeTuple(thread, text.value(), encoding.value()));
  } else if (arrayOf(self)->size) {
    Ref<Bytes> data = TRY(newBytes(thread, arrayOf(self)->view()));
    inner = TRY(makeTuple(thread, data.value()));
  } else {
    inner = TRY(newTuple(thread, 0));
  }
  return makeTuple(thread, Value(typeOf(thread, self)), inner.value(), state.get());
}

Ref<> byteArrayReduce(Thread& thread, const Value* args) { return reduceWith(thread, args[0], true); }
Ref<> byteArrayReduceEx(Thread& thread, const Value* args) {
  int64_t protocol = TRY(sizeArgument(thread, args[1]));
  return reduceWith(thread, args[0], protocol < 3);
}


// ---------------------------------------------------------------------------------- iterator, type

namespace {

struct ByteArrayIterator : Object {
  ByteArray* array;  // owned; null when exhausted
  size_t position;
};

Ref<> iterateSlot(Thread& thread, Value self) {
  Ref<ByteArrayIterator> iterator =
      TRY(newObject<ByteArrayIterator>(thread, thread.type(TypeId::kByteArrayIterator)));
  iterator->array = newRef(self.as<ByteArray>()).release();
  iterator->position = 0;
  return iterator;
}

void iteratorRelease(Object* self) {
  ByteArrayIterator* iterator = static_cast<ByteArrayIterator*>(self);
  ByteArray* array = iterator->array;
  iterator->array = nullptr;
  if (array) decrefObject(array);
}

void iteratorTraverse(Object* self, Visitor& visitor) {
  if (ByteArray* array = static_cast<ByteArrayIterator*>(self)->array) visitor.visit(array);
}

Ref<> iteratorNext(Thread&, Value self) {
  ByteArrayIterator* iterator = self.as<ByteArrayIterator>();
  if (!iterator->array) return nullptr;
  if (iterator->position < iterator->array->size)
    return newRef(Value::smallInt(static_cast<uint8_t>(iterator->array->items[iterator->position++])));
  iteratorRelease(iterator);
  return nullptr;
}

Ref<> iteratorLengthHint(Thread& thread, const Value* args) {
  ByteArrayIterator* iterator = args[0].as<ByteArrayIterator>();
  bool more = iterator->array && iterator->position < iterator->array->size;
  return newInt(thread, more ? static_cast<int64_t>(iterator->array->size - iterator->position) : 0);
}

Ref<> iteratorReduce(Thread& thread, const Value* args) {
  ByteArrayIterator* iterator = args[0].as<ByteArrayIterator>();
  return reduceIterator(thread, iterator->array ? Value(iterator->array) : Value(), iterator->position);
}

Ref<> iteratorSetState(Thread& thread, const Value* args) {
  ByteArrayIterator* iterator = args[0].as<ByteArrayIterator>();
  int64_t i = TRY(indexAsInt64(thread, args[1], TypeId::kNoTypeId));
  if (iterator->array)
    iterator->position = static_cast<size_t>(std::clamp<int64_t>(i, 0, static_cast<int64_t>(iterator->array->size)));
  return newRef(kNone);
}

constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorLengthHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = iteratorSetState},
};

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = release;
  slots.create = create;
  slots.initialize = initialize;
  slots.repr = reprSlot;
  slots.str = strSlot;
  slots.hash = hashNotImplemented;
  slots.compare = compareSlot;
  slots.iterate = iterateSlot;
  slots.length = lengthSlot;
  slots.getItem = getItemSlot;
  slots.setItem = setItemSlot;
  slots.contains = containsSlot;
  slots.concat = concatSlot;
  slots.repeat = repeatSlot;
  slots.inPlaceConcat = inPlaceConcatSlot;
  slots.inPlaceRepeat = inPlaceRepeatSlot;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = remainderSlot;
  slots.getBuffer = getBufferSlot;
  slots.releaseBuffer = releaseBufferSlot;
  return slots;
}
constexpr Slots kSlots = makeSlots();

constexpr Slots makeIteratorSlots() {
  Slots slots;
  slots.release = iteratorRelease;
  slots.traverse = iteratorTraverse;
  slots.iterate = iterateSelf;
  slots.next = iteratorNext;
  return slots;
}
constexpr Slots kIteratorSlots = makeIteratorSlots();

}  // namespace

const TypeSpec kByteArrayType = {
    .id = TypeId::kByteArray,
    .name = "bytearray",
    .basicSize = sizeof(ByteArray),
    .flags = kTypeIsBaseType | kTypeMatchSelf | kTypeImmutable,
    .slots = &kSlots,
    .methods = {kByteArrayMethods, kByteArrayMethodCount},
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> bytearray\nbytearray(int) -> zeros\nbytearray() -> empty bytearray",
};

const TypeSpec kByteArrayIteratorType = {
    .id = TypeId::kByteArrayIterator,
    .name = "bytearray_iterator",
    .basicSize = sizeof(ByteArrayIterator),
    .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
    .slots = &kIteratorSlots,
    .methods = kIteratorMethods,
};

}  // namespace taipan
