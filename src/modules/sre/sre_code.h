// The numbers of SRE code, as `re._constants` of Python 3.11 (MAGIC 20220615) defines them: what
// re._compiler emits and _sre.compile takes.
#pragma once

#include <cstdint>

namespace taipan::sre {

constexpr int64_t kMagic = 20220615;
constexpr uint32_t kMaxRepeat = UINT32_MAX;
constexpr int64_t kMaxGroups = INT32_MAX / 2;

enum class Code : uint32_t {
  kFailure, kSuccess, kAny, kAnyAll, kAssert, kAssertNot, kAt, kBranch, kCategory, kCharset, kBigCharset,
  kGroupRef, kGroupRefExists, kIn, kInfo, kJump, kLiteral, kMark, kMaxUntil, kMinUntil, kNotLiteral, kNegate,
  kRange, kRepeat, kRepeatOne, kSubpattern, kMinRepeatOne, kAtomicGroup, kPossessiveRepeat, kPossessiveRepeatOne,
  kGroupRefIgnore, kInIgnore, kLiteralIgnore, kNotLiteralIgnore,
  kGroupRefLocIgnore, kInLocIgnore, kLiteralLocIgnore, kNotLiteralLocIgnore,
  kGroupRefUniIgnore, kInUniIgnore, kLiteralUniIgnore, kNotLiteralUniIgnore, kRangeUniIgnore,
};

enum class AtCode : uint32_t {
  kBeginning, kBeginningLine, kBeginningString, kBoundary, kNonBoundary, kEnd, kEndLine, kEndString,
  kLocBoundary, kLocNonBoundary, kUniBoundary, kUniNonBoundary, kCount
};

enum class CategoryCode : uint32_t {
  kDigit, kNotDigit, kSpace, kNotSpace, kWord, kNotWord, kLineBreak, kNotLineBreak, kLocWord, kLocNotWord,
  kUniDigit, kUniNotDigit, kUniSpace, kUniNotSpace, kUniWord, kUniNotWord, kUniLineBreak, kUniNotLineBreak, kCount
};

enum InfoFlag : uint32_t { kInfoPrefix = 1, kInfoLiteral = 2, kInfoCharset = 4 };

enum PatternFlag : int {
  kFlagTemplate = 1, kFlagIgnoreCase = 2, kFlagLocale = 4, kFlagMultiline = 8, kFlagDotAll = 16, kFlagUnicode = 32,
  kFlagVerbose = 64, kFlagDebug = 128, kFlagAscii = 256
};

}  // namespace taipan::sre
