// The rules that ast.def cannot say: lists that must not be empty or must be equally long, contexts, names that
// are constants, what may stand in a pattern, positions that make sense.  Texts are CPython's.
#include "syntax/validate.h"

#include <cstdio>

namespace taipan {

using namespace ast;

namespace {

const char* contextName(ExprContext context) {
  switch (context) {
    case ExprContext::Load: return "Load";
    case ExprContext::Store: return "Store";
    case ExprContext::Del: return "Del";
  }
  return "Load";
}

// The context an expression carries; false if its kind has none.
bool contextOf(const ExprNode* node, ExprContext* context) {
  switch (node->kind) {
    case NodeKind::Attribute: *context = cast<Attribute>(node)->ctx; return true;
    case NodeKind::Subscript: *context = cast<Subscript>(node)->ctx; return true;
    case NodeKind::Starred: *context = cast<Starred>(node)->ctx; return true;
    case NodeKind::Name: *context = cast<Name>(node)->ctx; return true;
    case NodeKind::List: *context = cast<List>(node)->ctx; return true;
    case NodeKind::Tuple: *context = cast<Tuple>(node)->ctx; return true;
    default: return false;
  }
}

class Validator {
 public:
  Validator(int depthLimit, TreeProblem& problem) : depthLimit_(depthLimit), problem_(problem) {}

  bool module(const ModNode* node);

 private:
  // Counts a level of nesting while it lives.
  class Level {
   public:
    explicit Level(Validator& owner) : owner_(owner), ok(++owner.depth_ <= owner.depthLimit_) {
      if (!ok) {
        owner.problem_.kind = TreeProblemKind::kRecursionError;
        owner.problem_.message = "maximum recursion depth exceeded during compilation";
      }
    }
    ~Level() { --owner_.depth_; }

   private:
    Validator& owner_;

   public:
    bool ok;
  };

  bool fail(std::string message, TreeProblemKind kind = TreeProblemKind::kValueError) {
    problem_.kind = kind;
    problem_.message = std::move(message);
    return false;
  }
  template <typename T>
  bool notEmpty(const Seq<T>& items, const char* what, const char* owner) {
    return !items.empty() || fail(std::string("empty ") + what + " on " + owner);
  }

  bool positions(const Node* node);
  bool name(Identifier text);
  bool capture(Identifier text);

  bool expr(const ExprNode* node, ExprContext context = ExprContext::Load);
  bool optional(const ExprNode* node) { return node == nullptr || expr(node); }
  bool exprs(Seq<ExprNode*> nodes, ExprContext context = ExprContext::Load, bool nullAllowed = false);
  bool exprContext(const ExprNode* node, ExprContext context);
  bool exprFields(const ExprNode* node, ExprContext context);
  bool displayFields(const ExprNode* node);
  bool comprehension(Seq<Comprehension*> generators);
  bool compare(const Compare* node);
  bool keywords(Seq<Keyword*> nodes);
  bool parameters(Seq<Arg*> nodes);
  bool arguments(const Arguments* node);

  bool stmts(Seq<StmtNode*> nodes);
  bool body(Seq<StmtNode*> nodes, const char* owner) { return notEmpty(nodes, "body", owner) && stmts(nodes); }
  bool stmt(const StmtNode* node);
  bool simpleStmt(const StmtNode* node);
  bool compoundStmt(const StmtNode* node);
  template <typename T>
  bool function(const T* node, const char* owner);
  template <typename T>
  bool loop(const T* node, const char* owner);
  template <typename T>
  bool with(const T* node, const char* owner);
  template <typename T>
  bool tryBlock(const T* node, const std::string& owner);
  bool match(const Match* node);

  bool pattern(const PatternNode* node, bool starAllowed);
  bool patternFields(const PatternNode* node, bool starAllowed);
  bool patterns(Seq<PatternNode*> nodes, bool starAllowed);
  bool mappingPattern(const MatchMapping* node);
  bool classPattern(const MatchClass* node);
  bool matchValue(const ExprNode* node);

  int depth_ = 0;
  int depthLimit_;
  TreeProblem& problem_;
};

bool Validator::module(const ModNode* node) {
  switch (node->kind) {
    case NodeKind::Module: return stmts(cast<Module>(node)->body);
    case NodeKind::Interactive: return stmts(cast<Interactive>(node)->body);
    case NodeKind::Expression: return expr(cast<Expression>(node)->body);
    case NodeKind::FunctionType:
      return exprs(cast<FunctionType>(node)->argtypes) && expr(cast<FunctionType>(node)->returns);
    default: return fail("impossible module node");
  }
}

bool Validator::positions(const Node* node) {
  char text[160];
  if (node->lineno > node->endLineno) {
    std::snprintf(text, sizeof text, "AST node line range (%d, %d) is not valid", node->lineno, node->endLineno);
    return fail(text);
  }
  if ((node->lineno < 0 && node->endLineno != node->lineno) ||
      (node->colOffset < 0 && node->colOffset != node->endColOffset)) {
    std::snprintf(text, sizeof text, "AST node column range (%d, %d) for line range (%d, %d) is not valid",
                  node->colOffset, node->endColOffset, node->lineno, node->endLineno);
    return fail(text);
  }
  if (node->lineno == node->endLineno && node->colOffset > node->endColOffset) {
    std::snprintf(text, sizeof text, "line %d, column %d-%d is not a valid range", node->lineno, node->colOffset,
                  node->endColOffset);
    return fail(text);
  }
  return true;
}

bool Validator::name(Identifier text) {
  if (text != "None" && text != "True" && text != "False") return true;
  return fail("identifier field can't represent '" + std::string(text) + "' constant");
}

bool Validator::capture(Identifier text) {
  if (text == "_") return fail("can't capture name '_' in patterns");
  return name(text);
}

// --- expressions

bool Validator::exprs(Seq<ExprNode*> nodes, ExprContext context, bool nullAllowed) {
  for (const ExprNode* node : nodes) {
    if (node == nullptr) {
      if (!nullAllowed) return fail("None disallowed in expression list");
    } else if (!expr(node, context)) {
      return false;
    }
  }
  return true;
}

bool Validator::exprContext(const ExprNode* node, ExprContext context) {
  if (auto* n = dynCast<Name>(node); n != nullptr && !name(n->id)) return false;
  ExprContext actual;
  if (!contextOf(node, &actual)) {
    return context == ExprContext::Load ||
           fail(std::string("expression which can't be assigned to in ") + contextName(context) + " context");
  }
  if (actual == context) return true;
  return fail(std::string("expression must have ") + contextName(context) + " context but has " +
              contextName(actual) + " instead");
}

bool Validator::expr(const ExprNode* node, ExprContext context) {
  if (!positions(node)) return false;
  Level level(*this);
  return level.ok && exprContext(node, context) && exprFields(node, context);
}

bool Validator::exprFields(const ExprNode* node, ExprContext context) {
  switch (node->kind) {
    case NodeKind::BoolOp:
      if (cast<BoolOp>(node)->values.size < 2) return fail("BoolOp with less than 2 values");
      return exprs(cast<BoolOp>(node)->values);
    case NodeKind::BinOp: return expr(cast<BinOp>(node)->left) && expr(cast<BinOp>(node)->right);
    case NodeKind::UnaryOp: return expr(cast<UnaryOp>(node)->operand);
    case NodeKind::Lambda: return arguments(cast<Lambda>(node)->args) && expr(cast<Lambda>(node)->body);
    case NodeKind::IfExp: {
      auto* n = cast<IfExp>(node);
      return expr(n->test) && expr(n->body) && expr(n->orelse);
    }
    case NodeKind::Yield: return optional(cast<Yield>(node)->value);
    case NodeKind::YieldFrom: return expr(cast<YieldFrom>(node)->value);
    case NodeKind::Await: return expr(cast<Await>(node)->value);
    case NodeKind::Compare: return compare(cast<Compare>(node));
    case NodeKind::Call: {
      auto* n = cast<Call>(node);
      return expr(n->func) && exprs(n->args) && keywords(n->keywords);
    }
    case NodeKind::JoinedStr: return exprs(cast<JoinedStr>(node)->values);
    case NodeKind::FormattedValue:
      return expr(cast<FormattedValue>(node)->value) && optional(cast<FormattedValue>(node)->formatSpec);
    case NodeKind::Attribute: return expr(cast<Attribute>(node)->value);
    case NodeKind::Subscript: return expr(cast<Subscript>(node)->slice) && expr(cast<Subscript>(node)->value);
    case NodeKind::Starred: return expr(cast<Starred>(node)->value, context);
    case NodeKind::Slice: {
      auto* n = cast<Slice>(node);
      return optional(n->lower) && optional(n->upper) && optional(n->step);
    }
    case NodeKind::List: return exprs(cast<List>(node)->elts, context);
    case NodeKind::Tuple: return exprs(cast<Tuple>(node)->elts, context);
    case NodeKind::NamedExpr:
      // CPython 3.11 crashes on other targets; the text is 3.12's.
      if (cast<NamedExpr>(node)->target->kind != NodeKind::Name) {
        return fail("NamedExpr target must be a Name", TreeProblemKind::kTypeError);
      }
      return expr(cast<NamedExpr>(node)->value);
    default: return displayFields(node);
  }
}

bool Validator::displayFields(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::Dict: {
      auto* n = cast<Dict>(node);
      if (n->keys.size != n->values.size) return fail("Dict doesn't have the same number of keys as values");
      return exprs(n->keys, ExprContext::Load, true) && exprs(n->values);
    }
    case NodeKind::Set: return exprs(cast<Set>(node)->elts);
    case NodeKind::ListComp: return comprehension(cast<ListComp>(node)->generators) && expr(cast<ListComp>(node)->elt);
    case NodeKind::SetComp: return comprehension(cast<SetComp>(node)->generators) && expr(cast<SetComp>(node)->elt);
    case NodeKind::GeneratorExp:
      return comprehension(cast<GeneratorExp>(node)->generators) && expr(cast<GeneratorExp>(node)->elt);
    case NodeKind::DictComp: {
      auto* n = cast<DictComp>(node);
      return comprehension(n->generators) && expr(n->key) && expr(n->value);
    }
    default: return true;
  }
}

bool Validator::compare(const Compare* node) {
  if (node->comparators.empty()) return fail("Compare with no comparators");
  if (node->comparators.size != node->ops.size) {
    return fail("Compare has a different number of comparators and operands");
  }
  return exprs(node->comparators) && expr(node->left);
}

bool Validator::comprehension(Seq<Comprehension*> generators) {
  if (generators.empty()) return fail("comprehension with no generators");
  for (const Comprehension* c : generators) {
    if (!expr(c->target, ExprContext::Store) || !expr(c->iter) || !exprs(c->ifs)) return false;
  }
  return true;
}

bool Validator::keywords(Seq<Keyword*> nodes) {
  for (const Keyword* keyword : nodes) {
    if (!expr(keyword->value)) return false;
  }
  return true;
}

bool Validator::parameters(Seq<Arg*> nodes) {
  for (const Arg* arg : nodes) {
    if (!positions(arg) || !optional(arg->annotation)) return false;
  }
  return true;
}

bool Validator::arguments(const Arguments* node) {
  if (!parameters(node->posonlyargs) || !parameters(node->args)) return false;
  if (node->vararg != nullptr && !optional(node->vararg->annotation)) return false;
  if (!parameters(node->kwonlyargs)) return false;
  if (node->kwarg != nullptr && !optional(node->kwarg->annotation)) return false;
  if (node->defaults.size > node->posonlyargs.size + node->args.size) {
    return fail("more positional defaults than args on arguments");
  }
  if (node->kwDefaults.size != node->kwonlyargs.size) {
    return fail("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  return exprs(node->defaults) && exprs(node->kwDefaults, ExprContext::Load, true);
}

// --- statements

bool Validator::stmts(Seq<StmtNode*> nodes) {
  for (const StmtNode* node : nodes) {
    if (node == nullptr) return fail("None disallowed in statement list");
    if (!stmt(node)) return false;
  }
  return true;
}

bool Validator::stmt(const StmtNode* node) {
  if (!positions(node)) return false;
  Level level(*this);
  return level.ok && simpleStmt(node);
}

bool Validator::simpleStmt(const StmtNode* node) {
  switch (node->kind) {
    case NodeKind::Return: return optional(cast<Return>(node)->value);
    case NodeKind::Delete:
      return notEmpty(cast<Delete>(node)->targets, "targets", "Delete") &&
             exprs(cast<Delete>(node)->targets, ExprContext::Del);
    case NodeKind::Assign:
      return notEmpty(cast<Assign>(node)->targets, "targets", "Assign") &&
             exprs(cast<Assign>(node)->targets, ExprContext::Store) && expr(cast<Assign>(node)->value);
    case NodeKind::AugAssign:
      return expr(cast<AugAssign>(node)->target, ExprContext::Store) && expr(cast<AugAssign>(node)->value);
    case NodeKind::AnnAssign: {
      auto* n = cast<AnnAssign>(node);
      if (n->target->kind != NodeKind::Name && n->simple) {
        return fail("AnnAssign with simple non-Name target", TreeProblemKind::kTypeError);
      }
      return expr(n->target, ExprContext::Store) && optional(n->value) && expr(n->annotation);
    }
    case NodeKind::Raise: {
      auto* n = cast<Raise>(node);
      if (n->exc != nullptr) return expr(n->exc) && optional(n->cause);
      return n->cause == nullptr || fail("Raise with cause but no exception");
    }
    case NodeKind::Assert: return expr(cast<Assert>(node)->test) && optional(cast<Assert>(node)->msg);
    case NodeKind::Import: return notEmpty(cast<Import>(node)->names, "names", "Import");
    case NodeKind::ImportFrom:
      if (cast<ImportFrom>(node)->level < 0) return fail("Negative ImportFrom level");
      return notEmpty(cast<ImportFrom>(node)->names, "names", "ImportFrom");
    case NodeKind::Global: return notEmpty(cast<Global>(node)->names, "names", "Global");
    case NodeKind::Nonlocal: return notEmpty(cast<Nonlocal>(node)->names, "names", "Nonlocal");
    case NodeKind::Expr: return expr(cast<Expr>(node)->value);
    case NodeKind::Pass:
    case NodeKind::Break:
    case NodeKind::Continue: return true;
    default: return compoundStmt(node);
  }
}

template <typename T>
bool Validator::function(const T* node, const char* owner) {
  return body(node->body, owner) && arguments(node->args) && exprs(node->decoratorList) && optional(node->returns);
}

template <typename T>
bool Validator::loop(const T* node, const char* owner) {
  return expr(node->target, ExprContext::Store) && expr(node->iter) && body(node->body, owner) && stmts(node->orelse);
}

template <typename T>
bool Validator::with(const T* node, const char* owner) {
  if (!notEmpty(node->items, "items", owner)) return false;
  for (const WithItem* item : node->items) {
    if (!expr(item->contextExpr)) return false;
    if (item->optionalVars != nullptr && !expr(item->optionalVars, ExprContext::Store)) return false;
  }
  return body(node->body, owner);
}

template <typename T>
bool Validator::tryBlock(const T* node, const std::string& owner) {
  if (!body(node->body, owner.c_str())) return false;
  if (node->handlers.empty() && node->finalbody.empty()) return fail(owner + " has neither except handlers nor finalbody");
  if (node->handlers.empty() && !node->orelse.empty()) return fail(owner + " has orelse but no except handlers");
  for (const ExceptHandler* handler : node->handlers) {
    if (handler == nullptr) return fail("None disallowed in handler list");
    if (!positions(handler) || !optional(handler->type) || !body(handler->body, "ExceptHandler")) return false;
  }
  return stmts(node->finalbody) && stmts(node->orelse);
}

bool Validator::match(const Match* node) {
  if (!expr(node->subject) || !notEmpty(node->cases, "cases", "Match")) return false;
  for (const MatchCase* c : node->cases) {
    if (!pattern(c->pattern, false) || !optional(c->guard) || !body(c->body, "match_case")) return false;
  }
  return true;
}

bool Validator::compoundStmt(const StmtNode* node) {
  switch (node->kind) {
    case NodeKind::FunctionDef: return function(cast<FunctionDef>(node), "FunctionDef");
    case NodeKind::AsyncFunctionDef: return function(cast<AsyncFunctionDef>(node), "AsyncFunctionDef");
    case NodeKind::ClassDef: {
      auto* n = cast<ClassDef>(node);
      return body(n->body, "ClassDef") && exprs(n->bases) && keywords(n->keywords) && exprs(n->decoratorList);
    }
    case NodeKind::For: return loop(cast<For>(node), "For");
    case NodeKind::AsyncFor: return loop(cast<AsyncFor>(node), "AsyncFor");
    case NodeKind::While: {
      auto* n = cast<While>(node);
      return expr(n->test) && body(n->body, "While") && stmts(n->orelse);
    }
    case NodeKind::If: {
      auto* n = cast<If>(node);
      return expr(n->test) && body(n->body, "If") && stmts(n->orelse);
    }
    case NodeKind::With: return with(cast<With>(node), "With");
    case NodeKind::AsyncWith: return with(cast<AsyncWith>(node), "AsyncWith");
    case NodeKind::Match: return match(cast<Match>(node));
    case NodeKind::Try: return tryBlock(cast<Try>(node), "Try");
    case NodeKind::TryStar: return tryBlock(cast<TryStar>(node), "TryStar");
    default: return fail("unexpected statement");
  }
}

// --- patterns

bool Validator::patterns(Seq<PatternNode*> nodes, bool starAllowed) {
  for (const PatternNode* node : nodes) {
    if (node == nullptr) return fail("None disallowed in pattern list");
    if (!pattern(node, starAllowed)) return false;
  }
  return true;
}

bool Validator::pattern(const PatternNode* node, bool starAllowed) {
  if (!positions(node)) return false;
  Level level(*this);
  return level.ok && patternFields(node, starAllowed);
}

bool Validator::patternFields(const PatternNode* node, bool starAllowed) {
  switch (node->kind) {
    case NodeKind::MatchValue: return matchValue(cast<MatchValue>(node)->value);
    case NodeKind::MatchSingleton: {
      ConstantType type = cast<MatchSingleton>(node)->value.type;
      return type == ConstantType::kNone || type == ConstantType::kTrue || type == ConstantType::kFalse ||
             fail("MatchSingleton can only contain True, False and None");
    }
    case NodeKind::MatchSequence: return patterns(cast<MatchSequence>(node)->patterns, true);
    case NodeKind::MatchMapping: return mappingPattern(cast<MatchMapping>(node));
    case NodeKind::MatchClass: return classPattern(cast<MatchClass>(node));
    case NodeKind::MatchStar:
      if (!starAllowed) return fail("can't use MatchStar here");
      return cast<MatchStar>(node)->name.data() == nullptr || capture(cast<MatchStar>(node)->name);
    case NodeKind::MatchAs: {
      auto* n = cast<MatchAs>(node);
      if (n->name.data() != nullptr && !capture(n->name)) return false;
      if (n->pattern == nullptr) return true;
      if (n->name.data() == nullptr) return fail("MatchAs must specify a target name if a pattern is given");
      return pattern(n->pattern, false);
    }
    case NodeKind::MatchOr:
      if (cast<MatchOr>(node)->patterns.size < 2) return fail("MatchOr requires at least 2 patterns");
      return patterns(cast<MatchOr>(node)->patterns, false);
    default: return fail("unexpected pattern");
  }
}

bool Validator::mappingPattern(const MatchMapping* node) {
  if (node->keys.size != node->patterns.size) {
    return fail("MatchMapping doesn't have the same number of keys as patterns");
  }
  if (node->rest.data() != nullptr && !capture(node->rest)) return false;
  for (const ExprNode* key : node->keys) {
    if (key == nullptr) return fail("None disallowed in expression list");
    if (auto* constant = dynCast<Constant>(key)) {
      ConstantType type = constant->value.type;
      if (type == ConstantType::kNone || type == ConstantType::kTrue || type == ConstantType::kFalse) continue;
    }
    if (!matchValue(key)) return false;
  }
  return patterns(node->patterns, false);
}

bool Validator::classPattern(const MatchClass* node) {
  if (node->kwdAttrs.size != node->kwdPatterns.size) {
    return fail("MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  if (!expr(node->cls)) return false;
  const ExprNode* cls = node->cls;
  while (cls->kind == NodeKind::Attribute) cls = cast<Attribute>(cls)->value;
  if (cls->kind != NodeKind::Name) return fail("MatchClass cls field can only contain Name or Attribute nodes.");
  for (Identifier attribute : node->kwdAttrs) {
    if (!name(attribute)) return false;
  }
  return patterns(node->patterns, false) && patterns(node->kwdPatterns, false);
}

bool isLiteralNumber(const ExprNode* node, bool real, bool imaginary) {
  auto* constant = dynCast<Constant>(node);
  if (constant == nullptr) return false;
  ConstantType type = constant->value.type;
  return (real && (type == ConstantType::kInt || type == ConstantType::kFloat)) ||
         (imaginary && type == ConstantType::kComplex);
}

bool isNegativeLiteral(const ExprNode* node, bool real, bool imaginary) {
  auto* unary = dynCast<UnaryOp>(node);
  return unary != nullptr && unary->op == UnaryOperator::USub && isLiteralNumber(unary->operand, real, imaginary);
}

bool isComplexLiteral(const BinOp* node) {
  if (node->op != ast::BinaryOperator::Add && node->op != ast::BinaryOperator::Sub) return false;
  return (isLiteralNumber(node->left, true, false) || isNegativeLiteral(node->left, true, false)) &&
         isLiteralNumber(node->right, false, true);
}

bool Validator::matchValue(const ExprNode* node) {
  if (!expr(node)) return false;
  bool ok = false;
  switch (node->kind) {
    case NodeKind::Constant: {
      ConstantType type = cast<Constant>(node)->value.type;
      return type == ConstantType::kInt || type == ConstantType::kFloat || type == ConstantType::kComplex ||
             type == ConstantType::kStr || type == ConstantType::kBytes ||
             fail("unexpected constant inside of a literal pattern");
    }
    case NodeKind::Attribute:
    case NodeKind::JoinedStr: return true;
    case NodeKind::UnaryOp: ok = isNegativeLiteral(node, true, true); break;
    case NodeKind::BinOp: ok = isComplexLiteral(cast<BinOp>(node)); break;
    default: break;
  }
  return ok || fail("patterns may only match literals and attribute lookups");
}

}  // namespace

bool validateTree(const ModNode* tree, int depthLimit, TreeProblem& problem) {
  return Validator(depthLimit, problem).module(tree);
}

}  // namespace taipan
