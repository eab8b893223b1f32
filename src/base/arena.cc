// Blocks double in size up to 1 MiB; a request larger than a block gets one of its own.
#include "base/arena.h"

#include <cstdlib>

namespace taipan {

namespace {

constexpr size_t kMaxBlockSize = 1024 * 1024;

uint64_t hashText(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

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
  size_t slot = hashText(text) & (tableSize_ - 1);
  while (table_[slot].data() != nullptr) {
    if (table_[slot] == text) return table_[slot];
    slot = (slot + 1) & (tableSize_ - 1);
  }
  tableUsed_++;
  return table_[slot] = copyText(text);
}

void Arena::growTable() {
  size_t size = tableSize_ == 0 ? 256 : tableSize_ * 2;
  auto* table = static_cast<std::string_view*>(std::calloc(size, sizeof(std::string_view)));
  if (table == nullptr) std::abort();
  for (size_t i = 0; i < tableSize_; i++) {
    if (table_[i].data() == nullptr) continue;
    size_t slot = hashText(table_[i]) & (size - 1);
    while (table[slot].data() != nullptr) slot = (slot + 1) & (size - 1);
    table[slot] = table_[i];
  }
  std::free(table_);
  table_ = table;
  tableSize_ = size;
}

}  // namespace taipan
