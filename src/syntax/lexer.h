// The lexer: UTF-8 source text to tokens (Language Reference, chapter 2).
//
// It runs over the whole text at once.  A lexical error becomes one Error token that ends the list;
// the parser raises it only when it gets there, as an on-demand lexer would.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/parser.h"

namespace taipan {

enum class TokenType : uint8_t {
#define OTHER(name) k##name,
#define TOKEN(name, text) k##name,
#define KEYWORD(name, text) k##name,
#include "syntax/tokens.def"
#undef OTHER
#undef TOKEN
#undef KEYWORD
};

struct Token {
  TokenType type = TokenType::kEndMarker;
  bool nonAscii = false;  // a Name to be NFKC-normalised
  uint32_t start = 0;     // offsets into the text
  uint32_t end = 0;
  int line = 0;
  int col = 0;
  int endLine = 0;
  int endCol = 0;
  uint32_t lineStart = 0;  // offset of the first byte of `line`
  uint16_t level = 0;      // open brackets after this token
};

/// Where the text starts: other than line 1, column 0 for an expression inside an f-string.
struct SourceOrigin {
  int line = 1;
  int col = 0;  // added to the columns of the first line
};

/// The text with '\n' at every line's end, the last one too; it lives in `arena`.
std::string_view normalizeSourceLines(Arena& arena, std::string_view text);

class Lexer {
 public:
  /// `text` must be well-formed UTF-8 that ends in a newline, without carriage returns.  `newlineAdded`: its last newline
  /// is not the user's.
  Lexer(std::string_view text, const ParseOptions& options, SourceOrigin origin = {}, bool newlineAdded = false);

  /// Fills `tokens` up to EndMarker or Error.
  void run();

  std::vector<Token> tokens;
  /// The problem behind an Error token.
  SyntaxProblem problem;
  std::vector<SyntaxWarningNote> warnings;
  /// `# type: ignore` comments: not part of the grammar, so not among the tokens.
  std::vector<Token> typeIgnores;
  /// Brackets open at the end or at the error, innermost last.
  struct Bracket {
    char character;
    int line;
    int col;
    uint32_t lineStart;
  };
  std::vector<Bracket> brackets;
  /// The error is that the text ended inside brackets, a continuation or a triple-quoted string.
  bool endedEarly = false;
  /// Offset of the newline that was added to text whose last line had none (only where CPython adds none); else the size.
  uint32_t inputEnd = 0;
  /// The error is what follows a backslash; columns count from where the joined lines begin.
  bool badContinuation = false;
  /// The error yields to one that the parser found before it.
  bool weakError = false;
  int lastLine() const { return line_; }

  /// The line containing offset `at`, without its newline.
  std::string_view lineAt(uint32_t at) const;

 private:
  using State = uint8_t;
  bool next();
  bool beginLine();
  bool lexIdentifierOrString();
  bool lexNumber();
  bool lexString(uint32_t start);
  bool lexOperator();
  bool isAsyncKeyword(TokenType type);
  bool lexComment();
  bool skipContinuation();
  bool readDigits(const char* invalidMessage);
  bool readRadix(int radix, const char* name);
  bool lexFraction();
  bool lexExponentAndEnd();
  bool endNumber(const char* kindName);
  bool emit(TokenType type, uint32_t start);
  bool endOfText();
  int peek(size_t ahead = 0) const {
    return pos_ + ahead < text_.size() ? static_cast<uint8_t>(text_[pos_ + ahead]) : -1;
  }
  int columnOf(uint32_t offset) const;
  // Each records a problem, appends the Error token, returns false.
  bool fail(ProblemKind kind, std::string message, int lineno, int offset, int endOffset);
  bool failHere(std::string message, int startColumn = -1, int endColumn = -1);
  bool failUnfinished();
  void warnHere(std::string message);

  std::string_view text_;
  const ParseOptions& options_;
  SourceOrigin origin_;
  uint32_t pos_ = 0;
  int line_;
  uint32_t lineStart_ = 0;
  bool atLineStart_ = true;
  bool blankLine_ = false;
  bool continuationLine_ = false;
  // Before 3.7, `async` and `await` are keywords only from an `async def` to the end of its block.
  bool inAsyncDef_ = false;
  bool asyncDefNewline_ = false;  // its first line is over
  int asyncDefDepth_ = 0;
  int pendingIndents_ = 0;
  // Indentation with tabs of eight columns, and of one: they must order alike.
  int indents_[100] = {0};
  int altIndents_[100] = {0};
  int depth_ = 0;
  uint32_t tokenStart_ = 0;
  int tokenLine_ = 0;
  uint32_t tokenLineStart_ = 0;
  bool sawNonAscii_ = false;
};

}  // namespace taipan
