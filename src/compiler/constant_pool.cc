// Identity of constants; see constant_pool.h.
#include "compiler/constant_pool.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/quick_hash.h"

namespace taipan::compiler {

namespace {

// Bits, so that zeros of both signs differ.
bool sameDouble(double a, double b) { return a == a && std::memcmp(&a, &b, sizeof a) == 0; }

uint64_t hashDouble(double value) {
  char bits[sizeof value];
  std::memcpy(bits, &value, sizeof value);
  return quickHash({bits, sizeof bits});
}

bool sameItems(Seq<ConstantValue> a, Seq<ConstantValue> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), sameConstant);
}

// Members are different from each other, so it is enough that each has its like.
bool sameMembers(Seq<ConstantValue> a, Seq<ConstantValue> b) {
  if (a.size != b.size) return false;
  return std::all_of(a.begin(), a.end(), [&](const ConstantValue& member) {
    return std::any_of(b.begin(), b.end(), [&](const ConstantValue& other) { return sameConstant(member, other); });
  });
}

bool sameNames(Seq<std::string_view> a, Seq<std::string_view> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

bool sameCode(const CodeSpec& a, const CodeSpec& b) {
  return a.firstLine == b.firstLine && a.code == b.code && a.argCount == b.argCount &&
         a.positionalOnlyArgCount == b.positionalOnlyArgCount && a.keywordOnlyArgCount == b.keywordOnlyArgCount &&
         a.stackSize == b.stackSize && a.flags == b.flags && a.name == b.name && a.qualifiedName == b.qualifiedName &&
         a.lineTable == b.lineTable && a.exceptionTable == b.exceptionTable &&
         a.localsPlusKinds == b.localsPlusKinds && sameNames(a.names, b.names) &&
         sameNames(a.localsPlusNames, b.localsPlusNames) && sameItems(a.constants, b.constants);
}

uint64_t hashConstant(const ConstantValue& c) {
  auto kind = static_cast<uint64_t>(c.type);
  switch (c.type) {
    case ConstantType::kInt:
      return (c.integer->limbCount() != 0 ? c.integer->limb(0) : 0) * 31 + kind;
    case ConstantType::kComplex:
      return hashDouble(c.real) * 31 + hashDouble(c.imag) + kind;
    case ConstantType::kFloat:
      return hashDouble(c.real) + kind;
    case ConstantType::kStr:
    case ConstantType::kBytes:
      return quickHash(c.text) + kind;
    case ConstantType::kTuple:
    case ConstantType::kFrozenSet: {
      uint64_t hash = kind;
      uint64_t factor = c.type == ConstantType::kTuple ? 31 : 1;  // the order of a set's members means nothing
      for (const ConstantValue& item : c.items) hash = hash * factor + hashConstant(item);
      return hash;
    }
    case ConstantType::kCode:
      return quickHash(c.code->code) + static_cast<uint64_t>(c.code->firstLine);
    default:
      return kind;
  }
}

}  // namespace

bool sameConstant(const ConstantValue& a, const ConstantValue& b) {
  if (a.type != b.type) return false;
  switch (a.type) {
    case ConstantType::kInt:
      return *a.integer == *b.integer;
    case ConstantType::kFloat:
      return sameDouble(a.real, b.real);
    case ConstantType::kComplex:
      return sameDouble(a.real, b.real) && sameDouble(a.imag, b.imag);
    case ConstantType::kStr:
    case ConstantType::kBytes:
      return a.text == b.text;
    case ConstantType::kTuple:
      return sameItems(a.items, b.items);
    case ConstantType::kFrozenSet:
      return sameMembers(a.items, b.items);
    case ConstantType::kCode:
      return a.code == b.code || sameCode(*a.code, *b.code);
    default:
      return true;
  }
}

bool constantTruth(const ConstantValue& c) {
  switch (c.type) {
    case ConstantType::kNone:
    case ConstantType::kFalse:
      return false;
    case ConstantType::kTrue:
    case ConstantType::kEllipsis:
    case ConstantType::kCode:
      return true;
    case ConstantType::kInt:
      return !c.integer->isZero();
    case ConstantType::kFloat:
      return c.real != 0;
    case ConstantType::kComplex:
      return c.real != 0 || c.imag != 0;
    case ConstantType::kStr:
    case ConstantType::kBytes:
      return !c.text.empty();
    case ConstantType::kTuple:
    case ConstantType::kFrozenSet:
      return !c.items.empty();
  }
  return true;
}

ConstantValue noneConstant() { return ConstantValue{}; }

ConstantValue boolConstant(bool value) {
  ConstantValue c;
  c.type = value ? ConstantType::kTrue : ConstantType::kFalse;
  return c;
}

ConstantValue strConstant(std::string_view wtf8) {
  ConstantValue c;
  c.type = ConstantType::kStr;
  c.text = wtf8;
  return c;
}

ConstantValue smallIntConstant(Arena& arena, int64_t value) {
  ConstantValue c;
  c.type = ConstantType::kInt;
  c.integer = keepBigInt(arena, BigInt(value));
  return c;
}

ConstantValue tupleConstant(Seq<ConstantValue> items) {
  ConstantValue c;
  c.type = ConstantType::kTuple;
  c.items = items;
  return c;
}

int ConstantPool::add(const ConstantValue& constant) {
  if ((constants_.size() + 1) * 2 > table_.size()) grow();
  auto hash = static_cast<uint32_t>(hashConstant(constant));
  size_t mask = table_.size() - 1;
  for (size_t at = hash & mask; table_[at].index != 0; at = (at + 1) & mask) {
    const Slot& slot = table_[at];
    if (slot.hash == hash && sameConstant(constants_[slot.index - 1], constant)) return static_cast<int>(slot.index) - 1;
  }
  constants_.push_back(constant);
  insert(hash, static_cast<uint32_t>(constants_.size()));
  return static_cast<int>(constants_.size()) - 1;
}

void ConstantPool::insert(uint32_t hash, uint32_t index) {
  size_t mask = table_.size() - 1;
  size_t at = hash & mask;
  while (table_[at].index != 0) at = (at + 1) & mask;
  table_[at] = {hash, index};
}

void ConstantPool::grow() {
  std::vector<Slot> old(table_.begin(), table_.end());
  size_t size = old.empty() ? 16 : old.size() * 2;
  table_.clear();
  for (size_t i = 0; i < size; i++) table_.push_back({0, 0});
  for (const Slot& slot : old) {
    if (slot.index != 0) insert(slot.hash, slot.index);
  }
}

void ConstantPool::clear() {
  std::fill(table_.begin(), table_.end(), Slot{0, 0});
  constants_.clear();
}

}  // namespace taipan::compiler
