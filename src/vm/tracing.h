// sys.settrace and sys.setprofile: the events that running frames report.
//
// While a thread has a trace or profile function, its dispatch table is the tracing one: each instruction first
// reports what is due, then runs in its canonical form.  All functions here may run Python code.
#pragma once

#include "objects/frame.h"

namespace taipan {

enum class TraceEvent : int { kCall, kException, kLine, kReturn, kNativeCall, kNativeException, kNativeReturn, kOpcode };

// sys.settrace / sys.setprofile; None takes the function away.
Status setTraceFunction(Thread& thread, Value function);
Status setProfileFunction(Thread& thread, Value function);

// An exception was raised in or passes through `frame`.  What the trace function raises replaces it.
void traceException(Thread& thread, Frame* frame);
// The exception in flight leaves `frame`.
void traceUnwind(Thread& thread, Frame* frame);
// `frame` returns or yields `result`.  False: the trace function raised.
bool traceReturn(Thread& thread, Frame* frame, Value result);
// c_call, if `callable` is native and somebody profiles: what traceNativeReturn must be told, else empty (with an
// exception if the profile function raised).  `firstArgument` may be null.
Ref<> traceNativeCall(Thread& thread, Value callable, const Value* firstArgument);
// c_return or c_exception; passes the result on.
Ref<> traceNativeReturn(Thread& thread, Value shown, Ref<> result);
// call() with the events c_call, c_return and c_exception for native functions.
Ref<> callTraced(Thread& thread, Value callable, const Arguments& args);
// A generator that `frame` iterates over returned `value`: an exception event for its StopIteration.  False: raised.
bool traceStop(Thread& thread, Frame* frame, Value value);
// A generator is resumed by throw(): its RESUME is not passed, but the call is reported.
void traceResumedWithException(Thread& thread, Frame* frame);

}  // namespace taipan
