// See the header.  The hooks are in a tuple that no program sees by name: its key in the dictionary of sys is no identifier.
#include "modules/audit.h"

#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

constexpr const char* kKey = " audit hooks";

// Borrowed; null if there are none.
Tuple* hooksOf(Thread& thread) {
  Dict* sys = thread.interpreter().sysDict;
  Ref<Str> key = sys ? internText(thread, kKey) : Ref<Str>();
  if (!key) {
    thread.clearException();
    return nullptr;
  }
  Value hooks = dictGetStr(thread, sys, key);
  return hooks && isTuple(hooks) ? hooks.as<Tuple>() : nullptr;
}

// Programs are not traced inside hooks, unless a hook says so.
Result<bool> mayBeTraced(Thread& thread, Value hook) {
  Ref<Str> name = TRY(internText(thread, "__cantrace__"));
  Ref<> wanted = lookupAttribute(thread, hook, name);
  if (wanted) return isTrue(thread, wanted);
  if (thread.hasException()) return Raised{};
  return false;
}

}  // namespace

bool hasAuditHooks(Thread& thread) { return hooksOf(thread) != nullptr; }

Status auditWith(Thread& thread, Value event, Tuple* arguments) {
  Ref<Tuple> hooks = newRef(hooksOf(thread));
  ++thread.tracing;
  for (size_t i = 0; i < hooks->size; ++i) {
    Ref<> hook = newRef(hooks->items[i]);
    Result<bool> traced = mayBeTraced(thread, hook);
    Ref<> done;
    if (traced) {
      thread.tracing -= *traced;
      done = call(thread, hook, event, Value(arguments));
      thread.tracing += *traced;
    }
    if (!done) {
      --thread.tracing;
      return Raised{};
    }
  }
  --thread.tracing;
  return kOk;
}

Status audit(Thread& thread, const char* event, std::initializer_list<Value> arguments) {
  if (!hasAuditHooks(thread)) [[likely]] return kOk;
  Ref<Str> name = TRY(newStr(thread, event));
  Ref<Tuple> values = TRY(newTupleFrom(thread, arguments.begin(), arguments.size()));
  return auditWith(thread, name.value(), values);
}

Status addAuditHook(Thread& thread, Value hook) {
  if (!audit(thread, "sys.addaudithook")) {
    if (thread.clearIfMatches(TypeId::kException)) return kOk;
    return Raised{};
  }
  Tuple* old = hooksOf(thread);
  size_t count = old ? old->size : 0;
  Ref<Tuple> hooks = TRY(newTuple(thread, count + 1));
  for (size_t i = 0; i < count; ++i) tupleInit(hooks, i, newRef(old->items[i]));
  tupleInit(hooks, count, newRef(hook));
  Ref<Str> key = TRY(internText(thread, kKey));
  return dictSetStr(thread, thread.interpreter().sysDict, key, hooks.value());
}

}  // namespace taipan
