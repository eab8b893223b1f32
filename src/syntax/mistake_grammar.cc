// Reads the text of mistake_grammar.inc.
#include "syntax/mistake_grammar.h"

#include <cassert>
#include <cstdlib>
#include <unordered_map>

namespace taipan {

namespace {

constexpr std::string_view kText =
#include "syntax/mistake_grammar.inc"
    ;

struct Spelling {
  std::string_view text;
  TokenType type;
};

#define OTHER(name)
#define TOKEN(name, text) {text, TokenType::k##name},
#define KEYWORD(name, text) {text, TokenType::k##name},
constexpr Spelling kSpellings[] = {
#include "syntax/tokens.def"
};
#undef OTHER
#undef TOKEN
#undef KEYWORD

constexpr Spelling kTokenKinds[] = {
    {"STRING", TokenType::kString}, {"NEWLINE", TokenType::kNewline}, {"INDENT", TokenType::kIndent},
    {"DEDENT", TokenType::kDedent}, {"ENDMARKER", TokenType::kEndMarker}, {"TYPE_COMMENT", TokenType::kTypeComment},
    {"ASYNC", TokenType::kAsync}, {"AWAIT", TokenType::kAwait}};

struct NamedAction {
  std::string_view name;
  GrammarAction::Kind kind;
};
using A = GrammarAction::Kind;
constexpr NamedAction kActions[] = {
    {"nothing", A::kNothing}, {"first", A::kFirst}, {"inner", A::kInner}, {"last", A::kLast}, {"real", A::kReal}, {"imaginary", A::kImaginary},
    {"at", A::kAt}, {"to", A::kTo}, {"to_last", A::kToLast}, {"to_clause", A::kToClause}, {"to_target", A::kToTarget},
    {"from", A::kFrom}, {"here", A::kHere}, {"block", A::kBlock}, {"key", A::kKey}, {"target", A::kTarget},
    {"for_target", A::kForTarget}, {"deleted", A::kDeleted}, {"comma", A::kComma}, {"old_statement", A::kOldStatement},
    {"bare_generator", A::kBareGenerator}, {"argument_order", A::kArgumentOrder}};

struct NamedNode {
  std::string_view name;
  ast::NodeKind kind;
};
#define NODE(name) {#name, ast::NodeKind::name}
constexpr NamedNode kNodes[] = {
    NODE(Arg), NODE(Attribute), NODE(Await), NODE(BinOp), NODE(BoolOp), NODE(Call), NODE(Compare), NODE(Comprehension),
    NODE(Constant), NODE(Dict), NODE(DictComp), NODE(GeneratorExp), NODE(IfExp), NODE(Keyword), NODE(Lambda), NODE(List),
    NODE(ListComp), NODE(NamedExpr), NODE(Set), NODE(SetComp), NODE(Slice), NODE(Starred), NODE(Subscript), NODE(Tuple),
    NODE(UnaryOp), NODE(Yield), NODE(YieldFrom)};
#undef NODE

bool isWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

class GrammarReader {
 public:
  Grammar read() {
    while (rest_.find_first_not_of(" \n") != std::string_view::npos) readRule();
    for (GrammarRule& rule : grammar_.rules) {
      for (GrammarAlternative& alternative : rule.alternatives) {
        for (GrammarItem& item : alternative.items) resolve(item);
      }
    }
    return std::move(grammar_);
  }

 private:
  void skipBlanks() {
    while (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
  }
  bool accept(std::string_view text) {
    skipBlanks();
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  std::string_view takeWord() {
    skipBlanks();
    size_t length = 0;
    while (length < rest_.size() && isWordCharacter(rest_[length])) length++;
    std::string_view word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return word;
  }
  std::string_view takeQuoted(char quote) {
    size_t end = rest_.find(quote, 1);
    while (rest_[end - 1] == '\\') end = rest_.find(quote, end + 1);
    std::string_view text = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return text;
  }

  // The rules found so far that have a name; the reader refers to them by name until all are known.
  void resolve(GrammarItem& item) const {
    if (item.kind == GrammarItem::Kind::kRule && !item.text.empty()) item.rule = named_.at(item.text);
  }

  void readRule() {
    while (rest_[0] == '\n' || rest_[0] == ' ') rest_.remove_prefix(1);
    GrammarRule rule;
    rule.name = takeWord();
    while (!accept(":")) {
      std::string_view flag = takeWord();
      if (flag == "memo") rule.memo = true;
      if (flag == "left") rule.kind = GrammarRule::Kind::kLeftRecursive;
      if (flag == "plain") rule.plain = true;
      assert(!flag.empty());
    }
    while (rest_.starts_with("\n  ")) {
      rest_.remove_prefix(3);
      rule.alternatives.push_back(readAlternative());
    }
    named_[rule.name] = static_cast<uint16_t>(grammar_.rules.size());
    grammar_.rules.push_back(std::move(rule));
  }

  GrammarAlternative readAlternative() {
    GrammarAlternative alternative;
    alternative.mistake = accept("?");
    for (;;) {
      skipBlanks();
      if (accept("=>")) {
        alternative.action = readAction();
        return alternative;
      }
      if (rest_.empty() || rest_[0] == '\n' || rest_[0] == '|' || rest_[0] == ')' || rest_[0] == ']') return alternative;
      alternative.items.push_back(readItem());
    }
  }

  GrammarAction readAction() {
    GrammarAction action;
    std::string_view word = takeWord();
    for (const NamedAction& known : kActions) {
      if (known.name == word) action.kind = known.kind;
    }
    for (const NamedNode& known : kNodes) {
      if (known.name != word) continue;
      action.kind = A::kNode;
      action.node = known.kind;
    }
    assert(action.kind != A::kNone);
    std::string_view number = takeWord();
    if (!number.empty()) action.first = static_cast<uint8_t>(number[0] - '0');
    number = takeWord();
    if (!number.empty()) action.second = static_cast<uint8_t>(number[0] - '0');
    skipBlanks();
    if (rest_.starts_with('"')) action.message = takeQuoted('"');
    return action;
  }

  GrammarItem readItem() {
    auto mode = GrammarItem::Mode::kPlain;
    if (accept("&&")) {
      mode = GrammarItem::Mode::kForced;
    } else if (accept("&")) {
      mode = GrammarItem::Mode::kAhead;
    } else if (accept("!")) {
      mode = GrammarItem::Mode::kNotAhead;
    }
    GrammarItem item = readAtom();
    if (rest_.starts_with("*") || rest_.starts_with("+")) {
      bool plus = rest_[0] == '+';
      rest_.remove_prefix(1);
      item = addRule(plus ? GrammarRule::Kind::kLoopPlus : GrammarRule::Kind::kLoop, {item});
    } else if (rest_.starts_with("?")) {
      rest_.remove_prefix(1);
      item.mode = GrammarItem::Mode::kOptional;
    } else if (rest_.starts_with(".")) {
      rest_.remove_prefix(1);
      GrammarItem element = readAtom();
      rest_.remove_prefix(1);  // the '+'
      item = addRule(GrammarRule::Kind::kGather, {element, item});
    }
    if (mode != GrammarItem::Mode::kPlain) item.mode = mode;
    return item;
  }

  GrammarItem addRule(GrammarRule::Kind kind, std::vector<GrammarItem> items) {
    GrammarRule rule;
    rule.kind = kind;
    rule.alternatives.push_back({std::move(items), {}, false});
    return addRule(std::move(rule));
  }
  GrammarItem addRule(GrammarRule rule) {
    GrammarItem item;
    item.kind = GrammarItem::Kind::kRule;
    item.rule = static_cast<uint16_t>(grammar_.rules.size());
    grammar_.rules.push_back(std::move(rule));
    return item;
  }

  // A group of one item alone is that item.
  GrammarItem readGroup(std::string_view close) {
    GrammarRule rule;
    do {
      rule.alternatives.push_back(readAlternative());
    } while (accept("|"));
    accept(close);
    bool single = rule.alternatives.size() == 1 && rule.alternatives[0].items.size() == 1;
    return single ? rule.alternatives[0].items[0] : addRule(std::move(rule));
  }

  GrammarItem readAtom() {
    skipBlanks();
    if (accept("(")) return readGroup(")");
    if (accept("[")) {
      GrammarItem item = readGroup("]");
      item.mode = GrammarItem::Mode::kOptional;
      return item;
    }
    GrammarItem item;
    if (accept("~")) {
      item.kind = GrammarItem::Kind::kCut;
      return item;
    }
    if (rest_[0] == '"') {
      item.kind = GrammarItem::Kind::kSoftKeyword;
      item.text = takeQuoted('"');
      return item;
    }
    if (rest_[0] == '\'') {
      item.text = takeQuoted('\'');
      for (const Spelling& known : kSpellings) {
        if (known.text == item.text) item.token = known.type;
      }
      assert(item.token != TokenType::kUnknown);
      return item;
    }
    item.text = takeWord();
    assert(!item.text.empty());
    for (const Spelling& known : kTokenKinds) {
      if (known.text != item.text) continue;
      item.token = known.type;
      return item;
    }
    item.kind = item.text == "NAME"           ? GrammarItem::Kind::kName
                : item.text == "NUMBER"       ? GrammarItem::Kind::kNumber
                : item.text == "STRINGS"      ? GrammarItem::Kind::kStrings
                : item.text == "NOT_EQUAL"    ? GrammarItem::Kind::kNotEqual
                : item.text == "SOFT_KEYWORD" ? GrammarItem::Kind::kAnySoftKeyword
                                              : GrammarItem::Kind::kRule;
    return item;
  }

  std::string_view rest_ = kText;
  Grammar grammar_;
  std::unordered_map<std::string_view, uint16_t> named_;
};

}  // namespace

uint16_t Grammar::find(std::string_view name) const {
  for (size_t i = 0; i < rules.size(); i++) {
    if (rules[i].name == name) return static_cast<uint16_t>(i);
  }
  std::abort();
}

const Grammar& mistakeGrammar() {
  static const Grammar grammar = GrammarReader().read();
  return grammar;
}

}  // namespace taipan
