// Numbers of the private instructions (specialized.def): those that canonical bytecode leaves free, in order.
#pragma once

#include "bytecode/opcodes.h"

namespace taipan {

namespace internal {
enum SpecializedIndex : int {
#define SPECIALIZED(name, base, meaning) kIndexOf_##name,
#include "bytecode/specialized.def"
  kSpecializedCount
};
constexpr int countFreeNumbers() {
  int count = 0;
  for (int i = 1; i < 256; i++) count += !isValidOpcode(static_cast<uint8_t>(i));
  return count;
}
static_assert(kSpecializedCount <= countFreeNumbers());
// The `index`-th number that no canonical opcode has.
constexpr uint8_t freeNumber(int index) {
  int i = 1;
  while (isValidOpcode(static_cast<uint8_t>(i)) || index-- > 0) i++;
  return static_cast<uint8_t>(i);
}
}  // namespace internal

// An instruction of the private copy.
enum class Special : uint8_t {
#define SPECIALIZED(name, base, meaning) name = internal::freeNumber(internal::kIndexOf_##name),
#include "bytecode/specialized.def"
};

struct SpecializedInfo {
  std::string_view name;  // empty: not a private instruction
  Opcode base{};          // the canonical instruction that it stands for
};
constexpr std::array<SpecializedInfo, 256> makeSpecializedInfos() {
  std::array<SpecializedInfo, 256> infos{};
#define SPECIALIZED(name, base, meaning) infos[static_cast<uint8_t>(Special::name)] = SpecializedInfo{#name, Opcode::base};
#include "bytecode/specialized.def"
  return infos;
}
inline constexpr std::array<SpecializedInfo, 256> kSpecializedInfos = makeSpecializedInfos();

// The canonical opcode for any number found in a private copy.
constexpr Opcode canonicalOpcode(uint8_t number) {
  return kSpecializedInfos[number].name.empty() ? static_cast<Opcode>(number) : kSpecializedInfos[number].base;
}

// The private instruction that specialises itself in the place of `op`; `op` itself where there is none.
constexpr uint8_t adaptiveForm(Opcode op) {
#if defined(TAIPAN_STRESS)
  return static_cast<uint8_t>(op);  // no inline caches
#else
  switch (op) {
#define ADAPTIVE(name) \
  case Opcode::name: return static_cast<uint8_t>(Special::name##_ADAPTIVE)
    ADAPTIVE(LOAD_GLOBAL);
    ADAPTIVE(LOAD_ATTR);
    ADAPTIVE(STORE_ATTR);
    ADAPTIVE(LOAD_METHOD);
    ADAPTIVE(BINARY_OP);
    ADAPTIVE(COMPARE_OP);
    ADAPTIVE(BINARY_SUBSCR);
    ADAPTIVE(STORE_SUBSCR);
    ADAPTIVE(CALL);
#undef ADAPTIVE
    default: return static_cast<uint8_t>(op);
  }
#endif
}

}  // namespace taipan
