// formatText: the message formatter of native code (see thread.h).
#include <charconv>

#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

namespace {

void appendText(StrBuilder& out, std::string_view text) {
  if (isAscii(text)) return out.append(text);
  for (size_t i = 0; i < text.size();) {
    uint32_t c = decodeUtf8(text, &i);
    if (c == kBadCodePoint) {
      c = 0xFFFD;
      i++;
    }
    out.append(c);
  }
}

void appendInteger(StrBuilder& out, const FormatArg& arg, int base) {
  char buffer[32];
  auto end = arg.kind == FormatArg::kInt ? std::to_chars(buffer, buffer + 32, arg.integer, base)
                                         : std::to_chars(buffer, buffer + 32, arg.unsignedInteger, base);
  out.append(std::string_view(buffer, static_cast<size_t>(end.ptr - buffer)));
}

Status appendValue(Thread& thread, StrBuilder& out, Value value, std::string_view spec) {
  Ref<Str> text;
  if (value.isEmpty()) {
    out.append("<NULL>");
    return kOk;
  }
  if (spec == "!N" && value.isNone()) {
    appendText(out, "None");
    return kOk;
  }
  if (spec == "!T" || spec == "!N") {
    text = newRef(typeOf(thread, value)->name);
    // Messages show the full name of native types ("collections.deque"), as tp_name does.
    Type* type = typeOf(thread, value);
    if (!type->has(kTypeIsHeapType) && type->nativeName) {
      appendText(out, type->nativeName);
      return kOk;
    }
  } else if (spec == "!r") {
    text = repr(thread, value);
  } else if (spec == "!a") {
    text = ascii(thread, value);
  } else {
    text = str(thread, value);
  }
  if (!text) return Raised{};
  out.append(text);
  return kOk;
}

Status appendArgument(Thread& thread, StrBuilder& out, const FormatArg& arg, std::string_view spec) {
  switch (arg.kind) {
    case FormatArg::kInt:
    case FormatArg::kUnsigned:
      appendInteger(out, arg, spec == ":x" ? 16 : 10);
      return kOk;
    case FormatArg::kDouble: {
      char buffer[64];
      auto end = std::to_chars(buffer, buffer + 64, arg.real);
      out.append(std::string_view(buffer, static_cast<size_t>(end.ptr - buffer)));
      return kOk;
    }
    case FormatArg::kText:
      appendText(out, arg.text);
      return kOk;
    case FormatArg::kStr:
      if (spec == "!r" || spec == "!a") return appendValue(thread, out, Value(arg.str), spec);
      out.append(arg.str);
      return kOk;
    case FormatArg::kType:
      if (!arg.type->has(kTypeIsHeapType) && arg.type->nativeName) appendText(out, arg.type->nativeName);
      else out.append(arg.type->name);
      return kOk;
    case FormatArg::kValue:
      return appendValue(thread, out, Value::fromBits(arg.bits), spec);
  }
  return kOk;
}

}  // namespace

Ref<Str> formatText(Thread& thread, std::string_view format, std::initializer_list<FormatArg> args) {
  StrBuilder out(thread);
  const FormatArg* next = args.begin();
  for (size_t i = 0; i < format.size();) {
    size_t brace = format.find_first_of("{}", i);
    if (brace == std::string_view::npos) brace = format.size();
    appendText(out, format.substr(i, brace - i));
    i = brace;
    if (i == format.size()) break;
    if (i + 1 < format.size() && format[i + 1] == format[i]) {
      out.append(static_cast<uint32_t>(format[i]));
      i += 2;
      continue;
    }
    size_t close = format.find('}', i);
    TAIPAN_ASSERT(format[i] == '{' && close != std::string_view::npos && next != args.end());
    if (!appendArgument(thread, out, *next++, format.substr(i + 1, close - i - 1))) return Raised{};
    i = close + 1;
  }
  return out.finish();
}

}  // namespace taipan
