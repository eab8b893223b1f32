// Specialisation of everything but attributes.
#include "vm/specialize.h"

#include "bytecode/specialized.h"
#include "bytecode/code_spec.h"
#include "objects/cell.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/method.h"
#include "objects/native_function.h"
#include "objects/tuple.h"
#include "vm/arithmetic.h"
#include "vm/inline_caches.h"
#include "vm/specialize_site.h"

namespace taipan {

// Ever longer pauses between attempts: 2^(exponent + 4) executions.
static void backOff(uint16_t* counter) {
  unsigned exponent = *counter >> 12;
  if (exponent < 8) exponent++;
  unsigned pause = 1u << (exponent + 4);
  *counter = static_cast<uint16_t>(exponent << 12 | (pause > 0xFFF ? 0xFFF : pause));
}

void giveUp(const Unit* pc) {
  auto* units = const_cast<Unit*>(pc);
  units[-1].op = adaptiveForm(canonicalOpcode(units[-1].op));
  auto* counter = cacheAt<BinaryCache>(pc);
  uint16_t value = static_cast<uint16_t>(2 << 12);
  // LOAD_GLOBAL_BUILTIN has no counter; the others know how often they failed.
  if (canonicalOpcode(units[-1].op) != Opcode::LOAD_GLOBAL) value = counter->counter;
  backOff(&value);
  counter->counter = value;
}

void countMiss(const Unit* pc) {
  auto* cache = cacheAt<BinaryCache>(pc);
  if ((cache->counter & 0xFFF) == 0) return giveUp(pc);
  cache->counter--;
}

void failSite(const Unit* pc) {
  auto* cache = cacheAt<BinaryCache>(pc);
  uint16_t value = cache->counter;
  backOff(&value);
  cache->counter = value;
}

int addPayload(Thread& thread, Code* code, Value value, uint64_t extra) {
  // Sites that change again and again must not grow the table for ever.
  uint32_t most = static_cast<uint32_t>(code->unitCount) + 16;
  if (code->payloadCount >= most || code->payloadCount >= UINT16_MAX) return -1;
  if (code->payloadCount == code->payloadCapacity) {
    uint32_t capacity = code->payloadCapacity == 0 ? 4 : code->payloadCapacity * 2;
    void* grown = thread.heap().reallocateBuffer(code->payloads, code->payloadCapacity * sizeof(CodePayload),
                                                 capacity * sizeof(CodePayload));
    if (grown == nullptr) return -1;
    code->payloads = static_cast<CodePayload*>(grown);
    code->payloadCapacity = capacity;
  }
  code->payloads[code->payloadCount] = {value, extra};
  return static_cast<int>(code->payloadCount++);
}

// --- globals

void specializeLoadGlobal(Thread& thread, Frame* frame, const Unit* pc, Str* name) {
  Function* function = frame->function;
  Dict* globals = function->globals;
  if (!name->isInterned() || globals->type->id != TypeId::kDict || !isDict(function->builtins) ||
      function->builtins.object()->type->id != TypeId::kDict) {
    return failSite(pc);
  }
  int64_t entry = dictFindEntry(globals, name);
  uint32_t version = dictKeysVersion(thread, globals);
  if (version == 0) return failSite(pc);
  if (entry >= 0) {
    *cacheAt<GlobalCache>(pc) = {kForgiven, version, static_cast<uint32_t>(entry)};
    return setForm(pc, Special::LOAD_GLOBAL_MODULE);
  }
  if (!globals->onlyInternedKeys && globals->used != 0) return failSite(pc);
  auto* builtins = function->builtins.as<Dict>();
  entry = dictFindEntry(builtins, name);
  uint32_t builtinsVersion = dictKeysVersion(thread, builtins);
  if (entry < 0 || entry > UINT16_MAX || builtinsVersion == 0) return failSite(pc);
  *cacheAt<BuiltinCache>(pc) = {static_cast<uint16_t>(entry), version, builtinsVersion};
  setForm(pc, Special::LOAD_GLOBAL_BUILTIN);
}

// --- operators

// Joins the two loads before the instruction at `unit` with it, if loads of a local and of a local or constant lie
// there.
static void joinLoads(Frame* frame, const Unit* pc, Special fastFast, Special fastConst) {
  Code* code = frame->code;
  int64_t unit = pc - code->instructions - 1;
  if (!code->isStart(unit) || !code->isStart(unit - 1) || !code->isStart(unit - 2)) return;
  Unit* units = code->instructions;
  if (canonicalOpcode(units[unit - 2].op) != Opcode::LOAD_FAST) return;
  Opcode second = canonicalOpcode(units[unit - 1].op);
  if (second == Opcode::LOAD_FAST && fastFast != Special{}) units[unit - 2].op = static_cast<uint8_t>(fastFast);
  if (second == Opcode::LOAD_CONST && fastConst != Special{}) units[unit - 2].op = static_cast<uint8_t>(fastConst);
}

static bool isExactStrValue(Value v) { return v.isObject() && v.object()->type->id == TypeId::kStr; }

static void specializeInts(Frame* frame, const Unit* pc, uint32_t op) {
  switch (static_cast<BinaryOp>(op % 13)) {
    case BinaryOp::kAdd:
      setForm(pc, Special::BINARY_OP_ADD_INT);
      return joinLoads(frame, pc, Special::FAST_FAST_ADD_INT, Special::FAST_CONST_ADD_INT);
    case BinaryOp::kSubtract:
      setForm(pc, Special::BINARY_OP_SUBTRACT_INT);
      return joinLoads(frame, pc, Special::FAST_FAST_SUBTRACT_INT, Special::FAST_CONST_SUBTRACT_INT);
    case BinaryOp::kMultiply:
      setForm(pc, Special::BINARY_OP_MULTIPLY_INT);
      return joinLoads(frame, pc, Special::FAST_FAST_MULTIPLY_INT, Special::FAST_CONST_INT);
    case BinaryOp::kTrueDivide: return setForm(pc, Special::BINARY_OP_NUMBER);
    case BinaryOp::kPower: case BinaryOp::kMatrixMultiply: return failSite(pc);
    default:
      setForm(pc, Special::BINARY_OP_INT);
      return joinLoads(frame, pc, Special{}, Special::FAST_CONST_INT);
  }
}
static void specializeFloats(Frame* frame, const Unit* pc, uint32_t op) {
  switch (static_cast<BinaryOp>(op % 13)) {
    case BinaryOp::kAdd:
      setForm(pc, Special::BINARY_OP_ADD_FLOAT);
      return joinLoads(frame, pc, Special::FAST_FAST_ADD_FLOAT, Special{});
    case BinaryOp::kSubtract:
      setForm(pc, Special::BINARY_OP_SUBTRACT_FLOAT);
      return joinLoads(frame, pc, Special::FAST_FAST_SUBTRACT_FLOAT, Special{});
    case BinaryOp::kMultiply:
      setForm(pc, Special::BINARY_OP_MULTIPLY_FLOAT);
      return joinLoads(frame, pc, Special::FAST_FAST_MULTIPLY_FLOAT, Special{});
    case BinaryOp::kTrueDivide: case BinaryOp::kPower: return setForm(pc, Special::BINARY_OP_NUMBER);
    default: return failSite(pc);
  }
}

void specializeBinary(Frame* frame, const Unit* pc, uint32_t op, Value left, Value right) {
  auto kind = static_cast<BinaryOp>(op % 13);
  auto isImmediateNumber = [](Value v) { return v.isSmallInt() || v.isImmediateFloat() || v.isBool(); };
  if (left.isSmallInt() && right.isSmallInt()) return specializeInts(frame, pc, op);
  if (left.isImmediateFloat() && right.isImmediateFloat()) return specializeFloats(frame, pc, op);
  if (isImmediateNumber(left) && isImmediateNumber(right)) {
    bool able = kind == BinaryOp::kAdd || kind == BinaryOp::kSubtract || kind == BinaryOp::kMultiply || kind == BinaryOp::kTrueDivide ||
                (kind == BinaryOp::kPower && (left.isImmediateFloat() || right.isImmediateFloat()));
    return able ? setForm(pc, Special::BINARY_OP_NUMBER) : failSite(pc);
  }
  if (kind == BinaryOp::kAdd && isExactStrValue(left) && isExactStrValue(right)) {
    int64_t next = pc - frame->code->instructions + 1;
    bool stores = frame->code->isStart(next) && canonicalOpcode(pc[1].op) == Opcode::STORE_FAST && frame->slots[pc[1].arg] == left;
    return setForm(pc, stores ? Special::BINARY_OP_EXTEND_STR : Special::BINARY_OP_ADD_STR);
  }
  failSite(pc);
}

void specializeCompare(Frame* frame, const Unit* pc, uint32_t op, Value left, Value right) {
  bool ints = left.isSmallInt() && right.isSmallInt();
  bool floats = left.isImmediateFloat() && right.isImmediateFloat();
  bool equality = op == static_cast<uint32_t>(CompareOp::kEqual) || op == static_cast<uint32_t>(CompareOp::kNotEqual);
  bool strings = equality && isExactStrValue(left) && isExactStrValue(right);
  if (!ints && !floats && !strings) return failSite(pc);
  uint16_t mask = kCompareMasks[op];
  Opcode next = frame->code->isStart(pc - frame->code->instructions + 2) ? canonicalOpcode(pc[2].op) : Opcode::CACHE;
  constexpr uint16_t kAll = kCompareLess | kCompareEqual | kCompareGreater | kCompareUnordered;
  switch (next) {
    case Opcode::POP_JUMP_FORWARD_IF_TRUE: break;
    case Opcode::POP_JUMP_FORWARD_IF_FALSE: mask ^= kAll; break;
    case Opcode::POP_JUMP_BACKWARD_IF_TRUE: mask |= kCompareBackward; break;
    case Opcode::POP_JUMP_BACKWARD_IF_FALSE: mask = static_cast<uint16_t>((mask ^ kAll) | kCompareBackward); break;
    default:
      return setForm(pc, ints ? Special::COMPARE_OP_INT : floats ? Special::COMPARE_OP_FLOAT : Special::COMPARE_OP_STR);
  }
  cacheAt<CompareCache>(pc)->mask = mask;
  setForm(pc, ints ? Special::COMPARE_INT_JUMP : floats ? Special::COMPARE_FLOAT_JUMP : Special::COMPARE_STR_JUMP);
  if (ints) joinLoads(frame, pc, Special::FAST_FAST_COMPARE_INT_JUMP, Special::FAST_CONST_COMPARE_INT_JUMP);
  if (floats) joinLoads(frame, pc, Special::FAST_FAST_COMPARE_FLOAT_JUMP, Special{});
}

// --- subscripts

void specializeSubscript(Frame* frame, const Unit* pc, Value container, Value key) {
  TypeId id = container.isObject() ? container.object()->type->id : TypeId::kNoTypeId;
  if (id == TypeId::kDict) return setForm(pc, Special::BINARY_SUBSCR_DICT);
  if (!key.isSmallInt()) return failSite(pc);
  switch (id) {
    case TypeId::kList:
      setForm(pc, Special::BINARY_SUBSCR_LIST_INT);
      return joinLoads(frame, pc, Special::FAST_FAST_SUBSCR_LIST, Special{});
    case TypeId::kTuple: return setForm(pc, Special::BINARY_SUBSCR_TUPLE_INT);
    case TypeId::kStr: return setForm(pc, Special::BINARY_SUBSCR_STR_INT);
    default: return failSite(pc);
  }
}
void specializeStoreSubscript(const Unit* pc, Value container, Value key) {
  TypeId id = container.isObject() ? container.object()->type->id : TypeId::kNoTypeId;
  if (id == TypeId::kDict) return setForm(pc, Special::STORE_SUBSCR_DICT);
  if (id == TypeId::kList && key.isSmallInt()) return setForm(pc, Special::STORE_SUBSCR_LIST_INT);
  failSite(pc);
}

// --- calls

// The PRECALL before a call that has a form for it goes straight to the call.
static void joinPrecall(Frame* frame, const Unit* pc) {
  Special joined;
  switch (static_cast<Special>(pc[-1].op)) {
    case Special::CALL_PY_EXACT: joined = Special::PRECALL_PY_EXACT; break;
    case Special::CALL_BOUND_EXACT: joined = Special::PRECALL_BOUND_EXACT; break;
    case Special::CALL_CLASS: joined = Special::PRECALL_CLASS; break;
    case Special::CALL_METHOD_FIXED: joined = Special::PRECALL_METHOD_FIXED; break;
    case Special::CALL_NATIVE_FIXED: joined = Special::PRECALL_NATIVE_FIXED; break;
    case Special::CALL_NATIVE_TYPE: joined = Special::PRECALL_NATIVE_TYPE; break;
    case Special::CALL_STR: joined = Special::PRECALL_STR; break;
    case Special::CALL_LEN: joined = Special::PRECALL_LEN; break;
    case Special::CALL_ISINSTANCE: joined = Special::PRECALL_ISINSTANCE; break;
    case Special::CALL_LIST_APPEND: joined = Special::PRECALL_LIST_APPEND; break;
    case Special::CALL_SUPER_METHOD: joined = Special::PRECALL_SUPER_METHOD; break;
    default: return;
  }
  Code* code = frame->code;
  int64_t unit = pc - code->instructions - 3;
  if (!code->isStart(unit) || !code->isStart(unit + 2)) return;
  Unit* precall = &code->instructions[unit];
  // With an EXTENDED_ARG before it the operand here would be another one.
  bool extended = code->isStart(unit - 1) && precall[-1].op == static_cast<uint8_t>(Opcode::EXTENDED_ARG);
  if (canonicalOpcode(precall->op) == Opcode::PRECALL && precall->arg == pc[-1].arg && !extended) {
    precall->op = static_cast<uint8_t>(joined);
  }
}

static void specializeNative(Thread& thread, Frame* frame, const Unit* pc, NativeCode* code, uint32_t count, bool keywords) {
  std::string_view name = code->definition->name;
  Str* builtins = thread.names().builtins;
  bool isBuiltin = code->owner == nullptr && dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_name) == Value(builtins);
  if (isBuiltin && !keywords && ((name == "len" && count == 1) || (name == "isinstance" && count == 2))) {
    Value known = dictGetStr(thread, thread.interpreter().builtinsDict, code->name);
    if (known.isObject() && known.object()->type->id == TypeId::kBuiltinFunction && known.as<BuiltinFunction>()->code == code) {
      int payload = addPayload(thread, frame->code, Value(), reinterpret_cast<uint64_t>(code));
      if (payload >= 0) {
        cacheAt<CallCache>(pc)->payload = static_cast<uint16_t>(payload);
        return setForm(pc, count == 1 ? Special::CALL_LEN : Special::CALL_ISINSTANCE);
      }
    }
  }
  if (code->definition->raw != nullptr) return setForm(pc, Special::CALL_NATIVE_RAW);
  if (keywords) return failSite(pc);
  if (findFixedArity(thread, code)) {
    int32_t values = static_cast<int32_t>(count) + code->signature->hasSelf;
    if (values >= code->fixedLeast && values <= code->fixedMost) return setForm(pc, Special::CALL_NATIVE_FIXED);
  }
  setForm(pc, Special::CALL_NATIVE);
}

static void specializeMethod(Thread& thread, Frame* frame, const Unit* pc, NativeDescriptor* method, Value self, uint32_t count) {
  NativeCode* code = method->code;
  if (!isSubtype(typeOf(thread, self), method->owner)) return failSite(pc);
  if (code->definition->raw != nullptr) return setForm(pc, Special::CALL_METHOD_RAW);
  int32_t values = static_cast<int32_t>(count) + 1;
  if (!findFixedArity(thread, code) || values < code->fixedLeast || values > code->fixedMost) return failSite(pc);
  if (method->owner->id == TypeId::kList && std::string_view(code->definition->name) == "append" && count == 1) {
    int payload = addPayload(thread, frame->code, Value(), reinterpret_cast<uint64_t>(code));
    if (payload >= 0) {
      cacheAt<CallCache>(pc)->payload = static_cast<uint16_t>(payload);
      return setForm(pc, Special::CALL_LIST_APPEND);
    }
  }
  setForm(pc, Special::CALL_METHOD_FIXED);
}

// The local that holds the cell of `__class__`, -1 if none.
static int32_t classCellOf(Thread& thread, const Code* code) {
  for (int32_t i = 0; i < code->localCount; i++) {
    if ((code->localKind(i) & kLocalFree) && code->localsPlusNames->items[i] == Value(thread.names().dunder_class)) return i;
  }
  return -1;
}
// What super().name is for an instance of `start`; empty unless it is a method that takes self first.
static Value methodAfter(Thread& thread, Type* start, Type* cls, Str* name) {
  if (start->mro == nullptr) return Value();
  size_t i = 0;
  while (i < start->mro->size && start->mro->items[i] != Value(cls)) i++;
  for (i++; i < start->mro->size; i++) {
    Dict* dict = start->mro->items[i].as<Type>()->dict;
    Value found = dict == nullptr || dict->used == 0 ? Value() : dictGetStr(thread, dict, name);
    if (found.isEmpty()) continue;
    return found.isObject() && found.object()->type->has(kTypeMethodDescriptor) ? found : Value();
  }
  return Value();
}
static void specializeSuper(Thread& thread, Frame* frame, const Unit* pc) {
  Code* code = frame->code;
  bool loads = code->isStart(pc - code->instructions + 4) && canonicalOpcode(pc[4].op) == Opcode::LOAD_METHOD;
  if (!loads || code->argCount == 0 || (code->localKind(0) & (kLocalCell | kLocalFree))) return failSite(pc);
  int32_t cell = classCellOf(thread, code);
  if (cell < 0 || !isCell(frame->slots[cell])) return failSite(pc);
  Value cls = frame->slots[cell].as<Cell>()->contents, self = frame->slots[0];
  if (!cls.isObject() || !cls.object()->type->has(kTypeIsType) || !self.isObject() || self.object()->type->has(kTypeIsType)) {
    return failSite(pc);
  }
  Str* name = code->nameAt(pc[4].arg);
  Type* start = self.object()->type;
  if (!isSubtype(start, cls.as<Type>()) || !name->isInterned() || name == thread.names().dunder_class) return failSite(pc);
  Value method = methodAfter(thread, start, cls.as<Type>(), name);
  uint32_t version = ensureTypeVersion(start);
  if (method.isEmpty() || version == 0) return failSite(pc);
  int payload = addPayload(thread, code, method, cls.bits());
  if (payload < 0 || addPayload(thread, code, Value(), static_cast<uint64_t>(cell)) < 0) return failSite(pc);
  cacheAt<CallCache>(pc)->key = version;
  cacheAt<CallCache>(pc)->payload = static_cast<uint16_t>(payload);
  setForm(pc, Special::CALL_SUPER_METHOD);
}

static void specializeClass(Thread& thread, Frame* frame, const Unit* pc, Type* type, uint32_t count) {
  Type* metatype = thread.type(TypeId::kType);
  if (type == thread.type(TypeId::kSuper) && count == 0) return specializeSuper(thread, frame, pc);
  if (type == metatype) return count == 1 ? setForm(pc, Special::CALL_TYPE_OF) : failSite(pc);
  if (type == thread.type(TypeId::kStr) && count == 1) return setForm(pc, Special::CALL_STR);
  if (type->type == metatype && !type->has(kTypeIsHeapType)) return setForm(pc, Special::CALL_NATIVE_TYPE);
  if (type->type->slots.call != metatype->slots.call || type->has(kTypeDisallowInstantiation | kTypeIsAbstract) ||
      type->slots.create != thread.type(TypeId::kObject)->slots.create) {
    return failSite(pc);
  }
  Value initializer = lookupInType(thread, type, thread.names().dunder_init);
  uint32_t version = ensureTypeVersion(type);
  if (version == 0 || !isFunction(initializer)) return failSite(pc);
  Code* code = initializer.as<Function>()->code;
  // The body must run in the frame itself; a generator's would be an object that is not None.
  if (!code->verified || code->plainArgCount != static_cast<int32_t>(count) + 1) return failSite(pc);
  int payload = addPayload(thread, frame->code, initializer, 0);
  if (payload < 0) return failSite(pc);
  cacheAt<CallCache>(pc)->key = version;
  cacheAt<CallCache>(pc)->payload = static_cast<uint16_t>(payload);
  setForm(pc, Special::CALL_CLASS);
}

static void chooseCall(Thread& thread, Frame* frame, const Unit* pc, const Value* base, uint32_t count) {
  bool bound = !base[0].isEmpty(), keywords = frame->keywordNames != nullptr;
  Value callable = bound ? base[0] : base[1];
  if (!callable.isObject()) return failSite(pc);
  uint32_t values = count + bound;
  switch (callable.object()->type->id) {
    case TypeId::kFunction:
      if (!keywords && callable.as<Function>()->code->plainArgCount == static_cast<int32_t>(values)) {
        return setForm(pc, Special::CALL_PY_EXACT);
      }
      return setForm(pc, Special::CALL_PY);
    case TypeId::kMethod:
      if (!bound && !keywords && isFunction(callable.as<Method>()->function)) return setForm(pc, Special::CALL_BOUND_EXACT);
      return failSite(pc);
    case TypeId::kMethodDescriptor:
      if (!bound || keywords) return failSite(pc);
      return specializeMethod(thread, frame, pc, callable.as<NativeDescriptor>(), base[1], count);
    case TypeId::kBuiltinFunction:
      if (bound) return failSite(pc);
      return specializeNative(thread, frame, pc, callable.as<BuiltinFunction>()->code, count, keywords);
    default:
      if (!bound && !keywords && callable.object()->type->has(kTypeIsType)) {
        return specializeClass(thread, frame, pc, callable.as<Type>(), count);
      }
      return failSite(pc);
  }
}
void specializeCall(Thread& thread, Frame* frame, const Unit* pc, const Value* base, uint32_t count) {
  chooseCall(thread, frame, pc, base, count);
  joinPrecall(frame, pc);
}

}  // namespace taipan
