// Heap: all memory of one interpreter.
//
// Objects of up to kLargestCell bytes live in cells of equal size inside 64 KiB slabs aligned to
// their size, so that an address leads to its slab's header.  Each size class keeps a free list; a
// free cell holds the list's link in its first word and null in its second, where a live object has
// its type.  That is how the cycle collector walks the heap without link fields in the objects.
// A slab's cells are made as they are needed, a page at a time, so that a size class of which little is
// used costs little memory.  Up to kLargestExact there is a class for each multiple of the granule, then four for
// each doubling up to kLargestStep, then those of which three, two and one fit into a slab: what a slab does not use
// of its pages is never touched.
// Larger objects get a block of their own that starts with the same header.
//
// Buffers (storage of lists, tables of dicts …) are not objects and nobody walks them: small ones come
// from separate cells, large ones from malloc.
//
// Sizes are given back on free, so cells need no headers.
//
// Builds that look for faults (TAIPAN_STRESS, AddressSanitizer) have a checked heap: freed cells are overwritten or
// poisoned and come back into use late, and under AddressSanitizer every buffer is a block of its own.
#pragma once

#include <cstddef>
#include <cstdint>

#include "heap/object.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TAIPAN_ADDRESS_SANITIZER 1
#include <sanitizer/asan_interface.h>
#endif
#endif
#if defined(TAIPAN_STRESS) || defined(TAIPAN_ADDRESS_SANITIZER)
#define TAIPAN_CHECKED_HEAP 1
#endif

namespace taipan {

class Heap {
 public:
  static constexpr size_t kSlabSize = 64 * 1024;
  static constexpr size_t kLargestExact = 1024;
  static constexpr size_t kLargestStep = 16 * 1024;
  static constexpr size_t kLargestCell = kSlabSize - 64;  // behind the header
  static constexpr size_t kGranule = 16;
#if defined(TAIPAN_ADDRESS_SANITIZER)
  static constexpr size_t kLargestBufferCell = 0;
#else
  static constexpr size_t kLargestBufferCell = kLargestStep;
#endif
  static constexpr size_t kExactClasses = kLargestExact / kGranule + 1;
  static constexpr size_t kStepClasses = kExactClasses + 4 * 4;
  static constexpr size_t kClassCount = kStepClasses + 3;

  Heap();
  ~Heap();  // gives all memory back, live objects included, without running anything
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Memory for an object of `size` bytes, 16-byte aligned, first 16 bytes undefined; null if the cap
  // or the system refuses.  With `zeroed` the rest is zero (needed by types the collector traverses).
  // The caller fills in the header at once.
  void* allocateObject(size_t size, bool zeroed) {
#if !defined(TAIPAN_CHECKED_HEAP)
    if (size <= kLargestExact) [[likely]] {
      size_t sizeClass = (size + kGranule - 1) / kGranule;
      if (Cell* cell = objects_.cells[sizeClass]) [[likely]] {
        objects_.cells[sizeClass] = cell->next;
        bytesInUse_ += sizeClass * kGranule;
        if (zeroed) zeroFields(cell, sizeClass * kGranule);
        return cell;
      }
    }
#endif
    return allocateObjectSlow(size, zeroed);
  }
  void freeObject(void* memory, size_t size) {
#if !defined(TAIPAN_CHECKED_HEAP)
    if (size <= kLargestExact) [[likely]] {
      size_t sizeClass = (size + kGranule - 1) / kGranule;
      Cell* cell = static_cast<Cell*>(memory);
      cell->next = objects_.cells[sizeClass];
      cell->type = nullptr;
      objects_.cells[sizeClass] = cell;
      bytesInUse_ -= sizeClass * kGranule;
      return;
    }
#endif
    freeObjectSlow(memory, size);
  }

  // Can an object of `oldSize` bytes grow to `newSize` where it is?  If so it has (the new bytes are undefined).
  bool growInPlace(size_t oldSize, size_t newSize);
  // The same for an object that needs no more than `newSize`, which is less.
  bool shrinkInPlace(size_t oldSize, size_t newSize);

  // Memory that is no object; null if refused.  `size` may be 0 (null, and no error).
  void* allocateBuffer(size_t size);
  void freeBuffer(void* memory, size_t size);
  // Contents are kept up to the smaller size; null leaves the old buffer as it was.
  void* reallocateBuffer(void* memory, size_t oldSize, size_t newSize);

  // Calls `visit(context, object)` for every live object.  Nothing may be allocated or freed meanwhile.
  void forEachObject(void (*visit)(void* context, Object* object), void* context);

  // As forEachObject for objects with blocks of their own, the youngest first, until `visit` says false.
  void forEachLargeObject(bool (*visit)(void* context, Object* object), void* context);

  // The collector's word of an object (objects/collector.h says what it holds).  Zero at first; what stays in it
  // after the object's death is seen by the next object in that place.
  // Null where the slab has no words (yet).
  uint32_t* findWord(Object* object) {
    Slab* slab = slabOf(object);
    if (slab->words == nullptr) return nullptr;
    size_t granule = static_cast<size_t>(reinterpret_cast<char*>(object) - slab->cells()) / kGranule;
    return slab->words + ((granule * slab->reciprocal) >> kReciprocalShift);
  }
  // As findWord, but makes the slab's words.  Null: no memory.
  uint32_t* makeWord(Object* object) {
    uint32_t* word = findWord(object);
    return word != nullptr || !makeWords(slabOf(object)) ? word : findWord(object);
  }

  // Gives slabs without any live cell back to the system.
  void trim();

  size_t bytesInUse() const { return bytesInUse_; }
  // Allocation beyond `bytes` is refused; 0 lifts the cap.
  void setCap(size_t bytes) { cap_ = bytes; }

 private:
  struct Cell {
    Cell* next;
    Type* type;
  };
  // Start of every slab and of every large object block.
  struct Slab {
    Slab* next;
    Slab* previous;
    size_t cellSize;      // of a large block: the object's size
    uint32_t cellCount;   // of those made so far
    uint32_t reciprocal;  // of the cell size in granules, to find a cell's number without a division
    uint32_t* words;      // one for each cell; made on demand.  A large block's is ownWord
    uint32_t ownWord;
    uint32_t freeCount;   // while trimming
    uint32_t capacity;    // in cells
    uint32_t sizeClass;
    size_t padding;

    char* cells() { return reinterpret_cast<char*>(this) + sizeof(Slab); }
  };
  // Exact for the first granules of cells: there are less than 2^12 granules.
  static constexpr int kReciprocalShift = 20;

  // Slabs of one kind and their free cells.
  struct Pool {
    Cell* cells[kClassCount] = {};
    Slab* open[kClassCount] = {};  // the slab that has cells not made yet, or null
    Slab* slabs = nullptr;
  };

  // OPTIMIZATION: most objects are a few granules, for which a call of memset costs more than its work.
  static void zeroFields(Cell* cell, size_t size) {
    char* at = reinterpret_cast<char*>(cell);
    if (size > 160) {
      __builtin_memset(at + 16, 0, size - 16);
      return;
    }
    for (size_t i = 16; i < size; i += 16) __builtin_memset(at + i, 0, 16);
  }
  static size_t classOf(size_t size);
  static size_t cellSizeOf(size_t sizeClass);
  bool makeWords(Slab* slab);
  void trimPool(Pool& pool);
  void release(Slab* slab, Pool& pool);
  void* allocateObjectSlow(size_t size, bool zeroed);
  void freeObjectSlow(void* memory, size_t size);
  static size_t blockSizeOf(size_t size);
  void* allocateLarge(size_t size, bool zeroed);
  void freeCell(void* memory, size_t sizeClass);
  bool takeFromArena(Slab** slab);
  bool addSlab(size_t sizeClass, Pool& pool);
  bool makeCells(size_t sizeClass, Pool& pool);
  static void* takeCell(size_t sizeClass, Pool& pool);
  bool wouldExceedCap(size_t size) const { return cap_ != 0 && bytesInUse_ + size > cap_; }
  static Slab* slabOf(void* memory) {
    return reinterpret_cast<Slab*>(reinterpret_cast<uintptr_t>(memory) & ~(kSlabSize - 1));
  }

  Pool objects_, buffers_;
  Slab* largeObjects_ = nullptr;  // the youngest first
  Slab* emptySlabs_ = nullptr;    // trimmed: their pages are the system's, but for the first
  char* arena_ = nullptr;         // unused rest of the last chunk asked of the system
  char* arenaEnd_ = nullptr;
  struct Chunk;
  Chunk* chunks_ = nullptr;
  struct LargeBuffer;
  LargeBuffer* largeBuffers_ = nullptr;
  size_t bytesInUse_ = 0;
  size_t cap_ = 0;
#if defined(TAIPAN_CHECKED_HEAP)
  struct Freed {
    Cell* cell;
    size_t sizeClass;
  };
  static constexpr size_t kFreedCount = 8192;
  Freed freed_[kFreedCount] = {};  // a ring: cells that are not in a free list yet
  size_t nextFreed_ = 0;
#endif
};

}  // namespace taipan
