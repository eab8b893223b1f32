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
// OPTIMIZATION: names of module and class bodies.  The code remembers for each name the entry at which a dict last had
// it (Code::nameHints).  An entry that has the name as its key is the name's entry, whichever dict it is, so the hint
// proves itself and need never be forgotten.
static inline DictEntry* hintedEntry(const Code* code, Value dict, uint32_t name) {
  if (code->nameHints == nullptr || !dict.isObject() || dict.object()->type->id != TypeId::kDict) return nullptr;
  size_t i = code->nameHints[name];
  auto* names = dict.as<Dict>();
  if (i >= names->entryCount || names->entries[i].key != code->names->items[name]) return nullptr;
  return &names->entries[i];
}
static void rememberName(Code* code, Value dict, uint32_t name) {
  if (code->nameHints == nullptr || !dict.isObject() || dict.object()->type->id != TypeId::kDict) return;
  int64_t entry = dictFindEntry(dict.as<Dict>(), code->nameAt(static_cast<int32_t>(name)));
  if (entry >= 0 && entry <= UINT32_MAX) code->nameHints[name] = static_cast<uint32_t>(entry);
}
static Value loadNameSlowly(Thread& thread, Frame* frame, uint32_t name) {
  Code* code = frame->code;
  Function* function = frame->function;
  if (frame->locals == Value(function->globals) && hintedEntry(code, function->builtins, name) != nullptr) {
    Str* text = code->nameAt(static_cast<int32_t>(name));
    // A module's own names come first.
    if (text->isInterned() && function->globals->onlyInternedKeys && dictFindEntry(function->globals, text) < 0) {
      return newRef(hintedEntry(code, function->builtins, name)->value).releaseValue();
    }
  }
  Value found = loadName(thread, frame, code->nameAt(static_cast<int32_t>(name))).releaseValue();
  if (found.isEmpty()) return found;
  rememberName(code, function->builtins, name);
  rememberName(code, frame->locals, name);
  return found;
}
OP(LOAD_NAME) {
  if (const DictEntry* entry = hintedEntry(frame->code, frame->locals, oparg)) [[likely]] {
    Value found = entry->value;
    incref(found);
    *sp++ = found;
    NEXT();
  }
  SAVE();
  Value v = loadNameSlowly(thread, frame, oparg);
  if (v.isEmpty()) RAISE();
  *sp++ = v;
  NEXT();
}
HANDLER_CC static Value storeNameSlowly(STATE) {
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
  rememberName(frame->code, locals, oparg);
  decrefOrEmpty(*--sp);
  NEXT();
}
OP(STORE_NAME) {
  DictEntry* entry = hintedEntry(frame->code, frame->locals, oparg);
  if (entry == nullptr) [[unlikely]] GO(storeNameSlowly);
  SAVE();
  Value old = std::exchange(entry->value, *--sp);
  decrefOrEmpty(old);
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
