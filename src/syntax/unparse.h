// Expressions back to text, as `from __future__ import annotations` stores annotations.
#pragma once

#include <optional>
#include <string>

#include "syntax/ast.h"

namespace taipan {

/// The text of an expression (WTF-8).  Nothing if it nests too deeply for the native stack.
std::optional<std::string> unparseExpression(const ast::ExprNode* expression);

}  // namespace taipan
