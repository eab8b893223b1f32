// Any text through lexer, parser and compiler.  What the compiler makes must pass verification.
#include <cstdio>
#include <cstdlib>

#include "importing/compile_source.h"
#include "session.h"

using namespace taipan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Thread& thread = fuzz::session();
  {
    Ref<> code = compileText(thread, {reinterpret_cast<const char*>(data), size}, "fuzz.py", SourceOptions{});
    if (code && !fuzz::verifyAll(thread, code.value().as<Code>())) {
      std::fprintf(stderr, "the compiler made code that does not verify\n");
      std::abort();
    }
  }
  fuzz::cleanUp(thread);
  return 0;
}
