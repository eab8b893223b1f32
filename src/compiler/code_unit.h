// The code object under construction: its flow graph, name tables and position in the source.
#pragma once

#include <string_view>

#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"
#include "compiler/name_table.h"
#include "compiler/symtable.h"

namespace taipan::compiler {

enum class UnitType : uint8_t { kModule, kClass, kFunction, kAsyncFunction, kLambda, kComprehension };

// What must be undone when control leaves a statement early.
enum class FrameBlockType : uint8_t {
  kWhileLoop, kForLoop, kTryExcept, kFinallyTry, kFinallyEnd, kWith, kAsyncWith, kHandlerCleanup,
  kPopValue, kExceptionHandler, kExceptionGroupHandler, kAsyncComprehension
};

struct FrameBlock {
  FrameBlockType type;
  Block* block = nullptr;
  Block* exit = nullptr;
  const ast::Node* statement = nullptr;  // kWith, kAsyncWith
  Seq<ast::StmtNode*> finalBody;         // kFinallyTry
  std::string_view handlerName;          // kHandlerCleanup
};

struct CodeUnit {
  explicit CodeUnit(Arena& arena)
      : names(arena), locals(arena), cells(arena), frees(arena), constants(arena), graph(arena), frameBlocks(arena) {}
  // Makes it the unit of another code object; its memory is used again.
  void reset();

  UnitType type = UnitType::kModule;
  SymbolBlock* symbols = nullptr;
  std::string_view name;
  std::string_view qualifiedName;
  std::string_view privateName;  // class for name mangling, if any
  int firstLine = 0;
  int argCount = 0;
  int positionalOnlyArgCount = 0;
  int keywordOnlyArgCount = 0;
  NameTable names;
  NameTable locals;
  // Operands of cell instructions: cells from 0, frees after them.  A class may have both a cell
  // and a free variable named __class__.
  NameTable cells;
  NameTable frees;
  int freeOperand(std::string_view variable) const { return static_cast<int>(cells.size()) + frees.find(variable); }
  ConstantPool constants;
  FlowGraph graph;
  Block* current = nullptr;
  CodePosition position;  // of the instructions being added
  ArenaVector<FrameBlock> frameBlocks;

  // `block` follows the current one in the code; instructions go there from now on.
  void use(Block* block) {
    current->next = block;
    current = block;
  }
  Instruction& add(IrOp op, int arg, const CodePosition& where);
};

}  // namespace taipan::compiler
