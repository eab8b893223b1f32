// What the files of the _sqlite3 module share: the library, loaded when the module is imported, its objects, and the way
// between Python and callbacks from SQLite.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "heap/ref.h"
#include "modules/module_helpers.h"
#include "objects/dict.h"
#include "objects/interpreter_lock.h"
#include "objects/list.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

// The functions of libsqlite3, found by name.
struct SqliteLibrary {
  std::string problem;  // why there are none; empty if all is well
#define FUNCTION(name) decltype(&::sqlite3_##name) name = nullptr;
#include "modules/sqlite/functions.def"
#undef FUNCTION
};

// Owned by the module.
struct SqliteState {
  Ref<Dict> adapters;    // (type, protocol) → function
  Ref<Dict> converters;  // name in upper case → function
  bool adaptsBaseTypes = false;
  bool callbackTracebacks = false;
};

namespace sqlite {

inline SqliteState& stateOf(Thread& thread) { return *thread.interpreter().sqliteState; }
// The library, loaded when it is first asked for.  It stays loaded: objects may outlive the module.
const SqliteLibrary& loadedLibrary();
inline const SqliteLibrary& libraryOf(Thread&) { return loadedLibrary(); }

// ---------------------------------------------------------------- calls and callbacks (calls.cc)
// A call of SQLite during which other threads may run.
class Unlocked {
 public:
  explicit Unlocked(Thread& thread);
  ~Unlocked();
  Unlocked(const Unlocked&) = delete;

 private:
  Thread& thread_;
  Thread* outer_;
};
// Inside a callback: the interpreter's lock, held already or taken for its lifetime.
class Locked {
 public:
  explicit Locked(Interpreter& interpreter);
  ~Locked();
  Locked(const Locked&) = delete;
  Thread& thread() const { return *thread_; }

 private:
  Thread* thread_;
  Thread* waiting_;  // the thread whose Unlocked call this interrupts; null if there is none
};

// What SQLite keeps of a callback: freed by `freeCallback` when it lets go of it.
struct Callback {
  Interpreter* interpreter;
  Ref<> callable;
};
void freeCallback(void* callback);
// That of a function of SQL, from inside it.
Callback* callbackData(sqlite3_context* context);

// ---------------------------------------------------------------- objects
struct Connection : Object {
  sqlite3* database;
  Dict* statements;          // sql → Statement, the longest unused first
  int64_t cachedStatements;
  int detectTypes;
  const char* isolationLevel;  // "", "DEFERRED" …; null: none
  bool checkSameThread, initialized;
  uint64_t threadId;
  Value rowFactory, textFactory;
  Callback *trace, *progress, *authorizer;
  List* blobs;               // weak references
};
struct Statement : Object {
  sqlite3_stmt* statement;
  bool inUse, isDml;
};
struct Cursor : Object {
  Value connection;          // a Connection, or empty before __init__
  Value description, lastRowId, rowFactory;
  Value columnConverters;    // a list, or empty
  Statement* statement;
  int64_t arraySize, rowCount;
  bool closed, locked, initialized;
  Object* weakRefs;
};
struct Row : Object {
  Value data, description;   // tuples
};
struct Blob : Object {
  Value connection;
  sqlite3_blob* blob;
  int64_t offset;
  Object* weakRefs;
};
inline Connection* connectionOf(Value v) { return v.as<Connection>(); }
inline Cursor* cursorOf(Value v) { return v.as<Cursor>(); }

extern const TypeSpec kConnectionType, kCursorType, kRowType, kBlobType, kStatementType, kPrepareProtocolType;

// ---------------------------------------------------------------- errors (errors.cc)
Status addExceptions(Thread& thread, Module* module);
Status addConstants(Thread& thread, Module* module);
// Raises the database's last error.
Raised raiseSqlite(Thread& thread, sqlite3* database);
// Raises `type` with the error's attributes.
Raised raiseWithCode(Thread& thread, TypeId type, int code, const char* message);

// ---------------------------------------------------------------- statements (statement.cc)
// A prepared statement of the text, from the cache if it is there and unused.
Ref<Statement> statementFor(Thread& thread, Value connection, Value sql);
Ref<Statement> newStatement(Thread& thread, Connection* connection, Str* sql);
int resetStatement(Thread& thread, Statement* statement);
int stepStatement(Thread& thread, sqlite3_stmt* statement);
Status bindParameters(Thread& thread, Connection* connection, Statement* statement, Value parameters);
Status runSimple(Thread& thread, Connection* connection, const char* sql);  // BEGIN, COMMIT, ROLLBACK
// The text behind white space and comments; null: nothing.
const char* skipComments(const char* sql);

// ---------------------------------------------------------------- adaption (adapt.cc)
// adapt(object, protocol, alternative); `alternative` may be empty.  ProgrammingError "can't adapt".
Ref<> adapt(Thread& thread, Value object, Value protocol, Value alternative);
Ref<> adaptFunction(Thread& thread, const Value* args);
Ref<> registerAdapter(Thread& thread, const Value* args);
Ref<> registerConverter(Thread& thread, const Value* args);

// ---------------------------------------------------------------- connections (connection.cc …)
Status checkThread(Thread& thread, Connection* connection);
Status checkConnection(Thread& thread, Connection* connection);  // is it open?
Ref<> createFunction(Thread& thread, const Value* args);         // callbacks.cc, as the next seven
Ref<> createAggregate(Thread& thread, const Value* args);
Ref<> createWindowFunction(Thread& thread, const Value* args);
Ref<> createCollation(Thread& thread, const Value* args);
Ref<> setAuthorizer(Thread& thread, const Value* args);
Ref<> setProgressHandler(Thread& thread, const Value* args);
Ref<> setTraceCallback(Thread& thread, const Value* args);
void dropCallbacks(Thread& thread, Connection* connection);
Ref<> backup(Thread& thread, const Value* args);                 // copying.cc, as the next two
Ref<> serialize(Thread& thread, const Value* args);
Ref<> deserialize(Thread& thread, const Value* args);
Ref<> openBlob(Thread& thread, const Value* args);               // blob.cc
void closeBlobs(Thread& thread, Connection* connection);

}  // namespace sqlite
}  // namespace taipan
