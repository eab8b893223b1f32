// What the files that make up list share.
#pragma once

#include "objects/list.h"

namespace taipan {

constexpr size_t kMaxListItems = size_t{1} << 58;

// Sets the size, growing or shrinking the storage.  New items are garbage that the caller overwrites at
// once; cut-off ones are the caller's.  MemoryError only.
Status listResize(Thread& thread, List* list, size_t size);

}  // namespace taipan
