// Layouts of tuple, list and the other plain sequences.  Operations on them are in tuple.h, list.h, dict.h …
#pragma once

#include "heap/object.h"

namespace taipan {

// tuple: items behind the header; never changes after it is published.
struct Tuple : Object {
  size_t size;
  Value items[];
};

// list: items in a buffer of `capacity` Values.
struct List : Object {
  size_t size;
  size_t capacity;
  Value* items;
};

}  // namespace taipan
