// Private instructions in CPython's terms: see code_adaptive.h.
#include "objects/code_adaptive.h"

#include "bytecode/specialized.h"

namespace taipan {

namespace {

enum ShownIndex : int {
#define SHOWN(name) kIndexOf_##name,
#include "bytecode/cpython_specialized.def"
};
// CPython's numbers: those that canonical bytecode leaves free, in the order of opcode.py.
enum class Shown : uint8_t {
#define SHOWN(name) name = internal::freeNumber(kIndexOf_##name),
#include "bytecode/cpython_specialized.def"
};

struct Pair {
  Special ours;
  Shown shown;
};
constexpr Pair kPairs[] = {
    {Special::LOAD_GLOBAL_ADAPTIVE, Shown::LOAD_GLOBAL_ADAPTIVE},
    {Special::LOAD_GLOBAL_MODULE, Shown::LOAD_GLOBAL_MODULE},
    {Special::LOAD_GLOBAL_BUILTIN, Shown::LOAD_GLOBAL_BUILTIN},
    {Special::LOAD_ATTR_ADAPTIVE, Shown::LOAD_ATTR_ADAPTIVE},
    {Special::LOAD_ATTR_SLOT, Shown::LOAD_ATTR_INSTANCE_VALUE},
    {Special::LOAD_ATTR_OVERFLOW, Shown::LOAD_ATTR_INSTANCE_VALUE},
    {Special::LOAD_ATTR_DICT, Shown::LOAD_ATTR_WITH_HINT},
    {Special::LOAD_ATTR_CLASS, Shown::LOAD_ATTR_ADAPTIVE},
    {Special::LOAD_ATTR_MEMBER, Shown::LOAD_ATTR_SLOT},
    {Special::LOAD_ATTR_PROPERTY, Shown::LOAD_ATTR_ADAPTIVE},
    {Special::LOAD_ATTR_MODULE, Shown::LOAD_ATTR_MODULE},
    {Special::LOAD_ATTR_TYPE, Shown::LOAD_ATTR_ADAPTIVE},
    {Special::STORE_ATTR_ADAPTIVE, Shown::STORE_ATTR_ADAPTIVE},
    {Special::STORE_ATTR_SLOT, Shown::STORE_ATTR_INSTANCE_VALUE},
    {Special::STORE_ATTR_ADD, Shown::STORE_ATTR_INSTANCE_VALUE},
    {Special::STORE_ATTR_OVERFLOW, Shown::STORE_ATTR_INSTANCE_VALUE},
    {Special::STORE_ATTR_MEMBER, Shown::STORE_ATTR_SLOT},
    {Special::STORE_ATTR_DICT, Shown::STORE_ATTR_WITH_HINT},
    {Special::LOAD_METHOD_ADAPTIVE, Shown::LOAD_METHOD_ADAPTIVE},
    {Special::LOAD_METHOD_SHAPE, Shown::LOAD_METHOD_WITH_VALUES},
    {Special::LOAD_METHOD_DICT, Shown::LOAD_METHOD_WITH_DICT},
    {Special::LOAD_METHOD_NATIVE, Shown::LOAD_METHOD_NO_DICT},
    {Special::LOAD_METHOD_MODULE, Shown::LOAD_METHOD_MODULE},
    {Special::LOAD_METHOD_TYPE, Shown::LOAD_METHOD_CLASS},
    {Special::BINARY_OP_ADAPTIVE, Shown::BINARY_OP_ADAPTIVE},
    {Special::BINARY_OP_ADD_INT, Shown::BINARY_OP_ADD_INT},
    {Special::BINARY_OP_SUBTRACT_INT, Shown::BINARY_OP_SUBTRACT_INT},
    {Special::BINARY_OP_MULTIPLY_INT, Shown::BINARY_OP_MULTIPLY_INT},
    {Special::BINARY_OP_INT, Shown::BINARY_OP_ADAPTIVE},
    {Special::BINARY_OP_ADD_FLOAT, Shown::BINARY_OP_ADD_FLOAT},
    {Special::BINARY_OP_SUBTRACT_FLOAT, Shown::BINARY_OP_SUBTRACT_FLOAT},
    {Special::BINARY_OP_MULTIPLY_FLOAT, Shown::BINARY_OP_MULTIPLY_FLOAT},
    {Special::BINARY_OP_NUMBER, Shown::BINARY_OP_ADAPTIVE},
    {Special::BINARY_OP_ADD_STR, Shown::BINARY_OP_ADD_UNICODE},
    {Special::BINARY_OP_EXTEND_STR, Shown::BINARY_OP_INPLACE_ADD_UNICODE},
    {Special::COMPARE_OP_ADAPTIVE, Shown::COMPARE_OP_ADAPTIVE},
    {Special::COMPARE_OP_INT, Shown::COMPARE_OP_ADAPTIVE},
    {Special::COMPARE_OP_FLOAT, Shown::COMPARE_OP_ADAPTIVE},
    {Special::COMPARE_OP_STR, Shown::COMPARE_OP_ADAPTIVE},
    {Special::COMPARE_INT_JUMP, Shown::COMPARE_OP_INT_JUMP},
    {Special::COMPARE_FLOAT_JUMP, Shown::COMPARE_OP_FLOAT_JUMP},
    {Special::COMPARE_STR_JUMP, Shown::COMPARE_OP_STR_JUMP},
    {Special::BINARY_SUBSCR_ADAPTIVE, Shown::BINARY_SUBSCR_ADAPTIVE},
    {Special::BINARY_SUBSCR_LIST_INT, Shown::BINARY_SUBSCR_LIST_INT},
    {Special::BINARY_SUBSCR_TUPLE_INT, Shown::BINARY_SUBSCR_TUPLE_INT},
    {Special::BINARY_SUBSCR_STR_INT, Shown::BINARY_SUBSCR_ADAPTIVE},
    {Special::BINARY_SUBSCR_DICT, Shown::BINARY_SUBSCR_DICT},
    {Special::STORE_SUBSCR_ADAPTIVE, Shown::STORE_SUBSCR_ADAPTIVE},
    {Special::STORE_SUBSCR_LIST_INT, Shown::STORE_SUBSCR_LIST_INT},
    {Special::STORE_SUBSCR_DICT, Shown::STORE_SUBSCR_DICT},
    {Special::LOAD_FAST_LOAD_FAST, Shown::LOAD_FAST__LOAD_FAST},
    {Special::LOAD_FAST_LOAD_CONST, Shown::LOAD_FAST__LOAD_CONST},
    {Special::STORE_FAST_LOAD_FAST, Shown::STORE_FAST__LOAD_FAST},
    {Special::STORE_FAST_STORE_FAST, Shown::STORE_FAST__STORE_FAST},
    {Special::LOAD_CONST_LOAD_FAST, Shown::LOAD_CONST__LOAD_FAST},
    {Special::FAST_FAST_ADD_INT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_SUBTRACT_INT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_MULTIPLY_INT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_ADD_FLOAT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_SUBTRACT_FLOAT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_MULTIPLY_FLOAT, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_COMPARE_INT_JUMP, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_COMPARE_FLOAT_JUMP, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_FAST_SUBSCR_LIST, Shown::LOAD_FAST__LOAD_FAST},
    {Special::FAST_CONST_ADD_INT, Shown::LOAD_FAST__LOAD_CONST},
    {Special::FAST_CONST_SUBTRACT_INT, Shown::LOAD_FAST__LOAD_CONST},
    {Special::FAST_CONST_INT, Shown::LOAD_FAST__LOAD_CONST},
    {Special::FAST_CONST_COMPARE_INT_JUMP, Shown::LOAD_FAST__LOAD_CONST},
};

// Calls are two instructions.  CPython specialises the first where no Python frame is entered: the second stays adaptive.
struct CallForm {
  Special ours;
  Shown precall;
  Shown call = Shown::CALL_ADAPTIVE;
};
constexpr CallForm kCallForms[] = {
    {Special::CALL_ADAPTIVE, Shown::PRECALL_ADAPTIVE},
    {Special::CALL_PY_EXACT, Shown::PRECALL_PYFUNC, Shown::CALL_PY_EXACT_ARGS},
    {Special::CALL_PY, Shown::PRECALL_PYFUNC, Shown::CALL_PY_WITH_DEFAULTS},
    {Special::CALL_BOUND_EXACT, Shown::PRECALL_BOUND_METHOD, Shown::CALL_PY_EXACT_ARGS},
    {Special::CALL_CLASS, Shown::PRECALL_ADAPTIVE, Shown::CALL_PY_EXACT_ARGS},
    {Special::CALL_METHOD_FIXED, Shown::PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST},
    {Special::CALL_METHOD_RAW, Shown::PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS},
    {Special::CALL_NATIVE_FIXED, Shown::PRECALL_NO_KW_BUILTIN_FAST},
    {Special::CALL_NATIVE_RAW, Shown::PRECALL_BUILTIN_FAST_WITH_KEYWORDS},
    {Special::CALL_NATIVE, Shown::PRECALL_BUILTIN_FAST_WITH_KEYWORDS},
    {Special::CALL_NATIVE_TYPE, Shown::PRECALL_BUILTIN_CLASS},
    {Special::CALL_STR, Shown::PRECALL_NO_KW_STR_1},
    {Special::CALL_TYPE_OF, Shown::PRECALL_NO_KW_TYPE_1},
    {Special::CALL_LEN, Shown::PRECALL_NO_KW_LEN},
    {Special::CALL_ISINSTANCE, Shown::PRECALL_NO_KW_ISINSTANCE},
    {Special::CALL_LIST_APPEND, Shown::PRECALL_NO_KW_LIST_APPEND},
    {Special::CALL_SUPER_METHOD, Shown::PRECALL_BUILTIN_CLASS},
};

const CallForm* callForm(uint8_t op) {
  for (const CallForm& form : kCallForms) {
    if (static_cast<uint8_t>(form.ours) == op) return &form;
  }
  return nullptr;
}
// CPython has forms of their own for methods without an argument and for calls with one.
Shown byArgumentCount(Shown precall, uint8_t count) {
  if (precall == Shown::PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST) {
    if (count == 0) return Shown::PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS;
    if (count == 1) return Shown::PRECALL_NO_KW_METHOD_DESCRIPTOR_O;
  }
  if (precall == Shown::PRECALL_NO_KW_BUILTIN_FAST && count == 1) return Shown::PRECALL_NO_KW_BUILTIN_O;
  return precall;
}

// The number to show for the instruction at `unit`.
uint8_t shownAt(const Code* code, int32_t unit) {
  uint8_t op = code->instructions[unit].op;
  Opcode canonical = canonicalOpcode(op);
  switch (canonical) {
    case Opcode::RESUME: return static_cast<uint8_t>(Shown::RESUME_QUICK);
    case Opcode::JUMP_BACKWARD: return static_cast<uint8_t>(Shown::JUMP_BACKWARD_QUICK);
    case Opcode::PRECALL: {
      int32_t call = unit + 2;
      const CallForm* form = call < code->unitCount && code->isStart(call) ? callForm(code->instructions[call].op) : nullptr;
      if (form == nullptr) return static_cast<uint8_t>(canonical);
      return static_cast<uint8_t>(byArgumentCount(form->precall, code->instructions[unit].arg));
    }
    case Opcode::CALL: {
      const CallForm* form = callForm(op);
      return form == nullptr ? static_cast<uint8_t>(canonical) : static_cast<uint8_t>(form->call);
    }
    default: break;
  }
  for (const Pair& pair : kPairs) {
    if (static_cast<uint8_t>(pair.ours) == op) return static_cast<uint8_t>(pair.shown);
  }
  return static_cast<uint8_t>(canonical);
}

}  // namespace

Ref<Bytes> adaptiveCode(Thread& thread, const Code* code) {
  if (code->instructions == nullptr) return newRef(code->code);
  size_t size = static_cast<size_t>(code->unitCount) * sizeof(Unit);
  Ref<Bytes> shown = TRY(newBytes(thread, {reinterpret_cast<const char*>(code->instructions), size}));
  auto* units = reinterpret_cast<Unit*>(const_cast<char*>(reinterpret_cast<const char*>(shown->data())));
  for (int32_t unit = 0; unit < code->unitCount; unit++) {
    if (code->isStart(unit)) units[unit].op = shownAt(code, unit);
  }
  return shown;
}

}  // namespace taipan
