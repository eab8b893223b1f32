// The tests of single characters, for matcher.cc and search.cc.
#pragma once

#include <algorithm>
#include <cstring>

#include "modules/sre/matcher.h"

namespace taipan::sre {

template <class C>
bool Matcher::holds(Op op, uint32_t a, C c) const {
  switch (op) {
    case Op::kChar: return c == a;
    case Op::kNotChar: return c != a;
    case Op::kAny: return c != '\n';
    case Op::kSet: return p_.holds(p_.sets[a], c);
    default: return true;
  }
}

// How many characters from `from` on are such; at most `most`.
template <class C>
int64_t Matcher::runLength(Op op, uint32_t a, int64_t from, int64_t most) const {
  const C* text = static_cast<const C*>(subject_.data());
  int64_t limit = most < end - from ? from + most : end;
  int64_t at = from;
  if (at >= limit) return 0;
  if constexpr (sizeof(C) == 1) {
    if (op == Op::kAny || op == Op::kNotChar) {
      if (op == Op::kNotChar && a > 255) return limit - at;
      const void* found = std::memchr(text + at, op == Op::kAny ? '\n' : static_cast<int>(a), static_cast<size_t>(limit - at));
      return found ? static_cast<const C*>(found) - (text + at) : limit - at;
    }
  }
  switch (op) {
    case Op::kChar:
      while (at < limit && text[at] == a) at++;
      break;
    case Op::kNotChar:
      while (at < limit && text[at] != a) at++;
      break;
    case Op::kAny:
      while (at < limit && text[at] != '\n') at++;
      break;
    case Op::kSet: {
      const CharSet& set = p_.sets[a];
      if (sizeof(C) == 1 && !set.dynamic) {
        while (at < limit && set.table[text[at] & 255]) at++;
      } else {
        while (at < limit && p_.holds(set, text[at])) at++;
      }
      break;
    }
    default:
      at = limit;
  }
  return at - from;
}

extern template Outcome Matcher::attempt<uint8_t>(int64_t at);
extern template Outcome Matcher::attempt<uint16_t>(int64_t at);
extern template Outcome Matcher::attempt<uint32_t>(int64_t at);

}  // namespace taipan::sre
