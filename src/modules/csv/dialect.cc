// _csv.Dialect: how a sort of CSV is written, checked when it is made.
#include <cstddef>

#include "modules/csv/csv_internal.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan::csv {

namespace {

enum Field { kDialect, kDelimiter, kDoubleQuote, kEscapeChar, kLineTerminator, kQuoteChar, kQuoting, kSkipInitialSpace, kStrict, kFieldCount };
constexpr const char* kFieldNames[kFieldCount] = {"dialect", "delimiter", "doublequote", "escapechar", "lineterminator",
                                                  "quotechar", "quoting", "skipinitialspace", "strict"};

Dialect* self(Value v) { return v.as<Dialect>(); }

// One character; None (where allowed) is kNotSet.
Result<uint32_t> readChar(Thread& thread, Field field, Value value, uint32_t fallback, bool noneAllowed) {
  if (!value) return fallback;
  if (value.isNone() && noneAllowed) return uint32_t{kNotSet};
  if (!isStr(value)) {
    return thread.raiseTypeError(noneAllowed ? "\"{}\" must be string or None, not {!T}" : "\"{}\" must be string, not {!T}",
                                 kFieldNames[field], value);
  }
  if (value.as<Str>()->length() != 1) return thread.raiseTypeError("\"{}\" must be a 1-character string", kFieldNames[field]);
  return value.as<Str>()->at(0);
}
Result<bool> readBool(Thread& thread, Value value, bool fallback) {
  if (!value) return fallback;
  return isTrue(thread, value);
}
Result<int64_t> readQuoting(Thread& thread, Value value) {
  if (!value) return int64_t{0};
  if (typeOf(thread, value) != thread.type(TypeId::kInt)) return thread.raiseTypeError("\"quoting\" must be an integer");
  return intAsInt64(thread, value);
}

Status fill(Thread& thread, Dialect* d, const Value* given) {
  d->delimiter = TRY(readChar(thread, kDelimiter, given[kDelimiter], ',', false));
  d->doubleQuote = TRY(readBool(thread, given[kDoubleQuote], true));
  d->escapeChar = TRY(readChar(thread, kEscapeChar, given[kEscapeChar], kNotSet, true));
  Value terminator = given[kLineTerminator];
  if (!terminator) {
    d->lineTerminator = TRY(newStr(thread, "\r\n")).releaseValue();
  } else if (isStr(terminator)) {
    d->lineTerminator = newRef(terminator).releaseValue();
  } else if (!terminator.isNone()) {
    return thread.raiseTypeError("\"lineterminator\" must be a string");
  }
  d->quoteChar = TRY(readChar(thread, kQuoteChar, given[kQuoteChar], '"', true));
  int64_t quoting = TRY(readQuoting(thread, given[kQuoting]));
  d->skipInitialSpace = TRY(readBool(thread, given[kSkipInitialSpace], false));
  d->strict = TRY(readBool(thread, given[kStrict], false));
  if (quoting < 0 || quoting > 3) return thread.raiseTypeError("bad \"quoting\" value");
  d->quoting = static_cast<Quoting>(quoting);
  if (given[kQuoteChar] && given[kQuoteChar].isNone() && !given[kQuoting]) d->quoting = Quoting::kNone;
  if (d->quoting != Quoting::kNone && d->quoteChar == kNotSet) {
    return thread.raiseTypeError("quotechar must be set if quoting enabled");
  }
  if (!d->lineTerminator) return thread.raiseTypeError("lineterminator must be set");
  return kOk;
}

// `given`: kFieldCount values, empty where nothing was said; what a dialect object says fills the gaps.
Ref<> create(Thread& thread, Type* type, Value* given) {
  Ref<> base, fromBase[kFieldCount];
  bool others = false;
  for (int i = 1; i < kFieldCount; i++) others |= static_cast<bool>(given[i]);
  if (given[kDialect] && !given[kDialect].isNone()) {
    base = newRef(given[kDialect]);
    if (isStr(base)) base = TRY(findDialect(thread, base));
    if (!others && isInstanceOf(thread, base, TypeId::kCsvDialect)) return base;
    for (int i = 1; i < kFieldCount; i++) {
      if (given[i]) continue;
      Ref<Str> name = TRY(internText(thread, kFieldNames[i]));
      fromBase[i] = lookupAttribute(thread, base, name);
      if (!fromBase[i] && thread.hasException()) thread.clearException();
      given[i] = fromBase[i];
    }
  }
  Ref<Dialect> made = TRY(newObject<Dialect>(thread, type));
  TRY(fill(thread, made, given));
  return made;
}

Status takeKeywords(Thread& thread, const Arguments& args, Value* given) {
  for (size_t k = 0; k < keywordCount(args); k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    int i = 0;
    while (i < kFieldCount && !strEqualText(name, kFieldNames[i])) i++;
    if (i == kFieldCount) return thread.raiseTypeError("'{}' is an invalid keyword argument for this function", name);
    if (given[i]) return thread.raiseTypeError("argument for function given by name ('{}') and position ({})", name, i + 1);
    given[i] = args[args.positionalCount + k];
  }
  return kOk;
}

Ref<> dialectCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount + keywordCount(args) > kFieldCount) {
    return thread.raiseTypeError("function takes at most {} arguments ({} given)", int{kFieldCount}, args.positionalCount + keywordCount(args));
  }
  Value given[kFieldCount] = {};
  for (size_t i = 0; i < args.positionalCount; i++) given[i] = args[i];
  TRY(takeKeywords(thread, args, given));
  return create(thread, type, given);
}

Ref<> charOrNone(Thread& thread, uint32_t c) { return c == kNotSet ? newRef(kNone) : Ref<>(newStrFromChar(thread, c)); }
Ref<> getDelimiter(Thread& thread, Value v) { return charOrNone(thread, self(v)->delimiter); }
Ref<> getEscapeChar(Thread& thread, Value v) { return charOrNone(thread, self(v)->escapeChar); }
Ref<> getQuoteChar(Thread& thread, Value v) { return charOrNone(thread, self(v)->quoteChar); }
Ref<> getLineTerminator(Thread&, Value v) { return newRef(self(v)->lineTerminator); }
Ref<> getQuoting(Thread& thread, Value v) { return newInt(thread, static_cast<int64_t>(self(v)->quoting)); }
Ref<> noPickling(Thread& thread, const Value* args) {
  return thread.raiseTypeError("cannot pickle '{}' instances", typeOf(thread, args[0])->name);
}
Ref<> noPicklingEx(Thread& thread, Value v, const Arguments&) {
  return thread.raiseTypeError("cannot pickle '{}' instances", typeOf(thread, v)->name);
}

void dialectRelease(Object* object) { decrefOrEmpty(std::exchange(static_cast<Dialect*>(object)->lineTerminator, Value())); }
void dialectTraverse(Object* object, Visitor& visitor) { visitor.visitValue(static_cast<Dialect*>(object)->lineTerminator); }

constexpr MethodDef kMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = noPickling, .doc = "Dialects cannot be pickled."},
    {.name = "__reduce_ex__", .signature = "($self, *args)", .raw = noPicklingEx, .doc = "Dialects cannot be pickled."},
};
constexpr GetSetDef kGetSets[] = {
    {.name = "delimiter", .get = getDelimiter}, {.name = "escapechar", .get = getEscapeChar},
    {.name = "lineterminator", .get = getLineTerminator}, {.name = "quotechar", .get = getQuoteChar},
    {.name = "quoting", .get = getQuoting},
};
constexpr MemberDef kMembers[] = {
    {.name = "skipinitialspace", .kind = MemberKind::kBool, .offset = offsetof(Dialect, skipInitialSpace)},
    {.name = "doublequote", .kind = MemberKind::kBool, .offset = offsetof(Dialect, doubleQuote)},
    {.name = "strict", .kind = MemberKind::kBool, .offset = offsetof(Dialect, strict)},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.create = dialectCreate;
  slots.release = dialectRelease;
  slots.traverse = dialectTraverse;
  return slots;
}();

}  // namespace

Ref<Dialect> makeDialect(Thread& thread, Value dialect, const Arguments& args) {
  Value given[kFieldCount] = {};
  given[kDialect] = dialect;
  TRY(takeKeywords(thread, args, given));
  return create(thread, thread.type(TypeId::kCsvDialect), given).cast<Dialect>();
}

const TypeSpec kDialectType = {.id = TypeId::kCsvDialect,
                               .name = "_csv.Dialect",
                               .basicSize = sizeof(Dialect),
                               .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable,
                               .slots = &kSlots,
                               .methods = kMethods,
                               .getSets = kGetSets,
                               .members = kMembers,
                               .doc = "A description of a CSV format."};

}  // namespace taipan::csv
