// posix: what the system says of its limits: sysconf, pathconf, confstr, by number or name.
#include <errno.h>
#include <unistd.h>

#include <string>

#include "modules/module_helpers.h"
#include "modules/posix/path.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/number_arguments.h"

namespace taipan {
namespace {

struct ConfigurationName {
  const char* name;
  int number;
};
#define TAIPAN_SYSCONF_NAMES
const ConfigurationName kSysconfNames[] = {
#include "modules/posix/configuration_names.inc"
};
#undef TAIPAN_SYSCONF_NAMES
#define TAIPAN_PATHCONF_NAMES
const ConfigurationName kPathconfNames[] = {
#include "modules/posix/configuration_names.inc"
};
#undef TAIPAN_PATHCONF_NAMES
#define TAIPAN_CONFSTR_NAMES
const ConfigurationName kConfstrNames[] = {
#include "modules/posix/configuration_names.inc"
};
#undef TAIPAN_CONFSTR_NAMES

Result<int> nameArgument(Thread& thread, Value value, std::span<const ConfigurationName> names) {
  if (isInt(value)) return intArgument(thread, value);
  if (!isStr(value)) return thread.raiseTypeError("configuration names must be strings or integers");
  for (const ConfigurationName& entry : names) {
    if (strEqualText(value.as<Str>(), entry.name)) return entry.number;
  }
  return thread.raiseValueError("unrecognized configuration name");
}

// -1 without an error means "no limit".  EINVAL is the name's fault, not the file's.
Ref<> limitResult(Thread& thread, long result, Value filename = Value()) {
  if (result == -1 && errno != 0) return thread.raiseErrno(errno, errno == EINVAL ? Value() : filename);
  return newInt(thread, result);
}

Ref<> posixSysconf(Thread& thread, const Value* args) {
  int name = TRY(nameArgument(thread, args[1], kSysconfNames));
  errno = 0;
  return limitResult(thread, ::sysconf(name));
}

Ref<> posixFpathconf(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  int name = TRY(nameArgument(thread, args[2], kPathconfNames));
  errno = 0;
  return limitResult(thread, ::fpathconf(fd, name));
}

Ref<> posixPathconf(Thread& thread, const Value* args) {
  PosixPath path = TRY(pathArgument(thread, args[1], "pathconf", "path", kPathOrDescriptor));
  int name = TRY(nameArgument(thread, args[2], kPathconfNames));
  errno = 0;
  long result = path.fd >= 0 ? ::fpathconf(path.fd, name) : ::pathconf(path.c(), name);
  return limitResult(thread, result, path.original);
}

Ref<> posixConfstr(Thread& thread, const Value* args) {
  int name = TRY(nameArgument(thread, args[1], kConfstrNames));
  errno = 0;
  size_t size = ::confstr(name, nullptr, 0);
  if (size == 0) {
    if (errno != 0) return thread.raiseErrno(errno);
    return newRef(kNone);
  }
  std::string text(size, '\0');
  ::confstr(name, text.data(), size);
  text.pop_back();  // its terminator
  return strFromNative(thread, text);
}

Status addNames(Thread& thread, Module* module, const char* title, std::span<const ConfigurationName> names) {
  Ref<Dict> table = TRY(newDict(thread));
  for (const ConfigurationName& entry : names) {
    Ref<Str> name = TRY(internText(thread, entry.name));
    TRY(dictSetStr(thread, table, name, Value::smallInt(entry.number)));
  }
  return moduleAdd(thread, module, title, std::move(table));
}

const MethodDef kFunctions[] = {
    {"sysconf", "($module, name, /)", posixSysconf},
    {"fpathconf", "($module, fd, name, /)", posixFpathconf},
    {"pathconf", "($module, /, path, name)", posixPathconf},
    {"confstr", "($module, name, /)", posixConfstr},
};

}  // namespace

std::span<const MethodDef> posixConfigurationFunctions() { return kFunctions; }

Status addPosixConfigurationNames(Thread& thread, Module* module) {
  TRY(addNames(thread, module, "sysconf_names", kSysconfNames));
  TRY(addNames(thread, module, "pathconf_names", kPathconfNames));
  return addNames(thread, module, "confstr_names", kConfstrNames);
}

}  // namespace taipan
