// Specialisation: rewriting an adaptive instruction of the private copy by what it just saw.
//
// None of these runs Python code or raises; a site that fits no form stays adaptive and is tried again later.
// `pc` stands behind the instruction's unit; operands are as on the stack before it runs.
#pragma once

#include "objects/frame.h"
#include "objects/str.h"

namespace taipan {

// An adaptive instruction runs: true when it is time to specialise it.
inline bool countDown(const Unit* pc) {
  uint16_t* counter = reinterpret_cast<uint16_t*>(const_cast<Unit*>(pc));
  if ((*counter & 0xFFF) == 0) [[unlikely]] return true;
  --*counter;
  return false;
}
// A specialised instruction met what it is not made for; the canonical handler does the work.  Gives the site up
// when that was once too often.
void countMiss(const Unit* pc);
// Makes the instruction adaptive again at once.
void giveUp(const Unit* pc);

void specializeLoadGlobal(Thread& thread, Frame* frame, const Unit* pc, Str* name);
void specializeLoadAttribute(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name);
void specializeStoreAttribute(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name);
void specializeLoadMethod(Thread& thread, Frame* frame, const Unit* pc, Value object, Str* name);
void specializeBinary(Frame* frame, const Unit* pc, uint32_t op, Value left, Value right);
void specializeCompare(Frame* frame, const Unit* pc, uint32_t op, Value left, Value right);
void specializeSubscript(Frame* frame, const Unit* pc, Value container, Value key);
void specializeStoreSubscript(const Unit* pc, Value container, Value key);
void specializeCall(Thread& thread, Frame* frame, const Unit* pc, const Value* base, uint32_t count);

}  // namespace taipan
