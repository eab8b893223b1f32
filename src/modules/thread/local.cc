// _thread._local: an object with other attributes in each thread.
//
// The object holds one dict for each thread that touched it, and each thread knows the objects that it touched, so
// that whichever ends first takes its dicts along at once.  Attribute access first points the plain `dict` field,
// which is a borrowed alias, to the running thread's dict.
#include <algorithm>
#include <vector>

#include "modules/thread/thread_internal.h"
#include "objects/abstract.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/str.h"

namespace taipan {

namespace {

struct ThreadLocal;
using LocalList = std::vector<ThreadLocal*>;

struct Entry {
  Thread* thread;
  Dict* dict;  // owned
};
struct ThreadLocal : Object {
  Dict* dict;                  // of the thread that accessed last; borrowed from its entry
  std::vector<Entry>* entries;
  Tuple* positional;           // arguments for __init__, which runs once in each thread; owned, as is the next
  Dict* keywords;
  Object* weakRefs;
};

ThreadLocal* localOf(Value v) { return v.as<ThreadLocal>(); }

// Takes `local` off the thread's list, which ends with its last entry.
void forget(Thread* thread, ThreadLocal* local) {
  auto* list = static_cast<LocalList*>(thread->locals);
  if (list == nullptr) return;
  auto found = std::find(list->begin(), list->end(), local);
  if (found != list->end()) list->erase(found);
  if (!list->empty()) return;
  delete list;
  thread->locals = nullptr;
}

Dict* findDict(Thread& thread, ThreadLocal* local) {
  for (const Entry& entry : *local->entries) {
    if (entry.thread == &thread) return entry.dict;
  }
  return nullptr;
}

Dict* addDict(Thread& thread, ThreadLocal* local) {
  Ref<Dict> fresh = newDict(thread);
  if (!fresh) return nullptr;
  if (thread.locals == nullptr) thread.locals = new LocalList;
  static_cast<LocalList*>(thread.locals)->push_back(local);
  local->entries->push_back({&thread, fresh.get()});
  return fresh.release();
}

void removeEntry(Thread* thread, ThreadLocal* local) {
  forget(thread, local);
  auto& entries = *local->entries;
  auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.thread == thread; });
  if (found == entries.end()) return;
  Dict* dict = found->dict;
  if (local->dict == dict) local->dict = nullptr;
  entries.erase(found);
  decref(Value(dict));
}

// Makes this thread's dict the current one; the first time it runs __init__.
Status enter(Thread& thread, ThreadLocal* local) {
  if (Dict* dict = findDict(thread, local)) {
    local->dict = dict;
    return kOk;
  }
  Dict* dict = addDict(thread, local);
  if (dict == nullptr) return Raised{};
  local->dict = dict;
  Ref<> initialize = TRY(getAttribute(thread, Value(local->type), thread.names().dunder_init));
  if (local->type->slots.initialize == thread.type(TypeId::kObject)->slots.initialize) return kOk;
  Ref<Tuple> arguments = TRY(newTuple(thread, local->positional->size + 1));
  tupleInit(arguments, 0, newRef(Value(local)));
  for (size_t i = 0; i < local->positional->size; ++i) tupleInit(arguments, i + 1, newRef(local->positional->items[i]));
  Ref<> done = callWithTupleAndDict(thread, initialize, arguments, local->keywords);
  if (!done) {
    Ref<> raised = thread.takeException();
    removeEntry(&thread, local);  // the next access tries again
    return thread.restoreException(std::move(raised));
  }
  local->dict = findDict(thread, local);
  return kOk;
}

Ref<> localCreate(Thread& thread, Type* type, const Arguments& args) {
  size_t given = args.positionalCount + keywordCount(args);
  if (given != 0 && type->slots.initialize == thread.type(TypeId::kObject)->slots.initialize) {
    return thread.raiseTypeError("Initialization arguments are not supported");
  }
  Ref<ThreadLocal> local = TRY(newObject<ThreadLocal>(thread, type));
  local->entries = new std::vector<Entry>;
  local->positional = TRY(newTupleFrom(thread, args.values, args.positionalCount)).release();
  local->keywords = TRY(newDict(thread)).release();
  for (size_t i = 0; i < keywordCount(args); ++i) {
    TRY(dictSet(thread, local->keywords, args.keywordNames->items[i], args[args.positionalCount + i]));
  }
  // type.__call__ runs __init__ in this thread.
  local->dict = addDict(thread, local);
  if (local->dict == nullptr) return Raised{};
  return local;
}

void localTraverse(Object* object, Visitor& visitor) {
  auto* local = static_cast<ThreadLocal*>(object);
  if (local->positional) visitor.visit(local->positional);
  if (local->keywords) visitor.visit(local->keywords);
  if (local->entries == nullptr) return;
  for (const Entry& entry : *local->entries) visitor.visit(entry.dict);
}
void dropEntries(ThreadLocal* local) {
  if (local->entries == nullptr) return;
  while (!local->entries->empty()) removeEntry(local->entries->back().thread, local);
}
void localClear(Object* object) { dropEntries(static_cast<ThreadLocal*>(object)); }

void localRelease(Object* object) {
  auto* local = static_cast<ThreadLocal*>(object);
  dropEntries(local);
  delete std::exchange(local->entries, nullptr);
  if (Tuple* positional = std::exchange(local->positional, nullptr)) decref(Value(positional));
  if (Dict* keywords = std::exchange(local->keywords, nullptr)) decref(Value(keywords));
}

Ref<> localGetAttribute(Thread& thread, Value self, Str* name) {
  TRY(enter(thread, localOf(self)));
  if (strEqualText(name, "__dict__")) return newRef(Value(localOf(self)->dict));
  return genericGetAttribute(thread, self, name);
}

Status localSetAttribute(Thread& thread, Value self, Str* name, Value value) {
  TRY(enter(thread, localOf(self)));
  if (strEqualText(name, "__dict__")) {
    return thread.raise(TypeId::kAttributeError, "'{}' object attribute '__dict__' is read-only",
                        self.object()->type->nativeName);
  }
  return genericSetAttribute(thread, self, name, value);
}

const Slots kSlots = [] {
  Slots slots;
  slots.create = localCreate;
  slots.release = localRelease;
  slots.traverse = localTraverse;
  slots.clear = localClear;
  slots.getAttribute = localGetAttribute;
  slots.setAttribute = localSetAttribute;
  return slots;
}();

}  // namespace

void dropThreadLocals(Thread& thread) {
  auto list = [&] { return static_cast<LocalList*>(thread.locals); };  // goes with its last entry (forget)
  if (list() == nullptr) return;
  // Destructors may store values anew.  Some of that is dropped too; what comes after that is not, so that this ends.
  size_t rounds = list()->size() * 2 + 16;
  for (; list() != nullptr && rounds != 0; --rounds) {
    Ref<> keep = newRef(Value(list()->back()));  // dropping a dict may drop the object itself
    removeEntry(&thread, localOf(keep));
  }
  while (list() != nullptr) {
    ThreadLocal* local = list()->back();
    (void)newRef(Value(findDict(thread, local))).release();
    removeEntry(&thread, local);
  }
}

const TypeSpec kThreadLocalType = {.id = TypeId::kThreadLocal, .name = "_thread._local", .basicSize = sizeof(ThreadLocal),
                                   .flags = kTypeIsBaseType | kTypeHasGc | kTypeImmutable, .slots = &kSlots,
                                   .dictOffset = offsetof(ThreadLocal, dict),
                                   .weakRefsOffset = offsetof(ThreadLocal, weakRefs), .doc = "Data of its own for each thread."};

}  // namespace taipan
