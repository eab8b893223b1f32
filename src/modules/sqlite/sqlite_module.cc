// _sqlite3: the module's functions, and the library, which is loaded when the module is imported: few programs need it, and
// relocating it would cost every start of the interpreter.
#include <dlfcn.h>

#include "modules/sqlite/sqlite.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"

namespace taipan {

namespace sqlite {
namespace {

SqliteLibrary load() {
  SqliteLibrary library;
  void* handle = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!handle) library.problem = dlerror();
#define FUNCTION(function)                                                                                    \
  if (handle) {                                                                                               \
    library.function = reinterpret_cast<decltype(library.function)>(dlsym(handle, "sqlite3_" #function)); \
    if (!library.function) library.problem = "libsqlite3 has no sqlite3_" #function;                          \
  }
#include "modules/sqlite/functions.def"
#undef FUNCTION
  return library;
}

Status loadLibrary(Thread& thread) {
  const SqliteLibrary& library = loadedLibrary();
  if (!library.problem.empty()) return thread.raise(TypeId::kImportError, "{}", std::string_view(library.problem));
  if (library.initialize() != SQLITE_OK) return thread.raise(TypeId::kImportError, "{}", library.errstr(SQLITE_ERROR));
  return kOk;
}

// ---------------------------------------------------------------- PrepareProtocol

Ref<> protocolCreate(Thread& thread, Type* type, const Arguments&) { return newObject<Object>(thread, type); }
Status protocolInitialize(Thread&, Value, const Arguments&) { return kOk; }
constexpr Slots kProtocolSlots = {.create = protocolCreate, .initialize = protocolInitialize};

// ---------------------------------------------------------------- functions

// connect(database, …, factory=Connection, …)
Ref<> connect(Thread& thread, Value, const Arguments& args) {
  constexpr size_t kFactory = 5;
  Value factory = args.positionalCount > kFactory ? args[kFactory] : Value();
  for (size_t i = 0; i < keywordCount(args); ++i) {
    if (strEqualText(args.keywordNames->items[i].as<Str>(), "factory")) factory = args[args.positionalCount + i];
  }
  return call(thread, factory ? factory : Value(thread.type(TypeId::kSqliteConnection)), args);
}

Ref<> completeStatement(Thread& thread, const Value* args) {
  if (!isStr(args[1])) {
    return thread.raiseTypeError("complete_statement() argument 'statement' must be str, not {}", typeOf(thread, args[1])->nativeName);
  }
  std::string text = TRY(toUtf8(thread, args[1].as<Str>()));
  if (text.find('\0') != std::string::npos) return thread.raiseValueError("embedded null character");
  return newRef(Value::boolean(libraryOf(thread).complete(text.c_str())));
}
Ref<> enableCallbackTracebacks(Thread& thread, const Value* args) {
  stateOf(thread).callbackTracebacks = TRY(isTrue(thread, args[1]));
  return newRef(kNone);
}
Ref<> enableSharedCache(Thread& thread, const Value* args) {
  if (libraryOf(thread).enable_shared_cache(TRY(isTrue(thread, args[1]))) != SQLITE_OK) {
    return thread.raise(TypeId::kSqliteOperationalError, "Changing the shared_cache flag failed");
  }
  return newRef(kNone);
}

constexpr MethodDef kFunctions[] = {
    {.name = "adapt", .signature = "($module, obj, proto=<unrepresentable>, alt=<unrepresentable>, /)", .function = adaptFunction,
     .doc = "The object as its adapter makes it."},
    {.name = "complete_statement", .signature = "($module, /, statement)", .function = completeStatement,
     .doc = "Does the text end with a complete statement?"},
    {.name = "connect",
     .signature = "($module, /, database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, "
                  "factory=<unrepresentable>, cached_statements=128, uri=False)",
     .raw = connect, .doc = "A connection to the database of a file, or with ':memory:' to one that is nowhere else."},
    {.name = "enable_callback_tracebacks", .signature = "($module, enable, /)", .function = enableCallbackTracebacks,
     .doc = "Whether exceptions of callbacks are shown."},
    {.name = "enable_shared_cache", .signature = "($module, /, do_enable)", .function = enableSharedCache,
     .doc = "Whether connections of the process share a cache."},
    {.name = "register_adapter", .signature = "($module, type, adapter, /)", .function = registerAdapter,
     .doc = "A function that makes objects of a type what can be stored."},
    {.name = "register_converter", .signature = "($module, typename, converter, /)", .function = registerConverter,
     .doc = "A function that makes what is stored as a type an object."}};

Status addSettings(Thread& thread, Module* module, const SqliteLibrary& library) {
  TRY(moduleAddInt(thread, module, "PARSE_DECLTYPES", 1));
  TRY(moduleAddInt(thread, module, "PARSE_COLNAMES", 2));
  TRY(moduleAddText(thread, module, "version", "2.6.0"));
  TRY(moduleAddText(thread, module, "sqlite_version", library.libversion()));
  int safety = library.threadsafe();  // 0, 1 (serialized), 2 (several threads): PEP 249 has other numbers
  return moduleAddInt(thread, module, "threadsafety", safety == 1 ? 3 : safety == 2 ? 1 : 0);
}

Status populate(Thread& thread, Module* module) {
  TRY(loadLibrary(thread));
  auto* state = new SqliteState();
  module->state = state;
  module->releaseState = [](void* owned) { delete static_cast<SqliteState*>(owned); };
  state->adapters = TRY(newDict(thread));
  state->converters = TRY(newDict(thread));
  thread.interpreter().sqliteState = state;
  for (const TypeSpec* spec : {&kBlobType, &kConnectionType, &kCursorType, &kPrepareProtocolType, &kRowType}) {
    TRY(moduleAddType(thread, module, *spec));
  }
  if (!createNativeType(thread, kStatementType)) return Raised{};
  TRY(addExceptions(thread, module));
  TRY(addConstants(thread, module));
  TRY(moduleAdd(thread, module, "adapters", newRef(Value(state->adapters.get()))));
  TRY(moduleAdd(thread, module, "converters", newRef(Value(state->converters.get()))));
  return addSettings(thread, module, loadedLibrary());
}

}  // namespace

const SqliteLibrary& loadedLibrary() {
  static const SqliteLibrary library = load();
  return library;
}

const TypeSpec kPrepareProtocolType = {.id = TypeId::kSqlitePrepareProtocol, .name = "sqlite3.PrepareProtocol", .basicSize = sizeof(Object),
                                       .flags = kTypeIsBaseType | kTypeImmutable, .slots = &kProtocolSlots, .doc = "What adapters adapt to."};

}  // namespace sqlite

extern const ModuleSpec kSqlite3Module;
const ModuleSpec kSqlite3Module = {.name = "_sqlite3", .functions = sqlite::kFunctions, .populate = sqlite::populate};

}  // namespace taipan
