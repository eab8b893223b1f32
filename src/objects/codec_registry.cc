// Error handlers, built in and registered, and the registry of codecs.
//
// The registry lives in three containers hung on the interpreter's sys-independent state: see
// Interpreter::codecSearchPath, codecCache and codecErrors.
#include <cstring>

#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/int.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {

namespace {

enum class Handler { kStrict, kIgnore, kReplace, kBackslash, kXml, kSurrogateEscape, kSurrogatePass, kName, kOther };

Handler handlerOf(const char* errors) {
  if (!errors) return Handler::kStrict;
  static constexpr struct { const char* name; Handler handler; } kNames[] = {
      {"strict", Handler::kStrict}, {"ignore", Handler::kIgnore}, {"replace", Handler::kReplace},
      {"backslashreplace", Handler::kBackslash}, {"xmlcharrefreplace", Handler::kXml},
      {"surrogateescape", Handler::kSurrogateEscape}, {"surrogatepass", Handler::kSurrogatePass},
      {"namereplace", Handler::kName}};
  for (const auto& entry : kNames)
    if (std::strcmp(entry.name, errors) == 0) return entry.handler;
  return Handler::kOther;
}

void appendEscape(std::string* out, uint32_t c) {
  char text[16];
  int n = snprintf(text, sizeof text, c < 256 ? "\\x%02x" : c < 65536 ? "\\u%04x" : "\\U%08x", c);
  out->append(text, static_cast<size_t>(n));
}

// Unit width and byte order of a UTF by its name, for surrogatepass; 0 if it is none.
int utfWidth(std::string_view encoding, bool* big) {
  std::string name;
  for (char c : encoding)
    if (c != '-' && c != '_') name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  *big = name.size() > 2 && name.substr(name.size() - 2) == "be";
  if (name.starts_with("utf8") || name == "cp65001") return 1;
  if (name.starts_with("utf16")) return 2;
  if (name.starts_with("utf32")) return 4;
  return 0;
}

void appendSurrogate(std::string* out, uint32_t c, int width, bool big) {
  if (width == 1) return appendUtf8(out, c);
  for (int k = 0; k < width; k++) out->push_back(static_cast<char>(c >> 8 * (big ? width - 1 - k : k)));
}

// surrogatepass for one encoded surrogate at the start of `bytes`; gives its length, or 0.
size_t decodeSurrogate(std::string_view bytes, int width, bool big, uint32_t* c) {
  if (width == 1) {
    if (bytes.size() < 3) return 0;
    auto at = [&](size_t i) { return static_cast<uint8_t>(bytes[i]); };
    if ((at(0) & 0xF0) != 0xE0 || (at(1) & 0xC0) != 0x80 || (at(2) & 0xC0) != 0x80) return 0;
    *c = static_cast<uint32_t>((at(0) & 15) << 12 | (at(1) & 63) << 6 | (at(2) & 63));
  } else {
    if (width == 0 || bytes.size() < static_cast<size_t>(width)) return 0;
    *c = 0;
    for (int k = 0; k < width; k++)
      *c = *c << 8 | static_cast<uint8_t>(bytes[static_cast<size_t>(big ? k : width - 1 - k)]);
  }
  if (!isSurrogate(*c)) return 0;
  return width == 1 ? 3 : static_cast<size_t>(width);
}

// "\\N{name}" for each character that has a name, else an escape.
Ref<> replaceByNames(Thread& thread, const Str* text, size_t start, size_t end) {
  Ref<Str> moduleName = TRY(newStr(thread, "unicodedata"));
  Value import = dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import);
  if (import.isEmpty()) return thread.raise(TypeId::kImportError, "__import__ not found");
  Ref<> module = TRY(call(thread, import, moduleName.value()));
  Ref<> nameOf = TRY(getAttribute(thread, module, "name"));
  StrBuilder out(thread);
  for (size_t i = start; i < end; i++) {
    Ref<Str> character = TRY(newStrFromChar(thread, text->at(i)));
    Ref<> name = TRY(call(thread, nameOf, character.value(), kNone));
    if (isStr(name)) {
      out.append("\\N{");
      out.append(name.get().as<Str>());
      out.append(uint32_t{'}'});
      continue;
    }
    std::string escape;
    appendEscape(&escape, text->at(i));
    out.append(escape);
  }
  return out.finish();
}

Ref<> newUnicodeError(Thread& thread, TypeId type, const char* encoding, Value object, size_t start, size_t end,
                      const char* reason) {
  Ref<Str> name = TRY(newStr(thread, encoding));
  Ref<Str> why = TRY(newStr(thread, reason));
  return call(thread, Value(thread.type(type)), name.value(), object, Value::smallInt(static_cast<int64_t>(start)),
              Value::smallInt(static_cast<int64_t>(end)), why.value());
}

// Checks what a registered handler returned; *position is put into range.
Ref<> checkHandlerResult(Thread& thread, Value result, bool bytesAllowed, size_t length, size_t* position) {
  const char* message = bytesAllowed ? "encoding error handler must return (str/bytes, int) tuple"
                                     : "decoding error handler must return (str, int) tuple";
  if (!isTuple(result) || result.as<Tuple>()->size != 2) return thread.raiseTypeError("{}", message);
  Value replacement = result.as<Tuple>()->items[0];
  if (!isStr(replacement) && !(bytesAllowed && isBytes(replacement))) return thread.raiseTypeError("{}", message);
  Value where = result.as<Tuple>()->items[1];
  if (!isInt(where)) return thread.raiseTypeError("{}", message);
  int64_t at = TRY(indexAsInt64(thread, where));
  int64_t given = at;
  if (at < 0) at += static_cast<int64_t>(length);
  if (at < 0 || at > static_cast<int64_t>(length))
    return thread.raise(TypeId::kIndexError, "position {} from error handler out of bounds", given);
  *position = static_cast<size_t>(at);
  return newRef(replacement);
}

}  // namespace

Raised raiseEncodeError(Thread& thread, const char* encoding, Str* text, size_t start, size_t end, const char* reason) {
  Ref<> error = newUnicodeError(thread, TypeId::kUnicodeEncodeError, encoding, Value(text), start, end, reason);
  return error ? thread.raiseObject(error) : Raised{};
}

Raised raiseDecodeError(Thread& thread, const char* encoding, std::string_view bytes, size_t start, size_t end,
                        const char* reason) {
  Ref<Bytes> object = newBytes(thread, bytes);
  if (!object) return Raised{};
  Ref<> error = newUnicodeError(thread, TypeId::kUnicodeDecodeError, encoding, object.value(), start, end, reason);
  return error ? thread.raiseObject(error) : Raised{};
}

// ------------------------------------------------------------------------------- decoding problems

Status DecodeErrors::handle(size_t start, size_t end, const char* reason, StrBuilder* out, size_t* position) {
  size_t at = start;
  switch (handlerOf(errors_)) {
    case Handler::kStrict:
      return raiseDecodeError(thread_, encoding_, bytes_, start, end, reason);
    case Handler::kIgnore:
      break;
    case Handler::kReplace:
      out->append(uint32_t{0xFFFD});
      break;
    case Handler::kBackslash: {
      std::string text;
      for (size_t i = start; i < end; i++) appendEscape(&text, static_cast<uint8_t>(bytes_[i]));
      out->append(std::string_view(text));
      break;
    }
    case Handler::kSurrogateEscape:
      while (at < end && static_cast<uint8_t>(bytes_[at]) >= 128)
        out->append(0xDC00u + static_cast<uint8_t>(bytes_[at++]));
      if (at == start) return raiseDecodeError(thread_, encoding_, bytes_, start, end, reason);
      *position = at;
      return kOk;
    case Handler::kSurrogatePass: {
      bool big;
      int width = utfWidth(encoding_, &big);
      uint32_t c;
      size_t used = decodeSurrogate(bytes_.substr(start), width, big, &c);
      if (used == 0) return raiseDecodeError(thread_, encoding_, bytes_, start, end, reason);
      out->append(c);
      *position = start + used;
      return kOk;
    }
    default:
      return call(start, end, reason, out, position);
  }
  *position = end;
  return kOk;
}

Status DecodeErrors::call(size_t start, size_t end, const char* reason, StrBuilder* out, size_t* position) {
  if (!handler_) handler_ = TRY(lookupErrorHandler(thread_, errors_));
  if (!input_) input_ = TRY(newBytes(thread_, bytes_));
  if (!exception_) {
    exception_ = TRY(newUnicodeError(thread_, TypeId::kUnicodeDecodeError, encoding_, input_, start, end, reason));
  } else {
    auto* error = exception_.get().as<UnicodeErrorException>();
    error->start = static_cast<int64_t>(start);
    error->end = static_cast<int64_t>(end);
    Value old = error->reason;
    error->reason = TRY(newStr(thread_, reason)).releaseValue();
    decrefOrEmpty(old);
  }
  Ref<> result = TRY(taipan::call(thread_, handler_, exception_.get()));
  // The handler may have replaced the input.
  Value object = exception_.get().as<UnicodeErrorException>()->object;
  if (!isBytes(object)) return thread_.raiseTypeError("object attribute must be bytes");
  if (object != input_.get()) {
    input_ = newRef(object);
    bytes_ = object.as<Bytes>()->view();
  }
  Ref<> replacement = TRY(checkHandlerResult(thread_, result, false, bytes_.size(), position));
  out->append(replacement.get().as<Str>());
  return kOk;
}

// ------------------------------------------------------------------------------- encoding problems

Ref<> EncodeErrors::handle(size_t start, size_t end, const char* reason, size_t* position) {
  std::string text;
  *position = end;
  switch (handlerOf(errors_)) {
    case Handler::kStrict:
      return raise(start, end, reason);
    case Handler::kIgnore:
      return newStr(thread_, "");
    case Handler::kReplace:
      return newStr(thread_, std::string(end - start, '?'));
    case Handler::kBackslash:
      for (size_t i = start; i < end; i++) appendEscape(&text, text_->at(i));
      return newStr(thread_, text);
    case Handler::kXml:
      for (size_t i = start; i < end; i++) text += "&#" + std::to_string(text_->at(i)) + ";";
      return newStr(thread_, text);
    case Handler::kSurrogateEscape: {
      for (size_t i = start; i < end; i++) {
        uint32_t c = text_->at(i);
        if (c < 0xDC80 || c > 0xDCFF) return raise(i == start ? start : i, end, reason);
        text.push_back(static_cast<char>(c - 0xDC00));
      }
      return newBytes(thread_, text);
    }
    case Handler::kSurrogatePass: {
      bool big;
      int width = utfWidth(encoding_, &big);
      if (width == 0) return raise(start, end, reason);
      for (size_t i = start; i < end; i++) {
        if (!isSurrogate(text_->at(i))) return raise(start, end, reason);
        appendSurrogate(&text, text_->at(i), width, big);
      }
      return newBytes(thread_, text);
    }
    case Handler::kName:
      return replaceByNames(thread_, text_, start, end);
    case Handler::kOther:
      break;
  }
  if (!handler_) handler_ = TRY(lookupErrorHandler(thread_, errors_));
  if (!exception_) {
    exception_ =
        TRY(newUnicodeError(thread_, TypeId::kUnicodeEncodeError, encoding_, Value(text_), start, end, reason));
  } else {
    auto* error = exception_.get().as<UnicodeErrorException>();
    error->start = static_cast<int64_t>(start);
    error->end = static_cast<int64_t>(end);
  }
  Ref<> result = TRY(taipan::call(thread_, handler_, exception_.get()));
  return checkHandlerResult(thread_, result, true, text_->length(), position);
}

// ---------------------------------------------------------- the built-in handlers as Python functions

Ref<> applyErrorHandler(Thread& thread, const char* name, Value exception) {
  if (handlerOf(name) == Handler::kStrict) {
    return isException(exception) ? thread.raiseObject(exception) : thread.raiseTypeError("codec must pass exception instance");
  }
  if (!isException(exception)) return thread.raiseTypeError("don't know how to handle {!T} in error callback", exception);
  Type* type = exception.object()->type;
  bool encoding = isSubtype(type, thread.type(TypeId::kUnicodeEncodeError));
  bool decoding = isSubtype(type, thread.type(TypeId::kUnicodeDecodeError));
  bool translating = isSubtype(type, thread.type(TypeId::kUnicodeTranslateError));
  Handler handler = handlerOf(name);
  if (translating && (handler == Handler::kXml || handler == Handler::kName)) translating = false;
  bool known = encoding || (decoding && handler != Handler::kXml && handler != Handler::kName) ||
               (translating && handler != Handler::kSurrogateEscape && handler != Handler::kSurrogatePass);
  if (!known) return thread.raiseTypeError("don't know how to handle {!T} in error callback", exception);
  auto* error = exception.as<UnicodeErrorException>();
  if (decoding ? !isBytes(error->object) : !isStr(error->object)) {
    return thread.raiseTypeError("object attribute must be {}", decoding ? "bytes" : "unicode");
  }
  std::string encodingName = isStr(error->encoding) ? toWtf8(error->encoding.as<Str>()) : "utf-8";
  std::string reason = isStr(error->reason) ? toWtf8(error->reason.as<Str>()) : "";
  int64_t length = decoding ? static_cast<int64_t>(error->object.as<Bytes>()->size)
                            : static_cast<int64_t>(error->object.as<Str>()->length());
  int64_t startIndex = error->start < 0 ? 0 : error->start >= length ? (length ? length - 1 : 0) : error->start;
  int64_t endIndex = error->end < 1 ? 1 : error->end;
  if (endIndex > length) endIndex = length;
  size_t start = static_cast<size_t>(startIndex), end = static_cast<size_t>(endIndex), position = end;
  Ref<> replacement;
  if (decoding) {
    DecodeErrors problems(thread, encodingName.c_str(), name, error->object.as<Bytes>()->view());
    StrBuilder out(thread);
    TRY(problems.handle(start, end, reason.c_str(), &out, &position));
    replacement = TRY(out.finish());
  } else if (translating && handler == Handler::kReplace) {
    StrBuilder out(thread);
    out.appendRepeated(0xFFFD, end - start);
    replacement = TRY(out.finish());
  } else {
    EncodeErrors problems(thread, encodingName.c_str(), name, error->object.as<Str>());
    replacement = TRY(problems.handle(start, end, reason.c_str(), &position));
  }
  return makeTuple(thread, replacement.get(), Value::smallInt(static_cast<int64_t>(position)));
}

// -------------------------------------------------------------------------------------- registries

static Status ensureRegistry(Thread& thread) {
  Interpreter& interpreter = thread.interpreter();
  if (!interpreter.codecCache) interpreter.codecCache = TRY(newDict(thread)).release();
  if (!interpreter.codecErrors) interpreter.codecErrors = TRY(newDict(thread)).release();
  if (!interpreter.codecSearchPath) interpreter.codecSearchPath = TRY(newList(thread)).release();
  return kOk;
}

Status registerErrorHandler(Thread& thread, Str* name, Value handler) {
  TRY(ensureRegistry(thread));
  if (!isCallable(thread, handler)) return thread.raiseTypeError("handler must be callable");
  return dictSetStr(thread, thread.interpreter().codecErrors, name, handler);
}

Ref<> lookupErrorHandler(Thread& thread, const char* name) {
  TRY(ensureRegistry(thread));
  Ref<Str> key = TRY(newStr(thread, name ? name : "strict"));
  if (Value handler = dictGetStr(thread, thread.interpreter().codecErrors, key)) return newRef(handler);
  if (handlerOf(name) != Handler::kOther) {  // _codecs lists them when it is imported
    Ref<Str> moduleName = TRY(newStr(thread, "_codecs"));
    Value import = dictGetStr(thread, thread.interpreter().builtinsDict, thread.names().dunder_import);
    if (import) Ref<> module = TRY(call(thread, import, moduleName.value()));
    if (Value handler = dictGetStr(thread, thread.interpreter().codecErrors, key)) return newRef(handler);
  }
  return thread.raise(TypeId::kLookupError, "unknown error handler name '{}'", name);
}

Status checkErrorHandler(Thread& thread, const char* name) {
  if (handlerOf(name) != Handler::kOther) return kOk;
  Ref<> handler = TRY(lookupErrorHandler(thread, name));
  return kOk;
}

Status registerCodecSearch(Thread& thread, Value searchFunction) {
  TRY(ensureRegistry(thread));
  if (!isCallable(thread, searchFunction)) return thread.raiseTypeError("argument must be callable");
  return listAppend(thread, thread.interpreter().codecSearchPath, searchFunction);
}

Status unregisterCodecSearch(Thread& thread, Value searchFunction) {
  TRY(ensureRegistry(thread));
  List* path = thread.interpreter().codecSearchPath;
  for (size_t i = 0; i < path->size; i++) {
    if (path->items[i] != searchFunction) continue;
    dictClear(thread.interpreter().codecCache);
    Ref<> dropped = Ref<>::adopt(path->items[i]);
    std::memmove(path->items + i, path->items + i + 1, (path->size - i - 1) * sizeof(Value));
    path->size--;
    break;
  }
  return kOk;
}

Ref<> lookupCodec(Thread& thread, const char* encoding) {
  TRY(ensureRegistry(thread));
  std::string name;
  for (const char* p = encoding; *p; p++) {
    char c = *p;
    if (c == ' ') c = '-';
    name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  // The registry's key: lower case, as encodings.normalize_encoding expects; runs of other characters become _.
  std::string normal;
  bool pending = false;
  for (char c : name) {
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (c & 0x80) continue;
    if (word) {
      if (pending && !normal.empty()) normal.push_back('_');
      normal.push_back(c);
      pending = false;
    } else {
      pending = true;
    }
  }
  Ref<Str> key = TRY(newStr(thread, normal));
  Interpreter& interpreter = thread.interpreter();
  if (Value known = dictGetStr(thread, interpreter.codecCache, key)) return newRef(known);
  if (interpreter.codecSearchPath->size == 0) {
    // The search function of the standard library registers itself when `encodings` is imported.
    Ref<Str> import = TRY(newStr(thread, "__import__"));
    Ref<Str> package = TRY(newStr(thread, "encodings"));
    if (Value function = dictGetStr(thread, interpreter.builtinsDict, import))
      Ref<> imported = TRY(call(thread, function, package.value()));
  }
  for (size_t i = 0; i < interpreter.codecSearchPath->size; i++) {
    Ref<> search = newRef(interpreter.codecSearchPath->items[i]);
    Ref<> found = TRY(call(thread, search, key.value()));
    if (found.get().isNone()) continue;
    if (!isTuple(found) || found.get().as<Tuple>()->size != 4)
      return thread.raiseTypeError("codec search functions must return 4-tuples");
    TRY(dictSetStr(thread, interpreter.codecCache, key, found));
    return found;
  }
  return thread.raise(TypeId::kLookupError, "unknown encoding: {}", encoding);
}

// Does this exception carry nothing but one text, so that another one with a longer text can stand for it?
static bool isPlainError(Thread& thread, BaseException* error) {
  Type *type = error->type, *native = type, *base = thread.type(TypeId::kBaseException);
  if (type->slotsCount != 0 || type->slots.initialize != base->slots.initialize || type->slots.create != base->slots.create) {
    return false;
  }
  while (native->has(kTypeIsHeapType)) native = native->base;
  if (isSubtype(type, thread.type(TypeId::kMemoryError))) return false;
  if (native->basicSize != base->basicSize || (error->dict && error->dict->used != 0)) return false;
  return error->args->size == 0 || (error->args->size == 1 && isExactStr(error->args->items[0]));
}

// The exception in flight came out of a codec: plain ones are told apart by a text that names it.
static Raised blameCodec(Thread& thread, const char* operation, const char* encoding) {
  if (!isPlainError(thread, thread.exception())) return Raised{};
  Ref<> cause = thread.takeException();
  Ref<Str> text = formatStr(thread, "{} with '{}' codec failed ({}: {})", operation, encoding,
                            cause.get().object()->type->name, cause.get());
  Ref<> error;
  if (text) error = call(thread, Value(cause.get().object()->type), text.value());
  if (!error || !isException(error)) return thread.restoreException(std::move(cause));
  (void)thread.raiseObject(error);
  auto* raised = error.get().as<BaseException>();
  decrefOrEmpty(std::exchange(raised->cause, cause.releaseValue()));
  raised->suppressContext = true;
  return Raised{};
}

static Status checkTextEncoding(Thread& thread, Value codec, const char* encoding, const char* alternative) {
  if (typeOf(thread, codec) == thread.type(TypeId::kTuple)) return kOk;
  Ref<> flag = lookupAttribute(thread, codec, thread.names()._is_text_encoding);
  if (!flag) {
    if (thread.hasException()) return Raised{};
    return kOk;
  }
  if (TRY(isTrue(thread, flag))) return kOk;
  return thread.raise(TypeId::kLookupError, "'{}' is not a text encoding; use {} to handle arbitrary codecs", encoding, alternative);
}

enum class CodecUse { kAny, kTextOnly };

static Ref<> runCodec(Thread& thread, Value object, const char* encoding, const char* errors, size_t which, CodecUse use) {
  if (!encoding) encoding = "utf-8";
  Ref<> codec = TRY(lookupCodec(thread, encoding));
  if (use == CodecUse::kTextOnly) {
    TRY(checkTextEncoding(thread, codec, encoding, which == 0 ? "codecs.encode()" : "codecs.decode()"));
  }
  Ref<> function = newRef(codec.get().as<Tuple>()->items[which]);
  Ref<> result;
  if (errors) {
    Ref<Str> how = TRY(newStr(thread, errors));
    result = call(thread, function, object, how.value());
  } else {
    result = call(thread, function, object);
  }
  if (!result) return blameCodec(thread, which == 0 ? "encoding" : "decoding", encoding);
  if (!isTuple(result) || result.get().as<Tuple>()->size != 2)
    return thread.raiseTypeError(which == 0 ? "encoder must return a tuple (object, integer)"
                                            : "decoder must return a tuple (object,integer)");
  return newRef(result.get().as<Tuple>()->items[0]);
}

Ref<> encodeObject(Thread& thread, Value object, const char* encoding, const char* errors) {
  return runCodec(thread, object, encoding, errors, 0, CodecUse::kAny);
}

Ref<> encodeByTextCodec(Thread& thread, Str* text, const char* encoding, const char* errors) {
  return runCodec(thread, Value(text), encoding, errors, 0, CodecUse::kTextOnly);
}

Ref<> decodeObjectByCodec(Thread& thread, Value object, const char* encoding, const char* errors) {
  return runCodec(thread, object, encoding, errors, 1, CodecUse::kAny);
}

Ref<> decodeByTextCodec(Thread& thread, Value object, const char* encoding, const char* errors) {
  return runCodec(thread, object, encoding, errors, 1, CodecUse::kTextOnly);
}

}  // namespace taipan
