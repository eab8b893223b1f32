// _tokenize: the compiler's own lexer as an iterator, for tests and tools.
//
// The text is lexed at once; each token's tuple is made when it is asked for, because it holds all text up to its line.
#include <new>

#include "importing/compile_source.h"
#include "modules/module_helpers.h"
#include "objects/call_arguments.h"
#include "objects/tuple.h"
#include "syntax/lexer.h"

namespace taipan {
namespace {

struct TokenStream {
  Arena arena;
  ParseOptions options;
  std::string_view text;
  size_t position = 0;
  std::optional<Lexer> lexer;
};

struct TokenizerIter : Object {
  TokenStream* stream;  // owned
};

// The numbers of token.py.  Unlisted operators have the general one.
int numberOf(TokenType type) {
  using T = TokenType;
  static constexpr T kOperators[] = {
      T::kLeftParen, T::kRightParen, T::kLeftBracket, T::kRightBracket, T::kColon, T::kComma, T::kSemicolon, T::kPlus,
      T::kMinus, T::kStar, T::kSlash, T::kBar, T::kAmper, T::kLess, T::kGreater, T::kEqual, T::kDot, T::kPercent,
      T::kLeftBrace, T::kRightBrace, T::kEqualEqual, T::kNotEqual, T::kLessEqual, T::kGreaterEqual, T::kTilde,
      T::kCircumflex, T::kLeftShift, T::kRightShift, T::kDoubleStar, T::kPlusEqual, T::kMinusEqual, T::kStarEqual,
      T::kSlashEqual, T::kPercentEqual, T::kAmperEqual, T::kBarEqual, T::kCircumflexEqual, T::kLeftShiftEqual,
      T::kRightShiftEqual, T::kDoubleStarEqual, T::kDoubleSlash, T::kDoubleSlashEqual, T::kAt, T::kAtEqual, T::kArrow,
      T::kEllipsis, T::kColonEqual};
  constexpr int kFirstOperator = 7, kOther = 54, kAwait = 55, kAsync = 56;
  switch (type) {
    case T::kEndMarker: return 0;
    case T::kNumber: return 2;
    case T::kString: return 3;
    case T::kNewline: return 4;
    case T::kIndent: return 5;
    case T::kDedent: return 6;
    case T::kUnknown: return kOther;
    case T::kAwait: return kAwait;
    case T::kAsync: return kAsync;
    default: break;
  }
  for (size_t i = 0; i < std::size(kOperators); ++i) {
    if (kOperators[i] == type) return kFirstOperator + static_cast<int>(i);
  }
  return 1;  // names and keywords
}

Ref<> create(Thread& thread, Type* type, const Arguments& args) {
  static const char* const kNames[] = {"source"};
  Value bound[1];
  TRY(bindNames(thread, args, "tokenizeriter", kNames, 1, bound));
  if (!isStr(bound[0])) return thread.raiseTypeError("tokenizeriter() argument 'source' must be str, not {!N}", bound[0]);
  std::string text = TRY(toUtf8(thread, bound[0].as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  Ref<TokenizerIter> self = TRY(newObject<TokenizerIter>(thread, type));
  self->stream = new (std::nothrow) TokenStream;
  if (self->stream == nullptr) return thread.raiseMemoryError();
  TokenStream& stream = *self->stream;
  stream.text = normalizeSourceLines(stream.arena, text);
  stream.lexer.emplace(stream.text, stream.options);
  stream.lexer->run();
  return self;
}

void release(Object* self) { delete std::exchange(static_cast<TokenizerIter*>(self)->stream, nullptr); }

Ref<> iterate(Thread&, Value self) { return newRef(self); }

// (text, type, line, end line, column, end column, all text up to the token's last line)
Ref<> next(Thread& thread, Value self) {
  TokenStream& stream = *self.as<TokenizerIter>()->stream;
  Lexer& lexer = *stream.lexer;
  if (stream.position >= lexer.tokens.size()) return nullptr;
  const Token& token = lexer.tokens[stream.position++];
  if (token.type == TokenType::kEndMarker) return nullptr;
  if (token.type == TokenType::kError) {
    // CPython's lexer leaves some problems to the parser; here they only end the tokens.
    return lexer.weakError ? Ref<>() : Ref<>(raiseProblem(thread, lexer.problem, "<string>", nullptr));
  }
  bool layout = token.type == TokenType::kIndent || token.type == TokenType::kDedent;
  bool newline = token.type == TokenType::kNewline;
  size_t lineEnd = stream.text.find('\n', newline ? token.start : token.end);
  std::string_view shown = stream.text.substr(0, lineEnd == std::string_view::npos ? lineEnd : lineEnd + 1);
  std::string_view own = stream.text.substr(token.start, token.end - token.start);
  if (newline) own = stream.text.substr(token.lineStart + static_cast<size_t>(token.col), static_cast<size_t>(token.endCol - token.col));
  bool atEnd = token.start >= stream.text.size();
  int line = token.line - (atEnd && token.line > 1), endLine = token.endLine - (atEnd && token.line > 1);
  Ref<Str> text = TRY(newStr(thread, layout ? std::string_view() : own));
  Ref<Str> read = TRY(newStr(thread, shown));
  return makeTuple(thread, Value(text.get()), Value::smallInt(numberOf(token.type)), Value::smallInt(line),
                   Value::smallInt(endLine), Value::smallInt(layout ? -1 : token.col),
                   Value::smallInt(layout ? -1 : token.endCol), Value(read.get()));
}

constexpr Slots kSlots{.release = release, .create = create, .iterate = iterate, .next = next};
const TypeSpec kTokenizerIter{.name = "_tokenize.TokenizerIter", .basicSize = sizeof(TokenizerIter), .slots = &kSlots,
                              .doc = "TokenizerIter(source)\n--\n\nIterates over the tokens of a source text."};

Status populate(Thread& thread, Module* module) {
  Type* type = createNativeType(thread, kTokenizerIter);
  if (type == nullptr) return Raised{};
  return moduleAdd(thread, module, "TokenizerIter", newRef(Value(type)));
}

}  // namespace

extern const ModuleSpec kTokenizeModule;
const ModuleSpec kTokenizeModule{.name = "_tokenize", .populate = populate};

}  // namespace taipan
