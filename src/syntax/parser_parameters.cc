// Parameter lists of functions and lambdas.
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

Arg* Parser::parseParameter(bool isLambda, bool isStar) {
  size_t start = pos_;
  Identifier name;
  if (!acceptName(&name)) return nullptr;
  ExprNode* annotation = nullptr;
  if (!isLambda && accept(T::kColon)) {
    annotation = isStar && at(T::kStar) ? parseStarExpression() : parseExpression();
    if (annotation == nullptr) return nullptr;
  }
  auto* arg = newNode<Arg>(start);
  arg->arg = name;
  arg->annotation = annotation;
  return arg;
}

/// Up to, and without, the closing ')' or ':'.
Arguments* Parser::parseParameters(bool isLambda) {
  TokenType stop = isLambda ? T::kColon : T::kRightParen;
  SeqBuilder<Arg*> positionalOnly, args, keywordOnly;
  SeqBuilder<ExprNode*> defaults, keywordDefaults;
  auto* result = arena_.make<Arguments>();
  bool sawSlash = false;
  bool sawStar = false;
  bool sawKwargs = false;
  const char* kindText = isLambda ? "lambda parameter" : "parameter";
  (void)kindText;
  while (!at(stop) && !failed_) {
    size_t start = pos_;
    bool isParameter = true, bareStar = false;
    if (sawKwargs) {
      if (explain_) {
        if (at(T::kStar) || at(T::kDoubleStar) || at(T::kSlash)) {
          return raiseToken("arguments cannot follow var-keyword argument", pos_);
        }
        if (at(T::kName)) return raiseToken("arguments cannot follow var-keyword argument", pos_);
      }
      return nullptr;
    }
    if (accept(T::kDoubleStar)) {
      result->kwarg = parseParameter(isLambda, false);
      if (result->kwarg == nullptr) return nullptr;
      if (explain_ && at(T::kEqual)) {
        return raiseToken("var-keyword argument cannot have default value", pos_);
      }
      sawKwargs = true;
    } else if (at(T::kSlash)) {
      if (explain_) {
        if (sawSlash) return raiseToken("/ may appear only once", pos_);
        if (sawStar) return raiseToken("/ must be ahead of *", pos_);
        if (args.empty() && typeAhead(1) == T::kComma) {
          return raiseToken("at least one argument must precede /", pos_);
        }
      }
      if (sawSlash || sawStar || args.empty()) return nullptr;
      advance();
      sawSlash = true;
      isParameter = false;
      if (!requireVersion(8, "Positional-only parameters are")) return nullptr;
      positionalOnly = args;
      args = SeqBuilder<Arg*>();
      if (explain_ && at(T::kStar)) return raiseToken("expected comma between / and *", pos_);
    } else if (at(T::kStar)) {
      if (sawStar) {
        TokenType after = typeAhead(1);
        if (explain_ && (after == T::kName || after == T::kComma)) {
          return raiseToken("* argument may appear only once", pos_);
        }
        return nullptr;
      }
      advance();
      sawStar = true;
      if (at(T::kComma)) {
        bareStar = true;
        // A bare star must be followed by a named parameter.
        TokenType next = typeAhead(1);
        if (next == stop || next == T::kDoubleStar) {
          advance();
          tok();
          if (explain_ && isLambda) return raiseHere("named arguments must follow bare *");
          if (explain_) return raiseToken("named arguments must follow bare *", start);
          return nullptr;
        }
      } else if (at(stop)) {
        if (explain_ && isLambda) return raiseHere("named arguments must follow bare *");
        if (explain_) return raiseToken("named arguments must follow bare *", start);
        return nullptr;
      } else {
        result->vararg = parseParameter(isLambda, true);
        if (result->vararg == nullptr) return nullptr;
        if (explain_ && at(T::kEqual)) {
          return raiseToken("var-positional argument cannot have default value", pos_);
        }
      }
    } else {
      if (explain_ && at(T::kLeftParen)) {
        size_t open = pos_;
        size_t scan = pos_ + 1;
        while (lexer_.tokens[scan].type == T::kName && lexer_.tokens[scan + 1].type == T::kComma) scan += 2;
        if (lexer_.tokens[scan].type == T::kName) scan++;
        if (lexer_.tokens[scan].type == T::kRightParen && scan > open + 1) {
          const Token& first = lexer_.tokens[open];
          const Token& last = lexer_.tokens[scan];
          return raiseAt(ProblemKind::kSyntaxError,
                         isLambda ? "Lambda expression parameters cannot be parenthesized"
                                  : "Function parameters cannot be parenthesized",
                         first.line, first.col, last.endLine, last.endCol);
        }
      }
      Arg* arg = parseParameter(isLambda, false);
      if (arg == nullptr) return nullptr;
      ExprNode* value = nullptr;
      if (at(T::kEqual)) {
        advance();
        if (explain_ && (at(T::kRightParen) || at(T::kComma))) {
          return raiseToken("expected default value expression", pos_ - 1);
        }
        value = parseExpression();
        if (value == nullptr) return nullptr;
      }
      if (sawStar) {
        keywordOnly.add(arg);
        keywordDefaults.add(value);
      } else {
        if (value == nullptr && !defaults.empty()) {
          if (explain_) return raiseNode("non-default argument follows default argument", arg);
          return nullptr;
        }
        if (value != nullptr) defaults.add(value);
        args.add(arg);
      }
    }
    bool comma = accept(T::kComma);
    if (explain_ && bareStar && at(T::kTypeComment)) {
      return raiseHere("bare * has associated type comment");
    }
    std::string_view comment = isParameter && !bareStar && !isLambda ? acceptTypeComment() : std::string_view();
    if (!comma && comment.data() != nullptr && !at(stop)) return nullptr;
    if (comment.data() != nullptr) {
      if (sawKwargs) {
        result->kwarg->typeComment = comment;
      } else if (!keywordOnly.empty()) {
        keywordOnly[keywordOnly.size() - 1]->typeComment = comment;
      } else if (sawStar && result->vararg != nullptr) {
        result->vararg->typeComment = comment;
      } else if (!args.empty()) {
        args[args.size() - 1]->typeComment = comment;
      }
    }
    if (!comma) break;
  }
  if (failed_) return nullptr;
  result->posonlyargs = positionalOnly.finish(arena_);
  result->args = args.finish(arena_);
  result->kwonlyargs = keywordOnly.finish(arena_);
  result->kwDefaults = keywordDefaults.finish(arena_);
  result->defaults = defaults.finish(arena_);
  return result;
}

}  // namespace taipan
