// Adapters, which turn Python objects into what SQLite can store, and converters, which do the opposite.
#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/tuple.h"

namespace taipan::sqlite {

namespace {

// The result of object.method(argument), if there is such a method and it does not say None or raise TypeError.
Result<Ref<>> tryMethod(Thread& thread, Value object, Str* method, Value argument) {
  Ref<> function = lookupAttribute(thread, object, method);
  if (!function) {
    if (thread.hasException()) return Raised{};
    return Ref<>();
  }
  Ref<> result = call(thread, function, argument);
  if (!result && !thread.clearIfMatches(TypeId::kTypeError)) return Raised{};
  if (result && result.get().isNone()) return Ref<>();
  return result;
}

}  // namespace

Ref<> adapt(Thread& thread, Value object, Value protocol, Value alternative) {
  Ref<Tuple> key = TRY(makeTuple(thread, Value(typeOf(thread, object)), protocol));
  Ref<> adapter = newRef(dictGet(thread, stateOf(thread).adapters, Value(key.get())));
  if (adapter) return call(thread, adapter, object);
  if (thread.hasException()) return Raised{};
  if (Ref<> adapted = TRY(tryMethod(thread, protocol, thread.names().dunder_adapt, object))) return adapted;
  if (Ref<> adapted = TRY(tryMethod(thread, object, thread.names().dunder_conform, protocol))) return adapted;
  if (alternative) return newRef(alternative);
  return thread.raise(TypeId::kSqliteProgrammingError, "can't adapt");
}

Ref<> adaptFunction(Thread& thread, const Value* args) {
  return adapt(thread, args[1], args[2] ? args[2] : Value(thread.type(TypeId::kSqlitePrepareProtocol)), args[3]);
}

Ref<> registerAdapter(Thread& thread, const Value* args) {
  SqliteState& state = stateOf(thread);
  for (TypeId base : {TypeId::kInt, TypeId::kFloat, TypeId::kStr, TypeId::kByteArray}) {
    if (args[1] == Value(thread.type(base))) state.adaptsBaseTypes = true;
  }
  if (!isInstanceOf(thread, args[1], TypeId::kType)) {
    return thread.raiseTypeError("register_adapter() argument 1 must be type, not {}", typeOf(thread, args[1])->nativeName);
  }
  Ref<Tuple> key = TRY(makeTuple(thread, args[1], Value(thread.type(TypeId::kSqlitePrepareProtocol))));
  TRY(dictSet(thread, state.adapters, Value(key.get()), args[2]));
  return newRef(kNone);
}

Ref<> registerConverter(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("register_converter() argument 1 must be str, not {}", typeOf(thread, args[1])->nativeName);
  }
  Ref<> upper = TRY(call(thread, TRY(getAttribute(thread, args[1], "upper"))));
  TRY(dictSet(thread, stateOf(thread).converters, upper, args[2]));
  return newRef(kNone);
}

}  // namespace taipan::sqlite
