// _locale: the C library's locales.  They belong to the process, not to an interpreter, as in CPython.
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cwchar>
#include <string>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/module.h"

namespace taipan {

extern const ModuleSpec kLocaleModule;

namespace {

static_assert(sizeof(wchar_t) == sizeof(uint32_t));

template <class... Args>
Raised raiseLocaleError(Thread& thread, std::string_view format, const Args&... args) {
  return thread.raise(TypeId::kLocaleError, format, args...);
}

// Text in the encoding of the current locale; what does not decode is taken as file system text.
Ref<Str> fromLocale(Thread& thread, const char* text) {
  std::wstring wide(std::char_traits<char>::length(text) + 1, L'\0');
  size_t length = mbstowcs(wide.data(), text, wide.size());
  if (length == static_cast<size_t>(-1)) return strFromNative(thread, text);
  return newStrUcs4(thread, reinterpret_cast<const uint32_t*>(wide.data()), length);
}

// A str argument as UTF-8 without NULs; `name` and `position` are for the error.
Result<std::string> textArgument(Thread& thread, Value value, const char* function, int position, bool noneAllowed) {
  if (!isStr(value)) {
    const char* expected = noneAllowed ? "str or None" : "str";
    if (position == 0) return thread.raiseTypeError("{}() argument must be {}, not {!N}", function, expected, value);
    if (value.isNone()) return thread.raiseTypeError("{}() argument {} must be {}, not None", function, position, expected);
    return thread.raiseTypeError("{}() argument {} must be {}, not {!N}", function, position, expected, value);
  }
  std::string text = TRY(toUtf8(thread, value.as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return text;
}

Result<std::wstring> wideArgument(Thread& thread, Value value, const char* function, int position) {
  if (!isStr(value)) {
    if (position == 0) return thread.raiseTypeError("{}() argument must be str, not {!N}", function, value);
    return thread.raiseTypeError("{}() argument {} must be str, not {!N}", function, position, value);
  }
  const Str* text = value.as<Str>();
  std::wstring wide(text->length(), L'\0');
  for (size_t i = 0; i < wide.size(); i++) {
    wide[i] = static_cast<wchar_t>(text->at(i));
    if (wide[i] == 0) return thread.raiseValueError("embedded null character");
  }
  return wide;
}

Ref<> setLocale(Thread& thread, const Value* args) {
  int category = TRY(argumentAsInt(thread, args[1]));
  bool given = args[2] && !args[2].isNone();
  std::string name;
  if (given) name = TRY(textArgument(thread, args[2], "setlocale", 2, true));
  const char* result = setlocale(category, given ? name.c_str() : nullptr);
  if (!result) return raiseLocaleError(thread, given ? "unsupported locale setting" : "locale query failed");
  return fromLocale(thread, result);
}

// "\3\3\0" as [3, 3, 0]; CHAR_MAX ends it.
Ref<> grouping(Thread& thread, const char* text) {
  Ref<List> result = TRY(newList(thread));
  if (text[0] == '\0') return result;
  for (size_t i = 0;; i++) {
    TRY(listAppend(thread, result, Value::smallInt(text[i])));
    if (text[i] == '\0' || text[i] == CHAR_MAX) return result;
  }
}

Status set(Thread& thread, Dict* dict, const char* name, Ref<> value) {
  if (!value) return Raised{};
  Ref<Str> key = TRY(internText(thread, name));
  return dictSetStr(thread, dict, key, value);
}

Ref<> localeConventions(Thread& thread, const Value*) {
  Ref<Dict> result = TRY(newDict(thread));
  const struct lconv* l = localeconv();
#define TEXT(NAME) TRY(set(thread, result, #NAME, fromLocale(thread, l->NAME)))
#define NUMBER(NAME) TRY(set(thread, result, #NAME, newInt(thread, l->NAME)))
  TEXT(int_curr_symbol); TEXT(currency_symbol); TEXT(mon_decimal_point); TEXT(mon_thousands_sep);
  TRY(set(thread, result, "mon_grouping", grouping(thread, l->mon_grouping)));
  TEXT(positive_sign); TEXT(negative_sign);
  NUMBER(int_frac_digits); NUMBER(frac_digits); NUMBER(p_cs_precedes); NUMBER(p_sep_by_space);
  NUMBER(n_cs_precedes); NUMBER(n_sep_by_space); NUMBER(p_sign_posn); NUMBER(n_sign_posn);
  TEXT(decimal_point); TEXT(thousands_sep);
  TRY(set(thread, result, "grouping", grouping(thread, l->grouping)));
#undef TEXT
#undef NUMBER
  return result;
}

Ref<> collate(Thread& thread, const Value* args) {
  std::wstring a = TRY(wideArgument(thread, args[1], "strcoll", 1));
  std::wstring b = TRY(wideArgument(thread, args[2], "strcoll", 2));
  return newInt(thread, wcscoll(a.c_str(), b.c_str()));
}

Ref<> transform(Thread& thread, const Value* args) {
  std::wstring text = TRY(wideArgument(thread, args[1], "strxfrm", 0));
  std::wstring key(text.size() + 1, L'\0');
  errno = 0;
  size_t length = wcsxfrm(key.data(), text.c_str(), key.size());
  if (errno && errno != ERANGE) return thread.raiseErrno(errno);
  if (length >= key.size()) {
    key.resize(length + 1);
    errno = 0;
    length = wcsxfrm(key.data(), text.c_str(), key.size());
    if (errno) return thread.raiseErrno(errno);
  }
  return newStrUcs4(thread, reinterpret_cast<const uint32_t*>(key.data()), length);
}

Ref<> getEncoding(Thread& thread, const Value*) {
  const char* name = nl_langinfo(CODESET);
  return newStr(thread, name && *name ? name : "UTF-8");
}

struct LangInfo {
  const char* name;
  nl_item item;
};
#define ITEM(NAME) {#NAME, NAME}
constexpr LangInfo kLangInfo[] = {
    ITEM(ABDAY_1), ITEM(ABDAY_2), ITEM(ABDAY_3), ITEM(ABDAY_4), ITEM(ABDAY_5), ITEM(ABDAY_6), ITEM(ABDAY_7),
    ITEM(ABMON_1), ITEM(ABMON_2), ITEM(ABMON_3), ITEM(ABMON_4), ITEM(ABMON_5), ITEM(ABMON_6), ITEM(ABMON_7),
    ITEM(ABMON_8), ITEM(ABMON_9), ITEM(ABMON_10), ITEM(ABMON_11), ITEM(ABMON_12), ITEM(ALT_DIGITS), ITEM(AM_STR),
    ITEM(CODESET), ITEM(CRNCYSTR), ITEM(DAY_1), ITEM(DAY_2), ITEM(DAY_3), ITEM(DAY_4), ITEM(DAY_5), ITEM(DAY_6),
    ITEM(DAY_7), ITEM(D_FMT), ITEM(D_T_FMT), ITEM(ERA), ITEM(ERA_D_FMT), ITEM(ERA_D_T_FMT), ITEM(ERA_T_FMT),
    ITEM(MON_1), ITEM(MON_2), ITEM(MON_3), ITEM(MON_4), ITEM(MON_5), ITEM(MON_6), ITEM(MON_7), ITEM(MON_8),
    ITEM(MON_9), ITEM(MON_10), ITEM(MON_11), ITEM(MON_12), ITEM(NOEXPR), ITEM(PM_STR), ITEM(RADIXCHAR),
    ITEM(THOUSEP), ITEM(T_FMT), ITEM(T_FMT_AMPM), ITEM(YESEXPR), ITEM(_DATE_FMT)};
constexpr struct { const char* name; int category; } kCategories[] = {
    ITEM(LC_ALL), ITEM(LC_COLLATE), ITEM(LC_CTYPE), ITEM(LC_MESSAGES), ITEM(LC_MONETARY), ITEM(LC_NUMERIC), ITEM(LC_TIME)};
#undef ITEM

Ref<> langInfo(Thread& thread, const Value* args) {
  int key = TRY(argumentAsInt(thread, args[1]));
  for (const LangInfo& entry : kLangInfo) {
    if (entry.item != key) continue;
    const char* text = nl_langinfo(key);
    return fromLocale(thread, text ? text : "");
  }
  return thread.raiseValueError("unsupported langinfo constant");
}

// The domain of a gettext function: None is the current one (a null pointer).
Result<const char*> domainArgument(Thread& thread, Value value, const char* function, std::string* storage) {
  if (value.isNone()) return static_cast<const char*>(nullptr);
  *storage = TRY(textArgument(thread, value, function, 1, true));
  return storage->c_str();
}

Ref<> getText(Thread& thread, const Value* args) {
  std::string message = TRY(textArgument(thread, args[1], "gettext", 0, false));
  return fromLocale(thread, gettext(message.c_str()));
}
Ref<> domainGetText(Thread& thread, const Value* args) {
  std::string storage;
  const char* domain = TRY(domainArgument(thread, args[1], "dgettext", &storage));
  std::string message = TRY(textArgument(thread, args[2], "dgettext", 2, false));
  return fromLocale(thread, dgettext(domain, message.c_str()));
}
Ref<> categoryGetText(Thread& thread, const Value* args) {
  std::string storage;
  const char* domain = TRY(domainArgument(thread, args[1], "dcgettext", &storage));
  std::string message = TRY(textArgument(thread, args[2], "dcgettext", 2, false));
  int category = TRY(argumentAsInt(thread, args[3]));
  return fromLocale(thread, dcgettext(domain, message.c_str(), category));
}
Ref<> textDomain(Thread& thread, const Value* args) {
  std::string storage;
  const char* domain = TRY(domainArgument(thread, args[1], "textdomain", &storage));
  const char* current = textdomain(domain);
  if (!current) return thread.raiseErrno(errno);
  return fromLocale(thread, current);
}
Ref<> bindTextDomain(Thread& thread, const Value* args) {
  std::string domain = TRY(textArgument(thread, args[1], "bindtextdomain", 1, false));
  if (domain.empty()) return raiseLocaleError(thread, "domain must be a non-empty string");
  std::string directory;
  if (!args[2].isNone()) directory = TRY(pathToNative(thread, args[2]));
  errno = 0;
  const char* current = bindtextdomain(domain.c_str(), args[2].isNone() ? nullptr : directory.c_str());
  if (!current) return thread.raiseErrno(errno);
  return fromLocale(thread, current);
}
Ref<> bindCodeset(Thread& thread, const Value* args) {
  std::string domain = TRY(textArgument(thread, args[1], "bind_textdomain_codeset", 1, false)), codeset;
  if (!args[2].isNone()) codeset = TRY(textArgument(thread, args[2], "bind_textdomain_codeset", 2, true));
  const char* current = bind_textdomain_codeset(domain.c_str(), args[2].isNone() ? nullptr : codeset.c_str());
  return current ? Ref<>(fromLocale(thread, current)) : newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {.name = "setlocale", .signature = "($module, category, locale=<unrepresentable>, /)", .function = setLocale, .doc = "Sets or asks for a locale."},
    {.name = "localeconv", .signature = "($module, /)", .function = localeConventions, .doc = "How numbers and money are written."},
    {.name = "strcoll", .signature = "($module, os1, os2, /)", .function = collate, .doc = "The order of two strings in the locale."},
    {.name = "strxfrm", .signature = "($module, string, /)", .function = transform, .doc = "A key that sorts as strcoll does."},
    {.name = "nl_langinfo", .signature = "($module, key, /)", .function = langInfo, .doc = "One item of the locale."},
    {.name = "getencoding", .signature = "($module, /)", .function = getEncoding, .doc = "The locale's encoding."},
    {.name = "gettext", .signature = "($module, msg, /)", .function = getText, .doc = "The translation of a message."},
    {.name = "dgettext", .signature = "($module, domain, msg, /)", .function = domainGetText, .doc = "The translation in a domain."},
    {.name = "dcgettext", .signature = "($module, domain, msg, category, /)", .function = categoryGetText, .doc = "The translation in a domain and category."},
    {.name = "textdomain", .signature = "($module, domain, /)", .function = textDomain, .doc = "Sets or asks for the current domain."},
    {.name = "bindtextdomain", .signature = "($module, domain, dir, /)", .function = bindTextDomain, .doc = "Where a domain's messages are."},
    {.name = "bind_textdomain_codeset", .signature = "($module, domain, codeset, /)", .function = bindCodeset, .doc = "The encoding of a domain's messages."},
};

constexpr TypeSpec kErrorType = exceptionSpec(TypeId::kLocaleError, "locale.Error", TypeId::kException);

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kErrorType));
  TRY(moduleAddInt(thread, module, "CHAR_MAX", CHAR_MAX));
  for (const auto& entry : kCategories) TRY(moduleAddInt(thread, module, entry.name, entry.category));
  for (const auto& entry : kLangInfo) TRY(moduleAddInt(thread, module, entry.name, entry.item));
  return kOk;
}

}  // namespace

const ModuleSpec kLocaleModule = {
    .name = "_locale", .functions = kFunctions, .populate = populate, .doc = "Support for POSIX locales."};

}  // namespace taipan
