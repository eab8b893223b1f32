// The AST optimiser: replaces constant expressions by Constants before symbol tables are built.
#pragma once

#include "base/arena.h"
#include "bytecode/code_spec.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace taipan::compiler {

struct FoldingOptions {
  int optimizationLevel = 0;
  bool futureAnnotations = false;  // annotations stay as written
  int depthLimit = 3000;
};

// Folds `tree` in place.  False and `problem` if it is nested too deeply.
bool foldTree(Arena& arena, ast::ModNode* tree, const FoldingOptions& options,
              SyntaxProblem& problem);

// The docstring expression that starts `body`, or null.
const ast::Constant* docstringOf(Seq<ast::StmtNode*> body);

}  // namespace taipan::compiler
