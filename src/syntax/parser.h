// The front end's door: source text in, syntax tree or problem out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/unicode_names.h"
#include "syntax/ast.h"

namespace taipan {

enum class ParseMode : uint8_t { kFile, kEval, kSingle, kFuncType };

struct ParseOptions {
  ParseMode mode = ParseMode::kFile;
  std::string_view filename = "<string>";
  /// Minor version whose syntax is allowed (`feature_version` of ast.parse).
  int featureVersion = 11;
  /// Keep `# type:` comments in the tree.
  bool typeComments = false;
  /// Text that fails to parse only because it ends too soon is reported as kIncompleteInput (at a prompt).
  bool allowIncompleteInput = false;
  /// The text was ended by an empty line at a prompt, which counts as a token.
  bool endedByEmptyLine = false;
  /// An indented block at end of text must be closed by a newline (codeop's PyCF_DONT_IMPLY_DEDENT).
  bool dontImplyDedent = false;
  /// `<>` instead of `!=` (from __future__ import barry_as_FLUFL).
  bool barryAsFlufl = false;
  /// Columns of problems count bytes, as for bytes that declare no encoding.
  bool byteOffsets = false;
  /// Decimal digits an int literal may have; 0: no limit (sys.set_int_max_str_digits).
  int maxIntDigits = 4300;
  /// What stands in that line of the file of that name, if there is one; shown in place of the text that is parsed (in file mode)
  /// as long as it is UTF-8.
  std::optional<std::string> (*fileLine)(std::string_view filename, int line) = nullptr;
  /// Finds the character named in a \N{...} escape (unicodedata.lookup); 0xFFFFFFFF if there is none.
  uint32_t (*lookupCharacterName)(std::string_view name) = &taipan::lookupCharacterName;
};

enum class ProblemKind : uint8_t {
  kSyntaxError, kIndentationError, kTabError, kMemoryError, kRecursionError, kValueError,
  kUnicodeDecodeError, kIncompleteInput,
};

/// Which part of the front end found the problem; the exceptions they give differ in small ways.
enum class ProblemStage : uint8_t { kParser, kSymbols, kCompiler };

/// Why there is no tree.  Lines and offsets count from 1, offsets in characters; 0 and -1 as
/// CPython sets them where a position is unknown.
struct SyntaxProblem {
  ProblemKind kind = ProblemKind::kSyntaxError;
  std::string message;
  int lineno = 0;
  int offset = 0;
  int endLineno = 0;
  int endOffset = 0;
  std::optional<std::string> text;  // the line concerned, WTF-8; absent: None
  bool atToken = false;             // placed by a token that was expected, not by where the lexer stood
  bool fromLexer = false;           // what is wrong with a token itself
  bool hasPosition = true;          // false: only the message is set
  ProblemStage stage = ProblemStage::kParser;
  bool afterParsing = false;        // the text itself was parsed; final
  bool insideToken = false;         // kIncompleteInput: within brackets, a string or a continued line
};

/// A SyntaxWarning, or a DeprecationWarning ('invalid escape sequence').
struct SyntaxWarningNote {
  std::string message;
  int lineno = 0;
  bool deprecation = false;
  /// The problem to raise if the warnings filter turns this into an error.
  SyntaxProblem asError;
};

struct ParseResult {
  ast::ModNode* tree = nullptr;  // null if there is a problem
  SyntaxProblem problem;
  std::vector<SyntaxWarningNote> warnings;
};

/// Parses text that is already UTF-8 (str input; surrogates make a problem).  The tree lives in
/// `arena`.  Never runs Python code.
ParseResult parseSource(Arena& arena, std::string_view utf8, const ParseOptions& options);

}  // namespace taipan
