// See the header.
#include "cli/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace taipan {
namespace {

bool isPlain(const char* name) { return name == nullptr || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0; }

// The locales that stand in for "C", in the order in which they are tried.
constexpr const char* kCoercionTargets[] = {"C.UTF-8", "C.utf8", "UTF-8"};

bool isCoercionTarget(const char* name) {
  for (const char* target : kCoercionTargets) {
    if (strcmp(name, target) == 0) return true;
  }
  return false;
}

void coerceLocale(bool warn) {
  const char* all = getenv("LC_ALL");
  if (all != nullptr && *all != '\0') return;
  for (const char* target : kCoercionTargets) {
    if (setlocale(LC_CTYPE, target) == nullptr) continue;
    setenv("LC_CTYPE", target, 1);
    if (warn) {
      fprintf(stderr, "Python detected LC_CTYPE=C: LC_CTYPE coerced to %s (set another locale or PYTHONCOERCECLOCALE=0 to "
                      "disable this locale coercion behavior).\n", target);
    }
    setlocale(LC_CTYPE, "");
    return;
  }
}

// nl_langinfo's name as the codecs spell it.
std::string codecName(const char* name) {
  if (strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "utf8") == 0 || *name == '\0') return "utf-8";
  if (strcmp(name, "ANSI_X3.4-1968") == 0) return "ascii";
  return name;
}

}  // namespace

LocaleChoice chooseLocale(std::optional<bool> utf8Mode, const char* coerce) {
  setlocale(LC_CTYPE, "");
  bool plain = isPlain(setlocale(LC_CTYPE, nullptr));
  bool mayCoerce = coerce == nullptr || strcmp(coerce, "0") != 0;
  if (plain && mayCoerce) coerceLocale(coerce != nullptr && strcmp(coerce, "warn") == 0);
  LocaleChoice choice;
  choice.utf8Mode = utf8Mode.value_or(plain);
  choice.encoding = choice.utf8Mode ? "utf-8" : codecName(nl_langinfo(CODESET));
  const char* name = setlocale(LC_CTYPE, nullptr);
  choice.streamErrors = choice.utf8Mode || isPlain(name) || isCoercionTarget(name) ? "surrogateescape" : "strict";
  return choice;
}

}  // namespace taipan
