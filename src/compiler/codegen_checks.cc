// SyntaxWarnings about expressions that can only be mistakes.
#include "compiler/code_generator.h"

namespace taipan::compiler {

using namespace ast;

namespace {

// Type name of a literal or display; empty if the type is not evident.
std::string typeNameOf(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::Tuple: return "tuple";
    case NodeKind::List:
    case NodeKind::ListComp: return "list";
    case NodeKind::Dict:
    case NodeKind::DictComp: return "dict";
    case NodeKind::Set:
    case NodeKind::SetComp: return "set";
    case NodeKind::GeneratorExp: return "generator";
    case NodeKind::Lambda: return "function";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue: return "str";
    case NodeKind::Constant: break;
    default: return "";
  }
  switch (cast<ast::Constant>(node)->value.type) {
    case ConstantType::kNone:
    case ConstantType::kCode: return "NoneType";
    case ConstantType::kTrue:
    case ConstantType::kFalse: return "bool";
    case ConstantType::kEllipsis: return "ellipsis";
    case ConstantType::kInt: return "int";
    case ConstantType::kFloat: return "float";
    case ConstantType::kComplex: return "complex";
    case ConstantType::kStr: return "str";
    case ConstantType::kBytes: return "bytes";
    case ConstantType::kTuple: return "tuple";
    case ConstantType::kFrozenSet: return "frozenset";
  }
  return "";
}

// May the operand be compared by identity without looking odd?
bool hasIdentity(const ExprNode* node) {
  auto* constant = dynCast<ast::Constant>(node);
  if (constant == nullptr) return true;
  switch (constant->value.type) {
    case ConstantType::kNone:
    case ConstantType::kTrue:
    case ConstantType::kFalse:
    case ConstantType::kEllipsis:
      return true;
    default:
      return false;
  }
}

}  // namespace

void CodeGenerator::checkCompare(const Compare* node) {
  bool left = hasIdentity(node->left);
  for (size_t i = 0; i < node->ops.size; i++) {
    ast::CompareOperator op_ = node->ops[i];
    bool right = hasIdentity(node->comparators[i]);
    if ((op_ == ast::CompareOperator::Is || op_ == ast::CompareOperator::IsNot) &&
        (!left || !right)) {
      return warn(op_ == ast::CompareOperator::Is
                      ? "\"is\" with a literal. Did you mean \"==\"?"
                      : "\"is not\" with a literal. Did you mean \"!=\"?");
    }
    left = right;
  }
}

void CodeGenerator::checkCaller(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::Constant:
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::ListComp:
    case NodeKind::Dict:
    case NodeKind::DictComp:
    case NodeKind::Set:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp:
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
      return warn("'" + typeNameOf(node) + "' object is not callable; perhaps you missed a comma?");
    default:
      return;
  }
}

void CodeGenerator::checkSubscripter(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::Constant:
      switch (cast<ast::Constant>(node)->value.type) {
        case ConstantType::kStr:
        case ConstantType::kBytes:
        case ConstantType::kTuple:
          return;
        default:
          break;
      }
      break;
    case NodeKind::Set:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp:
    case NodeKind::Lambda:
      break;
    default:
      return;
  }
  warn("'" + typeNameOf(node) + "' object is not subscriptable; perhaps you missed a comma?");
}

void CodeGenerator::checkIndex(const ExprNode* container, const ExprNode* index) {
  std::string indexType = typeNameOf(index);
  if (indexType.empty() || indexType == "int" || indexType == "bool") return;
  switch (container->kind) {
    case NodeKind::Constant:
      switch (cast<ast::Constant>(container)->value.type) {
        case ConstantType::kStr:
        case ConstantType::kBytes:
        case ConstantType::kTuple:
          break;
        default:
          return;
      }
      break;
    case NodeKind::Tuple:
    case NodeKind::List:
    case NodeKind::ListComp:
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue:
      break;
    default:
      return;
  }
  warn(typeNameOf(container) + " indices must be integers or slices, not " + indexType +
       "; perhaps you missed a comma?");
}

}  // namespace taipan::compiler
