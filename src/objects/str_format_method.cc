// str.format and format_map (library reference §6.1.3 "Format String Syntax"), and the two iterators by which
// the module `string` parses formats itself.
//
// A format is text with fields: '{' [name ('.' attribute | '[' index ']')*] ['!' conversion] [':' spec] '}'.
// The spec may hold fields in turn, one level deep.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/str_format.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

// One step of the format's syntax: literal text, then perhaps a field.
struct Field {
  size_t literalBegin = 0, literalEnd = 0;
  bool present = false;
  size_t nameBegin = 0, nameEnd = 0;
  size_t specBegin = 0, specEnd = 0;
  uint32_t conversion = 0;
  bool specNested = false;  // the spec holds braces
};

// Splits text[begin, end) into Fields.
class MarkupParser {
 public:
  MarkupParser(const Str* text, size_t begin, size_t end) : text_(text), position_(begin), end_(end) {}

  // False at the end.
  Result<bool> next(Thread& thread, Field* field) {
    *field = Field{};
    if (position_ >= end_) return false;
    field->literalBegin = position_;
    uint32_t c = 0;
    bool brace = false;
    while (position_ < end_) {
      c = text_->at(position_++);
      if (c == '{' || c == '}') {
        brace = true;
        break;
      }
    }
    field->literalEnd = position_ - (brace ? 1 : 0);
    if (!brace) return true;
    if (position_ >= end_) {
      return c == '}' ? thread.raiseValueError("Single '}}' encountered in format string")
                      : thread.raiseValueError("Single '{{' encountered in format string");
    }
    if (text_->at(position_) == c) {  // doubled: a literal brace
      position_++;
      field->literalEnd++;
      return true;
    }
    if (c == '}') return thread.raiseValueError("Single '}}' encountered in format string");
    field->present = true;
    return parseField(thread, field);
  }

 private:
  Result<bool> parseField(Thread& thread, Field* field) {
    field->nameBegin = position_;
    bool bracket = false;
    uint32_t c = 0;
    while (position_ < end_) {
      c = text_->at(position_++);
      if (c == '{' && !bracket) return thread.raiseValueError("unexpected '{{' in field name");
      if (c == '[') bracket = true;
      else if (c == ']' && bracket) bracket = false;
      else if (!bracket && (c == '}' || c == ':' || c == '!')) break;
      c = 0;
    }
    field->nameEnd = position_ - (c ? 1 : 0);
    if (c == '}') return true;
    if (c == '!') {
      if (position_ >= end_)
        return thread.raiseValueError("end of string while looking for conversion specifier");
      field->conversion = text_->at(position_++);
      if (position_ < end_) {
        c = text_->at(position_++);
        if (c == '}') return true;
        if (c != ':') return thread.raiseValueError("expected ':' after conversion specifier");
      } else {
        return thread.raiseValueError("unmatched '{{' in format spec");
      }
    } else if (c != ':') {
      return thread.raiseValueError("expected '}}' before end of string");
    }
    field->specBegin = position_;
    int depth = 1;
    while (position_ < end_) {
      c = text_->at(position_);
      if (c == '{') {
        field->specNested = true;
        depth++;
      } else if (c == '}' && --depth == 0) {
        field->specEnd = position_++;
        return true;
      }
      position_++;
    }
    return thread.raiseValueError("unmatched '{{' in format spec");
  }

  const Str* text_;
  size_t position_, end_;
};

// The number that text[begin, end) spells, or -1.
Result<int64_t> fieldNumber(Thread& thread, const Str* text, size_t begin, size_t end) {
  if (begin >= end) return int64_t{-1};
  int64_t number = 0;
  for (size_t i = begin; i < end; i++) {
    int digit = unicode::decimalValue(text->at(i));
    if (digit < 0) return int64_t{-1};
    if (number > (INT64_MAX - digit) / 10) return thread.raiseValueError("Too many decimal digits in format string");
    number = number * 10 + digit;
  }
  return number;
}

// Walks the ".name" and "[index]" parts of a field name.
class FieldNameParser {
 public:
  FieldNameParser(const Str* text, size_t begin, size_t end) : text_(text), position_(begin), end_(end) {}

  // The part before the first '.' or '['.
  size_t firstEnd() {
    while (position_ < end_ && text_->at(position_) != '.' && text_->at(position_) != '[') position_++;
    return position_;
  }

  struct Part {
    bool isAttribute = false;
    size_t begin = 0, end = 0;
    int64_t index = -1;
  };
  // False at the end.
  Result<bool> next(Thread& thread, Part* part) {
    *part = Part{};
    if (position_ >= end_) return false;
    uint32_t c = text_->at(position_++);
    part->begin = position_;
    if (c == '.') {
      part->isAttribute = true;
      while (position_ < end_ && text_->at(position_) != '.' && text_->at(position_) != '[') position_++;
      part->end = position_;
    } else if (c == '[') {
      while (position_ < end_ && text_->at(position_) != ']') position_++;
      if (position_ >= end_) return thread.raiseValueError("Missing ']' in format string");
      part->end = position_++;
      part->index = TRY(fieldNumber(thread, text_, part->begin, part->end));
    } else {
      return thread.raiseValueError("Only '.' or '[' may follow ']' in format field specifier");
    }
    if (part->begin == part->end) return thread.raiseValueError("Empty attribute in format string");
    return true;
  }

 private:
  const Str* text_;
  size_t position_, end_;
};

class Formatter {
 public:
  Formatter(Thread& thread, const Value* args, size_t count, Dict* keywords, Value mapping)
      : thread_(thread), args_(args), count_(count), keywords_(keywords), mapping_(mapping) {}

  Status format(Str* text, size_t begin, size_t end, int depth, StrBuilder* out) {
    if (depth < 0) return thread_.raiseValueError("Max string recursion exceeded");
    MarkupParser parser(text, begin, end);
    Field field;
    while (TRY(parser.next(thread_, &field))) {
      out->append(text, field.literalBegin, field.literalEnd);
      if (field.present) TRY(formatField(text, field, depth, out));
    }
    return kOk;
  }

 private:
  Status formatField(Str* text, const Field& field, int depth, StrBuilder* out) {
    Ref<> value = TRY(fieldValue(text, field));
    switch (field.conversion) {
      case 0: break;
      case 'r': value = TRY(repr(thread_, value)); break;
      case 's': value = TRY(str(thread_, value)); break;
      case 'a': value = TRY(ascii(thread_, value)); break;
      default:
        if (field.conversion > 32 && field.conversion < 127) {
          char shown[2] = {static_cast<char>(field.conversion), 0};
          return thread_.raiseValueError("Unknown conversion specifier {}", shown);
        }
        return thread_.raiseValueError("Unknown conversion specifier \\x{:x}", field.conversion);
    }
    Ref<Str> spec;
    if (field.specNested) {
      StrBuilder inner(thread_);
      TRY(format(text, field.specBegin, field.specEnd, depth - 1, &inner));
      spec = TRY(inner.finish());
    } else {
      spec = TRY(substring(thread_, text, field.specBegin, field.specEnd));
    }
    Ref<Str> piece = TRY(taipan::format(thread_, value, spec.value()));
    out->append(piece);
    return kOk;
  }

  Ref<> fieldValue(Str* text, const Field& field) {
    FieldNameParser names(text, field.nameBegin, field.nameEnd);
    Ref<> value = TRY(firstValue(text, field.nameBegin, names.firstEnd()));
    FieldNameParser::Part part;
    while (TRY(names.next(thread_, &part))) {
      if (part.isAttribute) {
        Ref<Str> name = TRY(intern(thread_, TRY(substring(thread_, text, part.begin, part.end))));
        value = TRY(getAttribute(thread_, value, name));
      } else if (part.index >= 0) {
        Ref<> index = TRY(newInt(thread_, part.index));
        value = TRY(getItem(thread_, value, index));
      } else {
        Ref<Str> key = TRY(substring(thread_, text, part.begin, part.end));
        value = TRY(getItem(thread_, value, key.value()));
      }
    }
    return value;
  }

  Ref<> firstValue(Str* text, size_t begin, size_t end) {
    int64_t number = TRY(fieldNumber(thread_, text, begin, end));
    bool automatic = begin == end;
    if (automatic || number >= 0) {
      if (!mapping_.isEmpty() && automatic)
        return thread_.raiseValueError("Format string contains positional fields");
      if (automatic ? numbering_ == kManual : numbering_ == kAutomatic) {
        return automatic ? thread_.raiseValueError(
                               "cannot switch from manual field specification to automatic field numbering")
                         : thread_.raiseValueError(
                               "cannot switch from automatic field numbering to manual field specification");
      }
      numbering_ = automatic ? kAutomatic : kManual;
      if (automatic) number = static_cast<int64_t>(nextAutomatic_++);
      if (!mapping_.isEmpty()) return thread_.raiseValueError("Format string contains positional fields");
      if (number >= static_cast<int64_t>(count_))
        return thread_.raise(TypeId::kIndexError,
                             "Replacement index {} out of range for positional args tuple", number);
      return newRef(args_[number]);
    }
    Ref<Str> key = TRY(substring(thread_, text, begin, end));
    if (!mapping_.isEmpty()) return getItem(thread_, mapping_, key.value());
    Value value = keywords_ ? dictGet(thread_, keywords_, key.value()) : Value();
    if (value.isEmpty()) {
      if (thread_.hasException()) return Raised{};
      return thread_.raiseKeyError(key.value());
    }
    return newRef(value);
  }

  enum Numbering { kUndecided, kAutomatic, kManual };
  Thread& thread_;
  const Value* args_;
  size_t count_;
  Dict* keywords_;
  Value mapping_;
  Numbering numbering_ = kUndecided;
  size_t nextAutomatic_ = 0;
};

// --- the iterators of _string

struct FormatterIterator : Object {
  Str* text;  // owned
  size_t position;
};

struct FieldNameIterator : Object {
  Str* text;  // owned
  size_t position;
};

template <class T>
void iteratorRelease(Object* self) {
  T* iterator = static_cast<T*>(self);
  if (iterator->text) decrefObject(iterator->text);
  iterator->text = nullptr;
}

// (literal, field name or None, spec or None, conversion or None)
Ref<> formatterNext(Thread& thread, Value self) {
  FormatterIterator* iterator = self.as<FormatterIterator>();
  Str* text = iterator->text;
  // The parser's only state is its position: it stands behind what the last field covered.
  MarkupParser parser(text, iterator->position, text->length());
  Field field;
  if (!TRY(parser.next(thread, &field))) return nullptr;
  size_t after = field.literalEnd;
  if (field.present) {
    after = field.specEnd ? field.specEnd : field.nameEnd + (field.conversion ? 2 : 0);
    after++;
  } else if (after < text->length()) {
    after++;  // the second of two braces
  }
  iterator->position = after;
  Ref<Str> literal = TRY(substring(thread, text, field.literalBegin, field.literalEnd));
  if (!field.present) return makeTuple(thread, literal.value(), kNone, kNone, kNone);
  Ref<Str> name = TRY(substring(thread, text, field.nameBegin, field.nameEnd));
  Ref<Str> spec = TRY(substring(thread, text, field.specBegin, field.specEnd));
  Ref<> conversion = newRef(kNone);
  if (field.conversion) conversion = TRY(newStrFromChar(thread, field.conversion));
  return makeTuple(thread, literal.value(), name.value(), spec.value(), conversion.get());
}

// (is attribute, name or index)
Ref<> fieldNameNext(Thread& thread, Value self) {
  FieldNameIterator* iterator = self.as<FieldNameIterator>();
  FieldNameParser parser(iterator->text, iterator->position, iterator->text->length());
  FieldNameParser::Part part;
  if (!TRY(parser.next(thread, &part))) return nullptr;
  iterator->position = part.end + (part.isAttribute ? 0 : 1);
  Ref<> item;
  if (part.index >= 0) item = TRY(newInt(thread, part.index));
  else item = TRY(substring(thread, iterator->text, part.begin, part.end));
  return makeTuple(thread, Value::boolean(part.isAttribute), item.get());
}

constexpr Slots makeSlots(void (*release)(Object*), Ref<> (*next)(Thread&, Value)) {
  Slots slots;
  slots.release = release;
  slots.iterate = iterateSelf;
  slots.next = next;
  return slots;
}
constexpr Slots kFormatterSlots = makeSlots(iteratorRelease<FormatterIterator>, formatterNext);
constexpr Slots kFieldNameSlots = makeSlots(iteratorRelease<FieldNameIterator>, fieldNameNext);

}  // namespace

Ref<Str> formatMethod(Thread& thread, Str* format, const Value* args, size_t count, Dict* keywords, Value mapping) {
  Formatter formatter(thread, args, count, keywords, mapping);
  StrBuilder out(thread);
  TRY(formatter.format(format, 0, format->length(), 1, &out));
  return out.finish();
}

Ref<> formatterParser(Thread& thread, Str* format) {
  Ref<FormatterIterator> iterator = TRY(newObject<FormatterIterator>(thread, thread.type(TypeId::kFormatterIterator)));
  iterator->text = newRef(format).release();
  iterator->position = 0;
  return iterator;
}

Ref<> formatterFieldNameSplit(Thread& thread, Str* fieldName) {
  FieldNameParser parser(fieldName, 0, fieldName->length());
  size_t end = parser.firstEnd();
  int64_t number = TRY(fieldNumber(thread, fieldName, 0, end));
  Ref<> first;
  if (number >= 0) first = TRY(newInt(thread, number));
  else first = TRY(substring(thread, fieldName, 0, end));
  Ref<FieldNameIterator> rest = TRY(newObject<FieldNameIterator>(thread, thread.type(TypeId::kFieldNameIterator)));
  rest->text = newRef(fieldName).release();
  rest->position = end;
  return makeTuple(thread, first.get(), rest.value());
}

const TypeSpec kFormatterIteratorType = {
    .id = TypeId::kFormatterIterator, .name = "formatteriterator", .basicSize = sizeof(FormatterIterator),
    .flags = kTypeDisallowInstantiation | kTypeImmutable, .slots = &kFormatterSlots};
const TypeSpec kFieldNameIteratorType = {
    .id = TypeId::kFieldNameIterator, .name = "fieldnameiterator", .basicSize = sizeof(FieldNameIterator),
    .flags = kTypeDisallowInstantiation | kTypeImmutable, .slots = &kFieldNameSlots};

}  // namespace taipan
