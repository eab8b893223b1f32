// Expressions back to text, for annotations under `from __future__ import annotations`.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace taipan::compiler {

// The source form of an expression as CPython 3.11 writes it into __annotations__ (WTF-8).
std::string unparseExpression(const ast::ExprNode* node);

}  // namespace taipan::compiler
