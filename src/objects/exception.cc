// The built-in exception types: BaseException and those whose instances have fields of their own.
#include "objects/exception.h"
#include "objects/exception_group.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/bytes.h"
#include "objects/attributes.h"
#include "objects/core_types.h"
#include "objects/complex.h"
#include "objects/dict.h"
#include "objects/exception_types.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

BaseException* exceptionOf(Value v) { return v.as<BaseException>(); }

void assign(Value& field, Value value) {
  Ref<> fresh = newRef(value);
  Ref<> old = Ref<>::adopt(std::exchange(field, fresh.releaseValue()));
}

Status noKeywords(Thread& thread, Value self, const Arguments& args) {
  if (args.keywordNames == nullptr || args.keywordNames->size == 0) return kOk;
  return thread.raiseTypeError("{}() takes no keyword arguments", typeOf(thread, self));
}

Status setArgs(Thread& thread, BaseException* exception, const Arguments& args) {
  Ref<Tuple> tuple = TRY(newTupleFrom(thread, args.values, args.positionalCount));
  Ref<> old = Ref<>::adopt(Value(std::exchange(exception->args, tuple.release())));
  return kOk;
}

// ---------------------------------------------------------------- BaseException

Ref<> baseCreate(Thread& thread, Type* type, const Arguments& args) {
  Ref<> instance = TRY(allocateInstance(thread, type));
  TRY(setArgs(thread, exceptionOf(instance), args));
  return instance;
}

Status baseInitialize(Thread& thread, Value self, const Arguments& args) {
  TRY(noKeywords(thread, self, args));
  return setArgs(thread, exceptionOf(self), args);
}

Ref<> baseStr(Thread& thread, Value self) {
  Tuple* args = exceptionOf(self)->args;
  if (args == nullptr || args->size == 0) return newRef(Value(thread.names().empty));
  return args->size == 1 ? str(thread, args->items[0]) : str(thread, args);
}

Ref<> baseRepr(Thread& thread, Value self) {
  Tuple* args = exceptionOf(self)->args;
  Type* type = typeOf(thread, self);
  if (args != nullptr && args->size == 1) return formatStr(thread, "{}({!r})", type->name, args->items[0]);
  Ref<Str> text = args == nullptr ? TRY(newStr(thread, "()")) : TRY(repr(thread, args));
  return formatStr(thread, "{}{}", type->name, text);
}

void visitFields(BaseException* e, void (*visit)(Value* field, void* context), void* context) {
  visit(reinterpret_cast<Value*>(&e->dict), context);
  visit(reinterpret_cast<Value*>(&e->args), context);
  for (Value* field : {&e->notes, &e->traceback, &e->context, &e->cause}) visit(field, context);
}

// The Values behind BaseException's own, for layouts that are nothing but Values there.
template <class Layout>
constexpr size_t kExtraValues = 0;
template <> constexpr size_t kExtraValues<StopIterationException> = 1;
template <> constexpr size_t kExtraValues<SystemExitException> = 1;
template <> constexpr size_t kExtraValues<ExceptionGroupException> = 2;
template <> constexpr size_t kExtraValues<ImportErrorException> = 3;
template <> constexpr size_t kExtraValues<NameErrorException> = 1;
template <> constexpr size_t kExtraValues<AttributeErrorException> = 2;
template <> constexpr size_t kExtraValues<OSErrorException> = 4;
template <> constexpr size_t kExtraValues<SyntaxErrorException> = 8;

template <class Layout>
void visitExtras(Object* self, void (*visit)(Value* field, void* context), void* context) {
  if constexpr (std::is_same_v<Layout, UnicodeErrorException>) {
    auto* e = static_cast<UnicodeErrorException*>(self);
    for (Value* field : {&e->encoding, &e->object, &e->reason}) visit(field, context);
  } else if constexpr (kExtraValues<Layout> != 0) {
    auto* first = reinterpret_cast<Value*>(reinterpret_cast<char*>(self) + ((sizeof(BaseException) + 7) & ~size_t{7}));
    for (size_t i = 0; i < kExtraValues<Layout>; ++i) visit(first + i, context);
  }
}

template <class Layout>
void exceptionRelease(Object* self) {
  auto drop = [](Value* field, void*) { decrefOrEmpty(std::exchange(*field, Value())); };
  visitFields(static_cast<BaseException*>(self), drop, nullptr);
  visitExtras<Layout>(self, drop, nullptr);
}

template <class Layout>
void exceptionTraverse(Object* self, Visitor& visitor) {
  auto see = [](Value* field, void* context) { static_cast<Visitor*>(context)->visitValue(*field); };
  visitFields(static_cast<BaseException*>(self), see, &visitor);
  visitExtras<Layout>(self, see, &visitor);
}

Ref<> getArgs(Thread& thread, Value self) {
  Tuple* args = exceptionOf(self)->args;
  if (args == nullptr) return newTuple(thread, 0);
  return newRef(Value(args));
}
Status setArgsAttribute(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("args may not be deleted");
  Ref<Tuple> tuple = TRY(tupleFromIterable(thread, value));
  Ref<> old = Ref<>::adopt(Value(std::exchange(exceptionOf(self)->args, tuple.release())));
  return kOk;
}

Ref<> orNone(Value v) { return newRef(v.isEmpty() ? kNone : v); }

Ref<> getTraceback(Thread&, Value self) { return orNone(exceptionOf(self)->traceback); }
Status setTraceback(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("__traceback__ may not be deleted");
  bool fits = value.isNone() || (value.isObject() && value.object()->type == thread.type(TypeId::kTraceback));
  if (!fits) return thread.raiseTypeError("__traceback__ must be a traceback or None");
  assign(exceptionOf(self)->traceback, value.isNone() ? Value() : value);
  return kOk;
}

Ref<> getContext(Thread&, Value self) { return orNone(exceptionOf(self)->context); }
Status setContext(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("__context__ may not be deleted");
  if (!value.isNone() && !isException(value)) {
    return thread.raiseTypeError("exception context must be None or derive from BaseException");
  }
  assign(exceptionOf(self)->context, value.isNone() ? Value() : value);
  return kOk;
}

Ref<> getCause(Thread&, Value self) { return orNone(exceptionOf(self)->cause); }
Status setCauseAttribute(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("__cause__ may not be deleted");
  if (!value.isNone() && !isException(value)) {
    return thread.raiseTypeError("exception cause must be None or derive from BaseException");
  }
  exceptionOf(self)->suppressContext = true;
  assign(exceptionOf(self)->cause, value.isNone() ? Value() : value);
  return kOk;
}

Ref<> getDict(Thread& thread, Value self) {
  Dict* dict = instanceDict(thread, self.object());
  if (dict == nullptr) return Raised{};
  return newRef(Value(dict));
}
Status setDict(Thread& thread, Value self, Value value) {
  if (value.isEmpty()) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, self.object(), value);
}

Ref<> withTraceback(Thread& thread, const Value* args) {
  TRY(setTraceback(thread, args[0], args[1]));
  return newRef(args[0]);
}

// PEP 678.
Ref<> addNote(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("note must be a str, not '{}'", typeOf(thread, args[1])->nativeName);
  }
  Str* key = thread.names().dunder_notes;
  Ref<> notes = lookupAttribute(thread, args[0], key);
  if (!notes) {
    if (thread.hasException()) return Raised{};
    notes = TRY(newList(thread));
    TRY(setAttribute(thread, args[0], key, notes));
  }
  if (!isList(notes)) return thread.raiseTypeError("Cannot add note: __notes__ is not a list");
  TRY(listAppend(thread, notes.value().as<List>(), args[1]));
  return newRef(kNone);
}

Ref<> baseReduce(Thread& thread, const Value* args) {
  BaseException* e = exceptionOf(args[0]);
  Ref<> arguments = TRY(getArgs(thread, args[0]));
  if (e->dict != nullptr && e->dict->used != 0) {
    return makeTuple(thread, Value(e->type), arguments.value(), Value(e->dict));
  }
  return makeTuple(thread, Value(e->type), arguments.value());
}

Ref<> baseSetState(Thread& thread, const Value* args) {
  if (args[1].isNone()) return newRef(kNone);
  if (!isDict(args[1])) return thread.raiseTypeError("state is not a dictionary");
  Ref<Dict> state = TRY(copyDict(thread, args[1].as<Dict>()));
  size_t position = 0;
  Value key, value;
  while (dictNext(state, &position, &key, &value)) {
    if (!isStr(key)) return thread.raiseTypeError("attribute name must be string, not '{}'", typeOf(thread, key));
    TRY(setAttribute(thread, args[0], key.as<Str>(), value));
  }
  return newRef(kNone);
}

const GetSetDef kBaseGetSets[] = {
    {"args", getArgs, setArgsAttribute}, {"__traceback__", getTraceback, setTraceback},
    {"__context__", getContext, setContext}, {"__cause__", getCause, setCauseAttribute},
    {"__dict__", getDict, setDict}};
const MemberDef kBaseMembers[] = {
    {"__suppress_context__", MemberKind::kBool, offsetof(BaseException, suppressContext), false}};
const MethodDef kBaseMethods[] = {
    {"with_traceback", "($self, tb, /)", withTraceback}, {"add_note", "($self, note, /)", addNote},
    {"__reduce__", "($self, /)", baseReduce}, {"__setstate__", "($self, state, /)", baseSetState}};
const Slots kBaseSlots = {
    .release = exceptionRelease<BaseException>, .traverse = exceptionTraverse<BaseException>,
    .create = baseCreate, .initialize = baseInitialize, .repr = baseRepr, .str = baseStr,
    .getAttribute = genericGetAttribute, .setAttribute = genericSetAttribute};

// ---------------------------------------------------------------- StopIteration, SystemExit, KeyError

Status stopInitialize(Thread& thread, Value self, const Arguments& args) {
  TRY(baseInitialize(thread, self, args));
  assign(self.as<StopIterationException>()->value, args.positionalCount > 0 ? args[0] : kNone);
  return kOk;
}
const Slots kStopSlots = {.release = exceptionRelease<StopIterationException>, .traverse = exceptionTraverse<StopIterationException>, .initialize = stopInitialize};
const MemberDef kStopMembers[] = {{"value", MemberKind::kObject, offsetof(StopIterationException, value), false}};

Status exitInitialize(Thread& thread, Value self, const Arguments& args) {
  TRY(baseInitialize(thread, self, args));
  Value code = args.positionalCount == 0 ? kNone : args.positionalCount == 1 ? args[0] : Value(exceptionOf(self)->args);
  assign(self.as<SystemExitException>()->code, code);
  return kOk;
}
const Slots kExitSlots = {.release = exceptionRelease<SystemExitException>, .traverse = exceptionTraverse<SystemExitException>, .initialize = exitInitialize};
const MemberDef kExitMembers[] = {{"code", MemberKind::kObject, offsetof(SystemExitException, code), false}};

// A KeyError shows its key's repr, so that an empty or blank key can be seen.
Ref<> keyErrorStr(Thread& thread, Value self) {
  Tuple* args = exceptionOf(self)->args;
  if (args != nullptr && args->size == 1) return repr(thread, args->items[0]);
  return baseStr(thread, self);
}
const Slots kKeyErrorSlots = {.str = keyErrorStr};

// ---------------------------------------------------------------- keyword fields: ImportError, NameError, AttributeError

struct KeywordField {
  const char* name;
  size_t offset;
};

// Positional arguments as usual; keywords go to the fields named.
Status initializeWithFields(Thread& thread, Value self, const Arguments& args, std::span<const KeywordField> fields) {
  TRY(setArgs(thread, exceptionOf(self), args));
  for (const KeywordField& field : fields) {  // a second __init__ starts afresh
    assign(*reinterpret_cast<Value*>(reinterpret_cast<char*>(self.object()) + field.offset), Value());
  }
  size_t keywords = args.keywordNames == nullptr ? 0 : args.keywordNames->size;
  for (size_t k = 0; k < keywords; ++k) {
    Str* name = args.keywordNames->items[k].as<Str>();
    bool known = false;
    for (const KeywordField& field : fields) {
      if (!strEqualText(name, field.name)) continue;
      assign(*reinterpret_cast<Value*>(reinterpret_cast<char*>(self.object()) + field.offset), args.values[args.positionalCount + k]);
      known = true;
    }
    if (!known) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for {}()", name, typeOf(thread, self)->name);
    }
  }
  return kOk;
}

Status importInitialize(Thread& thread, Value self, const Arguments& args) {
  static constexpr KeywordField kFields[] = {{"name", offsetof(ImportErrorException, name)}, {"path", offsetof(ImportErrorException, path)}};
  auto* e = self.as<ImportErrorException>();
  for (Value* field : {&e->msg, &e->name, &e->path}) assign(*field, Value());
  TRY(initializeWithFields(thread, self, args, kFields));
  if (args.positionalCount == 1) assign(e->msg, args[0]);
  return kOk;
}

// Name and path go with the attributes, so that copies have them.
Ref<> importReduce(Thread& thread, const Value* args) {
  auto* e = args[0].as<ImportErrorException>();
  Ref<> arguments = TRY(getArgs(thread, args[0]));
  if (e->name.isEmpty() && e->path.isEmpty()) {
    if (e->dict == nullptr) return makeTuple(thread, Value(e->type), arguments.value());
    return makeTuple(thread, Value(e->type), arguments.value(), Value(e->dict));
  }
  Ref<Dict> state = e->dict == nullptr ? TRY(newDict(thread)) : TRY(copyDict(thread, e->dict));
  if (!e->name.isEmpty()) TRY(dictSetStr(thread, state, thread.names().name, e->name));
  if (!e->path.isEmpty()) {
    Ref<Str> key = TRY(internText(thread, "path"));
    TRY(dictSetStr(thread, state, key, e->path));
  }
  return makeTuple(thread, Value(e->type), arguments.value(), Value(state.get()));
}
const MethodDef kImportMethods[] = {{"__reduce__", "($self, /)", importReduce}};

Ref<> importStr(Thread& thread, Value self) {
  Value msg = self.as<ImportErrorException>()->msg;
  return !msg.isEmpty() && isExactStr(msg) ? newRef(msg) : baseStr(thread, self);
}
const Slots kImportSlots = {.release = exceptionRelease<ImportErrorException>, .traverse = exceptionTraverse<ImportErrorException>, .initialize = importInitialize, .str = importStr};
const MemberDef kImportMembers[] = {
    {"msg", MemberKind::kObject, offsetof(ImportErrorException, msg), false},
    {"name", MemberKind::kObject, offsetof(ImportErrorException, name), false},
    {"path", MemberKind::kObject, offsetof(ImportErrorException, path), false}};

Status nameInitialize(Thread& thread, Value self, const Arguments& args) {
  static constexpr KeywordField kFields[] = {{"name", offsetof(NameErrorException, name)}};
  return initializeWithFields(thread, self, args, kFields);
}
const Slots kNameSlots = {.release = exceptionRelease<NameErrorException>, .traverse = exceptionTraverse<NameErrorException>, .initialize = nameInitialize};
const MemberDef kNameMembers[] = {{"name", MemberKind::kObject, offsetof(NameErrorException, name), false}};

Status attributeInitialize(Thread& thread, Value self, const Arguments& args) {
  static constexpr KeywordField kFields[] = {{"name", offsetof(AttributeErrorException, name)}, {"obj", offsetof(AttributeErrorException, obj)}};
  return initializeWithFields(thread, self, args, kFields);
}
const Slots kAttributeSlots = {.release = exceptionRelease<AttributeErrorException>, .traverse = exceptionTraverse<AttributeErrorException>, .initialize = attributeInitialize};
const MemberDef kAttributeMembers[] = {
    {"name", MemberKind::kObject, offsetof(AttributeErrorException, name), false},
    {"obj", MemberKind::kObject, offsetof(AttributeErrorException, obj), false}};

// ---------------------------------------------------------------- SyntaxError

Status syntaxInitialize(Thread& thread, Value self, const Arguments& args) {
  TRY(baseInitialize(thread, self, args));
  auto* e = self.as<SyntaxErrorException>();
  if (args.positionalCount >= 1) assign(e->msg, args[0]);
  if (args.positionalCount != 2) return kOk;
  Ref<Tuple> details = TRY(tupleFromIterable(thread, args[1]));
  size_t n = details->size;
  if (n != 4 && n != 6) {
    if (n < 4) return thread.raiseTypeError("function takes at least 4 arguments ({} given)", n);
    if (n == 5) return thread.raiseTypeError("end_offset must be provided when end_lineno is provided");
    return thread.raiseTypeError("function takes at most 6 arguments ({} given)", n);
  }
  Value* fields[] = {&e->filename, &e->lineno, &e->offset, &e->text, &e->endLineno, &e->endOffset};
  for (size_t i = 0; i < n; ++i) assign(*fields[i], details->items[i]);
  return kOk;
}

// The last component of a path.
Ref<Str> baseName(Thread& thread, Str* path) {
  size_t start = path->length();
  while (start > 0 && path->at(start - 1) != '/') --start;
  return substring(thread, path, start, path->length());
}

Ref<> syntaxStr(Thread& thread, Value self) {
  auto* e = self.as<SyntaxErrorException>();
  Value msg = e->msg.isEmpty() ? kNone : e->msg;
  bool hasFile = !e->filename.isEmpty() && isStr(e->filename);
  bool hasLine = !e->lineno.isEmpty() && isInt(e->lineno);
  if (!hasFile && !hasLine) return str(thread, msg);
  Ref<Str> file;
  if (hasFile) file = TRY(baseName(thread, e->filename.as<Str>()));
  if (hasFile && hasLine) return formatStr(thread, "{} ({}, line {})", msg, file, e->lineno);
  if (hasFile) return formatStr(thread, "{} ({})", msg, file);
  return formatStr(thread, "{} (line {})", msg, e->lineno);
}
const Slots kSyntaxSlots = {.release = exceptionRelease<SyntaxErrorException>, .traverse = exceptionTraverse<SyntaxErrorException>, .initialize = syntaxInitialize, .str = syntaxStr};
const MemberDef kSyntaxMembers[] = {
    {"msg", MemberKind::kObject, offsetof(SyntaxErrorException, msg), false},
    {"filename", MemberKind::kObject, offsetof(SyntaxErrorException, filename), false},
    {"lineno", MemberKind::kObject, offsetof(SyntaxErrorException, lineno), false},
    {"offset", MemberKind::kObject, offsetof(SyntaxErrorException, offset), false},
    {"text", MemberKind::kObject, offsetof(SyntaxErrorException, text), false},
    {"end_lineno", MemberKind::kObject, offsetof(SyntaxErrorException, endLineno), false},
    {"end_offset", MemberKind::kObject, offsetof(SyntaxErrorException, endOffset), false},
    {"print_file_and_line", MemberKind::kObject, offsetof(SyntaxErrorException, printFileAndLine), false}};

// ---------------------------------------------------------------- OSError (PEP 3151)

struct ErrnoClass {
  int error;
  TypeId type;
};
constexpr ErrnoClass kErrnoClasses[] = {
    {EAGAIN, TypeId::kBlockingIOError}, {EALREADY, TypeId::kBlockingIOError}, {EINPROGRESS, TypeId::kBlockingIOError},
    {EPIPE, TypeId::kBrokenPipeError}, {ESHUTDOWN, TypeId::kBrokenPipeError}, {ECHILD, TypeId::kChildProcessError},
    {ECONNABORTED, TypeId::kConnectionAbortedError}, {ECONNREFUSED, TypeId::kConnectionRefusedError},
    {ECONNRESET, TypeId::kConnectionResetError}, {EEXIST, TypeId::kFileExistsError}, {ENOENT, TypeId::kFileNotFoundError},
    {EISDIR, TypeId::kIsADirectoryError}, {ENOTDIR, TypeId::kNotADirectoryError}, {EINTR, TypeId::kInterruptedError},
    {EACCES, TypeId::kPermissionError}, {EPERM, TypeId::kPermissionError}, {ESRCH, TypeId::kProcessLookupError},
    {ETIMEDOUT, TypeId::kTimeoutError}};

// Is `v` one of the built-in numbers equal to `number`?
bool isSmallNumber(Value v, int number) {
  return v == Value::smallInt(number) || (number == 1 && v.isTrue());
}

bool isNumber(Thread& thread, Value v) {
  const auto& unary = typeOf(thread, v)->slots.unary;
  auto has = [&](UnaryOp op) { return unary[static_cast<int>(op)] != nullptr; };
  return has(UnaryOp::kIndex) || has(UnaryOp::kInt) || has(UnaryOp::kFloat) || isComplex(thread, v);
}

// Fields from OSError(errno, strerror[, filename[, winerror[, filename2]]]).
Status fillOsError(Thread& thread, OSErrorException* e, const Arguments& args) {
  TRY(setArgs(thread, e, args));
  e->written = -1;
  if (args.positionalCount < 2 || args.positionalCount > 5) return kOk;
  assign(e->errorNumber, args[0]);
  assign(e->message, args[1]);
  if (args.positionalCount < 3 || args[2].isNone()) return kOk;
  if (e->type == thread.type(TypeId::kBlockingIOError) && isNumber(thread, args[2])) {
    e->written = TRY(indexAsInt64(thread, args[2], TypeId::kValueError));
    return kOk;
  }
  assign(e->filename, args[2]);
  if (args.positionalCount == 5 && !args[4].isNone()) assign(e->filename2, args[4]);
  // args keeps only errno and text, for pickles of old.
  return setArgs(thread, e, Arguments{args.values, 2, nullptr});
}

// A subclass with its own __init__ but the standard __new__ gets its fields from __init__.
bool initializesLate(Type* type);

Ref<> osCreate(Thread& thread, Type* type, const Arguments& args) {
  if (type == thread.type(TypeId::kOSError) && args.positionalCount >= 2 && args.positionalCount <= 5) {
    for (const ErrnoClass& entry : kErrnoClasses) {
      if (isSmallNumber(args[0], entry.error)) type = thread.type(entry.type);
    }
  }
  Ref<> instance = TRY(allocateInstance(thread, type));
  auto* e = instance.value().as<OSErrorException>();
  if (initializesLate(type)) {
    e->written = -1;
    e->args = TRY(newTuple(thread, 0)).release();
    return instance;
  }
  TRY(noKeywords(thread, instance, args));
  TRY(fillOsError(thread, e, args));
  return instance;
}
Status osInitialize(Thread& thread, Value self, const Arguments& args) {
  if (!initializesLate(typeOf(thread, self))) return kOk;
  TRY(noKeywords(thread, self, args));
  return fillOsError(thread, self.as<OSErrorException>(), args);
}
bool initializesLate(Type* type) {
  return type->slots.initialize != &osInitialize && type->slots.create == &osCreate;
}

Ref<> osStr(Thread& thread, Value self) {
  auto* e = self.as<OSErrorException>();
  auto shown = [](Value v) { return v.isEmpty() ? kNone : v; };
  if (!e->filename.isEmpty()) {
    if (!e->filename2.isEmpty()) {
      return formatStr(thread, "[Errno {}] {}: {!r} -> {!r}", shown(e->errorNumber), shown(e->message), e->filename, e->filename2);
    }
    return formatStr(thread, "[Errno {}] {}: {!r}", shown(e->errorNumber), shown(e->message), e->filename);
  }
  if (!e->errorNumber.isEmpty() && !e->message.isEmpty()) {
    return formatStr(thread, "[Errno {}] {}", e->errorNumber, e->message);
  }
  return baseStr(thread, self);
}

Ref<> osReduce(Thread& thread, const Value* args) {
  auto* e = args[0].as<OSErrorException>();
  Ref<> arguments = TRY(getArgs(thread, args[0]));
  if (e->args != nullptr && e->args->size == 2 && !e->filename.isEmpty()) {
    Tuple* two = e->args;
    arguments = e->filename2.isEmpty()
                    ? TRY(makeTuple(thread, two->items[0], two->items[1], e->filename))
                    : TRY(makeTuple(thread, two->items[0], two->items[1], e->filename, kNone, e->filename2));
  }
  if (e->dict != nullptr && e->dict->used != 0) return makeTuple(thread, Value(e->type), arguments.value(), Value(e->dict));
  return makeTuple(thread, Value(e->type), arguments.value());
}

Ref<> getWritten(Thread& thread, Value self) {
  int64_t written = self.as<OSErrorException>()->written;
  if (written < 0) return thread.raise(TypeId::kAttributeError, "characters_written");
  return newInt(thread, written);
}
Status setWritten(Thread& thread, Value self, Value value) {
  auto* e = self.as<OSErrorException>();
  if (value.isEmpty()) {
    if (e->written < 0) return thread.raise(TypeId::kAttributeError, "characters_written");
    e->written = -1;
    return kOk;
  }
  e->written = TRY(indexAsInt64(thread, value, TypeId::kValueError));
  return kOk;
}
const Slots kOsSlots = {.release = exceptionRelease<OSErrorException>, .traverse = exceptionTraverse<OSErrorException>, .create = osCreate, .initialize = osInitialize, .str = osStr};
const MemberDef kOsMembers[] = {
    {"errno", MemberKind::kObject, offsetof(OSErrorException, errorNumber), false},
    {"strerror", MemberKind::kObject, offsetof(OSErrorException, message), false},
    {"filename", MemberKind::kObject, offsetof(OSErrorException, filename), false},
    {"filename2", MemberKind::kObject, offsetof(OSErrorException, filename2), false}};
const GetSetDef kOsGetSets[] = {{"characters_written", getWritten, setWritten}};
const MethodDef kOsMethods[] = {{"__reduce__", "($self, /)", osReduce}};

// ---------------------------------------------------------------- UnicodeError

// UnicodeDecodeError(encoding, object, start, end, reason) and its kin; translate errors have no encoding.
Status checkStrArgument(Thread& thread, const Arguments& args, size_t i) {
  if (isStr(args[i])) return kOk;
  if (args[i].isNone()) return thread.raiseTypeError("argument {} must be str, not None", i + 1);
  return thread.raiseTypeError("argument {} must be str, not {!T}", i + 1, args[i]);
}

Result<int64_t> sizeArgument(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t size;
  if (intFitsInt64(number, &size)) return size;
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C ssize_t");
}

Ref<> bytesOfBuffer(Thread& thread, Value object) {
  BufferView view{};
  TRY(getBuffer(thread, object, &view, kBufferSimple));
  Ref<> copy = newBytes(thread, std::string_view(view.data, static_cast<size_t>(view.length)));
  releaseBuffer(thread, &view);
  return copy;
}

Status unicodeInitialize(Thread& thread, Value self, const Arguments& args) {
  TRY(baseInitialize(thread, self, args));
  auto* e = self.as<UnicodeErrorException>();
  bool translates = isInstanceOf(thread, self, TypeId::kUnicodeTranslateError);
  size_t expected = translates ? 4 : 5;
  if (args.positionalCount != expected) {
    return thread.raiseTypeError("function takes exactly {} arguments ({} given)", expected, args.positionalCount);
  }
  const Value* rest = args.values;
  if (!translates) rest++;
  if (!translates) TRY(checkStrArgument(thread, args, 0));
  bool decodes = isInstanceOf(thread, self, TypeId::kUnicodeDecodeError);
  if (!decodes) TRY(checkStrArgument(thread, args, expected - 4));
  int64_t start = TRY(sizeArgument(thread, rest[1])), end = TRY(sizeArgument(thread, rest[2]));
  TRY(checkStrArgument(thread, args, expected - 1));
  Ref<> object = newRef(rest[0]);
  if (decodes && !isBytes(object)) object = TRY(bytesOfBuffer(thread, object));
  if (!translates) assign(e->encoding, args[0]);
  assign(e->object, object);
  e->start = start;
  e->end = end;
  assign(e->reason, rest[3]);
  return kOk;
}

// How an unencodable character is shown: '\\xe9', '\\u20ac', '\\U0001f600'.
Ref<Str> unicodeEscapeOf(Thread& thread, uint32_t c) {
  constexpr char kDigits[] = "0123456789abcdef";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  std::string text = digits == 2 ? "'\\x" : digits == 4 ? "'\\u" : "'\\U";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += kDigits[(c >> shift) & 15];
  return newStr(thread, text + "'");
}

Ref<> unicodeStr(Thread& thread, Value self) {
  auto* e = self.as<UnicodeErrorException>();
  if (e->object.isEmpty()) return newRef(Value(thread.names().empty));
  Ref<> end = TRY(newInt(thread, e->end - 1));
  bool decodes = isInstanceOf(thread, self, TypeId::kUnicodeDecodeError);
  bool translates = isInstanceOf(thread, self, TypeId::kUnicodeTranslateError);
  Ref<Str> prefix = translates ? TRY(newStr(thread, "can't translate"))
                               : TRY(formatStr(thread, "'{}' codec can't {}", e->encoding, decodes ? "decode" : "encode"));
  if (e->end == e->start + 1 && e->start >= 0 && e->start < TRY(length(thread, e->object))) {
    Ref<> item = TRY(getItem(thread, e->object, Value::smallInt(e->start)));
    if (decodes) {
      constexpr char kDigits[] = "0123456789abcdef";
      int64_t byte = TRY(intAsInt64(thread, item));
      char hex[] = {'0', 'x', kDigits[(byte >> 4) & 15], kDigits[byte & 15], 0};
      return formatStr(thread, "{} byte {} in position {}: {}", prefix, static_cast<const char*>(hex), e->start, e->reason);
    }
    Ref<Str> shown = TRY(unicodeEscapeOf(thread, item.value().as<Str>()->at(0)));
    return formatStr(thread, "{} character {} in position {}: {}", prefix, shown, e->start, e->reason);
  }
  return formatStr(thread, "{} {} in position {}-{}: {}", prefix, decodes ? "bytes" : "characters", e->start, end.value(), e->reason);
}
const Slots kUnicodeSlots = {.release = exceptionRelease<UnicodeErrorException>, .traverse = exceptionTraverse<UnicodeErrorException>, .initialize = unicodeInitialize, .str = unicodeStr};
const MemberDef kUnicodeMembers[] = {
    {"encoding", MemberKind::kObject, offsetof(UnicodeErrorException, encoding), false},
    {"object", MemberKind::kObject, offsetof(UnicodeErrorException, object), false},
    {"start", MemberKind::kInt64, offsetof(UnicodeErrorException, start), false},
    {"end", MemberKind::kInt64, offsetof(UnicodeErrorException, end), false},
    {"reason", MemberKind::kObject, offsetof(UnicodeErrorException, reason), false}};

// BaseExceptionGroup's own behaviour is in exception_group.cc; its fields are dropped here.
const Slots kGroupSlots = {.release = exceptionRelease<ExceptionGroupException>,
                           .traverse = exceptionTraverse<ExceptionGroupException>,
                           .create = [](Thread& thread, Type* type, const Arguments& args) {
                             return kExceptionGroupParts.create(thread, type, args);
                           },
                           .initialize = [](Thread& thread, Value self, const Arguments& args) {
                             return kExceptionGroupParts.initialize(thread, self, args);
                           },
                           .str = [](Thread& thread, Value self) { return kExceptionGroupParts.str(thread, self); }};

// ---------------------------------------------------------------- the specs

struct Extras {
  const Slots* slots = nullptr;
  std::span<const MethodDef> methods = {};
  std::span<const GetSetDef> getSets = {};
  std::span<const MemberDef> members = {};
};

// What the type adds to its base.
Extras extrasOf(TypeId id) {
  switch (id) {
    case TypeId::kBaseException: return {&kBaseSlots, kBaseMethods, kBaseGetSets, kBaseMembers};
    case TypeId::kStopIteration: return {&kStopSlots, {}, {}, kStopMembers};
    case TypeId::kSystemExit: return {&kExitSlots, {}, {}, kExitMembers};
    case TypeId::kKeyError: return {&kKeyErrorSlots, {}, {}, {}};
    case TypeId::kImportError: return {&kImportSlots, kImportMethods, {}, kImportMembers};
    case TypeId::kNameError: return {&kNameSlots, {}, {}, kNameMembers};
    case TypeId::kAttributeError: return {&kAttributeSlots, {}, {}, kAttributeMembers};
    case TypeId::kSyntaxError: return {&kSyntaxSlots, {}, {}, kSyntaxMembers};
    case TypeId::kOSError: return {&kOsSlots, kOsMethods, kOsGetSets, kOsMembers};
    case TypeId::kUnicodeDecodeError:
    case TypeId::kUnicodeEncodeError:
    case TypeId::kUnicodeTranslateError: return {&kUnicodeSlots, {}, {}, kUnicodeMembers};
    case TypeId::kBaseExceptionGroup: 
      return {&kGroupSlots, kExceptionGroupParts.methods, {}, kExceptionGroupParts.members};
    default: return {};
  }
}

}  // namespace

Status forEachExceptionSpec(Thread& thread, Status (*visit)(Thread& thread, const TypeSpec& spec)) {
  constexpr uint32_t kFlags = kTypeHasGc | kTypeIsBaseType | kTypeIsException;
#define EXCEPTION(typeName, baseName, layout)                                                         \
  {                                                                                                   \
    static const TypeSpec spec = [] {                                                                       \
      Extras extras = extrasOf(TypeId::k##typeName);                                                  \
      return TypeSpec{.id = TypeId::k##typeName, .name = #typeName,                                   \
                      .basicSize = sizeof(EXCEPTION_LAYOUT_##layout), .base = TypeId::k##baseName,    \
                      .flags = kFlags, .slots = extras.slots, .methods = extras.methods,              \
                      .getSets = extras.getSets, .members = extras.members,                           \
                      .dictOffset = offsetof(BaseException, dict)};                                   \
    }();                                                                                              \
    TRY(visit(thread, spec));                                                                         \
  }
#define EXCEPTION_LAYOUT_BaseException BaseException
#define EXCEPTION_LAYOUT_ExceptionGroup ExceptionGroupException
#define EXCEPTION_LAYOUT_SystemExit SystemExitException
#define EXCEPTION_LAYOUT_AttributeError AttributeErrorException
#define EXCEPTION_LAYOUT_ImportError ImportErrorException
#define EXCEPTION_LAYOUT_NameError NameErrorException
#define EXCEPTION_LAYOUT_OSError OSErrorException
#define EXCEPTION_LAYOUT_StopIteration StopIterationException
#define EXCEPTION_LAYOUT_SyntaxError SyntaxErrorException
#define EXCEPTION_LAYOUT_UnicodeError UnicodeErrorException
#include "objects/exception_ids.def"
#undef EXCEPTION
  return kOk;
}

Ref<> newException(Thread& thread, TypeId id, Value argument) {
  Arguments args{&argument, argument.isEmpty() ? size_t{0} : size_t{1}, nullptr};
  RecursionHeadroom room(thread);
  return call(thread, thread.type(id), args);
}

}  // namespace taipan
