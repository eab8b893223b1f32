// Any bytes through the marshal reader; what comes out is written again.
#include "importing/marshal.h"

#include "session.h"

using namespace taipan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Thread& thread = fuzz::session();
  {
    Ref<> value = marshalLoads(thread, {reinterpret_cast<const char*>(data), size});
    if (value) (void)marshalDumps(thread, value);
  }
  fuzz::cleanUp(thread);
  return 0;
}
