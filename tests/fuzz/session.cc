// See session.h.
#include "session.h"

#include <sys/time.h>

#include <csignal>
#include <cstdlib>

#include "objects/dict.h"
#include "objects/tuple.h"
#include "vm/vm.h"

namespace taipan::fuzz {

namespace {

Thread* current = nullptr;

void onTimer(int) { current->evalBreaker.fetch_or(kBreakForAsyncException); }

void setTimer(int milliseconds) {
  itimerval timer{};
  timer.it_value.tv_usec = timer.it_interval.tv_usec = milliseconds * 1000;
  setitimer(ITIMER_VIRTUAL, &timer, nullptr);
}

}  // namespace

Thread& session() {
  if (current != nullptr) return *current;
  current = createInterpreter(Settings{});
  if (current == nullptr || !initVm(*current)) std::abort();
  std::signal(SIGVTALRM, onTimer);
  return *current;
}

void cleanUp(Thread& thread) {
  thread.clearException();
  thread.interpreter().collector.collect(thread, 2);
}

Status verifyAll(Thread& thread, Code* code) {
  TRY(verifyCode(thread, code));
  for (size_t i = 0; i < code->constants->size; ++i) {
    Value item = code->constants->items[i];
    if (isCode(item)) TRY(verifyAll(thread, item.as<Code>()));
  }
  return kOk;
}

void runFor(Thread& thread, Code* code) {
  Ref<Dict> globals = newDict(thread);
  Ref<Dict> builtins = newDict(thread);
  Ref<Str> name = internText(thread, "__builtins__");
  if (!globals || !builtins || !name || !dictSetStr(thread, globals, name, Value(builtins))) return cleanUp(thread);
  thread.asyncException = newRef(Value(thread.type(TypeId::kKeyboardInterrupt))).releaseValue();
  setTimer(200);
  Ref<> result = runCode(thread, code, globals, Value());
  setTimer(0);
  decrefOrEmpty(std::exchange(thread.asyncException, Value()));
  thread.evalBreaker.fetch_and(~uint32_t{kBreakForAsyncException});
  cleanUp(thread);
}

}  // namespace taipan::fuzz
