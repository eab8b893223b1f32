// _sre.SRE_Scanner: one match after the other, behind finditer and re.Scanner.
#include <cstddef>
#include <memory>

#include "modules/sre/pattern.h"

namespace taipan::sre {

Ref<> newScanner(Thread& thread, Pattern* pattern, Value string, int64_t pos, int64_t endpos) {
  auto subject = std::make_unique<Subject>(thread);
  TRY(openSubject(thread, pattern, string, subject.get()));
  Matcher matcher(thread, *pattern->program, *subject);
  matcher.setBounds(pos, endpos);
  Ref<Scanner> scanner = TRY(newObject<Scanner>(thread, thread.type(TypeId::kSreScanner)));
  scanner->pattern = newRef(pattern).release();
  scanner->subject = subject.release();
  scanner->pos = scanner->start = matcher.start;
  scanner->end = matcher.end;
  scanner->mustAdvance = -1;
  return scanner;
}

namespace {

Ref<> step(Thread& thread, Value self, bool search) {
  Scanner* scanner = self.as<Scanner>();
  if (scanner->running) return thread.raiseValueError("regular expression scanner already executing");
  if (scanner->finished) return newRef(kNone);
  Ref<Pattern> pattern = newRef(scanner->pattern);
  Ref<> kept = newRef(self);
  const Subject& subject = *scanner->subject;
  Matcher matcher(thread, *pattern->program, subject);
  TRY(matcher.prepare());
  matcher.setBounds(scanner->start, scanner->end);
  matcher.mustAdvance = scanner->mustAdvance;
  scanner->running = true;
  Outcome outcome = search ? matcher.search() : matcher.match();
  scanner->running = false;
  Ref<> match = TRY(newMatch(thread, pattern, matcher, scanner->pos, subject.string(), outcome));
  if (outcome == Outcome::kNoMatch) {
    scanner->finished = true;
  } else {
    matcher.advance();
    scanner->start = matcher.start;
    scanner->mustAdvance = matcher.mustAdvance;
  }
  return match;
}

Ref<> scannerMatch(Thread& thread, const Value* args) { return step(thread, args[0], false); }

void scannerRelease(Object* object) {
  auto* scanner = static_cast<Scanner*>(object);
  delete std::exchange(scanner->subject, nullptr);
  decrefOrEmpty(Value(std::exchange(scanner->pattern, nullptr)));
}
void scannerTraverse(Object* object, Visitor& visitor) {
  auto* scanner = static_cast<Scanner*>(object);
  if (scanner->subject) visitor.visitValue(scanner->subject->string());
  visitor.visitValue(Value(scanner->pattern));
}

constexpr MethodDef kMethods[] = {
    {.name = "match", .signature = "($self, /)", .function = scannerMatch},
    {.name = "search", .signature = "($self, /)", .function = scannerSearch},
};
constexpr MemberDef kMembers[] = {
    {.name = "pattern", .kind = MemberKind::kObject, .offset = offsetof(Scanner, pattern)},
};
constexpr Slots kSlots = [] {
  Slots slots;
  slots.release = scannerRelease;
  slots.traverse = scannerTraverse;
  return slots;
}();

}  // namespace

Ref<> scannerSearch(Thread& thread, const Value* args) { return step(thread, args[0], true); }

const TypeSpec kScannerType = {.id = TypeId::kSreScanner,
                               .name = "_sre.SRE_Scanner",
                               .basicSize = sizeof(Scanner),
                               .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                               .slots = &kSlots,
                               .methods = kMethods,
                               .members = kMembers};

}  // namespace taipan::sre
