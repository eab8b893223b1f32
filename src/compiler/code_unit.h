// The code object under construction: its flow graph, name tables and position in the source.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/constant_pool.h"
#include "compiler/flow_graph.h"
#include "compiler/symtable.h"

namespace taipan::compiler {

// Names in order of first use, each once.
class NameTable {
 public:
  int add(std::string_view name) {
    auto [entry, added] = indices_.try_emplace(name, static_cast<int>(names_.size()));
    if (added) names_.push_back(name);
    return entry->second;
  }
  int find(std::string_view name) const {
    auto found = indices_.find(name);
    return found == indices_.end() ? -1 : found->second;
  }
  size_t size() const { return names_.size(); }
  std::vector<std::string> strings() const { return {names_.begin(), names_.end()}; }

 private:
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, int> indices_;
};

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
  UnitType type = UnitType::kModule;
  SymbolBlock* symbols = nullptr;
  std::string_view name;
  std::string qualifiedName;
  std::string_view privateName;  // class for name mangling, if any
  int firstLine = 0;
  int argCount = 0;
  int positionalOnlyArgCount = 0;
  int keywordOnlyArgCount = 0;
  NameTable names;
  NameTable locals;
  std::vector<std::string> cells;
  std::vector<std::string> frees;
  // Operands of cell instructions: cells from 0, frees after them.  A class may have both a cell
  // and a free variable named __class__.
  std::unordered_map<std::string_view, int> cellIndices;
  std::unordered_map<std::string_view, int> freeIndices;
  ConstantPool constants;
  FlowGraph graph;
  Block* current = nullptr;
  CodePosition position;  // of the instructions being added
  std::vector<FrameBlock> frameBlocks;

  // `block` follows the current one in the code; instructions go there from now on.
  void use(Block* block) {
    current->next = block;
    current = block;
  }
  Instruction& add(IrOp op, int arg, const CodePosition& where);
};

}  // namespace taipan::compiler
