// Formatting: the format specification mini-language, str.format and the % operator.
#pragma once

#include "heap/ref.h"
#include "objects/str.h"
#include "objects/thread.h"

namespace taipan {

// --- the work of str.__format__, int.__format__ and float.__format__; `value` is of that type (or a subclass).
Ref<Str> formatStrSpec(Thread& thread, Str* text, Str* spec);
Ref<Str> formatIntSpec(Thread& thread, Value value, Str* spec);
Ref<Str> formatFloatSpec(Thread& thread, double value, Value self, Str* spec);
Ref<Str> formatComplexSpec(Thread& thread, double real, double imaginary, Value self, Str* spec);

// str.format(*args, **kwargs); keywords may be null.  `mapping`, if not empty, is format_map's.
Ref<Str> formatMethod(Thread& thread, Str* format, const Value* args, size_t count, Dict* keywords, Value mapping);
// _string.formatter_parser and formatter_field_name_split.
Ref<> formatterParser(Thread& thread, Str* format);
Ref<> formatterFieldNameSplit(Thread& thread, Str* fieldName);
extern const TypeSpec kFormatterIteratorType;
extern const TypeSpec kFieldNameIteratorType;

// format % args
Ref<Str> formatPercent(Thread& thread, Str* format, Value args);
// bytes % args (also bytearray): the bytes.
Result<std::string> formatPercentBytes(Thread& thread, std::string_view format, Value args);

}  // namespace taipan
