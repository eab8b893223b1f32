// See the header.
#include "modules/posix/id_argument.h"

#include "objects/abstract.h"
#include "objects/int.h"

namespace taipan {

Result<unsigned> idArgument(Thread& thread, Value value, const char* kind) {
  Ref<> whole = index(thread, value);
  if (!whole) {
    thread.clearException();
    return thread.raiseTypeError("{} should be integer, not {!T}", kind, value);
  }
  int64_t wide;
  if (!intFitsInt64(whole, &wide)) {
    return thread.raise(TypeId::kOverflowError, "{} is {} than {}imum", kind, intSign(whole) < 0 ? "less" : "greater",
                        intSign(whole) < 0 ? "min" : "max");
  }
  // What fits 64 bits but not 32 is "less", whatever its sign: CPython notices that the conversion changed it.
  if (wide < -1 || wide > UINT32_MAX) return thread.raise(TypeId::kOverflowError, "{} is less than minimum", kind);
  return static_cast<unsigned>(wide);
}

}  // namespace taipan
