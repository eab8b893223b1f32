// Blob: a value in the database as something like a file of fixed size.
#include <string.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"
#include "objects/slice_bounds.h"
#include "objects/weakref.h"

namespace taipan::sqlite {

namespace {

Blob* blobOf(Value v) { return v.as<Blob>(); }

void blobTraverse(Object* self, Visitor& visitor) { visitor.visitValue(static_cast<Blob*>(self)->connection); }
void closeHandle(Blob* blob) {
  if (sqlite3_blob* handle = std::exchange(blob->blob, nullptr)) loadedLibrary().blob_close(handle);
}
void blobRelease(Object* self) {
  auto* blob = static_cast<Blob*>(self);
  closeHandle(blob);
  decrefOrEmpty(std::exchange(blob->connection, Value()));
}

Status checkBlob(Thread& thread, Blob* blob) {
  TRY(checkThread(thread, connectionOf(blob->connection)));
  TRY(checkConnection(thread, connectionOf(blob->connection)));
  if (!blob->blob) return thread.raise(TypeId::kSqliteProgrammingError, "Cannot operate on a closed blob.");
  return kOk;
}

Raised raiseBlob(Thread& thread, Blob* blob) { return raiseSqlite(thread, connectionOf(blob->connection)->database); }

int64_t sizeOf(Thread& thread, Blob* blob) { return libraryOf(thread).blob_bytes(blob->blob); }

Ref<Bytes> readAt(Thread& thread, Blob* blob, int64_t offset, int64_t size) {
  Ref<Bytes> bytes = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  if (size == 0) return bytes;
  const SqliteLibrary& library = libraryOf(thread);
  int result;
  {
    Unlocked unlocked(thread);
    result = library.blob_read(blob->blob, bytes->data(), static_cast<int>(size), static_cast<int>(offset));
  }
  if (result != SQLITE_OK) return raiseBlob(thread, blob);
  return bytes;
}
Status writeAt(Thread& thread, Blob* blob, int64_t offset, std::string_view data) {
  if (offset + static_cast<int64_t>(data.size()) > sizeOf(thread, blob)) return thread.raiseValueError("data longer than blob length");
  const SqliteLibrary& library = libraryOf(thread);
  std::string copy(data);
  int result;
  {
    Unlocked unlocked(thread);
    result = library.blob_write(blob->blob, copy.data(), static_cast<int>(copy.size()), static_cast<int>(offset));
  }
  if (result != SQLITE_OK) return raiseBlob(thread, blob);
  return kOk;
}

Ref<> blobClose(Thread& thread, const Value* args) {
  TRY(checkThread(thread, connectionOf(blobOf(args[0])->connection)));
  TRY(checkConnection(thread, connectionOf(blobOf(args[0])->connection)));
  closeHandle(blobOf(args[0]));
  return newRef(kNone);
}
Ref<> blobRead(Thread& thread, const Value* args) {
  Blob* blob = blobOf(args[0]);
  int size = TRY(intArgument(thread, args[1]));
  TRY(checkBlob(thread, blob));
  int64_t left = sizeOf(thread, blob) - blob->offset;
  int64_t wanted = size < 0 || size > left ? left : size;
  Ref<Bytes> bytes = TRY(readAt(thread, blob, blob->offset, wanted));
  blob->offset += wanted;
  return bytes;
}
Ref<> blobWrite(Thread& thread, const Value* args) {
  Blob* blob = blobOf(args[0]);
  BufferView view;
  TRY(getBuffer(thread, args[1], &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  TRY(checkBlob(thread, blob));
  TRY(writeAt(thread, blob, blob->offset, data));
  blob->offset += static_cast<int64_t>(data.size());
  return newRef(kNone);
}
Ref<> blobSeek(Thread& thread, const Value* args) {
  Blob* blob = blobOf(args[0]);
  int64_t offset = TRY(intArgument(thread, args[1]));
  int origin = TRY(intArgument(thread, args[2]));
  TRY(checkBlob(thread, blob));
  int64_t size = sizeOf(thread, blob);
  if (origin == SEEK_CUR) offset += blob->offset;
  else if (origin == SEEK_END) offset += size;
  else if (origin != SEEK_SET) return thread.raiseValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END");
  if (offset > INT32_MAX || offset < INT32_MIN) return thread.raise(TypeId::kOverflowError, "seek offset results in overflow");
  if (offset < 0 || offset > size) return thread.raiseValueError("offset out of blob range");
  blob->offset = offset;
  return newRef(kNone);
}
Ref<> blobTell(Thread& thread, const Value* args) {
  TRY(checkBlob(thread, blobOf(args[0])));
  return newInt(thread, blobOf(args[0])->offset);
}
Ref<> blobEnter(Thread& thread, const Value* args) {
  TRY(checkBlob(thread, blobOf(args[0])));
  return newRef(args[0]);
}
Ref<> blobExit(Thread& thread, const Value* args) {
  TRY(checkBlob(thread, blobOf(args[0])));
  closeHandle(blobOf(args[0]));
  return newRef(kFalse);
}

Result<int64_t> blobLength(Thread& thread, Value self) {
  TRY(checkBlob(thread, blobOf(self)));
  return sizeOf(thread, blobOf(self));
}

Result<int64_t> indexIn(Thread& thread, Blob* blob, Value key) {
  int64_t i = TRY(indexAsInt64(thread, key)), size = sizeOf(thread, blob);
  if (i < 0) i += size;
  if (i < 0 || i >= size) return thread.raise(TypeId::kIndexError, "Blob index out of range");
  return i;
}
Result<bool> isIndex(Thread& thread, Value key) {
  if (isInt(key)) return true;
  return hasAttribute(thread, key, thread.names().dunder_index);
}

Ref<> blobGetItem(Thread& thread, Value self, Value key) {
  Blob* blob = blobOf(self);
  TRY(checkBlob(thread, blob));
  if (isSlice(thread, key)) {
    // As bytes do it: the whole, and then the slice of it.
    Ref<Bytes> whole = TRY(readAt(thread, blob, 0, sizeOf(thread, blob)));
    return getItem(thread, Value(whole.get()), key);
  }
  if (!TRY(isIndex(thread, key))) return thread.raiseTypeError("Blob indices must be integers");
  Ref<Bytes> byte = TRY(readAt(thread, blob, TRY(indexIn(thread, blob, key)), 1));
  return newInt(thread, static_cast<uint8_t>(byte->data()[0]));
}

Status setSlice(Thread& thread, Blob* blob, Value key, Value value) {
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferSimple));
  std::string data(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  Ref<Bytes> whole = TRY(readAt(thread, blob, 0, sizeOf(thread, blob)));
  Ref<> array = TRY(call(thread, Value(thread.type(TypeId::kByteArray)), Value(whole.get())));
  Ref<> old = TRY(getItem(thread, array, key));
  if (TRY(length(thread, old)) != static_cast<int64_t>(data.size())) {
    return thread.raise(TypeId::kIndexError, "Blob slice assignment is wrong size");
  }
  if (data.empty()) return kOk;
  Ref<Bytes> replacement = TRY(newBytes(thread, data));
  TRY(setItem(thread, array, key, Value(replacement.get())));
  BufferView changed;
  TRY(getBuffer(thread, array, &changed, kBufferSimple));
  Status written = writeAt(thread, blob, 0, {changed.data, static_cast<size_t>(changed.length)});
  releaseBuffer(thread, &changed);
  return written;
}

Status blobSetItem(Thread& thread, Value self, Value key, Value value) {
  Blob* blob = blobOf(self);
  TRY(checkBlob(thread, blob));
  if (isSlice(thread, key)) {
    if (!value) return thread.raiseTypeError("Blob doesn't support slice deletion");
    return setSlice(thread, blob, key, value);
  }
  if (!TRY(isIndex(thread, key))) return thread.raiseTypeError("Blob indices must be integers");
  if (!value) return thread.raiseTypeError("Blob doesn't support item deletion");
  if (!isInt(value)) return thread.raiseTypeError("'{}' object cannot be interpreted as an integer", typeOf(thread, value)->nativeName);
  int64_t at = TRY(indexIn(thread, blob, key)), byte;
  if (!intFitsInt64(value, &byte) || byte < 0 || byte > 255) return thread.raiseValueError("byte must be in range(0, 256)");
  char c = static_cast<char>(byte);
  return writeAt(thread, blob, at, {&c, 1});
}

constexpr MethodDef kMethods[] = {
    {.name = "close", .signature = "($self, /)", .function = blobClose, .doc = "Ends the use of the blob."},
    {.name = "__enter__", .signature = "($self, /)", .function = blobEnter, .doc = "The blob."},
    {.name = "__exit__", .signature = "($self, type, val, tb, /)", .function = blobExit, .doc = "Closes the blob."},
    {.name = "read", .signature = "($self, length=-1, /)", .function = blobRead, .doc = "Bytes from the position on."},
    {.name = "seek", .signature = "($self, offset, origin=0, /)", .function = blobSeek, .doc = "Moves the position."},
    {.name = "tell", .signature = "($self, /)", .function = blobTell, .doc = "The position."},
    {.name = "write", .signature = "($self, data, /)", .function = blobWrite, .doc = "Replaces bytes from the position on."}};
constexpr Slots kSlots = {.release = blobRelease, .traverse = blobTraverse, .length = blobLength, .getItem = blobGetItem, .setItem = blobSetItem};

Result<std::string> nameArgument(Thread& thread, Value value, const char* what) {
  if (!isStr(value)) {
    return thread.raiseTypeError("blobopen() argument {} must be str, not {}", what, typeOf(thread, value)->nativeName);
  }
  return toUtf8(thread, value.as<Str>());
}

}  // namespace

const TypeSpec kBlobType = {.id = TypeId::kSqliteBlob, .name = "sqlite3.Blob", .basicSize = sizeof(Blob),
                            .flags = kTypeHasGc | kTypeImmutable | kTypeDisallowInstantiation, .slots = &kSlots, .methods = kMethods,
                            .weakRefsOffset = offsetof(Blob, weakRefs)};

Ref<> openBlob(Thread& thread, const Value* args) {
  Connection* connection = connectionOf(args[0]);
  std::string table = TRY(nameArgument(thread, args[1], "1")), column = TRY(nameArgument(thread, args[2], "2"));
  int row = TRY(intArgument(thread, args[3]));
  bool readOnly = TRY(isTrue(thread, args[4]));
  std::string name = TRY(nameArgument(thread, args[5], "'name'"));
  TRY(checkThread(thread, connection));
  TRY(checkConnection(thread, connection));
  const SqliteLibrary& library = libraryOf(thread);
  sqlite3_blob* handle = nullptr;
  int result;
  {
    Unlocked unlocked(thread);
    result = library.blob_open(connection->database, name.c_str(), table.c_str(), column.c_str(), row, !readOnly, &handle);
  }
  if (result == SQLITE_MISUSE) return thread.raise(TypeId::kSqliteInterfaceError, "{}", library.errstr(result));
  if (result != SQLITE_OK) return raiseSqlite(thread, connection->database);
  Ref<Blob> blob = newObject<Blob>(thread, thread.type(TypeId::kSqliteBlob));
  if (!blob) {
    library.blob_close(handle);
    return Raised{};
  }
  blob->connection = newRef(args[0]).releaseValue();
  blob->blob = handle;
  Ref<> reference = TRY(newWeakRef(thread, Value(blob.get()), Value()));
  TRY(listAppend(thread, connection->blobs, reference));
  return blob;
}

void closeBlobs(Thread& thread, Connection* connection) {
  if (!connection->blobs) return;
  for (size_t i = 0; i < connection->blobs->size; ++i) {
    Object* blob = weakReferent(connection->blobs->items[i].as<WeakRef>());
    if (blob) closeHandle(static_cast<Blob*>(blob));
  }
  listClear(connection->blobs);
}

}  // namespace taipan::sqlite
