// _symtable: the compiler's symbol tables, shown as a tree of entries.
#include "bytecode/opcodes.h"
#include "compiler/future.h"
#include "compiler/symtable.h"
#include "importing/compile_source.h"
#include "modules/builtins_io.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/dict.h"
#include "objects/list.h"

namespace taipan {

extern const ModuleSpec kSymtableModule;

namespace {

using compiler::SymbolBlock;

struct SymtableEntry : Object {
  Value id, name, symbols, varnames, children;
  int32_t nested, blockType, lineno;
};

SymtableEntry* entryOf(Value self) { return self.as<SymtableEntry>(); }

Ref<> entryRepr(Thread& thread, Value self) {
  SymtableEntry* entry = entryOf(self);
  return formatStr(thread, "<symtable entry {}({}), line {}>", entry->name, entry->id, entry->lineno);
}
void entryRelease(Object* self) {
  auto* entry = static_cast<SymtableEntry*>(self);
  for (Value* field : {&entry->id, &entry->name, &entry->symbols, &entry->varnames, &entry->children}) {
    decrefOrEmpty(std::exchange(*field, Value()));
  }
}
void entryTraverse(Object* self, Visitor& visitor) {
  auto* entry = static_cast<SymtableEntry*>(self);
  for (Value field : {entry->id, entry->name, entry->symbols, entry->varnames, entry->children}) visitor.visitValue(field);
}

constexpr MemberDef kEntryMembers[] = {
    {"id", MemberKind::kObjectOrError, offsetof(SymtableEntry, id)},
    {"name", MemberKind::kObjectOrError, offsetof(SymtableEntry, name)},
    {"symbols", MemberKind::kObjectOrError, offsetof(SymtableEntry, symbols)},
    {"varnames", MemberKind::kObjectOrError, offsetof(SymtableEntry, varnames)},
    {"children", MemberKind::kObjectOrError, offsetof(SymtableEntry, children)},
    {"nested", MemberKind::kInt32, offsetof(SymtableEntry, nested)},
    {"type", MemberKind::kInt32, offsetof(SymtableEntry, blockType)},
    {"lineno", MemberKind::kInt32, offsetof(SymtableEntry, lineno)},
};
constexpr Slots kEntrySlots = [] {
  Slots slots;
  slots.release = entryRelease;
  slots.traverse = entryTraverse;
  slots.repr = entryRepr;
  return slots;
}();
const TypeSpec kEntryType = {.id = TypeId::kSymtableEntry,
                             .name = "symtable entry",
                             .basicSize = sizeof(SymtableEntry),
                             .flags = kTypeHasGc | kTypeDisallowInstantiation | kTypeImmutable,
                             .slots = &kEntrySlots,
                             .members = kEntryMembers};

Ref<Dict> symbolsOf(Thread& thread, const SymbolBlock* block) {
  Ref<Dict> symbols = TRY(newDict(thread, block->symbols.size()));
  for (const compiler::Symbol& symbol : block->symbols) {
    Ref<Str> name = TRY(internText(thread, symbol.name));
    TRY(dictSetStr(thread, symbols, name, Value::smallInt(symbol.flags)));
  }
  return symbols;
}

Ref<> entryFrom(Thread& thread, const SymbolBlock* block) {
  NativeRecursion guard(thread);
  if (!guard.enter()) return Raised{};
  Ref<SymtableEntry> entry = TRY(newObject<SymtableEntry>(thread, thread.type(TypeId::kSymtableEntry)));
  // The entry's own address tells it from all others, as long as it lives.
  entry->id = TRY(newIntUnsigned(thread, reinterpret_cast<uint64_t>(entry.get()))).releaseValue();
  entry->name = TRY(internText(thread, block->name)).releaseValue();
  entry->symbols = TRY(symbolsOf(thread, block)).releaseValue();
  Ref<List> parameters = TRY(newList(thread));
  for (std::string_view parameter : block->parameters) {
    Ref<> name = TRY(internText(thread, parameter));
    TRY(listAppend(thread, parameters, name));
  }
  entry->varnames = parameters.releaseValue();
  Ref<List> children = TRY(newList(thread));
  for (const SymbolBlock* child : block->children) {
    Ref<> item = TRY(entryFrom(thread, child));
    TRY(listAppend(thread, children, item));
  }
  entry->children = children.releaseValue();
  entry->nested = block->nested;
  entry->blockType = static_cast<int32_t>(block->type);
  entry->lineno = block->line;
  return entry;
}

Result<ParseMode> modeOf(Thread& thread, Value value) {
  if (!isStr(value)) return thread.raiseTypeError("symtable() argument 3 must be str, not {!N}", value);
  Str* text = value.as<Str>();
  if (strEqualText(text, "exec")) return ParseMode::kFile;
  if (strEqualText(text, "eval")) return ParseMode::kEval;
  if (strEqualText(text, "single")) return ParseMode::kSingle;
  return thread.raiseValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
}

Ref<> symtableFunction(Thread& thread, const Value* args) {
  std::string filename = TRY(filenameArgument(thread, args[2]));
  if (!isStr(args[3])) return thread.raiseTypeError("symtable() argument 3 must be str, not {!N}", args[3]);
  SourceOptions options;
  std::string text = TRY(sourceText(thread, args[1], "symtable", "string or bytes", filename, &options.flags));
  options.byteOffsets = !(options.flags & kCfSourceIsUtf8);
  options.mode = TRY(modeOf(thread, args[3]));
  Arena arena;
  ast::ModNode* tree = TRY(parseText(thread, arena, text, filename, options));
  SyntaxProblem problem;
  compiler::FutureFeatures future;
  compiler::SymbolTable table(arena);
  compiler::SymbolTableOptions tableOptions;
  bool ok = compiler::findFutureFeatures(tree, future, problem);
  if (ok) {
    tableOptions.futureAnnotations = (future.flags & kCoFutureAnnotations) != 0;
    tableOptions.depthLimit = thread.recursionLimit > 2500 ? 7500 : 3 * thread.recursionLimit;
    ok = compiler::buildSymbolTable(arena, tree, tableOptions, table, problem);
  }
  std::string_view source = text;
  if (!ok) problem.stage = ProblemStage::kSymbols;
  if (!ok) return raiseProblem(thread, problem, filename, &source);
  return entryFrom(thread, table.top);
}

struct NamedNumber {
  const char* name;
  int64_t value;
};
constexpr NamedNumber kNumbers[] = {
    {"USE", compiler::kUse}, {"DEF_GLOBAL", compiler::kDefGlobal}, {"DEF_NONLOCAL", compiler::kDefNonlocal},
    {"DEF_LOCAL", compiler::kDefLocal}, {"DEF_PARAM", compiler::kDefParam}, {"DEF_FREE", compiler::kDefFree},
    {"DEF_FREE_CLASS", compiler::kDefFreeClass}, {"DEF_IMPORT", compiler::kDefImport},
    {"DEF_BOUND", compiler::kDefBound}, {"DEF_ANNOT", compiler::kDefAnnot}, {"TYPE_FUNCTION", 0},
    {"TYPE_CLASS", 1}, {"TYPE_MODULE", 2}, {"LOCAL", static_cast<int>(compiler::Scope::kLocal)},
    {"GLOBAL_EXPLICIT", static_cast<int>(compiler::Scope::kGlobalExplicit)},
    {"GLOBAL_IMPLICIT", static_cast<int>(compiler::Scope::kGlobalImplicit)},
    {"FREE", static_cast<int>(compiler::Scope::kFree)}, {"CELL", static_cast<int>(compiler::Scope::kCell)},
    {"SCOPE_OFF", compiler::kScopeShift}, {"SCOPE_MASK", 15},
};

Status populate(Thread& thread, Module* module) {
  for (const NamedNumber& number : kNumbers) TRY(moduleAddInt(thread, module, number.name, number.value));
  if (thread.type(TypeId::kSymtableEntry) == nullptr && !createNativeType(thread, kEntryType)) return Raised{};
  return kOk;
}

constexpr MethodDef kFunctions[] = {
    {.name = "symtable", .signature = "($module, source, filename, startstr, /)", .function = symtableFunction,
     .doc = "The compiler's symbol table of a source text."},
};

}  // namespace

const ModuleSpec kSymtableModule = {.name = "_symtable", .functions = kFunctions, .populate = populate};

}  // namespace taipan
