// Binding the arguments of a call to a Python function's locals (language reference §6.3.4), with CPython's texts.
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/arguments.h"
#include "objects/containers.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/tuple.h"
#include "vm/frame_stack.h"

namespace taipan {

namespace {

// "'a', 'b', and 'c'"
Ref<Str> joinNames(Thread& thread, List* names) {
  StrBuilder text(thread);
  for (size_t i = 0; i < names->size; i++) {
    if (i > 0) text.append(names->size == 2 ? " and " : i + 1 == names->size ? ", and " : ", ");
    text.append(TRY(repr(thread, names->items[i])).get());
  }
  return text.finish();
}

Raised missingArguments(Thread& thread, Function* function, Frame* frame, int32_t begin, int32_t end, int32_t skip, const char* kind) {
  Ref<List> names = newList(thread);
  if (!names) return Raised{};
  for (int32_t i = begin; i < end - skip; i++) {
    if (!frame->slots[i].isEmpty()) continue;
    if (!listAppend(thread, names, frame->code->localsPlusNames->items[i])) return Raised{};
  }
  Ref<Str> text = joinNames(thread, names);
  if (!text) return Raised{};
  return thread.raiseTypeError("{}() missing {} required {} argument{}: {}", function->qualifiedName, names->size,
                               kind, names->size == 1 ? "" : "s", text.get());
}

Raised tooManyPositional(Thread& thread, Function* function, Frame* frame, size_t given) {
  Code* code = frame->code;
  int32_t keywordGiven = 0;
  for (int32_t i = code->argCount; i < code->argCount + code->keywordOnlyArgCount; i++) {
    keywordGiven += !frame->slots[i].isEmpty();
  }
  int32_t defaults = function->defaults.isEmpty() ? 0 : static_cast<int32_t>(function->defaults.as<Tuple>()->size);
  bool plural = defaults > 0 || code->argCount != 1;
  Ref<Str> range = defaults > 0 ? formatStr(thread, "from {} to {}", code->argCount - defaults, code->argCount)
                                : formatStr(thread, "{}", code->argCount);
  if (!range) return Raised{};
  Ref<Str> extra = keywordGiven > 0
                       ? formatStr(thread, " positional argument{} (and {} keyword-only argument{})",
                                   given != 1 ? "s" : "", keywordGiven, keywordGiven != 1 ? "s" : "")
                       : newStr(thread, "");
  if (!extra) return Raised{};
  return thread.raiseTypeError("{}() takes {} positional argument{} but {}{} {} given", function->qualifiedName, range.get(),
                               plural ? "s" : "", given, extra.get(), given == 1 && keywordGiven == 0 ? "was" : "were");
}

// A keyword that names no parameter: maybe it names positional-only ones.
Raised unexpectedKeyword(Thread& thread, Function* function, Code* code, const Arguments& args, Value keyword) {
  if (code->positionalOnlyArgCount > 0) {
    StrBuilder found(thread);
    for (int32_t i = 0; i < code->positionalOnlyArgCount; i++) {
      Str* name = code->localsPlusNames->items[i].as<Str>();
      for (size_t k = 0; k < args.keywordNames->size; k++) {
        if (!isStr(args.keywordNames->items[k]) || !strEqual(name, args.keywordNames->items[k].as<Str>())) continue;
        if (found.length() > 0) found.append(", ");
        found.append(name);
      }
    }
    size_t length = found.length();
    Ref<Str> text = found.finish();
    if (!text) return Raised{};
    if (length > 0) {
      return thread.raiseTypeError("{}() got some positional-only arguments passed as keyword arguments: '{}'",
                                   function->qualifiedName, text.get());
    }
  }
  return thread.raiseTypeError("{}() got an unexpected keyword argument '{}'", function->qualifiedName, keyword);
}

Result<int32_t> findParameter(Thread& thread, Code* code, Value keyword) {
  int32_t total = code->argCount + code->keywordOnlyArgCount;
  Value* names = code->localsPlusNames->items;
  for (int32_t i = code->positionalOnlyArgCount; i < total; i++) {
    if (names[i] == keyword) return i;
  }
  for (int32_t i = code->positionalOnlyArgCount; i < total; i++) {
    if (strEqual(names[i].as<Str>(), keyword.as<Str>())) return i;
  }
  return -1;
}

Status bindKeywords(Thread& thread, Function* function, Frame* frame, const Arguments& args) {
  Code* code = frame->code;
  int32_t total = code->argCount + code->keywordOnlyArgCount;
  int32_t kwargsSlot = total + ((code->flags & kCoVarArgs) != 0);
  for (size_t k = 0; k < args.keywordNames->size; k++) {
    Value keyword = args.keywordNames->items[k];
    Value value = args.values[args.positionalCount + k];
    if (!isStr(keyword)) return thread.raiseTypeError("{}() keywords must be strings", function->qualifiedName);
    int32_t at = TRY(findParameter(thread, code, keyword));
    if (at < 0) {
      if (!(code->flags & kCoVarKeywords)) return unexpectedKeyword(thread, function, code, args, keyword);
      TRY(dictSet(thread, frame->slots[kwargsSlot].as<Dict>(), keyword, value));
      continue;
    }
    if (!frame->slots[at].isEmpty()) {
      return thread.raiseTypeError("{}() got multiple values for argument '{}'", function->qualifiedName, keyword);
    }
    incref(value);
    frame->slots[at] = value;
  }
  return kOk;
}

Status fillDefaults(Thread& thread, Function* function, Frame* frame, size_t given) {
  Code* code = frame->code;
  int32_t positional = code->argCount;
  if (given < static_cast<size_t>(positional)) {
    int32_t defaults = function->defaults.isEmpty() ? 0 : static_cast<int32_t>(function->defaults.as<Tuple>()->size);
    int32_t firstDefault = positional > defaults ? positional - defaults : 0;
    for (int32_t i = static_cast<int32_t>(given); i < positional - defaults; i++) {
      if (frame->slots[i].isEmpty()) return missingArguments(thread, function, frame, 0, positional, defaults, "positional");
    }
    for (int32_t i = firstDefault; i < positional; i++) {
      if (!frame->slots[i].isEmpty()) continue;
      frame->slots[i] = newRef(function->defaults.as<Tuple>()->items[i - (positional - defaults)]).releaseValue();
    }
  }
  int32_t end = positional + code->keywordOnlyArgCount;
  bool missing = false;
  for (int32_t i = positional; i < end; i++) {
    if (!frame->slots[i].isEmpty()) continue;
    Value value;
    if (!function->kwDefaults.isEmpty()) {
      value = dictGet(thread, function->kwDefaults.as<Dict>(), code->localsPlusNames->items[i]);
      if (value.isEmpty() && thread.hasException()) return Raised{};
    }
    if (value.isEmpty()) missing = true;
    else frame->slots[i] = newRef(value).releaseValue();
  }
  if (missing) return missingArguments(thread, function, frame, positional, end, 0, "keyword-only");
  return kOk;
}

Status bind(Thread& thread, Function* function, Frame* frame, const Arguments& args) {
  Code* code = frame->code;
  int32_t total = code->argCount + code->keywordOnlyArgCount;
  bool varArgs = code->flags & kCoVarArgs;
  if (code->flags & kCoVarKeywords) frame->slots[total + varArgs] = TRY(newDict(thread)).releaseValue();
  size_t direct = args.positionalCount;
  if (direct > static_cast<size_t>(code->argCount)) direct = static_cast<size_t>(code->argCount);
  for (size_t i = 0; i < direct; i++) {
    incref(args.values[i]);
    frame->slots[i] = args.values[i];
  }
  if (varArgs) {
    frame->slots[total] = Value(TRY(newTupleFrom(thread, args.values + direct, args.positionalCount - direct)).release());
  }
  if (args.keywordNames != nullptr) TRY(bindKeywords(thread, function, frame, args));
  if (args.positionalCount > direct && !varArgs) {
    return tooManyPositional(thread, function, frame, args.positionalCount);
  }
  return fillDefaults(thread, function, frame, args.positionalCount);
}

}  // namespace

Frame* bindCall(Thread& thread, Function* function, const Arguments& args) {
  Frame* frame = pushFrame(thread, function, function->code);
  if (frame == nullptr) return nullptr;
  // A module's code in a function: its names are the globals.
  if (!(function->code->flags & kCoOptimized)) frame->locals = newRef(Value(function->globals)).releaseValue();
  if (bind(thread, function, frame, args)) return frame;
  Ref<> pending = thread.takeException();
  clearFrame(frame);
  popFrameMemory(thread, frame);
  (void)thread.restoreException(std::move(pending));
  return nullptr;
}

}  // namespace taipan
