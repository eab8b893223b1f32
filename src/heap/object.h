// Object: the header every heap object starts with, reference counting, and the hooks by which the
// heap handles an object without knowing what it is.
//
//   offset 0   int64 reference count     (the layout C extensions expect)
//          8   Type*                     null marks a free cell (see heap.h)
//         16   the object's own fields
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/value.h"

namespace taipan {

class Heap;
struct Type;

struct Object {
  int64_t refCount;
  Type* type;
};
static_assert(sizeof(Object) == 16);

// Called once for each Value an object holds a reference to; the collector's view of the graph.
class Visitor {
 public:
  virtual void visit(Object* object) = 0;
  // Only for those who set wantsImmediates.
  virtual void visitImmediate(Value) {}
  void visitValue(Value value) {
    if (value.isObject()) visit(value.object());
    else if (wantsImmediates && !value.isEmpty()) visitImmediate(value);
  }
  bool wantsImmediates = false;

 protected:
  ~Visitor() = default;
};

// The last reference to `object` is gone: runs __del__ and weak reference callbacks (so it may run
// Python code, whose exceptions go to sys.unraisablehook), drops what it holds and frees it.
// Arbitrarily deep structures are taken apart without native recursion.
void destroyObject(Object* object);

inline void incref(Value value) {
  if (value.isObjectAssumingNotEmpty()) ++value.object()->refCount;
}
inline void increfObject(Object* object) { ++object->refCount; }
inline void decrefObject(Object* object) {
  TAIPAN_ASSERT(object->refCount > 0);
  if (--object->refCount == 0) destroyObject(object);
}
// Not for the empty Value.
inline void decref(Value value) {
  if (value.isObjectAssumingNotEmpty()) decrefObject(value.object());
}
inline void increfOrEmpty(Value value) {
  if (value.isObject()) ++value.object()->refCount;
}
inline void decrefOrEmpty(Value value) {
  if (value.isObject()) decrefObject(value.object());
}

}  // namespace taipan
