// function.
#include "objects/function.h"

#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/frame.h"
#include "objects/method.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

template <class T>
void dropObject(T*& field) {
  if (T* old = std::exchange(field, nullptr)) decrefObject(old);
}
void dropValue(Value& field) { decrefOrEmpty(std::exchange(field, Value())); }

void functionClear(Object* object) {
  auto* self = static_cast<Function*>(object);
  dropValue(self->defaults);
  dropValue(self->kwDefaults);
  dropValue(self->closure);
  dropValue(self->annotations);
  dropValue(self->doc);
  dropValue(self->module);
  dropObject(self->dict);
}
// Who still gets at a function that was garbage sees one without a name, as in CPython.
void functionClearCycles(Object* object) {
  auto* self = static_cast<Function*>(object);
  functionClear(object);
  Str* empty = object->type->interpreter->names.empty;
  for (Str** name : {&self->name, &self->qualifiedName}) {
    Ref<Str> old = Ref<Str>::adopt(std::exchange(*name, newRef(empty).release()));
  }
}
void functionRelease(Object* object) {
  auto* self = static_cast<Function*>(object);
  functionClear(object);
  dropObject(self->code);
  dropObject(self->globals);
  dropValue(self->builtins);
  dropObject(self->name);
  dropObject(self->qualifiedName);
}
void functionTraverse(Object* object, Visitor& visitor) {
  auto* self = static_cast<Function*>(object);
  for (Value v : {Value(self->code), Value(self->globals), self->builtins, self->defaults, self->kwDefaults,
                  self->closure, self->annotations, self->doc, self->module, Value(self->dict)}) {
    visitor.visitValue(v);
  }
}

Ref<> functionRepr(Thread& thread, Value self) {
  return formatStr(thread, "<function {} at 0x{:x}>", self.as<Function>()->qualifiedName, self.bits());
}
Ref<> functionCall(Thread& thread, Value self, const Arguments& args) {
  return vmOf(thread).callFunction(thread, self, args);
}
Ref<> functionDescriptorGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty() || instance.isNone()) return newRef(self);
  return newMethod(thread, self, instance);
}

// function(code, globals, name=None, argdefs=None, closure=None)
Ref<> functionNew(Thread& thread, Type*, const Arguments& args) {
  static constexpr std::string_view kNames[] = {"code", "globals", "name", "argdefs", "closure"};
  Value bound[5];
  if (args.positionalCount > 5) {
    return thread.raiseTypeError("function() takes at most 5 arguments ({} given)", args.positionalCount);
  }
  for (size_t i = 0; i < args.positionalCount; i++) bound[i] = args[i];
  for (size_t k = 0; args.keywordNames != nullptr && k < args.keywordNames->size; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    int found = -1;
    for (int i = 0; i < 5; i++) {
      if (strEqualText(name, kNames[i])) found = i;
    }
    if (found < 0) return thread.raiseTypeError("'{}' is an invalid keyword argument for function()", name);
    bound[found] = args[args.positionalCount + k];
  }
  for (int i = 0; i < 2; i++) {
    if (bound[i].isEmpty()) {
      return thread.raiseTypeError("function() missing required argument '{}' (pos {})", kNames[i], i + 1);
    }
  }
  if (!isCode(bound[0])) {
    return thread.raiseTypeError("function() argument 'code' must be code, not {!N}", bound[0]);
  }
  if (!isDict(bound[1])) {
    return thread.raiseTypeError("function() argument 'globals' must be dict, not {!N}", bound[1]);
  }
  Value name = bound[2], defaults = bound[3], closure = bound[4];
  if (!name.isEmpty() && !name.isNone() && !isStr(name)) {
    return thread.raiseTypeError("arg 3 (name) must be None or string");
  }
  if (!defaults.isEmpty() && !defaults.isNone() && !isTuple(defaults)) {
    return thread.raiseTypeError("arg 4 (defaults) must be None or tuple");
  }
  Code* code = bound[0].as<Code>();
  bool noClosure = closure.isEmpty() || closure.isNone();
  if (!noClosure && !isTuple(closure)) return thread.raiseTypeError("arg 5 (closure) must be tuple");
  if (noClosure && code->freeCount > 0) return thread.raiseTypeError("arg 5 (closure) must be tuple");
  size_t cells = noClosure ? 0 : closure.as<Tuple>()->size;
  if (cells != static_cast<size_t>(code->freeCount)) {
    return thread.raiseValueError("{} requires closure of length {}, not {}", code->name, code->freeCount, cells);
  }
  for (size_t i = 0; i < cells; i++) {
    Value item = closure.as<Tuple>()->items[i];
    if (!isCell(item)) return thread.raiseTypeError("arg 5 (closure) expected cell, found {!T}", item);
  }
  Ref<Function> function = TRY(newFunction(thread, code, bound[1].as<Dict>()));
  if (isStr(name)) {
    incref(name);
    decrefObject(std::exchange(function->name, name.as<Str>()));
  }
  if (isTuple(defaults)) function->defaults = newRef(defaults).releaseValue();
  if (cells > 0) function->closure = newRef(closure).releaseValue();
  return function;
}

void replaceValue(Value& field, Value value) {
  increfOrEmpty(value);
  decrefOrEmpty(std::exchange(field, value));
}
Ref<> orNone(Value v) { return newRef(v.isEmpty() ? kNone : v); }

Ref<> getCode(Thread&, Value self) { return newRef(Value(self.as<Function>()->code)); }
Status setCode(Thread& thread, Value self, Value value) {
  if (!isCode(value)) return thread.raiseTypeError("__code__ must be set to a code object");
  auto* function = self.as<Function>();
  size_t cells = function->closure.isEmpty() ? 0 : function->closure.as<Tuple>()->size;
  if (static_cast<size_t>(value.as<Code>()->freeCount) != cells) {
    return thread.raiseValueError("{}() requires a code object with {} free vars, not {}", function->name, cells,
                                  value.as<Code>()->freeCount);
  }
  incref(value);
  function->version = 0;
  decrefObject(std::exchange(function->code, value.as<Code>()));
  return kOk;
}
Ref<> getDefaults(Thread&, Value self) { return orNone(self.as<Function>()->defaults); }
Status setDefaults(Thread& thread, Value self, Value value) {
  if (!value.isEmpty() && !value.isNone() && !isTuple(value)) {
    return thread.raiseTypeError("__defaults__ must be set to a tuple object");
  }
  self.as<Function>()->version = 0;
  replaceValue(self.as<Function>()->defaults, value.isNone() ? Value() : value);
  return kOk;
}
Ref<> getKwDefaults(Thread&, Value self) { return orNone(self.as<Function>()->kwDefaults); }
Status setKwDefaults(Thread& thread, Value self, Value value) {
  if (!value.isEmpty() && !value.isNone() && !isDict(value)) {
    return thread.raiseTypeError("__kwdefaults__ must be set to a dict object");
  }
  self.as<Function>()->version = 0;
  replaceValue(self.as<Function>()->kwDefaults, value.isNone() ? Value() : value);
  return kOk;
}
Ref<> getAnnotations(Thread& thread, Value self) {
  auto* function = self.as<Function>();
  if (function->annotations.isEmpty()) {
    function->annotations = TRY(newDict(thread)).releaseValue();
  } else if (isTuple(function->annotations)) {
    Tuple* pairs = function->annotations.as<Tuple>();
    Ref<Dict> dict = TRY(newDict(thread));
    for (size_t i = 0; i + 1 < pairs->size; i += 2) TRY(dictSet(thread, dict, pairs->items[i], pairs->items[i + 1]));
    replaceValue(function->annotations, dict);
  }
  return newRef(function->annotations);
}
Status setAnnotations(Thread& thread, Value self, Value value) {
  if (!value.isEmpty() && !value.isNone() && !isDict(value)) {
    return thread.raiseTypeError("__annotations__ must be set to a dict object");
  }
  replaceValue(self.as<Function>()->annotations, value.isNone() ? Value() : value);
  return kOk;
}
Ref<> getName(Thread&, Value self) { return newRef(Value(self.as<Function>()->name)); }
Status setName(Thread& thread, Value self, Value value) {
  if (!isStr(value)) return thread.raiseTypeError("__name__ must be set to a string object");
  incref(value);
  decrefObject(std::exchange(self.as<Function>()->name, value.as<Str>()));
  return kOk;
}
Ref<> getQualname(Thread&, Value self) { return newRef(Value(self.as<Function>()->qualifiedName)); }
Status setQualname(Thread& thread, Value self, Value value) {
  if (!isStr(value)) return thread.raiseTypeError("__qualname__ must be set to a string object");
  incref(value);
  decrefObject(std::exchange(self.as<Function>()->qualifiedName, value.as<Str>()));
  return kOk;
}
Ref<> getDict(Thread& thread, Value self) {
  auto* function = self.as<Function>();
  if (function->dict == nullptr) function->dict = TRY(newDict(thread)).release();
  return newRef(Value(function->dict));
}
Status setDict(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("cannot delete __dict__");
  if (!isDict(value)) {
    return thread.raiseTypeError("__dict__ must be set to a dictionary, not a '{!T}'", value);
  }
  incref(value);
  Dict* old = std::exchange(self.as<Function>()->dict, value.as<Dict>());
  if (old != nullptr) decrefObject(old);
  return kOk;
}

constexpr Slots kSlots{.release = functionRelease,
                       .traverse = functionTraverse,
                       .clear = functionClearCycles,
                       .create = functionNew,
                       .repr = functionRepr,
                       .call = functionCall,
                       .descriptorGet = functionDescriptorGet};
constexpr GetSetDef kGetSets[] = {
    {"__code__", getCode, setCode},       {"__defaults__", getDefaults, setDefaults},
    {"__kwdefaults__", getKwDefaults, setKwDefaults}, {"__annotations__", getAnnotations, setAnnotations},
    {"__dict__", getDict, setDict},       {"__name__", getName, setName},
    {"__qualname__", getQualname, setQualname}};
constexpr MemberDef kMembers[] = {
    {"__closure__", MemberKind::kObject, offsetof(Function, closure)},
    {"__globals__", MemberKind::kObject, offsetof(Function, globals)},
    {"__builtins__", MemberKind::kObject, offsetof(Function, builtins)},
    {"__doc__", MemberKind::kObject, offsetof(Function, doc), false},
    {"__module__", MemberKind::kObject, offsetof(Function, module), false}};

}  // namespace

const TypeSpec kFunctionType{.id = TypeId::kFunction,
                             .name = "function",
                             .basicSize = sizeof(Function),
                             .flags = kTypeHasGc | kTypeImmutable | kTypeMethodDescriptor,
                             .slots = &kSlots,
                             .getSets = kGetSets,
                             .members = kMembers,
                             .dictOffset = offsetof(Function, dict),
                             .weakRefsOffset = offsetof(Function, weakRefs)};

Ref<> builtinsOf(Thread& thread, Dict* globals) {
  Value found = dictGetStr(thread, globals, thread.names().dunder_builtins);
  if (found.isEmpty() && thread.frame != nullptr && thread.frame->function != nullptr) {  // those of whoever asks
    return newRef(thread.frame->function->builtins);
  }
  if (found.isEmpty()) return newRef(Value(thread.interpreter().builtinsDict));
  if (found.isObject() && found.object()->type->id == TypeId::kModule) {
    return getAttribute(thread, found, thread.names().dunder_dict);
  }
  return newRef(found);
}

Ref<Function> newFunction(Thread& thread, Code* code, Dict* globals, Str* qualifiedName) {
  Ref<> builtins = TRY(builtinsOf(thread, globals));
  Ref<Function> function = TRY(newObject<Function>(thread, thread.type(TypeId::kFunction)));
  function->builtins = builtins.releaseValue();
  function->code = newRef(code).release();
  function->globals = newRef(globals).release();
  function->name = newRef(code->name).release();
  function->qualifiedName = newRef(qualifiedName != nullptr ? qualifiedName : code->qualifiedName).release();
  function->version = 1;
  Tuple* constants = code->constants;
  function->doc = constants->size > 0 && isStr(constants->items[0]) ? newRef(constants->items[0]).releaseValue() : kNone;
  Value module = dictGetStr(thread, globals, thread.names().dunder_name);
  if (!module.isEmpty()) function->module = newRef(module).releaseValue();
  return function;
}

}  // namespace taipan
