// Slabs, size classes and large blocks.  See heap.h for the picture.
#include "heap/heap.h"

#include <cstdlib>
#include <cstring>

namespace taipan {

// Start of every slab and of every large object block.
struct Heap::Slab {
  Slab* next;
  Slab* previous;     // large blocks are unlinked when freed
  size_t cellSize;    // of a large block: the object's size
  size_t cellCount;
  int64_t* scratch;
  size_t padding[3];

  char* cells() { return reinterpret_cast<char*>(this) + sizeof(Slab); }
};

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
}  // namespace

Heap::Heap() { static_assert(sizeof(Slab) == kHeaderSize); }

Heap::~Heap() {
  for (Slab* slab = objectSlabs_; slab != nullptr;) {
    Slab* next = slab->next;
    if (slab->cellSize > kLargestCell) std::free(slab);
    slab = next;
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

Heap::Slab* Heap::slabOf(void* memory) {
  return reinterpret_cast<Slab*>(reinterpret_cast<uintptr_t>(memory) & ~(kSlabSize - 1));
}

bool Heap::addSlab(size_t sizeClass, bool forObjects) {
  if (arena_ == arenaEnd_) {
    void* memory = std::aligned_alloc(kSlabSize, kSlabSize * kSlabsPerChunk);
    if (memory == nullptr) return false;
    chunks_ = new Chunk{chunks_, memory};
    arena_ = static_cast<char*>(memory);
    arenaEnd_ = arena_ + kSlabSize * kSlabsPerChunk;
  }
  Slab* slab = reinterpret_cast<Slab*>(arena_);
  arena_ += kSlabSize;
  size_t cellSize = sizeClass * kGranule;
  slab->cellSize = cellSize;
  slab->cellCount = (kSlabSize - sizeof(Slab)) / cellSize;
  slab->scratch = nullptr;
  slab->previous = nullptr;
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
  *block = Slab{objectSlabs_, nullptr, size, 1, nullptr, {}};
  if (objectSlabs_ != nullptr) objectSlabs_->previous = block;
  objectSlabs_ = block;
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
    objectSlabs_ = block->next;
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
}

int64_t& Heap::scratch(Object* object) {
  Slab* slab = slabOf(object);
  return slab->scratch[(reinterpret_cast<char*>(object) - slab->cells()) / slab->cellSize];
}

bool Heap::beginScratch() {
  for (Slab* slab = objectSlabs_; slab != nullptr; slab = slab->next) {
    slab->scratch = static_cast<int64_t*>(std::calloc(slab->cellCount, sizeof(int64_t)));
    if (slab->scratch == nullptr) {
      endScratch();
      return false;
    }
  }
  return true;
}

void Heap::endScratch() {
  for (Slab* slab = objectSlabs_; slab != nullptr; slab = slab->next) {
    std::free(slab->scratch);
    slab->scratch = nullptr;
  }
}

}  // namespace taipan
