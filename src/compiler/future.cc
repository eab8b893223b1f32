// See future.h.
#include "compiler/future.h"

#include <string>

#include "bytecode/opcodes.h"
#include "compiler/folding.h"
#include "compiler/symtable.h"

namespace taipan::compiler {

using namespace ast;

namespace {

constexpr std::string_view kAlwaysOn[] = {"nested_scopes",   "generators",     "division",
                                          "absolute_import", "with_statement", "print_function",
                                          "unicode_literals", "generator_stop"};

SyntaxProblem problemAt(const StmtNode* statement, std::string message) {
  SyntaxProblem problem = syntaxErrorAt(statement, std::move(message));
  problem.endLineno = problem.lineno;
  problem.endOffset = -1;
  return problem;
}

bool readFeatures(const ImportFrom* import, FutureFeatures& features, SyntaxProblem& problem) {
  for (Alias* alias : import->names) {
    bool known = false;
    for (std::string_view name : kAlwaysOn) known = known || name == alias->name;
    if (known) continue;
    if (alias->name == "barry_as_FLUFL") {
      features.flags |= kCoFutureBarryAsBdfl;
    } else if (alias->name == "annotations") {
      features.flags |= kCoFutureAnnotations;
    } else if (alias->name == "braces") {
      problem = problemAt(import, "not a chance");
      return false;
    } else {
      problem = problemAt(import, "future feature " + std::string(alias->name.substr(0, 100)) +
                                      " is not defined");
      return false;
    }
  }
  return true;
}

}  // namespace

bool findFutureFeatures(const ModNode* tree, FutureFeatures& features, SyntaxProblem& problem) {
  Seq<StmtNode*> body;
  if (auto* module = dynCast<Module>(tree)) body = module->body;
  if (auto* interactive = dynCast<Interactive>(tree)) body = interactive->body;
  bool done = false;
  int previousLine = 0;
  for (size_t i = docstringOf(body) != nullptr ? 1 : 0; i < body.size; i++) {
    const StmtNode* statement = body[i];
    if (done && statement->lineno > previousLine) return true;
    previousLine = statement->lineno;
    if (auto* import = dynCast<ImportFrom>(statement);
        import != nullptr && import->moduleName == "__future__") {  // of whatever level
      if (done) {
        problem = problemAt(statement,
                            "from __future__ imports must occur at the beginning of the file");
        problem.offset--;  // CPython gives the column itself here
        return false;
      }
      if (!readFeatures(import, features, problem)) return false;
      features.lastLine = statement->lineno;
      continue;
    }
    done = true;
  }
  return true;
}

}  // namespace taipan::compiler
