// Case conversion and character-class predicates of str (library reference §4.7.1; Unicode chapter 3.13).
#include "objects/str_methods.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

using Mapping = int (*)(uint32_t c, uint32_t* out);

// Chapter 3.13, rule D138: a capital sigma at the end of a word becomes ς.
uint32_t lowerSigma(const Str* text, size_t i) {
  size_t before = i;
  while (before > 0 && unicode::has(text->at(before - 1), unicode::kCaseIgnorable)) before--;
  bool final = before > 0 && unicode::has(text->at(before - 1), unicode::kCased);
  if (final) {
    size_t after = i + 1, length = text->length();
    while (after < length && unicode::has(text->at(after), unicode::kCaseIgnorable)) after++;
    final = !(after < length && unicode::has(text->at(after), unicode::kCased));
  }
  return final ? 0x3C2 : 0x3C3;
}

void appendLower(StrBuilder& out, const Str* text, size_t i) {
  uint32_t c = text->at(i);
  if (c == 0x3A3) return out.append(lowerSigma(text, i));
  uint32_t mapped[3];
  int count = unicode::toLowerFull(c, mapped);
  for (int k = 0; k < count; k++) out.append(mapped[k]);
}

void appendMapped(StrBuilder& out, uint32_t c, Mapping mapping) {
  uint32_t mapped[3];
  int count = mapping(c, mapped);
  for (int k = 0; k < count; k++) out.append(mapped[k]);
}

// OPTIMIZATION: ASCII text maps byte by byte.
Ref<Str> mapAscii(Thread& thread, const Str* text, char from, char to) {
  size_t length = text->length();
  if (length == 0) return newStr(thread, "");
  Ref<Str> result = TRY(newStrUninitialized(thread, length, 127));
  for (size_t i = 0; i < length; i++) {
    uint8_t c = text->data1()[i];
    result->data1()[i] = c >= from && c <= to ? c ^ 32 : c;
  }
  return result;
}

template <class Test>
Ref<> allCharacters(Value self, Test test) {
  const Str* text = self.as<Str>();
  size_t length = text->length();
  bool result = length > 0;
  for (size_t i = 0; i < length && result; i++) result = test(text->at(i));
  return newRef(Value::boolean(result));
}

Ref<> allHave(Value self, uint16_t flag) {
  return allCharacters(self, [flag](uint32_t c) { return unicode::has(c, flag); });
}

}  // namespace

Ref<> strUpper(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  if (text->isAscii()) return mapAscii(thread, text, 'a', 'z');
  StrBuilder out(thread);
  for (size_t i = 0; i < text->length(); i++) appendMapped(out, text->at(i), unicode::toUpperFull);
  return out.finish();
}

Ref<> strLower(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  if (text->isAscii()) return mapAscii(thread, text, 'A', 'Z');
  StrBuilder out(thread);
  for (size_t i = 0; i < text->length(); i++) appendLower(out, text, i);
  return out.finish();
}

Ref<> strTitle(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  StrBuilder out(thread);
  bool inWord = false;
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (inWord) appendLower(out, text, i);
    else appendMapped(out, c, unicode::toTitleFull);
    inWord = unicode::has(c, unicode::kCased);
  }
  return out.finish();
}

Ref<> strCapitalize(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  StrBuilder out(thread);
  for (size_t i = 0; i < text->length(); i++) {
    if (i == 0) appendMapped(out, text->at(0), unicode::toTitleFull);
    else appendLower(out, text, i);
  }
  return out.finish();
}

Ref<> strSwapcase(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  StrBuilder out(thread);
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (unicode::has(c, unicode::kUpper)) appendLower(out, text, i);
    else if (unicode::has(c, unicode::kLower)) appendMapped(out, c, unicode::toUpperFull);
    else out.append(c);
  }
  return out.finish();
}

Ref<> strCasefold(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  if (text->isAscii()) return mapAscii(thread, text, 'A', 'Z');
  StrBuilder out(thread);
  for (size_t i = 0; i < text->length(); i++) appendMapped(out, text->at(i), unicode::foldFull);
  return out.finish();
}

Ref<> strIsalpha(Thread&, const Value* args) { return allHave(args[0], unicode::kAlpha); }
Ref<> strIsalnum(Thread&, const Value* args) { return allCharacters(args[0], unicode::isAlnum); }
Ref<> strIsdecimal(Thread&, const Value* args) { return allHave(args[0], unicode::kDecimal); }
Ref<> strIsdigit(Thread&, const Value* args) { return allHave(args[0], unicode::kDigit); }
Ref<> strIsnumeric(Thread&, const Value* args) { return allHave(args[0], unicode::kNumeric); }
Ref<> strIsspace(Thread&, const Value* args) { return allCharacters(args[0], unicode::isSpace); }
Ref<> strIsascii(Thread&, const Value* args) { return newRef(Value::boolean(args[0].as<Str>()->isAscii())); }

Ref<> strIsprintable(Thread&, const Value* args) {
  if (args[0].as<Str>()->length() == 0) return newRef(kTrue);
  return allCharacters(args[0], unicode::isPrintable);
}

static Ref<> allInCase(const Str* text, uint16_t wanted, uint16_t unwanted) {
  bool found = false;
  for (size_t i = 0; i < text->length(); i++) {
    uint16_t flags = unicode::flags(text->at(i));
    if (flags & unwanted) return newRef(kFalse);
    if (flags & wanted) found = true;
  }
  return newRef(Value::boolean(found));
}

Ref<> strIslower(Thread&, const Value* args) {
  return allInCase(args[0].as<Str>(), unicode::kLower, unicode::kUpper | unicode::kTitle);
}
Ref<> strIsupper(Thread&, const Value* args) {
  return allInCase(args[0].as<Str>(), unicode::kUpper, unicode::kLower | unicode::kTitle);
}

Ref<> strIstitle(Thread&, const Value* args) {
  const Str* text = args[0].as<Str>();
  bool found = false, afterCased = false;
  for (size_t i = 0; i < text->length(); i++) {
    uint16_t flags = unicode::flags(text->at(i));
    if (flags & (unicode::kUpper | unicode::kTitle)) {
      if (afterCased) return newRef(kFalse);
      found = afterCased = true;
    } else if (flags & unicode::kLower) {
      if (!afterCased) return newRef(kFalse);
      found = afterCased = true;
    } else {
      afterCased = false;
    }
  }
  return newRef(Value::boolean(found));
}

bool isIdentifier(const Str* text) {
  size_t length = text->length();
  if (length == 0) return false;
  if (!unicode::has(text->at(0), unicode::kIdentifierStart)) return false;
  for (size_t i = 1; i < length; i++)
    if (!unicode::has(text->at(i), unicode::kIdentifierContinue)) return false;
  return true;
}

Ref<> strIsidentifier(Thread&, const Value* args) { return newRef(Value::boolean(isIdentifier(args[0].as<Str>()))); }

}  // namespace taipan
