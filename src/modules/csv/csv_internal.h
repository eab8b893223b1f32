// What the files of _csv share: dialects, and the module's state.
#pragma once

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/native.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan::csv {

enum class Quoting : int64_t { kMinimal, kAll, kNonNumeric, kNone };

constexpr uint32_t kNotSet = UINT32_MAX;  // for characters that a dialect does not use

struct Dialect : Object {
  bool doubleQuote, skipInitialSpace, strict;
  Quoting quoting;
  uint32_t delimiter, quoteChar, escapeChar;
  Value lineTerminator;  // str, owned
};

extern const TypeSpec kDialectType, kReaderType, kWriterType, kErrorType;

// The registered dialects; borrowed.
Dict* dialects(Thread& thread);
int64_t& fieldLimit(Thread& thread);
// Dialect(dialect, **keywords), keywords being those of `args`; `dialect` may be empty.
Ref<Dialect> makeDialect(Thread& thread, Value dialect, const Arguments& args);
// A registered dialect; Error "unknown dialect".
Ref<> findDialect(Thread& thread, Value name);

Ref<> newReader(Thread& thread, Value module, const Arguments& args);
Ref<> newWriter(Thread& thread, Value module, const Arguments& args);
// The one or two positional arguments of reader, writer and register_dialect.
Status checkArguments(Thread& thread, const Arguments& args);

template <class... Args>
Raised raiseError(Thread& thread, std::string_view format, const Args&... args) {
  return thread.raise(TypeId::kCsvError, format, args...);
}

}  // namespace taipan::csv
