// _socket: the module: names and numbers of hosts and services, defaults, constants.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#include "modules/audit.h"
#include "modules/module_helpers.h"
#include "modules/socket/socket_internal.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

extern const ModuleSpec kSocketModule;

namespace {

struct ModuleState {
  int64_t defaultTimeout = -1;
};

constexpr TypeSpec errorSpec(TypeId id, const char* name) {
  return {.id = id, .name = name, .basicSize = sizeof(OSErrorException), .base = TypeId::kOSError,
          .flags = kTypeHasGc | kTypeIsBaseType | kTypeIsException, .dictOffset = offsetof(BaseException, dict)};
}
const TypeSpec kGaiErrorType = errorSpec(TypeId::kSocketGaiError, "socket.gaierror");
const TypeSpec kHErrorType = errorSpec(TypeId::kSocketHError, "socket.herror");

Raised raiseNumbered(Thread& thread, TypeId type, int number, const char* text) {
  Ref<Str> message = TRY(newStr(thread, text));
  Ref<> error = TRY(call(thread, Value(thread.type(type)), Value::smallInt(number), message.value()));
  return thread.raiseObject(error);
}

// --- getaddrinfo and its relatives

Result<std::string> serviceArgument(Thread& thread, Value value) {
  if (isInt(value)) {
    Ref<Str> digits = TRY(str(thread, value));
    return toWtf8(digits);
  }
  if (isStr(value)) return toUtf8(thread, value.as<Str>());
  if (isBytes(value)) return std::string(value.as<Bytes>()->view());
  return thread.raise(TypeId::kOSError, "Int or String expected");
}

Ref<> addressEntry(Thread& thread, const addrinfo& entry) {
  SocketAddress address;
  memcpy(&address.storage, entry.ai_addr, entry.ai_addrlen);
  address.size = entry.ai_addrlen;
  Ref<> place = TRY(addressResult(thread, entry.ai_family, address));
  Ref<> name = TRY(strFromNative(thread, entry.ai_canonname ? entry.ai_canonname : ""));
  return makeTuple(thread, Value::smallInt(entry.ai_family), Value::smallInt(entry.ai_socktype),
                   Value::smallInt(entry.ai_protocol), name.get(), place.get());
}

// getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)
Ref<> getAddressInfo(Thread& thread, const Value* args) {
  std::string host, service;
  if (!args[1].isNone()) {
    if (!isStr(args[1]) && !isBytes(args[1])) return thread.raiseTypeError("getaddrinfo() argument 1 must be string or None");
    host = TRY(hostArgument(thread, args[1]));
  }
  if (!args[2].isNone()) service = TRY(serviceArgument(thread, args[2]));
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = TRY(argumentAsInt(thread, args[3]));
  hints.ai_socktype = TRY(argumentAsInt(thread, args[4]));
  hints.ai_protocol = TRY(argumentAsInt(thread, args[5]));
  hints.ai_flags = TRY(argumentAsInt(thread, args[6]));
  int error;
  {
    BlockingCall unlocked(thread);
    error = ::getaddrinfo(args[1].isNone() ? nullptr : host.c_str(), args[2].isNone() ? nullptr : service.c_str(), &hints, &found);
  }
  if (error != 0) return raiseResolverError(thread, error);
  Ref<List> result = newList(thread);
  for (addrinfo* entry = found; entry != nullptr && result; entry = entry->ai_next) {
    Ref<> item = addressEntry(thread, *entry);
    if (!item || !listAppend(thread, result, item)) result = Raised{};
  }
  ::freeaddrinfo(found);
  return result;
}

Ref<> getNameInfo(Thread& thread, const Value* args) {
  if (!isTuple(args[1])) return thread.raiseTypeError("getnameinfo() argument 1 must be a tuple");
  Tuple* tuple = args[1].as<Tuple>();
  if (tuple->size < 2 || tuple->size > 4) return thread.raiseTypeError("getnameinfo(): illegal sockaddr argument");
  int flags = TRY(argumentAsInt(thread, args[2]));
  std::string host = TRY(hostArgument(thread, tuple->items[0]));
  int port = TRY(argumentAsInt(thread, tuple->items[1]));
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_flags = AI_NUMERICHOST;
  std::string service = std::to_string(port);
  char hostName[NI_MAXHOST], serviceName[NI_MAXSERV];
  int error;
  {
    BlockingCall unlocked(thread);
    error = ::getaddrinfo(host.c_str(), service.c_str(), &hints, &found);
    if (error == 0) {
      error = ::getnameinfo(found->ai_addr, found->ai_addrlen, hostName, sizeof hostName, serviceName, sizeof serviceName, flags);
      ::freeaddrinfo(found);
    }
  }
  if (error != 0) return raiseResolverError(thread, error);
  Ref<> first = TRY(strFromNative(thread, hostName)), second = TRY(strFromNative(thread, serviceName));
  return makeTuple(thread, first.get(), second.get());
}

Ref<> getHostName(Thread& thread, const Value*) {
  TRY(audit(thread, "socket.gethostname"));
  char name[1024];
  if (::gethostname(name, sizeof name - 1) < 0) return thread.raiseErrno(errno);
  return strFromNative(thread, name);
}

Ref<> getHostByName(Thread& thread, const Value* args) {
  std::string host = TRY(hostArgument(thread, args[1]));
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_DGRAM;
  if (host.empty()) host = "0.0.0.0";
  if (host == "<broadcast>") host = "255.255.255.255";
  int error;
  {
    BlockingCall unlocked(thread);
    error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  }
  if (error != 0) return raiseResolverError(thread, error);
  char text[INET_ADDRSTRLEN];
  ::inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(found->ai_addr)->sin_addr, text, sizeof text);
  ::freeaddrinfo(found);
  return newStr(thread, text);
}

// (name, aliases, addresses)
Ref<> hostEntry(Thread& thread, const hostent& entry) {
  Ref<List> aliases = TRY(newList(thread)), addresses = TRY(newList(thread));
  for (char** alias = entry.h_aliases; alias != nullptr && *alias != nullptr; ++alias) {
    Ref<> text = TRY(strFromNative(thread, *alias));
    TRY(listAppend(thread, aliases, text));
  }
  for (char** address = entry.h_addr_list; address != nullptr && *address != nullptr; ++address) {
    char buffer[INET6_ADDRSTRLEN];
    ::inet_ntop(entry.h_addrtype, *address, buffer, sizeof buffer);
    Ref<> text = TRY(newStr(thread, buffer));
    TRY(listAppend(thread, addresses, text));
  }
  Ref<> name = TRY(strFromNative(thread, entry.h_name));
  return makeTuple(thread, name.get(), aliases.get(), addresses.get());
}

template <class Lookup>
Ref<> lookUpHost(Thread& thread, Lookup lookup) {
  hostent entry, *found = nullptr;
  char buffer[16384];
  int error = 0;
  {
    BlockingCall unlocked(thread);
    lookup(&entry, buffer, sizeof buffer, &found, &error);
  }
  if (found == nullptr) return raiseNumbered(thread, TypeId::kSocketHError, error, ::hstrerror(error));
  return hostEntry(thread, *found);
}

Ref<> getHostByNameEx(Thread& thread, const Value* args) {
  std::string host = TRY(hostArgument(thread, args[1]));
  return lookUpHost(thread, [&](hostent* entry, char* buffer, size_t size, hostent** found, int* error) {
    ::gethostbyname_r(host.c_str(), entry, buffer, size, found, error);
  });
}
Ref<> getHostByAddr(Thread& thread, const Value* args) {
  std::string host = TRY(hostArgument(thread, args[1]));
  addrinfo hints{}, *infos = nullptr;
  int failed;
  {
    BlockingCall unlocked(thread);
    failed = ::getaddrinfo(host.c_str(), nullptr, &hints, &infos);
  }
  if (failed != 0) return raiseResolverError(thread, failed);
  sockaddr_storage address{};
  memcpy(&address, infos->ai_addr, infos->ai_addrlen);
  ::freeaddrinfo(infos);
  bool isInet = address.ss_family == AF_INET;
  const void* bits = isInet ? static_cast<const void*>(&reinterpret_cast<sockaddr_in*>(&address)->sin_addr)
                            : &reinterpret_cast<sockaddr_in6*>(&address)->sin6_addr;
  return lookUpHost(thread, [&](hostent* entry, char* buffer, size_t size, hostent** found, int* error) {
    ::gethostbyaddr_r(bits, isInet ? 4 : 16, address.ss_family, entry, buffer, size, found, error);
  });
}

Ref<> getServByName(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("getservbyname() argument 1 must be str, not {!N}", args[1]);
  std::string name = toWtf8(args[1].as<Str>()), protocol;
  if (!args[2].isEmpty()) protocol = TRY(hostArgument(thread, args[2]));
  servent* entry = ::getservbyname(name.c_str(), args[2].isEmpty() ? nullptr : protocol.c_str());
  if (entry == nullptr) return thread.raise(TypeId::kOSError, "service/proto not found");
  return newInt(thread, ntohs(static_cast<uint16_t>(entry->s_port)));
}
Ref<> getServByPort(Thread& thread, const Value* args) {
  int port = TRY(argumentAsInt(thread, args[1]));
  std::string protocol;
  if (!args[2].isEmpty()) protocol = TRY(hostArgument(thread, args[2]));
  if (port < 0 || port > 0xffff) return thread.raise(TypeId::kOverflowError, "getservbyport: port must be 0-65535.");
  servent* entry = ::getservbyport(htons(static_cast<uint16_t>(port)), args[2].isEmpty() ? nullptr : protocol.c_str());
  if (entry == nullptr) return thread.raise(TypeId::kOSError, "port/proto not found");
  return newStr(thread, entry->s_name);
}
Ref<> getProtoByName(Thread& thread, const Value* args) {
  std::string name = TRY(hostArgument(thread, args[1]));
  protoent* entry = ::getprotobyname(name.c_str());
  if (entry == nullptr) return thread.raise(TypeId::kOSError, "protocol not found");
  return newInt(thread, entry->p_proto);
}

// --- numbers and texts

Ref<> swapShort(Thread& thread, const Value* args, const char* name) {
  Ref<> whole = TRY(index(thread, args[1]));
  int64_t number;
  if (!intFitsInt64(whole, &number)) {
    return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C long");
  }
  if (number > INT32_MAX) return thread.raise(TypeId::kOverflowError, "signed integer is greater than maximum");
  if (number < INT32_MIN) return thread.raise(TypeId::kOverflowError, "signed integer is less than minimum");
  if (number < 0) return thread.raise(TypeId::kOverflowError, "{}: can't convert negative Python int to C 16-bit unsigned integer", name);
  if (number > 0xffff) return thread.raise(TypeId::kOverflowError, "{}: Python int too large to convert to C 16-bit unsigned integer", name);
  return newInt(thread, htons(static_cast<uint16_t>(number)));
}
Ref<> swapLong(Thread& thread, const Value* args, const char* name) {
  if (!isInt(args[1])) return thread.raiseTypeError("expected int, {!T} found", args[1]);
  int64_t number;
  if (!intFitsInt64(args[1], &number)) {
    if (intSign(args[1]) > 0) {
      return thread.raise(TypeId::kOverflowError, "Python int too large to convert to C unsigned long");
    }
    number = -1;
  }
  if (number < 0) return thread.raise(TypeId::kOverflowError, "can't convert negative value to unsigned int");
  if (number > 0xffffffff) return thread.raise(TypeId::kOverflowError, "int larger than 32 bits");
  return newInt(thread, htonl(static_cast<uint32_t>(number)));
}
Ref<> socketHtons(Thread& thread, const Value* args) { return swapShort(thread, args, "htons"); }
Ref<> socketNtohs(Thread& thread, const Value* args) { return swapShort(thread, args, "ntohs"); }
Ref<> socketHtonl(Thread& thread, const Value* args) { return swapLong(thread, args, "htonl"); }
Ref<> socketNtohl(Thread& thread, const Value* args) { return swapLong(thread, args, "ntohl"); }

Ref<> socketInetAton(Thread& thread, const Value* args) {
  if (!isStr(args[1])) return thread.raiseTypeError("inet_aton() argument 1 must be str, not {!N}", args[1]);
  in_addr address;
  if (::inet_aton(toWtf8(args[1].as<Str>()).c_str(), &address) == 0) {
    return thread.raise(TypeId::kOSError, "illegal IP address string passed to inet_aton");
  }
  return newBytes(thread, {reinterpret_cast<char*>(&address), sizeof address});
}
Ref<> socketInetPton(Thread& thread, const Value* args) {
  int family = TRY(argumentAsInt(thread, args[1]));
  if (!isStr(args[2])) return thread.raiseTypeError("inet_pton() argument 2 must be str, not {!N}", args[2]);
  char packed[16];
  int result = ::inet_pton(family, toWtf8(args[2].as<Str>()).c_str(), packed);
  if (result == 0) return thread.raise(TypeId::kOSError, "illegal IP address string passed to inet_pton");
  if (result < 0) return thread.raiseErrno(errno);
  return newBytes(thread, {packed, family == AF_INET ? size_t{4} : size_t{16}});
}
Ref<> textOfAddress(Thread& thread, int family, Value packed, size_t size, const char* error) {
  BufferView view{};
  TRY(getBuffer(thread, packed, &view, kBufferSimple));
  std::string bytes(view.data, static_cast<size_t>(view.length));
  releaseBuffer(thread, &view);
  if (bytes.size() != size) return thread.raise(family == 0 ? TypeId::kOSError : TypeId::kValueError, error);
  char text[INET6_ADDRSTRLEN];
  ::inet_ntop(family == 0 ? AF_INET : family, bytes.data(), text, sizeof text);
  return newStr(thread, text);
}
Ref<> socketInetNtoa(Thread& thread, const Value* args) {
  return textOfAddress(thread, 0, args[1], 4, "packed IP wrong length for inet_ntoa");
}
Ref<> socketInetNtop(Thread& thread, const Value* args) {
  int family = TRY(argumentAsInt(thread, args[1]));
  if (family != AF_INET && family != AF_INET6) return thread.raiseValueError("unknown address family {}", family);
  return textOfAddress(thread, family, args[2], family == AF_INET ? 4 : 16, "invalid length of packed IP address string");
}

Ref<> interfaceName(Thread& thread, const Value* args) {
  char name[IF_NAMESIZE];
  int64_t number = TRY(sizeArgument(thread, args[1]));
  if (::if_indextoname(static_cast<unsigned>(number), name) == nullptr) return thread.raiseErrno(errno);
  return strFromNative(thread, name);
}
Ref<> interfaceNumber(Thread& thread, const Value* args) {
  std::string name = TRY(pathToNative(thread, args[1]));
  unsigned number = ::if_nametoindex(name.c_str());
  if (number == 0) return thread.raise(TypeId::kOSError, "no interface with this name");
  return newInt(thread, number);
}
Ref<> interfaces(Thread& thread, const Value*) {
  struct if_nameindex* all = ::if_nameindex();
  if (all == nullptr) return thread.raiseErrno(errno);
  Ref<List> result = newList(thread);
  for (struct if_nameindex* each = all; result && each->if_index != 0; ++each) {
    Ref<> name = strFromNative(thread, each->if_name);
    Ref<Tuple> pair = name ? makeTuple(thread, Value::smallInt(each->if_index), name.get()) : Ref<Tuple>();
    if (!pair || !listAppend(thread, result, pair.value())) result = Raised{};
  }
  ::if_freenameindex(all);
  return result;
}

// --- descriptors and defaults

Ref<> socketCloseFd(Thread& thread, const Value* args) {
  int fd = TRY(argumentAsInt(thread, args[1])), result;
  {
    BlockingCall unlocked(thread);
    result = ::close(fd);
  }
  if (result < 0 && errno != ECONNRESET) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> socketDup(Thread& thread, const Value* args) {
  int fd = ::fcntl(TRY(argumentAsInt(thread, args[1])), F_DUPFD_CLOEXEC, 0);
  if (fd < 0) return thread.raiseErrno(errno);
  return newInt(thread, fd);
}

Ref<> socketOfDescriptor(Thread& thread, int family, int kind, int protocol, int fd) {
  Value values[] = {Value::smallInt(family), Value::smallInt(kind), Value::smallInt(protocol), Value::smallInt(fd)};
  return call(thread, Value(thread.type(TypeId::kSocket)), Arguments{values, 4, nullptr});
}
Ref<> socketPair(Thread& thread, const Value* args) {
  int family = args[1].isEmpty() ? AF_UNIX : TRY(argumentAsInt(thread, args[1]));
  int kind = TRY(argumentAsInt(thread, args[2])), protocol = TRY(argumentAsInt(thread, args[3])), ends[2];
  if (::socketpair(family, kind | SOCK_CLOEXEC, protocol, ends) < 0) return thread.raiseErrno(errno);
  Ref<> first = socketOfDescriptor(thread, family, kind, protocol, ends[0]);
  if (!first) {
    ::close(ends[0]);
    ::close(ends[1]);
    return Raised{};
  }
  Ref<> second = socketOfDescriptor(thread, family, kind, protocol, ends[1]);
  if (!second) {
    ::close(ends[1]);
    return Raised{};
  }
  return makeTuple(thread, first.get(), second.get());
}

ModuleState* stateOf(Value module) { return static_cast<ModuleState*>(module.as<Module>()->state); }

Ref<> getDefaultTimeout(Thread& thread, const Value* args) {
  int64_t timeout = stateOf(args[0])->defaultTimeout;
  if (timeout < 0) return newRef(kNone);
  return newFloat(thread, static_cast<double>(timeout) / 1e9);
}
Ref<> setDefaultTimeout(Thread& thread, const Value* args) {
  stateOf(args[0])->defaultTimeout = TRY(timeoutArgument(thread, args[1]));
  return newRef(kNone);
}

Ref<> controlLength(Thread& thread, const Value* args) {
  int64_t size = TRY(sizeArgument(thread, args[1]));
  if (size < 0 || size > INT32_MAX) return thread.raise(TypeId::kOverflowError, "CMSG_LEN() argument out of range");
  return newInt(thread, static_cast<int64_t>(CMSG_LEN(static_cast<size_t>(size))));
}
Ref<> controlSpace(Thread& thread, const Value* args) {
  int64_t size = TRY(sizeArgument(thread, args[1]));
  if (size < 0 || size > INT32_MAX) return thread.raise(TypeId::kOverflowError, "CMSG_SPACE() argument out of range");
  return newInt(thread, static_cast<int64_t>(CMSG_SPACE(static_cast<size_t>(size))));
}

const MethodDef kFunctions[] = {
    {"getaddrinfo", "($module, /, host, port, family=0, type=0, proto=0, flags=0)", getAddressInfo},
    {"getnameinfo", "($module, sockaddr, flags, /)", getNameInfo},
    {"gethostname", "($module, /)", getHostName},
    {"gethostbyname", "($module, host, /)", getHostByName},
    {"gethostbyname_ex", "($module, host, /)", getHostByNameEx},
    {"gethostbyaddr", "($module, host, /)", getHostByAddr},
    {"getservbyname", "($module, servicename, protocolname=<NULL>, /)", getServByName},
    {"getservbyport", "($module, port, protocolname=<NULL>, /)", getServByPort},
    {"getprotobyname", "($module, name, /)", getProtoByName},
    {"htons", "($module, x, /)", socketHtons}, {"ntohs", "($module, x, /)", socketNtohs},
    {"htonl", "($module, x, /)", socketHtonl}, {"ntohl", "($module, x, /)", socketNtohl},
    {"inet_aton", "($module, string, /)", socketInetAton}, {"inet_ntoa", "($module, packed_ip, /)", socketInetNtoa},
    {"inet_pton", "($module, af, ip, /)", socketInetPton}, {"inet_ntop", "($module, af, packed_ip, /)", socketInetNtop},
    {"if_indextoname", "($module, if_index, /)", interfaceName}, {"if_nametoindex", "($module, if_name, /)", interfaceNumber},
    {"if_nameindex", "($module, /)", interfaces},
    {"close", "($module, fd, /)", socketCloseFd}, {"dup", "($module, fd, /)", socketDup},
    {"socketpair", "($module, family=<NULL>, type=1, proto=0, /)", socketPair},
    {"getdefaulttimeout", "($module, /)", getDefaultTimeout}, {"setdefaulttimeout", "($module, timeout, /)", setDefaultTimeout},
    {"CMSG_LEN", "($module, length, /)", controlLength}, {"CMSG_SPACE", "($module, length, /)", controlSpace},
};

struct Constant {
  const char* name;
  int64_t value;
};
const Constant kConstants[] = {
#define CONSTANT(name, value) {name, value},
#include "modules/socket/constants.def"
#undef CONSTANT
};

Status populate(Thread& thread, Module* module) {
  module->state = new ModuleState;
  module->releaseState = [](void* state) { delete static_cast<ModuleState*>(state); };
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  TRY(moduleAdd(thread, module, "has_ipv6", newRef(kTrue)));
  Type* socket = TRY(moduleAddType(thread, module, kSocketType));
  TRY(moduleAdd(thread, module, "SocketType", newRef(Value(socket))));
  TRY(moduleAddType(thread, module, kGaiErrorType));
  TRY(moduleAddType(thread, module, kHErrorType));
  TRY(moduleAdd(thread, module, "timeout", newRef(Value(thread.type(TypeId::kTimeoutError)))));
  return moduleAdd(thread, module, "error", newRef(Value(thread.type(TypeId::kOSError))));
}

}  // namespace

Raised raiseResolverError(Thread& thread, int error) {
  if (error == EAI_SYSTEM) return thread.raiseErrno(errno);
  return raiseNumbered(thread, TypeId::kSocketGaiError, error, ::gai_strerror(error));
}

int64_t defaultTimeout(Thread& thread) {
  Ref<Str> name = internText(thread, "_socket");
  Value module = name && thread.interpreter().modules ? dictGetStr(thread, thread.interpreter().modules, name) : Value();
  if (module.isEmpty() || !isInstanceOf(thread, module, TypeId::kModule)) return -1;
  if (module.as<Module>()->spec != &kSocketModule || module.as<Module>()->state == nullptr) return -1;
  return stateOf(module)->defaultTimeout;
}

const ModuleSpec kSocketModule = {"_socket", kFunctions, populate, "Network connections, at the lowest level."};

}  // namespace taipan
