// array: arrays of numbers or characters stored as C has them.  Files: array_items (the element types), array_slices
// (subscripts), array_pickle; here the object, its sequence operations and methods.
#include <string.h>

#include <string>

#include "modules/array/array_object.h"
#include "modules/buffer_argument.h"
#include "modules/import_builtin.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/sequence_helpers.h"
#include "objects/tuple.h"

namespace taipan {

Ref<Array> newArray(Thread& thread, Type* type, const ArrayKind* kind, size_t size) {
  Ref<Array> array = TRY(newObject<Array>(thread, type));
  array->kind = kind;
  TRY(arrayResize(thread, array, size));
  if (size) memset(array->data, 0, size * kind->size);
  return array;
}
Status arrayResize(Thread& thread, Array* array, size_t size) {
  if (array->exports && size != array->size) {
    return thread.raise(TypeId::kBufferError, "cannot resize an array that is exporting buffers");
  }
  size_t itemSize = array->kind->size;
  if (size > array->capacity || (size == 0 && array->capacity)) {
    if (size > (SIZE_MAX >> 2) / itemSize) return thread.raiseMemoryError();
    size_t capacity = array->size == 0 || size == 0 ? size : size + (size >> 4) + (size < 8 ? 3 : 7);
    if (capacity == 0) {
      thread.heap().freeBuffer(array->data, array->capacity * itemSize);
      array->data = nullptr;
    } else {
      void* grown = thread.heap().reallocateBuffer(array->data, array->capacity * itemSize, capacity * itemSize);
      if (!grown) return thread.raiseMemoryError();
      array->data = static_cast<char*>(grown);
    }
    array->capacity = capacity;
  }
  array->size = size;
  return kOk;
}
Status arrayInsert(Thread& thread, Array* array, int64_t index, Value value) {
  char item[8];
  TRY(array->kind->write(thread, item, value));
  size_t itemSize = array->kind->size, size = array->size;
  auto length = static_cast<int64_t>(size);
  TRY(arrayResize(thread, array, size + 1));
  if (index < 0) index = index + length < 0 ? 0 : index + length;
  if (index > length) index = length;
  auto place = static_cast<size_t>(index);
  if (place < size) memmove(array->at(place + 1), array->at(place), (size - place) * itemSize);
  memcpy(array->at(place), item, itemSize);
  return kOk;
}
Status arrayAppend(Thread& thread, Array* array, Value value) {
  return arrayInsert(thread, array, INT64_MAX, value);
}
Status arrayFromBytes(Thread& thread, Array* array, const void* bytes, size_t size) {
  size_t itemSize = array->kind->size;
  if (size % itemSize) return thread.raiseValueError("bytes length not a multiple of item size");
  size_t old = array->size;
  if (size == 0) return kOk;
  TRY(arrayResize(thread, array, old + size / itemSize));
  memcpy(array->at(old), bytes, size);
  return kOk;
}
Status arrayFromText(Thread& thread, Array* array, Str* text) {
  size_t old = array->size, length = text->length();
  if (length == 0) return kOk;
  TRY(arrayResize(thread, array, old + length));
  for (size_t i = 0; i < length; i++) {
    uint32_t c = text->at(i);
    memcpy(array->at(old + i), &c, sizeof c);
  }
  return kOk;
}
Status arrayExtend(Thread& thread, Array* array, Value iterable) {
  if (isArray(thread, iterable)) {
    Array* other = arrayOf(iterable);
    if (other->kind != array->kind) return thread.raiseTypeError("can only extend with array of same kind");
    size_t old = array->size, count = other->size;
    if (count == 0) return kOk;
    TRY(arrayResize(thread, array, old + count));
    memcpy(array->at(old), other->data, count * array->kind->size);
    return kOk;
  }
  Iteration iteration;
  TRY(iteration.start(thread, iterable));
  while (Ref<> item = iteration.next(thread)) TRY(arrayAppend(thread, array, item));
  if (thread.hasException()) return Raised{};
  return kOk;
}
Ref<> arrayItem(Thread& thread, Array* array, int64_t index) {
  return array->kind->read(thread, array->at(static_cast<size_t>(index)));
}
Ref<> arrayToList(Thread& thread, Array* array) {
  Ref<List> list = TRY(newList(thread, array->size));
  for (size_t i = 0; i < array->size; i++) {
    Ref<> item = TRY(arrayItem(thread, array, static_cast<int64_t>(i)));
    TRY(listAppend(thread, list, item));
  }
  return list;
}

Ref<> arrayCreate(Thread& thread, Type* type, const Arguments& args) {
  if (type->id == TypeId::kArray && keywordCount(args)) return thread.raiseTypeError("array.array() takes no keyword arguments");
  if (args.positionalCount < 1) return thread.raiseTypeError("array() takes at least 1 argument (0 given)");
  if (args.positionalCount > 2) return thread.raiseTypeError("array() takes at most 2 arguments ({} given)", args.positionalCount);
  Value code = args[0], initial = args.positionalCount > 1 ? args[1] : Value();
  if (!isStr(code) || code.as<Str>()->length() != 1) {
    return thread.raiseTypeError("array() argument 1 must be a unicode character, not {!N}", code);
  }
  uint32_t typecode = code.as<Str>()->at(0);
  if (initial && typecode != 'u') {
    if (isStr(initial)) {
      Ref<Str> shown = TRY(newStrFromChar(thread, typecode));
      return thread.raiseTypeError("cannot use a str to initialize an array with typecode '{}'", shown);
    }
    if (isArray(thread, initial) && arrayOf(initial)->kind->typecode == 'u') {
      Ref<Str> shown = TRY(newStrFromChar(thread, typecode));
      return thread.raiseTypeError("cannot use a unicode array to initialize an array with typecode '{}'", shown);
    }
  }
  bool isKnown = !initial || isList(initial) || isTuple(initial) || isBytes(initial) || isArray(thread, initial) ||
                 isStr(initial) || isInstanceOf(thread, initial, TypeId::kByteArray);
  Ref<> checked;  // what is no iterable is found before a wrong type code
  if (!isKnown) checked = TRY(getIterator(thread, initial));
  const ArrayKind* kind = arrayKind(typecode);
  if (!kind) return thread.raiseValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  Ref<Array> array = TRY(newArray(thread, type, kind, 0));
  if (!initial) return array;
  if (isBytes(initial)) {
    TRY(arrayFromBytes(thread, array, initial.as<Bytes>()->data(), initial.as<Bytes>()->size));
  } else if (isInstanceOf(thread, initial, TypeId::kByteArray)) {
    BufferArgument data(thread);
    TRY(data.acquire(initial));
    TRY(arrayFromBytes(thread, array, data.data(), data.size()));
  } else if (isStr(initial)) {
    TRY(arrayFromText(thread, array, initial.as<Str>()));
  } else if (isArray(thread, initial) && arrayOf(initial)->kind != kind) {
    Ref<> items = TRY(arrayToList(thread, arrayOf(initial)));
    TRY(arrayExtend(thread, array, items));
  } else {
    TRY(arrayExtend(thread, array, initial));
  }
  return array;
}

namespace {

void arrayRelease(Object* object) {
  auto* array = static_cast<Array*>(object);
  object->type->interpreter->heap.freeBuffer(array->data, array->capacity * (array->kind ? array->kind->size : 0));
  array->data = nullptr;
  array->size = array->capacity = 0;
}
void arrayTraverse(Object*, Visitor&) {}  // zeroed memory is wanted, nothing is held
Ref<> toText(Thread& thread, Array* array) {
  Ref<Str> text;
  uint32_t maxChar = 0;
  for (size_t i = 0; i < array->size; i++) {
    uint32_t c;
    memcpy(&c, array->at(i), sizeof c);
    if (c > 0x10FFFF) return thread.raiseValueError("character U+{:x} is not in range [U+0000; U+10ffff]", c);
    if (c > maxChar) maxChar = c;
  }
  return newStrUcs4(thread, reinterpret_cast<const uint32_t*>(array->data), array->size);
}
Ref<> arrayRepr(Thread& thread, Value self) {
  Array* array = arrayOf(self);
  Ref<Str> code = TRY(newStrFromChar(thread, static_cast<uint32_t>(array->kind->typecode)));
  Ref<Str> typeName = TRY(str(thread, TRY(getAttribute(thread, Value(array->type), thread.names().dunder_name))));
  if (array->size == 0) return formatStr(thread, "{}('{}')", typeName, code);
  Ref<> items = array->kind->typecode == 'u' ? toText(thread, array) : arrayToList(thread, array);
  if (!items) return Raised{};
  return formatStr(thread, "{}('{}', {!r})", typeName, code, items.get());
}
Ref<> arrayCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if (!isArray(thread, left) || !isArray(thread, right)) return newRef(kNotImplemented);
  Array *a = arrayOf(left), *b = arrayOf(right);
  bool equality = op == CompareOp::kEqual || op == CompareOp::kNotEqual;
  if (equality && a->size != b->size) return newRef(Value::boolean(op == CompareOp::kNotEqual));
  if (a->kind == b->kind && equality && a->kind->typecode != 'f' && a->kind->typecode != 'd') {
    bool same = a->size == 0 || memcmp(a->data, b->data, a->size * a->kind->size) == 0;
    return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
  }
  for (size_t i = 0; i < a->size && i < b->size; i++) {
    Ref<> x = TRY(arrayItem(thread, a, static_cast<int64_t>(i))), y = TRY(arrayItem(thread, b, static_cast<int64_t>(i)));
    // Without the identity shortcut: nan differs from itself.
    Ref<> answer = TRY(compare(thread, x, y, CompareOp::kEqual));
    if (TRY(isTrue(thread, answer))) continue;
    if (equality) return newRef(Value::boolean(op == CompareOp::kNotEqual));
    return compare(thread, x, y, op);
  }
  return newRef(Value::boolean(compareSizes(a->size, b->size, op)));
}
Result<int64_t> arrayLength(Thread&, Value self) { return static_cast<int64_t>(arrayOf(self)->size); }
// The first place in [start, stop) of an item equal to `wanted`, or -1.
Result<int64_t> find(Thread& thread, Array* array, Value wanted, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && i < static_cast<int64_t>(array->size); i++) {
    Ref<> item = TRY(arrayItem(thread, array, i));
    if (TRY(equal(thread, item, wanted))) return i;
  }
  return -1;
}
Result<bool> arrayContains(Thread& thread, Value self, Value item) {
  return TRY(find(thread, arrayOf(self), item, 0, INT64_MAX)) >= 0;
}
Ref<Array> copyOf(Thread& thread, Array* array) {
  Ref<Array> copy = TRY(newArray(thread, thread.type(TypeId::kArray), array->kind, array->size));
  if (array->size) memcpy(copy->data, array->data, array->size * array->kind->size);
  return copy;
}
Ref<> arrayConcat(Thread& thread, Value self, Value other) {
  if (!isArray(thread, other)) return thread.raiseTypeError("can only append array (not \"{!T}\") to array", other);
  if (arrayOf(self)->kind != arrayOf(other)->kind) return thread.raiseTypeError("bad argument type for built-in operation");
  Ref<Array> copy = TRY(copyOf(thread, arrayOf(self)));
  TRY(arrayExtend(thread, copy, other));
  return copy;
}
Ref<> arrayInPlaceConcat(Thread& thread, Value self, Value other) {
  if (!isArray(thread, other)) return thread.raiseTypeError("can only extend array with array (not \"{!T}\")", other);
  TRY(arrayExtend(thread, arrayOf(self), other));
  return newRef(self);
}
Ref<> arrayInPlaceRepeat(Thread& thread, Value self, int64_t count) {
  Array* array = arrayOf(self);
  if (count < 0) count = 0;
  size_t size = array->size, itemSize = array->kind->size;
  if (size && static_cast<size_t>(count) > (SIZE_MAX >> 2) / itemSize / size) return thread.raiseMemoryError();
  TRY(arrayResize(thread, array, size * static_cast<size_t>(count)));
  for (int64_t i = 1; i < count && size; i++) memcpy(array->at(size * static_cast<size_t>(i)), array->data, size * itemSize);
  return newRef(self);
}
Ref<> arrayRepeat(Thread& thread, Value self, int64_t count) {
  Ref<Array> copy = TRY(copyOf(thread, arrayOf(self)));
  return arrayInPlaceRepeat(thread, copy.value(), count);
}
Status arrayGetBuffer(Thread&, Value self, BufferView* view, int flags) {
  Array* array = arrayOf(self);
  static constexpr char kNothing[8] = {};
  fillSimpleBuffer(view, self, array->data ? array->data : const_cast<char*>(kNothing), array->size * array->kind->size, false);
  view->itemSize = array->kind->size;
  view->format = array->kind->format;
  view->shape[0] = static_cast<int64_t>(array->size);
  view->strides[0] = array->kind->size;
  array->exports++;
  return kOk;
}
void arrayReleaseBuffer(Thread&, Value self, BufferView*) { arrayOf(self)->exports--; }

// --- methods
Ref<> none(Status status) { return status ? newRef(kNone) : Ref<>(); }
Ref<> append(Thread& thread, const Value* args) { return none(arrayAppend(thread, arrayOf(args[0]), args[1])); }
Ref<> extend(Thread& thread, const Value* args) { return none(arrayExtend(thread, arrayOf(args[0]), args[1])); }
Ref<> insert(Thread& thread, const Value* args) {
  int64_t i = TRY(sizeArgument(thread, args[1]));
  return none(arrayInsert(thread, arrayOf(args[0]), i, args[2]));
}
Ref<> pop(Thread& thread, const Value* args) {
  int64_t i = TRY(sizeArgument(thread, args[1]));
  Array* array = arrayOf(args[0]);
  if (array->size == 0) return thread.raise(TypeId::kIndexError, "pop from empty array");
  if (i < 0) i += static_cast<int64_t>(array->size);
  if (i < 0 || static_cast<size_t>(i) >= array->size) return thread.raise(TypeId::kIndexError, "pop index out of range");
  Ref<> item = TRY(arrayItem(thread, array, i));
  TRY(arraySetItem(thread, args[0], Value::smallInt(i), Value()));
  return item;
}
Ref<> removeItem(Thread& thread, const Value* args) {
  int64_t i = TRY(find(thread, arrayOf(args[0]), args[1], 0, INT64_MAX));
  if (i < 0) return thread.raiseValueError("array.remove(x): x not in array");
  return none(arraySetItem(thread, args[0], Value::smallInt(i), Value()));
}
Ref<> indexOf(Thread& thread, const Value* args) {
  int64_t start = 0, stop = INT64_MAX;
  TRY(searchBounds(thread, args[2], args[3], static_cast<int64_t>(arrayOf(args[0])->size), &start, &stop));
  int64_t i = TRY(find(thread, arrayOf(args[0]), args[1], start, stop));
  if (i < 0) return thread.raiseValueError("array.index(x): x not in array");
  return newInt(thread, i);
}
Ref<> count(Thread& thread, const Value* args) {
  int64_t found = 0;
  for (size_t i = 0; i < arrayOf(args[0])->size; i++) {
    Ref<> item = TRY(arrayItem(thread, arrayOf(args[0]), static_cast<int64_t>(i)));
    found += TRY(equal(thread, item, args[1]));
  }
  return newInt(thread, found);
}
Ref<> reverse(Thread&, const Value* args) {
  Array* array = arrayOf(args[0]);
  char item[8];
  size_t itemSize = array->kind->size;
  for (size_t i = 0, k = array->size; i + 1 < k; i++) {
    k--;
    memcpy(item, array->at(i), itemSize);
    memcpy(array->at(i), array->at(k), itemSize);
    memcpy(array->at(k), item, itemSize);
  }
  return newRef(kNone);
}
Ref<> byteSwap(Thread&, const Value* args) {
  Array* array = arrayOf(args[0]);
  size_t itemSize = array->kind->size;
  for (size_t i = 0; i < array->size; i++) {
    for (size_t k = 0; k < itemSize / 2; k++) std::swap(array->at(i)[k], array->at(i)[itemSize - 1 - k]);
  }
  return newRef(kNone);
}
Ref<> bufferInfo(Thread& thread, const Value* args) {
  Ref<> address = TRY(newIntUnsigned(thread, reinterpret_cast<uint64_t>(arrayOf(args[0])->data)));
  return makeTuple(thread, address.get(), Value::smallInt(static_cast<int64_t>(arrayOf(args[0])->size)));
}
Ref<> copyMethod(Thread& thread, const Value* args) { return copyOf(thread, arrayOf(args[0])); }
Ref<> fromList(Thread& thread, const Value* args) {
  if (!isList(args[1])) return thread.raiseTypeError("arg must be list");
  List* list = args[1].as<List>();
  Array* array = arrayOf(args[0]);
  size_t old = array->size, wanted = list->size;
  // All or nothing.
  for (size_t i = 0; i < wanted; i++) {
    Ref<> item = newRef(list->items[i]);
    Status status = arrayAppend(thread, array, item);
    if (status && list->size != wanted) status = thread.raise(TypeId::kRuntimeError, "list changed size during iteration");
    if (status) continue;
    Ref<> error = thread.takeException();
    if (array->size > old && !arrayResize(thread, array, old)) thread.clearException();
    return thread.restoreException(std::move(error));
  }
  return newRef(kNone);
}
Ref<> toListMethod(Thread& thread, const Value* args) { return arrayToList(thread, arrayOf(args[0])); }
Ref<> fromBytes(Thread& thread, const Value* args) {
  BufferArgument data(thread);
  TRY(data.acquire(args[1]));
  if (data.view().itemSize != 1) return thread.raiseTypeError("a bytes-like object is required");
  // The buffer may be the array's own.
  return none(arrayFromBytes(thread, arrayOf(args[0]), data.data(), data.size()));
}
Ref<> toBytes(Thread& thread, const Value* args) {
  Array* array = arrayOf(args[0]);
  return newBytes(thread, {array->data, array->size * array->kind->size});
}
Ref<> fromUnicode(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("fromunicode() argument must be str, not {!N}", args[1]);
  if (arrayOf(args[0])->kind->typecode != 'u') {
    return thread.raiseValueError("fromunicode() may only be called on unicode type arrays");
  }
  return none(arrayFromText(thread, arrayOf(args[0]), args[1].as<Str>()));
}
Ref<> toUnicode(Thread& thread, const Value* args) {
  if (arrayOf(args[0])->kind->typecode != 'u') {
    return thread.raiseValueError("tounicode() may only be called on unicode type arrays");
  }
  return toText(thread, arrayOf(args[0]));
}
Ref<> fromFile(Thread& thread, const Value* args) {
  int64_t wanted = TRY(sizeArgument(thread, args[2])), itemSize = arrayOf(args[0])->kind->size;
  if (wanted < 0) return thread.raiseValueError("negative count");
  if (wanted > INT64_MAX / itemSize) return thread.raiseMemoryError();
  Ref<> data = TRY(callMethod(thread, args[1], thread.names().read, Value::smallInt(wanted * itemSize)));
  if (!isBytes(data)) return thread.raiseTypeError("read() didn't return bytes");
  Bytes* bytes = data.get().as<Bytes>();
  TRY(arrayFromBytes(thread, arrayOf(args[0]), bytes->data(), bytes->size));
  if (bytes->size != static_cast<size_t>(wanted * itemSize)) return thread.raise(TypeId::kEOFError, "read() didn't return enough bytes");
  return newRef(kNone);
}
Ref<> toFile(Thread& thread, const Value* args) {
  constexpr size_t kBlock = 64 * 1024;
  Ref<> write = TRY(getAttribute(thread, args[1], thread.names().write));
  Array* array = arrayOf(args[0]);
  for (size_t at = 0; at < array->size * array->kind->size; at += kBlock) {
    size_t left = array->size * array->kind->size - at;
    Ref<Bytes> block = TRY(newBytes(thread, {array->data + at, left < kBlock ? left : kBlock}));
    Ref<> written = TRY(call(thread, write, block.value()));
  }
  return newRef(kNone);
}
Ref<> sizeOf(Thread& thread, const Value* args) {
  Array* array = arrayOf(args[0]);
  return newInt(thread, static_cast<int64_t>(array->type->basicSize + array->capacity * array->kind->size));
}
Ref<> typecode(Thread& thread, Value self) { return newStrFromChar(thread, static_cast<uint32_t>(arrayOf(self)->kind->typecode)); }
Ref<> itemSizeOf(Thread& thread, Value self) { return newInt(thread, arrayOf(self)->kind->size); }

// --- iterator
struct ArrayIterator : Object {
  Value array;  // empty once exhausted
  int64_t index;
};
ArrayIterator* iteratorOf(Value v) { return v.as<ArrayIterator>(); }
Ref<> arrayIterate(Thread& thread, Value self) {
  Ref<ArrayIterator> iterator = TRY(newObject<ArrayIterator>(thread, thread.type(TypeId::kArrayIterator)));
  iterator->array = newRef(self).releaseValue();
  return iterator;
}
Ref<> iteratorNext(Thread& thread, Value self) {
  ArrayIterator* iterator = iteratorOf(self);
  if (!iterator->array) return Ref<>();
  if (static_cast<size_t>(iterator->index) < arrayOf(iterator->array)->size) {
    return arrayItem(thread, arrayOf(iterator->array), iterator->index++);
  }
  decref(std::exchange(iterator->array, Value()));
  return Ref<>();
}
void iteratorTraverse(Object* object, Visitor& visitor) { visitor.visitValue(static_cast<ArrayIterator*>(object)->array); }
void iteratorRelease(Object* object) { decrefOrEmpty(std::exchange(static_cast<ArrayIterator*>(object)->array, Value())); }
Ref<> iteratorReduce(Thread& thread, const Value* args) {
  ArrayIterator* iterator = iteratorOf(args[0]);
  Ref<Str> name = TRY(internText(thread, "iter"));
  Ref<> builtinIter = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, name));
  if (!builtinIter) return thread.raise(TypeId::kAttributeError, "iter");
  if (!iterator->array) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    Ref<Tuple> arguments = TRY(makeTuple(thread, empty.value()));
    return makeTuple(thread, builtinIter.get(), arguments.value());
  }
  Ref<Tuple> arguments = TRY(makeTuple(thread, iterator->array));
  return makeTuple(thread, builtinIter.get(), arguments.value(), Value::smallInt(iterator->index));
}
Ref<> iteratorSetState(Thread& thread, const Value* args) {
  int64_t place = TRY(sizeArgument(thread, args[1]));
  ArrayIterator* iterator = iteratorOf(args[0]);
  if (!iterator->array) return newRef(kNone);
  auto size = static_cast<int64_t>(arrayOf(iterator->array)->size);
  iterator->index = place < 0 ? 0 : place > size ? size : place;
  return newRef(kNone);
}

constexpr Slots kSlots = {.release = arrayRelease, .traverse = arrayTraverse, .create = arrayCreate, .repr = arrayRepr, .hash = hashNotImplemented,
                          .compare = arrayCompare, .iterate = arrayIterate, .length = arrayLength, .getItem = arrayGetItem,
                          .setItem = arraySetItem, .contains = arrayContains, .concat = arrayConcat, .repeat = arrayRepeat,
                          .inPlaceConcat = arrayInPlaceConcat, .inPlaceRepeat = arrayInPlaceRepeat,
                          .getBuffer = arrayGetBuffer, .releaseBuffer = arrayReleaseBuffer};
#define METHOD(text, sig, fn) {.name = text, .signature = sig, .function = fn}
constexpr MethodDef kMethods[] = {
    METHOD("append", "($self, v, /)", append), METHOD("buffer_info", "($self, /)", bufferInfo),
    METHOD("byteswap", "($self, /)", byteSwap), METHOD("__copy__", "($self, /)", copyMethod),
    METHOD("count", "($self, v, /)", count), METHOD("__deepcopy__", "($self, unused, /)", copyMethod),
    METHOD("extend", "($self, bb, /)", extend), METHOD("fromfile", "($self, f, n, /)", fromFile),
    METHOD("fromlist", "($self, list, /)", fromList), METHOD("frombytes", "($self, buffer, /)", fromBytes),
    METHOD("fromunicode", "($self, ustr, /)", fromUnicode),
    METHOD("index", "($self, v, start=<NULL>, stop=<NULL>, /)", indexOf),
    METHOD("insert", "($self, i, v, /)", insert), METHOD("pop", "($self, i=-1, /)", pop),
    METHOD("__reduce_ex__", "($self, value, /)", arrayReduce), METHOD("remove", "($self, v, /)", removeItem),
    METHOD("reverse", "($self, /)", reverse), METHOD("tofile", "($self, f, /)", toFile),
    METHOD("tolist", "($self, /)", toListMethod), METHOD("tobytes", "($self, /)", toBytes),
    METHOD("tounicode", "($self, /)", toUnicode), METHOD("__sizeof__", "($self, /)", sizeOf)};
constexpr GetSetDef kGetSets[] = {{"typecode", typecode}, {"itemsize", itemSizeOf}};
constexpr Slots kIteratorSlots = {.release = iteratorRelease, .traverse = iteratorTraverse, .iterate = iterateSelf, .next = iteratorNext};
constexpr MethodDef kIteratorMethods[] = {METHOD("__reduce__", "($self, /)", iteratorReduce),
                                          METHOD("__setstate__", "($self, state, /)", iteratorSetState)};
constexpr MethodDef kFunctions[] = {
    METHOD("_array_reconstructor", "($module, arraytype, typecode, mformat_code, items, /)", arrayReconstruct)};
#undef METHOD
constexpr TypeSpec kArrayType = {.id = TypeId::kArray, .name = "array.array", .basicSize = sizeof(Array),
                                 .flags = kTypeIsBaseType | kTypeSequencePattern | kTypeHasGc, .slots = &kSlots,
                                 .methods = kMethods, .getSets = kGetSets, .weakRefsOffset = offsetof(Array, weakRefs),
                                 .doc = "array(typecode [, initializer]) -> array\n\nNumbers or characters of one C type."};
constexpr TypeSpec kIteratorType = {.id = TypeId::kArrayIterator, .name = "array.arrayiterator",
                                    .basicSize = sizeof(ArrayIterator), .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                    .slots = &kIteratorSlots, .methods = kIteratorMethods};

Status populate(Thread& thread, Module* module) {
  Type* type = TRY(moduleAddType(thread, module, kArrayType));
  if (!createNativeType(thread, kIteratorType)) return Raised{};
  TRY(moduleAdd(thread, module, "ArrayType", newRef(Value(type))));
  Ref<> abstractClasses = TRY(importModule(thread, "collections.abc"));
  Ref<> mutableSequence = TRY(getAttribute(thread, abstractClasses, "MutableSequence"));
  Ref<> registration = TRY(getAttribute(thread, mutableSequence, "register"));
  Ref<> registered = TRY(call(thread, registration, Value(type)));
  return moduleAddText(thread, module, "typecodes", kArrayTypecodes);
}

}  // namespace

extern const ModuleSpec kArrayModule;
constexpr ModuleSpec kArrayModule = {.name = "array", .functions = kFunctions, .populate = populate,
                                     .doc = "Arrays of numbers or characters of one C type."};

}  // namespace taipan
