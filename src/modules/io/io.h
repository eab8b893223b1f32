// _io: what the files of this folder share: layouts of the stream objects and small helpers.
//
// Every stream starts with IOBase's fields (an instance dictionary and the weak reference list), so that Python classes
// may combine the abstract bases freely.
#pragma once

#include <span>
#include <string_view>

#include "heap/ref.h"
#include "objects/arguments.h"
#include "objects/bytes.h"
#include "objects/native.h"
#include "objects/str.h"
#include "objects/thread.h"
#include "objects/type.h"

namespace taipan {

constexpr int64_t kDefaultBufferSize = 8192;

struct IOBase : Object {
  Dict* dict;
  Object* weakRefs;
};

struct FileIO : IOBase {
  int32_t fd;        // -1: closed
  int8_t seekable;   // -1: not asked yet
  bool created, readable, writable, appending, closeDescriptor, finalizing;
  int64_t blockSize;
};

extern const TypeSpec kIOBaseType, kRawIOBaseType, kBufferedIOBaseType, kTextIOBaseType;
extern const TypeSpec kFileIOType, kBytesIOType, kBytesIOBufferType, kStringIOType;
extern const TypeSpec kBufferedReaderType, kBufferedWriterType, kBufferedRandomType, kBufferedRWPairType;
extern const TypeSpec kTextIOWrapperType, kIncrementalNewlineDecoderType;

// --- object plumbing
// Drops IOBase's own fields; `release` slots of streams end with it.
void ioBaseRelease(Object* self);
void ioBaseTraverse(Object* self, Visitor& visitor);
// slots.finalize of all streams: calls close() unless `closed` says true.  Errors are not shown.
void ioBaseFinalize(Thread& thread, Value self);
// Drops an owned field.  May run Python code.
void dropField(Value* field);
// Is `value` an instance of exactly this type, no subclass?
inline bool isExactly(Value value, TypeId id) { return value.isObject() && value.object()->type->id == id && !value.object()->type->has(kTypeIsHeapType); }

// --- arguments
// Sorts the arguments of a constructor by name; missing ones stay empty.  TypeError with Argument Clinic's texts.
Status bindConstructor(Thread& thread, const char* function, const Arguments& args, std::span<const char* const> names,
                       size_t required, Value* bound);
// An optional size: None or absent is -1.  TypeError "argument should be integer or None, not 'x'".
Result<int64_t> optionalSizeArgument(Thread& thread, Value value);
// An int or an object with __index__.  OverflowError "Python int too large to convert to C ssize_t".
Result<int64_t> offsetArgument(Thread& thread, Value value);
// The same for places in files: OverflowError "Python int too large to convert to C long".
Result<int64_t> filePosition(Thread& thread, Value value);
// The same for places in raw streams: ValueError "cannot fit 'x' into an offset-sized integer".
Result<int64_t> streamPosition(Thread& thread, Value value);
// A C int.  OverflowError "Python int too large to convert to C int".
Result<int> intArgument(Thread& thread, Value value);
// The name of a value's type in complaints about arguments: None is "None".
const char* argumentTypeName(Thread& thread, Value value);
// A buffer to be filled.  TypeError "readinto() argument must be read-write bytes-like object, not x".
Status writableArgument(Thread& thread, const char* function, Value value, BufferView* view);
// An encoding or errors argument: str or None.  TypeError "x() argument 'name' must be str or None, not y".
Status checkStrOrNone(Thread& thread, const char* function, const char* name, Value value);

// --- state of any stream, asked through its attributes.  These may run Python code.
Raised raiseUnsupported(Thread& thread, std::string_view text);
Raised raiseClosed(Thread& thread);  // ValueError "I/O operation on closed file."
Result<bool> isClosed(Thread& thread, Value stream);
Status checkClosed(Thread& thread, Value stream);
Status checkSeekable(Thread& thread, Value stream);
Status checkReadable(Thread& thread, Value stream);
Status checkWritable(Thread& thread, Value stream);
// stream.method() is true.
Result<bool> askStream(Thread& thread, Value stream, Str* method);

// --- exceptions
// `earlier` was raised before the one in flight (if any): it becomes its context, or is put back in flight.
void chainExceptions(Thread& thread, Ref<> earlier);
// Drops the OSError of an interrupted call (EINTR) after running signal handlers: true, try again.  False: another
// error, or a handler raised.
bool retryAfterInterrupt(Thread& thread);

// --- FileIO for other native streams, without attribute look-ups
// Bytes read into `data`; -2 if the call would block.
Result<int64_t> fileRead(Thread& thread, FileIO* file, char* data, size_t size);
Result<int64_t> fileWrite(Thread& thread, FileIO* file, const char* data, size_t size);


}  // namespace taipan
