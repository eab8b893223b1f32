// What start-up, the end, fork() and module _thread need of signals.
//
// A signal only marks itself in the interpreter that owns the process's signals (the one that called installSignals)
// and sets the main thread's eval breaker; the Python handler runs in the main thread, between two bytecodes.
#pragma once

#include <signal.h>

#include <atomic>

#include "heap/ref.h"
#include "objects/interpreter.h"
#include "objects/thread.h"

namespace taipan {

struct Module;

struct SignalState {
  Interpreter* interpreter = nullptr;
  std::atomic<bool> anyTripped{false};
  std::atomic<bool> tripped[NSIG] = {};
  // What signal.getsignal() gives: SIG_DFL and SIG_IGN as 0 and 1, None for what Python did not install, a callable.
  // Owned.
  Value handlers[NSIG];
  Value intHandler;  // default_int_handler; owned
  std::atomic<int> wakeupDescriptor{-1};
  std::atomic<bool> wakeupWarns{true};     // report a full wakeup descriptor
  std::atomic<int> wakeupError{0};         // errno of a failed write to it
};

// Makes the interpreter the owner of the process's signals: Python's SIGINT handler if the default one is in place,
// SIGPIPE and SIGXFSZ ignored.
Status installSignals(Thread& thread);
// Puts back the system's default for whatever Python handles; late in the end of the interpreter.
void uninstallSignals(Thread& thread);
// The state, null if installSignals was not called in this interpreter.
SignalState* signalStateOf(Interpreter& interpreter);
// As if the signal had come in, if Python handles it.  Async-signal-safe, as the next.
void simulateSignal(Interpreter& interpreter, int number);
void tripSignal(SignalState& state, int number);
// The C handler of all signals that Python handles.
void handleSignal(int number);
// In the child after fork(): signals that came to the parent are not the child's.
void clearSignals(Interpreter& interpreter);
// The signals an iterable of numbers names; ValueError for a number out of range.  May run Python code.
Result<sigset_t> signalSetArgument(Thread& thread, Value iterable);
// Adds default_int_handler: the very object that installSignals installed for SIGINT.
Status addDefaultIntHandler(Thread& thread, Module* module);

}  // namespace taipan
