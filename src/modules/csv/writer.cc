// _csv.writer: records to lines of text, quoted and escaped as the dialect asks.
#include <cstddef>

#include "modules/csv/csv_internal.h"
#include "objects/abstract.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/sequence_helpers.h"

namespace taipan::csv {

namespace {

struct Writer : Object {
  Value write;  // owned, as the dialect
  Dialect* dialect;
};

// Does the type count as a number (PyNumber_Check)?
bool isNumber(Thread& thread, Value v) {
  if (isIndexable(v) || isFloat(v)) return true;
  const Slots& slots = typeOf(thread, v)->slots;
  return slots.unary[static_cast<int>(UnaryOp::kInt)] || slots.unary[static_cast<int>(UnaryOp::kFloat)] ||
         typeOf(thread, v) == thread.type(TypeId::kComplex);
}

class Line {
 public:
  Line(Thread& thread, const Dialect& dialect) : thread_(thread), d_(dialect), out_(thread) {
    for (uint32_t c : {dialect.delimiter, dialect.escapeChar, dialect.quoteChar})
      if (c < 128) special_[c] = true;
    const Str* end = dialect.lineTerminator.as<Str>();
    for (size_t i = 0; i < end->length(); i++)
      if (end->at(i) < 128) special_[end->at(i)] = true;
  }

  // `text` may be null: an empty field.
  Status add(const Str* text, bool quoted) {
    if (fields_++ > 0) out_.append(d_.delimiter);
    bool plain = true;  // nothing to escape or to double
    if (text) {
      switch (text->kind()) {
        case 1: scan(text->data1(), text->length(), &quoted, &plain); break;
        case 2: scan(text->data2(), text->length(), &quoted, &plain); break;
        default: scan(text->data4(), text->length(), &quoted, &plain);
      }
    }
    if (quoted) out_.append(d_.quoteChar);
    if (text && plain) out_.append(text);
    else if (text)
      for (size_t i = 0; i < text->length(); i++) TRY(addChar(text->at(i)));
    if (quoted) out_.append(d_.quoteChar);
    return kOk;
  }
  size_t length() const { return out_.length(); }
  size_t fields() const { return fields_; }
  void restart() { fields_ = 0; }
  Ref<Str> finish() {
    out_.append(d_.lineTerminator.as<Str>());
    return out_.finish();
  }

 private:
  template <class C>
  void scan(const C* data, size_t length, bool* quoted, bool* plain) const {
    for (size_t i = 0; i < length; i++) {
      uint32_t c = data[i];
      if (c < 128 ? !special_[c] : !isSpecial(c)) continue;
      *plain = false;
      if (!needsEscape(c)) *quoted = true;
    }
  }
  bool isSpecial(uint32_t c) const {
    Str* end = d_.lineTerminator.as<Str>();
    return c == d_.delimiter || c == d_.escapeChar || c == d_.quoteChar || strFindChar(end, c, 0, end->length()) >= 0;
  }
  // Will a quoted field do for this one, or need it an escape anyway?
  bool needsEscape(uint32_t c) const {
    if (d_.quoting == Quoting::kNone) return true;
    return c == d_.quoteChar ? !d_.doubleQuote : c == d_.escapeChar;
  }

  Status addChar(uint32_t c) {
    if (isSpecial(c)) {
      if (needsEscape(c)) {
        if (d_.escapeChar == kNotSet) return raiseError(thread_, "need to escape, but no escapechar set");
        out_.append(d_.escapeChar);
      } else if (c == d_.quoteChar) {
        out_.append(c);
      }
    }
    out_.append(c);
    return kOk;
  }

  Thread& thread_;
  const Dialect& d_;
  StrBuilder out_;
  size_t fields_ = 0;
  bool special_[128] = {};
};

Ref<> writeRow(Thread& thread, Writer* writer, Value row) {
  Ref<Dialect> dialect = newRef(writer->dialect);
  Iteration iteration;
  if (!iteration.start(thread, row)) {
    if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
    return raiseError(thread, "iterable expected, not {!T}", row);
  }
  Line line(thread, *dialect);
  while (Ref<> field = iteration.next(thread)) {
    bool quoted = dialect->quoting == Quoting::kAll ||
                  (dialect->quoting == Quoting::kNonNumeric && !isNumber(thread, field));
    Ref<Str> text;
    if (isStr(field)) text = newRef(field.get().as<Str>());
    else if (!field.get().isNone()) text = TRY(str(thread, field));
    TRY(line.add(text ? text.get() : nullptr, quoted));
  }
  if (thread.hasException()) return Raised{};
  if (line.fields() > 0 && line.length() == 0) {
    if (dialect->quoting == Quoting::kNone) return raiseError(thread, "single empty field record must be quoted");
    line.restart();
    TRY(line.add(nullptr, true));
  }
  Ref<Str> text = TRY(line.finish());
  Ref<> write = newRef(writer->write);
  return call(thread, write, text.value());
}

Ref<> writerWriteRow(Thread& thread, const Value* args) { return writeRow(thread, args[0].as<Writer>(), args[1]); }
Ref<> writerWriteRows(Thread& thread, const Value* args) {
  Iteration iteration;
  if (!iteration.start(thread, args[1])) return Raised{};
  while (Ref<> row = iteration.next(thread)) {
    Ref<> written = TRY(writeRow(thread, args[0].as<Writer>(), row));
  }
  if (thread.hasException()) return Raised{};
  return newRef(kNone);
}

void writerRelease(Object* object) {
  auto* writer = static_cast<Writer*>(object);
  decrefOrEmpty(std::exchange(writer->write, Value()));
  decrefOrEmpty(Value(std::exchange(writer->dialect, nullptr)));
}
void writerTraverse(Object* object, Visitor& visitor) {
  auto* writer = static_cast<Writer*>(object);
  visitor.visitValue(writer->write);
  visitor.visitValue(Value(writer->dialect));
}

constexpr MethodDef kMethods[] = {
    {.name = "writerow", .signature = "($self, row, /)", .function = writerWriteRow, .doc = "Writes one record."},
    {.name = "writerows", .signature = "($self, rows, /)", .function = writerWriteRows, .doc = "Writes several records."},
};
constexpr MemberDef kMembers[] = {{.name = "dialect", .kind = MemberKind::kObject, .offset = offsetof(Writer, dialect)}};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.release = writerRelease;
  slots.traverse = writerTraverse;
  return slots;
}();

}  // namespace

Ref<> newWriter(Thread& thread, Value, const Arguments& args) {
  TRY(checkArguments(thread, args));
  Ref<Str> name = TRY(internText(thread, "write"));
  Ref<> write = lookupAttribute(thread, args[0], name);
  if (!write && thread.hasException()) return Raised{};
  if (!write || !isCallable(thread, write)) return thread.raiseTypeError("argument 1 must have a \"write\" method");
  Ref<Dialect> dialect = TRY(makeDialect(thread, args.positionalCount > 1 ? args[1] : Value(), args));
  Ref<Writer> writer = TRY(newObject<Writer>(thread, thread.type(TypeId::kCsvWriter)));
  writer->write = write.releaseValue();
  writer->dialect = dialect.release();
  return writer;
}

const TypeSpec kWriterType = {.id = TypeId::kCsvWriter,
                              .name = "_csv.writer",
                              .basicSize = sizeof(Writer),
                              .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                              .slots = &kSlots,
                              .methods = kMethods,
                              .members = kMembers,
                              .doc = "Writes records as CSV text."};

}  // namespace taipan::csv
