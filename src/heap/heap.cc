// Slabs, size classes and large blocks.  See heap.h for the picture.
#include "heap/heap.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

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
constexpr size_t kSlabsPerChunk = 16;
constexpr size_t kHeaderSize = 64;
constexpr size_t kPageSize = 4096;
}  // namespace

Heap::Heap() { static_assert(sizeof(Slab) == kHeaderSize); }

Heap::~Heap() {
  for (Slab* slab = objectSlabs_; slab != nullptr;) {
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

bool Heap::addSlab(size_t sizeClass, bool forObjects) {
  Slab* slab = emptySlabs_;
  if (slab != nullptr) {
    emptySlabs_ = slab->next;
  } else if (!takeFromArena(&slab)) {
    return false;
  }
  size_t cellSize = sizeClass * kGranule;
  *slab = Slab{};
  slab->cellSize = cellSize;
  slab->cellCount = static_cast<uint32_t>((kSlabSize - sizeof(Slab)) / cellSize);
  slab->reciprocal = (1u << kReciprocalShift) / static_cast<uint32_t>(sizeClass) + 1;
  Slab*& list = forObjects ? objectSlabs_ : bufferSlabs_;
  slab->next = list;
  if (list != nullptr) list->previous = slab;
  list = slab;
  Cell*& freeList = forObjects ? objectCells_[sizeClass] : bufferCells_[sizeClass];
  for (size_t i = slab->cellCount; i-- > 0;) {
    Cell* cell = reinterpret_cast<Cell*>(slab->cells() + i * cellSize);
    cell->next = freeList;
    if (cellSize >= sizeof(Cell)) cell->type = nullptr;
    freeList = cell;
  }
  return true;
}

void* Heap::allocateObjectSlow(size_t size, bool zeroed) {
  if (wouldExceedCap(size)) return nullptr;
  if (size > kLargestCell) return allocateLarge(size, zeroed);
  size_t sizeClass = (size + kGranule - 1) / kGranule;
  if (!addSlab(sizeClass, true)) return nullptr;
  return allocateObject(size, zeroed);
}

void* Heap::allocateLarge(size_t size, bool zeroed) {
  if (size > SIZE_MAX / 2) return nullptr;
  size_t total = (sizeof(Slab) + size + kSlabSize - 1) & ~(kSlabSize - 1);
  // Only pages that are touched count against the process, so the rounding costs address space only.
  Slab* block = static_cast<Slab*>(std::aligned_alloc(kSlabSize, total));
  if (block == nullptr) return nullptr;
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

void Heap::freeObjectSlow(void* memory, size_t size) {
  Cell* cell = static_cast<Cell*>(memory);
  if (size <= kLargestCell) {
    size_t sizeClass = (size + kGranule - 1) / kGranule;
    std::memset(memory, 0xDB, sizeClass * kGranule);
    cell->next = objectCells_[sizeClass];
    cell->type = nullptr;
    objectCells_[sizeClass] = cell;
    bytesInUse_ -= sizeClass * kGranule;
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
  if (size <= kLargestCell) {
    size_t sizeClass = (size + kGranule - 1) / kGranule;
    if (bufferCells_[sizeClass] == nullptr &&
        (wouldExceedCap(size) || !addSlab(sizeClass, false))) {
      return nullptr;
    }
    Cell* cell = bufferCells_[sizeClass];
    bufferCells_[sizeClass] = cell->next;
    bytesInUse_ += sizeClass * kGranule;
    return cell;
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
  if (size <= kLargestCell) {
    size_t sizeClass = (size + kGranule - 1) / kGranule;
    Cell* cell = static_cast<Cell*>(memory);
    cell->next = bufferCells_[sizeClass];
    bufferCells_[sizeClass] = cell;
    bytesInUse_ -= sizeClass * kGranule;
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
  if (oldSize > kLargestCell && newSize > kLargestCell) {
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
  for (Slab* slab = objectSlabs_; slab != nullptr; slab = slab->next) {
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
  slab->words = static_cast<uint32_t*>(std::calloc(slab->cellCount, sizeof(uint32_t)));
  return slab->words != nullptr;
}

void Heap::trim() {
  trimLists(objectCells_, objectSlabs_);
  trimLists(bufferCells_, bufferSlabs_);
}

// Counts each slab's free cells by going through the free lists; then takes the cells of wholly free slabs off the
// lists, and the slabs themselves.
void Heap::trimLists(Cell** freeLists, Slab*& slabs) {
  for (Slab* slab = slabs; slab != nullptr; slab = slab->next) slab->freeCount = 0;
  bool any = false;
  for (size_t i = 0; i < kClassCount; ++i) {
    for (Cell* cell = freeLists[i]; cell != nullptr; cell = cell->next) {
      Slab* slab = slabOf(cell);
      if (++slab->freeCount == slab->cellCount) any = true;
    }
  }
  if (!any) return;
  for (size_t i = 0; i < kClassCount; ++i) {
    Cell** link = &freeLists[i];
    for (Cell* cell = *link; cell != nullptr; cell = cell->next) {
      Slab* slab = slabOf(cell);
      if (slab->freeCount == slab->cellCount) continue;
      *link = cell;
      link = &cell->next;
    }
    *link = nullptr;
  }
  for (Slab* slab = slabs; slab != nullptr;) {
    Slab* next = slab->next;
    if (slab->freeCount == slab->cellCount) {
      (slab->previous != nullptr ? slab->previous->next : slabs) = next;
      if (next != nullptr) next->previous = slab->previous;
      std::free(slab->words);
      madvise(reinterpret_cast<char*>(slab) + kPageSize, kSlabSize - kPageSize, MADV_DONTNEED);
      slab->next = emptySlabs_;
      emptySlabs_ = slab;
    }
    slab = next;
  }
}

}  // namespace taipan
