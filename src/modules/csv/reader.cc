// _csv.reader: a state machine over the characters of each line.
#include <cstddef>

#include "modules/csv/csv_internal.h"
#include "objects/abstract.h"
#include "objects/list.h"

namespace taipan::csv {

namespace {

enum class State : uint8_t {
  kStartRecord, kStartField, kEscaped, kInField, kInQuoted, kEscapedInQuoted, kQuoteInQuoted, kEatLineEnd, kAfterEscapedLineEnd
};
constexpr uint32_t kEndOfLine = UINT32_MAX - 1;

struct Reader : Object {
  Value input;  // iterator; owned, as the dialect
  Dialect* dialect;
  int64_t lineNumber;
  bool running;
};

Reader* self(Value v) { return v.as<Reader>(); }
bool isLineEnd(uint32_t c) { return c == '\n' || c == '\r' || c == kEndOfLine; }

// One record under way.
class Record {
 public:
  Record(Thread& thread, const Dialect& dialect) : thread_(thread), dialect_(dialect), limit_(fieldLimit(thread)) {}
  ~Record() {
    if (field_) thread_.heap().freeBuffer(field_, capacity_ * sizeof(uint32_t));
  }
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  Status start() {
    fields_ = TRY(newList(thread_));
    return kOk;
  }
  Status feed(uint32_t c);
  Status line(Str* text);
  bool isComplete() const { return state_ == State::kStartRecord; }
  bool isPartial() const { return length_ != 0 || state_ == State::kInQuoted; }
  Status saveField();
  Ref<List> take() { return std::move(fields_); }

 private:
  Status add(uint32_t c);
  Status endField(uint32_t c) {
    TRY(saveField());
    state_ = c == kEndOfLine ? State::kStartRecord : State::kEatLineEnd;
    return kOk;
  }
  Status startField(uint32_t c);
  Status inField(uint32_t c);
  Status inQuoted(uint32_t c);
  Status quoteInQuoted(uint32_t c);
  bool isQuote(uint32_t c) const { return c == dialect_.quoteChar && dialect_.quoting != Quoting::kNone; }

  Thread& thread_;
  const Dialect& dialect_;
  int64_t limit_;
  Ref<List> fields_;
  State state_ = State::kStartRecord;
  bool numeric_ = false;
  uint32_t* field_ = nullptr;
  size_t length_ = 0, capacity_ = 0;
};

Status Record::add(uint32_t c) {
  if (static_cast<int64_t>(length_) >= limit_) return raiseError(thread_, "field larger than field limit ({})", limit_);
  if (length_ == capacity_) {
    size_t wanted = capacity_ ? 2 * capacity_ : 128;
    void* fresh = thread_.heap().reallocateBuffer(field_, capacity_ * sizeof(uint32_t), wanted * sizeof(uint32_t));
    if (!fresh) return thread_.raiseMemoryError();
    field_ = static_cast<uint32_t*>(fresh);
    capacity_ = wanted;
  }
  field_[length_++] = c;
  return kOk;
}

Status Record::saveField() {
  Ref<> field = TRY(newStrUcs4(thread_, field_, length_));
  length_ = 0;
  if (numeric_) {
    numeric_ = false;
    field = TRY(call(thread_, Value(thread_.type(TypeId::kFloat)), field.get()));
  }
  return listAppend(thread_, fields_, field);
}

Status Record::startField(uint32_t c) {
  if (isLineEnd(c)) return endField(c);
  if (isQuote(c)) {
    state_ = State::kInQuoted;
  } else if (c == dialect_.escapeChar) {
    state_ = State::kEscaped;
  } else if (c == ' ' && dialect_.skipInitialSpace) {
    // stays at the start
  } else if (c == dialect_.delimiter) {
    return saveField();
  } else {
    if (dialect_.quoting == Quoting::kNonNumeric) numeric_ = true;
    state_ = State::kInField;
    return add(c);
  }
  return kOk;
}

Status Record::inField(uint32_t c) {
  if (isLineEnd(c)) return endField(c);
  if (c == dialect_.escapeChar) {
    state_ = State::kEscaped;
  } else if (c == dialect_.delimiter) {
    state_ = State::kStartField;
    return saveField();
  } else {
    return add(c);
  }
  return kOk;
}

Status Record::inQuoted(uint32_t c) {
  if (c == kEndOfLine) return kOk;
  if (c == dialect_.escapeChar) {
    state_ = State::kEscapedInQuoted;
  } else if (isQuote(c)) {
    state_ = dialect_.doubleQuote ? State::kQuoteInQuoted : State::kInField;
  } else {
    return add(c);
  }
  return kOk;
}

Status Record::quoteInQuoted(uint32_t c) {
  if (isQuote(c)) {
    state_ = State::kInQuoted;
    return add(c);
  }
  if (c == dialect_.delimiter) {
    state_ = State::kStartField;
    return saveField();
  }
  if (isLineEnd(c)) return endField(c);
  if (dialect_.strict) {
    Ref<Str> delimiter = TRY(newStrFromChar(thread_, dialect_.delimiter));
    Ref<Str> quote = TRY(newStrFromChar(thread_, dialect_.quoteChar));
    return raiseError(thread_, "'{}' expected after '{}'", delimiter, quote);
  }
  state_ = State::kInField;
  return add(c);
}

Status Record::feed(uint32_t c) {
  switch (state_) {
    case State::kStartRecord:
      if (c == kEndOfLine) return kOk;  // an empty line is an empty record
      if (isLineEnd(c)) {
        state_ = State::kEatLineEnd;
        return kOk;
      }
      state_ = State::kStartField;
      return startField(c);
    case State::kStartField:
      return startField(c);
    case State::kEscaped:
      state_ = c == '\n' || c == '\r' ? State::kAfterEscapedLineEnd : State::kInField;
      return add(c == kEndOfLine ? '\n' : c);
    case State::kAfterEscapedLineEnd:
      if (c == kEndOfLine) return kOk;
      state_ = State::kInField;
      return inField(c);
    case State::kInField:
      return inField(c);
    case State::kInQuoted:
      return inQuoted(c);
    case State::kEscapedInQuoted:
      state_ = State::kInQuoted;
      return add(c == kEndOfLine ? '\n' : c);
    case State::kQuoteInQuoted:
      return quoteInQuoted(c);
    case State::kEatLineEnd:
      if (c == kEndOfLine) state_ = State::kStartRecord;
      else if (!isLineEnd(c)) {
        return raiseError(thread_, "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?");
      }
      return kOk;
  }
  return kOk;
}

Status Record::line(Str* text) {
  for (size_t i = 0; i < text->length(); i++) TRY(feed(text->at(i)));
  return feed(kEndOfLine);
}

Ref<> readRecord(Thread& thread, Reader* reader) {
  Ref<Dialect> dialect = newRef(reader->dialect);
  Record record(thread, *dialect);
  TRY(record.start());
  do {
    Ref<> line = nextItem(thread, reader->input);
    if (!line) {
      if (thread.hasException() || !record.isPartial()) return Ref<>();
      if (dialect->strict) return raiseError(thread, "unexpected end of data");
      TRY(record.saveField());
      break;
    }
    if (!isStr(line)) {
      return raiseError(thread, "iterator should return strings, not {!T} (the file should be opened in text mode)", line.get());
    }
    reader->lineNumber++;
    TRY(record.line(line.get().as<Str>()));
  } while (!record.isComplete());
  return record.take();
}

Ref<> readerNext(Thread& thread, Value v) { return readRecord(thread, self(v)); }

void readerRelease(Object* object) {
  auto* reader = static_cast<Reader*>(object);
  decrefOrEmpty(std::exchange(reader->input, Value()));
  decrefOrEmpty(Value(std::exchange(reader->dialect, nullptr)));
}
void readerTraverse(Object* object, Visitor& visitor) {
  auto* reader = static_cast<Reader*>(object);
  visitor.visitValue(reader->input);
  visitor.visitValue(Value(reader->dialect));
}

constexpr MemberDef kMembers[] = {
    {.name = "dialect", .kind = MemberKind::kObject, .offset = offsetof(Reader, dialect)},
    {.name = "line_num", .kind = MemberKind::kInt64, .offset = offsetof(Reader, lineNumber)},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.release = readerRelease;
  slots.traverse = readerTraverse;
  slots.iterate = iterateSelf;
  slots.next = readerNext;
  return slots;
}();

}  // namespace

Ref<> newReader(Thread& thread, Value, const Arguments& args) {
  TRY(checkArguments(thread, args));
  Ref<> input = TRY(getIterator(thread, args[0]));
  Ref<Dialect> dialect = TRY(makeDialect(thread, args.positionalCount > 1 ? args[1] : Value(), args));
  Ref<Reader> reader = TRY(newObject<Reader>(thread, thread.type(TypeId::kCsvReader)));
  reader->input = input.releaseValue();
  reader->dialect = dialect.release();
  return reader;
}

const TypeSpec kReaderType = {.id = TypeId::kCsvReader,
                              .name = "_csv.reader",
                              .basicSize = sizeof(Reader),
                              .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                              .slots = &kSlots,
                              .members = kMembers,
                              .doc = "An iterator over the records of CSV text."};

}  // namespace taipan::csv
