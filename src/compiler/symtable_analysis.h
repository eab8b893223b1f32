// Second walk of the symbol table: scopes and free variables.
#pragma once

#include "compiler/symtable.h"

namespace taipan::compiler {

// Gives every symbol of every block its Scope.  False and `problem` on SyntaxError.
bool analyzeSymbols(Arena& arena, SymbolTable& table, SyntaxProblem& problem);

}  // namespace taipan::compiler
