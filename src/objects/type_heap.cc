// Classes made by Python code: type.__new__ (PEP 3115, PEP 487, language reference §3.3.3).
#include <algorithm>
#include <cstring>
#include <string>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/cell.h"
#include "objects/current_frame.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/native_function_types.h"
#include "objects/shape.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type.h"
#include "objects/type_internal.h"

namespace taipan {

namespace {

constexpr uint16_t kFirstInlineCapacity = 6;

// What `__slots__` asks for.
struct SlotPlan {
  std::vector<Ref<Str>> names;  // mangled, without __dict__ and __weakref__
  bool given = false;
  bool wantsDict = true;
  bool wantsWeakRefs = true;
};

// Private names are mangled with the class's name (language reference §6.2.1).
Ref<Str> mangle(Thread& thread, Str* className, Str* name) {
  size_t n = name->length();
  bool isPrivate = n > 2 && name->at(0) == '_' && name->at(1) == '_' &&
                   !(name->at(n - 1) == '_' && name->at(n - 2) == '_');
  if (!isPrivate) return newRef(name);
  size_t underscores = 0;
  while (underscores < className->length() && className->at(underscores) == '_') ++underscores;
  if (underscores == className->length()) return newRef(name);
  Ref<Str> bare = TRY(substring(thread, className, underscores, className->length()));
  return intern(thread, TRY(formatStr(thread, "_{}{}", bare, name)));
}

Status addSlotName(Thread& thread, Type* base, Str* className, Value item, SlotPlan& plan) {
  if (!isStr(item)) {
    return thread.raiseTypeError("__slots__ items must be strings, not '{}'", typeOf(thread, item));
  }
  Str* name = item.as<Str>();
  Ref<Str> identifierName = TRY(internText(thread, "isidentifier"));
  Ref<> isIdentifier = TRY(callMethod(thread, name, identifierName));
  if (!isIdentifier.value().isTrue()) return thread.raiseTypeError("__slots__ must be identifiers");
  if (strEqualText(name, "__dict__")) {
    if (plan.wantsDict || base->has(kTypeHasAttributes) || base->dictOffset != 0) {
      return thread.raiseTypeError("__dict__ slot disallowed: we already got one");
    }
    plan.wantsDict = true;
    return kOk;
  }
  if (strEqualText(name, "__weakref__")) {
    if (plan.wantsWeakRefs || base->weakRefsOffset != 0) {
      return thread.raiseTypeError("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
    }
    plan.wantsWeakRefs = true;
    return kOk;
  }
  plan.names.push_back(TRY(mangle(thread, className, name)));
  return kOk;
}

Status readSlots(Thread& thread, Type* base, Str* className, Dict* dict, SlotPlan& plan) {
  Value slots = dictGetStr(thread, dict, thread.names().dunder_slots);
  if (slots.isEmpty()) return kOk;
  plan.given = true;
  plan.wantsDict = plan.wantsWeakRefs = false;
  Ref<Tuple> items = TRY(isStr(slots) ? makeTuple(thread, slots) : tupleFromIterable(thread, slots));
  if (items->size != 0 && base->itemSize != 0 && !base->has(kTypeIsStr)) {
    return thread.raiseTypeError("nonempty __slots__ not supported for subtype of '{}'", base->nativeName);
  }
  for (size_t i = 0; i < items->size; ++i) {
    TRY(addSlotName(thread, base, className, items->items[i], plan));
  }
  std::sort(plan.names.begin(), plan.names.end(),
            [](const Ref<Str>& a, const Ref<Str>& b) { return strCompare(a, b) < 0; });
  for (const Ref<Str>& name : plan.names) {
    Value own = dictGetStr(thread, dict, name);
    if (!own.isEmpty() && !strEqualText(name, "__qualname__") && !strEqualText(name, "__classcell__")) {
      return thread.raiseValueError("'{}' in __slots__ conflicts with class variable", name);
    }
  }
  return kOk;
}

// With __slots__, bases beside the one that decides the layout may still bring the dictionary or weak references.
void inheritFromOtherBases(Tuple* bases, SlotPlan& plan) {
  if (!plan.given) return;
  for (size_t i = 0; i < bases->size; ++i) {
    const Type* base = bases->items[i].as<Type>();
    plan.wantsDict = plan.wantsDict || base->has(kTypeHasAttributes) || base->dictOffset != 0;
    plan.wantsWeakRefs = plan.wantsWeakRefs || base->weakRefsOffset != 0;
  }
}

// Room for `count` values among the fields; behind the items where those vary in number.
size_t addFields(Type* type, size_t count) {
  if (type->itemSize != 0) {
    size_t offset = type->tailSize;
    type->tailSize += static_cast<uint32_t>(count * sizeof(Value));
    return offset | kBehindItems;
  }
  size_t offset = (type->basicSize + 7) & ~size_t{7};
  type->basicSize = offset + count * sizeof(Value);
  return offset;
}

// Lays out: base's fields | __slots__ | weak reference list | attribute area.
Status layOut(Thread& thread, Type* type, SlotPlan& plan) {
  Type* base = type->base;
  type->basicSize = base->basicSize;
  type->itemSize = base->itemSize;
  type->tailSize = base->tailSize;
  type->dictOffset = base->dictOffset;
  type->weakRefsOffset = base->weakRefsOffset;
  type->attributesOffset = base->attributesOffset;
  bool baseHasArea = base->has(kTypeHasAttributes);
  bool isMetatype = base->has(kTypeIsType);
  bool addsLayout = false;
  if (baseHasArea && base->itemSize == 0) {
    // The area comes last; new slots and fields go in front of a new one, so the base's is abandoned.
    type->basicSize = base->attributesOffset;
  }
  if (!plan.names.empty()) {
    type->slotsBegin = addFields(type, plan.names.size());
    type->slotsCount = plan.names.size();
    type->flags |= kTypeHasSlotMembers;
    addsLayout = true;
  }
  if (plan.wantsWeakRefs && type->weakRefsOffset == 0 && (type->itemSize == 0 || base->has(kTypeIsStr))) {
    type->weakRefsOffset = addFields(type, 1);
  }
  bool wantsArea = (baseHasArea || plan.wantsDict) && type->dictOffset == 0 && !isMetatype;
  if (wantsArea) {
    type->flags |= kTypeHasAttributes | kTypeHasGc;
    if (type->itemSize == 0) {
      type->attributesOffset = (type->basicSize + 7) & ~size_t{7};
      type->basicSize = type->attributesOffset + sizeof(AttributeArea);
    }
    if (!addRootShape(thread.interpreter(), type, type->itemSize == 0 ? kFirstInlineCapacity : 0)) {
      return thread.raiseMemoryError();
    }
  }
  type->flags |= kTypeHasGc;
  type->solidBase = addsLayout ? type : base->solidBase;
  return kOk;
}

Status addSlotDescriptors(Thread& thread, Type* type, SlotPlan& plan) {
  for (size_t i = 0; i < plan.names.size(); ++i) {
    Ref<> member = TRY(newSlotMember(thread, type, plan.names[i], type->slotsBegin + i * sizeof(Value)));
    TRY(dictSetStr(thread, type->dict, plan.names[i], member));
  }
  if (plan.names.empty()) return kOk;
  Ref<Tuple> names = TRY(newTuple(thread, plan.names.size()));
  for (size_t i = 0; i < plan.names.size(); ++i) tupleInit(names, i, plan.names[i].clone());
  type->slotNames = names.release();
  return kOk;
}

// __new__ is a static method, __init_subclass__ and __class_getitem__ are class methods without decoration.
Status wrapImplicitMethods(Thread& thread, Dict* dict) {
  const Names& names = thread.names();
  Type* functionType = thread.type(TypeId::kFunction);
  Value create = dictGetStr(thread, dict, names.dunder_new);
  if (create.isObject() && create.object()->type == functionType) {
    Ref<> wrapped = TRY(newStaticMethod(thread, create));
    TRY(dictSetStr(thread, dict, names.dunder_new, wrapped));
  }
  for (Str* name : {names.dunder_init_subclass, names.dunder_class_getitem}) {
    Value function = dictGetStr(thread, dict, name);
    if (!function.isObject() || function.object()->type != functionType) continue;
    Ref<> wrapped = TRY(newClassMethod(thread, function));
    TRY(dictSetStr(thread, dict, name, wrapped));
  }
  return kOk;
}

Status setNameAndModule(Thread& thread, Type* type, Str* name) {
  const Names& names = thread.names();
  type->name = newRef(name).release();
  std::string text = TRY(toUtf8(thread, name));
  if (text.find('\0') != std::string::npos) {
    return thread.raiseValueError("type name must not contain null characters");
  }
  char* copy = static_cast<char*>(thread.heap().allocateBuffer(text.size() + 1));
  if (copy == nullptr) return thread.raiseMemoryError();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  type->nativeName = copy;
  Value qualified = dictGetStr(thread, type->dict, names.dunder_qualname);
  if (!qualified.isEmpty()) {
    if (!isStr(qualified)) {
      return thread.raiseTypeError("type __qualname__ must be a str, not {}", typeOf(thread, qualified));
    }
    type->qualifiedName = newRef(qualified.as<Str>()).release();
    TRY(dictDelete(thread, type->dict, names.dunder_qualname));
  } else {
    type->qualifiedName = newRef(name).release();
  }
  if (dictGetStr(thread, type->dict, names.dunder_module).isEmpty()) {
    Dict* globals = currentGlobals(thread);
    Value module = globals == nullptr ? Value() : dictGetStr(thread, globals, names.dunder_name);
    if (!module.isEmpty()) TRY(dictSetStr(thread, type->dict, names.dunder_module, module));
  }
  Value doc = dictGetStr(thread, type->dict, names.dunder_doc);
  if (doc.isEmpty()) return dictSetStr(thread, type->dict, names.dunder_doc, kNone);
  if (isStr(doc)) (void)TRY(toUtf8(thread, doc.as<Str>()));  // no lone surrogates
  return kOk;
}

Status fillClassCell(Thread& thread, Type* type) {
  Value cell = dictGetStr(thread, type->dict, thread.names().dunder_classcell);
  if (cell.isEmpty()) return kOk;
  if (!cell.isObject() || cell.object()->type != thread.type(TypeId::kCell)) {
    return thread.raiseTypeError("__classcell__ must be a nonlocal cell, not {!r}", Value(typeOf(thread, cell)));
  }
  cellSet(cell.as<Cell>(), type);
  TRY(dictDelete(thread, type->dict, thread.names().dunder_classcell));
  return kOk;
}

Status callSetNames(Thread& thread, Type* type) {
  Ref<Dict> snapshot = TRY(copyDict(thread, type->dict));
  size_t position = 0;
  Value key, value;
  while (dictNext(snapshot, &position, &key, &value)) {
    Ref<> hook = lookupSpecial(thread, value, thread.names().dunder_set_name);
    if (!hook) {
      if (thread.hasException()) return Raised{};
      continue;
    }
    if (!call(thread, hook, type, key)) {
      // PEP 487 as 3.11 has it: the cause is chained to a RuntimeError that names the attribute.
      Ref<> cause = thread.takeException();
      thread.raise(TypeId::kRuntimeError, "Error calling __set_name__ on '{}' instance {!r} in '{}'",
                   typeOf(thread, value), key, type->nativeName);
      if (thread.hasException()) setCause(thread, std::move(cause));
      return Raised{};
    }
  }
  return kOk;
}

Status callInitSubclass(Thread& thread, Type* type, const Arguments& keywords) {
  Ref<> super = TRY(call(thread, thread.type(TypeId::kSuper), Value(type), Value(type)));
  Ref<> hook = TRY(getAttribute(thread, super, thread.names().dunder_init_subclass));
  Ref<> ignored = TRY(call(thread, hook, Arguments{keywords.values + keywords.positionalCount, 0, keywords.keywordNames}));
  return kOk;
}

// `type` has a copy of its base's slots.  OPTIMIZATION: if all that it inherits comes from there, only the slots of
// its own names need a look; a class has few of them and there are a hundred slots.
void setOwnSlots(Thread& thread, Type* type) {
  Tuple* inherited = type->base->mro;
  bool single = type->bases->size == 1 && inherited != nullptr && type->mro->size == inherited->size + 1 &&
                type->mro->items[1] == Value(type->base);
  if (!single) return updateSlots(thread, type);
  size_t position = 0;
  Value key, value;
  while (dictNext(type->dict, &position, &key, &value)) {
    if (!isExactStr(key)) continue;
    Str* name = key.as<Str>();
    if (name->length() > 4 && name->at(0) == '_' && name->at(1) == '_') updateSlots(thread, type, name);
  }
}

}  // namespace

Type* bestBase(Thread& thread, Tuple* bases) {
  Type* winner = nullptr;
  for (size_t i = 0; i < bases->size; ++i) {
    Value item = bases->items[i];
    if (!item.isObject() || !item.object()->type->has(kTypeIsType)) {
      thread.raiseTypeError("bases must be types");
      return nullptr;
    }
    Type* base = item.as<Type>();
    if (!base->has(kTypeIsBaseType)) {
      thread.raiseTypeError("type '{}' is not an acceptable base type", base->nativeName);
      return nullptr;
    }
    if (winner == nullptr) {
      winner = base;
      continue;
    }
    Type* mine = winner->solidBase;
    Type* theirs = base->solidBase;
    if (isSubtype(mine, theirs)) continue;
    if (!isSubtype(theirs, mine)) {
      thread.raiseTypeError("multiple bases have instance lay-out conflict");
      return nullptr;
    }
    winner = base;
  }
  return winner;
}

Ref<Tuple> methodResolutionOrder(Thread& thread, Type* type) {
  if (type->type == thread.type(TypeId::kType)) return computeMro(thread, type);
  Value found = lookupInType(thread, type->type, thread.names().mro);
  if (found.isObject() && found.object()->type == thread.type(TypeId::kMethodDescriptor)) {
    return computeMro(thread, type);
  }
  Ref<> list = TRY(callMethod(thread, type, thread.names().mro));
  Ref<Tuple> order = TRY(tupleFromIterable(thread, list));
  for (size_t i = 0; i < order->size; ++i) {
    Value item = order->items[i];
    if (!item.isObject() || !item.object()->type->has(kTypeIsType)) {
      return thread.raiseTypeError("mro() returned a non-class ('{}')", typeOf(thread, item));
    }
    // Methods of a class must fit the layout of the instances.
    Type* fits = type->solidBase;
    while (fits != nullptr && fits != item.as<Type>()->solidBase) fits = fits->base;
    if (fits == nullptr) {
      return thread.raiseTypeError("mro() returned base with unsuitable layout ('{}')", item.as<Type>()->nativeName);
    }
  }
  return order;
}

Ref<Type> createHeapType(Thread& thread, Type* metatype, Str* name, Tuple* bases, Dict* namespaceDict,
                         const Arguments& keywords) {
  Ref<Tuple> actualBases = bases->size != 0 ? newRef(bases)
                                            : TRY(makeTuple(thread, Value(thread.type(TypeId::kObject))));
  Type* base = bestBase(thread, actualBases);
  if (base == nullptr) return Raised{};
  Ref<Dict> dict = TRY(copyDict(thread, namespaceDict));
  SlotPlan plan;
  TRY(readSlots(thread, base, name, dict, plan));
  inheritFromOtherBases(actualBases.get(), plan);
  Type* raw = allocateType(thread, metatype);
  if (raw == nullptr) return thread.raiseMemoryError();
  if (metatype->has(kTypeIsHeapType)) increfObject(metatype);
  Ref<Type> type = Ref<Type>::adopt(raw);
  raw->flags = kTypeIsHeapType | kTypeIsBaseType |
               (base->flags & (kTypeFamilyMask | kTypeMatchSelf | kTypeHasFinalizer | kTypeHasSlotMembers));
  raw->base = newRef(base).release();
  raw->bases = actualBases.release();
  raw->dict = dict.release();
  raw->slots = base->slots;
  TRY(setNameAndModule(thread, raw, name));
  TRY(wrapImplicitMethods(thread, raw->dict));
  TRY(layOut(thread, raw, plan));
  TRY(fillClassCell(thread, raw));
  TRY(addSlotDescriptors(thread, raw, plan));
  // object's __eq__ without __hash__ in the same class makes instances unhashable (§3.3.1).
  const Names& names = thread.names();
  if (dictGetStr(thread, raw->dict, names.dunder_eq) && !dictGetStr(thread, raw->dict, names.dunder_hash)) {
    TRY(dictSetStr(thread, raw->dict, names.dunder_hash, kNone));
  }
  raw->mro = TRY(methodResolutionOrder(thread, raw)).release();
  // Which pattern instances match, sequence or mapping, the first class that says so decides.
  constexpr uint32_t kPatterns = kTypeMappingPattern | kTypeSequencePattern;
  for (size_t i = 1; i < raw->mro->size && !raw->has(kPatterns); ++i) {
    Value ancestor = raw->mro->items[i];
    if (ancestor.object()->type->has(kTypeIsType)) raw->flags |= ancestor.as<Type>()->flags & kPatterns;
  }
  linkToBases(raw);
  setOwnSlots(thread, raw);
  TRY(addInstanceGetSets(thread, raw));
  TRY(callSetNames(thread, raw));
  TRY(callInitSubclass(thread, raw, keywords));
  return type;
}

}  // namespace taipan
