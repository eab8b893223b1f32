// See the header.  `run` is the matcher's loop; the rest of this file is what it is made of.  How to search
// is in search.cc, over the same templates (matcher_impl.h).
#include "modules/sre/matcher_impl.h"

#include <algorithm>
#include <cstring>

#include "vm/vm.h"

namespace taipan::sre {

Subject::~Subject() {
  if (view_.owner) releaseBuffer(thread(), &view_);
  decrefOrEmpty(string_);
}

Status Subject::open(Value string) {
  if (isStr(string)) {
    Str* text = string.as<Str>();
    kind_ = text->kind();
    data_ = text->data1();
    length_ = static_cast<int64_t>(text->length());
  } else {
    if (!getBuffer(thread(), string, &view_, kBufferSimple)) {
      thread().clearException();
      return thread().raiseTypeError("expected string or bytes-like object, got '{!T}'", string);
    }
    isBytes_ = true;
    data_ = view_.data;
    length_ = view_.length;
  }
  string_ = newRef(string).releaseValue();
  return kOk;
}

Ref<> Subject::slice(int64_t begin, int64_t end) const {
  begin = std::min(begin, length_);
  end = std::max(begin, std::min(end, length_));
  if (!isBytes_) return substring(thread(), string_.as<Str>(), static_cast<size_t>(begin), static_cast<size_t>(end));
  if (begin == 0 && end == length_ && typeOf(thread(), string_) == thread().type(TypeId::kBytes)) return newRef(string_);
  return newBytes(thread(), {static_cast<const char*>(data_) + begin, static_cast<size_t>(end - begin)});
}

Matcher::Matcher(Thread& thread, const Program& program, const Subject& subject)
    : end(subject.length()), thread_(thread), p_(program), subject_(subject), stack_(inlineStack_),
      capacity_(std::size(inlineStack_)), marks_(inlineMarks_), markCount_(static_cast<size_t>(program.groups) * 2) {}

Matcher::~Matcher() {
  if (stack_ != inlineStack_) thread_.heap().freeBuffer(stack_, capacity_ * sizeof(Entry));
  if (marks_ != inlineMarks_ && marks_) thread_.heap().freeBuffer(marks_, markCount_ * sizeof(int64_t));
}

Status Matcher::prepare() {
  if (markCount_ > std::size(inlineMarks_)) {
    marks_ = static_cast<int64_t*>(thread_.heap().allocateBuffer(markCount_ * sizeof(int64_t)));
    if (!marks_) return thread_.raiseMemoryError();
  }
  return kOk;
}

void Matcher::setBounds(int64_t begin, int64_t stop) {
  start = std::clamp<int64_t>(begin, 0, subject_.length());
  end = std::clamp<int64_t>(stop, 0, subject_.length());
}

bool Matcher::grow() {
  size_t wanted = capacity_ * 2;
  Heap& heap = thread_.heap();
  if (wanted > UINT32_MAX) {
    thread_.raiseMemoryError();
    return false;
  }
  void* fresh = stack_ == inlineStack_ ? heap.allocateBuffer(wanted * sizeof(Entry))
                                       : heap.reallocateBuffer(stack_, capacity_ * sizeof(Entry), wanted * sizeof(Entry));
  if (!fresh) {
    thread_.raiseMemoryError();
    return false;
  }
  if (stack_ == inlineStack_) std::memcpy(fresh, inlineStack_, size_ * sizeof(Entry));
  stack_ = static_cast<Entry*>(fresh);
  capacity_ = wanted;
  return true;
}

// Is there an undo entry for this already among those below `from` that no choice separates from the top?
// Looks at a few only: a miss costs memory, nothing else.
bool Matcher::isUndone(Kind kind, uint32_t which, size_t from) const {
  for (int looked = 0; from-- > 0 && looked < 8; looked++) {
    const Entry& e = stack_[from];
    if (e.kind > Kind::kRepeatUndo) return false;
    if (e.kind == kind && (kind == Kind::kMark ? e.pc : e.repeat) == which) return true;
    if (kind == Kind::kRepeatUndo && e.kind == Kind::kRepeat && from == which) return true;  // dies with its entry
  }
  return from == SIZE_MAX && kind == Kind::kMark;  // nothing to come back to: the attempt as a whole fails
}

bool Matcher::setMark(uint32_t mark, int64_t at) {
  if (size_ != 0 && !isUndone(Kind::kMark, mark, size_) &&
      !push({Kind::kMark, mark, 0, static_cast<uint32_t>(lastIndex_), marks_[mark], 0})) {
    return false;
  }
  if (mark & 1) lastIndex_ = mark / 2 + 1;
  marks_[mark] = at;
  return true;
}

bool Matcher::setRepeat(uint32_t repeat, int64_t count, int64_t last) {
  if (!isUndone(Kind::kRepeatUndo, repeat, size_) &&
      !push({Kind::kRepeatUndo, 0, repeat, 0, stack_[repeat].position, stack_[repeat].extra})) {
    return false;
  }
  stack_[repeat].extra = count;
  stack_[repeat].position = last;
  return true;
}

// A block that began with entry `base` succeeded: drops the entry and the choices above, keeps old marks.
void Matcher::keepUndo(size_t base) {
  size_t kept = base;
  for (size_t i = base + 1; i < size_; i++) {
    if (stack_[i].kind != Kind::kMark || kept == 0 || isUndone(Kind::kMark, stack_[i].pc, kept)) continue;
    stack_[kept++] = stack_[i];
  }
  size_ = kept;
}

// Takes entries away down to `base`, undoing marks.
void Matcher::undoTo(size_t base) {
  while (size_ > base) {
    const Entry& e = stack_[--size_];
    if (e.kind == Kind::kMark) {
      marks_[e.pc] = e.position;
      lastIndex_ = static_cast<int32_t>(e.count);
    }
  }
}

// Every so many steps: what signals ask for.  True: they raised.
bool Matcher::interrupted() {
  if (++steps_ & 0xFFF || thread_.evalBreaker.load(std::memory_order_relaxed) == 0) return false;
  return !handleEvalBreaker(thread_);
}

void Matcher::reset() {
  size_ = 0;
  barrier_ = kNone32;
  lastIndex_ = -1;
  std::fill(marks_, marks_ + markCount_, -1);
}

Outcome Matcher::match() {
  switch (subject_.kind()) {
    case 1: return attempt<uint8_t>(start);
    case 2: return attempt<uint16_t>(start);
    default: return attempt<uint32_t>(start);
  }
}

template <class C>
bool Matcher::atPlace(AtCode code, int64_t at) const {
  const C* text = static_cast<const C*>(subject_.data());
  switch (code) {
    case AtCode::kBeginning:
    case AtCode::kBeginningString:
      return at == 0;
    case AtCode::kBeginningLine:
      return at == 0 || text[at - 1] == '\n';
    case AtCode::kEnd:
      return at == end || (end - at == 1 && text[at] == '\n');
    case AtCode::kEndLine:
      return at == end || (at < end && text[at] == '\n');
    case AtCode::kEndString:
      return at == end;
    default:
      break;
  }
  if (end == 0) return false;  // no boundaries, and no other places either, in empty text
  bool (*word)(uint32_t) = code == AtCode::kBoundary || code == AtCode::kNonBoundary         ? isWord
                           : code == AtCode::kLocBoundary || code == AtCode::kLocNonBoundary ? isLocaleWord
                                                                                             : isUnicodeWord;
  bool before = at > 0 && word(text[at - 1]);
  bool after = at < end && word(text[at]);
  bool boundary = code == AtCode::kBoundary || code == AtCode::kLocBoundary || code == AtCode::kUniBoundary;
  return (before != after) == boundary;
}

// The group's text at *at, which moves behind it.
template <class C>
bool Matcher::groupAt(const Instruction& i, int64_t* at) const {
  int64_t from = marks_[i.a * 2], to = marks_[i.a * 2 + 1];
  if (from < 0 || to < from || to - from > end - *at) return false;
  const C* text = static_cast<const C*>(subject_.data());
  const C *group = text + from, *here = text + *at;
  int64_t length = to - from;
  if (i.fold == Fold::kNone) {
    if (std::memcmp(group, here, static_cast<size_t>(length) * sizeof(C)) != 0) return false;
  } else {
    for (int64_t k = 0; k < length; k++)
      if (fold(i.fold, group[k]) != fold(i.fold, here[k])) return false;
  }
  *at += length;
  return true;
}

// The attempt at `at`.  One function because its state lives in registers; each case is a few lines.
template <class C>
Outcome Matcher::run(int64_t at) {
  const C* const text = static_cast<const C*>(subject_.data());
  const Instruction* const program = p_.instructions.data();
  const int64_t stop = end;
  uint32_t pc = 0, repeat = kNone32;

  auto canStart = [&](uint32_t first, int64_t where) {
    return first == kNone32 || (where < stop && p_.firsts[first].allows(text[where]));
  };

  for (;;) {
    const Instruction& i = program[pc];
    switch (i.op) {
      case Op::kFail:
        goto fail;
      case Op::kSuccess:
        if ((matchAll && at != stop) || mustAdvance == at) goto fail;
        position = at;
        return Outcome::kMatch;
      case Op::kChar:
        if (at >= stop || text[at] != i.a) goto fail;
        at++;
        break;
      case Op::kNotChar: case Op::kAny: case Op::kAnyAll: case Op::kSet:
        if (at >= stop || !holds<C>(i.op, i.a, text[at])) goto fail;
        at++;
        break;
      case Op::kAt:
        if (!atPlace<C>(static_cast<AtCode>(i.a), at)) goto fail;
        break;
      case Op::kMark:
        if (!setMark(i.a, at)) return Outcome::kError;
        break;
      case Op::kJump:
        pc = i.target;
        continue;
      case Op::kGroupRef:
        if (!groupAt<C>(i, &at)) goto fail;
        break;
      case Op::kGroupRefExists:
        if (marks_[i.a * 2] >= 0 && marks_[i.a * 2 + 1] >= marks_[i.a * 2]) break;
        pc = i.target;
        continue;

      case Op::kBranch: {
        const Branch& branch = p_.branches[i.a];
        uint64_t mask = at >= stop ? branch.atEnd : text[at] < 256 ? branch.byChar[text[at]] : branch.wide;
        if (mask == 0) goto fail;
        pc = branch.starts[static_cast<size_t>(std::countr_zero(mask))];
        mask &= mask - 1;
        if (mask && !push({Kind::kBranch, i.a, repeat, 0, at, static_cast<int64_t>(mask)})) return Outcome::kError;
        continue;
      }

      case Op::kRepeatOne: {
        if (stop - at < i.min) goto fail;
        int64_t count = runLength<C>(i.item, i.a, at, i.max == kMaxRepeat ? INT64_MAX : i.max);
        if (count < i.min) goto fail;
        int64_t least = at + i.min;
        at += count;
        if (i.first != kNone32) {
          if (i.disjoint) {
            if (!canStart(i.first, at)) {
              // Where the item ran up to its limit, or stopped at the end of the text: nowhere else to look.
              goto fail;
            }
            break;
          }
          while (!canStart(i.first, at))
            if (--at < least) goto fail;
        }
        if (at > least && !push({Kind::kRepeatOne, pc, repeat, 0, at, least})) return Outcome::kError;
        break;
      }
      case Op::kMinRepeatOne: {
        if (stop - at < i.min) goto fail;
        if (i.min > 0) {
          if (runLength<C>(i.item, i.a, at, i.min) < i.min) goto fail;
          at += i.min;
        }
        int64_t count = i.min, most = i.max == kMaxRepeat ? INT64_MAX : i.max;
        while (!canStart(i.first, at)) {
          if (count >= most || at >= stop || !holds<C>(i.item, i.a, text[at])) goto fail;
          at++;
          count++;
        }
        if (count < most && !push({Kind::kMinRepeatOne, pc, repeat, 0, at, count})) return Outcome::kError;
        break;
      }
      case Op::kPossessiveOne: {
        if (stop - at < i.min) goto fail;
        int64_t count = runLength<C>(i.item, i.a, at, i.max == kMaxRepeat ? INT64_MAX : i.max);
        if (count < i.min) goto fail;
        at += count;
        break;
      }

      case Op::kRepeat: {
        uint32_t own = static_cast<uint32_t>(size_);
        if (!push({Kind::kRepeat, pc, repeat, 0, -1, -1})) return Outcome::kError;
        repeat = own;
        pc = i.target;
        continue;
      }
      case Op::kMaxUntil: {
        if (interrupted()) return Outcome::kError;
        uint32_t own = repeat;
        int64_t count = stack_[own].extra + 1, last = stack_[own].position;
        if (count < i.min) {
          if (!setRepeat(own, count, last)) return Outcome::kError;
          pc = i.target;
          continue;
        }
        bool again = (count < i.max || i.max == kMaxRepeat) && at != last && canStart(i.bodyFirst, at);
        if (!again) {
          repeat = stack_[own].repeat;
          break;
        }
        if (canStart(i.first, at)) {
          if (!push({Kind::kMaxUntil, pc, own, 0, at, last})) return Outcome::kError;
          stack_[own].extra = count;
          stack_[own].position = at;
        } else if (!setRepeat(own, count, at)) {
          return Outcome::kError;
        }
        pc = i.target;
        continue;
      }
      case Op::kMinUntil: {
        if (interrupted()) return Outcome::kError;
        uint32_t own = repeat;
        int64_t count = stack_[own].extra + 1;
        if (count < i.min) {
          if (!setRepeat(own, count, stack_[own].position)) return Outcome::kError;
          pc = i.target;
          continue;
        }
        if (!push({Kind::kMinUntil, pc, own, 0, at, 0})) return Outcome::kError;
        if (!canStart(i.first, at)) goto fail;
        repeat = stack_[own].repeat;
        break;
      }

      case Op::kAssert:
        if (at < i.a) goto fail;
        if (!push({Kind::kAssert, pc, repeat, 0, at, barrier_})) return Outcome::kError;
        barrier_ = static_cast<uint32_t>(size_ - 1);
        at -= i.a;
        break;
      case Op::kAssertEnd:
      case Op::kAtomicEnd: {
        Entry block = stack_[barrier_];
        keepUndo(barrier_);
        barrier_ = static_cast<uint32_t>(block.extra);
        repeat = block.repeat;
        if (i.op == Op::kAssertEnd) at = block.position;
        break;
      }
      case Op::kAssertNot:
        if (at < i.a) {
          pc = i.target;
          continue;
        }
        if (!push({Kind::kAssertNot, pc, repeat, 0, at, barrier_})) return Outcome::kError;
        barrier_ = static_cast<uint32_t>(size_ - 1);
        at -= i.a;
        break;
      case Op::kAssertNotEnd: {
        size_t base = barrier_;
        uint32_t outer = static_cast<uint32_t>(stack_[base].extra);
        undoTo(base);
        barrier_ = outer;
        goto fail;
      }
      case Op::kAtomic:
        if (!push({Kind::kAtomic, pc, repeat, 0, at, barrier_})) return Outcome::kError;
        barrier_ = static_cast<uint32_t>(size_ - 1);
        break;
      case Op::kPossessive:
        if (i.max == 0) {
          pc = i.target;
          continue;
        }
        if (!push({Kind::kPossessive, pc, repeat, 0, at, barrier_})) return Outcome::kError;
        barrier_ = static_cast<uint32_t>(size_ - 1);
        break;
      case Op::kPossessiveEnd: {
        if (interrupted()) return Outcome::kError;
        Entry block = stack_[barrier_];
        keepUndo(barrier_);
        barrier_ = static_cast<uint32_t>(block.extra);
        repeat = block.repeat;
        uint32_t count = block.count + 1;
        bool enough = count >= i.min;
        if (enough && ((i.max != kMaxRepeat && count >= i.max) || at == block.position)) break;
        if (count == kNone32) count--;  // saturates: beyond any limit
        if (!push({Kind::kPossessive, i.target, repeat, count, at, barrier_})) return Outcome::kError;
        barrier_ = static_cast<uint32_t>(size_ - 1);
        pc = i.target + 1;
        continue;
      }
    }
    pc++;
    continue;

  fail:
    if (interrupted()) return Outcome::kError;
    for (;;) {
      if (size_ == 0) return Outcome::kNoMatch;
      Entry& e = stack_[size_ - 1];
      repeat = e.repeat;
      at = e.position;
      switch (e.kind) {
        case Kind::kMark:
          marks_[e.pc] = e.position;
          lastIndex_ = static_cast<int32_t>(e.count);
          size_--;
          continue;
        case Kind::kRepeat:
          size_--;
          continue;
        case Kind::kRepeatUndo:
          stack_[e.repeat].position = e.position;
          stack_[e.repeat].extra = e.extra;
          size_--;
          continue;
        case Kind::kBranch: {
          uint64_t mask = static_cast<uint64_t>(e.extra);
          pc = p_.branches[e.pc].starts[static_cast<size_t>(std::countr_zero(mask))];
          mask &= mask - 1;
          e.extra = static_cast<int64_t>(mask);
          if (mask == 0) size_--;
          break;
        }
        case Kind::kRepeatOne: {
          const Instruction& r = program[e.pc];
          at--;
          while (at >= e.extra && !canStart(r.first, at)) at--;
          if (at < e.extra) {
            size_--;
            continue;
          }
          pc = e.pc + 1;
          e.position = at;
          if (at == e.extra) size_--;
          break;
        }
        case Kind::kMinRepeatOne: {
          const Instruction& r = program[e.pc];
          int64_t count = e.extra, most = r.max == kMaxRepeat ? INT64_MAX : r.max;
          bool found = true;
          do {
            if (count >= most || at >= stop || !holds<C>(r.item, r.a, text[at])) {
              found = false;
              break;
            }
            at++;
            count++;
          } while (!canStart(r.first, at));
          if (!found) {
            size_--;
            continue;
          }
          pc = e.pc + 1;
          e.position = at;
          e.extra = count;
          if (count >= most) size_--;
          break;
        }
        case Kind::kMaxUntil: {
          Entry& own = stack_[e.repeat];
          own.extra--;
          own.position = e.extra;
          pc = e.pc + 1;
          repeat = own.repeat;
          size_--;
          break;
        }
        case Kind::kMinUntil: {
          const Instruction& u = program[e.pc];
          uint32_t own = e.repeat;
          int64_t count = stack_[own].extra + 1;
          size_--;
          if ((count >= u.max && u.max != kMaxRepeat) || at == stack_[own].position || !canStart(u.bodyFirst, at)) {
            continue;
          }
          if (!setRepeat(own, count, at)) return Outcome::kError;
          pc = u.target;
          break;
        }
        case Kind::kAssert:
        case Kind::kAtomic:
          barrier_ = static_cast<uint32_t>(e.extra);
          size_--;
          continue;
        case Kind::kAssertNot:
          barrier_ = static_cast<uint32_t>(e.extra);
          pc = program[e.pc].target;
          size_--;
          break;
        case Kind::kPossessive:
          barrier_ = static_cast<uint32_t>(e.extra);
          size_--;
          if (e.count < program[e.pc].min) continue;
          pc = program[e.pc].target;
          break;
      }
      break;
    }
  }
}

template <class C>
Outcome Matcher::attempt(int64_t at) {
  if (end >= at && end - at < p_.minWidth) return Outcome::kNoMatch;
  reset();
  start = at;
  return run<C>(at);
}

template Outcome Matcher::attempt<uint8_t>(int64_t at);
template Outcome Matcher::attempt<uint16_t>(int64_t at);
template Outcome Matcher::attempt<uint32_t>(int64_t at);

}  // namespace taipan::sre
