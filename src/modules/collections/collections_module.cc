// _collections: the module, and _count_elements, the loop of Counter.
#include "modules/collections/collections.h"
#include "modules/registry.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/str.h"

namespace taipan {
namespace {

Ref<> countElements(Thread& thread, const Value* args) {
  Value mapping = args[1];
  Iteration iteration;
  if (!iteration.start(thread, args[2])) return Raised{};
  // OPTIMIZATION: a dict, or a subclass that leaves get and __setitem__ as they are (Counter), is written to directly.
  bool plain = false;
  if (isDict(mapping)) {
    Type *dictType = thread.type(TypeId::kDict), *type = mapping.object()->type;
    Ref<Str> setItemName = TRY(internText(thread, "__setitem__"));
    plain = lookupInType(thread, type, thread.names().get) == lookupInType(thread, dictType, thread.names().get) &&
            lookupInType(thread, type, setItemName) == lookupInType(thread, dictType, setItemName);
  }
  while (plain) {
    Ref<> key = iteration.next(thread);
    if (!key) break;
    Value old = dictGet(thread, mapping.as<Dict>(), key);
    if (!old && thread.hasException()) return Raised{};
    if (old && !old.isSmallInt()) {
      Ref<> held = newRef(old), next = TRY(binaryOperation(thread, BinaryOp::kAdd, held, Value::smallInt(1)));
      TRY(dictSet(thread, mapping.as<Dict>(), key, next));
      continue;
    }
    Ref<> next = TRY(newInt(thread, old ? old.smallIntValue() + 1 : 1));
    TRY(dictSet(thread, mapping.as<Dict>(), key, next));
  }
  Ref<> get;
  if (!plain) get = TRY(getAttribute(thread, mapping, thread.names().get));
  while (Ref<> key = plain ? Ref<>() : iteration.next(thread)) {
    Ref<> old = TRY(call(thread, get, key.get(), Value::smallInt(0)));
    Ref<> next = TRY(binaryOperation(thread, BinaryOp::kAdd, old, Value::smallInt(1)));
    if (!setItem(thread, mapping, key, next)) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {.name = "_count_elements", .signature = "($module, mapping, iterable, /)", .function = countElements,
     .doc = "Adds to the mapping how often each item comes."}};

Status populate(Thread& thread, Module* module) {
  for (const TypeSpec* type : {&kDequeType, &kDefaultDictType, &kOrderedDictType, &kDequeIteratorType,
                               &kDequeReverseIteratorType, &kTupleGetterType}) {
    if (!moduleAddType(thread, module, *type)) return Raised{};
  }
  for (const TypeSpec* type : {&kOrderedDictKeysType, &kOrderedDictValuesType, &kOrderedDictItemsType, &kOrderedDictIteratorType}) {
    if (!createNativeType(thread, *type)) return thread.raiseMemoryError();
  }
  return kOk;
}

}  // namespace

extern const ModuleSpec kCollectionsModule;
constexpr ModuleSpec kCollectionsModule = {.name = "_collections", .functions = kFunctions, .populate = populate};

}  // namespace taipan
