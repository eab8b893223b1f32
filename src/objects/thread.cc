// Raising, matching and guarding: the parts of Thread that are more than a field.
#include "objects/thread.h"

#include <cstring>

#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type_internal.h"

namespace taipan {

bool Thread::exceptionMatches(TypeId id) const {
  return hasException() && isSubtype(exception()->type, type(id));
}

bool Thread::clearIfMatches(TypeId id) {
  if (!exceptionMatches(id)) return false;
  clearException();
  return true;
}

void chainContext(Thread& thread, BaseException* exception) {
  // The innermost exception being handled, past generators that handle none.
  Value handled;
  for (HandledException* h = thread.handled; h != nullptr; h = h->previous) {
    if (h->exception.isObject()) {
      handled = h->exception;
      break;
    }
  }
  if (handled.isEmpty() || handled == Value(exception)) return;
  // `exception` must not come to stand in its own context chain.
  BaseException* link = handled.as<BaseException>();
  for (int steps = 0; link->context.isObject() && steps < 1000000; ++steps) {
    if (link->context == Value(exception)) {
      decref(std::exchange(link->context, Value()));
      break;
    }
    link = link->context.as<BaseException>();
  }
  Ref<> fresh = newRef(handled);
  Ref<> old = Ref<>::adopt(std::exchange(exception->context, fresh.releaseValue()));
}

void setCause(Thread& thread, Ref<> cause) {
  BaseException* exception = thread.exception();
  Ref<> context = cause.clone();
  Ref<> oldCause = Ref<>::adopt(std::exchange(exception->cause, cause.releaseValue()));
  Ref<> oldContext = Ref<>::adopt(std::exchange(exception->context, context.releaseValue()));
  exception->suppressContext = true;
}

Raised Thread::raiseWith(TypeId id, Value argument) {
  Ref<> made = newException(*this, id, argument);
  if (!made) return Raised{};  // what went wrong is in flight instead
  chainContext(*this, made.value().as<BaseException>());
  return restoreException(std::move(made));
}

Raised Thread::raiseFormatted(TypeId id, std::string_view format, std::initializer_list<FormatArg> args) {
  if (format.empty()) return raiseWith(id, Value());
  Ref<Str> text = formatText(*this, format, args);
  if (!text) return Raised{};
  return raiseWith(id, text);
}

Raised Thread::raiseMemoryError() {
  // Made beforehand: there may be no memory to make one now.
  Value ready = interpreter_.memoryError;
  if (ready.isEmpty()) return raiseWith(TypeId::kMemoryError, Value());
  return restoreException(newRef(ready));
}

Raised Thread::raiseObject(Value value) {
  Ref<> made;
  if (value.isObject() && value.object()->type->has(kTypeIsType) &&
      isSubtype(value.as<Type>(), type(TypeId::kBaseException))) {
    made = call(*this, value);
    if (!made) return Raised{};
    if (!isException(made)) {
      return raiseTypeError("calling {!r} should have returned an instance of BaseException, not {}", value,
                            typeOf(*this, made));
    }
  } else if (isException(value)) {
    made = newRef(value);
  } else {
    return raiseTypeError("exceptions must derive from BaseException");
  }
  chainContext(*this, made.value().as<BaseException>());
  return restoreException(std::move(made));
}

Raised Thread::raiseErrno(int error, Value filename, Value filename2) {
  Ref<Str> text = TRY(newStr(*this, std::strerror(error)));
  Value values[] = {Value::smallInt(error), text, filename, kNone, filename2};
  size_t count = filename.isEmpty() ? 2 : filename2.isEmpty() ? 3 : 5;
  RecursionHeadroom room(*this);
  Ref<> made = TRY(call(*this, type(TypeId::kOSError), Arguments{values, count, nullptr}));
  chainContext(*this, made.value().as<BaseException>());
  return restoreException(std::move(made));
}

bool NativeRecursion::fail(const char* where) {
  // The message itself needs some stack, so the limit is lowered while it is made.
  constexpr size_t kReserve = 64 * 1024;
  const char* limit = thread_.stackLimit;
  thread_.stackLimit = limit - kReserve;
  thread_.raise(TypeId::kRecursionError, "maximum recursion depth exceeded{}", where);
  thread_.stackLimit = limit;
  return false;
}

Result<bool> exceptionMatchesHandler(Thread& thread, Value exception, Value handler) {
  Type* type = typeOf(thread, exception);
  auto isExceptionClass = [&](Value v) {
    return v.isObject() && v.object()->type->has(kTypeIsType) &&
           isSubtype(v.as<Type>(), thread.type(TypeId::kBaseException));
  };
  constexpr std::string_view kMessage = "catching classes that do not inherit from BaseException is not allowed";
  if (isTuple(handler)) {
    Tuple* handlers = handler.as<Tuple>();
    for (size_t i = 0; i < handlers->size; ++i) {
      if (!isExceptionClass(handlers->items[i])) return thread.raiseTypeError(kMessage);
    }
    for (size_t i = 0; i < handlers->size; ++i) {
      if (isSubtype(type, handlers->items[i].as<Type>())) return true;
    }
    return false;
  }
  if (!isExceptionClass(handler)) return thread.raiseTypeError(kMessage);
  return isSubtype(type, handler.as<Type>());
}

}  // namespace taipan
