// The driver: newline translation, both passes, and how problems get their positions.
#include "syntax/parser.h"

#include <algorithm>

#include "base/unicode_identifiers.h"
#include "base/utf8.h"
#include "syntax/mistake_finder.h"
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

Identifier Parser::identifierOf(const Token& token) {
  std::string_view text = textOf(token);
  return token.nonAscii ? arena_.intern(normalizeNfkc(text)) : arena_.intern(text);
}

bool Parser::acceptName(Identifier* name) {
  if (!at(T::kName) || failed_) return false;
  *name = identifierOf(tok());
  advance();
  return true;
}

void Parser::raiseLexerProblem() {
  if (failed_) return;
  failed_ = true;
  problem_ = lexer_.problem;
  if (fStringDepth > 0 && !problem_.fromLexer) problem_.message = "f-string: " + problem_.message;
  if (lexer_.badContinuation) {
    furthest_ = lexer_.tokens.size() - 1;
    std::string text = shownText(problem_.lineno);
    size_t read = std::min(text.size(), lexer_.tokens[furthest_].end - bufferStart(furthest_));
    problem_.offset = static_cast<int>(options_.byteOffsets ? read : countCodePoints(std::string_view(text).substr(0, read)));
    problem_.text = std::move(text);
  }
  if (lexer_.weakError && problem_.text) problem_.text = lineOfFile(problem_.lineno).value_or(*problem_.text);
  if (lexer_.endedEarly && lexer_.problem.message == "unexpected EOF while parsing") {
    if (!lexer_.brackets.empty()) failUnclosedBracket();
  }
}

bool Parser::failUnclosedBracket() {
  const Lexer::Bracket& open = lexer_.brackets.back();
  failed_ = false;
  furthest_ = lexer_.tokens.size() - 1;
  raiseAt(ProblemKind::kSyntaxError, std::string("'") + open.character + "' was never closed",
          open.line, open.col, open.line, -1);
  return true;
}

std::string Parser::lineText(int line) const {
  size_t at = 0;
  for (int current = origin_.line; current < line && at < text_.size(); at++) {
    if (text_[at] == '\n') current++;
  }
  size_t end = text_.find('\n', at);
  return std::string(text_.substr(at, end == std::string_view::npos ? end : end + 1 - at));
}

int Parser::characterOffset(int line, int byteCol) const {
  if (byteCol < 0) return 0;
  if (line == origin_.line) byteCol -= origin_.col;
  if (byteCol < 0) byteCol = 0;
  if (options_.byteOffsets) return byteCol + 1;
  std::string text = lineText(line);
  size_t bytes = static_cast<size_t>(byteCol) < text.size() ? static_cast<size_t>(byteCol) : text.size();
  int extra = byteCol - static_cast<int>(bytes);
  return static_cast<int>(countCodePoints(std::string_view(text).substr(0, bytes))) + extra + 1;
}

/// Where the text begins that CPython's lexer holds when it has read that token: with its line, or with the first of the lines that
/// a backslash or a string joins with it.
size_t Parser::bufferStart(size_t index) const {
  for (size_t i = index;; i--) {
    bool first = i == 0, afterLine = !first && lexer_.tokens[i - 1].type == T::kNewline;
    size_t at = first ? 0 : lexer_.tokens[i - 1].end, end = lexer_.tokens[i].start;
    size_t found = first ? 0 : std::string_view::npos;
    bool blank = first || afterLine;  // nothing but blanks since a line's end
    if (afterLine && at < text_.size()) found = at;
    for (; at < end; at++) {
      char c = text_[at];
      if (c == '#') at = std::min(text_.find('\n', at), end);
      if (at == end) break;
      bool joined = c == '\\' && at + 1 < end && text_[at + 1] == '\n';
      if (joined) at++;
      if (text_[at] == '\n' && (!joined || blank)) {
        if (at + 1 < text_.size()) found = at + 1;
        blank = true;
      } else if (c != ' ' && c != '\t' && c != '\f') {
        blank = false;
      }
    }
    if (found != std::string_view::npos) return found;
  }
}

/// The text that is shown for a line: all that the lexer holds if that ends there; a line that it has left behind comes alone and
/// without its end.
std::string Parser::shownText(int line) const {
  const Token& token = lexer_.tokens[furthest_];
  bool atEnd = (token.type == T::kError && !lexer_.badContinuation) || token.start >= text_.size();
  int lexerLine = atEnd ? token.endLine - 1 : token.endLine;
  if (line < lexerLine) {
    std::string text = lineText(line);
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }
  size_t start = bufferStart(furthest_);
  size_t last = token.end > start && (token.type == T::kNewline || token.end >= text_.size()) ? token.end - 1 : token.end;
  size_t end = text_.find('\n', last);
  return std::string(text_.substr(start, end == std::string_view::npos ? end : end + 1 - start));
}

std::optional<std::string> Parser::lineOfFile(int line) const {
  if (options_.fileLine == nullptr || options_.mode != ParseMode::kFile) return std::nullopt;
  return options_.fileLine(options_.filename, line);
}

// As characterOffset, counting from the start of what is shown.
int Parser::characterOffsetIn(std::string_view shown, int line, int byteCol) const {
  if (byteCol < 0) return 0;
  if (line == origin_.line) byteCol -= origin_.col;
  if (byteCol < 0) byteCol = 0;
  if (options_.byteOffsets) return byteCol + 1;
  size_t bytes = std::min(static_cast<size_t>(byteCol), shown.size());
  return static_cast<int>(countCodePoints(shown.substr(0, bytes))) + 1;
}

std::nullptr_t Parser::raiseAt(ProblemKind kind, std::string message, int line, int col, int endLine,
                               int endCol) {
  if (failed_) return nullptr;
  failed_ = true;
  problem_.kind = kind;
  problem_.message = (fStringDepth > 0 ? "f-string: " : "") + message;
  problem_.lineno = line;
  problem_.endLineno = endLine;
  std::string text = lineOfFile(line).value_or(shownText(line));
  problem_.offset = characterOffsetIn(text, line, col);
  // CPython counts both columns in what it shows, whichever line they are of.
  problem_.endOffset = characterOffsetIn(text, endLine, endCol);
  problem_.text = std::move(text);
  return nullptr;
}

std::nullptr_t Parser::raiseToken(std::string message, size_t index, ProblemKind kind) {
  const Token& token = lexer_.tokens[index];
  bool layout = token.type == T::kIndent || token.type == T::kDedent || token.type == T::kEndMarker;
  if (!layout) {
    return raiseAt(kind, std::move(message), token.line, token.col, token.endLine, token.endCol);
  }
  // Layout tokens have no place of their own: the lexer's is taken, without an end.
  bool atEnd = token.start >= text_.size() && token.line > 1;
  int line = atEnd ? token.line - 1 : token.line;
  int col = atEnd ? static_cast<int>(lineText(line).size()) : token.col;
  raiseAt(kind, std::move(message), line, col, line, -1);
  problem_.offset -= 1;
  problem_.endOffset = -1;
  return nullptr;
}

std::nullptr_t Parser::raiseRange(std::string message, const Node* first, const Node* last) {
  return raiseAt(ProblemKind::kSyntaxError, std::move(message), first->lineno, first->colOffset,
                 last->endLineno, last->endColOffset);
}

std::nullptr_t Parser::raiseFrom(std::string message, const Node* first) {
  if (failed_) return nullptr;
  const Token& last = lexer_.tokens[furthest_];
  raiseAt(ProblemKind::kSyntaxError, std::move(message), first->lineno, first->colOffset, last.endLine,
          last.endCol);
  // The lexer's position counts from 0 here, as in CPython.
  problem_.endOffset -= 1;
  return nullptr;
}

std::nullptr_t Parser::raiseIndentation(std::string message) {
  return raiseHere(std::move(message), ProblemKind::kIndentationError);
}

std::nullptr_t Parser::raiseHere(std::string message, ProblemKind kind) {
  if (lexer_.tokens[furthest_].type == T::kError) {
    raiseLexerProblem();
    return nullptr;
  }
  return raiseToken(std::move(message), furthest_, kind);
}

bool Parser::requireVersion(int minor, const char* what, bool lookAhead) {
  if (options_.featureVersion >= minor) [[likely]] return true;
  if (lookAhead) tok();
  raiseHere(std::string(what) + " only supported in Python 3." + std::to_string(minor) + " and greater");
  return false;
}

void Parser::raiseTooDeep() {
  if (failed_) return;
  failed_ = true;
  problem_ = SyntaxProblem();
  problem_.kind = ProblemKind::kMemoryError;
  problem_.hasPosition = false;
}

/// No rule had a special word for it: the furthest token of the first pass is to blame.
void Parser::explainGenericFailure() {
  const Token& last = lexer_.tokens[firstFurthest_];
  if (last.type == T::kError) {
    raiseLexerProblem();
  } else if (last.type == T::kIndent) {
    raiseIndentation("unexpected indent");
  } else if (last.type == T::kDedent) {
    raiseIndentation("unexpected unindent");
  } else {
    raiseToken("invalid syntax", firstFurthest_);
    if (last.type != T::kEndMarker) return;
    problem_.offset = problem_.endOffset = options_.endedByEmptyLine ? 1 : 0;
    if (options_.endedByEmptyLine) problem_.text = "";
  }
}

/// A mistake of the lexer further on outranks what the parser found; so does a bracket that was
/// left open on an earlier line.
void Parser::preferLexerProblem() {
  if (lexer_.tokens[furthest_].type == T::kError || problem_.kind == ProblemKind::kMemoryError) return;
  if (lexer_.tokens.back().type != T::kError) return;
  if (!lexer_.weakError) {
    failed_ = false;
    raiseLexerProblem();
  } else if (!lexer_.brackets.empty() &&
             lexer_.tokens[furthest_].line > lexer_.brackets.back().line) {
    failUnclosedBracket();
  }
}

/// The parser saw the end of the input: it looked at what stands there, or at a token that might go on behind it.
bool Parser::reachedEnd() const {
  const Token& token = lexer_.tokens[furthest_];
  if (token.type == T::kError) return lexer_.endedEarly;
  return token.type == T::kEndMarker || (token.type == T::kDedent && token.start >= text_.size()) ||
         (lexer_.inputEnd < text_.size() && token.end >= lexer_.inputEnd);
}

void Parser::raiseIncomplete() {
  const Token& token = lexer_.tokens[furthest_];
  bool insideString = token.type == T::kError && lexer_.problem.message.starts_with("unterminated");
  bool layout = token.type == T::kError || token.type == T::kEndMarker || token.type == T::kDedent ||
                (token.type == T::kNewline && token.start >= lexer_.inputEnd);
  failed_ = false;
  if (insideString) {
    failed_ = true;
    problem_ = lexer_.problem;
    problem_.endOffset = -1;
    std::string line = lineText(problem_.lineno);
    bool ours = lexer_.inputEnd < text_.size() && lexer_.lastLine() == problem_.lineno;
    if (ours && line.ends_with('\n')) line.pop_back();
    problem_.text = std::move(line);
  } else if (!layout) {
    raiseToken("incomplete input", furthest_);
  } else {
    // These have no place of their own; the end of the last line is shown.
    std::string_view read = text_.substr(0, lexer_.inputEnd);
    size_t lineStart = read.size() < 2 ? 0 : read.rfind('\n', read.size() - 2) + 1;  // npos + 1 is 0
    int line = origin_.line + static_cast<int>(std::count(read.begin(), read.begin() + static_cast<ptrdiff_t>(lineStart), '\n'));
    if (read.empty()) line = 0;
    raiseAt(ProblemKind::kSyntaxError, {}, line, static_cast<int>(read.size() - lineStart) - 1, line, -1);
    problem_.endOffset = -1;
    problem_.text = std::string(read.substr(lineStart));
  }
  problem_.message = "incomplete input";
  problem_.kind = ProblemKind::kIncompleteInput;
  problem_.insideToken = token.type == T::kError;
}

static constexpr int kNewestVersion = 11;

/// Says what is wrong with text that did not parse; `root` is what it should have been.
void Parser::explainFailure(std::string_view root) {
  if (problem_.kind == ProblemKind::kMemoryError) return;
  // Syntax that is too new for the version asked for is known already.
  bool tooNew = failed_ && options_.featureVersion < kNewestVersion && !problem_.fromLexer;
  if (!tooNew) {
    failed_ = false;
    problem_ = SyntaxProblem();
    furthest_ = 0;
    warnings_->resize(firstWarning_);
    MistakeFinder(*this, root).run(false);
  }
  firstPassWarnings_ = warnings_->size();
  if (options_.allowIncompleteInput && problem_.kind != ProblemKind::kMemoryError && reachedEnd()) {
    raiseIncomplete();
    return;
  }
  bool specific = failed_;
  T last = T::kUnknown;
  if (!failed_) {
    firstFurthest_ = furthest_;
    last = lexer_.tokens[firstFurthest_].type;
    MistakeFinder(*this, root).run(true);
    specific = failed_;
    if (!specific) explainGenericFailure();
  }
  // Wrong indentation comes before whatever is wrong further on, unlike other mistakes.
  if (specific || (last != T::kIndent && last != T::kDedent)) preferLexerProblem();
}

ModNode* Parser::parse() {
  if (options_.mode != ParseMode::kFile) depth_ = options_.mode == ParseMode::kSingle ? 7 : 3;
  ModNode* tree = parseRoot();
  if (tree != nullptr && !failed_) return tree;
  if (failed_ && problem_.afterParsing) return nullptr;
  constexpr std::string_view kRoots[] = {"file", "eval", "interactive", "function_type"};
  explainFailure(kRoots[static_cast<size_t>(options_.mode)]);
  return nullptr;
}

ExprNode* Parser::parseFStringExpression() {
  // The text is a group in parentheses, so yield works through it.
  depth_ = 4;
  ExprNode* value = parseStarExpressions();
  if (value != nullptr && !failed_) return value;
  explainFailure("fstring");
  return nullptr;
}

std::string_view normalizeSourceLines(Arena& arena, std::string_view text) {
  bool hasReturn = text.find('\r') != std::string_view::npos;
  if (!hasReturn && !text.empty() && text.back() == '\n') return arena.copyText(text);
  std::string out;
  out.reserve(text.size() + 1);
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '\r') {
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') i++;
    } else {
      out += text[i];
    }
  }
  if (out.empty() || out.back() != '\n') out += '\n';
  return arena.copyText(out);
}

// Only files get a newline added at the end of their text; where there is none, CPython has no token to point at.
static void forgetAddedNewline(std::string_view text, bool byteOffsets, SyntaxProblem& problem) {
  int lastLine = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  size_t lineStart = text.rfind('\n') + 1;  // npos + 1 is 0
  if (problem.lineno != lastLine || !problem.text || *problem.text != std::string(text.substr(lineStart)) + '\n') return;
  problem.text->pop_back();
  int length = static_cast<int>(byteOffsets ? problem.text->size() : countCodePoints(*problem.text));
  if (text.empty()) problem.lineno = problem.endLineno = 0;
  bool atComment = problem.offset > 0 && problem.endOffset == length + 1 &&
                   problem.text->find('#') != std::string::npos &&
                   countCodePoints(problem.text->substr(0, problem.text->find('#'))) + 1 == static_cast<size_t>(problem.offset);
  if (problem.offset != length + 1 && !atComment) return;
  bool plain = problem.atToken || problem.message == "invalid syntax";
  problem.offset = plain ? 0 : length;
  problem.endOffset = plain ? 0 : -1;
}

ParseResult parseSource(Arena& arena, std::string_view utf8, const ParseOptions& options) {
  ParseResult result;
  if (utf8.find('\0') != std::string_view::npos) {
    result.problem.kind = ProblemKind::kValueError;
    result.problem.message = "source code string cannot contain null bytes";
    result.problem.hasPosition = false;
    return result;
  }
  std::string_view text = normalizeSourceLines(arena, utf8);
  // Only files get a newline at the end of their last line; elsewhere it is ours, and CPython sees the end of text there.
  Lexer lexer(text, options, {}, options.mode != ParseMode::kFile && !utf8.ends_with('\n') && !utf8.ends_with('\r'));
  lexer.run();
  Parser parser(arena, lexer, text, options, &result.warnings);
  result.tree = parser.parse();
  if (result.tree == nullptr) {
    result.problem = parser.problem();
    if (options.mode != ParseMode::kFile && !utf8.ends_with('\n')) forgetAddedNewline(utf8, options.byteOffsets, result.problem);
  }
  if (!lexer.warnings.empty()) {
    size_t count = result.tree != nullptr ? result.warnings.size() : parser.firstPassWarnings();
    std::vector<SyntaxWarningNote> ofStrings = std::move(result.warnings);
    result.warnings.clear();
    auto secondPass = ofStrings.begin() + static_cast<ptrdiff_t>(count);
    std::merge(lexer.warnings.begin(), lexer.warnings.end(), ofStrings.begin(), secondPass,
               std::back_inserter(result.warnings), [](const SyntaxWarningNote& a, const SyntaxWarningNote& b) {
                 return a.lineno != b.lineno ? a.lineno < b.lineno : a.asError.offset < b.asError.offset;
               });
    result.warnings.insert(result.warnings.end(), secondPass, ofStrings.end());
  }
  if (options.typeComments && result.tree != nullptr && result.tree->kind == NodeKind::Module) {
    SeqBuilder<TypeIgnore*> ignores;
    for (const Token& token : lexer.typeIgnores) {
      auto* ignore = arena.make<TypeIgnore>();
      ignore->lineno = token.line;
      ignore->tag = arena.copyText(text.substr(token.start, token.end - token.start));
      ignores.add(ignore);
    }
    ast::cast<Module>(result.tree)->typeIgnores = ignores.finish(arena);
  }
  return result;
}

}  // namespace taipan
