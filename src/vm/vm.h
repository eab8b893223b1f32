// The virtual machine's entries.
#pragma once

#include "objects/arguments.h"
#include "objects/code.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/thread.h"

namespace taipan {

struct Frame;

// Prepares this thread to run Python code; adds `__build_class__` to the builtins if it is not there.
Status initVm(Thread& thread);
// Gives the thread's frame stack back.
void finishVm(Thread& thread);

// exec(code, globals, locals); `locals` may be empty (= globals).
Ref<> runCode(Thread& thread, Code* code, Dict* globals, Value locals);
// Runs `frame`, entered already, to its return, yield or exception; with an exception in flight it starts with that.
Ref<> runFrame(Thread& thread, Frame* frame);
// slots.call of functions.
Ref<> callFunction(Thread& thread, Value function, const Arguments& args);
// What the eval breaker asks for; called at back edges and calls.
Status handleEvalBreaker(Thread& thread);

}  // namespace taipan
