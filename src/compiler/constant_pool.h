// The constants of one code object, in order of first use, each once.
//
// Two constants are the same if type and value are the same all the way down: 1, 1.0 and True
// differ, so do 0.0 and -0.0, (1,) and (1.0,).
#pragma once

#include "base/arena_vector.h"
#include "bytecode/code_spec.h"

namespace taipan::compiler {

// The identity that is meant above.  A NaN is the same as nothing.
bool sameConstant(const ConstantValue& a, const ConstantValue& b);
// bool(constant)
bool constantTruth(const ConstantValue& constant);

ConstantValue noneConstant();
ConstantValue boolConstant(bool value);
ConstantValue strConstant(std::string_view wtf8);  // which must live as long as the arena
ConstantValue smallIntConstant(Arena& arena, int64_t value);
ConstantValue tupleConstant(Seq<ConstantValue> items);

class ConstantPool {
 public:
  explicit ConstantPool(Arena& arena) : constants_(arena), table_(arena) {}

  // Index of `constant`, appended if new.
  int add(const ConstantValue& constant);
  const ConstantValue& at(int index) const { return constants_[static_cast<size_t>(index)]; }
  // Keeps the first `count` constants only; none may be added afterwards.
  void trim(size_t count) { constants_.truncate(count); }
  Seq<ConstantValue> copy() const { return constants_.copy(); }
  void clear();

 private:
  struct Slot {
    uint32_t hash;
    uint32_t index;  // into constants_, plus 1; 0: free
  };
  void insert(uint32_t hash, uint32_t index);
  void grow();

  ArenaVector<ConstantValue> constants_;
  ArenaVector<Slot> table_;  // open addressing, a power of two of slots
};

}  // namespace taipan::compiler
