// Reading.  Every length is checked against what is left before anything is allocated, so hostile data costs
// no more memory than its own size suggests.
#include "importing/marshal.h"

#if __has_include("objects/code.h")  // code objects land separately

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/big_int.h"
#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/code.h"
#include "objects/codecs.h"
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

class Reader {
 public:
  Reader(Thread& thread, std::string_view data, bool trusted = false) : thread_(thread), data_(data), trusted_(trusted) {}
  // Empty without exception: the '0' that ends a dict.
  Ref<> read();
  size_t position() const { return position_; }

 private:
  Result<std::string_view> take(size_t size) {
    if (data_.size() - position_ < size) {
      return thread_.raise(TypeId::kEOFError, position_ == data_.size() && size == 1 ? "EOF read where object expected"
                                                                                    : "marshal data too short");
    }
    std::string_view piece = data_.substr(position_, size);
    position_ += size;
    return piece;
  }
  Result<int> octet() { return static_cast<uint8_t>(TRY(take(1))[0]); }
  Result<int32_t> int32() {
    std::string_view raw = TRY(take(4));
    int32_t value;
    memcpy(&value, raw.data(), 4);
    return value;
  }
  Result<double> real() {
    std::string_view raw = TRY(take(8));
    double value;
    memcpy(&value, raw.data(), 8);
    return value;
  }
  // How many objects follow, as far as the data says; whoever reads them finds out that it ends sooner.
  Result<size_t> count(const char* what) {
    int32_t n = TRY(int32());
    if (n < 0) return thread_.raiseValueError("bad marshal data ({} size out of range)", what);
    return static_cast<size_t>(n);
  }
  // A length that may not exceed what is left, counted in octets.
  Result<size_t> length(const char* what) {
    size_t n = TRY(count(what));
    if (n > data_.size() - position_) return thread_.raise(TypeId::kEOFError, "marshal data too short");
    return n;
  }
  // Keeps a place among the remembered objects; -1 if the object is not to be remembered.
  int64_t reserve(bool flag) {
    if (!flag) return -1;
    remembered_.emplace_back();
    return static_cast<int64_t>(remembered_.size()) - 1;
  }
  Ref<> remember(int64_t place, Ref<> value) {
    if (place >= 0 && value) remembered_[place] = value.clone();
    return value;
  }
  // An object that may not be missing.
  Ref<> readObject() {
    Ref<> value = read();
    if (!value && !thread_.hasException()) return thread_.raiseTypeError("NULL object in marshal data for object");
    return value;
  }
  Ref<> readType(int type, bool flag);
  Ref<> readLong();
  Ref<> readText(std::string_view raw, bool interned, bool ascii);
  Ref<> readTuple(size_t size, bool flag);
  Ref<> readList(bool flag);
  Ref<> readDict(bool flag);
  Ref<> readSet(bool frozen, bool flag);
  Ref<> readCode(bool flag);
  Ref<> readBackReference();
  Result<double> textFloat();
  template <class T>
  Ref<T> readOf(TypeId id, const char* what);

  Thread& thread_;
  std::string_view data_;
  bool trusted_;
  size_t position_ = 0;
  int depth_ = 0;
  std::vector<Ref<>> remembered_;
};

Ref<> Reader::readLong() {
  int32_t count = TRY(int32());
  size_t digits = static_cast<size_t>(count < 0 ? -static_cast<int64_t>(count) : count);
  if (digits == 0) return newInt(thread_, 0);
  if (count == INT32_MIN) return thread_.raiseValueError("bad marshal data (long size out of range)");
  std::string_view raw = TRY(take(digits * 2));
  std::vector<uint64_t> limbs(digits * kDigitBits / 64 + 2);
  for (size_t i = 0; i < digits; ++i) {
    uint16_t digit;
    memcpy(&digit, raw.data() + 2 * i, 2);
    if (digit > 0x7fff) return thread_.raiseValueError("bad marshal data (digit out of range in long)");
    if (i == digits - 1 && digit == 0) return thread_.raiseValueError("bad marshal data (unnormalized long data)");
    size_t bit = i * kDigitBits, limb = bit / 64, shift = bit % 64;
    limbs[limb] |= uint64_t{digit} << shift;
    if (shift > 64 - kDigitBits) limbs[limb + 1] |= uint64_t{digit} >> (64 - shift);
  }
  return newIntFromBigInt(thread_, BigInt::fromLimbs(limbs.data(), limbs.size(), count < 0));
}

Ref<> Reader::readText(std::string_view raw, bool interned, bool ascii) {
  Ref<Str> text = ascii ? newStrLatin1(thread_, reinterpret_cast<const uint8_t*>(raw.data()), raw.size())
                        : decodeUtf8Text(thread_, raw, "surrogatepass");
  if (!text) return Raised{};
  if (interned) return intern(thread_, std::move(text));
  return text;
}

Ref<> Reader::readTuple(size_t size, bool flag) {
  int64_t place = reserve(flag);
  std::vector<Ref<>> items;
  items.reserve(std::min(size, data_.size() - position_));
  for (size_t i = 0; i < size; ++i) items.push_back(TRY(readObject()));
  Ref<Tuple> tuple = TRY(newTuple(thread_, size));
  for (size_t i = 0; i < size; ++i) tupleInit(tuple, i, std::move(items[i]));
  return remember(place, std::move(tuple));
}

Ref<> Reader::readList(bool flag) {
  size_t size = TRY(count("list"));
  int64_t place = reserve(flag);
  Ref<List> list = TRY(newList(thread_));
  if (place >= 0) remembered_[place] = list.clone();  // a list may contain itself
  for (size_t i = 0; i < size; ++i) {
    Ref<> item = TRY(readObject());
    TRY(listAppend(thread_, list, item));
  }
  return list;
}

Ref<> Reader::readDict(bool flag) {
  int64_t place = reserve(flag);
  Ref<Dict> dict = TRY(newDict(thread_));
  if (place >= 0) remembered_[place] = dict.clone();
  while (true) {
    Ref<> key = read();
    if (!key) break;
    Ref<> value = read();
    if (!value) break;
    TRY(dictSet(thread_, dict, key, value));
  }
  if (thread_.hasException()) return Raised{};
  return dict;
}

Ref<> Reader::readSet(bool frozen, bool flag) {
  size_t size = TRY(count("set"));
  int64_t place = reserve(flag);
  Ref<List> items = TRY(newList(thread_));
  for (size_t i = 0; i < size; ++i) {
    Ref<> item = TRY(readObject());
    TRY(listAppend(thread_, items, item));
  }
  Type* type = thread_.type(frozen ? TypeId::kFrozenSet : TypeId::kSet);
  return remember(place, call(thread_, Value(type), items.value()));
}

template <class T>
Ref<T> Reader::readOf(TypeId id, const char* what) {
  Ref<> value = TRY(readObject());
  if (typeOf(thread_, value) != thread_.type(id)) {
    return thread_.raiseTypeError("bad marshal data ({} expected in code object)", what);
  }
  return std::move(value).template cast<T>();
}

Ref<> Reader::readCode(bool flag) {
  int64_t place = reserve(flag);
  CodeFields fields{};
  fields.argCount = TRY(int32());
  fields.positionalOnlyArgCount = TRY(int32());
  fields.keywordOnlyArgCount = TRY(int32());
  fields.stackSize = TRY(int32());
  fields.flags = TRY(int32());
  Ref<Bytes> code = TRY(readOf<Bytes>(TypeId::kBytes, "bytes"));
  Ref<Tuple> constants = TRY(readOf<Tuple>(TypeId::kTuple, "tuple"));
  Ref<Tuple> names = TRY(readOf<Tuple>(TypeId::kTuple, "tuple"));
  Ref<Tuple> locals = TRY(readOf<Tuple>(TypeId::kTuple, "tuple"));
  Ref<Bytes> kinds = TRY(readOf<Bytes>(TypeId::kBytes, "bytes"));
  Ref<Str> fileName = TRY(readOf<Str>(TypeId::kStr, "str"));
  Ref<Str> name = TRY(readOf<Str>(TypeId::kStr, "str"));
  Ref<Str> qualifiedName = TRY(readOf<Str>(TypeId::kStr, "str"));
  fields.firstLine = TRY(int32());
  Ref<Bytes> lineTable = TRY(readOf<Bytes>(TypeId::kBytes, "bytes"));
  Ref<Bytes> exceptionTable = TRY(readOf<Bytes>(TypeId::kBytes, "bytes"));
  fields.code = code, fields.constants = constants, fields.names = names;
  fields.localsPlusNames = locals, fields.localsPlusKinds = kinds;
  fields.fileName = fileName, fields.name = name, fields.qualifiedName = qualifiedName;
  fields.lineTable = lineTable, fields.exceptionTable = exceptionTable;
  Ref<Code> made = TRY(codeFromFields(thread_, fields));
  made->trusted = trusted_;
  return remember(place, std::move(made));
}

Ref<> Reader::readBackReference() {
  int32_t number = TRY(int32());
  if (number < 0 || static_cast<size_t>(number) >= remembered_.size() || !remembered_[number]) {
    return thread_.raiseValueError("bad marshal data (invalid reference)");
  }
  return remembered_[number].clone();
}

Result<double> Reader::textFloat() {
  int size = TRY(octet());
  std::string text(TRY(take(size)));
  char* end;
  double value = strtod(text.c_str(), &end);
  if (*end || text.empty()) return thread_.raiseValueError("could not convert string to float: '{}'", text.c_str());
  return value;
}

Ref<> Reader::readType(int type, bool flag) {
  switch (type) {
    case '0': return Ref<>();
    case 'N': return newRef(kNone);
    case 'F': return newRef(kFalse);
    case 'T': return newRef(kTrue);
    case '.': return newRef(kEllipsis);
    case 'S': return newRef(Value(thread_.type(TypeId::kStopIteration)));
    case 'r': return readBackReference();
    case '(': return readTuple(TRY(count("tuple")), flag);
    case ')': return readTuple(TRY(octet()), flag);
    case '[': return readList(flag);
    case '{': return readDict(flag);
    case '<': return readSet(false, flag);
    case '>': return readSet(true, flag);
    case 'c': return readCode(flag);
    default: break;
  }
  Ref<> value;
  switch (type) {
    case 'i': value = newInt(thread_, TRY(int32())); break;
    case 'I': {
      std::string_view raw = TRY(take(8));
      int64_t number;
      memcpy(&number, raw.data(), 8);
      value = newInt(thread_, number);
      break;
    }
    case 'l': value = readLong(); break;
    case 'g': value = newFloat(thread_, TRY(real())); break;
    case 'f': value = newFloat(thread_, TRY(textFloat())); break;
    case 'y': {
      double re = TRY(real()), im = TRY(real());
      value = newComplex(thread_, {re, im});
      break;
    }
    case 'x': {
      double re = TRY(textFloat()), im = TRY(textFloat());
      value = newComplex(thread_, {re, im});
      break;
    }
    case 's': value = newBytes(thread_, TRY(take(TRY(length("bytes object"))))); break;
    case 'u': case 't': value = readText(TRY(take(TRY(length("string")))), type == 't', false); break;
    case 'a': case 'A': value = readText(TRY(take(TRY(length("string")))), type == 'A', true); break;
    case 'z': case 'Z': value = readText(TRY(take(TRY(octet()))), type == 'Z', true); break;
    default: return thread_.raiseValueError("bad marshal data (unknown type code)");
  }
  if (flag && value) remembered_.push_back(value.clone());
  return value;
}

Ref<> Reader::read() {
  NativeRecursion guard(thread_);
  if (depth_ >= kMaxDepth || !guard.enter()) {
    thread_.clearException();
    return thread_.raiseValueError("recursion limit exceeded");
  }
  ++depth_;
  int type = TRY(octet());
  Ref<> value = readType(type & 0x7f, (type & 0x80) != 0);
  --depth_;
  return value;
}

}  // namespace

Ref<> marshalLoadsTrusted(Thread& thread, std::string_view data) {
  Reader reader(thread, data, true);
  return reader.read();
}

Ref<> marshalLoads(Thread& thread, std::string_view data, size_t* consumed) {
  Reader reader(thread, data);
  Ref<> value = reader.read();
  if (!value && !thread.hasException()) return thread.raiseTypeError("NULL object in marshal data for object");
  if (consumed) *consumed = reader.position();
  return value;
}

}  // namespace taipan

#endif
