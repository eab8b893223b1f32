// Verification of bytecode, and the private instruction copy.
//
// A worklist walk from the entry and from every reachable handler assigns each instruction one stack depth
// and rejects what could read or write outside the frame: operands out of range, jumps between instructions,
// depths that differ, go below zero or above co_stacksize, control running off the end.
//
// It also tracks which stack entries may be empty (PUSH_NULL and what pushes the like for CALL): one bit an entry,
// joined where ways meet.  Only CALL, and what merely moves entries, may meet one.
#include <vector>

#include "bytecode/opcodes.h"
#include "objects/code.h"
#include "objects/code_quicken.h"

namespace taipan {

namespace {

class Verifier {
 public:
  Verifier(Thread& thread, Code* code)
      : thread_(thread),
        code_(code),
        units_(reinterpret_cast<const Unit*>(code->code->data())),
        count_(code->unitCount),
        isStart_(static_cast<size_t>(code->unitCount), 0),
        words_((static_cast<size_t>(code->stackSize) + 64) / 64) {}

  Status run() {
    TRY(findStarts());
    TRY(readHandlers());
    if (count_ == 0) return fail(0, "code is empty");
#if !defined(TAIPAN_ASSERTIONS)
    if (code_->trusted) return install();  // OPTIMIZATION: most code runs once, when its module is imported
#endif
    if (words_ * static_cast<size_t>(count_) > kMostWords) return fail(0, "stack too deep");
    depth_.resize(static_cast<size_t>(count_), kUnseen);
    empties_.resize(words_ * static_cast<size_t>(count_));
    empty_.resize(words_);
    TRY(reach(0, 0, 0));
    while (!work_.empty()) {
      int32_t at = work_.back();
      work_.pop_back();
      TRY(step(at));
    }
    return install();
  }

 private:
  static constexpr int32_t kUnseen = -1;
  static constexpr size_t kMostWords = size_t{1} << 24;

  // --- the current instruction's entries that may be empty
  bool isEmpty(int32_t entry) const { return empty_[static_cast<size_t>(entry) / 64] >> (entry % 64) & 1; }
  void setEmpty(int32_t entry, bool empty) {
    uint64_t bit = uint64_t{1} << (entry % 64);
    uint64_t& word = empty_[static_cast<size_t>(entry) / 64];
    word = empty ? word | bit : word & ~bit;
  }
  // Joins them, below `depth`, into what is known of `to`.  True: something is new.
  bool join(int32_t to, int32_t depth) {
    bool changed = false;
    for (size_t w = 0; w * 64 < static_cast<size_t>(depth); w++) {
      uint64_t bits = empty_[w];
      size_t rest = static_cast<size_t>(depth) - w * 64;
      if (rest < 64) bits &= (uint64_t{1} << rest) - 1;
      uint64_t& known = empties_[static_cast<size_t>(to) * words_ + w];
      changed |= (bits & ~known) != 0;
      known |= bits;
    }
    return changed;
  }

  Raised fail(int32_t unit, const char* why) {
    return thread_.raise(TypeId::kSystemError, "malformed bytecode in {} at offset {}: {}", code_->name, unit * 2, why);
  }

  Status findStarts() {
    for (int32_t i = 0; i < count_;) {
      int32_t start = i;
      while (i < count_ && static_cast<Opcode>(units_[i].op) == Opcode::EXTENDED_ARG) {
        if (++i - start > 3) return fail(start, "too many EXTENDED_ARG");
      }
      if (i >= count_) return fail(start, "truncated instruction");
      if (!isValidOpcode(units_[i].op) || units_[i].op == 0) return fail(i, "unknown opcode");
      isStart_[static_cast<size_t>(start)] = 1;
      i += 1 + cacheUnits(static_cast<Opcode>(units_[i].op));
      if (i > count_) return fail(start, "truncated caches");
    }
    return kOk;
  }

  Status readHandlers() {
    ExceptionTableReader reader(code_->exceptionTable->view());
    ExceptionEntry entry;
    int32_t last = 0;
    while (reader.next(entry)) {
      if (entry.start < last || entry.end <= entry.start || entry.end > count_ || entry.target < 0 ||
          entry.target >= count_ || !isStart_[static_cast<size_t>(entry.target)] || entry.depth < 0 ||
          entry.depth + 1 + entry.pushLasti > code_->stackSize) {
        return fail(entry.start, "bad exception table");
      }
      last = entry.end;
      handlers_.push_back(entry);
    }
    if (!reader.wellFormed()) return fail(0, "bad exception table");
    return kOk;
  }

  // `kept`: how many entries are those of the current instruction; those above are pushed, never empty.
  Status reach(int32_t from, int32_t to, int32_t depth, int32_t kept = INT32_MAX) {
    if (to < 0 || to >= count_ || !isStart_[static_cast<size_t>(to)]) return fail(from, "jump into nowhere");
    if (depth < 0) return fail(from, "stack underflow");
    if (depth > code_->stackSize) return fail(from, "stack overflow");
    int32_t& known = depth_[static_cast<size_t>(to)];
    if (known != kUnseen && known != depth) return fail(from, "inconsistent stack depth");
    bool fresh = known == kUnseen;
    known = depth;
    if (join(to, depth < kept ? depth : kept) || fresh) work_.push_back(to);
    return kOk;
  }

  Status step(int32_t at) {
    int32_t depth = depth_[static_cast<size_t>(at)];
    int32_t start = at;
    int64_t argument = 0;
    while (static_cast<Opcode>(units_[at].op) == Opcode::EXTENDED_ARG) argument = (argument | units_[at++].arg) << 8;
    Opcode op = static_cast<Opcode>(units_[at].op);
    argument |= units_[at].arg;
    if (argument > INT32_MAX / 4) return fail(start, "operand out of range");
    int32_t arg = static_cast<int32_t>(argument);
    for (size_t w = 0; w < words_; w++) empty_[w] = empties_[static_cast<size_t>(start) * words_ + w];
    needed_ = 0;
    TRY(checkOperand(start, op, arg, depth));
    TRY(reachHandlers(start, at, depth));
    TRY(moveEmpties(start, op, arg, depth));
    int32_t next = at + 1 + cacheUnits(op);
    const OpcodeInfo& info = opcodeInfo(op);
    if (info.jump != JumpKind::None) {
      int32_t target = info.jump == JumpKind::Forward ? next + arg : next - arg;
      TRY(reach(start, target, depth + stackEffect(op, arg, true)));
    }
    if (info.flags & kOpNoFallThrough) return kOk;
    return reach(start, next, depth + effectOf(op, arg));
  }

  // The effects that the VM really has where the table's accounting differs: PRECALL leaves the arguments to
  // CALL, and the first value sent to a generator lies on its stack after RETURN_GENERATOR.
  static int32_t effectOf(Opcode op, int32_t arg) {
    if (op == Opcode::PRECALL) return 0;
    if (op == Opcode::CALL) return -(arg + 1);
    if (op == Opcode::RETURN_GENERATOR) return 1;
    return stackEffect(op, arg, false);
  }

  // Rejects empty entries where values are wanted, and notes those that the instruction leaves.
  Status moveEmpties(int32_t at, Opcode op, int32_t arg, int32_t depth) {
    int32_t wanted = needed_, popped = -effectOf(op, arg);
    if (popped > wanted) wanted = popped;
    switch (op) {
      case Opcode::POP_TOP: case Opcode::COPY: case Opcode::SWAP: case Opcode::PRECALL: wanted = 0; break;
      case Opcode::CALL: wanted = arg + 1; break;
      case Opcode::CALL_FUNCTION_EX: wanted = 2 + (arg & 1); break;
      default: break;
    }
    if (wanted > depth) return fail(at, "stack underflow");
    for (int32_t i = 1; i <= wanted; i++) {
      if (isEmpty(depth - i)) return fail(at, "empty stack entry used as a value");
    }
    switch (op) {
      case Opcode::COPY: moved_ = isEmpty(depth - arg); break;
      case Opcode::SWAP:
        moved_ = isEmpty(depth - arg);
        setEmpty(depth - arg, isEmpty(depth - 1));
        setEmpty(depth - 1, moved_);
        return kOk;
      case Opcode::PUSH_NULL: moved_ = true; break;
      case Opcode::LOAD_GLOBAL: moved_ = (arg & 1) != 0; break;
      case Opcode::LOAD_METHOD:
        setEmpty(depth - 1, true);
        setEmpty(depth, false);
        return kOk;
      case Opcode::CALL: depth -= arg + 2; moved_ = false; break;
      case Opcode::CALL_FUNCTION_EX: depth -= 3 + (arg & 1); moved_ = false; break;
      default: moved_ = false; break;
    }
    // What lies at the old top and above is pushed by the instruction; one entry at most may be empty.
    int32_t end = static_cast<int32_t>(words_ * 64);
    setEmpty(depth, moved_);
    for (int32_t i = depth + 1; i < end && i <= depth + 2; i++) setEmpty(i, false);
    return kOk;
  }

  Status reachHandlers(int32_t start, int32_t at, int32_t depth) {
    // Sorted and disjoint: binary search for the last entry starting at or before `at`.
    size_t low = 0, high = handlers_.size();
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (handlers_[middle].start <= at) low = middle + 1;
      else high = middle;
    }
    if (low == 0 || handlers_[low - 1].end <= at) return kOk;
    const ExceptionEntry& entry = handlers_[low - 1];
    if (entry.depth > depth) return fail(start, "exception handler deeper than the stack");
    return reach(start, entry.target, entry.depth + 1 + entry.pushLasti, entry.depth);
  }

  Status need(int32_t at, int32_t depth, int64_t items) {
    if (items > depth) return fail(at, "stack underflow");
    needed_ = static_cast<int32_t>(items);
    return kOk;
  }

  Status checkOperand(int32_t at, Opcode op, int32_t arg, int32_t depth) {
    switch (opcodeInfo(op).argument) {
      case ArgumentKind::Const:
        if (static_cast<size_t>(arg) >= code_->constants->size) return fail(at, "constant out of range");
        break;
      case ArgumentKind::Name: {
        int32_t index = op == Opcode::LOAD_GLOBAL ? arg >> 1 : arg;
        if (static_cast<size_t>(index) >= code_->names->size) return fail(at, "name out of range");
        break;
      }
      case ArgumentKind::Local:
        if (arg >= code_->localCount) return fail(at, "local out of range");
        break;
      case ArgumentKind::Free:
        if (arg >= code_->localCount) return fail(at, "cell out of range");
        break;
      case ArgumentKind::Compare:
        if (arg > 5) return fail(at, "comparison out of range");
        break;
      default: break;
    }
    return checkStack(at, op, arg, depth);
  }

  // How many values each opcode reads below the top, whatever its net effect is.
  Status checkStack(int32_t at, Opcode op, int32_t arg, int32_t depth) {
    switch (op) {
      case Opcode::BINARY_OP:
        if (arg > 25) return fail(at, "operator out of range");
        return need(at, depth, 2);
      case Opcode::BUILD_TUPLE: case Opcode::BUILD_LIST: case Opcode::BUILD_SET: case Opcode::BUILD_STRING:
        return need(at, depth, arg);
      case Opcode::BUILD_MAP: return need(at, depth, 2 * int64_t{arg});
      case Opcode::BUILD_CONST_KEY_MAP: return need(at, depth, int64_t{arg} + 1);
      case Opcode::BUILD_SLICE:
        if (arg != 2 && arg != 3) return fail(at, "bad slice");
        return need(at, depth, arg);
      case Opcode::COPY: case Opcode::SWAP:
        if (arg < 1) return fail(at, "operand must not be 0");
        return need(at, depth, arg);
      case Opcode::LIST_APPEND: case Opcode::SET_ADD: case Opcode::LIST_EXTEND: case Opcode::SET_UPDATE:
      case Opcode::DICT_UPDATE:
        if (arg < 1) return fail(at, "operand must not be 0");
        return need(at, depth, int64_t{arg} + 1);
      case Opcode::DICT_MERGE: return need(at, depth, int64_t{arg} + 3);
      case Opcode::MAP_ADD:
        if (arg < 1) return fail(at, "operand must not be 0");
        return need(at, depth, int64_t{arg} + 2);
      case Opcode::PRECALL: return need(at, depth, int64_t{arg} + 2);
      case Opcode::CALL: return need(at, depth, int64_t{arg} + 2);
      case Opcode::CALL_FUNCTION_EX: return need(at, depth, 3 + (arg & 1));
      case Opcode::MAKE_FUNCTION:
        if (arg > 15) return fail(at, "bad MAKE_FUNCTION flags");
        return need(at, depth, 1 + internal::popCountOfFlags(arg));
      case Opcode::RAISE_VARARGS:
        if (arg > 2) return fail(at, "bad RAISE_VARARGS argument");
        return need(at, depth, arg);
      case Opcode::RERAISE: return need(at, depth, 1 + arg);
      case Opcode::COPY_FREE_VARS:
        if (arg != code_->freeCount) return fail(at, "wrong number of free variables");
        return kOk;
      case Opcode::MATCH_CLASS: case Opcode::STORE_SUBSCR: return need(at, depth, 3);
      case Opcode::WITH_EXCEPT_START: return need(at, depth, 4);
      case Opcode::KW_NAMES: {
        Value names = code_->constants->items[arg];
        if (!names.isObject() || !names.object()->type->has(kTypeIsTuple)) return fail(at, "keyword names must be a tuple");
        auto* tuple = names.as<Tuple>();
        for (size_t i = 0; i < tuple->size; i++) {
          if (!isStr(tuple->items[i])) return fail(at, "keyword names must be strings");
        }
        return kOk;
      }
      case Opcode::FORMAT_VALUE: return need(at, depth, (arg & 4) != 0 ? 2 : 1);
      case Opcode::BINARY_SUBSCR: case Opcode::COMPARE_OP: case Opcode::IS_OP: case Opcode::CONTAINS_OP:
      case Opcode::SEND: case Opcode::STORE_ATTR: case Opcode::DELETE_SUBSCR: case Opcode::IMPORT_NAME:
      case Opcode::CHECK_EXC_MATCH: case Opcode::CHECK_EG_MATCH: case Opcode::PREP_RERAISE_STAR:
      case Opcode::END_ASYNC_FOR: case Opcode::MATCH_KEYS:
        return need(at, depth, 2);
      case Opcode::POP_TOP: case Opcode::UNARY_POSITIVE: case Opcode::UNARY_NEGATIVE: case Opcode::UNARY_NOT:
      case Opcode::UNARY_INVERT: case Opcode::GET_LEN: case Opcode::MATCH_MAPPING: case Opcode::MATCH_SEQUENCE:
      case Opcode::PUSH_EXC_INFO: case Opcode::GET_AITER: case Opcode::GET_ANEXT: case Opcode::BEFORE_WITH:
      case Opcode::BEFORE_ASYNC_WITH: case Opcode::GET_ITER: case Opcode::GET_YIELD_FROM_ITER:
      case Opcode::LIST_TO_TUPLE: case Opcode::YIELD_VALUE: case Opcode::ASYNC_GEN_WRAP: case Opcode::FOR_ITER:
      case Opcode::LOAD_ATTR: case Opcode::LOAD_METHOD: case Opcode::IMPORT_FROM: case Opcode::UNPACK_SEQUENCE:
      case Opcode::UNPACK_EX: case Opcode::GET_AWAITABLE: case Opcode::JUMP_IF_FALSE_OR_POP:
      case Opcode::JUMP_IF_TRUE_OR_POP: case Opcode::RETURN_VALUE: case Opcode::DELETE_ATTR:
        return need(at, depth, 1);
      default: return kOk;
    }
  }

  Status install() {
    size_t size = static_cast<size_t>(count_) * sizeof(Unit);
    Heap& heap = thread_.heap();
    auto* copy = static_cast<Unit*>(heap.allocateBuffer(size));
    if (copy == nullptr) return thread_.raiseMemoryError();
    size_t startBytes = static_cast<size_t>(count_ + 7) / 8;
    code_->starts = static_cast<uint8_t*>(heap.allocateBuffer(startBytes));
    if (code_->starts == nullptr) {
      heap.freeBuffer(copy, size);
      return thread_.raiseMemoryError();
    }
    __builtin_memset(code_->starts, 0, startBytes);
    for (int32_t i = 0; i < count_; i++) {
      if (isStart_[static_cast<size_t>(i)]) code_->starts[i >> 3] |= static_cast<uint8_t>(1 << (i & 7));
    }
    __builtin_memcpy(copy, units_, size);
    quicken(code_, copy);
    if (!handlers_.empty()) {
      code_->handlers = static_cast<ExceptionEntry*>(heap.allocateBuffer(handlers_.size() * sizeof(ExceptionEntry)));
      if (code_->handlers == nullptr) {
        heap.freeBuffer(copy, size);
        heap.freeBuffer(std::exchange(code_->starts, nullptr), startBytes);
        return thread_.raiseMemoryError();
      }
      for (size_t i = 0; i < handlers_.size(); i++) code_->handlers[i] = handlers_[i];
      code_->handlerCount = static_cast<int32_t>(handlers_.size());
    }
    size_t names = code_->names->size;
    if (!(code_->flags & kCoOptimized) && names != 0) {  // without hints (for lack of memory) lookups are only slower
      code_->nameHints = static_cast<uint32_t*>(heap.allocateBuffer(names * sizeof(uint32_t)));
      if (code_->nameHints != nullptr) __builtin_memset(code_->nameHints, 0, names * sizeof(uint32_t));
    }
    code_->resumeUnit = 0;
    for (int32_t i = 0; i < count_; i++) {
      if (isStart_[static_cast<size_t>(i)] && static_cast<Opcode>(units_[i].op) == Opcode::RESUME) {
        code_->resumeUnit = i;
        break;
      }
    }
    bool plain = code_->keywordOnlyArgCount == 0 && (code_->flags & (kCoVarArgs | kCoVarKeywords | kCoOptimized)) == kCoOptimized;
    code_->plainArgCount = plain ? code_->argCount : -1;
    code_->instructions = copy;
    code_->verified = true;
    return kOk;
  }

  Thread& thread_;
  Code* code_;
  const Unit* units_;
  int32_t count_;
  std::vector<int32_t> depth_;
  std::vector<uint8_t> isStart_;
  size_t words_;                   // of one instruction's set of entries
  std::vector<uint64_t> empties_;  // the sets of all instructions
  std::vector<uint64_t> empty_;    // that of the current one
  int32_t needed_ = 0;
  bool moved_ = false;
  std::vector<int32_t> work_;
  std::vector<ExceptionEntry> handlers_;
};

}  // namespace

Status verifyCode(Thread& thread, Code* code) {
  if (code->verified) return kOk;
  return Verifier(thread, code).run();
}

}  // namespace taipan
