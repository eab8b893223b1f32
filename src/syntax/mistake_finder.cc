// Matching; what matches amount to is in mistake_actions.cc.
#include "syntax/mistake_finder.h"

#include <array>

namespace taipan {

using T = TokenType;
using Item = GrammarItem;

MistakeFinder::MistakeFinder(Parser& parser, std::string_view root)
    : parser_(parser), grammar_(mistakeGrammar()), root_(grammar_.find(root)) {}

void MistakeFinder::run(bool mistakes) {
  stackStart_ = static_cast<const char*>(__builtin_frame_address(0));
  mistakes_ = mistakes;
  level_ = 0;
  memos_.clear();
  parser_.pos_ = 0;
  runRule(root_);
}

const MistakeFinder::Match* MistakeFinder::runRule(uint16_t number) {
  if (parser_.failed_) return nullptr;
  const char* here = static_cast<const char*>(__builtin_frame_address(0));
  if (level_ >= kMaxLevel || static_cast<size_t>(stackStart_ - here) > kMaxStack) {
    parser_.raiseTooDeep();
    return nullptr;
  }
  const GrammarRule& rule = grammar_.rules[number];
  if (!rule.memo && rule.kind != GrammarRule::Kind::kLeftRecursive) {
    level_++;
    const Match* match = runBody(number, rule);
    level_--;
    return match;
  }
  size_t start = parser_.pos_;
  parser_.tok();  // remembered or not, the token is looked at
  if (parser_.failed_) return nullptr;
  auto known = memos_.find(start << 10 | number);
  if (known != memos_.end()) {
    parser_.pos_ = known->second.end;
    return known->second.match;
  }
  level_++;
  const Match* match = runBody(number, rule);
  level_--;
  if (!parser_.failed_) memos_[start << 10 | number] = {match, parser_.pos_};
  return match;
}

const MistakeFinder::Match* MistakeFinder::runBody(uint16_t number, const GrammarRule& rule) {
  switch (rule.kind) {
    case GrammarRule::Kind::kLeftRecursive: return runLeftRecursive(number, rule);
    case GrammarRule::Kind::kLoop:
    case GrammarRule::Kind::kLoopPlus: return runLoop(rule);
    case GrammarRule::Kind::kGather: return runGather(rule);
    case GrammarRule::Kind::kChoice: break;
  }
  if (!rule.plain) return runChoice(rule);
  bool mistakes = mistakes_;
  mistakes_ = false;
  const Match* match = runChoice(rule);
  mistakes_ = mistakes;
  return match;
}

// The first alternative that matches.  Nothing else is tried where it amounts to nothing, or where a cut was passed.
const MistakeFinder::Match* MistakeFinder::runChoice(const GrammarRule& rule) {
  size_t start = parser_.pos_;
  for (const GrammarAlternative& alternative : rule.alternatives) {
    if (alternative.mistake && !mistakes_) continue;
    std::array<const Match*, 12> items;
    size_t count = 0;
    bool cut = false, matches = true;
    parser_.pos_ = start;
    for (const Item& item : alternative.items) {
      if (item.kind == Item::Kind::kCut) {
        cut = true;
        continue;
      }
      items[count] = nullptr;
      matches = runItem(item, &items[count++]);
      if (parser_.failed_) return nullptr;
      if (!matches) break;
    }
    if (matches) return act(alternative.action, items.data(), count, start);
    if (cut) break;
  }
  parser_.pos_ = start;
  return nullptr;
}

// Matches again and again, each time with the last match as what the rule means within itself, while that reaches further.
const MistakeFinder::Match* MistakeFinder::runLeftRecursive(uint16_t number, const GrammarRule& rule) {
  size_t start = parser_.pos_, end = start;
  const Match* best = nullptr;
  level_++;
  for (;;) {
    memos_[start << 10 | number] = {best, end};
    parser_.pos_ = start;
    const Match* match = runChoice(rule);
    if (parser_.failed_) break;
    if (match == nullptr || parser_.pos_ <= end) break;
    best = match;
    end = parser_.pos_;
  }
  level_--;
  parser_.pos_ = end;
  return parser_.failed_ ? nullptr : best;
}

const MistakeFinder::Match* MistakeFinder::runLoop(const GrammarRule& rule) {
  size_t start = parser_.pos_;
  std::vector<const Match*> items;
  for (size_t end = start;; end = parser_.pos_) {
    const Match* match = nullptr;
    if (!runItem(rule.alternatives[0].items[0], &match)) {
      parser_.pos_ = end;
      break;
    }
    items.push_back(match);
  }
  if (parser_.failed_) return nullptr;
  if (items.empty() && rule.kind == GrammarRule::Kind::kLoopPlus) return nullptr;
  return matchItems(items, start);
}

const MistakeFinder::Match* MistakeFinder::runGather(const GrammarRule& rule) {
  size_t start = parser_.pos_;
  const Item& element = rule.alternatives[0].items[0];
  const Item& separator = rule.alternatives[0].items[1];
  std::vector<const Match*> items;
  const Match* match = nullptr;
  if (!runItem(element, &match)) return nullptr;
  items.push_back(match);
  level_++;
  for (;;) {
    size_t end = parser_.pos_;
    const Match* between = nullptr;
    if (!runItem(separator, &between) || !runItem(element, &match)) {
      parser_.pos_ = end;
      break;
    }
    items.push_back(match);
  }
  level_--;
  return parser_.failed_ ? nullptr : matchItems(items, start);
}

bool MistakeFinder::runItem(const Item& item, const Match** match) {
  size_t start = parser_.pos_;
  switch (item.mode) {
    case Item::Mode::kPlain:
      *match = runPlain(item);
      return *match != nullptr;
    case Item::Mode::kOptional:
      *match = runPlain(item);
      if (*match == nullptr) parser_.pos_ = start;
      return !parser_.failed_;
    case Item::Mode::kAhead:
    case Item::Mode::kNotAhead: {
      bool matches = runPlain(item) != nullptr;
      parser_.pos_ = start;
      return !parser_.failed_ && matches == (item.mode == Item::Mode::kAhead);
    }
    case Item::Mode::kForced: {
      *match = runPlain(item);
      if (*match != nullptr || parser_.failed_) return *match != nullptr;
      parser_.raiseToken("expected '" + std::string(item.text) + "'", start);
      parser_.problem_.atToken = true;
      return false;
    }
  }
  return false;
}

const MistakeFinder::Match* MistakeFinder::runPlain(const Item& item) {
  size_t start = parser_.pos_;
  if (item.kind == Item::Kind::kRule) return runRule(item.rule);
  T type = parser_.type();
  if (parser_.failed_) return nullptr;
  switch (item.kind) {
    case Item::Kind::kToken:
      // The end of a text that is one statement ends its last line too.
      if (type == T::kEndMarker && item.token == T::kNewline && parser_.options_.mode == ParseMode::kSingle) return takeToken();
      return type == item.token ? takeToken() : nullptr;
    case Item::Kind::kName: {
      if (type != T::kName) return nullptr;
      parser_.advance();
      auto* name = parser_.newNode<Name>(start);
      name->id = parser_.identifierOf(parser_.tokenAt(start));
      return matchNode(name, start);
    }
    case Item::Kind::kNumber: {
      ExprNode* number = type == T::kNumber ? parser_.parseNumber() : nullptr;
      return number == nullptr ? nullptr : matchNode(number, start);
    }
    case Item::Kind::kStrings: {
      ExprNode* strings = type == T::kString ? parser_.parseStrings() : nullptr;
      return strings == nullptr ? nullptr : matchNode(strings, start);
    }
    case Item::Kind::kNotEqual: {
      if (type != T::kNotEqual) return nullptr;
      bool diamond = parser_.textOf(parser_.tokenAt(start)) == "<>";
      if (!diamond && parser_.options_.barryAsFlufl) {
        parser_.raiseHere("with Barry as BDFL, use '<>' instead of '!='");
        return nullptr;
      }
      return diamond == parser_.options_.barryAsFlufl ? takeToken() : nullptr;
    }
    case Item::Kind::kSoftKeyword:
      return type == T::kName && parser_.textOf(parser_.tokenAt(start)) == item.text ? takeToken() : nullptr;
    case Item::Kind::kAnySoftKeyword:
      if (type != T::kName) return nullptr;
      // CPython 3.11 takes every prefix of a soft keyword for one.
      for (std::string_view keyword : {"_", "case", "match"}) {
        if (keyword.starts_with(parser_.textOf(parser_.tokenAt(start)))) return takeToken();
      }
      return nullptr;
    default:
      return nullptr;
  }
}

const MistakeFinder::Match* MistakeFinder::takeToken() {
  size_t start = parser_.pos_;
  parser_.advance();
  return matchNode(nullptr, start);
}

MistakeFinder::Match* MistakeFinder::matchNode(Node* node, size_t first) {
  auto* match = parser_.arena_.make<Match>();
  match->node = node;
  match->first = static_cast<uint32_t>(first);
  match->end = static_cast<uint32_t>(parser_.pos_);
  return match;
}

MistakeFinder::Match* MistakeFinder::matchItems(const std::vector<const Match*>& items, size_t first) {
  auto* match = parser_.arena_.make<Match>();
  match->items = parser_.arena_.copyArray(items.data(), items.size());
  match->count = static_cast<uint32_t>(items.size());
  match->first = static_cast<uint32_t>(first);
  match->end = static_cast<uint32_t>(parser_.pos_);
  return match;
}

}  // namespace taipan
