// sys.settrace and sys.setprofile: the events that running frames report.
//
// While a thread has a trace or profile function, its dispatch table is the tracing one: each instruction first
// reports what is due, then runs in its canonical form.  All functions here may run Python code.
#pragma once

#include "objects/frame.h"

namespace taipan {

// sys.settrace / sys.setprofile; None takes the function away.
Status setTraceFunction(Thread& thread, Value function);
Status setProfileFunction(Thread& thread, Value function);

// An exception was raised in or passes through `frame`.  What the trace function raises replaces it.
void traceException(Thread& thread, Frame* frame);
// The exception in flight leaves `frame`.
void traceUnwind(Thread& thread, Frame* frame);
// `frame` returns or yields `result`.  False: the trace function raised.
bool traceReturn(Thread& thread, Frame* frame, Value result);
// call() with the events c_call, c_return and c_exception for native functions.
Ref<> callTraced(Thread& thread, Value callable, const Arguments& args);
// A generator is resumed by throw(): its RESUME is not passed, but the call is reported.
void traceResumedWithException(Thread& thread, Frame* frame);

}  // namespace taipan
