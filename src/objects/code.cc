// code: construction and release.  Attributes and methods are in code_type.cc, verification in code_verify.cc.
#include "objects/code.h"

#include <algorithm>
#include <vector>

#include "base/address_map.h"
#include "base/key_table.h"
#include "bytecode/location_table.h"
#include "bytecode/opcodes.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/float.h"
#include "objects/list.h"
#include "objects/tuple.h"

namespace taipan {

int32_t Code::lineAt(int32_t byteOffset) const {
  return lineOfOffset(lineTable->view(), firstLine, byteOffset);
}

namespace {

bool isNameText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool isNameText(const Str* text) { return text->isAscii() && isNameText(text->asciiView()); }

Status internNames(Thread& thread, Tuple* names, const char* what) {
  for (size_t i = 0; i < names->size; i++) {
    if (!isStr(names->items[i])) return thread.raise(TypeId::kSystemError, "non-string found in code slot");
    Ref<Str> text = intern(thread, newRef(names->items[i].as<Str>()));
    if (!text) return Raised{};
    decref(std::exchange(names->items[i], text.releaseValue()));
  }
  return kOk;
}

// Strings that look like identifiers are interned, inside tuples too; this is what makes `is` on them work.
Status internConstants(Thread& thread, Tuple* constants) {
  for (size_t i = 0; i < constants->size; i++) {
    Value& item = constants->items[i];
    if (!item.isObject()) continue;
    if (item.object()->type == thread.type(TypeId::kStr)) {
      if (!isNameText(item.as<Str>())) continue;
      Ref<Str> text = TRY(intern(thread, newRef(item.as<Str>())));
      decref(std::exchange(item, text.releaseValue()));
    } else if (item.object()->type == thread.type(TypeId::kTuple)) {
      NativeRecursion guard(thread);
      if (!guard.enter()) return Raised{};
      TRY(internConstants(thread, item.as<Tuple>()));
    }
  }
  return kOk;
}

Status checkFields(Thread& thread, const CodeFields& f) {
  size_t localCount = f.localsPlusNames->size;
  if (f.localsPlusKinds->size != localCount) {
    return thread.raiseValueError("code: varnames is too small");
  }
  int64_t plain = 0;
  for (size_t i = 0; i < localCount; i++) plain += (f.localsPlusKinds->data()[i] & kLocalPlain) != 0;
  int64_t total = int64_t{f.argCount} + f.keywordOnlyArgCount + ((f.flags & kCoVarArgs) != 0) +
                  ((f.flags & kCoVarKeywords) != 0);
  if (f.argCount < f.positionalOnlyArgCount || f.positionalOnlyArgCount < 0 || f.keywordOnlyArgCount < 0 ||
      f.stackSize < 0 || f.flags < 0) {
    return thread.raiseValueError("code: argument counts must not be negative");
  }
  // Arguments must be the first plain locals: the call machinery writes them there unchecked.
  for (int64_t i = 0; i < total && i < static_cast<int64_t>(localCount); i++) {
    if (!(f.localsPlusKinds->data()[i] & kLocalPlain)) return thread.raiseValueError("code: varnames is too small");
  }
  if (total > plain) return thread.raiseValueError("code: varnames is too small");
  if (f.code->size % 2 != 0 || f.code->size > INT32_MAX / 4) {
    return thread.raiseValueError("code: co_code is malformed");
  }
  if (localCount > 1 << 24 || f.stackSize > 1 << 24) {
    return thread.raise(TypeId::kOverflowError, "code: co_stacksize is too large");
  }
  return kOk;
}

}  // namespace

namespace {

// From fields that are right and interned.
Ref<Code> makeCode(Thread& thread, const CodeFields& f) {
  Ref<Str> name = TRY(intern(thread, newRef(f.name)));
  Ref<Str> qualifiedName = TRY(intern(thread, newRef(f.qualifiedName)));
  Ref<Str> fileName = TRY(intern(thread, newRef(f.fileName)));
  Ref<Code> code = TRY(newObject<Code>(thread, thread.type(TypeId::kCode)));
  code->argCount = f.argCount;
  code->positionalOnlyArgCount = f.positionalOnlyArgCount;
  code->keywordOnlyArgCount = f.keywordOnlyArgCount;
  code->stackSize = f.stackSize;
  code->flags = f.flags;
  code->firstLine = f.firstLine;
  code->localCount = static_cast<int32_t>(f.localsPlusNames->size);
  code->unitCount = static_cast<int32_t>(f.code->size / 2);
  for (size_t i = 0; i < f.localsPlusKinds->size; i++) {
    uint8_t kind = static_cast<uint8_t>(f.localsPlusKinds->data()[i]);
    if (kind & kLocalPlain) code->plainLocalCount++;
    if (kind & kLocalCell) code->cellCount++;
    if (kind & kLocalFree) code->freeCount++;
  }
  code->code = newRef(f.code).release();
  code->constants = newRef(f.constants).release();
  code->names = newRef(f.names).release();
  code->localsPlusNames = newRef(f.localsPlusNames).release();
  code->localsPlusKinds = newRef(f.localsPlusKinds).release();
  code->fileName = fileName.release();
  code->name = name.release();
  code->qualifiedName = qualifiedName.release();
  Ref<Bytes> lineTable = newRef(f.lineTable);
  if (thread.interpreter().settings.noDebugRanges) lineTable = TRY(newBytes(thread, withoutColumns(f.lineTable->view(), f.firstLine)));
  code->lineTable = lineTable.release();
  code->exceptionTable = newRef(f.exceptionTable).release();
  return code;
}

}  // namespace

Ref<Code> codeFromFields(Thread& thread, const CodeFields& f) {
  TRY(checkFields(thread, f));
  TRY(internNames(thread, f.names, "names"));
  TRY(internNames(thread, f.localsPlusNames, "varnames"));
  TRY(internConstants(thread, f.constants));
  return makeCode(thread, f);
}

namespace {

// Makes objects of specs.  As in CPython, equal constants, tuples of names and tables of one compilation are one object,
// which saves memory and is what `is` and marshal see.
class SpecReader {
 public:
  explicit SpecReader(Thread& thread) : thread_(thread), nameIndices_(arena_), keys_(arena_) {}
  Ref<> constant(const ConstantValue& constant);
  Ref<Code> code(const CodeSpec& spec);

 private:
  // Kinds of keys_.  Names and file names are interned whatever they look like.
  static constexpr char kText = 's', kName = 'n', kBytes = 'b', kTuple = 't', kFrozenSet = 'f';
  static constexpr char kInt = 'i', kFloat = 'd', kComplex = 'c';

  Ref<> items(Seq<ConstantValue> constants, bool frozen);
  Ref<> names(Seq<std::string_view> names);
  Ref<> name(std::string_view name);
  Ref<> number(const ConstantValue& constant);
  Ref<> text(char kind, std::string_view text);
  Ref<> bytes(std::string_view octets);
  // `fresh`, or the object that was made first for an equal key.
  Ref<> merged(std::pair<uint32_t, bool> place, Ref<> fresh) {
    if (!place.second) return known(place.first);
    objects_.push_back(newRef(fresh.get()));
    return fresh;
  }
  Ref<> known(size_t place) const { return newRef(objects_[place].get()); }

  Thread& thread_;
  Arena arena_;
  AddressMap nameIndices_;  // from interned names of the spec to names_
  std::vector<Ref<>> names_;
  // Keys are texts of the spec, words of tuples that were made, or copies.
  KeyTable keys_;
  std::vector<Ref<>> objects_;  // by the keys' numbers
  std::vector<Ref<>> members_;  // tuples whose words are the keys of frozensets
};

std::string_view wordsOf(const Tuple* tuple) {
  return {reinterpret_cast<const char*>(tuple->items), tuple->size * sizeof(Value)};
}

// Items are merged already, so that their words stand for them.
Ref<> SpecReader::items(Seq<ConstantValue> constants, bool frozen) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, constants.size));
  for (size_t i = 0; i < constants.size; i++) tupleInit(tuple, i, TRY(constant(constants[i])));
  auto place = keys_.add(frozen ? kFrozenSet : kTuple, wordsOf(tuple));
  if (!frozen) return merged(place, std::move(tuple));
  if (!place.second) return known(place.first);
  members_.push_back(newRef(tuple.value()));
  return merged(place, TRY(call(thread_, Value(thread_.type(TypeId::kFrozenSet)), Value(tuple.get()))));
}

Ref<> SpecReader::name(std::string_view name) {
  auto [index, added] = nameIndices_.add(name.data(), static_cast<int32_t>(names_.size()));
  if (added) names_.push_back(TRY(internText(thread_, name)));
  return newRef(names_[static_cast<size_t>(index)].get());
}

Ref<> SpecReader::names(Seq<std::string_view> names) {
  Ref<Tuple> tuple = TRY(newTuple(thread_, names.size));
  for (size_t i = 0; i < names.size; i++) tupleInit(tuple, i, TRY(name(names[i])));
  return merged(keys_.add(kTuple, wordsOf(tuple)), std::move(tuple));
}

// Numbers that are no objects are the same anyway.
Ref<> SpecReader::number(const ConstantValue& constant) {
  if (constant.type == ConstantType::kInt) {
    Ref<> made = TRY(newIntFromBigInt(thread_, *constant.integer));
    if (!made.get().isObject()) return made;
    return merged(keys_.addCopy(kInt, constant.integer->toText(16)), std::move(made));
  }
  const double parts[] = {constant.real, constant.imag};
  std::string_view bits(reinterpret_cast<const char*>(parts), sizeof parts);
  Ref<> real = TRY(newFloat(thread_, constant.real));
  if (constant.type == ConstantType::kFloat) {
    return real.get().isObject() ? merged(keys_.addCopy(kFloat, bits), std::move(real)) : std::move(real);
  }
  Ref<> imaginary = TRY(newFloat(thread_, constant.imag));
  Ref<> made = TRY(call(thread_, Value(thread_.type(TypeId::kComplex)), real.get(), imaginary.get()));
  return merged(keys_.addCopy(kComplex, bits), std::move(made));
}

// Strings that look like identifiers are interned.
Ref<> SpecReader::text(char kind, std::string_view text) {
  auto place = keys_.add(kind, text);
  if (!place.second) return known(place.first);
  return merged(place, TRY(kind == kName || isNameText(text) ? internText(thread_, text) : newStr(thread_, text)));
}

Ref<> SpecReader::bytes(std::string_view octets) {
  auto place = keys_.add(kBytes, octets);
  if (!place.second) return known(place.first);
  return merged(place, TRY(newBytes(thread_, octets)));
}

Ref<> SpecReader::constant(const ConstantValue& constant) {
  NativeRecursion guard(thread_);
  if (!guard.enter()) return Raised{};
  switch (constant.type) {
    case ConstantType::kNone: return newRef(kNone);
    case ConstantType::kFalse: return newRef(kFalse);
    case ConstantType::kTrue: return newRef(kTrue);
    case ConstantType::kEllipsis: return newRef(kEllipsis);
    case ConstantType::kInt:
    case ConstantType::kFloat:
    case ConstantType::kComplex: return number(constant);
    case ConstantType::kStr: return text(kText, constant.text);
    case ConstantType::kBytes: return bytes(constant.text);
    case ConstantType::kTuple: return items(constant.items, false);
    case ConstantType::kFrozenSet: return items(constant.items, true);
    case ConstantType::kCode: return code(*constant.code);
  }
  return thread_.raise(TypeId::kSystemError, "unknown kind of constant");
}

Ref<Code> SpecReader::code(const CodeSpec& spec) {
  Ref<> constants = TRY(items(spec.constants, false));
  Ref<> names = TRY(this->names(spec.names)), locals = TRY(this->names(spec.localsPlusNames));
  Ref<Bytes> kinds = TRY(newBytes(thread_, spec.localsPlusKinds)), bytecode = TRY(newBytes(thread_, spec.code));
  Ref<> lines = TRY(bytes(spec.lineTable)), exceptions = TRY(bytes(spec.exceptionTable));
  Ref<> fileName = TRY(text(kName, spec.fileName)), name = TRY(text(kName, spec.name));
  Ref<> qualifiedName = TRY(text(kName, spec.qualifiedName));
  CodeFields fields{.argCount = spec.argCount,
                    .positionalOnlyArgCount = spec.positionalOnlyArgCount,
                    .keywordOnlyArgCount = spec.keywordOnlyArgCount,
                    .stackSize = spec.stackSize,
                    .flags = spec.flags,
                    .firstLine = spec.firstLine,
                    .code = bytecode,
                    .constants = constants.get().as<Tuple>(),
                    .names = names.get().as<Tuple>(),
                    .localsPlusNames = locals.get().as<Tuple>(),
                    .localsPlusKinds = kinds,
                    .fileName = fileName.get().as<Str>(),
                    .name = name.get().as<Str>(),
                    .qualifiedName = qualifiedName.get().as<Str>(),
                    .lineTable = lines.get().as<Bytes>(),
                    .exceptionTable = exceptions.get().as<Bytes>()};
  Ref<Code> made = TRY(makeCode(thread_, fields));
  made->trusted = true;
  return made;
}

}  // namespace

Ref<> constantValue(Thread& thread, const ConstantValue& constant) { return SpecReader(thread).constant(constant); }

static Status holdItems(Thread& thread, const Tuple* items, List* held) {
  for (size_t i = 0; i < items->size; i++) {
    Value item = items->items[i];
    if (!item.isObject()) continue;
    TRY(listAppend(thread, held, item));
    NativeRecursion guard(thread);
    if (!guard.enter()) return Raised{};
    if (isTuple(item)) TRY(holdItems(thread, item.as<Tuple>(), held));
    if (!isCode(item)) continue;
    item.as<Code>()->constantsHeld = true;
    TRY(holdItems(thread, item.as<Code>()->constants, held));
  }
  return kOk;
}

Ref<List> holdConstants(Thread& thread, Code* code) {
  Ref<List> held = TRY(newList(thread));
  code->constantsHeld = true;
  TRY(holdItems(thread, code->constants, held));
  return held;
}

Ref<Code> codeFromSpec(Thread& thread, const CodeSpec& spec) { return SpecReader(thread).code(spec); }

}  // namespace taipan
