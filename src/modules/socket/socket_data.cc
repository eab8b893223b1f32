// _socket.socket: sending and receiving.
#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include <algorithm>
#include <vector>

#include "modules/module_helpers.h"
#include "modules/socket/socket_internal.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

Socket* socketOf(Value v) { return v.as<Socket>(); }

// A buffer held for the time of a call.
class HeldBuffer {
 public:
  explicit HeldBuffer(Thread& thread) : thread_(thread) {}
  ~HeldBuffer() {
    if (held_) releaseBuffer(thread_, &view_);
  }
  HeldBuffer(const HeldBuffer&) = delete;
  HeldBuffer(HeldBuffer&& other) noexcept : thread_(other.thread_), view_(other.view_), held_(std::exchange(other.held_, false)) {}
  Status get(Value object, int flags) {
    TRY(getBuffer(thread_, object, &view_, flags));
    held_ = true;
    return kOk;
  }
  char* data() const { return view_.data; }
  size_t size() const { return static_cast<size_t>(view_.length); }

 private:
  Thread& thread_;
  BufferView view_{};
  bool held_ = false;
};

Result<int64_t> sizeArgument(Thread& thread, Value value, const char* function) {
  int64_t size = TRY(sizeArgument(thread, value));
  if (size < 0) return thread.raiseValueError("negative buffersize in {}", function);
  return size;
}

Result<int64_t> receive(Thread& thread, Socket* socket, char* data, size_t size, int flags, SocketAddress* from) {
  return onSocket(thread, socket, POLLIN, socketDeadline(socket), [&]() -> int64_t {
    if (from == nullptr) return ::recv(socket->fd, data, size, flags);
    from->size = sizeof from->storage;
    return ::recvfrom(socket->fd, data, size, flags, from->pointer(), &from->size);
  });
}

Ref<> receiveBytes(Thread& thread, const Value* args, const char* function, SocketAddress* from) {
  int64_t size = TRY(sizeArgument(thread, args[1], function));
  int flags = TRY(argumentAsInt(thread, args[2]));
  Ref<> keep = newRef(args[0]);
  Ref<Bytes> buffer = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  int64_t got = TRY(receive(thread, socketOf(args[0]), buffer->data(), static_cast<size_t>(size), flags, from));
  if (got == size) return buffer;
  return newBytes(thread, {buffer->data(), static_cast<size_t>(got)});
}

Result<int64_t> receiveInto(Thread& thread, const Value* args, const char* function, SocketAddress* from) {
  HeldBuffer buffer(thread);
  if (!buffer.get(args[1], kBufferWritable)) {
    if (thread.clearIfMatches(TypeId::kBufferError) || thread.clearIfMatches(TypeId::kTypeError)) {
      return thread.raiseTypeError("{}() argument 1 must be read-write bytes-like object, not {!N}", function, args[1]);
    }
    return Raised{};
  }
  int64_t size = TRY(sizeArgument(thread, args[2], function));
  int flags = TRY(argumentAsInt(thread, args[3]));
  if (size == 0) size = static_cast<int64_t>(buffer.size());
  if (static_cast<size_t>(size) > buffer.size()) {
    return thread.raiseValueError(from == nullptr ? "buffer too small for requested bytes"
                                                  : "nbytes is greater than the length of the buffer");
  }
  Ref<> keep = newRef(args[0]);
  return receive(thread, socketOf(args[0]), buffer.data(), static_cast<size_t>(size), flags, from);
}

// --- messages with ancillary data

Status readBuffers(Thread& thread, Value iterable, int flags, std::vector<HeldBuffer>* buffers, std::vector<iovec>* pieces) {
  Ref<List> items = TRY(listFromIterable(thread, iterable));
  for (size_t i = 0; i < items->size; ++i) {
    HeldBuffer buffer(thread);
    TRY(buffer.get(items->items[i], flags));
    pieces->push_back({buffer.data(), buffer.size()});
    buffers->push_back(std::move(buffer));
  }
  return kOk;
}

// (level, type, data) triples as the system's control messages.
Status readControl(Thread& thread, Value iterable, std::vector<char>* control) {
  Ref<List> items = TRY(listFromIterable(thread, iterable));
  for (size_t i = 0; i < items->size; ++i) {
    Ref<Tuple> triple = TRY(tupleFromIterable(thread, items->items[i]));
    if (triple->size != 3) return thread.raiseTypeError("[sendmsg() ancillary data items]() argument must be sequence of length 3, not {}", triple->size);
    HeldBuffer data(thread);
    cmsghdr header{};
    header.cmsg_level = TRY(argumentAsInt(thread, triple->items[0]));
    header.cmsg_type = TRY(argumentAsInt(thread, triple->items[1]));
    TRY(data.get(triple->items[2], kBufferSimple));
    header.cmsg_len = CMSG_LEN(data.size());
    size_t begin = control->size();
    control->resize(begin + CMSG_SPACE(data.size()));
    memcpy(control->data() + begin, &header, sizeof header);
    if (data.size() != 0) memcpy(control->data() + begin + CMSG_LEN(0), data.data(), data.size());
  }
  return kOk;
}

Ref<List> controlResult(Thread& thread, msghdr& message) {
  Ref<List> result = TRY(newList(thread));
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    size_t offset = static_cast<size_t>(reinterpret_cast<char*>(CMSG_DATA(header)) - static_cast<char*>(message.msg_control));
    size_t size = header->cmsg_len > CMSG_LEN(0) ? header->cmsg_len - CMSG_LEN(0) : 0;
    size = std::min(size, message.msg_controllen - offset);  // a cut message claims more than there is
    Ref<> data = TRY(newBytes(thread, {reinterpret_cast<char*>(CMSG_DATA(header)), size}));
    Ref<Tuple> triple = TRY(makeTuple(thread, Value::smallInt(header->cmsg_level), Value::smallInt(header->cmsg_type), data.get()));
    TRY(listAppend(thread, result, triple.value()));
  }
  return result;
}

// The common part of recvmsg and recvmsg_into: fills `pieces`; gives (count, ancdata, flags, address).
Ref<Tuple> receiveMessage(Thread& thread, Value self, std::vector<iovec>& pieces, Value controlSize, Value flagsArgument,
                          int64_t* count) {
  int64_t size = controlSize.isEmpty() ? 0 : TRY(sizeArgument(thread, controlSize));
  if (size < 0 || size > INT32_MAX) return thread.raiseValueError("invalid ancillary data buffer length");
  int flags = flagsArgument.isEmpty() ? 0 : TRY(argumentAsInt(thread, flagsArgument));
  std::vector<char> control(static_cast<size_t>(size));
  Ref<> keep = newRef(self);
  Socket* socket = socketOf(self);
  SocketAddress from;
  msghdr message{};
  *count = TRY(onSocket(thread, socket, POLLIN, socketDeadline(socket), [&]() -> int64_t {
    message = {from.pointer(), sizeof from.storage, pieces.data(), pieces.size(), control.data(), control.size(), 0};
    return ::recvmsg(socket->fd, &message, flags);
  }));
  from.size = message.msg_namelen;
  Ref<List> ancillary = TRY(controlResult(thread, message));
  Ref<> peer = TRY(addressResult(thread, socket->family, from));
  return makeTuple(thread, Value::smallInt(*count), ancillary.get(), Value::smallInt(message.msg_flags), peer.get());
}

}  // namespace

Ref<> socketRecv(Thread& thread, const Value* args) {
  return receiveBytes(thread, args, "recv", nullptr);
}

Ref<> socketRecvfrom(Thread& thread, const Value* args) {
  SocketAddress from;
  Ref<> data = TRY(receiveBytes(thread, args, "recvfrom", &from));
  Ref<> peer = TRY(addressResult(thread, socketOf(args[0])->family, from));
  return makeTuple(thread, data.get(), peer.get());
}

Ref<> socketRecvInto(Thread& thread, const Value* args) {
  return newInt(thread, TRY(receiveInto(thread, args, "recv_into", nullptr)));
}

Ref<> socketRecvfromInto(Thread& thread, const Value* args) {
  SocketAddress from;
  int64_t got = TRY(receiveInto(thread, args, "recvfrom_into", &from));
  Ref<> peer = TRY(addressResult(thread, socketOf(args[0])->family, from));
  return makeTuple(thread, Value::smallInt(got), peer.get());
}

Ref<> socketSend(Thread& thread, const Value* args) {
  HeldBuffer buffer(thread);
  TRY(buffer.get(args[1], kBufferSimple));
  int flags = TRY(argumentAsInt(thread, args[2]));
  Ref<> keep = newRef(args[0]);
  Socket* socket = socketOf(args[0]);
  return newInt(thread, TRY(onSocket(thread, socket, POLLOUT, socketDeadline(socket), [&]() -> int64_t {
                  return ::send(socket->fd, buffer.data(), buffer.size(), flags);
                })));
}

// The timeout counts for all of it.
Ref<> socketSendall(Thread& thread, const Value* args) {
  HeldBuffer buffer(thread);
  TRY(buffer.get(args[1], kBufferSimple));
  int flags = TRY(argumentAsInt(thread, args[2]));
  Ref<> keep = newRef(args[0]);
  Socket* socket = socketOf(args[0]);
  int64_t deadline = socketDeadline(socket);
  size_t sent = 0;
  do {
    sent += static_cast<size_t>(TRY(onSocket(thread, socket, POLLOUT, deadline, [&]() -> int64_t {
      return ::send(socket->fd, buffer.data() + sent, buffer.size() - sent, flags);
    })));
    TRY(handleSignals(thread));
  } while (sent < buffer.size());
  return newRef(kNone);
}

// sendto(data[, flags], address)
Ref<> socketSendto(Thread& thread, Value self, const Arguments& args) {
  if (args.positionalCount < 2 || args.positionalCount > 3) {
    return thread.raiseTypeError("sendto() takes 2 or 3 arguments ({} given)", args.positionalCount);
  }
  HeldBuffer buffer(thread);
  TRY(buffer.get(args[0], kBufferSimple));
  int flags = args.positionalCount == 3 ? TRY(argumentAsInt(thread, args[1])) : 0;
  Ref<> keep = newRef(self);
  Socket* socket = socketOf(self);
  SocketAddress address = TRY(addressArgument(thread, socket, args[args.positionalCount - 1], "sendto"));
  return newInt(thread, TRY(onSocket(thread, socket, POLLOUT, socketDeadline(socket), [&]() -> int64_t {
                  return ::sendto(socket->fd, buffer.data(), buffer.size(), flags, address.pointer(), address.size);
                })));
}

// sendmsg(buffers[, ancdata[, flags[, address]]])
Ref<> socketSendmsg(Thread& thread, const Value* args) {
  std::vector<HeldBuffer> buffers;
  std::vector<iovec> pieces;
  std::vector<char> control;
  if (!readBuffers(thread, args[1], kBufferSimple, &buffers, &pieces)) {
    if (buffers.empty() && !isList(args[1]) && !isTuple(args[1]) && thread.clearIfMatches(TypeId::kTypeError)) {
      return thread.raiseTypeError("sendmsg() argument 1 must be an iterable");
    }
    return Raised{};
  }
  if (!args[2].isEmpty()) TRY(readControl(thread, args[2], &control));
  int flags = args[3].isEmpty() ? 0 : TRY(argumentAsInt(thread, args[3]));
  Ref<> keep = newRef(args[0]);
  Socket* socket = socketOf(args[0]);
  SocketAddress address;
  msghdr message{};
  if (!args[4].isEmpty() && !args[4].isNone()) {
    address = TRY(addressArgument(thread, socket, args[4], "sendmsg"));
    message.msg_name = address.pointer();
    message.msg_namelen = address.size;
  }
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  message.msg_control = control.empty() ? nullptr : control.data();
  message.msg_controllen = control.size();
  return newInt(thread, TRY(onSocket(thread, socket, POLLOUT, socketDeadline(socket),
                                     [&]() -> int64_t { return ::sendmsg(socket->fd, &message, flags); })));
}

Ref<> socketRecvmsg(Thread& thread, const Value* args) {
  int64_t size = TRY(sizeArgument(thread, args[1]));
  if (size < 0) return thread.raiseValueError("negative buffer size in recvmsg()");
  Ref<Bytes> buffer = TRY(newBytesUninitialized(thread, static_cast<size_t>(size)));
  std::vector<iovec> pieces = {{buffer->data(), static_cast<size_t>(size)}};
  int64_t count = 0;
  Ref<Tuple> rest = TRY(receiveMessage(thread, args[0], pieces, args[2], args[3], &count));
  Ref<> data = TRY(newBytes(thread, {buffer->data(), static_cast<size_t>(count)}));
  return makeTuple(thread, data.get(), rest->items[1], rest->items[2], rest->items[3]);
}

Ref<> socketRecvmsgInto(Thread& thread, const Value* args) {
  std::vector<HeldBuffer> buffers;
  std::vector<iovec> pieces;
  TRY(readBuffers(thread, args[1], kBufferWritable, &buffers, &pieces));
  int64_t count = 0;
  return receiveMessage(thread, args[0], pieces, args[2], args[3], &count);
}

}  // namespace taipan
