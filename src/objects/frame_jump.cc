// Setting f_lineno: jumping to another line of a traced frame.
//
// A walk over the code finds what lies on the value stack at each instruction.  A jump is allowed to an instruction of
// the wanted line whose stack is, entry by entry, like the bottom of the present one; the rest is popped.
#include <vector>

#include "bytecode/location_table.h"
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/exception.h"
#include "objects/frame_object.h"
#include "objects/int.h"

namespace taipan {

namespace {

enum Kind : uint8_t { kIterator, kExceptionBlock, kObject, kEmpty, kLastInstruction };
using Stack = std::vector<Kind>;
constexpr size_t kDeepest = 20;  // beyond that CPython cannot tell

enum class Reach : uint8_t { kUnseen, kKnown, kTooDeep };
struct Mark {
  Reach reach = Reach::kUnseen;
  Stack stack;
};

class StackMarks {
 public:
  explicit StackMarks(Code* code)
      : code_(code), units_(reinterpret_cast<const Unit*>(code->code->data())), marks_(static_cast<size_t>(code->unitCount)) {}

  const std::vector<Mark>& run() {
    if (code_->unitCount == 0) return marks_;
    Stack start;
    if (code_->flags & (kCoGenerator | kCoCoroutine | kCoAsyncGenerator)) start.push_back(kObject);
    set(0, start);
    // Loops need a second look; every pass reaches something new or is the last.
    for (bool again = true; again;) {
      changed_ = false;
      for (int32_t i = 0; i < code_->unitCount;) i = step(i);
      for (int32_t h = 0; h < code_->handlerCount; h++) handler(code_->handlers[h]);
      again = changed_;
    }
    return marks_;
  }

 private:
  void set(int32_t unit, const Stack& stack) {
    if (unit < 0 || unit >= code_->unitCount) return;
    Mark& mark = marks_[static_cast<size_t>(unit)];
    if (mark.reach != Reach::kUnseen) return;
    mark.reach = stack.size() > kDeepest ? Reach::kTooDeep : Reach::kKnown;
    mark.stack = stack;
    changed_ = true;
  }
  void handler(const ExceptionEntry& entry) {
    const Mark& at = marks_[static_cast<size_t>(entry.start)];
    if (at.reach != Reach::kKnown || at.stack.size() < static_cast<size_t>(entry.depth)) return;
    Stack stack(at.stack.begin(), at.stack.begin() + entry.depth);
    if (entry.pushLasti) stack.push_back(kLastInstruction);
    stack.push_back(kExceptionBlock);
    set(entry.target, stack);
  }
  static void pop(Stack& stack, int count) {
    while (count-- > 0 && !stack.empty()) stack.pop_back();
  }
  int32_t step(int32_t start) {
    int32_t i = start;
    int32_t arg = 0;
    while (i + 1 < code_->unitCount && static_cast<Opcode>(units_[i].op) == Opcode::EXTENDED_ARG) arg = (arg | units_[i++].arg) << 8;
    arg |= units_[i].arg;
    auto op = static_cast<Opcode>(units_[i].op);
    int32_t next = i + 1 + cacheUnits(op);
    if (marks_[static_cast<size_t>(start)].reach == Reach::kUnseen) return next;
    Stack stack = marks_[static_cast<size_t>(start)].stack;
    for (int32_t k = start; k <= i; k++) set(k, stack);
    const OpcodeInfo& info = opcodeInfo(op);
    Stack taken = stack;
    apply(op, arg, stack, false);
    if (info.jump != JumpKind::None) {
      apply(op, arg, taken, true);
      set(info.jump == JumpKind::Forward ? next + arg : next - arg, taken);
    }
    if (!(info.flags & kOpNoFallThrough)) set(next, stack);
    return next;
  }
  void apply(Opcode op, int32_t arg, Stack& stack, bool jump) {
    switch (op) {
      case Opcode::GET_ITER: case Opcode::GET_AITER:
        pop(stack, 1);
        stack.push_back(kIterator);
        return;
      case Opcode::FOR_ITER:
        if (jump) pop(stack, 1);
        else stack.push_back(kObject);
        return;
      case Opcode::PUSH_EXC_INFO:
        stack.push_back(kExceptionBlock);
        return;
      case Opcode::PUSH_NULL: stack.push_back(kEmpty); return;
      case Opcode::LOAD_GLOBAL:
        if (arg & 1) stack.push_back(kEmpty);
        stack.push_back(kObject);
        return;
      case Opcode::LOAD_METHOD:
        pop(stack, 1);
        stack.push_back(kEmpty);
        stack.push_back(kObject);
        return;
      case Opcode::CALL:
        pop(stack, arg + 2);
        stack.push_back(kObject);
        return;
      case Opcode::PRECALL: case Opcode::RETURN_GENERATOR: return;
      case Opcode::COPY:
        stack.push_back(static_cast<size_t>(arg) <= stack.size() && arg > 0 ? stack[stack.size() - static_cast<size_t>(arg)] : kObject);
        return;
      case Opcode::SWAP:
        if (arg > 0 && static_cast<size_t>(arg) <= stack.size()) std::swap(stack.back(), stack[stack.size() - static_cast<size_t>(arg)]);
        return;
      default: {
        int effect = stackEffect(op, arg, jump);
        if (effect < 0) pop(stack, -effect);
        for (; effect > 0; effect--) stack.push_back(kObject);
        return;
      }
    }
  }

  Code* code_;
  const Unit* units_;
  std::vector<Mark> marks_;
  bool changed_ = false;
};

bool isLike(const Stack& from, const Stack& to) {
  if (to.size() > from.size()) return false;
  for (size_t i = 0; i < to.size(); i++) {
    if (to[i] == kEmpty || from[i] == to[i]) continue;
    if (to[i] != kObject || from[i] == kEmpty) return false;
  }
  return true;
}

const char* whyNot(const Mark& to) {
  if (to.reach == Reach::kTooDeep) return "stack to deep to analyze";
  if (to.stack.empty()) return "incompatible stacks";
  switch (to.stack.back()) {
    case kExceptionBlock: return "can't jump into an 'except' block as there's no exception";
    case kLastInstruction: return "can't jump into a re-raising block as there's no location";
    case kIterator: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
  }
}

// For each unit the line that begins there, else -1.
std::vector<int32_t> lineStarts(Code* code) {
  std::vector<int32_t> lines(static_cast<size_t>(code->unitCount), -1);
  int32_t last = -1;
  LocationTableReader reader(code->lineTable->view(), code->firstLine);
  while (reader.nextLineRange()) {
    int32_t line = reader.position().line, unit = reader.start() / 2;
    if (line != -1 && line != last && unit < code->unitCount) lines[static_cast<size_t>(unit)] = line;
    if (line != -1) last = line;
  }
  return lines;
}

Status checkEvent(Thread& thread, FrameObject* object) {
  const char* refusal = nullptr;
  switch (static_cast<int>(vmOf(thread).traceEvent)) {
    case 2: break;  // line
    case 0: refusal = "can't jump from the 'call' trace event of a new frame"; break;
    case 3:  // return: fine after a yield
      if (object->frame->home == FrameHome::kGenerator && object->frame->generator != nullptr &&
          static_cast<Opcode>(object->frame->pc[-1].op) == Opcode::YIELD_VALUE) {
        break;
      }
      [[fallthrough]];
    default: refusal = "can only jump from a 'line' trace event"; break;
  }
  if (refusal != nullptr) return thread.raiseValueError("{}", refusal);
  if (object->trace.isEmpty()) return thread.raiseValueError("f_lineno can only be set by a trace function");
  return kOk;
}

void popTo(Thread& thread, Frame* frame, Stack stack, size_t level) {
  while (stack.size() > level) {
    Value top = *--frame->sp;
    if (stack.back() == kExceptionBlock) decrefOrEmpty(std::exchange(thread.handled->exception, top));
    else decrefOrEmpty(top);
    stack.pop_back();
  }
}

}  // namespace

Status jumpToLine(Thread& thread, FrameObject* object, Value value) {
  if (value.isEmpty()) return thread.raise(TypeId::kAttributeError, "cannot delete attribute");
  if (!isInt(value) || value.isBool()) return thread.raiseValueError("lineno must be an integer");
  TRY(checkEvent(thread, object));
  Frame* frame = object->frame;
  Code* code = frame->code;
  int64_t wanted;
  if (!intFitsInt64(value, &wanted) || wanted > INT32_MAX || wanted < INT32_MIN) return thread.raiseValueError("lineno out of range");
  if (wanted < code->firstLine) return thread.raiseValueError("line {} comes before the current code block", wanted);
  std::vector<int32_t> lines = lineStarts(code);
  int32_t line = INT32_MAX;
  for (int32_t l : lines) {
    if (l >= wanted && l < line) line = l;
  }
  if (line == INT32_MAX) return thread.raiseValueError("line {} comes after the current code block", wanted);
  const std::vector<Mark> marks = StackMarks(code).run();
  const Mark& start = marks[static_cast<size_t>(frame->unitIndex())];
  int32_t best = -1;
  const char* refusal = "cannot find bytecode for specified line";
  for (size_t i = 0; i < lines.size(); i++) {
    if (lines[i] != line) continue;
    const Mark& target = marks[i];
    if (start.reach == Reach::kKnown && target.reach == Reach::kKnown && isLike(start.stack, target.stack)) {
      if (best < 0 || target.stack.size() > marks[static_cast<size_t>(best)].stack.size()) best = static_cast<int32_t>(i);
    } else if (best < 0) {
      refusal = start.reach == Reach::kTooDeep ? "stack to deep to analyze"
                : start.reach == Reach::kUnseen ? "can't jump from unreachable code"
                                                : whyNot(target);
    }
  }
  if (best < 0) return thread.raiseValueError("{}", refusal);
  Stack present = start.stack;
  if (vmOf(thread).traceEvent == 3 && !present.empty()) present.pop_back();  // the yielded value is gone
  popTo(thread, frame, present, marks[static_cast<size_t>(best)].stack.size());
  object->line = 0;
  frame->pc = code->instructions + best + 1;
  return kOk;
}

}  // namespace taipan
