// Expressions other than calls and comprehensions, and conditional jumps.
#include "compiler/code_generator.h"
#include "compiler/constant_arithmetic.h"
#include "compiler/folding.h"

namespace taipan::compiler {

using namespace ast;

namespace {

// Beyond this many values a display is built piece by piece instead of on the stack.
constexpr size_t kStackUseGuideline = 30;

bool allConstant(Seq<ExprNode*> items, size_t begin, size_t end) {
  for (size_t i = begin; i < end; i++) {
    if (items[i] == nullptr || items[i]->kind != NodeKind::Constant) return false;
  }
  return true;
}

ConstantValue tupleOf(Arena& arena, Seq<ExprNode*> items, size_t begin, size_t end) {
  ArenaVector<ConstantValue> constants(arena);
  constants.reserve(end - begin);
  for (size_t i = begin; i < end; i++) constants.push_back(cast<ast::Constant>(items[i])->value);
  return tupleConstant(constants.view());
}

}  // namespace

void CodeGenerator::visitAll(Seq<ExprNode*> nodes) {
  for (ExprNode* node : nodes) visit(node);
}

void CodeGenerator::visit(const ExprNode* node) {
  if (failed_ || node == nullptr) return;
  if (++depth_ > depthLimit_) {
    failed_ = true;
    result_.problem = compileRecursionError();
    return;
  }
  CodePosition saved = unit_->position;
  at(node);
  visitInner(node);
  unit_->position = saved;
  depth_--;
}

void CodeGenerator::visitInner(const ExprNode* node) {
  switch (node->kind) {
    case NodeKind::NamedExpr:
      visit(cast<NamedExpr>(node)->value);
      op(Opcode::COPY, 1);
      return visit(cast<NamedExpr>(node)->target);
    case NodeKind::BoolOp:
      return visitBoolOp(cast<BoolOp>(node));
    case NodeKind::BinOp:
      visit(cast<BinOp>(node)->left);
      visit(cast<BinOp>(node)->right);
      return binary(cast<BinOp>(node)->op, false);
    case NodeKind::UnaryOp: {
      constexpr Opcode kOps[] = {Opcode::UNARY_INVERT, Opcode::UNARY_NOT, Opcode::UNARY_POSITIVE,
                                 Opcode::UNARY_NEGATIVE};
      visit(cast<UnaryOp>(node)->operand);
      return op(kOps[static_cast<int>(cast<UnaryOp>(node)->op)]);
    }
    case NodeKind::Lambda:
      return visitLambda(cast<Lambda>(node));
    case NodeKind::IfExp:
      return visitIfExp(cast<IfExp>(node));
    case NodeKind::Dict:
      return visitDict(cast<Dict>(node));
    case NodeKind::Set:
      return buildStarred(cast<Set>(node)->elts, 0, Opcode::BUILD_SET, Opcode::SET_ADD,
                          Opcode::SET_UPDATE, false);
    case NodeKind::GeneratorExp: {
      auto* c = cast<GeneratorExp>(node);
      return visitComprehension(c, ComprehensionKind::kGenerator, "<genexpr>", c->generators,
                                c->elt, nullptr);
    }
    case NodeKind::ListComp: {
      auto* c = cast<ListComp>(node);
      return visitComprehension(c, ComprehensionKind::kList, "<listcomp>", c->generators, c->elt,
                                nullptr);
    }
    case NodeKind::SetComp: {
      auto* c = cast<SetComp>(node);
      return visitComprehension(c, ComprehensionKind::kSet, "<setcomp>", c->generators, c->elt,
                                nullptr);
    }
    case NodeKind::DictComp: {
      auto* c = cast<DictComp>(node);
      return visitComprehension(c, ComprehensionKind::kDict, "<dictcomp>", c->generators, c->key,
                                c->value);
    }
    case NodeKind::Yield:
      return visitYield(cast<Yield>(node));
    case NodeKind::YieldFrom:
      return visitYieldFrom(cast<YieldFrom>(node));
    case NodeKind::Await:
      return visitAwait(cast<Await>(node));
    case NodeKind::Compare:
      return visitCompare(cast<Compare>(node));
    case NodeKind::Call:
      return visitCall(cast<Call>(node));
    case NodeKind::Constant:
      return loadConstant(cast<ast::Constant>(node)->value);
    case NodeKind::JoinedStr:
      return visitJoinedStr(cast<JoinedStr>(node));
    case NodeKind::FormattedValue:
      return visitFormattedValue(cast<FormattedValue>(node));
    case NodeKind::Attribute:
      return visitAttribute(cast<Attribute>(node));
    case NodeKind::Subscript:
      return visitSubscript(cast<Subscript>(node));
    case NodeKind::Starred:
      return fail(cast<Starred>(node)->ctx == ExprContext::Store
                      ? "starred assignment target must be in a list or tuple"
                      : "can't use starred expression here");
    case NodeKind::Slice:
      return visitSlice(cast<Slice>(node));
    case NodeKind::Name:
      return nameOp(cast<Name>(node)->id, cast<Name>(node)->ctx);
    case NodeKind::List:
      return visitSequence(cast<List>(node)->elts, cast<List>(node)->ctx, false);
    case NodeKind::Tuple:
      return visitSequence(cast<Tuple>(node)->elts, cast<Tuple>(node)->ctx, true);
    default:
      return;
  }
}

void CodeGenerator::visitBoolOp(const BoolOp* node) {
  IrOp jumpOp = ir(node->op == BoolOperator::And ? Opcode::JUMP_IF_FALSE_OR_POP
                                                 : Opcode::JUMP_IF_TRUE_OR_POP);
  Block* end = newBlock();
  for (size_t i = 0; i + 1 < node->values.size; i++) {
    visit(node->values[i]);
    jump(jumpOp, end);
  }
  visit(node->values.back());
  use(end);
}

void CodeGenerator::visitIfExp(const IfExp* node) {
  Block* end = newBlock();
  Block* next = newBlock();
  jumpIf(node->test, next, false);
  visit(node->body);
  jumpNoLine(kJump, end);
  use(next);
  visit(node->orelse);
  use(end);
}

void CodeGenerator::buildSubDict(const Dict* node, size_t begin, size_t end) {
  size_t count = end - begin;
  bool big = count * 2 > kStackUseGuideline;
  if (count > 1 && !big && allConstant(node->keys, begin, end)) {
    for (size_t i = begin; i < end; i++) visit(node->values[i]);
    loadConstant(tupleOf(arena_, node->keys, begin, end));
    return op(Opcode::BUILD_CONST_KEY_MAP, static_cast<int>(count));
  }
  if (big) op(Opcode::BUILD_MAP, 0);
  for (size_t i = begin; i < end; i++) {
    visit(node->keys[i]);
    visit(node->values[i]);
    if (big) op(Opcode::MAP_ADD, 1);
  }
  if (!big) op(Opcode::BUILD_MAP, static_cast<int>(count));
}

void CodeGenerator::visitDict(const Dict* node) {
  bool haveDict = false;
  size_t pending = 0;
  auto flush = [&](size_t begin, size_t end) {
    buildSubDict(node, begin, end);
    if (haveDict) op(Opcode::DICT_UPDATE, 1);
    haveDict = true;
    pending = 0;
  };
  size_t count = node->values.size;
  for (size_t i = 0; i < count; i++) {
    if (node->keys[i] == nullptr) {
      if (pending != 0) flush(i - pending, i);
      if (!haveDict) op(Opcode::BUILD_MAP, 0);
      haveDict = true;
      visit(node->values[i]);
      op(Opcode::DICT_UPDATE, 1);
    } else if (pending * 2 > kStackUseGuideline) {
      flush(i - pending, i + 1);
    } else {
      pending++;
    }
  }
  if (pending != 0) flush(count - pending, count);
  if (!haveDict) op(Opcode::BUILD_MAP, 0);
}

void CodeGenerator::visitYield(const Yield* node) {
  if (unit_->symbols->type != BlockType::kFunction) return fail("'yield' outside function");
  if (node->value != nullptr) {
    visit(node->value);
  } else {
    loadNone();
  }
  yieldValue();
}

void CodeGenerator::visitYieldFrom(const YieldFrom* node) {
  if (unit_->symbols->type != BlockType::kFunction) return fail("'yield' outside function");
  if (unit_->type == UnitType::kAsyncFunction) {
    return fail("'yield from' inside async function");
  }
  visit(node->value);
  op(Opcode::GET_YIELD_FROM_ITER);
  loadNone();
  yieldFrom(false);
}

void CodeGenerator::visitAwait(const Await* node) {
  if (!topLevelAwait()) {
    if (unit_->symbols->type != BlockType::kFunction) return fail("'await' outside function");
    if (unit_->type != UnitType::kAsyncFunction && unit_->type != UnitType::kComprehension) {
      return fail("'await' outside async function");
    }
  }
  visit(node->value);
  op(Opcode::GET_AWAITABLE, 0);
  loadNone();
  yieldFrom(true);
}

void CodeGenerator::visitCompare(const Compare* node) {
  checkCompare(node);
  visit(node->left);
  size_t last = node->ops.size - 1;
  if (last == 0) {
    visit(node->comparators[0]);
    return compare(node->ops[0]);
  }
  Block* cleanup = newBlock();
  for (size_t i = 0; i < last; i++) {
    visit(node->comparators[i]);
    op(Opcode::SWAP, 2);
    op(Opcode::COPY, 2);
    compare(node->ops[i]);
    jump(ir(Opcode::JUMP_IF_FALSE_OR_POP), cleanup);
  }
  visit(node->comparators[last]);
  compare(node->ops[last]);
  Block* end = newBlock();
  jumpNoLine(kJump, end);
  use(cleanup);
  op(Opcode::SWAP, 2);
  op(Opcode::POP_TOP);
  use(end);
}

// Jumps to `target` if `test` is `condition`; falls through otherwise.
void CodeGenerator::jumpIf(const ExprNode* test, Block* target, bool condition) {
  if (failed_) return;
  if (++depth_ > depthLimit_) {
    failed_ = true;
    result_.problem = compileRecursionError();
    return;
  }
  if (auto* unary = dynCast<UnaryOp>(test); unary != nullptr && unary->op == UnaryOperator::Not) {
    jumpIf(unary->operand, target, !condition);
  } else if (auto* boolean = dynCast<BoolOp>(test)) {
    bool isOr = boolean->op == BoolOperator::Or;
    Block* shortcut = isOr != condition ? newBlock() : target;
    for (size_t i = 0; i + 1 < boolean->values.size; i++) {
      jumpIf(boolean->values[i], shortcut, isOr);
    }
    jumpIf(boolean->values.back(), target, condition);
    if (shortcut != target) use(shortcut);
  } else if (auto* choice = dynCast<IfExp>(test)) {
    Block* end = newBlock();
    Block* next = newBlock();
    jumpIf(choice->test, next, false);
    jumpIf(choice->body, target, condition);
    jumpNoLine(kJump, end);
    use(next);
    jumpIf(choice->orelse, target, condition);
    use(end);
  } else if (auto* chain = dynCast<Compare>(test); chain != nullptr && chain->ops.size > 1) {
    at(chain);
    checkCompare(chain);
    Block* cleanup = newBlock();
    visit(chain->left);
    size_t last = chain->ops.size - 1;
    for (size_t i = 0; i < last; i++) {
      visit(chain->comparators[i]);
      op(Opcode::SWAP, 2);
      op(Opcode::COPY, 2);
      compare(chain->ops[i]);
      jump(kPopJumpIfFalse, cleanup);
    }
    visit(chain->comparators[last]);
    compare(chain->ops[last]);
    jump(condition ? kPopJumpIfTrue : kPopJumpIfFalse, target);
    Block* end = newBlock();
    jumpNoLine(kJump, end);
    use(cleanup);
    op(Opcode::POP_TOP);
    if (!condition) jumpNoLine(kJump, target);
    use(end);
  } else {
    // A comparison leaves its position behind for what follows.
    if (chain != nullptr) at(chain);
    visit(test);
    jump(condition ? kPopJumpIfTrue : kPopJumpIfFalse, target);
  }
  depth_--;
}

void CodeGenerator::visitFormattedValue(const FormattedValue* node) {
  visit(node->value);
  int flags = 0;
  if (node->conversion == 's') flags = kFormatStr;
  if (node->conversion == 'r') flags = kFormatRepr;
  if (node->conversion == 'a') flags = kFormatAscii;
  if (node->formatSpec != nullptr) {
    visit(node->formatSpec);
    flags |= kFormatHaveSpec;
  }
  op(Opcode::FORMAT_VALUE, flags);
}

void CodeGenerator::visitJoinedStr(const JoinedStr* node) {
  if (node->values.size > kStackUseGuideline) {
    loadText("");
    opName(Opcode::LOAD_METHOD, "join");
    op(Opcode::BUILD_LIST, 0);
    for (ExprNode* value : node->values) {
      visit(value);
      op(Opcode::LIST_APPEND, 1);
    }
    op(Opcode::PRECALL, 1);
    return op(Opcode::CALL, 1);
  }
  visitAll(node->values);
  if (node->values.size != 1) op(Opcode::BUILD_STRING, static_cast<int>(node->values.size));
}

void CodeGenerator::visitAttribute(const Attribute* node) {
  visit(node->value);
  atAttribute(node);
  if (forbiddenName(node->attr, node->ctx)) return;
  opName(node->ctx == ExprContext::Load    ? Opcode::LOAD_ATTR
         : node->ctx == ExprContext::Store ? Opcode::STORE_ATTR
                                           : Opcode::DELETE_ATTR,
         node->attr);
}

void CodeGenerator::visitSubscript(const Subscript* node) {
  if (node->ctx == ExprContext::Load) {
    checkSubscripter(node->value);
    checkIndex(node->value, node->slice);
  }
  visit(node->value);
  visit(node->slice);
  op(node->ctx == ExprContext::Load    ? Opcode::BINARY_SUBSCR
     : node->ctx == ExprContext::Store ? Opcode::STORE_SUBSCR
                                       : Opcode::DELETE_SUBSCR);
}

void CodeGenerator::visitSlice(const Slice* node) {
  for (const ExprNode* bound : {node->lower, node->upper}) {
    if (bound != nullptr) {
      visit(bound);
    } else {
      loadNone();
    }
  }
  visit(node->step);
  op(Opcode::BUILD_SLICE, node->step != nullptr ? 3 : 2);
}

void CodeGenerator::visitSequence(Seq<ExprNode*> items, ExprContext context, bool tuple) {
  if (context == ExprContext::Store) {
    unpackTargets(items);
  } else if (context == ExprContext::Del) {
    visitAll(items);
  } else {
    buildStarred(items, 0, Opcode::BUILD_LIST, Opcode::LIST_APPEND, Opcode::LIST_EXTEND, tuple);
  }
}

void CodeGenerator::unpackTargets(Seq<ExprNode*> items) {
  bool starred = false;
  for (size_t i = 0; i < items.size; i++) {
    if (items[i]->kind != NodeKind::Starred) continue;
    if (starred) return fail("multiple starred expressions in assignment");
    size_t after = items.size - i - 1;
    if (i >= 256 || after >= (0x7fffffff >> 8)) {
      return fail("too many expressions in star-unpacking assignment");
    }
    op(Opcode::UNPACK_EX, static_cast<int>(i + (after << 8)));
    starred = true;
  }
  if (!starred) op(Opcode::UNPACK_SEQUENCE, static_cast<int>(items.size));
  for (ExprNode* item : items) {
    auto* star = dynCast<Starred>(item);
    visit(star != nullptr ? star->value : item);
  }
}

// A list, set or tuple display; `pushed` values for it are on the stack already.
void CodeGenerator::buildStarred(Seq<ExprNode*> items, int pushed, Opcode build, Opcode add,
                                 Opcode extend, bool tuple) {
  size_t count = items.size;
  if (count > 2 && allConstant(items, 0, count)) {
    ConstantValue folded = tupleOf(arena_, items, 0, count);
    if (tuple && pushed == 0) return loadConstant(folded);
    if (add == Opcode::SET_ADD) folded = makeFrozenSet(arena_, folded.items);
    op(build, pushed);
    loadConstant(folded);
    op(extend, 1);
    if (tuple) op(Opcode::LIST_TO_TUPLE);
    return;
  }
  bool big = count + static_cast<size_t>(pushed) > kStackUseGuideline;
  bool starred = false;
  for (ExprNode* item : items) starred = starred || item->kind == NodeKind::Starred;
  if (!starred && !big) {
    visitAll(items);
    return op(tuple ? Opcode::BUILD_TUPLE : build, static_cast<int>(count) + pushed);
  }
  bool built = big;
  if (big) op(build, pushed);
  for (size_t i = 0; i < count; i++) {
    if (auto* star = dynCast<Starred>(items[i])) {
      if (!built) op(build, static_cast<int>(i) + pushed);
      built = true;
      visit(star->value);
      op(extend, 1);
    } else {
      visit(items[i]);
      if (built) op(add, 1);
    }
  }
  if (tuple) op(Opcode::LIST_TO_TUPLE);
}

}  // namespace taipan::compiler
