// classmethod, staticmethod, property and super.
#include <cstddef>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "bytecode/code_spec.h"
#include "objects/cell.h"
#include "objects/core_types.h"
#include "objects/class_helpers.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/frame.h"
#include "objects/method.h"
#include "objects/native_function_types.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

void assign(Value& field, Value value) {
  Ref<> fresh = newRef(value);
  Ref<> old = Ref<>::adopt(std::exchange(field, fresh.releaseValue()));
}
Ref<> orNone(Value v) { return newRef(v.isEmpty() ? kNone : v); }

// ---------------------------------------------------------------- classmethod and staticmethod

MethodWrapperObject* wrapped(Value v) { return v.as<MethodWrapperObject>(); }

void wrappedRelease(Object* self) {
  auto* w = static_cast<MethodWrapperObject*>(self);
  decrefOrEmpty(Value(std::exchange(w->dict, nullptr)));
  decrefOrEmpty(std::exchange(w->callable, Value()));
}
void wrappedTraverse(Object* self, Visitor& visitor) {
  auto* w = static_cast<MethodWrapperObject*>(self);
  visitor.visitValue(Value(w->dict));
  visitor.visitValue(w->callable);
}

// The wrapper takes over what identifies the function (as functools.wraps would).
Status copyIdentity(Thread& thread, Value self, Value callable) {
  const Names& names = thread.names();
  for (Str* name : {names.dunder_module, names.dunder_name, names.dunder_qualname, names.dunder_doc,
                    names.dunder_annotations}) {
    Ref<> value = lookupAttribute(thread, callable, name);
    if (!value) {
      if (thread.hasException()) return Raised{};
      continue;
    }
    Dict* dict = instanceDict(thread, self.object());
    if (dict == nullptr) return Raised{};
    TRY(dictSetStr(thread, dict, name, value));
  }
  return kOk;
}

Status wrappedInitialize(Thread& thread, Value self, const Arguments& args) {
  const char* name = isInstanceOf(thread, self, TypeId::kClassMethod) ? "classmethod" : "staticmethod";
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("{}() takes no keyword arguments", name);
  }
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("{} expected 1 argument, got {}", name, args.positionalCount);
  }
  assign(wrapped(self)->callable, args[0]);
  return copyIdentity(thread, self, args[0]);
}

Ref<> classMethodGet(Thread& thread, Value self, Value instance, Value owner) {
  Value callable = wrapped(self)->callable;
  if (callable.isEmpty()) return thread.raise(TypeId::kRuntimeError, "uninitialized classmethod object");
  Value cls = owner.isEmpty() ? Value(typeOf(thread, instance)) : owner;
  auto get = typeOf(thread, callable)->slots.descriptorGet;
  // 3.9 to 3.12: a wrapped descriptor is bound to the class.
  if (get != nullptr) return get(thread, callable, cls, cls);
  return newMethod(thread, callable, cls);
}

Ref<> staticMethodGet(Thread& thread, Value self, Value, Value) {
  Value callable = wrapped(self)->callable;
  if (callable.isEmpty()) return thread.raise(TypeId::kRuntimeError, "uninitialized staticmethod object");
  return newRef(callable);
}

Ref<> staticMethodCall(Thread& thread, Value self, const Arguments& args) {
  Ref<> callable = newRef(wrapped(self)->callable);
  return call(thread, callable, args);
}

Ref<> wrappedRepr(Thread& thread, Value self) {
  const char* name = isInstanceOf(thread, self, TypeId::kClassMethod) ? "classmethod" : "staticmethod";
  return formatStr(thread, "<{}({!r})>", name, wrapped(self)->callable);
}

Ref<> wrappedAbstract(Thread& thread, Value self) {
  Ref<> flag = lookupAttribute(thread, wrapped(self)->callable, thread.names().dunder_isabstractmethod);
  if (!flag) {
    if (thread.hasException()) return Raised{};
    return newRef(kFalse);
  }
  return newRef(Value::boolean(TRY(isTrue(thread, flag))));
}
Ref<> dictAttribute(Thread& thread, Value self) {
  Dict* dict = instanceDict(thread, self.object());
  if (dict == nullptr) return Raised{};
  return newRef(Value(dict));
}
Status setDictAttribute(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, self.object(), value);
}

const MemberDef kWrappedMembers[] = {{"__func__", MemberKind::kObject, offsetof(MethodWrapperObject, callable)},
                                     {"__wrapped__", MemberKind::kObject, offsetof(MethodWrapperObject, callable)}};
const GetSetDef kWrappedGetSets[] = {{"__isabstractmethod__", wrappedAbstract},
                                     {"__dict__", dictAttribute, setDictAttribute}};
const Slots kClassMethodSlots = {.release = wrappedRelease, .traverse = wrappedTraverse, .create = genericCreate,
                                 .initialize = wrappedInitialize, .repr = wrappedRepr, .descriptorGet = classMethodGet};
const Slots kStaticMethodSlots = {.release = wrappedRelease, .traverse = wrappedTraverse, .create = genericCreate,
                                  .initialize = wrappedInitialize, .repr = wrappedRepr, .call = staticMethodCall,
                                  .descriptorGet = staticMethodGet};

// ---------------------------------------------------------------- property

PropertyObject* propertyOf(Value v) { return v.as<PropertyObject>(); }

void propertyRelease(Object* self) {
  auto* p = static_cast<PropertyObject*>(self);
  for (Value* field : {&p->getter, &p->setter, &p->deleter, &p->doc, &p->name}) {
    decrefOrEmpty(std::exchange(*field, Value()));
  }
}
void propertyTraverse(Object* self, Visitor& visitor) {
  auto* p = static_cast<PropertyObject*>(self);
  for (Value field : {p->getter, p->setter, p->deleter, p->doc, p->name}) visitor.visitValue(field);
}

Status propertyInitialize(Thread& thread, Value self, const Arguments& args) {
  constexpr const char* kNames[] = {"fget", "fset", "fdel", "doc"};
  Value given[4];
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  if (args.positionalCount + keywords > 4) {
    return thread.raiseTypeError("property() takes at most 4 arguments ({} given)", args.positionalCount + keywords);
  }
  for (size_t i = 0; i < args.positionalCount; ++i) given[i] = args[i];
  for (size_t k = 0; k < keywords; ++k) {
    Str* name = args.keywordNames->items[k].as<Str>();
    int at = -1;
    for (int i = 0; i < 4; ++i) {
      if (strEqualText(name, kNames[i])) at = i;
    }
    if (at < 0) return thread.raiseTypeError("'{}' is an invalid keyword argument for property()", name);
    if (!given[at].isEmpty()) {
      return thread.raiseTypeError("argument for property() given by name ('{}') and position ({})", name, at + 1);
    }
    given[at] = args.values[args.positionalCount + k];
  }
  PropertyObject* p = propertyOf(self);
  assign(p->getter, given[0].isNone() ? Value() : given[0]);
  assign(p->setter, given[1].isNone() ? Value() : given[1]);
  assign(p->deleter, given[2].isNone() ? Value() : given[2]);
  assign(p->doc, given[3].isNone() ? Value() : given[3]);
  assign(p->name, Value());
  p->docFromGetter = false;
  if (!p->doc.isEmpty() || p->getter.isEmpty()) return kOk;
  Ref<> getter = newRef(p->getter);
  Ref<> doc = lookupAttribute(thread, getter, thread.names().dunder_doc);
  if (!doc) return thread.hasException() ? Status(Raised{}) : kOk;
  if (typeOf(thread, self) == thread.type(TypeId::kProperty)) {
    assign(p->doc, doc);
  } else {  // a subclass's __doc__ would hide the member of property itself
    TRY(setAttribute(thread, self, thread.names().dunder_doc, doc));
  }
  p->docFromGetter = true;
  return kOk;
}

Raised raiseNo(Thread& thread, PropertyObject* p, Value instance, const char* what) {
  if (!p->name.isEmpty()) {
    return thread.raise(TypeId::kAttributeError, "property {!r} of {!r} object has no {}", p->name,
                        Value(typeOf(thread, instance)->qualifiedName), what);
  }
  return thread.raise(TypeId::kAttributeError, "property of {!r} object has no {}",
                      Value(typeOf(thread, instance)->qualifiedName), what);
}

Ref<> propertyGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty() || instance.isNone()) return newRef(self);
  PropertyObject* p = propertyOf(self);
  if (p->getter.isEmpty()) return raiseNo(thread, p, instance, "getter");
  Ref<> getter = newRef(p->getter);
  return call(thread, getter, instance);
}

Status propertySet(Thread& thread, Value self, Value instance, Value value) {
  PropertyObject* p = propertyOf(self);
  Ref<> function = newRef(value.isEmpty() ? p->deleter : p->setter);
  if (!function) return raiseNo(thread, p, instance, value.isEmpty() ? "deleter" : "setter");
  Ref<> result = value.isEmpty() ? call(thread, function, instance) : call(thread, function, instance, value);
  if (!result) return Raised{};
  return kOk;
}

// A copy with one function replaced, of the same class.
Ref<> propertyCopy(Thread& thread, Value self, int which, Value function) {
  PropertyObject* p = propertyOf(self);
  Value parts[] = {orNone(p->getter).value(), orNone(p->setter).value(), orNone(p->deleter).value(), kNone};
  if (!function.isNone()) parts[which] = function;
  // A docstring that came from the getter comes from the new one again.
  parts[3] = p->docFromGetter || p->doc.isEmpty() ? kNone : p->doc;
  Ref<> copy = TRY(call(thread, typeOf(thread, self), Arguments{parts, 4, nullptr}));
  if (isInstanceOf(thread, copy, TypeId::kProperty)) assign(propertyOf(copy)->name, p->name);
  return copy;
}
template <int which>
Ref<> propertyReplace(Thread& thread, const Value* args) {
  return propertyCopy(thread, args[0], which, args[1]);
}

Ref<> propertySetName(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount != 2) {
    return thread.raiseTypeError("__set_name__() takes 2 positional arguments but {} were given", args.positionalCount);
  }
  assign(propertyOf(self)->name, args[1]);
  return newRef(kNone);
}

Ref<> propertyAbstract(Thread& thread, Value self) {
  PropertyObject* p = propertyOf(self);
  for (Value function : {p->getter, p->setter, p->deleter}) {
    if (function.isEmpty()) continue;
    Ref<> flag = lookupAttribute(thread, function, thread.names().dunder_isabstractmethod);
    if (!flag && thread.hasException()) return Raised{};
    if (flag && TRY(isTrue(thread, flag))) return newRef(kTrue);
  }
  return newRef(kFalse);
}

const Slots kPropertySlots = {.release = propertyRelease, .traverse = propertyTraverse, .create = genericCreate,
                              .initialize = propertyInitialize, .descriptorGet = propertyGet,
                              .descriptorSet = propertySet};
const MemberDef kPropertyMembers[] = {{"fget", MemberKind::kObject, offsetof(PropertyObject, getter)},
                                      {"fset", MemberKind::kObject, offsetof(PropertyObject, setter)},
                                      {"fdel", MemberKind::kObject, offsetof(PropertyObject, deleter)},
                                      {"__doc__", MemberKind::kObject, offsetof(PropertyObject, doc), false}};
const GetSetDef kPropertyGetSets[] = {{"__isabstractmethod__", propertyAbstract}};
const MethodDef kPropertyMethods[] = {
    {"getter", "($self, object, /)", propertyReplace<0>}, {"setter", "($self, object, /)", propertyReplace<1>},
    {"deleter", "($self, object, /)", propertyReplace<2>},
    {.name = "__set_name__", .signature = "($self, owner, name, /)", .raw = propertySetName}};

// ---------------------------------------------------------------- super

struct SuperObject : Object {
  Value cls;         // the class whose successors in the MRO are searched
  Value object;      // bound instance or class; empty: unbound
  Value objectType;  // whose MRO is searched
};

SuperObject* superOf(Value v) { return v.as<SuperObject>(); }

void superRelease(Object* self) {
  auto* s = static_cast<SuperObject*>(self);
  for (Value* field : {&s->cls, &s->object, &s->objectType}) decrefOrEmpty(std::exchange(*field, Value()));
}
void superTraverse(Object* self, Visitor& visitor) {
  auto* s = static_cast<SuperObject*>(self);
  for (Value field : {s->cls, s->object, s->objectType}) visitor.visitValue(field);
}

bool isType(Value v) { return v.isObject() && v.object()->type->has(kTypeIsType); }

// isSubtype, but a class whose own mro() leaves it out is none of itself.
bool isInOrder(Type* type, Type* cls) {
  if (type != cls || type->mro == nullptr) return isSubtype(type, cls);
  for (size_t i = 0; i < type->mro->size; ++i) {
    if (type->mro->items[i] == Value(cls)) return true;
  }
  return false;
}

// The type whose MRO serves: obj itself if a subclass of cls, else its type (or what __class__ claims).
Ref<> superCheck(Thread& thread, Type* cls, Value object) {
  if (isType(object) && isInOrder(object.as<Type>(), cls)) return newRef(object);
  Type* type = typeOf(thread, object);
  if (isInOrder(type, cls)) return newRef(Value(type));
  Ref<> claimed = lookupAttribute(thread, object, thread.names().dunder_class);
  if (!claimed && thread.hasException()) return Raised{};
  if (claimed && isType(claimed) && isInOrder(claimed.value().as<Type>(), cls)) return claimed;
  return thread.raiseTypeError("super(type, obj): obj must be an instance or subtype of type");
}

// A local's value, through its cell if it has one; empty if unbound.
Value localValue(Thread& thread, Frame* frame, int32_t i) {
  Value v = frame->slots[i];
  bool inCell = v.isObject() && v.object()->type == thread.type(TypeId::kCell) && (frame->code->localKind(i) & (kLocalCell | kLocalFree));
  return inCell ? v.as<Cell>()->contents : v;
}

// super() without arguments: the `__class__` cell that the compiler made and the first argument (PEP 3135).
Status findSuperArguments(Thread& thread, Ref<>* cls, Ref<>* object) {
  Frame* frame = thread.frame;
  if (frame == nullptr) return thread.raise(TypeId::kRuntimeError, "super(): no current frame");
  Code* code = frame->code;
  if (code->argCount == 0) return thread.raise(TypeId::kRuntimeError, "super(): no arguments");
  Value first = localValue(thread, frame, 0);
  if (first.isEmpty()) return thread.raise(TypeId::kRuntimeError, "super(): arg[0] deleted");
  *object = newRef(first);
  for (int32_t i = 0; i < code->localCount; ++i) {
    if ((code->localKind(i) & kLocalFree) == 0) continue;
    if (!(code->localsPlusNames->items[i] == Value(thread.names().dunder_class))) continue;
    Value found = localValue(thread, frame, i);
    if (found.isEmpty()) return thread.raise(TypeId::kRuntimeError, "super(): empty __class__ cell");
    if (!isType(found)) {
      return thread.raise(TypeId::kRuntimeError, "super(): __class__ is not a type ({})", typeOf(thread, found)->nativeName);
    }
    *cls = newRef(found);
    return kOk;
  }
  return thread.raise(TypeId::kRuntimeError, "super(): __class__ cell not found");
}

Status superInitialize(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("super() takes no keyword arguments");
  }
  if (args.positionalCount > 2) {
    return thread.raiseTypeError("super() expected at most 2 arguments, got {}", args.positionalCount);
  }
  Ref<> cls, object;
  if (args.positionalCount == 0) {
    TRY(findSuperArguments(thread, &cls, &object));
  } else {
    cls = newRef(args[0]);
    if (args.positionalCount == 2) object = newRef(args[1]);
  }
  if (!isType(cls)) {
    return thread.raiseTypeError("super() argument 1 must be a type, not {}", typeOf(thread, cls)->nativeName);
  }
  SuperObject* s = superOf(self);
  Ref<> objectType;
  if (object && object.value().isNone()) object = Ref<>();
  if (object) objectType = TRY(superCheck(thread, cls.value().as<Type>(), object));
  assign(s->cls, cls);
  assign(s->object, object);
  assign(s->objectType, objectType);
  return kOk;
}

Ref<> superGetAttribute(Thread& thread, Value self, Str* name) {
  SuperObject* s = superOf(self);
  // `__class__` is super's own, so that isinstance and friends are not fooled.
  if (s->objectType.isEmpty() || name == thread.names().dunder_class) return genericGetAttribute(thread, self, name);
  Ref<> startType = newRef(s->objectType);
  Type* start = startType.value().as<Type>();
  if (start->mro == nullptr) return genericGetAttribute(thread, self, name);
  Ref<Tuple> mro = newRef(start->mro);
  size_t i = 0;
  while (i < mro->size && !(mro->items[i] == s->cls)) ++i;
  for (++i; i < mro->size; ++i) {
    Dict* dict = mro->items[i].as<Type>()->dict;
    Ref<> found = dict == nullptr ? nullptr : newRef(dictGetStr(thread, dict, name));
    if (!found) continue;
    auto get = typeOf(thread, found)->slots.descriptorGet;
    if (get == nullptr) return found;
    Value instance = s->object == Value(start) ? Value() : s->object;
    return get(thread, found, instance, start);
  }
  return genericGetAttribute(thread, self, name);
}

Ref<> superDescriptorGet(Thread& thread, Value self, Value instance, Value) {
  SuperObject* s = superOf(self);
  if (instance.isEmpty() || instance.isNone() || !s->object.isEmpty()) return newRef(self);
  if (typeOf(thread, self) != thread.type(TypeId::kSuper)) {
    return call(thread, typeOf(thread, self), s->cls, instance);
  }
  Ref<> objectType = TRY(superCheck(thread, s->cls.as<Type>(), instance));
  Ref<> bound = TRY(allocateInstance(thread, thread.type(TypeId::kSuper)));
  assign(superOf(bound)->cls, s->cls);
  assign(superOf(bound)->object, instance);
  assign(superOf(bound)->objectType, objectType);
  return bound;
}

Ref<> superRepr(Thread& thread, Value self) {
  SuperObject* s = superOf(self);
  const char* name = s->cls.isEmpty() ? "NULL" : s->cls.as<Type>()->nativeName;
  if (s->objectType.isEmpty()) return formatStr(thread, "<super: <class '{}'>, NULL>", name);
  return formatStr(thread, "<super: <class '{}'>, <{} object>>", name, s->objectType.as<Type>()->nativeName);
}

const Slots kSuperSlots = {.release = superRelease, .traverse = superTraverse, .create = genericCreate,
                           .initialize = superInitialize, .repr = superRepr, .getAttribute = superGetAttribute,
                           .descriptorGet = superDescriptorGet};
const MemberDef kSuperMembers[] = {{"__thisclass__", MemberKind::kObject, offsetof(SuperObject, cls)},
                                   {"__self__", MemberKind::kObject, offsetof(SuperObject, object)},
                                   {"__self_class__", MemberKind::kObject, offsetof(SuperObject, objectType)}};

}  // namespace

Ref<> newStaticMethod(Thread& thread, Value callable) {
  Ref<> made = TRY(allocateInstance(thread, thread.type(TypeId::kStaticMethod)));
  assign(wrapped(made)->callable, callable);
  return made;
}
Ref<> newClassMethod(Thread& thread, Value callable) {
  Ref<> made = TRY(allocateInstance(thread, thread.type(TypeId::kClassMethod)));
  assign(wrapped(made)->callable, callable);
  return made;
}

const TypeSpec kClassMethodType = {
    .id = TypeId::kClassMethod, .name = "classmethod", .basicSize = sizeof(MethodWrapperObject),
    .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kClassMethodSlots, .getSets = kWrappedGetSets, .members = kWrappedMembers,
    .dictOffset = offsetof(MethodWrapperObject, dict)};
const TypeSpec kStaticMethodType = {
    .id = TypeId::kStaticMethod, .name = "staticmethod", .basicSize = sizeof(MethodWrapperObject),
    .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kStaticMethodSlots, .getSets = kWrappedGetSets, .members = kWrappedMembers,
    .dictOffset = offsetof(MethodWrapperObject, dict)};
const TypeSpec kPropertyType = {
    .id = TypeId::kProperty, .name = "property", .basicSize = sizeof(PropertyObject),
    .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kPropertySlots, .methods = kPropertyMethods,
    .getSets = kPropertyGetSets, .members = kPropertyMembers};
const TypeSpec kSuperType = {
    .id = TypeId::kSuper, .name = "super", .basicSize = sizeof(SuperObject), .flags = kTypeHasGc | kTypeIsBaseType,
    .slots = &kSuperSlots, .members = kSuperMembers};

}  // namespace taipan
