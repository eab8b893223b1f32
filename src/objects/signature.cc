// Parsing of signature texts and binding of arguments.  See native.h for the contract.
#include "objects/signature.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// Splits "a, b=',', *, c" at commas outside quotes and brackets.
class ParameterSplitter {
 public:
  explicit ParameterSplitter(std::string_view text) : rest_(text) {}

  bool next(std::string_view* item) {
    if (rest_.empty()) return false;
    int depth = 0;
    char quote = 0;
    size_t i = 0;
    for (; i < rest_.size(); ++i) {
      char c = rest_[i];
      if (quote != 0) {
        if (c == '\\') ++i;
        else if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '<' || c == '{') {
        ++depth;
      } else if (c == ')' || c == ']' || c == '>' || c == '}') {
        --depth;
      } else if (c == ',' && depth == 0) {
        break;
      }
    }
    *item = trim(rest_.substr(0, i));
    rest_ = i < rest_.size() ? rest_.substr(i + 1) : std::string_view();
    return !item->empty();
  }

  static std::string_view trim(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
  }

 private:
  std::string_view rest_;
};

// The text between the quotes, with the few escapes that signatures use.
std::string unquote(std::string_view literal) {
  std::string out;
  for (size_t i = 1; i + 1 < literal.size(); ++i) {
    char c = literal[i];
    if (c == '\\' && i + 2 < literal.size()) {
      c = literal[++i];
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
    out += c;
  }
  return out;
}

Ref<> parseDefault(Thread& thread, std::string_view text) {
  if (text == "None" || text == "<PARSED>") return newRef(kNone);
  if (text == "True") return newRef(kTrue);
  if (text == "False") return newRef(kFalse);
  if (text == "()") return newTuple(thread, 0);
  if (text == "sys.maxsize") return newInt(thread, INT64_MAX);
  char first = text.empty() ? '\0' : text[0];
  if (first == '\'' || first == '"') return newStr(thread, unquote(text));
  if (first == 'b' && text.size() >= 3) return newBytes(thread, unquote(text.substr(1)));
  if ((first >= '0' && first <= '9') || (first == '-' && text.size() > 1)) {
    std::string copy(text);
    if (text.find_first_of(".e") != std::string_view::npos && text.substr(0, 2) != "0x") {
      return newFloat(thread, std::strtod(copy.c_str(), nullptr));
    }
    return newInt(thread, std::strtoll(copy.c_str(), nullptr, 0));
  }
  return nullptr;  // <unrepresentable>, <NULL>: the function tells by the empty Value
}

}  // namespace

Signature* parseSignature(Thread& thread, const char* text) {
  auto* signature = new (std::nothrow) Signature();
  if (signature == nullptr) return nullptr;
  signature->parsed = std::strstr(text, "<PARSED>") != nullptr;
  std::string_view all(text);
  TAIPAN_ASSERT(all.front() == '(' && all.back() == ')');
  ParameterSplitter splitter(all.substr(1, all.size() - 2));
  std::string_view item;
  bool keywordOnly = false;
  while (splitter.next(&item)) {
    if (item == "/") {
      signature->positionalOnly = signature->count;
    } else if (item == "*") {
      keywordOnly = true;
    } else if (item.substr(0, 2) == "**") {
      signature->varKeyword = true;
    } else if (item[0] == '*') {
      signature->varPositional = true;
      keywordOnly = true;
    } else if (item[0] == '$') {
      signature->hasSelf = true;
    } else {
      TAIPAN_ASSERT(signature->count < Signature::kMaxParameters);
      Parameter& parameter = signature->parameters[signature->count++];
      size_t equals = item.find('=');
      std::string_view name = ParameterSplitter::trim(item.substr(0, equals));
      parameter.name = internText(thread, name).release();
      parameter.required = equals == std::string_view::npos;
      if (!parameter.required) {
        parameter.defaultValue =
            parseDefault(thread, ParameterSplitter::trim(item.substr(equals + 1))).releaseValue();
      }
      if (!keywordOnly) {
        ++signature->positional;
        if (parameter.required) ++signature->required;
      }
    }
  }
  return signature;
}

void freeSignature(Signature* signature) {
  if (signature == nullptr) return;
  for (int i = 0; i < signature->count; ++i) {
    decref(Value(signature->parameters[i].name));
    decrefOrEmpty(signature->parameters[i].defaultValue);
  }
  delete signature;
}

namespace {

// What error texts call the function.
struct Naming {
  Thread& thread;
  Str* name;
  Type* owner;
  Value moduleName;

  // "list.append", "time.time", "len".
  Ref<Str> qualified() const {
    if (owner != nullptr) return formatStr(thread, "{}.{}", owner->qualifiedName, name);
    if (!moduleName.isEmpty() && isStr(moduleName) &&
        !strEqualText(moduleName.as<Str>(), "builtins")) {
      return formatStr(thread, "{}.{}", moduleName, name);
    }
    return newRef(name);
  }
};

const char* plural(int64_t n) { return n == 1 ? "" : "s"; }

bool acceptsKeywords(const Signature& s) {
  return s.varKeyword || s.count > s.positionalOnly;
}

// Too few or too many positional arguments for a function that takes no keywords.
Raised raisePositionalCount(const Naming& naming, const Signature& s, size_t given) {
  Thread& thread = naming.thread;
  if (s.count == 0) {
    Ref<Str> name = TRY(naming.qualified());
    return thread.raiseTypeError("{}() takes no arguments ({} given)", name, given);
  }
  if (s.count == 1 && s.required == 1 && !s.varPositional) {
    Ref<Str> name = TRY(naming.qualified());
    return thread.raiseTypeError("{}() takes exactly one argument ({} given)", name, given);
  }
  if (s.parsed) {
    bool few = given < static_cast<size_t>(s.required);
    int limit = few ? s.required : s.positional;
    return thread.raiseTypeError("{}() takes at {} {} argument{} ({} given)", naming.name, few ? "least" : "most", limit,
                                 plural(limit), given);
  }
  if (s.required == s.positional && !s.varPositional) {
    return thread.raiseTypeError("{} expected {} argument{}, got {}", naming.name, s.required,
                                 plural(s.required), given);
  }
  if (given < static_cast<size_t>(s.required)) {
    return thread.raiseTypeError("{} expected at least {} argument{}, got {}", naming.name, s.required,
                                 plural(s.required), given);
  }
  return thread.raiseTypeError("{} expected at most {} argument{}, got {}", naming.name, s.positional,
                               plural(s.positional), given);
}

Raised raiseTooMany(const Naming& naming, const Signature& s, size_t positional, size_t keywords) {
  Thread& thread = naming.thread;
  if (positional + keywords > static_cast<size_t>(s.count) && !s.varKeyword) {
    return thread.raiseTypeError("{}() takes at most {} {}argument{} ({} given)", naming.name, s.count,
                                 positional == 0 ? "keyword " : "", plural(s.count),
                                 positional + keywords);
  }
  if (s.positional == 0) {
    return thread.raiseTypeError("{}() takes no positional arguments", naming.name);
  }
  return thread.raiseTypeError("{}() takes {} {} positional argument{} ({} given)", naming.name,
                               s.required < s.positional ? "at most" : "exactly", s.positional,
                               plural(s.positional), positional);
}

Status bindKeywords(const Naming& naming, const Signature& s, const Arguments& args, Value* slots,
                    Dict* extra) {
  Thread& thread = naming.thread;
  Tuple* names = args.keywordNames;
  for (size_t k = 0; k < names->size; ++k) {
    Str* name = names->items[k].as<Str>();
    Value value = args.values[args.positionalCount + k];
    int at = -1;
    for (int i = s.positionalOnly; i < s.count && at < 0; ++i) {
      if (s.parameters[i].name == name || strEqual(s.parameters[i].name, name)) at = i;
    }
    if (at < 0) {
      if (extra == nullptr) {
        return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, naming.name);
      }
      TRY(dictSet(thread, extra, name, value));
    } else if (!slots[at].isEmpty()) {
      return thread.raiseTypeError("argument for {}() given by name ('{}') and position ({})",
                                   naming.name, name, at + 1);
    } else {
      slots[at] = value;
    }
  }
  return kOk;
}

Status fillDefaults(const Naming& naming, const Signature& s, const Arguments& args, Value* slots) {
  for (int i = 0; i < s.count; ++i) {
    if (!slots[i].isEmpty()) continue;
    const Parameter& parameter = s.parameters[i];
    if (parameter.required) {
      if (i < s.positionalOnly) {
        return naming.thread.raiseTypeError(
            "{}() takes {} {} positional argument{} ({} given)", naming.name,
            s.required < s.positional || s.varPositional ? "at least" : "exactly", s.positionalOnly < s.required ? s.positionalOnly : s.required,
            plural(s.positionalOnly < s.required ? s.positionalOnly : s.required), args.positionalCount);
      }
      return naming.thread.raiseTypeError("{}() missing required argument '{}' (pos {})", naming.name,
                                          parameter.name, i + 1);
    }
    slots[i] = parameter.defaultValue;
  }
  return kOk;
}

}  // namespace

Status bindArguments(Thread& thread, const Signature& s, Str* name, Type* owner, Value moduleName,
                     Value self, const Arguments& args, Value* bound) {
  Naming naming{thread, name, owner, moduleName};
  size_t keywordCount = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  if (keywordCount != 0 && !acceptsKeywords(s)) {
    Ref<Str> qualified = TRY(naming.qualified());
    return thread.raiseTypeError("{}() takes no keyword arguments", qualified);
  }
  Value* slots = bound;
  if (s.hasSelf) *slots++ = self;
  size_t positional = args.positionalCount;
  size_t direct = positional < static_cast<size_t>(s.positional) ? positional : s.positional;
  if (positional > static_cast<size_t>(s.positional) && !s.varPositional) {
    if (!acceptsKeywords(s)) return raisePositionalCount(naming, s, positional);
    return raiseTooMany(naming, s, positional, keywordCount);
  }
  if (!acceptsKeywords(s) && positional < static_cast<size_t>(s.required)) {
    return raisePositionalCount(naming, s, positional);
  }
  for (size_t i = 0; i < direct; ++i) slots[i] = args.values[i];
  for (int i = static_cast<int>(direct); i < s.count; ++i) slots[i] = Value();
  Ref<Dict> extra;
  if (s.varKeyword) extra = TRY(newDict(thread));
  if (keywordCount != 0) {
    TRY(bindKeywords(naming, s, args, slots, s.varKeyword ? extra.get() : nullptr));
  }
  TRY(fillDefaults(naming, s, args, slots));
  Value* next = slots + s.count;
  if (s.varPositional) {
    *next++ = TRY(newTupleFrom(thread, args.values + direct, positional - direct)).releaseValue();
  }
  if (s.varKeyword) *next = extra.releaseValue();
  return kOk;
}

void releaseBound(const Signature& s, Value* bound) {
  Value* next = bound + (s.hasSelf ? 1 : 0) + s.count;
  if (s.varPositional) decref(*next++);
  if (s.varKeyword) decref(*next);
}

}  // namespace taipan
