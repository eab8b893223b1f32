// Python functions that SQLite calls: functions, aggregates and collations of SQL, and the hooks of a connection.
#include <limits.h>
#include <string.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/float.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

namespace {

Status checkUsable(Thread& thread, Connection* connection) {
  TRY(checkThread(thread, connection));
  return checkConnection(thread, connection);
}

Callback* newCallback(Thread& thread, Value callable) { return new Callback{&thread.interpreter(), newRef(callable)}; }

// The exception of a callback is shown, if that was asked for, and dropped.
void dropError(Thread& thread, Callback* callback) {
  if (!thread.hasException()) return;
  if (stateOf(thread).callbackTracebacks) reportUnraisable(thread, callback->callable);
  else thread.clearException();
}

// ---------------------------------------------------------------- values

Ref<> decodeUtf8(Thread& thread, const void* data, int size) {
  return decodeText(thread, {static_cast<const char*>(data), static_cast<size_t>(size)}, nullptr, nullptr);
}

Ref<> argumentValue(Thread& thread, sqlite3_value* value) {
  const SqliteLibrary& library = libraryOf(thread);
  switch (library.value_type(value)) {
    case SQLITE_INTEGER: return newInt(thread, library.value_int64(value));
    case SQLITE_FLOAT: return newFloat(thread, library.value_double(value));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(library.value_text(value));
      if (!text) return thread.raiseMemoryError();
      return decodeUtf8(thread, text, library.value_bytes(value));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(library.value_blob(value));
      return newBytes(thread, {data, static_cast<size_t>(library.value_bytes(value))});
    }
    default: return newRef(kNone);
  }
}

// True: the value was given to SQLite.  False, perhaps with an exception: it cannot be.
bool setResult(Thread& thread, sqlite3_context* context, Value value) {
  const SqliteLibrary& library = libraryOf(thread);
  if (value.isNone()) {
    library.result_null(context);
  } else if (isInt(value)) {
    int64_t number;
    if (!intFitsInt64(value, &number)) {
      thread.raise(TypeId::kOverflowError, "Python int too large to convert to SQLite INTEGER");
      return false;
    }
    library.result_int64(context, number);
  } else if (isFloat(value)) {
    library.result_double(context, floatValue(value));
  } else if (isStr(value)) {
    Result<std::string> text = toUtf8(thread, value.as<Str>());
    if (!text) return false;
    if ((*text).size() > INT_MAX) {
      thread.raise(TypeId::kOverflowError, "string is longer than INT_MAX bytes");
      return false;
    }
    library.result_text(context, (*text).data(), static_cast<int>((*text).size()), SQLITE_TRANSIENT);
  } else if (typeOf(thread, value)->slots.getBuffer) {
    BufferView view;
    if (!getBuffer(thread, value, &view, kBufferSimple)) return false;
    bool fits = view.length <= INT_MAX;
    if (fits) library.result_blob(context, view.length ? view.data : "", static_cast<int>(view.length), SQLITE_TRANSIENT);
    releaseBuffer(thread, &view);
    if (!fits) thread.raise(TypeId::kOverflowError, "BLOB longer than INT_MAX bytes");
    return fits;
  } else {
    return false;
  }
  return true;
}

void setError(Thread& thread, sqlite3_context* context, const char* message) {
  const SqliteLibrary& library = libraryOf(thread);
  if (thread.exceptionMatches(TypeId::kMemoryError)) library.result_error_nomem(context);
  else if (thread.exceptionMatches(TypeId::kOverflowError)) library.result_error_toobig(context);
  else library.result_error(context, message, -1);
  dropError(thread, static_cast<Callback*>(library.user_data(context)));
}

Ref<> callWithValues(Thread& thread, Value callable, int count, sqlite3_value** values) {
  Ref<Tuple> arguments = TRY(newTuple(thread, static_cast<size_t>(count)));
  for (int i = 0; i < count; ++i) tupleInit(arguments, static_cast<size_t>(i), TRY(argumentValue(thread, values[i])));
  return callWithTupleAndDict(thread, callable, arguments, nullptr);
}

// ---------------------------------------------------------------- functions

void functionCallback(sqlite3_context* context, int count, sqlite3_value** values) {
  Callback* callback = callbackData(context);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Ref<> callable = newRef(callback->callable.get());
  Ref<> result = callWithValues(thread, callable, count, values);
  if (!result || !setResult(thread, context, result)) setError(thread, context, "user-defined function raised exception");
}

// ---------------------------------------------------------------- aggregates: an instance of the class for each group

// The group's instance; null before the first row.
Value& instanceOf(sqlite3_context* context, const SqliteLibrary& library) {
  return *static_cast<Value*>(library.aggregate_context(context, sizeof(Value)));
}

// What to say when a method is missing or raises.
std::string complaint(Thread& thread, const char* method) {
  bool missing = thread.exceptionMatches(TypeId::kAttributeError);
  return std::string("user-defined aggregate's '") + method + (missing ? "' method not defined" : "' method raised error");
}

void stepCallback(sqlite3_context* context, int count, sqlite3_value** values) {
  Callback* callback = callbackData(context);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Value& instance = instanceOf(context, libraryOf(thread));
  if (!instance) {
    Ref<> made = call(thread, callback->callable);
    if (!made) return setError(thread, context, "user-defined aggregate's '__init__' method raised error");
    instance = made.releaseValue();
  }
  Ref<> hold = newRef(instance);
  Ref<> method = getAttribute(thread, hold, "step");
  if (!method) return setError(thread, context, complaint(thread, "step").c_str());
  Ref<> result = callWithValues(thread, method, count, values);
  if (!result) setError(thread, context, "user-defined aggregate's 'step' method raised error");
}

void inverseCallback(sqlite3_context* context, int count, sqlite3_value** values) {
  Callback* callback = callbackData(context);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Ref<> instance = newRef(instanceOf(context, libraryOf(thread)));
  if (!instance) return;
  Ref<> method = getAttribute(thread, instance, "inverse");
  if (!method) return setError(thread, context, "user-defined aggregate's 'inverse' method not defined");
  Ref<> result = callWithValues(thread, method, count, values);
  if (!result) setError(thread, context, "user-defined aggregate's 'inverse' method raised error");
}

void giveResult(Thread& thread, sqlite3_context* context, Value instance, const char* name) {
  Ref<> method = getAttribute(thread, instance, name);
  Ref<> result = method ? call(thread, method) : Ref<>();
  if (!result) return setError(thread, context, complaint(thread, name).c_str());
  if (!setResult(thread, context, result)) {
    setError(thread, context, (std::string("user-defined aggregate's '") + name + "' method raised error").c_str());
  }
}

void valueCallback(sqlite3_context* context) {
  Callback* callback = callbackData(context);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Ref<> instance = newRef(instanceOf(context, libraryOf(thread)));
  if (instance) giveResult(thread, context, instance, "value");
}

void finalCallback(sqlite3_context* context) {
  Callback* callback = callbackData(context);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  auto* place = static_cast<Value*>(libraryOf(thread).aggregate_context(context, 0));
  if (!place || !*place) return;  // no row came, or the class could not be called
  Ref<> instance = Ref<>::adopt(std::exchange(*place, Value()));
  // An error of a step stays the exception to be told of.
  Ref<> earlier = thread.takeException();
  giveResult(thread, context, instance, "finalize");
  if (earlier) thread.restoreException(std::move(earlier));
}

// ---------------------------------------------------------------- collations and hooks

// An exception stays, and is raised when the statement's step has ended.
int collationCallback(void* data, int firstSize, const void* first, int secondSize, const void* second) {
  auto* callback = static_cast<Callback*>(data);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  if (thread.hasException()) return 0;
  Ref<> a = decodeUtf8(thread, first, firstSize), b = a ? decodeUtf8(thread, second, secondSize) : Ref<>();
  Ref<> result = b ? call(thread, callback->callable, a.get(), b.get()) : Ref<>();
  int64_t order = 0;
  if (result && isInt(result) && !intFitsInt64(result, &order)) order = intSign(result);
  return (order > 0) - (order < 0);
}

int progressCallback(void* data) {
  auto* callback = static_cast<Callback*>(data);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Ref<> result = call(thread, callback->callable);
  Result<bool> stop = result ? isTrue(thread, result) : Result<bool>(Raised{});
  if (!stop) {
    dropError(thread, callback);
    return 1;
  }
  return *stop;
}

Ref<> textOrNone(Thread& thread, const char* text) { return text ? Ref<>(newStr(thread, text)) : newRef(kNone); }

int authorizerCallback(void* data, int action, const char* first, const char* second, const char* database, const char* source) {
  auto* callback = static_cast<Callback*>(data);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  Ref<> a = textOrNone(thread, first), b = textOrNone(thread, second), c = textOrNone(thread, database), d = textOrNone(thread, source);
  Ref<> result;
  if (a && b && c && d) {
    result = call(thread, callback->callable, Value::smallInt(action), a.get(), b.get(), c.get(), d.get());
  }
  int64_t answer = SQLITE_DENY;
  if (result && isInt(result)) {
    Result<int> number = intArgument(thread, result);
    if (number) answer = *number;
  }
  dropError(thread, callback);
  return static_cast<int>(answer);
}

int traceCallback(unsigned kind, void* data, void* prepared, void* sql) {
  if (kind != SQLITE_TRACE_STMT) return 0;
  auto* callback = static_cast<Callback*>(data);
  Locked locked(*callback->interpreter);
  Thread& thread = locked.thread();
  const SqliteLibrary& library = libraryOf(thread);
  auto* statement = static_cast<sqlite3_stmt*>(prepared);
  // With the values of parameters, if it is not too long then.
  char* expanded = library.expanded_sql(statement);
  if (!expanded) {
    thread.raise(TypeId::kSqliteDataError, "Expanded SQL string exceeds the maximum string length");
    dropError(thread, callback);
  }
  Ref<> text = newStr(thread, expanded ? expanded : static_cast<const char*>(sql));
  if (expanded) library.free(expanded);
  Ref<> result = text ? call(thread, callback->callable, text.get()) : Ref<>();
  dropError(thread, callback);
  return 0;
}

Result<std::string> nameOf(Thread& thread, Value value, const char* function, const char* argument) {
  if (!isStr(value)) {
    return thread.raiseTypeError("{}() argument {} must be str, not {}", function, argument, typeOf(thread, value)->nativeName);
  }
  std::string name = TRY(toUtf8(thread, value.as<Str>()));
  if (name.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return name;
}

}  // namespace

Ref<> createFunction(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string name = TRY(nameOf(thread, args[1], "create_function", "'name'"));
  int count = TRY(argumentAsInt(thread, args[2]));
  int flags = SQLITE_UTF8 | (TRY(isTrue(thread, args[4])) ? SQLITE_DETERMINISTIC : 0);
  TRY(checkUsable(thread, connection));
  const SqliteLibrary& library = libraryOf(thread);
  bool remove = args[3].isNone();
  int result = library.create_function_v2(connection->database, name.c_str(), count, flags, remove ? nullptr : newCallback(thread, args[3]),
                                          remove ? nullptr : functionCallback, nullptr, nullptr, remove ? nullptr : freeCallback);
  if (result != SQLITE_OK) return thread.raise(TypeId::kSqliteOperationalError, "Error creating function");
  return newRef(kNone);
}

Ref<> createAggregate(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string name = TRY(nameOf(thread, args[1], "create_aggregate", "'name'"));
  int count = TRY(argumentAsInt(thread, args[2]));
  TRY(checkUsable(thread, connection));
  const SqliteLibrary& library = libraryOf(thread);
  bool remove = args[3].isNone();
  int result = library.create_function_v2(connection->database, name.c_str(), count, SQLITE_UTF8, remove ? nullptr : newCallback(thread, args[3]),
                                          nullptr, remove ? nullptr : stepCallback, remove ? nullptr : finalCallback,
                                          remove ? nullptr : freeCallback);
  if (result != SQLITE_OK) return thread.raise(TypeId::kSqliteOperationalError, "Error creating aggregate");
  return newRef(kNone);
}

Ref<> createWindowFunction(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string name = TRY(nameOf(thread, args[1], "create_window_function", "1"));
  int count = TRY(argumentAsInt(thread, args[2]));
  TRY(checkUsable(thread, connection));
  const SqliteLibrary& library = libraryOf(thread);
  bool remove = args[3].isNone();
  int result = remove ? library.create_window_function(connection->database, name.c_str(), count, SQLITE_UTF8, nullptr, nullptr, nullptr,
                                                       nullptr, nullptr, nullptr)
                      : library.create_window_function(connection->database, name.c_str(), count, SQLITE_UTF8, newCallback(thread, args[3]),
                                                       stepCallback, finalCallback, valueCallback, inverseCallback, freeCallback);
  // The connection does not know of the error.
  if (result != SQLITE_OK) return thread.raise(TypeId::kSqliteProgrammingError, "{}", library.errstr(result));
  return newRef(kNone);
}

Ref<> createCollation(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string name = TRY(nameOf(thread, args[1], "create_collation", "1"));
  TRY(checkUsable(thread, connection));
  bool remove = args[2].isNone();
  if (!remove && !isCallable(thread, args[2])) return thread.raiseTypeError("parameter must be callable");
  Callback* callback = remove ? nullptr : newCallback(thread, args[2]);
  int result = libraryOf(thread).create_collation_v2(connection->database, name.c_str(), SQLITE_UTF8, callback,
                                                     remove ? nullptr : collationCallback, remove ? nullptr : freeCallback);
  if (result != SQLITE_OK) {
    delete callback;  // SQLite does not call the destructor here
    return raiseSqlite(thread, connection->database);
  }
  return newRef(kNone);
}

namespace {

void replaceCallback(Callback** place, Callback* callback) { delete std::exchange(*place, callback); }

}  // namespace

Ref<> setAuthorizer(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkUsable(thread, connection));
  Callback* callback = args[1].isNone() ? nullptr : newCallback(thread, args[1]);
  int result = libraryOf(thread).set_authorizer(connection->database, callback ? authorizerCallback : nullptr, callback);
  if (result != SQLITE_OK) {
    delete callback;
    return thread.raise(TypeId::kSqliteOperationalError, "Error setting authorizer callback");
  }
  replaceCallback(&connection->authorizer, callback);
  return newRef(kNone);
}

Ref<> setProgressHandler(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  int steps = TRY(argumentAsInt(thread, args[2]));
  TRY(checkUsable(thread, connection));
  Callback* callback = args[1].isNone() ? nullptr : newCallback(thread, args[1]);
  libraryOf(thread).progress_handler(connection->database, callback ? steps : 0, callback ? progressCallback : nullptr, callback);
  replaceCallback(&connection->progress, callback);
  return newRef(kNone);
}

Ref<> setTraceCallback(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkUsable(thread, connection));
  Callback* callback = args[1].isNone() ? nullptr : newCallback(thread, args[1]);
  libraryOf(thread).trace_v2(connection->database, callback ? SQLITE_TRACE_STMT : 0, callback ? traceCallback : nullptr, callback);
  replaceCallback(&connection->trace, callback);
  return newRef(kNone);
}

void dropCallbacks(Thread& thread, Connection* connection) {
  const SqliteLibrary& library = libraryOf(thread);
  if (connection->database) {
    library.set_authorizer(connection->database, nullptr, nullptr);
    library.progress_handler(connection->database, 0, nullptr, nullptr);
    library.trace_v2(connection->database, 0, nullptr, nullptr);
  }
  for (Callback** place : {&connection->authorizer, &connection->progress, &connection->trace}) replaceCallback(place, nullptr);
}

}  // namespace taipan::sqlite
