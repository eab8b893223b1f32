// re.Match: what a match caught.
#include <cstddef>
#include <cstring>

#include "modules/sre/pattern.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/generic_alias.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/sequence_helpers.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan::sre {

Ref<> newMatch(Thread& thread, Pattern* pattern, const Matcher& matcher, int64_t pos, Value string, Outcome outcome) {
  if (outcome == Outcome::kError) return Raised{};
  if (outcome == Outcome::kNoMatch) return newRef(kNone);
  size_t groups = static_cast<size_t>(pattern->groups) + 1;
  Ref<Match> match = TRY(newObject<Match>(thread, thread.type(TypeId::kSreMatch), 2 * groups));
  match->string = newRef(string).releaseValue();
  match->pattern = newRef(pattern).release();
  match->pos = pos;
  match->endpos = matcher.end;
  match->lastIndex = matcher.lastIndex();
  match->groups = groups;
  match->marks[0] = matcher.start;
  match->marks[1] = matcher.position;
  for (size_t i = 1; i < groups; i++) {
    int64_t begin = matcher.mark(2 * i - 2), end = matcher.mark(2 * i - 1);
    if (begin < 0 || end < 0) begin = end = -1;
    if (begin > end) {
      return thread.raise(TypeId::kSystemError,
                          "The span of capturing group is wrong, please report a bug for the re module.");
    }
    match->marks[2 * i] = begin;
    match->marks[2 * i + 1] = end;
  }
  return match;
}

namespace {

// The number of the group that `index` (int or name) names; IndexError "no such group".
Result<size_t> groupNumber(Thread& thread, Match* match, Value index) {
  int64_t i = -1;
  if (isIndexable(index)) {
    Ref<> number = TRY(taipan::index(thread, index));
    if (!intFitsInt64(number, &i)) i = -1;
  } else {
    Dict* names = match->pattern->groupIndex.as<Dict>();
    Value found = names->used ? dictGet(thread, names, index) : Value();
    if (!found && thread.hasException()) return Raised{};
    if (found && isInt(found) && !intFitsInt64(found, &i)) i = -1;
  }
  if (i < 0 || static_cast<uint64_t>(i) >= match->groups) return thread.raise(TypeId::kIndexError, "no such group");
  return static_cast<size_t>(i);
}

Ref<> textOf(Thread& thread, Match* match, size_t i, Value missing) {
  int64_t begin = match->marks[2 * i], end = match->marks[2 * i + 1];
  if (begin < 0) return newRef(missing);
  if (isStr(match->string)) {  // OPTIMIZATION: nothing needs to be pinned
    Str* text = match->string.as<Str>();
    return substring(thread, text, static_cast<size_t>(begin), static_cast<size_t>(end));
  }
  Subject subject(thread);
  TRY(subject.open(match->string));
  return subject.slice(begin, end);
}

Ref<> group(Thread& thread, Value self, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "Match.group"));
  Match* match = matchOf(self);
  if (args.positionalCount == 0) return textOf(thread, match, 0, kNone);
  if (args.positionalCount == 1) {
    size_t i = TRY(groupNumber(thread, match, args[0]));
    return textOf(thread, match, i, kNone);
  }
  Ref<Tuple> result = TRY(newTuple(thread, args.positionalCount));
  for (size_t k = 0; k < args.positionalCount; k++) {
    size_t i = TRY(groupNumber(thread, match, args[k]));
    tupleInit(result, k, TRY(textOf(thread, match, i, kNone)));
  }
  return result;
}
Ref<> getItemOf(Thread& thread, Value self, Value key) {
  size_t i = TRY(groupNumber(thread, matchOf(self), key));
  return textOf(thread, matchOf(self), i, kNone);
}

Ref<> groups(Thread& thread, const Value* args) {
  Match* match = matchOf(args[0]);
  Ref<Tuple> result = TRY(newTuple(thread, match->groups - 1));
  for (size_t i = 1; i < match->groups; i++) tupleInit(result, i - 1, TRY(textOf(thread, match, i, args[1])));
  return result;
}

Ref<> groupDict(Thread& thread, const Value* args) {
  Match* match = matchOf(args[0]);
  Ref<Dict> result = TRY(newDict(thread));
  Ref<Dict> index = newRef(match->pattern->groupIndex.as<Dict>());
  size_t position = 0;
  Value key, value;
  while (dictNext(index, &position, &key, &value)) {
    Ref<> name = newRef(key);
    size_t i = TRY(groupNumber(thread, match, name));
    TRY(dictSet(thread, result, name, TRY(textOf(thread, match, i, args[1]))));
  }
  return result;
}

Ref<> startOf(Thread& thread, const Value* args) {
  size_t i = TRY(groupNumber(thread, matchOf(args[0]), args[1]));
  return newInt(thread, matchOf(args[0])->marks[2 * i]);
}
Ref<> endOf(Thread& thread, const Value* args) {
  size_t i = TRY(groupNumber(thread, matchOf(args[0]), args[1]));
  return newInt(thread, matchOf(args[0])->marks[2 * i + 1]);
}
Ref<> spanAt(Thread& thread, Match* match, size_t i) {
  return makeTuple(thread, Value::smallInt(match->marks[2 * i]), Value::smallInt(match->marks[2 * i + 1]));
}
Ref<> span(Thread& thread, const Value* args) {
  size_t i = TRY(groupNumber(thread, matchOf(args[0]), args[1]));
  return spanAt(thread, matchOf(args[0]), i);
}
Ref<> expand(Thread& thread, const Value* args) {
  return callRe(thread, "_expand", {Value(matchOf(args[0])->pattern), args[0], args[1]});
}
Ref<> copySelf(Thread&, const Value* args) { return newRef(args[0]); }
Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

Ref<> lastIndexOf(Thread& thread, Value self) {
  int64_t i = matchOf(self)->lastIndex;
  return i < 0 ? newRef(kNone) : newInt(thread, i);
}
Ref<> lastGroup(Thread&, Value self) {
  Match* match = matchOf(self);
  Value names = match->pattern->indexGroup;
  int64_t i = match->lastIndex;
  if (i < 0 || !isTuple(names) || static_cast<size_t>(i) >= names.as<Tuple>()->size) return newRef(kNone);
  return newRef(names.as<Tuple>()->items[i]);
}
Ref<> regs(Thread& thread, Value self) {
  Match* match = matchOf(self);
  if (match->regs.isEmpty()) {
    Ref<Tuple> made = TRY(newTuple(thread, match->groups));
    for (size_t i = 0; i < match->groups; i++) tupleInit(made, i, TRY(spanAt(thread, match, i)));
    match->regs = made.releaseValue();
  }
  return newRef(match->regs);
}

Ref<> matchRepr(Thread& thread, Value self) {
  Match* match = matchOf(self);
  Ref<> text = TRY(textOf(thread, match, 0, kNone));
  Ref<Str> shown = TRY(repr(thread, text));
  if (shown->length() > 50) shown = TRY(substring(thread, shown, 0, 50));
  return formatStr(thread, "<re.Match object; span=({}, {}), match={}>", match->marks[0], match->marks[1], shown);
}

void matchRelease(Object* object) {
  auto* match = static_cast<Match*>(object);
  decrefOrEmpty(std::exchange(match->string, Value()));
  decrefOrEmpty(std::exchange(match->regs, Value()));
  decrefOrEmpty(Value(std::exchange(match->pattern, nullptr)));
}
void matchTraverse(Object* object, Visitor& visitor) {
  auto* match = static_cast<Match*>(object);
  visitor.visitValue(match->string);
  visitor.visitValue(match->regs);
  visitor.visitValue(Value(match->pattern));
}
size_t matchSize(const Object* object) {
  return sizeof(Match) + 2 * static_cast<const Match*>(object)->groups * sizeof(int64_t);
}

constexpr MethodDef kMethods[] = {
    {.name = "group", .signature = "($self, /, *groups)", .raw = group, .doc = "The text of a group, or of several as a tuple."},
    {.name = "start", .signature = "($self, group=0, /)", .function = startOf, .doc = "Where the group starts."},
    {.name = "end", .signature = "($self, group=0, /)", .function = endOf, .doc = "Where the group ends."},
    {.name = "span", .signature = "($self, group=0, /)", .function = span, .doc = "Start and end of the group."},
    {.name = "groups", .signature = "($self, /, default=None)", .function = groups, .doc = "The text of all groups from 1 on."},
    {.name = "groupdict", .signature = "($self, /, default=None)", .function = groupDict, .doc = "The text of the named groups."},
    {.name = "expand", .signature = "($self, /, template)", .function = expand, .doc = "The template with groups filled in."},
    {.name = "__copy__", .signature = "($self, /)", .function = copySelf},
    {.name = "__deepcopy__", .signature = "($self, memo, /)", .function = copySelf},
    {.name = "__class_getitem__", .signature = "($type, item, /)", .function = classGetItem, .kind = MethodKind::kClass, .doc = "See PEP 585"},
};
constexpr MemberDef kMembers[] = {
    {.name = "string", .kind = MemberKind::kObject, .offset = offsetof(Match, string), .doc = "The text that was searched."},
    {.name = "re", .kind = MemberKind::kObject, .offset = offsetof(Match, pattern), .doc = "The pattern."},
    {.name = "pos", .kind = MemberKind::kInt64, .offset = offsetof(Match, pos), .doc = "Where the search began."},
    {.name = "endpos", .kind = MemberKind::kInt64, .offset = offsetof(Match, endpos), .doc = "Where the search had to end."},
};
constexpr GetSetDef kGetSets[] = {
    {.name = "lastindex", .get = lastIndexOf, .doc = "The number of the group that closed last."},
    {.name = "lastgroup", .get = lastGroup, .doc = "The name of that group."},
    {.name = "regs", .get = regs},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.release = matchRelease;
  slots.traverse = matchTraverse;
  slots.sizeOf = matchSize;
  slots.repr = matchRepr;
  slots.getItem = getItemOf;
  return slots;
}();

}  // namespace

const TypeSpec kMatchType = {.id = TypeId::kSreMatch,
                             .name = "re.Match",
                             .basicSize = sizeof(Match),
                             .itemSize = sizeof(int64_t),
                             .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                             .slots = &kSlots,
                             .methods = kMethods,
                             .getSets = kGetSets,
                             .members = kMembers,
                             .doc = "What re.match() and re.search() give.  Always true."};

}  // namespace taipan::sre
