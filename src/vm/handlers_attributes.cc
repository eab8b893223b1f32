// Handlers of attributes.
#include "objects/abstract.h"
#include "objects/attributes.h"
#include "objects/class_helpers.h"
#include "objects/dict.h"
#include "objects/module.h"
#include "vm/handlers.h"
#include "vm/inline_caches.h"
#include "vm/operations.h"
#include "vm/plain_call.h"
#include "vm/specialize.h"

namespace taipan {

// The attribute area of an instance whose area lies at a fixed offset; null: it has none.
static inline AttributeArea* fixedArea(Value v) {
  if (!v.isObjectAssumingNotEmpty()) return nullptr;
  size_t offset = v.object()->type->attributesOffset;
  return offset == 0 ? nullptr : reinterpret_cast<AttributeArea*>(reinterpret_cast<char*>(v.object()) + offset);
}
static inline bool hasShape(Value v, uint32_t id) {
  AttributeArea* area = fixedArea(v);
  return area != nullptr && area->shape->id == id;
}
static inline Value* fieldAt(Value v, size_t offset) {
  return reinterpret_cast<Value*>(reinterpret_cast<char*>(v.object()) + offset);
}
// The entry of `dict` at the remembered place, if it is still that of `name`.
static inline DictEntry* entryAt(Dict* dict, size_t i, Str* name) {
  return i < dict->entryCount && dict->entries[i].key == Value(name) ? &dict->entries[i] : nullptr;
}

// --- LOAD_ATTR

OP(LOAD_ATTR) {
  SAVE();
  Value v = getAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg))).releaseValue();
  if (v.isEmpty()) RAISE();
  decref(std::exchange(sp[-1], v));
  pc += 4;
  NEXT();
}
OP(LOAD_ATTR_ADAPTIVE) {
  if (countDown(pc)) {
    specializeLoadAttribute(thread, frame, pc, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)));
  }
  GO(doLOAD_ATTR);
}
HANDLER_CC static Value missedLoadAttribute(STATE) {
  countMiss(pc);
  GO(doLOAD_ATTR);
}
// Replaces the owner on top by its attribute (borrowed).
#define FOUND_ATTRIBUTE(value)             \
  do {                                     \
    Value found_ = (value);                \
    incref(found_);                        \
    SAVE();                                \
    decref(std::exchange(sp[-1], found_)); \
    pc += 4;                               \
    NEXT();                                \
  } while (0)

OP(LOAD_ATTR_SLOT) {
  auto* cache = cacheAt<AttributeCache>(pc);
  if (!hasShape(sp[-1], cache->key)) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(*fieldAt(sp[-1], cache->payload));
}
OP(LOAD_ATTR_OVERFLOW) {
  auto* cache = cacheAt<AttributeCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(area->overflow[cache->payload]);
}
OP(LOAD_ATTR_DICT) {
  auto* cache = cacheAt<AttributeCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedLoadAttribute);
  DictEntry* entry = entryAt(area->dict, cache->payload, frame->code->nameAt(static_cast<int32_t>(oparg)));
  if (entry == nullptr) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(entry->value);
}
OP(LOAD_ATTR_CLASS) {
  auto* cache = cacheAt<AttributeCache>(pc);
  if (!hasShape(sp[-1], cache->key)) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(frame->code->payloads[cache->payload].value);
}
OP(LOAD_ATTR_MEMBER) {
  auto* cache = cacheAt<AttributeCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || owner.object()->type->version != cache->key) [[unlikely]] GO(missedLoadAttribute);
  Value v = *fieldAt(owner, cache->payload);
  if (v.isEmpty()) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(v);
}
OP(LOAD_ATTR_PROPERTY) {
  auto* cache = cacheAt<AttributeCache>(pc);
  if (!hasShape(sp[-1], cache->key)) [[unlikely]] GO(missedLoadAttribute);
  Value getter = frame->code->payloads[cache->payload].value.as<PropertyObject>()->getter;
  if (!canCallPlainly(thread, getter, 1)) [[unlikely]] GO(missedLoadAttribute);
  SAVE();
  Frame* callee = framePlainly(thread, getter.as<Function>(), sp - 1, 1);
  if (callee == nullptr) RAISE();
  increfObject(callee->function);
  callee->returnSkip = 4;
  frame->sp = sp - 1;
  frame = callee;
  pc = frame->pc;
  sp = frame->sp;
  NEXT();
}
OP(LOAD_ATTR_MODULE) {
  auto* cache = cacheAt<AttributeCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || owner.object()->type->id != TypeId::kModule) [[unlikely]] GO(missedLoadAttribute);
  Dict* dict = owner.as<Module>()->dict;
  if (dict == nullptr || dict->keysVersion != cache->key) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(dict->entries[cache->payload].value);
}
OP(LOAD_ATTR_TYPE) {
  auto* cache = cacheAt<AttributeCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || !owner.object()->type->has(kTypeIsType) ||
      owner.as<Type>()->version != cache->key) [[unlikely]] {
    GO(missedLoadAttribute);
  }
  const CodePayload& payload = frame->code->payloads[cache->payload];
  if (owner.object()->type->version != payload.extra) [[unlikely]] GO(missedLoadAttribute);
  FOUND_ATTRIBUTE(payload.value);
}
// LOAD_FAST joined with the LOAD_ATTR_SLOT behind it: the owner is never counted.
OP(LOAD_FAST_ATTR_SLOT) {
  auto* cache = cacheAt<AttributeCache>(pc + 1);
  Value owner = frame->slots[oparg];
  if (pc->op != static_cast<uint8_t>(Special::LOAD_ATTR_SLOT) || owner.isEmpty() || !hasShape(owner, cache->key)) [[unlikely]] {
    GO(doLOAD_FAST);
  }
  Value v = *fieldAt(owner, cache->payload);
  incref(v);
  *sp++ = v;
  pc += 5;
  NEXT();
}

// --- LOAD_METHOD

OP(LOAD_METHOD) {
  SAVE();
  bool isMethod = false;
  Value v = loadMethod(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)), &isMethod).releaseValue();
  if (v.isEmpty()) RAISE();
  if (isMethod) {
    *sp = sp[-1];
    sp[-1] = v;
  } else {
    decref(std::exchange(sp[-1], Value()));
    *sp = v;
  }
  sp++;
  pc += 10;
  NEXT();
}
OP(LOAD_METHOD_ADAPTIVE) {
  if (countDown(pc)) {
    specializeLoadMethod(thread, frame, pc, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)));
  }
  GO(doLOAD_METHOD);
}
HANDLER_CC static Value missedLoadMethod(STATE) {
  countMiss(pc);
  GO(doLOAD_METHOD);
}
#define FOUND_METHOD(bits)                   \
  do {                                       \
    Value found_ = Value::fromBits(bits);    \
    incref(found_);                          \
    *sp = sp[-1];                            \
    sp[-1] = found_;                         \
    sp++;                                    \
    pc += 10;                                \
    NEXT();                                  \
  } while (0)
#define FOUND_NO_METHOD(value)               \
  do {                                       \
    Value found_ = (value);                  \
    incref(found_);                          \
    SAVE();                                  \
    decref(std::exchange(sp[-1], Value()));  \
    *sp++ = found_;                          \
    pc += 10;                                \
    NEXT();                                  \
  } while (0)

OP(LOAD_METHOD_SHAPE) {
  auto* cache = cacheAt<MethodLoadCache>(pc);
  if (!hasShape(sp[-1], cache->key)) [[unlikely]] GO(missedLoadMethod);
  FOUND_METHOD(cache->value);
}
OP(LOAD_METHOD_DICT) {
  auto* cache = cacheAt<MethodLoadCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedLoadMethod);
  Dict* dict = area->dict;
  Str* name = frame->code->nameAt(static_cast<int32_t>(oparg));
  if (!dict->onlyInternedKeys || (dict->used != 0 && dictFindInterned(dict, name, name->cachedHash) >= 0)) [[unlikely]] {
    GO(missedLoadMethod);
  }
  FOUND_METHOD(cache->value);
}
OP(LOAD_METHOD_NATIVE) {
  auto* cache = cacheAt<MethodLoadCache>(pc);
  if (typeOf(thread, sp[-1])->version != cache->key) [[unlikely]] GO(missedLoadMethod);
  FOUND_METHOD(cache->value);
}
OP(LOAD_METHOD_MODULE) {
  auto* cache = cacheAt<MethodLoadCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || owner.object()->type->id != TypeId::kModule) [[unlikely]] GO(missedLoadMethod);
  Dict* dict = owner.as<Module>()->dict;
  if (dict == nullptr || dict->keysVersion != cache->key) [[unlikely]] GO(missedLoadMethod);
  FOUND_NO_METHOD(dict->entries[cache->extra].value);
}
OP(LOAD_METHOD_TYPE) {
  auto* cache = cacheAt<MethodLoadCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || !owner.object()->type->has(kTypeIsType) ||
      owner.as<Type>()->version != cache->key || owner.object()->type->version != cache->extra) [[unlikely]] {
    GO(missedLoadMethod);
  }
  Value found = Value::fromBits(cache->value);
  TypeId id = found.isObject() ? found.object()->type->id : TypeId::kNoTypeId;
  if (id == TypeId::kClassMethod || id == TypeId::kStaticMethod) {
    Value callable = found.as<MethodWrapperObject>()->callable;
    if (callable.isEmpty()) [[unlikely]] GO(missedLoadMethod);
    if (id == TypeId::kStaticMethod) FOUND_NO_METHOD(callable);
    if (!isFunction(callable)) [[unlikely]] GO(missedLoadMethod);
    FOUND_METHOD(callable.bits());
  }
  FOUND_NO_METHOD(found);
}
OP(LOAD_FAST_METHOD_SHAPE) {
  auto* cache = cacheAt<MethodLoadCache>(pc + 1);
  Value owner = frame->slots[oparg];
  if (pc->op != static_cast<uint8_t>(Special::LOAD_METHOD_SHAPE) || owner.isEmpty() || !hasShape(owner, cache->key)) [[unlikely]] {
    GO(doLOAD_FAST);
  }
  Value found = Value::fromBits(cache->value);
  incref(found);
  incref(owner);
  sp[0] = found;
  sp[1] = owner;
  sp += 2;
  pc += 11;
  NEXT();
}

// --- STORE_ATTR, DELETE_ATTR

OP(STORE_ATTR) {
  SAVE();
  if (!setAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)), sp[-2])) RAISE();
  dropTo(sp, sp - 2);
  pc += 4;
  NEXT();
}
OP(STORE_ATTR_ADAPTIVE) {
  if (countDown(pc)) {
    specializeStoreAttribute(thread, frame, pc, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)));
  }
  GO(doSTORE_ATTR);
}
HANDLER_CC static Value missedStoreAttribute(STATE) {
  countMiss(pc);
  GO(doSTORE_ATTR);
}
// Moves the value into `place`; then the old value and the owner may go.
#define STORE_INTO(place)                                \
  do {                                                   \
    SAVE();                                              \
    Value owner_ = sp[-1];                               \
    Value old_ = std::exchange(place, sp[-2]);           \
    sp -= 2;                                             \
    decrefOrEmpty(old_);                                 \
    decref(owner_);                                      \
    pc += 4;                                             \
    NEXT();                                              \
  } while (0)
OP(STORE_ATTR_SLOT) {
  auto* cache = cacheAt<AttributeCache>(pc);
  if (!hasShape(sp[-1], cache->key)) [[unlikely]] GO(missedStoreAttribute);
  STORE_INTO(*fieldAt(sp[-1], cache->payload));
}
OP(STORE_ATTR_ADD) {
  auto* cache = cacheAt<AttributeCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedStoreAttribute);
  const CodePayload& payload = frame->code->payloads[cache->payload];
  area->shape = reinterpret_cast<Shape*>(payload.extra);
  STORE_INTO(*fieldAt(sp[-1], static_cast<size_t>(payload.value.smallIntValue())));
}
OP(STORE_ATTR_OVERFLOW) {
  auto* cache = cacheAt<AttributeCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedStoreAttribute);
  STORE_INTO(area->overflow[cache->payload]);
}
OP(STORE_ATTR_MEMBER) {
  auto* cache = cacheAt<AttributeCache>(pc);
  Value owner = sp[-1];
  if (!owner.isObjectAssumingNotEmpty() || owner.object()->type->version != cache->key) [[unlikely]] GO(missedStoreAttribute);
  STORE_INTO(*fieldAt(owner, cache->payload));
}
OP(STORE_ATTR_DICT) {
  auto* cache = cacheAt<AttributeCache>(pc);
  AttributeArea* area = fixedArea(sp[-1]);
  if (area == nullptr || area->shape->id != cache->key) [[unlikely]] GO(missedStoreAttribute);
  DictEntry* entry = entryAt(area->dict, cache->payload, frame->code->nameAt(static_cast<int32_t>(oparg)));
  if (entry == nullptr) [[unlikely]] GO(missedStoreAttribute);
  STORE_INTO(entry->value);
}
OP(DELETE_ATTR) {
  SAVE();
  if (!deleteAttribute(thread, sp[-1], frame->code->nameAt(static_cast<int32_t>(oparg)))) RAISE();
  decrefOrEmpty(*--sp);
  NEXT();
}

}  // namespace taipan
