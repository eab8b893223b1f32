// weakref.proxy: stands for its referent in every operation.  ReferenceError once that is gone.
#include "objects/abstract.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/weakref.h"

namespace taipan {

namespace {

bool isProxy(Thread& thread, Value v) {
  if (!v.isObject()) return false;
  Type* type = v.object()->type;
  return type == thread.type(TypeId::kWeakProxy) || type == thread.type(TypeId::kWeakCallableProxy);
}

// What `v` stands for, owned: the referent of a proxy, or `v` itself.
Ref<> unwrap(Thread& thread, Value v) {
  if (!isProxy(thread, v)) return newRef(v);
  Object* referent = weakReferent(v.as<WeakRef>());
  if (referent == nullptr) return thread.raise(TypeId::kReferenceError, "weakly-referenced object no longer exists");
  return newRef(Value(referent));
}

template <BinaryOp op>
Ref<> proxyBinary(Thread& thread, Value left, Value right) {
  Ref<> a = TRY(unwrap(thread, left));
  Ref<> b = TRY(unwrap(thread, right));
  return binaryOperation(thread, op, a, b);
}
template <BinaryOp op>
Ref<> proxyInPlace(Thread& thread, Value left, Value right) {
  Ref<> a = TRY(unwrap(thread, left));
  Ref<> b = TRY(unwrap(thread, right));
  return inPlaceOperation(thread, op, a, b);
}
template <UnaryOp op>
Ref<> proxyUnary(Thread& thread, Value self) {
  return unaryOperation(thread, op, TRY(unwrap(thread, self)));
}
Ref<> proxyPower(Thread& thread, Value base, Value exponent, Value modulus) {
  Ref<> a = TRY(unwrap(thread, base));
  Ref<> b = TRY(unwrap(thread, exponent));
  Ref<> c = TRY(unwrap(thread, modulus));
  return power(thread, a, b, c);
}

Ref<> proxyRepr(Thread& thread, Value self) {
  Object* referent = weakReferent(self.as<WeakRef>());
  const char* name = referent == nullptr ? "NoneType" : referent->type->nativeName;
  uint64_t address = referent == nullptr ? kNone.bits() : Value(referent).bits();
  return formatStr(thread, "<weakproxy at 0x{:x} to {} at 0x{:x}>", self.bits(), name, address);
}
Ref<> proxyStr(Thread& thread, Value self) { return str(thread, TRY(unwrap(thread, self))); }
Ref<> proxyGetAttribute(Thread& thread, Value self, Str* name) {
  return getAttribute(thread, TRY(unwrap(thread, self)), name);
}
Status proxySetAttribute(Thread& thread, Value self, Str* name, Value value) {
  Ref<> object = TRY(unwrap(thread, self));
  return value.isEmpty() ? deleteAttribute(thread, object, name) : setAttribute(thread, object, name, value);
}
Ref<> proxyCompare(Thread& thread, Value self, Value other, CompareOp op) {
  Ref<> a = TRY(unwrap(thread, self));
  Ref<> b = TRY(unwrap(thread, other));
  return compare(thread, a, b, op);
}
Ref<> proxyCall(Thread& thread, Value self, const Arguments& args) {
  return call(thread, TRY(unwrap(thread, self)), args);
}
Ref<> proxyIterate(Thread& thread, Value self) { return getIterator(thread, TRY(unwrap(thread, self))); }
Ref<> proxyNext(Thread& thread, Value self) {
  Ref<> object = TRY(unwrap(thread, self));
  if (typeOf(thread, object)->slots.next == nullptr) {
    return thread.raiseTypeError("Weakref proxy referenced a non-iterator '{!T}' object", object.value());
  }
  return nextItem(thread, object);
}
Result<bool> proxyTruth(Thread& thread, Value self) { return isTrue(thread, TRY(unwrap(thread, self))); }
Result<int64_t> proxyLength(Thread& thread, Value self) { return length(thread, TRY(unwrap(thread, self))); }
Ref<> proxyGetItem(Thread& thread, Value self, Value key) {
  Ref<> object = TRY(unwrap(thread, self));
  return getItem(thread, object, TRY(unwrap(thread, key)));
}
Status proxySetItem(Thread& thread, Value self, Value key, Value value) {
  Ref<> object = TRY(unwrap(thread, self));
  return value.isEmpty() ? deleteItem(thread, object, key) : setItem(thread, object, key, value);
}
Result<bool> proxyContains(Thread& thread, Value self, Value item) {
  Ref<> object = TRY(unwrap(thread, self));
  return contains(thread, object, TRY(unwrap(thread, item)));
}

Ref<> proxyBytes(Thread& thread, const Value* args) {
  return callMethod(thread, TRY(unwrap(thread, args[0])), thread.names().dunder_bytes);
}
Ref<> proxyReversed(Thread& thread, const Value* args) {
  return callMethod(thread, TRY(unwrap(thread, args[0])), thread.names().dunder_reversed);
}

template <size_t... i>
constexpr void addNumberSlots(Slots& slots, std::index_sequence<i...>) {
  ((slots.binary[i] = proxyBinary<static_cast<BinaryOp>(i)>), ...);
  ((slots.inPlace[i] = proxyInPlace<static_cast<BinaryOp>(i)>), ...);
}
template <size_t... i>
constexpr void addUnarySlots(Slots& slots, std::index_sequence<i...>) {
  ((slots.unary[i] = proxyUnary<static_cast<UnaryOp>(i)>), ...);
}

constexpr Slots makeSlots(bool callable) {
  Slots slots;
  slots.release = releaseWeakRef;
  slots.traverse = traverseWeakRef;
  slots.clear = releaseWeakRef;
  slots.repr = proxyRepr;
  slots.str = proxyStr;
  slots.hash = hashNotImplemented;
  slots.call = callable ? proxyCall : nullptr;
  slots.getAttribute = proxyGetAttribute;
  slots.setAttribute = proxySetAttribute;
  slots.compare = proxyCompare;
  slots.iterate = proxyIterate;
  slots.next = proxyNext;
  addNumberSlots(slots, std::make_index_sequence<static_cast<size_t>(BinaryOp::kCount)>());
  addUnarySlots(slots, std::make_index_sequence<static_cast<size_t>(UnaryOp::kCount)>());
  slots.inPlace[static_cast<int>(BinaryOp::kDivmod)] = nullptr;
  slots.power = proxyPower;
  slots.truth = proxyTruth;
  slots.length = proxyLength;
  slots.getItem = proxyGetItem;
  slots.setItem = proxySetItem;
  slots.contains = proxyContains;
  return slots;
}
constexpr Slots kProxySlots = makeSlots(false);
constexpr Slots kCallableProxySlots = makeSlots(true);
const MethodDef kProxyMethods[] = {{"__bytes__", "($self, /)", proxyBytes}, {"__reversed__", "($self, /)", proxyReversed}};

}  // namespace

const TypeSpec kWeakProxyType = {.id = TypeId::kWeakProxy, .name = "weakref.ProxyType", .basicSize = sizeof(WeakRef),
                                 .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kProxySlots, .methods = kProxyMethods};
const TypeSpec kWeakCallableProxyType = {
    .id = TypeId::kWeakCallableProxy, .name = "weakref.CallableProxyType", .basicSize = sizeof(WeakRef),
    .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kCallableProxySlots};

}  // namespace taipan
