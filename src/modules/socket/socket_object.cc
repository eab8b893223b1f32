// _socket.socket: making, connecting, options, timeouts.  What carries data is in socket_data.cc.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "modules/audit.h"
#include "modules/resource_warning.h"
#include "modules/module_helpers.h"
#include "modules/socket/socket_internal.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/call_arguments.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Socket* socketOf(Value v) { return v.as<Socket>(); }

Ref<> noneOrErrno(Thread& thread, int result) {
  if (result < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}

Status setBlockingMode(Thread& thread, Socket* socket, bool blocking) {
  int off = !blocking;
  if (::ioctl(socket->fd, FIONBIO, &off) < 0) return thread.raiseErrno(errno);
  return kOk;
}

// --- life

Ref<> socketCreate(Thread& thread, Type* type, const Arguments&) {
  Ref<Socket> socket = TRY(newObject<Socket>(thread, type));
  socket->fd = -1;
  socket->family = socket->kind = socket->protocol = 0;
  socket->timeout = -1;
  return socket;
}

struct InitArguments {
  int family = -1, kind = -1, protocol = -1;
  Value descriptor = kNone;
};

Status readInitArguments(Thread& thread, const Arguments& args, InitArguments* out) {
  const char* const names[] = {"family", "type", "proto", "fileno"};
  Value given[4];
  size_t total = args.positionalCount + keywordCount(args);
  if (total > 4) return thread.raiseTypeError("socket() takes at most 4 arguments ({} given)", total);
  for (size_t i = 0; i < args.positionalCount; ++i) given[i] = args[i];
  for (size_t i = 0; i < keywordCount(args); ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    size_t place = 0;
    while (place < 4 && !strEqualText(name, names[place])) ++place;
    if (place == 4) return thread.raiseTypeError("'{}' is an invalid keyword argument for socket()", name);
    given[place] = args[args.positionalCount + i];
  }
  int* const numbers[] = {&out->family, &out->kind, &out->protocol};
  for (int i = 0; i < 3; ++i) {
    if (!given[i].isEmpty()) *numbers[i] = TRY(argumentAsInt(thread, given[i]));
  }
  if (!given[3].isEmpty()) out->descriptor = given[3];
  return kOk;
}

// What an existing descriptor is, where the caller did not say.
Status detect(Thread& thread, int fd, InitArguments* given) {
  SocketAddress address;
  if (::getsockname(fd, address.pointer(), &address.size) < 0) {
    if (given->family == -1 || errno == EBADF || errno == ENOTSOCK) return thread.raiseErrno(errno);
  } else if (given->family == -1) {
    given->family = address.storage.ss_family;
  }
  for (auto [place, option] : {std::pair{&given->kind, SO_TYPE}, {&given->protocol, SO_PROTOCOL}}) {
    socklen_t size = sizeof(int);
    if (*place == -1 && ::getsockopt(fd, SOL_SOCKET, option, place, &size) < 0) return thread.raiseErrno(errno);
  }
  return kOk;
}

Status socketInitialize(Thread& thread, Value self, const Arguments& args) {
  InitArguments given;
  TRY(readInitArguments(thread, args, &given));
  TRY(audit(thread, "socket.__new__", {self, Value::smallInt(given.family), Value::smallInt(given.kind), Value::smallInt(given.protocol)}));
  int fd;
  if (!given.descriptor.isNone()) {
    if (isFloat(given.descriptor)) return thread.raiseTypeError("integer argument expected, got float");
    fd = TRY(argumentAsInt(thread, given.descriptor));
    if (fd < 0) return thread.raiseValueError("negative file descriptor");
    TRY(detect(thread, fd, &given));
  } else {
    if (given.family == -1) given.family = AF_INET;
    if (given.kind == -1) given.kind = SOCK_STREAM;
    if (given.protocol == -1) given.protocol = 0;
    fd = ::socket(given.family, given.kind | SOCK_CLOEXEC, given.protocol);
    if (fd < 0) return thread.raiseErrno(errno);
  }
  Socket* socket = socketOf(self);
  socket->fd = fd;
  socket->family = given.family;
  socket->kind = given.kind & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  socket->protocol = given.protocol;
  socket->timeout = given.kind & SOCK_NONBLOCK ? 0 : defaultTimeout(thread);
  if (socket->timeout >= 0 && !(given.kind & SOCK_NONBLOCK)) TRY(setBlockingMode(thread, socket, false));
  return kOk;
}

// __del__: an open socket is closed, with a warning.
void socketFinalize(Thread& thread, Value self) {
  Socket* socket = socketOf(self);
  if (socket->fd < 0) return;
  Ref<> raised = thread.takeException();
  if (!warnAboutSource(thread, TypeId::kResourceWarning, "unclosed {!r}", self)) {
    if (thread.exceptionMatches(TypeId::kWarning)) reportUnraisable(thread, self);
    thread.clearException();
  }
  if (socket->fd >= 0) ::close(std::exchange(socket->fd, -1));
  if (raised) (void)thread.restoreException(std::move(raised));
}
void socketRelease(Object* object) {
  int fd = std::exchange(static_cast<Socket*>(object)->fd, -1);
  if (fd >= 0) ::close(fd);
}

Ref<> socketRepr(Thread& thread, Value self) {
  Socket* s = socketOf(self);
  return formatStr(thread, "<socket object, fd={}, family={}, type={}, proto={}>", s->fd, s->family, s->kind, s->protocol);
}

Ref<> socketClose(Thread& thread, const Value* args) {
  int fd = std::exchange(socketOf(args[0])->fd, -1);
  if (fd < 0) return newRef(kNone);
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::close(fd);
  }
  // The peer's reset is no concern of who closes.
  if (result < 0 && errno != ECONNRESET) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> socketDetach(Thread& thread, const Value* args) { return newInt(thread, std::exchange(socketOf(args[0])->fd, -1)); }
Ref<> socketFileno(Thread& thread, const Value* args) { return newInt(thread, socketOf(args[0])->fd); }

// --- connections

Ref<> socketBind(Thread& thread, const Value* args) {
  SocketAddress address = TRY(addressArgument(thread, socketOf(args[0]), args[1], "bind"));
  TRY(audit(thread, "socket.bind", {args[0], args[1]}));
  return noneOrErrno(thread, ::bind(socketOf(args[0])->fd, address.pointer(), address.size));
}

Ref<> socketListen(Thread& thread, const Value* args) {
  int backlog = args[1].isEmpty() ? 128 : TRY(argumentAsInt(thread, args[1]));
  return noneOrErrno(thread, ::listen(socketOf(args[0])->fd, backlog < 0 ? 0 : backlog));
}

Ref<> socketAccept(Thread& thread, const Value* args) {
  Ref<> keep = newRef(args[0]);
  Socket* socket = socketOf(args[0]);
  SocketAddress address;
  int64_t fd = TRY(onSocket(thread, socket, POLLIN, socketDeadline(socket), [&]() -> int64_t {
    address.size = sizeof address.storage;
    return ::accept4(socket->fd, address.pointer(), &address.size, SOCK_CLOEXEC);
  }));
  Ref<> peer = addressResult(thread, socket->family, address);
  if (!peer) {
    ::close(static_cast<int>(fd));
    return Raised{};
  }
  return makeTuple(thread, Value::smallInt(fd), peer.get());
}

// Connects; the errno of a failure in *error, or an exception (timeout, signal handler).
Status connectSocket(Thread& thread, Socket* socket, SocketAddress& address, int* error) {
  int result;
  {
    BlockingCall unlocked(thread);
    result = ::connect(socket->fd, address.pointer(), address.size);
  }
  *error = result < 0 ? errno : 0;
  // The connection goes on by itself: after an interruption, or with a timeout, its end is waited for.
  bool waits = (*error == EINTR && socket->timeout != 0) || (*error == EINPROGRESS && socket->timeout > 0);
  if (*error == EINTR) TRY(handleSignals(thread));
  if (!waits) return kOk;
  TRY(waitForSocket(thread, socket, POLLOUT, socketDeadline(socket)));
  socklen_t size = sizeof(int);
  if (::getsockopt(socket->fd, SOL_SOCKET, SO_ERROR, error, &size) < 0) *error = errno;
  if (*error == EISCONN) *error = 0;
  return kOk;
}

Ref<> socketConnect(Thread& thread, const Value* args) {
  Ref<> keep = newRef(args[0]);
  SocketAddress address = TRY(addressArgument(thread, socketOf(args[0]), args[1], "connect"));
  TRY(audit(thread, "socket.connect", {args[0], args[1]}));
  int error = 0;
  TRY(connectSocket(thread, socketOf(args[0]), address, &error));
  if (error != 0) return thread.raiseErrno(error);
  return newRef(kNone);
}
Ref<> socketConnectEx(Thread& thread, const Value* args) {
  Ref<> keep = newRef(args[0]);
  SocketAddress address = TRY(addressArgument(thread, socketOf(args[0]), args[1], "connect_ex"));
  TRY(audit(thread, "socket.connect", {args[0], args[1]}));
  int error = 0;
  if (!connectSocket(thread, socketOf(args[0]), address, &error)) {
    if (!thread.clearIfMatches(TypeId::kTimeoutError)) return Raised{};
    error = EWOULDBLOCK;
  }
  return newInt(thread, error);
}

template <auto call>
Ref<> socketName(Thread& thread, const Value* args) {
  SocketAddress address;
  if (call(socketOf(args[0])->fd, address.pointer(), &address.size) < 0) return thread.raiseErrno(errno);
  return addressResult(thread, socketOf(args[0])->family, address);
}

Ref<> socketShutdown(Thread& thread, const Value* args) {
  return noneOrErrno(thread, ::shutdown(socketOf(args[0])->fd, TRY(argumentAsInt(thread, args[1]))));
}

// --- options

Ref<> socketGetOption(Thread& thread, const Value* args) {
  int level = TRY(argumentAsInt(thread, args[1])), option = TRY(argumentAsInt(thread, args[2]));
  int size = TRY(argumentAsInt(thread, args[3]));
  if (size == 0) {
    int flag = 0;
    socklen_t length = sizeof flag;
    if (::getsockopt(socketOf(args[0])->fd, level, option, &flag, &length) < 0) return thread.raiseErrno(errno);
    return newInt(thread, flag);
  }
  if (size < 0 || size > 1024) return thread.raise(TypeId::kOSError, "getsockopt buflen out of range");
  char buffer[1024];
  socklen_t length = static_cast<socklen_t>(size);
  if (::getsockopt(socketOf(args[0])->fd, level, option, buffer, &length) < 0) return thread.raiseErrno(errno);
  return newBytes(thread, {buffer, length});
}

Ref<> socketSetOption(Thread& thread, const Value* args) {
  int fd = socketOf(args[0])->fd, level = TRY(argumentAsInt(thread, args[1])), option = TRY(argumentAsInt(thread, args[2]));
  if (!args[4].isEmpty()) {
    if (!args[3].isNone()) return thread.raiseTypeError("setsockopt() argument 3 must be None, not {!N}", args[3]);
    socklen_t size = static_cast<socklen_t>(TRY(sizeArgument(thread, args[4])));
    return noneOrErrno(thread, ::setsockopt(fd, level, option, nullptr, size));
  }
  if (isInt(args[3])) {
    int flag = TRY(argumentAsInt(thread, args[3]));
    return noneOrErrno(thread, ::setsockopt(fd, level, option, &flag, sizeof flag));
  }
  BufferView view{};
  TRY(getBuffer(thread, args[3], &view, kBufferSimple));
  int result = ::setsockopt(fd, level, option, view.data, static_cast<socklen_t>(view.length));
  int error = errno;
  releaseBuffer(thread, &view);
  errno = error;
  return noneOrErrno(thread, result);
}

// --- timeouts

Ref<> socketSetTimeout(Thread& thread, const Value* args) {
  socketOf(args[0])->timeout = TRY(timeoutArgument(thread, args[1]));
  TRY(setBlockingMode(thread, socketOf(args[0]), socketOf(args[0])->timeout < 0));
  return newRef(kNone);
}
Ref<> timeoutResult(Thread& thread, Value self) {
  int64_t timeout = socketOf(self)->timeout;
  if (timeout < 0) return newRef(kNone);
  return newFloat(thread, static_cast<double>(timeout) / 1e9);
}
Ref<> socketGetTimeout(Thread& thread, const Value* args) { return timeoutResult(thread, args[0]); }
Ref<> socketSetBlocking(Thread& thread, const Value* args) {
  bool blocking = TRY(isTrue(thread, args[1]));
  socketOf(args[0])->timeout = blocking ? -1 : 0;
  TRY(setBlockingMode(thread, socketOf(args[0]), blocking));
  return newRef(kNone);
}
Ref<> socketGetBlocking(Thread&, const Value* args) { return newRef(Value::boolean(socketOf(args[0])->timeout != 0)); }

const MethodDef kMethods[] = {
    {"_accept", "($self, /)", socketAccept}, {"bind", "($self, address, /)", socketBind},
    {"close", "($self, /)", socketClose}, {"connect", "($self, address, /)", socketConnect},
    {"connect_ex", "($self, address, /)", socketConnectEx}, {"detach", "($self, /)", socketDetach},
    {"fileno", "($self, /)", socketFileno}, {"getpeername", "($self, /)", socketName<::getpeername>},
    {"getsockname", "($self, /)", socketName<::getsockname>},
    {"getsockopt", "($self, level, option, buffersize=0, /)", socketGetOption},
    {"setsockopt", "($self, level, option, value, optlen=<NULL>, /)", socketSetOption},
    {"listen", "($self, backlog=<NULL>, /)", socketListen}, {"setblocking", "($self, flag, /)", socketSetBlocking},
    {"getblocking", "($self, /)", socketGetBlocking}, {"settimeout", "($self, timeout, /)", socketSetTimeout},
    {"gettimeout", "($self, /)", socketGetTimeout}, {"shutdown", "($self, how, /)", socketShutdown},
    {"recv", "($self, bufsize, flags=0, /)", socketRecv},
    {"recv_into", "($self, /, buffer, nbytes=0, flags=0)", socketRecvInto},
    {"recvfrom", "($self, bufsize, flags=0, /)", socketRecvfrom},
    {"recvfrom_into", "($self, /, buffer, nbytes=0, flags=0)", socketRecvfromInto},
    {"send", "($self, data, flags=0, /)", socketSend},
    {"sendall", "($self, data, flags=0, /)", socketSendall},
    {"sendto", nullptr, nullptr, socketSendto},
    {"sendmsg", "($self, buffers, ancdata=<NULL>, flags=<NULL>, address=<NULL>, /)", socketSendmsg},
    {"recvmsg", "($self, bufsize, ancbufsize=<NULL>, flags=<NULL>, /)", socketRecvmsg},
    {"recvmsg_into", "($self, buffers, ancbufsize=<NULL>, flags=<NULL>, /)", socketRecvmsgInto},
};
const MemberDef kMembers[] = {{"family", MemberKind::kInt32, offsetof(Socket, family)},
                              {"type", MemberKind::kInt32, offsetof(Socket, kind)},
                              {"proto", MemberKind::kInt32, offsetof(Socket, protocol)}};
const GetSetDef kGetSets[] = {{"timeout", timeoutResult}};

const Slots kSlots = [] {
  Slots slots;
  slots.create = socketCreate;
  slots.initialize = socketInitialize;
  slots.finalize = socketFinalize;
  slots.release = socketRelease;
  slots.repr = socketRepr;
  return slots;
}();

}  // namespace

Result<int64_t> timeoutArgument(Thread& thread, Value value) {
  if (value.isNone()) return int64_t{-1};
  int64_t timeout = TRY(nanosecondsArgument(thread, value));
  if (timeout < 0) return thread.raiseValueError("Timeout value out of range");
  return timeout;
}

Status waitForSocket(Thread& thread, Socket* socket, short events, int64_t deadline) {
  while (socket->fd >= 0) {  // the call itself complains of a closed one
    pollfd entry{socket->fd, events, 0};
    int count, milliseconds = deadline == INT64_MAX ? -1 : millisecondsUntil(deadline);
    {
      BlockingCall unlocked(thread);
      count = ::poll(&entry, 1, milliseconds);
    }
    if (count > 0) return kOk;
    if (count == 0) return thread.raise(TypeId::kTimeoutError, "timed out");
    if (errno != EINTR) return thread.raiseErrno(errno);
    TRY(handleSignals(thread));
  }
  return kOk;
}

const TypeSpec kSocketType = {.id = TypeId::kSocket, .name = "_socket.socket", .basicSize = sizeof(Socket),
                              .flags = kTypeIsBaseType | kTypeHasFinalizer, .slots = &kSlots, .methods = kMethods, .getSets = kGetSets,
                              .members = kMembers, .doc = "One end of a network connection."};

}  // namespace taipan
