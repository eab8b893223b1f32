// Built-in functions that need neither files nor the compiler (library reference, "Built-in Functions").
#include "modules/builtins_module.h"

#include <charconv>
#include <string_view>

#include "modules/anext.h"
#include "objects/current_frame.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/core_types.h"
#include "objects/builtin_iterators.h"
#include "objects/dict.h"
#include "objects/exception_group.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/sequence_iterators.h"
#include "objects/slot_table.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/bytes.h"

namespace taipan {

namespace {

Ref<> boolean(bool b) { return newRef(Value::boolean(b)); }

// ---------------------------------------------------------------- numbers and text

Ref<> builtinAbs(Thread& thread, const Value* args) { return unaryOperation(thread, UnaryOp::kAbsolute, args[1]); }
Ref<> builtinRepr(Thread& thread, const Value* args) { return repr(thread, args[1]); }
Ref<> builtinAscii(Thread& thread, const Value* args) { return ascii(thread, args[1]); }
Ref<> builtinHash(Thread& thread, const Value* args) { return newInt(thread, TRY(hash(thread, args[1]))); }
Ref<> builtinId(Thread& thread, const Value* args) {
  // Immediates have no address: their word, kept apart from addresses by its tag bits.
  return newIntUnsigned(thread, args[1].bits());
}
Ref<> builtinLen(Thread& thread, const Value* args) { return newInt(thread, TRY(length(thread, args[1]))); }
Ref<> builtinCallable(Thread& thread, const Value* args) { return boolean(isCallable(thread, args[1])); }
Ref<> builtinDivmod(Thread& thread, const Value* args) {
  return binaryOperation(thread, BinaryOp::kDivmod, args[1], args[2]);
}
Ref<> builtinPow(Thread& thread, const Value* args) { return power(thread, args[1], args[2], args[3]); }

Ref<> builtinRound(Thread& thread, const Value* args) {
  Ref<> method = lookupSpecial(thread, args[1], thread.names().dunder_round);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("type {} doesn't define __round__ method", typeOf(thread, args[1])->nativeName);
  }
  return args[2].isNone() ? call(thread, method) : call(thread, method, args[2]);
}

// "0b101", "0x-less" digits and sign, for bin, oct and hex.
Ref<> inBase(Thread& thread, Value number, int base, std::string_view prefix) {
  if (number.isSmallInt()) {  // OPTIMIZATION: into place
    int64_t i = number.smallIntValue();
    char buffer[72];
    char* at = buffer;
    if (i < 0) *at++ = '-';
    for (char c : prefix) *at++ = c;
    at = std::to_chars(at, buffer + sizeof buffer, i < 0 ? -i : i, base).ptr;
    return newStrLatin1(thread, reinterpret_cast<uint8_t*>(buffer), static_cast<size_t>(at - buffer));
  }
  Ref<> exact = TRY(index(thread, number));
  BigInt value = toBigInt(exact);
  bool negative = intSign(exact) < 0;
  if (negative) value = -value;
  std::string text = negative ? "-" : "";
  text += prefix;
  text += value.toText(base);
  return newStr(thread, text);
}
Ref<> builtinBin(Thread& thread, const Value* args) { return inBase(thread, args[1], 2, "0b"); }
Ref<> builtinOct(Thread& thread, const Value* args) { return inBase(thread, args[1], 8, "0o"); }
Ref<> builtinHex(Thread& thread, const Value* args) { return inBase(thread, args[1], 16, "0x"); }

Ref<> builtinChr(Thread& thread, const Value* args) {
  int code = TRY(intArgument(thread, args[1]));
  if (code < 0 || code > 0x10FFFF) return thread.raiseValueError("chr() arg not in range(0x110000)");
  return newStrFromChar(thread, static_cast<uint32_t>(code));
}

Ref<> builtinOrd(Thread& thread, const Value* args) {
  Value v = args[1];
  int64_t size = -1;
  if (isStr(v)) {
    size = static_cast<int64_t>(v.as<Str>()->length());
    if (size == 1) return newInt(thread, v.as<Str>()->at(0));
  } else if (isBytes(v)) {
    size = static_cast<int64_t>(v.as<Bytes>()->size);
    if (size == 1) return newInt(thread, static_cast<unsigned char>(v.as<Bytes>()->data()[0]));
  } else if (isInstanceOf(thread, v, TypeId::kByteArray)) {
    size = TRY(length(thread, v));
    if (size == 1) return getItem(thread, v, Value::smallInt(0));
  } else {
    return thread.raiseTypeError("ord() expected string of length 1, but {} found", typeOf(thread, v)->nativeName);
  }
  return thread.raiseTypeError("ord() expected a character, but string of length {} found", size);
}

Ref<> builtinFormat(Thread& thread, const Value* args) {
  if (!isStr(args[2])) return thread.raiseTypeError("format() argument 2 must be str, not {!N}", args[2]);
  return format(thread, args[1], args[2]);
}

// ---------------------------------------------------------------- attributes and classes

// The name as an interned string; TypeError with the function's own words otherwise.
Ref<Str> attributeName(Thread& thread, Value name, const char* function) {
  if (isStr(name)) return intern(thread, newRef(name.as<Str>()));
  return thread.raiseTypeError("{}attribute name must be string, not '{}'", function, typeOf(thread, name)->nativeName);
}

Ref<> builtinGetattr(Thread& thread, const Value* args) {
  Ref<Str> name = TRY(attributeName(thread, args[2], ""));
  if (args[3].isEmpty()) return getAttribute(thread, args[1], name.get());
  Ref<> found = lookupAttribute(thread, args[1], name);
  if (!found && !thread.hasException()) return newRef(args[3]);
  return found;
}
Ref<> builtinSetattr(Thread& thread, const Value* args) {
  Ref<Str> name = TRY(attributeName(thread, args[2], ""));
  TRY(setAttribute(thread, args[1], name, args[3]));
  return newRef(kNone);
}
Ref<> builtinDelattr(Thread& thread, const Value* args) {
  Ref<Str> name = TRY(attributeName(thread, args[2], ""));
  TRY(deleteAttribute(thread, args[1], name));
  return newRef(kNone);
}
Ref<> builtinHasattr(Thread& thread, const Value* args) {
  Ref<Str> name = TRY(attributeName(thread, args[2], ""));
  return boolean(TRY(hasAttribute(thread, args[1], name)));
}
Ref<> builtinIsinstance(Thread& thread, const Value* args) { return boolean(TRY(isInstance(thread, args[1], args[2]))); }
Ref<> builtinIssubclass(Thread& thread, const Value* args) { return boolean(TRY(isSubclass(thread, args[1], args[2]))); }

// ---------------------------------------------------------------- iteration

Ref<> builtinIter(Thread& thread, const Value* args) {
  if (args[2].isEmpty()) return getIterator(thread, args[1]);
  if (!isCallable(thread, args[1])) return thread.raiseTypeError("iter(v, w): v must be callable");
  return newCallableIterator(thread, args[1], args[2]);
}

Ref<> builtinNext(Thread& thread, const Value* args) {
  Type* type = typeOf(thread, args[1]);
  if (type->slots.next == nullptr) {
    return thread.raiseTypeError("'{}' object is not an iterator", type->nativeName);
  }
  Ref<> item = nextKeepingStop(thread, args[1]);
  if (item) return item;
  if (thread.hasException() && !(args[2] && thread.exceptionMatches(TypeId::kStopIteration))) return Raised{};
  if (args[2]) {
    thread.clearException();
    return newRef(args[2]);
  }
  return thread.raise(TypeId::kStopIteration, "");
}

Ref<> builtinAll(Thread& thread, const Value* args) {
  Iteration it;
  TRY(it.start(thread, args[1]));
  while (Ref<> item = it.next(thread)) {
    if (!TRY(isTrue(thread, item))) return boolean(false);
  }
  if (thread.hasException()) return Raised{};
  return boolean(true);
}
Ref<> builtinAny(Thread& thread, const Value* args) {
  Iteration it;
  TRY(it.start(thread, args[1]));
  while (Ref<> item = it.next(thread)) {
    if (TRY(isTrue(thread, item))) return boolean(true);
  }
  if (thread.hasException()) return Raised{};
  return boolean(false);
}

Ref<> builtinSum(Thread& thread, const Value* args) {
  Iteration it;
  TRY(it.start(thread, args[1]));
  Ref<> total = newRef(args[2]);
  if (isStr(total)) return thread.raiseTypeError("sum() can't sum strings [use ''.join(seq) instead]");
  if (isBytes(total)) return thread.raiseTypeError("sum() can't sum bytes [use b''.join(seq) instead]");
  if (isInstanceOf(thread, total, TypeId::kByteArray)) {
    return thread.raiseTypeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  while (Ref<> item = it.next(thread)) {
    // OPTIMIZATION: the usual numbers.
    if (total.value().isImmediateFloat() && (item.value().isImmediateFloat() || item.value().isSmallInt())) {
      double addend = item.value().isSmallInt() ? static_cast<double>(item.value().smallIntValue())
                                                : item.value().immediateFloatValue();
      total = TRY(newFloat(thread, total.value().immediateFloatValue() + addend));
      continue;
    }
    if (item.value().isSmallInt() && total.value().isSmallInt()) {
      int64_t sum = item.value().smallIntValue() + total.value().smallIntValue();
      if (Value::fitsSmallInt(sum)) {
        total = Ref<>::adopt(Value::smallInt(sum));
        continue;
      }
    }
    total = TRY(binaryOperation(thread, BinaryOp::kAdd, total, item));
  }
  if (thread.hasException()) return Raised{};
  return total;
}

Ref<> builtinSorted(Thread& thread, Value, const Arguments& args) {
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("sorted expected 1 argument, got {}", args.positionalCount);
  }
  Ref<List> list = TRY(listFromIterable(thread, args[0]));
  Ref<Str> sortName = newRef(thread.names().sort);
  Ref<> sort = TRY(getAttribute(thread, Value(list.get()), sortName.get()));
  Ref<> done = TRY(call(thread, sort, Arguments{args.values + 1, 0, args.keywordNames}));
  return list;
}

struct ExtremeOptions {
  Value key;
  Value fallback;
};

Status readExtremeOptions(Thread& thread, const Arguments& args, const char* name, ExtremeOptions* options) {
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  for (size_t i = 0; i < keywords; ++i) {
    Str* keyword = args.keywordNames->items[i].as<Str>();
    Value value = args.values[args.positionalCount + i];
    if (strEqualText(keyword, "key")) options->key = value.isNone() ? Value() : value;
    else if (strEqualText(keyword, "default")) options->fallback = value;
    else return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", keyword, name);
  }
  return kOk;
}

// max and min: the first of the extreme items.
Ref<> extreme(Thread& thread, const Arguments& args, const char* name, CompareOp better) {
  ExtremeOptions options;
  TRY(readExtremeOptions(thread, args, name, &options));
  if (args.positionalCount == 0) return thread.raiseTypeError("{} expected at least 1 argument, got 0", name);
  if (args.positionalCount > 1 && options.fallback) {
    return thread.raiseTypeError("Cannot specify a default for {}() with multiple positional arguments", name);
  }
  Ref<> iterable = args.positionalCount > 1 ? Ref<>(TRY(newTupleFrom(thread, args.values, args.positionalCount)))
                                            : newRef(args[0]);
  Iteration it;
  TRY(it.start(thread, iterable));
  Ref<> best, bestKey;
  while (Ref<> item = it.next(thread)) {
    Ref<> key = options.key ? TRY(call(thread, options.key, item.value())) : item.clone();
    if (best && key.value().isSmallInt() && bestKey.value().isSmallInt()) {  // OPTIMIZATION
      int64_t a = key.value().smallIntValue(), b = bestKey.value().smallIntValue();
      if (better == CompareOp::kLess ? a >= b : a <= b) continue;
    } else if (best) {
      Ref<> comparison = TRY(compare(thread, key, bestKey, better));
      if (!TRY(isTrue(thread, comparison))) continue;
    }
    best = std::move(item);
    bestKey = std::move(key);
  }
  if (thread.hasException()) return Raised{};
  if (best) return best;
  if (options.fallback) return newRef(options.fallback);
  return thread.raiseValueError("{}() arg is an empty sequence", name);
}
Ref<> builtinMax(Thread& thread, Value, const Arguments& args) { return extreme(thread, args, "max", CompareOp::kGreater); }
Ref<> builtinMin(Thread& thread, Value, const Arguments& args) { return extreme(thread, args, "min", CompareOp::kLess); }

// ---------------------------------------------------------------- namespaces

Ref<> builtinDir(Thread& thread, const Value* args) {
  Ref<> names;
  if (args[1].isEmpty()) {
    Ref<> locals = TRY(currentLocals(thread));
    names = TRY(callMethod(thread, locals, thread.names().keys));
  } else {
    Ref<> method = lookupSpecial(thread, args[1], thread.names().dunder_dir);
    if (!method) {
      if (thread.hasException()) return Raised{};
      return thread.raiseTypeError("object does not provide __dir__");
    }
    names = TRY(call(thread, method));
  }
  Ref<List> list = TRY(listFromIterable(thread, names));
  TRY(listSort(thread, list, kNone, false));
  return list;
}

Ref<> builtinVars(Thread& thread, const Value* args) {
  if (args[1].isEmpty()) return currentLocals(thread);
  Ref<> dict = lookupAttribute(thread, args[1], thread.names().dunder_dict);
  if (dict || thread.hasException()) return dict;
  return thread.raiseTypeError("vars() argument must have __dict__ attribute");
}

Ref<> builtinGlobals(Thread& thread, const Value*) {
  Dict* globals = currentGlobals(thread);
  return newRef(globals == nullptr ? kNone : Value(globals));
}
Ref<> builtinLocals(Thread& thread, const Value*) { return currentLocals(thread); }

Ref<> builtinAiter(Thread& thread, const Value* args) {
  auto function = typeOf(thread, args[1])->slots.asyncIterate;
  if (function == nullptr) {
    return thread.raiseTypeError("'{}' object is not an async iterable", typeOf(thread, args[1])->nativeName);
  }
  Ref<> iterator = TRY(function(thread, args[1]));
  if (typeOf(thread, iterator)->slots.asyncNext == nullptr) {
    return thread.raiseTypeError("aiter() returned not an async iterator of type '{}'", typeOf(thread, iterator)->nativeName);
  }
  return iterator;
}

// sys.breakpointhook, whatever it is by now (PEP 553).
Ref<> builtinBreakpoint(Thread& thread, Value, const Arguments& args) {
  Ref<Str> name = TRY(internText(thread, "breakpointhook"));
  Ref<> hook = newRef(dictGetStr(thread, thread.interpreter().sysDict, name));
  if (!hook) return thread.raise(TypeId::kRuntimeError, "lost sys.breakpointhook");
  return call(thread, hook, args);
}

const MethodDef kFunctions[] = {
    {"abs", "($module, x, /)", builtinAbs},
    {"aiter", "($module, async_iterable, /)", builtinAiter},
    {"all", "($module, iterable, /)", builtinAll},
    {"anext", "($module, aiterator, default=<NULL>, /)", builtinAnext},
    {"any", "($module, iterable, /)", builtinAny},
    {"ascii", "($module, obj, /)", builtinAscii},
    {"bin", "($module, number, /)", builtinBin},
    {"breakpoint", "($module, /, *args, **kws)", nullptr, builtinBreakpoint},
    {"callable", "($module, obj, /)", builtinCallable},
    {"chr", "($module, i, /)", builtinChr},
    {"delattr", "($module, obj, name, /)", builtinDelattr},
    {"dir", "($module, object=<NULL>, /)", builtinDir},
    {"divmod", "($module, x, y, /)", builtinDivmod},
    {"format", "($module, value, format_spec='', /)", builtinFormat},
    {"getattr", "($module, object, name, default=<NULL>, /)", builtinGetattr},
    {"globals", "($module, /)", builtinGlobals},
    {"hasattr", "($module, obj, name, /)", builtinHasattr},
    {"hash", "($module, obj, /)", builtinHash},
    {"hex", "($module, number, /)", builtinHex},
    {"id", "($module, obj, /)", builtinId},
    {"isinstance", "($module, obj, class_or_tuple, /)", builtinIsinstance},
    {"issubclass", "($module, cls, class_or_tuple, /)", builtinIssubclass},
    {"iter", "($module, object, sentinel=<NULL>, /)", builtinIter},
    {"len", "($module, obj, /)", builtinLen},
    {"locals", "($module, /)", builtinLocals},
    {.name = "max", .signature = "($module, /, *args, key=<NULL>, default=<NULL>)", .raw = builtinMax,
     .doc = "max(iterable, *, key=None[, default])\nmax(a, b, *more, key=None)\n\nThe largest of the items or arguments, by key(item) if there is a key."},
    {.name = "min", .signature = "($module, /, *args, key=<NULL>, default=<NULL>)", .raw = builtinMin,
     .doc = "min(iterable, *, key=None[, default])\nmin(a, b, *more, key=None)\n\nThe smallest of the items or arguments, by key(item) if there is a key."},
    {"next", "($module, iterator, default=<NULL>, /)", builtinNext},
    {"oct", "($module, number, /)", builtinOct},
    {"ord", "($module, c, /)", builtinOrd},
    {"pow", "($module, base, exp, mod=None)", builtinPow},
    {"repr", "($module, obj, /)", builtinRepr},
    {"round", "($module, number, ndigits=None)", builtinRound},
    {"setattr", "($module, obj, name, value, /)", builtinSetattr},
    {.name = "sorted", .signature = "($module, iterable, /, *, key=None, reverse=False)", .raw = builtinSorted},
    {"sum", "($module, iterable, /, start=0)", builtinSum},
    {"vars", "($module, object=<NULL>, /)", builtinVars},
};

struct NamedType {
  const char* name;
  TypeId id;
};
constexpr NamedType kTypes[] = {
    {"bool", TypeId::kBool}, {"memoryview", TypeId::kMemoryView}, {"bytearray", TypeId::kByteArray},
    {"bytes", TypeId::kBytes}, {"classmethod", TypeId::kClassMethod}, {"complex", TypeId::kComplex},
    {"dict", TypeId::kDict}, {"enumerate", TypeId::kEnumerate}, {"filter", TypeId::kFilter},
    {"float", TypeId::kFloat}, {"frozenset", TypeId::kFrozenSet}, {"property", TypeId::kProperty},
    {"int", TypeId::kInt}, {"list", TypeId::kList}, {"map", TypeId::kMap}, {"object", TypeId::kObject},
    {"range", TypeId::kRange}, {"reversed", TypeId::kReversed}, {"set", TypeId::kSet}, {"slice", TypeId::kSlice},
    {"staticmethod", TypeId::kStaticMethod}, {"str", TypeId::kStr}, {"super", TypeId::kSuper},
    {"tuple", TypeId::kTuple}, {"type", TypeId::kType}, {"zip", TypeId::kZip},
#define EXCEPTION(name, base, layout) {#name, TypeId::k##name},
#include "objects/exception_ids.def"
#undef EXCEPTION
    {"EnvironmentError", TypeId::kOSError}, {"IOError", TypeId::kOSError},
};

Status populate(Thread& thread, Module* module) {
  if (thread.type(TypeId::kExceptionGroup) == nullptr) {
    Ref<Type> group = TRY(makeExceptionGroupType(thread));
    thread.interpreter().setType(TypeId::kExceptionGroup, group.release());
  }
  if (createNativeType(thread, kAnextAwaitableType) == nullptr) return Raised{};
  TRY(moduleAdd(thread, module, "ExceptionGroup", newRef(Value(thread.type(TypeId::kExceptionGroup)))));
  TRY(moduleAdd(thread, module, "None", newRef(kNone)));
  TRY(moduleAdd(thread, module, "Ellipsis", newRef(kEllipsis)));
  TRY(moduleAdd(thread, module, "NotImplemented", newRef(kNotImplemented)));
  TRY(moduleAdd(thread, module, "False", newRef(kFalse)));
  TRY(moduleAdd(thread, module, "True", newRef(kTrue)));
  for (const NamedType& entry : kTypes) {
    if (Type* type = thread.type(entry.id)) TRY(moduleAdd(thread, module, entry.name, newRef(Value(type))));
  }
  bool debug = thread.interpreter().settings.optimization == 0;
  return moduleAdd(thread, module, "__debug__", newRef(Value::boolean(debug)));
}

const ModuleSpec kBuiltinsModule = {
    .name = "builtins", .functions = kFunctions, .populate = populate,
    .doc = "Built-in functions, types, exceptions and constants, found without an import."};

}  // namespace

Status createBuiltins(Thread& thread) {
  Ref<Module> module = TRY(createNativeModule(thread, kBuiltinsModule));
  thread.interpreter().builtinsDict = newRef(module->dict).release();
  Ref<Str> name = TRY(internText(thread, "builtins"));
  return dictSetStr(thread, thread.interpreter().modules, name, module);
}

}  // namespace taipan
