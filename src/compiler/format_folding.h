// `'…%s…' % (a, b)` with a literal format becomes an f-string.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "syntax/ast.h"

namespace taipan::compiler {

// The JoinedStr equal to `format % (items…)`, positioned as `node`; null unless every conversion
// is %s, %r or %a with at most a width and a precision, one for each item, and no item is starred.
ast::ExprNode* foldFormat(Arena& arena, const ast::ExprNode* node, std::string_view format,
                          Seq<ast::ExprNode*> items);

}  // namespace taipan::compiler
