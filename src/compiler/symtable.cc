// First walk of the symbol table: collects what each block does with each name.
#include "compiler/symtable.h"

#include "compiler/symtable_analysis.h"
#include "syntax/ast_table.h"

namespace taipan::compiler {

std::string_view mangleName(Arena& arena, std::string_view privateName, std::string_view name) {
  if (privateName.data() == nullptr || !name.starts_with("__")) return name;
  if (name.ends_with("__") || name.find('.') != name.npos) return name;
  size_t start = privateName.find_first_not_of('_');
  if (start == privateName.npos) return name;
  std::string mangled = "_";
  mangled += privateName.substr(start);
  mangled += name;
  return arena.intern(mangled);
}

SyntaxProblem syntaxErrorAt(const ast::Node* node, std::string message) {
  SyntaxProblem problem;
  problem.message = std::move(message);
  problem.lineno = node->lineno;
  problem.offset = node->colOffset + 1;
  problem.endLineno = node->endLineno;
  problem.endOffset = node->endColOffset + 1;
  return problem;
}

SyntaxProblem compileRecursionError() {
  SyntaxProblem problem;
  problem.kind = ProblemKind::kRecursionError;
  problem.message = "maximum recursion depth exceeded during compilation";
  problem.hasPosition = false;
  return problem;
}

namespace {

using namespace ast;

std::string quoted(const char* before, std::string_view name, const char* after = "") {
  std::string text = before;
  text += '\'';
  text += name;
  text += '\'';
  text += after;
  return text;
}

// Every visit… returns false after setting problem_.
class Collector {
 public:
  Collector(Arena& arena, const SymbolTableOptions& options, SymbolTable& table,
            SyntaxProblem& problem)
      : arena_(arena), options_(options), table_(table), problem_(problem) {}

  bool visitModule(const ModNode* tree);

 private:
  bool fail(const Node* node, std::string message) {
    problem_ = syntaxErrorAt(node, std::move(message));
    return false;
  }

  void enter(std::string_view name, BlockType type, const Node* node);
  void leave();
  uint32_t lookup(const SymbolBlock* block, std::string_view name) {
    return block->flagsOf(mangleName(arena_, private_, name));
  }
  bool define(std::string_view name, uint32_t flag, const Node* where) {
    return defineIn(current_, name, flag, where);
  }
  bool defineIn(SymbolBlock* block, std::string_view name, uint32_t flag, const Node* where);
  void direct(std::string_view name, const Node* where) {
    current_->directives.push_back({mangleName(arena_, private_, name), where});
  }

  bool visitStatement(const StmtNode* node);
  bool visitStatements(Seq<StmtNode*> nodes);
  bool visitFunction(const StmtNode* node, std::string_view name, const Arguments* args,
                     Seq<StmtNode*> body, Seq<ExprNode*> decorators, ExprNode* returns, bool async);
  bool visitClass(const ClassDef* node);
  bool visitAnnAssign(const AnnAssign* node);
  bool visitDirective(const Node* node, Seq<Identifier> names, bool global);
  bool visitAlias(const Alias* alias);
  bool visitTry(Seq<StmtNode*> body, Seq<ExceptHandler*> handlers, Seq<StmtNode*> orelse,
                Seq<StmtNode*> finalbody);
  bool visitFor(ExprNode* target, ExprNode* iter, Seq<StmtNode*> body, Seq<StmtNode*> orelse);
  bool visitWith(Seq<WithItem*> items, Seq<StmtNode*> body);
  void awaitInModule();

  bool visit(const ExprNode* node);  // null is fine
  bool visitInner(const ExprNode* node);
  bool visitAll(Seq<ExprNode*> nodes);
  bool visitKeywords(Seq<Keyword*> keywords);
  bool visitLambda(const Lambda* node);
  bool visitName(const Name* node);
  bool visitNamedExpr(const NamedExpr* node);
  bool extendWalrusScope(const Name* target);
  bool visitYield(const ExprNode* node, const ExprNode* value);
  bool visitComprehension(const ExprNode* node, const char* name, ComprehensionType type,
                          Seq<Comprehension*> generators, const ExprNode* element,
                          const ExprNode* value);
  bool visitGenerator(const Comprehension* node);
  bool forbiddenInAnnotation(const Node* node, const char* what);

  bool visitArguments(const Arguments* args);
  bool visitDefaults(const Arguments* args) {
    return visitAll(args->defaults) && visitAll(args->kwDefaults);
  }
  bool visitAnnotation(const ExprNode* annotation);
  bool visitAnnotations(const Node* node, const Arguments* args, const ExprNode* returns);
  bool visitPattern(const PatternNode* node);
  bool visitPatterns(Seq<PatternNode*> nodes);

  Arena& arena_;
  const SymbolTableOptions& options_;
  SymbolTable& table_;
  SyntaxProblem& problem_;
  SymbolBlock* current_ = nullptr;
  std::string_view private_;
  int depth_ = 0;

  // Counts nesting; false (with problem_ set) beyond the limit.
  struct Nesting {
    explicit Nesting(Collector& owner) : owner_(owner) {
      ok = ++owner_.depth_ <= owner_.options_.depthLimit;
      if (!ok) owner_.problem_ = compileRecursionError();
    }
    ~Nesting() { owner_.depth_--; }
    bool ok;
    Collector& owner_;
  };
};

void Collector::enter(std::string_view name, BlockType type, const Node* node) {
  auto* block = new (arena_.allocate(sizeof(SymbolBlock), alignof(SymbolBlock))) SymbolBlock(arena_);
  block->parent = current_;
  block->name = name;
  block->type = type;
  block->node = node;
  block->line = node->lineno;
  if (current_ != nullptr) {
    block->nested = current_->nested || current_->type == BlockType::kFunction;
    block->iterableDepth = current_->iterableDepth;
    // Annotations that stay text must not influence other scopes: they are nobody's children.
    if (type != BlockType::kAnnotation) current_->children.push_back(block);
  }
  if (type != BlockType::kAnnotation) {
    table_.indices.add(node, static_cast<int32_t>(table_.blocks.size()));
    table_.blocks.push_back(block);
  }
  current_ = block;
}

void Collector::leave() { current_ = current_->parent; }

bool Collector::defineIn(SymbolBlock* block, std::string_view name, uint32_t flag,
                         const Node* where) {
  std::string_view mangled = mangleName(arena_, private_, name);
  uint32_t& flags = block->symbolOf(mangled).flags;
  if ((flag & flags & kDefParam) != 0) {
    return fail(where, quoted("duplicate argument ", name, " in function definition"));
  }
  uint32_t value = flags | flag;
  if (block->inIterationTarget) {
    if ((value & (kDefGlobal | kDefNonlocal)) != 0) {
      return fail(where, quoted("comprehension inner loop cannot rebind assignment expression "
                                "target ", name));
    }
    value |= kDefCompIter;
  }
  flags = value;
  if ((flag & kDefParam) != 0) {
    block->parameters.push_back(mangled);
  } else if ((flag & kDefGlobal) != 0 && block != table_.top) {
    table_.top->symbolOf(mangled).flags |= flag;
  }
  return true;
}

bool Collector::visitModule(const ModNode* tree) {
  enter("top", BlockType::kModule, tree);
  table_.top = current_;
  bool ok = true;
  if (auto* module = dynCast<Module>(tree)) ok = visitStatements(module->body);
  if (auto* interactive = dynCast<Interactive>(tree)) ok = visitStatements(interactive->body);
  if (auto* expression = dynCast<Expression>(tree)) ok = visit(expression->body);
  leave();
  return ok;
}

bool Collector::visitStatements(Seq<StmtNode*> nodes) {
  for (StmtNode* node : nodes) {
    if (!visitStatement(node)) return false;
  }
  return true;
}

void Collector::awaitInModule() {
  if (options_.allowTopLevelAwait && current_->type == BlockType::kModule) {
    current_->coroutine = true;
  }
}

bool Collector::visitStatement(const StmtNode* node) {
  Nesting nesting(*this);
  if (!nesting.ok) return false;
  switch (node->kind) {
    case NodeKind::FunctionDef: {
      auto* f = cast<FunctionDef>(node);
      return visitFunction(f, f->name, f->args, f->body, f->decoratorList, f->returns, false);
    }
    case NodeKind::AsyncFunctionDef: {
      auto* f = cast<AsyncFunctionDef>(node);
      return visitFunction(f, f->name, f->args, f->body, f->decoratorList, f->returns, true);
    }
    case NodeKind::ClassDef:
      return visitClass(cast<ClassDef>(node));
    case NodeKind::Return: {
      auto* r = cast<Return>(node);
      if (r->value != nullptr) {
        if (!visit(r->value)) return false;
        current_->returnsValue = true;
      }
      return true;
    }
    case NodeKind::Delete:
      return visitAll(cast<Delete>(node)->targets);
    case NodeKind::Assign:
      return visitAll(cast<Assign>(node)->targets) && visit(cast<Assign>(node)->value);
    case NodeKind::AugAssign:
      return visit(cast<AugAssign>(node)->target) && visit(cast<AugAssign>(node)->value);
    case NodeKind::AnnAssign:
      return visitAnnAssign(cast<AnnAssign>(node));
    case NodeKind::For: {
      auto* f = cast<For>(node);
      return visitFor(f->target, f->iter, f->body, f->orelse);
    }
    case NodeKind::AsyncFor: {
      auto* f = cast<AsyncFor>(node);
      awaitInModule();
      return visitFor(f->target, f->iter, f->body, f->orelse);
    }
    case NodeKind::While: {
      auto* w = cast<While>(node);
      return visit(w->test) && visitStatements(w->body) && visitStatements(w->orelse);
    }
    case NodeKind::If: {
      auto* i = cast<If>(node);
      return visit(i->test) && visitStatements(i->body) && visitStatements(i->orelse);
    }
    case NodeKind::With:
      return visitWith(cast<With>(node)->items, cast<With>(node)->body);
    case NodeKind::AsyncWith:
      awaitInModule();
      return visitWith(cast<AsyncWith>(node)->items, cast<AsyncWith>(node)->body);
    case NodeKind::Match: {
      auto* m = cast<Match>(node);
      if (!visit(m->subject)) return false;
      for (MatchCase* c : m->cases) {
        if (!visitPattern(c->pattern) || !visit(c->guard) || !visitStatements(c->body)) return false;
      }
      return true;
    }
    case NodeKind::Raise:
      return visit(cast<Raise>(node)->exc) && visit(cast<Raise>(node)->cause);
    case NodeKind::Try: {
      auto* t = cast<Try>(node);
      return visitTry(t->body, t->handlers, t->orelse, t->finalbody);
    }
    case NodeKind::TryStar: {
      auto* t = cast<TryStar>(node);
      return visitTry(t->body, t->handlers, t->orelse, t->finalbody);
    }
    case NodeKind::Assert:
      return visit(cast<Assert>(node)->test) && visit(cast<Assert>(node)->msg);
    case NodeKind::Import:
      for (Alias* alias : cast<Import>(node)->names) {
        if (!visitAlias(alias)) return false;
      }
      return true;
    case NodeKind::ImportFrom:
      for (Alias* alias : cast<ImportFrom>(node)->names) {
        if (!visitAlias(alias)) return false;
      }
      return true;
    case NodeKind::Global:
      return visitDirective(node, cast<Global>(node)->names, true);
    case NodeKind::Nonlocal:
      return visitDirective(node, cast<Nonlocal>(node)->names, false);
    case NodeKind::Expr:
      return visit(cast<Expr>(node)->value);
    default:
      return true;
  }
}

bool Collector::visitFunction(const StmtNode* node, std::string_view name, const Arguments* args,
                              Seq<StmtNode*> body, Seq<ExprNode*> decorators, ExprNode* returns,
                              bool async) {
  if (!define(name, kDefLocal, node) || !visitDefaults(args) ||
      !visitAnnotations(node, args, returns) || !visitAll(decorators)) {
    return false;
  }
  enter(name, BlockType::kFunction, node);
  current_->coroutine = async;
  if (!visitArguments(args) || !visitStatements(body)) return false;
  leave();
  return true;
}

bool Collector::visitClass(const ClassDef* node) {
  if (!define(node->name, kDefLocal, node) || !visitAll(node->bases) ||
      !visitKeywords(node->keywords) || !visitAll(node->decoratorList)) {
    return false;
  }
  enter(node->name, BlockType::kClass, node);
  std::string_view outer = private_;
  private_ = node->name;
  if (!visitStatements(node->body)) return false;
  private_ = outer;
  leave();
  return true;
}

bool Collector::visitAnnAssign(const AnnAssign* node) {
  if (auto* name = dynCast<Name>(node->target)) {
    uint32_t flags = lookup(current_, name->id);
    if ((flags & (kDefGlobal | kDefNonlocal)) != 0 && current_ != table_.top &&
        node->simple != 0) {
      return fail(node, quoted("annotated name ", name->id,
                               (flags & kDefGlobal) != 0 ? " can't be global"
                                                         : " can't be nonlocal"));
    }
    if (node->simple != 0) {
      if (!define(name->id, kDefAnnot | kDefLocal, name)) return false;
    } else if (node->value != nullptr) {
      if (!define(name->id, kDefLocal, name)) return false;
    }
  } else if (!visit(node->target)) {
    return false;
  }
  return visitAnnotation(node->annotation) && visit(node->value);
}

bool Collector::visitDirective(const Node* node, Seq<Identifier> names, bool global) {
  for (Identifier name : names) {
    uint32_t flags = lookup(current_, name);
    std::string kind = global ? "global" : "nonlocal";
    std::string text;
    if ((flags & kDefParam) != 0) {
      text = quoted("name ", name, (" is parameter and " + kind).c_str());
    } else if ((flags & kUse) != 0) {
      text = quoted("name ", name, (" is used prior to " + kind + " declaration").c_str());
    } else if ((flags & kDefAnnot) != 0) {
      text = quoted("annotated name ", name, (" can't be " + kind).c_str());
    } else if ((flags & kDefLocal) != 0) {
      text = quoted("name ", name, (" is assigned to before " + kind + " declaration").c_str());
    }
    if (!text.empty()) return fail(node, std::move(text));
    if (!define(name, global ? kDefGlobal : kDefNonlocal, node)) return false;
    direct(name, node);
  }
  return true;
}

bool Collector::visitAlias(const Alias* alias) {
  std::string_view name = alias->asname.data() != nullptr ? alias->asname : alias->name;
  if (name == "*") {
    if (current_->type == BlockType::kModule) return true;
    return fail(alias, "import * only allowed at module level");
  }
  size_t dot = name.find('.');
  if (dot != name.npos) name = arena_.intern(name.substr(0, dot));
  return define(name, kDefImport, alias);
}

bool Collector::visitTry(Seq<StmtNode*> body, Seq<ExceptHandler*> handlers, Seq<StmtNode*> orelse,
                         Seq<StmtNode*> finalbody) {
  if (!visitStatements(body) || !visitStatements(orelse)) return false;
  for (ExceptHandler* handler : handlers) {
    if (!visit(handler->type)) return false;
    if (handler->name.data() != nullptr && !define(handler->name, kDefLocal, handler)) return false;
    if (!visitStatements(handler->body)) return false;
  }
  return visitStatements(finalbody);
}

bool Collector::visitFor(ExprNode* target, ExprNode* iter, Seq<StmtNode*> body,
                         Seq<StmtNode*> orelse) {
  return visit(target) && visit(iter) && visitStatements(body) && visitStatements(orelse);
}

bool Collector::visitWith(Seq<WithItem*> items, Seq<StmtNode*> body) {
  for (WithItem* item : items) {
    if (!visit(item->contextExpr) || !visit(item->optionalVars)) return false;
  }
  return visitStatements(body);
}

bool Collector::visitAll(Seq<ExprNode*> nodes) {
  for (ExprNode* node : nodes) {
    if (!visit(node)) return false;
  }
  return true;
}

bool Collector::visitKeywords(Seq<Keyword*> keywords) {
  for (Keyword* keyword : keywords) {
    if (!visit(keyword->value)) return false;
  }
  return true;
}

bool Collector::visit(const ExprNode* node) {
  if (node == nullptr) return true;
  Nesting nesting(*this);
  return nesting.ok && visitInner(node);
}

bool Collector::visitInner(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::NamedExpr:
      return visitNamedExpr(cast<NamedExpr>(node));
    case NodeKind::BoolOp:
      return visitAll(cast<BoolOp>(node)->values);
    case NodeKind::BinOp:
      return visit(cast<BinOp>(node)->left) && visit(cast<BinOp>(node)->right);
    case NodeKind::UnaryOp:
      return visit(cast<UnaryOp>(node)->operand);
    case NodeKind::Lambda:
      return visitLambda(cast<Lambda>(node));
    case NodeKind::IfExp: {
      auto* i = cast<IfExp>(node);
      return visit(i->test) && visit(i->body) && visit(i->orelse);
    }
    case NodeKind::Dict:
      return visitAll(cast<Dict>(node)->keys) && visitAll(cast<Dict>(node)->values);
    case NodeKind::Set:
      return visitAll(cast<Set>(node)->elts);
    case NodeKind::ListComp: {
      auto* c = cast<ListComp>(node);
      return visitComprehension(c, "listcomp", ComprehensionType::kList, c->generators, c->elt,
                                nullptr);
    }
    case NodeKind::SetComp: {
      auto* c = cast<SetComp>(node);
      return visitComprehension(c, "setcomp", ComprehensionType::kSet, c->generators, c->elt,
                                nullptr);
    }
    case NodeKind::DictComp: {
      auto* c = cast<DictComp>(node);
      return visitComprehension(c, "dictcomp", ComprehensionType::kDict, c->generators, c->key,
                                c->value);
    }
    case NodeKind::GeneratorExp: {
      auto* c = cast<GeneratorExp>(node);
      return visitComprehension(c, "genexpr", ComprehensionType::kGenerator, c->generators, c->elt,
                                nullptr);
    }
    case NodeKind::Yield:
      return visitYield(node, cast<Yield>(node)->value);
    case NodeKind::YieldFrom:
      return visitYield(node, cast<YieldFrom>(node)->value);
    case NodeKind::Await:
      if (!forbiddenInAnnotation(node, "await expression")) return false;
      if (!visit(cast<Await>(node)->value)) return false;
      current_->coroutine = true;
      return true;
    case NodeKind::Compare:
      return visit(cast<Compare>(node)->left) && visitAll(cast<Compare>(node)->comparators);
    case NodeKind::Call: {
      auto* c = cast<Call>(node);
      return visit(c->func) && visitAll(c->args) && visitKeywords(c->keywords);
    }
    case NodeKind::FormattedValue:
      return visit(cast<FormattedValue>(node)->value) &&
             visit(cast<FormattedValue>(node)->formatSpec);
    case NodeKind::JoinedStr:
      return visitAll(cast<JoinedStr>(node)->values);
    case NodeKind::Attribute:
      return visit(cast<Attribute>(node)->value);
    case NodeKind::Subscript:
      return visit(cast<Subscript>(node)->value) && visit(cast<Subscript>(node)->slice);
    case NodeKind::Starred:
      return visit(cast<Starred>(node)->value);
    case NodeKind::Slice: {
      auto* s = cast<Slice>(node);
      return visit(s->lower) && visit(s->upper) && visit(s->step);
    }
    case NodeKind::Name:
      return visitName(cast<Name>(node));
    case NodeKind::List:
      return visitAll(cast<List>(node)->elts);
    case NodeKind::Tuple:
      return visitAll(cast<Tuple>(node)->elts);
    default:
      return true;
  }
}

bool Collector::visitName(const Name* node) {
  if (!define(node->id, node->ctx == ExprContext::Load ? kUse : kDefLocal, node)) return false;
  // super() without arguments needs the __class__ cell.
  if (node->ctx == ExprContext::Load && current_->type == BlockType::kFunction &&
      node->id == "super") {
    return define(arena_.intern("__class__"), kUse, node);
  }
  return true;
}

bool Collector::visitLambda(const Lambda* node) {
  if (!visitDefaults(node->args)) return false;
  enter("lambda", BlockType::kFunction, node);
  if (!visitArguments(node->args) || !visit(node->body)) return false;
  leave();
  return true;
}

bool Collector::forbiddenInAnnotation(const Node* node, const char* what) {
  if (current_->type != BlockType::kAnnotation) return true;
  return fail(node, quoted("", what, " can not be used within an annotation"));
}

bool Collector::visitNamedExpr(const NamedExpr* node) {
  if (!forbiddenInAnnotation(node, "named expression")) return false;
  if (current_->iterableDepth > 0) {
    return fail(node,
                "assignment expression cannot be used in a comprehension iterable expression");
  }
  if (current_->comprehension != ComprehensionType::kNone) {
    if (auto* target = dynCast<Name>(node->target)) {
      if (!extendWalrusScope(target)) return false;
    }
  }
  return visit(node->value) && visit(node->target);
}

// A walrus in a comprehension binds in the innermost enclosing function or module (PEP 572).
bool Collector::extendWalrusScope(const Name* target) {
  for (SymbolBlock* block = current_; block != nullptr; block = block->parent) {
    if (block->comprehension != ComprehensionType::kNone) {
      if ((lookup(block, target->id) & kDefCompIter) != 0) {
        return fail(target, quoted("assignment expression cannot rebind comprehension iteration "
                                   "variable ", target->id));
      }
      continue;
    }
    if (block->type == BlockType::kFunction) {
      bool global = (lookup(block, target->id) & kDefGlobal) != 0;
      if (!define(target->id, global ? kDefGlobal : kDefNonlocal, target)) return false;
      direct(target->id, target);
      return defineIn(block, target->id, kDefLocal, target);
    }
    if (block->type == BlockType::kModule) {
      if (!define(target->id, kDefGlobal, target)) return false;
      direct(target->id, target);
      return defineIn(block, target->id, kDefGlobal, target);
    }
    if (block->type == BlockType::kClass) {
      return fail(target, "assignment expression within a comprehension cannot be used in a class "
                          "body");
    }
  }
  return true;
}

bool Collector::visitYield(const ExprNode* node, const ExprNode* value) {
  if (!forbiddenInAnnotation(node, "yield expression")) return false;
  if (!visit(value)) return false;
  current_->generator = true;
  switch (current_->comprehension) {
    case ComprehensionType::kNone:
      return true;
    case ComprehensionType::kList:
      return fail(node, "'yield' inside list comprehension");
    case ComprehensionType::kSet:
      return fail(node, "'yield' inside set comprehension");
    case ComprehensionType::kDict:
      return fail(node, "'yield' inside dict comprehension");
    case ComprehensionType::kGenerator:
      return fail(node, "'yield' inside generator expression");
  }
  return true;
}

bool Collector::visitComprehension(const ExprNode* node, const char* name, ComprehensionType type,
                                   Seq<Comprehension*> generators, const ExprNode* element,
                                   const ExprNode* value) {
  const Comprehension* outermost = generators[0];
  current_->iterableDepth++;
  if (!visit(outermost->iter)) return false;
  current_->iterableDepth--;
  enter(name, BlockType::kFunction, node);
  current_->comprehension = type;
  if (outermost->isAsync != 0) current_->coroutine = true;
  if (!define(arena_.intern(".0"), kDefParam, node)) return false;
  current_->inIterationTarget = true;
  if (!visit(outermost->target)) return false;
  current_->inIterationTarget = false;
  if (!visitAll(outermost->ifs)) return false;
  for (size_t i = 1; i < generators.size; i++) {
    if (!visitGenerator(generators[i])) return false;
  }
  if (!visit(value) || !visit(element)) return false;
  bool isGenerator = type == ComprehensionType::kGenerator;
  current_->generator = isGenerator;
  bool isAsync = current_->coroutine && !isGenerator;
  leave();
  if (isAsync) current_->coroutine = true;
  return true;
}

bool Collector::visitGenerator(const Comprehension* node) {
  current_->inIterationTarget = true;
  if (!visit(node->target)) return false;
  current_->inIterationTarget = false;
  current_->iterableDepth++;
  if (!visit(node->iter)) return false;
  current_->iterableDepth--;
  if (!visitAll(node->ifs)) return false;
  if (node->isAsync != 0) current_->coroutine = true;
  return true;
}

bool Collector::visitArguments(const Arguments* args) {
  for (Seq<Arg*> list : {args->posonlyargs, args->args, args->kwonlyargs}) {
    for (Arg* arg : list) {
      if (!define(arg->arg, kDefParam, arg)) return false;
    }
  }
  if (args->vararg != nullptr) {
    if (!define(args->vararg->arg, kDefParam, args->vararg)) return false;
    current_->varArgs = true;
  }
  if (args->kwarg != nullptr) {
    if (!define(args->kwarg->arg, kDefParam, args->kwarg)) return false;
    current_->varKeywords = true;
  }
  return true;
}

bool Collector::visitAnnotation(const ExprNode* annotation) {
  if (!options_.futureAnnotations) return visit(annotation);
  enter("_annotation", BlockType::kAnnotation, annotation);
  if (!visit(annotation)) return false;
  leave();
  return true;
}

bool Collector::visitAnnotations(const Node* node, const Arguments* args, const ExprNode* returns) {
  bool asText = options_.futureAnnotations;
  if (asText) enter("_annotation", BlockType::kAnnotation, node);
  auto visitList = [&](Seq<Arg*> list) {
    for (Arg* arg : list) {
      if (!visit(arg->annotation)) return false;
    }
    return true;
  };
  if (!visitList(args->posonlyargs) || !visitList(args->args) ||
      (args->vararg != nullptr && !visit(args->vararg->annotation)) ||
      (args->kwarg != nullptr && !visit(args->kwarg->annotation)) || !visitList(args->kwonlyargs)) {
    return false;
  }
  if (asText) leave();
  return returns == nullptr || visitAnnotation(returns);
}

bool Collector::visitPatterns(Seq<PatternNode*> nodes) {
  for (PatternNode* node : nodes) {
    if (!visitPattern(node)) return false;
  }
  return true;
}

bool Collector::visitPattern(const PatternNode* node) {
  Nesting nesting(*this);
  if (!nesting.ok) return false;
  auto bind = [&](std::string_view name) {
    return name.data() == nullptr || define(name, kDefLocal, node);
  };
  switch (node->kind) {
    case NodeKind::MatchValue:
      return visit(cast<MatchValue>(node)->value);
    case NodeKind::MatchSequence:
      return visitPatterns(cast<MatchSequence>(node)->patterns);
    case NodeKind::MatchStar:
      return bind(cast<MatchStar>(node)->name);
    case NodeKind::MatchMapping: {
      auto* m = cast<MatchMapping>(node);
      return visitAll(m->keys) && visitPatterns(m->patterns) && bind(m->rest);
    }
    case NodeKind::MatchClass: {
      auto* m = cast<MatchClass>(node);
      return visit(m->cls) && visitPatterns(m->patterns) && visitPatterns(m->kwdPatterns);
    }
    case NodeKind::MatchAs: {
      auto* m = cast<MatchAs>(node);
      if (m->pattern != nullptr && !visitPattern(m->pattern)) return false;
      return bind(m->name);
    }
    case NodeKind::MatchOr:
      return visitPatterns(cast<MatchOr>(node)->patterns);
    default:
      return true;
  }
}

}  // namespace

bool buildSymbolTable(Arena& arena, const ModNode* tree, const SymbolTableOptions& options,
                      SymbolTable& table, SyntaxProblem& problem) {
  return Collector(arena, options, table, problem).visitModule(tree) &&
         analyzeSymbols(arena, table, problem);
}

}  // namespace taipan::compiler
