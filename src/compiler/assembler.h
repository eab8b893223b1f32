// Last step of compilation: from a generated flow graph to a CodeSpec.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/code_spec.h"
#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"

namespace taipan::compiler {

// All that a code object consists of besides its instructions.  Operands of cell and free variable
// instructions count `cellNames` from 0, then `freeNames`; the assembler lays out "localsplus".
struct AssemblyInput {
  int argCount = 0;  // includes positional-only ones
  int positionalOnlyArgCount = 0;
  int keywordOnlyArgCount = 0;
  int flags = 0;
  int firstLine = 0;
  bool isGeneratorLike = false;  // generator, coroutine or asynchronous generator by symbol table
  std::vector<std::string> names;
  std::vector<std::string> localNames;
  std::vector<std::string> cellNames;
  std::vector<std::string> freeNames;
  std::string fileName;
  std::string name;
  std::string qualifiedName;
};

// Runs all passes over `graph` and writes the code object.
std::shared_ptr<CodeSpec> assemble(FlowGraph& graph, ConstantPool& constants, AssemblyInput input);

}  // namespace taipan::compiler
