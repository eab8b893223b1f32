// The constants of one code object, in order of first use, each once.
//
// Two constants are the same if type and value are the same all the way down: 1, 1.0 and True
// differ, so do 0.0 and -0.0, (1,) and (1.0,).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/code_spec.h"

namespace taipan::compiler {

// A string that is equal for equal constants only.
std::string constantKey(const Constant& constant);
// bool(constant)
bool constantTruth(const Constant& constant);

Constant noneConstant();
Constant boolConstant(bool value);
Constant strConstant(std::string_view wtf8);
Constant smallIntConstant(int64_t value);

class ConstantPool {
 public:
  // Index of `constant`, appended if new.
  int add(Constant constant);
  const Constant& at(int index) const { return constants_[static_cast<size_t>(index)]; }
  // Keeps the first `count` constants only.
  void trim(size_t count);
  std::vector<Constant> take() { return std::move(constants_); }

 private:
  std::vector<Constant> constants_;
  std::unordered_map<std::string, int> indices_;
};

}  // namespace taipan::compiler
