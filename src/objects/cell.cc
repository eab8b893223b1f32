// cell.
#include "objects/cell.h"

#include "objects/abstract.h"
#include "objects/str.h"

namespace taipan {

namespace {

void cellRelease(Object* self) {
  decrefOrEmpty(std::exchange(static_cast<Cell*>(self)->contents, Value()));
}
void cellTraverse(Object* self, Visitor& visitor) {
  visitor.visitValue(static_cast<Cell*>(self)->contents);
}

Ref<> cellCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.keywordNames != nullptr) return thread.raiseTypeError("cell() takes no keyword arguments");
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("cell expected at most 1 argument, got {}", args.positionalCount);
  }
  return newCell(thread, args.positionalCount == 1 ? args[0] : Value());
}

Ref<> cellRepr(Thread& thread, Value self) {
  Value contents = self.as<Cell>()->contents;
  uint64_t address = self.bits();
  if (contents.isEmpty()) {
    return formatStr(thread, "<cell at 0x{:x}: empty>", address);
  }
  return formatStr(thread, "<cell at 0x{:x}: {} object at 0x{:x}>", address,
                   typeOf(thread, contents)->nativeName, contents.bits());
}

Ref<> cellCompare(Thread& thread, Value self, Value other, CompareOp op) {
  if (!isCell(self) || !isCell(other)) return newRef(kNotImplemented);
  Value a = self.as<Cell>()->contents, b = other.as<Cell>()->contents;
  if (!a.isEmpty() && !b.isEmpty()) return compare(thread, a, b, op);
  int order = static_cast<int>(!a.isEmpty()) - static_cast<int>(!b.isEmpty());
  bool result = false;
  switch (op) {
    case CompareOp::kLess: result = order < 0; break;
    case CompareOp::kLessEqual: result = order <= 0; break;
    case CompareOp::kEqual: result = order == 0; break;
    case CompareOp::kNotEqual: result = order != 0; break;
    case CompareOp::kGreater: result = order > 0; break;
    case CompareOp::kGreaterEqual: result = order >= 0; break;
  }
  return newRef(Value::boolean(result));
}

Ref<> cellContents(Thread& thread, Value self) {
  Value contents = self.as<Cell>()->contents;
  if (contents.isEmpty()) return thread.raiseValueError("Cell is empty");
  return newRef(contents);
}
Status setCellContents(Thread&, Value self, Value value) {
  increfOrEmpty(value);
  decrefOrEmpty(std::exchange(self.as<Cell>()->contents, value));
  return kOk;
}

constexpr Slots kSlots{.release = cellRelease,
                       .traverse = cellTraverse,
                       .clear = cellRelease,
                       .create = cellCreate,
                       .repr = cellRepr,
                       .hash = hashNotImplemented,
                       .compare = cellCompare};
constexpr GetSetDef kGetSets[] = {{"cell_contents", cellContents, setCellContents}};

}  // namespace

const TypeSpec kCellType{.id = TypeId::kCell,
                         .name = "cell",
                         .basicSize = sizeof(Cell),
                         .flags = kTypeHasGc | kTypeImmutable,
                         .slots = &kSlots,
                         .getSets = kGetSets};

Ref<Cell> newCell(Thread& thread, Value contents) {
  Ref<Cell> cell = TRY(newObject<Cell>(thread, thread.type(TypeId::kCell)));
  increfOrEmpty(contents);
  cell->contents = contents;
  return cell;
}

void cellSet(Cell* cell, Value contents) {
  increfOrEmpty(contents);
  decrefOrEmpty(std::exchange(cell->contents, contents));
}

}  // namespace taipan
