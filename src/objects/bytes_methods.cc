// Methods that bytes and bytearray share.  Each takes the octets of its object once; arguments are unpacked
// before that where unpacking may run Python code.
#include "objects/bytes_methods.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/memory.h"
#include "objects/abstract.h"
#include "objects/number_arguments.h"
#include "objects/bytearray.h"
#include "objects/codecs.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/slice_bounds.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

using std::string_view;

string_view viewOf(Value self) { return isBytes(self) ? self.as<Bytes>()->view() : self.as<ByteArray>()->view(); }

// A new object of the kind of `self`.
Ref<> sameKind(Thread& thread, Value self, string_view data) {
  if (isBytes(self)) return newBytes(thread, data);
  return newByteArray(thread, data);
}

// `self` unless it is mutable or of a subclass; its octets in a new object then.
Ref<> unchanged(Thread& thread, Value self) {
  if (isBytes(self) && self.object()->type == thread.type(TypeId::kBytes)) return newRef(self);
  return sameKind(thread, self, viewOf(self));
}

// Octets of an argument, copied so that nothing can change them.
Result<std::string> octets(Thread& thread, Value value) {
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  return data;
}

struct SearchRange {
  size_t begin, end;
};

Result<SearchRange> searchRange(Thread& thread, const Value* args) {
  int64_t start = TRY(sliceArgument(thread, args[2], 0));
  int64_t end = TRY(sliceArgument(thread, args[3], INT64_MAX));
  clampRange(&start, &end, static_cast<int64_t>(viewOf(args[0]).size()));
  return SearchRange{static_cast<size_t>(start), static_cast<size_t>(end)};
}

// What find and count look for: a bytes-like object or an int.
Result<std::string> needleOf(Thread& thread, Value value) {
  if (!isInt(value) && !typeOf(thread, value)->slots.getBuffer) {
    if (!typeOf(thread, value)->slots.unary[static_cast<int>(UnaryOp::kIndex)])
      return thread.raiseTypeError("argument should be integer or bytes-like object, not '{!T}'", value);
  }
  if (typeOf(thread, value)->slots.getBuffer) return octets(thread, value);
  uint8_t byte = TRY(byteFromValue(thread, value, "byte must be in range(0, 256)"));
  return std::string(1, static_cast<char>(byte));
}

int64_t findView(string_view data, string_view needle, SearchRange range, bool last) {
  if (range.begin > range.end || range.end - range.begin < needle.size()) return -1;
  string_view part = data.substr(range.begin, range.end - range.begin);
  if (needle.empty()) return static_cast<int64_t>(last ? range.end : range.begin);
  size_t found;
  if (last) {
    found = part.rfind(needle);
  } else {
    const void* at = memmem(part.data(), part.size(), needle.data(), needle.size());
    found = at ? static_cast<size_t>(static_cast<const char*>(at) - part.data()) : string_view::npos;
  }
  return found == string_view::npos ? -1 : static_cast<int64_t>(range.begin + found);
}

Result<int64_t> search(Thread& thread, const Value* args, bool last) {
  SearchRange range = TRY(searchRange(thread, args));
  std::string needle = TRY(needleOf(thread, args[1]));
  return findView(viewOf(args[0]), needle, range, last);
}

Ref<> bytesFind(Thread& thread, const Value* args) { return newInt(thread, TRY(search(thread, args, false))); }
Ref<> bytesRfind(Thread& thread, const Value* args) { return newInt(thread, TRY(search(thread, args, true))); }
Ref<> bytesIndex(Thread& thread, const Value* args) {
  int64_t found = TRY(search(thread, args, false));
  if (found < 0) return thread.raiseValueError("subsection not found");
  return newInt(thread, found);
}
Ref<> bytesRindex(Thread& thread, const Value* args) {
  int64_t found = TRY(search(thread, args, true));
  if (found < 0) return thread.raiseValueError("subsection not found");
  return newInt(thread, found);
}

Ref<> bytesCount(Thread& thread, const Value* args) {
  SearchRange range = TRY(searchRange(thread, args));
  std::string needle = TRY(needleOf(thread, args[1]));
  if (range.begin > range.end) return newInt(thread, 0);
  if (needle.empty()) return newInt(thread, static_cast<int64_t>(range.end - range.begin + 1));
  int64_t count = 0;
  for (int64_t at; (at = findView(viewOf(args[0]), needle, range, false)) >= 0; count++)
    range.begin = static_cast<size_t>(at) + needle.size();
  return newInt(thread, count);
}

bool affixMatches(string_view data, string_view affix, SearchRange range, bool atEnd) {
  if (range.begin > range.end || range.end - range.begin < affix.size()) return false;
  return data.substr(atEnd ? range.end - affix.size() : range.begin, affix.size()) == affix;
}

Ref<> matchAffix(Thread& thread, const Value* args, bool atEnd, const char* method) {
  SearchRange range = TRY(searchRange(thread, args));
  Value affixes = args[1];
  if (isTuple(affixes)) {
    for (size_t i = 0; i < affixes.as<Tuple>()->size; i++) {
      std::string affix = TRY(octets(thread, affixes.as<Tuple>()->items[i]));
      if (affixMatches(viewOf(args[0]), affix, range, atEnd)) return newRef(kTrue);
    }
    return newRef(kFalse);
  }
  if (!typeOf(thread, affixes)->slots.getBuffer)
    return thread.raiseTypeError("{} first arg must be bytes or a tuple of bytes, not {!T}", method, affixes);
  std::string affix = TRY(octets(thread, affixes));
  return newRef(Value::boolean(affixMatches(viewOf(args[0]), affix, range, atEnd)));
}

Ref<> bytesStartswith(Thread& thread, const Value* args) { return matchAffix(thread, args, false, "startswith"); }
Ref<> bytesEndswith(Thread& thread, const Value* args) { return matchAffix(thread, args, true, "endswith"); }

Ref<> bytesRemoveprefix(Thread& thread, const Value* args) {
  std::string affix = TRY(octets(thread, args[1]));
  string_view data = viewOf(args[0]);
  if (!affix.empty() && data.starts_with(affix)) return sameKind(thread, args[0], data.substr(affix.size()));
  return unchanged(thread, args[0]);
}

Ref<> bytesRemovesuffix(Thread& thread, const Value* args) {
  std::string affix = TRY(octets(thread, args[1]));
  string_view data = viewOf(args[0]);
  if (!affix.empty() && data.ends_with(affix)) return sameKind(thread, args[0], data.substr(0, data.size() - affix.size()));
  return unchanged(thread, args[0]);
}

// ------------------------------------------------------------------------------- splitting, joining

constexpr string_view kSpaces = " \t\n\r\v\f";
bool isSpace(char c) { return kSpaces.find(c) != string_view::npos; }

Status appendPiece(Thread& thread, List* list, Value self, string_view piece) {
  Ref<> object = TRY(sameKind(thread, self, piece));
  return listAppend(thread, list, object);
}

void reverseList(List* list) { std::reverse(list->items, list->items + list->size); }

Ref<> split(Thread& thread, const Value* args, bool fromRight) {
  int64_t maximum = TRY(sizeArgument(thread, args[2]));
  size_t limit = maximum < 0 ? SIZE_MAX : static_cast<size_t>(maximum);
  bool bySpace = args[1].isNone();
  std::string separator;
  if (!bySpace) {
    separator = TRY(octets(thread, args[1]));
    if (separator.empty()) return thread.raiseValueError("empty separator");
  }
  // The copy keeps the pieces safe if an allocation below collects garbage and changes a bytearray.
  std::string data(viewOf(args[0]));
  string_view rest = data;
  Ref<List> list = TRY(newList(thread));
  if (!fromRight) {
    while (true) {
      if (bySpace) {
        while (!rest.empty() && isSpace(rest.front())) rest.remove_prefix(1);
        if (rest.empty()) return list;
      }
      size_t at = limit == 0 ? string_view::npos : bySpace ? rest.find_first_of(kSpaces) : rest.find(separator);
      if (at == string_view::npos) break;
      limit--;
      TRY(appendPiece(thread, list, args[0], rest.substr(0, at)));
      rest.remove_prefix(at + (bySpace ? 1 : separator.size()));
    }
    TRY(appendPiece(thread, list, args[0], rest));
    return list;
  }
  while (true) {
    if (bySpace) {
      while (!rest.empty() && isSpace(rest.back())) rest.remove_suffix(1);
      if (rest.empty()) break;
    }
    size_t at = limit == 0 ? string_view::npos : bySpace ? rest.find_last_of(kSpaces) : rest.rfind(separator);
    if (at == string_view::npos) {
      TRY(appendPiece(thread, list, args[0], rest));
      break;
    }
    limit--;
    TRY(appendPiece(thread, list, args[0], rest.substr(at + (bySpace ? 1 : separator.size()))));
    rest = rest.substr(0, at);
  }
  reverseList(list);
  return list;
}

Ref<> bytesSplit(Thread& thread, const Value* args) { return split(thread, args, false); }
Ref<> bytesRsplit(Thread& thread, const Value* args) { return split(thread, args, true); }

Ref<> bytesSplitlines(Thread& thread, const Value* args) {
  bool keepEnds = TRY(intArgument(thread, args[1])) != 0;
  std::string data(viewOf(args[0]));
  Ref<List> list = TRY(newList(thread));
  for (size_t i = 0; i < data.size();) {
    size_t begin = i;
    while (i < data.size() && data[i] != '\n' && data[i] != '\r') i++;
    size_t end = i;
    if (i < data.size()) {
      i += data[i] == '\r' && i + 1 < data.size() && data[i + 1] == '\n' ? 2 : 1;
      if (keepEnds) end = i;
    }
    TRY(appendPiece(thread, list, args[0], string_view(data).substr(begin, end - begin)));
  }
  return list;
}

Ref<> partition(Thread& thread, const Value* args, bool last) {
  std::string separator = TRY(octets(thread, args[1]));
  if (separator.empty()) return thread.raiseValueError("empty separator");
  std::string data(viewOf(args[0]));
  size_t at = last ? data.rfind(separator) : data.find(separator);
  string_view before = data, middle, after;
  if (at == std::string::npos) {
    if (last) std::swap(before, after);
  } else {
    before = string_view(data).substr(0, at);
    middle = separator;
    after = string_view(data).substr(at + separator.size());
  }
  Ref<> first = TRY(at == std::string::npos && !last ? unchanged(thread, args[0]) : sameKind(thread, args[0], before));
  Ref<> second = TRY(sameKind(thread, args[0], middle));
  Ref<> third = TRY(at == std::string::npos && last ? unchanged(thread, args[0]) : sameKind(thread, args[0], after));
  return makeTuple(thread, first.get(), second.get(), third.get());
}

Ref<> bytesPartition(Thread& thread, const Value* args) { return partition(thread, args, false); }
Ref<> bytesRpartition(Thread& thread, const Value* args) { return partition(thread, args, true); }

// OPTIMIZATION: bytes alone are put together in place.
Ref<> joinBytes(Thread& thread, string_view separator, Tuple* items) {
  size_t size = items->size > 1 ? separator.size() * (items->size - 1) : 0;
  for (size_t i = 0; i < items->size; i++) {
    if (__builtin_add_overflow(size, items->items[i].as<Bytes>()->size, &size)) return thread.raiseMemoryError();
  }
  Ref<Bytes> joined = TRY(newBytesUninitialized(thread, size));
  char* at = joined->data();
  for (size_t i = 0; i < items->size; i++) {
    if (i > 0 && !separator.empty()) at = std::copy(separator.begin(), separator.end(), at);
    string_view item = items->items[i].as<Bytes>()->view();
    at = std::copy(item.begin(), item.end(), at);
  }
  return joined;
}

Ref<> bytesJoin(Thread& thread, const Value* args) {
  if (!isList(args[1]) && !isTuple(args[1]) && !typeOf(thread, args[1])->slots.iterate &&
      !typeOf(thread, args[1])->slots.getItem)
    return thread.raiseTypeError("can only join an iterable");
  Ref<Tuple> items = TRY(tupleFromIterable(thread, args[1]));
  bool allBytes = isBytes(args[0]);
  for (size_t i = 0; i < items->size && allBytes; i++) allBytes = isBytes(items->items[i]);
  if (allBytes && items->size > 1) return joinBytes(thread, viewOf(args[0]), items);
  std::string out, separator(viewOf(args[0]));
  for (size_t i = 0; i < items->size; i++) {
    Value item = items->items[i];
    if (!typeOf(thread, item)->slots.getBuffer)
      return thread.raiseTypeError("sequence item {}: expected a bytes-like object, {!T} found", i, item);
    BufferView view;
    TRY(getBuffer(thread, item, &view, kBufferSimple));
    if (out.capacity() - out.size() < separator.size() + static_cast<size_t>(view.length) &&
        !canAllocate(2 * out.size() + separator.size() + static_cast<size_t>(view.length))) {
      releaseBuffer(thread, &view);
      return thread.raiseMemoryError();
    }
    if (i) out.append(separator);
    out.append(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread, &view);
  }
  return sameKind(thread, args[0], out);
}

Ref<> bytesReplace(Thread& thread, const Value* args) {
  std::string from = TRY(octets(thread, args[1])), to = TRY(octets(thread, args[2]));
  int64_t maximum = TRY(sizeArgument(thread, args[3]));
  size_t limit = maximum < 0 ? SIZE_MAX : static_cast<size_t>(maximum);
  string_view data = viewOf(args[0]);
  if (static_cast<double>(data.size() + 1) * static_cast<double>(to.size()) > (1u << 30)) {
    size_t count = from.empty() ? data.size() + 1 : 0;
    for (size_t at = 0; !from.empty() && (at = data.find(from, at)) != string_view::npos; at += from.size()) count++;
    TRY(checkResultSize(thread, static_cast<double>(std::min(count, limit)) * static_cast<double>(to.size())));
  }
  std::string out;
  if (from.empty()) {
    for (size_t i = 0; i <= data.size(); i++) {
      if (limit > 0) limit--, out.append(to);
      if (i < data.size()) out.push_back(data[i]);
    }
    return sameKind(thread, args[0], out);
  }
  size_t begin = 0;
  while (limit-- > 0) {
    size_t at = data.find(from, begin);
    if (at == string_view::npos) break;
    out.append(data.substr(begin, at - begin)).append(to);
    begin = at + from.size();
  }
  if (begin == 0) return unchanged(thread, args[0]);
  return sameKind(thread, args[0], out.append(data.substr(begin)));
}

Ref<> bytesTranslate(Thread& thread, const Value* args) {
  std::string table, drop;
  if (!args[1].isNone()) {
    table = TRY(octets(thread, args[1]));
    if (table.size() != 256) return thread.raiseValueError("translation table must be 256 characters long");
  }
  if (!args[2].isEmpty()) drop = TRY(octets(thread, args[2]));
  std::string out;
  for (char c : viewOf(args[0])) {
    if (drop.find(c) != std::string::npos) continue;
    out.push_back(table.empty() ? c : table[static_cast<uint8_t>(c)]);
  }
  return sameKind(thread, args[0], out);
}

// ------------------------------------------------------------------------------- stripping, padding

Ref<> strip(Thread& thread, const Value* args, bool left, bool right) {
  std::string chars(kSpaces);
  if (!args[1].isNone()) chars = TRY(octets(thread, args[1]));
  string_view data = viewOf(args[0]);
  if (left) {
    size_t at = data.find_first_not_of(chars);
    data = at == string_view::npos ? string_view() : data.substr(at);
  }
  if (right) {
    size_t at = data.find_last_not_of(chars);
    data = at == string_view::npos ? string_view() : data.substr(0, at + 1);
  }
  if (data.size() == viewOf(args[0]).size()) return unchanged(thread, args[0]);
  return sameKind(thread, args[0], data);
}
Ref<> bytesStrip(Thread& thread, const Value* args) { return strip(thread, args, true, true); }
Ref<> bytesLstrip(Thread& thread, const Value* args) { return strip(thread, args, true, false); }
Ref<> bytesRstrip(Thread& thread, const Value* args) { return strip(thread, args, false, true); }

enum class Side { kLeft, kRight, kBoth };

Ref<> justify(Thread& thread, const Value* args, Side side, const char* method) {
  int64_t width = TRY(sizeArgument(thread, args[1]));
  char fill = ' ';
  if (!args[2].isEmpty()) {
    bool octet = isBytes(args[2]) || isByteArray(args[2]);
    if (!octet || viewOf(args[2]).size() != 1)
      return thread.raiseTypeError("{}() argument 2 must be a byte string of length 1, not {!N}", method, args[2]);
    fill = viewOf(args[2])[0];
  }
  string_view data = viewOf(args[0]);
  if (width <= static_cast<int64_t>(data.size())) return unchanged(thread, args[0]);
  if (width == INT64_MAX && isBytes(args[0])) return thread.raise(TypeId::kOverflowError, "byte string is too large");
  TRY(checkResultSize(thread, static_cast<double>(width)));
  size_t extra = static_cast<size_t>(width) - data.size();
  size_t left = side == Side::kLeft ? 0 : side == Side::kRight ? extra : extra / 2 + (extra & static_cast<size_t>(width) & 1);
  std::string out(left, fill);
  out.append(data).append(extra - left, fill);
  return sameKind(thread, args[0], out);
}
Ref<> bytesLjust(Thread& thread, const Value* args) { return justify(thread, args, Side::kLeft, "ljust"); }
Ref<> bytesRjust(Thread& thread, const Value* args) { return justify(thread, args, Side::kRight, "rjust"); }
Ref<> bytesCenter(Thread& thread, const Value* args) { return justify(thread, args, Side::kBoth, "center"); }

Ref<> bytesZfill(Thread& thread, const Value* args) {
  int64_t width = TRY(sizeArgument(thread, args[1]));
  string_view data = viewOf(args[0]);
  if (width <= static_cast<int64_t>(data.size())) return unchanged(thread, args[0]);
  if (width == INT64_MAX && isBytes(args[0])) return thread.raise(TypeId::kOverflowError, "byte string is too large");
  TRY(checkResultSize(thread, static_cast<double>(width)));
  std::string out;
  size_t extra = static_cast<size_t>(width) - data.size();
  if (!data.empty() && (data[0] == '+' || data[0] == '-')) {
    out.push_back(data[0]);
    data.remove_prefix(1);
  }
  out.append(extra, '0').append(data);
  return sameKind(thread, args[0], out);
}

Ref<> bytesExpandtabs(Thread& thread, const Value* args) {
  int64_t tabSize = TRY(intArgument(thread, args[1]));
  std::string out;
  size_t column = 0, width = tabSize > 0 ? static_cast<size_t>(tabSize) : 0;
  for (char c : viewOf(args[0])) {
    if (c == '\t') {
      if (width == 0) continue;
      size_t count = width - column % width;
      TRY(checkResultSize(thread, static_cast<double>(out.size() + count)));
      out.append(count, ' ');
      column += count;
    } else {
      out.push_back(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return sameKind(thread, args[0], out);
}

// ------------------------------------------------------------------------------------ ASCII letters

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLetter(char c) { return isLower(c) || isUpper(c); }
bool isNumeral(char c) { return c >= '0' && c <= '9'; }

template <class Map>
Ref<> mapOctets(Thread& thread, Value self, Map map) {
  std::string out(viewOf(self));
  bool inWord = false;
  for (size_t i = 0; i < out.size(); i++) {
    char c = out[i];
    out[i] = map(c, i, inWord);
    inWord = isLetter(c);
  }
  return sameKind(thread, self, out);
}
char raised(char c) { return isLower(c) ? static_cast<char>(c - 32) : c; }
char lowered(char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; }

Ref<> bytesUpper(Thread& thread, const Value* args) {
  return mapOctets(thread, args[0], [](char c, size_t, bool) { return raised(c); });
}
Ref<> bytesLower(Thread& thread, const Value* args) {
  return mapOctets(thread, args[0], [](char c, size_t, bool) { return lowered(c); });
}
Ref<> bytesTitle(Thread& thread, const Value* args) {
  return mapOctets(thread, args[0], [](char c, size_t, bool inWord) { return inWord ? lowered(c) : raised(c); });
}
Ref<> bytesCapitalize(Thread& thread, const Value* args) {
  return mapOctets(thread, args[0], [](char c, size_t i, bool) { return i ? lowered(c) : raised(c); });
}
Ref<> bytesSwapcase(Thread& thread, const Value* args) {
  return mapOctets(thread, args[0], [](char c, size_t, bool) { return isLower(c) ? raised(c) : lowered(c); });
}

template <class Test>
Ref<> all(Value self, Test test) {
  string_view data = viewOf(self);
  return newRef(Value::boolean(!data.empty() && std::all_of(data.begin(), data.end(), test)));
}
Ref<> bytesIsalpha(Thread&, const Value* args) { return all(args[0], isLetter); }
Ref<> bytesIsdigit(Thread&, const Value* args) { return all(args[0], isNumeral); }
Ref<> bytesIsspace(Thread&, const Value* args) { return all(args[0], isSpace); }
Ref<> bytesIsalnum(Thread&, const Value* args) {
  return all(args[0], [](char c) { return isLetter(c) || isNumeral(c); });
}
Ref<> bytesIsascii(Thread&, const Value* args) {
  for (char c : viewOf(args[0]))
    if (c & 0x80) return newRef(kFalse);
  return newRef(kTrue);
}
Ref<> bytesIslower(Thread&, const Value* args) {
  string_view data = viewOf(args[0]);
  return newRef(Value::boolean(std::any_of(data.begin(), data.end(), isLower) && std::none_of(data.begin(), data.end(), isUpper)));
}
Ref<> bytesIsupper(Thread&, const Value* args) {
  string_view data = viewOf(args[0]);
  return newRef(Value::boolean(std::any_of(data.begin(), data.end(), isUpper) && std::none_of(data.begin(), data.end(), isLower)));
}
Ref<> bytesIstitle(Thread&, const Value* args) {
  bool found = false, inWord = false;
  for (char c : viewOf(args[0])) {
    if (isUpper(c) ? inWord : isLower(c) && !inWord) return newRef(kFalse);
    inWord = isLetter(c);
    found |= inWord;
  }
  return newRef(Value::boolean(found));
}

// ------------------------------------------------------------------------------------------ others

Ref<> bytesDecode(Thread& thread, const Value* args) {
  std::string texts[2];
  const char* names[2] = {nullptr, nullptr};
  for (int i = 0; i < 2; i++) {
    if (args[i + 1].isEmpty()) continue;
    if (!isStr(args[i + 1]))
      return thread.raiseTypeError("decode() argument '{}' must be str, not {!N}", i ? "errors" : "encoding", args[i + 1]);
    texts[i] = TRY(toUtf8(thread, args[i + 1].as<Str>()));
    if (texts[i].find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
    names[i] = texts[i].c_str();
  }
  return decodeObject(thread, args[0], names[0], names[1]);
}

Ref<> bytesHex(Thread& thread, const Value* args) {
  int64_t group = TRY(intArgument(thread, args[2]));
  return hexText(thread, viewOf(args[0]), args[1], group);
}

Ref<> bytesFromhex(Thread& thread, const Value* args) {
  Ref<> bytes = TRY(parseHex(thread, args[1]));
  if (args[0] == Value(thread.type(TypeId::kBytes))) return bytes;
  return call(thread, args[0], bytes.get());
}

Ref<> bytesBytes(Thread& thread, const Value* args) {
  if (typeOf(thread, args[0]) == thread.type(TypeId::kBytes)) return newRef(args[0]);
  return newBytes(thread, viewOf(args[0]));
}

Ref<> bytesGetnewargs(Thread& thread, const Value* args) {
  Ref<> plain = TRY(newBytes(thread, viewOf(args[0])));
  return makeTuple(thread, plain.get());
}

// What each byte is worth as a hexadecimal digit; -1: it is none.
constexpr std::array<int8_t, 256> kHexValues = [] {
  std::array<int8_t, 256> values{};
  for (int c = 0; c < 256; c++) {
    int letter = c | 0x20;
    bool isLetter = letter >= 'a' && letter <= 'f';
    values[static_cast<size_t>(c)] = static_cast<int8_t>(c >= '0' && c <= '9' ? c - '0' : isLetter ? letter - 'a' + 10 : -1);
  }
  return values;
}();
int hexValue(uint32_t c) { return c < 256 ? kHexValues[c] : -1; }

// Two digits for each byte.  Arithmetic only, so that it is done for many bytes at once.
void writeHex(char* out, const char* data, size_t size) {
  auto digit = [](unsigned value) { return static_cast<char>(value + '0' + (value > 9 ? 'a' - '9' - 1 : 0)); };
  for (size_t i = 0; i < size; i++) {
    auto byte = static_cast<uint8_t>(data[i]);
    out[2 * i] = digit(byte >> 4);
    out[2 * i + 1] = digit(byte & 15);
  }
}

}  // namespace

Ref<> bytesMaketrans(Thread& thread, const Value* args) {
  std::string from = TRY(octets(thread, args[0])), to = TRY(octets(thread, args[1]));
  if (from.size() != to.size()) return thread.raiseValueError("maketrans arguments must have same length");
  std::string table(256, 0);
  for (int i = 0; i < 256; i++) table[static_cast<size_t>(i)] = static_cast<char>(i);
  for (size_t i = 0; i < from.size(); i++) table[static_cast<uint8_t>(from[i])] = to[i];
  return newBytes(thread, table);
}

Ref<Str> hexText(Thread& thread, string_view data, Value separator, int64_t group) {
  uint32_t mark = 0;
  if (!separator.isEmpty()) {
    if (TRY(length(thread, separator)) != 1) return thread.raiseValueError("sep must be length 1.");
    if (!isStr(separator) && !isBytes(separator)) return thread.raiseTypeError("sep must be str or bytes.");
    mark = isStr(separator) ? separator.as<Str>()->at(0) : static_cast<uint8_t>(separator.as<Bytes>()->data()[0]);
    if (mark >= 128) return thread.raiseValueError("sep must be ASCII.");
  } else {
    group = 0;
  }
  size_t every = static_cast<size_t>(group < 0 ? -group : group), size = data.size();
  if (size == 0) return newStr(thread, "");
  size_t marks = every ? (size - 1) / every : 0;
  Ref<Str> text = TRY(newStrUninitialized(thread, size * 2 + marks, 127));
  auto* out = reinterpret_cast<char*>(text->data1());
  if (every == 0) every = size;
  size_t piece = group > 0 ? (size - 1) % every + 1 : std::min(every, size);  // a positive group counts from the right
  for (size_t i = 0; i < size; i += piece, piece = std::min(every, size - i)) {
    if (i != 0) *out++ = static_cast<char>(mark);
    writeHex(out, data.data() + i, piece);
    out += 2 * piece;
  }
  return text;
}

// Takes pairs of digits from `i` on, as long as they are such: the bulk of most arguments.
static size_t takeHexPairs(const uint8_t* digits, size_t length, size_t i, char** out) {
  char* at = *out;
  for (; i + 1 < length; i += 2) {
    int byte = kHexValues[digits[i]] * 16 | kHexValues[digits[i + 1]];
    if (byte < 0) break;
    *at++ = static_cast<char>(byte);
  }
  *out = at;
  return i;
}

Ref<Bytes> parseHex(Thread& thread, Value text) {
  if (!isStr(text)) return thread.raiseTypeError("fromhex() argument must be str, not {!N}", text);
  const Str* digits = text.as<Str>();
  Ref<Bytes> bytes = TRY(newBytesUninitialized(thread, digits->length() / 2));
  char* out = bytes->data();
  for (size_t i = 0; i < digits->length();) {
    if (digits->isAscii()) {
      i = takeHexPairs(digits->data1(), digits->length(), i, &out);
      if (i == digits->length()) break;
    }
    uint32_t c = digits->at(i);
    if (c < 128 && isSpace(static_cast<char>(c))) {
      i++;
      continue;
    }
    int high = hexValue(c);
    int low = high >= 0 && i + 1 < digits->length() ? hexValue(digits->at(i + 1)) : -1;
    if (high < 0 || low < 0)
      return thread.raiseValueError("non-hexadecimal number found in fromhex() arg at position {}", high < 0 ? i : i + 1);
    *out++ = static_cast<char>(high << 4 | low);
    i += 2;
  }
  auto size = static_cast<size_t>(out - bytes->data());
  return size == bytes->size ? std::move(bytes) : newBytes(thread, {bytes->data(), size});
}

Status bindBytesArguments(Thread& thread, const Arguments& args, const char* typeName, Value bound[3]) {
  static constexpr string_view kNames[] = {"source", "encoding", "errors"};
  size_t keywords = args.keywordNames ? args.keywordNames->size : 0;
  if (args.positionalCount + keywords > 3)
    return thread.raiseTypeError("{}() takes at most 3 arguments ({} given)", typeName, args.positionalCount + keywords);
  for (size_t i = 0; i < args.positionalCount; i++) bound[i] = args[i];
  for (size_t k = 0; k < keywords; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    size_t at = 0;
    while (at < 3 && !strEqualText(name, kNames[at])) at++;
    if (at == 3) return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, typeName);
    if (!bound[at].isEmpty())
      return thread.raiseTypeError("argument for {}() given by name ('{}') and position ({})", typeName, name, at + 1);
    bound[at] = args[args.positionalCount + k];
  }
  for (int i = 1; i < 3; i++)
    if (!bound[i].isEmpty() && !isStr(bound[i]))
      return thread.raiseTypeError("{}() argument '{}' must be str, not {!N}", typeName, kNames[i], bound[i]);
  return kOk;
}

Ref<Bytes> encodeForConstructor(Thread& thread, const Value bound[3]) {
  if (bound[0].isEmpty() || !isStr(bound[0])) {
    return bound[1].isEmpty() ? thread.raiseTypeError("errors without a string argument")
                              : thread.raiseTypeError("encoding without a string argument");
  }
  if (bound[1].isEmpty()) return thread.raiseTypeError("string argument without an encoding");
  for (int i : {1, 2}) {
    if (!bound[i].isEmpty() && strFindChar(bound[i].as<Str>(), 0, 0, bound[i].as<Str>()->length()) >= 0) {
      return thread.raiseValueError("embedded null character");
    }
  }
  std::string encoding = TRY(toUtf8(thread, bound[1].as<Str>())), errors;
  if (!bound[2].isEmpty()) errors = TRY(toUtf8(thread, bound[2].as<Str>()));
  return encodeText(thread, bound[0].as<Str>(), encoding.c_str(), bound[2].isEmpty() ? nullptr : errors.c_str());
}

Result<uint8_t> byteFromValue(Thread& thread, Value value, const char* message) {
  if (value.isSmallInt() && value.smallIntValue() >= 0 && value.smallIntValue() < 256)
    return static_cast<uint8_t>(value.smallIntValue());
  Ref<> number = TRY(index(thread, value));
  int64_t byte;
  if (!intFitsInt64(number, &byte) || byte < 0 || byte > 255) return thread.raiseValueError("{}", message);
  return static_cast<uint8_t>(byte);
}

Status collectBytes(Thread& thread, Value source, const char* typeName, std::string* out) {
  Type* type = typeOf(thread, source);
  if (isInt(source) || type->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
    Result<int64_t> count = indexAsInt64(thread, source, TypeId::kOverflowError);
    if (count) {
      if (*count < 0) return thread.raiseValueError("negative count");
      if (!canAllocate(static_cast<uint64_t>(*count))) return thread.raiseMemoryError();
      out->assign(static_cast<size_t>(*count), 0);
      return kOk;
    }
    if (!thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  }
  if (type->slots.getBuffer) {
    *out = TRY(octets(thread, source));
    return kOk;
  }
  if (!type->slots.iterate && !type->slots.getItem)
    return thread.raiseTypeError("cannot convert '{!T}' object to {}", source, typeName);
  Iteration iteration;
  TRY(iteration.start(thread, source));
  bool isBytesType = string_view(typeName) == "bytes";
  while (Ref<> item = iteration.next(thread)) {
    uint8_t byte = TRY(byteFromValue(thread, item, isBytesType ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)"));
    out->push_back(static_cast<char>(byte));
  }
  if (thread.hasException()) return Raised{};
  return kOk;
}

Ref<Str> reprOfBytes(Thread& thread, string_view data, string_view prefix, string_view suffix, QuoteRule rule) {
  bool single = data.find('\'') != string_view::npos, twice = data.find('"') != string_view::npos;
  char quote = single && !twice ? '"' : '\'';
  std::string out(prefix);
  out.push_back(quote);
  for (char c : data) {
    if (c == quote || c == '\\' || (c == '\'' && rule == QuoteRule::kEscapeSingle)) out.append({'\\', c});
    else if (c == '\t') out.append("\\t");
    else if (c == '\n') out.append("\\n");
    else if (c == '\r') out.append("\\r");
    else if (c < ' ' || c == 127) {
      char escape[8];
      snprintf(escape, sizeof escape, "\\x%02x", static_cast<uint8_t>(c));
      out.append(escape);
    } else {
      out.push_back(c);
    }
  }
  out.push_back(quote);
  out.append(suffix);
  return newStr(thread, out);
}

Ref<> compareViews(string_view a, string_view b, CompareOp op) {
  int order = a.compare(b);
  bool result = false;
  switch (op) {
    case CompareOp::kLess: result = order < 0; break;
    case CompareOp::kLessEqual: result = order <= 0; break;
    case CompareOp::kEqual: result = order == 0; break;
    case CompareOp::kNotEqual: result = order != 0; break;
    case CompareOp::kGreater: result = order > 0; break;
    case CompareOp::kGreaterEqual: result = order >= 0; break;
  }
  return newRef(Value::boolean(result));
}

Result<bool> viewContains(Thread& thread, string_view data, Value item) {
  if (typeOf(thread, item)->slots.getBuffer) {
    std::string needle = TRY(octets(thread, item));
    return findView(data, needle, {0, data.size()}, false) >= 0;
  }
  if (!isInt(item) && !typeOf(thread, item)->slots.unary[static_cast<int>(UnaryOp::kIndex)])
    return thread.raiseTypeError("a bytes-like object is required, not '{!T}'", item);
  uint8_t byte = TRY(byteFromValue(thread, item, "byte must be in range(0, 256)"));
  return data.find(static_cast<char>(byte)) != string_view::npos;
}

// The rows that both tables have.
#define SHARED_METHODS \
    {.name = "capitalize", .signature = "($self, /)", .function = bytesCapitalize}, \
    {.name = "center", .signature = "($self, width, fillchar=<NULL>, /)", .function = bytesCenter}, \
    {.name = "count", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = bytesCount}, \
    {.name = "decode", .signature = "($self, /, encoding=<NULL>, errors=<NULL>)", .function = bytesDecode}, \
    {.name = "endswith", .signature = "($self, suffix, start=<PARSED>, end=<PARSED>, /)", .function = bytesEndswith}, \
    {.name = "expandtabs", .signature = "($self, /, tabsize=8)", .function = bytesExpandtabs}, \
    {.name = "find", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = bytesFind}, \
    {.name = "hex", .signature = "($self, /, sep=<NULL>, bytes_per_sep=1)", .function = bytesHex}, \
    {.name = "index", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = bytesIndex}, \
    {.name = "isalnum", .signature = "($self, /)", .function = bytesIsalnum}, \
    {.name = "isalpha", .signature = "($self, /)", .function = bytesIsalpha}, \
    {.name = "isascii", .signature = "($self, /)", .function = bytesIsascii}, \
    {.name = "isdigit", .signature = "($self, /)", .function = bytesIsdigit}, \
    {.name = "islower", .signature = "($self, /)", .function = bytesIslower}, \
    {.name = "isspace", .signature = "($self, /)", .function = bytesIsspace}, \
    {.name = "istitle", .signature = "($self, /)", .function = bytesIstitle}, \
    {.name = "isupper", .signature = "($self, /)", .function = bytesIsupper}, \
    {.name = "join", .signature = "($self, iterable_of_bytes, /)", .function = bytesJoin}, \
    {.name = "ljust", .signature = "($self, width, fillchar=<NULL>, /)", .function = bytesLjust}, \
    {.name = "lower", .signature = "($self, /)", .function = bytesLower}, \
    {.name = "lstrip", .signature = "($self, bytes=None, /)", .function = bytesLstrip}, \
    {.name = "partition", .signature = "($self, sep, /)", .function = bytesPartition}, \
    {.name = "removeprefix", .signature = "($self, prefix, /)", .function = bytesRemoveprefix}, \
    {.name = "removesuffix", .signature = "($self, suffix, /)", .function = bytesRemovesuffix}, \
    {.name = "replace", .signature = "($self, old, new, count=-1, /)", .function = bytesReplace}, \
    {.name = "rfind", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = bytesRfind}, \
    {.name = "rindex", .signature = "($self, sub, start=<PARSED>, end=<PARSED>, /)", .function = bytesRindex}, \
    {.name = "rjust", .signature = "($self, width, fillchar=<NULL>, /)", .function = bytesRjust}, \
    {.name = "rpartition", .signature = "($self, sep, /)", .function = bytesRpartition}, \
    {.name = "rsplit", .signature = "($self, /, sep=None, maxsplit=-1)", .function = bytesRsplit}, \
    {.name = "rstrip", .signature = "($self, bytes=None, /)", .function = bytesRstrip}, \
    {.name = "split", .signature = "($self, /, sep=None, maxsplit=-1)", .function = bytesSplit}, \
    {.name = "splitlines", .signature = "($self, /, keepends=False)", .function = bytesSplitlines}, \
    {.name = "startswith", .signature = "($self, prefix, start=<PARSED>, end=<PARSED>, /)", .function = bytesStartswith}, \
    {.name = "strip", .signature = "($self, bytes=None, /)", .function = bytesStrip}, \
    {.name = "swapcase", .signature = "($self, /)", .function = bytesSwapcase}, \
    {.name = "title", .signature = "($self, /)", .function = bytesTitle}, \
    {.name = "translate", .signature = "($self, table, /, delete=<NULL>)", .function = bytesTranslate}, \
    {.name = "upper", .signature = "($self, /)", .function = bytesUpper}, \
    {.name = "zfill", .signature = "($self, width, /)", .function = bytesZfill}, \
    {.name = "maketrans", .signature = "(frm, to, /)", .function = bytesMaketrans, .kind = MethodKind::kStatic},

const MethodDef kBytesMethods[kBytesMethodCount] = {
    SHARED_METHODS
    {.name = "fromhex", .signature = "($type, string, /)", .function = bytesFromhex, .kind = MethodKind::kClass},
    {.name = "__getnewargs__", .signature = "($self, /)", .function = bytesGetnewargs},
    {.name = "__bytes__", .signature = "($self, /)", .function = bytesBytes},
};

const MethodDef kByteArrayMethods[kByteArrayMethodCount] = {
    SHARED_METHODS
    {.name = "append", .signature = "($self, item, /)", .function = byteArrayAppend},
    {.name = "insert", .signature = "($self, index, item, /)", .function = byteArrayInsert},
    {.name = "extend", .signature = "($self, iterable_of_ints, /)", .function = byteArrayExtend},
    {.name = "pop", .signature = "($self, index=-1, /)", .function = byteArrayPop},
    {.name = "remove", .signature = "($self, value, /)", .function = byteArrayRemove},
    {.name = "reverse", .signature = "($self, /)", .function = byteArrayReverse},
    {.name = "clear", .signature = "($self, /)", .function = byteArrayClear},
    {.name = "copy", .signature = "($self, /)", .function = byteArrayCopy},
    {.name = "fromhex", .signature = "($type, string, /)", .function = byteArrayFromhex, .kind = MethodKind::kClass},
    {.name = "__alloc__", .signature = "($self, /)", .function = byteArrayAlloc},
    {.name = "__sizeof__", .signature = "($self, /)", .function = byteArraySizeof},
    {.name = "__reduce__", .signature = "($self, /)", .function = byteArrayReduce},
    {.name = "__reduce_ex__", .signature = "($self, proto=0, /)", .function = byteArrayReduceEx},
};
#undef SHARED_METHODS

}  // namespace taipan
