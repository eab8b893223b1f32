// Expressions, from star_expressions down to atoms.
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

bool Parser::startsExpression() {
  switch (type()) {
    case T::kName: case T::kNumber: case T::kString: case T::kLeftParen: case T::kLeftBracket:
    case T::kLeftBrace: case T::kPlus: case T::kMinus: case T::kTilde: case T::kNot:
    case T::kLambda: case T::kAwait: case T::kNone: case T::kTrue: case T::kFalse:
    case T::kEllipsis:
      return true;
    default:
      return false;
  }
}

/// star_expressions: one expression, or several as a Tuple.
ExprNode* Parser::parseStarExpressions() {
  size_t start = pos_;
  ExprNode* first = parseStarExpression();
  if (first == nullptr || !at(T::kComma)) return failed_ ? nullptr : first;
  SeqBuilder<ExprNode*> items;
  items.add(first);
  while (accept(T::kComma)) {
    if (!startsExpression() && !at(T::kStar)) break;
    ExprNode* item = parseStarExpression();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  if (failed_) return nullptr;
  auto* tuple = newNode<Tuple>(start);
  tuple->elts = items.finish(arena_);
  return tuple;
}

ExprNode* Parser::parseStarExpression() {
  if (!at(T::kStar)) return parseExpression();
  size_t start = pos_;
  advance();
  ExprNode* value = parseBinary(0);
  if (value == nullptr) return nullptr;
  auto* starred = newNode<Starred>(start);
  starred->value = value;
  return starred;
}

ExprNode* Parser::parseStarNamedExpression() {
  return at(T::kStar) ? parseStarExpression() : parseNamedExpression();
}

ExprNode* Parser::parseNamedExpression() {
  if (at(T::kName) && typeAhead(1) == T::kColonEqual) {
    size_t start = pos_;
    auto* target = newNode<Name>(start);
    Identifier name;
    acceptName(&name);
    setEnd(target);
    target->id = name;
    target->ctx = ExprContext::Store;
    advance();
    ExprNode* value = parseExpression();
    if (value == nullptr) return nullptr;
    if (!requireVersion(8, "Assignment expressions are")) return nullptr;
    auto* node = newNode<NamedExpr>(start);
    node->target = target;
    node->value = value;
    return node;
  }
  return parseExpression();
}

ExprNode* Parser::parseYieldOrStarExpressions() {
  return at(T::kYield) ? parseYield() : parseStarExpressions();
}

ExprNode* Parser::parseYield() {
  size_t start = pos_;
  advance();
  if (accept(T::kFrom)) {
    ExprNode* value = parseExpression();
    if (value == nullptr) return nullptr;
    auto* node = newNode<YieldFrom>(start);
    node->value = value;
    return node;
  }
  ExprNode* value = nullptr;
  if (startsExpression() || at(T::kStar)) {
    value = parseStarExpressions();
    if (value == nullptr) return nullptr;
  }
  auto* node = newNode<Yield>(start);
  node->value = value;
  return failed_ ? nullptr : node;
}

/// expressions: as star_expressions, without stars.
ExprNode* Parser::parseExpressions() {
  size_t start = pos_;
  ExprNode* first = parseExpression();
  if (first == nullptr || !at(T::kComma)) return first;
  SeqBuilder<ExprNode*> items;
  items.add(first);
  while (accept(T::kComma) && startsExpression()) {
    ExprNode* item = parseExpression();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  auto* tuple = newNode<Tuple>(start);
  tuple->elts = items.finish(arena_);
  return tuple;
}

ExprNode* Parser::parseExpression() {
  if (at(T::kLambda)) return parseLambda();
  size_t start = pos_;
  ExprNode* body = parseDisjunction();
  if (body == nullptr || failed_) return nullptr;
  if (!at(T::kIf)) return failed_ ? nullptr : body;
  size_t ifToken = pos_;
  advance();
  ExprNode* test = parseDisjunction();
  if (test == nullptr || failed_) return nullptr;
  if (!at(T::kElse)) {
    // `x if y` may be the end of a comprehension's element only in error; in a comprehension
    // condition the `if` belongs to the clause, which never parses through here.
    pos_ = ifToken;
    return body;
  }
  advance();
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  ExprNode* orelse = parseExpression();
  if (orelse == nullptr) return nullptr;
  auto* node = newNode<IfExp>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

ExprNode* Parser::parseLambda() {
  size_t start = pos_;
  advance();
  Arguments* args = parseParameters(true);
  if (args == nullptr) return nullptr;
  if (!accept(T::kColon)) return nullptr;
  Depth depth(*this, 2);
  if (depth.tooDeep()) return nullptr;
  ExprNode* body = parseExpression();
  if (body == nullptr) return nullptr;
  auto* node = newNode<Lambda>(start);
  node->args = args;
  node->body = body;
  return node;
}

ExprNode* Parser::parseDisjunction() {
  size_t start = pos_;
  ExprNode* first = parseConjunction();
  if (first == nullptr || !at(T::kOr)) return first;
  SeqBuilder<ExprNode*> values;
  values.add(first);
  while (accept(T::kOr)) {
    ExprNode* value = parseConjunction();
    if (value == nullptr) return nullptr;
    values.add(value);
  }
  auto* node = newNode<BoolOp>(start);
  node->op = BoolOperator::Or;
  node->values = values.finish(arena_);
  return node;
}

ExprNode* Parser::parseConjunction() {
  size_t start = pos_;
  ExprNode* first = parseInversion();
  if (first == nullptr || !at(T::kAnd)) return first;
  SeqBuilder<ExprNode*> values;
  values.add(first);
  while (accept(T::kAnd)) {
    ExprNode* value = parseInversion();
    if (value == nullptr) return nullptr;
    values.add(value);
  }
  auto* node = newNode<BoolOp>(start);
  node->op = BoolOperator::And;
  node->values = values.finish(arena_);
  return node;
}

ExprNode* Parser::parseInversion() {
  if (!at(T::kNot)) return parseComparison();
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  advance();
  ExprNode* operand = parseInversion();
  if (operand == nullptr) return nullptr;
  auto* node = newNode<UnaryOp>(start);
  node->op = UnaryOperator::Not;
  node->operand = operand;
  return node;
}

ExprNode* Parser::parseComparison() {
  size_t start = pos_;
  ExprNode* left = parseBinary(0);
  if (left == nullptr) return nullptr;
  SeqBuilder<ExprNode*> comparators;
  SeqBuilder<CompareOperator> ops;
  for (;;) {
    CompareOperator op;
    switch (type()) {
      case T::kEqualEqual: op = CompareOperator::Eq; break;
      case T::kNotEqual: {
        bool diamond = textOf(tok()) == "<>";
        if (diamond != options_.barryAsFlufl) {
          if (options_.barryAsFlufl) {
            return raiseHere("with Barry as BDFL, use '<>' instead of '!='");
          }
          // The lexer takes `<>` as one token, the grammar then refuses it.
          return nullptr;
        }
        op = CompareOperator::NotEq;
        break;
      }
      case T::kLess: op = CompareOperator::Lt; break;
      case T::kLessEqual: op = CompareOperator::LtE; break;
      case T::kGreater: op = CompareOperator::Gt; break;
      case T::kGreaterEqual: op = CompareOperator::GtE; break;
      case T::kIn: op = CompareOperator::In; break;
      case T::kNot:
        if (typeAhead(1) != T::kIn) {
          if (furthest_ < pos_ + 1) furthest_ = pos_ + 1;
          goto done;
        }
        advance();
        op = CompareOperator::NotIn;
        break;
      case T::kIs:
        op = CompareOperator::Is;
        if (typeAhead(1) == T::kNot) {
          advance();
          op = CompareOperator::IsNot;
        }
        break;
      default:
        goto done;
    }
    advance();
    ExprNode* right = parseBinary(0);
    if (right == nullptr) return nullptr;
    ops.add(op);
    comparators.add(right);
  }
done:
  if (failed_) return nullptr;
  if (ops.empty()) return left;
  auto* node = newNode<Compare>(start);
  node->left = left;
  node->ops = ops.finish(arena_);
  node->comparators = comparators.finish(arena_);
  return node;
}

/// Left-associative binary operators by precedence: | ^ & shifts sums terms.
ExprNode* Parser::parseBinary(int minimum) {
  size_t start = pos_;
  ExprNode* left = parseFactor();
  if (left == nullptr) return nullptr;
  for (;;) {
    int precedence;
    BinaryOperator op;
    switch (type()) {
      case T::kBar: precedence = 0; op = BinaryOperator::BitOr; break;
      case T::kCircumflex: precedence = 1; op = BinaryOperator::BitXor; break;
      case T::kAmper: precedence = 2; op = BinaryOperator::BitAnd; break;
      case T::kLeftShift: precedence = 3; op = BinaryOperator::LShift; break;
      case T::kRightShift: precedence = 3; op = BinaryOperator::RShift; break;
      case T::kPlus: precedence = 4; op = BinaryOperator::Add; break;
      case T::kMinus: precedence = 4; op = BinaryOperator::Sub; break;
      case T::kStar: precedence = 5; op = BinaryOperator::Mult; break;
      case T::kSlash: precedence = 5; op = BinaryOperator::Div; break;
      case T::kDoubleSlash: precedence = 5; op = BinaryOperator::FloorDiv; break;
      case T::kPercent: precedence = 5; op = BinaryOperator::Mod; break;
      case T::kAt: precedence = 5; op = BinaryOperator::MatMult; break;
      default: return failed_ ? nullptr : left;
    }
    if (precedence < minimum) return left;
    advance();
    ExprNode* right = parseBinary(precedence + 1);
    if (right == nullptr) return nullptr;
    if (op == BinaryOperator::MatMult && !requireVersion(5, "The '@' operator is")) return nullptr;
    auto* node = newNode<BinOp>(start);
    node->left = left;
    node->op = op;
    node->right = right;
    left = node;
  }
}

ExprNode* Parser::parseFactor() {
  UnaryOperator op;
  switch (type()) {
    case T::kPlus: op = UnaryOperator::UAdd; break;
    case T::kMinus: op = UnaryOperator::USub; break;
    case T::kTilde: op = UnaryOperator::Invert; break;
    default: return parsePower();
  }
  Depth depth(*this);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  advance();
  ExprNode* operand = parseFactor();
  if (operand == nullptr) return nullptr;
  auto* node = newNode<UnaryOp>(start);
  node->op = op;
  node->operand = operand;
  return node;
}

ExprNode* Parser::parsePower() {
  size_t start = pos_;
  ExprNode* base = parseAwaitPrimary();
  if (base == nullptr || !at(T::kDoubleStar)) return base;
  Depth depth(*this, 2);
  if (depth.tooDeep()) return nullptr;
  advance();
  ExprNode* exponent = parseFactor();
  if (exponent == nullptr) return nullptr;
  auto* node = newNode<BinOp>(start);
  node->left = base;
  node->op = BinaryOperator::Pow;
  node->right = exponent;
  return node;
}

ExprNode* Parser::parseAwaitPrimary() {
  if (!at(T::kAwait)) return parsePrimary();
  size_t start = pos_;
  advance();
  ExprNode* value = parsePrimary();
  if (value == nullptr) return nullptr;
  if (!requireVersion(5, "Await expressions are")) return nullptr;
  auto* node = newNode<Await>(start);
  node->value = value;
  return node;
}

ExprNode* Parser::parsePrimary() {
  size_t start = pos_;
  ExprNode* value = parseAtom();
  while (value != nullptr && !failed_) {
    switch (type()) {
      case T::kDot: {
        advance();
        Identifier name;
        if (!acceptName(&name)) return nullptr;
        auto* node = newNode<Attribute>(start);
        node->value = value;
        node->attr = name;
        value = node;
        break;
      }
      case T::kLeftParen:
        value = parseCall(value);
        if (value != nullptr) {
          value->lineno = lexer_.tokens[start].line;
          value->colOffset = lexer_.tokens[start].col;
        }
        break;
      case T::kLeftBracket:
        value = parseSubscript(value);
        if (value != nullptr) {
          value->lineno = lexer_.tokens[start].line;
          value->colOffset = lexer_.tokens[start].col;
        }
        break;
      default:
        return value;
    }
  }
  return failed_ ? nullptr : value;
}

ExprNode* Parser::parseAtom() {
  size_t start = pos_;
  switch (type()) {
    case T::kName: {
      Identifier name;
      acceptName(&name);
      auto* node = newNode<Name>(start);
      node->id = name;
      return node;
    }
    case T::kNumber:
      return parseNumber();
    case T::kString:
      return parseStrings();
    case T::kLeftParen:
      return parseParenthesized();
    case T::kLeftBracket:
      return parseListDisplay();
    case T::kLeftBrace:
      return parseBraces();
    case T::kNone: case T::kTrue: case T::kFalse: case T::kEllipsis: {
      TokenType t = type();
      advance();
      auto* node = newNode<Constant>(start);
      node->value.type = t == T::kNone    ? ConstantType::kNone
                         : t == T::kTrue  ? ConstantType::kTrue
                         : t == T::kFalse ? ConstantType::kFalse
                                          : ConstantType::kEllipsis;
      return node;
    }
    default:
      return nullptr;
  }
}

/// Tuple, group or generator expression.
ExprNode* Parser::parseParenthesized() {
  Depth depth(*this, 28);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  advance();
  if (accept(T::kRightParen)) return newNode<Tuple>(start);
  if (at(T::kYield)) {
    ExprNode* value = parseYield();
    if (value == nullptr || !accept(T::kRightParen)) return nullptr;
    return value;
  }
  ExprNode* first = parseStarNamedExpression();
  if (first == nullptr || failed_) return nullptr;
  if (atComprehension()) {
    if (first->kind == NodeKind::Starred) return nullptr;
    Seq<Comprehension*> generators;
    if (!parseForIfClauses(&generators) || !accept(T::kRightParen)) return nullptr;
    auto* node = newNode<GeneratorExp>(start);
    node->elt = first;
    node->generators = generators;
    return node;
  }
  if (at(T::kRightParen)) {
    if (first->kind == NodeKind::Starred && lexer_.tokens[start + 1].type == T::kStar) return nullptr;
    advance();
    return first;
  }
  if (!at(T::kComma)) return nullptr;
  SeqBuilder<ExprNode*> items;
  items.add(first);
  Depth rest(*this, 2);
  while (accept(T::kComma)) {
    if (!startsExpression() && !at(T::kStar)) break;
    ExprNode* item = parseStarNamedExpression();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  if (!accept(T::kRightParen)) return nullptr;
  auto* tuple = newNode<Tuple>(start);
  tuple->elts = items.finish(arena_);
  return tuple;
}

ExprNode* Parser::parseListDisplay() {
  Depth depth(*this, 29);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  advance();
  SeqBuilder<ExprNode*> items;
  if (!at(T::kRightBracket)) {
    ExprNode* first = parseStarNamedExpression();
    if (first == nullptr || failed_) return nullptr;
    if (atComprehension()) {
      if (first->kind == NodeKind::Starred) return nullptr;
      Seq<Comprehension*> generators;
      if (!parseForIfClauses(&generators) || !accept(T::kRightBracket)) return nullptr;
      auto* node = newNode<ListComp>(start);
      node->elt = first;
      node->generators = generators;
      return node;
    }
    items.add(first);
    while (accept(T::kComma)) {
      if (!startsExpression() && !at(T::kStar)) break;
      ExprNode* item = parseStarNamedExpression();
      if (item == nullptr) return nullptr;
      items.add(item);
    }
  }
  if (!accept(T::kRightBracket)) return nullptr;
  auto* list = newNode<List>(start);
  list->elts = items.finish(arena_);
  return list;
}

/// Dict, set and their comprehensions.
ExprNode* Parser::parseBraces() {
  Depth depth(*this, 29);
  if (depth.tooDeep()) return nullptr;
  size_t start = pos_;
  advance();
  if (accept(T::kRightBrace)) return newNode<Dict>(start);
  SeqBuilder<ExprNode*> keys;
  SeqBuilder<ExprNode*> values;
  bool isDict = false;
  for (bool first = true;; first = false) {
    if (!first && at(T::kRightBrace)) break;
    if (at(T::kDoubleStar) && (first || isDict)) {
      isDict = true;
      advance();
      ExprNode* value = parseBinary(0);
      if (value == nullptr) return nullptr;
      keys.add(nullptr);
      values.add(value);
    } else if (isDict || first) {
      bool walrus = at(T::kName) && typeAhead(1) == T::kColonEqual;
      ExprNode* key = isDict ? parseExpression() : parseStarNamedExpression();
      if (key == nullptr || failed_) return nullptr;
      if (!isDict && at(T::kColon) && key->kind != NodeKind::Starred &&
          !walrus) {
        isDict = true;
      }
      if (isDict) {
        if (!accept(T::kColon)) return nullptr;
        ExprNode* value = parseExpression();
        if (value == nullptr || failed_) return nullptr;
        if (first && atComprehension()) {
          Seq<Comprehension*> generators;
          if (!parseForIfClauses(&generators) || !accept(T::kRightBrace)) return nullptr;
          auto* node = newNode<DictComp>(start);
          node->key = key;
          node->value = value;
          node->generators = generators;
          return node;
        }
        keys.add(key);
        values.add(value);
      } else {
        if (atComprehension()) {
          if (key->kind == NodeKind::Starred) return nullptr;
          Seq<Comprehension*> generators;
          if (!parseForIfClauses(&generators) || !accept(T::kRightBrace)) return nullptr;
          auto* node = newNode<SetComp>(start);
          node->elt = key;
          node->generators = generators;
          return node;
        }
        values.add(key);
      }
    } else {
      ExprNode* item = parseStarNamedExpression();
      if (item == nullptr) return nullptr;
      values.add(item);
    }
    if (!accept(T::kComma)) break;
  }
  if (!accept(T::kRightBrace)) return nullptr;
  if (isDict) {
    auto* node = newNode<Dict>(start);
    node->keys = keys.finish(arena_);
    node->values = values.finish(arena_);
    return node;
  }
  auto* node = newNode<Set>(start);
  node->elts = values.finish(arena_);
  return node;
}

bool Parser::parseForIfClauses(Seq<Comprehension*>* out) {
  SeqBuilder<Comprehension*> clauses;
  while (atComprehension()) {
    auto* clause = arena_.make<Comprehension>();
    if (accept(T::kAsync)) clause->isAsync = 1;
    advance();
    clause->target = parseTargetList(T::kIn);
    if (clause->target == nullptr) return false;
    if (!accept(T::kIn)) return false;
    clause->iter = parseDisjunction();
    if (clause->iter == nullptr) return false;
    SeqBuilder<ExprNode*> conditions;
    while (accept(T::kIf)) {
      ExprNode* condition = parseDisjunction();
      if (condition == nullptr) return false;
      conditions.add(condition);
    }
    if (clause->isAsync != 0 && !requireVersion(6, "Async comprehensions are")) return false;
    clause->ifs = conditions.finish(arena_);
    clauses.add(clause);
  }
  *out = clauses.finish(arena_);
  return !failed_;
}

/// f(...): the generator-expression form and the argument form.
ExprNode* Parser::parseCall(ExprNode* function) {
  Depth depth(*this, 27);
  if (depth.tooDeep()) return nullptr;
  advance();
  SeqBuilder<ExprNode*> args;
  SeqBuilder<Keyword*> keywords;
  if (!parseArguments(&args, &keywords)) return nullptr;
  if (!accept(T::kRightParen)) return nullptr;
  auto* node = newNode<Call>(function);
  node->func = function;
  node->args = args.finish(arena_);
  node->keywords = keywords.finish(arena_);
  return node;
}

bool Parser::parseArguments(SeqBuilder<ExprNode*>* args, SeqBuilder<Keyword*>* keywords,
                            bool allowGenerator) {
  size_t open = pos_ - 1;
  bool sawKeyword = false;
  bool sawDoubleStar = false;
  while (!at(T::kRightParen) && !failed_) {
    size_t start = pos_;
    if (accept(T::kDoubleStar)) {
      ExprNode* value = parseExpression();
      if (value == nullptr) return false;
      auto* keyword = newNode<Keyword>(start);
      keyword->value = value;
      keywords->add(keyword);
      sawKeyword = sawDoubleStar = true;
    } else if (accept(T::kStar)) {
      ExprNode* value = parseExpression();
      if (value == nullptr) return false;
      auto* starred = newNode<Starred>(start);
      starred->value = value;
      if (sawDoubleStar) return false;
      args->add(starred);
    } else if (at(T::kName) && typeAhead(1) == T::kEqual) {
      Identifier name;
      acceptName(&name);
      advance();
      ExprNode* value = parseExpression();
      if (value == nullptr || failed_) return false;
      auto* keyword = newNode<Keyword>(start);
      keyword->arg = name;
      keyword->value = value;
      keywords->add(keyword);
      sawKeyword = true;
    } else {
      ExprNode* value = at(T::kName) && typeAhead(1) == T::kColonEqual ? parseNamedExpression()
                                                                        : parseExpression();
      if (value == nullptr || failed_) return false;
      if (atComprehension()) {
        Seq<Comprehension*> generators;
        // A class takes no bare generator expression.
        if (!allowGenerator && args->empty()) return false;
        if (!parseForIfClauses(&generators)) return false;
        if (!allowGenerator && args->empty() && at(T::kRightParen)) return false;
        bool only = args->empty() && keywords->empty() && at(T::kRightParen);
        if (!only) return false;
        auto* node = newNode<GeneratorExp>(open);
        node->elt = value;
        node->generators = generators;
        const Token& close = lexer_.tokens[pos_];
        node->endLineno = close.endLine;
        node->endColOffset = close.endCol;
        args->add(node);
        return true;
      }
      if (sawKeyword || at(T::kEqual)) return false;
      args->add(value);
    }
    if (!accept(T::kComma)) break;
  }
  return !failed_;
}

ExprNode* Parser::parseSubscript(ExprNode* value) {
  Depth depth(*this, 25);
  if (depth.tooDeep()) return nullptr;
  advance();
  size_t start = pos_;
  ExprNode* index = nullptr;
  bool starred = at(T::kStar);
  ExprNode* first = starred ? parseStarExpression() : parseSlice();
  if (first == nullptr || failed_) return nullptr;
  if (!at(T::kComma) && !starred) {
    index = first;
  } else {
    SeqBuilder<ExprNode*> items;
    items.add(first);
    while (accept(T::kComma) && !at(T::kRightBracket)) {
      ExprNode* item = at(T::kStar) ? parseStarExpression() : parseSlice();
      if (item == nullptr) return nullptr;
      items.add(item);
    }
    auto* tuple = newNode<Tuple>(start);
    tuple->elts = items.finish(arena_);
    index = tuple;
  }
  if (!accept(T::kRightBracket)) return nullptr;
  auto* node = newNode<Subscript>(value);
  node->value = value;
  node->slice = index;
  return node;
}

ExprNode* Parser::parseSlice() {
  size_t start = pos_;
  ExprNode* lower = nullptr;
  if (!at(T::kColon)) {
    bool walrus = at(T::kName) && typeAhead(1) == T::kColonEqual;
    lower = parseNamedExpression();
    if (lower == nullptr || !at(T::kColon) || walrus) return lower;
  }
  advance();
  ExprNode* upper = nullptr;
  ExprNode* step = nullptr;
  if (startsExpression() && (upper = parseExpression()) == nullptr) return nullptr;
  if (accept(T::kColon) && startsExpression() && (step = parseExpression()) == nullptr) {
    return nullptr;
  }
  if (failed_) return nullptr;
  auto* node = newNode<Slice>(start);
  node->lower = lower;
  node->upper = upper;
  node->step = step;
  return node;
}

/// star_targets after `for`: one target or a Tuple of them, up to `stop`.
ExprNode* Parser::parseTargetList(TokenType stop) {
  size_t start = pos_;
  ExprNode* first = parseStarTarget();
  if (first == nullptr) return nullptr;
  if (!at(T::kComma)) return first;
  SeqBuilder<ExprNode*> items;
  items.add(first);
  while (accept(T::kComma) && !at(stop)) {
    ExprNode* item = parseStarTarget();
    if (item == nullptr) return nullptr;
    items.add(item);
  }
  auto* tuple = newNode<Tuple>(start);
  tuple->elts = items.finish(arena_);
  tuple->ctx = ExprContext::Store;
  return failed_ ? nullptr : tuple;
}

ExprNode* Parser::parseStarTarget() {
  size_t start = pos_;
  if (accept(T::kStar)) {
    if (at(T::kStar)) return nullptr;
    ExprNode* value = parseStarTarget();
    if (value == nullptr) return nullptr;
    auto* starred = newNode<Starred>(start);
    starred->value = value;
    starred->ctx = ExprContext::Store;
    return starred;
  }
  ExprNode* target = parsePrimary();
  if (target == nullptr) return nullptr;
  if (!isTarget(target, Target::kAssign)) return nullptr;
  setContext(target, ExprContext::Store);
  return target;
}

}  // namespace taipan
