// bool: True and False are immediates; arithmetic is int's, and & | ^ of two bools stays bool.
#include "objects/bool.h"

#include "objects/abstract.h"
#include "objects/int_internal.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Ref<> boolean(bool b) { return Ref<>::adopt(Value::boolean(b)); }

Ref<> boolCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.keywordNames && args.keywordNames->size != 0) {
    return thread.raiseTypeError("bool() takes no keyword arguments");
  }
  if (args.positionalCount > 1) {
    return thread.raiseTypeError("bool expected at most 1 argument, got {}", args.positionalCount);
  }
  if (args.positionalCount == 0) return boolean(false);
  return boolean(TRY(isTrue(thread, args[0])));
}

Ref<> boolRepr(Thread& thread, Value self) { return newStr(thread, self.isTrue() ? "True" : "False"); }

Ref<> boolAnd(Thread& thread, Value a, Value b) {
  if (a.isBool() && b.isBool()) return boolean(a.isTrue() && b.isTrue());
  return intAnd(thread, a, b);
}
Ref<> boolOr(Thread& thread, Value a, Value b) {
  if (a.isBool() && b.isBool()) return boolean(a.isTrue() || b.isTrue());
  return intOr(thread, a, b);
}
Ref<> boolXor(Thread& thread, Value a, Value b) {
  if (a.isBool() && b.isBool()) return boolean(a.isTrue() != b.isTrue());
  return intXor(thread, a, b);
}

constexpr Slots kBoolSlots = [] {
  Slots slots;
  slots.create = boolCreate;
  slots.repr = boolRepr;
  slots.binary[static_cast<int>(BinaryOp::kAnd)] = boolAnd;
  slots.binary[static_cast<int>(BinaryOp::kOr)] = boolOr;
  slots.binary[static_cast<int>(BinaryOp::kXor)] = boolXor;
  return slots;
}();

}  // namespace

const TypeSpec kBoolType = {
    .id = TypeId::kBool,
    .name = "bool",
    .basicSize = sizeof(Int),
    .itemSize = sizeof(uint64_t),
    .base = TypeId::kInt,
    .flags = kTypeIsInt | kTypeMatchSelf,
    .slots = &kBoolSlots,
    .doc = "bool(x) -> bool\n\nTrue if x is true, else False."};

}  // namespace taipan
