// builtin_function_or_method and the descriptors of native types.
#include "objects/native_function.h"

#include <cstring>
#include <string>

#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/native_function_types.h"
#include "objects/number_arguments.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

NativeCode* newNativeCode(Thread& thread, const MethodDef& definition, Type* owner) {
  Ref<Str> name = internText(thread, definition.name);
  void* memory = thread.heap().allocateBuffer(sizeof(NativeCode));
  if (!name || memory == nullptr) {
    if (name) thread.raiseMemoryError();
    return nullptr;
  }
  Interpreter& interpreter = thread.interpreter();
  auto* code = static_cast<NativeCode*>(memory);
  *code = NativeCode{&definition, nullptr, name.release(), owner, interpreter.nativeCodes};
  interpreter.nativeCodes = code;
  return code;
}

Ref<> newBuiltinFunction(Thread& thread, NativeCode* code, Value self, Value moduleName) {
  Ref<BuiltinFunction> function =
      TRY(newObject<BuiltinFunction>(thread, thread.type(TypeId::kBuiltinFunction)));
  function->code = code;
  function->self = self;
  increfOrEmpty(self);
  function->moduleName = moduleName;
  increfOrEmpty(moduleName);
  return function;
}

static Signature* signatureOf(Thread& thread, NativeCode* code) {
  if (code->signature == nullptr) {
    code->signature = parseSignature(thread, code->definition->signature);
    if (code->signature == nullptr) thread.raiseMemoryError();
  }
  return code->signature;
}

static Ref<> bindAndCall(Thread& thread, NativeCode* code, Value self, const Arguments& args) {
  if (args.keywordNames == nullptr && findFixedArity(thread, code)) {  // OPTIMIZATION: nothing to bind
    const Signature& fixed = *code->signature;
    size_t own = fixed.hasSelf ? 1 : 0, count = args.positionalCount + own;
    if (count >= static_cast<size_t>(code->fixedLeast) && count <= static_cast<size_t>(code->fixedMost)) {
      Value values[Signature::kMaxParameters + 1];
      if (own) values[0] = self;
      for (size_t i = own; i < count; i++) values[i] = args[i - own];
      for (size_t i = count; i < static_cast<size_t>(code->fixedMost); i++) {
        values[i] = fixed.parameters[i - own].defaultValue;
      }
      return code->definition->function(thread, values);
    }
  }
  Signature* signature = signatureOf(thread, code);
  if (signature == nullptr) return Raised{};
  Value bound[Signature::kMaxParameters + 3];
  Value moduleName;
  if (self.isObject() && self.object()->type == thread.type(TypeId::kModule)) {
    moduleName = dictGetStr(thread, self.as<Module>()->dict, thread.names().dunder_name);
  }
  // In messages, a class method is named after the class it is called on.
  Type* owner = code->definition->kind == MethodKind::kClass ? self.as<Type>() : code->owner;
  TRY(bindArguments(thread, *signature, code->name, owner, moduleName, self, args, bound));
  Ref<> result = code->definition->function(thread, bound);
  releaseBound(*signature, bound);
  return result;
}

// CPython counts calls of some functions towards the recursion limit: of those with none or one argument, and those
// that get their arguments as they come.  (Others, too, but only until their instructions are specialised.)
static bool countsCalls(const NativeCode* code) {
  if (code->definition->raw != nullptr) return true;
  return code->fixedLeast == code->fixedMost && code->fixedMost <= (code->signature->hasSelf ? 2 : 1);
}

Ref<> callNative(Thread& thread, NativeCode* code, Value self, const Arguments& args) {
  if (code->definition->raw == nullptr && !(findFixedArity(thread, code) && countsCalls(code))) {
    NativeRecursion guard(thread);
    if (!guard.enter(" while calling a Python object")) return Raised{};
    return bindAndCall(thread, code, self, args);
  }
  CountedRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  if (code->definition->raw != nullptr) return code->definition->raw(thread, self, args);
  return bindAndCall(thread, code, self, args);
}

bool findFixedArity(Thread& thread, NativeCode* code) {
  if (code->fixedMost >= 0) return true;
  if (code->definition->function == nullptr) return false;
  Signature* signature = signatureOf(thread, code);
  if (signature == nullptr) {
    thread.clearException();
    return false;
  }
  if (signature->varPositional || signature->varKeyword || signature->positional != signature->count) return false;
  code->fixedLeast = static_cast<int16_t>(signature->required + signature->hasSelf);
  code->fixedMost = static_cast<int16_t>(signature->count + signature->hasSelf);
  return true;
}

Ref<> callNativeFixed(Thread& thread, NativeCode* code, const Value* args, size_t count) {
  if (count <= 2 && code->fixedLeast == code->fixedMost && countsCalls(code)) {
    CountedRecursion guard(thread);
    if (!guard.enter(" while calling a Python object")) [[unlikely]] return Raised{};
    return code->definition->function(thread, args);
  }
  NativeRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) [[unlikely]] return Raised{};
  if (count == static_cast<size_t>(code->fixedMost)) return code->definition->function(thread, args);
  const Signature& signature = *code->signature;
  Value bound[Signature::kMaxParameters + 1];
  for (size_t i = 0; i < count; i++) bound[i] = args[i];
  for (int i = static_cast<int>(count); i < code->fixedMost; i++) {
    bound[i] = signature.parameters[i - signature.hasSelf].defaultValue;
  }
  return code->definition->function(thread, bound);
}

namespace {

Ref<NativeDescriptor> newDescriptor(Thread& thread, TypeId kind, Type* owner, const char* name) {
  Ref<Str> text = TRY(internText(thread, name));
  Ref<NativeDescriptor> descriptor = TRY(newObject<NativeDescriptor>(thread, thread.type(kind)));
  descriptor->owner = owner;
  descriptor->name = text.release();
  return descriptor;
}

Status addToType(Thread& thread, Type* type, const char* name, Value value) {
  Ref<Str> text = TRY(internText(thread, name));
  return dictSetStr(thread, type->dict, text, value);
}

// __new__ of a native type: `self` is the type, the first argument the class to make an instance of.
Ref<> nativeNew(Thread& thread, Value self, const Arguments& args) {
  Type* type = self.as<Type>();
  const char* name = type->nativeName;
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("{}.__new__(): not enough arguments", name);
  }
  if (!args[0].isObject() || !args[0].object()->type->has(kTypeIsType)) {
    return thread.raiseTypeError("{}.__new__(X): X is not a type object ({})", name, typeOf(thread, args[0]));
  }
  Type* cls = args[0].as<Type>();
  if (!isSubtype(cls, type)) {
    return thread.raiseTypeError("{}.__new__({}): {} is not a subtype of {}", name, cls->nativeName,
                                 cls->nativeName, name);
  }
  Type* native = cls;
  while (native->has(kTypeIsHeapType)) native = native->base;
  if (native->slots.create != type->slots.create) {
    return thread.raiseTypeError("{}.__new__({}) is not safe, use {}.__new__()", name, cls->nativeName,
                                 native->nativeName);
  }
  return type->slots.create(thread, cls,
                            Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
}

const MethodDef kNewDefinition = {"__new__", "($type, *args, **kwargs)", nullptr, &nativeNew};

Status addMethods(Thread& thread, Type* type, const TypeSpec& spec) {
  for (const MethodDef& definition : spec.methods) {
    NativeCode* code = newNativeCode(thread, definition, type);
    if (code == nullptr) return Raised{};
    if (definition.kind == MethodKind::kStatic) {
      Ref<> function = TRY(newBuiltinFunction(thread, code, Value(), Value()));
      Ref<> wrapped = TRY(newStaticMethod(thread, function));
      TRY(addToType(thread, type, definition.name, wrapped));
      continue;
    }
    TypeId kind = definition.kind == MethodKind::kClass ? TypeId::kClassMethodDescriptor
                                                        : TypeId::kMethodDescriptor;
    Ref<NativeDescriptor> descriptor = TRY(newDescriptor(thread, kind, type, definition.name));
    descriptor->code = code;
    TRY(addToType(thread, type, definition.name, descriptor));
  }
  return kOk;
}

Status addSlotWrappers(Thread& thread, Type* type, const TypeSpec& spec) {
  if (spec.slots == nullptr) return kOk;
  auto& own = const_cast<Slots&>(*spec.slots);
  for (const SlotEntry& entry : slotTable()) {
    AnySlot mine = slotAt(own, entry.offset);
    if (mine == nullptr || entry.wrap == nullptr) continue;
    Ref<Str> name = TRY(internText(thread, entry.name));
    if (dictGetStr(thread, type->dict, name)) continue;
    if (mine == reinterpret_cast<AnySlot>(&hashNotImplemented)) {
      TRY(dictSetStr(thread, type->dict, name, kNone));
      continue;
    }
    Ref<NativeDescriptor> descriptor =
        TRY(newDescriptor(thread, TypeId::kWrapperDescriptor, type, entry.name));
    descriptor->slot = &entry;
    TRY(dictSetStr(thread, type->dict, name, descriptor));
  }
  if (spec.slots->compare != nullptr && spec.slots->hash == nullptr) {
    TRY(dictSetStr(thread, type->dict, thread.names().dunder_hash, kNone));
  }
  if (spec.slots->create != nullptr && !type->has(kTypeDisallowInstantiation)) {
    NativeCode* code = newNativeCode(thread, kNewDefinition, nullptr);
    if (code == nullptr) return Raised{};
    Ref<> function = TRY(newBuiltinFunction(thread, code, type, Value()));
    TRY(dictSetStr(thread, type->dict, thread.names().dunder_new, function));
  }
  return kOk;
}

}  // namespace

Status addNativeDescriptors(Thread& thread, Type* type, const TypeSpec& spec) {
  TRY(addMethods(thread, type, spec));
  TRY(addSlotWrappers(thread, type, spec));
  for (const GetSetDef& definition : spec.getSets) {
    Ref<NativeDescriptor> descriptor =
        TRY(newDescriptor(thread, TypeId::kGetSetDescriptor, type, definition.name));
    descriptor->getSet = &definition;
    TRY(addToType(thread, type, definition.name, descriptor));
  }
  for (const MemberDef& definition : spec.members) {
    Ref<NativeDescriptor> descriptor =
        TRY(newDescriptor(thread, TypeId::kMemberDescriptor, type, definition.name));
    descriptor->member = &definition;
    TRY(addToType(thread, type, definition.name, descriptor));
  }
  return kOk;
}

Ref<> newGetSet(Thread& thread, Type* owner, const GetSetDef& definition) {
  Ref<NativeDescriptor> descriptor =
      TRY(newDescriptor(thread, TypeId::kGetSetDescriptor, owner, definition.name));
  descriptor->getSet = &definition;
  return descriptor;
}

Ref<> newSlotMember(Thread& thread, Type* owner, Str* name, size_t offset) {
  Ref<NativeDescriptor> descriptor =
      TRY(newObject<NativeDescriptor>(thread, thread.type(TypeId::kMemberDescriptor)));
  descriptor->owner = owner;
  descriptor->name = newRef(name).release();
  descriptor->slotOffset = offset;
  descriptor->isSlotMember = true;
  return descriptor;
}

// ---------------------------------------------------------------- builtin_function_or_method

namespace {

BuiltinFunction* functionOf(Value self) { return self.as<BuiltinFunction>(); }

Ref<> functionCall(Thread& thread, Value self, const Arguments& args) {
  BuiltinFunction* function = functionOf(self);
  return callNative(thread, function->code, function->self, args);
}

void functionRelease(Object* self) {
  auto* function = static_cast<BuiltinFunction*>(self);
  decrefOrEmpty(std::exchange(function->self, Value()));
  decrefOrEmpty(std::exchange(function->moduleName, Value()));
}

void functionTraverse(Object* self, Visitor& visitor) {
  auto* function = static_cast<BuiltinFunction*>(self);
  visitor.visitValue(function->self);
  visitor.visitValue(function->moduleName);
}

bool isModule(Thread& thread, Value v) {
  return v.isObject() && v.object()->type == thread.type(TypeId::kModule);
}

Ref<> functionRepr(Thread& thread, Value self) {
  BuiltinFunction* function = functionOf(self);
  if (function->self.isEmpty() || isModule(thread, function->self)) {
    return formatStr(thread, "<built-in function {}>", function->code->name);
  }
  return formatStr(thread, "<built-in method {} of {} object at 0x{:x}>", function->code->name,
                   typeOf(thread, function->self), function->self.bits());
}

Ref<> functionCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !other.isObject() ||
      other.object()->type != thread.type(TypeId::kBuiltinFunction)) {
    return newRef(kNotImplemented);
  }
  BuiltinFunction* a = functionOf(self);
  BuiltinFunction* b = functionOf(other);
  bool same = a->self == b->self && a->code->definition == b->code->definition;
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Result<int64_t> functionHash(Thread&, Value self) {
  BuiltinFunction* function = functionOf(self);
  uint64_t mixed = (function->self.bits() >> 4) ^ (reinterpret_cast<uintptr_t>(function->code->definition) >> 4);
  int64_t hash = static_cast<int64_t>(mixed);
  return hash == -1 ? -2 : hash;
}

Ref<> functionName(Thread&, Value self) { return newRef(Value(functionOf(self)->code->name)); }

Ref<> functionQualifiedName(Thread& thread, Value self) {
  BuiltinFunction* function = functionOf(self);
  Value bound = function->self;
  if (bound.isEmpty() || isModule(thread, bound)) {
    if (function->code->owner != nullptr) {
      return formatStr(thread, "{}.{}", function->code->owner->qualifiedName, function->code->name);
    }
    return functionName(thread, self);
  }
  Value type = isInstanceOf(thread, bound, TypeId::kType) ? bound : Value(typeOf(thread, bound));
  Ref<> qualified = TRY(getAttribute(thread, type, thread.names().dunder_qualname));
  return formatStr(thread, "{}.{}", qualified.value(), function->code->name);
}

Ref<> functionModule(Thread& thread, Value self) {
  BuiltinFunction* function = functionOf(self);
  if (!function->moduleName.isEmpty()) return newRef(function->moduleName);
  return newRef(kNone);
}

Ref<> functionSelf(Thread&, Value self) {
  Value bound = functionOf(self)->self;
  return newRef(bound.isEmpty() ? kNone : bound);
}

Ref<> docOf(Thread& thread, const MethodDef* definition) {
  if (definition->doc == nullptr) return newRef(kNone);
  return newStr(thread, definition->doc);
}

Ref<> signatureTextOf(Thread& thread, const MethodDef* definition) {
  if (definition->signature == nullptr || std::strstr(definition->signature, "<NULL>") != nullptr ||
      std::strstr(definition->signature, "<PARSED>") != nullptr) {
    return newRef(kNone);
  }
  return newStr(thread, definition->signature);
}

Ref<> functionDoc(Thread& thread, Value self) { return docOf(thread, functionOf(self)->code->definition); }
Ref<> functionTextSignature(Thread& thread, Value self) {
  return signatureTextOf(thread, functionOf(self)->code->definition);
}

// Pickles as its name, or as getattr(self, name) when bound to an object.
Ref<> functionReduce(Thread& thread, const Value* args) {
  BuiltinFunction* function = functionOf(args[0]);
  if (function->self.isEmpty() || isModule(thread, function->self)) {
    return functionQualifiedName(thread, args[0]);
  }
  Ref<Str> getattrName = TRY(internText(thread, "getattr"));
  Ref<> getattr = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, getattrName));
  Ref<Tuple> arguments = TRY(makeTuple(thread, function->self, Value(function->code->name)));
  return makeTuple(thread, getattr.value(), arguments.value());
}

const Slots kFunctionSlots = {
    .release = functionRelease,
    .traverse = functionTraverse,
    .repr = functionRepr,
    .hash = functionHash,
    .call = functionCall,
    .compare = functionCompare,
};
const GetSetDef kFunctionGetSets[] = {
    {"__name__", functionName},
    {"__qualname__", functionQualifiedName},
    {"__module__", functionModule,
     [](Thread& thread, Value self, Value value) -> Status {
       Ref<> fresh = newRef(value.isEmpty() ? kNone : value);
       Ref<> old = Ref<>::adopt(std::exchange(functionOf(self)->moduleName, fresh.releaseValue()));
       return kOk;
     }},
    {"__self__", functionSelf},
    {"__doc__", functionDoc},
    {"__text_signature__", functionTextSignature},
};
const MethodDef kFunctionMethods[] = {
    {"__reduce__", "($self, /)", functionReduce},
};

// ---------------------------------------------------------------- descriptors

NativeDescriptor* descriptorOf(Value self) { return self.as<NativeDescriptor>(); }

void descriptorRelease(Object* self) {
  auto* descriptor = static_cast<NativeDescriptor*>(self);
  decrefOrEmpty(Value(std::exchange(descriptor->name, nullptr)));
}

// Is `instance` something the descriptor can work on?
Status checkInstance(Thread& thread, NativeDescriptor* descriptor, Value instance) {
  if (isSubtype(typeOf(thread, instance), descriptor->owner)) return kOk;
  return thread.raiseTypeError("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                               descriptor->name, descriptor->owner->nativeName, typeOf(thread, instance));
}

Ref<> methodGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty()) return newRef(self);
  NativeDescriptor* descriptor = descriptorOf(self);
  TRY(checkInstance(thread, descriptor, instance));
  return newBuiltinFunction(thread, descriptor->code, instance, Value());
}

// Called unbound: the first argument is self.
Ref<> methodCall(Thread& thread, Value self, const Arguments& args) {
  NativeDescriptor* descriptor = descriptorOf(self);
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("unbound method {}.{}() needs an argument", descriptor->owner->qualifiedName,
                                 descriptor->name);
  }
  TRY(checkInstance(thread, descriptor, args[0]));
  return callNative(thread, descriptor->code, args[0],
                    Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
}

Ref<> classMethodGet(Thread& thread, Value self, Value instance, Value owner) {
  NativeDescriptor* descriptor = descriptorOf(self);
  Value cls = owner;
  if (cls.isEmpty()) {
    if (instance.isEmpty()) {
      return thread.raiseTypeError("descriptor '{}' for type '{}' needs either an object or a type",
                                   descriptor->name, descriptor->owner->nativeName);
    }
    cls = typeOf(thread, instance);
  }
  if (!isInstanceOf(thread, cls, TypeId::kType)) {
    return thread.raiseTypeError("descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
                                 descriptor->name, descriptor->owner->nativeName, typeOf(thread, cls));
  }
  if (!isSubtype(cls.as<Type>(), descriptor->owner)) {
    return thread.raiseTypeError("descriptor '{}' requires a subtype of '{}' but received '{}'",
                                 descriptor->name, descriptor->owner->nativeName,
                                 cls.as<Type>()->nativeName);
  }
  return newBuiltinFunction(thread, descriptor->code, cls, Value());
}

Ref<> classMethodCall(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("descriptor '{}' of '{}' object needs an argument",
                                 descriptorOf(self)->name, descriptorOf(self)->owner->nativeName);
  }
  Ref<> bound = TRY(classMethodGet(thread, self, Value(), args[0]));
  return call(thread, bound, Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
}

Ref<> wrapperGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty()) return newRef(self);
  TRY(checkInstance(thread, descriptorOf(self), instance));
  Ref<MethodWrapper> wrapper = TRY(newObject<MethodWrapper>(thread, thread.type(TypeId::kMethodWrapper)));
  wrapper->descriptor = newRef(descriptorOf(self)).release();
  wrapper->self = newRef(instance).releaseValue();
  return wrapper;
}

Ref<> callWrapper(Thread& thread, NativeDescriptor* descriptor, Value self, const Arguments& args) {
  CountedRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  return descriptor->slot->wrap(thread, descriptor->owner, self, args);
}

Ref<> wrapperCall(Thread& thread, Value self, const Arguments& args) {
  NativeDescriptor* descriptor = descriptorOf(self);
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("descriptor '{}' of '{}' object needs an argument", descriptor->name,
                                 descriptor->owner->nativeName);
  }
  if (!isSubtype(typeOf(thread, args[0]), descriptor->owner)) {
    return thread.raiseTypeError("descriptor '{}' requires a '{}' object but received a '{}'",
                                 descriptor->name, descriptor->owner->nativeName, typeOf(thread, args[0]));
  }
  return callWrapper(thread, descriptor, args[0],
                     Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
}

Ref<> getSetGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty()) return newRef(self);
  NativeDescriptor* descriptor = descriptorOf(self);
  TRY(checkInstance(thread, descriptor, instance));
  if (descriptor->getSet->get == nullptr) {
    return thread.raise(TypeId::kAttributeError, "attribute '{}' of '{}' objects is not readable",
                        descriptor->name, descriptor->owner->nativeName);
  }
  return descriptor->getSet->get(thread, instance);
}

Status getSetSet(Thread& thread, Value self, Value instance, Value value) {
  NativeDescriptor* descriptor = descriptorOf(self);
  TRY(checkInstance(thread, descriptor, instance));
  if (descriptor->getSet->set == nullptr) {
    return thread.raise(TypeId::kAttributeError, "attribute '{}' of '{}' objects is not writable",
                        descriptor->name, descriptor->owner->nativeName);
  }
  return descriptor->getSet->set(thread, instance, value);
}

char* fieldOf(Value instance, size_t offset) {
  return fieldAt(instance.object(), offset);
}

Raised raiseNoSlotValue(Thread& thread, NativeDescriptor* descriptor, Value instance) {
  return thread.raise(TypeId::kAttributeError, "'{}' object has no attribute '{}'",
                      typeOf(thread, instance), descriptor->name);
}

Ref<> readField(Thread& thread, NativeDescriptor* descriptor, Value instance) {
  const MemberDef& member = *descriptor->member;
  char* at = fieldOf(instance, member.offset);
  switch (member.kind) {
    case MemberKind::kObject: {
      Value value = *reinterpret_cast<Value*>(at);
      return newRef(value.isEmpty() ? kNone : value);
    }
    case MemberKind::kObjectOrError: {
      Value value = *reinterpret_cast<Value*>(at);
      if (value.isEmpty()) return thread.raise(TypeId::kAttributeError, "{}", descriptor->name);
      return newRef(value);
    }
    case MemberKind::kInt32: return newInt(thread, *reinterpret_cast<int32_t*>(at));
    case MemberKind::kInt64:
    case MemberKind::kSize: return newInt(thread, *reinterpret_cast<int64_t*>(at));
    case MemberKind::kBool: return newRef(Value::boolean(*reinterpret_cast<bool*>(at)));
    case MemberKind::kDouble: return newFloat(thread, *reinterpret_cast<double*>(at));
  }
  return newRef(kNone);
}

Ref<> memberGet(Thread& thread, Value self, Value instance, Value) {
  if (instance.isEmpty()) return newRef(self);
  NativeDescriptor* descriptor = descriptorOf(self);
  TRY(checkInstance(thread, descriptor, instance));
  if (!descriptor->isSlotMember) return readField(thread, descriptor, instance);
  Value value = *reinterpret_cast<Value*>(fieldOf(instance, descriptor->slotOffset));
  if (value.isEmpty()) return raiseNoSlotValue(thread, descriptor, instance);
  return newRef(value);
}

Status memberSet(Thread& thread, Value self, Value instance, Value value) {
  NativeDescriptor* descriptor = descriptorOf(self);
  TRY(checkInstance(thread, descriptor, instance));
  if (!descriptor->isSlotMember && descriptor->member->readOnly) {
    return thread.raise(TypeId::kAttributeError, "readonly attribute");
  }
  if (!descriptor->isSlotMember && descriptor->member->kind == MemberKind::kBool) {
    if (!value.isBool()) return thread.raiseTypeError("attribute value type must be bool");
    *reinterpret_cast<bool*>(fieldOf(instance, descriptor->member->offset)) = value.isTrue();
    return kOk;
  }
  if (!descriptor->isSlotMember && descriptor->member->kind != MemberKind::kObject &&
      descriptor->member->kind != MemberKind::kObjectOrError) {
    if (value.isEmpty()) return thread.raiseTypeError("can't delete numeric/char attribute");
    int64_t number = TRY(sizeArgument(thread, value));
    char* at = fieldOf(instance, descriptor->member->offset);
    if (descriptor->member->kind == MemberKind::kInt32) *reinterpret_cast<int32_t*>(at) = static_cast<int32_t>(number);
    else *reinterpret_cast<int64_t*>(at) = number;
    return kOk;
  }
  size_t offset = descriptor->isSlotMember ? descriptor->slotOffset : descriptor->member->offset;
  Value& field = *reinterpret_cast<Value*>(fieldOf(instance, offset));
  if (value.isEmpty() && field.isEmpty()) {
    return thread.raise(TypeId::kAttributeError, "{}", descriptor->name);
  }
  increfOrEmpty(value);
  Ref<> old = Ref<>::adopt(std::exchange(field, value));
  return kOk;
}

template <int which>
Ref<> descriptorRepr(Thread& thread, Value self) {
  constexpr const char* kFormats[] = {"<method '{}' of '{}' objects>", "<slot wrapper '{}' of '{}' objects>",
                                      "<attribute '{}' of '{}' objects>", "<member '{}' of '{}' objects>"};
  NativeDescriptor* descriptor = descriptorOf(self);
  return formatStr(thread, kFormats[which], descriptor->name, descriptor->owner->nativeName);
}

Ref<> descriptorName(Thread&, Value self) { return newRef(Value(descriptorOf(self)->name)); }
Ref<> descriptorOwner(Thread&, Value self) { return newRef(Value(descriptorOf(self)->owner)); }
Ref<> descriptorQualifiedName(Thread& thread, Value self) {
  NativeDescriptor* descriptor = descriptorOf(self);
  Ref<> owner = TRY(getAttribute(thread, descriptor->owner, thread.names().dunder_qualname));
  return formatStr(thread, "{}.{}", owner.value(), descriptor->name);
}
Ref<> methodDoc(Thread& thread, Value self) { return docOf(thread, descriptorOf(self)->code->definition); }
Ref<> methodTextSignature(Thread& thread, Value self) {
  return signatureTextOf(thread, descriptorOf(self)->code->definition);
}
Ref<> wrapperTextSignature(Thread& thread, Value self) {
  return newStr(thread, descriptorOf(self)->slot->signature);
}
Ref<> getSetDoc(Thread& thread, Value self) {
  const char* doc = descriptorOf(self)->getSet->doc;
  return doc == nullptr ? newRef(kNone) : Ref<>(newStr(thread, doc));
}
Ref<> memberDoc(Thread& thread, Value self) {
  NativeDescriptor* descriptor = descriptorOf(self);
  const char* doc = descriptor->isSlotMember ? nullptr : descriptor->member->doc;
  return doc == nullptr ? newRef(kNone) : Ref<>(newStr(thread, doc));
}
Ref<> wrapperDoc(Thread& thread, Value self) {
  const char* doc = descriptorOf(self)->slot->doc;
  return doc == nullptr ? newRef(kNone) : Ref<>(newStr(thread, doc));
}

Ref<> descriptorReduce(Thread& thread, const Value* args) {
  NativeDescriptor* descriptor = descriptorOf(args[0]);
  Ref<Str> getattrName = TRY(internText(thread, "getattr"));
  Ref<> getattr = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, getattrName));
  Ref<Tuple> arguments = TRY(makeTuple(thread, Value(descriptor->owner), Value(descriptor->name)));
  return makeTuple(thread, getattr.value(), arguments.value());
}

#define DESCRIPTOR_COMMON \
  {"__name__", descriptorName}, {"__objclass__", descriptorOwner}, {"__qualname__", descriptorQualifiedName}
const GetSetDef kMethodGetSets[] = {DESCRIPTOR_COMMON, {"__doc__", methodDoc}, {"__text_signature__", methodTextSignature}};
const GetSetDef kWrapperGetSets[] = {DESCRIPTOR_COMMON, {"__doc__", wrapperDoc}, {"__text_signature__", wrapperTextSignature}};
const GetSetDef kGetSetGetSets[] = {DESCRIPTOR_COMMON, {"__doc__", getSetDoc}};
const GetSetDef kMemberGetSets[] = {DESCRIPTOR_COMMON, {"__doc__", memberDoc}};
const MethodDef kDescriptorMethods[] = {{"__reduce__", "($self, /)", descriptorReduce}};

const Slots kMethodSlots = {.release = descriptorRelease, .repr = descriptorRepr<0>, .call = methodCall, .descriptorGet = methodGet};
const Slots kClassMethodSlots = {.release = descriptorRelease, .repr = descriptorRepr<0>, .call = classMethodCall, .descriptorGet = classMethodGet};
const Slots kWrapperSlots = {.release = descriptorRelease, .repr = descriptorRepr<1>, .call = wrapperCall, .descriptorGet = wrapperGet};
const Slots kGetSetSlots = {.release = descriptorRelease, .repr = descriptorRepr<2>, .descriptorGet = getSetGet, .descriptorSet = getSetSet};
const Slots kMemberSlots = {.release = descriptorRelease, .repr = descriptorRepr<3>, .descriptorGet = memberGet, .descriptorSet = memberSet};

// ---------------------------------------------------------------- method-wrapper

MethodWrapper* wrapperOf(Value self) { return self.as<MethodWrapper>(); }

void methodWrapperRelease(Object* self) {
  auto* wrapper = static_cast<MethodWrapper*>(self);
  decrefOrEmpty(Value(std::exchange(wrapper->descriptor, nullptr)));
  decrefOrEmpty(std::exchange(wrapper->self, Value()));
}
void methodWrapperTraverse(Object* self, Visitor& visitor) {
  auto* wrapper = static_cast<MethodWrapper*>(self);
  visitor.visitValue(Value(wrapper->descriptor));
  visitor.visitValue(wrapper->self);
}
Ref<> methodWrapperCall(Thread& thread, Value self, const Arguments& args) {
  return callWrapper(thread, wrapperOf(self)->descriptor, wrapperOf(self)->self, args);
}
Ref<> methodWrapperRepr(Thread& thread, Value self) {
  return formatStr(thread, "<method-wrapper '{}' of {} object at 0x{:x}>", wrapperOf(self)->descriptor->name,
                   typeOf(thread, wrapperOf(self)->self), wrapperOf(self)->self.bits());
}
Ref<> methodWrapperCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !other.isObject() ||
      other.object()->type != thread.type(TypeId::kMethodWrapper)) {
    return newRef(kNotImplemented);
  }
  bool same = wrapperOf(self)->descriptor == wrapperOf(other)->descriptor &&
              wrapperOf(self)->self == wrapperOf(other)->self;
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}
Result<int64_t> methodWrapperHash(Thread&, Value self) {
  uint64_t mixed = (wrapperOf(self)->self.bits() >> 4) ^ (reinterpret_cast<uintptr_t>(wrapperOf(self)->descriptor) >> 4);
  return static_cast<int64_t>(mixed == UINT64_MAX ? 1 : mixed);
}
const GetSetDef kMethodWrapperGetSets[] = {
    {"__self__", [](Thread&, Value self) -> Ref<> { return newRef(wrapperOf(self)->self); }},
    {"__name__", [](Thread&, Value self) -> Ref<> { return newRef(Value(wrapperOf(self)->descriptor->name)); }},
    {"__objclass__", [](Thread&, Value self) -> Ref<> { return newRef(Value(wrapperOf(self)->descriptor->owner)); }},
    {"__qualname__", [](Thread& thread, Value self) -> Ref<> { return descriptorQualifiedName(thread, wrapperOf(self)->descriptor); }},
    {"__doc__", [](Thread& thread, Value self) -> Ref<> { return wrapperDoc(thread, wrapperOf(self)->descriptor); }},
    {"__text_signature__", [](Thread& thread, Value self) -> Ref<> { return wrapperTextSignature(thread, wrapperOf(self)->descriptor); }},
};
const Slots kMethodWrapperSlots = {
    .release = methodWrapperRelease, .traverse = methodWrapperTraverse, .repr = methodWrapperRepr,
    .hash = methodWrapperHash, .call = methodWrapperCall, .compare = methodWrapperCompare};

}  // namespace

const TypeSpec kBuiltinFunctionType = {
    .id = TypeId::kBuiltinFunction, .name = "builtin_function_or_method", .basicSize = sizeof(BuiltinFunction),
    .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kFunctionSlots, .methods = kFunctionMethods,
    .getSets = kFunctionGetSets, .weakRefsOffset = offsetof(BuiltinFunction, weakRefs)};
const TypeSpec kMethodDescriptorType = {
    .id = TypeId::kMethodDescriptor, .name = "method_descriptor", .basicSize = sizeof(NativeDescriptor),
    .flags = kTypeDisallowInstantiation | kTypeMethodDescriptor, .slots = &kMethodSlots,
    .methods = kDescriptorMethods, .getSets = kMethodGetSets};
const TypeSpec kClassMethodDescriptorType = {
    .id = TypeId::kClassMethodDescriptor, .name = "classmethod_descriptor", .basicSize = sizeof(NativeDescriptor),
    .flags = kTypeDisallowInstantiation, .slots = &kClassMethodSlots, .getSets = kMethodGetSets};
const TypeSpec kWrapperDescriptorType = {
    .id = TypeId::kWrapperDescriptor, .name = "wrapper_descriptor", .basicSize = sizeof(NativeDescriptor),
    .flags = kTypeDisallowInstantiation | kTypeMethodDescriptor, .slots = &kWrapperSlots,
    .methods = kDescriptorMethods, .getSets = kWrapperGetSets};
const TypeSpec kGetSetDescriptorType = {
    .id = TypeId::kGetSetDescriptor, .name = "getset_descriptor", .basicSize = sizeof(NativeDescriptor),
    .flags = kTypeDisallowInstantiation, .slots = &kGetSetSlots, .getSets = kGetSetGetSets};
const TypeSpec kMemberDescriptorType = {
    .id = TypeId::kMemberDescriptor, .name = "member_descriptor", .basicSize = sizeof(NativeDescriptor),
    .flags = kTypeDisallowInstantiation, .slots = &kMemberSlots, .methods = kDescriptorMethods,
    .getSets = kMemberGetSets};
const TypeSpec kMethodWrapperType = {
    .id = TypeId::kMethodWrapper, .name = "method-wrapper", .basicSize = sizeof(MethodWrapper),
    .flags = kTypeHasGc | kTypeDisallowInstantiation, .slots = &kMethodWrapperSlots,
    .getSets = kMethodWrapperGetSets};

}  // namespace taipan
