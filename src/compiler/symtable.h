// Symbol tables: for each block (module, class, function, lambda, comprehension) what every name
// in it means.  Built from the (folded) tree in two walks: one collects definitions and uses, the
// other decides scopes from the outside in and free variables from the inside out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/address_map.h"
#include "base/arena_vector.h"
#include "syntax/ast.h"
#include "syntax/parser.h"

namespace taipan::compiler {

// What happens to a name in a block; the numbers are those of the `_symtable` module.
enum SymbolFlag : uint32_t {
  kDefGlobal = 1,
  kDefLocal = 2,
  kDefParam = 4,
  kDefNonlocal = 8,
  kUse = 16,
  kDefFree = 32,
  kDefFreeClass = 64,  // free in a method, bound in the class
  kDefImport = 128,
  kDefAnnot = 256,
  kDefCompIter = 512,  // iteration variable of a comprehension
  kDefBound = kDefLocal | kDefParam | kDefImport,
};
inline constexpr unsigned kScopeShift = 11;

enum class Scope : uint8_t { kNone = 0, kLocal = 1, kGlobalExplicit, kGlobalImplicit, kFree, kCell };
enum class BlockType : uint8_t { kFunction, kClass, kModule, kAnnotation };
enum class ComprehensionType : uint8_t { kNone, kList, kDict, kSet, kGenerator };

struct Symbol {
  std::string_view name;  // mangled
  uint32_t flags = 0;     // SymbolFlag bits and, after analysis, the Scope above kScopeShift

  Scope scope() const { return static_cast<Scope>((flags >> kScopeShift) & 15); }
};

// Where a global or nonlocal statement (or a walrus) named something.
struct Directive {
  std::string_view name;
  const ast::Node* where;
};

// All names are interned in the arena: equal ones have one address.
struct SymbolBlock {
  explicit SymbolBlock(Arena& arena)
      : symbols(arena), indices(arena), parameters(arena), children(arena), directives(arena) {}

  std::string_view name;
  BlockType type = BlockType::kModule;
  ComprehensionType comprehension = ComprehensionType::kNone;
  const ast::Node* node = nullptr;
  SymbolBlock* parent = nullptr;
  ArenaVector<Symbol> symbols;  // in order of first appearance
  AddressMap indices;           // of names in `symbols`
  ArenaVector<std::string_view> parameters;  // mangled, in the order of locals
  ArenaVector<SymbolBlock*> children;
  ArenaVector<Directive> directives;
  bool nested = false;
  bool hasFree = false;
  bool childHasFree = false;
  bool generator = false;
  bool coroutine = false;
  bool varArgs = false;
  bool varKeywords = false;
  bool returnsValue = false;
  bool needsClassClosure = false;  // a method uses __class__ or super
  bool inIterationTarget = false;
  int iterableDepth = 0;  // > 0 inside the iterable of a comprehension
  int line = 0;

  // Flags of a (mangled) name, 0 if unknown here.
  uint32_t flagsOf(std::string_view mangled) const {
    int index = indices.find(mangled.data());
    return index < 0 ? 0 : symbols[static_cast<size_t>(index)].flags;
  }
  // The symbol of a (mangled) name, added if it is new here.
  Symbol& symbolOf(std::string_view mangled) {
    auto [index, added] = indices.add(mangled.data(), static_cast<int32_t>(symbols.size()));
    if (added) symbols.push_back({mangled, 0});
    return symbols[static_cast<size_t>(index)];
  }
  Scope scopeOf(std::string_view mangled) const {
    return static_cast<Scope>((flagsOf(mangled) >> kScopeShift) & 15);
  }
};

struct SymbolTable {
  explicit SymbolTable(Arena& arena) : blocks(arena), indices(arena) {}

  ArenaVector<SymbolBlock*> blocks;
  AddressMap indices;  // of nodes' blocks in `blocks`
  SymbolBlock* top = nullptr;

  // The block that a node opens; null if there is none.
  SymbolBlock* find(const ast::Node* node) const {
    int index = indices.find(node);
    return index < 0 ? nullptr : blocks[static_cast<size_t>(index)];
  }
};

struct SymbolTableOptions {
  bool futureAnnotations = false;
  bool allowTopLevelAwait = false;
  int depthLimit = 3000;
};

// `__spam` inside class `private` becomes `_private__spam` (kept in `arena`); else `name` itself.
std::string_view mangleName(Arena& arena, std::string_view privateName, std::string_view name);

// Builds the tables of a whole tree.  False and `problem` on SyntaxError or RecursionError.
bool buildSymbolTable(Arena& arena, const ast::ModNode* tree, const SymbolTableOptions& options,
                      SymbolTable& table, SyntaxProblem& problem);

// A SyntaxError at a node, columns as the compiler gives them (bytes + 1).
SyntaxProblem syntaxErrorAt(const ast::Node* node, std::string message);
SyntaxProblem compileRecursionError();

}  // namespace taipan::compiler
