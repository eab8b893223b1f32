// See the header.
#include "modules/posix/path.h"

#include <fcntl.h>

#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"

namespace taipan {

Ref<> fspath(Thread& thread, Value value) {
  if (isStr(value) || isBytes(value)) return newRef(value);
  Ref<> method = lookupSpecial(thread, value, thread.names().dunder_fspath);
  if (!method) {
    if (thread.hasException()) return Raised{};
    return thread.raiseTypeError("expected str, bytes or os.PathLike object, not {!T}", value);
  }
  Ref<> path = TRY(call(thread, method));
  if (!isStr(path) && !isBytes(path)) {
    return thread.raiseTypeError("expected {!T}.__fspath__() to return str or bytes, not {!T}", value, path.get());
  }
  return path;
}

// The octets of an object with a buffer.
static Ref<> bytesOf(Thread& thread, Value value) {
  BufferView view;
  TRY(getBuffer(thread, value, &view, kBufferContiguous));
  Ref<> bytes = newBytes(thread, {view.data, static_cast<size_t>(view.length)});
  releaseBuffer(thread, &view);
  return bytes;
}

Result<PosixPath> pathArgument(Thread& thread, Value value, const char* function, const char* name, int flags) {
  PosixPath path;
  path.original = newRef(value);
  if (value.isNone() && (flags & kPathOrNone)) {
    path.text = ".";
    return path;
  }
  Ref<> text = newRef(value);
  if (!isStr(value) && !isBytes(value)) {
    Type* type = typeOf(thread, value);
    bool pathLike = !lookupInType(thread, type, thread.names().dunder_fspath).isEmpty();
    if ((flags & kPathOrDescriptor) && !pathLike && (isInt(value) || type->slots.unary[static_cast<int>(UnaryOp::kIndex)])) {
      path.fd = TRY(intArgument(thread, value));
      return path;
    }
    bool isBuffer = !pathLike && type->slots.getBuffer != nullptr;
    if (!pathLike) {
      const char* allowed = flags == 3 ? "string, bytes, os.PathLike, integer or None"
                            : flags == 1 ? "string, bytes, os.PathLike or integer"
                            : flags == 2 ? "string, bytes, os.PathLike or None"
                                         : "string, bytes or os.PathLike";
      constexpr const char* kText = "{}: {} should be {}, not {!T}";
      if (!isBuffer) return thread.raiseTypeError(kText, function, name, allowed, value);
      TRY(warn(thread, TypeId::kDeprecationWarning, 1, kText, {function, name, allowed, value}));
    }
    text = isBuffer ? bytesOf(thread, value) : fspath(thread, value);
    if (!text) return Raised{};
    if (!isBuffer) path.original = text.clone();
  }
  path.bytes = isBytes(text);
  path.text = path.bytes ? std::string(text.get().as<Bytes>()->view()) : TRY(pathToNative(thread, text));
  if (path.text.find('\0') != std::string::npos) {
    return thread.raiseValueError("{}: embedded null {} in {}", function, path.bytes ? "byte" : "character", name);
  }
  return path;
}

Ref<> pathResult(Thread& thread, const PosixPath& like, std::string_view name) {
  if (like.bytes) return newBytes(thread, name);
  return strFromNative(thread, name);
}

Result<int> directoryArgument(Thread& thread, Value value) {
  if (value.isNone() || value.isEmpty()) return AT_FDCWD;
  if (!isInt(value)) return thread.raiseTypeError("argument should be integer or None, not {!T}", value);
  return intArgument(thread, value);
}

}  // namespace taipan
