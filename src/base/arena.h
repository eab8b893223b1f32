// Arena: bump allocation for data that dies together (syntax trees, symbol tables, code drafts).
//
// Objects in an arena are trivially destructible; makeOwned is the exception for the few that hold
// outside memory (BigInt), whose destructors run with the arena.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace taipan {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// `size` uninitialised bytes; never null.
  void* allocate(size_t size, size_t alignment = alignof(std::max_align_t)) {
    uintptr_t start = (cursor_ + alignment - 1) & ~(uintptr_t{alignment} - 1);
    if (start + size > limit_ || start < cursor_) return allocateSlow(size, alignment);
    cursor_ = start + size;
    return reinterpret_cast<void*>(start);
  }

  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>, "use makeOwned");
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// For types with a destructor; it runs when the arena dies.
  template <typename T, typename... Args>
  T* makeOwned(Args&&... args) {
    T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
    addCleanup(object, [](void* p) { static_cast<T*>(p)->~T(); });
    return object;
  }

  /// A copy of `count` items; null if there are none.
  template <typename T>
  T* copyArray(const T* items, size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (count == 0) return nullptr;
    T* copy = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
    std::memcpy(static_cast<void*>(copy), items, sizeof(T) * count);
    return copy;
  }

  /// A copy of the text that lives as long as the arena; data() is never null.
  std::string_view copyText(std::string_view text);
  /// The one copy of this text in the arena: equal texts give equal data() pointers.
  std::string_view intern(std::string_view text);

  /// Bytes taken from the system.
  size_t bytesReserved() const { return reserved_; }

 private:
  struct Block {
    Block* next;
  };
  struct Cleanup {
    Cleanup* next;
    void* object;
    void (*destroy)(void*);
  };
  void* allocateSlow(size_t size, size_t alignment);
  void addCleanup(void* object, void (*destroy)(void*));
  void growTable();

  uintptr_t cursor_ = 0;
  uintptr_t limit_ = 0;
  Block* blocks_ = nullptr;
  Cleanup* cleanups_ = nullptr;
  size_t reserved_ = 0;
  size_t nextBlockSize_ = 16 * 1024;
  // Interned texts: open addressing, a power of two of slots.
  struct Interned {
    const char* text;
    uint32_t size;
    uint32_t hash;
  };
  Interned* table_ = nullptr;
  size_t tableSize_ = 0;
  size_t tableUsed_ = 0;
};

/// A sequence in an arena: pointer and length, nothing owned.
template <typename T>
struct Seq {
  T* data = nullptr;
  size_t size = 0;

  T* begin() const { return data; }
  T* end() const { return data + size; }
  T& operator[](size_t index) const { return data[index]; }
  T& back() const { return data[size - 1]; }
  T& front() const { return data[0]; }
  bool empty() const { return size == 0; }
};

}  // namespace taipan
