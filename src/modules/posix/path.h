// Path arguments of posix functions.
#pragma once

#include <sched.h>

#include <string>

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct PosixPath {
  std::string text;   // in the file system's bytes; unused with a descriptor
  int fd = -1;        // >= 0: a descriptor was passed
  bool bytes = false; // given as bytes: results are bytes too
  Ref<> original;     // what was passed, for OSError.filename; after __fspath__
  const char* c() const { return text.c_str(); }
};

enum PathFlag { kPathOnly = 0, kPathOrDescriptor = 1, kPathOrNone = 2 };

// TypeError "stat: path should be string, bytes, os.PathLike or integer, not list"; ValueError for NULs.  May run
// Python code.  None (where allowed) means ".".
Result<PosixPath> pathArgument(Thread& thread, Value value, const char* function, const char* name = "path", int flags = kPathOnly);
// A name found by the system, in the type of the path asked with.
Ref<> pathResult(Thread& thread, const PosixPath& like, std::string_view name);
// dir_fd=None or a descriptor; AT_FDCWD by default.
Result<int> directoryArgument(Thread& thread, Value value);
// os.fspath().
Ref<> fspath(Thread& thread, Value value);

std::span<const MethodDef> posixFileFunctions();
std::span<const MethodDef> posixStatFunctions();
std::span<const MethodDef> posixProcessFunctions();
std::span<const MethodDef> posixDescriptorFunctions();
std::span<const MethodDef> posixSystemFunctions();
std::span<const MethodDef> posixSpawnFunctions();
std::span<const MethodDef> posixConfigurationFunctions();
// A sched_param object; TypeError for anything else.
Result<sched_param> schedulingArgument(Thread& thread, Value value);
Status addPosixConfigurationNames(Thread& thread, Module* module);
Status addPosixSystemTypes(Thread& thread, Module* module);
Status addPosixDescriptorTypes(Thread& thread, Module* module);
Status addPosixStatTypes(Thread& thread, Module* module);
Status addPosixProcessTypes(Thread& thread, Module* module);

}  // namespace taipan
