// Handlers of calls, and of what makes functions and classes.
//
// A Python function called from Python code gets a frame in the same loop: no native recursion.  Stack before CALL:
//
//   base[0]  empty, or the function of a method     base[1]  the callable, or self     base[2…]  arguments
#include "bytecode/opcodes.h"
#include "bytecode/specialized.h"
#include "objects/abstract.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/method.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/operations.h"
#include "vm/plain_call.h"
#include "vm/specialize.h"
#include "vm/tracing.h"

namespace taipan {

OP(KW_NAMES) {
  frame->keywordNames = frame->code->constants->items[oparg].as<Tuple>();
  NEXT();
}
OP(PRECALL) {
  pc += 1;
  NEXT();
}

// --- CALL

// A frame for a Python function called with `count` values at `args`, which are moved or left; linked to the thread.
static Frame* frameForCall(Thread& thread, Function* function, Value* args, size_t count, Tuple* keywordNames) {
  Frame* callee;
  if (keywordNames == nullptr && canCallPlainly(thread, function, static_cast<int64_t>(count))) [[likely]] {
    callee = framePlainly(thread, function, args, count);
    if (callee == nullptr) return nullptr;
    increfObject(function);
    for (size_t i = 0; i < count; i++) args[i] = Value();
    return callee;
  }
  size_t keywords = keywordNames != nullptr ? keywordNames->size : 0;
  callee = bindCall(thread, function, Arguments{args, count - keywords, keywordNames});
  return callee != nullptr && enterCall(thread, callee) ? callee : nullptr;
}
// A bound method on the stack becomes its function and self.
static inline void unfoldMethod(Value* base) {
  Method* method = base[1].as<Method>();
  base[0] = newRef(method->function).releaseValue();
  base[1] = newRef(method->self).releaseValue();
  decrefObject(method);
}
static Value callAnything(Thread& thread, Value callable, const Arguments& args) {
  if (callable.isEmpty()) {
    (void)thread.raise(TypeId::kSystemError, "call of nothing");
    return Value();
  }
  if (isTracing(thread)) [[unlikely]] return callTraced(thread, callable, args).releaseValue();
  return call(thread, callable, args).releaseValue();
}
OP(CALL) {
  SAVE();
  Tuple* keywordNames = std::exchange(frame->keywordNames, nullptr);
  Value* base = sp - oparg - 2;
  if (keywordNames != nullptr && keywordNames->size > oparg) {
    (void)thread.raise(TypeId::kSystemError, "more keyword names than arguments");
    RAISE();
  }
  if (base[0].isEmpty() && isMethod(base[1])) unfoldMethod(base);
  Value callable = base[0].isEmpty() ? base[1] : base[0];
  Value* args = base[0].isEmpty() ? base + 2 : base + 1;
  size_t count = static_cast<size_t>(sp - args);
  if (isFunction(callable)) {
    Frame* callee = frameForCall(thread, callable.as<Function>(), args, count, keywordNames);
    if (callee == nullptr) RAISE();
    frame->pc = pc + 4;
    dropTo(sp, base);
    frame->sp = sp;
    frame = callee;
    pc = frame->pc;
    sp = frame->sp;
    NEXT();
  }
  size_t keywords = keywordNames != nullptr ? keywordNames->size : 0;
  Value result = callAnything(thread, callable, Arguments{args, count - keywords, keywordNames});
  if (result.isEmpty()) RAISE();
  dropTo(sp, base);
  *sp++ = result;
  if (breakRequested(thread)) [[unlikely]] {
    if (!handleEvalBreaker(thread)) RAISE();
  }
  pc += 4;
  NEXT();
}
OP(CALL_ADAPTIVE) {
  if (countDown(pc)) specializeCall(thread, frame, pc, sp - oparg - 2, oparg);
  GO(doCALL);
}
HANDLER_CC static Value missedCall(STATE) {
  countMiss(pc);
  GO(doCALL);
}
static inline bool isOf(Value v, TypeId id) { return v.isObject() && v.object()->type->id == id; }

// Runs `callee`; the caller's stack ends at `level`.  As in CPython, f_lasti is the last cache of CALL meanwhile.
#define ENTER(callee, level)   \
  do {                         \
    Frame* callee_ = (callee); \
    frame->pc = pc + 4;        \
    frame->sp = (level);       \
    frame = callee_;           \
    pc = frame->pc;            \
    sp = frame->sp;            \
    NEXT();                    \
  } while (0)

OP(CALL_PY_EXACT) {
  Value* base = sp - oparg - 2;
  bool bound = !base[0].isEmpty();
  Value callable = bound ? base[0] : base[1];
  if (frame->keywordNames != nullptr || !canCallPlainly(thread, callable, oparg + bound)) [[unlikely]] GO(missedCall);
  SAVE();
  Frame* callee = framePlainly(thread, callable.as<Function>(), base + 2 - bound, oparg + bound);
  if (callee == nullptr) RAISE();
  ENTER(callee, base);
}
OP(CALL_BOUND_EXACT) {
  Value* base = sp - oparg - 2;
  if (!base[0].isEmpty() || !isMethod(base[1])) [[unlikely]] GO(missedCall);
  if (frame->keywordNames != nullptr || !canCallPlainly(thread, base[1].as<Method>()->function, oparg + 1)) [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  unfoldMethod(base);
  Frame* callee = framePlainly(thread, base[0].as<Function>(), base + 1, oparg + 1);
  if (callee == nullptr) RAISE();
  ENTER(callee, base);
}
OP(CALL_PY) {
  Value* base = sp - oparg - 2;
  if (base[0].isEmpty() && isMethod(base[1])) unfoldMethod(base);
  GO(doCALL);
}
OP(CALL_CLASS) {
  auto* cache = cacheAt<CallCache>(pc);
  Value* base = sp - oparg - 2;
  Value cls = base[1];
  if (!base[0].isEmpty() || frame->keywordNames != nullptr || !cls.isObject() || !cls.object()->type->has(kTypeIsType) ||
      cls.as<Type>()->version != cache->key || cls.as<Type>()->has(kTypeIsAbstract) ||
      cls.object()->type->slots.call != thread.type(TypeId::kType)->slots.call) [[unlikely]] {
    GO(missedCall);
  }
  Value initializer = frame->code->payloads[cache->payload].value;
  if (!canCallPlainly(thread, initializer, oparg + 1) || thread.recursionDepth + 1 >= thread.recursionLimit) [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  Value instance = allocateInstance(thread, cls.as<Type>()).releaseValue();
  if (instance.isEmpty()) RAISE();
  base[0] = instance;
  base[1] = instance;
  Frame* callee = framePlainly(thread, initializer.as<Function>(), base + 1, oparg + 1);
  if (callee == nullptr) {
    base[1] = cls;
    RAISE();
  }
  increfObject(callee->function);
  incref(instance);
  decref(cls);
  callee->returnTo = ReturnTo::kInstance;
  thread.recursionDepth++;  // for the call of the class
  ENTER(callee, base + 1);
}

// --- native callables

// The call is done: drops callable and arguments, pushes the result.
#define CALLED(value)                                \
  do {                                               \
    Value result_ = (value);                         \
    if (result_.isEmpty()) [[unlikely]] RAISE();     \
    dropTo(sp, base);                                \
    *sp++ = result_;                                 \
    if (breakRequested(thread)) [[unlikely]] {       \
      if (!handleEvalBreaker(thread)) RAISE();       \
    }                                                \
    pc += 4;                                         \
    NEXT();                                          \
  } while (0)

// Is base[0] a native method, unbound, that applies to base[1]?
static inline bool isMethodOn(Thread& thread, const Value* base) {
  if (!isOf(base[0], TypeId::kMethodDescriptor)) return false;
  Type* owner = base[0].as<NativeDescriptor>()->owner;
  Type* type = typeOf(thread, base[1]);
  return type == owner || isSubtype(type, owner);
}
OP(CALL_METHOD_FIXED) {
  Value* base = sp - oparg - 2;
  if (frame->keywordNames != nullptr || !isMethodOn(thread, base)) [[unlikely]] GO(missedCall);
  NativeCode* code = base[0].as<NativeDescriptor>()->code;
  int32_t count = static_cast<int32_t>(oparg) + 1;
  if (count > code->fixedMost || count < code->fixedLeast) [[unlikely]] GO(missedCall);
  SAVE();
  CALLED(callNativeFixed(thread, code, base + 1, static_cast<size_t>(count)).releaseValue());
}
OP(CALL_METHOD_RAW) {
  Value* base = sp - oparg - 2;
  if (frame->keywordNames != nullptr || !isMethodOn(thread, base)) [[unlikely]] GO(missedCall);
  SAVE();
  CALLED(callNative(thread, base[0].as<NativeDescriptor>()->code, base[1], Arguments{base + 2, oparg, nullptr}).releaseValue());
}
OP(CALL_LIST_APPEND) {
  Value* base = sp - oparg - 2;
  if (oparg != 1 || frame->keywordNames != nullptr || !isOf(base[0], TypeId::kMethodDescriptor) || !isOf(base[1], TypeId::kList) ||
      base[0].as<NativeDescriptor>()->code != reinterpret_cast<NativeCode*>(frame->code->payloads[cacheAt<CallCache>(pc)->payload].extra))
      [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  auto* list = base[1].as<List>();
  if (list->size < list->capacity) [[likely]] list->items[list->size++] = base[2];
  else if (!listAppend(thread, list, base[2])) RAISE();
  else decref(base[2]);
  decref(base[0]);
  sp = base;
  decref(base[1]);
  pc += 4;
  if (pc->op == static_cast<uint8_t>(Opcode::POP_TOP)) pc++;
  else *sp++ = kNone;
  NEXT();
}
// A native function that base[1] is, without a method in front.
static inline NativeCode* nativeFunctionAt(const Value* base) {
  if (!base[0].isEmpty() || !isOf(base[1], TypeId::kBuiltinFunction)) return nullptr;
  return base[1].as<BuiltinFunction>()->code;
}
OP(CALL_NATIVE_FIXED) {
  Value* base = sp - oparg - 2;
  NativeCode* code = nativeFunctionAt(base);
  if (code == nullptr || code->fixedMost < 0 || frame->keywordNames != nullptr) [[unlikely]] GO(missedCall);
  bool hasSelf = code->signature->hasSelf;
  int32_t count = static_cast<int32_t>(oparg) + hasSelf;
  if (count > code->fixedMost || count < code->fixedLeast) [[unlikely]] GO(missedCall);
  SAVE();
  // What the function is bound to takes the function's place before the arguments, for the time of the call.
  Value function = base[1];
  if (hasSelf) base[1] = function.as<BuiltinFunction>()->self;
  Value result = callNativeFixed(thread, code, base + 2 - hasSelf, static_cast<size_t>(count)).releaseValue();
  base[1] = function;
  CALLED(result);
}
OP(CALL_NATIVE_RAW) {
  Value* base = sp - oparg - 2;
  NativeCode* code = nativeFunctionAt(base);
  if (code == nullptr || code->definition->raw == nullptr) [[unlikely]] GO(missedCall);
  Tuple* keywordNames = std::exchange(frame->keywordNames, nullptr);
  size_t keywords = keywordNames != nullptr ? keywordNames->size : 0;
  if (keywords > oparg) {
    frame->keywordNames = keywordNames;
    GO(missedCall);
  }
  SAVE();
  CALLED(callNative(thread, code, base[1].as<BuiltinFunction>()->self, Arguments{base + 2, oparg - keywords, keywordNames})
             .releaseValue());
}
OP(CALL_NATIVE) {
  Value* base = sp - oparg - 2;
  NativeCode* code = nativeFunctionAt(base);
  if (code == nullptr || frame->keywordNames != nullptr) [[unlikely]] GO(missedCall);
  SAVE();
  CALLED(callNative(thread, code, base[1].as<BuiltinFunction>()->self, Arguments{base + 2, oparg, nullptr}).releaseValue());
}
OP(CALL_NATIVE_TYPE) {
  Value* base = sp - oparg - 2;
  Type* metatype = thread.type(TypeId::kType);
  if (!base[0].isEmpty() || !base[1].isObject() || base[1].object()->type != metatype ||
      base[1].as<Type>()->has(kTypeIsHeapType) || frame->keywordNames != nullptr) [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  CALLED(metatype->slots.call(thread, base[1], Arguments{base + 2, oparg, nullptr}).releaseValue());
}
OP(CALL_STR) {
  Value* base = sp - oparg - 2;
  if (oparg != 1 || !base[0].isEmpty() || base[1] != Value(thread.type(TypeId::kStr)) || frame->keywordNames != nullptr)
      [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  CALLED(str(thread, base[2]).releaseValue());
}
OP(CALL_TYPE_OF) {
  Value* base = sp - oparg - 2;
  if (oparg != 1 || !base[0].isEmpty() || base[1] != Value(thread.type(TypeId::kType)) || frame->keywordNames != nullptr)
      [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  CALLED(newRef(Value(typeOf(thread, base[2]))).releaseValue());
}
static inline bool isNative(const Frame* frame, const Value* base, const Unit* pc) {
  NativeCode* code = nativeFunctionAt(base);
  return code != nullptr && frame->keywordNames == nullptr &&
         code == reinterpret_cast<NativeCode*>(frame->code->payloads[cacheAt<CallCache>(pc)->payload].extra);
}
OP(CALL_SUPER_METHOD) {
  auto* cache = cacheAt<CallCache>(pc);
  Value* base = sp - oparg - 2;
  const CodePayload* payloads = frame->code->payloads + cache->payload;
  Value self = frame->slots[0], cell = frame->slots[payloads[1].extra];
  if (oparg != 0 || !base[0].isEmpty() || base[1] != Value(thread.type(TypeId::kSuper)) || frame->keywordNames != nullptr ||
      !self.isObject() || self.object()->type->version != cache->key || !isCell(cell) ||
      cell.as<Cell>()->contents.bits() != payloads[0].extra) [[unlikely]] {
    GO(missedCall);
  }
  SAVE();
  Value method = payloads[0].value, type = base[1];
  incref(method);
  incref(self);
  base[0] = method;
  base[1] = self;
  decref(type);
  pc += 4 + 11;
  NEXT();
}
static Value lengthOf(Thread& thread, Value object) {
  if (object.isObject()) {
    switch (object.object()->type->id) {
      case TypeId::kList: return Value::smallInt(static_cast<int64_t>(object.as<List>()->size));
      case TypeId::kTuple: return Value::smallInt(static_cast<int64_t>(object.as<Tuple>()->size));
      case TypeId::kStr: return Value::smallInt(static_cast<int64_t>(object.as<Str>()->length()));
      case TypeId::kDict: return Value::smallInt(static_cast<int64_t>(object.as<Dict>()->used));
      default: break;
    }
  }
  Result<int64_t> size = length(thread, object);
  return size ? newInt(thread, *size).releaseValue() : Value();
}
OP(CALL_LEN) {
  Value* base = sp - oparg - 2;
  if (oparg != 1 || !isNative(frame, base, pc)) [[unlikely]] GO(missedCall);
  SAVE();
  CALLED(lengthOf(thread, base[2]));
}
OP(CALL_ISINSTANCE) {
  Value* base = sp - oparg - 2;
  // Only classes of the plain metaclass: others may define __instancecheck__.
  if (oparg != 2 || !isNative(frame, base, pc) || !base[3].isObject() ||
      base[3].object()->type != thread.type(TypeId::kType)) [[unlikely]] {
    GO(missedCall);
  }
  auto* cls = base[3].as<Type>();
  Type* type = typeOf(thread, base[2]);
  bool is = type == cls || isSubtype(type, cls);
  // What __class__ claims counts too, unless the type has no say in it.
  if (!is && type->slots.getAttribute != genericGetAttribute && type->has(kTypeIsHeapType)) [[unlikely]] GO(missedCall);
  if (!is && type->has(kTypeIsHeapType) &&
      lookupInType(thread, type, thread.names().dunder_class) !=
          lookupInType(thread, thread.type(TypeId::kObject), thread.names().dunder_class)) [[unlikely]] {
    GO(missedCall);
  }
  if (!is && !type->has(kTypeIsHeapType) && type->slots.getAttribute != genericGetAttribute) [[unlikely]] GO(missedCall);
  SAVE();
  CALLED(Value::boolean(is));
}

// --- PRECALL joined with the call behind it, as long as that is what it was

#define JOINED_PRECALL(form)                                            \
  OP(PRECALL_##form) {                                                  \
    if (pc[1].op != static_cast<uint8_t>(Special::CALL_##form)) [[unlikely]] { \
      pc += 1;                                                          \
      NEXT();                                                           \
    }                                                                   \
    pc += 2;                                                            \
    GO(doCALL_##form);                                                  \
  }
JOINED_PRECALL(PY_EXACT)
JOINED_PRECALL(BOUND_EXACT)
JOINED_PRECALL(CLASS)
JOINED_PRECALL(METHOD_FIXED)
JOINED_PRECALL(NATIVE_FIXED)
JOINED_PRECALL(NATIVE_TYPE)
JOINED_PRECALL(STR)
JOINED_PRECALL(LEN)
JOINED_PRECALL(ISINSTANCE)
JOINED_PRECALL(LIST_APPEND)
JOINED_PRECALL(SUPER_METHOD)

static Ref<> callWithTupleTraced(Thread& thread, Value callable, Value positional, Value keywords) {
  if (!isTracing(thread)) [[likely]] return callExtended(thread, callable, positional, keywords);
  const Value* first = isTuple(positional) && positional.as<Tuple>()->size > 0 ? positional.as<Tuple>()->items : nullptr;
  Ref<> shown = traceNativeCall(thread, callable, first);
  if (!shown && thread.hasException()) return Raised{};
  Ref<> result = callExtended(thread, callable, positional, keywords);
  return shown ? traceNativeReturn(thread, shown, std::move(result)) : std::move(result);
}
OP(CALL_FUNCTION_EX) {
  SAVE();
  Value keywords = (oparg & 1) ? sp[-1] : Value();
  Value* top = sp - (oparg & 1);
  Value result = callWithTupleTraced(thread, top[-2], top[-1], keywords).releaseValue();
  if (result.isEmpty()) RAISE();
  dropTo(sp, top - 3);
  *sp++ = result;
  if (breakRequested(thread)) [[unlikely]] {
    SAVE();
    if (!handleEvalBreaker(thread)) RAISE();
  }
  NEXT();
}
// Are the parts of a function, from the code at the top downwards, of the types that calls rely on?
static bool canMakeFunction(const Value* sp, uint32_t flags) {
  if (!isCode(*--sp)) return false;
  if ((flags & kMakeFunctionClosure) && !isTuple(*--sp)) return false;
  if ((flags & kMakeFunctionAnnotations) && !isTuple(*--sp) && !isDict(*sp)) return false;
  if ((flags & kMakeFunctionKwDefaults) && !isDict(*--sp)) return false;
  return !(flags & kMakeFunctionDefaults) || isTuple(*--sp);
}
OP(MAKE_FUNCTION) {
  SAVE();
  Value made;
  if (canMakeFunction(sp, oparg)) made = makeFunction(thread, frame, sp[-1].as<Code>()).releaseValue();
  else (void)thread.raise(TypeId::kSystemError, "MAKE_FUNCTION without code, or with parts of wrong types");
  if (made.isEmpty()) RAISE();
  decref(*--sp);
  auto* function = made.as<Function>();
  if (oparg & kMakeFunctionClosure) function->closure = *--sp;
  if (oparg & kMakeFunctionAnnotations) function->annotations = *--sp;
  if (oparg & kMakeFunctionKwDefaults) function->kwDefaults = *--sp;
  if (oparg & kMakeFunctionDefaults) function->defaults = *--sp;
  *sp++ = made;
  NEXT();
}
OP(LOAD_BUILD_CLASS) {
  SAVE();
  Value builtins = frame->function->builtins, v;
  if (isDict(builtins)) {
    v = newRef(dictGetStr(thread, builtins.as<Dict>(), thread.names().dunder_build_class)).releaseValue();
  } else {
    v = getItem(thread, builtins, Value(thread.names().dunder_build_class)).releaseValue();
    if (v.isEmpty() && !thread.clearIfMatches(TypeId::kKeyError)) RAISE();
  }
  if (v.isEmpty()) {
    (void)thread.raise(TypeId::kNameError, "__build_class__ not found");
    RAISE();
  }
  *sp++ = v;
  NEXT();
}
OP(LOAD_ASSERTION_ERROR) {
  *sp++ = newRef(Value(thread.type(TypeId::kAssertionError))).releaseValue();
  NEXT();
}
OP(SETUP_ANNOTATIONS) {
  SAVE();
  if (!setupAnnotations(thread, frame)) RAISE();
  NEXT();
}
OP(PRINT_EXPR) {
  SAVE();
  Value hook = dictGetStr(thread, thread.interpreter().sysDict, thread.names().displayhook);
  bool done = false;
  if (hook.isEmpty()) (void)thread.raise(TypeId::kRuntimeError, "lost sys.displayhook");
  else done = static_cast<bool>(call(thread, hook, sp[-1]));
  if (!done) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}

// --- imports
OP(IMPORT_NAME) {
  SAVE();
  Value v = importName(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-1], sp[-2]).releaseValue();
  if (v.isEmpty()) RAISE();
  dropTo(sp, sp - 2);
  *sp++ = v;
  NEXT();
}
OP(IMPORT_FROM) {
  SAVE();
  Value v = importFrom(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(IMPORT_STAR) {
  SAVE();
  if (!importStar(thread, frame, sp[-1])) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}

}  // namespace taipan
