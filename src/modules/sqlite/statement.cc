// Prepared statements: making, caching, binding of parameters.
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

const char* skipComments(const char* sql) {
  while (true) {
    while (*sql == ' ' || *sql == '\t' || *sql == '\n' || *sql == '\r' || *sql == '\f') ++sql;
    if (sql[0] == '-' && sql[1] == '-') {
      while (*sql && *sql != '\n') ++sql;
      if (!*sql) return nullptr;
    } else if (sql[0] == '/' && sql[1] == '*') {
      const char* end = strstr(sql + 2, "*/");
      if (!end) return nullptr;
      sql = end + 2;
    } else {
      return *sql ? sql : nullptr;
    }
  }
}

namespace {

bool changesData(const char* sql) {
  const char* word = skipComments(sql);
  if (!word) return false;
  for (std::string_view verb : {"insert", "update", "delete", "replace"}) {
    if (!strncasecmp(word, verb.data(), verb.size())) return true;
  }
  return false;
}

void statementRelease(Object* self) {
  auto* statement = static_cast<Statement*>(self);
  sqlite3_stmt* handle = std::exchange(statement->statement, nullptr);
  if (handle) loadedLibrary().finalize(handle);
}
constexpr Slots kSlots = {.release = statementRelease};

// ---------------------------------------------------------------- binding

bool needsAdapting(Thread& thread, Value value) {
  if (stateOf(thread).adaptsBaseTypes) return true;
  TypeId id = typeOf(thread, value)->id;
  return id != TypeId::kInt && id != TypeId::kFloat && id != TypeId::kStr && id != TypeId::kByteArray;
}

// Binds one value; *supported says whether its type can be stored.
Result<int> bindValue(Thread& thread, sqlite3_stmt* statement, int position, Value value, bool* supported) {
  const SqliteLibrary& library = libraryOf(thread);
  *supported = true;
  if (value.isNone()) return library.bind_null(statement, position);
  if (isInt(value)) {
    int64_t number;
    if (!intFitsInt64(value, &number)) return thread.raise(TypeId::kOverflowError, "Python int too large to convert to SQLite INTEGER");
    return library.bind_int64(statement, position, number);
  }
  if (isFloat(value)) return library.bind_double(statement, position, floatValue(value));
  if (isStr(value)) {
    std::string text = TRY(toUtf8(thread, value.as<Str>()));
    if (text.size() > INT_MAX) return thread.raise(TypeId::kOverflowError, "string longer than INT_MAX bytes");
    return library.bind_text(statement, position, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  if (typeOf(thread, value)->slots.getBuffer) {
    BufferView view;
    TRY(getBuffer(thread, value, &view, kBufferSimple));
    if (view.length > INT_MAX) {
      releaseBuffer(thread, &view);
      return thread.raise(TypeId::kOverflowError, "BLOB longer than INT_MAX bytes");
    }
    int result = library.bind_blob(statement, position, view.length ? view.data : "", static_cast<int>(view.length), SQLITE_TRANSIENT);
    releaseBuffer(thread, &view);
    return result;
  }
  *supported = false;
  return SQLITE_ERROR;
}

// `name` is what errors call the parameter.
Status bindAdapted(Thread& thread, Connection* connection, sqlite3_stmt* statement, int position, Value value, const std::string& name) {
  Ref<> adapted = newRef(value);
  if (needsAdapting(thread, value)) adapted = TRY(adapt(thread, value, Value(thread.type(TypeId::kSqlitePrepareProtocol)), value));
  bool supported;
  int result = TRY(bindValue(thread, statement, position, adapted, &supported));
  if (!supported) {
    return thread.raise(TypeId::kSqliteProgrammingError, "Error binding parameter {}: type '{}' is not supported", std::string_view(name),
                        typeOf(thread, adapted)->nativeName);
  }
  if (result != SQLITE_OK) return raiseSqlite(thread, connection->database);
  return kOk;
}

Status bindSequence(Thread& thread, Connection* connection, sqlite3_stmt* statement, int needed, Value parameters) {
  int64_t given = TRY(length(thread, parameters));
  if (given != needed) {
    return thread.raise(TypeId::kSqliteProgrammingError,
                        "Incorrect number of bindings supplied. The current statement uses {}, and there are {} supplied.", needed, given);
  }
  for (int i = 0; i < needed; ++i) {
    Ref<> value = TRY(getItem(thread, parameters, Value::smallInt(i)));
    TRY(bindAdapted(thread, connection, statement, i + 1, value, std::to_string(i + 1)));
  }
  return kOk;
}

Status bindMapping(Thread& thread, Connection* connection, sqlite3_stmt* statement, int needed, Value parameters) {
  for (int i = 1; i <= needed; ++i) {
    const char* marked = libraryOf(thread).bind_parameter_name(statement, i);
    if (!marked) {
      return thread.raise(TypeId::kSqliteProgrammingError,
                          "Binding {} has no name, but you supplied a dictionary (which has only names).", i);
    }
    std::string name = marked + 1;
    Ref<Str> key = TRY(newStr(thread, name));
    Ref<> value = getItem(thread, parameters, key.value());
    if (!value) {
      if (!thread.clearIfMatches(TypeId::kLookupError)) return Raised{};
      return thread.raise(TypeId::kSqliteProgrammingError, "You did not supply a value for binding parameter :{}.", std::string_view(name));
    }
    TRY(bindAdapted(thread, connection, statement, i, value, std::to_string(i)));
  }
  return kOk;
}

}  // namespace

const TypeSpec kStatementType = {.id = TypeId::kSqliteStatement, .name = "sqlite3.Statement", .basicSize = sizeof(Statement),
                                 .flags = kTypeImmutable | kTypeDisallowInstantiation, .slots = &kSlots};

Status bindParameters(Thread& thread, Connection* connection, Statement* statement, Value parameters) {
  int needed = libraryOf(thread).bind_parameter_count(statement->statement);
  if (isTuple(parameters) || isList(parameters)) return bindSequence(thread, connection, statement->statement, needed, parameters);
  if (isDict(parameters)) return bindMapping(thread, connection, statement->statement, needed, parameters);
  Type* type = typeOf(thread, parameters);
  if (!type->slots.getItem) return thread.raise(TypeId::kSqliteProgrammingError, "parameters are of unsupported type");
  // What has keys like a mapping is one; other things with items and a length are sequences.
  if (type->slots.length && !type->has(kTypeMappingPattern)) {
    Ref<> keys = lookupAttribute(thread, parameters, TRY(internText(thread, "keys")).get());
    if (!keys) {
      if (thread.hasException()) return Raised{};
      Ref<> missing = lookupAttribute(thread, parameters, TRY(internText(thread, "__missing__")).get());
      if (!missing && thread.hasException()) return Raised{};
      if (!missing) return bindSequence(thread, connection, statement->statement, needed, parameters);
    }
  }
  return bindMapping(thread, connection, statement->statement, needed, parameters);
}

int stepStatement(Thread& thread, sqlite3_stmt* statement) {
  const SqliteLibrary& library = libraryOf(thread);
  Unlocked unlocked(thread);
  return library.step(statement);
}

int resetStatement(Thread& thread, Statement* statement) {
  if (!statement->inUse || !statement->statement) return SQLITE_OK;
  const SqliteLibrary& library = libraryOf(thread);
  int result;
  {
    Unlocked unlocked(thread);
    result = library.reset(statement->statement);
  }
  if (result == SQLITE_OK) statement->inUse = false;
  return result;
}

Ref<Statement> newStatement(Thread& thread, Connection* connection, Str* sql) {
  const SqliteLibrary& library = libraryOf(thread);
  std::string text = TRY(toUtf8(thread, sql));
  if (static_cast<int64_t>(text.size()) > library.limit(connection->database, SQLITE_LIMIT_SQL_LENGTH, -1)) {
    return thread.raise(TypeId::kSqliteDataError, "query string is too large");
  }
  if (text.find('\0') != std::string::npos) return thread.raise(TypeId::kSqliteProgrammingError, "the query contains a null character");
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  int result;
  {
    Unlocked unlocked(thread);
    result = library.prepare_v2(connection->database, text.c_str(), static_cast<int>(text.size()) + 1, &handle, &tail);
  }
  if (result != SQLITE_OK) return raiseSqlite(thread, connection->database);
  if (skipComments(tail)) {
    library.finalize(handle);
    return thread.raise(TypeId::kSqliteProgrammingError, "You can only execute one statement at a time.");
  }
  Ref<Statement> statement = TRY(newObject<Statement>(thread, thread.type(TypeId::kSqliteStatement)));
  statement->statement = handle;
  statement->inUse = false;
  statement->isDml = changesData(text.c_str());
  return statement;
}

Ref<Statement> statementFor(Thread& thread, Value owner, Value sql) {
  Connection* connection = connectionOf(owner);
  Ref<Dict> cache = newRef(connection->statements);
  Ref<> cached = dictPop(thread, cache, sql);
  if (!cached && thread.hasException()) return Raised{};
  if (!cached) {
    cached = TRY(newStatement(thread, connection, sql.as<Str>()));
    if (connection->cachedStatements == 0) return std::move(cached).cast<Statement>();
    while (cache->used && static_cast<int64_t>(cache->used) >= connection->cachedStatements) {
      size_t position = 0;
      Value oldest, ignored;
      dictNext(cache, &position, &oldest, &ignored);
      Ref<> key = newRef(oldest);
      TRY(dictDelete(thread, cache, key));
    }
  }
  TRY(dictSet(thread, cache, sql, cached));  // the last one used is the last in order
  if (cached.get().as<Statement>()->inUse) return newStatement(thread, connection, sql.as<Str>());
  return std::move(cached).cast<Statement>();
}

Status runSimple(Thread& thread, Connection* connection, const char* sql) {
  const SqliteLibrary& library = libraryOf(thread);
  int result;
  {
    Unlocked unlocked(thread);
    sqlite3_stmt* statement;
    result = library.prepare_v2(connection->database, sql, -1, &statement, nullptr);
    if (result == SQLITE_OK) {
      library.step(statement);
      result = library.finalize(statement);
    }
  }
  if (result != SQLITE_OK) return raiseSqlite(thread, connection->database);
  return kOk;
}

}  // namespace taipan::sqlite
