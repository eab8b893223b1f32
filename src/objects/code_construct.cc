// code(…) and code.replace(): code objects from fields that Python code gives.  The checks and their order are
// CPython's; whether the bytecode makes sense is the verifier's question, asked when it first runs.
#include "objects/code_construct.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/code.h"
#include "objects/int.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// The fields as users see them: variables by kind, not yet laid out.
struct UserFields {
  CodeFields fields{};
  int32_t localCount = 0;
  Tuple *varNames = nullptr, *freeNames = nullptr, *cellNames = nullptr;
};

Result<int32_t> asInt(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (intFitsInt64(number, &wide) && wide == static_cast<int32_t>(wide)) return static_cast<int32_t>(wide);
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

Status checkCounts(Thread& thread, const UserFields& u) {
  const CodeFields& f = u.fields;
  if (f.argCount < f.positionalOnlyArgCount || f.positionalOnlyArgCount < 0 || f.keywordOnlyArgCount < 0 ||
      f.stackSize < 0 || f.flags < 0) {
    return thread.raise(TypeId::kSystemError, "../Objects/codeobject.c:250: bad argument to internal function");
  }
  if (f.code->size % 2 != 0) return thread.raiseValueError("code: co_code is malformed");
  int64_t arguments = int64_t{f.argCount} + f.keywordOnlyArgCount + ((f.flags & kCoVarArgs) != 0) +
                      ((f.flags & kCoVarKeywords) != 0);
  if (arguments > static_cast<int64_t>(u.varNames->size)) return thread.raiseValueError("code: co_varnames is too small");
  if (u.localCount != static_cast<int64_t>(u.varNames->size)) {
    return thread.raiseValueError("code: co_nlocals != len(co_varnames)");
  }
  for (Tuple* names : {f.names, u.varNames, u.freeNames, u.cellNames}) {
    for (size_t i = 0; i < names->size; ++i) {
      if (!isStr(names->items[i])) return thread.raise(TypeId::kSystemError, "non-string found in code slot");
    }
  }
  return kOk;
}

// Which variable of the function has this name; -1: none.
int64_t findLocal(Tuple* varNames, Str* name) {
  for (size_t i = 0; i < varNames->size; ++i) {
    if (strEqual(varNames->items[i].as<Str>(), name)) return static_cast<int64_t>(i);
  }
  return -1;
}

// Locals, then cells that are no locals, then free variables.
Ref<> build(Thread& thread, UserFields& u) {
  TRY(checkCounts(thread, u));
  std::string kinds(u.varNames->size, static_cast<char>(kLocalPlain));
  std::vector<Value> names(u.varNames->items, u.varNames->items + u.varNames->size);
  for (size_t i = 0; i < u.cellNames->size; ++i) {
    int64_t local = findLocal(u.varNames, u.cellNames->items[i].as<Str>());
    if (local >= 0) {
      kinds[static_cast<size_t>(local)] |= static_cast<char>(kLocalCell);
      continue;
    }
    names.push_back(u.cellNames->items[i]);
    kinds += static_cast<char>(kLocalCell);
  }
  for (size_t i = 0; i < u.freeNames->size; ++i) {
    names.push_back(u.freeNames->items[i]);
    kinds += static_cast<char>(kLocalFree);
  }
  Ref<Tuple> allNames = TRY(newTupleFrom(thread, names.data(), names.size()));
  Ref<Bytes> allKinds = TRY(newBytes(thread, kinds));
  u.fields.localsPlusNames = allNames;
  u.fields.localsPlusKinds = allKinds;
  return codeFromFields(thread, u.fields);
}

// --- the constructor

template <class T>
Result<T*> typedArgument(Thread& thread, const Arguments& args, size_t i, bool (*fits)(Value), const char* what) {
  if (fits(args[i])) return args[i].as<T>();
  if (args[i].isNone()) return thread.raiseTypeError("code() argument {} must be {}, not None", i + 1, what);
  return thread.raiseTypeError("code() argument {} must be {}, not {!N}", i + 1, what, args[i]);
}

Status checkNames(Thread& thread, Tuple* names) {
  for (size_t i = 0; i < names->size; ++i) {
    if (!isStr(names->items[i])) {
      return thread.raiseTypeError("name tuples must contain only strings, not '{!T}'", names->items[i]);
    }
  }
  return kOk;
}

Status readPositional(Thread& thread, const Arguments& args, Tuple* empty, UserFields& u) {
  CodeFields& f = u.fields;
  int32_t* counts[] = {&f.argCount, &f.positionalOnlyArgCount, &f.keywordOnlyArgCount, &u.localCount, &f.stackSize, &f.flags};
  for (size_t i = 0; i < 6; ++i) *counts[i] = TRY(asInt(thread, args[i]));
  f.code = TRY(typedArgument<Bytes>(thread, args, 6, isBytes, "bytes"));
  f.constants = TRY(typedArgument<Tuple>(thread, args, 7, isTuple, "tuple"));
  f.names = TRY(typedArgument<Tuple>(thread, args, 8, isTuple, "tuple"));
  u.varNames = TRY(typedArgument<Tuple>(thread, args, 9, isTuple, "tuple"));
  f.fileName = TRY(typedArgument<Str>(thread, args, 10, isStr, "str"));
  f.name = TRY(typedArgument<Str>(thread, args, 11, isStr, "str"));
  f.qualifiedName = TRY(typedArgument<Str>(thread, args, 12, isStr, "str"));
  f.firstLine = TRY(asInt(thread, args[13]));
  f.lineTable = TRY(typedArgument<Bytes>(thread, args, 14, isBytes, "bytes"));
  f.exceptionTable = TRY(typedArgument<Bytes>(thread, args, 15, isBytes, "bytes"));
  u.freeNames = u.cellNames = empty;
  if (args.positionalCount > 16) u.freeNames = TRY(typedArgument<Tuple>(thread, args, 16, isTuple, "tuple"));
  if (args.positionalCount > 17) u.cellNames = TRY(typedArgument<Tuple>(thread, args, 17, isTuple, "tuple"));
  return kOk;
}

}  // namespace

Ref<> codeCreate(Thread& thread, Type*, const Arguments& args) {
  if (args.keywordNames != nullptr && args.keywordNames->size != 0) {
    return thread.raiseTypeError("code() takes no keyword arguments");
  }
  if (args.positionalCount < 16 || args.positionalCount > 18) {
    bool few = args.positionalCount < 16;
    return thread.raiseTypeError("code expected at {} {} arguments, got {}", few ? "least" : "most", few ? 16 : 18,
                                 args.positionalCount);
  }
  Ref<Tuple> empty = TRY(newTuple(thread, 0));
  UserFields u;
  TRY(readPositional(thread, args, empty, u));
  struct Count { const char* name; int32_t value; };
  for (const Count& count : {Count{"argcount", u.fields.argCount}, Count{"posonlyargcount", u.fields.positionalOnlyArgCount},
                             Count{"kwonlyargcount", u.fields.keywordOnlyArgCount}, Count{"nlocals", u.localCount}}) {
    if (count.value < 0) return thread.raiseValueError("code: {} must not be negative", count.name);
  }
  for (Tuple* names : {u.fields.names, u.varNames, u.freeNames, u.cellNames}) TRY(checkNames(thread, names));
  return build(thread, u);
}

// --- replace()

namespace {

// One keyword of replace(): false if the name is none of its own.
template <class T, size_t count>
Result<bool> takeObject(Thread& thread, Str* name, Value given, const std::pair<std::string_view, T**> (&fields)[count],
                        bool (*fits)(Value), const char* what) {
  for (const auto& [fieldName, target] : fields) {
    if (!strEqualText(name, fieldName)) continue;
    if (given.isNone()) return thread.raiseTypeError("replace() argument '{}' must be {}, not None", name, what);
    if (!fits(given)) return thread.raiseTypeError("replace() argument '{}' must be {}, not {!N}", name, what, given);
    *target = given.as<T>();
    return true;
  }
  return false;
}

}  // namespace

Ref<> codeReplace(Thread& thread, Value value, const Arguments& args) {
  auto* self = value.as<Code>();
  if (args.positionalCount > 0) return thread.raiseTypeError("replace() takes no positional arguments");
  Ref<Tuple> varNames = TRY(codeLocalNames(thread, self, kLocalPlain)), cellNames = TRY(codeLocalNames(thread, self, kLocalCell));
  Ref<Tuple> freeNames = TRY(codeLocalNames(thread, self, kLocalFree));
  UserFields u{{self->argCount, self->positionalOnlyArgCount, self->keywordOnlyArgCount, self->stackSize, self->flags,
                self->firstLine, self->code, self->constants, self->names, nullptr, nullptr, self->fileName, self->name,
                self->qualifiedName, self->lineTable, self->exceptionTable},
               self->plainLocalCount, varNames, freeNames, cellNames};
  CodeFields& f = u.fields;
  const std::pair<std::string_view, int32_t*> ints[] = {
      {"co_argcount", &f.argCount}, {"co_posonlyargcount", &f.positionalOnlyArgCount},
      {"co_kwonlyargcount", &f.keywordOnlyArgCount}, {"co_nlocals", &u.localCount}, {"co_stacksize", &f.stackSize},
      {"co_flags", &f.flags}, {"co_firstlineno", &f.firstLine}};
  const std::pair<std::string_view, Str**> strings[] = {
      {"co_filename", &f.fileName}, {"co_name", &f.name}, {"co_qualname", &f.qualifiedName}};
  const std::pair<std::string_view, Bytes**> bytes[] = {
      {"co_code", &f.code}, {"co_linetable", &f.lineTable}, {"co_exceptiontable", &f.exceptionTable}};
  const std::pair<std::string_view, Tuple**> tuples[] = {{"co_consts", &f.constants}, {"co_names", &f.names},
      {"co_varnames", &u.varNames}, {"co_freevars", &u.freeNames}, {"co_cellvars", &u.cellNames}};
  for (size_t k = 0; args.keywordNames != nullptr && k < args.keywordNames->size; k++) {
    Str* name = args.keywordNames->items[k].as<Str>();
    Value given = args[k];
    bool known = false;
    for (const auto& [fieldName, target] : ints) {
      if (!strEqualText(name, fieldName)) continue;
      *target = TRY(asInt(thread, given));
      known = true;
    }
    known = known || TRY(takeObject(thread, name, given, strings, isStr, "str")) ||
            TRY(takeObject(thread, name, given, bytes, isBytes, "bytes")) ||
            TRY(takeObject(thread, name, given, tuples, isTuple, "tuple"));
    if (!known) return thread.raiseTypeError("'{}' is an invalid keyword argument for replace()", name);
  }
  for (const auto& [fieldName, target] : ints) {
    if (*target < 0) return thread.raiseValueError("{} must be a positive integer", fieldName);
  }
  return build(thread, u);
}

}  // namespace taipan
