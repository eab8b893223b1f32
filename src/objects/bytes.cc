// bytes: construction, slots and iterator; and the buffer protocol's entry points.  Methods shared with
// bytearray are in bytes_methods.cc.
#include "objects/bytes.h"

#include <algorithm>
#include <cstring>

#include "objects/abstract.h"
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/sequence_iterators.h"
#include "objects/slice_bounds.h"
#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

// ------------------------------------------------------------------------------------------ making

static Ref<Bytes> allocateBytes(Thread& thread, size_t size) {
  if (size > (size_t{1} << 48)) return thread.raiseMemoryError();
  void* memory = thread.heap().allocateObject(sizeof(Bytes) + size + 1, false);
  if (!memory) return thread.raiseMemoryError();
  Bytes* bytes = static_cast<Bytes*>(memory);
  bytes->refCount = 1;
  bytes->type = thread.type(TypeId::kBytes);
  bytes->cachedHash = -1;
  bytes->size = size;
  bytes->data()[size] = 0;
  return Ref<Bytes>::adopt(bytes);
}

Ref<Bytes> newBytesUninitialized(Thread& thread, size_t size) { return allocateBytes(thread, size); }

Ref<Bytes> newBytes(Thread& thread, std::string_view data) {
  Interpreter& interpreter = thread.interpreter();
  if (data.empty()) {
    if (!interpreter.emptyBytes) interpreter.emptyBytes = TRY(allocateBytes(thread, 0)).release();
    return newRef(interpreter.emptyBytes);
  }
  if (data.size() == 1) {
    Bytes*& cached = interpreter.byteObjects[static_cast<uint8_t>(data[0])];
    if (!cached) {
      Ref<Bytes> bytes = TRY(allocateBytes(thread, 1));
      bytes->data()[0] = data[0];
      cached = bytes.release();
    }
    return newRef(cached);
  }
  Ref<Bytes> bytes = TRY(allocateBytes(thread, data.size()));
  std::memcpy(bytes->data(), data.data(), data.size());
  return bytes;
}

// -------------------------------------------------------------------------------- buffer protocol

Status getBuffer(Thread& thread, Value object, BufferView* view, int flags) {
  *view = BufferView{};
  Type* type = typeOf(thread, object);
  if (!type->slots.getBuffer) return thread.raiseTypeError("a bytes-like object is required, not '{!T}'", object);
  return type->slots.getBuffer(thread, object, view, flags);
}

void releaseBuffer(Thread& thread, BufferView* view) {
  if (view->owner.isEmpty()) return;
  Ref<> owner = Ref<>::adopt(view->owner);
  view->owner = Value();
  Type* type = typeOf(thread, owner);
  if (type->slots.releaseBuffer) type->slots.releaseBuffer(thread, owner, view);
}

void fillSimpleBuffer(BufferView* view, Value owner, char* data, size_t size, bool readOnly) {
  view->owner = newRef(owner).releaseValue();
  view->data = data;
  view->length = static_cast<int64_t>(size);
  view->itemSize = 1;
  view->readOnly = readOnly;
  view->dimensions = 1;
  view->format = "B";
  view->shape[0] = view->length;
  view->strides[0] = 1;
  view->internal = nullptr;
}

Ref<> reduceIterator(Thread& thread, Value sequence, size_t position) {
  if (sequence.isEmpty()) {
    Ref<Tuple> empty = TRY(newTuple(thread, 0));
    return reduceByBuiltin(thread, "iter", empty.value());
  }
  return reduceByBuiltin(thread, "iter", sequence, Value::smallInt(static_cast<int64_t>(position)));
}

namespace {

size_t bytesSize(const Object* self) { return sizeof(Bytes) + static_cast<const Bytes*>(self)->size + 1; }

Status bytesGetBuffer(Thread& thread, Value self, BufferView* view, int flags) {
  if (flags & kBufferWritable) return thread.raise(TypeId::kBufferError, "Object is not writable.");
  Bytes* bytes = self.as<Bytes>();
  fillSimpleBuffer(view, self, bytes->data(), bytes->size, true);
  return kOk;
}

Ref<> newBytesOfType(Thread& thread, Type* type, Ref<Bytes> bytes) {
  if (type == thread.type(TypeId::kBytes)) return bytes;
  Ref<Bytes> result = TRY(newObject<Bytes>(thread, type, bytes->size + 1));
  result->cachedHash = -1;
  result->size = bytes->size;
  std::memcpy(result->data(), bytes->data(), bytes->size + 1);
  return result;
}

Ref<Bytes> bytesFromArgument(Thread& thread, Value source) {
  if (isBytes(source) && source.object()->type == thread.type(TypeId::kBytes)) return newRef(source.as<Bytes>());
  Ref<Str> name = newRef(thread.names().dunder_bytes);
  Ref<> method = lookupSpecial(thread, source, name);
  if (method) {
    Ref<> result = TRY(call(thread, method));
    if (!isBytes(result)) return thread.raiseTypeError("__bytes__ returned non-bytes (type {!T})", result.get());
    return std::move(result).cast<Bytes>();
  }
  if (thread.hasException()) return Raised{};
  if (isStr(source)) return thread.raiseTypeError("string argument without an encoding");
  std::string content;
  if (!typeOf(thread, source)->slots.getBuffer && !isList(source) && !isTuple(source)) (void)TRY(lengthHint(thread, source, 64));
  TRY(collectBytes(thread, source, "bytes", &content));
  return newBytes(thread, content);
}

Ref<> bytesCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[3];
  TRY(bindBytesArguments(thread, args, type == thread.type(TypeId::kBytes) ? "bytes" : "bytes", bound));
  Ref<Bytes> bytes;
  if (!bound[1].isEmpty() || !bound[2].isEmpty()) {
    bytes = encodeForConstructor(thread, bound);
  } else if (bound[0].isEmpty()) {
    bytes = newBytes(thread, "");
  } else {
    bytes = bytesFromArgument(thread, bound[0]);
  }
  if (!bytes) return Raised{};
  if (type == thread.type(TypeId::kBytes)) return bytes;
  return newBytesOfType(thread, type, std::move(bytes));
}

Ref<> bytesRepr(Thread& thread, Value self) { return reprOfBytes(thread, self.as<Bytes>()->view(), "b", ""); }

Ref<> bytesStr(Thread& thread, Value self) {
  if (thread.interpreter().settings.bytesWarning)
    TRY(warn(thread, TypeId::kBytesWarning, 1, "str() on a bytes instance"));
  return bytesRepr(thread, self);
}

Result<int64_t> bytesHash(Thread& thread, Value self) {
  Bytes* bytes = self.as<Bytes>();
  if (bytes->cachedHash == -1) bytes->cachedHash = hashBytes(thread, bytes->data(), bytes->size);
  return bytes->cachedHash;
}

Ref<> bytesCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isBytes(self) || !isBytes(other)) {
    bool equality = op == CompareOp::kEqual || op == CompareOp::kNotEqual;
    if (equality && thread.interpreter().settings.bytesWarning && (isStr(other) || isInt(other))) {
      TRY(warn(thread, TypeId::kBytesWarning, 1, isStr(other) ? "Comparison between bytes and string" : "Comparison between bytes and int"));
    }
    return newRef(kNotImplemented);
  }
  return compareViews(self.as<Bytes>()->view(), other.as<Bytes>()->view(), op);
}

Result<int64_t> bytesLength(Thread&, Value self) { return static_cast<int64_t>(self.as<Bytes>()->size); }

Ref<> bytesGetItem(Thread& thread, Value self, Value key) {
  Bytes* bytes = self.as<Bytes>();
  if (isSlice(thread, key)) {
    SliceBounds bounds = TRY(unpackSliceBounds(thread, key));
    adjustSliceBounds(&bounds, static_cast<int64_t>(bytes->size));
    if (bounds.count <= 0) return newBytes(thread, "");
    if (bounds.step == 1) {
      if (static_cast<size_t>(bounds.count) == bytes->size && bytes->type == thread.type(TypeId::kBytes)) return newRef(self);
      return newBytes(thread, bytes->view().substr(static_cast<size_t>(bounds.start), static_cast<size_t>(bounds.count)));
    }
    Ref<Bytes> result = TRY(newBytesUninitialized(thread, static_cast<size_t>(bounds.count)));
    for (int64_t i = 0, at = bounds.start; i < bounds.count; i++, at += bounds.step)
      result->data()[i] = bytes->data()[at];
    return result;
  }
  if (!key.isSmallInt() && !isInt(key) && !typeOf(thread, key)->slots.unary[static_cast<int>(UnaryOp::kIndex)])
    return thread.raiseTypeError("byte indices must be integers or slices, not {!T}", key);
  int64_t i = TRY(indexAsInt64(thread, key));
  if (i < 0) i += static_cast<int64_t>(bytes->size);
  if (i < 0 || i >= static_cast<int64_t>(bytes->size)) return thread.raise(TypeId::kIndexError, "index out of range");
  return newRef(Value::smallInt(static_cast<uint8_t>(bytes->data()[i])));
}

Result<bool> bytesContains(Thread& thread, Value self, Value item) {
  return viewContains(thread, self.as<Bytes>()->view(), item);
}

Ref<> bytesConcat(Thread& thread, Value self, Value other) {
  BufferView left, right;
  if (!typeOf(thread, other)->slots.getBuffer || !typeOf(thread, self)->slots.getBuffer)
    return thread.raiseTypeError("can't concat {!T} to {!T}", other, self);
  TRY(getBuffer(thread, self, &left, kBufferSimple));
  if (!getBuffer(thread, other, &right, kBufferSimple)) {
    releaseBuffer(thread, &left);
    return Raised{};
  }
  size_t first = static_cast<size_t>(left.length), second = static_cast<size_t>(right.length);
  Ref<> result;
  if (second == 0 && isBytes(self) && self.object()->type == thread.type(TypeId::kBytes)) {
    result = newRef(self);
  } else if (Ref<Bytes> bytes = newBytesUninitialized(thread, first + second)) {
    std::memcpy(bytes->data(), left.data, first);
    std::memcpy(bytes->data() + first, right.data, second);
    result = std::move(bytes);
  }
  releaseBuffer(thread, &left);
  releaseBuffer(thread, &right);
  return result;
}

Ref<> bytesRepeat(Thread& thread, Value self, int64_t count) {
  Bytes* bytes = self.as<Bytes>();
  if (count <= 0 || bytes->size == 0) return newBytes(thread, "");
  if (count == 1 && bytes->type == thread.type(TypeId::kBytes)) return newRef(self);
  if (bytes->size > SIZE_MAX / 2 / static_cast<size_t>(count))
    return thread.raise(TypeId::kOverflowError, "repeated bytes are too long");
  if (bytes->size > (size_t{1} << 48) / static_cast<size_t>(count)) return thread.raiseMemoryError();
  Ref<Bytes> result = TRY(newBytesUninitialized(thread, bytes->size * static_cast<size_t>(count)));
  for (int64_t i = 0; i < count; i++)
    std::memcpy(result->data() + static_cast<size_t>(i) * bytes->size, bytes->data(), bytes->size);
  return result;
}

Ref<> bytesRemainder(Thread& thread, Value left, Value right) {
  if (!isBytes(left)) return newRef(kNotImplemented);
  std::string text = TRY(formatPercentBytes(thread, left.as<Bytes>()->view(), right));
  return newBytes(thread, text);
}

// --- the iterator

struct BytesIterator : Object {
  Bytes* bytes;  // owned; null when exhausted
  size_t position;
};

Ref<> bytesIterate(Thread& thread, Value self) {
  Ref<BytesIterator> iterator = TRY(newObject<BytesIterator>(thread, thread.type(TypeId::kBytesIterator)));
  iterator->bytes = newRef(self.as<Bytes>()).release();
  iterator->position = 0;
  return iterator;
}

void iteratorRelease(Object* self) {
  BytesIterator* iterator = static_cast<BytesIterator*>(self);
  Bytes* bytes = iterator->bytes;
  iterator->bytes = nullptr;
  if (bytes) decrefObject(bytes);
}

void iteratorTraverse(Object* self, Visitor& visitor) {
  if (Bytes* bytes = static_cast<BytesIterator*>(self)->bytes) visitor.visit(bytes);
}

Ref<> iteratorNext(Thread&, Value self) {
  BytesIterator* iterator = self.as<BytesIterator>();
  if (!iterator->bytes) return nullptr;
  if (iterator->position < iterator->bytes->size)
    return newRef(Value::smallInt(static_cast<uint8_t>(iterator->bytes->data()[iterator->position++])));
  iteratorRelease(iterator);
  return nullptr;
}

Ref<> iteratorLengthHint(Thread& thread, const Value* args) {
  BytesIterator* iterator = args[0].as<BytesIterator>();
  return newInt(thread, iterator->bytes ? static_cast<int64_t>(iterator->bytes->size - iterator->position) : 0);
}

Ref<> iteratorReduce(Thread& thread, const Value* args) {
  BytesIterator* iterator = args[0].as<BytesIterator>();
  Value sequence = iterator->bytes ? Value(iterator->bytes) : Value();
  return reduceIterator(thread, sequence, iterator->position);
}

Ref<> iteratorSetState(Thread& thread, const Value* args) {
  BytesIterator* iterator = args[0].as<BytesIterator>();
  int64_t i = TRY(indexAsInt64(thread, args[1], TypeId::kNoTypeId));
  if (iterator->bytes)
    iterator->position = static_cast<size_t>(std::clamp<int64_t>(i, 0, static_cast<int64_t>(iterator->bytes->size)));
  return newRef(kNone);
}

constexpr MethodDef kIteratorMethods[] = {
    {.name = "__length_hint__", .signature = "($self, /)", .function = iteratorLengthHint},
    {.name = "__reduce__", .signature = "($self, /)", .function = iteratorReduce},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = iteratorSetState},
};

constexpr Slots makeBytesSlots() {
  Slots slots;
  slots.sizeOf = bytesSize;
  slots.create = bytesCreate;
  slots.repr = bytesRepr;
  slots.str = bytesStr;
  slots.hash = bytesHash;
  slots.compare = bytesCompare;
  slots.iterate = bytesIterate;
  slots.length = bytesLength;
  slots.getItem = bytesGetItem;
  slots.contains = bytesContains;
  slots.concat = bytesConcat;
  slots.repeat = bytesRepeat;
  slots.binary[static_cast<int>(BinaryOp::kRemainder)] = bytesRemainder;
  slots.getBuffer = bytesGetBuffer;
  return slots;
}
constexpr Slots kBytesSlots = makeBytesSlots();

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

const TypeSpec kBytesType = {
    .id = TypeId::kBytes,
    .name = "bytes",
    .basicSize = sizeof(Bytes),
    .itemSize = 1,
    .flags = kTypeIsBaseType | kTypeIsBytes | kTypeMatchSelf | kTypeImmutable,
    .slots = &kBytesSlots,
    .methods = {kBytesMethods, kBytesMethodCount},
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> bytes\nbytes(int) -> zero bytes\nbytes() -> empty bytes",
};

const TypeSpec kBytesIteratorType = {
    .id = TypeId::kBytesIterator,
    .name = "bytes_iterator",
    .basicSize = sizeof(BytesIterator),
    .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
    .slots = &kIteratorSlots,
    .methods = kIteratorMethods,
};

}  // namespace taipan
