// The exceptions of PEP 249, and which of them an error of SQLite is.
#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

namespace {

struct ExceptionSpec {
  const char* name;
  TypeId id, base;
};
constexpr ExceptionSpec kExceptions[] = {
    {"Error", TypeId::kSqliteError, TypeId::kException},
    {"Warning", TypeId::kSqliteWarning, TypeId::kException},
    {"InterfaceError", TypeId::kSqliteInterfaceError, TypeId::kSqliteError},
    {"DatabaseError", TypeId::kSqliteDatabaseError, TypeId::kSqliteError},
    {"InternalError", TypeId::kSqliteInternalError, TypeId::kSqliteDatabaseError},
    {"OperationalError", TypeId::kSqliteOperationalError, TypeId::kSqliteDatabaseError},
    {"ProgrammingError", TypeId::kSqliteProgrammingError, TypeId::kSqliteDatabaseError},
    {"IntegrityError", TypeId::kSqliteIntegrityError, TypeId::kSqliteDatabaseError},
    {"DataError", TypeId::kSqliteDataError, TypeId::kSqliteDatabaseError},
    {"NotSupportedError", TypeId::kSqliteNotSupportedError, TypeId::kSqliteDatabaseError}};

TypeId exceptionOf(int code) {
  switch (code) {
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND: return TypeId::kSqliteInternalError;
    case SQLITE_NOMEM: return TypeId::kMemoryError;
    case SQLITE_ERROR: case SQLITE_PERM: case SQLITE_ABORT: case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_READONLY:
    case SQLITE_INTERRUPT: case SQLITE_IOERR: case SQLITE_FULL: case SQLITE_CANTOPEN: case SQLITE_PROTOCOL:
    case SQLITE_EMPTY: case SQLITE_SCHEMA: return TypeId::kSqliteOperationalError;
    case SQLITE_CORRUPT: return TypeId::kSqliteDatabaseError;
    case SQLITE_TOOBIG: return TypeId::kSqliteDataError;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return TypeId::kSqliteIntegrityError;
    case SQLITE_MISUSE:
    case SQLITE_RANGE: return TypeId::kSqliteInterfaceError;
    default: return TypeId::kSqliteDatabaseError;
  }
}

const char* codeName(int code) {
  struct Entry { const char* name; int code; };
  static constexpr Entry kCodes[] = {
#define ERROR(name) {#name, name},
#define CONSTANT(name)
#include "modules/sqlite/constants.def"
#undef ERROR
#undef CONSTANT
  };
  for (const Entry& entry : kCodes) {
    if (entry.code == code) return entry.name;
  }
  return "unknown";
}

}  // namespace

Status addExceptions(Thread& thread, Module* module) {
  Ref<Str> moduleName = TRY(internText(thread, "sqlite3"));
  for (const ExceptionSpec& spec : kExceptions) {
    Ref<Str> name = TRY(internText(thread, spec.name));
    Ref<Tuple> bases = TRY(makeTuple(thread, Value(thread.type(spec.base))));
    Ref<Dict> dict = TRY(newDict(thread));
    TRY(dictSetStr(thread, dict, thread.names().dunder_module, moduleName.value()));
    Ref<Type> type = TRY(createHeapType(thread, thread.type(TypeId::kType), name, bases, dict, Arguments{}));
    thread.interpreter().setType(spec.id, type);
    TRY(moduleAdd(thread, module, spec.name, std::move(type)));
  }
  return kOk;
}

Status addConstants(Thread& thread, Module* module) {
#define ERROR(name) TRY(moduleAddInt(thread, module, #name, name));
#define CONSTANT(name) TRY(moduleAddInt(thread, module, #name, name));
#include "modules/sqlite/constants.def"
#undef ERROR
#undef CONSTANT
  return kOk;
}

Raised raiseWithCode(Thread& thread, TypeId type, int code, const char* message) {
  Ref<Str> text = TRY(newStr(thread, message));
  Ref<> exception = TRY(call(thread, Value(thread.type(type)), text.value()));
  Ref<> number = TRY(newInt(thread, code));
  Ref<Str> name = TRY(newStr(thread, codeName(code)));
  Ref<Str> codeKey = TRY(internText(thread, "sqlite_errorcode")), nameKey = TRY(internText(thread, "sqlite_errorname"));
  TRY(setAttribute(thread, exception, codeKey, number));
  TRY(setAttribute(thread, exception, nameKey, name.value()));
  return thread.raiseObject(exception);
}

Raised raiseSqlite(Thread& thread, sqlite3* database) {
  if (thread.hasException()) return Raised{};  // raised by a callback
  const SqliteLibrary& library = libraryOf(thread);
  TypeId type = exceptionOf(library.errcode(database));
  if (type == TypeId::kMemoryError) return thread.raiseMemoryError();
  return raiseWithCode(thread, type, library.extended_errcode(database), library.errmsg(database));
}

}  // namespace taipan::sqlite
