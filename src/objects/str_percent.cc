// The % operator of str and bytes (library reference §4.7.2 "printf-style formatting").
//
// One parser serves both: it works on code points and hands finished pieces to a Sink.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/memory.h"
#include "base/number_text.h"
#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/bytearray.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/int_internal.h"
#include "objects/str_format.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

struct Directive {
  bool left = false, plus = false, blank = false, alternate = false, zero = false;
  bool noNegativeZero = false;  // of bytes only
  int64_t width = -1, precision = -1;
  uint32_t code = 0;
  size_t position = 0;  // of the code, for messages
};

// The format's characters and the destination, for text and for octets.
class PercentFormatter {
 public:
  PercentFormatter(Thread& thread, Str* text, std::string_view bytes, Value args)
      : thread_(thread), text_(text), bytes_(bytes), args_(args), out_(thread) {
    isTuple_ = isTuple(args);
    Type* type = typeOf(thread, args);
    // As CPython: anything with __getitem__ that is neither tuple nor text can be looked up by key.
    isMapping_ = !isTuple_ && type->slots.getItem && !isStr(args) && !(text == nullptr && (isBytes(args) || isByteArray(args)));
  }

  Status run() {
    size_t n = size();
    while (position_ < n) {
      uint32_t c = at(position_);
      if (c != '%') {
        size_t from = position_;
        if (text_) {
          int64_t found = strFindChar(text_, '%', position_, n);
          position_ = found < 0 ? n : static_cast<size_t>(found);
        } else {
          while (position_ < n && at(position_) != '%') position_++;
        }
        copyPlain(from, position_);
        continue;
      }
      position_++;
      if (!plainDirective() && !directive()) return Raised{};
    }
    bool left = isTuple_ ? next_ < args_.as<Tuple>()->size : !isMapping_ && next_ == 0;
    if (left && !usedMapping_)
      return thread_.raiseTypeError("not all arguments converted during {} formatting", text_ ? "string" : "bytes");
    return kOk;
  }
  Ref<Str> finishText() { return out_.finish(); }
  std::string finishBytes() { return std::move(octets_); }

 private:
  size_t size() const { return text_ ? text_->length() : bytes_.size(); }
  uint32_t at(size_t i) const { return text_ ? text_->at(i) : static_cast<uint8_t>(bytes_[i]); }
  void copyPlain(size_t from, size_t to) {
    if (text_) out_.append(text_, from, to);
    else octets_.append(bytes_.substr(from, to - from));
  }

  // The next argument, borrowed; from the mapping's value if a key was given.
  Result<Value> nextArgument() {
    if (keyed_) {
      if (keyUsed_) return thread_.raiseTypeError("not enough arguments for format string");
      keyUsed_ = true;
      return keyValue_.get();
    }
    if (isTuple_) {
      if (next_ >= args_.as<Tuple>()->size) return thread_.raiseTypeError("not enough arguments for format string");
      return args_.as<Tuple>()->items[next_++];
    }
    if (next_ > 0) return thread_.raiseTypeError("not enough arguments for format string");
    next_ = 1;
    return args_;
  }

  Status readKey() {
    if (!isMapping_) return thread_.raiseTypeError("format requires a mapping");
    size_t from = ++position_;
    int depth = 1;
    while (position_ < size() && depth > 0) {
      if (at(position_) == ')') depth--;
      else if (at(position_) == '(') depth++;
      position_++;
    }
    if (depth > 0) return thread_.raiseValueError("incomplete format key");
    Ref<> key;
    if (text_) key = TRY(substring(thread_, text_, from, position_ - 1));
    else key = TRY(newBytes(thread_, bytes_.substr(from, position_ - 1 - from)));
    keyValue_ = TRY(getItem(thread_, args_, key));
    keyed_ = usedMapping_ = true;
    keyUsed_ = false;
    return kOk;
  }

  // Width or precision: digits or *.
  Status readNumber(int64_t* value, const char* tooBig, bool isWidth, Directive* d) {
    if (position_ < size() && at(position_) == '*') {
      position_++;
      Value argument = TRY(nextArgument());
      if (!isInt(argument)) return thread_.raiseTypeError("* wants int");
      int64_t number;
      if (!intFitsInt64(argument, &number) || (!isWidth && number != static_cast<int>(number)))
        return thread_.raise(TypeId::kOverflowError, "Python int too large to convert to C {}", isWidth ? "ssize_t" : "int");
      if (isWidth && number < 0) {
        d->left = true;
        number = -number;
      }
      *value = number < 0 ? 0 : number;
      return kOk;
    }
    int64_t number = isWidth ? -1 : 0;
    while (position_ < size() && at(position_) >= '0' && at(position_) <= '9') {
      int64_t digit = at(position_++) - '0';
      if (number < 0) number = 0;
      if (number > ((isWidth ? INT64_MAX : INT32_MAX) - digit) / 10) return thread_.raiseValueError("{}", tooBig);
      number = number * 10 + digit;
    }
    *value = number;
    return kOk;
  }

  // OPTIMIZATION: %s and %d of text and small ints, nothing between the two characters.
  bool plainDirective() {
    if (!text_ || !isTuple_ || position_ >= size() || next_ >= args_.as<Tuple>()->size) return false;
    uint32_t code = at(position_);
    if (code != 's' && code != 'd') return false;
    Value argument = args_.as<Tuple>()->items[next_];
    if (argument.isSmallInt()) {
      char buffer[24];
      char* end = std::to_chars(buffer, buffer + sizeof buffer, argument.smallIntValue()).ptr;
      out_.append(std::string_view(buffer, static_cast<size_t>(end - buffer)));
    } else if (code == 's' && isExactStr(argument)) {
      out_.append(argument.as<Str>());
    } else {
      return false;
    }
    next_++;
    position_++;
    return true;
  }

  Status directive() {
    Directive d;
    if (position_ < size() && at(position_) == '%') {
      position_++;
      appendPiece("%");
      return kOk;
    }
    if (position_ < size() && at(position_) == '(') TRY(readKey());
    for (; position_ < size(); position_++) {
      uint32_t c = at(position_);
      if (c == '-') d.left = true;
      else if (c == '+') d.plus = true;
      else if (c == ' ') d.blank = true;
      else if (c == '#') d.alternate = true;
      else if (c == '0') d.zero = true;
      else if (c == 'z' && !text_) d.noNegativeZero = true;
      else break;
    }
    TRY(readNumber(&d.width, "width too big", true, &d));
    if (position_ < size() && at(position_) == '.') {
      position_++;
      TRY(readNumber(&d.precision, text_ ? "precision too big" : "prec too big", false, &d));
    }
    if (position_ < size() && (at(position_) == 'h' || at(position_) == 'l' || at(position_) == 'L')) position_++;
    if (position_ >= size()) return thread_.raiseValueError("incomplete format");
    d.position = position_;
    d.code = at(position_++);
    if (d.width > 0 && !canAllocate(static_cast<uint64_t>(d.width))) return thread_.raiseMemoryError();
    Value argument = TRY(nextArgument());
    return convert(d, argument);
  }

  Status convert(const Directive& d, Value argument) {
    switch (d.code) {
      case 's': case 'r': case 'a': case 'b':
        if (d.code == 'b' && text_) break;
        return convertText(d, argument);
      case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return convertInt(d, argument);
      case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return convertFloat(d, argument);
      case 'c': return convertChar(d, argument);
      default: break;
    }
    char shown[2] = {d.code > 31 && d.code < 128 ? static_cast<char>(d.code) : '?', 0};
    if (!text_) shown[0] = static_cast<char>(d.code < 128 ? d.code : '?');
    return thread_.raiseValueError("unsupported format character '{}' (0x{:x}) at index {}", std::string_view(shown, 1), d.code, d.position);
  }

  Status convertText(const Directive& d, Value argument) {
    if (!text_ && (d.code == 's' || d.code == 'b')) return convertOctets(d, argument);
    Ref<Str> piece;
    if (d.code == 's') piece = str(thread_, argument);
    else if (d.code == 'r' && text_) piece = repr(thread_, argument);
    else piece = ascii(thread_, argument);
    if (!piece) return Raised{};
    size_t length = piece->length();
    if (d.precision >= 0) length = std::min(length, static_cast<size_t>(d.precision));
    size_t width = d.width < 0 ? 0 : static_cast<size_t>(d.width), extra = width > length ? width - length : 0;
    if (!d.left) appendFill(' ', extra);
    if (text_) out_.append(piece, 0, length);
    else octets_.append(piece->asciiView().substr(0, length));
    if (d.left) appendFill(' ', extra);
    return kOk;
  }

  Status convertOctets(const Directive& d, Value argument) {
    std::string data;
    if (typeOf(thread_, argument)->slots.getBuffer) {
      BufferView view;
      TRY(getBuffer(thread_, argument, &view, kBufferSimple));
      data.assign(view.data, static_cast<size_t>(view.length));
      releaseBuffer(thread_, &view);
    } else {
      Ref<> method = lookupSpecial(thread_, argument, thread_.names().dunder_bytes);
      if (!method) {
        if (thread_.hasException()) return Raised{};
        return thread_.raiseTypeError("%b requires a bytes-like object, or an object that implements __bytes__, not '{!T}'", argument);
      }
      Ref<> result = TRY(call(thread_, method));
      if (!isBytes(result))
        return thread_.raiseTypeError("__bytes__ returned non-bytes (type {!T})", result.get());
      data = std::string(result.get().as<Bytes>()->view());
    }
    if (d.precision >= 0 && data.size() > static_cast<size_t>(d.precision)) data.resize(static_cast<size_t>(d.precision));
    appendPadded(d, data);
    return kOk;
  }

  Status convertInt(const Directive& d, Value argument) {
    char code[2] = {static_cast<char>(d.code), 0};
    bool strictInt = d.code == 'x' || d.code == 'X' || d.code == 'o';
    Ref<> number;
    if (isInt(argument)) {
      number = newRef(argument);
    } else {
      Type* type = typeOf(thread_, argument);
      bool hasIndex = type->slots.unary[static_cast<int>(UnaryOp::kIndex)];
      bool hasNumber = hasIndex || type->slots.unary[static_cast<int>(UnaryOp::kInt)] || isFloat(argument);
      if (strictInt ? !hasIndex : !hasNumber) return badNumber(code, strictInt, argument);
      bool byIndex = strictInt || (!isFloat(argument) && !type->slots.unary[static_cast<int>(UnaryOp::kInt)]);
      number = byIndex ? index(thread_, argument) : intFromObject(thread_, argument);
      if (!number) {
        if (!thread_.clearIfMatches(TypeId::kTypeError)) return Raised{};
        return badNumber(code, strictInt, argument);
      }
    }
    bool negative = intSign(number) < 0;
    int base = d.code == 'o' ? 8 : strictInt ? 16 : 10;
    std::string digits;
    if (int64_t i; intFitsInt64(number, &i)) {
      char buffer[72];
      char* end = std::to_chars(buffer, buffer + sizeof buffer, i, base).ptr;
      digits.assign(buffer + negative, end);
    } else if (base == 10) {
      Ref<> plain = TRY(newIntFromBigInt(thread_, toBigInt(number)));
      Ref<Str> decimal = TRY(str(thread_, plain));
      digits = std::string(decimal->asciiView().substr(negative ? 1 : 0));
    } else {
      digits = toBigInt(number).abs().toText(base);
    }
    if (d.precision > INT32_MAX - 3) return thread_.raise(TypeId::kOverflowError, "precision too large");
    if (d.precision >= 0 && digits.size() < static_cast<size_t>(d.precision))
      digits.insert(0, static_cast<size_t>(d.precision) - digits.size(), '0');
    std::string prefix;
    if (d.alternate && strictInt) prefix = std::string("0") + (d.code == 'o' ? 'o' : static_cast<char>(d.code));
    if (d.code == 'X')
      for (char& c : digits)
        if (c >= 'a') c = static_cast<char>(c - 32);
    appendNumber(d, negative, prefix, digits);
    return kOk;
  }

  Raised badNumber(const char* code, bool strictInt, Value argument) {
    if (strictInt) return thread_.raiseTypeError("%{} format: an integer is required, not {!T}", code, argument);
    return thread_.raiseTypeError("%{} format: a real number is required, not {!T}", text_ ? code : "d", argument);
  }

  Status convertFloat(const Directive& d, Value argument) {
    Result<double> number = asDouble(thread_, argument);
    if (!number) {
      if (text_ || !thread_.clearIfMatches(TypeId::kTypeError)) return Raised{};
      return thread_.raiseTypeError("float argument required, not {!T}", argument);
    }
    int precision = d.precision < 0 ? 6 : static_cast<int>(std::min<int64_t>(d.precision, INT32_MAX - 20));
    std::string text = formatDouble(*number, static_cast<char>(d.code), precision, d.alternate ? kTextAlternate : 0);
    bool negative = text[0] == '-';
    if (negative && d.noNegativeZero && text.find_first_of("123456789infa") >= text.find('e')) {
      text.erase(0, 1);
      negative = false;
    }
    appendNumber(d, negative, "", text.substr(negative ? 1 : 0));
    return kOk;
  }

  Status convertChar(const Directive& d, Value argument) {
    if (!text_) return convertOctet(d, argument);
    uint32_t c;
    if (isStr(argument)) {
      if (argument.as<Str>()->length() != 1) return thread_.raiseTypeError("%c requires int or char");
      c = argument.as<Str>()->at(0);
    } else {
      if (!isInt(argument) && !typeOf(thread_, argument)->slots.unary[static_cast<int>(UnaryOp::kIndex)])
        return thread_.raiseTypeError("%c requires int or char");
      Ref<> number = TRY(index(thread_, argument));
      int64_t code;
      if (!intFitsInt64(number, &code) || code < 0 || code > kMaxCodePoint)
        return thread_.raise(TypeId::kOverflowError, "%c arg not in range(0x110000)");
      c = static_cast<uint32_t>(code);
    }
    size_t extra = d.width > 1 ? static_cast<size_t>(d.width - 1) : 0;
    if (!d.left) appendFill(' ', extra);
    out_.append(c);
    if (d.left) appendFill(' ', extra);
    return kOk;
  }

  Status convertOctet(const Directive& d, Value argument) {
    static constexpr const char* kMessage = "%c requires an integer in range(256) or a single byte";
    char octet;
    if (isInt(argument) || typeOf(thread_, argument)->slots.unary[static_cast<int>(UnaryOp::kIndex)]) {
      Ref<> number = TRY(index(thread_, argument));
      int64_t code;
      if (!intFitsInt64(number, &code) || code < 0 || code > 255)
        return thread_.raise(TypeId::kOverflowError, "%c arg not in range(256)");
      octet = static_cast<char>(code);
    } else {
      if (!typeOf(thread_, argument)->slots.getBuffer || isStr(argument)) return thread_.raiseTypeError("{}", kMessage);
      BufferView view;
      TRY(getBuffer(thread_, argument, &view, kBufferSimple));
      int64_t length = view.length;
      octet = length ? view.data[0] : 0;
      releaseBuffer(thread_, &view);
      if (length != 1) return thread_.raiseTypeError("{}", kMessage);
    }
    appendPadded(d, std::string_view(&octet, 1));
    return kOk;
  }

  void appendNumber(const Directive& d, bool negative, std::string_view prefix, std::string_view digits) {
    std::string_view sign = negative ? "-" : d.plus ? "+" : d.blank ? " " : "";
    size_t length = sign.size() + prefix.size() + digits.size(), width = d.width < 0 ? 0 : static_cast<size_t>(d.width);
    size_t extra = width > length ? width - length : 0;
    bool zeros = d.zero && !d.left;
    if (!d.left && !zeros) appendFill(' ', extra);
    appendPiece(sign);
    appendPiece(prefix);
    if (zeros) appendFill('0', extra);
    appendPiece(digits);
    if (d.left) appendFill(' ', extra);
  }

  void appendPadded(const Directive& d, std::string_view data) {
    size_t width = d.width < 0 ? 0 : static_cast<size_t>(d.width), extra = width > data.size() ? width - data.size() : 0;
    if (!d.left) appendFill(' ', extra);
    appendPiece(data);
    if (d.left) appendFill(' ', extra);
  }
  void appendPiece(std::string_view piece) {
    if (text_) out_.append(piece);
    else octets_.append(piece);
  }
  void appendFill(char c, size_t count) {
    if (text_) out_.appendRepeated(static_cast<uint8_t>(c), count);
    else octets_.append(count, c);
  }

  Thread& thread_;
  Str* text_;               // null: octets
  std::string_view bytes_;
  Value args_;
  bool isTuple_, isMapping_;
  bool usedMapping_ = false, keyed_ = false, keyUsed_ = false;
  Ref<> keyValue_;
  size_t next_ = 0;
  size_t position_ = 0;
  StrBuilder out_;
  std::string octets_;
};

}  // namespace

Ref<Str> formatPercent(Thread& thread, Str* format, Value args) {
  PercentFormatter formatter(thread, format, {}, args);
  TRY(formatter.run());
  return formatter.finishText();
}

Result<std::string> formatPercentBytes(Thread& thread, std::string_view format, Value args) {
  PercentFormatter formatter(thread, nullptr, format, args);
  TRY(formatter.run());
  return formatter.finishBytes();
}

}  // namespace taipan
