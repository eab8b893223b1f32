// Cursor: running statements and fetching their rows.
#include <string.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/codecs.h"
#include "objects/float.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

namespace {

constexpr int kParseDeclTypes = 1, kParseColNames = 2;

void cursorTraverse(Object* self, Visitor& visitor) {
  auto* cursor = static_cast<Cursor*>(self);
  for (Value field : {cursor->connection, cursor->description, cursor->lastRowId, cursor->rowFactory, cursor->columnConverters,
                      Value(cursor->statement)}) {
    visitor.visitValue(field);
  }
}
void cursorRelease(Object* self) {
  auto* cursor = static_cast<Cursor*>(self);
  if (Statement* statement = std::exchange(cursor->statement, nullptr)) {
    if (statement->statement && statement->inUse && loadedLibrary().reset(statement->statement) == SQLITE_OK) statement->inUse = false;
    decrefObject(statement);
  }
  for (Value* field : {&cursor->connection, &cursor->description, &cursor->lastRowId, &cursor->rowFactory, &cursor->columnConverters}) {
    decrefOrEmpty(std::exchange(*field, Value()));
  }
}
Ref<> cursorCreate(Thread& thread, Type* type, const Arguments&) { return newObject<Cursor>(thread, type); }

void assign(Value* field, Ref<> value) { Ref<> old = Ref<>::adopt(std::exchange(*field, value.releaseValue())); }

Status cursorInitialize(Thread& thread, Value self, const Arguments& args) {
  Cursor* cursor = cursorOf(self);
  TRY(rejectKeywords(thread, args, "Cursor"));
  if (args.positionalCount != 1) {
    return thread.raiseTypeError("Cursor expected 1 argument, got {}", args.positionalCount);
  }
  if (!isInstanceOf(thread, args[0], TypeId::kSqliteConnection)) {
    return thread.raiseTypeError("Cursor() argument 1 must be sqlite3.Connection, not {}", typeOf(thread, args[0])->nativeName);
  }
  if (cursor->locked) return thread.raise(TypeId::kSqliteProgrammingError, "Recursive use of cursors not allowed.");
  cursorRelease(cursor);
  cursor->connection = newRef(args[0]).releaseValue();
  cursor->closed = false;
  cursor->description = cursor->rowFactory = kNone;
  cursor->lastRowId = kNone;
  cursor->arraySize = 1;
  cursor->rowCount = -1;
  TRY(checkThread(thread, connectionOf(args[0])));
  cursor->initialized = true;
  return kOk;
}

Status checkCursor(Thread& thread, Cursor* cursor) {
  if (!cursor->initialized) return thread.raise(TypeId::kSqliteProgrammingError, "Base Cursor.__init__ not called.");
  if (cursor->closed) return thread.raise(TypeId::kSqliteProgrammingError, "Cannot operate on a closed cursor.");
  if (cursor->locked) return thread.raise(TypeId::kSqliteProgrammingError, "Recursive use of cursors not allowed.");
  TRY(checkThread(thread, connectionOf(cursor->connection)));
  return checkConnection(thread, connectionOf(cursor->connection));
}

// The cursor may not be used again while it runs.
class Lock {
 public:
  explicit Lock(Cursor* cursor) : cursor_(newRef(cursor)) { cursor->locked = true; }
  ~Lock() { cursor_->locked = false; }

 private:
  Ref<Cursor> cursor_;
};

void dropStatement(Thread& thread, Cursor* cursor) {
  if (!cursor->statement) return;
  resetStatement(thread, cursor->statement);
  Ref<> old = Ref<>::adopt(Value(std::exchange(cursor->statement, nullptr)));
}

// ---------------------------------------------------------------- columns

Ref<> converterNamed(Thread& thread, std::string_view name) {
  Ref<Str> text = TRY(newStr(thread, name));
  Ref<> upper = TRY(call(thread, TRY(getAttribute(thread, Value(text.get()), "upper"))));
  Value found = dictGet(thread, stateOf(thread).converters, upper);
  if (!found && thread.hasException()) return Raised{};
  return newRef(found ? found : kNone);
}

// The converter of a column: by what its name says in brackets, or by its declared type; None if there is none.
Ref<> columnConverter(Thread& thread, sqlite3_stmt* statement, int column, int detectTypes) {
  const SqliteLibrary& library = libraryOf(thread);
  if (detectTypes & kParseColNames) {
    const char* name = library.column_name(statement, column);
    if (!name) return thread.raiseMemoryError();
    const char* open = strchr(name, '[');
    const char* close = open ? strchr(open, ']') : nullptr;
    if (close) {
      Ref<> converter = TRY(converterNamed(thread, {open + 1, static_cast<size_t>(close - open - 1)}));
      if (!converter.get().isNone()) return converter;
    }
  }
  if (detectTypes & kParseDeclTypes) {
    if (const char* declared = library.column_decltype(statement, column)) return converterNamed(thread, {declared, strcspn(declared, " (")});
  }
  return newRef(kNone);
}

Status findConverters(Thread& thread, Cursor* cursor) {
  Connection* connection = connectionOf(cursor->connection);
  if (!connection->detectTypes) return kOk;
  Ref<List> converters = TRY(newList(thread));
  int count = libraryOf(thread).column_count(cursor->statement->statement);
  for (int i = 0; i < count; ++i) {
    Ref<> converter = TRY(columnConverter(thread, cursor->statement->statement, i, connection->detectTypes));
    TRY(listAppend(thread, converters, converter));
  }
  assign(&cursor->columnConverters, std::move(converters));
  return kOk;
}

// Without the part in brackets, if that says a type.
Ref<> columnTitle(Thread& thread, const char* name, int detectTypes) {
  size_t size = strlen(name);
  if (detectTypes & kParseColNames) {
    if (const char* open = strchr(name, '[')) {
      size = static_cast<size_t>(open - name);
      if (size && name[size - 1] == ' ') --size;
    }
  }
  return decodeUtf8Text(thread, {name, size}, nullptr);
}

Status describe(Thread& thread, Cursor* cursor) {
  const SqliteLibrary& library = libraryOf(thread);
  int count = library.column_count(cursor->statement->statement);
  if (count == 0 || !cursor->description.isNone()) return kOk;
  Ref<Tuple> description = TRY(newTuple(thread, static_cast<size_t>(count)));
  for (int i = 0; i < count; ++i) {
    const char* name = library.column_name(cursor->statement->statement, i);
    if (!name) return thread.raiseMemoryError();
    Ref<> title = TRY(columnTitle(thread, name, connectionOf(cursor->connection)->detectTypes));
    Ref<Tuple> column = TRY(makeTuple(thread, title.get(), kNone, kNone, kNone, kNone, kNone, kNone));
    tupleInit(description, static_cast<size_t>(i), std::move(column));
  }
  assign(&cursor->description, std::move(description));
  return kOk;
}

// ---------------------------------------------------------------- rows

Ref<> textColumn(Thread& thread, Cursor* cursor, sqlite3_stmt* statement, int column) {
  const SqliteLibrary& library = libraryOf(thread);
  const auto* data = reinterpret_cast<const char*>(library.column_text(statement, column));
  if (!data) return thread.raiseMemoryError();
  std::string_view text(data, static_cast<size_t>(library.column_bytes(statement, column)));
  Value factory = connectionOf(cursor->connection)->textFactory;
  if (factory == Value(thread.type(TypeId::kStr))) {
    Ref<> decoded = decodeUtf8Text(thread, text, nullptr);
    if (decoded || !thread.clearIfMatches(TypeId::kUnicodeDecodeError)) return decoded;
    Ref<Str> shown = TRY(decodeAscii(thread, text.substr(0, text.find('\0')), "replace"));
    const char* name = library.column_name(statement, column);
    return thread.raise(TypeId::kSqliteOperationalError, "Could not decode to UTF-8 column '{}' with text '{}'", name ? name : "", shown);
  }
  Ref<Bytes> bytes = TRY(newBytes(thread, text));
  if (factory == Value(thread.type(TypeId::kBytes))) return bytes;
  Ref<> hold = newRef(factory);
  return call(thread, hold, Value(bytes.get()));
}

Ref<> columnValue(Thread& thread, Cursor* cursor, sqlite3_stmt* statement, int column) {
  const SqliteLibrary& library = libraryOf(thread);
  switch (library.column_type(statement, column)) {
    case SQLITE_NULL: return newRef(kNone);
    case SQLITE_INTEGER: return newInt(thread, library.column_int64(statement, column));
    case SQLITE_FLOAT: return newFloat(thread, library.column_double(statement, column));
    case SQLITE_TEXT: return textColumn(thread, cursor, statement, column);
    default: break;
  }
  const auto* data = static_cast<const char*>(library.column_blob(statement, column));
  return newBytes(thread, {data, static_cast<size_t>(library.column_bytes(statement, column))});
}

Ref<> convertedValue(Thread& thread, sqlite3_stmt* statement, int column, Value converter) {
  const SqliteLibrary& library = libraryOf(thread);
  const auto* data = static_cast<const char*>(library.column_blob(statement, column));
  if (!data) return newRef(kNone);
  Ref<Bytes> bytes = TRY(newBytes(thread, {data, static_cast<size_t>(library.column_bytes(statement, column))}));
  Ref<> hold = newRef(converter);
  return call(thread, hold, Value(bytes.get()));
}

Ref<> currentRow(Thread& thread, Cursor* cursor) {
  Lock lock(cursor);
  Ref<> keep = newRef(Value(cursor->statement));
  sqlite3_stmt* statement = cursor->statement->statement;
  int count = libraryOf(thread).data_count(statement);
  Ref<Tuple> row = TRY(newTuple(thread, static_cast<size_t>(count)));
  Ref<> converters = newRef(connectionOf(cursor->connection)->detectTypes ? cursor->columnConverters : Value());
  for (int i = 0; i < count; ++i) {
    auto at = static_cast<size_t>(i);
    List* list = converters ? converters.get().as<List>() : nullptr;
    Value converter = list && at < list->size ? list->items[at] : kNone;
    tupleInit(row, at, TRY(converter.isNone() ? columnValue(thread, cursor, statement, i) : convertedValue(thread, statement, i, converter)));
  }
  return row;
}

Ref<> cursorNext(Thread& thread, Value self) {
  Cursor* cursor = cursorOf(self);
  TRY(checkCursor(thread, cursor));
  if (!cursor->statement) return nullptr;
  const SqliteLibrary& library = libraryOf(thread);
  if (library.data_count(cursor->statement->statement) == 0) {
    dropStatement(thread, cursor);
    return nullptr;
  }
  Ref<> row = TRY(currentRow(thread, cursor));
  Ref<Statement> statement = newRef(cursor->statement);
  int result = stepStatement(thread, statement->statement);
  // A callback may have closed the connection.
  if (thread.hasException() || !checkConnection(thread, connectionOf(cursor->connection))) {
    dropStatement(thread, cursor);
    return Raised{};
  }
  if (result == SQLITE_DONE) {
    if (statement->isDml) cursor->rowCount = library.changes(connectionOf(cursor->connection)->database);
    dropStatement(thread, cursor);
  } else if (result != SQLITE_ROW) {
    raiseSqlite(thread, connectionOf(cursor->connection)->database);
    dropStatement(thread, cursor);
    return Raised{};
  }
  if (cursor->rowFactory.isNone()) return row;
  Ref<> factory = newRef(cursor->rowFactory);
  return call(thread, factory, self, row.get());
}

// ---------------------------------------------------------------- executing

Status beginIfNeeded(Thread& thread, Connection* connection, const Statement* statement) {
  if (!connection->isolationLevel || !statement->isDml || !libraryOf(thread).get_autocommit(connection->database)) return kOk;
  return runSimple(thread, connection, (std::string("BEGIN ") + connection->isolationLevel).c_str());
}

Status runWith(Thread& thread, Cursor* cursor, Value parameters, bool many) {
  Connection* connection = connectionOf(cursor->connection);
  const SqliteLibrary& library = libraryOf(thread);
  Ref<Statement> statement = newRef(cursor->statement);
  statement->inUse = true;
  TRY(bindParameters(thread, connection, statement, parameters));
  TRY(checkConnection(thread, connection));
  int result = stepStatement(thread, statement->statement);
  if (thread.hasException()) return Raised{};
  TRY(checkConnection(thread, connection));
  if (result != SQLITE_DONE && result != SQLITE_ROW) return raiseSqlite(thread, connection->database);
  TRY(findConverters(thread, cursor));
  TRY(describe(thread, cursor));
  if (result == SQLITE_DONE) {
    if (statement->isDml) cursor->rowCount += library.changes(connection->database);
    resetStatement(thread, statement);
  }
  if (many) resetStatement(thread, statement);
  return kOk;
}

Status runAll(Thread& thread, Cursor* cursor, Value sql, Value parameters, bool many) {
  const SqliteLibrary& library = libraryOf(thread);
  Ref<> iterator;
  if (many) iterator = TRY(getIterator(thread, parameters));
  dropStatement(thread, cursor);
  assign(&cursor->description, newRef(kNone));
  assign(&cursor->columnConverters, nullptr);
  Ref<Statement> statement = TRY(statementFor(thread, cursor->connection, sql));
  Connection* connection = connectionOf(cursor->connection);
  if (many && library.stmt_readonly(statement->statement)) {
    return thread.raise(TypeId::kSqliteProgrammingError, "executemany() can only execute DML statements.");
  }
  cursor->rowCount = statement->isDml ? 0 : -1;
  if (!statement->statement) return kOk;  // nothing but comments
  cursor->statement = statement.clone().release();
  statement->inUse = true;
  resetStatement(thread, statement);
  library.clear_bindings(statement->statement);
  TRY(beginIfNeeded(thread, connection, statement));
  if (!many) {
    TRY(runWith(thread, cursor, parameters, false));
    assign(&cursor->lastRowId, TRY(newInt(thread, library.last_insert_rowid(connection->database))));
    if (!statement->inUse) dropStatement(thread, cursor);
    return kOk;
  }
  while (Ref<> each = nextItem(thread, iterator)) TRY(runWith(thread, cursor, each, true));
  if (thread.hasException()) return Raised{};
  dropStatement(thread, cursor);
  return kOk;
}

Ref<> execute(Thread& thread, Value self, Value sql, Value parameters, bool many) {
  Cursor* cursor = cursorOf(self);
  if (!isStr(sql)) {
    return thread.raiseTypeError("{}() argument 1 must be str, not {}", many ? "executemany" : "execute", typeOf(thread, sql)->nativeName);
  }
  TRY(checkCursor(thread, cursor));
  Lock lock(cursor);
  Status done = runAll(thread, cursor, sql, parameters, many);
  if (!done) {
    Ref<> error = thread.takeException();
    dropStatement(thread, cursor);
    cursor->rowCount = -1;
    return thread.restoreException(std::move(error));
  }
  return newRef(self);
}
Ref<> cursorExecute(Thread& thread, const Value* args) {
  if (args[2]) return execute(thread, args[0], args[1], args[2], false);
  return execute(thread, args[0], args[1], Value(thread.interpreter().emptyTuple), false);
}
Ref<> cursorExecuteMany(Thread& thread, const Value* args) { return execute(thread, args[0], args[1], args[2], true); }

Ref<> cursorExecuteScript(Thread& thread, const Value* args) {
  Cursor* cursor = cursorOf(args[0]);
  if (!isStr(args[1])) return thread.raiseTypeError("executescript() argument must be str, not {}", typeOf(thread, args[1])->nativeName);
  std::string script = TRY(toUtf8(thread, args[1].as<Str>()));
  if (script.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  TRY(checkCursor(thread, cursor));
  const SqliteLibrary& library = libraryOf(thread);
  sqlite3* database = connectionOf(cursor->connection)->database;
  if (static_cast<int64_t>(script.size()) > library.limit(database, SQLITE_LIMIT_SQL_LENGTH, -1)) {
    return thread.raise(TypeId::kSqliteDataError, "query string is too large");
  }
  if (!library.get_autocommit(database)) TRY(runSimple(thread, connectionOf(cursor->connection), "COMMIT"));
  Lock lock(cursor);
  const char* rest = script.c_str();
  while (*rest) {
    int result;
    {
      Unlocked unlocked(thread);
      sqlite3_stmt* statement = nullptr;
      result = library.prepare_v2(database, rest, -1, &statement, &rest);
      if (result == SQLITE_OK) {
        do result = library.step(statement);
        while (result == SQLITE_ROW);
        result = library.finalize(statement);
      }
    }
    if (result != SQLITE_OK || thread.hasException()) return raiseSqlite(thread, database);
    TRY(checkConnection(thread, connectionOf(cursor->connection)));
  }
  return newRef(args[0]);
}

// ---------------------------------------------------------------- fetching

Ref<> cursorFetchOne(Thread& thread, const Value* args) {
  Ref<> row = cursorNext(thread, args[0]);
  if (!row && !thread.hasException()) return newRef(kNone);
  return row;
}
// All rows if `most` is 0 or less.
Ref<> fetch(Thread& thread, Value self, int64_t most) {
  Ref<List> rows = TRY(newList(thread));
  while (most <= 0 || static_cast<int64_t>(rows->size) < most) {
    Ref<> row = cursorNext(thread, self);
    if (!row) break;
    TRY(listAppend(thread, rows, row));
  }
  if (thread.hasException()) return Raised{};
  return rows;
}
Ref<> cursorFetchMany(Thread& thread, const Value* args) {
  int64_t most = args[1] ? TRY(argumentAsInt(thread, args[1])) : cursorOf(args[0])->arraySize;
  return fetch(thread, args[0], most);
}
Ref<> cursorFetchAll(Thread& thread, const Value* args) { return fetch(thread, args[0], -1); }
Ref<> ignored(Thread&, const Value*) { return newRef(kNone); }

Ref<> cursorClose(Thread& thread, const Value* args) {
  Cursor* cursor = cursorOf(args[0]);
  if (cursor->locked) return thread.raise(TypeId::kSqliteProgrammingError, "Recursive use of cursors not allowed.");
  if (!cursor->connection) return thread.raise(TypeId::kSqliteProgrammingError, "Base Cursor.__init__ not called.");
  TRY(checkThread(thread, connectionOf(cursor->connection)));
  TRY(checkConnection(thread, connectionOf(cursor->connection)));
  dropStatement(thread, cursor);
  cursor->closed = true;
  return newRef(kNone);
}

constexpr MemberDef kMembers[] = {{"connection", MemberKind::kObjectOrError, offsetof(Cursor, connection)},
                                  {"description", MemberKind::kObject, offsetof(Cursor, description)},
                                  {"arraysize", MemberKind::kSize, offsetof(Cursor, arraySize), false},
                                  {"lastrowid", MemberKind::kObject, offsetof(Cursor, lastRowId)},
                                  {"rowcount", MemberKind::kInt64, offsetof(Cursor, rowCount)},
                                  {"row_factory", MemberKind::kObject, offsetof(Cursor, rowFactory), false}};
constexpr MethodDef kMethods[] = {
    {.name = "close", .signature = "($self, /)", .function = cursorClose, .doc = "Ends the use of the cursor."},
    {.name = "executemany", .signature = "($self, sql, seq_of_parameters, /)", .function = cursorExecuteMany,
     .doc = "Runs a statement for each set of parameters."},
    {.name = "executescript", .signature = "($self, sql_script, /)", .function = cursorExecuteScript, .doc = "Runs many statements."},
    {.name = "execute", .signature = "($self, sql, parameters=(), /)", .function = cursorExecute, .doc = "Runs a statement."},
    {.name = "fetchall", .signature = "($self, /)", .function = cursorFetchAll, .doc = "The rows that are left."},
    {.name = "fetchmany", .signature = "($self, /, size=<unrepresentable>)", .function = cursorFetchMany, .doc = "Some of the rows that are left."},
    {.name = "fetchone", .signature = "($self, /)", .function = cursorFetchOne, .doc = "The next row, or None."},
    {.name = "setinputsizes", .signature = "($self, sizes, /)", .function = ignored, .doc = "Does nothing."},
    {.name = "setoutputsize", .signature = "($self, size, column=None, /)", .function = ignored, .doc = "Does nothing."}};
constexpr Slots kSlots = {.release = cursorRelease, .traverse = cursorTraverse, .create = cursorCreate, .initialize = cursorInitialize,
                          .iterate = iterateSelf, .next = cursorNext};

}  // namespace

const TypeSpec kCursorType = {.id = TypeId::kSqliteCursor, .name = "sqlite3.Cursor", .basicSize = sizeof(Cursor),
                              .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods,
                              .members = kMembers, .weakRefsOffset = offsetof(Cursor, weakRefs), .doc = "Runs statements and gives their rows."};

}  // namespace taipan::sqlite
