// Connection.
#include <strings.h>

#include "modules/audit.h"
#include "modules/import_builtin.h"
#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/float.h"
#include "objects/tuple.h"
#include "objects/weakref.h"

namespace taipan::sqlite {

Status checkThread(Thread& thread, Connection* connection) {
  if (!connection->checkSameThread || !connection->initialized || connection->threadId == thread.threadId) return kOk;
  return thread.raise(TypeId::kSqliteProgrammingError,
                      "SQLite objects created in a thread can only be used in that same thread. "
                      "The object was created in thread id {} and this is thread id {}.", connection->threadId, thread.threadId);
}

Status checkConnection(Thread& thread, Connection* connection) {
  if (!connection->initialized) return thread.raise(TypeId::kSqliteProgrammingError, "Base Connection.__init__ not called.");
  if (!connection->database) return thread.raise(TypeId::kSqliteProgrammingError, "Cannot operate on a closed database.");
  return kOk;
}

namespace {

Status checkUsable(Thread& thread, Connection* connection) {
  TRY(checkThread(thread, connection));
  return checkConnection(thread, connection);
}

// ---------------------------------------------------------------- life

void connectionTraverse(Object* self, Visitor& visitor) {
  auto* connection = static_cast<Connection*>(self);
  visitor.visitValue(Value(connection->statements));
  visitor.visitValue(Value(connection->blobs));
  visitor.visitValue(connection->rowFactory);
  visitor.visitValue(connection->textFactory);
  for (Callback* callback : {connection->trace, connection->progress, connection->authorizer}) {
    if (callback) visitor.visitValue(callback->callable);
  }
}
void connectionRelease(Object* self) {
  auto* connection = static_cast<Connection*>(self);
  decrefOrEmpty(Value(std::exchange(connection->statements, nullptr)));
  if (sqlite3* database = std::exchange(connection->database, nullptr)) loadedLibrary().close_v2(database);
  decrefOrEmpty(Value(std::exchange(connection->blobs, nullptr)));
  decrefOrEmpty(std::exchange(connection->rowFactory, Value()));
  decrefOrEmpty(std::exchange(connection->textFactory, Value()));
  for (Callback** callback : {&connection->trace, &connection->progress, &connection->authorizer}) delete std::exchange(*callback, nullptr);
}
Ref<> connectionCreate(Thread& thread, Type* type, const Arguments&) { return newObject<Connection>(thread, type); }

// An isolation level as one of the constants; null for None.
Result<const char*> isolationLevel(Thread& thread, Value value) {
  if (value.isNone()) return static_cast<const char*>(nullptr);
  if (!isStr(value)) return thread.raiseTypeError("isolation_level must be str or None");
  std::string text = TRY(toUtf8(thread, value.as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  for (const char* level : {"", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"}) {
    if (!strcasecmp(level, text.c_str())) return level;
  }
  return thread.raiseValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'");
}

struct OpenOptions {
  Value database;  // borrowed: the argument
  std::string path;
  double timeout = 5;
  int detectTypes = 0, cachedStatements = 128;
  const char* level = "";
  bool checkSameThread = true, uri = false;
};
Status readOptions(Thread& thread, const Arguments& args, OpenOptions* options) {
  enum { kDatabase, kTimeout, kDetectTypes, kLevel, kSameThread, kFactory, kCached, kUri, kCount };
  Value given[kCount];
  TRY(bindCall(thread, args, "Connection",
               {"database", "timeout", "detect_types", "isolation_level", "check_same_thread", "factory", "cached_statements", "uri"}, 1,
               kCount, given));
  options->database = given[kDatabase];
  options->path = TRY(pathToNative(thread, given[kDatabase]));
  if (given[kTimeout]) options->timeout = TRY(asDouble(thread, given[kTimeout]));
  if (given[kDetectTypes]) options->detectTypes = TRY(argumentAsInt(thread, given[kDetectTypes]));
  if (given[kLevel]) options->level = TRY(isolationLevel(thread, given[kLevel]));
  if (given[kSameThread]) options->checkSameThread = TRY(isTrue(thread, given[kSameThread]));
  if (given[kCached]) options->cachedStatements = TRY(argumentAsInt(thread, given[kCached]));
  if (given[kUri]) options->uri = TRY(isTrue(thread, given[kUri]));
  return kOk;
}

Status connectionInitialize(Thread& thread, Value self, const Arguments& args) {
  Connection* connection = connectionOf(self);
  OpenOptions options;
  TRY(readOptions(thread, args, &options));
  TRY(audit(thread, "sqlite3.connect", {options.database}));
  Ref<> hold = newRef(self);
  if (connection->initialized) {
    connection->initialized = false;
    connectionRelease(connection);
  }
  const SqliteLibrary& library = libraryOf(thread);
  sqlite3* database = nullptr;
  int result;
  {
    Unlocked unlocked(thread);
    result = library.open_v2(options.path.c_str(), &database,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | (options.uri ? SQLITE_OPEN_URI : 0), nullptr);
    if (result == SQLITE_OK) library.busy_timeout(database, static_cast<int>(options.timeout * 1000));
  }
  if (!database) return thread.raiseMemoryError();
  if (result != SQLITE_OK) {
    raiseSqlite(thread, database);
    library.close_v2(database);
    return Raised{};
  }
  connection->database = database;
  connection->statements = TRY(newDict(thread)).release();
  connection->blobs = TRY(newList(thread)).release();
  connection->cachedStatements = options.cachedStatements;
  connection->detectTypes = options.detectTypes;
  connection->isolationLevel = options.level;
  connection->checkSameThread = options.checkSameThread;
  connection->threadId = thread.threadId;
  connection->rowFactory = kNone;
  connection->textFactory = newRef(Value(thread.type(TypeId::kStr))).releaseValue();
  connection->initialized = true;
  return audit(thread, "sqlite3.connect/handle", {self});
}

Ref<> connectionClose(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkThread(thread, connection));
  if (!connection->initialized) return thread.raise(TypeId::kSqliteProgrammingError, "Base Connection.__init__ not called.");
  closeBlobs(thread, connection);
  Ref<> statements = Ref<>::adopt(Value(std::exchange(connection->statements, TRY(newDict(thread)).release())));
  statements = nullptr;
  dropCallbacks(thread, connection);
  if (sqlite3* database = std::exchange(connection->database, nullptr)) {
    const SqliteLibrary& library = libraryOf(thread);
    Unlocked unlocked(thread);
    library.close_v2(database);
  }
  return newRef(kNone);
}

// ---------------------------------------------------------------- cursors, transactions

Ref<> connectionCursor(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkUsable(thread, connection));
  Ref<> cursor = TRY(call(thread, args[1] ? args[1] : Value(thread.type(TypeId::kSqliteCursor)), args[0]));
  if (!isInstanceOf(thread, cursor, TypeId::kSqliteCursor)) {
    return thread.raiseTypeError("factory must return a cursor, not {}", typeOf(thread, cursor)->nativeName);
  }
  if (!connection->rowFactory.isNone()) {
    Ref<> old = Ref<>::adopt(std::exchange(cursorOf(cursor)->rowFactory, newRef(connection->rowFactory).releaseValue()));
  }
  return cursor;
}

Ref<> endTransaction(Thread& thread, Value self, const char* sql) {
  Connection* connection = connectionOf(self);
  TRY(checkUsable(thread, connection));
  if (!libraryOf(thread).get_autocommit(connection->database)) TRY(runSimple(thread, connection, sql));
  return newRef(kNone);
}
Ref<> connectionCommit(Thread& thread, const Value* args) { return endTransaction(thread, args[0], "COMMIT"); }
Ref<> connectionRollback(Thread& thread, const Value* args) { return endTransaction(thread, args[0], "ROLLBACK"); }

Ref<> connectionEnter(Thread& thread, const Value* args) {
  TRY(checkUsable(thread, connectionOf(args[0])));
  return newRef(args[0]);
}
Ref<> connectionExit(Thread& thread, const Value* args) {
  bool failed = !args[1].isNone() || !args[2].isNone() || !args[3].isNone();
  Ref<> done = failed ? connectionRollback(thread, args) : connectionCommit(thread, args);
  if (!done && !failed) {
    // The commit failed: the transaction is undone, and its error goes on.
    Ref<> error = thread.takeException();
    Ref<> undone = connectionRollback(thread, args);
    if (!undone) return Raised{};
    return thread.restoreException(std::move(error));
  }
  if (!done) return Raised{};
  return newRef(kFalse);
}

// connection.execute(…) and so on: by a new cursor.
Ref<> throughCursor(Thread& thread, Value self, const char* method, const Arguments& args) {
  Value none[] = {self, Value()};
  Ref<> cursor = TRY(connectionCursor(thread, none));
  Ref<> function = TRY(getAttribute(thread, cursor, method));
  return call(thread, function, args);
}
Ref<> connectionExecute(Thread& thread, Value self, const Arguments& args) {
  TRY(rejectKeywords(thread, args, "sqlite3.Connection.execute"));
  TRY(checkPositional(thread, args, "execute", 1, 2));
  return throughCursor(thread, self, "execute", args);
}
Ref<> connectionExecuteMany(Thread& thread, const Value* args) { return throughCursor(thread, args[0], "executemany", {args + 1, 2, nullptr}); }
Ref<> connectionExecuteScript(Thread& thread, const Value* args) { return throughCursor(thread, args[0], "executescript", {args + 1, 1, nullptr}); }

Ref<> connectionCall(Thread& thread, Value self, const Arguments& args) {
  TRY(checkUsable(thread, connectionOf(self)));
  TRY(rejectKeywords(thread, args, "sqlite3.Connection.__call__"));
  if (args.positionalCount != 1) return thread.raiseTypeError("function takes exactly 1 argument ({} given)", args.positionalCount);
  if (!isStr(args[0])) return thread.raiseTypeError("argument 1 must be str, not {}", typeOf(thread, args[0])->nativeName);
  return newStatement(thread, connectionOf(self), args[0].as<Str>());
}

Ref<> connectionInterrupt(Thread& thread, const Value* args) {
  TRY(checkConnection(thread, connectionOf(args[0])));
  libraryOf(thread).interrupt(connectionOf(args[0])->database);
  return newRef(kNone);
}
Ref<> connectionIterDump(Thread& thread, const Value* args) {
  TRY(checkConnection(thread, connectionOf(args[0])));
  Ref<> module = TRY(importModule(thread, "sqlite3.dump"));
  Ref<> function = TRY(getAttribute(thread, module, "_iterdump"));
  return call(thread, function, args[0]);
}

// ---------------------------------------------------------------- limits, extensions

constexpr int kLastLimit = SQLITE_LIMIT_WORKER_THREADS;

Ref<> limit(Thread& thread, Value self, Value category, int value) {
  Connection* connection = connectionOf(self);
  TRY(checkUsable(thread, connection));
  int number = TRY(argumentAsInt(thread, category));
  if (number < 0 || number > kLastLimit) return thread.raise(TypeId::kSqliteProgrammingError, "'category' is out of bounds");
  return newInt(thread, libraryOf(thread).limit(connection->database, number, value));
}
Ref<> connectionSetLimit(Thread& thread, const Value* args) { return limit(thread, args[0], args[1], TRY(argumentAsInt(thread, args[2]))); }
Ref<> connectionGetLimit(Thread& thread, const Value* args) { return limit(thread, args[0], args[1], -1); }

Ref<> enableLoadExtension(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkUsable(thread, connection));
  bool on = TRY(isTrue(thread, args[1]));
  TRY(audit(thread, "sqlite3.enable_load_extension", {args[0], Value::boolean(on)}));
  if (libraryOf(thread).enable_load_extension(connection->database, on) != SQLITE_OK) {
    return thread.raise(TypeId::kSqliteOperationalError, "Error enabling load extension");
  }
  return newRef(kNone);
}
Ref<> loadExtension(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  TRY(checkUsable(thread, connection));
  if (!isStr(args[1])) return thread.raiseTypeError("load_extension() argument must be str, not {}", typeOf(thread, args[1])->nativeName);
  std::string name = TRY(toUtf8(thread, args[1].as<Str>()));
  TRY(audit(thread, "sqlite3.load_extension", {args[0], args[1]}));
  char* message = nullptr;
  const SqliteLibrary& library = libraryOf(thread);
  if (library.load_extension(connection->database, name.c_str(), nullptr, &message) != SQLITE_OK) {
    std::string text = message ? message : "";
    library.free(message);
    return thread.raise(TypeId::kSqliteOperationalError, "{}", std::string_view(text));
  }
  return newRef(kNone);
}

// ---------------------------------------------------------------- attributes

Ref<> getIsolationLevel(Thread& thread, Value self) {
  TRY(checkConnection(thread, connectionOf(self)));
  const char* level = connectionOf(self)->isolationLevel;
  return level ? newStr(thread, level) : newRef(kNone);
}
Status setIsolationLevel(Thread& thread, Value self, Value value) {
  if (!value) return thread.raise(TypeId::kAttributeError, "cannot delete attribute");
  const char* level = TRY(isolationLevel(thread, value));
  connectionOf(self)->isolationLevel = level;
  if (level) return kOk;
  Ref<> committed = TRY(connectionCommit(thread, &self));
  return kOk;
}
Ref<> getTotalChanges(Thread& thread, Value self) {
  TRY(checkConnection(thread, connectionOf(self)));
  return newInt(thread, libraryOf(thread).total_changes(connectionOf(self)->database));
}
Ref<> getInTransaction(Thread& thread, Value self) {
  TRY(checkConnection(thread, connectionOf(self)));
  return newRef(Value::boolean(!libraryOf(thread).get_autocommit(connectionOf(self)->database)));
}
template <TypeId id>
Ref<> getException(Thread& thread, Value) { return newRef(Value(thread.type(id))); }

constexpr GetSetDef kGetSets[] = {{"isolation_level", getIsolationLevel, setIsolationLevel},
                                  {"total_changes", getTotalChanges},
                                  {"in_transaction", getInTransaction},
                                  {"Warning", getException<TypeId::kSqliteWarning>},
                                  {"Error", getException<TypeId::kSqliteError>},
                                  {"InterfaceError", getException<TypeId::kSqliteInterfaceError>},
                                  {"DatabaseError", getException<TypeId::kSqliteDatabaseError>},
                                  {"DataError", getException<TypeId::kSqliteDataError>},
                                  {"OperationalError", getException<TypeId::kSqliteOperationalError>},
                                  {"IntegrityError", getException<TypeId::kSqliteIntegrityError>},
                                  {"InternalError", getException<TypeId::kSqliteInternalError>},
                                  {"ProgrammingError", getException<TypeId::kSqliteProgrammingError>},
                                  {"NotSupportedError", getException<TypeId::kSqliteNotSupportedError>}};
constexpr MemberDef kMembers[] = {{"row_factory", MemberKind::kObject, offsetof(Connection, rowFactory), false},
                                  {"text_factory", MemberKind::kObject, offsetof(Connection, textFactory), false}};
constexpr MethodDef kMethods[] = {
    {.name = "backup", .signature = "($self, /, target, *, pages=-1, progress=None, name='main', sleep=0.25)", .function = backup,
     .doc = "Copies the database into another."},
    {.name = "close", .signature = "($self, /)", .function = connectionClose, .doc = "Closes the connection; nothing is committed."},
    {.name = "commit", .signature = "($self, /)", .function = connectionCommit, .doc = "Ends a transaction, keeping its changes."},
    {.name = "create_aggregate", .signature = "($self, /, name, n_arg, aggregate_class)", .function = createAggregate,
     .doc = "Makes a class an aggregate function of SQL."},
    {.name = "create_collation", .signature = "($self, name, callback, /)", .function = createCollation,
     .doc = "Makes a function an order of texts in SQL."},
    {.name = "create_function", .signature = "($self, /, name, narg, func, *, deterministic=False)", .function = createFunction,
     .doc = "Makes a function one of SQL."},
    {.name = "cursor", .signature = "($self, /, factory=<unrepresentable>)", .function = connectionCursor, .doc = "A new cursor."},
    {.name = "enable_load_extension", .signature = "($self, enable, /)", .function = enableLoadExtension,
     .doc = "Whether load_extension() may be used."},
    {.name = "__enter__", .signature = "($self, /)", .function = connectionEnter, .doc = "The connection."},
    {.name = "executemany", .signature = "($self, sql, parameters, /)", .function = connectionExecuteMany,
     .doc = "Runs a statement for each set of parameters."},
    {.name = "executescript", .signature = "($self, sql_script, /)", .function = connectionExecuteScript, .doc = "Runs many statements."},
    {.name = "execute", .signature = "($self, sql, parameters=<unrepresentable>, /)", .raw = connectionExecute, .doc = "Runs a statement."},
    {.name = "__exit__", .signature = "($self, type, value, traceback, /)", .function = connectionExit,
     .doc = "Commits, or rolls back if there was an exception."},
    {.name = "interrupt", .signature = "($self, /)", .function = connectionInterrupt, .doc = "Breaks off what is running."},
    {.name = "iterdump", .signature = "($self, /)", .function = connectionIterDump, .doc = "Statements that make the database anew."},
    {.name = "load_extension", .signature = "($self, name, /)", .function = loadExtension, .doc = "Loads a shared library with more functions."},
    {.name = "rollback", .signature = "($self, /)", .function = connectionRollback, .doc = "Ends a transaction, undoing its changes."},
    {.name = "set_authorizer", .signature = "($self, /, authorizer_callback)", .function = setAuthorizer, .doc = "A function that allows or denies."},
    {.name = "set_progress_handler", .signature = "($self, /, progress_handler, n)", .function = setProgressHandler,
     .doc = "A function that is called every n steps."},
    {.name = "set_trace_callback", .signature = "($self, /, trace_callback)", .function = setTraceCallback,
     .doc = "A function that is called with each statement."},
    {.name = "setlimit", .signature = "($self, category, limit, /)", .function = connectionSetLimit, .doc = "Sets a limit; the old one."},
    {.name = "getlimit", .signature = "($self, category, /)", .function = connectionGetLimit, .doc = "A limit."},
    {.name = "serialize", .signature = "($self, /, *, name='main')", .function = serialize, .doc = "The database as bytes."},
    {.name = "deserialize", .signature = "($self, data, /, *, name='main')", .function = deserialize, .doc = "Makes bytes the database."},
    {.name = "create_window_function", .signature = "($self, name, num_params, aggregate_class, /)", .function = createWindowFunction,
     .doc = "Makes a class an aggregate window function of SQL."},
    {.name = "blobopen", .signature = "($self, table, column, row, /, *, readonly=False, name='main')", .function = openBlob,
     .doc = "A blob as something like a file."}};
constexpr Slots kSlots = {.release = connectionRelease, .traverse = connectionTraverse, .create = connectionCreate,
                          .initialize = connectionInitialize, .call = connectionCall};

}  // namespace

const TypeSpec kConnectionType = {.id = TypeId::kSqliteConnection, .name = "sqlite3.Connection", .basicSize = sizeof(Connection),
                                  .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods,
                                  .getSets = kGetSets, .members = kMembers, .doc = "A connection to a database."};

}  // namespace taipan::sqlite
