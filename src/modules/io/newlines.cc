// See the header.
#include "modules/io/newlines.h"

#include <cstring>

#include "objects/tuple.h"

namespace taipan {
namespace {

template <class Char>
const Char* findChar(const Char* begin, const Char* end, Char c) {
  if constexpr (sizeof(Char) == 1) {
    if (begin == end) return nullptr;
    return static_cast<const Char*>(std::memchr(begin, c, static_cast<size_t>(end - begin)));
  } else {
    // Blocks without a branch inside become vector code.
    for (constexpr int kBlock = 16; end - begin >= kBlock; begin += kBlock) {
      Char hit = 0;
      for (int i = 0; i < kBlock; ++i) hit |= static_cast<Char>(begin[i] == c);
      if (hit) break;
    }
    for (; begin < end; ++begin) {
      if (*begin == c) return begin;
    }
    return nullptr;
  }
}

template <class Char>
int64_t findIn(const LineEnds& ends, const Char* data, size_t start, size_t length, size_t* searched) {
  const Char *begin = data + start, *end = data + length;
  *searched = length;
  if (ends.translated || (!ends.universal && ends.newline == nullptr)) {
    const Char* found = findChar<Char>(begin, end, '\n');
    return found ? found - data + 1 : -1;
  }
  if (ends.universal) {
    for (const Char* p = begin; p < end; ++p) {
      if (*p > '\r') continue;
      if (*p == '\n') return p - data + 1;
      if (*p == '\r') return p - data + (p + 1 < end && p[1] == '\n' ? 2 : 1);
    }
    return -1;
  }
  size_t n = ends.newline->length();
  Char first = static_cast<Char>(ends.newline->at(0));
  for (const Char* p = begin; (p = findChar<Char>(p, end, first)) != nullptr; ++p) {
    size_t i = 1;
    while (i < n && p + i < end && p[i] == ends.newline->at(i)) ++i;
    if (i == n) return p - data + static_cast<int64_t>(n);
    if (p + i == end) {  // the rest may come
      *searched = static_cast<size_t>(p - data);
      return -1;
    }
  }
  return -1;
}

// Notes the line ends of text that is not translated.
uint8_t scan(const Str* text) {
  uint8_t seen = 0;
  for (size_t i = 0, n = text->length(); i < n; ++i) {
    uint32_t c = text->at(i);
    if (c == '\n') seen |= kSawLf;
    if (c != '\r') continue;
    bool pair = i + 1 < n && text->at(i + 1) == '\n';
    seen |= pair ? kSawCrLf : kSawCr;
    i += pair;
  }
  return seen;
}

Ref<Str> translate(Thread& thread, const Str* text, uint8_t* seen) {
  StrBuilder builder(thread);
  size_t from = 0, n = text->length();
  for (size_t i = 0; i < n; ++i) {
    uint32_t c = text->at(i);
    if (c == '\n') *seen |= kSawLf;
    if (c != '\r') continue;
    builder.append(text, from, i);
    builder.append(uint32_t{'\n'});
    bool pair = i + 1 < n && text->at(i + 1) == '\n';
    *seen |= pair ? kSawCrLf : kSawCr;
    i += pair;
    from = i + 1;
  }
  builder.append(text, from, n);
  return builder.finish();
}

}  // namespace

int64_t findLineEnd(const LineEnds& ends, const TextSpan& text, size_t start, size_t* searched) {
  if (text.kind == 1) return findIn(ends, static_cast<const uint8_t*>(text.data), start, text.length, searched);
  if (text.kind == 2) return findIn(ends, static_cast<const uint16_t*>(text.data), start, text.length, searched);
  return findIn(ends, static_cast<const uint32_t*>(text.data), start, text.length, searched);
}

Ref<Str> decodeNewlines(Thread& thread, NewlineState& state, Str* text, bool final) {
  Ref<Str> output = newRef(text);
  if (state.pendingCr && (final || output->length() > 0)) {
    StrBuilder builder(thread);
    builder.append(uint32_t{'\r'});
    builder.append(text);
    output = TRY(builder.finish());
    state.pendingCr = false;
  }
  size_t n = output->length();
  if (!final && n > 0 && output->at(n - 1) == '\r') {
    output = TRY(substring(thread, output, 0, n - 1));
    state.pendingCr = true;
    --n;
  }
  if (n == 0) return output;
  if (strFindChar(output, '\r', 0, n) < 0) {
    if (!(state.seen & kSawLf) && strFindChar(output, '\n', 0, n) >= 0) state.seen |= kSawLf;
    return output;
  }
  if (!state.translate) {
    state.seen |= scan(output);
    return output;
  }
  return translate(thread, output, &state.seen);
}

Ref<> newlinesSeen(Thread& thread, uint8_t seen) {
  constexpr const char* kTexts[] = {"\r", "\n", "\r\n"};
  Ref<> found[3];
  size_t count = 0;
  for (int i = 0; i < 3; ++i) {
    if (seen & (1 << i)) found[count++] = TRY(internText(thread, kTexts[i]));
  }
  if (count == 0) return newRef(kNone);
  if (count == 1) return std::move(found[0]);
  Value items[] = {found[0].get(), found[1].get(), found[2].get()};
  return newTupleFrom(thread, items, count);
}

}  // namespace taipan
