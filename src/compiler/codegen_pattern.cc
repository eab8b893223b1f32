// match statements.
//
// Captured values stay on the stack until the whole pattern has matched, below whatever the
// pattern still works on; only then are they stored.  A failing test jumps to code that pops
// exactly what is on the stack there: failPop[n] pops n values and falls into failPop[n - 1].
#include <algorithm>

#include "compiler/code_generator.h"
#include "compiler/constant_arithmetic.h"
#include "compiler/folding.h"
#include "syntax/unparse.h"

namespace taipan::compiler {

using namespace ast;

struct CodeGenerator::PatternContext {
  std::vector<std::string_view> stores;  // captured names, topmost value first on the stack
  bool allowIrrefutable = false;
  std::vector<Block*> failPop;
  size_t onTop = 0;  // values above the captured ones
};

namespace {

bool isWildcard(const PatternNode* node) {
  auto* as = dynCast<MatchAs>(node);
  return as != nullptr && as->name.data() == nullptr;
}

bool isStarWildcard(const PatternNode* node) {
  auto* star = dynCast<MatchStar>(node);
  return star != nullptr && star->name.data() == nullptr;
}

int64_t asInt(size_t value) { return static_cast<int64_t>(value); }

}  // namespace

void CodeGenerator::rotate(size_t count) {
  for (; count > 1; count--) op(Opcode::SWAP, static_cast<int>(count));
}

void CodeGenerator::ensureFailPop(PatternContext& context, size_t count) {
  while (context.failPop.size() < count + 1) context.failPop.push_back(newBlock());
}

void CodeGenerator::jumpToFailPop(PatternContext& context, IrOp opcode) {
  size_t pops = context.onTop + context.stores.size();
  ensureFailPop(context, pops);
  jump(opcode, context.failPop[pops]);
}

void CodeGenerator::emitFailPop(PatternContext& context) {
  if (context.failPop.empty()) return;
  for (size_t i = context.failPop.size() - 1; i > 0; i--) {
    use(context.failPop[i]);
    op(Opcode::POP_TOP);
  }
  use(context.failPop[0]);
  context.failPop.clear();
}

void CodeGenerator::storePatternName(std::string_view name, PatternContext& context) {
  if (name.data() == nullptr) return op(Opcode::POP_TOP);
  if (forbiddenName(name, ExprContext::Store)) return;
  auto& stores = context.stores;
  if (std::find(stores.begin(), stores.end(), name) != stores.end()) {
    return fail("multiple assignments to name '" + std::string(name) + "' in pattern");
  }
  rotate(context.onTop + stores.size() + 1);
  stores.push_back(name);
}

void CodeGenerator::visitMatch(const Match* node) {
  visit(node->subject);
  Block* end = newBlock();
  size_t count = node->cases.size;
  bool hasDefault = count > 1 && isWildcard(node->cases.back()->pattern);
  size_t tested = count - (hasDefault ? 1 : 0);
  PatternContext context;
  for (size_t i = 0; i < tested && !failed_; i++) {
    const MatchCase* c = node->cases[i];
    bool last = i + 1 == tested;
    at(c->pattern);
    if (!last) op(Opcode::COPY, 1);
    context = PatternContext{};
    context.allowIrrefutable = c->guard != nullptr || i + 1 == count;
    visitPattern(c->pattern, context);
    for (std::string_view name : context.stores) nameOp(name, ExprContext::Store);
    if (c->guard != nullptr) {
      ensureFailPop(context, 0);
      jumpIf(c->guard, context.failPop[0], false);
    }
    if (!last) op(Opcode::POP_TOP);
    visitStatements(c->body);
    jump(kJump, end);
    // Cleaning up belongs to the pattern that failed.
    at(c->pattern);
    emitFailPop(context);
  }
  if (hasDefault && !failed_) {
    const MatchCase* c = node->cases.back();
    at(c->pattern);
    op(Opcode::NOP);
    if (c->guard != nullptr) jumpIf(c->guard, end, false);
    visitStatements(c->body);
  }
  use(end);
}

void CodeGenerator::visitSubPattern(const PatternNode* node, PatternContext& context) {
  bool saved = context.allowIrrefutable;
  context.allowIrrefutable = true;
  visitPattern(node, context);
  context.allowIrrefutable = saved;
}

void CodeGenerator::visitPattern(const PatternNode* node, PatternContext& context) {
  if (failed_) return;
  if (++depth_ > depthLimit_) {
    failed_ = true;
    result_.problem = compileRecursionError();
    return;
  }
  at(node);
  switch (node->kind) {
    case NodeKind::MatchValue: {
      const ExprNode* value = cast<MatchValue>(node)->value;
      if (value->kind != NodeKind::Constant && value->kind != NodeKind::Attribute) {
        fail("patterns may only match literals and attribute lookups");
        break;
      }
      visit(value);
      compare(ast::CompareOperator::Eq);
      jumpToFailPop(context, kPopJumpIfFalse);
      break;
    }
    case NodeKind::MatchSingleton:
      loadConstant(cast<MatchSingleton>(node)->value);
      compare(ast::CompareOperator::Is);
      jumpToFailPop(context, kPopJumpIfFalse);
      break;
    case NodeKind::MatchSequence:
      visitMatchSequence(cast<MatchSequence>(node), context);
      break;
    case NodeKind::MatchMapping:
      visitMatchMapping(cast<MatchMapping>(node), context);
      break;
    case NodeKind::MatchClass:
      visitMatchClass(cast<MatchClass>(node), context);
      break;
    case NodeKind::MatchStar:
      storePatternName(cast<MatchStar>(node)->name, context);
      break;
    case NodeKind::MatchAs:
      visitMatchAs(cast<MatchAs>(node), context);
      break;
    case NodeKind::MatchOr:
      visitMatchOr(cast<MatchOr>(node), context);
      break;
    default:
      break;
  }
  depth_--;
}

void CodeGenerator::visitMatchAs(const MatchAs* node, PatternContext& context) {
  if (node->pattern == nullptr) {
    if (!context.allowIrrefutable) {
      if (node->name.data() == nullptr) {
        return fail("wildcard makes remaining patterns unreachable");
      }
      return fail("name capture '" + std::string(node->name) +
                  "' makes remaining patterns unreachable");
    }
    return storePatternName(node->name, context);
  }
  context.onTop++;
  op(Opcode::COPY, 1);
  visitPattern(node->pattern, context);
  context.onTop--;
  storePatternName(node->name, context);
}

void CodeGenerator::visitMatchClass(const MatchClass* node, PatternContext& context) {
  size_t positional = node->patterns.size, keywords = node->kwdAttrs.size;
  for (size_t i = 0; i < keywords; i++) {
    at(node->kwdPatterns[i]);
    if (forbiddenName(node->kwdAttrs[i], ExprContext::Store)) return;
    for (size_t j = i + 1; j < keywords; j++) {
      if (node->kwdAttrs[i] == node->kwdAttrs[j]) {
        at(node->kwdPatterns[j]);
        return fail("attribute name repeated in class pattern: " + std::string(node->kwdAttrs[j]));
      }
    }
  }
  at(node);
  visit(node->cls);
  loadTexts(node->kwdAttrs);
  op(Opcode::MATCH_CLASS, static_cast<int>(positional));
  op(Opcode::COPY, 1);
  loadNone();
  op(Opcode::IS_OP, 1);
  context.onTop++;
  jumpToFailPop(context, kPopJumpIfFalse);
  size_t count = positional + keywords;
  op(Opcode::UNPACK_SEQUENCE, static_cast<int>(count));
  context.onTop += count;
  context.onTop--;
  for (size_t i = 0; i < count; i++) {
    context.onTop--;
    const PatternNode* pattern =
        i < positional ? node->patterns[i] : node->kwdPatterns[i - positional];
    if (isWildcard(pattern) && cast<MatchAs>(pattern)->pattern == nullptr) {
      op(Opcode::POP_TOP);
    } else {
      visitSubPattern(pattern, context);
    }
  }
}

void CodeGenerator::visitMappingKeys(const MatchMapping* node) {
  std::vector<ConstantValue> seen;
  for (ExprNode* key : node->keys) {
    if (auto* constant = dynCast<ast::Constant>(key)) {
      const ConstantValue& value = constant->value;
      for (const ConstantValue& other : seen) {
        if (constantsEqual(other, value)) {
          return fail("mapping pattern checks duplicate key (" + unparseExpression(key).value_or("...") + ")");
        }
      }
      seen.push_back(value);
    } else if (key == nullptr || key->kind != NodeKind::Attribute) {
      return fail("mapping pattern keys may only match literals and attribute lookups");
    }
    visit(key);
  }
}

void CodeGenerator::visitMatchMapping(const MatchMapping* node, PatternContext& context) {
  size_t size = node->keys.size;
  bool rest = node->rest.data() != nullptr;
  context.onTop++;
  op(Opcode::MATCH_MAPPING);
  jumpToFailPop(context, kPopJumpIfFalse);
  if (size == 0 && !rest) {
    context.onTop--;
    return op(Opcode::POP_TOP);
  }
  if (size != 0) {
    op(Opcode::GET_LEN);
    loadInt(asInt(size));
    compare(ast::CompareOperator::GtE);
    jumpToFailPop(context, kPopJumpIfFalse);
  }
  visitMappingKeys(node);
  op(Opcode::BUILD_TUPLE, static_cast<int>(size));
  op(Opcode::MATCH_KEYS);
  context.onTop += 2;
  op(Opcode::COPY, 1);
  loadNone();
  op(Opcode::IS_OP, 1);
  jumpToFailPop(context, kPopJumpIfFalse);
  op(Opcode::UNPACK_SEQUENCE, static_cast<int>(size));
  context.onTop += size;
  context.onTop--;
  for (PatternNode* pattern : node->patterns) {
    context.onTop--;
    visitSubPattern(pattern, context);
  }
  context.onTop -= 2;
  if (!rest) {
    op(Opcode::POP_TOP);
    return op(Opcode::POP_TOP);
  }
  // A copy of the subject without the keys.
  op(Opcode::BUILD_MAP, 0);
  op(Opcode::SWAP, 3);
  op(Opcode::DICT_UPDATE, 2);
  op(Opcode::UNPACK_SEQUENCE, static_cast<int>(size));
  for (; size > 0; size--) {
    op(Opcode::COPY, static_cast<int>(size) + 1);
    op(Opcode::SWAP, 2);
    op(Opcode::DELETE_SUBSCR);
  }
  storePatternName(node->rest, context);
}

void CodeGenerator::visitMatchOr(const MatchOr* node, PatternContext& context) {
  Block* end = newBlock();
  std::vector<std::string_view> control;
  for (size_t i = 0; i < node->patterns.size && !failed_; i++) {
    const PatternNode* alternative = node->patterns[i];
    at(alternative);
    PatternContext inner;
    inner.allowIrrefutable = i + 1 == node->patterns.size && context.allowIrrefutable;
    op(Opcode::COPY, 1);
    visitPattern(alternative, inner);
    if (failed_) return;
    auto& stores = inner.stores;
    if (i == 0) {
      control = stores;
    } else if (stores.size() != control.size()) {
      return fail("alternative patterns bind different names");
    }
    // Bring the captures into the order of the first alternative.
    for (size_t wanted = stores.size(); i > 0 && wanted-- > 0;) {
      auto found = std::find(stores.begin(), stores.end(), control[wanted]);
      if (found == stores.end()) return fail("alternative patterns bind different names");
      size_t actual = static_cast<size_t>(found - stores.begin());
      if (actual == wanted) continue;
      size_t rotations = actual + 1;
      std::rotate(stores.begin(), stores.begin() + static_cast<long>(rotations),
                  stores.begin() + static_cast<long>(wanted) + 1);
      for (; rotations > 0; rotations--) rotate(wanted + 1);
    }
    jump(kJump, end);
    emitFailPop(inner);
  }
  op(Opcode::POP_TOP);
  jumpToFailPop(context, kJump);
  use(end);
  size_t rotations = control.size() + 1 + context.onTop + context.stores.size();
  for (std::string_view name : control) {
    rotate(rotations);
    if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end()) {
      return fail("multiple assignments to name '" + std::string(name) + "' in pattern");
    }
    context.stores.push_back(name);
  }
  op(Opcode::POP_TOP);
}

void CodeGenerator::visitMatchSequence(const MatchSequence* node, PatternContext& context) {
  size_t size = node->patterns.size;
  size_t star = size;
  bool onlyWildcards = true, starIsWildcard = false;
  for (size_t i = 0; i < size; i++) {
    const PatternNode* pattern = node->patterns[i];
    if (pattern->kind == NodeKind::MatchStar) {
      if (star < size) return fail("multiple starred names in sequence pattern");
      starIsWildcard = isStarWildcard(pattern);
      onlyWildcards = onlyWildcards && starIsWildcard;
      star = i;
    } else {
      onlyWildcards = onlyWildcards && isWildcard(pattern);
    }
  }
  bool hasStar = star < size;
  context.onTop++;
  op(Opcode::MATCH_SEQUENCE);
  jumpToFailPop(context, kPopJumpIfFalse);
  if (!hasStar || size > 1) {
    op(Opcode::GET_LEN);
    loadInt(asInt(hasStar ? size - 1 : size));
    compare(hasStar ? ast::CompareOperator::GtE : ast::CompareOperator::Eq);
    jumpToFailPop(context, kPopJumpIfFalse);
  }
  context.onTop--;
  if (onlyWildcards) {
    op(Opcode::POP_TOP);
  } else if (starIsWildcard) {
    subscriptPatterns(node->patterns, star, context);
  } else {
    unpackPatterns(node->patterns, context);
  }
}

void CodeGenerator::unpackPatterns(Seq<PatternNode*> patterns, PatternContext& context) {
  bool starred = false;
  for (size_t i = 0; i < patterns.size; i++) {
    if (patterns[i]->kind != NodeKind::MatchStar) continue;
    size_t after = patterns.size - i - 1;
    if (i >= 256 || after >= (0x7fffffff >> 8)) {
      return fail("too many expressions in star-unpacking sequence pattern");
    }
    op(Opcode::UNPACK_EX, static_cast<int>(i + (after << 8)));
    starred = true;
  }
  if (!starred) op(Opcode::UNPACK_SEQUENCE, static_cast<int>(patterns.size));
  context.onTop += patterns.size;
  for (PatternNode* pattern : patterns) {
    context.onTop--;
    visitSubPattern(pattern, context);
  }
}

// `[a, *_, b]`: look at the ends without building the middle.
void CodeGenerator::subscriptPatterns(Seq<PatternNode*> patterns, size_t star,
                                      PatternContext& context) {
  context.onTop++;
  for (size_t i = 0; i < patterns.size; i++) {
    if (isWildcard(patterns[i]) || i == star) continue;
    op(Opcode::COPY, 1);
    if (i < star) {
      loadInt(asInt(i));
    } else {
      op(Opcode::GET_LEN);
      loadInt(asInt(patterns.size - i));
      binary(ast::BinaryOperator::Sub, false);
    }
    op(Opcode::BINARY_SUBSCR);
    visitSubPattern(patterns[i], context);
  }
  context.onTop--;
  op(Opcode::POP_TOP);
}

}  // namespace taipan::compiler
