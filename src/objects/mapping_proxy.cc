// See mapping_proxy.h.  Everything is passed on to the mapping.
#include "objects/mapping_proxy.h"

#include "objects/abstract.h"
#include "objects/arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

Ref<> newMappingProxy(Thread& thread, Value mapping) {
  Ref<MappingProxy> proxy =
      TRY(newObject<MappingProxy>(thread, thread.type(TypeId::kMappingProxy)));
  proxy->mapping = newRef(mapping).releaseValue();
  return proxy;
}

namespace {

Value mappingOf(Value v) { return v.as<MappingProxy>()->mapping; }
bool isProxy(Value v) { return v.isObject() && v.object()->type->id == TypeId::kMappingProxy; }

void proxyTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<MappingProxy*>(object)->mapping);
}
void proxyRelease(Object* object) {
  decrefOrEmpty(std::exchange(static_cast<MappingProxy*>(object)->mapping, Value()));
}

Ref<> createProxy(Thread& thread, const Value* args) {
  Value mapping = args[0];
  Type* type = typeOf(thread, mapping);
  if (!type->slots.getItem || isList(mapping) || isTuple(mapping)) {
    return thread.raiseTypeError("mappingproxy() argument must be a mapping, not {!T}", mapping);
  }
  return newMappingProxy(thread, mapping);
}

Ref<> proxyCreate(Thread& thread, Type*, const Arguments& args) {
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0;
  if (args.positionalCount + keywords > 1) {
    return thread.raiseTypeError("mappingproxy() takes at most 1 argument ({} given)",
                                 args.positionalCount + keywords);
  }
  bool named = keywords == 1 &&
               strEqualText(args.keywordNames->items[0].as<Str>(), "mapping");
  if (args.positionalCount == 0 && !named) {
    return thread.raiseTypeError("mappingproxy() missing required argument 'mapping' (pos 1)");
  }
  return createProxy(thread, args.values);
}

Ref<> proxyRepr(Thread& thread, Value self) {
  return formatStr(thread, "mappingproxy({!r})", mappingOf(self));
}
Ref<> proxyStr(Thread& thread, Value self) { return str(thread, mappingOf(self)); }
Ref<> proxyCompare(Thread& thread, Value self, Value other, CompareOp op) {
  return compare(thread, mappingOf(self), other, op);
}
Ref<> proxyIterate(Thread& thread, Value self) { return getIterator(thread, mappingOf(self)); }
Result<int64_t> proxyLength(Thread& thread, Value self) {
  return length(thread, mappingOf(self));
}
Ref<> proxyGetItem(Thread& thread, Value self, Value key) {
  return getItem(thread, mappingOf(self), key);
}
Result<bool> proxyContains(Thread& thread, Value self, Value key) {
  return contains(thread, mappingOf(self), key);
}
Ref<> proxyOr(Thread& thread, Value left, Value right) {
  if (isProxy(left)) left = mappingOf(left);
  if (isProxy(right)) right = mappingOf(right);
  return binaryOperation(thread, BinaryOp::kOr, left, right);
}
Ref<> proxyInPlaceOr(Thread& thread, Value left, Value) {
  return thread.raiseTypeError("'|=' is not supported by {!T}; use '|' instead", left);
}

Ref<> getMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().get, args[1], args[2]);
}
Ref<> keysMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().keys);
}
Ref<> valuesMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().values);
}
Ref<> itemsMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().items);
}
Ref<> copyMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().copy);
}
Ref<> reversedMethod(Thread& thread, const Value* args) {
  return callMethod(thread, mappingOf(args[0]), thread.names().dunder_reversed);
}
Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = proxyRelease;
  slots.traverse = proxyTraverse;
  slots.create = proxyCreate;
  slots.repr = proxyRepr;
  slots.str = proxyStr;
  slots.hash = hashNotImplemented;
  slots.compare = proxyCompare;
  slots.iterate = proxyIterate;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = proxyOr;
  slots.inPlace[static_cast<int>(BinaryOp::kOr)] = proxyInPlaceOr;
  slots.length = proxyLength;
  slots.getItem = proxyGetItem;
  slots.contains = proxyContains;
  return slots;
}
constexpr Slots kSlots = makeSlots();
constexpr MethodDef kMethods[] = {
    {.name = "get", .signature = "($self, key, default=None, /)", .function = getMethod},
    {.name = "keys", .signature = "($self, /)", .function = keysMethod},
    {.name = "values", .signature = "($self, /)", .function = valuesMethod},
    {.name = "items", .signature = "($self, /)", .function = itemsMethod},
    {.name = "copy", .signature = "($self, /)", .function = copyMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedMethod},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
};

}  // namespace

constexpr TypeSpec kMappingProxyType = {
    .id = TypeId::kMappingProxy,
    .name = "mappingproxy",
    .basicSize = sizeof(MappingProxy),
    .flags = kTypeHasGc | kTypeMappingPattern,
    .slots = &kSlots,
    .methods = kMethods,
};

}  // namespace taipan
