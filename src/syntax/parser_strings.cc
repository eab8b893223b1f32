// String tokens: prefixes, escapes, concatenation, f-strings.
//
// In Python 3.11 an f-string is one token; each `{expression}` in it is parsed on its own, as the
// text "(expression)" with a lexer that starts at the place the braces have in the file.
#include <algorithm>

#include "base/utf8.h"
#include "syntax/parser_impl.h"

namespace taipan {

using T = TokenType;

namespace {

struct StringToken {
  std::string_view body;  // between the quotes
  bool isBytes = false;
  bool isRaw = false;
  bool isFormat = false;
  bool isUnicode = false;
};

StringToken splitString(std::string_view text) {
  StringToken result;
  size_t i = 0;
  for (; text[i] != '"' && text[i] != '\''; i++) {
    switch (text[i] | 0x20) {
      case 'b': result.isBytes = true; break;
      case 'r': result.isRaw = true; break;
      case 'f': result.isFormat = true; break;
      case 'u': result.isUnicode = text[i] == 'u'; break;
      default: break;
    }
  }
  size_t quote = text.size() - i >= 6 && text[i] == text[i + 1] && text[i] == text[i + 2] ? 3 : 1;
  result.body = text.substr(i + quote, text.size() - i - 2 * quote);
  return result;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

void Parser::warnInvalidEscape(std::string_view sequence, const Token& token) {
  SyntaxWarningNote note;
  const char* kind = sequence.size() > 1 ? "octal " : "";
  note.message = std::string("invalid ") + kind + "escape sequence '\\" + std::string(sequence) + "'";
  note.deprecation = true;
  note.lineno = token.line;
  note.asError.message = note.message;
  note.asError.lineno = note.asError.endLineno = token.line;
  note.asError.offset = characterOffset(token.line, token.col);
  note.asError.endLineno = token.endLine;
  std::string line = lineText(token.line);
  if (token.endLine > token.line && line.ends_with('\n')) line.pop_back();  // as raiseAt
  int limit = static_cast<int>(countCodePoints(line)) + 1;
  note.asError.endOffset = characterOffset(token.endLine, token.endCol);
  if (token.endLine > token.line && !options_.byteOffsets) note.asError.endOffset = std::min(limit, token.endCol + 1);
  note.asError.text = std::move(line);
  warnings_->push_back(std::move(note));
}

/// Appends the decoded text; false with a problem on a bad escape.
bool Parser::decodeEscapes(std::string_view raw, bool isBytes, const Token& token, std::string* out) {
  std::string_view invalid;  // the first sequence that is none, without its backslash
  size_t wide = 0;  // how much longer the text is when each non-ASCII character is \UXXXXXXXX
  auto failUnicode = [&](size_t start, size_t end, const char* reason) {
    start += wide;
    end += wide;
    std::string where = end - start == 1
                            ? "byte 0x5c in position " + std::to_string(start)
                            : "bytes in position " + std::to_string(start) + "-" + std::to_string(end - 1);
    raiseHere("(unicode error) 'unicodeescape' codec can't decode " + where + ": " + reason);
    return false;
  };
  for (size_t i = 0; i < raw.size();) {
    char c = raw[i];
    if (c != '\\' || i + 1 >= raw.size()) {
      if (static_cast<uint8_t>(c) >= 0xC0) {
        size_t length = static_cast<uint8_t>(c) >= 0xF0 ? 4 : static_cast<uint8_t>(c) >= 0xE0 ? 3 : 2;
        wide += 10 - length;
      }
      *out += c;
      i++;
      continue;
    }
    size_t start = i;
    c = raw[i + 1];
    i += 2;
    switch (c) {
      case '\n': break;
      case '\\': case '\'': case '"': *out += c; break;
      case 'b': *out += '\b'; break;
      case 'f': *out += '\f'; break;
      case 't': *out += '\t'; break;
      case 'n': *out += '\n'; break;
      case 'r': *out += '\r'; break;
      case 'v': *out += '\v'; break;
      case 'a': *out += '\a'; break;
      case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': {
        uint32_t value = static_cast<uint32_t>(c - '0');
        for (int k = 0; k < 2 && i < raw.size() && raw[i] >= '0' && raw[i] <= '7'; k++) {
          value = value * 8 + static_cast<uint32_t>(raw[i++] - '0');
        }
        if (value > 0377 && invalid.empty()) invalid = raw.substr(start + 1, 3);
        if (isBytes) {
          *out += static_cast<char>(value);
        } else {
          appendUtf8(out, value);
        }
        break;
      }
      case 'x': case 'u': case 'U': {
        if (isBytes && c != 'x') {
          if (invalid.empty()) invalid = raw.substr(start + 1, 1);
          *out += '\\';
          *out += c;
          break;
        }
        size_t wanted = c == 'x' ? 2 : c == 'u' ? 4 : 8;
        uint32_t value = 0;
        size_t count = 0;
        while (count < wanted && i < raw.size() && hexDigit(raw[i]) >= 0) {
          value = value * 16 + static_cast<uint32_t>(hexDigit(raw[i++]));
          count++;
        }
        if (count < wanted) {
          if (isBytes) {
            raiseHere("(value error) invalid \\x escape at position " + std::to_string(start));
            return false;
          }
          return failUnicode(start, i,
                             c == 'x'   ? "truncated \\xXX escape"
                             : c == 'u' ? "truncated \\uXXXX escape"
                                        : "truncated \\UXXXXXXXX escape");
        }
        if (isBytes) {
          *out += static_cast<char>(value);
        } else if (value > kMaxCodePoint) {
          return failUnicode(start, i, "illegal Unicode character");
        } else {
          appendUtf8(out, value);
        }
        break;
      }
      case 'N':
        if (!isBytes) {
          size_t close = i < raw.size() && raw[i] == '{' ? raw.find('}', i) : std::string_view::npos;
          if (close == std::string_view::npos || close == i + 1) {
            size_t end = i < raw.size() && raw[i] == '{' ? (close == i + 1 ? close : raw.size()) : i;
            return failUnicode(start, end, "malformed \\N character escape");
          }
          uint32_t value = options_.lookupCharacterName == nullptr
                               ? kBadCodePoint
                               : options_.lookupCharacterName(raw.substr(i + 1, close - i - 1));
          if (value == kBadCodePoint) {
            return failUnicode(start, close + 1, "unknown Unicode character name");
          }
          appendUtf8(out, value);
          i = close + 1;
          break;
        }
        [[fallthrough]];
      default:
        if (static_cast<uint8_t>(c) >= 128) {
          // A backslash before a non-ASCII character stands for itself, without a warning.
          *out += '\\';
          i--;
          break;
        }
        if (invalid.empty()) invalid = raw.substr(start + 1, 1);
        *out += '\\';
        *out += c;
        break;
    }
  }
  if (!invalid.empty()) warnInvalidEscape(invalid, token);
  return true;
}

/// Builds the value of adjacent string tokens of which at least one may be an f-string.
class FString {
 public:
  FString(Parser& parser, size_t first, size_t last)
      : parser_(parser), first_(first), last_(last) {}

  /// Adds text to the literal that is being collected.
  std::string* literal() { return &literal_; }

  /// One token's body.
  bool add(std::string_view body, bool isRaw, const Token& token) {
    token_ = &token;
    isRaw_ = isRaw;
    size_t at = 0;
    return parse(body, &at, 0, &values_, &literal_);
  }

  ExprNode* finish(bool isFormat) {
    if (!isFormat) return makeConstant(literal_);
    flush(&values_, &literal_);
    auto* node = place(parser_.arena_.make<JoinedStr>());
    node->values = values_.finish(parser_.arena_);
    return node;
  }

 private:
  template <typename N>
  N* place(N* node) {
    const Token& first = parser_.lexer_.tokens[first_];
    const Token& last = parser_.lexer_.tokens[last_];
    node->lineno = first.line;
    node->colOffset = first.col;
    node->endLineno = last.endLine;
    node->endColOffset = last.endCol;
    return node;
  }

  ExprNode* makeConstant(const std::string& text) {
    auto* node = place(parser_.arena_.make<Constant>());
    node->value.type = ConstantType::kStr;
    node->value.text = parser_.arena_.copyText(text);
    if (parser_.textOf(parser_.lexer_.tokens[first_])[0] == 'u') {
      node->literalKind = parser_.arena_.intern("u");
    }
    return node;
  }

  void flush(SeqBuilder<ExprNode*>* values, std::string* text) {
    if (!text->empty()) values->add(makeConstant(*text));
    text->clear();
  }

  bool fail(std::string message) {
    parser_.raiseHere(std::move(message));
    return false;
  }

  /// Literals and expressions up to the end of the body or, in a format spec, its '}'.
  bool parse(std::string_view body, size_t* at, int level, SeqBuilder<ExprNode*>* values,
             std::string* text) {
    for (;;) {
      bool again = false;
      if (!parseLiteral(body, at, level, text, &again)) return false;
      if (again) continue;
      if (*at >= body.size() || body[*at] == '}') break;
      ExprNode* value = nullptr;
      std::string shown;
      if (!parseReplacement(body, at, level, &value, &shown)) return false;
      *text += shown;
      flush(values, text);
      values->add(value);
    }
    if (level == 0 && *at < body.size()) return fail("f-string: unexpected end of string");
    if (level > 0 && (*at >= body.size() || body[*at] != '}')) return fail("f-string: expecting '}'");
    return true;
  }

  bool parseLiteral(std::string_view body, size_t* at, int level, std::string* text, bool* again) {
    size_t start = *at;
    size_t i = start;
    size_t end = i;
    while (i < body.size()) {
      char c = body[i++];
      if (!isRaw_ && c == '\\' && i < body.size()) {
        c = body[i++];
        if (c == 'N') {
          // The braces of a named character are not replacement fields.
          if (i < body.size() && body[i++] == '{') {
            while (i < body.size() && body[i++] != '}') {
            }
            end = i;
            continue;
          }
          end = i;
          break;
        }
        if (c == '{') parser_.warnInvalidEscape("{", *token_);
      }
      if (c == '{' || c == '}') {
        if (level == 0) {
          if (i < body.size() && body[i] == c) {
            // A doubled brace is one: the literal ends after the first, the second is skipped.
            *again = true;
            end = i;
            i++;
            break;
          }
          if (c == '}') {
            *at = i - 1;
            return fail("f-string: single '}' is not allowed");
          }
        }
        i--;
        end = i;
        break;
      }
      end = i;
    }
    *at = i;
    std::string_view literal = body.substr(start, end - start);
    if (isRaw_) {
      *text += literal;
      return true;
    }
    return parser_.decodeEscapes(literal, false, *token_, text);
  }

  /// Moves over the expression after '{' to the character that ends it.
  bool skipExpression(std::string_view body, size_t* at) {
    std::string open;
    char quote = 0;
    bool triple = false;
    size_t& i = *at;
    for (; i < body.size(); i++) {
      char c = body[i];
      bool tripled = i + 2 < body.size() && body[i + 1] == c && body[i + 2] == c;
      if (c == '\\') return fail("f-string expression part cannot include a backslash");
      if (quote != 0) {
        if (c != quote) continue;
        if (triple) {
          if (!tripled) continue;
          i += 2;
        }
        quote = 0;
        triple = false;
        continue;
      }
      if (c == '\'' || c == '"') {
        triple = tripled;
        if (triple) i += 2;
        quote = c;
        continue;
      }
      if (c == '[' || c == '{' || c == '(') {
        if (open.size() >= 200) return fail("f-string: too many nested parenthesis");
        open += c;
        continue;
      }
      if (c == '#') return fail("f-string expression part cannot include '#'");
      if (open.empty() && (c == '!' || c == ':' || c == '}' || c == '=' || c == '<' || c == '>')) {
        if (i + 1 < body.size() && body[i + 1] == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
          i++;
          continue;
        }
        if (c == '<' || c == '>') continue;
        break;
      }
      if (c == ']' || c == '}' || c == ')') {
        if (open.empty()) return fail(std::string("f-string: unmatched '") + c + "'");
        char opening = open.back();
        open.pop_back();
        if (!((opening == '(' && c == ')') || (opening == '[' && c == ']') || (opening == '{' && c == '}'))) {
          return fail(std::string("f-string: closing parenthesis '") + c +
                      "' does not match opening parenthesis '" + opening + "'");
        }
      }
    }
    if (quote != 0) return fail("f-string: unterminated string");
    if (!open.empty()) return fail(std::string("f-string: unmatched '") + open.back() + "'");
    if (i >= body.size()) return fail("f-string: expecting '}'");
    return true;
  }

  bool parseReplacement(std::string_view body, size_t* at, int level, ExprNode** result,
                        std::string* shown) {
    if (level >= 2) return fail("f-string: expressions nested too deeply");
    ++*at;
    size_t start = *at;
    if (!skipExpression(body, at)) return false;
    ExprNode* value = parseExpression(body, start, *at);
    if (value == nullptr) return false;
    bool debug = false;
    if (body[*at] == '=') {
      if (parser_.options_.featureVersion < 8) {
        return fail("f-string: self documenting expressions are only supported in Python 3.8 and greater");
      }
      ++*at;
      while (*at < body.size() && isSpace(body[*at])) ++*at;
      if (*at >= body.size()) return fail("f-string: expecting '}'");
      shown->assign(body.substr(start, *at - start));
      debug = true;
    }
    int conversion = -1;
    if (body[*at] == '!') {
      ++*at;
      if (*at >= body.size()) return fail("f-string: expecting '}'");
      conversion = static_cast<uint8_t>(body[*at]);
      ++*at;
      if (conversion != 's' && conversion != 'r' && conversion != 'a') {
        return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
      }
    }
    if (*at >= body.size()) return fail("f-string: expecting '}'");
    ExprNode* spec = nullptr;
    if (body[*at] == ':') {
      ++*at;
      if (*at >= body.size()) return fail("f-string: expecting '}'");
      SeqBuilder<ExprNode*> values;
      std::string text;
      if (!parse(body, at, level + 1, &values, &text)) return false;
      // What ends the format spec, and the spec itself, stand where this one token does.
      size_t firstToken = first_;
      size_t lastToken = last_;
      first_ = last_ = static_cast<size_t>(token_ - parser_.lexer_.tokens.data());
      flush(&values, &text);
      auto* joined = place(parser_.arena_.make<JoinedStr>());
      first_ = firstToken;
      last_ = lastToken;
      joined->values = values.finish(parser_.arena_);
      spec = joined;
    }
    if (*at >= body.size() || body[*at] != '}') return fail("f-string: expecting '}'");
    ++*at;
    if (debug && spec == nullptr && conversion == -1) conversion = 'r';
    auto* node = place(parser_.arena_.make<FormattedValue>());
    node->value = value;
    node->conversion = conversion;
    node->formatSpec = spec;
    *result = node;
    return true;
  }

  /// Counts the line ends of the token in front of `end`.  Goes on from where it stopped: braces come in order.
  void scanTo(std::string_view token, size_t end) {
    if (scannedToken_ != token_ || end < scanned_) {
      scannedToken_ = token_;
      scanned_ = scannedLineStart_ = 0;
      scannedLines_ = 0;
    }
    for (; scanned_ < end; scanned_++) {
      if (token[scanned_] != '\n') continue;
      scannedLines_++;
      scannedLineStart_ = scanned_;
    }
  }

  ExprNode* parseExpression(std::string_view body, size_t start, size_t end) {
    std::string_view text = body.substr(start, end - start);
    bool blank = true;
    for (char c : text) {
      if (!isSpace(c)) blank = false;
    }
    if (blank) {
      char after = body[end];
      fail(after == '!' || after == ':' || after == '='
               ? std::string("f-string: expression required before '") + after + "'"
               : std::string("f-string: empty expression not allowed"));
      return nullptr;
    }
    // Nested f-strings recurse through here natively.
    if (parser_.fStringDepth >= 40) {
      parser_.raiseTooDeep();
      return nullptr;
    }
    std::string_view token = parser_.textOf(*token_);
    size_t brace = static_cast<size_t>(text.data() - token.data()) - 1;
    SourceOrigin origin;
    scanTo(token, brace);
    int lines = scannedLines_;
    origin.line = token_->line + lines;
    bool newlineFollows = true;
    for (size_t i = brace + 1; i < token.size() && token[i] != '}' && token[i] != '\n'; i++) {
      if (token[i] != ' ' && token[i] != '\t' && token[i] != '\f') {
        newlineFollows = false;
        break;
      }
    }
    int columns = 0;
    if (!newlineFollows) {
      columns = static_cast<int>(brace - scannedLineStart_);
      if (token[scannedLineStart_] == '\n') columns--;
    }
    origin.col = lines != 0 ? columns : token_->col + columns;
    std::string wrapped = "(" + std::string(text) + ")\n";
    std::string_view source = parser_.arena_.copyText(wrapped);
    ParseOptions options = parser_.options_;
    options.byteOffsets = true;  // such a text declares no encoding
    options.fileLine = nullptr;
    Lexer lexer(source, options, origin);
    lexer.run();
    for (SyntaxWarningNote& note : lexer.warnings) {  // they count lines from the brace
      note.lineno -= origin.line - 1;
      note.asError.lineno = note.asError.endLineno = note.lineno;
      parser_.warnings_->push_back(std::move(note));
    }
    Parser inner(parser_.arena_, lexer, source, options, parser_.warnings_);
    inner.fStringDepth = parser_.fStringDepth + 1;
    inner.origin_ = origin;
    ExprNode* value = inner.parseFStringExpression();
    if (value != nullptr) return value;
    parser_.failed_ = true;
    parser_.problem_ = inner.problem();
    return nullptr;
  }

  Parser& parser_;
  size_t first_;
  size_t last_;
  const Token* token_ = nullptr;
  const Token* scannedToken_ = nullptr;
  size_t scanned_ = 0, scannedLineStart_ = 0;
  int scannedLines_ = 0;
  bool isRaw_ = false;
  SeqBuilder<ExprNode*> values_;
  std::string literal_;
};

ExprNode* Parser::parseStrings() {
  size_t start = pos_;
  while (accept(T::kString)) {
  }
  if (failed_) return nullptr;
  size_t last = pos_ - 1;
  bool anyBytes = false;
  bool anyText = false;
  bool anyFormat = false;
  FString builder(*this, start, last);
  for (size_t i = start; i <= last; i++) {
    const Token& token = lexer_.tokens[i];
    StringToken part = splitString(textOf(token));
    (part.isBytes ? anyBytes : anyText) = true;
    anyFormat |= part.isFormat;
    if (part.isFormat && !requireVersion(6, "Format strings are")) return nullptr;
    if (part.isBytes && !isAscii(part.body)) {
      return raiseToken("bytes can only contain ASCII literal characters", last + 1);  // as CPython
    }
    if (anyBytes && anyText) return raiseHere("cannot mix bytes and nonbytes literals");
    if (part.isFormat) {
      if (!builder.add(part.body, part.isRaw, token)) return nullptr;
    } else if (part.isRaw) {
      builder.literal()->append(part.body);
    } else if (!decodeEscapes(part.body, part.isBytes, token, builder.literal())) {
      return nullptr;
    }
  }
  if (!anyBytes) return builder.finish(anyFormat);
  auto* node = newNode<Constant>(start);
  node->value.type = ConstantType::kBytes;
  node->value.text = arena_.copyText(*builder.literal());
  return node;
}

}  // namespace taipan
