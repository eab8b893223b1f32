// Scope analysis: for each name that a block does not bind itself, the enclosing functions are asked from the inside
// out; from the inside out, too, each block hands up which names are still free.
#include "compiler/symtable_analysis.h"

#include "compiler/name_table.h"

namespace taipan::compiler {

namespace {

// What the blocks around say of a name.
enum class Outside { kUnknown, kBound, kGlobal };

class Analyzer {
 public:
  Analyzer(Arena& arena, SyntaxProblem& problem) : arena_(arena), classCell_(arena.intern("__class__")), problem_(problem) {}

  // `free` gains what this block leaves unresolved.
  bool analyzeBlock(SymbolBlock& block, NameTable& free);

 private:
  bool analyzeName(SymbolBlock& block, Symbol& symbol, NameTable& free);
  Outside lookOutside(const SymbolBlock& block, std::string_view name) const;
  bool resolves(SymbolBlock& block, std::string_view name);
  void recordFree(SymbolBlock& block, std::string_view name);
  bool failAtDirective(const SymbolBlock& block, std::string_view name, std::string message);

  Arena& arena_;
  std::string_view classCell_;
  SyntaxProblem& problem_;
};

void setScope(Symbol& symbol, Scope scope) {
  symbol.flags = (symbol.flags & ((1u << kScopeShift) - 1)) |
                 (static_cast<uint32_t>(scope) << kScopeShift);
}

bool Analyzer::failAtDirective(const SymbolBlock& block, std::string_view name,
                               std::string message) {
  for (const Directive& directive : block.directives) {
    if (directive.name == name) {
      problem_ = syntaxErrorAt(directive.where, std::move(message));
      return false;
    }
  }
  problem_ = SyntaxProblem{};
  problem_.message = std::move(message);
  problem_.hasPosition = false;
  return false;
}

// Names of a class body are invisible to the functions in it, but for the class itself.
Outside Analyzer::lookOutside(const SymbolBlock& block, std::string_view name) const {
  for (const SymbolBlock* outer = block.parent; outer != nullptr; outer = outer->parent) {
    if (outer->type == BlockType::kClass) {
      if (name.data() == classCell_.data()) return Outside::kBound;
      continue;
    }
    uint32_t flags = outer->flagsOf(name);
    if ((flags & kDefGlobal) != 0) return Outside::kGlobal;
    // What is nonlocal there is bound further out.
    if (outer->type == BlockType::kFunction && (flags & kDefBound) != 0 && (flags & kDefNonlocal) == 0) {
      return Outside::kBound;
    }
  }
  return Outside::kUnknown;
}

bool Analyzer::analyzeName(SymbolBlock& block, Symbol& symbol, NameTable& free) {
  std::string_view name = symbol.name;
  uint32_t flags = symbol.flags;
  if ((flags & kDefGlobal) != 0) {
    if ((flags & kDefNonlocal) != 0) {
      return failAtDirective(block, name,
                             "name '" + std::string(name) + "' is nonlocal and global");
    }
    setScope(symbol, Scope::kGlobalExplicit);
    return true;
  }
  if ((flags & kDefNonlocal) != 0) {
    if (block.parent == nullptr) {
      return failAtDirective(block, name, "nonlocal declaration not allowed at module level");
    }
    if (lookOutside(block, name) != Outside::kBound) {
      return failAtDirective(block, name,
                             "no binding for nonlocal '" + std::string(name) + "' found");
    }
    setScope(symbol, Scope::kFree);
    block.hasFree = true;
    free.add(name);
    return true;
  }
  if ((flags & kDefBound) != 0) {
    setScope(symbol, Scope::kLocal);
    return true;
  }
  Outside outside = lookOutside(block, name);
  if (outside == Outside::kBound) {
    setScope(symbol, Scope::kFree);
    block.hasFree = true;
    free.add(name);
    return true;
  }
  if (outside != Outside::kGlobal && block.nested) block.hasFree = true;
  setScope(symbol, Scope::kGlobalImplicit);
  return true;
}

// Does the block bind a name that its children leave free?
bool Analyzer::resolves(SymbolBlock& block, std::string_view name) {
  if (block.type == BlockType::kClass && name.data() == classCell_.data()) {
    block.needsClassClosure = true;
    return true;
  }
  int index = block.type == BlockType::kFunction ? block.indices.find(name.data()) : -1;
  if (index < 0) return false;
  Symbol& symbol = block.symbols[static_cast<size_t>(index)];
  if (symbol.scope() != Scope::kLocal) return false;
  setScope(symbol, Scope::kCell);
  return true;
}

// A name that children leave free passes through this block.
void Analyzer::recordFree(SymbolBlock& block, std::string_view name) {
  int index = block.indices.find(name.data());
  if (index >= 0) {
    uint32_t& flags = block.symbols[static_cast<size_t>(index)].flags;
    if (block.type == BlockType::kClass && (flags & (kDefBound | kDefGlobal)) != 0) flags |= kDefFreeClass;
    return;
  }
  if (block.parent != nullptr && lookOutside(block, name) != Outside::kBound) return;
  setScope(block.symbolOf(name), Scope::kFree);
}

bool Analyzer::analyzeBlock(SymbolBlock& block, NameTable& free) {
  for (Symbol& symbol : block.symbols) {
    if (!analyzeName(block, symbol, free)) return false;
  }
  NameTable childFree(arena_);
  for (SymbolBlock* child : block.children) {
    if (!analyzeBlock(*child, childFree)) return false;
    if (child->hasFree || child->childHasFree) block.childHasFree = true;
  }
  for (std::string_view name : childFree.view()) {
    if (resolves(block, name)) continue;
    recordFree(block, name);
    free.add(name);
  }
  return true;
}

}  // namespace

bool analyzeSymbols(Arena& arena, SymbolTable& table, SyntaxProblem& problem) {
  NameTable free(arena);
  return Analyzer(arena, problem).analyzeBlock(*table.top, free);
}

}  // namespace taipan::compiler
