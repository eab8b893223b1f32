// Row: a tuple of a row's values that knows the names of its columns.
#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

namespace {

Row* rowOf(Value v) { return v.as<Row>(); }
Tuple* dataOf(Value v) { return rowOf(v)->data.as<Tuple>(); }

void rowTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<Row*>(self)->data);
  visitor.visitValue(static_cast<Row*>(self)->description);
}
void rowRelease(Object* self) {
  decrefOrEmpty(std::exchange(static_cast<Row*>(self)->data, Value()));
  decrefOrEmpty(std::exchange(static_cast<Row*>(self)->description, Value()));
}

Ref<> rowCreate(Thread& thread, Type* type, const Arguments& args) {
  TRY(rejectKeywordsInCreate(thread, type, TypeId::kSqliteRow, args, "Row"));
  TRY(checkPositional(thread, args, "Row", 2, 2));
  if (!isInstanceOf(thread, args[0], TypeId::kSqliteCursor)) {
    return thread.raiseTypeError("Row() argument 1 must be sqlite3.Cursor, not {}", typeOf(thread, args[0])->nativeName);
  }
  if (!isTuple(args[1])) return thread.raiseTypeError("Row() argument 2 must be tuple, not {}", typeOf(thread, args[1])->nativeName);
  Ref<Row> row = TRY(newObject<Row>(thread, type));
  row->data = newRef(args[1]).releaseValue();
  row->description = newRef(cursorOf(args[0])->description).releaseValue();
  return row;
}

// The name of a column; the description is what the cursor made, a tuple of tuples that start with names.
Value columnName(Row* row, size_t i) { return row->description.as<Tuple>()->items[i].as<Tuple>()->items[0]; }
size_t columnCount(Row* row) { return isTuple(row->description) ? row->description.as<Tuple>()->size : 0; }

// Names are equal whatever the case of their ASCII letters.
bool sameName(const Str* a, const Str* b) {
  if (a->length() != b->length()) return false;
  auto lower = [](uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
  for (size_t i = 0; i < a->length(); ++i) {
    if (lower(a->at(i)) != lower(b->at(i))) return false;
  }
  return true;
}

Ref<> rowGetItem(Thread& thread, Value self, Value key) {
  Row* row = rowOf(self);
  if (isInt(key)) {
    int64_t i = TRY(indexAsInt64(thread, key));
    auto size = static_cast<int64_t>(dataOf(self)->size);
    if (i < 0) i += size;
    if (i < 0 || i >= size) return thread.raise(TypeId::kIndexError, "tuple index out of range");
    return newRef(dataOf(self)->items[i]);
  }
  if (isStr(key)) {
    for (size_t i = 0; i < columnCount(row) && i < dataOf(self)->size; ++i) {
      if (isStr(columnName(row, i)) && sameName(key.as<Str>(), columnName(row, i).as<Str>())) return newRef(dataOf(self)->items[i]);
    }
    return thread.raise(TypeId::kIndexError, "No item with that key");
  }
  if (typeOf(thread, key)->id == TypeId::kSlice) return getItem(thread, row->data, key);
  return thread.raise(TypeId::kIndexError, "Index must be int or string");
}
Result<int64_t> rowLength(Thread&, Value self) { return static_cast<int64_t>(dataOf(self)->size); }
Ref<> rowIterate(Thread& thread, Value self) { return getIterator(thread, rowOf(self)->data); }

Ref<> rowKeys(Thread& thread, const Value* args) {
  Ref<List> keys = TRY(newList(thread));
  for (size_t i = 0; i < columnCount(rowOf(args[0])); ++i) TRY(listAppend(thread, keys, columnName(rowOf(args[0]), i)));
  return keys;
}

Result<int64_t> rowHash(Thread& thread, Value self) {
  int64_t names = TRY(hash(thread, rowOf(self)->description)), data = TRY(hash(thread, rowOf(self)->data));
  int64_t both = names ^ data;
  return both == -1 ? -2 : both;
}
Ref<> rowCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (op != CompareOp::kEqual && op != CompareOp::kNotEqual) return newRef(kNotImplemented);
  if (!isInstanceOf(thread, other, TypeId::kSqliteRow)) return newRef(kNotImplemented);
  bool same = TRY(equal(thread, rowOf(self)->description, rowOf(other)->description));
  if (same) return compare(thread, rowOf(self)->data, rowOf(other)->data, op);
  return newRef(Value::boolean(op == CompareOp::kNotEqual));
}

constexpr MethodDef kMethods[] = {{.name = "keys", .signature = "($self, /)", .function = rowKeys, .doc = "The names of the columns."}};
constexpr Slots kSlots = {.release = rowRelease, .traverse = rowTraverse, .create = rowCreate, .hash = rowHash, .compare = rowCompare,
                          .iterate = rowIterate, .length = rowLength, .getItem = rowGetItem};

}  // namespace

const TypeSpec kRowType = {.id = TypeId::kSqliteRow, .name = "sqlite3.Row", .basicSize = sizeof(Row),
                           .flags = kTypeHasGc | kTypeIsBaseType | kTypeImmutable, .slots = &kSlots, .methods = kMethods};

}  // namespace taipan::sqlite
