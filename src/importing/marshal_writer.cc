// Writing.  Objects get reference numbers by identity, in the order in which they are first written, so that
// the same value always gives the same bytes.
//
// Within code objects equality counts instead, as CPython's compiler makes one object of all equal constants of a
// module, and what is flagged as worth remembering is what CPython would hold in more than one place: interned
// strings, small ints and other objects that it makes once for ever, and constants that occur again.  So cache files
// are the same byte for byte.
#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "base/address_map.h"
#include "base/key_table.h"
#include "base/number_text.h"
#include "importing/marshal.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/complex.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

constexpr int kMaxDepth = 2000;
constexpr int kDigitBits = 15;

// A value as a key of tables: its address, if it is an object.
const void* wordOf(Value value) { return reinterpret_cast<const void*>(value.bits()); }

// The members of sets that were seen, in the order in which they are written, by the set's address.
using SetOrders = std::unordered_map<uint64_t, Ref<List>>;

class Writer {
 public:
  Writer(Thread& thread, int version, SetOrders& orders)
      : thread_(thread), version_(version), orders_(orders), seen_(arena_), indices_(arena_), keys_(arena_) {}
  Status write(Value value);
  std::string take() { return std::move(out_); }

 private:
  void byte(int b) { out_ += static_cast<char>(b); }
  void int16(int v) { byte(v & 0xff), byte((v >> 8) & 0xff); }
  void int32(int64_t v) {
    auto bits = static_cast<uint32_t>(v);
    char raw[4];
    memcpy(raw, &bits, 4);
    out_.append(raw, 4);
  }
  void writeReference(uint32_t number) {
    char raw[5] = {'r'};
    memcpy(raw + 1, &number, 4);
    out_.append(raw, 5);
  }
  Status tooDeep() {
    thread_.clearException();
    return thread_.raiseValueError("object too deeply nested to marshal");
  }
  // Versions 0 and 1 write digits instead of the bits.
  void real(double d) {
    if (version_ <= 1) {
      std::string digits = formatDouble(d, 'g', 17);
      byte(static_cast<int>(digits.size()));
      out_ += digits;
      return;
    }
    char raw[8];
    memcpy(raw, &d, 8);
    out_.append(raw, 8);
  }
  // True: `value` was written before, and a reference is out.  Else `flag_` is what to or into the type octet.
  bool reference(Value value);
  Status writeInt(Value value);
  Status writeStr(Value value);
  Status writeSequence(char type, const Value* items, size_t size);
  Result<List*> inOrder(Value set);
  Status writeSet(Value value);
  Status writeDict(Value value);
  Status writeCode(Code* code);
  Status writeName(Code* code);
  Status writeShared(Value value);
  Status writeShared(Value value, uint32_t index, bool always);
  Status writeSharedAs(Value value, bool always, bool interned);
  Status writePlain(Value value);
  Status writeBuffer(Value value);

  Thread& thread_;
  int version_;
  SetOrders& orders_;
  int depth_ = 0;
  int flag_ = 0;
  std::string out_;
  uint32_t numbered_ = 0;  // objects that have numbers
  Arena arena_;
  AddressMap seen_;  // from words of values to their numbers

  // A value within code, by its content: equal ones are one constant.  There are two for each content; the one with an
  // odd index stands for interned strings.
  struct Shared {
    static constexpr uint32_t kNone = UINT32_MAX;
    uint32_t count = 0;
    uint32_t number = kNone;
    bool everlasting = false;
  };
  // The index in shared_ that CPython's own constant of this value would have.
  Result<uint32_t> sharedIndex(Value value) {
    int known = indices_.find(wordOf(value));
    if (known >= 0) [[likely]] return static_cast<uint32_t>(known);
    return newSharedIndex(value);
  }
  Result<uint32_t> newSharedIndex(Value value);
  Result<uint32_t> contentOf(Value value);
  Result<uint32_t> contentOfItems(char kind, const Value* items, size_t size);
  Status countShared(Value value);
  Status countCode(Code* code);

  bool inCode_ = false;
  bool asInterned_ = false;  // what writeStr says of a string within code
  AddressMap indices_;       // from words of values to shared_
  KeyTable keys_;            // of contents
  std::vector<Shared> shared_;
  bool constantsHeld_ = false;        // the code's: see holdConstants
  const Tuple* constants_ = nullptr;  // of the code being written
  int inConstants_ = 0;               // its items are being written
};

bool Writer::reference(Value value) {
  flag_ = 0;
  if (version_ < 3) return false;
  // An object that nobody else holds cannot come again.
  if (value.isObject() && value.object()->refCount == 1) return false;
  auto [number, fresh] = seen_.add(wordOf(value), static_cast<int32_t>(numbered_));
  if (!fresh) {
    writeReference(static_cast<uint32_t>(number));
    return true;
  }
  flag_ = 0x80;
  ++numbered_;
  return false;
}

Status Writer::writeInt(Value value) {
  int64_t small;
  if (intFitsInt64(value, &small) && small >= INT32_MIN && small <= INT32_MAX) {
    byte('i' | flag_);
    int32(small);
    return kOk;
  }
  BigInt number = toBigInt(value);
  BigInt magnitude = number.abs();
  size_t digits = (magnitude.bitLength() + kDigitBits - 1) / kDigitBits;
  byte('l' | flag_);
  int32(number.sign() < 0 ? -static_cast<int64_t>(digits) : static_cast<int64_t>(digits));
  for (size_t i = 0; i < digits; ++i) {
    size_t bit = i * kDigitBits, limb = bit / 64, shift = bit % 64;
    uint64_t part = magnitude.limb(limb) >> shift;
    if (shift > 64 - kDigitBits && limb + 1 < magnitude.limbCount()) part |= magnitude.limb(limb + 1) << (64 - shift);
    int16(static_cast<int>(part & 0x7fff));
  }
  return kOk;
}

Status Writer::writeStr(Value value) {
  Str* text = value.as<Str>();
  bool interned = inCode_ ? asInterned_ : text->isInterned();
  if (version_ >= 4 && text->isAscii()) {
    bool isShort = text->length() < 256;
    byte((isShort ? (interned ? 'Z' : 'z') : (interned ? 'A' : 'a')) | flag_);
    if (isShort) byte(static_cast<int>(text->length()));
    else int32(static_cast<int64_t>(text->length()));
    out_ += text->asciiView();
    return kOk;
  }
  std::string utf8 = toWtf8(text);
  byte((version_ >= 3 && interned ? 't' : 'u') | flag_);
  int32(static_cast<int64_t>(utf8.size()));
  out_ += utf8;
  return kOk;
}

Status Writer::writeSequence(char type, const Value* items, size_t size) {
  if (type == '(' && version_ >= 4 && size < 256) {
    byte(')' | flag_);
    byte(static_cast<int>(size));
  } else {
    byte(type | flag_);
    int32(static_cast<int64_t>(size));
  }
  bool areConstants = constants_ != nullptr && items == constants_->items;
  inConstants_ += areConstants;
  Status status = kOk;
  for (size_t i = 0; i < size && status; ++i) status = write(items[i]);
  inConstants_ -= areConstants;
  return status;
}

// Members in the order of their own marshalled bytes, so that the output does not depend on hashes.  Those bytes are
// made once for each set: else a set within n sets would be written two to the power of n times.
Result<List*> Writer::inOrder(Value set) {
  auto known = orders_.find(set.bits());
  if (known != orders_.end()) return known->second.get();
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  struct Member {
    std::string bytes;
    size_t place;
    Ref<> value;
  };
  std::vector<Member> members;
  size_t position = 0;
  Value member;
  while (setNext(set.as<Set>(), &position, &member)) {
    // CPython's compiler holds its constants once more, which shows in their bytes.
    Ref<> held = newRef(inCode_ ? member : kNone);
    Writer plain(thread_, version_, orders_);
    TRY(plain.write(member));
    members.push_back({plain.take(), members.size(), newRef(member)});
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    int difference = a.bytes.compare(b.bytes);
    return difference != 0 ? difference < 0 : a.place < b.place;
  });
  Ref<List> order = TRY(newList(thread_, members.size()));
  for (const Member& one : members) TRY(listAppend(thread_, order, one.value));
  return orders_.emplace(set.bits(), std::move(order)).first->second.get();
}

Status Writer::writeSet(Value value) {
  int flag = flag_;
  List* order = TRY(inOrder(value));
  byte((typeOf(thread_, value) == thread_.type(TypeId::kFrozenSet) ? '>' : '<') | flag);
  int32(static_cast<int64_t>(order->size));
  for (size_t i = 0; i < order->size; ++i) TRY(write(order->items[i]));
  return kOk;
}

Status Writer::writeDict(Value value) {
  byte('{' | flag_);
  size_t position = 0;
  Value key, item;
  while (dictNext(value.as<Dict>(), &position, &key, &item)) {
    TRY(write(key));
    TRY(write(item));
  }
  byte('0');
  return kOk;
}

// ---------------------------------------------------------------- code

// Letters, digits and underscores only: CPython interns such constants.
bool isNameText(const Str* text) {
  if (!text->isAscii()) return false;
  std::string_view view = text->asciiView();
  return std::all_of(view.begin(), view.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool isInternedConstant(Value value) {
  if (!isStr(value)) return false;
  const Str* text = value.as<Str>();
  // "*" has been the name of what some import brings by the time anything is written.
  return isNameText(text) || strEqualText(text, "*") || (text->isInterned() && text->length() > 1);
}

// Objects that CPython makes once for ever.
bool isEverlasting(Value value) {
  int64_t number;
  if (isInt(value)) return intFitsInt64(value, &number) && number >= -5 && number <= 256;
  if (isTuple(value)) return value.as<Tuple>()->size == 0;
  if (isBytes(value)) return value.as<Bytes>()->size <= 1;
  if (!isStr(value)) return false;
  const Str* text = value.as<Str>();
  return text->length() == 0 || (text->length() == 1 && text->at(0) < 256);
}

Result<uint32_t> Writer::contentOfItems(char kind, const Value* items, size_t size) {
  std::vector<uint32_t> contents;
  for (size_t i = 0; i < size; ++i) contents.push_back(TRY(sharedIndex(items[i])) / 2);
  if (kind == '>') std::sort(contents.begin(), contents.end());
  return keys_.addCopy(kind, {reinterpret_cast<const char*>(contents.data()), contents.size() * sizeof(uint32_t)}).first;
}

// The number that values of this type have in common if they are equal all the way down.  What is no constant of the
// compiler is only equal to itself.
Result<uint32_t> Writer::contentOf(Value value) {
  Type* type = typeOf(thread_, value);
  auto exactly = [&](TypeId id) { return type == thread_.type(id); };
  if (exactly(TypeId::kStr)) {
    const Str* text = value.as<Str>();
    auto width = static_cast<size_t>(text->kind());
    return keys_.add(static_cast<char>(width), {reinterpret_cast<const char*>(text->data1()), text->length() * width}).first;
  }
  if (exactly(TypeId::kBytes)) return keys_.add('s', value.as<Bytes>()->view()).first;
  if (exactly(TypeId::kTuple)) return contentOfItems('(', value.as<Tuple>()->items, value.as<Tuple>()->size);
  if (exactly(TypeId::kFrozenSet)) {
    Ref<List> members = TRY(listFromIterable(thread_, value));
    return contentOfItems('>', members->items, members->size);
  }
  if (exactly(TypeId::kInt)) return keys_.addCopy('l', toBigInt(value).toText(16)).first;
  if (exactly(TypeId::kFloat)) {
    double number = floatValue(value);
    return keys_.addCopy('g', {reinterpret_cast<const char*>(&number), sizeof number}).first;
  }
  if (exactly(TypeId::kComplex)) {
    auto number = value.as<Complex>()->value;
    return keys_.addCopy('y', {reinterpret_cast<const char*>(&number), sizeof number}).first;
  }
  const void* word = wordOf(value);
  return keys_.addCopy('@', {reinterpret_cast<const char*>(&word), sizeof word}).first;
}

Result<uint32_t> Writer::newSharedIndex(Value value) {
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  uint32_t index = TRY(contentOf(value)) * 2 + isInternedConstant(value);
  indices_.add(wordOf(value), static_cast<int32_t>(index));
  shared_.resize(keys_.size() * 2);
  shared_[index].everlasting = isEverlasting(value);
  return index;
}

Status Writer::countShared(Value value) {
  if (!value.isObject() && !isInt(value) && !isFloat(value)) return kOk;
  if (isCode(value)) return countCode(value.as<Code>());
  if (++shared_[TRY(sharedIndex(value))].count > 1) return kOk;
  if (isTuple(value)) {
    for (size_t i = 0; i < value.as<Tuple>()->size; ++i) TRY(countShared(value.as<Tuple>()->items[i]));
  } else if (typeOf(thread_, value) == thread_.type(TypeId::kFrozenSet)) {
    Ref<List> members = TRY(listFromIterable(thread_, value));
    for (size_t i = 0; i < members->size; ++i) TRY(countShared(members->items[i]));
  }
  return kOk;
}

// Does a class body hold its own qualified name?  Then that is one object with the code's.
bool hasOwnQualifiedName(const Code* code) {
  for (size_t i = 0; i < code->constants->size; ++i) {
    Value constant = code->constants->items[i];
    if (isStr(constant) && strEqual(constant.as<Str>(), code->qualifiedName)) return true;
  }
  return false;
}

Status Writer::countCode(Code* code) {
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  for (Value part : {Value(code->constants), Value(code->names), Value(code->localsPlusNames)}) TRY(countShared(part));
  if (!strEqual(code->name, code->qualifiedName) && hasOwnQualifiedName(code)) {
    uint32_t content = TRY(sharedIndex(Value(code->qualifiedName))) / 2;
    ++shared_[content * 2 + isNameText(code->qualifiedName)].count;
  }
  TRY(countShared(Value(code->lineTable)));
  return countShared(Value(code->exceptionTable));
}

Status Writer::writeShared(Value value) {
  uint32_t index = TRY(sharedIndex(value));
  return writeShared(value, index, shared_[index].everlasting || (constantsHeld_ && inConstants_ > 0));
}

Status Writer::writeSharedAs(Value value, bool always, bool interned) {
  return writeShared(value, TRY(sharedIndex(value)) / 2 * 2 + interned, always);
}

Status Writer::writeShared(Value value, uint32_t index, bool always) {
  Shared& entry = shared_[index];
  if (entry.number != Shared::kNone) {
    writeReference(entry.number);
    return kOk;
  }
  bool interned = (index & 1) != 0;
  flag_ = 0;
  if (always || interned || entry.count > 1) {
    flag_ = 0x80;
    entry.number = numbered_++;
  }
  asInterned_ = interned;
  NativeRecursion guard(thread_);
  if (depth_ >= kMaxDepth || !guard.enter()) return tooDeep();
  ++depth_;
  Status status = writePlain(value);
  --depth_;
  return status;
}

// Names in angle brackets are CPython's own, not interned; the qualified name is the same object or a new one.
Status Writer::writeName(Code* code) {
  bool own = code->name->length() > 0 && code->name->at(0) == '<';
  TRY(writeSharedAs(Value(code->name), true, !own));
  if (strEqual(code->name, code->qualifiedName)) return writeSharedAs(Value(code->qualifiedName), true, !own);
  if (hasOwnQualifiedName(code)) return writeSharedAs(Value(code->qualifiedName), false, isNameText(code->qualifiedName));
  flag_ = 0;
  asInterned_ = false;
  return writeStr(Value(code->qualifiedName));
}

Status Writer::writeCode(Code* code) {
  byte('c' | flag_);
  const Tuple* outerConstants = std::exchange(constants_, code->constants);
  bool outerHeld = std::exchange(constantsHeld_, code->constantsHeld);
  int outerDepth = std::exchange(inConstants_, 0);
  bool outermost = !inCode_;
  if (outermost) {
    inCode_ = version_ >= 3;
    if (inCode_) TRY(countCode(code));
  }
  for (int32_t field : {code->argCount, code->positionalOnlyArgCount, code->keywordOnlyArgCount, code->stackSize, code->flags}) {
    int32(field);
  }
  // The bytes of the instructions are held by the code object too.
  byte('s' | (inCode_ ? 0x80 : 0));
  if (inCode_) ++numbered_;
  int32(static_cast<int64_t>(code->code->size));
  out_ += code->code->view();
  for (Value part : {Value(code->constants), Value(code->names), Value(code->localsPlusNames)}) TRY(write(part));
  flag_ = 0;
  TRY(inCode_ && code->localsPlusKinds->size == 0 ? write(Value(code->localsPlusKinds)) : writePlain(Value(code->localsPlusKinds)));
  if (inCode_) {
    TRY(writeSharedAs(Value(code->fileName), true, isNameText(code->fileName)));
    TRY(writeName(code));
  } else {
    for (Value part : {Value(code->fileName), Value(code->name), Value(code->qualifiedName)}) TRY(write(part));
  }
  int32(code->firstLine);
  for (Value part : {Value(code->lineTable), Value(code->exceptionTable)}) TRY(write(part));
  constants_ = outerConstants;
  constantsHeld_ = outerHeld;
  inConstants_ = outerDepth;
  if (outermost) {
    inCode_ = false;
    indices_.clear();
    keys_.clear();
    shared_.clear();
  }
  return kOk;
}

Status Writer::writeBuffer(Value value) {
  BufferView view{};
  if (!getBuffer(thread_, value, &view, kBufferContiguous)) {
    thread_.clearException();
    byte('?');
    return thread_.raiseValueError("unmarshallable object");
  }
  byte('s' | flag_);
  int32(view.length);
  out_.append(view.data, view.length);
  releaseBuffer(thread_, &view);
  return kOk;
}

Status Writer::write(Value value) {
  if (value.isNone()) return byte('N'), kOk;
  if (value.isTrue()) return byte('T'), kOk;
  if (value.isFalse()) return byte('F'), kOk;
  if (value == kEllipsis) return byte('.'), kOk;
  if (value == Value(thread_.type(TypeId::kStopIteration))) return byte('S'), kOk;
  if (inCode_ && !isCode(value)) return writeShared(value);
  NativeRecursion guard(thread_);
  if (depth_ >= kMaxDepth || !guard.enter()) return tooDeep();
  ++depth_;
  Status status = kOk;
  if (inCode_) {
    flag_ = 0;  // a code object has one place
    status = writePlain(value);
  } else if (!reference(value)) {
    status = writePlain(value);
  }
  --depth_;
  return status;
}

// The value itself, with `flag_`.
Status Writer::writePlain(Value value) {
  Type* type = typeOf(thread_, value);
  Status status = kOk;
  auto exactly = [&](TypeId id) { return type == thread_.type(id); };
  if (exactly(TypeId::kInt)) status = writeInt(value);
  else if (exactly(TypeId::kFloat)) byte((version_ > 1 ? 'g' : 'f') | flag_), real(floatValue(value));
  else if (exactly(TypeId::kComplex)) {
    byte((version_ > 1 ? 'y' : 'x') | flag_);
    real(value.as<Complex>()->value.real), real(value.as<Complex>()->value.imag);
  } else if (exactly(TypeId::kBytes)) {
    byte('s' | flag_);
    int32(static_cast<int64_t>(value.as<Bytes>()->size));
    out_ += value.as<Bytes>()->view();
  } else if (exactly(TypeId::kStr)) status = writeStr(value);
  else if (exactly(TypeId::kTuple)) status = writeSequence('(', value.as<Tuple>()->items, value.as<Tuple>()->size);
  else if (exactly(TypeId::kList)) status = writeSequence('[', value.as<List>()->items, value.as<List>()->size);
  else if (exactly(TypeId::kDict)) status = writeDict(value);
  else if (exactly(TypeId::kSet) || exactly(TypeId::kFrozenSet)) status = writeSet(value);
  else if (exactly(TypeId::kCode)) status = writeCode(value.as<Code>());
  else if (type->slots.getBuffer) status = writeBuffer(value);
  else status = thread_.raiseValueError("unmarshallable object");
  return status;
}

}  // namespace

Result<std::string> marshalDumps(Thread& thread, Value value, int version) {
  SetOrders orders;
  Writer writer(thread, version, orders);
  TRY(writer.write(value));
  return writer.take();
}

}  // namespace taipan
