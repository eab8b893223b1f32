// Program: a pattern's SRE code, checked and lowered to what the matcher runs.
//
// The lowering is one to one in meaning, but every single-character test becomes a literal or a set with a
// table for the first 256 characters, jumps are absolute, the SUCCESS that ends an assertion or atomic group is
// an instruction of its own, and places where the matcher must choose know which characters can come first in
// each continuation (FirstSet): most choices need no backtracking then.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "heap/ref.h"
#include "modules/sre/characters.h"
#include "objects/thread.h"

namespace taipan::sre {

enum class Op : uint8_t {
  kFail, kSuccess,
  kChar, kNotChar, kAny, kAnyAll, kSet,  // single characters: also the items of kRepeatOne and its like
  kAt, kMark, kJump, kBranch,
  kRepeat, kMaxUntil, kMinUntil,
  kRepeatOne, kMinRepeatOne, kPossessiveOne,
  kAssert, kAssertEnd, kAssertNot, kAssertNotEnd, kAtomic, kAtomicEnd, kPossessive, kPossessiveEnd,
  kGroupRef, kGroupRefExists,
};

constexpr uint32_t kNone32 = UINT32_MAX;

struct Instruction {
  Op op;
  Op item = Op::kFail;      // repeats of one character: what is repeated
  Fold fold = Fold::kNone;  // kGroupRef
  bool disjoint = false;    // kRepeatOne: no character of the item can start the rest
  uint32_t a = 0;           // character, set, mark, group, AtCode, width looked back, branch
  uint32_t target = 0;      // jump: where to.  Repeats: body; kRepeat: its until.  Blocks: behind the end
  uint32_t min = 0, max = 0;
  uint32_t first = kNone32;      // FirstSet of the rest (repeats)
  uint32_t bodyFirst = kNone32;  // FirstSet of the body (kMaxUntil, kMinUntil)
};

// A set of characters.
struct CharSet {
  uint8_t table[256];  // not for `dynamic` sets
  uint32_t code;       // where its code starts in Program::setCode
  Fold fold;
  bool dynamic;        // depends on the locale: `table` is void
  bool literal;        // with Fold::kLocale: one character, in either case
  bool negated;        // with `literal`
  bool wide;           // may hold characters above 255
};

// Which characters a match of some continuation can start with: an upper bound.
struct FirstSet {
  bool any = false;   // no bound, or nothing needs to be consumed
  bool wide = false;  // characters above 255
  uint8_t table[256] = {};
  bool allows(uint32_t c) const { return any || (c < 256 ? table[c] != 0 : wide); }
};

// The alternatives of a kBranch: at most 64 (longer lists are chained through the last alternative).
// Bit i of a mask: alternative i can match if the next character is that.
struct Branch {
  std::vector<uint32_t> starts;
  uint64_t byChar[256];
  uint64_t wide, atEnd;
  FirstSet first;       // of all together
  bool ready = false;   // the masks are filled in
};

struct Program {
  std::vector<uint32_t> code;  // as given: equality and hash of patterns
  std::vector<Instruction> instructions;
  std::vector<uint32_t> setCode;
  std::vector<CharSet> sets;
  std::vector<FirstSet> firsts;
  std::vector<Branch> branches;
  std::vector<uint32_t> prefix, overlap;  // literal text every match starts with, and its table for searching
  bool prefixIsAll = false;               // the pattern is that text, without groups
  uint32_t minWidth = 0;
  uint32_t first = kNone32;     // FirstSet of the pattern, if it says anything
  int64_t firstChar = -1;       // the only member of it
  bool anchored = false;        // only the beginning of the text can match
  int64_t groups = 0;

  // Membership by the set's code, for characters its table does not cover.
  bool setHolds(const CharSet& set, uint32_t c) const;
  bool holds(const CharSet& set, uint32_t c) const {
    return !set.dynamic && c < 256 ? set.table[c] != 0 : setHolds(set, c);
  }
};

// Null with RuntimeError "invalid SRE code" (or RecursionError, for nesting that is too deep) if `code` is not
// what re._compiler could have made.  Runs no Python code.
std::unique_ptr<Program> buildProgram(Thread& thread, std::vector<uint32_t> code, int64_t groups);
// Fills in FirstSets, masks and the ways to search; the last step of buildProgram.
void analyse(Program* program);

}  // namespace taipan::sre
