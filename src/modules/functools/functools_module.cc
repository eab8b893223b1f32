// _functools: reduce and cmp_to_key; partial and lru_cache have files of their own.
#include "objects/abstract.h"
#include "objects/module.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "modules/functools/functools_types.h"
#include "modules/registry.h"

namespace taipan {
namespace {

Ref<> reduce(Thread& thread, const Value* args) {
  Ref<> iterator = getIterator(thread, args[2]);
  if (!iterator) {
    if (thread.clearIfMatches(TypeId::kTypeError)) {
      return thread.raiseTypeError("reduce() arg 2 must support iteration");
    }
    return Raised{};
  }
  Ref<> total = args[3] ? newRef(args[3]) : nextItem(thread, iterator);
  if (!total) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("reduce() of empty iterable with no initial value");
  }
  while (Ref<> item = nextItem(thread, iterator)) {
    total = TRY(call(thread, args[1], total.get(), item.get()));
  }
  if (thread.hasException()) return Raised{};
  return total;
}

// functools.KeyWrapper: compares by calling `function`.  Without an object it is the key function itself.
struct KeyWrapper : Object {
  Value function, object;
};
bool isWrapper(Value v) { return v.isObject() && v.object()->type->id == TypeId::kKeyWrapper; }
Ref<> newWrapper(Thread& thread, Value function, Value object) {
  Ref<KeyWrapper> wrapper =
      TRY(newObject<KeyWrapper>(thread, thread.type(TypeId::kKeyWrapper)));
  wrapper->function = newRef(function).releaseValue();
  wrapper->object = object ? newRef(object).releaseValue() : Value();
  return wrapper;
}
void wrapperTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<KeyWrapper*>(object)->function);
  visitor.visitValue(static_cast<KeyWrapper*>(object)->object);
}
void wrapperRelease(Object* object) {
  decrefOrEmpty(std::exchange(static_cast<KeyWrapper*>(object)->function, Value()));
  decrefOrEmpty(std::exchange(static_cast<KeyWrapper*>(object)->object, Value()));
}
Ref<> wrapperCall(Thread& thread, Value self, const Arguments& args) {
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0, total = args.positionalCount + keywords;
  if (total > 1) {
    return thread.raiseTypeError("K() takes at most 1 argument ({} given)", total);
  }
  if (total == 0) return thread.raiseTypeError("K() missing required argument 'obj' (pos 1)");
  if (keywords && !strEqualText(args.keywordNames->items[0].as<Str>(), "obj")) {
    return thread.raiseTypeError("K() missing required argument 'obj' (pos 1)");
  }
  return newWrapper(thread, self.as<KeyWrapper>()->function, args[0]);
}
Ref<> wrapperCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isWrapper(other)) {
    return thread.raiseTypeError("other argument must be K instance");
  }
  Ref<> function = newRef(self.as<KeyWrapper>()->function);
  Ref<> x = newRef(self.as<KeyWrapper>()->object), y = newRef(other.as<KeyWrapper>()->object);
  if (!x || !y) return thread.raise(TypeId::kAttributeError, "object");
  Ref<> order = TRY(call(thread, function, x.get(), y.get()));
  return compare(thread, order, Value::smallInt(0), op);
}
Ref<> cmpToKey(Thread& thread, const Value* args) { return newWrapper(thread, args[1], Value()); }

constexpr Slots kSlots = {.release = wrapperRelease,
                          .traverse = wrapperTraverse,
                          .hash = hashNotImplemented,
                          .call = wrapperCall,
                          .compare = wrapperCompare};
constexpr MemberDef kMembers[] = {
    {"obj", MemberKind::kObject, offsetof(KeyWrapper, object), false}};
constexpr TypeSpec kKeyWrapperType = {.id = TypeId::kKeyWrapper,
                                      .name = "functools.KeyWrapper",
                                      .basicSize = sizeof(KeyWrapper),
                                      .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                      .slots = &kSlots,
                                      .members = kMembers};

// Two of the types are not part of the module's names.
Status populate(Thread& thread, Module* module) {
  if (!createNativeType(thread, kKeyWrapperType)) return Raised{};
  if (!createNativeType(thread, kLruCacheLinkType)) return Raised{};
  TRY(moduleAddType(thread, module, kPartialType));
  TRY(moduleAddType(thread, module, kLruCacheWrapperType));
  return kOk;
}
constexpr MethodDef kFunctions[] = {
    {.name = "reduce",
     .signature = "($module, function, iterable, initial=<NULL>, /)",
     .function = reduce},
    {.name = "cmp_to_key", .signature = "($module, mycmp)", .function = cmpToKey},
};

}  // namespace

extern const ModuleSpec kFunctoolsModule;
constexpr ModuleSpec kFunctoolsModule = {
    .name = "_functools", .functions = kFunctions, .populate = populate};

}  // namespace taipan
