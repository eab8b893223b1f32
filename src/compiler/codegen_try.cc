// try, with, and leaving them early.
#include "compiler/code_generator.h"

namespace taipan::compiler {

using namespace ast;

namespace {
constexpr size_t kMaxFrameBlocks = 20;
}

bool CodeGenerator::pushFrameBlock(FrameBlock block) {
  if (unit_->frameBlocks.size() >= kMaxFrameBlocks) {
    fail("too many statically nested blocks");
    return false;
  }
  unit_->frameBlocks.push_back(block);
  return true;
}

void CodeGenerator::callExitWithNones() {
  loadNone();
  loadNone();
  loadNone();
  op(Opcode::PRECALL, 2);
  op(Opcode::CALL, 2);
}

// `block` has been taken off the frame block stack.  A return value on top stays on top.
void CodeGenerator::unwind(FrameBlock block, bool preserveTop) {
  auto keepTop = [&] {
    if (preserveTop) op(Opcode::SWAP, 2);
  };
  switch (block.type) {
    case FrameBlockType::kWhileLoop:
    case FrameBlockType::kExceptionHandler:
    case FrameBlockType::kExceptionGroupHandler:
    case FrameBlockType::kAsyncComprehension:
      return;
    case FrameBlockType::kForLoop:
    case FrameBlockType::kPopValue:
      keepTop();
      return op(Opcode::POP_TOP);
    case FrameBlockType::kTryExcept:
      return pseudo(kPopBlock);
    case FrameBlockType::kFinallyTry:
      // This has the line of the statement that leaves; what follows the body has none.
      pseudo(kPopBlock);
      if (preserveTop && !pushFrameBlock({FrameBlockType::kPopValue})) return;
      visitStatements(block.finalBody);
      if (preserveTop) popFrameBlock();
      return nowhere();
    case FrameBlockType::kFinallyEnd:
      keepTop();
      op(Opcode::POP_TOP);
      keepTop();
      pseudo(kPopBlock);
      return op(Opcode::POP_EXCEPT);
    case FrameBlockType::kWith:
    case FrameBlockType::kAsyncWith:
      at(block.statement);
      pseudo(kPopBlock);
      keepTop();
      callExitWithNones();
      if (block.type == FrameBlockType::kAsyncWith) {
        op(Opcode::GET_AWAITABLE, 2);
        loadNone();
        yieldFrom(true);
      }
      op(Opcode::POP_TOP);
      return nowhere();
    case FrameBlockType::kHandlerCleanup:
      if (block.handlerName.data() != nullptr) pseudo(kPopBlock);
      keepTop();
      pseudo(kPopBlock);
      op(Opcode::POP_EXCEPT);
      if (block.handlerName.data() != nullptr) clearHandlerName(block.handlerName);
      return;
  }
}

void CodeGenerator::unwindStack(bool preserveTop, int* loop) {
  auto& blocks = unit_->frameBlocks;
  if (blocks.empty() || failed_) return;
  FrameBlock top = blocks.back();
  if (top.type == FrameBlockType::kExceptionGroupHandler) {
    return fail("'break', 'continue' and 'return' cannot appear in an except* block");
  }
  if (loop != nullptr &&
      (top.type == FrameBlockType::kWhileLoop || top.type == FrameBlockType::kForLoop)) {
    *loop = static_cast<int>(blocks.size()) - 1;
    return;
  }
  blocks.pop_back();
  unwind(top, preserveTop);
  unwindStack(preserveTop, loop);
  blocks.push_back(top);
}

void CodeGenerator::clearHandlerName(std::string_view name) {
  loadNone();
  nameOp(name, ExprContext::Store);
  nameOp(name, ExprContext::Del);
}

void CodeGenerator::visitWith(const Node* node, Seq<WithItem*> items, Seq<StmtNode*> statements,
                              size_t index) {
  const WithItem* item = items[index];
  Block* body = newBlock();
  Block* final = newBlock();
  Block* exit = newBlock();
  Block* cleanup = newBlock();
  visit(item->contextExpr);
  op(Opcode::BEFORE_WITH);
  jump(kSetupWith, final);
  use(body);
  if (!pushFrameBlock({FrameBlockType::kWith, body, final, node})) return;
  if (item->optionalVars != nullptr) {
    visit(item->optionalVars);
  } else {
    op(Opcode::POP_TOP);
  }
  if (index + 1 == items.size) {
    visitStatements(statements);
  } else {
    visitWith(node, items, statements, index + 1);
  }
  nowhere();
  pseudo(kPopBlock);
  popFrameBlock();
  at(node);
  callExitWithNones();
  op(Opcode::POP_TOP);
  jump(kJump, exit);
  use(final);
  jump(kSetupCleanup, cleanup);
  op(Opcode::PUSH_EXC_INFO);
  op(Opcode::WITH_EXCEPT_START);
  finishWithHandler(cleanup);
  use(exit);
}

void CodeGenerator::visitAsyncWith(const Node* node, Seq<WithItem*> items,
                                   Seq<StmtNode*> statements, size_t index) {
  if (topLevelAwait()) {
    unit_->symbols->coroutine = true;
  } else if (unit_->type != UnitType::kAsyncFunction) {
    return fail("'async with' outside async function");
  }
  const WithItem* item = items[index];
  Block* body = newBlock();
  Block* final = newBlock();
  Block* exit = newBlock();
  Block* cleanup = newBlock();
  visit(item->contextExpr);
  op(Opcode::BEFORE_ASYNC_WITH);
  op(Opcode::GET_AWAITABLE, 1);
  loadNone();
  yieldFrom(true);
  jump(kSetupWith, final);
  use(body);
  if (!pushFrameBlock({FrameBlockType::kAsyncWith, body, final, node})) return;
  if (item->optionalVars != nullptr) {
    visit(item->optionalVars);
  } else {
    op(Opcode::POP_TOP);
  }
  if (index + 1 == items.size) {
    visitStatements(statements);
  } else {
    visitAsyncWith(node, items, statements, index + 1);
  }
  popFrameBlock();
  pseudo(kPopBlock);
  at(node);
  callExitWithNones();
  op(Opcode::GET_AWAITABLE, 2);
  loadNone();
  yieldFrom(true);
  op(Opcode::POP_TOP);
  jump(kJump, exit);
  use(final);
  jump(kSetupCleanup, cleanup);
  op(Opcode::PUSH_EXC_INFO);
  op(Opcode::WITH_EXCEPT_START);
  op(Opcode::GET_AWAITABLE, 2);
  loadNone();
  yieldFrom(true);
  finishWithHandler(cleanup);
  use(exit);
}

// __exit__ has been called with the exception: its result says whether to swallow it.
void CodeGenerator::finishWithHandler(Block* cleanup) {
  Block* suppress = newBlock();
  jump(kPopJumpIfTrue, suppress);
  op(Opcode::RERAISE, 2);
  nowhere();
  use(cleanup);
  reraiseAfterCleanup();
  use(suppress);
  op(Opcode::POP_TOP);
  pseudo(kPopBlock);
  op(Opcode::POP_EXCEPT);
  op(Opcode::POP_TOP);
  op(Opcode::POP_TOP);
}

void CodeGenerator::visitTry(const TryParts& parts) {
  if (!parts.finalbody.empty()) {
    visitTryFinally(parts);
  } else if (parts.star) {
    visitTryStar(parts);
  } else {
    visitTryExcept(parts);
  }
}

void CodeGenerator::visitTryFinally(const TryParts& parts) {
  Block* body = newBlock();
  Block* handler = newBlock();
  Block* exit = newBlock();
  Block* cleanup = newBlock();
  jump(kSetupFinally, handler);
  use(body);
  FrameBlock block{FrameBlockType::kFinallyTry, body, handler};
  block.finalBody = parts.finalbody;
  if (!pushFrameBlock(block)) return;
  if (parts.handlers.empty()) {
    visitStatements(parts.body);
  } else if (parts.star) {
    visitTryStar(parts);
  } else {
    visitTryExcept(parts);
  }
  pseudoNoLine(kPopBlock);
  popFrameBlock();
  visitStatements(parts.finalbody);
  jumpNoLine(kJump, exit);
  use(handler);
  nowhere();
  if (!pushFrameBlock({FrameBlockType::kFinallyEnd, handler})) return;
  jump(kSetupCleanup, cleanup);
  op(Opcode::PUSH_EXC_INFO);
  visitStatements(parts.finalbody);
  popFrameBlock();
  op(Opcode::RERAISE, 0);
  use(cleanup);
  reraiseAfterCleanup();
  use(exit);
}

void CodeGenerator::visitTryExcept(const TryParts& parts) {
  Block* body = newBlock();
  Block* except = newBlock();
  Block* end = newBlock();
  Block* cleanup = newBlock();
  jump(kSetupFinally, except);
  use(body);
  if (!pushFrameBlock({FrameBlockType::kTryExcept, body})) return;
  visitStatements(parts.body);
  popFrameBlock();
  pseudoNoLine(kPopBlock);
  visitStatements(parts.orelse);
  jumpNoLine(kJump, end);
  use(except);
  nowhere();
  jump(kSetupCleanup, cleanup);
  op(Opcode::PUSH_EXC_INFO);
  if (!pushFrameBlock({FrameBlockType::kExceptionHandler})) return;
  for (size_t i = 0; i < parts.handlers.size; i++) {
    const ExceptHandler* handler = parts.handlers[i];
    at(handler);
    if (handler->type == nullptr && i + 1 < parts.handlers.size) {
      return fail("default 'except:' must be last");
    }
    Block* next = newBlock();
    if (handler->type != nullptr) {
      visit(handler->type);
      op(Opcode::CHECK_EXC_MATCH);
      jump(kPopJumpIfFalse, next);
    }
    visitHandlerBody(handler, end);
    use(next);
  }
  nowhere();
  popFrameBlock();
  op(Opcode::RERAISE, 0);
  use(cleanup);
  reraiseAfterCleanup();
  use(end);
}

void CodeGenerator::visitHandlerBody(const ExceptHandler* handler, Block* end) {
  bool named = handler->name.data() != nullptr;
  Block* cleanup = named ? newBlock() : nullptr;
  Block* body = newBlock();
  if (named) {
    nameOp(handler->name, ExprContext::Store);
    jump(kSetupCleanup, cleanup);
  } else {
    op(Opcode::POP_TOP);
  }
  use(body);
  FrameBlock block{FrameBlockType::kHandlerCleanup, body};
  block.handlerName = handler->name;
  if (!pushFrameBlock(block)) return;
  visitStatements(handler->body);
  popFrameBlock();
  nowhere();
  pseudo(kPopBlock);
  if (named) pseudo(kPopBlock);
  op(Opcode::POP_EXCEPT);
  if (named) clearHandlerName(handler->name);
  jump(kJump, end);
  if (named) {
    use(cleanup);
    nowhere();
    clearHandlerName(handler->name);
    op(Opcode::RERAISE, 1);
  }
}

void CodeGenerator::visitTryStar(const TryParts& parts) {
  Block* body = newBlock();
  Block* except = newBlock();
  Block* orelse = newBlock();
  Block* end = newBlock();
  Block* cleanup = newBlock();
  Block* reraiseStar = newBlock();
  jump(kSetupFinally, except);
  use(body);
  if (!pushFrameBlock({FrameBlockType::kTryExcept, body})) return;
  visitStatements(parts.body);
  popFrameBlock();
  pseudoNoLine(kPopBlock);
  jumpNoLine(kJump, orelse);
  use(except);
  nowhere();
  jump(kSetupCleanup, cleanup);
  op(Opcode::PUSH_EXC_INFO);
  if (!pushFrameBlock({FrameBlockType::kExceptionGroupHandler})) return;
  for (size_t i = 0; i < parts.handlers.size; i++) {
    const ExceptHandler* handler = parts.handlers[i];
    at(handler);
    Block* next = newBlock();
    if (i == 0) {
      // The group, and a list of what the handlers raise.
      op(Opcode::COPY, 1);
      op(Opcode::BUILD_LIST, 0);
      op(Opcode::SWAP, 2);
    }
    visitStarHandler(handler, next);
    use(next);
    if (i + 1 == parts.handlers.size) {
      // What nobody handled joins the list.
      op(Opcode::LIST_APPEND, 1);
      jump(kJump, reraiseStar);
    }
  }
  nowhere();
  popFrameBlock();
  Block* reraise = newBlock();
  use(reraiseStar);
  op(Opcode::PREP_RERAISE_STAR);
  op(Opcode::COPY, 1);
  jump(kPopJumpIfNotNone, reraise);
  op(Opcode::POP_TOP);
  pseudo(kPopBlock);
  op(Opcode::POP_EXCEPT);
  jump(kJump, end);
  use(reraise);
  pseudo(kPopBlock);
  op(Opcode::SWAP, 2);
  op(Opcode::POP_EXCEPT);
  op(Opcode::RERAISE, 0);
  use(cleanup);
  reraiseAfterCleanup();
  use(orelse);
  visitStatements(parts.orelse);
  use(end);
}

void CodeGenerator::visitStarHandler(const ExceptHandler* handler, Block* next) {
  Block* match = newBlock();
  if (handler->type != nullptr) {
    visit(handler->type);
    op(Opcode::CHECK_EG_MATCH);
    op(Opcode::COPY, 1);
    jump(kPopJumpIfNotNone, match);
    op(Opcode::POP_TOP);
    jump(kJump, next);
  }
  use(match);
  Block* cleanup = newBlock();
  Block* body = newBlock();
  bool named = handler->name.data() != nullptr;
  if (named) {
    nameOp(handler->name, ExprContext::Store);
  } else {
    op(Opcode::POP_TOP);
  }
  jump(kSetupCleanup, cleanup);
  use(body);
  FrameBlock block{FrameBlockType::kHandlerCleanup, body};
  block.handlerName = handler->name;
  if (!pushFrameBlock(block)) return;
  visitStatements(handler->body);
  popFrameBlock();
  nowhere();
  pseudo(kPopBlock);
  if (named) clearHandlerName(handler->name);
  jump(kJump, next);
  use(cleanup);
  nowhere();
  if (named) clearHandlerName(handler->name);
  op(Opcode::LIST_APPEND, 3);
  op(Opcode::POP_TOP);
  jump(kJump, next);
}

}  // namespace taipan::compiler
