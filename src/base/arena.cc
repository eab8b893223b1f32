// Blocks double in size up to 1 MiB; a request larger than a block gets one of its own.
#include "base/arena.h"

#include <cstdlib>

#include "base/quick_hash.h"

namespace taipan {

namespace {

constexpr size_t kMaxBlockSize = 1024 * 1024;

}  // namespace

Arena::~Arena() {
  for (Cleanup* cleanup = cleanups_; cleanup != nullptr; cleanup = cleanup->next) {
    cleanup->destroy(cleanup->object);
  }
  while (blocks_ != nullptr) {
    Block* next = blocks_->next;
    std::free(blocks_);
    blocks_ = next;
  }
  std::free(table_);
}

void* Arena::allocateSlow(size_t size, size_t alignment) {
  size_t needed = sizeof(Block) + size + alignment;
  if (needed < size) std::abort();
  bool ownBlock = needed > nextBlockSize_ / 2;
  size_t blockSize = ownBlock ? needed : nextBlockSize_;
  auto* block = static_cast<Block*>(std::malloc(blockSize));
  if (block == nullptr) std::abort();
  reserved_ += blockSize;
  block->next = blocks_;
  blocks_ = block;
  uintptr_t start = reinterpret_cast<uintptr_t>(block) + sizeof(Block);
  start = (start + alignment - 1) & ~(uintptr_t{alignment} - 1);
  if (!ownBlock) {
    cursor_ = start + size;
    limit_ = reinterpret_cast<uintptr_t>(block) + blockSize;
    if (nextBlockSize_ < kMaxBlockSize) nextBlockSize_ *= 2;
  }
  return reinterpret_cast<void*>(start);
}

void Arena::addCleanup(void* object, void (*destroy)(void*)) {
  cleanups_ = make<Cleanup>(cleanups_, object, destroy);
}

std::string_view Arena::copyText(std::string_view text) {
  if (text.empty()) return std::string_view("", 0);
  return {copyArray(text.data(), text.size()), text.size()};
}

std::string_view Arena::intern(std::string_view text) {
  if ((tableUsed_ + 1) * 2 > tableSize_) growTable();
  auto hash = static_cast<uint32_t>(quickHash(text));
  size_t slot = hash & (tableSize_ - 1);
  for (; table_[slot].text != nullptr; slot = (slot + 1) & (tableSize_ - 1)) {
    const Interned& entry = table_[slot];
    if (entry.hash == hash && entry.size == text.size() && std::memcmp(entry.text, text.data(), text.size()) == 0) {
      return {entry.text, entry.size};
    }
  }
  tableUsed_++;
  std::string_view copy = copyText(text);
  table_[slot] = {copy.data(), static_cast<uint32_t>(copy.size()), hash};
  return copy;
}

void Arena::growTable() {
  size_t size = tableSize_ == 0 ? 128 : tableSize_ * 2;
  auto* table = static_cast<Interned*>(std::calloc(size, sizeof(Interned)));
  if (table == nullptr) std::abort();
  for (size_t i = 0; i < tableSize_; i++) {
    if (table_[i].text == nullptr) continue;
    size_t slot = table_[i].hash & (size - 1);
    while (table[slot].text != nullptr) slot = (slot + 1) & (size - 1);
    table[slot] = table_[i];
  }
  std::free(table_);
  table_ = table;
  tableSize_ = size;
}

}  // namespace taipan
