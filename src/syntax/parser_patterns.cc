// The match statement and its patterns (PEP 634).
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

/// Null without a problem if this is not a match statement after all: `match` is a soft keyword.
StmtNode* Parser::parseMatch() {
  size_t start = pos_;
  advance();
  if (!startsExpression() && !at(T::kStar)) return nullptr;
  size_t subjectStart = pos_;
  ExprNode* subject = parseStarNamedExpression();
  if (subject != nullptr && !failed_ && at(T::kComma)) {
    SeqBuilder<ExprNode*> items;
    items.add(subject);
    while (subject != nullptr && accept(T::kComma)) {
      if (!startsExpression() && !at(T::kStar)) break;
      ExprNode* item = parseStarNamedExpression();
      if (item == nullptr) {
        subject = nullptr;
        break;
      }
      items.add(item);
    }
    if (subject != nullptr) {
      auto* tuple = newNode<Tuple>(subjectStart);
      tuple->elts = items.finish(arena_);
      subject = tuple;
    }
  } else if (subject != nullptr && subject->kind == NodeKind::Starred) {
    subject = nullptr;
  }
  if (subject == nullptr || failed_) return nullptr;
  if (!accept(T::kColon) || !accept(T::kNewline) || !accept(T::kIndent)) return nullptr;
  SeqBuilder<MatchCase*> cases;
  while (atSoftKeyword("case")) {
    MatchCase* matchCase = parseCase();
    if (matchCase == nullptr || failed_) return nullptr;
    cases.add(matchCase);
  }
  if (cases.empty() || !accept(T::kDedent)) return nullptr;
  if (!requireVersion(10, "Pattern matching is")) return nullptr;
  auto* node = newNode<Match>(start);
  node->subject = subject;
  node->cases = cases.finish(arena_);
  return node;
}

MatchCase* Parser::parseCase() {
  advance();
  PatternNode* pattern = parsePatterns();
  if (pattern == nullptr || failed_) return nullptr;
  ExprNode* guard = nullptr;
  if (accept(T::kIf) && (guard = parseNamedExpression()) == nullptr) return nullptr;
  if (!accept(T::kColon)) return nullptr;
  Seq<StmtNode*> body;
  if (!parseBlock(&body)) return nullptr;
  auto* node = arena_.make<MatchCase>();
  node->pattern = pattern;
  node->guard = guard;
  node->body = body;
  return node;
}

/// A pattern, or an open sequence of them.
PatternNode* Parser::parsePatterns() {
  size_t start = pos_;
  bool star = at(T::kStar);
  PatternNode* first = parseStarOrPattern();
  if (first == nullptr || (!at(T::kComma) && !star)) return first;
  SeqBuilder<PatternNode*> items;
  items.add(first);
  while (accept(T::kComma)) {
    if (at(T::kColon) || at(T::kIf)) break;
    PatternNode* item = parseStarOrPattern();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  if (star && items.size() == 1 && lexer_.tokens[pos_ - 1].type != T::kComma) return nullptr;
  auto* node = newNode<MatchSequence>(start);
  node->patterns = items.finish(arena_);
  return node;
}

PatternNode* Parser::parseStarOrPattern() {
  if (!at(T::kStar)) return parsePattern();
  size_t start = pos_;
  advance();
  Identifier name;
  if (!acceptName(&name)) return nullptr;
  auto* node = newNode<MatchStar>(start);
  if (name != "_") node->name = name;
  return node;
}

PatternNode* Parser::parsePattern() {
  Depth depth(*this, 9);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  PatternNode* pattern = parseOrPattern();
  if (pattern == nullptr || !at(T::kAs)) return pattern;
  advance();
  if (atSoftKeyword("_")) return nullptr;
  Identifier name;
  bool isName = acceptName(&name);
  TokenType next = type();
  if (!isName || next == T::kDot || next == T::kLeftParen || next == T::kEqual) return nullptr;
  auto* node = newNode<MatchAs>(start);
  node->pattern = pattern;
  node->name = name;
  return node;
}

PatternNode* Parser::parseOrPattern() {
  size_t start = pos_;
  PatternNode* first = parseClosedPattern();
  if (first == nullptr || !at(T::kBar)) return first;
  SeqBuilder<PatternNode*> items;
  items.add(first);
  while (accept(T::kBar)) {
    PatternNode* item = parseClosedPattern();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  auto* node = newNode<MatchOr>(start);
  node->patterns = items.finish(arena_);
  return node;
}

PatternNode* Parser::parseClosedPattern() {
  size_t start = pos_;
  switch (type()) {
    case T::kNumber:
    case T::kMinus: {
      ExprNode* value = parsePatternNumber();
      if (value == nullptr) return nullptr;
      auto* node = newNode<MatchValue>(start);
      node->value = value;
      return node;
    }
    case T::kString: {
      ExprNode* value = parseStrings();
      if (value == nullptr) return nullptr;
      auto* node = newNode<MatchValue>(start);
      node->value = value;
      return node;
    }
    case T::kNone: case T::kTrue: case T::kFalse: {
      ConstantType constant = at(T::kNone)   ? ConstantType::kNone
                              : at(T::kTrue) ? ConstantType::kTrue
                                             : ConstantType::kFalse;
      advance();
      auto* node = newNode<MatchSingleton>(start);
      node->value.type = constant;
      return node;
    }
    case T::kName:
      return parseNamePattern();
    case T::kLeftParen:
    case T::kLeftBracket:
      return parseSequencePattern();
    case T::kLeftBrace:
      return parseMappingPattern();
    default:
      return nullptr;
  }
}

ExprNode* Parser::parseSignedNumber() {
  size_t start = pos_;
  if (!accept(T::kMinus)) return at(T::kNumber) ? parseNumber() : nullptr;
  if (!at(T::kNumber)) return nullptr;
  ExprNode* operand = parseNumber();
  if (operand == nullptr) return nullptr;
  auto* node = newNode<UnaryOp>(start);
  node->op = UnaryOperator::USub;
  node->operand = operand;
  return node;
}

/// A signed number, or real ± imaginary.
ExprNode* Parser::parsePatternNumber() {
  size_t start = pos_;
  ExprNode* left = parseSignedNumber();
  if (left == nullptr || (!at(T::kPlus) && !at(T::kMinus))) return left;
  auto constantOf = [](ExprNode* e) -> Constant* {
    if (e->kind == NodeKind::UnaryOp) e = ast::cast<UnaryOp>(e)->operand;
    return ast::cast<Constant>(e);
  };
  if (constantOf(left)->value.type == ConstantType::kComplex) return nullptr;
  bool plus = at(T::kPlus);
  advance();
  if (!at(T::kNumber)) return nullptr;
  ExprNode* right = parseNumber();
  if (right == nullptr) return nullptr;
  if (constantOf(right)->value.type != ConstantType::kComplex) {
    return raiseNode("imaginary number required in complex literal", right);
  }
  auto* node = newNode<BinOp>(start);
  node->left = left;
  node->op = plus ? BinaryOperator::Add : BinaryOperator::Sub;
  node->right = right;
  return node;
}

/// Capture, wildcard, dotted value or class pattern.
PatternNode* Parser::parseNamePattern() {
  size_t start = pos_;
  Identifier name;
  if (!acceptName(&name)) return nullptr;
  if (!at(T::kDot) && !at(T::kLeftParen)) {
    if (at(T::kEqual)) return nullptr;
    auto* node = newNode<MatchAs>(start);
    if (name != "_") node->name = name;
    return node;
  }
  auto* first = newNode<Name>(start);
  first->id = name;
  ExprNode* value = first;
  while (accept(T::kDot)) {
    if (!acceptName(&name)) return nullptr;
    auto* attribute = newNode<Attribute>(start);
    attribute->value = value;
    attribute->attr = name;
    value = attribute;
  }
  if (at(T::kLeftParen)) return parseClassPattern(value, start);
  auto* node = newNode<MatchValue>(start);
  node->value = value;
  return node;
}

PatternNode* Parser::parseClassPattern(ExprNode* cls, size_t start) {
  advance();
  SeqBuilder<PatternNode*> patterns, keywordPatterns;
  SeqBuilder<Identifier> names;
  while (!at(T::kRightParen) && !failed_) {
    if (at(T::kName) && typeAhead(1) == T::kEqual) {
      Identifier name;
      acceptName(&name);
      advance();
      PatternNode* pattern = parsePattern();
      if (pattern == nullptr) return nullptr;
      names.add(name);
      keywordPatterns.add(pattern);
    } else {
      PatternNode* pattern = parsePattern();
      if (pattern == nullptr) return nullptr;
      if (!names.empty()) return nullptr;
      patterns.add(pattern);
    }
    if (!accept(T::kComma)) break;
  }
  if (!accept(T::kRightParen)) return nullptr;
  auto* node = newNode<MatchClass>(start);
  node->cls = cls;
  node->patterns = patterns.finish(arena_);
  node->kwdAttrs = names.finish(arena_);
  node->kwdPatterns = keywordPatterns.finish(arena_);
  return node;
}

/// [...], (...) or a pattern in parentheses.
PatternNode* Parser::parseSequencePattern() {
  size_t start = pos_;
  bool list = at(T::kLeftBracket);
  TokenType close = list ? T::kRightBracket : T::kRightParen;
  advance();
  SeqBuilder<PatternNode*> items;
  bool comma = false;
  bool star = false;
  while (!at(close) && !failed_) {
    if (at(T::kStar)) star = true;
    PatternNode* item = parseStarOrPattern();
    if (item == nullptr) return nullptr;
    items.add(item);
    if (!accept(T::kComma)) break;
    comma = true;
  }
  if (!accept(close)) return nullptr;
  if (!list && items.size() == 1 && !comma) return star ? nullptr : items[0];
  auto* node = newNode<MatchSequence>(start);
  node->patterns = items.finish(arena_);
  return node;
}

PatternNode* Parser::parseMappingPattern() {
  size_t start = pos_;
  advance();
  SeqBuilder<ExprNode*> keys;
  SeqBuilder<PatternNode*> patterns;
  Identifier rest;
  while (!at(T::kRightBrace) && !failed_) {
    if (accept(T::kDoubleStar)) {
      if (!acceptName(&rest) || rest == "_") return nullptr;
      accept(T::kComma);
      break;
    }
    size_t keyStart = pos_;
    ExprNode* key = nullptr;
    if (at(T::kNumber) || at(T::kMinus)) {
      key = parsePatternNumber();
    } else if (at(T::kString)) {
      key = parseStrings();
    } else if (at(T::kNone) || at(T::kTrue) || at(T::kFalse)) {
      key = parseAtom();
    } else if (at(T::kName) && typeAhead(1) == T::kDot) {
      Identifier name;
      acceptName(&name);
      auto* first = newNode<Name>(keyStart);
      first->id = name;
      key = first;
      while (accept(T::kDot)) {
        if (!acceptName(&name)) return nullptr;
        auto* attribute = newNode<Attribute>(keyStart);
        attribute->value = key;
        attribute->attr = name;
        key = attribute;
      }
    }
    if (key == nullptr || !accept(T::kColon)) return nullptr;
    PatternNode* pattern = parsePattern();
    if (pattern == nullptr) return nullptr;
    keys.add(key);
    patterns.add(pattern);
    if (!accept(T::kComma)) break;
  }
  if (!accept(T::kRightBrace)) return nullptr;
  auto* node = newNode<MatchMapping>(start);
  node->keys = keys.finish(arena_);
  node->patterns = patterns.finish(arena_);
  node->rest = rest;
  return node;
}

}  // namespace taipan
