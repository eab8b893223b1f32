// What the files of module _socket share.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <errno.h>
#include <poll.h>

#include <cstdint>
#include <span>
#include <string>

#include "heap/object.h"
#include "heap/ref.h"
#include "modules/blocking.h"
#include "modules/time_span.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct Socket : Object {
  int fd;             // -1: closed
  int family, kind, protocol;
  int64_t timeout;    // nanoseconds; negative: wait for ever, 0: never wait
};

extern const TypeSpec kSocketType;

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);
  sockaddr* pointer() { return reinterpret_cast<sockaddr*>(&storage); }
};

// The address that Python passes to `function`, in the form of the socket's family.  May wait for the resolver.
Result<SocketAddress> addressArgument(Thread& thread, Socket* socket, Value address, const char* function);
// An address of the system as Python sees it.
Ref<> addressResult(Thread& thread, int family, SocketAddress& address);
// A host name in the bytes of the resolver (str by IDNA, bytes, bytearray).
Result<std::string> hostArgument(Thread& thread, Value host);
Raised raiseResolverError(Thread& thread, int error);

// socket.setdefaulttimeout(): nanoseconds, negative for none.
int64_t defaultTimeout(Thread& thread);
// None or seconds; ValueError "Timeout value out of range".
Result<int64_t> timeoutArgument(Thread& thread, Value value);

// Waits until the socket is ready, its timeout (TimeoutError) or a signal handler that raises.
Status waitForSocket(Thread& thread, Socket* socket, short events, int64_t deadline);

// A system call on the socket, with waiting as its timeout says; `call` returns -1 and errno on failure.
template <class Call>
Result<int64_t> onSocket(Thread& thread, Socket* socket, short events, int64_t deadline, Call call) {
  while (true) {
    if (socket->timeout > 0) TRY(waitForSocket(thread, socket, events, deadline));
    int64_t result = TRY(retryInterrupted(thread, call));
    if (result >= 0) return result;
    bool again = errno == EAGAIN || errno == EWOULDBLOCK;
    if (!again || socket->timeout <= 0) return thread.raiseErrno(errno);
  }
}
inline int64_t socketDeadline(Socket* socket) { return socket->timeout > 0 ? deadlineAfter(socket->timeout) : INT64_MAX; }

// Methods that carry data; native functions of the type's table.
Ref<> socketRecv(Thread& thread, const Value* args);
Ref<> socketRecvfrom(Thread& thread, const Value* args);
Ref<> socketRecvInto(Thread& thread, const Value* args);
Ref<> socketRecvfromInto(Thread& thread, const Value* args);
Ref<> socketSend(Thread& thread, const Value* args);
Ref<> socketSendall(Thread& thread, const Value* args);
Ref<> socketSendto(Thread& thread, Value self, const Arguments& args);
Ref<> socketSendmsg(Thread& thread, const Value* args);
Ref<> socketRecvmsg(Thread& thread, const Value* args);
Ref<> socketRecvmsgInto(Thread& thread, const Value* args);

}  // namespace taipan
