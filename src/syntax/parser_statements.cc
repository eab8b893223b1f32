// Statements and blocks.
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

namespace {

bool augmentedOperator(TokenType type, BinaryOperator* op) {
  switch (type) {
    case T::kPlusEqual: *op = BinaryOperator::Add; return true;
    case T::kMinusEqual: *op = BinaryOperator::Sub; return true;
    case T::kStarEqual: *op = BinaryOperator::Mult; return true;
    case T::kAtEqual: *op = BinaryOperator::MatMult; return true;
    case T::kSlashEqual: *op = BinaryOperator::Div; return true;
    case T::kPercentEqual: *op = BinaryOperator::Mod; return true;
    case T::kAmperEqual: *op = BinaryOperator::BitAnd; return true;
    case T::kBarEqual: *op = BinaryOperator::BitOr; return true;
    case T::kCircumflexEqual: *op = BinaryOperator::BitXor; return true;
    case T::kLeftShiftEqual: *op = BinaryOperator::LShift; return true;
    case T::kRightShiftEqual: *op = BinaryOperator::RShift; return true;
    case T::kDoubleStarEqual: *op = BinaryOperator::Pow; return true;
    case T::kDoubleSlashEqual: *op = BinaryOperator::FloorDiv; return true;
    default: return false;
  }
}

// Where CPython's parser, which recurses for each, gives up.
constexpr size_t kMaxElifs = 5967;  // and the `if`

}  // namespace

/// Anything but blank lines and comments?
static bool moreFollows(std::string_view text) {
  for (size_t at = 0; (at = text.find_first_not_of(" \t\n\f", at)) != std::string_view::npos;) {
    if (text[at] != '#') return true;
    at = text.find('\n', at);
    if (at == std::string_view::npos) break;
  }
  return false;
}

ModNode* Parser::parseRoot() {
  switch (options_.mode) {
    case ParseMode::kEval: {
      ExprNode* body = parseExpressions();
      if (body == nullptr) return nullptr;
      while (accept(T::kNewline)) {
      }
      if (!at(T::kEndMarker)) return nullptr;
      auto* tree = arena_.make<Expression>();
      tree->body = body;
      return tree;
    }
    case ParseMode::kSingle: {
      auto* tree = arena_.make<Interactive>();
      SeqBuilder<StmtNode*> body;
      if (at(T::kNewline)) {
        auto* pass = newNode<Pass>(pos_);
        pass->endLineno = tok().endLine;
        pass->endColOffset = tok().endCol;
        advance();
        body.add(pass);
      } else {
        bool matched = false;
        StmtNode* compound = parseCompoundStatement(&matched);
        if (matched) {
          if (compound == nullptr) return nullptr;
          // A statement of one line needs a line end of its own, and text without one has only one to give.
          bool gotOne = tokenAt(pos_ - 1).type == T::kNewline && tokenAt(pos_ - 1).start >= lexer_.inputEnd;
          if (gotOne && lexer_.inputEnd < text_.size()) {
            tok();
            return nullptr;
          }
          body.add(compound);
          if (!at(T::kEndMarker) && !accept(T::kNewline)) return nullptr;
        } else if (failed_ || !parseSimpleStatements(&body)) {
          return nullptr;
        }
      }
      if (failed_) return nullptr;
      tree->body = body.finish(arena_);
      // One statement only; anything but blank lines and comments after it is refused.
      size_t end = pos_ - 1;
      if (!failed_ && moreFollows(text_.substr(tokenAt(end).end))) {
        if (tokenAt(end).type == T::kNewline) {
          raiseToken("multiple statements found while compiling a single statement", end);
          problem_.afterParsing = true;
          if (problem_.text && !problem_.text->ends_with('\n')) *problem_.text += '\n';  // the lexer stopped here
          return nullptr;
        }
        raiseHere("multiple statements found while compiling a single statement");
        problem_.afterParsing = true;
        return nullptr;
      }
      return failed_ ? nullptr : tree;
    }
    case ParseMode::kFuncType:
      return parseFunctionType();
    case ParseMode::kFile:
      break;
  }
  SeqBuilder<StmtNode*> body;
  SeqBuilder<TypeIgnore*> ignores;
  while (!at(T::kEndMarker)) {
    if (failed_ || !parseStatement(&body)) return nullptr;
  }
  if (failed_) return nullptr;
  auto* tree = arena_.make<Module>();
  tree->body = body.finish(arena_);
  return tree;
}

ModNode* Parser::parseFunctionType() {
  if (!accept(T::kLeftParen)) return nullptr;
  SeqBuilder<ExprNode*> args;
  bool sawStar = false, sawDoubleStar = false;
  if (!at(T::kRightParen)) {
    // Plain types, then at most one `*type`, then at most one `**type`; no comma at the end.
    do {
      bool star = accept(T::kStar), doubleStar = !star && accept(T::kDoubleStar);
      if (sawStar && !doubleStar) return nullptr;
      sawStar |= star;
      sawDoubleStar |= doubleStar;
      ExprNode* arg = parseExpression();
      if (arg == nullptr) return nullptr;
      args.add(arg);
    } while (!sawDoubleStar && accept(T::kComma));
  }
  if (failed_ || !accept(T::kRightParen) || !accept(T::kArrow)) return nullptr;
  ExprNode* returns = parseExpression();
  if (returns == nullptr) return nullptr;
  while (accept(T::kNewline)) {
  }
  if (!at(T::kEndMarker)) return nullptr;
  auto* tree = arena_.make<FunctionType>();
  tree->argtypes = args.finish(arena_);
  tree->returns = returns;
  return tree;
}

bool Parser::parseStatement(SeqBuilder<StmtNode*>* out) {
  bool matched = false;
  StmtNode* compound = parseCompoundStatement(&matched);
  if (matched) {
    if (compound == nullptr) return false;
    out->add(compound);
    return !failed_;
  }
  return !failed_ && parseSimpleStatements(out);
}

bool Parser::parseSimpleStatements(SeqBuilder<StmtNode*>* out) {
  do {
    StmtNode* statement = parseSimpleStatement();
    if (statement == nullptr || failed_) return false;
    out->add(statement);
  } while (accept(T::kSemicolon) && !at(T::kNewline));
  return accept(T::kNewline);
}

StmtNode* Parser::parseSimpleStatement() {
  size_t start = pos_;
  switch (type()) {
    case T::kPass:
      advance();
      return newNode<Pass>(start);
    case T::kBreak:
      advance();
      return newNode<Break>(start);
    case T::kContinue:
      advance();
      return newNode<Continue>(start);
    case T::kReturn: {
      advance();
      ExprNode* value = nullptr;
      if (startsExpression() || at(T::kStar)) {
        value = parseStarExpressions();
        if (value == nullptr) return nullptr;
      }
      auto* node = newNode<Return>(start);
      node->value = value;
      return node;
    }
    case T::kRaise: {
      advance();
      ExprNode* exception = nullptr;
      ExprNode* cause = nullptr;
      if (startsExpression()) {
        exception = parseExpression();
        if (exception == nullptr) return nullptr;
        if (accept(T::kFrom) && (cause = parseExpression()) == nullptr) return nullptr;
      }
      auto* node = newNode<Raise>(start);
      node->exc = exception;
      node->cause = cause;
      return node;
    }
    case T::kGlobal:
    case T::kNonlocal: {
      bool isGlobal = at(T::kGlobal);
      advance();
      SeqBuilder<Identifier> names;
      do {
        Identifier name;
        if (!acceptName(&name)) return nullptr;
        names.add(name);
      } while (accept(T::kComma));
      if (isGlobal) {
        auto* node = newNode<Global>(start);
        node->names = names.finish(arena_);
        return node;
      }
      auto* node = newNode<Nonlocal>(start);
      node->names = names.finish(arena_);
      return node;
    }
    case T::kDel:
      return parseDelete();
    case T::kAssert: {
      advance();
      ExprNode* test = parseExpression();
      ExprNode* message = nullptr;
      if (test == nullptr) return nullptr;
      if (accept(T::kComma) && (message = parseExpression()) == nullptr) return nullptr;
      auto* node = newNode<Assert>(start);
      node->test = test;
      node->msg = message;
      return node;
    }
    case T::kImport:
      return parseImport();
    case T::kFrom:
      return parseFromImport();
    default:
      return parseExpressionStatement();
  }
}

StmtNode* Parser::parseAnnotated(size_t start, ExprNode* target, bool simple) {
  advance();
  Depth depth(*this, -1);
  ExprNode* annotation = parseExpression();
  if (annotation == nullptr) return nullptr;
  ExprNode* value = nullptr;
  if (accept(T::kEqual) && (value = parseYieldOrStarExpressions()) == nullptr) return nullptr;
  setContext(target, ExprContext::Store);
  if (!requireVersion(6, simple ? "Variable annotation syntax is" : "Variable annotations syntax is")) return nullptr;
  auto* node = newNode<AnnAssign>(start);
  node->target = target;
  node->annotation = annotation;
  node->value = value;
  node->simple = simple ? 1 : 0;
  return failed_ ? nullptr : node;
}

/// Assignments of all kinds, and plain expressions.
StmtNode* Parser::parseExpressionStatement() {
  size_t start = pos_;
  // CPython first tries a bracket as the start of a target, and remembers what it found inside.
  bool bracket = at(T::kLeftParen) || at(T::kLeftBracket) || at(T::kLeftBrace);
  Depth depth(*this, bracket ? -19 : 0);
  ExprNode* first = parseYieldOrStarExpressions();
  if (first == nullptr || failed_) return nullptr;
  if (at(T::kColon)) {
    if (isSingleTarget(first)) {
      return parseAnnotated(start, first, first->kind == NodeKind::Name &&
                                              lexer_.tokens[start].type != T::kLeftParen);
    }
    return nullptr;
  }
  BinaryOperator op;
  if (augmentedOperator(type(), &op)) {
    if (!isSingleTarget(first)) return nullptr;
    advance();
    setContext(first, ExprContext::Store);
    ExprNode* value = parseYieldOrStarExpressions();
    if (value == nullptr) return nullptr;
    auto* node = newNode<AugAssign>(start);
    node->target = first;
    node->op = op;
    node->value = value;
    return node;
  }
  if (!at(T::kEqual)) {
    auto* node = newNode<Expr>(start);
    node->value = first;
    return failed_ ? nullptr : node;
  }
  SeqBuilder<ExprNode*> targets;
  ExprNode* value = first;
  while (at(T::kEqual)) {
    if (!isTarget(value, Target::kAssign)) return nullptr;
    targets.add(value);
    setContext(value, ExprContext::Store);
    advance();
    value = parseYieldOrStarExpressions();
    if (value == nullptr || failed_) return nullptr;
  }
  std::string_view comment = acceptTypeComment();
  auto* node = newNode<Assign>(start);
  node->targets = targets.finish(arena_);
  node->value = value;
  node->typeComment = comment;
  return node;
}

StmtNode* Parser::parseDelete() {
  size_t start = pos_;
  advance();
  SeqBuilder<ExprNode*> targets;
  do {
    if (!targets.empty() && (at(T::kSemicolon) || at(T::kNewline))) break;
    ExprNode* target = parsePrimary();
    if (target == nullptr || failed_) return nullptr;
    if (!isTarget(target, Target::kDelete)) return nullptr;
    setContext(target, ExprContext::Del);
    targets.add(target);
  } while (accept(T::kComma));
  if (!at(T::kSemicolon) && !at(T::kNewline)) return nullptr;
  auto* node = newNode<Delete>(start);
  node->targets = targets.finish(arena_);
  return node;
}

Identifier Parser::parseDottedName() {
  Identifier name;
  if (!acceptName(&name)) return {};
  if (!at(T::kDot)) return name;
  std::string dotted(name);
  while (accept(T::kDot)) {
    if (!acceptName(&name)) return {};
    dotted += '.';
    dotted += name;
  }
  return arena_.intern(dotted);
}

Alias* Parser::parseAlias(bool dotted) {
  size_t start = pos_;
  Identifier name;
  if (dotted) {
    name = parseDottedName();
    if (name.data() == nullptr) return nullptr;
  } else if (!acceptName(&name)) {
    return nullptr;
  }
  Identifier asName;
  if (accept(T::kAs) && !acceptName(&asName)) return nullptr;
  auto* alias = newNode<Alias>(start);
  alias->name = name;
  alias->asname = asName;
  return alias;
}

StmtNode* Parser::parseImport() {
  size_t start = pos_;
  advance();
  SeqBuilder<Alias*> names;
  do {
    Alias* alias = parseAlias(true);
    if (alias == nullptr) return nullptr;
    names.add(alias);
  } while (accept(T::kComma));
  auto* node = newNode<Import>(start);
  node->names = names.finish(arena_);
  return node;
}

StmtNode* Parser::parseFromImport() {
  size_t start = pos_;
  advance();
  int level = 0;
  while (at(T::kDot) || at(T::kEllipsis)) {
    level += at(T::kDot) ? 1 : 3;
    advance();
  }
  Identifier module;
  if (!at(T::kImport) || level == 0) {
    module = parseDottedName();
    if (module.data() == nullptr) return nullptr;
  }
  if (!accept(T::kImport)) return nullptr;
  SeqBuilder<Alias*> names;
  if (at(T::kStar)) {
    size_t star = pos_;
    advance();
    auto* alias = newNode<Alias>(star);
    alias->name = arena_.intern("*");
    names.add(alias);
  } else {
    bool parenthesized = accept(T::kLeftParen);
    do {
      if (parenthesized && at(T::kRightParen) && !names.empty()) break;
      Alias* alias = parseAlias(false);
      if (alias == nullptr) return nullptr;
      names.add(alias);
    } while (accept(T::kComma));
    if (parenthesized && !accept(T::kRightParen)) return nullptr;
  }
  auto* node = newNode<ImportFrom>(start);
  node->moduleName = module;
  node->names = names.finish(arena_);
  node->level = level;
  return failed_ ? nullptr : node;
}

StmtNode* Parser::parseCompoundStatement(bool* matched) {
  size_t start = pos_;
  *matched = true;
  switch (type()) {
    case T::kIf: return parseIf();
    case T::kWhile: return parseWhile();
    case T::kFor: return parseFor(start, false);
    case T::kWith: return parseWith(start, false);
    case T::kTry: return parseTry();
    case T::kAt: return parseDecorated();
    case T::kDef: return parseFunction(start, {}, false);
    case T::kClass: return parseClass(start, {});
    case T::kAsync:
      advance();
      if (at(T::kDef)) return parseFunction(start, {}, true);
      if (at(T::kFor)) return parseFor(start, true);
      if (at(T::kWith)) return parseWith(start, true);
      return nullptr;
    case T::kName:
      if (textOf(tok()) == "match") {
        StmtNode* match = parseMatch();
        if (match != nullptr || failed_) return match;
        pos_ = start;
      }
      break;
    default:
      break;
  }
  *matched = false;
  return nullptr;
}

std::string_view Parser::acceptTypeComment() {
  if (!at(T::kTypeComment)) return {};
  std::string_view comment = arena_.copyText(textOf(tok()));
  advance();
  return comment;
}

/// The block after a colon.
bool Parser::parseBlock(Seq<StmtNode*>* out) {
  SeqBuilder<StmtNode*> body;
  Depth depth(*this, 6);
  if (depth.tooDeep()) return false;
  if (accept(T::kNewline)) {
    if (!accept(T::kIndent)) return false;
    do {
      if (failed_ || !parseStatement(&body)) return false;
    } while (!at(T::kDedent) && !at(T::kEndMarker));
    if (!accept(T::kDedent)) return false;
  } else if (!parseSimpleStatements(&body)) {
    return false;
  }
  *out = body.finish(arena_);
  return !failed_;
}

bool Parser::parseElse(Seq<StmtNode*>* out) {
  if (!at(T::kElse)) return !failed_;
  advance();
  return accept(T::kColon) && parseBlock(out);
}

StmtNode* Parser::parseIf() {
  // A chain of elifs nests to the right; it is collected flat so that long chains don't recurse.
  size_t start = pos_;
  SeqBuilder<If*> chain;
  Seq<StmtNode*> orelse;
  do {
    size_t partStart = pos_;
      advance();
    ExprNode* test = parseNamedExpression();
    if (test == nullptr || failed_) return nullptr;
    if (!accept(T::kColon)) return nullptr;
    auto* node = newNode<If>(partStart);
    node->test = test;
    if (!parseBlock(&node->body)) return nullptr;
    chain.add(node);
    if (chain.size() > kMaxElifs) {
      raiseTooDeep();
      return nullptr;
    }
  } while (at(T::kElif) && !failed_);
  if (!parseElse(&orelse)) return nullptr;
  for (size_t i = chain.size(); i-- > 0;) {
    If* node = chain[i];
    setEnd(node);
    if (i + 1 == chain.size()) {
      node->orelse = orelse;
    } else {
      StmtNode* next = chain[i + 1];
      node->orelse = {arena_.copyArray(&next, 1), 1};
    }
  }
  (void)start;
  return failed_ ? nullptr : chain[0];
}

StmtNode* Parser::parseWhile() {
  size_t start = pos_;
  advance();
  ExprNode* test = parseNamedExpression();
  if (test == nullptr || failed_ || !accept(T::kColon)) return nullptr;
  Seq<StmtNode*> body, orelse;
  if (!parseBlock(&body) || !parseElse(&orelse)) return nullptr;
  auto* node = newNode<While>(start);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return node;
}

StmtNode* Parser::parseFor(size_t start, bool isAsync) {
  advance();
  ExprNode* target = parseTargetList(T::kIn);
  if (target == nullptr || !accept(T::kIn)) return nullptr;
  ExprNode* iter = parseStarExpressions();
  if (iter == nullptr || failed_ || !accept(T::kColon)) return nullptr;
  std::string_view comment = acceptTypeComment();
  Seq<StmtNode*> body, orelse;
  if (!parseBlock(&body) || !parseElse(&orelse)) return nullptr;
  auto fill = [&](auto* node) -> StmtNode* {
    node->target = target;
    node->iter = iter;
    node->body = body;
    node->orelse = orelse;
    node->typeComment = comment;
    return node;
  };
  if (isAsync && !requireVersion(5, "Async for loops are")) return nullptr;
  return isAsync ? fill(newNode<AsyncFor>(start)) : fill(newNode<For>(start));
}

WithItem* Parser::parseWithItem() {
  ExprNode* context = parseExpression();
  if (context == nullptr || failed_) return nullptr;
  auto* item = arena_.make<WithItem>();
  item->contextExpr = context;
  if (at(T::kAs)) {
    advance();
    item->optionalVars = parseStarTarget();
    if (item->optionalVars == nullptr) return nullptr;
    if (!at(T::kComma) && !at(T::kRightParen) && !at(T::kColon)) return nullptr;
  }
  return item;
}

bool Parser::parseWithItems(bool parenthesized, SeqBuilder<WithItem*>* items) {
  if (parenthesized) advance();
  do {
    if (parenthesized && at(T::kRightParen) && !items->empty()) break;
    WithItem* item = parseWithItem();
    if (item == nullptr) return false;
    items->add(item);
  } while (accept(T::kComma));
  if (failed_ || !parenthesized) return !failed_;
  if (!accept(T::kRightParen)) return false;
  return at(T::kColon) && !failed_;
}

StmtNode* Parser::parseWith(size_t start, bool isAsync) {
  advance();
  SeqBuilder<WithItem*> items;
  size_t itemsStart = pos_;
  bool done = false;
  if (at(T::kLeftParen)) {
    // `with (a, b):` is a list of items, `with (a, b) as c:` an expression: look whether the
    // closing parenthesis is followed by the colon.
    done = parseWithItems(true, &items);
    if (failed_) return nullptr;
    if (!done) {
      pos_ = itemsStart;
      items = SeqBuilder<WithItem*>();
    }
  }
  if (!done && !parseWithItems(false, &items)) return nullptr;
  if (!accept(T::kColon)) return nullptr;
  std::string_view comment = acceptTypeComment();
  Seq<StmtNode*> body;
  if (!parseBlock(&body)) return nullptr;
  auto fill = [&](auto* node) -> StmtNode* {
    node->items = items.finish(arena_);
    node->body = body;
    node->typeComment = comment;
    return node;
  };
  if (done && !requireVersion(9, "Parenthesized context managers are", false)) return nullptr;
  if (isAsync && !requireVersion(5, "Async with statements are", false)) return nullptr;
  return isAsync ? fill(newNode<AsyncWith>(start)) : fill(newNode<With>(start));
}

ExceptHandler* Parser::parseExceptHandler(bool* isStar) {
  size_t start = pos_;
  advance();
  *isStar = accept(T::kStar);
  ExprNode* exceptionType = nullptr;
  Identifier name;
  if (*isStar && at(T::kColon)) return nullptr;
  if (!at(T::kColon)) {
    exceptionType = parseExpression();
    if (exceptionType == nullptr || failed_) return nullptr;
    if (accept(T::kAs) && !acceptName(&name)) return nullptr;
  }
  if (!accept(T::kColon)) return nullptr;
  Seq<StmtNode*> body;
  if (!parseBlock(&body)) return nullptr;
  auto* handler = newNode<ExceptHandler>(start);
  handler->type = exceptionType;
  handler->name = name;
  handler->body = body;
  return handler;
}

StmtNode* Parser::parseTry() {
  size_t start = pos_;
  advance();
  if (!accept(T::kColon)) return nullptr;
  Seq<StmtNode*> body, orelse, finalBody;
  if (!parseBlock(&body)) return nullptr;
  SeqBuilder<ExceptHandler*> handlers;
  bool starred = false;
  while (at(T::kExcept) && !failed_) {
    bool isStar = false;
    ExceptHandler* handler = parseExceptHandler(&isStar);
    if (handler == nullptr || (!handlers.empty() && isStar != starred)) return nullptr;
    starred = isStar;
    handlers.add(handler);
  }
  if (failed_) return nullptr;
  if (!handlers.empty() && !parseElse(&orelse)) return nullptr;
  if (at(T::kFinally)) {
      advance();
    if (!accept(T::kColon) || !parseBlock(&finalBody)) return nullptr;
  } else if (handlers.empty()) {
    return nullptr;
  }
  auto fill = [&](auto* node) -> StmtNode* {
    node->body = body;
    node->handlers = handlers.finish(arena_);
    node->orelse = orelse;
    node->finalbody = finalBody;
    return node;
  };
  if (starred && !requireVersion(11, "Exception groups are")) return nullptr;
  return starred ? fill(newNode<TryStar>(start)) : fill(newNode<Try>(start));
}

StmtNode* Parser::parseDecorated() {
  SeqBuilder<ExprNode*> decorators;
  while (accept(T::kAt)) {
    Depth depth(*this, 2);
    ExprNode* decorator = parseNamedExpression();
    if (decorator == nullptr || !accept(T::kNewline)) return nullptr;
    decorators.add(decorator);
  }
  size_t start = pos_;
  Seq<ExprNode*> list = decorators.finish(arena_);
  if (at(T::kDef)) return parseFunction(start, list, false);
  if (at(T::kClass)) return parseClass(start, list);
  if (accept(T::kAsync) && at(T::kDef)) return parseFunction(start, list, true);
  return nullptr;
}

StmtNode* Parser::parseFunction(size_t start, Seq<ExprNode*> decorators, bool isAsync) {
  advance();
  Identifier name;
  if (!acceptName(&name)) return nullptr;
  if (!accept(T::kLeftParen)) return nullptr;
  Arguments* args = parseParameters(false);
  if (args == nullptr || !accept(T::kRightParen)) return nullptr;
  ExprNode* returns = nullptr;
  if (accept(T::kArrow)) {
    returns = parseExpression();
    if (returns == nullptr) return nullptr;
  }
  if (!accept(T::kColon)) return nullptr;
  std::string_view comment = acceptTypeComment();
  if (options_.typeComments && at(T::kNewline) && typeAhead(1) == T::kTypeComment && typeAhead(2) == T::kNewline &&
      typeAhead(3) == T::kIndent) {
    if (comment.data() != nullptr) {
      pos_ += 3;
      tok();
      return nullptr;
    }
    // The function's type comment may stand on a line of its own.
    advance();
    comment = acceptTypeComment();
  }
  Seq<StmtNode*> body;
  if (!parseBlock(&body)) return nullptr;
  auto fill = [&](auto* node) -> StmtNode* {
    node->name = name;
    node->args = args;
    node->body = body;
    node->decoratorList = decorators;
    node->returns = returns;
    node->typeComment = comment;
    return node;
  };
  if (isAsync && !requireVersion(5, "Async functions are", false)) return nullptr;
  return isAsync ? fill(newNode<AsyncFunctionDef>(start)) : fill(newNode<FunctionDef>(start));
}

StmtNode* Parser::parseClass(size_t start, Seq<ExprNode*> decorators) {
  advance();
  Identifier name;
  if (!acceptName(&name)) return nullptr;
  SeqBuilder<ExprNode*> bases;
  SeqBuilder<Keyword*> keywords;
  if (accept(T::kLeftParen)) {
    if (!parseArguments(&bases, &keywords, false) || !accept(T::kRightParen)) return nullptr;
  }
  if (!accept(T::kColon)) return nullptr;
  Seq<StmtNode*> body;
  if (!parseBlock(&body)) return nullptr;
  auto* node = newNode<ClassDef>(start);
  node->name = name;
  node->bases = bases.finish(arena_);
  node->keywords = keywords.finish(arena_);
  node->body = body;
  node->decoratorList = decorators;
  return node;
}

}  // namespace taipan
