// The stages of compilation in order; see compiler.h.
#include "compiler/compiler.h"

#include "compiler/code_generator.h"
#include "compiler/folding.h"
#include "compiler/future.h"
#include "compiler/symtable.h"

namespace taipan {

using namespace compiler;

namespace {

// CPython lets the compiler nest three times as deeply as Python calls.  A level takes up to 700
// bytes of native stack, so a recursion limit set very high must not be believed.
constexpr int kDeepestNesting = 7500;

int nestingLimit(int recursionLimit) {
  return recursionLimit > kDeepestNesting / 3 ? kDeepestNesting : 3 * recursionLimit;
}

CompileResult atStage(CompileResult result, ProblemStage stage) {
  if (result.problem.stage == ProblemStage::kParser) result.problem.stage = stage;  // not told more exactly
  return result;
}

}  // namespace

CompileResult compileModule(Arena& arena, ast::ModNode* tree, const CompileOptions& options) {
  CompileResult result;
  FutureFeatures future;
  if (!findFutureFeatures(tree, future, result.problem)) return atStage(std::move(result), ProblemStage::kSymbols);
  int32_t flags = (options.flags & kCoFutureMask) | future.flags;
  result.futureFlags = flags;
  int depthLimit = nestingLimit(options.recursionLimit);

  FoldingOptions folding;
  folding.optimizationLevel = options.optimizationLevel;
  folding.futureAnnotations = (flags & kCoFutureAnnotations) != 0;
  folding.depthLimit = depthLimit;
  if (!foldTree(arena, tree, folding, result.problem)) return result;

  SymbolTableOptions symbolOptions;
  symbolOptions.futureAnnotations = folding.futureAnnotations;
  symbolOptions.allowTopLevelAwait = (options.flags & kCfAllowTopLevelAwait) != 0;
  symbolOptions.depthLimit = depthLimit;
  SymbolTable symbols(arena);
  if (!buildSymbolTable(arena, tree, symbolOptions, symbols, result.problem)) {
    return atStage(std::move(result), ProblemStage::kSymbols);
  }

  CodeGenerator generator(arena, symbols, options, flags, future.lastLine, depthLimit, result);
  result.code = generator.generate(tree);
  return atStage(std::move(result), ProblemStage::kCompiler);
}

}  // namespace taipan
