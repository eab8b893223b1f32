// Names, functions, unpacking, imports, formatting, raising.
#include "vm/operations.h"

#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/traceback.h"
#include "objects/tuple.h"

namespace taipan {

Value handledException(Thread& thread) {
  for (HandledException* h = thread.handled; h != nullptr; h = h->previous) {
    if (!h->exception.isEmpty() && !h->exception.isNone()) return h->exception;
  }
  return Value();
}

// --- names

// The waiting NameError is about `name`.
static Raised withName(Thread& thread, Value name) {
  if (thread.exceptionMatches(TypeId::kNameError)) {
    auto* error = static_cast<NameErrorException*>(thread.exception());
    if (error->name.isEmpty() || error->name.isNone()) {
      decrefOrEmpty(std::exchange(error->name, newRef(name).releaseValue()));
    }
  }
  return Raised{};
}

Raised raiseNameError(Thread& thread, Str* name) {
  (void)thread.raise(TypeId::kNameError, "name '{}' is not defined", name);
  return withName(thread, Value(name));
}

Raised raiseUnbound(Thread& thread, Frame* frame, int32_t local) {
  Value name = frame->code->localsPlusNames->items[local];
  if (frame->code->localKind(local) & kLocalFree) {
    (void)thread.raise(TypeId::kNameError,
                       "cannot access free variable '{}' where it is not associated with a value in enclosing scope", name);
    return withName(thread, name);
  }
  return thread.raise(TypeId::kUnboundLocalError,
                      "cannot access local variable '{}' where it is not associated with a value", name);
}

Ref<> loadGlobal(Thread& thread, Frame* frame, Str* name) {
  Function* function = frame->function;
  if (function->globals->type->id != TypeId::kDict) {
    // A subclass given to exec() answers itself.
    Ref<> item = getItem(thread, Value(function->globals), Value(name));
    if (item || !thread.clearIfMatches(TypeId::kKeyError)) return item;
  }
  Value found = dictGetStr(thread, function->globals, name);
  if (!found.isEmpty()) return newRef(found);
  if (thread.hasException()) return Raised{};
  if (function->builtins.isObject() && function->builtins.object()->type->id == TypeId::kDict) {
    found = dictGetStr(thread, function->builtins.as<Dict>(), name);
    if (!found.isEmpty()) return newRef(found);
    if (thread.hasException()) return Raised{};
    return raiseNameError(thread, name);
  }
  Ref<> item = getItem(thread, function->builtins, Value(name));
  if (!item && thread.clearIfMatches(TypeId::kKeyError)) return raiseNameError(thread, name);
  return item;
}

Ref<> loadName(Thread& thread, Frame* frame, Str* name) {
  Value locals = frame->locals;
  if (locals.isEmpty()) return thread.raise(TypeId::kSystemError, "no locals when loading {!r}", name);
  if (locals.object()->type->id == TypeId::kDict) {
    Value found = dictGetStr(thread, locals.as<Dict>(), name);
    if (!found.isEmpty()) return newRef(found);
    if (thread.hasException()) return Raised{};
  } else {
    Ref<> found = getItem(thread, locals, Value(name));
    if (found) return found;
    if (!thread.clearIfMatches(TypeId::kKeyError)) return Raised{};
  }
  return loadGlobal(thread, frame, name);
}

Ref<> makeFunction(Thread& thread, Frame* frame, Code* code) {
  return newFunction(thread, code, frame->function->globals);
}

Status setupAnnotations(Thread& thread, Frame* frame) {
  Str* name = thread.names().dunder_annotations;
  if (frame->locals.isEmpty()) {
    return thread.raise(TypeId::kSystemError, "no locals found when setting up annotations");
  }
  if (isDict(frame->locals)) {
    if (!dictGetStr(thread, frame->locals.as<Dict>(), name).isEmpty()) return kOk;
  } else {
    Ref<> found = getItem(thread, frame->locals, Value(name));
    if (found) return kOk;
    if (!thread.clearIfMatches(TypeId::kKeyError)) return Raised{};
  }
  Ref<Dict> annotations = TRY(newDict(thread));
  return setItem(thread, frame->locals, Value(name), annotations);
}

// --- methods

static bool isMethodDescriptor(Value v) { return v.isObject() && v.object()->type->has(kTypeMethodDescriptor); }

Ref<> loadMethod(Thread& thread, Value object, Str* name, bool* isMethod) {
  Type* type = typeOf(thread, object);
  if (type->slots.getAttribute != genericGetAttribute) return getAttribute(thread, object, name);
  Value found = lookupInType(thread, type, name);
  if (!isMethodDescriptor(found)) return getAttribute(thread, object, name);
  if (object.isObject()) {
    // The instance's own attribute wins over a function of the class.
    if (AttributeArea* area = attributeAreaOf(object.object())) {
      if (Value own = getInstanceAttribute(object.object(), area, name)) return newRef(own);
    } else if (type->dictOffset != 0) {
      auto* dict = *reinterpret_cast<Dict**>(reinterpret_cast<char*>(object.object()) + type->dictOffset);
      if (dict != nullptr) {
        if (Value own = dictGetStr(thread, dict, name)) return newRef(own);
      }
    }
  }
  *isMethod = true;
  return newRef(found);
}

Ref<> specialMethod(Thread& thread, Value object, Str* name) { return lookupSpecial(thread, object, name); }

// --- unpacking

static Raised notIterable(Thread& thread, Value iterable) {
  Type* type = typeOf(thread, iterable);
  if (thread.exceptionMatches(TypeId::kTypeError) && type->slots.iterate == nullptr && type->slots.getItem == nullptr) {
    thread.clearException();
    return thread.raiseTypeError("cannot unpack non-iterable {!T} object", iterable);
  }
  return Raised{};
}
static void dropRange(Value* begin, Value* end) {
  for (Value* p = begin; p < end; p++) decrefOrEmpty(std::exchange(*p, Value()));
}

// The first item ends up highest, where the first STORE pops it.
Status unpackSequence(Thread& thread, Value iterable, int32_t count, Value* out) {
  TypeId id = typeOf(thread, iterable)->id;
  size_t wanted = static_cast<size_t>(count);
  if (id == TypeId::kTuple || id == TypeId::kList) {
    size_t size = id == TypeId::kTuple ? iterable.as<Tuple>()->size : iterable.as<List>()->size;
    Value* items = id == TypeId::kTuple ? iterable.as<Tuple>()->items : iterable.as<List>()->items;
    if (size < wanted) {
      return thread.raiseValueError("not enough values to unpack (expected {}, got {})", count, size);
    }
    if (size > wanted) return thread.raiseValueError("too many values to unpack (expected {})", count);
    for (size_t i = 0; i < wanted; i++) out[wanted - 1 - i] = newRef(items[i]).releaseValue();
    return kOk;
  }
  Iteration it;
  if (!it.start(thread, iterable)) return notIterable(thread, iterable);
  for (int32_t i = 0; i < count; i++) {
    Ref<> item = it.next(thread);
    if (!item) {
      if (!thread.hasException()) {
        (void)thread.raiseValueError("not enough values to unpack (expected {}, got {})", count, i);
      }
      dropRange(out + (count - i), out + count);
      return Raised{};
    }
    out[count - 1 - i] = item.releaseValue();
  }
  Ref<> extra = it.next(thread);
  if (!extra && !thread.hasException()) return kOk;
  if (extra) (void)thread.raiseValueError("too many values to unpack (expected {})", count);
  dropRange(out, out + count);
  return Raised{};
}

Status unpackExtended(Thread& thread, Value iterable, int32_t before, int32_t after, Value* out) {
  Iteration it;
  if (!it.start(thread, iterable)) return notIterable(thread, iterable);
  int32_t total = before + 1 + after;
  for (int32_t i = 0; i < before; i++) {
    Ref<> item = it.next(thread);
    if (!item) {
      if (!thread.hasException()) {
        (void)thread.raiseValueError("not enough values to unpack (expected {}{}, got {})", "at least ",
                                     before + after, i);
      }
      dropRange(out + (total - i), out + total);
      return Raised{};
    }
    out[total - 1 - i] = item.releaseValue();
  }
  Value* done = out + total - before;
  Ref<List> rest = newList(thread);
  while (rest) {
    Ref<> item = it.next(thread);
    if (!item) break;
    if (!listAppend(thread, rest, item)) break;
  }
  if (!rest || thread.hasException()) {
    dropRange(done, out + total);
    return Raised{};
  }
  if (rest->size < static_cast<size_t>(after)) {
    (void)thread.raiseValueError("not enough values to unpack (expected at least {}, got {})", before + after,
                                 static_cast<size_t>(before) + rest->size);
    dropRange(done, out + total);
    return Raised{};
  }
  // The last `after` items move from the list to the stack.
  for (int32_t i = 0; i < after; i++) out[i] = rest->items[--rest->size];
  out[after] = Value(rest.release());
  return kOk;
}

// --- imports

Ref<> importName(Thread& thread, Frame* frame, Str* name, Value fromList, Value level) {
  Value builtins = frame->function->builtins;
  Ref<> function = isDict(builtins) ? newRef(dictGetStr(thread, builtins.as<Dict>(), thread.names().dunder_import)) : Ref<>();
  if (!function) return thread.raise(TypeId::kImportError, "__import__ not found");
  Value locals = frame->locals.isEmpty() ? kNone : frame->locals;
  return call(thread, function, Value(name), Value(frame->function->globals), locals, fromList, level);
}

static Raised importFromFailed(Thread& thread, Value module, Str* name, Str* packageName) {
  Ref<> file = lookupAttribute(thread, module, thread.names().dunder_file);
  if (!file && thread.hasException()) return Raised{};
  Ref<> package = packageName != nullptr ? newRef(Value(packageName)) : Ref<>(internText(thread, "<unknown module name>"));
  if (!file || !isStr(file)) {
    (void)thread.raise(TypeId::kImportError, "cannot import name {!r} from {!r} (unknown location)", name, package.get());
  } else {
    Ref<> spec = lookupAttribute(thread, module, thread.names().dunder_spec);
    thread.clearException();
    bool initializing = false;
    if (spec) {
      Ref<Str> key = internText(thread, "_initializing");
      Ref<> flag = key ? lookupAttribute(thread, spec, key) : Ref<>();
      Result<bool> truth = flag ? isTrue(thread, flag) : Result<bool>(false);
      initializing = truth && *truth;
      thread.clearException();
    }
    (void)thread.raise(TypeId::kImportError,
                       initializing ? "cannot import name {!r} from partially initialized module {!r} (most likely due "
                                      "to a circular import) ({})"
                                    : "cannot import name {!r} from {!r} ({})",
                       name, package.get(), file.get());
  }
  if (thread.exceptionMatches(TypeId::kImportError)) {
    auto* error = static_cast<ImportErrorException*>(thread.exception());
    decrefOrEmpty(std::exchange(error->name, package.clone().releaseValue()));
    decrefOrEmpty(std::exchange(error->path, file ? file.clone().releaseValue() : kNone));
  }
  return Raised{};
}

Ref<> importFrom(Thread& thread, Value module, Str* name) {
  Ref<> found = lookupAttribute(thread, module, name);
  if (found || thread.hasException()) return found;
  // A submodule may be in sys.modules before it is an attribute of its package (circular imports).
  Ref<> package = lookupAttribute(thread, module, thread.names().dunder_name);
  if (!package && thread.hasException()) return Raised{};
  if (!package || !isStr(package)) return importFromFailed(thread, module, name, nullptr);
  Ref<Str> full = TRY(formatStr(thread, "{}.{}", package.value().as<Str>(), name));
  Value submodule = dictGet(thread, thread.interpreter().modules, full);
  if (!submodule.isEmpty()) return newRef(submodule);
  if (thread.hasException()) return Raised{};
  return importFromFailed(thread, module, name, package.value().as<Str>());
}

Status importStar(Thread& thread, Frame* frame, Value module) {
  Ref<> locals = frame->locals.isEmpty() ? Ref<>() : newRef(frame->locals);
  if (!locals) return thread.raise(TypeId::kSystemError, "no locals found during 'import *'");
  Ref<> all = lookupAttribute(thread, module, thread.names().dunder_all);
  bool skipPrivate = false;
  if (!all) {
    if (thread.hasException()) return Raised{};
    Ref<> dict = lookupAttribute(thread, module, thread.names().dunder_dict);
    if (!dict) {
      if (thread.hasException()) return Raised{};
      return thread.raise(TypeId::kImportError, "from-import-* object has no __dict__ and no __all__");
    }
    all = TRY(listFromIterable(thread, dict));
    skipPrivate = true;
  }
  Ref<List> names = TRY(listFromIterable(thread, all));
  for (size_t i = 0; i < names->size; i++) {
    Value name = names->items[i];
    if (!isStr(name)) {
      Ref<> moduleName = TRY(getAttribute(thread, module, thread.names().dunder_name));
      return thread.raiseTypeError(skipPrivate ? "Key in {}.__dict__ must be str, not {!T}"
                                               : "Item in {}.__all__ must be str, not {!T}",
                                   moduleName.get(), name);
    }
    if (skipPrivate && name.as<Str>()->length() > 0 && name.as<Str>()->at(0) == '_') continue;
    Ref<> value = TRY(getAttribute(thread, module, name.as<Str>()));
    TRY(setItem(thread, locals, name, value));
  }
  return kOk;
}

// --- text

Ref<> formatValue(Thread& thread, Value value, Value spec, int conversion) {
  Ref<> converted = newRef(value);
  if (conversion == kFormatStr) converted = TRY(str(thread, value));
  if (conversion == kFormatRepr) converted = TRY(repr(thread, value));
  if (conversion == kFormatAscii) converted = TRY(ascii(thread, value));
  if (spec.isEmpty()) {
    if (isExactStr(converted)) return converted;
    // OPTIMIZATION: format() of exact numbers with nothing to say is str().
    if (converted.value().isSmallInt() || converted.value().isImmediateFloat()) return str(thread, converted);
  }
  return format(thread, converted, spec);
}

// --- raising

// An exception from `raise x` or `from x`: an instance as it is, a class called.
static Ref<> instantiate(Thread& thread, Value value, const char* notException) {
  if (isException(value)) return newRef(value);
  if (value.isObject() && value.object()->type->has(kTypeIsType) && value.as<Type>()->has(kTypeIsException)) {
    Ref<> made = TRY(call(thread, value));
    if (isException(made)) return made;
    return thread.raiseTypeError("calling {!r} should have returned an instance of BaseException, not {!r}", value,
                                 Value(typeOf(thread, made)));
  }
  return thread.raiseTypeError("{}", notException);
}

Status doRaise(Thread& thread, Value exception, Value cause) {
  Ref<> instance = TRY(instantiate(thread, exception, "exceptions must derive from BaseException"));
  if (!cause.isEmpty()) {
    Ref<> fixed = cause.isNone() ? newRef(kNone)
                                 : TRY(instantiate(thread, cause, "exception causes must derive from BaseException"));
    auto* target = instance.value().as<BaseException>();
    Value stored = fixed.value().isNone() ? Value() : fixed.releaseValue();
    decrefOrEmpty(std::exchange(target->cause, stored));
    target->suppressContext = true;
  }
  return thread.raiseObject(instance);
}

bool reraiseHandled(Thread& thread) {
  Value handled = handledException(thread);
  if (handled.isEmpty()) {
    (void)thread.raise(TypeId::kRuntimeError, "No active exception to reraise");
    return false;
  }
  (void)thread.restoreException(newRef(handled));
  return true;
}

// --- calls with * and **

static Ref<Str> functionText(Thread& thread, Value callable) {
  Ref<> qualifiedName = lookupAttribute(thread, callable, thread.names().dunder_qualname);
  if (!qualifiedName) {
    if (thread.hasException()) return Raised{};
    return str(thread, callable);
  }
  Ref<> module = lookupAttribute(thread, callable, thread.names().dunder_module);
  if (!module && thread.hasException()) return Raised{};
  if (module && isStr(module) && !strEqualText(module.value().as<Str>(), "builtins")) {
    return formatStr(thread, "{}.{}()", module.get(), qualifiedName.get());
  }
  return formatStr(thread, "{}()", qualifiedName.get());
}

static Raised notMapping(Thread& thread, Value callable, Value mapping) {
  if (!thread.clearIfMatches(TypeId::kAttributeError)) return Raised{};
  Ref<Str> text = functionText(thread, callable);
  if (!text) return Raised{};
  return thread.raiseTypeError("{} argument after ** must be a mapping, not {!T}", text.get(), mapping);
}

Status mergeKeywords(Thread& thread, Value callable, Value target, Value mapping) {
  auto* dict = target.as<Dict>();
  Ref<Dict> source = TRY(newDict(thread));
  if (!isDict(mapping)) {
    Ref<> keys = lookupAttribute(thread, mapping, thread.names().keys);
    if (!keys) {
      if (!thread.hasException()) (void)thread.raise(TypeId::kAttributeError, "keys");
      return notMapping(thread, callable, mapping);
    }
  }
  auto add = [&](Value key, Value value) -> Status {
    Value present = dictGet(thread, dict, key);
    if (present.isEmpty() && thread.hasException()) return Raised{};
    if (!present.isEmpty()) {
      Ref<Str> text = TRY(functionText(thread, callable));
      return thread.raiseTypeError("{} got multiple values for keyword argument '{}'", text.get(), key);
    }
    return dictSet(thread, dict, key, value);
  };
  if (isDict(mapping) && typeOf(thread, mapping)->slots.iterate == thread.type(TypeId::kDict)->slots.iterate) {
    TRY(dictUpdate(thread, source, mapping));
    size_t position = 0;
    Value key, value;
    while (dictNext(source, &position, &key, &value)) TRY(add(key, value));
    return kOk;
  }
  // What keys() gives may repeat itself, and counts as given twice then.
  Ref<> keys = TRY(callMethod(thread, mapping, thread.names().keys));
  Iteration iteration;
  TRY(iteration.start(thread, keys));
  while (Ref<> key = iteration.next(thread)) TRY(add(key, TRY(getItem(thread, mapping, key))));
  return thread.hasException() ? Status(Raised{}) : kOk;
}

Ref<> callExtended(Thread& thread, Value callable, Value positional, Value keywords) {
  Ref<Tuple> tuple;
  if (isTuple(positional)) {
    tuple = newRef(positional.as<Tuple>());
  } else {
    Type* type = typeOf(thread, positional);
    if (type->slots.iterate == nullptr && type->slots.getItem == nullptr) {
      Ref<Str> text = TRY(functionText(thread, callable));
      return thread.raiseTypeError("{} argument after * must be an iterable, not {!T}", text.get(), positional);
    }
    tuple = TRY(tupleFromIterable(thread, positional));
  }
  Ref<Dict> dict;
  if (!keywords.isEmpty()) {
    if (isDict(keywords)) {
      dict = newRef(keywords.as<Dict>());
    } else {
      dict = TRY(newDict(thread));
      if (!dictUpdate(thread, dict, keywords)) return notMapping(thread, callable, keywords);
    }
    size_t position = 0;
    Value key, value;
    while (dictNext(dict, &position, &key, &value)) {
      if (isStr(key)) continue;
      return thread.raiseTypeError("keywords must be strings");
    }
  }
  return callWithTupleAndDict(thread, callable, tuple, dict ? dict.get() : nullptr);
}

}  // namespace taipan
