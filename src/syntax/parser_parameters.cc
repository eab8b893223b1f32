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
  while (!at(stop) && !failed_) {
    bool isParameter = true, bareStar = false;
    if (sawKwargs) return nullptr;
    if (accept(T::kDoubleStar)) {
      result->kwarg = parseParameter(isLambda, false);
      if (result->kwarg == nullptr) return nullptr;
      sawKwargs = true;
    } else if (at(T::kSlash)) {
      if (sawSlash || sawStar || args.empty()) return nullptr;
      advance();
      sawSlash = true;
      isParameter = false;
      if (!requireVersion(8, "Positional-only parameters are")) return nullptr;
      positionalOnly = args;
      args = SeqBuilder<Arg*>();
    } else if (at(T::kStar)) {
      if (sawStar) return nullptr;
      advance();
      sawStar = true;
      if (at(T::kComma)) {
        bareStar = true;
        // A bare star must be followed by a named parameter.
        TokenType next = typeAhead(1);
        if (next == stop || next == T::kDoubleStar) return nullptr;
      } else if (at(stop)) {
        return nullptr;
      } else {
        result->vararg = parseParameter(isLambda, true);
        if (result->vararg == nullptr) return nullptr;
      }
    } else {
      Arg* arg = parseParameter(isLambda, false);
      if (arg == nullptr) return nullptr;
      ExprNode* value = nullptr;
      if (accept(T::kEqual)) {
        Depth depth(*this, isLambda ? 8 : 5);
        if (depth.tooDeep() || (value = parseExpression()) == nullptr) return nullptr;
      }
      if (sawStar) {
        keywordOnly.add(arg);
        keywordDefaults.add(value);
      } else {
        if (value == nullptr && !defaults.empty()) return nullptr;
        if (value != nullptr) defaults.add(value);
        args.add(arg);
      }
    }
    bool comma = accept(T::kComma);
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
