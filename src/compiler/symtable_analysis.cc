// Scope analysis: from the outside in it passes down which names enclosing functions bind and
// which are declared global; from the inside out it hands up which names are still free.
#include "compiler/symtable_analysis.h"

#include <unordered_set>

namespace taipan::compiler {

namespace {

using NameSet = std::unordered_set<std::string_view>;

class Analyzer {
 public:
  explicit Analyzer(SyntaxProblem& problem) : problem_(problem) {}

  // `bound` is null for the module.  All sets are changed: bound and global lose or gain what this
  // block declares, free gains what it leaves unresolved.
  bool analyzeBlock(SymbolBlock& block, NameSet* bound, NameSet& free, NameSet& global);

 private:
  struct Names {
    NameSet* bound;
    NameSet& free;
    NameSet& global;
    NameSet local;
  };

  bool analyzeName(SymbolBlock& block, Symbol& symbol, Names& names);
  bool analyzeChildren(SymbolBlock& block, const NameSet& bound, const NameSet& global,
                       NameSet& free);
  static void recordFree(SymbolBlock& block, const NameSet* bound, const NameSet& free);
  bool failAtDirective(const SymbolBlock& block, std::string_view name, std::string message);

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

bool Analyzer::analyzeName(SymbolBlock& block, Symbol& symbol, Names& names) {
  std::string_view name = symbol.name;
  uint32_t flags = symbol.flags;
  if ((flags & kDefGlobal) != 0) {
    if ((flags & kDefNonlocal) != 0) {
      return failAtDirective(block, name,
                             "name '" + std::string(name) + "' is nonlocal and global");
    }
    setScope(symbol, Scope::kGlobalExplicit);
    names.global.insert(name);
    if (names.bound != nullptr) names.bound->erase(name);
    return true;
  }
  if ((flags & kDefNonlocal) != 0) {
    if (names.bound == nullptr) {
      return failAtDirective(block, name, "nonlocal declaration not allowed at module level");
    }
    if (!names.bound->contains(name)) {
      return failAtDirective(block, name,
                             "no binding for nonlocal '" + std::string(name) + "' found");
    }
    setScope(symbol, Scope::kFree);
    block.hasFree = true;
    names.free.insert(name);
    return true;
  }
  if ((flags & kDefBound) != 0) {
    setScope(symbol, Scope::kLocal);
    names.local.insert(name);
    names.global.erase(name);
    return true;
  }
  if (names.bound != nullptr && names.bound->contains(name)) {
    setScope(symbol, Scope::kFree);
    block.hasFree = true;
    names.free.insert(name);
    return true;
  }
  if (!names.global.contains(name) && block.nested) block.hasFree = true;
  setScope(symbol, Scope::kGlobalImplicit);
  return true;
}

bool Analyzer::analyzeChildren(SymbolBlock& block, const NameSet& bound, const NameSet& global,
                               NameSet& free) {
  for (SymbolBlock* child : block.children) {
    // Siblings must not see each other's changes.
    NameSet childBound = bound, childFree, childGlobal = global;
    if (!analyzeBlock(*child, &childBound, childFree, childGlobal)) return false;
    free.insert(childFree.begin(), childFree.end());
    if (child->hasFree || child->childHasFree) block.childHasFree = true;
  }
  return true;
}

// Names that children leave free pass through this block.
void Analyzer::recordFree(SymbolBlock& block, const NameSet* bound, const NameSet& free) {
  for (std::string_view name : free) {
    auto found = block.indices.find(name);
    if (found != block.indices.end()) {
      uint32_t& flags = block.symbols[found->second].flags;
      if (block.type == BlockType::kClass && (flags & (kDefBound | kDefGlobal)) != 0) {
        flags |= kDefFreeClass;
      }
      continue;
    }
    if (bound != nullptr && !bound->contains(name)) continue;
    block.indices.emplace(name, block.symbols.size());
    Symbol symbol{name, 0};
    setScope(symbol, Scope::kFree);
    block.symbols.push_back(symbol);
  }
}

bool Analyzer::analyzeBlock(SymbolBlock& block, NameSet* bound, NameSet& free, NameSet& global) {
  NameSet childBound, childGlobal;
  bool isClass = block.type == BlockType::kClass;
  // Names of a class body are invisible to the functions in it, so take the outer names first.
  if (isClass) {
    childGlobal = global;
    if (bound != nullptr) childBound = *bound;
  }
  Names names{bound, free, global, {}};
  for (Symbol& symbol : block.symbols) {
    if (!analyzeName(block, symbol, names)) return false;
  }
  if (isClass) {
    childBound.insert("__class__");
  } else {
    if (block.type == BlockType::kFunction) childBound = names.local;
    if (bound != nullptr) childBound.insert(bound->begin(), bound->end());
    childGlobal = global;
  }
  NameSet childFree;
  if (!analyzeChildren(block, childBound, childGlobal, childFree)) return false;
  if (block.type == BlockType::kFunction) {
    for (Symbol& symbol : block.symbols) {
      if (symbol.scope() == Scope::kLocal && childFree.erase(symbol.name) != 0) {
        setScope(symbol, Scope::kCell);
      }
    }
  } else if (isClass && childFree.erase("__class__") != 0) {
    block.needsClassClosure = true;
  }
  recordFree(block, bound, childFree);
  free.insert(childFree.begin(), childFree.end());
  return true;
}

}  // namespace

bool analyzeSymbols(SymbolTable& table, SyntaxProblem& problem) {
  NameSet free, global;
  return Analyzer(problem).analyzeBlock(*table.top, nullptr, free, global);
}

}  // namespace taipan::compiler
