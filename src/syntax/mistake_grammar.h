// The grammar of mistake_grammar.inc as data, for MistakeFinder.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"

namespace taipan {

struct GrammarItem {
  enum class Kind : uint8_t { kToken, kSoftKeyword, kAnySoftKeyword, kName, kNumber, kStrings, kNotEqual, kRule, kCut };
  enum class Mode : uint8_t { kPlain, kOptional, kAhead, kNotAhead, kForced };
  Kind kind = Kind::kToken;
  Mode mode = Mode::kPlain;
  TokenType token = TokenType::kUnknown;  // kToken
  uint16_t rule = 0;                      // kRule
  std::string_view text;                  // the spelling of a token or soft keyword; the name of a rule
};

/// What a matched alternative amounts to.
struct GrammarAction {
  enum class Kind : uint8_t {
    kNone, kNode, kNothing, kFirst, kInner, kLast, kReal, kImaginary,
    // These raise.
    kAt, kTo, kToLast, kToClause, kToTarget, kFrom, kHere, kBlock, kKey, kTarget, kForTarget, kDeleted, kComma, kOldStatement,
    kBareGenerator, kArgumentOrder,
  };
  Kind kind = Kind::kNone;
  ast::NodeKind node{};
  uint8_t first = 0, second = 0;  // items
  std::string_view message;
};

struct GrammarAlternative {
  std::vector<GrammarItem> items;
  GrammarAction action;
  bool mistake = false;  // only tried when looking for mistakes
};

struct GrammarRule {
  enum class Kind : uint8_t { kChoice, kLeftRecursive, kLoop, kLoopPlus, kGather };
  std::string_view name;  // empty for groups and loops
  Kind kind = Kind::kChoice;
  bool memo = false;
  bool plain = false;  // mistakes are not looked for inside
  std::vector<GrammarAlternative> alternatives;  // loops: one of one item; gathers: one of item and separator
};

struct Grammar {
  std::vector<GrammarRule> rules;

  /// The number of a named rule, which must exist.
  uint16_t find(std::string_view name) const;
};

/// The grammar; made when first asked for.
const Grammar& mistakeGrammar();

}  // namespace taipan
