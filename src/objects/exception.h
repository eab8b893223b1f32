// Exception objects.
#pragma once

#include "heap/ref.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

struct BaseException : Object {
  Dict* dict;
  Tuple* args;
  Value notes;           // unused slot kept for layout; __notes__ lives in dict
  Value traceback;       // Traceback or empty
  Value context, cause;  // exceptions or empty
  bool suppressContext;
};
struct StopIterationException : BaseException { Value value; };
struct SystemExitException : BaseException { Value code; };
struct ExceptionGroupException : BaseException { Value message; Value exceptions; };
struct ImportErrorException : BaseException { Value msg, name, path; };
struct NameErrorException : BaseException { Value name; };
struct AttributeErrorException : BaseException { Value obj, name; };
struct OSErrorException : BaseException { Value errorNumber, message, filename, filename2; int64_t written; };
struct SyntaxErrorException : BaseException {
  Value msg, filename, lineno, offset, endLineno, endOffset, text, printFileAndLine;
};
struct UnicodeErrorException : BaseException { Value encoding, object; int64_t start, end; Value reason; };

inline bool isException(Value v) { return v.isObject() && v.object()->type->has(kTypeIsException); }
inline BaseException* Thread::exception() const { return exception_.value().as<BaseException>(); }

// A new exception of type `id` with args (message,).  The result is an exception; on failure it is what was raised instead.
Ref<> newException(Thread& thread, TypeId id, Value argument);
// Does `exception` match `except handler`?  handler: a class or tuple of classes (anything else: TypeError).
Result<bool> exceptionMatchesHandler(Thread& thread, Value exception, Value handler);
// Sets the context of the exception in flight from the handled one, avoiding cycles.
void chainContext(Thread& thread, BaseException* exception);

}  // namespace taipan
