// Parsing of format specifications, and formatting of text by them.
#include "objects/format_spec.h"

#include "objects/abstract.h"

#include "objects/str.h"
#include "objects/str_format.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

bool isAlignment(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Goes through the specification's characters; 0 at the end.
struct Cursor {
  const Str* text;
  size_t length = text->length();
  const uint8_t* narrow = text->kind() == 1 ? text->data1() : nullptr;
  size_t position = 0;
  size_t rest() const { return length - position; }
  uint32_t peek(size_t ahead = 0) const {
    if (ahead >= rest()) return 0;
    return narrow ? narrow[position + ahead] : text->at(position + ahead);
  }
  bool take(uint32_t c) {
    if (rest() == 0 || peek() != c) return false;
    ++position;
    return true;
  }
};

void parseAlignment(Cursor* cursor, FormatSpec* spec) {
  if (cursor->rest() >= 2 && isAlignment(cursor->peek(1))) {
    spec->fill = cursor->peek();
    spec->fillGiven = true;
    spec->align = static_cast<char>(cursor->peek(1));
    spec->alignGiven = true;
    cursor->position += 2;
  } else if (isAlignment(cursor->peek())) {
    spec->align = static_cast<char>(cursor->peek());
    spec->alignGiven = true;
    ++cursor->position;
  }
}

// Digits of any script; *result stays as it is if there are none.
Status parseNumber(Thread& thread, Cursor* cursor, int64_t* result) {
  int64_t number = 0;
  bool any = false;
  while (cursor->rest() > 0) {
    uint32_t c = cursor->peek();
    int digit = c >= '0' && c <= '9' ? static_cast<int>(c - '0') : c < 128 ? -1 : unicode::decimalValue(c);
    if (digit < 0) break;
    if (number > (INT64_MAX - digit) / 10) {
      return thread.raiseValueError("Too many decimal digits in format string");
    }
    number = number * 10 + digit;
    any = true;
    ++cursor->position;
  }
  if (any) *result = number;
  return kOk;
}

Status parseGrouping(Thread& thread, Cursor* cursor, FormatSpec* spec) {
  if (cursor->take(',')) spec->grouping = ',';
  if (cursor->take('_')) {
    if (spec->grouping) return thread.raiseValueError("Cannot specify both ',' and '_'.");
    spec->grouping = '_';
  }
  if (spec->grouping == '_' && cursor->peek() == ',') {
    return thread.raiseValueError("Cannot specify both ',' and '_'.");
  }
  return kOk;
}

// A code point as messages quote it: itself, or in hexadecimal when it is no visible ASCII character.
Ref<Str> quoteCode(Thread& thread, uint32_t code) {
  if (code > 32 && code < 128) return newStrFromChar(thread, code);
  return formatStr(thread, "\\x{:x}", code);
}

Status checkGrouping(Thread& thread, const FormatSpec& spec) {
  switch (spec.type) {
    case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case '%': case 'F': case 0:
      return kOk;
    case 'b': case 'o': case 'x': case 'X':
      if (spec.grouping == '_') return kOk;
      break;
    default:
      break;
  }
  Ref<Str> code = TRY(quoteCode(thread, spec.type));
  return thread.raiseValueError("Cannot specify '{}' with '{}'.", std::string_view(&spec.grouping, 1), code);
}

}  // namespace

Result<FormatSpec> parseFormatSpec(Thread& thread, Str* text, Value value, char defaultType, char defaultAlign) {
  FormatSpec spec;
  spec.align = defaultAlign;
  spec.type = static_cast<unsigned char>(defaultType);
  Cursor cursor{text};
  parseAlignment(&cursor, &spec);
  if (uint32_t c = cursor.peek(); c == '+' || c == '-' || c == ' ') {
    spec.sign = static_cast<char>(c);
    ++cursor.position;
  }
  spec.noNegativeZero = cursor.take('z');
  spec.alternate = cursor.take('#');
  if (!spec.fillGiven && cursor.take('0')) {
    spec.fill = '0';
    if (!spec.alignGiven && defaultAlign == '>') spec.align = '=';
  }
  TRY(parseNumber(thread, &cursor, &spec.width));
  TRY(parseGrouping(thread, &cursor, &spec));
  if (cursor.take('.')) {
    TRY(parseNumber(thread, &cursor, &spec.precision));
    if (spec.precision < 0) return thread.raiseValueError("Format specifier missing precision");
  }
  if (cursor.rest() > 1) {
    return thread.raiseValueError("Invalid format specifier '{}' for object of type '{!T}'", text, value);
  }
  if (cursor.rest() == 1) spec.type = cursor.peek();
  if (spec.grouping) TRY(checkGrouping(thread, spec));
  return spec;
}

void computePadding(const FormatSpec& spec, size_t length, size_t* left, size_t* right) {
  size_t width = spec.width < 0 ? 0 : static_cast<size_t>(spec.width);
  size_t padding = width > length ? width - length : 0;
  *left = spec.align == '<' ? 0 : spec.align == '^' ? padding / 2 : padding;
  *right = padding - *left;
}

Raised raiseUnknownFormatCode(Thread& thread, uint32_t code, Value value) {
  Ref<Str> shown = quoteCode(thread, code);
  if (!shown) return Raised{};
  return thread.raiseValueError("Unknown format code '{}' for object of type '{!T}'", shown, value);
}

Ref<Str> formatStrSpec(Thread& thread, Str* text, Str* specText) {
  if (specText->length() == 0) return str(thread, text);
  FormatSpec spec = TRY(parseFormatSpec(thread, specText, text, 's', '<'));
  if (spec.type != 's') return raiseUnknownFormatCode(thread, spec.type, text);
  if (spec.sign) {
    return thread.raiseValueError(spec.sign == ' ' ? "Space not allowed in string format specifier"
                                                   : "Sign not allowed in string format specifier");
  }
  if (spec.noNegativeZero) {
    return thread.raiseValueError("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    return thread.raiseValueError("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align == '=') {
    return thread.raiseValueError("'=' alignment not allowed in string format specifier");
  }
  size_t length = text->length();
  if (spec.precision >= 0 && static_cast<size_t>(spec.precision) < length) {
    length = static_cast<size_t>(spec.precision);
  }
  size_t left, right;
  computePadding(spec, length, &left, &right);
  StrBuilder builder(thread);
  builder.appendRepeated(spec.fill, left);
  builder.append(text, 0, length);
  builder.appendRepeated(spec.fill, right);
  return builder.finish();
}

}  // namespace taipan
