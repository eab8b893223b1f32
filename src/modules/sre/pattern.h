// The objects of _sre: Pattern, Match and Scanner, and what their files share.
#pragma once

#include "heap/ref.h"
#include "modules/sre/matcher.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan::sre {

struct Pattern : Object {
  Value pattern;     // str, bytes-like or None; owned, as the next two
  Value groupIndex;  // dict: name → number
  Value indexGroup;  // tuple: number → name or None
  Program* program;  // owned
  int64_t groups;
  int32_t flags;
  int8_t isBytes;    // -1: pattern is None, and any text goes
  Object* weakRefs;
};

struct Match : Object {
  Value string;     // owned, as the next two
  Pattern* pattern;
  Value regs;       // tuple of spans, made when asked for
  int64_t pos, endpos;
  int64_t lastIndex;  // -1: none
  size_t groups;      // with group 0
  int64_t marks[];    // begin and end of each group, -1 if unset
};

struct Scanner : Object {
  Pattern* pattern;  // owned
  Subject* subject;  // owned; it holds the text (and keeps a buffer from being resized)
  int64_t pos, start, end, mustAdvance;
  bool finished, running;
  Object* weakRefs;
};

extern const TypeSpec kPatternType, kMatchType, kScannerType;

inline Pattern* patternOf(Value v) { return v.as<Pattern>(); }
inline Match* matchOf(Value v) { return v.as<Match>(); }

// Opens `string` for `pattern`: TypeError for what is no text, or text of the other sort than the pattern.
Status openSubject(Thread& thread, Pattern* pattern, Value string, Subject* subject);
// A Match from a successful matcher, or None after kNoMatch; empty after kError.  SystemError for spans that end
// before they start (code that re._compiler did not make).
Ref<> newMatch(Thread& thread, Pattern* pattern, const Matcher& matcher, int64_t pos, Value string, Outcome outcome);
// The text of group `i` in a matcher's last match; `missing` if it took no part.
Ref<> groupText(const Matcher& matcher, const Subject& subject, size_t i, Value missing);
Ref<> newScanner(Thread& thread, Pattern* pattern, Value string, int64_t pos, int64_t endpos);
Ref<> scannerSearch(Thread& thread, const Value* args);
// Pattern.sub and subn: (string, count) with `withCount`.
Ref<> substitute(Thread& thread, Pattern* pattern, Value replacement, Value string, int64_t limit, bool withCount);
// re.name(…): attribute `name` of the module re, called.
Ref<> callRe(Thread& thread, const char* name, std::initializer_list<Value> args);
}  // namespace taipan::sre
