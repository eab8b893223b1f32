// Slabs, size classes and large blocks.  See heap.h for the picture.
#include "heap/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace taipan {

// System memory is asked for in chunks of many slabs.
struct Heap::Chunk {
  Chunk* next;
  void* memory;
};

struct Heap::LargeBuffer {
  LargeBuffer* next;
  LargeBuffer* previous;
};

namespace {
constexpr size_t kSlabsPerChunk = 32;
constexpr size_t kHeaderSize = 64;
constexpr size_t kPageSize = 4096;
}  // namespace

Heap::Heap() { static_assert(sizeof(Slab) == kHeaderSize); }

Heap::~Heap() {
  for (Slab* slab = objects_.slabs; slab != nullptr;) {
    Slab* next = slab->next;
    std::free(slab->words);
    slab = next;
  }
  while (largeObjects_ != nullptr) {
    Slab* next = largeObjects_->next;
    std::free(largeObjects_);
    largeObjects_ = next;
  }
  while (chunks_ != nullptr) {
    Chunk* next = chunks_->next;
    std::free(chunks_->memory);
    delete chunks_;
    chunks_ = next;
  }
  while (largeBuffers_ != nullptr) {
    LargeBuffer* next = largeBuffers_->next;
    std::free(largeBuffers_);
    largeBuffers_ = next;
  }
}

bool Heap::takeFromArena(Slab** slab) {
  if (arena_ == arenaEnd_) {
    void* memory = std::aligned_alloc(kSlabSize, kSlabSize * kSlabsPerChunk);
    if (memory == nullptr) return false;
    chunks_ = new Chunk{chunks_, memory};
    arena_ = static_cast<char*>(memory);
    arenaEnd_ = arena_ + kSlabSize * kSlabsPerChunk;
  }
  *slab = reinterpret_cast<Slab*>(arena_);
  arena_ += kSlabSize;
  return true;
}

// Four classes for each doubling beyond kLargestExact: 1280, 1536, 1792, 2048, 2560 ...
size_t Heap::classOf(size_t size) {
  if (size <= kLargestExact) return (size + kGranule - 1) / kGranule;
  if (size > kLargestStep) return kStepClasses + (size > cellSizeOf(kStepClasses)) + (size > cellSizeOf(kStepClasses + 1));
  int doublings = std::bit_width((size - 1) / kLargestExact) - 1;  // size is in (1024 << doublings, 2048 << doublings]
  size_t step = (kLargestExact / 4) << doublings;
  size_t steps = (size - (kLargestExact << doublings) + step - 1) / step;
  return kExactClasses - 1 + 4 * static_cast<size_t>(doublings) + steps;
}

size_t Heap::cellSizeOf(size_t sizeClass) {
  if (sizeClass < kExactClasses) return sizeClass * kGranule;
  if (sizeClass >= kStepClasses) {
    size_t inSlab = kClassCount - sizeClass;
    return kLargestCell / inSlab & ~(kGranule - 1);
  }
  size_t beyond = sizeClass - kExactClasses;
  return (kLargestExact / 4 * (5 + beyond % 4)) << (beyond / 4);
}

bool Heap::addSlab(size_t sizeClass, Pool& pool) {
  Slab* slab = emptySlabs_;
  if (slab != nullptr) {
    emptySlabs_ = slab->next;
  } else if (!takeFromArena(&slab)) {
    return false;
  }
  size_t cellSize = cellSizeOf(sizeClass);
  *slab = Slab{};
  slab->cellSize = cellSize;
  slab->capacity = static_cast<uint32_t>((kSlabSize - sizeof(Slab)) / cellSize);
  slab->sizeClass = static_cast<uint32_t>(sizeClass);
  slab->reciprocal = (1u << kReciprocalShift) / static_cast<uint32_t>(cellSize / kGranule) + 1;
  slab->next = pool.slabs;
  if (pool.slabs != nullptr) pool.slabs->previous = slab;
  pool.slabs = pool.open[sizeClass] = slab;
  return true;
}

// Puts some cells on the empty free list.
bool Heap::makeCells(size_t sizeClass, Pool& pool) {
  if (pool.open[sizeClass] == nullptr && !addSlab(sizeClass, pool)) return false;
  Slab* slab = pool.open[sizeClass];
  size_t cellSize = slab->cellSize;
  size_t first = slab->cellCount;
  size_t end = std::min<size_t>(first + std::max<size_t>(kPageSize / cellSize, 1), slab->capacity);
  for (size_t i = end; i-- > first;) {
    Cell* cell = reinterpret_cast<Cell*>(slab->cells() + i * cellSize);
#if defined(TAIPAN_ADDRESS_SANITIZER)
    ASAN_UNPOISON_MEMORY_REGION(cell, sizeof(Cell));  // the slab may have been in use before
#endif
    cell->next = pool.cells[sizeClass];
    cell->type = nullptr;
    pool.cells[sizeClass] = cell;
#if defined(TAIPAN_ADDRESS_SANITIZER)
    ASAN_POISON_MEMORY_REGION(cell + 1, cellSize - sizeof(Cell));
#endif
  }
  slab->cellCount = static_cast<uint32_t>(end);
  if (end == slab->capacity) pool.open[sizeClass] = nullptr;
  return true;
}

void* Heap::takeCell(size_t sizeClass, Pool& pool) {
  Cell* cell = pool.cells[sizeClass];
  pool.cells[sizeClass] = cell->next;
  return cell;
}

void* Heap::allocateObjectSlow(size_t size, bool zeroed) {
  if (wouldExceedCap(size)) return nullptr;
  if (size > kLargestCell) return allocateLarge(size, zeroed);
  size_t sizeClass = classOf(size);
  if (objects_.cells[sizeClass] == nullptr && !makeCells(sizeClass, objects_)) return nullptr;
  void* cell = takeCell(sizeClass, objects_);
#if defined(TAIPAN_ADDRESS_SANITIZER)
  ASAN_UNPOISON_MEMORY_REGION(cell, size);
#endif
  bytesInUse_ += cellSizeOf(sizeClass);
  if (zeroed) std::memset(static_cast<char*>(cell) + 16, 0, std::max<size_t>(size, 16) - 16);
  return cell;
}

// Bytes of the block of a large object.  There is room for it to grow, the more of it the larger it is: a text that is
// put together piece by piece shall not be copied for each piece.  What follows a block may be in use for anything but
// objects.
size_t Heap::blockSizeOf(size_t size) {
  size_t unit = size <= kSlabSize * 4 ? kPageSize : kSlabSize;
  return (sizeof(Slab) + size + unit - 1) & ~(unit - 1);
}

void* Heap::allocateLarge(size_t size, bool zeroed) {
  if (size > SIZE_MAX / 2) return nullptr;
  size_t total = blockSizeOf(size);
  void* memory;
  if (posix_memalign(&memory, kSlabSize, total) != 0) return nullptr;
  Slab* block = static_cast<Slab*>(memory);
  *block = Slab{};
  block->next = largeObjects_;
  block->cellSize = size;
  block->cellCount = 1;
  block->words = &block->ownWord;
  if (largeObjects_ != nullptr) largeObjects_->previous = block;
  largeObjects_ = block;
  bytesInUse_ += size;
  std::memset(block->cells(), 0, zeroed ? size : 16);
  return block->cells();
}

// Cells are rounded up to their class, large blocks to pages or slabs.
bool Heap::growInPlace(size_t oldSize, size_t newSize) {
  if ((oldSize <= kLargestCell) != (newSize <= kLargestCell)) return false;
#if defined(TAIPAN_ADDRESS_SANITIZER)
  if (oldSize <= kLargestCell) return false;  // the rest of the cell is poisoned
#endif
  if (oldSize <= kLargestCell) return classOf(oldSize) == classOf(newSize);
  if (newSize > SIZE_MAX / 2 || blockSizeOf(oldSize) != blockSizeOf(newSize)) return false;
  if (wouldExceedCap(newSize - oldSize)) return false;
  bytesInUse_ += newSize - oldSize;
  return true;
}

bool Heap::shrinkInPlace(size_t oldSize, size_t newSize) {
  if ((oldSize <= kLargestCell) != (newSize <= kLargestCell)) return false;
  if (oldSize <= kLargestCell) return classOf(oldSize) == classOf(newSize);
  bytesInUse_ -= oldSize - newSize;
  return true;
}

// The checked heap's cells cannot be read unnoticed when they are free, and many others are reused before them.  Only
// the type may be read, by those who walk the heap: it is null.
void Heap::freeCell(void* memory, size_t sizeClass) {
  Cell* cell = static_cast<Cell*>(memory);
#if defined(TAIPAN_ADDRESS_SANITIZER)
  ASAN_POISON_MEMORY_REGION(memory, cellSizeOf(sizeClass));
  ASAN_UNPOISON_MEMORY_REGION(&cell->type, sizeof(cell->type));
#elif defined(TAIPAN_CHECKED_HEAP)
  std::memset(memory, 0xDB, cellSizeOf(sizeClass));
#endif
  cell->type = nullptr;
#if defined(TAIPAN_CHECKED_HEAP)
  Freed& place = freed_[nextFreed_++ % kFreedCount];
  Freed oldest = std::exchange(place, Freed{cell, sizeClass});
  if (oldest.cell == nullptr) return;
  cell = oldest.cell;
  sizeClass = oldest.sizeClass;
#endif
#if defined(TAIPAN_ADDRESS_SANITIZER)
  ASAN_UNPOISON_MEMORY_REGION(cell, sizeof(Cell));
#endif
  cell->next = objects_.cells[sizeClass];
  objects_.cells[sizeClass] = cell;
}

void Heap::freeObjectSlow(void* memory, size_t size) {
  if (size <= kLargestCell) {
    size_t sizeClass = classOf(size);
    bytesInUse_ -= cellSizeOf(sizeClass);
    freeCell(memory, sizeClass);
    return;
  }
  Slab* block = slabOf(memory);
  if (block->previous != nullptr) {
    block->previous->next = block->next;
  } else {
    largeObjects_ = block->next;
  }
  if (block->next != nullptr) block->next->previous = block->previous;
  bytesInUse_ -= size;
  std::free(block);
}

void* Heap::allocateBuffer(size_t size) {
  if (size == 0) return nullptr;
  if (size <= kLargestBufferCell) {
    size_t sizeClass = classOf(size);
    if (buffers_.cells[sizeClass] == nullptr && (wouldExceedCap(size) || !makeCells(sizeClass, buffers_))) return nullptr;
    bytesInUse_ += cellSizeOf(sizeClass);
    return takeCell(sizeClass, buffers_);
  }
  if (wouldExceedCap(size) || size > SIZE_MAX / 2) return nullptr;
  auto* buffer = static_cast<LargeBuffer*>(std::malloc(sizeof(LargeBuffer) + size));
  if (buffer == nullptr) return nullptr;
  *buffer = {largeBuffers_, nullptr};
  if (largeBuffers_ != nullptr) largeBuffers_->previous = buffer;
  largeBuffers_ = buffer;
  bytesInUse_ += size;
  return buffer + 1;
}

void Heap::freeBuffer(void* memory, size_t size) {
  if (size == 0 || memory == nullptr) return;
  if (size <= kLargestBufferCell) {
    size_t sizeClass = classOf(size);
#if defined(TAIPAN_STRESS)
    std::memset(memory, 0xDB, cellSizeOf(sizeClass));
#endif
    Cell* cell = static_cast<Cell*>(memory);
    cell->next = buffers_.cells[sizeClass];
    buffers_.cells[sizeClass] = cell;
    bytesInUse_ -= cellSizeOf(sizeClass);
    return;
  }
  LargeBuffer* buffer = static_cast<LargeBuffer*>(memory) - 1;
  if (buffer->previous != nullptr) {
    buffer->previous->next = buffer->next;
  } else {
    largeBuffers_ = buffer->next;
  }
  if (buffer->next != nullptr) buffer->next->previous = buffer->previous;
  bytesInUse_ -= size;
  std::free(buffer);
}

void* Heap::reallocateBuffer(void* memory, size_t oldSize, size_t newSize) {
  if (oldSize > kLargestBufferCell && newSize > kLargestBufferCell) {
    if (newSize > oldSize && (wouldExceedCap(newSize - oldSize) || newSize > SIZE_MAX / 2)) {
      return nullptr;
    }
    LargeBuffer* buffer = static_cast<LargeBuffer*>(memory) - 1;
    auto* moved = static_cast<LargeBuffer*>(std::realloc(buffer, sizeof(LargeBuffer) + newSize));
    if (moved == nullptr) return nullptr;
    if (moved->previous != nullptr) {
      moved->previous->next = moved;
    } else {
      largeBuffers_ = moved;
    }
    if (moved->next != nullptr) moved->next->previous = moved;
    bytesInUse_ += newSize - oldSize;
    return moved + 1;
  }
  void* fresh = allocateBuffer(newSize);
  if (fresh == nullptr) return nullptr;
  if (oldSize != 0) std::memcpy(fresh, memory, oldSize < newSize ? oldSize : newSize);
  freeBuffer(memory, oldSize);
  return fresh;
}

void Heap::forEachObject(void (*visit)(void* context, Object* object), void* context) {
  for (Slab* slab = objects_.slabs; slab != nullptr; slab = slab->next) {
    char* at = slab->cells();
    for (size_t i = 0; i < slab->cellCount; ++i, at += slab->cellSize) {
      Object* object = reinterpret_cast<Object*>(at);
      if (object->type != nullptr) visit(context, object);
    }
  }
  for (Slab* block = largeObjects_; block != nullptr; block = block->next) {
    auto* object = reinterpret_cast<Object*>(block->cells());
    if (object->type != nullptr) visit(context, object);
  }
}

void Heap::forEachLargeObject(bool (*visit)(void* context, Object* object), void* context) {
  for (Slab* block = largeObjects_; block != nullptr; block = block->next) {
    auto* object = reinterpret_cast<Object*>(block->cells());
    if (object->type != nullptr && !visit(context, object)) return;
  }
}

bool Heap::makeWords(Slab* slab) {
  slab->words = static_cast<uint32_t*>(std::calloc(slab->capacity, sizeof(uint32_t)));
  return slab->words != nullptr;
}

void Heap::trim() {
  trimPool(objects_);
  trimPool(buffers_);
}

// Gives a slab without live cells back, but for its first page.
void Heap::release(Slab* slab, Pool& pool) {
  (slab->previous != nullptr ? slab->previous->next : pool.slabs) = slab->next;
  if (slab->next != nullptr) slab->next->previous = slab->previous;
  if (pool.open[slab->sizeClass] == slab) pool.open[slab->sizeClass] = nullptr;
  std::free(slab->words);
  size_t used = sizeof(Slab) + slab->cellCount * slab->cellSize;
  if (used > kPageSize) madvise(reinterpret_cast<char*>(slab) + kPageSize, kSlabSize - kPageSize, MADV_DONTNEED);
  slab->next = emptySlabs_;
  emptySlabs_ = slab;
}

// Counts each slab's free cells by going through the free lists; then takes the cells of wholly free slabs off the
// lists, and the slabs themselves.
void Heap::trimPool(Pool& pool) {
  for (Slab* slab = pool.slabs; slab != nullptr; slab = slab->next) slab->freeCount = 0;
  bool any = false;
  for (Cell* list : pool.cells) {
    for (Cell* cell = list; cell != nullptr; cell = cell->next) {
      Slab* slab = slabOf(cell);
      if (++slab->freeCount == slab->cellCount) any = true;
    }
  }
  if (!any) return;
  for (Cell*& list : pool.cells) {
    Cell** link = &list;
    for (Cell* cell = list; cell != nullptr; cell = cell->next) {
      Slab* slab = slabOf(cell);
      if (slab->freeCount == slab->cellCount) continue;
      *link = cell;
      link = &cell->next;
    }
    *link = nullptr;
  }
  for (Slab* slab = pool.slabs; slab != nullptr;) {
    Slab* next = slab->next;
    if (slab->freeCount == slab->cellCount) release(slab, pool);
    slab = next;
  }
}

}  // namespace taipan
