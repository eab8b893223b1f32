// The locale of the process and what follows from it: UTF-8 mode (PEP 540), coercion of the C locale (PEP 538).
#pragma once

#include <optional>
#include <string>

namespace taipan {

struct LocaleChoice {
  bool utf8Mode = false;
  std::string encoding;       // of text from outside: "utf-8" in UTF-8 mode
  std::string streamErrors;   // of stdin and stdout
};

// Sets the process's LC_CTYPE.  `utf8Mode`: what option or environment ask for.  `coerce` is PYTHONCOERCECLOCALE, or null.
LocaleChoice chooseLocale(std::optional<bool> utf8Mode, const char* coerce);

}  // namespace taipan
