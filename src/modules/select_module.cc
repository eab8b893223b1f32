// select: select(), poll objects and epoll objects.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "modules/time_span.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/list.h"
#include "objects/number_arguments.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

// --- select()

struct Watched {
  Ref<> object;
  int fd;
};

Status readDescriptors(Thread& thread, Value iterable, std::vector<Watched>* watched, fd_set* set, int* highest) {
  FD_ZERO(set);
  if (!isTuple(iterable) && !isList(iterable) && !iterable.isObject()) {
    return thread.raiseTypeError("arguments 1-3 must be sequences");
  }
  Ref<List> items = isList(iterable) ? newRef(iterable.as<List>()) : listFromIterable(thread, iterable);
  if (!items) {
    if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("arguments 1-3 must be sequences");
    return Raised{};
  }
  // fileno() may change a list that was passed.
  for (size_t i = 0; i < items->size; ++i) {
    Ref<> object = newRef(items->items[i]);
    int fd = TRY(descriptorArgument(thread, object));
    if (fd >= FD_SETSIZE) return thread.raiseValueError("filedescriptor out of range in select()");
    FD_SET(fd, set);
    *highest = std::max(*highest, fd);
    watched->push_back({std::move(object), fd});
  }
  return kOk;
}

Ref<List> readyOnes(Thread& thread, const std::vector<Watched>& watched, const fd_set& set) {
  Ref<List> ready = TRY(newList(thread));
  for (const Watched& each : watched) {
    if (FD_ISSET(each.fd, &set)) TRY(listAppend(thread, ready, each.object));
  }
  return ready;
}

Ref<> selectSelect(Thread& thread, const Value* args) {
  int64_t deadline = INT64_MAX;
  bool limited = !args[4].isNone();
  if (limited) {
    Result<int64_t> span = nanosecondsArgument(thread, args[4]);
    if (!span) {
      if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("timeout must be a float or None");
      return Raised{};
    }
    if (*span < 0) return thread.raiseValueError("timeout must be non-negative");
    deadline = deadlineAfter(*span);
  }
  std::vector<Watched> watched[3];
  fd_set asked[3], ready[3];
  int highest = -1;
  for (int i = 0; i < 3; ++i) TRY(readDescriptors(thread, args[1 + i], &watched[i], &asked[i], &highest));
  TRY(blockingCall(thread, [&] {
    std::copy(asked, asked + 3, ready);
    timespec left = toTimespec(std::max<int64_t>(0, deadline - monotonicNow()));
    return ::pselect(highest + 1, &ready[0], &ready[1], &ready[2], limited ? &left : nullptr, nullptr);
  }));
  Ref<List> lists[3];
  for (int i = 0; i < 3; ++i) lists[i] = TRY(readyOnes(thread, watched[i], ready[i]));
  return makeTuple(thread, lists[0].get(), lists[1].get(), lists[2].get());
}

// --- poll objects

struct Poll : Object {
  std::vector<pollfd>* entries;  // sorted by descriptor, as the results are
  bool running;
};

Poll* pollOf(Value v) { return v.as<Poll>(); }

void pollRelease(Object* object) { delete std::exchange(static_cast<Poll*>(object)->entries, nullptr); }

Ref<> selectPoll(Thread& thread, const Value*) {
  Ref<Poll> poll = TRY(newObject<Poll>(thread, thread.type(TypeId::kPoll)));
  poll->entries = new std::vector<pollfd>;
  poll->running = false;
  return poll;
}

std::vector<pollfd>::iterator findEntry(Poll* poll, int fd) {
  return std::lower_bound(poll->entries->begin(), poll->entries->end(), fd,
                          [](const pollfd& entry, int wanted) { return entry.fd < wanted; });
}
bool isThere(Poll* poll, std::vector<pollfd>::iterator at, int fd) { return at != poll->entries->end() && at->fd == fd; }

Result<short> eventsArgument(Thread& thread, Value value) {
  int64_t events = TRY(sizeArgument(thread, value));
  if (events < 0) return thread.raiseValueError("value must be positive");
  if (events > USHRT_MAX) return thread.raise(TypeId::kOverflowError, "Python int too large for C unsigned short");
  return static_cast<short>(events);
}

Ref<> pollRegister(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  short events = TRY(eventsArgument(thread, args[2]));
  Poll* poll = pollOf(args[0]);
  auto at = findEntry(poll, fd);
  if (isThere(poll, at, fd)) at->events = events;
  else poll->entries->insert(at, pollfd{fd, events, 0});
  return newRef(kNone);
}
Ref<> pollModify(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  short events = TRY(eventsArgument(thread, args[2]));
  auto at = findEntry(pollOf(args[0]), fd);
  if (!isThere(pollOf(args[0]), at, fd)) return thread.raiseErrno(ENOENT);
  at->events = events;
  return newRef(kNone);
}
Ref<> pollUnregister(Thread& thread, const Value* args) {
  int fd = TRY(descriptorArgument(thread, args[1]));
  auto at = findEntry(pollOf(args[0]), fd);
  if (!isThere(pollOf(args[0]), at, fd)) return thread.raiseKeyError(Value::smallInt(fd));
  pollOf(args[0])->entries->erase(at);
  return newRef(kNone);
}

Status waitForEntries(Thread& thread, std::vector<pollfd>& entries, bool limited, int64_t deadline) {
  TRY(blockingCall(thread, [&] {
    return ::poll(entries.data(), entries.size(), limited ? millisecondsUntil(deadline) : -1);
  }));
  return kOk;
}

Ref<> pollPoll(Thread& thread, const Value* args) {
  bool limited = !args[1].isNone();
  int64_t deadline = INT64_MAX;
  if (limited) {
    Result<int64_t> span = nanosecondsFromMilliseconds(thread, args[1], TimeRounding::kAwayFromZero);
    if (!span) {
      if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("timeout must be an integer or None");
      return Raised{};
    }
    if (*span / 1000000 > INT_MAX) return thread.raise(TypeId::kOverflowError, "timeout is too large");
    limited = *span >= 0;  // a negative one means: wait for ever
    deadline = deadlineAfter(*span);
  }
  Ref<> keep = newRef(args[0]);
  Poll* poll = pollOf(args[0]);
  if (poll->running) return thread.raise(TypeId::kRuntimeError, "concurrent poll() invocation");
  poll->running = true;
  std::vector<pollfd> entries = *poll->entries;
  Status waited = waitForEntries(thread, entries, limited, deadline);
  poll->running = false;
  if (!waited) return Raised{};
  Ref<List> result = TRY(newList(thread));
  for (const pollfd& entry : entries) {
    if (entry.revents == 0) continue;
    Ref<Tuple> pair = TRY(makeTuple(thread, Value::smallInt(entry.fd), Value::smallInt(entry.revents & 0xffff)));
    TRY(listAppend(thread, result, pair.value()));
  }
  return result;
}

const MethodDef kPollMethods[] = {
    {"register", "($self, fd, eventmask=7, /)", pollRegister, nullptr, MethodKind::kInstance, "Watches a descriptor."},
    {"modify", "($self, fd, eventmask, /)", pollModify, nullptr, MethodKind::kInstance, "Changes what is watched for."},
    {"unregister", "($self, fd, /)", pollUnregister, nullptr, MethodKind::kInstance, "Watches a descriptor no longer."},
    {"poll", "($self, timeout=None, /)", pollPoll, nullptr, MethodKind::kInstance, "Waits; (descriptor, events) of what is ready."},
};
const Slots kPollSlots = [] {
  Slots slots;
  slots.release = pollRelease;
  return slots;
}();
const TypeSpec kPollType = {.id = TypeId::kPoll, .name = "select.poll", .basicSize = sizeof(Poll),
                            .flags = kTypeDisallowInstantiation | kTypeImmutable, .slots = &kPollSlots, .methods = kPollMethods};

// --- epoll objects

struct Epoll : Object {
  int fd;
};

Epoll* epollOf(Value v) { return v.as<Epoll>(); }

void epollRelease(Object* object) {
  int fd = std::exchange(static_cast<Epoll*>(object)->fd, -1);
  if (fd >= 0) ::close(fd);
}

Ref<> newEpoll(Thread& thread, Type* type, int fd) {
  Ref<Epoll> epoll = newObject<Epoll>(thread, type);
  if (!epoll) ::close(fd);
  else epoll->fd = fd;
  return epoll;
}

// epoll(sizehint=-1, flags=0)
Ref<> epollCreate(Thread& thread, Type* type, const Arguments& args) {
  int numbers[] = {-1, 0};
  size_t given = args.positionalCount + keywordCount(args);
  if (given > 2) return thread.raiseTypeError("epoll() takes at most 2 arguments ({} given)", given);
  for (size_t i = 0; i < args.positionalCount; ++i) numbers[i] = TRY(intArgument(thread, args[i]));
  for (size_t i = 0; i < keywordCount(args); ++i) {
    Str* name = args.keywordNames->items[i].as<Str>();
    bool isHint = strEqualText(name, "sizehint");
    if (!isHint && !strEqualText(name, "flags")) {
      return thread.raiseTypeError("'{}' is an invalid keyword argument for epoll()", name);
    }
    numbers[isHint ? 0 : 1] = TRY(intArgument(thread, args[args.positionalCount + i]));
  }
  if (numbers[0] != -1 && numbers[0] <= 0) return thread.raiseValueError("negative sizehint");
  if (numbers[1] != 0 && numbers[1] != EPOLL_CLOEXEC) return thread.raise(TypeId::kOSError, "invalid flags");
  int fd = ::epoll_create1(EPOLL_CLOEXEC);
  if (fd < 0) return thread.raiseErrno(errno);
  return newEpoll(thread, type, fd);
}
Ref<> epollFromFd(Thread& thread, const Value* args) {
  return newEpoll(thread, args[0].as<Type>(), TRY(intArgument(thread, args[1])));
}

Status requireOpen(Thread& thread, Value self) {
  if (epollOf(self)->fd >= 0) return kOk;
  return thread.raiseValueError("I/O operation on closed epoll object");
}

Ref<> epollClose(Thread& thread, const Value* args) {
  int fd = std::exchange(epollOf(args[0])->fd, -1);
  if (fd >= 0 && ::close(fd) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> epollFileno(Thread& thread, const Value* args) {
  TRY(requireOpen(thread, args[0]));
  return newInt(thread, epollOf(args[0])->fd);
}
Ref<> epollClosed(Thread&, Value self) { return newRef(Value::boolean(epollOf(self)->fd < 0)); }
Ref<> epollEnter(Thread& thread, const Value* args) {
  TRY(requireOpen(thread, args[0]));
  return newRef(args[0]);
}
Ref<> epollExit(Thread& thread, Value self, const Arguments&) {
  return callMethod(thread, self, thread.names().close);
}

Ref<> epollControl(Thread& thread, const Value* args, int operation, bool hasEvents) {
  TRY(requireOpen(thread, args[0]));
  int fd = TRY(descriptorArgument(thread, args[1]));
  epoll_event event{};
  if (hasEvents) event.events = static_cast<uint32_t>(TRY(sizeArgument(thread, args[2])));
  event.data.fd = fd;
  if (::epoll_ctl(epollOf(args[0])->fd, operation, fd, &event) < 0) return thread.raiseErrno(errno);
  return newRef(kNone);
}
Ref<> epollRegister(Thread& thread, const Value* args) { return epollControl(thread, args, EPOLL_CTL_ADD, true); }
Ref<> epollModify(Thread& thread, const Value* args) { return epollControl(thread, args, EPOLL_CTL_MOD, true); }
Ref<> epollUnregister(Thread& thread, const Value* args) { return epollControl(thread, args, EPOLL_CTL_DEL, false); }

Ref<> epollPoll(Thread& thread, const Value* args) {
  TRY(requireOpen(thread, args[0]));
  bool limited = !args[1].isNone();
  int64_t deadline = INT64_MAX;
  if (limited) {
    Result<int64_t> given = nanosecondsArgument(thread, args[1]);
    if (!given) {
      if (thread.clearIfMatches(TypeId::kTypeError)) return thread.raiseTypeError("timeout must be an integer or None");
      return Raised{};
    }
    int64_t span = *given;
    if (span / 1000000 > INT_MAX) return thread.raise(TypeId::kOverflowError, "timeout is too large");
    limited = span >= 0;
    deadline = deadlineAfter(span);
  }
  int maximum = TRY(intArgument(thread, args[2]));
  if (maximum == -1) maximum = FD_SETSIZE - 1;
  else if (maximum < 1) return thread.raiseValueError("maxevents must be greater than 0, got {}", maximum);
  std::vector<epoll_event> events(static_cast<size_t>(maximum));
  Ref<> keep = newRef(args[0]);
  auto* epoll = epollOf(args[0]);  // a handler may close it
  int count = TRY(blockingCall(thread, [&] {
    return ::epoll_wait(epoll->fd, events.data(), maximum, limited ? millisecondsUntil(deadline) : -1);
  }));
  Ref<List> result = TRY(newList(thread));
  for (int i = 0; i < count; ++i) {
    Ref<Tuple> pair = TRY(makeTuple(thread, Value::smallInt(events[i].data.fd), Value::smallInt(events[i].events)));
    TRY(listAppend(thread, result, pair.value()));
  }
  return result;
}

const MethodDef kEpollMethods[] = {
    {"fromfd", "($type, fd, /)", epollFromFd, nullptr, MethodKind::kClass, "An epoll object of a given descriptor."},
    {"close", "($self, /)", epollClose, nullptr, MethodKind::kInstance, "Closes the descriptor."},
    {"fileno", "($self, /)", epollFileno, nullptr, MethodKind::kInstance, "The descriptor."},
    {"register", "($self, /, fd, eventmask=7)", epollRegister, nullptr, MethodKind::kInstance, "Watches a descriptor."},
    {"modify", "($self, /, fd, eventmask)", epollModify, nullptr, MethodKind::kInstance, "Changes what is watched for."},
    {"unregister", "($self, /, fd)", epollUnregister, nullptr, MethodKind::kInstance, "Watches a descriptor no longer."},
    {"poll", "($self, /, timeout=None, maxevents=-1)", epollPoll, nullptr, MethodKind::kInstance, "Waits; (descriptor, events) of what is ready."},
    {"__enter__", "($self, /)", epollEnter},
    {"__exit__", nullptr, nullptr, epollExit},
};
const GetSetDef kEpollGetSets[] = {{"closed", epollClosed, nullptr, "Is it closed?"}};
const Slots kEpollSlots = [] {
  Slots slots;
  slots.create = epollCreate;
  slots.release = epollRelease;
  return slots;
}();
const TypeSpec kEpollType = {.id = TypeId::kEpoll, .name = "select.epoll", .basicSize = sizeof(Epoll),
                             .flags = kTypeImmutable, .slots = &kEpollSlots, .methods = kEpollMethods,
                             .getSets = kEpollGetSets, .doc = "Watches many descriptors."};

const MethodDef kFunctions[] = {
    {"select", "($module, rlist, wlist, xlist, timeout=None, /)", selectSelect, nullptr, MethodKind::kInstance, "Waits until descriptors are ready."},
    {"poll", "($module, /)", selectPoll, nullptr, MethodKind::kInstance, "A new poll object."},
};

struct Constant {
  const char* name;
  int64_t value;
};
const Constant kConstants[] = {
    {"POLLIN", POLLIN}, {"POLLPRI", POLLPRI}, {"POLLOUT", POLLOUT}, {"POLLERR", POLLERR}, {"POLLHUP", POLLHUP},
    {"POLLNVAL", POLLNVAL}, {"POLLRDNORM", POLLRDNORM}, {"POLLRDBAND", POLLRDBAND}, {"POLLWRNORM", POLLWRNORM},
    {"POLLWRBAND", POLLWRBAND}, {"POLLMSG", 0x400}, {"POLLRDHUP", 0x2000}, {"EPOLLIN", EPOLLIN}, {"EPOLLOUT", EPOLLOUT},
    {"EPOLLPRI", EPOLLPRI}, {"EPOLLERR", EPOLLERR}, {"EPOLLHUP", EPOLLHUP}, {"EPOLLRDHUP", EPOLLRDHUP},
    {"EPOLLET", EPOLLET}, {"EPOLLONESHOT", EPOLLONESHOT}, {"EPOLLEXCLUSIVE", EPOLLEXCLUSIVE},
    {"EPOLLRDNORM", EPOLLRDNORM}, {"EPOLLRDBAND", EPOLLRDBAND}, {"EPOLLWRNORM", EPOLLWRNORM},
    {"EPOLLWRBAND", EPOLLWRBAND}, {"EPOLLMSG", EPOLLMSG}, {"EPOLL_CLOEXEC", EPOLL_CLOEXEC}, {"PIPE_BUF", PIPE_BUF}};

Status populate(Thread& thread, Module* module) {
  for (const Constant& constant : kConstants) TRY(moduleAddInt(thread, module, constant.name, constant.value));
  if (createNativeType(thread, kPollType) == nullptr) return Raised{};
  TRY(moduleAddType(thread, module, kEpollType));
  return moduleAdd(thread, module, "error", newRef(Value(thread.type(TypeId::kOSError))));
}

}  // namespace

extern const ModuleSpec kSelectModule;
const ModuleSpec kSelectModule = {"select", kFunctions, populate, "Waiting for input and output on many descriptors."};

}  // namespace taipan
