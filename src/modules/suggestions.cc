// "Did you mean" hints for NameError and AttributeError: the candidate at the smallest weighted edit
// distance, with CPython's weights (a move costs 2, a change of case 1) and limits.
#include <algorithm>
#include <vector>

#include "modules/exception_printer.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"

namespace taipan {
namespace {

constexpr size_t kMoveCost = 2;
constexpr size_t kCaseCost = 1;
constexpr size_t kMaxCandidates = 750;
constexpr size_t kMaxLength = 40;

size_t substitutionCost(uint8_t a, uint8_t b) {
  if (a == b) return 0;
  if ((a & 31) != (b & 31)) return kMoveCost;
  auto lower = [](uint8_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// Beyond `limit` any number above it.
size_t editDistance(std::string_view a, std::string_view b, size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMoveCost;
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > limit) return limit + 1;
  size_t row[kMaxLength];
  for (size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * kMoveCost;
  size_t result = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = result = j * kMoveCost;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < a.size(); ++i) {
      size_t substitute = diagonal + substitutionCost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(std::min(result, diagonal) + kMoveCost, substitute);
      row[i] = result;
      best = std::min(best, result);
    }
    if (best > limit) return limit + 1;
  }
  return result;
}

// The best of `candidates` (any sequence); empty Ref without exception if none is near enough.
Ref<> bestCandidate(Thread& thread, List* candidates, Value name) {
  if (candidates->size >= kMaxCandidates) return Ref<>();
  std::string wanted = toWtf8(name.as<Str>());
  size_t bestDistance = SIZE_MAX;
  Ref<> best;
  for (size_t i = 0; i < candidates->size; ++i) {
    Value item = candidates->items[i];
    if (!isStr(item)) continue;
    std::string text = toWtf8(item.as<Str>());
    if (text == wanted) continue;
    size_t limit = std::min((wanted.size() + text.size() + 3) * kMoveCost / 6, bestDistance - 1);
    size_t distance = editDistance(wanted, text, limit);
    if (distance > limit) continue;
    if (!best || distance < bestDistance) {
      best = newRef(item);
      bestDistance = distance;
    }
  }
  return best;
}

Ref<> bestOf(Thread& thread, Value iterable, Value name) {
  Ref<List> list = listFromIterable(thread, iterable);
  if (!list) return Ref<>();
  return bestCandidate(thread, list, name);
}

Ref<> suggestAttribute(Thread& thread, Value exception) {
  Ref<> object = TRY(getAttribute(thread, exception, "obj"));
  Ref<> name = TRY(getAttribute(thread, exception, "name"));
  if (!isStr(name) || object.get().isNone()) return Ref<>();
  Ref<> builtinDir = newRef(dictGetStr(thread, thread.interpreter().builtinsDict, internText(thread, "dir")));
  if (!builtinDir) return Ref<>();
  Ref<> names = TRY(call(thread, builtinDir, object.get()));
  return bestOf(thread, names, name);
}

Ref<> suggestName(Thread& thread, Value exception) {
  Ref<> name = TRY(getAttribute(thread, exception, "name"));
  if (!isStr(name)) return Ref<>();
  Ref<> traceback = TRY(getAttribute(thread, exception, "__traceback__"));
  if (traceback.get().isNone()) return Ref<>();
  while (true) {
    Ref<> next = TRY(getAttribute(thread, traceback, "tb_next"));
    if (next.get().isNone()) break;
    traceback = std::move(next);
  }
  Ref<> frame = TRY(getAttribute(thread, traceback, "tb_frame"));
  Ref<> code = TRY(getAttribute(thread, frame, "f_code"));
  // Names of enclosing functions are not looked at, as in CPython 3.11.
  Ref<> names = TRY(getAttribute(thread, code, "co_varnames"));
  Ref<List> locals = TRY(listFromIterable(thread, names));
  Ref<> found = bestCandidate(thread, locals, name);
  if (found) return found;
  for (const char* part : {"f_globals", "f_builtins"}) {
    Ref<> space = TRY(getAttribute(thread, frame, part));
    found = bestOf(thread, space, name);
    if (found || thread.hasException()) return found;
  }
  return Ref<>();
}

}  // namespace

std::string suggestionFor(Thread& thread, Value exception) {
  Ref<> found;
  if (isInstanceOf(thread, exception, TypeId::kAttributeError)) {
    found = suggestAttribute(thread, exception);
  } else if (isInstanceOf(thread, exception, TypeId::kNameError)) {
    found = suggestName(thread, exception);
  }
  thread.clearException();
  if (!found) return "";
  Ref<Str> text = repr(thread, found);
  if (!text) {
    thread.clearException();
    return "";
  }
  return ". Did you mean: " + toWtf8(text) + "?";
}

}  // namespace taipan
