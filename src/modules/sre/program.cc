// Checks SRE code and lowers it, in one pass of recursive descent over its nested blocks.  Every word is
// checked before it is used: nothing is known of where the code comes from.
#include "modules/sre/program.h"

#include <algorithm>

namespace taipan::sre {

namespace {

struct SingleCharacter {
  Op op;
  uint32_t a;
};

class Builder {
 public:
  Builder(Thread& thread, Program* program, int64_t groups)
      : thread_(thread), out_(*program), code_(program->code), groups_(groups) {}

  bool build() {
    size_t end = code_.size();
    if (end == 0 || static_cast<Code>(code_[end - 1]) != Code::kSuccess || groups_ < 0 || groups_ > kMaxGroups) {
      return false;
    }
    size_t at = 0;
    if (static_cast<Code>(code_[0]) == Code::kInfo && !info(&at)) return false;
    if (sequence(at, end - 1) != end - 1) return false;
    emit({.op = Op::kSuccess});
    return true;
  }

 private:
  static constexpr size_t kBad = SIZE_MAX;

  uint32_t here() const { return static_cast<uint32_t>(out_.instructions.size()); }
  Instruction& emit(Instruction instruction) {
    out_.instructions.push_back(instruction);
    return out_.instructions.back();
  }
  Instruction& at(uint32_t pc) { return out_.instructions[pc]; }
  Code op(size_t i) const { return static_cast<Code>(code_[i]); }

  // The block that the skip word at `i` spans: its end, or kBad unless it stays within `end` and has `least` words.
  size_t blockEnd(size_t i, size_t end, size_t least) const {
    if (i >= end) return kBad;
    size_t skip = code_[i];
    if (skip < least || skip > end - i) return kBad;
    return i + skip;
  }

  // Lowers instructions from `i` on; stops at `end` or at a JUMP, and says where.
  size_t sequence(size_t i, size_t end);
  size_t instruction(size_t i, size_t end);
  size_t branch(size_t i, size_t end);
  size_t repeat(size_t i, size_t end);
  size_t repeatOne(size_t i, size_t end);
  size_t block(size_t i, size_t end);
  size_t groupRefExists(size_t i, size_t end);
  bool info(size_t* at);
  // A test of one character at *i, which moves behind it.
  bool single(size_t* i, size_t end, SingleCharacter* result);
  bool checkSet(size_t begin, size_t end);
  uint32_t addSet(const uint32_t* code, size_t count, Fold fold, bool literal = false, bool negated = false);

  Thread& thread_;
  Program& out_;
  const std::vector<uint32_t>& code_;
  int64_t groups_;
};

bool Builder::info(size_t* at) {
  size_t end = blockEnd(1, code_.size(), 4);
  if (end == kBad) return false;
  uint32_t flags = code_[2];
  out_.minWidth = code_[3];
  size_t i = 5;
  if (flags & ~(kInfoPrefix | kInfoLiteral | kInfoCharset)) return false;
  if ((flags & kInfoPrefix) && (flags & kInfoCharset)) return false;
  if ((flags & kInfoLiteral) && !(flags & kInfoPrefix)) return false;
  if (flags & kInfoPrefix) {
    if (end - i < 2) return false;
    size_t length = code_[i], skip = code_[i + 1];
    i += 2;
    if (skip > length || length > (end - i) / 2 || length == 0) return false;
    out_.prefix.assign(code_.begin() + static_cast<ptrdiff_t>(i), code_.begin() + static_cast<ptrdiff_t>(i + length));
    i += length;
    out_.overlap.assign(code_.begin() + static_cast<ptrdiff_t>(i), code_.begin() + static_cast<ptrdiff_t>(i + length));
    for (size_t k = 0; k < length; k++)
      if (out_.overlap[k] > k) return false;
    i += length;
    out_.prefixIsAll = (flags & kInfoLiteral) && groups_ == 0;
  }
  if (flags & kInfoCharset) {
    if (end - i < 1 || op(end - 1) != Code::kFailure || !checkSet(i, end - 1)) return false;
    i = end;
  }
  if (i != end) return false;
  *at = end;
  return true;
}

// The set's code in [begin, end), without the FAILURE behind it.
bool Builder::checkSet(size_t begin, size_t end) {
  for (size_t i = begin; i < end;) {
    size_t left = end - i - 1;
    switch (op(i++)) {
      case Code::kNegate:
        break;
      case Code::kLiteral:
        if (left < 1) return false;
        i += 1;
        break;
      case Code::kRange:
      case Code::kRangeUniIgnore:
        if (left < 2) return false;
        i += 2;
        break;
      case Code::kCategory:
        if (left < 1 || code_[i] >= static_cast<uint32_t>(CategoryCode::kCount)) return false;
        i += 1;
        break;
      case Code::kCharset:
        if (left < 8) return false;
        i += 8;
        break;
      case Code::kBigCharset: {
        if (left < 65) return false;
        size_t chunks = code_[i];
        if (chunks > (left - 65) / 8) return false;
        const auto* map = reinterpret_cast<const unsigned char*>(&code_[i + 1]);
        for (int k = 0; k < 256; k++)
          if (map[k] >= chunks) return false;
        i += 65 + chunks * 8;
        break;
      }
      default:
        return false;
    }
  }
  return true;
}

// Can a set of this code hold characters above 255?  An upper bound.
bool isWide(const uint32_t* code) {
  for (;;) {
    switch (static_cast<Code>(*code++)) {
      case Code::kFailure:
        return false;
      case Code::kLiteral:
        if (*code++ > 255) return true;
        break;
      case Code::kRange:
        if (code[1] > 255) return true;
        code += 2;
        break;
      case Code::kCharset:
        code += 8;
        break;
      case Code::kCategory: {
        auto category = static_cast<CategoryCode>(*code++);
        if (category != CategoryCode::kDigit && category != CategoryCode::kSpace && category != CategoryCode::kWord &&
            category != CategoryCode::kLineBreak) {
          return true;
        }
        break;
      }
      default:
        return true;
    }
  }
}

bool dependsOnLocale(const uint32_t* code) {
  for (;;) {
    switch (static_cast<Code>(*code++)) {
      case Code::kFailure: return false;
      case Code::kLiteral: code += 1; break;
      case Code::kRange:
      case Code::kRangeUniIgnore: code += 2; break;
      case Code::kCharset: code += 8; break;
      case Code::kBigCharset: code += 65 + size_t{*code} * 8; break;
      case Code::kCategory: {
        auto category = static_cast<CategoryCode>(*code++);
        if (category == CategoryCode::kLocWord || category == CategoryCode::kLocNotWord) return true;
        break;
      }
      default: break;
    }
  }
}

// `code`: `count` checked words without the FAILURE at the end.
uint32_t Builder::addSet(const uint32_t* code, size_t count, Fold fold, bool literal, bool negated) {
  CharSet set{};
  set.code = static_cast<uint32_t>(out_.setCode.size());
  out_.setCode.insert(out_.setCode.end(), code, code + count);
  out_.setCode.push_back(static_cast<uint32_t>(Code::kFailure));
  const uint32_t* own = out_.setCode.data() + set.code;
  set.fold = fold;
  set.literal = literal;
  set.negated = negated;
  set.dynamic = fold == Fold::kLocale || dependsOnLocale(own);
  set.wide = fold != Fold::kNone || isWide(own);
  if (!set.dynamic) {
    for (uint32_t c = 0; c < 256; c++) set.table[c] = out_.setHolds(set, c);
  }
  out_.sets.push_back(set);
  return static_cast<uint32_t>(out_.sets.size() - 1);
}

Fold foldOf(Code code) {
  switch (code) {
    case Code::kInIgnore: case Code::kLiteralIgnore: case Code::kNotLiteralIgnore: case Code::kGroupRefIgnore:
      return Fold::kAscii;
    case Code::kInUniIgnore: case Code::kLiteralUniIgnore: case Code::kNotLiteralUniIgnore:
    case Code::kGroupRefUniIgnore:
      return Fold::kUnicode;
    case Code::kInLocIgnore: case Code::kLiteralLocIgnore: case Code::kNotLiteralLocIgnore:
    case Code::kGroupRefLocIgnore:
      return Fold::kLocale;
    default:
      return Fold::kNone;
  }
}

bool Builder::single(size_t* i, size_t end, SingleCharacter* result) {
  Code code = op(*i);
  size_t argument = ++*i;
  Fold how = foldOf(code);
  switch (code) {
    case Code::kAny:
      *result = {Op::kAny, 0};
      return true;
    case Code::kAnyAll:
      *result = {Op::kAnyAll, 0};
      return true;
    case Code::kLiteral:
    case Code::kNotLiteral:
      if (argument >= end) return false;
      *result = {code == Code::kLiteral ? Op::kChar : Op::kNotChar, code_[(*i)++]};
      return true;
    case Code::kLiteralIgnore: case Code::kLiteralUniIgnore: case Code::kLiteralLocIgnore:
    case Code::kNotLiteralIgnore: case Code::kNotLiteralUniIgnore: case Code::kNotLiteralLocIgnore: {
      if (argument >= end) return false;
      bool negated = code == Code::kNotLiteralIgnore || code == Code::kNotLiteralUniIgnore ||
                     code == Code::kNotLiteralLocIgnore;
      uint32_t words[3], count = 0;
      if (negated && how != Fold::kLocale) words[count++] = static_cast<uint32_t>(Code::kNegate);
      words[count++] = static_cast<uint32_t>(Code::kLiteral);
      words[count++] = code_[(*i)++];
      *result = {Op::kSet, addSet(words, count, how, how == Fold::kLocale, negated)};
      return true;
    }
    case Code::kIn: case Code::kInIgnore: case Code::kInUniIgnore: case Code::kInLocIgnore: {
      size_t stop = blockEnd(argument, end, 2);
      if (stop == kBad || op(stop - 1) != Code::kFailure || !checkSet(argument + 1, stop - 1)) return false;
      *result = {Op::kSet, addSet(&code_[argument + 1], stop - 1 - (argument + 1), how)};
      *i = stop;
      return true;
    }
    default:
      return false;
  }
}

size_t Builder::sequence(size_t i, size_t end) {
  NativeRecursion guard(thread_);
  if (!guard.enter(" in the code of a regular expression")) return kBad;
  while (i < end && op(i) != Code::kJump) {
    i = instruction(i, end);
    if (i == kBad) return kBad;
  }
  return i;
}

size_t Builder::instruction(size_t i, size_t end) {
  Code code = op(i);
  switch (code) {
    case Code::kMark:
      if (i + 1 >= end || code_[i + 1] >= 2 * static_cast<uint64_t>(groups_)) return kBad;
      emit({.op = Op::kMark, .a = code_[i + 1]});
      return i + 2;
    case Code::kAt:
      if (i + 1 >= end || code_[i + 1] >= static_cast<uint32_t>(AtCode::kCount)) return kBad;
      emit({.op = Op::kAt, .a = code_[i + 1]});
      return i + 2;
    case Code::kFailure:
      emit({.op = Op::kFail});
      return i + 1;
    case Code::kGroupRef: case Code::kGroupRefIgnore: case Code::kGroupRefUniIgnore: case Code::kGroupRefLocIgnore:
      if (i + 1 >= end || code_[i + 1] >= static_cast<uint64_t>(groups_)) return kBad;
      emit({.op = Op::kGroupRef, .fold = foldOf(code), .a = code_[i + 1]});
      return i + 2;
    case Code::kBranch: return branch(i, end);
    case Code::kRepeat: case Code::kPossessiveRepeat: return repeat(i, end);
    case Code::kRepeatOne: case Code::kMinRepeatOne: case Code::kPossessiveRepeatOne: return repeatOne(i, end);
    case Code::kAssert: case Code::kAssertNot: case Code::kAtomicGroup: return block(i, end);
    case Code::kGroupRefExists: return groupRefExists(i, end);
    default: {
      SingleCharacter item;
      if (!single(&i, end, &item)) return kBad;
      emit({.op = item.op, .a = item.a});
      return i;
    }
  }
}

// BRANCH (skip alternative JUMP skip)* 0: all jumps lead to the same place.
size_t Builder::branch(size_t i, size_t end) {
  constexpr size_t kMost = 64;
  std::vector<uint32_t> jumps;
  std::vector<uint32_t> chain;  // pcs of the kBranch instructions
  size_t target = kBad;
  auto open = [&] {
    chain.push_back(here());
    emit({.op = Op::kBranch, .a = static_cast<uint32_t>(out_.branches.size())});
    out_.branches.emplace_back();
  };
  open();
  for (i += 1; i < end && code_[i] != 0;) {
    size_t stop = blockEnd(i, end, 3);
    if (stop == kBad) return kBad;
    if (out_.branches[at(chain.back()).a].starts.size() == kMost - 1) {
      out_.branches[at(chain.back()).a].starts.push_back(here());
      open();
    }
    out_.branches[at(chain.back()).a].starts.push_back(here());
    if (sequence(i + 1, stop - 2) != stop - 2 || op(stop - 2) != Code::kJump) return kBad;
    size_t leads = blockEnd(stop - 1, end + 1, 1);
    if (leads == kBad || (target != kBad && target != leads)) return kBad;
    target = leads;
    jumps.push_back(here());
    emit({.op = Op::kJump});
    i = stop;
  }
  if (i >= end || (target != kBad && target != i + 1)) return kBad;
  for (uint32_t pc : jumps) at(pc).target = here();
  for (uint32_t pc : chain) at(pc).target = here();
  return i + 1;
}

// REPEAT skip min max body MAX_UNTIL|MIN_UNTIL; POSSESSIVE_REPEAT skip min max body SUCCESS.
size_t Builder::repeat(size_t i, size_t end) {
  bool possessive = op(i) == Code::kPossessiveRepeat;
  size_t stop = blockEnd(i + 1, end, 3);
  if (stop == kBad || stop >= end) return kBad;  // the word at `stop` ends the body
  uint32_t min = code_[i + 2], max = code_[i + 3];
  if (min > max) return kBad;
  uint32_t start = here();
  emit({.op = possessive ? Op::kPossessive : Op::kRepeat, .min = min, .max = max});
  if (sequence(i + 4, stop) != stop) return kBad;
  Code ending = op(stop);
  at(start).target = possessive ? here() + 1 : here();
  if (possessive) {
    if (ending != Code::kSuccess) return kBad;
    emit({.op = Op::kPossessiveEnd, .target = start, .min = min, .max = max});
    return stop + 1;
  }
  if (ending != Code::kMaxUntil && ending != Code::kMinUntil) return kBad;
  emit({.op = ending == Code::kMaxUntil ? Op::kMaxUntil : Op::kMinUntil, .target = start + 1, .min = min, .max = max});
  return stop + 1;
}

size_t Builder::repeatOne(size_t i, size_t end) {
  Code code = op(i);
  size_t stop = blockEnd(i + 1, end, 4);
  if (stop == kBad || op(stop - 1) != Code::kSuccess) return kBad;
  uint32_t min = code_[i + 2], max = code_[i + 3];
  if (min > max) return kBad;
  size_t body = i + 4;
  SingleCharacter item;
  if (body >= stop - 1 || !single(&body, stop - 1, &item) || body != stop - 1) return kBad;
  Op op = code == Code::kRepeatOne ? Op::kRepeatOne : code == Code::kMinRepeatOne ? Op::kMinRepeatOne : Op::kPossessiveOne;
  emit({.op = op, .item = item.op, .a = item.a, .min = min, .max = max});
  return stop;
}

// ASSERT|ASSERT_NOT skip back body SUCCESS; ATOMIC_GROUP skip body SUCCESS.
size_t Builder::block(size_t i, size_t end) {
  Code code = op(i);
  bool atomic = code == Code::kAtomicGroup;
  size_t stop = blockEnd(i + 1, end, atomic ? 2 : 3);
  if (stop == kBad || op(stop - 1) != Code::kSuccess) return kBad;
  uint32_t back = atomic ? 0 : code_[i + 2];
  if (back & 0x80000000u) return kBad;
  uint32_t start = here();
  Op opening = atomic ? Op::kAtomic : code == Code::kAssert ? Op::kAssert : Op::kAssertNot;
  Op closing = atomic ? Op::kAtomicEnd : code == Code::kAssert ? Op::kAssertEnd : Op::kAssertNotEnd;
  emit({.op = opening, .a = back});
  if (sequence(i + (atomic ? 2 : 3), stop - 1) != stop - 1) return kBad;
  emit({.op = closing});
  at(start).target = here();
  return stop;
}

// GROUPREF_EXISTS group skip yes [JUMP skip no]: the first skip leads behind the jump, or behind `yes`.
size_t Builder::groupRefExists(size_t i, size_t end) {
  if (i + 2 >= end + 1 || i + 2 >= code_.size() || code_[i + 1] >= static_cast<uint64_t>(groups_)) return kBad;
  size_t skip = code_[i + 2];
  if (skip < 2 || skip - 1 > end - (i + 2)) return kBad;
  size_t target = i + 1 + skip;
  uint32_t start = here();
  emit({.op = Op::kGroupRefExists, .a = code_[i + 1]});
  size_t stop = sequence(i + 3, target);
  if (stop == kBad) return kBad;
  if (stop == target) {
    at(start).target = here();
    return target;
  }
  if (stop != target - 2) return kBad;  // at the JUMP
  size_t behind = blockEnd(target - 1, end, 1);
  if (behind == kBad) return kBad;
  uint32_t jump = here();
  emit({.op = Op::kJump});
  at(start).target = here();
  if (sequence(target, behind) != behind) return kBad;
  at(jump).target = here();
  return behind;
}

}  // namespace

bool Program::setHolds(const CharSet& set, uint32_t c) const {
  const uint32_t* words = setCode.data() + set.code;
  switch (set.fold) {
    case Fold::kNone:
      return inSetCode(words, c);
    case Fold::kAscii:
      return inSetCode(words, lowerAscii(c));
    case Fold::kUnicode:
      return inSetCode(words, lowerUnicode(c));
    case Fold::kLocale:
      break;
  }
  uint32_t lower = lowerLocale(c), upper = upperLocale(c);
  if (set.literal) {
    uint32_t wanted = words[1];
    return (c == wanted || lower == wanted || upper == wanted) != set.negated;
  }
  return inSetCode(words, lower) || (upper != lower && inSetCode(words, upper));
}

std::unique_ptr<Program> buildProgram(Thread& thread, std::vector<uint32_t> code, int64_t groups) {
  auto program = std::make_unique<Program>();
  program->code = std::move(code);
  program->groups = groups;
  if (!Builder(thread, program.get(), groups).build()) {
    if (!thread.hasException()) thread.raise(TypeId::kRuntimeError, "invalid SRE code");
    return nullptr;
  }
  analyse(program.get());
  return program;
}

}  // namespace taipan::sre
