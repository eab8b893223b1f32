// See the header.  The order of precedence is CPython's: options, then environment, then defaults.
#include "cli/options.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <algorithm>

#include "cli/locale.h"

namespace taipan {
namespace {

class Parser {
 public:
  Parser(int argc, char** argv) : argc_(argc), argv_(argv) {}
  Options parse();

 private:
  // One argument each; false: no more options.
  bool parseShort(const char* text);
  bool parseLong(const char* text);
  bool parseWithValue(char option, const char* rest);
  const char* value(const char* rest);  // of an option; null if missing
  void findTarget();
  void applyEnvironment();
  void applyLocale();
  void applyHashSeed();
  void applyIntDigits();
  void applyTraceMalloc();
  void applyXFlags();
  void applyStreamEncoding();
  void applyWarnings();

  bool failed() const { return options_.kind == RunKind::kError; }
  void fail(std::string message) {
    options_.kind = RunKind::kError;
    options_.error = std::move(message);
  }
  // A problem that CPython calls fatal, with the stage of start-up it is found in.
  void failFatally(const std::string& message, const char* stage = "preinitialized") {
    fail("Fatal Python error: " + message + "\nPython runtime state: " + stage + "\n\n");
    options_.exitCode = 1;
  }
  // Null if it is unset, empty or to be ignored.
  const char* environment(const char* name) const {
    if (options_.settings.ignoreEnvironment) return nullptr;
    const char* text = getenv(name);
    return text && *text ? text : nullptr;
  }
  // The last -X option of that name; null if there is none.
  const std::optional<std::string>* xOption(const char* name) const {
    const std::optional<std::string>* found = nullptr;
    for (auto& [key, text] : options_.xOptions) {
      if (key == name) found = &text;
    }
    return found;
  }

  int argc_;
  char** argv_;
  int next_ = 1;
  bool haveTarget_ = false;
  bool randomSeed_ = false;  // -R
  std::optional<RunKind> help_;
  std::vector<std::string> commandLineWarnings_;
  Options options_;
};

// ---------------------------------------------------------------- the command line

const char* Parser::value(const char* rest) {
  if (*rest) return rest;
  return next_ < argc_ ? argv_[next_++] : nullptr;
}

bool Parser::parseLong(const char* text) {
  std::string_view name(text);
  if (name == "--help") help_ = RunKind::kHelp;
  else if (name == "--help-env") help_ = RunKind::kHelpEnvironment;
  else if (name == "--help-xoptions") help_ = RunKind::kHelpXOptions;
  else if (name == "--help-all") help_ = RunKind::kHelpAll;
  else if (name == "--version") ++options_.versionCount;
  else if (name == "--check-hash-based-pycs") {
    std::string_view choice = next_ < argc_ ? argv_[next_++] : "";
    Settings& s = options_.settings;
    if (choice.data() == nullptr || choice.empty()) fail("Argument expected for the --check-hash-based-pycs options\n");
    else if (choice == "always") s.checkHashPycs = "always";
    else if (choice == "never") s.checkHashPycs = "never";
    else if (choice == "default") s.checkHashPycs = "default";
    else fail("--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n");
  } else {
    fail("unknown option " + std::string(text) + "\n");
  }
  return !failed();
}

bool Parser::parseWithValue(char option, const char* rest) {
  const char* text = value(rest);
  if (!text) {
    fail("Argument expected for the -" + std::string(1, option) + " option\n");
    return false;
  }
  if (option == 'W') return commandLineWarnings_.push_back(text), true;
  if (option == 'X') {
    const char* equals = strchr(text, '=');
    if (equals) options_.xOptions.emplace_back(std::string(text, equals - text), equals + 1);
    else options_.xOptions.emplace_back(text, std::nullopt);
    return true;
  }
  options_.kind = option == 'c' ? RunKind::kCommand : RunKind::kModule;
  options_.target = option == 'c' ? std::string(text) + "\n" : text;
  options_.argv.push_back(option == 'c' ? "-c" : "-m");
  haveTarget_ = true;
  return false;
}

bool Parser::parseShort(const char* text) {
  Settings& s = options_.settings;
  for (const char* p = text + 1; *p; ++p) {
    switch (*p) {
      case 'b': ++s.bytesWarning; break;
      case 'B': s.dontWriteBytecode = true; break;
      case 'd': ++s.debug; break;
      case 'E': s.ignoreEnvironment = 1; break;
      case 'h': case '?': help_ = RunKind::kHelp; break;
      case 'i': ++s.inspect; ++s.interactive; break;
      case 'I': s.isolated = s.ignoreEnvironment = s.noUserSite = s.safePath = 1; break;
      case 'O': ++s.optimization; break;
      case 'P': s.safePath = 1; break;
      case 'q': ++s.quiet; break;
      case 'R': randomSeed_ = true; break;
      case 's': s.noUserSite = 1; break;
      case 'S': s.noSite = 1; break;
      case 't': break;
      case 'u': options_.unbuffered = true; break;
      case 'v': ++s.verbose; break;
      case 'V': ++options_.versionCount; break;
      case 'x': options_.skipFirstLine = true; break;
      case 'c': case 'm': case 'W': case 'X': return parseWithValue(*p, p + 1);
      case 'J': return fail("-J is reserved for Jython\n"), false;
      default: return fail("Unknown option: -" + std::string(1, *p) + "\n"), false;
    }
  }
  return true;
}

void Parser::findTarget() {
  if (haveTarget_) return;
  if (next_ < argc_ && strcmp(argv_[next_], "-") != 0) {
    options_.kind = RunKind::kFile;
    options_.target = argv_[next_];
    options_.argv.push_back(argv_[next_++]);
    return;
  }
  options_.argv.push_back(next_ < argc_ ? "-" : "");
  if (next_ < argc_) ++next_;
  options_.kind = RunKind::kStdin;
}

Options Parser::parse() {
  while (!haveTarget_ && next_ < argc_) {
    const char* text = argv_[next_];
    if (text[0] != '-' || text[1] == '\0') break;
    ++next_;
    if (strcmp(text, "--") == 0) break;
    bool goOn = text[1] == '-' ? parseLong(text) : parseShort(text);
    if (failed()) {
      options_.error += "usage: " + std::string(argv_[0]) + " " + kUsageLine + "Try `python -h' for more information.\n";
      return std::move(options_);
    }
    if (!goOn) break;
  }
  if (help_ || options_.versionCount) {
    options_.kind = help_.value_or(RunKind::kVersion);
    return std::move(options_);
  }
  findTarget();
  while (next_ < argc_) options_.argv.push_back(argv_[next_++]);
  for (auto step : {&Parser::applyLocale, &Parser::applyEnvironment, &Parser::applyXFlags, &Parser::applyHashSeed,
                    &Parser::applyTraceMalloc, &Parser::applyIntDigits, &Parser::applyStreamEncoding, &Parser::applyWarnings}) {
    if (!failed()) (this->*step)();
  }
  return std::move(options_);
}

// ---------------------------------------------------------------- options and environment together

// A variable such as PYTHONDEBUG: its number, or 1 for other text.
int levelOf(const char* text) {
  char* end;
  errno = 0;
  long number = strtol(text, &end, 10);
  return *end || errno || number < 0 || number > INT_MAX ? 1 : static_cast<int>(number);
}

void Parser::applyLocale() {
  std::optional<bool> utf8Mode;
  if (auto* option = xOption("utf8")) {
    std::string text = option->value_or("1");
    if (text != "0" && text != "1") return failFatally("preconfig_init_utf8_mode: invalid -X utf8 option value", "preinitializing");
    utf8Mode = text == "1";
  } else if (const char* text = environment("PYTHONUTF8")) {
    if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0) {
      return failFatally("preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value", "preinitializing");
    }
    utf8Mode = *text == '1';
  }
  LocaleChoice choice = chooseLocale(utf8Mode, environment("PYTHONCOERCECLOCALE"));
  options_.settings.utf8Mode = choice.utf8Mode;
  options_.streamEncoding = choice.encoding;
  options_.streamErrors = choice.streamErrors;
}

void Parser::applyEnvironment() {
  Settings& s = options_.settings;
  auto level = [&](const char* name, int old) {
    const char* text = environment(name);
    return text ? std::max(old, levelOf(text)) : old;
  };
  s.debug = level("PYTHONDEBUG", s.debug);
  s.verbose = level("PYTHONVERBOSE", s.verbose);
  s.optimization = level("PYTHONOPTIMIZE", s.optimization);
  s.inspect = level("PYTHONINSPECT", s.inspect);
  if (level("PYTHONDONTWRITEBYTECODE", 0)) s.dontWriteBytecode = true;
  if (level("PYTHONNOUSERSITE", 0)) s.noUserSite = 1;
  if (level("PYTHONSAFEPATH", 0)) s.safePath = 1;
  if (level("PYTHONUNBUFFERED", 0)) options_.unbuffered = true;
  if (const char* path = environment("PYTHONPATH")) options_.pythonPath = path;
  if (const char* home = environment("PYTHONHOME")) options_.pythonHome = home;
  if (const char* folder = environment("PYTHONPLATLIBDIR")) options_.platformLibrary = folder;
}

void Parser::applyXFlags() {
  Settings& s = options_.settings;
  if (auto* prefix = xOption("pycache_prefix")) options_.pycachePrefix = prefix->value_or("");
  else if (const char* text = environment("PYTHONPYCACHEPREFIX")) options_.pycachePrefix = text;
  s.devMode = xOption("dev") || environment("PYTHONDEVMODE");
  s.warnDefaultEncoding = xOption("warn_default_encoding") || environment("PYTHONWARNDEFAULTENCODING");
  s.importTime = xOption("importtime") || environment("PYTHONPROFILEIMPORTTIME");
  s.noDebugRanges = xOption("no_debug_ranges") || environment("PYTHONNODEBUGRANGES");
  options_.faultHandler = s.devMode || xOption("faulthandler") || environment("PYTHONFAULTHANDLER");
  if (auto* frozen = xOption("frozen_modules")) {
    std::string text = frozen->value_or("on");
    if (text.empty()) text = "on";
    if (text != "on" && text != "off") return failFatally("bad value for option -X frozen_modules (expected \"on\" or \"off\")");
    s.useFrozenModules = text == "on";
  }
}

void Parser::applyHashSeed() {
  Settings& s = options_.settings;
  const char* seed = environment("PYTHONHASHSEED");
  if (randomSeed_ || !seed || strcmp(seed, "random") == 0) {
    uint64_t keys[2] = {0x9E3779B97F4A7C15, 0xD1B54A32D192ED03};
    (void)!getrandom(keys, sizeof keys, 0);
    s.hashKey0 = keys[0], s.hashKey1 = keys[1];
    return;
  }
  char* end;
  errno = 0;
  unsigned long number = strtoul(seed, &end, 10);
  if (*end || number > 4294967295UL || errno) {
    return failFatally("config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]");
  }
  s.hashRandomization = number != 0;
  // A linear congruential generator stretches the seed over both keys, as CPython does.
  uint8_t bytes[16] = {};
  if (number != 0) {
    uint32_t x = static_cast<uint32_t>(number);
    for (uint8_t& byte : bytes) {
      x = x * 214013 + 2531011;
      byte = (x >> 16) & 0xff;
    }
  }
  memcpy(&s.hashKey0, bytes, 8);
  memcpy(&s.hashKey1, bytes + 8, 8);
}

void Parser::applyTraceMalloc() {
  auto* option = xOption("tracemalloc");
  const char* text = option ? (option->has_value() ? (*option)->c_str() : "1") : environment("PYTHONTRACEMALLOC");
  if (!text) return;
  char* end;
  long number = strtol(text, &end, 10);
  if (*end || !*text || number < 0 || number > INT_MAX) {
    return failFatally(option ? "config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames"
                              : "config_init_tracemalloc: PYTHONTRACEMALLOC: invalid number of frames");
  }
  options_.traceMallocFrames = static_cast<int>(number);
}

void Parser::applyIntDigits() {
  auto* option = xOption("int_max_str_digits");
  const char* text = option ? (option->has_value() ? (*option)->c_str() : "") : environment("PYTHONINTMAXSTRDIGITS");
  if (!text) return;
  char* end;
  long number = strtol(text, &end, 10);
  if (*end || !*text || number < 0 || number > INT_MAX || (number != 0 && number < 640)) {
    return failFatally(std::string("config_init_int_max_str_digits: ") + (option ? "-X int_max_str_digits" : "PYTHONINTMAXSTRDIGITS") +
                       ": invalid limit; must be >= 640 or 0 for unlimited.");
  }
  options_.settings.intMaxStrDigits = number;
  options_.settings.intMaxStrDigitsGiven = true;
}

// PYTHONIOENCODING: encoding, errors or both, with a colon between.
void Parser::applyStreamEncoding() {
  const char* text = environment("PYTHONIOENCODING");
  if (!text) return;
  const char* colon = strchr(text, ':');
  std::string encoding = colon ? std::string(text, colon - text) : text;
  if (!encoding.empty()) {
    options_.streamEncoding = encoding;
    options_.streamErrors = "strict";
  }
  if (colon && colon[1]) options_.streamErrors = colon + 1;
}

void Parser::applyWarnings() {
  Settings& s = options_.settings;
  if (s.devMode) options_.warnOptions.push_back("default");
  if (const char* filters = environment("PYTHONWARNINGS")) {
    for (std::string rest = filters; !rest.empty();) {
      size_t comma = rest.find(',');
      if (comma != 0) options_.warnOptions.push_back(rest.substr(0, comma));
      rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
    }
  }
  for (std::string& filter : commandLineWarnings_) options_.warnOptions.push_back(std::move(filter));
  if (s.bytesWarning > 0) options_.warnOptions.push_back(s.bytesWarning > 1 ? "error::BytesWarning" : "default::BytesWarning");
}

}  // namespace

Options parseOptions(int argc, char** argv) { return Parser(argc, argv).parse(); }

}  // namespace taipan
