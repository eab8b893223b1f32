// _contextvars: Context, ContextVar and Token (PEP 567).  Each thread has a current context (Thread::context, made
// when first needed); a context is a persistent map, so copying one costs nothing.
#include "modules/hamt.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct Context : Object {
  HamtNode* variables;  // owned; null: none
  size_t count;
  Value previous;       // what Context.run() interrupted; owned
  bool entered;
  Object* weakRefs;
};

struct Token : Object {
  Context* context;
  ContextVar* variable;
  Value oldValue;  // empty: there was none
  bool used;
};

// keys(), values() and items() of a context; contexts' versions never change, so a snapshot is exact.
struct ContextIterator : Object {
  Tuple* items;
  size_t next;
};

Context* contextOf(Value v) { return v.as<Context>(); }
ContextVar* variableOf(Value v) { return v.as<ContextVar>(); }
Token* tokenOf(Value v) { return v.as<Token>(); }
bool isType(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }

Ref<Context> newContext(Thread& thread) { return newObject<Context>(thread, thread.type(TypeId::kContext)); }

Ref<Context> copyOf(Thread& thread, Context* context) {
  Ref<Context> copy = TRY(newContext(thread));
  if (context->variables != nullptr) copy->variables = newRef(context->variables).release();
  copy->count = context->count;
  return copy;
}

Context* currentContext(Thread& thread) {  // borrowed; null: MemoryError
  if (thread.context.isEmpty()) {
    Ref<Context> fresh = newContext(thread);
    if (!fresh) return nullptr;
    thread.context = fresh.releaseValue();
  }
  return contextOf(thread.context);
}

void replaceVariables(Context* context, Ref<HamtNode> variables) {
  Ref<> old = Ref<>::adopt(Value(context->variables));
  context->variables = variables.release();
}

Status setVariable(Thread& thread, Context* context, ContextVar* variable, Value value) {
  bool added;
  replaceVariables(context, TRY(hamtSet(thread, context->variables, variable, value, &added)));
  if (added) ++context->count;
  return kOk;
}

// ---------------------------------------------------------------- ContextVar

void variableRelease(Object* self) {
  auto* variable = static_cast<ContextVar*>(self);
  decrefOrEmpty(Value(std::exchange(variable->name, nullptr)));
  decrefOrEmpty(std::exchange(variable->defaultValue, Value()));
}
void variableTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(Value(static_cast<ContextVar*>(self)->name));
  visitor.visitValue(static_cast<ContextVar*>(self)->defaultValue);
}

// Spreads 1, 2, 3 … over 64 bits, one to one (the finaliser of SplitMix64).
uint64_t spread(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

Ref<> variableCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("ContextVar() takes {} 1 positional argument ({} given)",
                                 args.positionalCount == 0 ? "exactly" : "at most", args.positionalCount);
  }
  Value defaultValue;
  for (size_t i = 0; i < keywordCount(args); ++i) {
    Str* keyword = args.keywordNames->items[i].as<Str>();
    if (!strEqualText(keyword, "default")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for ContextVar()", keyword);
    }
    defaultValue = args[1 + i];
  }
  if (!isStr(args[0])) return thread.raiseTypeError("context variable name must be a str");
  Ref<ContextVar> variable = TRY(newObject<ContextVar>(thread, type));
  variable->name = newRef(args[0].as<Str>()).release();
  variable->defaultValue = newRef(defaultValue).releaseValue();
  variable->hash = spread(++thread.interpreter().contextVarCount);
  return variable;
}

Ref<> variableRepr(Thread& thread, Value self) {
  ContextVar* variable = variableOf(self);
  if (variable->defaultValue.isEmpty()) {
    return formatStr(thread, "<ContextVar name={!r} at 0x{:x}>", variable->name, self.bits());
  }
  return formatStr(thread, "<ContextVar name={!r} default={!r} at 0x{:x}>", variable->name, variable->defaultValue, self.bits());
}

Ref<> variableGet(Thread& thread, const Value* args) {
  ContextVar* variable = variableOf(args[0]);
  Value found = thread.context.isEmpty() ? Value() : hamtGet(contextOf(thread.context)->variables, variable);
  if (!found) found = args[1];
  if (!found) found = variable->defaultValue;
  if (!found) return thread.raiseWith(TypeId::kLookupError, args[0]);
  return newRef(found);
}

Ref<> variableSet(Thread& thread, const Value* args) {
  ContextVar* variable = variableOf(args[0]);
  Context* current = currentContext(thread);
  if (current == nullptr) return Raised{};
  Ref<Context> context = newRef(current);
  Ref<Token> token = TRY(newObject<Token>(thread, thread.type(TypeId::kContextToken)));
  token->variable = newRef(variable).release();
  token->oldValue = newRef(hamtGet(context->variables, variable)).releaseValue();
  token->context = context.clone().release();
  TRY(setVariable(thread, context, variable, args[1]));
  return token;
}

Ref<> variableReset(Thread& thread, const Value* args) {
  if (!isType(args[1], TypeId::kContextToken)) {
    return thread.raiseTypeError("expected an instance of Token, got {!r}", args[1]);
  }
  ContextVar* variable = variableOf(args[0]);
  Token* token = tokenOf(args[1]);
  if (token->used) return thread.raise(TypeId::kRuntimeError, "{!r} has already been used once", args[1]);
  if (token->variable != variable) {
    return thread.raiseValueError("{!r} was created by a different ContextVar", args[1]);
  }
  Context* context = currentContext(thread);
  if (context == nullptr) return Raised{};
  if (token->context != context) return thread.raiseValueError("{!r} was created in a different Context", args[1]);
  token->used = true;
  if (!token->oldValue.isEmpty()) {
    TRY(setVariable(thread, context, variable, token->oldValue));
    return newRef(kNone);
  }
  if (hamtGet(context->variables, variable).isEmpty()) return thread.raiseWith(TypeId::kLookupError, args[0]);
  --context->count;
  replaceVariables(context, context->count == 0 ? Ref<HamtNode>()
                                                : TRY(hamtRemove(thread, context->variables, variable)));
  return newRef(kNone);
}

Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

// ---------------------------------------------------------------- Token

void tokenRelease(Object* self) {
  auto* token = static_cast<Token*>(self);
  decrefOrEmpty(Value(std::exchange(token->context, nullptr)));
  decrefOrEmpty(Value(std::exchange(token->variable, nullptr)));
  decrefOrEmpty(std::exchange(token->oldValue, Value()));
}
void tokenTraverse(Object* self, Visitor& visitor) {
  auto* token = static_cast<Token*>(self);
  visitor.visitValue(Value(token->context));
  visitor.visitValue(Value(token->variable));
  visitor.visitValue(token->oldValue);
}
Ref<> tokenCreate(Thread& thread, Type*, const Arguments&) {
  return thread.raise(TypeId::kRuntimeError, "Tokens can only be created by ContextVars");
}
Ref<> tokenRepr(Thread& thread, Value self) {
  Token* token = tokenOf(self);
  return formatStr(thread, "<Token{} var={!r} at 0x{:x}>", token->used ? " used" : "", Value(token->variable), self.bits());
}
Ref<> tokenOldValue(Thread& thread, Value self) {
  Token* token = tokenOf(self);
  if (!token->oldValue.isEmpty()) return newRef(token->oldValue);
  Ref<Str> name = TRY(internText(thread, "MISSING"));
  return newRef(lookupInType(thread, token->type, name));
}
Ref<> missingRepr(Thread& thread, Value) { return newStr(thread, "<Token.MISSING>"); }

// ---------------------------------------------------------------- Context

void contextRelease(Object* self) {
  auto* context = static_cast<Context*>(self);
  decrefOrEmpty(Value(std::exchange(context->variables, nullptr)));
  decrefOrEmpty(std::exchange(context->previous, Value()));
}
void contextTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(Value(static_cast<Context*>(self)->variables));
  visitor.visitValue(static_cast<Context*>(self)->previous);
}

Ref<> contextCreate(Thread& thread, Type*, const Arguments& args) {
  if (args.positionalCount != 0 || keywordCount(args) != 0) {
    return thread.raiseTypeError("Context() does not accept any arguments");
  }
  return newContext(thread);
}

Ref<Tuple> pairsOf(Thread& thread, Context* context, TypeId kind) {
  Ref<Tuple> result = TRY(newTuple(thread, context->count));
  struct Filler {
    Thread& thread;
    Tuple* out;
    TypeId kind;
    size_t at = 0;
  } filler{thread, result, kind};
  TRY(hamtForEach(context->variables, &filler, [](void* opaque, Value key, Value value) -> Status {
    auto& f = *static_cast<Filler*>(opaque);
    Ref<> item = f.kind == TypeId::kContextKeys     ? newRef(key)
                 : f.kind == TypeId::kContextValues ? newRef(value)
                                                    : Ref<>(makeTuple(f.thread, key, value));
    if (!item) return Raised{};
    tupleInit(f.out, f.at++, std::move(item));
    return kOk;
  }));
  return result;
}

Ref<> iteratorOver(Thread& thread, Value context, TypeId kind) {
  Ref<Tuple> items = TRY(pairsOf(thread, contextOf(context), kind));
  Ref<ContextIterator> iterator = TRY(newObject<ContextIterator>(thread, thread.type(kind)));
  iterator->items = items.release();
  return iterator;
}
template <TypeId kind>
Ref<> contextView(Thread& thread, const Value* args) { return iteratorOver(thread, args[0], kind); }
Ref<> contextIterate(Thread& thread, Value self) { return iteratorOver(thread, self, TypeId::kContextKeys); }

Ref<> contextCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isType(other, TypeId::kContext) || (op != CompareOp::kEqual && op != CompareOp::kNotEqual)) {
    return newRef(kNotImplemented);
  }
  bool same = contextOf(self)->count == contextOf(other)->count;
  if (same && contextOf(self)->variables != contextOf(other)->variables) {
    Ref<HamtNode> theirs = newRef(contextOf(other)->variables);
    Ref<Tuple> mine = TRY(pairsOf(thread, contextOf(self), TypeId::kContextItems));
    for (size_t i = 0; same && i < mine->size; ++i) {
      Tuple* pair = mine->items[i].as<Tuple>();
      Ref<> value = newRef(hamtGet(theirs, variableOf(pair->items[0])));
      same = value && TRY(equal(thread, pair->items[1], value));
    }
  }
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Status checkKey(Thread& thread, Value key) {
  if (isType(key, TypeId::kContextVar)) return kOk;
  return thread.raiseTypeError("a ContextVar key was expected, got {!r}", key);
}

Result<int64_t> contextLength(Thread&, Value self) { return static_cast<int64_t>(contextOf(self)->count); }
Ref<> contextGetItem(Thread& thread, Value self, Value key) {
  TRY(checkKey(thread, key));
  Value found = hamtGet(contextOf(self)->variables, variableOf(key));
  if (!found) return thread.raiseKeyError(key);
  return newRef(found);
}
Result<bool> contextContains(Thread& thread, Value self, Value key) {
  TRY(checkKey(thread, key));
  return static_cast<bool>(hamtGet(contextOf(self)->variables, variableOf(key)));
}
Ref<> contextGet(Thread& thread, const Value* args) {
  TRY(checkKey(thread, args[1]));
  Value found = hamtGet(contextOf(args[0])->variables, variableOf(args[1]));
  return newRef(found ? found : args[2]);
}
Ref<> contextCopy(Thread& thread, const Value* args) { return copyOf(thread, contextOf(args[0])); }

Ref<> contextRun(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount < 1) return thread.raiseTypeError("run() missing 1 required positional argument");
  Ref<Context> context = newRef(contextOf(self));
  if (context->entered) {
    return thread.raise(TypeId::kRuntimeError, "cannot enter context: {!r} is already entered", self);
  }
  context->previous = std::exchange(thread.context, context.clone().releaseValue());
  context->entered = true;
  Ref<> result = call(thread, args[0], Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
  if (!(thread.context == self)) {
    return thread.raise(TypeId::kRuntimeError, "cannot exit context: thread state references a different context object");
  }
  Ref<> entered = Ref<>::adopt(std::exchange(thread.context, std::exchange(context->previous, Value())));
  context->entered = false;
  return result;
}

// ---------------------------------------------------------------- iterators

void iteratorRelease(Object* self) {
  decrefOrEmpty(Value(std::exchange(static_cast<ContextIterator*>(self)->items, nullptr)));
}
void iteratorTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(Value(static_cast<ContextIterator*>(self)->items));
}
Ref<> iteratorNext(Thread&, Value self) {
  auto* iterator = self.as<ContextIterator>();
  if (iterator->next >= iterator->items->size) return nullptr;
  return newRef(iterator->items->items[iterator->next++]);
}
Result<int64_t> iteratorLength(Thread&, Value self) {
  return static_cast<int64_t>(self.as<ContextIterator>()->items->size);
}

// ---------------------------------------------------------------- tables

const MethodDef kVariableMethods[] = {
    {.name = "get", .signature = "($self, default=<unrepresentable>, /)", .function = variableGet,
     .doc = "The value in the current context, else the default given here, else the variable's own."},
    {.name = "set", .signature = "($self, value, /)", .function = variableSet,
     .doc = "Sets the value in the current context; the token undoes it."},
    {.name = "reset", .signature = "($self, token, /)", .function = variableReset,
     .doc = "Puts back what was there before the set() that gave the token."},
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = classGetItem,
     .kind = MethodKind::kClass, .doc = "See PEP 585"}};
const MemberDef kVariableMembers[] = {{"name", MemberKind::kObject, offsetof(ContextVar, name)}};
const Slots kVariableSlots = {.release = variableRelease, .traverse = variableTraverse, .create = variableCreate,
                              .repr = variableRepr};
const TypeSpec kContextVarType = {
    .id = TypeId::kContextVar, .name = "_contextvars.ContextVar", .basicSize = sizeof(ContextVar), .flags = kTypeHasGc,
    .slots = &kVariableSlots, .methods = kVariableMethods, .members = kVariableMembers};

const MethodDef kTokenMethods[] = {{.name = "__class_getitem__", .signature = "($type, object, /)",
                                    .function = classGetItem, .kind = MethodKind::kClass, .doc = "See PEP 585"}};
const MemberDef kTokenMembers[] = {{"var", MemberKind::kObject, offsetof(Token, variable)}};
const GetSetDef kTokenGetSets[] = {{"old_value", tokenOldValue}};
const Slots kTokenSlots = {.release = tokenRelease, .traverse = tokenTraverse, .create = tokenCreate,
                           .repr = tokenRepr, .hash = hashNotImplemented};
const TypeSpec kTokenType = {
    .id = TypeId::kContextToken, .name = "_contextvars.Token", .basicSize = sizeof(Token), .flags = kTypeHasGc,
    .slots = &kTokenSlots, .methods = kTokenMethods, .getSets = kTokenGetSets, .members = kTokenMembers};
const Slots kMissingSlots = {.repr = missingRepr};
const TypeSpec kMissingType = {.id = TypeId::kContextMissing, .name = "Token.MISSING", .basicSize = sizeof(Object),
                               .flags = kTypeDisallowInstantiation, .slots = &kMissingSlots};

const MethodDef kContextMethods[] = {
    {.name = "get", .signature = "($self, key, default=None, /)", .function = contextGet,
     .doc = "The value of a variable, or the default."},
    {.name = "items", .signature = "($self, /)", .function = contextView<TypeId::kContextItems>,
     .doc = "Variables with their values."},
    {.name = "keys", .signature = "($self, /)", .function = contextView<TypeId::kContextKeys>, .doc = "The variables."},
    {.name = "values", .signature = "($self, /)", .function = contextView<TypeId::kContextValues>,
     .doc = "The values of all variables."},
    {.name = "copy", .signature = "($self, /)", .function = contextCopy, .doc = "A context with the same values."},
    {.name = "run", .signature = "($self, /, callable, *args, **kwargs)", .raw = contextRun,
     .doc = "Calls a function in this context."}};
const Slots kContextSlots = {.release = contextRelease, .traverse = contextTraverse, .create = contextCreate,
                             .hash = hashNotImplemented, .compare = contextCompare, .iterate = contextIterate,
                             .length = contextLength, .getItem = contextGetItem, .contains = contextContains};
const TypeSpec kContextType = {
    .id = TypeId::kContext, .name = "_contextvars.Context", .basicSize = sizeof(Context), .flags = kTypeHasGc,
    .slots = &kContextSlots, .methods = kContextMethods, .weakRefsOffset = offsetof(Context, weakRefs)};

const Slots kIteratorSlots = {.release = iteratorRelease, .traverse = iteratorTraverse, .iterate = iterateSelf,
                              .next = iteratorNext, .length = iteratorLength};
constexpr TypeSpec iteratorType(TypeId id, const char* name) {
  return {.id = id, .name = name, .basicSize = sizeof(ContextIterator),
          .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kIteratorSlots};
}
const TypeSpec kIteratorTypes[] = {iteratorType(TypeId::kContextKeys, "keys"),
                                   iteratorType(TypeId::kContextValues, "values"),
                                   iteratorType(TypeId::kContextItems, "items")};

Ref<> copyContext(Thread& thread, const Value*) {
  Context* current = currentContext(thread);
  if (current == nullptr) return Raised{};
  return copyOf(thread, current);
}
const MethodDef kFunctions[] = {{.name = "copy_context", .signature = "($module, /)", .function = copyContext,
                                 .doc = "A copy of the current context."}};

Status populate(Thread& thread, Module* module) {
  for (const TypeSpec* spec : {&kContextVarType, &kTokenType, &kContextType}) TRY(moduleAddType(thread, module, *spec));
  if (createNativeType(thread, kHamtNodeType) == nullptr || createNativeType(thread, kMissingType) == nullptr) {
    return Raised{};
  }
  for (const TypeSpec& spec : kIteratorTypes) {
    if (createNativeType(thread, spec) == nullptr) return Raised{};
  }
  Ref<> missing = TRY(newObject<Object>(thread, thread.type(TypeId::kContextMissing)));
  Ref<Str> name = TRY(internText(thread, "MISSING"));
  return dictSetStr(thread, thread.type(TypeId::kContextToken)->dict, name, missing);
}

}  // namespace

extern const ModuleSpec kContextvarsModule;
const ModuleSpec kContextvarsModule = {"_contextvars", kFunctions, populate, "Context variables."};

}  // namespace taipan
