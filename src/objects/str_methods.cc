// Methods of str: searching, padding, stripping, replacing, translating, encoding, formatting.
#include "objects/str_methods.h"

#include <algorithm>

#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/codecs.h"
#include "objects/containers.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/slice_bounds.h"
#include "objects/str_format.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

// ------------------------------------------------------------------------------------- searching

struct SearchRange {
  size_t begin, end;
};

// args: self, sub, start, end
Result<SearchRange> searchRange(Thread& thread, const Value* args) {
  int64_t length = static_cast<int64_t>(args[0].as<Str>()->length());
  int64_t start = TRY(sliceArgument(thread, args[2], 0));
  int64_t end = TRY(sliceArgument(thread, args[3], INT64_MAX));
  clampRange(&start, &end, length);
  return SearchRange{static_cast<size_t>(start), static_cast<size_t>(end)};
}

Result<int64_t> search(Thread& thread, const Value* args, bool last) {
  SearchRange range = TRY(searchRange(thread, args));
  if (!isStr(args[1])) return thread.raiseTypeError("must be str, not {!T}", args[1]);
  auto find = last ? strFindLast : strFind;
  return find(args[0].as<Str>(), args[1].as<Str>(), range.begin, range.end);
}

Ref<> strFindMethod(Thread& thread, const Value* args) { return newInt(thread, TRY(search(thread, args, false))); }
Ref<> strRfind(Thread& thread, const Value* args) { return newInt(thread, TRY(search(thread, args, true))); }

Ref<> strIndex(Thread& thread, const Value* args) {
  int64_t found = TRY(search(thread, args, false));
  if (found < 0) return thread.raiseValueError("substring not found");
  return newInt(thread, found);
}

Ref<> strRindex(Thread& thread, const Value* args) {
  int64_t found = TRY(search(thread, args, true));
  if (found < 0) return thread.raiseValueError("substring not found");
  return newInt(thread, found);
}

Ref<> strCountMethod(Thread& thread, const Value* args) {
  SearchRange range = TRY(searchRange(thread, args));
  if (!isStr(args[1])) return thread.raiseTypeError("must be str, not {!T}", args[1]);
  return newInt(thread, static_cast<int64_t>(strCount(args[0].as<Str>(), args[1].as<Str>(), range.begin, range.end)));
}

bool tailMatches(const Str* text, const Str* affix, SearchRange range, bool atEnd) {
  if (range.begin > range.end || range.end - range.begin < affix->length()) return false;
  return strMatchesAt(text, atEnd ? range.end - affix->length() : range.begin, affix);
}

Ref<> matchAffix(Thread& thread, const Value* args, bool atEnd, const char* method) {
  SearchRange range = TRY(searchRange(thread, args));
  const Str* text = args[0].as<Str>();
  if (isTuple(args[1])) {
    Tuple* tuple = args[1].as<Tuple>();
    for (size_t i = 0; i < tuple->size; i++) {
      if (!isStr(tuple->items[i]))
        return thread.raiseTypeError("tuple for {} must only contain str, not {!T}", method, tuple->items[i]);
      if (tailMatches(text, tuple->items[i].as<Str>(), range, atEnd)) return newRef(kTrue);
    }
    return newRef(kFalse);
  }
  if (!isStr(args[1]))
    return thread.raiseTypeError("{} first arg must be str or a tuple of str, not {!T}", method, args[1]);
  return newRef(Value::boolean(tailMatches(text, args[1].as<Str>(), range, atEnd)));
}

Ref<> strStartswith(Thread& thread, const Value* args) { return matchAffix(thread, args, false, "startswith"); }
Ref<> strEndswith(Thread& thread, const Value* args) { return matchAffix(thread, args, true, "endswith"); }

Ref<> strRemoveprefix(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  if (!isStr(args[1])) return thread.raiseTypeError("removeprefix() argument must be str, not {!N}", args[1]);
  Str* affix = args[1].as<Str>();
  bool matches = tailMatches(text, affix, {0, text->length()}, false);
  return substring(thread, text, matches ? affix->length() : 0, text->length());
}

Ref<> strRemovesuffix(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  if (!isStr(args[1])) return thread.raiseTypeError("removesuffix() argument must be str, not {!N}", args[1]);
  Str* affix = args[1].as<Str>();
  bool matches = tailMatches(text, affix, {0, text->length()}, true);
  return substring(thread, text, 0, text->length() - (matches ? affix->length() : 0));
}

// --------------------------------------------------------------------------- stripping and padding

Ref<> strip(Thread& thread, const Value* args, bool left, bool right, const char* method) {
  Str* text = args[0].as<Str>();
  if (!args[1].isNone() && !isStr(args[1])) return thread.raiseTypeError("{} arg must be None or str", method);
  const Str* chars = args[1].isNone() ? nullptr : args[1].as<Str>();
  auto drop = [chars](uint32_t c) {
    return chars ? strFindChar(chars, c, 0, chars->length()) >= 0 : unicode::isSpace(c);
  };
  size_t begin = 0, end = text->length();
  if (left)
    while (begin < end && drop(text->at(begin))) begin++;
  if (right)
    while (end > begin && drop(text->at(end - 1))) end--;
  return substring(thread, text, begin, end);
}

Ref<> strStrip(Thread& thread, const Value* args) { return strip(thread, args, true, true, "strip"); }
Ref<> strLstrip(Thread& thread, const Value* args) { return strip(thread, args, true, false, "lstrip"); }
Ref<> strRstrip(Thread& thread, const Value* args) { return strip(thread, args, false, true, "rstrip"); }

Ref<> pad(Thread& thread, Str* text, size_t left, size_t right, uint32_t fill) {
  if (left + right == 0) return exactStr(thread, text);
  size_t length = text->length();
  Ref<Str> result =
      TRY(newStrUninitialized(thread, left + length + right, std::max(strMaxChar(text), fill)));
  for (size_t i = 0; i < left; i++) strWrite(result, i, fill);
  strCopy(result, left, text, 0, length);
  for (size_t i = 0; i < right; i++) strWrite(result, left + length + i, fill);
  return result;
}

// The characters to add (args: self, width, fillchar), and the fill character.
Result<size_t> padding(Thread& thread, const Value* args, uint32_t* fill) {
  int64_t width = TRY(sizeArgument(thread, args[1]));
  *fill = ' ';
  if (!args[2].isEmpty()) {
    if (!isStr(args[2]))
      return thread.raiseTypeError("The fill character must be a unicode character, not {!T}", args[2]);
    if (args[2].as<Str>()->length() != 1)
      return thread.raiseTypeError("The fill character must be exactly one character long");
    *fill = args[2].as<Str>()->at(0);
  }
  int64_t length = static_cast<int64_t>(args[0].as<Str>()->length());
  return width > length ? static_cast<size_t>(width - length) : 0;
}

Ref<> strLjust(Thread& thread, const Value* args) {
  uint32_t fill;
  size_t extra = TRY(padding(thread, args, &fill));
  return pad(thread, args[0].as<Str>(), 0, extra, fill);
}

Ref<> strRjust(Thread& thread, const Value* args) {
  uint32_t fill;
  size_t extra = TRY(padding(thread, args, &fill));
  return pad(thread, args[0].as<Str>(), extra, 0, fill);
}

Ref<> strCenter(Thread& thread, const Value* args) {
  uint32_t fill;
  size_t extra = TRY(padding(thread, args, &fill));
  // An odd rest goes to the left when the width is odd.
  size_t width = args[0].as<Str>()->length() + extra;
  size_t left = extra / 2 + (extra & width & 1);
  return pad(thread, args[0].as<Str>(), left, extra - left, fill);
}

Ref<> strZfill(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  int64_t width = TRY(sizeArgument(thread, args[1]));
  int64_t length = static_cast<int64_t>(text->length());
  if (width <= length) return exactStr(thread, text);
  Ref<> padded = TRY(pad(thread, text, static_cast<size_t>(width - length), 0, '0'));
  if (length == 0) return padded;
  Str* result = padded.get().as<Str>();
  uint32_t first = text->at(0);
  if (first == '+' || first == '-') {
    strWrite(result, static_cast<size_t>(width - length), '0');
    strWrite(result, 0, first);
  }
  return padded;
}

Ref<> strExpandtabs(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  int64_t tabSize = TRY(intArgument(thread, args[1]));
  if (strFindChar(text, '\t', 0, text->length()) < 0) return exactStr(thread, args[0].as<Str>());
  StrBuilder out(thread);
  size_t column = 0, width = tabSize > 0 ? static_cast<size_t>(tabSize) : 0;
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (c == '\t') {
      if (width == 0) continue;
      size_t count = width - column % width;
      TRY(checkResultSize(thread, static_cast<double>(out.length() + count)));
      out.appendRepeated(' ', count);
      column += count;
    } else {
      out.append(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return out.finish();
}

// --------------------------------------------------------------------------- join, replace, translate

Ref<> strJoin(Thread& thread, const Value* args) {
  Str* separator = args[0].as<Str>();
  if (isTuple(args[1])) return joinStrings(thread, separator, args[1].as<Tuple>()->items, args[1].as<Tuple>()->size);
  if (!isList(args[1]) && !typeOf(thread, args[1])->slots.iterate && !typeOf(thread, args[1])->slots.getItem)
    return thread.raiseTypeError("can only join an iterable");
  // The list is a copy when the argument is none: no Python code runs while its items are in use.
  Ref<List> list;
  if (isList(args[1]) && typeOf(thread, args[1]) == thread.type(TypeId::kList)) list = newRef(args[1].as<List>());
  else list = TRY(listFromIterable(thread, args[1]));
  return joinStrings(thread, separator, list->items, list->size);
}

Ref<> strReplace(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  for (int i = 1; i <= 2; i++)
    if (!isStr(args[i])) return thread.raiseTypeError("replace() argument {} must be str, not {!N}", i, args[i]);
  Str* from = args[1].as<Str>();
  Str* to = args[2].as<Str>();
  int64_t maximum = TRY(sizeArgument(thread, args[3]));
  size_t limit = maximum < 0 ? SIZE_MAX : static_cast<size_t>(maximum);
  size_t length = text->length();
  if (limit == 0 || strEqual(from, to) || (from->length() > length)) return exactStr(thread, text);
  if (static_cast<double>(length + 1) * static_cast<double>(to->length()) > (1u << 30)) {
    size_t count = from->length() == 0 ? length + 1 : 0;
    for (int64_t at = 0; from->length() != 0 && (at = strFind(text, from, static_cast<size_t>(at), length)) >= 0;) {
      count++;
      at += static_cast<int64_t>(from->length());
    }
    TRY(checkResultSize(thread, static_cast<double>(std::min(count, limit)) * static_cast<double>(to->length())));
  }
  StrBuilder out(thread);
  if (from->length() == 0) {
    for (size_t i = 0; i <= length; i++) {
      if (limit > 0) {
        limit--;
        out.append(to);
      }
      if (i < length) out.append(text->at(i));
    }
    return out.finish();
  }
  size_t begin = 0;
  while (limit-- > 0) {
    int64_t found = strFind(text, from, begin, length);
    if (found < 0) break;
    out.append(text, begin, static_cast<size_t>(found));
    out.append(to);
    begin = static_cast<size_t>(found) + from->length();
  }
  if (begin == 0) return exactStr(thread, text);
  out.append(text, begin, length);
  return out.finish();
}

Ref<> strTranslate(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  bool plainDict = args[1].isObject() && args[1].object()->type->id == TypeId::kDict;
  StrBuilder out(thread);
  constexpr int16_t kUnknown = -1;
  int16_t known[128];  // OPTIMIZATION: the one ASCII character that an ASCII character becomes, if plainDict says so
  std::fill_n(known, 128, kUnknown);
  for (size_t i = 0; i < text->length(); i++) {
    uint32_t c = text->at(i);
    if (c < 128 && known[c] != kUnknown) {
      out.append(static_cast<uint32_t>(known[c]));
      continue;
    }
    Ref<> mapped;
    if (plainDict) {  // OPTIMIZATION: a miss needs no exception
      Value found = dictGet(thread, args[1].as<Dict>(), Value::smallInt(c));
      if (found) mapped = newRef(found);
      if (c < 128 && !found && !thread.hasException()) known[c] = static_cast<int16_t>(c);
      if (c < 128 && found.isSmallInt() && found.smallIntValue() >= 0 && found.smallIntValue() < 128) {
        known[c] = static_cast<int16_t>(found.smallIntValue());
      }
      if (c < 128 && isExactStr(found) && found.as<Str>()->length() == 1 && found.as<Str>()->isAscii()) {
        known[c] = static_cast<int16_t>(found.as<Str>()->at(0));
      }
    } else {
      mapped = getItem(thread, args[1], Value::smallInt(c));
    }
    if (!mapped) {
      if (thread.hasException() && !thread.clearIfMatches(TypeId::kLookupError)) return Raised{};
      out.append(c);
    } else if (mapped.get().isNone()) {
      continue;
    } else if (isStr(mapped)) {
      out.append(mapped.get().as<Str>());
    } else if (isInt(mapped)) {
      int64_t code;
      if (!intFitsInt64(mapped, &code) || code < 0 || code > 0x10FFFF)
        return thread.raiseValueError("character mapping must be in range(0x110000)");
      out.append(static_cast<uint32_t>(code));
    } else {
      return thread.raiseTypeError("character mapping must return integer, None or str");
    }
  }
  return out.finish();
}

Ref<> maketransFromDict(Thread& thread, Value source) {
  if (typeOf(thread, source) != thread.type(TypeId::kDict))
    return thread.raiseTypeError("if you give only one argument to maketrans it must be a dict");
  Ref<Dict> result = TRY(newDict(thread));
  size_t position = 0;
  Value key, value;
  while (dictNext(source.as<Dict>(), &position, &key, &value)) {
    if (isStr(key)) {
      if (key.as<Str>()->length() != 1)
        return thread.raiseValueError("string keys in translate table must be of length 1");
      TRY(dictSet(thread, result, Value::smallInt(key.as<Str>()->at(0)), value));
    } else if (isInt(key)) {
      TRY(dictSet(thread, result, key, value));
    } else {
      return thread.raiseTypeError("keys in translate table must be strings or integers");
    }
  }
  return result;
}

Ref<> strMaketrans(Thread& thread, const Value* args) {
  if (args[1].isEmpty()) return maketransFromDict(thread, args[0]);
  for (int i = 1; i <= 2; i++)
    if (!args[i].isEmpty() && !isStr(args[i]))
      return thread.raiseTypeError("maketrans() argument {} must be str, not {!N}", i + 1, args[i]);
  if (!isStr(args[0]))
    return thread.raiseTypeError("first maketrans argument must be a string if there is a second argument");
  Str* from = args[0].as<Str>();
  Str* to = args[1].as<Str>();
  if (from->length() != to->length())
    return thread.raiseValueError("the first two maketrans arguments must have equal length");
  Ref<Dict> result = TRY(newDict(thread));
  for (size_t i = 0; i < from->length(); i++)
    TRY(dictSet(thread, result, Value::smallInt(from->at(i)), Value::smallInt(to->at(i))));
  if (!args[2].isEmpty()) {
    Str* dropped = args[2].as<Str>();
    for (size_t i = 0; i < dropped->length(); i++)
      TRY(dictSet(thread, result, Value::smallInt(dropped->at(i)), kNone));
  }
  return result;
}

// ------------------------------------------------------------------------------------------ others

Ref<> strEncode(Thread& thread, const Value* args) {
  std::string texts[2];
  const char* names[2] = {nullptr, nullptr};
  for (int i = 0; i < 2; i++) {
    if (args[i + 1].isEmpty()) continue;
    if (!isStr(args[i + 1]))
      return thread.raiseTypeError("encode() argument '{}' must be str, not {!N}", i ? "errors" : "encoding",
                                   args[i + 1]);
    texts[i] = TRY(toUtf8(thread, args[i + 1].as<Str>()));
    if (texts[i].find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
    names[i] = texts[i].c_str();
  }
  return encodeText(thread, args[0].as<Str>(), names[0], names[1]);
}

Ref<> strFormat(Thread& thread, const Value* args) {
  Tuple* positional = args[1].as<Tuple>();
  return formatMethod(thread, args[0].as<Str>(), positional->items, positional->size, args[2].as<Dict>(), Value());
}

Ref<> strFormatMap(Thread& thread, const Value* args) {
  return formatMethod(thread, args[0].as<Str>(), nullptr, 0, nullptr, args[1]);
}

Ref<> strFormatDunder(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("__format__() argument must be str, not {!N}", args[1]);
  if (args[1].as<Str>()->length() == 0 && !isExactStr(args[0])) return str(thread, args[0]);
  return formatStrSpec(thread, args[0].as<Str>(), args[1].as<Str>());
}

Ref<> strGetnewargs(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  Ref<Str> copy = TRY(newStrUninitialized(thread, text->length(), strMaxChar(text)));
  if (text->length() != 0) strCopy(copy, 0, text, 0, text->length());
  return makeTuple(thread, copy.value());
}

Ref<> strSizeof(Thread& thread, const Value* args) {
  const Str* text = args[0].as<Str>();
  int64_t header = text->isAscii() ? 48 : text->kind() == 1 ? 72 : 72;  // CPython's, which programs print
  header += text->isAscii() ? 1 : text->kind();
  return newInt(thread, header + static_cast<int64_t>(text->length()) * text->kind());
}

}  // namespace

const MethodDef kStrMethods[kStrMethodCount] = {
    {.name = "encode", .signature = "($self, /, encoding=<NULL>, errors=<NULL>)", .function = strEncode},
    {.name = "replace", .signature = "($self, old, new, count=-1, /)", .function = strReplace},
    {.name = "split", .signature = "($self, /, sep=None, maxsplit=-1)", .function = strSplit},
    {.name = "rsplit", .signature = "($self, /, sep=None, maxsplit=-1)", .function = strRsplit},
    {.name = "join", .signature = "($self, iterable, /)", .function = strJoin},
    {.name = "capitalize", .signature = "($self, /)", .function = strCapitalize},
    {.name = "casefold", .signature = "($self, /)", .function = strCasefold},
    {.name = "title", .signature = "($self, /)", .function = strTitle},
    {.name = "center", .signature = "($self, width, fillchar=<NULL>, /)", .function = strCenter},
    {.name = "count", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = strCountMethod},
    {.name = "expandtabs", .signature = "($self, /, tabsize=8)", .function = strExpandtabs},
    {.name = "find", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = strFindMethod},
    {.name = "partition", .signature = "($self, sep, /)", .function = strPartition},
    {.name = "index", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = strIndex},
    {.name = "ljust", .signature = "($self, width, fillchar=<NULL>, /)", .function = strLjust},
    {.name = "lower", .signature = "($self, /)", .function = strLower},
    {.name = "lstrip", .signature = "($self, chars=None, /)", .function = strLstrip},
    {.name = "rfind", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = strRfind},
    {.name = "rindex", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = strRindex},
    {.name = "rjust", .signature = "($self, width, fillchar=<NULL>, /)", .function = strRjust},
    {.name = "rstrip", .signature = "($self, chars=None, /)", .function = strRstrip},
    {.name = "rpartition", .signature = "($self, sep, /)", .function = strRpartition},
    {.name = "splitlines", .signature = "($self, /, keepends=False)", .function = strSplitlines},
    {.name = "strip", .signature = "($self, chars=None, /)", .function = strStrip},
    {.name = "swapcase", .signature = "($self, /)", .function = strSwapcase},
    {.name = "translate", .signature = "($self, table, /)", .function = strTranslate},
    {.name = "upper", .signature = "($self, /)", .function = strUpper},
    {.name = "startswith", .signature = "($self, prefix, start=<PARSED>, end=<PARSED>, /)", .function = strStartswith},
    {.name = "endswith", .signature = "($self, suffix, start=<PARSED>, end=<PARSED>, /)", .function = strEndswith},
    {.name = "removeprefix", .signature = "($self, prefix, /)", .function = strRemoveprefix},
    {.name = "removesuffix", .signature = "($self, suffix, /)", .function = strRemovesuffix},
    {.name = "isascii", .signature = "($self, /)", .function = strIsascii},
    {.name = "islower", .signature = "($self, /)", .function = strIslower},
    {.name = "isupper", .signature = "($self, /)", .function = strIsupper},
    {.name = "istitle", .signature = "($self, /)", .function = strIstitle},
    {.name = "isspace", .signature = "($self, /)", .function = strIsspace},
    {.name = "isdecimal", .signature = "($self, /)", .function = strIsdecimal},
    {.name = "isdigit", .signature = "($self, /)", .function = strIsdigit},
    {.name = "isnumeric", .signature = "($self, /)", .function = strIsnumeric},
    {.name = "isalpha", .signature = "($self, /)", .function = strIsalpha},
    {.name = "isalnum", .signature = "($self, /)", .function = strIsalnum},
    {.name = "isidentifier", .signature = "($self, /)", .function = strIsidentifier},
    {.name = "isprintable", .signature = "($self, /)", .function = strIsprintable},
    {.name = "zfill", .signature = "($self, width, /)", .function = strZfill},
    {.name = "format", .signature = "($self, /, *args, **kwargs)", .function = strFormat},
    {.name = "format_map", .signature = "($self, mapping, /)", .function = strFormatMap},
    {.name = "__format__", .signature = "($self, format_spec, /)", .function = strFormatDunder},
    {.name = "maketrans", .signature = "(x, y=<NULL>, z=<NULL>, /)", .function = strMaketrans, .kind = MethodKind::kStatic},
    {.name = "__sizeof__", .signature = "($self, /)", .function = strSizeof},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = strGetnewargs},
};

}  // namespace taipan
