// types.GenericAlias and types.UnionType.
#include "objects/generic_alias.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type.h"

namespace taipan {

namespace {

struct GenericAlias : Object {
  Value origin;
  Value args;        // tuple
  Value parameters;  // tuple; made on demand
  Object* weakRefs;
  bool starred;
};

struct UnionObject : Object {
  Value args;
  Value parameters;
};

GenericAlias* aliasOf(Value v) { return v.as<GenericAlias>(); }
UnionObject* unionOf(Value v) { return v.as<UnionObject>(); }
bool isType(Value v) { return v.isObject() && v.object()->type->has(kTypeIsType); }
bool isAlias(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kGenericAlias); }
bool isUnion(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kUnion); }

// ---------------------------------------------------------------- text

// How a type argument is shown: classes by qualified name, `...` for Ellipsis, anything else by repr.
Status appendArgument(Thread& thread, StrBuilder& out, Value argument) {
  if (argument == kEllipsis) {
    out.append("...");
    return kOk;
  }
  if (isList(argument)) {
    Ref<Tuple> items = TRY(tupleFromList(thread, argument.as<List>()));
    out.append("[");
    for (size_t i = 0; i < items->size; ++i) {
      if (i != 0) out.append(", ");
      TRY(appendArgument(thread, out, items->items[i]));
    }
    out.append("]");
    return kOk;
  }
  bool plain = !isAlias(thread, argument) && !isUnion(thread, argument);
  for (const char* name : {"__origin__", "__args__"}) {  // typing's aliases are shown whole, too
    if (!plain) break;
    Ref<Str> key = TRY(internText(thread, name));
    Ref<> part = lookupAttribute(thread, argument, key);
    if (!part && thread.hasException()) return Raised{};
    if (!part) break;
    if (std::string_view(name) == "__args__") plain = false;
  }
  Ref<> qualified, module;
  if (plain) {
    qualified = lookupAttribute(thread, argument, thread.names().dunder_qualname);
    if (!qualified && thread.hasException()) return Raised{};
    if (qualified) module = lookupAttribute(thread, argument, thread.names().dunder_module);
    if (!module && thread.hasException()) return Raised{};
  }
  if (!qualified || !module || module.value().isNone()) {
    Ref<Str> text = TRY(repr(thread, argument));
    out.append(text.get());
    return kOk;
  }
  if (isStr(module) && !strEqualText(module.value().as<Str>(), "builtins")) {
    Ref<Str> text = TRY(formatStr(thread, "{}.{}", module.value(), qualified.value()));
    out.append(text.get());
    return kOk;
  }
  Ref<Str> text = TRY(str(thread, qualified));
  out.append(text.get());
  return kOk;
}

Ref<> aliasRepr(Thread& thread, Value self) {
  GenericAlias* alias = aliasOf(self);
  StrBuilder out(thread);
  if (alias->starred) out.append("*");
  TRY(appendArgument(thread, out, alias->origin));
  out.append("[");
  Tuple* args = alias->args.as<Tuple>();
  for (size_t i = 0; i < args->size; ++i) {
    if (i != 0) out.append(", ");
    TRY(appendArgument(thread, out, args->items[i]));
  }
  if (args->size == 0) out.append("()");
  out.append("]");
  return out.finish();
}

// ---------------------------------------------------------------- parameters (PEP 585, PEP 646)

Status addParameter(Thread& thread, List* list, Value parameter) {
  for (size_t i = 0; i < list->size; ++i) {
    if (TRY(equal(thread, list->items[i], parameter))) return kOk;
  }
  return listAppend(thread, list, parameter);
}

// Type variables among `args`, and those of generic arguments, in order of first appearance.
Ref<Tuple> collectParameters(Thread& thread, Tuple* args) {
  Ref<List> found = TRY(newList(thread));
  for (size_t i = 0; i < args->size; ++i) {
    Value argument = args->items[i];
    if (isType(argument)) continue;
    Ref<> substitute = lookupAttribute(thread, argument, thread.names().dunder_typing_subst);
    if (!substitute && thread.hasException()) return Raised{};
    if (substitute) {
      TRY(addParameter(thread, found, argument));
      continue;
    }
    Ref<> inner = lookupAttribute(thread, argument, thread.names().dunder_parameters);
    if (!inner && thread.hasException()) return Raised{};
    if (!inner || !isTuple(inner)) continue;
    Tuple* tuple = inner.value().as<Tuple>();
    for (size_t k = 0; k < tuple->size; ++k) TRY(addParameter(thread, found, tuple->items[k]));
  }
  return tupleFromList(thread, found);
}

Ref<Tuple> parametersOf(Thread& thread, Value& cached, Value args) {
  if (cached.isEmpty()) {
    Ref<Tuple> made = TRY(collectParameters(thread, args.as<Tuple>()));
    if (cached.isEmpty()) cached = made.releaseValue();
  }
  return newRef(cached.as<Tuple>());
}

int64_t indexOf(Tuple* tuple, Value item) {
  for (size_t i = 0; i < tuple->size; ++i) {
    if (tuple->items[i] == item) return static_cast<int64_t>(i);
  }
  return -1;
}

// Gives `argument`'s own parameters their values: list[T][int] inside dict[str, list[T]].
Ref<> substituteInner(Thread& thread, Value argument, Tuple* parameters, Tuple* given) {
  Ref<> inner = lookupAttribute(thread, argument, thread.names().dunder_parameters);
  if (!inner && thread.hasException()) return Raised{};
  if (!inner || !isTuple(inner) || inner.value().as<Tuple>()->size == 0 || isType(argument)) return newRef(argument);
  Tuple* names = inner.value().as<Tuple>();
  Ref<List> values = TRY(newList(thread));
  for (size_t i = 0; i < names->size; ++i) {
    int64_t at = indexOf(parameters, names->items[i]);
    if (at < 0) {
      TRY(listAppend(thread, values, names->items[i]));
      continue;
    }
    Ref<> marker = lookupAttribute(thread, names->items[i], thread.names().dunder_typing_is_unpacked_typevartuple);
    if (!marker && thread.hasException()) return Raised{};
    if (isTuple(given->items[at]) && lookupInType(thread, typeOf(thread, names->items[i]), thread.names().dunder_iter)) {
      TRY(listExtend(thread, values, given->items[at]));
    } else {
      TRY(listAppend(thread, values, given->items[at]));
    }
  }
  Ref<Tuple> key = TRY(tupleFromList(thread, values));
  return getItem(thread, argument, key);
}

// The items of a subscript, with `*tuple[int, str]` taken apart.
Ref<Tuple> unpackItems(Thread& thread, Value key) {
  Ref<Tuple> items = isTuple(key) ? newRef(key.as<Tuple>()) : TRY(makeTuple(thread, key));
  Ref<Str> name = TRY(internText(thread, "__typing_unpacked_tuple_args__"));
  Ref<List> out = TRY(newList(thread));
  for (size_t i = 0; i < items->size; ++i) {
    Ref<> inner;
    if (!isType(items->items[i])) {
      inner = lookupAttribute(thread, items->items[i], name);
      if (!inner && thread.hasException()) return Raised{};
    }
    Tuple* parts = inner && isTuple(inner) ? inner.value().as<Tuple>() : nullptr;
    bool endless = parts != nullptr && parts->size != 0 && parts->items[parts->size - 1] == kEllipsis;
    if (parts != nullptr && !endless) TRY(listExtend(thread, out, inner));
    else TRY(listAppend(thread, out, items->items[i]));
  }
  return tupleFromList(thread, out);
}

// alias[items]: the arguments with type variables replaced.
Ref<Tuple> substitute(Thread& thread, Value self, Tuple* args, Tuple* parameters, Value key) {
  if (parameters->size == 0) {
    Ref<Str> text = TRY(repr(thread, self));
    return thread.raiseTypeError("{} is not a generic class", text);
  }
  Ref<Tuple> given = TRY(unpackItems(thread, key));
  for (size_t i = 0; i < parameters->size; ++i) {
    Ref<> prepare = lookupAttribute(thread, parameters->items[i], thread.names().dunder_typing_prepare_subst);
    if (!prepare && thread.hasException()) return Raised{};
    if (!prepare || prepare.value().isNone()) continue;
    Ref<> prepared = TRY(call(thread, prepare, self, Value(given)));
    given = isTuple(prepared) ? std::move(prepared).cast<Tuple>() : TRY(makeTuple(thread, prepared.value()));
  }
  if (given->size != parameters->size) {
    Ref<Str> text = TRY(repr(thread, self));
    return thread.raiseTypeError("Too {} arguments for {}; actual {}, expected {}",
                                 given->size > parameters->size ? "many" : "few", text, given->size, parameters->size);
  }
  Ref<List> out = TRY(newList(thread));
  for (size_t i = 0; i < args->size; ++i) {
    Value argument = args->items[i];
    if (isType(argument)) {
      TRY(listAppend(thread, out, argument));
      continue;
    }
    Ref<> unpacked = lookupAttribute(thread, argument, thread.names().dunder_typing_is_unpacked_typevartuple);
    if (!unpacked && thread.hasException()) return Raised{};
    bool spread = unpacked && TRY(isTrue(thread, unpacked));
    Ref<> hook = lookupAttribute(thread, argument, thread.names().dunder_typing_subst);
    if (!hook && thread.hasException()) return Raised{};
    Ref<> value;
    if (hook) {
      int64_t at = indexOf(parameters, argument);
      value = at < 0 ? newRef(argument) : TRY(call(thread, hook, given->items[at]));
    } else {
      value = TRY(substituteInner(thread, argument, parameters, given));
    }
    if (spread && isTuple(value)) TRY(listExtend(thread, out, value));
    else TRY(listAppend(thread, out, value));
  }
  return tupleFromList(thread, out);
}

// ---------------------------------------------------------------- GenericAlias

void aliasRelease(Object* self) {
  auto* alias = static_cast<GenericAlias*>(self);
  for (Value* field : {&alias->origin, &alias->args, &alias->parameters}) decrefOrEmpty(std::exchange(*field, Value()));
}
void aliasTraverse(Object* self, Visitor& visitor) {
  auto* alias = static_cast<GenericAlias*>(self);
  for (Value field : {alias->origin, alias->args, alias->parameters}) visitor.visitValue(field);
}

Ref<> aliasCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("GenericAlias() takes no keyword arguments");
  }
  if (args.positionalCount != 2) {
    return thread.raiseTypeError("GenericAlias expected 2 arguments, got {}", args.positionalCount);
  }
  Ref<Tuple> tuple = isTuple(args[1]) ? newRef(args[1].as<Tuple>()) : TRY(makeTuple(thread, args[1]));
  Ref<GenericAlias> alias = TRY(newObject<GenericAlias>(thread, type));
  alias->origin = newRef(args[0]).releaseValue();
  alias->args = tuple.releaseValue();
  return alias;
}

Result<int64_t> aliasHash(Thread& thread, Value self) {
  int64_t mixed = TRY(hash(thread, aliasOf(self)->origin)) ^ TRY(hash(thread, aliasOf(self)->args));
  return mixed == -1 ? -2 : mixed;
}

Ref<> aliasCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isAlias(thread, other)) return newRef(kNotImplemented);
  GenericAlias* a = aliasOf(self);
  GenericAlias* b = aliasOf(other);
  bool same = a->starred == b->starred && TRY(equal(thread, a->origin, b->origin)) && TRY(equal(thread, a->args, b->args));
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Ref<> aliasCall(Thread& thread, Value self, const Arguments& args) {
  Ref<> made = TRY(call(thread, aliasOf(self)->origin, args));
  if (!setAttribute(thread, made, thread.names().dunder_orig_class, self)) {
    // Instances without room for it simply do not remember.
    if (!thread.clearIfMatches(TypeId::kAttributeError) && !thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  }
  return made;
}

constexpr const char* kOwnAttributes[] = {"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
                                          "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__", "__reduce__",
                                          "__copy__", "__deepcopy__"};

// Attributes come from the origin, but for those that describe the alias itself.
Ref<> aliasGetAttribute(Thread& thread, Value self, Str* name) {
  for (const char* own : kOwnAttributes) {
    if (strEqualText(name, own)) return genericGetAttribute(thread, self, name);
  }
  return getAttribute(thread, aliasOf(self)->origin, name);
}

Ref<> aliasDir(Thread& thread, const Value* args) {
  Ref<Str> dirName = TRY(internText(thread, "dir"));
  Ref<> dir = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, dirName));
  if (!dir) return thread.raise(TypeId::kRuntimeError, "lost dir");
  Ref<> given = TRY(call(thread, dir, aliasOf(args[0])->origin));
  Ref<List> names = TRY(listFromIterable(thread, given));
  for (const char* own : kOwnAttributes) {
    Ref<Str> name = TRY(internText(thread, own));
    if (!TRY(contains(thread, names.value(), name.value()))) TRY(listAppend(thread, names, name.value()));
  }
  return names;
}

Ref<> aliasGetItem(Thread& thread, Value self, Value key) {
  GenericAlias* alias = aliasOf(self);
  Ref<Tuple> parameters = TRY(parametersOf(thread, alias->parameters, alias->args));
  Ref<Tuple> args = TRY(substitute(thread, self, alias->args.as<Tuple>(), parameters, key));
  Ref<> made = TRY(newGenericAlias(thread, alias->origin, args));
  aliasOf(made)->starred = alias->starred;
  return made;
}

struct AliasIterator : Object {
  Value alias;  // emptied when exhausted
};
void aliasIteratorRelease(Object* self) { decrefOrEmpty(std::exchange(static_cast<AliasIterator*>(self)->alias, Value())); }
void aliasIteratorTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<AliasIterator*>(self)->alias); }
Ref<> aliasIteratorNext(Thread& thread, Value self) {
  auto* iterator = self.as<AliasIterator>();
  if (iterator->alias.isEmpty()) return nullptr;
  Ref<> alias = Ref<>::adopt(std::exchange(iterator->alias, Value()));
  Ref<> starred = TRY(newGenericAlias(thread, aliasOf(alias)->origin, aliasOf(alias)->args));
  aliasOf(starred)->starred = true;
  return starred;
}
Ref<> aliasIteratorReduce(Thread& thread, const Value* args) {
  Value alias = args[0].as<AliasIterator>()->alias;
  if (!alias.isEmpty()) return reduceByBuiltin(thread, "iter", alias);
  Ref<Tuple> empty = TRY(newTuple(thread, 0));
  return reduceByBuiltin(thread, "iter", Value(empty));
}
// *tuple[int, …]: one starred copy.
Ref<> aliasIterate(Thread& thread, Value self) {
  Ref<AliasIterator> iterator = TRY(newObject<AliasIterator>(thread, thread.type(TypeId::kGenericAliasIterator)));
  iterator->alias = newRef(self).releaseValue();
  return iterator;
}

Ref<> orUnion(Thread& thread, Value left, Value right) { return newUnion(thread, left, right); }

Ref<> aliasOrigin(Thread&, Value self) { return newRef(aliasOf(self)->origin); }
Ref<> aliasArgs(Thread&, Value self) { return newRef(aliasOf(self)->args); }
Ref<> aliasParameters(Thread& thread, Value self) { return parametersOf(thread, aliasOf(self)->parameters, aliasOf(self)->args); }
Ref<> aliasUnpacked(Thread&, Value self) { return newRef(Value::boolean(aliasOf(self)->starred)); }
Ref<> aliasUnpackedArgs(Thread& thread, Value self) {
  bool tuple = aliasOf(self)->starred && aliasOf(self)->origin == Value(thread.type(TypeId::kTuple));
  return newRef(tuple ? aliasOf(self)->args : kNone);
}
Ref<> aliasMroEntries(Thread& thread, const Value* args) { return makeTuple(thread, aliasOf(args[0])->origin); }
Ref<> aliasInstanceCheck(Thread& thread, const Value*) {
  return thread.raiseTypeError("isinstance() argument 2 cannot be a parameterized generic");
}
Ref<> aliasSubclassCheck(Thread& thread, const Value*) {
  return thread.raiseTypeError("issubclass() argument 2 cannot be a parameterized generic");
}
Ref<> aliasReduce(Thread& thread, const Value* args) {
  GenericAlias* alias = aliasOf(args[0]);
  Ref<Tuple> arguments = TRY(makeTuple(thread, alias->origin, alias->args));
  if (!alias->starred) return makeTuple(thread, Value(thread.type(TypeId::kGenericAlias)), arguments.value());
  Ref<> plain = TRY(newGenericAlias(thread, alias->origin, alias->args));
  Ref<> iterator = TRY(getIterator(thread, plain));
  Ref<Str> nextName = TRY(internText(thread, "next"));
  Ref<> next = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, nextName));
  Ref<Tuple> nextArguments = TRY(makeTuple(thread, iterator.value()));
  return makeTuple(thread, next.value(), nextArguments.value());
}

const Slots kAliasSlots = {
    .release = aliasRelease, .traverse = aliasTraverse, .create = aliasCreate, .repr = aliasRepr, .hash = aliasHash,
    .call = aliasCall, .getAttribute = aliasGetAttribute, .compare = aliasCompare, .iterate = aliasIterate,
    .binary = {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, orUnion}, .getItem = aliasGetItem};
const GetSetDef kAliasGetSets[] = {{"__origin__", aliasOrigin}, {"__args__", aliasArgs}, {"__parameters__", aliasParameters},
                                   {"__unpacked__", aliasUnpacked}, {"__typing_unpacked_tuple_args__", aliasUnpackedArgs}};
const MethodDef kAliasMethods[] = {{"__mro_entries__", "($self, bases, /)", aliasMroEntries},
                                   {"__instancecheck__", "($self, instance, /)", aliasInstanceCheck},
                                   {"__subclasscheck__", "($self, cls, /)", aliasSubclassCheck},
                                   {"__reduce__", "($self, /)", aliasReduce},
                                   {"__dir__", "($self, /)", aliasDir}};
const MethodDef kAliasIteratorMethods[] = {{"__reduce__", "($self, /)", aliasIteratorReduce}};
const Slots kAliasIteratorSlots = {.release = aliasIteratorRelease, .traverse = aliasIteratorTraverse,
                                   .iterate = iterateSelf, .next = aliasIteratorNext};

// ---------------------------------------------------------------- int | str

void unionRelease(Object* self) {
  decrefOrEmpty(std::exchange(static_cast<UnionObject*>(self)->args, Value()));
  decrefOrEmpty(std::exchange(static_cast<UnionObject*>(self)->parameters, Value()));
}
void unionTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<UnionObject*>(self)->args);
  visitor.visitValue(static_cast<UnionObject*>(self)->parameters);
}

bool canBeMember(Thread& thread, Value v) {
  return v.isNone() || isType(v) || isAlias(thread, v) || isUnion(thread, v);
}

Status addMember(Thread& thread, List* members, Value member) {
  if (isUnion(thread, member)) {
    Tuple* inner = unionOf(member)->args.as<Tuple>();
    for (size_t i = 0; i < inner->size; ++i) TRY(addMember(thread, members, inner->items[i]));
    return kOk;
  }
  Value item = member.isNone() ? Value(thread.type(TypeId::kNoneType)) : member;
  for (size_t i = 0; i < members->size; ++i) {
    if (TRY(equal(thread, members->items[i], item))) return kOk;
  }
  return listAppend(thread, members, item);
}

Ref<> unionRepr(Thread& thread, Value self) {
  StrBuilder out(thread);
  Tuple* args = unionOf(self)->args.as<Tuple>();
  for (size_t i = 0; i < args->size; ++i) {
    if (i != 0) out.append(" | ");
    if (args->items[i] == Value(thread.type(TypeId::kNoneType))) out.append("None");
    else TRY(appendArgument(thread, out, args->items[i]));
  }
  return out.finish();
}

// As sets: the order of members does not matter.
Result<bool> sameMembers(Thread& thread, Tuple* a, Tuple* b) {
  if (a->size != b->size) return false;
  for (size_t i = 0; i < a->size; ++i) {
    bool found = false;
    for (size_t k = 0; k < b->size && !found; ++k) found = TRY(equal(thread, a->items[i], b->items[k]));
    if (!found) return false;
  }
  return true;
}

Ref<> unionCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isUnion(thread, other)) return newRef(kNotImplemented);
  bool same = TRY(sameMembers(thread, unionOf(self)->args.as<Tuple>(), unionOf(other)->args.as<Tuple>()));
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Result<int64_t> unionHash(Thread& thread, Value self) {
  Ref<> set = TRY(call(thread, thread.type(TypeId::kFrozenSet), unionOf(self)->args));
  return hash(thread, set);
}

Ref<> unionGetItem(Thread& thread, Value self, Value key) {
  UnionObject* u = unionOf(self);
  Ref<Tuple> parameters = TRY(parametersOf(thread, u->parameters, u->args));
  Ref<Tuple> args = TRY(substitute(thread, self, u->args.as<Tuple>(), parameters, key));
  Ref<> result = newRef(args->items[0]);
  for (size_t i = 1; i < args->size; ++i) {
    result = TRY(binaryOperation(thread, BinaryOp::kOr, result, args->items[i]));
  }
  return result;
}

Status checkPlainClasses(Thread& thread, Tuple* args, const char* message) {
  for (size_t i = 0; i < args->size; ++i) {
    if (isAlias(thread, args->items[i])) return thread.raiseTypeError(message);
  }
  return kOk;
}
Ref<> unionInstanceCheck(Thread& thread, const Value* args) {
  Tuple* members = unionOf(args[0])->args.as<Tuple>();
  TRY(checkPlainClasses(thread, members, "isinstance() argument 2 cannot be a parameterized generic"));
  return newRef(Value::boolean(TRY(isInstance(thread, args[1], members))));
}
Ref<> unionSubclassCheck(Thread& thread, const Value* args) {
  if (!isType(args[1])) return thread.raiseTypeError("issubclass() arg 1 must be a class");
  Tuple* members = unionOf(args[0])->args.as<Tuple>();
  TRY(checkPlainClasses(thread, members, "issubclass() argument 2 cannot be a parameterized generic"));
  return newRef(Value::boolean(TRY(isSubclass(thread, args[1], members))));
}
Ref<> unionArgs(Thread&, Value self) { return newRef(unionOf(self)->args); }
Ref<> unionParameters(Thread& thread, Value self) { return parametersOf(thread, unionOf(self)->parameters, unionOf(self)->args); }

const Slots kUnionSlots = {.release = unionRelease, .traverse = unionTraverse, .repr = unionRepr, .hash = unionHash,
                           .compare = unionCompare,
                           .binary = {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, orUnion},
                           .getItem = unionGetItem};
// That of the class, so that typing can treat a union like its other aliases.
Ref<> unionModule(Thread& thread, Value self) {
  return getAttribute(thread, Value(typeOf(thread, self)), thread.names().dunder_module);
}
const GetSetDef kUnionGetSets[] = {{"__module__", unionModule}, {"__args__", unionArgs}, {"__parameters__", unionParameters}};
const MethodDef kUnionMethods[] = {{"__instancecheck__", "($self, instance, /)", unionInstanceCheck},
                                   {"__subclasscheck__", "($self, cls, /)", unionSubclassCheck}};

}  // namespace

Ref<> newGenericAlias(Thread& thread, Value origin, Value args) {
  Value both[] = {origin, args};
  return aliasCreate(thread, thread.type(TypeId::kGenericAlias), Arguments{both, 2, nullptr});
}

Ref<> newUnion(Thread& thread, Value left, Value right) {
  if (!canBeMember(thread, left) || !canBeMember(thread, right)) return newRef(kNotImplemented);
  Ref<List> members = TRY(newList(thread));
  TRY(addMember(thread, members, left));
  TRY(addMember(thread, members, right));
  if (members->size == 1) return newRef(members->items[0]);
  Ref<Tuple> args = TRY(tupleFromList(thread, members));
  Ref<UnionObject> made = TRY(newObject<UnionObject>(thread, thread.type(TypeId::kUnion)));
  made->args = args.releaseValue();
  return made;
}

const TypeSpec kGenericAliasType = {
    .id = TypeId::kGenericAlias, .name = "types.GenericAlias", .basicSize = sizeof(GenericAlias),
    .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kAliasSlots, .methods = kAliasMethods, .getSets = kAliasGetSets,
    .weakRefsOffset = offsetof(GenericAlias, weakRefs)};
const TypeSpec kGenericAliasIteratorType = {
    .id = TypeId::kGenericAliasIterator, .name = "generic_alias_iterator", .basicSize = sizeof(AliasIterator),
    .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kAliasIteratorSlots, .methods = kAliasIteratorMethods};
const TypeSpec kUnionType = {.id = TypeId::kUnion, .name = "types.UnionType", .basicSize = sizeof(UnionObject),
                             .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kUnionSlots,
                             .methods = kUnionMethods, .getSets = kUnionGetSets};

}  // namespace taipan
