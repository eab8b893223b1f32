// _socket: addresses, between Python's tuples and the system's structures.
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <netdb.h>
#include <string.h>

#include "modules/module_helpers.h"
#include "modules/socket/socket_internal.h"
#include "objects/abstract.h"
#include "objects/bytearray.h"
#include "objects/bytes.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// Fills the address in from a host name: numbers at once, names by the resolver.
Status resolveHost(Thread& thread, const std::string& name, int family, SocketAddress* address) {
  if (family == AF_INET) {
    auto* inet = reinterpret_cast<sockaddr_in*>(&address->storage);
    if (name == "<broadcast>") {
      inet->sin_addr.s_addr = INADDR_BROADCAST;
      return kOk;
    }
    if (::inet_pton(AF_INET, name.c_str(), &inet->sin_addr) == 1) return kOk;
  } else if (::inet_pton(AF_INET6, name.c_str(), &reinterpret_cast<sockaddr_in6*>(&address->storage)->sin6_addr) == 1) {
    return kOk;
  }
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = family;
  hints.ai_socktype = SOCK_DGRAM;
  if (name.empty()) hints.ai_flags = AI_PASSIVE;
  int error;
  {
    BlockingCall unlocked(thread);
    error = ::getaddrinfo(name.empty() ? nullptr : name.c_str(), name.empty() ? "0" : nullptr, &hints, &found);
  }
  if (error != 0) return raiseResolverError(thread, error);
  memcpy(&address->storage, found->ai_addr, found->ai_addrlen);
  ::freeaddrinfo(found);
  return kOk;
}

Result<int> portArgument(Thread& thread, Value value, const char* function) {
  int port = TRY(argumentAsInt(thread, value));
  if (port < 0 || port > 0xffff) return thread.raise(TypeId::kOverflowError, "{}(): port must be 0-65535.", function);
  return port;
}

Result<SocketAddress> inetAddress(Thread& thread, Value value, const char* function) {
  if (!isTuple(value)) {
    return thread.raiseTypeError("{}(): AF_INET address must be tuple, not {!T}", function, value);
  }
  Tuple* tuple = value.as<Tuple>();
  if (tuple->size != 2) return thread.raiseTypeError("AF_INET address must be a pair (host, port)");
  std::string host = TRY(hostArgument(thread, tuple->items[0]));
  int port = TRY(portArgument(thread, tuple->items[1], function));
  SocketAddress address;
  address.size = sizeof(sockaddr_in);
  TRY(resolveHost(thread, host, AF_INET, &address));
  auto* inet = reinterpret_cast<sockaddr_in*>(&address.storage);
  inet->sin_family = AF_INET;
  inet->sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

Result<SocketAddress> inet6Address(Thread& thread, Value value, const char* function) {
  if (!isTuple(value)) {
    return thread.raiseTypeError("{}(): AF_INET6 address must be tuple, not {!T}", function, value);
  }
  Tuple* tuple = value.as<Tuple>();
  if (tuple->size < 2 || tuple->size > 4) {
    return thread.raiseTypeError("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
  }
  std::string host = TRY(hostArgument(thread, tuple->items[0]));
  int port = TRY(portArgument(thread, tuple->items[1], function));
  int64_t flow = tuple->size > 2 ? TRY(sizeArgument(thread, tuple->items[2])) : 0;
  int64_t scope = tuple->size > 3 ? TRY(sizeArgument(thread, tuple->items[3])) : 0;
  if (flow < 0 || flow > 0xfffff) return thread.raise(TypeId::kOverflowError, "{}(): flowinfo must be 0-1048575.", function);
  SocketAddress address;
  address.size = sizeof(sockaddr_in6);
  TRY(resolveHost(thread, host, AF_INET6, &address));
  auto* inet = reinterpret_cast<sockaddr_in6*>(&address.storage);
  inet->sin6_family = AF_INET6;
  inet->sin6_port = htons(static_cast<uint16_t>(port));
  inet->sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
  inet->sin6_scope_id = static_cast<uint32_t>(scope);
  return address;
}

Result<SocketAddress> unixAddress(Thread& thread, Value value) {
  std::string path;
  if (isStr(value)) {
    path = TRY(pathToNative(thread, value));
  } else {
    BufferView view{};
    TRY(getBuffer(thread, value, &view, kBufferSimple));
    path.assign(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread, &view);
  }
  SocketAddress address;
  auto* local = reinterpret_cast<sockaddr_un*>(&address.storage);
  local->sun_family = AF_UNIX;
  // An abstract name starts with a NUL and counts to its last byte; any other ends in one.
  bool isAbstract = !path.empty() && path[0] == '\0';
  if (path.size() + (isAbstract ? 0 : 1) > sizeof local->sun_path) {
    return thread.raise(TypeId::kOSError, "AF_UNIX path too long");
  }
  memcpy(local->sun_path, path.data(), path.size());
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + (isAbstract ? 0 : 1));
  return address;
}

Result<SocketAddress> netlinkAddress(Thread& thread, Value value, const char* function) {
  if (!isTuple(value)) {
    return thread.raiseTypeError("{}(): AF_NETLINK address must be tuple, not {!T}", function, value);
  }
  if (value.as<Tuple>()->size != 2) return thread.raiseTypeError("AF_NETLINK address must be a pair (pid, groups)");
  SocketAddress address;
  address.size = sizeof(sockaddr_nl);
  auto* netlink = reinterpret_cast<sockaddr_nl*>(&address.storage);
  netlink->nl_family = AF_NETLINK;
  netlink->nl_pid = static_cast<uint32_t>(TRY(sizeArgument(thread, value.as<Tuple>()->items[0])));
  netlink->nl_groups = static_cast<uint32_t>(TRY(sizeArgument(thread, value.as<Tuple>()->items[1])));
  return address;
}

Ref<> unixResult(Thread& thread, const SocketAddress& address) {
  auto* local = reinterpret_cast<const sockaddr_un*>(&address.storage);
  size_t size = address.size > offsetof(sockaddr_un, sun_path) ? address.size - offsetof(sockaddr_un, sun_path) : 0;
  if (size > 0 && local->sun_path[0] == '\0') return newBytes(thread, {local->sun_path, size});
  return strFromNative(thread, {local->sun_path, strnlen(local->sun_path, size)});
}

}  // namespace

Result<std::string> hostArgument(Thread& thread, Value host) {
  std::string text;
  if (isStr(host)) {
    Ref<> encoded;
    if (host.as<Str>()->isAscii()) {
      text = host.as<Str>()->asciiView();
    } else {
      Ref<> idna = TRY(newStr(thread, "idna"));
      encoded = TRY(callMethod(thread, host, thread.names().encode, idna.get()));
      if (isBytes(encoded)) text = encoded.get().as<Bytes>()->view();
    }
  } else if (isBytes(host) || isInstanceOf(thread, host, TypeId::kByteArray)) {
    BufferView view{};
    TRY(getBuffer(thread, host, &view, kBufferSimple));
    text.assign(view.data, static_cast<size_t>(view.length));
    releaseBuffer(thread, &view);
  } else {
    return thread.raiseTypeError("str, bytes or bytearray expected, not {!T}", host);
  }
  if (text.find('\0') != std::string::npos) return thread.raiseTypeError("host name must not contain null character");
  return text;
}

Result<SocketAddress> addressArgument(Thread& thread, Socket* socket, Value address, const char* function) {
  switch (socket->family) {
    case AF_INET: return inetAddress(thread, address, function);
    case AF_INET6: return inet6Address(thread, address, function);
    case AF_UNIX: return unixAddress(thread, address);
    case AF_NETLINK: return netlinkAddress(thread, address, function);
    default: return thread.raise(TypeId::kOSError, "{}(): bad family", function);
  }
}

Ref<> addressResult(Thread& thread, int family, SocketAddress& address) {
  if (address.size == 0) return newRef(kNone);  // unconnected, or a stream's recvfrom()
  char text[INET6_ADDRSTRLEN + 32];
  switch (address.storage.ss_family) {
    case AF_INET: {
      auto* inet = reinterpret_cast<sockaddr_in*>(&address.storage);
      ::inet_ntop(AF_INET, &inet->sin_addr, text, sizeof text);
      Ref<> host = TRY(newStr(thread, text));
      return makeTuple(thread, host.get(), Value::smallInt(ntohs(inet->sin_port)));
    }
    case AF_INET6: {
      auto* inet = reinterpret_cast<sockaddr_in6*>(&address.storage);
      ::inet_ntop(AF_INET6, &inet->sin6_addr, text, sizeof text);
      Ref<> host = TRY(newStr(thread, text));
      return makeTuple(thread, host.get(), Value::smallInt(ntohs(inet->sin6_port)),
                       Value::smallInt(ntohl(inet->sin6_flowinfo)), Value::smallInt(inet->sin6_scope_id));
    }
    case AF_UNIX: return unixResult(thread, address);
    case AF_NETLINK: {
      auto* netlink = reinterpret_cast<sockaddr_nl*>(&address.storage);
      return makeTuple(thread, Value::smallInt(netlink->nl_pid), Value::smallInt(netlink->nl_groups));
    }
    default: {
      if (family == AF_UNIX) return unixResult(thread, address);
      Ref<> rest = TRY(newBytes(thread, {reinterpret_cast<sockaddr*>(&address.storage)->sa_data, sizeof(sockaddr::sa_data)}));
      return makeTuple(thread, Value::smallInt(address.storage.ss_family), rest.get());
    }
  }
}

}  // namespace taipan
