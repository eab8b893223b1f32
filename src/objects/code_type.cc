// code: attributes and methods.
#include "bytecode/location_table.h"
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/code.h"
#include "objects/code_adaptive.h"
#include "objects/code_construct.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

Ref<Tuple> codeLocalNames(Thread& thread, Code* self, uint8_t mask) {
  Ref<List> names = TRY(newList(thread));
  for (int32_t i = 0; i < self->localCount; i++) {
    if (self->localKind(i) & mask) TRY(listAppend(thread, names, self->localsPlusNames->items[i]));
  }
  return tupleFromList(thread, names);
}

namespace {

template <class T>
void dropField(T*& field) {
  if (T* old = std::exchange(field, nullptr)) decrefObject(old);
}

void codeRelease(Object* object) {
  auto* self = static_cast<Code*>(object);
  Heap& heap = self->type->interpreter->heap;
  if (Unit* units = std::exchange(self->instructions, nullptr)) {
    heap.freeBuffer(units, static_cast<size_t>(self->unitCount) * sizeof(Unit));
  }
  if (uint8_t* starts = std::exchange(self->starts, nullptr)) {
    heap.freeBuffer(starts, static_cast<size_t>(self->unitCount + 7) / 8);
  }
  if (CodePayload* payloads = std::exchange(self->payloads, nullptr)) {
    heap.freeBuffer(payloads, self->payloadCapacity * sizeof(CodePayload));
  }
  if (uint32_t* hints = std::exchange(self->nameHints, nullptr)) {
    heap.freeBuffer(hints, self->names->size * sizeof(uint32_t));
  }
  if (ExceptionEntry* handlers = std::exchange(self->handlers, nullptr)) {
    heap.freeBuffer(handlers, static_cast<size_t>(self->handlerCount) * sizeof(ExceptionEntry));
  }
  dropField(self->code);
  dropField(self->constants);
  dropField(self->names);
  dropField(self->localsPlusNames);
  dropField(self->localsPlusKinds);
  dropField(self->fileName);
  dropField(self->name);
  dropField(self->qualifiedName);
  dropField(self->lineTable);
  dropField(self->exceptionTable);
}

Ref<> codeRepr(Thread& thread, Value value) {
  auto* self = value.as<Code>();
  return formatStr(thread, "<code object {} at 0x{:x}, file \"{}\", line {}>", self->name, value.bits(), self->fileName,
                   self->firstLine != 0 ? self->firstLine : -1);
}

template <uint8_t mask>
Ref<> getLocalNames(Thread& thread, Value self) { return codeLocalNames(thread, self.as<Code>(), mask); }
Ref<> getCode(Thread&, Value self) { return newRef(Value(self.as<Code>()->code)); }
Ref<> getAdaptiveCode(Thread& thread, Value self) { return adaptiveCode(thread, self.as<Code>()); }

// co_lnotab: pairs of byte and line increments, as old tools read them.
Ref<> getLnotab(Thread& thread, Value value) {
  auto* self = value.as<Code>();
  std::string table;
  int32_t offset = 0, line = self->firstLine;
  LocationTableReader reader(self->lineTable->view(), self->firstLine);
  while (reader.nextLineRange()) {
    int32_t newLine = reader.position().line;
    if (newLine < 0 || newLine == line) continue;
    int32_t bytes = reader.start() - offset, lines = newLine - line;
    for (; bytes > 254; bytes -= 254) table.append("\xfe\0", 2);
    for (; lines < -128; lines += 128, bytes = 0) table.append({static_cast<char>(bytes), static_cast<char>(-128)});
    for (; lines > 127; lines -= 127, bytes = 0) table.append({static_cast<char>(bytes), 127});
    table.append({static_cast<char>(bytes), static_cast<char>(lines)});
    offset = reader.start();
    line = newLine;
  }
  return newBytes(thread, table);
}

Ref<> orNone(Thread& thread, int32_t number) { return number < 0 ? newRef(kNone) : newInt(thread, number); }

// The iterators are those of a list made at once: tables are small.
Ref<> codeLines(Thread& thread, const Value* args) {
  auto* self = args[0].as<Code>();
  Ref<List> list = TRY(newList(thread));
  LocationTableReader reader(self->lineTable->view(), self->firstLine);
  while (reader.next()) {
    Ref<> start = TRY(newInt(thread, reader.start()));
    Ref<> end = TRY(newInt(thread, reader.end()));
    Ref<> line = TRY(orNone(thread, reader.position().line));
    Ref<Tuple> entry = TRY(makeTuple(thread, start.get(), end.get(), line.get()));
    TRY(listAppend(thread, list, entry));
  }
  return getIterator(thread, list);
}
Ref<> codePositions(Thread& thread, const Value* args) {
  auto* self = args[0].as<Code>();
  Ref<List> list = TRY(newList(thread));
  LocationTableReader reader(self->lineTable->view(), self->firstLine);
  while (reader.next()) {
    const CodePosition& p = reader.position();
    Ref<> line = TRY(orNone(thread, p.line)), endLine = TRY(orNone(thread, p.endLine));
    Ref<> column = TRY(orNone(thread, p.column)), endColumn = TRY(orNone(thread, p.endColumn));
    Ref<Tuple> entry = TRY(makeTuple(thread, line.get(), endLine.get(), column.get(), endColumn.get()));
    for (int32_t at = reader.start(); at < reader.end(); at += 2) TRY(listAppend(thread, list, entry));
  }
  return getIterator(thread, list);
}

Result<int64_t> codeHash(Thread& thread, Value value) {
  auto* self = value.as<Code>();
  int64_t result = TRY(hash(thread, Value(self->name)));
  for (Value field : {Value(self->code), Value(self->names), Value(self->localsPlusNames)}) {
    result ^= TRY(hash(thread, field));
  }
  result ^= self->argCount ^ self->positionalOnlyArgCount ^ self->keywordOnlyArgCount ^ self->flags;
  return result == -1 ? -2 : result;
}

// Constants are equal only with equal types: 1 and 1.0 and True differ.
Result<bool> sameConstants(Thread& thread, Value a, Value b) {
  if (typeOf(thread, a) != typeOf(thread, b)) return false;
  if (!isTuple(a)) return equal(thread, a, b);
  Tuple *x = a.as<Tuple>(), *y = b.as<Tuple>();
  if (x->size != y->size) return false;
  NativeRecursion guard(thread);
  if (!guard.enter()) return Raised{};
  for (size_t i = 0; i < x->size; i++) {
    if (!TRY(sameConstants(thread, x->items[i], y->items[i]))) return false;
  }
  return true;
}
Result<bool> sameCode(Thread& thread, Code* a, Code* b) {
  if (a->argCount != b->argCount || a->positionalOnlyArgCount != b->positionalOnlyArgCount ||
      a->keywordOnlyArgCount != b->keywordOnlyArgCount || a->flags != b->flags || a->firstLine != b->firstLine ||
      a->code->view() != b->code->view() || a->lineTable->view() != b->lineTable->view() ||
      a->exceptionTable->view() != b->exceptionTable->view() ||
      a->localsPlusKinds->view() != b->localsPlusKinds->view() || !strEqual(a->name, b->name)) {
    return false;
  }
  if (!TRY(equal(thread, Value(a->names), Value(b->names)))) return false;
  if (!TRY(equal(thread, Value(a->localsPlusNames), Value(b->localsPlusNames)))) return false;
  return sameConstants(thread, Value(a->constants), Value(b->constants));
}
Ref<> codeCompare(Thread& thread, Value left, Value right, CompareOp op) {
  if ((op != CompareOp::kEqual && op != CompareOp::kNotEqual) || !isCode(left) || !isCode(right)) {
    return newRef(kNotImplemented);
  }
  bool same = left == right || TRY(sameCode(thread, left.as<Code>(), right.as<Code>()));
  return newRef(Value::boolean(same == (op == CompareOp::kEqual)));
}

Ref<> codeVarNameFromOparg(Thread& thread, const Value* args) {
  Tuple* names = args[0].as<Code>()->localsPlusNames;
  int64_t i = TRY(sizeArgument(thread, args[1]));
  if (i < 0 || i >= static_cast<int64_t>(names->size)) return thread.raise(TypeId::kIndexError, "tuple index out of range");
  return newRef(names->items[i]);
}

constexpr Slots kSlots{.release = codeRelease, .create = codeCreate, .repr = codeRepr, .hash = codeHash, .compare = codeCompare};
constexpr MemberDef kMembers[] = {
    {"co_argcount", MemberKind::kInt32, offsetof(Code, argCount)},
    {"co_posonlyargcount", MemberKind::kInt32, offsetof(Code, positionalOnlyArgCount)},
    {"co_kwonlyargcount", MemberKind::kInt32, offsetof(Code, keywordOnlyArgCount)},
    {"co_nlocals", MemberKind::kInt32, offsetof(Code, plainLocalCount)},
    {"co_stacksize", MemberKind::kInt32, offsetof(Code, stackSize)},
    {"co_flags", MemberKind::kInt32, offsetof(Code, flags)},
    {"co_firstlineno", MemberKind::kInt32, offsetof(Code, firstLine)},
    {"co_consts", MemberKind::kObject, offsetof(Code, constants)},
    {"co_names", MemberKind::kObject, offsetof(Code, names)},
    {"co_filename", MemberKind::kObject, offsetof(Code, fileName)},
    {"co_name", MemberKind::kObject, offsetof(Code, name)},
    {"co_qualname", MemberKind::kObject, offsetof(Code, qualifiedName)},
    {"co_linetable", MemberKind::kObject, offsetof(Code, lineTable)},
    {"co_exceptiontable", MemberKind::kObject, offsetof(Code, exceptionTable)}};
constexpr GetSetDef kGetSets[] = {
    {"co_code", getCode},
    {"_co_code_adaptive", getAdaptiveCode},
    {"co_varnames", getLocalNames<kLocalPlain>},
    {"co_cellvars", getLocalNames<kLocalCell>},
    {"co_freevars", getLocalNames<kLocalFree>},
    {"co_lnotab", getLnotab}};
constexpr MethodDef kMethods[] = {
    {.name = "co_lines", .signature = "($self, /)", .function = codeLines},
    {.name = "co_positions", .signature = "($self, /)", .function = codePositions},
    {.name = "_varname_from_oparg", .signature = "($self, /, oparg)", .function = codeVarNameFromOparg},
    {.name = "replace",
     .signature = "($self, /, *, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, "
                  "co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, co_names=None, "
                  "co_varnames=None, co_freevars=None, co_cellvars=None, co_filename=None, co_name=None, "
                  "co_qualname=None, co_linetable=None, co_exceptiontable=None)",
     .raw = codeReplace}};

}  // namespace

const TypeSpec kCodeType{.id = TypeId::kCode, .name = "code", .basicSize = sizeof(Code), .flags = kTypeImmutable,
                         .slots = &kSlots, .methods = kMethods, .getSets = kGetSets, .members = kMembers,
                         .weakRefsOffset = offsetof(Code, weakRefs),
                         .doc = "code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, "
                                "constants, names, varnames, filename, name, qualname, firstlineno, linetable, "
                                "exceptiontable, freevars=(), cellvars=(), /)\n--\n\nThe compiled body of a block."};

}  // namespace taipan
