// The type `object`: what every instance can do.
#include <cstddef>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/number_arguments.h"
#include "objects/shape.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"

namespace taipan {

namespace {

bool hasArguments(const Arguments& args) {
  return args.positionalCount != 0 || (args.keywordNames != nullptr && args.keywordNames->size != 0);
}

Status objectInitialize(Thread& thread, Value self, const Arguments& args) {
  if (!hasArguments(args)) return kOk;
  Type* type = typeOf(thread, self);
  Type* object = thread.type(TypeId::kObject);
  if (type->slots.initialize != object->slots.initialize) {
    return thread.raiseTypeError("object.__init__() takes exactly one argument (the instance to initialize)");
  }
  if (type->slots.create == object->slots.create && !type->has(kTypeDisallowInstantiation)) {
    return thread.raiseTypeError("{}.__init__() takes exactly one argument (the instance to initialize)", type->nativeName);
  }
  return kOk;
}

// TypeError for an abstract class, naming what it lacks (PEP 3119).
Raised raiseAbstract(Thread& thread, Type* type) {
  Ref<> methods = TRY(getAttribute(thread, type, thread.names().dunder_abstractmethods));
  Ref<List> sorted = TRY(listFromIterable(thread, methods));
  TRY(listSort(thread, sorted, kNone, false));
  Ref<Str> separator = TRY(newStr(thread, ", "));
  Ref<Str> joined = TRY(joinStrings(thread, separator, sorted->items, sorted->size));
  return thread.raiseTypeError("Can't instantiate abstract class {} with abstract method{} {}", type->nativeName,
                               sorted->size > 1 ? "s" : "", joined);
}

Ref<> objectCreate(Thread& thread, Type* type, const Arguments& args) {
  if (hasArguments(args)) {
    Type* object = thread.type(TypeId::kObject);
    if (type->slots.create != object->slots.create) {
      return thread.raiseTypeError("object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (type->slots.initialize == object->slots.initialize) {
      return thread.raiseTypeError("{}() takes no arguments", type->nativeName);
    }
  }
  if (type->has(kTypeIsAbstract)) return raiseAbstract(thread, type);
  return allocateInstance(thread, type);
}

Ref<> objectRepr(Thread& thread, Value self) {
  Type* type = typeOf(thread, self);
  Ref<Str> moduleKey = newRef(thread.names().dunder_module);
  Ref<> module = lookupAttribute(thread, type, moduleKey);
  if (!module) thread.clearException();
  if (module && isStr(module) && !strEqualText(module.value().as<Str>(), "builtins")) {
    return formatStr(thread, "<{}.{} object at 0x{:x}>", module.value(), type->qualifiedName, self.bits());
  }
  return formatStr(thread, "<{} object at 0x{:x}>", type->name, self.bits());
}

Ref<> objectStr(Thread& thread, Value self) { return repr(thread, self); }

Result<int64_t> objectHash(Thread&, Value self) {
  // Addresses are 16-byte aligned: the low bits carry nothing.
  uint64_t bits = self.bits();
  int64_t hash = static_cast<int64_t>((bits >> 4) | (bits << 60));
  return hash == -1 ? -2 : hash;
}

Ref<> objectCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op == CompareOp::kEqual) return newRef(self == other ? kTrue : kNotImplemented);
  if (op != CompareOp::kNotEqual) return newRef(kNotImplemented);
  auto compareFunction = typeOf(thread, self)->slots.compare;
  if (compareFunction == nullptr) return newRef(kNotImplemented);
  Ref<> equal = TRY(compareFunction(thread, self, other, CompareOp::kEqual));
  if (equal.value().isNotImplemented()) return equal;
  return newRef(Value::boolean(!TRY(isTrue(thread, equal))));
}

Ref<> objectClass(Thread& thread, Value self) { return newRef(Value(typeOf(thread, self))); }

Status objectSetClass(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("can't delete __class__ attribute");
  if (!value.isObject() || !value.object()->type->has(kTypeIsType)) {
    return thread.raiseTypeError("__class__ must be set to a class, not '{}' object", typeOf(thread, value)->nativeName);
  }
  Type* from = typeOf(thread, self);
  Type* to = value.as<Type>();
  bool modules = isSubtype(from, thread.type(TypeId::kModule)) && isSubtype(to, thread.type(TypeId::kModule));
  if (!modules && (!to->has(kTypeIsHeapType) || !from->has(kTypeIsHeapType))) {
    return thread.raiseTypeError("__class__ assignment only supported for mutable types or ModuleType subclasses");
  }
  if (from == to) return kOk;
  if (!sameLayout(from, to)) {
    return thread.raiseTypeError("__class__ assignment: '{}' object layout differs from '{}'", to->nativeName, from->nativeName);
  }
  Object* object = self.object();
  if (from->has(kTypeHasAttributes)) {
    // Slots are described by a shape of the old class: go through the dictionary.
    if (instanceDict(thread, object) == nullptr) return Raised{};
    AttributeArea* area = attributeAreaOf(object);
    Shape* dictionary = dictionaryShapeFor(thread.interpreter(), to, area->shape->inlineCapacity);
    if (dictionary == nullptr) return thread.raiseMemoryError();
    area->shape = dictionary;
  }
  if (to->has(kTypeIsHeapType)) increfObject(to);
  object->type = to;
  if (from->has(kTypeIsHeapType)) decrefObject(from);
  return kOk;
}

Ref<> objectFormat(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("__format__() argument must be str, not {!N}", args[1]);
  }
  if (args[1].as<Str>()->length() > 0) {
    return thread.raiseTypeError("unsupported format string passed to {}.__format__", typeOf(thread, args[0])->nativeName);
  }
  return str(thread, args[0]);
}

Ref<> objectSizeOf(Thread& thread, const Value* args) {
  return newInt(thread, args[0].isObject() ? static_cast<int64_t>(objectSize(args[0].object())) : 24);
}

Ref<> objectDir(Thread& thread, const Value* args) {
  Ref<Dict> names = TRY(newDict(thread));
  Ref<> own = lookupAttribute(thread, args[0], thread.names().dunder_dict);
  if (!own && thread.hasException()) return Raised{};
  if (own && isDict(own)) TRY(dictMerge(thread, names, own, true));
  Ref<> cls = lookupAttribute(thread, args[0], thread.names().dunder_class);
  if (!cls && thread.hasException()) return Raised{};
  if (cls.value().isObject() && cls.value().object()->type->has(kTypeIsType)) {
    Tuple* mro = cls.value().as<Type>()->mro;
    for (size_t i = mro->size; i-- > 0;) {
      TRY(dictMerge(thread, names, mro->items[i].as<Type>()->dict, true));
    }
  }
  return listFromIterable(thread, names);
}

Ref<> copyregFunction(Thread& thread, const char* name) {
  Ref<Str> moduleName = TRY(internText(thread, "copyreg"));
  Ref<Str> importName = newRef(thread.names().dunder_import);
  Ref<> importer = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, importName));
  Ref<> module = TRY(call(thread, importer, moduleName.get()));
  return getAttribute(thread, module, name);
}

// `__slots__` values and `__dict__`, as pickle wants them.
Ref<> objectGetState(Thread& thread, const Value* args) {
  Value self = args[0];
  Ref<> state = lookupAttribute(thread, self, thread.names().dunder_dict);
  if (!state) {
    if (thread.hasException()) return Raised{};
    state = newRef(kNone);
  } else if (isDict(state) && state.value().as<Dict>()->used == 0) {
    state = newRef(kNone);
  }
  Ref<> slotNames = TRY(call(thread, TRY(copyregFunction(thread, "_slotnames")), typeOf(thread, self)));
  if (!isList(slotNames) || slotNames.value().as<List>()->size == 0) return state;
  Ref<Dict> slots = TRY(newDict(thread));
  Ref<Tuple> names = TRY(tupleFromList(thread, slotNames.value().as<List>()));
  for (size_t i = 0; i < names->size; ++i) {
    if (!isStr(names->items[i])) continue;
    Ref<> value = lookupAttribute(thread, self, names->items[i].as<Str>());
    if (!value) {
      if (thread.hasException()) return Raised{};
      continue;
    }
    TRY(dictSet(thread, slots, names->items[i], value));
  }
  if (slots->used == 0) return state;
  return makeTuple(thread, state.value(), slots.value());
}

Ref<> reduceProtocol(Thread& thread, Value self, int64_t protocol) {
  if (protocol < 2) {
    return call(thread, TRY(copyregFunction(thread, "_reduce_ex")), self, Value::smallInt(protocol));
  }
  return call(thread, TRY(copyregFunction(thread, "__reduce_ex__")), self, Value::smallInt(protocol));
}

Ref<> objectReduce(Thread& thread, const Value* args) {
  return call(thread, TRY(copyregFunction(thread, "_reduce_ex")), args[0], Value::smallInt(0));
}

// Do instances hold more, in native fields, than the default __getstate__ can tell?
bool hasHiddenState(Thread& thread, Type* type) {
  Str* name = thread.names().dunder_getstate;
  if (!(lookupInType(thread, type, name) == lookupInType(thread, thread.type(TypeId::kObject), name))) return false;
  if (type->itemSize != 0) return true;
  while (type->has(kTypeIsHeapType)) type = type->base;
  size_t known = sizeof(Object) + (type->dictOffset ? sizeof(Dict*) : 0) + (type->weakRefsOffset ? sizeof(Object*) : 0);
  return type->basicSize > known;
}

// What __getnewargs_ex__ gave: (tuple, dict)?
Status checkNewArguments(Thread& thread, Value pair) {
  if (!isTuple(pair)) {
    return thread.raiseTypeError("__getnewargs_ex__ should return a tuple, not '{}'", typeOf(thread, pair)->nativeName);
  }
  Tuple* parts = pair.as<Tuple>();
  if (parts->size != 2) return thread.raiseValueError("__getnewargs_ex__ should return a tuple of length 2, not {}", parts->size);
  if (!isTuple(parts->items[0])) {
    return thread.raiseTypeError("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                                 typeOf(thread, parts->items[0])->nativeName);
  }
  if (!isDict(parts->items[1])) {
    return thread.raiseTypeError("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                                 typeOf(thread, parts->items[1])->nativeName);
  }
  return kOk;
}

// Protocol 2 and above: copyreg.__newobj__(cls, *args), state, list items, dict items (PEP 307).
Ref<> reduceNewObject(Thread& thread, Value self) {
  Type* type = typeOf(thread, self);
  if (type->slots.create == nullptr || type->has(kTypeDisallowInstantiation)) {
    return thread.raiseTypeError("cannot pickle '{}' object", type->nativeName);
  }
  Ref<Tuple> positional;
  Ref<> keywords;
  Ref<> hook = lookupSpecial(thread, self, thread.names().dunder_getnewargs_ex);
  if (hook) {
    Ref<> pair = TRY(call(thread, hook));
    TRY(checkNewArguments(thread, pair));
    positional = newRef(pair.value().as<Tuple>()->items[0].as<Tuple>());
    keywords = newRef(pair.value().as<Tuple>()->items[1]);
  } else if (thread.hasException()) {
    return Raised{};
  } else if ((hook = lookupSpecial(thread, self, thread.names().dunder_getnewargs))) {
    Ref<> values = TRY(call(thread, hook));
    if (!isTuple(values)) {
      return thread.raiseTypeError("__getnewargs__ should return a tuple, not '{}'", typeOf(thread, values)->nativeName);
    }
    positional = std::move(values).cast<Tuple>();
  } else if (thread.hasException()) {
    return Raised{};
  }
  bool plain = !positional;
  if (plain && !isList(self) && !isDict(self) && hasHiddenState(thread, type)) {
    return thread.raiseTypeError(type->itemSize ? "cannot pickle {} objects" : "cannot pickle '{}' object", type->nativeName);
  }
  Ref<Str> getStateName = newRef(thread.names().dunder_getstate);
  Ref<> state = TRY(callMethod(thread, self, getStateName));
  Ref<List> newArguments = TRY(newList(thread));
  TRY(listAppend(thread, newArguments, type));
  Ref<> maker;
  if (keywords && isDict(keywords) && keywords.value().as<Dict>()->used != 0) {
    maker = TRY(copyregFunction(thread, "__newobj_ex__"));
    TRY(listAppend(thread, newArguments, positional));
    TRY(listAppend(thread, newArguments, keywords));
  } else {
    maker = TRY(copyregFunction(thread, "__newobj__"));
    if (positional) TRY(listExtend(thread, newArguments, positional));
  }
  Ref<Tuple> arguments = TRY(tupleFromList(thread, newArguments));
  Ref<> listItems = isList(self) ? TRY(getIterator(thread, self)) : newRef(kNone);
  Ref<> dictItems = newRef(kNone);
  if (isDict(self)) {
    Ref<> items = TRY(callMethod(thread, self, thread.names().items));
    dictItems = TRY(getIterator(thread, items));
  }
  return makeTuple(thread, maker.value(), arguments.value(), state.value(), listItems.value(), dictItems.value());
}

Ref<> objectReduceEx(Thread& thread, const Value* args) {
  int64_t protocol = TRY(sizeArgument(thread, args[1]));
  Value own = lookupInType(thread, typeOf(thread, args[0]), thread.names().dunder_reduce);
  Value standard = lookupInType(thread, thread.type(TypeId::kObject), thread.names().dunder_reduce);
  if (!(own == standard)) return callMethod(thread, args[0], thread.names().dunder_reduce);
  if (protocol >= 2) return reduceNewObject(thread, args[0]);
  return reduceProtocol(thread, args[0], protocol);
}

Ref<> objectSubclassHook(Thread&, Value, const Arguments&) { return newRef(kNotImplemented); }
Ref<> objectInitSubclass(Thread&, const Value*) { return newRef(kNone); }

const Slots kObjectSlots = {
    .create = objectCreate, .initialize = objectInitialize, .repr = objectRepr, .str = objectStr, .hash = objectHash,
    .getAttribute = genericGetAttribute, .setAttribute = genericSetAttribute, .compare = objectCompare};
const GetSetDef kObjectGetSets[] = {{"__class__", objectClass, objectSetClass}};
const MethodDef kObjectMethods[] = {
    {"__format__", "($self, format_spec, /)", objectFormat}, {"__sizeof__", "($self, /)", objectSizeOf},
    {"__dir__", "($self, /)", objectDir}, {"__getstate__", "($self, /)", objectGetState},
    {"__reduce__", "($self, /)", objectReduce}, {"__reduce_ex__", "($self, protocol, /)", objectReduceEx},
    {.name = "__subclasshook__", .signature = "($type, *args)", .raw = objectSubclassHook, .kind = MethodKind::kClass},
    {.name = "__init_subclass__", .signature = "($type, /)", .function = objectInitSubclass, .kind = MethodKind::kClass}};

}  // namespace

const TypeSpec kObjectType = {
    .id = TypeId::kObject, .name = "object", .basicSize = sizeof(Object), .flags = kTypeIsBaseType,
    .slots = &kObjectSlots, .methods = kObjectMethods, .getSets = kObjectGetSets,
    .doc = "object()\n--\n\nThe base of all classes; what every object can do."};

// ---------------------------------------------------------------- __dict__ and __weakref__ of instances

namespace {

// The descriptor of __dict__ that a native base class has; empty if none has.
Ref<> nativeDictDescriptor(Thread& thread, Value self) {
  for (Type* type = self.object()->type; type != nullptr; type = type->base) {
    if (type->has(kTypeIsHeapType) || (type->dictOffset == 0 && !type->has(kTypeIsType))) continue;
    return newRef(lookupInType(thread, type, thread.names().dunder_dict));
  }
  return Ref<>();
}
Ref<> instanceDictGet(Thread& thread, Value self) {
  Ref<> native = nativeDictDescriptor(thread, self);
  if (native && native.get().isObject()) {
    if (auto get = native.get().object()->type->slots.descriptorGet) return get(thread, native, self, Value(typeOf(thread, self)));
  }
  Dict* dict = self.isObject() ? instanceDict(thread, self.object()) : nullptr;
  if (dict == nullptr) {
    if (thread.hasException()) return Raised{};
    return thread.raise(TypeId::kAttributeError, "This object has no __dict__");
  }
  return newRef(Value(dict));
}
Status instanceDictSet(Thread& thread, Value self, Value value) {
  Ref<> native = nativeDictDescriptor(thread, self);
  if (native && native.get().isObject()) {
    if (auto set = native.get().object()->type->slots.descriptorSet) return set(thread, native, self, value);
  }
  if (!value.isEmpty()) return setInstanceDict(thread, self.object(), value);
  Ref<Dict> fresh = TRY(newDict(thread));
  return setInstanceDict(thread, self.object(), fresh);
}
Ref<> weakRefGet(Thread&, Value self) {
  Object* object = self.object();
  auto* head = *reinterpret_cast<Object**>(fieldAt(object, object->type->weakRefsOffset));
  return newRef(head == nullptr ? kNone : Value(head));
}

const GetSetDef kInstanceDict = {"__dict__", instanceDictGet, instanceDictSet, "dictionary for instance variables"};
const GetSetDef kInstanceWeakRef = {"__weakref__", weakRefGet, nullptr, "list of weak references to the object"};

}  // namespace

Status addInstanceGetSets(Thread& thread, Type* type) {
  Type* base = type->base;
  auto add = [&](const GetSetDef& definition, Str* name) -> Status {
    if (dictGetStr(thread, type->dict, name)) return kOk;
    Ref<> descriptor = TRY(newGetSet(thread, type, definition));
    return dictSetStr(thread, type->dict, name, descriptor);
  };
  if (type->has(kTypeHasAttributes) && !base->has(kTypeHasAttributes)) {
    TRY(add(kInstanceDict, thread.names().dunder_dict));
  }
  if (type->weakRefsOffset != 0 && base->weakRefsOffset == 0) {
    TRY(add(kInstanceWeakRef, thread.names().dunder_weakref));
  }
  return kOk;
}

}  // namespace taipan
