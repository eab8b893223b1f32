// Checks a syntax tree that somebody else than the parser built, before the compiler trusts it.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace taipan {

enum class TreeProblemKind : uint8_t { kValueError, kTypeError, kRecursionError };

struct TreeProblem {
  TreeProblemKind kind = TreeProblemKind::kValueError;
  std::string message;
};

// True if `tree` is one that the compiler can take.  Nesting deeper than `depthLimit` is a problem too.
bool validateTree(const ast::ModNode* tree, int depthLimit, TreeProblem& problem);

}  // namespace taipan
