// Handlers of names and globals.
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/operations.h"
#include "vm/specialize.h"

namespace taipan {

// --- names
OP(LOAD_GLOBAL) {
  SAVE();
  Value v = loadGlobal(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg >> 1))).releaseValue();
  if (v.isEmpty()) RAISE();
  if (oparg & 1) *sp++ = Value();
  *sp++ = v;
  pc += 5;
  NEXT();
}
OP(LOAD_GLOBAL_ADAPTIVE) {
  if (countDown(pc)) specializeLoadGlobal(thread, frame, pc, frame->code->nameAt(static_cast<int32_t>(oparg >> 1)));
  GO(doLOAD_GLOBAL);
}
HANDLER_CC static Value missedGlobal(STATE) {
  giveUp(pc);
  GO(doLOAD_GLOBAL);
}
#define FOUND_GLOBAL(value)          \
  do {                               \
    Value found_ = (value);          \
    incref(found_);                  \
    *sp = Value();                   \
    sp += oparg & 1;                 \
    *sp++ = found_;                  \
    pc += 5;                         \
    NEXT();                          \
  } while (0)
OP(LOAD_GLOBAL_MODULE) {
  auto* cache = cacheAt<GlobalCache>(pc);
  Dict* globals = frame->function->globals;
  if (globals->keysVersion != cache->version) [[unlikely]] GO(missedGlobal);
  FOUND_GLOBAL(globals->entries[cache->index].value);
}
OP(LOAD_GLOBAL_BUILTIN) {
  auto* cache = cacheAt<BuiltinCache>(pc);
  Value builtins = frame->function->builtins;
  if (frame->function->globals->keysVersion != cache->globalsVersion || !isDict(builtins) ||
      builtins.as<Dict>()->keysVersion != cache->builtinsVersion) [[unlikely]] {
    GO(missedGlobal);
  }
  FOUND_GLOBAL(builtins.as<Dict>()->entries[cache->index].value);
}
OP(LOAD_NAME) {
  SAVE();
  Value v = loadName(thread, frame, frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
OP(STORE_NAME) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  Value locals = frame->locals;
  if (locals.isEmpty()) {
    (void)thread.raise(TypeId::kSystemError, "no locals found when storing {!r}", name);
    RAISE();
  }
  bool done = locals.object()->type->id == TypeId::kDict
                  ? static_cast<bool>(dictSetStr(thread, locals.as<Dict>(), name, sp[-1]))
                  : static_cast<bool>(setItem(thread, locals, Value(name), sp[-1]));
  if (!done) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(DELETE_NAME) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  if (frame->locals.isEmpty()) {
    (void)thread.raise(TypeId::kSystemError, "no locals when deleting {!r}", name);
    RAISE();
  }
  if (!deleteItem(thread, frame->locals, Value(name))) {
    if (thread.clearIfMatches(TypeId::kKeyError)) (void)raiseNameError(thread, name);
    RAISE();
  }
  NEXT();
}
OP(STORE_GLOBAL) {
  SAVE();
  if (!dictSetStr(thread, frame->function->globals, frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-1])) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(DELETE_GLOBAL) {
  SAVE();
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  Result<bool> found = dictDelete(thread, frame->function->globals, Value(name));
  if (!found) RAISE();
  if (!*found) {
    (void)raiseNameError(thread, name);
    RAISE();
  }
  NEXT();
}

}  // namespace taipan
