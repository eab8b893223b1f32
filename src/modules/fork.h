// fork() in a program with threads and hooks: os.register_at_fork.
#pragma once

#include "heap/ref.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

// Around fork(): runs the registered functions (errors are reported), takes and frees the import lock; the child keeps
// the calling thread only.  beforeFork fails only if the interpreter is ending.
Status beforeFork(Thread& thread);
void afterForkInParent(Thread& thread);
void afterForkInChild(Thread& thread);

// os.register_at_fork, os.fork and os.forkpty.
std::span<const MethodDef> posixForkFunctions();

}  // namespace taipan
