// `from __future__ import …` at the start of a module.
#pragma once

#include "syntax/ast.h"
#include "syntax/parser.h"

namespace taipan::compiler {

struct FutureFeatures {
  int32_t flags = 0;   // CodeFlag future bits
  int lastLine = -1;   // line of the last future import, -1 if there is none
};

// False and `problem` for unknown features and imports that come too late.
bool findFutureFeatures(const ast::ModNode* tree, FutureFeatures& features, SyntaxProblem& problem);

}  // namespace taipan::compiler
