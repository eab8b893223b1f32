// Identity of constants; see constant_pool.h.
#include "compiler/constant_pool.h"

#include <algorithm>
#include <cstring>

namespace taipan::compiler {

namespace {

void appendSized(std::string& key, std::string_view bytes) {
  key += std::to_string(bytes.size());
  key += ':';
  key += bytes;
}

void appendDouble(std::string& key, double value) {
  // Bits, so that zeros of both signs differ.
  char bits[sizeof value];
  std::memcpy(bits, &value, sizeof value);
  key.append(bits, sizeof bits);
}

void appendKey(std::string& key, const Constant& constant);

void appendItems(std::string& key, const std::vector<Constant>& items) {
  key += std::to_string(items.size());
  key += '[';
  for (const Constant& item : items) appendKey(key, item);
}

void appendCode(std::string& key, const CodeSpec& code) {
  for (int32_t field : {code.argCount, code.positionalOnlyArgCount, code.keywordOnlyArgCount,
                        code.stackSize, code.flags, code.firstLine}) {
    key += std::to_string(field);
    key += ',';
  }
  for (const std::string* field : {&code.code, &code.localsPlusKinds, &code.name,
                                   &code.qualifiedName, &code.lineTable, &code.exceptionTable}) {
    appendSized(key, *field);
  }
  for (const auto* names : {&code.names, &code.localsPlusNames}) {
    key += std::to_string(names->size());
    for (const std::string& name : *names) appendSized(key, name);
  }
  appendItems(key, code.constants);
}

void appendKey(std::string& key, const Constant& c) {
  key += static_cast<char>('a' + static_cast<int>(c.kind));
  switch (c.kind) {
    case ConstantKind::kNone:
    case ConstantKind::kFalse:
    case ConstantKind::kTrue:
    case ConstantKind::kEllipsis:
      break;
    case ConstantKind::kInt:
      appendSized(key, c.integer.toHex());
      break;
    case ConstantKind::kComplex:
      appendDouble(key, c.imaginary);
      [[fallthrough]];
    case ConstantKind::kFloat:
      appendDouble(key, c.real);
      break;
    case ConstantKind::kStr:
    case ConstantKind::kBytes:
      appendSized(key, c.text);
      break;
    case ConstantKind::kTuple:
      appendItems(key, c.items);
      break;
    case ConstantKind::kFrozenSet: {
      std::vector<std::string> keys;
      for (const Constant& item : c.items) keys.push_back(constantKey(item));
      std::sort(keys.begin(), keys.end());
      for (const std::string& item : keys) appendSized(key, item);
      key += ']';
      break;
    }
    case ConstantKind::kCode:
      appendCode(key, *c.code);
      break;
  }
}

}  // namespace

std::string constantKey(const Constant& constant) {
  std::string key;
  appendKey(key, constant);
  return key;
}

bool constantTruth(const Constant& c) {
  switch (c.kind) {
    case ConstantKind::kNone:
    case ConstantKind::kFalse:
      return false;
    case ConstantKind::kTrue:
    case ConstantKind::kEllipsis:
    case ConstantKind::kCode:
      return true;
    case ConstantKind::kInt:
      return !c.integer.isZero();
    case ConstantKind::kFloat:
      return c.real != 0;
    case ConstantKind::kComplex:
      return c.real != 0 || c.imaginary != 0;
    case ConstantKind::kStr:
    case ConstantKind::kBytes:
      return !c.text.empty();
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet:
      return !c.items.empty();
  }
  return true;
}

Constant noneConstant() { return Constant{}; }

Constant boolConstant(bool value) {
  Constant c;
  c.kind = value ? ConstantKind::kTrue : ConstantKind::kFalse;
  return c;
}

Constant strConstant(std::string_view wtf8) {
  Constant c;
  c.kind = ConstantKind::kStr;
  c.text = wtf8;
  return c;
}

Constant smallIntConstant(int64_t value) {
  Constant c;
  c.kind = ConstantKind::kInt;
  c.integer = BigInt(value);
  return c;
}

// NaN differs from every other constant, itself included.
static bool holdsNan(const Constant& c) {
  switch (c.kind) {
    case ConstantKind::kFloat: return c.real != c.real;
    case ConstantKind::kComplex: return c.real != c.real || c.imaginary != c.imaginary;
    case ConstantKind::kTuple:
    case ConstantKind::kFrozenSet: return std::any_of(c.items.begin(), c.items.end(), holdsNan);
    default: return false;
  }
}

int ConstantPool::add(Constant constant) {
  if (holdsNan(constant)) [[unlikely]] {
    constants_.push_back(std::move(constant));
    return static_cast<int>(constants_.size()) - 1;
  }
  auto [entry, added] =
      indices_.try_emplace(constantKey(constant), static_cast<int>(constants_.size()));
  if (added) constants_.push_back(std::move(constant));
  return entry->second;
}

void ConstantPool::trim(size_t count) {
  if (count < constants_.size()) constants_.resize(count);
}

}  // namespace taipan::compiler
