// Runs of Values, as lists and tuples hold them: copied and dropped whole, without a look at the size or the buffer
// between two of them.
#pragma once

#include <cstddef>

#include "heap/object.h"

namespace taipan {

// Copies `count` Values, none of them empty, with a reference to each, to where none are yet.  The runs do not overlap.
inline void copyValues(Value* __restrict to, const Value* __restrict from, size_t count) {
#pragma clang loop unroll_count(4)
  for (size_t i = 0; i < count; i++) {
    Value value = from[i];
    incref(value);
    to[i] = value;
  }
}
// Writes the run of `count` Values at `from` `times` times, at least once, to where none are yet.
inline void repeatValues(Value* __restrict to, const Value* __restrict from, size_t count, size_t times) {
  for (size_t i = 0; i < count; i++) {
    if (from[i].isObject()) from[i].object()->refCount += static_cast<int64_t>(times);
    to[i] = from[i];
  }
  size_t total = count * times;
  for (size_t done = count; done < total;) {
    size_t more = done < total - done ? done : total - done;
    __builtin_memcpy(static_cast<void*>(to + done), to, more * sizeof(Value));
    done += more;
  }
}
// Drops the references of `count` Values, some of which may be empty, last first.  May run Python code: nobody else
// may know of `values`.
inline void dropValues(const Value* values, size_t count) {
#pragma clang loop unroll_count(4)
  for (size_t i = count; i-- > 0;) decrefOrEmpty(values[i]);
}

}  // namespace taipan
