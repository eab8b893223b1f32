// Pattern.sub and subn.  The result is built in place: a replacement without backslashes is copied, a template is
// expanded from the groups, a function is called with each match.
#include <string>

#include "modules/sre/pattern.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan::sre {

Ref<> callRe(Thread& thread, const char* name, std::initializer_list<Value> args) {
  Ref<Str> re = TRY(internText(thread, "re"));
  Ref<> module;
  if (Dict* modules = thread.interpreter().modules) module = newRef(dictGetStr(thread, modules, re));
  if (!module) {
    Value import = dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import);
    if (!import) return thread.raise(TypeId::kImportError, "__import__ not found");
    module = TRY(call(thread, import, re.value()));
  }
  Ref<> function = TRY(getAttribute(thread, module, name));
  return call(thread, function, Arguments{args.begin(), args.size(), nullptr});
}

namespace {

// The text under construction.  Items of a wrong type are remembered, for the error that joining them would give.
class Output {
 public:
  Output(Thread& thread, const Subject& subject) : thread_(thread), subject_(subject), text_(thread) {}

  void addSlice(int64_t begin, int64_t end) {
    count_++;
    addPart(begin, end);
  }
  void addPart(int64_t begin, int64_t end) {
    if (subject_.isBytes()) {
      bytes_.append(static_cast<const char*>(subject_.data()) + begin, static_cast<size_t>(end - begin));
    } else {
      text_.append(subject_.string().as<Str>(), static_cast<size_t>(begin), static_cast<size_t>(end));
    }
  }
  Status addItem(Value item) {
    TRY(addPart(item));
    count_++;
    return kOk;
  }
  Status addPart(Value item) {
    if (!subject_.isBytes()) {
      if (isStr(item)) text_.append(item.as<Str>());
      else noteBad(item);
      return kOk;
    }
    if (isBytes(item)) {
      bytes_.append(item.as<Bytes>()->view());
      return kOk;
    }
    BufferView view;
    if (!getBuffer(thread_, item, &view, kBufferSimple)) {
      if (!thread_.clearIfMatches(TypeId::kTypeError)) return Raised{};
      noteBad(item);
      return kOk;
    }
    bytes_.append(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread_, &view);
    return kOk;
  }
  Ref<> finish() {
    if (badAt_ >= 0) {
      return thread_.raiseTypeError(subject_.isBytes() ? "sequence item {}: expected a bytes-like object, {} found"
                                                       : "sequence item {}: expected str instance, {} found",
                                    badAt_, badType_.get());
    }
    if (subject_.isBytes()) return newBytes(thread_, bytes_);
    return text_.finish();
  }

 private:
  void noteBad(Value item) {
    if (badAt_ >= 0) return;
    badAt_ = count_;
    badType_ = newRef(typeOf(thread_, item));
  }
  Thread& thread_;
  const Subject& subject_;
  StrBuilder text_;
  std::string bytes_;
  int64_t count_ = 0, badAt_ = -1;
  Ref<Type> badType_;
};

// Does `replacement` hold no backslash?  False for what is no text at all.
bool isLiteral(Thread& thread, Value replacement) {
  if (isStr(replacement)) {
    return strFindChar(replacement.as<Str>(), '\\', 0, replacement.as<Str>()->length()) < 0;
  }
  BufferView view;
  if (!getBuffer(thread, replacement, &view, kBufferSimple)) {
    thread.clearException();
    return false;
  }
  bool literal = std::string_view(view.data, static_cast<size_t>(view.length)).find('\\') == std::string_view::npos;
  releaseBuffer(thread, &view);
  return literal;
}

// A parsed template as re._parser.parse_template gives it: ([(place, group)], [text or None]).
struct Template {
  Ref<List> groups, literals;
};

// OPTIMIZATION: re._subx gives a function that expands the template it has as its only default; finding the
// template there saves the call.  False: some other function.
bool findTemplate(Value filter, Template* found) {
  if (!isFunction(filter)) return false;
  auto* function = filter.as<Function>();
  if (!strEqualText(function->qualifiedName, "_subx.<locals>.filter") || !isTuple(function->defaults)) return false;
  auto* defaults = function->defaults.as<Tuple>();
  if (defaults->size != 1 || !isTuple(defaults->items[0])) return false;
  auto* parsed = defaults->items[0].as<Tuple>();
  if (parsed->size != 2 || !isList(parsed->items[0]) || !isList(parsed->items[1])) return false;
  auto *groups = parsed->items[0].as<List>(), *literals = parsed->items[1].as<List>();
  for (size_t k = 0; k < groups->size; k++) {
    Value pair = groups->items[k];
    if (!isTuple(pair) || pair.as<Tuple>()->size != 2) return false;
    Value place = pair.as<Tuple>()->items[0], group = pair.as<Tuple>()->items[1];
    if (!place.isSmallInt() || !group.isSmallInt() || group.smallIntValue() < 0) return false;
    if (static_cast<uint64_t>(place.smallIntValue()) >= literals->size) return false;
    if (!literals->items[place.smallIntValue()].isNone()) return false;
  }
  found->groups = newRef(groups);
  found->literals = newRef(literals);
  return true;
}

Status expand(const Matcher& matcher, const Template& parsed, Output* out) {
  size_t next = 0;
  for (size_t k = 0; k < parsed.literals->size; k++) {
    Value literal = parsed.literals->items[k];
    if (!literal.isNone()) {
      TRY(out->addPart(literal));
      continue;
    }
    if (next >= parsed.groups->size) continue;
    auto group = static_cast<size_t>(parsed.groups->items[next++].as<Tuple>()->items[1].smallIntValue());
    if (group == 0) {
      out->addPart(matcher.start, matcher.position);
    } else if (2 * group <= matcher.markCount()) {
      int64_t begin = matcher.mark(2 * group - 2), end = matcher.mark(2 * group - 1);
      if (begin >= 0 && end > begin) out->addPart(begin, end);
    }
  }
  return kOk;
}

}  // namespace

Ref<> substitute(Thread& thread, Pattern* pattern, Value replacement, Value string, int64_t limit, bool withCount) {
  Ref<> filter = newRef(replacement);
  Template parsed;
  bool callable = isCallable(thread, replacement), expanding = false;
  if (!callable && !isLiteral(thread, replacement)) {
    filter = TRY(callRe(thread, "_subx", {Value(pattern), replacement}));
    callable = isCallable(thread, filter);
    expanding = callable && findTemplate(filter, &parsed);
  }
  Subject subject(thread);
  TRY(openSubject(thread, pattern, string, &subject));
  Matcher matcher(thread, *pattern->program, subject);
  TRY(matcher.prepare());
  Output out(thread, subject);
  int64_t count = 0, last = 0;
  for (; limit == 0 || count < limit; count++) {
    Outcome outcome = matcher.search();
    if (outcome == Outcome::kError) return Raised{};
    if (outcome == Outcome::kNoMatch) break;
    if (last < matcher.start) out.addSlice(last, matcher.start);
    if (expanding) {
      TRY(expand(matcher, parsed, &out));
    } else if (callable) {
      Ref<> match = TRY(newMatch(thread, pattern, matcher, 0, string, outcome));
      Ref<> item = TRY(call(thread, filter, match.get()));
      if (!item.get().isNone()) TRY(out.addItem(item));
    } else {
      TRY(out.addItem(filter));
    }
    last = matcher.position;
    matcher.advance();
  }
  Ref<> result;
  if (count == 0) {
    result = TRY(subject.slice(0, subject.length()));
  } else {
    if (last < matcher.end) out.addSlice(last, matcher.end);
    result = TRY(out.finish());
  }
  if (!withCount) return result;
  return makeTuple(thread, result.get(), Value::smallInt(count));
}

}  // namespace taipan::sre
