// Comprehensions and generator expressions: functions that are called at once with an iterator.
#include "compiler/code_generator.h"

namespace taipan::compiler {

using namespace ast;

void CodeGenerator::visitComprehension(const ExprNode* node, ComprehensionKind kind,
                                       const char* name, Seq<Comprehension*> generators,
                                       const ExprNode* element, const ExprNode* value) {
  UnitType outer = unit_->type;
  bool atTopLevel = topLevelAwait();
  const Comprehension* outermost = generators[0];
  enterUnit(name, UnitType::kComprehension, node, node->lineno);
  at(node);
  bool isAsync = unit_->symbols->coroutine;
  bool isGenerator = kind == ComprehensionKind::kGenerator;
  if (isAsync && !isGenerator && outer != UnitType::kAsyncFunction &&
      outer != UnitType::kComprehension && !atTopLevel) {
    fail("asynchronous comprehension outside of an asynchronous function");
  }
  if (!isGenerator) {
    op(kind == ComprehensionKind::kList  ? Opcode::BUILD_LIST
       : kind == ComprehensionKind::kSet ? Opcode::BUILD_SET
                                         : Opcode::BUILD_MAP,
       0);
  }
  visitGenerator({kind, generators, element, value}, 0, 0);
  if (!isGenerator) op(Opcode::RETURN_VALUE);
  const CodeSpec* code = finishUnit(true);
  exitUnit();
  if (atTopLevel && isAsync) unit_->symbols->coroutine = true;
  makeClosure(code, 0);
  visit(outermost->iter);
  op(outermost->isAsync != 0 ? Opcode::GET_AITER : Opcode::GET_ITER);
  op(Opcode::PRECALL, 0);
  op(Opcode::CALL, 0);
  if (isAsync && !isGenerator) {
    op(Opcode::GET_AWAITABLE, 0);
    loadNone();
    yieldFrom(true);
  }
}

void CodeGenerator::visitGenerator(const ComprehensionParts& parts, size_t index, int depth) {
  if (failed_) return;
  if (parts.generators[index]->isAsync != 0) {
    visitAsyncGenerator(parts, index, depth);
  } else {
    visitSyncGenerator(parts, index, depth);
  }
}

void CodeGenerator::visitSyncGenerator(const ComprehensionParts& parts, size_t index, int depth) {
  Block* start = newBlock();
  Block* skip = newBlock();
  Block* anchor = newBlock();
  const Comprehension* generator = parts.generators[index];
  bool loops = true;
  if (index == 0) {
    unit_->argCount = 1;
    op(Opcode::LOAD_FAST, 0);
  } else {
    // `for y in [f(x)]` is an assignment, not a loop.
    Seq<ExprNode*> items;
    if (auto* list = dynCast<List>(generator->iter)) items = list->elts;
    if (auto* tuple = dynCast<Tuple>(generator->iter)) items = tuple->elts;
    if (items.size == 1 && items[0]->kind != NodeKind::Starred) {
      visit(items[0]);
      loops = false;
    } else {
      visit(generator->iter);
      op(Opcode::GET_ITER);
    }
  }
  if (loops) {
    depth++;
    use(start);
    jump(ir(Opcode::FOR_ITER), anchor);
  }
  visit(generator->target);
  for (ExprNode* condition : generator->ifs) jumpIf(condition, skip, false);
  if (index + 1 < parts.generators.size) {
    visitGenerator(parts, index + 1, depth);
  } else {
    visitElement(parts, depth);
  }
  use(skip);
  if (loops) {
    jump(kJump, start);
    use(anchor);
  }
}

void CodeGenerator::visitAsyncGenerator(const ComprehensionParts& parts, size_t index, int depth) {
  Block* start = newBlock();
  Block* except = newBlock();
  Block* skip = newBlock();
  const Comprehension* generator = parts.generators[index];
  if (index == 0) {
    unit_->argCount = 1;
    op(Opcode::LOAD_FAST, 0);
  } else {
    visit(generator->iter);
    op(Opcode::GET_AITER);
  }
  use(start);
  if (!pushFrameBlock({FrameBlockType::kAsyncComprehension, start})) return;
  jump(kSetupFinally, except);
  op(Opcode::GET_ANEXT);
  loadNone();
  yieldFrom(true);
  pseudo(kPopBlock);
  visit(generator->target);
  for (ExprNode* condition : generator->ifs) jumpIf(condition, skip, false);
  depth++;
  if (index + 1 < parts.generators.size) {
    visitGenerator(parts, index + 1, depth);
  } else {
    visitElement(parts, depth);
  }
  use(skip);
  jump(kJump, start);
  popFrameBlock();
  use(except);
  op(Opcode::END_ASYNC_FOR);
}

// Innermost: adds one element, `depth` iterators above the collection.
void CodeGenerator::visitElement(const ComprehensionParts& parts, int depth) {
  visit(parts.element);
  switch (parts.kind) {
    case ComprehensionKind::kGenerator:
      yieldValue();
      return op(Opcode::POP_TOP);
    case ComprehensionKind::kList:
      return op(Opcode::LIST_APPEND, depth + 1);
    case ComprehensionKind::kSet:
      return op(Opcode::SET_ADD, depth + 1);
    case ComprehensionKind::kDict:
      visit(parts.value);
      return op(Opcode::MAP_ADD, depth + 1);
  }
}

}  // namespace taipan::compiler
