// memoryview over any object with the buffer protocol (PEP 3118): one or more dimensions for reading and casting,
// items in any native struct format.
//
// A view of a view (slice, cast, memoryview(m)) shares the first view's buffer and keeps that view alive by `base`.
#include "objects/memoryview.h"

#include <cstring>

#include "objects/abstract.h"
#include "objects/bytes_methods.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/slice_bounds.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

MemoryView* viewOf(Value self) { return self.as<MemoryView>(); }

Status checkReleased(Thread& thread, const MemoryView* memory) {
  if (memory->released)
    return thread.raiseValueError("operation forbidden on released memoryview object");
  return kOk;
}

// Size of an item of a native format of one character; 0 if it is none.
int64_t formatSize(const char* format) {
  if (*format == '@') format++;
  if (!format[0] || format[1]) return 0;
  switch (*format) {
    case 'c': case 'b': case 'B': case '?': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
  }
}

char formatCode(const char* format) { return *format == '@' ? format[1] : *format; }

Ref<> unpackItem(Thread& thread, const BufferView& view, const char* at) {
  if (formatSize(view.format) == 0)
    return thread.raise(TypeId::kNotImplementedError, "memoryview: format {} not supported", view.format);
  auto load = [at](auto value) {
    std::memcpy(&value, at, sizeof value);
    return value;
  };
  switch (formatCode(view.format)) {
    case 'B': return newRef(Value::smallInt(static_cast<uint8_t>(*at)));
    case 'b': return newRef(Value::smallInt(static_cast<signed char>(*at)));
    case 'c': return newBytes(thread, std::string_view(at, 1));
    case '?': return newRef(Value::boolean(*at != 0));
    case 'h': return newInt(thread, load(int16_t{}));
    case 'H': return newInt(thread, load(uint16_t{}));
    case 'i': return newInt(thread, load(int32_t{}));
    case 'I': return newInt(thread, load(uint32_t{}));
    case 'l': case 'q': case 'n': return newInt(thread, load(int64_t{}));
    case 'f': return newFloat(thread, load(float{}));
    case 'd': return newFloat(thread, load(double{}));
    default: return newIntUnsigned(thread, load(uint64_t{}));
  }
}

Raised badType(Thread& thread, const BufferView& view) {
  return thread.raiseTypeError("memoryview: invalid type for format '{}'", view.format);
}
Raised badValue(Thread& thread, const BufferView& view) {
  return thread.raiseValueError("memoryview: invalid value for format '{}'", view.format);
}

Status packItem(Thread& thread, const BufferView& view, char* at, Value item) {
  int64_t size = formatSize(view.format);
  if (size == 0)
    return thread.raise(TypeId::kNotImplementedError, "memoryview: format {} not supported", view.format);
  char code = formatCode(view.format);
  if (code == 'c') {
    if (!isBytes(item)) return badType(thread, view);
    if (item.as<Bytes>()->size != 1) return badValue(thread, view);
    *at = item.as<Bytes>()->data()[0];
    return kOk;
  }
  if (code == '?') {
    *at = TRY(isTrue(thread, item));
    return kOk;
  }
  if (code == 'f' || code == 'd') {
    Result<double> number = asDouble(thread, item);
    if (!number) return thread.clearIfMatches(TypeId::kTypeError) ? badType(thread, view) : Raised{};
    float narrow = static_cast<float>(*number);
    if (code == 'f') std::memcpy(at, &narrow, 4);
    else std::memcpy(at, &*number, 8);
    return kOk;
  }
  Ref<> number = index(thread, item);
  if (!number) return thread.clearIfMatches(TypeId::kTypeError) ? badType(thread, view) : Raised{};
  bool isUnsigned = code == 'B' || code == 'H' || code == 'I' || code == 'L' || code == 'Q' || code == 'N' || code == 'P';
  int64_t value;
  if (!intFitsInt64(number, &value)) {
    BigInt big = toBigInt(number);
    if (!isUnsigned || size < 8 || big.sign() < 0 || big.limbCount() > 1) return badValue(thread, view);
    value = static_cast<int64_t>(big.limb(0));
  } else if (isUnsigned) {
    if (value < 0 || (size < 8 && value >> (8 * size))) return badValue(thread, view);
  } else if (size < 8 && (value < -(int64_t{1} << (8 * size - 1)) || value >= int64_t{1} << (8 * size - 1))) {
    return badValue(thread, view);
  }
  std::memcpy(at, &value, static_cast<size_t>(size));  // little endian
  return kOk;
}

Ref<MemoryView> allocate(Thread& thread) {
  Ref<MemoryView> memory = TRY(newObject<MemoryView>(thread, thread.type(TypeId::kMemoryView)));
  memory->view = BufferView{};
  memory->base = nullptr;
  memory->exports = memory->shares = 0;
  memory->cachedHash = -1;
  memory->released = false;
  memory->formatText[0] = 0;
  return memory;
}

// A view that shares the buffer of `from`.
Ref<MemoryView> share(Thread& thread, MemoryView* from) {
  TRY(checkReleased(thread, from));
  Ref<MemoryView> memory = TRY(allocate(thread));
  MemoryView* base = from->base ? static_cast<MemoryView*>(from->base) : from;
  memory->view = from->view;
  memory->view.owner = newRef(from->view.owner).releaseValue();
  memory->base = newRef(base).release();
  base->shares++;
  std::memcpy(memory->formatText, from->formatText, sizeof memory->formatText);
  if (from->view.format == from->formatText) memory->view.format = memory->formatText;
  return memory;
}

void drop(Thread* thread, MemoryView* memory) {
  Object* base = memory->base;
  memory->base = nullptr;
  Value owner = memory->view.owner;
  if (base) {
    memory->view.owner = Value();
    decrefOrEmpty(owner);
    auto* first = static_cast<MemoryView*>(base);
    if (--first->shares == 0 && first->released) drop(thread, first);
    decrefObject(base);
  } else if (!owner.isEmpty() && thread) {
    releaseBuffer(*thread, &memory->view);
  }
}

void release(Object* self) {
  MemoryView* memory = static_cast<MemoryView*>(self);
  drop(self->type->interpreter->currentThread, memory);
}

void traverse(Object* self, Visitor& visitor) {
  MemoryView* memory = static_cast<MemoryView*>(self);
  visitor.visitValue(memory->view.owner);
  if (memory->base) visitor.visit(memory->base);
}

Ref<> create(Thread& thread, Type*, const Arguments& args) {
  if (args.positionalCount + (args.keywordNames ? args.keywordNames->size : 0) != 1) {
    if (args.positionalCount == 0) return thread.raiseTypeError("memoryview() missing required argument 'object' (pos 1)");
    return thread.raiseTypeError("memoryview() takes at most 1 argument ({} given)",
                                 args.positionalCount + (args.keywordNames ? args.keywordNames->size : 0));
  }
  if (args.keywordNames && !strEqualText(args.keywordNames->items[0].as<Str>(), "object"))
    return thread.raiseTypeError("'{}' is an invalid keyword argument for memoryview()", args.keywordNames->items[0]);
  return newMemoryView(thread, args[0]);
}

// -------------------------------------------------------------------------------------- geometry

bool isContiguous(const BufferView& view, bool fortran = false) {
  int64_t expected = view.itemSize;
  for (int k = 0; k < view.dimensions; k++) {
    int d = fortran ? k : view.dimensions - 1 - k;
    if (view.shape[d] == 0) return true;
    if (view.shape[d] != 1 && view.strides[d] != expected) return false;
    expected *= view.shape[d];
  }
  return true;
}

// Stores `item` at `at`, which is memory of `memory`.  Converting it may run Python code, which may release the view.
Status storeItem(Thread& thread, MemoryView* memory, char* at, Value item) {
  char packed[8];
  TRY(packItem(thread, memory->view, packed, item));
  TRY(checkReleased(thread, memory));
  std::memcpy(at, packed, static_cast<size_t>(memory->view.itemSize));
  return kOk;
}

// Appends the items in C order.
void gather(const BufferView& view, int dimension, const char* at, std::string* out) {
  if (dimension == view.dimensions) {
    out->append(at, static_cast<size_t>(view.itemSize));
    return;
  }
  for (int64_t i = 0; i < view.shape[dimension]; i++)
    gather(view, dimension + 1, at + i * view.strides[dimension], out);
}

std::string contents(const BufferView& view) {
  if (isContiguous(view)) return std::string(view.data, static_cast<size_t>(view.length));
  std::string out;
  gather(view, 0, view.data, &out);
  return out;
}

Ref<> listOf(Thread& thread, const BufferView& view, int dimension, const char* at) {
  if (dimension == view.dimensions) return unpackItem(thread, view, at);
  Ref<List> list = TRY(newList(thread, static_cast<size_t>(view.shape[dimension])));
  for (int64_t i = 0; i < view.shape[dimension]; i++) {
    Ref<> item = TRY(listOf(thread, view, dimension + 1, at + i * view.strides[dimension]));
    TRY(listAppend(thread, list, item));
  }
  return list;
}

// ------------------------------------------------------------------------------------------- slots

Ref<> reprSlot(Thread& thread, Value self) {
  return formatStr(thread, viewOf(self)->released ? "<released memory at 0x{:x}>" : "<memory at 0x{:x}>",
                   static_cast<uint64_t>(self.bits()));
}

Result<int64_t> hashSlot(Thread& thread, Value self) {
  MemoryView* memory = viewOf(self);
  if (memory->cachedHash != -1) return memory->cachedHash;
  TRY(checkReleased(thread, memory));
  if (!memory->view.readOnly) return thread.raiseValueError("cannot hash writable memoryview object");
  char code = formatCode(memory->view.format);
  if (formatSize(memory->view.format) != 1 || code == '?')
    return thread.raiseValueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  std::string data = contents(memory->view);  // first: the owner's __hash__ may release the view
  if (!memory->base) {
    Ref<> owner = newRef(memory->view.owner);
    TRY(hash(thread, owner));
  }
  memory->cachedHash = hashBytes(thread, data.data(), data.size());
  return memory->cachedHash;
}

Result<int64_t> lengthSlot(Thread& thread, Value self) {
  MemoryView* memory = viewOf(self);
  TRY(checkReleased(thread, memory));
  return memory->view.dimensions == 0 ? 1 : memory->view.shape[0];
}

Result<bool> itemsEqual(Thread& thread, const BufferView& a, const char* atA, const BufferView& b, const char* atB,
                        int dimension) {
  if (dimension == a.dimensions) {
    Ref<> left = TRY(unpackItem(thread, a, atA)), right = TRY(unpackItem(thread, b, atB));
    Ref<> same = TRY(compare(thread, left, right, CompareOp::kEqual));
    return isTrue(thread, same);
  }
  for (int64_t i = 0; i < a.shape[dimension]; i++)
    if (!TRY(itemsEqual(thread, a, atA + i * a.strides[dimension], b, atB + i * b.strides[dimension], dimension + 1)))
      return false;
  return true;
}

Result<bool> viewsEqual(Thread& thread, const BufferView& a, const BufferView& b) {
  if (a.dimensions != b.dimensions) return false;
  for (int d = 0; d < a.dimensions; d++)
    if (a.shape[d] != b.shape[d]) return false;
  if (formatSize(a.format) == 0 || formatSize(b.format) == 0) return false;
  if (formatCode(a.format) == 'B' && formatCode(b.format) == 'B') return contents(a) == contents(b);
  return itemsEqual(thread, a, a.data, b, b.data, 0);
}

Ref<> compareSlot(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEqual && op != CompareOp::kNotEqual) return newRef(kNotImplemented);
  MemoryView* memory = viewOf(self);
  bool equal = self == other;
  if (!equal && !memory->released) {
    if (!typeOf(thread, other)->slots.getBuffer) return newRef(kNotImplemented);
    BufferView view;
    if (!getBuffer(thread, other, &view, kBufferFull)) {
      thread.clearException();
      return newRef(kNotImplemented);
    }
    Result<bool> same = viewsEqual(thread, memory->view, view);
    releaseBuffer(thread, &view);
    if (!same) return Raised{};
    equal = *same;
  }
  return newRef(Value::boolean(equal == (op == CompareOp::kEqual)));
}

Result<char*> itemAddress(Thread& thread, MemoryView* memory, int dimension, char* at, Value key) {
  const BufferView& view = memory->view;
  int64_t i = TRY(indexAsInt64(thread, key, TypeId::kIndexError));
  TRY(checkReleased(thread, memory));
  if (i < 0) i += view.shape[dimension];
  if (i < 0 || i >= view.shape[dimension])
    return thread.raise(TypeId::kIndexError, "index out of bounds on dimension {}", dimension + 1);
  return at + i * view.strides[dimension];
}

bool isIndex(Thread& thread, Value key) {
  return isInt(key) || typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)];
}

// The address of the item for an integer or a tuple of integers.
Result<char*> locate(Thread& thread, MemoryView* memory, Value key) {
  const BufferView& view = memory->view;
  if (!isTuple(key)) {
    if (view.dimensions != 1)
      return view.dimensions == 0 ? thread.raiseTypeError("invalid indexing of 0-dim memory")
                                  : thread.raise(TypeId::kNotImplementedError, "multi-dimensional sub-views are not implemented");
    return itemAddress(thread, memory, 0, view.data, key);
  }
  Tuple* indices = key.as<Tuple>();
  if (static_cast<int>(indices->size) < view.dimensions)
    return thread.raise(TypeId::kNotImplementedError, "sub-views are not implemented");
  if (static_cast<int>(indices->size) > view.dimensions)
    return thread.raiseTypeError("cannot index {}-dimension view with {}-element tuple", view.dimensions, indices->size);
  char* at = view.data;
  for (int d = 0; d < view.dimensions; d++) at = TRY(itemAddress(thread, memory, d, at, indices->items[d]));
  return at;
}

bool isIndexTuple(Thread& thread, Value key) {
  if (!isTuple(key)) return false;
  for (size_t i = 0; i < key.as<Tuple>()->size; i++)
    if (!isIndex(thread, key.as<Tuple>()->items[i])) return false;
  return true;
}

bool isSliceTuple(Thread& thread, Value key) {
  if (!isTuple(key) || key.as<Tuple>()->size == 0) return false;
  for (size_t i = 0; i < key.as<Tuple>()->size; i++)
    if (!isSlice(thread, key.as<Tuple>()->items[i])) return false;
  return true;
}

Ref<MemoryView> sliced(Thread& thread, MemoryView* memory, Value key) {
  Ref<MemoryView> result = TRY(share(thread, memory));  // first: __index__ may release this one
  SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
  BufferView& view = result->view;
  int64_t step = bounds.step;  // users see the stride that it gives
  adjustSliceBounds(&bounds, view.shape[0]);
  if (bounds.count > 0) view.data += bounds.start * view.strides[0];
  view.shape[0] = bounds.count;
  view.strides[0] = static_cast<int64_t>(static_cast<uint64_t>(view.strides[0]) * static_cast<uint64_t>(step));
  view.length = view.itemSize;
  for (int d = 0; d < view.dimensions; d++) view.length *= view.shape[d];
  return result;
}

Ref<> getItemSlot(Thread& thread, Value self, Value key) {
  MemoryView* memory = viewOf(self);
  TRY(checkReleased(thread, memory));
  if (memory->view.dimensions == 0) {
    if (isTuple(key) && key.as<Tuple>()->size == 0) return unpackItem(thread, memory->view, memory->view.data);
    if (key == kEllipsis) return newRef(self);
    return thread.raiseTypeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(thread, key) || isIndexTuple(thread, key)) {
    char* at = TRY(locate(thread, memory, key));
    return unpackItem(thread, memory->view, at);
  }
  if (isSlice(thread, key)) return sliced(thread, memory, key);
  if (isSliceTuple(thread, key)) {
    return thread.raise(TypeId::kNotImplementedError, "multi-dimensional slicing is not implemented");
  }
  return thread.raiseTypeError("memoryview: invalid slice key");
}

Status copyInto(Thread& thread, MemoryView* target, Value source) {
  BufferView from;
  TRY(getBuffer(thread, source, &from, kBufferFull));
  const BufferView& to = target->view;
  bool fits = from.dimensions == 1 && from.shape[0] == to.shape[0] && from.itemSize == to.itemSize &&
              formatCode(from.format) == formatCode(to.format);
  if (fits) {
    std::string data = contents(from);  // a copy: the two may overlap
    for (int64_t i = 0; i < to.shape[0]; i++)
      std::memcpy(to.data + i * to.strides[0], data.data() + i * to.itemSize, static_cast<size_t>(to.itemSize));
  }
  releaseBuffer(thread, &from);
  if (!fits)
    return thread.raiseValueError("memoryview assignment: lvalue and rvalue have different structures");
  return kOk;
}

Status setItemSlot(Thread& thread, Value self, Value key, Value value) {
  MemoryView* memory = viewOf(self);
  TRY(checkReleased(thread, memory));
  if (memory->view.readOnly) return thread.raiseTypeError("cannot modify read-only memory");
  if (value.isEmpty()) return thread.raiseTypeError("cannot delete memory");
  if (memory->view.dimensions == 0) {
    if (key == kEllipsis || (isTuple(key) && key.as<Tuple>()->size == 0))
      return storeItem(thread, memory, memory->view.data, value);
    return thread.raiseTypeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(thread, key) || isIndexTuple(thread, key)) {
    char* at = TRY(locate(thread, memory, key));
    return storeItem(thread, memory, at, value);
  }
  if (isSlice(thread, key) && memory->view.dimensions == 1) {
    Ref<MemoryView> target = TRY(sliced(thread, memory, key));
    TRY(checkReleased(thread, memory));  // __index__ of a bound may have released it
    return copyInto(thread, target, value);
  }
  if (isSlice(thread, key) || isSliceTuple(thread, key))
    return thread.raise(TypeId::kNotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
  return thread.raiseTypeError("memoryview: invalid slice key");
}

Status getBufferSlot(Thread& thread, Value self, BufferView* view, int flags) {
  MemoryView* memory = viewOf(self);
  TRY(checkReleased(thread, memory));
  if ((flags & kBufferWritable) && memory->view.readOnly)
    return thread.raise(TypeId::kBufferError, "memoryview: underlying buffer is not writable");
  if (!(flags & kBufferFull) && !isContiguous(memory->view))
    return thread.raise(TypeId::kBufferError, "memoryview: underlying buffer is not C-contiguous");
  *view = memory->view;
  view->owner = newRef(self).releaseValue();
  memory->exports++;
  return kOk;
}

void releaseBufferSlot(Thread&, Value self, BufferView*) { viewOf(self)->exports--; }

// ----------------------------------------------------------------------------------------- methods

Ref<> releaseMethod(Thread& thread, const Value* args) {
  MemoryView* memory = viewOf(args[0]);
  if (memory->released) return newRef(kNone);
  if (memory->exports > 0)
    return thread.raise(TypeId::kBufferError, "memoryview has {} exported buffer{}", memory->exports, memory->exports == 1 ? "" : "s");
  memory->released = true;
  if (memory->shares == 0) drop(&thread, memory);
  return newRef(kNone);
}

Ref<> enter(Thread& thread, const Value* args) {
  TRY(checkReleased(thread, viewOf(args[0])));
  return newRef(args[0]);
}

Ref<> tobytes(Thread& thread, const Value* args) {
  MemoryView* memory = viewOf(args[0]);
  TRY(checkReleased(thread, memory));
  if (!args[1].isNone() && !isStr(args[1]))
    return thread.raiseTypeError("tobytes() argument 'order' must be str or None, not {!N}", args[1]);
  if (isStr(args[1])) {
    std::string order = toWtf8(args[1].as<Str>());
    if (order != "C" && order != "F" && order != "A") return thread.raiseValueError("order must be 'C', 'F' or 'A'");
  }
  return newBytes(thread, contents(memory->view));
}

Ref<> tolist(Thread& thread, const Value* args) {
  MemoryView* memory = viewOf(args[0]);
  TRY(checkReleased(thread, memory));
  return listOf(thread, memory->view, 0, memory->view.data);
}

Ref<> hexMethod(Thread& thread, const Value* args) {
  MemoryView* memory = viewOf(args[0]);
  int64_t group = TRY(sizeArgument(thread, args[2]));
  TRY(checkReleased(thread, memory));  // last: __index__ may have released it
  std::string data = contents(memory->view);
  return hexText(thread, data, args[1], group);
}

Ref<> toreadonly(Thread& thread, const Value* args) {
  Ref<MemoryView> result = TRY(share(thread, viewOf(args[0])));
  result->view.readOnly = true;
  return result;
}

Ref<> castMethod(Thread& thread, const Value* args) {
  MemoryView* memory = viewOf(args[0]);
  TRY(checkReleased(thread, memory));
  if (!isStr(args[1])) return thread.raiseTypeError("cast() argument 'format' must be str, not {!N}", args[1]);
  std::string format = toWtf8(args[1].as<Str>());
  if (!isContiguous(memory->view)) return thread.raiseTypeError("memoryview: casts are restricted to C-contiguous views");
  bool hasShape = !args[2].isEmpty();
  if ((hasShape || memory->view.dimensions != 1) && memory->view.dimensions != 1 && hasShape)
    return thread.raiseTypeError("memoryview: cast must be 1D -> ND or ND -> 1D");
  int64_t size = format.size() < 4 ? formatSize(format.c_str()) : 0;
  if (size == 0)
    return thread.raiseValueError("memoryview: destination format must be a native single character format prefixed with an optional '@'");
  auto isByte = [](const char* f) { return formatSize(f) == 1 && formatCode(f) != '?'; };
  if (!isByte(format.c_str()) && !isByte(memory->view.format))
    return thread.raiseTypeError("memoryview: cannot cast between two non-byte formats");
  if (memory->view.length % size) return thread.raiseTypeError("memoryview: length is not a multiple of itemsize");
  Ref<MemoryView> result = TRY(share(thread, memory));
  BufferView& view = result->view;
  std::memcpy(result->formatText, format.c_str(), format.size() + 1);
  view.format = result->formatText;
  view.itemSize = size;
  view.dimensions = 1;
  view.shape[0] = view.length / size;
  view.strides[0] = size;
  if (!hasShape) return result;
  if (!isTuple(args[2]) && !isList(args[2])) return thread.raiseTypeError("shape must be a list or a tuple");
  Ref<Tuple> shape = TRY(tupleFromIterable(thread, args[2]));
  if (shape->size > 8) return thread.raiseValueError("memoryview: number of dimensions must not exceed 64");
  int64_t total = size;
  for (size_t d = 0; d < shape->size; d++) {
    if (!isInt(shape->items[d]))
      return thread.raiseTypeError("memoryview.cast(): elements of shape must be integers");
    int64_t extent = TRY(intAsInt64(thread, shape->items[d]));
    if (extent <= 0)
      return thread.raiseValueError("memoryview.cast(): elements of shape must be integers > 0");
    if (__builtin_mul_overflow(total, extent, &total))
      return thread.raiseValueError("memoryview.cast(): product(shape) > SSIZE_MAX");
    view.shape[d] = extent;
  }
  if (total != view.length)
    return thread.raiseTypeError("memoryview: product(shape) * itemsize != buffer size");
  view.dimensions = static_cast<int>(shape->size);
  int64_t stride = size;
  for (int d = view.dimensions; d-- > 0;) {
    view.strides[d] = stride;
    stride *= view.shape[d];
  }
  return result;
}

// -------------------------------------------------------------------------------------- attributes

Ref<> numbers(Thread& thread, const int64_t* values, int count) {
  Ref<Tuple> tuple = TRY(newTuple(thread, static_cast<size_t>(count)));
  for (int i = 0; i < count; i++) tupleInit(tuple, static_cast<size_t>(i), TRY(newInt(thread, values[i])));
  return tuple;
}

template <class Get>
Ref<> read(Thread& thread, Value self, Get get) {
  TRY(checkReleased(thread, viewOf(self)));
  return get(viewOf(self)->view);
}

Ref<> getObj(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newRef(v.owner); });
}
Ref<> getNbytes(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newInt(thread, v.length); });
}
Ref<> getReadonly(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newRef(Value::boolean(v.readOnly)); });
}
Ref<> getItemsize(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newInt(thread, v.itemSize); });
}
Ref<> getFormat(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) -> Ref<> { return newStr(thread, v.format); });
}
Ref<> getNdim(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newInt(thread, v.dimensions); });
}
Ref<> getShape(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return numbers(thread, v.shape, v.dimensions); });
}
Ref<> getStrides(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return numbers(thread, v.strides, v.dimensions); });
}
Ref<> getSuboffsets(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView&) -> Ref<> { return newTuple(thread, 0); });
}
Ref<> getCContiguous(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newRef(Value::boolean(isContiguous(v))); });
}
Ref<> getFContiguous(Thread& thread, Value self) {
  return read(thread, self, [&](const BufferView& v) { return newRef(Value::boolean(isContiguous(v, true))); });
}
Ref<> getContiguous(Thread& thread, Value self) {
  return read(thread, self,
              [&](const BufferView& v) { return newRef(Value::boolean(isContiguous(v) || isContiguous(v, true))); });
}

constexpr MethodDef kMethods[] = {
    {.name = "release", .signature = "($self, /)", .function = releaseMethod},
    {.name = "tobytes", .signature = "($self, /, order='C')", .function = tobytes},
    {.name = "hex", .signature = "($self, /, sep=<NULL>, bytes_per_sep=1)", .function = hexMethod},
    {.name = "tolist", .signature = "($self, /)", .function = tolist},
    {.name = "cast", .signature = "($self, /, format, shape=<NULL>)", .function = castMethod},
    {.name = "toreadonly", .signature = "($self, /)", .function = toreadonly},
    {.name = "__enter__", .signature = "($self, /)", .function = enter},
    {.name = "__exit__", .signature = "($self, /, *args)", .function = releaseMethod},
};

constexpr GetSetDef kGetSets[] = {
    {"obj", getObj}, {"nbytes", getNbytes}, {"readonly", getReadonly}, {"itemsize", getItemsize},
    {"format", getFormat}, {"ndim", getNdim}, {"shape", getShape}, {"strides", getStrides},
    {"suboffsets", getSuboffsets}, {"c_contiguous", getCContiguous}, {"f_contiguous", getFContiguous},
    {"contiguous", getContiguous},
};

// ---------------------------------------------------------------------------------------- iterator

struct MemoryViewIterator : Object {
  MemoryView* memory;  // owned; null when exhausted
  int64_t position;
  int64_t length;
};

Ref<> iterateSlot(Thread& thread, Value self) {
  MemoryView* memory = viewOf(self);
  TRY(checkReleased(thread, memory));
  if (memory->view.dimensions == 0) return thread.raiseTypeError("invalid indexing of 0-dim memory");
  if (memory->view.dimensions != 1)
    return thread.raise(TypeId::kNotImplementedError, "multi-dimensional sub-views are not implemented");
  Ref<MemoryViewIterator> iterator =
      TRY(newObject<MemoryViewIterator>(thread, thread.type(TypeId::kMemoryViewIterator)));
  iterator->memory = newRef(memory).release();
  iterator->position = 0;
  iterator->length = memory->view.shape[0];
  return iterator;
}

void iteratorRelease(Object* self) {
  MemoryViewIterator* iterator = static_cast<MemoryViewIterator*>(self);
  MemoryView* memory = iterator->memory;
  iterator->memory = nullptr;
  if (memory) decrefObject(memory);
}

void iteratorTraverse(Object* self, Visitor& visitor) {
  if (MemoryView* memory = static_cast<MemoryViewIterator*>(self)->memory) visitor.visit(memory);
}

Ref<> iteratorNext(Thread& thread, Value self) {
  MemoryViewIterator* iterator = self.as<MemoryViewIterator>();
  if (!iterator->memory) return nullptr;
  if (iterator->position < iterator->length) {
    TRY(checkReleased(thread, iterator->memory));
    const BufferView& view = iterator->memory->view;
    return unpackItem(thread, view, view.data + view.strides[0] * iterator->position++);
  }
  iteratorRelease(iterator);
  return nullptr;
}

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = release;
  slots.traverse = traverse;
  slots.create = create;
  slots.repr = reprSlot;
  slots.hash = hashSlot;
  slots.compare = compareSlot;
  slots.iterate = iterateSlot;
  slots.length = lengthSlot;
  slots.getItem = getItemSlot;
  slots.setItem = setItemSlot;
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

Ref<> newMemoryView(Thread& thread, Value object) {
  if (typeOf(thread, object) == thread.type(TypeId::kMemoryView)) return share(thread, viewOf(object));
  if (!typeOf(thread, object)->slots.getBuffer)
    return thread.raiseTypeError("memoryview: a bytes-like object is required, not '{!T}'", object);
  Ref<MemoryView> memory = TRY(allocate(thread));
  if (!getBuffer(thread, object, &memory->view, kBufferFull)) {
    memory->view.owner = Value();
    return Raised{};
  }
  return memory;
}

const TypeSpec kMemoryViewType = {
    .id = TypeId::kMemoryView,
    .name = "memoryview",
    .basicSize = sizeof(MemoryView),
    .itemSize = sizeof(int64_t),  // CPython's has room for shape and strides behind it
    .flags = kTypeHasGc | kTypeSequencePattern | kTypeImmutable,
    .slots = &kSlots,
    .methods = kMethods,
    .getSets = kGetSets,
    .weakRefsOffset = offsetof(MemoryView, weakRefs),
    .doc = "memoryview(object)\n--\n\nA view of an object's memory.",
};

const TypeSpec kMemoryViewIteratorType = {
    .id = TypeId::kMemoryViewIterator,
    .name = "memory_iterator",
    .basicSize = sizeof(MemoryViewIterator),
    .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
    .slots = &kIteratorSlots,
};

}  // namespace taipan
