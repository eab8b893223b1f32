// Strings of JSON, both ways.
#include "modules/json/json_internal.h"
#include "objects/abstract.h"
#include "objects/dict.h"

namespace taipan::json {

Raised raiseDecodeError(Thread& thread, const char* message, Str* document, int64_t position) {
  Value import = dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import);
  Ref<Str> name = TRY(internText(thread, "json.decoder"));
  Ref<Str> text = TRY(newStr(thread, message));
  Value modules = Value(thread.interpreter().modules);
  Ref<> module = modules ? newRef(dictGetStr(thread, modules.as<Dict>(), name)) : Ref<>();
  if (!module) {
    Ref<> package = TRY(call(thread, import, name.value()));
    module = TRY(getAttribute(thread, package, "decoder"));
  }
  Ref<> type = TRY(getAttribute(thread, module, "JSONDecodeError"));
  Ref<> error = TRY(call(thread, type, text.value(), Value(document), Value::smallInt(position)));
  return thread.raiseObject(error);
}

namespace {

int hexDigit(uint32_t c) {
  if (c - '0' < 10) return static_cast<int>(c - '0');
  uint32_t letter = (c | 32) - 'a';
  return letter < 6 ? static_cast<int>(letter) + 10 : -1;
}

// Four hexadecimal digits at `at`; -1 if they are none.
template <class C>
int32_t fourDigits(const C* text, int64_t at) {
  int32_t value = 0;
  for (int k = 0; k < 4; k++) {
    int digit = hexDigit(text[at + k]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

uint32_t simpleEscape(uint32_t c) {
  switch (c) {
    case '"': case '\\': case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

template <class C>
Ref<Str> scan(Thread& thread, Str* text, const C* data, int64_t begin, bool strict, int64_t* end) {
  int64_t length = static_cast<int64_t>(text->length()), from = begin, at = begin;
  StrBuilder out(thread);
  for (;;) {
    for (; at < length; at++) {
      C c = data[at];
      if (c == '"' || c == '\\') break;
      if (c < 32 && strict) return raiseDecodeError(thread, "Invalid control character at", text, at);
    }
    if (at >= length) return raiseDecodeError(thread, "Unterminated string starting at", text, begin - 1);
    if (data[at] == '"') {
      *end = at + 1;
      if (out.length() == 0) return substring(thread, text, static_cast<size_t>(from), static_cast<size_t>(at));
      out.append(text, static_cast<size_t>(from), static_cast<size_t>(at));
      return out.finish();
    }
    out.append(text, static_cast<size_t>(from), static_cast<size_t>(at));
    if (++at == length) return raiseDecodeError(thread, "Unterminated string starting at", text, begin - 1);
    uint32_t c = data[at++];
    if (c != 'u') {
      c = simpleEscape(c);
      if (c == 0) return raiseDecodeError(thread, "Invalid \\escape", text, at - 2);
    } else {
      if (at + 4 >= length) return raiseDecodeError(thread, "Invalid \\uXXXX escape", text, at - 1);
      int32_t unit = fourDigits(data, at);
      if (unit < 0) return raiseDecodeError(thread, "Invalid \\uXXXX escape", text, at - 1);
      at += 4;
      c = static_cast<uint32_t>(unit);
      if ((c & 0xFC00) == 0xD800 && at + 6 < length && data[at] == '\\' && data[at + 1] == 'u') {
        int32_t low = fourDigits(data, at + 2);
        if (low < 0) return raiseDecodeError(thread, "Invalid \\uXXXX escape", text, at + 1);
        if ((low & 0xFC00) == 0xDC00) {
          c = 0x10000 + ((c & 0x3FF) << 10) + (static_cast<uint32_t>(low) & 0x3FF);
          at += 6;
        }
      }
    }
    out.append(c);
    from = at;
  }
}

// The letter of a two-character escape, or 0.
char shortEscape(uint32_t c) {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
  }
}

void appendUnit(StrBuilder* out, uint32_t unit) {
  static constexpr char kDigits[] = "0123456789abcdef";
  char escape[6] = {'\\', 'u', kDigits[unit >> 12 & 15], kDigits[unit >> 8 & 15], kDigits[unit >> 4 & 15], kDigits[unit & 15]};
  out->append(std::string_view(escape, 6));
}

template <class C>
void write(StrBuilder* out, const Str* text, const C* data, bool asciiOnly) {
  size_t length = text->length(), from = 0;
  for (size_t at = 0; at < length; at++) {
    uint32_t c = data[at];
    bool plain = c >= 32 && c != '"' && c != '\\' && (!asciiOnly || c < 127);
    if (plain) continue;
    out->append(text, from, at);
    from = at + 1;
    if (char letter = shortEscape(c)) {
      char escape[2] = {'\\', letter};
      out->append(std::string_view(escape, 2));
    } else if (c < 0x10000) {
      appendUnit(out, c);
    } else {
      appendUnit(out, 0xD800 + ((c - 0x10000) >> 10));
      appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  out->append(text, from, length);
}

// A run of ASCII out of a wider string must not widen the result: it is copied character by character.
void writeWideAscii(StrBuilder* out, const Str* text) {
  for (size_t at = 0; at < text->length(); at++) {
    uint32_t c = text->at(at);
    if (char letter = shortEscape(c)) {
      char escape[2] = {'\\', letter};
      out->append(std::string_view(escape, 2));
    } else if (c >= 32 && c < 127) {
      out->append(c);
    } else if (c < 0x10000) {
      appendUnit(out, c);
    } else {
      appendUnit(out, 0xD800 + ((c - 0x10000) >> 10));
      appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
}

Ref<> encode(Thread& thread, Value value, bool asciiOnly) {
  if (!isStr(value)) return thread.raiseTypeError("first argument must be a string, not {!T}", value);
  StrBuilder out(thread);
  writeString(&out, value.as<Str>(), asciiOnly);
  return out.finish();
}

}  // namespace

Ref<Str> scanString(Thread& thread, Str* text, int64_t begin, bool strict, int64_t* end) {
  if (begin < 0 || begin > static_cast<int64_t>(text->length())) return thread.raiseValueError("end is out of bounds");
  switch (text->kind()) {
    case 1: return scan(thread, text, text->data1(), begin, strict, end);
    case 2: return scan(thread, text, text->data2(), begin, strict, end);
    default: return scan(thread, text, text->data4(), begin, strict, end);
  }
}

void writeString(StrBuilder* out, const Str* text, bool asciiOnly) {
  out->append("\"");
  if (text->kind() == 1) write(out, text, text->data1(), asciiOnly);
  else if (asciiOnly) writeWideAscii(out, text);
  else if (text->kind() == 2) write(out, text, text->data2(), false);
  else write(out, text, text->data4(), false);
  out->append("\"");
}

Ref<> encodeBaseString(Thread& thread, const Value* args) { return encode(thread, args[1], false); }
Ref<> encodeBaseStringAscii(Thread& thread, const Value* args) { return encode(thread, args[1], true); }

}  // namespace taipan::json
