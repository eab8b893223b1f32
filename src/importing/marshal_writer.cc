// Writing.  Objects get reference numbers by identity, in the order in which they are first written, so that
// the same value always gives the same bytes.
#include <cstring>
#include <unordered_map>

#include "importing/marshal.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/complex.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace taipan {
namespace {

constexpr int kMaxDepth = 2000;
constexpr int kDigitBits = 15;

class Writer {
 public:
  Writer(Thread& thread, int version) : thread_(thread), version_(version) {}
  Status write(Value value);
  std::string take() { return std::move(out_); }

 private:
  void byte(int b) { out_ += static_cast<char>(b); }
  void int16(int v) { byte(v & 0xff), byte((v >> 8) & 0xff); }
  void int32(int64_t v) {
    for (int i = 0; i < 4; ++i) byte((v >> (8 * i)) & 0xff);
  }
  void real(double d) {
    char raw[8];
    memcpy(raw, &d, 8);
    out_.append(raw, 8);
  }
  // True: `value` was written before, and a reference is out.  Else `flag_` is what to or into the type octet.
  bool reference(Value value);
  Status writeInt(Value value);
  Status writeStr(Value value);
  Status writeSequence(char type, const Value* items, size_t size);
  Status writeSet(Value value);
  Status writeDict(Value value);
  Status writeCode(Value value);
  Status writeBuffer(Value value);
  Status fields(Value value, std::initializer_list<const char*> names, bool asInts);

  Thread& thread_;
  int version_;
  int depth_ = 0;
  int flag_ = 0;
  std::string out_;
  std::unordered_map<uint64_t, uint32_t> seen_;
};

bool Writer::reference(Value value) {
  flag_ = 0;
  if (version_ < 3) return false;
  // An object that nobody else holds cannot come again.
  if (value.isObject() && value.object()->refCount == 1) return false;
  auto [entry, fresh] = seen_.try_emplace(value.bits(), static_cast<uint32_t>(seen_.size()));
  if (!fresh) {
    byte('r');
    int32(entry->second);
    return true;
  }
  flag_ = 0x80;
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
  bool interned = text->isInterned();
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
  for (size_t i = 0; i < size; ++i) TRY(write(items[i]));
  return kOk;
}

// Members in the order of their own marshalled bytes, so that the output does not depend on hashes.
Status Writer::writeSet(Value value) {
  bool frozen = typeOf(thread_, value) == thread_.type(TypeId::kFrozenSet);
  int flag = flag_;
  Ref<List> members = TRY(listFromIterable(thread_, value));
  Ref<List> pairs = TRY(newList(thread_));
  for (size_t i = 0; i < members->size; ++i) {
    std::string bytes = TRY(marshalDumps(thread_, members->items[i], version_));
    Ref<> key = TRY(newBytes(thread_, bytes));
    Ref<Tuple> pair = TRY(makeTuple(thread_, key.get(), members->items[i]));
    TRY(listAppend(thread_, pairs, pair.value()));
  }
  Ref<List> keys = TRY(newList(thread_));
  for (size_t i = 0; i < pairs->size; ++i) TRY(listAppend(thread_, keys, pairs->items[i].as<Tuple>()->items[0]));
  TRY(listSort(thread_, keys, kNone, false));
  byte((frozen ? '>' : '<') | flag);
  int32(static_cast<int64_t>(members->size));
  for (size_t i = 0; i < keys->size; ++i) {
    for (size_t j = 0; j < pairs->size; ++j) {
      Tuple* pair = pairs->items[j].as<Tuple>();
      if (pair->items[0].as<Bytes>()->view() != keys->items[i].as<Bytes>()->view()) continue;
      TRY(write(pair->items[1]));
      break;
    }
  }
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

Status Writer::fields(Value value, std::initializer_list<const char*> names, bool asInts) {
  for (const char* name : names) {
    Ref<> field = TRY(getAttribute(thread_, value, name));
    int64_t number;
    if (!asInts) TRY(write(field));
    else if (intFitsInt64(field, &number)) int32(number);
  }
  return kOk;
}

Status Writer::writeCode(Value value) {
  byte('c' | flag_);
  TRY(fields(value, {"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_stacksize", "co_flags"}, true));
  TRY(fields(value, {"co_code", "co_consts", "co_names"}, false));
  // localsplusnames and their kinds: locals, cells that are no locals, free variables.
  Ref<> variables = TRY(getAttribute(thread_, value, "co_varnames"));
  Ref<> cells = TRY(getAttribute(thread_, value, "co_cellvars"));
  Ref<> free = TRY(getAttribute(thread_, value, "co_freevars"));
  Ref<List> names = TRY(listFromIterable(thread_, variables));
  std::string kinds(names->size, '\x20');
  Tuple* cellNames = cells.get().as<Tuple>();
  for (size_t i = 0; i < cellNames->size; ++i) {
    size_t at = 0;
    while (at < names->size && !strEqual(names->items[at].as<Str>(), cellNames->items[i].as<Str>())) ++at;
    if (at < names->size) {
      kinds[at] |= '\x40';
    } else {
      TRY(listAppend(thread_, names, cellNames->items[i]));
      kinds += '\x40';
    }
  }
  TRY(listExtend(thread_, names, free));
  kinds.append(free.get().as<Tuple>()->size, '\x80');
  Ref<> all = TRY(tupleFromList(thread_, names));
  Ref<> kindBytes = TRY(newBytes(thread_, kinds));
  TRY(write(all));
  TRY(write(kindBytes));
  TRY(fields(value, {"co_filename", "co_name", "co_qualname"}, false));
  TRY(fields(value, {"co_firstlineno"}, true));
  return fields(value, {"co_linetable", "co_exceptiontable"}, false);
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
  NativeRecursion guard(thread_);
  if (depth_ >= kMaxDepth || !guard.enter()) {
    thread_.clearException();
    return thread_.raiseValueError("object too deeply nested to marshal");
  }
  if (value.isNone()) return byte('N'), kOk;
  if (value.isTrue()) return byte('T'), kOk;
  if (value.isFalse()) return byte('F'), kOk;
  if (value == kEllipsis) return byte('.'), kOk;
  Type* type = typeOf(thread_, value);
  if (value == Value(thread_.type(TypeId::kStopIteration))) return byte('S'), kOk;
  if (reference(value)) return kOk;
  ++depth_;
  Status status = kOk;
  auto exactly = [&](TypeId id) { return type == thread_.type(id); };
  if (exactly(TypeId::kInt)) status = writeInt(value);
  else if (exactly(TypeId::kFloat)) byte('g' | flag_), real(floatValue(value));
  else if (exactly(TypeId::kComplex)) {
    byte('y' | flag_);
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
  else if (exactly(TypeId::kCode)) status = writeCode(value);
  else if (type->slots.getBuffer) status = writeBuffer(value);
  else status = thread_.raiseValueError("unmarshallable object");
  --depth_;
  return status;
}

}  // namespace

Result<std::string> marshalDumps(Thread& thread, Value value, int version) {
  Writer writer(thread, version);
  TRY(writer.write(value));
  return writer.take();
}

}  // namespace taipan
