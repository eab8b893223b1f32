// __build_class__: what a class statement calls (language reference §3.3.3).
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/frame_stack.h"
#include "vm/operations.h"

namespace taipan {

namespace {

// Bases after __mro_entries__ (PEP 560): the same tuple if nothing changed.
Ref<Tuple> resolveBases(Thread& thread, Tuple* bases) {
  Ref<List> resolved;
  for (size_t i = 0; i < bases->size; i++) {
    Value base = bases->items[i];
    Ref<> entries;
    if (!isInstanceOf(thread, base, TypeId::kType)) {
      entries = lookupAttribute(thread, base, thread.names().dunder_mro_entries);
      if (!entries && thread.hasException()) return Raised{};
    }
    if (!entries) {
      if (resolved) TRY(listAppend(thread, resolved, base));
      continue;
    }
    Ref<> replacement = TRY(call(thread, entries, Value(bases)));
    if (!isTuple(replacement)) return thread.raiseTypeError("__mro_entries__ must return a tuple");
    if (!resolved) resolved = TRY(newListFrom(thread, bases->items, i));
    TRY(listExtend(thread, resolved, replacement));
  }
  if (!resolved) return newRef(bases);
  return tupleFromList(thread, resolved);
}

// The most derived of `metatype` and the types of the bases.
Result<Type*> winningMetatype(Thread& thread, Type* metatype, Tuple* bases) {
  Type* winner = metatype;
  for (size_t i = 0; i < bases->size; i++) {
    Type* type = typeOf(thread, bases->items[i]);
    if (isSubtype(winner, type)) continue;
    if (!isSubtype(type, winner)) {
      return thread.raiseTypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                   "subclass of the metaclasses of all its bases");
    }
    winner = type;
  }
  return winner;
}

Ref<> prepareNamespace(Thread& thread, Value metaclass, Str* name, Tuple* bases, Dict* keywords) {
  Ref<> prepare = lookupAttribute(thread, metaclass, thread.names().dunder_prepare);
  if (!prepare) {
    if (thread.hasException()) return Raised{};
    return newDict(thread);
  }
  Ref<Tuple> args = TRY(makeTuple(thread, Value(name), Value(bases)));
  Ref<> ns = TRY(callWithTupleAndDict(thread, prepare, args, keywords));
  Type* type = typeOf(thread, ns);
  if (type->slots.getItem == nullptr || isTuple(ns) || isList(ns) || isStr(ns)) {
    bool isType = isInstanceOf(thread, metaclass, TypeId::kType);
    return thread.raiseTypeError("{}.__prepare__() must return a mapping, not {!T}",
                                 isType ? metaclass.as<Type>()->nativeName : "<metaclass>", ns.get());
  }
  return ns;
}

// Runs the class body with `ns` as its locals; the result is its __class__ cell or None.
Ref<> runBody(Thread& thread, Function* function, Value ns) {
  Frame* frame = bindCall(thread, function, Arguments{});
  if (frame == nullptr) return Raised{};
  decrefOrEmpty(std::exchange(frame->locals, newRef(ns).releaseValue()));
  NativeRecursion guard(thread);
  if (!guard.enter() || !enterFrame(thread, frame)) {
    Ref<> pending = thread.takeException();
    clearFrame(frame);
    popFrameMemory(thread, frame);
    return thread.restoreException(std::move(pending));
  }
  return vmOf(thread).runFrame(thread, frame);
}

Status checkClassCell(Thread& thread, Value cls, Value cell, Str* name) {
  if (!isInstanceOf(thread, cls, TypeId::kType) || !isCell(cell)) return kOk;
  Value contents = cell.as<Cell>()->contents;
  if (contents == cls) return kOk;
  if (contents.isEmpty()) {
    return thread.raise(TypeId::kRuntimeError,
                        "__class__ not set defining {!r} as {!r}. Was __classcell__ propagated to type.__new__?", name, cls);
  }
  return thread.raiseTypeError("__class__ set to {!r} defining {!r} as {!r}", contents, name, cls);
}

}  // namespace

Ref<> buildClass(Thread& thread, Value, const Arguments& args) {
  if (args.positionalCount < 2) return thread.raiseTypeError("__build_class__: not enough arguments");
  if (!isFunction(args[0])) return thread.raiseTypeError("__build_class__: func must be a function");
  if (!isStr(args[1])) return thread.raiseTypeError("__build_class__: name is not a string");
  auto* name = args[1].as<Str>();
  Ref<Tuple> original = TRY(newTupleFrom(thread, args.values + 2, args.positionalCount - 2));
  Ref<Tuple> bases = TRY(resolveBases(thread, original));
  Ref<Dict> keywords = TRY(newDict(thread));
  Ref<> metaclass;
  for (size_t k = 0; args.keywordNames != nullptr && k < args.keywordNames->size; k++) {
    Value key = args.keywordNames->items[k], value = args[args.positionalCount + k];
    if (isStr(key) && strEqualText(key.as<Str>(), "metaclass")) metaclass = newRef(value);
    else TRY(dictSet(thread, keywords, key, value));
  }
  if (!metaclass) {
    Type* first = bases->size == 0 ? thread.type(TypeId::kType) : typeOf(thread, bases->items[0]);
    metaclass = newRef(Value(first));
  }
  if (isInstanceOf(thread, metaclass, TypeId::kType)) {
    metaclass = newRef(Value(TRY(winningMetatype(thread, metaclass.value().as<Type>(), bases))));
  }
  Ref<> ns = TRY(prepareNamespace(thread, metaclass, name, bases, keywords));
  Ref<> cell = TRY(runBody(thread, args[0].as<Function>(), ns));
  if (bases.get() != original.get()) {
    Ref<Str> key = TRY(internText(thread, "__orig_bases__"));
    TRY(setItem(thread, ns, key, original));
  }
  Ref<Tuple> classArgs = TRY(makeTuple(thread, Value(name), Value(bases.get()), ns.get()));
  Ref<> cls = TRY(callWithTupleAndDict(thread, metaclass, classArgs, keywords));
  TRY(checkClassCell(thread, cls, cell, name));
  return cls;
}

Status addBuildClass(Thread& thread) {
  static constexpr MethodDef kDefinition{.name = "__build_class__",
                                         .signature = "(func, name, /, *bases, **kwds)",
                                         .raw = buildClass,
                                         .kind = MethodKind::kStatic,
                                         .doc = "The function behind the class statement."};
  Dict* builtins = thread.interpreter().builtinsDict;
  if (builtins == nullptr) return kOk;
  Str* name = thread.names().dunder_build_class;
  if (!dictGetStr(thread, builtins, name).isEmpty()) return kOk;
  Ref<Str> module = TRY(internText(thread, "builtins"));
  Ref<> function = TRY(newBuiltinFunction(thread, newNativeCode(thread, kDefinition, nullptr), Value(), module));
  return dictSetStr(thread, builtins, name, function);
}

}  // namespace taipan
