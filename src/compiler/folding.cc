// Constant folding over the syntax tree.  The walk is generic (ast_table.h); what is folded is in
// foldExpression and below.
#include "compiler/folding.h"

#include <string>

#include "base/arena_vector.h"
#include "compiler/constant_arithmetic.h"
#include "compiler/constant_pool.h"
#include "compiler/format_folding.h"
#include "compiler/symtable.h"
#include "syntax/ast_table.h"

namespace taipan::compiler {

using namespace ast;

const ast::Constant* docstringOf(Seq<StmtNode*> body) {
  if (body.empty()) return nullptr;
  auto* statement = dynCast<Expr>(body[0]);
  if (statement == nullptr) return nullptr;
  auto* constant = dynCast<ast::Constant>(statement->value);
  return constant != nullptr && constant->value.type == ConstantType::kStr ? constant : nullptr;
}

namespace {

using Folded = std::optional<ConstantValue>;

taipan::BinaryOperator bytecodeOperator(ast::BinaryOperator op) {
  using B = taipan::BinaryOperator;
  switch (op) {
    case ast::BinaryOperator::Add: return B::kAdd;
    case ast::BinaryOperator::Sub: return B::kSubtract;
    case ast::BinaryOperator::Mult: return B::kMultiply;
    case ast::BinaryOperator::MatMult: return B::kMatrixMultiply;
    case ast::BinaryOperator::Div: return B::kTrueDivide;
    case ast::BinaryOperator::Mod: return B::kRemainder;
    case ast::BinaryOperator::Pow: return B::kPower;
    case ast::BinaryOperator::LShift: return B::kLshift;
    case ast::BinaryOperator::RShift: return B::kRshift;
    case ast::BinaryOperator::BitOr: return B::kOr;
    case ast::BinaryOperator::BitXor: return B::kXor;
    case ast::BinaryOperator::BitAnd: return B::kAnd;
    case ast::BinaryOperator::FloorDiv: return B::kFloorDivide;
  }
  return B::kAdd;
}

bool isStatementBody(const Node* node, const FieldInfo& field) {
  switch (node->kind) {
    case NodeKind::Module:
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
    case NodeKind::ClassDef:
      return field.type == TypeId::kStmt;
    default:
      return false;
  }
}

bool isAnnotation(const Node* node, const FieldInfo& field) {
  if (field.type != TypeId::kExpr) return false;
  if (node->kind == NodeKind::Arg) return true;
  std::string_view name = field.name;
  return (node->kind == NodeKind::AnnAssign && name == "annotation") || name == "returns";
}

bool holdsNodes(TypeId type) {
  switch (type) {
    case TypeId::kStmt:
    case TypeId::kExpr:
    case TypeId::kComprehension:
    case TypeId::kExcepthandler:
    case TypeId::kArguments:
    case TypeId::kArg:
    case TypeId::kKeyword:
    case TypeId::kWithitem:
    case TypeId::kMatchCase:
    case TypeId::kPattern:
      return true;
    default:
      return false;
  }
}

class Folder {
 public:
  Folder(Arena& arena, const FoldingOptions& options, SyntaxProblem& problem)
      : arena_(arena), options_(options), problem_(problem) {}

  bool walk(Node* node);

 private:
  bool walkSlot(Node*& slot, bool isExpression);
  bool walkBody(Seq<StmtNode*> body);
  ExprNode* foldExpression(ExprNode* node);
  ExprNode* replace(const ExprNode* node, const Folded& value);
  Folded constantItems(Seq<ExprNode*> items);
  ExprNode* foldBinOp(BinOp* node);
  ExprNode* foldUnaryOp(UnaryOp* node);
  void foldIterable(ExprNode*& slot);
  ExprNode* foldTuple(Tuple* node);

  Arena& arena_;
  const FoldingOptions& options_;
  SyntaxProblem& problem_;
  int depth_ = 0;
};

bool Folder::walk(Node* node) {
  for (const FieldInfo& field : nodeInfo(node->kind).fields) {
    if (!holdsNodes(field.type)) continue;
    if (options_.futureAnnotations && isAnnotation(node, field)) continue;
    bool isExpression = field.type == TypeId::kExpr;
    if (field.multiplicity != Multiplicity::kSequence) {
      if (!walkSlot(fieldOf<Node*>(node, field), isExpression)) return false;
    } else if (isStatementBody(node, field)) {
      if (!walkBody(fieldOf<Seq<StmtNode*>>(node, field))) return false;
    } else {
      for (Node*& slot : fieldOf<Seq<Node*>>(node, field)) {
        if (!walkSlot(slot, isExpression)) return false;
      }
    }
  }
  return true;
}

bool Folder::walkSlot(Node*& slot, bool isExpression) {
  if (slot == nullptr) return true;
  if (++depth_ > options_.depthLimit) {
    problem_ = compileRecursionError();
    return false;
  }
  bool ok = walk(slot);
  depth_--;
  if (ok && isExpression) {
    slot = foldExpression(static_cast<ExprNode*>(slot));
  } else if (ok && slot->kind == NodeKind::For) {  // `async for` shows the type it met, so it keeps it
    foldIterable(cast<For>(slot)->iter);
  } else if (ok && slot->kind == NodeKind::Comprehension) {
    foldIterable(cast<Comprehension>(slot)->iter);
  }
  return ok;
}

// A string that only folding made constant is no docstring: hide it in a JoinedStr.
bool Folder::walkBody(Seq<StmtNode*> body) {
  bool hadDocstring = docstringOf(body) != nullptr;
  for (StmtNode*& statement : body) {
    Node* slot = statement;
    if (!walkSlot(slot, false)) return false;
  }
  if (!hadDocstring && docstringOf(body) != nullptr) {
    auto* statement = cast<Expr>(body[0]);
    auto* joined = arena_.make<JoinedStr>();
    static_cast<Node&>(*joined) = *statement;
    joined->kind = NodeKind::JoinedStr;
    joined->values = {arena_.copyArray(&statement->value, 1), 1};
    statement->value = joined;
  }
  return true;
}

ExprNode* Folder::replace(const ExprNode* node, const Folded& value) {
  auto* constant = arena_.make<ast::Constant>();
  static_cast<Node&>(*constant) = *node;
  constant->kind = NodeKind::Constant;
  constant->value = *value;
  return constant;
}

Folded Folder::constantItems(Seq<ExprNode*> items) {
  for (ExprNode* item : items) {
    if (item->kind != NodeKind::Constant) return std::nullopt;
  }
  ArenaVector<ConstantValue> values(arena_);
  values.reserve(items.size);
  for (ExprNode* item : items) values.push_back(cast<ast::Constant>(item)->value);
  return tupleConstant(values.view());
}

ExprNode* Folder::foldTuple(Tuple* node) {
  if (node->ctx != ExprContext::Load) return node;
  Folded value = constantItems(node->elts);
  return value ? replace(node, value) : node;
}

// The list or set display that is only iterated over or searched.
void Folder::foldIterable(ExprNode*& slot) {
  if (auto* list = dynCast<List>(slot)) {
    for (ExprNode* item : list->elts) {
      if (item->kind == NodeKind::Starred) return;
    }
    auto* tuple = arena_.make<Tuple>();
    static_cast<Node&>(*tuple) = *list;
    tuple->kind = NodeKind::Tuple;
    tuple->elts = list->elts;
    tuple->ctx = list->ctx;
    slot = foldTuple(tuple);
  } else if (auto* set = dynCast<Set>(slot)) {
    Folded value = constantItems(set->elts);
    if (value) slot = replace(set, makeFrozenSet(arena_, value->items));
  }
}

ExprNode* Folder::foldBinOp(BinOp* node) {
  auto* left = dynCast<ast::Constant>(node->left);
  if (left == nullptr) return node;
  if (node->op == ast::BinaryOperator::Mod && left->value.type == ConstantType::kStr &&
      node->right->kind == NodeKind::Tuple) {
    ExprNode* joined = foldFormat(arena_, node, left->value.text, cast<Tuple>(node->right)->elts);
    return joined != nullptr ? joined : node;
  }
  auto* right = dynCast<ast::Constant>(node->right);
  if (right == nullptr) return node;
  Folded value = foldBinary(arena_, bytecodeOperator(node->op), left->value,
                            right->value);
  return value ? replace(node, value) : node;
}

ExprNode* Folder::foldUnaryOp(UnaryOp* node) {
  if (auto* compare = dynCast<Compare>(node->operand)) {
    if (node->op != UnaryOperator::Not || compare->ops.size != 1) return node;
    using C = ast::CompareOperator;
    C op = compare->ops[0];
    C opposite;
    if (op == C::Is) opposite = C::IsNot;
    else if (op == C::IsNot) opposite = C::Is;
    else if (op == C::In) opposite = C::NotIn;
    else if (op == C::NotIn) opposite = C::In;
    else return node;
    // The comparison keeps its own position in the source.
    compare->ops = {arena_.copyArray(&opposite, 1), 1};
    return compare;
  }
  auto* operand = dynCast<ast::Constant>(node->operand);
  if (operand == nullptr) return node;
  constexpr ConstantUnary kOps[] = {ConstantUnary::kInvert, ConstantUnary::kNot,
                                    ConstantUnary::kPlus, ConstantUnary::kMinus};
  Folded value = foldUnary(arena_, kOps[static_cast<int>(node->op)], operand->value);
  return value ? replace(node, value) : node;
}

ExprNode* Folder::foldExpression(ExprNode* node) {
  switch (node->kind) {
    case NodeKind::BinOp:
      return foldBinOp(cast<BinOp>(node));
    case NodeKind::UnaryOp:
      return foldUnaryOp(cast<UnaryOp>(node));
    case NodeKind::Tuple:
      return foldTuple(cast<Tuple>(node));
    case NodeKind::Compare: {
      auto* compare = cast<Compare>(node);
      ast::CompareOperator last = compare->ops.back();
      if (last == ast::CompareOperator::In || last == ast::CompareOperator::NotIn) {
        foldIterable(compare->comparators.back());
      }
      return node;
    }
    case NodeKind::Subscript: {
      auto* subscript = cast<Subscript>(node);
      auto* container = dynCast<ast::Constant>(subscript->value);
      auto* index = dynCast<ast::Constant>(subscript->slice);
      if (subscript->ctx != ExprContext::Load || container == nullptr || index == nullptr) {
        return node;
      }
      Folded value = foldSubscript(arena_, container->value,
                                   index->value);
      return value ? replace(node, value) : node;
    }
    case NodeKind::Name: {
      auto* name = cast<Name>(node);
      if (name->ctx != ExprContext::Load || name->id != "__debug__") return node;
      return replace(node, boolConstant(options_.optimizationLevel == 0));
    }
    default:
      return node;
  }
}

}  // namespace

bool foldTree(Arena& arena, ModNode* tree, const FoldingOptions& options, SyntaxProblem& problem) {
  return Folder(arena, options, problem).walk(tree);
}

}  // namespace taipan::compiler
