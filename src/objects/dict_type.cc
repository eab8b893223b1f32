// dict: its type, slots and methods.
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/dict_views.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

Status dictInitialize(Thread& thread, Value self, const Arguments& args) {
  return dictUpdateFromCall(thread, self.as<Dict>(), args, "dict");
}

namespace {

Dict* self(Value v) { return v.as<Dict>(); }

Ref<> dictCreate(Thread& thread, Type* type, const Arguments&) {
  return newDictOfType(thread, type);
}

Ref<> dictRepr(Thread& thread, Value v) {
  Dict* dict = self(v);
  NativeRecursion recursion(thread);
  if (!recursion.enter(" while getting the repr of an object")) return Raised{};
  if (!TRY(enterRepr(thread, v))) return newStr(thread, "{...}");
  StrBuilder builder(thread);
  builder.append('{');
  size_t position = 0;
  Value k, item;
  bool first = true, failed = false;
  while (!failed && dictNext(dict, &position, &k, &item)) {
    Ref<> key = newRef(k), value = newRef(item);
    if (!first) builder.append(std::string_view(", "));
    first = false;
    Ref<Str> keyText = repr(thread, key);
    if (!keyText) {
      failed = true;
      break;
    }
    builder.append(keyText.get());
    builder.append(std::string_view(": "));
    Ref<Str> valueText = repr(thread, value);
    if (valueText) builder.append(valueText.get());
    else failed = true;
  }
  leaveRepr(thread, v);
  if (failed) return Raised{};
  builder.append('}');
  return builder.finish();
}

Result<bool> dictEqual(Thread& thread, Dict* a, Dict* b) {
  if (a->used != b->used) return false;
  size_t position = 0;
  Value k, v;
  int64_t hash;
  while (dictNextHashed(a, &position, &k, &v, &hash)) {
    Ref<> key = newRef(k), value = newRef(v);
    Ref<> other = newRef(dictGetHashed(thread, b, key, hash));
    if (!other) {
      if (thread.hasException()) return Raised{};
      return false;
    }
    if (!TRY(equal(thread, other, value))) return false;
  }
  return true;
}

Ref<> dictCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isDict(left) || !isDict(right)) {
    return newRef(kNotImplemented);
  }
  NativeRecursion recursion(thread);
  if (!recursion.enter(" in comparison")) return Raised{};
  bool same = TRY(dictEqual(thread, self(left), self(right)));
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Ref<> dictIterate(Thread& thread, Value v) {
  return newDictIterator(thread, TypeId::kDictKeyIterator, self(v));
}

Result<int64_t> dictLength(Thread&, Value v) { return static_cast<int64_t>(self(v)->used); }

Ref<> dictGetItem(Thread& thread, Value v, Value key) {
  Value value = dictGet(thread, self(v), key);
  if (value) return newRef(value);
  if (thread.hasException()) return Raised{};
  if (v.object()->type->id != TypeId::kDict) {
    CountedRecursion guard(thread);  // CPython's subclasses get here by calling a method
    if (!guard.enter(" while calling a Python object")) return Raised{};
    Ref<> missing = lookupSpecial(thread, v, thread.names().dunder_missing);
    if (missing) return call(thread, missing, key);
    if (thread.hasException()) return Raised{};
  }
  return thread.raiseKeyError(key);
}

Status dictSetItem(Thread& thread, Value v, Value key, Value value) {
  if (value) return dictSet(thread, self(v), key, value);
  bool deleted = TRY(dictDelete(thread, self(v), key));
  if (!deleted) return thread.raiseKeyError(key);
  return kOk;
}

Result<bool> dictContains(Thread& thread, Value v, Value key) {
  Value value = dictGet(thread, self(v), key);
  if (!value && thread.hasException()) return Raised{};
  return !value.isEmpty();
}

Ref<> dictOr(Thread& thread, Value left, Value right) {
  if (!isDict(left) || !isDict(right)) return newRef(kNotImplemented);
  Ref<Dict> result = TRY(copyDict(thread, self(left)));
  if (!dictUpdate(thread, result, right)) return Raised{};
  return result;
}

Ref<> dictInPlaceOr(Thread& thread, Value left, Value right) {
  if (!dictUpdate(thread, self(left), right)) return Raised{};
  return newRef(left);
}

// --- methods

Ref<> getMethod(Thread& thread, const Value* args) {
  Value value = dictGet(thread, self(args[0]), args[1]);
  if (!value && thread.hasException()) return Raised{};
  return newRef(value ? value : args[2]);
}

Ref<> setDefaultMethod(Thread& thread, const Value* args) {
  return dictSetDefault(thread, self(args[0]), args[1], args[2]);
}

Ref<> popMethod(Thread& thread, const Value* args) {
  Ref<> value = dictPop(thread, self(args[0]), args[1]);
  if (value) return value;
  if (thread.hasException()) return Raised{};
  if (args[2]) return newRef(args[2]);
  return thread.raiseKeyError(args[1]);
}

Ref<> popItemMethod(Thread& thread, const Value* args) {
  Dict* dict = self(args[0]);
  if (dict->used == 0) {
    Ref<Str> text = TRY(newStr(thread, "popitem(): dictionary is empty"));
    return thread.raiseWith(TypeId::kKeyError, text);
  }
  size_t i = dict->entryCount;
  while (!dict->entries[i - 1].key) i--;
  Ref<Tuple> pair = TRY(makeTuple(thread, dict->entries[i - 1].key, dict->entries[i - 1].value));
  dictRemoveLast(dict);
  return pair;
}

Ref<> updateMethod(Thread& thread, Value v, const Arguments& args) {
  if (!dictUpdateFromCall(thread, self(v), args, "update")) return Raised{};
  return newRef(kNone);
}

Ref<> clearMethod(Thread&, const Value* args) {
  dictClear(self(args[0]));
  return newRef(kNone);
}

Ref<> copyMethod(Thread& thread, const Value* args) { return copyDict(thread, self(args[0])); }

Ref<> keysMethod(Thread& thread, const Value* args) {
  return newDictView(thread, TypeId::kDictKeys, self(args[0]));
}
Ref<> valuesMethod(Thread& thread, const Value* args) {
  return newDictView(thread, TypeId::kDictValues, self(args[0]));
}
Ref<> itemsMethod(Thread& thread, const Value* args) {
  return newDictView(thread, TypeId::kDictItems, self(args[0]));
}
Ref<> reversedMethod(Thread& thread, const Value* args) {
  return newDictIterator(thread, TypeId::kDictReverseKeyIterator, self(args[0]));
}

bool isOfType(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }

// The keys of a dict or set, whose hashes are known.
Status addKeysOf(Thread& thread, Dict* dict, Value source, Value value) {
  size_t position = 0;
  Value k, ignored;
  int64_t h;
  bool fromSet = isSet(source);
  while (fromSet ? setNext(source.as<Set>(), &position, &k, &h)
                 : dictNextHashed(source.as<Dict>(), &position, &k, &ignored, &h)) {
    Ref<> key = newRef(k);
    if (!dictSetHashed(thread, dict, key, h, value)) return Raised{};
  }
  return kOk;
}

Ref<> fromKeysMethod(Thread& thread, const Value* args) {
  Ref<> result = TRY(call(thread, args[0]));
  bool exact = isOfType(result, TypeId::kDict);
  if (exact && (isOfType(args[1], TypeId::kDict) || isOfType(args[1], TypeId::kSet) || isOfType(args[1], TypeId::kFrozenSet))) {
    if (!addKeysOf(thread, self(result), args[1], args[2])) return Raised{};
    return result;
  }
  Iteration iteration;
  if (!iteration.start(thread, args[1])) return Raised{};
  while (Ref<> key = iteration.next(thread)) {
    Status status = exact ? dictSet(thread, self(result), key, args[2])
                          : setItem(thread, result, key, args[2]);
    if (!status) return Raised{};
  }
  if (thread.hasException()) return Raised{};
  return result;
}

Ref<> containsMethod(Thread& thread, const Value* args) {
  return newRef(Value::boolean(TRY(dictContains(thread, args[0], args[1]))));
}
Ref<> getItemMethod(Thread& thread, const Value* args) {
  return dictGetItem(thread, args[0], args[1]);
}

Ref<> sizeofMethod(Thread& thread, const Value* args) {
  Dict* dict = self(args[0]);
  size_t bytes = 48;
  if (dict->entries) {
    size_t width = dict->log2Size < 8 ? 1 : dict->log2Size < 16 ? 2 : dict->log2Size < 32 ? 4 : 8;
    size_t entrySize = dict->onlyInternedKeys ? 16 : 24;
    if (dict->hasClassKeys) return newInt(thread, static_cast<int64_t>(bytes + (size_t{2} << dict->log2Size) / 3 * sizeof(Value)));
    bytes += 32 + (width << dict->log2Size) + (size_t{2} << dict->log2Size) / 3 * entrySize;
  }
  return newInt(thread, static_cast<int64_t>(bytes));
}

Ref<> classGetItem(Thread& thread, const Value* args) {
  return newGenericAlias(thread, args[0], args[1]);
}

constexpr Slots makeSlots() {
  Slots slots;
  slots.release = dictRelease;
  slots.traverse = dictTraverse;
  slots.clear = dictRelease;
  slots.create = dictCreate;
  slots.initialize = dictInitialize;
  slots.repr = dictRepr;
  slots.hash = hashNotImplemented;
  slots.compare = dictCompare;
  slots.iterate = dictIterate;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = dictOr;
  slots.inPlace[static_cast<int>(BinaryOp::kOr)] = dictInPlaceOr;
  slots.length = dictLength;
  slots.getItem = dictGetItem;
  slots.setItem = dictSetItem;
  slots.contains = dictContains;
  return slots;
}
constexpr Slots kSlots = makeSlots();

constexpr MethodDef kMethods[] = {
    {.name = "__contains__", .signature = "($self, key, /)", .function = containsMethod},
    {.name = "__getitem__", .signature = "($self, key, /)", .function = getItemMethod},
    {.name = "__sizeof__", .signature = "($self, /)", .function = sizeofMethod},
    {.name = "get", .signature = "($self, key, default=None, /)", .function = getMethod},
    {.name = "setdefault",
     .signature = "($self, key, default=None, /)",
     .function = setDefaultMethod},
    {.name = "pop", .signature = "($self, key, default=<unrepresentable>, /)", .function = popMethod},
    {.name = "popitem", .signature = "($self, /)", .function = popItemMethod},
    {.name = "keys", .signature = "($self, /)", .function = keysMethod},
    {.name = "items", .signature = "($self, /)", .function = itemsMethod},
    {.name = "values", .signature = "($self, /)", .function = valuesMethod},
    {.name = "update", .signature = nullptr, .raw = updateMethod},
    {.name = "fromkeys",
     .signature = "($type, iterable, value=None, /)",
     .function = fromKeysMethod,
     .kind = MethodKind::kClass},
    {.name = "clear", .signature = "($self, /)", .function = clearMethod},
    {.name = "copy", .signature = "($self, /)", .function = copyMethod},
    {.name = "__reversed__", .signature = "($self, /)", .function = reversedMethod},
    {.name = "__class_getitem__",
     .signature = "($type, object, /)",
     .function = classGetItem,
     .kind = MethodKind::kClass},
};

}  // namespace

constexpr TypeSpec kDictType = {
    .id = TypeId::kDict,
    .name = "dict",
    .basicSize = sizeof(Dict),
    .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsDict | kTypeMappingPattern | kTypeMatchSelf,
    .slots = &kSlots,
    .methods = kMethods,
    .doc = "dict() -> new empty dictionary\n"
           "dict(mapping or iterable of pairs, **kwargs) -> dictionary filled from them",
};

}  // namespace taipan
