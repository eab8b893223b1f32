// See targets.h.
#include "targets.h"

#include <cstdio>
#include <cstdlib>

#include "importing/compile_source.h"
#include "importing/marshal.h"
#include "importing/source_text.h"
#include "session.h"

namespace taipan::fuzz {

bool marshal(std::string_view input) {
  Thread& thread = session();
  bool good = false;
  {
    Ref<> value = marshalLoads(thread, input);
    good = !!value;
    if (value) (void)marshalDumps(thread, value);
  }
  cleanUp(thread);
  return good;
}

bool code(std::string_view input) {
  Thread& thread = session();
  bool good = false;
  {
    Ref<> value = marshalLoads(thread, input);
    good = value && isCode(value) && verifyAll(thread, value.value().as<Code>());
    if (good) runFor(thread, value.value().as<Code>());
  }
  cleanUp(thread);
  return good;
}

bool source(std::string_view input) {
  Thread& thread = session();
  bool good = false;
  {
    std::string utf8;
    Ref<> made;
    if (decodeSourceText(thread, input, "fuzz.py", &utf8)) made = compileText(thread, utf8, "fuzz.py", SourceOptions{});
    good = !!made;
    if (made && !verifyAll(thread, made.value().as<Code>())) {
      std::fprintf(stderr, "the compiler made code that does not verify\n");
      std::abort();
    }
  }
  cleanUp(thread);
  return good;
}

}  // namespace taipan::fuzz
