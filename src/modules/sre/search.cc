// Searching: where attempts are worth making.  In this order: a literal text every match starts with (memmem, or
// Knuth-Morris-Pratt with the table that re._compiler made), the set of first characters, every place.
#include "modules/sre/matcher_impl.h"

namespace taipan::sre {

// The first place from `from` on where the literal prefix stands; -1 if none.
template <class C>
int64_t Matcher::findPrefix(int64_t from) const {
  const C* text = static_cast<const C*>(subject_.data());
  const std::vector<uint32_t>& prefix = p_.prefix;
  size_t length = prefix.size(), matched = 0;
  for (int64_t at = from; at < end;) {
    if (matched == 0) {  // OPTIMIZATION: the table would do this, one character at a time
      while (at < end && text[at] != prefix[0]) at++;
      if (at >= end) return -1;
    }
    while (matched > 0 && text[at] != prefix[matched]) matched = p_.overlap[matched - 1];
    if (text[at] == prefix[matched]) matched++;
    at++;
    if (matched == length) return at - static_cast<int64_t>(length);
  }
  return -1;
}

template <>
int64_t Matcher::findPrefix<uint8_t>(int64_t from) const {
  const char* text = static_cast<const char*>(subject_.data());
  char narrow[64];
  size_t length = std::min(p_.prefix.size(), std::size(narrow));
  for (size_t k = 0; k < length; k++) {
    if (p_.prefix[k] > 255) return -1;
    narrow[k] = static_cast<char>(p_.prefix[k]);
  }
  if (from >= end) return -1;
  size_t left = static_cast<size_t>(end - from);
  const void* found = length == 1 ? std::memchr(text + from, narrow[0], left) : memmem(text + from, left, narrow, length);
  return found ? static_cast<const char*>(found) - text : -1;
}

template <class C>
Outcome Matcher::searchIn() {
  const C* text = static_cast<const C*>(subject_.data());
  int64_t at = start;
  if (at > end || end - at < p_.minWidth) return Outcome::kNoMatch;
  int64_t last = end - p_.minWidth;  // no match starts behind it
  bool byPrefix = !p_.prefix.empty() && !p_.anchored;
  const FirstSet* first = p_.first != kNone32 && !p_.anchored ? &p_.firsts[p_.first] : nullptr;
  for (;; at++) {
    if (byPrefix) {
      at = findPrefix<C>(at);
      if (at < 0) return Outcome::kNoMatch;
      if (p_.prefixIsAll && p_.prefix.size() <= 64) {
        reset();
        mustAdvance = -1;
        start = at;
        position = at + static_cast<int64_t>(p_.prefix.size());
        return Outcome::kMatch;
      }
    } else if (first) {
      if (sizeof(C) == 1 && p_.firstChar >= 0) {
        const void* found = at < end ? std::memchr(text + at, static_cast<int>(p_.firstChar), static_cast<size_t>(end - at)) : nullptr;
        if (!found) return Outcome::kNoMatch;
        at = static_cast<const C*>(found) - text;
      } else if (sizeof(C) == 1) {
        while (at < end && !first->table[text[at] & 255]) at++;
      } else {
        while (at < end && !first->allows(text[at])) at++;
      }
      if (at >= end) return Outcome::kNoMatch;
    }
    if (at > last) return Outcome::kNoMatch;
    Outcome outcome = attempt<C>(at);
    if (outcome != Outcome::kNoMatch) return outcome;
    mustAdvance = -1;
    if (p_.anchored) return Outcome::kNoMatch;
  }
}

Outcome Matcher::search() {
  switch (subject_.kind()) {
    case 1: return searchIn<uint8_t>();
    case 2: return searchIn<uint16_t>();
    default: return searchIn<uint32_t>();
  }
}

}  // namespace taipan::sre
