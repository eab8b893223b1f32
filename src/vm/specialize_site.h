// What the specialisers share.
#pragma once

#include "bytecode/specialized.h"
#include "objects/code.h"
#include "vm/inline_caches.h"

namespace taipan {

// Misses that a specialised site forgives before it is given up.
constexpr uint16_t kForgiven = 48;

// Writes the form over the instruction before pc; the count of failures stays in the counter.
inline void setForm(const Unit* pc, Special form) {
  const_cast<Unit*>(pc)[-1].op = static_cast<uint8_t>(form);
  if (form == Special::LOAD_GLOBAL_BUILTIN) return;
  auto* cache = cacheAt<BinaryCache>(pc);
  cache->counter = static_cast<uint16_t>((cache->counter & 0xF000) | kForgiven);
}
// No form fits; tried again later.
void failSite(const Unit* pc);
// Index of a new payload of `code`; -1: no room.
int addPayload(Thread& thread, Code* code, Value value, uint64_t extra);

}  // namespace taipan
