// See the header.
#include "importing/compile_source.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "compiler/compiler.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

// vm: objects/code.h
Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec);

namespace {

TypeId exceptionOf(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::kSyntaxError: return TypeId::kSyntaxError;
    case ProblemKind::kIndentationError: return TypeId::kIndentationError;
    case ProblemKind::kTabError: return TypeId::kTabError;
    case ProblemKind::kMemoryError: return TypeId::kMemoryError;
    case ProblemKind::kRecursionError: return TypeId::kRecursionError;
    case ProblemKind::kValueError: return TypeId::kValueError;
    case ProblemKind::kUnicodeDecodeError: return TypeId::kSyntaxError;
    case ProblemKind::kIncompleteInput: return TypeId::kSyntaxError;
  }
  return TypeId::kSyntaxError;
}

std::string_view lineOf(std::string_view source, int number) {
  for (int i = 1; i < number; ++i) {
    size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  size_t end = source.find('\n');
  return source.substr(0, end == std::string_view::npos ? end : end + 1);
}

// Compiler problems count columns in bytes; exceptions show characters.
int characterColumn(std::string_view line, int column) {
  if (column <= 0 || line.empty()) return column;
  size_t bytes = static_cast<size_t>(column - 1);
  if (bytes > line.size()) return column;
  return static_cast<int>(countCodePoints(line.substr(0, bytes))) + 1;
}

}  // namespace

Raised raiseProblem(Thread& thread, const SyntaxProblem& problem, const std::string& filename,
                    const std::string_view* source) {
  TypeId id = exceptionOf(problem.kind);
  if (id == TypeId::kMemoryError) return thread.raiseMemoryError();
  if (id == TypeId::kRecursionError || id == TypeId::kValueError || !problem.hasPosition) {
    Ref<> text = TRY(newStr(thread, problem.message));
    return thread.raiseWith(id, text);
  }
  int offset = problem.offset, endOffset = problem.endOffset;
  Ref<> line = newRef(kNone);
  if (problem.text) {
    line = TRY(newStr(thread, *problem.text));
  } else if (source && problem.lineno > 0) {
    std::string_view text = lineOf(*source, problem.lineno);
    offset = characterColumn(text, offset);
    if (problem.endLineno == problem.lineno) endOffset = characterColumn(text, endOffset);
    if (!text.empty()) line = TRY(newStr(thread, text));
  }
  Ref<> name = TRY(strFromNative(thread, filename));
  Ref<Tuple> where = TRY(makeTuple(thread, name.get(), Value::smallInt(problem.lineno), Value::smallInt(offset), line.get(),
                                   Value::smallInt(problem.endLineno), Value::smallInt(endOffset)));
  Ref<> message = TRY(newStr(thread, problem.message));
  Ref<> error = TRY(call(thread, Value(thread.type(id)), message.get(), Value(where.get())));
  return thread.raiseObject(error);
}

Status issueWarnings(Thread& thread, const std::vector<SyntaxWarningNote>& notes, TypeId category,
                     const std::string& filename) {
  if (notes.empty()) return kOk;
  auto hook = thread.interpreter().warnExplicit;
  if (hook == nullptr) return kOk;  // no warnings before the warnings machinery is there
  Ref<Str> file = TRY(strFromNative(thread, filename));
  for (const SyntaxWarningNote& note : notes) {
    Ref<Str> text = TRY(newStr(thread, note.message));
    if (hook(thread, thread.type(category), text, file, note.lineno)) continue;
    if (thread.clearIfMatches(category)) return raiseProblem(thread, note.asError, filename, nullptr);
    return Raised{};
  }
  return kOk;
}

static Ref<> compileParsed(Thread& thread, Arena& arena, ast::ModNode* tree, const std::string& filename,
                           const SourceOptions& options, const std::string_view* source) {
  CompileOptions compileOptions;
  compileOptions.fileName = filename;
  compileOptions.optimizationLevel =
      options.optimization < 0 ? thread.interpreter().settings.optimization : options.optimization;
  compileOptions.flags = options.flags;
  compileOptions.recursionLimit = thread.recursionLimit;
  CompileResult result = compileModule(arena, tree, compileOptions);
  TRY(issueWarnings(thread, result.warnings, TypeId::kSyntaxWarning, filename));
  if (!result.code) return raiseProblem(thread, result.problem, filename, source);
  return codeFromSpec(thread, *result.code);
}

Ref<> compileTree(Thread& thread, Arena& arena, ast::ModNode* tree, const std::string& filename, const SourceOptions& options) {
  return compileParsed(thread, arena, tree, filename, options, nullptr);
}

Result<ast::ModNode*> parseText(Thread& thread, Arena& arena, std::string_view utf8, const std::string& filename,
                                const SourceOptions& options) {
  if (utf8.find('\0') != std::string_view::npos) {
    return thread.raiseValueError("source code string cannot contain null bytes");
  }
  ParseOptions parseOptions;
  parseOptions.mode = options.mode;
  parseOptions.filename = filename;
  parseOptions.allowIncompleteInput = options.allowIncompleteInput;
  parseOptions.dontImplyDedent = options.dontImplyDedent;
  parseOptions.typeComments = options.typeComments;
  parseOptions.featureVersion = options.featureVersion;
  parseOptions.barryAsFlufl = (options.flags & kCoFutureBarryAsBdfl) != 0;
  parseOptions.maxIntDigits = static_cast<int>(thread.interpreter().settings.intMaxStrDigits);
  ParseResult parsed = parseSource(arena, utf8, parseOptions);
  TRY(issueWarnings(thread, parsed.warnings, TypeId::kDeprecationWarning, filename));
  if (!parsed.tree) {
    if (options.incomplete) *options.incomplete = parsed.problem.kind == ProblemKind::kIncompleteInput;
    return raiseProblem(thread, parsed.problem, filename, &utf8);
  }
  return parsed.tree;
}

Ref<> compileText(Thread& thread, std::string_view utf8, const std::string& filename, const SourceOptions& options) {
  Arena arena;
  ast::ModNode* tree = TRY(parseText(thread, arena, utf8, filename, options));
  return compileParsed(thread, arena, tree, filename, options, &utf8);
}

}  // namespace taipan
