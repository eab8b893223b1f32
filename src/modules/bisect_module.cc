// _bisect: binary search in sorted sequences.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/module.h"
#include "objects/number_arguments.h"
#include "objects/sequence_helpers.h"

namespace taipan {

namespace {

// Items are asked for by their number: a mapping will not do.
Status checkSequence(Thread& thread, Value sequence) {
  Type* type = typeOf(thread, sequence);
  if (isDict(sequence)) return thread.raiseTypeError("{!T} is not a sequence", sequence);
  if (type->slots.getItem == nullptr) return thread.raiseTypeError("'{!T}' object does not support indexing", sequence);
  return kOk;
}

// args: module, a, x, lo, hi, key.  With `right`, the place behind items equal to x.
Result<int64_t> search(Thread& thread, Value sequence, Value x, const Value* args, bool right) {
  int64_t low = TRY(sizeArgument(thread, args[3]));
  int64_t high = -1;
  if (!args[4].isNone()) {
    if (!isIndexable(args[4])) return thread.raiseTypeError("argument should be integer or None, not '{!T}'", args[4]);
    high = TRY(indexAsInt64(thread, args[4], TypeId::kOverflowError));
  }
  Value key = args[5];
  if (low < 0) return thread.raiseValueError("lo must be non-negative");
  if (args[4].isNone() || high == -1) {
    if (isDict(sequence)) return thread.raiseTypeError("{!T} is not a sequence", sequence);
    high = TRY(length(thread, sequence));
  }
  if (low < high) TRY(checkSequence(thread, sequence));
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    Ref<> index = TRY(newInt(thread, middle));
    Ref<> item = TRY(getItem(thread, sequence, index));
    if (!key.isNone()) item = TRY(call(thread, key, item.get()));
    Ref<> order = TRY(right ? compare(thread, x, item, CompareOp::kLess) : compare(thread, item, x, CompareOp::kLess));
    bool smaller = TRY(isTrue(thread, order));
    if (smaller == right) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Ref<> bisect(Thread& thread, const Value* args, bool right) {
  int64_t position = TRY(search(thread, args[1], args[2], args, right));
  return newInt(thread, position);
}

Ref<> insort(Thread& thread, const Value* args, bool right) {
  Ref<> x = newRef(args[2]);
  if (!args[5].isNone()) x = TRY(call(thread, args[5], args[2]));
  int64_t position = TRY(search(thread, args[1], x, args, right));
  if (args[1].isObject() && args[1].object()->type == thread.type(TypeId::kList)) {
    TRY(listInsert(thread, args[1].as<List>(), position, args[2]));
  } else {
    Ref<> index = TRY(newInt(thread, position));
    Ref<> ignored = TRY(callMethod(thread, args[1], thread.names().insert, index.get(), args[2]));
  }
  return newRef(kNone);
}

Ref<> bisectRight(Thread& thread, const Value* args) { return bisect(thread, args, true); }
Ref<> bisectLeft(Thread& thread, const Value* args) { return bisect(thread, args, false); }
Ref<> insortRight(Thread& thread, const Value* args) { return insort(thread, args, true); }
Ref<> insortLeft(Thread& thread, const Value* args) { return insort(thread, args, false); }

constexpr const char* kSignature = "($module, /, a, x, lo=0, hi=None, *, key=None)";

constexpr MethodDef kFunctions[] = {
    {.name = "bisect_right", .signature = kSignature, .function = bisectRight},
    {.name = "bisect_left", .signature = kSignature, .function = bisectLeft},
    {.name = "insort_right", .signature = kSignature, .function = insortRight},
    {.name = "insort_left", .signature = kSignature, .function = insortLeft},
};

}  // namespace

extern const ModuleSpec kBisectModule;
const ModuleSpec kBisectModule = {
    .name = "_bisect", .functions = kFunctions, .doc = "Binary search in sorted sequences."};

}  // namespace taipan
