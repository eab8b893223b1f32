// Quickening: see code_quicken.h.
#include "objects/code_quicken.h"

#include "bytecode/specialized.h"

namespace taipan {

namespace {

// How often an adaptive instruction runs before it is specialised.
constexpr uint16_t kWarmUp = 1;

class Quickener {
 public:
  Quickener(const Code* code, Unit* units) : code_(code), units_(units), count_(code->unitCount) {}

  void run() {
    for (int32_t i = 0; i < count_;) {
      auto op = static_cast<Opcode>(units_[i].op);
      int caches = cacheUnits(op);
      units_[i].op = joined(i, op);
      for (int c = 1; c <= caches; c++) units_[i + c] = Unit{0, 0};
      if (caches > 0) {
        units_[i].op = adaptiveForm(op);
        __builtin_memcpy(&units_[i + 1], &kWarmUp, sizeof kWarmUp);
      }
      i += 1 + caches;
    }
  }

 private:
  // The canonical opcode at `i` if an instruction without EXTENDED_ARG starts there, else CACHE.
  Opcode at(int32_t i) const {
    if (i >= count_ || !code_->isStart(i)) return Opcode::CACHE;
    return static_cast<Opcode>(reinterpret_cast<const Unit*>(code_->code->data())[i].op);
  }
  // Is the load at `i` better left to an instruction behind it, which may join with it when specialised?
  bool isWanted(int32_t i) const {
    Opcode next = at(i + 1);
    if (next == Opcode::LOAD_ATTR || next == Opcode::LOAD_METHOD) return true;
    if (next != Opcode::LOAD_FAST && next != Opcode::LOAD_CONST) return false;
    Opcode user = at(i + 2);
    return user == Opcode::BINARY_OP || user == Opcode::COMPARE_OP || user == Opcode::BINARY_SUBSCR;
  }
  uint8_t joined(int32_t i, Opcode op) const {
    uint8_t plain = static_cast<uint8_t>(op);
    if (at(i) != op) return plain;
    Opcode next = at(i + 1);
    if (next == Opcode::LOAD_FAST && isWanted(i + 1)) return plain;
    if (op == Opcode::LOAD_FAST && next == Opcode::LOAD_FAST) return static_cast<uint8_t>(Special::LOAD_FAST_LOAD_FAST);
    if (op == Opcode::LOAD_FAST && next == Opcode::LOAD_CONST) return static_cast<uint8_t>(Special::LOAD_FAST_LOAD_CONST);
    if (op == Opcode::LOAD_CONST && next == Opcode::LOAD_FAST) return static_cast<uint8_t>(Special::LOAD_CONST_LOAD_FAST);
    if (op == Opcode::STORE_FAST && next == Opcode::LOAD_FAST) return static_cast<uint8_t>(Special::STORE_FAST_LOAD_FAST);
    if (op == Opcode::STORE_FAST && next == Opcode::STORE_FAST) return static_cast<uint8_t>(Special::STORE_FAST_STORE_FAST);
    return plain;
  }

  const Code* code_;
  Unit* units_;
  int32_t count_;
};

}  // namespace

void quicken(const Code* code, Unit* units) { Quickener(code, units).run(); }

}  // namespace taipan
