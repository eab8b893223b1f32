// Thread: one Python thread's state.  A function that takes `Thread&` may run Python code or raise;
// one that does not, can't.
//
// A raised exception is a value kept here until somebody catches it; the functions that raise return
// Raised, which turns into any failing result.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "heap/ref.h"
#include "objects/interpreter.h"
#include "objects/names.h"
#include "objects/type_id.h"

namespace taipan {

struct BaseException;
struct Frame;
struct Str;
struct Type;
class Thread;

// One argument of a format string: see formatText.
struct FormatArg {
  enum Kind : uint8_t { kInt, kUnsigned, kDouble, kText, kStr, kType, kValue } kind;
  union {
    int64_t integer;
    uint64_t unsignedInteger;
    double real;
    Str* str;
    Type* type;
    uint64_t bits;
  };
  std::string_view text;
  FormatArg(int v) : kind(kInt), integer(v) {}
  FormatArg(long v) : kind(kInt), integer(v) {}
  FormatArg(long long v) : kind(kInt), integer(v) {}
  FormatArg(unsigned v) : kind(kUnsigned), unsignedInteger(v) {}
  FormatArg(unsigned long v) : kind(kUnsigned), unsignedInteger(v) {}
  FormatArg(unsigned long long v) : kind(kUnsigned), unsignedInteger(v) {}
  FormatArg(double v) : kind(kDouble), real(v) {}
  FormatArg(const char* v) : kind(kText), integer(0), text(v) {}
  FormatArg(std::string_view v) : kind(kText), integer(0), text(v) {}
  FormatArg(Str* v) : kind(kStr), str(v) {}
  FormatArg(const Ref<Str>& v) : kind(kStr), str(v.get()) {}
  FormatArg(Type* v) : kind(kType), type(v) {}
  FormatArg(Value v) : kind(kValue), bits(v.bits()) {}
};

// Raised exceptions that are being handled (`except` blocks, generators): what sys.exc_info() sees.
struct HandledException {
  Value exception;             // owned by the frame machinery; None or empty when nothing is handled
  HandledException* previous;
};

// Bits of Thread::evalBreaker, checked at back edges and calls.
enum EvalBreaker : uint32_t {
  kBreakForSignals = 1, kBreakForLock = 2, kBreakForPendingCalls = 4, kBreakForCollection = 8, kBreakForAsyncException = 16
};

class Thread {
 public:
  explicit Thread(Interpreter& owner) : interpreter_(owner) {}

  Interpreter& interpreter() const { return interpreter_; }
  Heap& heap() const { return interpreter_.heap; }
  const Names& names() const { return interpreter_.names; }
  Type* type(TypeId typeId) const { return interpreter_.type(typeId); }

  // --- the exception in flight
  bool hasException() const { return !exception_.value().isEmpty(); }
  BaseException* exception() const;                    // borrowed; null if none
  Ref<> takeException() { return std::move(exception_); }
  // Puts a raised exception (back) in flight, replacing any; its context and traceback stay as they are.
  Raised restoreException(Ref<> exception) {
    exception_ = std::move(exception);
    return Raised{};
  }
  void clearException() { exception_ = Ref<>(); }
  // Is an exception of this type (or a subclass) in flight?
  bool exceptionMatches(TypeId typeId) const;
  // If so drops it and says true.
  bool clearIfMatches(TypeId typeId);

  // --- raising.  __context__ is set from the handled exception.  `format` as in formatText.
  template <class... Args>
  [[gnu::cold]] Raised raise(TypeId type, std::string_view format, const Args&... args) {
    return raiseFormatted(type, format, {FormatArg(args)...});
  }
  Raised raiseFormatted(TypeId type, std::string_view format, std::initializer_list<FormatArg> args);
  // Raises type(argument).
  Raised raiseWith(TypeId type, Value argument);
  Raised raiseKeyError(Value key) { return raiseWith(TypeId::kKeyError, key); }
  // Raises an instance, or a class after calling it (what `raise x` does, without `from`).
  Raised raiseObject(Value exceptionOrClass);
  Raised raiseMemoryError();
  // OSError from errno; filenames may be empty.
  Raised raiseErrno(int error, Value filename = Value(), Value filename2 = Value());
  template <class... Args>
  Raised raiseTypeError(std::string_view format, const Args&... args) {
    return raise(TypeId::kTypeError, format, args...);
  }
  template <class... Args>
  Raised raiseValueError(std::string_view format, const Args&... args) {
    return raise(TypeId::kValueError, format, args...);
  }

  // --- execution
  Frame* frame = nullptr;                    // innermost Python frame
  HandledException* handled = nullptr;       // top of the chain
  int recursionDepth = 0;                    // Python frames
  int recursionLimit = 1000;
  const char* stackLimit = nullptr;          // native stack must not grow below
  std::atomic<uint32_t> evalBreaker{0};
  Value traceFunction, profileFunction;      // sys.settrace / setprofile; owned
  Value traceArgument, profileArgument;
  int tracing = 0;                           // inside a trace function
  Value context;                             // contextvars; owned
  Value asyncGenFirstIter, asyncGenFinalizer;  // owned
  int coroutineOriginDepth = 0;
  uint64_t threadId = 0;                     // pthread_self() of the thread
  InterpreterLock* lock = nullptr;           // the interpreter's; outlives it if threads are left at its end
  Thread* next = nullptr;                    // in Interpreter::threads
  Thread* previous = nullptr;
  Value asyncException;                      // to be raised at the next safe point; owned
  void* locals = nullptr;                    // the _thread._local objects with values for this thread (thread/local.cc)
  Value endLock;                             // _thread._set_sentinel's lock, released when the thread ends; owned
  int destroyDepth = 0;                      // destroyObject's state while another thread runs
  Object* destroyLater = nullptr;
  Dict* dict = nullptr;                      // thread-local storage; owned
  void* vm = nullptr;                        // the virtual machine's stack
  const void* dispatch = nullptr;            // table of opcode handlers: the plain or the tracing one
  int reprDepth = 0;
  void* reprStack = nullptr;                 // objects whose repr is running (abstract.cc)

 private:
  Interpreter& interpreter_;
  Ref<> exception_;
};

// Guards native recursion by real stack depth; put one wherever Python data can nest.
//   NativeRecursion guard(thread); if (!guard.enter(" while getting the repr of an object")) return Raised{};
class NativeRecursion {
 public:
  explicit NativeRecursion(Thread& thread) : thread_(thread) {}
  // False: RecursionError "maximum recursion depth exceeded" + `where` was raised.
  bool enter(const char* where = "") {
    if (static_cast<const char*>(__builtin_frame_address(0)) > thread_.stackLimit) [[likely]] return true;
    return fail(where);
  }

 private:
  bool fail(const char* where);
  Thread& thread_;
};

// Text from a format: `{}` takes the next argument (Str: its characters; Type: its __name__; Value:
// str()), `{!r}` its repr (Value, Str), `{!a}` ascii, `{!T}` the name of its type (Value), `{!N}` the same but None for None,
// `{:x}` hexadecimal, `{{` and `}}` braces.  May run Python code through str() and repr().
Ref<Str> formatText(Thread& thread, std::string_view format, std::initializer_list<FormatArg> args);
template <class... Args>
Ref<Str> formatStr(Thread& thread, std::string_view format, const Args&... args) {
  return formatText(thread, format, {FormatArg(args)...});
}

}  // namespace taipan
