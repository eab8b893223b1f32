#include "objects/none.h"

#include <iterator>

#include "objects/abstract.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "objects/type.h"

namespace taipan {

namespace {

bool hasArguments(const Arguments& args) {
  return args.positionalCount != 0 || (args.keywordNames && args.keywordNames->size != 0);
}

Ref<> noneRepr(Thread& thread, Value self) { return newStr(thread, "None"); }
Result<bool> noneTruth(Thread& thread, Value self) { return false; }
Ref<> noneCreate(Thread& thread, Type* type, const Arguments& args) {
  if (hasArguments(args)) return thread.raiseTypeError("NoneType takes no arguments");
  return newRef(kNone);
}
// CPython hashes the addresses of these constants. Debian's python3.11 is linked at a fixed address, so its numbers, and
// with them the order of sets that hold the constants, never change: `hash(None)` and so on there.
constexpr int64_t kNoneHash = 611532, kEllipsisHash = 606842, kNotImplementedHash = 606843;
template <int64_t number>
Result<int64_t> constantHash(Thread& thread, Value self) {
  return number;
}

constexpr Slots kNoneSlots = [] {
  Slots slots;
  slots.create = noneCreate;
  slots.repr = noneRepr;
  slots.hash = constantHash<kNoneHash>;
  slots.truth = noneTruth;
  return slots;
}();

Ref<> notImplementedRepr(Thread& thread, Value self) { return newStr(thread, "NotImplemented"); }
Result<bool> notImplementedTruth(Thread& thread, Value self) {
  TRY(warn(thread, TypeId::kDeprecationWarning, 1, "NotImplemented should not be used in a boolean context"));
  return true;
}
Ref<> notImplementedCreate(Thread& thread, Type* type, const Arguments& args) {
  if (hasArguments(args)) return thread.raiseTypeError("NotImplementedType takes no arguments");
  return newRef(kNotImplemented);
}
Ref<> notImplementedReduce(Thread& thread, const Value* args) { return newStr(thread, "NotImplemented"); }

constexpr Slots kNotImplementedSlots = [] {
  Slots slots;
  slots.create = notImplementedCreate;
  slots.repr = notImplementedRepr;
  slots.hash = constantHash<kNotImplementedHash>;
  slots.truth = notImplementedTruth;
  return slots;
}();
constexpr MethodDef kNotImplementedMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = notImplementedReduce},
};

Ref<> ellipsisRepr(Thread& thread, Value self) { return newStr(thread, "Ellipsis"); }
Ref<> ellipsisCreate(Thread& thread, Type* type, const Arguments& args) {
  if (hasArguments(args)) return thread.raiseTypeError("EllipsisType takes no arguments");
  return newRef(kEllipsis);
}
Ref<> ellipsisReduce(Thread& thread, const Value* args) { return newStr(thread, "Ellipsis"); }

constexpr Slots kEllipsisSlots = [] {
  Slots slots;
  slots.create = ellipsisCreate;
  slots.repr = ellipsisRepr;
  slots.hash = constantHash<kEllipsisHash>;
  return slots;
}();
constexpr MethodDef kEllipsisMethods[] = {
    {.name = "__reduce__", .signature = "($self, /)", .function = ellipsisReduce},
};

}  // namespace

const TypeSpec kNoneType = {
    .id = TypeId::kNoneType, .name = "NoneType", .basicSize = sizeof(Object), .slots = &kNoneSlots};
const TypeSpec kNotImplementedType = {.id = TypeId::kNotImplementedType,
                                      .name = "NotImplementedType",
                                      .basicSize = sizeof(Object),
                                      .slots = &kNotImplementedSlots,
                                      .methods = kNotImplementedMethods};
const TypeSpec kEllipsisType = {.id = TypeId::kEllipsisType,
                                .name = "ellipsis",
                                .basicSize = sizeof(Object),
                                .slots = &kEllipsisSlots,
                                .methods = kEllipsisMethods};

}  // namespace taipan
