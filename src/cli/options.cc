// See the header.  The order of precedence is CPython's: options, then environment, then defaults.
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include <sys/random.h>

#include <algorithm>

namespace taipan {
namespace {

class Parser {
 public:
  Parser(int argc, char** argv) : argc_(argc), argv_(argv) {}
  Options parse();

 private:
  bool parseShort(const char* text);
  bool parseLong(const char* text);
  const char* argument(const char* rest);  // of an option; null and error if missing
  void applyX(const std::string& option);
  void applyEnvironment();
  void applyHashSeed();
  void fail(std::string message, int code = 2) {
    options_.kind = RunKind::kError;
    options_.error = std::move(message);
    options_.exitCode = code;
  }
  const char* environment(const char* name) {
    if (options_.settings.ignoreEnvironment) return nullptr;
    const char* value = getenv(name);
    return value && *value ? value : nullptr;
  }
  bool hasX(const char* name, std::string* value) {
    for (auto& [key, text] : options_.xOptions) {
      if (key == name) return *value = text, true;
    }
    return false;
  }

  int argc_;
  char** argv_;
  int next_ = 1;
  bool haveTarget_ = false;
  std::vector<std::string> commandLineWarnings_;
  Options options_;
};

const char* Parser::argument(const char* rest) {
  if (*rest) return rest;
  if (next_ < argc_) return argv_[next_++];
  return nullptr;
}

void Parser::applyX(const std::string& option) {
  size_t equals = option.find('=');
  options_.xOptions.emplace_back(option.substr(0, equals), equals == std::string::npos ? "" : option.substr(equals + 1));
}

bool Parser::parseLong(const char* text) {
  if (strcmp(text, "--help") == 0) options_.kind = RunKind::kHelp, haveTarget_ = true;
  else if (strcmp(text, "--version") == 0) options_.kind = RunKind::kVersion, ++options_.versionCount, haveTarget_ = true;
  else if (strcmp(text, "--check-hash-based-pycs") == 0) {
    const char* value = next_ < argc_ ? argv_[next_++] : nullptr;
    if (!value) {
      fail("Argument expected for the --check-hash-based-pycs option\n");
    } else if (strcmp(value, "always") != 0 && strcmp(value, "never") != 0 && strcmp(value, "default") != 0) {
      fail("--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n");
    } else {
      options_.checkHashPycs = value;
    }
  } else {
    fail("unknown option " + std::string(text) + "\n");
  }
  return options_.kind != RunKind::kError;
}

// One argument such as -bBc; false: stop reading options.
bool Parser::parseShort(const char* text) {
  Settings& s = options_.settings;
  for (const char* p = text + 1; *p; ++p) {
    switch (*p) {
      case 'b': ++s.bytesWarning; break;
      case 'B': s.dontWriteBytecode = true; break;
      case 'd': ++s.debug; break;
      case 'E': s.ignoreEnvironment = 1; break;
      case 'h': case '?': options_.kind = RunKind::kHelp; haveTarget_ = true; return false;
      case 'i': ++s.inspect; ++s.interactive; break;
      case 'I': s.isolated = s.ignoreEnvironment = s.noUserSite = s.safePath = 1; break;
      case 'O': ++s.optimization; break;
      case 'P': s.safePath = 1; break;
      case 'q': ++s.quiet; break;
      case 'R': s.hashRandomization = true; break;
      case 's': s.noUserSite = 1; break;
      case 'S': s.noSite = 1; break;
      case 't': break;
      case 'u': options_.unbuffered = true; break;
      case 'v': ++s.verbose; break;
      case 'V': options_.kind = RunKind::kVersion; ++options_.versionCount; haveTarget_ = true; break;
      case 'x': options_.skipFirstLine = true; break;
      case 'c': case 'm': case 'W': case 'X': {
        const char option = *p;
        const char* value = argument(p + 1);
        if (!value) {
          fail("Argument expected for the -" + std::string(1, option) + " option\n");
          return false;
        }
        if (option == 'W') { commandLineWarnings_.push_back(value); return true; }
        if (option == 'X') { applyX(value); return true; }
        options_.kind = option == 'c' ? RunKind::kCommand : RunKind::kModule;
        options_.target = option == 'c' ? std::string(value) + "\n" : value;
        options_.argv.push_back(option == 'c' ? "-c" : "-m");
        haveTarget_ = true;
        return false;
      }
      case 'J': fail("-J is reserved for Jython\n"); return false;
      default: fail("Unknown option: -" + std::string(1, *p) + "\n"); return false;
    }
  }
  return true;
}

void Parser::applyHashSeed() {
  Settings& s = options_.settings;
  const char* seed = environment("PYTHONHASHSEED");
  if (!seed || strcmp(seed, "random") == 0) {
    uint64_t keys[2] = {0x9E3779B97F4A7C15, 0xD1B54A32D192ED03};
    (void)!getrandom(keys, sizeof keys, 0);
    s.hashKey0 = keys[0], s.hashKey1 = keys[1];
    return;
  }
  char* end;
  unsigned long number = strtoul(seed, &end, 10);
  if (*end || number > 4294967295UL) {
    fail("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n"
         "Python runtime state: preinitialized\n\nCurrent thread 0x0000000000000000 (most recent call first):\n  <no Python frame>\n", 1);
    return;
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

void Parser::applyEnvironment() {
  Settings& s = options_.settings;
  auto level = [&](const char* name, int* value) {
    const char* text = environment(name);
    if (!text) return;
    int number = atoi(text);
    *value = std::max(*value, number > 0 ? number : 1);
  };
  level("PYTHONDEBUG", &s.debug);
  level("PYTHONVERBOSE", &s.verbose);
  level("PYTHONOPTIMIZE", &s.optimization);
  level("PYTHONINSPECT", &s.inspect);
  if (environment("PYTHONDONTWRITEBYTECODE")) s.dontWriteBytecode = true;
  if (environment("PYTHONNOUSERSITE")) s.noUserSite = 1;
  if (environment("PYTHONSAFEPATH")) s.safePath = 1;
  if (environment("PYTHONUNBUFFERED")) options_.unbuffered = true;
  if (const char* path = environment("PYTHONPATH")) options_.pythonPath = path;
  std::string value;
  if (hasX("pycache_prefix", &value)) options_.pycachePrefix = value;
  else if (const char* prefix = environment("PYTHONPYCACHEPREFIX")) options_.pycachePrefix = prefix;
  if (hasX("dev", &value)) s.devMode = 1;
  else if (const char* dev = environment("PYTHONDEVMODE")) s.devMode = *dev != 0;
  if (hasX("utf8", &value)) s.utf8Mode = value != "0";
  else if (const char* utf8 = environment("PYTHONUTF8")) s.utf8Mode = strcmp(utf8, "1") == 0;
  if (hasX("warn_default_encoding", &value) || environment("PYTHONWARNDEFAULTENCODING")) s.warnDefaultEncoding = 1;
  const char* digits = hasX("int_max_str_digits", &value) ? value.c_str() : environment("PYTHONINTMAXSTRDIGITS");
  if (digits) {
    char* end;
    long number = strtol(digits, &end, 10);
    if (*end || number < 0 || (number != 0 && number < 640)) {
      fail("Fatal Python error: config_init_int_max_str_digits: " +
           std::string(digits == value.c_str() ? "-X int_max_str_digits" : "PYTHONINTMAXSTRDIGITS") +
           ": invalid limit; must be >= 640 or 0 for unlimited.\nPython runtime state: preinitialized\n\n"
           "Current thread 0x0000000000000000 (most recent call first):\n  <no Python frame>\n", 1);
      return;
    }
    s.intMaxStrDigits = number;
  }
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

Options Parser::parse() {
  while (!haveTarget_ && next_ < argc_) {
    const char* text = argv_[next_];
    if (text[0] != '-' || text[1] == '\0') break;
    ++next_;
    if (strcmp(text, "--") == 0) break;
    bool goOn = text[1] == '-' ? parseLong(text) : parseShort(text);
    if (options_.kind == RunKind::kError) {
      options_.error += "usage: " + std::string(argv_[0]) + " [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
                        "Try `python -h' for more information.\n";
      return options_;
    }
    if (!goOn) break;
  }
  if (!haveTarget_) {
    if (next_ < argc_ && strcmp(argv_[next_], "-") != 0) {
      options_.kind = RunKind::kFile;
      options_.target = argv_[next_];
      options_.argv.push_back(argv_[next_++]);
    } else {
      options_.argv.push_back(next_ < argc_ ? "-" : "");
      if (next_ < argc_) ++next_;
      options_.kind = RunKind::kStdin;
    }
  }
  while (next_ < argc_) options_.argv.push_back(argv_[next_++]);
  if (options_.kind == RunKind::kHelp || options_.kind == RunKind::kVersion) return options_;
  applyEnvironment();
  if (options_.kind != RunKind::kError) applyHashSeed();
  return options_;
}

}  // namespace

Options parseOptions(int argc, char** argv) { return Parser(argc, argv).parse(); }

const char* usageText() {
  return "[option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
         "Options, as python3.11 has them:\n"
         "-b             : warn about comparing bytes with str or int (-bb: error)\n"
         "-B             : write no .pyc files on import; also PYTHONDONTWRITEBYTECODE=x\n"
         "-c cmd         : run a program given as text\n"
         "-d             : parser debugging; also PYTHONDEBUG=x\n"
         "-E             : ignore PYTHON* environment variables\n"
         "-h             : show this text\n"
         "-i             : prompt after running the program; also PYTHONINSPECT=x\n"
         "-I             : isolate from the user's environment (implies -E, -P and -s)\n"
         "-m mod         : run a library module as a program\n"
         "-O, -OO        : drop assert statements; -OO also docstrings; also PYTHONOPTIMIZE=x\n"
         "-P             : put no unsafe path first in sys.path; also PYTHONSAFEPATH\n"
         "-q             : no version at the prompt\n"
         "-s             : no user site directory in sys.path; also PYTHONNOUSERSITE\n"
         "-S             : don't import site\n"
         "-u             : unbuffered stdout and stderr; also PYTHONUNBUFFERED=x\n"
         "-v             : trace imports; also PYTHONVERBOSE=x\n"
         "-V, --version  : show the version\n"
         "-W arg         : warning filter; also PYTHONWARNINGS=arg\n"
         "-x             : skip the first line of the source\n"
         "-X opt         : implementation-specific option\n"
         "--check-hash-based-pycs always|default|never\n";
}

}  // namespace taipan
