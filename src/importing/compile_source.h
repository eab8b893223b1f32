// Text or tree in, code object out: the one place where the interpreter meets parser and compiler.
#pragma once

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "objects/thread.h"
#include "syntax/parser.h"

namespace taipan {

struct Code;

struct SourceOptions {
  ParseMode mode = ParseMode::kFile;
  int32_t flags = 0;      // future features and CompileFlag bits
  int optimization = -1;  // -1: the interpreter's
  bool allowIncompleteInput = false;
  bool endedByEmptyLine = false;  // see ParseOptions
  bool dontImplyDedent = false;
  bool byteOffsets = false;   // of problems; see ParseOptions
  bool typeComments = false;  // keep them in the tree
  int featureVersion = 11;    // minor version whose syntax is allowed
  struct InputState* inputState = nullptr;  // for a prompt
};

// What a prompt wants to know about the text so far (with allowIncompleteInput).
struct InputState {
  bool incomplete = false;   // it only lacks its end
  bool insideToken = false;  // … within brackets, a string or a continued line
  bool compound = false;     // a complete compound statement
};

// Compiles UTF-8 text.  Raises SyntaxError and relatives, ValueError for NULs.  Issues the warnings the text deserves,
// so it may run Python code.
Ref<> compileText(Thread& thread, std::string_view utf8, const std::string& filename, const SourceOptions& options);

// Only parses; the tree lives in `arena`.  Raises and warns as compileText.
Result<ast::ModNode*> parseText(Thread& thread, Arena& arena, std::string_view utf8, const std::string& filename,
                                const SourceOptions& options);

// Compiles a tree that somebody built; `arena` is the tree's.
Ref<> compileTree(Thread& thread, Arena& arena, ast::ModNode* tree, const std::string& filename, const SourceOptions& options);

// Raises what a problem of parser or compiler stands for.  `source` (may be null) supplies the missing line text.
Raised raiseProblem(Thread& thread, const SyntaxProblem& problem, const std::string& filename,
                    const std::string_view* source);

// Issues parser and compiler warnings in order; fails if a filter makes one an error.
Status issueWarnings(Thread& thread, const std::vector<SyntaxWarningNote>& notes, const std::string& filename);

}  // namespace taipan
