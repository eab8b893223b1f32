// Modules, functions, lambdas and classes.
#include "compiler/code_generator.h"
#include "compiler/folding.h"
#include "syntax/unparse.h"

namespace taipan::compiler {

using namespace ast;

namespace {

bool hasAnnotations(Seq<StmtNode*> body);

bool handlersHaveAnnotations(Seq<ExceptHandler*> handlers) {
  for (ExceptHandler* handler : handlers) {
    if (hasAnnotations(handler->body)) return true;
  }
  return false;
}

template <typename T>
bool loopHasAnnotations(const StmtNode* node) {
  return hasAnnotations(cast<T>(node)->body) || hasAnnotations(cast<T>(node)->orelse);
}

template <typename T>
bool tryHasAnnotations(const StmtNode* node) {
  auto* t = cast<T>(node);
  return handlersHaveAnnotations(t->handlers) || hasAnnotations(t->body) ||
         hasAnnotations(t->finalbody) || hasAnnotations(t->orelse);
}

// Does the body need __annotations__?  CPython 3.11 does not look into match statements.
bool hasAnnotations(const StmtNode* node) {
  switch (node->kind) {
    case NodeKind::AnnAssign: return true;
    case NodeKind::For: return loopHasAnnotations<For>(node);
    case NodeKind::AsyncFor: return loopHasAnnotations<AsyncFor>(node);
    case NodeKind::While: return loopHasAnnotations<While>(node);
    case NodeKind::If: return loopHasAnnotations<If>(node);
    case NodeKind::With: return hasAnnotations(cast<With>(node)->body);
    case NodeKind::AsyncWith: return hasAnnotations(cast<AsyncWith>(node)->body);
    case NodeKind::Try: return tryHasAnnotations<Try>(node);
    case NodeKind::TryStar: return tryHasAnnotations<TryStar>(node);
    default: return false;
  }
}

bool hasAnnotations(Seq<StmtNode*> body) {
  for (StmtNode* node : body) {
    if (hasAnnotations(node)) return true;
  }
  return false;
}

int firstLineOf(const Node* node, Seq<ExprNode*> decorators) {
  return decorators.empty() ? node->lineno : decorators[0]->lineno;
}

}  // namespace

const CodeSpec* CodeGenerator::generate(const ModNode* tree) {
  enterUnit("<module>", UnitType::kModule, tree, 1);
  bool addNone = true;
  if (auto* module = dynCast<Module>(tree)) {
    visitBody(module->body);
  } else if (auto* interactive = dynCast<Interactive>(tree)) {
    if (hasAnnotations(interactive->body)) op(Opcode::SETUP_ANNOTATIONS);
    interactive_ = true;
    visitStatements(interactive->body);
  } else if (auto* expression = dynCast<Expression>(tree)) {
    visit(expression->body);
    addNone = false;
  }
  const CodeSpec* code = finishUnit(addNone);
  exitUnit();
  return code;
}

// Body of a module or class: annotations and docstring first.
void CodeGenerator::visitBody(Seq<StmtNode*> body) {
  if (unit_->type == UnitType::kModule && !body.empty()) at(body[0]);
  if (hasAnnotations(body)) op(Opcode::SETUP_ANNOTATIONS);
  size_t first = 0;
  if (options_.optimizationLevel < 2 && docstringOf(body) != nullptr) {
    first = 1;
    visit(cast<Expr>(body[0])->value);
    nowhere();
    nameOp("__doc__", ExprContext::Store);
  }
  for (size_t i = first; i < body.size; i++) visitStatement(body[i]);
}

void CodeGenerator::checkDebugArguments(const Arguments* args) {
  auto check = [&](Seq<Arg*> list) {
    for (Arg* arg : list) forbiddenName(arg->arg, ExprContext::Store);
  };
  check(args->posonlyargs);
  check(args->args);
  check(args->kwonlyargs);
  if (args->vararg != nullptr) forbiddenName(args->vararg->arg, ExprContext::Store);
  if (args->kwarg != nullptr) forbiddenName(args->kwarg->arg, ExprContext::Store);
}

int CodeGenerator::visitDefaults(const Arguments* args) {
  int flags = 0;
  if (!args->defaults.empty()) {
    flags |= kMakeFunctionDefaults;
    visitAll(args->defaults);
    op(Opcode::BUILD_TUPLE, static_cast<int>(args->defaults.size));
  }
  ArenaVector<std::string_view> names(arena_);
  for (size_t i = 0; i < args->kwonlyargs.size; i++) {
    if (args->kwDefaults[i] == nullptr) continue;
    names.push_back(mangle(args->kwonlyargs[i]->arg));
    visit(args->kwDefaults[i]);
  }
  if (!names.empty()) {
    flags |= kMakeFunctionKwDefaults;
    loadTexts(names.view());
    op(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(names.size()));
  }
  return flags;
}

void CodeGenerator::visitAnnotation(const ExprNode* annotation) {
  if (futureAnnotations()) {
    auto text = unparseExpression(annotation);
    if (!text) {
      failed_ = true;
      result_.problem = compileRecursionError();
      return;
    }
    loadText(arena_.copyText(*text));
  } else {
    visit(annotation);
  }
}

void CodeGenerator::visitArgAnnotation(std::string_view name, const ExprNode* annotation,
                                       int& count) {
  if (annotation == nullptr) return;
  loadText(mangle(name));
  if (auto* starred = dynCast<Starred>(annotation); starred != nullptr && !futureAnnotations()) {
    visit(starred->value);
    op(Opcode::UNPACK_SEQUENCE, 1);
  } else {
    visitAnnotation(annotation);
  }
  count += 2;
}

bool CodeGenerator::visitAnnotations(const Arguments* args, const ExprNode* returns) {
  int count = 0;
  for (Arg* arg : args->args) visitArgAnnotation(arg->arg, arg->annotation, count);
  for (Arg* arg : args->posonlyargs) visitArgAnnotation(arg->arg, arg->annotation, count);
  if (args->vararg != nullptr) {
    visitArgAnnotation(args->vararg->arg, args->vararg->annotation, count);
  }
  for (Arg* arg : args->kwonlyargs) visitArgAnnotation(arg->arg, arg->annotation, count);
  if (args->kwarg != nullptr) visitArgAnnotation(args->kwarg->arg, args->kwarg->annotation, count);
  visitArgAnnotation("return", returns, count);
  if (count > 0) op(Opcode::BUILD_TUPLE, count);
  return count > 0;
}

void CodeGenerator::applyDecorators(Seq<ExprNode*> decorators) {
  CodePosition saved = unit_->position;
  for (size_t i = decorators.size; i-- > 0;) {
    at(decorators[i]);
    op(Opcode::PRECALL, 0);
    op(Opcode::CALL, 0);
  }
  unit_->position = saved;
}

void CodeGenerator::makeClosure(const CodeSpec* code, int flags) {
  if (failed_ || code == nullptr) return;
  int freeCount = 0;
  for (size_t i = 0; i < code->localsPlusNames.size; i++) {
    if ((static_cast<uint8_t>(code->localsPlusKinds[i]) & kLocalFree) == 0) continue;
    freeCount++;
    std::string_view name = code->localsPlusNames[i];
    // A name that is both free and local in a class goes by its free variable; only __class__ is
    // the class's own cell.
    int cell = unit_->cells.find(name);
    op(Opcode::LOAD_CLOSURE, cell >= 0 ? cell : unit_->freeOperand(name));
  }
  if (freeCount > 0) {
    flags |= kMakeFunctionClosure;
    op(Opcode::BUILD_TUPLE, freeCount);
  }
  ConstantValue constant;
  constant.type = ConstantType::kCode;
  constant.code = code;
  loadConstant(constant);
  op(Opcode::MAKE_FUNCTION, flags);
}

void CodeGenerator::setArgumentCounts(const Arguments* args) {
  unit_->argCount = static_cast<int>(args->posonlyargs.size + args->args.size);
  unit_->positionalOnlyArgCount = static_cast<int>(args->posonlyargs.size);
  unit_->keywordOnlyArgCount = static_cast<int>(args->kwonlyargs.size);
}

void CodeGenerator::visitFunction(const StmtNode* node, std::string_view name,
                                  const Arguments* args, Seq<StmtNode*> body,
                                  Seq<ExprNode*> decorators, const ExprNode* returns, bool async) {
  checkDebugArguments(args);
  visitAll(decorators);
  int flags = visitDefaults(args);
  if (visitAnnotations(args, returns)) flags |= kMakeFunctionAnnotations;
  if (failed_) return;
  enterUnit(name, async ? UnitType::kAsyncFunction : UnitType::kFunction, node,
            firstLineOf(node, decorators));
  const ast::Constant* docstring =
      options_.optimizationLevel < 2 ? docstringOf(body) : nullptr;
  unit_->constants.add(docstring != nullptr ? strConstant(docstring->value.text) : noneConstant());
  setArgumentCounts(args);
  for (size_t i = docstring != nullptr ? 1 : 0; i < body.size; i++) visitStatement(body[i]);
  const CodeSpec* code = finishUnit(true);
  exitUnit();
  makeClosure(code, flags);
  applyDecorators(decorators);
  nameOp(name, ExprContext::Store);
}

void CodeGenerator::visitLambda(const Lambda* node) {
  checkDebugArguments(node->args);
  int flags = visitDefaults(node->args);
  if (failed_) return;
  enterUnit("<lambda>", UnitType::kLambda, node, node->lineno);
  // The first constant would be the docstring.
  unit_->constants.add(noneConstant());
  setArgumentCounts(node->args);
  visit(node->body);
  bool generator = unit_->symbols->generator;
  if (!generator) op(Opcode::RETURN_VALUE);
  const CodeSpec* code = finishUnit(!generator);
  exitUnit();
  makeClosure(code, flags);
}

void CodeGenerator::visitClass(const ClassDef* node) {
  visitAll(node->decoratorList);
  if (failed_) return;
  enterUnit(node->name, UnitType::kClass, node, firstLineOf(node, node->decoratorList));
  unit_->privateName = node->name;
  nameOp("__name__", ExprContext::Load);
  nameOp("__module__", ExprContext::Store);
  loadText(unit_->qualifiedName);
  nameOp("__qualname__", ExprContext::Store);
  visitBody(node->body);
  nowhere();
  if (unit_->symbols->needsClassClosure) {
    op(Opcode::LOAD_CLOSURE, 0);
    op(Opcode::COPY, 1);
    nameOp("__classcell__", ExprContext::Store);
  } else {
    loadNone();
  }
  op(Opcode::RETURN_VALUE);
  const CodeSpec* code = finishUnit(true);
  exitUnit();
  op(Opcode::PUSH_NULL);
  op(Opcode::LOAD_BUILD_CLASS);
  makeClosure(code, 0);
  loadText(node->name);
  callHelper(2, node->bases, node->keywords);
  applyDecorators(node->decoratorList);
  nameOp(node->name, ExprContext::Store);
}

}  // namespace taipan::compiler
