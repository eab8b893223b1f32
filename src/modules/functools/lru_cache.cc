// The callable that functools.lru_cache puts around a function.
//
// Results lie in a dict from key to a link; links form a list from the oldest to the newest use.  The dict owns the
// links.  Hashing, comparing and the function itself may run Python code that calls or clears the same cache: the
// list is only touched in steps without such code between them.
#include "modules/functools/functools_types.h"
#include "objects/abstract.h"
#include "objects/counted_recursion.h"
#include "objects/attributes.h"
#include "objects/call_arguments.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/method.h"
#include "objects/number_arguments.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

struct LruCache;
struct Link : Object {
  LruCache* owner;      // borrowed; valid while listed
  Link *older, *newer;  // borrowed
  int64_t hash;
  Value key, result;
  bool listed;          // still in the list of its cache
};

struct LruCache : Object {
  Value function, cacheInfoType;
  Dict* cache;
  Link *oldest, *newest;  // borrowed
  int64_t maxSize;        // -1: without bound
  int64_t hits, misses;
  Value keywordMark;      // stands between positional and keyword arguments in a key
  bool typed;
  Dict* dict;
  Object* weakRefs;
};
constexpr int64_t kUnbounded = -1;

LruCache* self(Value v) { return v.as<LruCache>(); }

// --- the list
void unlink(LruCache* c, Link* link) {
  if (!link->listed) return;
  (link->older ? link->older->newer : c->oldest) = link->newer;
  (link->newer ? link->newer->older : c->newest) = link->older;
  link->older = link->newer = nullptr;
  link->listed = false;
}
void linkAsNewest(LruCache* c, Link* link) {
  link->older = c->newest;
  link->newer = nullptr;
  (c->newest ? c->newest->newer : c->oldest) = link;
  c->newest = link;
  link->listed = true;
}
void emptyList(LruCache* c) {
  while (c->oldest) unlink(c, c->oldest);
}
void linkTraverse(Object* object, Visitor& visitor) {
  visitor.visitValue(static_cast<Link*>(object)->key);
  visitor.visitValue(static_cast<Link*>(object)->result);
}
void linkRelease(Object* object) {
  auto* link = static_cast<Link*>(object);
  if (link->listed) unlink(link->owner, link);  // an odd __eq__ made the dict drop it
  decrefOrEmpty(std::exchange(static_cast<Link*>(object)->key, Value()));
  decrefOrEmpty(std::exchange(static_cast<Link*>(object)->result, Value()));
}

// --- keys
bool hashesByValue(Value v) { return v.isSmallInt() || (v.isObject() && (v.object()->type->id == TypeId::kStr || v.object()->type->id == TypeId::kInt)); }

// A sole int or str is its own key, other calls are a tuple: arguments, then mark, names and values, then types.
Ref<> makeKey(Thread& thread, LruCache* c, const Arguments& args) {
  size_t positional = args.positionalCount, keywords = keywordCount(args);
  if (!c->typed && keywords == 0 && positional == 1 && hashesByValue(args[0])) return newRef(args[0]);
  size_t size = positional + (keywords ? 1 + 2 * keywords : 0) + (c->typed ? positional + keywords : 0);
  Ref<Tuple> key = TRY(newTuple(thread, size));
  size_t at = 0;
  for (size_t i = 0; i < positional; i++) tupleInit(key, at++, newRef(args[i]));
  if (keywords) tupleInit(key, at++, newRef(c->keywordMark));
  for (size_t k = 0; k < keywords; k++) {
    tupleInit(key, at++, newRef(args.keywordNames->items[k]));
    tupleInit(key, at++, newRef(args[positional + k]));
  }
  if (c->typed) {
    for (size_t i = 0; i < positional + keywords; i++) tupleInit(key, at++, newRef(Value(typeOf(thread, args[i]))));
  }
  return key;
}

// --- calls
Ref<> callUncached(Thread& thread, LruCache* c, const Arguments& args) {
  c->misses++;
  return call(thread, c->function, args);
}
Ref<> callUnbounded(Thread& thread, LruCache* c, const Arguments& args) {
  Ref<> key = TRY(makeKey(thread, c, args));
  int64_t keyHash = TRY(hash(thread, key));
  Ref<Dict> cache = newRef(c->cache);
  if (Value known = dictGetHashed(thread, cache, key, keyHash)) {
    c->hits++;
    return newRef(known);
  }
  if (thread.hasException()) return Raised{};
  c->misses++;
  Ref<> result = TRY(call(thread, c->function, args));
  TRY(dictSetHashed(thread, cache, key, keyHash, result));
  return result;
}
// Puts a new result in, dropping the oldest if the cache is full.
Status insert(Thread& thread, LruCache* c, Value key, int64_t keyHash, Value result) {
  Ref<Link> evicted;
  Ref<Dict> cache = newRef(c->cache);
  if (static_cast<int64_t>(cache->used) >= c->maxSize && c->oldest) {
    evicted = newRef(c->oldest);
    unlink(c, evicted);
    Ref<> old = dictPopHashed(thread, cache, evicted->key, evicted->hash);
    // Absent: the function, or an __eq__, has dropped it meanwhile.  Nothing is put in its place.
    if (!old) return thread.hasException() ? Status(Raised{}) : kOk;
  }
  Ref<Link> link = TRY(newObject<Link>(thread, thread.type(TypeId::kLruCacheLink)));
  link->owner = c;
  link->older = link->newer = nullptr;
  link->listed = false;
  link->hash = keyHash;
  link->key = newRef(key).releaseValue();
  link->result = newRef(result).releaseValue();
  TRY(dictSetHashed(thread, cache, key, keyHash, link.value()));
  if (link->refCount > 1) linkAsNewest(c, link);
  return kOk;
}
Ref<> callBounded(Thread& thread, LruCache* c, const Arguments& args) {
  Ref<> key = TRY(makeKey(thread, c, args));
  int64_t keyHash = TRY(hash(thread, key));
  if (Value known = dictGetHashed(thread, c->cache, key, keyHash)) {
    Link* link = known.as<Link>();
    if (link->listed) {
      unlink(c, link);
      linkAsNewest(c, link);
    }
    c->hits++;
    return newRef(link->result);
  }
  if (thread.hasException()) return Raised{};
  c->misses++;
  Ref<> result = TRY(call(thread, c->function, args));
  // The same key may have come in during the call.
  if (dictGetHashed(thread, c->cache, key, keyHash)) return result;
  if (thread.hasException()) return Raised{};
  TRY(insert(thread, c, key, keyHash, result));
  return result;
}
Ref<> lruCall(Thread& thread, Value v, const Arguments& args) {
  CountedRecursion guard(thread);
  if (!guard.enter(" while calling a Python object")) return Raised{};
  Ref<> hold = newRef(v);
  LruCache* c = self(v);
  if (c->maxSize == 0) return callUncached(thread, c, args);
  return c->maxSize == kUnbounded ? callUnbounded(thread, c, args) : callBounded(thread, c, args);
}

// --- construction
Ref<> lruCreate(Thread& thread, Type* type, const Arguments& args) {
  Value bound[4];
  TRY(bindCall(thread, args, "lru_cache", {"user_function", "maxsize", "typed", "cache_info_type"}, 4, 4, bound));
  if (!isCallable(thread, bound[0])) return thread.raiseTypeError("the first argument must be callable");
  int64_t maxSize = kUnbounded;
  if (!bound[1].isNone()) {
    if (!isInt(bound[1]) && !typeOf(thread, bound[1])->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
      return thread.raiseTypeError("maxsize should be integer or None");
    }
    maxSize = TRY(sizeArgument(thread, bound[1]));
    if (maxSize < 0) maxSize = 0;
  }
  bool typed = TRY(isTrue(thread, bound[2]));
  Ref<Dict> cache = TRY(newDict(thread));
  Ref<> mark = TRY(call(thread, Value(thread.type(TypeId::kObject))));
  Ref<LruCache> made = TRY(newObject<LruCache>(thread, type));
  made->function = newRef(bound[0]).releaseValue();
  made->cacheInfoType = newRef(bound[3]).releaseValue();
  made->cache = cache.release();
  made->keywordMark = mark.releaseValue();
  made->maxSize = maxSize;
  made->typed = typed;
  return made;
}
void lruTraverse(Object* object, Visitor& visitor) {
  auto* c = static_cast<LruCache*>(object);
  for (Value v : {c->function, c->cacheInfoType, Value(c->cache), c->keywordMark, Value(c->dict)}) visitor.visitValue(v);
}
void lruRelease(Object* object) {
  auto* c = static_cast<LruCache*>(object);
  emptyList(c);
  for (Value* v : {&c->function, &c->cacheInfoType, &c->keywordMark}) decrefOrEmpty(std::exchange(*v, Value()));
  decrefOrEmpty(std::exchange(c->cache, nullptr));
  decrefOrEmpty(std::exchange(c->dict, nullptr));
}
// Called on a live object, which must stay usable: the function, the cache and the mark stay.
void lruClear(Object* object) {
  auto* c = static_cast<LruCache*>(object);
  emptyList(c);
  if (c->cache) dictClear(c->cache);
  decrefOrEmpty(std::exchange(c->dict, nullptr));
}

// --- methods
Ref<> cacheInfo(Thread& thread, const Value* args) {
  LruCache* c = self(args[0]);
  Ref<> hits = TRY(newInt(thread, c->hits)), misses = TRY(newInt(thread, c->misses));
  Ref<> limit = c->maxSize == kUnbounded ? newRef(kNone) : TRY(newInt(thread, c->maxSize));
  Ref<> size = TRY(newInt(thread, static_cast<int64_t>(c->cache->used)));
  return call(thread, c->cacheInfoType, hits.get(), misses.get(), limit.get(), size.get());
}
Ref<> cacheClear(Thread&, const Value* args) {
  LruCache* c = self(args[0]);
  emptyList(c);
  c->hits = c->misses = 0;
  dictClear(c->cache);
  return newRef(kNone);
}
Ref<> lruReduce(Thread& thread, const Value* args) { return getAttribute(thread, args[0], thread.names().dunder_qualname); }
Ref<> lruSelf(Thread&, const Value* args) { return newRef(args[0]); }
Ref<> lruDescriptorGet(Thread& thread, Value v, Value instance, Value) {
  if (!instance || instance.isNone()) return newRef(v);
  return newMethod(thread, v, instance);
}
Ref<> getDict(Thread& thread, Value v) {
  Dict* dict = instanceDict(thread, v.object());
  if (!dict) return Raised{};
  return newRef(Value(dict));
}
Status setDict(Thread& thread, Value v, Value value) {
  if (!value) return thread.raiseTypeError("cannot delete __dict__");
  return setInstanceDict(thread, v.object(), value);
}

constexpr Slots kLinkSlots = {.release = linkRelease, .traverse = linkTraverse};
constexpr Slots kSlots = {.release = lruRelease, .traverse = lruTraverse, .clear = lruClear, .create = lruCreate,
                          .call = lruCall, .descriptorGet = lruDescriptorGet};
constexpr MethodDef kMethods[] = {
    {.name = "cache_info", .signature = "($self, /)", .function = cacheInfo, .doc = "Report cache statistics"},
    {.name = "cache_clear", .signature = "($self, /)", .function = cacheClear, .doc = "Clear the cache and its statistics"},
    {.name = "__reduce__", .signature = "($self, /)", .function = lruReduce},
    {.name = "__copy__", .signature = "($self, /)", .function = lruSelf},
    {.name = "__deepcopy__", .signature = "($self, memo, /)", .function = lruSelf}};
constexpr GetSetDef kGetSets[] = {{"__dict__", getDict, setDict}};

}  // namespace

extern const TypeSpec kLruCacheLinkType;
constexpr TypeSpec kLruCacheLinkType = {.id = TypeId::kLruCacheLink,
                                        .name = "functools._lru_list_elem",
                                        .basicSize = sizeof(Link),
                                        .flags = kTypeHasGc | kTypeDisallowInstantiation,
                                        .slots = &kLinkSlots};
extern const TypeSpec kLruCacheWrapperType;
constexpr TypeSpec kLruCacheWrapperType = {.id = TypeId::kLruCacheWrapper,
                                           .name = "functools._lru_cache_wrapper",
                                           .basicSize = sizeof(LruCache),
                                           .flags = kTypeHasGc | kTypeMethodDescriptor,
                                           .slots = &kSlots,
                                           .methods = kMethods,
                                           .getSets = kGetSets,
                                           .dictOffset = offsetof(LruCache, dict),
                                           .weakRefsOffset = offsetof(LruCache, weakRefs),
                                           .doc = "Remembers the results of a function, for a bounded number of calls."};

}  // namespace taipan
