// What can come first: upper bounds on the characters that a continuation of a pattern can start with, and from
// them the masks of branches, repeats that need no backtracking, and how to search for the pattern.
//
// OPTIMIZATION: all of it; with `any` everywhere the matcher gives the same results, slower.
#include <algorithm>

#include "modules/sre/program.h"

namespace taipan::sre {

namespace {

class Analyser {
 public:
  explicit Analyser(Program* program) : p_(*program) {}

  void run() {
    // From the end: what stands behind and inside is ready when it is asked for.
    for (size_t pc = p_.instructions.size(); pc-- > 0;) visit(static_cast<uint32_t>(pc));
    findSearch();
  }

 private:
  // How many instructions one question may look at.
  static constexpr int kBudget = 48;

  void visit(uint32_t pc) {
    Instruction& i = p_.instructions[pc];
    switch (i.op) {
      case Op::kBranch:
        fillBranch(p_.branches[i.a]);
        break;
      case Op::kRepeatOne:
      case Op::kMinRepeatOne: {
        FirstSet rest = firstOf(pc + 1);
        if (rest.any) break;
        i.disjoint = isDisjoint(i, rest);
        i.first = keep(rest);
        break;
      }
      case Op::kRepeat: {  // for its until, whose body starts behind here
        Instruction& until = p_.instructions[i.target];
        FirstSet body = firstOf(pc + 1), rest = firstOf(i.target + 1);
        if (!body.any) until.bodyFirst = keep(body);
        if (!rest.any) until.first = keep(rest);
        break;
      }
      default:
        break;
    }
  }

  uint32_t keep(const FirstSet& set) {
    p_.firsts.push_back(set);
    return static_cast<uint32_t>(p_.firsts.size() - 1);
  }

  FirstSet firstOf(uint32_t pc) {
    FirstSet set;
    int budget = kBudget;
    walk(pc, &set, &budget);
    return set;
  }

  void addItem(Op op, uint32_t a, FirstSet* out) const {
    switch (op) {
      case Op::kChar:
        if (a < 256) out->table[a] = 1;
        else out->wide = true;
        break;
      case Op::kNotChar:
      case Op::kAny: {
        uint32_t excluded = op == Op::kAny ? '\n' : a;
        for (uint32_t c = 0; c < 256; c++) out->table[c] |= c != excluded;
        out->wide = true;
        break;
      }
      case Op::kSet: {
        const CharSet& set = p_.sets[a];
        if (set.dynamic) {
          out->any = true;
          break;
        }
        for (int c = 0; c < 256; c++) out->table[c] |= set.table[c];
        out->wide |= set.wide;
        break;
      }
      default:  // kAnyAll
        std::fill(std::begin(out->table), std::end(out->table), 1);
        out->wide = true;
    }
  }

  static void merge(const FirstSet& from, FirstSet* into) {
    into->any |= from.any;
    into->wide |= from.wide;
    for (int c = 0; c < 256; c++) into->table[c] |= from.table[c];
  }

  // Adds to `out` what can come first from `pc` on.
  void walk(uint32_t pc, FirstSet* out, int* budget) {
    for (;;) {
      if (out->any) return;
      if (--*budget < 0) {
        out->any = true;
        return;
      }
      const Instruction& i = p_.instructions[pc];
      switch (i.op) {
        case Op::kFail:
          return;
        case Op::kChar: case Op::kNotChar: case Op::kAny: case Op::kAnyAll: case Op::kSet:
          return addItem(i.op, i.a, out);
        case Op::kMark: case Op::kAt: case Op::kAtomic:
          pc++;
          break;
        case Op::kAssert: case Op::kAssertNot: case Op::kJump:
          pc = i.target;
          break;
        case Op::kBranch: {
          const Branch& branch = p_.branches[i.a];
          if (!branch.ready) out->any = true;
          else merge(branch.first, out);
          return;
        }
        case Op::kRepeatOne: case Op::kMinRepeatOne: case Op::kPossessiveOne:
          if (i.max > 0) addItem(i.item, i.a, out);
          if (i.min > 0) return;
          pc++;
          break;
        case Op::kRepeat:
          if (i.max > 0) walk(pc + 1, out, budget);
          if (i.min > 0) return;
          pc = i.target + 1;
          break;
        case Op::kPossessive:
          if (i.max > 0) walk(pc + 1, out, budget);
          if (i.min > 0) return;
          pc = i.target;
          break;
        case Op::kGroupRefExists:
          walk(pc + 1, out, budget);
          pc = i.target;
          break;
        default:
          // Text that was captured, or the end of a block.  What stands behind an atomic group must have no say in
          // how the group matches.
          out->any = true;
          return;
      }
    }
  }

  void fillBranch(Branch& branch) {
    branch.wide = branch.atEnd = 0;
    std::fill(std::begin(branch.byChar), std::end(branch.byChar), 0);
    for (size_t k = 0; k < branch.starts.size(); k++) {
      FirstSet set = firstOf(branch.starts[k]);
      uint64_t bit = uint64_t{1} << k;
      if (set.any) branch.atEnd |= bit;
      if (set.any || set.wide) branch.wide |= bit;
      for (int c = 0; c < 256; c++)
        if (set.any || set.table[c]) branch.byChar[c] |= bit;
      merge(set, &branch.first);
    }
    branch.ready = true;
  }

  bool isDisjoint(const Instruction& repeat, const FirstSet& rest) const {
    FirstSet item;
    addItem(repeat.item, repeat.a, &item);
    if (item.any || (item.wide && rest.wide)) return false;
    for (int c = 0; c < 256; c++)
      if (item.table[c] && rest.table[c]) return false;
    return true;
  }

  void findSearch() {
    uint32_t pc = 0;
    while (p_.instructions[pc].op == Op::kMark) pc++;
    const Instruction& i = p_.instructions[pc];
    p_.anchored = i.op == Op::kAt && (i.a == static_cast<uint32_t>(AtCode::kBeginning) ||
                                      i.a == static_cast<uint32_t>(AtCode::kBeginningString));
    FirstSet set = firstOf(0);
    if (set.any) return;
    p_.first = keep(set);
    int64_t count = std::count(std::begin(set.table), std::end(set.table), 1);
    if (count == 1 && !set.wide) {
      p_.firstChar = std::find(std::begin(set.table), std::end(set.table), 1) - std::begin(set.table);
    }
  }

  Program& p_;
};

}  // namespace

void analyse(Program* program) { Analyser(program).run(); }

}  // namespace taipan::sre
