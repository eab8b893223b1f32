// Whole databases: backup(), serialize() and deserialize().
#include <string.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/float.h"

namespace taipan::sqlite {

namespace {

Result<std::string> nameArgument(Thread& thread, Value value, const char* function) {
  if (!isStr(value)) return thread.raiseTypeError("{}() argument 'name' must be str, not {}", function, typeOf(thread, value)->nativeName);
  return toUtf8(thread, value.as<Str>());
}

Status checkUsable(Thread& thread, Connection* connection) {
  TRY(checkThread(thread, connection));
  return checkConnection(thread, connection);
}

}  // namespace

Ref<> backup(Thread& thread, const Value* args) {
  Connection* source = connectionOf(args[0]);
  if (!isInstanceOf(thread, args[1], TypeId::kSqliteConnection)) {
    return thread.raiseTypeError("backup() argument 'target' must be sqlite3.Connection, not {}", typeOf(thread, args[1])->nativeName);
  }
  Connection* target = connectionOf(args[1]);
  int pages = TRY(argumentAsInt(thread, args[2]));
  std::string name = TRY(nameArgument(thread, args[4], "backup"));
  double pause = TRY(asDouble(thread, args[5]));
  TRY(checkUsable(thread, source));
  if (source == target) return thread.raiseValueError("target cannot be the same connection instance");
  TRY(checkUsable(thread, target));
  if (!args[3].isNone() && !isCallable(thread, args[3])) return thread.raiseTypeError("progress argument must be a callable");
  if (pages == 0) pages = -1;
  const SqliteLibrary& library = libraryOf(thread);
  sqlite3_backup* handle;
  {
    Unlocked unlocked(thread);
    handle = library.backup_init(target->database, "main", source->database, name.c_str());
  }
  if (!handle) return raiseSqlite(thread, target->database);
  int result;
  do {
    {
      Unlocked unlocked(thread);
      result = library.backup_step(handle, pages);
    }
    if (!args[3].isNone()) {
      Ref<> called = call(thread, args[3], Value::smallInt(result), Value::smallInt(library.backup_remaining(handle)),
                          Value::smallInt(library.backup_pagecount(handle)));
      if (!called) {
        library.backup_finish(handle);
        return Raised{};
      }
    }
    if (result == SQLITE_BUSY || result == SQLITE_LOCKED) {
      Unlocked unlocked(thread);
      library.sleep(static_cast<int>(pause * 1000));
    }
  } while (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED);
  {
    Unlocked unlocked(thread);
    result = library.backup_finish(handle);
  }
  if (result != SQLITE_OK) return raiseSqlite(thread, target->database);
  return newRef(kNone);
}

Ref<> serialize(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string name = TRY(nameArgument(thread, args[1], "serialize"));
  TRY(checkUsable(thread, connection));
  const SqliteLibrary& library = libraryOf(thread);
  sqlite3_int64 size = 0;
  auto* data = reinterpret_cast<char*>(library.serialize(connection->database, name.c_str(), &size, SQLITE_SERIALIZE_NOCOPY));
  if (data) return newBytes(thread, {data, static_cast<size_t>(size)});
  {
    Unlocked unlocked(thread);
    data = reinterpret_cast<char*>(library.serialize(connection->database, name.c_str(), &size, 0));
  }
  if (!data) return thread.raise(TypeId::kSqliteOperationalError, "unable to serialize '{}'", std::string_view(name));
  Ref<> bytes = newBytes(thread, {data, static_cast<size_t>(size)});
  library.free(data);
  return bytes;
}

Ref<> deserialize(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  const SqliteLibrary& library = libraryOf(thread);
  BufferView view;
  if (isStr(args[1])) return thread.raiseTypeError("a bytes-like object is required, not 'str'");
  TRY(getBuffer(thread, args[1], &view, kBufferSimple));
  int64_t size = view.length;
  auto* copy = static_cast<unsigned char*>(library.malloc64(size ? static_cast<sqlite3_uint64>(size) : 1));
  if (copy) memcpy(copy, view.data, static_cast<size_t>(size));
  releaseBuffer(thread, &view);
  if (!copy) return thread.raiseMemoryError();
  Result<std::string> name = nameArgument(thread, args[2], "deserialize");
  Status usable = name ? checkUsable(thread, connection) : Status(Raised{});
  if (!usable) {
    library.free(copy);
    return Raised{};
  }
  int result;
  {
    // SQLite frees the copy, also when it fails.
    Unlocked unlocked(thread);
    result = library.deserialize(connection->database, (*name).c_str(), copy, size, size, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  }
  if (result != SQLITE_OK) return raiseSqlite(thread, connection->database);
  return newRef(kNone);
}

}  // namespace taipan::sqlite
