// Interpreter: everything that one isolated Python has: heap, types, interned strings, modules,
// settings.  Many may live in one process.  Nothing of it is global.
#pragma once

#include <atomic>
#include <cstdint>

#include "heap/heap.h"
#include "heap/ref.h"
#include "objects/collector.h"
#include "objects/names.h"
#include "objects/type_id.h"

namespace taipan {

class Thread;
class InternTable;
class InterpreterLock;
struct NativeCode;
class MethodCache;
struct Dict;
struct List;
struct Shape;
struct SignalState;
struct Str;
struct Tuple;
struct Type;
struct Bytes;
struct Module;

// Command-line options and environment that native code asks for; sys.flags shows them.
struct Settings {
  int optimization = 0;
  int inspect = 0, interactive = 0, verbose = 0, quiet = 0, debug = 0;
  int isolated = 0, ignoreEnvironment = 0, safePath = 0, noSite = 0, noUserSite = 0;
  int bytesWarning = 0, devMode = 0, utf8Mode = 0, warnDefaultEncoding = 0;
  bool dontWriteBytecode = false;
  bool hashRandomization = true;
  uint64_t hashKey0 = 0, hashKey1 = 0;  // SipHash key of str and bytes, from PYTHONHASHSEED
  int64_t intMaxStrDigits = 4300;
  bool intMaxStrDigitsGiven = false;    // by option or environment: sys.flags shows -1 otherwise
  bool noDebugRanges = false;           // -X no_debug_ranges
  bool useFrozenModules = true;         // -X frozen_modules
  bool importTime = false;              // -X importtime
  const char* checkHashPycs = "default";  // --check-hash-based-pycs; a literal
};

// Where -X importtime stands: how deep imports are nested, and the time of those already done at this level.
struct ImportTimes {
  int level = 0;
  int64_t accumulated = 0;
  bool headerDone = false;
};

class Interpreter {
 public:
  Heap heap;
  Names names{};
  Settings settings;

  Type* type(TypeId id) const { return types_[static_cast<size_t>(id)]; }
  void setType(TypeId id, Type* type) { types_[static_cast<size_t>(id)] = type; }
  // The type of an immediate; index with the low six bits of its word.
  Type* immediateTypes[64] = {};

  InternTable* internTable = nullptr;   // str.h
  MethodCache* methodCache = nullptr;   // type.cc
  NativeCode* nativeCodes = nullptr;    // all of them, to be freed at the end
  // Set by the _warnings and sys modules; null before they are there.
  Status (*warn)(Thread& thread, Type* category, Str* message, int stackLevel) = nullptr;
  // As warn, for a given place; module and registry are not given.
  Status (*warnExplicit)(Thread& thread, Type* category, Str* message, Str* filename, int line) = nullptr;
  struct WarningsState* warningsState = nullptr;  // of the _warnings module, which owns it
  bool (*unraisable)(Thread& thread, Value exception, Value object, const char* message) = nullptr;
  Dict* csvDialects = nullptr;          // of the _csv module; owned
  int64_t csvFieldLimit = 128 * 1024;
  // Of the modules _datetime, _decimal and _sqlite3, which own them; null before they are there.
  struct DatetimeState* datetimeState = nullptr;
  struct DecimalState* decimalState = nullptr;
  struct SqliteState* sqliteState = nullptr;
  uint32_t nextTypeVersion = 1;
  uint32_t nextShapeId = 1;
  uint32_t nextDictVersion = 1;
  uint64_t contextVarCount = 0;         // variables ever made, to number them

  Str* latin1[256] = {};                // one-character strings, owned
  Tuple* emptyTuple = nullptr;          // owned; likewise the next
  Bytes* emptyBytes = nullptr;
  Bytes* byteObjects[256] = {};

  List* codecSearchPath = nullptr;      // codec_registry.cc; owned, made on demand, as the next two
  Dict* codecCache = nullptr;
  Dict* codecErrors = nullptr;

  void* astClasses = nullptr;           // modules/ast: AstClasses, made on demand in a buffer of the heap

  Dict* modules = nullptr;              // sys.modules
  Dict* sysDict = nullptr;
  Dict* builtinsDict = nullptr;
  Module* importlib = nullptr;          // _frozen_importlib, owned; null while the import system is not there
  Value importFunction;                 // the original builtins.__import__; owned
  Dict* nativeModules = nullptr;        // name → the module object made first; owned, made on demand
  ImportTimes importTimes;
  Value memoryError;                    // made at start, for when memory is short; owned
  Thread* mainThread = nullptr;
  Thread* currentThread = nullptr;      // the one that holds the interpreter's lock
  Thread* threads = nullptr;            // all thread states; the list is guarded by the lock
  InterpreterLock* lock = nullptr;      // interpreter_lock.h
  List* forkHooks[3] = {};              // os.register_at_fork: before, in the child, in the parent; owned (modules/fork.cc)
  int64_t startedThreads = 0;           // _thread._count()
  SignalState* signals = nullptr;       // modules/signal; null in interpreters that take no signals
  // Runs the Python handlers of signals that came in; set together with `signals`.
  Status (*runSignalHandlers)(Thread& thread) = nullptr;
  bool finalizing = false;

  Collector collector{*this};
  int destroyDepth = 0;                 // destroyObject's nesting
  Object* destroyLater = nullptr;       // objects whose destruction was put off, linked by refCount

 private:
  Type* types_[static_cast<size_t>(TypeId::kCount)] = {};
};

// An interpreter with all core types and the builtins module, and its main thread, which is current.
// Null if memory is short.
Thread* createInterpreter(const Settings& settings);
// Runs what must run at the end, then frees every byte of it.
void destroyInterpreter(Interpreter* interpreter);

}  // namespace taipan
