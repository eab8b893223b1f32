// Matcher: runs a Program over a text, with a stack of its own instead of native recursion.
//
// The stack holds, in the order in which they were made, choices that are still open and what must be undone
// when an older choice is taken up again:
//
//   mark        old position of a mark, old lastindex       undone
//   repeat      a running repeat: previous repeat, count, where the last round began; it lives as long as its entry
//   repeatUndo  old count and last position of a repeat     undone
//   branch, repeatOne, minRepeatOne, maxUntil, minUntil     choices
//   assert, assertNot, atomic, possessive                   where a block began; `barrier_` is the innermost
//
// Failing means taking entries from the top until a choice resumes.  A block that succeeds drops its choices and
// keeps its undo entries.  Undo entries are not written twice without a choice between: a loop in which nothing
// is left to choose needs no memory, however long it runs.
#pragma once

#include <cstdint>

#include "modules/sre/program.h"
#include "objects/bytes.h"
#include "objects/str.h"

namespace taipan::sre {

// The text that is matched: a str, or the buffer of a bytes-like object, pinned while this lives.
class Subject {
 public:
  explicit Subject(Thread& thread) : interpreter_(thread.interpreter()) {}
  ~Subject();
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  // TypeError "expected string or bytes-like object, got 'int'".
  Status open(Value string);

  Value string() const { return string_; }
  bool isBytes() const { return isBytes_; }
  int kind() const { return kind_; }  // bytes a character
  const void* data() const { return data_; }
  int64_t length() const { return length_; }
  // Characters [begin, end): str or bytes; the object itself if it is all of it and of the exact type.
  Ref<> slice(int64_t begin, int64_t end) const;

 private:
  // A scanner's subject may outlive the thread that made it.
  Thread& thread() const { return *interpreter_.currentThread; }
  Interpreter& interpreter_;
  Value string_;  // owned
  BufferView view_{};
  bool isBytes_ = false;
  int kind_ = 1;
  const void* data_ = nullptr;
  int64_t length_ = 0;
};

enum class Outcome : int8_t { kNoMatch, kMatch, kError };

class Matcher {
 public:
  // `program` and `subject` must outlive it.
  Matcher(Thread& thread, const Program& program, const Subject& subject);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  Status prepare();  // MemoryError only

  // Where the next attempt starts, and the end of the text; clamped to it.
  void setBounds(int64_t begin, int64_t end);
  int64_t start = 0;  // of the attempt; after a match: of the match
  int64_t end = 0;
  int64_t position = 0;      // after a match: its end
  int64_t mustAdvance = -1;  // a match that is empty at this place does not count (for the first attempt)
  bool matchAll = false;     // only a match up to `end` counts

  // Each may run signal handlers and fails with what they raise, or with MemoryError.
  Outcome match();   // at `start`
  Outcome search();  // from `start` on
  // After a match: goes on behind it.
  void advance() {
    mustAdvance = position == start ? position : -1;
    start = position;
  }

  // -1 where a mark is not set.
  int64_t mark(size_t i) const { return marks_[i]; }
  const int64_t* marks() const { return marks_; }
  size_t markCount() const { return markCount_; }
  int64_t lastIndex() const { return lastIndex_; }

 private:
  enum class Kind : uint32_t {
    kMark, kRepeat, kRepeatUndo,  // no choices
    kBranch, kRepeatOne, kMinRepeatOne, kMaxUntil, kMinUntil, kAssert, kAssertNot, kAtomic, kPossessive
  };
  struct Entry {
    Kind kind;
    uint32_t pc;      // kMark: the mark
    uint32_t repeat;  // index of the current repeat's entry; kRepeat: of the one around it
    uint32_t count;
    int64_t position;
    int64_t extra;
  };
  static_assert(sizeof(Entry) == 32);

  template <class C>
  Outcome run(int64_t at);
  template <class C>
  Outcome searchIn();
  template <class C>
  int64_t findPrefix(int64_t from) const;
  template <class C>
  Outcome attempt(int64_t at);
  template <class C>
  bool holds(Op op, uint32_t a, C c) const;
  template <class C>
  int64_t runLength(Op op, uint32_t a, int64_t from, int64_t most) const;
  template <class C>
  bool atPlace(AtCode code, int64_t at) const;
  template <class C>
  bool groupAt(const Instruction& i, int64_t* at) const;
  bool push(const Entry& entry) {
    if (size_ == capacity_ && !grow()) return false;
    stack_[size_++] = entry;
    return true;
  }
  bool grow();
  bool setMark(uint32_t mark, int64_t at);
  bool setRepeat(uint32_t repeat, int64_t count, int64_t last);
  bool isUndone(Kind kind, uint32_t which, size_t from) const;
  void keepUndo(size_t base);
  void undoTo(size_t base);
  bool interrupted();
  void reset();

  Thread& thread_;
  const Program& p_;
  const Subject& subject_;
  Entry* stack_;
  size_t size_ = 0, capacity_;
  uint32_t barrier_ = kNone32;
  uint32_t steps_ = 0;
  int64_t lastIndex_ = -1;
  int64_t* marks_;
  size_t markCount_;
  Entry inlineStack_[24];
  int64_t inlineMarks_[24];
};

}  // namespace taipan::sre
