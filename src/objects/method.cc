// method (bound method).
#include "objects/method.h"

#include <vector>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

void methodRelease(Object* object) {
  auto* self = static_cast<Method*>(object);
  decrefOrEmpty(std::exchange(self->function, Value()));
  decrefOrEmpty(std::exchange(self->self, Value()));
}
void methodTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Method*>(object)->function);
  visitor.visitValue(static_cast<Method*>(object)->self);
}

Ref<> methodCreate(Thread& thread, Type*, const Arguments& args) {
  if (args.keywordNames != nullptr) return thread.raiseTypeError("method() takes no keyword arguments");
  if (args.positionalCount != 2) {
    return thread.raiseTypeError("method expected 2 arguments, got {}", args.positionalCount);
  }
  if (!isCallable(thread, args[0])) return thread.raiseTypeError("first argument must be callable");
  if (args[1].isNone()) return thread.raiseTypeError("instance must not be None");
  return newMethod(thread, args[0], args[1]);
}

Ref<> methodCall(Thread& thread, Value value, const Arguments& args) {
  NativeRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  Method* method = value.as<Method>();
  size_t keywords = args.keywordNames != nullptr ? args.keywordNames->size : 0;
  size_t total = args.positionalCount + keywords;
  Value small[12];
  std::vector<Value> large;
  Value* values = small;
  if (total + 1 > 12) {
    large.resize(total + 1);
    values = large.data();
  }
  values[0] = method->self;
  for (size_t i = 0; i < total; i++) values[i + 1] = args.values[i];
  return call(thread, method->function, Arguments{values, args.positionalCount + 1, args.keywordNames});
}

Ref<> methodRepr(Thread& thread, Value value) {
  Method* method = value.as<Method>();
  Ref<> name = lookupAttribute(thread, method->function, thread.names().dunder_qualname);
  if (!name && thread.hasException()) return Raised{};
  if (!name) name = lookupAttribute(thread, method->function, thread.names().dunder_name);
  if (!name && thread.hasException()) return Raised{};
  Ref<Str> text = TRY(repr(thread, method->self));
  if (!name || !isStr(name)) return formatStr(thread, "<bound method ? of {}>", text.get());
  return formatStr(thread, "<bound method {} of {}>", name.value().as<Str>(), text.get());
}

Result<int64_t> methodHash(Thread& thread, Value value) {
  Method* method = value.as<Method>();
  uint64_t bits = method->self.bits();
  int64_t selfHash = static_cast<int64_t>((bits >> 4) | (bits << 60));
  int64_t functionHash = TRY(hash(thread, method->function));
  int64_t result = selfHash ^ functionHash;
  return result == -1 ? -2 : result;
}

Ref<> methodCompare(Thread& thread, Value left, Value right, CompareOp op) {
  bool equality = op == CompareOp::kEqual || op == CompareOp::kNotEqual;
  if (!equality || !isMethod(left) || !isMethod(right)) return newRef(kNotImplemented);
  Method *a = left.as<Method>(), *b = right.as<Method>();
  bool same = TRY(equal(thread, a->function, b->function));
  same = same && a->self == b->self;
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

// Attributes a method lacks are those of its function.
Ref<> methodGetAttribute(Thread& thread, Value self, Str* name) {
  if (!lookupInType(thread, typeOf(thread, self), name).isEmpty()) {
    return genericGetAttribute(thread, self, name);
  }
  return getAttribute(thread, self.as<Method>()->function, name);
}

Ref<> methodDoc(Thread& thread, Value self) {
  Ref<> doc = lookupAttribute(thread, self.as<Method>()->function, thread.names().dunder_doc);
  if (!doc && !thread.hasException()) return newRef(kNone);
  return doc;
}

Ref<> methodReduce(Thread& thread, const Value* args) {
  Method* method = args[0].as<Method>();
  Ref<> builtin = TRY(getItem(thread, Value(thread.interpreter().builtinsDict), TRY(internText(thread, "getattr")).value()));
  Ref<> name = TRY(getAttribute(thread, method->function, thread.names().dunder_name));
  Ref<Tuple> inner = TRY(makeTuple(thread, method->self, name.get()));
  return makeTuple(thread, builtin.get(), Value(inner.get()));
}

constexpr Slots kSlots{.release = methodRelease,
                       .traverse = methodTraverse,
                       .clear = methodRelease,
                       .create = methodCreate,
                       .repr = methodRepr,
                       .hash = methodHash,
                       .call = methodCall,
                       .getAttribute = methodGetAttribute,
                       .compare = methodCompare};
constexpr MemberDef kMembers[] = {
    {"__func__", MemberKind::kObject, offsetof(Method, function), true, "the function"},
    {"__self__", MemberKind::kObject, offsetof(Method, self), true, "the bound instance"}};
constexpr GetSetDef kGetSets[] = {{"__doc__", methodDoc}};
constexpr MethodDef kMethods[] = {{.name = "__reduce__", .signature = "($self, /)", .function = methodReduce}};

}  // namespace

const TypeSpec kMethodType{.id = TypeId::kMethod,
                           .name = "method",
                           .basicSize = sizeof(Method),
                           .flags = kTypeHasGc | kTypeImmutable,
                           .slots = &kSlots,
                           .methods = kMethods,
                           .getSets = kGetSets,
                           .members = kMembers,
                           .weakRefsOffset = offsetof(Method, weakRefs)};

Ref<Method> newMethod(Thread& thread, Value function, Value self) {
  Ref<Method> method = TRY(newObject<Method>(thread, thread.type(TypeId::kMethod)));
  incref(function);
  incref(self);
  method->function = function;
  method->self = self;
  return method;
}

}  // namespace taipan
