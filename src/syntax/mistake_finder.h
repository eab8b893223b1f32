// Finds what is wrong with text that did not parse.
//
// CPython's messages come from its way of parsing: ordered choice with backtracking, a second pass in which rules for common mistakes
// take part, and the furthest token that any of them looked at.  None of that is needed for text that parses, which the rules of
// Parser do directly; when they fail, the finder goes CPython's way over the same tokens, held against the grammar of
// mistake_grammar.inc.  The first pass says how far the text makes sense; the second raises what the first rule for a mistake that
// matches says.
#pragma once

#include <unordered_map>
#include <vector>

#include "syntax/mistake_grammar.h"
#include "syntax/parser_impl.h"

namespace taipan {

class MistakeFinder {
 public:
  /// `root`: the name of the rule for the whole text.
  MistakeFinder(Parser& parser, std::string_view root);

  /// One pass from the first token on.  What is found is raised on the parser; nothing found: the parser has not failed.
  void run(bool mistakes);

 private:
  /// A piece of text that matched: a rule, a group, a loop or a token.
  struct Match {
    Node* node = nullptr;  // null for what is no expression
    const Match* const* items = nullptr;
    uint32_t count = 0;
    uint32_t first = 0, end = 0;  // tokens
  };
  struct Memo {
    const Match* match;
    size_t end;
  };
  static constexpr int kMaxLevel = 6000;        // of nested rules, as CPython
  // Bytes of native stack.  AddressSanitizer's frames are several times as large, and so are its builds' stacks.
#if defined(__has_feature) && __has_feature(address_sanitizer)
  static constexpr size_t kMaxStack = 40 << 20;
#else
  static constexpr size_t kMaxStack = 3 << 20;
#endif

  const Match* runRule(uint16_t number);
  const Match* runBody(uint16_t number, const GrammarRule& rule);
  const Match* runChoice(const GrammarRule& rule);
  const Match* runLeftRecursive(uint16_t number, const GrammarRule& rule);
  const Match* runLoop(const GrammarRule& rule);
  const Match* runGather(const GrammarRule& rule);
  /// False: no match.  *match stays null for what has no match of its own: lookaheads, absent options.
  bool runItem(const GrammarItem& item, const Match** match);
  const Match* runPlain(const GrammarItem& item);
  const Match* takeToken();
  Match* matchNode(Node* node, size_t first);
  Match* matchItems(const std::vector<const Match*>& items, size_t first);

  const Match* act(const GrammarAction& action, const Match* const* items, size_t count, size_t first);
  const Match* makeNode(NodeKind kind, const Match* const* items, size_t count, size_t first);
  const Match* raise(const GrammarAction& action, const Match* const* items);
  const Match* raiseTarget(const Match* item, Parser::Target use);
  const Match* raiseBetween(std::string message, const Node* from, const Node* to);
  std::string messageOf(const GrammarAction& action, const Match* item) const;
  /// The item's node, or one made up for its place.
  const Node* placeOf(const Match* item);
  /// The outermost expressions and keywords in a match, in order.
  void collect(const Match* item, std::vector<Node*>* nodes) const;
  bool isOldStatement(const Match* item) const;

  Parser& parser_;
  const Grammar& grammar_;
  uint16_t root_;
  bool mistakes_ = false;
  int level_ = 0;
  const char* stackStart_ = nullptr;
  std::unordered_map<uint64_t, Memo> memos_;
};

}  // namespace taipan
