// _csv: reading and writing of comma-separated values.
#include <cstddef>

#include "modules/csv/csv_internal.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/module.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kCsvModule;

namespace csv {

namespace {

Ref<> registerDialect(Thread& thread, Value, const Arguments& args) {
  TRY(checkArguments(thread, args));
  if (!isStr(args[0])) return thread.raiseTypeError("dialect name must be a string");
  Ref<Dialect> dialect = TRY(makeDialect(thread, args.positionalCount > 1 ? args[1] : Value(), args));
  TRY(dictSet(thread, dialects(thread), args[0], dialect));
  return newRef(kNone);
}
Ref<> unregisterDialect(Thread& thread, const Value* args) {
  bool there = TRY(dictDelete(thread, dialects(thread), args[1]));
  if (!there) return raiseError(thread, "unknown dialect");
  return newRef(kNone);
}
Ref<> getDialect(Thread& thread, const Value* args) { return findDialect(thread, args[1]); }
Ref<> listDialects(Thread& thread, const Value*) { return listFromIterable(thread, Value(dialects(thread))); }
Ref<> fieldSizeLimit(Thread& thread, const Value* args) {
  int64_t old = fieldLimit(thread);
  if (args[1]) {
    if (typeOf(thread, args[1]) != thread.type(TypeId::kInt)) return thread.raiseTypeError("limit must be an integer");
    fieldLimit(thread) = TRY(intAsInt64(thread, args[1]));
  }
  return newInt(thread, old);
}

constexpr MethodDef kFunctions[] = {
    {.name = "reader", .signature = "($module, iterable, dialect='excel', /, **fmtparams)", .raw = newReader, .doc = "An iterator over the records in lines of text."},
    {.name = "writer", .signature = "($module, file, dialect='excel', /, **fmtparams)", .raw = newWriter, .doc = "An object that writes records to a file."},
    {.name = "list_dialects", .signature = "($module, /)", .function = listDialects, .doc = "The names of all dialects."},
    {.name = "register_dialect", .signature = "($module, name, dialect='excel', /, **fmtparams)", .raw = registerDialect, .doc = "Gives a dialect a name."},
    {.name = "unregister_dialect", .signature = "($module, /, name)", .function = unregisterDialect, .doc = "Forgets a dialect."},
    {.name = "get_dialect", .signature = "($module, /, name)", .function = getDialect, .doc = "The dialect of that name."},
    {.name = "field_size_limit", .signature = "($module, /, new_limit=<unrepresentable>)", .function = fieldSizeLimit, .doc = "The longest field allowed; may set a new limit."},
};

Status populate(Thread& thread, Module* module) {
  Ref<Dict> registry = TRY(newDict(thread));
  TRY(moduleAdd(thread, module, "_dialects", newRef(registry.value())));
  TRY(moduleAddText(thread, module, "__version__", "1.0"));
  static constexpr const char* kNames[] = {"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE"};
  for (int i = 0; i < 4; i++) TRY(moduleAddInt(thread, module, kNames[i], i));
  TRY(moduleAddType(thread, module, kErrorType));
  TRY(moduleAddType(thread, module, kDialectType));
  for (const auto& [name, spec] : {std::pair{"Reader", &kReaderType}, {"Writer", &kWriterType}}) {
    Type* type = createNativeType(thread, *spec);
    if (!type) return Raised{};
    TRY(moduleAdd(thread, module, name, newRef(Value(type))));
  }
  // On the interpreter: dialects are looked up by types and functions, whatever becomes of the module object.
  decrefOrEmpty(Value(std::exchange(thread.interpreter().csvDialects, registry.release())));
  return kOk;
}

}  // namespace

Dict* dialects(Thread& thread) { return thread.interpreter().csvDialects; }
int64_t& fieldLimit(Thread& thread) { return thread.interpreter().csvFieldLimit; }

Ref<> findDialect(Thread& thread, Value name) {
  Value found = dictGet(thread, dialects(thread), name);
  if (found) return newRef(found);
  if (thread.hasException()) return Raised{};
  return raiseError(thread, "unknown dialect");
}

Status checkArguments(Thread& thread, const Arguments& args) {
  size_t count = args.positionalCount;
  if (count < 1) return thread.raiseTypeError(" expected at least 1 argument, got 0");
  if (count > 2) return thread.raiseTypeError(" expected at most 2 arguments, got {}", count);
  return kOk;
}

const TypeSpec kErrorType = exceptionSpec(TypeId::kCsvError, "_csv.Error", TypeId::kException);

}  // namespace csv

const ModuleSpec kCsvModule = {.name = "_csv", .functions = csv::kFunctions, .populate = csv::populate, .doc = "CSV parsing and writing."};

}  // namespace taipan
