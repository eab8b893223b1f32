// defaultdict: a dict that makes missing values by a factory.
#include "modules/collections/collections.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct DefaultDict : Dict {
  Value factory;  // empty reads as None
};
void defaultTraverse(Object* object, Visitor& visitor) {
  dictTraverse(object, visitor);
  visitor.visitValue(static_cast<DefaultDict*>(object)->factory);
}
void defaultRelease(Object* object) {
  dictRelease(object);
  decrefOrEmpty(std::exchange(static_cast<DefaultDict*>(object)->factory, Value()));
}
Status defaultInitialize(Thread& thread, Value v, const Arguments& args) {
  Value factory = args.positionalCount ? args[0] : kNone;
  if (!factory.isNone() && !isCallable(thread, factory)) {
    return thread.raiseTypeError("first argument must be callable or None");
  }
  Value old = std::exchange(v.as<DefaultDict>()->factory, newRef(factory).releaseValue());
  decrefOrEmpty(old);
  Arguments rest = args;
  if (rest.positionalCount) {
    rest.values++;
    rest.positionalCount--;
  }
  return dictInitialize(thread, v, rest);
}
Value factoryOf(Value v) {
  Value factory = v.as<DefaultDict>()->factory;
  return factory ? factory : kNone;
}
Ref<> defaultRepr(Thread& thread, Value v) {
  Ref<> base = TRY(thread.type(TypeId::kDict)->slots.repr(thread, v));
  Ref<Str> factory;
  if (factoryOf(v).isNone()) {
    factory = TRY(newStr(thread, "None"));
  } else if (TRY(enterRepr(thread, factoryOf(v)))) {
    Ref<> hold = newRef(factoryOf(v));
    factory = repr(thread, hold);
    leaveRepr(thread, hold);
    if (!factory) return Raised{};
  } else {
    factory = TRY(newStr(thread, "..."));
  }
  return formatStr(thread, "{}({}, {})", v.object()->type->name, factory.get(), base.get().as<Str>());
}
Ref<> missing(Thread& thread, const Value* args) {
  Ref<> factory = newRef(factoryOf(args[0]));
  if (factory.get().isNone()) return thread.raiseKeyError(args[1]);
  Ref<> value = TRY(call(thread, factory));
  if (!setItem(thread, args[0], args[1], value)) return Raised{};
  return value;
}
Ref<> defaultCopy(Thread& thread, const Value* args) {
  return call(thread, Value(args[0].object()->type), factoryOf(args[0]), args[0]);
}
Ref<> defaultOr(Thread& thread, Value left, Value right) {
  Value own = isInstanceOf(thread, left, TypeId::kDefaultDict) ? left : right;
  if (!isDict(left) || !isDict(right)) return newRef(kNotImplemented);
  Ref<> result = TRY(call(thread, Value(own.object()->type), factoryOf(own), left));
  if (!isDict(result)) return newRef(kNotImplemented);
  if (!dictUpdate(thread, result.get().as<Dict>(), right)) return Raised{};
  return result;
}
Ref<> defaultReduce(Thread& thread, const Value* args) {
  Ref<Tuple> arguments = factoryOf(args[0]).isNone() ? TRY(newTuple(thread, 0))
                                                     : TRY(makeTuple(thread, factoryOf(args[0])));
  Ref<> items = TRY(callMethod(thread, args[0], thread.names().items));
  Ref<> iterator = TRY(getIterator(thread, items));
  return makeTuple(thread, Value(args[0].object()->type), arguments.value(), kNone, kNone,
                   iterator.get());
}

Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots defaultSlots() {
  Slots slots;
  slots.release = defaultRelease;
  slots.traverse = defaultTraverse;
  slots.clear = defaultRelease;
  slots.initialize = defaultInitialize;
  slots.repr = defaultRepr;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = defaultOr;
  return slots;
}
constexpr Slots kDefaultSlots = defaultSlots();

#define METHOD(text, sig, fn) {.name = text, .signature = sig, .function = fn}
constexpr MethodDef kClassGetItem = {.name = "__class_getitem__", .signature = "($type, object, /)",
                                     .function = classGetItem, .kind = MethodKind::kClass};
constexpr MethodDef kDefaultMethods[] = {
    METHOD("__missing__", "($self, key, /)", missing),
    METHOD("copy", "($self, /)", defaultCopy),
    METHOD("__copy__", "($self, /)", defaultCopy),
    METHOD("__reduce__", "($self, /)", defaultReduce),
    kClassGetItem,
};
constexpr MemberDef kDefaultMembers[] = {
    {"default_factory", MemberKind::kObject, offsetof(DefaultDict, factory), false}};
#undef METHOD

}  // namespace

constexpr TypeSpec kDefaultDictType = {.id = TypeId::kDefaultDict, .name = "collections.defaultdict",
                                       .basicSize = sizeof(DefaultDict), .base = TypeId::kDict,
                                       .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsDict | kTypeMappingPattern,
                                       .slots = &kDefaultSlots, .methods = kDefaultMethods, .members = kDefaultMembers};

}  // namespace taipan
