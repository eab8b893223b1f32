// _abc: what ABCMeta does, with its caches.
//
// Each abstract base class has an `_abc_impl` of type _abc_data: three sets of weak references to classes (the
// registered ones, those known to be subclasses, those known not to be).  A counter in the module goes up with
// every registration; a negative cache from before that is worthless.
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/set.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

namespace taipan {
namespace {

struct AbcData : Object {
  Object* weakRefs;
  Set* registry;       // of weak references; owned, null while empty.  Likewise the next two
  Set* cache;
  Set* negativeCache;
  uint64_t negativeCacheVersion;
};

struct State {
  uint64_t invalidationCounter = 0;
  NativeCode* discard = nullptr;
};

State& stateOf(Value module) { return *static_cast<State*>(module.as<Module>()->state); }
bool isClass(Value v) { return v.isObject() && v.object()->type->has(kTypeIsType); }

void clearData(Object* self) {
  auto* data = static_cast<AbcData*>(self);
  for (Set** set : {&data->registry, &data->cache, &data->negativeCache}) {
    decrefOrEmpty(Value(std::exchange(*set, nullptr)));
  }
}
void traverseData(Object* self, Visitor& visitor) {
  auto* data = static_cast<AbcData*>(self);
  for (Set* set : {data->registry, data->cache, data->negativeCache}) visitor.visitValue(Value(set));
}

Ref<> createData(Thread& thread, Type* type, const Arguments&) { return newObject<AbcData>(thread, type); }

Ref<AbcData> dataOf(Thread& thread, Value cls) {
  Ref<> data = TRY(getAttribute(thread, cls, thread.names()._abc_impl));
  if (typeOf(thread, data) != thread.type(TypeId::kAbcData)) {
    return thread.raiseTypeError("_abc_impl is set to a wrong type");
  }
  return std::move(data).cast<AbcData>();
}

// ---------------------------------------------------------------- sets of weak references

Result<bool> inWeakSet(Thread& thread, Set* set, Value cls) {
  if (set == nullptr || set->used == 0) return false;
  Ref<> ref = newWeakRef(thread, cls, kNone);
  if (!ref) {
    if (thread.clearIfMatches(TypeId::kTypeError)) return false;
    return Raised{};
  }
  Ref<Set> keep = newRef(set);
  return setContains(thread, keep, ref);
}

// Callback of the references: self is a weak reference to the set.
Ref<> discardDead(Thread& thread, Value self, const Arguments& args) {
  Object* set = weakReferent(self.as<WeakRef>());
  if (set == nullptr) return newRef(kNone);
  Ref<Set> keep = newRef(static_cast<Set*>(set));
  TRY(setDiscard(thread, keep, args[0]));
  return newRef(kNone);
}
const MethodDef kDiscard = {.name = "_destroy", .signature = "(reference, /)", .raw = discardDead};

Status addToWeakSet(Thread& thread, State& state, Set*& field, Value cls) {
  if (field == nullptr) field = TRY(newSet(thread)).release();
  Ref<Set> set = newRef(field);
  Ref<> setRef = TRY(newWeakRef(thread, set, kNone));
  Ref<> callback = TRY(newBuiltinFunction(thread, state.discard, setRef, Value()));
  return setAdd(thread, set, TRY(newWeakRef(thread, cls, callback)));
}

Ref<List> snapshotOf(Thread& thread, Set* set) {
  Ref<List> list = TRY(newList(thread));
  if (set == nullptr) return list;
  size_t position = 0;
  Value ref;
  while (setNext(set, &position, &ref)) TRY(listAppend(thread, list, ref));
  return list;
}

// ---------------------------------------------------------------- abstract methods

Result<bool> isAbstract(Thread& thread, Value object) {
  Ref<> mark = lookupAttribute(thread, object, thread.names().dunder_isabstractmethod);
  if (!mark) {
    if (thread.hasException()) return Raised{};
    return false;
  }
  return isTrue(thread, mark);
}

Status addInheritedAbstracts(Thread& thread, Value cls, Value base, Set* abstracts) {
  Ref<> names = lookupAttribute(thread, base, thread.names().dunder_abstractmethods);
  if (!names) {
    if (thread.hasException()) return Raised{};
    return kOk;
  }
  Iteration it;
  TRY(it.start(thread, names));
  while (Ref<> name = it.next(thread)) {
    if (!isStr(name)) return thread.raiseTypeError("attribute name must be string, not '{!T}'", name.value());
    Ref<> value = lookupAttribute(thread, cls, name.value().as<Str>());
    if (!value && thread.hasException()) return Raised{};
    if (value && TRY(isAbstract(thread, value))) TRY(setAdd(thread, abstracts, name));
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

Status computeAbstractMethods(Thread& thread, Value cls) {
  Ref<Set> abstracts = TRY(newSet(thread));
  Ref<> names = TRY(getAttribute(thread, cls, thread.names().dunder_dict));
  Ref<> items = TRY(listFromIterable(thread, TRY(callMethod(thread, names, thread.names().items))));
  List* list = items.value().as<List>();
  for (size_t i = 0; i < list->size; ++i) {
    if (!isTuple(list->items[i]) || list->items[i].as<Tuple>()->size != 2) {
      return thread.raiseTypeError("Iteration over cls.__dict__ must give pairs");
    }
    Ref<Tuple> pair = newRef(list->items[i].as<Tuple>());
    if (TRY(isAbstract(thread, pair->items[1]))) TRY(setAdd(thread, abstracts, pair->items[0]));
  }
  Ref<> bases = TRY(getAttribute(thread, cls, thread.names().dunder_bases));
  if (!isTuple(bases)) return thread.raiseTypeError("__bases__ is not tuple");
  for (size_t i = 0; i < bases.value().as<Tuple>()->size; ++i) {
    TRY(addInheritedAbstracts(thread, cls, bases.value().as<Tuple>()->items[i], abstracts));
  }
  Ref<> frozen = TRY(newFrozenSetFrom(thread, abstracts));
  return setAttribute(thread, cls, thread.names().dunder_abstractmethods, frozen);
}

// ---------------------------------------------------------------- patterns: `case [..]` and `case {..}` (PEP 634)

constexpr int64_t kSequenceBit = 1 << 5, kMappingBit = 1 << 6;  // as in CPython's tp_flags
constexpr uint32_t kPatternFlags = kTypeSequencePattern | kTypeMappingPattern;

// A class body says with `__abc_tpflags__` which kind of pattern its instances match.
Status takePatternFlags(Thread& thread, Type* cls) {
  Str* name = thread.names().dunder_abc_tpflags;
  Value flags = dictGetStr(thread, cls->dict, name);
  if (flags.isEmpty()) return kOk;
  if (flags.isSmallInt()) {
    int64_t bits = flags.smallIntValue();
    if ((bits & kSequenceBit) && (bits & kMappingBit)) {
      return thread.raiseTypeError("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    }
    if (bits & kSequenceBit) cls->flags |= kTypeSequencePattern;
    if (bits & kMappingBit) cls->flags |= kTypeMappingPattern;
  }
  TRY(dictDelete(thread, cls->dict, name));
  typeModified(thread, cls, name);
  return kOk;
}

void setPatternFlag(Type* cls, uint32_t flag) {
  if ((cls->flags & kPatternFlags) == flag || !cls->has(kTypeIsHeapType)) return;
  cls->flags = (cls->flags & ~kPatternFlags) | flag;
  if (cls->subclasses == nullptr) return;
  for (Type* subclass : *cls->subclasses) setPatternFlag(subclass, flag);
}

// ---------------------------------------------------------------- the functions

Ref<> abcInit(Thread& thread, const Value* args) {
  TRY(computeAbstractMethods(thread, args[1]));
  Ref<> data = TRY(newObject<AbcData>(thread, thread.type(TypeId::kAbcData)));
  data.value().as<AbcData>()->negativeCacheVersion = stateOf(args[0]).invalidationCounter;
  TRY(setAttribute(thread, args[1], thread.names()._abc_impl, data));
  if (isClass(args[1])) TRY(takePatternFlags(thread, args[1].as<Type>()));
  return newRef(kNone);
}

Ref<> abcRegister(Thread& thread, const Value* args) {
  Value self = args[1], subclass = args[2];
  if (!isClass(subclass)) return thread.raiseTypeError("Can only register classes");
  if (TRY(isSubclass(thread, subclass, self))) return newRef(subclass);
  // The other way round the caches would go in circles.
  if (TRY(isSubclass(thread, self, subclass))) {
    return thread.raise(TypeId::kRuntimeError, "Refusing to create an inheritance cycle");
  }
  Ref<AbcData> data = TRY(dataOf(thread, self));
  State& state = stateOf(args[0]);
  TRY(addToWeakSet(thread, state, data->registry, subclass));
  ++state.invalidationCounter;
  if (isClass(self)) {
    uint32_t flag = self.as<Type>()->flags & kPatternFlags;
    if (flag != 0) setPatternFlag(subclass.as<Type>(), flag);
  }
  return newRef(subclass);
}

Ref<> askSubclassCheck(Thread& thread, Value self, Value cls) {
  return callMethod(thread, self, thread.names().dunder_subclasscheck, cls);
}

Ref<> abcInstanceCheck(Thread& thread, const Value* args) {
  Value self = args[1], instance = args[2];
  Ref<AbcData> data = TRY(dataOf(thread, self));
  Ref<> subclass = TRY(getAttribute(thread, instance, thread.names().dunder_class));
  if (TRY(inWeakSet(thread, data->cache, subclass))) return newRef(kTrue);
  Ref<> type = newRef(Value(typeOf(thread, instance)));
  if (type.value() == subclass.value()) {
    if (data->negativeCacheVersion == stateOf(args[0]).invalidationCounter &&
        TRY(inWeakSet(thread, data->negativeCache, subclass))) {
      return newRef(kFalse);
    }
    return askSubclassCheck(thread, self, subclass);
  }
  Ref<> result = TRY(askSubclassCheck(thread, self, subclass));
  if (TRY(isTrue(thread, result))) return result;
  return askSubclassCheck(thread, self, type);
}

// Is `subclass` derived from a registered class?
Result<bool> checkRegistry(Thread& thread, State& state, AbcData* data, Value subclass) {
  if (TRY(inWeakSet(thread, data->registry, subclass))) return true;
  Ref<List> registered = TRY(snapshotOf(thread, data->registry));
  for (size_t i = 0; i < registered->size; ++i) {
    Object* cls = weakReferent(registered->items[i].as<WeakRef>());
    if (cls == nullptr) continue;
    Ref<> keep = newRef(Value(cls));
    if (!TRY(isSubclass(thread, subclass, keep))) continue;
    TRY(addToWeakSet(thread, state, data->cache, subclass));
    return true;
  }
  return false;
}

Result<bool> checkSubclasses(Thread& thread, State& state, AbcData* data, Value self, Value subclass) {
  Ref<> subclasses = TRY(callMethod(thread, self, thread.names().dunder_subclasses));
  if (!isList(subclasses)) return thread.raiseTypeError("__subclasses__() must return a list");
  for (size_t i = 0; i < subclasses.value().as<List>()->size; ++i) {
    Ref<> cls = newRef(subclasses.value().as<List>()->items[i]);
    if (!TRY(isSubclass(thread, subclass, cls))) continue;
    TRY(addToWeakSet(thread, state, data->cache, subclass));
    return true;
  }
  return false;
}

Ref<> abcSubclassCheck(Thread& thread, const Value* args) {
  Value self = args[1], subclass = args[2];
  if (!isClass(subclass)) return thread.raiseTypeError("issubclass() arg 1 must be a class");
  State& state = stateOf(args[0]);
  Ref<AbcData> data = TRY(dataOf(thread, self));
  if (TRY(inWeakSet(thread, data->cache, subclass))) return newRef(kTrue);
  if (data->negativeCacheVersion < state.invalidationCounter) {
    if (data->negativeCache != nullptr) setClear(data->negativeCache);
    data->negativeCacheVersion = state.invalidationCounter;
  } else if (TRY(inWeakSet(thread, data->negativeCache, subclass))) {
    return newRef(kFalse);
  }
  Ref<> hooked = TRY(callMethod(thread, self, thread.names().dunder_subclasshook, subclass));
  if (hooked.value().isTrue()) {
    TRY(addToWeakSet(thread, state, data->cache, subclass));
    return hooked;
  }
  if (hooked.value().isFalse()) {
    TRY(addToWeakSet(thread, state, data->negativeCache, subclass));
    return hooked;
  }
  if (!hooked.value().isNotImplemented()) {
    return thread.raise(TypeId::kAssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  }
  if (isClass(self) && isSubtype(subclass.as<Type>(), self.as<Type>())) {
    TRY(addToWeakSet(thread, state, data->cache, subclass));
    return newRef(kTrue);
  }
  if (TRY(checkRegistry(thread, state, data, subclass))) return newRef(kTrue);
  if (TRY(checkSubclasses(thread, state, data, self, subclass))) return newRef(kTrue);
  TRY(addToWeakSet(thread, state, data->negativeCache, subclass));
  return newRef(kFalse);
}

Ref<> getCacheToken(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(stateOf(args[0]).invalidationCounter));
}

Ref<> getDump(Thread& thread, const Value* args) {
  Ref<AbcData> data = TRY(dataOf(thread, args[1]));
  auto copyOf = [&](Set* set) -> Ref<Set> { return set == nullptr ? newSet(thread) : newSetFrom(thread, set); };
  Ref<Set> registry = TRY(copyOf(data->registry));
  Ref<Set> cache = TRY(copyOf(data->cache));
  Ref<Set> negative = TRY(copyOf(data->negativeCache));
  Ref<> version = TRY(newInt(thread, static_cast<int64_t>(data->negativeCacheVersion)));
  return makeTuple(thread, registry.value(), cache.value(), negative.value(), version.value());
}

Ref<> resetRegistry(Thread& thread, const Value* args) {
  Ref<AbcData> data = TRY(dataOf(thread, args[1]));
  if (data->registry != nullptr) setClear(data->registry);
  return newRef(kNone);
}

Ref<> resetCaches(Thread& thread, const Value* args) {
  Ref<AbcData> data = TRY(dataOf(thread, args[1]));
  if (data->cache != nullptr) setClear(data->cache);
  if (data->negativeCache != nullptr) setClear(data->negativeCache);
  return newRef(kNone);
}

const Slots kDataSlots = {.release = clearData, .traverse = traverseData, .clear = clearData, .create = createData};
const TypeSpec kAbcDataType = {.id = TypeId::kAbcData, .name = "_abc._abc_data", .basicSize = sizeof(AbcData),
                               .flags = kTypeHasGc, .slots = &kDataSlots,
                               .weakRefsOffset = offsetof(AbcData, weakRefs),
                               .doc = "Registry and caches of an abstract base class."};

const MethodDef kFunctions[] = {
    {.name = "_abc_init", .signature = "($module, self, /)", .function = abcInit,
     .doc = "Computes the abstract methods and makes the caches of a new class."},
    {.name = "_abc_register", .signature = "($module, self, subclass, /)", .function = abcRegister,
     .doc = "Registers a class as a virtual subclass."},
    {.name = "_abc_instancecheck", .signature = "($module, self, instance, /)", .function = abcInstanceCheck,
     .doc = "isinstance() for abstract base classes."},
    {.name = "_abc_subclasscheck", .signature = "($module, self, subclass, /)", .function = abcSubclassCheck,
     .doc = "issubclass() for abstract base classes."},
    {.name = "get_cache_token", .signature = "($module, /)", .function = getCacheToken,
     .doc = "A token that changes with every registration of a virtual subclass."},
    {.name = "_get_dump", .signature = "($module, self, /)", .function = getDump,
     .doc = "Copies of registry, cache and negative cache, and the version of the last."},
    {.name = "_reset_registry", .signature = "($module, self, /)", .function = resetRegistry,
     .doc = "Forgets all registered classes."},
    {.name = "_reset_caches", .signature = "($module, self, /)", .function = resetCaches,
     .doc = "Forgets what the caches know."},
};

Status populate(Thread& thread, Module* module) {
  auto* state = new State;
  module->state = state;
  module->releaseState = [](void* pointer) { delete static_cast<State*>(pointer); };
  state->discard = newNativeCode(thread, kDiscard, nullptr);
  if (state->discard == nullptr || createNativeType(thread, kAbcDataType) == nullptr) return thread.raiseMemoryError();
  return kOk;
}

}  // namespace

extern const ModuleSpec kAbcModule;
const ModuleSpec kAbcModule = {"_abc", kFunctions, populate, "Native part of abc."};

}  // namespace taipan
