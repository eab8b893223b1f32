// See the header.
#include "modules/builtins_io.h"

#include <string>

#include "importing/compile_source.h"
#include "importing/source_text.h"
#include "bytecode/opcodes.h"
#include "syntax/source_text.h"
#include "modules/ast/ast_classes.h"
#include "modules/io/print_input.h"
#include "objects/current_frame.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/native_function.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {

// vm/vm.h
Ref<> runCode(Thread& thread, Code* code, Dict* globals, Value locals);

namespace {

constexpr int32_t kFutureMask = 0x1FE0000;        // CO_FUTURE_… bits
constexpr int32_t kDontImplyDedent = 0x200;
constexpr int32_t kOnlyAst = 0x400;
constexpr int32_t kTypeComments = 0x1000;
constexpr int32_t kTopLevelAwait = 0x2000;
constexpr int32_t kAllowIncomplete = 0x4000;
constexpr int32_t kCompileMask =
    kOnlyAst | kTopLevelAwait | kTypeComments | kDontImplyDedent | kAllowIncomplete;

}  // namespace

Result<std::string> sourceText(Thread& thread, Value source, const char* function, const char* what,
                               const std::string& filename, int32_t* flags) {
  if (isStr(source)) {
    *flags |= kCfSourceIsUtf8;
    return toUtf8(thread, source.as<Str>());
  }
  Type* type = typeOf(thread, source);
  if (!type->slots.getBuffer) {
    return thread.raiseTypeError("{}() arg 1 must be a {} object", function, what);
  }
  BufferView view{};
  TRY(getBuffer(thread, source, &view, kBufferContiguous));
  std::string bytes(view.data, view.length);
  releaseBuffer(thread, &view);
  if (bytes.find('\0') != std::string::npos) {
    return thread.raiseValueError("source code string cannot contain null bytes");
  }
  std::string text;
  TRY(decodeSourceText(thread, bytes, filename, &text));
  if (declaresEncoding(bytes)) *flags |= kCfSourceIsUtf8;
  return text;
}

namespace {

int32_t inheritedFlags(Thread& thread) { return currentCodeFlags(thread) & kFutureMask; }

SourceOptions sourceOptions(int mode, int32_t flags, int optimize) {
  SourceOptions options;
  options.mode = static_cast<ParseMode>(mode);
  options.flags = flags;
  options.optimization = optimize;
  options.allowIncompleteInput = (flags & kAllowIncomplete) != 0;
  options.dontImplyDedent = (flags & kDontImplyDedent) != 0;
  options.typeComments = (flags & kTypeComments) != 0;
  return options;
}

// compile() once its arguments are read: text or tree in, code or tree out.
Ref<> compileWith(Thread& thread, Value source, const std::string& filename, SourceOptions& options) {
  bool onlyAst = (options.flags & kOnlyAst) != 0;
  bool isTree = TRY(isAstObject(thread, source));
  if (isTree) {
    if (onlyAst) return newRef(source);
    Arena arena;
    ast::ModNode* tree = treeFromObject(thread, arena, source, static_cast<int>(options.mode));
    if (tree == nullptr) return Raised{};
    return compileTree(thread, arena, tree, filename, options);
  }
  std::string text = TRY(sourceText(thread, source, "compile", "string, bytes or AST", filename, &options.flags));
  options.byteOffsets = !(options.flags & kCfSourceIsUtf8);
  if (!onlyAst) return compileText(thread, text, filename, options);
  Arena arena;
  ast::ModNode* tree = TRY(parseText(thread, arena, text, filename, options));
  return objectFromTree(thread, tree);
}

// An argument that C code takes as an int.
Result<int> cInt(Thread& thread, Value value) {
  Ref<> number = TRY(index(thread, value));
  int64_t wide;
  if (intFitsInt64(number, &wide) && wide == static_cast<int>(wide)) return static_cast<int>(wide);
  return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C int");
}

}  // namespace

Result<std::string> filenameArgument(Thread& thread, Value value) {
  bool hasNull = isStr(value) ? strFindChar(value.as<Str>(), 0, 0, value.as<Str>()->length()) >= 0
                              : isBytes(value) && value.as<Bytes>()->view().find('\0') != std::string_view::npos;
  if (hasNull) {
    return thread.raiseValueError("embedded null character");
  }
  bool path = isStr(value) || isBytes(value) || lookupInType(thread, typeOf(thread, value), thread.names().dunder_fspath);
  if (path || typeOf(thread, value)->slots.getBuffer == nullptr) return pathToNative(thread, value);
  TRY(warn(thread, TypeId::kDeprecationWarning, 1, "path should be string, bytes, or os.PathLike, not {}",
           {FormatArg(typeOf(thread, value))}));
  BufferView view{};
  TRY(getBuffer(thread, value, &view, kBufferContiguous));
  Ref<> bytes = newBytes(thread, std::string_view(view.data, static_cast<size_t>(view.length)));
  releaseBuffer(thread, &view);
  if (!bytes) return Raised{};
  return pathToNative(thread, bytes);
}

namespace {

// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
Ref<> builtinCompile(Thread& thread, const Value* args) {
  std::string name = TRY(filenameArgument(thread, args[2]));
  if (args[3].isNone()) return thread.raiseTypeError("compile() argument 'mode' must be str, not None");
  if (!isStr(args[3])) return thread.raiseTypeError("compile() argument 'mode' must be str, not {!N}", args[3]);
  int64_t flags = TRY(cInt(thread, args[4]));
  bool dontInherit = TRY(isTrue(thread, args[5]));
  int64_t optimize = TRY(cInt(thread, args[6]));
  if (flags & ~static_cast<int64_t>(kFutureMask | kCompileMask | 0x10)) {
    return thread.raiseValueError("compile(): unrecognised flags");
  }
  if (optimize < -1 || optimize > 2) return thread.raiseValueError("compile(): invalid optimize value");
  Str* modeName = args[3].as<Str>();
  int mode;
  if (strEqualText(modeName, "exec")) mode = static_cast<int>(ParseMode::kFile);
  else if (strEqualText(modeName, "eval")) mode = static_cast<int>(ParseMode::kEval);
  else if (strEqualText(modeName, "single")) mode = static_cast<int>(ParseMode::kSingle);
  else if (strEqualText(modeName, "func_type")) {
    if (!(flags & kOnlyAst)) {
      return thread.raiseValueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    }
    mode = static_cast<int>(ParseMode::kFuncType);
  } else if (flags & kOnlyAst) {
    return thread.raiseValueError("compile() mode must be 'exec', 'eval', 'single' or 'func_type'");
  } else {
    return thread.raiseValueError("compile() mode must be 'exec', 'eval' or 'single'");
  }
  int64_t featureVersion = TRY(cInt(thread, args[7]));
  if (featureVersion < 0 || !(flags & kOnlyAst)) featureVersion = 11;
  int32_t effective = static_cast<int32_t>(flags) | (dontInherit ? 0 : inheritedFlags(thread));
  SourceOptions options = sourceOptions(mode, effective, static_cast<int>(optimize));
  options.featureVersion = static_cast<int>(featureVersion);
  return compileWith(thread, args[1], name, options);
}

bool isCode(Thread& thread, Value value) { return isInstanceOf(thread, value, TypeId::kCode); }

// What exec and eval share: globals and locals as given or from the caller.
Status chooseNamespaces(Thread& thread, Value givenGlobals, Value givenLocals, const char* function, Ref<Dict>* globals,
                        Ref<>* locals) {
  bool noLocals = givenLocals.isEmpty() || givenLocals.isNone();
  if (givenGlobals.isEmpty() || givenGlobals.isNone()) {
    Dict* current = currentGlobals(thread);
    if (!current) return thread.raise(TypeId::kSystemError, "globals and locals cannot be NULL");
    *globals = newRef(current);
    if (noLocals) *locals = TRY(currentLocals(thread));
    else *locals = newRef(givenLocals);
  } else {
    if (!isDict(givenGlobals)) {
      if (function[1] == 'x') {
        return thread.raiseTypeError("exec() globals must be a dict, not {!T}", givenGlobals);
      }
      return thread.raiseTypeError(typeOf(thread, givenGlobals)->slots.getItem
                                       ? "globals must be a real dict; try eval(expr, {{}}, mapping)"
                                       : "globals must be a dict");
    }
    *globals = newRef(givenGlobals.as<Dict>());
    *locals = noLocals ? newRef(givenGlobals) : newRef(givenLocals);
  }
  if (!typeOf(thread, *locals)->slots.getItem) {
    if (function[1] == 'x') return thread.raiseTypeError("locals must be a mapping or None, not {!T}", givenLocals);
    return thread.raiseTypeError("locals must be a mapping");
  }
  return kOk;
}

Result<bool> hasFreeVariables(Thread& thread, Value code) {
  Ref<> names = TRY(getAttribute(thread, code, "co_freevars"));
  return isTuple(names) && names.get().as<Tuple>()->size > 0;
}

// eval(source, globals=None, locals=None, /)
Ref<> builtinEval(Thread& thread, const Value* args) {
  Ref<Dict> globals;
  Ref<> locals;
  if (!args[3].isNone() && !typeOf(thread, args[3])->slots.getItem) {
    return thread.raiseTypeError("locals must be a mapping");
  }
  TRY(chooseNamespaces(thread, args[2], args[3], "eval", &globals, &locals));
  if (isCode(thread, args[1])) {
    bool free = TRY(hasFreeVariables(thread, args[1]));
    if (free) return thread.raiseTypeError("code object passed to eval() may not contain free variables");
    return runCodeValue(thread, args[1], globals, locals);
  }
  int32_t flags = 0;
  std::string text = TRY(sourceText(thread, args[1], "eval", "string, bytes or code", "<string>", &flags));
  size_t skip = text.find_first_not_of(" \t");
  text.erase(0, skip == std::string::npos ? text.size() : skip);
  SourceOptions options;
  options.mode = ParseMode::kEval;
  options.flags = inheritedFlags(thread);
  options.byteOffsets = !(flags & kCfSourceIsUtf8);
  Ref<> code = TRY(compileText(thread, text, "<string>", options));
  return runCodeValue(thread, code, globals, locals);
}

bool isClosure(Thread& thread, Value value, size_t count) {
  if (typeOf(thread, value) != thread.type(TypeId::kTuple) || value.as<Tuple>()->size != count) return false;
  Tuple* cells = value.as<Tuple>();
  return std::all_of(cells->items, cells->items + count,
                     [&](Value cell) { return typeOf(thread, cell) == thread.type(TypeId::kCell); });
}

// exec(source, globals=None, locals=None, /, *, closure=None)
Ref<> builtinExec(Thread& thread, const Value* args) {
  Ref<Dict> globals;
  Ref<> locals;
  TRY(chooseNamespaces(thread, args[2], args[3], "exec", &globals, &locals));
  if (isCode(thread, args[1])) {
    bool free = TRY(hasFreeVariables(thread, args[1]));
    if (!free && !args[4].isNone()) {
      return thread.raiseTypeError("cannot use a closure with this code object");
    }
    Ref<> names = TRY(getAttribute(thread, args[1], "co_freevars"));
    size_t count = names.get().as<Tuple>()->size;
    if (free && !isClosure(thread, args[4], count)) {
      return thread.raiseTypeError("code object requires a closure of exactly length {}", count);
    }
    if (free) {  // FunctionType(code, globals, "", None, closure)(): the VM binds the cells
      Ref<> name = TRY(getAttribute(thread, args[1], "co_name"));
      Ref<> function = TRY(call(thread, Value(thread.type(TypeId::kFunction)), args[1], Value(globals.get()), name.get(), kNone, args[4]));
      Ref<> done = TRY(call(thread, function));
      return newRef(kNone);
    }
    Ref<> done = TRY(runCodeValue(thread, args[1], globals, locals));
    return newRef(kNone);
  }
  if (!args[4].isNone()) return thread.raiseTypeError("closure can only be used when source is a code object");
  int32_t flags = 0;
  std::string text = TRY(sourceText(thread, args[1], "exec", "string, bytes or code", "<string>", &flags));
  SourceOptions options;
  options.flags = inheritedFlags(thread);
  options.byteOffsets = !(flags & kCfSourceIsUtf8);
  Ref<> code = TRY(compileText(thread, text, "<string>", options));
  Ref<> done = TRY(runCodeValue(thread, code, globals, locals));
  return newRef(kNone);
}

const MethodDef kFunctions[] = {
    {"compile", "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
     builtinCompile, nullptr, MethodKind::kInstance, "Compiles source into a code object or a syntax tree."},
    {"eval", "($module, source, globals=None, locals=None, /)", builtinEval, nullptr, MethodKind::kInstance,
     "Evaluates an expression."},
    {"exec", "($module, source, globals=None, locals=None, /, *, closure=None)", builtinExec, nullptr,
     MethodKind::kInstance, "Executes statements."},
};

}  // namespace

Ref<> compileValue(Thread& thread, Value source, Value filename, int mode, int32_t flags, bool inheritFlags, int optimize) {
  std::string name = TRY(pathToNative(thread, filename));
  if (inheritFlags) flags |= inheritedFlags(thread);
  SourceOptions options = sourceOptions(mode, flags, optimize);
  return compileWith(thread, source, name, options);
}

Ref<> runCodeValue(Thread& thread, Value code, Dict* globals, Value locals) {
  Str* name = thread.names().dunder_builtins;
  if (dictGetStr(thread, globals, name).isEmpty()) {
    TRY(dictSetStr(thread, globals, name, Value(thread.interpreter().builtinsDict)));
  }
  return runCode(thread, reinterpret_cast<Code*>(code.object()), globals, locals);
}

Status installIoBuiltins(Thread& thread) {
  Ref<Str> moduleName = TRY(internText(thread, "builtins"));
  Value module = dictGetStr(thread, thread.interpreter().modules, moduleName);
  for (std::span<const MethodDef> functions : {std::span<const MethodDef>(kFunctions), printAndInput()}) {
    for (const MethodDef& definition : functions) {
      Ref<Str> name = TRY(internText(thread, definition.name));
      Ref<> function = TRY(newBuiltinFunction(thread, newNativeCode(thread, definition, nullptr),
                                              module.isEmpty() ? kNone : module, moduleName.value()));
      TRY(dictSetStr(thread, thread.interpreter().builtinsDict, name, function));
    }
  }
  return kOk;
}

}  // namespace taipan
