// str.split, rsplit, splitlines, partition and rpartition.
#include <cstring>

#include "objects/abstract.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "objects/unicode_data.h"

namespace taipan {

namespace {

Status appendPiece(Thread& thread, List* list, Str* text, size_t begin, size_t end) {
  Ref<Str> piece = TRY(substring(thread, text, begin, end));
  return listAppend(thread, list, piece.value());
}

void reverseList(List* list) {
  for (size_t i = 0, j = list->size; i + 1 < j; i++) {
    j--;
    Value held = list->items[i];
    list->items[i] = list->items[j];
    list->items[j] = held;
  }
}

// White space among the characters below 128.
bool isAsciiSpace(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }

// Line breaks among the characters below 128.
bool isAsciiLineBreak(uint8_t c) { return c < 32 && (c == '\n' || (c >= 11 && c <= 13) || (c >= 28 && c <= 30)); }

// Split texts start with room for so many pieces, as sys.getsizeof shows.
Ref<List> newPieces(Thread& thread, size_t limit) { return newList(thread, limit >= 12 ? 12 : limit + 1); }

Ref<List> splitAsciiSpace(Thread& thread, Str* text, size_t limit) {
  Ref<List> list = TRY(newPieces(thread, limit));
  const uint8_t* data = text->data1();
  size_t length = text->length(), i = 0;
  while (true) {
    while (i < length && isAsciiSpace(data[i])) i++;
    if (i == length) return list;
    size_t begin = i;
    if (limit-- == 0) {
      TRY(appendPiece(thread, list, text, begin, length));
      return list;
    }
    while (i < length && !isAsciiSpace(data[i])) i++;
    TRY(appendPiece(thread, list, text, begin, i));
  }
}

Ref<List> splitSpace(Thread& thread, Str* text, size_t limit) {
  if (text->isAscii()) return splitAsciiSpace(thread, text, limit);
  Ref<List> list = TRY(newPieces(thread, limit));
  size_t length = text->length(), i = 0;
  while (true) {
    while (i < length && unicode::isSpace(text->at(i))) i++;
    if (i == length) return list;
    size_t begin = i;
    if (limit-- == 0) {
      TRY(appendPiece(thread, list, text, begin, length));  // keeps its trailing white space
      return list;
    }
    while (i < length && !unicode::isSpace(text->at(i))) i++;
    TRY(appendPiece(thread, list, text, begin, i));
  }
}

Ref<List> rsplitSpace(Thread& thread, Str* text, size_t limit) {
  Ref<List> list = TRY(newPieces(thread, limit));
  size_t end = text->length();
  while (true) {
    while (end > 0 && unicode::isSpace(text->at(end - 1))) end--;
    if (end == 0) break;
    if (limit-- == 0) {
      TRY(appendPiece(thread, list, text, 0, end));
      break;
    }
    size_t begin = end;
    while (begin > 0 && !unicode::isSpace(text->at(begin - 1))) begin--;
    TRY(appendPiece(thread, list, text, begin, end));
    end = begin;
  }
  reverseList(list);
  return list;
}

// Where `byte` is next in data[begin:end]; `end` if nowhere.  Pieces tend to be short: memchr only pays for long ones.
size_t findByte(const uint8_t* data, uint8_t byte, size_t begin, size_t end) {
  size_t near = end - begin < 16 ? end : begin + 16;
  for (size_t i = begin; i < near; i++) {
    if (data[i] == byte) return i;
  }
  if (near == end) return end;
  const void* found = std::memchr(data + near, byte, end - near);
  return found == nullptr ? end : static_cast<size_t>(static_cast<const uint8_t*>(found) - data);
}

// At a single character, both strings with one byte a character.
Ref<List> splitAtByte(Thread& thread, Str* text, uint8_t separator, size_t limit) {
  Ref<List> list = TRY(newPieces(thread, limit));
  size_t begin = 0, length = text->length();
  while (limit-- > 0) {
    size_t found = findByte(text->data1(), separator, begin, length);
    if (found == length) break;
    TRY(appendPiece(thread, list, text, begin, found));
    begin = found + 1;
  }
  TRY(appendPiece(thread, list, text, begin, length));
  return list;
}

// Checks the arguments (self, sep, maxsplit) of split and rsplit.
Result<size_t> splitLimit(Thread& thread, const Value* args) {
  int64_t limit = TRY(sizeArgument(thread, args[2]));
  if (!args[1].isNone() && !isStr(args[1]))
    return thread.raiseTypeError("must be str or None, not {!T}", args[1]);
  if (isStr(args[1]) && args[1].as<Str>()->length() == 0) return thread.raiseValueError("empty separator");
  return limit < 0 ? SIZE_MAX : static_cast<size_t>(limit);
}

}  // namespace

Ref<> strSplit(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  size_t limit = TRY(splitLimit(thread, args));
  if (args[1].isNone()) return splitSpace(thread, text, limit);
  Str* separator = args[1].as<Str>();
  if (text->kind() == 1 && separator->kind() == 1 && separator->length() == 1) {
    return splitAtByte(thread, text, separator->data1()[0], limit);
  }
  Ref<List> list = TRY(newPieces(thread, limit));
  size_t begin = 0, length = text->length();
  while (limit-- > 0) {
    int64_t found = strFind(text, separator, begin, length);
    if (found < 0) break;
    TRY(appendPiece(thread, list, text, begin, static_cast<size_t>(found)));
    begin = static_cast<size_t>(found) + separator->length();
  }
  TRY(appendPiece(thread, list, text, begin, length));
  return list;
}

Ref<> strRsplit(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  size_t limit = TRY(splitLimit(thread, args));
  if (args[1].isNone()) return rsplitSpace(thread, text, limit);
  Str* separator = args[1].as<Str>();
  Ref<List> list = TRY(newPieces(thread, limit));
  size_t end = text->length();
  while (limit-- > 0) {
    int64_t found = strFindLast(text, separator, 0, end);
    if (found < 0) break;
    TRY(appendPiece(thread, list, text, static_cast<size_t>(found) + separator->length(), end));
    end = static_cast<size_t>(found);
  }
  TRY(appendPiece(thread, list, text, 0, end));
  reverseList(list);
  return list;
}

Ref<> strSplitlines(Thread& thread, const Value* args) {
  Str* text = args[0].as<Str>();
  bool keepEnds = TRY(intArgument(thread, args[1])) != 0;
  Ref<List> list = TRY(newList(thread));
  size_t length = text->length(), i = 0;
  const uint8_t* ascii = text->isAscii() ? text->data1() : nullptr;
  while (i < length) {
    size_t begin = i;
    if (ascii) {
      while (i < length && !isAsciiLineBreak(ascii[i])) i++;
    } else {
      while (i < length && !unicode::isLineBreak(text->at(i))) i++;
    }
    size_t end = i;
    if (i < length) {
      if (text->at(i) == '\r' && i + 1 < length && text->at(i + 1) == '\n') i++;
      i++;
      if (keepEnds) end = i;
    }
    TRY(appendPiece(thread, list, text, begin, end));
  }
  return list;
}

static Ref<> partitionAt(Thread& thread, Str* text, Str* separator, int64_t found) {
  Ref<Str> before = TRY(substring(thread, text, 0, static_cast<size_t>(found)));
  Ref<Str> after =
      TRY(substring(thread, text, static_cast<size_t>(found) + separator->length(), text->length()));
  return makeTuple(thread, before.value(), Value(separator), after.value());
}

static Status checkSeparator(Thread& thread, Value separator) {
  if (!isStr(separator)) return thread.raiseTypeError("must be str, not {!T}", separator);
  if (separator.as<Str>()->length() == 0) return thread.raiseValueError("empty separator");
  return kOk;
}

Ref<> strPartition(Thread& thread, const Value* args) {
  TRY(checkSeparator(thread, args[1]));
  Str* text = args[0].as<Str>();
  int64_t found = strFind(text, args[1].as<Str>(), 0, text->length());
  if (found >= 0) return partitionAt(thread, text, args[1].as<Str>(), found);
  Ref<Str> whole = TRY(exactStr(thread, text));
  Ref<Str> empty = TRY(newStr(thread, ""));
  return makeTuple(thread, whole.value(), empty.value(), empty.value());
}

Ref<> strRpartition(Thread& thread, const Value* args) {
  TRY(checkSeparator(thread, args[1]));
  Str* text = args[0].as<Str>();
  int64_t found = strFindLast(text, args[1].as<Str>(), 0, text->length());
  if (found >= 0) return partitionAt(thread, text, args[1].as<Str>(), found);
  Ref<Str> whole = TRY(exactStr(thread, text));
  Ref<Str> empty = TRY(newStr(thread, ""));
  return makeTuple(thread, empty.value(), empty.value(), whole.value());
}

}  // namespace taipan
