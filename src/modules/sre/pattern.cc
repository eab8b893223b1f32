// re.Pattern: attributes, the methods that match once or collect matches.  sub is in substitution.cc.
#include "modules/sre/pattern.h"

#include <cstddef>

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/mapping_proxy.h"
#include "objects/number_arguments.h"
#include "objects/sequence_iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan::sre {

Status openSubject(Thread& thread, Pattern* pattern, Value string, Subject* subject) {
  TRY(subject->open(string));
  if (subject->isBytes() && pattern->isBytes == 0) {
    return thread.raiseTypeError("cannot use a string pattern on a bytes-like object");
  }
  if (!subject->isBytes() && pattern->isBytes > 0) {
    return thread.raiseTypeError("cannot use a bytes pattern on a string-like object");
  }
  return kOk;
}

Ref<> groupText(const Matcher& matcher, const Subject& subject, size_t i, Value missing) {
  if (i == 0) return subject.slice(matcher.start, matcher.position);
  int64_t begin = matcher.mark(2 * i - 2), end = matcher.mark(2 * i - 1);
  if (begin < 0 || end < 0) return newRef(missing);
  return subject.slice(begin, end);
}

namespace {

// pos and endpos as given; endpos may be missing.
Status bounds(Thread& thread, Value pos, Value endpos, int64_t* begin, int64_t* end) {
  *begin = TRY(sizeArgument(thread, pos));
  *end = INT64_MAX;
  if (endpos) *end = TRY(sizeArgument(thread, endpos));
  return kOk;
}

enum class How { kMatch, kFullMatch, kSearch };

template <How how>
Ref<> matchOnce(Thread& thread, const Value* args) {
  Pattern* pattern = patternOf(args[0]);
  int64_t begin, end;
  TRY(bounds(thread, args[2], args[3], &begin, &end));
  Subject subject(thread);
  TRY(openSubject(thread, pattern, args[1], &subject));
  Matcher matcher(thread, *pattern->program, subject);
  TRY(matcher.prepare());
  matcher.setBounds(begin, end);
  int64_t pos = matcher.start;
  matcher.matchAll = how == How::kFullMatch;
  Outcome outcome = how == How::kSearch ? matcher.search() : matcher.match();
  return newMatch(thread, pattern, matcher, pos, args[1], outcome);
}

Ref<> findAll(Thread& thread, const Value* args) {
  Pattern* pattern = patternOf(args[0]);
  int64_t begin, end;
  TRY(bounds(thread, args[2], args[3], &begin, &end));
  Subject subject(thread);
  TRY(openSubject(thread, pattern, args[1], &subject));
  Matcher matcher(thread, *pattern->program, subject);
  TRY(matcher.prepare());
  matcher.setBounds(begin, end);
  Ref<List> result = TRY(newList(thread));
  Ref<> empty = TRY(subject.slice(0, 0));
  size_t groups = static_cast<size_t>(pattern->groups);
  while (matcher.start <= matcher.end) {
    Outcome outcome = matcher.search();
    if (outcome == Outcome::kError) return Raised{};
    if (outcome == Outcome::kNoMatch) break;
    Ref<> item;
    if (groups < 2) {
      item = TRY(groupText(matcher, subject, groups, empty));
    } else {
      Ref<Tuple> tuple = TRY(newTuple(thread, groups));
      for (size_t i = 0; i < groups; i++) tupleInit(tuple, i, TRY(groupText(matcher, subject, i + 1, empty)));
      item = std::move(tuple);
    }
    TRY(listAppend(thread, result, item));
    matcher.advance();
  }
  return result;
}

Ref<> split(Thread& thread, const Value* args) {
  Pattern* pattern = patternOf(args[0]);
  int64_t limit = TRY(sizeArgument(thread, args[2]));
  Subject subject(thread);
  TRY(openSubject(thread, pattern, args[1], &subject));
  Matcher matcher(thread, *pattern->program, subject);
  TRY(matcher.prepare());
  Ref<List> result = TRY(newList(thread));
  int64_t last = 0;
  for (int64_t n = 0; limit == 0 || n < limit; n++) {
    Outcome outcome = matcher.search();
    if (outcome == Outcome::kError) return Raised{};
    if (outcome == Outcome::kNoMatch) break;
    TRY(listAppend(thread, result, TRY(subject.slice(last, matcher.start))));
    for (size_t i = 1; i <= static_cast<size_t>(pattern->groups); i++) {
      TRY(listAppend(thread, result, TRY(groupText(matcher, subject, i, kNone))));
    }
    last = matcher.position;
    matcher.advance();
  }
  TRY(listAppend(thread, result, TRY(subject.slice(last, matcher.end))));
  return result;
}

Ref<> scanner(Thread& thread, const Value* args) {
  int64_t begin, end;
  TRY(bounds(thread, args[2], args[3], &begin, &end));
  return newScanner(thread, patternOf(args[0]), args[1], begin, end);
}

Ref<> findIter(Thread& thread, const Value* args) {
  Ref<> made = TRY(scanner(thread, args));
  Ref<> search = TRY(getAttribute(thread, made, "search"));
  return newCallableIterator(thread, search, kNone);
}

template <bool withCount>
Ref<> sub(Thread& thread, const Value* args) {
  int64_t limit = TRY(sizeArgument(thread, args[3]));
  return substitute(thread, patternOf(args[0]), args[1], args[2], limit, withCount);
}

Ref<> copySelf(Thread&, const Value* args) { return newRef(args[0]); }
Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

Ref<> groupIndex(Thread& thread, Value self) {
  Value names = patternOf(self)->groupIndex;
  if (names.as<Dict>()->used == 0) return newDict(thread);
  return newMappingProxy(thread, names);
}

constexpr struct { const char* name; int flag; } kFlagNames[] = {
    {"re.TEMPLATE", kFlagTemplate}, {"re.IGNORECASE", kFlagIgnoreCase}, {"re.LOCALE", kFlagLocale},
    {"re.MULTILINE", kFlagMultiline}, {"re.DOTALL", kFlagDotAll}, {"re.UNICODE", kFlagUnicode},
    {"re.VERBOSE", kFlagVerbose}, {"re.DEBUG", kFlagDebug}, {"re.ASCII", kFlagAscii}};

// re.compile('…', re.IGNORECASE|…): the pattern's repr cut at 200 characters.
Ref<> patternRepr(Thread& thread, Value self) {
  Pattern* pattern = patternOf(self);
  StrBuilder out(thread);
  Ref<Str> text = TRY(repr(thread, pattern->pattern));
  out.append("re.compile(");
  out.append(text.get(), 0, std::min<size_t>(text->length(), 200));
  uint32_t flags = static_cast<uint32_t>(pattern->flags);
  bool isText = pattern->isBytes == 0;
  // What a str pattern is anyway is not worth mentioning.
  if (isText && (flags & (kFlagLocale | kFlagUnicode | kFlagAscii)) == kFlagUnicode) flags &= ~uint32_t{kFlagUnicode};
  const char* separator = ", ";
  for (const auto& entry : kFlagNames) {
    if (!(flags & static_cast<uint32_t>(entry.flag))) continue;
    out.append(separator);
    out.append(entry.name);
    separator = "|";
    flags &= ~static_cast<uint32_t>(entry.flag);
  }
  if (flags) {
    char number[24];
    int n = snprintf(number, sizeof number, "0x%x", flags);
    out.append(separator);
    out.append(std::string_view(number, static_cast<size_t>(n)));
  }
  out.append(")");
  return out.finish();
}

Result<int64_t> patternHash(Thread& thread, Value self) {
  Pattern* pattern = patternOf(self);
  const std::vector<uint32_t>& code = pattern->program->code;
  int64_t h = TRY(hash(thread, pattern->pattern));
  h ^= hashBytes(thread, code.data(), code.size() * sizeof(uint32_t));
  h ^= pattern->flags ^ pattern->isBytes ^ static_cast<int64_t>(code.size());
  return h == -1 ? -2 : h;
}

Ref<> patternCompare(Thread& thread, Value left, Value right, CompareOp op) {
  Type* type = thread.type(TypeId::kSrePattern);
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || typeOf(thread, left) != type || typeOf(thread, right) != type) {
    return newRef(kNotImplemented);
  }
  Pattern *a = patternOf(left), *b = patternOf(right);
  bool same = a == b;
  if (!same && a->flags == b->flags && a->isBytes == b->isBytes && a->program->code == b->program->code) {
    same = TRY(equal(thread, a->pattern, b->pattern));
  }
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

void patternRelease(Object* object) {
  auto* pattern = static_cast<Pattern*>(object);
  delete std::exchange(pattern->program, nullptr);
  decrefOrEmpty(std::exchange(pattern->pattern, Value()));
  decrefOrEmpty(std::exchange(pattern->groupIndex, Value()));
  decrefOrEmpty(std::exchange(pattern->indexGroup, Value()));
}
void patternTraverse(Object* object, Visitor& visitor) {
  auto* pattern = static_cast<Pattern*>(object);
  visitor.visitValue(pattern->pattern);
  visitor.visitValue(pattern->groupIndex);
  visitor.visitValue(pattern->indexGroup);
}

constexpr const char* kTextSignature = "($self, /, string, pos=0, endpos=sys.maxsize)";
constexpr MethodDef kMethods[] = {
    {.name = "match", .signature = kTextSignature, .function = matchOnce<How::kMatch>, .doc = "A match at the start of the string, or None."},
    {.name = "fullmatch", .signature = kTextSignature, .function = matchOnce<How::kFullMatch>, .doc = "A match of the whole string, or None."},
    {.name = "search", .signature = kTextSignature, .function = matchOnce<How::kSearch>, .doc = "The first match anywhere in the string, or None."},
    {.name = "findall", .signature = kTextSignature, .function = findAll, .doc = "A list of what the matches caught."},
    {.name = "finditer", .signature = kTextSignature, .function = findIter, .doc = "An iterator over the matches."},
    {.name = "scanner", .signature = kTextSignature, .function = scanner},
    {.name = "split", .signature = "($self, /, string, maxsplit=0)", .function = split, .doc = "The text between matches, as a list."},
    {.name = "sub", .signature = "($self, /, repl, string, count=0)", .function = sub<false>, .doc = "The string with matches replaced."},
    {.name = "subn", .signature = "($self, /, repl, string, count=0)", .function = sub<true>, .doc = "As sub, with the number of replacements."},
    {.name = "__copy__", .signature = "($self, /)", .function = copySelf},
    {.name = "__deepcopy__", .signature = "($self, memo, /)", .function = copySelf},
    {.name = "__class_getitem__", .signature = "($type, item, /)", .function = classGetItem, .kind = MethodKind::kClass, .doc = "See PEP 585"},
};
constexpr MemberDef kMembers[] = {
    {.name = "pattern", .kind = MemberKind::kObject, .offset = offsetof(Pattern, pattern), .doc = "What the pattern was compiled from."},
    {.name = "flags", .kind = MemberKind::kInt32, .offset = offsetof(Pattern, flags), .doc = "The flags it was compiled with."},
    {.name = "groups", .kind = MemberKind::kInt64, .offset = offsetof(Pattern, groups), .doc = "How many groups it has."},
};
constexpr GetSetDef kGetSets[] = {
    {.name = "groupindex", .get = groupIndex, .doc = "The numbers of named groups."},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.release = patternRelease;
  slots.traverse = patternTraverse;
  slots.repr = patternRepr;
  slots.hash = patternHash;
  slots.compare = patternCompare;
  return slots;
}();

}  // namespace

const TypeSpec kPatternType = {.id = TypeId::kSrePattern,
                               .name = "re.Pattern",
                               .basicSize = sizeof(Pattern),
                               .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                               .slots = &kSlots,
                               .methods = kMethods,
                               .getSets = kGetSets,
                               .members = kMembers,
                               .weakRefsOffset = offsetof(Pattern, weakRefs),
                               .doc = "Compiled regular expression."};

}  // namespace taipan::sre
