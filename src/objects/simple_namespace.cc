// types.SimpleNamespace: attributes and nothing else.
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct SimpleNamespace : Object {
  Dict* dict;
};

Dict*& dictOf(Value self) { return self.as<SimpleNamespace>()->dict; }

void namespaceRelease(Object* self) {
  if (Dict* dict = std::exchange(static_cast<SimpleNamespace*>(self)->dict, nullptr)) decrefObject(dict);
}
void namespaceTraverse(Object* self, Visitor& visitor) {
  if (Dict* dict = static_cast<SimpleNamespace*>(self)->dict) visitor.visit(dict);
}

Ref<> namespaceCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<> self = TRY(allocateInstance(thread, type));
  dictOf(self) = TRY(newDict(thread)).release();
  return self;
}

Status namespaceInitialize(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount != 0) return thread.raiseTypeError("no positional arguments expected");
  size_t count = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  Ref<Dict> dict = newRef(dictOf(self));
  for (size_t i = 0; i < count; ++i) TRY(dictSet(thread, dict, args.keywordNames->items[i], args.values[i]));
  return kOk;
}

Ref<> namespaceRepr(Thread& thread, Value self) {
  Type* type = typeOf(thread, self);
  Ref<Str> name = type == thread.type(TypeId::kSimpleNamespace) ? internText(thread, "namespace") : newRef(type->name);
  if (!name) return Raised{};
  if (!TRY(enterRepr(thread, self))) return formatStr(thread, "{}(...)", name);
  StrBuilder text(thread);
  text.append(name.get());
  text.append("(");
  Ref<Dict> dict = newRef(dictOf(self));
  size_t position = 0;
  Value key, value;
  bool first = true, failed = false;
  while (!failed && dictNext(dict, &position, &key, &value)) {
    if (!isStr(key) || key.as<Str>()->length() == 0) continue;
    Ref<> keepKey = newRef(key), keepValue = newRef(value);
    Ref<Str> shown = repr(thread, value);
    failed = !shown;
    if (failed) break;
    if (!first) text.append(", ");
    first = false;
    text.append(keepKey.get().as<Str>());
    text.append("=");
    text.append(shown.get());
  }
  leaveRepr(thread, self);
  if (failed) return Raised{};
  text.append(")");
  return text.finish();
}

Ref<> namespaceCompare(Thread& thread, Value self, Value other, CompareOp op) {
  Type* type = thread.type(TypeId::kSimpleNamespace);
  if (!isSubtype(typeOf(thread, self), type) || !isSubtype(typeOf(thread, other), type)) return newRef(kNotImplemented);
  return compare(thread, Value(dictOf(self)), Value(dictOf(other)), op);
}

Ref<> namespaceReduce(Thread& thread, const Value* args) {
  Ref<Tuple> none = TRY(newTuple(thread, 0));
  return makeTuple(thread, Value(typeOf(thread, args[0])), none.value(), Value(dictOf(args[0])));
}

const Slots kSlots = {.release = namespaceRelease, .traverse = namespaceTraverse, .clear = nullptr,
                      .create = namespaceCreate, .initialize = namespaceInitialize, .repr = namespaceRepr,
                      .getAttribute = genericGetAttribute, .setAttribute = genericSetAttribute, .compare = namespaceCompare};
const MethodDef kMethods[] = {{"__reduce__", "($self, /)", namespaceReduce, nullptr, MethodKind::kInstance,
                               "For pickle and copy."}};
const MemberDef kMembers[] = {{"__dict__", MemberKind::kObject, offsetof(SimpleNamespace, dict)}};

}  // namespace

const TypeSpec kSimpleNamespaceType = {
    .id = TypeId::kSimpleNamespace, .name = "types.SimpleNamespace", .basicSize = sizeof(SimpleNamespace),
    .flags = kTypeHasGc | kTypeIsBaseType, .slots = &kSlots, .methods = kMethods, .members = kMembers,
    .dictOffset = offsetof(SimpleNamespace, dict),
    .doc = "An object whose attributes are what it was called with."};

}  // namespace taipan
