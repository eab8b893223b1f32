// functools.partial: a callable with some arguments already given.
#include <vector>

#include "modules/functools/functools_types.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct Partial : Object {
  Value function, arguments, keywords;  // a callable, a tuple, a dict
  Dict* dict;
  Object* weakRefs;
};

Partial* self(Value v) { return v.as<Partial>(); }
bool isPartial(Thread& thread, Value v) { return isInstanceOf(thread, v, TypeId::kPartial); }

void partialTraverse(Object* object, Visitor& visitor) {
  auto* p = static_cast<Partial*>(object);
  for (Value v : {p->function, p->arguments, p->keywords, Value(p->dict)}) visitor.visitValue(v);
}
void partialRelease(Object* object) {
  auto* p = static_cast<Partial*>(object);
  for (Value* v : {&p->function, &p->arguments, &p->keywords}) decrefOrEmpty(std::exchange(*v, Value()));
  decrefOrEmpty(std::exchange(p->dict, nullptr));
}
Ref<Tuple> concatTuples(Thread& thread, Tuple* a, const Value* more, size_t count) {
  Ref<Tuple> all = TRY(newTuple(thread, a->size + count));
  for (size_t i = 0; i < a->size; i++) tupleInit(all, i, newRef(a->items[i]));
  for (size_t i = 0; i < count; i++) tupleInit(all, a->size + i, newRef(more[i]));
  return all;
}
Status addKeywords(Thread& thread, Dict* dict, const Arguments& args) {
  for (size_t k = 0; k < keywordCount(args); k++) {
    TRY(dictSet(thread, dict, args.keywordNames->items[k], args[args.positionalCount + k]));
  }
  return kOk;
}

Ref<> partialCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("type 'partial' takes at least one argument");
  }
  Value function = args[0];
  Ref<Tuple> arguments;
  Ref<Dict> keywords;
  // A partial of a partial is flattened, unless the inner one carries attributes.
  if (isPartial(thread, function) && self(function)->dict == nullptr) {
    Partial* inner = self(function);
    arguments = TRY(concatTuples(thread, inner->arguments.as<Tuple>(), args.values + 1, args.positionalCount - 1));
    keywords = TRY(copyDict(thread, inner->keywords.as<Dict>()));
    function = inner->function;
  } else {
    arguments = TRY(newTupleFrom(thread, args.values + 1, args.positionalCount - 1));
    keywords = TRY(newDict(thread));
  }
  if (!isCallable(thread, function)) return thread.raiseTypeError("the first argument must be callable");
  TRY(addKeywords(thread, keywords, args));
  Ref<Partial> made = TRY(newObject<Partial>(thread, type));
  made->function = newRef(function).releaseValue();
  made->arguments = arguments.releaseValue();
  made->keywords = keywords.releaseValue();
  return made;
}

Ref<> partialCall(Thread& thread, Value v, const Arguments& args) {
  Ref<> function = newRef(self(v)->function);
  Ref<Tuple> own = newRef(self(v)->arguments.as<Tuple>());
  Ref<Dict> ownKeywords = newRef(self(v)->keywords.as<Dict>());
  if (ownKeywords->used == 0) {
    size_t keywords = keywordCount(args), passed = args.positionalCount + keywords;
    // OPTIMIZATION: without keywords of its own the call needs nothing but one row of values.
    constexpr size_t kFew = 12;
    Value few[kFew];
    std::vector<Value> many;
    Value* values = few;
    if (own->size + passed > kFew) {
      many.resize(own->size + passed);
      values = many.data();
    }
    for (size_t i = 0; i < own->size; i++) values[i] = own->items[i];
    for (size_t i = 0; i < passed; i++) values[own->size + i] = args[i];
    return call(thread, function, Arguments{values, own->size + args.positionalCount, args.keywordNames});
  }
  Ref<Tuple> all = TRY(concatTuples(thread, own, args.values, args.positionalCount));
  Ref<Dict> merged = TRY(copyDict(thread, ownKeywords));
  TRY(addKeywords(thread, merged, args));
  return callWithTupleAndDict(thread, function, all, merged);
}

Status appendArguments(Thread& thread, StrBuilder& text, Value v) {
  Ref<Tuple> arguments = newRef(self(v)->arguments.as<Tuple>());
  for (size_t i = 0; i < arguments->size; i++) {
    Ref<Str> item = TRY(repr(thread, arguments->items[i]));
    text.append(", ");
    text.append(item);
  }
  Ref<Dict> keywords = newRef(self(v)->keywords.as<Dict>());
  size_t position = 0;
  Value key, value;
  while (dictNext(keywords, &position, &key, &value)) {
    Ref<> keepKey = newRef(key), keepValue = newRef(value);
    Ref<Str> name = TRY(str(thread, keepKey)), item = TRY(repr(thread, keepValue));
    text.append(", ");
    text.append(name);
    text.append("=");
    text.append(item);
  }
  return kOk;
}
Ref<> partialRepr(Thread& thread, Value v) {
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "...");
  StrBuilder text(thread);
  Ref<> result;
  Ref<> functionHeld = newRef(self(v)->function);
  Ref<Str> typeName = newStr(thread, typeOf(thread, v)->nativeName);
  StrBuilder tail(thread);
  Ref<Str> function;
  if (typeName && appendArguments(thread, tail, v) && (function = repr(thread, functionHeld))) {
    Ref<Str> rest = tail.finish();
    if (rest) result = formatStr(thread, "{}({}{})", typeName, function, rest);
  }
  leaveRepr(thread, v);
  return result;
}

Ref<> partialReduce(Thread& thread, const Value* args) {
  Partial* p = self(args[0]);
  Ref<Tuple> construct = TRY(makeTuple(thread, p->function));
  Ref<Tuple> state = TRY(makeTuple(thread, p->function, p->arguments, p->keywords, p->dict ? Value(p->dict) : kNone));
  return makeTuple(thread, Value(args[0].object()->type), construct.value(), state.value());
}
void assign(Value& field, Ref<> value) {
  Value old = std::exchange(field, value.releaseValue());
  decrefOrEmpty(old);
}
Ref<> partialSetState(Thread& thread, const Value* args) {
  Value state = args[1];
  bool valid = isTuple(state) && state.as<Tuple>()->size == 4;
  const Value* parts = valid ? state.as<Tuple>()->items : nullptr;
  if (!valid || !isCallable(thread, parts[0]) || !isTuple(parts[1]) || !(parts[2].isNone() || isDict(parts[2]))) {
    return thread.raiseTypeError("invalid partial state");
  }
  Ref<> hold = newRef(state);
  Tuple* given = parts[1].as<Tuple>();
  Ref<Tuple> arguments = TRY(given->type->id == TypeId::kTuple ? newRef(given)
                                                                : newTupleFrom(thread, given->items, given->size));
  Ref<Dict> keywords;
  if (parts[2].isNone()) {
    keywords = TRY(newDict(thread));
  } else if (parts[2].object()->type->id == TypeId::kDict) {
    keywords = newRef(parts[2].as<Dict>());
  } else {
    keywords = TRY(copyDict(thread, parts[2].as<Dict>()));
  }
  Partial* p = self(args[0]);
  assign(p->function, newRef(parts[0]));
  assign(p->arguments, std::move(arguments));
  assign(p->keywords, std::move(keywords));
  Value old(std::exchange(p->dict, parts[3].isNone() ? nullptr : newRef(parts[3]).releaseValue().as<Dict>()));
  decrefOrEmpty(old);
  return newRef(kNone);
}
Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }
Ref<> getDict(Thread& thread, Value v) {
  Dict* dict = instanceDict(thread, v.object());
  if (!dict) return Raised{};
  return newRef(Value(dict));
}
Status setDict(Thread& thread, Value v, Value value) {
  if (!value) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, v.object(), value);
}

constexpr Slots kSlots = {.release = partialRelease, .traverse = partialTraverse, .clear = partialRelease,
                          .create = partialCreate, .repr = partialRepr, .call = partialCall};
constexpr MemberDef kMembers[] = {
    {"func", MemberKind::kObject, offsetof(Partial, function), true, "function object to use in future partial calls"},
    {"args", MemberKind::kObject, offsetof(Partial, arguments), true, "tuple of arguments to future partial calls"},
    {"keywords", MemberKind::kObject, offsetof(Partial, keywords), true,
     "dictionary of keyword arguments to future partial calls"}};
constexpr MethodDef kMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = partialReduce},
    {.name = "__setstate__", .signature = "($self, state, /)", .function = partialSetState},
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = classGetItem,
     .kind = MethodKind::kClass}};
constexpr GetSetDef kGetSets[] = {{"__dict__", getDict, setDict}};

}  // namespace

extern const TypeSpec kPartialType;
constexpr TypeSpec kPartialType = {.id = TypeId::kPartial,
                                   .name = "functools.partial",
                                   .basicSize = sizeof(Partial),
                                   .flags = kTypeHasGc | kTypeIsBaseType,
                                   .slots = &kSlots,
                                   .methods = kMethods,
                                   .getSets = kGetSets,
                                   .members = kMembers,
                                   .dictOffset = offsetof(Partial, dict),
                                   .weakRefsOffset = offsetof(Partial, weakRefs),
                                   .doc = "A callable that calls func with the arguments given here before its own."};

}  // namespace taipan
