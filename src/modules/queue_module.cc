// _queue: SimpleQueue, an unbounded queue whose put() may be called from anywhere, finalizers and signal handlers included.
#include <errno.h>
#include <math.h>
#include <semaphore.h>
#include <time.h>

#include "modules/blocking.h"
#include "modules/module_helpers.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/exception.h"
#include "objects/float.h"
#include "objects/generic_alias.h"
#include "objects/list.h"

namespace taipan {
namespace {

// Items from `head` on are waiting; those before it are gone (None).  Getters wait on the semaphore; a put posts it
// once if somebody waits.  A post too many only makes a getter look again.
struct SimpleQueue : Object {
  List* items;
  size_t head;
  int64_t waiting;
  sem_t* wakeUp;
  Object* weakRefs;
};
SimpleQueue* self(Value v) { return v.as<SimpleQueue>(); }

Ref<> queueCreate(Thread& thread, Type* type, const Arguments& args) {
  if (args.positionalCount) return thread.raiseTypeError("SimpleQueue() takes no positional arguments");
  if (keywordCount(args) && type->id == TypeId::kSimpleQueue) return thread.raiseTypeError("SimpleQueue() takes no keyword arguments");
  Ref<List> items = TRY(newList(thread));
  Ref<SimpleQueue> queue = TRY(newObject<SimpleQueue>(thread, type));
  queue->wakeUp = static_cast<sem_t*>(thread.heap().allocateBuffer(sizeof(sem_t)));
  if (!queue->wakeUp) return thread.raiseMemoryError();
  sem_init(queue->wakeUp, 0, 0);
  queue->items = items.release();
  return queue;
}
void queueTraverse(Object* object, Visitor& visitor) { visitor.visitValue(Value(static_cast<SimpleQueue*>(object)->items)); }
void queueRelease(Object* object) {
  auto* queue = static_cast<SimpleQueue*>(object);
  decrefOrEmpty(std::exchange(queue->items, nullptr));
  if (sem_t* semaphore = std::exchange(queue->wakeUp, nullptr)) {
    sem_destroy(semaphore);
    object->type->interpreter->heap.freeBuffer(semaphore, sizeof(sem_t));
  }
}
void queueClear(Object* object) {
  auto* queue = static_cast<SimpleQueue*>(object);
  queue->head = 0;
  if (queue->items) listClear(queue->items);
}

Status append(Thread& thread, SimpleQueue* queue, Value item) {
  TRY(listAppend(thread, queue->items, item));
  if (queue->waiting) sem_post(queue->wakeUp);
  return kOk;
}
Ref<> takeFirst(SimpleQueue* queue) {
  List* items = queue->items;
  Ref<> item = Ref<>::adopt(std::exchange(items->items[queue->head++], kNone));
  if (queue->head * 2 > items->size && queue->head >= 16) {
    size_t left = items->size - queue->head;
    for (size_t i = 0; i < left; i++) items->items[i] = items->items[queue->head + i];
    items->size = left;
    queue->head = 0;
  } else if (queue->head == items->size) {
    items->size = queue->head = 0;
  }
  return item;
}
bool isEmpty(SimpleQueue* queue) { return queue->head == queue->items->size; }

constexpr int64_t kNanoseconds = 1000000000, kForever = -1;
// Nanoseconds of a timeout in seconds, rounded up.
Result<int64_t> timeoutArgument(Thread& thread, Value value) {
  constexpr const char* kTooLarge = "timestamp too large to convert to C _PyTime_t";
  int64_t nanoseconds;
  if (isFloat(value)) {
    double seconds = floatValue(value);
    if (isnan(seconds)) return thread.raiseValueError("Invalid value NaN (not a number)");
    double scaled = ceil(seconds * 1e9);
    if (!(scaled > -0x1p63 && scaled < 0x1p63)) return thread.raise(TypeId::kOverflowError, kTooLarge);
    nanoseconds = static_cast<int64_t>(scaled);
  } else {
    Ref<> number = TRY(index(thread, value));
    int64_t seconds;
    if (!intFitsInt64(number, &seconds) || __builtin_mul_overflow(seconds, kNanoseconds, &nanoseconds)) {
      return thread.raise(TypeId::kOverflowError, kTooLarge);
    }
  }
  if (nanoseconds < 0) return thread.raiseValueError("'timeout' must be a non-negative number");
  return nanoseconds;
}

// True: somebody posted.  False: the time is over.  Handlers of signals run meanwhile.
Result<bool> waitUntil(Thread& thread, SimpleQueue* queue, const timespec* deadline) {
  int error;
  {
    BlockingCall unlocked(thread);
    error = (deadline ? sem_clockwait(queue->wakeUp, CLOCK_MONOTONIC, deadline) : sem_wait(queue->wakeUp)) ? errno : 0;
  }
  if (error == ETIMEDOUT) return false;
  if (error == EINTR) TRY(handleSignals(thread));
  return true;
}
Ref<> getWithin(Thread& thread, Value v, int64_t nanoseconds) {
  Ref<> hold = newRef(v);
  SimpleQueue* queue = self(v);
  timespec deadline;
  clock_gettime(CLOCK_MONOTONIC, &deadline);
  if (nanoseconds > 0) {
    deadline.tv_sec += nanoseconds / kNanoseconds;
    deadline.tv_nsec += nanoseconds % kNanoseconds;
    if (deadline.tv_nsec >= kNanoseconds) deadline.tv_sec++, deadline.tv_nsec -= kNanoseconds;
  }
  while (isEmpty(queue)) {
    if (nanoseconds == 0) return thread.raiseObject(Value(thread.type(TypeId::kQueueEmpty)));
    queue->waiting++;
    Result<bool> posted = waitUntil(thread, queue, nanoseconds == kForever ? nullptr : &deadline);
    queue->waiting--;
    if (!posted) return Raised{};
    if (!*posted) nanoseconds = 0;
  }
  return takeFirst(queue);
}
Ref<> get(Thread& thread, const Value* args) {
  int64_t nanoseconds = kForever;
  if (!TRY(isTrue(thread, args[1]))) nanoseconds = 0;
  else if (!args[2].isNone()) nanoseconds = TRY(timeoutArgument(thread, args[2]));
  return getWithin(thread, args[0], nanoseconds);
}
Ref<> getNoWait(Thread& thread, const Value* args) { return getWithin(thread, args[0], 0); }
Ref<> put(Thread& thread, const Value* args) {
  TRY(append(thread, self(args[0]), args[1]));
  return newRef(kNone);
}
Ref<> empty(Thread&, const Value* args) { return newRef(Value::boolean(isEmpty(self(args[0])))); }
Ref<> size(Thread& thread, const Value* args) {
  return newInt(thread, static_cast<int64_t>(self(args[0])->items->size - self(args[0])->head));
}
Ref<> classGetItem(Thread& thread, const Value* args) { return newGenericAlias(thread, args[0], args[1]); }

constexpr Slots kSlots = {.release = queueRelease, .traverse = queueTraverse, .clear = queueClear, .create = queueCreate};
constexpr MethodDef kMethods[] = {
    {.name = "get", .signature = "($self, /, block=True, timeout=None)", .function = get},
    {.name = "get_nowait", .signature = "($self, /)", .function = getNoWait},
    {.name = "put", .signature = "($self, /, item, block=True, timeout=None)", .function = put},
    {.name = "put_nowait", .signature = "($self, /, item)", .function = put},
    {.name = "empty", .signature = "($self, /)", .function = empty},
    {.name = "qsize", .signature = "($self, /)", .function = size},
    {.name = "__class_getitem__", .signature = "($type, object, /)", .function = classGetItem, .kind = MethodKind::kClass}};
constexpr TypeSpec kSimpleQueueType = {.id = TypeId::kSimpleQueue, .name = "_queue.SimpleQueue",
                                       .basicSize = sizeof(SimpleQueue), .flags = kTypeHasGc | kTypeIsBaseType,
                                       .slots = &kSlots, .methods = kMethods,
                                       .weakRefsOffset = offsetof(SimpleQueue, weakRefs),
                                       .doc = "SimpleQueue()\n--\n\nAn unbounded first-in, first-out queue."};
constexpr TypeSpec kEmptyType = exceptionSpec(TypeId::kQueueEmpty, "_queue.Empty", TypeId::kException);

Status populate(Thread& thread, Module* module) {
  TRY(moduleAddType(thread, module, kSimpleQueueType));
  TRY(moduleAddType(thread, module, kEmptyType));
  return kOk;
}

}  // namespace

extern const ModuleSpec kQueueModule;
constexpr ModuleSpec kQueueModule = {.name = "_queue", .populate = populate, .doc = "The native part of the queue module."};

}  // namespace taipan
