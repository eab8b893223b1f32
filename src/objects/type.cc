// The type `type`: attribute access on classes, calling them, and their own attributes and methods.
#include "objects/type.h"

#include <cstring>
#include <vector>

#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/mapping_proxy.h"
#include "objects/native_function_types.h"
#include "objects/shape.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"
#include "objects/weakref.h"

namespace taipan {

namespace {

Type* typeSelf(Value self) { return self.as<Type>(); }

// ---------------------------------------------------------------- attribute access (§3.3.2.4 for classes)

bool isDataDescriptor(Thread& thread, Value descriptor) {
  return typeOf(thread, descriptor)->slots.descriptorSet != nullptr;
}

Ref<> typeGetAttribute(Thread& thread, Value self, Str* name) {
  Type* type = typeSelf(self);
  Type* metatype = type->type;
  Ref<> metaAttribute = newRef(lookupInType(thread, metatype, name));
  auto metaGet = metaAttribute ? typeOf(thread, metaAttribute)->slots.descriptorGet : nullptr;
  if (metaGet != nullptr && isDataDescriptor(thread, metaAttribute)) {
    return metaGet(thread, metaAttribute, self, metatype);
  }
  Ref<> attribute = newRef(lookupInType(thread, type, name));
  if (attribute) {
    auto get = typeOf(thread, attribute)->slots.descriptorGet;
    if (get != nullptr) return get(thread, attribute, Value(), self);
    return attribute;
  }
  if (metaGet != nullptr) return metaGet(thread, metaAttribute, self, metatype);
  if (metaAttribute) return metaAttribute;
  return raiseNoAttribute(thread, self, name, "type object '{}' has no attribute '{}'", type->nativeName);
}

Status typeSetAttribute(Thread& thread, Value self, Str* name, Value value) {
  Type* type = typeSelf(self);
  if (!type->has(kTypeIsHeapType)) {
    return thread.raiseTypeError("cannot set '{}' attribute of immutable type '{}'", name, type->nativeName);
  }
  Ref<> metaAttribute = newRef(lookupInType(thread, type->type, name));
  if (metaAttribute && isDataDescriptor(thread, metaAttribute)) {
    return typeOf(thread, metaAttribute)->slots.descriptorSet(thread, metaAttribute, self, value);
  }
  Ref<Str> key = TRY(intern(thread, newRef(name)));
  // The cache borrows what it found, so it is told before the old value can go.
  typeModified(thread, type, nullptr);
  Ref<> old = newRef(dictGetStr(thread, type->dict, key));
  if (value.isEmpty()) {
    if (!old) {
      return thread.raise(TypeId::kAttributeError, "type object '{}' has no attribute '{}'", type->nativeName, name);
    }
    TRY(dictDelete(thread, type->dict, key));
  } else {
    TRY(dictSetStr(thread, type->dict, key, value));
  }
  typeModified(thread, type, key);
  return kOk;
}

// ---------------------------------------------------------------- making instances

Ref<> makeInstance(Thread& thread, Type* type, const Arguments& args) {
  Ref<> keep = newRef(Value(type));
  Ref<> instance = TRY(type->slots.create(thread, type, args));
  Type* made = typeOf(thread, instance);
  if (!isSubtype(made, type) || made->slots.initialize == nullptr) return instance;
  TRY(made->slots.initialize(thread, instance, args));
  return instance;
}

// Types whose calls CPython does not count towards the recursion limit.
bool hasOwnCall(TypeId id) {
  switch (id) {
    case TypeId::kList: case TypeId::kTuple: case TypeId::kDict: case TypeId::kSet: case TypeId::kFrozenSet: case TypeId::kBool:
    case TypeId::kFloat: case TypeId::kRange: case TypeId::kEnumerate: case TypeId::kReversed: case TypeId::kType: return true;
    default: return false;
  }
}

Ref<> typeCall(Thread& thread, Value self, const Arguments& args) {
  Type* type = typeSelf(self);
  if (type == thread.type(TypeId::kType) && args.positionalCount == 1 && args.keywordNames == nullptr) {
    return newRef(Value(typeOf(thread, args[0])));
  }
  if (type == thread.type(TypeId::kType) && args.positionalCount != 3) {
    return thread.raiseTypeError("type() takes 1 or 3 arguments");
  }
  if (type->has(kTypeDisallowInstantiation) || type->slots.create == nullptr) {
    return thread.raiseTypeError("cannot create '{}' instances", type->nativeName);
  }
  if (hasOwnCall(type->id)) return makeInstance(thread, type, args);
  CountedRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  return makeInstance(thread, type, args);
}

// The most derived metaclass of the bases (§3.3.3.3).
Type* winningMetatype(Thread& thread, Type* metatype, Tuple* bases) {
  for (size_t i = 0; i < bases->size; ++i) {
    Type* other = typeOf(thread, bases->items[i]);
    if (isSubtype(metatype, other)) continue;
    if (!isSubtype(other, metatype)) {
      thread.raiseTypeError(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
          "metaclasses of all its bases");
      return nullptr;
    }
    metatype = other;
  }
  return metatype;
}

Ref<> typeCreate(Thread& thread, Type* metatype, const Arguments& args) {
  if (args.positionalCount != 3) {
    return thread.raiseTypeError("type.__new__() takes exactly 3 arguments ({} given)", args.positionalCount);
  }
  const char* expected[] = {"str", "tuple", "dict"};
  bool fits[] = {isStr(args[0]), isTuple(args[1]), isDict(args[2])};
  for (int i = 0; i < 3; ++i) {
    if (fits[i]) continue;
    return thread.raiseTypeError("type.__new__() argument {} must be {}, not {!N}", i + 1, expected[i], args[i]);
  }
  Tuple* bases = args[1].as<Tuple>();
  for (size_t i = 0; i < bases->size; ++i) {
    if (isInstanceOf(thread, bases->items[i], TypeId::kType)) continue;
    Ref<> hook = lookupAttribute(thread, bases->items[i], thread.names().dunder_mro_entries);
    if (hook) {
      return thread.raiseTypeError(
          "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    if (thread.hasException()) return Raised{};
  }
  Type* winner = winningMetatype(thread, metatype, bases);
  if (winner == nullptr) return Raised{};
  if (winner != metatype && winner->slots.create != &typeCreate) {
    return winner->slots.create(thread, winner, args);
  }
  return createHeapType(thread, winner, args[0].as<Str>(), bases, args[2].as<Dict>(), args);
}

Status typeInitialize(Thread& thread, Value, const Arguments& args) {
  if (args.positionalCount == 1 && args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("type.__init__() takes no keyword arguments");
  }
  if (args.positionalCount != 1 && args.positionalCount != 3) {
    return thread.raiseTypeError("type.__init__() takes 1 or 3 arguments");
  }
  return kOk;
}

// ---------------------------------------------------------------- life

void typeRelease(Object* self) {
  auto* type = static_cast<Type*>(self);
  unlinkFromBases(type);
  Interpreter& interpreter = *type->interpreter;
  freeShapes(interpreter, type);
  decrefOrEmpty(Value(std::exchange(type->dict, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->mro, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->bases, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->base, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->name, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->qualifiedName, nullptr)));
  decrefOrEmpty(Value(std::exchange(type->slotNames, nullptr)));
  if (type->has(kTypeIsHeapType) && type->nativeName != nullptr) {
    interpreter.heap.freeBuffer(const_cast<char*>(type->nativeName), std::strlen(type->nativeName) + 1);
    type->nativeName = "?";
  }
  delete std::exchange(type->subclasses, nullptr);
}

void typeTraverse(Object* self, Visitor& visitor) {
  auto* type = static_cast<Type*>(self);
  visitor.visitValue(Value(type->dict));
  visitor.visitValue(Value(type->mro));
  visitor.visitValue(Value(type->bases));
  visitor.visitValue(Value(type->base));
}

// The MRO holds the type itself, which makes every class a cycle.
void typeClear(Object* self) {
  auto* type = static_cast<Type*>(self);
  if (!type->has(kTypeIsHeapType)) return;
  typeModified(*type->interpreter->currentThread, type, nullptr);
  if (type->dict != nullptr) dictClear(type->dict);
  decrefOrEmpty(Value(std::exchange(type->mro, nullptr)));
}

// ---------------------------------------------------------------- attributes of classes

Ref<> typeModule(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  if (!type->has(kTypeIsHeapType)) return newRef(type->module);
  Value module = dictGetStr(thread, type->dict, thread.names().dunder_module);
  if (module.isEmpty()) return thread.raise(TypeId::kAttributeError, "__module__");
  return newRef(module);
}

Status checkMutable(Thread& thread, Type* type, Value value, const char* what) {
  if (!type->has(kTypeIsHeapType)) {
    return thread.raiseTypeError("cannot set '{}' attribute of immutable type '{}'", what, type->nativeName);
  }
  if (value.isEmpty()) {
    return thread.raiseTypeError("cannot delete '{}' attribute of immutable type '{}'", what, type->nativeName);
  }
  return kOk;
}

Status typeSetModule(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  TRY(checkMutable(thread, type, value, "__module__"));
  typeModified(thread, type, nullptr);
  return dictSetStr(thread, type->dict, thread.names().dunder_module, value);
}

Ref<> typeName(Thread&, Value self) { return newRef(Value(typeSelf(self)->name)); }
// A fresh text for native types: pickles tell whether two strings are one, say __module__ and this.
Ref<> typeQualifiedName(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  if (!type->has(kTypeIsHeapType) && type->qualifiedName->isAscii()) return newStr(thread, type->qualifiedName->asciiView());
  return newRef(Value(type->qualifiedName));
}

Status typeSetName(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  TRY(checkMutable(thread, type, value, "__name__"));
  if (!isStr(value)) {
    return thread.raiseTypeError("can only assign string to {}.__name__, not '{}'", type->nativeName,
                                 typeOf(thread, value));
  }
  std::string text = TRY(toUtf8(thread, value.as<Str>()));
  if (text.find('\0') != std::string::npos) {
    return thread.raiseValueError("type name must not contain null characters");
  }
  Heap& heap = thread.heap();
  char* copy = static_cast<char*>(heap.allocateBuffer(text.size() + 1));
  if (copy == nullptr) return thread.raiseMemoryError();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  heap.freeBuffer(const_cast<char*>(type->nativeName), std::strlen(type->nativeName) + 1);
  type->nativeName = copy;
  Ref<Str> old = Ref<Str>::adopt(std::exchange(type->name, newRef(value.as<Str>()).release()));
  return kOk;
}

Status typeSetQualifiedName(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  TRY(checkMutable(thread, type, value, "__qualname__"));
  if (!isStr(value)) {
    return thread.raiseTypeError("can only assign string to {}.__qualname__, not '{}'", type->nativeName,
                                 typeOf(thread, value));
  }
  Ref<Str> old = Ref<Str>::adopt(std::exchange(type->qualifiedName, newRef(value.as<Str>()).release()));
  return kOk;
}

Ref<> typeBases(Thread&, Value self) { return newRef(Value(typeSelf(self)->bases)); }
Status typeSetBases(Thread& thread, Value self, Value value) {
  TRY(checkMutable(thread, typeSelf(self), value, "__bases__"));
  return setTypeBases(thread, typeSelf(self), value);
}
Ref<> typeBase(Thread&, Value self) {
  Type* base = typeSelf(self)->base;
  return newRef(base == nullptr ? kNone : Value(base));
}
Ref<> typeMro(Thread&, Value self) {
  Tuple* mro = typeSelf(self)->mro;
  return newRef(mro == nullptr ? kNone : Value(mro));
}
Ref<> typeDict(Thread& thread, Value self) { return newMappingProxy(thread, typeSelf(self)->dict); }

Ref<> typeDoc(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  if (!type->has(kTypeIsHeapType) && !type->docString.isEmpty()) {
    if (!type->docString.as<Str>()->isAscii()) return newRef(type->docString);
    std::string_view text = type->docString.as<Str>()->asciiView();
    size_t marker = text.find(kSignatureMarker);
    if (marker == std::string_view::npos) return newRef(type->docString);
    return newStr(thread, text.substr(marker + kSignatureMarker.size()));
  }
  Value doc = dictGetStr(thread, type->dict, thread.names().dunder_doc);
  if (doc.isEmpty()) return newRef(kNone);
  auto get = typeOf(thread, doc)->slots.descriptorGet;
  return get == nullptr ? newRef(doc) : get(thread, doc, Value(), self);
}
Status typeSetDoc(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  TRY(checkMutable(thread, type, value, "__doc__"));
  typeModified(thread, type, nullptr);
  return dictSetStr(thread, type->dict, thread.names().dunder_doc, value);
}

Ref<> typeAbstractMethods(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  Value found;
  if (type != thread.type(TypeId::kType)) {
    found = dictGetStr(thread, type->dict, thread.names().dunder_abstractmethods);
  }
  if (found.isEmpty()) return thread.raise(TypeId::kAttributeError, "__abstractmethods__");
  return newRef(found);
}
Status typeSetAbstractMethods(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  Str* name = thread.names().dunder_abstractmethods;
  bool abstract = false;
  if (!value.isEmpty()) {
    abstract = TRY(isTrue(thread, value));
    TRY(dictSetStr(thread, type->dict, name, value));
  } else if (!TRY(dictDelete(thread, type->dict, name))) {
    return thread.raise(TypeId::kAttributeError, "__abstractmethods__");
  }
  typeModified(thread, type, nullptr);
  type->flags = abstract ? type->flags | kTypeIsAbstract : type->flags & ~kTypeIsAbstract;
  return kOk;
}

Ref<> typeAnnotations(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  Str* name = thread.names().dunder_annotations;
  if (!type->has(kTypeIsHeapType)) {
    return thread.raise(TypeId::kAttributeError, "type object '{}' has no attribute '__annotations__'", type->nativeName);
  }
  Value found = dictGetStr(thread, type->dict, name);
  if (!found.isEmpty()) {
    auto get = typeOf(thread, found)->slots.descriptorGet;
    return get == nullptr ? newRef(found) : get(thread, found, Value(), self);
  }
  Ref<Dict> fresh = TRY(newDict(thread));
  TRY(dictSetStr(thread, type->dict, name, fresh));
  typeModified(thread, type, nullptr);
  return fresh;
}
Status typeSetAnnotations(Thread& thread, Value self, Value value) {
  Type* type = typeSelf(self);
  Str* name = thread.names().dunder_annotations;
  if (!type->has(kTypeIsHeapType)) {
    return thread.raiseTypeError("cannot set '__annotations__' attribute of immutable type '{}'", type->nativeName);
  }
  typeModified(thread, type, nullptr);
  if (!value.isEmpty()) return dictSetStr(thread, type->dict, name, value);
  if (!TRY(dictDelete(thread, type->dict, name))) return thread.raise(TypeId::kAttributeError, "__annotations__");
  return kOk;
}

// "(…)" of a docstring that starts with "name(…)" and the marker.
Ref<> typeTextSignature(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  if (type->has(kTypeIsHeapType) || type->docString.isEmpty()) return newRef(kNone);
  if (!type->docString.as<Str>()->isAscii()) return newRef(kNone);
  std::string_view text = type->docString.as<Str>()->asciiView();
  size_t marker = text.find(kSignatureMarker), open = text.find('(');
  if (marker == std::string_view::npos || open == std::string_view::npos || open > marker) return newRef(kNone);
  return newStr(thread, text.substr(open, marker - open));
}
// CPython's tp_flags, as far as they say something of this type.
Ref<> typeFlags(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  static constexpr struct { uint32_t ours; int theirs; } kBits[] = {
      {kTypeSequencePattern, 5}, {kTypeMappingPattern, 6}, {kTypeDisallowInstantiation, 7}, {kTypeIsHeapType, 9},
      {kTypeIsBaseType, 10}, {kTypeHasGc, 14}, {kTypeMethodDescriptor, 17}, {kTypeIsAbstract, 20}, {kTypeMatchSelf, 22},
      {kTypeIsInt, 24}, {kTypeIsList, 25}, {kTypeIsTuple, 26}, {kTypeIsBytes, 27}, {kTypeIsStr, 28}, {kTypeIsDict, 29},
      {kTypeIsException, 30}, {kTypeIsType, 31}};
  int64_t flags = 1 << 12;  // ready
  for (auto bit : kBits) {
    if (type->has(bit.ours)) flags |= int64_t{1} << bit.theirs;
  }
  if (!type->has(kTypeIsHeapType)) flags |= 1 << 8;  // immutable
  return newInt(thread, flags);
}
Ref<> typeBasicSize(Thread& thread, Value self) { return newInt(thread, static_cast<int64_t>(typeSelf(self)->basicSize)); }
Ref<> typeItemSize(Thread& thread, Value self) { return newInt(thread, static_cast<int64_t>(typeSelf(self)->itemSize)); }
Ref<> typeDictOffset(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  return newInt(thread, static_cast<int64_t>(type->dictOffset != 0 ? type->dictOffset : type->attributesOffset));
}
Ref<> typeWeakRefOffset(Thread& thread, Value self) { return newInt(thread, static_cast<int64_t>(typeSelf(self)->weakRefsOffset & ~kBehindItems)); }

// ---------------------------------------------------------------- methods of classes

Ref<> typeMroMethod(Thread& thread, const Value* args) {
  Ref<Tuple> order = TRY(computeMro(thread, typeSelf(args[0])));
  return newListFrom(thread, order->items, order->size);
}
Ref<> typeSubclasses(Thread& thread, const Value* args) {
  Ref<List> list = TRY(newList(thread));
  for (Type* subclass : *typeSelf(args[0])->subclasses) TRY(listAppend(thread, list, subclass));
  return list;
}
Ref<> typePrepare(Thread& thread, Value, const Arguments&) { return newDict(thread); }
Ref<> typeInstanceCheck(Thread& thread, const Value* args) {
  return newRef(Value::boolean(TRY(realIsInstance(thread, args[1], args[0]))));
}
Ref<> typeSubclassCheck(Thread& thread, const Value* args) {
  return newRef(Value::boolean(TRY(realIsSubclass(thread, args[1], args[0]))));
}
Ref<> typeDir(Thread& thread, const Value* args) {
  Ref<Dict> names = TRY(newDict(thread));
  Tuple* mro = typeSelf(args[0])->mro;
  for (size_t i = mro->size; i-- > 0;) {
    TRY(dictMerge(thread, names, mro->items[i].as<Type>()->dict, true));
  }
  return listFromIterable(thread, names);
}
Ref<> typeSizeOf(Thread& thread, const Value*) { return newInt(thread, sizeof(Type)); }

Ref<> typeRepr(Thread& thread, Value self) {
  Type* type = typeSelf(self);
  Ref<> module = typeModule(thread, self);
  if (!module) thread.clearException();
  if (module && isStr(module) && !strEqualText(module.value().as<Str>(), "builtins")) {
    return formatStr(thread, "<class '{}.{}'>", module.value(), type->qualifiedName);
  }
  return formatStr(thread, "<class '{}'>", type->has(kTypeIsHeapType) ? type->qualifiedName : type->name);
}

Ref<> typeOr(Thread& thread, Value left, Value right) { return newUnion(thread, left, right); }

const Slots kTypeSlots = {
    .release = typeRelease, .traverse = typeTraverse, .clear = typeClear,
    .create = typeCreate, .initialize = typeInitialize, .repr = typeRepr, .call = typeCall,
    .getAttribute = typeGetAttribute, .setAttribute = typeSetAttribute,
    .binary = {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, typeOr}};
const GetSetDef kTypeGetSets[] = {
    {"__name__", typeName, typeSetName}, {"__qualname__", typeQualifiedName, typeSetQualifiedName},
    {"__bases__", typeBases, typeSetBases}, {"__base__", typeBase}, {"__mro__", typeMro},
    {"__module__", typeModule, typeSetModule}, {"__dict__", typeDict}, {"__doc__", typeDoc, typeSetDoc},
    {"__abstractmethods__", typeAbstractMethods, typeSetAbstractMethods},
    {"__annotations__", typeAnnotations, typeSetAnnotations},
    {"__text_signature__", typeTextSignature}, {"__flags__", typeFlags},
    {"__basicsize__", typeBasicSize}, {"__itemsize__", typeItemSize},
    {"__dictoffset__", typeDictOffset}, {"__weakrefoffset__", typeWeakRefOffset}};
const MethodDef kTypeMethods[] = {
    {"mro", "($self, /)", typeMroMethod},
    {"__subclasses__", "($self, /)", typeSubclasses},
    {.name = "__prepare__", .signature = "($type, *args, **kwargs)", .raw = typePrepare, .kind = MethodKind::kClass},
    {"__instancecheck__", "($self, instance, /)", typeInstanceCheck},
    {"__subclasscheck__", "($self, subclass, /)", typeSubclassCheck},
    {"__dir__", "($self, /)", typeDir},
    {"__sizeof__", "($self, /)", typeSizeOf}};

}  // namespace

const TypeSpec kTypeType = {
    .id = TypeId::kType, .name = "type", .basicSize = sizeof(Type),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsType, .slots = &kTypeSlots,
    .methods = kTypeMethods, .getSets = kTypeGetSets, .weakRefsOffset = offsetof(Type, weakRefs)};

}  // namespace taipan
