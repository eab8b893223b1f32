// See format_folding.h.  `%` formatting calls str() on what it prints; so does an f-string.
#include "compiler/format_folding.h"

#include <string>
#include <vector>

namespace taipan::compiler {

using namespace ast;

namespace {

constexpr int kMaxDigits = 3;

struct Conversion {
  char letter = 0;
  bool leftJustified = false;
  int width = -1;
  int precision = -1;
};

class FormatParser {
 public:
  explicit FormatParser(std::string_view format) : format_(format) {}

  bool atEnd() const { return at_ >= format_.size(); }

  // Text up to the next conversion, `%%` unescaped; false if there is none.
  bool literal(std::string& text) {
    size_t start = at_;
    while (at_ < format_.size()) {
      if (format_[at_] == '%') {
        if (at_ + 1 >= format_.size() || format_[at_ + 1] != '%') break;
        at_++;
      }
      text += format_[at_++];
    }
    return at_ > start;
  }

  // A conversion of the simple kind.
  bool conversion(Conversion& c) {
    char ch;
    if (!next(ch)) return false;
    do {
      if (!next(ch)) return false;
      if (ch == '-') c.leftJustified = true;
    } while (ch == '-' || ch == '+' || ch == ' ' || ch == '#' || ch == '0');
    if (!number(ch, c.width)) return false;
    if (ch == '.') {
      if (!next(ch)) return false;
      c.precision = 0;
      if (!number(ch, c.precision)) return false;
    }
    c.letter = ch;
    return ch == 's' || ch == 'r' || ch == 'a';
  }

 private:
  bool next(char& ch) {
    if (atEnd()) return false;
    ch = format_[at_++];
    return true;
  }

  bool number(char& ch, int& value) {
    if (ch < '0' || ch > '9') return true;
    value = 0;
    for (int digits = 0; ch >= '0' && ch <= '9';) {
      value = value * 10 + (ch - '0');
      if (!next(ch) || ++digits >= kMaxDigits) return false;
    }
    return true;
  }

  std::string_view format_;
  size_t at_ = 0;
};

ExprNode* makeText(Arena& arena, std::string_view text, const Node* where) {
  auto* constant = arena.make<ast::Constant>();
  constant->lineno = constant->colOffset = constant->endLineno = constant->endColOffset = -1;
  if (where != nullptr) {
    static_cast<Node&>(*constant) = *where;
    constant->kind = NodeKind::Constant;
  }
  constant->value.type = ConstantType::kStr;
  constant->value.text = arena.copyText(text);
  return constant;
}

ExprNode* makeValue(Arena& arena, const Conversion& conversion, ExprNode* item) {
  std::string spec;
  if (!conversion.leftJustified && conversion.width > 0) spec += '>';
  if (conversion.width >= 0) spec += std::to_string(conversion.width);
  if (conversion.precision >= 0) spec += "." + std::to_string(conversion.precision);
  auto* value = arena.make<FormattedValue>();
  static_cast<Node&>(*value) = *item;
  value->kind = NodeKind::FormattedValue;
  value->value = item;
  value->conversion = conversion.letter;
  if (!spec.empty()) value->formatSpec = makeText(arena, spec, item);
  return value;
}

}  // namespace

ExprNode* foldFormat(Arena& arena, const ExprNode* node, std::string_view format,
                     Seq<ExprNode*> items) {
  for (ExprNode* item : items) {
    if (item->kind == NodeKind::Starred) return nullptr;
  }
  FormatParser parser(format);
  std::vector<ExprNode*> parts;
  size_t used = 0;
  for (;;) {
    std::string text;
    if (parser.literal(text)) parts.push_back(makeText(arena, text, nullptr));
    if (parser.atEnd() || used == items.size) break;
    Conversion conversion;
    if (!parser.conversion(conversion)) return nullptr;
    parts.push_back(makeValue(arena, conversion, items[used++]));
  }
  if (used < items.size || !parser.atEnd()) return nullptr;
  auto* joined = arena.make<JoinedStr>();
  static_cast<Node&>(*joined) = *node;
  joined->kind = NodeKind::JoinedStr;
  joined->values = {arena.copyArray(parts.data(), parts.size()), parts.size()};
  return joined;
}

}  // namespace taipan::compiler
