// The compiler's door: syntax tree in, code object (as plain data) or problem out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "bytecode/code_spec.h"
#include "bytecode/opcodes.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace taipan {

struct CompileOptions {
  std::string_view fileName = "<string>";
  int optimizationLevel = 0;  // 0, 1 (-O), 2 (-OO)
  // CodeFlag future bits and CompileFlag bits that are in force.
  int32_t flags = 0;
  // sys.getrecursionlimit(); bounds how deeply a tree may be nested.
  int recursionLimit = 1000;
};

struct CompileResult {
  const CodeSpec* code = nullptr;  // in the arena; null if there is a problem
  // SyntaxError or RecursionError.  `text` is absent: the caller finds the line by file name, as
  // linecache would.  Offsets are UTF-8 bytes + 1, as CPython's compiler gives them.
  SyntaxProblem problem;
  // SyntaxWarnings in order, also those before a problem.
  std::vector<SyntaxWarningNote> warnings;
  // Future features in force: those asked for and those the module imports.
  int32_t futureFlags = 0;
};

// Compiles a Module, Interactive or Expression, by the kind of `tree`.  Folds constants in place:
// the tree is changed.  `arena` must be the tree's own or outlive the call.  Runs no Python code.
CompileResult compileModule(Arena& arena, ast::ModNode* tree, const CompileOptions& options);

}  // namespace taipan
