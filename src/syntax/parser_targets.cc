// Which expressions may be assigned to or deleted, and what the others are called.
#include "syntax/parser_impl.h"

namespace taipan {

bool Parser::isSingleTarget(const ExprNode* node) const {
  return node->kind == NodeKind::Name || node->kind == NodeKind::Attribute ||
         node->kind == NodeKind::Subscript;
}

bool Parser::isTarget(const ExprNode* node, Target use) const {
  return findInvalidTarget(node, use) == nullptr;
}

const ExprNode* Parser::findInvalidTarget(const ExprNode* node, Target use) const {
  switch (node->kind) {
    case NodeKind::Name:
    case NodeKind::Attribute:
    case NodeKind::Subscript:
      return nullptr;
    case NodeKind::Starred:
      if (use == Target::kDelete) return node;
      return findInvalidTarget(ast::cast<Starred>(node)->value, use);
    case NodeKind::List:
    case NodeKind::Tuple: {
      Seq<ExprNode*> elts = node->kind == NodeKind::List ? ast::cast<List>(node)->elts
                                                         : ast::cast<Tuple>(node)->elts;
      for (ExprNode* item : elts) {
        const ExprNode* bad = findInvalidTarget(item, use);
        if (bad != nullptr) return bad;
      }
      return nullptr;
    }
    case NodeKind::Compare: {
      // `for x in y` read as a comparison: only its left side is the target.
      if (use != Target::kFor) return node;
      const auto* compare = ast::cast<Compare>(node);
      return compare->ops[0] == CompareOperator::In ? findInvalidTarget(compare->left, use) : nullptr;
    }
    default:
      return node;
  }
}

void Parser::setContext(ExprNode* node, ExprContext context) {
  switch (node->kind) {
    case NodeKind::Name: ast::cast<Name>(node)->ctx = context; break;
    case NodeKind::Attribute: ast::cast<Attribute>(node)->ctx = context; break;
    case NodeKind::Subscript: ast::cast<Subscript>(node)->ctx = context; break;
    case NodeKind::Starred:
      ast::cast<Starred>(node)->ctx = context;
      setContext(ast::cast<Starred>(node)->value, context);
      break;
    case NodeKind::List:
      ast::cast<List>(node)->ctx = context;
      for (ExprNode* item : ast::cast<List>(node)->elts) setContext(item, context);
      break;
    case NodeKind::Tuple:
      ast::cast<Tuple>(node)->ctx = context;
      for (ExprNode* item : ast::cast<Tuple>(node)->elts) setContext(item, context);
      break;
    default:
      break;
  }
}

const char* Parser::describe(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::Attribute: return "attribute";
    case NodeKind::Subscript: return "subscript";
    case NodeKind::Starred: return "starred";
    case NodeKind::Name: return "name";
    case NodeKind::List: return "list";
    case NodeKind::Tuple: return "tuple";
    case NodeKind::Lambda: return "lambda";
    case NodeKind::Call: return "function call";
    case NodeKind::BoolOp:
    case NodeKind::BinOp:
    case NodeKind::UnaryOp: return "expression";
    case NodeKind::GeneratorExp: return "generator expression";
    case NodeKind::Yield:
    case NodeKind::YieldFrom: return "yield expression";
    case NodeKind::Await: return "await expression";
    case NodeKind::ListComp: return "list comprehension";
    case NodeKind::SetComp: return "set comprehension";
    case NodeKind::DictComp: return "dict comprehension";
    case NodeKind::Dict: return "dict literal";
    case NodeKind::Set: return "set display";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue: return "f-string expression";
    case NodeKind::Constant:
      switch (ast::cast<Constant>(node)->value.type) {
        case ConstantType::kNone: return "None";
        case ConstantType::kTrue: return "True";
        case ConstantType::kFalse: return "False";
        case ConstantType::kEllipsis: return "ellipsis";
        default: return "literal";
      }
    case NodeKind::Compare: return "comparison";
    case NodeKind::IfExp: return "conditional expression";
    case NodeKind::NamedExpr: return "named expression";
    default: return "expression";
  }
}

}  // namespace taipan
