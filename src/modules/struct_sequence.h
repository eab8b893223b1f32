// Named tuples of native modules: os.stat_result, time.struct_time, sys.flags …
//
// An instance is a tuple of the visible fields; fields beyond those are reachable by name only and lie
// behind the visible items.
//
//   Tuple header | size = visible | items[0 … visible-1] | hidden items[visible … total-1]
#pragma once

#include "heap/ref.h"
#include "objects/module.h"
#include "objects/native.h"
#include "objects/thread.h"

namespace taipan {

struct StructSequenceSpec {
  TypeId id;
  const char* name;            // "time.struct_time"
  const char* const* fields;   // names of all fields; null for an unnamed one
  int visible;
  int total;
  bool instantiable = true;
};

// Makes the type and adds it to the module.
Status addStructSequence(Thread& thread, Module* module, const StructSequenceSpec& spec);
// An instance from spec.total borrowed values; empty ones become None.
Ref<> newStructSequence(Thread& thread, const StructSequenceSpec& spec, const Value* items);

}  // namespace taipan
