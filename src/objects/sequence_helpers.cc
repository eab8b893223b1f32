// See sequence_helpers.h.
#include "objects/sequence_helpers.h"

#include "objects/abstract.h"

namespace taipan {

Status searchBounds(Thread& thread, Value startValue, Value stopValue, int64_t length,
                    int64_t* start, int64_t* stop) {
  auto convert = [&](Value v, int64_t* out) -> Status {
    if (v.isEmpty()) return kOk;
    if (!isIndexable(v)) {
      return thread.raiseTypeError("slice indices must be integers or have an __index__ method");
    }
    *out = TRY(indexAsInt64(thread, v, TypeId::kNoTypeId));
    return kOk;
  };
  if (!convert(startValue, start) || !convert(stopValue, stop)) return Raised{};
  auto adjust = [length](int64_t i) { return i >= 0 ? i : i + length < 0 ? 0 : i + length; };
  *start = adjust(*start);
  *stop = adjust(*stop);
  return kOk;
}

}  // namespace taipan
