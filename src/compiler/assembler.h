// Last step of compilation: from a generated flow graph to a CodeSpec.
#pragma once

#include <string_view>

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
  Seq<std::string_view> names;
  Seq<std::string_view> localNames;
  Seq<std::string_view> cellNames;
  Seq<std::string_view> freeNames;
  std::string_view fileName;
  std::string_view name;
  std::string_view qualifiedName;
};

// Runs all passes over `graph` and writes the code object into its arena.
const CodeSpec* assemble(FlowGraph& graph, ConstantPool& constants, const AssemblyInput& input);

}  // namespace taipan::compiler
