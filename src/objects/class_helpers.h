// What classmethod, staticmethod and property wrap, for those who look through them.
#pragma once

#include "heap/object.h"

namespace taipan {

struct Dict;

// classmethod and staticmethod: both wrap a callable and share their layout.
struct MethodWrapperObject : Object {
  Dict* dict;
  Value callable;  // empty before __init__
};

struct PropertyObject : Object {
  Dict* dict;     // of subclasses that need one for __doc__; usually null
  Value getter, setter, deleter, doc, name;
  bool docFromGetter;
};

}  // namespace taipan
