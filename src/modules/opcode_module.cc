// _opcode: facts about instructions for dis and opcode, read from the one table in bytecode/opcodes.def.
#include "bytecode/opcodes.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"

namespace taipan {

extern const ModuleSpec kOpcodeModule;

namespace {

// Instructions that exist only inside CPython's compiler have negative numbers; stack_effect knows them.
struct PseudoEffect {
  int fallingThrough, jumping;
};
constexpr PseudoEffect kPseudoEffects[] = {
    {0, 1},    // -1 SETUP_FINALLY
    {0, 2},    // -2 SETUP_CLEANUP
    {0, 1},    // -3 SETUP_WITH
    {0, 0},    // -4 POP_BLOCK
    {0, 0},    // -5 JUMP
    {0, 0},    // -6 JUMP_NO_INTERRUPT
    {-1, -1},  // -7 POP_JUMP_IF_FALSE
    {-1, -1},  // -8 POP_JUMP_IF_TRUE
    {-1, -1},  // -9 POP_JUMP_IF_NONE
    {-1, -1},  // -10 POP_JUMP_IF_NOT_NONE
};

bool effectOf(int opcode, int oparg, bool jump, int* effect) {
  if (opcode < 0) {
    size_t i = static_cast<size_t>(-1 - static_cast<int64_t>(opcode));
    if (i >= std::size(kPseudoEffects)) return false;
    *effect = jump ? kPseudoEffects[i].jumping : kPseudoEffects[i].fallingThrough;
    return true;
  }
  if (opcode > 255 || !isValidOpcode(static_cast<uint8_t>(opcode))) return false;
  *effect = stackEffect(static_cast<Opcode>(opcode), oparg, jump);
  return true;
}

// As C's conversion from long to int: what does not fit a long is an error.
Result<int64_t> asLong(Thread& thread, Value value) {
  Ref<> integer = TRY(index(thread, value));
  int64_t wide;
  if (intFitsInt64(integer, &wide)) return wide;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
}

Ref<> stackEffectFunction(Thread& thread, const Value* args) {
  Ref<> number = TRY(index(thread, args[1]));
  int64_t wide;
  if (!intFitsInt64(number, &wide) || wide != static_cast<int>(wide)) {
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
  }
  int opcode = static_cast<int>(wide);
  int oparg = 0;
  if (opcode >= kHaveArgument) {
    if (args[2].isNone()) {
      return thread.raiseValueError("stack_effect: opcode requires oparg but oparg was not specified");
    }
    oparg = static_cast<int>(TRY(asLong(thread, args[2])));  // cut off, as CPython does
  } else if (!args[2].isNone()) {
    return thread.raiseValueError("stack_effect: opcode does not permit oparg but oparg was specified");
  }
  if (!args[3].isNone() && !args[3].isBool()) {
    return thread.raiseValueError("stack_effect: jump must be False, True or None");
  }
  int straight = 0, jumping = 0;
  if (!effectOf(opcode, oparg, false, &straight) || !effectOf(opcode, oparg, true, &jumping)) {
    return thread.raiseValueError("invalid opcode or oparg");
  }
  if (args[3].isNone()) return newInt(thread, straight > jumping ? straight : jumping);
  return newInt(thread, args[3].isTrue() ? jumping : straight);
}

// CPython gives None too, unless it was built to count.
Ref<> getSpecializationStats(Thread&, const Value*) { return newRef(kNone); }

constexpr MethodDef kFunctions[] = {
    {.name = "stack_effect", .signature = "($module, opcode, oparg=None, /, *, jump=None)", .function = stackEffectFunction,
     .doc = "How an instruction changes the depth of the stack."},
    {.name = "get_specialization_stats", .signature = "($module, /)", .function = getSpecializationStats,
     .doc = "Counts of specialised instructions, None if they are not kept."},
};

}  // namespace

const ModuleSpec kOpcodeModule = {.name = "_opcode", .functions = kFunctions, .doc = "Facts about instructions."};

}  // namespace taipan
