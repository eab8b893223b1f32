// Code objects as a .pyc file may hold them: verified, and run if they pass.
#include "importing/marshal.h"
#include "session.h"

using namespace taipan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Thread& thread = fuzz::session();
  {
    Ref<> value = marshalLoads(thread, {reinterpret_cast<const char*>(data), size});
    if (value && isCode(value) && fuzz::verifyAll(thread, value.value().as<Code>())) {
      fuzz::runFor(thread, value.value().as<Code>());
    }
  }
  fuzz::cleanUp(thread);
  return 0;
}
