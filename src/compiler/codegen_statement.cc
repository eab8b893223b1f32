// Simple statements, loops and assignments.
#include "compiler/code_generator.h"

namespace taipan::compiler {

using namespace ast;

void CodeGenerator::visitStatements(Seq<StmtNode*> nodes) {
  for (StmtNode* node : nodes) visitStatement(node);
}

void CodeGenerator::visitStatement(const StmtNode* node) {
  if (failed_) return;
  if (++depth_ > depthLimit_) {
    failed_ = true;
    result_.problem = compileRecursionError();
    return;
  }
  at(node);
  switch (node->kind) {
    case NodeKind::FunctionDef: {
      auto* f = cast<FunctionDef>(node);
      visitFunction(f, f->name, f->args, f->body, f->decoratorList, f->returns, false);
      break;
    }
    case NodeKind::AsyncFunctionDef: {
      auto* f = cast<AsyncFunctionDef>(node);
      visitFunction(f, f->name, f->args, f->body, f->decoratorList, f->returns, true);
      break;
    }
    case NodeKind::ClassDef:
      visitClass(cast<ClassDef>(node));
      break;
    case NodeKind::Return:
      visitReturn(cast<Return>(node));
      break;
    case NodeKind::Delete:
      visitAll(cast<Delete>(node)->targets);
      break;
    case NodeKind::Assign: {
      auto* a = cast<Assign>(node);
      visit(a->value);
      for (size_t i = 0; i < a->targets.size; i++) {
        if (i + 1 < a->targets.size) op(Opcode::COPY, 1);
        visit(a->targets[i]);
      }
      break;
    }
    case NodeKind::AugAssign:
      visitAugAssign(cast<AugAssign>(node));
      break;
    case NodeKind::AnnAssign:
      visitAnnAssign(cast<AnnAssign>(node));
      break;
    case NodeKind::For:
      visitFor(cast<For>(node));
      break;
    case NodeKind::AsyncFor:
      visitAsyncFor(cast<AsyncFor>(node));
      break;
    case NodeKind::While:
      visitWhile(cast<While>(node));
      break;
    case NodeKind::If:
      visitIf(cast<If>(node));
      break;
    case NodeKind::With:
      visitWith(node, cast<With>(node)->items, cast<With>(node)->body, 0);
      break;
    case NodeKind::AsyncWith:
      visitAsyncWith(node, cast<AsyncWith>(node)->items, cast<AsyncWith>(node)->body, 0);
      break;
    case NodeKind::Match:
      visitMatch(cast<Match>(node));
      break;
    case NodeKind::Raise: {
      auto* r = cast<Raise>(node);
      visit(r->exc);
      if (r->exc != nullptr) visit(r->cause);
      op(Opcode::RAISE_VARARGS, r->exc == nullptr ? 0 : r->cause == nullptr ? 1 : 2);
      break;
    }
    case NodeKind::Try: {
      auto* t = cast<Try>(node);
      visitTry({t->body, t->handlers, t->orelse, t->finalbody, false});
      break;
    }
    case NodeKind::TryStar: {
      auto* t = cast<TryStar>(node);
      visitTry({t->body, t->handlers, t->orelse, t->finalbody, true});
      break;
    }
    case NodeKind::Assert:
      visitAssert(cast<Assert>(node));
      break;
    case NodeKind::Import:
      visitImport(cast<Import>(node));
      break;
    case NodeKind::ImportFrom:
      visitImportFrom(cast<ImportFrom>(node));
      break;
    case NodeKind::Expr:
      visitExpressionStatement(cast<Expr>(node)->value);
      break;
    case NodeKind::Pass:
      op(Opcode::NOP);
      break;
    case NodeKind::Break:
      visitBreak();
      break;
    case NodeKind::Continue:
      visitContinue();
      break;
    default:  // Global, Nonlocal: the symbol table has done them
      break;
  }
  depth_--;
}

void CodeGenerator::visitExpressionStatement(const ExprNode* value) {
  if (interactive_ && unitDepth_ <= 1) {
    visit(value);
    op(Opcode::PRINT_EXPR);
  } else if (value->kind == NodeKind::Constant) {
    op(Opcode::NOP);
  } else {
    visit(value);
    nowhere();
    op(Opcode::POP_TOP);
  }
}

void CodeGenerator::visitReturn(const Return* node) {
  const ExprNode* value = node->value;
  bool computed = value != nullptr && value->kind != NodeKind::Constant;
  const SymbolBlock& block = *unit_->symbols;
  if (block.type != BlockType::kFunction) return fail("'return' outside function");
  if (value != nullptr && block.coroutine && block.generator) {
    return fail("'return' with value in async generator");
  }
  if (computed) {
    visit(value);
  } else if (value != nullptr) {
    at(value);
    op(Opcode::NOP);
  }
  if (value == nullptr || value->lineno != node->lineno) {
    at(node);
    op(Opcode::NOP);
  }
  unwindStack(computed, nullptr);
  if (value == nullptr) {
    loadNone();
  } else if (!computed) {
    visitInner(value);
  }
  op(Opcode::RETURN_VALUE);
}

void CodeGenerator::visitBreak() {
  CodePosition place = unit_->position;
  op(Opcode::NOP);
  int loop = -1;
  unwindStack(false, &loop);
  if (failed_) return;
  if (loop < 0) {
    unit_->position = place;  // unwinding a `with` has moved it
    return fail("'break' outside loop");
  }
  FrameBlock block = unit_->frameBlocks[static_cast<size_t>(loop)];
  unwind(block, false);
  jump(kJump, block.exit);
}

void CodeGenerator::visitContinue() {
  CodePosition place = unit_->position;
  op(Opcode::NOP);
  int loop = -1;
  unwindStack(false, &loop);
  if (failed_) return;
  if (loop < 0) {
    unit_->position = place;
    return fail("'continue' not properly in loop");
  }
  jump(kJump, unit_->frameBlocks[static_cast<size_t>(loop)].block);
}

void CodeGenerator::visitIf(const If* node) {
  Block* end = newBlock();
  Block* next = node->orelse.empty() ? end : newBlock();
  jumpIf(node->test, next, false);
  visitStatements(node->body);
  if (!node->orelse.empty()) {
    jumpNoLine(kJump, end);
    use(next);
    visitStatements(node->orelse);
  }
  use(end);
}

void CodeGenerator::visitWhile(const While* node) {
  Block* loop = newBlock();
  Block* body = newBlock();
  Block* anchor = newBlock();
  Block* end = newBlock();
  use(loop);
  if (!pushFrameBlock({FrameBlockType::kWhileLoop, loop, end})) return;
  jumpIf(node->test, anchor, false);
  use(body);
  visitStatements(node->body);
  at(node);
  jumpIf(node->test, body, true);
  popFrameBlock();
  use(anchor);
  visitStatements(node->orelse);
  use(end);
}

void CodeGenerator::visitFor(const For* node) {
  Block* start = newBlock();
  Block* body = newBlock();
  Block* cleanup = newBlock();
  Block* end = newBlock();
  if (!pushFrameBlock({FrameBlockType::kForLoop, start, end})) return;
  visit(node->iter);
  op(Opcode::GET_ITER);
  use(start);
  jump(ir(Opcode::FOR_ITER), cleanup);
  use(body);
  visit(node->target);
  visitStatements(node->body);
  nowhere();
  jump(kJump, start);
  use(cleanup);
  popFrameBlock();
  visitStatements(node->orelse);
  use(end);
}

void CodeGenerator::visitAsyncFor(const AsyncFor* node) {
  if (topLevelAwait()) {
    unit_->symbols->coroutine = true;
  } else if (unit_->type != UnitType::kAsyncFunction) {
    return fail("'async for' outside async function");
  }
  Block* start = newBlock();
  Block* except = newBlock();
  Block* end = newBlock();
  visit(node->iter);
  op(Opcode::GET_AITER);
  use(start);
  if (!pushFrameBlock({FrameBlockType::kForLoop, start, end})) return;
  jump(kSetupFinally, except);
  op(Opcode::GET_ANEXT);
  loadNone();
  yieldFrom(true);
  pseudo(kPopBlock);
  visit(node->target);
  visitStatements(node->body);
  nowhere();
  jump(kJump, start);
  popFrameBlock();
  use(except);
  // The loop ends at its iterator, not at the end of its body.
  at(node->iter);
  op(Opcode::END_ASYNC_FOR);
  visitStatements(node->orelse);
  use(end);
}

void CodeGenerator::visitImport(const Import* node) {
  for (Alias* alias : node->names) {
    loadInt(0);
    loadNone();
    opName(Opcode::IMPORT_NAME, alias->name);
    if (alias->asname.data() != nullptr) {
      importAs(alias->name, alias->asname);
    } else {
      nameOp(arena_.intern(alias->name.substr(0, alias->name.find('.'))), ExprContext::Store);
    }
  }
}

// `import a.b.c as d` binds the last part.
void CodeGenerator::importAs(std::string_view name, std::string_view asName) {
  size_t dot = name.find('.');
  if (dot == name.npos) return nameOp(asName, ExprContext::Store);
  for (;;) {
    size_t start = dot + 1;
    dot = name.find('.', start);
    std::string_view part =
        name.substr(start, dot == name.npos ? std::string_view::npos : dot - start);
    op(Opcode::IMPORT_FROM, unit_->names.add(arena_.intern(part)));
    if (dot == name.npos) break;
    op(Opcode::SWAP, 2);
    op(Opcode::POP_TOP);
  }
  nameOp(asName, ExprContext::Store);
  op(Opcode::POP_TOP);
}

void CodeGenerator::visitImportFrom(const ImportFrom* node) {
  loadInt(node->level);
  ArenaVector<std::string_view> names(arena_);
  for (Alias* alias : node->names) names.push_back(alias->name);
  if (node->lineno > futureLastLine_ && node->moduleName == "__future__") {
    return fail("from __future__ imports must occur at the beginning of the file");
  }
  loadTexts(names.view());
  opName(Opcode::IMPORT_NAME, node->moduleName.data() != nullptr ? node->moduleName : arena_.intern(""));
  for (size_t i = 0; i < node->names.size; i++) {
    Alias* alias = node->names[i];
    if (i == 0 && alias->name == "*") return op(Opcode::IMPORT_STAR);
    opName(Opcode::IMPORT_FROM, alias->name);
    nameOp(alias->asname.data() != nullptr ? alias->asname : alias->name, ExprContext::Store);
  }
  op(Opcode::POP_TOP);
}

void CodeGenerator::visitAssert(const Assert* node) {
  auto* tuple = dynCast<Tuple>(node->test);
  auto* constant = dynCast<ast::Constant>(node->test);
  if ((tuple != nullptr && !tuple->elts.empty()) ||
      (constant != nullptr && constant->value.type == ConstantType::kTuple &&
       !constant->value.items.empty())) {
    warn("assertion is always true, perhaps remove parentheses?");
  }
  if (options_.optimizationLevel > 0) return;
  Block* end = newBlock();
  jumpIf(node->test, end, true);
  op(Opcode::LOAD_ASSERTION_ERROR);
  if (node->msg != nullptr) {
    visit(node->msg);
    op(Opcode::PRECALL, 0);
    op(Opcode::CALL, 0);
  }
  op(Opcode::RAISE_VARARGS, 1);
  use(end);
}

void CodeGenerator::visitAugAssign(const AugAssign* node) {
  const ExprNode* target = node->target;
  CodePosition saved = unit_->position;
  at(target);
  if (auto* attribute = dynCast<Attribute>(target)) {
    visit(attribute->value);
    op(Opcode::COPY, 1);
    atAttribute(attribute);
    opName(Opcode::LOAD_ATTR, attribute->attr);
  } else if (auto* subscript = dynCast<Subscript>(target)) {
    visit(subscript->value);
    visit(subscript->slice);
    op(Opcode::COPY, 2);
    op(Opcode::COPY, 2);
    op(Opcode::BINARY_SUBSCR);
  } else if (auto* name = dynCast<Name>(target)) {
    nameOp(name->id, ExprContext::Load);
  }
  unit_->position = saved;
  visit(node->value);
  binary(node->op, true);
  at(target);
  if (auto* attribute = dynCast<Attribute>(target)) {
    atAttribute(attribute);
    op(Opcode::SWAP, 2);
    opName(Opcode::STORE_ATTR, attribute->attr);
  } else if (target->kind == NodeKind::Subscript) {
    op(Opcode::SWAP, 3);
    op(Opcode::SWAP, 2);
    op(Opcode::STORE_SUBSCR);
  } else if (auto* name = dynCast<Name>(target)) {
    nameOp(name->id, ExprContext::Store);
  }
}

void CodeGenerator::evaluateAndDrop(const ExprNode* node) {
  visit(node);
  op(Opcode::POP_TOP);
}

void CodeGenerator::evaluateSubscript(const ExprNode* node) {
  if (auto* slice = dynCast<Slice>(node)) {
    for (const ExprNode* part : {slice->lower, slice->upper, slice->step}) {
      if (part != nullptr) evaluateAndDrop(part);
    }
  } else if (auto* tuple = dynCast<Tuple>(node)) {
    for (ExprNode* part : tuple->elts) evaluateSubscript(part);
  } else {
    evaluateAndDrop(node);
  }
}

void CodeGenerator::visitAnnAssign(const AnnAssign* node) {
  const ExprNode* target = node->target;
  if (node->value != nullptr) {
    visit(node->value);
    visit(target);
  }
  bool evaluated = unit_->type == UnitType::kModule || unit_->type == UnitType::kClass;
  if (auto* name = dynCast<Name>(target)) {
    if (forbiddenName(name->id, ExprContext::Store)) return;
    if (node->simple != 0 && evaluated) {
      visitAnnotation(node->annotation);
      opName(Opcode::LOAD_NAME, "__annotations__");
      loadText(mangle(name->id));
      op(Opcode::STORE_SUBSCR);
    }
  } else if (auto* attribute = dynCast<Attribute>(target)) {
    if (forbiddenName(attribute->attr, ExprContext::Store)) return;
    if (node->value == nullptr) evaluateAndDrop(attribute->value);
  } else if (auto* subscript = dynCast<Subscript>(target)) {
    if (node->value == nullptr) {
      evaluateAndDrop(subscript->value);
      evaluateSubscript(subscript->slice);
    }
  }
  if (node->simple == 0 && evaluated && !futureAnnotations()) evaluateAndDrop(node->annotation);
}

}  // namespace taipan::compiler
