// The parser: recursive descent over the token list, one function for each rule of the grammar
// (Language Reference, chapter 10), in files by area: expressions, statements, patterns, strings.
//
// A rule function returns null when its text does not match; with nothing recorded that means "try
// something else or give up", with a problem recorded (`failed()`) everything unwinds.  The rules know only the valid grammar: what is
// wrong with text that does not parse is for MistakeFinder to say.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "syntax/lexer.h"

namespace taipan {

using namespace ast;  // NOLINT: the parser builds nodes everywhere

/// Collects items for a Seq.
template <typename T>
class SeqBuilder {
 public:
  void add(T item) { items_.push_back(item); }
  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  T& operator[](size_t i) { return items_[i]; }
  Seq<T> finish(Arena& arena) const {
    return {arena.copyArray(items_.data(), items_.size()), items_.size()};
  }

 private:
  std::vector<T> items_;
};

class Parser {
 public:
  Parser(Arena& arena, Lexer& lexer, std::string_view text, const ParseOptions& options,
         std::vector<SyntaxWarningNote>* warnings)
      : arena_(arena), lexer_(lexer), text_(text), options_(options), warnings_(warnings), firstWarning_(warnings->size()) {}

  /// Runs both passes; null with problem() set on failure.
  ModNode* parse();
  /// The inside of an f-string's braces, given as "(…)": yields, tuples, anything.
  ExprNode* parseFStringExpression();
  const SyntaxProblem& problem() const { return problem_; }
  /// How many of the warnings the first pass gave; a second one gives those of strings again, as CPython's does.
  size_t firstPassWarnings() const { return firstPassWarnings_; }
  /// Nesting of f-strings within f-strings, for the limit.
  int fStringDepth = 0;

 private:
  friend class FString;
  friend class MistakeFinder;

  bool reachedEnd() const;
  void raiseIncomplete();

  // --- tokens -----------------------------------------------------------------------------------
  const Token& tok() {
    if (pos_ > furthest_) furthest_ = pos_;
    const Token& token = lexer_.tokens[pos_];
    if (token.type == TokenType::kError) raiseLexerProblem();
    return token;
  }
  TokenType type() { return tok().type; }
  bool at(TokenType t) { return type() == t; }
  /// The type of a later token, without counting it as looked at.
  TokenType typeAhead(size_t ahead) const {
    size_t i = pos_ + ahead;
    return i < lexer_.tokens.size() ? lexer_.tokens[i].type : TokenType::kEndMarker;
  }
  const Token& tokenAt(size_t index) const { return lexer_.tokens[index]; }
  void advance() {
    if (pos_ + 1 < lexer_.tokens.size()) pos_++;
  }
  bool accept(TokenType t) {
    if (type() != t || failed_) return false;
    advance();
    return true;
  }
  std::string_view textOf(const Token& token) const {
    return text_.substr(token.start, token.end - token.start);
  }
  bool atSoftKeyword(std::string_view word) {
    return at(TokenType::kName) && textOf(tok()) == word;
  }
  Identifier identifierOf(const Token& token);
  /// A Name token's identifier; false if something else is here.
  bool acceptName(Identifier* name);

  // --- nodes ------------------------------------------------------------------------------------
  template <typename T>
  T* newNode(size_t firstToken) {
    T* node = arena_.make<T>();
    const Token& first = lexer_.tokens[firstToken];
    node->lineno = first.line;
    node->colOffset = first.col;
    setEnd(node);
    return node;
  }
  template <typename T>
  T* newNode(const Node* first) {
    T* node = arena_.make<T>();
    node->lineno = first->lineno;
    node->colOffset = first->colOffset;
    setEnd(node);
    return node;
  }
  /// Ends the node at the last consumed token that is not about layout.
  void setEnd(Node* node) {
    size_t i = pos_;
    while (i > 0) {
      const Token& token = lexer_.tokens[--i];
      if (token.type == TokenType::kNewline || token.type == TokenType::kIndent ||
          token.type == TokenType::kDedent || token.type == TokenType::kEndMarker) {
        continue;
      }
      node->endLineno = token.endLine;
      node->endColOffset = token.endCol;
      return;
    }
  }

  // --- problems ---------------------------------------------------------------------------------
  bool failed() const { return failed_; }
  void raiseLexerProblem();
  /// Columns are byte columns as in nodes and tokens; converted to character offsets here.
  std::nullptr_t raiseAt(ProblemKind kind, std::string message, int line, int col, int endLine,
                         int endCol);
  std::nullptr_t raiseToken(std::string message, size_t index,
                            ProblemKind kind = ProblemKind::kSyntaxError);
  std::nullptr_t raiseRange(std::string message, const Node* first, const Node* last);
  std::nullptr_t raiseNode(std::string message, const Node* node) {
    return raiseRange(std::move(message), node, node);
  }
  /// From a node's start to where the lexer stands (CPython's RAISE_SYNTAX_ERROR_STARTING_FROM).
  std::nullptr_t raiseFrom(std::string message, const Node* first);
  void preferLexerProblem();
  std::nullptr_t raiseIndentation(std::string message);
  /// At the last token consumed (CPython's RAISE_SYNTAX_ERROR).
  std::nullptr_t raiseHere(std::string message, ProblemKind kind = ProblemKind::kSyntaxError);
  /// True if `feature_version` allows what was just read; else a problem is recorded: "WHAT only supported in …".
  /// The place is the token that follows, or, where CPython has not looked at that yet, the last one read.
  bool requireVersion(int minor, const char* what, bool lookAhead = true);
  void explainFailure(std::string_view root);
  void explainGenericFailure();
  bool failUnclosedBracket();
  std::string lineText(int line) const;
  std::string shownText(int line) const;
  std::optional<std::string> lineOfFile(int line) const;
  size_t bufferStart(size_t index) const;
  int characterOffset(int line, int byteCol) const;
  int characterOffsetIn(std::string_view shown, int line, int byteCol) const;

  // CPython's parser gives up at 6,000 rules within each other, which is the only limit for operators, lambdas and conditions that
  // nest.  Here not every rule is a function, so what nests adds the rules that CPython goes through: depth_ is the level of the
  // innermost `expression`.
  class Depth {
   public:
    explicit Depth(Parser& parser, int rules = 1) : parser_(parser), rules_(rules) { parser_.depth_ += rules; }
    ~Depth() { parser_.depth_ -= rules_; }
    bool tooDeep() {
      if (parser_.depth_ + kRulesToAtom <= kMaxLevel) return false;
      parser_.raiseTooDeep();
      return true;
    }

   private:
    Parser& parser_;
    int rules_;
  };
  void raiseTooDeep();
  static constexpr int kMaxLevel = 6000;
  static constexpr int kRulesToAtom = 22;  // from an expression down

  // --- statements (parser_statements.cc) ---------------------------------------------------------
  ModNode* parseRoot();
  bool parseStatement(SeqBuilder<StmtNode*>* out);
  bool parseSimpleStatements(SeqBuilder<StmtNode*>* out);
  StmtNode* parseSimpleStatement();
  StmtNode* parseCompoundStatement(bool* matched);
  StmtNode* parseExpressionStatement();
  StmtNode* parseAnnotated(size_t start, ExprNode* target, bool simple);
  StmtNode* parseImport();
  StmtNode* parseFromImport();
  Alias* parseAlias(bool dotted);
  Identifier parseDottedName();
  StmtNode* parseDelete();
  StmtNode* parseIf();
  StmtNode* parseWhile();
  StmtNode* parseFor(size_t start, bool isAsync);
  StmtNode* parseWith(size_t start, bool isAsync);
  bool parseWithItems(bool parenthesized, SeqBuilder<WithItem*>* items);
  WithItem* parseWithItem();
  StmtNode* parseTry();
  ExceptHandler* parseExceptHandler(bool* isStar);
  StmtNode* parseDecorated();
  StmtNode* parseFunction(size_t start, Seq<ExprNode*> decorators, bool isAsync);
  StmtNode* parseClass(size_t start, Seq<ExprNode*> decorators);
  StmtNode* parseMatch();
  MatchCase* parseCase();
  bool parseBlock(Seq<StmtNode*>* out);
  bool parseElse(Seq<StmtNode*>* out);
  std::string_view acceptTypeComment();
  ModNode* parseFunctionType();

  // --- patterns (parser_patterns.cc) -------------------------------------------------------------
  PatternNode* parsePatterns();
  PatternNode* parsePattern();
  PatternNode* parseOrPattern();
  PatternNode* parseClosedPattern();
  PatternNode* parseStarOrPattern();
  PatternNode* parseSequencePattern();
  PatternNode* parseMappingPattern();
  PatternNode* parseNamePattern();
  PatternNode* parseClassPattern(ExprNode* cls, size_t start);
  ExprNode* parsePatternNumber();
  ExprNode* parseSignedNumber();

  // --- expressions (parser_expressions.cc) -------------------------------------------------------
  ExprNode* parseStarExpressions();
  ExprNode* parseStarExpression();
  ExprNode* parseStarNamedExpression();
  ExprNode* parseNamedExpression();
  ExprNode* parseYieldOrStarExpressions();
  ExprNode* parseYield();
  ExprNode* parseExpressions();
  ExprNode* parseExpression();
  ExprNode* parseLambda();
  ExprNode* parseDisjunction();
  ExprNode* parseConjunction();
  ExprNode* parseInversion();
  ExprNode* parseComparison();
  ExprNode* parseBinary(int minimum);
  ExprNode* parseFactor();
  ExprNode* parsePower();
  ExprNode* parseAwaitPrimary();
  ExprNode* parsePrimary();
  ExprNode* parseAtom();
  ExprNode* parseParenthesized();
  ExprNode* parseListDisplay();
  ExprNode* parseBraces();
  ExprNode* parseCall(ExprNode* function);
  bool parseArguments(SeqBuilder<ExprNode*>* args, SeqBuilder<Keyword*>* keywords,
                      bool allowGenerator = true);
  ExprNode* parseSubscript(ExprNode* value);
  ExprNode* parseSlice();
  bool parseForIfClauses(Seq<Comprehension*>* out);
  bool atComprehension() {
    return at(TokenType::kFor) || (at(TokenType::kAsync) && typeAhead(1) == TokenType::kFor);
  }
  ExprNode* parseTargetList(TokenType stop);
  ExprNode* parseStarTarget();
  bool startsExpression();

  // --- parameters (parser_parameters.cc) ---------------------------------------------------------
  Arguments* parseParameters(bool isLambda);
  Arg* parseParameter(bool isLambda, bool isStar);

  // --- targets and their mistakes (parser_targets.cc) -------------------------------------------
  enum class Target { kAssign, kFor, kDelete };
  bool isTarget(const ExprNode* node, Target use) const;
  bool isSingleTarget(const ExprNode* node) const;
  void setContext(ExprNode* node, ExprContext context);
  const ExprNode* findInvalidTarget(const ExprNode* node, Target use) const;
  static const char* describe(const ExprNode* node);

  // --- literals (parser_strings.cc, parser_numbers.cc) -------------------------------------------
  ExprNode* parseStrings();
  ExprNode* parseNumber();
  bool decodeEscapes(std::string_view raw, bool isBytes, const Token& token, std::string* out);
  void warnInvalidEscape(std::string_view sequence, const Token& token);
  Identifier plainIdentifier(std::string_view text) { return arena_.intern(text); }

  Arena& arena_;
  Lexer& lexer_;
  std::string_view text_;
  const ParseOptions& options_;
  std::vector<SyntaxWarningNote>* warnings_;
  size_t firstWarning_;  // of this parser
  size_t firstPassWarnings_ = 0;
  size_t pos_ = 0;
  size_t furthest_ = 0;
  size_t firstFurthest_ = 0;  // at the end of the first pass
  int depth_ = 9;
  bool failed_ = false;
  SourceOrigin origin_;  // of an f-string's expression
  SyntaxProblem problem_;
};

}  // namespace taipan
