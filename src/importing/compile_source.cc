// See the header.
#include "importing/compile_source.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/arena.h"
#include "base/utf8.h"
#include "compiler/compiler.h"
#include "importing/source_text.h"
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

// Line `number` of `text` with its end; empty if there is none.
std::string_view lineOf(std::string_view text, int number) {
  for (int i = 1; i < number; ++i) {
    size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  size_t end = text.find('\n');
  return text.substr(0, end == std::string_view::npos ? end : end + 1);
}

// One line as CPython reads it: into a buffer of 999 bytes, of which the last filling remains.  False at the end of the file.
bool readLine(FILE* file, std::string* line) {
  constexpr size_t kBuffer = 999;
  line->clear();
  for (int c; (c = std::getc(file)) != EOF;) {
    if (line->size() == kBuffer) line->clear();
    if (c == '\r') {
      int next = std::getc(file);
      if (next != '\n' && next != EOF) std::ungetc(next, file);
      c = '\n';
    }
    *line += static_cast<char>(c);
    if (c == '\n') return true;
  }
  return !line->empty() && line->size() < kBuffer;
}

std::optional<std::string> fileLine(std::string_view filename, int number) {
  FILE* file = number > 0 ? std::fopen(std::string(filename).c_str(), "rbe") : nullptr;
  if (file == nullptr) return std::nullopt;
  std::string line;
  bool found = true;
  for (int i = 0; i < number && found; ++i) found = readLine(file, &line);
  std::fclose(file);
  if (!found) return std::nullopt;
  line.resize(std::min(line.size(), line.find('\0')));
  if (findInvalidUtf8(line) != std::string_view::npos) return std::nullopt;
  return line;
}

// What the compiler's stages show is read from the file of that name, whatever was compiled.  None if there is none.
Ref<> lineOfFile(Thread& thread, const std::string& filename, int number) {
  std::optional<std::string> line = fileLine(filename, number);
  return line ? newStr(thread, *line) : newRef(kNone);
}

Value numberOrNone(int number) { return number < 0 ? kNone : Value::smallInt(number); }

// The symbol table makes the exception with its message alone and adds the place as attributes.
Raised raiseSymbolProblem(Thread& thread, TypeId id, const SyntaxProblem& problem, Value message, Value filename,
                          Value line) {
  Ref<> error = TRY(call(thread, Value(thread.type(id)), message));
  const std::pair<const char*, Value> fields[] = {
      {"lineno", Value::smallInt(problem.lineno)}, {"offset", Value::smallInt(problem.offset)},
      {"end_lineno", Value::smallInt(problem.endLineno)}, {"end_offset", numberOrNone(problem.endOffset)},
      {"text", line}, {"filename", filename}};
  for (const auto& [name, value] : fields) {
    Ref<Str> key = TRY(internText(thread, name));
    TRY(setAttribute(thread, error, key, value));
  }
  return thread.raiseObject(error);
}

}  // namespace

Raised raiseProblem(Thread& thread, const SyntaxProblem& problem, const std::string& filename,
                    const std::string_view* source) {
  TypeId id = exceptionOf(problem.kind);
  if (id == TypeId::kMemoryError) return thread.raiseMemoryError();
  Ref<> message = TRY(newStr(thread, problem.message));
  if (id == TypeId::kRecursionError || id == TypeId::kValueError || !problem.hasPosition) {
    return thread.raiseWith(id, message);
  }
  bool parser = problem.stage == ProblemStage::kParser;
  Ref<> line = newRef(kNone);
  if (problem.text) {
    line = TRY(newStr(thread, *problem.text));
  } else if (!parser) {
    line = TRY(lineOfFile(thread, filename, problem.lineno));
  } else if (source && problem.lineno > 0) {
    std::string_view text = lineOf(*source, problem.lineno);
    if (!text.empty()) line = TRY(newStr(thread, text));
  }
  Ref<> name = TRY(strFromNative(thread, filename));
  if (problem.stage == ProblemStage::kSymbols) return raiseSymbolProblem(thread, id, problem, message, name, line);
  if (problem.endLineno < 0) {  // known to decoders only by its message
    Ref<Tuple> shortPlace = TRY(makeTuple(thread, name.get(), Value::smallInt(problem.lineno), Value::smallInt(problem.offset), line.get()));
    Ref<> error = TRY(call(thread, Value(thread.type(id)), message.get(), Value(shortPlace.get())));
    return thread.raiseObject(error);
  }
  Ref<Tuple> where = TRY(makeTuple(thread, name.get(), Value::smallInt(problem.lineno), Value::smallInt(problem.offset),
                                   line.get(), Value::smallInt(problem.endLineno), Value::smallInt(problem.endOffset)));
  Ref<> error = TRY(call(thread, Value(thread.type(id)), message.get(), Value(where.get())));
  return thread.raiseObject(error);
}

Status issueWarnings(Thread& thread, const std::vector<SyntaxWarningNote>& notes, const std::string& filename) {
  if (notes.empty()) return kOk;
  auto hook = thread.interpreter().warnExplicit;
  if (hook == nullptr) return kOk;  // no warnings before the warnings machinery is there
  Ref<Str> file = TRY(strFromNative(thread, filename));
  for (const SyntaxWarningNote& note : notes) {
    TypeId category = note.deprecation ? TypeId::kDeprecationWarning : TypeId::kSyntaxWarning;
    Ref<Str> text = TRY(newStr(thread, note.message));
    if (hook(thread, thread.type(category), text, file, note.lineno)) continue;
    if (thread.clearIfMatches(category)) return raiseProblem(thread, note.asError, filename, nullptr);
    return Raised{};
  }
  return kOk;
}

static Ref<> compileParsed(Thread& thread, Arena& arena, ast::ModNode* tree, const std::string& filename,
                           const SourceOptions& options, const std::string_view* source) {
  Ref<Str> shownName = TRY(strFromNative(thread, filename));
  std::string fileName = toWtf8(shownName);  // undecodable bytes are surrogates in co_filename
  CompileOptions compileOptions;
  compileOptions.fileName = fileName;
  compileOptions.optimizationLevel =
      options.optimization < 0 ? thread.interpreter().settings.optimization : options.optimization;
  compileOptions.flags = options.flags;
  compileOptions.recursionLimit = thread.recursionLimit;
  CompileResult result = compileModule(arena, tree, compileOptions);
  TRY(issueWarnings(thread, result.warnings, filename));
  if (!result.code) return raiseProblem(thread, result.problem, filename, source);
  return codeFromSpec(thread, *result.code);
}

Ref<> compileTree(Thread& thread, Arena& arena, ast::ModNode* tree, const std::string& filename, const SourceOptions& options) {
  return compileParsed(thread, arena, tree, filename, options, nullptr);
}

// A compound statement at a prompt?
static bool isCompound(const ast::ModNode* tree) {
  if (tree->kind != ast::NodeKind::Interactive) return false;
  const auto& body = ast::cast<ast::Interactive>(tree)->body;
  if (body.size == 0) return false;
  switch (body[0]->kind) {
    case ast::NodeKind::FunctionDef: case ast::NodeKind::AsyncFunctionDef: case ast::NodeKind::ClassDef:
    case ast::NodeKind::For: case ast::NodeKind::AsyncFor: case ast::NodeKind::While: case ast::NodeKind::If:
    case ast::NodeKind::With: case ast::NodeKind::AsyncWith: case ast::NodeKind::Match: case ast::NodeKind::Try:
    case ast::NodeKind::TryStar: return true;
    default: return false;
  }
}

Result<ast::ModNode*> parseText(Thread& thread, Arena& arena, std::string_view utf8, const std::string& filename,
                                const SourceOptions& options) {
  if (utf8.find('\0') != std::string_view::npos) {
    return thread.raiseValueError("source code string cannot contain null bytes");
  }
  ParseOptions parseOptions;
  parseOptions.fileLine = &fileLine;
  parseOptions.mode = options.mode;
  parseOptions.filename = filename;
  parseOptions.allowIncompleteInput = options.allowIncompleteInput;
  parseOptions.endedByEmptyLine = options.endedByEmptyLine;
  parseOptions.dontImplyDedent = options.dontImplyDedent;
  parseOptions.byteOffsets = options.byteOffsets;
  parseOptions.typeComments = options.typeComments;
  parseOptions.featureVersion = options.featureVersion;
  parseOptions.barryAsFlufl = (options.flags & kCoFutureBarryAsBdfl) != 0;
  parseOptions.maxIntDigits = static_cast<int>(thread.interpreter().settings.intMaxStrDigits);
  ParseResult parsed = parseSource(arena, utf8, parseOptions);
  TRY(issueWarnings(thread, parsed.warnings, filename));
  if (!parsed.tree) {
    if (options.inputState) {
      options.inputState->incomplete = parsed.problem.kind == ProblemKind::kIncompleteInput;
      options.inputState->insideToken = parsed.problem.insideToken;
    }
    return raiseProblem(thread, parsed.problem, filename, &utf8);
  }
  if (options.inputState) options.inputState->compound = isCompound(parsed.tree);
  return parsed.tree;
}

Ref<> compileText(Thread& thread, std::string_view utf8, const std::string& filename, const SourceOptions& options) {
  Arena arena;
  ast::ModNode* tree = TRY(parseText(thread, arena, utf8, filename, options));
  return compileParsed(thread, arena, tree, filename, options, &utf8);
}

}  // namespace taipan
