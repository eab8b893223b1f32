// _operator: the operators as functions, and the callables itemgetter, attrgetter and methodcaller.
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "modules/hashing/hashlib_internal.h"
#include "modules/registry.h"

namespace taipan {
namespace {

Ref<> boolean(bool b) { return newRef(Value::boolean(b)); }
Ref<> noneIf(Status status) { return status ? newRef(kNone) : Ref<>(); }

// --- operators
template <BinaryOp op>
Ref<> binary(Thread& thread, const Value* args) {
  return binaryOperation(thread, op, args[1], args[2]);
}
template <BinaryOp op>
Ref<> inPlace(Thread& thread, const Value* args) {
  return inPlaceOperation(thread, op, args[1], args[2]);
}
template <UnaryOp op>
Ref<> unary(Thread& thread, const Value* args) {
  return unaryOperation(thread, op, args[1]);
}
template <CompareOp op>
Ref<> ordered(Thread& thread, const Value* args) {
  return compare(thread, args[1], args[2], op);
}
Ref<> truth(Thread& thread, const Value* args) { return boolean(TRY(isTrue(thread, args[1]))); }
Ref<> notTruth(Thread& thread, const Value* args) { return boolean(!TRY(isTrue(thread, args[1]))); }
Ref<> isSame(Thread&, const Value* args) { return boolean(args[1] == args[2]); }
Ref<> isOther(Thread&, const Value* args) { return boolean(!(args[1] == args[2])); }
Ref<> toIndex(Thread& thread, const Value* args) { return index(thread, args[1]); }

// --- sequences
bool isSequence(Thread& thread, Value v) {
  return !isDict(v) && typeOf(thread, v)->slots.getItem;
}
Ref<> concatenateWith(Thread& thread, const Value* args, bool inPlaceToo) {
  Value left = args[1], right = args[2];
  const Slots& slots = typeOf(thread, left)->slots;
  if (inPlaceToo && slots.inPlaceConcat) return slots.inPlaceConcat(thread, left, right);
  if (slots.concat) return slots.concat(thread, left, right);
  constexpr int kAdd = static_cast<int>(BinaryOp::kAdd);
  if (isSequence(thread, left) && isSequence(thread, right) &&
      (slots.binary[kAdd] || slots.inPlace[kAdd] || typeOf(thread, right)->slots.binary[kAdd])) {
    return inPlaceToo ? inPlaceOperation(thread, BinaryOp::kAdd, left, right)
                      : binaryOperation(thread, BinaryOp::kAdd, left, right);
  }
  return thread.raiseTypeError("'{!T}' object can't be concatenated", left);
}
Ref<> concat(Thread& thread, const Value* args) { return concatenateWith(thread, args, false); }
Ref<> inPlaceConcat(Thread& thread, const Value* args) {
  return concatenateWith(thread, args, true);
}
Ref<> containsItem(Thread& thread, const Value* args) {
  return boolean(TRY(contains(thread, args[1], args[2])));
}
Status iterateOver(Thread& thread, Iteration& iteration, Value sequence) {
  if (iteration.start(thread, sequence)) return kOk;
  if (thread.clearIfMatches(TypeId::kTypeError)) {
    return thread.raiseTypeError("argument of type '{!T}' is not iterable", sequence);
  }
  return Raised{};
}
Ref<> countOf(Thread& thread, const Value* args) {
  Iteration iteration;
  if (!iterateOver(thread, iteration, args[1])) return Raised{};
  int64_t count = 0;
  while (Ref<> item = iteration.next(thread)) count += TRY(equal(thread, item, args[2]));
  if (thread.hasException()) return Raised{};
  return newInt(thread, count);
}
Ref<> indexOf(Thread& thread, const Value* args) {
  Iteration iteration;
  if (!iterateOver(thread, iteration, args[1])) return Raised{};
  for (int64_t i = 0;; i++) {
    Ref<> item = iteration.next(thread);
    if (!item) break;
    if (TRY(equal(thread, item, args[2]))) return newInt(thread, i);
  }
  if (thread.hasException()) return Raised{};
  return thread.raiseValueError("sequence.index(x): x not in sequence");
}
Ref<> getItemOf(Thread& thread, const Value* args) { return getItem(thread, args[1], args[2]); }
Ref<> setItemOf(Thread& thread, const Value* args) {
  return noneIf(setItem(thread, args[1], args[2], args[3]));
}
Ref<> deleteItemOf(Thread& thread, const Value* args) {
  return noneIf(deleteItem(thread, args[1], args[2]));
}
Ref<> lengthHintOf(Thread& thread, const Value* args) {
  if (!isInt(args[2])) {
    return thread.raiseTypeError("'{!T}' object cannot be interpreted as an integer", args[2]);
  }
  int64_t fallback = TRY(sizeArgument(thread, args[2]));
  return newInt(thread, TRY(lengthHint(thread, args[1], fallback)));
}
Ref<> callObject(Thread& thread, Value, const Arguments& args) {
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("call expected at least 1 argument, got 0");
  }
  return call(thread, args[0],
              Arguments{args.values + 1, args.positionalCount - 1, args.keywordNames});
}

// The time depends on the length of `b` only.
bool sameBytes(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() != b.size();
  std::string_view other = a.size() == b.size() ? a : b;
  for (size_t i = 0; i < b.size(); i++) difference |= static_cast<unsigned char>(other[i] ^ b[i]);
  return difference == 0;
}
// The bytes of any object with a buffer; empty if it has none.
Ref<> bytesOf(Thread& thread, Value v) {
  if (isStr(v) || isInt(v) || !typeOf(thread, v)->slots.getBuffer) return Ref<>();
  return call(thread, Value(thread.type(TypeId::kBytes)), v);
}
}  // namespace

Ref<> operatorCompareDigest(Thread& thread, const Value* args) {
  if (isStr(args[1]) && isStr(args[2])) {
    Str *a = args[1].as<Str>(), *b = args[2].as<Str>();
    if (!a->isAscii() || !b->isAscii()) {
      return thread.raiseTypeError(
          "comparing strings with non-ASCII characters is not supported");
    }
    return boolean(sameBytes(a->asciiView(), b->asciiView()));
  }
  Ref<> a = bytesOf(thread, args[1]);
  if (!a && thread.hasException()) return Raised{};
  Ref<> b = bytesOf(thread, args[2]);
  if (!b && thread.hasException()) return Raised{};
  if (!a != !b) return thread.raiseTypeError("a bytes-like object is required, not '{!T}'", a ? args[2] : args[1]);
  if (!a) {
    return thread.raiseTypeError(
        "unsupported operand types(s) or combination of types: '{!T}' and '{!T}'", args[1],
        args[2]);
  }
  // Equality through compare() would stop early; go over every byte.
  int64_t sizeA = TRY(length(thread, a)), sizeB = TRY(length(thread, b));
  int64_t difference = sizeA != sizeB;
  Value left = sizeA == sizeB ? a.get() : b.get();
  for (int64_t i = 0; i < sizeB; i++) {
    Ref<> x = TRY(getItem(thread, left, Value::smallInt(i)));
    Ref<> y = TRY(getItem(thread, b, Value::smallInt(i)));
    difference |= x.get().smallIntValue() ^ y.get().smallIntValue();
  }
  return boolean(difference == 0);
}

namespace {

// --- itemgetter, attrgetter, methodcaller.  One layout: `name` is the method's, `items` the keys, the dotted
// names (as str) or the arguments, `keywords` the caller's.
struct Getter3 : Object {
  Value name, items, keywords;
};
Getter3* getterOf(Value v) { return v.as<Getter3>(); }
Tuple* itemsOf(Value v) { return getterOf(v)->items.as<Tuple>(); }
void getterTraverse(Object* object, Visitor& visitor) {
  auto* g = static_cast<Getter3*>(object);
  visitor.visitValue(g->name);
  visitor.visitValue(g->items);
  visitor.visitValue(g->keywords);
}
void getterRelease(Object* object) {
  auto* g = static_cast<Getter3*>(object);
  decrefOrEmpty(std::exchange(g->name, Value()));
  decrefOrEmpty(std::exchange(g->items, Value()));
  decrefOrEmpty(std::exchange(g->keywords, Value()));
}
Ref<> newGetter(Thread& thread, Type* type, const Value* items, size_t count) {
  Ref<Tuple> tuple = TRY(newTupleFrom(thread, items, count));
  Ref<Getter3> getter = TRY(newObject<Getter3>(thread, type));
  getter->items = tuple.releaseValue();
  return getter;
}
// The one argument of a call, or the exception.
Result<Value> soleArgument(Thread& thread, const Arguments& args, const char* name) {
  if (keywordCount(args)) return thread.raiseTypeError("{}() takes no keyword arguments", name);
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("{} expected 1 argument, got {}", name, args.positionalCount);
  }
  return args[0];
}

Ref<> itemGetterCreate(Thread& thread, Type* type, const Arguments& args) {
  if (keywordCount(args)) return thread.raiseTypeError("itemgetter() takes no keyword arguments");
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("itemgetter expected 1 argument, got 0");
  }
  return newGetter(thread, type, args.values, args.positionalCount);
}
Ref<> itemGetterCall(Thread& thread, Value self, const Arguments& args) {
  Value object = TRY(soleArgument(thread, args, "itemgetter"));
  Tuple* keys = itemsOf(self);
  if (keys->size == 1) return getItem(thread, object, keys->items[0]);
  Ref<Tuple> results = TRY(newTuple(thread, keys->size));
  for (size_t i = 0; i < keys->size; i++) {
    tupleInit(results, i, TRY(getItem(thread, object, keys->items[i])));
  }
  return results;
}
// "itemgetter(1, 'a')", with `head` before the items and the keywords behind.
Ref<> getterRepr(Thread& thread, Value self) {
  Type* type = typeOf(thread, self);
  Getter3* g = getterOf(self);
  // A subclass is shown by its own name, a native type with its module.
  if (!TRY(enterRepr(thread, self))) return formatStr(thread, "{}(...)", type->nativeName);
  StrBuilder out(thread);
  bool first = true;
  auto piece = [&](Str* key, Value v) {
    Ref<Str> text = repr(thread, v);
    if (!text) return false;
    if (!first) out.append(", ");
    first = false;
    if (key) {
      out.append(key);
      out.append("=");
    }
    out.append(text);
    return true;
  };
  bool fine = g->name.isEmpty() || piece(nullptr, g->name);
  for (size_t i = 0; fine && i < itemsOf(self)->size; i++) {
    fine = piece(nullptr, itemsOf(self)->items[i]);
  }
  if (g->keywords) {
    size_t position = 0;
    Value key, value;
    while (fine && dictNext(g->keywords.as<Dict>(), &position, &key, &value)) {
      fine = piece(key.as<Str>(), value);
    }
  }
  leaveRepr(thread, self);
  if (!fine) return Raised{};
  Ref<Str> inside = TRY(out.finish());
  return formatStr(thread, "{}({})", type->nativeName, inside);
}
Ref<> getterReduce(Thread& thread, const Value* args) {
  return makeTuple(thread, Value(typeOf(thread, args[0])), getterOf(args[0])->items);
}

Ref<> attrGetterCreate(Thread& thread, Type* type, const Arguments& args) {
  if (keywordCount(args)) return thread.raiseTypeError("attrgetter() takes no keyword arguments");
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("attrgetter expected 1 argument, got 0");
  }
  for (size_t i = 0; i < args.positionalCount; i++) {
    if (!isStr(args[i])) return thread.raiseTypeError("attribute name must be a string");
  }
  return newGetter(thread, type, args.values, args.positionalCount);
}
Ref<> dottedAttribute(Thread& thread, Value object, Str* path) {
  Ref<> current = newRef(object);
  size_t begin = 0, size = path->length();
  for (;;) {
    int64_t dot = strFindChar(path, '.', begin, size);
    size_t end = dot < 0 ? size : static_cast<size_t>(dot);
    Ref<Str> name = TRY(intern(thread, TRY(substring(thread, path, begin, end))));
    current = TRY(getAttribute(thread, current, name.get()));
    if (dot < 0) return current;
    begin = end + 1;
  }
}
Ref<> attrGetterCall(Thread& thread, Value self, const Arguments& args) {
  Value object = TRY(soleArgument(thread, args, "attrgetter"));
  Tuple* names = itemsOf(self);
  if (names->size == 1) return dottedAttribute(thread, object, names->items[0].as<Str>());
  Ref<Tuple> results = TRY(newTuple(thread, names->size));
  for (size_t i = 0; i < names->size; i++) {
    tupleInit(results, i, TRY(dottedAttribute(thread, object, names->items[i].as<Str>())));
  }
  return results;
}

Ref<> methodCallerCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount == 0) {
    return thread.raiseTypeError("methodcaller needs at least one argument, the method name");
  }
  if (!isStr(args[0])) return thread.raiseTypeError("method name must be a string");
  Ref<Str> name = TRY(intern(thread, newRef(args[0].as<Str>())));
  Ref<> caller = TRY(newGetter(thread, type, args.values + 1, args.positionalCount - 1));
  getterOf(caller)->name = name.releaseValue();
  if (keywordCount(args)) {
    Ref<Dict> keywords = TRY(newDict(thread, keywordCount(args)));
    for (size_t k = 0; k < keywordCount(args); k++) {
      TRY(dictSetStr(thread, keywords, args.keywordNames->items[k].as<Str>(),
                     args[args.positionalCount + k]));
    }
    getterOf(caller)->keywords = keywords.releaseValue();
  }
  return caller;
}
Ref<> methodCallerCall(Thread& thread, Value self, const Arguments& args) {
  Value object = TRY(soleArgument(thread, args, "methodcaller"));
  Getter3* g = getterOf(self);
  Tuple* items = itemsOf(self);
  if (!g->keywords) {
    return callMethodWith(thread, object, g->name.as<Str>(), items->items, items->size);
  }
  Ref<> method = TRY(getAttribute(thread, object, g->name.as<Str>()));
  return callWithTupleAndDict(thread, method, items, g->keywords.as<Dict>());
}
Ref<> methodCallerReduce(Thread& thread, const Value* args) {
  Getter3* g = getterOf(args[0]);
  Tuple* items = itemsOf(args[0]);
  Value type(typeOf(thread, args[0]));
  if (!g->keywords) {
    Ref<Tuple> all = TRY(newTuple(thread, items->size + 1));
    tupleInit(all, 0, newRef(g->name));
    for (size_t i = 0; i < items->size; i++) tupleInit(all, i + 1, newRef(items->items[i]));
    return makeTuple(thread, type, all.value());
  }
  // Keywords travel in a partial.
  Ref<Str> moduleName = TRY(internText(thread, "functools"));
  Ref<> import = newRef(dictGetStr(thread, thread.interpreter().builtinsDict,
                                   thread.names().dunder_import));
  if (!import) return thread.raise(TypeId::kImportError, "__import__ not found");
  Ref<> functools = TRY(call(thread, import, moduleName.value()));
  Ref<> partial = TRY(getAttribute(thread, functools, "partial"));
  Ref<Tuple> head = TRY(makeTuple(thread, type, g->name));
  Ref<> maker =
      TRY(callWithTupleAndDict(thread, partial, head, g->keywords.as<Dict>()));
  return makeTuple(thread, maker.get(), g->items);
}

constexpr MethodDef kGetterMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = getterReduce}};
constexpr MethodDef kCallerMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = methodCallerReduce}};
constexpr Slots kItemGetterSlots = {.release = getterRelease,
                                    .traverse = getterTraverse,
                                    .create = itemGetterCreate,
                                    .repr = getterRepr,
                                    .call = itemGetterCall};
constexpr Slots kAttrGetterSlots = {.release = getterRelease,
                                    .traverse = getterTraverse,
                                    .create = attrGetterCreate,
                                    .repr = getterRepr,
                                    .call = attrGetterCall};
constexpr Slots kMethodCallerSlots = {.release = getterRelease,
                                      .traverse = getterTraverse,
                                      .create = methodCallerCreate,
                                      .repr = getterRepr,
                                      .call = methodCallerCall};
constexpr TypeSpec kGetterTypes[] = {
    {.id = TypeId::kItemGetter, .name = "operator.itemgetter", .basicSize = sizeof(Getter3),
     .flags = kTypeHasGc, .slots = &kItemGetterSlots, .methods = kGetterMethods},
    {.id = TypeId::kAttrGetter, .name = "operator.attrgetter", .basicSize = sizeof(Getter3),
     .flags = kTypeHasGc, .slots = &kAttrGetterSlots, .methods = kGetterMethods},
    {.id = TypeId::kMethodCaller, .name = "operator.methodcaller", .basicSize = sizeof(Getter3),
     .flags = kTypeHasGc, .slots = &kMethodCallerSlots, .methods = kCallerMethods},
};
Status populate(Thread& thread, Module* module) {
  for (const TypeSpec& spec : kGetterTypes) TRY(moduleAddType(thread, module, spec));
  return kOk;
}

constexpr const char* kOne = "($module, a, /)";
constexpr const char* kTwo = "($module, a, b, /)";
constexpr MethodDef kFunctions[] = {
    {.name = "truth", .signature = kOne, .function = truth},
    {.name = "not_", .signature = kOne, .function = notTruth},
    {.name = "is_", .signature = kTwo, .function = isSame},
    {.name = "is_not", .signature = kTwo, .function = isOther},
    {.name = "lt", .signature = kTwo, .function = ordered<CompareOp::kLess>},
    {.name = "le", .signature = kTwo, .function = ordered<CompareOp::kLessEqual>},
    {.name = "eq", .signature = kTwo, .function = ordered<CompareOp::kEqual>},
    {.name = "ne", .signature = kTwo, .function = ordered<CompareOp::kNotEqual>},
    {.name = "gt", .signature = kTwo, .function = ordered<CompareOp::kGreater>},
    {.name = "ge", .signature = kTwo, .function = ordered<CompareOp::kGreaterEqual>},
    {.name = "index", .signature = kOne, .function = toIndex},
    {.name = "neg", .signature = kOne, .function = unary<UnaryOp::kNegative>},
    {.name = "pos", .signature = kOne, .function = unary<UnaryOp::kPositive>},
    {.name = "abs", .signature = kOne, .function = unary<UnaryOp::kAbsolute>},
    {.name = "inv", .signature = kOne, .function = unary<UnaryOp::kInvert>},
    {.name = "invert", .signature = kOne, .function = unary<UnaryOp::kInvert>},
#define OPERATOR(pythonName, op)                                                 \
  {.name = pythonName, .signature = kTwo, .function = binary<BinaryOp::op>}
#define IN_PLACE(pythonName, op)                                                 \
  {.name = pythonName, .signature = kTwo, .function = inPlace<BinaryOp::op>}
    OPERATOR("add", kAdd),
    OPERATOR("sub", kSubtract),
    OPERATOR("mul", kMultiply),
    OPERATOR("matmul", kMatrixMultiply),
    OPERATOR("floordiv", kFloorDivide),
    OPERATOR("truediv", kTrueDivide),
    OPERATOR("mod", kRemainder),
    OPERATOR("pow", kPower),
    OPERATOR("lshift", kLeftShift),
    OPERATOR("rshift", kRightShift),
    OPERATOR("and_", kAnd),
    OPERATOR("or_", kOr),
    OPERATOR("xor", kXor),
    IN_PLACE("iadd", kAdd),
    IN_PLACE("isub", kSubtract),
    IN_PLACE("imul", kMultiply),
    IN_PLACE("imatmul", kMatrixMultiply),
    IN_PLACE("ifloordiv", kFloorDivide),
    IN_PLACE("itruediv", kTrueDivide),
    IN_PLACE("imod", kRemainder),
    IN_PLACE("ipow", kPower),
    IN_PLACE("ilshift", kLeftShift),
    IN_PLACE("irshift", kRightShift),
    IN_PLACE("iand", kAnd),
    IN_PLACE("ior", kOr),
    IN_PLACE("ixor", kXor),
#undef OPERATOR
#undef IN_PLACE
    {.name = "concat", .signature = kTwo, .function = concat},
    {.name = "iconcat", .signature = kTwo, .function = inPlaceConcat},
    {.name = "contains", .signature = kTwo, .function = containsItem},
    {.name = "countOf", .signature = kTwo, .function = countOf},
    {.name = "indexOf", .signature = kTwo, .function = indexOf},
    {.name = "getitem", .signature = kTwo, .function = getItemOf},
    {.name = "setitem", .signature = "($module, a, b, c, /)", .function = setItemOf},
    {.name = "delitem", .signature = kTwo, .function = deleteItemOf},
    {.name = "length_hint",
     .signature = "($module, obj, default=0, /)",
     .function = lengthHintOf},
    {.name = "call", .signature = "($module, obj, /, *args, **kwargs)", .raw = callObject},
    {.name = "_compare_digest", .signature = kTwo, .function = operatorCompareDigest},
};

}  // namespace

extern const ModuleSpec kOperatorModule;
constexpr ModuleSpec kOperatorModule = {
    .name = "_operator", .functions = kFunctions, .populate = populate};

}  // namespace taipan
